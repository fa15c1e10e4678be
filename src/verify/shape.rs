//! What of a document decides whether it is valid, and the shapes that were found valid before.
//!
//! The metadata of two packages differ in titles, identifiers, dates, sizes and digests, hardly ever in anything that a
//! schema looks at. So a document is written down with those values replaced by what the schema can see of them, and
//! everything else as it stands; two documents with one shape are both valid or both not. A slot stands for any value
//! of its form only where every schema type that may stand there takes them all; anything unusual keeps its text, or
//! has no shape, and is then judged by the schema itself.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{LazyLock, RwLock};

use quick_xml::events::{BytesStart, Event};

use super::scan::Piece;
use super::schema::Family;
use super::text::{characters, normalized};

/// Keys of shapes found valid. The keys are secret to the run, so that nobody can make a document to match one.
static VALID: LazyLock<RwLock<HashSet<u64>>> = LazyLock::new(RwLock::default);
static SECRET: LazyLock<RandomState> = LazyLock::new(RandomState::new);
/// Shapes remembered at most: half a megabyte.
const MOST: usize = 1 << 15;

/// A document's shape, as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape(u64);

impl Shape {
    /// Was a document of this shape valid?
    pub fn is_valid(self) -> bool {
        VALID.read().is_ok_and(|valid| valid.contains(&self.0))
    }

    /// Remembers that a document of this shape is valid.
    pub fn remember(self) {
        if let Ok(mut valid) = VALID.write()
            && valid.len() < MOST
        {
            valid.insert(self.0);
        }
    }
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// Any text; the length facets of our schemas tell it apart by [`LIMITS`] only.
    Text,
    /// Identifiers and references to them: renaming them all alike changes nothing. All of a document must be renamed,
    /// or one that keeps its name could lose what it refers to.
    Names,
    /// A positive integer.
    Number,
    /// A date, as `2026-01-31` or `31/01/2026`.
    Date,
    /// A time with its zone.
    Time,
    /// A relative address.
    Address,
    /// A digest.
    Hex,
}

/// The values of `minLength` and `maxLength` in EAD.xsd and EAD_doc.xsd; a text above one of them has another shape.
const LIMITS: [usize; 9] = [0, 11, 25, 30, 100, 200, 500, 1000, 2000];

/// Do the schemas of this family limit the length of texts and numbers?
fn has_limits(family: Family) -> bool {
    matches!(family, Family::Ead | Family::EadDoc)
}

fn text_slot(family: Family, element: &str) -> Option<Slot> {
    Some(match (family, element) {
        (Family::Premis, "size") => Slot::Number,
        (
            Family::Premis,
            "objectIdentifierValue"
            | "relatedObjectIdentifierValue"
            | "linkingObjectIdentifierValue"
            | "linkingEventIdentifierValue"
            | "relatedEventIdentifierValue"
            | "eventIdentifierValue"
            | "originalName"
            | "messageDigest"
            | "eventDateTime"
            | "eventOutcomeDetailNote",
        )
        | (
            Family::Ead,
            "fileCode" | "arcFileCode" | "title" | "keyword" | "inforSign" | "paperFileCode" | "description",
        )
        | (
            Family::EadDoc,
            "arcFileCode" | "docId" | "docCode" | "codeNumber" | "codeNotation" | "organName" | "subject"
            | "inforSign" | "keyword" | "autograph" | "description",
        )
        | (
            Family::Dc,
            "title" | "creator" | "subject" | "description" | "publisher" | "contributor" | "date"
            | "identifier" | "source" | "rights",
        )
        | (
            Family::Ead3,
            "recordid" | "titleproper" | "eventdatetime" | "unitid" | "unittitle" | "unitdate" | "physdesc"
            | "part" | "p",
        )
        | (
            Family::Nitf,
            "title" | "hl1" | "hl2" | "byline" | "dateline" | "p" | "li" | "th" | "td" | "tagline"
            | "media-caption" | "media-producer",
        ) => Slot::Text,
        (Family::Ead, "totalDoc" | "numberOfPaper" | "numberOfPage")
        | (Family::EadDoc, "docOrdinal" | "numberOfPage") => Slot::Number,
        (Family::Ead, "startDate" | "endDate") | (Family::EadDoc, "issuedDate") => Slot::Date,
        _ => return None,
    })
}

