//! ToUnicode maps of fonts (ISO 32000-1, 9.10.3).

use std::collections::HashMap;

use super::pdf::utf16;

/// A font, as far as its text goes.
pub(super) struct Font {
    /// Bytes of a character code.
    width: usize,
    map: Texts,
}

impl Font {
    /// Reads the map.
    pub fn new(cmap: &[u8]) -> Font {
        Font { width: code_width(cmap), map: to_unicode(cmap) }
    }

    /// Appends what a string says; a code that the map does not know says U+FFFD.
    pub fn show(&self, bytes: &[u8], out: &mut String) {
        for code in bytes.chunks(self.width) {
            let code = code.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
            match self.map.get(code) {
                Place::Char(c) => out.push(c),
                Place::Piece(from, to) => {
                    out.push_str(self.map.text.get(from as usize..to as usize).unwrap_or_default());
                }
                Place::Nowhere => out.push('\u{fffd}'),
            }
        }
    }
}

/// Where the text of a code is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// It has none.
    Nowhere,
    /// One character, as that of most codes.
    Char(char),
    /// A piece of all the texts.
    Piece(u32, u32),
}

/// What the codes of a font stand for.
#[derive(Default)]
struct Texts {
    text: String,
    /// For the codes that fonts have.
    low: Vec<Place>,
    high: HashMap<u32, Place>,
}

impl Texts {
    /// `text` is UTF-16, big end first.
    fn insert(&mut self, code: u32, text: &[u8]) {
        let single = match text {
            &[high, low] => char::from_u32(u32::from(u16::from_be_bytes([high, low]))),
            _ => None,
        };
        let place = single.map_or_else(
            || {
                let from = self.text.len() as u32;
                self.text.push_str(&utf16(text));
                Place::Piece(from, self.text.len() as u32)
            },
            Place::Char,
        );
        match usize::try_from(code) {
            Ok(at) if at <= 0xffff => {
                if self.low.len() <= at {
                    self.low.resize(at + 1, Place::Nowhere);
                }
                self.low[at] = place;
            }
            _ => {
                self.high.insert(code, place);
            }
        }
    }

    fn get(&self, code: u32) -> Place {
        self.low.get(code as usize).or_else(|| self.high.get(&code)).copied().unwrap_or(Place::Nowhere)
    }
}

/// The strings that stand before an operator, one behind the other.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Strings {
    /// Takes the digits of a string; what is no digit does not count.
    fn push(&mut self, digits: &[u8]) {
        let mut high = None;
        for digit in digits.iter().filter_map(|&byte| char::from(byte).to_digit(16)) {
            match high.take() {
                None => high = Some(digit as u8),
                Some(high) => self.bytes.push(high << 4 | digit as u8),
            }
        }
        self.bytes.extend(high.map(|high| high << 4));
        self.ends.push(self.bytes.len());
    }

    fn get(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[at]]
    }

    fn number(&self, at: usize) -> u32 {
        self.get(at).iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte))
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }
}

/// Bytes of a character code, by the first code space range.
fn code_width(cmap: &[u8]) -> usize {
    let word = b"begincodespacerange";
    let digits = memchr::memmem::find(cmap, word).map_or(4, |at| {
        let rest = cmap[at + word.len()..].iter().skip_while(|&&byte| byte != b'<').skip(1);
        rest.take_while(|byte| byte.is_ascii_hexdigit()).count()
    });
    digits.div_ceil(2).clamp(1, 4)
}

/// Reads `bfchar` and `bfrange`.
fn to_unicode(cmap: &[u8]) -> Texts {
    let mut map = Texts::default();
    let (mut strings, mut mode, mut at) = (Strings::default(), 0u8, 0);
    let mut array = false;
    // The next byte that means anything
    while let Some(next) = cmap[at..].iter().position(|byte| matches!(byte, b'<' | b'[' | b']' | b'b' | b'e'))
    {
        at += next;
        match cmap[at] {
            b'<' if cmap.get(at + 1) != Some(&b'<') => {
                let end = memchr::memchr(b'>', &cmap[at..]).map_or(cmap.len(), |length| at + length);
                strings.push(&cmap[at + 1..end]);
                at = end;
            }
            b'[' => array = true,
            b']' => {
                if mode == 2 && strings.ends.len() >= 2 {
                    let low = strings.number(0);
                    for (offset, text) in (2..strings.ends.len()).enumerate() {
                        map.insert(low.wrapping_add(offset as u32), strings.get(text));
                    }
                }
                strings.clear();
                array = false;
            }
            b'b' | b'e' => {
                for (word, next) in
                    [(&b"beginbfchar"[..], 1), (b"beginbfrange", 2), (b"endbfchar", 0), (b"endbfrange", 0)]
                {
                    if cmap[at..].starts_with(word) {
                        (mode, array) = (next, false);
                        strings.clear();
                        at += word.len() - 1;
                        break;
                    }
                }
            }
            _ => {}
        }
        at = (at + 1).min(cmap.len());
        match (mode, strings.ends.len()) {
            (1, 2) => {
                map.insert(strings.number(0), strings.get(1));
                strings.clear();
            }
            (2, 3) if !array => {
                let (low, high) = (strings.number(0), strings.number(1));
                let mut text = strings.get(2).to_vec();
                for code in low..=high.min(low.saturating_add(0xffff)) {
                    map.insert(code, &text);
                    if let [.., last_high, last_low] = text.as_mut_slice() {
                        let next = u16::from_be_bytes([*last_high, *last_low]).wrapping_add(1).to_be_bytes();
                        (*last_high, *last_low) = (next[0], next[1]);
                    }
                }
                strings.clear();
            }
            (0, _) => strings.clear(),
            _ => {}
        }
    }
    map
}
