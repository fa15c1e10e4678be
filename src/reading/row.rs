//! A line with what can be seen of it without its neighbours.

use std::cell::OnceCell;

use super::Label;
use super::byline::{self, Byline};
use super::credit;
use super::fold::{Head, fold};
use super::letters::{self, is_upper};

/// How many words and characters of a line are looked at: no decision needs more, and a 16 MiB line costs as much as
/// a paragraph.
const WORDS_SEEN: u16 = 80;
/// Bytes of a line that is looked at as a whole before its words are.
const PLAIN: usize = 4096;

/// Bytes of a line whose key is folded whole, whatever is asked of it.
const LONG: usize = 128;

/// A non-blank line of the L0 text.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// Index of the line in the L0 text.
    pub line: u32,
    /// The line without outer white space (and without the store's date prefix).
    pub text: &'a str,
    /// Blank lines directly above.
    pub gap: u8,
    /// Words, counted up to a cap.
    pub words: u16,
    /// Share of the letters that are capital: nine in ten or more.
    pub upper: bool,
    /// The last telling character (closing quotes and brackets skipped).
    pub last: char,
    /// A full stop, question or exclamation mark followed by a space and a capital stands inside.
    pub sentences: bool,
    /// Verdict.
    pub label: Label,
    /// Evidence.
    pub reason: &'static str,
    /// 0 to 1.
    pub confidence: f32,
    /// A verdict has been reached.
    pub settled: bool,
    /// The line goes on with the block of the line before it.
    pub joins: bool,
    // Asked for by several passes, worked out by the first of them.
    key: OnceCell<String>,
    head: OnceCell<String>,
    byline: OnceCell<Option<Byline<'a>>>,
    credited: OnceCell<bool>,
}

/// What the words of a line show.
struct Seen<'a> {
    words: u16,
    sentences: bool,
    /// The part of the text that was looked at.
    considered: &'a str,
}

impl Seen<'_> {
    fn of(text: &str) -> Seen<'_> {
        if text.len() <= PLAIN && letters::only_plain_spaces(text.as_bytes()) {
            Seen::plain(text)
        } else {
            Seen::walk(text)
        }
    }

    /// Of a text whose white space is plain spaces: words are counted and stops looked for without a walk over them.
    fn plain(text: &str) -> Seen<'_> {
        let bytes = text.as_bytes();
        let words = match count_words(bytes) {
            Counted::All(words) => words,
            Counted::Until(end) => {
                return Seen { words: WORDS_SEEN, sentences: true, considered: &text[..end] };
            }
        };
        let ellipsis = |at: &usize| bytes[..*at].ends_with(&[0xE2, 0x80]);
        let sentences = memchr::memchr3_iter(b'.', b'!', b'?', bytes)
            .chain(memchr::memchr_iter(0xA6, bytes).filter(ellipsis))
            .any(|at| stops_before_capital(text, at));
        Seen { words, sentences, considered: text }
    }

    /// Of any text, word by word.
    fn walk(text: &str) -> Seen<'_> {
        let bytes = text.as_bytes();
        let mut seen = Seen { words: 0, sentences: false, considered: text };
        let mut stop = false;
        let mut at = 0;
        while at < bytes.len() {
            let space = letters::space(bytes, at);
            if space > 0 {
                at += space;
                continue;
            }
            let end = word_end(bytes, at);
            let word = &text[at..end];
            seen.words += 1;
            seen.sentences |= stop && word.starts_with(is_upper);
            stop =
                may_end_sentence(bytes[end - 1]) && ends_in_stop(word) && !owns_stop(word, seen.words <= 2);
            if end < bytes.len() && seen.words >= WORDS_SEEN {
                seen.considered = &text[..end];
                seen.sentences = true;
                break;
            }
            at = end;
        }
        seen
    }
}

/// Words of a text whose white space is plain spaces.
enum Counted {
    /// So many, none of them behind the last that is looked at.
    All(u16),
    /// There are more than are looked at; the last of these ends at this byte.
    Until(usize),
}

fn count_words(bytes: &[u8]) -> Counted {
    let starts = |(before, after): (&u8, &u8)| (*before == b' ') & (*after != b' ');
    let mut words = u16::from(bytes.first().is_some_and(|byte| *byte != b' '));
    let rest = bytes.get(1..).unwrap_or_default();
    for (at, (before, after)) in bytes.chunks(CHUNK).zip(rest.chunks(CHUNK)).enumerate() {
        let found = before.iter().zip(after).fold(0u8, |found, pair| found + u8::from(starts(pair)));
        let counted = words + u16::from(found);
        if counted > WORDS_SEEN {
            // The first word of too many begins in this chunk, behind the space or spaces that end the last one.
            let too_many = before.iter().zip(after).enumerate().filter(|(_, pair)| starts(*pair));
            let space = too_many.map(|(space, _)| space).nth((WORDS_SEEN - words).into()).unwrap_or(0);
            let space = at * CHUNK + space;
            let spaces = bytes[..space].iter().rev().take_while(|byte| **byte == b' ').count();
            return Counted::Until(space - spaces);
        }
        words = counted;
    }
    Counted::All(words)
}

