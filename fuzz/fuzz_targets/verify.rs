//! Zip, METS and all that `verify` reads: whatever the bytes are, a verdict; only a package can be valid.
#![no_main]

use bantin::verify::{Kind, verify_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let verdict = verify_bytes(bytes);
    assert!(verdict.kind != Kind::Unknown || !verdict.findings.is_empty());
});
