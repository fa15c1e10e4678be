//! The list of planned inputs, held compactly: a million names of thirty bytes take about fifty megabytes.

use std::cmp::Ordering;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Where a folder's files are, and what their relative paths begin with.
#[derive(Debug, Clone)]
struct Folder {
    /// The folder itself, as it is opened.
    place: PathBuf,
    /// Bytes before the file name in the relative path: empty or ending in `/`.
    prefix: Box<[u8]>,
}

/// One name: eight bytes, and its bytes in the arena.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Start in the arena: two bytes of length, one of flags, then the name.
    at: u32,
    folder: u32,
}

/// Names with the folders they are in, sorted by relative path once they are all there.
#[derive(Debug, Default)]
pub struct Catalogue {
    folders: Vec<Folder>,
    names: Vec<u8>,
    entries: Vec<Entry>,
}

/// Bytes before each name in the arena.
const HEAD: usize = 3;

impl Catalogue {
    /// A folder whose files follow; `prefix` is empty or ends in `/`.
    pub fn folder(&mut self, place: PathBuf, prefix: &[u8]) -> u32 {
        self.folders.push(Folder { place, prefix: prefix.into() });
        (self.folders.len() - 1) as u32
    }

    /// Adds a name; false when the arena is full (4 GiB of names) or the name is longer than any file system allows.
    #[must_use]
    pub fn push(&mut self, folder: u32, name: &[u8], flag: u8) -> bool {
        let (Ok(at), Ok(length)) = (u32::try_from(self.names.len()), u16::try_from(name.len())) else {
            return false;
        };
        self.names.extend_from_slice(&length.to_le_bytes());
        self.names.push(flag);
        self.names.extend_from_slice(name);
        self.entries.push(Entry { at, folder });
        true
    }

    /// How many names.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Sorts by relative path as it is shown in reports (byte order of the lossy UTF-8, then of the raw bytes).
    pub fn sort(&mut self) {
        let Catalogue { folders, names, entries } = self;
        let order = |a: &Entry, b: &Entry| {
            let ((a_flagless, b_flagless), same) =
                ((name_of(names, a), name_of(names, b)), a.folder == b.folder);
            if same {
                return compare(a_flagless, b_flagless);
            }
            let joined =
                |entry: &Entry| [&folders[entry.folder as usize].prefix, name_of(names, entry)].concat();
            compare(&joined(a), &joined(b))
        };
        if !entries.is_sorted_by(|a, b| order(a, b) != Ordering::Greater) {
            entries.sort_unstable_by(order);
        }
        entries.shrink_to_fit();
        names.shrink_to_fit();
    }

    /// Keeps the entries for which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&[u8]) -> bool) {
        let Catalogue { folders, names, entries } = self;
        let mut path = Vec::new();
        entries.retain(|entry| {
            path.clear();
            path.extend_from_slice(&folders[entry.folder as usize].prefix);
            path.extend_from_slice(name_of(names, entry));
            keep(&path)
        });
    }

    /// The relative path of entry `index`, as raw bytes.
    pub fn relative(&self, index: usize) -> Vec<u8> {
        let entry = &self.entries[index];
        [&self.folders[entry.folder as usize].prefix, name_of(&self.names, entry)].concat()
    }

    /// The file name of entry `index`, as raw bytes.
    pub fn name(&self, index: usize) -> &[u8] {
        name_of(&self.names, &self.entries[index])
    }

    /// What was said of it when it was pushed.
    pub fn flag(&self, index: usize) -> u8 {
        self.names[self.entries[index].at as usize + 2]
    }

    /// Where entry `index` is opened.
    pub fn place(&self, index: usize) -> PathBuf {
        let entry = &self.entries[index];
        self.folders[entry.folder as usize].place.join(os_string(name_of(&self.names, entry)))
    }

    /// The relative path of the folder of entry `index`: empty or ending in `/`.
    pub fn folder_of(&self, index: usize) -> &[u8] {
        &self.folders[self.entries[index].folder as usize].prefix
    }

    /// The index of a relative path; `near` is tried first (journals are mostly in the same order).
    pub fn find(&self, path: &[u8], near: usize) -> Option<usize> {
        let entries = &self.entries;
        let order = |entry: &Entry| {
            let prefix = &self.folders[entry.folder as usize].prefix;
            let name = name_of(&self.names, entry);
            match path.strip_prefix(&prefix[..]) {
                Some(rest) => compare(name, rest),
                None => compare(&[prefix, name].concat(), path),
            }
        };
        if entries.get(near).is_some_and(|entry| order(entry) == Ordering::Equal) {
            return Some(near);
        }
        entries.binary_search_by(order).ok()
    }
}

fn name_of<'a>(names: &'a [u8], entry: &Entry) -> &'a [u8] {
    let at = entry.at as usize;
    let length = usize::from(u16::from_le_bytes([names[at], names[at + 1]]));
    &names[at + HEAD..at + HEAD + length]
}

/// Byte order of the shown form, then of the raw bytes. For UTF-8 names that is the order of the bytes.
pub fn compare(a: &[u8], b: &[u8]) -> Ordering {
    let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    match (a.get(common), b.get(common)) {
        (Some(first), Some(second)) if first.is_ascii() && second.is_ascii() => first.cmp(second),
        (None, _) | (_, None) => a.len().cmp(&b.len()),
        _ => String::from_utf8_lossy(a).cmp(&String::from_utf8_lossy(b)).then_with(|| a.cmp(b)),
    }
}

/// Raw bytes of a path, with `/` between components.
pub fn path_bytes(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for component in path.components() {
        if let std::path::Component::Normal(name) = component {
            if !bytes.is_empty() {
                bytes.push(b'/');
            }
            bytes.extend_from_slice(name.as_encoded_bytes());
        }
    }
    bytes
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_sorted_by_their_bytes_across_folders() {
        let mut catalogue = Catalogue::default();
        let root = catalogue.folder("/in".into(), b"");
        let sub = catalogue.folder("/in/a".into(), b"a/");
        for (folder, name) in
            [(sub, "z.txt"), (root, "b.txt"), (root, "a.txt"), (root, "a0.txt"), (sub, "a.txt")]
        {
            assert!(catalogue.push(folder, name.as_bytes(), 0));
        }
        catalogue.sort();
        let shown: Vec<String> = (0..catalogue.len())
            .map(|at| String::from_utf8_lossy(&catalogue.relative(at)).into_owned())
            .collect();
        assert_eq!(shown, ["a.txt", "a/a.txt", "a/z.txt", "a0.txt", "b.txt"]);
        for at in 0..catalogue.len() {
            assert_eq!(catalogue.find(&catalogue.relative(at), 0), Some(at));
        }
        assert_eq!(catalogue.find(b"a/b.txt", 0), None);
        assert_eq!(catalogue.place(2), Path::new("/in/a/z.txt"));
    }

    #[test]
    fn names_that_are_not_utf_8_sort_as_they_are_shown() {
        assert_eq!(compare(b"\xFF", "\u{1F600}".as_bytes()), Ordering::Less); // U+FFFD is EF BF BD, the other F0 …
        assert_eq!(compare(b"a\xFE", b"a\xFF"), Ordering::Less);
        assert_eq!(compare(b"a", b"a\xFF"), Ordering::Less);
    }
}
