//! The page of an issue: the settings' page, made fit for columns and booklets where nothing else was set.

use crate::settings::{Page, Preset};

/// The page figures for an issue.
///
/// Two columns take smaller type, a shorter first-line indent and less space between paragraphs, so that the narrow
/// measure still looks even; a booklet has A5 pages. What the office set itself stays.
pub fn page(set: &Page, columns: u8, booklet: bool) -> Page {
    let mut page = set.clone();
    if booklet {
        page.preset = Preset::A5;
    }
    if columns == 2 {
        let (body, first_line, gap) = match page.preset {
            Preset::Nd30 => (11.5, 6.0, 3.0),
            Preset::A5 => (9.5, 4.0, 2.0),
        };
        page.body_pt = page.body_pt.or(Some(body));
        page.first_line_mm = page.first_line_mm.or(Some(first_line));
        page.paragraph_gap_pt = page.paragraph_gap_pt.or(Some(gap));
    }
    page
}
