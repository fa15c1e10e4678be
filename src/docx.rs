//! An article as a Word document (ISO/IEC 29500 transitional, as Word 2013 and later write it).
//!
//! docx-rs builds the body; [`order`](self) puts it into the order of the schema; styles, settings, font table and
//! properties are ours. What does not depend on the article is compressed once per run.

mod body;
mod inline;
mod links;
mod numbering;
mod order;
mod parts;
mod styles;

use std::sync::Mutex;

use docx_rs::{
    BuildXML, Document, HeaderReference, PageMargin, PageNum, PageSize, ParagraphChild, SectionProperty,
};

use crate::article::{Article, Meta};
use crate::container::{Deflater, Member, ZipWriter};
use crate::error::{Code, Failure, Result, Stage};
use crate::settings::{PageFigures, Settings};
use body::Body;
use parts::Extras;

/// libdeflate's level for what is written once per article: 10 takes 0.06 ms more than 9 and saves 40 bytes in 7,000.
const LEVEL: i32 = 10;
/// Its level for what is written once per run.
const LEVEL_ONCE: i32 = 12;

/// What is made once per run: the constant parts, compressed.
#[derive(Debug)]
pub struct Writer {
    figures: PageFigures,
    /// Without and with a numbering part.
    content_types: [Member; 2],
    relationships: [Member; 2],
    constant: Vec<(&'static str, Member)>,
    deflaters: Mutex<Vec<Deflater>>,
}

impl Writer {
    /// Prepares styles, settings and font table for the page settings.
    ///
    /// # Errors
    /// E501 when a constant part cannot be written (a defect).
    pub fn new(settings: &Settings) -> Result<Writer> {
        let figures = settings.page.figures();
        let mut deflater = Deflater::new(LEVEL_ONCE);
        let mut part = |text: String| deflater.member(text.as_bytes());
        let plain = Extras { numbering: false };
        let numbered = Extras { numbering: true };
        let none = links::Links::default();
        let header = docx_rs::Header::new()
            .add_paragraph(body::styled("Header", vec![ParagraphChild::PageNum(Box::new(PageNum::new()))]));
        let header = order::in_schema_order(&text_of(header.build())?).map_err(malformed)?;
        Ok(Writer {
            figures,
            content_types: [plain, numbered].map(|extras| part(parts::content_types(extras))),
            relationships: [plain, numbered].map(|extras| part(parts::document_relationships(extras, &none))),
            constant: vec![
                ("_rels/.rels", part(parts::package_relationships())),
                ("docProps/app.xml", part(parts::app_properties())),
                ("word/styles.xml", part(styles::part(&figures))),
                ("word/settings.xml", part(parts::settings())),
                ("word/fontTable.xml", part(parts::font_table())),
                ("word/theme/theme1.xml", part(parts::theme())),
                ("word/header1.xml", part(text_of(header)?)),
            ],
            deflaters: Mutex::new(Vec::new()),
        })
    }

    /// Writes one article.
    ///
    /// # Errors
    /// E501 when docx-rs gives a part that is not well-formed (a defect), E502 beyond 4 GiB.
    pub fn article(&self, article: &Article) -> Result<Vec<u8>> {
        let mut body = Body {
            size: self.figures.body,
            width: styles::twips(self.figures.width - self.figures.left - self.figures.right),
            ..Body::default()
        };
        body.article(article);
        self.finish(body, &article.meta)
    }

    fn finish(&self, body: Body, meta: &Meta) -> Result<Vec<u8>> {
        let Body { children, inline, marks, size, .. } = body;
        let document = Document { children, section_property: self.section(), has_numbering: false };
        let document = order::in_schema_order(&text_of(document.build())?).map_err(malformed)?;
        let mut deflater = self.deflater();
        let extras = Extras { numbering: !marks.is_empty() };
        let variant = usize::from(extras.numbering);
        let mut zip = ZipWriter::new(Vec::with_capacity(document.len() / 2 + 8192));
        let mut add = |name: &str, member: &Member| zip.add(name, member).map_err(too_large);
        add("[Content_Types].xml", &self.content_types[variant])?;
        for (name, part) in &self.constant {
            add(name, part)?;
        }
        add("word/document.xml", &deflater.member(&document))?;
        let relationships = "word/_rels/document.xml.rels";
        if inline.links.targets.is_empty() {
            add(relationships, &self.relationships[variant])?;
        } else {
            let part = parts::document_relationships(extras, &inline.links);
            add(relationships, &deflater.member(part.as_bytes()))?;
        }
        if extras.numbering {
            add("word/numbering.xml", &deflater.member(marks.part(size).as_bytes()))?;
        }
        add("docProps/core.xml", &deflater.member(parts::core_properties(meta).as_bytes()))?;
        if let Ok(mut pool) = self.deflaters.lock() {
            pool.push(deflater);
        }
        zip.finish().map_err(too_large)
    }

    /// The page: paper, margins, the number in the top margin from page 2.
    fn section(&self) -> SectionProperty {
        let figures = &self.figures;
        let margin = PageMargin {
            top: styles::twips(figures.top) as i32,
            bottom: styles::twips(figures.bottom) as i32,
            left: styles::twips(figures.left) as i32,
            right: styles::twips(figures.right) as i32,
            header: styles::twips(figures.top / 2.0) as i32,
            footer: styles::twips(figures.bottom / 2.0) as i32,
            gutter: 0,
        };
        let size = PageSize::new().size(styles::twips(figures.width), styles::twips(figures.height));
        let mut section = SectionProperty::new().page_size(size).page_margin(margin).title_pg();
        section.header_reference = Some(HeaderReference::new("default", parts::HEADER));
        section
    }

    /// A compressor: its tables (64 KiB) are dearer than what they compress here.
    fn deflater(&self) -> Deflater {
        let kept = self.deflaters.lock().ok().and_then(|mut pool| pool.pop());
        kept.unwrap_or_else(|| Deflater::new(LEVEL))
    }
}

fn text_of(part: Vec<u8>) -> Result<String> {
    String::from_utf8(part).map_err(malformed)
}

fn malformed(reason: impl std::fmt::Display) -> Failure {
    Failure::new(Code::BadPart, Stage::Docx).with("reason", reason)
}

/// A zip in memory knows no other failure.
fn too_large(_: std::io::Error) -> Failure {
    Failure::new(Code::DocxTooLarge, Stage::Docx)
}
