//! A sample of a text: lines from its whole length, so that a large file is not read with every table.

use std::borrow::Cow;

/// Enough for certainty, little enough to cost nothing.
const SAMPLE: usize = 16 << 10;
/// Places of a large file that are looked at.
const PLACES: usize = 16;

/// The lines for which `keep` holds: all of a small text; of a large one some from each of sixteen places.
pub(super) fn of(bytes: &[u8], keep: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut sample = Vec::with_capacity(bytes.len().min(SAMPLE) + PLACES);
    if bytes.len() <= SAMPLE {
        take(bytes, SAMPLE, &keep, &mut sample);
        return sample;
    }
    let stride = bytes.len() / PLACES;
    for place in 0..PLACES {
        let from = cut(bytes, place * stride);
        let part = &bytes[from..bytes.len().min((place + 1) * stride)];
        take(part, SAMPLE / PLACES, &keep, &mut sample);
    }
    sample
}

/// All of a short part; of a long one what [`of`] takes.
pub(super) fn bounded(part: &[u8]) -> Cow<'_, [u8]> {
    if part.len() <= SAMPLE { Cow::Borrowed(part) } else { Cow::Owned(of(part, |_| true)) }
}

fn take(part: &[u8], limit: usize, keep: impl Fn(&[u8]) -> bool, sample: &mut Vec<u8>) {
    let end = sample.len() + limit;
    for line in part.split(|byte| matches!(byte, b'\n' | b'\r')) {
        if sample.len() >= end {
            return;
        }
        if keep(line) {
            let room = end - sample.len();
            sample.extend_from_slice(if line.len() > room { &line[..cut(line, room)] } else { line });
            sample.push(b'\n');
        }
    }
}

/// The first place at or behind `at` where a word ends (white space), at most 64 bytes on.
pub(super) fn cut(bytes: &[u8], at: usize) -> usize {
    if at == 0 || at >= bytes.len() {
        return at.min(bytes.len());
    }
    let near = &bytes[at..bytes.len().min(at + 64)];
    at + near.iter().position(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).unwrap_or(near.len())
}
