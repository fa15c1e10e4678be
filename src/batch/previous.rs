//! What the last run left: which inputs are unchanged, which were known and are gone.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::article::{mtime_ns, read};
use super::discover::{STDIN, UNREADABLE};
use super::engine::Results;
use super::owners::Owners;
use super::plan::{Plan, shard_of};
use crate::job::Formats;
use crate::report::journal::{Header, Reader, parse, push_line};
use crate::report::record::{Record, Status};
use crate::sink::{Appender, Sink, hex};

/// Lines checked at once.
const CHUNK: usize = 2048;

/// What makes an input count as unchanged.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Outputs asked for.
    pub formats: Formats,
    /// Bags too.
    pub bag: bool,
    /// Redo everything.
    pub force: bool,
    /// Trust digests only.
    pub checksum: bool,
    /// Larger inputs are not read.
    pub max_bytes: u64,
}

/// Inputs that the journal knows and the plan does not: the places of their lines.
pub type Vanished = Vec<u64>;

/// Makes sure that there is a journal of these settings; records of other settings are marked stale.
///
/// A shard without a journal goes on from what a merge left of its part.
pub fn prepare(sink: &Sink, path: &str, settings_sha256: &str, shard: Option<(u64, u64)>) -> io::Result<()> {
    let place = sink.place(path);
    let mut previous = Reader::open(&place)?;
    let seeds = previous.is_none() && shard.is_some();
    if seeds {
        previous = Reader::open(&sink.place("journal.jsonl"))?;
    } else if matches!(&previous, Some((header, _)) if header.settings_sha256 == settings_sha256) {
        return Ok(());
    }
    let mut draft = sink.draft(&place)?;
    let mut line = Vec::new();
    push_line(&Header { journal: 1, settings_sha256: settings_sha256.to_owned() }, &mut line)?;
    io::Write::write_all(&mut draft, &line)?;
    if let Some((header, mut reader)) = previous {
        while let Some((_, text)) = reader.next_line()? {
            // A damaged line is a lost record: its input is simply done again.
            let Ok(mut record) = parse(text) else { continue };
            if shard.is_some_and(|(part, of)| shard_of(&record.path(), of) != part - 1) {
                continue;
            }
            record.stale |= header.settings_sha256 != settings_sha256;
            line.clear();
            push_line(&record, &mut line)?;
            io::Write::write_all(&mut draft, &line)?;
        }
    }
    draft.commit()
}

/// The verdict on one journal line.
enum Verdict {
    /// Not in the plan.
    Gone([u8; 32]),
    /// In the plan, to be done again.
    Changed(usize),
    /// Nothing to do.
    Same {
        index: usize,
        sha256: [u8; 32],
        lacks_package: bool,
        warnings: [u32; 2],
        refreshed: Option<Vec<u8>>,
    },
    /// Not a record.
    Damaged,
}

/// Compares the journal with what is there.
pub fn check(
    root: &Path,
    path: &str,
    plan: &Plan,
    wanted: Wanted,
    results: &mut Results,
    owners: &mut Owners,
    mut journal: Option<&mut Appender>,
) -> io::Result<Vanished> {
    let mut gone: HashMap<[u8; 32], u64> = HashMap::new();
    let mut lacking: Vec<u32> = Vec::new();
    let mut refreshed = Vec::new();
    let Some((_, mut reader)) = Reader::open(&root.join(path))? else { return Ok(Vec::new()) };
    let mut chunk: Vec<(u64, Vec<u8>)> = Vec::with_capacity(CHUNK);
    let mut near = 0;
    loop {
        chunk.clear();
        while chunk.len() < CHUNK
            && let Some((at, line)) = reader.next_line()?
        {
            chunk.push((at, line.to_vec()));
        }
        if chunk.is_empty() {
            break;
        }
        let verdicts: Vec<Verdict> = chunk
            .par_iter()
            .enumerate()
            .with_min_len(64)
            .map(|(number, (_, line))| judge(root, plan, wanted, line, near + number))
            .collect();
        for (&(at, _), verdict) in chunk.iter().zip(verdicts) {
            match verdict {
                Verdict::Damaged => results.tidy = false,
                Verdict::Gone(path) => {
                    gone.insert(path, at);
                }
                Verdict::Changed(index) => {
                    results.lines[index] = at;
                    results.statuses[index] = None;
                    near = index + 1;
                }
                Verdict::Same { index, sha256, lacks_package, warnings, refreshed: line } => {
                    results.tidy &= results.lines[index] == u64::MAX && index >= near.saturating_sub(1);
                    near = index + 1;
                    owners.claim(index, &sha256);
                    results.lines[index] = at;
                    results.statuses[index] = Some(Status::Unchanged);
                    results.warning_counts[index] = warnings;
                    if lacks_package {
                        lacking.push(index as u32);
                    }
                    refreshed.extend(line.map(|line| (index, line)));
                }
            }
        }
    }
    // Who had no package because an equal input owned it may own it now.
    for index in lacking.into_iter().map(|index| index as usize) {
        if owners.of(index) == index {
            results.statuses[index] = None;
        }
    }
    if let Some(journal) = journal.as_mut() {
        let mut lines = Vec::new();
        for (index, line) in refreshed {
            results.lines[index] = journal.end() + lines.len() as u64;
            lines.extend_from_slice(&line);
        }
        if !lines.is_empty() {
            journal.append(&lines)?;
            results.tidy = false;
        }
    }
    let mut vanished: Vanished = gone.into_values().collect();
    vanished.sort_unstable();
    Ok(vanished)
}

