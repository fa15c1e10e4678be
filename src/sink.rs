//! The only module that writes files: temporary file, fsync, rename. A file is whole or absent.
//!
//! # What `--durability` promises
//! - In every mode a file appears under its name only when all its bytes are written, so killing the process at any
//!   moment leaves no torn file, and a journal line is appended only after its outputs are in place.
//! - `full`: each file is fsynced before it is renamed, each folder and each journal line after; what the journal
//!   lists has survived a power cut.
//! - `batch` (default): the same order, but for groups of articles (at most a second's or 512 articles' worth) with
//!   one flush of the file system before the renames and one before the journal lines. A power cut can cost the
//!   last group, which the next run does again; it cannot leave a torn file or a journal line without its files.
//! - `none`: the kernel decides. A killed process leaves nothing torn; a power cut may.

mod lock;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use crate::error::{Code, Failure, Result, Stage, reason};

pub use lock::Lock;

/// How much a power cut may cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Durability {
    /// Every file and journal line by itself.
    Full,
    /// Groups of articles.
    #[default]
    Batch,
    /// Left to the kernel.
    None,
}

/// An output folder that this process may write to.
#[derive(Debug)]
pub struct Sink {
    root: PathBuf,
    durability: Durability,
    /// What the names of this run's temporary files begin with.
    mark: String,
    next: AtomicU64,
    lock: Lock,
}

/// A file whose bytes are written under a temporary name. Dropping it removes it.
#[derive(Debug)]
pub struct Staged {
    temporary: PathBuf,
    /// Path below the output folder, `/`-separated.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    done: bool,
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.done {
            // Nothing can be done about a failure here; the next run cleans up.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

impl Sink {
    /// Makes the folder if need be, locks it, and removes what a killed run left behind.
    ///
    /// `shard` is empty, or `I-of-N`: shards have locks of their own.
    ///
    /// # Errors
    /// E803 when the folder cannot be written, E806 when another run is writing there.
    pub fn open(root: &Path, durability: Durability, shard: &str) -> Result<Sink> {
        // "File exists" would not say what is wrong with it.
        let refused = |error| if root.is_file() { io::ErrorKind::NotADirectory.into() } else { error };
        fs::create_dir_all(root).map_err(|error| cannot_write(root, &refused(error)))?;
        let lock = Lock::take(root, shard)?;
        let tag = if shard.is_empty() { "all" } else { shard };
        let sink = Sink {
            root: root.to_owned(),
            durability,
            mark: format!(".bantin.{tag}.{}.", std::process::id()),
            next: AtomicU64::new(0),
            lock,
        };
        if sink.lock.was_stale() {
            let prefix = if shard.is_empty() { ".bantin.".to_owned() } else { format!(".bantin.{tag}.") };
            remove_temporaries(root, &prefix);
        }
        Ok(sink)
    }

    /// Lets other runs in, though this value may live on in an abandoned thread.
    pub fn unlock(&self) {
        self.lock.release();
    }

    /// The output folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a path below the output folder is.
    pub fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes `bytes` under a temporary name in the folder of `path` (made if need be). `digest` is their SHA-256, where
    /// it is known already.
    pub fn stage(&self, path: String, bytes: &[u8], digest: Option<[u8; 32]>) -> io::Result<Staged> {
        let target = self.root.join(&path);
        let (mut file, temporary) = self.create(&target)?;
        let sha256 = hex(&digest.unwrap_or_else(|| Sha256::digest(bytes).into()));
        let staged = Staged { temporary, path, size: bytes.len() as u64, sha256, done: false };
        file.write_all(bytes)?;
        if self.durability == Durability::Full {
            file.sync_all()?;
        }
        Ok(staged)
    }

    /// Before [`Sink::put`]: the bytes of a group to the disk, as the durability asks for.
    pub fn flush_bytes(&self, staged: &[Staged]) -> io::Result<()> {
        if self.durability != Durability::Batch || staged.is_empty() || self.flush_file_system()? {
            return Ok(());
        }
        staged.iter().try_for_each(|file| File::open(&file.temporary)?.sync_all())
    }

    /// Gives a staged file its name.
    pub fn put(&self, staged: &mut Staged) -> io::Result<()> {
        fs::rename(&staged.temporary, self.root.join(&staged.path))?;
        staged.done = true;
        Ok(())
    }

    /// Gives a staged file its name if nothing stands there; false if something does.
    pub fn put_new(&self, staged: &mut Staged) -> io::Result<bool> {
        let target = self.root.join(&staged.path);
        match fs::hard_link(&staged.temporary, &target) {
            Ok(()) => {
                staged.done = true;
                fs::remove_file(&staged.temporary)?;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            // A file system without links: nearly as good.
            Err(_) if !target.exists() => self.put(staged).map(|()| true),
            Err(_) => Ok(false),
        }
    }

    /// Gives an output another name.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.root.join(from), self.root.join(to))
    }

    /// After [`Sink::put`]: the names of a group to the disk.
    pub fn flush_names(&self, staged: &[Staged]) -> io::Result<()> {
        match self.durability {
            _ if staged.is_empty() => Ok(()),
            Durability::None => Ok(()),
            Durability::Batch if self.flush_file_system()? => Ok(()),
            _ => self.sync_folders(staged),
        }
    }

    /// Starts a file that is written bit by bit, at any place (`report.json` may be elsewhere).
    pub fn draft(&self, target: &Path) -> io::Result<Draft<'_>> {
        let (file, temporary) = self.create(target)?;
        Ok(Draft {
            sink: self,
            file: BufWriter::with_capacity(1 << 16, file),
            temporary,
            target: target.to_owned(),
            hasher: Sha256::new(),
            size: 0,
            done: false,
        })
    }

    /// A nameless-to-be file for sorting, removed when dropped.
    pub fn scratch(&self) -> io::Result<Scratch> {
        let target = self.root.join("scratch");
        let temporary = self.temporary(&target);
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&temporary)?;
        Ok(Scratch { file, temporary })
    }

