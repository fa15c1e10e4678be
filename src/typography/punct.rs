//! P1–P9: spaces around marks. One scan of a line proposes what each rule wants of the text as it stands.

use super::bind::is_roman;
use super::log::Changes;
use super::symbol::{is_closing, is_opening};
use super::token::{
    before, behind, char_at, char_before, is_capital, is_capital_syllable, is_lower_syllable, is_name,
    is_syllable, skip_spaces, skip_spaces_back,
};
use crate::syllable;

/// Spaces that begin at `at`.
pub(super) fn space(text: &str, at: usize, out: &mut Changes) {
    let end = skip_spaces(text, at);
    if at == 0 || end == text.len() {
        out.delete(at..end, "P1");
        return;
    }
    let (Some(left), Some(right)) = (char_before(text, at), char_at(text, end)) else { return };
    if hugs_left(text, at, end, left, right) || hugs_right(text, at, end, left, right) {
        out.delete(at..end, "P2");
    } else if &text[at..end] != " " {
        out.push(at..end, " ", "P1");
    }
}

/// P2: no space before this closing mark.
fn hugs_left(text: &str, at: usize, end: usize, left: char, right: char) -> bool {
    let after = end + right.len_utf8();
    let next = char_at(text, after);
    let digit_next = next.is_some_and(|c| c.is_ascii_digit());
    match right {
        ',' | ';' => !(left.is_ascii_digit() && digit_next),
        ':' => {
            // 3 : 1 is a ratio, :: and := are code.
            let figure = char_at(text, skip_spaces(text, after)).is_some_and(|c| c.is_ascii_digit());
            !(matches!(next, Some(':' | '=')) || left.is_ascii_digit() && figure)
        }
        '!' => next != Some('='),
        '?' => left != '?',
        '…' => {
            let blank = matches!(before(text, at), "ngày" | "tháng" | "năm" | "Ngày");
            (left.is_alphanumeric() || matches!(left, ')' | ']' | '”' | '’' | '»' | '!' | '?' | '%'))
                && !blank
        }
        '.' => match next {
            Some('.' | '…' | '/') => false,
            Some(c) if c.is_alphanumeric() => {
                is_lower_syllable(before(text, at)) && is_capital_syllable(behind(text, after))
            }
            _ => left != '.' && (left.is_alphanumeric() || is_closing(left)),
        },
        ')' | ']' => !matches!(left, '(' | '[') && !boxed(text, at),
        '”' | '»' => !next.is_some_and(char::is_alphanumeric),
        '’' => !next.is_some_and(char::is_alphanumeric) && text[..at].contains('‘'),
        _ => false,
    }
}

