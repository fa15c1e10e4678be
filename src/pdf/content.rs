//! Page content streams (ISO 32000-1, 9): marked text and rules, as short as they can be written.

use crate::font::{Fonts, Glyph};
use crate::layout::{ARTIFACT, Document, Figure, Inline, Page, Tag};

use super::encode::{Coded, Encoder};
use super::number::{hundredths, thousandths};

/// What a structure element holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kid {
    Node(u32),
    /// Marked content: page, id.
    Marked(u32, u32),
    /// Annotation, by its index.
    Link(u32),
}

/// A clickable place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hot {
    pub page: u32,
    pub node: u32,
    /// Left, bottom, right, top.
    pub rect: [f32; 4],
}

/// Streams of all pages, and what the structure tree needs to know of them.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub streams: Vec<Vec<u8>>,
    /// Per page and marked-content id: its element.
    pub owners: Vec<Vec<u32>>,
    /// Per element: its kids in order.
    pub kids: Vec<Vec<Kid>>,
    pub hot: Vec<Hot>,
    /// Per element: page and y of its first line.
    pub places: Vec<Option<(u32, f32)>>,
}

/// Writes all pages.
pub(super) fn write(document: &Document, fonts: &Fonts, encoder: &mut Encoder<'_>) -> Contents {
    let count = document.nodes.len();
    let mut contents =
        Contents { kids: vec![Vec::new(); count], places: vec![None; count], ..Contents::default() };
    let mut linked = vec![false; count];
    let mut attached = 1;
    let sides = document.sheets.as_ref().map_or(document.pages.len(), |sheets| sheets.count as usize);
    contents.streams.resize(sides, Vec::new());
    contents.owners.resize(sides, Vec::new());
    // In reading order, wherever the pages are printed: the structure tree follows the text.
    for (index, page) in document.pages.iter().enumerate() {
        let (side, shift) = match &document.sheets {
            Some(sheets) => sheets.places[index],
            None => (index as u32, 0.0),
        };
        let mut writer = Writer {
            document,
            fonts,
            encoder,
            contents: &mut contents,
            linked: &mut linked,
            attached: &mut attached,
            page: side,
            shift,
            height: page.height,
            out: Vec::with_capacity(page.lines.len() * 110 + 64),
            show: Vec::with_capacity(256),
            open: None,
            string: false,
            adjusted: false,
            pending: 0,
            bank: None,
            size: 0.0,
            word: 0,
            rise: 0,
            leading: 0,
            at: (0, 0),
        };
        if let Some(figure) = document.figure.as_ref().filter(|_| index == 0) {
            writer.figure(figure);
        }
        writer.page(page);
        let mut stream = writer.out;
        let whole = &mut contents.streams[side as usize];
        if document.sheets.is_none() {
            *whole = stream;
        } else {
            // neither page of a side knows of the other's text state
            whole.extend_from_slice(b"q\n");
            whole.append(&mut stream);
            whole.extend_from_slice(b"Q\n");
        }
    }
    attach_to(document, &mut contents.kids, &mut attached, count as u32);
    contents
}

/// Blocks take their places among the kids of their parents in the order of the text: a list inside an item stands
/// behind the item's own words. Links come where they are shown.
fn attach_to(document: &Document, kids: &mut [Vec<Kid>], attached: &mut u32, end: u32) {
    for index in *attached..end {
        let node = &document.nodes[index as usize];
        if node.tag != Tag::Link {
            kids[node.parent as usize].push(Kid::Node(index));
        }
    }
    *attached = end.max(*attached);
}

struct Writer<'a, 'f> {
    document: &'a Document,
    fonts: &'a Fonts,
    encoder: &'a mut Encoder<'f>,
    contents: &'a mut Contents,
    linked: &'a mut [bool],
    /// Elements below this have their places.
    attached: &'a mut u32,
    page: u32,
    /// How far to the right on its sheet.
    shift: f32,
    height: f32,
    out: Vec<u8>,
    /// The TJ array being filled.
    show: Vec<u8>,
    /// Open marked content.
    open: Option<u32>,
    /// A string is open in `show`.
    string: bool,
    /// `show` holds adjustments: it needs TJ.
    adjusted: bool,
    /// Adjustment not yet written, thousandths of an em to the right.
    pending: i32,
    bank: Option<u16>,
    size: f32,
    /// Tw, thousandths of a point.
    word: i32,
    /// Ts, thousandths of a point.
    rise: i32,
    /// TL, hundredths of a point.
    leading: i32,
    /// Start of the current line, hundredths of a point.
    at: (i32, i32),
}

