//! One face: everything a page needs to know of it, in tables indexed by character and glyph.

use std::collections::HashMap;

use harfrust::{Font, GlyphId};

use super::kerning;

/// Characters below this have a direct table; the rest (rare) are looked up in a map.
const DIRECT: usize = 0x2200;

/// A face with its lookup tables.
pub struct Face {
    name: String,
    bytes: Vec<u8>,
    font: Font,
    direct: Vec<u16>,
    others: HashMap<char, u16>,
    /// Per glyph, in thousandths of an em, rounded: what /W says and what the layout counts with.
    advances: Vec<i16>,
    kerns: HashMap<(u16, u16), i16>,
    /// Glyphs that start a kerning pair: most letters don't, and skip the map.
    starts_pair: Vec<bool>,
    /// Thousandths of an em.
    pub(crate) metrics: Metrics,
}

/// Figures for the font descriptor, in thousandths of an em.
#[derive(Debug, Clone, Copy)]
pub struct Metrics {
    /// Highest point above the base line.
    pub ascent: i32,
    /// Lowest point, negative.
    pub descent: i32,
    /// Height of capitals.
    pub cap_height: i32,
    /// Bounds of all glyphs: left, bottom, right, top.
    pub bounds: [i32; 4],
    /// Degrees, negative when the face leans right.
    pub italic_angle: i32,
    /// Thickness of stems, estimated from the weight.
    pub stem: i32,
    /// CFF outlines instead of TrueType ones.
    pub cff: bool,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Face {
    /// Reads a TrueType or OpenType file. `name` is its PostScript name in the PDF.
    pub(super) fn new(name: String, bytes: Vec<u8>) -> Result<Face, String> {
        let font = Font::new(bytes.clone(), 0).ok_or("not a TrueType or OpenType font")?;
        let em = f32::from(font.units_per_em().max(1));
        let scale = 1000.0 / em;
        if embedding_forbidden(&bytes) {
            return Err("@font-embedding".to_owned());
        }
        let metrics = font.glyph_metrics();
        let advances: Vec<i16> = (0..font.num_glyphs().min(65_535))
            .map(|gid| (metrics.h_advance(GlyphId::new(gid)) * scale).round() as i16)
            .collect();
        let mut direct = vec![0u16; DIRECT];
        let mut others = HashMap::new();
        for (code, gid) in font.charmap().unicodes() {
            let Ok(gid) = u16::try_from(gid.to_u32()) else { continue };
            match direct.get_mut(code as usize) {
                Some(slot) => *slot = gid,
                None => {
                    if let Some(c) = char::from_u32(code) {
                        others.insert(c, gid);
                    }
                }
            }
        }
        let kerns: HashMap<(u16, u16), i16> = kerning::pairs(&bytes)
            .into_iter()
            .map(|(pair, value)| (pair, (f32::from(value) * scale).round() as i16))
            .collect();
        let mut starts_pair = vec![false; advances.len()];
        for &(first, _) in kerns.keys() {
            if let Some(slot) = starts_pair.get_mut(usize::from(first)) {
                *slot = true;
            }
        }
        let global = font.metrics();
        let round = |value: f32| (value * scale).round() as i32;
        let line = global.h_line();
        let figures = Metrics {
            ascent: round(line.map_or(em * 0.9, |line| line.ascender.to_f32())),
            descent: round(line.map_or(em * -0.2, |line| line.descender.to_f32())),
            cap_height: round(global.cap_height.map_or(em * 0.66, |height| height.to_f32())),
            bounds: [
                round(global.bounds.x_min.to_f32()),
                round(global.bounds.y_min.to_f32()),
                round(global.bounds.x_max.to_f32()),
                round(global.bounds.y_max.to_f32()),
            ],
            italic_angle: if name.contains("Italic") { -16 } else { 0 },
            stem: if name.contains("Bold") { 140 } else { 80 },
            cff: bytes.starts_with(b"OTTO"),
        };
        Ok(Face { name, font, direct, others, advances, kerns, starts_pair, metrics: figures, bytes })
    }

    /// PostScript name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn font(&self) -> &Font {
        &self.font
    }

    /// The glyph of a character; 0 when the face lacks it.
    #[inline]
    pub fn glyph(&self, c: char) -> u16 {
        match self.direct.get(c as usize) {
            Some(&gid) => gid,
            None => self.others.get(&c).copied().unwrap_or(0),
        }
    }

    /// Advance of a glyph in thousandths of an em.
    #[inline]
    pub fn advance(&self, gid: u16) -> i16 {
        self.advances.get(usize::from(gid)).copied().unwrap_or(0)
    }

    /// What is added to the advance of `first` when `second` follows, in thousandths of an em.
    #[inline]
    pub fn kern(&self, first: u16, second: u16) -> i16 {
        match self.starts_pair.get(usize::from(first)) {
            Some(true) => self.kerns.get(&(first, second)).copied().unwrap_or(0),
            _ => 0,
        }
    }
}

/// OS/2 fsType: 2 alone is "restricted licence embedding"; 0x200 allows bitmaps only.
fn embedding_forbidden(font: &[u8]) -> bool {
    let fs_type = kerning::table(font, b"OS/2").and_then(|os2| kerning::u16_at(os2, 8)).unwrap_or(0);
    fs_type & 0x000f == 2 || fs_type & 0x0200 != 0
}
