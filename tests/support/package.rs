//! A package with a real PDF and DOCX, to be taken apart, tampered with and sealed again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use bantin::archive::{Packer, Variant};
use bantin::container::{Deflater, ZipWriter};
use bantin::docx::Writer;
use bantin::pdf::Press;
use bantin::settings::Settings;
use sha2::{Digest, Sha256};

use super::{TIME, article, document};

/// Files below the root folder.
pub type Files = BTreeMap<String, Vec<u8>>;

const REP: &str = "representations/rep1/METS.xml";
const HISTORY: &str = "representations/rep1/metadata/preservation/PREMIS_rep1.xml";

/// A good package: root folder, files below it, the bag.
pub fn good(variant: Variant) -> (String, Files, Vec<u8>) {
    good_with(&Settings::default(), variant)
}

/// The same with other settings.
pub fn good_with(settings: &Settings, variant: Variant) -> (String, Files, Vec<u8>) {
    let article = article();
    let pdf = Press::new(settings).unwrap().article(&article).unwrap();
    let docx = Writer::new(settings).unwrap().article(&article).unwrap();
    let mut document = document(b"b\xc3\xa0i", &article);
    (document.pdf, document.pages, document.docx) = (&pdf.bytes, pdf.pages, &docx);
    let package = Packer::new(settings, variant, TIME, true).unwrap().article(&document).unwrap();
    let (root, files) = files_of(&package.zip);
    (root, files, package.bag.unwrap())
}

/// Root folder and files of a zip.
pub fn files_of(zip: &[u8]) -> (String, Files) {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let (mut root, mut files) = (String::new(), Files::new());
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let (folder, path) = name.split_once('/').unwrap();
        root = folder.to_owned();
        let mut data = Vec::new();
        file.read_to_end(&mut data).unwrap();
        files.insert(path.to_owned(), data);
    }
    (root, files)
}

/// Zips them as bantin does.
pub fn zip_of(root: &str, files: &Files) -> Vec<u8> {
    let (mut zip, mut deflater) = (ZipWriter::new(Vec::new()), Deflater::new(6));
    for (path, data) in files {
        zip.add(&format!("{root}/{path}"), &deflater.member(data)).unwrap();
    }
    zip.finish().unwrap()
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
pub fn reseal(files: &mut Files) {
    if let (Some(premis), Some(mets)) = (files.get(HISTORY), files.get(REP)) {
        let mut premis = String::from_utf8_lossy(premis).into_owned();
        let text = String::from_utf8_lossy(mets).into_owned();
        for (path, data) in files.iter().filter(|(path, _)| path.contains("/data/")) {
            let name = path.strip_prefix("representations/rep1/").unwrap();
            let Some(href) = text.find(&format!("href=\"{name}\"")) else { continue };
            let id = &text[text[..href].rfind("<file ID=\"").unwrap() + 10..][..39];
            let Some(at) = premis.find(&format!("<objectIdentifierValue>{id}<")) else { continue };
            set(&mut premis, at, "<messageDigest>", "<", &hex(data));
            set(&mut premis, at, "<size>", "<", &data.len().to_string());
        }
        files.insert(HISTORY.into(), premis.into_bytes());
    }
    reseal_mets(files);
}

/// Makes sizes and digests of both METS right again.
pub fn reseal_mets(files: &mut Files) {
    reseal_one(files, REP, "representations/rep1/");
    reseal_root(files);
}

/// Makes sizes and digests of the root METS right again.
pub fn reseal_root(files: &mut Files) {
    reseal_one(files, "METS.xml", "");
}

fn reseal_one(files: &mut Files, mets: &str, base: &str) {
    let Some(text) = files.get(mets) else { return };
    let mut text = String::from_utf8_lossy(text).into_owned();
    for (path, data) in files.iter() {
        let Some(path) = path.strip_prefix(base) else { continue };
        let mut from = 0;
        while let Some(at) = text[from..].find(&format!("href=\"{path}\"")) {
            let href = from + at;
            from = href + 1;
            let element = ["<mdRef", "<file ", "<mptr"]
                .into_iter()
                .filter_map(|tag| text[..href].rfind(tag))
                .max()
                .unwrap();
            if !text[element..].starts_with("<mptr") {
                for (name, value) in [(" SIZE=\"", data.len().to_string()), (" CHECKSUM=\"", hex(data))] {
                    if text[element..].split('>').next().unwrap().contains(name) {
                        set(&mut text, element, name, "\"", &value);
                    }
                }
            }
        }
    }
    files.insert(mets.into(), text.into_bytes());
}
