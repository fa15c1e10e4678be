//! BagIt (RFC 8493): every file is listed, every listed file is there, and the package inside is checked too.

use std::collections::{BTreeSet, HashMap, HashSet};

use md5::Md5;
use sha2::{Digest, Sha256};

use super::source::Source;
use super::{Check, Findings, package};

/// Checks a bag and the package in its payload.
pub(super) fn check(source: &dyn Source, findings: &mut Findings) {
    let mut bag = Bag { source, findings, buffer: Vec::new(), said: Vec::new() };
    bag.run();
    let Bag { findings, said, .. } = bag;
    let mut roots = BTreeSet::new();
    for entry in source.entries() {
        if let Some(base) = entry.path.strip_suffix("METS.xml")
            && (base == "data/"
                || base.strip_prefix("data/").is_some_and(|below| below.matches('/').count() == 1))
        {
            roots.insert(base.to_owned());
        }
    }
    match roots.iter().next() {
        Some(base) if roots.len() == 1 => {
            let inner = base.strip_prefix("data/").unwrap_or_default().trim_end_matches('/');
            let outer = source.root().strip_suffix("-bag").unwrap_or(source.root());
            for entry in source.entries() {
                if entry.path.starts_with("data/") && !entry.path.starts_with(base.as_str()) {
                    findings.add(Check::Tree, &entry.path, "?");
                }
            }
            package::check(source, base, if inner.is_empty() { outer } else { inner }, &said, findings);
        }
        _ => findings.add(Check::NoMets, "data/", roots.len()),
    }
}

struct Bag<'a> {
    source: &'a dyn Source,
    findings: &'a mut Findings,
    buffer: Vec<u8>,
    /// What bag-info says of the package.
    said: Vec<(&'static str, String)>,
}

/// Fields of bag-info that the package says too, by what they are about.
const SAID: [(&str, &str); 5] = [
    ("Source-Organization", "office"),
    ("External-Description", "title"),
    ("Bagging-Date", "day"),
    ("E-ARK-Package-Type", "OAISPACKAGETYPE"),
    ("Bag-Software-Agent", "software"),
];

