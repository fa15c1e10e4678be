//! Text rules in three layers (spec/typography): L0 repair, L1 typography, L2 binding and breaking.

use std::borrow::Cow;

use crate::settings;

pub mod address;
mod bind;
mod breaking;
pub mod caps;
mod clean;
pub mod collation;
mod dash;
pub mod figures;
mod lint;
pub mod log;
pub mod masthead;
mod numbers;
mod polish;
mod protect;
mod punct;
mod quotes;
mod repair;
mod run;
mod symbol;
mod token;
mod tone;

/// The layer a rule belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Repair: Unicode, mojibake, invisible characters.
    L0,
    /// Spacing, punctuation, quotes, tone marks.
    L1,
    /// No-break spaces at output time.
    L2,
}

/// One change: `before` at `offset` (bytes from the start of the text the layer was given) became `after`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Rule ids of the spec; several that touch are joined by `+`.
    pub rule: Cow<'static, str>,
    /// Byte offset in the layer's input.
    pub offset: usize,
    /// Text before.
    pub before: String,
    /// Text after.
    pub after: String,
}

/// Something doubtful that was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Rule id.
    pub flag: &'static str,
    /// Byte offset in the layer's input.
    pub offset: usize,
    /// The text in question.
    pub text: String,
}

/// Something that an editor may want otherwise. Nothing changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// C1: capitals; T3: both tone styles in one text.
    pub rule: &'static str,
    /// Byte offset in the text.
    pub offset: usize,
    /// The text in question.
    pub text: String,
    /// What should stand there.
    pub suggestion: String,
    /// The section of NĐ 30/2020/NĐ-CP, Phụ lục II, for capitals.
    pub source: Option<&'static str>,
}

/// A text after a layer, with the log that leads back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited<'a> {
    /// Borrowed when nothing changed.
    pub text: Cow<'a, str>,
    /// Ascending by offset, not overlapping, touching ones merged.
    pub edits: Vec<Edit>,
    /// Ascending by offset.
    pub flags: Vec<Flag>,
}

/// L0 on a whole decoded text: NFC, marks, look-alikes, invisible characters, spaces, line ends, references, mojibake.
pub fn repair(text: &str) -> Edited<'_> {
    repair::text(text, &[])
}

/// The same without the rules that `options` switches off. U1 and U8 stay: all that follows counts on NFC and LF.
pub fn repair_as<'a>(text: &'a str, options: &settings::Typography) -> Edited<'a> {
    repair::text(text, &options.disable)
}

/// L1 on one paragraph or on a whole L0 text (paragraphs are lines). `majority` is resolved over `text` itself; for a
/// document in pieces see [`resolve_tone`].
pub fn polish<'a>(text: &'a str, options: &settings::Typography) -> Edited<'a> {
    match options.tone {
        settings::Tone::Majority => {
            let tone = resolve_tone(std::iter::once(text), options.tone);
            polish::polish(text, &settings::Typography { tone, ..options.clone() })
        }
        _ => polish::polish(text, options),
    }
}

/// Turns `tone = majority` into `classic`, `modern` or `keep` (tie) for a document; other settings stay.
pub fn resolve_tone<'a>(texts: impl Iterator<Item = &'a str>, tone: settings::Tone) -> settings::Tone {
    if tone != settings::Tone::Majority {
        return tone;
    }
    let (classic, modern) = texts.map(tone::count).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    match classic.cmp(&modern) {
        std::cmp::Ordering::Less => settings::Tone::Modern,
        std::cmp::Ordering::Equal => settings::Tone::Keep,
        std::cmp::Ordering::Greater => settings::Tone::Classic,
    }
}

/// Capitals by NĐ 30/2020/NĐ-CP, Phụ lục II, and mixed tone styles, ascending by offset: suggestions, never edits.
pub fn lint(text: &str, options: &settings::Typography) -> Vec<Lint> {
    lint::lint(text, options)
}

/// L2 hard binding (H1–H8): spaces that must not break become U+00A0. Nothing else changes.
pub fn bind(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let mut copied = 0;
    bind::spaces(text, |at, len, hold| {
        if matches!(hold, bind::Hold::Hard(_)) && len == 1 {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len() + text.len() / 16));
            out.push_str(&text[copied..at]);
            out.push('\u{a0}');
            copied = at + len;
        }
    });
    match out {
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    }
}

/// L2 hard binding with its log, without the rules that are switched off: for `normalize`.
pub fn bind_logged<'a>(text: &'a str, options: &settings::Typography) -> Edited<'a> {
    let mut edits = Vec::new();
    let is_off = |rule: &str| options.disable.iter().any(|id| id == rule);
    bind::spaces(text, |offset, len, hold| {
        if let (bind::Hold::Hard(rule), 1) = (hold, len)
            && !is_off(rule)
        {
            edits.push(Edit {
                rule: Cow::Borrowed(rule),
                offset,
                before: " ".into(),
                after: "\u{a0}".into(),
            });
        }
    });
    let mut bound: Option<String> = None;
    let mut copied = 0;
    for edit in &edits {
        let out = bound.get_or_insert_with(|| String::with_capacity(text.len() + edits.len()));
        out.push_str(&text[copied..edit.offset]);
        out.push_str(&edit.after);
        copied = edit.offset + edit.before.len();
    }
    let text = match bound {
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
        None => Cow::Borrowed(text),
    };
    Edited { text, edits, flags: Vec::new() }
}

/// L2: byte offsets of hyphens that must not break (inside document symbols), for `w:noBreakHyphen`.
pub fn no_break_hyphens(text: &str, out: &mut Vec<usize>) {
    breaking::no_break_hyphens(text, out);
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// The next line would start at this byte (behind the space, hyphen or slash).
    pub offset: usize,
    /// 0 for a plain break; about 500 for a soft binding (B2) or a hyphenated transliteration.
    pub penalty: u16,
}

/// L2: all permitted breaks of a text (UAX #14 less H1–H8 and B1, with the penalties of B2), ascending, without the
/// text's end. A mandatory break after `\n` is not listed.
pub fn breaks(text: &str, out: &mut Vec<Break>) {
    breaking::breaks(text, out);
}
