//! Tables: column widths from the content, cells that wrap, rows that stay together, a head that comes again.

use std::ops::Range;

use crate::article;

use super::blocks::{Galley, base_line};
use super::pages::{Lines, Row};
use super::style::Align;
use super::{Rule, Tag};

/// What is left of a table once its lines are set.
#[derive(Debug)]
pub(super) struct Grid {
    /// x of the vertical rules, from the left edge of the column.
    pub edges: Vec<f32>,
    /// Rows of the galley that make the head.
    pub head: Range<usize>,
    pub head_height: f32,
    /// First row of the galley behind the head.
    pub body: usize,
    /// Too wide for an upright page: it stands on turned ones.
    pub turned: bool,
}

impl Grid {
    /// The horizontal rule at `y`.
    pub fn across(&self, left: f32, y: f32) -> Rule {
        let (first, last) =
            (self.edges.first().copied().unwrap_or(0.0), self.edges.last().copied().unwrap_or(0.0));
        Rule { from: (left + first, y), to: (left + last, y), width: 0.5 }
    }
}

/// Space between a cell's text and its rules; where words would be cut otherwise, the smaller one.
const PADDING: f32 = 4.0;
const TIGHT: f32 = 1.0;
/// The smallest type, as a part of its size, before words are cut.
const SMALLEST: f32 = 0.6;
/// Type smaller than this part of its size turns the page first (NĐ 30, annex I, allows it for tables).
const SMALLEST_UPRIGHT: f32 = 0.85;
/// A row of more lines than this may part at a page's end.
const LONG_ROW: usize = 12;

/// Sets a table below `parent`.
pub(super) fn set(galley: &mut Galley<'_>, rows: &[article::Row], parent: u32) {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    let needs = Needs::of(galley, rows, columns);
    let mut width = galley.width;
    let (mut widths, mut shrink, mut padding) = needs.share(width);
    let wide = galley.turned.filter(|wide| shrink < SMALLEST_UPRIGHT && *wide > width);
    if let Some(wide) = wide {
        width = wide;
        (widths, shrink, padding) = needs.share(width);
    }
    let mut edges = vec![0.0];
    for width in &widths {
        edges.push(edges.last().copied().unwrap_or(0.0) + width);
    }
    let table = galley.setter.node(Tag::Table, parent);
    let index = galley.tables.len() as u32;
    let start = galley.rows.len();
    let mut body = start;
    let heads = rows.iter().take_while(|row| row.header).count();
    let numeric: Vec<bool> = (0..columns).map(|column| figures_only(&rows[heads..], column)).collect();
    for (number, row) in rows.iter().enumerate() {
        let header = number < heads;
        let tr = galley.setter.node(Tag::Tr, table);
        let look = galley.sheet.cell(header, shrink);
        let mut cells: Vec<Range<u32>> = Vec::new();
        for column in 0..columns {
            let text = row.cells.get(column).map_or("", |cell| cell.trim());
            let node = galley.setter.node(if header { Tag::Th } else { Tag::Td }, tr);
            let mut look = look;
            if !header && numeric[column] {
                look.align = Align::Right; // figures are compared place by place
            }
            look.left = edges[column] + padding;
            look.right = width - edges[column + 1] + padding;
            cells.push(match text.is_empty() {
                true => 0..0,
                false => galley.setter.paragraph(text, &look, width, node),
            });
        }
        let tall = cells.iter().map(ExactSizeIterator::len).max().unwrap_or(0).max(1);
        for slice in 0..tall {
            // One row of the galley per line of the tallest cell; the lines of a slice need not be neighbours.
            let picked: Vec<u32> = cells
                .iter()
                .filter(|cell| slice < cell.len())
                .map(|cell| cell.start + slice as u32)
                .collect();
            let first = slice == 0;
            let last = slice + 1 == tall;
            let held = tall <= LONG_ROW || slice == 1 || last;
            let keep = match (first, number) {
                (true, 0) => galley.take_keep(),
                (true, _) => number <= heads,
                _ => held,
            };
            let pad = |at: bool| if at { PADDING * 0.6 } else { 0.0 };
            galley.rows.push(Row {
                lines: Lines::Picked(picked),
                above: if first && number == 0 { galley.sheet.page.paragraph_gap } else { 0.0 },
                height: look.leading + pad(first) + pad(last),
                base: base_line(&look) + pad(first),
                keep,
                table: Some(index),
                rule_above: first,
            });
        }
        if header {
            body = galley.rows.len();
        }
    }
    let head = start..body;
    let head_height = galley.rows[head.clone()].iter().map(|row| row.height).sum();
    let page = &galley.sheet.page;
    let depth = if wide.is_some() { page.width } else { page.height } - page.top - page.bottom;
    // A head that fills the page cannot be set again on each.
    let head = if head_height < depth * 0.4 { head } else { start..start };
    let head_height = if head.is_empty() { 0.0 } else { head_height };
    galley.tables.push(Grid { edges, head, head_height, body, turned: wide.is_some() });
}

