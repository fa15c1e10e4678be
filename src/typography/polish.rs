//! L1 on a text: clean lines are passed by with one scan, the others go through the rules until none wants more.

use std::borrow::Cow;
use std::ops::Range;

use super::log::{Changes, Layering};
use super::protect::Guard;
use super::run::{self, Run};
use super::tone::Settled;
use super::{Edit, Edited, Flag, clean, dash, numbers, punct, quotes, tone};
use crate::settings::{DashRange, Quotes, Typography};

/// More rounds than any text needs; a bound all the same.
const ROUNDS: usize = 12;

/// L1 on `text`, line by line. `options.tone` is resolved.
pub(super) fn polish<'a>(text: &'a str, options: &Typography) -> Edited<'a> {
    let mut book = Book { text, out: None, copied: 0, edits: Vec::new(), flags: Vec::new() };
    let blanks_matter = !is_off(options, "P1");
    let (mut at, mut blank_before) = (0, false);
    while at < text.len() {
        let found = memchr::memchr(b'\n', &text.as_bytes()[at..]);
        let end = found.map_or(text.len(), |lf| at + lf);
        let body = &text[at..end];
        let is_blank = blanks_matter && body.bytes().all(|b| matches!(b, b' ' | b'\t'));
        if is_blank && blank_before && found.is_some() {
            book.blank(at - 1..end);
        } else {
            book.line(body, at, options);
        }
        blank_before = is_blank;
        at = end + 1;
    }
    book.finish()
}

fn is_off(options: &Typography, rule: &str) -> bool {
    options.disable.iter().any(|id| id == rule)
}

/// The log and the output of the whole text.
struct Book<'a> {
    text: &'a str,
    out: Option<String>,
    copied: usize,
    edits: Vec<Edit>,
    flags: Vec<Flag>,
}

impl<'a> Book<'a> {
    fn line(&mut self, line: &str, at: usize, options: &Typography) {
        let look = clean::look(line, options);
        if look == clean::Look::Clean {
            return;
        }
        let mut edited = rules(line, options, look);
        for flag in &mut edited.flags {
            flag.offset += at;
        }
        self.flags.append(&mut edited.flags);
        if edited.edits.is_empty() {
            return;
        }
        self.replace(at..at + line.len(), &edited.text);
        for mut edit in edited.edits {
            edit.offset += at;
            self.log(edit);
        }
    }

    /// A blank line after a blank line goes, with the line end before it.
    fn blank(&mut self, range: Range<usize>) {
        let before = self.text[range.clone()].to_owned();
        self.log(Edit { rule: Cow::Borrowed("P1"), offset: range.start, before, after: String::new() });
        self.replace(range, "");
    }

    fn replace(&mut self, range: Range<usize>, with: &str) {
        let out = self.out.get_or_insert_with(|| String::with_capacity(self.text.len() + 64));
        // A blank line takes the line end before it away, which may have been copied with the line before.
        out.push_str(&self.text[self.copied..range.start]);
        out.push_str(with);
        self.copied = range.end;
    }

    fn log(&mut self, edit: Edit) {
        match self.edits.last_mut() {
            Some(last) if last.offset + last.before.len() == edit.offset => {
                last.before.push_str(&edit.before);
                last.after.push_str(&edit.after);
                for rule in edit.rule.split('+') {
                    if !last.rule.split('+').any(|known| known == rule) {
                        last.rule = Cow::Owned(format!("{}+{rule}", last.rule));
                    }
                }
            }
            _ => self.edits.push(edit),
        }
    }

    fn finish(self) -> Edited<'a> {
        let text = match self.out {
            Some(mut out) => {
                out.push_str(&self.text[self.copied..]);
                Cow::Owned(out)
            }
            None => Cow::Borrowed(self.text),
        };
        Edited { text, edits: self.edits, flags: self.flags }
    }
}

/// All rules on one line, round by round until no rule wants more; then the flags.
pub(super) fn rules<'a>(line: &'a str, options: &Typography, look: clean::Look) -> Edited<'a> {
    let mut layering = Layering::new(line);
    let mut found = Found::new();
    for _ in 0..ROUNDS {
        let text = layering.text();
        let guard = Guard::of(text);
        let mut changes = Changes::default();
        found.clear();
        match look {
            clean::Look::Wanted => scan(text, &guard, options, &mut changes, &mut found),
            // No token asks for anything, or the line would be wanted: only quotes may be in doubt.
            _ => quoted(text, &guard, options, &mut Changes::default(), &mut found),
        }
        changes.retain(|range, rule| {
            !options.disable.iter().any(|id| id == rule) && (rule == "D6" || !guard.forbids(range))
        });
        if changes.is_empty() || !layering.apply(changes) {
            break;
        }
    }
    let guard = Guard::of(layering.text());
    numbers::doubtful(layering.text(), &guard, |at, len| found.push(("N1", at..at + len)));
    for (flag, range) in found {
        if !is_off(options, flag) {
            layering.flag(flag, range);
        }
    }
    layering.finish()
}

