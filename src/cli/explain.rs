//! `bantin explain`: the label of every line, and what the page says about itself.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::console::printed;
use super::{Session, Status};
use crate::decode;
use crate::error::{Code, Failure, Result, Stage};
use crate::reading::{self, Label, Reading};
use crate::typography::{self, Edit};

/// Arguments of `bantin explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files; - is stdin
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Explanation<'a> {
    id: String,
    path: &'a str,
    encoding: &'static str,
    lines: Vec<LineRow>,
    title: Option<String>,
    date: Option<&'a str>,
    author: Option<String>,
    organisation: Option<String>,
    source: Option<&'a str>,
    captions: Vec<&'a str>,
}

#[derive(Serialize)]
struct LineRow {
    n: u32,
    label: &'static str,
    reason: &'static str,
    confidence: f64,
}

/// Runs `bantin explain`.
///
/// # Errors
/// E803 if standard output cannot be written; a file that cannot be read is reported and the others go on.
pub fn run(args: Args, session: &Session) -> Result<Status> {
    let mut out = io::stdout().lock();
    let mut status = Status::Done;
    for path in &args.paths {
        let shown = match read(path, session) {
            Ok(bytes) => explain(path, &bytes, args.json, session),
            Err(failure) => Err(failure),
        };
        let (text, failure) = match shown {
            Ok(shown) => shown,
            Err(failure) => (String::new(), Some(failure)),
        };
        if let Some(failure) = failure {
            session.complain(path, &failure);
            status = Status::SomeFailed;
        }
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(status),
            written => printed(written)?,
        }
    }
    Ok(status)
}

fn read(path: &Path, session: &Session) -> Result<Vec<u8>> {
    let unreadable = |error: io::Error| Failure::unreadable(&error);
    let limit = u64::from(session.settings.limits.max_input_mib) << 20;
    let mut bytes = Vec::new();
    // One byte more than allowed tells that there is more, however large the input says it is.
    if path.as_os_str() == OsStr::new("-") {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let kind = std::fs::metadata(path).map_err(unreadable)?;
        if !kind.is_file() {
            let why = if kind.is_dir() { io::ErrorKind::IsADirectory } else { io::ErrorKind::InvalidInput };
            return Err(unreadable(why.into()));
        }
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if bytes.len() as u64 > limit {
        return Err(Failure::new(Code::TooLarge, Stage::Input)
            .with("size", bytes.len())
            .with("limit", session.settings.limits.max_input_mib));
    }
    Ok(bytes)
}

/// The text to print, and E201 when the page holds no article (its labels are shown all the same).
fn explain(path: &Path, bytes: &[u8], json: bool, session: &Session) -> Result<(String, Option<Failure>)> {
    let decoded = decode::decode(bytes, None)?;
    if decoded.text.trim().is_empty() {
        return Err(Failure::new(Code::EmptyInput, Stage::Decode));
    }
    let repaired = typography::repair_as(&decoded.text, &session.settings.typography);
    let line_of = reading::line_map(&decoded.text, &repaired);
    let found = reading::explain(&repaired.text, &line_of);
    let page = Printed { decoded: &decoded.text, edits: &repaired.edits };
    let name = path.to_string_lossy();
    let mut out = String::new();
    if json {
        let line = page.json(&found, path, &name, decoded.detection.encoding.name());
        // Plain strings and numbers: writing them to memory cannot fail.
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    } else {
        page.human(&found, &name, session, &mut out);
    }
    let empty = found.article.blocks.is_empty();
    let failure = empty.then(|| Failure::new(Code::NoArticle, Stage::Read).with("path", name));
    Ok((out, failure))
}

/// The page as it was printed: fields are shown as found, not as repaired.
struct Printed<'a> {
    decoded: &'a str,
    edits: &'a [Edit],
}

