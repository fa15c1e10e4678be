//! A PDF as careful writers make it, read directly: streams from the header to the end without a gap, all other objects
//! in object streams, one cross-reference stream that says so. Whatever is not exactly like that is for lopdf, which
//! reads what can be read; so this reader may refuse, but never understand anything otherwise than lopdf does.

use std::cell::Cell;
use std::ops::Range;

use super::object::{Dictionary, Id, Object, Pdf};
use super::syntax::Syntax;
use crate::verify::inflate;

/// Objects of a file, and levels of its page tree, at most.
const OBJECTS: usize = 1 << 20;
const LEVELS: usize = 16;

/// Where an object is, by the cross-reference stream.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Entry {
    Free,
    /// At this offset.
    Here(usize),
    /// In this object stream, at this place.
    Within(u32, usize),
}

/// A stream of the file.
struct Stream<'b> {
    number: u32,
    dictionary: Dictionary<'b>,
    data: Range<usize>,
}

/// The streams of a file and what its object streams hold, inflated: everything that objects can be borrowed from.
pub(super) struct File<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
    root: Id,
    streams: Vec<Stream<'b>>,
    /// Contents of object streams, by their place in `streams`.
    inflated: Vec<(usize, Vec<u8>)>,
}

impl<'b> File<'b> {
    /// Finds the streams; nothing if the file is not quite plain.
    pub fn open(bytes: &'b [u8]) -> Option<File<'b>> {
        let mut at = header(bytes)?;
        let last = last_stream(bytes)?;
        let mut streams = Vec::new();
        while at <= last {
            let (stream, end) = stream(bytes, at)?;
            streams.push((at, stream));
            at = end;
        }
        let (start, index) = streams.last()?;
        let end = format!("startxref\n{last}\n%%EOF\n");
        if *start != last || bytes.get(at..)? != end.as_bytes() {
            return None;
        }
        let entries = entries(bytes, index)?;
        let root = index.dictionary.get(b"Root")?.reference()?;
        // The cross-reference stream knows all the streams and no other object outside of them.
        let here = entries.iter().filter(|entry| matches!(entry, Entry::Here(_))).count();
        let known = |(at, stream): &(usize, Stream<'_>)| {
            entries.get(stream.number as usize) == Some(&Entry::Here(*at))
        };
        if here != streams.len() || !streams.iter().all(known) {
            return None;
        }
        let streams: Vec<_> = streams.into_iter().map(|(_, stream)| stream).collect();
        let mut inflated = Vec::new();
        for (at, stream) in streams.iter().enumerate() {
            if stream.dictionary.get(b"Type").and_then(Object::name) == Some(b"ObjStm") {
                inflated.push((at, stream.inflate(bytes)?));
            }
        }
        Some(File { bytes, entries, root, streams, inflated })
    }

    /// Reads all the objects.
    pub fn document(&self) -> Option<Plain<'_>> {
        let mut objects: Vec<Option<Object<'_>>> = Vec::new();
        objects.resize_with(self.entries.len(), || None);
        let mut places: Vec<Option<usize>> = vec![None; self.entries.len()];
        for (at, stream) in self.streams.iter().enumerate() {
            objects[stream.number as usize] = Some(Object::Stream);
            places[stream.number as usize] = Some(at);
        }
        let within = self.entries.iter().filter(|entry| matches!(entry, Entry::Within(..))).count();
        let mut count = 0;
        for (at, content) in &self.inflated {
            let stream = &self.streams[*at];
            let number = |key: &[u8]| {
                stream.dictionary.get(key)?.number().and_then(|number| usize::try_from(number).ok())
            };
            let (n, first) = (number(b"N")?, number(b"First")?);
            let mut index = Syntax::new(content.get(..first)?, 0);
            let mut syntax = Syntax::new(content, first);
            for place in 0..n {
                let (id, ()) = index.digits().zip(index.eat(b" "))?;
                // Every object begins where the one before it ends.
                let (offset, ()) = index.digits().zip(index.eat(b" "))?;
                if syntax.at - first != offset as usize
                    || self.entries.get(id as usize) != Some(&Entry::Within(stream.number, place))
                {
                    return None;
                }
                objects[id as usize] = Some(syntax.object(0)?);
                syntax.space();
            }
            if index.at != first || syntax.at != content.len() {
                return None;
            }
            count += n;
        }
        // Each entry was met at its own place, so as many as there are entries are all of them.
        (count == within).then(|| Plain { file: self, objects, places, unusual: Cell::new(false) })
    }
}

