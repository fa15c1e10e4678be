//! Documents of the administration: letterhead, number and symbol, place and date, type and trích yếu, signature.

pub(super) mod letterhead;

use super::byline;
use super::fold::fold;
use super::letters;
use super::name;
use super::page::Page;
use super::search::opens;
use super::{Label, Row, table};
use letterhead::{above, is_national, is_subject};

/// Types of documents as they stand alone on a line, in capitals.
const TYPES: &[&str] = &[
    "quyết định",
    "kế hoạch",
    "thông báo",
    "tờ trình",
    "báo cáo",
    "công văn",
    "nghị quyết",
    "chỉ thị",
    "hướng dẫn",
    "giấy mời",
    "chương trình",
    "quy chế",
    "quy định",
    "thông tư",
    "nghị định",
    "luật",
    "pháp lệnh",
    "hiến pháp",
    "công điện",
    "lời kêu gọi",
    "thư mời",
    "biên bản",
    "thông cáo",
    "thông tư liên tịch",
    "đề án",
    "phương án",
    "quy trình",
    "giấy xác nhận",
    "thư ngỏ",
    "thông tri",
    "kết luận",
    "lệnh",
    "bản án",
    "hợp đồng",
    "thể lệ",
    "thông báo mời thầu",
    "thông báo tuyển dụng",
    "điều lệ",
    "nội quy",
    "phụ lục",
    "danh sách",
    "lịch công tác",
    "giấy giới thiệu",
    "bản cam kết",
    "thư kêu gọi",
    "dự thảo",
    "cẩm nang",
    "sổ tay",
    "tài liệu",
    "tài liệu hướng dẫn",
    "tài liệu hướng dẫn kỹ thuật",
    "hướng dẫn kỹ thuật",
    "quy trình kỹ thuật",
    "tài liệu tập huấn",
    "sổ tay hướng dẫn",
    "tài liệu tuyên truyền",
    "đề cương",
    "hương ước",
    "quy ước",
    "thư mời báo giá",
    "thư mời chào giá",
    "thư mời chào hàng",
    "thư mời thầu",
    "yêu cầu báo giá",
    "thông báo mời chào giá",
    "thông báo mời báo giá",
    "giấy báo",
    "giấy triệu tập",
    "thông cáo báo chí",
    "thông báo tuyển sinh",
    "thông báo đấu giá",
    "thông báo đấu giá tài sản",
    "thông báo bán đấu giá",
    "bản cáo trạng",
    "cáo trạng",
    "thông báo kết quả",
    "báo cáo tóm tắt",
    "báo cáo kết quả",
    "chương trình hành động",
    "chương trình công tác",
    "kế hoạch công tác",
    "quy chế phối hợp",
    "nghị quyết liên tịch",
    "thư cảm ơn",
    "thư chúc mừng",
    "thư khen",
    "thư chúc tết",
    "giấy ủy quyền",
    "tuyên bố chung",
    "kế hoạch liên tịch",
    "hướng dẫn liên ngành",
    "thông báo lịch",
    "giấy chứng nhận",
    "công văn khẩn",
    "thư mời họp",
    "thông báo khẩn",
];

/// Cards of short lines.
const CARDS: &[&str] = &[
    "tin buồn",
    "cáo phó",
    "lời cảm ơn",
    "cảm tạ",
    "lời cảm tạ",
    "tin vui",
    "chúc mừng",
    "lời chia buồn",
    "chia buồn",
];

/// The type of a document, if the row is one.
pub(super) fn document_type(text: &str) -> Option<&'static str> {
    let mut key = String::new();
    fold(text, &mut key);
    TYPES.iter().chain(CARDS).find(|kind| **kind == key.as_str()).copied()
}

/// The number and symbol in "Số: 34/QĐ-CCTL".
pub(super) fn symbol(text: &str) -> Option<&str> {
    let kinds = ["Luật ", "LUẬT ", "Pháp lệnh ", "Nghị quyết ", "Lệnh "];
    let text = kinds.iter().find_map(|kind| text.strip_prefix(kind)).unwrap_or(text);
    let rest = ["Số", "SỐ", "số"].iter().find_map(|cue| text.strip_prefix(cue))?.trim_start();
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    let end = rest.find("   ").or_else(|| rest.find('|')).or_else(|| rest.find('\t')).unwrap_or(rest.len());
    let value = rest[..end].trim().trim_end_matches(['.', ',']);
    let good = value.len() <= 60
        && value.split_whitespace().count() <= 5
        && (value.contains('/') || value.contains('-'))
        && value.chars().any(letters::is_upper);
    good.then_some(value)
}

/// What a trích yếu begins with.
const SUBJECTS: &[&str] = &["Về việc ", "V/v"];

