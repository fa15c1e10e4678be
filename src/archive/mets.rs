//! METS 1.12 for E-ARK CSIP 2.2.0 (rule numbers in comments), both files of a package.

use super::Variant;
use super::ident::{Ids, Item, hex_upper};
use super::xml::Xml;

/// What the head of a METS file says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    /// The package's kind.
    pub variant: Variant,
    /// The package's identifier, or the representation's name (CSIP1).
    pub objid: &'a str,
    /// The dossier's title (SIP1).
    pub label: &'a str,
    /// The job time (CSIP7, CSIP8).
    pub time: &'a str,
    /// The office's name.
    pub office: &'a str,
    /// The office's identification code.
    pub agency_id: &'a str,
    /// The archive that keeps the package.
    pub archive_code: &'a str,
    /// The fonds, for the submission agreement.
    pub fonds: &'a str,
    /// From this METS to the schemas.
    pub schemas: &'a str,
}

/// Writes one METS file in document order.
#[derive(Debug)]
pub(crate) struct Mets<'a> {
    /// The text so far.
    pub xml: Xml,
    ids: Ids,
    time: &'a str,
    /// The folder of this METS below the package's root: `""` or `representations/rep1/`.
    base: &'static str,
}

const OTHER_CONTENT: &str =
    " csip:CONTENTINFORMATIONTYPE=\"OTHER\" csip:OTHERCONTENTINFORMATIONTYPE=\"TT05-2025-BNV_hoso\"";

impl<'a> Mets<'a> {
    /// The root element and metsHdr.
    pub fn new(ids: Ids, base: &'static str, head: &Head<'a>) -> Mets<'a> {
        let mut mets = Mets { xml: Xml::document(16 << 10), ids, time: head.time, base };
        let (kind, profile) = match head.variant {
            Variant::Aip => ("AIP", "https://earkdip.dilcis.eu/profile/E-ARK-AIP-v2-2-0.xml"),
            Variant::Sip => ("SIP", "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml"),
        };
        let x = &mut mets.xml;
        x.raw("<mets xmlns=\"http://www.loc.gov/METS/\"")
            .raw(" xmlns:csip=\"https://DILCIS.eu/XML/METS/CSIPExtensionMETS\"")
            .raw(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
            .raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
            .raw(" xsi:schemaLocation=\"http://www.loc.gov/METS/ ");
        x.raw(head.schemas).raw("METS.xsd\"");
        x.attr("OBJID", head.objid).attr("LABEL", head.label);
        x.raw(" TYPE=\"Mixed\" csip:CONTENTINFORMATIONTYPE=\"MIXED\"").attr("PROFILE", profile).raw(">\n");
        x.raw("<metsHdr").attr("CREATEDATE", head.time).attr("LASTMODDATE", head.time);
        x.raw(" RECORDSTATUS=\"NEW\"").attr("csip:OAISPACKAGETYPE", kind).raw(">\n");
        let version = env!("CARGO_PKG_VERSION");
        mets.agent("CREATOR", "OTHER\" OTHERTYPE=\"SOFTWARE", "bantin", "SOFTWARE VERSION", version); // CSIP10-16
        mets.agent("ARCHIVIST", "ORGANIZATION", head.office, "IDENTIFICATIONCODE", head.agency_id);
        if head.variant == Variant::Sip {
            mets.agent("CREATOR", "ORGANIZATION", head.office, "IDENTIFICATIONCODE", head.agency_id); // SIP15
        }
        mets.agent(
            "PRESERVATION",
            "ORGANIZATION",
            head.archive_code,
            "IDENTIFICATIONCODE",
            head.archive_code,
        );
        if head.variant == Variant::Sip {
            mets.xml
                .raw("<altRecordID TYPE=\"SUBMISSIONAGREEMENT\">")
                .text(head.fonds)
                .raw("</altRecordID>\n");
        }
        mets.xml.raw("</metsHdr>\n");
        mets
    }

    fn agent(&mut self, role: &str, kind: &str, name: &str, note_type: &str, note: &str) {
        self.xml.raw("<agent ROLE=\"").raw(role).raw("\" TYPE=\"").raw(kind).raw("\">").leaf("name", name);
        self.xml.raw("<note").attr("csip:NOTETYPE", note_type).raw(">").text(note).raw("</note></agent>\n");
    }

