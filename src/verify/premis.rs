//! What PREMIS says of the files: objects that agree with METS, events that a package must have, links that hold.

use std::collections::{HashMap, HashSet};

use unicode_normalization::is_nfc;

use super::agree::Agree;
use super::mets::Mets;
use super::tree::Element;
use super::{Check, Findings};

/// A file as METS and the package have it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// Below the package's root.
    pub path: &'a str,
    /// SHA-256, upper-case hexadecimal.
    pub digest: &'a str,
    /// Bytes.
    pub size: u64,
}

/// Identifiers, digests and links of one PREMIS file.
struct History<'f, 't> {
    file: &'f str,
    findings: &'f mut Findings,
    objects: HashMap<&'t str, &'t Element<'t>>,
    events: HashMap<&'t str, &'t Element<'t>>,
}

/// The identifier of an object that its links use: the first local one.
fn local<'t>(object: &'t Element<'t>, what: &str) -> &'t str {
    let (kind, value) = ([what, "Type"].concat(), [what, "Value"].concat());
    let mut of = object.children.iter().filter(|child| child.name == what);
    let found = of.find(|id| what != "objectIdentifier" || id.say(&[kind.as_str()]) == "local");
    found.map_or("", |id| id.say(&[value.as_str()]))
}

impl<'f, 't> History<'f, 't> {
    fn new(file: &'f str, tree: &'t Element<'t>, findings: &'f mut Findings) -> History<'f, 't> {
        let mut history = History { file, findings, objects: HashMap::new(), events: HashMap::new() };
        for object in tree.all("object") {
            let id = local(object, "objectIdentifier");
            if id.is_empty() || history.objects.insert(id, object).is_some() {
                history.wrong(Check::PremisObjects, format_args!("object {id}: no identifier, or twice"));
            }
        }
        for event in tree.all("event") {
            let id = local(event, "eventIdentifier");
            if id.is_empty() || history.events.insert(id, event).is_some() {
                history.wrong(Check::PremisLinks, format_args!("event {id}: no identifier, or twice"));
            }
        }
        history
    }

    fn wrong(&mut self, check: Check, detail: impl std::fmt::Display) {
        self.findings.add(check, self.file, detail);
    }

    fn want(&mut self, holds: bool, check: Check, detail: impl std::fmt::Display) {
        if !holds {
            self.wrong(check, detail);
        }
    }

    /// Two agents, one of software and one of an organisation, whose names stand elsewhere too.
    fn agents(&mut self, tree: &'t Element<'t>, agree: &mut Agree) -> Vec<(&'t str, &'static str)> {
        let mut agents = Vec::new();
        for agent in tree.all("agent") {
            let (id, name) = (local(agent, "agentIdentifier"), agent.say(&["agentName"]));
            match agent.say(&["agentType"]) {
                "software" => {
                    agree.say("software", self.file, &format!("{name} {}", agent.say(&["agentVersion"])));
                    agree.say("software", self.file, id);
                    agents.push((id, "executing program"));
                }
                "organization" => {
                    agree.say("office", self.file, name);
                    agree.say("agency", self.file, id);
                    agents.push((id, "implementer"));
                }
                other => self.wrong(Check::PremisLinks, format_args!("agent {id}: {other}")),
            }
        }
        agents.sort_unstable();
        let roles: HashSet<&str> = agents.iter().map(|(_, role)| *role).collect();
        self.want(agents.len() == 2 && roles.len() == 2, Check::PremisLinks, "agents");
        agents
    }

