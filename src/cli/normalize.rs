//! `bantin normalize`: text in, text out. Streams in pieces of whole lines, so a pipe of any length needs a few MiB.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::console::printed;
use super::{Session, Status};
use crate::decode::{self, Encoding};
use crate::error::{Code, Failure, Result, Stage};
use crate::settings::{DashRange, Tone, Typography};
use crate::typography::{self, Edited};

/// Arguments of `bantin normalize`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file; - or nothing is stdin
    pub file: Option<PathBuf>,
    /// archive = L0, bulletin = L0 + L1, layout = L0 + L1 + hard binding
    #[arg(long, value_name = "PROFILE", default_value = "bulletin",
          value_parser = PossibleValuesParser::new(["archive", "bulletin", "layout"]))]
    pub profile: String,
    /// Tone-mark style
    #[arg(long, value_name = "STYLE",
          value_parser = PossibleValuesParser::new(["keep", "classic", "modern", "majority"]))]
    pub tone: Option<String>,
    /// Hyphens in number ranges
    #[arg(long, value_name = "MODE", value_parser = PossibleValuesParser::new(["keep", "en"]))]
    pub dash_range: Option<String>,
    /// Read the input as this encoding
    #[arg(long, value_name = "NAME", default_value = "auto", hide_default_value = true,
          value_parser = PossibleValuesParser::new(
              std::iter::once("auto").chain(Encoding::NAMED.map(Encoding::name))))]
    pub encoding: String,
    /// JSON lines of all edits and flags instead of the text
    #[arg(long)]
    pub explain: bool,
}

/// Bytes read at a time.
const PIECE: usize = 256 << 10;
/// A paragraph longer than this is cut at a space.
const LONGEST: usize = 4 << 20;

/// How far to go, and by which settings.
struct Plan {
    options: Typography,
    forced: Option<Encoding>,
    polish: bool,
    bind: bool,
}

/// Runs `bantin normalize`.
///
/// # Errors
/// E803 if standard output cannot be written, E804 for a folder. An input that cannot be read or is no text ends with exit code 1.
pub fn run(args: Args, session: &Session) -> Result<Status> {
    let mut options = session.settings.typography.clone();
    match args.tone.as_deref() {
        Some("classic") => options.tone = Tone::Classic,
        Some("modern") => options.tone = Tone::Modern,
        Some("majority") => options.tone = Tone::Majority,
        Some(_) => options.tone = Tone::Keep,
        None => {}
    }
    match args.dash_range.as_deref() {
        Some("en") => options.dash_range = DashRange::En,
        Some(_) => options.dash_range = DashRange::Keep,
        None => {}
    }
    let plan = Plan {
        // The majority is that of the document: it has to be read to its end first.
        forced: Encoding::from_name(&args.encoding),
        polish: args.profile != "archive",
        bind: args.profile == "layout",
        options,
    };
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let name = args.file.as_deref().unwrap_or(Path::new("-"));
    let done = open(name).map_err(Stop::Input).and_then(|input| {
        match args.explain || plan.options.tone == Tone::Majority && plan.polish {
            true => whole(input, &plan, args.explain, &mut out),
            false => stream(input, &plan, &mut out),
        }
        .and_then(|()| out.flush().map_err(Stop::Output))
    });
    match done {
        Ok(()) => Ok(Status::Done),
        Err(Stop::Output(error)) => {
            drop(out.into_parts()); // what is still buffered goes nowhere
            printed(Err(error)).map(|()| Status::Done)
        }
        Err(Stop::Input(error)) if error.kind() == io::ErrorKind::IsADirectory => {
            Err(Failure::new(Code::BadUsage, Stage::Config)
                .with("why", "folder-for-file")
                .with("subject", name.display()))
        }
        Err(Stop::Input(error)) => {
            session.complain(name, &Failure::unreadable(&error));
            Ok(Status::SomeFailed)
        }
        Err(Stop::Text(failure)) => {
            session.complain(name, &failure);
            Ok(Status::SomeFailed)
        }
    }
}

/// Why it ended early.
enum Stop {
    Input(io::Error),
    Output(io::Error),
    Text(Failure),
}

fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if path.as_os_str() == OsStr::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    if std::fs::metadata(path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(Box::new(File::open(path)?))
}

