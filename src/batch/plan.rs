//! The plan of a run: which inputs, in which order, under which output names.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::catalogue::Catalogue;
use super::names;

/// Digits of a suffix that tells colliding names apart; all of them if eight should ever meet.
const SUFFIX: [usize; 3] = [0, 8, 64];

/// Inputs in path order with their output names.
#[derive(Debug)]
pub struct Plan {
    /// The inputs.
    pub inputs: Catalogue,
    /// Per input, an index into [`SUFFIX`].
    suffixes: Vec<u8>,
}

impl Plan {
    /// Settles the names of all inputs.
    pub fn new(inputs: Catalogue) -> Plan {
        let count = inputs.len();
        let mut plan = Plan { suffixes: vec![0; count], inputs };
        let mut hashes = Vec::with_capacity(count);
        let mut folders = HashSet::new();
        for index in 0..count {
            let stem = names::stem(&plan.inputs.relative(index));
            let folded = names::fold(&stem.text);
            plan.suffixes[index] = u8::from(stem.changed);
            for (end, _) in folded.match_indices('/') {
                // Only a folder with such a name can stand where a file has to go.
                if folded[..end].ends_with(".pdf") || folded[..end].ends_with(".docx") {
                    folders.insert(folded[..end].to_owned());
                }
            }
            hashes.push(short_hash(&folded));
        }
        let mut sorted = hashes.clone();
        sorted.sort_unstable();
        let twice: HashSet<u64> =
            sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        drop(sorted);
        if !twice.is_empty() || !folders.is_empty() {
            for (index, hash) in hashes.iter().enumerate() {
                let in_the_way = || {
                    let folded = names::fold(&plan.name(index));
                    folders.contains(&format!("{folded}.pdf")) || folders.contains(&format!("{folded}.docx"))
                };
                if twice.contains(hash) || !folders.is_empty() && in_the_way() {
                    plan.suffixes[index] = 1;
                }
            }
        }
        plan.separate_suffixed();
        plan
    }

    /// How many inputs.
    pub fn len(&self) -> usize {
        self.suffixes.len()
    }

    /// The output name of an input, without folder of its kind and extension.
    pub fn name(&self, index: usize) -> String {
        let path = self.inputs.relative(index);
        let stem = names::stem(&path).text;
        match SUFFIX[usize::from(self.suffixes[index])] {
            0 => stem,
            digits => names::with_suffix(&stem, &path, digits),
        }
    }

    /// Keeps the inputs for which `keep` holds, under the names they have among all.
    pub fn retain(&mut self, keep: impl Fn(&[u8]) -> bool) {
        let kept: Vec<bool> = (0..self.len()).map(|index| keep(&self.inputs.relative(index))).collect();
        let mut flags = kept.iter().copied();
        self.suffixes.retain(|_| flags.next().unwrap_or_default());
        let mut flags = kept.iter().copied();
        self.inputs.retain(|_| flags.next().unwrap_or_default());
    }

    /// An input may be called like another's name with suffix: then it gets one too, or a longer one.
    fn separate_suffixed(&mut self) {
        for _ in 1..SUFFIX.len() {
            let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
            for index in (0..self.len()).filter(|&index| self.suffixes[index] > 0) {
                owners.entry(names::fold(&self.name(index))).or_default().push(index);
            }
            if owners.is_empty() {
                return;
            }
            for index in (0..self.len()).filter(|&index| self.suffixes[index] == 0) {
                if self.inputs.name(index).contains(&b'~')
                    && let Some(owners) = owners.get_mut(&names::fold(&self.name(index)))
                {
                    owners.push(index);
                }
            }
            let clashes: Vec<Vec<usize>> = owners.into_values().filter(|owners| owners.len() > 1).collect();
            if clashes.is_empty() {
                return;
            }
            for index in clashes.into_iter().flatten() {
                self.suffixes[index] = (self.suffixes[index] + 1).min(SUFFIX.len() as u8 - 1);
            }
        }
    }
}

fn short_hash(text: &str) -> u64 {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// The shard of a relative path, from 0.
pub fn shard_of(path: &[u8], shards: u64) -> u64 {
    let digest = Sha256::digest(path);
    digest.iter().take(8).fold(0, |number: u64, &byte| number << 8 | u64::from(byte)) % shards
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(paths: &[&str]) -> Vec<String> {
        let mut inputs = Catalogue::default();
        for path in paths {
            let (folder, name) = path.rsplit_once('/').map_or(("", *path), |(folder, name)| (folder, name));
            let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let at = inputs.folder(folder.into(), prefix.as_bytes());
            assert!(inputs.push(at, name.as_bytes(), 0));
        }
        inputs.sort();
        let plan = Plan::new(inputs);
        (0..plan.len()).map(|index| plan.name(index)).collect()
    }

    fn suffixed(stem: &str, path: &str) -> String {
        names::with_suffix(stem, path.as_bytes(), 8)
    }

    #[test]
    fn names_that_would_meet_are_told_apart() {
        assert_eq!(
            names_of(&["a.text", "a.txt", "b.txt"]),
            [suffixed("a", "a.text"), suffixed("a", "a.txt"), "b".into()]
        );
        assert_eq!(names_of(&["A.txt", "a.txt"]), [suffixed("A", "A.txt"), suffixed("a", "a.txt")]);
        assert_eq!(names_of(&["X/a.txt", "x/b.txt"]), ["X/a", "x/b"]);
        assert_eq!(names_of(&["Đ.txt", "đ.txt"]), [suffixed("Đ", "Đ.txt"), suffixed("đ", "đ.txt")]);
    }

    #[test]
    fn a_folder_called_like_an_output_moves_the_file() {
        assert_eq!(names_of(&["a.pdf/c.txt", "a.txt"]), ["a.pdf/c".to_owned(), suffixed("a", "a.txt")]);
    }

    #[test]
    fn a_name_that_looks_suffixed_does_not_meet_the_suffixed() {
        let taken = format!("{}.txt", suffixed("a", "A.txt"));
        let names = names_of(&["A.txt", "a.txt", &taken]);
        let distinct: HashSet<String> = names.iter().map(|name| names::fold(name)).collect();
        assert_eq!(distinct.len(), 3, "{names:?}");
    }

    #[test]
    fn shards_are_disjoint_and_complete() {
        for path in ["a.txt", "b/c.txt", "ư.txt"] {
            let shard = shard_of(path.as_bytes(), 4);
            assert!(shard < 4);
        }
        // printf 'a.txt' | sha256sum → 0xa6… : fixed for ever, other machines rely on it
        let digest = Sha256::digest(b"a.txt");
        let number = u64::from_be_bytes(digest[..8].try_into().unwrap());
        assert_eq!(shard_of(b"a.txt", 7), number % 7);
    }
}
