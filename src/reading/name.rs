//! Names of persons and of offices.

mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::fold::{Head, fold};
use super::letters::{self, is_upper};
use super::search::{Heads, begins_with};
use words::{COLLECTIVES, FAMILIES, NO_OFFICES, OFFICES, ROLES};

/// A person's name: two to five capitalised words, or initials; nothing else.
pub(super) fn is_person(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '.' | ',' | ';'));
    if text.is_empty()
        || text.len() > 80
        || letters::has_wide_space(text)
        || text.bytes().any(|b| b.is_ascii_digit())
    {
        return false;
    }
    let one = memchr::memchr(b' ', text.as_bytes()).is_none();
    if is_initials(text) || one && is_highland_name(text) {
        return true;
    }
    // "VƯỜN RAU CỦA EM": words that no name has, in a line of capitals.
    const NO_NAMES: &[&str] = &[
        "CỦA", "VÀ", "CHO", "TRONG", "VỚI", "NHỮNG", "CÁC", "ĐƯỢC", "KHI", "VỀ", "ĐẾN", "TẠI", "NGÀY", "MỘT",
    ];
    let capitals = text.chars().nth(1).is_some_and(is_upper);
    // "PHÓNG SỰ", "GHI CHÉP": what is written.
    const WORKS: &[&str] = &[
        "PHÓNG SỰ",
        "GHI CHÉP",
        "BÚT KÝ",
        "TẢN VĂN",
        "TẠP VĂN",
        "TẠP BÚT",
        "XÃ LUẬN",
        "BÌNH LUẬN",
        "DU KÝ",
        "KÝ SỰ",
        "HỒI KÝ",
        "TÙY BÚT",
        "TRUYỆN NGẮN",
        "TIỂU LUẬN",
        "NHÀN ĐÀM",
        "THỜI ĐÀM",
        "TRAO ĐỔI",
        "PHÊ BÌNH",
        "ĐIỂM BÁO",
        "PHỎNG VẤN",
        "ĐỐI THOẠI",
        "HỎI ĐÁP",
        "BẠN ĐỌC VIẾT",
        "TIN TỨC",
        "SỰ KIỆN",
        "THÔNG BÁO",
        "CHUYÊN ĐỀ",
        "CHÍNH LUẬN",
        "KÝ",
        "THƠ",
        "VĂN",
    ];
    if capitals && (WORKS.contains(&text) || text.split(' ').any(|word| NO_NAMES.contains(&word))) {
        return false;
    }
    let small = text.contains(letters::is_lower);
    let mut count = 0;
    for word in text.split_whitespace() {
        count += 1;
        // "TTYT Thanh Hòa"
        if small && word.len() >= 4 && word.bytes().all(|b| b.is_ascii_uppercase()) {
            return false;
        }
        // "PC Việt", "TT Văn hóa": letters that make no syllable
        if word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase() && !b"AEIOUY".contains(&b)) {
            return false;
        }
        // "Bùi văn Chước"
        if count == 2 && matches!(word, "văn" | "thị") && text.split_whitespace().nth(2).is_some() {
            continue;
        }
        let mut letters = word.chars();
        let head = letters.next().unwrap_or(' ');
        let ok = is_upper(head)
            && word.chars().all(|c| {
                letters::is_alphabetic(c) || matches!(c, '.' | '\'' | '’' | '-') || letters::is_mark(c)
            });
        if !ok
            || count > 5
            || word.chars().filter(|&c| letters::is_alphabetic(c)).count() > 7 && !word.contains('-')
        {
            return false;
        }
    }
    // "Đoàn" is a family as well as a body; a body's name is not capitalised throughout.
    count >= 2 && (small && count <= 4 && has_family_name(text) || !is_office(text))
}

/// "K'Tới", "H'Hen": a name of the highlands in one word, and "Ngọc.H", one with the letter of its family behind.
fn is_highland_name(word: &str) -> bool {
    let small = |text: &str| {
        let rest = || text.chars().skip(1).filter(|&c| !letters::is_mark(c));
        rest().all(letters::is_lower) || rest().all(is_upper)
    };
    let named = |name: &str| name.chars().count() >= 2 && name.starts_with(is_upper) && small(name);
    let letter = |text: &str| (1..=2).contains(&text.len()) && text.chars().all(is_upper);
    word.split_once(['\'', '’']).is_some_and(|(head, name)| matches!(head, "K" | "H" | "Y") && named(name))
        || word.split_once('.').is_some_and(|(name, head)| named(name) && letter(head))
}

