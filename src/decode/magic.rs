//! Bytes that are no text: pictures, archives, programs.

/// First bytes of formats that turn up in folders of articles.
const MAGIC: &[&[u8]] = &[
    b"\x89PNG\r\n\x1A\n",
    b"\xFF\xD8\xFF",
    b"GIF87a",
    b"GIF89a",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    b"\x1F\x8B\x08",
    b"7z\xBC\xAF\x27\x1C",
    b"Rar!\x1A\x07",
    b"BZh9",
    b"\xFD7zXZ\x00",
    b"\x28\xB5\x2F\xFD",
    b"\x7FELF",
    b"MZ\x90\x00",
    b"II*\x00",
    b"MM\x00*",
    b"SQLite format 3\x00",
    b"OggS\x00",
    b"fLaC\x00",
    b"ID3\x03\x00",
    b"ID3\x04\x00",
    b"\x00\x00\x01\x00",
    b"\xFE\xED\xFA",
    b"\xCF\xFA\xED\xFE",
    b"\xCA\xFE\xBA\xBE",
    b"\x00asm",
    b"wOFF\x00\x01",
    b"wOF2\x00\x01",
    b"\x00\x01\x00\x00\x00",
];

/// What is looked at for statistics.
const SAMPLE: usize = 64 << 10;

/// A known binary format by its first bytes.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
        || bytes.starts_with(b"RIFF")
            && bytes.get(8..12).is_some_and(|kind| kind.iter().all(u8::is_ascii_graphic))
        || bytes.get(4..8) == Some(b"ftyp".as_slice()) && bytes.starts_with(&[0, 0])
        || bytes.get(257..262) == Some(b"ustar".as_slice())
}

/// More NUL bytes than a damaged text has: one in 64, and more than two.
pub(super) fn has_too_many_nuls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = memchr::memchr_iter(0, head).count();
    nuls > 2.max(head.len() / 64)
}

/// One byte in twelve is a control character: compressed or encrypted data. (The control letters of VPS capitals are
/// rarer, and such text is recognised before this is asked.)
pub(super) fn is_mostly_controls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    let controls = head.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    controls > 2.max(head.len() / 12)
}
