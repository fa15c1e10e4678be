//! The fast path: finds the next character that some pass may have to look at.

use std::cell::RefCell;

use crate::typography::run::{Memo, Run, is_letter};

/// What a byte is to the scan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Nothing to do.
    Plain,
    /// A to Z: needs a look only behind a letter beyond ASCII.
    Capital,
    /// Begins a reference.
    Ampersand,
    /// May stand for a lost letter.
    Question,
    /// Never in clean text.
    Bad,
    /// Lead byte of two.
    Two,
    /// Lead byte of three in Vietnamese letters and punctuation.
    Three,
}

const CLASS: [Class; 256] = {
    let mut class = [Class::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'\t' | b'\n' => Class::Plain,
            0..=0x1F | 0x7F => Class::Bad,
            b'A'..=b'Z' => Class::Capital,
            b'&' => Class::Ampersand,
            b'?' => Class::Question,
            0x80..=0xBF => Class::Plain,
            0xC2..=0xC6 => Class::Two,
            0xE1 | 0xE2 => Class::Three,
            0xC0.. => Class::Bad,
            _ => Class::Plain,
        };
        byte += 1;
    }
    class
};

/// What a byte is between runs of letters.
#[derive(Clone, Copy)]
enum Gap {
    /// Nothing to do.
    Plain,
    /// To be looked at with its neighbours.
    Odd,
    /// A run begins.
    Letter,
}

const GAP: [Gap; 256] = {
    let mut gap = [Gap::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        gap[byte] = match CLASS[byte] {
            _ if is_letter(byte as u8) => Gap::Letter,
            Class::Plain => Gap::Plain,
            _ => Gap::Odd,
        };
        byte += 1;
    }
    gap
};

thread_local! {
    /// Runs of letters in which nothing is to be repaired. What the scan asks of a letter beyond ASCII is answered by
    /// the run that it stands in.
    static PLAIN: RefCell<Memo> = const { RefCell::new(Memo::new()) };
}

/// The place of the first character at or behind `from`, the start of a line, that is not plainly clean.
pub(super) fn suspect(text: &str, from: usize) -> Option<usize> {
    PLAIN.with_borrow_mut(|plain| first_odd(text, from, plain).err())
}

/// Run by run. `Err` is the place.
fn first_odd(text: &str, from: usize, plain: &mut Memo) -> Result<(), usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let run = Run::at(bytes, at);
        if !plain.knows(&run) {
            suspect_before(text, at, at + run.len)?;
            plain.learn(run);
        }
        at += run.len;
        loop {
            let Some(byte) = bytes.get(at) else { return Ok(()) };
            match GAP[usize::from(*byte)] {
                Gap::Letter => break,
                Gap::Plain => at += 1,
                Gap::Odd => at = suspect_before(text, at, at + 1)?,
            }
        }
    }
}

/// Character by character up to `end`: where the last one ends, or as an error the place of the first that is not
/// plainly clean.
fn suspect_before(text: &str, from: usize, end: usize) -> Result<usize, usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < end {
        let byte = bytes[at];
        match CLASS[usize::from(byte)] {
            Class::Plain => at += 1,
            Class::Capital => {
                if at > 0 && bytes[at - 1] >= 0x80 && is_small_before(bytes, at) {
                    return Err(at);
                }
                at += 1;
            }
            Class::Two => {
                let second = bytes.get(at + 1).copied().unwrap_or_default();
                if !is_plain_two(bytes, at, byte, second) {
                    return Err(at);
                }
                at += 2;
            }
            Class::Three => {
                if !is_plain_three(bytes, at) {
                    return Err(at);
                }
                at += 3;
            }
            Class::Ampersand => {
                if bytes.get(at + 1).is_some_and(|next| *next == b'#' || next.is_ascii_alphabetic())
                    && super::reference::read(&text[at..]).is_some()
                {
                    return Err(at);
                }
                at += 1;
            }
            Class::Question => {
                let letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80);
                if at > 0
                    && letter(bytes.get(at - 1))
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
                {
                    return Err(at);
                }
                at += 1;
            }
            Class::Bad => return Err(at),
        }
    }
    Ok(at)
}

