//! The logo: is it a picture, which, how large, and its pixels as print takes them.

use zune_core::bytestream::ZCursor;
use zune_core::options::DecoderOptions;
use zune_png::PngDecoder;

use crate::error::{Code, Failure, Result, Stage};

/// Picture formats that a masthead can show.
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
    /// What it shows, for those who cannot see it; never empty.
    pub alt: String,
    /// What the PDF shows.
    pub print: Print,
}

/// A picture as PDF/A-2 takes it: no transparency, no palette, no interlacing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// 1: grey, 3: red, green and blue; eight bits each.
    pub channels: u8,
    /// Row by row; of a JPEG none: its file is shown as it is.
    pub pixels: Vec<u8>,
}

/// Largest logo on paper, points.
const BOX: (f32, f32) = (170.0, 70.0);
/// Most pixels of a logo: a decoded picture of this size takes 75 MB.
const MOST: u64 = 25_000_000;
/// Pixels across that the box can show at 600 dots an inch; a PNG with twice as many is reduced.
const ENOUGH: (u32, u32) = (1_420, 590);

impl Logo {
    /// Width and height on paper, points: as large as its box allows, but no pixel larger than a point.
    pub fn extent(&self) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let scale = (BOX.0 / width).min(BOX.1 / height).min(1.0);
        (width * scale, height * scale)
    }
}

/// Recognises and decodes a picture; `path` is for the message. Without `alt` it is called what it is.
///
/// # Errors
/// E810 when it is neither PNG nor JPEG, is broken, has inks instead of light (CMYK), or too many pixels.
pub fn read(path: &str, bytes: Vec<u8>, alt: &str) -> Result<Logo> {
    let bad = |why: &str| Failure::new(Code::BadLogo, Stage::Config).with("path", path).with("why", why);
    let (format, width, height, print) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let (width, height, print) = png(&bytes).map_err(bad)?;
        (LogoFormat::Png, width, height, print)
    } else {
        let frame = jpeg(&bytes).ok_or_else(|| bad("broken"))?;
        let (width, height) = (u32::from(frame.width), u32::from(frame.height));
        if !matches!(frame.channels, 1 | 3) {
            return Err(bad("inks"));
        }
        if u64::from(width) * u64::from(height) > MOST {
            return Err(bad("large"));
        }
        let print = Print { width, height, channels: frame.channels, pixels: Vec::new() };
        (LogoFormat::Jpeg, width, height, print)
    };
    let alt: String = alt.trim().chars().filter(|c| !c.is_control()).collect();
    let alt = if alt.is_empty() { "Biểu trưng".into() } else { alt };
    Ok(Logo { bytes, format, width, height, alt, print })
}

/// Width, height and the pixels on white paper.
fn png(bytes: &[u8]) -> std::result::Result<(u32, u32, Print), &'static str> {
    let options = DecoderOptions::default().png_set_strip_to_8bit(true).png_set_confirm_crc(true);
    let mut decoder = PngDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| "broken")?;
    let (width, height) = decoder.dimensions().ok_or("broken")?;
    if (width as u64).saturating_mul(height as u64) > MOST {
        return Err("large");
    }
    let samples = decoder.colorspace().ok_or("broken")?.num_components();
    let mut pixels = decoder.decode_raw().map_err(|_| "broken")?;
    if width == 0 || height == 0 || pixels.len() != width * height * samples {
        return Err("broken");
    }
    if samples % 2 == 0 {
        pixels = on_white(&pixels, samples);
    }
    let channels = if samples > 2 { 3 } else { 1 };
    let (width, height) = (width as u32, height as u32);
    Ok((width, height, reduced(Print { width, height, channels, pixels })))
}

