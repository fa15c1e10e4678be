//! Text to article: every physical line gets a label and a reason, and the kept ones become blocks.

/// A list of phrases as one text, a line each: a list of texts would take sixteen bytes more for each of two
/// thousand.
macro_rules! words {
    ($($phrase:literal),* $(,)?) => { concat!($($phrase, "\n"),*) };
}

mod above;
mod below;
mod blocks;
mod buttons;
mod byline;
mod caption;
mod contents;
mod credit;
mod cues;
mod date;
mod depiction;
mod document;
mod facts;
mod feature;
mod flow;
mod fold;
mod furniture;
mod head;
mod headings;
mod hung;
mod interlude;
mod issuer;
mod letters;
mod machine;
mod mark;
mod name;
mod page;
mod paging;
mod phrases;
mod repeat;
mod residue;
mod rest;
mod row;
mod said;
mod search;
mod source;
mod table;
mod tail;
mod title;
mod turns;
mod verse;
mod widget;

use std::ops::Range;

use crate::article::{Article, Meta};
use crate::error::{Code, Failure, Result, Stage, Warning};
use page::Page;
use row::Row;

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
    /// The fields of the labelling guide as places in the L0 text, for `explain`.
    pub printed: Printed,
    /// Doubtful lines.
    pub warnings: Vec<Warning>,
}

/// Where the fields stand in the L0 text (byte ranges), so that `explain` can print them as the page did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// The lines of the title; joined by one space.
    pub title: Vec<Range<usize>>,
    /// The names of each byline; joined by ", ".
    pub author: Vec<Range<usize>>,
    /// The lines of the organisation's name; joined by one space.
    pub organisation: Vec<Range<usize>>,
    /// The source.
    pub source: Option<Range<usize>>,
    /// Captions without outer pipes.
    pub captions: Vec<Range<usize>>,
}

/// Labels every line, and reads the article from the labels.
///
/// `text` is the L0 text; `line_of` gives, for each line of it (split on LF), the physical line number in the
/// decoded text. They differ where L0 turned CR, NEL, U+2028 … into LF.
///
/// # Errors
/// E201 when no line is text of an article.
pub fn read(text: &str, line_of: &[u32]) -> Result<Reading> {
    let reading = explain(text, line_of);
    if reading.article.blocks.is_empty() {
        return Err(Failure::new(Code::NoArticle, Stage::Read).with("lines", reading.lines.len()));
    }
    Ok(reading)
}

/// Like [`read`], but a page of nothing but furniture gives its labels and an article without blocks.
pub fn explain(text: &str, line_of: &[u32]) -> Reading {
    let mut page = Page::new(text);
    contents::read(&mut page);
    document::read(&mut page);
    flow::survey(&mut page);
    table::cells_a_line(&mut page);
    head::read(&mut page);
    tail::read(&mut page);
    flow::read(&mut page);
    caption::repeats(&mut page);
    let facts = facts::collect(&page);
    let blocks = blocks::build(&mut page, line_of);
    let title_made = facts.title.is_empty();
    let title = match blocks.iter().find(|block| block.kind == crate::article::Kind::Title) {
        Some(block) => block.text.clone(),
        None => blocks::made_title(&blocks),
    };
    let split = |text: &str| {
        text.split([',', ';'])
            .flat_map(|p| p.split(" - "))
            .flat_map(|p| p.split(" – "))
            .map(|p| p.trim().to_owned())
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
    };
    let meta = Meta {
        title,
        title_made,
        date: facts.date.map(date::Date::iso),
        authors: facts.authors.iter().flat_map(|names| split(names)).collect(),
        organisation: (!facts.organisation.is_empty()).then(|| {
            facts.organisation.iter().flat_map(|part| part.split_whitespace()).collect::<Vec<_>>().join(" ")
        }),
        source: facts.source.map(str::to_owned),
        document_type: facts.document_type.map(blocks::type_name),
        document_symbol: facts.symbol.map(str::to_owned),
        keywords: facts.keywords.iter().map(|&word| word.to_owned()).collect(),
    };
    let place = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    };
    let places = |parts: &[&str]| parts.iter().map(|part| place(part)).collect::<Vec<_>>();
    let printed = Printed {
        title: places(&facts.title),
        author: places(&facts.authors),
        organisation: places(&facts.organisation),
        source: facts.source.map(place),
        captions: places(&facts.captions),
    };
    let lines = labels(&page, text, line_of);
    let warnings = if blocks.is_empty() { Vec::new() } else { doubts(&page, line_of) };
    Reading { article: Article { blocks, meta }, lines, printed, warnings }
}

