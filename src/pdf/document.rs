//! The document: printpdf builds pages, resources and fonts; this module gives them their streams and adds what
//! PDF/A-2 and PDF/UA-1 ask for.
//!
//! printpdf writes text with two bytes a glyph and a hexadecimal string for each, so the page streams are ours; its
//! own XMP, /ID, output intent and Info hold clocks, counters or CMYK, so those are replaced.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};
use printpdf::{
    Codepoint, CustomPdfConformance, FontId, FontMetrics, Op, ParsedFont, PdfConformance, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, Rect, TextItem,
};

use crate::bulletin::{Logo, LogoFormat, Print};
use crate::container::Deflater;
use crate::error::{Code, Failure, Result, Stage};
use crate::font::Fonts;
use crate::layout::{Document, Tag};

use super::content::Contents;
use super::encode::{Bank, Codes};
use super::file::File;
use super::number::{hundredths, integer, utf16};
use super::structure::{self, reference};

/// Streams that are the same in every document, deflated once.
#[derive(Debug)]
pub(super) struct Constants {
    icc: Vec<u8>,
    pub one_byte: Vec<u8>,
}

impl Constants {
    pub fn new() -> Constants {
        let mut best = Deflater::new(12);
        Constants {
            icc: best.zlib(include_bytes!("../../assets/srgb.icc")),
            one_byte: best.zlib(super::fonts::ONE_BYTE.as_bytes()),
        }
    }
}

/// Everything a document is made of.
pub(super) struct Parts<'a> {
    pub document: &'a Document,
    pub contents: &'a Contents,
    pub banks: &'a [Bank],
    pub sets: &'a [Codes],
    pub fonts: &'a Fonts,
    pub constants: &'a Constants,
    pub xmp: Vec<u8>,
    /// The picture of the document's figure.
    pub logo: Option<&'a Logo>,
}

pub(super) fn failed(reason: impl std::fmt::Display) -> Failure {
    Failure::new(Code::PdfFailed, Stage::Pdf).with("reason", reason)
}

/// Builds the document and writes the file.
pub(super) fn write(parts: &Parts<'_>, deflater: &mut Deflater) -> Result<Vec<u8>> {
    let mut built = build(parts)?;
    let root = built.trailer.get(b"Root").and_then(Object::as_reference).map_err(failed)?;
    let mut catalog = take(&mut built, root)?;
    let tree = catalog.get(b"Pages").and_then(Object::as_reference).map_err(failed)?;
    let pages: Vec<u32> = built
        .get_dictionary(tree)
        .and_then(|tree| tree.get(b"Kids"))
        .and_then(Object::as_array)
        .map_err(failed)?
        .iter()
        .filter_map(|kid| kid.as_reference().ok().map(|(number, _)| number))
        .collect();
    let mut file = File::new(deflater, built.max_id);
    file.lopdf(tree.0, &Object::Dictionary(take(&mut built, tree)?));
    let mut faces = None;
    let links = file.reserve_many(parts.contents.hot.len() as u32);
    let mut here: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for (index, hot) in parts.contents.hot.iter().enumerate() {
        here[hot.page as usize].push(Object::Reference((links + index as u32, 0)));
    }
    for (index, &number) in pages.iter().enumerate() {
        let mut page = take(&mut built, (number, 0))?;
        let resources = page.get(b"Resources").and_then(Object::as_reference).map_err(failed)?;
        let resources = take(&mut built, resources)?;
        let font = resources.get(b"Font").and_then(Object::as_reference).map_err(failed)?;
        faces.get_or_insert(font);
        let stream = page.get(b"Contents").and_then(Object::as_reference).map_err(failed)?;
        file.stream(stream.0, b"", &parts.contents.streams[index]);
        for unused in ["Annots", "TrimBox", "CropBox"] {
            page.remove(unused.as_bytes());
        }
        let mut shown = Dictionary::from_iter([("Font", Object::Reference(font))]);
        if let (0, Some(logo)) = (index, parts.logo) {
            let image = Object::Reference((picture(&mut file, logo), 0));
            shown.set("XObject", Dictionary::from_iter([("Logo", image)]));
        }
        page.set("Resources", shown);
        page.set("StructParents", index as i64);
        page.set("Tabs", Object::Name(b"S".to_vec()));
        if !here[index].is_empty() {
            page.set("Annots", Object::Array(std::mem::take(&mut here[index])));
        }
        file.lopdf(number, &Object::Dictionary(page));
    }
    annotations(&mut file, parts, &pages, links);
    if let Some(faces) = faces {
        super::fonts::write(&mut file, &mut built, faces, parts)?;
    }
    let numbers = structure::Numbers { pages: &pages, links };
    let struct_root = structure::write(&mut file, parts.document, parts.contents, &numbers);
    let metadata = file.reserve();
    file.stream(metadata, b"/Type/Metadata/Subtype/XML", &parts.xmp);
    let profile = file.reserve();
    file.deflated(profile, b"/N 3", &parts.constants.icc);
    let outline = super::outline::write(&mut file, parts.document, parts.contents, &pages);
    catalog.remove(b"PageLayout");
    catalog.remove(b"PageMode");
    file.object(root.0, |out| {
        super::file::write_object(out, &Object::Dictionary(catalog));
        out.truncate(out.len() - 2); // the catalog is open again: printpdf's entries first, ours behind
        out.extend_from_slice(
            b"/Lang(vi-VN)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>",
        );
        if parts.document.sheets.is_none() {
            out.extend_from_slice(b"/PageLabels<</Nums[0<</S/D>>]>>");
        }
        out.extend_from_slice(b"/StructTreeRoot ");
        reference(out, struct_root);
        out.extend_from_slice(b"/Metadata ");
        reference(out, metadata);
        out.extend_from_slice(
            b"/OutputIntents[<</S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ",
        );
        reference(out, profile);
        out.extend_from_slice(b">>]");
        destinations(out, parts, &pages);
        if let Some(outline) = outline {
            out.extend_from_slice(b"/PageMode/UseOutlines/Outlines ");
            reference(out, outline);
        }
        out.extend_from_slice(b">>");
    });
    Ok(file.finish(root.0))
}

