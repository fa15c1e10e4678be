//! The files that are the same in every package: schemas and the README.

use std::sync::LazyLock;

use libdeflater::Decompressor;

use super::bag::{Listed, Old};
use super::ident::Item;
use crate::container::{Deflater, Member};
use crate::embedded::{deflated, embedded, inflate};

macro_rules! schemas {
    ($($name:literal),+ $(,)?) => {
        /// Name and deflated text of every schema, in the order of names.
        const EMBEDDED: &[(&str, &[u8])] = &[$(($name, embedded!($name))),+];
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

/// A schema as it is carried.
#[derive(Debug)]
pub(crate) struct Schema {
    /// Its file name.
    pub name: &'static str,
    /// What it says.
    pub text: Vec<u8>,
    /// The same, deflated as far as it goes.
    deflated: &'static [u8],
}

/// Every schema, in the order of names. Inflated when first asked for, which takes a millisecond: a run that makes
/// no packages has no use for them.
pub(crate) static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    let mut inflater = Decompressor::new();
    let one = |&(name, file): &(&'static str, &'static [u8])| Schema {
        name,
        text: inflate(&mut inflater, file),
        deflated: deflated(file),
    };
    EMBEDDED.iter().map(one).collect()
});

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
    fn new(path: String, mime: &'static str, data: &[u8], member: Member, old: bool) -> Constant {
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
    let data = README.as_bytes();
    // The strongest level costs a millisecond once per run, and the result is copied into every package.
    let member = Deflater::new(12).member(data);
    Constant::new("documentation/README.txt".into(), "text/plain", data, member, old)
}

/// `schemas/*.xsd`.
pub(crate) fn schemas(old: bool) -> Vec<Constant> {
    let one = |Schema { name, text, deflated }: &Schema| {
        let member = Member::deflated(text, deflated.to_vec());
        Constant::new(format!("schemas/{name}"), "application/xml", text, member, old)
    };
    SCHEMAS.iter().map(one).collect()
}
