//! How a feature of a short line is looked up: by a number made of its spelling. build.rs makes the same numbers of
//! `assets/captions.tsv`, so that no feature need be carried in letters.

/// Where [`hash`] begins.
pub(crate) const START: u64 = 0xCBF2_9CE4_8422_2325;

/// Goes on with the FNV-1a hash of a text.
pub(crate) fn hash(state: u64, text: &str) -> u64 {
    text.bytes().fold(state, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The number of a feature: 28 bits of its hash. Of 10,000 words on no list four meet a number that is.
pub(crate) fn number(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32 & 0x0FFF_FFFF
}
