//! The lines that say who wrote a text, or signs it, and for which unit.

mod words;

use super::date::{self, Date};
use super::fold::{Head, fold, fold_head, same};
use super::letters::{self, is_upper};
use super::search::{begins_with, leading};
use super::{name, source};
use words::{DEEDS, DONE, GENRES, PREFIXES, TITLES};

/// What a byline says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Byline<'a> {
    /// The name or names as printed (parted by commas or dashes), without prefix, role and unit.
    pub author: Option<&'a str>,
    /// The unit.
    pub organisation: Option<&'a str>,
    /// "Theo TTXVN": the source.
    pub source: Option<&'a str>,
    /// A date on the same line.
    pub date: Option<Date>,
    /// A word that only bylines have ("Tác giả:", "(thực hiện)") stands with it: position matters less.
    pub cue: bool,
}

/// Reads a line as a byline: who, of which unit, when. `None` when its form is not that of a byline; whether a bare
/// name is one is for its position to say.
pub(super) fn byline(text: &str) -> Option<Byline<'_>> {
    if text.len() > 220 {
        return None;
    }
    let mut found = Byline::default();
    let mut rest = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*' | '•'));
    if let Some(stamp) = date::stamp(rest) {
        if !stamp.after.is_empty() && !stamp.before.is_empty() {
            return None;
        }
        if is_place(rest, stamp.before) {
            return None;
        }
        found.date = Some(stamp.date);
        rest = if stamp.before.is_empty() { stamp.after } else { stamp.before };
        // "By X on June 12, 2019"
        rest = rest.strip_suffix(" on").unwrap_or(rest);
    }
    rest = unwrap(rest);
    // "(TTXVN)"
    if source::is_agency(rest)
        && !rest.contains('.')
        && !name::is_initials(rest)
        && !name::is_collective(rest)
    {
        found.source = Some(rest);
        return Some(found);
    }
    // "Đơn vị: Phòng X" on a line of its own
    if let Some((what, unit)) = rest.split_once(':')
        && matches!(what, "Đơn vị" | "Cơ quan" | "Đơn vị công tác" | "Nơi công tác")
        && name::is_office(unit.trim())
    {
        found.organisation = Some(unit.trim());
        return Some(found);
    }
    // "Biên tập" alone heads the name of the unit below it.
    if rest == "Biên tập" {
        found.cue = true;
        return Some(found);
    }
    // "lê hoài nam anh |": a cell of a picture's table holds no sentence in small letters.
    if text.trim_end().ends_with('|') && name::is_person_in_small_letters(rest) {
        found.author = Some(rest);
        return Some(found);
    }
    // A cue in front.
    let mut head = Head::default();
    let mut key = String::new();
    let mut theo = false;
    // "Đăng bởi X vào lúc 21:10"
    const POSTED: &[&str] = &["được đăng bởi", "đăng bởi", "người đăng"];
    if begins_with(head.of(rest), POSTED)
        && let Some(end) = [" vào lúc ", " lúc ", " vào "].iter().find_map(|cue| rest.find(cue))
        && let Some((cue, name)) = split_cue(&rest[..end], &mut head)
        && POSTED.contains(&cue)
    {
        found.cue = true;
        found.author = Some(name);
        return Some(found);
    }
    // "Tản văn của X"
    if begins_with(head.of(rest), GENRES)
        && let Some((genre, name)) = rest.split_once(" của ")
        && name::is_person(name)
        && name::has_family_name(name)
    {
        fold(genre, &mut key);
        if GENRES.contains(&key.as_str()) {
            found.cue = true;
            found.author = Some(name.trim());
            return Some(found);
        }
    }
    if let Some(name) = titled(rest, &mut head) {
        rest = name;
    } else if let Some(name) = did(rest, &mut key) {
        found.cue = true;
        rest = name;
    }
    if let Some((cue, tail)) = split_cue(rest, &mut head) {
        theo = cue == "theo";
        found.cue = !theo;
        let tail = words_of(tail);
        rest = titled(tail, &mut head).unwrap_or(tail);
    }
    if rest.is_empty() {
        return (found.cue || found.date.is_some()).then_some(found).filter(|f| f.cue);
    }
    // Brackets behind: a deed, a unit, or the same name again.
    if rest.ends_with(')')
        && let Some(open) = rest.rfind('(')
        && open > 0
    {
        let inside = rest[open + 1..rest.len() - 1].trim();
        let figures = inside.bytes().any(|b| b.is_ascii_digit());
        let name = rest[..open].trim();
        fold(inside, &mut key);
        let taken = taken_from(inside);
        if let Some(from) = taken
            && !(name::has_family_name(from) && !source::is_agency(from))
        {
            found.cue = true;
            found.source = (!same(from, name)).then_some(from);
        } else if DEEDS.contains(&key.as_str()) || taken.is_some() {
            found.cue = true;
        } else if figures {
            // "X (1932 – 1940)" is an entry of a list.
            return None;
        } else if (!name::is_person(inside) || inside.ends_with('+')) && !inside.starts_with("từ ") {
            found.organisation = Some(inside);
        }
        rest = name;
    }
    // "X, từ Hà Nội": where it was written.
    if let Some((name, place)) = rest.split_once(", từ ")
        && name::is_person(name)
        && place.starts_with(is_upper)
        && place.split_whitespace().count() <= 4
    {
        rest = name;
    }
    // Dash or comma: name and unit, or several names.
    let mut units = Vec::new();
    let mut reached = false;
    let mut names = rest;
    if let Some((name, unit)) = rest.split_once('/')
        && name::is_person(name.trim())
        && !name::is_person(unit.trim())
        && (is_unit(unit.trim()) || unit.contains(['-', '–']) && is_upper(unit.chars().next().unwrap_or(' ')))
    {
        found.organisation = Some(unit.trim());
        names = name.trim();
        rest = names;
    }
    if !found.cue && !theo && !name::may_be_people(rest, &mut head) {
        return office(rest, found);
    }
    if let Some(at) = unit_split(rest).filter(|_| !name::is_collective(rest)) {
        names = rest[..at].trim_end_matches(is_dash).trim_end();
        units.extend(rest[at..].split(['–', '—']).flat_map(|p| p.split(" - ")).map(str::trim));
        // "… – Hotline: 0909 000 111"
        reached = units.iter().any(|unit| unit.contains([':', '@']));
        units.retain(|unit| !unit.contains([':', '@']));
    }
    if name::are_people(names) || found.cue && is_pen_name(names) {
        // "TTVH – TT huyện X" is one unit.
        if let Some((first, rest)) = units.split_first()
            && (begins_short(first) || name::is_office(first))
            && !rest.is_empty()
            && !reached
            && !rest.iter().any(|part| is_unit(part) || name::is_person(part))
            && let Some(at) = unit_split(text)
        {
            found.organisation = Some(text[at..].trim_matches(is_dash));
        }
        for unit in units {
            let unit = without_role(without_deed(unit.trim_matches(is_dash)));
            if found.organisation.is_none() && is_unit(unit) {
                found.organisation = Some(unit);
            }
        }
        if theo && (!found.cue && !name::is_person(names) || name::is_initials(names)) {
            found.source = Some(names);
        } else {
            let name = names.trim_matches(|c: char| matches!(c, '|' | ',' | ';') || c.is_whitespace());
            // The stop of "T.K." is part of it.
            found.author = Some(name.strip_suffix('.').filter(|name| !name.contains('.')).unwrap_or(name));
        }
        return Some(found);
    }
    if theo {
        let words = rest.split_whitespace().count();
        return (words <= if name::names_office(head.of(rest)) { 9 } else { 5 }
            && (rest.starts_with(is_upper) || source::is_agency(rest))
            && !rest.ends_with(['.', ',', ':']))
        .then(|| {
            found.source = Some(rest);
            found
        });
    }
    office(rest, found)
}

