//! One E-ARK package: its tree, METS against files, every XML, the content.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, RwLock};

use memchr::memmem::Finder;
use sha2::{Digest, Sha256};

use super::agree::Agree;
use super::content::Document;
use super::describe::{self, Descriptions};
use super::mets::Mets;
use super::premis::Known;
use super::schema::{self, Family, Fault};
use super::shape::{Form, Shape};
use super::source::{Raw, Source};
use super::tree::Element;
use super::{Check, Findings, Kind, mets, premis, text, tree};
use crate::archive;

const REP: &str = "representations/rep1/";
const REP_METS: &str = "representations/rep1/METS.xml";
const DATA: &str = "representations/rep1/data/";
const EAD_DOC: &str = "representations/rep1/metadata/descriptive/EAD_doc_";
const PREMIS: &str = "metadata/preservation/PREMIS.xml";
const REP_PREMIS: &str = "representations/rep1/metadata/preservation/PREMIS_rep1.xml";

type Digest256 = [u8; 32];

/// A constant file as it stood in a zip, and what it is.
struct Constant {
    method: u16,
    crc: u32,
    data: Vec<u8>,
    digest: Digest256,
    size: u64,
}

/// Constant files by path: equal bytes in the zip inflate to equal files.
static KNOWN: LazyLock<RwLock<HashMap<String, Vec<Constant>>>> = LazyLock::new(RwLock::default);
/// Forms of one constant file that are remembered at most, and the largest.
const FORMS: usize = 4;
const LARGEST_FORM: usize = 1 << 18;

static SCHEMAS: LazyLock<HashMap<&'static str, Digest256>> = LazyLock::new(|| {
    let digest = |name| (name, Sha256::digest(archive::schema_text(name).unwrap_or_default()).into());
    archive::schema_names().map(digest).collect()
});

/// What metadata have no use for; a searcher is made once, which takes longer than to search a small file.
static MARKS: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["<!DOCTYPE", "<!ENTITY", "<?"].map(Finder::new));

/// What a package is checked with.
struct Checker<'a> {
    source: &'a dyn Source,
    /// Where the package begins below the source's root: `""`, or `data/…/` in a bag.
    base: String,
    findings: &'a mut Findings,
    facts: HashMap<String, (Digest256, u64)>,
    agree: Agree,
    descriptions: Descriptions,
    codes: Vec<String>,
    /// Files that are looked at in two places, between them.
    held: HashMap<String, Vec<u8>>,
    buffer: Vec<u8>,
}

