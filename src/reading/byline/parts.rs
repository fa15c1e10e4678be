//! A byline taken apart at its signs: persons, bodies, what someone is there, what was done.

use std::ops::Range;

use super::super::fold::{Head, fold, same};
use super::super::letters::{self, is_upper};
use super::super::search::{before, begins_with, behind, holds, opens};
use super::super::{name, source};
use super::Byline;
use super::cue::{did, made, taken_from};
use super::piece::{is_aside, is_bare, is_numbered, is_place, person, role, without_place, work_by};
use super::signs::{Part, Parts};
use super::unit::{acts, begins_abbreviated, is_of_kind, is_unit};
use super::words::{GENRES, MADE_TOO, POSTS, PREFIXES, REACHED, TITLES, is_deed};

/// Bodies that a role shares its last word with.
const OWN: &[&str] =
    &["khoa", "phòng", "ban", "bộ môn", "thanh tra", "văn phòng", "công an", "trạm", "đội", "tổ"];

/// Parts of the longest byline.
const PARTS: usize = 9;

/// Reads a line of several parts, all of which are known; `None` for one with a part that is not.
pub(super) fn read(line: &str) -> Option<Byline<'_>> {
    with(line, false)
}

/// The same where a byline is looked for: one brief part may be of any form, when a whole name and a body, a role or a label
/// stand beside it.
pub(in crate::reading) fn loosely(line: &str) -> Option<Byline<'_>> {
    let line = line.trim_end_matches(['.', ' ', '*']);
    // "(1929 - 2014)" is a life.
    let lived =
        line.split_once('(').is_some_and(|(_, inside)| inside.starts_with(|c: char| c.is_ascii_digit()));
    if lived {
        return None;
    }
    let told = |found: &Byline<'_>| found.cue || found.ranked || found.organisation.is_some();
    let whole = |found: &Byline<'_>| {
        found.author.is_some_and(|name| name.contains(' ') && name::has_family_name(name))
    };
    with(line, true).filter(|found| told(found) && whole(found))
}

fn with(line: &str, loose: bool) -> Option<Byline<'_>> {
    // "PV - CTV" is one.
    if !may_be(line) || name::is_collective(line) {
        return None;
    }
    let mut reader = Reader {
        line,
        found: Byline::default(),
        names: [None; 4],
        count: 0,
        people: 0,
        unit: None,
        before: Kind::Role,
        pictures: false,
        next: Next::Any,
        spared: !loose,
        crew: None,
    };
    let mut seen = 0;
    let mut rest = line;
    // "Biên tập và thể hiện: X": words that part elsewhere are one label.
    if let Some((label, tail)) = line.split_once(':').filter(|(label, _)| label.len() <= 60)
        && reader.label(Part { text: label.trim(), sign: ' ', label: true }, true)
    {
        (seen, rest) = (1, tail);
    }
    // "Ban CHQS phường X – Tin, ảnh: Y"
    if let Some((label, tail)) = line.split_once(':')
        && let Some((unit, deed)) = label.rsplit_once(['-', '–'])
        && name::is_office(unit)
        && reader.label(Part { text: deed.trim(), sign: '-', label: true }, false)
    {
        (reader.unit, seen, rest) = (Some(0..unit.trim_end().len()), 2, tail);
    }
    for part in Parts::of(rest) {
        seen += 1;
        // "Nguồn: https://…"
        let known = if part.label && !matches!(reader.next, Next::Source | Next::Reach) {
            reader.label(part, seen == 1)
        } else {
            reader.part(part, seen <= 5)
        } || reader.spare(part);
        if !known || seen > PARTS {
            return None;
        }
    }
    if seen < 2 {
        return None;
    }
    reader.finish()
}

/// Has the line a sign that parts, and in front of the first what a byline begins with: a label, capitals with few small
/// words among them, a body? Of most lines this is all that is looked at.
fn may_be(line: &str) -> bool {
    let Some(first) = Parts::of(line).next().filter(|part| part.text.len() < line.len()) else {
        return false;
    };
    let words = || first.text.split(' ').filter(|word| !word.is_empty());
    let small = words().filter(|word| word.starts_with(letters::is_lower)).count();
    let named = || words().take_while(|word| word.starts_with(is_upper)).nth(1).is_some();
    let begins = first.label || small <= 3 || small <= 6 && named() || name::is_office(first.text);
    // Who is called so stands under a picture; a body that does something does so, too.
    begins && !first.text.starts_with("Đồng chí ") && !acts(line)
}

