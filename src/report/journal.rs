//! `journal.jsonl`: a header, then one object per finished article. Later lines about an input win.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::record::Record;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the format: 1.
    pub journal: u32,
    /// Digest of everything that decides the bytes of outputs.
    pub settings_sha256: String,
}

/// Longest line that is believed: a journal is written by us, but may have been damaged.
const MAX_LINE: usize = 64 << 20;

/// Reads a journal line by line.
#[derive(Debug)]
pub struct Reader {
    file: BufReader<File>,
    at: u64,
    line: Vec<u8>,
}

impl Reader {
    /// Opens a journal; `None` if there is none, or its header is not ours.
    pub fn open(path: &Path) -> io::Result<Option<(Header, Reader)>> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut reader = Reader { file: BufReader::with_capacity(1 << 16, file), at: 0, line: Vec::new() };
        let header = match reader.next_line()? {
            Some((_, line)) => serde_json::from_slice::<Header>(line).ok(),
            None => None,
        };
        Ok(header.filter(|header| header.journal == 1).map(|header| (header, reader)))
    }

    /// The next whole line and where it begins. A torn last line is no line.
    pub fn next_line(&mut self) -> io::Result<Option<(u64, &[u8])>> {
        self.line.clear();
        let read = self.file.read_until(b'\n', &mut self.line)?;
        if read == 0 || self.line.last() != Some(&b'\n') {
            return Ok(None);
        }
        let start = self.at;
        self.at += read as u64;
        self.line.pop();
        Ok(Some((start, &self.line)))
    }
}

/// Fetches single lines by where they begin. Lines in ascending order cost one buffered read each.
#[derive(Debug)]
pub struct Fetch {
    file: File,
    buffer: Vec<u8>,
    start: u64,
}

impl Fetch {
    /// Fetches from `file`.
    pub fn new(file: File) -> Fetch {
        Fetch { file, buffer: Vec::new(), start: 0 }
    }

    /// The line that begins at `at`, without its line feed.
    pub fn line(&mut self, at: u64) -> io::Result<&[u8]> {
        let mut want = 1 << 15;
        loop {
            let held = self.buffer.len() as u64;
            if at >= self.start && at < self.start + held {
                let from = (at - self.start) as usize;
                if let Some(end) = memchr::memchr(b'\n', &self.buffer[from..]) {
                    return Ok(&self.buffer[from..from + end]);
                }
                want = (self.buffer.len() - from).saturating_mul(2).max(want);
            }
            if want > MAX_LINE {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.buffer.resize(want, 0);
            let read = read_at(&self.file, &mut self.buffer, at)?;
            self.buffer.truncate(read);
            self.start = at;
            if memchr::memchr(b'\n', &self.buffer).is_none() && read < want {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}

/// Parses a line.
pub fn parse(line: &[u8]) -> io::Result<Record<'_>> {
    serde_json::from_slice(line).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Appends `value` as a line.
pub fn push_line(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    out.push(b'\n');
    Ok(())
}

/// Reads until the buffer is full or the file ends.
pub fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    let mut done = 0;
    while done < buffer.len() {
        match read_some_at(file, &mut buffer[done..], at + done as u64) {
            Ok(0) => break,
            Ok(read) => done += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

#[cfg(unix)]
fn read_some_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
fn read_some_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}