/// Bytes in which words are counted at once: a byte must hold their number.
const CHUNK: usize = 128;

/// The stop that ends at byte `at` closes its word, and the next one begins with a capital.
fn stops_before_capital(text: &str, at: usize) -> bool {
    let tail = text[at + 1..].trim_start_matches(is_closing);
    let next = tail.trim_start_matches(' ');
    if next.len() == tail.len() || !next.starts_with(is_upper) {
        return false;
    }
    let from = memchr::memrchr(b' ', &text.as_bytes()[..at]).map_or(0, |space| space + 1);
    let second = || memchr::memchr(b' ', text[..from].trim_end_matches(' ').as_bytes()).is_none();
    !owns_stop(&text[from..text.len() - tail.len()], from == 0 || second())
}

/// "1. Tôi", "Hình 1. Bể": the number of a line; "BS. Hà": a title. Their stops end no sentence.
fn owns_stop(word: &str, early: bool) -> bool {
    early && is_number(word) || is_title(word)
}

/// Where the word at `at` ends.
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        // Spaces, and the first bytes of all spaces beyond ASCII.
        if matches!(byte, 9..=13 | b' ' | 0xC2 | 0xE1..=0xE3) && letters::space(bytes, at) > 0 {
            break;
        }
        at += 1;
    }
    at
}

/// The last bytes of the stops and the closing signs: nearly no word gets further.
fn may_end_sentence(last: u8) -> bool {
    matches!(last, b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']' | 0xA6 | 0x9D | 0x99 | 0xBB)
}

/// The word ends a sentence; quotes and brackets may stand behind the stop.
fn ends_in_stop(word: &str) -> bool {
    word.chars().rev().find(|&c| !is_closing(c)).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'))
}

/// "12.", "3)": a number with its stop.
fn is_number(word: &str) -> bool {
    let figures = word.trim_end_matches(['.', ')']);
    figures.len() < word.len() && figures.len() <= 3 && figures.bytes().all(|b| b.is_ascii_digit())
}

/// A title that is always printed with its stop, in front of a name.
fn is_title(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '“', '"']);
    word.len() <= 8
        && [
            "BS.", "CKI.", "CKII.", "BSCKI.", "BSCKII.", "BSNT.", "ThS.", "TS.", "PGS.", "GS.", "LS.", "KS.",
            "DS.", "PGS.TS.", "TP.", "TX.", "Mr.", "Mrs.", "Dr.", "TM.", "KT.", "TL.", "TUQ.",
        ]
        .iter()
        .any(|title| title.eq_ignore_ascii_case(word))
}

/// Nine in ten of the letters are capitals.
fn is_capitals(text: &str) -> bool {
    // So many small letters are one in ten, whatever stands between them.
    let small = text
        .as_bytes()
        .chunks(CHUNK)
        .map(|chunk| chunk.iter().fold(0u8, |found, byte| found + u8::from(byte.is_ascii_lowercase())));
    if small.map(usize::from).sum::<usize>() * 10 > text.len() {
        return false;
    }
    let (mut letters, mut capitals) = (0usize, 0usize);
    for c in text.chars().filter(|&c| letters::is_alphabetic(c)) {
        letters += 1;
        capitals += usize::from(is_upper(c));
    }
    letters > 1 && capitals * 10 >= letters * 9
}

impl<'a> Row<'a> {
    /// Looks at `text`, already trimmed and not empty.
    pub fn new(line: u32, text: &'a str, gap: u8) -> Row<'a> {
        let Seen { words, sentences, considered } = Seen::of(text);
        // A sentence may have a smile behind its stop.
        let said = text.trim_end_matches(|c: char| is_pictograph(c) || c.is_whitespace());
        let said = if said.is_empty() { text } else { said };
        let mut last = said.chars().rev().find(|&c| !is_closing(c)).unwrap_or(' ');
        if last == '.' && words <= 16 && ends_in_initials(text) {
            last = 'A';
        }
        Row {
            line,
            text,
            gap,
            words,
            upper: is_capitals(considered),
            last,
            sentences,
            label: Label::Body,
            reason: "text",
            confidence: 0.5,
            settled: false,
            joins: false,
            key: OnceCell::new(),
            head: OnceCell::new(),
            byline: OnceCell::new(),
            credited: OnceCell::new(),
        }
    }

    /// The text as cues are looked up in it; see [`fold`].
    pub fn key(&self) -> &str {
        self.key.get_or_init(|| {
            let mut key = String::with_capacity(self.text.len());
            fold(self.text, &mut key);
            key
        })
    }

    /// How the [key](Row::key) begins: of a long line no more is folded.
    pub fn head(&self) -> &str {
        if self.text.len() <= LONG || self.key.get().is_some() {
            return self.key();
        }
        self.head.get_or_init(|| {
            let mut head = Head::default();
            head.of(self.text).to_owned()
        })
    }

    /// The text read as a byline; see [`byline::byline`].
    pub fn byline(&self) -> Option<Byline<'a>> {
        *self.byline.get_or_init(|| byline::byline(self.text))
    }