/// Recognises a document and labels its letterhead and title.
pub(super) fn read(page: &mut Page<'_>) {
    let head = page.rows.len().min(40);
    let (mut kind, mut letterhead, mut letter) = (None, false, None);
    for at in 0..head {
        let row = &page.rows[at];
        if row.words > 34 && row.is_prose() {
            break;
        }
        let key = row.key();
        letterhead |= is_national(key) || symbol(row.text).is_some();
        // "Thông báo" over "Về việc …"
        let titled = || {
            row.gap <= 1
                && page.rows.get(at + 1).is_some_and(|next| next.gap == 0 && opens(next.text, SUBJECTS))
        };
        // "Tin buồn" over who reports it
        let mourns = || page.rows[at + 1..].iter().take(4).any(|row| row.key().contains("thương tiếc"));
        if kind.is_none() && row.words <= 6 && (row.upper || titled() || CARDS.contains(&key) && mourns()) {
            if CARDS.contains(&key) && at < 6 {
                page.card = true;
                page.title = vec![at];
                return;
            }
            // Below the subject of a letter a type stands only behind the rest of the letterhead.
            // "DỰ THẢO" as a mark of the letterhead
            if key == "dự thảo" && at + 1 < head && letterhead::is_part(page, at + 1) {
                letter = letter.or(Some(at));
            } else if TYPES.contains(&key) && letter.is_none_or(|over| letterhead::goes_on(page, over, at)) {
                kind = Some(at);
            }
        }
        // An official letter names no type: its subject stands for it.
        if kind.is_none()
            && letter.is_none()
            && letterhead
            && row.words >= 4
            && !row.is_prose()
            && opens(row.text, SUBJECTS)
        {
            // "THƯ MỜI QUAN TÂM" over "V/v …": a type that is on no list.
            let over = at > 0 && row.gap == 0 && page.stamps[at - 1].is_none() && {
                let above = &page.rows[at - 1];
                above.upper
                    && (2..=8).contains(&above.words)
                    && symbol(above.text).is_none()
                    && !is_national(above.key())
                    && !name::is_office(above.text)
            };
            letter = Some(at - usize::from(over));
        }
    }
    let Some(kind) = kind.or(letter) else { return };
    letterhead::part_columns(page, kind);
    // A type in capitals with a trích yếu under it, or a letterhead above it.
    let next = page.rows.get(kind + 1);
    if !letterhead && next.is_none_or(|row| row.is_prose() || kind > 3 && !opens(row.text, SUBJECTS)) {
        return;
    }
    // Far down without a letterhead: what stands above is the site's.
    page.document = letterhead || kind <= 3;
    let mut key = String::new();
    if page.document {
        (0..kind).for_each(|at| above(page, at, &mut key));
    }
    signature(page, kind + 1);
    title(page, kind, &mut key);
}

/// The type and the lines of the trích yếu below it.
fn title(page: &mut Page<'_>, kind: usize, key: &mut String) {
    page.title.push(kind);
    let mut at = kind + 1;
    while at < page.rows.len() && page.title.len() < 8 {
        let row = &page.rows[at];
        if page.sure(at).is_some() {
            if page.title.len() == 1 {
                at += 1;
                continue;
            }
            break;
        }
        // A bracketed note, the grounds, an address, a numbered part: the title is over.
        fold(row.text, key);
        let started = page.title.len() > 1;
        let stops = row.is_prose()
            || is_national(key)
            || symbol(row.text).is_some()
            || page.stamps[at].is_some_and(|s| s.date.day > 0 || s.words_around() == 0) && row.words <= 14
            || row.words <= 9 && row.text.contains(", tháng ") && page.stamps[at].is_some()
            || page.furniture[at].is_some_and(|f| f.reason == "bare-number")
            || opens_grounds(key) && !row.upper // "XÉT NGHIỆM" goes on
            || super::mark::marked(row.text).is_some()
            || started && (row.gap > 0 || issuer(page, at, key) || row.upper && !page.rows[at - 1].upper)
            || !started
                && row.gap > 0
                && !key.starts_with("về ")
                && !key.starts_with("v v")
                && (row.words > 30 || issuer(page, at, key))
            || matches!(row.last, ':' | ';')
            || row.text.starts_with('(');
        if stops {
            break;
        }
        page.title.push(at);
        at += 1;
    }
    for &at in &page.title {
        let reason = match at {
            // The date that stood behind it is off the line.
            _ if page.stamps[at].is_some_and(|stamp| !letterhead::holds(page.rows[at].text, &stamp)) => {
                "subject-date"
            }
            _ if at == kind => "document-type",
            _ => "trich-yeu",
        };
        page.rows[at].settle(Label::Title, reason, 0.93);
    }
    // The right column of the letterhead, copied below the subject of a letter.
    let letter = is_subject(&page.rows[kind]);
    while letter && at < page.rows.len() && letterhead::is_part(page, at) {
        above(page, at, key);
        at += 1;
    }
    // The issuing body in capitals between title and grounds, "QUYẾT ĐỊNH:" behind the grounds.
    let mut capitals = false;
    while at < page.rows.len().min(kind + 60) {
        let row = &page.rows[at];
        if row.settled {
            break;
        }
        if page.furniture[at].is_none() {
            fold(row.text, key);
            let fragment = capitals && row.gap == 0 && row.words <= 6;
            if row.upper
                && row.words <= 24
                && page.stamps[at].is_none() // "4:15 PM"
                && super::mark::marked(row.text).is_none()
                && (row.words > 1 || fragment || next_upper(page, at))
                && row.last != '.'
            {
                let reason = if document_type(row.text).is_some() { "enacting" } else { "issuing-body" };
                page.rows[at].settle(Label::Subhead, reason, 0.85);
                if fragment {
                    page.rows[at].joins = true;
                }
                capitals = true;
            } else {
                capitals = false;
                if super::mark::marked(row.text).is_some_and(|m| m.mark == super::mark::Mark::Article) {
                    break;
                }
            }
        }
        at += 1;
    }
}