    /// Every event has its time, its agents, an outcome that can be, and speaks of objects that there are.
    fn events(&mut self, agents: &[(&str, &str)], agree: &mut Agree) {
        let mut times: Vec<&str> = Vec::new();
        for (id, event) in std::mem::take(&mut self.events) {
            let kind = event.say(&["eventType"]);
            times.push(event.say(&["eventDateTime"]));
            let mut linked: Vec<(&str, &str)> = event
                .all("linkingAgentIdentifier")
                .map(|link| (link.say(&["linkingAgentIdentifierValue"]), link.say(&["linkingAgentRole"])))
                .collect();
            linked.sort_unstable();
            self.want(linked == agents, Check::PremisLinks, format_args!("event {id}: agents"));
            for link in event.all("linkingObjectIdentifier") {
                let target = link.say(&["linkingObjectIdentifierValue"]);
                let known = self.objects.contains_key(target);
                self.want(known, Check::PremisLinks, format_args!("object {target}"));
            }
            let outcome = event.say(&["eventOutcomeInformation", "eventOutcome"]);
            let allowed: &[&str] = match kind {
                "ingestion" | "format identification" => &["success", "warning"],
                "validation" => &["well-formed", "identified"],
                _ => &["success"],
            };
            let fits = allowed.contains(&outcome);
            self.want(fits, Check::PremisLinks, format_args!("event {kind}: outcome “{outcome}”"));
            self.events.insert(id, event);
        }
        times.sort_unstable();
        times.dedup();
        times.iter().for_each(|time| agree.say("time", self.file, time));
    }

    /// What an object is related to, by type and subtype.
    fn related(&mut self, object: &'t Element<'t>, others: &[&str]) -> Vec<(String, &'t str, &'t str)> {
        let mut found = Vec::new();
        for relation in object.all("relationship") {
            let kind =
                [relation.say(&["relationshipType"]), relation.say(&["relationshipSubType"])].join("/");
            let target = relation.say(&["relatedObjectIdentifier", "relatedObjectIdentifierValue"]);
            let event = relation.say(&["relatedEventIdentifier", "relatedEventIdentifierValue"]);
            let known = self.objects.contains_key(target) || others.contains(&target);
            self.want(known, Check::PremisLinks, format_args!("object {target}"));
            let known = event.is_empty() || self.events.contains_key(event);
            self.want(known, Check::PremisLinks, format_args!("event {event}"));
            found.push((kind, target, event));
        }
        found
    }

    /// The event of this type about these objects, given with their roles; exactly one must be there.
    fn only(
        &mut self,
        by: &HashMap<String, Vec<&'t str>>,
        kind: &str,
        objects: &[(&str, &str)],
    ) -> Option<&'t str> {
        let key = key(kind, objects.iter().copied());
        match by.get(&key).map_or(&[][..], Vec::as_slice) {
            [one] => Some(*one),
            more => {
                let number = more.len();
                self.wrong(Check::PremisLinks, format_args!("{number} events: {}", key.replace('\n', " ")));
                None
            }
        }
    }

    /// Events by what [`key`] makes of them.
    fn by_key(&self) -> HashMap<String, Vec<&'t str>> {
        let mut by: HashMap<String, Vec<&'t str>> = HashMap::new();
        for (id, event) in &self.events {
            let objects = event
                .all("linkingObjectIdentifier")
                .map(|link| (link.say(&["linkingObjectIdentifierValue"]), link.say(&["linkingObjectRole"])));
            by.entry(key(event.say(&["eventType"]), objects)).or_default().push(id);
        }
        by
    }

    fn note(&self, event: Option<&str>) -> &'t str {
        let event = event.and_then(|id| self.events.get(id));
        event.map_or("", |event| {
            event.say(&["eventOutcomeInformation", "eventOutcomeDetail", "eventOutcomeDetailNote"])
        })
    }
}

fn key<'a>(kind: &str, objects: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut objects: Vec<String> = objects.map(|(id, role)| [role, id].join(" ")).collect();
    objects.sort_unstable();
    [kind, &objects.join(", ")].join(": ")
}

/// The digest in a line such as "a.txt: E301 SHA-256 …": sources that the identifier is made of, though they are not here.
pub(super) fn left_out(tree: &Element<'_>) -> Vec<[u8; 32]> {
    let mut found = Vec::new();
    let ingestion = tree.all("event").filter(|event| event.say(&["eventType"]) == "ingestion");
    let notes = ingestion.flat_map(|event| event.all("eventOutcomeInformation"));
    for note in notes.flat_map(|outcome| outcome.all("eventOutcomeDetail")).skip(1) {
        for line in note.say(&["eventOutcomeDetailNote"]).lines() {
            let digest = line.rsplit_once("SHA-256 ").map(|(_, digest)| digest.trim()).unwrap_or_default();
            let bytes: Vec<u8> = digest
                .as_bytes()
                .chunks(2)
                .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
                .collect();
            found.extend(<[u8; 32]>::try_from(bytes).ok().filter(|_| digest.len() == 64));
        }
    }
    found
}

