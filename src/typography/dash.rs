//! D2–D6, numeric dates and º: hyphens and slashes with a space too many or too few.

use super::bind::is_counted;
use super::log::Changes;
use super::symbol::core;
use crate::syllable;

use super::token::{
    before, behind, char_at, char_before, is_name, is_syllable, skip_spaces, skip_spaces_back,
};

/// D2 and D3 at a dash.
pub(super) fn dash(text: &str, at: usize, mark: char, out: &mut Changes) {
    let width = mark.len_utf8();
    if matches!(mark, '\u{2010}' | '\u{2011}') {
        out.push(at..at + width, "-", "D3");
        return;
    }
    if mark == '-' && (text[..at].ends_with('-') || text[at + 1..].starts_with('-')) {
        typewriter(text, at, out);
        return;
    }
    let (left_end, right_start) = (skip_spaces_back(text, at), skip_spaces(text, at + width));
    let (left_gap, right_gap) = (left_end < at, right_start > at + width);
    if left_gap == right_gap || left_end == 0 || right_start == text.len() {
        return;
    }
    let (left, right) = (before(text, left_end), behind(text, right_start));
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if figure(char_before(text, left_end)) && figure(char_at(text, right_start)) {
        if left.bytes().all(|b| b.is_ascii_digit()) {
            out.delete(left_end..at, "D2");
            out.delete(at + width..right_start, "D2");
        }
        return;
    }
    let word =
        |token: &str| !token.is_empty() && token.chars().all(char::is_alphabetic) && (token.len() != 1);
    let suspended = matches!(right, "và" | "hoặc" | "hay" | "đến" | "tới");
    let joined = |chunk: &str| chunk.contains(['-', '/', '_', '@']);
    let left_chunk = &text[chunk_start(text, left_end)..left_end];
    let right_chunk = text[right_start..].split([' ', '\t']).next().unwrap_or_default();
    let known = |token: &str| is_syllable(token) || is_name(token) && token.chars().all(syllable::is_letter);
    let prose = word(left)
        && word(right)
        && known(left)
        && known(right)
        && (is_syllable(left) || is_syllable(right))
        && !matches!(left, "và" | "hoặc" | "hay");
    if prose && !suspended && !joined(left_chunk) && !joined(right_chunk) {
        let gap = if left_gap { at + width } else { at };
        out.push(gap..gap, " ", "D2");
    }
}

fn chunk_start(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes()[..end].iter().rev();
    end - bytes.take_while(|b| !matches!(b, b' ' | b'\t')).count()
}

/// D3: -- and --- between spaces.
fn typewriter(text: &str, at: usize, out: &mut Changes) {
    if text[..at].ends_with('-') {
        return;
    }
    let run = text[at..].bytes().take_while(|b| *b == b'-').count();
    let spaced = text[..at].ends_with(' ') && text[at + run..].starts_with(' ');
    let between = skip_spaces_back(text, at) > 0 && skip_spaces(text, at + run) < text.len();
    let dash = match run {
        2 => "–",
        3 => "—",
        _ => return,
    };
    if spaced && between {
        out.push(at..at + run, dash, "D3");
    }
}

/// D6 and N1 at a slash: document symbols and numeric dates lose their spaces.
pub(super) fn slash(text: &str, at: usize, out: &mut Changes) {
    let left = skip_spaces_back(text, at);
    let number = before(text, left);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 5 || number.len() > digits + 2 {
        return;
    }
    let start = left - number.len();
    if char_before(text, start).is_some_and(|c| matches!(c, '/' | '.' | ',' | '-' | '_')) {
        return;
    }
    let right = skip_spaces(text, at + 1);
    let mut gaps = vec![left..at, at + 1..right];
    if let Some(rule) = date(text, start, &number[..digits], number.len() == digits, right, &mut gaps) {
        remove(gaps, rule, out);
        return;
    }
    gaps.truncate(2);
    let label =
        before(text, skip_spaces_back(text, start).saturating_sub(usize::from(colon_before(text, start))));
    if symbol(text, right, matches!(label, "số" | "Số" | "SỐ"), &mut gaps) {
        remove(gaps, "D6", out);
    }
}

/// "Số: 5": a colon stands between the label and the number.
fn colon_before(text: &str, number: usize) -> bool {
    text[..skip_spaces_back(text, number)].ends_with(':')
}

fn remove(gaps: Vec<std::ops::Range<usize>>, rule: &'static str, out: &mut Changes) {
    for gap in gaps.into_iter().filter(|gap| !gap.is_empty()) {
        out.delete(gap, rule);
    }
}

/// d / m / yyyy, or d / m behind "ngày".
fn date(
    text: &str,
    start: usize,
    day: &str,
    bare: bool,
    right: usize,
    gaps: &mut Vec<std::ops::Range<usize>>,
) -> Option<&'static str> {
    let in_range = |token: &str, last: u32| {
        token.len() <= 2 && token.parse::<u32>().is_ok_and(|n| (1..=last).contains(&n))
    };
    let month = behind(text, right);
    if !bare || !in_range(day, 31) || !in_range(month, 12) {
        return None;
    }
    let end = right + month.len();
    let slash = skip_spaces(text, end);
    if text[slash..].starts_with('/') {
        let year = skip_spaces(text, slash + 1);
        let digits = behind(text, year);
        if digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
            gaps.push(end..slash);
            gaps.push(slash + 1..year);
            return Some("N1");
        }
        return None;
    }
    let word = before(text, skip_spaces_back(text, start));
    matches!(word, "ngày" | "Ngày").then_some("N1")
}