impl Bag<'_> {
    fn text(&mut self, path: &str) -> Option<String> {
        let at = self.source.find(path)?;
        if let Err(error) = self.source.read(at, &mut self.buffer) {
            self.findings.add(Check::Damaged, path, error);
            return None;
        }
        match std::str::from_utf8(&self.buffer) {
            Ok(text) => Some(text.to_owned()),
            Err(error) => {
                self.findings.add(Check::BagManifest, path, error);
                None
            }
        }
    }

    fn run(&mut self) {
        let declaration = self.text("bagit.txt").unwrap_or_default();
        let mut lines = declaration.lines();
        let version = lines.next().and_then(|line| line.strip_prefix("BagIt-Version: "));
        let encoding = lines.next();
        let known =
            matches!(version, Some("1.0" | "0.97")) && encoding == Some("Tag-File-Character-Encoding: UTF-8");
        if !known || lines.next().is_some() {
            self.findings.add(Check::BagDeclaration, "bagit.txt", "");
        }
        let paths: Vec<(String, u64)> =
            self.source.entries().iter().map(|entry| (entry.path.clone(), entry.size)).collect();
        let payload = |path: &str| path.starts_with("data/");
        let (mut manifests, mut tags) = (Vec::new(), Vec::new());
        for (path, _) in &paths {
            if let Some(algorithm) = path.strip_prefix("manifest-").and_then(|rest| rest.strip_suffix(".txt"))
            {
                manifests.push(algorithm);
                let all = paths.iter().filter(|(path, _)| payload(path)).map(|(path, _)| path.as_str());
                self.manifest(path, algorithm, &all.collect());
            } else if let Some(algorithm) =
                path.strip_prefix("tagmanifest-").and_then(|rest| rest.strip_suffix(".txt"))
            {
                tags.push(algorithm);
                let tag = |path: &&str| !payload(path) && !path.starts_with("tagmanifest-");
                let all = paths.iter().map(|(path, _)| path.as_str()).filter(tag);
                self.manifest(path, algorithm, &all.collect());
            } else if path != "bagit.txt" && path != "bag-info.txt" && !payload(path) {
                self.findings.add(Check::BagUnlisted, path, "");
            }
        }
        // The profile of DILCIS, which is of version 0.97, asks for the old digests too.
        let wanted: &[&str] = if version == Some("0.97") { &["md5", "sha1", "sha256"] } else { &["sha256"] };
        for (kind, found) in [("manifest", &manifests), ("tagmanifest", &tags)] {
            for algorithm in wanted.iter().filter(|wanted| !found.contains(wanted)) {
                self.findings.add(Check::BagManifest, &format!("{kind}-{algorithm}.txt"), "–");
            }
        }
        let Some(info) = self.text("bag-info.txt") else {
            self.findings.add(Check::BagDeclaration, "bag-info.txt", "–");
            return;
        };
        let sizes = || paths.iter().filter(|(path, _)| payload(path));
        let oxum = format!("{}.{}", sizes().map(|(_, size)| size).sum::<u64>(), sizes().count());
        let stated: Vec<&str> =
            info.lines().filter_map(|line| line.strip_prefix("Payload-Oxum:")).map(str::trim).collect();
        if stated != [oxum.as_str()] {
            self.findings.add(Check::BagOxum, "bag-info.txt", format_args!("{} ≠ {oxum}", stated.join(", ")));
        }
        let objid = info.lines().find_map(|line| line.strip_prefix("External-Identifier:")).map(str::trim);
        let folder = self.source.root();
        if objid.is_none_or(|objid| folder.strip_suffix("-bag").unwrap_or(folder) != objid.replace(':', "_"))
        {
            self.findings.add(Check::BagDeclaration, "bag-info.txt", "External-Identifier");
        }
        for (name, topic) in SAID {
            let value = info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            match value {
                Some(value) => self.said.push((topic, value.trim().to_owned())),
                None => self.findings.add(Check::BagDeclaration, "bag-info.txt", name),
            }
        }
        if !info.lines().any(|line| line == "E-ARK-Specification-Version: 2.2.0") {
            self.findings.add(Check::BagDeclaration, "bag-info.txt", "E-ARK-Specification-Version");
        }
    }

    fn manifest(&mut self, file: &str, algorithm: &str, files: &HashSet<&str>) {
        let Some(text) = self.text(file) else { return };
        let mut listed = HashMap::new();
        for line in text.lines() {
            let Some((digest, path)) = line.split_once(char::is_whitespace) else {
                self.findings.add(Check::BagManifest, file, line);
                continue;
            };
            let path = path.trim_start_matches([' ', '\t', '*']);
            if listed.insert(path, digest).is_some() {
                self.findings.add(Check::BagManifest, file, format_args!("{path} × 2"));
            }
        }
        for path in files.iter().filter(|path| !listed.contains_key(**path)) {
            self.findings.add(Check::BagUnlisted, path, file);
        }
        for (path, digest) in listed {
            let Some(at) = self.source.find(path).filter(|_| files.contains(path)) else {
                self.findings.add(Check::BagMissing, path, file);
                continue;
            };
            if let Err(error) = self.source.read(at, &mut self.buffer) {
                self.findings.add(Check::Damaged, path, error);
                continue;
            }
            let real = match algorithm {
                "sha256" => hex(&Sha256::digest(&self.buffer)),
                "md5" => hex(&Md5::digest(&self.buffer)),
                "sha1" => hex(&sha1_smol::Sha1::from(&self.buffer).digest().bytes()),
                _ => {
                    self.findings.add(Check::BagManifest, file, algorithm);
                    return;
                }
            };
            if !real.eq_ignore_ascii_case(digest) {
                self.findings.add(Check::BagDigest, path, file);
            }
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    crate::archive::hex_upper(bytes)
}
