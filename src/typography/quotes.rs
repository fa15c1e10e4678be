//! Q1: straight quotes become “ ”, wrong-direction curly ones are turned, within one paragraph and only when certain.

use super::log::Changes;
use super::protect::Guard;
use super::symbol::is_opening;

/// One quotation mark.
struct Mark {
    at: usize,
    len: usize,
    text: &'static str,
}

/// Proposes the changes of one paragraph. Returns the offset of a mark that is to be flagged, if one kind could not
/// be resolved.
pub(super) fn changes(text: &str, guard: &Guard<'_>, out: &mut Changes) -> Option<usize> {
    let (mut straight, mut double, mut curly, mut german) = (Vec::new(), Vec::new(), Vec::new(), false);
    let bytes = text.as_bytes();
    let backticks = memchr::memchr(b'`', bytes).is_some();
    let next_mark = |rest: &[u8]| match backticks {
        true => rest.iter().position(|b| matches!(b, b'"' | b'\'' | b'`' | 0xE2)),
        false => memchr::memchr3(b'"', b'\'', 0xE2, rest),
    };
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (kind, len, name) = match rest[0] {
            b'"' => (&mut straight, 1, "\""),
            b'\'' if rest.starts_with(b"''") && !rest.starts_with(b"'''") => (&mut double, 2, "''"),
            b'`' if rest.starts_with(b"``") && !rest.starts_with(b"```") => (&mut double, 2, "``"),
            b'\'' | b'`' => {
                at += rest.iter().take_while(|b| **b == rest[0]).count();
                continue;
            }
            0xE2 if rest.starts_with("“".as_bytes()) => (&mut curly, 3, "“"),
            0xE2 if rest.starts_with("”".as_bytes()) => (&mut curly, 3, "”"),
            0xE2 if rest.starts_with("„".as_bytes()) => {
                german = true;
                at += 3;
                continue;
            }
            _ => {
                at += 1 + next_mark(&rest[1..]).unwrap_or(rest.len() - 1);
                continue;
            }
        };
        if !guard.covers(at) {
            kind.push(Mark { at, len, text: name });
        }
        at += len;
    }
    let mut flag = None;
    for kind in [straight, double] {
        if !kind.is_empty() && !turn(text, &kind, out) {
            flag = flag.or(Some(kind[0].at));
        }
    }
    if !german && !nested(&curly) && !turn(text, &curly, out) {
        flag = flag.or(curly.first().map(|mark| mark.at));
    }
    flag
}

/// Are the curly marks well nested as they are?
fn nested(marks: &[Mark]) -> bool {
    let mut depth = 0i32;
    for mark in marks {
        depth += if mark.text == "“" { 1 } else { -1 };
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Turns the marks by alternation, if their number is even and the spaces around each agree with its direction.
fn turn(text: &str, marks: &[Mark], out: &mut Changes) -> bool {
    if !marks.len().is_multiple_of(2) {
        return false;
    }
    let fits = |(index, mark): (usize, &Mark)| {
        let before = text[..mark.at].chars().next_back();
        let behind = text[mark.at + mark.len..].chars().next();
        match index % 2 {
            0 => {
                before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '%' | ')'))
                    && !text[..mark.at].trim_end_matches(' ').ends_with('=')
            }
            _ => behind.is_none_or(|c| !c.is_alphanumeric()) && before.is_none_or(|c| !is_opening(c)),
        }
    };
    // A mark that ends with a space before and begins with one behind could be either.
    let doubtful = |(index, mark): (usize, &Mark)| {
        let before = text[..mark.at].ends_with(' ');
        let behind = text[mark.at + mark.len..].chars().next();
        index % 2 == 0 && !before && mark.at > 0 && behind.is_some_and(|c| c == ' ')
    };
    if !marks.iter().enumerate().all(fits) || marks.iter().enumerate().any(doubtful) {
        return false;
    }
    for (index, mark) in marks.iter().enumerate() {
        let right = if index % 2 == 0 { "“" } else { "”" };
        if mark.text != right {
            out.push(mark.at..mark.at + mark.len, right, "Q1");
        }
    }
    true
}
