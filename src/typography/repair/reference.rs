//! U10: HTML character references, decoded exactly once.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::decode::charset::cp1252;
use crate::typography::log::Changes;

/// The longest name in the standard, `CounterClockwiseContourIntegral`, has 31 letters.
const LONGEST: usize = 32;

/// Name and meaning, code points in hexadecimal, of every reference in the standard. quick-xml has such a list, too: it
/// makes 0.13 MB of code, lacks 94 names and has ă and đ as control characters.
static NAMED: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../../assets/references.txt").lines().filter_map(|line| line.split_once(' ')).collect()
});

pub(super) fn decode(text: &str, changes: &mut Changes) {
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if let Some((len, with)) = read(&text[at..]) {
            changes.push(at..at + len, with, "U10");
        }
    }
}

/// The length and meaning of the reference that `text` begins with.
pub(super) fn read(text: &str) -> Option<(usize, String)> {
    let head = &text.as_bytes()[1..text.len().min(LONGEST + 2)];
    let end = head.iter().position(|byte| *byte != b'#' && !byte.is_ascii_alphanumeric())?;
    if head[end] != b';' {
        return None;
    }
    let name = &text[1..=end];
    let meaning = match name.strip_prefix('#') {
        Some(number) => number_of(number)?.to_string(),
        None => NAMED.get(name)?.split(' ').filter_map(character).collect(),
    };
    Some((end + 2, meaning))
}

fn character(hex: &str) -> Option<char> {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
}

/// A numeric reference by the HTML standard: 128 to 159 are windows-1252, what is no character is U+FFFD.
fn number_of(digits: &str) -> Option<char> {
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    Some(match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => cp1252(code as u8),
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_standard_has_a_meaning() {
        assert_eq!(NAMED.len(), 2125);
        assert!(NAMED.keys().all(|name| name.len() < LONGEST));
        for (name, hex) in NAMED.iter() {
            let (length, meaning) = read(&format!("&{name};.")).unwrap();
            assert_eq!(length, name.len() + 2);
            assert_eq!(meaning.chars().count(), hex.split(' ').count(), "{name}");
        }
        let read = |text: &str| read(text).map(|(_, meaning)| meaning);
        for (name, meaning) in [
            ("abreve", "ă"),
            ("Dstrok", "Đ"),
            ("itilde", "ĩ"),
            ("utilde", "ũ"),
            ("ecirc", "ê"),
            ("fjlig", "fj"),
        ] {
            assert_eq!(read(&format!("&{name};")).as_deref(), Some(meaning));
        }
        assert_eq!(read("&nosuch;"), None);
    }
}
