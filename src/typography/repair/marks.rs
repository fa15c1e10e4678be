//! U1–U4: letters and their marks. NFC alone leaves a tone that was typed before the letter mark.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::Context;
use super::token::{after, before, is_mark, is_syllable, with_tone};
use crate::syllable::{Letter, Tone};
use crate::typography::log::Changes;

/// The lead byte of U+0300.
const FIRST_MARK: u8 = 0xCC;

const LETTER_MARKS: [char; 3] = ['\u{302}', '\u{306}', '\u{31B}'];

pub(super) fn compose(text: &str, changes: &mut Changes, context: &mut Context<'_>) {
    if is_composed(text) {
        return;
    }
    let mut at = 0;
    // What begins with a lesser byte is no mark, and NFC leaves it as it is.
    while let Some(next) = text.as_bytes()[at..].iter().position(|byte| *byte >= FIRST_MARK) {
        let start = at + next;
        let mut chars = text[start..].chars();
        let Some(c) = chars.next() else { break };
        at = start + c.len_utf8();
        if is_mark(c) {
            at += chars.take_while(|c| is_mark(*c)).map(char::len_utf8).sum::<usize>();
            let base = text[..start].chars().next_back().map_or(0, char::len_utf8);
            cluster(text, start - base..start, start..at, changes, context);
        } else if chars.next().is_none_or(|next| !is_mark(next)) {
            single(text, start..at, c, changes);
        }
    }
    if changes.is_empty() {
        joined_starters(text, changes);
    }
}

/// What [`is_nfc_quick`] says, with a short word for what a Vietnamese text is made of: starters that compose with
/// nothing before them.
fn is_composed(text: &str) -> bool {
    let mut last = 0;
    text.chars().all(|c| {
        if c < '\u{300}' || matches!(c, '\u{1EA0}'..='\u{1EF9}' | '\u{2010}'..='\u{2027}') {
            last = 0;
            return true;
        }
        let class = canonical_combining_class(c);
        let in_order = class == 0 || class >= last;
        last = class;
        in_order && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
    })
}

/// A character without marks whose canonical form is another (the kelvin sign, the ohm sign).
fn single(text: &str, at: Range<usize>, c: char, changes: &mut Changes) {
    if c < '\u{300}' || Letter::of(c).is_some() {
        return;
    }
    let composed: String = c.nfc().collect();
    if text[at.clone()] != composed {
        changes.push(at, composed, "U1");
    }
}

/// Starters that NFC joins (Hangul, some scripts of India): whole runs beyond ASCII.
fn joined_starters(text: &str, changes: &mut Changes) {
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| !c.is_ascii()).map(|at| from + at) {
        let end = text[start..].find(|c: char| c.is_ascii()).map_or(text.len(), |len| start + len);
        // An ASCII letter may carry the first mark of the run.
        let start = text[..start].char_indices().next_back().map_or(start, |(at, _)| at);
        let composed: String = text[start..end].nfc().collect();
        if text[start..end] != composed {
            changes.push(start..end, composed, "U1");
        }
        from = end;
    }
}

fn cluster(
    text: &str,
    base: Range<usize>,
    marks: Range<usize>,
    changes: &mut Changes,
    context: &mut Context<'_>,
) {
    let starter = &text[base.clone()];
    if starter.is_empty() || starter == "\n" {
        changes.delete(marks, "U4"); // a mark with no letter to stand on
        return;
    }
    if starter == " " {
        detached(text, base, marks, changes, context);
        return;
    }
    let whole = base.start..marks.end;
    if let Some((letter, rule)) = letter_of(&text[whole.clone()]) {
        changes.push(whole, letter, rule);
        return;
    }
    let composed: String = text[whole.clone()].nfc().collect();
    match Stack::of(&text[whole.clone()]) {
        Some(stack) if stack.is_vowel() => match stack.write() {
            Some(letter) if letter == composed => replace(text, whole, composed, "U1", changes),
            Some(letter) => {
                let rule = if stack.duplicates { "U3" } else { "U2" };
                replace(text, whole, letter, rule, changes);
            }
            None => {
                replace(text, whole.clone(), composed, "U1", changes);
                context.flags.push(("U3", whole));
            }
        },
        Some(stack) => match tone_on_coda(text, &whole, &stack) {
            Some((token, moved)) => changes.push(token, moved, "U4"),
            None => replace(text, whole, composed, "U1", changes),
        },
        None => replace(text, whole, composed, "U1", changes),
    }
}

