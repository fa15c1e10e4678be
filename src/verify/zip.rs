//! A zip, read strictly: every byte belongs to one entry, both headers of an entry say the same (APPNOTE 6.3.10).
//!
//! Readers differ in what they make of a zip that contradicts itself; one that never does means the same to all.

mod store;

use std::collections::HashSet;

use super::source::{Entry, LARGEST, RATIO, Raw, Source, folded, unsafe_name};
use super::{Check, Findings, inflate};
pub(super) use store::Store;

/// A checked directory over the bytes of a zip.
pub(super) struct Zip<'b> {
    store: Store<'b>,
    root: String,
    entries: Vec<Entry>,
    records: Vec<Record>,
}

/// One entry of the directory.
#[derive(Debug, Clone)]
struct Record {
    name: Vec<u8>,
    flags: u16,
    method: u16,
    crc: u32,
    compressed: u64,
    size: u64,
    header: u64,
    mode: u32,
    data: u64,
}

/// A little-endian field.
fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let mut value = [0; 8];
    value[..N].copy_from_slice(bytes.get(at..at.checked_add(N)?)?);
    Some(u64::from_le_bytes(value))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    field::<2>(bytes, at).map(|value| value as u16)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    field::<4>(bytes, at).map(|value| value as u32)
}

/// Replaces sizes that say "see ZIP64" by those of the extra field, in its fixed order.
fn zip64(extra: &[u8], values: &mut [&mut u64]) -> Option<()> {
    let (mut at, mut seen) = (0, false);
    while at < extra.len() {
        let (id, length) = (short(extra, at)?, usize::from(short(extra, at + 2)?));
        let body = extra.get(at + 4..at + 4 + length)?;
        match id {
            1 if std::mem::replace(&mut seen, true) => return None,
            1 => {
                let mut offset = 0;
                for value in values.iter_mut().filter(|value| ***value == 0xffff_ffff) {
                    **value = field::<8>(body, offset)?;
                    offset += 8;
                }
            }
            0x7075 => return None, // gives the entry another name for some readers
            _ => {}
        }
        at += 4 + length;
    }
    Some(())
}

/// Bytes of the end record, of the ZIP64 locator before it, and of the record that this points to.
const END: u64 = 22;
const LOCATOR: u64 = 20;
const END64: u64 = 56;

/// What a file is that does not end in an end record: one with a comment or bytes behind its own, or one cut short. The
/// record that a stored zip within it ends in, a DOCX say, is not its own: the directory does not stand right before it.
fn not_last(store: &Store<'_>, size: u64) -> (Check, &'static str) {
    let from = size.saturating_sub(END + 0xffff);
    let own = |tail: &[u8], at: usize| {
        let (length, start) = (word(tail, at + 12)?, word(tail, at + 16)?);
        let end = from + at as u64;
        let zip64 = start == u32::MAX || length == u32::MAX;
        Some(zip64 || u64::from(start) + u64::from(length) == end)
    };
    match store.get(from, size - from) {
        Some(tail) => match memchr::memmem::rfind(&tail, b"PK\x05\x06") {
            Some(at) if own(&tail, at) == Some(true) => (Check::StrayBytes, "@zip-behind"),
            _ => (Check::Unreadable, "@zip-truncated"),
        },
        None => (Check::Unreadable, "@zip-no-end"),
    }
}

