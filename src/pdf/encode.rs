//! Glyphs to one-byte codes.
//!
//! A document shows far fewer than 256 characters of a face, so its text is written with one byte a character: the
//! stream is half as long as with Identity-H, and word spacing (Tw, ISO 32000-1, 9.3.3) works, because the space has
//! the single-byte code 32. ASCII keeps its codes. A face that needs more characters gets further banks, each a
//! subset of its own.

use std::collections::HashMap;

use crate::font::{Cluster, Fonts, Glyph};

/// One code of a bank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub code: u8,
    pub gid: u16,
    /// The character that the code stands for when text is read out.
    pub text: char,
}

/// Up to 255 glyphs of a face: one font of the PDF.
#[derive(Debug)]
pub(super) struct Bank {
    pub face: u8,
    pub slots: Vec<Slot>,
    taken: [bool; 256],
    /// Next code to try for what is not ASCII.
    next: u16,
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
    pub banks: Vec<Bank>,
}

impl<'a> Encoder<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Encoder { fonts, first: vec![Vec::new(); fonts.len()], others: HashMap::new(), banks: Vec::new() }
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
        let cff = self.fonts.face(face).metrics.cff;
        let found = self.banks.iter_mut().enumerate().rev().find(|(_, bank)| bank.face == face);
        if let Some((index, bank)) = found
            && let Some(code) = bank.take(text, cff)
        {
            bank.slots.push(Slot { code, gid, text });
            return Coded { bank: index as u16, code };
        }
        let mut bank =
            Bank { face, slots: Vec::new(), taken: [false; 256], next: if cff { 1 } else { 0x80 } };
        if cff {
            // The codes of CFF fonts are the glyph ids of the subset: 32 must be the space there too.
            let space = self.fonts.face(face).glyph(' ');
            bank.slots.push(Slot { code: 32, gid: space, text: ' ' });
            bank.taken[32] = true;
        }
        let code = match bank.slots.first() {
            Some(slot) if slot.text == text => slot.code,
            _ => {
                let code = bank.take(text, cff).unwrap_or(0x80);
                bank.slots.push(Slot { code, gid, text });
                code
            }
        };
        self.banks.push(bank);
        Coded { bank: self.banks.len() as u16 - 1, code }
    }
}

/// What a glyph says inside a span; the span's own text overrides it, but every code must stand for something.
fn span_text(fonts: &Fonts, glyph: &Glyph, clusters: &[Cluster]) -> char {
    if glyph.gid == fonts.face(glyph.face).glyph('□') {
        return '□';
    }
    clusters.get(glyph.text as usize).and_then(|cluster| cluster.text.chars().next()).unwrap_or('\u{fffd}')
}

impl Bank {
    fn take(&mut self, text: char, cff: bool) -> Option<u8> {
        let own = text as usize;
        if !cff && (0x20..0x7f).contains(&own) {
            if self.taken[own] {
                return self.free();
            }
            self.taken[own] = true;
            return Some(own as u8);
        }
        if cff {
            while self.next < 256 && self.taken[usize::from(self.next)] {
                self.next += 1;
            }
            let code = u8::try_from(self.next).ok()?;
            self.taken[usize::from(code)] = true;
            return Some(code);
        }
        self.free()
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
                self.taken[usize::from(code)] = true;
                return Some(code);
            }
        }
    }
}
