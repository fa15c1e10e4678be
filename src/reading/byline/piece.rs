//! What one part of a byline is by itself: a person, what someone is, a place.

use super::super::fold::Head;
use super::super::letters::{self, is_upper};
use super::super::name;
use super::super::search::{begins_with, behind, opens};
use super::cue::{behind_cue, titled};
use super::unit::acts;
use super::words::{PLACES, POSTS, TITLES};

/// "Bài HÀ LAM", "ẢNH VĨ KIỆM": a name in capitals behind what was made.
pub(super) fn work_by(text: &str) -> Option<&str> {
    behind(text, &["Bài ", "BÀI ", "Tin ", "TIN ", "Ảnh ", "ẢNH "])
        .filter(|name| name::is_person(name) && !name.contains(letters::is_lower) && name.contains(' '))
}

/// A whole name without a title in front: none begins as a family's name does, but for these.
pub(super) fn is_bare(text: &str) -> bool {
    !opens(text, &["Ông ", "Linh mục ", "Lương y "])
        && text.contains(letters::is_lower)
        && text.contains(' ')
        && name::is_person(text)
        && name::has_family_name(text)
}

/// A person, without title, rank and what one calls a person.
pub(super) fn person<'a>(
    text: &'a str,
    post: Option<&'a str>,
    head: &mut Head<'a>,
    cued: bool,
    bracketed: bool,
) -> Option<&'a str> {
    if let Some(bare) = titled(text, head) {
        return name::is_person(bare).then_some(bare);
    }
    // "Bác sĩ thú y X": small words go on with what one is.
    if let Some(rest) = behind_cue(text, head, TITLES).filter(|rest| rest.starts_with(letters::is_lower)) {
        let small = rest.split_inclusive(' ').take_while(|word| word.starts_with(letters::is_lower));
        let bare = &rest[small.take(4).map(str::len).sum()..];
        return (name::is_person(bare) && name::has_family_name(bare)).then_some(bare);
    }
    if cued
        && let Some(bare) =
            behind_cue(text, head, TITLES).filter(|bare| bare.contains(' ') && name::is_person(bare))
    {
        return Some(bare);
    }
    let named = |bare: &&str| bare.contains(' ') && name::is_person(bare);
    if let Some(bare) = behind(
        text,
        &[
            "Story by ",
            "Words by ",
            "By ",
            "Bởi ",
            "Viết bởi ",
            "Đ/c ",
            "đ/c ",
            "Thầy ",
            "Cô ",
            "Em ",
            "CTV ",
            "PV ",
            "BTV ",
            "Cộng tác viên ",
            "Phóng viên ",
        ],
    )
    .filter(named)
    {
        return Some(bare);
    }
    // Whom a text speaks of is called so; it is a name behind "Bài:" only.
    if let Some(bare) =
        behind(text, &["Ông ", "Bà ", "Anh ", "Chị "]).filter(|bare| name::has_family_name(bare))
    {
        return Some(bare).filter(named).filter(|_| cued || bracketed);
    }
    // "Kế toán trưởng X": a role and a whole name
    if let Some(bare) = post.filter(|bare| bare.contains(' ') && name::has_family_name(bare)) {
        return Some(bare).filter(named);
    }
    let whole = text.contains([' ', '.']) || cued || name::is_collective(text);
    ((name::is_person(text) || name::is_collective(text)) && whole).then_some(text)
}

/// What stands behind a role ("Sở Y tế" in "Phó Giám đốc Sở Y tế", "khoa Nội" in "Trưởng khoa Nội"), nothing when it stands
/// alone; `None` for what is no role.
pub(super) fn role(text: &str) -> Option<&str> {
    let mut rest = behind_cue(text, &mut Head::default(), POSTS)?;
    while let Some(more) = behind_cue(rest, &mut Head::default(), POSTS) {
        rest = more;
    }
    Some(rest)
}

/// "Kiểm sát viên sơ cấp, Viện X", "Phó Giám đốc Sở Y": the body of what someone is there, on a line below the name.
pub(in crate::reading) fn post(text: &str) -> Option<&str> {
    if text.len() > 160 || text.ends_with(['.', ':', '?', '!', ';']) || acts(text) {
        return None;
    }
    let rest = role(text)?;
    let body =
        match rest.split_once(',').or_else(|| rest.split_once(" - ")).or_else(|| rest.split_once(" – ")) {
            Some((own, body)) if !name::is_office(rest) && own.split(' ').nth(5).is_none() => body.trim(),
            _ => rest,
        };
    (body.contains(' ') && name::is_office(body)).then_some(body)
}

/// "Đài X" of "phóng viên thường trú Đài X tại Lào".
pub(super) fn without_place(body: &str) -> &str {
    body.split(" tại ").next().unwrap_or(body)
}

/// "huyện X": where a body is.
pub(super) fn is_place(text: &str) -> bool {
    begins_with(Head::default().of(text), PLACES)
}

/// "PC08", "e725", "10A1", "D20-Báo chí": a unit or a class by its number.
pub(super) fn is_numbered(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = text.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    let rest = &text[letters + digits..];
    letters + digits >= 2
        && letters <= 4
        && (1..=4).contains(&digits)
        && (letters > 0 || rest.starts_with(is_upper))
        && text.split(' ').nth(3).is_none()
}

/// "xã Vân Thượng", "số 15", "từ Béc-lin", "Úc", "Kỳ cuối": where one lives or writes from, or which part of a series it is.
pub(super) fn is_aside(text: &str, key: &str) -> bool {
    if key.starts_with("từ ") && text.bytes().any(|b| b.is_ascii_digit()) {
        return false; // "X (từ 1932 đến 1940)" is an entry of a list
    }
    let reached = text.contains('@')
        || text.bytes().filter(u8::is_ascii_digit).count() >= 8 && !text.contains(letters::is_lower);
    let one = !text.contains(' ')
        && text.starts_with(is_upper)
        && text.chars().nth(1).is_some_and(letters::is_lower);
    reached || one || begins_with(key, PLACES)
}
