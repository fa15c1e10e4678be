//! One catalogue of everything bantin says, in Vietnamese and English (Fluent files beside this one).

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use libdeflater::Decompressor;
use unic_langid::{LanguageIdentifier, subtags::Language};

use crate::embedded::{embedded, inflate};
use crate::error::{Args, Code};

/// A language bantin speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The user's language by LC_ALL, LC_MESSAGES, LANG: Vietnamese when it starts with `vi`, else English.
    pub fn from_environment() -> Lang {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        if named.is_some_and(|value| value.starts_with("vi")) { Lang::Vi } else { Lang::En }
    }
}

/// The catalogue in one language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").finish_non_exhaustive()
    }
}

impl Messages {
    /// Parses the catalogue of `lang` (about 0.1 ms).
    pub fn new(lang: Lang) -> Messages {
        match lang {
            Lang::Vi => Messages::parse("vi", &[embedded!("vi.ftl")]),
            Lang::En => Messages::parse("en", &[embedded!("en.ftl")]),
        }
    }

    /// The catalogue with the help texts, which few runs need.
    pub fn with_help(lang: Lang) -> Messages {
        match lang {
            Lang::Vi => Messages::parse("vi", &[embedded!("vi.ftl"), embedded!("help.vi.ftl")]),
            Lang::En => Messages::parse("en", &[embedded!("en.ftl"), embedded!("help.en.ftl")]),
        }
    }

    fn parse(id: &str, files: &[&'static [u8]]) -> Messages {
        let language = Language::from_bytes(id.as_bytes()).unwrap_or_default();
        let mut bundle =
            FluentBundle::new_concurrent(vec![LanguageIdentifier::from_parts(language, None, None, &[])]);
        bundle.set_use_isolating(false); // the output is for terminals and files, where U+2068 would show
        let mut inflater = Decompressor::new();
        for &file in files {
            // The tests parse every file: what fails to parse never ships.
            let source = String::from_utf8(inflate(&mut inflater, file)).unwrap_or_default();
            let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Messages { bundle }
    }

    /// The text of `id`, with `args` filled in; the id itself if the catalogue lacks it.
    pub fn text(&self, id: &str, args: &Args) -> String {
        self.find(id, None, args).unwrap_or_else(|| id.to_owned())
    }

    /// An attribute of a message, if it has it.
    pub fn attribute(&self, id: &str, attribute: &str) -> Option<String> {
        self.find(id, Some(attribute), &Vec::new())
    }

    /// The message of a code.
    pub fn code(&self, code: Code, args: &Args) -> String {
        self.text(code.as_str(), args)
    }

    /// What to do about a code.
    pub fn hint(&self, code: Code, args: &Args) -> String {
        self.find(code.as_str(), Some("hint"), args).unwrap_or_default()
    }

    /// A fact that begins with `@` is itself a message of the catalogue, as those of [`crate::error::reason`].
    fn fact(&self, value: &str) -> String {
        let Some(reference) = value.strip_prefix('@') else { return value.to_owned() };
        // What follows the id, as a count, stays behind its text.
        let (id, rest) = reference.split_at(reference.find(' ').unwrap_or(reference.len()));
        self.find(id, None, &Vec::new()).map_or_else(|| value.to_owned(), |text| text + rest)
    }

    fn find(&self, id: &str, attribute: Option<&str>, args: &Args) -> Option<String> {
        self.render(id, attribute, args.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// The text of `id`, or of its attribute, with `args` filled in; `None` if the catalogue lacks it.
    pub fn render<'a>(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            match value {
                // A number, so that the catalogue can say "1 article": other figures stay as they were written.
                "1" => fluent.set(name, 1),
                value => fluent.set(name, self.fact(value)),
            }
        }
        Some(self.bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_message_and_a_hint_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let messages = Messages::new(lang);
            for &code in Code::ALL {
                assert!(
                    messages.find(code.as_str(), None, &Vec::new()).is_some(),
                    "{lang:?}: no message for {code}"
                );
                assert!(
                    messages.find(code.as_str(), Some("hint"), &Vec::new()).is_some(),
                    "{lang:?}: no hint for {code}"
                );
            }
        }
    }

    /// The ids (with their attributes) of a catalogue file, in order, and the variables each uses.
    fn entries(source: &str) -> Vec<(String, Vec<String>)> {
        let mut out: Vec<(String, Vec<String>)> = Vec::new();
        let mut message = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let head = line.split(" =").next().unwrap_or_default();
            let name = head.trim();
            if line.contains(" =") && !line.starts_with(' ') {
                message = name.to_owned();
                out.push((message.clone(), Vec::new()));
            } else if line.contains(" =") && name.starts_with('.') && !name.contains(' ') {
                out.push((format!("{message}{name}"), Vec::new()));
            }
            for rest in line.split('$').skip(1) {
                let variable =
                    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                if let Some((_, variables)) = out.last_mut() {
                    variables.push(variable.to_owned());
                }
            }
        }
        for (_, variables) in &mut out {
            variables.sort();
            variables.dedup();
        }
        out.sort();
        out
    }

    #[test]
    fn both_catalogues_have_the_same_ids_with_the_same_facts() {
        let pairs = [
            (include_str!("messages/vi.ftl"), include_str!("messages/en.ftl")),
            (include_str!("messages/help.vi.ftl"), include_str!("messages/help.en.ftl")),
        ];
        for (vi, en) in pairs {
            // Where a sentence is made of parts in one language only, only that one needs a short form for the reference.
            let shared = |source: &str| -> Vec<(String, Vec<String>)> {
                entries(source).into_iter().filter(|(id, _)| !id.ends_with(".about")).collect()
            };
            assert_eq!(shared(vi), shared(en));
            assert!(!shared(vi).is_empty());
        }
    }

    #[test]
    fn what_verify_refers_to_stands_in_the_catalogues() {
        let sources = [include_str!("verify/zip.rs"), include_str!("verify.rs")];
        let ids: Vec<&str> = sources
            .iter()
            .flat_map(|source| source.split("\"@").skip(1))
            .map(|rest| rest.split('"').next().unwrap_or_default())
            .collect();
        assert!(ids.len() >= 10);
        for lang in [Lang::Vi, Lang::En] {
            let messages = Messages::new(lang);
            for id in &ids {
                assert_ne!(messages.fact(&format!("@{id}")), format!("@{id}"), "{lang:?}");
            }
            // A count behind the id stays.
            assert!(messages.fact("@zip-truncated (× 2)").ends_with(" (× 2)"));
        }
    }

    #[test]
    fn every_catalogue_file_parses_without_a_rest() {
        for source in [
            include_str!("messages/vi.ftl"),
            include_str!("messages/en.ftl"),
            include_str!("messages/help.vi.ftl"),
            include_str!("messages/help.en.ftl"),
        ] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
        }
    }
}
