//! `bantin detect`: the encoding of files, one line each.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::console::printed;
use super::{Session, Status};
use crate::decode;
use crate::error::{Failure, Result};

/// Arguments of `bantin detect`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files; - is stdin
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// A file is judged by this much of its beginning, so that its size costs no memory.
const ENOUGH: u64 = 64 << 20;

/// One line of `--json`.
#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    encoding: &'static str,
    confidence: f64,
}

/// Runs `bantin detect`.
///
/// # Errors
/// E803 if standard output cannot be written; a file that cannot be read is reported and the others go on.
pub fn run(args: Args, session: &Session) -> Result<Status> {
    let mut out = io::stdout().lock();
    let mut status = Status::Done;
    for path in &args.paths {
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                session.complain(path, &Failure::unreadable(&error));
                status = Status::SomeFailed;
                continue;
            }
        };
        let detection = decode::detect(&bytes);
        let name = path.to_string_lossy();
        let confidence = (f64::from(detection.confidence) * 100.0).round() / 100.0;
        let encoding = detection.encoding.name();
        let written = if args.json {
            serde_json::to_string(&Row { path: &name, encoding, confidence })
                .map_err(io::Error::from)
                .and_then(|line| writeln!(out, "{line}"))
        } else {
            writeln!(out, "{name}\t{encoding}\t{confidence:.2}")
        };
        match written.and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(status),
            written => printed(written)?,
        }
    }
    Ok(status)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == OsStr::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().take(ENOUGH).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let kind = std::fs::metadata(path)?;
    if !kind.is_file() {
        return Err(
            if kind.is_dir() { io::ErrorKind::IsADirectory } else { io::ErrorKind::InvalidInput }.into()
        );
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(ENOUGH).read_to_end(&mut bytes)?;
    // The last character may be cut; of UTF-8 no part of one may be left.
    if bytes.len() as u64 == ENOUGH
        && let Err(error) = std::str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    Ok(bytes)
}
