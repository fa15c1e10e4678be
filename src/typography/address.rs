//! Web and mail addresses in a text: PDF and DOCX make the same links of them.

use std::ops::Range;

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its bytes.
    pub range: Range<usize>,
    /// Where it leads: the address with its scheme, percent-encoded (RFC 3986).
    pub target: String,
}

/// Finds `http://…`, `https://…`, `www.…` and mail addresses, ascending. U+2011 in one counts as a hyphen.
pub fn find(text: &str) -> Vec<Address> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    // a mark that every address has, so that prose costs one scan
    if memchr::memchr2(b'@', b'/', bytes).is_none() && memchr::memmem::find(bytes, b"www.").is_none() {
        return out;
    }
    let mut at = 0;
    for word in text.split([' ', '\u{a0}', '\n', '\t']) {
        let start = at + (word.len() - word.trim_start_matches(OPENING).len());
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        if let Some((from, length, target)) = address(word.trim_start_matches(OPENING)) {
            out.push(Address { range: start + from..start + from + length, target });
        }
    }
    out
}

const OPENING: [char; 9] = ['(', '[', '{', '<', '“', '"', '‘', '\'', '«'];

/// The address that starts a word (or follows a label and a colon), where it starts, and its length in bytes.
fn address(word: &str) -> Option<(usize, usize, String)> {
    let from = ["https://", "http://", "www."].iter().filter_map(|prefix| word.find(prefix)).min();
    if let Some(from) = from
        && (from == 0 || word[..from].ends_with([':', '(', '"', '“', '<', ',', ';']))
    {
        let url = trimmed(&word[from..]);
        let rest = url.trim_start_matches("https://").trim_start_matches("http://");
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let real = host.len() > 3 && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
        let scheme = if url.starts_with("http") { "" } else { "http://" };
        return real.then(|| (from, url.len(), format!("{scheme}{}", escaped(url))));
    }
    let mail = word.rsplit_once(':').map_or(word, |(_, mail)| mail);
    let from = word.len() - mail.len();
    let mail = trimmed(mail);
    let (user, host) = mail.split_once('@')?;
    let plain = |part: &str, more: &[u8]| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte))
    };
    let real = plain(user, b"._%+-")
        && plain(host, b".-")
        && host.split('.').count() > 1
        && host.split('.').all(|label| !label.is_empty());
    real.then(|| (from, mail.len(), format!("mailto:{mail}")))
}

/// Without the punctuation of the sentence around it.
fn trimmed(word: &str) -> &str {
    let end = word.find(['<', '>', '"', '“', '”', '»', '’', '\\', '|', '…']).unwrap_or(word.len());
    let mut word = &word[..end];
    loop {
        let cut = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '}']);
        // a bracket stays when it was opened inside the address
        let unbalanced = cut.ends_with(')') && cut.matches(')').count() > cut.matches('(').count();
        let cut = if unbalanced { &cut[..cut.len() - 1] } else { cut };
        if cut.len() == word.len() {
            return word;
        }
        word = cut;
    }
}

/// Percent-encodes what RFC 3986 has no room for (Vietnamese letters in a path, spaces never get here).
fn escaped(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.replace('\u{2011}', "-").bytes() {
        match byte {
            b'^' | b'`' | b'{' | b'|' | b'}' | b'[' | b']' => out.push_str(&format!("%{byte:02X}")),
            0x21..=0x7E => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        find(text).into_iter().map(|found| (&text[found.range], found.target)).collect()
    }

    #[test]
    fn addresses_are_found_without_the_punctuation_around_them() {
        let cases = [
            ("Xem https://vbpl.vn/a?b=1&c=2.", "https://vbpl.vn/a?b=1&c=2", "https://vbpl.vn/a?b=1&c=2"),
            ("(www.chinhphu.vn)", "www.chinhphu.vn", "http://www.chinhphu.vn"),
            ("Email:van.thu@hanoi.gov.vn;", "van.thu@hanoi.gov.vn", "mailto:van.thu@hanoi.gov.vn"),
            ("Nguồn:http://a.vn/tin_(1)", "http://a.vn/tin_(1)", "http://a.vn/tin_(1)"),
            ("https://vbpl.vn/15\u{2011}QĐ", "https://vbpl.vn/15\u{2011}QĐ", "https://vbpl.vn/15-Q%C4%90"),
            ("“http://báo.vn/tin”", "http://báo.vn/tin", "http://b%C3%A1o.vn/tin"),
        ];
        for (text, shown, target) in cases {
            assert_eq!(found(text), [(shown, target.to_owned())], "{text}");
        }
    }

    #[test]
    fn prose_with_slashes_has_no_address() {
        for text in ["30/2020/NĐ-CP", "và/hoặc www. Tiếp", "a@b", "http://", "@ban", "12@ 3.5"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
