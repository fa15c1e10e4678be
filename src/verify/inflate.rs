//! Inflating, with one inflater and one scratch buffer for each thread.

use std::cell::RefCell;

use libdeflater::{DecompressionError, Decompressor};

thread_local! {
    static INFLATER: RefCell<Decompressor> = RefCell::new(Decompressor::new());
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Bytes of the scratch buffer, first and at most.
const FIRST: usize = 1 << 16;
const LAST: usize = 1 << 24;

/// Inflates bare deflate data into all of `out`; why that cannot be otherwise.
pub(super) fn raw(data: &[u8], out: &mut [u8]) -> Result<(), String> {
    match INFLATER.with_borrow_mut(|inflater| inflater.deflate_decompress(data, out)) {
        Ok(length) if length == out.len() => Ok(()),
        Ok(length) => Err(format!("{length} ≠ {}", out.len())),
        Err(error) => Err(format!("{error:?}")),
    }
}

/// Inflates a zlib stream of unknown length; nothing when it is damaged or becomes larger than 16 MiB.
pub(super) fn zlib(data: &[u8]) -> Option<Vec<u8>> {
    SCRATCH.with_borrow_mut(|scratch| {
        loop {
            match INFLATER.with_borrow_mut(|inflater| inflater.zlib_decompress(data, scratch)) {
                Ok(length) => return scratch.get(..length).map(<[u8]>::to_vec),
                Err(DecompressionError::InsufficientSpace) if scratch.len() < LAST => {
                    scratch.resize((2 * scratch.len()).max(FIRST), 0);
                }
                Err(_) => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn gives_back_what_was_deflated_and_refuses_the_rest() {
        for length in [0, 1, FIRST - 1, FIRST, FIRST + 1, 10 * FIRST] {
            let plain: Vec<u8> = (0..length).map(|at| (at / 7 % 251) as u8).collect();
            let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            writer.write_all(&plain).unwrap();
            let mut data = writer.finish().unwrap();
            assert_eq!(zlib(&data).as_deref(), Some(&plain[..]));
            assert_eq!(zlib(&data[..data.len() - 1]), None);
            *data.last_mut().unwrap() ^= 1; // its checksum
            assert_eq!(zlib(&data), None);
        }
    }

    #[test]
    fn refuses_what_grows_too_large() {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(&vec![0; LAST + 1]).unwrap();
        assert_eq!(zlib(&writer.finish().unwrap()), None);
    }
}