fn attribute_slot(family: Family, element: &str, name: &str) -> Option<Slot> {
    Some(match (family, element, name) {
        (Family::Mets, _, "ID" | "ADMID" | "DMDID" | "FILEID" | "STRUCTID" | "TRANSFORMBEHAVIOR") => {
            Slot::Names
        }
        (Family::Mets, _, "CREATED" | "CREATEDATE" | "LASTMODDATE")
        | (Family::Ead3, "eventdatetime", "standarddatetime") => Slot::Time,
        (Family::Mets, _, "SIZE") => Slot::Number,
        (Family::Mets, _, "CHECKSUM") => Slot::Hex,
        (Family::Mets, _, "xlink:href") => Slot::Address,
        (Family::Ead3, "unitdate", "normal") => Slot::Date,
        (Family::Mets, "mets" | "div", "LABEL")
        | (Family::Mets, "mets", "OBJID")
        | (Family::Mets, "mptr", "xlink:title")
        | (Family::Nitf, "meta", "content")
        | (Family::Nitf, "doc-id", "regsrc" | "id-string")
        | (Family::Nitf, "date.issue", "norm")
        | (Family::Nitf, "doc.copyright", "holder")
        | (Family::Nitf, "keyword", "key")
        | (Family::Nitf, "li", "bt:mark") => Slot::Text,
        _ => return None,
    })
}

/// Elements whose content is a choice of the same elements over and over: it counts which kinds of child there are, not
/// how many or in which order. Such families must not hold an `xs:ID`, which counts (see [`plain_attribute`]).
fn any_order(family: Family, element: &str) -> bool {
    match family {
        Family::Dc => element == "simpledc",
        Family::Nitf => {
            matches!(element, "body.content" | "key-list" | "p" | "ol" | "ul" | "thead" | "tbody" | "tr")
        }
        _ => false,
    }
}

/// Attributes that say nothing of other elements.
fn plain_attribute(name: &str) -> bool {
    matches!(
        name,
        "xmlns"
            | "xmlns:bt"
            | "xmlns:xsi"
            | "xsi:schemaLocation"
            | "xsi:noNamespaceSchemaLocation"
            | "xml:lang"
            | "version"
            | "name"
            | "content"
            | "regsrc"
            | "id-string"
            | "norm"
            | "holder"
            | "key"
            | "class"
            | "lede"
            | "media-type"
            | "bt:level"
            | "bt:mark"
    )
}

/// An open element.
struct Frame {
    slot: Option<Slot>,
    any_order: bool,
    /// Where its own shape begins.
    start: usize,
    /// Where its children begin among the shapes of children in any order.
    kids: usize,
    /// Characters right in it, for a text.
    length: usize,
}

/// A shape in the making, out of the events of whoever reads the document anyway.
pub(super) struct Form {
    family: Family,
    out: Vec<u8>,
    open: Vec<Frame>,
    kids: Vec<u64>,
    /// Identifiers by the order of their first appearance.
    names: HashMap<Box<str>, u32>,
    /// Something out of the ordinary was met.
    odd: bool,
}

impl Form {
    pub fn new(family: Family) -> Form {
        Form {
            family,
            out: vec![family as u8],
            open: Vec::new(),
            kids: Vec::new(),
            names: HashMap::new(),
            odd: false,
        }
    }

    /// Takes the next event.
    pub fn event(&mut self, event: &Event<'_>) {
        if !self.odd {
            self.odd = self.take(event).is_none();
        }
    }

    /// Takes the next piece of a plain document, `attributes` being those of a start tag.
    pub fn piece(&mut self, piece: Piece<'_>, attributes: &[(&str, &str)]) {
        if !self.odd {
            self.odd = self.take_piece(piece, attributes).is_none();
        }
    }

