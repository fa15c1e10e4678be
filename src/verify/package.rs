//! One E-ARK package: its tree, METS against files, every XML, the content.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, RwLock};

use sha2::{Digest, Sha256};

use super::content::Document;
use super::mets::Mets;
use super::schema::{self, Family, Fault};
use super::source::Source;
use super::{Check, Findings, Kind, mets, premis};
use crate::archive;

const REP_METS: &str = "representations/rep1/METS.xml";
const DATA: &str = "representations/rep1/data/";
const EAD_DOC: &str = "representations/rep1/metadata/descriptive/EAD_doc_";
const PREMIS: &str = "metadata/preservation/PREMIS.xml";
const REP_PREMIS: &str = "representations/rep1/metadata/preservation/PREMIS_rep1.xml";

type Digest256 = [u8; 32];

/// Facts of a constant file by its bytes in the zip: equal bytes inflate to equal files.
type Known = HashMap<Vec<u8>, (Digest256, u64)>;
static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);
/// Constant files remembered at most.
const REMEMBERED: usize = 64;

static SCHEMAS: LazyLock<HashMap<&'static str, Digest256>> = LazyLock::new(|| {
    let digest = |name| (name, Sha256::digest(archive::schema_text(name).unwrap_or_default()).into());
    archive::schema_names().map(digest).collect()
});

/// What a package is checked with.
struct Checker<'a> {
    source: &'a dyn Source,
    /// Where the package begins below the source's root: `""`, or `data/…/` in a bag.
    base: String,
    findings: &'a mut Findings,
    facts: HashMap<String, (Digest256, u64)>,
    buffer: Vec<u8>,
    scratch: Vec<u8>,
}

/// Checks the package below `base`, whose folder is called `folder`.
pub(super) fn check(source: &dyn Source, base: &str, folder: &str, findings: &mut Findings) -> Kind {
    let mut checker = Checker {
        source,
        base: base.to_owned(),
        findings,
        facts: HashMap::new(),
        buffer: Vec::new(),
        scratch: Vec::new(),
    };
    checker.run(folder)
}