/// "Hà Nội, ngày 4/9/2014", "Hà Nội (17/11/2014)": where and when it was written. A name has the time behind it, or begins
/// with that of a family.
fn is_place(line: &str, name: &str) -> bool {
    let Some(rest) = line.strip_prefix(name) else { return false };
    let date = rest.trim_start();
    let named = || name::has_family_name(name) || name::is_initials(name) || name::is_collective(name);
    name.split_whitespace().count() == 2
        && (date.starts_with(", ngày ") || date.starts_with(['(', ',']) && !rest.contains(':') && !named())
}

/// The line is the name of an office and nothing else.
fn office<'a>(text: &'a str, mut found: Byline<'a>) -> Option<Byline<'a>> {
    // An office that does something is a caption or a heading.
    let acts = [
        " làm việc ",
        " tham gia ",
        " trao ",
        " tặng ",
        " kiểm tra ",
        " thăm ",
        " phát biểu ",
        " tổ chức ",
        " dự ",
    ];
    let named = !text.ends_with(['.', ',', ':', ';', '?', '!'])
        && name::is_office(text)
        && text.split_whitespace().nth(if branch(text) { 20 } else { 14 }).is_none()
        && !acts.iter().any(|act| text.contains(act));
    named.then(|| {
        found.organisation = Some(text);
        found
    })
}

