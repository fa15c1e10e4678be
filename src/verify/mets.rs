//! What a METS file says, and the rules of CSIP, AIP and SIP that its schema cannot.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Check, Findings};

/// The attributes of an element, by qualified name.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub(super) fn of(tag: &BytesStart<'_>) -> Result<Attributes, String> {
        let mut all = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|error| error.to_string())?;
            all.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Attributes(all))
    }

    /// The value of an attribute, or nothing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

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
    /// Everything it refers to.
    pub references: Vec<Reference>,
}

/// Rules in the making.
struct Reading<'f> {
    file: &'f str,
    findings: &'f mut Findings,
    mets: Mets,
    ids: HashMap<String, &'static str>,
    wanted: Vec<(String, &'static [&'static str], &'static str)>,
    groups: Vec<String>,
    creators: (u32, u32),
    agent: Option<(bool, u32, bool)>,
    amd: u32,
    maps: Vec<String>,
    labels: HashSet<String>,
    divs: u32,
    holder: Option<(String, String, String)>,
    place: String,
}

/// Reads and checks the METS of a package (`root`) or of its representation.
pub(super) fn read(file: &str, text: &str, root: bool, findings: &mut Findings) -> Result<Mets, String> {
    let mut reader = Reader::from_str(text);
    let mut r = Reading {
        file,
        findings,
        mets: Mets::default(),
        ids: HashMap::new(),
        wanted: Vec::new(),
        groups: Vec::new(),
        creators: (0, 0),
        agent: None,
        amd: 0,
        maps: Vec::new(),
        labels: HashSet::new(),
        divs: 0,
        holder: None,
        place: String::new(),
    };
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => break,
            Event::Start(tag) => r.start(&tag, root)?,
            Event::Empty(tag) => {
                r.start(&tag, root)?;
                r.end(tag.local_name().as_ref());
            }
            Event::End(tag) => r.end(tag.local_name().as_ref()),
            Event::Text(text) if r.agent.is_some() => {
                let filled = !text.xml10_content().trim().is_empty();
                if let Some(agent) = &mut r.agent {
                    agent.2 |= filled;
                }
            }
            _ => {}
        }
    }
    r.finish(root);
    Ok(r.mets)
}

