//! Article to lines and pages.
