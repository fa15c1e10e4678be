//! Archive packages: E-ARK CSIP laid out as Thông tư 05/2025/TT-BNV.

mod bag;
mod describe;
mod dossier;
mod ident;
mod mets;
mod nitf;
mod office;
mod premis;
mod representation;
mod schemas;
mod spool;
mod xml;

use std::io;

use sha2::{Digest, Sha256};

use crate::article::Article;
use crate::container::{Deflater, Deflaters, Member, ZipWriter};
use crate::decode::Detection;
use crate::error::{Code, Failure, Result, Stage, Warning};
use crate::settings::{BagProfile, ObjidStyle, Settings};
use bag::{Listed, Old};
use describe::FileUnit;
use ident::{Ids, Item};
use mets::{Head, Mets};
use office::{NOTATION, Office};
use representation::Part;
use schemas::Constant;
use xml::Xml;

pub use dossier::{Dossier, Finished, Plan};

/// Which information package.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Variant {
    /// Archival: what an office stores.
    #[default]
    Aip,
    /// Submission: for another system.
    Sip,
}

impl Variant {
    /// As METS, PREMIS and the identifiers name it.
    fn name(self) -> &'static str {
        match self {
            Variant::Aip => "AIP",
            Variant::Sip => "SIP",
        }
    }
}

/// One document that goes into a package.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The input's name, NFC, as PREMIS originalName (no folder).
    pub original_name: &'a str,
    /// The bytes as they came.
    pub source: &'a [u8],
    /// SHA-256 of `source`.
    pub source_sha256: [u8; 32],
    /// How they were read.
    pub detection: Detection,
    /// The article after normalisation.
    pub article: &'a Article,
    /// Edits per rule id, and lines removed, for the normalization event.
    pub edits: &'a [(String, u32)],
    /// The change log, JSON lines as `normalize --explain` prints them.
    pub change_log: &'a str,
    /// Lines labelled boilerplate or duplicate.
    pub removed_lines: u32,
    /// The PDF.
    pub pdf: &'a [u8],
    /// Its page count.
    pub pages: u32,
    /// The DOCX.
    pub docx: &'a [u8],
}

/// A finished package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// `uuid-…`: file name without `.zip`, and root folder.
    pub objid: String,
    /// *Mã hồ sơ*: unique within the archive, so a run must not hold two packages of the same code.
    pub file_code: String,
    /// SHA-256 of the PDF and the DOCX in it, so that nobody need digest them again.
    pub digests: [[u8; 32]; 2],
    /// The zip.
    pub zip: Vec<u8>,
    /// `<objid>-bag.zip`, when asked for.
    pub bag: Option<Vec<u8>>,
    /// Texts that were cut to a field's length, …
    pub warnings: Vec<Warning>,
}

/// What is made once per run: schemas deflated, office codes checked, job time written out.
#[derive(Debug)]
pub struct Packer {
    office: Office,
    variant: Variant,
    /// `YYYY-MM-DDThh:mm:ss+07:00`
    time: String,
    objid_style: ObjidStyle,
    premis: bool,
    ead3: bool,
    bag: bool,
    bag_profile: BagProfile,
    readme: Constant,
    schemas: Vec<Constant>,
    deflaters: Deflaters,
}

/// Deflate level of what is written once per package: at 6 it takes nearly twice the time and saves 700 bytes of 100,000.
const LEVEL: i32 = 1;

impl Packer {
    /// Checks the codes and prepares the constant parts.
    ///
    /// `job_time` is RFC 3339, already in +07:00 or as given.
    ///
    /// # Errors
    /// Codes that are too long or missing (E8xx).
    pub fn new(settings: &Settings, variant: Variant, job_time: &str, bag: bool) -> Result<Packer> {
        let bag_profile = settings.archive.bag_profile;
        let old = bag && bag_profile == BagProfile::Eark;
        Ok(Packer {
            bag,
            bag_profile,
            office: Office::new(settings)?,
            variant,
            time: hanoi_time(job_time)?,
            objid_style: settings.archive.objid_style,
            premis: settings.archive.premis || variant == Variant::Aip,
            ead3: settings.archive.ead3,
            readme: schemas::readme(old),
            schemas: schemas::schemas(old),
            deflaters: Deflaters::new(LEVEL),
        })
    }

