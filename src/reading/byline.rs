//! The lines that say who wrote a text, or signs it, and for which unit.

mod cue;
mod parts;
mod piece;
mod signs;
mod unit;
mod words;

use super::date::{self, Date};
use super::fold::{Head, fold, same};
use super::letters::{self, is_upper};
use super::search::{before, begins_with, behind, earliest};
use super::{name, source};
use cue::{did, is_pen_name, split_cue, taken_from, titled, unwrap, without_asides, without_bow};
use unit::{acts, is_dash, is_office_alone, is_place, is_unit, without_role};
use words::{GENRES, is_deed};

pub(super) use parts::loosely;
pub(super) use piece::post;
pub(super) use unit::branch;

/// What a byline says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Byline<'a> {
    /// The name or names as printed (parted by commas or dashes), without prefix, role and unit.
    pub author: Option<&'a str>,
    /// Those whose names stand apart from the first: "Bài: X, ảnh: Y", "X (Báo A), Y (Báo B)".
    pub others: [Option<&'a str>; 3],
    /// "X - Ảnh: Y": one wrote, another took the pictures.
    pub shared: bool,
    /// The unit.
    pub organisation: Option<&'a str>,
    /// "Theo TTXVN": the source.
    pub source: Option<&'a str>,
    /// A date on the same line.
    pub date: Option<Date>,
    /// "Luật sư X – Công ty Y": a rank and a unit, as experts sign, and as they are introduced.
    pub ranked: bool,
    /// A word that only bylines have ("Tác giả:", "(thực hiện)") stands with it: position matters less.
    pub cue: bool,
}

impl Byline<'_> {
    /// A cue or the name of a family says that it is one, wherever it stands.
    pub fn is_certain(&self) -> bool {
        self.cue || self.author.is_some_and(name::has_family_name)
    }
}

