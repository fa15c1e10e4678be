//! What PREMIS says of the files, and whether its identifiers hold together.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::text::characters;
use super::{Check, Findings};

/// A file object: identifier, SHA-256, size.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Object {
    pub digest: String,
    pub size: String,
    pub is_file: bool,
}

/// The objects of one PREMIS file, by their local identifiers.
pub(super) type Objects = HashMap<String, Object>;

/// Reads a PREMIS file; `others` are identifiers that another file defines.
pub(super) fn read(
    file: &str,
    text: &str,
    others: &[&str],
    findings: &mut Findings,
) -> Result<Objects, String> {
    let mut reader = Reader::from_str(text);
    let mut objects = Objects::new();
    let (mut events, mut agents) = (HashSet::new(), HashSet::new());
    let mut links: Vec<(&'static str, String)> = Vec::new();
    let (mut object, mut id, mut kind, mut value) =
        (None::<Object>, String::new(), String::new(), String::new());
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match &event {
            Event::Eof => break,
            Event::Start(tag) => {
                value.clear();
                if tag.local_name().as_ref() == "object" {
                    let types = super::mets::Attributes::of(tag)?;
                    object = Some(Object { is_file: types.get("xsi:type") == "file", ..Object::default() });
                    id.clear();
                }
            }
            Event::End(tag) => {
                let text = value.trim();
                match tag.local_name().as_ref() {
                    "objectIdentifierType" => kind = text.to_owned(),
                    "objectIdentifierValue" if kind == "local" && id.is_empty() => id = text.to_owned(),
                    "messageDigest" => {
                        if let Some(object) = &mut object {
                            object.digest = text.to_owned();
                        }
                    }
                    "size" => {
                        if let Some(object) = &mut object {
                            object.size = text.to_owned();
                        }
                    }
                    "object" => {
                        if let Some(object) = object.take()
                            && (id.is_empty() || objects.insert(id.clone(), object).is_some())
                        {
                            findings.add(
                                Check::PremisObjects,
                                file,
                                format_args!("{id}: no identifier, or twice"),
                            );
                        }
                    }
                    "eventIdentifierValue" if !events.insert(text.to_owned()) => {
                        findings.add(Check::PremisLinks, file, format_args!("event {text} twice"));
                    }
                    "agentIdentifierValue" => {
                        agents.insert(text.to_owned());
                    }
                    "relatedObjectIdentifierValue" | "linkingObjectIdentifierValue" => {
                        links.push(("object", text.to_owned()))
                    }
                    "relatedEventIdentifierValue" => links.push(("event", text.to_owned())),
                    "linkingAgentIdentifierValue" => links.push(("agent", text.to_owned())),
                    _ => {}
                }
                value.clear();
            }
            other => {
                if let Some(text) = characters(other)? {
                    value.push_str(&text);
                }
            }
        }
    }
    for (what, target) in links {
        let known = match what {
            "object" => objects.contains_key(&target) || others.contains(&target.as_str()),
            "event" => events.contains(&target),
            _ => agents.contains(&target),
        };
        if !known {
            findings.add(Check::PremisLinks, file, format_args!("{what} {target}"));
        }
    }
    Ok(objects)
}
