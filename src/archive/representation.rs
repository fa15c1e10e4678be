//! The one representation, `rep1`: documents, their description and history, and the METS that binds them.

use super::describe::{self, Place};
use super::ident::{Ids, Item};
use super::mets::Mets;
use super::premis::{self, Checks, Files};
use super::xml::Xml;
use super::{Document, Packer, TT05, Written, nitf, sha256};
use crate::error::Warning;

pub(super) const BASE: &str = "representations/rep1/";
pub(super) const METS: &str = "representations/rep1/METS.xml";
pub(super) const PREMIS: &str = "representations/rep1/metadata/preservation/PREMIS_rep1.xml";

/// One document, ready to be written and described.
#[derive(Debug)]
pub(crate) struct Part {
    /// *Mã tài liệu*.
    pub code: String,
    /// PDF, DOCX, NITF, source.
    pub items: [Item; 4],
    /// The article.
    pub nitf: Xml,
    /// Its description.
    pub ead_doc: Written,
    /// What the checks found.
    pub checks: Checks,
}

impl Part {
    /// Writes NITF and EAD_doc of a document and digests its files.
    pub fn new(
        packer: &Packer,
        document: &Document<'_>,
        file_code: &str,
        ordinal: u32,
        date: &str,
        warnings: &mut Vec<Warning>,
    ) -> Part {
        let code = doc_code(file_code, ordinal);
        let nitf = nitf::write(document.article, &code, &packer.office.agency_id);
        let place = Place { file_code, doc_code: &code, ordinal, date };
        let ead_doc = describe::ead_doc(document, &place, &packer.office, packer.variant, warnings);
        let fact = |data: &[u8]| (data.len() as u64, sha256(data));
        let source = (document.source.len() as u64, document.source_sha256);
        let items = items(&code, [fact(document.pdf), fact(document.docx), fact(nitf.as_bytes()), source]);
        let ead_doc = Written::new(ead_doc_path(&code), ead_doc);
        let checks = check(document.pdf, nitf.as_str());
        Part { code, items, nitf, ead_doc, checks }
    }

    pub(super) fn names(&self, ids: &Ids) -> [String; 4] {
        self.items.each_ref().map(|item| ids.file(&item.path))
    }
}

/// *Mã tài liệu* of the document with this ordinal.
pub(super) fn doc_code(file_code: &str, ordinal: u32) -> String {
    format!("{file_code}.{ordinal:07}")
}

/// Where the description of a document stands.
pub(super) fn ead_doc_path(code: &str) -> String {
    format!("{BASE}metadata/descriptive/EAD_doc_{code}.xml")
}

/// PDF, DOCX, NITF and source of a document, given their sizes and digests.
pub(super) fn items(code: &str, [pdf, docx, nitf, source]: [(u64, [u8; 32]); 4]) -> [Item; 4] {
    let item = |suffix: &str, mime, (size, digest)| Item {
        path: format!("{BASE}data/{code}{suffix}"),
        mime,
        size,
        digest,
    };
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    [
        item(".pdf", "application/pdf", pdf),
        item(".docx", word, docx),
        item(".xml", "application/xml", nitf),
        item(".source.txt", "text/plain", source),
    ]
}

/// The metadata of a representation.
pub(super) struct Representation {
    /// METS.xml of the representation.
    pub mets: Written,
    /// PREMIS_rep1.xml.
    pub premis: Option<Written>,
}

