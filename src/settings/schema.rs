//! The JSON Schema of bantin.toml, for editors that complete and check.

use serde_json::{Map, Value, json};

use super::Settings;
use super::keys::{KEYS, Key, Kind, sections};
use crate::messages::{Lang, Messages};

/// The schema (draft 2020-12), explained in Vietnamese and English.
pub fn schema() -> Value {
    let languages = [Messages::with_help(Lang::Vi), Messages::with_help(Lang::En)];
    let explain = |id: &str| {
        languages.iter().map(|messages| messages.text(id, &Vec::new())).collect::<Vec<_>>().join("\n")
    };
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    let properties: Map<String, Value> = sections()
        .map(|section| {
            let keys: Map<String, Value> = KEYS
                .iter()
                .filter(|key| key.section == section)
                .map(|key| (key.name.to_owned(), describe(key, &defaults, &explain)))
                .collect();
            let section_schema = json!({
                "type": "object",
                "description": explain(&format!("section-{section}")),
                "additionalProperties": false,
                "properties": keys,
            });
            (section.to_owned(), section_schema)
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bantin.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn describe(key: &Key, defaults: &Value, explain: &dyn Fn(&str) -> String) -> Value {
    let mut out = match key.kind {
        Kind::Text => json!({"type": "string"}),
        Kind::Bool => json!({"type": "boolean"}),
        Kind::Whole(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Kind::Number(low, high) => json!({"type": "number", "minimum": low, "maximum": high}),
        Kind::OneOf(values) => json!({"type": "string", "enum": values}),
        Kind::List => json!({"type": "array", "items": {"type": "string"}}),
    };
    out["description"] = explain(&key.message()).into();
    let default = &defaults[key.section][key.name];
    if !default.is_null() {
        out["default"] = default.clone();
    }
    out
}
