//! L2 breaking: UAX #14 less what H1–H8 and B1 forbid, with the penalties of B2.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Break;
use super::bind::{Hold, spaces};
use super::symbol::{core, is_document_symbol, is_email, url_start};

/// The penalty of a soft binding or a hyphenated word.
const SOFT: u16 = 500;

pub(super) fn breaks(text: &str, out: &mut Vec<Break>) {
    out.clear();
    let mut holds: Vec<(usize, Hold)> = Vec::new();
    spaces(text, |at, len, hold| {
        if hold != Hold::Free {
            holds.push((at + len, hold));
        }
    });
    let mut holds = holds.into_iter().peekable();
    let mut word = Word { range: 0..0, kind: Kind::Plain };
    for (at, kind) in linebreaks(text) {
        if kind == BreakOpportunity::Mandatory || at == text.len() {
            continue;
        }
        while holds.next_if(|(offset, _)| *offset < at).is_some() {}
        let hold = holds.next_if(|(offset, _)| *offset == at).map_or(Hold::Free, |(_, hold)| hold);
        let penalty = match (text[..at].ends_with([' ', '\t']), hold) {
            (_, Hold::Hard(_)) => None,
            (_, Hold::Soft) => Some(SOFT),
            (true, Hold::Free) => Some(0),
            (false, Hold::Free) => {
                if !word.range.contains(&at) {
                    word = Word::around(text, at);
                }
                word.penalty(text, at)
            }
        };
        if let Some(penalty) = penalty {
            out.push(Break { offset: at, penalty });
        }
    }
}

/// A word between spaces, judged once however many opportunities it holds.
struct Word {
    range: Range<usize>,
    kind: Kind,
}

enum Kind {
    Plain,
    /// A document symbol, an e-mail address, km/h: never broken.
    Whole,
    /// An address; its path begins here. `usize::MAX` if it has none.
    Address(usize),
}

impl Word {
    fn around(text: &str, at: usize) -> Word {
        let start =
            text[..at].char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(i, c)| i + c.len_utf8());
        let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
        let word = &text[start..end];
        let (bare, _) = core(word);
        let kind = if let Some(url) = url_start(word) {
            let host = start + url + word[url..].find("://").map_or(0, |scheme| scheme + 3);
            Kind::Address(text[host..end].find('/').map_or(usize::MAX, |path| host + path))
        } else if is_email(bare) || is_document_symbol(bare) || matches!(bare, "km/h" | "m/s") {
            Kind::Whole
        } else {
            Kind::Plain
        };
        Word { range: start..end, kind }
    }

    /// The penalty of a break inside the word, `None` if B1 forbids it.
    fn penalty(&self, text: &str, at: usize) -> Option<u16> {
        let left = &text[..at];
        match self.kind {
            Kind::Whole => None,
            Kind::Address(path) => (at > path && left.ends_with('/')).then_some(0),
            Kind::Plain => {
                let joint = left.chars().next_back()?;
                let digit = |c: char| c.is_ascii_digit();
                let figures =
                    left[..left.len() - joint.len_utf8()].ends_with(digit) && text[at..].starts_with(digit);
                match joint {
                    '–' | '-' | '/' if figures => None,
                    '-' | '\u{2010}' => Some(SOFT),
                    _ => Some(0),
                }
            }
        }
    }
}

/// Byte offsets of the hyphens inside document symbols.
pub(super) fn no_break_hyphens(text: &str, out: &mut Vec<usize>) {
    out.clear();
    let mut from = 0;
    while let Some(found) = memchr::memchr(b'-', &text.as_bytes()[from..]) {
        let word = Word::around(text, from + found);
        let chunk = &text[word.range.clone()];
        let (symbol, front) = core(chunk);
        if is_document_symbol(symbol) && url_start(chunk).is_none() {
            let begin = word.range.start + front;
            out.extend(symbol.match_indices('-').map(|(at, _)| begin + at));
        }
        from = word.range.end;
    }
}
