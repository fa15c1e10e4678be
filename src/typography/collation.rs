//! Vietnamese order (spec K1–K3): CLDR `vi`, printed dictionaries, people by given name.

use std::cmp::Ordering;
use std::fmt;
use std::sync::LazyLock;

use icu_collator::Collator;
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::provider::{self, CollationData, CollationTailoringV1};
use icu_normalizer::provider as decompositions;
use icu_provider::prelude::*;

use crate::settings::Collation;
use crate::syllable::{self, Style};

/// What a collator asks for. `Collator::try_new` would bring the rules of a hundred languages into the binary, 0.9 MB of
/// them; of the rules that differ by language this has the Vietnamese ones, which build.rs took out of the others.
struct Vietnamese;

static RULES: LazyLock<Option<CollationData<'static>>> = LazyLock::new(|| {
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/collation-vi.postcard"))).ok()
});

impl DataProvider<CollationTailoringV1> for Vietnamese {
    fn load(&self, _: DataRequest<'_>) -> Result<DataResponse<CollationTailoringV1>, DataError> {
        let rules =
            RULES.as_ref().ok_or(DataErrorKind::Deserialize.with_marker(CollationTailoringV1::INFO))?;
        Ok(DataResponse { metadata: Default::default(), payload: DataPayload::from_static_ref(rules) })
    }
}

/// All else is small, or the same for all languages.
macro_rules! as_compiled_in {
    ($($data:ident::$marker:ident),+ $(,)?) => {$(
        impl DataProvider<$data::$marker> for Vietnamese {
            fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<$data::$marker>, DataError> {
                $data::Baked.load(request)
            }
        }
    )+};
}

as_compiled_in!(
    provider::CollationRootV1,
    provider::CollationDiacriticsV1,
    provider::CollationJamoV1,
    provider::CollationMetadataV1,
    provider::CollationReorderingV1,
    provider::CollationSpecialPrimariesV1,
    decompositions::NormalizerNfdDataV1,
    decompositions::NormalizerNfdTablesV1,
);

/// Compares Vietnamese texts. Canonically equivalent texts are equal.
pub struct Order {
    /// Letters, tones, capitals.
    full: Option<Collator>,
    /// Letters and tones only.
    caseless: Option<Collator>,
    collation: Collation,
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order").field("collation", &self.collation).finish_non_exhaustive()
    }
}

impl Order {
    /// `standard` is K1, `dict` K2.
    pub fn new(collation: Collation) -> Order {
        // The data is compiled in: without it the order would be that of code points.
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new_unstable(&Vietnamese, icu_locale_core::locale!("vi").into(), options).ok()
        };
        Order { full: collator(Strength::Tertiary), caseless: collator(Strength::Secondary), collation }
    }

    /// The order of two texts.
    pub fn texts(&self, one: &str, other: &str) -> Ordering {
        match self.collation {
            Collation::Standard => compare(self.full.as_ref(), one, other),
            Collation::Dict => self.dictionary(one, other),
        }
    }

    /// People: given name (the last syllable), then family name, then what stands between, each as in a dictionary.
    pub fn people(&self, one: &str, other: &str) -> Ordering {
        fn parts(name: &str) -> (&str, &str, &str) {
            let name = name.trim();
            let (before, given) = name.rsplit_once(' ').unwrap_or(("", name));
            let (family, middle) = before.split_once(' ').unwrap_or((before, ""));
            (given, family, middle)
        }
        let (one, other) = (parts(one), parts(other));
        self.dictionary(one.0, other.0)
            .then_with(|| self.dictionary(one.1, other.1))
            .then_with(|| self.dictionary(one.2, other.2))
    }

    /// Syllable by syllable, the tone style folded; capitals decide only between texts otherwise equal.
    fn dictionary(&self, one: &str, other: &str) -> Ordering {
        self.syllables(self.caseless.as_ref(), one, other)
            .then_with(|| self.syllables(self.full.as_ref(), one, other))
    }

    fn syllables(&self, collator: Option<&Collator>, one: &str, other: &str) -> Ordering {
        let split = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ',');
        let mut left = one.split(split).filter(|part| !part.is_empty());
        let mut right = other.split(split).filter(|part| !part.is_empty());
        loop {
            match (left.next(), right.next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(a), Some(b)) => {
                    let order = compare(collator, &folded(a), &folded(b));
                    if order.is_ne() {
                        return order;
                    }
                }
            }
        }
    }
}

fn compare(collator: Option<&Collator>, one: &str, other: &str) -> Ordering {
    collator.map_or_else(|| one.cmp(other), |collator| collator.as_borrowed().compare(one, other))
}

/// The syllable in the modern style, whichever it was written in.
fn folded(token: &str) -> String {
    let mut out = String::with_capacity(token.len());
    match syllable::parse(token) {
        Some(syllable) => syllable.write(Style::Modern, &mut out),
        None => out.push_str(token),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tones_and_capitals() {
        let order = Order::new(Collation::Standard);
        let right = [
            "ban", "Ban", "bàn", "bản", "bãn", "bán", "bạn", "bang", "băng", "bân", "da", "đa", "oi", "ôi",
            "ơi", "ư",
        ];
        let mut sorted = right;
        sorted.reverse();
        sorted.sort_by(|one, other| order.texts(one, other));
        assert_eq!(sorted, right);
    }

    #[test]
    fn the_rules_are_those_of_icu() {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let theirs = Collator::try_new(icu_locale_core::locale!("vi").into(), options).unwrap();
        let ours = Order::new(Collation::Standard);
        // Every pair of letters with every mark, and some of what is no Vietnamese.
        let marks =
            ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}", "\u{306}", "\u{302}", "\u{31b}"];
        let letters = "aăâbdđeêioôơuưyAĂÂĐÊÔƠƯ0- zßжα漢".chars();
        let texts: Vec<String> =
            letters.flat_map(|letter| marks.map(|mark| format!("{letter}{mark}"))).collect();
        for one in &texts {
            for other in &texts {
                assert_eq!(ours.texts(one, other), theirs.compare(one, other), "{one} and {other}");
            }
        }
    }

    #[test]
    fn dictionaries_and_people() {
        let dict = Order::new(Collation::Dict);
        assert_eq!(dict.texts("ban ngày", "bàn ăn"), Ordering::Less);
        assert_eq!(dict.texts("Ban ngày", "ban đêm"), Ordering::Greater);
        assert_eq!(dict.texts("hòa bình", "hoà bình"), Ordering::Equal);
        let mut names = ["Trần Văn Ánh", "Nguyễn Thị Bình", "Lê An", "Đỗ Văn An", "PV"];
        names.sort_by(|one, other| dict.people(one, other));
        assert_eq!(names, ["Đỗ Văn An", "Lê An", "Trần Văn Ánh", "Nguyễn Thị Bình", "PV"]);
    }
}