#[cfg(test)]
impl File<'_> {
    /// Where the data of the streams stand.
    pub fn data_ranges(&self) -> Vec<Range<usize>> {
        self.streams.iter().map(|stream| stream.data.clone()).collect()
    }
}

/// The end of the two lines that a file begins with.
fn header(bytes: &[u8]) -> Option<usize> {
    let mark = memchr::memchr(b'\n', bytes)? + 1;
    let version = bytes.get(..mark)?.strip_prefix(b"%PDF-")?.strip_suffix(b"\n")?;
    let end = mark + memchr::memchr(b'\n', &bytes[mark..])? + 1;
    let plain = version.iter().all(|&byte| byte.is_ascii_digit() || byte == b'.')
        && bytes[mark] == b'%'
        && memchr::memchr(b'\r', &bytes[..end]).is_none();
    plain.then_some(end)
}

/// Where the cross-reference stream begins, by the last lines.
fn last_stream(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.strip_suffix(b"\n%%EOF\n")?;
    let line = memchr::memrchr(b'\n', tail)? + 1;
    let mut syntax = Syntax::new(tail, line);
    let at = syntax.digits()?;
    (syntax.at == tail.len()).then_some(at as usize)
}

/// The stream that begins at `at`, and where it ends.
fn stream(bytes: &[u8], at: usize) -> Option<(Stream<'_>, usize)> {
    let mut syntax = Syntax::new(bytes, at);
    let number = syntax.digits()?;
    syntax.eat(b" 0 obj\n")?;
    let dictionary = syntax.dictionary(0)?;
    syntax.eat(b"stream\n")?;
    let length = usize::try_from(dictionary.get(b"Length")?.number()?).ok().filter(|&length| length > 0)?;
    let data = syntax.at..syntax.at.checked_add(length)?;
    syntax.at = data.end;
    syntax.eat(b"\nendstream\nendobj\n")?;
    Some((Stream { number, dictionary, data }, syntax.at))
}

/// What a cross-reference stream says.
fn entries(bytes: &[u8], index: &Stream<'_>) -> Option<Vec<Entry>> {
    let has = |key: &[u8]| index.dictionary.get(key).is_some();
    if index.dictionary.get(b"Type")?.name()? != b"XRef"
        || has(b"Prev")
        || has(b"XRefStm")
        || has(b"Encrypt")
        || has(b"Index")
    {
        return None;
    }
    let size =
        usize::try_from(index.dictionary.get(b"Size")?.number()?).ok().filter(|&size| size <= OBJECTS)?;
    let [Object::Number(1), Object::Number(second), Object::Number(third)] =
        index.dictionary.get(b"W")?.array()?
    else {
        return None;
    };
    let width = |width: &i64| usize::try_from(*width).ok().filter(|width| (1..=4).contains(width));
    let (second, third) = (width(second)?, width(third)?);
    let table = index.inflate(bytes)?;
    if table.len() != size * (1 + second + third) {
        return None;
    }
    let value = |bytes: &[u8]| bytes.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
    let entry = |row: &[u8]| {
        let (first, last) = (value(&row[1..=second]), value(&row[1 + second..]));
        match row[0] {
            0 => Some(Entry::Free),
            1 if last == 0 => Some(Entry::Here(first as usize)),
            2 if last <= 0xffff => Some(Entry::Within(first, last as usize)),
            _ => None,
        }
    };
    table.chunks_exact(1 + second + third).map(entry).collect()
}

impl Stream<'_> {
    /// What it holds, if that is deflated and nothing more.
    fn inflate(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let deflated = self.dictionary.get(b"Filter")?.name()? == b"FlateDecode"
            && self.dictionary.get(b"DecodeParms").is_none();
        inflate::zlib(bytes.get(self.data.clone()).filter(|_| deflated)?)
    }
}

/// A document that was read directly.
pub(super) struct Plain<'f> {
    file: &'f File<'f>,
    objects: Vec<Option<Object<'f>>>,
    /// Streams by their numbers.
    places: Vec<Option<usize>>,
    unusual: Cell<bool>,
}

