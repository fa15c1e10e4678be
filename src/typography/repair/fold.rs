//! U7: compatibility characters that stand for plain ones. Not NFKC: … ² ³ ½ ™ № keep their meaning.

use unicode_normalization::UnicodeNormalization;

use super::Context;
use crate::typography::log::Changes;

pub(super) fn compatibility(text: &str, changes: &mut Changes, _: &mut Context<'_>) {
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let left = std::mem::replace(&mut before, c);
        if u32::from(c) < 0x2100 {
            continue;
        }
        let range = at..at + c.len_utf8();
        let right = chars.peek().map_or('\n', |(_, next)| *next);
        match c {
            '℃' => changes.push(range, "°C", "U7"),
            '℉' => changes.push(range, "°F", "U7"),
            '\u{F0B7}' => changes.push(range, "•", "U9"),
            '\u{FF01}'..='\u{FF5E}' if !c.is_alphanumeric() && (is_cjk(left) || is_cjk(right)) => {}
            '\u{FF01}'..='\u{FF5E}' | '\u{FB00}'..='\u{FB06}' | '\u{2160}'..='\u{217F}' => {
                changes.push(range, c.nfkc().collect::<String>(), "U7");
            }
            '\u{1D400}'..='\u{1D7FF}' => changes.push(range, c.nfkc().collect::<String>(), "U7"),
            // The gaps of the mathematical alphabets, filled by older letters.
            '\u{2102}'..='\u{2134}'
                if (is_maths(left) || is_maths(right))
                    && c.nfkc().next().is_some_and(|n| n.is_ascii_alphabetic()) =>
            {
                changes.push(range, c.nfkc().collect::<String>(), "U7");
            }
            '\u{3371}'..='\u{337A}' | '\u{3380}'..='\u{33DF}' => {
                let unit: String = c.nfkc().map(raised).collect();
                changes.push(range, unit, "U7");
            }
            _ => {}
        }
    }
}

/// Digits in a squared unit are exponents; its slash is U+2215.
fn raised(c: char) -> char {
    match c {
        '2' => '²',
        '3' => '³',
        '\u{2215}' => '/',
        _ => c,
    }
}

fn is_maths(c: char) -> bool {
    matches!(c, '\u{1D400}'..='\u{1D7FF}')
}

fn is_cjk(c: char) -> bool {
    matches!(u32::from(c), 0x3001..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}
