//! PREMIS 3.0: what the files are and what was done, by whom, with which outcome.

use super::Document;
use super::ident::{Ids, Item, hex_upper};
use super::xml::Xml;

/// Who acts, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Actors<'a> {
    /// The job time.
    pub time: &'a str,
    /// The office's identification code.
    pub agency_id: &'a str,
    /// The office's name.
    pub office: &'a str,
}

const SOFTWARE: &str = concat!("bantin ", env!("CARGO_PKG_VERSION"));

/// `<premis>` and its namespaces; `schemas` leads from the file to the schemas.
pub(crate) fn open(schemas: &str) -> Xml {
    let mut xml = Xml::document(16 << 10);
    xml.raw("<premis xmlns=\"http://www.loc.gov/premis/v3\"")
        .raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
        .raw(" xsi:schemaLocation=\"http://www.loc.gov/premis/v3 ")
        .raw(schemas)
        .raw("PREMIS.xsd\" version=\"3.0\">\n");
    xml
}

/// The agents and the end of the document.
pub(crate) fn close(xml: &mut Xml, actors: &Actors<'_>) {
    xml.raw("<agent>");
    identifier(xml, "agent", "local", SOFTWARE);
    xml.leaf("agentName", "bantin").leaf("agentType", "software");
    xml.leaf("agentVersion", env!("CARGO_PKG_VERSION")).raw("</agent>\n<agent>");
    identifier(xml, "agent", "mã định danh cơ quan", actors.agency_id);
    xml.leaf("agentName", actors.office).leaf("agentType", "organization").raw("</agent>\n</premis>\n");
}

fn identifier(xml: &mut Xml, what: &str, kind: &str, value: &str) {
    // what + "Identifier" is also the name of the parts
    let name = [what, "Identifier"].concat();
    xml.open(&name);
    xml.leaf(&[name.as_str(), "Type"].concat(), kind);
    xml.leaf(&[name.as_str(), "Value"].concat(), value).close(&name);
}

fn related(xml: &mut Xml, kind: &str, sub: &str, object: &str, event: Option<&str>) {
    xml.raw("<relationship>").leaf("relationshipType", kind).leaf("relationshipSubType", sub);
    identifier(xml, "relatedObject", "local", object);
    if let Some(event) = event {
        identifier(xml, "relatedEvent", "UUID", event);
    }
    xml.raw("</relationship>");
}

/// One event. `note` may be empty.
struct Event<'a> {
    id: String,
    kind: &'a str,
    detail: &'a str,
    outcome: &'a str,
    notes: &'a [&'a str],
    objects: &'a [(&'a str, &'a str)],
}

fn event(xml: &mut Xml, actors: &Actors<'_>, event: &Event<'_>) {
    xml.raw("<event>");
    identifier(xml, "event", "UUID", &event.id);
    xml.leaf("eventType", event.kind).leaf("eventDateTime", actors.time);
    xml.raw("<eventDetailInformation>").leaf("eventDetail", event.detail).raw("</eventDetailInformation>");
    xml.raw("<eventOutcomeInformation>").leaf("eventOutcome", event.outcome);
    for note in event.notes.iter().filter(|note| !note.is_empty()) {
        xml.raw("<eventOutcomeDetail>").leaf("eventOutcomeDetailNote", note).raw("</eventOutcomeDetail>");
    }
    xml.raw("</eventOutcomeInformation>");
    agent(xml, "local", SOFTWARE, "executing program");
    agent(xml, "mã định danh cơ quan", actors.agency_id, "implementer");
    for (id, role) in event.objects {
        xml.raw("<linkingObjectIdentifier>").leaf("linkingObjectIdentifierType", "local");
        xml.leaf("linkingObjectIdentifierValue", id).leaf("linkingObjectRole", role);
        xml.raw("</linkingObjectIdentifier>");
    }
    xml.raw("</event>\n");
}

fn agent(xml: &mut Xml, kind: &str, value: &str, role: &str) {
    xml.raw("<linkingAgentIdentifier>").leaf("linkingAgentIdentifierType", kind);
    xml.leaf("linkingAgentIdentifierValue", value).leaf("linkingAgentRole", role);
    xml.raw("</linkingAgentIdentifier>");
}

