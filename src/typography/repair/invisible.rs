//! U6: characters that nobody sees.

use super::Context;
use super::token::{after, before, is_syllable};
use crate::typography::log::Changes;

pub(super) fn remove(text: &str, changes: &mut Changes, _: &mut Context<'_>) {
    let mut rtl = None;
    // The token so far, with what was deleted inside it already gone.
    let mut joined: Option<(usize, String)> = None;
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        match c {
            '\u{FEFF}' | '\u{2060}' | '\u{7F}'..='\u{9F}' => changes.delete(range, "U6"),
            '\0'..='\u{1F}' if !matches!(c, '\t' | '\n') => changes.delete(range, "U6"),
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' => {
                let keep = *rtl.get_or_insert_with(|| text.chars().any(is_right_to_left));
                if !keep {
                    changes.delete(range, "U6");
                }
            }
            '\u{200C}' | '\u{200D}' if !joins(text, at) => changes.delete(range, "U6"),
            '\u{200B}' | '\u{AD}' => {
                let left = match joined.take() {
                    Some((end, left)) if end == at => left,
                    _ => before(text, at).to_owned(),
                };
                let right = after(text, range.end);
                let whole = format!("{left}{right}");
                let apart = !left.is_empty() && !right.is_empty() && !is_syllable(&whole);
                if apart && is_syllable(&left) && is_syllable(right) {
                    changes.push(range, " ", "U6");
                } else {
                    joined =
                        Some((range.end + right.len(), if whole.len() > 64 { String::new() } else { whole }));
                    changes.delete(range, "U6");
                }
            }
            _ => {}
        }
    }
}

/// A joiner with a meaning: inside an emoji, or in a script that needs it (Arabic, the scripts of India …).
fn joins(text: &str, at: usize) -> bool {
    let needs = |c: char| {
        matches!(
            u32::from(c),
            0x600..=0x109F | 0x1780..=0x18AF | 0x1A00..=0x1CFF | 0xA800..=0xABFF | 0x10A00..=0x11FFF
        )
    };
    let emoji = |c: char| {
        matches!(
            u32::from(c),
            0xA9 | 0xAE | 0x203C | 0x2049 | 0x20E3 | 0x2190..=0x3299 | 0xFE0F | 0x1F000..=0x1FAFF | 0xE0020..=0xE007F
        )
    };
    let left = text[..at].chars().next_back();
    let right = text[at..].chars().nth(1);
    match (left, right) {
        (Some(left), Some(right)) => emoji(left) && emoji(right) || needs(left) || needs(right),
        (Some(one), None) | (None, Some(one)) => needs(one),
        (None, None) => false,
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
        && c.is_alphabetic()
}