/// P2: no space after this opening mark.
fn hugs_right(text: &str, at: usize, end: usize, left: char, right: char) -> bool {
    let before = char_before(text, at - left.len_utf8());
    match left {
        '(' | '[' => {
            let close = text[end..].char_indices().nth(1).map_or(text.len(), |(index, _)| end + index);
            !matches!(right, ')' | ']') && !boxed(text, skip_spaces(text, close))
        }
        '“' | '‘' | '«' => {
            before.is_none_or(|c| c == ' ' || !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?'))
        }
        _ => false,
    }
}

/// A box to tick, "[ x ]": the space at `at` is its last one.
fn boxed(text: &str, at: usize) -> bool {
    let Some(mark) = char_before(text, skip_spaces_back(text, at)) else { return false };
    let start = skip_spaces_back(text, at) - mark.len_utf8();
    matches!(mark, 'x' | 'X' | '✓' | '✔')
        && skip_spaces_back(text, start) < start
        && text[..skip_spaces_back(text, start)].ends_with('[')
}

/// P3 and P9 at a comma, semicolon or colon.
pub(super) fn separator(text: &str, at: usize, mark: char, out: &mut Changes) {
    let next_at = at + 1;
    let Some(next) = char_at(text, next_at) else { return };
    let left = before(text, at);
    let previous = char_before(text, at);
    let closed = previous.is_some_and(|c| matches!(c, ')' | ']' | '”' | '’' | '»' | '%' | '…'));
    if next == mark && mark != ':' {
        if previous == Some(mark) {
            return; // seen at the first of the run
        }
        let end = next_at + text[next_at..].bytes().take_while(|b| *b == mark as u8).count();
        let word = is_syllable(left)
            || closed
            || is_syllable(behind(text, end))
            || is_syllable(behind(text, skip_spaces(text, end)));
        if word {
            out.delete(next_at..end, "P9");
        }
        return;
    }
    let right = behind(text, next_at);
    let wanted = if next.is_alphanumeric() {
        let figures = next.is_ascii_digit()
            && (mark != ':' || previous.is_some_and(|c| c.is_ascii_digit()))
            && previous.is_some_and(|c| c.is_ascii_digit());
        // en:Corruption is a prefix, not prose; "sau:a) họp" begins a list.
        let label = right.chars().nth(1).is_none() && text[next_at + right.len()..].starts_with(')');
        let prefix = mark == ':'
            && next.is_alphabetic()
            && !label
            && left.is_ascii()
            && !left.starts_with(char::is_uppercase);
        !figures
            && (is_syllable(left) && !prefix
                || is_syllable(right)
                || closed
                || mark != ':' && is_capital(left) && is_capital(right))
    } else {
        matches!(next, '(' | '“' | '‘' | '«' | '[') && (is_syllable(left) || closed)
            || next == '(' && previous == Some(' ') && mark == ':'
    };
    if wanted {
        out.push(next_at..next_at, " ", "P3");
    }
}

/// P3 behind ! ? …
pub(super) fn exclaim(text: &str, at: usize, mark: char, out: &mut Changes) {
    let next_at = at + mark.len_utf8();
    let Some(next) = char_at(text, next_at) else { return };
    let Some(previous) = char_before(text, at) else { return };
    let (left, right) = (before(text, at), behind(text, next_at));
    let closed = matches!(previous, ')' | ']' | '”' | '’' | '!' | '?' | '%' | '.');
    if mark == '…' && left.is_empty() && !closed {
        return; // "…và" at the start, "(…)"
    }
    let letter = next.is_alphabetic() && (is_syllable(left) || is_syllable(right));
    let quote = matches!(next, '“' | '(') && is_syllable(left);
    if letter || quote {
        out.push(next_at..next_at, " ", "P3");
    }
}

/// P3 behind ) ] ”
pub(super) fn closer(text: &str, at: usize, mark: char, out: &mut Changes) {
    let next_at = at + mark.len_utf8();
    let opened = char_before(text, at).is_none_or(|c| c == ' ' || is_opening(c));
    if !(opened && mark == '”')
        && char_at(text, next_at).is_some_and(char::is_alphabetic)
        && is_syllable(behind(text, next_at))
    {
        out.push(next_at..next_at, " ", "P3");
    }
}

/// P3 before (
pub(super) fn opener(text: &str, at: usize, out: &mut Changes) {
    let empty = text[at + 1..].starts_with(')');
    if !empty && is_syllable(before(text, at)) {
        out.push(at..at, " ", "P3");
    }
}

/// P4, P5, P6 at the first dot of a run.
pub(super) fn dot(text: &str, at: usize, out: &mut Changes) {
    let run = text[at..].bytes().take_while(|b| *b == b'.').count();
    let end = at + run;
    let (previous, next) = (char_before(text, at), char_at(text, end));
    if matches!(run, 3 | 4) {
        let figures =
            previous.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
        let joined = |c: Option<char>| matches!(c, Some('/' | '\\' | '…' | '[' | '<'));
        if !figures && !joined(next) && !joined(previous.filter(|c| *c != '[')) {
            out.push(at..end, "…", "P6");
        }
        return;
    }
    if run != 1 || !next.is_some_and(char::is_alphabetic) {
        return;
    }
    let (left, right) = (before(text, at), behind(text, end));
    let start = at - left.len();
    let ahead = char_before(text, start);
    if PREFIXES.contains(&left) && !left.is_empty() {
        let free =
            ahead.is_none_or(|c| c == ' ' || is_opening(c) || matches!(c, '.' | '-' | '–' | ',' | '/'));
        let title = PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(right))
            || right.eq_ignore_ascii_case("CKI");
        let person =
            is_capital_syllable(right) || is_name(right) && syllable::shape(right) == syllable::Shape::Title;
        if free && !title && person {
            out.push(end..end, " ", "P5");
            return;
        }
    }
    let glued = matches!(ahead, Some('.' | '@' | '/' | '_' | '\\'));
    if !glued && is_lower_syllable(left) && is_capital_syllable(right) && !right.eq_ignore_ascii_case("com") {
        out.push(end..end, " ", "P4");
    }
}