fn replace(text: &str, at: Range<usize>, with: String, rule: &'static str, changes: &mut Changes) {
    if text[at.clone()] != with {
        changes.push(at, with, rule);
    }
}

/// The one letter that a vowel and one or two different marks of Vietnamese make, and by which rule: what nearly all
/// clusters are. NFC composes it unless the letter mark follows a tone of its own class (U2).
fn letter_of(cluster: &str) -> Option<(&'static str, &'static str)> {
    let mut chars = cluster.chars();
    let base = Letter::of(chars.next()?).filter(|letter| letter.is_vowel())?;
    let mut tone = (base.tone() != Tone::Ngang).then(|| base.tone());
    let mut letter = base.with_tone(Tone::Ngang);
    let mut rule = "U1";
    for mark in chars {
        match mark {
            '\u{302}' | '\u{306}' | '\u{31B}' => {
                letter = letter_with(letter, mark)?;
                if mark != '\u{31B}' && tone.is_some_and(|tone| tone != Tone::Nang) {
                    rule = "U2";
                }
            }
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' if tone.is_none() => {
                tone = Tone::of_mark(mark);
            }
            _ => return None,
        }
    }
    Some((Letter::of(letter)?.text_with_tone(tone.unwrap_or(Tone::Ngang)), rule))
}

/// A plain vowel with a letter mark that Vietnamese puts on it.
fn letter_with(vowel: char, mark: char) -> Option<char> {
    Some(match (vowel, mark) {
        ('a', '\u{306}') => 'ă',
        ('A', '\u{306}') => 'Ă',
        ('a', '\u{302}') => 'â',
        ('A', '\u{302}') => 'Â',
        ('e', '\u{302}') => 'ê',
        ('E', '\u{302}') => 'Ê',
        ('o', '\u{302}') => 'ô',
        ('O', '\u{302}') => 'Ô',
        ('o', '\u{31B}') => 'ơ',
        ('O', '\u{31B}') => 'Ơ',
        ('u', '\u{31B}') => 'ư',
        ('U', '\u{31B}') => 'Ư',
        _ => return None,
    })
}

/// A letter taken apart into base, letter marks and tones; `None` with any other mark.
struct Stack {
    base: char,
    letter_marks: Vec<char>,
    tones: Vec<char>,
    duplicates: bool,
}

impl Stack {
    fn of(cluster: &str) -> Option<Stack> {
        let mut parts = cluster.nfd();
        let base = parts.next()?;
        let mut stack = Stack { base, letter_marks: Vec::new(), tones: Vec::new(), duplicates: false };
        for mark in parts {
            let list = if LETTER_MARKS.contains(&mark) {
                &mut stack.letter_marks
            } else if Tone::of_mark(mark).is_some() {
                &mut stack.tones
            } else {
                return None;
            };
            if list.contains(&mark) {
                stack.duplicates = true;
            } else {
                list.push(mark);
            }
        }
        Some(stack)
    }

    fn is_vowel(&self) -> bool {
        "aeiouyAEIOUY".contains(self.base)
    }

    /// Base, letter mark, tone. `None` with two different ones of a kind: nobody knows which was meant (U3).
    fn write(&self) -> Option<String> {
        if self.letter_marks.len() > 1 || self.tones.len() > 1 {
            return None;
        }
        Some([self.base].iter().chain(&self.letter_marks).chain(&self.tones).copied().nfc().collect())
    }
}

