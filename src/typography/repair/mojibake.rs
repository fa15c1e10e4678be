//! M1–M3: UTF-8 that was read as a one-byte encoding, once or twice.

use std::ops::Range;

use super::Context;
use super::token::{after, before, is_syllable, lines};
use crate::decode::charset::to_cp1252;
use crate::syllable;
use crate::typography::log::Changes;

/// One-byte readings of UTF-8.
#[derive(Clone, Copy)]
enum Reading {
    /// windows-1252 and ISO-8859-1 at once: C1 controls stand for themselves.
    Latin,
    /// windows-1258.
    Vietnamese,
    /// Mac Roman.
    Macintosh,
}

/// Mac Roman from 0x80 on.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// M1: sequences that are UTF-8 in one of the readings, the reading that explains most of a line.
pub(super) fn decode(text: &str, changes: &mut Changes, _: &mut Context<'_>) {
    for (start, line) in lines(text) {
        if line.is_ascii() || !line.chars().any(is_lead) {
            continue;
        }
        // Of readings that explain as much the last is taken: the likeliest.
        let best = [Reading::Macintosh, Reading::Vietnamese, Reading::Latin]
            .map(|reading| sequences(line, reading))
            .into_iter()
            .max_by_key(|found| found.iter().map(|(_, _, bytes, _)| bytes).sum::<usize>());
        for (at, letter, ..) in best.into_iter().flatten() {
            changes.push(start + at.start..start + at.end, letter.to_string(), "M1");
        }
    }
}

/// Characters that UTF-8's lead bytes of what we look for become in some reading.
pub(super) fn is_lead(c: char) -> bool {
    matches!(
        c,
        'Â'..='Æ'
            | 'Ë'
            | 'Ì'
            | 'Ô'
            | 'á'
            | 'â'
            | 'ï'
            | 'ð'
            | 'Ă'
            | '¬'
            | '·'
            | '‚'
            | 'ƒ'
            | '√'
            | '∆'
            | '≈'
    )
}

impl Reading {
    fn byte(self, c: char) -> Option<u8> {
        if c.is_ascii() {
            return None;
        }
        match self {
            Reading::Latin => to_cp1252(c),
            Reading::Vietnamese => match c {
                'Ă' => Some(0xC3),
                'Đ' => Some(0xD0),
                'đ' => Some(0xF0),
                'Ơ' => Some(0xD5),
                'ơ' => Some(0xF5),
                'Ư' => Some(0xDD),
                'ư' => Some(0xFD),
                'ă' => Some(0xE3),
                '\u{300}' => Some(0xCC),
                '₫' => Some(0xFE),
                'Ã' | 'Ð' | 'Õ' | 'Ý' | 'ã' | 'ð' | 'õ' | 'ý' | 'Ì' | 'þ' => None,
                _ => to_cp1252(c),
            },
            Reading::Macintosh => MAC_ROMAN.chars().position(|known| known == c).map(|at| 0x80 + at as u8),
        }
    }
}

/// Place, letter, bytes, and whether it needs no other beside it.
type Found = (Range<usize>, char, usize, bool);

/// Where in a line a reading gives UTF-8 that such a page may hold: place, letter, bytes.
fn sequences(line: &str, reading: Reading) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, lead, byte)) = line[from..].char_indices().find_map(|(at, c)| {
        reading.byte(c).filter(|byte| (0xC2..0xF5).contains(byte)).map(|byte| (from + at, c, byte))
    }) {
        let len = match byte {
            ..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
        let mut bytes = [byte, 0, 0, 0];
        let mut end = at + lead.len_utf8();
        let mut taken = 1;
        for c in line[end..].chars().take(len - 1) {
            match reading.byte(c) {
                Some(next) if next & 0xC0 == 0x80 => bytes[taken] = next,
                _ => break,
            }
            taken += 1;
            end += c.len_utf8();
        }
        from = at + lead.len_utf8();
        let letter = std::str::from_utf8(&bytes[..taken]).ok().and_then(|text| text.chars().next());
        let Some(letter) = letter.filter(|_| taken == len) else { continue };
        let adjacent = found.last().is_some_and(|(last, ..): &Found| last.end == at);
        let sure = is_expected(letter) && (adjacent || len > 2 || !is_innocent(line, at, end));
        // Halves of a sequence that was misread twice, letters of other languages: not by themselves.
        let likely =
            is_expected(letter) || matches!(letter, '\u{80}'..='\u{9F}') && adjacent || is_foreign(letter);
        if likely {
            found.push((at..end, letter, len, sure || adjacent));
            from = end;
        }
    }
    // A line that is misread as a whole has no letter of Vietnam beyond Latin-1.
    let any = found.iter().any(|(.., sure)| *sure);
    if !any || line.chars().any(|c| matches!(c, 'Ạ'..='ỹ')) {
        found.retain(|(.., sure)| *sure);
    }
    found
}

