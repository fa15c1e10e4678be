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
use crate::container::{Container, Deflater, Entry, TooLarge};
use crate::error::{Code, Failure, Result, Stage};
use crate::settings::{PageFigures, Settings};
use body::Body;
use parts::Extras;

/// libdeflate's level for what is written once per article.
const LEVEL: i32 = 6;
/// Its level for what is written once per run.
const LEVEL_ONCE: i32 = 12;

/// What is made once per run: the constant parts, compressed.
#[derive(Debug)]
pub struct Writer {
    figures: PageFigures,
    /// Without and with a numbering part.
    content_types: [Entry; 2],
    relationships: [Entry; 2],
    constant: Vec<Entry>,
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
        let mut entry = |name: &str, part: &str| deflater.entry(name, part.as_bytes()).map_err(too_large);
        let plain = Extras { numbering: false };
        let numbered = Extras { numbering: true };
        let none = links::Links::default();
        let header = docx_rs::Header::new()
            .add_paragraph(body::styled("Header", vec![ParagraphChild::PageNum(Box::new(PageNum::new()))]));
        let header = order::in_schema_order(&text_of(header.build())?).map_err(malformed)?;
        Ok(Writer {
            figures,
            content_types: [
                entry(CONTENT_TYPES, &parts::content_types(plain))?,
                entry(CONTENT_TYPES, &parts::content_types(numbered))?,
            ],
            relationships: [
                entry(RELATIONSHIPS, &parts::document_relationships(plain, &none))?,
                entry(RELATIONSHIPS, &parts::document_relationships(numbered, &none))?,
            ],
            constant: vec![
                entry("_rels/.rels", &parts::package_relationships())?,
                entry("docProps/app.xml", &parts::app_properties(&settings.office.name))?,
                entry("word/styles.xml", &styles::part(&figures))?,
                entry("word/settings.xml", &parts::settings())?,
                entry("word/fontTable.xml", &parts::font_table())?,
                entry("word/theme/theme1.xml", &parts::theme())?,
                entry("word/header1.xml", &text_of(header)?)?,
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
        let mut entry = |name: &str, part: &[u8]| deflater.entry(name, part).map_err(too_large);
        let extras = Extras { numbering: !marks.is_empty() };
        let variant = usize::from(extras.numbering);
        let mut container = Container::with_capacity(document.len() / 2 + 8192);
        let mut add = |entry: &Entry| container.add(entry).map_err(too_large);
        add(&self.content_types[variant])?;
        for part in &self.constant {
            add(part)?;
        }
        add(&entry("word/document.xml", &document)?)?;
        if inline.links.targets.is_empty() {
            add(&self.relationships[variant])?;
        } else {
            let part = parts::document_relationships(extras, &inline.links);
            add(&entry(RELATIONSHIPS, part.as_bytes())?)?;
        }
        if extras.numbering {
            add(&entry("word/numbering.xml", marks.part(size).as_bytes())?)?;
        }
        add(&entry("docProps/core.xml", parts::core_properties(meta).as_bytes())?)?;
        if let Ok(mut pool) = self.deflaters.lock() {
            pool.push(deflater);
        }
        container.finish().map_err(too_large)
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

const CONTENT_TYPES: &str = "[Content_Types].xml";
const RELATIONSHIPS: &str = "word/_rels/document.xml.rels";

fn text_of(part: Vec<u8>) -> Result<String> {
    String::from_utf8(part).map_err(malformed)
}

fn malformed(reason: impl std::fmt::Display) -> Failure {
    Failure::new(Code::BadPart, Stage::Docx).with("reason", reason)
}

fn too_large(_: TooLarge) -> Failure {
    Failure::new(Code::DocxTooLarge, Stage::Docx)
}
