//! The files that are the same in every package: schemas and the README.

use super::bag::{Listed, Old};
use super::ident::Item;
use crate::container::{Deflater, Member};

macro_rules! schemas {
    ($($name:literal),+ $(,)?) => {
        /// Name and text of every schema, in the order of names.
        pub(crate) const SCHEMAS: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../assets/xsd/", $name)))),+];
    };
}

schemas!(
    "DILCISExtensionMETS.xsd",
    "DILCISExtensionSIPMETS.xsd",
    "EAD.xsd",
    "EAD_doc.xsd",
    "METS.xsd",
    "PREMIS.xsd",
    "dc.xsd",
    "ead3.xsd",
    "nitf-3-6-ruby-include.xsd",
    "nitf-3-6.xsd",
    "xlink.xsd",
    "xml.xsd",
);

/// What a stranger finds beside the metadata.
const README: &str = include_str!("../../assets/package-readme.txt");

/// A constant file, described, digested and deflated once.
#[derive(Debug)]
pub(crate) struct Constant {
    /// What METS says of it.
    pub item: Item,
    /// What stands in the zip.
    pub member: Member,
    old: Option<Old>,
}

impl Constant {
    fn new(path: String, mime: &'static str, data: &[u8], deflater: &mut Deflater, old: bool) -> Constant {
        let member = deflater.member(data);
        Constant { item: Item::of(path, mime, data), member, old: old.then(|| Old::of(data)) }
    }

    /// As a bag lists it.
    pub fn listed(&self) -> Listed<'_> {
        Listed {
            path: &self.item.path,
            size: self.item.size,
            digest: &self.item.digest,
            old: self.old.as_ref(),
            member: &self.member,
        }
    }
}

/// `documentation/README.txt`.
pub(crate) fn readme(old: bool) -> Constant {
    // Level 12 costs milliseconds once per run and is copied into every package.
    Constant::new(
        "documentation/README.txt".into(),
        "text/plain",
        README.as_bytes(),
        &mut Deflater::new(12),
        old,
    )
}

/// `schemas/*.xsd`.
pub(crate) fn schemas(old: bool) -> Vec<Constant> {
    let mut deflater = Deflater::new(12);
    let one = |(name, text): &(&str, &[u8])| {
        Constant::new(format!("schemas/{name}"), "application/xml", text, &mut deflater, old)
    };
    SCHEMAS.iter().map(one).collect()
}
