//! The file itself (ISO 32000-1, 7.5): streams, object streams, cross-reference stream. Every byte follows from what
//! was put in, /ID too.

use lopdf::Object;
use sha2::{Digest, Sha256};

use super::number::{hex, integer};
use crate::container::Deflater;

/// Objects in one object stream; readers load a stream whole.
const PER_STREAM: usize = 1_000;

#[derive(Clone, Copy)]
enum Place {
    Free,
    /// Offset in the file.
    At(u32),
    /// Object stream (by its order) and index in it.
    In(u32, u32),
}

/// The objects of an object stream (number, start), and their text.
type Packed = (Vec<(u32, u32)>, Vec<u8>);

/// A PDF file being written.
pub(super) struct File<'d> {
    out: Vec<u8>,
    places: Vec<Place>,
    /// Objects that wait for their object stream: number, start in `plain`.
    waiting: Vec<(u32, u32)>,
    plain: Vec<u8>,
    packed: Vec<Packed>,
    deflater: &'d mut Deflater,
}

impl<'d> File<'d> {
    /// A file whose object numbers up to `taken` are given out already.
    pub fn new(deflater: &'d mut Deflater, taken: u32) -> Self {
        let mut out = Vec::with_capacity(16 * 1024);
        // Four bytes above 127 tell transfer programs that this is no text (7.5.2).
        out.extend_from_slice(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        File {
            out,
            places: vec![Place::Free; taken as usize + 1],
            waiting: Vec::with_capacity(64),
            plain: Vec::with_capacity(8 * 1024),
            packed: Vec::new(),
            deflater,
        }
    }

    /// The next object number.
    pub fn reserve(&mut self) -> u32 {
        self.reserve_many(1)
    }

    /// The first of `count` neighbouring object numbers.
    pub fn reserve_many(&mut self, count: u32) -> u32 {
        let first = self.places.len() as u32;
        self.places.resize(self.places.len() + count as usize, Place::Free);
        first
    }

    /// Writes an object that is no stream.
    pub fn object(&mut self, number: u32, write: impl FnOnce(&mut Vec<u8>)) {
        self.waiting.push((number, self.plain.len() as u32));
        write(&mut self.plain);
        self.plain.push(b'\n');
        if self.waiting.len() == PER_STREAM {
            self.pack();
        }
    }

    fn pack(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let stream = self.packed.len() as u32;
        for (index, &(number, _)) in self.waiting.iter().enumerate() {
            self.places[number as usize] = Place::In(stream, index as u32);
        }
        self.packed.push((std::mem::take(&mut self.waiting), std::mem::take(&mut self.plain)));
    }

    /// Writes a stream that is deflated here. `entries`: the dictionary's other entries.
    pub fn stream(&mut self, number: u32, entries: &[u8], data: &[u8]) {
        let deflated = self.deflater.zlib(data);
        self.deflated(number, entries, &deflated);
    }

    /// Writes a stream that a JPEG file is.
    pub fn jpeg(&mut self, number: u32, entries: &[u8], data: &[u8]) {
        self.filtered(number, entries, b"DCTDecode", data);
    }

    /// Writes a stream whose data are deflated already.
    pub fn deflated(&mut self, number: u32, entries: &[u8], data: &[u8]) {
        self.filtered(number, entries, b"FlateDecode", data);
    }

    fn filtered(&mut self, number: u32, entries: &[u8], filter: &[u8], data: &[u8]) {
        self.places[number as usize] = Place::At(self.out.len() as u32);
        integer(&mut self.out, i64::from(number));
        self.out.extend_from_slice(b" 0 obj\n<<");
        self.out.extend_from_slice(entries);
        self.out.extend_from_slice(b"/Filter/");
        self.out.extend_from_slice(filter);
        self.out.extend_from_slice(b"/Length ");
        integer(&mut self.out, data.len() as i64);
        self.out.extend_from_slice(b">>stream\n");
        self.out.extend_from_slice(data);
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// Writes an object of printpdf's document.
    pub fn lopdf(&mut self, number: u32, object: &Object) {
        match object {
            Object::Stream(stream) => {
                let mut entries = Vec::new();
                for (key, value) in
                    stream.dict.iter().filter(|(key, _)| !matches!(key.as_slice(), b"Length" | b"Filter"))
                {
                    write_name(&mut entries, key);
                    entries.push(b' ');
                    write_object(&mut entries, value);
                }
                // The only streams of printpdf that are kept are font programs.
                self.stream(number, &entries, &stream.content);
            }
            other => self.object(number, |out| write_object(out, other)),
        }
    }

    /// Ends the file; `root` is the catalog.
    pub fn finish(mut self, root: u32) -> Vec<u8> {
        self.pack();
        let packed = std::mem::take(&mut self.packed);
        let first = self.reserve_many(packed.len() as u32);
        for (stream, (objects, plain)) in packed.iter().enumerate() {
            let mut data = Vec::with_capacity(plain.len() + objects.len() * 9);
            for &(number, start) in objects {
                integer(&mut data, i64::from(number));
                data.push(b' ');
                integer(&mut data, i64::from(start));
                data.push(b' ');
            }
            let mut entries = b"/Type/ObjStm/N ".to_vec();
            integer(&mut entries, objects.len() as i64);
            entries.extend_from_slice(b"/First ");
            integer(&mut entries, data.len() as i64);
            data.extend_from_slice(plain);
            self.stream(first + stream as u32, &entries, &data);
        }
        let number = self.reserve();
        let start = self.out.len();
        self.places[number as usize] = Place::At(start as u32);
        let mut table = Vec::with_capacity(self.places.len() * 7);
        for (index, place) in self.places.iter().enumerate() {
            let (kind, field, generation) = match *place {
                Place::Free => (0, 0, if index == 0 { 65_535 } else { 0 }),
                Place::At(offset) => (1, offset, 0),
                Place::In(stream, index) => (2, first + stream, index),
            };
            table.push(kind);
            table.extend_from_slice(&field.to_be_bytes());
            table.extend_from_slice(&(generation as u16).to_be_bytes());
        }
        let mut entries = b"/Type/XRef/W[1 4 2]/Size ".to_vec();
        integer(&mut entries, self.places.len() as i64);
        entries.extend_from_slice(b"/Root ");
        super::structure::reference(&mut entries, root);
        let digest = Sha256::digest(&self.out);
        entries.extend_from_slice(b"/ID[");
        for _ in 0..2 {
            entries.push(b'<');
            hex(&mut entries, &digest[..16]);
            entries.push(b'>');
        }
        entries.push(b']');
        self.stream(number, &entries, &table);
        self.out.extend_from_slice(b"startxref\n");
        integer(&mut self.out, start as i64);
        self.out.extend_from_slice(b"\n%%EOF\n");
        self.out
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        match byte {
            b'#'
            | b'/'
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'%'
            | 0..=32
            | 127..=255 => {
                out.push(b'#');
                hex(out, &[byte]);
            }
            _ => out.push(byte),
        }
    }
}

/// PDF syntax of printpdf's objects.
pub(super) fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => integer(out, *value),
        Object::Real(value) => super::number::fixed(out, (value * 1000.0).round() as i32, 3),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, _) => {
            out.push(b'<');
            hex(out, bytes);
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => {
            out.extend_from_slice(b"<<");
            for (key, value) in dictionary.iter() {
                write_name(out, key);
                if !matches!(
                    value,
                    Object::Name(_) | Object::Array(_) | Object::Dictionary(_) | Object::String(..)
                ) {
                    out.push(b' ');
                }
                write_object(out, value);
            }
            out.extend_from_slice(b">>");
        }
        Object::Reference((number, generation)) => {
            integer(out, i64::from(*number));
            out.push(b' ');
            integer(out, i64::from(*generation));
            out.extend_from_slice(b" R");
        }
    }
}
