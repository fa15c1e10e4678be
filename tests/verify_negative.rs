//! Packages that were tampered with: each is refused for the right reason, in the right file. Digests and sizes are
//! made right again where the fault is elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::io::{Cursor, Read, Write};

use bantin::archive::{Packer, Plan, Variant};
use bantin::container::{Deflater, ZipWriter};
use bantin::docx::Writer;
use bantin::error::Code;
use bantin::pdf::Press;
use bantin::settings::{BagProfile, ObjidStyle, Settings};
use bantin::verify::{Check, verify, verify_bytes};
use sha2::{Digest, Sha256};
use support::package::{Files, files_of, good, good_with, reseal, reseal_mets, zip_of};
use support::{TIME, article, document};

const REP: &str = "representations/rep1/METS.xml";
const HISTORY: &str = "representations/rep1/metadata/preservation/PREMIS_rep1.xml";

fn edit(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    files.insert(path.into(), text.replacen(from, to, 1).into_bytes());
}

#[track_caller]
fn refused(zip: &[u8], code: &str, file: &str) {
    let verdict = verify_bytes(zip);
    let found: Vec<_> =
        verdict.findings.iter().map(|f| (f.check.code(), f.file.as_str(), f.detail.as_str())).collect();
    assert!(found.iter().any(|(c, f, _)| *c == code && f.contains(file)), "wanted {code} {file}: {found:#?}");
}

#[test]
fn good_packages_and_bags_are_accepted() {
    for variant in [Variant::Aip, Variant::Sip] {
        let (root, mut files, bag) = good(variant);
        assert_eq!(verify_bytes(&zip_of(&root, &files)).findings, []);
        assert_eq!(verify_bytes(&bag).findings, []);
        reseal(&mut files);
        assert_eq!(verify_bytes(&zip_of(&root, &files)).findings, [], "resealing changes nothing");
    }
}

#[test]
fn packages_of_every_shape_are_accepted() {
    let mut settings = Settings::default();
    settings.archive.objid_style = ObjidStyle::Tt05Urn;
    settings.archive.bag_profile = BagProfile::Eark;
    settings.archive.ead3 = false;
    settings.archive.premis = false;
    for variant in [Variant::Aip, Variant::Sip] {
        let (root, files, bag) = good_with(&settings, variant);
        assert!(root.starts_with("urn_"));
        assert_eq!(files.contains_key(HISTORY), variant == Variant::Aip);
        assert_eq!(verify_bytes(&zip_of(&root, &files)).findings, []);
        assert_eq!(verify_bytes(&bag).findings, []);
    }
    for (variant, count, left_out) in [(Variant::Aip, 1, 0), (Variant::Sip, 2, 1), (Variant::Aip, 40, 2)] {
        let (zip, bag) = dossier(variant, count, left_out);
        assert_eq!(verify_bytes(&zip).findings, [], "{count} documents");
        assert_eq!(verify_bytes(&bag).findings, [], "{count} documents");
    }
    // What is left out counts into the identifier: saying otherwise is noticed.
    let (root, mut files) = files_of(&dossier(Variant::Aip, 2, 1).0);
    edit(&mut files, "metadata/preservation/PREMIS.xml", "SHA-256 ", "SHA-512 ");
    reseal_mets(&mut files);
    refused(&zip_of(&root, &files), "V507", "METS.xml");
    let (root, mut files) = files_of(&dossier(Variant::Aip, 3, 0).0);
    let lost: Vec<String> = files.keys().filter(|path| path.contains("0000002")).cloned().collect();
    lost.iter().for_each(|path| drop(files.remove(path)));
    refused(&zip_of(&root, &files), "V204", "0000002.pdf");
}

/// A dossier of `count` documents and its bag; of `left_out` more there is only the digest.
fn dossier(variant: Variant, count: usize, left_out: usize) -> (Vec<u8>, Vec<u8>) {
    let (settings, article) = (Settings::default(), article());
    let pdf = Press::new(&settings).unwrap().article(&article).unwrap();
    let docx = Writer::new(&settings).unwrap().article(&article).unwrap();
    let packer = Packer::new(&settings, variant, TIME, true).unwrap();
    let sources: Vec<String> = (0..count + left_out).map(|at| format!("bài {at}")).collect();
    let digests: Vec<[u8; 32]> = sources.iter().map(|text| Sha256::digest(text).into()).collect();
    let plan = Plan { title: "Tin tháng 4", sources: &digests, first_date: Some("2021-04-23") };
    let scratch = [Cursor::new(Vec::new()), Cursor::new(Vec::new())];
    let mut dossier = packer.dossier(&plan, Vec::new(), Some(Vec::new()), scratch);
    for source in &sources[..count] {
        let mut document = document(source.as_bytes(), &article);
        (document.pdf, document.pages, document.docx) = (&pdf.bytes, pdf.pages, &docx);
        dossier.add(&document).unwrap();
    }
    for digest in &digests[count..] {
        dossier.leave_out("hỏng.txt", Code::Unreadable, Some(digest));
    }
    let finished = dossier.finish().unwrap();
    (finished.zip, finished.bag.unwrap())
}

#[test]
fn packages_zipped_again_by_others_are_accepted() {
    let (root, files, _) = good(Variant::Aip);
    for stored in [true, false] {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let method = if stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.add_directory(format!("{root}/"), options).unwrap();
        for (path, data) in files.iter().rev() {
            zip.start_file(format!("{root}/{path}"), options).unwrap();
            zip.write_all(data).unwrap();
        }
        assert_eq!(verify_bytes(&zip.finish().unwrap().into_inner()).findings, []);
    }
    let mut stream = zip::ZipWriter::new_stream(Vec::new()); // data descriptors
    for (path, data) in &files {
        stream.start_file(format!("{root}/{path}"), zip::write::SimpleFileOptions::default()).unwrap();
        stream.write_all(data).unwrap();
    }
    assert_eq!(verify_bytes(&stream.finish().unwrap().into_inner()).findings, []);
}

