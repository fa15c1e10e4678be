//! What a dossier keeps of its documents until all are in: on scratch files, so that memory does not grow.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use libdeflater::Crc;
use md5::Md5;
use sha2::{Digest, Sha256};

use super::bag::Old;
use crate::container::Header;

/// One file of a document: what METS and manifests say of it, and where it stands in package and bag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    /// SHA-256.
    pub digest: [u8; 32],
    /// MD5 and SHA-1 where a bag asks for them.
    pub old: Option<Old>,
    /// Sizes and CRC-32.
    pub header: Header,
    /// Offset of its local header in the package.
    pub at: u64,
    /// The same in the bag.
    pub bag_at: u64,
}

/// Bytes of one [`Placed`] on the scratch file.
const PLACED: usize = 32 + 16 + 20 + 2 + 4 + 4 * 8;
/// PDF, DOCX, NITF, source, EAD_doc.
pub(crate) const FILES: usize = 5;

impl Placed {
    fn write(&self, out: &mut Vec<u8>) {
        let old = self.old.unwrap_or(Old { md5: [0; 16], sha1: [0; 20] });
        out.extend_from_slice(&self.digest);
        out.extend_from_slice(&old.md5);
        out.extend_from_slice(&old.sha1);
        out.extend_from_slice(&self.header.method.to_le_bytes());
        out.extend_from_slice(&self.header.crc.to_le_bytes());
        for value in [self.header.size, self.header.compressed, self.at, self.bag_at] {
            out.extend_from_slice(&value.to_le_bytes());
        }
    }

    fn read(mut from: &[u8]) -> io::Result<Placed> {
        fn take<const N: usize>(from: &mut &[u8]) -> io::Result<[u8; N]> {
            let mut bytes = [0; N];
            from.read_exact(&mut bytes)?;
            Ok(bytes)
        }
        let from = &mut from;
        let digest = take(from)?;
        let old = Some(Old { md5: take(from)?, sha1: take(from)? });
        let (method, crc) = (u16::from_le_bytes(take(from)?), u32::from_le_bytes(take(from)?));
        let mut number = || Ok::<u64, io::Error>(u64::from_le_bytes(take(from)?));
        let header = Header { method, crc, size: number()?, compressed: number()? };
        Ok(Placed { digest, old, header, at: number()?, bag_at: number()? })
    }
}

/// Which of the two PREMIS fragments of a document a pass wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fragment {
    /// Neither.
    None,
    /// Its objects.
    Objects,
    /// Its events.
    Events,
}

/// The documents on a scratch file, in order.
#[derive(Debug)]
pub(crate) struct Documents<S>(pub S);

impl<S: Read + Write + Seek> Documents<S> {
    /// Appends a document.
    pub fn push(&mut self, files: &[Placed; FILES], objects: &[u8], events: &[u8]) -> io::Result<()> {
        let mut frame = Vec::with_capacity(FILES * PLACED + 8 + objects.len() + events.len());
        files.iter().for_each(|file| file.write(&mut frame));
        for fragment in [objects, events] {
            frame.extend_from_slice(&(fragment.len() as u32).to_le_bytes());
            frame.extend_from_slice(fragment);
        }
        self.0.write_all(&frame)
    }

    /// Calls `each` with every document (ordinal from 1) and the fragment that is wanted.
    pub fn pass(
        &mut self,
        want: Fragment,
        mut each: impl FnMut(u32, &[Placed; FILES], &[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(0))?;
        let mut from = BufReader::with_capacity(1 << 16, &mut self.0);
        let (mut record, mut fragment) = ([0; FILES * PLACED], Vec::new());
        for ordinal in 1.. {
            match from.read_exact(&mut record) {
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
                other => other?,
            }
            for kind in [Fragment::Objects, Fragment::Events] {
                let mut length = [0; 4];
                from.read_exact(&mut length)?;
                let length = u32::from_le_bytes(length);
                if kind == want {
                    fragment.clear();
                    (&mut from).take(u64::from(length)).read_to_end(&mut fragment)?;
                } else {
                    from.seek_relative(i64::from(length))?;
                }
            }
            let mut files = [const { None }; FILES];
            for (slot, bytes) in files.iter_mut().zip(record.chunks_exact(PLACED)) {
                *slot = Some(Placed::read(bytes)?);
            }
            if let [Some(a), Some(b), Some(c), Some(d), Some(e)] = files {
                each(ordinal, &[a, b, c, d, e], &fragment)?;
            }
        }
        Ok(())
    }
}

/// A file that grows on a scratch file, deflated and digested on the way.
pub(crate) struct Growing<'s, S: Write + Seek> {
    start: u64,
    encoder: DeflateEncoder<&'s mut S>,
    sha256: Sha256,
    old: Option<(Md5, sha1_smol::Sha1)>,
    crc: Crc,
    size: u64,
}

/// A file that has grown: where it stands on the scratch file and what is to be said of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grown {
    start: u64,
    /// Digests and sizes; its places are not known yet.
    pub placed: Placed,
}

impl<'s, S: Read + Write + Seek> Growing<'s, S> {
    /// Begins behind what the scratch file holds.
    pub fn new(scratch: &'s mut S, old: bool) -> io::Result<Growing<'s, S>> {
        let start = scratch.seek(SeekFrom::End(0))?;
        Ok(Growing {
            start,
            encoder: DeflateEncoder::new(scratch, Compression::new(6)),
            sha256: Sha256::new(),
            old: old.then(|| (Md5::new(), sha1_smol::Sha1::new())),
            crc: Crc::new(),
            size: 0,
        })
    }

    /// Appends bytes.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sha256.update(bytes);
        if let Some((md5, sha1)) = &mut self.old {
            md5.update(bytes);
            sha1.update(bytes);
        }
        self.crc.update(bytes);
        self.size += bytes.len() as u64;
        self.encoder.write_all(bytes)
    }

    /// The end of the file.
    pub fn finish(self) -> io::Result<Grown> {
        let scratch = self.encoder.finish()?;
        let compressed = scratch.stream_position()? - self.start;
        let old = self.old.map(|(md5, sha1)| Old { md5: md5.finalize().into(), sha1: sha1.digest().bytes() });
        let header = Header::deflated(self.size, self.crc.sum(), compressed);
        Ok(Grown {
            start: self.start,
            placed: Placed { digest: self.sha256.finalize().into(), old, header, at: 0, bag_at: 0 },
        })
    }
}

impl Grown {
    /// Calls `write` with the deflated bytes, piece by piece.
    pub fn copy<S: Read + Seek>(
        &self,
        scratch: &mut S,
        mut write: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        scratch.seek(SeekFrom::Start(self.start))?;
        let mut left = scratch.take(self.placed.header.compressed);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match left.read(&mut buffer)? {
                0 => return Ok(()),
                length => write(&buffer[..length])?,
            }
        }
    }
}