/// Checks the package below `base`, whose folder is called `folder`; `said` is what its bag says of it.
pub(super) fn check(
    source: &dyn Source,
    base: &str,
    folder: &str,
    said: &[(&'static str, String)],
    findings: &mut Findings,
) -> Kind {
    let mut checker = Checker {
        source,
        base: base.to_owned(),
        findings,
        facts: HashMap::new(),
        agree: Agree::default(),
        descriptions: Descriptions::default(),
        codes: Vec::new(),
        held: HashMap::new(),
        buffer: Vec::new(),
    };
    said.iter().for_each(|(topic, value)| checker.agree.say(topic, "bag-info.txt", value));
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
        self.references(REP, REP_METS, &rep);
        self.unreferenced(&root, &rep);
        let left_out = self.premis(&root, &rep, kind);
        self.identifier(&root, sources, left_out);
        self.descriptions.finish(&root, &self.codes, &mut self.agree, self.findings);
        self.agree.finish(self.findings);
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
        let found = self.tree(path, &bytes, Family::Mets).map(|tree| {
            let Checker { agree, findings, .. } = &mut *self;
            mets::read(path, &tree, root, agree, findings)
        });
        self.held.insert(path.to_owned(), bytes);
        found
    }

    /// The text of an XML file, if it is no more than metadata need.
    fn text<'t>(&mut self, path: &str, bytes: &'t [u8]) -> Option<&'t str> {
        let [doctype, entity, instruction] = &*MARKS;
        let has =
            |mark: &Finder<'_>, from: usize| bytes.get(from..).is_some_and(|rest| mark.find(rest).is_some());
        // The declaration at the beginning is no processing instruction.
        if has(doctype, 0) || has(entity, 0) || has(instruction, 5) {
            self.findings.add(Check::Doctype, path, "");
            return None;
        }
        let declared = declared_encoding(bytes);
        let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        // A piece at a time, without leaving it early: that can be done for many bytes at once.
        let any = |piece: &[u8]| piece.iter().fold(false, |any, &byte| any | control(byte));
        if bytes.is_empty() || bytes.chunks(256).any(any) {
            self.findings.add(Check::NotWellFormed, path, "");
            return None;
        }
        let utf8 = declared.is_none_or(|name| name.eq_ignore_ascii_case("utf-8"));
        let text = simdutf8::basic::from_utf8(bytes).ok().filter(|_| utf8);
        if text.is_none() {
            self.findings.add(Check::NotWellFormed, path, "UTF-8");
        }
        text
    }

    /// Holds an XML file against its schema, unless one of its shape was; false when it must not be read further.
    fn judge(&mut self, path: &str, text: &str, family: Family, shape: Option<Shape>) -> bool {
        if !shape.is_some_and(Shape::is_valid) {
            match schema::check(family, text) {
                Ok(()) => shape.into_iter().for_each(Shape::remember),
                Err(Fault::NotWellFormed(error)) => {
                    self.findings.add(Check::NotWellFormed, path, error);
                    return false;
                }
                Err(Fault::Invalid(error)) => {
                    self.findings.add(Check::Invalid, path, error);
                    return true;
                }
            }
        }
        if !schema::located(family, text, path.matches('/').count()) {
            self.findings.add(Check::Invalid, path, "xsi:schemaLocation");
        }
        true
    }

    /// Checks an XML file by itself; what is in it.
    fn tree<'t>(&mut self, path: &str, bytes: &'t [u8], family: Family) -> Option<Element<'t>> {
        let text = self.text(path, bytes)?;
        let (tree, shape) = Element::shaped(text, family);
        if !self.judge(path, text, family, shape) {
            return None;
        }
        match tree {
            Ok(tree) => Some(tree),
            Err(tree::Fault::NotWellFormed(error)) => {
                self.findings.add(Check::NotWellFormed, path, error);
                None
            }
            Err(tree::Fault::Instruction) => {
                self.findings.add(Check::Doctype, path, "");
                None
            }
        }
    }

    /// The same for an article, which is read for its text.
    fn nitf(&mut self, path: &str, bytes: &[u8], document: &mut Document) {
        let Some(text) = self.text(path, bytes) else { return };
        let mut form = Form::new(Family::Nitf);
        let blocks = text::nitf(text, |event| form.event(event));
        let shape = form.finish().filter(|_| blocks.is_ok());
        if self.judge(path, text, Family::Nitf, shape)
            && let Ok(blocks) = blocks
            && let Some([agency, generator]) = document.nitf(path, text, blocks, self.findings)
        {
            self.agree.say("agency", path, &agency);
            self.agree.say("software", path, &generator);
        }
    }

    /// Looks at every file once; gives the digests of the sources.
    fn files(&mut self, kind: Kind) -> Vec<Digest256> {
        let mut sources = Vec::new();
        let mut current = Document::default();
        for (at, path) in self.entries() {
            if let Some((code, extension)) = data_file(&path) {
                if code != current.code {
                    self.close(std::mem::take(&mut current));
                    current.code = code.to_owned();
                }
                let part = ["docx", "pdf", "source.txt", "xml"].iter().position(|known| *known == extension);
                current.parts[part.unwrap_or(0)] = true;
            }
            if self.constant(at, &path) {
                continue;
            }
            let Some(bytes) = self.held.remove(&path).or_else(|| self.read(&path)) else { continue };
            let digest: Digest256 = Sha256::digest(&bytes).into();
            self.facts.insert(path.clone(), (digest, bytes.len() as u64));
            match place_of(&path) {
                // METS was read before, PREMIS is read when all files are known.
                Place::Mets | Place::Readme => {}
                Place::Premis => {
                    self.held.insert(path, bytes);
                    continue;
                }
                Place::Description(family) => {
                    if let Some(tree) = self.tree(&path, &bytes, family) {
                        match family {
                            Family::Ead => self.descriptions.ead(&tree),
                            Family::Dc => self.descriptions.dc(&tree, &mut self.agree),
                            _ => self.descriptions.ead3(&tree, &mut self.agree),
                        }
                    }
                }
                Place::Document(code) => {
                    if let Some(tree) = self.tree(&path, &bytes, Family::EadDoc) {
                        self.descriptions.document(code, &tree);
                    }
                }
                Place::Nitf => self.nitf(&path, &bytes, &mut current),
                Place::Pdf => current.pdf(&path, &bytes, self.findings),
                Place::Docx => current.docx(&path, &bytes, self.findings),
                Place::Source => sources.push(digest),
                Place::Schema => {
                    let name = path.rsplit('/').next().unwrap_or_default();
                    if SCHEMAS.get(name) != Some(&digest) {
                        self.findings.add(Check::SchemaChanged, &path, "");
                    }
                }
                Place::Unknown => self.findings.add(Check::Tree, &path, "?"),
            }
            self.remember(at, &path, digest, bytes.len() as u64);
            self.buffer = bytes;
        }
        self.close(current);
        self.complete(kind);
        sources
    }

    fn close(&mut self, document: Document) {
        if document.code.is_empty() {
            return;
        }
        document.compare(self.findings);
        for (there, extension) in document.parts.iter().zip(["docx", "pdf", "source.txt", "xml"]) {
            if !there {
                self.findings.add(Check::Tree, &format!("{DATA}{}.{extension}", document.code), "–");
            }
        }
        let ead_doc = describe::ead_doc(&document.code);
        if self.source.find(&[self.base.as_str(), &ead_doc].concat()).is_none() {
            self.findings.add(Check::Tree, &ead_doc, "–");
        }
        self.codes.push(document.code.clone());
        self.descriptions.facts.insert(document.code, document.facts);
    }

    /// Files that every package has.
    fn complete(&mut self, kind: Kind) {
        let schemas: Vec<String> = archive::schema_names().map(|name| format!("schemas/{name}")).collect();
        let fixed =
            ["documentation/README.txt", "metadata/descriptive/EAD.xml", "metadata/descriptive/dc.xml"];
        let history = [PREMIS, REP_PREMIS].into_iter().filter(|_| kind != Kind::Sip);
        for path in fixed.into_iter().chain(history).chain(schemas.iter().map(String::as_str)) {
            if self.source.find(&[self.base.as_str(), path].concat()).is_none() {
                self.findings.add(Check::Tree, path, "–");
            }
        }
    }

    /// True if the file is a constant one that was seen before, byte for byte.
    fn constant(&mut self, at: usize, path: &str) -> bool {
        if !constant_path(path) {
            return false;
        }
        let size = self.source.entries()[at].size;
        let Some(Raw { method, crc, data }) = self.source.raw(at) else { return false };
        let Ok(known) = KNOWN.read() else { return false };
        let same =
            |form: &&Constant| (form.method, form.crc, form.size) == (method, crc, size) && form.data == data;
        let Some(form) = known.get(path).and_then(|forms| forms.iter().find(same)) else { return false };
        self.facts.insert(path.to_owned(), (form.digest, form.size));
        true
    }

    fn remember(&mut self, at: usize, path: &str, digest: Digest256, size: u64) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let published = SCHEMAS.get(name) == Some(&digest) || path == "documentation/README.txt";
        if !constant_path(path) || !published {
            return;
        }
        if let (Some(Raw { method, crc, data }), Ok(mut known)) = (self.source.raw(at), KNOWN.write()) {
            let forms = known.entry(path.to_owned()).or_default();
            if forms.len() < FORMS && data.len() <= LARGEST_FORM {
                forms.push(Constant { method, crc, data: data.to_vec(), digest, size });
            }
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
            // The representation stands in two groups, and that is all that may stand in two places.
            let place = if path == REP_METS { reference.place.as_str() } else { "" };
            if !seen.insert((path.clone(), place)) {
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
        named.extend(of(REP, rep));
        named.insert("METS.xml".to_owned());
        for (_, path) in self.entries() {
            if !named.contains(&path) {
                self.findings.add(Check::Unreferenced, &path, "");
            }
        }
    }

    /// Gives the digests of sources that the package says it does not hold.
    fn premis(&mut self, root: &Mets, rep: &Mets, kind: Kind) -> Vec<Digest256> {
        let history = |mets: &Mets, path: &str, base: &str| {
            mets.references
                .iter()
                .any(|r| r.place == "digiprovMD" && target(base, &r.href).as_deref() == Some(path))
        };
        let (has, rep_has) = (history(root, PREMIS, ""), history(rep, REP_PREMIS, REP));
        if kind == Kind::Aip && !(has && rep_has) || has != rep_has {
            self.findings.add(Check::Mets, "METS.xml", "AIPM5: digiprovMD");
        }
        let files: Vec<(&str, String, String, u64)> = rep
            .references
            .iter()
            .filter(|reference| reference.place == "Data")
            .filter_map(|reference| {
                let path = target(REP, &reference.href)?;
                let (digest, size) = self.facts.get(&path)?;
                Some((reference.id.as_str(), path, archive::hex_upper(digest), *size))
            })
            .collect();
        let mut part = String::new();
        self.history(REP_PREMIS, |checker, tree| {
            let files = files
                .iter()
                .map(|(id, path, digest, size)| (*id, Known { path, digest, size: *size }))
                .collect();
            let Checker { agree, findings, descriptions, .. } = checker;
            let (found, pages) = premis::representation(REP_PREMIS, tree, root, &files, agree, findings);
            part = found;
            for (path, pages) in pages {
                let code = path.strip_prefix(DATA).and_then(|name| name.strip_suffix(".pdf"));
                let facts = code.and_then(|code| descriptions.facts.get(code));
                if let Some(real) =
                    facts.and_then(|facts| facts.pages).filter(|real| pages != real.to_string())
                {
                    findings.add(Check::Description, REP_PREMIS, format_args!("{path}: {pages} ≠ {real}"));
                }
            }
        });
        let mut left_out = Vec::new();
        self.history(PREMIS, |checker, tree| {
            premis::package(PREMIS, tree, root, &part, &mut checker.agree, checker.findings);
            left_out = premis::left_out(tree);
        });
        left_out
    }

    /// Reads a PREMIS file and hands it on.
    fn history(&mut self, path: &str, check: impl FnOnce(&mut Self, &Element<'_>)) {
        let Some(bytes) = self.held.remove(path) else { return };
        if let Some(tree) = self.tree(path, &bytes, Family::Premis) {
            check(self, &tree);
        }
    }

    /// The identifier is made of the sources: other sources, another identifier.
    fn identifier(&mut self, root: &Mets, mut sources: Vec<Digest256>, left_out: Vec<Digest256>) {
        let Some((fonds, uuid)) = self.descriptions.urn() else {
            self.findings.add(Check::Identifier, describe::DC, "urn");
            return;
        };
        let folder = root.objid.ends_with(uuid) && !uuid.is_empty();
        if !folder {
            self.findings.add(Check::Identifier, describe::DC, uuid);
        }
        sources.extend(left_out);
        if !archive::identifies(&root.kind, fonds, &sources, uuid) {
            self.findings.add(Check::Identifier, "METS.xml", &root.objid);
        }
    }
}

/// What a file is, by its path.
enum Place<'p> {
    Mets,
    Premis,
    Description(Family),
    /// The description of the document with this code.
    Document(&'p str),
    Nitf,
    Pdf,
    Docx,
    Source,
    Schema,
    Readme,
    Unknown,
}

fn place_of(path: &str) -> Place<'_> {
    if let Some((_, extension)) = data_file(path) {
        return match extension {
            "pdf" => Place::Pdf,
            "docx" => Place::Docx,
            "xml" => Place::Nitf,
            _ => Place::Source,
        };
    }
    if let Some(code) = path.strip_prefix(EAD_DOC).and_then(|rest| rest.strip_suffix(".xml")) {
        return Place::Document(code);
    }
    match path {
        "METS.xml" | REP_METS => Place::Mets,
        "documentation/README.txt" => Place::Readme,
        describe::EAD => Place::Description(Family::Ead),
        describe::DC => Place::Description(Family::Dc),
        describe::EAD3 => Place::Description(Family::Ead3),
        PREMIS | REP_PREMIS => Place::Premis,
        _ => match path.strip_prefix("schemas/") {
            Some(name) if SCHEMAS.contains_key(name) => Place::Schema,
            _ => Place::Unknown,
        },
    }
}

fn constant_path(path: &str) -> bool {
    path.starts_with("schemas/") || path == "documentation/README.txt"
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
