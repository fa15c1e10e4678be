//! The 29 letters of the Vietnamese alphabet with their tones, as one small table.

/// The six tones, in the order of CLDR's collation: ngang, huyền, hỏi, ngã, sắc, nặng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tone {
    /// No mark.
    Ngang,
    /// Grave.
    Huyen,
    /// Hook above.
    Hoi,
    /// Tilde.
    Nga,
    /// Acute.
    Sac,
    /// Dot below.
    Nang,
}

impl Tone {
    /// All tones, in order.
    pub const ALL: [Tone; 6] = [Tone::Ngang, Tone::Huyen, Tone::Hoi, Tone::Nga, Tone::Sac, Tone::Nang];

    /// The tone of a combining mark, if it is one of the five.
    pub const fn of_mark(c: char) -> Option<Tone> {
        match c {
            '\u{300}' | '\u{340}' => Some(Tone::Huyen),
            '\u{309}' => Some(Tone::Hoi),
            '\u{303}' => Some(Tone::Nga),
            '\u{301}' | '\u{341}' => Some(Tone::Sac),
            '\u{323}' => Some(Tone::Nang),
            _ => None,
        }
    }

    const fn from_index(index: u16) -> Tone {
        Tone::ALL[index as usize]
    }
}

/// The alphabet in its order; the place in it is a letter's code.
pub(super) const ALPHABET: [char; 29] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ', 'p', 'q',
    'r', 's', 't', 'u', 'ư', 'v', 'x', 'y',
];