/// Letters that are right in a line that is misread elsewhere too.
fn is_foreign(c: char) -> bool {
    matches!(c, '\u{100}'..='\u{17F}' | 'ƒ' | 'ˆ' | '˜')
}

/// What a Vietnamese page holds: letters of Western Europe and Vietnam, punctuation, symbols, emoji.
fn is_expected(c: char) -> bool {
    matches!(
        c,
        '\u{A0}'..='\u{FF}' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž'
        | '\u{300}' | '\u{301}' | '\u{302}' | '\u{303}' | '\u{306}' | '\u{309}' | '\u{31B}' | '\u{323}'
        | '\u{1EA0}'..='\u{1EF9}' | '\u{2000}'..='\u{206F}' | '€' | '₫' | '™' | '−' | '→' | '\u{FEFF}'
        | '\u{1F300}'..='\u{1FAFF}'
    )
}

/// A syllable and the punctuation behind it: the end of “ĐÃ”, no misread Ý.
fn is_innocent(line: &str, at: usize, end: usize) -> bool {
    let mut pair = line[at..end].chars();
    let (Some(lead), Some(next)) = (pair.next(), pair.next()) else { return false };
    let left = before(line, at);
    if !is_syllable(&format!("{left}{lead}")) {
        return false;
    }
    let right = line[end..].chars().next().is_some_and(char::is_alphabetic);
    match next {
        // Â before a symbol of Latin-1 is the lead byte of that symbol, unless it ends a word.
        '©' | '®' | '°' | '·' | '«' | '»' => !right && (lead != 'Â' || !left.is_empty()),
        // "TÃ i" with a no-break space inside is Tài.
        '\u{A0}' => {
            let rest = after(line, end);
            !(rest.starts_with(char::is_lowercase) && is_syllable(&format!("{left}à{rest}")))
        }
        '–' | '—' => true,
        '“' | '‘' | '”' | '’' | '…' | '•' | '™' | '›' | '‹' => !right,
        _ => false,
    }
}

/// M3: bytes that were lost on the way, where exactly one syllable remains possible.
pub(super) fn lost_bytes(text: &str, changes: &mut Changes, _: &mut Context<'_>) {
    for (at, _) in text.match_indices("Ã ") {
        half_of_grave(text, at, changes);
    }
    for (at, _) in text.match_indices('Ä') {
        let rest = after(text, at + 'Ä'.len_utf8());
        let misread =
            rest.chars().any(|c| !c.is_ascii() && u32::from(c) > 0xFF) && before(text, at).is_empty();
        if misread && is_syllable(&format!("Đ{rest}")) {
            changes.push(at..at + 'Ä'.len_utf8(), "Đ", "M3");
        }
    }
    for (at, cut) in text.match_indices("á»") {
        let end = at + cut.len();
        if text[end..].chars().next().and_then(to_cp1252).is_some_and(|byte| byte & 0xC0 == 0x80) {
            continue; // nothing is lost here
        }
        let (left, right) = (before(text, at), after(text, end));
        // The five bytes that windows-1252 leaves open, behind E1 BB.
        let fits = |letter: &char| is_syllable(&format!("{left}{letter}{right}"));
        let mut fitting = ['ề', 'ọ', 'ỏ', 'Ố', 'ờ'].into_iter().filter(fits);
        if let (Some(letter), None, false) =
            (fitting.next(), fitting.next(), left.is_empty() && right.is_empty())
        {
            changes.push(at..end, letter.to_string(), "M3");
        }
    }
}

/// "lÃ m": the second half of à was a no-break space, and became a plain one.
fn half_of_grave(text: &str, at: usize, changes: &mut Changes) {
    let lead = at..at + 'Ã'.len_utf8();
    let left = before(text, at);
    if !left.chars().next_back().is_some_and(char::is_lowercase) {
        return; // Ã may be right where capitals stand
    }
    let right = after(text, lead.end + 1);
    let grave = format!("{left}à");
    let joined = !right.is_empty() && is_syllable(&format!("{grave}{right}"));
    // A single vowel is the rest of the word, not the next one: "nÃ y" is này.
    let apart = is_syllable(&grave)
        && (right.is_empty() || right.chars().nth(1).is_some() && syllable::parse(right).is_some());
    match (joined, apart) {
        (true, false) => changes.push(lead.start..lead.end + 1, "à", "M3"),
        (false, true) => {
            // Two spaces: one of them was the half.
            let double = text[lead.end + 1..].starts_with(' ');
            changes.push(lead.start..lead.end + usize::from(double), "à", "M3");
        }
        _ => {}
    }
}
