//! A compiled issue: masthead and contents, then the articles one after another, in one or two columns.

use std::ops::Range;

use rayon::prelude::*;

use crate::article::{Form, Kind};
use crate::bulletin::{self, Issue, Logo, Masthead, Piece, QUOC_HIEU, TIEU_NGU};
use crate::font::{Fonts, Shaper, Style};
use crate::settings::MM;

use super::blocks::{Galley, base_line};
use super::pages::{self, Lines, Row};
use super::style::{Align, Look, Sheet};
use super::{ARTIFACT, Document, Figure, Page, Placed, Rule, Tag, imposition};

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
    /// The row of the logo, and the logo where it would stand at the left upper corner of its row.
    logo: Option<(usize, Figure)>,
}

/// A line of the contents whose page number is not known yet.
struct Promise {
    piece: u32,
    line: Leader,
}

/// What the number at the end of a line of contents or index needs to know.
struct Leader {
    node: u32,
    link: u32,
    /// The row, and the line kept for the number.
    row: usize,
    number: u32,
    /// Where the text ends.
    end: f32,
    size: f32,
}

/// Articles set at a time: the rest waits, so that few are there twice.
const AT_ONCE: usize = 64;

/// Sets an issue on pages, and the pages on sheets for a booklet.
pub fn issue(fonts: &Fonts, sheet: &Sheet, issue: &Issue, booklet: bool) -> Issued {
    // The numbers in the contents have a place of their own at the end of their lines: they move nothing, so that
    // they can be set when the articles have their pages, and the index, which needs them, stands behind these.
    let (mut composed, promises) = compose(fonts, sheet, issue);
    let starts = starts(&composed, &flow(&composed, sheet));
    for promise in promises {
        let page = starts.get(promise.piece as usize - 1).copied().unwrap_or(1);
        composed.number(&promise.line, &page.to_string());
    }
    composed.index(issue, &starts);
    composed.imprint(&issue.imprint);
    composed.segment(1, false);
    let pages = flow(&composed, sheet);
    let mut document = print(composed, pages, sheet, &issue.running_head());
    if booklet {
        imposition::booklet(&mut document);
    }
    Issued { document, starts }
}

/// Masthead, contents and articles.
fn compose<'a>(fonts: &'a Fonts, sheet: &'a Sheet, issue: &Issue) -> (Composed<'a>, Vec<Promise>) {
    let mut composed = Composed {
        galley: Galley::new(Shaper::new(fonts), sheet, sheet.measure()),
        segments: Vec::new(),
        firsts: Vec::new(),
        destinations: Vec::new(),
        rules: Vec::new(),
        boxed: 0..0,
        logo: None,
    };
    composed.masthead(&issue.masthead);
    let promises = composed.contents(issue);
    composed.segment(1, false);
    let top = issue.headline_level();
    composed.galley.top = top;
    let mut links = promises.iter().map(|promise| promise.line.link);
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
        for some in section.articles.chunks(AT_ONCE) {
            // each on its own, so that all cores have work and the order of the work leaves no trace
            let set: Vec<Set<'_>> =
                some.par_iter().map(|piece| Set::new(fonts, sheet, piece, top, issue.columns)).collect();
            for (piece, set) in some.iter().zip(set) {
                let node = composed.article(piece, set, parent, &mut new_page);
                if let Some(link) = links.next() {
                    composed.galley.setter.nodes[link as usize].target = Some(node);
                }
            }
        }
    }
    (composed, promises)
}

/// An article set on its own.
struct Set<'a> {
    galley: Galley<'a>,
    /// The ends of its parts and their columns: 0 for the headline across both.
    parts: Vec<(usize, u8)>,
}

impl<'a> Set<'a> {
    fn new(fonts: &'a Fonts, sheet: &'a Sheet, piece: &Piece, top: u8, columns: u8) -> Set<'a> {
        let measure = sheet.measure();
        let column = if columns == 2 { (measure - GUTTER) * 0.5 } else { measure };
        let mut galley = Galley::beside(Shaper::new(fonts), sheet, measure, top);
        galley.form = Form::of(&piece.article);
        let mut parts: Vec<(usize, u8)> = Vec::new();
        let mut previous: Option<&Kind> = None;
        let mut part = if columns == 2 { 0 } else { 1 };
        for block in piece.article.flow() {
            let head = matches!(block.kind, Kind::Kicker | Kind::Title | Kind::Dateline);
            let next = match &block.kind {
                _ if columns != 2 => 1,
                _ if head && part == 0 => 0,
                Kind::Table { rows } if bulletin::spans_columns(rows) => 1,
                _ => 2,
            };
            if next != part {
                parts.push((galley.rows.len(), part));
                part = next;
            }
            galley.width = if part == 2 { column } else { measure };
            galley.setter.narrow = part == 2;
            galley.block(block, 0, previous);
            previous = Some(&block.kind);
        }
        parts.push((galley.rows.len(), part));
        Set { galley, parts }
    }
}

