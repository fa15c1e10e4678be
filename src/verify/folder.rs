//! An unpacked package or bag.

use std::fs;
use std::path::{Path, PathBuf};

use super::source::{Entry, LARGEST, Raw, Source, folded, unsafe_name};
use super::{Check, Findings};

/// A folder whose files are read one at a time.
pub(super) struct Folder {
    path: PathBuf,
    root: String,
    entries: Vec<Entry>,
}

impl Folder {
    /// Lists the folder; `None` when it must not be read.
    pub fn open(path: &Path, findings: &mut Findings) -> Option<Folder> {
        let whole = fs::canonicalize(path).ok();
        let name = whole.as_deref().unwrap_or(path).file_name()?;
        let mut folder =
            Folder { path: path.to_owned(), root: name.to_string_lossy().into_owned(), entries: Vec::new() };
        let mut folds = std::collections::HashSet::new();
        let before = findings.0.len();
        for entry in walkdir::WalkDir::new(path).min_depth(1).sort_by_file_name() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let reason = error.io_error().map_or_else(|| error.to_string(), crate::error::reason);
                    findings.add(Check::Unreadable, "", reason);
                    continue;
                }
            };
            let below = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let name = below
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            if let Some(reason) = unsafe_name(name.as_bytes()) {
                findings.add(Check::UnsafeName, &name, reason);
            }
            if !folds.insert(folded(&name)) {
                findings.add(Check::TwinNames, &name, "");
            }
            let kind = entry.file_type();
            if kind.is_dir() {
                if fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none()) {
                    findings.add(Check::EmptyFolder, &name, "");
                }
            } else if kind.is_file() {
                let size = entry.metadata().map_or(0, |metadata| metadata.len());
                if size > LARGEST {
                    findings.add(Check::Bomb, &name, format_args!("{size} bytes"));
                }
                folder.entries.push(Entry { path: name, size });
            } else {
                findings.add(Check::NotRegular, &name, "");
            }
        }
        folder.entries.sort_by(|a, b| a.path.cmp(&b.path));
        (findings.0.len() == before).then_some(folder)
    }
}

impl Source for Folder {
    fn root(&self) -> &str {
        &self.root
    }

    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn read(&self, at: usize, out: &mut Vec<u8>) -> Result<(), String> {
        use std::io::Read;
        out.clear();
        let file =
            fs::File::open(self.path.join(&self.entries[at].path)).map_err(|error| error.to_string())?;
        file.take(LARGEST).read_to_end(out).map_err(|error| error.to_string())?;
        Ok(())
    }

    fn raw(&self, _at: usize) -> Option<Raw<'_>> {
        None
    }
}
