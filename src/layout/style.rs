//! How each kind of block is set. Figures follow NĐ 30/2020/NĐ-CP, annex I: body 13–14 pt, justified, first line
//! indented 1–1.27 cm, paragraphs at least 6 pt apart, headings bold; what the decree leaves open is ours.

use crate::article::Part;
use crate::font::Style;
use crate::settings::{MM, Masthead, Page, PageFigures};

/// The page and its type, from the settings.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Figures of the page.
    pub page: PageFigures,
    /// Size of the page number.
    pub folio: f32,
    /// Quốc hiệu and Tiêu ngữ at the head of the first page.
    pub quoc_hieu: bool,
}

/// How lines stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Justify,
    Left,
    Center,
    Right,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub style: Style,
    pub size: f32,
    /// Base line to base line.
    pub leading: f32,
    pub align: Align,
    /// First line further right than the others (or left, if negative).
    pub first: f32,
    /// Left edge from the column's left edge.
    pub left: f32,
    /// Right edge from the column's right edge.
    pub right: f32,
    /// Space above, dropped at the top of a page.
    pub above: f32,
    /// Stays on the page of the two lines that follow.
    pub keep: bool,
}

impl Sheet {
    /// The sheet of the settings.
    pub fn new(page: &Page) -> Sheet {
        let figures = page.figures();
        Sheet {
            page: figures,
            folio: (figures.body - 1.0).max(8.0),
            quoc_hieu: page.masthead == Masthead::QuocHieu,
        }
    }

    /// Width between the margins.
    pub fn measure(&self) -> f32 {
        self.page.width - self.page.left - self.page.right
    }

    /// Height between the margins.
    pub fn depth(&self) -> f32 {
        self.page.height - self.page.top - self.page.bottom
    }

    fn scaled(&self, factor: f32) -> f32 {
        (self.page.body * factor * 2.0).round() / 2.0
    }

    /// On a grid of a twentieth of a point, so that every step from line to line is written alike.
    fn leading(&self, size: f32) -> f32 {
        (self.page.leading(size) * 20.0).round() / 20.0
    }

    pub(super) fn body(&self) -> Look {
        Look {
            style: Style::Regular,
            size: self.page.body,
            leading: self.leading(self.page.body),
            align: Align::Justify,
            first: self.page.first_line,
            left: 0.0,
            right: 0.0,
            above: self.page.paragraph_gap,
            keep: false,
        }
    }

    fn sized(&self, factor: f32) -> Look {
        let size = self.scaled(factor);
        Look { size, leading: self.leading(size), first: 0.0, ..self.body() }
    }

    pub(super) fn kicker(&self, part: Part) -> Look {
        let style = if part == Part::Authority { Style::Bold } else { Style::Regular };
        Look {
            style,
            align: Align::Center,
            above: self.page.paragraph_gap * 0.5,
            keep: true,
            ..self.sized(0.93)
        }
    }

    pub(super) fn title(&self) -> Look {
        let look = self.sized(1.36);
        Look {
            style: Style::Bold,
            align: Align::Center,
            leading: self.leading(look.size),
            above: self.page.paragraph_gap * 1.5,
            keep: true,
            ..look
        }
    }

    /// In italics where it has the decree's form "place, ngày … tháng … năm …"; the bare date of a news page is upright.
    pub(super) fn dateline(&self, text: &str) -> Look {
        let formal = text.contains("ngày") && text.contains("tháng");
        let style = if formal { Style::Italic } else { Style::Regular };
        Look { style, align: Align::Center, keep: true, ..self.sized(0.93) }
    }

    /// Running prose: what a document rests on in italics.
    pub(super) fn prose(&self, part: Part) -> Look {
        let style = if part == Part::Basis { Style::Italic } else { Style::Regular };
        Look { style, ..self.body() }
    }

    /// Set apart by its size, not by a weight: a paragraph in bold would need half a face more in the file.
    pub(super) fn lead(&self) -> Look {
        Look { above: self.page.paragraph_gap * 1.5, ..self.sized(1.11) }
    }

    pub(super) fn subhead(&self, level: u8, part: Part) -> Look {
        Look {
            style: if level <= 2 { Style::Bold } else { Style::BoldItalic },
            align: if part == Part::Enacting { Align::Center } else { Align::Left },
            first: 0.0,
            left: 0.0,
            above: self.page.paragraph_gap * if level <= 1 { 2.0 } else { 1.5 },
            keep: true,
            ..self.body()
        }
    }

    pub(super) fn quote(&self) -> Look {
        let indent = self.page.first_line * 0.5;
        Look { first: 0.0, left: indent, right: 0.0, ..self.body() }
    }

    pub(super) fn verse(&self) -> Look {
        Look { align: Align::Left, first: 0.0, left: self.page.first_line, ..self.body() }
    }

    /// Upright and small, like credits and notices: italics are the dateline's (NĐ 30), and a face costs 3 KB.
    pub(super) fn caption(&self) -> Look {
        let inset = 6.0 * MM;
        Look { align: Align::Center, left: inset, right: inset, ..self.sized(0.86) }
    }

    pub(super) fn credit(&self) -> Look {
        Look { align: Align::Right, above: 1.0, ..self.sized(0.86) }
    }

    pub(super) fn byline(&self) -> Look {
        Look { style: Style::Bold, align: Align::Right, first: 0.0, ..self.body() }
    }

    pub(super) fn notice(&self) -> Look {
        Look { align: Align::Left, ..self.sized(0.79) }
    }

    /// Text of table cells, `shrink` of the usual size.
    pub(super) fn cell(&self, header: bool, shrink: f32) -> Look {
        let style = if header { Style::Bold } else { Style::Regular };
        let align = if header { Align::Center } else { Align::Left };
        Look { style, align, above: 0.0, ..self.sized(0.86 * shrink) }
    }
}