impl<'f> Plain<'f> {
    /// Was something met that lopdf must decide? Then nothing that was read counts.
    pub fn unusual(&self) -> bool {
        self.unusual.get()
    }

    /// Nothing is answered in haste: an answer that is not clear is for lopdf.
    fn clear<T>(&self, answer: Option<T>) -> Option<T> {
        self.unusual.set(self.unusual.get() || answer.is_none());
        answer
    }

    fn at(&self, id: Id) -> Option<&Object<'f>> {
        self.objects.get(id.0 as usize).filter(|_| id.1 == 0)?.as_ref()
    }

    fn inflated(&self, id: Id) -> Option<Vec<u8>> {
        let place = (*self.places.get(id.0 as usize).filter(|_| id.1 == 0)?)?;
        self.file.streams[place].inflate(self.file.bytes)
    }

    /// A dictionary that is referred to without detour.
    fn direct(&self, id: Id) -> Option<&Dictionary<'f>> {
        self.at(id)?.dictionary()
    }

    /// Pages below a node of the page tree.
    fn below(&self, id: Id, level: usize, left: &mut usize) -> Option<usize> {
        *left = left.checked_sub(1)?;
        let node = self.direct(id)?;
        match node.get(b"Type")?.name()? {
            b"Page" if level > 0 => Some(1),
            b"Pages" if level < LEVELS => {
                let kids = node.get(b"Kids")?.array()?;
                kids.iter().try_fold(0, |sum, kid| Some(sum + self.below(kid.reference()?, level + 1, left)?))
            }
            _ => None,
        }
    }

    fn page_content(&self, page: Id) -> Option<Vec<u8>> {
        let one = self.direct(page)?.get(b"Contents")?;
        let streams = one.array().unwrap_or(std::slice::from_ref(one));
        let mut content = Vec::new();
        for (at, stream) in streams.iter().enumerate() {
            let data = self.inflated(stream.reference()?)?;
            if at == 0 {
                content = data;
            } else {
                content.extend_from_slice(&data);
            }
            content.push(b'\n');
        }
        Some(content)
    }

    /// A dictionary that stands here, or is referred to without detour.
    fn follow<'a>(&'a self, object: &'a Object<'f>) -> Option<&'a Dictionary<'f>> {
        match object {
            Object::Reference(id) => self.direct(*id),
            object => object.dictionary(),
        }
    }

    fn page_fonts(&self, page: Id) -> Option<Vec<(Vec<u8>, Id)>> {
        let page = self.direct(page)?;
        // What a page inherits is for lopdf.
        let (mut node, mut level) = (page, 0);
        while let Some(parent) = node.get(b"Parent") {
            node = self.direct(parent.reference()?)?;
            level += 1;
            if level > LEVELS || node.get(b"Resources").is_some() {
                return None;
            }
        }
        let resources = self.follow(page.get(b"Resources")?)?;
        let Some(fonts) = resources.get(b"Font") else { return Some(Vec::new()) };
        let mut found = Vec::new();
        for (name, font) in &self.follow(fonts)?.0 {
            // A font without a map has no text.
            if let Some(map) = self.follow(font)?.get(b"ToUnicode") {
                found.push((name.to_vec(), map.reference()?));
            }
        }
        Some(found)
    }
}

impl Pdf for Plain<'_> {
    fn object(&self, id: Id) -> Option<&Object<'_>> {
        self.at(id)
    }

    fn root(&self) -> Option<Id> {
        Some(self.file.root)
    }

    fn pages(&self) -> usize {
        let root = self.direct(self.file.root).and_then(|root| root.get(b"Pages")?.reference());
        let mut left = self.objects.iter().flatten().count();
        self.clear(root.and_then(|root| self.below(root, 0, &mut left))).unwrap_or(0)
    }

    fn content(&self, page: Id) -> Option<Vec<u8>> {
        self.clear(self.page_content(page))
    }

    fn fonts(&self, page: Id) -> Vec<(Vec<u8>, Id)> {
        self.clear(self.page_fonts(page)).unwrap_or_default()
    }

    fn data(&self, id: Id) -> Option<Vec<u8>> {
        self.clear(self.inflated(id))
    }
}
