//! Font programs (ISO 32000-1, 9.9): the subset of a face as a PDF wants it.
//!
//! The subset of a TrueType face becomes a simple symbolic font: its only cmap says which code is which glyph, so that
//! the file needs neither an encoding nor a map from codes to glyphs beside it (9.6.6.4; ISO 19005-2, 6.2.11.6).

use subsetter::GlyphRemapper;

use crate::font::Face;

use super::encode::Slot;

/// The program of a bank; its slots ascend by code.
///
/// # Errors
/// What is wrong with the face.
pub(super) fn program(face: &Face, slots: &[Slot], keeps_name: bool) -> Result<Vec<u8>, String> {
    let mut remapper = GlyphRemapper::new();
    let mapped: Vec<(u8, u16)> = slots.iter().map(|slot| (slot.code, remapper.remap(slot.gid))).collect();
    let subset = subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| error.to_string())?;
    if face.metrics.cff {
        return Ok(subset);
    }
    let mut tables = tables(&subset).ok_or("the subset of the face is damaged")?;
    tables.retain(|(tag, _)| *tag != *b"post" && (keeps_name || *tag != *b"name"));
    let cmap = cmap(&mapped);
    tables.push((*b"cmap", &cmap));
    tables.sort_unstable_by_key(|(tag, _)| *tag);
    Ok(sfnt(&tables))
}

type Table<'a> = ([u8; 4], &'a [u8]);

fn tables(font: &[u8]) -> Option<Vec<Table<'_>>> {
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    let number = |at: usize| Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?) as usize);
    (0..usize::from(count))
        .map(|index| {
            let record = 12 + index * 16;
            let tag = font.get(record..record + 4)?.try_into().ok()?;
            let start = number(record + 8)?;
            Some((tag, font.get(start..start.checked_add(number(record + 12)?)?)?))
        })
        .collect()
}

/// A symbol map (platform 3, encoding 0), format 4: codes stand in the private range at U+F000. Neighbouring codes
/// with neighbouring glyphs make a segment.
fn cmap(mapped: &[(u8, u16)]) -> Vec<u8> {
    const PRIVATE: u16 = 0xf000;
    let mut segments: Vec<(u16, u16, u16)> = Vec::new();
    for &(code, glyph) in mapped {
        let code = PRIVATE + u16::from(code);
        match segments.last_mut() {
            Some((start, end, first)) if *end + 1 == code && *first + (code - *start) == glyph => *end = code,
            _ => segments.push((code, code, glyph)),
        }
    }
    // The last segment must end at 0xFFFF; it maps that to .notdef.
    segments.push((0xffff, 0xffff, 0));
    let count = segments.len() as u16;
    let power = count.ilog2() as u16;
    let range = 2 << power;
    let mut out = Vec::with_capacity(28 + segments.len() * 8);
    let mut put = |value: u16| out.extend_from_slice(&value.to_be_bytes());
    for value in [0, 1, 3, 0, 0, 12, 4, 16 + count * 8, 0, count * 2, range, power, count * 2 - range] {
        put(value);
    }
    segments.iter().for_each(|segment| put(segment.1));
    put(0);
    segments.iter().for_each(|segment| put(segment.0));
    segments.iter().for_each(|segment| put(segment.2.wrapping_sub(segment.0)));
    segments.iter().for_each(|_| put(0));
    out
}

/// The tables, ascending by tag, as a file with its checksums.
fn sfnt(tables: &[Table<'_>]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.max(1).ilog2() as u16;
    let range = 16 << power;
    let directory = 12 + tables.len() * 16;
    let all: usize = tables.iter().map(|(_, data)| data.len().next_multiple_of(4)).sum();
    let mut out = Vec::with_capacity(directory + all);
    out.extend_from_slice(&[0, 1, 0, 0]);
    for value in [count, range, power, count * 16 - range] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    out.resize(directory, 0);
    let mut adjustment = None;
    for (index, (tag, data)) in tables.iter().enumerate() {
        let start = out.len();
        out.extend_from_slice(data);
        out.resize(out.len().next_multiple_of(4), 0);
        if tag == b"head" && data.len() >= 12 {
            out[start + 8..start + 12].fill(0);
            adjustment = Some(start + 8);
        }
        let sum = sum(&out[start..]);
        let record = 12 + index * 16;
        out[record..record + 4].copy_from_slice(tag);
        for (field, value) in [(4, sum), (8, start as u32), (12, data.len() as u32)] {
            out[record + field..record + field + 4].copy_from_slice(&value.to_be_bytes());
        }
    }
    if let Some(at) = adjustment {
        let value = 0xb1b0_afba_u32.wrapping_sub(sum(&out));
        out[at..at + 4].copy_from_slice(&value.to_be_bytes());
    }
    out
}

/// Sum of big-endian words; the data end on a word.
fn sum(data: &[u8]) -> u32 {
    data.chunks_exact(4)
        .fold(0, |sum, word| sum.wrapping_add(u32::from_be_bytes([word[0], word[1], word[2], word[3]])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Fonts;
    use harfrust::Font;

    #[test]
    fn codes_lead_to_the_glyphs_of_their_letters() {
        let fonts = Fonts::new(&[]).unwrap();
        let face = fonts.face(0);
        let letters =
            [(0x20, ' '), (0x41, 'A'), (0x42, 'B'), (0x61, 'a'), (0x80, 'ạ'), (0x81, 'ấ'), (0xff, 'ỵ')];
        let slots: Vec<Slot> =
            letters.iter().map(|&(code, letter)| Slot { code, gid: face.glyph(letter) }).collect();
        let bytes = program(face, &slots, false).unwrap();
        let tags: Vec<[u8; 4]> = tables(&bytes).unwrap().iter().map(|(tag, _)| *tag).collect();
        assert_eq!(tags, [*b"cmap", *b"glyf", *b"head", *b"hhea", *b"hmtx", *b"loca", *b"maxp"]);
        assert_eq!(sum(&bytes), 0xb1b0_afba, "the file's checksum");
        let font = Font::new(bytes, 0).unwrap();
        for (code, letter) in letters {
            let glyph = font.charmap().map_unicode(0xf000 + u32::from(code)).unwrap();
            let width = font.glyph_metrics().h_advance(glyph);
            assert_eq!(width.round() as i16, face.advance(face.glyph(letter)), "{letter}");
        }
        assert!(font.charmap().map_unicode(0xf043u32).is_none());
    }
}
