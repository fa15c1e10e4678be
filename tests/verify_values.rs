//! Every value of a package's metadata is bound to something: changed alone, with all digests made right again, it is
//! noticed, and the file that it stands in is named. What may be said freely is listed here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::collections::{BTreeMap, BTreeSet};

use bantin::archive::Variant;
use bantin::verify::verify_bytes;
use support::package::{Files, good, reseal, zip_of};

/// Values that nothing else in the package repeats, by file and element (or attribute).
const FREE: &[(&str, &[&str])] = &[
    (
        "PREMIS",
        &[
            "agentName", // its part of "bantin 0.1.0" is compared; the office's too
            "eventDetail",
            "eventOutcomeDetailNote",
            "formatName",
            "formatVersion",
            "messageDigestOriginator",
            "objectIdentifierType",
            "relatedObjectIdentifierType",
            "relatedEventIdentifierType",
            "linkingObjectIdentifierType",
            "linkingAgentIdentifierType",
            "eventIdentifierType",
            "agentIdentifierType",
            "originalName", // of the source: the input's own name
            "version",
            "eventIdentifierValue", // nothing refers to most events
        ],
    ),
    (
        "METS.xml",
        &[
            "ID",          // of elements that nothing refers to; dangling references are cases of their own
            "altRecordID", // the submission agreement's own name
            "xlink:href",  // the file that is missed is named instead
        ],
    ),
    (
        "EAD_doc_",
        &["codeNumber", "codeNotation", "organName", "keyword", "description", "inforSign", "riskRecovery"],
    ),
    ("EAD.xml", &["inforSign", "riskRecoveryStatus"]),
    ("dc.xml", &["creator"]),
    ("ead3.xml", &["language", "script", "scriptcode", "langcode", "standarddatetime", "value", "eventtype"]),
];

fn free(path: &str, name: &str) -> bool {
    FREE.iter().any(|(file, names)| path.contains(file) && names.contains(&name))
}

/// Another value of the same look.
fn changed(value: &str) -> Option<String> {
    let (at, c) = value.char_indices().rfind(|(_, c)| c.is_ascii_alphanumeric())?;
    let other = match c {
        '9' => '8',
        'z' => 'y',
        'Z' => 'Y',
        'F' => 'E',
        'f' => 'e',
        c => char::from(c as u8 + 1),
    };
    Some(format!("{}{other}{}", &value[..at], &value[at + c.len_utf8()..]))
}

/// Name, start and end of every attribute value and every text without elements in it.
fn values(text: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut at = text.find("?>").unwrap() + 2;
    while let Some(open) = text[at..].find('<').map(|offset| at + offset) {
        let close = open + text[open..].find('>').unwrap();
        let tag = &text[open + 1..close];
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let mut from = 0;
        while let Some(equals) = tag[from..].find("=\"").map(|offset| from + offset) {
            let start = equals + 2;
            let end = start + tag[start..].find('"').unwrap();
            let attribute = tag[..equals].rsplit(' ').next().unwrap();
            found.push((attribute.to_owned(), open + 1 + start, open + 1 + end));
            from = end + 1;
        }
        let next = text[close..].find('<').map_or(text.len(), |offset| close + offset);
        if !name.is_empty() && !tag.ends_with('/') && text[next..].starts_with("</") && next > close + 1 {
            found.push((name.to_owned(), close + 1, next));
        }
        at = close + 1;
    }
    found
}

fn unnoticed(variant: Variant) -> BTreeSet<String> {
    let (root, files, _) = good(variant);
    let mut passed = BTreeSet::new();
    let metadata = |path: &&String| path.ends_with(".xml") && !path.contains("/data/");
    for path in files.keys().filter(metadata) {
        let text = String::from_utf8(files[path].clone()).unwrap();
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut all = values(&text);
        // The last of each name too: first and last stand in different places.
        let half = all.len();
        all.extend(all.clone().into_iter().rev());
        for (number, (name, start, end)) in all.into_iter().enumerate() {
            let times = seen.entry(format!("{name} {}", number < half)).or_default();
            *times += 1;
            if *times > 1 || free(path, &name) || name.starts_with("xmlns") {
                continue;
            }
            let Some(other) = changed(&text[start..end]) else { continue };
            let mut tampered: Files = files.clone();
            tampered.insert(path.clone(), [&text[..start], &other, &text[end..]].concat().into_bytes());
            let fixed = matches!(name.as_str(), "SIZE" | "CHECKSUM" | "messageDigest" | "size");
            if !fixed && path != "METS.xml" {
                reseal(&mut tampered);
            } else if fixed && path != "METS.xml" {
                // The METS itself is left as it was changed.
                match path.ends_with("rep1/METS.xml") {
                    true => support::package::reseal_root(&mut tampered),
                    false => support::package::reseal_mets(&mut tampered),
                }
            }
            let verdict = verify_bytes(&zip_of(&root, &tampered));
            let target = if fixed { "" } else { path.as_str() };
            if !verdict.findings.iter().any(|finding| finding.file.contains(target)) {
                let found: Vec<_> = verdict.findings.iter().map(|f| f.file.as_str()).collect();
                passed.insert(format!("{path}: {name}: {} → {other} {found:?}", &text[start..end]));
            }
        }
    }
    passed
}

#[test]
fn every_value_of_an_aip_is_bound() {
    assert_eq!(unnoticed(Variant::Aip), BTreeSet::new());
}

#[test]
fn every_value_of_a_sip_is_bound() {
    assert_eq!(unnoticed(Variant::Sip), BTreeSet::new());
}
