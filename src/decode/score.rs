//! How Vietnamese a reading of some bytes is: the share of its tokens that are syllables (E8).

use super::charset::Charset;
use crate::syllable::{self, Fit};

/// The evidence for one reading.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Score {
    /// Weight of tokens that are syllables; with a tone or letter mark they weigh 2.
    good: f32,
    /// Weight of all tokens, and of what no text holds.
    all: f32,
    /// Syllables with a tone or letter mark.
    pub toned: u32,
}

/// Letters of the longest syllable ("nghiêng").
const LONGEST: usize = 7;

impl Score {
    /// 0 to 1.
    pub fn share(self) -> f32 {
        if self.all > 0.0 { self.good / self.all } else { 0.0 }
    }

    /// Adds the evidence of a decoded text.
    pub fn add(&mut self, text: &str, caseless: bool) {
        for token in text.split(is_gap).filter(|token| !token.is_empty()) {
            self.token(token, caseless);
        }
    }

    /// The evidence of both.
    pub fn plus(self, other: Score) -> Score {
        Score { good: self.good + other.good, all: self.all + other.all, toned: self.toned + other.toned }
    }

    /// Counts something that no text holds.
    pub fn fault(&mut self) {
        self.all += 2.0;
    }

    fn token(&mut self, token: &str, caseless: bool) {
        let ascii = token.is_ascii();
        if ascii && (token.len() == 1 || token.bytes().all(|byte| byte.is_ascii_uppercase())) {
            return; // initials, list letters and abbreviations say nothing
        }
        let weight = if ascii { 1.0 } else { 2.0 };
        let mut lower = [0u8; LONGEST * 4];
        let (mut end, mut letters) = (0, 0);
        let mut seen_lower = false;
        let mut irregular = false;
        for c in token.chars() {
            if c.is_control() || c == char::REPLACEMENT_CHARACTER {
                self.fault();
                return;
            }
            letters += 1;
            if letters > LONGEST {
                self.all += weight;
                return;
            }
            let folded = fold(c);
            if folded != c {
                irregular |= seen_lower;
            } else {
                // In a set without toned capitals CéNG is how CÉNG is written.
                seen_lower |= !caseless || c.is_ascii();
            }
            end += folded.encode_utf8(&mut lower[end..]).len();
        }
        self.all += weight;
        let syllable = lower.get(..end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        let fit = match syllable::fit(syllable) {
            Fit::Core => weight,
            Fit::Lenient => weight * 0.5,
            Fit::No => return,
        };
        self.good += if irregular { fit * 0.25 } else { fit };
        self.toned += u32::from(!ascii);
    }
}

/// The score of `bytes` read with `charset`.
pub(crate) fn of(charset: &Charset, bytes: &[u8]) -> Score {
    let mut score = Score::default();
    let text = charset.decode(bytes, |_| score.fault());
    score.add(&text, charset.caseless);
    score
}

/// What stands between tokens. Other symbols stick to the word they touch: in a wrong reading they stand for letters.
fn is_gap(c: char) -> bool {
    match c {
        '\0'..='\x7F' => !c.is_ascii_alphabetic() && !(c.is_ascii_control() && !c.is_ascii_whitespace()),
        '\u{A0}' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' => true,
        _ => false,
    }
}

/// Lower case of one letter; letters whose lower case is two are no Vietnamese ones and stay.
fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(folded), None) => folded,
        _ => c,
    }
}
