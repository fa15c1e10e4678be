//! The structure tree (ISO 32000-1, 14.7): elements, parent tree, and what PDF/UA asks of lists, heads and links.

use crate::layout::{Document, Figure, Numbering, Tag};

use super::content::{Contents, Kid};
use super::file::File;
use super::number::{hundredths, integer, utf16};

/// Name of a structure type.
pub(super) fn name(tag: Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::H(1) => "H1",
        Tag::H(2) => "H2",
        Tag::H(3) => "H3",
        Tag::H(4) => "H4",
        Tag::H(5) => "H5",
        Tag::H(_) => "H6",
        Tag::P => "P",
        Tag::L(_) => "L",
        Tag::Li => "LI",
        Tag::Lbl => "Lbl",
        Tag::LBody => "LBody",
        Tag::BlockQuote => "BlockQuote",
        Tag::Table => "Table",
        Tag::Tr => "TR",
        Tag::Th => "TH",
        Tag::Td => "TD",
        Tag::Link => "Link",
        Tag::Sect => "Sect",
        Tag::Art => "Art",
        Tag::Toc => "TOC",
        Tag::Toci => "TOCI",
        Tag::Figure => "Figure",
    }
}

fn attributes(tag: Tag) -> &'static str {
    match tag {
        Tag::Th => "/A<</O/Table/Scope/Column>>",
        Tag::L(Numbering::None) => "/A<</O/List/ListNumbering/None>>",
        Tag::L(Numbering::Disc) => "/A<</O/List/ListNumbering/Disc>>",
        Tag::L(Numbering::Decimal) => "/A<</O/List/ListNumbering/Decimal>>",
        Tag::L(Numbering::LowerAlpha) => "/A<</O/List/ListNumbering/LowerAlpha>>",
        Tag::L(Numbering::UpperRoman) => "/A<</O/List/ListNumbering/UpperRoman>>",
        _ => "",
    }
}

/// Object numbers that the tree refers to.
pub(super) struct Numbers<'a> {
    pub pages: &'a [u32],
    /// First of the annotations, in the order of [`Contents::hot`].
    pub links: u32,
}

/// Adds the tree to the file; returns the number of its root.
pub(super) fn write(file: &mut File, document: &Document, contents: &Contents, numbers: &Numbers<'_>) -> u32 {
    let root = file.reserve();
    let first = file.reserve_many(document.nodes.len() as u32);
    for (index, node) in document.nodes.iter().enumerate() {
        let kids = &contents.kids[index];
        let parent = if index == 0 { root } else { first + node.parent };
        file.object(first + index as u32, |out| {
            element(out, node.tag, parent, kids, first, numbers);
            if let Some(figure) = document.figure.filter(|figure| figure.node == index as u32) {
                out.truncate(out.len() - 2);
                described(out, document, &figure);
                out.extend_from_slice(b">>");
            }
        });
    }
    let parents = file.reserve();
    file.object(parents, |out| parent_tree(out, contents, first));
    file.object(root, |out| {
        out.extend_from_slice(b"<</Type/StructTreeRoot/K ");
        reference(out, first);
        out.extend_from_slice(b"/ParentTree ");
        reference(out, parents);
        out.extend_from_slice(b"/ParentTreeNextKey ");
        integer(out, (contents.owners.len() + contents.hot.len()) as i64);
        out.extend_from_slice(b">>");
    });
    root
}

/// What a picture shows (14.9.3), and where it stands (14.8.5.4.3).
fn described(out: &mut Vec<u8>, document: &Document, figure: &Figure) {
    out.extend_from_slice(b"/Alt");
    utf16(out, document.nodes[figure.node as usize].uri.as_deref().unwrap_or_default());
    out.extend_from_slice(b"/A<</O/Layout/Placement/Block/BBox[");
    let shift =
        document.sheets.as_ref().and_then(|sheets| sheets.places.first()).map_or(0.0, |place| place.1);
    let height = document.pages.first().map_or(0.0, |page| page.height);
    let (left, top) = (figure.x + shift, height - figure.y);
    for (at, side) in [left, top - figure.height, left + figure.width, top].into_iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        hundredths(out, side);
    }
    out.extend_from_slice(b"]>>");
}

pub(super) fn reference(out: &mut Vec<u8>, number: u32) {
    integer(out, i64::from(number));
    out.extend_from_slice(b" 0 R");
}

fn element(out: &mut Vec<u8>, tag: Tag, parent: u32, kids: &[Kid], first: u32, numbers: &Numbers<'_>) {
    out.extend_from_slice(b"<</S/");
    out.extend_from_slice(name(tag).as_bytes());
    out.extend_from_slice(b"/P ");
    reference(out, parent);
    out.extend_from_slice(attributes(tag).as_bytes());
    let home = kids.iter().find_map(|kid| match kid {
        Kid::Marked(page, _) => Some(*page),
        _ => None,
    });
    if let Some(home) = home {
        out.extend_from_slice(b"/Pg ");
        reference(out, numbers.pages[home as usize]);
    }
    let list = kids.len() != 1;
    if !kids.is_empty() {
        out.extend_from_slice(if list { b"/K[" } else { b"/K " });
        for (index, kid) in kids.iter().enumerate() {
            if index > 0 {
                out.push(b' ');
            }
            match *kid {
                Kid::Node(node) => reference(out, first + node),
                Kid::Marked(page, id) if Some(page) == home => integer(out, i64::from(id)),
                Kid::Marked(page, id) => {
                    out.extend_from_slice(b"<</Type/MCR/Pg ");
                    reference(out, numbers.pages[page as usize]);
                    out.extend_from_slice(b"/MCID ");
                    integer(out, i64::from(id));
                    out.extend_from_slice(b">>");
                }
                Kid::Link(index) => {
                    out.extend_from_slice(b"<</Type/OBJR/Obj ");
                    reference(out, numbers.links + index);
                    out.extend_from_slice(b">>");
                }
            }
        }
        if list {
            out.push(b']');
        }
    }
    out.extend_from_slice(b">>");
}

/// Pages have the keys 0 …, annotations the keys behind them.
fn parent_tree(out: &mut Vec<u8>, contents: &Contents, first: u32) {
    out.extend_from_slice(b"<</Nums[");
    for (page, owners) in contents.owners.iter().enumerate() {
        integer(out, page as i64);
        out.push(b'[');
        for (index, &node) in owners.iter().enumerate() {
            if index > 0 {
                out.push(b' ');
            }
            reference(out, first + node);
        }
        out.push(b']');
    }
    for (index, hot) in contents.hot.iter().enumerate() {
        integer(out, (contents.owners.len() + index) as i64);
        out.push(b' ');
        reference(out, first + hot.node);
        out.push(b' ');
    }
    out.extend_from_slice(b"]>>");
}
