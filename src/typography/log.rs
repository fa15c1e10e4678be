//! The edit log of a layer: successive passes of rules compose into edits against the text the layer was given.
//!
//! Only ranges are kept while the passes run; `before` and `after` are cut out of the two texts at the end, so a
//! log of many passes costs no more than one. Edits that touch are one edit, their rules joined by `+`.

use std::borrow::Cow;
use std::ops::Range;

use super::{Edit, Edited, Flag};

/// One replacement in the text as it stands when a pass begins.
#[derive(Debug, Clone)]
struct Change {
    at: Range<usize>,
    with: Cow<'static, str>,
    rule: &'static str,
}

/// The replacements of one pass. Push them in any order; where two overlap the one that starts first wins.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    list: Vec<Change>,
}

impl Changes {
    /// Replaces the bytes `at` (of the text when the pass began) by `with`.
    pub fn push(&mut self, at: Range<usize>, with: impl Into<Cow<'static, str>>, rule: &'static str) {
        self.list.push(Change { at, with: with.into(), rule });
    }

    /// Takes the bytes `at` away.
    pub fn delete(&mut self, at: Range<usize>, rule: &'static str) {
        self.push(at, "", rule);
    }

    /// Keeps those that `keep` wants, by range and rule.
    pub fn retain(&mut self, mut keep: impl FnMut(&Range<usize>, &'static str) -> bool) {
        self.list.retain(|change| keep(&change.at, change.rule));
    }

    /// Has nothing been pushed?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// A stretch of the layer's input that became a stretch of the text as it stands.
#[derive(Debug, Clone)]
struct Piece {
    input: Range<usize>,
    output: Range<usize>,
    rules: Rules,
}

/// Rule ids, each once. Nearly always one, so that one costs no allocation.
#[derive(Debug, Clone)]
struct Rules {
    first: &'static str,
    more: Vec<&'static str>,
}

impl Rules {
    fn of(rule: &'static str) -> Rules {
        Rules { first: rule, more: Vec::new() }
    }

    fn add(&mut self, rule: &'static str) {
        if self.first != rule && !self.more.contains(&rule) {
            self.more.push(rule);
        }
    }

    fn join(&mut self, other: &Rules) {
        self.add(other.first);
        other.more.iter().for_each(|rule| self.add(rule));
    }

    fn name(&self) -> Cow<'static, str> {
        match self.more.as_slice() {
            [] => Cow::Borrowed(self.first),
            more => Cow::Owned(format!("{}+{}", self.first, more.join("+"))),
        }
    }
}

/// A layer at work: its input, the text as it stands after the passes so far, and the log between them.
#[derive(Debug)]
pub struct Layering<'a> {
    input: &'a str,
    text: Cow<'a, str>,
    pieces: Vec<Piece>,
    flags: Vec<Flag>,
}

impl<'a> Layering<'a> {
    /// Begins with the text the layer was given.
    pub fn new(input: &'a str) -> Self {
        Layering { input, text: Cow::Borrowed(input), pieces: Vec::new(), flags: Vec::new() }
    }

    /// The text after the passes so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Flags the bytes `at` of the text as it stands.
    pub fn flag(&mut self, flag: &'static str, at: Range<usize>) {
        let text = self.text.get(at.clone()).unwrap_or_default().to_owned();
        self.flags.push(Flag { flag, offset: self.origin(at.start), text });
    }

