//! L0: what a text is repaired to before anything else reads it (spec sections 1–3, E3, E7, E9).
//!
//! Clean Vietnamese is only scanned. A line with anything doubtful in it goes through all passes, again and again
//! until none of them finds work, so repairing twice changes nothing.

mod capitals;
mod doubt;
mod fold;
mod invisible;
mod lines;
mod lookalike;
mod lost;
mod marks;
mod mojibake;
mod needs;
mod reference;
mod scan;
mod surface;
mod token;

use std::borrow::Cow;
use std::ops::Range;

use super::log::{Changes, Layering};
use super::{Edit, Edited, Flag};
use surface::Surface;

/// Rounds after which a line is left as it is; two are the rule, three for double mojibake.
const ROUNDS: usize = 8;

/// What a pass may know of the document, and where it puts its flags.
#[derive(Debug)]
struct Context<'a> {
    /// The encoding in which the paragraphs of the document are misread, if any is (E9).
    surface: Surface<'a>,
    /// The line in hand was misread legacy text.
    converted: bool,
    flags: Vec<(&'static str, Range<usize>)>,
}

type Pass = fn(&str, &mut Changes, &mut Context<'_>);

/// In this order: legacy readings need the invisible characters (they are letters there), marks need plain spaces,
/// and the rules that ask for valid syllables need NFC.
/// What was misread twice or thrice is undone before anything looks at the halves.
const PASSES: [(u16, Pass); 12] = [
    (needs::MOJIBAKE, mojibake::decode),
    (needs::MOJIBAKE, mojibake::decode),
    (needs::MOJIBAKE, mojibake::decode),
    (needs::LOST_BYTE, mojibake::lost_bytes),
    (needs::SURFACE, surface::decode),
    (needs::SPACE, lines::ends),
    (needs::FOLD, fold::compatibility),
    (needs::INVISIBLE, invisible::remove),
    (needs::MARK, marks::compose),
    (needs::LOOKALIKE, lookalike::replace),
    (needs::HORN, lost::restore),
    (needs::CAPITAL, capitals::raise),
];

/// These make the text that every later stage counts on: they cannot be switched off.
const FIRM: [&str; 2] = ["U1", "U8"];

/// Repairs a whole decoded text by all rules but those in `disable`.
pub(super) fn text<'a>(text: &'a str, disable: &[String]) -> Edited<'a> {
    let mut from = 0;
    let Some(first) = scan::suspect(text, 0) else {
        return Edited { text: Cow::Borrowed(text), edits: Vec::new(), flags: Vec::new() };
    };
    let mut out = Output { text: String::with_capacity(text.len()), ..Output::default() };
    let mut context = Context { surface: Surface::of(text, first), converted: false, flags: Vec::new() };
    let mut next = Some(first);
    while let Some(at) = next {
        let start = text[..at].rfind('\n').map_or(0, |lf| lf + 1).max(from);
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |lf| at + lf + 1);
        out.keep(&text[from..start]);
        out.line(&text[start..end], start, &mut context, disable);
        from = end;
        next = scan::suspect(text, end);
    }
    out.keep(&text[from..]);
    let text = if out.edits.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out.text) };
    Edited { text, edits: out.edits, flags: out.flags }
}

#[derive(Default)]
struct Output {
    text: String,
    edits: Vec<Edit>,
    flags: Vec<Flag>,
}

impl Output {
    fn keep(&mut self, clean: &str) {
        self.text.push_str(clean);
    }

    /// Repairs one line (with its LF) that begins at `offset`.
    fn line(&mut self, line: &str, offset: usize, context: &mut Context<'_>, disable: &[String]) {
        let edited = repair(line, context, disable);
        self.text.push_str(&edited.text);
        for mut edit in edited.edits {
            edit.offset += offset;
            match self.edits.last_mut() {
                // Edits at the end of one line and the start of the next touch.
                Some(last) if last.offset + last.before.len() == edit.offset => {
                    last.rule = join(&last.rule, &edit.rule);
                    last.before.push_str(&edit.before);
                    last.after.push_str(&edit.after);
                }
                _ => self.edits.push(edit),
            }
        }
        self.flags.extend(edited.flags.into_iter().map(|flag| Flag { offset: flag.offset + offset, ..flag }));
    }
}

fn join(rules: &str, more: &str) -> Cow<'static, str> {
    let mut joined = rules.to_owned();
    for rule in more.split('+').filter(|rule| !rules.split('+').any(|known| known == *rule)) {
        joined.push('+');
        joined.push_str(rule);
    }
    Cow::Owned(joined)
}

fn repair<'a>(line: &'a str, context: &mut Context<'_>, disable: &[String]) -> Edited<'a> {
    let is_on = |rule: &str| FIRM.contains(&rule) || !disable.iter().any(|id| id == rule);
    let mut layering = Layering::new(line);
    if let Some(clean) = line.strip_suffix("\r\n").filter(|rest| scan::suspect(rest, 0).is_none()) {
        let mut changes = Changes::default();
        changes.delete(clean.len()..clean.len() + 1, "U8");
        layering.apply(changes);
        return layering.finish();
    }
    let mut changes = Changes::default();
    reference::decode(line, &mut changes);
    changes.retain(|_, rule| is_on(rule));
    context.converted = false;
    layering.apply(changes);
    let mut needs = needs::of(layering.text());
    for _ in 0..ROUNDS {
        let mut changed = false;
        context.flags.clear();
        for (need, pass) in PASSES {
            if needs & need == 0 {
                continue;
            }
            let mut changes = Changes::default();
            pass(layering.text(), &mut changes, context);
            changes.retain(|_, rule| is_on(rule));
            if !changes.is_empty() {
                layering.apply(changes);
                needs = needs::of(layering.text());
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    if needs & needs::DOUBT != 0 {
        doubt::flag(layering.text(), context);
    }
    for (flag, at) in std::mem::take(&mut context.flags) {
        if is_on(flag) {
            layering.flag(flag, at);
        }
    }
    layering.finish()
}
