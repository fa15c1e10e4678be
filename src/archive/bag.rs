//! BagIt (RFC 8493) around a package: declaration, bag-info, manifests.

use std::fmt::Write;
use std::io;

use md5::Md5;
use sha2::Digest;

use super::ident::hex;
use super::{File, Packer, Tree, sha256};
use crate::container::{Deflater, ZipWriter};
use crate::settings::BagProfile;

/// The digests that the profile of DILCIS asks for beside SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Old {
    /// MD5.
    pub md5: [u8; 16],
    /// SHA-1.
    pub sha1: [u8; 20],
}

impl Old {
    /// Both digests of `data`.
    pub fn of(data: &[u8]) -> Old {
        Old { md5: Md5::digest(data).into(), sha1: sha1_smol::Sha1::from(data).digest().bytes() }
    }
}

/// Name of an algorithm in file names, and how to get its digest.
type Algorithm = (&'static str, fn(&[u8; 32], Option<&Old>) -> String);

const SHA256: Algorithm = ("sha256", |sha256, _| hex(sha256));
const MD5: Algorithm = ("md5", |_, old| old.map_or_else(String::new, |old| hex(&old.md5)));
const SHA1: Algorithm = ("sha1", |_, old| old.map_or_else(String::new, |old| hex(&old.sha1)));

/// The manifests of a profile, in the order of their names.
pub(crate) fn algorithms(profile: BagProfile) -> &'static [Algorithm] {
    match profile {
        BagProfile::Bagit => &[SHA256],
        BagProfile::Eark => &[MD5, SHA1, SHA256],
    }
}

/// The root folder of the bag of a package.
pub(crate) fn folder(package: &str) -> String {
    format!("{package}-bag")
}

/// One line of a manifest.
pub(crate) fn line(digest: &str, path: &[&str]) -> String {
    let mut line = String::with_capacity(digest.len() + 160);
    line.push_str(digest);
    line.push_str("  ");
    path.iter().for_each(|part| line.push_str(part));
    line.push('\n');
    line
}

/// bagit.txt
pub(crate) fn declaration(profile: BagProfile) -> String {
    let version = if profile == BagProfile::Eark { "0.97" } else { "1.0" };
    format!("BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n")
}

/// bag-info.txt; `octets` and `files` are those of the payload.
pub(crate) fn info(packer: &Packer, objid: &str, title: &str, octets: u64, files: u64) -> String {
    let office = &packer.office;
    let size = match octets {
        0..1_000_000 => format!("{:.1} KB", octets as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", octets as f64 / 1e6),
        _ => format!("{:.1} GB", octets as f64 / 1e9),
    };
    let mut info = String::with_capacity(640);
    let mut field = |name: &str, value: &str| {
        // A line end would begin another field.
        let value = value.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
        let value = value.collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            let _ = writeln!(info, "{name}: {value}"); // a String takes everything
        }
    };
    field("Source-Organization", &office.name);
    field("Organization-Address", &office.address);
    field("External-Identifier", objid);
    field("External-Description", title);
    field("Bagging-Date", &packer.time[..10]);
    field("Bag-Size", &size);
    field("Payload-Oxum", &format!("{octets}.{files}"));
    field("E-ARK-Package-Type", packer.variant.name());
    field("E-ARK-Specification-Version", "2.2.0");
    field("Bag-Software-Agent", concat!("bantin ", env!("CARGO_PKG_VERSION")));
    info
}

/// The bag of a package whose files are in memory.
pub(crate) fn zip(
    packer: &Packer,
    tree: &Tree<'_>,
    title: &str,
    deflater: &mut Deflater,
) -> io::Result<Vec<u8>> {
    let files = tree.sorted();
    let octets = files.iter().map(|file| file.size).sum();
    let root = folder(&tree.folder);
    let mut zip =
        ZipWriter::new(Vec::with_capacity(files.iter().map(|f| f.member.compressed().len() + 400).sum()));
    let mut tags = vec![
        ("bag-info.txt".to_owned(), info(packer, &tree.objid, title, octets, files.len() as u64)),
        ("bagit.txt".to_owned(), declaration(packer.bag_profile)),
    ];
    for (name, text) in &tags {
        zip.add_parts(&[&root, "/", name], &deflater.member(text.as_bytes()))?;
    }
    for file in &files {
        zip.add_parts(&[&root, "/data/", &tree.folder, "/", file.path], file.member)?;
    }
    for (name, digest) in algorithms(packer.bag_profile) {
        let mut manifest = String::with_capacity(files.len() * 220);
        for file in &files {
            manifest
                .push_str(&line(&digest(file.digest, file.old), &["data/", &tree.folder, "/", file.path]));
        }
        zip.add_parts(&[&root, "/manifest-", name, ".txt"], &deflater.member(manifest.as_bytes()))?;
        tags.push((format!("manifest-{name}.txt"), manifest));
    }
    for (name, text) in tag_manifests(packer.bag_profile, &tags) {
        zip.add_parts(&[&root, "/", &name], &deflater.member(text.as_bytes()))?;
    }
    zip.finish()
}

/// The tag manifests over `tags` (name and text).
fn tag_manifests(profile: BagProfile, tags: &[(String, String)]) -> Vec<(String, String)> {
    let digests: Vec<_> = tags
        .iter()
        .map(|(name, text)| (name.as_str(), sha256(text.as_bytes()), Some(Old::of(text.as_bytes()))))
        .collect();
    tag_manifests_of(profile, &digests)
}

/// The same, of digests.
pub(crate) fn tag_manifests_of(
    profile: BagProfile,
    tags: &[(&str, [u8; 32], Option<Old>)],
) -> Vec<(String, String)> {
    let one = |(algorithm, digest): &Algorithm| {
        let lines = tags.iter().map(|(name, sha256, old)| line(&digest(sha256, old.as_ref()), &[name]));
        (format!("tagmanifest-{algorithm}.txt"), lines.collect())
    };
    algorithms(profile).iter().map(one).collect()
}

/// What a bag says of one file of the package.
pub(crate) struct Listed<'a> {
    /// Below the package's root.
    pub path: &'a str,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub digest: &'a [u8; 32],
    /// MD5 and SHA-1 where the profile asks for them.
    pub old: Option<&'a Old>,
    /// The file in the zip.
    pub member: &'a crate::container::Member,
}

impl<'a> From<&'a File> for Listed<'a> {
    fn from(file: &'a File) -> Listed<'a> {
        Listed {
            path: &file.path,
            size: file.size,
            digest: &file.digest,
            old: file.old.as_ref(),
            member: &file.member,
        }
    }
}