/// "Văn phòng X - Chi nhánh Y": an office, and a part of it behind the dash.
pub(super) fn branch(text: &str) -> bool {
    text.split_once(" - ").is_some_and(|(office, part)| name::is_office(office) && name::is_office(part))
}

/// "Luật sư X", "ThS. X": the name behind a title, when that is all there is.
fn titled<'t>(text: &'t str, head: &mut Head<'t>) -> Option<&'t str> {
    let cue = leading(head.of(text), TITLES)?;
    let letters = cue.chars().filter(|c| *c != ' ').count();
    let mut seen = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        seen += usize::from(letters::is_alphanumeric(c));
        (seen == letters).then_some(at + c.len_utf8())
    })?;
    let name = text[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    let head = unit_split(name).map_or(name, |at| name[..at].trim_end_matches(is_dash));
    (head.contains(' ') && name::is_person(head) && name::has_family_name(head)).then_some(name)
}

/// "X thực hiện", "X lược ghi": names with the deed behind them.
fn did<'t>(text: &'t str, key: &mut String) -> Option<&'t str> {
    if text.len() > 90 {
        return None;
    }
    (1..=2).find_map(|words| {
        let mut at = text.len();
        for _ in 0..words {
            at = text[..at].trim_end().rfind(' ')?;
        }
        text[at..].trim_start().starts_with(letters::is_lower).then_some(())?;
        fold(&text[at..], key);
        let name = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ','));
        (DEEDS.contains(&key.as_str()) && (name::are_people(name) || name::is_initials(name))).then_some(name)
    })
}

/// A signature in one word or in lower case, after an explicit cue.
fn is_pen_name(text: &str) -> bool {
    text.split_whitespace().count() <= 6
        && text.chars().all(|c| {
            letters::is_alphanumeric(c)
                || letters::is_mark(c)
                || matches!(c, ' ' | '.' | '-' | '–' | ',' | '&' | '_')
        })
        && !name::is_office(text)
}

/// "GV Trường X": the unit behind what someone is there.
fn without_role(unit: &str) -> &str {
    ["GV ", "HS ", "SV ", "Giáo viên ", "Học sinh ", "Sinh viên ", "giáo viên ", "học sinh "]
        .iter()
        .find_map(|role| unit.strip_prefix(role))
        .unwrap_or(unit)
}

/// What may stand behind a name as its unit.
fn is_unit(text: &str) -> bool {
    let text = without_role(text);
    let class = text.strip_prefix("Lớp ").or_else(|| text.strip_prefix("lớp "));
    class.is_some_and(|class| class.starts_with(|c: char| c.is_ascii_digit()))
        || name::is_office(text)
        || begins_short(text)
        || text.contains('+')
        || text.contains('.') && !text.contains(' ') && !name::is_initials(text) // "T.LỘC"
        || {
            let letters = text.chars().filter(|&c| letters::is_alphabetic(c)).count();
            letters >= 3
                && !text.contains('.')
                && text.chars().filter(|&c| letters::is_alphabetic(c)).all(is_upper)
                && !text.contains(' ')
        }
}

/// "CC Văn hóa – Xã hội", "TTVH huyện X", "P. Chính trị": an office by its letters, then words.
fn begins_short(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let head = words.next().unwrap_or("").trim_end_matches('.');
    let letters = head.chars().filter(|&c| letters::is_alphabetic(c)).count();
    (2..=6).contains(&letters)
        && head.chars().all(|c| is_upper(c) || matches!(c, '-' | '&'))
        && (1..=9).contains(&words.clone().count())
        && (letters >= 3 || !name::is_person(text))
        && words.any(|w| w.chars().any(letters::is_lower))
}

fn is_dash(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | ',')
}

