//! Optimal-fit line breaking after Knuth and Plass (1981), for spaces only: no hyphenation, no letter-spacing.
//!
//! The text is a row of segments between permitted breaks. The breaks with the least demerits win: word spaces far
//! from their natural width cost by the cube, a broken soft binding by its penalty, a tight line beside a loose one,
//! two loose lines in a row, and a last line of a single syllable cost extra. Time is linear in the segments.

/// The segments of a paragraph; every list has one entry per possible break, the start and the end included.
#[derive(Debug, Default, Clone)]
pub struct Segments {
    /// Index of the first glyph behind the break.
    pub glyph: Vec<u32>,
    /// Natural width of everything before, thousandths of an em.
    pub before: Vec<i64>,
    /// Word spaces before.
    pub spaces: Vec<u32>,
    /// Word spaces directly before: they vanish when the line ends here.
    pub trailing: Vec<u32>,
    /// 0 plain, 500 a soft binding.
    pub penalty: Vec<u16>,
}

/// How a paragraph wants its lines.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Width of the first line, thousandths of an em.
    pub first: i64,
    /// Width of the others.
    pub rest: i64,
    /// Natural word space.
    pub space: i64,
    /// Stretch the spaces; else the lines stay ragged and as even as can be.
    pub justify: bool,
    /// Even lines including the last (centred headings).
    pub balance: bool,
}

/// A chosen line: from one break to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    /// Index of the break it starts at.
    pub from: usize,
    /// Index of the break it ends at.
    pub to: usize,
    /// Actual word space over the natural one.
    pub ratio: f32,
}

/// Spaces shrink to this part of their width at most.
const SHRINK: f32 = 0.78;
/// Spaces stretch to this much while any other breaks exist.
pub const STRETCH: f32 = 3.0;

impl Segments {
    /// Forgets the paragraph.
    pub fn clear(&mut self) {
        self.glyph.clear();
        self.before.clear();
        self.spaces.clear();
        self.trailing.clear();
        self.penalty.clear();
    }

    /// Number of possible breaks, start and end included.
    pub fn len(&self) -> usize {
        self.glyph.len()
    }

    /// No paragraph.
    pub fn is_empty(&self) -> bool {
        self.glyph.is_empty()
    }

    /// Natural width of the line between two breaks, without trailing spaces, and its word spaces.
    #[inline]
    pub fn line(&self, from: usize, to: usize, space: i64) -> (i64, u32) {
        let trailing = self.trailing[to];
        let width = self.before[to] - self.before[from] - i64::from(trailing) * space;
        (width, (self.spaces[to] - self.spaces[from]).saturating_sub(trailing))
    }
}

#[derive(Debug, Clone, Copy)]
struct Node {
    at: u32,
    previous: u32,
    demerits: f64,
    class: u8,
    ratio: f32,
}

/// Buffers that are used again from paragraph to paragraph.
#[derive(Debug, Default)]
pub struct Breaker {
    nodes: Vec<Node>,
    active: Vec<u32>,
}

impl Breaker {
    /// Chooses the lines of a paragraph.
    pub fn lines(&mut self, segments: &Segments, measure: &Measure, out: &mut Vec<Chosen>) {
        out.clear();
        if segments.len() < 2 {
            return;
        }
        let end = segments.len() - 1;
        // Most headings, captions and list items fit in one line.
        let (width, _) = segments.line(0, end, measure.space);
        if width <= measure.first {
            out.push(Chosen { from: 0, to: end, ratio: 1.0 });
            return;
        }
        if !self.search(segments, measure, STRETCH) {
            self.search(segments, measure, f32::INFINITY);
        }
        let mut best = self.best_end();
        while let Some(node) = best.and_then(|index| self.nodes.get(index as usize)).copied() {
            let Some(from) = self.nodes.get(node.previous as usize) else { break };
            out.push(Chosen { from: from.at as usize, to: node.at as usize, ratio: node.ratio });
            best = Some(node.previous);
        }
        out.reverse();
    }

