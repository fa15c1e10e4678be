//! U8: line ends and spaces.

use super::Context;
use crate::typography::log::Changes;

/// Every line end becomes LF, a paragraph separator an empty line, every space U+0020.
pub(super) fn ends(text: &str, changes: &mut Changes, _: &mut Context<'_>) {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        match c {
            '\r' if chars.peek().is_some_and(|(_, next)| *next == '\n') => changes.delete(at..end, "U8"),
            '\r' | '\u{85}' | '\u{B}' | '\u{C}' | '\u{2028}' => changes.push(at..end, "\n", "U8"),
            '\u{2029}' => changes.push(at..end, "\n\n", "U8"),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
                changes.push(at..end, " ", "U8");
            }
            _ => {}
        }
    }
}
