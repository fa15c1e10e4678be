//! A compiled issue: masthead and contents, then the articles one after another, in one or two columns.

use std::ops::Range;

use crate::article::{Form, Kind};
use crate::bulletin::{self, Issue, Masthead, Piece, QUOC_HIEU, TIEU_NGU};
use crate::font::{Fonts, Shaper, Style};
use crate::settings::MM;

use super::blocks::{Galley, base_line};
use super::pages::{self, Lines, Row};
use super::style::{Align, Look, Sheet};
use super::{ARTIFACT, Document, Page, Placed, Rule, Tag, imposition};

/// Between two columns, points.
const GUTTER: f32 = 8.0 * MM;

/// A set issue.
#[derive(Debug)]
pub struct Issued {
    /// Its pages.
    pub document: Document,
    /// Page on which article 1, 2, … starts.
    pub starts: Vec<u32>,
}

/// Rows that stand in as many columns.
struct Segment {
    rows: Range<usize>,
    columns: u8,
    new_page: bool,
}

/// Rows in their place on a page.
struct Placement {
    rows: Range<usize>,
    left: f32,
    top: f32,
}

/// Everything set, not yet on pages.
struct Composed<'a> {
    galley: Galley<'a>,
    segments: Vec<Segment>,
    /// First row of each article.
    firsts: Vec<usize>,
    destinations: Vec<(String, u32)>,
    /// Rows with a rule under (true) or above them, and its length as a part of the measure.
    rules: Vec<(usize, f32, f32)>,
    /// Rows of the imprint box.
    boxed: Range<usize>,
}

/// Sets an issue on pages, and the pages on sheets for a booklet.
pub fn issue(fonts: &Fonts, sheet: &Sheet, issue: &Issue, booklet: bool) -> Issued {
    // Once to learn where the articles start, once with these numbers in the contents: they take no more room than
    // those they replace, as each has a place of its own at the end of its line.
    let unknown = vec![0; issue.pieces().count()];
    let first = compose(fonts, sheet, issue, &unknown);
    let starts = starts(&first, &flow(&first, sheet));
    drop(first);
    let composed = compose(fonts, sheet, issue, &starts);
    let pages = flow(&composed, sheet);
    let mut document = print(composed, pages, sheet, &issue.running_head());
    if booklet {
        imposition::booklet(&mut document);
    }
    Issued { document, starts }
}

fn compose<'a>(fonts: &'a Fonts, sheet: &'a Sheet, issue: &Issue, starts: &[u32]) -> Composed<'a> {
    let measure = sheet.measure();
    let mut composed = Composed {
        galley: Galley::new(Shaper::new(fonts), sheet, measure),
        segments: Vec::new(),
        firsts: Vec::new(),
        destinations: Vec::new(),
        rules: Vec::new(),
        boxed: 0..0,
    };
    composed.masthead(&issue.masthead);
    let links = composed.contents(issue, starts);
    composed.segment(1, false);
    composed.galley.top = issue.headline_level();
    let column = if issue.columns == 2 { (measure - GUTTER) * 0.5 } else { measure };
    let mut links = links.into_iter();
    let mut new_page = true;
    for section in &issue.sections {
        let parent = composed.galley.setter.node(Tag::Sect, 0);
        if let Some(name) = &section.name {
            let row = composed.galley.rows.len();
            let node = composed.galley.setter.nodes.len() as u32;
            let look = Look { size: sheet.page.body * 1.21, ..sheet.title() };
            composed.galley.titled(&name.to_uppercase(), look, 1, parent);
            composed.apart(row, sheet.page.body * 1.5);
            if let Some(link) = links.next() {
                composed.galley.setter.nodes[link as usize].target = Some(node);
            }
        }
        for piece in &section.articles {
            let node = composed.article(piece, parent, column, issue.columns, &mut new_page);
            if let Some(link) = links.next() {
                composed.galley.setter.nodes[link as usize].target = Some(node);
            }
        }
    }
    composed.segment(1, new_page);
    composed.galley.width = measure;
    composed.index(issue, starts);
    composed.imprint(&issue.imprint);
    composed.segment(1, false);
    composed
}

