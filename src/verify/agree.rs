//! What is said more than once must be said alike. The file that stands alone against the others is the one to name.

use std::collections::{BTreeMap, HashMap};

use super::{Check, Findings};

/// Statements by topic: file and value.
#[derive(Debug, Default)]
pub(super) struct Agree(BTreeMap<&'static str, Vec<(String, String)>>);

impl Agree {
    /// `file` says `value` of `topic`.
    pub fn say(&mut self, topic: &'static str, file: &str, value: &str) {
        self.0.entry(topic).or_default().push((file.to_owned(), value.trim().to_owned()));
    }

    /// What most say of a topic; nothing when none does. Of equally many the first one.
    pub fn most(&self, topic: &str) -> &str {
        let said = self.0.get(topic).map_or(&[][..], Vec::as_slice);
        let mut counts: HashMap<&str, usize> = HashMap::new();
        said.iter().for_each(|(_, value)| *counts.entry(value).or_default() += 1);
        let largest = counts.values().copied().max().unwrap_or(0);
        said.iter()
            .map(|(_, value)| value.as_str())
            .find(|value| counts[value] == largest)
            .unwrap_or_default()
    }

    /// Names every file that is alone; where the sides are equally strong, all of them.
    pub fn finish(&self, findings: &mut Findings) {
        for (topic, said) in &self.0 {
            let Some((_, first)) = said.first() else { continue };
            if said.iter().all(|(_, value)| value == first) {
                continue;
            }
            let most = self.most(topic);
            let strength = said.iter().filter(|(_, value)| value == most).count();
            let tie = said.len() <= 2 * strength
                && said.iter().any(|(_, value)| {
                    value != most && said.iter().filter(|(_, other)| other == value).count() == strength
                });
            for (file, value) in said.iter().filter(|(_, value)| value != most || tie) {
                let other = if value == most { "…" } else { most };
                findings.add(Check::Description, file, format_args!("{topic}: “{value}” ≠ “{other}”"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(said: &[(&str, &str)]) -> Vec<String> {
        let mut agree = Agree::default();
        said.iter().for_each(|(file, value)| agree.say("title", file, value));
        let mut findings = Findings::default();
        agree.finish(&mut findings);
        findings.finish().into_iter().map(|finding| finding.file).collect()
    }

    #[test]
    fn names_the_one_that_stands_alone() {
        assert_eq!(named(&[("a", "x"), ("b", "x")]), [""; 0]);
        assert_eq!(named(&[("a", "x"), ("b", "y"), ("c", "x")]), ["b"]);
        assert_eq!(named(&[("a", "x"), ("b", "y")]), ["a", "b"]);
    }
}
