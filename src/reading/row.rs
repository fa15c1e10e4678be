//! A line with what can be seen of it without its neighbours.

use super::Label;

/// How many words and characters of a line are looked at: no decision needs more, and a 16 MiB line costs as much as
/// a paragraph.
const WORDS_SEEN: u16 = 80;

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
    /// Words that begin with a capital letter, among those counted.
    pub capitalised: u16,
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
}

impl<'a> Row<'a> {
    /// Looks at `text`, already trimmed and not empty.
    pub fn new(line: u32, text: &'a str, gap: u8) -> Row<'a> {
        let (mut words, mut capitalised, mut letters, mut capitals) = (0u16, 0u16, 0u32, 0u32);
        let (mut in_word, mut stop, mut sentences) = (false, false, false);
        let mut cut = text.len();
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                if words >= WORDS_SEEN {
                    cut = at;
                    break;
                }
                in_word = false;
                continue;
            }
            let upper = is_upper(c);
            if !in_word {
                in_word = true;
                words += 1;
                capitalised += u16::from(upper);
                sentences |= stop && upper;
                stop = false;
            }
            if c.is_alphabetic() {
                letters += 1;
                capitals += u32::from(upper);
            }
            stop = matches!(c, '.' | '!' | '?' | '…') || stop && is_closing(c);
        }
        sentences |= cut < text.len();
        let mut last = text.chars().rev().find(|&c| !is_closing(c)).unwrap_or(' ');
        if last == '.' && words <= 16 && ends_in_initials(text) {
            last = 'A';
        }
        Row {
            line,
            text,
            gap,
            words,
            capitalised,
            upper: letters > 1 && capitals * 10 >= letters * 9,
            last,
            sentences,
            label: Label::Body,
            reason: "text",
            confidence: 0.5,
            settled: false,
            joins: false,
        }
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
        c.is_alphabetic() && !is_upper(c)
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

/// A capital letter; cheaper than `char::is_uppercase` for ASCII.
pub(super) fn is_upper(c: char) -> bool {
    c.is_ascii_uppercase() || !c.is_ascii() && c.is_uppercase()
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

/// White space or an invisible character.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}

/// Lower case, words parted by one space, punctuation gone: the form in which cues are looked up. Reuses `out`.
pub(super) fn fold(text: &str, out: &mut String) {
    out.clear();
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() || c == '+' || unicode_normalization::char::is_combining_mark(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            match c {
                'Ð' | 'ð' => out.push('đ'),
                _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
                _ => out.extend(c.to_lowercase()),
            }
        } else {
            gap = true;
        }
    }
}

/// Lower-case ASCII letters and digits of a text, words parted by one space: what a site's slug is made of.
pub(super) fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    let mut gap = false;
    for c in text.nfd() {
        let c = match c {
            'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
            c if unicode_normalization::char::is_combining_mark(c) => continue,
            c => c.to_ascii_lowercase(),
        };
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else {
            gap = true;
        }
    }
    out
}

/// Are two texts the same but for white space and case?
pub(super) fn same(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| -> Vec<char> {
        text.chars().filter(|&c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    // Lengths first: nearly all pairs differ there.
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.len() - short.len() <= 16 + short.len() / 8 && letters(a) == letters(b)
}
