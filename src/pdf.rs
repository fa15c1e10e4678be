//! An article as PDF/A-2a + PDF/UA-1 (ISO 19005-2, ISO 14289-1).
//!
//! The rooms follow the standard: `content` and `fonts` are clause 9 of ISO 32000-1, `structure` 14.7, `outline` 12.3.3,
//! `file` 7.5.

mod content;
mod document;
mod encode;
mod file;
mod fonts;
mod number;
mod outline;
mod program;
mod structure;
mod xmp;

use crate::article::{Article, Meta};
use crate::bulletin::{Issue, Logo, Printed};
use crate::container::{Deflater, Deflaters};
use crate::error::{Code, Failure, Result, Stage, Warning};
use crate::font::{Fonts, Glyph};
use crate::layout::{self, Document, Sheet};
use crate::settings::{MM, Page, Preset, Settings};

/// libdeflate's level for an article: at 5 its streams take 60 % more time and are 2 % smaller.
const LEVEL: i32 = 1;
/// Its level for an issue, which is printed once and of which thousands of pages are streams.
const LEVEL_ISSUE: i32 = 5;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: u32,
    /// Missing characters, loose lines, figures outside the decree's ranges.
    pub warnings: Vec<Warning>,
}

/// What is made once per run and shared by all articles: faces, profile, page figures.
#[derive(Debug)]
pub struct Press {
    fonts: Fonts,
    sheet: Sheet,
    constants: document::Constants,
    deflaters: Deflaters,
    figures: Vec<Warning>,
}

impl Press {
    /// Loads the faces and checks the page settings.
    ///
    /// # Errors
    /// E401: a fallback font that cannot be used. E402: page figures that leave no room for text.
    pub fn new(settings: &Settings) -> Result<Press> {
        let sheet = Sheet::new(&settings.page);
        room(&sheet)?;
        Ok(Press {
            fonts: Fonts::new(&settings.fonts.fallback)?,
            sheet,
            constants: document::Constants::new(),
            deflaters: Deflaters::new(LEVEL),
            figures: ranges(&settings.page),
        })
    }

    /// Sets one article.
    ///
    /// # Errors
    /// E403: the document could not be built (a damaged fallback font).
    pub fn article(&self, article: &Article) -> Result<Pdf> {
        let document = layout::article(&self.fonts, &self.sheet, article);
        self.deflaters.with(|deflater| self.print(&document, &article.meta, &title(article), None, deflater))
    }

    /// Sets a compiled issue; with `booklet`, its pages on sheets for folding.
    ///
    /// # Errors
    /// As [`Press::article`].
    pub fn issue(&self, issue: &Issue, booklet: bool) -> Result<Printed> {
        let layout::Issued { document, starts } = layout::issue(&self.fonts, &self.sheet, issue, booklet);
        let title: String = issue.running_head().chars().take(300).collect();
        let organisation = Some(issue.masthead.body.clone()).filter(|body| !body.is_empty());
        let meta = Meta { title: title.clone(), organisation, ..Meta::default() };
        let mut deflater = Deflater::new(LEVEL_ISSUE);
        let mut pdf = self.print(&document, &meta, &title, issue.masthead.logo.as_ref(), &mut deflater)?;
        // columns take other figures than the decree's pages, on purpose
        pdf.warnings.retain(|warning| warning.code != Code::PageFigure);
        Ok(Printed { pdf, starts })
    }

    fn print(
        &self,
        document: &Document,
        meta: &Meta,
        title: &str,
        logo: Option<&Logo>,
        deflater: &mut Deflater,
    ) -> Result<Pdf> {
        let mut encoder = encode::Encoder::new(&self.fonts, &document.glyphs);
        let contents = content::write(document, &self.fonts, &mut encoder);
        let parts = document::Parts {
            document,
            contents: &contents,
            banks: &encoder.banks,
            sets: &encoder.sets,
            fonts: &self.fonts,
            constants: &self.constants,
            xmp: xmp::packet(meta, title),
            logo,
        };
        let bytes = document::write(&parts, deflater)?;
        Ok(Pdf { bytes, pages: document.pages.len() as u32, warnings: self.warnings(document) })
    }