    /// Builds the package of one article.
    ///
    /// # Errors
    /// E601: a file that no zip can hold.
    pub fn article(&self, document: &Document<'_>) -> Result<Package> {
        let mut warnings = Vec::new();
        let meta = &document.article.meta;
        let ids = Ids::article(self.variant.name(), &self.office.fonds, &document.source_sha256);
        let date = match &meta.date {
            Some(date) => date.as_str(),
            None => {
                warnings.push(Warning::new(Code::NoDate).with("date", &self.time[..10]));
                &self.time[..10]
            }
        };
        let notation = ident::notation(&document.source_sha256, NOTATION);
        let file_code = format!("{}.{}.{notation}", self.office.agency_id, &date[..4]);
        let mut description = describe::source_note(document);
        if meta.date.is_none() {
            description.push_str("; bài không ghi ngày, lấy ngày lập hồ sơ");
        }
        let unit = FileUnit {
            title: meta.title.clone(),
            start: date.to_owned(),
            end: date.to_owned(),
            keywords: meta.keywords.join(", "),
            documents: 1,
            pages: u64::from(document.pages),
            description,
            creators: meta.authors.clone(),
            file_code,
        };
        let part = Part::new(self, document, &unit.file_code, 1, date, &mut warnings);
        let (tree, bag) = self.deflaters.with(|deflater| {
            let tree = self.tree(&ids, &unit, document, &part, &mut warnings, deflater);
            let bag = self.bag.then(|| bag::zip(self, &tree, &unit.title, deflater));
            (tree, bag.transpose())
        });
        let zip = tree.zip().map_err(too_large)?;
        let bag = bag.map_err(too_large)?;
        let digests = [part.items[0].digest, part.items[1].digest];
        Ok(Package { objid: tree.objid, file_code: unit.file_code, digests, zip, bag, warnings })
    }

    /// The identifier and folder of a package.
    fn objid(&self, ids: &Ids) -> String {
        match self.objid_style {
            ObjidStyle::Uuid => format!("uuid-{}", ids.package()),
            ObjidStyle::Tt05Urn => format!("urn:{}:uuid:{}", self.office.fonds, ids.package()),
        }
    }

    fn head<'a>(&'a self, objid: &'a str, label: &'a str, schemas: &'a str) -> Head<'a> {
        Head {
            variant: self.variant,
            objid,
            label,
            time: &self.time,
            office: &self.office.name,
            agency_id: &self.office.agency_id,
            archive_code: &self.office.archive_code,
            fonds: &self.office.fonds,
            schemas,
        }
    }