    /// Where a byte of the text as it stands comes from in the layer's input; a byte inside an edited stretch comes
    /// from that stretch's start.
    pub fn origin(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.output.start <= at);
        match after.checked_sub(1).map(|last| &self.pieces[last]) {
            Some(piece) if at < piece.output.end => piece.input.start,
            Some(piece) => piece.input.end + (at - piece.output.end),
            None => at,
        }
    }

    /// Applies one pass. Changes that change nothing, overlap an earlier one, or do not fall on character
    /// boundaries are left out; of several insertions at one place the first pushed stays. Says whether any was made.
    pub fn apply(&mut self, changes: Changes) -> bool {
        let mut list = changes.list;
        list.sort_by_key(|change| (change.at.start, change.at.end));
        let mut end = 0;
        let text = &self.text;
        list.retain(|change| {
            let fits =
                change.at.start >= end && text.get(change.at.clone()).is_some_and(|old| old != change.with);
            if fits {
                end = change.at.end;
            }
            fits
        });
        if list.is_empty() {
            return false;
        }
        let mut next =
            String::with_capacity(self.text.len() + list.iter().map(|c| c.with.len()).sum::<usize>());
        let mut merge = Merge { out: Vec::with_capacity(self.pieces.len() + list.len()) };
        let mut pieces = std::mem::take(&mut self.pieces).into_iter().peekable();
        let mut copied = 0; // of the old text
        let mut from_input = 0isize; // input offset minus old offset, outside pieces
        let mut to_next = 0isize; // next offset minus old offset, outside changes
        for change in list {
            // Pieces that begin before the change, or at it, come first; their ends may lie inside it.
            while let Some(piece) = pieces.next_if(|piece| piece.output.start <= change.at.start) {
                merge.old(piece, to_next, &mut from_input);
            }
            next.push_str(&self.text[copied..change.at.start]);
            let start = next.len();
            next.push_str(&change.with);
            copied = change.at.end;
            to_next = next.len() as isize - copied as isize;
            merge.change(&change, start..next.len(), from_input);
            while let Some(piece) = pieces.next_if(|piece| piece.output.start <= change.at.end) {
                merge.old(piece, to_next, &mut from_input);
            }
        }
        for piece in pieces {
            merge.old(piece, to_next, &mut from_input);
        }
        next.push_str(&self.text[copied..]);
        self.pieces = merge.out.into_iter().map(|group| group.piece).collect();
        self.text = Cow::Owned(next);
        true
    }

    /// Ends the layer.
    pub fn finish(self) -> Edited<'a> {
        let Layering { input, text, pieces, mut flags } = self;
        let edit = |piece: Piece| {
            let (before, after) = (&input[piece.input.clone()], &text[piece.output.clone()]);
            (before != after).then(|| Edit {
                rule: piece.rules.name(),
                offset: piece.input.start,
                before: before.to_owned(),
                after: after.to_owned(),
            })
        };
        let edits: Vec<Edit> = pieces.into_iter().filter_map(edit).collect();
        flags.sort_by(|a, b| (a.offset, a.flag).cmp(&(b.offset, b.flag)));
        flags.dedup();
        let text = if edits.is_empty() { Cow::Borrowed(input) } else { text };
        Edited { text, edits, flags }
    }
}

/// A stretch under construction: where it ends in the old text decides what still touches it.
struct Group {
    piece: Piece,
    old_end: usize,
}

struct Merge {
    out: Vec<Group>,
}

impl Merge {
    /// An earlier piece, shifted into the next text.
    fn old(&mut self, piece: Piece, to_next: isize, from_input: &mut isize) {
        *from_input = piece.input.end as isize - piece.output.end as isize;
        let shifted = |at: usize| at.saturating_add_signed(to_next);
        if let Some(last) = self.out.last_mut().filter(|last| last.old_end >= piece.output.start) {
            last.piece.input.end = piece.input.end;
            if piece.output.end > last.old_end {
                last.piece.output.end = shifted(piece.output.end);
                last.old_end = piece.output.end;
            } else {
                // The piece ends inside the change: the change's end, not the piece's, meets the input.
                let inside = last.old_end - piece.output.end;
                last.piece.input.end = piece.input.end + inside;
            }
            last.piece.rules.join(&piece.rules);
            return;
        }
        let old_end = piece.output.end;
        let output = shifted(piece.output.start)..shifted(piece.output.end);
        self.out.push(Group { piece: Piece { output, ..piece }, old_end });
    }

    /// A change of this pass; `from_input` is that behind the last piece that began before it.
    fn change(&mut self, change: &Change, output: Range<usize>, from_input: isize) {
        let origin = |at: usize| at.saturating_add_signed(from_input);
        if let Some(last) = self.out.last_mut().filter(|last| last.old_end >= change.at.start) {
            if change.at.end >= last.old_end {
                last.piece.input.end = origin(change.at.end);
                last.piece.output.end = output.end;
                last.old_end = change.at.end;
            } else {
                // Inside an earlier piece: its rest follows the replacement.
                last.piece.output.end = output.end + (last.old_end - change.at.end);
            }
            last.piece.rules.add(change.rule);
            return;
        }
        let input = origin(change.at.start)..origin(change.at.end);
        self.out.push(Group {
            piece: Piece { input, output, rules: Rules::of(change.rule) },
            old_end: change.at.end,
        });
    }
}

