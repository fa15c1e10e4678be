//! One pass over what docx-rs writes: children in the order of the schema, nothing empty, no generated ids.
//!
//! docx-rs writes the children of `w:pPr`, `w:rPr`, `w:tblPr` … in an order that ISO/IEC 29500 (and every validator)
//! refuses, an empty `w:rPr` in each paragraph and run, paragraph ids from a counter, and has no way to say four
//! things that a Vietnamese document needs. For these a stand-in goes in and the real element comes out:
//!
//! | stand-in | becomes |
//! |---|---|
//! | U+2011 in a text | `w:noBreakHyphen` (Word looks for U+2011 in another font) |
//! | `w:trHeight w:val="0"` | `w:tblHeader` |
//! | `w:rStyle` [`RTL`] | `w:rtl` |
//! | `w:rStyle` [`CS`] | `w:cs` |

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts::W;

/// Stand-in run style for right-to-left text.
pub(super) const RTL: &str = "-rtl";
/// Stand-in run style for other complex scripts.
pub(super) const CS: &str = "-cs";

const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// CT_PPr, ECMA-376-1:2016 section 17.3.1.26 (children of CT_PPrBase and after).
const PPR: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];
/// EG_RPrBase, section 17.3.2.28; Office 2019 wants this order although the standard lets it be free.
const RPR: &[&str] = &[
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];
/// CT_TblPr, section 17.4.59.
const TBL_PR: &[&str] = &[
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
];
/// CT_TcPr, section 17.4.69.
const TC_PR: &[&str] = &[
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
];
/// CT_SectPr, section 17.6.17; header and footer references come first, in any order.
const SECT_PR: &[&str] = &[
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
];
/// CT_NumPr, section 17.3.1.19.
const NUM_PR: &[&str] = &["ilvl", "numId"];

/// The order of an element's children, if the schema has one that docx-rs misses.
fn order_of(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:pPr" => PPR,
        "w:rPr" => RPR,
        "w:tblPr" => TBL_PR,
        "w:tcPr" => TC_PR,
        "w:sectPr" => SECT_PR,
        "w:numPr" => NUM_PR,
        _ => return None,
    })
}

/// Elements that say nothing when they are empty.
fn idle_when_empty(name: &str) -> bool {
    matches!(name, "w:pPr" | "w:rPr" | "w:tcPr" | "w:trPr" | "w:sdtPr")
}

/// An element that is open in the output.
struct Open {
    /// Where its start tag begins.
    start: usize,
    /// Where its content begins.
    content: usize,
    order: Option<&'static [&'static str]>,
    /// Where its children begin in the list of all open children.
    children: usize,
}

struct Pass {
    out: Vec<u8>,
    open: Vec<Open>,
    /// Of the elements whose children are ordered: rank, start and end of each child.
    children: Vec<(usize, usize, usize)>,
    scratch: Vec<u8>,
    /// Declarations of the prefixes besides `w` that the part uses.
    namespaces: String,
}

/// Puts a part written by docx-rs into the form of the schema.
///
/// # Errors
/// What quick-xml says when the part is not well-formed.
pub(super) fn in_schema_order(part: &str) -> Result<Vec<u8>, quick_xml::Error> {
    let mut out = Vec::with_capacity(part.len());
    append(part, &mut out)?;
    Ok(out)
}

/// The start of a document whose body is appended piece by piece; it uses `r`, and `wp` with a picture.
pub(super) fn document_start(picture: bool) -> String {
    format!("<w:document xmlns:w=\"{W}\"{}{}><w:body>", declare(true, "r", R), declare(picture, "wp", WP))
}

/// The end of it.
pub(super) const DOCUMENT_END: &[u8] = b"</w:body></w:document>";

fn declare(used: bool, prefix: &str, uri: &str) -> String {
    match used {
        true => format!(" xmlns:{prefix}=\"{uri}\""),
        false => String::new(),
    }
}

/// Appends a part, or a piece of one, in the form of the schema.
///
/// # Errors
/// What quick-xml says when it is not well-formed.
pub(super) fn append(part: &str, out: &mut Vec<u8>) -> Result<(), quick_xml::Error> {
    let uses = |mark: &[u8]| memchr::memmem::find(part.as_bytes(), mark).is_some();
    let mut pass = Pass {
        namespaces: declare(uses(b" r:"), "r", R) + &declare(uses(b"<wp:"), "wp", WP),
        out: std::mem::take(out),
        open: Vec::with_capacity(16),
        children: Vec::with_capacity(32),
        scratch: Vec::new(),
    };
    let done = pass.run(part);
    *out = pass.out;
    done
}

