//! How Vietnamese a reading of some bytes is: the share of its tokens that are syllables (E8).

use super::charset::Charset;
use crate::syllable::{self, Fit, Shape};

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
        if token.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
            self.fault();
            return;
        }
        self.all += weight;
        let Some(syllable) = syllable::parse(token) else { return };
        let fit = if syllable.fit == Fit::Core { weight } else { weight * 0.5 };
        let irregular = syllable.shape == Shape::Mixed && is_irregular(token, caseless);
        self.good += if irregular { fit * 0.25 } else { fit };
        self.toned += u32::from(!ascii);
    }
}

/// A capital behind a small letter. In a set without toned capitals CéNG is how CÉNG is written.
fn is_irregular(token: &str, caseless: bool) -> bool {
    let mut small = false;
    token.chars().any(|c| {
        if c.is_uppercase() {
            return small;
        }
        small |= !caseless || c.is_ascii();
        false
    })
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
        '\0'..='\x7F' => !c.is_ascii_alphabetic() && (!c.is_ascii_control() || c.is_ascii_whitespace()),
        '\u{A0}' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' => true,
        _ => false,
    }
}
