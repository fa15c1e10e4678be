//! Rows of cells, scores, forms.

use super::furniture;
use super::letters::{has_wide_space, is_upper};
use super::page::Page;
use super::{Label, Row};

/// Rows of cells, scores, forms.
pub(super) fn is_row(page: &mut Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    let found = cells(text);
    if found.iter().filter(|cell| !cell.is_empty()).count() >= 2 {
        page.rows[at].settle(Label::Table, "cells", 0.9);
        return true;
    }
    if text.starts_with("Nơi nhận") && page.rows[at].words <= 4 {
        page.rows[at].settle(Label::Table, "recipients", 0.95);
        return true;
    }
    if score_row(text) && (near(page, at, score_row)) {
        page.rows[at].settle(Label::Table, "score", 0.85);
        return true;
    }
    if !page.card && form_row(text) {
        let glued = text.find(':').is_some_and(|colon| !text[colon + 1..].starts_with(char::is_whitespace));
        if glued || near(page, at, form_row) {
            page.rows[at].settle(Label::Table, "form-row", 0.8);
            return true;
        }
    }
    if spaced(text) >= 2 && near(page, at, |other| spaced(other) == spaced(text)) {
        page.rows[at].settle(Label::Table, "columns", 0.8);
        return true;
    }
    false
}

/// The cells of a row parted by pipes or tabs; fewer than two when it is none.
pub(super) fn cells(text: &str) -> Vec<&str> {
    if memchr::memchr2(b'|', b'\t', text.as_bytes()).is_none() {
        let columns: Vec<&str> =
            if has_wide_space(text) { furniture::columns(text).collect() } else { Vec::new() };
        return if columns.len() >= 3 { columns } else { Vec::new() };
    }
    let sign = if text.contains('|') { '|' } else { '\t' };
    let inner = text.trim_matches(|c: char| c == sign || c.is_whitespace());
    if !inner.contains(sign) {
        return Vec::new();
    }
    inner.split(sign).map(str::trim).collect()
}

/// Rows of a table that is printed a cell a line are looked for among so many columns.
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=8;
/// Words of the longest cell in such a table.
const CELL: u16 = 12;

/// Tables printed a cell a line: runs of short lines in which figures stand at every third, fourth … line, below as many
/// words as there are columns. Their figures alone on a line are no counters.
pub(super) fn cells_a_line(page: &mut Page<'_>) {
    let mut at = 0;
    while at < page.rows.len() {
        let run = page.rows[at..]
            .iter()
            .zip(&page.furniture[at..])
            .take_while(|(row, found)| is_cell(row, **found))
            .count();
        if run >= 3 * COLUMNS.start() {
            let figures: Vec<bool> = page.rows[at..at + run].iter().map(|row| is_figure(row.text)).collect();
            if let Some((head, columns, rows)) = grid(&figures) {
                let first = at + head - columns;
                for cell in first..at + head + columns * rows {
                    let row = &mut page.rows[cell];
                    row.settle(Label::Table, "cell-a-line", 0.8);
                    row.joins = (cell - first) % columns > 0;
                    page.furniture[cell] = None;
                }
            }
        }
        at += run + 1;
    }
}

/// Short, no sentence, and no furniture but a number.
fn is_cell(row: &Row<'_>, found: Option<furniture::Furniture>) -> bool {
    found.is_none_or(|f| f.reason == "bare-number" || !f.sure && matches!(f.reason, "section-list" | "menu"))
        && row.words <= CELL
        && !row.sentences
        && !row.settled
        && !matches!(row.last, '.' | ';' | ',' | ':' | '!')
}

/// "1", "24.000", "+2.000", "12,5 %".
fn is_figure(text: &str) -> bool {
    let text = text.trim_start_matches(['+', '-', '–', '−']).trim_end_matches(['%', ' ']);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/'))
}

/// Where the rows below the head begin, how many columns there are, and how many rows: lines in which figures stand at
/// the same places, twice at least.
fn grid(figures: &[bool]) -> Option<(usize, usize, usize)> {
    // The head has no figure; the first one may stand in any column of the row below it.
    let figure = figures.iter().position(|figure| *figure)?;
    COLUMNS
        .flat_map(|columns| (columns..=figure).rev().take(columns).map(move |head| (head, columns)))
        .filter_map(|(head, columns)| {
            let first = figures.get(head..head + columns)?;
            let words = first.iter().filter(|figure| !**figure).count();
            let rows = figures[head..].chunks_exact(columns).take_while(|row| *row == first).count();
            (words > 0 && words < columns && rows >= 2).then_some((head, columns, rows))
        })
        .max_by_key(|(_, columns, rows)| columns * rows)
}

/// Cells parted by runs of three and more spaces.
fn spaced(text: &str) -> usize {
    if has_wide_space(text) { furniture::columns(text).count() } else { 1 }
}

fn near(page: &Page<'_>, at: usize, test: impl Fn(&str) -> bool) -> bool {
    let of = |other: Option<usize>| other.is_some_and(|n| test(page.rows[n].text));
    of(page.next_content(at)) || of(page.previous_content(at))
}

/// "Hiệp 1: 25 - 22", "An Lộc 2 - 1 Phú Khê".
pub(super) fn score_row(text: &str) -> bool {
    if text.len() > 120 || text.ends_with('.') || text.split_whitespace().count() > 14 {
        return false;
    }
    // Goals and points have up to three figures; years have four.
    text.match_indices(['-', '–', ':']).any(|(at, sign)| {
        let left = text[..at].trim_end().bytes().rev().take_while(u8::is_ascii_digit).count();
        let right = text[at + sign.len()..].trim_start().bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&left) && (1..=3).contains(&right)
    })
}

/// "Nhãn: giá trị" or "Nhãn:giá trị".
pub(super) fn form_row(text: &str) -> bool {
    let Some(colon) = memchr::memchr(b':', text.as_bytes()) else { return false };
    let (label, value) = (text[..colon].trim(), text[colon + 1..].trim());
    let words = label.split_whitespace().take(10).count();
    (1..=9).contains(&words)
        && label.chars().next().is_some_and(is_upper)
        && !label.contains(['.', '?', '!', '“', '"', ';'])
        && !value.is_empty()
        && !value.starts_with("//")
        && value.split_whitespace().count() <= 22
        && !furniture::ends_as_prose(value)
}
