//! Font dictionaries (ISO 32000-1, 9.5 to 9.10): printpdf's, with what PDF/A and PDF/UA ask for.

use lopdf::{Dictionary, Object};

use crate::error::Result;

use super::document::{Parts, failed, take};
use super::encode::{Bank, Codes};
use super::file::File;
use super::number::{hex, integer};

/// Codes of one byte are the character ids of CFF faces. The name is what older extractors know such a map by.
pub(super) const ONE_BYTE: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n\
    <</Registry(Adobe)/Ordering(Identity)/Supplement 0>> def\n/CMapName/OneByteIdentityH def\n/CMapType 1 def\n\
    /WMode 0 def\n1 begincodespacerange\n<00><FF>\nendcodespacerange\n1 begincidrange\n<00><FF> 0\nendcidrange\n\
    endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

/// Writes the fonts of all banks; `faces` is printpdf's dictionary of them.
pub(super) fn write(
    file: &mut File<'_>,
    built: &mut lopdf::Document,
    faces: lopdf::ObjectId,
    parts: &Parts<'_>,
) -> Result<()> {
    let names = take(built, faces)?;
    let mut one_byte = None;
    let mut maps: Vec<Option<u32>> = vec![None; parts.sets.len()];
    for (index, bank) in parts.banks.iter().enumerate() {
        let name = format!("T{index}");
        let id = names.get(name.as_bytes()).and_then(Object::as_reference).map_err(failed)?;
        let mut font = take(built, id)?;
        let descendants = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).map_err(failed)?;
        let Some(Object::Dictionary(descendant)) = descendants.first_mut() else {
            return Err(failed("a font without descendant"));
        };
        let descriptor = descendant.get(b"FontDescriptor").and_then(Object::as_reference).map_err(failed)?;
        let map = *maps[bank.set].get_or_insert_with(|| {
            let number = file.reserve();
            file.stream(number, b"", &unicode_map(&parts.sets[bank.set]));
            number
        });
        let cff = parts.sets[bank.set].cff;
        if cff {
            let number = *one_byte.get_or_insert_with(|| {
                let number = file.reserve();
                file.deflated(
                    number,
                    b"/Type/CMap/CMapName/OneByteIdentityH/CIDSystemInfo\
                    <</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                    &parts.constants.one_byte,
                );
                number
            });
            font.set("Encoding", Object::Reference((number, 0)));
        } else {
            font = simple(&font, bank, parts, descriptor);
        }
        font.set("ToUnicode", Object::Reference((map, 0)));
        let mut described = take(built, descriptor)?;
        let metrics = parts.fonts.face(bank.face).metrics;
        let bounds = metrics.bounds.iter().map(|&bound| Object::Integer(i64::from(bound))).collect();
        described.set("FontBBox", Object::Array(bounds));
        described.set("ItalicAngle", i64::from(metrics.italic_angle));
        described.set("CapHeight", i64::from(metrics.cap_height));
        described.set("StemV", i64::from(metrics.stem));
        // Symbolic (the program's own cmap counts) or not; serif for Tinos; italic.
        let italic = if metrics.italic_angle != 0 { 64 } else { 0 };
        let symbolic = if cff { 32 } else { 4 };
        described.set("Flags", symbolic + italic + if bank.face < 4 { 2 } else { 0 });
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

/// A simple TrueType font (9.6.3) in the place of printpdf's composite one.
fn simple(composite: &Dictionary, bank: &Bank, parts: &Parts<'_>, descriptor: lopdf::ObjectId) -> Dictionary {
    let face = parts.fonts.face(bank.face);
    let first = bank.slots.iter().map(|slot| slot.code).min().unwrap_or(0);
    let last = bank.slots.iter().map(|slot| slot.code).max().unwrap_or(0);
    let mut widths = vec![0; usize::from(last - first) + 1];
    for slot in &bank.slots {
        widths[usize::from(slot.code - first)] = i64::from(face.advance(slot.gid).max(0));
    }
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Subtype", Object::Name(b"TrueType".to_vec()));
    if let Ok(name) = composite.get(b"BaseFont") {
        font.set("BaseFont", name.clone());
    }
    font.set("FirstChar", i64::from(first));
    font.set("LastChar", i64::from(last));
    font.set("Widths", Object::Array(widths.into_iter().map(Object::Integer).collect()));
    font.set("FontDescriptor", Object::Reference(descriptor));
    font
}

/// ToUnicode (9.10.3): ASCII as one range, runs of other codes as arrays.
fn unicode_map(codes: &Codes) -> Vec<u8> {
    let mut out = Vec::with_capacity(1_200);
    out.extend_from_slice(
        b"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n\
        /CMapName/Adobe-Identity-UCS def\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n\
        1 begincodespacerange\n<00><FF>\nendcodespacerange\n",
    );
    let own = |&(code, text): &(u8, char)| code < 0x7f && text as u32 == u32::from(code);
    if codes.texts.iter().any(own) {
        out.extend_from_slice(b"1 beginbfrange\n<20><7E><0020>\nendbfrange\n");
    }
    let mut rest: Vec<(u8, char)> = codes.texts.iter().copied().filter(|slot| !own(slot)).collect();
    rest.sort_unstable();
    let runs: Vec<&[(u8, char)]> = rest.chunk_by(|one, next| one.0 + 1 == next.0).collect();
    for block in runs.chunks(100) {
        integer(&mut out, block.len() as i64);
        out.extend_from_slice(b" beginbfrange\n");
        for run in block {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            for code in [first.0, last.0] {
                out.push(b'<');
                hex(&mut out, &[code]);
                out.push(b'>');
            }
            out.push(b'[');
            for (_, text) in *run {
                out.push(b'<');
                for unit in text.encode_utf16(&mut [0; 2]) {
                    hex(&mut out, &unit.to_be_bytes());
                }
                out.push(b'>');
            }
            out.extend_from_slice(b"]\n");
        }
        out.extend_from_slice(b"endbfrange\n");
    }
    out.extend_from_slice(b"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    out
}
