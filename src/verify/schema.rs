//! XSD validation with the schemas that packages carry.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, LazyLock, Mutex};

use xsd_schema::schema::{
    allocate_content_particle_elements, allocate_model_group_particle_elements, apply_redefine_override,
    assemble_inline_types, compile_all_patterns, finalize_pending_ic_refs, resolve_all_references,
};
use xsd_schema::validation::{
    CollectingValidationSink, DriveError, SchemaValidator, ValidationFlags, drive_quick_xml_in,
};
use xsd_schema::xml::ParseLimits;
use xsd_schema::{SchemaResult, SchemaSet, parse_schema_only};

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

/// A schema set and the automata made of it. They live as long as the program: the automata borrow from the sets.
type Compiled = (&'static SchemaSet, &'static SchemaValidator<'static>);

/// A document that waits for its verdict.
struct Case {
    family: Family,
    text: String,
    reply: Sender<Result<(), Fault>>,
}

/// Threads that judge. Compiled schemas cannot be shared between threads, and compiling them takes as long as checking
/// a dozen packages; most documents need no judge (see [`super::shape`]), so there are few judges for many threads.
struct Court {
    door: Sender<Case>,
    waiting: Arc<Mutex<Receiver<Case>>>,
    /// Cases that are not decided, and threads that decide.
    pending: AtomicUsize,
    judges: AtomicUsize,
}

/// So many cases wait for each judge before another one is called.
const QUEUE: usize = 3;

const STOPPED: &str = "the schema's judge stopped";

static COURT: LazyLock<Court> = LazyLock::new(|| {
    let (door, waiting) = mpsc::channel();
    let (pending, judges) = (AtomicUsize::new(0), AtomicUsize::new(0));
    Court { door, waiting: Arc::new(Mutex::new(waiting)), pending, judges }
});

impl Court {
    fn ask(&self, family: Family, text: &str) -> Result<(), Fault> {
        let pending = self.pending.fetch_add(1, Relaxed) + 1;
        let judges = self.judges.load(Relaxed);
        if pending > judges * QUEUE
            && self.judges.compare_exchange(judges, judges + 1, Relaxed, Relaxed).is_ok()
        {
            let waiting = Arc::clone(&self.waiting);
            std::thread::spawn(move || sit(&waiting));
        }
        let (reply, verdict) = mpsc::channel();
        let asked = self.door.send(Case { family, text: text.to_owned(), reply });
        let verdict = asked.ok().and_then(|()| verdict.recv().ok());
        self.pending.fetch_sub(1, Relaxed);
        verdict.unwrap_or_else(|| Err(Fault::Invalid(STOPPED.to_owned())))
    }
}

/// A judge's work: one case after the other.
fn sit(waiting: &Mutex<Receiver<Case>>) {
    let (mut shelf, mut buffer) = (<[Option<Compiled>; 7]>::default(), Vec::new());
    loop {
        // Nobody panics with the door in hand.
        let case = match waiting.lock() {
            Ok(waiting) => waiting.recv(),
            Err(poisoned) => poisoned.into_inner().recv(),
        };
        let Ok(Case { family, text, reply }) = case else { return };
        let slot = &mut shelf[family as usize];
        let judged = AssertUnwindSafe(|| judge(family, &text, slot, &mut buffer));
        let verdict = std::panic::catch_unwind(judged).unwrap_or_else(|_| {
            *slot = None; // whatever state it is in
            Err(Fault::Invalid(STOPPED.to_owned()))
        });
        let _ = reply.send(verdict);
    }
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

/// Compiles schemas that are known to be right: they are constants, and a test compiles them with all the checks that
/// the standard asks for. Those take half of the time, most of it to show that no content model is ambiguous.
fn compile(names: &[&str]) -> Result<Compiled, String> {
    let mut set = SchemaSet::new();
    for name in names {
        let text = schema_text(name).ok_or_else(|| format!("no schema {name}"))?;
        parse_schema_only(&without_annotations(text), name, &mut set).map_err(|error| error.to_string())?;
    }
    // What `process_loaded_schemas` does to a set, without what it only looks at
    let steps: [fn(&mut SchemaSet) -> SchemaResult<()>; 7] = [
        apply_redefine_override,
        |set| assemble_inline_types(set).map(drop),
        |set| resolve_all_references(set).map(drop),
        compile_all_patterns,
        allocate_content_particle_elements,
        allocate_model_group_particle_elements,
        finalize_pending_ic_refs,
    ];
    steps.iter().try_for_each(|step| step(&mut set)).map_err(|error| error.to_string())?;
    Ok(ready(set))
}

fn ready(set: SchemaSet) -> Compiled {
    let set: &'static SchemaSet = Box::leak(Box::new(set));
    let flags = ValidationFlags::default() & !ValidationFlags::BUILD_PSVI_TYPED_VALUES;
    (set, Box::leak(Box::new(SchemaValidator::new(set, flags))))
}

/// A schema without its annotations, which are for people and a third of some schemas.
fn without_annotations(text: &[u8]) -> Vec<u8> {
    let (mut out, mut from) = (Vec::with_capacity(text.len()), 0);
    for at in memchr::memmem::find_iter(text, b"annotation>") {
        let Some(tag) = memchr::memrchr(b'<', &text[..at]) else { continue };
        if text.get(tag + 1) == Some(&b'/') {
            from = at + b"annotation>".len();
        } else {
            out.extend_from_slice(text.get(from..tag).unwrap_or_default());
        }
    }
    out.extend_from_slice(&text[from..]);
    out
}

/// Holds a document against its schema.
pub(super) fn check(family: Family, text: &str) -> Result<(), Fault> {
    COURT.ask(family, text)
}

fn judge(family: Family, text: &str, slot: &mut Option<Compiled>, buffer: &mut Vec<u8>) -> Result<(), Fault> {
    let (set, validator) = match slot {
        Some(compiled) => *compiled,
        None => *slot.insert(compile(FILES[family as usize]).map_err(Fault::Invalid)?),
    };
    hold(validator, set, text, buffer)
}

fn hold(
    validator: &'static SchemaValidator<'static>,
    set: &SchemaSet,
    text: &str,
    buffer: &mut Vec<u8>,
) -> Result<(), Fault> {
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    let mut runtime =
        validator.start_run(CollectingValidationSink { errors: &mut errors, warnings: &mut warnings });
    runtime.set_parse_limits(ParseLimits::none().with_max_depth(256).with_max_name_bytes(1024));
    let driven = drive_quick_xml_in(text.as_bytes(), &mut runtime, set, buffer);
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
pub(super) fn located(family: Family, text: &str, depth: usize) -> bool {
    let (space, name) = home(family);
    let hint = if space.is_empty() { "xsi:noNamespaceSchemaLocation" } else { "xsi:schemaLocation" };
    let place = ["../".repeat(depth).as_str(), "schemas/", name].concat();
    let value = if space.is_empty() { place } else { [space, " ", &place].concat() };
    // The root's start tag, behind the declaration
    let text = text.as_bytes();
    let from = memchr::memmem::find(text, b"?>").map_or(0, |at| at + 2);
    let end = memchr::memchr(b'>', &text[from..]).map_or(text.len(), |at| from + at);
    let tag = &text[from..end];
    let expected = [" ", hint, "=\"", &value, "\""].concat();
    memchr::memmem::find_iter(tag, b"chemaLocation").count() == 1
        && memchr::memmem::find(tag, expected.as_bytes()).is_some()
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::RefCell;

    use xsd_schema::process_loaded_schemas;

    use super::*;

    thread_local! {
        static SHELF: RefCell<[Option<Compiled>; 7]> = RefCell::default();
    }

    /// The published schemas as they stand, with every check of them.
    fn compile_thoroughly(names: &[&str]) -> Compiled {
        let mut set = SchemaSet::new();
        for name in names {
            parse_schema_only(schema_text(name).unwrap(), name, &mut set).unwrap();
        }
        process_loaded_schemas(&mut set).unwrap();
        ready(set)
    }

    /// The verdict of schemas that were compiled thoroughly.
    pub fn check_thoroughly(family: Family, text: &str) -> Result<(), Fault> {
        let (set, validator) = SHELF.with_borrow_mut(|shelf| {
            *shelf[family as usize].get_or_insert_with(|| compile_thoroughly(FILES[family as usize]))
        });
        hold(validator, set, text, &mut Vec::new())
    }

    #[test]
    fn annotations_alone_are_left_out() {
        let text = b"<a><x:annotation>no</x:annotation><b/><annotation><c>no</c></annotation>\n</a>";
        assert_eq!(without_annotations(text), b"<a><b/>\n</a>");
        for name in FILES.iter().flat_map(|names| names.iter()) {
            let bare = without_annotations(schema_text(name).unwrap());
            assert!(memchr::memmem::find(&bare, b"annotation>").is_none(), "{name}");
        }
    }
}