impl Composed<'_> {
    /// Ends a segment with the rows set so far.
    fn segment(&mut self, columns: u8, new_page: bool) {
        let start = self.segments.last().map_or(0, |last| last.rows.end);
        let rows = start..self.galley.rows.len();
        if rows.is_empty() {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.columns == 1 && columns == 1 && !new_page => last.rows.end = rows.end,
            _ => self.segments.push(Segment { rows, columns, new_page }),
        }
    }

    /// More space above a row.
    fn apart(&mut self, row: usize, space: f32) {
        if let Some(row) = self.galley.rows.get_mut(row) {
            row.above += space;
            row.keep = false;
        }
    }

    fn sized(&self, factor: f32, style: Style) -> Look {
        let body = self.galley.sheet.body();
        let size = (body.size * factor * 2.0).round() / 2.0;
        let leading = self.galley.sheet.page.leading(size);
        Look { size, leading, style, first: 0.0, align: Align::Center, above: 0.0, keep: true, ..body }
    }

    fn masthead(&mut self, masthead: &Masthead) {
        let measure = self.galley.width;
        let (plain, bold) = (self.sized(0.93, Style::Regular), self.sized(0.93, Style::Bold));
        let bodies = [(masthead.parent.as_str(), plain), (masthead.body.as_str(), bold)];
        let bodies = bodies.into_iter().filter(|(text, _)| !text.is_empty());
        if masthead.quoc_hieu {
            let motto = self.sized(1.0, Style::Bold);
            let split = measure * 0.42;
            let left: Vec<(&str, Look)> =
                bodies.map(|(text, look)| (text, Look { right: measure - split + 6.0, ..look })).collect();
            // the national title stays on one line, however small the page
            let wide = self.galley.setter.width(bold.style, bold.size, QUOC_HIEU);
            let shrink = ((measure - split) / (wide + 1.0)).min(1.0);
            let inset = |look: Look| Look { left: split, size: look.size * shrink, ..look };
            let right = [(QUOC_HIEU, inset(bold)), (TIEU_NGU, inset(motto))];
            let columns = [self.stacked(&left), self.stacked(&right)];
            let start = self.galley.rows.len();
            for at in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
                let lines = columns.iter().filter_map(|column| column.get(at).copied()).collect();
                self.galley.rows.push(Row {
                    lines: Lines::Picked(lines),
                    above: 0.0,
                    height: motto.leading,
                    base: base_line(&motto),
                    keep: at > 0,
                    table: None,
                    rule_above: false,
                });
            }
            let width = self.galley.setter.width(motto.style, motto.size * shrink, TIEU_NGU);
            let rows = columns[1].len();
            if rows > 0 {
                let middle = (split + measure) * 0.5;
                self.rules.push((start + rows - 1, middle - width * 0.5, width));
            }
        } else {
            for (text, look) in bodies {
                self.galley.plain(text, look, 0);
            }
            if let (false, Some(row)) = (masthead.body.is_empty(), self.galley.rows.len().checked_sub(1)) {
                self.rules.push((row, measure * 0.4, measure * 0.2));
            }
        }
        let name = Look { above: self.galley.sheet.page.body * 1.5, ..self.sized(2.57, Style::Bold) };
        self.galley.plain(&masthead.name.to_uppercase(), Look { leading: name.size * 1.25, ..name }, 0);
        if !masthead.subtitle.is_empty() {
            self.galley.plain(&masthead.subtitle, Look { above: 4.0, ..self.sized(1.0, Style::Italic) }, 0);
        }
        let line: Vec<&str> = [masthead.number.as_str(), masthead.date.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if !line.is_empty() {
            self.galley.plain(&line.join(" – "), Look { above: 6.0, ..self.sized(0.93, Style::Italic) }, 0);
        }
        if let Some(row) = self.galley.rows.len().checked_sub(1) {
            self.rules.push((row, 0.0, measure));
        }
    }

    /// Lines of one half of the head.
    fn stacked(&mut self, texts: &[(&str, Look)]) -> Vec<u32> {
        let width = self.galley.width;
        let mut lines = Vec::new();
        for (text, look) in texts {
            let node = self.galley.setter.node(Tag::P, 0);
            lines.extend(self.galley.setter.paragraph(text, look, width, node));
        }
        lines
    }

    fn heading(&mut self, text: &str) {
        let look = Look { above: self.galley.sheet.page.body * 1.8, ..self.sized(1.0, Style::Bold) };
        self.galley.titled(text, look, 1, 0);
    }

    /// The contents; returns the link of each entry, which does not know yet where it leads.
    fn contents(&mut self, issue: &Issue, starts: &[u32]) -> Vec<u32> {
        let entries = issue.contents();
        if entries.is_empty() {
            return Vec::new();
        }
        self.heading(bulletin::CONTENTS);
        let toc = self.galley.setter.node(Tag::Toc, 0);
        let indent = self.galley.sheet.page.first_line * 0.5;
        let bold = issue.has_sections();
        entries
            .iter()
            .map(|entry| {
                let item = self.galley.setter.node(Tag::Toci, toc);
                let section = entry.section && bold;
                let look = Look {
                    style: if section { Style::Bold } else { Style::Regular },
                    left: if entry.level > 1 { indent } else { 0.0 },
                    above: self.galley.sheet.page.paragraph_gap * if section { 1.0 } else { 0.5 },
                    ..self.galley.sheet.body()
                };
                let page = starts.get(entry.piece as usize - 1).copied().unwrap_or(0);
                self.leader(entry.text, &[page], look, item, entry.text)
            })
            .collect()
    }

    /// A line of contents or index: text, dots, page numbers; all of it leads to the first of them.
    fn leader(&mut self, text: &str, pages: &[u32], look: Look, parent: u32, says: &str) -> u32 {
        let setter = &mut self.galley.setter;
        let width = self.galley.width;
        let node = setter.node(Tag::P, parent);
        let link = setter.node(Tag::Link, node);
        setter.nodes[link as usize].uri = Some(says.replace('\n', " "));
        let numbers: Vec<String> = pages.iter().map(u32::to_string).collect();
        let numbers = format!(" {}", numbers.join(", "));
        let size = look.size;
        let room = setter.width(Style::Regular, size, &numbers).max(size * 2.2);
        let hang = size;
        let look = Look {
            align: Align::Left,
            first: -hang,
            left: look.left + hang,
            right: room + size,
            keep: false,
            ..look
        };
        let lines = setter.linked(text, &look, width, node, link);
        let last = lines.end.saturating_sub(1).max(lines.start);
        let end = setter.lines[last as usize].x + setter.extent(last);
        let (number, length) = setter.single(&numbers, Style::Regular, size, 0.0, node);
        let line = &mut setter.lines[number as usize];
        line.x = width - length;
        let inline = super::Inline { start: line.start, end: line.end, node: link };
        setter.inlines.push(inline);
        // Dots on a grid from the right edge, so that they stand under each other.
        let step = setter.width(Style::Regular, size, " .").max(1.0);
        let dots = ((width - length - end - size * 0.3) / step).floor().max(0.0) as usize;
        let mut picked = vec![last, number];
        if dots > 1 {
            let (dots, wide) = setter.single(&" .".repeat(dots), Style::Regular, size, 0.0, ARTIFACT);
            let from_right = ((width - length) / step).floor() * step;
            setter.lines[dots as usize].x = from_right - wide;
            picked.push(dots);
        }
        if last > lines.start {
            self.galley.stack(lines.start..last, lines.start, &look);
        }
        self.galley.rows.push(Row {
            lines: Lines::Picked(picked),
            above: if last > lines.start { 0.0 } else { look.above },
            height: look.leading,
            base: base_line(&look),
            keep: last > lines.start,
            table: None,
            rule_above: false,
        });
        link
    }

    /// Sets an article; returns the element that its links lead to.
    fn article(&mut self, piece: &Piece, parent: u32, column: f32, columns: u8, new_page: &mut bool) -> u32 {
        let measure = self.galley.sheet.measure();
        let art = self.galley.setter.node(Tag::Art, parent);
        // the name of a section above it belongs to the article
        let opened = self.segments.last().map_or(0, |last| last.rows.end);
        let first = self.galley.rows.len();
        let headed = self.galley.outline.len();
        self.galley.form = Form::of(&piece.article);
        let mut previous: Option<&Kind> = None;
        let mut above = columns == 2;
        for block in piece.article.flow() {
            let head = matches!(block.kind, Kind::Kicker | Kind::Title | Kind::Dateline);
            if above && !head {
                self.end_head(new_page);
                above = false;
            }
            self.galley.width = if above || columns == 1 { measure } else { column };
            self.galley.setter.narrow = columns == 2 && !above;
            self.galley.block(block, art, previous);
            previous = Some(&block.kind);
        }
        self.galley.width = measure;
        self.galley.setter.narrow = false;
        self.apart_unless_after_heading(first, opened, self.galley.sheet.page.body * 1.8);
        self.firsts.push(first);
        if columns == 2 {
            if above {
                self.end_head(new_page);
            } else {
                self.segment(2, std::mem::take(new_page));
            }
        } else {
            self.segment(1, std::mem::take(new_page));
        }
        let target = self.galley.outline.get(headed).map_or(art + 1, |heading| heading.node);
        self.destinations.push((piece.destination(), target));
        target
    }

    /// Space above an article that flows on, but not between the name of a section and its first headline.
    fn apart_unless_after_heading(&mut self, first: usize, opened: usize, gap: f32) {
        let after_heading = first > opened && self.galley.rows.get(first).is_some_and(|row| row.keep);
        if !after_heading {
            self.apart(first, gap);
        }
    }

    fn end_head(&mut self, new_page: &mut bool) {
        let start = self.segments.last().map_or(0, |last| last.rows.end);
        let rows = start..self.galley.rows.len();
        if !rows.is_empty() {
            // never joined to another: it stays with the columns below it
            self.segments.push(Segment { rows, columns: 0, new_page: std::mem::take(new_page) });
        }
    }

    fn index(&mut self, issue: &Issue, starts: &[u32]) {
        if issue.index.is_empty() {
            return;
        }
        let row = self.galley.rows.len();
        self.heading(bulletin::INDEX);
        self.apart(row, 0.0);
        let toc = self.galley.setter.node(Tag::Toc, 0);
        for author in &issue.index {
            let item = self.galley.setter.node(Tag::Toci, toc);
            let mut pages: Vec<u32> =
                author.pieces.iter().filter_map(|piece| starts.get(*piece as usize - 1).copied()).collect();
            pages.dedup();
            let look = Look { above: 2.0, ..self.galley.sheet.body() };
            let link = self.leader(&author.name, &pages, look, item, &author.name);
            let first = author.pieces.first().and_then(|piece| self.destinations.get(*piece as usize - 1));
            self.galley.setter.nodes[link as usize].target = first.map(|(_, node)| *node);
        }
    }

    fn imprint(&mut self, lines: &[String]) {
        let start = self.galley.rows.len();
        for line in lines {
            let look = Look { left: 12.0, right: 12.0, ..self.sized(0.86, Style::Regular) };
            self.galley.plain(line, look, 0);
        }
        self.boxed = start..self.galley.rows.len();
        for row in self.boxed.clone().skip(1) {
            self.galley.rows[row].keep = true;
        }
        self.apart(start, self.galley.sheet.page.body * 2.0);
    }
}

