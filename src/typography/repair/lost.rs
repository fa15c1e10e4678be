//! E3: the ư that scrapers lose (U+00AD in TCVN3) or that text layers of PDF show as a minus.

use std::ops::Range;

use super::Context;
use super::token::{after, before, is_syllable, lines, tokens};
use crate::syllable;
use crate::typography::log::Changes;

/// Words without their ư that a line needs before one is believed (one, if it was misread legacy text): names of the
/// Highlands look the same (Krơng).
const EVIDENCE: usize = 2;

pub(super) fn restore(text: &str, changes: &mut Changes, context: &mut Context<'_>) {
    for (start, line) in lines(text) {
        if line.is_ascii() {
            continue;
        }
        minus(line, start, changes);
        // Only ơ before c, ng and u shows the loss without doubt.
        let sure: Vec<(Range<usize>, String)> = tokens(line)
            .filter(|(_, token)| lacks_horn(token))
            .filter_map(|(at, token)| Some((at, completion(token)?)))
            .collect();
        let enough = if context.converted { 1 } else { EVIDENCE };
        if sure.len() < enough {
            continue;
        }
        let mut sure = sure.into_iter().peekable();
        for (at, token) in tokens(line) {
            let place = start + at.start..start + at.end;
            if let Some((_, whole)) = sure.next_if(|(sure, _)| *sure == at) {
                changes.push(place, whole, "E3");
            } else if !token.is_ascii() || !token.chars().all(char::is_uppercase) {
                match completion(token) {
                    Some(whole) if syllable::parse(token).is_none() => changes.push(place, whole, "E3"),
                    Some(_) if token.contains(is_horned_o) => context.flags.push(("E3", place)),
                    _ => {}
                }
            }
        }
    }
}

/// "đ−ợc": a minus between letters.
fn minus(line: &str, start: usize, changes: &mut Changes) {
    for (at, sign) in line.match_indices('−') {
        let end = at + sign.len();
        let (left, right) = (before(line, at), after(line, end));
        for (letter, one) in [('ư', "ư"), ('Ư', "Ư")] {
            let whole = format!("{left}{letter}{right}");
            if !(left.is_empty() && right.is_empty()) && is_syllable(&whole) && !right.is_empty() {
                changes.push(start + at..start + end, one, "E3");
                break;
            }
        }
    }
}

fn is_horned_o(c: char) -> bool {
    "ơờởỡớợƠỜỞỠỚỢ".contains(c)
}

fn lacks_horn(token: &str) -> bool {
    let Some(at) = token.find(is_horned_o) else { return false };
    let coda: String = token[at..].chars().skip(1).flat_map(char::to_lowercase).collect();
    matches!(coda.as_str(), "c" | "ng" | "u") && syllable::parse(token).is_none()
}

/// The token with ư put in, if that makes exactly one syllable.
fn completion(token: &str) -> Option<String> {
    if token.len() > 24 || token.chars().count() > 6 {
        return None;
    }
    let upper = token.chars().count() > 1 && token.chars().all(char::is_uppercase);
    let mut found = None;
    for (at, _) in token.char_indices().chain([(token.len(), ' ')]) {
        let whole = format!("{}{}{}", &token[..at], if upper { 'Ư' } else { 'ư' }, &token[at..]);
        if is_syllable(&whole) && found.replace(whole).is_some() {
            return None;
        }
    }
    found
}
