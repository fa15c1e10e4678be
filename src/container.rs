//! Plain deterministic zip files: packages, bags and DOCX are written by this.
//!
//! DOS time 1980-01-01, mode 0100644, no extra fields, comments or data descriptors; ZIP64 records only where the
//! limits of the old ones are passed. Members may be deflated ahead of time and written many times.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use libdeflater::{CompressionLvl, Compressor};

const DOS_DATE: u16 = 0x0021; // 1980-01-01
const UNIX_MADE: u16 = 3 << 8; // attributes are those of Unix
const REGULAR_0644: u32 = 0o100644 << 16;
/// Readers refuse what grows more than 200 times as a bomb: text that would stays as it is.
const BOMB: usize = 150;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// A file ready to be written: compressed, with its check sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    method: u16,
    crc: u32,
    size: u64,
    data: Vec<u8>,
}

impl Member {
    /// Keeps `data` as it is: for what is compressed already.
    pub fn stored(data: &[u8]) -> Member {
        Member { method: STORED, crc: libdeflater::crc32(data), size: data.len() as u64, data: data.to_vec() }
    }

    /// `data` of which `deflated` was made ahead of time.
    pub fn deflated(data: &[u8], deflated: Vec<u8>) -> Member {
        Member { method: DEFLATED, crc: libdeflater::crc32(data), size: data.len() as u64, data: deflated }
    }

    /// The bytes as they stand in the zip.
    pub fn compressed(&self) -> &[u8] {
        &self.data
    }

    /// What its headers say.
    pub fn header(&self) -> Header {
        Header { method: self.method, crc: self.crc, size: self.size, compressed: self.data.len() as u64 }
    }
}

/// What the two headers of a member say.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// CRC-32.
    pub crc: u32,
    /// Bytes.
    pub size: u64,
    /// Bytes in the zip.
    pub compressed: u64,
}

impl Header {
    /// A deflated member of `size` bytes with this CRC-32, `compressed` bytes long in the zip.
    pub fn deflated(size: u64, crc: u32, compressed: u64) -> Header {
        Header { method: DEFLATED, crc, size, compressed }
    }
}

/// Deflates at one level, reusing its memory.
pub struct Deflater {
    compressor: Compressor,
    buffer: Vec<u8>,
}

impl std::fmt::Debug for Deflater {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Deflater")
    }
}

impl Deflater {
    /// `level` 1 to 12 of libdeflate; others are taken as 6.
    pub fn new(level: i32) -> Deflater {
        let level = CompressionLvl::new(level).unwrap_or_default();
        Deflater { compressor: Compressor::new(level), buffer: Vec::new() }
    }

    /// Deflates `data`, or keeps it as it is where that is not longer.
    pub fn member(&mut self, data: &[u8]) -> Member {
        let bound = self.compressor.deflate_compress_bound(data.len());
        self.room(bound);
        match self.compressor.deflate_compress(data, &mut self.buffer) {
            Ok(length) if length < data.len() && data.len() / BOMB <= length => Member {
                method: DEFLATED,
                crc: libdeflater::crc32(data),
                size: data.len() as u64,
                data: self.buffer[..length].to_vec(),
            },
            _ => Member::stored(data),
        }
    }

    /// `data` in the format of zlib (RFC 1950), as streams of PDF hold it.
    pub fn zlib(&mut self, data: &[u8]) -> Vec<u8> {
        let bound = self.compressor.zlib_compress_bound(data.len());
        self.room(bound);
        let length = self.compressor.zlib_compress(data, &mut self.buffer).unwrap_or(0);
        self.buffer[..length].to_vec()
    }

    fn room(&mut self, bound: usize) {
        if self.buffer.len() < bound {
            self.buffer.resize(bound, 0);
        }
    }
}

/// Deflaters that wait for the next article: making one costs more than a small file does. Which of them an article
/// gets makes no difference to its bytes.
#[derive(Debug)]
pub struct Deflaters {
    level: i32,
    waiting: Mutex<Vec<Deflater>>,
}

impl Deflaters {
    /// Deflaters of one level, made when needed.
    pub fn new(level: i32) -> Deflaters {
        Deflaters { level, waiting: Mutex::default() }
    }

    /// Lends one for some work. If the work panics it is gone, and the next one is a new one.
    pub fn with<R>(&self, work: impl FnOnce(&mut Deflater) -> R) -> R {
        let waiting = || self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = waiting().pop();
        let mut deflater = kept.unwrap_or_else(|| Deflater::new(self.level));
        let result = work(&mut deflater);
        waiting().push(deflater);
        result
    }
}

/// Writes a zip to any stream, without seeking.
#[derive(Debug)]
pub struct ZipWriter<W> {
    out: W,
    offset: u64,
    directory: Vec<u8>,
    entries: u64,
}

impl<W: Write> ZipWriter<W> {
    /// A zip that begins where `out` stands.
    pub fn new(out: W) -> ZipWriter<W> {
        ZipWriter { out, offset: 0, directory: Vec::new(), entries: 0 }
    }

    /// Adds a file. Names are ASCII and unique: the caller sees to that.
    ///
    /// # Errors
    /// Those of the stream, and a member of 4 GiB or more.
    pub fn add(&mut self, name: &str, member: &Member) -> io::Result<()> {
        self.add_parts(&[name], member)
    }

    /// Adds a file whose name comes in parts.
    ///
    /// # Errors
    /// As [`ZipWriter::add`].
    pub fn add_parts(&mut self, name: &[&str], member: &Member) -> io::Result<()> {
        let at = self.begin(name, member.header())?;
        self.write(&member.data)?;
        let mut directory = std::mem::take(&mut self.directory);
        central(&mut directory, name, member.header(), at);
        self.directory = directory;
        self.entries += 1;
        Ok(())
    }

