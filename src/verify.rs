//! `bantin verify`: is this package whole, true and valid?
//!
//! Nothing is ever extracted: a file is inflated into memory, checked and forgotten.

mod agree;
mod bag;
mod content;
mod describe;
mod folder;
mod inflate;
mod mets;
mod operators;
mod package;
mod pdf;
mod premis;
mod scan;
mod schema;
mod shape;
mod source;
mod text;
mod to_unicode;
mod tree;
mod zip;

use std::path::{Path, PathBuf};

use self::zip::Store;
use crate::messages::Messages;

macro_rules! checks {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal $(, $rule:literal)?;)+) => {
        /// Every stable finding of `verify`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check { $($(#[doc = $doc])+ $name,)+ }

        impl Check {
            /// All of them.
            pub const ALL: &'static [Check] = &[$(Check::$name,)+];

            /// The code as printed, e.g. `V101`.
            pub fn code(self) -> &'static str {
                match self { $(Check::$name => $text,)+ }
            }

            /// The E-ARK CSIP rule that is broken, where there is one.
            pub fn rule(self) -> Option<&'static str> {
                match self { $(Check::$name => first(&[$($rule)?]),)+ }
            }
        }
    };
}

fn first(rules: &[&'static str]) -> Option<&'static str> {
    rules.first().copied()
}

checks! {
    /// Not a zip, truncated, or not to be read.
    Unreadable = "V101";
    /// A name with a root, `..`, `\`, NUL or another character that is not allowed.
    UnsafeName = "V102";
    /// A symbolic link or special file.
    NotRegular = "V103";
    /// Names that are equal, or equal but for case or normalisation.
    TwinNames = "V104";
    /// Not exactly one root folder.
    Roots = "V105", "CSIPSTR1";
    /// Expands beyond reason.
    Bomb = "V106";
    /// Encrypted.
    Encrypted = "V107";
    /// Local header and directory disagree, or entries overlap.
    HeadersDisagree = "V108";
    /// Bytes that belong to no entry: before, between, behind.
    StrayBytes = "V109";
    /// Compressed data that are damaged, or a method that is not stored or deflate.
    Damaged = "V110";
    /// An empty folder.
    EmptyFolder = "V111";
    /// The METS of the package or of the representation is missing.
    NoMets = "V201", "CSIPSTR4";
    /// OBJID is not the name of the folder.
    ObjidFolder = "V202", "CSIP1";
    /// No METS refers to the file.
    Unreferenced = "V203", "CSIP66";
    /// METS refers to what is not in the package.
    Missing = "V204", "CSIP79";
    /// SIZE is not the file's.
    Size = "V205", "CSIP69";
    /// CHECKSUM is not the file's.
    Checksum = "V206", "CSIP71";
    /// METS breaks a rule of CSIP, AIP or SIP, or of this package type.
    Mets = "V207";
    /// The tree of the package type does not know the file, or lacks one.
    Tree = "V208";
    /// A schema is not the published one.
    SchemaChanged = "V209";
    /// Not well-formed XML in UTF-8.
    NotWellFormed = "V301";
    /// A document type declaration, entity or processing instruction.
    Doctype = "V302";
    /// Not valid against its schema.
    Invalid = "V303";
    /// A file that METS lists has no PREMIS object, or the other way round.
    PremisObjects = "V401";
    /// PREMIS says another digest or size than the file has.
    PremisFixity = "V402";
    /// A PREMIS identifier refers to nothing, or events and agents are not those of this package type.
    PremisLinks = "V403";
    /// The PDF cannot be read.
    PdfDamaged = "V501";
    /// The PDF does not identify itself as PDF/A-2a and PDF/UA-1.
    PdfIdentification = "V502";
    /// The PDF and the NITF hold different text.
    PdfText = "V503";
    /// The DOCX cannot be opened.
    DocxDamaged = "V504";
    /// The DOCX and the NITF hold different text.
    DocxText = "V505";
    /// Descriptions contradict the content or one another.
    Description = "V506";
    /// The identifier does not follow from the sources.
    Identifier = "V507";
    /// bagit.txt or bag-info.txt is missing or wrong.
    BagDeclaration = "V601";
    /// A manifest is missing or cannot be read.
    BagManifest = "V602";
    /// A manifest lists what is not there.
    BagMissing = "V603";
    /// A file that no manifest lists.
    BagUnlisted = "V604";
    /// A digest differs.
    BagDigest = "V605";
    /// Payload-Oxum differs.
    BagOxum = "V606";
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub check: Check,
    /// In which file of the package; empty for the package as a whole.
    pub file: String,
    /// The facts: names and figures of the package, or `@` and the id of a message of the catalogue.
    pub detail: String,
}

impl Finding {
    /// The finding in the words of the catalogue, with the rule it breaks.
    pub fn message(&self, messages: &Messages) -> String {
        let args = vec![("file", self.file.clone()), ("detail", self.detail.clone())];
        let mut text = messages.text(self.check.code(), &args);
        if !self.file.is_empty() {
            text = format!("{}: {text}", self.file);
        }
        match self.check.rule() {
            Some(rule) => format!("{text} [{rule}]"),
            None => text,
        }
    }
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Archival information package.
    Aip,
    /// Submission information package.
    Sip,
    /// BagIt.
    Bag,
    /// It could not be told.
    Unknown,
}

impl Kind {
    /// As `verify --json` prints it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Aip => "aip",
            Kind::Sip => "sip",
            Kind::Bag => "bag",
            Kind::Unknown => "unknown",
        }
    }
}

