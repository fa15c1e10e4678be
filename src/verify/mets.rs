//! What a METS file says, and the rules of CSIP, AIP, SIP and of this package type that its schema cannot hold.

mod structure;

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use super::agree::Agree;
use super::tree::Element;
use super::{Check, Findings};

/// A reference to a file.
#[derive(Debug)]
pub(super) struct Reference {
    /// METS identifier of the `file`, or of the `mdRef`.
    pub id: String,
    /// As written.
    pub href: String,
    /// SIZE, CHECKSUM; nothing for an `mptr`.
    pub fixity: Option<(String, String)>,
    /// USE of the group, `dmdSec`, `digiprovMD` or `mptr`.
    pub place: String,
}

/// What a METS file says.
#[derive(Debug, Default)]
pub(super) struct Mets {
    /// OBJID
    pub objid: String,
    /// csip:OAISPACKAGETYPE
    pub kind: String,
    /// CREATEDATE: the job time.
    pub time: String,
    /// The fonds, which only a SIP names here.
    pub fonds: Option<String>,
    /// Everything it refers to.
    pub references: Vec<Reference>,
}

/// Elements of our METS: in which they stand, and what attributes they may have.
const SHAPE: &[(&str, &[&str], &[&str])] = &[
    ("metsHdr", &["mets"], &["CREATEDATE", "LASTMODDATE", "RECORDSTATUS", "csip:OAISPACKAGETYPE"]),
    ("agent", &["metsHdr"], &["ROLE", "TYPE", "OTHERTYPE"]),
    ("name", &["agent"], &[]),
    ("note", &["agent"], &["csip:NOTETYPE"]),
    ("altRecordID", &["metsHdr"], &["TYPE"]),
    ("dmdSec", &["mets"], &["ID", "CREATED", "STATUS"]),
    ("amdSec", &["mets"], &["ID"]),
    ("digiprovMD", &["amdSec"], &["ID", "CREATED", "STATUS"]),
    (
        "mdRef",
        &["dmdSec", "digiprovMD"],
        &[
            "ID",
            "LOCTYPE",
            "xlink:type",
            "xlink:href",
            "MDTYPE",
            "OTHERMDTYPE",
            "MDTYPEVERSION",
            "MIMETYPE",
            "SIZE",
            "CREATED",
            "CHECKSUM",
            "CHECKSUMTYPE",
        ],
    ),
    ("fileSec", &["mets"], &["ID"]),
    (
        "fileGrp",
        &["fileSec"],
        &["ID", "USE", "csip:CONTENTINFORMATIONTYPE", "csip:OTHERCONTENTINFORMATIONTYPE"],
    ),
    ("file", &["fileGrp"], &["ID", "MIMETYPE", "SIZE", "CREATED", "CHECKSUM", "CHECKSUMTYPE"]),
    ("FLocat", &["file"], &["LOCTYPE", "xlink:type", "xlink:href"]),
    ("structMap", &["mets"], &["ID", "TYPE", "LABEL"]),
    ("div", &["structMap", "div"], &["ID", "LABEL", "TYPE", "DMDID", "ADMID"]),
    ("fptr", &["div"], &["FILEID"]),
    ("mptr", &["div"], &["LOCTYPE", "xlink:type", "xlink:href", "xlink:title"]),
];

const ROOT: &[&str] =
    &["OBJID", "LABEL", "TYPE", "PROFILE", "csip:CONTENTINFORMATIONTYPE", "xsi:schemaLocation"];
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns", "http://www.loc.gov/METS/"),
    ("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// Checks the METS of a package (`root`) or of its representation.
pub(super) fn read(
    file: &str,
    tree: &Element<'_>,
    root: bool,
    agree: &mut Agree,
    findings: &mut Findings,
) -> Mets {
    let mut rules = Rules { file, root, findings, mets: Mets::default(), groups: HashMap::new() };
    rules.shape(tree);
    rules.identifiers(tree);
    rules.head(tree, agree);
    rules.sections(tree);
    rules.files(tree);
    rules.structure(tree);
    rules.mets
}

/// Rules in the making.
struct Rules<'f> {
    file: &'f str,
    root: bool,
    findings: &'f mut Findings,
    mets: Mets,
    /// USE of a group, and its ID.
    groups: HashMap<String, String>,
}

