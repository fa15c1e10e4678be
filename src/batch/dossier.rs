//! `--dossier folder`: one package for all articles of a folder, streamed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::panic::{self, AssertUnwindSafe};

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::Request;
use super::article::read;
use super::engine::{Results, Shop, is_package};
use super::previous::digest;
use crate::archive::Plan;
use crate::error::{Code, Failure, Result, Stage};
use crate::job::Source;
use crate::pdf::Pdf;
use crate::report::journal::{Fetch, parse, push_line};
use crate::report::record::{Output, Record, Status, code_named};
use crate::sink::{Appender, cannot_write, hex};

/// What a dossier needs to know of a document.
struct Item {
    index: usize,
    sha256: [u8; 32],
    date: Option<String>,
}

/// Builds the dossiers of all folders in which something changed. The package stands in the journal with the folder's
/// first article.
pub fn build(shop: &Shop, request: &Request, journal: &mut Appender, results: &mut Results) -> Result<()> {
    let mut folders: BTreeMap<&[u8], Vec<u32>> = BTreeMap::new();
    for index in 0..shop.plan.len() {
        folders.entry(shop.plan.inputs.folder_of(index)).or_default().push(index as u32);
    }
    let mut codes = HashMap::new();
    for (prefix, indexes) in folders {
        folder(shop, request, (prefix, &indexes), journal, results, &mut codes)
            .map_err(|error| error.unwrap_or_else(|error| cannot_write(shop.sink.root(), &error)))?;
    }
    Ok(())
}

/// A failure of the run, or of writing.
type Trouble = std::result::Result<Failure, io::Error>;

fn folder(
    shop: &Shop,
    request: &Request,
    (prefix, indexes): (&[u8], &[u32]),
    journal: &mut Appender,
    results: &mut Results,
    codes: &mut HashMap<String, String>,
) -> std::result::Result<(), Trouble> {
    let Some(packer) = shop.workshop.packer() else { return Ok(()) };
    let mut fetch = Fetch::new(journal.reader().map_err(Err)?);
    let mut items = Vec::new();
    let mut left_out = Vec::new();
    let mut seen = HashSet::new();
    let mut fresh = false;
    let mut listed = None;
    for index in indexes.iter().map(|&index| index as usize) {
        let (at, Some(status)) = (results.lines[index], results.statuses[index]) else { continue };
        let record = fetch.line(at).and_then(parse).map_err(Err)?;
        fresh |= status != Status::Unchanged && status != Status::Failed;
        listed = listed
            .or_else(|| record.outputs.iter().find(|o| is_package(&o.path)).map(|o| o.path.to_string()));
        if let Some(error) = &record.error {
            left_out.extend(code_named(&error.code).map(|code| (name(shop, index), code)));
            continue;
        }
        let Some(sha256) = record.sha256.as_deref().and_then(digest) else { continue };
        if seen.insert(sha256) {
            items.push(Item { index, sha256, date: record.date.map(|date| date.into_owned()) });
        }
    }
    let Some(first) = items.first().map(|item| item.index) else { return Ok(()) };
    let sources: Vec<[u8; 32]> = items.iter().map(|item| item.sha256).collect();
    let path = format!("packages/{}.zip", packer.dossier_objid(&sources));
    // By date, undated last, then by path (the order they are in).
    items.sort_by(|a, b| (a.date.is_none(), &a.date).cmp(&(b.date.is_none(), &b.date)));
    let title = title(request, prefix);
    let plan = Plan {
        title: &title,
        sources: &sources,
        first_date: items.first().and_then(|item| item.date.as_deref()),
    };
    let code = packer.dossier_code(&plan);
    let taken = codes
        .get(&code)
        .map(|other| Failure::new(Code::CodeTaken, Stage::Archive).with("code", &code).with("other", other));
    let mut outputs = Vec::new();
    let stands = || listed.as_deref() == Some(&path) && shop.sink.place(&path).is_file();
    if taken.is_none() && (fresh || request.force || !stands()) {
        let folder = Folder { plan, items: &items, left_out: &left_out, path: &path };
        outputs = write(shop, request, &folder, &mut fetch, results)?;
    }
    codes.entry(code).or_insert(title);
    let mut lines = Vec::new();
    for index in indexes.iter().map(|&index| index as usize) {
        if results.lines[index] == u64::MAX {
            continue;
        }
        let mut record = fetch.line(results.lines[index]).and_then(parse).map_err(Err)?;
        let failure = taken.as_ref().filter(|_| index == first);
        if let Some(failure) = failure {
            record.failed(failure);
            results.statuses[index] = Some(Status::Failed);
        }
        if note(&mut record, index == first && taken.is_none(), &outputs, &path) || failure.is_some() {
            results.lines[index] = journal.end() + lines.len() as u64;
            push_line(&record, &mut lines).map_err(Err)?;
        }
    }
    if !lines.is_empty() {
        journal.append(&lines).map_err(Err)?;
        results.appended = true;
    }
    Ok(())
}

