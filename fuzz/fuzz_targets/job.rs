//! The whole job: whatever the bytes are, three outputs or a coded failure, and the same ones twice.
#![no_main]

use std::sync::OnceLock;

use bantin::archive::Variant;
use bantin::job::{Formats, Source, Workshop};
use bantin::settings::Settings;
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

static WORKSHOP: OnceLock<Workshop> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let workshop = WORKSHOP.get_or_init(|| {
        let formats = Formats { pdf: true, docx: true, package: true };
        Workshop::new(Settings::default(), formats, Variant::Aip, "2026-01-01T00:00:00Z", false).unwrap()
    });
    let source = Source { name: "a.txt", bytes, sha256: Sha256::digest(bytes).into(), package: true };
    let (first, second) = (workshop.convert(&source), workshop.convert(&source));
    match (first, second) {
        (Ok(first), Ok(second)) => {
            assert_eq!(first.pdf, second.pdf);
            assert_eq!(first.docx, second.docx);
            assert_eq!(first.package, second.package);
        }
        (Err(first), Err(second)) => assert_eq!(first, second),
        _ => panic!("once made, once failed"),
    }
});