/// An image (8.9.5) in the colours of the output intent; returns its number.
fn picture(file: &mut File<'_>, logo: &Logo) -> u32 {
    let number = file.reserve();
    let Print { width, height, channels, pixels } = &logo.print;
    let space = if *channels == 1 { "DeviceGray" } else { "DeviceRGB" };
    let entries = format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/{space}"
    );
    match logo.format {
        LogoFormat::Png => file.stream(number, entries.as_bytes(), pixels),
        LogoFormat::Jpeg => file.jpeg(number, entries.as_bytes(), &logo.bytes),
    }
    number
}

pub(super) fn take(built: &mut lopdf::Document, id: lopdf::ObjectId) -> Result<Dictionary> {
    match built.objects.remove(&id) {
        Some(Object::Dictionary(dictionary)) => Ok(dictionary),
        _ => Err(failed("an object of the document is missing")),
    }
}

/// printpdf's part: pages, resources, font dictionaries with widths and descriptors.
fn build(parts: &Parts<'_>) -> Result<lopdf::Document> {
    let mut document = PdfDocument::new("");
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_xmp_metadata: false,
        requires_icc_profile: false,
        ..CustomPdfConformance::default()
    });
    let mut shown = Vec::with_capacity(parts.banks.len() * 2);
    for (index, bank) in parts.banks.iter().enumerate() {
        let face = parts.fonts.face(bank.face);
        let mut slots = bank.slots.clone();
        slots.sort_unstable_by_key(|slot| slot.code);
        let program = super::program::program(face, &slots, bank.face >= 4).map_err(failed)?;
        let id = FontId(format!("T{index}"));
        // A simple font's dictionary replaces printpdf's: one glyph is enough for it to keep the font.
        let listed = if face.metrics.cff { &slots[..] } else { &slots[..slots.len().min(1)] };
        let widths: BTreeMap<u16, u16> =
            listed.iter().map(|slot| (u16::from(slot.code), face.advance(slot.gid).max(0) as u16)).collect();
        let name = format!("{}+{}", tag(&program), face.name());
        let metrics =
            FontMetrics { ascent: face.metrics.ascent as i16, descent: face.metrics.descent as i16 };
        let parsed =
            ParsedFont::with_glyph_data(program, 0, Some(name), BTreeMap::new(), widths, 1000, metrics);
        document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed));
        let glyphs = listed.iter().map(|slot| Codepoint::with_cid(u16::from(slot.code), 0.0, String::new()));
        shown.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
        shown.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
    }
    let sheets = parts.document.sheets.as_ref();
    for index in 0..parts.contents.streams.len() {
        let round = |value: f32| Pt((value * 1000.0).round() / 1000.0);
        let (width, height) = match (sheets, parts.document.pages.first()) {
            (Some(sheets), Some(page)) => (sheets.width, page.height),
            _ => parts.document.pages.get(index).map_or((0.0, 0.0), |page| (page.width, page.height)),
        };
        let paper = Rect::from_wh(round(width), round(height));
        // The operations tell printpdf which glyphs are in use; the page's stream takes their place.
        let ops = std::mem::take(&mut shown);
        document.pages.push(PdfPage {
            media_box: paper.clone(),
            trim_box: paper.clone(),
            crop_box: paper,
            ops,
        });
    }
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    Ok(printpdf::to_lopdf_doc(&document, &options, &mut Vec::new()))
}

