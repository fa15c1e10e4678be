//! What can be said of a PDF without a PDF/A validator: it can be read, it identifies itself, its tagged text.

use std::collections::{HashMap, HashSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// What is wrong with a PDF.
pub(super) enum Fault {
    /// It cannot be read.
    Damaged(String),
    /// It is not identified as PDF/A-2a.
    Identification(String),
}

/// A stream inflates to this many bytes at most.
const LARGEST: usize = 256 << 20;
/// Elements of the structure tree that are looked at.
const ELEMENTS: usize = 4_000_000;

/// What a PDF holds.
pub(super) struct Read {
    /// The text of its structure, block by block.
    pub blocks: Vec<String>,
    /// Pages.
    pub pages: u32,
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Read, Fault> {
    let damaged = |error: lopdf::Error| Fault::Damaged(error.to_string());
    if !bytes.starts_with(b"%PDF-") {
        return Err(Fault::Damaged("no %PDF header".into()));
    }
    // ISO 19005-2, 6.1.3: nothing but one line end behind the end.
    let ended = [&b"%%EOF"[..], b"%%EOF\n", b"%%EOF\r", b"%%EOF\r\n"];
    if !ended.iter().any(|end| bytes.ends_with(end)) {
        return Err(Fault::Damaged("no %%EOF at the end".into()));
    }
    let document = Document::load_mem(bytes).map_err(damaged)?;
    if document.is_encrypted() {
        return Err(Fault::Damaged("encrypted".into()));
    }
    let catalog = document.catalog().map_err(damaged)?;
    identification(&document, catalog)?;
    let pages = document.page_iter().count() as u32;
    if pages == 0 {
        return Err(Fault::Damaged("no page".into()));
    }
    let tree = resolve(&document, catalog.get(b"StructTreeRoot").ok()).and_then(|root| root.as_dict().ok());
    let tree = tree.ok_or_else(|| Fault::Damaged("no structure tree".into()))?;
    let mut walk =
        Walk { document: &document, marked: Marked::default(), out: Vec::new(), block: 0, next: 0, seen: 0 };
    walk.children(tree, None, 0, 0);
    Ok(Read { blocks: walk.out, pages })
}

fn identification(document: &Document, catalog: &Dictionary) -> Result<(), Fault> {
    let metadata =
        resolve(document, catalog.get(b"Metadata").ok()).and_then(|object| object.as_stream().ok());
    let missing = |what: &str| Fault::Identification(what.to_owned());
    let metadata = metadata.ok_or_else(|| missing("no XMP"))?;
    let xmp = metadata.get_plain_content_with_limit(LARGEST).map_err(|_| missing("XMP"))?;
    // As element or as attribute, whatever the white space.
    let value = |name: &str| -> Option<String> {
        let at = memchr::memmem::find(&xmp, name.as_bytes())? + name.len();
        let rest = xmp.get(at..(at + 16).min(xmp.len()))?;
        let value =
            rest.iter().skip_while(|byte| matches!(byte, b'>' | b'=' | b'"' | b'\'' | b' ' | b'\n' | b'\r'));
        Some(value.take_while(|byte| byte.is_ascii_alphanumeric()).map(|&byte| char::from(byte)).collect())
    };
    match (value("pdfaid:part").as_deref(), value("pdfaid:conformance").as_deref()) {
        (Some("2"), Some("A")) if value("pdfuaid:part").as_deref() == Some("1") => Ok(()),
        (Some("2"), Some("A")) => Err(missing("PDF/A-2a, no PDF/UA-1")),
        (part, level) => Err(missing(&format!("{}{}", part.unwrap_or("–"), level.unwrap_or("–")))),
    }
}

fn resolve<'d>(document: &'d Document, object: Option<&'d Object>) -> Option<&'d Object> {
    document.dereference(object?).ok().map(|(_, object)| object)
}

/// The structure tree in its order.
struct Walk<'d> {
    document: &'d Document,
    marked: Marked,
    out: Vec<String>,
    block: usize,
    next: usize,
    seen: usize,
}

impl<'d> Walk<'d> {
    fn children(&mut self, element: &'d Dictionary, page: Option<ObjectId>, block: usize, depth: u32) {
        let document = self.document;
        // A single kid stands for itself; as a reference it is an element, or an array of kids.
        let Ok(kids) = element.get(b"K") else { return };
        let one = [kids.clone()];
        let kids = resolve(document, Some(kids))
            .and_then(|kids| kids.as_array().ok())
            .map_or(&one[..], Vec::as_slice);
        for kid in kids {
            self.seen += 1;
            if self.seen > ELEMENTS || depth > 200 {
                return;
            }
            if let Ok(mcid) = kid.as_i64() {
                self.content(page, mcid, block);
                continue;
            }
            let dictionary = match kid {
                Object::Reference(id) => document.get_dictionary(*id).ok(),
                Object::Dictionary(dictionary) => dictionary.get(b"MCID").ok().and_then(|mcid| {
                    let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    self.content(page, mcid.as_i64().ok()?, block);
                    None
                }),
                _ => None,
            };
            let Some(kid) = dictionary else { continue };
            let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
            if let Ok(mcid) = kid.get(b"MCID").and_then(Object::as_i64) {
                self.content(page, mcid, block);
                continue;
            }
            let Ok(kind) = kid.get(b"S").and_then(Object::as_name) else { continue };
            if matches!(kind, b"Lbl" | b"Artifact" | b"RT" | b"RP") {
                continue;
            }
            let inline = matches!(
                kind,
                b"Span"
                    | b"Quote"
                    | b"Reference"
                    | b"BibEntry"
                    | b"Code"
                    | b"Link"
                    | b"Annot"
                    | b"Em"
                    | b"Strong"
                    | b"Sub"
            );
            let own = if inline && block != 0 {
                block
            } else {
                self.next += 1;
                self.next
            };
            match kid.get(b"ActualText").and_then(Object::as_str) {
                Ok(text) => self.say(&string(text), own),
                Err(_) => self.children(kid, page, own, depth + 1),
            }
        }
    }

    fn content(&mut self, page: Option<ObjectId>, mcid: i64, block: usize) {
        let Some(page) = page else { return };
        let text = self.marked.get(self.document, page, mcid);
        self.say(&text, block);
    }

    fn say(&mut self, text: &str, block: usize) {
        if self.block != block || self.out.is_empty() {
            self.block = block;
            self.out.push(String::new());
        }
        if let Some(last) = self.out.last_mut() {
            last.push_str(text);
        }
    }
}

/// A text string (ISO 32000-1, 7.9.2): UTF-16 with a mark, or single bytes.
fn string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => utf16(wide),
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// What the marked content sequences of the pages say; each page is read once.
#[derive(Default)]
struct Marked {
    pages: HashSet<ObjectId>,
    texts: HashMap<(ObjectId, i64), String>,
    fonts: HashMap<ObjectId, Font>,
}

impl Marked {
    fn get(&mut self, document: &Document, page: ObjectId, mcid: i64) -> String {
        if self.pages.insert(page) {
            self.read(document, page);
        }
        self.texts.remove(&(page, mcid)).unwrap_or_default()
    }

    fn read(&mut self, document: &Document, page: ObjectId) {
        let Ok(content) = document.get_page_content_with_limit(page, LARGEST) else { return };
        let Ok(content) = Content::decode(&content) else { return };
        let names = self.fonts(document, page);
        let (mut font, mut saved) = (None, Vec::new());
        let mut open: Vec<(Option<i64>, bool)> = Vec::new(); // MCID, silent
        for operation in &content.operations {
            let operands = &operation.operands;
            let mut shown = String::new();
            match operation.operator.as_str() {
                "Tf" => {
                    font =
                        operands.first().and_then(|name| name.as_name().ok()).and_then(|name| names.get(name))
                }
                "q" => saved.push(font),
                "Q" => font = saved.pop().flatten(),
                "Tj" | "'" | "\"" => self.show(operands.last(), font, &mut shown),
                "TJ" => {
                    let pieces = operands.first().and_then(|array| array.as_array().ok());
                    pieces.into_iter().flatten().for_each(|piece| self.show(Some(piece), font, &mut shown));
                }
                "BMC" => open
                    .push((None, matches!(operands.first(), Some(Object::Name(tag)) if tag == b"Artifact"))),
                "BDC" => {
                    let silent = matches!(operands.first(), Some(Object::Name(tag)) if tag == b"Artifact");
                    let properties = operands.get(1).and_then(|object| object.as_dict().ok());
                    let mcid = properties.and_then(|all| all.get(b"MCID").and_then(Object::as_i64).ok());
                    open.push((mcid, silent));
                    if let Some(text) =
                        properties.and_then(|all| all.get(b"ActualText").and_then(Object::as_str).ok())
                    {
                        self.put(page, &open, &string(text));
                        if let Some(last) = open.last_mut() {
                            last.1 = true;
                        }
                    }
                }
                "EMC" => {
                    open.pop();
                }
                _ => {}
            }
            if !shown.is_empty() {
                self.put(page, &open, &shown);
            }
        }
    }

    fn put(&mut self, page: ObjectId, open: &[(Option<i64>, bool)], text: &str) {
        if open.iter().any(|(_, silent)| *silent) {
            return;
        }
        if let Some(mcid) = open.iter().rev().find_map(|(mcid, _)| *mcid) {
            self.texts.entry((page, mcid)).or_default().push_str(text);
        }
    }

    fn show(&self, string: Option<&Object>, font: Option<&ObjectId>, out: &mut String) {
        let (Some(Ok(bytes)), Some(font)) =
            (string.map(Object::as_str), font.and_then(|id| self.fonts.get(id)))
        else {
            return;
        };
        for code in bytes.chunks(font.width) {
            let code = code.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
            match font.map.get(&code) {
                Some(text) => out.push_str(text),
                None => out.push('\u{fffd}'),
            }
        }
    }

    fn fonts(&mut self, document: &Document, page: ObjectId) -> HashMap<Vec<u8>, ObjectId> {
        let mut names = HashMap::new();
        for (name, font) in document.get_page_fonts(page).unwrap_or_default() {
            // A font is known by its map: the same stream is the same map.
            let Ok(id) = font.get(b"ToUnicode").and_then(Object::as_reference) else { continue };
            names.insert(name, id);
            self.fonts.entry(id).or_insert_with(|| {
                let stream = document.get_object(id).and_then(Object::as_stream);
                let cmap = stream
                    .and_then(|stream| stream.get_plain_content_with_limit(LARGEST))
                    .unwrap_or_default();
                Font { width: code_width(&cmap), map: to_unicode(&cmap) }
            });
        }
        names
    }
}

struct Font {
    width: usize,
    map: HashMap<u32, String>,
}

/// Bytes of a character code, by the first code space range.
fn code_width(cmap: &[u8]) -> usize {
    let word = b"begincodespacerange";
    let digits = memchr::memmem::find(cmap, word).map_or(4, |at| {
        let rest = cmap[at + word.len()..].iter().skip_while(|&&byte| byte != b'<').skip(1);
        rest.take_while(|byte| byte.is_ascii_hexdigit()).count()
    });
    digits.div_ceil(2).clamp(1, 4)
}

/// A ToUnicode map (ISO 32000-1, 9.10.3): bfchar and bfrange.
fn to_unicode(cmap: &[u8]) -> HashMap<u32, String> {
    let mut map = HashMap::new();
    let (mut strings, mut mode, mut at) = (Vec::<Vec<u8>>::new(), 0u8, 0);
    let number = |bytes: &[u8]| bytes.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
    let mut array = false;
    while at < cmap.len() {
        match cmap[at] {
            b'<' if cmap.get(at + 1) != Some(&b'<') => {
                let end = memchr::memchr(b'>', &cmap[at..]).map_or(cmap.len(), |length| at + length);
                let digits: Vec<u8> = cmap[at + 1..end]
                    .iter()
                    .filter_map(|&byte| char::from(byte).to_digit(16))
                    .map(|d| d as u8)
                    .collect();
                strings.push(
                    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect(),
                );
                at = end;
            }
            b'[' => array = true,
            b']' => {
                if mode == 2 && strings.len() >= 2 {
                    let low = number(&strings[0]);
                    for (offset, text) in strings[2..].iter().enumerate() {
                        map.insert(low.wrapping_add(offset as u32), utf16(text));
                    }
                }
                strings.clear();
                array = false;
            }
            b'b' | b'e' => {
                for (word, next) in
                    [(&b"beginbfchar"[..], 1), (b"beginbfrange", 2), (b"endbfchar", 0), (b"endbfrange", 0)]
                {
                    if cmap[at..].starts_with(word) {
                        (mode, array) = (next, false);
                        strings.clear();
                        at += word.len() - 1;
                        break;
                    }
                }
            }
            _ => {}
        }
        at += 1;
        match (mode, strings.len()) {
            (1, 2) => {
                map.insert(number(&strings[0]), utf16(&strings[1]));
                strings.clear();
            }
            (2, 3) if !array => {
                let (low, high) = (number(&strings[0]), number(&strings[1]));
                let mut text = std::mem::take(&mut strings[2]);
                for code in low..=high.min(low.saturating_add(0xffff)) {
                    map.insert(code, utf16(&text));
                    if let [.., last_high, last_low] = text.as_mut_slice() {
                        let next = u16::from_be_bytes([*last_high, *last_low]).wrapping_add(1).to_be_bytes();
                        (*last_high, *last_low) = (next[0], next[1]);
                    }
                }
                strings.clear();
            }
            (0, _) => strings.clear(),
            _ => {}
        }
    }
    map
}
