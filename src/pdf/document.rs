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
use subsetter::GlyphRemapper;

use crate::error::{Code, Failure, Result, Stage};
use crate::font::Fonts;
use crate::layout::{Document, Tag};

use super::content::Contents;
use super::encode::Bank;
use super::file::{Deflater, File};
use super::number::{hundredths, integer, utf16};
use super::structure::{self, reference};

/// Streams that are the same in every document, deflated once.
#[derive(Debug)]
pub(super) struct Constants {
    icc: Vec<u8>,
    one_byte: Vec<u8>,
}

/// Codes of one byte are the character ids. The name is what older extractors know such a map by.
const ONE_BYTE: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n\
    <</Registry(Adobe)/Ordering(Identity)/Supplement 0>> def\n/CMapName/OneByteIdentityH def\n/CMapType 1 def\n\
    /WMode 0 def\n1 begincodespacerange\n<00><FF>\nendcodespacerange\n1 begincidrange\n<00><FF> 0\nendcidrange\n\
    endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

impl Constants {
    pub fn new() -> Constants {
        let mut best = Deflater::new(12);
        Constants {
            icc: best.deflate(include_bytes!("../../assets/srgb.icc")),
            one_byte: best.deflate(ONE_BYTE.as_bytes()),
        }
    }
}

/// Everything a document is made of.
pub(super) struct Parts<'a> {
    pub document: &'a Document,
    pub contents: &'a Contents,
    pub banks: &'a [Bank],
    pub fonts: &'a Fonts,
    pub constants: &'a Constants,
    pub xmp: Vec<u8>,
}

fn failed(reason: impl std::fmt::Display) -> Failure {
    Failure::new(Code::PdfFailed, Stage::Pdf).with("reason", reason)
}

/// Builds the document and writes the file.
pub(super) fn write(parts: &Parts<'_>, deflater: &mut Deflater) -> Result<Vec<u8>> {
    let (mut built, maps) = build(parts)?;
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
        let only_fonts = Dictionary::from_iter([("Font", Object::Reference(font))]);
        page.set("Resources", only_fonts);
        page.set("StructParents", index as i64);
        page.set("Tabs", Object::Name(b"S".to_vec()));
        if !here[index].is_empty() {
            page.set("Annots", Object::Array(std::mem::take(&mut here[index])));
        }
        file.lopdf(number, &Object::Dictionary(page));
    }
    annotations(&mut file, parts, &pages, links);
    if let Some(faces) = faces {
        fonts(&mut file, &mut built, faces, parts, &maps)?;
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

fn take(built: &mut lopdf::Document, id: lopdf::ObjectId) -> Result<Dictionary> {
    match built.objects.remove(&id) {
        Some(Object::Dictionary(dictionary)) => Ok(dictionary),
        _ => Err(failed("an object of the document is missing")),
    }
}

/// printpdf's part: pages, resources, font dictionaries with widths and descriptors. Returns the maps from code to
/// glyph of each bank too.
fn build(parts: &Parts<'_>) -> Result<(lopdf::Document, Vec<Vec<u8>>)> {
    let mut document = PdfDocument::new("");
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_xmp_metadata: false,
        requires_icc_profile: false,
        ..CustomPdfConformance::default()
    });
    let mut shown = Vec::with_capacity(parts.banks.len() * 2);
    let mut maps = Vec::with_capacity(parts.banks.len());
    for (index, bank) in parts.banks.iter().enumerate() {
        let (program, map) = subset(bank, parts.fonts)?;
        let face = parts.fonts.face(bank.face);
        let id = FontId(format!("T{index}"));
        let widths: BTreeMap<u16, u16> = bank
            .slots
            .iter()
            .map(|slot| (u16::from(slot.code), face.advance(slot.gid).max(0) as u16))
            .collect();
        let name = format!("{}+{}", tag(&program), face.name());
        let metrics =
            FontMetrics { ascent: face.metrics.ascent as i16, descent: face.metrics.descent as i16 };
        let parsed =
            ParsedFont::with_glyph_data(program, 0, Some(name), BTreeMap::new(), widths, 1000, metrics);
        document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed));
        let glyphs =
            bank.slots.iter().map(|slot| Codepoint::with_cid(u16::from(slot.code), 0.0, String::new()));
        shown.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
        shown.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
        maps.push(map);
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
    Ok((printpdf::to_lopdf_doc(&document, &options, &mut Vec::new()), maps))
}