/// Puts the rows on pages.
fn flow(composed: &Composed<'_>, sheet: &Sheet) -> Vec<Vec<Placement>> {
    let rows = &composed.galley.rows;
    let tables = &composed.galley.tables;
    let (left, top, depth) = (sheet.page.left, sheet.page.top, sheet.depth());
    let second = left + (sheet.measure() + GUTTER) * 0.5;
    let mut pages: Vec<Vec<Placement>> = vec![Vec::new()];
    let mut y = 0.0f32;
    for (index, segment) in composed.segments.iter().enumerate() {
        let mut start = segment.rows.start;
        let stop = segment.rows.end;
        if segment.new_page && y > 0.0 {
            pages.push(Vec::new());
            y = 0.0;
        }
        // a headline across the columns takes some lines of its text along
        let below = composed.segments.get(index + 1).filter(|_| segment.columns == 0);
        let taken = below.map_or(0.0, |below| {
            let end = below.rows.end.min(below.rows.start + 4);
            pages::height(rows, tables, below.rows.start..end) + rows[below.rows.start].above
        });
        while start < stop {
            let above = if y > 0.0 { rows[start].above } else { 0.0 };
            let room = depth - y - above;
            let turn = |pages: &mut Vec<Vec<Placement>>| pages.push(Vec::new());
            if segment.columns == 2 {
                let Some((one, two, used)) = columns(composed, start..stop, room, y == 0.0) else {
                    turn(&mut pages);
                    y = 0.0;
                    continue;
                };
                let top = top + y + above;
                if let Some(page) = pages.last_mut() {
                    page.push(Placement { rows: start..one, left, top });
                    if two > one {
                        page.push(Placement { rows: one..two, left: second, top });
                    }
                }
                start = two;
                y += above + used;
            } else {
                let whole = pages::height(rows, tables, start..stop) + taken;
                let end = match pages::fitting(rows, tables, start..stop, room) {
                    // held together, or its text would be left alone: the next page has more room
                    _ if segment.columns == 0 && whole > room && y > 0.0 => None,
                    Ok(end) => Some(end),
                    Err(_) if y > 0.0 => None,
                    Err(forced) => Some(forced),
                };
                let Some(end) = end else {
                    turn(&mut pages);
                    y = 0.0;
                    continue;
                };
                if let Some(page) = pages.last_mut() {
                    page.push(Placement { rows: start..end, left, top: top + y + above });
                }
                y += above + pages::height(rows, tables, start..end);
                start = end;
            }
            if start < stop {
                turn(&mut pages);
                y = 0.0;
            }
        }
    }
    pages
}

