//! The bytes of a zip: in memory, or in a file that is too large for it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// Where the bytes are.
pub(in crate::verify) enum Store<'b> {
    /// All of them at hand.
    Memory(&'b [u8]),
    /// A file of this many bytes, read piece by piece.
    File(&'b File, u64),
}

impl Store<'_> {
    /// How many there are.
    pub fn len(&self) -> u64 {
        match self {
            Store::Memory(bytes) => bytes.len() as u64,
            Store::File(_, length) => *length,
        }
    }

    /// `length` bytes from `at`; nothing if they are not all there.
    pub fn get(&self, at: u64, length: u64) -> Option<Cow<'_, [u8]>> {
        let end = at.checked_add(length).filter(|&end| end <= self.len())?;
        match self {
            Store::Memory(bytes) => {
                Some(Cow::Borrowed(bytes.get(usize::try_from(at).ok()?..usize::try_from(end).ok()?)?))
            }
            Store::File(file, _) => {
                let mut file = *file;
                let mut piece = vec![0; usize::try_from(length).ok()?];
                file.seek(SeekFrom::Start(at)).ok()?;
                file.read_exact(&mut piece).ok()?;
                Some(Cow::Owned(piece))
            }
        }
    }
}
