//! Files that build.rs has deflated into the binary.

use libdeflater::Decompressor;

/// A file as build.rs left it.
macro_rules! embedded {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}
pub(crate) use embedded;

/// What is carried, parted into the length of what it grows to and the deflated bytes.
fn parts(file: &'static [u8]) -> (usize, &'static [u8]) {
    let (length, deflated) = file.split_first_chunk().unwrap_or((&[0; 4], &[]));
    (u32::from_le_bytes(*length) as usize, deflated)
}

/// The deflated bytes alone, as a zip wants them.
pub(crate) fn deflated(file: &'static [u8]) -> &'static [u8] {
    parts(file).1
}

/// The file as it was.
pub(crate) fn inflate(inflater: &mut Decompressor, file: &'static [u8]) -> Vec<u8> {
    let (length, deflated) = parts(file);
    let mut plain = vec![0; length];
    let read = inflater.deflate_decompress(deflated, &mut plain).unwrap_or(0);
    debug_assert_eq!(read, length, "build.rs and this disagree");
    plain
}
