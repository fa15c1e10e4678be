//! Finds web and e-mail addresses in running text.

use std::ops::Range;

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Where it leads.
    pub uri: String,
}

/// All addresses, ascending.
pub(super) fn find(text: &str) -> Vec<Found> {
    // One fast scan decides for nearly every paragraph that there is nothing to do.
    if memchr::memchr2(b'@', b':', text.as_bytes()).is_none()
        && memchr::memmem::find(text.as_bytes(), b"www.").is_none()
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !(c.is_whitespace() || matches!(c, '<' | '>' | '“' | '”' | '"' | '«' | '»')) {
            continue;
        }
        token(text, start..at, &mut found);
        start = at + c.len_utf8();
    }
    found
}

fn token(text: &str, range: Range<usize>, found: &mut Vec<Found>) {
    let token = &text[range.clone()];
    let begin = ["https://", "http://", "www."].iter().filter_map(|scheme| token.find(scheme)).min();
    if let Some(begin) = begin {
        let address = trim_end(&token[begin..]);
        let host = address.split("://").last().unwrap_or(address);
        if address.is_ascii() && host.contains('.') && host.len() >= 4 && !host.starts_with('.') {
            let uri =
                if address.starts_with("www.") { format!("http://{address}") } else { address.to_owned() };
            let start = range.start + begin;
            found.push(Found { range: start..start + address.len(), uri });
        }
    } else if token.contains('@') {
        let begin = token.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(0);
        let address = trim_end(&token[begin..]);
        if is_mail(address) {
            let start = range.start + begin;
            found.push(Found { range: start..start + address.len(), uri: format!("mailto:{address}") });
        }
    }
}

/// Without the punctuation of the sentence around it; a closing bracket stays if it was opened inside.
fn trim_end(address: &str) -> &str {
    let mut address = address;
    while let Some(last) = address.chars().next_back() {
        let unbalanced = last == ')' && address.matches('(').count() < address.matches(')').count();
        if !(unbalanced || matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ']' | '}' | '\'' | '’'))
        {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

fn is_mail(address: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && local.chars().all(plain)
            && domain.contains('.')
            && domain.split('.').all(|label| !label.is_empty())
            && domain.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uris(text: &str) -> Vec<(&str, String)> {
        find(text).into_iter().map(|found| (&text[found.range], found.uri)).collect()
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        let of = |shown: &'static str, uri: &str| vec![(shown, uri.to_owned())];
        assert_eq!(uris("Xem https://a.vn/b-c?d=1."), of("https://a.vn/b-c?d=1", "https://a.vn/b-c?d=1"));
        assert_eq!(uris("(www.mard.gov.vn)"), of("www.mard.gov.vn", "http://www.mard.gov.vn"));
        assert_eq!(
            uris("thư về toasoan@bao.com.vn, xin"),
            of("toasoan@bao.com.vn", "mailto:toasoan@bao.com.vn")
        );
        assert_eq!(uris("lúc 10:30 @ nhà"), vec![]);
        assert_eq!(uris("http:// và @user"), vec![]);
    }
}
