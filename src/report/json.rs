//! `report.json`, streamed: the head with the totals, then one article after the other.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::record::{Encoding, Note, Record, Status, code_named};
use crate::messages::Messages;

/// How a run went, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Planned.
    pub inputs: u64,
    /// Outputs made.
    pub converted: u64,
    /// Nothing to do.
    pub unchanged: u64,
    /// Same bytes as another.
    pub duplicate: u64,
    /// Not converted.
    pub failed: u64,
    /// Warnings of all articles.
    pub warnings: u64,
    /// Passed over in the input folders.
    pub ignored: u64,
    /// Known to the journal, but no longer there.
    pub vanished: u64,
}

/// When and how.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Run {
    /// RFC 3339.
    pub started: String,
    /// RFC 3339.
    pub finished: String,
    /// Threads.
    pub jobs: usize,
    /// The only time that occurs in outputs.
    pub job_time: String,
    /// `I/N`, of a shard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
    /// Stopped by Ctrl-C: `articles` lists what was done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
}

#[derive(Serialize)]
struct Article<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_hex: Option<&'a str>,
    status: Status,
    duplicate_of: Option<&'a str>,
    sha256: Option<&'a str>,
    encoding: Option<&'a Encoding<'a>>,
    title: Option<&'a str>,
    date: Option<&'a str>,
    byline: Option<&'a str>,
    outputs: BTreeMap<&'static str, &'a str>,
    pages: u32,
    edits: &'a BTreeMap<String, u32>,
    removed_lines: u32,
    warnings: Vec<Told<'a>>,
    error: Option<Explained<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    code: &'a str,
    message: String,
    line: Option<u32>,
}

#[derive(Serialize)]
struct Explained<'a> {
    code: &'a str,
    stage: crate::error::Stage,
    message: String,
    hint: String,
}

#[derive(Serialize)]
struct Ignored<'a> {
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_hex: Option<String>,
    reason: &'a str,
}

/// Writes the report part by part.
pub struct Report<'a, W> {
    out: W,
    messages: &'a Messages,
    first: bool,
}

impl<'a, W: Write> Report<'a, W> {
    /// Writes the head.
    pub fn begin(
        mut out: W,
        messages: &'a Messages,
        run: &Run,
        settings_sha256: &str,
        summary: &Summary,
    ) -> io::Result<Report<'a, W>> {
        writeln!(out, "{{\n\"bantin\": {},", json(env!("CARGO_PKG_VERSION"))?)?;
        writeln!(out, "\"run\": {},", json(run)?)?;
        writeln!(out, "\"settings_sha256\": {},", json(settings_sha256)?)?;
        writeln!(out, "\"summary\": {},", json(summary)?)?;
        write!(out, "\"articles\": [")?;
        Ok(Report { out, messages, first: true })
    }

    /// Writes one article; `status` is that of this run.
    pub fn article(&mut self, record: &Record<'_>, status: Status) -> io::Result<()> {
        let article = Article {
            input: &record.input,
            input_hex: record.input_hex.as_deref(),
            status,
            duplicate_of: record.duplicate_of.as_deref(),
            sha256: record.sha256.as_deref(),
            encoding: record.encoding.as_ref(),
            title: record.title.as_deref(),
            date: record.date.as_deref(),
            byline: record.byline.as_deref(),
            outputs: ["pdf", "docx", "package", "bag"]
                .into_iter()
                .filter_map(|kind| Some((kind, &*record.output(kind)?.path)))
                .collect(),
            pages: record.pages,
            edits: &record.edits,
            removed_lines: record.removed_lines,
            warnings: record.warnings.iter().map(|note| told(self.messages, note)).collect(),
            error: record.error.as_ref().map(|error| {
                let (message, hint) = explain(self.messages, &error.code, &error.args);
                Explained { code: &error.code, stage: error.stage, message, hint }
            }),
        };
        self.item(&article)
    }

    /// Ends the articles and begins the inputs that were passed over.
    pub fn begin_ignored(&mut self) -> io::Result<()> {
        self.first = true;
        write!(self.out, "\n],\n\"ignored\": [")
    }

    /// Writes an input that was passed over.
    pub fn ignored(&mut self, path: &[u8], reason: &str) -> io::Result<()> {
        let shown = String::from_utf8_lossy(path);
        let input_hex = matches!(shown, Cow::Owned(_)).then(|| crate::sink::hex(path));
        self.item(&Ignored { input: &shown, input_hex, reason })
    }

    /// Ends that list and begins the inputs that are no longer there.
    pub fn begin_vanished(&mut self) -> io::Result<()> {
        self.first = true;
        write!(self.out, "\n],\n\"vanished\": [")
    }

    /// Writes an input that is no longer there, with the outputs that were kept.
    pub fn vanished(&mut self, record: &Record<'_>) -> io::Result<()> {
        let outputs: Vec<&str> = record.outputs.iter().map(|output| &*output.path).collect();
        self.item(&serde_json::json!({ "input": record.input, "outputs": outputs }))
    }

    /// Ends the report and gives the writer back.
    pub fn end(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]\n}\n")?;
        Ok(self.out)
    }

    fn item(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut self.out, value).map_err(io::Error::from)
    }
}

/// Message and hint of a code found in a journal.
pub fn explain(messages: &Messages, code: &str, args: &BTreeMap<String, String>) -> (String, String) {
    let pairs = || args.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let message = code_named(code).and_then(|_| messages.render(code, None, pairs()));
    let hint = messages.render(code, Some("hint"), pairs());
    (message.unwrap_or_else(|| code.to_owned()), hint.unwrap_or_default())
}

fn told<'a>(messages: &Messages, note: &'a Note<'_>) -> Told<'a> {
    Told { code: &note.code, message: explain(messages, &note.code, &note.args).0, line: note.line }
}

fn json(value: &(impl Serialize + ?Sized)) -> io::Result<String> {
    serde_json::to_string(value).map_err(io::Error::from)
}
