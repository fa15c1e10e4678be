//! Text to glyphs. A character that stands alone takes the fast path (table, advance, kerning); a base with marks,
//! and everything the face lacks, goes by grapheme cluster through harfrust, the fallback faces, or becomes □.

use std::collections::HashSet;

use harfrust::{Buffer, BufferFlags, Direction, ShapeOptions, ShaperFont};
use unicode_segmentation::UnicodeSegmentation;

use super::{Face, Fonts, Style};

/// A glyph in its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph id in its face.
    pub gid: u16,
    /// Index of the face in [`Fonts`].
    pub face: u8,
    /// One of the `Glyph::…` marks.
    pub role: u8,
    /// The character it stands for; in a span, the index of its [`Cluster`].
    pub text: u32,
    /// Advance without kerning, thousandths of an em.
    pub advance: i16,
    /// Kerning (or the shaper's change of the advance) behind it.
    pub kern: i16,
    /// Drawn this far right of its place.
    pub dx: i16,
    /// Drawn this far above the base line.
    pub dy: i16,
}

impl Glyph {
    /// An ordinary glyph.
    pub const PLAIN: u8 = 0;
    /// A word space: justified, invisible at line ends.
    pub const SPACE: u8 = 1;
    /// First glyph of a span whose text is that of its [`Cluster`] (PDF: /ActualText).
    pub const SPAN: u8 = 2;
    /// Nothing is drawn; the text of its [`Cluster`] is kept.
    pub const HIDDEN: u8 = 3;
}

/// A piece of text that several glyphs, a □ or none at all stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its text.
    pub text: String,
    /// How many glyphs it has.
    pub glyphs: u32,
}

/// Collects the glyphs of a document.
pub struct Shaper<'a> {
    fonts: &'a Fonts,
    buffer: Option<Buffer>,
    seen: HashSet<String>,
    /// All glyphs so far.
    pub glyphs: Vec<Glyph>,
    /// All spans so far.
    pub clusters: Vec<Cluster>,
    /// What no face could show, each once, in order of appearance.
    pub missing: Vec<String>,
}

