//! The signs that part what a byline says.

use super::super::letters::{is_lower, is_upper};
use super::super::name;
use super::super::search::opens;
use super::unit::begins_abbreviated;

/// A part of a line, between two signs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    /// The sign in front of it.
    pub sign: char,
    /// A colon stands behind it.
    pub label: bool,
}

/// The parts of a line.
pub(super) struct Parts<'a> {
    rest: &'a str,
    sign: char,
}

impl<'a> Parts<'a> {
    pub fn of(text: &'a str) -> Self {
        Parts { rest: text, sign: ' ' }
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        while !self.rest.is_empty() {
            let (at, width, next) = first_sign(self.rest).unwrap_or((self.rest.len(), 0, ' '));
            let text = self.rest[..at].trim().trim_start_matches(['-', '–']).trim_start();
            self.rest = &self.rest[at + width..];
            if !text.is_empty() {
                let sign = std::mem::replace(&mut self.sign, next);
                return Some(Part { text, sign, label: next == ':' });
            }
            // Behind a bracket it is the bracket that parts.
            if self.sign != ';' {
                self.sign = next;
            }
        }
        None
    }
}

/// The first sign that parts: where it stands, how long it is, and which it is.
fn first_sign(text: &str) -> Option<(usize, usize, char)> {
    let spaced = |at: usize| text[..at].ends_with(' ') || text[at + 1..].starts_with(' ');
    text.char_indices().find_map(|(at, c)| {
        let sign = match c {
            '[' => '(',
            '/' if text[..at].ends_with("HIV") => return None,
            ',' | ';' | '|' | '•' | '·' | '(' | '_' | '/' | ':' => c,
            '\\' => '/',
            // "Lời: X     Ảnh: Y"
            ' ' if text[at..].starts_with("   ") && opens(text[at..].trim_start(), MADE) => '|',
            ')' | ']' => ';',
            '–' | '—' => '-',
            // "Tin: X. Ảnh: Y"
            '.' if opens(&text[at + 1..], &[" Ảnh:", " ảnh:", " Nguồn:"]) => ';',
            '-' | '+' | '&' | '*' | '@' if spaced(at) => c,
            // "X.Đơn vị: Y", "X. Phòng Y"
            '.' if closes_name(&text[..at]) && goes_on(text[at + 1..].trim_start()) => ';',
            // "Kim Ngân-VKSND huyện Cầu Kè", "Thượng úy X-Công an xã Y"
            '-' if (name::is_office(&text[at + 1..]) || begins_abbreviated(&text[at + 1..]))
                && closes_name(&text[..at]) =>
            {
                c
            }
            ' ' if matches!(text.as_bytes().get(at + 1), Some(b'v' | b'c')) => {
                let word = [" và ", " cùng "].iter().find(|word| text[at..].starts_with(**word))?;
                return Some((at, word.len(), '&'));
            }
            _ => return None,
        };
        Some((at, c.len_utf8(), sign))
    })
}

/// Labels in a column of their own.
const MADE: &[&str] =
    &["Ảnh:", "ảnh:", "Hình:", "Tin:", "Bài:", "Lời:", "Video:", "Clip:", "Nguồn:", "Nguồn tin:"];

/// A stop behind the text ends a name: its last word is one, with small letters behind the capital.
fn closes_name(text: &str) -> bool {
    let word = text.trim_end().rsplit([' ', '.']).next().unwrap_or("");
    word.starts_with(is_upper) && word.chars().skip(1).any(is_lower) && text.contains(' ')
}

/// What stands behind such a stop: another label, or a body.
fn goes_on(text: &str) -> bool {
    opens(text, &["Đơn vị:", "Nguồn :", "Người viết:", "Tác giả:", "Tin:", "Bài:", "Theo "])
        || name::is_office(text)
}
