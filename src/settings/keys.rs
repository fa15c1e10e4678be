//! Every key of bantin.toml as data: what it takes and where it stands. Checking, `init`, `config show`, the JSON Schema
//! and the reference in docs/ all read this table; a test holds it and [`super::Settings`] together.

use toml::Value;

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// true or false.
    Bool,
    /// A whole number in a range.
    Whole(i64, i64),
    /// A number in a range; the key may be left out.
    Number(f64, f64),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list of texts.
    List,
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Section.
    pub section: &'static str,
    /// Name in its section.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Must an office set it before packages are worth keeping?
    pub office: bool,
}

const fn key(section: &'static str, name: &'static str, kind: Kind) -> Key {
    Key { section, name, kind, office: false }
}

const fn office(section: &'static str, name: &'static str, kind: Kind) -> Key {
    Key { section, name, kind, office: true }
}

use Kind::{Bool, List, Number, OneOf, Text, Whole};

/// All keys, in the order in which they are printed.
pub const KEYS: &[Key] = &[
    office("office", "name", Text),
    office("office", "parent", Text),
    office("office", "address", Text),
    office("office", "place", Text),
    office("archive", "agency_id", Text),
    office("archive", "fonds_code", Text),
    office("archive", "archive_code", Text),
    office("archive", "retention", OneOf(&["01", "02", "03", "04", "05", "06", "07"])),
    office("archive", "access", OneOf(&["01", "02", "03"])),
    key("archive", "typography", Bool),
    key("archive", "premis", Bool),
    key("archive", "ead3", Bool),
    key("archive", "objid_style", OneOf(&["uuid", "tt05-urn"])),
    key("archive", "bag_profile", OneOf(&["bagit", "eark"])),
    key("page", "preset", OneOf(&["nd30", "a5"])),
    key("page", "top_mm", Number(5.0, 100.0)),
    key("page", "bottom_mm", Number(5.0, 100.0)),
    key("page", "left_mm", Number(5.0, 100.0)),
    key("page", "right_mm", Number(5.0, 100.0)),
    key("page", "body_pt", Number(6.0, 36.0)),
    key("page", "line_height", Number(1.0, 3.0)),
    key("page", "first_line_mm", Number(0.0, 50.0)),
    key("page", "paragraph_gap_pt", Number(0.0, 72.0)),
    key("page", "masthead", OneOf(&["none", "quoc_hieu"])),
    key("bulletin", "title", Text),
    key("bulletin", "subtitle", Text),
    key("bulletin", "editor", Text),
    key("bulletin", "licence", Text),
    key("bulletin", "logo", Text),
    key("bulletin", "logo_alt", Text),
    key("bulletin", "quoc_hieu", Bool),
    key("bulletin", "sections", List),
    key("bulletin", "collation", OneOf(&["standard", "dict"])),
    key("fonts", "fallback", List),
    key("typography", "tone", OneOf(&["keep", "classic", "modern", "majority"])),
    key("typography", "quotes", OneOf(&["curly", "keep"])),
    key("typography", "dash_range", OneOf(&["keep", "en"])),
    key("typography", "disable", List),
    key("limits", "max_input_mib", Whole(1, 4095)),
    key("limits", "max_seconds", Whole(0, 86_400)),
];

impl Key {
    /// `section.name`.
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }

    /// Id of its explanation in the catalogue.
    pub fn message(&self) -> String {
        format!("key-{}-{}", self.section, self.name)
    }

    /// Keys whose default is "unset": they are left out or commented away.
    pub fn is_optional(&self) -> bool {
        matches!(self.kind, Number(..)) || self.path() == "bulletin.logo"
    }
}

/// The sections in order.
pub fn sections() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    KEYS.iter().filter_map(move |key| {
        (key.section != std::mem::replace(&mut last, key.section)).then_some(key.section)
    })
}