impl Checker<'_> {
    fn run(&mut self, folder: &str) -> Kind {
        let Some(root) = self.mets("METS.xml", true) else { return Kind::Unknown };
        let kind = match root.kind.as_str() {
            "AIP" => Kind::Aip,
            "SIP" => Kind::Sip,
            _ => Kind::Unknown,
        };
        if root.objid.replace(':', "_") != folder {
            self.findings.add(Check::ObjidFolder, "METS.xml", format_args!("{} ≠ {folder}", root.objid));
        }
        let Some(rep) = self.mets(REP_METS, false) else { return kind };
        if rep.objid != "rep1" {
            self.findings.add(Check::ObjidFolder, REP_METS, format_args!("{} ≠ rep1", rep.objid));
        }
        if rep.kind != root.kind {
            self.findings.add(Check::Mets, REP_METS, "CSIP9: OAISPACKAGETYPE");
        }
        let sources = self.files(kind);
        self.references("", "METS.xml", &root);
        self.references("representations/rep1/", REP_METS, &rep);
        self.unreferenced(&root, &rep);
        self.premis(&root, &rep, kind);
        self.identifier(&root, &sources);
        kind
    }

    fn entries(&self) -> Vec<(usize, String)> {
        let all = self.source.entries().iter().enumerate();
        all.filter_map(|(at, entry)| Some((at, entry.path.strip_prefix(&self.base)?.to_owned()))).collect()
    }

    fn read(&mut self, path: &str) -> Option<Vec<u8>> {
        let at = self.source.find(&[self.base.as_str(), path].concat())?;
        let mut bytes = std::mem::take(&mut self.buffer);
        match self.source.read(at, &mut bytes) {
            Ok(()) => Some(bytes),
            Err(error) => {
                self.findings.add(Check::Damaged, path, error);
                self.buffer = bytes;
                None
            }
        }
    }

    fn mets(&mut self, path: &str, root: bool) -> Option<Mets> {
        if self.source.find(&[self.base.as_str(), path].concat()).is_none() {
            self.findings.add(Check::NoMets, path, "");
            return None;
        }
        let bytes = self.read(path)?;
        let text = self.xml(path, &bytes, Family::Mets).then(|| std::str::from_utf8(&bytes).ok()).flatten();
        let read = text.map(|text| mets::read(path, text, root, self.findings));
        let found = match read {
            Some(Ok(mets)) => Some(mets),
            Some(Err(error)) => {
                self.findings.add(Check::NotWellFormed, path, error);
                None
            }
            None => None,
        };
        self.buffer = bytes;
        found
    }

    /// Checks an XML file by itself; false when it must not be read further.
    fn xml(&mut self, path: &str, bytes: &[u8], family: Family) -> bool {
        if memchr::memmem::find(bytes, b"<!DOCTYPE").is_some()
            || memchr::memmem::find(bytes, b"<!ENTITY").is_some()
        {
            self.findings.add(Check::Doctype, path, "");
            return false;
        }
        let declared = declared_encoding(bytes);
        if std::str::from_utf8(bytes).is_err()
            || declared.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8"))
        {
            self.findings.add(Check::NotWellFormed, path, "UTF-8");
            return false;
        }
        match schema::check(family, bytes, &mut self.scratch) {
            Ok(()) => true,
            Err(Fault::NotWellFormed(error)) => {
                self.findings.add(Check::NotWellFormed, path, error);
                false
            }
            Err(Fault::Invalid(error)) => {
                self.findings.add(Check::Invalid, path, error);
                true
            }
        }
    }

    /// Looks at every file once; gives the digests of the sources.
    fn files(&mut self, kind: Kind) -> Vec<Digest256> {
        let (mut sources, mut documents, mut described) = (Vec::new(), 0u64, HashSet::new());
        let mut current = Document::default();
        let mut declared = None;
        for (at, path) in self.entries() {
            if let Some((code, extension)) = data_file(&path) {
                if code != current.code {
                    self.close(&current, &mut documents);
                    current = Document::default();
                    current.code = code.to_owned();
                }
                let part = ["docx", "pdf", "source.txt", "xml"].iter().position(|known| *known == extension);
                current.parts[part.unwrap_or(0)] = true;
            }
            if self.constant(at, &path) {
                continue;
            }
            let Some(bytes) = self.read(&path) else { continue };
            let digest: Digest256 = Sha256::digest(&bytes).into();
            self.facts.insert(path.clone(), (digest, bytes.len() as u64));
            match self.kind_of(&path) {
                Place::Mets => {}
                Place::Xml(family) => {
                    if self.xml(&path, &bytes, family) {
                        if path == "metadata/descriptive/EAD.xml" {
                            declared = element(&bytes, "totalDoc");
                            let code = if kind == Kind::Sip { "fileCode" } else { "arcFileCode" };
                            if element(&bytes, code).is_none() {
                                self.findings.add(Check::Description, &path, code);
                            }
                        }
                        if let Some(code) =
                            path.strip_prefix(EAD_DOC).and_then(|rest| rest.strip_suffix(".xml"))
                        {
                            described.insert(code.to_owned());
                            if element(&bytes, "docCode").as_deref() != Some(code) {
                                self.findings.add(Check::Description, &path, "docCode");
                            }
                        }
                    }
                }
                Place::Nitf => {
                    if self.xml(&path, &bytes, Family::Nitf) {
                        current.nitf(&path, &bytes, self.findings);
                    }
                }
                Place::Pdf => current.pdf(&path, &bytes, self.findings),
                Place::Docx => current.docx(&path, &bytes, self.findings),
                Place::Source => sources.push(digest),
                Place::Schema => {
                    let name = path.rsplit('/').next().unwrap_or_default();
                    if SCHEMAS.get(name) != Some(&digest) {
                        self.findings.add(Check::SchemaChanged, &path, "");
                    }
                }
                Place::Readme => {}
                Place::Unknown => self.findings.add(Check::Tree, &path, "?"),
            }
            self.remember(at, &path, digest, bytes.len() as u64);
            self.buffer = bytes;
        }
        self.close(&current, &mut documents);
        if declared.as_deref() != Some(documents.to_string().as_str()) {
            let declared = declared.unwrap_or_default();
            self.findings.add(
                Check::Description,
                "metadata/descriptive/EAD.xml",
                format_args!("totalDoc {declared} ≠ {documents}"),
            );
        }
        self.complete(kind, &described);
        sources
    }

    fn close(&mut self, document: &Document, documents: &mut u64) {
        if document.code.is_empty() {
            return;
        }
        *documents += 1;
        document.compare(self.findings);
        for (there, extension) in document.parts.iter().zip(["docx", "pdf", "source.txt", "xml"]) {
            if !there {
                self.findings.add(Check::Tree, &format!("{DATA}{}.{extension}", document.code), "–");
            }
        }
        let ead_doc = format!("{EAD_DOC}{}.xml", document.code);
        if self.source.find(&[self.base.as_str(), &ead_doc].concat()).is_none() {
            self.findings.add(Check::Tree, &ead_doc, "–");
        }
    }

    /// Files that every package has, and descriptions without a document.
    fn complete(&mut self, kind: Kind, described: &HashSet<String>) {
        let schemas: Vec<String> = archive::schema_names().map(|name| format!("schemas/{name}")).collect();
        let fixed =
            ["documentation/README.txt", "metadata/descriptive/EAD.xml", "metadata/descriptive/dc.xml"];
        let history = [PREMIS, REP_PREMIS].into_iter().filter(|_| kind != Kind::Sip);
        for path in fixed.into_iter().chain(history).chain(schemas.iter().map(String::as_str)) {
            if self.source.find(&[self.base.as_str(), path].concat()).is_none() {
                self.findings.add(Check::Tree, path, "–");
            }
        }
        for code in described {
            let pdf = format!("{}{DATA}{code}.pdf", self.base);
            if self.source.find(&pdf).is_none() {
                self.findings.add(Check::Tree, &format!("{EAD_DOC}{code}.xml"), "?");
            }
        }
    }

    /// True if the file is a constant one that was seen before, byte for byte.
    fn constant(&mut self, at: usize, path: &str) -> bool {
        if !constant_path(path) {
            return false;
        }
        let Some(raw) = self.source.raw(at) else { return false };
        let Some(key) = known_key(path, raw) else { return false };
        let known = KNOWN.read().ok().and_then(|known| known.get(&key).copied());
        match known.filter(|(_, size)| *size == self.source.entries()[at].size) {
            Some(facts) => {
                self.facts.insert(path.to_owned(), facts);
                true
            }
            None => false,
        }
    }

    fn remember(&mut self, at: usize, path: &str, digest: Digest256, size: u64) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let published = SCHEMAS.get(name) == Some(&digest) || path == "documentation/README.txt";
        if !constant_path(path) || !published {
            return;
        }
        if let (Some(raw), Ok(mut known)) = (self.source.raw(at), KNOWN.write())
            && known.len() < REMEMBERED
            && let Some(key) = known_key(path, raw)
        {
            known.insert(key, (digest, size));
        }
    }

    fn kind_of(&self, path: &str) -> Place {
        if let Some((_, extension)) = data_file(path) {
            return match extension {
                "pdf" => Place::Pdf,
                "docx" => Place::Docx,
                "xml" => Place::Nitf,
                _ => Place::Source,
            };
        }
        match path {
            "METS.xml" | REP_METS => Place::Mets,
            "documentation/README.txt" => Place::Readme,
            "metadata/descriptive/EAD.xml" => Place::Xml(Family::Ead),
            "metadata/descriptive/dc.xml" => Place::Xml(Family::Dc),
            "metadata/descriptive/ead3.xml" => Place::Xml(Family::Ead3),
            PREMIS | REP_PREMIS => Place::Xml(Family::Premis),
            _ if path.starts_with(EAD_DOC) && path.ends_with(".xml") => Place::Xml(Family::EadDoc),
            _ => match path.strip_prefix("schemas/") {
                Some(name) if SCHEMAS.contains_key(name) => Place::Schema,
                _ => Place::Unknown,
            },
        }
    }

    /// Every reference of a METS: the file is there, with its size and digest.
    fn references(&mut self, base: &str, file: &str, mets: &Mets) {
        let mut seen = HashSet::new();
        for reference in &mets.references {
            let Some(path) = target(base, &reference.href) else {
                self.findings.add(Check::Missing, file, &reference.href);
                continue;
            };
            if reference.place != "mptr"
                && !reference.place.starts_with("Representations")
                && !seen.insert(path.clone())
            {
                self.findings.add(Check::Mets, file, format_args!("CSIP66: {path} twice"));
            }
            let facts = match self.facts.get(&path) {
                Some(facts) => *facts,
                None if self.source.find(&[self.base.as_str(), &path].concat()).is_some() => continue, // unreadable
                None => {
                    self.findings.add(Check::Missing, &path, file);
                    continue;
                }
            };
            let Some((size, checksum)) = &reference.fixity else { continue };
            if *size != facts.1.to_string() {
                self.findings.add(Check::Size, &path, format_args!("{size} ≠ {}", facts.1));
            }
            if *checksum != archive::hex_upper(&facts.0) {
                self.findings.add(Check::Checksum, &path, file);
            }
            if !place_fits(&reference.place, &path) {
                self.findings.add(Check::Mets, file, format_args!("CSIP64: {path} in {}", reference.place));
            }
        }
    }

    fn unreferenced(&mut self, root: &Mets, rep: &Mets) {
        let of = |base: &'static str, mets: &Mets| -> Vec<String> {
            mets.references.iter().filter_map(|reference| target(base, &reference.href)).collect()
        };
        let mut named: HashSet<String> = of("", root).into_iter().collect();
        named.extend(of("representations/rep1/", rep));
        named.insert("METS.xml".to_owned());
        for (_, path) in self.entries() {
            if !named.contains(&path) {
                self.findings.add(Check::Unreferenced, &path, "");
            }
        }
    }

    fn premis(&mut self, root: &Mets, rep: &Mets, kind: Kind) {
        let history = |mets: &Mets, path: &str, base: &str| {
            mets.references
                .iter()
                .any(|r| r.place == "digiprovMD" && target(base, &r.href).as_deref() == Some(path))
        };
        let (has, rep_has) = (history(root, PREMIS, ""), history(rep, REP_PREMIS, "representations/rep1/"));
        if kind == Kind::Aip && !(has && rep_has) || has != rep_has {
            self.findings.add(Check::Mets, "METS.xml", "AIPM5: digiprovMD");
        }
        let mut parts = HashSet::new();
        if let Some(objects) = self.history(REP_PREMIS, &[root.objid.as_str()]) {
            self.objects(&objects, rep);
            parts.extend(objects.into_iter().filter(|(_, object)| !object.is_file).map(|(id, _)| id));
        }
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        if let Some(objects) = self.history(PREMIS, &parts)
            && !objects.contains_key(&root.objid)
        {
            self.findings.add(Check::PremisObjects, PREMIS, &root.objid);
        }
    }

    fn history(&mut self, path: &str, others: &[&str]) -> Option<premis::Objects> {
        if !self.facts.contains_key(path)
            || self.findings.0.iter().any(|f| f.file == path && f.check <= Check::Invalid)
        {
            return None;
        }
        let bytes = self.read(path)?;
        let read = match std::str::from_utf8(&bytes) {
            Ok(text) => premis::read(path, text, others, self.findings),
            Err(error) => Err(error.to_string()),
        };
        self.buffer = bytes;
        read.map_err(|error| self.findings.add(Check::NotWellFormed, path, error)).ok()
    }

    fn objects(&mut self, objects: &premis::Objects, rep: &Mets) {
        let mut listed = HashSet::new();
        for reference in rep.references.iter().filter(|reference| reference.place == "Data") {
            listed.insert(reference.id.as_str());
            let Some((path, facts)) = target("representations/rep1/", &reference.href)
                .and_then(|path| self.facts.get(&path).copied().map(|facts| (path, facts)))
            else {
                continue;
            };
            match objects.get(&reference.id) {
                None => self.findings.add(
                    Check::PremisObjects,
                    REP_PREMIS,
                    format_args!("{}: {path}", reference.id),
                ),
                Some(object) => {
                    if object.digest != archive::hex_upper(&facts.0) || object.size != facts.1.to_string() {
                        self.findings.add(Check::PremisFixity, REP_PREMIS, &path);
                    }
                }
            }
        }
        for (id, _) in objects.iter().filter(|(id, object)| object.is_file && !listed.contains(id.as_str())) {
            self.findings.add(Check::PremisObjects, REP_PREMIS, id);
        }
    }

    /// The identifier is made of the sources: other sources, another identifier.
    fn identifier(&mut self, root: &Mets, sources: &[Digest256]) {
        let Some(bytes) = self.read("metadata/descriptive/dc.xml") else { return };
        let text = String::from_utf8_lossy(&bytes);
        let urn = text.split("<identifier>urn:").nth(1).and_then(|rest| rest.split("</identifier>").next());
        let parts = urn
            .and_then(|urn| urn.split_once(":uuid:"))
            .map(|(fonds, uuid)| (fonds.to_owned(), uuid.to_owned()));
        drop(text);
        self.buffer = bytes;
        let Some((fonds, uuid)) = parts else {
            self.findings.add(Check::Identifier, "metadata/descriptive/dc.xml", "urn");
            return;
        };
        let folder = root.objid.ends_with(&uuid) && !uuid.is_empty();
        let left_out = self.left_out();
        if !folder || !(left_out || archive::identifies(&root.kind, &fonds, sources, &uuid)) {
            self.findings.add(Check::Identifier, "METS.xml", &root.objid);
        }
    }

    /// A dossier some of whose documents failed: its identifier was made of more sources than it holds.
    fn left_out(&mut self) -> bool {
        let Some(bytes) = self.read("metadata/descriptive/EAD.xml") else { return false };
        let found = memchr::memmem::find(&bytes, archive::LEFT_OUT.as_bytes()).is_some();
        self.buffer = bytes;
        found
    }
}