/// Puts the dossier into the record of the folder's first article and out of the others'; true if that changed it.
fn note<'a>(record: &mut Record<'a>, first: bool, outputs: &[Output<'a>], path: &str) -> bool {
    let rest = |output: &Output<'_>| !is_package(&output.path) || first && outputs.is_empty();
    let (kept, old): (Vec<_>, Vec<_>) = record.outputs.drain(..).partition(rest);
    record.outputs = kept;
    let bag = path.replace(".zip", "-bag.zip");
    let known = record.superseded.len();
    record.superseded.retain(|output| output.path != path && output.path != bag);
    let changed = !old.is_empty() || first && !outputs.is_empty() || known != record.superseded.len();
    record.superseded.extend(old.into_iter().filter(|output| output.path != path && output.path != bag));
    if first {
        record.outputs.extend_from_slice(outputs);
    }
    changed
}

/// A folder of which a dossier is made.
struct Folder<'a> {
    plan: Plan<'a>,
    items: &'a [Item],
    left_out: &'a [(String, Code)],
    path: &'a str,
}

/// PDF and DOCX of an article that stand in the output folder as its record says: setting them is nine tenths of the
/// work, and they come out the same.
fn ready(shop: &Shop, record: &Record<'_>) -> Option<(Pdf, Vec<u8>)> {
    let load = |kind| {
        let output = record.output(kind)?;
        let bytes = std::fs::read(shop.sink.place(&output.path)).ok()?;
        (hex(&Sha256::digest(&bytes)) == output.sha256).then_some(bytes)
    };
    Some((Pdf { bytes: load("pdf")?, pages: record.pages, warnings: Vec::new() }, load("docx")?))
}

fn write(
    shop: &Shop,
    request: &Request,
    folder: &Folder<'_>,
    fetch: &mut Fetch,
    results: &Results,
) -> std::result::Result<Vec<Output<'static>>, Trouble> {
    let Some(packer) = shop.workshop.packer() else { return Ok(Vec::new()) };
    let &Folder { plan, items, left_out, path } = folder;
    let sink = &shop.sink;
    let draft = |path: &str| sink.draft(&sink.place(path)).map_err(Err);
    let bag_path = path.replace(".zip", "-bag.zip");
    let bag = if request.bag { Some(draft(&bag_path)?) } else { None };
    let scratch = [sink.scratch().map_err(Err)?, sink.scratch().map_err(Err)?];
    let mut dossier = packer.dossier(&plan, draft(path)?, bag, scratch);
    for (name, code) in left_out {
        dossier.leave_out(name, *code, None);
    }
    let mut buffer = Vec::new();
    for item in items {
        let name = name(shop, item.index);
        buffer.clear();
        let mut added = Ok(());
        let place = shop.plan.inputs.place(item.index);
        let record = fetch.line(results.lines[item.index]).and_then(parse).map_err(Err)?;
        let ready = if record.stale { None } else { ready(shop, &record) };
        let made = match read(&place, shop.max_input, &mut buffer) {
            Err(error) => Err(Failure::unreadable(&error)),
            Ok(_) => {
                let source = Source { name: &name, bytes: &buffer, sha256: item.sha256, package: false };
                panic::catch_unwind(AssertUnwindSafe(|| {
                    shop.workshop.document(&source, ready, |document| {
                        added = dossier.add(document).map(|_| ());
                        Ok(())
                    })
                }))
                .unwrap_or_else(|_| Err(Failure::new(Code::Panicked, Stage::Archive)))
            }
        };
        added.map_err(Ok)?;
        if let Err(failure) = made {
            dossier.leave_out(&name, failure.code, Some(&item.sha256));
        }
    }
    let finished = dossier.finish().map_err(Ok)?;
    let mut outputs = Vec::new();
    let drafts = [(path, Some(finished.zip)), (&bag_path, finished.bag)];
    for (path, draft) in drafts.into_iter().filter_map(|(path, draft)| Some((path, draft?))) {
        let (size, sha256) = draft.digest();
        draft.commit().map_err(Err)?;
        outputs.push(Output { path: path.to_owned().into(), size, sha256: sha256.into() });
    }
    Ok(outputs)
}

/// The file's name, NFC.
fn name(shop: &Shop, index: usize) -> String {
    String::from_utf8_lossy(shop.plan.inputs.name(index)).nfc().collect()
}

/// The folder's name: of the INPUT folder itself when the articles stand right in it.
fn title(request: &Request, prefix: &[u8]) -> String {
    let below = String::from_utf8_lossy(prefix);
    if let Some(name) = below.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty()) {
        return name.nfc().collect();
    }
    let folder = request.inputs.first().and_then(|input| std::fs::canonicalize(input).ok());
    let folder =
        folder.map(|path| if path.is_dir() { path } else { path.parent().map_or(path.clone(), Into::into) });
    folder
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().nfc().collect()))
        .unwrap_or_else(|| "bantin".into())
}
