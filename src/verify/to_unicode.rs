//! ToUnicode maps of fonts (ISO 32000-1, 9.10.3).

use std::collections::HashMap;

use super::pdf::utf16;

/// A font, as far as its text goes.
pub(super) struct Font {
    /// Bytes of a character code.
    pub width: usize,
    map: Texts,
}

impl Font {
    /// Reads the map.
    pub fn new(cmap: &[u8]) -> Font {
        Font { width: code_width(cmap), map: to_unicode(cmap) }
    }

    /// What a code stands for; `None` if the map does not say.
    pub fn text(&self, code: u32) -> Option<&str> {
        self.map.get(code)
    }
}

/// What the codes of a font stand for.
#[derive(Default)]
struct Texts {
    text: String,
    /// Where in `text` a code's own begins and ends, for the codes that fonts have.
    low: Vec<(u32, u32)>,
    high: HashMap<u32, (u32, u32)>,
}

/// The place of a text that is not there.
const NONE: (u32, u32) = (1, 0);

impl Texts {
    fn insert(&mut self, code: u32, text: &str) {
        let from = self.text.len() as u32;
        self.text.push_str(text);
        let place = (from, self.text.len() as u32);
        match usize::try_from(code) {
            Ok(at) if at <= 0xffff => {
                if self.low.len() <= at {
                    self.low.resize(at + 1, NONE);
                }
                self.low[at] = place;
            }
            _ => {
                self.high.insert(code, place);
            }
        }
    }

    /// The text of a code that has one.
    fn get(&self, code: u32) -> Option<&str> {
        let place =
            self.low.get(code as usize).or_else(|| self.high.get(&code)).filter(|place| **place != NONE);
        place.and_then(|&(from, to)| self.text.get(from as usize..to as usize))
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
    let (mut strings, mut mode, mut at) = (Vec::<Vec<u8>>::new(), 0u8, 0);
    let number = |bytes: &[u8]| bytes.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
    let mut array = false;
    while at < cmap.len() {
        match cmap[at] {
            b'<' if cmap.get(at + 1) != Some(&b'<') => {
                let end = memchr::memchr(b'>', &cmap[at..]).map_or(cmap.len(), |length| at + length);
                let digits: Vec<u8> = cmap[at + 1..end]
                    .iter()
                    .filter_map(|&byte| char::from(byte).to_digit(16))
                    .map(|d| d as u8)
                    .collect();
                strings.push(
                    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect(),
                );
                at = end;
            }
            b'[' => array = true,
            b']' => {
                if mode == 2 && strings.len() >= 2 {
                    let low = number(&strings[0]);
                    for (offset, text) in strings[2..].iter().enumerate() {
                        map.insert(low.wrapping_add(offset as u32), &utf16(text));
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
        at += 1;
        match (mode, strings.len()) {
            (1, 2) => {
                map.insert(number(&strings[0]), &utf16(&strings[1]));
                strings.clear();
            }
            (2, 3) if !array => {
                let (low, high) = (number(&strings[0]), number(&strings[1]));
                let mut text = std::mem::take(&mut strings[2]);
                for code in low..=high.min(low.saturating_add(0xffff)) {
                    map.insert(code, &utf16(&text));
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
