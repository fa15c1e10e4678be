//! A zip, read strictly: every byte belongs to one entry, both headers of an entry say the same (APPNOTE 6.3.10).
//!
//! Readers differ in what they make of a zip that contradicts itself; one that never does means the same to all.

use std::cell::RefCell;
use std::collections::HashSet;

use libdeflater::Decompressor;

use super::source::{Entry, LARGEST, RATIO, Source, folded, unsafe_name};
use super::{Check, Findings};

/// A checked directory over the bytes of a zip.
pub(super) struct Zip<'b> {
    bytes: &'b [u8],
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
    data: usize,
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
    let mut at = 0;
    while at < extra.len() {
        let (id, length) = (short(extra, at)?, usize::from(short(extra, at + 2)?));
        let body = extra.get(at + 4..at + 4 + length)?;
        match id {
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

/// The directory's start, end and number of entries.
fn end_record(bytes: &[u8]) -> Result<(usize, usize, u64), (Check, &'static str)> {
    let broken = (Check::Unreadable, "no end record");
    let Some(end) = bytes.len().checked_sub(22).filter(|&at| bytes[at..].starts_with(b"PK\x05\x06")) else {
        // A comment or trailing bytes: the record is further up.
        let from = bytes.len().saturating_sub(22 + 0xffff);
        return match memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06") {
            Some(_) => Err((Check::StrayBytes, "behind the directory")),
            None => Err(broken),
        };
    };
    let get = |at: usize| short(bytes, end + at).map(u64::from).ok_or(broken);
    let long = |at: usize| word(bytes, end + at).map(u64::from).ok_or(broken);
    let (disk, start_disk, here, all) = (get(4)?, get(6)?, get(8)?, get(10)?);
    let (length, start, comment) = (long(12)?, long(16)?, get(20)?);
    if comment != 0 || disk != 0 || start_disk != 0 || here != all {
        return Err((Check::HeadersDisagree, "end record"));
    }
    let locator = end.checked_sub(20).filter(|&at| bytes[at..].starts_with(b"PK\x06\x07"));
    let Some(locator) = locator else {
        if all == 0xffff || length == 0xffff_ffff || start == 0xffff_ffff {
            return Err((Check::HeadersDisagree, "ZIP64 record missing"));
        }
        return if start.checked_add(length) == Some(end as u64) {
            Ok((start as usize, end, all))
        } else if start + length > end as u64 {
            Err((Check::Unreadable, "truncated"))
        } else {
            Err((Check::StrayBytes, "before the entries or the end record"))
        };
    };
    let lies = (Check::HeadersDisagree, "ZIP64 record");
    let at = field::<8>(bytes, locator + 8).ok_or(lies)? as usize;
    if at.checked_add(56) != Some(locator) || !bytes[at..].starts_with(b"PK\x06\x06") {
        return Err(lies);
    }
    let wide = |offset: usize| field::<8>(bytes, at + offset).ok_or(lies);
    let (here64, all64, length64, start64) = (wide(24)?, wide(32)?, wide(40)?, wide(48)?);
    let says = |narrow: u64, mark: u64, wide: u64| narrow == mark || narrow == wide;
    if here64 != all64
        || !says(all, 0xffff, all64)
        || !says(length, 0xffff_ffff, length64)
        || !says(start, 0xffff_ffff, start64)
        || start64.checked_add(length64) != Some(at as u64)
    {
        return Err(lies);
    }
    Ok((start64 as usize, at, all64))
}

impl<'b> Zip<'b> {
    /// Reads the directory; `None` when it must not be trusted.
    pub fn open(bytes: &'b [u8], findings: &mut Findings) -> Option<Zip<'b>> {
        let before = findings.0.len();
        let (start, end, count) = match end_record(bytes) {
            Ok(found) => found,
            Err((check, detail)) => {
                findings.add(check, "", detail);
                return None;
            }
        };
        // An entry takes 46 bytes at least: a count that lies costs no memory.
        if count == 0 || count > (end - start) as u64 / 46 {
            findings.add(Check::Unreadable, "", format_args!("{count} entries"));
            return None;
        }
        let Some(mut records) = directory(bytes, start, end, count) else {
            findings.add(Check::HeadersDisagree, "", "directory");
            return None;
        };
        sizes(&records, findings);
        names(&records, findings);
        if findings.0.len() > before {
            return None;
        }
        tile(bytes, start, &mut records, findings);
        let root = match records[0].name.iter().position(|&byte| byte == b'/') {
            Some(at) => String::from_utf8_lossy(&records[0].name[..at]).into_owned(),
            None => String::new(),
        };
        records.retain(|record| !record.name.ends_with(b"/"));
        records.sort_by(|a, b| a.name.cmp(&b.name));
        let entries = records
            .iter()
            .map(|record| Entry {
                path: String::from_utf8_lossy(&record.name[(root.len() + 1).min(record.name.len())..])
                    .into_owned(),
                size: record.size,
            })
            .collect();
        (findings.0.len() == before).then_some(Zip { bytes, root, entries, records })
    }
}

fn directory(bytes: &[u8], start: usize, end: usize, count: u64) -> Option<Vec<Record>> {
    let directory = bytes.get(start..end)?;
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
        at = behind + extra + comment;
    }
    (at == directory.len()).then_some(records)
}

/// Bombs, encryption, methods, kinds of files: from the directory alone, before anything is inflated.
fn sizes(records: &[Record], findings: &mut Findings) {
    let mut total = 0u64;
    for record in records {
        let name = String::from_utf8_lossy(&record.name);
        total = total.saturating_add(record.size);
        if record.flags & (1 | 1 << 6 | 1 << 13) != 0 || record.method == 99 {
            findings.add(Check::Encrypted, &name, "");
        } else if !matches!(record.method, 0 | 8) {
            findings.add(Check::Damaged, &name, format_args!("method {}", record.method));
        }
        if record.size > RATIO.saturating_mul(record.compressed).saturating_add(4096) {
            findings.add(Check::Bomb, &name, format_args!("{} → {}", record.compressed, record.size));
        }
        let kind = record.mode & 0o170_000;
        let folder = record.name.ends_with(b"/");
        let expected = if folder { 0o040_000 } else { 0o100_000 };
        if kind != 0 && kind != expected {
            findings.add(Check::NotRegular, &name, format_args!("mode {:o}", record.mode));
        }
        if folder && record.size != 0 {
            findings.add(Check::HeadersDisagree, &name, "folder with content");
        }
    }
    if total > LARGEST {
        findings.add(Check::Bomb, "", format_args!("{total} bytes"));
    }
}

fn names(records: &[Record], findings: &mut Findings) {
    let (mut folds, mut roots) = (HashSet::new(), HashSet::new());
    for record in records {
        let name = String::from_utf8_lossy(&record.name);
        let bare = record.name.strip_suffix(b"/").unwrap_or(&record.name);
        if let Some(reason) = unsafe_name(bare) {
            findings.add(Check::UnsafeName, &name, reason);
        }
        if !folds.insert(folded(name.trim_end_matches('/'))) {
            findings.add(Check::TwinNames, &name, "");
        }
        roots.insert(record.name.split(|&byte| byte == b'/').next().unwrap_or_default());
        if !record.name.contains(&b'/') {
            findings.add(Check::Roots, &name, "");
        }
    }
    if roots.len() > 1 {
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
fn tile(bytes: &[u8], start: usize, records: &mut [Record], findings: &mut Findings) {
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_unstable_by_key(|&at| records[at].header);
    let mut next = 0u64;
    for at in order {
        let record = &mut records[at];
        let name = String::from_utf8_lossy(&record.name).into_owned();
        if record.header != next {
            let check = if record.header < next { Check::HeadersDisagree } else { Check::StrayBytes };
            findings.add(check, &name, format_args!("{} ≠ {next}", record.header));
            return;
        }
        match local(bytes, start, record) {
            Some(end) => next = end,
            None => {
                findings.add(Check::HeadersDisagree, &name, "local header");
                return;
            }
        }
    }
    if next != start as u64 {
        findings.add(Check::StrayBytes, "", format_args!("{next} ≠ {start}"));
    }
}

/// Compares a local header with the directory; gives the end of the entry.
fn local(bytes: &[u8], limit: usize, record: &mut Record) -> Option<u64> {
    let at = usize::try_from(record.header).ok()?;
    let head = bytes.get(at..at.checked_add(30)?)?;
    let (name, extra) = (usize::from(short(head, 26)?), usize::from(short(head, 28)?));
    let data = at + 30 + name + extra;
    let (mut compressed, mut size) = (u64::from(word(head, 18)?), u64::from(word(head, 22)?));
    zip64(bytes.get(at + 30 + name..data)?, &mut [&mut size, &mut compressed])?;
    let same = head.starts_with(b"PK\x03\x04")
        && bytes.get(at + 30..at + 30 + name)? == record.name
        && short(head, 6)? == record.flags
        && short(head, 8)? == record.method;
    let end = data.checked_add(usize::try_from(record.compressed).ok()?).filter(|&end| end <= limit)?;
    record.data = data;
    let says = (word(head, 14)?, compressed, size);
    let truth = (record.crc, record.compressed, record.size);
    if record.flags & 8 == 0 {
        return (same && says == truth).then_some(end as u64);
    }
    // With a descriptor the header may leave the fields empty; the descriptor may not.
    if !same || (says != truth && says != (0, 0, 0)) {
        return None;
    }
    for (mark, wide) in [(4, 4), (4, 8), (0, 4), (0, 8)] {
        let length = mark + 4 + 2 * wide;
        let Some(found) = bytes.get(end..end + length) else { continue };
        let (one, two) = match wide {
            4 => (word(found, mark + 4).map(u64::from), word(found, mark + 8).map(u64::from)),
            _ => (field::<8>(found, mark + 4), field::<8>(found, mark + 12)),
        };
        let marked = mark == 0 || found.starts_with(b"PK\x07\x08");
        let crc = word(found, mark);
        if marked && crc == Some(record.crc) && one == Some(record.compressed) && two == Some(record.size) {
            return Some((end + length) as u64).filter(|&end| end <= limit as u64);
        }
    }
    None
}

thread_local! {
    static INFLATER: RefCell<Decompressor> = RefCell::new(Decompressor::new());
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
        let data = self.raw(at).ok_or("data")?;
        out.clear();
        if record.method == 0 {
            out.extend_from_slice(data);
        } else {
            out.resize(record.size as usize, 0);
            let inflated = INFLATER.with_borrow_mut(|inflater| inflater.deflate_decompress(data, out));
            match inflated {
                Ok(length) if length == out.len() => {}
                Ok(length) => return Err(format!("{length} ≠ {}", record.size)),
                Err(error) => return Err(format!("{error:?}")),
            }
        }
        if out.len() as u64 != record.size || libdeflater::crc32(out) != record.crc {
            return Err("CRC-32".to_owned());
        }
        Ok(())
    }

    fn raw(&self, at: usize) -> Option<&[u8]> {
        let record = &self.records[at];
        self.bytes.get(record.data..record.data + record.compressed as usize)
    }
}