/// Changes one text, in one file, with or without making digests right.
#[test]
fn changed_metadata_is_refused() {
    let (root, files, _) = good(Variant::Aip);
    let pdf = files.keys().find(|path| path.ends_with(".pdf")).unwrap().clone();
    let nitf = pdf.replace(".pdf", ".xml");
    let source = pdf.replace(".pdf", ".source.txt");
    let ead_doc = files.keys().find(|path| path.contains("EAD_doc_")).unwrap().clone();
    let ead = "metadata/descriptive/EAD.xml";
    let cases: &[(&str, &str, &str, bool, &str, &str)] = &[
        ("METS.xml", " OBJID=\"uuid-", " OBJID=\"uuid-0", false, "V202", "METS.xml"),
        ("METS.xml", " TYPE=\"Mixed\"", "", false, "V207", "METS.xml"),
        ("METS.xml", " TYPE=\"Mixed\"", " TYPE=\"Other\"", false, "V207", "METS.xml"),
        ("METS.xml", "E-ARK-AIP", "E-ARK-DIP", false, "V207", "METS.xml"),
        ("METS.xml", " csip:OAISPACKAGETYPE=\"AIP\"", "", false, "V207", "METS.xml"),
        ("METS.xml", " RECORDSTATUS=\"NEW\"", "", false, "V207", "METS.xml"),
        ("METS.xml", " LASTMODDATE=", " ID=", false, "V303", "METS.xml"),
        ("METS.xml", "ROLE=\"CREATOR\"", "ROLE=\"EDITOR\"", false, "V207", "METS.xml"),
        ("METS.xml", "SOFTWARE VERSION", "IDENTIFICATIONCODE", false, "V207", "METS.xml"),
        ("METS.xml", "CHECKSUMTYPE=\"SHA-256\"", "CHECKSUMTYPE=\"MD5\"", false, "V207", "METS.xml"),
        ("METS.xml", " CHECKSUMTYPE=\"SHA-256\"", "", false, "V207", "METS.xml"),
        ("METS.xml", " USE=\"Schemas\"", " USE=\"schemas\"", false, "V207", "METS.xml"),
        ("METS.xml", "LABEL=\"CSIP\"", "LABEL=\"X\"", false, "V207", "METS.xml"),
        ("METS.xml", " MDTYPE=\"DC\"", " MDTYPE=\"MODS\"", false, "V207", "METS.xml"),
        ("METS.xml", "http://www.loc.gov/METS/", "http://www.loc.gov/mets/", false, "V303", "METS.xml"),
        ("METS.xml", "href=\"metadata/descriptive/dc.xml\"", "href=\"../dc.xml\"", false, "V204", "METS.xml"),
        (
            "METS.xml",
            "href=\"metadata/descriptive/dc.xml\"",
            "href=\"file:///etc/passwd\"",
            false,
            "V204",
            "METS.xml",
        ),
        ("METS.xml", "</mets>", "", false, "V301", "METS.xml"),
        ("METS.xml", "<mets ", "<!DOCTYPE mets><mets ", false, "V302", "METS.xml"),
        ("METS.xml", "<metsHdr", "<bogus/><metsHdr", false, "V303", "METS.xml"),
        (REP, "<structMap", "<structMap ID=\"x\"/><structMap", true, "V303", "rep1/METS.xml"),
        (REP, " OBJID=\"rep1\"", " OBJID=\"rep2\"", true, "V202", "rep1/METS.xml"),
        (REP, "csip:OAISPACKAGETYPE=\"AIP\"", "csip:OAISPACKAGETYPE=\"SIP\"", true, "V207", "rep1/METS.xml"),
        (REP, "application/pdf", "text/html", true, "V207", "rep1/METS.xml"),
        (REP, "<file ID=\"ID-", "<file ID=\"ID-0", true, "V401", "PREMIS_rep1"),
        (ead, "<totalDoc>1<", "<totalDoc>2<", true, "V506", "EAD.xml"),
        (ead, "<mode>01<", "<mode>09<", true, "V303", "EAD.xml"),
        (
            ead,
            "<title>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><title>",
            true,
            "V302",
            "EAD.xml",
        ),
        (ead, "<title>", "<titel/><title>", true, "V303", "EAD.xml"),
        (ead, "01", "07", false, "V206", "EAD.xml"),
        (&ead_doc, "<docCode>", "<docCode>x", true, "V506", "EAD_doc"),
        (HISTORY, "<size>", "<size>1", false, "V402", "PREMIS_rep1"),
        (HISTORY, "<eventType>", "<evType>", false, "V301", "PREMIS_rep1"),
        (HISTORY, "xsi:type=\"file\"", "xsi:type=\"stream\"", false, "V303", "PREMIS_rep1"),
        (&nitf, "Vì sao sớm?", "Vì sao muộn?", true, "V503", ".pdf"),
        (&nitf, "Vì sao sớm?", "Vì sao muộn?", true, "V505", ".docx"),
        (&nitf, "<hl1>", "<hl3>", true, "V301", ".0000001.xml"),
        (&nitf, "<body.head>", "<body.head><bogus/>", true, "V303", ".0000001.xml"),
        (&nitf, "id-string=\"", "id-string=\"x", true, "V506", ".0000001.xml"),
        (&source, "b", "B", true, "V507", "METS.xml"),
        (&source, "b", "B", false, "V206", ".source.txt"),
        (&source, "b", "bb", false, "V205", ".source.txt"),
        (
            "schemas/EAD.xsd",
            "<xs:element name=\"title\"",
            "<xs:element name=\"titel\"",
            true,
            "V209",
            "EAD.xsd",
        ),
        ("metadata/descriptive/dc.xml", "urn:PHONG", "urn:KHAC", true, "V507", "METS.xml"),
    ];
    for (path, from, to, sealed, code, file) in cases {
        let mut changed = files.clone();
        edit(&mut changed, path, from, to);
        if *sealed {
            reseal(&mut changed);
        }
        if *path == HISTORY && !sealed {
            // the fault is in what PREMIS says: only METS is made right again
            reseal_mets(&mut changed);
        }
        println!("{path}: {from} → {to}");
        refused(&zip_of(&root, &changed), code, file);
    }
}

