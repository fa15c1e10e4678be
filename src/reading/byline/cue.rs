//! What says in front of a name, or behind it, that it wrote the text.

use super::super::fold::{Head, fold, fold_head};
use super::super::letters::{self, is_upper};
use super::super::search::{behind, earliest, holds, leading, opens};
use super::super::{name, phrases, source};
use super::unit::{is_dash, unit_split};
use super::words::{DONE, PREFIXES, TITLES, is_deed};

/// "Luật sư X", "ThS. X": the name behind a title, when that is all there is.
pub(super) fn titled<'t>(text: &'t str, head: &mut Head<'t>) -> Option<&'t str> {
    let name = behind_cue(text, head, TITLES)?;
    // "Đại tá, PGS.TS X"
    if let Some(bare) = titled(name, &mut Head::default()) {
        return Some(bare);
    }
    let head = unit_split(name).map_or(name, |at| name[..at].trim_end_matches(is_dash));
    let head = head.split('(').next().unwrap_or(head).trim_end();
    let stop = || text[..text.len() - name.len()].trim_end().ends_with('.');
    // Those of a religious life have left their family's name.
    let religious =
        || opens(text, &["Phật tử ", "Sư cô ", "Ni sư ", "Đại đức ", "Thượng tọa ", "Hòa thượng "]);
    let known = name::has_family_name(head) || stop() || religious();
    (head.contains(' ') && name::are_people(head) && known).then_some(name)
}

/// What stands behind the one of `cues` (folded) that opens the text, and the signs behind it.
pub(super) fn behind_cue<'t>(text: &'t str, head: &mut Head<'t>, cues: &[&str]) -> Option<&'t str> {
    let cue = leading(head.of(text), cues)?;
    let letters = cue.chars().filter(|c| *c != ' ').count();
    let mut seen = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        seen += usize::from(letters::is_alphanumeric(c));
        (seen == letters).then_some(at + c.len_utf8())
    })?;
    Some(text[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':')))
}

/// "X thực hiện", "X lược ghi": names with the deed behind them.
pub(super) fn did<'t>(text: &'t str, key: &mut String) -> Option<&'t str> {
    if text.len() > 90 {
        return None;
    }
    (1..=5).find_map(|words| {
        let mut at = text.len();
        for _ in 0..words {
            at = text[..at].trim_end().rfind(' ')?;
        }
        let parted = text[..at].ends_with(['-', '–']);
        (parted || text[at..].trim_start().starts_with(letters::is_lower)).then_some(())?;
        fold(&text[at..], key);
        let name = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ','));
        let name = name.strip_prefix("Do ").unwrap_or(name);
        // "PV - CTV"
        let deed = is_deed(key) && !matches!(key.as_str(), "pv" | "ctv");
        (deed && (name::are_people(name) || name::is_initials(name))).then_some(name)
    })
}

/// A signature in one word or in lower case, after an explicit cue.
pub(super) fn is_pen_name(text: &str) -> bool {
    text.split_whitespace().count() <= 6
        && text.chars().all(|c| {
            letters::is_alphanumeric(c)
                || letters::is_mark(c)
                || matches!(c, ' ' | '.' | '-' | '–' | ',' | '&' | '_')
        })
        && !name::is_office(text)
}

/// "X | 1.234 lượt xem", "Thời sự • X": what stands beside a date, without counters, sections and buttons; nothing when
/// there is nothing else.
pub(super) fn without_asides(text: &str) -> &str {
    const SIGNS: &[&str] = &["|", "•", "·", ";", "   ", " - ", " – "];
    let mut key = String::new();
    let (mut told, mut parts, mut rest) = (None, 0, text);
    while !rest.is_empty() {
        let (end, sign) = earliest(rest, SIGNS).unwrap_or((rest.len(), 0));
        let part = rest[..end].trim();
        rest = &rest[end + sign..];
        if part.is_empty() {
            continue;
        }
        parts += 1;
        if !is_aside(part, &mut key) {
            match told {
                None => told = Some(part),
                Some(_) => return text,
            }
        }
    }
    match told {
        None => "",
        Some(name) if parts > 1 => name,
        Some(_) => text,
    }
}

fn is_aside(part: &str, key: &mut String) -> bool {
    fold(part, key);
    let section = |key: &str| phrases::is_section(key);
    key.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a' | b' ' | b'+'))
        || phrases::counter(key)
        || phrases::cover(key).is_some()
        || key == "đọc" // what a date leaves of "5 phút đọc"
        || key.ends_with(" min read")
        || key.starts_with("danh mục ")
        || key.starts_with("chuyên mục ")
        || key.strip_prefix("trong ").is_some_and(section)
}

/// "Tang quyến kính báo": who signs, without the bow.
pub(super) fn without_bow(text: &str) -> &str {
    if !holds(text, &["kính ", "KÍNH ", "Kính "]) {
        return text;
    }
    let words = text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    words
        .rev()
        .take(3)
        .find(|&at| {
            let bow = text[at..].trim_start().to_lowercase();
            matches!(bow.as_str(), "đồng kính bái" | "kính bái" | "kính báo" | "kính cáo" | "đồng kính báo")
                && !text[..at].to_lowercase().ends_with(" đồng")
        })
        .map_or(text, |at| text[..at].trim_end())
}