fn next_upper(page: &Page<'_>, at: usize) -> bool {
    page.rows.get(at + 1).is_some_and(|row: &Row<'_>| row.upper && row.gap == 0)
}

/// "Căn cứ", "Xét đề nghị", "Theo đề nghị", "Kính gửi", also broken after the first word.
fn opens_grounds(key: &str) -> bool {
    [
        "nhân danh",
        "phần thứ",
        "căn cứ",
        "xét đề nghị",
        "xét",
        "theo đề nghị",
        "thực hiện",
        "kính gửi",
        "căn",
        "để ",
        "nhằm ",
        "trên cơ sở",
    ]
    .iter()
    .any(|cue| key == *cue || key.starts_with(&format!("{cue} ")))
}

/// The line names the issuing person or body, alone or with the next line it was broken from.
fn issuer(page: &Page<'_>, at: usize, key: &mut String) -> bool {
    let row = &page.rows[at];
    if !row.upper {
        return false;
    }
    let mut text = row.text.to_owned();
    if row.words <= 2
        && let Some(next) = page.rows.get(at + 1).filter(|next| next.upper && next.gap == 0)
    {
        text.push(' ');
        text.push_str(next.text);
    }
    fold(&text, key);
    let result = name::is_role(&text)
        || opens(
            key,
            &[
                "ủy ban nhân dân",
                "uỷ ban nhân dân",
                "hội đồng nhân dân",
                "chủ tịch",
                "bộ trưởng",
                "quốc hội",
                "chính phủ",
                "thủ tướng",
            ],
        );
    fold(row.text, key);
    result
}

/// A table stands below: what is in capitals over it is its heading.
fn heads_table(page: &Page<'_>, at: usize) -> bool {
    page.rows[at + 1..].iter().any(|row| table::cells(row.text).len() > 1)
}

/// The signature block at the foot: TM., role, name.
fn signature(page: &mut Page<'_>, from: usize) {
    let count = page.rows.len();
    let Some(open) = (from + 3..count).rev().take(20).rfind(|&at| {
        let text = page.rows[at].text;
        let last = (at..count).all(|n| {
            let row = &page.rows[n];
            page.furniture[n].is_some()
                || !row.is_prose()
                || super::mark::marked(row.text)
                    .is_some_and(|m| matches!(m.mark, super::mark::Mark::Bullet(_)))
        });
        last && page.rows[at].is_open()
            && (name::opens_signature(text)
                || page.rows[at].upper
                    && (page.rows[at].gap > 0
                        || page.rows.get(at + 1).is_some_and(|row| row.upper && name::is_role(row.text)))
                    && name::is_office(text)
                    && !heads_table(page, at)
                || page.rows[at].upper
                    && name::is_role(name::signatory(text))
                    && name::signatory(text).split_whitespace().count() <= 8)
    }) else {
        return;
    };
    for at in open..count {
        let row = &page.rows[at];
        if page.furniture[at].is_some() || !row.is_open() {
            continue;
        }
        let signed = name::opens_signature(row.text)
            || row.upper
            || name::is_role(row.text)
            || name::is_signed(row.text)
            || name::is_person(byline::without_title(name::signatory(row.text)));
        if !signed
            || row.words > 14
            || super::mark::marked(row.text).is_some_and(|m| matches!(m.mark, super::mark::Mark::Bullet(_)))
        {
            break;
        }
        page.rows[at].settle(Label::Byline, "signature", 0.92);
    }
}