/// `L.H`, `B.B.`, `ĐT`, `V.K`, `P.V`, `T. Hà`, `Tr.H`.
pub(super) fn is_initials(text: &str) -> bool {
    if text.len() > 24 && !text.contains('.') {
        return false;
    }
    // A first letter may be a group of consonants.
    let bare = text.trim_end_matches('.');
    if bare.len() <= 14 && bare.contains('.') && !bare.contains(' ') {
        let (mut parts, mut at) = (1, 0);
        let groups = bare.chars().all(|c| match c {
            '.' => {
                parts += 1;
                std::mem::take(&mut at) > 0
            }
            c => {
                at += 1;
                if at == 1 { is_upper(c) } else { at <= 3 && matches!(c, 'h' | 'r' | 'g' | 'i' | 'u') }
            }
        });
        if groups && at > 0 && parts <= 4 {
            return true;
        }
        // "H.T.Lam"
        let whole = |tail: &str| tail.starts_with(is_upper) && tail.chars().skip(1).all(letters::is_lower);
        if let Some((head, tail)) = bare.rsplit_once('.')
            && head.split('.').count() == 2
            && head.split('.').all(|part| part.chars().count() == 1 && part.starts_with(is_upper))
            && tail.len() >= 2
            && whole(tail)
        {
            return true;
        }
    }
    let letters = text.chars().filter(|&c| letters::is_alphabetic(c)).count();
    let plain = text.chars().all(|c| is_upper(c) || c == '.');
    (plain && (2..=4).contains(&letters) && text.chars().count() <= 8)
        || text.split_once('.').is_some_and(|(head, tail)| {
            let tail = tail.trim();
            // "H.", "Th.", "TR."
            let (mut first, many) = (head.chars(), head.len() > 1);
            first.next().is_some_and(is_upper)
                && first.all(|c| matches!(c, 'h' | 'r' | 'g' | 'i' | 'u' | 'H' | 'R' | 'G'))
                && head.chars().count() <= 3
                && tail.starts_with(is_upper)
                && tail.chars().all(letters::is_alphabetic)
                && (!many || tail.chars().count() >= 2)
        })
}

/// Does the name begin with the family name of a Vietnamese?
pub(super) fn has_family_name(text: &str) -> bool {
    // "H'Linh Niê"
    if text.split(' ').next().is_some_and(|word| word.contains(['\'', '’']) && is_highland_name(word)) {
        return true;
    }
    static INDEX: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FAMILIES.split_whitespace().collect());
    let mut first = String::new();
    fold(text.split_whitespace().next().unwrap_or(""), &mut first);
    INDEX.contains(first.as_str())
}

/// The name of an office, by its first word or words.
pub(super) fn is_office(text: &str) -> bool {
    text.starts_with(is_upper)
        && (names_office(Head::default().of(text)) || is_short_office(text))
        && !is_of_family_doan(text)
        && !text.contains(" ở ") // "Đội chiêng trẻ ở buôn X" is spoken of
}

/// "Đoàn Trà", "Đoàn Thục Nhi": a name; of the bodies called Đoàn at least one word is in small letters.
fn is_of_family_doan(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next() == Some("Đoàn")
        && (1..=3).contains(&words.clone().count())
        && words.all(|word| {
            word.starts_with(is_upper)
                && word.chars().skip(1).all(|c| letters::is_lower(c) || letters::is_mark(c))
        })
        && !text.ends_with("Thanh Niên")
        || is_doan_in_capitals(text)
}

/// "ĐOÀN HẠ VŨ", in three words or four of which the second names no body.
fn is_doan_in_capitals(text: &str) -> bool {
    const BODIES: &[&str] = &[
        "THANH",
        "TRƯỜNG",
        "XÃ",
        "KHỐI",
        "PHƯỜNG",
        "HUYỆN",
        "TỈNH",
        "TNCS",
        "TN",
        "LUẬT",
        "CƠ",
        "KHOA",
        "VIỆN",
        "ĐẠI",
        "CÔNG",
        "NGHỆ",
        "CA",
        "HỘI",
        "SỞ",
        "BỘ",
        "CÁN",
        "KIỂM",
        "GIÁM",
        "LIÊN",
        "CHỦ",
        "QUẬN",
        "ĐỊA",
    ];
    let mut words = text.split(' ');
    words.next() == Some("ĐOÀN")
        && (1..=3).contains(&words.clone().count())
        && words.next().is_some_and(|word| !BODIES.contains(&word))
        && !text.contains(letters::is_lower)
        && !text.ends_with(" CÔNG")
}

/// "TAND huyện X", "CAP Y": an office by its letters, in front of where it is.
fn is_short_office(text: &str) -> bool {
    const PLACES: &[&str] =
        &["huyện", "xã", "tỉnh", "phường", "quận", "thị", "thành", "trường", "TP", "TP.", "khu"];
    let mut words = text.split_whitespace();
    let letters = words.next().unwrap_or("");
    (2..=8).contains(&letters.chars().count())
        && letters.chars().all(|c| is_upper(c) || matches!(c, '-' | '&'))
        && words.next().is_some_and(|word| PLACES.contains(&word))
        && words.next().is_some()
}

