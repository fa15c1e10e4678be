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
    /// Syllables of two letters or more, one with a tone or mark.
    pub toned: u32,
    /// Hashes of the first such syllables that differ; 0 where there is none yet.
    distinct: [u32; 3],
    /// How common the letters beyond ASCII are, summed, and their number.
    letters: (u32, u32),
}

/// Letters beyond ASCII by how common they are in Vietnamese prose: 3 % of them and more, 1.5, 0.7, 0.2, 0.05. The
/// rest, and what is no Vietnamese letter, count nothing.
const COMMON: [&str; 5] =
    ["àáệộưđ", "ảạâấậêềểếìíịóôốơờớợủ", "ãăầọồổởúụừửữứự", "ằắặẩẫẻễỉĩòỏùũý", "ẳẽéẹõỗỡỳỷỹ"];

/// Letters after which the commonness is known well enough.
const ENOUGH: u32 = 200;

impl Score {
    /// 0 to 1.
    pub fn share(self) -> f32 {
        if self.all > 0.0 { self.good / self.all } else { 0.0 }
    }

    /// Adds the evidence of a decoded text. Its first and last token may be cut: they count only if they fit.
    pub fn add(&mut self, text: &str, caseless: bool) {
        let mut tokens = text.split(is_gap).filter(|token| !token.is_empty()).peekable();
        let mut first = true;
        while let Some(token) = tokens.next() {
            let before = self.all;
            let good = self.good;
            self.token(token, caseless);
            if (first || tokens.peek().is_none()) && self.good == good {
                self.all = before;
            }
            first = false;
        }
    }

    /// The evidence of both.
    pub fn plus(self, other: Score) -> Score {
        let mut sum = Score {
            good: self.good + other.good,
            all: self.all + other.all,
            toned: self.toned + other.toned,
            letters: (self.letters.0 + other.letters.0, self.letters.1 + other.letters.1),
            ..self
        };
        other.distinct.into_iter().filter(|hash| *hash != 0).for_each(|hash| sum.seen(hash));
        sum
    }

    /// How many different toned syllables there are, up to three.
    pub fn variety(self) -> u32 {
        self.distinct.iter().filter(|hash| **hash != 0).count() as u32
    }

    /// How common the letters beyond ASCII are, 0 to 5. Tells apart readings that both look right.
    pub fn commonness(self) -> f32 {
        let (sum, count) = self.letters;
        if count > 0 { sum as f32 / count as f32 } else { 0.0 }
    }

    fn seen(&mut self, hash: u32) {
        if self.distinct.contains(&hash) {
            return;
        }
        if let Some(slot) = self.distinct.iter_mut().find(|slot| **slot == 0) {
            *slot = hash;
        }
    }

    /// Counts something that no text holds.
    pub fn fault(&mut self) {
        self.all += 2.0;
    }

    fn token(&mut self, token: &str, caseless: bool) {
        let ascii = token.is_ascii();
        if ascii
            && (token.len() == 1 || token.len() < 6 && token.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            return; // initials, list letters and abbreviations say nothing
        }
        let single = token.chars().nth(1).is_none();
        let weight = if ascii || single { 1.0 } else { 2.0 };
        if token.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
            self.fault();
            return;
        }
        let Some(syllable) = syllable::parse(token) else {
            // A foreign name in a Vietnamese text says little.
            let name = ascii && syllable::shape(token) == Shape::Title;
            self.all += if name { weight * 0.3 } else { weight };
            return;
        };
        self.all += weight;
        let fit = if syllable.fit == Fit::Core { weight } else { weight * 0.5 };
        let irregular = syllable.shape == Shape::Mixed && is_irregular(token, caseless);
        self.good += if irregular { fit * 0.25 } else { fit };
        if !ascii && !single {
            self.toned += 1;
            if self.distinct[2] == 0 {
                self.seen(
                    token.bytes().fold(1, |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(byte.into()))
                        | 1,
                );
            }
        }
        if !ascii && self.letters.1 < ENOUGH {
            for letter in token.chars().filter(|c| !c.is_ascii()) {
                self.letters.0 += common(letter);
                self.letters.1 += 1;
            }
        }
    }
}

fn common(letter: char) -> u32 {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    COMMON
        .iter()
        .zip([5, 4, 3, 2, 1])
        .find(|(class, _)| class.contains(small))
        .map_or(0, |(_, weight)| weight)
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