    fn best_end(&self) -> Option<u32> {
        self.active
            .iter()
            .copied()
            .min_by(|&a, &b| self.nodes[a as usize].demerits.total_cmp(&self.nodes[b as usize].demerits))
    }

    /// Fills `active` with the ways to reach the end; false if there is none within the tolerance.
    fn search(&mut self, segments: &Segments, measure: &Measure, tolerance: f32) -> bool {
        self.nodes.clear();
        self.active.clear();
        self.nodes.push(Node { at: 0, previous: u32::MAX, demerits: 0.0, class: 1, ratio: 1.0 });
        self.active.push(0);
        let end = segments.len() - 1;
        for at in 1..=end {
            let mut best: [Option<Node>; 4] = [None; 4];
            let mut kept = 0;
            for index in 0..self.active.len() {
                let id = self.active[index];
                let from = self.nodes[id as usize];
                let width = if from.at == 0 { measure.first } else { measure.rest };
                let (natural, spaces) = segments.line(from.at as usize, at, measure.space);
                let slack = width - natural;
                let room = (spaces as f32) * measure.space as f32;
                let too_wide =
                    slack < 0 && (!measure.justify || (-slack) as f32 > room * (1.0 - SHRINK) + 0.5);
                // A line of one segment is taken even if it is too wide (the caller has cut wide segments).
                if too_wide && (at - from.at as usize > 1) {
                    continue;
                }
                self.active[kept] = id;
                kept += 1;
                let Some((ratio, badness, class)) = fit(measure, slack, room, width, at == end, tolerance)
                else {
                    continue;
                };
                let mut demerits = (10.0 + f64::from(badness)).powi(2);
                demerits += f64::from(segments.penalty[at]).powi(2);
                if from.class.abs_diff(class) > 1 {
                    demerits += 3_000.0;
                }
                if class >= 2 && from.class >= 2 && from.at != 0 {
                    demerits += 4_000.0;
                }
                if at == end && spaces == 0 && from.at != 0 {
                    demerits += 12_000_000.0; // a single syllable on the last line: any line within the tolerance is better
                }
                let total = from.demerits + demerits;
                let slot = &mut best[usize::from(class)];
                if slot.is_none_or(|node| total < node.demerits) {
                    *slot = Some(Node { at: at as u32, previous: id, demerits: total, class, ratio });
                }
            }
            self.active.truncate(kept);
            if at == end {
                self.active.clear();
            }
            for node in best.into_iter().flatten() {
                self.active.push(self.nodes.len() as u32);
                self.nodes.push(node);
            }
            if self.active.is_empty() {
                return false;
            }
        }
        true
    }
}

/// Ratio, badness and fitness class of a line; none if it is beyond the tolerance.
#[inline]
fn fit(
    measure: &Measure,
    slack: i64,
    room: f32,
    width: i64,
    last: bool,
    tolerance: f32,
) -> Option<(f32, f32, u8)> {
    let slack = slack as f32;
    if !measure.justify {
        let r = slack.max(0.0) / (0.3 * width as f32);
        let badness = if last && !measure.balance { 0.0 } else { 100.0 * r * r * r };
        return Some((1.0, badness, 1));
    }
    if last && slack >= 0.0 {
        return Some((1.0, 0.0, 1));
    }
    if room <= 0.0 {
        // Nothing to stretch, so the line stays short: only when all else has failed (a long address), and the less
        // white the better. A word alone on a line is as bad as a line can be.
        let white = slack.abs() / width as f32;
        return tolerance.is_infinite().then_some((1.0, 5_000.0 + 1_000_000.0 * white * white, 3));
    }
    let ratio = 1.0 + slack / room;
    if ratio > tolerance {
        return None;
    }
    let r = if ratio >= 1.0 { (ratio - 1.0) / 0.6 } else { (1.0 - ratio) / (1.0 - SHRINK) };
    let badness = (100.0 * r * r * r).min(1_000_000.0);
    let class = if ratio < 0.9 {
        0
    } else if ratio <= 1.3 {
        1
    } else if ratio <= 1.7 {
        2
    } else {
        3
    };
    Some((ratio, badness, class))
}
