//! Booklets: pages side by side on sheets that are printed on both sides, folded together and stitched in the fold.

use crate::settings::MM;

use super::{Document, Sheets};

/// Puts the pages of a document on sheets for saddle stitching; blank pages fill up the last sheet.
///
/// Only the places change: text and structure stay in reading order, so the file is as accessible as before.
pub(super) fn booklet(document: &mut Document) {
    let Some(page) = document.pages.first() else { return };
    // Half of A4 is half a millimetre wider than A5.
    let half_sheet = if (page.width - 148.0 * MM).abs() < 0.5 { 148.5 * MM } else { page.width };
    let margin = (half_sheet - page.width) * 0.5;
    let sides = sides(document.pages.len() as u32);
    let mut places = vec![(0, 0.0); document.pages.len()];
    for (side, pages) in sides.iter().enumerate() {
        for (half, page) in pages.iter().enumerate() {
            if let Some(place) = places.get_mut(*page as usize - 1) {
                *place = (side as u32, half as f32 * half_sheet + margin);
            }
        }
    }
    document.sheets = Some(Sheets { count: sides.len() as u32, width: half_sheet * 2.0, places });
}

/// The page numbers on each side, left and right: front of the first sheet, its back, front of the second …
/// Numbers beyond `pages` are blank.
fn sides(pages: u32) -> Vec<[u32; 2]> {
    let all = pages.div_ceil(4) * 4;
    (0..all / 4)
        .flat_map(|sheet| {
            let first = sheet * 2 + 1;
            let last = all - sheet * 2;
            [[last, first], [first + 1, last - 1]]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_sheets_read_in_order() {
        assert_eq!(sides(4), [[4, 1], [2, 3]]);
        assert_eq!(sides(5), [[8, 1], [2, 7], [6, 3], [4, 5]]);
        for pages in 1..40 {
            let sides = sides(pages);
            // Folded and stacked, a leaf carries a right half on its front and the left half of its back behind it;
            // the second half of the booklet is met on the left halves, from the inmost sheet outwards.
            let mut read = Vec::new();
            for sheet in sides.chunks(2) {
                read.extend([sheet[0][1], sheet[1][0]]);
            }
            for sheet in sides.chunks(2).rev() {
                read.extend([sheet[1][1], sheet[0][0]]);
            }
            assert_eq!(read, (1..=pages.div_ceil(4) * 4).collect::<Vec<_>>(), "{pages} pages");
        }
    }
}