impl Rules<'_> {
    fn broken(&mut self, rule: &str, what: impl Display) {
        self.findings.add(Check::Mets, self.file, format_args!("{rule}: {what}"));
    }

    fn want(&mut self, holds: bool, rule: &str, what: impl Display) {
        if !holds {
            self.broken(rule, what);
        }
    }

    /// Only the elements and attributes that this package type has: what another reader might obey must not hide here.
    fn shape(&mut self, tree: &Element<'_>) {
        for (name, value) in &tree.attributes {
            let fits = ROOT.contains(name) || NAMESPACES.contains(&(*name, &**value));
            self.want(fits, "CSIP", format_args!("mets/@{name}"));
        }
        let mut left: Vec<&Element<'_>> = vec![tree];
        while let Some(parent) = left.pop() {
            for child in &parent.children {
                let known = SHAPE.iter().find(|(name, ..)| *name == child.name);
                let Some((_, _, attributes)) = known.filter(|(_, parents, _)| parents.contains(&parent.name))
                else {
                    self.broken("CSIP", format_args!("<{}> in <{}>", child.name, parent.name));
                    continue;
                };
                for (name, _) in child.attributes.iter().filter(|(name, _)| !attributes.contains(name)) {
                    self.broken("CSIP", format_args!("{}/@{name}", child.name));
                }
                left.push(child);
            }
        }
    }

    /// Every element that must have an ID has one, of the form of this package type, and no two have the same.
    fn identifiers(&mut self, tree: &Element<'_>) {
        let mut ids = HashSet::new();
        let mut left: Vec<&Element<'_>> = vec![tree];
        while let Some(element) = left.pop() {
            left.extend(&element.children);
            let rule = match element.name {
                "dmdSec" => "CSIP18",
                "mdRef" => "CSIP22",
                "amdSec" => "CSIP31",
                "digiprovMD" => "CSIP33",
                "fileSec" => "CSIP59",
                "fileGrp" => "CSIP65",
                "file" => "CSIP67",
                "structMap" => "CSIP83",
                "div" => "CSIP85",
                _ => continue,
            };
            let id = element.get("ID");
            let prefix = if element.name == "file" { "ID-" } else { "uuid-" };
            let whole = id.strip_prefix(prefix).is_some_and(is_uuid);
            self.want(whole, rule, format_args!("{}/@ID {id}", element.name));
            if !ids.insert(id) {
                self.broken(rule, format_args!("ID {id} twice"));
            }
        }
    }

    fn head(&mut self, tree: &Element<'_>, agree: &mut Agree) {
        let file = self.file;
        self.mets.objid = tree.get("OBJID").to_owned();
        let label = tree.get("LABEL");
        self.want(!self.mets.objid.is_empty(), "CSIP1", "mets/@OBJID");
        self.want(!label.trim().is_empty(), "SIP1", "mets/@LABEL");
        agree.say("title", file, label);
        self.want(tree.get("TYPE") == "Mixed", "CSIP2", "mets/@TYPE");
        let content = tree.get("csip:CONTENTINFORMATIONTYPE");
        self.want(content == "MIXED", "CSIP4", "mets/@csip:CONTENTINFORMATIONTYPE");
        let Some(head) = tree.at(&["metsHdr"]) else {
            self.broken("CSIP117", "metsHdr");
            return;
        };
        self.mets.time = head.get("CREATEDATE").to_owned();
        self.want(!self.mets.time.is_empty(), "CSIP7", "metsHdr/@CREATEDATE");
        self.want(head.get("LASTMODDATE") == self.mets.time, "CSIP8", "metsHdr/@LASTMODDATE");
        agree.say("time", file, &self.mets.time);
        agree.say("day", file, self.mets.time.get(..10).unwrap_or_default());
        self.want(head.get("RECORDSTATUS") == "NEW", "SIP3", "metsHdr/@RECORDSTATUS");
        let kind = head.get("csip:OAISPACKAGETYPE").to_owned();
        let profile = match kind.as_str() {
            "AIP" => "https://earkdip.dilcis.eu/profile/E-ARK-AIP-v2-2-0.xml",
            "SIP" => "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml",
            _ => "",
        };
        self.want(!profile.is_empty(), "CSIP9", "metsHdr/@csip:OAISPACKAGETYPE");
        self.want(tree.get("PROFILE") == profile, "CSIP6", "mets/@PROFILE");
        agree.say("OAISPACKAGETYPE", file, &kind);
        self.agents(head, &kind, agree);
        let agreements: Vec<_> = head.all("altRecordID").collect();
        let named = match agreements.as_slice() {
            [] => kind != "SIP",
            [one] => kind == "SIP" && one.get("TYPE") == "SUBMISSIONAGREEMENT",
            _ => false,
        };
        self.want(named, "SIP4", "metsHdr/altRecordID");
        self.mets.fonds = agreements.first().map(|one| one.text.trim().to_owned());
        self.mets.kind = kind;
    }

    /// CSIP10 to 16, SIP15: who made the package, who keeps it.
    fn agents(&mut self, head: &Element<'_>, kind: &str, agree: &mut Agree) {
        let file = self.file;
        let mut found = Vec::new();
        for agent in head.all("agent") {
            let role = [agent.get("ROLE"), agent.get("TYPE"), agent.get("OTHERTYPE")].join(" ");
            let (role, name) = (role.trim_end().to_owned(), agent.say(&["name"]));
            let notes: Vec<_> = agent.all("note").collect();
            self.want(!name.is_empty() && agent.all("name").count() == 1, "CSIP14", "agent/name");
            self.want(notes.len() == 1, "CSIP15", "agent/note");
            let note = notes.first().map_or("", |note| note.text.trim());
            let expected = match role.as_str() {
                "CREATOR OTHER SOFTWARE" => "SOFTWARE VERSION",
                _ => "IDENTIFICATIONCODE",
            };
            let typed = notes.iter().all(|note| note.get("csip:NOTETYPE") == expected);
            self.want(typed, "CSIP16", "agent/note/@csip:NOTETYPE");
            match role.as_str() {
                "CREATOR OTHER SOFTWARE" => agree.say("software", file, &format!("{name} {note}")),
                "ARCHIVIST ORGANIZATION" | "CREATOR ORGANIZATION" => {
                    agree.say("office", file, name);
                    agree.say("agency", file, note);
                }
                _ => {
                    agree.say("archive", file, name);
                    agree.say("archive", file, note);
                }
            }
            found.push(role);
        }
        found.sort_unstable();
        let mut expected =
            vec!["ARCHIVIST ORGANIZATION", "CREATOR OTHER SOFTWARE", "PRESERVATION ORGANIZATION"];
        if kind == "SIP" {
            expected.insert(1, "CREATOR ORGANIZATION");
        }
        self.want(found == expected, "CSIP10", format_args!("agents: {}", found.join(", ")));
    }

    /// CSIP17 to 44: descriptive and preservation metadata.
    fn sections(&mut self, tree: &Element<'_>) {
        let sections = tree.all("dmdSec").chain(tree.all("amdSec").flat_map(|amd| amd.all("digiprovMD")));
        for section in sections {
            self.want(section.get("CREATED") == self.mets.time, "CSIP19", "@CREATED");
            self.want(section.get("STATUS") == "CURRENT", "CSIP20", format_args!("{}/@STATUS", section.name));
            let [reference] = section.children.as_slice() else {
                self.broken("CSIP21", format_args!("{}/mdRef", section.name));
                continue;
            };
            let leaf = reference.get("xlink:href").rsplit('/').next().unwrap_or_default();
            let (kind, other, version) = match leaf {
                "dc.xml" => ("DC", "", "SimpleDC20021212"),
                "ead3.xml" => ("EAD", "", "3"),
                leaf if leaf.starts_with("PREMIS") => ("PREMIS", "", "3.0"),
                _ => ("OTHER", "TT05-2025-BNV", "1.0"),
            };
            let typed = reference.get("MDTYPE") == kind
                && reference.get("OTHERMDTYPE") == other
                && reference.get("MDTYPEVERSION") == version;
            self.want(typed, "CSIP25", format_args!("mdRef/@MDTYPE {leaf}"));
            self.fixity(reference, "application/xml", reference.get("xlink:href"));
            self.pointer(reference);
            self.refer(reference.get("ID"), reference.get("xlink:href"), Some(reference), section.name);
        }
        self.want(tree.all("amdSec").count() == 1, "CSIP31", "amdSec");
    }

    /// CSIP58 to 79: every file of the package.
    fn files(&mut self, tree: &Element<'_>) {
        let groups: Vec<&Element<'_>> =
            tree.all("fileSec").flat_map(|section| section.all("fileGrp")).collect();
        let expected: &[&str] = match self.root {
            true => &["Documentation", "Schemas", "Representations/rep1", "Representations"],
            false => &["Data"],
        };
        let same = groups.iter().map(|group| group.get("USE")).eq(expected.iter().copied());
        self.want(same, "CSIP60", "fileGrp/@USE");
        for group in groups {
            let usage = group.get("USE");
            self.groups.insert(usage.to_owned(), group.get("ID").to_owned());
            let kind = group.get("csip:CONTENTINFORMATIONTYPE") == "OTHER"
                && group.get("csip:OTHERCONTENTINFORMATIONTYPE") == "TT05-2025-BNV_hoso";
            self.want(kind, "CSIP62", "fileGrp/@csip:CONTENTINFORMATIONTYPE");
            let mut seen = HashSet::new();
            for file in &group.children {
                let [place] = file.children.as_slice() else {
                    self.broken("CSIP76", "file/FLocat");
                    continue;
                };
                let href = place.get("xlink:href");
                let expected = match href.rsplit('.').next().unwrap_or_default() {
                    "pdf" => "application/pdf",
                    "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "txt" => "text/plain",
                    _ => "application/xml",
                };
                self.fixity(file, expected, href);
                self.pointer(place);
                self.want(seen.insert(href), "CSIP66", format_args!("{href} twice in {usage}"));
                self.refer(file.get("ID"), href, Some(file), usage);
            }
        }
    }

    fn fixity(&mut self, element: &Element<'_>, mime: &str, what: &str) {
        self.want(element.get("MIMETYPE") == mime, "CSIP68", format_args!("{what}: @MIMETYPE"));
        self.want(element.get("CHECKSUMTYPE") == "SHA-256", "CSIP72", format_args!("{what}: @CHECKSUMTYPE"));
        self.want(element.get("CREATED") == self.mets.time, "CSIP70", format_args!("{what}: @CREATED"));
    }

    fn pointer(&mut self, element: &Element<'_>) {
        let right = element.get("LOCTYPE") == "URL"
            && element.get("xlink:type") == "simple"
            && !element.get("xlink:href").is_empty();
        self.want(right, "CSIP77", format_args!("{}: LOCTYPE, xlink:type, xlink:href", element.name));
    }

    fn refer(&mut self, id: &str, href: &str, fixity: Option<&Element<'_>>, place: &str) {
        self.mets.references.push(Reference {
            id: id.to_owned(),
            href: href.to_owned(),
            fixity: fixity
                .map(|element| (element.get("SIZE").to_owned(), element.get("CHECKSUM").to_owned())),
            place: place.to_owned(),
        });
    }
}

/// Upper case, as identifiers of packages are.
fn is_uuid(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'A'..=b'F');
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => digit(byte),
        })
}