impl<'a> Printed<'a> {
    /// The decoded text that a piece of the L0 text came from.
    fn slice(&self, range: &Range<usize>) -> &'a str {
        let (from, to) = (self.place(range.start, false), self.place(range.end, true));
        self.decoded.get(from..to.max(from)).unwrap_or_default().trim()
    }

    /// A byte offset of the L0 text in the decoded text; inside an edit, the edit's beginning or end.
    fn place(&self, at: usize, end: bool) -> usize {
        let mut shift = 0isize;
        for edit in self.edits {
            let start = edit.offset.saturating_add_signed(shift);
            if at < start || at == start && !end {
                break;
            }
            if at < start + edit.after.len() {
                return edit.offset + if end { edit.before.len() } else { 0 };
            }
            if at == start && end && edit.after.is_empty() {
                break;
            }
            shift += edit.after.len() as isize - edit.before.len() as isize;
        }
        at.saturating_add_signed(-shift)
    }

    fn json<'r>(
        &self,
        found: &'r Reading,
        path: &Path,
        name: &'r str,
        encoding: &'static str,
    ) -> Explanation<'r>
    where
        'a: 'r,
    {
        let join = |parts: &[Range<usize>], sign: &str| {
            let parts: Vec<&str> = parts.iter().map(|range| self.slice(range)).collect();
            (!parts.is_empty()).then(|| parts.join(sign))
        };
        let lines = found.lines.iter().map(|line| LineRow {
            n: line.n,
            label: line.label.name(),
            reason: line.reason,
            confidence: (f64::from(line.confidence) * 100.0).round() / 100.0,
        });
        Explanation {
            id: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
            path: name,
            encoding,
            lines: lines.collect(),
            title: join(&found.printed.title, " "),
            date: found.article.meta.date.as_deref(),
            author: join(&found.printed.author, ", "),
            organisation: join(&found.printed.organisation, " "),
            source: found.printed.source.as_ref().map(|range| self.slice(range)),
            captions: found.printed.captions.iter().map(|range| self.slice(range)).collect(),
        }
    }

    /// The lines with their labels in the margin; what is dropped is marked, and says why.
    fn human(&self, found: &Reading, name: &str, session: &Session, out: &mut String) {
        let color = session.color_stdout();
        let paint = |code: &'static str| if color { code } else { "" };
        let (bold, dim, strike, plain) =
            (paint("\x1b[1m"), paint("\x1b[2m"), paint("\x1b[9m"), paint("\x1b[0m"));
        let _ = writeln!(out, "{bold}{name}{plain}");
        let width = found.lines.len().max(1).ilog10() as usize + 1;
        let say = |id: &str| session.messages.text(id, &Vec::new());
        // A label or reason without words of its own is shown by its id.
        let words = |kind: &str, id: &str| {
            session
                .messages
                .render(&format!("{kind}-{id}"), None, std::iter::empty())
                .unwrap_or_else(|| id.to_owned())
        };
        let labels: Vec<String> =
            found
                .lines
                .iter()
                .map(|line| {
                    if line.label == Label::Blank { String::new() } else { words("label", line.label.name()) }
                })
                .collect();
        let margin = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
        let (mut kept, mut dropped) = (0usize, 0usize);
        for ((line, label), text) in found.lines.iter().zip(&labels).zip(self.decoded.split('\n')) {
            let text = visible(text.strip_suffix('\r').unwrap_or(text));
            let n = line.n;
            let tint = paint(tint(line.label));
            let doubt = if line.confidence < 0.75 {
                format!(", {}?", say("explain-doubtful"))
            } else {
                String::new()
            };
            let written = match line.label {
                Label::Boilerplate | Label::Duplicate => {
                    dropped += 1;
                    let reason = words("reason", line.reason);
                    writeln!(
                        out,
                        "{n:>width$} {dim}{label:<margin$} ✗ {strike}{text}{plain}{dim}  [{reason}{doubt}]{plain}"
                    )
                }
                Label::Blank => writeln!(out, "{n:>width$} {:<margin$} │", ""),
                _ => {
                    kept += 1;
                    writeln!(out, "{n:>width$} {tint}{label:<margin$}{plain} │ {text}")
                }
            };
            let _ = written;
        }
        let counts = vec![("kept", kept.to_string()), ("dropped", dropped.to_string())];
        let _ = writeln!(out, "{}", session.messages.text("explain-counted", &counts));
        let meta = &found.article.meta;
        let fields = [
            ("explain-title", (!meta.title_made).then(|| meta.title.clone())),
            ("explain-date", meta.date.clone()),
            ("explain-author", (!meta.authors.is_empty()).then(|| meta.authors.join(", "))),
            ("explain-organisation", meta.organisation.clone()),
            ("explain-source", meta.source.clone()),
        ];
        for (id, value) in fields {
            let value = value.unwrap_or_else(|| "–".to_owned());
            let _ = writeln!(out, "{bold}{}{plain} {}", say(id), visible(&value));
        }
        for warning in &found.warnings {
            let line = warning.line.map(|n| format!("{n}: ")).unwrap_or_default();
            let _ = writeln!(
                out,
                "{} {line}{}",
                warning.code,
                session.messages.code(warning.code, &warning.args)
            );
        }
        out.push('\n');
    }
}

fn tint(label: Label) -> &'static str {
    match label {
        Label::Title => "\x1b[1;36m",
        Label::Lead => "\x1b[36m",
        Label::Subhead | Label::Kicker => "\x1b[33m",
        Label::Caption | Label::Credit => "\x1b[35m",
        Label::Byline | Label::Dateline | Label::Notice => "\x1b[32m",
        Label::ListItem | Label::Table | Label::Quote => "\x1b[34m",
        _ => "",
    }
}

/// Control characters must not reach a terminal; a very long line is cut, it would fill the screen.
fn visible(text: &str) -> String {
    const SHOWN: usize = 400;
    let mut out: String =
        text.chars().take(SHOWN).map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect();
    if text.len() > out.len() && text.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out
}
