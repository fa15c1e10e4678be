//! Text that is not one clean encoding: legacy files, and files joined from several sources.
//!
//! Each line is read as UTF-8 if it is valid UTF-8, else in the document's legacy encoding; a line that is UTF-8 but
//! for some words keeps its UTF-8 words.

use std::ops::Range;

use super::charset::{self, Charset};
use super::notes::Notes;
use super::score::{self, Score};
use super::{Decoded, Detection, Encoding, detect, latin, sample};
use crate::error::{Code, Warning};

/// Decodes bytes that are not valid UTF-8 as a whole. `detection` is the verdict on all of them.
pub(super) fn decode(bytes: &[u8], detection: Detection) -> Decoded {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.len() - body.len();
    let census = Census::of(body);
    let legacy_lines = |line: &[u8]| std::str::from_utf8(line).is_err();
    let legacy = match charset::of(detection.encoding) {
        Some(_) => detection.encoding,
        None => detect::verdict(&detect::ranking(&sample::of(body, legacy_lines)), None, 3).encoding,
    };
    let mut notes = Notes::new(bytes);
    if census.utf8_lines == 0 {
        let text = match charset::of(legacy) {
            Some(set) => set.decode(bytes, |at| notes.undefined(at, legacy)),
            None => {
                notes.foreign(Warning::new(Code::UnknownEncoding));
                latin(bytes, |at| notes.undefined(at, Encoding::Windows1252))
            }
        };
        let encoding = if charset::of(legacy).is_some() { legacy } else { Encoding::Unknown };
        let confidence = if encoding == detection.encoding { detection.confidence } else { 0.8 };
        return Decoded { text, detection: Detection { encoding, confidence }, warnings: notes.warnings() };
    }
    let mut reader =
        Reader { bytes, legacy, notes, text: String::with_capacity(body.len() * 3 / 2), read: [0; 2] };
    let mut from = start;
    let mut number = 0;
    while from < bytes.len() {
        number += 1;
        let to = memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at + 1);
        reader.line(from..to, number);
        from = to;
    }
    reader.finish()
}

/// What lines there are.
struct Census {
    utf8_lines: usize,
}

impl Census {
    /// Counts the lines that are valid UTF-8 and not ASCII, and those that are UTF-8 but for some words.
    fn of(body: &[u8]) -> Census {
        let mut utf8_lines = 0;
        for line in body.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
            utf8_lines += usize::from(std::str::from_utf8(line).is_ok() || has_utf8_words(line));
        }
        Census { utf8_lines }
    }
}

/// At least two words with a three-byte sequence, or four with any: legacy bytes seldom look like that by chance.
fn has_utf8_words(line: &[u8]) -> bool {
    let mut evidence = 0;
    for word in words(line).filter(|word| !word.is_ascii()) {
        if let Some(word) = utf8_word(word) {
            evidence += if word.chars().any(|c| c.len_utf8() > 2) { 2 } else { 1 };
        }
    }
    evidence >= 4
}

/// The word as UTF-8, if it is. Two legacy letters can make one of the scripts behind Cyrillic: VISCII's "ươ" does.
fn utf8_word(word: &[u8]) -> Option<&str> {
    let word = std::str::from_utf8(word).ok()?;
    (!word.chars().any(|c| ('\u{530}'..='\u{7FF}').contains(&c))).then_some(word)
}

fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).filter(|word| !word.is_empty())
}

struct Reader<'a> {
    bytes: &'a [u8],
    legacy: Encoding,
    notes: Notes<'a>,
    text: String,
    /// Bytes read as UTF-8, and as the legacy encoding.
    read: [usize; 2],
}

