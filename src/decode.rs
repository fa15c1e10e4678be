//! Bytes to text: which encoding, and what it says (spec E1–E9).

pub(crate) mod charset;
mod detect;
mod magic;
mod mixed;
mod notes;
mod sample;
pub(crate) mod score;
mod tables;
mod utf16;
mod viqr;

use crate::error::{Code, Failure, Result, Stage, Warning};
use notes::Notes;

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

/// Names the encoding of `bytes` without decoding all of a large file. Bytes that are no text are
/// [`Encoding::Unknown`] with confidence 0.
pub fn detect(bytes: &[u8]) -> Detection {
    detect::encoding(bytes)
        .map_or(Detection { encoding: Encoding::Unknown, confidence: 0.0 }, |found| found.detection)
}

/// Decodes `bytes`; with `forced`, as that encoding. What has no meaning there is read as windows-1252 and warned of
/// (W101) with its line; lines (split at LF) in another encoding are read by theirs (W103).
///
/// # Errors
/// E102 if nothing is forced and the bytes are no text.
pub fn decode(bytes: &[u8], forced: Option<Encoding>) -> Result<Decoded> {
    let detect::Found { detection, utf8 } = match forced {
        Some(encoding) => detect::Found { detection: Detection { encoding, confidence: 1.0 }, utf8: None },
        None => detect::encoding(bytes).ok_or_else(|| Failure::new(Code::NotText, Stage::Decode))?,
    };
    let mut notes = Notes::new(bytes);
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match detection.encoding {
        Encoding::Ascii | Encoding::Utf8 => match utf8.or_else(|| simdutf8::basic::from_utf8(bytes).ok()) {
            Some(text) => text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned(),
            None => return Ok(mixed::decode(bytes, detection)),
        },
        Encoding::Utf16le | Encoding::Utf16be => {
            let order = utf16::by_bom(bytes);
            let big_endian = order.unwrap_or(detection.encoding) == Encoding::Utf16be;
            let body = if order.is_some() { &bytes[2..] } else { bytes };
            let mut lost = Vec::new();
            let text = utf16::decode(body, big_endian, |at| lost.push(at));
            notes.lost(&text, &lost);
            text
        }
        Encoding::Viqr => match simdutf8::basic::from_utf8(body) {
            Ok(text) => viqr::decode(text, &mut 0),
            Err(_) => {
                let start = bytes.len() - body.len();
                viqr::decode(&latin(body, |at| notes.undefined(start + at, Encoding::Viqr)), &mut 0)
            }
        },
        Encoding::Unknown if forced.is_none() => return Ok(mixed::decode(bytes, detection)),
        encoding => match charset::of(encoding) {
            Some(_) if forced.is_none() => return Ok(mixed::decode(bytes, detection)),
            Some(set) => set.decode(bytes, |at| notes.undefined(at, encoding)),
            None => latin(bytes, |at| notes.undefined(at, encoding)),
        },
    };
    Ok(Decoded { text, detection, warnings: notes.warnings() })
}

/// The verdict of content alone on bytes that are known to be text (E9), with its evidence.
pub(crate) fn content_verdict(bytes: &[u8], toned: u32) -> Option<(Encoding, score::Score)> {
    let ranking = detect::ranking(bytes);
    let verdict = detect::verdict(&ranking, None, toned);
    ranking.into_iter().find(|(encoding, _)| *encoding == verdict.encoding)
}

/// windows-1252.
fn latin(bytes: &[u8], mut undefined: impl FnMut(usize)) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    for (at, &byte) in bytes.iter().enumerate() {
        if matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
            undefined(at);
        }
        text.push(charset::cp1252(byte));
    }
    text
}

impl Encoding {
    /// The encoding of a name that `--encoding` takes, or `None`. `auto` names none.
    pub fn from_name(name: &str) -> Option<Encoding> {
        Encoding::NAMED.iter().copied().find(|encoding| encoding.name() == name)
    }

    /// What `--encoding` can name.
    pub const NAMED: [Encoding; 15] = [
        Encoding::Utf8,
        Encoding::Utf16le,
        Encoding::Utf16be,
        Encoding::Tcvn3,
        Encoding::Tcvn5712,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Vps,
        Encoding::Windows1258,
        Encoding::Windows1252,
        Encoding::Viqr,
        Encoding::Bkhcm1,
        Encoding::Bkhcm2,
        Encoding::VietwareF,
        Encoding::VietwareX,
    ];

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
