//! report.json, the journal and the HTML report.