    /// Opens the journal for appending and cuts a torn last line off.
    pub fn journal(&self, path: &str) -> io::Result<Appender> {
        let file = OpenOptions::new().read(true).append(true).create(true).open(self.root.join(path))?;
        let end = whole_lines(&file)?;
        file.set_len(end)?;
        Ok(Appender { file, end, sync: self.durability != Durability::None })
    }

    /// Removes an output that no article owns any more, and the folders that it leaves empty.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        let target = self.root.join(path);
        match fs::remove_file(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut folder = target.parent();
        while let Some(path) = folder.filter(|path| *path != self.root) {
            if fs::remove_dir(path).is_err() {
                break;
            }
            folder = path.parent();
        }
        Ok(())
    }

    fn temporary(&self, target: &Path) -> PathBuf {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        target.with_file_name(format!("{}{number}.tmp", self.mark))
    }

    fn create(&self, target: &Path) -> io::Result<(File, PathBuf)> {
        let temporary = self.temporary(target);
        let open = || OpenOptions::new().write(true).create_new(true).open(&temporary);
        let file = match open() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(parent) = target.parent() {
                    fs::create_dir_all(parent)?;
                }
                open()?
            }
            other => other?,
        };
        Ok((file, temporary))
    }

    #[cfg(target_os = "linux")]
    fn flush_file_system(&self) -> io::Result<bool> {
        rustix::fs::syncfs(File::open(&self.root)?)?;
        Ok(true)
    }

    #[cfg(not(target_os = "linux"))]
    fn flush_file_system(&self) -> io::Result<bool> {
        Ok(false)
    }

    fn sync_folders(&self, staged: &[Staged]) -> io::Result<()> {
        let mut folders: Vec<PathBuf> =
            staged.iter().filter_map(|file| Some(self.root.join(&file.path).parent()?.to_owned())).collect();
        folders.sort_unstable();
        folders.dedup();
        folders.iter().try_for_each(|folder| sync_folder(folder))
    }
}

