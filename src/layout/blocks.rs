//! Blocks of an article to a galley: rows of lines, one under the other, with what holds them together.

use crate::article::{Article, Block, Form, Kind};
use crate::font::{Fonts, Shaper};

use super::pages::{self, Lines, Row};
use super::paragraph::Setter;
use super::style::{Look, Sheet};
use super::table;
use super::{Document, Heading, Numbering, Tag};

/// Lists deeper than this are set, and tagged, at this depth.
const DEEPEST_LIST: u8 = 8;

/// The galley of a document while it grows.
pub(super) struct Galley<'a> {
    pub setter: Setter<'a>,
    pub rows: Vec<Row>,
    pub tables: Vec<table::Grid>,
    pub outline: Vec<Heading>,
    pub sheet: &'a Sheet,
    /// Width of the column.
    pub width: f32,
    /// Width between the margins of a turned page, where pages may be turned.
    pub turned: Option<f32>,
    /// The next row stays with the one before it.
    keep_next: bool,
    /// Level of the last headline; 0 before the first.
    headline: u8,
    /// Levels of the open sub-headings as the article counts them. Their depth is what is tagged, so that no level is
    /// skipped (PDF/UA-1, 7.4.2) and headings of one level stay of one level.
    headings: Vec<u8>,
    /// Level of headlines: 2 below the name of a section.
    pub top: u8,
    /// The form of the article at hand.
    pub form: Form,
    lists: Vec<(u8, u32, u32)>,
    quotation: Option<u32>,
}

/// Sets an article on pages.
pub fn article(fonts: &Fonts, sheet: &Sheet, article: &Article) -> Document {
    let mut galley = Galley::new(Shaper::new(fonts), sheet, sheet.measure());
    galley.form = Form::of(article);
    galley.turned = Some(sheet.page.height - sheet.page.left - sheet.page.right);
    let mut previous: Option<&Kind> = None;
    for block in article.flow() {
        galley.block(block, 0, previous);
        previous = Some(&block.kind);
    }
    pages::single_column(galley)
}

impl<'a> Galley<'a> {
    pub fn new(shaper: Shaper<'a>, sheet: &'a Sheet, width: f32) -> Self {
        Galley {
            setter: Setter::new(shaper),
            rows: Vec::new(),
            tables: Vec::new(),
            outline: Vec::new(),
            sheet,
            width,
            turned: None,
            keep_next: false,
            headline: 0,
            headings: Vec::new(),
            top: 1,
            form: Form::default(),
            lists: Vec::new(),
            quotation: None,
        }
    }

    /// A galley of its own for text that `append` will put below headings of this level.
    pub fn beside(shaper: Shaper<'a>, sheet: &'a Sheet, width: f32, top: u8) -> Self {
        Galley { top, headline: top - 1, ..Galley::new(shaper, sheet, width) }
    }

    /// Appends another galley below `parent`; returns by how much the indices of its elements have grown.
    pub fn append(&mut self, other: Galley<'_>, parent: u32) -> u32 {
        let (rows, tables) = (self.rows.len(), self.tables.len() as u32);
        let (lines, nodes) = self.setter.append(other.setter, parent);
        let held = self.take_keep();
        self.rows.extend(other.rows.into_iter().enumerate().map(|(index, row)| Row {
            lines: match row.lines {
                Lines::Run(run) => Lines::Run(run.start + lines..run.end + lines),
                Lines::Picked(picked) => Lines::Picked(picked.into_iter().map(|line| line + lines).collect()),
            },
            keep: row.keep || (held && index == 0),
            table: row.table.map(|table| table + tables),
            ..row
        }));
        self.tables.extend(other.tables.into_iter().map(|grid| table::Grid {
            head: grid.head.start + rows..grid.head.end + rows,
            body: grid.body + rows,
            ..grid
        }));
        self.outline.extend(
            other.outline.into_iter().map(|heading| Heading { node: heading.node + nodes, ..heading }),
        );
        self.keep_next = other.keep_next;
        nodes
    }

    /// Adds a block below `parent`.
    pub fn block(&mut self, block: &Block, parent: u32, previous: Option<&Kind>) {
        if !matches!(block.kind, Kind::ListItem { .. }) {
            self.lists.clear();
        }
        if block.kind != Kind::Quote {
            self.quotation = None;
        }
        let sheet = self.sheet;
        let text = block.text.trim();
        let again = previous == Some(&block.kind);
        let part = self.form.part(block);
        match &block.kind {
            Kind::Table { rows } => table::set(self, rows, parent),
            _ if text.is_empty() => {}
            Kind::Kicker => self.plain(text, sheet.kicker(part), parent),
            Kind::Title => {
                let mut text = text.to_owned();
                if let Some(end) = self.form.type_end(&text) {
                    text.replace_range(end..=end, "\n");
                }
                self.titled(&text, sheet.title(), self.top, parent);
            }
            Kind::Subhead { level } => {
                while self.headings.last().is_some_and(|open| open >= level) {
                    self.headings.pop();
                }
                self.headings.push(*level);
                let depth = self.headings.len() as u8;
                let node = self.heading((self.headline + depth).min(6), text, parent);
                self.paragraph(text, &sheet.subhead(depth, part), node);
            }
            Kind::Dateline => self.plain(text, sheet.dateline(text), parent),
            // The decree's sizes end at 14 pt: a document has no larger lead.
            Kind::Lead if self.form.is_document() => self.plain(text, sheet.prose(part), parent),
            Kind::Lead => self.plain(text, sheet.lead(), parent),
            Kind::Verse => self.plain(text, sheet.verse(), parent),
            Kind::ListItem { level, mark } => self.item(text, *level, mark.trim(), parent),
            Kind::Quote => {
                let quotation = match self.quotation {
                    Some(open) => open,
                    None => self.setter.node(Tag::BlockQuote, parent),
                };
                self.quotation = Some(quotation);
                self.plain(text, sheet.quote(), quotation);
            }
            Kind::Caption => self.plain(text, sheet.caption(), parent),
            Kind::Credit => self.plain(text, sheet.credit(), parent),
            Kind::Byline => {
                let mut look = sheet.byline();
                if again {
                    look.above *= 0.3;
                } else {
                    self.stay();
                }
                self.plain(text, look, parent);
            }
            Kind::Notice => {
                let mut look = sheet.notice();
                look.above *= if again { 0.5 } else { 2.0 };
                self.plain(text, look, parent);
            }
            Kind::Body => self.plain(text, sheet.prose(part), parent),
            Kind::EndMark => {
                self.stay();
                self.plain(text, sheet.prose(part), parent);
            }
        }
    }