impl Composed<'_> {
    /// Ends a segment with the rows set so far.
    fn segment(&mut self, columns: u8, new_page: bool) {
        self.part(self.galley.rows.len(), columns, &mut { new_page });
    }

    /// Ends a segment before row `end`.
    fn part(&mut self, end: usize, columns: u8, new_page: &mut bool) {
        let start = self.segments.last().map_or(0, |last| last.rows.end);
        if start >= end {
            return;
        }
        match self.segments.last_mut() {
            // a headline is never joined to another: it stays with the columns below it
            Some(last) if last.columns == 1 && columns == 1 && !*new_page => last.rows.end = end,
            _ => {
                self.segments.push(Segment { rows: start..end, columns, new_page: std::mem::take(new_page) })
            }
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
        if let Some(logo) = &masthead.logo {
            self.logo(logo);
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

    /// The logo, in the middle of a row of its own.
    fn logo(&mut self, logo: &Logo) {
        let (width, height) = logo.extent();
        let node = self.galley.setter.node(Tag::Figure, 0);
        self.galley.setter.nodes[node as usize].uri = Some(logo.alt.clone());
        let x = (self.galley.width - width) * 0.5;
        self.logo = Some((self.galley.rows.len(), Figure { node, x, y: 0.0, width, height }));
        self.galley.rows.push(Row {
            lines: Lines::Run(0..0),
            above: self.galley.sheet.page.body,
            height,
            base: 0.0,
            keep: true,
            table: None,
            rule_above: false,
        });
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

    /// The contents; neither their numbers nor where their links lead is known yet.
    fn contents(&mut self, issue: &Issue) -> Vec<Promise> {
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
                let widest = if entries.len() < 2_000 { "0000" } else { "000000" };
                Promise { piece: entry.piece, line: self.leader(entry.text, widest, look, item) }
            })
            .collect()
    }

    /// A line of contents or index, with room for a number of this width at its end; all of it is one link.
    fn leader(&mut self, text: &str, widest: &str, look: Look, parent: u32) -> Leader {
        let setter = &mut self.galley.setter;
        let width = self.galley.width;
        let node = setter.node(Tag::P, parent);
        let link = setter.node(Tag::Link, node);
        setter.nodes[link as usize].uri = Some(text.replace('\n', " "));
        let size = look.size;
        let room = setter.width(Style::Regular, size, widest).min(width * 0.5) + size * 0.25;
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
        let (number, _) = setter.single("", Style::Regular, size, 0.0, node);
        if last > lines.start {
            self.galley.stack(lines.start..last, lines.start, &look);
        }
        self.galley.rows.push(Row {
            lines: Lines::Picked(vec![last, number]),
            above: if last > lines.start { 0.0 } else { look.above },
            height: look.leading,
            base: base_line(&look),
            keep: last > lines.start,
            table: None,
            rule_above: false,
        });
        Leader { node, link, row: self.galley.rows.len() - 1, number, end, size }
    }

    /// Sets the number at the end of a line, and the dots before it.
    fn number(&mut self, leader: &Leader, numbers: &str) {
        let setter = &mut self.galley.setter;
        let width = self.galley.width;
        let Leader { node, link, row, number, end, size } = *leader;
        let (_, length) = setter.single(&format!(" {numbers}"), Style::Regular, size, width, node);
        let Some(mut line) = setter.lines.pop() else { return };
        line.x = width - length;
        setter.inlines.push(super::Inline { start: line.start, end: line.end, node: link });
        setter.lines[number as usize] = line;
        // Dots on a grid from the right edge, so that they stand under each other.
        let step = setter.width(Style::Regular, size, " .").max(1.0);
        let dots = ((width - length - end - size * 0.3) / step).floor().max(0.0) as usize;
        if dots > 1 {
            let (dots, wide) = setter.single(&" .".repeat(dots), Style::Regular, size, 0.0, ARTIFACT);
            setter.lines[dots as usize].x = ((width - length) / step).floor() * step - wide;
            if let Lines::Picked(picked) = &mut self.galley.rows[row].lines {
                picked.push(dots);
            }
        }
    }

    /// Appends an article; returns the element that its links lead to.
    fn article(&mut self, piece: &Piece, set: Set<'_>, parent: u32, new_page: &mut bool) -> u32 {
        let art = self.galley.setter.node(Tag::Art, parent);
        // the name of a section above it belongs to the article
        let opened = self.segments.last().map_or(0, |last| last.rows.end);
        let first = self.galley.rows.len();
        let headline = set.galley.outline.first().map(|heading| heading.node);
        let nodes = self.galley.append(set.galley, art);
        self.apart_unless_after_heading(first, opened, self.galley.sheet.page.body * 1.8);
        self.firsts.push(first);
        for (end, columns) in set.parts {
            self.part(first + end, columns, new_page);
        }
        let target = headline.map_or(art + 1, |node| node + nodes);
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
            let numbers: Vec<String> = pages.iter().map(u32::to_string).collect();
            let numbers = numbers.join(", ");
            let line = self.leader(&author.name, &numbers, look, item);
            self.number(&line, &numbers);
            let first = author.pieces.first().and_then(|piece| self.destinations.get(*piece as usize - 1));
            self.galley.setter.nodes[line.link as usize].target = first.map(|(_, node)| *node);
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
    let Composed { galley, destinations, rules, boxed, logo, .. } = composed;
    let mut figure = None;
    let Galley { mut setter, rows, tables, outline, .. } = galley;
    let mut pages = Vec::with_capacity(placed.len());
    for placements in placed {
        let mut page = Page { width: sheet.page.width, height: sheet.page.height, ..Page::default() };
        for Placement { rows: range, left, top } in placements {
            ornament(&mut page, sheet, &rows, range.clone(), top, &rules, &boxed);
            if let Some((row, logo)) = logo.filter(|(row, _)| range.contains(row)) {
                // the row is the first of its kind on the page: what stands above it is known
                let over = pages::height(&rows, &tables, range.start..row + 1) - logo.height;
                figure = Some(Figure { x: left + logo.x, y: top + over, ..logo });
            }
            pages::fill(&mut page, &rows, &tables, range, left, top, &setter.lines);
        }
        if !pages.is_empty() {
            running(&mut setter, sheet, &mut page, pages.len() + 1, head);
        }
        pages.push(page);
    }
    Document { destinations, figure, ..setter.finish(pages, outline) }
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