/// The folded head is that of an office's name.
pub(super) fn names_office(head: &str) -> bool {
    static INDEX: Heads = Heads::new(OFFICES);
    static OTHERS: Heads = Heads::new(NO_OFFICES);
    INDEX.begin(head) && !begins_with(head, ROLES) && !OTHERS.begin(head)
}

/// PV, Nhóm PV, Ban lễ tang …
pub(super) fn is_collective(text: &str) -> bool {
    let few = || text.split_whitespace().nth(8).is_none();
    if text.len() > Head::LEN && !few() {
        return false;
    }
    let mut head = Head::default();
    let key = head.of(text);
    COLLECTIVES.contains(&key) || begins_with(key, GROUPS) && few() && !text.ends_with(['.', ',', ':', ';'])
}

/// The folded head begins as a collective's name does.
fn opens_collective(head: &str) -> bool {
    begins_with(head, COLLECTIVES) || begins_with(head, GROUPS)
}

/// Collectives that go on with whose they are.
const GROUPS: &[&str] = &[
    "nhóm phóng viên",
    "nhóm pv",
    "tổ phóng viên",
    "tổ tin",
    "ban lễ tang",
    "ban tổ chức lễ tang",
    "ban tang lễ",
    "gia đình cụ",
    "gia đình ông",
    "gia đình bà",
    "gia đình bác sĩ",
    "gia đình đồng chí",
    "gia đình cố",
    "gia đình thầy",
    "gia đình cô",
    "gia đình anh",
    "gia đình chị",
];

/// A name typed without a capital: two to five short words behind a family's name.
pub(super) fn is_person_in_small_letters(text: &str) -> bool {
    let mut words = text.split_whitespace();
    (2..=5).contains(&words.clone().count())
        && words.all(|word| word.chars().all(letters::is_lower) && word.chars().count() <= 7)
        && has_family_name(text)
}

/// One or several names, parted by commas, dashes, `và`, `&`, `;` or `/`.
pub(super) fn are_people(text: &str) -> bool {
    let (mut any, mut left) = (false, Some(text));
    while let Some(text) = left {
        let name = first_name(text);
        left = name.rest;
        let part = name.text.trim();
        if part.is_empty() {
            continue;
        }
        if !is_person(part) && !is_collective(part) {
            return false;
        }
        any = true;
    }
    any
}

/// The first words of a text that are a whole name with that of a family: "X" in "Kỹ thuật viên trưởng X ghi nhanh".
pub(super) fn person_in(text: &str) -> Option<&str> {
    let starts = text.split_whitespace().map(|word| word.as_ptr() as usize - text.as_ptr() as usize);
    starts.filter(|&from| text[from..].starts_with(is_upper) && has_family_name(&text[from..])).find_map(
        |from| {
            let run = text[from..].split_inclusive(' ').take(5).take_while(|word| word.starts_with(is_upper));
            let end = run.scan(false, |over, word| {
                let goes_on = !std::mem::replace(over, word.trim_end().ends_with([',', ';', ')', ':']));
                goes_on.then_some(word.len())
            });
            let name = text[from..from + end.sum::<usize>()].trim_end_matches([' ', ',', ';', ')', ':', '.']);
            (name.contains(' ') && is_person(name)).then_some(name)
        },
    )
}

/// The names of a byline: "X và Y" are two; those that a comma or a dash parts stand as printed.
pub(super) fn apart(names: &str) -> impl Iterator<Item = &str> {
    let several = are_people(names);
    // "Hà Lam-Vĩ Kiệm"
    let tight = names.split_once('-').filter(|(one, other)| {
        !names.contains(" -") && [one, other].iter().all(|name| name.contains(' ') && is_person(name))
    });
    let halves = tight.map_or([names, ""], |(one, other)| [one, other]);
    halves
        .into_iter()
        .flat_map(move |names| {
            names
                .split(move |c: char| several && matches!(c, '&' | '/'))
                .flat_map(move |part| part.splitn(if several { 4 } else { 1 }, " và "))
        })
        .map(|name| name.trim_matches([' ', ',']))
        .filter(|name| !name.is_empty())
}

/// A text up to the first sign that parts names.
struct FirstName<'t> {
    text: &'t str,
    /// What stands behind the sign.
    rest: Option<&'t str>,
    /// The sign is a hyphen between spaces.
    hyphen: bool,
}

