//! Labelled lines to blocks: paragraphs joined, lists levelled, tables split into cells.

use super::letters;
use super::mark::{self, Mark};
use super::page::Page;
use super::table;
use super::{Label, Row};
use crate::article::{Block, Kind, Row as Cells};

/// Longest line, in characters, of a page that was wrapped by hand or by a converter.
const WRAP_MAX: usize = 110;

/// Builds the blocks and marks the rows that were joined to the one before.
pub(super) fn build(page: &mut Page<'_>, line_of: &[u32]) -> Vec<Block> {
    let width = wrap_width(page);
    let ranks = heading_ranks(page);
    let mut blocks: Vec<Block> = Vec::new();
    let mut levels: Vec<Mark> = Vec::new();
    let mut last: Option<usize> = None;
    let mut title: Option<usize> = None;
    for at in 0..page.rows.len() {
        let row = &page.rows[at];
        if row.is_dropped() {
            continue;
        }
        let n = line_of.get(row.line as usize).copied().unwrap_or(row.line + 1);
        if row.label == Label::Title
            && let Some(index) = title
        {
            push_text(&mut blocks[index], row.text, ' ', n);
            last = Some(at);
            continue;
        }
        if let (Some(previous), Some(block)) = (last, blocks.last_mut()) {
            let before = &page.rows[previous];
            if before.label == Label::Table && row.label == Label::Table && same_table(before, row) {
                if let Kind::Table { rows } = &mut block.kind {
                    match rows.last_mut() {
                        Some(last) if row.joins => last.cells.extend(cells(row)),
                        _ => rows.push(Cells { header: false, cells: cells(row) }),
                    }
                    add_line(block, n);
                }
                last = Some(at);
                continue;
            }
            if row.reason == "verse" && before.reason == "verse" && stanza_goes_on(page, previous, at) {
                push_text(block, row.text, '\n', n);
                last = Some(at);
                continue;
            }
            if row.joins || goes_on(before, row, width) {
                push_text(block, row.text, ' ', n);
                let row = &mut page.rows[at];
                row.joins = true;
                if matches!(row.reason, "text") {
                    row.reason = "joined-line";
                }
                last = Some(at);
                continue;
            }
        }
        let block = block(page, at, &ranks, &mut levels, n);
        if block.kind == Kind::Title {
            title = Some(blocks.len());
        }
        blocks.push(block);
        last = Some(at);
    }
    for block in &mut blocks {
        if let Kind::Table { rows } = &mut block.kind {
            head_row(rows);
        }
    }
    blocks
}

fn block(page: &Page<'_>, at: usize, ranks: &[Mark], levels: &mut Vec<Mark>, n: u32) -> Block {
    let row = &page.rows[at];
    if row.label != Label::ListItem {
        levels.clear();
    }
    let plain = clean(row.text);
    let (kind, text) = match row.label {
        Label::Title => (Kind::Title, plain),
        Label::Kicker => (Kind::Kicker, plain),
        Label::Lead => (Kind::Lead, plain),
        Label::Dateline => (Kind::Dateline, plain),
        Label::Byline => {
            (Kind::Byline, clean(row.text.trim_matches(|c: char| c == '|' || c.is_whitespace())))
        }
        Label::Notice => (Kind::Notice, plain),
        Label::Quote => (Kind::Quote, plain),
        Label::EndMark => (Kind::EndMark, plain),
        Label::Caption => {
            (Kind::Caption, clean(row.text.trim_matches(|c: char| c == '|' || c.is_whitespace())))
        }
        Label::Credit => {
            (Kind::Credit, clean(row.text.trim_matches(|c: char| c == '|' || c.is_whitespace())))
        }
        Label::Subhead => (Kind::Subhead { level: heading_level(row, ranks) }, plain),
        Label::Table => {
            (Kind::Table { rows: vec![Cells { header: false, cells: cells(row) }] }, String::new())
        }
        Label::ListItem => item(row, levels),
        _ if row.reason == "verse" => (Kind::Verse, plain),
        _ => (Kind::Body, plain),
    };
    Block { kind, text, lines: vec![n] }
}

