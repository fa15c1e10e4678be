//! What a line below the text says of where the text was taken from, and to whom it belongs.

use super::super::fold::fold;
use super::super::letters::is_upper;
use super::super::name;
use super::super::row::Row;
use super::super::search::{Cues, before, begins_with, behind, earliest, holds, opens};
use super::{NO_PAPERS, is_agency, is_known, is_site, together};

/// What a closing notice says.
#[derive(Debug, Clone, Copy)]
pub(in crate::reading) enum Notice<'a> {
    /// "Nguồn: X", "Nguồn X: http…", "source /path": the source, when it is a name.
    Source(Option<&'a str>),
    /// Copyright or republication.
    Rights,
}

/// "(Nguồn: X)", "(Trích Báo X, ngày 12/6/2019)": the source in brackets, which is a credit below a picture and a notice
/// below the text.
pub(in crate::reading) fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?.trim();
    if let Some(name) = behind(inside, &["Nguồn:", "Nguồn :", "Nguồn tin:"]) {
        let name = name_in(name);
        return ((1..=9).contains(&name.split_whitespace().count()) && !name.contains(['(', ':']))
            .then_some(name);
    }
    let mut key = String::new();
    fold(inside, &mut key);
    match taken(inside, &key)? {
        Notice::Source(name) => name,
        Notice::Rights => None,
    }
}

/// What is said to those who would print a text again.
static REPUBLISH: Cues = Cues::new(&[
    "ghi rõ nguồn",
    "bản quyền thuộc",
    "không sao chép",
    "cấm sao chép",
    "không được sao chép",
    "sao chép dưới mọi hình thức",
    "phát hành lại thông tin",
    "trích dẫn nguồn khi",
    "dẫn nguồn khi",
]);

/// Bytes of the longest notice.
pub(in crate::reading) const LONGEST: usize = 400;

/// Words of the longest line on rights.
const WORDS: u16 = 40;

/// Reads a line as a notice by its form alone.
pub(in crate::reading) fn notice<'t>(row: &Row<'t>) -> Option<Notice<'t>> {
    let text = row.text;
    if text.len() > LONGEST {
        return None;
    }
    // Of a long line only its first words may tell; see `rights`.
    if row.words > WORDS && !opens(row.head(), HEADS) {
        return None;
    }
    let key = row.key();
    let bracketed = text.starts_with('(') && text.ends_with(')');
    if !bracketed {
        let mut found = taken(text, key);
        // "TTXVN/Báo Tin tức"
        if found.is_none() && row.words <= 8 && memchr::memchr(b'/', text.as_bytes()).is_some() {
            let known = |name: &str| is_known(name) || is_site(name);
            found = together(text, known).then_some(Notice::Source(Some(text)));
        }
        if found.is_some() || opens(key, &["nguồn", "source"]) {
            return found;
        }
    }
    rights(text, key)
}

/// What such a line begins with.
const HEADS: &[&str] = &[
    "nguồn",
    "source",
    "theo ",
    "trích ",
    "dẫn ",
    "link ",
    "bài gốc",
    "tham khảo",
    "đăng lại từ",
    "lược dịch ",
    "biên dịch ",
    "dịch từ ",
    "tổng hợp từ",
    "sưu tầm từ",
    "bài viết ",
    "bài được ",
    "xem thêm tại nguồn",
    "xem bài gốc",
];

/// What stands in front of a colon and the source.
const LABELS: &[&str] = &[
    "nguồn",
    "nguồn tin",
    "nguồn tin bài",
    "source",
    "nguồn source",
    "nguồn bài viết",
    "theo nguồn",
    "nguồn trích dẫn",
    "nguồn tin ảnh",
    "nguồn bài",
    "nguồn tham khảo",
    "trích nguồn",
    "dẫn nguồn",
    "theo nguồn tin",
    "nguồn tin và ảnh",
    "nguồn tin và số liệu",
    "nguồn số liệu",
    "nguồn tư liệu",
    "nguồn thông tin",
    "nguồn tin gốc",
    "nguồn bài gốc",
    "nguồn đăng tải",
    "nguồn dẫn",
    "nguồn link",
    "link nguồn",
    "link gốc",
    "link bài gốc",
    "link bài viết gốc",
    "bài gốc",
    "xem bài gốc tại",
    "xem bài gốc",
    "xem thêm tại nguồn",
    "trích từ",
    "đăng lại từ",
    "bài viết tham khảo",
];

