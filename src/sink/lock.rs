//! One run at a time in an output folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::cannot_write;
use crate::error::{Code, Failure, Result, Stage};

/// Held while a run writes. The system releases it when the process ends in whatever way; the file that stays
/// behind then tells the next run to clean up.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
    stale: bool,
    held: AtomicBool,
}

impl Lock {
    /// Locks `root`; `shard` is empty or `I-of-N`.
    ///
    /// # Errors
    /// E806 names the process that holds it; E803 when the file cannot be made.
    pub fn take(root: &Path, shard: &str) -> Result<Lock> {
        let own = name(shard);
        refuse_others(root, shard)?;
        let path = root.join(&own);
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|error| cannot_write(&path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(root, &mut file)),
                // A file system without locks: the run goes on without this protection.
                Err(TryLockError::Error(_)) => {}
            }
            // The holder may have removed the file between our open and our lock.
            if !same_file(&file, &path) {
                continue;
            }
            let stale = file.metadata().is_ok_and(|meta| meta.len() > 0);
            // Never empty once it was written: a run killed in between would hide that there is something to tidy up.
            let holder = format!("{}\n", std::process::id());
            file.write_all(holder.as_bytes())
                .and_then(|()| file.set_len(holder.len() as u64))
                .map_err(|error| cannot_write(&path, &error))?;
            return Ok(Lock { path, file, stale, held: AtomicBool::new(true) });
        }
    }

    /// A run before this one ended without tidying up.
    pub fn was_stale(&self) -> bool {
        self.stale
    }
}

impl Lock {
    /// Gives the folder free.
    pub fn release(&self) {
        if self.held.swap(false, Ordering::Relaxed) {
            let _ = fs::remove_file(&self.path);
            let _ = self.file.unlock();
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.release();
    }
}

fn name(shard: &str) -> String {
    if shard.is_empty() { ".bantin.lock".into() } else { format!(".bantin-{shard}.lock") }
}

/// A whole run and shards exclude each other; shards of one set do not.
fn refuse_others(root: &Path, shard: &str) -> Result<()> {
    let own = name(shard);
    let Ok(entries) = fs::read_dir(root) else { return Ok(()) };
    for entry in entries.flatten() {
        let other = entry.file_name().to_string_lossy().into_owned();
        let is_lock = other.starts_with(".bantin") && other.ends_with(".lock");
        let is_whole = other == name("");
        if !is_lock || other == own || (!shard.is_empty() && !is_whole) {
            continue;
        }
        if let Ok(mut file) = OpenOptions::new().read(true).write(true).open(entry.path())
            && matches!(file.try_lock(), Err(TryLockError::WouldBlock))
        {
            return Err(busy(root, &mut file));
        }
    }
    Ok(())
}

fn busy(root: &Path, file: &mut File) -> Failure {
    let mut pid = String::new();
    let _ = file.read_to_string(&mut pid);
    Failure::new(Code::Busy, Stage::Write).with("path", root.display()).with("pid", pid.trim())
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}