/// The clauses of the package type one by one; digests are always made right again.
#[test]
fn every_clause_is_checked() {
    let (root, files, _) = good(Variant::Aip);
    let pdf = files.keys().find(|path| path.ends_with(".pdf")).unwrap().clone();
    let nitf = pdf.replace(".pdf", ".xml");
    let ead_doc = files.keys().find(|path| path.contains("EAD_doc_")).unwrap().clone();
    let (ead, dc, ead3) =
        ("metadata/descriptive/EAD.xml", "metadata/descriptive/dc.xml", "metadata/descriptive/ead3.xml");
    let premis = "metadata/preservation/PREMIS.xml";
    let cases: &[(&str, &str, &str, &str)] = &[
        // METS: attributes that another reader might obey, references, dates, agents, maps
        ("METS.xml", " LABEL=\"M", " LABEL=\"N", "METS.xml"),
        ("METS.xml", "<mets ", "<mets xml:base=\"http://x.test/\" ", "METS.xml"),
        ("METS.xml", "schemas/METS.xsd", "http://x.test/METS.xsd", "METS.xml"),
        (
            "METS.xml",
            "xlink=\"http://www.w3.org/1999/xlink\"",
            "xlink=\"http://www.w3.org/1999/xlinks\"",
            "METS.xml",
        ),
        ("METS.xml", "CSIPExtensionMETS\"", "CSIPExtensionMETS2\"", "METS.xml"),
        ("METS.xml", "?>\n<mets", "?>\n<?xml-stylesheet href=\"x.xsl\"?><mets", "METS.xml"),
        ("METS.xml", "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"", "METS.xml"),
        ("METS.xml", " CREATEDATE=\"2", " CREATEDATE=\"1", "METS.xml"),
        ("METS.xml", "<name>bantin", "<name>", "METS.xml"),
        ("METS.xml", "<agent ROLE=\"PRESERVATION\"", "<agent ROLE=\"EDITOR\"", "METS.xml"),
        (
            "METS.xml",
            "csip:NOTETYPE=\"IDENTIFICATIONCODE\">",
            "csip:NOTETYPE=\"IDENTIFICATIONCODE\">9",
            "METS.xml",
        ),
        ("METS.xml", " LOCTYPE=\"URL\"", " LOCTYPE=\"OTHER\" OTHERLOCTYPE=\"X\"", "METS.xml"),
        (
            "METS.xml",
            "href=\"metadata/descriptive/dc.xml\"",
            "href=\"metadata/descriptive/%64c.xml\"",
            "METS.xml",
        ),
        (
            "METS.xml",
            "href=\"metadata/descriptive/dc.xml\"",
            "href=\"./metadata/descriptive/dc.xml\"",
            "METS.xml",
        ),
        (
            "METS.xml",
            "href=\"metadata/descriptive/dc.xml\"",
            "href=\"/metadata/descriptive/dc.xml\"",
            "METS.xml",
        ),
        (
            "METS.xml",
            "href=\"metadata/descriptive/dc.xml\"",
            "href=\"METADATA/descriptive/dc.xml\"",
            "METADATA",
        ),
        ("METS.xml", " MDTYPEVERSION=\"3.0\"", " MDTYPEVERSION=\"2.2\"", "METS.xml"),
        ("METS.xml", " STATUS=\"CURRENT\"", " STATUS=\"SUPERSEDED\"", "METS.xml"),
        ("METS.xml", "<dmdSec ID=\"uuid-", "<dmdSec ID=\"uuid-0", "METS.xml"),
        ("METS.xml", " DMDID=\"uuid-", " DMDID=\"uuid-0", "METS.xml"),
        ("METS.xml", " ADMID=\"uuid-", " ADMID=\"uuid-0", "METS.xml"),
        ("METS.xml", " FILEID=\"uuid-", " FILEID=\"uuid-0", "METS.xml"),
        ("METS.xml", " xlink:title=\"uuid-", " xlink:title=\"uuid-0", "METS.xml"),
        ("METS.xml", "LABEL=\"Representations/rep1\"", "LABEL=\"Representations/rep2\"", "METS.xml"),
        ("METS.xml", "LABEL=\"Schemas\"", "LABEL=\"Schema\"", "METS.xml"),
        ("METS.xml", "MIMETYPE=\"text/plain\"", "MIMETYPE=\"text/html\"", "METS.xml"),
        ("METS.xml", " TYPE=\"PHYSICAL\"", " TYPE=\"physical\"", "METS.xml"),
        ("METS.xml", "csip:OTHERCONTENTINFORMATIONTYPE=\"TT05-2025-BNV_hoso\"", "", "METS.xml"),
        (
            "METS.xml",
            "csip:CONTENTINFORMATIONTYPE=\"MIXED\"",
            "csip:CONTENTINFORMATIONTYPE=\"OTHER\"",
            "METS.xml",
        ),
        (
            "METS.xml",
            "</metsHdr>",
            "<altRecordID TYPE=\"SUBMISSIONAGREEMENT\">x</altRecordID></metsHdr>",
            "METS.xml",
        ),
        (REP, "LABEL=\"MetadataLink\"", "LABEL=\"Link\"", "rep1/METS.xml"),
        (REP, "LABEL=\"AttachmentFile\"", "LABEL=\"Attachment\"", "rep1/METS.xml"),
        (REP, " TYPE=\"NORMALIZED\"", "", "rep1/METS.xml"),
        (REP, " LABEL=\"M", " LABEL=\"N", "rep1/METS.xml"),
        (REP, "../../schemas/METS.xsd", "../schemas/METS.xsd", "rep1/METS.xml"),
        // PREMIS
        (HISTORY, "<compositionLevel>0", "<compositionLevel>1", "PREMIS_rep1"),
        (HISTORY, ">fmt/476<", ">fmt/354<", "PREMIS_rep1"),
        (HISTORY, ">SHA-256<", ">SHA-512<", "PREMIS_rep1"),
        (HISTORY, "has source", "is source of", "PREMIS_rep1"),
        (HISTORY, "<relatedEventIdentifierValue>uuid-", "<relatedEventIdentifierValue>uuid-0", "PREMIS_rep1"),
        (
            HISTORY,
            "<relatedObjectIdentifierValue>uuid-",
            "<relatedObjectIdentifierValue>uuid-0",
            "PREMIS_rep1",
        ),
        (HISTORY, "<eventOutcome>success", "<eventOutcome>failure", "PREMIS_rep1"),
        (HISTORY, "<eventOutcome>identified", "<eventOutcome>damaged", "PREMIS_rep1"),
        (HISTORY, "<eventType>normalization", "<eventType>deletion", "PREMIS_rep1"),
        (HISTORY, "<eventDateTime>2", "<eventDateTime>1", "PREMIS_rep1"),
        (HISTORY, "executing program", "implementer", "PREMIS_rep1"),
        (HISTORY, "<agentType>organization", "<agentType>person", "PREMIS_rep1"),
        (HISTORY, "<agentVersion>", "<agentVersion>9", "PREMIS_rep1"),
        (HISTORY, "pages=", "pages=1", "PREMIS_rep1"),
        (HISTORY, "<originalName>rep1", "<originalName>rep2", "PREMIS_rep1"),
        (HISTORY, "<linkingObjectIdentifierValue>ID-", "<linkingObjectIdentifierValue>ID-0", "PREMIS_rep1"),
        (HISTORY, "<premis ", "<!DOCTYPE premis><premis ", "PREMIS_rep1"),
        (HISTORY, "http://www.loc.gov/premis/v3\"", "http://www.loc.gov/premis/v2\"", "PREMIS_rep1"),
        (premis, "<originalName>M", "<originalName>N", "PREMIS.xml"),
        (premis, "intellectualEntity", "representation", "PREMIS.xml"),
        (premis, "<eventType>ingestion", "<eventType>deletion", "PREMIS.xml"),
        (premis, "has part", "is part of", "PREMIS.xml"),
        // the circular's descriptions
        (ead, "<arcFileCode>", "<arcFileCode>X", "EAD.xml"),
        (ead, "<title>M", "<title>N", "EAD.xml"),
        (ead, "<maintenance>0", "<maintenance>9", "EAD.xml"),
        (ead, "<language>01", "<language>05", "EAD.xml"),
        (ead, "<startDate>23", "<startDate>22", "EAD.xml"),
        (ead, "<endDate>23/04/2021", "<endDate>31/02/2021", "EAD.xml"),
        (ead, "<keyword>l", "<keyword>k", "EAD.xml"),
        (ead, "<numberOfPage>", "<numberOfPage>9", "EAD.xml"),
        (ead, "<numberOfPaper>0", "<numberOfPaper>3", "EAD.xml"),
        (ead, "<confidenceLevel>01", "<confidenceLevel>02", "EAD.xml"),
        (ead, "<description>b", "<description>c", "EAD.xml"),
        (&ead_doc, "<arcFileCode>", "<arcFileCode>X", "EAD_doc"),
        (&ead_doc, "<docOrdinal>1", "<docOrdinal>2", "EAD_doc"),
        (&ead_doc, "<typeName>32", "<typeName>01", "EAD_doc"),
        (&ead_doc, "<subject>M", "<subject>N", "EAD_doc"),
        (&ead_doc, "<issuedDate>23", "<issuedDate>24", "EAD_doc"),
        (&ead_doc, "<numberOfPage>", "<numberOfPage>7", "EAD_doc"),
        (&ead_doc, "<mode>01", "<mode>03", "EAD_doc"),
        (&ead_doc, "<process>0", "<process>1", "EAD_doc"),
        (dc, "<title>M", "<title>N", "dc.xml"),
        (dc, "<date>2021-04-23", "<date>2021-04-24", "dc.xml"),
        (dc, "<rights>01", "<rights>02", "dc.xml"),
        (dc, "<language>vi", "<language>en", "dc.xml"),
        (dc, ":uuid:", ":uuid:0", "dc.xml"),
        (ead3, "<recordid>uuid-", "<recordid>uuid-0", "ead3.xml"),
        (ead3, "level=\"file\"", "level=\"item\"", "ead3.xml"),
        (ead3, "<unitid>", "<unitid>X", "ead3.xml"),
        (ead3, " tài liệu", " hồ sơ", "ead3.xml"),
        (ead3, "<agencycode>", "<agencycode>9", "ead3.xml"),
        // the article
        (&nitf, "xml:lang=\"vi\"", "xml:lang=\"no such tongue\"", ".xml"),
        (&nitf, "norm=\"2021-04-23\"", "norm=\"2021-04-22\"", "EAD_doc"),
        (&nitf, "<title>M", "<title>N", "EAD_doc"),
        (&nitf, "nitf-3-6.xsd", "nitf.xsd", ".xml"),
        (&nitf, "<p class=\"verse\">", "<p class=\"verse\">&#8238;", ".pdf"),
        (&nitf, "Kênh Tân Hưng", "Kênh T\u{e2}n H\u{1b0}ngg", ".docx"),
    ];
    for (path, from, to, file) in cases {
        let mut changed = files.clone();
        edit(&mut changed, path, from, to);
        if *path == HISTORY {
            reseal_mets(&mut changed);
        } else {
            reseal(&mut changed);
        }
        let verdict = verify_bytes(&zip_of(&root, &changed));
        let found: Vec<_> =
            verdict.findings.iter().map(|f| (f.check.code(), f.file.as_str(), f.detail.as_str())).collect();
        assert!(found.iter().any(|(_, named, _)| named.contains(file)), "{path}: {from} → {to}: {found:#?}");
    }
}

/// Bytes that are not UTF-8, or not what they declare.
#[test]
fn other_encodings_are_refused() {
    let (root, files, _) = good(Variant::Aip);
    let path = "metadata/descriptive/EAD.xml";
    let text = String::from_utf8(files[path].clone()).unwrap();
    let wide: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.replace("UTF-8", "UTF-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let broken = [&text.as_bytes()[..text.len() - 12], b"\xc3</simpledc>\n"].concat();
    let zero = text.replace("<title>", "<title>\0").into_bytes();
    for data in [wide, broken, zero, Vec::new(), b"<simpledc>".to_vec(), b"\x1f\x8b".to_vec()] {
        let mut changed = files.clone();
        changed.insert(path.into(), data);
        reseal(&mut changed);
        let findings = verify_bytes(&zip_of(&root, &changed)).findings;
        let named = findings.iter().any(|f| f.file == path && f.check.code().starts_with("V30"));
        assert!(named, "{findings:#?}");
    }
}

/// Parts of a METS left out, doubled, or put elsewhere.
#[test]
fn rearranged_mets_is_refused() {
    let (root, files, _) = good(Variant::Aip);
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let piece = |text: &str, from: &str, to: &str| -> (usize, usize) {
        let start = text.find(from).unwrap();
        (start, start + text[start..].find(to).unwrap() + to.len())
    };
    for (path, from, to, doubled) in [
        ("METS.xml", "<dmdSec", "</dmdSec>", false),
        ("METS.xml", "<dmdSec", "</dmdSec>", true),
        ("METS.xml", "<amdSec", "</amdSec>", false),
        ("METS.xml", "<digiprovMD", "</digiprovMD>", false),
        ("METS.xml", "<fptr", "/>", false),
        ("METS.xml", "<fptr", "/>", true),
        ("METS.xml", "<mptr", "/>", false),
        ("METS.xml", "<structMap", "</structMap>", false),
        ("METS.xml", "<structMap", "</structMap>", true),
        ("METS.xml", "<agent ROLE=\"ARCHIVIST\"", "</agent>", false),
        ("METS.xml", "<agent ROLE=\"ARCHIVIST\"", "</agent>", true),
        ("METS.xml", "<note", "</note>", false),
        ("METS.xml", "<note", "</note>", true),
        ("METS.xml", "<file ID", "</file>", false),
        ("METS.xml", "<file ID", "</file>", true),
        ("METS.xml", "<FLocat", "/>", true),
        ("METS.xml", "<metsHdr", "</metsHdr>", false),
        ("METS.xml", "<fileSec", "</fileSec>", false),
        (REP, "<file ID", "</file>", false),
        (REP, "<file ID", "</file>", true),
        (REP, "<structMap ID", "</structMap>", false),
        (REP, "<fptr", "/>", false),
        (REP, "<digiprovMD", "</digiprovMD>", false),
        (REP, "<dmdSec", "</dmdSec>", false),
        (HISTORY, "<object xsi:type=\"file\"", "</object>", false),
        (HISTORY, "<object xsi:type=\"file\"", "</object>", true),
        (HISTORY, "<event>", "</event>", false),
        (HISTORY, "<event>", "</event>", true),
        (HISTORY, "<agent>", "</agent>", false),
        (HISTORY, "<fixity>", "</fixity>", false),
        (HISTORY, "<relationship>", "</relationship>", false),
        (HISTORY, "<linkingAgentIdentifier>", "</linkingAgentIdentifier>", false),
        (HISTORY, "<linkingObjectIdentifier>", "</linkingObjectIdentifier>", false),
    ] {
        let whole = text(path);
        let (start, end) = piece(&whole, from, to);
        let other = if doubled {
            [&whole[..end], &whole[start..]].concat()
        } else {
            [&whole[..start], &whole[end..]].concat()
        };
        let mut changed = files.clone();
        changed.insert(path.into(), other.into_bytes());
        reseal_mets(&mut changed);
        let verdict = verify_bytes(&zip_of(&root, &changed));
        // Where the reference to a file is gone, that file is the one to look at.
        let orphan = from == "<file ID" && !doubled;
        let named = verdict
            .findings
            .iter()
            .any(|finding| finding.file.contains(path) || orphan && finding.check == Check::Unreferenced);
        assert!(named, "{path}: {from}: doubled {doubled}: {:#?}", verdict.findings);
    }
}

#[test]
fn changed_trees_are_refused() {
    let (root, files, _) = good(Variant::Aip);
    let pdf = files.keys().find(|path| path.ends_with(".pdf")).unwrap().clone();
    let docx = pdf.replace(".pdf", ".docx");
    let with = |change: &dyn Fn(&mut Files)| {
        let mut changed = files.clone();
        change(&mut changed);
        zip_of(&root, &changed)
    };
    let put = |path: &str, data: &[u8]| with(&|files| drop(files.insert(path.into(), data.into())));
    refused(&put("extra.txt", b"x"), "V203", "extra.txt");
    refused(&put("mets.xml", b"x"), "V104", "");
    refused(&put("metadata/METS.xml", b"<x/>"), "V203", "metadata/METS.xml");
    refused(&with(&|files| drop(files.remove("METS.xml"))), "V201", "METS.xml");
    refused(&with(&|files| drop(files.remove(REP))), "V201", "rep1/METS.xml");
    refused(&with(&|files| drop(files.remove("schemas/xlink.xsd"))), "V204", "xlink.xsd");
    refused(&with(&|files| drop(files.remove(&pdf))), "V204", ".pdf");
    let swapped = with(&|files| {
        let (a, b) = (files[&pdf].clone(), files[&docx].clone());
        files.insert(pdf.clone(), b);
        files.insert(docx.clone(), a);
        reseal(files);
    });
    refused(&swapped, "V501", ".pdf");
    refused(&swapped, "V504", ".docx");
    let not_pdfa = with(&|files| {
        // without its metadata the PDF claims nothing
        let mut bytes = files[&pdf].clone();
        let at = bytes.windows(14).position(|w| w == b"/Type/Metadata").unwrap();
        let end = at + bytes[at..].windows(9).position(|w| w == b"endstream").unwrap();
        let start = at + bytes[at..end].windows(7).position(|w| w == b"stream\n").unwrap() + 7;
        bytes[start..end].fill(b' ');
        files.insert(pdf.clone(), bytes);
        reseal(files);
    });
    refused(&not_pdfa, "V502", ".pdf");
    let cut = with(&|files| {
        let half = files[&pdf].len() / 2;
        files.get_mut(&pdf).unwrap().truncate(half);
        reseal(files);
    });
    refused(&cut, "V501", ".pdf");
    refused(&zip_of("khac", &files), "V202", "METS.xml");
    let nitf = pdf.replace(".pdf", ".xml");
    let moved = with(&|files| {
        let text = String::from_utf8(files[&nitf].clone()).unwrap();
        let (one, two) = ("<p class=\"verse\">", "<bq>");
        let (verse, quote) = (text.find(one).unwrap(), text.find(two).unwrap());
        let end = verse + text[verse..].find("</p>\n").unwrap() + 5;
        let text = [&text[..quote], &text[verse..end], &text[quote..verse], &text[end..]].concat();
        files.insert(nitf.clone(), text.into_bytes());
        reseal(files);
    });
    refused(&moved, "V503", ".pdf");
    refused(&moved, "V505", ".docx");
    let longer = with(&|files| {
        files.get_mut(&pdf).unwrap().extend_from_slice(b"hidden");
        reseal(files);
    });
    refused(&longer, "V501", ".pdf");
    for lost in ["[Content_Types].xml", "_rels/.rels", "word/document.xml"] {
        let without = with(&|files| {
            let mut zip = zip::ZipArchive::new(Cursor::new(&files[&docx])).unwrap();
            let mut out = ZipWriter::new(Vec::new());
            for at in 0..zip.len() {
                let mut file = zip.by_index(at).unwrap();
                let name = file.name().unwrap().into_owned();
                let mut data = Vec::new();
                file.read_to_end(&mut data).unwrap();
                if name != lost {
                    out.add(&name, &Deflater::new(6).member(&data)).unwrap();
                }
            }
            files.insert(docx.clone(), out.finish().unwrap());
            reseal(files);
        });
        refused(&without, "V504", ".docx");
    }
    let flipped = with(&|files| {
        let bytes = files.get_mut(&docx).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        reseal(files);
    });
    refused(&flipped, "V504", ".docx");
    for name in
        ["documentation/README.txt", "metadata/descriptive/ead3.xml", "metadata/preservation/PREMIS.xml"]
    {
        refused(&with(&|files| drop(files.remove(name))), "V204", name);
    }
    let second = with(&|files| {
        let data = files[&pdf].clone();
        files.insert(pdf.replace("0000001", "0000002"), data);
    });
    refused(&second, "V203", "0000002.pdf");
}

#[test]
fn hostile_zips_are_refused() {
    let (root, files, _) = good(Variant::Aip);
    let whole = zip_of(&root, &files);
    refused(b"", "V101", "");
    refused(b"khong phai zip", "V101", "");
    refused(&whole[..whole.len() / 2], "V101", "");
    // cut behind a stored file that ends in an end record of its own, as a DOCX does
    let inner = [&b"PK\x05\x06"[..], &[0; 18]].concat();
    refused(&[&whole[..whole.len() / 2], &inner, b"rest"].concat(), "V101", "");
    refused(&[&whole[..], b"x"].concat(), "V109", "");
    refused(&[b"x", &whole[..]].concat(), "V109", "");
    let named = |name: &str| {
        let mut zip = ZipWriter::new(Vec::new());
        let mut deflater = Deflater::new(6);
        for (path, data) in &files {
            zip.add(&format!("{root}/{path}"), &deflater.member(data)).unwrap();
        }
        zip.add(name, &deflater.member(b"x")).unwrap();
        zip.finish().unwrap()
    };
    for name in ["../x", "/x", "a\\b", "a\0b", "C:x", "tệp"] {
        refused(&named(&format!("{root}/{name}")), "V102", "");
    }
    refused(&named("/etc/passwd"), "V102", "etc");
    refused(&named("khac/x"), "V105", "");
    refused(&named(&format!("{root}/METS.xml")), "V104", "METS.xml");
    refused(&named(&format!("{root}/Mets.xml")), "V104", "");
    refused(&named(&format!("{root}/trong/")), "V108", "trong");
    let directory = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let patched = |at: usize, bytes: &[u8]| {
        let mut zip = whole.clone();
        zip[at..at + bytes.len()].copy_from_slice(bytes);
        zip
    };
    refused(&patched(directory + 8, &[1, 0]), "V107", "");
    refused(&patched(directory + 41, &[0xa1]), "V103", "");
    refused(&patched(directory + 24, &[0xff, 0xff, 0xff, 0xfe]), "V106", "");
    refused(&patched(directory + 10, &[12, 0]), "V110", "");
    refused(&patched(directory + 46, b"X"), "V105", "");
    refused(&patched(30, b"X"), "V108", "");
    refused(&patched(14, &[0; 4]), "V108", "");
    refused(&patched(directory + 16, &[0; 4]), "V108", "");
    let data = 30 + root.len() + 1 + "METS.xml".len();
    refused(&patched(data + 40, &[0; 8]), "V110", "METS.xml");
    refused(&patched(whole.len() - 12, &[0xff; 2]), "V108", "");
    // remark of an entry, another disk, method and CRC-32 of a file that is known
    refused(&patched(directory + 32, &[1, 0]), "V108", "");
    refused(&patched(directory + 34, &[1, 0]), "V108", "");
    assert_eq!(verify_bytes(&whole).findings, []);
    let find = |signature: &[u8], name: &str| {
        let wanted = [root.as_bytes(), b"/", name.as_bytes()].concat();
        let behind = if signature == b"PK\x01\x02" { 46 } else { 30 };
        let is =
            |at: &usize| whole[*at..].starts_with(signature) && whole[at + behind..].starts_with(&wanted);
        (0..whole.len() - behind - wanted.len()).find(is).unwrap()
    };
    let schema = "schemas/PREMIS.xsd";
    let (local, central) = (find(b"PK\x03\x04", schema), find(b"PK\x01\x02", schema));
    let both = |bytes: &[u8], in_local: usize, in_central: usize| {
        let mut zip = whole.clone();
        zip[local + in_local..][..bytes.len()].copy_from_slice(bytes);
        zip[central + in_central..][..bytes.len()].copy_from_slice(bytes);
        zip
    };
    refused(&both(&[0, 0], 8, 10), "V108", schema);
    refused(&both(&[9, 0], 8, 10), "V110", schema);
    refused(&both(&[1, 2, 3, 4], 14, 16), "V110", schema);
    refused(&both(&[99, 0], 8, 10), "V107", schema);
    refused(&both(&[1, 0], 6, 8), "V107", schema);
    // an end record that says less, or more; a comment
    let end = whole.len() - 22;
    refused(&patched(end + 8, &[1, 0, 1, 0]), "V108", "");
    refused(&patched(end + 4, &[1, 0]), "V108", "");
    refused(&patched(end + 10, &[1, 0]), "V108", "");
    refused(&patched(end + 16, &[0, 0, 0, 0]), "V109", "");
    refused(&[&whole[..whole.len() - 2], &[3, 0], b"abc"].concat(), "V109", "");
    // ZIP64: a locator that leads nowhere, extra fields that lie
    let locator = [&b"PK\x06\x07\0\0\0\0"[..], &[0xff; 8], &[1, 0, 0, 0]].concat();
    refused(&[&whole[..end], &locator, &whole[end..]].concat(), "V108", "");
    refused(&patched(directory + 20, &[0xff; 8]), "V106", "");
    // two entries that share their data; a gap between entries
    let twin = {
        let name = format!("{root}/zz.txt");
        let record = &whole[directory..directory + 46 + root.len() + 1 + "METS.xml".len()];
        let mut record = [&record[..46], name.as_bytes()].concat();
        record[28..30].copy_from_slice(&(name.len() as u16).to_le_bytes());
        let mut tail = whole[end..].to_vec();
        let count = u16::from_le_bytes([tail[8], tail[9]]) + 1;
        let length = u32::from_le_bytes(tail[12..16].try_into().unwrap()) + record.len() as u32;
        tail[8..10].copy_from_slice(&count.to_le_bytes());
        tail[10..12].copy_from_slice(&count.to_le_bytes());
        tail[12..16].copy_from_slice(&length.to_le_bytes());
        [&whole[..end], &record, &tail].concat()
    };
    refused(&twin, "V108", "");
    refused(&named(&format!("{root}/{}", "a".repeat(300))), "V102", "aaa");
    refused(&named(&format!("{root}//x")), "V102", "");
    refused(&named(&format!("{root}/./x")), "V102", "");
    refused(&named("x"), "V105", "");
    let mut many = ZipWriter::new(Vec::new());
    let member = Deflater::new(1).member(b"");
    for at in 0..70_000 {
        many.add(&format!("{root}/{at}"), &member).unwrap();
    }
    let verdict = verify_bytes(&many.finish().unwrap());
    assert_eq!(verdict.findings.len(), 1, "{:?}", verdict.findings);
    for bad in [&b""[..], b"x", &whole[..100], &patched(directory + 24, &[0xff, 0xff, 0xff, 0xfe])] {
        assert_eq!(verify_bytes(bad).findings.len(), 1);
    }
    let bomb = vec![0; 64 << 20];
    let mut zip = ZipWriter::new(Vec::new());
    let (mut packed, mut compressor) = (vec![0; 1 << 20], libdeflate());
    let length = compressor.deflate_compress(&bomb, &mut packed).unwrap();
    let header = bantin::container::Header::deflated(bomb.len() as u64, 0, length as u64);
    let at = zip.begin(&["a/b"], header).unwrap();
    zip.write(&packed[..length]).unwrap();
    let start = zip.offset();
    zip.directory_entry(&["a/b"], header, at).unwrap();
    refused(&zip.finish_directory(start).unwrap(), "V106", "a/b");
}

fn libdeflate() -> libdeflater::Compressor {
    libdeflater::Compressor::new(libdeflater::CompressionLvl::default())
}

#[test]
fn broken_bags_are_refused() {
    let (_, _, bag) = good(Variant::Aip);
    let (root, mut files) = files_of(&bag);
    assert_eq!(verify_bytes(&zip_of(&root, &files)).findings, []);
    let changed = |path: &str, from: &str, to: &str| {
        let mut files = files.clone();
        edit(&mut files, path, from, to);
        zip_of(&root, &files)
    };
    refused(&changed("bagit.txt", "1.0", "9.9"), "V601", "bagit.txt");
    refused(&changed("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1"), "V606", "bag-info.txt");
    refused(&changed("manifest-sha256.txt", "METS.xml", "METZ.xml"), "V603", "METZ.xml");
    refused(&changed("manifest-sha256.txt", "  data", "0  data"), "V605", "data/");
    let mut more = files.clone();
    more.insert("data/them.txt".into(), b"x".to_vec());
    refused(&zip_of(&root, &more), "V604", "data/them.txt");
    refused(&zip_of(&root, &more), "V208", "data/them.txt");
    refused(&changed("bagit.txt", "UTF-8", "UTF-16"), "V601", "bagit.txt");
    refused(&changed("bag-info.txt", "Package-Type: AIP", "Package-Type: SIP"), "V506", "bag-info.txt");
    refused(&changed("bag-info.txt", "Bagging-Date: 2", "Bagging-Date: 1"), "V506", "bag-info.txt");
    refused(
        &changed("bag-info.txt", "External-Identifier: uuid", "External-Identifier: uid"),
        "V601",
        "bag-info",
    );
    refused(&changed("bag-info.txt", "Bag-Size: ", "Bag-Size: 1"), "V605", "bag-info.txt");
    refused(&changed("manifest-sha256.txt", "data/", "../data/"), "V603", "../data/");
    refused(&changed("manifest-sha256.txt", "data/", "/data/"), "V603", "/data/");
    refused(&changed("manifest-sha256.txt", "\n", "\nnonsense\n"), "V602", "manifest-sha256.txt");
    refused(&changed("tagmanifest-sha256.txt", "bagit.txt", "bagitt.txt"), "V604", "bagit.txt");
    let payload = files.keys().find(|path| path.ends_with(".source.txt")).unwrap();
    refused(&changed(payload, "b", "B"), "V605", ".source.txt");
    let line = String::from_utf8(files["manifest-sha256.txt"].clone()).unwrap();
    let line = line.lines().next().unwrap();
    refused(&changed("manifest-sha256.txt", line, &format!("{line}\n{line}")), "V602", "manifest-sha256.txt");
    let mut fetch = files.clone();
    fetch.insert("fetch.txt".into(), b"http://x.test/a 1 data/a\n".to_vec());
    refused(&zip_of(&root, &fetch), "V604", "fetch.txt");
    let mut old = files.clone();
    for kind in ["manifest", "tagmanifest"] {
        let data = old.remove(&format!("{kind}-sha256.txt")).unwrap();
        old.insert(format!("{kind}-md5.txt"), data);
    }
    refused(&zip_of(&root, &old), "V602", "manifest-sha256.txt");
    for lost in ["bag-info.txt", "manifest-sha256.txt"] {
        let mut files = files.clone();
        files.remove(lost);
        refused(&zip_of(&root, &files), if lost == "bag-info.txt" { "V601" } else { "V602" }, lost);
    }
    files.remove("tagmanifest-sha256.txt");
    refused(&zip_of(&root, &files), "V602", "");
}

/// Unpacked packages: what a folder may hold that a zip may not.
#[cfg(unix)]
#[test]
fn unpacked_packages_are_judged_alike() {
    use std::os::unix::fs::symlink;
    let (root, files, _) = good(Variant::Aip);
    let place = tempfile::tempdir().unwrap();
    let unpack = |name: &str| {
        let folder = place.path().join(name).join(&root);
        for (path, data) in &files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, data).unwrap();
        }
        folder
    };
    let codes = |folder: &std::path::Path| -> Vec<(&str, String)> {
        verify(folder).findings.into_iter().map(|finding| (finding.check.code(), finding.file)).collect()
    };
    let good = unpack("good");
    assert_eq!(codes(&good), []);
    let linked = unpack("linked");
    let readme = linked.join("documentation/README.txt");
    std::fs::remove_file(&readme).unwrap();
    symlink(good.join("documentation/README.txt"), &readme).unwrap();
    assert_eq!(codes(&linked), [("V103", "documentation/README.txt".to_owned())]);
    let folder = unpack("folder");
    std::fs::remove_dir_all(folder.join("schemas")).unwrap();
    symlink(good.join("schemas"), folder.join("schemas")).unwrap();
    assert_eq!(codes(&folder), [("V103", "schemas".to_owned())]);
    let piped = unpack("piped");
    let made = std::process::Command::new("mkfifo").arg(piped.join("pipe")).status().unwrap();
    assert!(made.success());
    assert_eq!(codes(&piped), [("V103", "pipe".to_owned())]);
    assert_eq!(codes(&piped.join("pipe")), [("V103", String::new())]);
    let more = unpack("more");
    std::fs::write(more.join("metadata/them.xml"), "<x/>").unwrap();
    assert!(codes(&more).contains(&("V203", "metadata/them.xml".to_owned())));
    let empty = unpack("empty");
    std::fs::create_dir(empty.join("trong")).unwrap();
    assert_eq!(codes(&empty), [("V111", "trong".to_owned())]);
    let renamed = place.path().join("khac");
    std::fs::rename(unpack("renamed"), &renamed).unwrap();
    assert!(codes(&renamed).contains(&("V202", "METS.xml".to_owned())));
    // 4 GiB declared, and there: one finding, at once
    let sparse = place.path().join("sparse.zip");
    std::fs::File::create(&sparse).unwrap().set_len(5 << 30).unwrap();
    assert_eq!(codes(&sparse), [("V101", String::new())]);
}