/// What was done to a text that stands elsewhere, in front of "từ" or "theo".
const TAKEN: &[&str] = &[
    "trích",
    "trích dẫn",
    "trích đăng",
    "dẫn",
    "dẫn lại",
    "dẫn nguồn",
    "đăng lại",
    "lược dịch",
    "biên dịch",
    "tổng hợp",
    "sưu tầm",
    "bài viết được trích",
    "bài viết được đăng lại",
    "bài viết đăng lại",
    "bài viết trích",
    "bài viết được dịch",
    "bài viết được lược dịch",
    "bài được trích",
    "bài được đăng lại",
    "bài viết tổng hợp",
    "bài viết được tổng hợp",
];

/// The label of a source alone on its line, which names it on the next.
pub(in crate::reading) fn heads_name(row: &Row<'_>) -> bool {
    row.last == ':' && LABELS.contains(&row.key())
}

/// Where a text was taken from.
fn taken<'t>(text: &'t str, key: &str) -> Option<Notice<'t>> {
    if !opens(key, HEADS) || key.len() > 300 {
        return None;
    }
    let body =
        text.trim_matches(|c: char| matches!(c, '>' | '»' | '*' | '•' | '[' | ']') || c.is_whitespace());
    let link = earliest(body, &["http", "www."]).map(|(at, _)| at);
    let colon = body.find(':').filter(|&at| link.is_none_or(|link| at < link));
    let mut cue = String::new();
    fold(colon.map_or("", |at| &body[..at]), &mut cue);
    if let Some(at) = colon
        && (LABELS.contains(&cue.as_str()) || cue == "tham khảo")
    {
        return labelled(body[at + 1..].trim(), cue == "tham khảo");
    }
    // "Theo: https://…"
    if cue == "theo" && link.zip(colon).is_some_and(|(link, colon)| body[colon + 1..link].trim().is_empty()) {
        return host(body[link.unwrap_or(0)..].trim()).map(|host| Notice::Source(Some(host)));
    }
    // What hangs below "Theo X" on some sites.
    if key == "link bài gốc lấy link" {
        return Some(Notice::Source(None));
    }
    if opens(key, &["nguồn", "source"]) {
        return beside_link(body, key, link).or_else(|| unlabelled(body)).map(Notice::Source);
    }
    if let Some(name) = body.strip_prefix("Theo ") {
        return according_to(name, link == Some("Theo ".len())).map(Notice::Source);
    }
    // "Lược dịch từ X", "Trích Báo X, ngày 12/6/2019"
    let (deed, name) = [" từ ", " theo "].iter().find_map(|sign| body.split_once(sign)).unwrap_or(("", ""));
    fold(deed, &mut cue);
    let from = unstopped(name_in(name));
    if TAKEN.contains(&cue.as_str()) && (is_name(from) || is_known(from))
        || cue == "dịch" && (is_agency(from) || is_site(from))
    {
        return Some(Notice::Source(Some(from)));
    }
    let from = name_in(behind(body, &["Trích ", "trích "])?);
    (is_site(from) && is_name(from)).then_some(Notice::Source(Some(from)))
}