/// The directory's start, end and number of entries.
fn end_record(store: &Store<'_>) -> Result<(u64, u64, u64), (Check, &'static str)> {
    let broken = (Check::Unreadable, "@zip-no-end");
    let size = store.len();
    let end = size.checked_sub(END).ok_or(broken)?;
    let record = store.get(end, END).ok_or(broken)?;
    if !record.starts_with(b"PK\x05\x06") {
        return Err(not_last(store, size));
    }
    let get = |at: usize| short(&record, at).map(u64::from).ok_or(broken);
    let long = |at: usize| word(&record, at).map(u64::from).ok_or(broken);
    let (disk, start_disk, here, all) = (get(4)?, get(6)?, get(8)?, get(10)?);
    let (length, start, comment) = (long(12)?, long(16)?, get(20)?);
    if comment != 0 || disk != 0 || start_disk != 0 || here != all {
        return Err((Check::HeadersDisagree, "@zip-end-record"));
    }
    let locator = end.checked_sub(LOCATOR).and_then(|at| Some((at, store.get(at, LOCATOR)?)));
    let Some((locator, pointer)) = locator.filter(|(_, pointer)| pointer.starts_with(b"PK\x06\x07")) else {
        if all == 0xffff || length == 0xffff_ffff || start == 0xffff_ffff {
            return Err((Check::HeadersDisagree, "@zip-no-zip64"));
        }
        return match start + length {
            sum if sum == end => Ok((start, end, all)),
            sum if sum > end => Err((Check::Unreadable, "@zip-truncated")),
            _ => Err((Check::StrayBytes, "@zip-before")),
        };
    };
    let lies = (Check::HeadersDisagree, "@zip-zip64");
    let at = field::<8>(&pointer, 8).ok_or(lies)?;
    let whole = at.checked_add(END64) == Some(locator)
        && word(&pointer, 4) == Some(0)
        && word(&pointer, 16) == Some(1);
    let record = store.get(at, END64).filter(|record| whole && record.starts_with(b"PK\x06\x06"));
    let record = record.ok_or(lies)?;
    let wide = |offset: usize| field::<8>(&record, offset).ok_or(lies);
    let (here64, all64, length64, start64) = (wide(24)?, wide(32)?, wide(40)?, wide(48)?);
    let says = |narrow: u64, mark: u64, wide: u64| narrow == mark || narrow == wide;
    if here64 != all64
        || wide(4)? != END64 - 12
        || wide(16)? != 0
        || !says(all, 0xffff, all64)
        || !says(length, 0xffff_ffff, length64)
        || !says(start, 0xffff_ffff, start64)
        || start64.checked_add(length64) != Some(at)
    {
        return Err(lies);
    }
    Ok((start64, at, all64))
}

/// A directory of more bytes than this is not read.
const DIRECTORY: u64 = 1 << 29;