/// Reads a line as a byline: who, of which unit, when. `None` when its form is not that of a byline; whether a bare
/// name is one is for its position to say.
pub(super) fn byline(text: &str) -> Option<Byline<'_>> {
    if text.len() > 220 || is_wordy(text) || is_told(text) {
        return None;
    }
    let mut found = Byline::default();
    let mut rest = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*' | '•'));
    rest = before(rest, &["./.", "/."]).map_or(rest, str::trim_end);
    // "(1) Trường X": the unit to which a note behind a name points
    if let Some((note, unit)) = rest.split_once(' ')
        && note.len() == 3
        && note.starts_with('(')
        && note.as_bytes()[1].is_ascii_digit()
        && note.ends_with(')')
    {
        return is_office_alone(unit).then_some(Byline { organisation: Some(unit), ..found });
    }
    // "X lược dịch (Nguồn: Y, 12-6-2021)": the date of the source
    let inside = |before: &str| {
        let end = before.as_ptr() as usize + before.len() - rest.as_ptr() as usize;
        let open = before.rfind('(').is_some_and(|open| !before[open..].contains(')'));
        open && rest.ends_with(')') && !rest[end..].trim_start().starts_with(')')
    };
    if let Some(stamp) = date::stamp(rest).filter(|stamp| !inside(stamp.before)) {
        if is_place(rest, stamp.before) {
            return None;
        }
        found.date = Some(stamp.date);
        rest = match (without_asides(stamp.before), without_asides(stamp.after)) {
            ("", name) | (name, "") => name,
            // "X lúc 9:20 ngày 02-11-2021 (VP Huyện ủy)"
            (name, unit) if unit.starts_with('(') && unit.ends_with(')') && is_unit(unwrap(unit)) => {
                found.organisation = Some(unwrap(unit));
                name
            }
            _ => return None,
        };
        // "By X on June 12, 2019"
        rest = rest.strip_suffix(" on").unwrap_or(rest);
    }
    // "meo_con, 12-06-2019": how who posts is called in a forum
    let nick = rest.trim_end_matches([',', ' ']);
    if found.date.is_some()
        && nick.contains('_')
        && nick.chars().all(|c| letters::is_alphanumeric(c) || c == '_')
    {
        found.cue = true;
        found.author = Some(nick);
        return Some(found);
    }
    let bare = unwrap(rest);
    // "(Tổng hợp)" below the name of who did it
    if bare.len() < rest.len() && is_deed(Head::default().of(bare)) {
        return Some(Byline { cue: true, ..found });
    }
    // "Tặng O Lựu" over a poem
    if behind(bare, &["Tặng ", "TẶNG ", "Kính tặng ", "Thân tặng ", "Mến tặng ", "Gửi "]).is_some()
    {
        return None;
    }
    rest = without_bow(bare).trim_end_matches([' ', '-', '–']);
    rest = rest.strip_suffix(" .").unwrap_or(rest).trim_end();
    if told(text, rest, &mut found) {
        return Some(found);
    }
    // A cue in front.
    let mut head = Head::default();
    let mut key = String::new();
    let mut theo = false;
    if let Some(name) = posted(rest, &mut head) {
        found.cue = true;
        found.author = Some(name);
        return Some(found);
    }
    if let Some(whole) = work_of(rest, &mut head).or_else(|| parts::read(rest)).or_else(|| group_of(rest)) {
        return Some(Byline { date: found.date, ..whole });
    }
    // "X (VKSND tỉnh Y).": a stop behind a name and its unit; who is introduced has a rank.
    if let Some(whole) = rest.strip_suffix('.').filter(|rest| !rest.contains(". ")).and_then(parts::read)
        && whole.author.is_some()
        && whole.organisation.is_some()
        && !whole.ranked
    {
        return Some(Byline { date: found.date, ..whole });
    }
    // "X dịch theo The Guardian", "X tổng hợp từ Báo Y"
    if let Some((name, from)) = translated(rest) {
        return Some(Byline { author: Some(name), source: Some(from), cue: true, ..found });
    }
    if let Some(name) = name::in_office(rest) {
        return Some(Byline { author: Some(name), ranked: true, ..found });
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
        // "Bài viết được tư vấn bởi X – Công ty Y – Hotline: …"
        if !theo && let Some(whole) = parts::read(tail) {
            return Some(Byline { date: found.date, cue: true, ..whole });
        }
        rest = titled(tail, &mut head).unwrap_or(tail);
    }
    if rest.is_empty() {
        return (found.cue || found.date.is_some()).then_some(found).filter(|f| f.cue);
    }
    let whole = rest;
    rest = before_brackets(rest, &mut found)?;
    // "X, Vụ Y (theo Z)"
    if rest.len() < whole.len()
        && found.source.is_some()
        && let Some(more) = parts::read(rest)
    {
        return Some(Byline { date: found.date, source: found.source, cue: true, ..more });
    }
    let mut names = rest;
    if let Some((name, unit)) = rest.split_once('/')
        && name::are_people(name)
        && is_behind_stroke(name, unit.trim())
    {
        match unit.strip_prefix("Theo ") {
            Some(source) => found.source = Some(source.trim()),
            None => found.organisation = Some(unit.trim()),
        }
        names = name.trim();
        rest = names;
    }
    if !found.cue && !theo && !name::may_be_people(rest, &mut head) {
        return alone(rest, found);
    }
    if name::are_people(names) || found.cue && is_pen_name(names) {
        // "Theo Sài Gòn Giải Phóng" is no person's name.
        let long = names.split(' ').nth(2).is_some();
        let people = || name::is_person(names) && !long || name::has_family_name(names);
        if theo && (!found.cue && !people() || name::is_initials(names)) {
            found.source = Some(names);
        } else {
            let name = names.trim_matches(|c: char| matches!(c, '|' | ',' | ';') || c.is_whitespace());
            // The stop of "T.K." and of "Hà L." is part of it.
            let letter = |name: &&str| {
                let last = name.rsplit(' ').next().unwrap_or(name);
                !last.contains('.') && last.chars().nth(1).is_some()
            };
            found.author = Some(name.strip_suffix('.').filter(letter).unwrap_or(name));
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
    let office = alone(rest, found);
    // "Người viết: …" in a form never seen: the first whole name. "Tường thuật: Lễ khởi công …" is a headline.
    let headed = || begins_with(Head::default().of(text), &["tường thuật", "điểm báo", "nội dung", "ghi"]);
    if office.is_none()
        && found.cue
        && !headed()
        && text.split_whitespace().nth(20).is_none()
        && let Some(name) = name::person_in(rest)
    {
        found.author = Some(name);
        return Some(found);
    }
    office
}

/// Who took a text over, and whence; "X (ghi theo lời kể của Y)" names no paper.
fn translated(text: &str) -> Option<(&str, &str)> {
    const TAKEN: &[&str] = &[" theo ", " từ "];
    let (at, width) = earliest(text, TAKEN)?;
    let (did_it, from) = (&text[..at], text[at + width..].trim());
    let name = did(did_it, &mut String::new())?;
    (name::are_people(name) && from.starts_with(is_upper) && from.split(' ').nth(7).is_none())
        .then_some((name, from))
}

/// More small words than the longest byline has, and no colon behind what they say: a headline, a sentence.
fn is_wordy(text: &str) -> bool {
    let small = || text.split(' ').filter(|word| word.starts_with(letters::is_lower)).nth(SMALL);
    text.len() > 70 && small().is_some() && !text.contains(':')
}

/// "Đồng chí X – Chủ tịch Y phát biểu tại lễ khai mạc": someone does something, which no byline says without its signs.
fn is_told(text: &str) -> bool {
    text.len() > 60 && memchr::memchr2(b':', b'(', text.as_bytes()).is_none() && acts(text)
}

/// So many small words no byline has.
const SMALL: usize = 11;

/// Is what stands behind the stroke of "X/Y" the unit of X, not another who wrote?
fn is_behind_stroke(name: &str, unit: &str) -> bool {
    // "Vương Thụy Cầm/Bến Xa": a whole name, and what is that of no family.
    let whole = name.split_whitespace().count() >= 3 && name::has_family_name(name);
    let strange =
        !name::has_family_name(unit) && unit.split_whitespace().nth(4).is_none() && !unit.is_empty();
    // "VOV.VN" is no "N.VN".
    let domain = || [".VN", ".vn", ".com", ".net"].iter().any(|top| unit.len() > 5 && unit.ends_with(top));
    let person = name::is_person(unit) && (!source::is_agency(unit) || unit.contains('.') && !domain());
    whole && strange
        || !person
            && (is_unit(unit)
                || source::is_agency(unit)
                || unit.contains(['-', '–']) && unit.starts_with(is_upper)
                || unit.starts_with("Theo "))
}

/// The line is an office that signs.
fn alone<'a>(rest: &'a str, mut found: Byline<'a>) -> Option<Byline<'a>> {
    found.organisation = is_office_alone(rest).then_some(rest);
    found.organisation.is_some().then_some(found)
}

/// "PGS.TS. X": the name behind a degree or a rank.
pub(super) fn without_title(name: &str) -> &str {
    titled(name, &mut Head::default()).unwrap_or(name)
}

/// Forms that say all at once, of a line without its date (`rest`): an agency in brackets, a unit with its label.
fn told<'a>(line: &'a str, rest: &'a str, found: &mut Byline<'a>) -> bool {
    // "(TTXVN)"
    if (rest.len() < line.len() || !rest.contains(' '))
        && !rest.contains('.')
        && source::is_agency(rest)
        && !name::is_initials(rest)
        && !name::is_collective(rest)
    {
        found.source = Some(rest);
        return true;
    }
    // "Đơn vị: Phòng X" on a line of its own
    if let Some((what, unit)) = rest.split_once(':')
        && matches!(what, "Đơn vị" | "Cơ quan" | "Đơn vị công tác" | "Nơi công tác")
        && name::is_office(unit.trim())
    {
        found.organisation = Some(unit.trim());
        return true;
    }
    // "X       Trung tâm Y": the unit in a column of its own
    if letters::has_wide_space(rest)
        && let Some((name, unit)) = rest.split_once("   ")
        && name::is_person(name)
        && name::is_office(unit.trim())
    {
        found.author = Some(name);
        found.organisation = Some(unit.trim());
        return true;
    }
    // "Biên tập" alone heads the name of the unit below it.
    if rest == "Biên tập" {
        found.cue = true;
        return true;
    }
    // "lê hoài nam anh |", "phạm thị hiên": a cell of a picture's table holds no sentence in small letters, and some middle
    // names stand in no sentence behind that of a family.
    let middle = || rest.split(' ').nth(1).is_some_and(|word| matches!(word, "thị" | "văn"));
    if (line.trim_end().ends_with('|') || middle()) && name::is_person_in_small_letters(rest) {
        found.author = Some(rest);
        return true;
    }
    false
}