impl Pass {
    fn run(&mut self, part: &str) -> Result<(), quick_xml::Error> {
        let pass = self;
        let mut reader = Reader::from_str(part);
        reader.config_mut().check_end_names = false; // docx-rs closes what it opens; the stack below needs no names
        loop {
            match reader.read_event()? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "w:t" => pass.text(&mut reader)?,
                    // the table style has the borders
                    "w:tblBorders" => reader.read_to_end(tag.name()).map(drop)?,
                    _ => pass.start(&tag),
                },
                Event::Empty(tag) => pass.empty(&tag),
                Event::End(tag) => pass.end(tag.name().as_ref()),
                Event::Text(text) => pass.out.extend_from_slice(text.as_bytes()),
                Event::GeneralRef(entity) => pass.reference(entity.as_bytes()),
                Event::Eof => return Ok(()),
                Event::Decl(_) => {} // says UTF-8, as its absence does
                Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {} // docx-rs writes none
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        let start = self.out.len();
        match name.as_ref() {
            "w:p" => self.out.extend_from_slice(b"<w:p>"), // without w14:paraId, which comes from a counter
            root @ ("w:document" | "w:hdr" | "w:ftr") => {
                let tag = format!("<{root} xmlns:w=\"{W}\"{}>", self.namespaces);
                self.out.extend_from_slice(tag.as_bytes());
            }
            _ => {
                self.out.push(b'<');
                self.out.extend_from_slice(tag.trim_end().as_bytes());
                self.out.push(b'>');
            }
        }
        let content = self.out.len();
        let order = order_of(name.as_ref());
        self.open.push(Open { start, content, order, children: self.children.len() });
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        let name = name.as_ref();
        let start = self.out.len();
        let raw = tag.trim_end();
        match name {
            _ if idle_when_empty(name) => return,
            "w:trHeight" => self.out.extend_from_slice(b"<w:tblHeader/>"),
            "w:rStyle" if raw.ends_with("\"-rtl\"") => return self.stand_in(b"<w:rtl/>", "w:rtl"),
            "w:rStyle" if raw.ends_with("\"-cs\"") => return self.stand_in(b"<w:cs/>", "w:cs"),
            "w:jc" if self.open.last().is_some_and(|open| open.order == Some(TBL_PR)) => return, // always "left"
            _ => {
                let kept = match name {
                    "w:gridCol" => raw.strip_suffix(" w:type=\"dxa\""), // not in the schema
                    "w:fldChar" => raw.strip_suffix(" w:dirty=\"false\""), // the default
                    "w:p" => Some("w:p"),
                    _ => None,
                };
                self.out.push(b'<');
                self.out.extend_from_slice(kept.unwrap_or(raw).as_bytes());
                self.out.extend_from_slice(b"/>");
            }
        }
        self.born(name, start);
    }

    fn stand_in(&mut self, element: &[u8], name: &str) {
        let start = self.out.len();
        self.out.extend_from_slice(element);
        self.born(name, start);
    }

    fn end(&mut self, name: &str) {
        let Some(open) = self.open.pop() else { return };
        if self.out.len() == open.content && idle_when_empty(name) {
            self.out.truncate(open.start);
            return;
        }
        self.sort(&open);
        self.children.truncate(open.children);
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(name.as_bytes());
        self.out.push(b'>');
        self.born(name, open.start);
    }

    /// Notes a finished child of an element whose children have an order.
    fn born(&mut self, name: &str, start: usize) {
        let Some(order) = self.open.last().and_then(|open| open.order) else { return };
        let local = name.strip_prefix("w:").unwrap_or(name);
        let rank = order.iter().position(|known| *known == local).unwrap_or(order.len());
        self.children.push((rank, start, self.out.len()));
    }

    fn sort(&mut self, open: &Open) {
        let children = &mut self.children[open.children..];
        if children.is_sorted_by_key(|child| child.0) {
            return;
        }
        children.sort_by_key(|child| child.0); // stable: header references keep their order
        self.scratch.clear();
        for &(_, start, end) in children.iter() {
            self.scratch.extend_from_slice(&self.out[start..end]);
        }
        self.out.truncate(open.content);
        self.out.extend_from_slice(&self.scratch);
    }

    /// `w:t`: `xml:space` only where it matters, U+2011 as an element of its own.
    fn text(&mut self, reader: &mut Reader<&[u8]>) -> Result<(), quick_xml::Error> {
        let mut run = std::mem::take(&mut self.scratch);
        run.clear();
        loop {
            match reader.read_event()? {
                Event::Text(text) => run.extend_from_slice(text.as_bytes()),
                Event::GeneralRef(entity) => push_reference(&mut run, entity.as_bytes()),
                Event::End(_) | Event::Eof => break,
                _ => {}
            }
        }
        let mut rest = run.as_slice();
        while let Some(at) = memchr::memmem::find(rest, "\u{2011}".as_bytes()) {
            self.piece(&rest[..at]);
            self.out.extend_from_slice(b"<w:noBreakHyphen/>");
            rest = &rest[at + "\u{2011}".len()..];
        }
        self.piece(rest);
        self.scratch = run;
        Ok(())
    }

    fn piece(&mut self, text: &[u8]) {
        let (Some(first), Some(last)) = (text.first(), text.last()) else { return };
        let open: &[u8] =
            if *first == b' ' || *last == b' ' { b"<w:t xml:space=\"preserve\">" } else { b"<w:t>" };
        self.out.extend_from_slice(open);
        self.out.extend_from_slice(text);
        self.out.extend_from_slice(b"</w:t>");
    }

    fn reference(&mut self, entity: &[u8]) {
        push_reference(&mut self.out, entity);
    }
}

fn push_reference(out: &mut Vec<u8>, entity: &[u8]) {
    match entity {
        // docx-rs escapes quotes in text, where they need none
        b"quot" => out.push(b'"'),
        b"apos" => out.push(b'\''),
        _ => {
            out.push(b'&');
            out.extend_from_slice(entity);
            out.push(b';');
        }
    }
}