/// The whole document in memory: for the log, and for the style that prevails in it.
fn whole(
    mut input: Box<dyn Read>,
    plan: &Plan,
    explain: bool,
    out: &mut impl Write,
) -> std::result::Result<(), Stop> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(Stop::Input)?;
    if !explain {
        return write(&bytes, plan.forced, plan, out);
    }
    let decoded = decode::decode(&bytes, plan.forced).map_err(Stop::Text)?;
    let header = Header {
        encoding: decoded.detection.encoding.name(),
        confidence: (f64::from(decoded.detection.confidence) * 100.0).round() / 100.0,
        decoded_bytes: decoded.text.len(),
    };
    let repaired = typography::repair_as(&decoded.text, &plan.options);
    let polished = match plan.polish {
        true => typography::polish(&repaired.text, &plan.options),
        false => Edited { text: (&*repaired.text).into(), edits: Vec::new(), flags: Vec::new() },
    };
    let bound = match plan.bind {
        true => typography::bind_logged(&polished.text, &plan.options),
        false => Edited { text: (&*polished.text).into(), edits: Vec::new(), flags: Vec::new() },
    };
    let lints = match plan.polish {
        true => typography::lint(&repaired.text, &plan.options),
        false => Vec::new(),
    };
    let layers = [("L0", &repaired), ("L1", &polished), ("L2", &bound)];
    line(out, &header)?;
    for (layer, edited) in layers {
        for edit in &edited.edits {
            let (rule, before, after) = (&*edit.rule, &*edit.before, &*edit.after);
            line(out, &EditLine { layer, rule, offset: edit.offset, before, after })?;
        }
    }
    for (layer, edited) in layers {
        let flags = edited.flags.iter().map(|flag| FlagLine {
            layer,
            flag: flag.flag,
            offset: flag.offset,
            text: &flag.text,
            suggestion: None,
            source: None,
        });
        let lints = lints.iter().filter(|_| layer == "L1").map(|lint| FlagLine {
            layer,
            flag: lint.rule,
            offset: lint.offset,
            text: &lint.text,
            suggestion: Some(&lint.suggestion),
            source: lint.source,
        });
        let mut all: Vec<FlagLine<'_>> = flags.chain(lints).collect();
        all.sort_by_key(|flag| flag.offset);
        for flag in &all {
            line(out, flag)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Header {
    encoding: &'static str,
    confidence: f64,
    decoded_bytes: usize,
}

#[derive(Serialize)]
struct EditLine<'a> {
    layer: &'static str,
    rule: &'a str,
    offset: usize,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct FlagLine<'a> {
    layer: &'static str,
    flag: &'static str,
    offset: usize,
    text: &'a str,
    /// What the lint would have there.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    /// The section of NĐ 30/2020/NĐ-CP, Phụ lục II.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'static str>,
}

fn line(out: &mut impl Write, value: &impl Serialize) -> std::result::Result<(), Stop> {
    serde_json::to_writer(&mut *out, value).map_err(|error| Stop::Output(error.into()))?;
    out.write_all(b"\n").map_err(Stop::Output)
}

/// Piece by piece; a piece ends before a line that is not blank.
fn stream(mut input: Box<dyn Read>, plan: &Plan, out: &mut impl Write) -> std::result::Result<(), Stop> {
    let mut piece: Vec<u8> = Vec::with_capacity(PIECE);
    let mut forced = plan.forced;
    let mut first = true;
    loop {
        let read = input.by_ref().take(PIECE as u64).read_to_end(&mut piece).map_err(Stop::Input)?;
        if read == 0 {
            return if piece.is_empty() { Ok(()) } else { write(&piece, forced, plan, out) };
        }
        if piece.len() < PIECE {
            continue; // a short input is seen whole
        }
        if first && forced.is_none() {
            // The document's verdict, not the piece's; an ASCII beginning says nothing of what follows.
            let verdict = decode::detect(&piece).encoding;
            let decided = !matches!(verdict, Encoding::Ascii | Encoding::Unknown);
            forced = decided.then_some(verdict);
        }
        first = false;
        let wide = matches!(forced, Some(Encoding::Utf16le | Encoding::Utf16be));
        let Some(end) = cut(&piece, if wide { 2 } else { 1 }, forced == Some(Encoding::Utf16be)) else {
            continue;
        };
        write(&piece[..end], forced, plan, out)?;
        piece.drain(..end);
    }
}

/// Where the piece may end: behind the last LF that a line with text follows, or, when a paragraph is endless, behind
/// a space.
fn cut(piece: &[u8], width: usize, big_endian: bool) -> Option<usize> {
    let unit = |at: usize| match width {
        1 => u16::from(piece[at]),
        _ if big_endian => u16::from_be_bytes([piece[at], piece[at + 1]]),
        _ => u16::from_le_bytes([piece[at], piece[at + 1]]),
    };
    let units = piece.len() / width;
    let blank = |unit: u16| matches!(unit, 0x09 | 0x0A | 0x0D | 0x20);
    let after = |is: &dyn Fn(u16, u16) -> bool| {
        (1..units).rev().find(|&at| is(unit((at - 1) * width), unit(at * width))).map(|at| at * width)
    };
    if let Some(end) = after(&|left, right| left == 0x0A && !blank(right)) {
        return Some(end);
    }
    if piece.len() < LONGEST {
        return None;
    }
    let space = after(&|left, right| left == 0x20 && !blank(right) || left == 0x0A);
    space.or_else(|| {
        // Not one space: between two characters.
        (1..units).rev().map(|at| at * width).find(|&at| width == 2 || piece[at] & 0xC0 != 0x80)
    })
}

fn write(
    bytes: &[u8],
    forced: Option<Encoding>,
    plan: &Plan,
    out: &mut impl Write,
) -> std::result::Result<(), Stop> {
    let decoded = decode::decode(bytes, forced).map_err(Stop::Text)?;
    let repaired = typography::repair_as(&decoded.text, &plan.options);
    if !plan.polish {
        return out.write_all(repaired.text.as_bytes()).map_err(Stop::Output);
    }
    let polished = typography::polish(&repaired.text, &plan.options);
    if !plan.bind {
        return out.write_all(polished.text.as_bytes()).map_err(Stop::Output);
    }
    let bound = typography::bind_logged(&polished.text, &plan.options);
    out.write_all(bound.text.as_bytes()).map_err(Stop::Output)
}