/// Letters of Vietnamese, and the symbols that a Vietnamese text holds.
fn is_plain_two(bytes: &[u8], at: usize, lead: u8, second: u8) -> bool {
    match (lead, second) {
        (0xC2, 0xA3 | 0xA7 | 0xA9 | 0xAB | 0xAE | 0xB0 | 0xB2 | 0xB3 | 0xB7 | 0xBB | 0xBD) => {
            !behind_lead(bytes, at)
        }
        // "triÌnh": a capital behind a small letter is a misread mark.
        (0xC3, 0x80..=0x83 | 0x88..=0x8A | 0x8C | 0x8D | 0x92..=0x95 | 0x99 | 0x9A | 0x9D) => {
            at == 0 || !bytes[at - 1].is_ascii_lowercase()
        }
        (0xC3, 0xA0..=0xA3 | 0xA8..=0xAA | 0xAC | 0xAD | 0xB2..=0xB5 | 0xB9 | 0xBA | 0xBD)
        | (0xC4, 0x83 | 0x91 | 0xA9)
        | (0xC5, 0xA9)
        | (0xC6, 0xB0) => !behind_two_capitals(bytes, at),
        (0xC4, 0x82 | 0x90 | 0xA8) | (0xC5, 0xA8) | (0xC6, 0xA0 | 0xAF) => {
            !(second == 0xA0 && lacks_horn(bytes, at, 2))
        }
        (0xC6, 0xA1) => !behind_two_capitals(bytes, at) && !lacks_horn(bytes, at, 2),
        _ => false,
    }
}

fn is_plain_three(bytes: &[u8], at: usize) -> bool {
    let (Some(&second), Some(&third)) = (bytes.get(at + 1), bytes.get(at + 2)) else { return false };
    match (bytes[at], second, third) {
        (0xE1, 0xBA, 0xA0..) | (0xE1, 0xBB, 0x80..=0xB9) => {
            let small = third & 1 == 1;
            let horn = second == 0xBB && (0x9A..=0xA3).contains(&third);
            !(small && behind_two_capitals(bytes, at) || horn && lacks_horn(bytes, at, 3))
        }
        (0xE2, 0x80, 0x90..=0xA7 | 0xB0..=0xBF) | (0xE2, 0x82, 0xAB | 0xAC) | (0xE2, 0x84, 0xA2) => {
            !behind_lead(bytes, at)
        }
        _ => false,
    }
}

/// Behind Â Ã Ă á â a symbol may be the rest of a misread UTF-8 sequence.
fn behind_lead(bytes: &[u8], at: usize) -> bool {
    at >= 2 && matches!((bytes[at - 2], bytes[at - 1]), (0xC3, 0x82 | 0x83 | 0xA1 | 0xA2) | (0xC4, 0x82))
}

/// "CHỉ": a small letter behind two ASCII capitals.
fn behind_two_capitals(bytes: &[u8], at: usize) -> bool {
    at >= 2 && bytes[at - 1].is_ascii_uppercase() && bytes[at - 2].is_ascii_uppercase()
}

/// The letter before `at` is a small one beyond ASCII: "ộN".
fn is_small_before(bytes: &[u8], at: usize) -> bool {
    let last = bytes[at - 1];
    match (at.checked_sub(3).map(|at| bytes[at]), bytes[at.saturating_sub(2)]) {
        (Some(0xE1), 0xBA | 0xBB) => last & 1 == 1,
        (_, 0xC3) => last >= 0xA0,
        (_, 0xC4 | 0xC5) => last & 1 == 1,
        (_, 0xC6) => matches!(last, 0xA1 | 0xB0),
        _ => false,
    }
}

/// ơ before c, ng or u without ư before it: no rime is written so, "đợc" has lost its ư.
fn lacks_horn(bytes: &[u8], at: usize, len: usize) -> bool {
    let follow = |ahead: usize| bytes.get(at + len + ahead).map_or(0, u8::to_ascii_lowercase);
    let coda = matches!(follow(0), b'c' | b'u') || follow(0) == b'n' && follow(1) == b'g';
    if !coda {
        return false;
    }
    // ư with or without tone: C6 AF, C6 B0, E1 BB A8 to E1 BB B1.
    let horned = at >= 2 && bytes[at - 2] == 0xC6 && matches!(bytes[at - 1], 0xAF | 0xB0)
        || at >= 3
            && bytes[at - 3] == 0xE1
            && bytes[at - 2] == 0xBB
            && (0xA8..=0xB1).contains(&bytes[at - 1]);
    !horned
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn runs_hide_nothing(
            clean in prop::collection::vec("[ ăđươờƯƠộNHÀàãa-eguxn .,“–]|ương|ước|đường|NGHỊ|\\n", 0..40),
            odd in "ơng|ờc|đợu|CHỉ|ộN|a\u{300}|triÌ|ß|á»|Ä|&amp;|a\\?b|\u{a0}|²|Â–|N|",
            place in 0usize..40,
        ) {
            let mut pieces = clean;
            pieces.insert(place.min(pieces.len()), odd);
            let text = pieces.concat();
            prop_assert_eq!(suspect(&text, 0), suspect_before(&text, 0, text.len()).err());
            for (lf, _) in text.match_indices('\n') {
                prop_assert_eq!(suspect(&text, lf + 1), suspect_before(&text, lf + 1, text.len()).err());
            }
        }

        #[test]
        fn nor_in_any_text(text in "\\PC{0,60}|[\\x00-\\x7fàộ]{0,60}") {
            prop_assert_eq!(suspect(&text, 0), suspect_before(&text, 0, text.len()).err());
        }
    }
}
