//! The logo: is it a picture, which, and how large.

use crate::error::{Code, Failure, Result, Stage};

/// Picture formats that PDF and DOCX take as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFormat {
    /// Portable Network Graphics (ISO/IEC 15948).
    Png,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
}

/// A picture for the masthead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: LogoFormat,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

/// Recognises a picture; `path` is for the message.
///
/// # Errors
/// E810 when it is neither PNG nor JPEG, or is broken.
pub fn read(path: &str, bytes: Vec<u8>, alt: &str) -> Result<Logo> {
    let (format, size) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (LogoFormat::Png, png_size(&bytes))
    } else {
        (LogoFormat::Jpeg, jpeg_size(&bytes))
    };
    match size {
        Some((width, height)) if width > 0 && height > 0 => {
            Ok(Logo { bytes, format, width, height, alt: alt.to_owned() })
        }
        _ => Err(Failure::new(Code::BadLogo, Stage::Config).with("path", path)),
    }
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let whole = bytes.get(12..16)? == b"IHDR" && memchr::memmem::find(bytes, b"IEND").is_some();
    if whole { Some((number(16)?, number(20)?)) } else { None }
}

/// Walks the markers to the first start of frame (ISO/IEC 10918-1, B.2.2).
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes);
    if bytes.get(..3)? != b"\xff\xd8\xff" {
        return None;
    }
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((u32::from(number(at + 7)?), u32::from(number(at + 5)?)));
            }
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::from(number(at + 2)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_other_files_refused() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x20\x08\x02\0\0\0".to_vec();
        png.extend_from_slice(b"\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
        let logo = read("l.png", png.clone(), "Biểu trưng").unwrap();
        assert_eq!((logo.format, logo.width, logo.height), (LogoFormat::Png, 64, 32));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x30\x01\x01\x11\0".to_vec();
        let logo = read("l.jpg", jpeg, "").unwrap();
        assert_eq!((logo.format, logo.width, logo.height), (LogoFormat::Jpeg, 48, 16));
        for bad in
            [b"GIF89a".to_vec(), Vec::new(), b"<svg/>".to_vec(), png[..20].to_vec(), b"\xff\xd8\xff".to_vec()]
        {
            assert_eq!(read("x", bad, "").unwrap_err().code, Code::BadLogo);
        }
    }
}