    /// Passages that would be read from right to left: set by a fallback face, or marked so by control characters.
    /// A □ looks the same either way.
    fn right_to_left(&self, document: &Document) -> u32 {
        let mut passages = 0;
        let mut inside = false;
        let none = document.clusters.is_empty() && self.fonts.len() <= 4;
        for glyph in document.glyphs.iter().filter(|_| !none) {
            let here = match glyph.role {
                Glyph::SPACE => continue,
                Glyph::SPAN if glyph.face < 4 => false,
                Glyph::SPAN | Glyph::HIDDEN => document
                    .clusters
                    .get(glyph.text as usize)
                    .is_some_and(|cluster| cluster.text.chars().any(is_right_to_left)),
                _ => char::from_u32(glyph.text).is_some_and(is_right_to_left),
            };
            passages += u32::from(here && !inside);
            inside = here;
        }
        passages
    }

    fn warnings(&self, document: &Document) -> Vec<Warning> {
        let mut warnings = self.figures.clone();
        if !document.missing.is_empty() {
            let mut shown: Vec<String> =
                document.missing.iter().take(20).map(|text| describe(text)).collect();
            if document.missing.len() > 20 {
                shown.push(format!("… ({})", document.missing.len()));
            }
            warnings.push(Warning::new(Code::MissingCharacters).with("characters", shown.join(", ")));
        }
        if document.loose > 0 {
            warnings.push(Warning::new(Code::LooseLine).with("count", document.loose));
        }
        let backwards = self.right_to_left(document);
        if backwards > 0 {
            warnings.push(Warning::new(Code::RightToLeft).with("count", backwards));
        }
        warnings
    }
}

/// Letters of scripts written from right to left, and the controls of bidirectional text.
fn is_right_to_left(c: char) -> bool {
    matches!(c as u32,
        0x590..=0x8ff | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 | 0xfb1d..=0xfdff | 0xfe70..=0xfefc
        | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}

/// A character with its number: those that cannot be shown here may not show on a terminal either.
fn describe(text: &str) -> String {
    let codes: Vec<String> = text.chars().take(4).map(|c| format!("U+{:04X}", c as u32)).collect();
    format!("{} ({})", text.chars().take(4).collect::<String>(), codes.join(" "))
}

/// PDF/UA wants a title: the headline, else the first words.
fn title(article: &Article) -> String {
    let first = || article.blocks.iter().flat_map(|block| block.texts()).find(|text| !text.trim().is_empty());
    let title = match article.meta.title.trim() {
        "" => first().unwrap_or("bantin"),
        title => title,
    };
    title.chars().take(300).collect()
}

fn room(sheet: &Sheet) -> Result<()> {
    let figures = &sheet.page;
    let numbers = [
        figures.top,
        figures.bottom,
        figures.left,
        figures.right,
        figures.body,
        figures.line_height,
        figures.first_line,
        figures.paragraph_gap,
    ];
    let reason = if numbers.iter().any(|number| !number.is_finite() || *number < 0.0) {
        "@room-number"
    } else if figures.body < 4.0 || figures.body > 72.0 {
        "@room-body"
    } else if figures.line_height < 0.8 || figures.line_height > 5.0 {
        "@room-line-height"
    } else if sheet.measure() < figures.body * 8.0 {
        "@room-measure"
    } else if figures.first_line > sheet.measure() * 0.5 {
        "@room-first-line"
    } else if sheet.depth() < figures.leading(figures.body) * 6.0 {
        "@room-depth"
    } else {
        return Ok(());
    };
    Err(Failure::new(Code::NoRoom, Stage::Config).with("reason", reason))
}

/// Figures outside the ranges of NĐ 30/2020/NĐ-CP, annex I, part I; the A5 preset is no page of the decree.
fn ranges(page: &Page) -> Vec<Warning> {
    if page.preset != Preset::Nd30 {
        return Vec::new();
    }
    let figures = page.figures();
    let checks = [
        ("page.top_mm", figures.top / MM, 20.0, 25.0),
        ("page.bottom_mm", figures.bottom / MM, 20.0, 25.0),
        ("page.left_mm", figures.left / MM, 30.0, 35.0),
        ("page.right_mm", figures.right / MM, 15.0, 20.0),
        ("page.body_pt", figures.body, 13.0, 14.0),
        ("page.line_height", figures.line_height, 1.0, 1.5),
        ("page.first_line_mm", figures.first_line / MM, 10.0, 12.7),
        ("page.paragraph_gap_pt", figures.paragraph_gap, 6.0, f32::INFINITY),
    ];
    checks
        .iter()
        .filter(|(_, value, low, high)| *value < low - 0.01 || *value > high + 0.01)
        .map(|(key, value, low, high)| {
            let range = if high.is_finite() { format!("{low}–{high}") } else { format!("≥ {low}") };
            let value = (value * 100.0).round() / 100.0;
            Warning::new(Code::PageFigure).with("key", key).with("value", value).with("range", range)
        })
        .collect()
}