/// Checks PREMIS.xml: the package and its two events. `part` is the identifier of the representation.
pub(super) fn package(
    file: &str,
    tree: &Element<'_>,
    root: &Mets,
    part: &str,
    agree: &mut Agree,
    findings: &mut Findings,
) {
    let mut history = History::new(file, tree, findings);
    let agents = history.agents(tree, agree);
    history.events(&agents, agree);
    let id = root.objid.as_str();
    let Some(object) = history.objects.get(id).copied().filter(|_| history.objects.len() == 1) else {
        history.wrong(Check::PremisObjects, id);
        return;
    };
    let kind = object.get("xsi:type");
    history.want(kind == "intellectualEntity", Check::PremisObjects, format_args!("{id}: {kind}"));
    agree.say("title", file, object.say(&["originalName"]));
    for other in object.all("objectIdentifier").skip(1) {
        agree.say("file code", file, other.say(&["objectIdentifierValue"]));
    }
    let related = history.related(object, &[part]);
    let whole = matches!(related.as_slice(), [(kind, target, "")] if kind == "structural/has part" && *target == part);
    history.want(whole, Check::PremisLinks, format_args!("{id}: has part {part}"));
    let by = history.by_key();
    history.only(&by, "ingestion", &[(id, "source")]);
    history.only(&by, "information package creation", &[(id, "outcome")]);
    let number = history.events.len();
    history.want(number == 2, Check::PremisLinks, format_args!("{number} events"));
}

/// What PREMIS says of the documents, for their other files to agree with: pages by the path of the PDF.
pub(super) type Pages = HashMap<String, String>;

/// Checks PREMIS_rep1.xml against the files that METS lists, by their METS identifiers; gives the identifier of the
/// representation.
pub(super) fn representation(
    file: &str,
    tree: &Element<'_>,
    root: &Mets,
    files: &HashMap<&str, Known<'_>>,
    agree: &mut Agree,
    findings: &mut Findings,
) -> (String, Pages) {
    let mut history = History::new(file, tree, findings);
    let agents = history.agents(tree, agree);
    history.events(&agents, agree);
    let mut parts: Vec<&str> = Vec::new();
    for (id, object) in history.objects.clone() {
        match (object.get("xsi:type"), files.get(id)) {
            ("file", Some(known)) => history.file(id, object, *known),
            ("file", None) => history.wrong(Check::PremisObjects, format_args!("{id} is not in METS")),
            ("representation", _) => parts.push(id),
            (other, _) => history.wrong(Check::PremisObjects, format_args!("{id}: {other}")),
        }
    }
    for (id, known) in files.iter().filter(|(id, _)| !history.objects.contains_key(*id)) {
        history.findings.add(Check::PremisObjects, file, format_args!("{id}: {}", known.path));
    }
    let [part] = parts.as_slice() else {
        history.wrong(Check::PremisObjects, format_args!("{} representations", parts.len()));
        return (String::new(), Pages::new());
    };
    if let Some(object) = history.objects.get(part).copied() {
        history.want(object.say(&["originalName"]) == "rep1", Check::PremisObjects, "originalName ≠ rep1");
        let related = history.related(object, &[root.objid.as_str()]);
        let whole = matches!(related.as_slice(), [(kind, target, "")] if kind == "structural/is part of" && *target == root.objid);
        history.want(whole, Check::PremisLinks, format_args!("{part}: is part of {}", root.objid));
    }
    let mut documents: HashMap<&str, [&str; 4]> = HashMap::new();
    for (id, known) in files {
        for (at, suffix) in SUFFIXES.iter().enumerate() {
            if let Some(code) = known.path.strip_suffix(suffix) {
                documents.entry(code).or_default()[at] = *id;
                break;
            }
        }
    }
    let by = history.by_key();
    let mut pages = Pages::new();
    let whole = documents.values().filter(|ids| !ids.contains(&"")).count();
    for (code, ids) in documents.iter().filter(|(_, ids)| !ids.contains(&"")) {
        let digest = files.get(ids[2]).map_or("", |known| known.digest);
        pages.insert([*code, ".pdf"].concat(), history.document(&by, part, ids, digest));
    }
    let number = history.events.len();
    if whole == documents.len() {
        history.want(number == EVENTS * whole, Check::PremisLinks, format_args!("{number} events"));
    }
    ((*part).to_owned(), pages)
}

