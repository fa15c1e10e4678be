//! Joining what shards wrote into the three plain files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::Path;

use serde::{Deserialize, Deserializer};

use super::catalogue::Catalogue;
use super::closing::Closing;
use super::discover::Reason;
use super::engine::{Results, is_package};
use super::owners::Owners;
use super::previous::{digest, warning_counts};
use super::{Outcome, Request, now};
use crate::error::{Code, Failure, Result, Stage};
use crate::messages::Messages;
use crate::report::journal::{Header, Reader, parse, push_line};
use crate::report::json::Run;
use crate::report::record::{Record, Status};
use crate::sink::{Durability, Sink, cannot_write};

/// Offset in the journal, status, warnings (in all, of the package), digest of the source.
type Place = (u64, Status, [u32; 2], Option<[u8; 32]>);

/// Joins reports, journals and checksums of all shards in the output folder, and removes the parts.
///
/// # Errors
/// E808 when there are no parts, one is missing, or they were made under different settings; E803, E806.
pub fn merge(request: &Request, messages: &Messages) -> Result<Outcome> {
    let root = &request.output;
    let of = parts(root)?;
    let sink = Sink::open(root, Durability::Full, "")?;
    let failed = |error: io::Error| cannot_write(root, &error);
    let settings_sha256 = join(&sink, of)?;
    let reports: Vec<PartReport> = (1..=of).map(|part| part_report(root, part, of)).collect::<Result<_>>()?;

    let mut inputs = Catalogue::default();
    let top = inputs.folder("".into(), b"");
    let mut vanished = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    let path = sink.place("journal.jsonl");
    let Some((_, mut reader)) = Reader::open(&path).map_err(failed)? else {
        return Err(no_parts(root, "journal.jsonl"));
    };
    while let Some((at, line)) = reader.next_line().map_err(failed)? {
        let record = parse(line).map_err(failed)?;
        if record.vanished {
            vanished.push(at);
            continue;
        }
        if inputs.push(top, &record.path(), 0) {
            let sha256 = record.sha256.as_deref().and_then(digest);
            places.push((at, record.status, warning_counts(&record), sha256));
        }
    }
    // The names were pushed in the order of the journal; sorting moves them, the rest follows by name.
    let mut results = Results::new(inputs.len());
    let mut owners = Owners::new(inputs.len());
    inputs.sort();
    let mut reader = Reader::open(&path).map_err(failed)?.map(|(_, reader)| reader);
    let mut next = places.into_iter();
    while let Some(reader) = &mut reader
        && let Some((_, line)) = reader.next_line().map_err(failed)?
    {
        let record = parse(line).map_err(failed)?;
        if record.vanished {
            continue;
        }
        let (Some(index), Some((at, status, warnings, sha256))) =
            (inputs.find(&record.path(), 0), next.next())
        else {
            continue;
        };
        let unchanged =
            reports.iter().any(|report| report.unchanged.binary_search(&record.input.to_string()).is_ok());
        results.lines[index] = at;
        results.statuses[index] = Some(if unchanged { Status::Unchanged } else { status });
        results.warning_counts[index] = warnings;
        if let Some(sha256) = sha256 {
            owners.claim(index, &sha256);
        }
    }
    results.appended = true;
    settle_spares(&sink, &inputs, &mut results, &owners).map_err(failed)?;

    let mut ignored = Catalogue::default();
    let folder = ignored.folder("".into(), b"");
    for (path, reason) in reports.iter().flat_map(|report| &report.ignored) {
        // Sorting needs room only; a name too long for the list cannot come from a file system.
        let _ = ignored.push(folder, path, *reason as u8);
    }
    ignored.sort();
    let first = reports.first();
    let run = Run {
        started: reports.iter().map(|report| report.run.started.clone()).min().unwrap_or_default(),
        finished: reports
            .iter()
            .map(|report| report.run.finished.clone())
            .max()
            .unwrap_or_else(|| now(request)),
        jobs: first.map_or(request.jobs, |report| report.run.jobs),
        job_time: first.map(|report| report.run.job_time.clone()).unwrap_or_default(),
        shard: None,
        interrupted: reports.iter().any(|report| report.run.interrupted),
    };
    let interrupted = run.interrupted;
    let closing = Closing {
        inputs: &inputs,
        sink: &sink,
        owners: &owners,
        request,
        results: &results,
        vanished,
        ignored: &ignored,
        run,
        settings_sha256: &settings_sha256,
        messages,
        observer: None,
    };
    let summary = File::open(&path).and_then(|journal| closing.write(journal)).map_err(failed)?;
    for part in 1..=of {
        for name in [
            format!("report-{part}-of-{of}.json"),
            format!("journal-{part}-of-{of}.jsonl"),
            format!("SHA256SUMS-{part}-of-{of}"),
        ] {
            sink.remove(&name).map_err(failed)?;
        }
    }
    sink.unlock();
    Ok(Outcome { summary, interrupted })
}

