//! A compiled issue: masthead, contents as a TOC field with its entries filled in, articles in columns, index, imprint.

use docx_rs::{
    BookmarkEnd, BookmarkStart, Drawing, FieldChar, FieldCharType, Header, Hyperlink, HyperlinkData,
    InstrPAGEREF, InstrText, LineSpacing, PageNum, Paragraph, ParagraphChild, Pic, Run, RunChild,
    SectionProperty, SectionType, Tab, Table, TableCell, TableLayoutType, TableRow, Text, WidthType,
};

use super::body::{Body, styled};
use crate::article::{Form, Kind};
use crate::bulletin::{self, Author, CONTENTS, INDEX, Issue, Logo, Masthead, Piece, QUOC_HIEU, TIEU_NGU};

/// The logo's relationship.
pub(super) const LOGO: &str = "rLogo";
/// English Metric Units in a point.
const EMU: f32 = 12_700.0;
/// Space between two columns, twips.
const GUTTER: usize = 454;

/// Builds the body of an issue.
pub(super) struct Compositor<'a> {
    pub(super) issue: &'a Issue,
    /// Page on which article 1, 2, … starts.
    pub(super) starts: &'a [u32],
    /// The page, without columns and heads.
    pub(super) page: SectionProperty,
    /// The running head's relationship, for the first section; the others follow it.
    pub(super) header: docx_rs::HeaderReference,
}

impl Compositor<'_> {
    /// Everything between `w:body` and the last section, which is returned.
    pub(super) fn compose(self, body: &mut Body) -> Result<SectionProperty, quick_xml::Error> {
        let issue = self.issue;
        masthead(&issue.masthead, body);
        self.contents(body);
        let mut front = self.section(1, SectionType::Continuous);
        front.header_reference = Some(self.header.clone());
        front.title_pg = true;
        // in a paragraph of its own: renewed contents would take the section's end along, and LibreOffice reads a
        // head inside the field as a part of the contents
        body.push(styled("TableText", Vec::new()));
        body.end_section(front);
        // the first article starts on a new page, all others flow on
        let mut kind = SectionType::NextPage;
        let two = issue.columns == 2;
        let level = issue.headline_level();
        for section in &issue.sections {
            if let Some(name) = &section.name {
                body.paragraph("Heading1", name);
            }
            for piece in &section.articles {
                self.article(piece, level, &mut kind, body);
                body.flush()?;
            }
        }
        self.index(&issue.index, body);
        for line in &issue.imprint {
            body.paragraph("Imprint", line);
        }
        if two && issue.index.is_empty() && issue.imprint.is_empty() {
            body.push(styled("TableText", Vec::new())); // columns are balanced only before another section
        }
        body.flush()?;
        Ok(self.section(1, kind))
    }

    fn section(&self, columns: usize, kind: SectionType) -> SectionProperty {
        let mut section = self.page.clone();
        section.columns = columns;
        section.space = GUTTER;
        section.section_type = Some(kind);
        section
    }

    /// The contents: a TOC field that Word can renew, whose result is there already.
    fn contents(&self, body: &mut Body) {
        let entries = self.issue.contents();
        if entries.is_empty() {
            return;
        }
        body.paragraph("TOCHeading", CONTENTS);
        let levels = self.issue.headline_level();
        let instruction = InstrText::Unsupported(format!("TOC \\o \"1-{levels}\" \\h \\z"));
        let last = entries.len() - 1;
        for (at, entry) in entries.iter().enumerate() {
            let mut children = Vec::with_capacity(3);
            if at == 0 {
                children.push(run(vec![
                    field(FieldCharType::Begin),
                    RunChild::InstrText(Box::new(instruction.clone())),
                    field(FieldCharType::Separate),
                ]));
            }
            let mut inside = body.inline.unlinked(entry.text);
            inside.push(run(vec![RunChild::Tab(Tab::new())]));
            inside.extend(self.page_of(entry.piece));
            children.push(to_piece(entry.piece, inside));
            if at == last {
                children.push(run(vec![field(FieldCharType::End)]));
            }
            let style = if entry.level == 1 { "TOC1" } else { "TOC2" };
            body.push(styled(style, children));
        }
    }

    /// A field with the page on which an article starts.
    fn page_of(&self, piece: u32) -> [ParagraphChild; 5] {
        let page = self.starts.get(piece as usize - 1).copied().unwrap_or(1);
        let instruction = InstrText::PAGEREF(InstrPAGEREF::new(bookmark(piece)).hyperlink());
        [
            field(FieldCharType::Begin),
            RunChild::InstrText(Box::new(instruction)),
            field(FieldCharType::Separate),
            RunChild::Text(Text::new(page.to_string())),
            field(FieldCharType::End),
        ]
        .map(|child| run(vec![child]))
    }

    /// An article; in two columns its parts are sections: what stands above its text, and tables that need the room,
    /// go across both.
    fn article(&self, piece: &Piece, level: u8, kind: &mut SectionType, body: &mut Body) {
        body.shift = level;
        body.form = Form::of(&piece.article);
        let two = self.issue.columns == 2;
        let page = body.width;
        let number = piece.number as usize;
        let start = body.children.len();
        let (mut marked, mut above, mut part) = (false, true, 1);
        for block in piece.article.flow() {
            above &= matches!(block.kind, Kind::Kicker | Kind::Title | Kind::Dateline);
            let columns = match &block.kind {
                _ if above || !two => 1,
                Kind::Table { rows } if bulletin::spans_columns(rows) => 1,
                _ => 2,
            };
            if columns != part && !body.children.is_empty() {
                body.end_section(self.section(part, std::mem::replace(kind, SectionType::Continuous)));
            }
            part = columns;
            body.width = if part == 2 { (page - GUTTER as u32) / 2 } else { page };
            // the bookmark is on the headline; an article without one is found by its first paragraph
            let target = if piece.has_headline() { block.kind == Kind::Title } else { true };
            let before = body.children.len();
            body.block(block);
            if target && !marked && body.children.len() > before {
                marked = body.bookmark(before, number, bookmark(piece.number));
            }
        }
        body.width = page;
        if body.children.len() == start {
            body.push(styled("BodyText", Vec::new())); // a section needs a paragraph
        }
        if two {
            body.end_section(self.section(part, std::mem::replace(kind, SectionType::Continuous)));
        }
    }

    fn index(&self, authors: &[Author], body: &mut Body) {
        if authors.is_empty() {
            return;
        }
        body.paragraph("TOCHeading", INDEX);
        for author in authors {
            let mut children = body.inline.unlinked(&author.name);
            children.push(run(vec![RunChild::Tab(Tab::new())]));
            for (at, piece) in author.pieces.iter().enumerate() {
                if at > 0 {
                    children.push(run(vec![RunChild::Text(Text::new(", "))]));
                }
                children.push(to_piece(*piece, self.page_of(*piece).to_vec()));
            }
            body.push(styled("TOC1", children));
        }
    }
}

