//! Archive packages: E-ARK CSIP laid out as Thông tư 05/2025/TT-BNV.

use crate::article::Article;
use crate::decode::Detection;
use crate::error::{Result, Warning};
use crate::settings::Settings;

/// Which information package.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Variant {
    /// Archival: what an office stores.
    #[default]
    Aip,
    /// Submission: for another system.
    Sip,
}

/// One document that goes into a package.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The input's name, NFC, as PREMIS originalName (no folder).
    pub original_name: &'a str,
    /// The bytes as they came.
    pub source: &'a [u8],
    /// SHA-256 of `source`.
    pub source_sha256: [u8; 32],
    /// How they were read.
    pub detection: Detection,
    /// The article after normalisation.
    pub article: &'a Article,
    /// Edits per rule id, and lines removed, for the normalization event.
    pub edits: &'a [(String, u32)],
    /// The change log, JSON lines as `normalize --explain` prints them.
    pub change_log: &'a str,
    /// Lines labelled boilerplate or duplicate.
    pub removed_lines: u32,
    /// The PDF.
    pub pdf: &'a [u8],
    /// Its page count.
    pub pages: u32,
    /// The DOCX.
    pub docx: &'a [u8],
}

/// A finished package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// `uuid-…`: file name without `.zip`, and root folder.
    pub objid: String,
    /// The zip.
    pub zip: Vec<u8>,
    /// `<objid>-bag.zip`, when asked for.
    pub bag: Option<Vec<u8>>,
    /// Texts that were cut to a field's length, …
    pub warnings: Vec<Warning>,
}

/// What is made once per run: schemas deflated, office codes checked, job time written out.
#[derive(Debug)]
pub struct Packer {}

impl Packer {
    /// Checks the codes and prepares the constant parts.
    ///
    /// `job_time` is RFC 3339, already in +07:00 or as given.
    ///
    /// # Errors
    /// Codes that are too long or missing (E8xx).
    pub fn new(_settings: &Settings, _variant: Variant, _job_time: &str, _bag: bool) -> Result<Packer> {
        Ok(Packer {})
    }

    /// Builds the package of one article.
    pub fn article(&self, _document: &Document<'_>) -> Result<Package> {
        Ok(Package { objid: "uuid-0".into(), zip: Vec::new(), bag: None, warnings: Vec::new() })
    }
}
