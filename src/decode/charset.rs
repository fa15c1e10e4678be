//! A legacy character set, made from its chart into arrays that decode at memory speed.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Encoding;
use super::tables::{self, Chart};

/// UTF-8 bytes of one letter in 0..3, how many they are in the last (0: no such entry).
type Piece = [u8; 4];

/// How bytes of one encoding become letters.
pub(crate) struct Charset {
    single: [Piece; 256],
    /// Row of `pairs` for a byte that may begin a two-byte letter, plus one; 0 if it may not.
    lead: [u8; 256],
    pairs: Vec<[Piece; 256]>,
    /// Bytes the chart says nothing about: they are read as windows-1252.
    undefined: [bool; 256],
    /// No toned capitals in the chart (E2).
    pub(crate) caseless: bool,
}

/// The encodings that are told apart by content, in the order in which a tie is decided.
pub(crate) const CONTENT: [Encoding; 9] = [
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Windows1258,
    Encoding::Viscii,
    Encoding::Vps,
    Encoding::Bkhcm2,
    Encoding::VietwareX,
    Encoding::VietwareF,
    Encoding::Bkhcm1,
];

const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
const VOWELS: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";

/// windows-1252 from 0x80 to 0x9F; the five bytes it leaves open are C1 controls, as the WHATWG standard has it.
const CP1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// A byte as windows-1252 shows it.
pub(crate) fn cp1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => CP1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte that windows-1252 shows as `c`. C1 controls stand for themselves, so that text read as ISO-8859-1 leads
/// back to its bytes too.
pub(crate) fn to_cp1252(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0..=0xFF => Some(code as u8),
        _ => CP1252.iter().position(|&known| known == c).map(|at| 0x80 + at as u8),
    }
}

/// The charset of a legacy encoding; none for Unicode, ASCII, VIQR and windows-1252.
pub(crate) fn of(encoding: Encoding) -> Option<&'static Charset> {
    macro_rules! chart {
        ($chart:ident) => {{
            static SET: LazyLock<Charset> = LazyLock::new(|| Charset::new(&tables::$chart));
            Some(&SET)
        }};
    }
    match encoding {
        Encoding::Tcvn3 => chart!(TCVN3),
        Encoding::Tcvn5712 => chart!(TCVN5712),
        Encoding::Vni => chart!(VNI),
        Encoding::Viscii => chart!(VISCII),
        Encoding::Vps => chart!(VPS),
        Encoding::Windows1258 => chart!(WINDOWS_1258),
        Encoding::Bkhcm1 => chart!(BKHCM1),
        Encoding::Bkhcm2 => chart!(BKHCM2),
        Encoding::VietwareF => chart!(VIETWARE_F),
        Encoding::VietwareX => chart!(VIETWARE_X),
        _ => None,
    }
}

impl Charset {
    fn new(chart: &Chart) -> Charset {
        let mut set = Charset {
            single: [[0; 4]; 256],
            lead: [0; 256],
            pairs: Vec::new(),
            undefined: [false; 256],
            caseless: chart.caseless,
        };
        let mut letters = ['\0'; 256];
        for byte in 0..=255u8 {
            letters[usize::from(byte)] = cp1252(byte);
        }
        for &(byte, letter) in chart.low {
            letters[usize::from(byte)] = letter;
        }
        for (byte, letter) in (0x80..).zip(chart.high.iter().flat_map(|row| row.chars())) {
            // 0xA0 is the no-break space of every font; two-byte sets leave Latin-1's symbols where they are.
            let symbol = byte == 0xA0 || (0xA1..0xC0).contains(&byte) && !chart.pairs.is_empty();
            match letter {
                '·' => set.undefined[byte] = !symbol,
                _ => letters[byte] = letter,
            }
        }
        for (slot, &letter) in set.single.iter_mut().zip(&letters) {
            *slot = piece(letter);
        }
        let mut triple = ['\0'; 3];
        for (at, c) in chart.pairs.chars().filter(|c| *c != ' ').enumerate() {
            triple[at % 3] = c;
            if at % 3 == 2 {
                set.pair(triple[0] as u8, triple[1] as u8, triple[2]);
            }
        }
        set.either_case_of_marks();
        set.combining(&letters);
        if chart.caseless {
            set.folded_capitals(&letters);
        }
        set
    }

    fn pair(&mut self, base: u8, mark: u8, letter: char) {
        if self.lead[usize::from(base)] == 0 {
            self.pairs.push([[0; 4]; 256]);
            self.lead[usize::from(base)] = self.pairs.len() as u8;
        }
        let row = usize::from(self.lead[usize::from(base)]) - 1;
        self.pairs[row][usize::from(mark)] = piece(letter);
    }

    /// "Aù" for "AÙ": typists hold Shift for the base only. The mark of the other case has no meaning of its own.
    fn either_case_of_marks(&mut self) {
        for row in &mut self.pairs {
            for mark in 0xC0..=0xFFusize {
                if row[mark][3] == 0 && self.undefined[mark] {
                    row[mark] = row[mark ^ 0x20];
                }
            }
        }
    }

    /// Tones that are bytes of their own, behind the vowel.
    fn combining(&mut self, letters: &[char; 256]) {
        for tone in 0x80..=0xFFu8 {
            let mark = letters[usize::from(tone)];
            if !TONES.contains(&mark) {
                continue;
            }
            for base in 0..=255u8 {
                let vowel = letters[usize::from(base)];
                if let Some(letter) = toned(vowel, mark).filter(|_| VOWELS.contains(vowel)) {
                    self.pair(base, tone, letter);
                }
            }
        }
    }

    /// "Aà" for "À": some converters write the capital before the toned byte (E2).
    fn folded_capitals(&mut self, letters: &[char; 256]) {
        for (base, vowel) in letters.iter().enumerate().filter(|(_, vowel)| VOWELS.contains(**vowel)) {
            let Some(lower) = vowel.to_lowercase().next().filter(|lower| lower != vowel) else { continue };
            for tone in TONES {
                let small = toned(lower, tone);
                let Some(byte) = letters.iter().position(|&letter| Some(letter) == small) else { continue };
                if let Some(letter) = toned(*vowel, tone) {
                    self.pair(base as u8, byte as u8, letter);
                }
            }
        }
    }

    /// Decodes all of `bytes`; `undefined` is told the place of each byte that has no meaning here.
    pub(crate) fn decode(&self, bytes: &[u8], mut undefined: impl FnMut(usize)) -> String {
        let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 2);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let lead = usize::from(self.lead[usize::from(byte)]);
            if lead > 0
                && let Some(&mark) = bytes.get(at + 1)
            {
                let [a, b, c, len] = self.pairs[lead - 1][usize::from(mark)];
                if len > 0 {
                    out.extend_from_slice(&[a, b, c][..usize::from(len)]);
                    at += 2;
                    continue;
                }
            }
            if self.undefined[usize::from(byte)] {
                undefined(at);
            }
            let [a, b, c, len] = self.single[usize::from(byte)];
            out.extend_from_slice(&[a, b, c][..usize::from(len)]);
            at += 1;
        }
        // The pieces are UTF-8, so this never copies.
        String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

/// The precomposed letter of a vowel and a tone: ê and U+0323 make ệ, which is not their canonical pair.
pub(super) fn toned(vowel: char, tone: char) -> Option<char> {
    let mut composed = [vowel, tone].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}

fn piece(letter: char) -> Piece {
    let mut piece = [0; 4];
    let len = letter.encode_utf8(&mut piece[..3]).len();
    piece[3] = len as u8;
    piece
}