fn masthead(masthead: &Masthead, body: &mut Body) {
    let bodies = [("MastheadParent", masthead.parent.as_str()), ("MastheadBody", masthead.body.as_str())];
    if masthead.quoc_hieu {
        let half = body.width as usize / 2;
        let mut cell = |lines: &[(&str, &str)], width: usize| {
            let cell = TableCell::new().width(width, WidthType::Dxa);
            lines
                .iter()
                .filter(|(_, text)| !text.is_empty())
                .fold(cell, |cell, (style, text)| cell.add_paragraph(styled(style, body.inline.runs(text))))
        };
        let (left, right) = (half - half / 5, body.width as usize - half + half / 5);
        let national = [("MastheadBody", QUOC_HIEU), ("MastheadMotto", TIEU_NGU)];
        let row = TableRow::new(vec![cell(&bodies, left), cell(&national, right)]);
        let table = Table::new(vec![row])
            .set_grid(vec![left, right])
            .style("TableNormal")
            .layout(TableLayoutType::Fixed)
            .width(left + right, WidthType::Dxa);
        body.children.push(docx_rs::DocumentChild::Table(Box::new(table)));
    } else {
        for (style, text) in bodies.iter().filter(|(_, text)| !text.is_empty()) {
            body.paragraph(style, text);
        }
    }
    if let Some(logo) = &masthead.logo {
        let mut paragraph = styled("MastheadParent", vec![picture(logo)]);
        paragraph.property.line_spacing = Some(LineSpacing::new().before((body.size * 20.0) as u32));
        body.push(paragraph);
    }
    body.paragraph("BulletinName", &masthead.name);
    if !masthead.subtitle.is_empty() {
        body.paragraph("BulletinSubtitle", &masthead.subtitle);
    }
    let line: Vec<&str> = [masthead.number.as_str(), masthead.date.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if !line.is_empty() {
        body.paragraph("BulletinDate", &line.join(" – "));
    }
}

/// The running head: page number in the middle of the top margin (NĐ 30), the bulletin's name under it.
pub(super) fn header(head: &str) -> Header {
    Header::new()
        .add_paragraph(styled("Header", vec![ParagraphChild::PageNum(Box::new(PageNum::new()))]))
        .add_paragraph(styled("RunningHead", vec![run(vec![RunChild::Text(Text::new(head))])]))
}

/// The logo, as large as its box allows.
fn picture(logo: &Logo) -> ParagraphChild {
    let (width, height) = logo.extent();
    let mut picture = Pic::new_with_dimensions(Vec::new(), 1, 1);
    picture.id = LOGO.to_owned(); // not the counter's
    picture.size = ((width * EMU) as u32, (height * EMU) as u32);
    run(vec![RunChild::Drawing(Box::new(Drawing::new().pic(picture)))])
}

fn bookmark(piece: u32) -> String {
    format!("_Toc{piece:06}")
}

fn to_piece(piece: u32, children: Vec<ParagraphChild>) -> ParagraphChild {
    let link = HyperlinkData::Anchor { anchor: bookmark(piece) };
    ParagraphChild::Hyperlink(Hyperlink { link, history: None, children })
}

fn field(kind: FieldCharType) -> RunChild {
    RunChild::FieldChar(FieldChar::new(kind))
}

fn run(children: Vec<RunChild>) -> ParagraphChild {
    ParagraphChild::Run(Box::new(Run { children, ..Run::default() }))
}

/// Puts a bookmark around the runs of a paragraph.
pub(super) fn wrap(paragraph: &mut Paragraph, id: usize, name: String) {
    paragraph.children.insert(0, ParagraphChild::BookmarkStart(BookmarkStart::new(id, name)));
    paragraph.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
}