/// A list item: mark and text apart; the words "Điều 1." stay in the text, where a reader searches for them.
fn item(row: &Row<'_>, levels: &mut Vec<Mark>) -> (Kind, String) {
    let Some(found) = mark::marked(row.text) else {
        return (Kind::ListItem { level: levels.len().max(1) as u8, mark: String::new() }, clean(row.text));
    };
    let same = |a: &Mark| match (a, &found.mark) {
        (Mark::Bullet(a), Mark::Bullet(b)) => a == b,
        (a, b) => a == b,
    };
    match levels.iter().position(same) {
        Some(at) => levels.truncate(at + 1),
        None => levels.push(found.mark),
    }
    let level = levels.len().min(6) as u8;
    let worded = matches!(found.mark, Mark::Article | Mark::Part | Mark::Step) || found.rest.is_empty();
    if worded {
        return (Kind::ListItem { level, mark: String::new() }, clean(row.text));
    }
    (Kind::ListItem { level, mark: found.literal.to_owned() }, clean(found.rest))
}

/// The kinds of headings on the page, from the highest.
fn heading_ranks(page: &Page<'_>) -> Vec<Mark> {
    let order = [
        Mark::Part,
        Mark::Roman,
        Mark::Article,
        Mark::Step,
        Mark::Number(1),
        Mark::Number(2),
        Mark::Number(3),
        Mark::Number(4),
    ];
    let mut seen = [false; 8];
    for row in page.rows.iter().filter(|row| row.label == Label::Subhead) {
        let rank = rank(row);
        if let Some(at) = order.iter().position(|known| *known == rank) {
            seen[at] = true;
        }
    }
    order.into_iter().zip(seen).filter(|(_, seen)| *seen).map(|(mark, _)| mark).collect()
}

/// A heading without a mark ranks with "Step": above numbers, below parts.
fn rank(row: &Row<'_>) -> Mark {
    match mark::marked(row.text).map(|m| m.mark) {
        Some(Mark::Number(n)) => Mark::Number(n.min(4)),
        Some(mark @ (Mark::Part | Mark::Roman | Mark::Article)) => mark,
        _ if matches!(row.reason, "enacting" | "issuing-body") => Mark::Part,
        _ => Mark::Step,
    }
}

fn heading_level(row: &Row<'_>, ranks: &[Mark]) -> u8 {
    let rank = rank(row);
    ranks.iter().position(|known| *known == rank).map_or(1, |at| at as u8 + 1).min(6)
}

/// The cells of a table row.
fn cells(row: &Row<'_>) -> Vec<String> {
    match row.reason {
        "cells" => table::cells(row.text).into_iter().map(clean).collect(),
        "columns" => {
            row.text.split("   ").map(str::trim).filter(|part| !part.is_empty()).map(clean).collect()
        }
        "form-row" => split_colon(row.text),
        "score" if row.text.contains(": ") => split_colon(row.text),
        _ => vec![clean(row.text)],
    }
}

fn split_colon(text: &str) -> Vec<String> {
    match text.split_once(':') {
        Some((label, value)) => vec![clean(label.trim()), clean(value.trim())],
        None => vec![clean(text)],
    }
}

fn same_table(a: &Row<'_>, b: &Row<'_>) -> bool {
    a.reason == b.reason && (a.reason != "cells" || a.text.contains('|') == b.text.contains('|'))
}

/// The first row heads the table when it has no figures and the rows below have them.
fn head_row(rows: &mut [Cells]) {
    let figures =
        |row: &Cells| row.cells.iter().filter(|cell| cell.starts_with(|c: char| c.is_ascii_digit())).count();
    let wide = rows.first().is_some_and(|row| row.cells.len() >= 2);
    let (Some(first), Some(second)) = (rows.first(), rows.get(1)) else { return };
    let numbered = first
        .cells
        .first()
        .is_some_and(|cell| matches!(cell.to_uppercase().as_str(), "STT" | "TT" | "SỐ TT"));
    if wide && (numbered || figures(first) == 0 && figures(second) > 0) {
        rows[0].header = true;
    }
}

