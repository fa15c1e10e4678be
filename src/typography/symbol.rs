//! Document symbols (30/2020/NĐ-CP), addresses and other chunks that are not prose.

use memchr::memmem;

/// Splits the punctuation off that a word of prose may wear: opening marks in front, closing marks behind.
/// Returns the core and its byte offset in `word`.
pub(super) fn core(word: &str) -> (&str, usize) {
    let front = word.trim_start_matches(is_opening);
    (front.trim_end_matches(is_closing), word.len() - front.len())
}

/// ( [ “ ‘ « and straight quotes.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '„' | '"' | '\'')
}

/// What may close a word: , ; : ! ? . … ) ] ” ’ » and straight quotes.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '!' | '?' | '.' | '…' | ')' | ']' | '}' | '”' | '’' | '»' | '"' | '\'')
}

/// Is the core of a word a document symbol: `15/QĐ-UBND`, `30/2020/NĐ-CP`, `351/2017/UBTVQH14`, `NĐ-CP`,
/// `01-1:2018/BYT`? Capital letters joined by - or /, without a toned vowel, after an optional number.
pub(super) fn is_document_symbol(core: &str) -> bool {
    let (mut letters, mut joints, mut run, mut longest) = (0usize, 0usize, 0usize, 0usize);
    for c in core.chars() {
        match c {
            'A'..='Z' | 'Đ' | 'Ư' => {
                letters += 1;
                run += 1;
                longest = longest.max(run);
                continue;
            }
            'r' if run >= 2 => {} // TTr
            'g' if run >= 2 => {} // TTg
            '/' | '-' => joints += 1,
            '0'..='9' | '.' | ':' | '&' => {}
            _ => return false,
        }
        run = 0;
    }
    if letters == 0 || joints == 0 || longest < 2 {
        return false;
    }
    let numbered = core.starts_with(|c: char| c.is_ascii_digit()) && core.contains('/');
    let joined = core
        .split('-')
        .all(|part| part.len() > 1 && part.starts_with(|c: char| c.is_ascii_uppercase() || c == 'Đ'));
    numbered || joined && !core.contains('/') || core.starts_with('/') && core.len() > 2
}

/// Where in a chunk without spaces an address begins that has a path or a scheme: `https://…`, `www.…`, `a.gov.vn/…`.
pub(super) fn url_start(chunk: &str) -> Option<usize> {
    let bytes = chunk.as_bytes();
    if let Some(at) = memmem::find(bytes, b"://") {
        let scheme =
            bytes[..at].iter().rev().take_while(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b)).count();
        return (scheme > 0).then_some(at - scheme);
    }
    let (core, at) = core(chunk);
    let host = core.split('/').next().unwrap_or_default();
    (is_domain(host)).then_some(at)
}

/// Is this a domain name: ASCII labels, at least two, the last one a well-known top-level domain?
pub(super) fn is_domain(host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    let label = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    (TOP_LEVEL.contains(&top) || host.starts_with("www.")) && labels.split('.').all(label) && label(top)
}

const TOP_LEVEL: [&str; 24] = [
    "vn", "com", "net", "org", "gov", "edu", "info", "io", "me", "tv", "biz", "asia", "uk", "us", "jp", "fr",
    "de", "cn", "kr", "eu", "int", "app", "dev", "xyz",
];

/// Is this an e-mail address?
pub(super) fn is_email(core: &str) -> bool {
    let Some((user, host)) = core.split_once('@') else { return false };
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._%+-".contains(&b);
    !user.is_empty() && user.bytes().all(plain) && host.contains('.') && host.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_symbols() {
        for yes in [
            "15/QĐ-UBND",
            "30/2020/NĐ-CP",
            "351/2017/UBTVQH14",
            "NĐ-CP",
            "01-1:2018/BYT",
            "12/TTr-SNV",
            "05/2020/TT-BTTTT",
        ] {
            assert!(is_document_symbol(yes), "{yes}");
        }
        for no in
            ["và/hoặc", "Mát-xcơ-va", "22/4/2021", "2016-2020", "e-Office", "HÀ-NỘI", "km/h", "T-34", "A-B"]
        {
            assert!(!is_document_symbol(no), "{no}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(url_start("(https://dost.gov.vn/a)"), Some(1));
        assert_eq!(url_start("vnexpress.net"), Some(0));
        assert_eq!(url_start("họp.Hội"), None);
        assert!(is_email("van.thu@moha.gov.vn") && !is_email("@vanthu"));
    }
}
