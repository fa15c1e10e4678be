//! Glyphs to one-byte codes.
//!
//! A document shows far fewer than 256 characters of a face, so its text is written with one byte a character: the
//! stream is half as long as with Identity-H, and word spacing (Tw, ISO 32000-1, 9.3.3) works, because the space has
//! the single-byte code 32. ASCII keeps its codes. A character has the same code in all faces, so that one ToUnicode
//! map serves them all; when the codes run out, a further set of codes begins, with fonts of its own.

use std::collections::HashMap;

use crate::font::{Cluster, Fonts, Glyph};

/// Characters below this may be put in order before the text is written.
const ORDERED: usize = 0x2100;

/// One code of a bank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub code: u8,
    pub gid: u16,
}

/// Up to 255 glyphs of a face: one font of the PDF.
#[derive(Debug)]
pub(super) struct Bank {
    pub face: u8,
    /// The codes it goes by.
    pub set: usize,
    pub slots: Vec<Slot>,
}

/// A set of codes and what they stand for when text is read out.
#[derive(Debug)]
pub(super) struct Codes {
    pub texts: Vec<(u8, char)>,
    /// Of a CFF face alone: there the codes are the glyph ids of the subset, in the order they are given out.
    pub cff: bool,
    taken: [bool; 256],
    /// Next code to try for what is not ASCII.
    next: u16,
    /// Codes from here on are not given out.
    end: u16,
}

/// Bank and code of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coded {
    pub bank: u16,
    pub code: u8,
}

/// The codes of a document.
#[derive(Debug)]
pub(super) struct Encoder<'a> {
    fonts: &'a Fonts,
    /// Per face, per glyph: the character and the code it got first.
    first: Vec<Vec<Option<(char, Coded)>>>,
    /// Glyphs that stand for more than one character (Đ of Vietnamese and Ð of Icelandic look alike).
    others: HashMap<(u8, u16, char), Coded>,
    pub sets: Vec<Codes>,
    pub banks: Vec<Bank>,
}

impl<'a> Encoder<'a> {
    /// Letters beyond ASCII get their codes in the order of Unicode: maps of ascending numbers deflate better.
    pub fn new(fonts: &'a Fonts, glyphs: &[Glyph]) -> Self {
        let mut seen = [false; ORDERED];
        for glyph in glyphs.iter().filter(|glyph| matches!(glyph.role, Glyph::PLAIN | Glyph::SPACE)) {
            if let Some(seen) = seen.get_mut(glyph.text as usize) {
                *seen = true;
            }
        }
        let mut codes = Codes::new();
        let beyond = seen.iter().enumerate().skip(0x80).filter(|(_, seen)| **seen);
        for text in beyond.filter_map(|(text, _)| char::from_u32(text as u32)) {
            if codes.take(text).is_none() {
                break;
            }
        }
        Encoder {
            fonts,
            first: vec![Vec::new(); fonts.len()],
            others: HashMap::new(),
            sets: vec![codes],
            banks: Vec::new(),
        }
    }

    /// The code of a glyph; the same glyph for the same character has the same code all through the document.
    #[inline]
    pub fn code(&mut self, glyph: &Glyph, clusters: &[Cluster]) -> Coded {
        let text = match glyph.role {
            Glyph::SPAN => span_text(self.fonts, glyph, clusters),
            _ => char::from_u32(glyph.text).unwrap_or('\u{fffd}'),
        };
        let known = &self.first[usize::from(glyph.face)];
        match known.get(usize::from(glyph.gid)) {
            Some(&Some((first, coded))) if first == text => coded,
            Some(Some(_)) => match self.others.get(&(glyph.face, glyph.gid, text)) {
                Some(&coded) => coded,
                None => {
                    let coded = self.assign(glyph.face, glyph.gid, text);
                    self.others.insert((glyph.face, glyph.gid, text), coded);
                    coded
                }
            },
            _ => self.first_code(glyph, text),
        }
    }

    #[cold]
    fn first_code(&mut self, glyph: &Glyph, text: char) -> Coded {
        let coded = self.assign(glyph.face, glyph.gid, text);
        let known = &mut self.first[usize::from(glyph.face)];
        if known.len() <= usize::from(glyph.gid) {
            known.resize(usize::from(glyph.gid).max(511) + 1, None);
        }
        known[usize::from(glyph.gid)] = Some((text, coded));
        coded
    }

