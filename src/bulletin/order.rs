//! Vietnamese order of headlines and names (spec K1–K3).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use super::{Author, Piece, Section};
use crate::settings::Collation;

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

/// Compares Vietnamese texts.
pub(super) struct Order {
    collator: Option<CollatorBorrowed<'static>>,
    collation: Collation,
}

impl Order {
    /// CLDR `vi`, whole texts or syllable by syllable.
    pub(super) fn new(collation: Collation) -> Order {
        let vietnamese = icu_locale_core::locale!("vi");
        // the data is compiled in: without it the order would be that of code points
        let collator = Collator::try_new(vietnamese.into(), CollatorOptions::default()).ok();
        Order { collator, collation }
    }

    fn plain(&self, one: &str, other: &str) -> Ordering {
        let collated =
            self.collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        collated.then_with(|| one.cmp(other))
    }

    /// The order of two texts; equal only if they are.
    pub(super) fn texts(&self, one: &str, other: &str) -> Ordering {
        match self.collation {
            Collation::Standard => self.plain(one, other),
            Collation::Dict => self.syllables(one.split_whitespace(), other.split_whitespace()),
        }
    }

    fn syllables<'a>(
        &self,
        one: impl Iterator<Item = &'a str>,
        mut other: impl Iterator<Item = &'a str>,
    ) -> Ordering {
        for syllable in one {
            let Some(against) = other.next() else { return Ordering::Greater };
            let order = self.plain(syllable, against);
            if order.is_ne() {
                return order;
            }
        }
        if other.next().is_some() { Ordering::Less } else { Ordering::Equal }
    }

    /// People: given name, then family name, then what stands between (K3).
    pub(super) fn people(&self, one: &str, other: &str) -> Ordering {
        fn parts(name: &str) -> (&str, &str, &str) {
            let (before, given) = name.trim().rsplit_once(' ').unwrap_or(("", name));
            let (family, middle) = before.split_once(' ').unwrap_or((before, ""));
            (given, family, middle)
        }
        let (one_parts, other_parts) = (parts(one), parts(other));
        self.plain(one_parts.0, other_parts.0)
            .then_with(|| self.plain(one_parts.1, other_parts.1))
            .then_with(|| self.plain(one_parts.2, other_parts.2))
            .then_with(|| one.cmp(other))
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