fn judge(root: &Path, plan: &Plan, wanted: Wanted, line: &[u8], near: usize) -> Verdict {
    let Ok(mut record) = parse(line) else { return Verdict::Damaged };
    let path = record.path();
    let Some(index) = plan.inputs.find(&path, near) else {
        return Verdict::Gone(Sha256::digest(&path).into());
    };
    drop(path);
    let flag = plan.inputs.flag(index);
    if wanted.force || record.stale || record.status == Status::Failed || flag == STDIN || flag == UNREADABLE
    {
        return Verdict::Changed(index);
    }
    let Some(sha256) = record.sha256.as_deref().and_then(digest) else { return Verdict::Changed(index) };
    let place = plan.inputs.place(index);
    let Ok(meta) = fs::metadata(&place) else { return Verdict::Changed(index) };
    if !meta.is_file() || meta.len() != record.size {
        return Verdict::Changed(index);
    }
    let mtime = mtime_ns(&meta);
    let moved = mtime != record.mtime_ns;
    if moved || wanted.checksum {
        let mut bytes = Vec::new();
        if read(&place, wanted.max_bytes, &mut bytes).is_err() || Sha256::digest(&bytes)[..] != sha256 {
            return Verdict::Changed(index);
        }
    }
    let has = |kind: &str| record.output(kind).is_some();
    if wanted.formats.pdf && !has("pdf") || wanted.formats.docx && !has("docx") {
        return Verdict::Changed(index);
    }
    // A name depends on the other inputs: it may have to change although this input did not.
    let name = plan.name(index);
    let whole = record.outputs.iter().all(|output| {
        let named = match output.path.split_once('/') {
            Some(("pdf", rest)) => rest.strip_suffix(".pdf") == Some(&name),
            Some(("docx", rest)) => rest.strip_suffix(".docx") == Some(&name),
            _ => true,
        };
        named && is_whole(&root.join(&*output.path), output.size, &output.sha256, wanted.checksum)
    });
    if !whole {
        return Verdict::Changed(index);
    }
    let lacks_package = wanted.formats.package && (!has("package") || wanted.bag && !has("bag"));
    let warnings = warning_counts(&record);
    let mut refreshed = None;
    if moved || record.vanished {
        record.mtime_ns = mtime;
        record.vanished = false;
        let mut line = Vec::new();
        refreshed = push_line(&record, &mut line).is_ok().then_some(line);
    }
    Verdict::Same { index, sha256, lacks_package, warnings, refreshed }
}

/// Is the file there with its size and, if asked for, its bytes?
fn is_whole(place: &Path, size: u64, sha256: &str, checksum: bool) -> bool {
    let Ok(meta) = fs::symlink_metadata(place) else { return false };
    if !meta.is_file() || meta.len() != size {
        return false;
    }
    !checksum || file_digest(place).is_ok_and(|found| found == sha256)
}

fn file_digest(place: &Path) -> io::Result<String> {
    let mut file = fs::File::open(place)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(hex(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// The bytes of a hexadecimal SHA-256.
pub fn digest(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, at) in digest.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(digest)
}

/// Warnings in all, and how many of them are of the package.
pub fn warning_counts(record: &Record<'_>) -> [u32; 2] {
    let of_package = record.warnings.iter().filter(|note| of_package(&note.code)).count();
    [record.warnings.len() as u32, of_package as u32]
}

/// Is it a warning that the package gave?
fn of_package(code: &str) -> bool {
    code.starts_with("W6")
}

/// Settles whether the record is a duplicate: then the package is its owner's (a dossier is its folder's).
pub fn resolve<'a>(record: &mut Record<'a>, owner: Option<&'a str>, dossier: bool) {
    match owner {
        Some(owner) => {
            record.outputs.retain(|output| dossier || !super::engine::is_package(&output.path));
            // Whether a package was made for it before its owner was known depends on the order of work.
            record.warnings.retain(|note| dossier || !of_package(&note.code));
            if record.status == Status::Converted {
                record.status = Status::Duplicate;
            }
            record.duplicate_of = Some(owner.into());
        }
        None => {
            if record.status == Status::Duplicate {
                record.status = Status::Converted;
            }
            record.duplicate_of = None;
        }
    }
}
