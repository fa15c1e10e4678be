//! Any text is repaired; the log leads back; repairing twice changes nothing more.
#![no_main]

use bantin::typography::{log, repair};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let once = repair(text);
    assert_eq!(log::replay(text, &once.edits).as_deref(), Some(once.text.as_ref()));
    assert_eq!(log::undo(&once.text, &once.edits).as_deref(), Some(text));
    if !once.text.contains('&') {
        assert!(repair(&once.text).edits.is_empty());
    }
});