/// "Nguồn: X": the name behind the colon, or the host of the link there. What texts refer readers to is `weak`.
fn labelled(value: &str, weak: bool) -> Option<Notice<'_>> {
    let name = name_in(value);
    let many = name.contains(' ');
    let sentence = name.ends_with('.') && many;
    // "Nguồn: Báo X."
    let name = if sentence { unstopped(name) } else { name.strip_suffix('.').unwrap_or(name) };
    let begins = |c: char| is_upper(c) || c.is_ascii_digit();
    let short = name.split_whitespace().count() <= 12
        && (name.is_empty() || name.starts_with(begins) || !many)
        && !(name.ends_with('.') && many);
    let capitals = || name.split_whitespace().all(|word| word.starts_with(is_upper));
    let good = short && !value.is_empty() && (!weak || name.is_empty() || capitals() && name.len() <= 48);
    good.then(|| Notice::Source(if name.is_empty() { host(value) } else { Some(name) }))
}

/// "Báo X" of "Báo X.".
fn unstopped(name: &str) -> &str {
    name.strip_suffix('.').filter(|name| is_site(name) || is_known(name)).unwrap_or(name)
}

/// "Nguồn X http…", "source /path".
fn beside_link<'t>(body: &'t str, key: &str, link: Option<usize>) -> Option<Option<&'t str>> {
    if let Some(link) = link {
        let name =
            body[..link].trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ','));
        let behind = |text: &'t str| text.split_once(char::is_whitespace).map(|(_, rest)| rest.trim());
        let name = behind(name).unwrap_or("");
        let name = if key.starts_with("nguồn tin ") { behind(name).unwrap_or(name) } else { name };
        if name.split_whitespace().count() <= 9 {
            return Some(if name.is_empty() { host(&body[link..]) } else { Some(name) });
        }
    }
    (key.starts_with("source") && body.contains('/') && body.split_whitespace().nth(4).is_none())
        .then_some(None)
}

/// "Nguồn TTXVN", "Nguồn - Trang tin X", "Nguồn Trung tâm Văn hóa huyện X".
fn unlabelled(body: &str) -> Option<Option<&str>> {
    let name = name_in(body.strip_prefix("Nguồn ")?.trim_start_matches(['-', '–', ' ']));
    let name = unstopped(name);
    // "Nguồn Quỹ vì người nghèo" is money.
    let funds = opens(name, &["Quỹ", "Ngân"]);
    (is_agency(name) || is_site(name) && is_name(name) || !funds && name::is_office(name) && is_name(name))
        .then_some(Some(name))
}

/// Papers and sites in small letters.
const PAPERS: &[&str] =
    &["báo ", "tạp chí ", "tập san ", "trang tin ", "trang web ", "website ", "cổng thông tin ", "hãng tin "];

/// What stands behind "Theo" and no byline has: a link, a paper in small letters, its issue, several agencies.
fn according_to(name: &str, link: bool) -> Option<Option<&str>> {
    if link {
        return (!name.contains(' ')).then(|| host(name));
    }
    // A button that the page had behind it.
    if let Some(name) = before(name, &[" Copy link", " Copy Link", " copy link"]) {
        return is_name(name).then_some(Some(name));
    }
    // "Theo nguồn Báo X"
    let told = behind(name, &["nguồn tin ", "nguồn "]);
    let from = name_in(told.unwrap_or(name));
    if told.is_some() {
        return is_name(from).then_some(Some(from));
    }
    let mut key = String::new();
    fold(from, &mut key);
    let paper = opens(from, PAPERS)
        && !begins_with(&key, NO_PAPERS)
        && from.split_whitespace().nth(8).is_none()
        && ends_as_name(from);
    let issue = from.len() < name.len() && (is_site(from) || is_agency(from));
    let several = from.contains('/') && together(from, |name| is_known(name) || is_site(name));
    (paper || issue || several).then_some(Some(from))
}

/// Every word has its capital, or it is a body that ends in a name: no sentence.
fn is_name(name: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| is_upper(c) || c.is_ascii_digit() || c == '&');
    let one = |name: &str| is_agency(name) || is_site(name) || name::is_office(name);
    name.starts_with(is_upper)
        && name.split_whitespace().nth(12).is_none()
        && (name.split_whitespace().all(|word| capital(word) || matches!(word, "và" | "of"))
            || (one(name) || together(name, one)) && ends_as_name(name))
}