/// PREMIS.xml: the package itself. `sources` are identifiers of the source files with what was received; `left_out`
/// lists documents that failed.
pub(crate) fn package(
    ids: &Ids,
    actors: &Actors<'_>,
    package: (&str, &str, &str),
    received: &str,
    left_out: &[String],
    tt05_type: &str,
) -> Xml {
    let (objid, code, title) = package;
    let mut xml = open("../../schemas/");
    xml.raw("<object xsi:type=\"intellectualEntity\">");
    identifier(&mut xml, "object", "local", objid);
    identifier(&mut xml, "object", "mã hồ sơ", code);
    xml.leaf("originalName", title);
    related(&mut xml, "structural", "has part", &ids.of("representation", "rep1"), None);
    xml.raw("</object>\n");
    let missing = left_out.join("\n");
    let outcome = if left_out.is_empty() { "success" } else { "warning" };
    let make = |kind: &str| ids.of("event", kind);
    let objects = [(objid, "outcome")];
    let detail = "source files received and read";
    event(
        &mut xml,
        actors,
        &Event {
            id: make("ingestion"),
            kind: "ingestion",
            detail,
            outcome,
            notes: &[received, &missing],
            objects: &[(objid, "source")],
        },
    );
    let detail = ["E-ARK CSIP 2.2.0; Thông tư 05/2025/TT-BNV, ", tt05_type].concat();
    event(
        &mut xml,
        actors,
        &Event {
            id: make("information package creation"),
            kind: "information package creation",
            detail: &detail,
            outcome: "success",
            notes: &[],
            objects: &objects,
        },
    );
    close(&mut xml, actors);
    xml
}

/// The object of the representation.
pub(crate) fn representation(xml: &mut Xml, ids: &Ids, objid: &str) {
    xml.raw("<object xsi:type=\"representation\">");
    identifier(xml, "object", "local", &ids.of("representation", "rep1"));
    xml.leaf("originalName", "rep1");
    related(xml, "structural", "is part of", objid, None);
    xml.raw("</object>\n");
}

/// One document's files, in the order PDF, DOCX, NITF, source.
pub(crate) struct Files<'a> {
    /// The files.
    pub items: &'a [Item; 4],
    /// Their identifiers, as METS has them.
    pub names: [String; 4],
    /// The document's code, which its events are named by.
    pub code: &'a str,
    /// What the checks found.
    pub checks: &'a Checks,
}

/// Outcomes of the checks made while packing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Checks {
    /// Conformance that the PDF's own metadata names ("2A"), or nothing.
    pub pdfa: Option<String>,
    /// The PDF begins and ends as one.
    pub pdf_whole: bool,
    /// Why the NITF is not well-formed.
    pub nitf_fault: Option<String>,
}

/// The four objects of a document.
pub(crate) fn objects(xml: &mut Xml, ids: &Ids, files: &Files<'_>, original_name: &str) {
    let representation = ids.of("representation", "rep1");
    let pdf = match files.checks.pdfa.as_deref() {
        Some("2A") => ("PDF/A-2a", "ISO 19005-2", "fmt/476"),
        _ => ("Acrobat PDF 1.7 - Portable Document Format", "1.7", "fmt/276"),
    };
    let formats = [
        pdf,
        ("Microsoft Word for Windows", "2007 onwards", "fmt/412"),
        ("Extensible Markup Language", "1.0", "fmt/101"),
        ("Plain Text File", "", "x-fmt/111"),
    ];
    for (at, ((item, name), format)) in files.items.iter().zip(&files.names).zip(formats).enumerate() {
        xml.raw("<object xsi:type=\"file\">");
        identifier(xml, "object", "local", name);
        xml.raw("<objectCharacteristics><compositionLevel>0</compositionLevel><fixity>");
        xml.leaf("messageDigestAlgorithm", "SHA-256").leaf("messageDigest", &hex_upper(&item.digest));
        xml.leaf("messageDigestOriginator", SOFTWARE).raw("</fixity>");
        xml.leaf("size", &item.size.to_string())
            .raw("<format><formatDesignation>")
            .leaf("formatName", format.0);
        if !format.1.is_empty() {
            xml.leaf("formatVersion", format.1);
        }
        xml.raw("</formatDesignation><formatRegistry><formatRegistryName>PRONOM</formatRegistryName>");
        xml.leaf("formatRegistryKey", format.2).raw("</formatRegistry></format></objectCharacteristics>");
        let leaf = item.path.rsplit('/').next().unwrap_or_default();
        xml.leaf("originalName", if at == 3 { original_name } else { leaf });
        related(xml, "structural", "is part of", &representation, None);
        if let Some((source, event)) =
            [Some((2, "migration to PDF")), Some((2, "migration to DOCX")), Some((3, "normalization")), None]
                [at]
        {
            let event = ids.of("event", &[files.code, "|", event].concat());
            related(xml, "derivation", "has source", &files.names[source], Some(&event));
        }
        xml.raw("</object>\n");
    }
}

