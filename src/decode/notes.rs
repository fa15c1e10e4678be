//! Collects what was doubtful about single bytes into warnings with line numbers.

use super::Encoding;
use crate::error::{Code, Warning};

/// Lines that get a warning of their own; the rest are counted.
const LINES: usize = 20;

/// Doubtful places of one decoding, reported in ascending order.
pub(super) struct Notes<'a> {
    bytes: &'a [u8],
    /// Where the last place was, and the line it is on.
    at: usize,
    line: u32,
    /// Line, encoding it was read as, and the hex of its doubtful bytes.
    lines: Vec<(u32, &'static str, Vec<u8>)>,
    /// Lines beyond [`LINES`], and the last of them.
    more: u32,
    last: u32,
    others: Vec<Warning>,
}

impl<'a> Notes<'a> {
    pub fn new(bytes: &'a [u8]) -> Notes<'a> {
        Notes { bytes, at: 0, line: 1, lines: Vec::new(), more: 0, last: 0, others: Vec::new() }
    }

    /// The byte at `at` has no meaning in `encoding`.
    pub fn undefined(&mut self, at: usize, encoding: Encoding) {
        let byte = self.bytes.get(at).copied().unwrap_or_default();
        self.line +=
            memchr::memchr_iter(b'\n', self.bytes.get(self.at..at).unwrap_or_default()).count() as u32;
        self.at = at;
        let room = self.lines.len() < LINES;
        match self.lines.last_mut() {
            Some((line, _, bytes)) if *line == self.line => {
                if bytes.len() < 8 && !bytes.contains(&byte) {
                    bytes.push(byte);
                }
            }
            _ if room => self.lines.push((self.line, encoding.name(), vec![byte])),
            _ if self.last == self.line => {}
            _ => {
                self.more += 1;
                self.last = self.line;
            }
        }
    }

    /// Characters of a UTF-16 text that were lost, by their places in the decoded `text`.
    pub fn lost(&mut self, text: &str, places: &[usize]) {
        let (mut line, mut from) = (1, 0);
        let mut reported = 0;
        for (nth, &at) in places.iter().enumerate() {
            line +=
                memchr::memchr_iter(b'\n', text.as_bytes().get(from..at).unwrap_or_default()).count() as u32;
            from = at;
            if nth >= LINES {
                break;
            }
            if line != reported {
                self.others.push(Warning::new(Code::LostCharacter).with("count", places.len()).at(line));
                reported = line;
            }
        }
    }

    /// Lines in another encoding than the rest.
    pub fn foreign(&mut self, warning: Warning) {
        self.others.push(warning);
    }

    pub fn warnings(self) -> Vec<Warning> {
        let mut all: Vec<Warning> = self
            .lines
            .iter()
            .map(|(line, encoding, bytes)| {
                let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
                Warning::new(Code::UndefinedBytes)
                    .with("bytes", hex.join(" "))
                    .with("encoding", encoding)
                    .at(*line)
            })
            .chain(self.others)
            .collect();
        all.sort_by_key(|warning| warning.line);
        if self.more > 0 {
            all.push(Warning::new(Code::MoreUndefinedBytes).with("lines", self.more).at(self.last));
        }
        all
    }
}
