//! VIQR (RFC 1456): Vietnamese letters spelled in ASCII.

use unicode_normalization::char::compose;

use super::charset::toned;

/// Decodes VIQR. `converted` counts the vowels and đ that got a mark inside a word, where no punctuation stands: that
/// is what tells VIQR from English.
pub(crate) fn decode(text: &str, converted: &mut usize) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut word = Word::default();
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        match byte {
            b'\\' if next.is_some_and(|next| is_mark(next) || matches!(next, b'\\' | b'd' | b'D')) => {
                out.push(char::from(next.unwrap_or(b'\\')));
                word = Word::default();
                at += 2;
            }
            b'd' | b'D' if word.is_start && next.is_some_and(|next| next.eq_ignore_ascii_case(&b'd')) => {
                out.push(if byte == b'd' { 'đ' } else { 'Đ' });
                word.is_start = false;
                *converted += 1;
                at += 2;
            }
            _ if is_vowel(byte) => {
                let (letter, taken, marks) = vowel(bytes, at, &mut word);
                // A single full stop or question mark behind a word is punctuation more often than a tone.
                let inside = bytes.get(at + taken).is_some_and(u8::is_ascii_alphabetic);
                let punctuation =
                    marks == 1 && !inside && matches!(bytes[at + taken - 1], b'.' | b'?' | b'\'');
                *converted += if punctuation { 0 } else { marks };
                out.push(letter);
                word.is_start = false;
                at += taken;
            }
            _ if byte.is_ascii() => {
                if byte.is_ascii_alphabetic() {
                    word.is_start = false;
                } else {
                    word = Word::default();
                }
                out.push(char::from(byte));
                at += 1;
            }
            _ => {
                let rest = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\u{FFFD}');
                word = Word { is_start: false, ..word };
                out.push(rest);
                at += rest.len_utf8();
            }
        }
    }
    out
}

struct Word {
    is_start: bool,
    has_tone: bool,
}

impl Default for Word {
    fn default() -> Self {
        Word { is_start: true, has_tone: false }
    }
}

/// The letter at `at` with its letter mark and tone, the bytes it takes, and how many marks it has.
fn vowel(bytes: &[u8], at: usize, word: &mut Word) -> (char, usize, usize) {
    let mut letter = char::from(bytes[at]);
    let (mut taken, mut marks) = (1, 0);
    if let Some(marked) = bytes.get(at + 1).and_then(|&mark| letter_mark(letter, mark)) {
        letter = marked;
        taken += 1;
        marks += 1;
    }
    // A word has one tone: after it "." and "?" are punctuation again.
    let tone = bytes.get(at + taken).copied().and_then(tone).filter(|_| !word.has_tone);
    if let Some(toned) = tone.and_then(|tone| toned(letter, tone)) {
        letter = toned;
        taken += 1;
        marks += 1;
        word.has_tone = true;
    }
    (letter, taken, marks)
}

fn letter_mark(vowel: char, mark: u8) -> Option<char> {
    let combining = match mark {
        b'^' if "aeoAEO".contains(vowel) => '\u{302}',
        b'(' if "aA".contains(vowel) => '\u{306}',
        b'+' | b'*' if "ouOU".contains(vowel) => '\u{31B}',
        _ => return None,
    };
    compose(vowel, combining)
}

fn tone(mark: u8) -> Option<char> {
    Some(match mark {
        b'\'' => '\u{301}',
        b'`' => '\u{300}',
        b'?' => '\u{309}',
        b'~' => '\u{303}',
        b'.' => '\u{323}',
        _ => return None,
    })
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'^' | b'(' | b'+' | b'*' | b'\'' | b'`' | b'?' | b'~' | b'.')
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}