/// Does the row go on with the paragraph of the row before it?
fn goes_on(before: &Row<'_>, row: &Row<'_>, width: Option<usize>) -> bool {
    if row.gap > 0 || row.label == Label::Title || before.label == Label::Title {
        return false;
    }
    let bare_article = before.label == Label::ListItem
        && mark::marked(before.text).is_some_and(|m| m.rest.is_empty() && m.mark == Mark::Article);
    let flowing = matches!(
        (before.label, row.label),
        (Label::Body | Label::Lead, Label::Body)
            | (Label::ListItem, Label::Body)
            | (Label::Subhead, Label::Subhead)
            | (Label::Caption, Label::Caption)
            | (Label::Quote, Label::Body)
    ) || before.label == Label::ListItem
        && row.label == Label::ListItem
        && mark::marked(row.text).is_none();
    if !flowing || before.reason == "verse" || row.reason == "verse" {
        return false;
    }
    if bare_article && row.label == Label::Body {
        return true;
    }
    if before.label == Label::Subhead || before.label == Label::Caption {
        return row.starts_lower() && !before.ends_sentence();
    }
    if row.starts_lower() && !matches!(before.last, '.' | ';' | ':' | '!' | '?') {
        return true;
    }
    let Some(width) = width else { return false };
    let full = before.text.chars().take(WRAP_MAX * 2).count() * 10 >= width * 8;
    // In a wrapped page a full line goes on, whatever stands at its end; a short one ends its paragraph.
    full && !matches!(before.last, ':' | ';') && mark::marked(row.text).is_none()
        || !before.ends_sentence() && !matches!(before.last, ':' | ';') && before.joins
}

/// The width at which a page was wrapped: most neighbouring lines of prose are about as long, and they break off in
/// the middle of sentences.
fn wrap_width(page: &Page<'_>) -> Option<usize> {
    let (mut longest, mut pairs, mut broken) = (0usize, 0u32, 0u32);
    let mut previous: Option<&Row<'_>> = None;
    for row in page.rows.iter().filter(|row| matches!(row.label, Label::Body | Label::Lead | Label::ListItem))
    {
        if row.text.len() > WRAP_MAX * 4 {
            return None;
        }
        let long = row.text.chars().count();
        longest = longest.max(long);
        if let Some(before) = previous
            && row.gap == 0
        {
            pairs += 1;
            broken +=
                u32::from(!before.ends_sentence() && !matches!(before.last, ':' | ';') && row.starts_lower());
        }
        previous = Some(row);
    }
    ((30..=WRAP_MAX).contains(&longest) && broken >= 2 && broken * 3 >= pairs).then_some(longest)
}

fn stanza_goes_on(page: &Page<'_>, before: usize, at: usize) -> bool {
    let usual = page.rows[before.saturating_sub(6)..=at]
        .iter()
        .filter(|row| row.reason == "verse")
        .map(|row| row.gap)
        .min()
        .unwrap_or(0);
    page.rows[at].gap <= usual
}

fn push_text(block: &mut Block, text: &str, join: char, n: u32) {
    if !block.text.is_empty() {
        block.text.push(join);
    }
    block.text.push_str(&clean(text));
    add_line(block, n);
}

fn add_line(block: &mut Block, n: u32) {
    if block.lines.last() != Some(&n) {
        block.lines.push(n);
    }
}

/// The hub's promise about text: no U+00A0, no soft hyphen, no control character.
fn clean(text: &str) -> String {
    // Nearly every text is clean: a look at its bytes tells, and it is copied as a whole.
    let bytes = text.as_bytes();
    let controls =
        bytes.iter().fold(false, |found, &byte| found | (byte < 0x20 || byte == 0x7F || byte == 0xC2));
    let spaces =
        || memchr::memchr_iter(0xE2, bytes).any(|at| matches!(bytes[at..], [_, 0x80, 0x87 | 0xAF, ..]));
    if !controls && !spaces() {
        return text.to_owned();
    }
    text.chars()
        .filter_map(|c| match c {
            '\u{a0}' | '\t' | '\u{2007}' | '\u{202f}' => Some(' '),
            '\u{ad}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// Is the page a document of the administration? Its type for the metadata.
pub(super) fn type_name(kind: &str) -> String {
    let mut chars = kind.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Only for the title of a page without one: its first words.
pub(super) fn made_title(blocks: &[Block]) -> String {
    let text = blocks
        .iter()
        .flat_map(|block| block.texts())
        .find(|text| text.chars().any(letters::is_alphanumeric))
        .unwrap_or("");
    let rest = super::source::prefix(text).map_or(text, |(_, at)| &text[at..]);
    let mut end = 0;
    for (count, (at, word)) in rest
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - rest.as_ptr() as usize, word))
        .enumerate()
    {
        if count >= 14 || at + word.len() > 200 && end > 0 {
            return format!("{}…", rest[..end].trim_end_matches([',', ';', ':']));
        }
        end = at + word.len();
        if count >= 3 && word.ends_with(['.', '!', '?']) {
            break;
        }
    }
    let mut end = end.min(240);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest[..end].trim_end_matches('.').to_owned()
}
