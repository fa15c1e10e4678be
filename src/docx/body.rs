//! Blocks as paragraphs and tables of docx-rs.

use docx_rs::{
    BuildXML, DocumentChild, Indent, IndentLevel, Justification, NumberingId, NumberingProperty, Paragraph,
    ParagraphChild, ParagraphProperty, ParagraphStyle, SectionProperty, SpecialIndentType, Table, TableCell,
    TableLayoutType, TableRow, WidthType,
};

use super::inline::Inline;
use super::numbering::{self, Marks};
use super::order;
use crate::article::{Article, Block, Form, Kind, Part, Row};

/// The body of a document being built.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) children: Vec<DocumentChild>,
    pub(super) inline: Inline,
    pub(super) marks: Marks,
    /// Size of the text in points.
    pub(super) size: f32,
    /// Where the marks of lists start in twips.
    pub(super) edge: u32,
    /// Width of the column in twips.
    pub(super) width: u32,
    /// Heading level of headlines: 0 for an article alone, whose headline is the title.
    pub(super) shift: u8,
    /// The form of the article at hand.
    pub(super) form: Form,
    /// What was flushed, in the order of the schema.
    pub(super) xml: Vec<u8>,
}

impl Body {
    /// Appends the blocks of an article in the order in which every writer prints them.
    pub(super) fn article(&mut self, article: &Article) {
        self.form = Form::of(article);
        for block in article.flow() {
            self.block(block);
        }
    }

    /// Appends one block.
    pub(super) fn block(&mut self, block: &Block) {
        let part = self.form.part(block);
        let style = match &block.kind {
            Kind::Lead if part == Part::Basis => "BodyText",
            Kind::Kicker => "Kicker",
            Kind::Title if self.shift > 0 => heading(self.shift),
            Kind::Title => "Title",
            Kind::Dateline => "Dateline",
            Kind::Lead => "Subtitle",
            Kind::Body => "BodyText",
            Kind::Verse => "Verse",
            Kind::Subhead { level } => heading((*level).clamp(1, 6) + self.shift),
            Kind::ListItem { level, mark } => return self.list_item(*level, mark, &block.text),
            Kind::Quote => "Quote",
            Kind::Caption => "Caption",
            Kind::Credit => "Credit",
            Kind::Table { rows } => return self.table(rows),
            Kind::EndMark => "EndMark",
            Kind::Byline => "Byline",
            Kind::Notice => "Notice",
        };
        if block.text.is_empty() {
            return;
        }
        if let (Kind::Title, Some(end)) = (&block.kind, self.form.type_end(&block.text)) {
            return self.paragraph(style, &format!("{}\n{}", &block.text[..end], &block.text[end + 1..]));
        }
        let mut runs = self.inline.runs(&block.text);
        for child in &mut runs {
            let ParagraphChild::Run(run) = child else { continue };
            let look = std::mem::take(&mut run.run_property);
            run.run_property = match part {
                Part::Authority => look.bold(),
                Part::Basis => look.italic(),
                Part::Enacting | Part::Plain => look,
            };
        }
        let mut paragraph = styled(style, runs);
        if part == Part::Enacting {
            paragraph.property.alignment = Some(Justification::new("center"));
        }
        self.push(paragraph);
    }

    /// Appends a paragraph.
    pub(super) fn paragraph(&mut self, style: &str, text: &str) {
        let runs = self.inline.runs(text);
        self.push(styled(style, runs));
    }

    /// Ends a section with the last paragraph.
    pub(super) fn end_section(&mut self, section: SectionProperty) {
        if let Some(DocumentChild::Paragraph(paragraph)) = self.children.last_mut() {
            paragraph.property.section_property = Some(section);
        }
    }

    /// Puts a bookmark on the first paragraph from `at` on; false if there is none.
    pub(super) fn bookmark(&mut self, at: usize, id: usize, name: String) -> bool {
        let paragraph = self.children[at..].iter_mut().find_map(|child| match child {
            DocumentChild::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        });
        paragraph.map(|paragraph| super::issue::wrap(paragraph, id, name)).is_some()
    }