/// The ends of both columns and their height; balanced when all the rest fits. None: better on the next page.
fn columns(
    composed: &Composed<'_>,
    range: Range<usize>,
    room: f32,
    fresh: bool,
) -> Option<(usize, usize, f32)> {
    let rows = &composed.galley.rows;
    let tables = &composed.galley.tables;
    let part = |from: usize, room: f32| match from < range.end {
        true => pages::fitting(rows, tables, from..range.end, room),
        false => Ok(from),
    };
    let leading = rows.get(range.start).map_or(1.0, |row| row.height).max(1.0);
    if !fresh && room < leading * 3.0 {
        return None;
    }
    let one = match part(range.start, room) {
        Ok(end) => end,
        Err(forced) if fresh => forced,
        Err(_) => return None,
    };
    let two = part(one, room).unwrap_or_else(|forced| forced);
    if two < range.end {
        return Some((one, two, room));
    }
    let whole = pages::height(rows, tables, range.clone());
    let mut depth = (whole * 0.5).min(room);
    while depth < room {
        if let Ok(one) = part(range.start, depth)
            && part(one, depth) == Ok(range.end)
        {
            let height = |rows_of: Range<usize>| pages::height(rows, tables, rows_of);
            return Some((one, range.end, height(range.start..one).max(height(one..range.end))));
        }
        depth += leading * 0.25;
    }
    Some((one, two, room))
}