/// Takes off brackets around the whole.
pub(super) fn unwrap(text: &str) -> &str {
    [('(', ')'), ('[', ']')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close).filter(|t| !t.contains(open)))
        .unwrap_or(text)
        .trim()
}

/// "theo X", "Nguồn: X", "lược dịch theo X" in brackets behind a name: where the text was taken from.
pub(super) fn taken_from(inside: &str) -> Option<&str> {
    const HEADS: &[&str] = &["Theo ", "theo ", "Nguồn:", "nguồn:"];
    const DEEDS: &[&str] = &["ổng hợp từ ", "ịch từ ", " theo "];
    let deed = || earliest(inside, DEEDS).filter(|(at, _)| *at <= 18).map(|(at, len)| &inside[at + len..]);
    let from = behind(inside, HEADS).or_else(deed)?.trim();
    (!from.is_empty()).then_some(from)
}

/// "Tin, ảnh", "Bài và ảnh", "Video, bài": what the one behind the colon made, the words among it.
pub(super) fn made(key: &str) -> bool {
    let words = || key.split([' ', '+']).filter(|word| !word.is_empty());
    let of = |word| matches!(word, "tin" | "bài" | "lời" | "ảnh" | "hình" | "video" | "clip" | "và" | "viết");
    words().all(of) && words().any(|word| matches!(word, "tin" | "bài" | "lời"))
}

/// "Cô X", behind a cue: the name alone.
fn polite(name: &str) -> &str {
    behind(name, &["Cô ", "Thầy ", "Chị ", "Anh ", "Ông ", "Bà "])
        .filter(|name| name::is_person(name) && name::has_family_name(name))
        .unwrap_or(name)
}

/// The cue in front of a name and what follows it. A cue that is also a common word needs its colon.
pub(super) fn split_cue<'t>(text: &'t str, head: &mut Head<'t>) -> Option<(&'static str, &'t str)> {
    if let Some(colon) = text.find(':') {
        let mut key = String::with_capacity(Head::LEN);
        fold_head(&text[..colon], Head::LEN, &mut key);
        let cue = if made(&key) { Some(&"bài") } else { PREFIXES.iter().find(|cue| **cue == key.as_str()) };
        let tail = text[colon + 1..].trim();
        if let Some(cue) = cue {
            return Some((cue, polite(tail)));
        }
        // "Tham vấn và viết bài: X": what was done, and a person.
        let done = |word: &str| word == "và" || DONE.contains(&word);
        if key.contains(' ') && key.split(' ').all(done) {
            let name = titled(tail, &mut Head::default()).unwrap_or(tail);
            let head = unit_split(name).map_or(name, |at| name[..at].trim_end_matches(is_dash));
            if name::are_people(head) && head.split(',').any(name::has_family_name) {
                return Some(("bài", name));
            }
        }
    }
    const CUES: &[&str] = &[
        "được đăng bởi",
        "đăng bởi",
        "người đăng",
        "bởi",
        "by",
        "posted by",
        "written by",
        "story by",
        "words by",
        "viết bởi",
        "thực hiện bởi",
        "phóng viên",
        "tác giả",
        "tin ảnh",
        "bài và ảnh",
        "tin và ảnh",
        "bài ảnh",
        "theo",
        "pv",
        "ctv",
        "btv",
        "cộng tác viên",
    ];
    let key = head.of(text);
    let (cue, mut words) = match leading(key, CUES) {
        // "PV - CTV"
        Some(cue @ ("pv" | "ctv" | "btv"))
            if name::is_collective(text) || text[cue.len()..].starts_with('/') =>
        {
            return None;
        }
        Some(cue) => (cue, cue.split(' ').count()),
        // "Nội dung được biên soạn bởi X": what was done, in words that only say so.
        None => {
            let first = key.split(' ').next().unwrap_or(key);
            if !DONE.contains(&first) {
                return None;
            }
            let (deed, _) = [" bởi ", " bởi:", " do "].iter().find_map(|sign| text.split_once(sign))?;
            let mut key = String::new();
            fold_head(deed, 80, &mut key);
            key.split(' ').all(|word| DONE.contains(&word)).then(|| ("bởi", key.split(' ').count() + 1))?
        }
    };
    // The cue's words in the printed text.
    let mut end = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let letter = letters::is_alphanumeric(c) || letters::is_mark(c);
        if letter && !in_word {
            if words == 0 {
                end = at;
                break;
            }
            words -= 1;
        }
        in_word = letter;
    }
    let name = text[end..].trim();
    let named = name.starts_with(is_upper)
        || cue == "theo" && source::is_agency(name)
        || titled(name, &mut Head::default()).is_some();
    (end > 0 && named).then_some((cue, name))
}
