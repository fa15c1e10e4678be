//! E7: toned capitals that TCVN3 does not have: "CộNG HòA".

use std::ops::Range;

use super::Context;
use super::token::{is_syllable, lines, tokens};
use crate::typography::log::Changes;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Capitals without doubt.
    Capital,
    /// At most one letter of ASCII, a capital (Hà) or none (ở).
    Ambiguous,
    /// Small or mixed letters.
    Other,
}

pub(super) fn raise(text: &str, changes: &mut Changes, _: &mut Context<'_>) {
    for (start, line) in lines(text) {
        if line.is_ascii() {
            continue;
        }
        let all: Vec<(Range<usize>, &str, Kind)> =
            tokens(line).map(|(at, token)| (at, token, kind(token))).collect();
        // The line was written without toned capitals: some token shows it.
        if !all.iter().any(|(_, token, kind)| *kind == Kind::Capital && raised(token).is_some()) {
            continue;
        }
        // The nearest token behind each that is not ambiguous.
        let mut behind = vec![None; all.len()];
        let mut nearest = None;
        for (slot, (_, _, kind)) in behind.iter_mut().zip(&all).rev() {
            *slot = nearest;
            if *kind != Kind::Ambiguous {
                nearest = Some(*kind);
            }
        }
        let mut before = None;
        for ((at, token, kind), after) in all.iter().zip(behind) {
            let capital = match kind {
                Kind::Capital => true,
                Kind::Other => false,
                Kind::Ambiguous => {
                    let mut sides = [before, after].into_iter().flatten().peekable();
                    sides.peek().is_some() && sides.all(|near| near == Kind::Capital)
                }
            };
            if *kind != Kind::Ambiguous {
                before = Some(*kind);
            }
            if let Some(upper) = raised(token).filter(|_| capital) {
                changes.push(start + at.start..start + at.end, upper, "E7");
            }
        }
    }
}

fn kind(token: &str) -> Kind {
    let capitals = token.chars().filter(char::is_ascii_uppercase).count();
    let small = token.chars().filter(char::is_ascii_lowercase).count();
    let mut chars = token.chars();
    let toned_first = chars.next().is_some_and(|c| !c.is_ascii() && c.is_lowercase());
    if small == 0 && (capitals >= 2 || toned_first && chars.any(|c| c.is_ascii_uppercase())) {
        Kind::Capital
    } else if capitals + small <= 1 && small == 0 {
        Kind::Ambiguous
    } else {
        Kind::Other
    }
}

/// The token in capitals, if that changes it and is a syllable.
fn raised(token: &str) -> Option<String> {
    if token.is_ascii() || !token.chars().any(char::is_lowercase) {
        return None;
    }
    let upper: String = token.chars().flat_map(char::to_uppercase).collect();
    is_syllable(&upper).then_some(upper)
}
