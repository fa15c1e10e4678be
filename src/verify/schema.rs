//! XSD validation with the schemas that packages carry, compiled once per run.

use std::cell::RefCell;

use xsd_schema::validation::{
    CollectingValidationSink, DriveError, SchemaValidator, ValidationFlags, drive_quick_xml_in,
};
use xsd_schema::xml::ParseLimits;
use xsd_schema::{SchemaSet, parse_schema_only, process_loaded_schemas};

use crate::archive::schema_text;

/// A family of documents and the schemas that it is valid against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// METS with its extensions.
    Mets,
    /// PREMIS.
    Premis,
    /// *Thông tin hồ sơ*.
    Ead,
    /// *Thông tin tài liệu*.
    EadDoc,
    /// Dublin Core.
    Dc,
    /// EAD3.
    Ead3,
    /// NITF.
    Nitf,
}

/// What a document failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no XML.
    NotWellFormed(String),
    /// It is not valid.
    Invalid(String),
}

/// A schema set and the automata made of it.
type Compiled = (&'static SchemaSet, &'static SchemaValidator<'static>);

thread_local! {
    /// Compiled schemas cannot be shared between threads, so each thread has its own. They live as long as the program:
    /// the automata borrow from the sets, and compiling both for every package would cost twice what validating does.
    static SHELF: RefCell<[Option<Compiled>; 7]> = RefCell::default();
}

const FILES: [&[&str]; 7] = [
    &["xlink.xsd", "DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd", "METS.xsd"],
    &["PREMIS.xsd"],
    &["EAD.xsd"],
    &["EAD_doc.xsd"],
    &["xml.xsd", "dc.xsd"],
    &["ead3.xsd"],
    &["xml.xsd", "nitf-3-6-ruby-include.xsd", "nitf-3-6.xsd"],
];

fn compile(names: &[&str]) -> Result<Compiled, String> {
    let mut set = SchemaSet::new();
    for name in names {
        let text = schema_text(name).ok_or_else(|| format!("no schema {name}"))?;
        parse_schema_only(text, name, &mut set).map_err(|error| error.to_string())?;
    }
    process_loaded_schemas(&mut set).map_err(|error| error.to_string())?;
    let set: &'static SchemaSet = Box::leak(Box::new(set));
    let flags = ValidationFlags::default() & !ValidationFlags::BUILD_PSVI_TYPED_VALUES;
    Ok((set, Box::leak(Box::new(SchemaValidator::new(set, flags)))))
}

/// Checks one document.
pub(super) fn check(family: Family, text: &[u8], buffer: &mut Vec<u8>) -> Result<(), Fault> {
    let (set, validator) = SHELF.with_borrow_mut(|shelf| match &mut shelf[family as usize] {
        Some(compiled) => Ok(*compiled),
        slot => Ok(*slot.insert(compile(FILES[family as usize]).map_err(Fault::Invalid)?)),
    })?;
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    let mut runtime =
        validator.start_run(CollectingValidationSink { errors: &mut errors, warnings: &mut warnings });
    runtime.set_parse_limits(ParseLimits::none().with_max_depth(256).with_max_name_bytes(1024));
    let driven = drive_quick_xml_in(text, &mut runtime, set, buffer);
    drop(runtime);
    match driven {
        Err(DriveError::NotWellFormed(error)) => return Err(Fault::NotWellFormed(error.to_string())),
        Err(error) => return Err(Fault::Invalid(error.to_string())),
        Ok(_) => {}
    }
    match errors.first() {
        Some(error) => Err(Fault::Invalid(error.to_string())),
        None => Ok(()),
    }
}

/// Target namespace and main schema of a family.
fn home(family: Family) -> (&'static str, &'static str) {
    match family {
        Family::Mets => ("http://www.loc.gov/METS/", "METS.xsd"),
        Family::Premis => ("http://www.loc.gov/premis/v3", "PREMIS.xsd"),
        Family::Ead => ("", "EAD.xsd"),
        Family::EadDoc => ("", "EAD_doc.xsd"),
        Family::Dc => ("", "dc.xsd"),
        Family::Ead3 => ("http://ead3.archivists.org/schema/", "ead3.xsd"),
        Family::Nitf => ("http://iptc.org/std/NITF/2006-10-18/", "nitf-3-6.xsd"),
    }
}

/// Does the document, `depth` folders below the root of its package, name the schema that the package carries?
pub(super) fn located(family: Family, text: &[u8], depth: usize) -> bool {
    let (space, name) = home(family);
    let hint = if space.is_empty() { "xsi:noNamespaceSchemaLocation" } else { "xsi:schemaLocation" };
    let place = ["../".repeat(depth).as_str(), "schemas/", name].concat();
    let value = if space.is_empty() { place } else { [space, " ", &place].concat() };
    // The root's start tag, behind the declaration
    let from = memchr::memmem::find(text, b"?>").map_or(0, |at| at + 2);
    let end = memchr::memchr(b'>', &text[from..]).map_or(text.len(), |at| from + at);
    let tag = &text[from..end];
    let expected = [" ", hint, "=\"", &value, "\""].concat();
    memchr::memmem::find_iter(tag, b"chemaLocation").count() == 1
        && memchr::memmem::find(tag, expected.as_bytes()).is_some()
}