    fn assign(&mut self, face: u8, gid: u16, text: char) -> Coded {
        if self.fonts.face(face).metrics.cff {
            return self.assign_cff(face, gid, text);
        }
        for set in 0..self.sets.len() {
            if self.sets[set].cff {
                continue;
            }
            let bank = self.banks.iter().position(|bank| bank.face == face && bank.set == set);
            // A code that says the same in another face, and is free in this one.
            let free = |code: u8| {
                bank.is_none_or(|bank| self.banks[bank].slots.iter().all(|slot| slot.code != code))
            };
            let shared = self.sets[set].texts.iter().find(|&&(code, own)| own == text && free(code));
            let code = match shared {
                Some(&(code, _)) => Some(code),
                None => self.sets[set].take(text),
            };
            if let Some(code) = code {
                let bank = bank.unwrap_or_else(|| self.bank(face, set));
                self.banks[bank].slots.push(Slot { code, gid });
                return Coded { bank: bank as u16, code };
            }
        }
        self.sets.push(Codes::new());
        let set = self.sets.len() - 1;
        let code = self.sets[set].take(text).unwrap_or(0x80);
        let bank = self.bank(face, set);
        self.banks[bank].slots.push(Slot { code, gid });
        Coded { bank: bank as u16, code }
    }

    fn assign_cff(&mut self, face: u8, gid: u16, text: char) -> Coded {
        let space = self.fonts.face(face).glyph(' ');
        let last = self.banks.iter().rposition(|bank| bank.face == face);
        if let Some(bank) = last {
            // The space has its glyph from the start.
            if text == ' ' && gid == space {
                return Coded { bank: bank as u16, code: 32 };
            }
            if let Some(code) = self.sets[self.banks[bank].set].take(text) {
                self.banks[bank].slots.push(Slot { code, gid });
                return Coded { bank: bank as u16, code };
            }
        }
        self.sets.push(Codes::of_cff(space != 0));
        let set = self.sets.len() - 1;
        let bank = self.bank(face, set);
        if space != 0 {
            self.banks[bank].slots.push(Slot { code: 32, gid: space });
        }
        if text == ' ' && gid == space {
            return Coded { bank: bank as u16, code: 32 };
        }
        let code = self.sets[set].take(text).unwrap_or(1);
        self.banks[bank].slots.push(Slot { code, gid });
        Coded { bank: bank as u16, code }
    }

    fn bank(&mut self, face: u8, set: usize) -> usize {
        self.banks.push(Bank { face, set, slots: Vec::new() });
        self.banks.len() - 1
    }
}

/// What a glyph says inside a span; the span's own text overrides it, but every code must stand for something.
fn span_text(fonts: &Fonts, glyph: &Glyph, clusters: &[Cluster]) -> char {
    if glyph.gid == fonts.face(glyph.face).glyph('□') {
        return '□';
    }
    clusters.get(glyph.text as usize).and_then(|cluster| cluster.text.chars().next()).unwrap_or('\u{fffd}')
}

impl Codes {
    fn new() -> Codes {
        Codes { texts: Vec::new(), cff: false, taken: [false; 256], next: 0x80, end: 256 }
    }

    /// 32 must be the space there too, for Tw widens whatever has that code. A face without one has 31 codes a font.
    fn of_cff(space: bool) -> Codes {
        let mut codes = Codes { cff: true, next: 1, end: if space { 256 } else { 32 }, ..Codes::new() };
        if space {
            codes.taken[32] = true;
            codes.texts.push((32, ' '));
        }
        codes
    }

    /// A code for a character, if there is one left.
    fn take(&mut self, text: char) -> Option<u8> {
        let own = u8::try_from(text).ok().filter(|own| !self.cff && (0x20..0x7f).contains(own));
        let code = match own {
            Some(own) if !self.taken[usize::from(own)] => own,
            _ if self.cff => self.ascending()?,
            _ => self.free()?,
        };
        self.taken[usize::from(code)] = true;
        self.texts.push((code, text));
        Some(code)
    }

    fn ascending(&mut self) -> Option<u8> {
        while self.next < self.end && self.taken[usize::from(self.next)] {
            self.next += 1;
        }
        u8::try_from(self.next).ok().filter(|_| self.next < self.end)
    }

    /// 0x80 to 0xFF, then the codes of control characters.
    fn free(&mut self) -> Option<u8> {
        loop {
            let code = match self.next {
                at @ 0x80..=0xff => at as u8,
                at @ 0x100..=0x11e => (at - 0xff) as u8,
                _ => return None,
            };
            self.next += 1;
            // Line ends and the tab would need escapes, and confuse who reads the stream.
            if !self.taken[usize::from(code)] && !matches!(code, b'\t' | b'\n' | b'\r' | 0x0c) {
                return Some(code);
            }
        }
    }
}