/// Lays pixels, whose last sample says how dense they are, on white.
fn on_white(pixels: &[u8], samples: usize) -> Vec<u8> {
    let mut flat = Vec::with_capacity(pixels.len() / samples * (samples - 1));
    for pixel in pixels.chunks_exact(samples) {
        let (colours, alpha) = pixel.split_at(samples - 1);
        let alpha = u32::from(alpha[0]);
        flat.extend(
            colours
                .iter()
                .map(|&colour| ((u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255) as u8),
        );
    }
    flat
}

/// A picture with far more pixels than print shows, by the mean of squares.
fn reduced(print: Print) -> Print {
    let step = (print.width / ENOUGH.0).max(print.height / ENOUGH.1);
    if step < 2 {
        return print;
    }
    let (width, height) = (print.width / step, print.height / step);
    if width == 0 || height == 0 {
        return print;
    }
    let channels = usize::from(print.channels);
    let row = print.width as usize * channels;
    let mut pixels = Vec::with_capacity((width * height) as usize * channels);
    for y in 0..height as usize {
        for x in 0..width as usize {
            for channel in 0..channels {
                let mut sum = 0;
                for line in y * step as usize..(y + 1) * step as usize {
                    let start = line * row + x * step as usize * channels + channel;
                    let square = print.pixels[start..].iter().step_by(channels).take(step as usize);
                    sum += square.map(|&sample| u32::from(sample)).sum::<u32>();
                }
                pixels.push((sum / (step * step)) as u8);
            }
        }
    }
    Print { width, height, channels: print.channels, pixels }
}

struct Frame {
    width: u16,
    height: u16,
    channels: u8,
}

/// Walks the markers to the first start of frame (ISO/IEC 10918-1, B.2.2): eight bits, baseline or progressive, which
/// is what a PDF can show. `None`: no such JPEG, or its end is missing.
fn jpeg(bytes: &[u8]) -> Option<Frame> {
    let number = |at: usize| bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes);
    if bytes.get(..3)? != b"\xff\xd8\xff" {
        return None;
    }
    memchr::memmem::rfind(bytes, b"\xff\xd9")?;
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc2 => {
                let frame =
                    Frame { height: number(at + 5)?, width: number(at + 7)?, channels: *bytes.get(at + 9)? };
                let whole = *bytes.get(at + 4)? == 8 && frame.width > 0 && frame.height > 0;
                return whole.then_some(frame);
            }
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf | 0xd9 | 0xda => return None,
            _ => at += 2 + usize::from(number(at + 2)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use zune_core::bit_depth::BitDepth;
    use zune_core::colorspace::ColorSpace;
    use zune_core::options::EncoderOptions;

    fn encoded(width: u32, height: u32, colour: ColorSpace, pixels: &[u8]) -> Vec<u8> {
        let options = EncoderOptions::new(width as usize, height as usize, colour, BitDepth::Eight);
        let mut file = Vec::new();
        zune_png::PngEncoder::new(pixels, options).encode(&mut file).unwrap();
        file
    }

    #[test]
    fn transparency_is_laid_on_white() {
        let file = encoded(3, 1, ColorSpace::RGBA, &[255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 128]);
        let logo = read("l.png", file, "").unwrap();
        assert_eq!((logo.format, logo.width, logo.height), (LogoFormat::Png, 3, 1));
        assert_eq!((logo.print.channels, logo.alt.as_str()), (3, "Biểu trưng"));
        assert_eq!(logo.print.pixels, [255, 0, 0, 255, 255, 255, 127, 127, 127]);
        let grey = read("l.png", encoded(2, 1, ColorSpace::LumaA, &[0, 255, 0, 0]), "").unwrap();
        assert_eq!((grey.print.channels, grey.print.pixels), (1, vec![0, 255]));
    }

    #[test]
    fn more_pixels_than_print_shows_are_averaged() {
        let (width, height) = (ENOUGH.0 * 2, 4);
        let pixels: Vec<u8> = (0..width * height).map(|at| if at % 2 == 0 { 0 } else { 200 }).collect();
        let logo = read("l.png", encoded(width, height, ColorSpace::Luma, &pixels), "").unwrap();
        assert_eq!((logo.width, logo.print.width, logo.print.height), (width, ENOUGH.0, 2));
        assert!(logo.print.pixels.iter().all(|&sample| sample == 100));
    }

    #[test]
    fn jpegs_are_recognised_and_other_files_refused() {
        let jpeg = |channels: u8| {
            let mut file = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x30".to_vec();
            file.extend_from_slice(&[channels, 1, 0x11, 0, 0xff, 0xd9]);
            file
        };
        let logo = read("l.jpg", jpeg(3), "Quốc huy").unwrap();
        assert_eq!((logo.format, logo.width, logo.height), (LogoFormat::Jpeg, 48, 16));
        assert_eq!(logo.extent(), (48.0, 16.0), "no pixel larger than a point");
        let png = encoded(4, 4, ColorSpace::Luma, &[0; 16]);
        let bad = [
            b"GIF89a".to_vec(),
            Vec::new(),
            b"<svg/>".to_vec(),
            png[..20].to_vec(),
            png[..png.len() - 20].to_vec(),
            b"\xff\xd8\xff".to_vec(),
            jpeg(4),
        ];
        for bad in bad {
            assert_eq!(read("x", bad, "").unwrap_err().code, Code::BadLogo);
        }
    }

    #[test]
    fn a_header_that_promises_too_much_is_refused_before_memory_is_taken() {
        let mut file = encoded(1, 1, ColorSpace::Luma, &[0]);
        file[16..24].copy_from_slice(&[0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff]);
        assert_eq!(read("x", file, "").unwrap_err().code, Code::BadLogo);
    }
}