/// Applies a layer's edits to its input. `None` if they do not belong to it.
pub fn replay(input: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(input.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(input.get(at..edit.offset)?);
        let rest = input.get(edit.offset..)?;
        rest.strip_prefix(edit.before.as_str())?;
        out.push_str(&edit.after);
        at = edit.offset + edit.before.len();
    }
    out.push_str(input.get(at..)?);
    Some(out)
}

/// Takes a layer's edits back from its output. `None` if they do not belong to it.
pub fn undo(output: &str, edits: &[Edit]) -> Option<String> {
    let mut input = String::with_capacity(output.len());
    let mut at = 0;
    for edit in edits {
        let plain = edit.offset.checked_sub(input.len())?;
        input.push_str(output.get(at..at + plain)?);
        at += plain;
        output.get(at..)?.strip_prefix(edit.after.as_str())?;
        input.push_str(&edit.before);
        at += edit.after.len();
    }
    input.push_str(output.get(at..)?);
    Some(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pass(layering: &mut Layering<'_>, changes: &[(Range<usize>, &'static str, &'static str)]) {
        let mut list = Changes::default();
        for (at, with, rule) in changes {
            list.push(at.clone(), *with, rule);
        }
        layering.apply(list);
    }

    fn shown(edited: &Edited<'_>) -> Vec<String> {
        edited.edits.iter().map(|e| format!("{} {} {:?} {:?}", e.rule, e.offset, e.before, e.after)).collect()
    }

    #[test]
    fn passes_compose_against_the_input() {
        let mut layering = Layering::new("a ,b  c");
        pass(&mut layering, &[(1..2, "", "P2")]); // "a,b  c"
        assert_eq!(layering.text(), "a,b  c");
        pass(&mut layering, &[(2..2, " ", "P3"), (3..5, " ", "P1")]); // "a, b c"
        layering.flag("N1", 3..4);
        let edited = layering.finish();
        assert_eq!(edited.text, "a, b c");
        assert_eq!(shown(&edited), ["P2 1 \" \" \"\"", "P3 3 \"\" \" \"", "P1 4 \"  \" \" \""]);
        assert_eq!((edited.flags[0].offset, edited.flags[0].text.as_str()), (3, "b"));
    }

    #[test]
    fn touching_edits_are_one_and_cancelled_ones_none() {
        let mut layering = Layering::new("xy");
        pass(&mut layering, &[(0..1, "a", "A"), (1..2, "b", "B")]);
        pass(&mut layering, &[(1..2, "", "C")]);
        assert_eq!(shown(&layering.finish()), ["A+B+C 0 \"xy\" \"a\""]);
        let mut layering = Layering::new("xy");
        pass(&mut layering, &[(0..1, "a", "A")]);
        pass(&mut layering, &[(0..1, "x", "B")]);
        let edited = layering.finish();
        assert!(edited.edits.is_empty() && matches!(edited.text, Cow::Borrowed("xy")));
    }

    proptest! {
        #[test]
        fn log_leads_forward_and_back(
            input in "[a-cđ ]{0,24}",
            passes in prop::collection::vec(prop::collection::vec((0usize..30, 0usize..4, "[a-dế]{0,3}"), 0..6), 0..6),
        ) {
            let mut layering = Layering::new(&input);
            for pass in passes {
                let mut changes = Changes::default();
                for (start, len, with) in pass {
                    changes.push(start..start + len, with, "X");
                }
                layering.apply(changes);
            }
            let edited = layering.finish();
            prop_assert_eq!(replay(&input, &edited.edits), Some(edited.text.to_string()));
            prop_assert_eq!(undo(&edited.text, &edited.edits), Some(input.clone()));
            for pair in edited.edits.windows(2) {
                prop_assert!(pair[0].offset + pair[0].before.len() < pair[1].offset);
            }
        }
    }
}
