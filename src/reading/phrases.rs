//! The vocabulary of page furniture: phrases that mean something only when a whole line is made of them.

use std::sync::LazyLock;

use libdeflater::Decompressor;
use rustc_hash::FxHashMap;

use crate::embedded::{embedded, inflate};

/// What a phrase is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Names of networks, buttons.
    Share,
    /// Print, mail, back, top of page.
    Print,
    /// Font size.
    Font,
    /// Entries of a menu that name no section.
    Menu,
    /// Section names.
    Section,
    /// Words of a comment thread and its form.
    Comment,
    /// Heading of related articles.
    Related,
    /// Heading of a list of tags.
    Tags,
    /// Player messages.
    Player,
    /// Template leftovers.
    Template,
    /// Login.
    Login,
    /// Download.
    Download,
    /// Names of a site.
    Masthead,
    /// Rating of an article.
    Rating,
}

impl Family {
    /// The stable reason id.
    pub fn reason(self) -> &'static str {
        match self {
            Family::Share => "share-buttons",
            Family::Print => "print-mail",
            Family::Font => "font-size",
            Family::Menu => "menu",
            Family::Section => "section-list",
            Family::Comment => "comments",
            Family::Related => "related-label",
            Family::Tags => "tags",
            Family::Player => "player",
            Family::Template => "template",
            Family::Login => "login",
            Family::Download => "download",
            Family::Masthead => "masthead",
            Family::Rating => "rating",
        }
    }
}

/// `assets/phrases/phrases.txt`: a phrase a line below the name of its list, as they are folded.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    String::from_utf8(inflate(&mut Decompressor::new(), embedded!("phrases.txt"))).unwrap_or_default()
});

/// What is said of the phrases below the heads of the lists; no author writes the sure ones as a line of their own, the
/// others are furniture among furniture only.
fn list(head: &str) -> Option<(Family, bool)> {
    let (name, sure) = head.split_once(' ')?;
    let family = match name {
        "share" => Family::Share,
        "print" => Family::Print,
        "font" => Family::Font,
        "menu" => Family::Menu,
        "section" => Family::Section,
        "comment" => Family::Comment,
        "related" => Family::Related,
        "tags" => Family::Tags,
        "player" => Family::Player,
        "template" => Family::Template,
        "login" => Family::Login,
        "download" => Family::Download,
        "rating" => Family::Rating,
        "masthead" => Family::Masthead,
        _ => return None,
    };
    Some((family, sure == "sure"))
}

#[derive(Default)]
struct Vocabulary {
    phrases: FxHashMap<&'static str, (Family, bool)>,
    counters: FxHashMap<&'static str, ()>,
    glue: FxHashMap<&'static str, ()>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut all = Vocabulary::default();
    let (mut head, mut found) = ("", None);
    for line in TEXT.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            (head, found) = (name, list(name));
        } else if let Some(found) = found {
            all.phrases.entry(line).or_insert(found);
        } else if head == "counters" {
            all.counters.insert(line, ());
        } else {
            all.glue.insert(line, ());
        }
    }
    all
});

/// How a folded line is made of furniture phrases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cover {
    /// The family of the first phrase that is not a section name (or of the first at all).
    pub family: Family,
    /// Phrases used.
    pub phrases: u8,
    /// One of them belongs to no prose at all.
    pub sure: bool,
    /// All are section names.
    pub sections: bool,
}