impl<'a> Shaper<'a> {
    /// An empty document.
    pub fn new(fonts: &'a Fonts) -> Self {
        Shaper {
            fonts,
            buffer: None,
            seen: HashSet::new(),
            glyphs: Vec::new(),
            clusters: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Appends what another has collected; indices into its glyphs grow by the number returned.
    pub fn append(&mut self, other: Shaper<'_>) -> u32 {
        let (glyphs, clusters) = (self.glyphs.len() as u32, self.clusters.len() as u32);
        self.glyphs.extend(other.glyphs.into_iter().map(|mut glyph| {
            if matches!(glyph.role, Glyph::SPAN | Glyph::HIDDEN) {
                glyph.text += clusters;
            }
            glyph
        }));
        self.clusters.extend(other.clusters);
        for missing in other.missing {
            if self.seen.insert(missing.clone()) {
                self.missing.push(missing);
            }
        }
        glyphs
    }

    /// The faces it shapes with.
    pub fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    /// Appends the glyphs of `text` and returns their width in thousandths of an em.
    pub fn shape(&mut self, style: Style, text: &str) -> i32 {
        let face = self.fonts.face(style as u8);
        let start = self.glyphs.len();
        let mut rest = text.char_indices().peekable();
        let mut previous = 0u16;
        while let Some((at, c)) = rest.next() {
            let next = rest.peek().map_or(' ', |&(_, next)| next);
            let gid = if joins(next) { 0 } else { face.glyph(c) };
            if gid == 0 || (c as u32) < 0x20 || ('\u{7f}'..'\u{a0}').contains(&c) {
                let length = cluster_length(&text[at..]);
                self.cluster(style, &text[at..at + length]);
                previous = 0;
                while rest.next_if(|&(index, _)| index < at + length).is_some() {}
                continue;
            }
            if previous != 0 {
                let kern = face.kern(previous, gid);
                if kern != 0
                    && let Some(last) = self.glyphs.last_mut()
                {
                    last.kern = kern;
                }
            }
            let space = c == ' ' || c == '\u{a0}';
            let (role, c) = if space { (Glyph::SPACE, ' ') } else { (Glyph::PLAIN, c) };
            // Word spaces are stretched anyway: kerning against them would only cost bytes.
            previous = if space { 0 } else { gid };
            self.glyphs.push(Glyph {
                gid,
                face: style as u8,
                role,
                text: c as u32,
                advance: face.advance(gid),
                kern: 0,
                dx: 0,
                dy: 0,
            });
        }
        self.glyphs[start..].iter().map(|glyph| i32::from(glyph.advance) + i32::from(glyph.kern)).sum()
    }

    fn cluster(&mut self, style: Style, text: &str) {
        if text.chars().all(char::is_control) {
            return; // nothing to show, nothing to keep: the readers have no text for them either
        }
        if text.chars().all(ignorable) {
            self.span(style as u8, text, 0, Glyph::HIDDEN, 0);
            return;
        }
        let shows = |face: &Face| text.chars().all(|c| ignorable(c) || face.glyph(c) != 0);
        let own = style as u8;
        let found = if shows(self.fonts.face(own)) {
            Some(own)
        } else {
            self.fonts.fallbacks().find(|(_, face)| shows(face)).map(|(index, _)| index)
        };
        if found.is_some_and(|index| self.shaped(index, text)) {
            return;
        }
        if self.seen.insert(text.to_owned()) {
            self.missing.push(text.to_owned());
        }
        let face = self.fonts.face(own);
        let gid = face.glyph('□');
        self.span(own, text, gid, Glyph::SPAN, face.advance(gid));
    }

    fn span(&mut self, face: u8, text: &str, gid: u16, role: u8, advance: i16) {
        let index = self.clusters.len() as u32;
        self.clusters.push(Cluster { text: text.to_owned(), glyphs: 1 });
        self.glyphs.push(Glyph { gid, face, role, text: index, advance, kern: 0, dx: 0, dy: 0 });
    }

    /// Shapes a cluster that the face covers; false when the shaper fails or leaves a .notdef.
    fn shaped(&mut self, index: u8, text: &str) -> bool {
        let face = self.fonts.face(index);
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        let font = ShaperFont::new(face.font());
        let done = harfrust::shape(&font, &mut buffer, ShapeOptions::new()).is_ok();
        let infos = buffer.glyph_infos();
        let fine = done && !infos.is_empty() && infos.iter().all(|info| (1..65_536).contains(&info.glyph_id));
        if fine {
            let scale = 1000.0 / f32::from(face.font().units_per_em().max(1));
            let thousandths = |value: i32| (value as f32 * scale).round() as i16;
            // One glyph per character in order: each carries its own character, and no span is needed.
            let plain = infos.len() == text.chars().count()
                && text.chars().zip(infos).all(|(c, info)| u32::from(face.glyph(c)) == info.glyph_id);
            let span = self.clusters.len() as u32;
            if !plain {
                self.clusters.push(Cluster { text: text.to_owned(), glyphs: infos.len() as u32 });
            }
            let mut chars = text.chars();
            for (nth, (info, position)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
                let gid = info.glyph_id as u16;
                let own = chars.next().unwrap_or('\u{fffd}');
                let advance = face.advance(gid);
                self.glyphs.push(Glyph {
                    gid,
                    face: index,
                    role: if !plain && nth == 0 { Glyph::SPAN } else { Glyph::PLAIN },
                    text: if !plain && nth == 0 { span } else { own as u32 },
                    advance,
                    kern: thousandths(position.x_advance).saturating_sub(advance),
                    dx: thousandths(position.x_offset),
                    dy: thousandths(position.y_offset),
                });
            }
        }
        self.buffer = Some(buffer);
        fine
    }
}

/// Whether the character joins the one before it: combining marks, joiners, variation selectors, emoji modifiers.
#[inline]
fn joins(c: char) -> bool {
    c >= '\u{300}'
        && matches!(c as u32,
            0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f | 0x1ab0..=0x1aff
            | 0x1dc0..=0x1dff | 0x200c..=0x200d | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f
            | 0x1f3fb..=0x1f3ff | 0xe0020..=0xe007f | 0xe0100..=0xe01ef)
}

/// Bytes of the first grapheme cluster, cut after 32 characters so that a heap of marks costs linear time.
fn cluster_length(text: &str) -> usize {
    let end = text.char_indices().nth(33).map_or(text.len(), |(at, _)| at);
    let first = text[..end].graphemes(true).next().unwrap_or(text);
    first.char_indices().nth(32).map_or(first.len(), |(at, _)| at)
}

/// Characters without an image of their own.
fn ignorable(c: char) -> bool {
    matches!(c as u32,
        0xad | 0x34f | 0x61c | 0x180b..=0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f
        | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
}
