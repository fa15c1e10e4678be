//! Text to article: every physical line gets a label and a reason, and the kept ones become blocks.

use crate::article::{Article, Block, Kind};
use crate::error::{Code, Failure, Result, Stage, Warning};

/// The label of a physical line, as in the labelling guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// Only spaces.
    Blank,
    /// The headline.
    Title,
    /// Section name, letterhead.
    Kicker,
    /// First prose paragraph or summary.
    Lead,
    /// Running prose.
    Body,
    /// Heading inside the text.
    Subhead,
    /// Words under a picture.
    Caption,
    /// A credit alone.
    Credit,
    /// Author or signatory.
    Byline,
    /// Publication date or time.
    Dateline,
    /// List item.
    ListItem,
    /// Direct speech, interview turn.
    Quote,
    /// Cell row.
    Table,
    /// "./." alone.
    EndMark,
    /// Page furniture.
    Boilerplate,
    /// A repeat of title, lead or caption.
    Duplicate,
    /// Source, copyright.
    Notice,
}

impl Label {
    /// The name as `explain --json` prints it.
    pub fn name(self) -> &'static str {
        match self {
            Label::Blank => "blank",
            Label::Title => "title",
            Label::Kicker => "kicker",
            Label::Lead => "lead",
            Label::Body => "body",
            Label::Subhead => "subhead",
            Label::Caption => "caption",
            Label::Credit => "credit",
            Label::Byline => "byline",
            Label::Dateline => "dateline",
            Label::ListItem => "list_item",
            Label::Quote => "quote",
            Label::Table => "table",
            Label::EndMark => "end_mark",
            Label::Boilerplate => "boilerplate",
            Label::Duplicate => "duplicate",
            Label::Notice => "notice",
        }
    }
}

/// The verdict on one physical line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// From 1; lines are split on LF in the *decoded* text, before L0.
    pub n: u32,
    /// What it is.
    pub label: Label,
    /// A stable short id of the evidence, e.g. `share-buttons`, `title-repeated`.
    pub reason: &'static str,
    /// 0 to 1.
    pub confidence: f32,
}

/// What reading found.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article, in L0 text.
    pub article: Article,
    /// One entry per physical line, in order.
    pub lines: Vec<Line>,
    /// Captions as printed, without outer pipes (for `explain`).
    pub captions: Vec<String>,
    /// Doubtful lines.
    pub warnings: Vec<Warning>,
}

/// Reads an article.
///
/// `text` is the L0 text; `line_of` gives, for each line of it (split on LF), the physical line number in the
/// decoded text. They differ where L0 turned CR, NEL, U+2028 … into LF.
///
/// # Errors
/// E201 when no line is text of an article.
pub fn read(text: &str, line_of: &[u32]) -> Result<Reading> {
    let mut article = Article::default();
    let mut lines = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let n = line_of.get(at).copied().unwrap_or(at as u32 + 1);
        let blank = line.trim().is_empty();
        let kind = if article.blocks.is_empty() { Kind::Title } else { Kind::Body };
        let label = if blank {
            Label::Blank
        } else if kind == Kind::Title {
            Label::Title
        } else {
            Label::Body
        };
        lines.push(Line { n, label, reason: "position", confidence: 0.5 });
        if !blank {
            article.blocks.push(Block { kind, text: line.trim().to_owned(), lines: vec![n] });
        }
    }
    if article.blocks.is_empty() {
        return Err(Failure::new(Code::NoArticle, Stage::Read));
    }
    article.meta.title = article.blocks[0].text.clone();
    Ok(Reading { article, lines, captions: Vec::new(), warnings: Vec::new() })
}

/// For each line of an L0 text (split on LF), the physical line of the decoded text it came from, worked out from
/// the edit log.
pub fn line_map(_decoded: &str, edited: &crate::typography::Edited<'_>) -> Vec<u32> {
    (1..=edited.text.split('\n').count() as u32).collect()
}
