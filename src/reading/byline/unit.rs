//! The unit behind a name, and the office that signs alone.

use super::super::fold::fold;
use super::super::letters::{self, is_upper};
use super::super::name;
use super::super::search::{Cues, behind, holds};
use super::words::PROVINCES;

/// "Hà Nội, ngày 4/9/2014", "Hà Nội (17/11/2014)": where and when it was written. A name has the time behind it, or begins
/// with that of a family.
pub(super) fn is_place(line: &str, name: &str) -> bool {
    let Some(rest) = line.strip_prefix(name) else { return false };
    let date = rest.trim_start();
    if date.starts_with(',') && is_province(name) {
        return true;
    }
    let named = || name::has_family_name(name) || name::is_initials(name) || name::is_collective(name);
    name.split_whitespace().count() == 2
        && (date.starts_with(", ngày ")
            || date.starts_with("ngày ")
            || date.starts_with(['(', ',']) && !rest.contains(':') && !named())
}

/// "Sóc Trăng": a province or a city, as one writes from.
fn is_province(name: &str) -> bool {
    let mut key = String::new();
    fold(name, &mut key);
    PROVINCES.lines().any(|known| known == key)
}

/// An office that does something stands in a caption or a heading.
pub(super) fn acts(text: &str) -> bool {
    static DEEDS: Cues = Cues::new(&[
        " làm việc ",
        " tham gia ",
        " trao ",
        " tặng ",
        " kiểm tra ",
        " thăm ",
        " phát biểu ",
        " tổ chức ",
        " dự ",
        " hướng dẫn ",
        " giới thiệu ",
        " khai giảng ",
        " khai mạc ",
        " đọc ",
        " nhận ",
        " tiếp tục ",
        " sẽ ",
        " đã ",
        " đang ",
    ]);
    // "Ban Quản lý dự án …", "Liên hiệp các tổ chức …" do nothing.
    const NAMES: &[&str] = &[" dự án", " các tổ chức "];
    DEEDS.any_in(text) && !holds(text, NAMES)
}

/// The line is the name of an office and nothing else.
pub(super) fn is_office_alone(text: &str) -> bool {
    !text.ends_with(['.', ',', ':', ';', '?', '!'])
        && text.split_whitespace().nth(20).is_none()
        && name::is_office(text)
        && (text.split_whitespace().nth(14).is_none() || branch(text))
        && !acts(text)
}

/// "Văn phòng X - Chi nhánh Y": an office, and a part of it behind the dash.
pub(in crate::reading) fn branch(text: &str) -> bool {
    text.split_once(" - ").is_some_and(|(office, part)| name::is_office(office) && name::is_office(part))
}

/// "GV Trường X": the unit behind what someone is there.
pub(super) fn without_role(unit: &str) -> &str {
    const ROLES: &[&str] =
        &["GV ", "HS ", "SV ", "Giáo viên ", "Học sinh ", "Sinh viên ", "giáo viên ", "học sinh "];
    behind(unit, ROLES).unwrap_or(unit)
}

/// What may stand behind a name as its unit.
pub(super) fn is_unit(text: &str) -> bool {
    let text = without_role(text);
    let class = behind(text, &["Lớp ", "lớp "]);
    let numbered = |class: &str| class.chars().take(2).any(|c| c.is_ascii_digit());
    class.is_some_and(numbered) // "Lớp 10A1", "Lớp K62B"
        || name::is_office(text)
        || is_of_kind(text)
        || begins_short(text)
        || begins_abbreviated(text)
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

/// What is a unit behind a name only.
const KINDS: &[&str] = &[
    "Công chức ",
    "Chùa ",
    "Thiền viện ",
    "Tịnh xá ",
    "Tu viện ",
    "Niệm Phật đường ",
    "Dòng ",
    "Đan viện ",
    "Giáo xứ ",
    "Gx. ",
    "Giáo họ ",
    "Giáo phận ",
    "Hội thánh ",
    "Nhà thờ ",
    "Truyền thông ",
    "Chương trình ",
    "PC ",
];

/// A temple, a congregation: the unit of who lives there.
pub(super) fn is_of_kind(text: &str) -> bool {
    behind(text, KINDS).is_some()
}

/// "P. Nội vụ", "P.NV", "CC VHXH": an office by the letters it always has; "P. Linh" is a name.
pub(super) fn begins_abbreviated(text: &str) -> bool {
    let rest =
        behind(text, &["P.", "CC ", "TT ", "VP ", "BCH ", "UBND ", "HĐND ", "TTVH "]).map(str::trim_start);
    rest.is_some_and(|rest| {
        let capitals = rest.chars().filter(|&c| letters::is_alphabetic(c)).all(is_upper);
        let goes_on = rest.split_whitespace().skip(1).any(|word| word.starts_with(letters::is_lower));
        rest.starts_with(is_upper) && rest.chars().nth(1).is_some() && (capitals || goes_on)
    })
}

/// "CC Văn hóa – Xã hội", "TTVH huyện X", "P. Chính trị": an office by its letters, then words.
pub(super) fn begins_short(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let head = words.next().unwrap_or("").trim_end_matches('.');
    let letters = head.chars().filter(|&c| letters::is_alphabetic(c)).count();
    (2..=6).contains(&letters)
        && head.chars().all(|c| is_upper(c) || matches!(c, '-' | '&'))
        && (1..=9).contains(&words.clone().count())
        && (letters >= 3 || !name::is_person(text))
        && words.any(|w| w.chars().any(letters::is_lower))
}

pub(super) fn is_dash(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | ',')
}

/// Where the unit begins in `Name – Unit`, `Name - Unit`, `Name- Unit`, `Name, Unit`.
pub(super) fn unit_split(text: &str) -> Option<usize> {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let dash =
            matches!(c, '–' | '—' | ',') || c == '-' && (next == Some(' ') || text[..at].ends_with(' '));
        if dash && at > from {
            let tail = text[at + c.len_utf8()..].trim_start();
            let unit = tail.split(" – ").next().unwrap_or(tail);
            let role = || name::is_role(unit) || without_role(unit).len() < unit.len();
            if is_unit(unit) && !name::is_collective(unit)
                || role()
                || unit.len() < tail.len() && name::is_office(tail)
            {
                return Some(text.len() - tail.len());
            }
            from = at;
        }
    }
    None
}
