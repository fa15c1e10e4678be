//! An article as PDF/A-2a + PDF/UA-1.

use crate::article::Article;
use crate::error::{Result, Warning};
use crate::settings::Settings;

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
pub struct Press {}

impl Press {
    /// Loads the faces and checks the page settings.
    ///
    /// # Errors
    /// A fallback font that cannot be read, page figures that leave no room for text.
    pub fn new(_settings: &Settings) -> Result<Press> {
        Ok(Press {})
    }

    /// Sets one article.
    pub fn article(&self, _article: &Article) -> Result<Pdf> {
        Ok(Pdf { bytes: Vec::new(), pages: 1, warnings: Vec::new() })
    }
}