    /// No byline as a whole, but read as one where a byline is looked for; see [`byline::loosely`].
    pub fn signs_loosely(&self) -> bool {
        (3..=20).contains(&self.words) && self.byline().is_none() && byline::loosely(self.text).is_some()
    }

    /// Who took the picture stands with its words; see [`credit::inline`].
    pub fn credited(&self) -> bool {
        *self.credited.get_or_init(|| credit::inline(self.text))
    }

    /// Words that begin with a capital letter, among those counted.
    pub fn capitalised(&self) -> u16 {
        let words = self.text.split_whitespace().take(self.words.into());
        words.filter(|word| word.starts_with(is_upper)).count() as u16
    }

    /// Gives the verdict.
    pub fn settle(&mut self, label: Label, reason: &'static str, confidence: f32) {
        self.label = label;
        self.reason = reason;
        self.confidence = confidence;
        self.settled = true;
    }

    /// Ends as a sentence ends.
    pub fn ends_sentence(&self) -> bool {
        matches!(self.last, '.' | '!' | '?' | '…') || self.text.ends_with("./.") || self.text.ends_with("/.")
    }

    /// Prose: a sentence of some length, or a paragraph.
    pub fn is_prose(&self) -> bool {
        self.words >= 45
            || self.words >= 30 && matches!(self.last, '.' | '!' | '?' | '…' | ':' | ';' | ',')
            || self.words >= 8 && (matches!(self.last, '.') || self.sentences)
            || self.words >= 20 && self.ends_sentence()
            || self.words >= 14 && matches!(self.last, ':' | ';' | ',')
    }

    /// Could stand as a headline, a sub-heading, a name or a caption: short and without a sentence's end.
    pub fn is_short(&self) -> bool {
        self.words <= 34 && !self.sentences && !matches!(self.last, '.' | ';' | ',' | ':')
    }

    /// The first character.
    pub fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }

    /// Begins with a lower-case letter: a fragment of the line before.
    pub fn starts_lower(&self) -> bool {
        let c = self.first();
        letters::is_alphabetic(c) && !is_upper(c)
    }

    /// The page drops it.
    pub fn is_dropped(&self) -> bool {
        matches!(self.label, Label::Boilerplate | Label::Duplicate)
    }

    /// Nothing has been decided yet.
    pub fn is_open(&self) -> bool {
        !self.settled
    }
}

/// "… viện trợ A.I." ends in an abbreviation, which says nothing about a sentence.
fn ends_in_initials(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let inner = word.strip_suffix('.').unwrap_or(word);
    inner.contains('.')
        && inner.split('.').all(|part| part.chars().count() == 1 && part.chars().all(is_upper))
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»')
}

/// A sign that stands for a word or a feeling: an eye, a heart, a face.
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F300}'..='\u{1FAFF}')
}

/// White space or an invisible character.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The short way and the walk over all words see the same.
        #[test]
        fn counted_as_walked(text in "([a-zàảẩđưÀĐẦ]{1,3}|[0-9]{1,3}|BS|TP|[.!?…”’)»\"]{1,2}| {1,2}){0,260}") {
            let text = text.trim();
            let (plain, walked) = (Seen::plain(text), Seen::walk(text));
            prop_assert_eq!(plain.words, walked.words);
            prop_assert_eq!(plain.sentences, walked.sentences);
            prop_assert_eq!(plain.considered, walked.considered);
        }
    }

    #[test]
    fn stops_of_titles_and_numbers_end_no_sentence() {
        let sentences = |text| Row::new(0, text, 0).sentences;
        assert!(sentences("Mưa đã tạnh. Người dân trở về"));
        assert!(sentences("“Mưa đã tạnh…” Người dân trở về"));
        assert!(!sentences("Gặp BS. Hà ở trạm"));
        assert!(!sentences("1. Tôi đi chợ"));
        assert!(!sentences("rộng 1.200 m. và dài"));
    }
}
