//! Packages that were tampered with: each is refused for the right reason, in the right file. Digests and sizes are
//! made right again where the fault is elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use bantin::archive::{Packer, Variant};
use bantin::container::{Deflater, ZipWriter};
use bantin::docx::Writer;
use bantin::pdf::Press;
use bantin::settings::Settings;
use bantin::verify::verify_bytes;
use sha2::{Digest, Sha256};
use support::{TIME, article, document};

type Files = BTreeMap<String, Vec<u8>>;

const REP: &str = "representations/rep1/METS.xml";
const HISTORY: &str = "representations/rep1/metadata/preservation/PREMIS_rep1.xml";

/// A good package with a real PDF and DOCX: root folder and files below it.
fn good(variant: Variant) -> (String, Files, Vec<u8>) {
    let (settings, article) = (Settings::default(), article());
    let pdf = Press::new(&settings).unwrap().article(&article).unwrap();
    let docx = Writer::new(&settings).unwrap().article(&article).unwrap();
    let mut document = document(b"b\xc3\xa0i", &article);
    (document.pdf, document.pages, document.docx) = (&pdf.bytes, pdf.pages, &docx);
    let package = Packer::new(&settings, variant, TIME, true).unwrap().article(&document).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(&package.zip)).unwrap();
    let mut files = Files::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().split_once('/').unwrap().1.to_owned();
        let mut data = Vec::new();
        file.read_to_end(&mut data).unwrap();
        files.insert(name, data);
    }
    (package.objid, files, package.bag.unwrap())
}

fn zip_of(root: &str, files: &Files) -> Vec<u8> {
    let (mut zip, mut deflater) = (ZipWriter::new(Vec::new()), Deflater::new(6));
    for (path, data) in files {
        zip.add(&format!("{root}/{path}"), &deflater.member(data)).unwrap();
    }
    zip.finish().unwrap()
}

fn edit(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    files.insert(path.into(), text.replacen(from, to, 1).into_bytes());
}

fn hex(data: &[u8]) -> String {
    Sha256::digest(data).iter().map(|byte| format!("{byte:02X}")).collect()
}

fn set(text: &mut String, from: usize, open: &str, close: &str, value: &str) {
    let at = from + text[from..].find(open).unwrap() + open.len();
    let end = at + text[at..].find(close).unwrap();
    text.replace_range(at..end, value);
}

/// Makes sizes and digests of PREMIS and both METS right again.
fn reseal(files: &mut Files) {
    for (mets, base) in [(REP, "representations/rep1/"), ("METS.xml", "")] {
        if mets == REP && files.contains_key(HISTORY) {
            let (mut premis, text) = (
                String::from_utf8(files[HISTORY].clone()).unwrap(),
                String::from_utf8_lossy(&files[REP]).into_owned(),
            );
            for (path, data) in files.iter().filter(|(path, _)| path.contains("/data/")) {
                let Some(href) = text.find(&format!("href=\"{}\"", path.strip_prefix(base).unwrap())) else {
                    continue;
                };
                let id = &text[text[..href].rfind("<file ID=\"").unwrap() + 10..][..39];
                let Some(at) = premis.find(&format!("<objectIdentifierValue>{id}<")) else { continue };
                set(&mut premis, at, "<messageDigest>", "<", &hex(data));
                set(&mut premis, at, "<size>", "<", &data.len().to_string());
            }
            files.insert(HISTORY.into(), premis.into_bytes());
        }
        let mut text = String::from_utf8_lossy(&files[mets]).into_owned();
        for (path, data) in files.iter() {
            let Some(path) = path.strip_prefix(base) else { continue };
            let mut from = 0;
            while let Some(at) = text[from..].find(&format!("href=\"{path}\"")) {
                let href = from + at;
                from = href + 1;
                let element = text[..href]
                    .rfind("<mdRef")
                    .max(text[..href].rfind("<file "))
                    .max(text[..href].rfind("<mptr"))
                    .unwrap();
                if !text[element..].starts_with("<mptr") {
                    set(&mut text, element, " SIZE=\"", "\"", &data.len().to_string());
                    set(&mut text, element, " CHECKSUM=\"", "\"", &hex(data));
                }
            }
        }
        files.insert(mets.into(), text.into_bytes());
    }
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
            for (mets, base, target) in [(REP, "representations/rep1/", HISTORY), ("METS.xml", "", REP)] {
                let data = changed[target].clone();
                let mut text = String::from_utf8(changed[mets].clone()).unwrap();
                let href = format!("href=\"{}\"", target.strip_prefix(base).unwrap());
                let mut start = 0;
                while let Some(at) = text[start..].find(&href) {
                    let at = start + at;
                    start = at + 1;
                    let element = text[..at]
                        .rfind("<mdRef")
                        .max(text[..at].rfind("<file "))
                        .max(text[..at].rfind("<mptr"))
                        .unwrap();
                    if !text[element..].starts_with("<mptr") {
                        set(&mut text, element, " SIZE=\"", "\"", &data.len().to_string());
                        set(&mut text, element, " CHECKSUM=\"", "\"", &hex(&data));
                    }
                }
                changed.insert(mets.into(), text.into_bytes());
            }
        }
        println!("{path}: {from} → {to}");
        refused(&zip_of(&root, &changed), code, file);
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
}

#[test]
fn hostile_zips_are_refused() {
    let (root, files, _) = good(Variant::Aip);
    let whole = zip_of(&root, &files);
    refused(b"", "V101", "");
    refused(b"khong phai zip", "V101", "");
    refused(&whole[..whole.len() / 2], "V101", "");
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
    let mut many = ZipWriter::new(Vec::new());
    let member = Deflater::new(1).member(b"");
    for at in 0..70_000 {
        many.add(&format!("{root}/{at}"), &member).unwrap();
    }
    let verdict = verify_bytes(&many.finish().unwrap());
    assert_eq!(verdict.findings.len(), 1, "{:?}", verdict.findings);
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
    let mut zip = zip::ZipArchive::new(Cursor::new(&bag)).unwrap();
    let mut files = Files::new();
    let mut root = String::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let (folder, path) = name.split_once('/').unwrap();
        root = folder.to_owned();
        let mut data = Vec::new();
        file.read_to_end(&mut data).unwrap();
        files.insert(path.to_owned(), data);
    }
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
    files.remove("tagmanifest-sha256.txt");
    refused(&zip_of(&root, &files), "V602", "");
}
