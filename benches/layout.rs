//! How evenly the lines are set: optimal-fit breaking beside greedy breaking of the same segments.
//!
//! `cargo bench --bench layout [FOLDER]` (default: the sample articles in input): each paragraph of each text, in the columns of
//! the A4 page, the A5 page and half an A4 page.
#![allow(clippy::expect_used)] // a bench that cannot start says why and ends

use bantin::font::{Fonts, Glyph, Shaper, Style};
use bantin::layout::breaking::{Breaker, Chosen, Measure, Segments};
use bantin::typography;

#[derive(Default)]
struct Tally {
    lines: u32,
    sum: f64,
    worst: f32,
    loose: u32,
    single: u32,
    paragraphs: u32,
    rivers: u32,
}

/// Lines that a river runs through at least.
const RIVER: u32 = 4;

/// The word spaces of a line: left and right edge, thousandths of an em.
fn spaces(segments: &Segments, glyphs: &[Glyph], chosen: &Chosen, indent: f32) -> Vec<(f32, f32)> {
    let line = &glyphs[segments.glyph[chosen.from] as usize..segments.glyph[chosen.to] as usize];
    let inner = line.iter().rposition(|glyph| glyph.role != Glyph::SPACE).map_or(0, |last| last + 1);
    let mut x = indent;
    let mut found = Vec::new();
    for glyph in &line[..inner] {
        let width = f32::from(glyph.advance) + f32::from(glyph.kern);
        if glyph.role == Glyph::SPACE {
            found.push((x, x + width * chosen.ratio));
            x += width * chosen.ratio;
        } else {
            x += width;
        }
    }
    found
}

/// Places where white runs down through [`RIVER`] lines or more: spaces under spaces, overlapping by more than two
/// thirds of a natural space.
fn rivers(segments: &Segments, glyphs: &[Glyph], measure: &Measure, chosen: &[Chosen]) -> u32 {
    let mut above: Vec<((f32, f32), u32)> = Vec::new();
    let mut count = 0;
    for (index, line) in chosen.iter().enumerate() {
        let indent = if index == 0 { (measure.rest - measure.first) as f32 } else { 0.0 };
        let overlap = measure.space as f32 * 0.67;
        let here: Vec<((f32, f32), u32)> = spaces(segments, glyphs, line, indent)
            .into_iter()
            .map(|(left, right)| {
                let touching = above.iter().filter(|((l, r), _)| right.min(*r) - left.max(*l) > overlap);
                ((left, right), 1 + touching.map(|(_, length)| *length).max().unwrap_or(0))
            })
            .collect();
        count += here.iter().filter(|(_, length)| *length == RIVER).count() as u32;
        above = here;
    }
    count
}

impl Tally {
    fn add(&mut self, segments: &Segments, glyphs: &[Glyph], measure: &Measure, chosen: &[Chosen]) {
        self.rivers += rivers(segments, glyphs, measure, chosen);
        let Some((last, others)) = chosen.split_last().filter(|(_, others)| !others.is_empty()) else {
            return;
        };
        for line in others {
            self.lines += 1;
            self.sum += f64::from(line.ratio);
            self.worst = self.worst.max(line.ratio);
            self.loose += u32::from(line.ratio > 1.6);
        }
        self.paragraphs += 1;
        self.single += u32::from(segments.line(last.from, last.to, measure.space).1 == 0);
    }

    fn print(&self, name: &str) {
        println!(
            "{name:<8} {:>6} lines  mean {:.3}  worst {:.2}  above 1.6: {:>4} ({:.2} %)  single last syllables: {} of {}  rivers: {}",
            self.lines,
            self.sum / f64::from(self.lines.max(1)),
            self.worst,
            self.loose,
            100.0 * f64::from(self.loose) / f64::from(self.lines.max(1)),
            self.single,
            self.paragraphs,
            self.rivers
        );
    }
}

fn segments(shaper: &mut Shaper<'_>, text: &str) -> Segments {
    let mut breaks = Vec::new();
    typography::breaks(text, &mut breaks);
    breaks.push(typography::Break { offset: text.len(), penalty: 0 });
    let mut segments =
        Segments { glyph: vec![0], before: vec![0], spaces: vec![0], trailing: vec![0], penalty: vec![0] };
    let (mut from, mut before, mut spaces) = (0, 0, 0);
    for found in breaks {
        let start = shaper.glyphs.len();
        before += i64::from(shaper.shape(Style::Regular, &text[from..found.offset]));
        let glyphs = &shaper.glyphs[start..];
        spaces += glyphs.iter().filter(|glyph| glyph.role == Glyph::SPACE).count() as u32;
        let trailing = glyphs.iter().rev().take_while(|glyph| glyph.role == Glyph::SPACE).count() as u32;
        segments.glyph.push(shaper.glyphs.len() as u32);
        segments.before.push(before);
        segments.spaces.push(spaces);
        segments.trailing.push(trailing);
        segments.penalty.push(found.penalty);
        from = found.offset;
    }
    segments
}

/// Each line as full as it goes.
fn greedy(segments: &Segments, measure: &Measure, out: &mut Vec<Chosen>) {
    out.clear();
    let (mut from, end) = (0, segments.len() - 1);
    while from < end {
        let width = if from == 0 { measure.first } else { measure.rest };
        let mut to = from + 1;
        while to < end && segments.line(from, to + 1, measure.space).0 <= width {
            to += 1;
        }
        let (natural, spaces) = segments.line(from, to, measure.space);
        let slack = (width - natural) as f32 / (f32::max(spaces as f32, 1.0) * measure.space as f32);
        out.push(Chosen { from, to, ratio: if to == end { 1.0 } else { 1.0 + slack } });
        from = to;
    }
}

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let folder = folder.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/input").to_owned());
    let fonts = Fonts::new(&[]).expect("the built-in faces");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of texts")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    files.sort();
    // Width in points and size of type: A4, A5, a column of a two-column page.
    for (name, width, size) in [("A4", 467.7f32, 14.0f32), ("A5", 328.8, 11.0), ("column", 225.0, 11.0)] {
        let thousandths = |points: f32| (points / size * 1000.0) as i64;
        let measure = Measure {
            first: thousandths(width - 36.0),
            rest: thousandths(width),
            space: 250,
            justify: true,
            balance: false,
        };
        let (mut ours, mut theirs) = (Tally::default(), Tally::default());
        let (mut breaker, mut chosen) = (Breaker::default(), Vec::new());
        for file in &files {
            let Ok(text) = std::fs::read_to_string(file) else { continue };
            for paragraph in text.lines().map(str::trim).filter(|line| line.len() > 200) {
                let mut shaper = Shaper::new(&fonts);
                let segments = segments(&mut shaper, paragraph);
                breaker.lines(&segments, &measure, &mut chosen);
                ours.add(&segments, &shaper.glyphs, &measure, &chosen);
                greedy(&segments, &measure, &mut chosen);
                theirs.add(&segments, &shaper.glyphs, &measure, &chosen);
            }
        }
        println!("{name}, {width} pt, {size} pt type");
        ours.print("optimal");
        theirs.print("greedy");
    }
}