/// How many parts there are; all of them must be there.
fn parts(root: &Path) -> Result<u64> {
    let mut found: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for entry in fs::read_dir(root).map_err(|error| cannot_write(root, &error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let numbers = name.strip_prefix("journal-").and_then(|rest| rest.strip_suffix(".jsonl"));
        if let Some((part, of)) = numbers.and_then(|numbers| numbers.split_once("-of-"))
            && let (Ok(part), Ok(of)) = (part.parse(), of.parse())
        {
            found.entry(of).or_default().push(part);
        }
    }
    let mut sets = found.into_iter();
    match (sets.next(), sets.next()) {
        (None, _) => Err(no_parts(root, "journal-1-of-N.jsonl")),
        (Some((of, parts)), None) => match (1..=of).find(|part| !parts.contains(part)) {
            Some(part) => Err(no_parts(root, &format!("journal-{part}-of-{of}.jsonl"))),
            None => Ok(of),
        },
        (Some((of, _)), Some((other, _))) => Err(no_parts(root, &format!("1/{of}, 1/{other}"))),
    }
}

fn no_parts(root: &Path, what: &str) -> Failure {
    Failure::new(Code::CannotMerge, Stage::Config).with("path", root.display()).with("what", what)
}

/// Writes all lines of all parts into one journal; gives its settings' digest.
fn join(sink: &Sink, of: u64) -> Result<String> {
    let root = sink.root();
    let failed = |error: io::Error| cannot_write(root, &error);
    let mut draft = sink.draft(&sink.place("journal.jsonl")).map_err(failed)?;
    let mut settings: Option<String> = None;
    let mut lines = Vec::new();
    for part in 1..=of {
        let name = format!("journal-{part}-of-{of}.jsonl");
        let Some((header, mut reader)) = Reader::open(&sink.place(&name)).map_err(failed)? else {
            return Err(no_parts(root, &name));
        };
        match &settings {
            None => {
                lines.clear();
                push_line(
                    &Header { journal: 1, settings_sha256: header.settings_sha256.clone() },
                    &mut lines,
                )
                .map_err(failed)?;
                draft.write_all(&lines).map_err(failed)?;
                settings = Some(header.settings_sha256);
            }
            Some(settings) if *settings != header.settings_sha256 => return Err(no_parts(root, &name)),
            Some(_) => {}
        }
        while let Some((_, line)) = reader.next_line().map_err(failed)? {
            draft.write_all(line).and_then(|()| draft.write_all(b"\n")).map_err(failed)?;
        }
    }
    draft.commit().map_err(failed)?;
    Ok(settings.unwrap_or_default())
}

/// A package that two shards made stands under a name of the second's: the owner's gets the plain name.
fn settle_spares(sink: &Sink, inputs: &Catalogue, results: &mut Results, owners: &Owners) -> io::Result<()> {
    let mut journal = sink.journal("journal.jsonl")?;
    let mut fetch = crate::report::journal::Fetch::new(journal.reader()?);
    let mut lines = Vec::new();
    let mut obsolete = Vec::new();
    for index in 0..inputs.len() {
        let mut record: Record<'_> = parse(fetch.line(results.lines[index])?)?;
        let owned = owners.of(index) == index;
        let mut moved = false;
        for output in record.outputs.iter_mut().filter(|output| is_package(&output.path)) {
            let Some(plain) = plain_name(&output.path) else { continue };
            if owned {
                sink.rename(&output.path, &plain)?;
                output.path = plain.into();
                moved = true;
            } else {
                obsolete.push(output.path.to_string());
            }
        }
        if moved {
            results.lines[index] = journal.end() + lines.len() as u64;
            push_line(&record, &mut lines)?;
        }
    }
    journal.append(&lines)?;
    obsolete.iter().try_for_each(|path| sink.remove(path))
}

/// `packages/X.zip` of `packages/X.2-of-4.zip`.
fn plain_name(path: &str) -> Option<String> {
    let (plain, shard) = path.strip_suffix(".zip")?.rsplit_once('.')?;
    let (part, of) = shard.split_once("-of-")?;
    (part.parse::<u64>().is_ok() && of.parse::<u64>().is_ok()).then(|| format!("{plain}.zip"))
}

/// What is needed of a part's report; its articles are passed over one by one.
#[derive(Deserialize)]
struct PartReport {
    run: Run,
    /// Inputs that were unchanged, sorted.
    #[serde(rename = "articles", deserialize_with = "unchanged_only")]
    unchanged: Vec<String>,
    #[serde(deserialize_with = "paths_and_reasons")]
    ignored: Vec<(Vec<u8>, Reason)>,
}

fn part_report(root: &Path, part: u64, of: u64) -> Result<PartReport> {
    let name = format!("report-{part}-of-{of}.json");
    let file = File::open(root.join(&name)).map_err(|_| no_parts(root, &name))?;
    serde_json::from_reader(BufReader::new(file)).map_err(|_| no_parts(root, &name))
}

/// Folds a JSON array without holding it.
struct Fold<T, I>(Vec<I>, fn(T) -> Option<I>);

impl<'de, T: Deserialize<'de>, I> serde::de::Visitor<'de> for Fold<T, I> {
    type Value = Vec<I>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(
        mut self,
        mut items: A,
    ) -> std::result::Result<Vec<I>, A::Error> {
        while let Some(item) = items.next_element::<T>()? {
            self.0.extend((self.1)(item));
        }
        Ok(self.0)
    }
}

fn unchanged_only<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    struct Article {
        input: String,
        status: Status,
    }
    let keep = |article: Article| (article.status == Status::Unchanged).then_some(article.input);
    let mut inputs = deserializer.deserialize_seq(Fold(Vec::new(), keep))?;
    inputs.sort_unstable();
    Ok(inputs)
}

fn paths_and_reasons<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Vec<(Vec<u8>, Reason)>, D::Error> {
    #[derive(Deserialize)]
    struct Ignored {
        input: String,
        input_hex: Option<String>,
        reason: String,
    }
    deserializer.deserialize_seq(Fold(Vec::new(), |entry: Ignored| {
        let reason = [Reason::NotText, Reason::Hidden, Reason::NotRegular]
            .into_iter()
            .find(|reason| reason.name() == entry.reason)?;
        let path = entry.input_hex.as_deref().and_then(crate::report::record::unhex);
        Some((path.unwrap_or_else(|| entry.input.into_bytes()), reason))
    }))
}
