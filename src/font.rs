//! Faces: glyph lookup, advances and kerning from tables read once, shaping only where a cluster needs it.

mod face;
mod kerning;
mod shape;

use crate::error::{Code, Failure, Result, Stage, reason};

pub use face::Face;
pub use shape::{Cluster, Glyph, Shaper};

/// A style of the text family; the number is the index of its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Style {
    /// Upright.
    #[default]
    Regular = 0,
    /// Bold.
    Bold = 1,
    /// Italic.
    Italic = 2,
    /// Bold italic.
    BoldItalic = 3,
}

/// The four faces of Tinos, then the fallback faces in order of preference.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
}

const TINOS: [(&str, &[u8]); 4] = [
    ("Tinos-Regular", include_bytes!("../fonts/Tinos-Regular.ttf")),
    ("Tinos-Bold", include_bytes!("../fonts/Tinos-Bold.ttf")),
    ("Tinos-Italic", include_bytes!("../fonts/Tinos-Italic.ttf")),
    ("Tinos-BoldItalic", include_bytes!("../fonts/Tinos-BoldItalic.ttf")),
];

impl Fonts {
    /// Reads the tables of the embedded faces and of the `fallback` files.
    ///
    /// # Errors
    /// E401: a fallback font that cannot be read, is no font, or that its maker does not allow to be embedded.
    pub fn new(fallback: &[String]) -> Result<Fonts> {
        let mut faces = Vec::with_capacity(4 + fallback.len());
        for (name, bytes) in TINOS {
            faces.push(Face::new(name.to_owned(), bytes.to_vec()).map_err(|reason| bad_font(name, reason))?);
        }
        for path in fallback.iter().take(usize::from(u8::MAX) - 4) {
            let bytes = std::fs::read(path).map_err(|error| bad_font(path, reason(&error)))?;
            let name = format!("Fallback{}", faces.len() - 3);
            faces.push(Face::new(name, bytes).map_err(|reason| bad_font(path, reason))?);
        }
        Ok(Fonts { faces })
    }

    /// The face of an index as found in [`Glyph::face`].
    pub fn face(&self, index: u8) -> &Face {
        &self.faces[usize::from(index)]
    }

    /// How many faces there are.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Never true: the four faces of Tinos are built in.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    fn fallbacks(&self) -> impl Iterator<Item = (u8, &Face)> {
        self.faces.iter().enumerate().skip(4).map(|(index, face)| (index as u8, face))
    }
}

fn bad_font(path: &str, reason: impl std::fmt::Display) -> Failure {
    Failure::new(Code::BadFont, Stage::Config).with("path", path).with("reason", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 12 vowels with five tones and without, plus đ: 67 lower-case letters beyond ASCII's, 134 in both cases.
    fn vietnamese() -> Vec<char> {
        let lower = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
        lower.chars().flat_map(|c| [c, c.to_uppercase().next().unwrap()]).collect()
    }

    #[test]
    fn every_face_has_the_134_precomposed_letters() {
        let letters = vietnamese();
        assert_eq!(letters.len(), 134);
        let fonts = Fonts::new(&[]).unwrap();
        for index in 0..4 {
            let face = fonts.face(index);
            for &letter in &letters {
                assert_ne!(face.glyph(letter), 0, "{} lacks {letter}", face.name());
                assert!(face.advance(face.glyph(letter)) > 0);
            }
        }
    }

    #[test]
    fn letters_of_the_tay_nguyen_languages_are_there_or_placed_by_anchors() {
        let fonts = Fonts::new(&[]).unwrap();
        for text in ["ê̆", "ơ̆", "ƀ", "ŭ", "č", "ñ", "ư̆", "Ê̆", "Ơ̆", "ô̆", "Ƀ", "Č"] {
            for style in [Style::Regular, Style::Bold, Style::Italic, Style::BoldItalic] {
                let mut shaper = Shaper::new(&fonts);
                shaper.shape(style, text);
                assert!(shaper.missing.is_empty(), "{text} in {style:?}");
                assert!(shaper.glyphs.iter().all(|glyph| glyph.gid != 0));
                if shaper.glyphs.len() == 2 {
                    let mark = shaper.glyphs[1];
                    assert!(mark.dx != 0 || mark.dy != 0, "the mark of {text} in {style:?} is not placed");
                    assert_eq!(mark.advance, 0);
                }
            }
        }
    }

    #[test]
    fn kerning_is_applied() {
        let fonts = Fonts::new(&[]).unwrap();
        let mut shaper = Shaper::new(&fonts);
        shaper.shape(Style::Regular, "Ty");
        assert!(shaper.glyphs[0].kern < 0);
    }

    #[test]
    fn a_missing_character_is_a_box_that_keeps_its_text() {
        let fonts = Fonts::new(&[]).unwrap();
        let mut shaper = Shaper::new(&fonts);
        shaper.shape(Style::Regular, "a漢👩‍👧b");
        assert_eq!(shaper.missing, ["漢", "👩‍👧"]);
        let boxed = fonts.face(0).glyph('□');
        assert_eq!(shaper.glyphs.iter().filter(|glyph| glyph.gid == boxed).count(), 2);
        assert_eq!(shaper.clusters[1].text, "👩‍👧");
    }
}
