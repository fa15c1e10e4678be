//! A zip file in memory whose bytes depend on its entries alone: fixed times, no extra fields, parts that were
//! compressed once and are copied as they are.
//!
//! The zip crate can copy raw entries too, but only out of another archive, which it parses again for every file;
//! here an [`Entry`] is compressed once and then costs one copy. APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

use libdeflater::{CompressionLvl, Compressor};

/// 1980-01-01, the first day a DOS date can hold; the time is 00:00:00.
const DOS_DATE: u16 = 0x0021;
/// A regular file, rw-r--r--, as Unix writes it into the upper half of the external attributes.
const UNIX_FILE: u32 = 0o100_644 << 16;
/// Version 2.0: the first with deflate.
const VERSION: u16 = 20;
/// Made on Unix, so that the mode is read.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// The name is UTF-8 (bit 11); set only when it is not ASCII.
const UTF8_NAME: u16 = 1 << 11;

/// Compresses entries; keeps its tables between them.
pub struct Deflater(Compressor);

impl std::fmt::Debug for Deflater {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Deflater")
    }
}

impl Deflater {
    /// `level` 1 to 12 of libdeflate; anything else is taken as 6, its default.
    pub fn new(level: i32) -> Deflater {
        Deflater(Compressor::new(CompressionLvl::new(level).unwrap_or_default()))
    }

    /// One file, deflated, or stored where deflate would not shrink it.
    ///
    /// # Errors
    /// [`TooLarge`]: 4 GiB or more.
    pub fn entry(&mut self, name: &str, bytes: &[u8]) -> Result<Entry, TooLarge> {
        let size = u32::try_from(bytes.len()).map_err(|_| TooLarge)?;
        let mut data = vec![0; self.0.deflate_compress_bound(bytes.len())];
        let deflated = self.0.deflate_compress(bytes, &mut data).ok().filter(|length| *length < bytes.len());
        match deflated {
            Some(length) => data.truncate(length),
            None => data = bytes.to_vec(),
        }
        let crc = libdeflater::crc32(bytes);
        Ok(Entry { name: name.to_owned(), data, size, crc, deflated: deflated.is_some() })
    }
}

/// A compressed file, ready to be copied into any number of containers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    name: String,
    data: Vec<u8>,
    size: u32,
    crc: u32,
    deflated: bool,
}

/// A container or a file in it that plain zip (without ZIP64) cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than a zip file without ZIP64 holds")]
pub struct TooLarge;

/// A zip file being written: entries in the order in which they are added.
#[derive(Debug, Default)]
pub struct Container {
    out: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

impl Container {
    /// An empty container with room for `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Container {
        Container { out: Vec::with_capacity(capacity), directory: Vec::with_capacity(1024), entries: 0 }
    }

    /// Appends a file.
    ///
    /// # Errors
    /// [`TooLarge`]: beyond 4 GiB or 65,535 files.
    pub fn add(&mut self, entry: &Entry) -> Result<(), TooLarge> {
        let offset = u32::try_from(self.out.len()).map_err(|_| TooLarge)?;
        let packed = u32::try_from(entry.data.len()).map_err(|_| TooLarge)?;
        let name = u16::try_from(entry.name.len()).map_err(|_| TooLarge)?;
        self.entries = self.entries.checked_add(1).ok_or(TooLarge)?;
        let flags = if entry.name.is_ascii() { 0 } else { UTF8_NAME };
        let mut common = Vec::with_capacity(26);
        for half in [VERSION, flags, if entry.deflated { 8 } else { 0 }, 0, DOS_DATE] {
            common.extend_from_slice(&half.to_le_bytes());
        }
        for word in [entry.crc, packed, entry.size] {
            common.extend_from_slice(&word.to_le_bytes());
        }
        common.extend_from_slice(&name.to_le_bytes());
        common.extend_from_slice(&0u16.to_le_bytes()); // no extra field
        self.out.extend_from_slice(b"PK\x03\x04");
        self.out.extend_from_slice(&common);
        self.out.extend_from_slice(entry.name.as_bytes());
        self.out.extend_from_slice(&entry.data);
        self.directory.extend_from_slice(b"PK\x01\x02");
        self.directory.extend_from_slice(&MADE_BY.to_le_bytes());
        self.directory.extend_from_slice(&common);
        self.directory.extend_from_slice(&[0; 6]); // no comment, disk 0, internal attributes 0
        self.directory.extend_from_slice(&UNIX_FILE.to_le_bytes());
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(entry.name.as_bytes());
        Ok(())
    }

    /// Writes the directory and gives the file.
    ///
    /// # Errors
    /// [`TooLarge`]: beyond 4 GiB.
    pub fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        let offset = u32::try_from(self.out.len()).map_err(|_| TooLarge)?;
        let size = u32::try_from(self.directory.len()).map_err(|_| TooLarge)?;
        self.out.extend_from_slice(&self.directory);
        self.out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        self.out.extend_from_slice(&self.entries.to_le_bytes());
        self.out.extend_from_slice(&self.entries.to_le_bytes());
        self.out.extend_from_slice(&size.to_le_bytes());
        self.out.extend_from_slice(&offset.to_le_bytes());
        self.out.extend_from_slice(&[0; 2]); // no comment
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn an_independent_reader_finds_every_file_again() {
        let mut deflater = Deflater::new(6);
        let files =
            [("a.txt", "bản tin ".repeat(100)), ("thư/mục.xml", "x".into()), ("empty", String::new())];
        let mut container = Container::with_capacity(0);
        for (name, text) in &files {
            container.add(&deflater.entry(name, text.as_bytes()).unwrap()).unwrap();
        }
        let bytes = container.finish().unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.len(), files.len());
        for (at, (name, text)) in files.iter().enumerate() {
            let mut file = archive.by_index(at).unwrap();
            assert_eq!(file.name().unwrap(), *name);
            assert_eq!(file.unix_mode(), Some(0o100_644));
            let mut read = String::new();
            file.read_to_string(&mut read).unwrap();
            assert_eq!(&read, text);
        }
    }
}
