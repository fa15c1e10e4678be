//! Lists of fixed cues, looked for together.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

/// The first of `cues` with which `text` begins and behind which it `goes_on` so. Two bytes rule out nearly all of a list
/// without a call.
fn first<'c>(text: &str, cues: &[&'c str], goes_on: impl Fn(&str) -> bool) -> Option<&'c str> {
    let head = text.as_bytes().first_chunk::<2>();
    cues.iter().copied().find(|cue| match (cue.as_bytes().first_chunk::<2>(), head) {
        (Some(cue_head), Some(head)) if cue_head != head => false,
        _ => text.strip_prefix(cue).is_some_and(&goes_on),
    })
}

/// The first of `cues` with which `text` begins.
#[inline(never)] // its lists are many, and the binary is to stay small
pub(super) fn opening<'c>(text: &str, cues: &[&'c str]) -> Option<&'c str> {
    first(text, cues, |_| true)
}

/// Does `text` begin with any of `cues`?
pub(super) fn opens(text: &str, cues: &[&str]) -> bool {
    opening(text, cues).is_some()
}

/// What follows the first of `cues` with which `text` begins.
pub(super) fn behind<'t>(text: &'t str, cues: &[&str]) -> Option<&'t str> {
    opening(text, cues).map(|cue| &text[cue.len()..])
}

/// What precedes the first of `cues` with which `text` ends.
#[inline(never)]
pub(super) fn before<'t>(text: &'t str, cues: &[&str]) -> Option<&'t str> {
    cues.iter().find_map(|cue| text.strip_suffix(cue))
}

/// Does `text` end with any of `cues`?
pub(super) fn ends(text: &str, cues: &[&str]) -> bool {
    before(text, cues).is_some()
}

/// Where the first of `cues` in `text` begins, and how long it is.
#[inline(never)]
pub(super) fn earliest(text: &str, cues: &[&str]) -> Option<(usize, usize)> {
    cues.iter().filter_map(|cue| Some((text.find(cue)?, cue.len()))).min()
}

/// Does `text` hold any of `cues`?
#[inline(never)]
pub(super) fn holds(text: &str, cues: &[&str]) -> bool {
    cues.iter().any(|cue| text.contains(cue))
}

/// The first of `cues` that are the first words of `key` (folded).
#[inline(never)]
pub(super) fn leading<'c>(key: &str, cues: &[&'c str]) -> Option<&'c str> {
    first(key, cues, |rest| rest.is_empty() || rest.starts_with(' '))
}

/// Are the first words of `key` (folded) any of `cues`?
pub(super) fn begins_with(key: &str, cues: &[&str]) -> bool {
    leading(key, cues).is_some()
}

/// A long list of first words, found by their first two bytes.
pub(super) struct Heads {
    list: &'static str,
    index: OnceLock<FxHashMap<[u8; 2], Vec<&'static str>>>,
}

impl Heads {
    /// Made of its list, a line each; the index is built when first asked.
    pub const fn new(list: &'static str) -> Heads {
        Heads { list, index: OnceLock::new() }
    }

    /// Are the first words of `key` (folded) on the list?
    pub fn begin(&self, key: &str) -> bool {
        let index = self.index.get_or_init(|| {
            let mut index: FxHashMap<[u8; 2], Vec<&str>> = FxHashMap::default();
            for cue in self.list.lines() {
                index.entry(*cue.as_bytes().first_chunk().unwrap_or(&[0; 2])).or_default().push(cue);
            }
            index
        });
        let near = key.as_bytes().first_chunk().and_then(|head| index.get(head));
        near.is_some_and(|cues| begins_with(key, cues))
    }
}

/// Cues that may stand anywhere in a line: one pass finds whether any of them does.
pub(super) struct Cues {
    /// The cues as written.
    pub list: &'static [&'static str],
    machine: OnceLock<Option<AhoCorasick>>,
}

impl Cues {
    /// Made of its list; the machine is built when first asked.
    pub const fn new(list: &'static [&'static str]) -> Cues {
        Cues { list, machine: OnceLock::new() }
    }

    /// Does any of the cues stand in `text`?
    pub fn any_in(&self, text: &str) -> bool {
        // Leftmost matching is the kind that may search with vector instructions.
        let build = || AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(self.list).ok();
        match self.machine.get_or_init(build) {
            Some(machine) => machine.is_match(text),
            None => self.list.iter().any(|cue| text.contains(cue)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_open_a_text() {
        assert_eq!(opening("báo điện tử", &["x", "báo ", "báo điện"]), Some("báo "));
        assert_eq!(opening("b", &["báo", "b"]), Some("b"));
        assert!(!opens("", &["báo"]));
        assert!(begins_with("sở y tế", &["sở"]) && begins_with("sở", &["sở"]));
        assert!(!begins_with("sởn da gà", &["sở"]));
        static INDEX: Heads = Heads::new(words!["sở", "ban", "bộ"]);
        assert!(INDEX.begin("sở y tế") && INDEX.begin("ban dân tộc") && INDEX.begin("bộ"));
        assert!(!INDEX.begin("sởn da gà") && !INDEX.begin("") && !INDEX.begin("s"));
    }
}