/// The subset of a bank, and its map from code to glyph, two bytes each (empty for CFF, where they are the same).
fn subset(bank: &Bank, fonts: &Fonts) -> Result<(Vec<u8>, Vec<u8>)> {
    let face = fonts.face(bank.face);
    let mut remapper = GlyphRemapper::new();
    let mut slots: Vec<_> = bank.slots.iter().collect();
    slots.sort_unstable_by_key(|slot| slot.code);
    let mut map = Vec::new();
    for slot in slots {
        let glyph = remapper.remap(slot.gid);
        if !face.metrics.cff {
            map.resize(usize::from(slot.code) * 2, 0);
            map.extend_from_slice(&glyph.to_be_bytes());
        }
    }
    let program = subsetter::subset(face.bytes(), 0, &remapper).map_err(failed)?;
    Ok((program, map))
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

fn fonts(
    file: &mut File<'_>,
    built: &mut lopdf::Document,
    faces: lopdf::ObjectId,
    parts: &Parts<'_>,
    maps: &[Vec<u8>],
) -> Result<()> {
    let names = take(built, faces)?;
    let encoding = file.reserve();
    file.deflated(
        encoding,
        b"/Type/CMap/CMapName/OneByteIdentityH/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
        &parts.constants.one_byte,
    );
    for (index, (bank, map)) in parts.banks.iter().zip(maps).enumerate() {
        let name = format!("T{index}");
        let id = names.get(name.as_bytes()).and_then(Object::as_reference).map_err(failed)?;
        let mut font = take(built, id)?;
        font.set("Encoding", Object::Reference((encoding, 0)));
        let to_unicode = font.get(b"ToUnicode").and_then(Object::as_reference).map_err(failed)?;
        file.stream(to_unicode.0, b"", &unicode_map(bank));
        let descendants = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).map_err(failed)?;
        let Some(Object::Dictionary(descendant)) = descendants.first_mut() else {
            return Err(failed("a font without descendant"));
        };
        if !map.is_empty() {
            let number = file.reserve();
            file.stream(number, b"", map);
            descendant.set("CIDToGIDMap", Object::Reference((number, 0)));
        }
        let descriptor = descendant.get(b"FontDescriptor").and_then(Object::as_reference).map_err(failed)?;
        let mut described = take(built, descriptor)?;
        let metrics = parts.fonts.face(bank.face).metrics;
        let bounds = metrics.bounds.iter().map(|&bound| Object::Integer(i64::from(bound))).collect();
        described.set("FontBBox", Object::Array(bounds));
        described.set("ItalicAngle", i64::from(metrics.italic_angle));
        described.set("CapHeight", i64::from(metrics.cap_height));
        described.set("StemV", i64::from(metrics.stem));
        // Nonsymbolic, serif for Tinos, italic.
        let italic = if metrics.italic_angle != 0 { 64 } else { 0 };
        described.set("Flags", 32 + italic + if bank.face < 4 { 2 } else { 0 });
        for key in [b"FontFile2".as_slice(), b"FontFile3"] {
            if let Ok(program) = described.get(key).and_then(Object::as_reference)
                && let Some(stream) = built.objects.remove(&program)
            {
                file.lopdf(program.0, &stream);
            }
        }
        file.lopdf(descriptor.0, &Object::Dictionary(described));
        file.lopdf(id.0, &Object::Dictionary(font));
    }
    file.lopdf(faces.0, &Object::Dictionary(names));
    Ok(())
}

/// ToUnicode (9.10.3): ASCII as one range, the rest one by one.
fn unicode_map(bank: &Bank) -> Vec<u8> {
    let mut out = Vec::with_capacity(1_600);
    out.extend_from_slice(
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n\
        /CMapName/Adobe-Identity-UCS def\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n\
        1 begincodespacerange\n<00><FF>\nendcodespacerange\n",
    );
    if bank.slots.iter().any(|slot| slot.code < 0x7f && slot.text as u32 == u32::from(slot.code)) {
        out.extend_from_slice(b"1 beginbfrange\n<20><7E><0020>\nendbfrange\n");
    }
    let mut rest: Vec<_> = bank
        .slots
        .iter()
        .filter(|slot| slot.code >= 0x7f || slot.text as u32 != u32::from(slot.code))
        .collect();
    rest.sort_unstable_by_key(|slot| slot.code);
    for block in rest.chunks(100) {
        integer(&mut out, block.len() as i64);
        out.extend_from_slice(b" beginbfchar\n");
        for slot in block {
            out.push(b'<');
            super::number::hex(&mut out, &[slot.code]);
            out.extend_from_slice(b"><");
            for unit in slot.text.encode_utf16(&mut [0; 2]) {
                super::number::hex(&mut out, &unit.to_be_bytes());
            }
            out.extend_from_slice(b">\n");
        }
        out.extend_from_slice(b"endbfchar\n");
    }
    out.extend_from_slice(b"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    out
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
    let height = parts.document.pages.first().map_or(0.0, |page| page.height);
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
