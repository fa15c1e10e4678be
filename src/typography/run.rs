//! Runs of letters, and a memo of those that need nothing.
//!
//! Vietnamese is written with some 7,000 syllables, and a thousand of them make nine tenths of a text. What a rule asks
//! of the bytes of a run alone is therefore asked once of each: afterwards one look into a small table answers. The
//! table holds the bytes themselves, so a place that two runs share costs a second question, never a wrong answer.

/// A run of letters: those of ASCII, and all that is beyond it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Its length in bytes, 0 where no run begins.
    pub len: usize,
    /// Its first sixteen bytes, zeros behind its end.
    words: [u64; 2],
}

const WORD: usize = size_of::<u64>();
/// 1 in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The top bit of each byte.
const TOP: u64 = EACH << 7;

impl Run {
    /// The run that begins at `at`, or at least its rest.
    #[inline]
    pub fn at(bytes: &[u8], at: usize) -> Run {
        let word = word(bytes, at);
        let gaps = gaps(word);
        if gaps == 0 {
            return Run::long(bytes, at, word);
        }
        Run { len: before(gaps), words: [word & kept(gaps), 0] }
    }

    #[inline(never)]
    fn long(bytes: &[u8], at: usize, first: u64) -> Run {
        let second = word(bytes, at + WORD);
        let gaps = gaps(second);
        if gaps == 0 {
            let rest = bytes.get(at + 2 * WORD..).unwrap_or_default();
            let len = rest.iter().position(|byte| !is_letter(*byte)).unwrap_or(rest.len());
            return Run { len: 2 * WORD + len, words: [first, second] };
        }
        Run { len: WORD + before(gaps), words: [first, second & kept(gaps)] }
    }

    /// Does it fit into the memo?
    fn is_short(&self) -> bool {
        self.len <= 2 * WORD
    }
}

/// Does the byte belong to a run?
pub(super) const fn is_letter(byte: u8) -> bool {
    byte >= 0x80 || byte.is_ascii_alphabetic()
}

/// Eight bytes from `at`, zeros behind the end.
#[inline]
fn word(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(word) => u64::from_le_bytes(*word),
        None => last_word(bytes, at),
    }
}

#[cold]
#[inline(never)]
fn last_word(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte))
}

/// The top bit of each byte that is no letter.
#[inline]
const fn gaps(word: u64) -> u64 {
    let folded = (word | (EACH * 0x20)) & !TOP;
    let from_a = folded + EACH * (0x80 - b'a' as u64);
    let behind_z = folded + EACH * (0x7F - b'z' as u64);
    !((from_a & !behind_z) | word) & TOP
}

/// Bytes before the first gap.
#[inline]
const fn before(gaps: u64) -> usize {
    gaps.trailing_zeros() as usize / 8
}

/// All bits of the bytes before the first gap.
#[inline]
const fn kept(gaps: u64) -> u64 {
    ((gaps & gaps.wrapping_neg()) >> 7) - 1
}

/// Places by the power of two: 64 KiB for runs of up to eight bytes, two of which share a place, and 16 KiB for others.
const SHORT_BITS: u32 = 12;
const LONG_BITS: u32 = 10;

/// Runs that need nothing, by what one rule says of a run's bytes. Runs of ASCII are taken to need nothing: there is
/// no rule for them.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// Empty until something is learnt: not every text needs a memo.
    short: Vec<[u64; 2]>,
    long: Vec<[u64; 2]>,
}

impl Memo {
    /// A memo that knows nothing yet.
    pub const fn new() -> Memo {
        Memo { short: Vec::new(), long: Vec::new() }
    }

    /// Is the run known to need nothing? An empty one is.
    #[inline]
    pub fn knows(&self, run: &Run) -> bool {
        let [first, second] = run.words;
        if run.len <= WORD {
            let place = self.short.get(short_slot(first));
            // All at once: which of them answers is anybody's guess, and a wrong guess costs more than all three.
            return (first & TOP == 0) | place.is_some_and(|[new, old]| (*new == first) | (*old == first));
        }
        run.is_short()
            && ((first | second) & TOP == 0 || self.long.get(long_slot(run.words)) == Some(&run.words))
    }

    /// Remembers a run that needs nothing. Forgets the older one in its place.
    pub fn learn(&mut self, run: Run) {
        if self.short.is_empty() {
            self.short = vec![[0; 2]; 1 << SHORT_BITS];
            self.long = vec![[0; 2]; 1 << LONG_BITS];
        }
        if run.len <= WORD {
            let [new, old] = &mut self.short[short_slot(run.words[0])];
            *old = std::mem::replace(new, run.words[0]);
        } else if run.is_short() {
            self.long[long_slot(run.words)] = run.words;
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }
}

/// An odd number whose bits are well mixed: 2^64 by the golden ratio.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

#[inline]
const fn short_slot(word: u64) -> usize {
    (word.wrapping_mul(MIX) >> (u64::BITS - SHORT_BITS)) as usize
}

#[inline]
const fn long_slot([first, second]: [u64; 2]) -> usize {
    ((first ^ second.rotate_left(29)).wrapping_mul(MIX) >> (u64::BITS - LONG_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn runs_end_where_the_letters_end(text in "[a-zA-Z@\\[`{đơộ…0 .\0]{0,40}") {
            let bytes = text.as_bytes();
            for at in 0..=bytes.len() {
                let run = Run::at(bytes, at);
                let len = bytes[at..].iter().take_while(|byte| is_letter(**byte)).count();
                prop_assert_eq!(run.len, len);
                let mut padded = [0; 16];
                let kept = len.min(16);
                padded[..kept].copy_from_slice(&bytes[at..at + kept]);
                prop_assert_eq!(u128::from(run.words[1]) << 64 | u128::from(run.words[0]), u128::from_le_bytes(padded));
            }
        }

        #[test]
        fn only_what_was_learnt_is_known(runs in prop::collection::vec("[a-cđộ]{1,9}", 1..40), other in "[a-cđộ]{1,9}") {
            let mut memo = Memo::new();
            for run in &runs {
                memo.learn(Run::at(run.as_bytes(), 0));
                prop_assert_eq!(memo.knows(&Run::at(run.as_bytes(), 0)), run.len() <= 16 || run.is_ascii() && run.len() <= 16);
            }
            let known = memo.knows(&Run::at(other.as_bytes(), 0));
            prop_assert!(!known || other.is_ascii() || runs.contains(&other));
            memo.clear();
            prop_assert_eq!(memo.knows(&Run::at(other.as_bytes(), 0)), other.is_ascii());
        }
    }
}