    fn take_piece(&mut self, piece: Piece<'_>, attributes: &[(&str, &str)]) -> Option<()> {
        match piece {
            Piece::Declaration(declaration) => self.raw(b'?', declaration),
            Piece::Start(name, empty) => {
                let frame = self.begin(name);
                for (key, value) in attributes {
                    self.attribute(name, key, value)?;
                }
                match empty {
                    true => self.end(&frame),
                    false => self.open.push(frame),
                }
            }
            Piece::End => {
                let frame = self.open.pop()?;
                self.end(&frame);
            }
            Piece::Text(said) => self.text(said),
            Piece::Character(_) => self.character()?,
        }
        Some(())
    }

    /// A reference to one character; it counts where texts are counted.
    fn character(&mut self) -> Option<()> {
        let frame = self.open.last_mut().filter(|frame| frame.slot == Some(Slot::Text))?;
        frame.length += 1;
        Some(())
    }

    /// The shape, when the whole document was read; `None` if it holds anything out of the ordinary.
    pub fn finish(self) -> Option<Shape> {
        (!self.odd && self.open.is_empty()).then(|| Shape(SECRET.hash_one(&self.out)))
    }

    fn take(&mut self, event: &Event<'_>) -> Option<()> {
        match event {
            Event::Start(tag) => {
                let frame = self.start(tag)?;
                self.open.push(frame);
            }
            Event::Empty(tag) => {
                let frame = self.start(tag)?;
                self.end(&frame);
            }
            Event::End(_) => {
                let frame = self.open.pop()?;
                self.end(&frame);
            }
            Event::Text(said) => self.text(said),
            Event::GeneralRef(_) => {
                let frame = self.open.last_mut().filter(|frame| frame.slot == Some(Slot::Text))?;
                frame.length += characters(event).ok()??.chars().count();
            }
            Event::Decl(declaration) => self.raw(b'?', declaration),
            Event::Eof => {}
            Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => return None,
        }
        Some(())
    }

