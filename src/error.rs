//! Stable codes, failures and warnings.
//!
//! A stage never writes prose: it returns a [`Code`] with the facts (`args`) and `messages` turns both into
//! Vietnamese or English at the edge, so a code cannot exist without a translation (a test holds them together).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where in the pipeline something happened; printed in reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Finding, opening and reading the input.
    Input,
    /// Bytes to text.
    Decode,
    /// Text to article.
    Read,
    /// Typographic rules.
    Typography,
    /// Lines and pages.
    Layout,
    /// Writing the PDF.
    Pdf,
    /// Writing the DOCX.
    Docx,
    /// Building the package.
    Archive,
    /// Putting files in place.
    Write,
    /// Settings and command line.
    Config,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Every stable code: `E…` stops one article (or, E8xx, the run), `W…` does not.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All codes, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];
            /// The code as printed, e.g. `E101`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }
        }
    };
}

codes! {
    // --- E1xx W1xx: input and decoding
    /// The file holds nothing, or white space only.
    EmptyInput = "E101",
    /// The bytes are not text (an image, an archive, a program).
    NotText = "E102",
    /// Larger than `limits.max_input_mib`.
    TooLarge = "E103",
    /// The file cannot be opened or read.
    Unreadable = "E104",
    /// Bytes that mean nothing in the file's encoding were read as windows-1252.
    UndefinedBytes = "W101",
    /// No encoding fits: all was read as windows-1252.
    UnknownEncoding = "W102",
    /// Part of the file is in another encoding than the rest, and was read by it.
    MixedEncodings = "W103",
    /// Half a UTF-16 pair, or an odd last byte, became U+FFFD.
    LostCharacter = "W104",
    /// More lines with bytes that mean nothing than are listed.
    MoreUndefinedBytes = "W105",
    // --- E2xx W2xx: reading
    /// Nothing but boilerplate: no article in the page.
    NoArticle = "E201",
    /// The page has no headline: a title was made from its first words.
    NoTitle = "W201",
    /// A line that looks like page furniture was kept as text.
    DoubtfulKeep = "W202",
    /// A date above the headline was taken for the site's clock.
    SiteClock = "W203",
    /// A line was dropped on thin evidence.
    DoubtfulDrop = "W204",
    // --- E4xx W4xx: fonts, layout, PDF
    /// A fallback font cannot be used.
    BadFont = "E401",
    /// The page settings leave no room for text.
    NoRoom = "E402",
    /// The page could not be written as PDF.
    PdfFailed = "E403",
    /// No face shows some characters: □ stands for them, their text is kept.
    MissingCharacters = "W401",
    /// A line had to be stretched beyond three times its word space.
    LooseLine = "W402",
    /// A page figure lies outside the ranges of NĐ 30/2020/NĐ-CP.
    PageFigure = "W403",
    /// Writing from right to left, or its control characters: shown in the order of the text.
    RightToLeft = "W404",
    // --- E5xx W5xx: DOCX
    /// A defect: a part of the DOCX is not well-formed.
    BadPart = "E501",
    /// The DOCX would be larger than a zip file may be.
    DocxTooLarge = "E502",
    // --- E6xx W6xx: packages
    /// A file or a whole package is larger than a zip can say.
    PackageTooLarge = "E601",
    /// Another package has the file code that its source gives it.
    CodeTaken = "E602",
    /// A text was cut, between words, to the length that a metadata field may have.
    FieldCut = "W601",
    /// The article names no date; the job's stands in the fields that need one.
    NoDate = "W602",
    /// A document symbol is longer than its fields and was left out of them.
    SymbolLeftOut = "W603",
    // --- E7xx W7xx: batch
    /// A defect: the job panicked; the other articles went on.
    Panicked = "E701",
    /// It took longer than `limits.max_seconds`.
    TooSlow = "E702",
    /// Its outputs cannot have the names they need.
    OutputRefused = "E703",
    // --- E8xx W8xx: settings, command line, output folder (exit code 2)
    /// bantin.toml is not valid: syntax, an unknown key, a value out of range.
    BadConfig = "E801",
    /// No input found.
    NoInput = "E802",
    /// The output folder or a file in it cannot be written.
    CannotWrite = "E803",
    /// Wrong usage of the command line.
    BadUsage = "E804",
    /// A file that would be written is there already.
    AlreadyThere = "E809",
    /// bulletin.logo is neither PNG nor JPEG, or cannot be read.
    BadLogo = "E810",
    /// None of the inputs of a bulletin is an article.
    NothingToPrint = "E811",
    /// An office code is missing, too long, or not of the allowed form.
    BadOfficeCode = "E805",
    /// Another run is writing to the output folder.
    Busy = "E806",
    /// The system gives too little memory or too few threads.
    NoResources = "E807",
    /// The parts of a sharded run cannot be joined.
    CannotMerge = "E808",
    /// No configuration: placeholder office codes are used.
    PlaceholderOffice = "W801",
    /// A bulletin's input has the bytes of another: it is printed once.
    PrintedOnce = "W802",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Named facts that a message is made of, in the order of the catalogue's placeholders.
pub type Args = Vec<(&'static str, String)>;

/// Why the system refused something, as a fact for a message: `@io-…` where the catalogue has words of its own, else the
/// system's.
pub fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "@io-not-found".into(),
        Kind::PermissionDenied => "@io-permission".into(),
        Kind::AlreadyExists => "@io-exists".into(),
        Kind::IsADirectory => "@io-is-folder".into(),
        Kind::NotADirectory => "@io-not-folder".into(),
        Kind::StorageFull => "@io-full".into(),
        Kind::ReadOnlyFilesystem => "@io-read-only".into(),
        Kind::InvalidData => "@io-not-utf8".into(),
        Kind::InvalidInput => "@io-not-regular".into(),
        Kind::InvalidFilename => "@io-name".into(),
        Kind::OutOfMemory => "@io-memory".into(),
        // "Input/output error (os error 5)": the number can be looked up, the words are the system's.
        _ => error.to_string(),
    }
}

/// What stopped one article, or the run (stage `config`, or code E803).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code} at stage {stage:?}: {args:?}")]
pub struct Failure {
    /// Stable code.
    pub code: Code,
    /// Where it happened.
    pub stage: Stage,
    /// Facts for the message: `path`, `line`, `limit`, …
    pub args: Args,
}

impl Failure {
    /// A failure without facts; add them with [`Failure::with`].
    pub fn new(code: Code, stage: Stage) -> Self {
        Failure { code, stage, args: Vec::new() }
    }

    /// E104: an input that cannot be opened or read; the hint differs for a folder and for what is not there.
    pub fn unreadable(error: &std::io::Error) -> Self {
        let kind = match error.kind() {
            std::io::ErrorKind::IsADirectory => "folder",
            std::io::ErrorKind::NotFound => "missing",
            _ => "other",
        };
        Failure::new(Code::Unreadable, Stage::Input).with("reason", reason(error)).with("kind", kind)
    }

    /// Adds a fact for the message.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Something doubtful that did not stop the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Stable code, `W…`.
    pub code: Code,
    /// Facts for the message.
    pub args: Args,
    /// The physical line of the input it speaks of, from 1.
    pub line: Option<u32>,
}

impl Warning {
    /// A warning without facts or line.
    pub fn new(code: Code) -> Self {
        Warning { code, args: Vec::new(), line: None }
    }

    /// Adds a fact for the message.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Names the physical input line, from 1.
    pub fn at(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }
}

/// The result of a stage.
pub type Result<T> = std::result::Result<T, Failure>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_codes_look_alike() {
        let mut seen: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        seen.sort_unstable();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all);
    }
}