/// The verdict on each physical line. Where L0 parted one physical line, the most telling of its parts speaks for it.
fn labels(page: &Page<'_>, text: &str, line_of: &[u32]) -> Vec<Line> {
    let count = memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1;
    let physical = |line: usize| line_of.get(line).copied().unwrap_or(line as u32 + 1);
    let last = physical(count - 1);
    let mut lines: Vec<Line> =
        (1..=last).map(|n| Line { n, label: Label::Blank, reason: "blank", confidence: 1.0 }).collect();
    for row in &page.rows {
        let n = physical(row.line as usize);
        if let Some(line) = lines.get_mut(n as usize - 1)
            && row.label.telling() > line.label.telling()
        {
            *line = Line { n, label: row.label, reason: row.reason, confidence: row.confidence };
        }
    }
    lines
}

impl Label {
    /// How much a label says about a line of several parts: a part that is kept outweighs one that is dropped.
    fn telling(self) -> u8 {
        match self {
            Label::Blank => 0,
            Label::Boilerplate => 1,
            Label::Duplicate => 2,
            Label::EndMark | Label::Credit | Label::Notice => 3,
            Label::Kicker | Label::Dateline | Label::Byline => 4,
            Label::Caption | Label::Table | Label::Quote | Label::ListItem | Label::Subhead => 5,
            Label::Body => 6,
            Label::Lead => 7,
            Label::Title => 8,
        }
    }
}

/// Lines that a reader should look at.
fn doubts(page: &Page<'_>, line_of: &[u32]) -> Vec<Warning> {
    let n = |row: &Row<'_>| line_of.get(row.line as usize).copied().unwrap_or(row.line + 1);
    let mut warnings = Vec::new();
    if page.title.is_empty() {
        warnings.push(Warning::new(Code::NoTitle));
    }
    for (at, row) in page.rows.iter().enumerate() {
        if row.reason == "site-clock" {
            warnings.push(Warning::new(Code::SiteClock).at(n(row)));
        } else if row.is_dropped() && row.confidence < 0.7 {
            warnings.push(Warning::new(Code::DoubtfulDrop).with("reason", row.reason).at(n(row)));
        } else if !row.is_dropped() && page.furniture[at].is_some() && row.label != Label::Kicker {
            warnings.push(Warning::new(Code::DoubtfulKeep).at(n(row)));
        }
    }
    warnings.sort_by_key(|warning| warning.line);
    warnings
}

/// For each line of an L0 text (split on LF), the physical line of the decoded text it came from, worked out from
/// the edit log.
pub fn line_map(decoded: &str, edited: &crate::typography::Edited<'_>) -> Vec<u32> {
    let mut lines = Vec::with_capacity(memchr::memchr_iter(b'\n', edited.text.as_bytes()).count() + 1);
    lines.push(1);
    let mut physical = 1u32;
    let mut at = 0usize;
    // Unchanged text has the same line ends in both; an edit may add or take some.
    let plain = |from: usize, to: usize, physical: &mut u32, lines: &mut Vec<u32>| {
        let piece = decoded.as_bytes().get(from..to).unwrap_or_default();
        for _ in memchr::memchr_iter(b'\n', piece) {
            *physical += 1;
            lines.push(*physical);
        }
    };
    for edit in &edited.edits {
        plain(at, edit.offset, &mut physical, &mut lines);
        let mut before = edit.before.bytes().filter(|&b| b == b'\n').count() as u32;
        let after = edit.after.bytes().filter(|&b| b == b'\n').count() as u32;
        for left in (0..after).rev() {
            // The last line ends of an edit are the physical ones, those before them were made by L0.
            let step = u32::from(before > left);
            physical += step;
            before -= step;
            lines.push(physical);
        }
        physical += before;
        at = edit.offset + edit.before.len();
    }
    plain(at, decoded.len(), &mut physical, &mut lines);
    lines
}
