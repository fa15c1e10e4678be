//! Does a short line tell what a picture shows? A linear model of its words and its shape.
//!
//! More than half of the captions of real pages carry no cue of a picture, and no list of first words holds them all. The
//! weights of `assets/captions.tsv` are fitted by `assets/fit_captions.py` (logistic regression) to labelled lines of our
//! own; they say how lines of articles are worded, not what any site prints. Where the line stands is weighed by
//! [`super::caption`].

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use libdeflater::Decompressor;

use super::Row;
use super::feature::{START, hash, number};
use super::letters::is_upper;
use crate::embedded::{embedded, inflate};

/// What a unit of score is: weights are printed in sixteenths of a logit.
pub(super) const LOGIT: i32 = 16;

/// By how much each feature speaks for a caption, by its number.
static WEIGHTS: LazyLock<HashMap<u32, i8, BuildHasherDefault<Ready>>> = LazyLock::new(|| {
    let table = inflate(&mut Decompressor::new(), embedded!("captions.weights"));
    // As build.rs wrote them: the weights, then the steps from one number to the next.
    let (count, rest) = table.split_first_chunk().unwrap_or((&[0; 4], &[]));
    let (weights, steps) = rest.split_at_checked(u32::from_le_bytes(*count) as usize).unwrap_or_default();
    let mut number = 0;
    let mut steps = steps.iter();
    weights
        .iter()
        .map(|weight| {
            let (mut step, mut shift) = (0, 0);
            for byte in steps.by_ref() {
                step |= u32::from(byte & 0x7F) << shift;
                shift += 7;
                if *byte < 0x80 {
                    break;
                }
            }
            number += step;
            (number, weight.cast_signed())
        })
        .collect()
});

/// Words in a line from which on a feature holds, and the feature.
const SIZES: &[(usize, &str)] = &[
    (4, "n 4"),
    (6, "n 6"),
    (8, "n 8"),
    (10, "n 10"),
    (12, "n 12"),
    (15, "n 15"),
    (19, "n 19"),
    (24, "n 24"),
];
/// The same of capital letters behind the first word.
const CAPITALS: &[(usize, &str)] = &[(1, "c 1"), (2, "c 2"), (3, "c 3"), (4, "c 4"), (6, "c 6")];
/// The same of words with a capital that open the line.
const RUNS: &[(usize, &str)] = &[(2, "r 2"), (3, "r 3")];
/// Signs inside a line.
const SIGNS: &[(char, &str)] =
    &[(',', "s ,"), ('–', "s –"), ('-', "s -"), ('"', "s \""), ('“', "s “"), ('(', "s (")];

/// The log-odds that the row is a caption, in units of [`LOGIT`], as far as its own words tell.
pub(super) fn odds(row: &Row<'_>) -> i32 {
    let mut words = row.key().split(' ').map(numberless);
    let mut before = words.next().unwrap_or("");
    let mut total = weight("bias") + pair("f ", before, None) + pair("w ", before, None);
    for (at, word) in words.enumerate() {
        if at == 0 {
            total += pair("g ", before, Some(word));
        }
        total += pair("w ", word, None) + pair("b ", before, Some(word));
        before = word;
    }
    let capitals = || row.text.split_whitespace().map(|word| word.starts_with(is_upper));
    total += from(SIZES, row.words.into())
        + from(CAPITALS, capitals().skip(1).filter(|&capital| capital).count())
        + from(RUNS, capitals().take_while(|&capital| capital).count());
    total += match row.text.chars().next_back() {
        Some('.') => weight("l ."),
        Some('?') => weight("l ?"),
        Some('!') => weight("l !"),
        Some('…') => weight("l …"),
        Some(':') => weight("l :"),
        _ => weight("l -"),
    };
    total += SIGNS
        .iter()
        .filter(|(sign, _)| row.text.contains(*sign))
        .map(|(_, feature)| weight(feature))
        .sum::<i32>();
    if row.text.trim_end_matches(':').contains(':') {
        total += weight("s :");
    }
    total
}

/// The weights of all features of a ladder up to `size`.
fn from(ladder: &[(usize, &str)], size: usize) -> i32 {
    ladder.iter().take_while(|(least, _)| size >= *least).map(|(_, feature)| weight(feature)).sum()
}

fn weight(feature: &str) -> i32 {
    known(hash(START, feature))
}

/// The weight of one word, or of two in a row.
fn pair(kind: &str, word: &str, next: Option<&str>) -> i32 {
    let one = hash(hash(START, kind), word);
    known(next.map_or(one, |next| hash(hash(one, " "), next)))
}

fn known(feature: u64) -> i32 {
    i32::from(WEIGHTS.get(&number(feature)).copied().unwrap_or(0))
}

/// All figures are one word.
fn numberless(word: &str) -> &str {
    if word.bytes().any(|byte| byte.is_ascii_digit()) { "0" } else { word }
}

/// The hasher of what is a hash already.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u32(&mut self, number: u32) {
        // Where the map looks first is told by the lowest bits, what it compares next by the highest.
        self.0 = u64::from(number) | u64::from(number) << 36;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines the weights were fitted to; features spelled otherwise than there would not be found.
    #[test]
    fn tells_captions_from_headings_and_sentences() {
        let (mut right, mut all) = ([0, 0], [0, 0]);
        for list in [
            "culture", "essays", "fields", "mixed", "news", "offices", "papers", "portals", "press",
            "scenes", "land", "towns", "schools", "desk", "streets",
        ] {
            let path = format!("{}/tests/data/reading/lines/{list}.txt", env!("CARGO_MANIFEST_DIR"));
            let lines = std::fs::read_to_string(path).unwrap();
            for (label, line) in lines.lines().filter_map(|line| line.split_once(' ')) {
                let shown = label == "C";
                all[usize::from(shown)] += 1;
                right[usize::from(shown)] += usize::from((odds(&Row::new(0, line, 1)) > 0) == shown);
            }
        }
        assert!(right[1] * 100 >= all[1] * 94, "{right:?} of {all:?}");
        assert!(right[0] * 100 >= all[0] * 94, "{right:?} of {all:?}");
    }

    #[test]
    fn figures_are_one_word() {
        let odds = |line| odds(&Row::new(0, line, 1));
        assert_eq!(odds("Cá lồng trên hồ rộng 40 ha"), odds("Cá lồng trên hồ rộng 2500 ha"));
    }
}
