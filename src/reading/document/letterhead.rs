//! The letterhead of a document: who issues it, the national motto, number and symbol, place and date.

use super::super::date::Stamp;
use super::super::fold::fold;
use super::super::letters;
use super::super::name;
use super::super::page::Page;
use super::super::search::{begins_with, opens};
use super::super::{Label, Row};
use super::symbol;

/// National name and motto, and what stands in their place on the letters of the Party and of the youth.
pub(super) fn is_national(key: &str) -> bool {
    let heads = [
        "cộng hòa xã hội chủ nghĩa",
        "cộng hoà xã hội chủ nghĩa",
        "độc lập tự do hạnh phúc",
        "đảng cộng sản việt nam",
    ];
    opens(key, &heads)
        || key == "đội tntp hồ chí minh"
        || key.ends_with("độc lập tự do hạnh phúc")
        || memchr::memchr_iter(b' ', key.as_bytes()).count() < 24
            && key.contains("cộng hòa")
            && key.contains("cộng hòa xã hội chủ nghĩa việt nam")
}

/// Labels a row of the letterhead.
pub(super) fn above(page: &mut Page<'_>, at: usize, key: &mut String) {
    let row = &page.rows[at];
    fold(row.text, key);
    let (label, reason) = if is_national(key) {
        (Label::Kicker, "national-motto")
    } else if page.furniture[at].is_some_and(|f| f.sure) {
        return;
    } else if page.stamps[at].is_some_and(|s| s.words || s.date.day > 0 && symbol(row.text).is_some()) {
        (Label::Dateline, "place-date")
    } else if symbol(row.text).is_some() || key.starts_with("số ") {
        (Label::Kicker, "document-symbol")
    } else if is_subject(row) {
        (Label::Kicker, "subject")
    } else if page.furniture[at].is_none() && (row.upper || name::is_office(row.text)) {
        (Label::Kicker, "letterhead")
    } else {
        return;
    };
    page.rows[at].settle(label, reason, 0.92);
}

/// "V/v …" of a letterhead.
pub(super) fn is_subject(row: &Row<'_>) -> bool {
    row.words <= 24 && row.text.starts_with("V/v")
}

/// The row is the motto, the number, the place and date, or a rule between them.
pub(super) fn is_part(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    is_national(row.key())
        || symbol(row.text).is_some()
        || page.stamps[at].is_some_and(|s| s.words && s.date.day > 0 && row.words <= 14)
        || page.furniture[at].is_some_and(|f| f.reason == "separator")
}

/// Between the subject of a letter and `to` there is nothing but the rest of the letterhead, and lines that the subject
/// goes on in.
pub(super) fn goes_on(page: &Page<'_>, subject: usize, to: usize) -> bool {
    to <= subject + 12
        && (subject + 1..to).all(|at| {
            let row = &page.rows[at];
            is_part(page, at)
                || row.gap == 0 && row.words <= 8 && !row.upper && letters::is_alphabetic(row.last)
        })
}

/// "V/v …      Bạch Sa, ngày …" as the title: the right column is off the line.
pub(super) fn part_columns(page: &mut Page<'_>, at: usize) {
    let row = &page.rows[at];
    let column = first_column(row.text);
    if page.stamps[at].is_some() && is_subject(row) && column.len() < row.text.len() {
        page.rows[at] = Row::new(row.line, column, row.gap);
    }
}

/// The date of the row stands in `text`.
pub(super) fn holds(text: &str, stamp: &Stamp<'_>) -> bool {
    let end = text.as_ptr() as usize + text.len();
    (stamp.before.as_ptr() as usize + stamp.before.len()) < end
}

/// What stands in front of the bar or the wide space that parts the columns of a letterhead.
pub(in crate::reading) fn first_column(text: &str) -> &str {
    let column =
        text.find("   ").or_else(|| text.find(['|', '\t'])).map_or(text, |end| text[..end].trim_end());
    // The rule below a name, copied behind it.
    column.trim_end_matches(['-', '–', '—', '_', '*', '¯'])
}

/// A body that issues documents and is named by no word of an office.
pub(in crate::reading) fn is_body(text: &str) -> bool {
    let mut key = String::new();
    fold(text, &mut key);
    let bodies = ["chính phủ", "thủ tướng chính phủ", "quốc hội", "chủ tịch nước"];
    !text.contains(letters::is_lower)
        && (bodies.contains(&key.as_str()) || begins_with(&key, &["tòa", "toà"]) && key.contains(' '))
}

/// Bodies that are always of another, which the next line names.
const OF_OTHERS: &[&str] =
    &["ban quản lý", "ban chấp hành", "ban chỉ huy", "trung tâm", "trường", "hội đồng"];

/// What a letterhead holds in capitals that is no part of a name.
const MARKS: &[&str] = &[
    "khẩn",
    "thượng khẩn",
    "hỏa tốc",
    "hoả tốc",
    "mật",
    "tối mật",
    "tuyệt mật",
    "dự thảo",
    "bản sao",
    "sao y",
    "kính gửi",
];

/// "ỦY BAN NHÂN DÂN" and, on the line below, "TỈNH X"; "CÔNG TY TNHH MTV" and "CẤP NƯỚC X": one name.
pub(in crate::reading) fn whole_name<'a>(page: &Page<'a>, at: usize, column: &'a str) -> Vec<&'a str> {
    let mut name = vec![column];
    let mut key = String::new();
    while name.len() < 4
        && let Some(next) = page.rows.get(at + name.len())
        && next.gap == 0
        && next.label == Label::Kicker
    {
        let below = first_column(next.text);
        fold(below, &mut key);
        let words = memchr::memchr_iter(b' ', key.as_bytes()).count() + 1;
        let small = below.contains(letters::is_lower);
        if small && !column.contains(letters::is_lower) || key.is_empty() || words > 8 {
            break;
        }
        // "HUYỆN ĐOÀN X" names another body.
        let place = is_place(&key) && words <= 6 && (!name::is_office(below) || key.starts_with("thành phố"));
        let rest = page.document
            && !small
            && matches!(next.reason, "letterhead" | "document-symbol" | "national-motto")
            && is_rest(&key, below);
        let of_other = || {
            let mut first = String::new();
            fold(column, &mut first);
            page.document && name.len() == 1 && OF_OTHERS.contains(&first.as_str()) && name::is_office(below)
        };
        if !(place || rest || of_other()) {
            break;
        }
        name.push(below);
    }
    name
}

/// "TỈNH X", "THỊ XÃ X".
fn is_place(key: &str) -> bool {
    begins_with(key, &["tỉnh", "huyện", "xã", "phường", "quận", "thị xã", "thị trấn", "thành phố"])
        && key.contains(' ')
}

/// Capitals below the name of a body that name no other: the rest of the name. "SỐ 2 PHÚ KHÊ" is of a school.
fn is_rest(key: &str, below: &str) -> bool {
    let numbered = || {
        key.starts_with("số ")
            && key.split(' ').nth(2).is_some_and(|word| word.starts_with(letters::is_lower))
    };
    !is_national(key)
        && symbol(below).is_none()
        && !MARKS.contains(&key)
        && !name::is_office(below)
        && !is_body(below)
        && (numbered()
            || !key.starts_with("số")
                && !below.contains([':', '/'])
                && !below.split(' ').any(|word| word.starts_with(|c: char| c.is_ascii_digit())))
        && below.chars().filter(|&c| letters::is_alphabetic(c)).count() > 2
}
