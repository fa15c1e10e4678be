//! Packages as other programs see them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::io::{Cursor, Read};
use std::path::Path;

use bantin::archive::{Finished, Packer, Plan, Variant};
use bantin::error::Code;
use bantin::settings::{BagProfile, Settings};
use sha2::{Digest, Sha256};
use support::{TIME, article, document, pack};

fn names(zip: &[u8]) -> Vec<String> {
    zip::ZipArchive::new(Cursor::new(zip))
        .unwrap()
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

fn text(zip: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let name = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .find(|name| name.ends_with(path))
        .unwrap();
    let mut text = String::new();
    archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_tree_is_exact_and_sorted() {
    for variant in [Variant::Aip, Variant::Sip] {
        let package = pack(&Settings::default(), variant, b"b\xc3\xa0i", &article());
        let names = names(&package.zip);
        let below: Vec<&str> = names.iter().map(|name| name.strip_prefix(&package.objid).unwrap()).collect();
        let code = format!("{}.0000001", package.file_code);
        let data =
            ["docx", "pdf", "source.txt", "xml"].map(|e| format!("/representations/rep1/data/{code}.{e}"));
        let mut expected = vec!["/METS.xml", "/documentation/README.txt", "/metadata/descriptive/EAD.xml"];
        expected.extend(["/metadata/descriptive/dc.xml", "/metadata/descriptive/ead3.xml"]);
        expected.extend(["/metadata/preservation/PREMIS.xml", "/representations/rep1/METS.xml"]);
        expected.extend(data.iter().map(String::as_str));
        let ead_doc = format!("/representations/rep1/metadata/descriptive/EAD_doc_{code}.xml");
        expected.extend([&ead_doc, "/representations/rep1/metadata/preservation/PREMIS_rep1.xml"]);
        let schemas = "DILCISExtensionMETS DILCISExtensionSIPMETS EAD EAD_doc METS PREMIS dc ead3 \
                       nitf-3-6-ruby-include nitf-3-6 xlink xml";
        let schemas: Vec<_> = schemas.split_whitespace().map(|name| format!("/schemas/{name}.xsd")).collect();
        expected.extend(schemas.iter().map(String::as_str));
        assert_eq!(below, expected);
        let mut sorted = names.clone();
        sorted.sort();
        assert_eq!(names, sorted);
        keep(&package.objid, &package.zip, None);
    }
}

#[test]
fn equal_input_gives_equal_bytes_and_another_time_the_same_identifier() {
    let article = article();
    let make = |time: &str| {
        let packer = Packer::new(&Settings::default(), Variant::Aip, time, false).unwrap();
        packer.article(&document(b"b\xc3\xa0i", &article)).unwrap()
    };
    assert_eq!(make(TIME), make(TIME));
    assert_eq!(make(TIME).zip, make("2026-11-24T07:46:43+07:00").zip);
    let later = make("2030-01-01T00:00:00Z");
    assert_eq!(later.objid, make(TIME).objid);
    assert_ne!(later.zip, make(TIME).zip);
    assert!(text(&later.zip, "/METS.xml").contains("CREATEDATE=\"2030-01-01T07:00:00+07:00\""));
}

#[test]
fn list_marks_are_kept_beside_the_text() {
    let package = pack(&Settings::default(), Variant::Aip, b"x", &article());
    let nitf = text(&package.zip, "0000001.xml");
    assert!(nitf.contains("bt:mark=\"a)\">Giống mới ngắn ngày;</li>"), "{nitf}");
    let premis = text(&package.zip, "PREMIS_rep1.xml");
    assert!(premis.contains("fmt/476"), "the PDF's own claim is read");
    assert!(premis.contains("P2=3; U1=1; removed lines=4"));
    assert!(premis.contains(r#""before":"\uffff""#));
}

#[test]
fn metadata_costs_at_most_twenty_thousand_bytes() {
    let package = pack(&Settings::default(), Variant::Aip, b"x", &article());
    let mut archive = zip::ZipArchive::new(Cursor::new(&package.zip)).unwrap();
    let mut rest = package.zip.len() as u64;
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).unwrap();
        let name = file.name().unwrap();
        if name.contains("/data/") || name.contains("/schemas/") {
            rest -= file.compressed_size();
        }
    }
    println!("{rest} bytes beyond contents and schemas");
    assert!(rest <= 20_000, "{rest}");
}

fn dossier(variant: Variant, documents: usize, settings: &Settings) -> (Finished<Vec<u8>>, Vec<String>) {
    let packer = Packer::new(settings, variant, TIME, true).unwrap();
    let article = article();
    let sources: Vec<String> = (0..documents).map(|at| format!("bài {at}")).collect();
    let digests: Vec<[u8; 32]> = sources.iter().map(|text| Sha256::digest(text).into()).collect();
    let plan = Plan { title: "Tin tháng 4", sources: &digests, first_date: Some("2021-04-23") };
    let scratch = [Cursor::new(Vec::new()), Cursor::new(Vec::new())];
    let mut dossier = packer.dossier(&plan, Vec::new(), Some(Vec::new()), scratch);
    for source in &sources {
        dossier.add(&document(source.as_bytes(), &article)).unwrap();
    }
    dossier.leave_out("hỏng.txt", Code::NotText, None);
    (dossier.finish().unwrap(), sources)
}

#[test]
fn a_dossier_holds_every_document_sorted() {
    for (variant, count) in [(Variant::Aip, 1), (Variant::Aip, 3), (Variant::Sip, 120)] {
        let (finished, sources) = dossier(variant, count, &Settings::default());
        let names = names(&finished.zip);
        let mut sorted = names.clone();
        sorted.sort();
        assert_eq!(names, sorted);
        assert_eq!(names.len(), 20 + 5 * count);
        for (at, source) in sources.iter().enumerate() {
            assert_eq!(&text(&finished.zip, &format!(".{:07}.source.txt", at + 1)), source);
        }
        let ead = text(&finished.zip, "/EAD.xml");
        assert!(ead.contains(&format!("<totalDoc>{count}</totalDoc>")), "{ead}");
        assert!(ead.contains("hỏng.txt: E102"), "{ead}");
        assert!(text(&finished.zip, "/PREMIS.xml").contains("hỏng.txt: E102"));
        keep(&finished.objid, &finished.zip, finished.bag.as_deref());
        let (again, _) = dossier(variant, count, &Settings::default());
        assert_eq!((again.zip, again.bag), (finished.zip, finished.bag));
    }
}

#[test]
fn bags_list_every_file_under_both_profiles() {
    let mut settings = Settings::default();
    for (profile, manifests) in [(BagProfile::Bagit, 1), (BagProfile::Eark, 3)] {
        settings.archive.bag_profile = profile;
        let package = pack(&settings, Variant::Aip, &[profile as u8 + 65; 3], &article());
        let bag = package.bag.unwrap();
        let names = names(&bag);
        assert_eq!(names.len(), 25 + 2 + 2 * manifests, "{names:#?}");
        let manifest = text(&bag, "/manifest-sha256.txt");
        assert_eq!(manifest.lines().count(), names.iter().filter(|name| name.contains("/data/")).count());
        assert!(text(&bag, "/bag-info.txt").contains("E-ARK-Package-Type: AIP\n"));
        keep(&package.objid, &package.zip, Some(&bag));
    }
}

/// Leaves the files where conformance/packages.sh finds them.
fn keep(objid: &str, zip: &[u8], bag: Option<&[u8]>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{objid}.zip")), zip).unwrap();
    if let Some(bag) = bag {
        std::fs::write(folder.join(format!("{objid}-bag.zip")), bag).unwrap();
    }
}
