//! Vietnamese order of headlines and names (spec K1–K3).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Author, Piece, Section};
use crate::settings::Collation;
use crate::typography::collation;

/// Order of the articles of a section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Sort {
    /// As on the command line, folders by path.
    #[default]
    Given,
    /// Oldest first, undated last.
    Date,
    /// By headline.
    Title,
}

/// Compares Vietnamese texts; texts are equal only if they are the same.
pub(super) struct Order {
    order: collation::Order,
}

impl Order {
    /// CLDR `vi`, whole texts or syllable by syllable.
    pub(super) fn new(collation: Collation) -> Order {
        Order { order: collation::Order::new(collation) }
    }

    /// The order of two texts.
    pub(super) fn texts(&self, one: &str, other: &str) -> Ordering {
        self.order.texts(one, other).then_with(|| one.cmp(other))
    }

    /// People: given name, then family name, then what stands between (K3).
    pub(super) fn people(&self, one: &str, other: &str) -> Ordering {
        self.order.people(one, other).then_with(|| one.cmp(other))
    }

    /// Sorts the articles of a section; those that compare equal stay as they are.
    pub(super) fn articles(&self, pieces: &mut [Piece], sort: Sort) {
        match sort {
            Sort::Given => {}
            Sort::Date => pieces.sort_by(|one, other| {
                let (one, other) = (&one.article.meta.date, &other.article.meta.date);
                one.is_none().cmp(&other.is_none()).then_with(|| one.cmp(other))
            }),
            Sort::Title => pieces.sort_by(|one, other| self.texts(one.headline(), other.headline())),
        }
    }

    /// Authors and their articles.
    pub(super) fn index(&self, sections: &[Section]) -> Vec<Author> {
        let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for piece in sections.iter().flat_map(|section| &section.articles) {
            for name in &piece.article.meta.authors {
                let pieces = found.entry(name.trim()).or_default();
                if !name.trim().is_empty() && pieces.last() != Some(&piece.number) {
                    pieces.push(piece.number);
                }
            }
        }
        found.remove("");
        let mut authors: Vec<Author> =
            found.into_iter().map(|(name, pieces)| Author { name: name.to_owned(), pieces }).collect();
        authors.sort_by(|one, other| self.people(&one.name, &other.name));
        authors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_letters_and_tones_have_their_own_order() {
        let order = Order::new(Collation::Standard);
        let right = [
            "ban", "bàn", "bản", "bãn", "bán", "bạn", "bang", "băng", "bân", "da", "đa", "oi", "ôi", "ơi",
            "ư",
        ];
        let mut sorted = right;
        sorted.reverse();
        sorted.sort_by(|one, other| order.texts(one, other));
        assert_eq!(sorted, right);
    }

    #[test]
    fn dictionaries_go_syllable_by_syllable() {
        let (standard, dict) = (Order::new(Collation::Standard), Order::new(Collation::Dict));
        assert_eq!(dict.texts("ban ngày", "bàn ăn"), Ordering::Less);
        assert_eq!(standard.texts("ban ngày", "bàn ăn"), Ordering::Greater);
        assert_eq!(dict.texts("bàn", "bàn ăn"), Ordering::Less);
    }

    #[test]
    fn people_stand_by_given_name() {
        let order = Order::new(Collation::Standard);
        let mut names = ["Trần Văn Ánh", "Nguyễn Thị Bình", "Lê An", "Đỗ Văn An", "PV"];
        names.sort_by(|one, other| order.people(one, other));
        assert_eq!(names, ["Đỗ Văn An", "Lê An", "Trần Văn Ánh", "Nguyễn Thị Bình", "PV"]);
    }
}