/// Writes one file outside any output folder, e.g. the PDF of a bulletin.
///
/// # Errors
/// E803.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = target.with_file_name(name);
    let write = || {
        if let Some(parent) = target.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, target)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&temporary);
        cannot_write(target, &error)
    })
}

/// Writes one file that must not be there yet, whole or not at all.
///
/// # Errors
/// E809 when something has that name already, E803 when it cannot be written.
pub fn write_new(target: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = target.with_file_name(name);
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        // Unlike a rename, a link never replaces what is there.
        match fs::hard_link(&temporary, target) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !target.exists() => {
                // A file system without links (FAT, some network shares).
                OpenOptions::new().write(true).create_new(true).open(target)?.write_all(bytes)
            }
            linked => linked,
        }
    };
    let written = write();
    // Also after a success: the link is the file now.
    let _ = fs::remove_file(&temporary);
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::new(Code::AlreadyThere, Stage::Write).with("path", target.display())
        }
        _ => cannot_write(target, &error),
    })
}

/// A file being written under a temporary name.
#[derive(Debug)]
pub struct Draft<'a> {
    sink: &'a Sink,
    file: BufWriter<File>,
    temporary: PathBuf,
    target: PathBuf,
    hasher: Sha256,
    size: u64,
    done: bool,
}

impl Draft<'_> {
    /// How many bytes it has, and their SHA-256.
    pub fn digest(&self) -> (u64, String) {
        (self.size, hex(&self.hasher.clone().finalize()))
    }

    /// Puts it in place.
    pub fn commit(mut self) -> io::Result<()> {
        self.file.flush()?;
        if self.sink.durability != Durability::None {
            self.file.get_ref().sync_all()?;
        }
        fs::rename(&self.temporary, &self.target)?;
        self.done = true;
        match self.target.parent() {
            Some(folder) if self.sink.durability != Durability::None => sync_folder(folder),
            _ => Ok(()),
        }
    }
}

impl Write for Draft<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A temporary file to read back.
#[derive(Debug)]
pub struct Scratch {
    /// Open for reading and writing.
    pub file: File,
    temporary: PathBuf,
}

impl Read for Scratch {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

impl Write for Scratch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Scratch {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.temporary);
    }
}

/// A file that only grows, by whole lines.
#[derive(Debug)]
pub struct Appender {
    file: File,
    end: u64,
    sync: bool,
}

impl Appender {
    /// Where the next line begins.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Appends whole lines, and makes them durable unless durability is `none`.
    pub fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        self.file.write_all(lines)?;
        self.end += lines.len() as u64;
        if self.sync { self.file.sync_data() } else { Ok(()) }
    }

    /// Another handle to read it with.
    pub fn reader(&self) -> io::Result<File> {
        self.file.try_clone()
    }
}

/// Hexadecimal digits, lower case.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// E803 with the path and the system's reason.
pub fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Code::CannotWrite, Stage::Write).with("path", path.display()).with("reason", reason(error))
}

/// The length of the file up to its last line feed.
fn whole_lines(file: &File) -> io::Result<u64> {
    use std::io::SeekFrom;
    let mut end = file.metadata()?.len();
    let mut buffer = vec![0; 1 << 16];
    let mut file = file;
    while end > 0 {
        let length = end.min(buffer.len() as u64) as usize;
        file.seek(SeekFrom::Start(end - length as u64))?;
        file.read_exact(&mut buffer[..length])?;
        if let Some(at) = memchr::memrchr(b'\n', &buffer[..length]) {
            return Ok(end - length as u64 + at as u64 + 1);
        }
        end -= length as u64;
    }
    Ok(0)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes temporary files below `root` whose names begin with `prefix`.
fn remove_temporaries(root: &Path, prefix: &str) {
    let files =
        walkdir::WalkDir::new(root).follow_links(false).into_iter().filter_map(std::result::Result::ok);
    for entry in files.filter(|entry| entry.file_type().is_file()) {
        let name = entry.file_name().to_string_lossy();
        if name.starts_with(prefix) && name.ends_with(".tmp") {
            let _ = fs::remove_file(entry.path());
        }
    }
}
