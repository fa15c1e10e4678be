//! A text as runs: bound spaces and hyphens, links, line breaks, script hints.

use std::borrow::Cow;

use docx_rs::{
    Break, BreakType, Hyperlink, HyperlinkData, ParagraphChild, Run, RunChild, RunFonts, RunProperty,
    RunStyle, Text,
};

use super::links::Links;
use super::order;
use crate::typography::{self, address};

/// Turns texts into runs; keeps its buffers and the links of the document.
#[derive(Debug, Default)]
pub(super) struct Inline {
    pub(super) links: Links,
    hyphens: Vec<usize>,
}

impl Inline {
    /// The children of a paragraph that show `text`.
    pub(super) fn runs(&mut self, text: &str) -> Vec<ParagraphChild> {
        let clean = without_controls(text);
        let bound = self.bound(&clean);
        let found = address::find(&bound);
        let mut children = Vec::with_capacity(2 * found.len() + 1);
        let mut at = 0;
        for link in found {
            plain(&bound[at..link.range.start], None, &mut children);
            let mut inside = Vec::with_capacity(1);
            plain(&bound[link.range.clone()], Some("Hyperlink"), &mut inside);
            let rid = self.links.relationship(link.target);
            let link_data = HyperlinkData::External { rid, path: String::new() };
            children.push(ParagraphChild::Hyperlink(Hyperlink {
                link: link_data,
                history: None,
                children: inside,
            }));
            at = link.range.end;
        }
        plain(&bound[at..], None, &mut children);
        children
    }

    /// The same without links: for what is a link as a whole.
    pub(super) fn unlinked(&mut self, text: &str) -> Vec<ParagraphChild> {
        let clean = without_controls(text);
        let mut children = Vec::with_capacity(2);
        plain(&self.bound(&clean), None, &mut children);
        children
    }

    /// The text with U+00A0 and U+2011 where a line must not end.
    fn bound<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let bound = typography::bind(text);
        typography::no_break_hyphens(text, &mut self.hyphens);
        if self.hyphens.is_empty() {
            return bound;
        }
        let mut hyphens = self.hyphens.iter().peekable();
        let mut out = String::with_capacity(bound.len() + 2 * self.hyphens.len());
        let mut grown = 0; // bytes that U+00A0 is longer than the space it replaces
        for (at, character) in bound.char_indices() {
            let in_text = at - grown;
            if character == '\u{a0}' {
                grown += 1;
            }
            if hyphens.next_if(|hyphen| **hyphen == in_text).is_some() {
                out.push('\u{2011}');
            } else {
                out.push(character);
            }
        }
        Cow::Owned(out)
    }
}

/// XML 1.0 has no C0 controls but TAB, LF and CR; C1 controls and noncharacters have no business in a text either.
fn without_controls(text: &str) -> Cow<'_, str> {
    let bad = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    // C1 controls begin with C2, noncharacters with EF: prose has hardly any of these bytes, and all are seen at once
    let odd = |byte: u8| (byte < b' ') | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xef);
    if !text.bytes().fold(false, |found, byte| found | odd(byte)) || !text.chars().any(bad) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\t' => Some(' '),
        _ => (!bad(c)).then_some(c),
    });
    Cow::Owned(kept.collect())
}

/// Which of a document's fonts Word should take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Latin, Greek, Cyrillic: Times New Roman.
    Western,
    /// Han, kana, hangul.
    EastAsian,
    /// Thai, Lao, Khmer, Indic.
    Complex,
    /// Hebrew, Arabic and their neighbours.
    RightToLeft,
}

/// The script of a letter; `None` for what goes with its neighbours.
fn script(c: char) -> Option<Script> {
    Some(match u32::from(c) {
        0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF => {
            Script::RightToLeft
        }
        0x900..=0x109F
        | 0x1780..=0x17FF
        | 0x1900..=0x1AFF
        | 0x1B00..=0x1C4F
        | 0xA800..=0xA8FF
        | 0xA980..=0xA9DF => Script::Complex,
        0xAA00..=0xAADF | 0x1_1000..=0x1_1AFF => Script::Complex,
        0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF => {
            Script::EastAsian
        }
        0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x1_7000..=0x1_8DFF | 0x1_B000..=0x1_B16F => Script::EastAsian,
        0x2_0000..=0x3_FFFF => Script::EastAsian,
        _ if c.is_alphanumeric() => Script::Western,
        _ => return None,
    })
}

/// Has the text a character that may be of another script: from U+0590 on, but for U+1E00 (E1 B8) to U+2BFF (E2 AF)?
fn is_foreign(text: &str) -> bool {
    let foreign = |lead: u8, next: u8| {
        ((lead >= 0xd6) & (lead != 0xe1) & (lead != 0xe2))
            | ((lead == 0xe1) & (next < 0xb8))
            | ((lead == 0xe2) & (next >= 0xb0))
    };
    let leads = text.as_bytes();
    let nexts = leads.get(1..).unwrap_or_default();
    leads.iter().zip(nexts).fold(false, |found, (&lead, &next)| found | foreign(lead, next))
}

/// Runs of one script and line, without links.
fn plain(text: &str, style: Option<&str>, children: &mut Vec<ParagraphChild>) {
    if !is_foreign(text) {
        return push(text, Script::Western, style, children);
    }
    let (mut start, mut last, mut current) = (0, 0, Script::Western);
    for (at, character) in text.char_indices() {
        let Some(next) = script(character) else { continue };
        if next != current {
            // what lies between belongs to the Western side, as the space after an Arabic word does
            let cut = if current == Script::Western { at } else { last };
            push(&text[start..cut], current, style, children);
            (start, current) = (cut, next);
            if cut != at && next != Script::Western {
                push(&text[cut..at], Script::Western, style, children);
                start = at;
            }
        }
        last = at + character.len_utf8();
    }
    let cut = if current == Script::Western { text.len() } else { last };
    push(&text[start..cut], current, style, children);
    push(&text[cut..], Script::Western, style, children);
}

fn push(text: &str, script: Script, style: Option<&str>, children: &mut Vec<ParagraphChild>) {
    if text.is_empty() {
        return;
    }
    let mut parts = Vec::with_capacity(1);
    for (line, part) in text.split('\n').enumerate() {
        if line > 0 {
            parts.push(RunChild::Break(Break::new(BreakType::TextWrapping)));
        }
        if !part.is_empty() {
            parts.push(RunChild::Text(Text::new(part)));
        }
    }
    let mut run = Run { run_property: RunProperty::default(), children: parts };
    let property = &mut run.run_property;
    property.style = style.map(RunStyle::new);
    match script {
        Script::Western => {}
        Script::EastAsian => property.fonts = Some(RunFonts::new().hint("eastAsia")),
        Script::Complex => {
            property.fonts = Some(RunFonts::new().hint("cs"));
            property.style = Some(RunStyle::new(order::CS));
        }
        Script::RightToLeft => {
            property.fonts = Some(RunFonts::new().hint("cs"));
            property.style = Some(RunStyle::new(order::RTL));
        }
    }
    children.push(ParagraphChild::Run(Box::new(run)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_is_what_may_be_of_another_script() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let expected = c >= '\u{590}' && !('\u{1e00}'..='\u{2bff}').contains(&c);
            let mut buffer = [0; 4];
            // U+0580 to U+058F share their lead byte with Hebrew
            if !('\u{580}'..'\u{590}').contains(&c) {
                assert_eq!(is_foreign(c.encode_utf8(&mut buffer)), expected, "{c:?}");
            }
        }
        assert!(!is_foreign("") && !is_foreign("a") && is_foreign("ế — א"));
    }
}