/// Parses the letters of a document symbol from `at`, collecting the gaps inside it. Behind "số" the issuing body may
/// stand alone (05/BNV-VP).
fn symbol(text: &str, mut at: usize, labelled: bool, gaps: &mut Vec<std::ops::Range<usize>>) -> bool {
    let year = behind(text, at);
    if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
        let slash = skip_spaces(text, at + 4);
        if !text[slash..].starts_with('/') {
            return false;
        }
        gaps.push(at + 4..slash);
        at = skip_spaces(text, slash + 1);
        gaps.push(slash + 1..at);
    }
    let kind = behind(text, at);
    let known = KINDS.contains(&kind)
        || labelled && is_body(kind)
        || kind.strip_prefix("UBTVQH").or(kind.strip_prefix("QH")).is_some_and(|n| n.parse::<u8>().is_ok());
    if !known {
        return false;
    }
    at += kind.len();
    loop {
        let hyphen = skip_spaces(text, at);
        if !text[hyphen..].starts_with('-') {
            break;
        }
        let next = skip_spaces(text, hyphen + 1);
        let part = behind(text, next);
        if !is_body(part) {
            break;
        }
        gaps.push(at..hyphen);
        gaps.push(hyphen + 1..next);
        at = next + part.len();
    }
    true
}

/// The abbreviation of an office or a person in office: UBND, BKHCN, TTg.
fn is_body(part: &str) -> bool {
    let capital = |c: char| c.is_ascii_uppercase() || matches!(c, 'Đ' | 'Ư');
    part == "TTg"
        || part.chars().nth(1).is_some()
            && part.starts_with(capital)
            && part.chars().all(|c| capital(c) || c.is_ascii_digit())
}

/// Abbreviations of document types (NĐ 30/2020/NĐ-CP, Phụ lục III) and of those that State bodies number alike.
#[rustfmt::skip]
const KINDS: [&str; 47] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "CV", "NĐ", "TT", "TTLT", "L", "PL", "LCT", "SL", "KL",
    "QĐi", "TTg", "NQLT", "GP", "GCN", "UBND", "HĐND", "SY", "SL", "TrS", "PT",
];

/// N1: º before C or F is °.
pub(super) fn ordinal(text: &str, at: usize, out: &mut Changes) {
    let figure = text[..skip_spaces_back(text, at)].ends_with(|c: char| c.is_ascii_digit());
    let scale = behind(text, at + 'º'.len_utf8());
    if figure && matches!(scale, "C" | "F") {
        out.push(at..at + 'º'.len_utf8(), "°", "N1");
    }
}

/// D4 (`dash.range = en`): the hyphen of a range of numbers.
pub(super) fn range(text: &str, at: usize, out: &mut Changes) {
    if before(text, at).is_empty() {
        return;
    }
    let start = chunk_start(text, at);
    if at - start > 24 {
        return; // no figure: a chunk of many hyphens
    }
    let chunk = text[start..].split([' ', '\t']).next().unwrap_or_default();
    let (bare, front) = core(chunk);
    let Some((first, rest)) = bare.split_once('-').filter(|(first, _)| start + front + first.len() == at)
    else {
        return;
    };
    let len = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b',').count();
    let (second, tail) = rest.split_at(len);
    let number = |token: &str| {
        !token.is_empty()
            && token.split(',').count() <= 2
            && token.split(',').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    if !number(first) || !number(second) || tail.contains('-') {
        return;
    }
    let gap = skip_spaces_back(text, start);
    let word = before_word(text, gap);
    if LABELS.contains(&word.to_lowercase().trim_end_matches(':')) {
        return;
    }
    let whole = |token: &str| token.parse::<u32>().ok();
    let years = match (whole(first), whole(second)) {
        (Some(a), Some(b)) => {
            first.len() == 4 && second.len() == 4 && (1000..2200).contains(&a) && a < b && b < 2200
        }
        _ => false,
    };
    let chunk_end = start + front + bare.len();
    let counted = tail.is_empty() && chunk_end == start + chunk.len() && is_counted(&text[chunk_end..])
        || !tail.is_empty() && !tail.starts_with('/') && is_counted(tail);
    let dated = tail.strip_prefix('/').is_some_and(|date| {
        let parts: Vec<&str> = date.split('/').collect();
        parts.len() <= 2
            && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
            && whole(parts[0]).is_some_and(|month| (1..=12).contains(&month))
    });
    let day_month = matches!((whole(first), whole(second)), (Some(1..=31), Some(1..=12)));
    // 3-5 năm, but 2-9 năm 1945
    let years_long = tail.is_empty()
        && chunk_end == start + chunk.len()
        && word != "ngày"
        && text[chunk_end..].strip_prefix(" năm").is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric)
                && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
        });
    let stage =
        word == "đoạn" && before(text, skip_spaces_back(text, gap - word.len())).eq_ignore_ascii_case("giai");
    let from = (matches!(word, "từ" | "Từ") || stage)
        && tail.is_empty()
        && !day_month
        && first.len() <= 4
        && second.len() <= 4
        && !second.starts_with('0');
    if tail == "%" || counted || years_long || dated || tail.is_empty() && years || from {
        out.push(at..at + 1, "–", "D4");
    }
}

fn before_word(text: &str, end: usize) -> &str {
    &text[chunk_start(text, end)..end]
}

/// Behind these a hyphenated number is no range.
const LABELS: [&str; 17] = [
    "số", "tập", "quyển", "kỳ", "đt", "tel", "fax", "isbn", "issn", "hotline", "mã", "thoại", "sđt", "cmnd",
    "cccd", "mst", "dđ",
];