/// P5: titles, places and signature prefixes that take a space before the name.
const PREFIXES: [&str; 20] = [
    "GS", "PGS", "TS", "TSKH", "ThS", "Ths", "BS", "KS", "CN", "LS", "TP", "Tp", "TX", "TT", "TM", "KT",
    "TL", "TUQ", "Q", "Tx",
];

/// P7: the end mark ./. at this slash loses its inner spaces and hugs the last word.
pub(super) fn end_mark(text: &str, slash: usize, out: &mut Changes) {
    let left = skip_spaces_back(text, slash);
    let right = skip_spaces(text, slash + 1);
    if !text[..left].ends_with('.') || !text[right..].starts_with('.') {
        return;
    }
    let (dot, end) = (left - 1, right + 1);
    let start = skip_spaces_back(text, dot);
    let word = char_before(text, start);
    let free = char_at(text, end).is_none_or(|c| c == ' ' || matches!(c, '”' | '"' | ')'));
    let last = skip_spaces(text, end) == text.len();
    let hugged = word.is_none_or(|c| c.is_alphanumeric() || is_closing(c));
    if !free || !hugged || !(last || is_syllable(before(text, start))) || word == Some('.') {
        return;
    }
    for gap in [start..dot, left..slash, slash + 1..right] {
        if !gap.is_empty() && gap.start > 0 {
            out.delete(gap, "P7");
        }
    }
}

/// P8: one space behind a list mark at the start of the line.
pub(super) fn label(text: &str, out: &mut Changes) {
    let start = skip_spaces(text, 0);
    let line = &text[start..];
    let Some(first) = line.chars().next() else { return };
    if matches!(first, '-' | '–' | '+') {
        let at = start + first.len_utf8();
        let word = behind(text, at);
        let capitals =
            syllable::shape(word) == syllable::Shape::Upper && word.chars().all(char::is_alphabetic);
        if is_syllable(word) || capitals {
            out.push(at..at, " ", "P8");
        }
        return;
    }
    let (open, body) = match line.strip_prefix('(') {
        Some(body) => (1, body),
        None => (0, line),
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(body);
    let single = body.chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8);
    let roman = body.bytes().take_while(|b| b"IVX".contains(b)).count();
    let number = (1..=2).contains(&len);
    if number {
        // 1.2.3
        while let Some(rest) = body[len..].strip_prefix('.') {
            match digits(rest) {
                n @ 1..=2 => len += 1 + n,
                _ => break,
            }
        }
    } else if roman > 0 && is_roman(&body[..roman]) && !body[roman..].starts_with(char::is_alphanumeric) {
        len = roman;
    } else if single > 0 && !body[single..].starts_with(char::is_alphanumeric) {
        len = single;
    } else {
        return;
    }
    let value_end = start + open + len;
    let mark_at = skip_spaces(text, value_end);
    let Some(mark) = char_at(text, mark_at) else { return };
    let fits = match (open, mark) {
        (_, ')') => true,
        (0, '.') => number || len == roman && roman > 0,
        _ => false,
    };
    let at = mark_at + 1;
    let word = if fits { behind(text, at) } else { "" };
    let certain = is_syllable(word) && (mark == ')' || number || word.starts_with(char::is_uppercase))
        || is_name(word) && (number || len > 1 || mark == ')');
    if !certain || mark_at > value_end && !(mark == '.' && word.starts_with(char::is_uppercase)) {
        return;
    }
    if mark_at > value_end {
        out.delete(value_end..mark_at, "P8");
    }
    out.push(at..at, " ", "P8");
}