    /// Writes something as it stands; `kind` keeps apart what would run together.
    fn raw(&mut self, kind: u8, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
        self.out.extend_from_slice(&[0, kind]); // no XML holds a NUL
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Option<Frame> {
        let name = tag.name();
        let name = name.as_ref();
        let frame = self.begin(name);
        for attribute in tag.attributes() {
            let attribute = attribute.ok()?;
            self.attribute(name, attribute.key.into_inner(), &attribute.value)?;
        }
        Some(frame)
    }

    fn begin(&mut self, name: &str) -> Frame {
        let frame = Frame {
            slot: text_slot(self.family, name),
            any_order: any_order(self.family, name),
            start: self.out.len(),
            kids: self.kids.len(),
            length: 0,
        };
        self.raw(b'<', name);
        frame
    }

    /// Takes an attribute of the element `name`, its value as it stands.
    fn attribute(&mut self, name: &str, key: &str, value: &str) -> Option<()> {
        if matches!(self.family, Family::Dc | Family::Nitf) && !plain_attribute(key) {
            return None;
        }
        self.raw(b'@', key);
        if memchr::memchr(b'<', value.as_bytes()).is_some() {
            return None; // not well-formed
        }
        match attribute_slot(self.family, name, key) {
            Some(Slot::Text) => {
                let said = normalized(value).ok()?;
                self.value(Slot::Text, &said);
            }
            Some(Slot::Names) if !value.as_bytes().split(|byte| *byte == b' ').all(is_name) => {
                return None;
            }
            Some(slot) => self.value(slot, value),
            None => self.raw(b'=', value),
        }
        Some(())
    }

    fn end(&mut self, frame: &Frame) {
        if frame.slot == Some(Slot::Text) {
            self.length(frame.length);
        }
        if frame.any_order {
            self.kids[frame.kids..].sort_unstable();
            let mut last = None;
            for at in frame.kids..self.kids.len() {
                if last.replace(self.kids[at]) != Some(self.kids[at]) {
                    self.out.extend_from_slice(&self.kids[at].to_le_bytes());
                }
            }
            self.kids.truncate(frame.kids);
        }
        self.out.extend_from_slice(b"\0/");
        if self.open.last().is_some_and(|parent| parent.any_order) {
            self.kids.push(SECRET.hash_one(&self.out[frame.start..]));
            self.out.truncate(frame.start);
        }
    }

    fn text(&mut self, said: &str) {
        match self.open.last_mut() {
            Some(Frame { slot: Some(Slot::Text), length, .. }) => *length += said.chars().count(),
            Some(Frame { slot: Some(slot), .. }) => {
                let slot = *slot;
                self.value(slot, said);
            }
            // White space between them makes no difference to children in any order.
            Some(Frame { any_order: true, .. }) if said.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
            _ => self.raw(b'"', said),
        }
    }

    fn length(&mut self, length: usize) {
        // Other families tell no text from another but an empty one.
        let limits = if has_limits(self.family) { &LIMITS[..] } else { &LIMITS[..1] };
        let above = limits.iter().filter(|limit| length > **limit).count();
        self.out.extend_from_slice(&[0, b'T', above as u8]);
    }

    fn value(&mut self, slot: Slot, value: &str) {
        let bytes = value.as_bytes();
        match slot {
            Slot::Text => self.length(value.chars().count()),
            Slot::Names => {
                for name in value.split(' ') {
                    let next = self.names.len() as u32;
                    let number = match self.names.get(name) {
                        Some(number) => *number,
                        None => *self.names.entry(name.into()).or_insert(next),
                    };
                    self.out.extend_from_slice(&[0, b'N']);
                    self.out.extend_from_slice(&number.to_le_bytes());
                }
                self.out.extend_from_slice(b"\0;");
            }
            Slot::Number if is_number(bytes) => {
                // Sizes are of type `xs:long`, which takes all of them; other numbers may have so many digits.
                let digits = if has_limits(self.family) { bytes.len() as u8 } else { 0 };
                self.out.extend_from_slice(&[0, b'#', digits]);
            }
            Slot::Date if is_date(bytes) => {
                self.out.extend_from_slice(&[0, b'D', u8::from(bytes[4] == b'-')])
            }
            Slot::Time if is_time(bytes) => self.out.extend_from_slice(b"\0H"),
            Slot::Address if is_address(bytes) => self.out.extend_from_slice(b"\0A"),
            Slot::Hex if !bytes.is_empty() && bytes.iter().all(u8::is_ascii_hexdigit) => {
                self.out.extend_from_slice(b"\0X");
            }
            _ => self.raw(b'=', value),
        }
    }
}

/// A name of letters, digits, `-`, `_` and `.`, which may be an `xs:ID`.
fn is_name(name: &[u8]) -> bool {
    name.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_')
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// A number from 1 on that fits every integer type.
fn is_number(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 1..=9) && bytes[0] != b'0' && bytes.iter().all(u8::is_ascii_digit)
}

/// A path of plain characters.
fn is_address(bytes: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    !bytes.is_empty() && bytes.iter().all(plain)
}

/// The number that two digits make.
fn two(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [ten, one] if ten.is_ascii_digit() && one.is_ascii_digit() => {
            Some(u32::from(ten - b'0') * 10 + u32::from(one - b'0'))
        }
        _ => None,
    }
}

/// Days that every month has, in a year that every schema takes (EAD3 ends in 2099).
fn is_day(year: &[u8], month: &[u8], day: &[u8]) -> bool {
    year.len() == 4
        && matches!(two(&year[..2]), Some(19 | 20))
        && matches!(two(&year[2..]), Some(0..=98))
        && matches!(two(month), Some(1..=12))
        && matches!(two(day), Some(1..=28))
}

fn is_date(bytes: &[u8]) -> bool {
    match bytes {
        [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] => {
            is_day(&[*y0, *y1, *y2, *y3], &[*m0, *m1], &[*d0, *d1])
        }
        [d0, d1, b'/', m0, m1, b'/', year @ ..] => is_day(year, &[*m0, *m1], &[*d0, *d1]),
        _ => false,
    }
}

