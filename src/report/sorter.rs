//! Sorts any number of lines in bounded memory: full buffers are sorted and spilled, then merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};

use crate::sink::{Scratch, Sink};

/// Bytes held before they are spilled.
const BUFFER: usize = 4 << 20;

/// Takes lines in any order and gives them back in byte order of what stands before their first tab.
#[derive(Debug)]
pub struct Sorter<'a> {
    sink: &'a Sink,
    text: Vec<u8>,
    lines: Vec<(u32, u32)>,
    runs: Vec<Scratch>,
}

impl<'a> Sorter<'a> {
    /// An empty sorter that spills beside the outputs.
    pub fn new(sink: &'a Sink) -> Sorter<'a> {
        Sorter { sink, text: Vec::new(), lines: Vec::new(), runs: Vec::new() }
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
        let mut readers = Vec::new();
        for run in &mut self.runs {
            run.file.seek(SeekFrom::Start(0))?;
            readers.push(BufReader::with_capacity(1 << 15, &run.file));
        }
        let mut heap = BinaryHeap::new();
        for (at, reader) in readers.iter_mut().enumerate() {
            if let Some(line) = next(reader)? {
                heap.push(Reverse((line, at)));
            }
        }
        while let Some(Reverse((line, at))) = heap.pop() {
            once(&line)?;
            if let Some(line) = next(&mut readers[at])? {
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
        let mut scratch = self.sink.scratch()?;
        let mut out = Vec::with_capacity(1 << 16);
        for &(start, end) in &self.lines {
            out.extend_from_slice(&self.text[start as usize..end as usize]);
            out.push(b'\n');
            if out.len() >= 1 << 16 {
                scratch.file.write_all(&out)?;
                out.clear();
            }
        }
        scratch.file.write_all(&out)?;
        self.runs.push(scratch);
        self.text.clear();
        self.lines.clear();
        Ok(())
    }
}

fn next(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    line.pop();
    Ok(Some(line))
}