impl<'b> Zip<'b> {
    /// Reads the directory of a package or bag, which is one folder; `None` when it must not be trusted.
    pub fn open(store: Store<'b>, findings: &mut Findings) -> Option<Zip<'b>> {
        let mut zip = Zip::read_directory(store, findings, true)?;
        let name = &zip.records.first()?.name;
        let length = name.iter().position(|&byte| byte == b'/')?;
        zip.root = String::from_utf8_lossy(&name[..length]).into_owned();
        zip.list(length + 1);
        Some(zip)
    }

    /// Reads the directory of a zip whose files stand in no common folder, as those of a DOCX do.
    pub fn open_flat(bytes: &'b [u8], findings: &mut Findings) -> Option<Zip<'b>> {
        let mut zip = Zip::read_directory(Store::Memory(bytes), findings, false)?;
        zip.list(0);
        Some(zip)
    }

    fn list(&mut self, root: usize) {
        self.records.retain(|record| !record.name.ends_with(b"/"));
        self.records.sort_by(|a, b| a.name.cmp(&b.name));
        let entry = |record: &Record| Entry {
            path: String::from_utf8_lossy(record.name.get(root..).unwrap_or_default()).into_owned(),
            size: record.size,
        };
        self.entries = self.records.iter().map(entry).collect();
    }

    /// Stops after the first kind of fault: what contradicts itself is not to be read further.
    fn read_directory(store: Store<'b>, findings: &mut Findings, rooted: bool) -> Option<Zip<'b>> {
        let before = findings.0.len();
        let (start, end, count) = match end_record(&store) {
            Ok(found) => found,
            Err((check, detail)) => {
                findings.add(check, "", detail);
                return None;
            }
        };
        // An entry takes 46 bytes at least: a count that lies costs no memory.
        if count == 0 || count > (end - start) / 46 {
            findings.add(Check::Unreadable, "", "@zip-count");
            return None;
        }
        if end - start > DIRECTORY {
            findings.add(Check::Bomb, "", format_args!("{} bytes of directory", end - start));
            return None;
        }
        let records = store.get(start, end - start).and_then(|bytes| directory(&bytes, count));
        let Some(mut records) = records else {
            findings.add(Check::HeadersDisagree, "", "@zip-directory");
            return None;
        };
        sizes(&records, store.len(), findings);
        if findings.0.len() == before {
            names(&records, rooted, findings);
        }
        if findings.0.len() == before {
            tile(&store, start, &mut records, findings);
        }
        let zip = Zip { store, root: String::new(), entries: Vec::new(), records };
        (findings.0.len() == before).then_some(zip)
    }
}

fn directory(directory: &[u8], count: u64) -> Option<Vec<Record>> {
    let mut records = Vec::with_capacity(count as usize);
    let mut at = 0;
    for _ in 0..count {
        let head = directory.get(at..at + 46)?;
        if !head.starts_with(b"PK\x01\x02") {
            return None;
        }
        let lengths = [28, 30, 32].map(|offset| short(head, offset).map(usize::from));
        let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
        let (mut compressed, mut size) = (u64::from(word(head, 20)?), u64::from(word(head, 24)?));
        let mut header = u64::from(word(head, 42)?);
        // On another disk, or with a remark: nothing may hide there.
        if short(head, 34)? != 0 || comment != 0 {
            return None;
        }
        let behind = at + 46 + name;
        zip64(directory.get(behind..behind + extra)?, &mut [&mut size, &mut compressed, &mut header])?;
        records.push(Record {
            name: directory.get(at + 46..behind)?.to_vec(),
            flags: short(head, 8)?,
            method: short(head, 10)?,
            crc: word(head, 16)?,
            compressed,
            size,
            header,
            mode: word(head, 38)? >> 16,
            data: 0,
        });
        at = behind + extra;
    }
    (at == directory.len()).then_some(records)
}

/// Bombs, encryption, methods, kinds of files: from the directory alone, before anything is inflated.
fn sizes(records: &[Record], length: u64, findings: &mut Findings) {
    let (mut total, mut bombs) = (0u64, false);
    for record in records {
        let name = String::from_utf8_lossy(&record.name);
        total = total.saturating_add(record.size);
        if record.flags & (1 | 1 << 6 | 1 << 13) != 0 || record.method == 99 {
            findings.add(Check::Encrypted, &name, "");
        } else if !matches!(record.method, 0 | 8) {
            findings.add(Check::Damaged, &name, format_args!("method {}", record.method));
        }
        let grown = record.size > RATIO.saturating_mul(record.compressed).saturating_add(4096);
        if grown || record.size > LARGEST {
            findings.add(Check::Bomb, &name, format_args!("{} → {}", record.compressed, record.size));
            bombs = true;
        }
        let kind = record.mode & 0o170_000;
        let folder = record.name.ends_with(b"/");
        let expected = if folder { 0o040_000 } else { 0o100_000 };
        if kind != 0 && kind != expected {
            findings.add(Check::NotRegular, &name, format_args!("mode {:o}", record.mode));
        }
        if folder && record.size != 0 {
            findings.add(Check::HeadersDisagree, &name, "@zip-folder-content");
        } else if record.method == 0 && record.size != record.compressed {
            findings.add(Check::HeadersDisagree, &name, "@zip-stored-size");
        }
    }
    // A dossier of many documents is large, but hardly smaller in the zip.
    if !bombs && total > LARGEST.max(length.saturating_mul(EXPANSION)) {
        findings.add(Check::Bomb, "", format_args!("{total} bytes"));
    }
}

/// What all files together may grow by where they are more than [`LARGEST`].
const EXPANSION: u64 = 16;

fn names(records: &[Record], rooted: bool, findings: &mut Findings) {
    let (mut folds, mut roots) = (HashSet::new(), HashSet::new());
    for record in records {
        let name = String::from_utf8_lossy(&record.name);
        let bare = record.name.strip_suffix(b"/").unwrap_or(&record.name);
        // The one name of OPC that is no name of ours.
        let types = !rooted && bare == b"[Content_Types].xml";
        if let Some(reason) = unsafe_name(bare).filter(|_| !types) {
            findings.add(Check::UnsafeName, &name, reason);
        }
        if !folds.insert(folded(name.trim_end_matches('/'))) {
            findings.add(Check::TwinNames, &name, "");
        }
        roots.insert(record.name.split(|&byte| byte == b'/').next().unwrap_or_default());
        if rooted && !record.name.contains(&b'/') {
            findings.add(Check::Roots, &name, "");
        }
    }
    if rooted && roots.len() > 1 {
        findings.add(Check::Roots, "", format_args!("{}", roots.len()));
    }
    // A folder must have something in it; files sort behind their folder.
    let mut sorted: Vec<&[u8]> = records.iter().map(|record| record.name.as_slice()).collect();
    sorted.sort_unstable();
    for (at, name) in sorted.iter().enumerate().filter(|(_, name)| name.ends_with(b"/")) {
        let inside = sorted[at + 1..].iter().take_while(|other| other.starts_with(name));
        if inside.take(1).count() == 0 {
            findings.add(Check::EmptyFolder, &String::from_utf8_lossy(name), "");
        }
    }
}

/// Entries must cover everything before the directory, without gap or overlap.
fn tile(store: &Store<'_>, start: u64, records: &mut [Record], findings: &mut Findings) {
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_unstable_by_key(|&at| records[at].header);
    let mut next = 0u64;
    for at in order {
        let record = &mut records[at];
        if record.header != next {
            let check = if record.header < next { Check::HeadersDisagree } else { Check::StrayBytes };
            let name = String::from_utf8_lossy(&record.name);
            findings.add(check, &name, format_args!("{} ≠ {next}", record.header));
            return;
        }
        match local(store, start, record) {
            Some(end) => next = end,
            None => {
                let name = String::from_utf8_lossy(&record.name);
                findings.add(Check::HeadersDisagree, &name, "@zip-local-header");
                return;
            }
        }
    }
    if next != start {
        findings.add(Check::StrayBytes, "", format_args!("{next} ≠ {start}"));
    }
}

/// Compares a local header with the directory; gives the end of the entry.
fn local(store: &Store<'_>, limit: u64, record: &mut Record) -> Option<u64> {
    let at = record.header;
    let head = store.get(at, 30)?;
    let (name, extra) = (u64::from(short(&head, 26)?), u64::from(short(&head, 28)?));
    let data = at.checked_add(30 + name + extra)?;
    let (mut compressed, mut size) = (u64::from(word(&head, 18)?), u64::from(word(&head, 22)?));
    let names = store.get(at + 30, name + extra)?;
    zip64(names.get(name as usize..)?, &mut [&mut size, &mut compressed])?;
    let same = head.starts_with(b"PK\x03\x04")
        && names.get(..name as usize)? == record.name
        && short(&head, 6)? == record.flags
        && short(&head, 8)? == record.method;
    let end = data.checked_add(record.compressed).filter(|&end| end <= limit)?;
    record.data = data;
    let says = (word(&head, 14)?, compressed, size);
    let truth = (record.crc, record.compressed, record.size);
    if record.flags & 8 == 0 {
        return (same && says == truth).then_some(end);
    }
    // With a descriptor the header may leave the fields empty; the descriptor may not.
    if !same || (says != truth && says != (0, 0, 0)) {
        return None;
    }
    for (mark, wide) in [(4, 4), (4, 8), (0, 4), (0, 8)] {
        let length = mark + 4 + 2 * wide;
        let Some(found) = store.get(end, length as u64) else { continue };
        let (one, two) = match wide {
            4 => (word(&found, mark + 4).map(u64::from), word(&found, mark + 8).map(u64::from)),
            _ => (field::<8>(&found, mark + 4), field::<8>(&found, mark + 12)),
        };
        let marked = mark == 0 || found.starts_with(b"PK\x07\x08");
        let crc = word(&found, mark);
        if marked && crc == Some(record.crc) && one == Some(record.compressed) && two == Some(record.size) {
            return Some(end + length as u64).filter(|&end| end <= limit);
        }
    }
    None
}

impl Source for Zip<'_> {
    fn root(&self) -> &str {
        &self.root
    }

    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn read(&self, at: usize, out: &mut Vec<u8>) -> Result<(), String> {
        let record = &self.records[at];
        let data = self.store.get(record.data, record.compressed).ok_or("data")?;
        out.clear();
        if record.method == 0 {
            out.extend_from_slice(&data);
        } else {
            out.resize(record.size as usize, 0);
            inflate::raw(&data, out)?;
        }
        if out.len() as u64 != record.size || libdeflater::crc32(out) != record.crc {
            return Err("CRC-32".to_owned());
        }
        Ok(())
    }

    fn raw(&self, at: usize) -> Option<Raw<'_>> {
        let record = &self.records[at];
        let Store::Memory(bytes) = self.store else { return None };
        let start = usize::try_from(record.data).ok()?;
        let data = bytes.get(start..start.checked_add(record.compressed as usize)?)?;
        Some(Raw { method: record.method, crc: record.crc, data })
    }
}