    fn href<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.base).unwrap_or(path)
    }

    /// CSIP17-30: a descriptive file. `kind` is its MDTYPE with OTHERMDTYPE, and MDTYPEVERSION.
    pub fn descriptive(&mut self, item: &Item, kind: (&str, &str)) {
        self.xml.raw("<dmdSec").plain("ID", self.ids.of("dmdSec", &item.path));
        self.xml.plain("CREATED", self.time).raw(" STATUS=\"CURRENT\">");
        self.reference(item, kind);
        self.xml.raw("</dmdSec>\n");
    }

    /// CSIP31-44: the one amdSec, with PREMIS if there is one.
    pub fn preservation(&mut self, item: Option<&Item>) {
        let section = self.ids.of("amdSec", self.base);
        self.xml.raw("<amdSec").plain("ID", section).raw(">");
        if let Some(item) = item {
            self.xml.raw("<digiprovMD").plain("ID", self.ids.of("digiprovMD", &item.path));
            self.xml.plain("CREATED", self.time).raw(" STATUS=\"CURRENT\">");
            self.reference(item, ("PREMIS", "3.0"));
            self.xml.raw("</digiprovMD>");
        }
        self.xml.raw("</amdSec>\n");
    }

    fn reference(&mut self, item: &Item, (kind, version): (&str, &str)) {
        let href = self.href(&item.path);
        self.xml.raw("<mdRef").plain("ID", self.ids.of("mdRef", &item.path));
        self.xml.raw(" LOCTYPE=\"URL\" xlink:type=\"simple\"").plain("xlink:href", href);
        self.xml.raw(" MDTYPE=\"").raw(kind).raw("\"").plain("MDTYPEVERSION", version);
        self.fixity(item);
        self.xml.raw("/>");
    }

    fn fixity(&mut self, item: &Item) {
        self.xml.plain("MIMETYPE", item.mime).number("SIZE", item.size).plain("CREATED", self.time);
        self.xml.plain("CHECKSUM", hex_upper(&item.digest)).raw(" CHECKSUMTYPE=\"SHA-256\"");
    }

    /// CSIP58-59
    pub fn open_files(&mut self) {
        let id = self.ids.of("fileSec", self.base);
        self.xml.raw("<fileSec").plain("ID", id).raw(">\n");
    }

    /// CSIP60-65
    pub fn open_group(&mut self, usage: &str) {
        let id = self.group_id(usage);
        self.xml.raw("<fileGrp").plain("ID", id).attr("USE", usage).raw(OTHER_CONTENT).raw(">\n");
    }

    /// CSIP66-79. `id` as [`Ids::file`] gives it, unless the file stands in two groups.
    pub fn file(&mut self, item: &Item, id: &str) {
        self.xml.raw("<file").plain("ID", id);
        self.fixity(item);
        let href = self.href(&item.path);
        self.xml
            .raw("><FLocat LOCTYPE=\"URL\" xlink:type=\"simple\"")
            .plain("xlink:href", href)
            .raw("/></file>\n");
    }

    /// The end of a group.
    pub fn close_group(&mut self) {
        self.xml.raw("</fileGrp>\n");
    }

    /// The end of the file section.
    pub fn close_files(&mut self) {
        self.xml.raw("</fileSec>\n");
    }

    /// The identifier of a group.
    pub fn group_id(&self, usage: &str) -> String {
        let mut name = String::from(self.base);
        name.push_str(usage);
        self.ids.of("fileGrp", &name)
    }

    /// CSIP80-84: the physical map and its one outer division.
    pub fn open_physical(&mut self, label: &str, kind: Option<&str>) {
        let map = self.ids.of("structMap", self.base);
        self.xml.raw("<structMap").plain("ID", map).raw(" TYPE=\"PHYSICAL\" LABEL=\"CSIP\">\n");
        self.open_div("", label);
        if let Some(kind) = kind {
            self.xml.attr("TYPE", kind);
        }
        self.xml.raw(">\n");
    }

    /// `<div ID LABEL`, left open for more attributes.
    pub fn open_div(&mut self, place: &str, label: &str) {
        let mut name = String::from(self.base);
        name.push_str(place);
        name.push('|');
        name.push_str(label);
        let id = self.ids.of("div", &name);
        self.xml.raw("<div").plain("ID", id).attr("LABEL", label);
    }

    /// CSIP88-92: the division of the metadata, open in its list of descriptive sections.
    pub fn open_metadata_div(&mut self) {
        self.open_div("", "Metadata");
        self.xml.raw(" DMDID=\"");
    }

    /// The end of that list, and of the division.
    pub fn close_metadata_div(&mut self, preservation: Option<&str>) {
        self.xml.raw("\"");
        if let Some(path) = preservation {
            self.xml.plain("ADMID", self.ids.of("digiprovMD", path));
        }
        self.xml.raw("/>\n");
    }

    /// CSIP93-104: a division that points to a whole group.
    pub fn group_div(&mut self, label: &str) {
        self.open_div("", label);
        let group = self.group_id(label);
        self.xml.raw("><fptr").plain("FILEID", group).raw("/></div>\n");
    }

    /// CSIP105-112: the division of a representation.
    pub fn representation_div(&mut self, label: &str, href: &str) {
        self.open_div("", label);
        let group = self.group_id(label);
        self.xml.raw("><mptr LOCTYPE=\"URL\" xlink:type=\"simple\"").plain("xlink:href", href);
        self.xml.plain("xlink:title", group).raw("/></div>\n");
    }

    /// The end of the physical map.
    pub fn close_map(&mut self) {
        self.xml.raw("</div>\n</structMap>\n");
    }

    /// The end of the document.
    pub fn close(&mut self) {
        self.xml.raw("</mets>\n");
    }

    /// The circular's own view of the content: one main file (`MetadataLink`) and its attachments (`AttachmentFile`)
    /// per document. Opens the map.
    pub fn open_logical(&mut self) {
        let map = self.ids.of("structMap", "TT05-2025-BNV");
        self.xml.raw("<structMap").plain("ID", map).raw(" TYPE=\"LOGICAL\" LABEL=\"TT05-2025-BNV\">\n");
        self.open_div("logical", "TT05-2025-BNV");
        self.xml.raw(">\n");
    }

    /// One document in the circular's view.
    pub fn logical_document(
        &mut self,
        code: &str,
        described: &str,
        preservation: Option<&str>,
        files: &[&str; 4],
    ) {
        let [pdf, attachments @ ..] = files;
        self.open_div(code, "MetadataLink");
        self.xml.raw(">");
        self.open_div(code, "MetadataLink/File");
        self.xml.plain("DMDID", self.ids.of("dmdSec", described));
        if let Some(path) = preservation {
            self.xml.plain("ADMID", self.ids.of("digiprovMD", path));
        }
        self.xml.raw("><fptr").plain("FILEID", self.ids.file(pdf)).raw("/></div></div>\n");
        self.open_div(code, "AttachmentFile");
        self.xml.raw(">");
        for path in attachments {
            self.xml.raw("<fptr").plain("FILEID", self.ids.file(path)).raw("/>");
        }
        self.xml.raw("</div>\n");
    }
}
