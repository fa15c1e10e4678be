//! bantin.toml and `--set` to [`Settings`]; errors name file, line and key.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use super::Settings;
use crate::error::{Code, Failure, Result, Stage};

/// Settings and where they came from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// File and `--set` over the defaults.
    pub settings: Settings,
    /// The file, if there was one.
    pub path: Option<PathBuf>,
}

/// Loads `path`, or `bantin.toml` of the working folder if it exists, and applies `sets` (`KEY=VALUE`).
///
/// # Errors
/// E801 with the file, line and key; E804 for a `--set` that names no key.
pub fn load(path: Option<&Path>, sets: &[String]) -> Result<Loaded> {
    let path = match path {
        Some(path) => Some(path.to_owned()),
        None => Some(PathBuf::from("bantin.toml")).filter(|path| path.exists()),
    };
    let mut table = Table::new();
    if let Some(path) = &path {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| bad(&shown, 0, "", &error.to_string()))?;
        table = parse(&shown, &text)?;
    }
    for set in sets {
        apply(&mut table, set)?;
    }
    let settings = Settings::deserialize(table).map_err(|error| bad("--set", 0, "", error.message()))?;
    Ok(Loaded { settings, path })
}

/// Parses and checks one file by itself, so that its errors have its line numbers.
fn parse(shown: &str, text: &str) -> Result<Table> {
    let located = |error: toml::de::Error| {
        let (line, key) = place(text, error.span().unwrap_or(0..0));
        bad(shown, line, &key, error.message())
    };
    toml::from_str::<Settings>(text).map_err(located)?;
    toml::from_str::<Table>(text).map_err(located)
}

/// The line, from 1, and the dotted key at a span.
fn place(text: &str, span: Range<usize>) -> (usize, String) {
    let at = span.start.min(text.len());
    let line = text[..at].matches('\n').count() + 1;
    let section = text[..at]
        .lines()
        .rev()
        .find_map(|line| line.trim().strip_prefix('[')?.split(']').next().map(str::to_owned));
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let name = text[start..].split(['=', '\n']).next().unwrap_or_default().trim().to_owned();
    (line, section.map_or(name.clone(), |section| format!("{section}.{name}")))
}

/// `a.b.c=VALUE`; a VALUE that is no TOML value is a string.
fn apply(table: &mut Table, set: &str) -> Result<()> {
    let usage = || Failure::new(Code::BadUsage, Stage::Config).with("reason", format!("--set {set}"));
    let (key, value) = set.split_once('=').ok_or_else(usage)?;
    let value = toml::from_str::<Table>(&format!("v = {value}"))
        .ok()
        .and_then(|mut table| table.remove("v"))
        .unwrap_or_else(|| Value::String(value.to_owned()));
    let mut parts: Vec<&str> = key.trim().split('.').collect();
    let last = parts.pop().filter(|last| !last.is_empty()).ok_or_else(usage)?;
    let mut inner = table;
    for part in parts {
        let entry = inner.entry(part).or_insert_with(|| Value::Table(Table::new()));
        inner = entry.as_table_mut().ok_or_else(usage)?;
    }
    inner.insert(last.to_owned(), value);
    Ok(())
}

fn bad(path: &str, line: usize, key: &str, reason: &str) -> Failure {
    Failure::new(Code::BadConfig, Stage::Config)
        .with("path", path)
        .with("line", line)
        .with("key", key)
        .with("reason", reason)
}