/// Pages, from 1, on which the articles start.
fn starts(composed: &Composed<'_>, pages: &[Vec<Placement>]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(composed.firsts.len());
    let mut firsts = composed.firsts.iter().peekable();
    for (index, page) in pages.iter().enumerate() {
        let end = page.iter().map(|placement| placement.rows.end).max().unwrap_or(0);
        while firsts.next_if(|first| **first < end).is_some() {
            starts.push(index as u32 + 1);
        }
    }
    // an article without a row stands where the last one ends
    starts.resize(composed.firsts.len(), pages.len().max(1) as u32);
    starts
}

fn print(composed: Composed<'_>, placed: Vec<Vec<Placement>>, sheet: &Sheet, head: &str) -> Document {
    let Composed { galley, destinations, rules, boxed, .. } = composed;
    let Galley { mut setter, rows, tables, outline, .. } = galley;
    let mut pages = Vec::with_capacity(placed.len());
    for placements in placed {
        let mut page = Page { width: sheet.page.width, height: sheet.page.height, ..Page::default() };
        for Placement { rows: range, left, top } in placements {
            ornament(&mut page, sheet, &rows, range.clone(), top, &rules, &boxed);
            pages::fill(&mut page, &rows, &tables, range, left, top, &setter.lines);
        }
        if !pages.is_empty() {
            running(&mut setter, sheet, &mut page, pages.len() + 1, head);
        }
        pages.push(page);
    }
    Document {
        glyphs: setter.shaper.glyphs,
        clusters: setter.shaper.clusters,
        lines: setter.lines,
        nodes: setter.nodes,
        inlines: setter.inlines,
        pages,
        outline,
        missing: setter.shaper.missing,
        loose: setter.loose,
        destinations,
        sheets: None,
    }
}

