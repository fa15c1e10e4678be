//! Any bytes are decoded, or refused with a code; in every encoding that can be named.
#![no_main]

use bantin::decode::{self, Encoding};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let detection = decode::detect(bytes);
    assert!((0.0..=1.0).contains(&detection.confidence));
    if let Ok(decoded) = decode::decode(bytes, None) {
        for warning in &decoded.warnings {
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
            assert!(warning.line.is_none_or(|line| line >= 1 && line <= lines));
        }
    }
    for encoding in Encoding::NAMED {
        assert!(decode::decode(bytes, Some(encoding)).is_ok());
    }
});