/// A representation that holds one document.
pub(super) fn single(
    packer: &Packer,
    ids: &Ids,
    objid: &str,
    document: &Document<'_>,
    part: &Part,
) -> Representation {
    let premis = packer.premis.then(|| {
        let mut xml = premis::open("../../../../schemas/");
        let actors = packer.actors();
        let files =
            Files { items: &part.items, names: part.names(ids), code: &part.code, checks: &part.checks };
        premis::representation(&mut xml, ids, objid);
        premis::objects(&mut xml, ids, &files, document.original_name);
        premis::events(&mut xml, ids, &actors, &files, document);
        premis::close(&mut xml, &actors);
        Written::new(PREMIS, xml)
    });
    let history = premis.as_ref().map(|written| &written.item);
    let mut mets =
        Mets::new(*ids, BASE, &packer.head("rep1", &document.article.meta.title, "../../schemas/"));
    mets.descriptive(&part.ead_doc.item, TT05);
    mets.preservation(history);
    mets.open_files();
    mets.open_group("Data");
    files(&mut mets, ids, &part.items);
    mets.close_group();
    mets.close_files();
    mets.open_physical("rep1", Some("NORMALIZED"));
    mets.open_metadata_div();
    mets.xml.raw(&ids.of("dmdSec", &part.ead_doc.item.path));
    mets.close_metadata_div(history.map(|item| item.path.as_str()));
    mets.group_div("Data");
    mets.close_map();
    mets.open_logical();
    logical(&mut mets, &part.code, history.is_some());
    mets.close_map();
    mets.close();
    Representation { mets: Written::new(METS, mets.xml), premis }
}

/// The files of a document in the file section.
pub(super) fn files(mets: &mut Mets<'_>, ids: &Ids, items: &[Item; 4]) {
    for item in items {
        mets.file(item, &ids.file(&item.path));
    }
}

/// A document in the circular's own map.
pub(super) fn logical(mets: &mut Mets<'_>, code: &str, history: bool) {
    let path = |suffix: &str| format!("{BASE}data/{code}{suffix}");
    let files = [path(".pdf"), path(".source.txt"), path(".xml"), path(".docx")];
    let files = files.each_ref().map(String::as_str);
    mets.logical_document(code, &ead_doc_path(code), history.then_some(PREMIS), &files);
}

/// What can be known for certain without a PDF/A validator: never claim more.
fn check(pdf: &[u8], nitf: &str) -> Checks {
    let tail = &pdf[pdf.len().saturating_sub(32)..];
    let xmp = metadata(pdf).unwrap_or_default();
    let value = |name: &str| {
        let at = memchr::memmem::find(&xmp, name.as_bytes())? + name.len();
        let rest = &xmp[at..(at + 4).min(xmp.len())];
        rest.iter().find(|byte| byte.is_ascii_alphanumeric()).map(|&byte| char::from(byte))
    };
    let conformance = value("pdfaid:part").zip(value("pdfaid:conformance"));
    Checks {
        pdf_whole: pdf.starts_with(b"%PDF-") && memchr::memmem::find(tail, b"%%EOF").is_some(),
        pdfa: conformance.map(|(part, level)| format!("{part}{level}")),
        nitf_fault: well_formed(nitf),
    }
}

/// The XMP packet of a PDF: the stream that calls itself metadata, inflated where it is deflated.
fn metadata(pdf: &[u8]) -> Option<Vec<u8>> {
    /// What a packet may inflate to.
    const LARGEST: usize = 1 << 20;
    let object = memchr::memmem::find(pdf, b"/Type/Metadata")?;
    let start = object + memchr::memmem::find(&pdf[object..], b"stream")? + b"stream".len();
    let end = start + memchr::memmem::find(&pdf[start..], b"endstream")?;
    let data = pdf[start..end].trim_ascii_start();
    if memchr::memmem::find(&pdf[object..start], b"/FlateDecode").is_none() {
        return Some(data.to_vec());
    }
    let mut inflater = libdeflater::Decompressor::new();
    // A packet of ours is two to three times as long as its stream; a foreign one may have more of the padding.
    [4, 64].into_iter().find_map(|times| {
        let mut packet = vec![0; (times * data.len()).min(LARGEST)];
        let length = inflater.zlib_decompress(data, &mut packet).ok()?;
        packet.truncate(length);
        Some(packet)
    })
}

fn well_formed(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}