/// Rules of the masthead and the box of the imprint.
fn ornament(
    page: &mut Page,
    sheet: &Sheet,
    rows: &[Row],
    range: Range<usize>,
    top: f32,
    rules: &[(usize, f32, f32)],
    boxed: &Range<usize>,
) {
    let left = sheet.page.left;
    let mut y = top;
    let mut edges: Option<(f32, f32)> = None;
    for at in range.clone() {
        if at > range.start {
            y += rows[at].above;
        }
        if boxed.contains(&at) {
            let from = edges.map_or(y - 5.0, |(from, _)| from);
            edges = Some((from, y + rows[at].height + 5.0));
        }
        y += rows[at].height;
        for (_, from, length) in rules.iter().filter(|(row, ..)| *row == at) {
            let y = y + if *length > sheet.measure() * 0.9 { 5.0 } else { 1.5 };
            page.rules.push(Rule { from: (left + from, y), to: (left + from + length, y), width: 0.6 });
        }
    }
    if let Some((from, to)) = edges {
        let right = left + sheet.measure();
        let corners = [(left, from), (right, from), (right, to), (left, to)];
        for side in 0..4 {
            page.rules.push(Rule { from: corners[side], to: corners[(side + 1) % 4], width: 0.5 });
        }
    }
}

/// Page number in the middle of the top margin (NĐ 30), under it the bulletin's name over a rule.
fn running(
    setter: &mut super::paragraph::Setter<'_>,
    sheet: &Sheet,
    page: &mut Page,
    number: usize,
    head: &str,
) {
    let measure = sheet.measure();
    let left = sheet.page.left;
    let mut centred = |text: &str, style: Style, size: f32, y: f32| {
        let (line, width) = setter.single(text, style, size, 0.0, ARTIFACT);
        page.lines.push(Placed { line, x: left + (measure - width) * 0.5, y, artifact: true });
        width
    };
    let top = sheet.page.top;
    centred(&number.to_string(), Style::Regular, sheet.folio, top * 0.5);
    let size = (sheet.folio * 0.77).max(7.0);
    let most = (measure / size * 2.1) as usize;
    let mut shown = head.replace('\n', " ");
    if shown.chars().count() > most {
        shown = shown.chars().take(most.saturating_sub(1)).collect::<String>() + "…";
    }
    centred(&shown, Style::Italic, size, top * 0.74);
    let y = top * 0.80;
    page.rules.push(Rule { from: (left, y), to: (left + measure, y), width: 0.4 });
}
