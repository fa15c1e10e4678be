//! What a line needs: one look tells which passes can find anything in it, so the others are not run.

use std::cell::RefCell;

use super::lookalike;
use super::surface;
use crate::syllable;
use crate::typography::run::{Memo, Run, is_letter};

/// UTF-8 read as a one-byte encoding (M1).
pub(super) const MOJIBAKE: u16 = 1 << 0;
/// A misread sequence that has lost a byte (M3).
pub(super) const LOST_BYTE: u16 = 1 << 1;
/// Legacy bytes read as Latin letters (E9).
pub(super) const SURFACE: u16 = 1 << 2;
/// Line ends and spaces (U8).
pub(super) const SPACE: u16 = 1 << 3;
/// Compatibility characters (U7, U9).
pub(super) const FOLD: u16 = 1 << 4;
/// Invisible characters (U6).
pub(super) const INVISIBLE: u16 = 1 << 5;
/// Marks, or anything that NFC may change (U1–U4).
pub(super) const MARK: u16 = 1 << 6;
/// Look-alikes (U5).
pub(super) const LOOKALIKE: u16 = 1 << 7;
/// A lost ư (E3).
pub(super) const HORN: u16 = 1 << 8;
/// Small toned letters among capitals (E7).
pub(super) const CAPITAL: u16 = 1 << 9;
/// Something to be flagged (U9, M2).
pub(super) const DOUBT: u16 = 1 << 10;

/// Runs of letters by what they need.
#[derive(Debug)]
struct Known {
    nothing: Memo,
    /// Only [`MARK`]: a text whose letters are apart is made of these.
    marks: Memo,
}

impl Known {
    /// What a run needs before the byte `behind` it.
    #[inline(never)]
    fn ask(&mut self, letters: &str, run: Run, behind: Option<u8>) -> u16 {
        let needs = by_characters(letters);
        if letters.ends_with(HALF) {
            return if behind == Some(b' ') { needs | LOST_BYTE } else { needs };
        }
        match needs {
            0 => self.nothing.learn(run),
            MARK => self.marks.learn(run),
            _ => {}
        }
        needs
    }
}

thread_local! {
    static KNOWN: RefCell<Known> = const { RefCell::new(Known { nothing: Memo::new(), marks: Memo::new() }) };
}

/// The passes that may have work in the line. A bit too many costs a look, a bit too few a repair.
pub(super) fn of(line: &str) -> u16 {
    KNOWN.with_borrow_mut(|known| by_runs(line, known))
}

/// Run by run: what a run needs is seen in its own characters, and in a space behind it.
fn by_runs(line: &str, known: &mut Known) -> u16 {
    let bytes = line.as_bytes();
    let (mut at, mut needs) = (0, 0);
    while at < bytes.len() {
        let run = Run::at(bytes, at);
        let end = at + run.len;
        needs |= match () {
            () if known.nothing.knows(&run) => 0,
            () if known.marks.knows(&run) => MARK,
            () => known.ask(&line[at..end], run, bytes.get(end).copied()),
        };
        at = end;
        while let Some(byte) = bytes.get(at).filter(|byte| !is_letter(**byte)) {
            needs |= ASCII[usize::from(*byte)].1;
            at += 1;
        }
    }
    needs
}

/// Before a space it may have been the first half of à.
const HALF: char = 'Ã';

fn by_characters(line: &str) -> u16 {
    let mut needs = 0;
    let (mut far, mut left) = (Kind::Other, Kind::Other);
    let mut before = '\n';
    let mut horn = Horn::None;
    for c in line.chars() {
        let kind = match c.is_ascii() {
            true => {
                let seen = ASCII[c as usize];
                needs |= seen.1;
                if c == ' ' && before == HALF {
                    needs |= LOST_BYTE;
                }
                seen.0
            }
            false => {
                let kind = Kind::of(c);
                needs |= beyond_ascii(c, before, left, kind);
                kind
            }
        };
        let run = (far, left, kind);
        if matches!(
            run,
            (_, Kind::SmallBeyond, Kind::Capital) | (Kind::Capital, Kind::Capital, Kind::SmallBeyond)
        ) {
            needs |= CAPITAL;
        }
        if horn != Horn::None || !c.is_ascii() {
            horn = match (horn, c.to_ascii_lowercase()) {
                (Horn::Bare, 'c' | 'u') | (Horn::BareN, 'g') => {
                    needs |= HORN;
                    Horn::None
                }
                (Horn::Bare, 'n') => Horn::BareN,
                _ => Horn::of(c, horn),
            };
        }
        (far, left, before) = (left, kind, c);
    }
    needs
}

/// The kind of an ASCII character, and what it needs by itself.
const ASCII: [(Kind, u16); 128] = {
    let mut all = [(Kind::Other, 0); 128];
    let mut byte = 0;
    while byte < 128 {
        all[byte] = match byte as u8 {
            b'a'..=b'z' => (Kind::SmallAscii, 0),
            b'A'..=b'Z' => (Kind::Capital, 0),
            b'?' => (Kind::Other, DOUBT),
            b'\t' | b'\n' => (Kind::Other, 0),
            b'\r' | 0xB | 0xC => (Kind::Other, SPACE | INVISIBLE),
            0..=0x1F | 0x7F => (Kind::Other, INVISIBLE),
            _ => (Kind::Other, 0),
        };
        byte += 1;
    }
    all
};

