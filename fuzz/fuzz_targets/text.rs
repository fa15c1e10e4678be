//! Bytes to text to article: total, and nothing lost without a label.
#![no_main]

use bantin::{decode, reading, typography};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode::decode(bytes, None) else { return };
    let repaired = typography::repair(&decoded.text);
    let line_of = reading::line_map(&decoded.text, &repaired);
    if let Ok(read) = reading::read(&repaired.text, &line_of) {
        assert_eq!(read.lines.len(), decoded.text.split('\n').count());
    }
});