/// `2026-01-31T08:00:00+07:00` or with `Z`.
fn is_time(bytes: &[u8]) -> bool {
    let Some((date, rest)) = bytes.split_at_checked(10) else { return false };
    let Some((clock, zone)) = rest.split_at_checked(9) else { return false };
    let clock_fits = matches!(clock, [b'T', h0, h1, b':', m0, m1, b':', s0, s1]
        if matches!(two(&[*h0, *h1]), Some(0..=23))
            && matches!(two(&[*m0, *m1]), Some(0..=59))
            && matches!(two(&[*s0, *s1]), Some(0..=59)));
    let zone_fits = match zone {
        b"Z" => true,
        [b'+' | b'-', h0, h1, b':', m0, m1] => {
            matches!(two(&[*h0, *h1]), Some(0..=13)) && matches!(two(&[*m0, *m1]), Some(0..=59))
        }
        _ => false,
    };
    date[4] == b'-' && is_date(date) && clock_fits && zone_fits
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;
    use proptest::sample::Index;
    use quick_xml::Reader;

    use super::super::schema::check;
    use super::super::schema::tests::check_thoroughly;
    use super::super::tree::Element;
    use super::*;

    fn shape(family: Family, text: &str) -> Option<Shape> {
        let (mut form, mut reader) = (Form::new(family), Reader::from_str(text));
        loop {
            match reader.read_event().ok()? {
                Event::Eof => return form.finish(),
                event => form.event(&event),
            }
        }
    }

    /// Every family's documents of packages with a list, a table, verse, a quotation and a picture.
    static SAMPLES: LazyLock<Vec<(Family, String)>> = LazyLock::new(|| {
        let article = "THƯ VIỆN TỈNH MỞ CỬA TRỞ LẠI\n\n(01/02/2026) Thư viện tỉnh mở cửa từ thứ Hai.\n\n\
            Bạn đọc cần mang theo:\n1. Thẻ bạn đọc còn hạn.\n2. Giấy tờ tùy thân.\n\n\
            Giám đốc thư viện nói: “Chúng tôi đã chuẩn bị kỹ”.\n\nPhòng\tGiờ mở cửa\nĐọc\t8 giờ\nMượn\t9 giờ\n\n\
            Ảnh: Bạn đọc xếp hàng trước cửa thư viện. Ảnh: Minh An\n\nTheo dự kiến, thư viện mở cửa cả Chủ nhật.\n\nMinh An\n";
        let mut samples = Vec::new();
        for name in ["a.txt", "b.txt"] {
            let outputs = crate::Outputs::all("2026-02-03T04:05:06+07:00");
            let made =
                crate::convert_bytes(name, article.as_bytes(), crate::Settings::default(), outputs).unwrap();
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(made.package.unwrap().zip)).unwrap();
            for at in 0..zip.len() {
                let mut file = zip.by_index(at).unwrap();
                let name = file.name().unwrap().into_owned();
                let family = match name.rsplit('/').next().unwrap() {
                    "METS.xml" => Family::Mets,
                    "EAD.xml" => Family::Ead,
                    "dc.xml" => Family::Dc,
                    "ead3.xml" => Family::Ead3,
                    "PREMIS.xml" | "PREMIS_rep1.xml" => Family::Premis,
                    other if other.starts_with("EAD_doc_") => Family::EadDoc,
                    other if other.ends_with(".xml") => Family::Nitf,
                    _ => continue,
                };
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                samples.push((family, text));
            }
        }
        samples
    });

    /// Where attribute values, texts between tags and elements without elements stand.
    fn places(text: &str) -> [Vec<(usize, usize)>; 2] {
        let (mut values, mut leaves) = (Vec::new(), Vec::new());
        let mut open = None;
        let mut reader = Reader::from_str(text);
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event().unwrap();
            let to = reader.buffer_position() as usize;
            if matches!(event, Event::Start(_) | Event::Empty(_)) {
                let mut at = from;
                while let Some(start) = text[at..to].find("=\"").map(|found| at + found + 2) {
                    let end = start + text[start..to].find('"').unwrap();
                    values.push((start, end));
                    at = end;
                }
            }
            match event {
                Event::Eof => return [values, leaves],
                Event::Start(_) => {
                    open = Some(from);
                    if text[to..].starts_with("</") {
                        values.push((to, to));
                    }
                }
                Event::Empty(_) => leaves.push((from, to)),
                Event::End(_) => {
                    if let Some(start) = open.take() {
                        leaves.push((start, to));
                    }
                }
                Event::Text(_) => values.push((from, to)),
                _ => {}
            }
        }
    }

    fn value() -> impl Strategy<Value = String> {
        let odd = [
            "",
            " ",
            "0",
            "1",
            "12",
            "007",
            "-1",
            "1234567890123456789012",
            "32",
            "01",
            "04",
            "true",
            "uuid-1",
            "ID-1",
            "1a",
            "a b",
            "a:b",
            "é",
            "&amp;",
            "&#x1F600;",
            "&lt;x/&gt;",
            "2026-02-28",
            "2026-02-30",
            "2099-12-31",
            "3000-01-01",
            "31/12/2026",
            "1/2/2026",
            "29/02/2026",
            "00/01/2026",
            "2026-01-01T00:00:00Z",
            "2026-01-01T24:01:00Z",
            "2026-01-01T00:00:00+15:00",
            "3000-01-01T00:00:00Z",
            "../a b",
            "%zz",
            "http://[",
            "ABCDEF",
            "xyz",
            "\t",
            "<x/>",
            "<p>x</p>",
            "<br/>",
            "<title/>",
            "<creator>x</creator>",
        ];
        prop_oneof![
            4 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
            1 => prop::sample::select(LIMITS.to_vec()).prop_map(|limit| "đ".repeat(limit)),
            1 => prop::sample::select(LIMITS.to_vec()).prop_map(|limit| "đ".repeat(limit + 1)),
            1 => "[a-zđ0-9 -]{0,20}",
        ]
    }

    #[derive(Debug, Clone)]
    enum Change {
        Set(Index, String),
        Copy(Index, Index),
        Delete(Index),
        Double(Index),
        Move(Index, Index),
    }

    fn change() -> impl Strategy<Value = Change> {
        let at = any::<Index>;
        prop_oneof![
            5 => (at(), value()).prop_map(|(at, value)| Change::Set(at, value)),
            1 => (at(), at()).prop_map(|(from, to)| Change::Copy(from, to)),
            1 => at().prop_map(Change::Delete),
            1 => at().prop_map(Change::Double),
            1 => (at(), at()).prop_map(|(from, to)| Change::Move(from, to)),
        ]
    }

    fn apply(text: &mut String, change: &Change) {
        let [values, leaves] = places(text);
        match change {
            Change::Set(at, value) => {
                let (from, to) = *at.get(&values);
                text.replace_range(from..to, value);
            }
            Change::Copy(from, to) => {
                let (from, to) = (*from.get(&values), *to.get(&values));
                let value = text[from.0..from.1].to_owned();
                text.replace_range(to.0..to.1, &value);
            }
            Change::Delete(at) => {
                let (from, to) = *at.get(&leaves);
                text.replace_range(from..to, "");
            }
            Change::Double(at) => {
                let (from, to) = *at.get(&leaves);
                let leaf = text[from..to].to_owned();
                text.insert_str(to, &leaf);
            }
            Change::Move(from, to) => {
                let (from, to) = (*from.get(&leaves), *to.get(&leaves));
                let leaf = text[from.0..from.1].to_owned();
                text.insert_str(to.1, &leaf);
            }
        }
    }

    #[test]
    fn every_document_of_a_package_has_a_shape_that_another_package_shares() {
        let (first, second) = SAMPLES.split_at(SAMPLES.len() / 2);
        for ((family, one), (_, other)) in first.iter().zip(second) {
            let known = shape(*family, one);
            assert!(known.is_some(), "{family:?}: {one}");
            assert_eq!(known, shape(*family, other), "{family:?}: {one}");
        }
    }

    /// Or documents of other families that differ in lengths alone would need shapes of their own.
    #[test]
    fn only_the_circular_limits_lengths() {
        for name in crate::archive::schema_names() {
            let schema = std::str::from_utf8(crate::archive::schema_text(name).unwrap()).unwrap();
            let limits = ["minLength", "maxLength", "length value", "totalDigits", "pattern value"];
            let found = limits.iter().any(|limit| schema.contains(limit));
            assert_eq!(found, name.starts_with("EAD"), "{name}");
            let sizes = ["attribute name=\"SIZE\" type=\"", "element name=\"size\" type=\""];
            for size in sizes.iter().flat_map(|size| schema.split(size).skip(1)) {
                assert!(size.starts_with("xsd:long") || size.starts_with("xs:long"), "{name}");
            }
        }
    }

    #[test]
    fn every_identifier_and_reference_of_mets_is_renamed() {
        let schema = std::str::from_utf8(crate::archive::schema_text("METS.xsd").unwrap()).unwrap();
        let mut seen = 0;
        for kind in ["xsd:ID", "xsd:IDREF", "xsd:IDREFS"] {
            for (at, _) in schema.match_indices(&format!("type=\"{kind}\"")) {
                let name = schema[..at].rsplit("name=\"").next().unwrap().split('"').next().unwrap();
                assert_eq!(attribute_slot(Family::Mets, "any", name), Some(Slot::Names), "{name}");
                seen += 1;
            }
        }
        assert!(seen > 40, "{seen}");
    }

    /// A reference in other words than the rest must not keep its name while what it refers to is renamed.
    #[test]
    fn a_document_with_unusual_identifiers_has_no_shape() {
        let mets = |id: &str| format!("<mets><a ID=\"{id}\"/><b ID=\"é\"/><div DMDID=\"one é\"/></mets>");
        assert_eq!(shape(Family::Mets, &mets("one")), None);
        let plain = |id: &str, reference: &str| {
            shape(Family::Mets, &format!("<mets><a ID=\"{id}\"/><behavior STRUCTID=\"{reference}\"/></mets>"))
                .unwrap()
        };
        assert_eq!(plain("one", "one"), plain("two", "two"));
        assert_ne!(plain("one", "one"), plain("two", "one"));
    }

    /// Documents are plain, and the two readers of plain documents never differ in what is in them or in their shape.
    fn same(family: Family, text: &str) -> bool {
        let mut form = Form::new(family);
        let Some(tree) = Element::plain(text, |piece, attributes| form.piece(piece, attributes)) else {
            return false;
        };
        let mut other = Form::new(family);
        assert_eq!(Element::any(text, |event| other.event(event)), Ok(tree), "{text}");
        assert_eq!(form.finish(), other.finish(), "{text}");
        true
    }

    #[test]
    fn our_documents_are_plain() {
        for (family, text) in SAMPLES.iter() {
            assert!(same(*family, text), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn changed_documents_read_the_same_if_they_are_plain(
            sample: Index,
            at: Index,
            cut in 0usize..3,
            odd in prop::sample::select(vec![
                "", " ", "\n", "\r", "\t", "<", ">", "/", "&", "&amp;", "&lt;", "&#65;", "&nbsp;", "\"", "'", "=", "x",
                " x=\"1\"", " ID=\"a\"", " x='1'", " x = \"1\"", "<a/>", "<a>", "</a>", "<a b=\"&quot;\"/>", "<!--x-->",
                "<![CDATA[x]]>", "<?x?>", "<!DOCTYPE a>", "]]>", "\u{feff}", "đ", "\u{a0}", "<b:c/>", ":", "<1/>", "/>",
            ]),
        ) {
            let (family, text) = sample.get::<(Family, String)>(&SAMPLES);
            let mut text = text.clone();
            let mut from = at.index(text.len() + 1);
            let mut to = (from + cut).min(text.len());
            while !text.is_char_boundary(from) { from -= 1; }
            while !text.is_char_boundary(to) { to += 1; }
            text.replace_range(from..to, odd);
            same(*family, &text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        /// What is remembered never says otherwise than the schema. Verdicts pile up from case to case.
        #[test]
        fn a_known_shape_is_judged_as_its_schema_would(sample: Index, first in change(), second in prop::option::of(change())) {
            let (family, text) = sample.get(&SAMPLES);
            prop_assert_eq!(check(*family, text), Ok(()));
            shape(*family, text).unwrap().remember();
            let mut text = text.clone();
            apply(&mut text, &first);
            if let Some(second) = second.filter(|_| check(*family, &text).is_ok()) {
                apply(&mut text, &second);
            }
            let shape = shape(*family, &text);
            let verdict = check(*family, &text);
            prop_assert_eq!(&verdict, &check_thoroughly(*family, &text));
            prop_assert!(!shape.is_some_and(Shape::is_valid) || verdict.is_ok(), "{family:?} {verdict:?}: {text}");
            if let Some(shape) = shape.filter(|_| verdict.is_ok()) {
                shape.remember();
            }
        }
    }
}