    fn actors(&self) -> premis::Actors<'_> {
        premis::Actors { time: &self.time, agency_id: &self.office.agency_id, office: &self.office.name }
    }

    fn tt05_type(&self) -> &'static str {
        match self.variant {
            Variant::Aip => "AIP_hoso",
            Variant::Sip => "SIP_hoso",
        }
    }

    /// Every file of a package of one document, sorted.
    fn tree<'a>(
        &'a self,
        ids: &Ids,
        unit: &FileUnit,
        document: &Document<'_>,
        part: &Part,
        warnings: &mut Vec<Warning>,
        deflater: &mut Deflater,
    ) -> Tree<'a> {
        let objid = self.objid(ids);
        let mut files = Vec::with_capacity(12);
        let mut put = |item: &Item, data: &[u8]| files.push(self.file(item, data, deflater.member(data)));
        let sources = format!(
            "{}: {} bytes, SHA-256 {}",
            document.original_name,
            document.source.len(),
            hex_upper(&document.source_sha256)
        );
        let rep = representation::single(self, ids, &objid, document, part);
        put(&rep.mets.item, rep.mets.xml.as_bytes());
        if let Some(premis) = &rep.premis {
            put(&premis.item, premis.xml.as_bytes());
        }
        put(&part.ead_doc.item, part.ead_doc.xml.as_bytes());
        put(&part.items[2], part.nitf.as_bytes());
        put(&part.items[3], document.source);
        let root = self.root(ids, &objid, unit, &rep.mets.item, &sources, &[], warnings);
        for written in root {
            put(&written.item, written.xml.as_bytes());
        }
        for (item, data) in [(&part.items[0], document.pdf), (&part.items[1], document.docx)] {
            // Deflated inside already: deflating again would cost more time than all the rest and save nothing.
            files.push(self.file(item, data, Member::stored(data)));
        }
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let constants = std::iter::once(&self.readme).chain(&self.schemas).collect();
        Tree { folder: folder(&objid), objid, files, constants }
    }

    fn file(&self, item: &Item, data: &[u8], member: Member) -> File {
        let old = self.old_digests().then(|| Old::of(data));
        File { path: item.path.clone(), size: item.size, digest: item.digest, old, member }
    }

    /// Whether files are digested by MD5 and SHA-1 too.
    fn old_digests(&self) -> bool {
        self.bag && self.bag_profile == BagProfile::Eark
    }

    /// The files above the representation; METS.xml is the last.
    #[allow(clippy::too_many_arguments)]
    fn root(
        &self,
        ids: &Ids,
        objid: &str,
        unit: &FileUnit,
        representation: &Item,
        received: &str,
        left_out: &[String],
        warnings: &mut Vec<Warning>,
    ) -> Vec<Written> {
        let urn = format!("urn:{}:uuid:{}", self.office.fonds, ids.package());
        let mut described = vec![
            (
                Written::new(
                    "metadata/descriptive/EAD.xml",
                    describe::ead(unit, &self.office, self.variant, warnings),
                ),
                TT05,
            ),
            (
                Written::new("metadata/descriptive/dc.xml", describe::dublin_core(unit, &self.office, &urn)),
                ("DC", "SimpleDC20021212"),
            ),
        ];
        if self.ead3 {
            let ead3 = describe::ead3(unit, &self.office, self.variant, objid, &self.time);
            described.push((Written::new("metadata/descriptive/ead3.xml", ead3), ("EAD", "3")));
        }
        let premis = self.premis.then(|| {
            let package = (objid, unit.file_code.as_str(), unit.title.as_str());
            let xml = premis::package(ids, &self.actors(), package, received, left_out, self.tt05_type());
            Written::new("metadata/preservation/PREMIS.xml", xml)
        });
        let mut mets = Mets::new(*ids, "", &self.head(objid, &unit.title, "schemas/"));
        for (written, kind) in &described {
            mets.descriptive(&written.item, *kind);
        }
        mets.preservation(premis.as_ref().map(|written| &written.item));
        mets.open_files();
        mets.open_group("Documentation");
        mets.file(&self.readme.item, &ids.file(&self.readme.item.path));
        mets.close_group();
        mets.open_group("Schemas");
        for schema in &self.schemas {
            mets.file(&schema.item, &ids.file(&schema.item.path));
        }
        mets.close_group();
        mets.open_group("Representations/rep1");
        mets.file(representation, &ids.file(&representation.path));
        mets.close_group();
        mets.open_group("Representations");
        mets.file(representation, &ids.file(&[representation.path.as_str(), "|Representations"].concat()));
        mets.close_group();
        mets.close_files();
        mets.open_physical(objid, None);
        mets.open_metadata_div();
        for (at, (written, _)) in described.iter().enumerate() {
            mets.xml.raw(if at > 0 { " " } else { "" }).raw(&ids.of("dmdSec", &written.item.path));
        }
        mets.close_metadata_div(premis.as_ref().map(|written| written.item.path.as_str()));
        mets.group_div("Documentation");
        mets.group_div("Schemas");
        mets.group_div("Representations");
        mets.representation_div("Representations/rep1", &representation.path);
        mets.close_map();
        mets.close();
        let mut written: Vec<Written> = described.into_iter().map(|(written, _)| written).collect();
        written.extend(premis);
        written.push(Written::new("METS.xml", mets.xml));
        written
    }
}

