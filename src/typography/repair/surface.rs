//! E9: legacy bytes that became Latin letters of Unicode: "Céng hßa", "TAÏP CHÍ". Scored as bytes are, per paragraph.

use std::cell::OnceCell;
use std::ops::Range;

use super::Context;
use super::token::{lines, tokens};
use crate::decode::charset::{self, to_cp1252};
use crate::decode::score::{self, Score};
use crate::decode::{Encoding, content_verdict};
use crate::syllable::{self, Shape};
use crate::typography::log::Changes;

/// Toned syllables that a paragraph needs to be believed by itself, and those it needs when others were.
const TONED: u32 = 3;
/// What the reading must gain over the text as it stands.
const GAIN: f32 = 0.2;
/// Paragraphs looked at for the document's verdict.
const PARAGRAPHS: usize = 64;

/// The encoding in which the paragraphs of a document are misread. Found when a line first asks for it: few do.
#[derive(Debug)]
pub(super) struct Surface<'a> {
    text: &'a str,
    first: usize,
    found: OnceCell<Option<Encoding>>,
}

impl<'a> Surface<'a> {
    /// That of `text`, whose first doubtful character stands at `first`.
    pub(super) fn of(text: &'a str, first: usize) -> Self {
        Surface { text, first, found: OnceCell::new() }
    }

    fn encoding(&self) -> Option<Encoding> {
        *self.found.get_or_init(|| document(self.text, self.first))
    }
}

/// The verdict on the first doubtful paragraphs of a document.
fn document(text: &str, first: usize) -> Option<Encoding> {
    let start = text[..first].rfind('\n').map_or(0, |lf| lf + 1);
    let mut votes: Vec<(Encoding, usize)> = Vec::new();
    for (_, line) in lines(&text[start..]).filter(|(_, line)| !line.is_ascii()).take(PARAGRAPHS) {
        if let Some(encoding) = verdict(line, || None) {
            match votes.iter_mut().find(|(known, _)| *known == encoding) {
                Some((_, count)) => *count += 1,
                None => votes.push((encoding, 1)),
            }
        }
    }
    votes.into_iter().max_by_key(|(_, count)| *count).map(|(encoding, _)| encoding)
}

pub(super) fn decode(text: &str, changes: &mut Changes, context: &mut Context<'_>) {
    for (start, line) in lines(text) {
        if line.is_ascii() {
            continue;
        }
        let Some(set) = verdict(line, || context.surface.encoding()).and_then(charset::of) else { continue };
        context.converted = true;
        for (at, word) in words(line).filter(|(_, word)| !word.is_ascii()) {
            let bytes: Option<Vec<u8>> = word.chars().map(to_cp1252).collect();
            let Some(bytes) = bytes else { continue };
            let decoded = set.decode(&bytes, |_| ());
            if decoded != word {
                changes.push(start + at.start..start + at.end, decoded, "E9");
            }
        }
    }
}

/// The encoding whose reading of the line is Vietnamese while the line as it stands is not.
/// `hint` is that of the document.
fn verdict(line: &str, hint: impl FnOnce() -> Option<Encoding>) -> Option<Encoding> {
    // Letters that Vietnamese lacks; without any the line is what it says.
    let strange = line.chars().filter(|c| is_strange(*c)).count();
    let few = strange < TONED as usize && misfits(line) < TONED as usize;
    if few && strange == 0 {
        return None;
    }
    let mut own = Score::default();
    own.add(line, false);
    if own.share() + GAIN > 1.0 {
        return None; // no reading can gain that much
    }
    let hint = hint();
    if few && hint.is_none() {
        return None;
    }
    let bytes = bytes_of(line);
    if let Some(hint) = hint
        && let Some(set) = charset::of(hint)
    {
        let read = score::of(set, &bytes);
        if read.toned >= 1 && read.share() >= 0.8 && read.share() >= own.share() + GAIN {
            return Some(hint);
        }
    }
    let (encoding, read) = content_verdict(&bytes, TONED)?;
    let gain = read.share() >= own.share() + GAIN;
    (gain && distinct(&bytes, encoding) >= TONED as usize).then_some(encoding)
}

/// Words beyond ASCII that are no syllables; the marks of windows-1258 look like letters of Vietnamese ("triÌnh").
fn misfits(line: &str) -> usize {
    let fits = |token: &str| syllable::parse(token).is_some_and(|found| found.shape != Shape::Mixed);
    tokens(line).filter(|(_, token)| !token.is_ascii() && !fits(token)).take(TONED as usize).count()
}

/// Not a letter or sign of a Vietnamese text, and one that a byte may have become.
pub(super) fn is_strange(c: char) -> bool {
    !c.is_ascii() && !syllable::is_letter(c) && to_cp1252(c).is_some() && !"“”‘’–—…•°²³½«»€\u{A0}".contains(c)
}

/// How many different words beyond ASCII the bytes make.
fn distinct(bytes: &[u8], encoding: Encoding) -> usize {
    let Some(set) = charset::of(encoding) else { return 0 };
    let text = set.decode(bytes, |_| ());
    let mut seen: Vec<&str> = Vec::new();
    for word in text.split_whitespace().filter(|word| !word.is_ascii()) {
        if seen.len() < 4 && !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen.len()
}

/// The bytes that a misread line came from; characters that cannot come from any become spaces.
fn bytes_of(line: &str) -> Vec<u8> {
    line.chars().map(|c| to_cp1252(c).unwrap_or(b' ')).collect()
}

fn words(line: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let base = line.as_ptr() as usize;
    line.split(|c: char| c.is_ascii_whitespace()).map(move |word| {
        let start = word.as_ptr() as usize - base;
        (start..start + word.len(), word)
    })
}
