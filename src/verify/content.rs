//! The content of one document: four files that must say the same.

use std::cell::RefCell;
use std::collections::HashMap;

use super::describe::Facts;
use super::source::{Raw, Source};
use super::tree::Element;
use super::zip::Zip;
use super::{Check, Findings, pdf, text};

/// What is known of a document while its files go by, in the order of their names.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// *Mã tài liệu*.
    pub code: String,
    pdf: Option<(String, Vec<String>)>,
    docx: Option<(String, Vec<String>)>,
    nitf: Option<(String, text::Nitf)>,
    /// Which of DOCX, PDF, source, NITF were there.
    pub parts: [bool; 4],
    /// What they say of it.
    pub facts: Facts,
}

impl Document {
    /// Takes the PDF.
    pub fn pdf(&mut self, path: &str, bytes: &[u8], findings: &mut Findings) {
        match pdf::read(bytes) {
            Ok(read) => {
                self.facts.pages = Some(read.pages);
                self.pdf = Some((path.to_owned(), text::canonical(&read.blocks)));
            }
            Err(pdf::Fault::Damaged(error)) => findings.add(Check::PdfDamaged, path, error),
            Err(pdf::Fault::Identification(found)) => findings.add(Check::PdfIdentification, path, found),
        }
    }

    /// Takes the DOCX.
    pub fn docx(&mut self, path: &str, bytes: &[u8], findings: &mut Findings) {
        match main_part(bytes).and_then(|part| text::docx(&part)) {
            Ok(blocks) => self.docx = Some((path.to_owned(), text::canonical(&blocks))),
            Err(error) => findings.add(Check::DocxDamaged, path, error),
        }
    }

    /// Takes the NITF and its blocks; gives the agency and the software that it names.
    pub fn nitf(
        &mut self,
        path: &str,
        whole: &str,
        blocks: text::Nitf,
        findings: &mut Findings,
    ) -> Option<[String; 2]> {
        self.nitf = Some((path.to_owned(), blocks));
        let end = memchr::memmem::find(whole.as_bytes(), b"</head>")? + "</head>".len();
        let head = [&whole[..end], "</nitf>"].concat();
        let tree = Element::parse(&head).ok()?;
        let data = tree.at(&["head", "docdata"])?;
        let id = data.at(&["doc-id"])?;
        if id.get("id-string") != self.code {
            findings.add(Check::Description, path, format_args!("doc-id ≠ {}", self.code));
        }
        self.facts.title = Some(tree.say(&["head", "title"]).to_owned());
        self.facts.date = data.at(&["date.issue"]).map(|date| date.get("norm").to_owned());
        let generator = tree.at(&["head", "meta"]).map_or("", |meta| meta.get("content"));
        Some([id.get("regsrc").to_owned(), generator.to_owned()])
    }

    /// Compares what came.
    pub fn compare(&self, findings: &mut Findings) {
        let Some((_, nitf)) = &self.nitf else { return };
        let all = text::canonical(&nitf.blocks);
        let flow = text::canonical(&nitf.flow);
        for (check, other) in [(Check::PdfText, &self.pdf), (Check::DocxText, &self.docx)] {
            let Some((path, blocks)) = other else { continue };
            let (one, other) = (text::sorted(blocks), text::sorted(&all));
            if one != other {
                findings.add(check, path, text::difference(&one, &other));
            } else if let Some(block) = text::out_of_order(&flow, blocks) {
                let start: String = block.chars().take(40).collect();
                findings.add(check, path, format_args!("“{start}” ↕"));
            }
        }
    }
}

/// A part of a DOCX as it stood in the zip.
struct Part {
    method: u16,
    crc: u32,
    size: u64,
    data: Vec<u8>,
}

thread_local! {
    /// Parts that were found whole, by path: styles, fonts and settings are the same in every document of an office,
    /// and equal bytes in the zip inflate to equal parts.
    static WHOLE: RefCell<HashMap<String, Vec<Part>>> = RefCell::default();
}
/// Parts that are remembered at most, forms of one of them, and its bytes.
const PARTS: usize = 32;
const FORMS: usize = 2;
const LARGEST_FORM: usize = 1 << 16;

fn seen(path: &str, raw: &Raw<'_>, size: u64) -> bool {
    let same = |part: &Part| {
        (part.method, part.crc, part.size) == (raw.method, raw.crc, size) && part.data == raw.data
    };
    WHOLE.with_borrow(|whole| whole.get(path).is_some_and(|forms| forms.iter().any(same)))
}

fn remember(path: &str, raw: &Raw<'_>, size: u64) {
    WHOLE.with_borrow_mut(|whole| {
        if raw.data.len() > LARGEST_FORM || whole.len() >= PARTS && !whole.contains_key(path) {
            return;
        }
        let forms = whole.entry(path.to_owned()).or_default();
        if forms.len() < FORMS {
            forms.push(Part { method: raw.method, crc: raw.crc, size, data: raw.data.to_vec() });
        }
    });
}

/// Opens a DOCX as Word does: the zip, its content types, its relationships, the main part. Gives the main part.
fn main_part(bytes: &[u8]) -> Result<String, String> {
    let mut findings = Findings::default();
    let zip = Zip::open_flat(bytes, &mut findings);
    let zip = zip.ok_or_else(|| {
        let facts = |f: &super::Finding| {
            [f.detail.as_str(), f.check.code()]
                .into_iter()
                .find(|fact| !fact.is_empty())
                .unwrap_or_default()
                .to_owned()
        };
        findings.0.first().map_or_else(String::new, facts)
    })?;
    let mut part = Vec::new();
    let mut main = Err("no word/document.xml".to_owned());
    let (mut types, mut relations) = (false, false);
    for (at, entry) in zip.entries().iter().enumerate() {
        let path = entry.path.as_str();
        // Parts that are asked for more than being whole are read every time.
        let plain = !matches!(path, "[Content_Types].xml" | "_rels/.rels" | "word/document.xml");
        let raw = zip.raw(at).filter(|_| plain);
        if raw.as_ref().is_some_and(|raw| seen(path, raw, entry.size)) {
            continue;
        }
        zip.read(at, &mut part).map_err(|error| format!("{path}: {error}"))?;
        if !path.ends_with(".xml") && !path.ends_with(".rels") {
            continue; // pictures differ, and are only inflated
        }
        let text = simdutf8::compat::from_utf8(&part).map_err(|error| format!("{path}: {error}"))?;
        match path {
            "[Content_Types].xml" => {
                well_formed(text, path)?;
                types = text.contains("wordprocessingml.document.main+xml");
            }
            "_rels/.rels" => {
                well_formed(text, path)?;
                relations = text.contains("word/document.xml");
            }
            // Its reader finds what is wrong with it.
            "word/document.xml" => main = Ok(text.to_owned()),
            _ => well_formed(text, path)?,
        }
        if let Some(raw) = raw {
            remember(path, &raw, entry.size);
        }
    }
    match (types, relations) {
        (true, true) => main,
        (false, _) => Err("[Content_Types].xml".to_owned()),
        (_, false) => Err("_rels/.rels".to_owned()),
    }
}

fn well_formed(text: &str, path: &str) -> Result<(), String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| format!("{path}: {error}"))? {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth = depth.saturating_sub(1),
            quick_xml::events::Event::DocType(_) => return Err(format!("{path}: DOCTYPE")),
            quick_xml::events::Event::Eof if depth == 0 => return Ok(()),
            quick_xml::events::Event::Eof => return Err(format!("{path}: truncated")),
            _ => {}
        }
    }
}
