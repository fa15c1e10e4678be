//! An article as a Word document (ISO/IEC 29500 transitional, as Word 2013 and later write it).
//!
//! docx-rs builds the body; [`order`](self) puts it into the order of the schema; styles, settings, font table and
//! properties are ours. What does not depend on the article is compressed once per run.

mod body;
mod inline;
mod issue;
mod links;
mod numbering;
mod order;
mod parts;
mod styles;

use docx_rs::{
    BuildXML, Document, HeaderReference, PageMargin, PageNum, PageSize, ParagraphChild, SectionProperty,
};

use crate::article::{Article, Meta};
use crate::bulletin::{Issue, Logo};
use crate::container::{Deflater, Deflaters, Member, ZipWriter};
use crate::error::{Code, Failure, Result, Stage};
use crate::settings::{PageFigures, Settings};
use body::Body;
use parts::Extras;
use styles::Purpose;

/// libdeflate's level for what is written once per article: 9 takes more than twice the time and saves 65 bytes in 6,700.
const LEVEL: i32 = 1;
/// Its level for an issue: at 10 the document of a thousand articles takes longer than all else.
const LEVEL_ISSUE: i32 = 6;
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
    deflaters: Deflaters,
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
        let plain = Extras { numbering: false, logo: None };
        let numbered = Extras { numbering: true, logo: None };
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
                ("word/styles.xml", part(styles::part(&figures, Purpose::Article))),
                ("word/settings.xml", part(parts::settings())),
                ("word/fontTable.xml", part(parts::font_table())),
                ("word/theme.xml", part(parts::theme())),
                ("word/header1.xml", part(text_of(header)?)),
            ],
            deflaters: Deflaters::new(LEVEL),
        })
    }

    /// Writes one article.
    ///
    /// # Errors
    /// E501 when docx-rs gives a part that is not well-formed (a defect), E502 beyond 4 GiB.
    pub fn article(&self, article: &Article) -> Result<Vec<u8>> {
        let mut body = self.body();
        body.article(article);
        let mut section = self.section().title_pg();
        section.header_reference = Some(HeaderReference::new("default", parts::HEADER));
        let document = Document {
            children: std::mem::take(&mut body.children),
            section_property: section,
            has_numbering: false,
        };
        let document = order::in_schema_order(&text_of(document.build())?).map_err(malformed)?;
        self.deflaters.with(|deflater| self.pack(deflater, &body, &document, &article.meta, &[], None))
    }

    /// Writes a compiled issue; `starts` are the pages on which article 1, 2, … starts in the PDF.
    ///
    /// # Errors
    /// As [`Writer::article`].
    pub fn issue(&self, issue: &Issue, starts: &[u32]) -> Result<Vec<u8>> {
        let head = issue.running_head();
        let header = text_of(issue::header(&head).build())?;
        let header = order::in_schema_order(&header).map_err(malformed)?;
        let styles = styles::part(&self.figures, Purpose::Issue(issue.headline_level()));
        let mut deflater = Deflater::new(LEVEL_ISSUE);
        let own = [
            ("word/styles.xml", deflater.member(styles.as_bytes())),
            ("word/header1.xml", deflater.member(&header)),
        ];
        let logo = issue.masthead.logo.as_ref();
        let mut body = self.body();
        body.xml = order::document_start(logo.is_some()).into_bytes();
        let compositor = issue::Compositor {
            issue,
            starts,
            page: self.section(),
            header: HeaderReference::new("default", parts::HEADER),
        };
        let last = compositor.compose(&mut body).map_err(malformed)?;
        order::append(&text_of(last.build())?, &mut body.xml).map_err(malformed)?;
        body.xml.extend_from_slice(order::DOCUMENT_END);
        let mut document = std::mem::take(&mut body.xml);
        if let Some(logo) = logo {
            parts::describe_picture(&mut document, &logo.alt);
        }
        let organisation = Some(issue.masthead.body.clone());
        let meta = Meta { title: head, organisation, ..Meta::default() };
        self.pack(&mut deflater, &body, &document, &meta, &own, logo)
    }

    fn body(&self) -> Body {
        Body {
            size: self.figures.body,
            // as in print: half of what the first line is further in than the text of a list
            edge: styles::twips((self.figures.first_line - 1.5 * self.figures.body).max(0.0) * 0.5),
            width: styles::twips(self.figures.width - self.figures.left - self.figures.right),
            ..Body::default()
        }
    }

    /// Zips the parts; those in `own` take the place of the constant ones.
    fn pack(
        &self,
        deflater: &mut Deflater,
        body: &Body,
        document: &[u8],
        meta: &Meta,
        own: &[(&str, Member)],
        logo: Option<&Logo>,
    ) -> Result<Vec<u8>> {
        let links = &body.inline.links;
        let extras = Extras { numbering: !body.marks.is_empty(), logo: logo.map(|logo| logo.format) };
        let variant = usize::from(extras.numbering);
        let mut zip = ZipWriter::new(Vec::with_capacity(document.len() / 2 + 8192));
        let mut add = |name: &str, member: &Member| zip.add(name, member).map_err(too_large);
        let types = "[Content_Types].xml";
        match logo {
            None => add(types, &self.content_types[variant])?,
            Some(_) => add(types, &deflater.member(parts::content_types(extras).as_bytes()))?,
        }
        for (name, part) in &self.constant {
            let part = own.iter().find(|(own, _)| own == name).map_or(part, |(_, part)| part);
            add(name, part)?;
        }
        add("word/document.xml", &deflater.member(document))?;
        let relationships = "word/_rels/document.xml.rels";
        if links.targets.is_empty() && logo.is_none() {
            add(relationships, &self.relationships[variant])?;
        } else {
            let part = parts::document_relationships(extras, links);
            add(relationships, &deflater.member(part.as_bytes()))?;
        }
        if extras.numbering {
            add("word/numbering.xml", &deflater.member(body.marks.part(body.size, body.edge).as_bytes()))?;
        }
        if let Some(logo) = logo {
            let name = format!("word/media/logo.{}", parts::logo_type(logo.format).0);
            add(&name, &deflater.member(&logo.bytes))?;
        }
        add("docProps/core.xml", &deflater.member(parts::core_properties(meta).as_bytes()))?;
        zip.finish().map_err(too_large)
    }

    /// The page: paper and margins.
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
        SectionProperty::new().page_size(size).page_margin(margin)
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
