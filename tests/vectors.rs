//! The vectors of the text rules, area by area, against the public functions.
//!
//! `VECTORS_DIR` names another folder of tables in the same format. Prints `vectors AREA RIGHT/TOTAL`, then each miss.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bantin::decode::{self, Encoding};
use bantin::settings::{Collation, DashRange, Tone, Typography};
use bantin::typography::collation::Order;
use bantin::typography::{caps, figures, masthead};
use bantin::{syllable, typography};
use unicode_normalization::UnicodeNormalization;

struct Vector {
    id: String,
    area: String,
    input: Vec<u8>,
    expected: String,
}

impl Vector {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.input).expect("the input of this area is text")
    }
}

/// Undoes the escapes of the tables. `\xNN` is a raw byte.
fn unescape(field: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let kind = rest[at + 1..].chars().next().expect("an escape is not the end");
        let width = match kind {
            'u' => 4,
            'U' => 8,
            'x' => 2,
            _ => 0,
        };
        let begin = at + 1 + kind.len_utf8();
        let code = || u32::from_str_radix(&rest[begin..begin + width], 16).expect("hexadecimal");
        match kind {
            '\\' => out.push(b'\\'),
            't' => out.push(b'\t'),
            'n' => out.push(b'\n'),
            'r' => out.push(b'\r'),
            'x' => out.push(code() as u8),
            'u' | 'U' => {
                let c = char::from_u32(code()).expect("a code point");
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => panic!("unknown escape \\{other} in {field}"),
        }
        rest = &rest[begin + width..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn escape(text: &str) -> String {
    let visible =
        |c: char| c.is_alphanumeric() || c.is_ascii_graphic() || c == ' ' || "–—…“”‘’«»°%²³".contains(c);
    text.chars()
        .map(|c| match c {
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\t' => "\\t".to_owned(),
            c if visible(c) => c.to_string(),
            c => format!("\\u{{{:X}}}", c as u32),
        })
        .collect()
}

/// The tables of the folder that `VECTORS_DIR` names; without it the copies here and those of our own.
fn load() -> Vec<Vector> {
    let own = |name| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let folders = match std::env::var_os("VECTORS_DIR") {
        Some(named) => vec![PathBuf::from(named)],
        None => vec![own("vectors"), own("vectors_own")],
    };
    let mut vectors = Vec::new();
    for folder in folders {
        let mut tables: Vec<PathBuf> = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.expect("a folder entry").path())
            .filter(|path| path.extension().is_some_and(|ext| ext == "tsv"))
            .collect();
        tables.sort();
        for path in tables {
            table(&path, &mut vectors);
        }
    }
    vectors
}

/// One table. Columns are found by the names in the header line: more of them, or another order, do not matter.
fn table(path: &Path, vectors: &mut Vec<Vector>) {
    let table = std::fs::read_to_string(path).expect("a table in UTF-8");
    let mut lines = table.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name| header.iter().position(|known| *known == name);
    let (Some(id), Some(area), Some(input), Some(expected)) =
        (column("id"), column("area"), column("input"), column("expected"))
    else {
        panic!("{}: no header line of id, area, input, expected", path.display());
    };
    for line in lines.filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |at: usize| fields.get(at).copied().unwrap_or_default();
        vectors.push(Vector {
            id: field(id).to_owned(),
            area: field(area).to_owned(),
            input: unescape(field(input)),
            expected: String::from_utf8(unescape(field(expected))).expect("expected is text"),
        });
    }
}

fn polish(text: &str, change: impl FnOnce(&mut Typography)) -> String {
    let mut options = Typography::default();
    change(&mut options);
    typography::polish(text, &options).text.into_owned()
}

/// Hard spaces by `bind`, soft ones from the penalties of `breaks`.
fn soft_bound(text: &str) -> String {
    let mut breaks = Vec::new();
    typography::breaks(text, &mut breaks);
    let bound = typography::bind(text);
    let (mut out, mut at) = (String::new(), 0);
    for c in bound.chars() {
        // Offsets are those of the plain text, in which a hard space has one byte.
        at += if c == '\u{a0}' { 1 } else { c.len_utf8() };
        let soft = c == ' ' && breaks.iter().any(|b| b.offset == at && b.penalty > 0);
        out.push(if soft { '~' } else { c });
    }
    out
}

fn broken(text: &str) -> String {
    let mut breaks = Vec::new();
    typography::breaks(text, &mut breaks);
    let mut out = text.to_owned();
    for found in breaks.iter().rev() {
        out.insert(found.offset, '|');
    }
    out
}

fn compared(collation: Collation, pair: &str) -> String {
    let (one, other) = pair.split_once('|').expect("two texts");
    match Order::new(collation).texts(one, other) {
        Ordering::Less => "<",
        Ordering::Equal => "=",
        Ordering::Greater => ">",
    }
    .to_owned()
}

fn sorted(list: &str, order: impl Fn(&str, &str) -> Ordering) -> String {
    let mut items: Vec<&str> = list.split(';').collect();
    items.sort_by(|one, other| order(one, other));
    items.join(";")
}

/// What the area's function makes of the input; `None` for an area nobody knows.
fn run(vector: &Vector) -> Option<String> {
    let text = || vector.text();
    Some(match vector.area.as_str() {
        "syllable" => u8::from(syllable::is_valid(text())).to_string(),
        "punct" | "dash" | "quotes" | "numbers" | "protect" | "tone.keep" => polish(text(), |_| {}),
        "dash.range_en" => polish(text(), |options| options.dash_range = DashRange::En),
        "tone.classic" => polish(text(), |options| options.tone = Tone::Classic),
        "tone.modern" => polish(text(), |options| options.tone = Tone::Modern),
        "tone.majority" => polish(text(), |options| options.tone = Tone::Majority),
        "nbsp" => typography::bind(text()).into_owned(),
        "softbind" => soft_bound(text()),
        "linebreak" => broken(text()),
        "unicode" | "entities" | "mojibake" | "mojibake.hard" | "surface" | "tcvn3.case" => {
            typography::repair(text()).text.into_owned()
        }
        "collate" => compared(Collation::Standard, text()),
        "collate.dict" => compared(Collation::Dict, text()),
        "sortlist" => {
            let order = Order::new(Collation::Standard);
            sorted(text(), |one, other| order.texts(one, other))
        }
        "namesort" => {
            let order = Order::new(Collation::Dict);
            sorted(text(), |one, other| order.people(one, other))
        }
        "caps.upper" => caps::upper(text()),
        "caps.lower" => caps::lower(text()),
        "caps.sentence" => caps::sentence(text()),
        "caps.lint" => match caps::lint(text()).is_empty() {
            true => "ok".to_owned(),
            false => caps::suggested(text()),
        },
        "date.long" => masthead::date_long(text()).unwrap_or_default(),
        "date.place" => {
            let (place, date) = text().split_once('|')?;
            masthead::date_place(place, date).unwrap_or_default()
        }
        "docno" => {
            let (number, symbol) = text().split_once('|')?;
            masthead::document_number(number.parse().ok()?, symbol)
        }
        "layout" => figures::figure(text()).unwrap_or_default().to_owned(),
        "detect" => decode::detect(&vector.input).encoding.name().to_owned(),
        area => {
            let encoding = Encoding::from_name(area.strip_prefix("decode.")?)?;
            let decoded =
                decode::decode(&vector.input, Some(encoding)).expect("forced decoding does not fail");
            // The bytes as letters, in NFC; what L0 repairs beyond that has areas of its own.
            decoded.text.nfc().collect()
        }
    })
}

/// The areas that the vectors' README lists; decode.* by encoding.
#[rustfmt::skip]
const AREAS: [&str; 48] = [
    "unicode", "entities", "mojibake", "mojibake.hard", "detect", "surface", "tcvn3.case", "tone.keep", "tone.classic",
    "tone.modern", "tone.majority", "syllable", "punct", "dash", "quotes", "numbers", "protect", "dash.range_en", "nbsp",
    "softbind", "linebreak", "collate", "collate.dict", "sortlist", "namesort", "caps.upper", "caps.lower",
    "caps.sentence", "caps.lint", "date.long", "date.place", "docno", "layout", "decode.utf-8", "decode.utf-16le",
    "decode.utf-16be", "decode.tcvn3", "decode.tcvn5712-1", "decode.vni", "decode.viscii", "decode.vps",
    "decode.windows-1258", "decode.windows-1252", "decode.viqr", "decode.bkhcm1", "decode.bkhcm2", "decode.vietware-f",
    "decode.vietware-x",
];

#[test]
fn every_area() {
    let mut areas: BTreeMap<String, (usize, usize, Vec<String>)> = BTreeMap::new();
    for vector in load() {
        let (right, total, misses) = areas.entry(vector.area.clone()).or_default();
        *total += 1;
        let result = std::panic::catch_unwind(|| run(&vector));
        match result.unwrap_or_else(|_| Some("(it panicked)".to_owned())) {
            Some(got) if got == vector.expected => *right += 1,
            Some(got) => misses.push(format!(
                "  {}: expected {:?}, got {:?}",
                vector.id,
                escape(&vector.expected),
                escape(&got)
            )),
            None => misses.push(format!("  {}: unknown area {}", vector.id, vector.area)),
        }
    }
    let mut missed = 0;
    for (area, (right, total, misses)) in &areas {
        println!("vectors {area} {right}/{total}");
        for miss in misses {
            println!("{miss}");
        }
        missed += misses.len();
    }
    assert!(!areas.is_empty(), "no vectors found");
    if std::env::var_os("VECTORS_DIR").is_none() {
        let missing: Vec<&&str> = AREAS.iter().filter(|area| !areas.contains_key(**area)).collect();
        assert!(missing.is_empty(), "areas without a vector: {missing:?}");
    }
    assert_eq!(missed, 0, "vectors missed");
}
