//! Marks in front of list items and headings.

use super::letters::{self, is_upper};
use super::search::opens;

/// What kind of mark a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `-` `–` `•` `+` `*`, with the character.
    Bullet(char),
    /// `1.` `2)`: how many levels ("1.1." has two).
    Number(u8),
    /// `(1)`
    Bracketed,
    /// `a)` `đ.`
    Letter,
    /// `I.` `IV.`
    Roman,
    /// `Điều 1.` `Khoản 2`
    Article,
    /// `PHẦN I`, `Chương 2`, `Mục 1`
    Part,
    /// `Bước 1.`, `Câu 1:`, `Bài 2:`
    Step,
}

/// A mark and the text behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked<'a> {
    /// Kind.
    pub mark: Mark,
    /// As printed, without the space behind it.
    pub literal: &'a str,
    /// The text without the mark; empty when the mark stands alone.
    pub rest: &'a str,
}

/// Takes the mark off a line.
pub(super) fn marked(text: &str) -> Option<Marked<'_>> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let made = |mark, at: usize| {
        Some(Marked { mark, literal: text[..at].trim_end(), rest: text[at..].trim_start() })
    };
    match first {
        '-' | '–' | '—' | '•' | '+' | '*' | '●' | '○' | '▪' | '■' | '◦' | '·' | '‣' | '►' | '➢' | '✓'
        | '✔' | '♦' | '❖' | '▢' | '☐' | '☑' | '✅' | '➤' | '◆' | '□' => {
            let next = chars.next()?;
            let glued = letters::is_alphabetic(next) || matches!(next, '“' | '"' | '(');
            let digit = next.is_ascii_digit() && !matches!(first, '-' | '+' | '–');
            (next.is_whitespace() || glued || digit).then_some(())?;
            made(Mark::Bullet(first), first.len_utf8())
        }
        '(' => {
            let close = text.find(')').filter(|&at| at <= 4)?;
            let inside = &text[1..close];
            let number =
                !inside.is_empty() && inside.len() <= 2 && inside.bytes().all(|b| b.is_ascii_digit());
            number.then_some(())?;
            made(Mark::Bracketed, close + 1)
        }
        '0'..='9' => {
            let mut at = 0;
            let mut levels = 0u8;
            let bytes = text.as_bytes();
            loop {
                let from = at;
                while at < bytes.len() && bytes[at].is_ascii_digit() {
                    at += 1;
                }
                if at == from || at - from > 3 {
                    break;
                }
                levels = levels.saturating_add(1);
                match bytes.get(at) {
                    Some(b'.') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && levels < 5 => at += 1,
                    Some(b'.' | b')') => {
                        at += 1;
                        break;
                    }
                    Some(b'/') if bytes.get(at + 1) == Some(&b' ') => {
                        at += 1;
                        break;
                    }
                    _ if levels >= 2 => break,
                    _ => return None,
                }
            }
            let next = text[at..].chars().next();
            let stop = matches!(bytes.get(at.wrapping_sub(1)), Some(b'.' | b')' | b'/'));
            let open = next.is_none_or(char::is_whitespace);
            // "3.500 người" and "12.5.2020" are numbers; "1.Mục đích" is a mark.
            let glued = stop && next.is_some_and(|c| is_upper(c) || matches!(c, '“' | '"'));
            let plain = levels >= 2
                && !stop
                && open
                && at <= 6
                && text[at..].trim_start().chars().next().is_some_and(is_upper);
            let long = text[..at].split('.').any(|part| part.trim_end_matches(')').len() > 2);
            ((stop && (open || glued) || plain) && !long).then_some(())?;
            made(Mark::Number(levels), at)
        }
        _ => worded(text, first),
    }
}

fn worded(text: &str, first: char) -> Option<Marked<'_>> {
    let word_end = text.find(|c: char| !letters::is_alphanumeric(c)).unwrap_or(text.len());
    let word = &text[..word_end];
    let next = text[word_end..].chars().next();
    let made = |mark, at: usize| {
        Some(Marked { mark, literal: text[..at].trim_end(), rest: text[at..].trim_start() })
    };
    if let Some(sign @ ('.' | ')' | '/')) = next {
        let behind = text[word_end + 1..].chars().next();
        let open = behind.is_none_or(|c| c.is_whitespace() || sign == ')');
        let roman = word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        if roman && (open || behind.is_some_and(is_upper) && word.len() > 1) {
            return made(Mark::Roman, word_end + 1);
        }
        let single = word.chars().count() == 1;
        if single
            && sign != '/'
            && open
            && (letters::is_lower(first) || sign == ')' || matches!(first, 'A'..='H'))
        {
            // "P. Hồ" is an initial; A. to H. are headings of a report.
            let mark = if is_upper(first) { Mark::Roman } else { Mark::Letter };
            return made(mark, word_end + 1);
        }
    }
    let mark = match word {
        "Điều" | "ĐIỀU" | "Ðiều" => Mark::Article,
        "PHẦN" | "Phần" | "CHƯƠNG" | "Chương" | "MỤC" | "Mục" | "THIÊN" => Mark::Part,
        "Bước" | "BƯỚC" | "Câu" | "CÂU" | "Giai" | "Bài" | "Kỳ" | "Cách" | "Tiết" => Mark::Step,
        _ => return None,
    };
    let rest = text[word_end..].trim_start();
    // "PHẦN THỨ NHẤT"
    if matches!(word, "PHẦN" | "Phần" | "CHƯƠNG" | "Chương") && opens(rest, &["THỨ ", "thứ ", "Thứ "])
    {
        let from = text.len() - rest.len();
        let second = text[from..].find(' ').map_or(text.len(), |at| from + at + 1);
        let end = text[second..]
            .find(|c: char| c.is_whitespace() || matches!(c, '.' | ':'))
            .map_or(text.len(), |at| second + at);
        return made(Mark::Part, end);
    }
    let number_end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')' | '-' | '–'))
        .unwrap_or(rest.len());
    let number = &rest[..number_end];
    let numeric = !number.is_empty()
        && number.len() <= 4
        && number.trim_end_matches(['a', 'b', 'c']).bytes().all(|b| b.is_ascii_digit());
    let roman = !number.is_empty()
        && number.len() <= 5
        && number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    if !numeric && !roman {
        return None;
    }
    let from = text.len() - rest.len() + number_end;
    let after = &text[from..];
    let sign = after.chars().next().filter(|c| matches!(c, '.' | ':' | ')'));
    // "Điều 5 của Luật này …" in running prose has no stop behind the number.
    let alone = after.trim().is_empty();
    let heading = sign.is_some()
        || alone
        || mark == Mark::Part && after.trim_start().chars().next().is_some_and(is_upper);
    heading.then_some(())?;
    made(mark, from + sign.map_or(0, char::len_utf8))
}