    pub fn plain(&mut self, text: &str, look: Look, parent: u32) {
        let node = self.setter.node(Tag::P, parent);
        self.paragraph(text, &look, node);
    }

    /// Sets a headline: of the document, a section or an article.
    pub fn titled(&mut self, text: &str, look: Look, level: u8, parent: u32) {
        self.headline = level;
        self.headings.clear();
        let node = self.heading(level, text, parent);
        self.paragraph(text, &look, node);
    }

    fn heading(&mut self, level: u8, text: &str, parent: u32) -> u32 {
        let node = self.setter.node(Tag::H(level), parent);
        self.outline.push(Heading { level, title: text.replace('\n', " "), node });
        node
    }

    /// The signature stays with the last lines of the text.
    fn stay(&mut self) {
        if let Some(last) = self.rows.last() {
            self.keep_next |= last.table.is_none();
        }
    }

    /// Whether the row to come stays with the one before it; asked once per block.
    pub fn take_keep(&mut self) -> bool {
        std::mem::take(&mut self.keep_next)
    }

    /// Sets a paragraph and appends its rows.
    pub fn paragraph(&mut self, text: &str, look: &Look, node: u32) {
        let lines = self.setter.paragraph(text, look, self.width, node);
        self.stack(lines.clone(), lines.start, look);
    }

    /// Appends the rows of `lines`; the first row holds the lines from `first_line` on.
    pub fn stack(&mut self, lines: std::ops::Range<u32>, first_line: u32, look: &Look) {
        let count = lines.len();
        for (index, line) in lines.enumerate() {
            // Two lines at least at the foot and at the head of a page.
            let keep = match index {
                0 => self.keep_next,
                1 => true,
                _ => index + 1 == count || look.keep,
            };
            self.rows.push(Row {
                lines: Lines::Run(if index == 0 { first_line } else { line }..line + 1),
                above: if index == 0 { look.above } else { 0.0 },
                height: look.leading,
                base: base_line(look),
                keep,
                table: None,
                rule_above: false,
            });
        }
        if count > 0 {
            self.keep_next = look.keep;
        }
    }

    fn item(&mut self, text: &str, level: u8, mark: &str, parent: u32) {
        let level = level.clamp(1, DEEPEST_LIST).min(self.lists.last().map_or(1, |&(open, ..)| open + 1));
        while self.lists.last().is_some_and(|&(open, ..)| open > level) {
            self.lists.pop();
        }
        if self.lists.last().is_none_or(|&(open, ..)| open < level) {
            let inside = self.lists.last().map_or(parent, |&(_, _, body)| body);
            let list = self.setter.node(Tag::L(numbering(mark)), inside);
            self.lists.push((level, list, list));
        }
        let list = self.lists.last().map_or(parent, |&(_, list, _)| list);
        let item = self.setter.node(Tag::Li, list);
        let mut look = self.sheet.body();
        let step = look.size * 1.5;
        let width = if mark.is_empty() { 0.0 } else { self.setter.width(look.style, look.size, mark) };
        // Text hangs behind its mark; a long mark pushes it out rather than being overprinted.
        let hang = step.max(width + look.size * 0.4);
        let edge = (self.sheet.page.first_line - step).max(0.0) * 0.5 + step * f32::from(level - 1);
        look.first = 0.0;
        look.left = (edge + hang).min(self.width * 0.5);
        look.above *= 0.5;
        let first_line = self.setter.lines.len() as u32;
        if !mark.is_empty() {
            let label = self.setter.node(Tag::Lbl, item);
            let space = self.setter.width(look.style, look.size, " ");
            let x = (look.left - width - space * 1.6).max(edge.min(look.left)).min(edge);
            self.setter.single(&format!("{mark} "), look.style, look.size, x, label);
        }
        let body = self.setter.node(Tag::LBody, item);
        if let Some(open) = self.lists.last_mut() {
            open.2 = body;
        }
        let lines = self.setter.paragraph(text, &look, self.width, body);
        self.stack(lines, first_line, &look);
    }
}

/// Base line below the top of its row: the face's height (0.891 + 0.216 em) centred in the leading.
pub(super) fn base_line(look: &Look) -> f32 {
    (look.leading - look.size * 1.107) * 0.5 + look.size * 0.891
}

fn numbering(mark: &str) -> Numbering {
    let inner = mark.trim_matches(|c: char| !c.is_alphanumeric());
    if mark.is_empty() {
        Numbering::None
    } else if inner.chars().next().is_some_and(|c| c.is_ascii_digit()) {
        Numbering::Decimal
    } else if !inner.is_empty() && inner.chars().all(|c| "IVXLC".contains(c)) {
        Numbering::UpperRoman
    } else if inner.chars().count() == 1 {
        Numbering::LowerAlpha
    } else {
        Numbering::Disc
    }
}
