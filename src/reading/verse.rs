//! Verse: quoted inside prose, or a page of it; and lines printed twice.

use super::Label;
use super::fold::same;
use super::mark;
use super::page::Page;

/// Verse quoted inside prose: three and more short lines in a measure that Vietnamese verse has (sixes and eights by
/// turns, or all of five, six, seven or eight syllables), none of them a sentence's end but the last of a stanza.
pub(super) fn quoted_verse(page: &mut Page<'_>, first: usize) {
    if page.verse || page.card || page.document {
        return;
    }
    let line = |page: &Page<'_>, at: usize| {
        let row = &page.rows[at];
        row.is_open()
            && page.furniture[at].is_none()
            && page.stamps[at].is_none()
            && (4..=9).contains(&row.words)
            && !row.upper
            && !row.text.contains([':', '|', '(', '/'])
            && !row.text.bytes().any(|b| b.is_ascii_digit())
            && mark::marked(row.text).is_none()
            && row.capitalised() <= 3
            && row.byline().is_none()
    };
    let mut at = first;
    while at < page.end {
        let from = at;
        while at < page.end && line(page, at) && (at == from || page.rows[at].gap <= page.rows[from + 1].gap)
        {
            at += 1;
        }
        let words: Vec<u16> = page.rows[from..at].iter().map(|row| row.words).collect();
        let even = words.iter().all(|&n| n == words[0]) && matches!(words.first(), Some(5..=8));
        let pairs = words.windows(2).all(|pair| measured(pair[0], pair[1]) && pair[0] != pair[1]);
        let open = page.rows[from..at].iter().filter(|row| row.last == '.').count();
        if words.len() >= 3 && (even || pairs) && open * 2 <= words.len() {
            for row in &mut page.rows[from..at] {
                row.settle(Label::Body, "verse", 0.75);
            }
        }
        at = at.max(from + 1);
    }
}

/// A short line printed twice in a row is a picture's: once as its text, once under it.
pub(super) fn twins(page: &mut Page<'_>, first: usize) {
    if page.verse || page.card || page.document {
        return;
    }
    for at in first + 1..page.end.saturating_sub(1) {
        let (row, next) = (&page.rows[at], &page.rows[at + 1]);
        let brief = row.is_open()
            && next.is_open()
            && row.is_short()
            && row.words >= 5
            && mark::marked(row.text).is_none()
            && page.furniture[at].is_none()
            && !row.text.contains(['|', '\t']);
        if brief && same(row.text, next.text) {
            page.rows[at].settle(Label::Caption, "printed-twice", 0.75);
            page.rows[at + 1].settle(Label::Duplicate, "caption-repeated", 0.85);
        }
    }
}

/// Two lines of a measure: sixes and eights by turns, or both as long.
fn measured(a: u16, b: u16) -> bool {
    matches!((a, b), (6, 8) | (8, 6)) || a == b && (4..=8).contains(&a)
}

/// Lines of the longest run in a measure, in which few words but the first have a capital.
pub(super) fn longest_measure(page: &Page<'_>) -> u32 {
    let (mut best, mut run, mut before) = (0u32, 0u32, 0u16);
    for (at, row) in page.rows.iter().enumerate() {
        let line = page.furniture[at].is_none()
            && page.stamps[at].is_none()
            && (4..=8).contains(&row.words)
            && row.capitalised() <= 3
            && !row.upper
            && !row.text.contains(['|', '@', '\t', '/'])
            && !row.text.bytes().any(|b| b.is_ascii_digit())
            && mark::marked(row.text).is_none();
        run = if line && run > 0 && measured(before, row.words) { run + 1 } else { u32::from(line) };
        before = row.words;
        best = best.max(run);
    }
    best
}