/// PDF, DOCX, source, NITF, as [`History::document`] takes them.
const SUFFIXES: [&str; 4] = [".pdf", ".docx", ".source.txt", ".xml"];
/// Events of one document.
const EVENTS: usize = 7;
/// PRONOM keys of a file by its suffix.
const FORMATS: [&str; 4] = ["fmt/476", "fmt/412", "x-fmt/111", "fmt/101"];

impl<'t> History<'_, 't> {
    fn file(&mut self, id: &str, object: &'t Element<'t>, known: Known<'_>) {
        let characteristics = ["objectCharacteristics"];
        let fact = |path: &[&str]| object.say(&[&characteristics[..], path].concat());
        let fixed = object.all("objectCharacteristics").count() == 1
            && object.at(&characteristics).is_some_and(|all| all.all("fixity").count() == 1)
            && fact(&["compositionLevel"]) == "0"
            && fact(&["fixity", "messageDigestAlgorithm"]) == "SHA-256"
            && fact(&["fixity", "messageDigest"]) == known.digest
            && fact(&["size"]) == known.size.to_string();
        self.want(fixed, Check::PremisFixity, known.path);
        let Some(at) = SUFFIXES.iter().position(|suffix| known.path.ends_with(suffix)) else { return };
        let registry = ["format", "formatRegistry"];
        let key = fact(&[&registry[..], &["formatRegistryKey"]].concat());
        let named =
            fact(&[&registry[..], &["formatRegistryName"]].concat()) == "PRONOM" && key == FORMATS[at];
        self.want(named, Check::PremisObjects, format_args!("{}: format {key}", known.path));
        let name = object.say(&["originalName"]);
        let leaf = known.path.rsplit('/').next().unwrap_or_default();
        let named = if at == 2 { !name.is_empty() && is_nfc(name) } else { name == leaf };
        self.want(named, Check::PremisObjects, format_args!("{id}: originalName {name}"));
    }

    /// Relationships and events of one document; gives the pages that the migration to PDF tells of.
    fn document(
        &mut self,
        by: &HashMap<String, Vec<&'t str>>,
        part: &str,
        &[pdf, docx, source, nitf]: &[&str; 4],
        digest: &str,
    ) -> String {
        let calculated = self.only(by, "message digest calculation", &[(source, "source")]);
        let same = calculated.is_none() || self.note(calculated) == digest;
        self.want(same, Check::PremisFixity, format_args!("{source}: message digest calculation"));
        self.only(by, "format identification", &[(source, "source")]);
        let made = [
            self.only(by, "migration", &[(nitf, "source"), (pdf, "outcome")]),
            self.only(by, "migration", &[(nitf, "source"), (docx, "outcome")]),
            None,
            self.only(by, "normalization", &[(source, "source"), (nitf, "outcome")]),
        ];
        for (checked, expected) in [(pdf, "identified"), (nitf, "well-formed")] {
            let event = self.only(by, "validation", &[(checked, "source")]);
            let event = event.and_then(|id| self.events.get(id));
            let outcome =
                event.map_or(expected, |event| event.say(&["eventOutcomeInformation", "eventOutcome"]));
            self.want(
                outcome == expected,
                Check::PremisLinks,
                format_args!("{checked}: outcome “{outcome}”"),
            );
        }
        for (at, id) in [pdf, docx, source, nitf].into_iter().enumerate() {
            let Some(object) = self.objects.get(id).copied() else { continue };
            let mut expected = vec![("structural/is part of".to_owned(), part, "")];
            if at != 2 {
                let from = if at == 3 { source } else { nitf };
                expected.push(("derivation/has source".to_owned(), from, made[at].unwrap_or_default()));
            }
            let mut related = self.related(object, &[]);
            related.sort_unstable();
            expected.sort_unstable();
            self.want(related == expected, Check::PremisLinks, format_args!("{id}: relationships"));
        }
        let pages = self.note(made[0]).strip_prefix("pages=").unwrap_or_default();
        pages.to_owned()
    }
}
