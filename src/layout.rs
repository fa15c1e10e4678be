//! Lines and pages: an article becomes placed lines, rules and a structure tree, ready to be written.
//!
//! Units are points; x grows to the right of the page's left edge, y downwards from its top edge. Widths inside a
//! paragraph are thousandths of an em, so that they are whole numbers and the same on every machine.

mod blocks;
pub mod breaking;
mod imposition;
mod issue;
mod pages;
mod paragraph;
mod style;
mod table;

use crate::font::{Cluster, Glyph};

pub use blocks::article;
pub use issue::{Issued, issue};
pub use style::Sheet;

/// A set document.
#[derive(Debug)]
pub struct Document {
    /// All glyphs, in the order of the text.
    pub glyphs: Vec<Glyph>,
    /// Texts of spans.
    pub clusters: Vec<Cluster>,
    /// Set lines.
    pub lines: Vec<Line>,
    /// Structure elements; the first is the document, a parent stands before its children.
    pub nodes: Vec<Node>,
    /// Parts of lines that belong to an inline element, ascending.
    pub inlines: Vec<Inline>,
    /// Pages.
    pub pages: Vec<Page>,
    /// Headings for the outline.
    pub outline: Vec<Heading>,
    /// Characters that no face shows.
    pub missing: Vec<String>,
    /// Lines stretched beyond three times their word space.
    pub loose: u32,
    /// Named destinations and the elements they lead to.
    pub destinations: Vec<(String, u32)>,
    /// The sheets that the pages are printed on, where they are others than the pages.
    pub sheets: Option<Sheets>,
    /// The logo on the first page.
    pub figure: Option<Figure>,
}

/// A picture in its place on the first page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Its element.
    pub node: u32,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Sheets with several pages side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheets {
    /// How many sides there are.
    pub count: u32,
    /// Width of a side.
    pub width: f32,
    /// For each page the side it is on, from 0, and how far to the right.
    pub places: Vec<(u32, f32)>,
}

/// A set line.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// First glyph.
    pub start: u32,
    /// Behind the last glyph; the line's trailing spaces are inside.
    pub end: u32,
    /// Left edge, from the left edge of the column.
    pub x: f32,
    /// Type size.
    pub size: f32,
    /// Added to every word space, points.
    pub spacing: f32,
    /// The element it belongs to; [`ARTIFACT`] for none.
    pub node: u32,
}

/// The node of what is no part of the text: page numbers, repeated table heads.
pub const ARTIFACT: u32 = u32::MAX;

/// A structure element of tagged PDF (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone)]
pub struct Node {
    /// Its type.
    pub tag: Tag,
    /// Index of its parent; the document is its own.
    pub parent: u32,
    /// For a link: where it leads; with `target`, and for a figure, what it says to those who cannot see it.
    pub uri: Option<String>,
    /// For a link inside the document: the element it leads to.
    pub target: Option<u32>,
}

/// Structure types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// The document.
    Document,
    /// Heading, 1 to 6.
    H(u8),
    /// Paragraph.
    P,
    /// List, with the kind of its marks.
    L(Numbering),
    /// List item.
    Li,
    /// Mark of an item.
    Lbl,
    /// Text of an item.
    LBody,
    /// Quotation.
    BlockQuote,
    /// Table.
    Table,
    /// Row.
    Tr,
    /// Column heading.
    Th,
    /// Cell.
    Td,
    /// Link.
    Link,
    /// Section of an issue.
    Sect,
    /// Article of an issue.
    Art,
    /// Table of contents.
    Toc,
    /// Its entry.
    Toci,
    /// A picture.
    Figure,
}

/// How the items of a list are marked (ISO 32000-1, table 347).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// No marks.
    None,
    /// Dashes and bullets.
    Disc,
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// I, II, III.
    UpperRoman,
}

/// Glyphs inside a line that belong to an element of their own.
#[derive(Debug, Clone, Copy)]
pub struct Inline {
    /// First glyph.
    pub start: u32,
    /// Behind the last glyph.
    pub end: u32,
    /// The element.
    pub node: u32,
}

/// A page with everything on it.
#[derive(Debug, Default)]
pub struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Lines in the order of the text.
    pub lines: Vec<Placed>,
    /// Rules, drawn as artifacts.
    pub rules: Vec<Rule>,
}

/// A line in its place.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    /// Index of the line.
    pub line: u32,
    /// Left edge of the line.
    pub x: f32,
    /// Base line.
    pub y: f32,
    /// Set as an artifact, whatever its node says (a table head repeated).
    pub artifact: bool,
}

/// A straight line.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// From here.
    pub from: (f32, f32),
    /// To here.
    pub to: (f32, f32),
    /// Thickness.
    pub width: f32,
}

/// A line of the outline.
#[derive(Debug, Clone)]
pub struct Heading {
    /// From 1.
    pub level: u8,
    /// What it says.
    pub title: String,
    /// Its element, by which page and place are found.
    pub node: u32,
}

impl Document {
    /// Height of a side as it is printed: of a page, or of the sheet that pages stand on side by side.
    pub fn height(&self, side: u32) -> f32 {
        let page = if self.sheets.is_some() { None } else { self.pages.get(side as usize) };
        page.or(self.pages.first()).map_or(0.0, |page| page.height)
    }

    /// What a line says, trailing spaces included.
    pub fn text(&self, line: &Line) -> String {
        let mut text = String::new();
        for glyph in &self.glyphs[line.start as usize..line.end as usize] {
            match glyph.role {
                Glyph::SPAN | Glyph::HIDDEN => text.push_str(&self.clusters[glyph.text as usize].text),
                _ => text.extend(char::from_u32(glyph.text)),
            }
        }
        text
    }

    /// Width of a line as it is printed, without its trailing spaces, points.
    pub fn width(&self, line: &Line) -> f32 {
        let glyphs = &self.glyphs[line.start as usize..line.end as usize];
        let end = glyphs.iter().rposition(|glyph| glyph.role != Glyph::SPACE).map_or(0, |last| last + 1);
        let em: i32 =
            glyphs[..end].iter().map(|glyph| i32::from(glyph.advance) + i32::from(glyph.kern)).sum();
        let spaces = glyphs[..end].iter().filter(|glyph| glyph.role == Glyph::SPACE).count();
        em as f32 * line.size / 1000.0 + spaces as f32 * line.spacing
    }
}
