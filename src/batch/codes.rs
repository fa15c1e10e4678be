//! Two packages must not have the same *mã hồ sơ*. It holds 35 bits of the source's digest, so among a million articles
//! of one year a dozen meet. The first by path keeps the code (one whose input has vanished keeps it before all), the
//! others fail: whatever the order of work, and in a merged run as in a run of one.

use std::collections::HashMap;
use std::fs::File;
use std::io;

use super::catalogue::Catalogue;
use super::engine::Results;
use super::owners::Owners;
use super::previous::digest;
use crate::archive::CODE_BITS;
use crate::error::{Code, Failure, Stage};
use crate::report::journal::{Fetch, parse};
use crate::report::record::Record;

/// Of the articles whose code is taken, the failure of each.
pub type Taken = HashMap<usize, Failure>;

/// Who has a code: the digest of the source, and the input's name.
type Owned = HashMap<String, (String, String)>;

/// Finds the articles whose code another has. Costs eight bytes an article, and the lines of those that may meet.
pub fn taken(
    inputs: &Catalogue,
    owners: &Owners,
    results: &Results,
    vanished: &[u64],
    journal: File,
) -> io::Result<Taken> {
    let mut fetch = Fetch::new(journal);
    let mut owned = Owned::new();
    let mut taken = Taken::new();
    for index in suspects(inputs.len(), owners, &gone(vanished, &mut fetch, &mut owned)?) {
        let at = results.lines[index];
        if at == u64::MAX {
            continue;
        }
        let record = parse(fetch.line(at)?)?;
        let (Some(code), Some(sha256)) = (code(&record), record.sha256) else { continue };
        match owned.get(&code) {
            None => drop(owned.insert(code, (sha256.into_owned(), record.input.into_owned()))),
            // The package of the same bytes: the input has another name now.
            Some((known, _)) if *known == *sha256 => {}
            Some((_, other)) => {
                let failure = Failure::new(Code::CodeTaken, Stage::Archive).with("code", &code);
                taken.insert(index, failure.with("other", other));
            }
        }
    }
    Ok(taken)
}

/// The beginnings of the digests of vanished inputs whose packages are kept; notes their codes.
fn gone(vanished: &[u64], fetch: &mut Fetch, owned: &mut Owned) -> io::Result<Vec<u64>> {
    let mut known = Vec::new();
    for &at in vanished {
        let record = parse(fetch.line(at)?)?;
        let bytes = record.sha256.as_deref().and_then(digest);
        if let (Some(code), Some(bytes), false) = (code(&record), bytes, record.stale) {
            known.push(beginning(bytes.iter().take(16).fold(0, |all, &byte| all << 8 | u128::from(byte))));
            owned.insert(code, (record.sha256.unwrap_or_default().into_owned(), record.input.into_owned()));
        }
    }
    Ok(known)
}

/// Inputs of different bytes whose digests begin alike, in path order.
fn suspects(count: usize, owners: &Owners, known: &[u64]) -> Vec<usize> {
    /// Bits that hold an index; a plan of half a thousand million inputs does not fit into memory.
    const INDEX: u32 = 64 - CODE_BITS;
    let mut all: Vec<u64> = (0..count.min(1 << INDEX))
        .filter(|&index| owners.of(index) == index)
        .filter_map(|index| Some(beginning(owners.digest(index)?) << INDEX | index as u64))
        .collect();
    all.sort_unstable();
    let mut found: Vec<usize> = all
        .chunk_by(|a, b| a >> INDEX == b >> INDEX)
        .filter(|group| group.len() > 1 || known.contains(&(group[0] >> INDEX)))
        .flatten()
        .map(|key| (key & ((1 << INDEX) - 1)) as usize)
        .collect();
    found.sort_unstable();
    found
}

/// What a code holds of a digest of which this is the first half.
fn beginning(first_half: u128) -> u64 {
    (first_half >> (128 - CODE_BITS)) as u64
}

/// Year and digest, in which the codes of two packages of one office can differ; none if there is no package.
fn code(record: &Record<'_>) -> Option<String> {
    record.output("package")?;
    let job_time = || {
        let note = record.warnings.iter().find(|note| note.code == Code::NoDate.as_str())?;
        note.args.get("date").map(String::as_str)
    };
    let year = record.date.as_deref().or_else(job_time)?.get(..4)?;
    Some(format!("{year}.{}", crate::archive::notation(&digest(record.sha256.as_deref()?)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_that_begin_alike_are_suspect_and_equal_ones_are_not() {
        let mut owners = Owners::new(5);
        let mut digest = [7; 32];
        owners.claim(0, &digest);
        owners.claim(1, &digest); // a duplicate has no package
        digest[15] = 8;
        owners.claim(2, &digest);
        digest[4] = 0x20; // the last of the 35 bits
        owners.claim(3, &digest);
        assert_eq!(suspects(5, &owners, &[]), [0, 2]);
        let alone = owners.digest(3).map(beginning).unwrap();
        assert_eq!(suspects(5, &owners, &[alone]), [0, 2, 3]);
    }
}