/// Covers the whole of `key` (folded) with phrases, longest first; `None` when a word is left over.
pub(super) fn cover(key: &str) -> Option<Cover> {
    let vocabulary = &*VOCABULARY;
    let mut at = 0;
    let mut found: Option<Cover> = None;
    let (mut words, mut glued) = (0usize, 0usize);
    while at < key.len() {
        let rest = &key[at..];
        let Some((len, (family, sure))) = longest(rest, |phrase| vocabulary.phrases.get(phrase).copied())
        else {
            // "Chia sẻ bài viết | lên | Facebook": small words may join phrases, but make none; nor does "Thích | 0 | Chia sẻ".
            let number = rest.bytes().take_while(u8::is_ascii_digit).count();
            let count = number > 0 && found.is_some() && rest[number..].starts_with(' ');
            let glue = || longest(rest, |phrase| vocabulary.glue.get(phrase).copied());
            let (len, ()) = if count { (number, ()) } else { glue()? };
            glued += rest[..len].split(' ').count();
            at += len + 1;
            continue;
        };
        words += rest[..len].split(' ').count();
        let section = family == Family::Section;
        match &mut found {
            None => found = Some(Cover { family, phrases: 1, sure, sections: section }),
            Some(cover) => {
                if cover.sections && !section {
                    cover.family = family;
                }
                cover.phrases = cover.phrases.saturating_add(1);
                cover.sure |= sure;
                cover.sections &= section;
            }
        }
        at += len + 1;
        if found.is_some_and(|c| c.phrases > 60) {
            return None;
        }
    }
    if glued > words || glued > 0 && found.is_some_and(|cover| cover.sections) {
        return None;
    }
    if glued > 0
        && let Some(cover) = &mut found
        && !cover.sure
    {
        cover.phrases = 1;
    }
    found
}

/// Is `key` (folded) a run of counters: words of counting, each with its number?
pub(super) fn counter(key: &str) -> bool {
    if !key.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let vocabulary = &*VOCABULARY;
    let (mut at, mut cues, mut numbers) = (0, 0u32, 0u32);
    while at < key.len() {
        let rest = &key[at..];
        let word = rest.split(' ').next().unwrap_or(rest);
        if word.bytes().all(|b| b.is_ascii_digit()) || is_amount(word) {
            numbers += 1;
            at += word.len() + 1;
            continue;
        }
        let Some((len, ())) = longest(rest, |phrase| vocabulary.counters.get(phrase).copied()) else {
            return false;
        };
        cues += 1;
        at += len + 1;
    }
    cues > 0 && numbers > 0
}

/// "12k", "3m".
fn is_amount(word: &str) -> bool {
    word.strip_suffix(['k', 'm', '+']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Is `key` one of the counter's words alone (its number stands on the line above)?
pub(super) fn counter_unit(key: &str) -> bool {
    VOCABULARY.counters.contains_key(key)
}

/// Is `key` (folded) exactly a section name?
pub(super) fn is_section(key: &str) -> bool {
    VOCABULARY.phrases.get(key).is_some_and(|(family, _)| *family == Family::Section)
}

/// For the first word of each phrase, the words of the longest phrase that begins with it.
static REACH: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let vocabulary = &*VOCABULARY;
    let mut reach = FxHashMap::default();
    let lists = [vocabulary.counters.keys(), vocabulary.glue.keys()];
    for phrase in vocabulary.phrases.keys().chain(lists.into_iter().flatten()) {
        let words = phrase.split(' ').count().min(12);
        let longest = reach.entry(phrase.split(' ').next().unwrap_or(phrase)).or_insert(words);
        *longest = words.max(*longest);
    }
    reach
});

/// The longest phrase at the start of `rest`.
fn longest<T>(rest: &str, find: impl Fn(&str) -> Option<T>) -> Option<(usize, T)> {
    let first = rest.split(' ').next().unwrap_or(rest);
    let reach = *REACH.get(first)?;
    let mut best = None;
    let mut words = 0;
    for end in rest.match_indices(' ').map(|(at, _)| at).chain(Some(rest.len())) {
        words += 1;
        if let Some(value) = find(&rest[..end]) {
            best = Some((end, value));
        }
        if words == reach {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_belongs_to_one_family() {
        let mut seen = std::collections::HashSet::new();
        let (mut phrases, mut named) = (0, false);
        for line in TEXT.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                named = list(name).is_some();
                assert!(named || matches!(name, "counters" | "glue"), "{name}");
            } else if named {
                phrases += 1;
                assert!(seen.insert(line), "{line} stands twice");
                assert_eq!(line, line.to_lowercase());
            }
        }
        assert_eq!(VOCABULARY.phrases.len(), phrases);
        assert!(phrases > 2000 && VOCABULARY.counters.len() > 100 && VOCABULARY.glue.len() > 40);
    }
}
