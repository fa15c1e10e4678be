//! The hub: an article as plain data. Readers make it, writers take it, and they meet nowhere else.
//!
//! It knows no I/O, no output format and no encoding. All text is NFC without U+00A0, soft hyphens or control
//! characters; the only line break inside a text is `\n` in [`Kind::Verse`].

mod form;

pub use form::{Form, Part};
use serde::{Deserialize, Serialize};

/// One article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Every printed block **in reading order of the source**. Writers print them in the order of [`Article::flow`].
    pub blocks: Vec<Block>,
    /// What the page says about itself; never printed, only used for metadata and file properties.
    pub meta: Meta,
}

/// A paragraph-like unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text; empty for [`Kind::Table`], whose text is in the cells. Without the mark of a list item.
    pub text: String,
    /// The physical input lines it was made of, from 1, ascending.
    pub lines: Vec<u32>,
}

/// The role of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Kind {
    /// Section name, strapline, letterhead line (issuing body, national motto, "Số: …").
    Kicker,
    /// The headline; several lines of the source are joined by one space. At most one per article.
    Title,
    /// Publication date or time, "place, ngày … tháng … năm …", as printed.
    Dateline,
    /// The summary, or first prose paragraph. At most one per article.
    Lead,
    /// Running prose.
    Body,
    /// Lines of a poem (or other lines that must stay apart), joined by `\n`.
    Verse,
    /// A heading inside the text; `level` 1 (Phần, Chương, "I.") to 6.
    Subhead {
        /// 1 to 6.
        level: u8,
    },
    /// A list item with its literal mark ("-", "•", "1.", "a)", "đ)"); never renumbered. The mark may be empty.
    ListItem {
        /// Depth from 1.
        level: u8,
        /// As printed, without the space behind it.
        mark: String,
    },
    /// Direct speech, or a turn of an interview, that is a paragraph of its own.
    Quote,
    /// The words under a picture, with an inline credit.
    Caption,
    /// A credit alone on its line.
    Credit,
    /// Rows of cells.
    Table {
        /// At least one row.
        rows: Vec<Row>,
    },
    /// "./." alone on its line.
    EndMark,
    /// Author, signing body or signatory.
    Byline,
    /// "Nguồn: …", copyright and republication lines.
    Notice,
}

/// A row of a table. Rows may have different numbers of cells; writers pad on the right.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// A heading row (only rows at the top of the table).
    pub header: bool,
    /// The texts of the cells, possibly empty.
    pub cells: Vec<String>,
}

/// Metadata read from the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The headline as one line; of an article without one, its first words (then `title_made` is true).
    pub title: String,
    /// No title stood in the page: `title` was made from the text and is not printed as a headline.
    pub title_made: bool,
    /// Publication date: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// Names as printed, in order.
    pub authors: Vec<String>,
    /// Unit on the byline, signing body, or letterhead.
    pub organisation: Option<String>,
    /// Agency prefix, or the source named in a notice.
    pub source: Option<String>,
    /// Type of an administrative document ("Quyết định"), when it is one.
    pub document_type: Option<String>,
    /// Its number and symbol ("30/2020/NĐ-CP").
    pub document_symbol: Option<String>,
    /// Keywords the page names ("Từ khóa: …").
    pub keywords: Vec<String>,
}

impl Kind {
    /// Where the block stands on the printed page: kicker, title, dateline, lead, then the blocks as in the source,
    /// then byline, then notices.
    fn rank(&self) -> u8 {
        match self {
            Kind::Kicker => 0,
            Kind::Title => 1,
            Kind::Dateline => 2,
            Kind::Lead => 3,
            Kind::Byline => 5,
            Kind::Notice => 6,
            _ => 4,
        }
    }
}

impl Article {
    /// The blocks in the order in which every writer prints them (design invariant 3).
    pub fn flow(&self) -> impl Iterator<Item = &Block> {
        (0..=6).flat_map(|rank| self.blocks.iter().filter(move |block| block.kind.rank() == rank))
    }

    /// The printed headline, if there is one.
    pub fn title_block(&self) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == Kind::Title)
    }
}

impl Block {
    /// All pieces of text in the block: its own, or those of its cells row by row.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let cells = match &self.kind {
            Kind::Table { rows } => rows.as_slice(),
            _ => &[],
        };
        (!self.text.is_empty())
            .then_some(self.text.as_str())
            .into_iter()
            .chain(cells.iter().flat_map(|row| row.cells.iter().map(String::as_str)))
    }

    /// The same pieces, to be changed in place.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let cells = match &mut self.kind {
            Kind::Table { rows } => rows.as_mut_slice(),
            _ => &mut [],
        };
        (!self.text.is_empty())
            .then_some(&mut self.text)
            .into_iter()
            .chain(cells.iter_mut().flat_map(|row| row.cells.iter_mut()))
    }
}
