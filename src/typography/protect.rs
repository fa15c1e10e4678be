//! Protected spans (A5): what is no prose passes through every L1 rule unchanged.

use std::cell::OnceCell;
use std::ops::Range;

use super::run::Run;
use super::symbol::{core, is_document_symbol, is_email, is_opening, url_start};
use crate::syllable;

/// How far a bracket or tag may reach before it is taken for prose (keeps the search linear).
const REACH: usize = 300;

/// Spans of one line that no rule may change. Looked for when a rule first asks: in most lines none does.
#[derive(Debug)]
pub(super) struct Guard<'a> {
    text: &'a str,
    found: OnceCell<Spans>,
}

impl Guard<'_> {
    /// The guard of a line.
    pub(super) fn of(text: &str) -> Guard<'_> {
        Guard { text, found: OnceCell::new() }
    }

    fn spans(&self) -> &[Range<usize>] {
        &self.found.get_or_init(|| Spans::of(self.text)).spans
    }

    /// Is the change inside a span, or does it cut one?
    pub(super) fn forbids(&self, at: &Range<usize>) -> bool {
        let spans = self.spans();
        let first = spans.partition_point(|span| span.end <= at.start);
        spans.get(first).is_some_and(|span| span.start < at.end)
    }

    /// Does a span cover the byte?
    pub(super) fn covers(&self, at: usize) -> bool {
        self.forbids(&(at..at + 1))
    }
}

/// Spans in ascending order, not overlapping.
#[derive(Debug, Default)]
struct Spans {
    spans: Vec<Range<usize>>,
}

impl Spans {
    /// Finds the spans of a line.
    fn of(text: &str) -> Spans {
        let mut guard = Spans::default();
        let (mut start, mut special, mut pending) = (0, false, false);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at <= bytes.len() {
            let letters = Run::at(bytes, at).len;
            special |= pending && letters > 0;
            at += letters;
            // What ends the line ends its last chunk.
            let byte = bytes.get(at).copied().unwrap_or(b' ');
            at += 1;
            if matches!(byte, b' ' | b'\t') {
                if special && guard.spans.last().is_none_or(|last| last.end <= start) {
                    guard.chunk(text, start, &text[start..at - 1]);
                }
                (start, special, pending) = (at, false, false);
                continue;
            }
            special |= pending;
            match CLASS[usize::from(byte)] {
                Class::Plain => {}
                Class::Special => special = true,
                Class::Mark if at - 1 == start => special = true,
                Class::Mark => pending = true,
            }
        }
        guard.blanks(text);
        guard
    }

    fn add(&mut self, span: Range<usize>) {
        if !span.is_empty() && self.spans.last().is_none_or(|last| last.end <= span.start) {
            self.spans.push(span);
        }
    }

    fn chunk(&mut self, text: &str, start: usize, chunk: &str) {
        let (bare, front) = core(chunk);
        let whole = start + front..start + front + bare.len();
        if is_emoticon(chunk) {
            // with the spaces around it: it is no punctuation
            let free = self.spans.last().map_or(0, |last| last.end);
            self.add(free.max(start.saturating_sub(1))..(start + chunk.len() + 1).min(text.len()));
        } else if let Some(tag) = tag(&text[start + chunk.find('<').unwrap_or(0)..]) {
            let open = start + chunk.find('<').unwrap_or(0);
            self.add(open..open + tag);
        } else if let Some(url) = url_start(chunk) {
            self.add(start + url..whole.end.max(start + url));
        } else if is_email(bare)
            || bare.contains('@')
            || is_path(bare)
            || is_document_symbol(bare)
            || is_code(bare)
        {
            self.add(whole);
        } else if chunk.contains('`') {
            self.quoted_code(text, start + chunk.find('`').unwrap_or(0));
        } else if let Some((begin, end)) = call(text, start, chunk) {
            self.add(begin..end);
        }
    }

