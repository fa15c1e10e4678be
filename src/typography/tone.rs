//! T1–T5: tone marks that stand in the wrong place, and the two styles of open oa, oe, uy.

use std::cell::RefCell;

use super::clean::is_lead;
use super::log::Changes;
use super::protect::Guard;
use super::run::{Memo, Run};
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

/// Runs of letters that ask for nothing in one style. None with punctuation in it is kept, so that who knows a run has
/// no need to look into it.
#[derive(Debug)]
pub(super) struct Settled {
    tone: Tone,
    runs: Memo,
}

thread_local! {
    static SETTLED: RefCell<Settled> = const { RefCell::new(Settled { tone: Tone::Keep, runs: Memo::new() }) };
}

impl Settled {
    /// Lets `ask` ask what is settled where `tone` is wanted.
    pub(super) fn with<T>(tone: Tone, ask: impl FnOnce(&mut Settled) -> T) -> T {
        SETTLED.with_borrow_mut(|settled| {
            if settled.tone != tone {
                settled.runs.clear();
                settled.tone = tone;
            }
            ask(settled)
        })
    }

    /// Is this known of a run of nothing but letters?
    #[inline]
    pub(super) fn knows(&self, run: &Run) -> bool {
        self.runs.knows(run)
    }

    /// Does a run of the text ask for nothing, whatever stands beside it? It may still if the answer is no.
    #[inline]
    pub(super) fn has(&mut self, text: &str, at: usize, run: &Run) -> bool {
        self.runs.knows(run) || self.learns(text, at, *run)
    }

    #[inline(never)]
    fn learns(&mut self, text: &str, at: usize, run: Run) -> bool {
        let letters = &text[at..at + run.len];
        let tone = self.tone;
        let asks = |token: &str| has_cluster(token) && judge(token, tone).0 != Verdict::Nothing;
        let settled = !letters.split(|c| !is_alphabetic(c)).any(asks);
        if settled && !letters.bytes().any(is_lead) {
            self.runs.learn(run);
        }
        settled
    }

    /// Do all runs of the text ask for nothing?
    fn has_all(&mut self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let run = Run::at(bytes, at);
            if !self.has(text, at, &run) {
                return false;
            }
            at += run.len + 1; // what ends a run belongs to none
        }
        true
    }
}

/// Does any token of the line ask for something?
pub(super) fn wanted(text: &str, tone: Tone) -> bool {
    let mut wanted = false;
    clusters(text, tone, |token, _| {
        wanted = wanted || judge(token, tone).0 != Verdict::Nothing;
    });
    wanted
}

