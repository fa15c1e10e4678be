//! bantin.toml and `--set` to [`Settings`]; errors name file, line and key.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::de::DeTable;
use toml::{Table, Value};

use super::Settings;
use super::keys::{self, Refusal};
use crate::error::{Code, Failure, Result, Stage, reason};

/// Settings and where they came from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// File and `--set` over the defaults.
    pub settings: Settings,
    /// The file, if there was one.
    pub path: Option<PathBuf>,
    /// Where each key that is not at its default was set, by its dotted path.
    pub origins: BTreeMap<String, Origin>,
}

/// Who set a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The settings file, at this line.
    File(usize),
    /// `--set`.
    Set,
}

/// Loads `path`, or `bantin.toml` of the working folder if it exists, and applies `sets` (`KEY=VALUE`).
///
/// # Errors
/// E801 with the file, line and key; E804 for a `--set` that is not `KEY=VALUE`.
pub fn load(path: Option<&Path>, sets: &[String]) -> Result<Loaded> {
    let path = match path {
        Some(path) => Some(path.to_owned()),
        None => Some(PathBuf::from("bantin.toml")).filter(|path| path.exists()),
    };
    let mut table = Table::new();
    let mut origins = BTreeMap::new();
    if let Some(path) = &path {
        let bad = |why: &str| bad(path, 0, "").with("why", why);
        let bytes = std::fs::read(path).map_err(|error| bad("unreadable").with("reason", reason(&error)))?;
        // Notepad begins a UTF-8 file with a byte order mark.
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes))
            .map_err(|_| bad("unreadable").with("reason", "@io-not-utf8"))?;
        table = parse(path, text)?;
        let keys = lines(text).into_iter().filter(|(key, _)| key.contains('.'));
        origins = keys.map(|(key, line)| (key, Origin::File(line))).collect();
    }
    for set in sets {
        apply(&mut table, set)?;
        origins.insert(set.split('=').next().unwrap_or_default().trim().to_owned(), Origin::Set);
    }
    let settings = Settings::deserialize(table).map_err(|error| {
        bad(Path::new("--set"), 0, "").with("why", "syntax").with("reason", error.message())
    })?;
    Ok(Loaded { settings, path, origins })
}

/// Parses and checks one file by itself, so that its errors have its line numbers.
fn parse(path: &Path, text: &str) -> Result<Table> {
    let table: Table = toml::from_str(text).map_err(|error| {
        let line = line_at(text, error.span().map_or(0, |span| span.start));
        bad(path, line, "").with("why", "syntax").with("reason", error.message())
    })?;
    keys::check(&table).map_err(|refusal| {
        let line = lines(text).get(&refusal.key).copied().unwrap_or(0);
        refused(bad(path, line, &refusal.key), &refusal)
    })?;
    Ok(table)
}

fn refused(failure: Failure, refusal: &Refusal) -> Failure {
    let expected = if refusal.expected.is_empty() { "none" } else { &refusal.expected };
    failure.with("why", refusal.why).with("expected", expected)
}

/// The line of every section and key of a file, by dotted path.
fn lines(text: &str) -> BTreeMap<String, usize> {
    fn walk(table: &DeTable<'_>, prefix: &str, text: &str, out: &mut BTreeMap<String, usize>) {
        for (name, value) in table {
            let path = format!("{prefix}{}", name.get_ref());
            out.insert(path.clone(), line_at(text, name.span().start));
            if let Some(inner) = value.get_ref().as_table() {
                walk(inner, &format!("{path}."), text, out);
            }
        }
    }
    let mut out = BTreeMap::new();
    if let Ok(table) = DeTable::parse(text) {
        walk(table.get_ref(), "", text, &mut out);
    }
    out
}

/// The line of a byte, from 1.
fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

/// `a.b=VALUE`; a VALUE that is no TOML value is a string.
fn apply(table: &mut Table, set: &str) -> Result<()> {
    let usage = || Failure::new(Code::BadUsage, Stage::Config).with("why", "set-form").with("subject", set);
    let (key, typed) = set.split_once('=').ok_or_else(usage)?;
    let (section, name) = key.trim().split_once('.').ok_or_else(usage)?;
    let parsed =
        toml::from_str::<Table>(&format!("v = {typed}")).ok().and_then(|mut table| table.remove("v"));
    let text = Value::String(typed.to_owned());
    // Nobody should have to type quotes around "01": what the key refuses as a number it may take as text.
    let accepted =
        [parsed, Some(text.clone())].into_iter().flatten().find(|value| one(section, name, value).is_ok());
    let value = accepted.unwrap_or(text);
    one(section, name, &value)
        .map_err(|refusal| refused(bad(Path::new("--set"), 0, &refusal.key), &refusal))?;
    let entry = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
    entry.as_table_mut().ok_or_else(usage)?.insert(name.to_owned(), value);
    Ok(())
}

fn one(section: &str, name: &str, value: &Value) -> std::result::Result<(), Refusal> {
    let inner = Table::from_iter([(name.to_owned(), value.clone())]);
    keys::check(&Table::from_iter([(section.to_owned(), Value::Table(inner))]))
}

/// E801 at a line (0: the whole file) and key.
fn bad(path: &Path, line: usize, key: &str) -> Failure {
    Failure::new(Code::BadConfig, Stage::Config)
        .with("path", path.display())
        .with("place", if line == 0 { "none" } else { "line" })
        .with("line", line)
        .with("key", key)
}
