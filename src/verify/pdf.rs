//! What can be said of a PDF without a PDF/A validator: it can be read, it identifies itself, its tagged text.

mod loaded;
mod marked;
mod object;
mod plain;
mod syntax;

use loaded::Loaded;
use marked::Marked;
use object::{Dictionary, Id, Object, Pdf};

/// What is wrong with a PDF.
#[derive(Debug, PartialEq)]
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
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    /// The text of its structure, block by block.
    pub blocks: Vec<String>,
    /// Pages.
    pub pages: u32,
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Read, Fault> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(Fault::Damaged("no %PDF header".into()));
    }
    // ISO 19005-2, 6.1.3: nothing but one line end behind the end.
    let ended = [&b"%%EOF"[..], b"%%EOF\n", b"%%EOF\r", b"%%EOF\r\n"];
    if !ended.iter().any(|end| bytes.ends_with(end)) {
        return Err(Fault::Damaged("no %%EOF at the end".into()));
    }
    // Our own files are read directly; what that reader does not know well is read again by one that knows all.
    match direct(bytes) {
        Some(read) => read,
        None => by_lopdf(bytes),
    }
}

fn direct(bytes: &[u8]) -> Option<Result<Read, Fault>> {
    let file = plain::File::open(bytes)?;
    let document = file.document()?;
    let read = examine(&document);
    (!document.unusual()).then_some(read)
}

fn by_lopdf(bytes: &[u8]) -> Result<Read, Fault> {
    let document = lopdf::Document::load_mem(bytes).map_err(|error| Fault::Damaged(error.to_string()))?;
    if document.is_encrypted() {
        return Err(Fault::Damaged("encrypted".into()));
    }
    examine(&Loaded::new(&document))
}

fn examine(document: &impl Pdf) -> Result<Read, Fault> {
    let damaged = |what: &str| Fault::Damaged(what.to_owned());
    let catalog = document.root().and_then(|id| document.dictionary(id));
    let catalog = catalog.ok_or_else(|| damaged("no catalogue"))?;
    identification(document, catalog)?;
    let pages = document.pages() as u32;
    if pages == 0 {
        return Err(damaged("no page"));
    }
    let tree = catalog.get(b"StructTreeRoot").and_then(|root| document.resolve(root)?.dictionary());
    let tree = tree.ok_or_else(|| damaged("no structure tree"))?;
    let mut walk = Walk { document, marked: Marked::default(), out: Vec::new(), block: 0, next: 0, seen: 0 };
    walk.children(tree, None, 0, 0);
    Ok(Read { blocks: walk.out, pages })
}

fn identification(document: &impl Pdf, catalog: &Dictionary<'_>) -> Result<(), Fault> {
    let missing = |what: &str| Fault::Identification(what.to_owned());
    // Streams are never direct objects.
    let metadata = catalog.get(b"Metadata").and_then(Object::reference).ok_or_else(|| missing("no XMP"))?;
    let xmp = document.data(metadata).ok_or_else(|| missing("XMP"))?;
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

/// The structure tree in its order.
struct Walk<'d, P> {
    document: &'d P,
    marked: Marked,
    out: Vec<String>,
    block: usize,
    next: usize,
    seen: usize,
}

impl<'d, P: Pdf> Walk<'d, P> {
    fn children(&mut self, element: &'d Dictionary<'d>, page: Option<Id>, block: usize, depth: u32) {
        let document = self.document;
        // A single kid stands for itself; as a reference it is an element, or an array of kids.
        let Some(kids) = element.get(b"K") else { return };
        let one = std::slice::from_ref(kids);
        let kids = document.resolve(kids).and_then(Object::array).unwrap_or(one);
        for kid in kids {
            self.seen += 1;
            if self.seen > ELEMENTS || depth > 200 {
                return;
            }
            let dictionary = match kid {
                Object::Number(mcid) => {
                    self.content(page, *mcid, block);
                    None
                }
                Object::Reference(id) => document.dictionary(*id),
                Object::Dictionary(dictionary) => {
                    if let Some(mcid) = dictionary.get(b"MCID").and_then(Object::number) {
                        let page = dictionary.get(b"Pg").and_then(Object::reference).or(page);
                        self.content(page, mcid, block);
                    }
                    None
                }
                _ => None,
            };
            let Some(kid) = dictionary else { continue };
            let page = kid.get(b"Pg").and_then(Object::reference).or(page);
            if let Some(mcid) = kid.get(b"MCID").and_then(Object::number) {
                self.content(page, mcid, block);
                continue;
            }
            let Some(kind) = kid.get(b"S").and_then(Object::name) else { continue };
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
            match kid.get(b"ActualText").and_then(Object::string) {
                Some(text) => self.say(&string(text), own),
                None => self.children(kid, page, own, depth + 1),
            }
        }
    }

    fn content(&mut self, page: Option<Id>, mcid: i64, block: usize) {
        let Some(page) = page else { return };
        let text = self.marked.take(self.document, page, mcid);
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

#[cfg(test)]
mod tests;