/// Proposes the changes of one line and reports the tokens to be flagged.
pub(super) fn changes(
    text: &str,
    guard: &Guard<'_>,
    tone: Tone,
    out: &mut Changes,
    mut flag: impl FnMut(usize, usize),
) {
    if Settled::with(tone, |settled| settled.has_all(text)) {
        return;
    }
    clusters(text, tone, |token, at| {
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
    clusters(text, Tone::Majority, |token, _| match style_of(token) {
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
    clusters(text, Tone::Majority, |token, at| {
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
/// be misplaced. Tokens that touch digits, apostrophes or `_` are no words. Where `tone` keeps the styles, tokens whose
/// tone is right by a look at its neighbours are left out.
fn clusters(text: &str, tone: Tone, mut with: impl FnMut(&str, usize)) {
    let bytes = text.as_bytes();
    let keep = tone == Tone::Keep;
    let mut done = 0;
    let mut at = 0;
    while let Some(next) = next_toned(bytes, at) {
        at = next + 2;
        if next < done || !is_doubtful_place(bytes, next, keep) {
            continue;
        }
        // A token is short; a longer run of letters is no syllable.
        let back = text[..next].char_indices().rev().take(8).take_while(|(_, c)| is_alphabetic(*c));
        let start = back.last().map_or(next, |(at, _)| at);
        let rest = &text[start..];
        let stop = rest.char_indices().take(9).find(|(_, c)| !is_alphabetic(*c)).map(|(at, _)| at);
        let whole = || rest.chars().nth(8).is_none().then_some(rest.len());
        let Some(len) = stop.or_else(whole) else { continue };
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
fn is_doubtful_place(bytes: &[u8], at: usize, keep: bool) -> bool {
    let (slot, len) = match bytes.get(at..at + 3) {
        Some([0xE1, second @ (0xBA | 0xBB), third]) => {
            (0xC0 + (usize::from(*second & 1) << 6) + usize::from(*third & 0x3F), 3)
        }
        _ => match bytes.get(at..at + 2) {
            Some([lead @ 0xC3..=0xC5, second]) => {
                (usize::from(lead - 0xC3) << 6 | usize::from(*second & 0x3F), 2)
            }
            _ => return false,
        },
    };
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let behind = byte(at + len);
    let bears = BEARS[slot];
    if bears == 0 || bears == MARKED || NEAR[usize::from(behind)] & BEYOND != 0 {
        return bears != 0 && NEAR[usize::from(behind)] & BEYOND != 0;
    }
    let before = if at == 0 { b' ' } else { bytes[at - 1] };
    let (left, right) = (NEAR[usize::from(before)], NEAR[usize::from(behind)]);
    // đ and Đ are no vowels.
    let beyond_before = before >= 0x80 && !(at >= 2 && bytes[at - 2] == 0xC4 && before | 1 == 0x91);
    let vowel_before = left & VOWEL != 0 || beyond_before;
    if right & VOWEL == 0 && !vowel_before {
        return false;
    }
    !keep || beyond_before || !is_right(bytes, at, len, bears)
}

/// Is the tone of a letter without letter mark, between ASCII, where one of the two styles puts it whatever syllable it
/// is? Says no where only the grammar knows.
fn is_right(bytes: &[u8], at: usize, len: usize, bears: u8) -> bool {
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let near = |byte: u8| NEAR[usize::from(byte)];
    let (before, behind, next) = (byte(at.checked_sub(1)), byte(Some(at + len)), byte(Some(at + len + 1)));
    let initial = before | 0x20;
    if near(before) & VOWEL == 0 {
        // bài, của, thúy: the first of two in an open syllable; not the u of qu and the i of gi.
        let of_initial = initial == b'q' && bears == b'u' || initial == b'g' && bears == b'i';
        return near(behind) & VOWEL != 0 && near(next) & END != 0 && !of_initial;
    }
    let first = byte(at.checked_sub(2));
    if first >= 0x80 || near(first) & VOWEL != 0 {
        return false;
    }
    if near(behind) & VOWEL != 0 {
        return near(next) & END != 0; // loại, giáo, quái
    }
    if matches!(behind | 0x20, b'n' | b'm') {
        return true; // toàn, giảm: n and m bear any tone
    }
    let alone = match (first | 0x20, initial) {
        (b'q', b'u') | (b'g', b'i') => true,
        (_, b'o') => matches!(bears, b'a' | b'e'),
        (_, b'u') => bears == b'y',
        _ => false,
    };
    alone && near(behind) & END != 0 // quả, giá, hoà
}

/// In [`NEAR`]: a vowel of ASCII.
const VOWEL: u8 = 1;
/// The lead byte of a letter beyond ASCII.
const BEYOND: u8 = 2;
/// ASCII that ends a word.
const END: u8 = 4;

const NEAR: [u8; 256] = {
    let mut near = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        near[byte] = match byte as u8 {
            0xC3..=0xC6 | 0xE1 => BEYOND,
            b if b | 0x20 == b'a' || b | 0x20 == b'e' || b | 0x20 == b'i' => VOWEL,
            b if b | 0x20 == b'o' || b | 0x20 == b'u' || b | 0x20 == b'y' => VOWEL,
            b'\'' | b'_' | b'`' => 0,
            b if b < 0x80 && !b.is_ascii_alphanumeric() => END,
            _ => 0,
        };
        byte += 1;
    }
    near
};

/// In [`BEARS`]: a toned letter with a letter mark.
const MARKED: u8 = 1;

/// What bears the tone of a toned letter, its vowel in ASCII or [`MARKED`], and 0 for all else: 64 each behind the bytes
/// C3, C4, C5, E1 BA, E1 BB.
const BEARS: [u8; 320] = {
    const FIRST: [u32; 5] = [0xC0, 0x100, 0x140, 0x1E80, 0x1EC0];
    let mut bears = [0; 320];
    let mut slot = 0;
    while slot < 320 {
        if let Some(c) = char::from_u32(FIRST[slot >> 6] + (slot as u32 & 0x3F))
            && let Some(letter) = Letter::of(c)
            && !matches!(letter.tone(), syllable::Tone::Ngang)
        {
            bears[slot] = if letter.base().is_ascii() { letter.base() as u8 } else { MARKED };
        }
        slot += 1;
    }
    bears
};

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_foreign_word_hides_nothing_behind_it() {
        let mut seen = Vec::new();
        clusters("administración thuỷ lợi", Tone::Classic, |token, _| seen.push(token.to_owned()));
        assert!(seen.contains(&"thuỷ".to_owned()), "{seen:?}");
    }

    fn line() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "hòan",
            "hoàn",
            "hòa",
            "hoà",
            "qủa",
            "quả",
            "gìa",
            "gịa",
            "lựơng",
            "thúy",
            "thuý",
            "xùât",
            "tòa",
            "Huỳnh",
            "Noé",
            "administración",
            "R'lấp",
            "được",
            "ỦY",
            "UỶ",
            "hOà",
            "b",
            "1",
        ]);
        let marks = prop::sample::select(" ,.“”–'_…\u{301}".chars().collect::<Vec<char>>());
        let letters = "[a-eiouyghqnàáạảãòóọùúỳýỷìíèéươâêộếựqG]{1,6}";
        let piece = prop_oneof![
            4 => words.prop_map(str::to_owned), 4 => marks.prop_map(String::from), 3 => letters, 1 => "\\PC{0,3}"
        ];
        prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6000))]

        #[test]
        fn what_is_settled_asks_for_nothing(line in line()) {
            for tone in [Tone::Keep, Tone::Classic, Tone::Modern, Tone::Majority] {
                let settled = Settled::with(tone, |settled| settled.has_all(&line));
                prop_assert!(!(settled && wanted(&line, tone)), "{:?}", tone);
            }
        }
    }
}
