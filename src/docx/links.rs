//! The relationships that hyperlinks need.

use std::collections::HashMap;

/// The targets of a document, each once.
#[derive(Debug, Default)]
pub(super) struct Links {
    known: HashMap<String, usize>,
    /// In the order of their ids.
    pub(super) targets: Vec<String>,
}

impl Links {
    /// The relationship id of a target.
    pub(super) fn relationship(&mut self, target: String) -> String {
        let next = self.targets.len();
        let number = *self.known.entry(target.clone()).or_insert(next);
        if number == next {
            self.targets.push(target);
        }
        Links::id(number)
    }

    /// The id of the `number`th target.
    pub(super) fn id(number: usize) -> String {
        format!("rL{}", number + 1)
    }
}