    /// Writes the children out: an issue of a thousand articles is not kept as a tree.
    ///
    /// # Errors
    /// What quick-xml says when docx-rs wrote something that is not well-formed.
    pub(super) fn flush(&mut self) -> Result<(), quick_xml::Error> {
        for child in self.children.drain(..) {
            order::append(&String::from_utf8_lossy(&child.build()), &mut self.xml)?;
        }
        Ok(())
    }

    pub(super) fn push(&mut self, paragraph: Paragraph) {
        self.children.push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    fn list_item(&mut self, level: u8, mark: &str, text: &str) {
        let level = level.clamp(1, 9) - 1;
        let mut paragraph = styled("ListParagraph", self.inline.runs(text));
        let mark: String = mark.chars().filter(|c| !c.is_control()).collect();
        if mark.is_empty() {
            let (left, _) = numbering::indent(level, "-", self.size, self.edge);
            paragraph.property.indent =
                Some(Indent::new(Some(left as i32), None::<SpecialIndentType>, None, None));
        } else {
            let id = NumberingId::new(self.marks.id(level, &mark));
            paragraph.property.numbering_property =
                Some(NumberingProperty::new().add_num(id, IndentLevel::new(usize::from(level))));
        }
        self.push(paragraph);
    }

    fn table(&mut self, rows: &[Row]) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(MAX_COLUMNS);
        if columns == 0 {
            return;
        }
        let widths = widths(rows, columns, self.width);
        let mut heading = true; // only rows at the top
        let built = rows.iter().map(|row| {
            heading &= row.header;
            let style = if heading { "TableHeading" } else { "TableText" };
            let cells = (0..columns).map(|at| {
                // a row longer than Word allows keeps its text: the rest goes into the last cell
                let text = match row.cells.get(at) {
                    Some(_) if at + 1 == MAX_COLUMNS => row.cells[at..].join(" "),
                    Some(text) => text.clone(),
                    None => String::new(),
                };
                TableCell::new()
                    .width(widths[at] as usize, WidthType::Dxa)
                    .add_paragraph(styled(style, self.inline.runs(&text)))
            });
            let built = TableRow::new(cells.collect()).cant_split();
            if heading { built.row_height(0.0) } else { built }
        });
        let table = Table::new(built.collect())
            .set_grid(widths.iter().map(|width| *width as usize).collect())
            .style("TableGrid")
            .layout(TableLayoutType::Fixed)
            .width(widths.iter().sum::<u32>() as usize, WidthType::Dxa);
        self.children.push(DocumentChild::Table(Box::new(table)));
        // Word joins tables that touch, and wants a paragraph behind the last
        self.push(styled("TableText", Vec::new()));
    }
}

/// Word opens no table with more columns.
const MAX_COLUMNS: usize = 63;

/// The style of a heading.
fn heading(level: u8) -> &'static str {
    HEADINGS[usize::from(level.clamp(1, 6) - 1)]
}

const HEADINGS: [&str; 6] = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];

/// A paragraph of a style, without the id that docx-rs would count up.
pub(super) fn styled(style: &str, children: Vec<ParagraphChild>) -> Paragraph {
    let mut property = ParagraphProperty::default();
    property.style = Some(ParagraphStyle { val: style.to_owned() });
    Paragraph { id: String::new(), children, property, has_numbering: false }
}

/// Column widths in twips that fill `width`, by the longest word and the amount of text in each column.
fn widths(rows: &[Row], columns: usize, width: u32) -> Vec<u32> {
    let weight = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(at));
        let most = cells.map(|cell| cell.chars().count().min(60)).max().unwrap_or(0);
        (most.max(4) as f32).sqrt()
    };
    let weights: Vec<f32> = (0..columns).map(weight).collect();
    let sum: f32 = weights.iter().sum();
    let mut widths: Vec<u32> = weights.iter().map(|weight| (weight / sum * width as f32) as u32).collect();
    let rest = width.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
