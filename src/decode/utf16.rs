//! UTF-16 in both byte orders.

use super::Encoding;

/// What is looked at for the NUL pattern.
const SAMPLE: usize = 16 << 10;

/// The byte order that a BOM states.
pub(super) fn by_bom(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => None, // UTF-32, which is not text to us
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16be),
        _ => None,
    }
}

/// The byte order that the zero halves of ASCII characters show: many on one side, next to none on the other.
pub(super) fn by_nuls(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    memchr::memchr(0, head)?;
    let units = head.len() / 2;
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        // The grave of decomposed text is U+0300: its zero is on the other side.
        even += usize::from(pair[0] == 0 && pair[1] != 3);
        odd += usize::from(pair[1] == 0 && pair[0] != 3);
    }
    let many = units.div_ceil(4);
    let few = units / 50;
    if odd >= many && even <= few {
        Some(Encoding::Utf16le)
    } else if even >= many && odd <= few {
        Some(Encoding::Utf16be)
    } else {
        None
    }
}

/// Decodes; `lost` is told the place in the text of each U+FFFD that stands for half a pair or an odd last byte.
pub(super) fn decode(bytes: &[u8], big_endian: bool, mut lost: impl FnMut(usize)) -> String {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let units = pairs.map(|pair| match big_endian {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let mut text = String::with_capacity(bytes.len());
    for unit in char::decode_utf16(units) {
        let c = unit.unwrap_or_else(|_| {
            lost(text.len());
            char::REPLACEMENT_CHARACTER
        });
        text.push(c);
    }
    if odd {
        lost(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}
