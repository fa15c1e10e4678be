//! Pair kerning out of GPOS (OpenType 1.9, pair adjustment format 1, the only one Tinos uses), read once per face.
//!
//! A face that kerns otherwise is set without kerning. Damaged tables give fewer pairs, never an error.

/// The bytes of a table of a font file (not a collection).
pub(super) fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = u16_at(font, 4)?;
    (0..usize::from(count)).find_map(|index| {
        let record = font.get(12 + index * 16..28 + index * 16)?;
        if record.get(..4)? != tag {
            return None;
        }
        let start = u32_at(record, 8)? as usize;
        font.get(start..start.checked_add(u32_at(record, 12)? as usize)?)
    })
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn offset(data: &[u8], base: usize, at: usize) -> Option<(usize, &[u8])> {
    let to = base + usize::from(u16_at(data, at)?);
    Some((to, data.get(to..)?))
}

/// All pairs with their change of the first advance, in font units.
pub(super) fn pairs(font: &[u8]) -> Vec<((u16, u16), i16)> {
    let mut found = Vec::new();
    if let Some(gpos) = table(font, b"GPOS") {
        lookups(gpos, &mut found);
    }
    found
}

fn lookups(gpos: &[u8], found: &mut Vec<((u16, u16), i16)>) -> Option<()> {
    let (_, features) = offset(gpos, 0, 6)?;
    let (_, list) = offset(gpos, 0, 8)?;
    let mut wanted = Vec::new();
    for index in 0..usize::from(u16_at(features, 0)?) {
        let record = features.get(2 + index * 6..8 + index * 6)?;
        if record.get(..4)? == b"kern" {
            let feature = features.get(usize::from(u16_at(record, 4)?)..)?;
            for lookup in 0..usize::from(u16_at(feature, 2)?) {
                wanted.push(u16_at(feature, 4 + lookup * 2)?);
            }
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    for index in wanted {
        let (_, lookup) = offset(list, 0, 2 + usize::from(index) * 2)?;
        if u16_at(lookup, 0)? != 2 {
            continue;
        }
        for sub in 0..usize::from(u16_at(lookup, 4)?) {
            let (_, subtable) = offset(lookup, 0, 6 + sub * 2)?;
            pair_sets(subtable, found);
        }
    }
    Some(())
}

fn pair_sets(subtable: &[u8], found: &mut Vec<((u16, u16), i16)>) -> Option<()> {
    // Format 1 with only an x advance on the first glyph.
    if u16_at(subtable, 0)? != 1 || u16_at(subtable, 4)? != 4 || u16_at(subtable, 6)? != 0 {
        return None;
    }
    let (_, coverage) = offset(subtable, 0, 2)?;
    for (index, first) in covered(coverage)?.into_iter().enumerate() {
        let (_, set) = offset(subtable, 0, 10 + index * 2)?;
        for pair in 0..usize::from(u16_at(set, 0)?) {
            let second = u16_at(set, 2 + pair * 4)?;
            let value = u16_at(set, 4 + pair * 4)? as i16;
            found.push(((first, second), value));
        }
    }
    Some(())
}

fn covered(coverage: &[u8]) -> Option<Vec<u16>> {
    let count = usize::from(u16_at(coverage, 2)?);
    match u16_at(coverage, 0)? {
        1 => (0..count).map(|index| u16_at(coverage, 4 + index * 2)).collect(),
        2 => {
            let mut glyphs = Vec::new();
            for index in 0..count {
                glyphs.extend(u16_at(coverage, 4 + index * 6)?..=u16_at(coverage, 6 + index * 6)?);
            }
            Some(glyphs)
        }
        _ => None,
    }
}
