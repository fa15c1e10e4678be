//! CSIP80 to 112: the maps of a package, and the circular's own map of its documents.

use std::collections::{BTreeSet, HashMap};

use super::Rules;
use crate::verify::tree::Element;

/// The files of a document by the last part of their names.
const PARTS: [&str; 4] = [".pdf", ".source.txt", ".docx", ".xml"];

impl Rules<'_> {
    pub(super) fn structure(&mut self, tree: &Element<'_>) {
        let maps: Vec<(&str, &str)> =
            tree.all("structMap").map(|map| (map.get("TYPE"), map.get("LABEL"))).collect();
        let expected: &[(&str, &str)] = match self.root {
            true => &[("PHYSICAL", "CSIP")],
            false => &[("PHYSICAL", "CSIP"), ("LOGICAL", "TT05-2025-BNV")],
        };
        self.want(maps == expected, "CSIP80", "structMap");
        let mut outer = tree.all("structMap").map(|map| map.children.first());
        let described = ids(tree.all("dmdSec"));
        let history = ids(tree.all("amdSec").flat_map(|amd| amd.all("digiprovMD")));
        if let Some(Some(div)) = outer.next() {
            self.physical(div, &described, &history);
        }
        if let Some(Some(div)) = outer.next() {
            self.logical(div, tree, &history);
        }
    }

    /// CSIP84 to 112
    fn physical(&mut self, outer: &Element<'_>, described: &BTreeSet<&str>, history: &BTreeSet<&str>) {
        let (label, kind) =
            if self.root { (self.mets.objid.clone(), "") } else { ("rep1".into(), "NORMALIZED") };
        self.want(outer.get("LABEL") == label && outer.get("TYPE") == kind, "CSIP84", "div/@LABEL");
        let expected: &[&str] = match self.root {
            true => &["Metadata", "Documentation", "Schemas", "Representations", "Representations/rep1"],
            false => &["Metadata", "Data"],
        };
        let mut labels: Vec<&str> = outer.children.iter().map(|div| div.get("LABEL")).collect();
        labels.sort_unstable();
        let mut sorted = expected.to_vec();
        sorted.sort_unstable();
        self.want(labels == sorted, "CSIP88", format_args!("div/@LABEL {}", labels.join(", ")));
        for div in &outer.children {
            let label = div.get("LABEL");
            let group = self.groups.get(label).cloned().unwrap_or_default();
            match label {
                "Metadata" => {
                    self.want(words(div.get("DMDID")) == *described, "CSIP91", "div Metadata/@DMDID");
                    self.want(words(div.get("ADMID")) == *history, "CSIP92", "div Metadata/@ADMID");
                    self.want(div.children.is_empty(), "CSIP88", "div Metadata");
                }
                "Representations/rep1" => {
                    let [pointer] = div.children.as_slice() else {
                        self.broken("CSIP109", "mptr");
                        continue;
                    };
                    self.pointer(pointer);
                    let href = pointer.get("xlink:href");
                    let right = pointer.name == "mptr" && href == "representations/rep1/METS.xml";
                    self.want(right, "CSIP110", "mptr/@xlink:href");
                    self.want(pointer.get("xlink:title") == group, "CSIP108", "mptr/@xlink:title");
                    self.refer("", href, None, "mptr");
                }
                _ => {
                    let pointed = match div.children.as_slice() {
                        [pointer] => pointer.name == "fptr" && pointer.get("FILEID") == group,
                        _ => false,
                    };
                    self.want(pointed, "CSIP104", format_args!("div {label}: fptr/@FILEID"));
                }
            }
            let bare = label == "Metadata" || div.get("DMDID").is_empty() && div.get("ADMID").is_empty();
            self.want(bare && div.get("TYPE").is_empty(), "CSIP90", format_args!("div {label}"));
        }
    }

    /// *Văn bản chính* and *đính kèm* of every document.
    fn logical(&mut self, outer: &Element<'_>, tree: &Element<'_>, history: &BTreeSet<&str>) {
        self.want(outer.get("LABEL") == "TT05-2025-BNV", "TT05", "div/@LABEL");
        // code and part of a file, by its ID; ID of a description, by the code
        let mut files = HashMap::new();
        for reference in self.mets.references.iter().filter(|reference| reference.place == "Data") {
            let name = reference.href.strip_prefix("data/").unwrap_or(&reference.href);
            let part = PARTS.iter().position(|part| name.ends_with(part));
            let Some(part) = part else { continue };
            files.insert(reference.id.clone(), (name[..name.len() - PARTS[part].len()].to_owned(), part));
        }
        let mut described = HashMap::new();
        for section in tree.all("dmdSec") {
            let href = section.children.first().map_or("", |reference| reference.get("xlink:href"));
            let code =
                href.strip_prefix("metadata/descriptive/EAD_doc_").and_then(|rest| rest.strip_suffix(".xml"));
            described.insert(code.unwrap_or_default(), section.get("ID"));
        }
        let mut seen = BTreeSet::new();
        let mut broken = Vec::new();
        for pair in outer.children.chunks(2) {
            let codes = document(pair, &files, &described, history);
            match codes {
                Some(code) if seen.insert(code.clone()) => {}
                other => broken.push(other.unwrap_or_default()),
            }
        }
        for code in &broken {
            self.broken("TT05", format_args!("MetadataLink, AttachmentFile {code}"));
        }
        let wanted: BTreeSet<String> = files.into_values().map(|(code, _)| code).collect();
        if broken.is_empty() {
            self.want(seen == wanted, "TT05", "MetadataLink: documents");
        }
    }
}

/// The document that a pair of divisions is about, if both are as they must be.
fn document(
    pair: &[Element<'_>],
    files: &HashMap<String, (String, usize)>,
    described: &HashMap<&str, &str>,
    history: &BTreeSet<&str>,
) -> Option<String> {
    let [link, attached] = pair else { return None };
    let [main] = link.children.as_slice() else { return None };
    let [pointer] = main.children.as_slice() else { return None };
    let labels = [link, main, attached].map(|div| div.get("LABEL"));
    let (code, part) = files.get(pointer.get("FILEID"))?;
    let mut parts: Vec<usize> = attached
        .children
        .iter()
        .filter_map(|pointer| files.get(pointer.get("FILEID")))
        .filter(|(other, _)| other == code)
        .map(|(_, part)| *part)
        .collect();
    parts.sort_unstable();
    let right = labels == ["MetadataLink", "MetadataLink/File", "AttachmentFile"]
        && *part == 0
        && parts == [1, 2, 3]
        && attached.children.len() == 3
        && described.get(code.as_str()) == Some(&main.get("DMDID"))
        && words(main.get("ADMID")) == *history;
    right.then(|| code.clone())
}

fn ids<'e, 't: 'e>(elements: impl Iterator<Item = &'e Element<'t>>) -> BTreeSet<&'e str> {
    elements.map(|element| element.get("ID")).collect()
}

fn words(list: &str) -> BTreeSet<&str> {
    list.split_ascii_whitespace().collect()
}
