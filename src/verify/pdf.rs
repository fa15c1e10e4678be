//! What can be said of a PDF without a PDF/A validator: it can be read, it identifies itself, its tagged text.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::operators::{self, Token};
use super::to_unicode::Font;

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
        let one = std::slice::from_ref(kids);
        let kids =
            resolve(document, Some(kids)).and_then(|kids| kids.as_array().ok()).map_or(one, Vec::as_slice);
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

/// UTF-16, big end first.
pub(super) fn utf16(bytes: &[u8]) -> String {
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
        let names = self.fonts(document, page);
        let (mut font, mut saved) = (None, Vec::new());
        let mut open: Vec<(Option<i64>, bool)> = Vec::new(); // MCID, silent
        let mut shown = String::new();
        let read = operators::each(&content, |operator, operands| {
            let strings = operands.iter().filter_map(|token| match token {
                Token::String(bytes) => Some(bytes),
                _ => None,
            });
            let artifact = matches!(operands.first(), Some(Token::Name(tag)) if **tag == *b"Artifact");
            match operator {
                b"Tf" => {
                    font = match operands.first() {
                        Some(Token::Name(name)) => names.get(&**name),
                        _ => None,
                    }
                }
                b"q" => saved.push(font),
                b"Q" => font = saved.pop().flatten(),
                b"Tj" | b"'" | b"\"" | b"TJ" => {
                    strings.for_each(|bytes| self.show(bytes, font, &mut shown));
                    self.put(page, &open, &shown);
                    shown.clear();
                }
                b"BMC" => open.push((None, artifact)),
                b"BDC" => {
                    let value = |key: &[u8]| {
                        let at = operands
                            .iter()
                            .position(|token| matches!(token, Token::Name(name) if **name == *key));
                        operands.get(at? + 1)
                    };
                    let mcid = match value(b"MCID") {
                        Some(Token::Number(mcid)) => Some(*mcid),
                        _ => None,
                    };
                    open.push((mcid, artifact));
                    if let Some(Token::String(text)) = value(b"ActualText") {
                        self.put(page, &open, &string(text));
                        if let Some(last) = open.last_mut() {
                            last.1 = true;
                        }
                    }
                }
                b"EMC" => {
                    open.pop();
                }
                _ => {}
            }
        });
        if read.is_none() {
            self.texts.retain(|(of, _), _| *of != page);
        }
    }

    fn put(&mut self, page: ObjectId, open: &[(Option<i64>, bool)], text: &str) {
        if text.is_empty() || open.iter().any(|(_, silent)| *silent) {
            return;
        }
        if let Some(mcid) = open.iter().rev().find_map(|(mcid, _)| *mcid) {
            self.texts.entry((page, mcid)).or_default().push_str(text);
        }
    }

    fn show(&self, bytes: &[u8], font: Option<&ObjectId>, out: &mut String) {
        let Some(font) = font.and_then(|id| self.fonts.get(id)) else { return };
        for code in bytes.chunks(font.width) {
            let code = code.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte));
            out.push_str(font.text(code).unwrap_or("\u{fffd}"));
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
                Font::new(&cmap)
            });
        }
        names
    }
}