/// "Đăng bởi X vào lúc 21:10"
fn posted<'a>(text: &'a str, head: &mut Head<'a>) -> Option<&'a str> {
    const POSTED: &[&str] = &["được đăng bởi", "đăng bởi", "người đăng"];
    if !begins_with(head.of(text), POSTED) {
        return None;
    }
    let end = [" vào lúc ", " lúc ", " vào "].iter().find_map(|cue| text.find(cue))?;
    let (cue, name) = split_cue(&text[..end], head)?;
    POSTED.contains(&cue).then_some(name)
}

/// "Nhóm PV Báo X", "PV Trung tâm Y": who, and of which body.
fn group_of(text: &str) -> Option<Byline<'_>> {
    const GROUPS: &[&str] = &[
        "Nhóm phóng viên ",
        "NHÓM PHÓNG VIÊN ",
        "Nhóm PV ",
        "NHÓM PV ",
        "Tổ phóng viên ",
        "PV ",
        "CTV ",
        "BBT ",
    ];
    let unit = behind(text, GROUPS)?.trim_start_matches(is_dash);
    if !is_office_alone(unit) && !unit.starts_with("Trang TTĐT ") && !unit.starts_with("Bản tin ") {
        return None;
    }
    let author = text[..text.len() - unit.len()].trim_end_matches(is_dash);
    Some(Byline { author: Some(author), organisation: Some(unit), cue: true, ..Byline::default() })
}

