//! One finished article as the journal keeps it. It holds facts and codes, no prose: reports turn it into the
//! language of whoever reads them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Failure, Stage, Warning};
use crate::job::Made;

/// How an article ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its outputs were made.
    Converted,
    /// Nothing had changed since the last run (reports only).
    Unchanged,
    /// Its bytes are those of an input before it, which owns the package.
    Duplicate,
    /// It has no outputs; `error` says why.
    Failed,
}

/// A file in the output folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Output<'a> {
    /// Below the output folder, `/`-separated.
    #[serde(borrow)]
    pub path: Cow<'a, str>,
    /// Bytes.
    pub size: u64,
    /// Hexadecimal.
    #[serde(borrow)]
    pub sha256: Cow<'a, str>,
}

/// How the input was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Encoding<'a> {
    /// As `bantin detect` prints it.
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// 0 to 1.
    pub confidence: f32,
}

/// A warning: code, facts, line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note<'a> {
    /// `W…`.
    #[serde(borrow)]
    pub code: Cow<'a, str>,
    /// Facts for the message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// Physical line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// What stopped the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stopped<'a> {
    /// `E…`.
    #[serde(borrow)]
    pub code: Cow<'a, str>,
    /// Where.
    pub stage: Stage,
    /// Facts for the message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// Relative path as shown: U+FFFD for what is not UTF-8.
    #[serde(borrow)]
    pub input: Cow<'a, str>,
    /// The path's bytes, when they are not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input_hex: Option<String>,
    /// Bytes of the input.
    pub size: u64,
    /// Its modification time, nanoseconds since 1970.
    pub mtime_ns: i64,
    /// Of the input, hexadecimal; absent if it was not read.
    #[serde(borrow)]
    pub sha256: Option<Cow<'a, str>>,
    /// `converted`, `duplicate` or `failed`.
    pub status: Status,
    /// Whose bytes these are, for a duplicate.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<Cow<'a, str>>,
    /// Files in place.
    #[serde(borrow)]
    pub outputs: Vec<Output<'a>>,
    /// How it was read.
    #[serde(borrow, default)]
    pub encoding: Option<Encoding<'a>>,
    /// Headline.
    #[serde(borrow, default)]
    pub title: Option<Cow<'a, str>>,
    /// `YYYY[-MM[-DD]]`.
    #[serde(borrow, default)]
    pub date: Option<Cow<'a, str>>,
    /// Authors, or the signing body.
    #[serde(borrow, default)]
    pub byline: Option<Cow<'a, str>>,
    /// Pages of the PDF.
    #[serde(default)]
    pub pages: u32,
    /// Edits per rule.
    #[serde(default)]
    pub edits: BTreeMap<String, u32>,
    /// Lines left out as page furniture or repeats.
    #[serde(default)]
    pub removed_lines: u32,
    /// What is doubtful.
    #[serde(borrow, default)]
    pub warnings: Vec<Note<'a>>,
    /// Of a doubtful article, the first edits: rule, before, after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<[String; 3]>,
    /// Of a doubtful article, the first lines left out: line, reason, text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<(u32, String, String)>,
    /// Why it failed.
    #[serde(borrow, default)]
    pub error: Option<Stopped<'a>>,
    /// Made under other settings: to be done again when its input is met.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
    /// The input is no longer there; its outputs are kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vanished: bool,
    /// Packages of earlier versions of this input, kept until `--prune`.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub superseded: Vec<Output<'a>>,
}

impl<'a> Record<'a> {
    /// A record of an input of which nothing else is known.
    pub fn new(path: &[u8], size: u64, mtime_ns: i64) -> Record<'static> {
        let input = String::from_utf8_lossy(path).into_owned();
        let input_hex = std::str::from_utf8(path).is_err().then(|| crate::sink::hex(path));
        Record {
            input: input.into(),
            input_hex,
            size,
            mtime_ns,
            sha256: None,
            status: Status::Failed,
            duplicate_of: None,
            outputs: Vec::new(),
            encoding: None,
            title: None,
            date: None,
            byline: None,
            pages: 0,
            edits: BTreeMap::new(),
            removed_lines: 0,
            warnings: Vec::new(),
            samples: Vec::new(),
            left_out: Vec::new(),
            error: None,
            stale: false,
            vanished: false,
            superseded: Vec::new(),
        }
    }

    /// The raw bytes of the relative path.
    pub fn path(&self) -> Cow<'_, [u8]> {
        match self.input_hex.as_deref().and_then(unhex) {
            Some(bytes) => bytes.into(),
            None => self.input.as_bytes().into(),
        }
    }

    /// Notes what the article became.
    pub fn made(&mut self, made: &Made) {
        self.status = Status::Converted;
        self.encoding = Some(Encoding {
            name: made.detection.encoding.name().into(),
            confidence: (made.detection.confidence * 1000.0).round() / 1000.0,
        });
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned().into());
        self.title = filled(&made.meta.title);
        self.date = made.meta.date.clone().map(Cow::from);
        self.byline = filled(&made.meta.authors.join(", "))
            .or_else(|| made.meta.organisation.as_deref().and_then(filled));
        self.pages = made.pages;
        self.edits = made.edits.iter().cloned().collect();
        self.removed_lines = made.removed_lines;
        self.warnings = made.warnings.iter().map(Note::from).collect();
        if !self.warnings.is_empty() {
            self.samples = made.samples.clone();
            let owned =
                |(line, reason, text): &(u32, &str, String)| (*line, (*reason).to_owned(), text.clone());
            self.left_out = made.left_out.iter().map(owned).collect();
        }
    }

    /// Notes why it failed.
    pub fn failed(&mut self, failure: &Failure) {
        self.status = Status::Failed;
        self.error = Some(Stopped {
            code: failure.code.as_str().into(),
            stage: failure.stage,
            args: failure.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        });
    }

    /// The output of one kind: `pdf`, `docx`, `package` or `bag`.
    pub fn output(&self, kind: &str) -> Option<&Output<'a>> {
        self.outputs.iter().find(|output| kind_of(&output.path) == kind)
    }
}

impl From<&Warning> for Note<'static> {
    fn from(warning: &Warning) -> Self {
        Note {
            code: warning.code.as_str().into(),
            args: warning.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            line: warning.line,
        }
    }
}

/// What an output is, by its path.
pub fn kind_of(path: &str) -> &'static str {
    match path {
        _ if path.starts_with("pdf/") => "pdf",
        _ if path.starts_with("docx/") => "docx",
        _ if path.ends_with("-bag.zip") || path.contains("-bag.") => "bag",
        _ => "package",
    }
}

/// The code that a journal line names.
pub fn code_named(name: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| code.as_str() == name)
}

/// The bytes of hexadecimal digits.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits.chunks_exact(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
