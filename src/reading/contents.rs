//! The table of contents that some sites print above or within an article: its heading, and the headings of the text once
//! more. They are dropped because the text has them, each as a line of its own further down.

use super::Label;
use super::mark;
use super::page::Page;

/// What such a table is headed by, folded.
const HEADINGS: &[&str] = &[
    "mục lục",
    "mục lục bài viết",
    "mục lục nội dung",
    "nội dung chính",
    "nội dung bài viết",
    "các nội dung chính",
    "trong bài viết này",
    "trong bài này",
    "table of contents",
    "contents",
];
/// Its button, folded.
const BUTTONS: &[&str] = &["ẩn", "hiện", "hide", "show", "ẩn hiện", "thu gọn", "mở rộng"];
/// Entries that are looked at, and rows among which their heading is sought.
const ENTRIES: usize = 40;
const REACH: usize = 400;

/// Finds the tables and settles their rows.
pub(super) fn read(page: &mut Page<'_>) {
    let mut at = 0;
    while at < page.rows.len() {
        // No heading of the list is longer; a paragraph need not be folded for it.
        let heading = page.rows[at].words <= 4 && HEADINGS.contains(&page.rows[at].key());
        at += 1;
        if !heading {
            continue;
        }
        let mut entries = at;
        while entries < page.rows.len()
            && page.rows[entries].words <= 3
            && BUTTONS.contains(&page.rows[entries].key())
        {
            entries += 1;
        }
        let mut end = entries;
        while end < page.rows.len() && end - entries < ENTRIES && stands_below(page, end) {
            end += 1;
        }
        if end - entries >= 2 {
            for row in at - 1..end {
                page.rows[row].settle(Label::Boilerplate, "table-of-contents", 0.9);
            }
            at = end;
        }
    }
}

/// The entry is a heading of the text: the same words, numbered or not, alone on a row below.
fn stands_below(page: &Page<'_>, at: usize) -> bool {
    let entry = bare(page.rows[at].text);
    let row = &page.rows[at];
    !entry.is_empty()
        && row.words <= 24
        && page.rows.iter().skip(at + 1).take(REACH).any(|other| bare(other.text).eq_ignore_ascii_case(entry))
}

/// Without mark, number and stop.
fn bare(text: &str) -> &str {
    let text = mark::marked(text).map_or(text, |marked| marked.rest);
    text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
        .trim_end_matches([' ', '.', ':'])
}