enum Place {
    Mets,
    Xml(Family),
    Nitf,
    Pdf,
    Docx,
    Source,
    Schema,
    Readme,
    Unknown,
}

fn constant_path(path: &str) -> bool {
    path.starts_with("schemas/") || path == "documentation/README.txt"
}

fn known_key(path: &str, raw: &[u8]) -> Option<Vec<u8>> {
    (raw.len() <= 1 << 18).then(|| [path.as_bytes(), b"\0", raw].concat())
}

/// `representations/rep1/data/<docCode>.<extension>`
fn data_file(path: &str) -> Option<(&str, &'static str)> {
    let name = path.strip_prefix(DATA)?;
    [".pdf", ".docx", ".source.txt", ".xml"].into_iter().find_map(|extension| {
        let code = name.strip_suffix(extension)?;
        let (_, ordinal) = code.rsplit_once('.')?;
        let whole =
            ordinal.len() == 7 && ordinal.bytes().all(|byte| byte.is_ascii_digit()) && !code.contains('/');
        whole.then_some((code, &extension[1..]))
    })
}

/// A reference resolved below the package's root; `None` if it leads out of it or is no plain relative path.
fn target(base: &str, href: &str) -> Option<String> {
    let plain = !href.is_empty() && !href.contains([':', '\\', '%', '?', '#']) && !href.starts_with('/');
    let whole = plain && href.split('/').all(|part| !matches!(part, "" | "." | ".."));
    whole.then(|| [base, href].concat())
}

/// Is the file in the group, or section, that its path belongs to?
fn place_fits(place: &str, path: &str) -> bool {
    match place {
        "Documentation" => path.starts_with("documentation/"),
        "Schemas" => path.starts_with("schemas/"),
        "Representations" | "Representations/rep1" => path == REP_METS,
        "Data" => path.starts_with(DATA),
        "dmdSec" => path.contains("metadata/descriptive/"),
        "digiprovMD" => path.contains("metadata/preservation/"),
        _ => true,
    }
}

fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let end = memchr::memmem::find(head, b"?>").filter(|_| head.starts_with(b"<?xml "))?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let value = declaration.split("encoding").nth(1)?.trim_start_matches([' ', '=', '\t', '\n', '\r']);
    value.get(1..)?.split(value.chars().next()?).next()
}

/// The text of the first `<name>` of a flat document.
fn element(bytes: &[u8], name: &str) -> Option<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let from = memchr::memmem::find(bytes, open.as_bytes())? + open.len();
    let length = memchr::memmem::find(&bytes[from..], close.as_bytes())?;
    Some(String::from_utf8_lossy(&bytes[from..from + length]).into_owned())
}