/// The last word has a capital, or it is the second of a paper's ("Báo Tin tức").
fn ends_as_name(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or("");
    let paper = name.split([',', '/']).next_back().unwrap_or(name);
    (last.starts_with(is_upper)
        || paper.split_whitespace().nth(if paper.contains("chí ") { 4 } else { 3 }).is_none()
            && is_site(paper.trim())
        || name.ends_with(" điện tử")
        || name.ends_with(" online"))
        && !name.ends_with(['.', ':', ';', ','])
}

/// The source below its label: a name, or the host of a link.
pub(in crate::reading) fn below_label(text: &str) -> Option<&str> {
    Some(name_in(text)).filter(|name| !name.is_empty()).or_else(|| host(text))
}

/// The name in "Báo X, số 12 ra ngày 12/6/2019", "“Báo X” (12/6)", "Báo X | 12/06/2019", "Báo X - http…".
fn name_in(value: &str) -> &str {
    let name = strip_link(value);
    let name = name.split(" | ").next().unwrap_or(name).trim();
    let cut = [" (", ", ", " - ", " – ", " số ", " ngày "].iter().flat_map(|sign| {
        name.match_indices(sign).map(|(at, _)| at).filter(move |&at| {
            // The number of a school belongs to it.
            is_issue(name[at..].trim_start_matches([' ', '(', ',', '-', '–']))
                && (*sign != " số " || is_site(&name[..at]))
        })
    });
    let name = &name[..cut.min().unwrap_or(name.len())];
    let name = name.trim_matches(['"', '“', '”', '«', '»', ' ', ',']);
    if name.contains(' ') || name.trim_end_matches('.').contains('.') {
        name
    } else {
        name.trim_end_matches('.')
    }
}

/// "12/6/2019)", "số 12, ra ngày 12-6-2019", "thuynong.gov.vn)": when it was printed, or where it stands.
fn is_issue(tail: &str) -> bool {
    let tail = tail.trim_end_matches(')');
    let figures = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let told = behind(
        tail,
        &["số ra ", "số ", "ra ngày", "ra ", "ngày ", "Ngày ", "đăng ngày ", "thứ ", "Thứ ", "tháng "],
    );
    told.is_some_and(|rest| rest.bytes().any(|byte| byte.is_ascii_digit()))
        || figures(tail) && tail.contains(['/', '-', ':', '.'])
        || !tail.contains(' ') && tail.contains('.') && is_agency(tail)
}

/// Copyright, and what is said to those who would print the text again.
fn rights<'t>(text: &str, key: &str) -> Option<Notice<'t>> {
    let words = memchr::memchr_iter(b' ', key.as_bytes()).count() + 1;
    if words > WORDS.into() {
        return None;
    }
    let sign =
        text.contains(['©', '®']) || key.starts_with("copyright") || key.contains("all rights reserved");
    let republish = REPUBLISH.any_in(key)
        || key.starts_with("bản quyền")
        || key.starts_with("giữ bản quyền")
        || key.contains("đăng lại bài viết") && key.contains("nguồn");
    if !sign && !republish || text.ends_with('?') {
        return None;
    }
    let site = holds(
        key,
        &[
            "website",
            "trang",
            "báo",
            "cổng",
            "bài viết",
            "nguồn",
            "thông tin",
            "nội dung",
            "tòa soạn",
            "toà soạn",
        ],
    );
    (sign && (words <= 14 || text.starts_with('©') || republish || key.contains("bản quyền"))
        || republish && (site || opens(key, &["nghiêm cấm ", "cấm "])))
    .then_some(Notice::Rights)
}

fn strip_link(value: &str) -> &str {
    let cut = earliest(value, &["http", "www."]).map_or(value.len(), |(at, _)| at);
    let name = value[..cut]
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ',' | '(' | '|'));
    // The bracket around a link is no part of the name in front of it.
    if name.contains('(') { name } else { name.trim_end_matches(')') }
}

/// The host of a link.
fn host(link: &str) -> Option<&str> {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let host = rest.split(['/', '?', ' ']).next().unwrap_or("");
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.')).then_some(host)
}