    /// `code` between single backticks.
    fn quoted_code(&mut self, text: &str, at: usize) {
        let rest = &text[at + 1..];
        if rest.starts_with('`') {
            return;
        }
        if let Some(end) = rest.bytes().take(REACH).position(|b| b == b'`') {
            self.add(at..at + end + 2);
        }
    }

    /// Blanks to be filled in: five dots or more, dots between spaces, several ellipses, with the space before.
    fn blanks(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = memchr::memchr2(b'.', 0xE2, &bytes[at..]) {
            let start = at + next;
            let (mut end, mut dots, mut spaces) = (start, 0usize, 0usize);
            loop {
                let rest = &bytes[end..];
                if rest.starts_with("…".as_bytes()) {
                    (end, dots) = (end + 3, dots + 3);
                } else if rest.starts_with(b".") {
                    (end, dots) = (end + 1, dots + 1);
                } else if rest.starts_with(b" .") && dots > 0 {
                    (end, dots, spaces) = (end + 2, dots + 1, spaces + 1);
                } else {
                    break;
                }
            }
            let spaced = spaces >= 2 && spaces + 1 >= dots;
            if dots >= 5 || spaced {
                let begin = start - bytes[..start].iter().rev().take_while(|b| **b == b' ').count().min(1);
                found.push(begin..end);
            }
            at = end.max(start + 1);
        }
        for span in found {
            let place = self.spans.partition_point(|old| old.end <= span.start);
            if self.spans.get(place).is_none_or(|old| old.start >= span.end) {
                self.spans.insert(place, span);
            }
        }
    }
}

/// What a byte tells of the chunk that it stands in.
#[derive(Clone, Copy)]
enum Class {
    /// Letters, digits, sentence marks.
    Plain,
    /// Nothing but prose has none of these.
    Special,
    /// A sentence mark where it ends the chunk, special anywhere else.
    Mark,
}

const CLASS: [Class; 256] = {
    let mut class = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 128 {
        class[byte] = match byte as u8 {
            b'@' | b'/' | b'=' | b'#' | b'<' | b'\\' | b'(' | b'[' | b'`' | b'-' | b'_' | b'~' => {
                Class::Special
            }
            b':' | b';' | b')' | b'.' => Class::Mark,
            _ => Class::Plain,
        };
        byte += 1;
    }
    class
};

/// :) ;-( :D =)) standing alone.
fn is_emoticon(chunk: &str) -> bool {
    let Some(rest) = chunk.strip_prefix([':', ';', '=']) else { return false };
    let mouth = rest.strip_prefix(['-', '\'']).unwrap_or(rest);
    let brackets =
        !mouth.is_empty() && (mouth.bytes().all(|b| b == b')') || mouth.bytes().all(|b| b == b'('));
    brackets || chunk.starts_with([':', ';']) && matches!(mouth, "D" | "P" | "p" | "v" | "3" | "o" | "O")
}

/// The length of an XML or HTML tag that begins here.
fn tag(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')).then_some(())?;
    let end = rest.bytes().take(REACH).position(|b| b == b'>')?;
    (!rest[..end].contains('<')).then_some(end + 2)
}

fn is_path(bare: &str) -> bool {
    let name = |rest: &str| {
        rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.')) && rest.len() > 1
    };
    let drive = bare.as_bytes();
    bare.strip_prefix('/')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.len() > 1)
        || ["./", "../", "~/"].iter().any(|lead| {
            bare.strip_prefix(lead).is_some_and(|rest| name(rest) && rest.starts_with(|c: char| c != '.'))
        })
        || bare.contains('\\')
        || drive.len() > 3 && drive[0].is_ascii_alphabetic() && drive[1] == b':' && drive[2] == b'/'
        || bare.starts_with('#') && bare[1..].starts_with(char::is_alphanumeric)
}

/// key=value, snake_case, doi:10.1000/x.
fn is_code(bare: &str) -> bool {
    let word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b']' | b'"' | b'\'');
    let assigned =
        bare.as_bytes().windows(3).any(|w| word(w[0]) && w[1] == b'=' && !w[2].is_ascii_whitespace());
    let snake = bare
        .as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_alphanumeric() && w[1] == b'_' && w[2].is_ascii_alphanumeric());
    let doi = bare.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("doi:"))
        || bare.strip_prefix("10.").is_some_and(|rest| {
            rest.split_once('/').is_some_and(|(registrant, _)| {
                registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            })
        });
    assigned || snake || doi
}