/// Why a value is refused: `why` selects the sentence of E801, `expected` fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The key as written, dotted.
    pub key: String,
    /// `unknown-key`, `not-text`, `not-bool`, `not-number`, `not-list`, `not-one-of`, `not-section`.
    pub why: &'static str,
    /// Allowed values, range, or the key that was probably meant; may be empty.
    pub expected: String,
}

/// Checks a whole table; the first refusal in the table's order.
pub fn check(table: &toml::Table) -> Result<(), Refusal> {
    for (section, value) in table {
        let refuse = |key: String, why, expected| Err(Refusal { key, why, expected });
        if !sections().any(|known| known == section) {
            let near = nearest(section, sections().map(str::to_owned));
            return refuse(section.clone(), "unknown-key", near);
        }
        let Value::Table(inner) = value else {
            return refuse(section.clone(), "not-section", String::new());
        };
        for (name, value) in inner {
            let path = format!("{section}.{name}");
            let Some(key) = KEYS.iter().find(|key| key.section == section && key.name == name) else {
                let names = KEYS.iter().filter(|key| key.section == section).map(|key| key.name.to_owned());
                return refuse(path, "unknown-key", nearest(name, names));
            };
            if let Some((why, expected)) = key.kind.refuses(value) {
                return refuse(path, why, expected);
            }
        }
    }
    Ok(())
}

impl Kind {
    fn refuses(self, value: &Value) -> Option<(&'static str, String)> {
        let number = value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
        match self {
            Text => value.as_str().is_none().then(|| ("not-text", String::new())),
            Bool => value.as_bool().is_none().then(|| ("not-bool", String::new())),
            Whole(low, high) => {
                let fits = value.as_integer().is_some_and(|number| (low..=high).contains(&number));
                (!fits).then(|| ("not-whole", format!("{low}–{high}")))
            }
            Number(low, high) => {
                let fits = number.is_some_and(|number| (low..=high).contains(&number));
                (!fits).then(|| ("not-number", format!("{low}–{high}")))
            }
            OneOf(allowed) => {
                let fits = value.as_str().is_some_and(|text| allowed.contains(&text));
                // With their quotes: retention = 5 is refused because it is a number.
                (!fits).then(|| ("not-one-of", format!("\"{}\"", allowed.join("\", \""))))
            }
            List => {
                let fits = value.as_array().is_some_and(|items| items.iter().all(|item| item.is_str()));
                (!fits).then(|| ("not-list", String::new()))
            }
        }
    }
}

/// The candidate that is one or two slips away, or nothing.
fn nearest(typed: &str, candidates: impl Iterator<Item = String>) -> String {
    candidates
        .map(|candidate| (slips(typed, &candidate), candidate))
        .filter(|(slips, candidate)| *slips <= 2 || *slips * 3 <= candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
        .unwrap_or_default()
}

/// Levenshtein distance.
fn slips(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn the_table_and_the_settings_have_the_same_keys() {
        let settings = serde_json::to_value(Settings::default()).unwrap();
        let mut theirs: Vec<String> = settings
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(section, keys)| {
                keys.as_object().unwrap().keys().map(move |key| format!("{section}.{key}"))
            })
            .collect();
        let mut ours: Vec<String> = KEYS.iter().map(Key::path).collect();
        theirs.sort();
        ours.sort();
        assert_eq!(ours, theirs);
    }

    #[test]
    fn the_defaults_pass_and_every_listed_value_is_one_that_the_settings_take() {
        let defaults: toml::Table = toml::from_str(&toml::to_string(&Settings::default()).unwrap()).unwrap();
        assert_eq!(check(&defaults), Ok(()));
        for key in KEYS {
            let OneOf(values) = key.kind else { continue };
            for value in values {
                let text = format!("[{}]\n{} = \"{value}\"\n", key.section, key.name);
                assert!(toml::from_str::<Settings>(&text).is_ok(), "{text}");
            }
        }
    }

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(nearest("tonne", ["tone", "quotes"].map(String::from).into_iter()), "tone");
        assert_eq!(nearest("colour", ["tone", "quotes"].map(String::from).into_iter()), "");
    }
}