impl Writer<'_, '_> {
    fn page(&mut self, page: &Page) {
        if !page.lines.is_empty() {
            self.out.extend_from_slice(b"BT\n");
            for placed in &page.lines {
                let line = &self.document.lines[placed.line as usize];
                let node = if placed.artifact { ARTIFACT } else { line.node };
                self.line(placed.line, node, placed.x + self.shift, placed.y);
            }
            self.close();
            self.out.extend_from_slice(b"ET\n");
        }
        if !page.rules.is_empty() {
            self.out.extend_from_slice(b"/Artifact BMC\n");
            let mut width = -1.0f32;
            for rule in &page.rules {
                if rule.width != width {
                    width = rule.width;
                    hundredths(&mut self.out, width);
                    self.out.extend_from_slice(b" w\n");
                }
                for (point, operator) in [(rule.from, b"m "), (rule.to, b"l ")] {
                    hundredths(&mut self.out, point.0 + self.shift);
                    self.out.push(b' ');
                    hundredths(&mut self.out, self.height - point.1);
                    self.out.push(b' ');
                    self.out.extend_from_slice(operator);
                }
                self.out.extend_from_slice(b"S\n");
            }
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    /// The logo: an image is drawn outside text objects.
    fn figure(&mut self, figure: &Figure) {
        self.mark(figure.node, figure.y);
        self.out.extend_from_slice(b"q ");
        let place = [figure.width, 0.0, 0.0, figure.height, figure.x + self.shift];
        for number in place.into_iter().chain([self.height - figure.y - figure.height]) {
            hundredths(&mut self.out, number);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"cm /Logo Do Q\n");
        self.close();
    }

    fn line(&mut self, index: u32, node: u32, x: f32, y: f32) {
        let line = self.document.lines[index as usize];
        self.mark(node, y - line.size);
        self.move_to(x, self.height - y);
        let word = (line.spacing * 1000.0).round() as i32;
        if word != self.word {
            self.word = word;
            thousandths(&mut self.out, word);
            self.out.extend_from_slice(b" Tw\n");
        }
        if line.size != self.size {
            self.size = line.size;
            self.bank = None;
        }
        let inlines = &self.document.inlines;
        let first = inlines.partition_point(|inline| inline.end <= line.start);
        let mut start = line.start;
        if node != ARTIFACT {
            for inline in inlines[first..].iter().take_while(|inline| inline.start < line.end) {
                let (from, to) = (inline.start.max(line.start), inline.end.min(line.end));
                self.glyphs(start, from);
                self.hot(inline, (line.start, from, to), x, y);
                self.mark(inline.node, y);
                self.glyphs(from, to);
                self.flush();
                if to < line.end {
                    self.mark(node, y);
                }
                start = to;
            }
        }
        self.glyphs(start, line.end);
        self.flush();
    }

    fn hot(&mut self, inline: &Inline, (start, from, to): (u32, u32, u32), x: f32, y: f32) {
        let width = |from: u32, to: u32| {
            let glyphs = &self.document.glyphs[from as usize..to as usize];
            let em: i32 = glyphs.iter().map(|glyph| i32::from(glyph.advance) + i32::from(glyph.kern)).sum();
            let spaces = glyphs.iter().filter(|glyph| glyph.role == Glyph::SPACE).count();
            em as f32 * self.size / 1000.0 + spaces as f32 * self.word as f32 / 1000.0
        };
        let left = x + width(start, from);
        let base = self.height - y;
        let rect = [left, base - self.size * 0.22, left + width(from, to), base + self.size * 0.8];
        let index = self.contents.hot.len() as u32;
        self.contents.hot.push(Hot { page: self.page, node: inline.node, rect });
        self.attach(inline.node);
        self.contents.kids[inline.node as usize].push(Kid::Link(index));
    }

    /// A link takes its place among the kids of its paragraph where it is first shown.
    fn attach(&mut self, node: u32) {
        if !std::mem::replace(&mut self.linked[node as usize], true) {
            let parent = self.document.nodes[node as usize].parent;
            self.contents.kids[parent as usize].push(Kid::Node(node));
        }
    }

    /// Opens the marked content of an element, unless it is open.
    fn mark(&mut self, node: u32, y: f32) {
        if self.open == Some(node) {
            return;
        }
        self.close();
        self.open = Some(node);
        if node == ARTIFACT {
            self.out.extend_from_slice(b"/Artifact BMC\n");
            return;
        }
        attach_to(self.document, &mut self.contents.kids, self.attached, node + 1);
        let owners = &mut self.contents.owners[self.page as usize];
        let id = owners.len() as u32;
        owners.push(node);
        self.contents.kids[node as usize].push(Kid::Marked(self.page, id));
        self.contents.places[node as usize].get_or_insert((self.page, y));
        self.out.push(b'/');
        self.out.extend_from_slice(super::structure::name(self.document.nodes[node as usize].tag).as_bytes());
        self.out.extend_from_slice(b"<</MCID ");
        super::number::integer(&mut self.out, i64::from(id));
        self.out.extend_from_slice(b">>BDC\n");
    }

    fn close(&mut self) {
        self.flush();
        if self.open.take().is_some() {
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    fn move_to(&mut self, x: f32, y: f32) {
        let to = ((x * 100.0).round() as i32, (y * 100.0).round() as i32);
        let by = (to.0 - self.at.0, to.1 - self.at.1);
        self.at = to;
        if by.0 == 0 && by.1 == -self.leading && self.leading != 0 {
            self.out.extend_from_slice(b"T*\n");
            return;
        }
        super::number::fixed(&mut self.out, by.0, 2);
        self.out.push(b' ');
        super::number::fixed(&mut self.out, by.1, 2);
        if by.1 < 0 {
            self.leading = -by.1;
            self.out.extend_from_slice(b" TD");
        } else {
            self.out.extend_from_slice(b" Td");
        }
        self.out.push(b'\n');
    }

    fn glyphs(&mut self, from: u32, to: u32) {
        let document = self.document;
        let mut span = 0u32;
        for glyph in &document.glyphs[from as usize..to as usize] {
            if matches!(glyph.role, Glyph::SPAN | Glyph::HIDDEN) {
                self.flush();
                let cluster = &document.clusters[glyph.text as usize];
                self.out.extend_from_slice(b"/Span<</ActualText");
                super::number::utf16(&mut self.out, &cluster.text);
                self.out.extend_from_slice(b">>BDC\n");
                span = cluster.glyphs;
            }
            if glyph.role == Glyph::HIDDEN {
                self.out.extend_from_slice(b"EMC\n");
                span = 0;
                continue;
            }
            self.glyph(glyph);
            if span > 0 {
                span -= 1;
                if span == 0 {
                    self.flush();
                    self.out.extend_from_slice(b"EMC\n");
                }
            }
        }
        if span > 0 {
            self.flush();
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    #[inline]
    fn glyph(&mut self, glyph: &Glyph) {
        let coded = self.encoder.code(glyph, &self.document.clusters);
        if self.bank != Some(coded.bank) {
            self.face(coded);
        }
        let rise = if glyph.dy == 0 { 0 } else { (f32::from(glyph.dy) * self.size).round() as i32 };
        if rise != self.rise {
            self.flush();
            self.rise = rise;
            thousandths(&mut self.out, rise);
            self.out.extend_from_slice(b" Ts\n");
        }
        self.pending += i32::from(glyph.dx);
        if self.pending != 0 {
            self.adjust();
        }
        if !self.string {
            self.string = true;
            self.show.push(b'(');
        }
        if matches!(coded.code, b'(' | b')' | b'\\') {
            self.show.push(b'\\');
        }
        self.show.push(coded.code);
        self.pending = i32::from(glyph.kern) - i32::from(glyph.dx);
    }

    #[cold]
    fn face(&mut self, coded: Coded) {
        self.flush();
        self.bank = Some(coded.bank);
        self.out.extend_from_slice(b"/T");
        super::number::integer(&mut self.out, i64::from(coded.bank));
        self.out.push(b' ');
        hundredths(&mut self.out, self.size);
        self.out.extend_from_slice(b" Tf\n");
        debug_assert!(usize::from(self.encoder.banks[usize::from(coded.bank)].face) < self.fonts.len());
    }

    fn adjust(&mut self) {
        if self.string {
            self.show.push(b')');
            self.string = false;
        }
        super::number::integer(&mut self.show, i64::from(-self.pending));
        self.adjusted = true;
        self.pending = 0;
    }

    fn flush(&mut self) {
        if self.pending != 0 && (self.string || self.adjusted) {
            self.adjust();
        }
        self.pending = 0;
        if self.show.is_empty() {
            return;
        }
        if self.string {
            self.show.push(b')');
        }
        if self.adjusted {
            self.out.push(b'[');
            self.out.extend_from_slice(&self.show);
            self.out.extend_from_slice(b"]TJ\n");
        } else {
            self.out.extend_from_slice(&self.show);
            self.out.extend_from_slice(b"Tj\n");
        }
        self.show.clear();
        self.string = false;
        self.adjusted = false;
    }
}
