//! What a site prints above a headline and hangs below a signature: addresses, prices, weather, headlines with their dates.

use super::buttons;
use super::date;
use super::fold::fold;
use super::furniture::{Furniture, Opens};
use super::letters;
use super::name;
use super::page::Page;
use super::phrases;
use super::row::Row;
use super::search::{ends, holds, opens};
use super::tail::{is_footer, signs};

/// Below the last prose and who wrote it, what only a site hangs there; above the first, addresses that read like prose.
pub(super) fn settle(page: &mut Page<'_>) {
    let weak = |reason| Some(Furniture { reason, sure: false, opens: Opens::Nothing });
    let address = |row: &Row<'_>| is_footer(row) || is_contact(row);
    let prose: Vec<usize> =
        (0..page.rows.len()).filter(|&at| page.rows[at].is_prose() && page.furniture[at].is_none()).collect();
    let text = |at: &&usize| !address(&page.rows[**at]);
    let (Some(&first), Some(&last)) = (prose.iter().find(text), prose.iter().rfind(text)) else { return };
    for &at in prose.iter().take_while(|at| **at < first) {
        page.furniture[at] = weak("contact");
    }
    let mut signed = false;
    for at in last + 1..page.rows.len() {
        let row = &page.rows[at];
        if page.furniture[at].is_some() {
            continue;
        }
        if signed && let Some(reason) = hung(row) {
            page.furniture[at] = weak(reason);
        }
        signed = signed
            || row.words <= 14 && signs(row) && row.byline().is_some_and(|b| b.cue || b.author.is_some());
    }
}

/// How to reach a site or a company: several labels with their numbers, or the number it is registered by.
fn is_contact(row: &Row<'_>) -> bool {
    let text = row.text;
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    if row.words > 40 || figures < 6 && !text.contains('@') {
        return false;
    }
    let key = row.key();
    // "Địa chỉ: Số 45 Trần Phú - Điện thoại: 0240.3888.123"
    const REACHED: &[&str] = &[
        "địa chỉ",
        "trụ sở",
        "tòa soạn",
        "toà soạn",
        "văn phòng",
        "điện thoại",
        "đường dây nóng",
        "hotline",
        "email",
        "e mail",
        "website",
        "fax",
        "tel",
        "đt",
        "đc",
        "đ c",
    ];
    let labels = || {
        let spaced = format!(" {key} ");
        REACHED.iter().filter(|cue| spaced.contains(&format!(" {cue} "))).count()
    };
    (figures >= 7 || text.contains('@')) && text.contains(':') && opens(key, REACHED) && labels() >= 2
        || figures >= 6
            && opens(
                key,
                &[
                    "mã số thuế",
                    "mst ",
                    "mã số doanh nghiệp",
                    "số đkkd",
                    "gpkd",
                    "gpđkkd",
                    "giấy phép đkkd",
                    "giấy cnđkdn",
                    "giấy chứng nhận đăng ký kinh doanh",
                    "giấy chứng nhận đăng ký doanh nghiệp",
                ],
            )
}

/// What a site prints above a headline and hangs below a signature, where no author goes on: the form alone would be too
/// little inside a text.
pub(super) fn hung(row: &Row<'_>) -> Option<&'static str> {
    if row.words > 40 {
        return None;
    }
    let (text, key) = (row.text, row.key());
    if is_contact(row) {
        return Some("contact");
    }
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    if opens(key, &["âm lịch "]) && row.words <= 14 || text.contains('°') && row.words <= 24 {
        return Some("site-clock");
    }
    // "USD 23.140 23.260 EUR 25.518,40", "Hồ sơ đã giải quyết: 1.832 Đúng hạn: 99,6%"
    let quotes =
        ["usd", "eur", "gbp", "jpy", "aud", "sjc", "vn index", "hnx", "upcom", "vn30", "tỷ giá", "giá vàng"];
    if figures >= 6 && quotes.iter().filter(|quote| key.contains(**quote)).count() >= 2
        || figures >= 3
            && memchr::memchr_iter(b':', text.as_bytes()).count() >= 2
            && opens(
                key,
                &["hồ sơ ", "tổng hồ sơ", "tiếp nhận ", "đã tiếp nhận", "đã giải quyết", "đúng hạn"],
            )
            && holds(key, &["đúng hạn", "quá hạn", "trước hạn"])
    {
        return Some("counter");
    }
    if row.words <= 14
        && opens(
            key,
            &[
                "qr code ",
                "mã qr zalo ",
                "mã qr fanpage",
                "qr zalo",
                "zalo oa ",
                "zalo official",
                "quét mã zalo",
            ],
        )
    {
        return Some("share-buttons");
    }
    if buttons::are_named(text) && !name::is_office(text) {
        return Some("menu-line");
    }
    pointer(row).then_some("related-headline")
}

/// A headline with its date or its counter: "… (12/03/2021)", "[23/10/2015] …", "28/11 - …", "… (Đã xem: 815)", "… NEW".
fn pointer(row: &Row<'_>) -> bool {
    let text = row.text;
    if row.words < 5 || text.contains(['|', '\t']) || row.credited() || text.starts_with('(') {
        return false;
    }
    if ends(text, &[" NEW", " (NEW)", " New!", " HOT"]) && !row.upper {
        return true;
    }
    let mut key = String::new();
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    if inside.is_some_and(|(_, inside)| {
        fold(inside, &mut key);
        phrases::counter(&key)
    }) {
        return true;
    }
    let words = |part: &str| part.split_whitespace().count();
    let day = |part: &str| {
        part.len() <= 5
            && part.split('/').all(|n| matches!(n.len(), 1 | 2) && n.bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some((date, rest)) = text.split_once(" - ")
        && date.contains('/')
        && day(date)
    {
        return rest.starts_with(letters::is_upper) && words(rest) >= 4;
    }
    let Some(stamp) = date::stamp(text).filter(|stamp| stamp.date.day > 0 && !stamp.cue) else {
        return false;
    };
    if stamp.before.is_empty() {
        return text.starts_with('[') && words(stamp.after) >= 4;
    }
    let end = stamp.before.as_ptr() as usize + stamp.before.len() - text.as_ptr() as usize;
    let rest = text[end..].trim_start();
    let parted = rest.starts_with(['(', '[', '-', '–']) || rest.len() >= 16 && rest.contains(':');
    stamp.after.is_empty() && !stamp.words && words(stamp.before) >= 5 && parted
}