fn first_name(text: &str) -> FirstName<'_> {
    let bytes = text.as_bytes();
    let sign = bytes.iter().enumerate().find_map(|(at, byte)| {
        let width = match byte {
            b',' | b';' | b'&' | b'/' => 1,
            0xE2 if matches!(bytes[at..], [_, 0x80, 0x93 | 0x94, ..]) => 3,
            b' ' if bytes[at..].starts_with(b" - ") => 3,
            b' ' if bytes[at..].starts_with(" và ".as_bytes()) => 5,
            _ => return None,
        };
        Some((at, width))
    });
    match sign {
        None => FirstName { text, rest: None, hyphen: false },
        Some((at, width)) => FirstName {
            text: &text[..at],
            rest: Some(&text[at + width..]),
            hyphen: bytes[at..].starts_with(b" - "),
        },
    }
}

/// Could [`are_people`] hold for the text, or for its part in front of a unit? Its first name tells.
pub(super) fn may_be_people<'t>(text: &'t str, head: &mut Head<'t>) -> bool {
    let FirstName { text: first, hyphen, .. } = first_name(text);
    let first = first.trim();
    hyphen
        || first.is_empty()
        || first.contains('-')
        || is_person(first)
        || opens_collective(head.of(text)) && is_collective(first)
}

/// A role or rank of a signature block.
pub(super) fn is_role(text: &str) -> bool {
    begins_with(Head::default().of(text), ROLES)
}

/// "(Đã ký)", "(Ký, đóng dấu)" in place of the hand's sign.
pub(super) fn is_signed(text: &str) -> bool {
    let bare = text.trim_start_matches('(');
    let signed = bare.chars().take(5).flat_map(letters::lower_case).take(5).eq("đã ký".chars())
        || bare.len() < text.len()
            && bare.chars().take(2).flat_map(letters::lower_case).take(2).eq("ký".chars());
    signed && text.split_whitespace().count() <= 6
}

/// Who signs on a line of the signature block: the right one of two who sign beside each other, behind "Đã ký:" or "Thay mặt gia đình:".
pub(super) fn signatory(text: &str) -> &str {
    let last = text.rsplit(['\t', '|']).next().unwrap_or(text);
    let last = last.rfind("   ").map_or(last, |at| &last[at..]).trim();
    // "X (đã ký)"
    if let Some(open) = last.rfind('(').filter(|&open| open > 0 && is_signed(&last[open..])) {
        return last[..open].trim();
    }
    let name = last.split_once([':', ')']).map_or(last, |(_, name)| name.trim());
    in_office(name).unwrap_or(name)
}

/// "GIÁM ĐỐC Đàm Văn X": the name behind a role in capitals.
pub(super) fn in_office(text: &str) -> Option<&str> {
    text.chars().nth(1).filter(|&c| is_upper(c) || c == '.')?;
    let capitals = text.split(' ').take_while(|word| !word.contains(letters::is_lower));
    let (role, name) = text.split_at_checked(capitals.map(|word| word.len() + 1).sum())?;
    let signs = || is_role(role) || opens_signature(role.trim_end());
    (!role.is_empty() && signs() && is_person(name) && has_family_name(name)).then_some(name)
}

/// Lines that open a signature block: "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "Thay mặt …".
pub(super) fn opens_signature(text: &str) -> bool {
    if (text.starts_with("Thay mặt ") || text.starts_with("THAY MẶT ") || text.starts_with("T/M "))
        && text.split_whitespace().count() <= 8
        && !text.ends_with(['.', ',', ';', ':'])
    {
        return true;
    }
    if text.starts_with(['T', 'K'])
        && text[1..].starts_with(['.', '/'])
        && begins_with(Head::default().of(text), &["t m", "t l", "k t"])
        && !is_initials(text)
        && !text.contains(letters::is_lower)
    {
        return true;
    }
    let mut parts = text.splitn(2, ['.', '/', ' ']);
    let head = parts.next().unwrap_or("");
    matches!(head, "TM" | "KT" | "TL" | "TUQ" | "Q" | "T/M" | "TM " | "TP" | "PHÓ")
        && head.len() < text.len()
        && parts.next().is_some_and(|rest| {
            // "Q. NHÀN" holds an office; "Q. Nhàn" and "Q.NHÀN" are names
            let capitals = rest.chars().filter(|&c| letters::is_alphabetic(c)).all(is_upper);
            let named = head == "Q" && !rest.starts_with(' ') && !is_role(rest);
            capitals && !named || !matches!(head, "PHÓ" | "Q")
        })
        && text.chars().count() <= 80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cue_goes_on_behind_the_head() {
        for cue in OFFICES.lines().chain([ROLES, COLLECTIVES].into_iter().flatten().copied()) {
            assert!(cue.len() < Head::LEN, "{cue}");
        }
    }

    #[test]
    fn names_are_parted_by_signs() {
        assert!(are_people("Hà An, Lê Minh và Trần Bình - Vũ Nga / PV"));
        assert!(!are_people("Hà An và những người bạn"));
        assert!(!are_people(" , "));
    }
}
