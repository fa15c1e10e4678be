//! An article as a Word document.

use crate::article::Article;
use crate::error::Result;
use crate::settings::Settings;

/// What is made once per run: the constant parts, compressed.
#[derive(Debug)]
pub struct Writer {}

impl Writer {
    /// Prepares styles, settings and font table for the page settings.
    pub fn new(_settings: &Settings) -> Result<Writer> {
        Ok(Writer {})
    }

    /// Writes one article.
    pub fn article(&self, _article: &Article) -> Result<Vec<u8>> {
        Ok(Vec::new())
    }
}