/// Where the unit begins in `Name – Unit`, `Name - Unit`, `Name- Unit`, `Name, Unit`.
fn unit_split(text: &str) -> Option<usize> {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let dash =
            matches!(c, '–' | '—' | ',') || c == '-' && (next == Some(' ') || text[..at].ends_with(' '));
        if dash && at > from {
            let tail = text[at + c.len_utf8()..].trim_start();
            let unit = tail.split(" – ").next().unwrap_or(tail);
            if is_unit(unit) || name::is_role(unit) || unit.len() < tail.len() && name::is_office(tail) {
                return Some(text.len() - tail.len());
            }
            from = at;
        }
    }
    None
}

/// Takes off brackets around the whole.
fn unwrap(text: &str) -> &str {
    [('(', ')'), ('[', ']')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close).filter(|t| !t.contains(open)))
        .unwrap_or(text)
        .trim()
}

/// "theo X", "Nguồn: X", "lược dịch theo X" in brackets behind a name: where the text was taken from.
fn taken_from(inside: &str) -> Option<&str> {
    let from = [("Theo ", 0), ("theo ", 0), ("Nguồn:", 0), ("nguồn:", 0), (" theo ", 18)]
        .iter()
        .find_map(|&(cue, latest)| {
            inside.find(cue).filter(|at| *at <= latest).map(|at| &inside[at + cue.len()..])
        })?
        .trim();
    (!from.is_empty()).then_some(from)
}

/// "Công ty X biên soạn": the unit without what it did.
fn without_deed(unit: &str) -> &str {
    ["biên soạn", "thực hiện", "cung cấp"]
        .iter()
        .find_map(|deed| unit.strip_suffix(deed)?.strip_suffix(' '))
        .unwrap_or(unit)
}

/// "X - Ảnh: Y", "X; đồ họa: Y": who wrote, in front of who took the pictures.
fn words_of(names: &str) -> &str {
    const PICTURES: &[&str] = &["Ảnh:", "ảnh:", "Đồ họa:", "đồ họa:", "Video:", "video:", "Clip:", "clip:"];
    PICTURES
        .iter()
        .filter_map(|cue| names.find(cue))
        .min()
        .map(|at| names[..at].trim_end_matches(|c: char| is_dash(c) || matches!(c, ';' | '.' | '|')))
        .filter(|names| !names.is_empty())
        .unwrap_or(names)
}

/// "Tin, ảnh", "Bài và ảnh", "Video, bài": what the one behind the colon made, the words among it.
fn made(key: &str) -> bool {
    let of = |word| matches!(word, "tin" | "bài" | "ảnh" | "hình" | "video" | "clip" | "và" | "viết");
    key.split(' ').all(of) && key.split(' ').any(|word| matches!(word, "tin" | "bài"))
}

/// The cue in front of a name and what follows it. A cue that is also a common word needs its colon.
fn split_cue<'t>(text: &'t str, head: &mut Head<'t>) -> Option<(&'static str, &'t str)> {
    if let Some(colon) = text.find(':') {
        let mut key = String::with_capacity(Head::LEN);
        fold_head(&text[..colon], Head::LEN, &mut key);
        let cue = if made(&key) { Some(&"bài") } else { PREFIXES.iter().find(|cue| **cue == key.as_str()) };
        if let Some(cue) = cue {
            return Some((cue, text[colon + 1..].trim()));
        }
    }
    const CUES: &[&str] = &[
        "được đăng bởi",
        "đăng bởi",
        "người đăng",
        "bởi",
        "by",
        "phóng viên",
        "tác giả",
        "tin ảnh",
        "bài và ảnh",
        "bài ảnh",
        "theo",
        "pv",
        "ctv",
    ];
    let key = head.of(text);
    let (cue, mut words) = match leading(key, CUES) {
        // "PV - CTV"
        Some("pv" | "ctv") if name::is_collective(text) => return None,
        Some(cue) => (cue, cue.split(' ').count()),
        // "Nội dung được biên soạn bởi X": what was done, in words that only say so.
        None => {
            let (deed, _) = key.split_once(" bởi ").or_else(|| key.split_once(" do "))?;
            deed.split(' ').all(|word| DONE.contains(&word)).then(|| ("bởi", deed.split(' ').count() + 1))?
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cue_goes_on_behind_the_head() {
        for cue in [PREFIXES, GENRES, TITLES].into_iter().flatten() {
            assert!(cue.len() < Head::LEN, "{cue}");
        }
    }
}
