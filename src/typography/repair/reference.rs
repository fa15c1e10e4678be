//! U10: HTML character references, decoded exactly once.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use crate::decode::charset::cp1252;
use crate::typography::log::Changes;

/// The longest name in the standard, `CounterClockwiseContourIntegral`, has 31 letters.
const LONGEST: usize = 32;

pub(super) fn decode(text: &str, changes: &mut Changes) {
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if let Some((len, with)) = read(&text[at..]) {
            changes.push(at..at + len, with, "U10");
        }
    }
}

/// The length and meaning of the reference that `text` begins with.
pub(super) fn read(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let head = &text.as_bytes()[1..text.len().min(LONGEST + 2)];
    let end = head.iter().position(|byte| *byte != b'#' && !byte.is_ascii_alphanumeric())?;
    if head[end] != b';' {
        return None;
    }
    let name = &text[1..=end];
    let meaning = match name.strip_prefix('#') {
        Some(number) => Cow::Owned(number_of(number)?.to_string()),
        None => Cow::Borrowed(resolve_html5_entity(name)?),
    };
    Some((end + 2, meaning))
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
