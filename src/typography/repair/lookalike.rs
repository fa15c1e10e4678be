//! U5: letters that only look Vietnamese, token by token.

use unicode_normalization::UnicodeNormalization;

use super::Context;
use super::token::{is_syllable, tokens};
use crate::typography::log::Changes;

/// Abbreviations that hold Đ and are no syllables.
const ABBREVIATIONS: &[&str] = &[
    "QĐ", "NĐ", "HĐND", "HĐQT", "HĐTV", "HĐLĐ", "HĐBT", "HĐ", "ĐH", "ĐHQG", "CĐ", "TĐ", "BĐ", "GĐ", "PGĐ",
    "TGĐ", "LĐ", "LĐTBXH", "BLĐTBXH", "BGDĐT", "GDĐT", "ĐT", "ĐKKD", "BVĐK", "ĐBQH", "ĐBSCL", "ĐTM", "QSDĐ",
    "ĐU", "ĐVT", "HĐXX", "LĐLĐ", "TLĐ", "TLĐLĐ", "ĐTNN", "TTĐT", "BĐKH", "QLĐĐ", "ĐSQ", "ĐS", "KHĐT", "ĐHSP",
    "ĐHBK", "ĐHKHTN", "CĐSP", "NLĐ", "NSDLĐ", "ATLĐ", "ATVSLĐ", "TNLĐ", "VĐV", "HLVĐ", "LĐBĐ", "LĐBĐVN",
    "BĐBP", "QĐND", "QĐNDVN", "ĐVHC",
];

/// Names of the Central Highlands, which no grammar of Vietnamese syllables has.
const NAMES: &[&str] = &["Đắk", "Đăk", "Đak", "Đắc", "ĐẮK", "ĐĂK", "ĐAK"];

pub(super) fn replace(text: &str, changes: &mut Changes, context: &mut Context<'_>) {
    if !text.chars().any(|c| plain(c).is_some()) {
        return;
    }
    let foreign = Foreign::of(text);
    for (at, token) in tokens(text) {
        if token.is_ascii() || !token.chars().any(|c| plain(c).is_some()) || foreign.owns(token) {
            continue;
        }
        // A token wholly in another script is a word of it.
        if token.chars().all(|c| is_other_script(c) || !c.is_alphabetic()) {
            continue;
        }
        let mapped: String = token.chars().map(|c| plain(c).unwrap_or(c)).nfc().collect();
        if is_syllable(&mapped) || is_known(&mapped) || is_symbol(text, at.start, at.end, &mapped) {
            changes.push(at, mapped, "U5");
        } else if token.chars().any(is_other_script)
            && token.chars().any(is_latin)
            && token.chars().all(|c| !is_other_script(c) || plain(c).is_some())
        {
            context.flags.push(("U5", at));
        }
    }
}

/// The letter that is meant.
pub(super) fn plain(c: char) -> Option<char> {
    Some(match c {
        'ð' | 'ɖ' => 'đ',
        'Ð' | 'Ɖ' => 'Đ',
        'ı' => 'i',
        'ɑ' => 'a',
        'ɡ' => 'g',
        'ǎ' => 'ă',
        'Ǎ' => 'Ă',
        'а' => 'a',
        'е' => 'e',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'А' | 'Α' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' | 'Ο' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'Х' => 'X',
        'І' => 'I',
        _ => return None,
    })
}

fn is_other_script(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52F}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn is_known(token: &str) -> bool {
    ABBREVIATIONS.contains(&token) || NAMES.contains(&token)
}

/// Capitals with Đ inside a document's symbol: "15/QĐ-UBND".
fn is_symbol(text: &str, start: usize, end: usize, mapped: &str) -> bool {
    let join = |c: Option<char>| matches!(c, Some('/' | '-' | '&'));
    let capitals = mapped.chars().all(|c| c.is_ascii_uppercase() || matches!(c, 'Đ' | 'Ư'));
    capitals
        && mapped.contains('Đ')
        && mapped.chars().count() <= 9
        && (join(text[..start].chars().next_back()) || join(text[end..].chars().next()))
}

/// Languages in the line to which the look-alikes belong.
struct Foreign {
    turkish: bool,
    pinyin: bool,
}

impl Foreign {
    fn of(text: &str) -> Foreign {
        let has = |letters: &str| text.chars().any(|c| letters.contains(c));
        let han = || text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
        Foreign {
            turkish: has("şŞğĞİ"), pinyin: has("āēīōūěǐǒǔǖǘǚǜĀĒĪŌŪĚǏǑǓ") || han()
        }
    }

    fn owns(&self, token: &str) -> bool {
        self.turkish && token.contains('ı') || self.pinyin && token.contains(['ǎ', 'Ǎ'])
    }
}