fn beyond_ascii(c: char, before: char, left: Kind, kind: Kind) -> u16 {
    let code = u32::from(c);
    let mut needs = 0;
    if !before.is_ascii() && super::mojibake::is_lead(before) {
        needs |= MOJIBAKE;
    }
    if c == 'Ä' || c == '»' && before == 'á' {
        needs |= LOST_BYTE;
    }
    if matches!(code, 0x1EA0..=0x1EF9 | 0x2013..=0x2026) {
        return needs;
    }
    if matches!(code, 0x300..=0x36F) {
        return needs | MARK; // a mark, and nothing else
    }
    let strange = surface::is_strange(c);
    if strange || code < 0x100 && left == Kind::SmallAscii && kind == Kind::Capital {
        needs |= SURFACE;
    }
    if code < 0x300 && syllable::is_letter(c) {
        return needs;
    }
    needs |= match code {
        0x85 | 0x2028 | 0x2029 => SPACE | INVISIBLE,
        0xA0 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => SPACE | MARK,
        0x80..=0x9F | 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x61C | 0xFEFF => {
            INVISIBLE
        }
        0x2212 => HORN,
        _ => 0,
    };
    if code >= 0x2100 {
        needs |= FOLD;
    }
    if code >= 0xE000 {
        needs |= DOUBT;
    }
    if code >= 0x300 {
        needs |= MARK;
    }
    if lookalike::plain(c).is_some() {
        needs |= LOOKALIKE;
    }
    needs
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Capital,
    SmallAscii,
    SmallBeyond,
    Other,
}

impl Kind {
    fn of(c: char) -> Kind {
        match c {
            'a'..='z' => Kind::SmallAscii,
            'A'..='Z' => Kind::Capital,
            _ if c.is_ascii() => Kind::Other,
            '\u{300}'..='\u{344}' => Kind::Other,
            'À'..='Þ' => Kind::Capital,
            'ß'..='ÿ' => Kind::SmallBeyond,
            // In these blocks capitals are even, their small letters odd; Ư ư are the other way round.
            'Ư' | 'Ơ' => Kind::Capital,
            'ư' | 'ơ' => Kind::SmallBeyond,
            'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ạ'..='ỹ' => match u32::from(c) % 2 {
                0 => Kind::Capital,
                _ => Kind::SmallBeyond,
            },
            _ if c.is_uppercase() => Kind::Capital,
            _ if c.is_lowercase() => Kind::SmallBeyond,
            _ => Kind::Other,
        }
    }
}

/// Where a run of letters stands that may have lost its ư: ơ without ư before it, then c, u or ng.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Horn {
    None,
    /// Behind ư.
    U,
    /// Behind ơ that no ư stands before.
    Bare,
    BareN,
}

impl Horn {
    fn of(c: char, before: Horn) -> Horn {
        match c {
            'ư' | 'Ư' | 'Ứ'..='ự' => Horn::U,
            'ơ' | 'Ơ' | 'Ớ'..='ợ' if before != Horn::U => Horn::Bare,
            _ => Horn::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn runs_need_what_their_characters_do(
            pieces in prop::collection::vec("[ ăđươờƯƠộNHÀàãa-eguxn .,“–?]|ương|ờc|ơng|NGHỊ|CHỉ|Ã |á»|Ä|a\u{300}|\u{a0}|ß|−|\\PC", 0..30),
        ) {
            let line = pieces.concat();
            prop_assert_eq!(of(&line), by_characters(&line));
        }
    }

    #[test]
    fn clean_vietnamese_needs_nothing() {
        let line =
            "Đại hội “Toàn dân” bàn về nước, trường học – 5 m² ở xã Hòa Bình, Ủy ban NHÂN DÂN TỈNH… ĐƯỜNG";
        assert_eq!(of(line), 0, "{:b}", of(line));
    }

    #[test]
    fn each_need_is_seen() {
        for (line, need) in [
            ("Viá»‡t", MOJIBAKE),
            ("lÃ m", LOST_BYTE),
            ("h\u{DF}a", SURFACE),
            ("tri\u{CC}nh", SURFACE),
            ("a\u{A0}b", SPACE),
            ("㎞", FOLD),
            ("\u{200B}", INVISIBLE),
            ("a\u{301}", MARK),
            ("\u{212A}", MARK),
            ("Ðảng", LOOKALIKE),
            ("đợc", HORN),
            ("trờng", HORN),
            ("đ−ợc", HORN),
            ("CộNG", CAPITAL),
            ("CHỉ", CAPITAL),
            ("a?b", DOUBT),
            ("\u{FFFD}", DOUBT),
        ] {
            assert!(of(line) & need != 0, "{line}");
        }
    }
}
