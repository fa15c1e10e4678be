//! What a run leaves in writing: the journal, report.json, SHA256SUMS, and a page for people.

pub mod html;
pub mod journal;
pub mod json;
pub mod record;
pub mod sorter;
