//! The outline (ISO 32000-1, 12.3.3): the headings as a tree.

use crate::layout::Document;

use super::content::Contents;
use super::file::File;
use super::number::{hundredths, integer, utf16};
use super::structure::reference;

/// Adds the outline; returns its number, none if there are no headings.
pub(super) fn write(
    file: &mut File<'_>,
    document: &Document,
    contents: &Contents,
    pages: &[u32],
) -> Option<u32> {
    let items: Vec<_> = document
        .outline
        .iter()
        .filter_map(|heading| contents.places[heading.node as usize].map(|place| (heading, place)))
        .collect();
    if items.is_empty() {
        return None;
    }
    let root = file.reserve();
    let first = file.reserve_many(items.len() as u32);
    // Parent of each item: the nearest one before it on a higher level.
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(items.len());
    let mut open: Vec<usize> = Vec::new();
    for (index, (heading, _)) in items.iter().enumerate() {
        while open.last().is_some_and(|&last| items[last].0.level >= heading.level) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(index);
    }
    let mut family: Vec<Vec<u32>> = vec![Vec::new(); items.len() + 1];
    let mut order: Vec<usize> = Vec::with_capacity(items.len());
    for (index, parent) in parents.iter().enumerate() {
        let siblings = &mut family[parent.map_or(0, |parent| parent + 1)];
        order.push(siblings.len());
        siblings.push(first + index as u32);
    }
    for (index, (heading, (page, y))) in items.iter().enumerate() {
        let siblings = &family[parents[index].map_or(0, |parent| parent + 1)];
        let at = order[index];
        file.object(first + index as u32, |out| {
            out.extend_from_slice(b"<</Title");
            utf16(out, &heading.title);
            out.extend_from_slice(b"/Parent ");
            reference(out, parents[index].map_or(root, |parent| first + parent as u32));
            for (key, other) in [
                ("/Prev ", at.checked_sub(1).map(|before| siblings[before])),
                ("/Next ", siblings.get(at + 1).copied()),
            ] {
                if let Some(other) = other {
                    out.extend_from_slice(key.as_bytes());
                    reference(out, other);
                }
            }
            children(out, &family[index + 1]);
            out.extend_from_slice(b"/Dest[");
            reference(out, pages[*page as usize]);
            out.extend_from_slice(b"/XYZ null ");
            hundredths(out, document.height(*page) - y + 4.0);
            out.extend_from_slice(b" null]>>");
        });
    }
    file.object(root, |out| {
        out.extend_from_slice(b"<</Type/Outlines");
        children(out, &family[0]);
        out.extend_from_slice(b">>");
    });
    Some(root)
}

fn children(out: &mut Vec<u8>, family: &[u32]) {
    if let (Some(&first), Some(&last)) = (family.first(), family.last()) {
        out.extend_from_slice(b"/First ");
        reference(out, first);
        out.extend_from_slice(b"/Last ");
        reference(out, last);
        out.extend_from_slice(b"/Count ");
        integer(out, family.len() as i64);
    }
}