/// The verdict on one package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What it is.
    pub kind: Kind,
    /// What is wrong with it; nothing when it is valid.
    pub findings: Vec<Finding>,
}

/// Findings, as they are collected.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

/// More findings of one code than this become one that counts them.
const LISTED: usize = 100;

impl Findings {
    fn add(&mut self, check: Check, file: &str, detail: impl std::fmt::Display) {
        // What hostile names may hold must not reach a terminal.
        let clean =
            |text: String| text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        let finding = Finding { check, file: clean(file.to_owned()), detail: clean(detail.to_string()) };
        if !self.0.contains(&finding) || self.0.len() > LISTED {
            self.0.push(finding);
        }
    }

    fn finish(self) -> Vec<Finding> {
        let mut all = self.0;
        all.sort_by(|a, b| (a.check, &a.file, &a.detail).cmp(&(b.check, &b.file, &b.detail)));
        let mut out: Vec<Finding> = Vec::new();
        for same in all.chunk_by(|a, b| a.check == b.check) {
            match same {
                [first, ..] if same.len() > LISTED => {
                    let detail = format!("{} (× {})", first.detail, same.len());
                    out.push(Finding { detail, ..first.clone() });
                }
                few => out.extend_from_slice(few),
            }
        }
        out
    }
}

/// Checks one package or bag: a zip, or an unpacked folder.
pub fn verify(path: &Path) -> Verdict {
    // A library that panics on foreign bytes costs one package its verdict, not the run.
    std::panic::catch_unwind(|| examine_path(path)).unwrap_or_else(|_| {
        let mut findings = Findings::default();
        findings.add(Check::Unreadable, "", "@verify-panic");
        Verdict { kind: Kind::Unknown, findings: findings.finish() }
    })
}

fn examine_path(path: &Path) -> Verdict {
    let mut findings = Findings::default();
    let kind = if path.is_dir() {
        match folder::Folder::open(path, &mut findings) {
            Some(folder) => examine(&folder, &mut findings),
            None => Kind::Unknown,
        }
    } else {
        verify_file(path, &mut findings).unwrap_or_else(|error| {
            findings.add(Check::Unreadable, "", crate::error::reason(&error));
            Kind::Unknown
        })
    };
    Verdict { kind, findings: findings.finish() }
}

/// Larger files are read piece by piece.
const IN_MEMORY: u64 = 64 << 20;

fn verify_file(path: &Path, findings: &mut Findings) -> std::io::Result<Kind> {
    // A pipe or device would never end.
    let facts = std::fs::metadata(path)?;
    if !facts.is_file() {
        findings.add(Check::NotRegular, "", "");
        return Ok(Kind::Unknown);
    }
    if facts.len() <= IN_MEMORY {
        return Ok(verify_zip(Store::Memory(&std::fs::read(path)?), findings));
    }
    let file = std::fs::File::open(path)?;
    Ok(verify_zip(Store::File(&file, facts.len()), findings))
}

/// Checks a zip in memory.
pub fn verify_bytes(bytes: &[u8]) -> Verdict {
    let mut findings = Findings::default();
    let kind = verify_zip(Store::Memory(bytes), &mut findings);
    Verdict { kind, findings: findings.finish() }
}

fn verify_zip(store: Store<'_>, findings: &mut Findings) -> Kind {
    match zip::Zip::open(store, findings) {
        Some(zip) => examine(&zip, findings),
        None => Kind::Unknown,
    }
}

fn examine(source: &dyn source::Source, findings: &mut Findings) -> Kind {
    if source.find("bagit.txt").is_some() {
        bag::check(source, findings);
        Kind::Bag
    } else {
        package::check(source, "", source.root(), &[], findings)
    }
}

/// The packages that `path` means: itself, or those in it, sorted.
pub fn discover(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let whole = |folder: &Path| folder.join("METS.xml").is_file() || folder.join("bagit.txt").is_file();
    let mut found = Vec::new();
    let mut walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_dir() && whole(entry.path()) {
            found.push(entry.path().to_owned());
            walk.skip_current_dir();
        } else if entry.file_type().is_file()
            && entry.path().extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"))
        {
            found.push(entry.path().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn every_check_has_words_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let messages = Messages::new(lang);
            for check in Check::ALL {
                assert_ne!(messages.text(check.code(), &Vec::new()), check.code(), "{lang:?}");
            }
        }
    }
}
