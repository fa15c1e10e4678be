//! The content of one document: four files that must say the same.

use std::io::{Cursor, Read};

use super::{Check, Findings, pdf, text};

/// What is known of a document while its files go by, in the order of their names.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// *Mã tài liệu*.
    pub code: String,
    pdf: Option<(String, String)>,
    docx: Option<(String, String)>,
    nitf: Option<(String, String)>,
    /// Which of DOCX, PDF, source, NITF were there.
    pub parts: [bool; 4],
}

/// The main part of a DOCX inflates to this many bytes at most.
const LARGEST: u64 = 256 << 20;

impl Document {
    /// Takes the PDF.
    pub fn pdf(&mut self, path: &str, bytes: &[u8], findings: &mut Findings) {
        match pdf::text(bytes) {
            Ok(blocks) => self.pdf = Some((path.to_owned(), text::canonical(&blocks))),
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

    /// Takes the NITF.
    pub fn nitf(&mut self, path: &str, bytes: &[u8], findings: &mut Findings) {
        let blocks = std::str::from_utf8(bytes).map_err(|error| error.to_string()).and_then(text::nitf);
        // What is not well-formed was found before.
        if let Ok(blocks) = blocks {
            self.nitf = Some((path.to_owned(), text::canonical(&blocks)));
        }
        let id = [" id-string=\"", &self.code, "\""].concat();
        if memchr::memmem::find(bytes, id.as_bytes()).is_none() {
            findings.add(Check::Description, path, format_args!("doc-id ≠ {}", self.code));
        }
    }

    /// Compares what came.
    pub fn compare(&self, findings: &mut Findings) {
        let Some((_, nitf)) = &self.nitf else { return };
        for (check, other) in [(Check::PdfText, &self.pdf), (Check::DocxText, &self.docx)] {
            if let Some((path, text)) = other.as_ref().filter(|(_, text)| text != nitf) {
                findings.add(check, path, text::difference(text, nitf));
            }
        }
    }
}

/// Opens a DOCX as Word does: the zip, its content types, the main part.
fn main_part(bytes: &[u8]) -> Result<String, String> {
    let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    for name in ["[Content_Types].xml", "_rels/.rels"] {
        archive.by_name(name).map_err(|error| format!("{name}: {error}"))?;
    }
    let part = archive.by_name("word/document.xml").map_err(|error| format!("word/document.xml: {error}"))?;
    let mut text = String::new();
    part.take(LARGEST).read_to_string(&mut text).map_err(|error| error.to_string())?;
    Ok(text)
}