/// MDTYPE and version of the circular's own descriptions.
const TT05: (&str, &str) = ("OTHER\" OTHERMDTYPE=\"TT05-2025-BNV", "1.0");

/// An XML file that was written, with what METS says of it.
#[derive(Debug)]
struct Written {
    item: Item,
    xml: Xml,
}

impl Written {
    fn new(path: impl Into<String>, xml: Xml) -> Written {
        Written { item: Item::of(path.into(), "application/xml", xml.as_bytes()), xml }
    }
}

/// A file of a package, compressed.
#[derive(Debug)]
struct File {
    path: String,
    size: u64,
    digest: [u8; 32],
    old: Option<Old>,
    member: Member,
}

/// All files of one package: its own, sorted, and the constant ones.
struct Tree<'a> {
    objid: String,
    folder: String,
    files: Vec<File>,
    constants: Vec<&'a Constant>,
}

impl Tree<'_> {
    /// Every file, by path.
    fn sorted(&self) -> Vec<Listed<'_>> {
        let constants = self.constants.iter().map(|constant| constant.listed());
        let mut all: Vec<_> = self.files.iter().map(Listed::from).chain(constants).collect();
        all.sort_unstable_by(|a, b| a.path.cmp(b.path));
        all
    }

    /// Writes them below one root folder.
    fn zip(&self) -> io::Result<Vec<u8>> {
        let files = self.sorted();
        let size = files.iter().map(|file| file.member.compressed().len() + 300).sum();
        let mut zip = ZipWriter::new(Vec::with_capacity(size));
        for file in &files {
            zip.add_parts(&[&self.folder, "/", file.path], file.member)?;
        }
        zip.finish()
    }
}

/// The folder of a package: its identifier, colons replaced as the circular does.
fn folder(objid: &str) -> String {
    objid.replace(':', "_")
}

fn too_large(error: io::Error) -> Failure {
    Failure::new(Code::PackageTooLarge, Stage::Archive).with("reason", error)
}

/// An RFC 3339 time written with the offset of Viet Nam, to the second.
fn hanoi_time(rfc3339: &str) -> Result<String> {
    let time: jiff::Timestamp = rfc3339.parse().map_err(|_: jiff::Error| {
        Failure::new(Code::BadUsage, Stage::Config)
            .with("why", "bad-value")
            .with("subject", "--time")
            .with("value", rfc3339)
            .with("valid", "2026-01-31T08:00:00+07:00")
    })?;
    let local = jiff::tz::Offset::constant(7).to_datetime(time);
    Ok(format!("{}+07:00", local.strftime("%Y-%m-%dT%H:%M:%S")))
}

/// The text of a schema that packages carry.
pub(crate) fn schema_text(name: &str) -> Option<&'static [u8]> {
    schemas::SCHEMAS.iter().find(|schema| schema.name == name).map(|schema| schema.text.as_slice())
}

/// How EAD.xml says that documents of a dossier failed and are not in it.
const LEFT_OUT: &str = " bài không đưa vào được: ";

/// Was this UUID made of these sources?
pub(crate) fn identifies(kind: &str, fonds: &str, sources: &[[u8; 32]], uuid: &str) -> bool {
    let single = matches!(sources, [source] if Ids::article(kind, fonds, source).package() == uuid);
    single || Ids::dossier(kind, fonds, sources).package() == uuid
}

pub(crate) use describe::{cut, vietnamese_date};
pub(crate) use ident::hex_upper;

/// Bits of a source's digest that tell the codes of one office's packages of one year apart.
pub(crate) const CODE_BITS: u32 = 5 * NOTATION as u32;

/// The last part of the code of a package with this source.
pub(crate) fn notation(source: &[u8; 32]) -> String {
    ident::notation(source, NOTATION)
}

/// The names of all schemas that packages carry.
pub(crate) fn schema_names() -> impl Iterator<Item = &'static str> {
    schemas::SCHEMAS.iter().map(|schema| schema.name)
}

/// SHA-256, as packages use it.
fn sha256(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}
