//! One paragraph: text to segments, segments to lines.

use crate::font::{Glyph, Shaper, Style};
use crate::typography::{self, Break, address};

use super::breaking::{Breaker, Chosen, Measure, STRETCH, Segments};
use super::style::{Align, Look};
use super::{ARTIFACT, Document, Heading, Inline, Line, Node, Page, Tag};

/// Everything that grows while a document is set, and the buffers used on the way.
pub(super) struct Setter<'a> {
    pub shaper: Shaper<'a>,
    pub lines: Vec<Line>,
    pub nodes: Vec<Node>,
    pub inlines: Vec<Inline>,
    pub loose: u32,
    /// Narrow columns: soft bindings count little.
    pub narrow: bool,
    segments: Segments,
    breaks: Vec<Break>,
    breaker: Breaker,
    chosen: Vec<Chosen>,
}

impl<'a> Setter<'a> {
    pub fn new(shaper: Shaper<'a>) -> Self {
        Setter {
            shaper,
            lines: Vec::new(),
            nodes: vec![Node { tag: Tag::Document, parent: 0, uri: None, target: None }],
            inlines: Vec::new(),
            loose: 0,
            narrow: false,
            segments: Segments::default(),
            breaks: Vec::new(),
            breaker: Breaker::default(),
            chosen: Vec::new(),
        }
    }

    /// Appends what another has set; what was below its document is below `parent` now. Returns by how much the
    /// indices of its lines, and of its elements, have grown.
    pub fn append(&mut self, other: Setter<'_>, parent: u32) -> (u32, u32) {
        let lines = self.lines.len() as u32;
        let nodes = self.nodes.len() as u32 - 1; // its document is left out
        let glyphs = self.shaper.append(other.shaper);
        let moved = |node: u32| match node {
            0 => parent,
            ARTIFACT => ARTIFACT,
            node => node + nodes,
        };
        self.nodes.extend(other.nodes.into_iter().skip(1).map(|node| Node {
            parent: moved(node.parent),
            target: node.target.map(moved),
            ..node
        }));
        self.lines.extend(other.lines.into_iter().map(|line| Line {
            start: line.start + glyphs,
            end: line.end + glyphs,
            node: moved(line.node),
            ..line
        }));
        self.inlines.extend(other.inlines.into_iter().map(|inline| Inline {
            start: inline.start + glyphs,
            end: inline.end + glyphs,
            node: moved(inline.node),
        }));
        self.loose += other.loose;
        (lines, nodes)
    }

    /// The document of what was set.
    pub fn finish(self, pages: Vec<Page>, outline: Vec<Heading>) -> Document {
        Document {
            glyphs: self.shaper.glyphs,
            clusters: self.shaper.clusters,
            lines: self.lines,
            nodes: self.nodes,
            inlines: self.inlines,
            pages,
            outline,
            missing: self.shaper.missing,
            loose: self.loose,
            destinations: Vec::new(),
            sheets: None,
            figure: None,
        }
    }

    /// Adds a structure element.
    pub fn node(&mut self, tag: Tag, parent: u32) -> u32 {
        self.nodes.push(Node { tag, parent, uri: None, target: None });
        self.nodes.len() as u32 - 1
    }

    /// Sets a text into lines of a column `width` points wide; returns the range of its lines.
    pub fn paragraph(&mut self, text: &str, look: &Look, width: f32, node: u32) -> std::ops::Range<u32> {
        let first_line = self.lines.len() as u32;
        let links = address::find(text);
        let mut at = 0;
        let mut parts = text.split('\n').peekable();
        while let Some(part) = parts.next() {
            let inside =
                links.iter().filter(|link| link.range.start >= at && link.range.end <= at + part.len());
            let mut bounds: Vec<(usize, u32)> = Vec::new();
            for link in inside {
                let id = self.node(Tag::Link, node);
                self.nodes[id as usize].uri = Some(link.target.clone());
                bounds.push((link.range.start - at, id));
                bounds.push((link.range.end - at, id));
            }
            self.fill(part, look, width, &bounds, parts.peek().is_some());
            self.set(look, width, node);
            at += part.len() + 1;
        }
        first_line..self.lines.len() as u32
    }

    /// Sets a text that is a link as a whole.
    pub fn linked(
        &mut self,
        text: &str,
        look: &Look,
        width: f32,
        node: u32,
        link: u32,
    ) -> std::ops::Range<u32> {
        let first = self.lines.len() as u32;
        self.fill(&text.replace('\n', " "), look, width, &[], false);
        self.set(look, width, node);
        for line in &self.lines[first as usize..] {
            self.inlines.push(Inline { start: line.start, end: line.end, node: link });
        }
        first..self.lines.len() as u32
    }

    /// Width of a set line as it stands, points.
    pub fn extent(&self, line: u32) -> f32 {
        let line = self.lines[line as usize];
        let glyphs = &self.shaper.glyphs[line.start as usize..line.end as usize];
        let em: i32 = glyphs.iter().map(|glyph| i32::from(glyph.advance) + i32::from(glyph.kern)).sum();
        em as f32 * line.size / 1000.0
    }

    /// Width of a text on one line, points.
    pub fn width(&mut self, style: Style, size: f32, text: &str) -> f32 {
        let start = self.shaper.glyphs.len();
        let spans = self.shaper.clusters.len();
        let width = self.shaper.shape(style, text);
        self.shaper.glyphs.truncate(start);
        self.shaper.clusters.truncate(spans);
        width as f32 * size / 1000.0
    }

