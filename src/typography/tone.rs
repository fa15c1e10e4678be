//! T1–T5: tone marks that stand in the wrong place, and the two styles of open oa, oe, uy.

use super::log::Changes;
use super::protect::Guard;
use crate::settings::Tone;
use crate::syllable::{self, Fit, Letter, Shape, Style, Syllable};

/// What a token of letters asks for.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Nothing,
    /// Write it anew by this rule.
    Write(&'static str, Style),
    /// Two tones, or a tone that its final consonant does not bear, on letters that would otherwise be a syllable.
    Flag,
}

/// Does any token of the line ask for something?
pub(super) fn wanted(text: &str, tone: Tone) -> bool {
    let mut wanted = false;
    clusters(text, |token, _| {
        wanted = wanted || judge(token, tone).0 != Verdict::Nothing;
    });
    wanted
}

/// Proposes the changes of one line and reports the tokens to be flagged.
pub(super) fn changes(
    text: &str,
    guard: &Guard,
    tone: Tone,
    out: &mut Changes,
    mut flag: impl FnMut(usize, usize),
) {
    clusters(text, |token, at| {
        if guard.covers(at) {
            return;
        }
        match judge(token, tone) {
            (Verdict::Write(rule, style), Some(syllable)) => {
                let mut written = String::with_capacity(token.len());
                syllable.write(style, &mut written);
                out.push(at..at + token.len(), written, rule);
            }
            (Verdict::Flag, _) => flag(at, token.len()),
            _ => {}
        }
    });
}

/// How often each style is written: classic, modern.
pub(super) fn count(text: &str) -> (usize, usize) {
    let (mut classic, mut modern) = (0, 0);
    clusters(text, |token, _| match style_of(token) {
        Some(Style::Classic) => classic += 1,
        Some(Style::Modern) => modern += 1,
        None => {}
    });
    (classic, modern)
}

fn style_of(token: &str) -> Option<Style> {
    let syllable = syllable::parse(token)?;
    if syllable.shape == Shape::Mixed { None } else { syllable.style() }
}

/// Reports the syllables whose style shows, with their places.
pub(super) fn styled(text: &str, mut report: impl FnMut(usize, Syllable, Style)) {
    clusters(text, |token, at| {
        if let (Some(style), Some(syllable)) = (style_of(token), syllable::parse(token)) {
            report(at, syllable, style);
        }
    });
}

fn judge(token: &str, tone: Tone) -> (Verdict, Option<Syllable>) {
    let Some(syllable) = syllable::parse(token) else {
        return (if is_doubtful(token) { Verdict::Flag } else { Verdict::Nothing }, None);
    };
    if syllable.shape == Shape::Mixed || syllable.fit != Fit::Core {
        return (Verdict::Nothing, None);
    }
    let style = match tone {
        Tone::Classic => Some(Style::Classic),
        Tone::Modern => Some(Style::Modern),
        Tone::Keep | Tone::Majority => None,
    };
    if syllable.is_misplaced() {
        // gịa (giặt gịa) is written so.
        let is_gia =
            syllable.initial() == "gi" && syllable.rime() == "a" && syllable.tone == syllable::Tone::Nang;
        let verdict = match is_gia {
            true => Verdict::Nothing,
            false => Verdict::Write("T4", style.unwrap_or(Style::Classic)),
        };
        return (verdict, Some(syllable));
    }
    match (style, syllable.style()) {
        (Some(wanted), Some(written)) if wanted != written => (Verdict::Write("T2", wanted), Some(syllable)),
        _ => (Verdict::Nothing, None),
    }
}

/// Letters that would be a syllable with one other tone.
fn is_doubtful(token: &str) -> bool {
    let mut bare = String::with_capacity(token.len());
    let mut toned = 0;
    for c in token.chars() {
        let Some(letter) = Letter::of(c) else { return false };
        let first = letter.tone() != syllable::Tone::Ngang && toned == 0;
        toned += usize::from(letter.tone() != syllable::Tone::Ngang);
        bare.push(letter.with_tone(if first { syllable::Tone::Sac } else { syllable::Tone::Ngang }));
    }
    toned > 0 && syllable::fit(&bare) == Fit::Core
}

/// Calls `with` for each token of letters in which a toned letter stands beside another vowel: only there can a tone
/// be misplaced. Tokens that touch digits, apostrophes or `_` are no words.
fn clusters(text: &str, mut with: impl FnMut(&str, usize)) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut at = 0;
    while let Some(next) = next_toned(bytes, at) {
        at = next + 2;
        if next < done || !is_doubtful_place(text, next) {
            continue;
        }
        // A token is short; a longer run of letters is no syllable.
        let back = text[..next].char_indices().rev().take(8).take_while(|(_, c)| is_alphabetic(*c));
        let start = back.last().map_or(next, |(at, _)| at);
        let rest = &text[start..];
        let len =
            rest.char_indices().take(9).find(|(_, c)| !is_alphabetic(*c)).map_or(rest.len(), |(at, _)| at);
        done = start + len;
        let token = &rest[..len];
        if !has_cluster(token) {
            continue;
        }
        let joint = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '_' | '`' | 'ʼ') || is_mark(c);
        if text[..start].ends_with(joint) || text[done..].starts_with(joint) {
            continue;
        }
        with(token, start);
    }
}

/// May the tone of the letter at `at` be at the wrong place? A letter that bears a letter mark is the right one unless
/// another such letter follows; any other is right where no vowel is its neighbour.
fn is_doubtful_place(text: &str, at: usize) -> bool {
    let Some(c) = text[at..].chars().next() else { return false };
    let Some(letter) = Letter::of(c) else { return false };
    if letter.tone() == syllable::Tone::Ngang {
        return false;
    }
    let bytes = text.as_bytes();
    let behind = bytes.get(at + c.len_utf8()).copied().unwrap_or(b' ');
    let beyond = matches!(behind, 0xC3..=0xC6 | 0xE1);
    if beyond || matches!(letter.base(), 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư') {
        return beyond;
    }
    let vowel = |b: u8| matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let before = if at == 0 { b' ' } else { bytes[at - 1] };
    // đ and Đ are no vowels.
    let vowel_before =
        vowel(before) || before >= 0x80 && !(at >= 2 && bytes[at - 2] == 0xC4 && before | 1 == 0x91);
    vowel(behind) || vowel_before
}

/// A letter of any alphabet; ours are told by one look into a small table.
fn is_alphabetic(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => Letter::of(c).is_some() || c.is_alphabetic(),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The next byte that begins a toned letter (or another letter of its block).
fn next_toned(bytes: &[u8], from: usize) -> Option<usize> {
    let tail = bytes.get(from..)?;
    let lead = |b: &u8| matches!(b, 0xC3..=0xC5 | 0xE1);
    tail.iter().position(lead).map(|at| from + at)
}

fn has_cluster(token: &str) -> bool {
    let (mut vowel_before, mut toned_before) = (false, false);
    for c in token.chars() {
        let Some(letter) = Letter::of(c) else { return false };
        let (vowel, toned) = (letter.is_vowel(), letter.tone() != syllable::Tone::Ngang);
        if vowel && vowel_before && (toned || toned_before) {
            return true;
        }
        (vowel_before, toned_before) = (vowel, toned);
    }
    false
}
