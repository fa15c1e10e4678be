//! Sorts any number of lines in bounded memory: full buffers are sorted and spilled, then merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write};
use std::ops::Range;

use super::journal::read_at;
use crate::sink::{Scratch, Sink};

/// Bytes held before they are spilled.
const BUFFER: usize = 4 << 20;

/// Takes lines in any order and gives them back in byte order of what stands before their first tab.
#[derive(Debug)]
pub struct Sorter<'a> {
    sink: &'a Sink,
    text: Vec<u8>,
    lines: Vec<(u32, u32)>,
    /// All runs one after the other in one file: descriptors may be few.
    scratch: Option<Scratch>,
    runs: Vec<Range<u64>>,
}

impl<'a> Sorter<'a> {
    /// An empty sorter that spills beside the outputs.
    pub fn new(sink: &'a Sink) -> Sorter<'a> {
        Sorter { sink, text: Vec::new(), lines: Vec::new(), scratch: None, runs: Vec::new() }
    }

    /// Takes `key` and what belongs to it; neither holds a tab or a line feed.
    pub fn push(&mut self, key: &str, value: &str) -> io::Result<()> {
        let start = self.text.len() as u32;
        self.text.extend_from_slice(key.as_bytes());
        self.text.push(b'\t');
        self.text.extend_from_slice(value.as_bytes());
        self.lines.push((start, self.text.len() as u32));
        if self.text.len() >= BUFFER { self.spill() } else { Ok(()) }
    }

    /// Hands every pair to `take`, sorted by key; equal pairs once.
    pub fn finish(mut self, mut take: impl FnMut(&str, &str) -> io::Result<()>) -> io::Result<()> {
        let mut last = Vec::new();
        let mut once = |line: &[u8]| {
            if line == last {
                return Ok(());
            }
            last.clear();
            last.extend_from_slice(line);
            let line = String::from_utf8_lossy(line);
            let (key, value) = line.split_once('\t').unwrap_or((&line, ""));
            take(key, value)
        };
        if self.runs.is_empty() {
            self.order();
            return self
                .lines
                .iter()
                .try_for_each(|&(start, end)| once(&self.text[start as usize..end as usize]));
        }
        self.spill()?;
        let Some(scratch) = &self.scratch else { return Ok(()) };
        let mut readers: Vec<Lines<'_>> = self
            .runs
            .iter()
            .map(|run| Lines { scratch, rest: run.clone(), buffer: Vec::new(), at: 0 })
            .collect();
        let mut heap = BinaryHeap::new();
        for (at, reader) in readers.iter_mut().enumerate() {
            if let Some(line) = reader.next()? {
                heap.push(Reverse((line, at)));
            }
        }
        while let Some(Reverse((line, at))) = heap.pop() {
            once(&line)?;
            if let Some(line) = readers[at].next()? {
                heap.push(Reverse((line, at)));
            }
        }
        Ok(())
    }

    /// Tab is below every character that occurs in output paths, so lines sort as their keys do.
    fn order(&mut self) {
        let text = &self.text;
        self.lines
            .sort_unstable_by(|a, b| text[a.0 as usize..a.1 as usize].cmp(&text[b.0 as usize..b.1 as usize]));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.order();
        let scratch = match &mut self.scratch {
            Some(scratch) => scratch,
            none => none.insert(self.sink.scratch()?),
        };
        let start = self.runs.last().map_or(0, |run| run.end);
        let mut end = start;
        let mut out = Vec::with_capacity(1 << 16);
        for &(from, to) in &self.lines {
            out.extend_from_slice(&self.text[from as usize..to as usize]);
            out.push(b'\n');
            end += u64::from(to - from) + 1;
            if out.len() >= 1 << 16 {
                scratch.file.write_all(&out)?;
                out.clear();
            }
        }
        scratch.file.write_all(&out)?;
        self.runs.push(start..end);
        self.text.clear();
        self.lines.clear();
        Ok(())
    }
}

/// The lines of one run.
struct Lines<'a> {
    scratch: &'a Scratch,
    rest: Range<u64>,
    buffer: Vec<u8>,
    at: usize,
}

impl Lines<'_> {
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            if let Some(length) = memchr::memchr(b'\n', &self.buffer[self.at..]) {
                let line = self.buffer[self.at..self.at + length].to_vec();
                self.at += length + 1;
                return Ok(Some(line));
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            self.buffer.drain(..self.at);
            self.at = 0;
            let held = self.buffer.len();
            let more = (self.rest.end - self.rest.start).min(1 << 15) as usize;
            self.buffer.resize(held + more, 0);
            let read = read_at(&self.scratch.file, &mut self.buffer[held..], self.rest.start)?;
            if read < more {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.rest.start += read as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Durability;

    #[test]
    fn more_than_fits_comes_back_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let sink = Sink::open(folder.path(), Durability::None, "").unwrap();
        let mut sorter = Sorter::new(&sink);
        let value = "x".repeat(200);
        let count = 60_000_u64;
        for number in 0..count {
            sorter.push(&format!("{:016x}", number.wrapping_mul(0x9E37_79B9_7F4A_7C15)), &value).unwrap();
        }
        sorter.push("0", "twice").unwrap();
        sorter.push("0", "twice").unwrap();
        assert!(sorter.runs.len() > 1);
        let mut last = String::new();
        let mut seen = 0;
        sorter
            .finish(|key, _| {
                assert!(*key > *last);
                last = key.to_owned();
                seen += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(seen, count + 1);
    }
}