impl Reader<'_> {
    fn line(&mut self, range: Range<usize>, number: u32) {
        let line = &self.bytes[range.clone()];
        match std::str::from_utf8(line) {
            Ok(text) if line.is_ascii() => self.text.push_str(text),
            Ok(text) => match charset::of(self.legacy).filter(|set| reads_better(set, line, text)) {
                Some(_) => self.legacy_part(range, number),
                None => {
                    self.read[0] += line.len();
                    self.text.push_str(text);
                }
            },
            Err(_) if has_utf8_words(line) => self.patchwork(range, number),
            Err(_) => self.legacy_part(range, number),
        }
    }

    /// A line that is UTF-8 but for some words: the words that are not are taken together over ASCII words.
    fn patchwork(&mut self, range: Range<usize>, number: u32) {
        let line = &self.bytes[range.clone()];
        self.read[0] += line.len();
        let base = line.as_ptr() as usize;
        let mut run: Option<Range<usize>> = None;
        let mut done = range.start;
        for word in words(line) {
            let from = range.start + (word.as_ptr() as usize - base);
            if word.is_ascii() {
                continue;
            }
            if utf8_word(word).is_none() {
                let start = run.as_ref().map_or(from, |run| run.start);
                run = Some(start..from + word.len());
            } else if let Some(run) = run.take() {
                self.utf8(done..run.start);
                done = run.end;
                self.legacy_part(run, number);
            }
        }
        if let Some(run) = run {
            self.utf8(done..run.start);
            done = run.end;
            self.legacy_part(run, number);
        }
        self.utf8(done..range.end);
    }

    fn utf8(&mut self, range: Range<usize>) {
        self.text.push_str(&String::from_utf8_lossy(&self.bytes[range]));
    }

    /// Bytes in the document's legacy encoding, in another that fits better, or in none.
    fn legacy_part(&mut self, range: Range<usize>, number: u32) {
        let part = &self.bytes[range.clone()];
        let evidence = sample::bounded(part);
        let own = charset::of(self.legacy)
            .map(|set| score::of(set, &evidence))
            .filter(|score| score.share() >= 0.5);
        let encoding = match own {
            Some(_) => self.legacy,
            None => detect::verdict(&detect::ranking(&evidence), None, 3).encoding,
        };
        match charset::of(encoding) {
            Some(set) => {
                let text = set.decode(part, |at| self.notes.undefined(range.start + at, encoding));
                self.text.push_str(&text);
                self.read[1] += part.len();
                if self.read[1] == part.len() || encoding != self.legacy {
                    self.notes.foreign(
                        Warning::new(Code::MixedEncodings).with("encoding", encoding.name()).at(number),
                    );
                }
            }
            None => self.patched(range),
        }
    }

    /// Valid UTF-8 sequences as they are, every other byte as windows-1252.
    fn patched(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for chunk in self.bytes[range].utf8_chunks() {
            self.text.push_str(chunk.valid());
            at += chunk.valid().len();
            for &byte in chunk.invalid() {
                self.notes.undefined(at, Encoding::Utf8);
                self.text.push(charset::cp1252(byte));
                at += 1;
            }
        }
    }

    fn finish(self) -> Decoded {
        let [utf8, legacy] = self.read;
        let encoding = if utf8 >= legacy { Encoding::Utf8 } else { self.legacy };
        let confidence = utf8.max(legacy) as f32 / (utf8 + legacy).max(1) as f32;
        let detection = Detection { encoding, confidence: confidence.min(0.95) };
        Decoded { text: self.text, detection, warnings: self.notes.warnings() }
    }
}

/// Bytes of a line that tell how it is to be read.
const ENOUGH: usize = 16 << 10;

/// A line of legacy bytes can be valid UTF-8 by chance: then its legacy reading is the more Vietnamese one.
fn reads_better(set: &Charset, line: &[u8], text: &str) -> bool {
    let end = text.floor_char_boundary(ENOUGH);
    let mut utf8 = Score::default();
    utf8.add(&text[..end], false);
    let legacy = score::of(set, &line[..end]);
    legacy.share() > utf8.share() + 0.25 && legacy.toned > utf8.toned
}
