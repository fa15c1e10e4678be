//! Tokens: runs of letters and their marks, and the question whether they are syllables.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::syllable::{self, Shape, Style};

/// No syllable is longer, decomposed or not.
const LONGEST: usize = 64;

/// A letter, or a mark on one.
pub(super) fn is_part(c: char) -> bool {
    syllable::is_letter(c) || c.is_alphabetic() || is_mark(c)
}

/// A combining mark.
pub(super) fn is_mark(c: char) -> bool {
    u32::from(c) >= 0x300 && !matches!(c, '\u{1E00}'..='\u{1FFF}') && canonical_combining_class(c) != 0
}

/// The tokens of a text with their places.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_part)?;
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |len| start + len);
        from = end;
        Some((start..end, &text[start..end]))
    })
}

/// The token that ends at `at`; cut short when it is longer than any syllable.
pub(super) fn before(text: &str, at: usize) -> &str {
    let mut start = at;
    for c in text[..at].chars().rev() {
        if !is_part(c) || at - start > LONGEST {
            break;
        }
        start -= c.len_utf8();
    }
    &text[start..at]
}

/// The token that starts at `at`; cut short when it is longer than any syllable.
pub(super) fn after(text: &str, at: usize) -> &str {
    let mut end = at;
    for c in text[at..].chars() {
        if !is_part(c) || end - at > LONGEST {
            break;
        }
        end += c.len_utf8();
    }
    &text[at..end]
}

/// A syllable of the core grammar with regular capitals (A4).
pub(super) fn is_syllable(token: &str) -> bool {
    syllable::is_valid(token)
}

/// The letters with `tone` (a combining mark) on the vowel where it belongs, if that makes a syllable. The letters
/// carry no tone yet.
pub(super) fn with_tone(letters: &str, tone: char) -> Option<String> {
    if letters.chars().count() > 7 {
        return None;
    }
    for (at, c) in letters.char_indices().filter(|(_, c)| "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".contains(*c))
    {
        let end = at + c.len_utf8();
        let candidate: String =
            letters[..end].chars().chain([tone]).chain(letters[end..].chars()).nfc().collect();
        let Some(found) = syllable::parse(&candidate) else { continue };
        if found.fit == syllable::Fit::Core && found.shape != Shape::Mixed {
            let mut out = String::with_capacity(candidate.len());
            found.write(Style::Classic, &mut out);
            return Some(out);
        }
    }
    None
}

/// The lines of a text with the place where each begins, without their LF.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split('\n').map(move |line| {
        let start = from;
        from += line.len() + 1;
        (start, line)
    })
}