impl Reading<'_> {
    fn break_rule(&mut self, rule: &str, what: &str) {
        self.findings.add(Check::Mets, self.file, format_args!("{rule}: {what}"));
    }

    fn want(&mut self, holds: bool, rule: &str, what: &str) {
        if !holds {
            self.break_rule(rule, what);
        }
    }

    /// Attributes that must be there and filled.
    fn need(&mut self, attributes: &Attributes, element: &str, names: &[(&str, &str)]) {
        for (name, rule) in names {
            self.want(!attributes.get(name).is_empty(), rule, &format!("{element}/@{name}"));
        }
    }

    fn id(&mut self, attributes: &Attributes, kind: &'static str) {
        let id = attributes.get("ID");
        if !id.is_empty() && self.ids.insert(id.to_owned(), kind).is_some() {
            self.break_rule("CSIP", &format!("ID {id} twice"));
        }
    }

    fn link(&mut self, values: &str, kinds: &'static [&'static str], rule: &'static str) {
        self.wanted.extend(values.split_ascii_whitespace().map(|value| (value.to_owned(), kinds, rule)));
    }

    fn start(&mut self, tag: &BytesStart<'_>, root: bool) -> Result<(), String> {
        let a = Attributes::of(tag)?;
        let name = tag.local_name();
        match name.as_ref() {
            "mets" => {
                self.mets.objid = a.get("OBJID").to_owned();
                self.need(&a, "mets", &[("OBJID", "CSIP1"), ("LABEL", "SIP1"), ("PROFILE", "CSIP6")]);
                self.want(a.get("TYPE") == "Mixed", "CSIP2", "mets/@TYPE");
                self.want(
                    a.get("csip:CONTENTINFORMATIONTYPE") == "MIXED",
                    "CSIP4",
                    "mets/@csip:CONTENTINFORMATIONTYPE",
                );
                self.place = a.get("PROFILE").to_owned();
            }
            "metsHdr" => {
                self.need(&a, "metsHdr", &[("CREATEDATE", "CSIP7"), ("LASTMODDATE", "CSIP8")]);
                self.want(a.get("RECORDSTATUS") == "NEW", "SIP3", "metsHdr/@RECORDSTATUS");
                let kind = a.get("csip:OAISPACKAGETYPE");
                self.want(matches!(kind, "AIP" | "SIP"), "CSIP9", "metsHdr/@csip:OAISPACKAGETYPE");
                let profile = match kind {
                    "SIP" => "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml",
                    _ => "https://earkdip.dilcis.eu/profile/E-ARK-AIP-v2-2-0.xml",
                };
                let same = self.place == profile;
                self.want(same, "CSIP6", "mets/@PROFILE");
                self.mets.kind = kind.to_owned();
            }
            "agent" => {
                self.need(&a, "agent", &[("ROLE", "CSIP11"), ("TYPE", "CSIP12")]);
                let creator = a.get("ROLE") == "CREATOR";
                let software = a.get("TYPE") == "OTHER" && a.get("OTHERTYPE") == "SOFTWARE";
                self.creators.0 += u32::from(creator);
                self.creators.1 += u32::from(creator && software);
                self.agent = Some((creator && software, 0, false));
            }
            "note" => {
                let kind = a.get("csip:NOTETYPE");
                if let Some((software, notes, _)) = &mut self.agent {
                    *notes += 1;
                    let expected = if *software { "SOFTWARE VERSION" } else { "IDENTIFICATIONCODE" };
                    let right = kind == expected;
                    self.want(right, "CSIP16", "agent/note/@csip:NOTETYPE");
                }
            }
            "dmdSec" | "digiprovMD" => {
                let (element, kind) = if name.as_ref() == "dmdSec" {
                    ("dmdSec", "dmdSec")
                } else {
                    ("digiprovMD", "digiprovMD")
                };
                self.id(&a, kind);
                self.need(&a, element, &[("ID", "CSIP18"), ("CREATED", "CSIP19")]);
                self.want(a.get("STATUS") == "CURRENT", "CSIP20", &format!("{element}/@STATUS"));
                self.place = element.to_owned();
            }
            "amdSec" => {
                self.amd += 1;
                self.id(&a, "amdSec");
                self.need(&a, "amdSec", &[("ID", "CSIP31")]);
            }
            "mdRef" => {
                self.id(&a, "mdRef");
                self.need(
                    &a,
                    "mdRef",
                    &[("ID", "CSIP22"), ("MDTYPEVERSION", "AIPM7"), ("CREATED", "CSIP28")],
                );
                self.want(a.get("MIMETYPE") == "application/xml", "CSIP26", "mdRef/@MIMETYPE");
                let leaf = a.get("xlink:href").rsplit('/').next().unwrap_or_default().to_owned();
                let (kind, other, version) = match leaf.as_str() {
                    "dc.xml" => ("DC", "", "SimpleDC20021212"),
                    "ead3.xml" => ("EAD", "", "3"),
                    leaf if leaf.starts_with("PREMIS") => ("PREMIS", "", "3.0"),
                    _ => ("OTHER", "TT05-2025-BNV", "1.0"),
                };
                let typed = a.get("MDTYPE") == kind
                    && a.get("OTHERMDTYPE") == other
                    && a.get("MDTYPEVERSION") == version;
                self.want(typed, "CSIP25", &format!("mdRef/@MDTYPE {leaf}"));
                self.pointer(&a, "mdRef");
                self.checksum_type(&a, &leaf);
                let fixity = Some((a.get("SIZE").to_owned(), a.get("CHECKSUM").to_owned()));
                let (id, href) = (a.get("ID").to_owned(), a.get("xlink:href").to_owned());
                self.mets.references.push(Reference { id, href, fixity, place: self.place.clone() });
            }
            "fileSec" => {
                self.id(&a, "fileSec");
                self.need(&a, "fileSec", &[("ID", "CSIP59")]);
            }
            "fileGrp" => {
                self.id(&a, "fileGrp");
                self.need(&a, "fileGrp", &[("ID", "CSIP65"), ("USE", "CSIP64")]);
                let kind = a.get("csip:CONTENTINFORMATIONTYPE") == "OTHER"
                    && a.get("csip:OTHERCONTENTINFORMATIONTYPE") == "TT05-2025-BNV_hoso";
                self.want(kind, "CSIP62", "fileGrp/@csip:CONTENTINFORMATIONTYPE");
                self.place = a.get("USE").to_owned();
                self.groups.push(self.place.clone());
            }
            "file" => {
                self.id(&a, "file");
                self.need(&a, "file", &[("ID", "CSIP67"), ("MIMETYPE", "CSIP68"), ("CREATED", "CSIP70")]);
                let (id, size, checksum) = (a.get("ID"), a.get("SIZE"), a.get("CHECKSUM"));
                self.checksum_type(&a, id);
                self.holder = Some((id.to_owned(), size.to_owned(), checksum.to_owned()));
                self.place =
                    [self.groups.last().map_or("", String::as_str), "\n", a.get("MIMETYPE")].concat();
            }
            "FLocat" => {
                self.pointer(&a, "FLocat");
                let href = a.get("xlink:href").to_owned();
                let (place, mime) = self.place.split_once('\n').unwrap_or_default();
                let expected = match href.rsplit('.').next().unwrap_or_default() {
                    "pdf" => "application/pdf",
                    "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "txt" => "text/plain",
                    _ => "application/xml",
                };
                let (place, right) = (place.to_owned(), mime == expected);
                self.want(right, "CSIP68", &format!("{href}: file/@MIMETYPE"));
                match self.holder.take() {
                    Some((id, size, checksum)) => {
                        self.mets.references.push(Reference {
                            id,
                            href,
                            fixity: Some((size, checksum)),
                            place,
                        });
                    }
                    None => self.break_rule("CSIP76", &format!("{href}: a second FLocat")),
                }
            }
            "structMap" => {
                self.id(&a, "structMap");
                self.need(&a, "structMap", &[("ID", "CSIP83")]);
                self.maps.push([a.get("TYPE"), a.get("LABEL")].join(" "));
            }
            "div" => {
                self.id(&a, "div");
                self.need(&a, "div", &[("ID", "CSIP85"), ("LABEL", "CSIP84")]);
                self.link(a.get("DMDID"), &["dmdSec"], "CSIP90");
                self.link(a.get("ADMID"), &["digiprovMD"], "CSIP91");
                self.divs += 1;
                if self.maps.len() == 1 {
                    self.labels.insert(a.get("LABEL").to_owned());
                }
            }
            "fptr" => {
                self.want(!a.get("FILEID").is_empty(), "CSIP104", "fptr/@FILEID");
                self.link(a.get("FILEID"), &["fileGrp", "file"], "CSIP104");
            }
            "mptr" => {
                self.pointer(&a, "mptr");
                self.want(root, "CSIP109", "mptr in a representation");
                self.want(!a.get("xlink:title").is_empty(), "CSIP108", "mptr/@xlink:title");
                self.link(a.get("xlink:title"), &["fileGrp"], "CSIP108");
                let href = a.get("xlink:href").to_owned();
                self.mets.references.push(Reference {
                    id: String::new(),
                    href,
                    fixity: None,
                    place: "mptr".into(),
                });
            }
            "name" | "altRecordID" => {}
            other => self.break_rule("CSIP", &format!("<{other}>")),
        }
        Ok(())
    }

    fn pointer(&mut self, a: &Attributes, element: &str) {
        let right =
            a.get("LOCTYPE") == "URL" && a.get("xlink:type") == "simple" && !a.get("xlink:href").is_empty();
        self.want(right, "CSIP77", &format!("{element}: LOCTYPE, xlink:type, xlink:href"));
    }

    fn checksum_type(&mut self, a: &Attributes, what: &str) {
        self.want(a.get("CHECKSUMTYPE") == "SHA-256", "CSIP72", &format!("{what}: CHECKSUMTYPE"));
    }

    fn end(&mut self, name: &str) {
        match name {
            "agent" => {
                if let Some((software, notes, named)) = self.agent.take() {
                    self.want(named, "CSIP14", "agent/name");
                    self.want(notes == 1, "CSIP15", "agent/note");
                    let _ = software;
                }
            }
            "file" if self.holder.take().is_some() => {
                self.break_rule("CSIP76", "file without FLocat");
            }
            _ => {}
        }
    }

    fn finish(&mut self, root: bool) {
        let (creators, software) = self.creators;
        let sip = self.mets.kind == "SIP";
        self.want(software == 1 && creators == if sip { 2 } else { 1 }, "CSIP10", "agents with ROLE=CREATOR");
        self.want(self.amd == 1, "CSIP31", "amdSec");
        let groups: &[&str] = match root {
            true => &["Documentation", "Schemas", "Representations/rep1", "Representations"],
            false => &["Data"],
        };
        let same = self.groups == groups;
        self.want(same, "CSIP60", "fileGrp/@USE");
        let maps: &[&str] = match root {
            true => &["PHYSICAL CSIP"],
            false => &["PHYSICAL CSIP", "LOGICAL TT05-2025-BNV"],
        };
        let same = self.maps == maps;
        self.want(same, "CSIP80", "structMap");
        let labels: &[&str] = match root {
            true => &["Metadata", "Documentation", "Schemas", "Representations", "Representations/rep1"],
            false => &["Metadata", "Data"],
        };
        for label in labels {
            let there = self.labels.contains(*label);
            self.want(there, "CSIP88", &format!("div {label}"));
        }
        let pointers = self.mets.references.iter().filter(|reference| reference.place == "mptr").count();
        self.want(pointers == usize::from(root), "CSIP109", "mptr");
        for (id, kinds, rule) in std::mem::take(&mut self.wanted) {
            let known = self.ids.get(&id).is_some_and(|kind| kinds.contains(kind));
            self.want(known, rule, &format!("{id} is nowhere"));
        }
    }
}