    /// One line that is never broken, at `x` of the column.
    pub fn single(&mut self, text: &str, style: Style, size: f32, x: f32, node: u32) -> (u32, f32) {
        let start = self.shaper.glyphs.len() as u32;
        let width = self.shaper.shape(style, text) as f32 * size / 1000.0;
        let end = self.shaper.glyphs.len() as u32;
        self.lines.push(Line { start, end, x, size, spacing: 0.0, node });
        (self.lines.len() as u32 - 1, width)
    }

    /// Shapes a part without forced breaks into `segments`.
    fn fill(&mut self, part: &str, look: &Look, width: f32, bounds: &[(usize, u32)], more: bool) {
        typography::breaks(part, &mut self.breaks);
        self.segments.clear();
        let narrowest =
            ((width - look.left - look.right - look.first.max(0.0)) / look.size * 1000.0).max(1.0) as i64;
        self.push_break(self.shaper.glyphs.len(), 0, 0, 0);
        let (mut from, mut bound) = (0, 0);
        let mut opened = None;
        let (mut before, mut spaces) = (0i64, 0u32);
        for index in 0..=self.breaks.len() {
            let (offset, penalty) = match self.breaks.get(index) {
                Some(found) => (found.offset.min(part.len()), found.penalty),
                None => (part.len(), 0),
            };
            if offset < from || !part.is_char_boundary(offset) {
                continue;
            }
            let first_glyph = self.shaper.glyphs.len();
            // Links part a segment, so that their glyphs can be told from the rest.
            let mut start = from;
            while let Some(&(edge, id)) = bounds.get(bound).filter(|&&(edge, _)| edge <= offset) {
                self.shaper.shape(look.style, &part[start..edge]);
                let here = self.shaper.glyphs.len() as u32;
                match opened.take() {
                    None => opened = Some(here),
                    Some(begin) => self.inlines.push(Inline { start: begin, end: here, node: id }),
                }
                start = edge;
                bound += 1;
            }
            self.shaper.shape(look.style, &part[start..offset]);
            from = offset;
            if index == self.breaks.len() && more {
                // A forced break separates words like a space does, and must say so when the text is read out.
                self.shaper.shape(look.style, " ");
            }
            self.cut(first_glyph, narrowest, &mut before, &mut spaces, penalty);
        }
    }

    /// Ends a segment at the glyphs shaped so far; a segment wider than the line is cut between clusters.
    fn cut(&mut self, first: usize, narrowest: i64, before: &mut i64, spaces: &mut u32, penalty: u16) {
        let end = self.shaper.glyphs.len();
        let start = *before;
        let mut trailing = 0;
        let mut at = first;
        while at < end {
            let glyph = self.shaper.glyphs[at];
            let step = i64::from(glyph.advance) + i64::from(glyph.kern);
            let whole = glyph.role != Glyph::SPACE && glyph.advance > 0;
            let used = *before - self.segments.before.last().copied().unwrap_or(start);
            if whole && used > 0 && used + step > narrowest {
                self.push_break(at, *before, *spaces, 0);
            }
            *before += step;
            if glyph.role == Glyph::SPACE {
                *spaces += 1;
                trailing += 1;
            } else if glyph.role != Glyph::HIDDEN {
                trailing = 0;
            }
            at += 1;
        }
        if end > first || self.segments.len() == 1 {
            let last = self.segments.len();
            self.push_break(end, *before, *spaces, trailing);
            self.segments.penalty[last] = if self.narrow { penalty / 5 } else { penalty };
        }
    }

    fn push_break(&mut self, glyph: usize, before: i64, spaces: u32, trailing: u32) {
        self.segments.glyph.push(glyph as u32);
        self.segments.before.push(before);
        self.segments.spaces.push(spaces);
        self.segments.trailing.push(trailing);
        self.segments.penalty.push(0);
    }

    /// Breaks the segments and appends the lines.
    fn set(&mut self, look: &Look, width: f32, node: u32) {
        let full = width - look.left - look.right;
        let thousandths = |points: f32| (points / look.size * 1000.0) as i64;
        let face = self.shaper.fonts().face(look.style as u8);
        let space = i64::from(face.advance(face.glyph(' ')));
        let measure = Measure {
            first: thousandths(full - look.first),
            rest: thousandths(full),
            space,
            justify: look.align == Align::Justify,
            balance: look.align == Align::Center,
        };
        let mut chosen = std::mem::take(&mut self.chosen);
        self.breaker.lines(&self.segments, &measure, &mut chosen);
        for (index, line) in chosen.iter().enumerate() {
            let first = if index == 0 { look.first } else { 0.0 };
            let (natural, spaces) = self.segments.line(line.from, line.to, space);
            let stretched = measure.justify && spaces > 0 && line.ratio != 1.0;
            let extra = if stretched { (line.ratio - 1.0) * space as f32 } else { 0.0 };
            let slack = full - first - (natural as f32 + extra * spaces as f32) * look.size / 1000.0;
            let shift = match look.align {
                Align::Justify | Align::Left => 0.0,
                Align::Center => slack * 0.5,
                Align::Right => slack,
            };
            self.loose += u32::from(line.ratio > STRETCH);
            self.lines.push(Line {
                start: self.segments.glyph[line.from],
                end: self.segments.glyph[line.to],
                x: look.left + first + shift,
                size: look.size,
                spacing: extra * look.size / 1000.0,
                node,
            });
        }
        self.chosen = chosen;
    }
}