/// The six capitals before a subset's name (9.6.4), from what is in it.
fn tag(program: &[u8]) -> String {
    let mut sum =
        program.iter().fold(0x811c_9dc5_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (0..6)
        .map(|_| {
            let letter = char::from(b'A' + (sum % 26) as u8);
            sum /= 26;
            letter
        })
        .collect()
}

/// Where an element is first shown: page and distance from its top. An element without text of its own is where the
/// next one with text is.
fn place(parts: &Parts<'_>, node: u32) -> Option<(u32, f32)> {
    let places = &parts.contents.places;
    let sees = |at: &usize| parts.document.nodes[*at].tag != Tag::Link;
    (node as usize..places.len()).filter(sees).find_map(|at| places[at])
}

/// `[page /XYZ null y null]` (12.3.2.2).
fn destination(out: &mut Vec<u8>, parts: &Parts<'_>, pages: &[u32], node: u32) {
    let (page, y) = place(parts, node).unwrap_or((0, 0.0));
    let height = parts.document.height(page);
    out.push(b'[');
    reference(out, pages[page as usize]);
    out.extend_from_slice(b"/XYZ null ");
    hundredths(out, height - y + 4.0);
    out.extend_from_slice(b" null]");
}

/// Named destinations (12.3.2.3), sorted by name.
fn destinations(out: &mut Vec<u8>, parts: &Parts<'_>, pages: &[u32]) {
    let mut named: Vec<&(String, u32)> = parts.document.destinations.iter().collect();
    if named.is_empty() {
        return;
    }
    named.sort();
    out.extend_from_slice(b"/Names<</Dests<</Names[");
    for (name, node) in named {
        out.push(b'(');
        out.extend_from_slice(name.as_bytes());
        out.push(b')');
        destination(out, parts, pages, *node);
    }
    out.extend_from_slice(b"]>>>>");
}

fn annotations(file: &mut File<'_>, parts: &Parts<'_>, pages: &[u32], links: u32) {
    for (index, hot) in parts.contents.hot.iter().enumerate() {
        let node = &parts.document.nodes[hot.node as usize];
        let uri = node.uri.as_deref().unwrap_or_default();
        file.object(links + index as u32, |out| {
            out.extend_from_slice(b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P ");
            reference(out, pages[hot.page as usize]);
            out.extend_from_slice(b"/Rect[");
            for (place, value) in hot.rect.iter().enumerate() {
                if place > 0 {
                    out.push(b' ');
                }
                hundredths(out, *value);
            }
            out.extend_from_slice(b"]/StructParent ");
            integer(out, (pages.len() + index) as i64);
            out.extend_from_slice(b"/Contents");
            utf16(out, uri);
            match node.target {
                Some(target) => {
                    out.extend_from_slice(b"/Dest");
                    destination(out, parts, pages, target);
                }
                None => {
                    out.extend_from_slice(b"/A<</S/URI/URI<");
                    super::number::hex(out, uri.as_bytes());
                    out.extend_from_slice(b">>>");
                }
            }
            out.extend_from_slice(b">>");
        });
    }
}