/// `name(args)` or `a[i]` that begins in this chunk: an identifier directly before a bracket that closes near by.
/// A Vietnamese syllable before a bracket is prose, unless what stands inside can only be arguments.
fn call(text: &str, start: usize, chunk: &str) -> Option<(usize, usize)> {
    let open = chunk.find(['(', '['])?;
    let name_len = chunk[..open]
        .bytes()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        .count();
    let name = &chunk[open - name_len..open];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let before = chunk[..open - name_len].chars().next_back();
    if before.is_some_and(|c| !is_opening(c) && !matches!(c, ',' | ';' | ':' | '=')) {
        return None;
    }
    let (from, mut depth, mut end) = (start + open, 0usize, None);
    for (at, b) in text.as_bytes()[from..].iter().take(REACH).enumerate() {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' => {
                depth -= 1;
                if depth == 0 {
                    end = Some(from + at + 1);
                    break;
                }
            }
            _ => {}
        }
    }
    let end = end?;
    let inside = &text[from + 1..end - 1];
    let prose_name = name.split('.').any(|part| syllable::fit(part) != syllable::Fit::No && part.len() > 1)
        || name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && name.len() > 1;
    let arguments = inside.is_ascii()
        && (inside.len() <= 1
            || inside.contains([',', '=', '"', '+', '*', '_'])
                && inside.split([',', ' ']).all(|part| part.len() <= 12))
        && inside.split([',', ' ']).all(|part| part.len() <= 1 || syllable::fit(part) == syllable::Fit::No);
    (!prose_name || arguments).then_some((start + open - name_len, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<&str> {
        Spans::of(text).spans.into_iter().map(|span| &text[span]).collect()
    }

    /// The chunks that are looked at, byte by byte.
    fn special(text: &str) -> Vec<&str> {
        let is_special = |chunk: &&str| {
            chunk.bytes().enumerate().any(|(at, byte)| match CLASS[usize::from(byte)] {
                Class::Plain => false,
                Class::Special => true,
                Class::Mark => at == 0 || at + 1 < chunk.len(),
            })
        };
        text.split([' ', '\t']).filter(is_special).collect()
    }

    proptest::proptest! {
        #[test]
        fn what_is_passed_by_is_prose(pieces in proptest::collection::vec("[ađộ .,:;)(@/=_-]|\t|\\PC", 0..24)) {
            let text = pieces.concat();
            let mut spans = Spans::default();
            for chunk in special(&text) {
                let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
                if spans.spans.last().is_none_or(|last| last.end <= start) {
                    spans.chunk(&text, start, chunk);
                }
            }
            spans.blanks(&text);
            proptest::prop_assert_eq!(Spans::of(&text).spans, spans.spans);
        }
    }

    #[test]
    fn finds_what_is_no_prose() {
        assert_eq!(spans("xem https://a.vn/b-c, hoặc"), ["https://a.vn/b-c"]);
        assert_eq!(spans("gửi a.b@c.vn."), ["a.b@c.vn"]);
        assert_eq!(spans("tệp /var/log/x.log và C:\\tạm\\x"), ["/var/log/x.log", "C:\\tạm\\x"]);
        assert_eq!(
            spans("lệnh print(\"xin chào\") và a[i]=5, min(a,b)"),
            ["print(\"xin chào\")", "a[i]=5", "min(a,b)"]
        );
        assert_eq!(spans("thẻ <a href=\"x y\"> và #tin @ai"), ["<a href=\"x y\">", "#tin", "@ai"]);
        assert_eq!(spans("Họ tên: ............ vui quá :))"), [" ............", " :))"]);
        assert!(spans("khóa(XIII) và/hoặc Mát-xcơ-va, Sở./. thanh tra(nếu có)").is_empty());
    }
}