    /// Writes a local header and says where it stands; the caller writes the data with [`ZipWriter::write`] and the
    /// directory itself: for zips whose directory is sorted otherwise than their data.
    ///
    /// # Errors
    /// As [`ZipWriter::add`].
    pub fn begin(&mut self, name: &[&str], header: Header) -> io::Result<u64> {
        if header.size >= 0xffff_ffff || header.compressed >= 0xffff_ffff {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a member of 4 GiB"));
        }
        let at = self.offset;
        let length: usize = name.iter().map(|part| part.len()).sum();
        let mut local = Vec::with_capacity(30 + length);
        local.extend_from_slice(b"PK\x03\x04");
        local.extend_from_slice(&common(header, length, false));
        name.iter().for_each(|part| local.extend_from_slice(part.as_bytes()));
        self.write(&local)?;
        Ok(at)
    }

    /// Data of the member begun last.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.out.write_all(data)?;
        self.offset += data.len() as u64;
        Ok(())
    }

    /// Writes the directory and gives the stream back.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn finish(mut self) -> io::Result<W> {
        let start = self.offset;
        let directory = std::mem::take(&mut self.directory);
        self.write(&directory)?;
        self.finish_directory(start)
    }

    /// Writes the directory entry of a member that [`ZipWriter::begin`] put at `at`.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn directory_entry(&mut self, name: &[&str], header: Header, at: u64) -> io::Result<()> {
        let mut entry = Vec::with_capacity(160);
        central(&mut entry, name, header, at);
        self.entries += 1;
        self.write(&entry)
    }

    /// Where the next byte goes.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Writes the records behind a directory that began at `start` and gives the stream back.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn finish_directory(mut self, start: u64) -> io::Result<W> {
        let entries = self.entries;
        let (length, at) = (self.offset - start, self.offset);
        let mut end = Vec::with_capacity(98);
        if entries >= 0xffff || start >= 0xffff_ffff || length >= 0xffff_ffff {
            end.extend_from_slice(b"PK\x06\x06");
            end.extend_from_slice(&44u64.to_le_bytes());
            end.extend_from_slice(&(UNIX_MADE | 45).to_le_bytes());
            end.extend_from_slice(&45u16.to_le_bytes());
            end.extend_from_slice(&[0; 8]);
            for value in [entries, entries, length, start] {
                end.extend_from_slice(&value.to_le_bytes());
            }
            end.extend_from_slice(b"PK\x06\x07\0\0\0\0");
            end.extend_from_slice(&at.to_le_bytes());
            end.extend_from_slice(&1u32.to_le_bytes());
        }
        end.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        let count = entries.min(0xffff) as u16;
        end.extend_from_slice(&count.to_le_bytes());
        end.extend_from_slice(&count.to_le_bytes());
        end.extend_from_slice(&(length.min(0xffff_ffff) as u32).to_le_bytes());
        end.extend_from_slice(&(start.min(0xffff_ffff) as u32).to_le_bytes());
        end.extend_from_slice(&[0; 2]);
        self.write(&end)?;
        Ok(self.out)
    }
}

/// The fields that both headers share, from "version needed" to the lengths.
fn common(header: Header, name: usize, zip64: bool) -> [u8; 26] {
    let (version, extra): (u16, u16) = if zip64 { (45, 12) } else { (20, 0) };
    let mut out = [0; 26];
    let mut put = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &version.to_le_bytes());
    put(4, &header.method.to_le_bytes());
    put(8, &DOS_DATE.to_le_bytes());
    put(10, &header.crc.to_le_bytes());
    put(14, &(header.compressed as u32).to_le_bytes());
    put(18, &(header.size as u32).to_le_bytes());
    put(22, &(name as u16).to_le_bytes());
    put(24, &extra.to_le_bytes());
    out
}

fn central(out: &mut Vec<u8>, name: &[&str], header: Header, at: u64) {
    let zip64 = at >= 0xffff_ffff;
    out.extend_from_slice(b"PK\x01\x02");
    out.extend_from_slice(&(UNIX_MADE | if zip64 { 45 } else { 20 }).to_le_bytes());
    out.extend_from_slice(&common(header, name.iter().map(|part| part.len()).sum(), zip64));
    out.extend_from_slice(&[0; 6]); // comment, disk, internal attributes
    out.extend_from_slice(&REGULAR_0644.to_le_bytes());
    out.extend_from_slice(&(at.min(0xffff_ffff) as u32).to_le_bytes());
    name.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
    if zip64 {
        out.extend_from_slice(&[1, 0, 8, 0]);
        out.extend_from_slice(&at.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn another_reader_finds_every_member() {
        let mut deflater = Deflater::new(6);
        let long = "bản tin ".repeat(1000);
        let mut zip = ZipWriter::new(Vec::new());
        zip.add("a/long.txt", &deflater.member(long.as_bytes())).unwrap();
        zip.add("a/short.txt", &deflater.member(b"x")).unwrap();
        let bytes = zip.finish().unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), 2);
        let mut text = String::new();
        archive.by_name("a/long.txt").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, long);
        assert_eq!(archive.by_index(1).unwrap().unix_mode(), Some(0o100644));
    }

    #[test]
    fn seventy_thousand_entries_take_zip64_records() {
        let member = Member::stored(b"");
        let mut zip = ZipWriter::new(Vec::new());
        for at in 0..70_000 {
            zip.add(&format!("a/{at}"), &member).unwrap();
        }
        let archive = zip::ZipArchive::new(Cursor::new(zip.finish().unwrap())).unwrap();
        assert_eq!(archive.len(), 70_000);
    }
}
