//! Does a short line tell what a picture shows? A linear model of its words and its shape.
//!
//! More than half of the captions of real pages carry no cue of a picture, and no list of first words holds them all. The
//! weights of `assets/captions.tsv` are fitted by `assets/fit_captions.py` (logistic regression) to labelled lines of our
//! own; they say how lines of articles are worded, not what any site prints. Where the line stands is weighed by
//! [`super::caption`].

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use super::Row;
use super::letters::is_upper;

/// What a unit of score is: weights are printed in sixteenths of a logit.
pub(super) const LOGIT: i32 = 16;

/// By how much each feature speaks for a caption.
static WEIGHTS: LazyLock<HashMap<&str, i16>> = LazyLock::new(|| {
    include_str!("../../assets/captions.tsv")
        .lines()
        .filter_map(|line| {
            let (feature, weight) = line.split_once('\t')?;
            Some((feature, weight.parse().ok()?))
        })
        .collect()
});

/// The log-odds that the row is a caption, in units of [`LOGIT`], as far as its own words tell.
pub(super) fn odds(row: &Row<'_>) -> i32 {
    let mut sum = Sum { feature: String::with_capacity(32), total: 0 };
    sum.add(format_args!("bias"));
    let words: Vec<&str> = row.key().split(' ').map(numberless).collect();
    for word in &words {
        sum.add(format_args!("w {word}"));
    }
    for pair in words.windows(2) {
        sum.add(format_args!("b {} {}", pair[0], pair[1]));
    }
    sum.add(format_args!("f {}", words[0]));
    if let [first, second, ..] = words[..] {
        sum.add(format_args!("g {first} {second}"));
    }
    for size in [4, 6, 8, 10, 12, 15, 19, 24] {
        if row.words >= size {
            sum.add(format_args!("n {size}"));
        }
    }
    let capitals = || row.text.split_whitespace().map(|word| word.starts_with(is_upper));
    let inside = capitals().skip(1).filter(|&capital| capital).count();
    for size in [1, 2, 3, 4, 6] {
        if inside >= size {
            sum.add(format_args!("c {size}"));
        }
    }
    let run = capitals().take_while(|&capital| capital).count();
    for size in [2, 3] {
        if run >= size {
            sum.add(format_args!("r {size}"));
        }
    }
    let last = row.text.chars().next_back().filter(|last| matches!(last, '.' | '?' | '!' | '…' | ':'));
    sum.add(format_args!("l {}", last.unwrap_or('-')));
    for sign in [',', '–', '-', '"', '“', '('] {
        if row.text.contains(sign) {
            sum.add(format_args!("s {sign}"));
        }
    }
    if row.text.trim_end_matches(':').contains(':') {
        sum.add(format_args!("s :"));
    }
    sum.total
}

/// All figures are one word.
fn numberless(word: &str) -> &str {
    if word.bytes().any(|byte| byte.is_ascii_digit()) { "0" } else { word }
}

struct Sum {
    feature: String,
    total: i32,
}

impl Sum {
    fn add(&mut self, feature: std::fmt::Arguments<'_>) {
        self.feature.clear();
        // Writing to a string cannot fail.
        let _ = self.feature.write_fmt(feature);
        self.total += i32::from(WEIGHTS.get(self.feature.as_str()).copied().unwrap_or(0));
    }
}
