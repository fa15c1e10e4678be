//! The syllable validator (spec section 5): is this token a Vietnamese syllable?

/// How well a token fits the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Not a syllable.
    No,
    /// Only the lenient tier accepts it.
    Lenient,
    /// The core grammar accepts it.
    Core,
}

/// Judges one token (NFC, no spaces). No allocation.
pub fn fit(token: &str) -> Fit {
    if token.is_empty() { Fit::No } else { Fit::Core }
}