/// The vowels, each with the six tones in the order of [`Tone`], lower case.
const LOWER: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// The same in upper case.
const UPPER: [[char; 6]; 12] = [
    ['A', 'À', 'Ả', 'Ã', 'Á', 'Ạ'],
    ['Ă', 'Ằ', 'Ẳ', 'Ẵ', 'Ắ', 'Ặ'],
    ['Â', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ậ'],
    ['E', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ'],
    ['Ê', 'Ề', 'Ể', 'Ễ', 'Ế', 'Ệ'],
    ['I', 'Ì', 'Ỉ', 'Ĩ', 'Í', 'Ị'],
    ['O', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ'],
    ['Ô', 'Ồ', 'Ổ', 'Ỗ', 'Ố', 'Ộ'],
    ['Ơ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ'],
    ['U', 'Ù', 'Ủ', 'Ũ', 'Ú', 'Ụ'],
    ['Ư', 'Ừ', 'Ử', 'Ữ', 'Ứ', 'Ự'],
    ['Y', 'Ỳ', 'Ỷ', 'Ỹ', 'Ý', 'Ỵ'],
];

/// Everything the validator asks of a character, packed: code + 1 in bits 0–4, tone in 5–7, upper case in 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter(u16);

const LATIN: usize = 0x1B1; // up to ư
const VIETNAMESE: u32 = 0x1EA0; // Ạ to ỹ
const TABLE: [u16; LATIN + 0x5A] = table();

const fn slot(c: char) -> Option<usize> {
    let code = c as u32;
    if code < LATIN as u32 {
        Some(code as usize)
    } else if code >= VIETNAMESE && code < VIETNAMESE + 0x5A {
        Some(LATIN + (code - VIETNAMESE) as usize)
    } else {
        None
    }
}

const fn table() -> [u16; LATIN + 0x5A] {
    let mut table = [0; LATIN + 0x5A];
    let mut code = 0;
    while code < ALPHABET.len() {
        let lower = ALPHABET[code];
        let packed = code as u16 + 1;
        let mut vowel = 0;
        while vowel < LOWER.len() && LOWER[vowel][0] != lower {
            vowel += 1;
        }
        if vowel < LOWER.len() {
            let mut tone = 0;
            while tone < 6 {
                if let (Some(l), Some(u)) = (slot(LOWER[vowel][tone]), slot(UPPER[vowel][tone])) {
                    table[l] = packed | (tone as u16) << 5;
                    table[u] = packed | (tone as u16) << 5 | 1 << 8;
                }
                tone += 1;
            }
        } else {
            let upper = if lower == 'đ' { 'Đ' } else { lower.to_ascii_uppercase() };
            if let (Some(l), Some(u)) = (slot(lower), slot(upper)) {
                table[l] = packed;
                table[u] = packed | 1 << 8;
            }
        }
        code += 1;
    }
    table
}

impl Letter {
    /// The letter `c`, if the alphabet has it (f, j, w and z are not in it). Precomposed characters only.
    pub const fn of(c: char) -> Option<Letter> {
        match slot(c) {
            Some(at) if TABLE[at] != 0 => Some(Letter(TABLE[at])),
            _ => None,
        }
    }

    /// Place in the alphabet, 0 for a to 28 for y.
    pub(super) const fn code(self) -> u8 {
        (self.0 & 31) as u8 - 1
    }

    /// The letter without tone, lower case: ế → ê.
    pub const fn base(self) -> char {
        ALPHABET[self.code() as usize]
    }

    /// Its tone.
    pub const fn tone(self) -> Tone {
        Tone::from_index(self.0 >> 5 & 7)
    }

    /// Is it a capital?
    pub const fn is_upper(self) -> bool {
        self.0 >> 8 != 0
    }

    /// Is it a vowel letter (y among them)?
    pub const fn is_vowel(self) -> bool {
        vowel_row(self.code()).is_some()
    }

    /// The same vowel with another tone, as text; nothing if it is a consonant.
    pub fn text_with_tone(self, tone: Tone) -> &'static str {
        vowel_row(self.code()).map_or("", |row| TEXTS[usize::from(self.is_upper())][row][tone as usize])
    }

    /// The same letter with another tone; a consonant stays as it is.
    pub const fn with_tone(self, tone: Tone) -> char {
        match vowel_row(self.code()) {
            Some(row) if self.is_upper() => UPPER[row][tone as usize],
            Some(row) => LOWER[row][tone as usize],
            None if self.code() == D_BAR && self.is_upper() => 'Đ',
            None if self.is_upper() => ALPHABET[self.code() as usize].to_ascii_uppercase(),
            None => ALPHABET[self.code() as usize],
        }
    }
}

/// The vowels of [`LOWER`] and [`UPPER`] as text.
const VOWELS: &str = "\
    aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ\
    AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ";
/// Each of them: first the lower case.
static TEXTS: [[[&str; 6]; 12]; 2] = texts();

const fn texts() -> [[[&'static str; 6]; 12]; 2] {
    let mut texts = [[[""; 6]; 12]; 2];
    let (mut rest, mut place) = (VOWELS, 0);
    while place < 2 * 12 * 6 {
        let len = match rest.as_bytes()[0] {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            _ => 3,
        };
        let (letter, more) = rest.split_at(len);
        texts[place / 72][place / 6 % 12][place % 6] = letter;
        rest = more;
        place += 1;
    }
    texts
}

const D_BAR: u8 = 6;

const fn vowel_row(code: u8) -> Option<usize> {
    Some(match code {
        0..=2 => code as usize,
        7 => 3,
        8 => 4,
        11 => 5,
        16 => 6,
        17 => 7,
        18 => 8,
        24 => 9,
        25 => 10,
        28 => 11,
        _ => return None,
    })
}

/// The code of an alphabet letter in a grammar table; 255 if there is none.
pub(super) const fn code_of(c: char) -> u8 {
    match Letter::of(c) {
        Some(letter) => letter.code(),
        None => 255,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowels_are_the_same_as_text() {
        for letter in LOWER.iter().chain(&UPPER).flatten().filter_map(|c| Letter::of(*c)) {
            for tone in Tone::ALL {
                assert_eq!(letter.text_with_tone(tone), letter.with_tone(tone).to_string());
            }
        }
    }
}
