//! A galley to pages: as many rows as a page holds, broken only where nothing is held together.

use std::ops::Range;

use crate::bulletin::{QUOC_HIEU, TIEU_NGU};
use crate::font::Style;

use super::blocks::Galley;
use super::style::Sheet;
use super::table::Grid;
use super::{ARTIFACT, Document, Line, Page, Placed, Rule};

/// Lines that stand side by side.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its lines; of a table row, one line of each cell.
    pub lines: Lines,
    /// Space above, dropped at the top of a page.
    pub above: f32,
    pub height: f32,
    /// Base line below the top.
    pub base: f32,
    /// Stays on the page of the row before.
    pub keep: bool,
    /// The table it belongs to.
    pub table: Option<u32>,
    /// A rule stands above it (the start of a table row).
    pub rule_above: bool,
}

/// Lines of a row: neighbours, or (cells of a table) picked ones.
#[derive(Debug, Clone)]
pub(super) enum Lines {
    Run(Range<u32>),
    Picked(Vec<u32>),
}

/// Splits the rows of `range` into pages `depth` high; `first` is the room on the first page.
fn split(rows: &[Row], tables: &[Grid], range: Range<usize>, first: f32, depth: f32) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = range.start;
    let mut room = first;
    while start < range.end {
        let end = fitting(rows, tables, start..range.end, room).unwrap_or_else(|forced| forced);
        pages.push(start..end);
        start = end;
        room = depth;
    }
    if pages.is_empty() {
        pages.push(range);
    }
    pages
}

/// Runs of rows on upright pages and on turned ones. What stays with a turned table turns with it.
fn runs(rows: &[Row], tables: &[Grid]) -> Vec<(Range<usize>, bool)> {
    let turned =
        |row: &Row| row.table.and_then(|table| tables.get(table as usize)).is_some_and(|table| table.turned);
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let wide = turned(&rows[start]);
        let mut end = start;
        while end < rows.len() && turned(&rows[end]) == wide {
            end += 1;
        }
        let mut cut = end;
        while !wide && end < rows.len() && cut > start && rows[cut].keep {
            cut -= 1;
        }
        if cut > start {
            runs.push((start..cut, wide));
        }
        if cut < end {
            // the rows held by the table, and the table itself
            let mut last = end;
            while last < rows.len() && turned(&rows[last]) {
                last += 1;
            }
            runs.push((cut..last, true));
            end = last;
        }
        start = end;
    }
    if runs.is_empty() {
        runs.push((0..0, false));
    }
    runs
}

/// The end of the rows of `range` that fit into `room` and may part there. `Err` where nothing may: it parts where it
/// must, one row at least.
pub(super) fn fitting(rows: &[Row], tables: &[Grid], range: Range<usize>, room: f32) -> Result<usize, usize> {
    let start = range.start;
    let mut y = repeated(rows, tables, start).map_or(0.0, |table| table.head_height);
    let mut end = start;
    while end < range.end {
        let row = &rows[end];
        let step = if end == start { row.height } else { row.above + row.height };
        if y + step > room + 0.01 {
            break;
        }
        y += step;
        end += 1;
    }
    if end >= range.end {
        return Ok(end);
    }
    // Back to the last place where the text may part.
    let fits = end.max(start + 1);
    (start + 1..=end).rev().find(|&at| rows.get(at).is_none_or(|row| !row.keep)).ok_or(fits)
}

/// Height of rows on a page of their own.
pub(super) fn height(rows: &[Row], tables: &[Grid], range: Range<usize>) -> f32 {
    let head = repeated(rows, tables, range.start).map_or(0.0, |table| table.head_height);
    let all: f32 = rows[range.clone()].iter().map(|row| row.above + row.height).sum();
    head + all - rows.get(range.start).map_or(0.0, |row| if range.is_empty() { 0.0 } else { row.above })
}

/// The table whose head is set again because a page starts inside it.
fn repeated<'t>(rows: &[Row], tables: &'t [Grid], start: usize) -> Option<&'t Grid> {
    let table = tables.get(rows.get(start)?.table? as usize)?;
    (start >= table.body && !table.head.is_empty()).then_some(table)
}

