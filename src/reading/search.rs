//! Lists of fixed cues, looked for together.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

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