/// "tiê ́ng": marks behind a space go back to the letter before it, if that makes a syllable.
fn detached(
    text: &str,
    space: Range<usize>,
    marks: Range<usize>,
    changes: &mut Changes,
    context: &mut Context<'_>,
) {
    if matches!(text[..space.start].chars().next_back(), None | Some('\n')) {
        changes.delete(marks, "U4");
        return;
    }
    let left = before(text, space.start);
    let right = after(text, marks.end);
    if let Some(last) = left.char_indices().next_back().map(|(at, _)| at) {
        let cluster = format!("{}{}", &left[last..], &text[marks.clone()]);
        let stack = Stack::of(&cluster);
        let letter = stack.as_ref().filter(|stack| stack.is_vowel()).and_then(Stack::write);
        if let Some(letter) = letter
            && is_syllable(&format!("{}{letter}{right}", &left[..last]))
        {
            changes.push(space.start - (left.len() - last)..marks.end, letter, "U4");
            return;
        }
        let tone = stack
            .filter(|stack| !stack.is_vowel() && right.is_empty())
            .and_then(|stack| stack.tones.first().copied());
        if let Some(moved) = tone.and_then(|tone| with_tone(left, tone)) {
            changes.push(space.start - left.len()..marks.end, moved, "U4");
            return;
        }
    }
    context.flags.push(("U4", marks));
}

/// "tiêng" + acute, which NFC would make ǵ: the tone belongs on the vowel.
fn tone_on_coda(text: &str, at: &Range<usize>, stack: &Stack) -> Option<(Range<usize>, String)> {
    let [tone] = stack.tones.as_slice() else { return None };
    if !stack.letter_marks.is_empty() || !"cghmnptCGHMNPT".contains(stack.base) {
        return None;
    }
    let left = before(text, at.start);
    let right = after(text, at.end);
    if left.is_empty() || right.chars().any(|c| !"cghmnptCGHMNPT".contains(c)) {
        return None;
    }
    let letters: String = left.nfc().chain([stack.base]).chain(right.chars()).collect();
    let moved = with_tone(&letters, *tone)?;
    Some((at.start - left.len()..at.end + right.len(), moved))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the long way makes of a cluster.
    fn slowly(cluster: &str) -> Option<(String, &'static str)> {
        let composed: String = cluster.nfc().collect();
        let stack = Stack::of(cluster).filter(Stack::is_vowel)?;
        let letter = stack.write()?;
        let rule = if letter == composed {
            "U1"
        } else if stack.duplicates {
            "U3"
        } else {
            "U2"
        };
        Some((letter, rule))
    }

    #[test]
    fn the_short_way_makes_the_same_letters() {
        let mut seen = 0;
        let marks = [
            '\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{306}', '\u{309}', '\u{31B}', '\u{323}',
            '\u{308}', '\u{340}',
        ];
        let starters = (' '..='\u{1FFF}').filter(|c| !is_mark(*c));
        for starter in starters {
            for first in marks {
                for second in marks.map(Some).into_iter().chain([None]) {
                    let cluster: String = [starter, first].into_iter().chain(second).collect();
                    if let Some((letter, rule)) = letter_of(&cluster) {
                        seen += 1;
                        assert_eq!(Some((letter.to_string(), rule)), slowly(&cluster), "{cluster:?}");
                    }
                }
            }
        }
        assert!(seen > 300, "{seen}");
    }

    proptest! {
        #[test]
        fn composed_is_what_the_standard_says(text in "\\PC{0,20}|[a-eươàộ \u{300}\u{301}\u{323}\u{31b}\u{345}\u{1100}\u{1161}…Ω]{0,12}") {
            prop_assert_eq!(is_composed(&text), is_nfc_quick(text.chars()) == IsNormalized::Yes);
        }
    }
}
