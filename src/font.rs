//! Faces: glyph lookup, advances and kerning from tables read once, shaping only where a cluster needs it.

mod face;
mod kerning;
mod shape;

use std::sync::OnceLock;

use libdeflater::Decompressor;

use crate::embedded::{embedded, inflate};
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
    regular: Face,
    /// Bold, italic and bold italic. Opened when first asked for: an article needs one or two of the four.
    others: [OnceLock<Option<Face>>; 3],
    fallbacks: Vec<Face>,
}

const TINOS: [(&str, &[u8]); 4] = [
    ("Tinos-Regular", embedded!("Tinos-Regular.ttf")),
    ("Tinos-Bold", embedded!("Tinos-Bold.ttf")),
    ("Tinos-Italic", embedded!("Tinos-Italic.ttf")),
    ("Tinos-BoldItalic", embedded!("Tinos-BoldItalic.ttf")),
];

impl Fonts {
    /// Reads the tables of the first embedded face and of the `fallback` files.
    ///
    /// # Errors
    /// E401: a fallback font that cannot be read, is no font, or that its maker does not allow to be embedded.
    pub fn new(fallback: &[String]) -> Result<Fonts> {
        let regular = tinos(0).map_err(|reason| bad_font(TINOS[0].0, reason))?;
        let mut fallbacks = Vec::with_capacity(fallback.len());
        for path in fallback.iter().take(usize::from(u8::MAX) - TINOS.len()) {
            let bytes = std::fs::read(path).map_err(|error| bad_font(path, reason(&error)))?;
            let name = format!("Fallback{}", fallbacks.len() + 1);
            fallbacks.push(Face::new(name, bytes).map_err(|reason| bad_font(path, reason))?);
        }
        Ok(Fonts { regular, others: Default::default(), fallbacks })
    }

    /// The face of an index as found in [`Glyph::face`].
    pub fn face(&self, index: u8) -> &Face {
        match usize::from(index) {
            0 => &self.regular,
            // The tests open all four: none of them is ever missing.
            own @ 1..4 => {
                self.others[own - 1].get_or_init(|| tinos(own).ok()).as_ref().unwrap_or(&self.regular)
            }
            other => &self.fallbacks[other - TINOS.len()],
        }
    }

    /// How many faces there are.
    pub fn len(&self) -> usize {
        TINOS.len() + self.fallbacks.len()
    }

    /// Never true: the four faces of Tinos are built in.
    pub fn is_empty(&self) -> bool {
        false
    }

    fn fallbacks(&self) -> impl Iterator<Item = (u8, &Face)> {
        self.fallbacks.iter().zip(TINOS.len() as u8..).map(|(face, index)| (index, face))
    }
}

/// An embedded face.
fn tinos(index: usize) -> std::result::Result<Face, String> {
    let (name, file) = TINOS[index];
    Face::new(name.to_owned(), inflate(&mut Decompressor::new(), file))
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
        for (index, (name, _)) in (0..).zip(TINOS) {
            let face = fonts.face(index);
            assert_eq!(face.name(), name);
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