/// A column whose cells hold nothing but amounts.
fn figures_only(rows: &[article::Row], column: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.trim()).peekable();
    let amount = |cell: &str| {
        cell.is_empty()
            || (cell.contains(|c: char| c.is_ascii_digit())
                && cell.chars().all(|c| c.is_ascii_digit() || ".,%+-– ".contains(c)))
    };
    cells.peek().is_some() && cells.all(amount)
}

/// What the columns ask for at full size, points.
struct Needs {
    /// The widest word of each column: narrower, and words are cut.
    longest: Vec<f32>,
    /// The widest text of each column: wider is waste.
    whole: Vec<f32>,
}

impl Needs {
    fn of(galley: &mut Galley<'_>, rows: &[article::Row], columns: usize) -> Needs {
        let look = galley.sheet.cell(false, 1.0);
        let head = galley.sheet.cell(true, 1.0);
        let mut needs = Needs { longest: vec![0.0; columns], whole: vec![0.0; columns] };
        // Some hundred rows tell the widths as well as a million.
        for row in rows.iter().take(400) {
            for (column, cell) in row.cells.iter().enumerate() {
                let style = if row.header { head.style } else { look.style };
                let clipped = cell.char_indices().nth(600).map_or(cell.as_str(), |(at, _)| &cell[..at]);
                let whole = galley.setter.width(style, look.size, clipped);
                needs.whole[column] = needs.whole[column].max(whole);
                for word in clipped.split_whitespace().take(100) {
                    let word = galley.setter.width(style, look.size, word);
                    needs.longest[column] = needs.longest[column].max(word);
                }
            }
        }
        needs
    }

    /// Widths of the columns in a table `total` wide, how much smaller the type is so that words fit, and the space
    /// beside the text of a cell.
    fn share(&self, total: f32) -> (Vec<f32>, f32, f32) {
        let columns = self.longest.len() as f32;
        let words: f32 = self.longest.iter().sum();
        let beside = |padding: f32| 2.0 * padding + 0.5;
        let cramped = words * SMALLEST + beside(PADDING) * columns > total;
        let space = if cramped { TIGHT } else { PADDING };
        let padding = beside(space);
        // Smaller type before cut words.
        let shrink = ((total - padding * columns) / words.max(1.0)).clamp(SMALLEST, 1.0);
        let set =
            |widths: &[f32]| -> Vec<f32> { widths.iter().map(|width| width * shrink + padding).collect() };
        let (longest, whole) = (set(&self.longest), set(&self.whole));
        let least: f32 = longest.iter().sum();
        let most: f32 = whole.iter().sum();
        let widths = if most <= total {
            // All fits on single lines: the rest of the width is shared out, so that the table spans the column.
            let spare = (total - most) / columns;
            whole.iter().map(|width| width + spare).collect()
        } else if least <= total + 0.01 {
            let spare = (total - least).max(0.0) / (most - least).max(1.0);
            longest.iter().zip(&whole).map(|(least, most)| least + (most - least) * spare).collect()
        } else {
            // Words are cut in any case: each column gives way in proportion.
            longest.iter().map(|width| width * total / least).collect()
        };
        (widths, shrink, space)
    }
}
