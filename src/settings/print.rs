//! Settings as text: the commented file of `init`, and `config show`.

use std::fmt::Write;

use serde_json::Value;

use super::keys::{KEYS, Key, Kind, sections};
use super::load::{Loaded, Origin};
use super::{MM, Page, Settings};
use crate::messages::Messages;

/// A bantin.toml with every key, explained; what an office has to fill in is active, the rest is commented away.
pub fn template(messages: &Messages) -> String {
    let text = |id: &str| messages.text(id, &Vec::new());
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    let mut out = comment(&text("template-head"));
    for section in sections() {
        let _ = write!(out, "\n{}[{section}]\n", comment(&text(&format!("section-{section}"))));
        for key in KEYS.iter().filter(|key| key.section == section) {
            out += &comment(&text(&key.message()));
            if let Kind::OneOf(values) = key.kind {
                let values = vec![("values", values.join(", "))];
                out += &comment(&messages.text("template-values", &values));
            }
            let mark = if key.office { "" } else { "# " };
            let _ =
                writeln!(out, "{mark}{} = {}", key.name, toml_value(key, &defaults[key.section][key.name]));
        }
    }
    out
}

fn comment(text: &str) -> String {
    text.lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect()
}

/// Every setting in force, as dotted TOML, with its origin in a comment.
pub fn show(loaded: &Loaded, messages: &Messages) -> String {
    let values = serde_json::to_value(&loaded.settings).unwrap_or_default();
    let file = loaded.path.as_ref().map_or_else(String::new, |path| path.display().to_string());
    let rows: Vec<(String, String)> = KEYS
        .iter()
        .map(|key| {
            let origin = match loaded.origins.get(&key.path()) {
                Some(Origin::File(line)) => format!("{file}:{line}"),
                Some(Origin::Set) => "--set".to_owned(),
                None => messages.text("origin-default", &Vec::new()),
            };
            let value = &values[key.section][key.name];
            let mark = if value.is_null() { "# " } else { "" };
            (format!("{mark}{} = {}", key.path(), toml_value(key, value)), origin)
        })
        .collect();
    let width = rows.iter().map(|(setting, _)| setting.chars().count()).max().unwrap_or(0).min(60);
    rows.iter().map(|(setting, origin)| format!("{setting:width$}  # {origin}\n")).collect()
}

/// A value as TOML; an unset figure of the page by what the preset gives it.
fn toml_value(key: &Key, value: &Value) -> String {
    match (value, key.kind) {
        (Value::Null, Kind::Number(..)) => format!("{:?}", preset(key.name)),
        (Value::Null, _) => "\"\"".to_owned(),
        (Value::Number(number), Kind::Number(..)) => {
            // f32 widened to f64 shows digits nobody typed.
            number.as_f64().map_or_else(|| number.to_string(), |number| format!("{:?}", number as f32))
        }
        // JSON and TOML write texts, truth values, whole numbers and lists of texts alike.
        (value, _) => value.to_string(),
    }
}

/// The figure that a key of `[page]` has when it is not set, rounded as people write it.
fn preset(name: &str) -> f32 {
    let figures = Page::default().figures();
    let figure = match name {
        "top_mm" => figures.top / MM,
        "bottom_mm" => figures.bottom / MM,
        "left_mm" => figures.left / MM,
        "right_mm" => figures.right / MM,
        "body_pt" => figures.body,
        "line_height" => figures.line_height,
        "first_line_mm" => figures.first_line / MM,
        _ => figures.paragraph_gap,
    };
    (figure * 100.0).round() / 100.0
}
