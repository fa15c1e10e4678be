//! Neighbours of a mark: the token before it, the token behind it, and what they are.

use crate::syllable::{self, Fit, Shape};

/// A token longer than this is nobody's word (keeps every look around a mark constant).
const LONGEST: usize = 40;

pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

fn is_part(c: char) -> bool {
    // Our own letters are told by one look into a small table.
    syllable::is_letter(c) || c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// The run of letters and digits that ends at `at`; empty if there is none, or it is endless.
pub(super) fn before(text: &str, at: usize) -> &str {
    let mut start = at;
    for (index, c) in text[..at].char_indices().rev() {
        if !is_part(c) {
            break;
        }
        start = index;
        if at - start > LONGEST {
            return "";
        }
    }
    &text[start..at]
}

/// The run of letters and digits that begins at `at`.
pub(super) fn behind(text: &str, at: usize) -> &str {
    let mut end = at;
    for c in text[at..].chars() {
        if !is_part(c) {
            break;
        }
        end += c.len_utf8();
        if end - at > LONGEST {
            return "";
        }
    }
    &text[at..end]
}

/// The offset behind the spaces that begin at `at`.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// The offset of the spaces that end at `at`.
pub(super) fn skip_spaces_back(text: &str, at: usize) -> usize {
    at - text.as_bytes()[..at].iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// A valid syllable that is a word of prose: of two letters, or one that only Vietnamese writes (ở, ý).
pub(super) fn is_syllable(token: &str) -> bool {
    (token.len() > 1) && syllable::fit(token) == Fit::Core
}

/// The same, without a capital, of two letters or more.
pub(super) fn is_lower_syllable(token: &str) -> bool {
    token.chars().nth(1).is_some() && syllable::shape(token) == Shape::Lower && is_syllable(token)
}

/// The same, beginning with a capital.
pub(super) fn is_capital_syllable(token: &str) -> bool {
    token.starts_with(char::is_uppercase) && is_syllable(token)
}

/// Two letters or more, a capital and then none, or capitals only: a name, an abbreviation.
pub(super) fn is_name(token: &str) -> bool {
    token.chars().nth(1).is_some()
        && token.chars().all(char::is_alphabetic)
        && matches!(syllable::shape(token), Shape::Title | Shape::Upper)
}

/// One capital of A to Z.
pub(super) fn is_capital(token: &str) -> bool {
    matches!(token.as_bytes(), [b'A'..=b'Z'])
}