/// What is to be flagged: rule and place in the text as it stands.
type Found = Vec<(&'static str, Range<usize>)>;

fn quoted(text: &str, guard: &Guard<'_>, options: &Typography, out: &mut Changes, found: &mut Found) {
    if options.quotes == Quotes::Curly
        && let Some(at) = quotes::changes(text, guard, out)
    {
        let len = text[at..].chars().next().map_or(0, char::len_utf8);
        found.push(("Q1", at..at + len));
    }
}

/// One round of all rules; what is to be flagged if it turns out to be the last.
fn scan(text: &str, guard: &Guard<'_>, options: &Typography, out: &mut Changes, found: &mut Found) {
    punct::label(text, out);
    quoted(text, guard, options, out, found);
    let all_settled = Settled::with(options.tone, |settled| marks(text, options, out, settled));
    if !all_settled {
        tone::changes(text, guard, options.tone, out, |at, len| found.push(("T5", at..at + len)));
    }
}

/// The rules of marks and spaces. Says whether all runs of letters are settled: then no tone is to be moved.
fn marks(text: &str, options: &Typography, out: &mut Changes, settled: &mut Settled) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut all) = (0, true);
    while at < bytes.len() {
        let run = Run::at(bytes, at);
        let end = at + run.len;
        if settled.knows(&run) {
            // Nothing but letters, and so is what a single space parts.
            at = end + usize::from(run.len > 0 && is_plain_space(bytes, end));
        } else {
            all &= settled.has(text, at, &run);
            while at < end {
                at += beyond(text, at, out);
            }
        }
        match bytes.get(at) {
            Some(b) if run::is_letter(*b) => {}
            Some(b) if b.is_ascii_digit() => at += 1,
            Some(b) => at += ascii(text, at, *b, options, out),
            None => {}
        }
    }
    all
}

/// One letter of ASCII or one character beyond it; returns its length.
fn beyond(text: &str, at: usize, out: &mut Changes) -> usize {
    let bytes = text.as_bytes();
    match bytes[at] {
        b if b < 0x80 => 1,
        b if b < 0xE0 => {
            if bytes[at..].starts_with("º".as_bytes()) {
                dash::ordinal(text, at, out);
            }
            2
        }
        0xE2 => {
            match text[at..].chars().next() {
                Some('…') => punct::exclaim(text, at, '…', out),
                Some('”') => punct::closer(text, at, '”', out),
                Some(c @ ('–' | '—' | '\u{2010}' | '\u{2011}')) => dash::dash(text, at, c, out),
                _ => {}
            }
            3
        }
        b if b < 0xF0 => 3,
        _ => 4,
    }
}

/// A single space at `at` before a letter or digit. Behind a letter or digit no rule wants it.
fn is_plain_space(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 2), Some([b' ', b]) if b.is_ascii_alphanumeric() || matches!(b, 0xC3..=0xC6 | 0xE1))
}

/// One ASCII mark; returns how many bytes are dealt with.
fn ascii(text: &str, at: usize, mark: u8, options: &Typography, out: &mut Changes) -> usize {
    match mark {
        b' ' if at > 0
            && text.as_bytes()[at - 1].is_ascii_alphanumeric()
            && is_plain_space(text.as_bytes(), at) => {}
        b' ' | b'\t' => {
            punct::space(text, at, out);
            return super::token::skip_spaces(text, at) - at;
        }
        b',' | b';' | b':' => punct::separator(text, at, char::from(mark), out),
        b'!' | b'?' => punct::exclaim(text, at, char::from(mark), out),
        b')' | b']' => punct::closer(text, at, char::from(mark), out),
        b'(' => punct::opener(text, at, out),
        b'-' => {
            dash::dash(text, at, '-', out);
            if options.dash_range == DashRange::En {
                dash::range(text, at, out);
            }
        }
        b'/' => {
            punct::end_mark(text, at, out);
            dash::slash(text, at, out);
        }
        b'.' => {
            punct::dot(text, at, out);
            return text.as_bytes()[at..].iter().take_while(|b| **b == b'.').count();
        }
        _ => {}
    }
    1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the marks of a line ask for, with no run passed by.
    fn slowly(text: &str, options: &Typography, out: &mut Changes) {
        let mut at = 0;
        while at < text.len() {
            at += match text.as_bytes()[at] {
                b' ' => {
                    punct::space(text, at, out);
                    crate::typography::token::skip_spaces(text, at) - at
                }
                b if b < 0x80 && !b.is_ascii_alphanumeric() => ascii(text, at, b, options, out),
                _ => beyond(text, at, out),
            };
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "hội", "Nghị", "TP", "A", "ngày", "15/QĐ", "UBND", "30", "2020", "5", "qủa", "v.v", "xã", "Đà",
            "ở", "(", ")", "...", "./.", "“", "”", "…", "–", "º", "C", "«", ",", ".", ":", "-", "?", "\t",
            "  ",
        ]);
        let piece = prop_oneof![5 => words.prop_map(str::to_owned), 4 => Just(" ".to_owned()), 1 => "\\PC"];
        prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn runs_passed_by_hide_no_mark(line in line()) {
            let options = Typography::default();
            let (mut fast, mut slow) = (Changes::default(), Changes::default());
            Settled::with(options.tone, |settled| marks(&line, &options, &mut fast, settled));
            slowly(&line, &options, &mut slow);
            prop_assert_eq!(format!("{fast:?}"), format!("{slow:?}"));
        }

        /// What a line becomes depends on nothing that was read before it.
        #[test]
        fn nothing_is_remembered_of_other_lines(lines in prop::collection::vec(line(), 1..5)) {
            let options = Typography::default();
            let warm: Vec<_> = lines.iter().map(|line| polish(line, &options)).collect();
            for (line, warm) in lines.iter().zip(warm) {
                let cold = std::thread::scope(|scope| scope.spawn(|| polish(line, &options)).join().ok());
                prop_assert_eq!(Some(warm), cold);
            }
        }
    }
}