/// Words of the longest part that is passed over.
const SPARED: usize = 6;

/// What a part says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    /// The name, without title.
    Person(&'a str),
    Body(&'a str),
    Source(&'a str),
    /// What someone is.
    Role,
    /// What was done.
    Deed,
    /// A place, a number of a series, how to reach someone.
    Aside,
}

/// What has been read of a line.
struct Reader<'a> {
    line: &'a str,
    found: Byline<'a>,
    names: [Option<&'a str>; 4],
    count: usize,
    /// Persons among them.
    people: usize,
    unit: Option<Range<usize>>,
    before: Kind<'a>,
    /// Behind "Ảnh:".
    pictures: bool,
    next: Next,
    /// A part of an unknown form has been passed over, or none may be.
    spared: bool,
    /// "PV"
    crew: Option<&'a str>,
}

/// What a label says of the part behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Next {
    #[default]
    Any,
    /// Behind "ĐT:".
    Reach,
    /// Behind "Đơn vị:".
    Unit,
    /// Behind "Nguồn:".
    Source,
}

impl<'a> Reader<'a> {
    /// Where a part of the line stands in it.
    fn place(&self, part: &str) -> Range<usize> {
        let from = part.as_ptr() as usize - self.line.as_ptr() as usize;
        from..from + part.len()
    }

    /// "Bài, ảnh:", "Hiệu trưởng:", "Trạm Y tế xã:": what stands in front of a colon.
    fn label(&mut self, part: Part<'a>, first: bool) -> bool {
        let mut key = String::new();
        fold(part.text, &mut key);
        let work = || GENRES.contains(&key.as_str()) && !MADE_TOO.contains(&key.as_str());
        if key != "theo" && (made(&key) || PREFIXES.contains(&key.as_str()) || work()) {
            self.found.cue = true;
            self.pictures = false;
            self.before = Kind::Role;
        } else if MADE_TOO.contains(&key.as_str()) {
            self.pictures = true;
            self.before = Kind::Role;
        } else if REACHED.contains(&key.as_str()) {
            self.next = Next::Reach;
        } else if matches!(key.as_str(), "đơn vị" | "đơn vị công tác" | "nơi công tác" | "cơ quan")
        {
            self.next = Next::Unit;
        } else if matches!(key.as_str(), "nguồn" | "nguồn tin" | "nguồn bài" | "trích nguồn") {
            self.next = Next::Source;
        } else if first && (role(part.text).is_some() || key.starts_with("công chức "))
            || matches!(self.before, Kind::Body(_)) && role(part.text) == Some("")
        {
            self.found.ranked = true;
        } else if first && name::is_office(part.text) {
            self.unit = Some(self.place(part.text));
            self.before = Kind::Body(part.text);
        } else {
            return false;
        }
        true
    }

    /// Passes over the first part that is not known.
    fn spare(&mut self, part: Part<'a>) -> bool {
        !std::mem::replace(&mut self.spared, true) && part.text.split(' ').nth(SPARED).is_none()
    }

    fn part(&mut self, part: Part<'a>, early: bool) -> bool {
        // "Nguồn: Báo Giáo dục & Thời đại": the name of a source goes on.
        if let (Kind::Source(from), '-' | '&' | '/' | ',' | ':') = (self.before, part.sign)
            && self.found.source == Some(from)
        {
            let whole = &self.line[self.place(from).start..self.place(part.text).end];
            self.found.source = Some(whole);
            self.before = Kind::Source(whole);
            return true;
        }
        let known = match std::mem::take(&mut self.next) {
            Next::Reach => return true,
            Next::Unit => Some(Kind::Body(part.text)),
            Next::Source => Some(Kind::Source(part.text)),
            Next::Any => self.kind(part),
        };
        let Some(kind) = known else {
            // "Cán bộ Tư pháp - Hộ tịch"
            if self.before == Kind::Role && part.sign == '-' && early && part.text.split(' ').count() <= 3 {
                return true;
            }
            // "Phòng Văn hóa - Thông tin": the name of a body goes on.
            let sign = match part.sign {
                // "Phòng Phổ biến, giáo dục pháp luật"
                ',' => {
                    !part.text.starts_with(letters::is_lower)
                        || is_place(part.text)
                        || part.text.split(' ').nth(5).is_none()
                        // ", trật tự Công an huyện X"
                        || part.text.split(' ').nth(9).is_none() && part.text.contains(is_upper)
                }
                sign => matches!(sign, '-' | '&'),
            };
            let goes_on = matches!(self.before, Kind::Body(_)) && sign && early;
            let end = self.place(part.text).end;
            if let Some(unit) = self.unit.as_mut().filter(|_| goes_on) {
                unit.end = end;
                return true;
            }
            // "Tin, ảnh: X - Tuổi trẻ Si Ma Cai": what ends the line is whom X works for, whatever its name.
            let last = end == self.line.trim_end_matches([')', '.', ' ']).len();
            let named = self.found.cue && matches!(self.before, Kind::Person(_)) && self.unit.is_none();
            if last
                && named
                && matches!(part.sign, '-' | '/' | '(')
                && part.text.starts_with(is_upper)
                && part.text.split(' ').nth(1).is_some()
                && part.text.split(' ').nth(6).is_none()
            {
                self.unit = Some(self.place(part.text));
                self.before = Kind::Body(part.text);
                return true;
            }
            return false;
        };
        match kind {
            Kind::Person(name) => return self.person(part, name),
            Kind::Body(body) => {
                let place = self.place(body);
                let line = self.line;
                match &mut self.unit {
                    // "Trưởng khoa Nhi, Bệnh viện X": the part that someone heads is what one is.
                    Some(unit) if line[unit.clone()].starts_with(letters::is_lower) => *unit = place,
                    Some(unit) if matches!(self.before, Kind::Body(_)) => unit.end = place.end,
                    Some(_) => {}
                    unit => *unit = Some(place),
                }
            }
            Kind::Source(agency) => self.found.source = Some(agency),
            Kind::Role => self.found.ranked = true,
            Kind::Deed => self.found.cue = true,
            Kind::Aside => {}
        }
        self.before = kind;
        true
    }

    /// One more who wrote; names between which a dash or a comma stands are one text, as printed.
    fn person(&mut self, part: Part<'a>, name: &'a str) -> bool {
        let place = self.place(name);
        let bare = name.len() == part.text.len();
        let goes_on = matches!(self.before, Kind::Person(_)) && bare;
        let last = self.count.checked_sub(1).and_then(|last| self.names[last]).filter(|last| {
            let sign = &self.line[self.place(last).end..place.start];
            goes_on && matches!(sign, " - " | " – " | ", " | ",")
        });
        if let Some(last) = last {
            self.names[self.count - 1] = Some(&self.line[self.place(last).start..place.end]);
        } else {
            let Some(slot) = self.names.get_mut(self.count) else { return false };
            *slot = Some(name);
            self.count += 1;
        }
        self.people += 1;
        self.found.ranked |= !bare;
        self.found.shared |= self.pictures && self.count > 1;
        self.before = Kind::Person(name);
        true
    }

    /// What a part says behind the one before it.
    fn kind(&mut self, part: Part<'a>) -> Option<Kind<'a>> {
        let text = part.text;
        let mut head = Head::default();
        // Most are a person's whole name.
        if name::is_person(text) && name::has_family_name(text) && !source::is_agency(text) {
            return self.name(part, None, &mut head);
        }
        let mut key = String::new();
        fold(text, &mut key);
        // Most of the others are a body's; one in two capitals behind a name may be a name as well.
        let capitals = || !text.contains(letters::is_lower) && text.split(' ').nth(2).is_none();
        if !self.pictures
            && part.sign != '('
            && name::is_office(text)
            && !capitals()
            && !name::has_family_name(text)
            && !name::is_collective(text)
        {
            return Some(Kind::Body(text));
        }
        let named = matches!(self.before, Kind::Person(_) | Kind::Deed | Kind::Aside) || self.found.ranked;
        if is_deed(&key) && (named || matches!(self.before, Kind::Body(_))) {
            return Some(Kind::Deed);
        }
        if let Some(from) = taken_from(text) {
            if !named {
                return None;
            }
            let own = matches!(self.before, Kind::Person(name) if same(name, from));
            let person = name::has_family_name(from) && !source::is_agency(from);
            return Some(if own || person { Kind::Deed } else { Kind::Source(from) });
        }
        // "Ảnh: TTXVN", "Ảnh: Tư liệu"
        let stock = || matches!(key.as_str(), "tư liệu" | "internet" | "nvcc" | "sưu tầm" | "minh họa");
        let crew = begins_with(&key, &["ctv", "pv", "btv"]);
        if self.pictures && !named && !crew && (source::is_agency(text) || is_unit(text) || stock()) {
            return Some(Kind::Aside);
        }
        // "Tin, ảnh: PV – Ban Dân vận"
        if self.found.cue && self.count == 0 && name::is_collective(text) {
            return Some(Kind::Person(text));
        }
        if POSTS.contains(&key.as_str()) || TITLES.contains(&key.as_str()) {
            // "PV (Theo TTXVN)": who wrote it where no one is named
            self.crew = self.crew.or(Some(text).filter(|text| name::is_collective(text)));
            return Some(Kind::Role);
        }
        // "TM. BAN GIÁM HIỆU - HIỆU TRƯỞNG: X"
        if let Some(body) = behind(text, &["TM. ", "TM.", "T/M "]).filter(|body| name::is_office(body)) {
            return Some(Kind::Body(body));
        }
        // "BÀI HÀ LAM - ẢNH VĨ KIỆM"
        if let Some(name) = work_by(text) {
            self.found.cue = true;
            return Some(Kind::Person(name));
        }
        // "X(1)", "X (*)": the mark of a note; "…, 2017": when
        let note = || text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'-' | b'.'));
        let bracketed = part.sign == '(' && text.len() <= 3;
        if self.count > 0 && (bracketed || (4..=10).contains(&text.len()) && part.sign != '(') && note() {
            return Some(if bracketed { Kind::Deed } else { Kind::Aside });
        }
        // "X (dân tộc Khmer)", "X (dự thi viết chính luận)"
        let told = || {
            text.starts_with(letters::is_lower)
                && text.split(' ').nth(6).is_none()
                && !begins_with(&key, &["xã", "phường", "thị trấn"])
                && taken_from(text).is_none()
        };
        if part.sign == '('
            && matches!(self.before, Kind::Person(_) | Kind::Body(_))
            && told()
            && role(text).is_none()
            && !name::is_office(text)
            && text.bytes().all(|byte| !byte.is_ascii_digit())
            && !text.contains(" và ")
        {
            return Some(Kind::Aside);
        }
        // "TTXVN", "PC08", "CC VHXH", "(xã Lộc Hòa)" behind a name
        let short = || !text.contains([' ', '@', '\'', '’']) && is_unit(text) || begins_abbreviated(text);
        let commune = part.sign == '(' && begins_with(&key, &["xã", "phường", "thị trấn"]);
        if named && !self.pictures && (is_numbered(text) || commune || short()) {
            return Some(Kind::Body(text));
        }
        let small = text.starts_with(letters::is_lower) || begins_with(&key, &["tp"]);
        if named && small && is_aside(text, &key) {
            return Some(Kind::Aside);
        }
        // "… - TRƯỜNG TRUNG" behind a name in capitals is one more.
        let beside =
            matches!(self.before, Kind::Person(_)) && part.sign == '-' && text.split(' ').count() == 2;
        if beside
            && !text.contains(letters::is_lower)
            && !begins_abbreviated(text)
            && !source::is_agency(text)
        {
            return Some(Kind::Person(text));
        }
        // "TAND TP X", "GV Trường X" have the form of names.
        if name::is_office(text) && !name::has_family_name(text) && !name::is_collective(text) {
            return Some(Kind::Body(text));
        }
        // "Chùa Phước Hải", "Dòng Mến Thánh Giá" behind a name have its form as well.
        if named && is_of_kind(text) {
            return Some(Kind::Body(text));
        }
        let post = role(text);
        if let Some(body) = post.filter(|body| name::is_office(body)) {
            self.found.ranked = true;
            return Some(Kind::Body(without_place(body)));
        }
        if let Some(name) = self.name(part, post, &mut head) {
            return Some(name);
        }
        // "(Hà Lam dịch)", "… - Vĩ Kiệm thực hiện"
        if let Some(name) = did(text, &mut String::new()).filter(|name| {
            part.sign != ' '
                || self.unit.is_some()
                || self.line.contains("guồn:")
                || name::has_family_name(name)
        }) {
            self.found.cue = true;
            return Some(Kind::Person(name));
        }
        // "Phó Giám đốc Sở Y tế", "sinh viên Học viện X": what one is, and of which body.
        if let Some(body) = post {
            // "khoa Nội" of "Trưởng khoa Nội"
            let small = body.split_once(' ').is_some_and(|(_, name)| name.starts_with(is_upper))
                && begins_with(Head::default().of(body), OWN);
            let body = without_place(body);
            let kept = is_unit(body) || small;
            if !kept && !body.is_empty() && body.split(' ').nth(6).is_some() {
                return None;
            }
            self.found.ranked = true;
            return Some(if kept { Kind::Body(body) } else { Kind::Role });
        }
        if is_unit(text) && (named || name::is_office(text)) {
            return Some(Kind::Body(text));
        }
        let beside = matches!(self.before, Kind::Person(_) | Kind::Deed | Kind::Aside);
        (beside && is_aside(text, &key)).then_some(Kind::Aside)
    }

    /// A part that is a name: of a person, or of a place behind one.
    fn name(&self, part: Part<'a>, post: Option<&'a str>, head: &mut Head<'a>) -> Option<Kind<'a>> {
        let cued = self.found.cue || self.pictures;
        // "Ông X (Hội CCB phường Y)"
        let bracketed = self.line.ends_with(')') && part.sign == ' ';
        let name = if post.is_none() && is_bare(part.text) {
            part.text
        } else {
            person(part.text, post, head, cued, bracketed)?
        };
        // "X/Y": which of them Y is, the whole line says.
        if part.sign == '/' && !matches!(self.before, Kind::Body(_)) {
            return None;
        }
        // "(Tân Lạc Sơn)", "(từ Tokyo, Nhật Bản)"
        if part.sign == '(' && matches!(self.before, Kind::Person(_)) || matches!(self.before, Kind::Aside) {
            return Some(Kind::Aside);
        }
        // Behind a body stands a whole name, or it goes on: "Phòng Văn hóa - Thông tin".
        // A body in front that says where it is does not go on.
        let placed = || {
            self.people == 0 && {
                let unit = self.unit.clone().map_or("", |unit| &self.line[unit]);
                holds(
                    unit,
                    &[" huyện ", " xã ", " tỉnh ", " phường ", " quận ", " thị xã ", " thành phố ", " TP "],
                )
            }
        };
        let whole = name::has_family_name(name) && (name.split(' ').count() >= 3 || placed())
            || name.len() < part.text.len();
        let goes_on = matches!(self.before, Kind::Body(_)) && matches!(part.sign, '-' | ',' | '&') && !whole;
        (!goes_on).then_some(Kind::Person(name))
    }

    fn finish(mut self) -> Option<Byline<'a>> {
        [self.found.author, self.found.others[0], self.found.others[1], self.found.others[2]] = self.names;
        // "… Công ty X biên soạn"
        let bare = |unit| before(unit, &[" biên soạn", " thực hiện", " cung cấp"]).unwrap_or(unit);
        // "Công chức Văn hóa xã" is what one is.
        let role = |unit: &&str| opens(unit, &["Công chức ", "CC "]);
        let whole = |unit: &'a str| unit.trim_end_matches(['.', ' ']);
        self.found.organisation =
            self.unit.map(|unit| whole(bare(&self.line[unit]))).filter(|unit| !role(unit));
        let mut found = self.found;
        found.author = found.author.or(self.crew);
        let told = found.cue
            || found.ranked
            || found.organisation.is_some()
            || found.source.is_some()
            || self.people > 1;
        let signed = found.author.is_some_and(|name| told || name::has_family_name(name));
        let pictures = self.pictures && !found.shared && !found.cue;
        (!pictures && (signed || found.cue && found.organisation.is_some())).then_some(found)
    }
}