/// "Tản văn của X", "Thơ: X"
fn work_of<'a>(text: &'a str, head: &mut Head<'a>) -> Option<Byline<'a>> {
    if !begins_with(head.of(text), GENRES) {
        return None;
    }
    // "Thơ Hà Mộc Lâm"
    let bare = || {
        behind(text, &["Thơ ", "THƠ "]).filter(|name| name.split(' ').count() >= 3).map(|name| ("thơ", name))
    };
    let (genre, name) = text.split_once(" của ").or_else(|| text.split_once(':')).or_else(bare)?;
    let mut key = String::new();
    fold(genre, &mut key);
    if !GENRES.contains(&key.as_str()) {
        return None;
    }
    let name = without_title(name.trim());
    let found = if name::are_people(name) {
        Byline { author: Some(name), ..Byline::default() }
    } else {
        parts::read(name)? // "Bài viết của X - Văn phòng Y"
    };
    // "Ghi chép của Nguyên Vũ và Công Hậu"
    let whole = |name: &str| name::has_family_name(name) || text.contains(" của ") && name.contains(' ');
    found.author.is_some_and(whole).then_some(Byline { cue: true, ..found })
}

/// What stands in front of brackets that hold a deed, a source, a unit, or the same name again; `None` for an entry of a
/// list.
fn before_brackets<'a>(text: &'a str, found: &mut Byline<'a>) -> Option<&'a str> {
    let Some(open) = text.rfind('(').filter(|&open| open > 0 && text.ends_with(')')) else {
        return Some(text);
    };
    let inside = text[open + 1..text.len() - 1].trim();
    let name = text[..open].trim();
    let mut key = String::new();
    fold(inside, &mut key);
    let taken = taken_from(inside);
    if let Some(from) = taken
        && (!name::has_family_name(from) || source::is_agency(from))
    {
        found.cue = true;
        found.source = (!same(from, name)).then_some(from);
    } else if is_deed(&key) || taken.is_some() {
        found.cue = true;
    } else if inside.bytes().any(|b| b.is_ascii_digit()) && !is_unit(inside) {
        // "X (1932 – 1940)" is an entry of a list.
        return None;
    } else if (!name::is_person(inside)
        || inside.ends_with('+')
        || is_unit(inside)
        || source::is_agency(inside) && inside.contains(' '))
        && !inside.starts_with("từ ")
        && !inside.starts_with("Từ ")
        && !is_country(inside)
    {
        found.organisation = Some(without_role(inside));
    }
    Some(name)
}

/// "(Úc)", "(Anh)": one word with a capital says where one lives.
fn is_country(inside: &str) -> bool {
    !inside.contains(' ') && inside.chars().skip(1).all(letters::is_lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cue_goes_on_behind_the_head() {
        for cue in [words::PREFIXES, GENRES, words::TITLES].into_iter().flatten() {
            assert!(cue.len() < Head::LEN, "{cue}");
        }
    }
}
