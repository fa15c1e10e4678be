//! Rows of cells, scores, forms.

use super::Label;
use super::furniture;
use super::letters::is_upper;
use super::page::Page;

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
        // columns parted by wide spaces
        let columns: Vec<&str> = furniture::columns(text).collect();
        return if columns.len() >= 3 { columns } else { Vec::new() };
    }
    let sign = if text.contains('|') { '|' } else { '\t' };
    let inner = text.trim_matches(|c: char| c == sign || c.is_whitespace());
    if !inner.contains(sign) {
        return Vec::new();
    }
    inner.split(sign).map(str::trim).collect()
}

/// Cells parted by runs of three and more spaces.
fn spaced(text: &str) -> usize {
    if memchr::memmem::find(text.as_bytes(), b"   ").is_none() {
        return 1;
    }
    text.split("   ").filter(|part| !part.trim().is_empty()).count()
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
