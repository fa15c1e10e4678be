//! One article from file to staged outputs. Whatever goes wrong here stays here.

use std::cell::RefCell;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::discover::{STDIN, UNREADABLE};
use super::engine::Shop;
use crate::error::{Code, Failure, Result, Stage, reason};
use crate::job::{Made, Source};
use crate::report::record::{Output, Record};
use crate::sink::{Staged, cannot_write};

/// An article that is done with, before its outputs have their names.
#[derive(Debug)]
pub struct Finished {
    /// Which input.
    pub index: usize,
    /// What the journal will say.
    pub record: Record<'static>,
    /// Outputs under temporary names.
    pub staged: Vec<Staged>,
    /// The run cannot go on: the output folder is full or not writable.
    pub fatal: Option<Failure>,
}

thread_local! {
    /// One read buffer per thread.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// What the panic hook heard.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Panics of articles become E701; their text goes there and not to stderr.
pub fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let payload = info.payload();
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        PANIC.with_borrow_mut(|heard| *heard = Some(text + &place));
    }));
}

/// Converts input `index`.
pub fn convert(shop: &Shop, index: usize) -> Finished {
    let path = shop.plan.inputs.relative(index);
    let mut record = Record::new(&path, 0, 0);
    let mut staged = Vec::new();
    let mut fatal = None;
    let result = guarded(|| {
        BUFFER.with_borrow_mut(|buffer| {
            let made = make(shop, index, &mut record, buffer)?;
            if buffer.capacity() > 4 << 20 {
                *buffer = Vec::new();
            }
            record.made(&made);
            stage(shop, index, made, &mut staged, &mut fatal)
        })
    });
    match result {
        Ok(()) => record.outputs = staged.iter().map(output).collect(),
        Err(failure) => {
            staged.clear();
            record.failed(&failure);
        }
    }
    Finished { index, record, staged, fatal }
}

/// Runs `work`; a panic in it fails this article and no other.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let reason = PANIC.with_borrow_mut(Option::take).unwrap_or_default();
        Err(Failure::new(Code::Panicked, Stage::Write).with("reason", reason))
    })
}

/// What the journal says of a staged file.
fn output(staged: &Staged) -> Output<'static> {
    Output { path: staged.path.clone().into(), size: staged.size, sha256: staged.sha256.clone().into() }
}

/// A record of an article that the time budget stopped.
pub fn too_slow(shop: &Shop, index: usize, limit: u32) -> Finished {
    let mut record = Record::new(&shop.plan.inputs.relative(index), 0, 0);
    record.failed(&Failure::new(Code::TooSlow, Stage::Write).with("limit", limit));
    Finished { index, record, staged: Vec::new(), fatal: None }
}

fn make(shop: &Shop, index: usize, record: &mut Record<'static>, buffer: &mut Vec<u8>) -> Result<Made> {
    let place = shop.plan.inputs.place(index);
    let unreadable = |error: io::Error| Failure::unreadable(&error);
    buffer.clear();
    let meta = match shop.plan.inputs.flag(index) {
        STDIN => {
            io::stdin().lock().take(shop.max_input + 1).read_to_end(buffer).map_err(unreadable)?;
            None
        }
        UNREADABLE => match fs::read_dir(&place).map(|_| ()).and_then(|()| File::open(&place).map(|_| ())) {
            Err(error) => return Err(unreadable(error)),
            Ok(()) => return Err(unreadable(io::ErrorKind::PermissionDenied.into())),
        },
        _ => Some(read(&place, shop.max_input, buffer).map_err(unreadable)?),
    };
    record.size = meta.as_ref().map_or(buffer.len() as u64, Metadata::len);
    record.mtime_ns = meta.as_ref().map_or(0, mtime_ns);
    if record.size > shop.max_input {
        return Err(shop.workshop.too_large(record.size, shop.max_input));
    }
    record.size = buffer.len() as u64;
    let sha256: [u8; 32] = Sha256::digest(&*buffer).into();
    record.sha256 = Some(crate::sink::hex(&sha256).into());
    let owner = shop.claim(index, &sha256);
    let name: String = String::from_utf8_lossy(shop.plan.inputs.name(index)).nfc().collect();
    shop.workshop.convert(&Source {
        name: &name,
        bytes: buffer,
        sha256,
        package: owner == index && !shop.dossier,
    })
}

/// Reads a regular file of at most `limit` bytes; of a larger one nothing but its metadata.
pub fn read(place: &Path, limit: u64, buffer: &mut Vec<u8>) -> io::Result<Metadata> {
    let not_regular = || io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
    // Asked before opening: opening a FIFO or a tape can block or move something.
    if !fs::metadata(place)?.is_file() {
        return Err(not_regular());
    }
    let file = open(place)?;
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(not_regular());
    }
    if meta.len() <= limit {
        buffer.reserve(meta.len() as usize + 1);
        file.take(limit + 1).read_to_end(buffer)?;
    }
    Ok(meta)
}

#[cfg(unix)]
fn open(place: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(place)
}

#[cfg(not(unix))]
fn open(place: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(place)
}

/// Modification time in nanoseconds since 1970.
pub fn mtime_ns(meta: &Metadata) -> i64 {
    let Ok(time) = meta.modified() else { return 0 };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos),
    }
}

fn stage(
    shop: &Shop,
    index: usize,
    made: Made,
    staged: &mut Vec<Staged>,
    fatal: &mut Option<Failure>,
) -> Result<()> {
    let name = shop.plan.name(index);
    let mut outputs = Vec::with_capacity(4);
    let [pdf, docx] = made.package.as_ref().map_or([None; 2], |package| package.digests.map(Some));
    outputs.extend(made.pdf.map(|bytes| (format!("pdf/{name}.pdf"), bytes, pdf)));
    outputs.extend(made.docx.map(|bytes| (format!("docx/{name}.docx"), bytes, docx)));
    if let Some(package) = made.package {
        let objid = package.objid;
        outputs.extend(package.bag.map(|bytes| (format!("packages/{objid}-bag.zip"), bytes, None)));
        outputs.push((format!("packages/{objid}.zip"), package.zip, None));
    }
    for (path, bytes, digest) in outputs {
        match shop.sink.stage(path.clone(), &bytes, digest) {
            Ok(file) => staged.push(file),
            Err(error) => {
                let failure = refused(shop, &path, &error);
                if failure.code != Code::OutputRefused {
                    *fatal = Some(failure.clone());
                }
                return Err(failure);
            }
        }
    }
    Ok(())
}

/// E703 when only this name is the trouble, E807 when the process is out of descriptors, else E803.
pub fn refused(shop: &Shop, path: &str, error: &io::Error) -> Failure {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, InvalidFilename, IsADirectory, NotADirectory};
    let place = shop.sink.place(path);
    if matches!(
        error.kind(),
        AlreadyExists | DirectoryNotEmpty | InvalidFilename | IsADirectory | NotADirectory
    ) {
        return Failure::new(Code::OutputRefused, Stage::Write)
            .with("path", place.display())
            .with("reason", reason(error));
    }
    #[cfg(unix)]
    if [rustix::io::Errno::MFILE, rustix::io::Errno::NFILE, rustix::io::Errno::NOMEM]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
    {
        return Failure::new(Code::NoResources, Stage::Write).with("reason", reason(error));
    }
    cannot_write(&place, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_of_its_article() {
        let nothing: Vec<u8> = Vec::new();
        let failure = guarded(|| Ok(nothing[nothing.len()])).unwrap_err();
        assert_eq!(failure.code, Code::Panicked);
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
