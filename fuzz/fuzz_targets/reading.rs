//! Text to article: every physical line has one verdict, kept lines are in the blocks and dropped ones are not.
#![no_main]

use bantin::{reading, typography};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let repaired = typography::repair(text);
    let line_of = reading::line_map(text, &repaired);
    let found = reading::explain(&repaired.text, &line_of);
    assert_eq!(found.lines.len(), text.split('\n').count());
    for (at, line) in found.lines.iter().enumerate() {
        assert_eq!(line.n as usize, at + 1);
        assert!((0.0..=1.0).contains(&line.confidence));
    }
    let dropped = |label: &str| matches!(label, "blank" | "boilerplate" | "duplicate");
    let kept = found.lines.iter().filter(|line| !dropped(line.label.name())).map(|line| line.n);
    let mut printed: Vec<u32> =
        found.article.blocks.iter().flat_map(|block| block.lines.iter().copied()).collect();
    printed.sort_unstable();
    printed.dedup();
    assert_eq!(kept.collect::<Vec<_>>(), printed);
});