/// Sets the galley of one article on its pages, with page numbers from the second page on.
pub(super) fn single_column(galley: Galley<'_>) -> Document {
    let Galley { mut setter, rows, tables, outline, sheet, .. } = galley;
    let mut pages: Vec<Page> = Vec::new();
    let mut first = Page::default();
    let head = if sheet.quoc_hieu { masthead(&mut setter, sheet, &mut first) } else { 0.0 };
    for (run, turned) in runs(&rows, &tables) {
        let (width, height) = match turned {
            true => (sheet.page.height, sheet.page.width),
            false => (sheet.page.width, sheet.page.height),
        };
        let depth = height - sheet.page.top - sheet.page.bottom;
        let room = depth - if pages.is_empty() { head } else { 0.0 };
        for range in split(&rows, &tables, run, room, depth) {
            let mut page = Page { width, height, ..std::mem::take(&mut first) };
            let top = sheet.page.top + if pages.is_empty() { head } else { 0.0 };
            fill(&mut page, &rows, &tables, range, sheet.page.left, top, &setter.lines);
            if !pages.is_empty() {
                folio(&mut setter, sheet, &mut page, pages.len() + 1);
            }
            pages.push(page);
        }
    }
    setter.finish(pages, outline)
}

/// Quốc hiệu and Tiêu ngữ at the top right, the rule under them as long as the motto (NĐ 30, annex I, part II, 1).
/// Letterhead, not text of the article: an artifact, as the DOCX and the NITF do not hold it. Returns its height.
fn masthead(setter: &mut super::paragraph::Setter<'_>, sheet: &Sheet, page: &mut Page) -> f32 {
    let scale = sheet.page.body / 14.0;
    let words = [(QUOC_HIEU, 12.5 * scale), (TIEU_NGU, 13.5 * scale)];
    let set = words.map(|(text, size)| setter.single(text, Style::Bold, size, 0.0, ARTIFACT));
    let widest = set[0].1.max(set[1].1);
    let centre = sheet.page.left + sheet.measure() - widest * 0.5;
    let mut y = sheet.page.top;
    for ((line, width), (_, size)) in set.into_iter().zip(words) {
        y += size * 1.15;
        page.lines.push(Placed { line, x: centre - width * 0.5, y, artifact: true });
    }
    y += 4.0 * scale;
    let half = set[1].1 * 0.5;
    page.rules.push(Rule { from: (centre - half, y), to: (centre + half, y), width: 0.75 });
    y + 10.0 * scale - sheet.page.top
}

/// NĐ 30, annex I: Arabic numerals, centred in the top margin, none on the first page.
fn folio(setter: &mut super::paragraph::Setter<'_>, sheet: &Sheet, page: &mut Page, number: usize) {
    let (line, width) = setter.single(&number.to_string(), Style::Regular, sheet.folio, 0.0, ARTIFACT);
    let x = sheet.page.left + (page.width - sheet.page.left - sheet.page.right - width) * 0.5;
    page.lines.push(Placed { line, x, y: sheet.page.top * 0.62, artifact: true });
}

/// Places rows from `top` on.
pub(super) fn fill(
    page: &mut Page,
    rows: &[Row],
    tables: &[Grid],
    range: Range<usize>,
    left: f32,
    top: f32,
    lines: &[Line],
) {
    let mut y = top;
    let mut open: Option<(u32, f32)> = None;
    if let Some(table) = repeated(rows, tables, range.start) {
        for row in &rows[table.head.clone()] {
            if row.rule_above {
                page.rules.push(table.across(left, y));
            }
            put(page, row, left, y, lines, true);
            y += row.height;
        }
        open = rows[range.start].table.map(|index| (index, top));
    }
    let mut since = page.lines.len();
    for (index, row) in rows[range.clone()].iter().enumerate() {
        if index > 0 {
            y += row.above;
        }
        if let Some((table, from)) = open
            && row.table != open.map(|(table, _)| table)
        {
            close(page, &tables[table as usize], left, from, y - row.above);
            open = None;
        }
        if let Some(table) = row.table {
            open.get_or_insert((table, y));
            if row.rule_above || index == 0 {
                page.rules.push(tables[table as usize].across(left, y));
            }
            if row.rule_above {
                since = page.lines.len();
            }
        }
        put(page, row, left, y, lines, false);
        if row.table.is_some() {
            // Cell after cell, not line after line: the order of the text.
            page.lines[since..].sort_by_key(|placed| (lines[placed.line as usize].node, placed.line));
        } else {
            since = page.lines.len();
        }
        y += row.height;
    }
    if let Some((table, from)) = open {
        close(page, &tables[table as usize], left, from, y);
    }
}

fn put(page: &mut Page, row: &Row, left: f32, y: f32, lines: &[Line], artifact: bool) {
    let mut place = |line: u32| {
        let x = left + lines[line as usize].x;
        page.lines.push(Placed { line, x, y: y + row.base, artifact });
    };
    match &row.lines {
        Lines::Run(run) => run.clone().for_each(&mut place),
        Lines::Picked(picked) => picked.iter().copied().for_each(&mut place),
    }
}

fn close(page: &mut Page, table: &Grid, left: f32, from: f32, to: f32) {
    page.rules.push(table.across(left, to));
    for &edge in &table.edges {
        page.rules.push(Rule { from: (left + edge, from), to: (left + edge, to), width: 0.5 });
    }
}