/// The events of a document.
pub(crate) fn events(
    xml: &mut Xml,
    ids: &Ids,
    actors: &Actors<'_>,
    files: &Files<'_>,
    document: &Document<'_>,
) {
    let [pdf, docx, nitf, source] = &files.names;
    let id = |kind: &str| ids.of("event", &[files.code, "|", kind].concat());
    let digest = hex_upper(&files.items[3].digest);
    event(
        xml,
        actors,
        &Event {
            id: id("message digest calculation"),
            kind: "message digest calculation",
            detail: "SHA-256",
            outcome: "success",
            notes: &[&digest],
            objects: &[(source, "source")],
        },
    );
    let charset = document.detection.encoding.name();
    let known = charset != "unknown";
    event(
        xml,
        actors,
        &Event {
            id: id("format identification"),
            kind: "format identification",
            detail: "PRONOM x-fmt/111; character encoding by content",
            outcome: if known { "success" } else { "warning" },
            notes: &[&format!("charset={charset}; confidence={:.2}", document.detection.confidence)],
            objects: &[(source, "source")],
        },
    );
    let mut counts = String::new();
    for (rule, count) in document.edits {
        counts.push_str(rule);
        counts.push('=');
        counts.push_str(&count.to_string());
        counts.push_str("; ");
    }
    counts.push_str(&format!("removed lines={}", document.removed_lines));
    let log = xml_safe(document.change_log);
    event(
        xml,
        actors,
        &Event {
            id: id("normalization"),
            kind: "normalization",
            detail: concat!(
                "Vietnamese text rules of bantin ",
                env!("CARGO_PKG_VERSION"),
                "; edits per rule"
            ),
            outcome: "success",
            notes: &[&counts, &log],
            objects: &[(source, "source"), (nitf, "outcome")],
        },
    );
    event(
        xml,
        actors,
        &Event {
            id: id("migration to PDF"),
            kind: "migration",
            detail: "NITF article set as PDF/A-2a and PDF/UA-1",
            outcome: "success",
            notes: &[&format!("pages={}", document.pages)],
            objects: &[(nitf, "source"), (pdf, "outcome")],
        },
    );
    event(
        xml,
        actors,
        &Event {
            id: id("migration to DOCX"),
            kind: "migration",
            detail: "NITF article written as Office Open XML",
            outcome: "success",
            notes: &[],
            objects: &[(nitf, "source"), (docx, "outcome")],
        },
    );
    let fault = files.checks.nitf_fault.as_deref();
    event(
        xml,
        actors,
        &Event {
            id: id("validation of XML"),
            kind: "validation",
            detail: "well-formedness (quick-xml); the schema NITF 3.6 is in the package",
            outcome: if fault.is_none() { "well-formed" } else { "not well-formed" },
            notes: &[fault.unwrap_or_default()],
            objects: &[(nitf, "source")],
        },
    );
    let (outcome, note) = match (files.checks.pdf_whole, &files.checks.pdfa) {
        (true, Some(conformance)) => ("identified", format!("PDF/A-{}", conformance.to_lowercase())),
        (true, None) => ("not identified", "no PDF/A identification".to_owned()),
        (false, _) => ("damaged", "no PDF header or end".to_owned()),
    };
    event(
        xml,
        actors,
        &Event {
            id: id("validation of PDF"),
            kind: "validation",
            detail: "PDF header and end, PDF/A identification in XMP; full conformance was not checked here",
            outcome,
            notes: &[&note],
            objects: &[(pdf, "source")],
        },
    );
}

/// JSON may hold what XML may not (U+FFFE, U+FFFF): as escapes it says the same.
fn xml_safe(json: &str) -> std::borrow::Cow<'_, str> {
    if !json.contains(super::xml::forbidden) {
        return json.into();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match super::xml::forbidden(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out.into()
}
