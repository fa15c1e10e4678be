//! Numbers of pages, and other figures that stand alone.

use rustc_hash::FxHashMap;

use super::furniture::{Furniture, Opens, columns, sure};
use super::letters;
use super::page::Page;
use super::search::{before, behind, ends, holds, opens};

/// Bare numbers: a counter or a page number. `1.` with its stop is the author's.
pub(super) fn number(text: &str, key: &str) -> Option<Furniture> {
    if super::date::stamp(text).is_some_and(|stamp| stamp.date.day > 0) {
        return None;
    }
    let text = text.trim_end_matches(['₫', ' ']);
    let plain =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) && !text.ends_with(['.', ',']);
    let dashed = text.starts_with(['-', '–', '—']) && text.ends_with(['-', '–', '—']) && key.len() <= 4;
    let slash = text.split('/').count() == 2
        && text.split('/').all(|p| !p.trim().is_empty() && p.trim().bytes().all(|b| b.is_ascii_digit()))
        && key.len() <= 9;
    let paren =
        text.starts_with('(') && text.ends_with(')') && key.len() <= 5 && !key.contains(' ') && key.len() > 2;
    // "1.204 0", "512  0": what was counted, without its words
    let figures =
        |part: &str| part.len() <= 7 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b','));
    let counted = text.split_whitespace().count() == 2
        && text.split_whitespace().all(figures)
        && text.split_whitespace().any(|part| part == "0");
    if counted {
        return Some(Furniture { reason: "counter", sure: false, opens: Opens::Nothing });
    }
    // "1 2 3 4 5", "[1] [2] [3]": the pages of a list
    let numbers = || key.split(' ').map(|number| number.parse::<u16>().unwrap_or(0));
    let listed = !text.contains('|')
        && numbers().count() >= 3
        && numbers().zip(numbers().skip(1)).all(|(one, next)| next == one + 1);
    (plain || dashed || slash || paren || listed).then_some(Furniture {
        reason: if dashed || listed { "page-number" } else { "bare-number" },
        sure: dashed,
        opens: Opens::Nothing,
    })
}

/// "Trang 3/12", "Page 3 of 12", "3 Page".
pub(super) fn page_number(key: &str) -> bool {
    if key.len() > 90 {
        return false;
    }
    if !key.bytes().any(|byte| byte.is_ascii_digit()) && !key.starts_with("xem ") {
        return false;
    }
    if is_range(key)
        || ends(key, &[" xem", " tìm"]) && opens(key, &["xem theo ngày ngày ", "xem tin theo ngày ngày "])
    {
        return true;
    }
    let words: Vec<&str> = key.split(' ').collect();
    let digits = |w: &str| w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        ["trang" | "page" | "tr", n] => digits(n),
        ["trang" | "page" | "tr" | "ảnh" | "hình", n, m] => digits(n) && digits(m),
        ["page" | "trang" | "ảnh" | "hình", n, "of" | "trên" | "trong", m] => digits(n) && digits(m),
        [n, "page"] => digits(n),
        // "Trước 1 2 3 Sau", "Trang trước 1 2"
        words => {
            let turns = |word: &str| {
                matches!(
                    word,
                    "trước" | "sau" | "tiếp" | "kế" | "cuối" | "đầu" | "next" | "prev" | "previous"
                )
            };
            let whole =
                |&word: &&str| digits(word) || turns(word) || matches!(word, "trang" | "theo" | "page");
            let numbers = words.iter().filter(|word| digits(word)).count();
            let named = words.iter().any(|word| matches!(*word, "trang" | "page" | "next" | "previous"));
            words.iter().all(whole)
                && words.iter().any(|word| turns(word))
                && (numbers >= 2 || named && numbers >= 1)
        }
    }
}

/// "Hiển thị 1 - 10 of 243 kết quả", "Showing 1 to 10 of 52 entries", "Số bản ghi mỗi trang: 10".
fn is_range(key: &str) -> bool {
    const EACH: &[&str] = &[
        "số bản ghi mỗi trang ",
        "số dòng mỗi trang ",
        "số kết quả mỗi trang ",
        "số tin mỗi trang ",
        "số mục mỗi trang ",
        "số bản ghi trên trang ",
        "tổng số bản ghi ",
        "items per page ",
        "rows per page ",
    ];
    let number = |word: Option<&str>| word.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    if let Some(rest) = behind(key, EACH) {
        return rest.bytes().all(|b| b.is_ascii_digit() || b == b' ');
    }
    let Some(rest) =
        behind(key, &["hiển thị ", "đang hiển thị ", "showing ", "kết quả ", "đang xem ", "displaying "])
    else {
        return false;
    };
    let joint = |word: &&str| !matches!(*word, "từ" | "đến" | "tới" | "to" | "results" | "mục");
    let mut words = rest.split(' ').filter(joint);
    number(words.next())
        && number(words.next())
        && words.next().is_some_and(|word| matches!(word, "of" | "trong" | "trên" | "tổng" | "của" | "số"))
        && words.any(|word| number(Some(word)))
}

/// "4,8/5 (27 đánh giá)", "4.5/5 - (12 bình chọn)".
pub(super) fn is_rating(text: &str, key: &str) -> bool {
    // Few lines have the stroke that near their beginning.
    if memchr::memchr(b'/', &text.as_bytes()[..text.len().min(5)]).is_none() {
        return false;
    }
    let Some((mark, rest)) = text.split_once("/5").or_else(|| text.split_once("/10")) else { return false };
    let figure = mark.len() <= 4
        && mark.starts_with(|c: char| c.is_ascii_digit())
        && mark.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    figure
        && !rest.starts_with('/')
        && text.split_whitespace().count() <= 9
        && holds(key, &["đánh giá", "bình chọn", "lượt", "phiếu", "vote", "rating", "review"])
}

/// "Xếp hạng: / 0", "User Rating: 0 / 5", "Đánh giá: ☆☆☆☆☆", "(0 đánh giá)": nobody has given a mark yet.
pub(super) fn is_unrated(text: &str, key: &str) -> bool {
    // "Câu trả lời này có hữu ích với bạn?   Có (17)   Không (1)", "Đánh giá câu trả lời: Hữu ích (31)   Chưa rõ (2)"
    const VOTES: &[&str] =
        &["Có", "Không", "Hữu ích", "Chưa rõ", "Rất hữu ích", "Bình thường", "Chưa hữu ích"];
    if let Some((question, votes)) = text.split_once(['?', ':'])
        && holds(question, &["hữu ích", "Đánh giá", "đánh giá"])
        && columns(votes).all(|vote| opens(vote, VOTES) && vote.len() <= 24)
        && columns(votes).count() >= 2
        && !votes.trim().is_empty()
    {
        return true;
    }
    let Some((head, value)) = text.split_once(':') else {
        let count = key.strip_suffix(" đánh giá").filter(|_| text.starts_with('('));
        return count.is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit()));
    };
    let value = before(value.trim(), &["Poor Best", "Poor / Best"]).unwrap_or(value).trim();
    let figures = || value.contains('/') && value.bytes().all(|b| matches!(b, b'0'..=b'9' | b' ' | b'/'));
    match head {
        "User Rating" => figures(),
        "Xếp hạng" | "Đánh giá" => {
            value.starts_with('/') && figures() || !value.is_empty() && value.chars().all(|c| c == '☆')
        }
        _ => false,
    }
}

/// Numbers alone on their lines that go on counting from "Trang 1" or "- 2 -", or a title at the edge of the page with
/// the next one behind wide spaces: the pages of what was printed.
pub(super) fn count(page: &mut Page<'_>) {
    let numbered = |at: usize| -> Option<(u32, bool)> {
        let text = page.rows[at].text;
        let told = page.furniture[at].is_some_and(|f| f.reason == "page-number");
        let bare = page.furniture[at].is_some_and(|f| f.reason == "bare-number");
        let running = || {
            let title = text.trim_end_matches(|c: char| c.is_ascii_digit());
            title.len() < text.len()
                && page.rows[at].words <= 12
                && letters::has_wide_space(title)
                && !title.contains(|c: char| c.is_ascii_digit())
        };
        let digits = |c: char| c.is_ascii_digit();
        let number = if told || bare {
            text.trim_matches(|c: char| !digits(c))
        } else if page.furniture[at].is_none() && running() {
            text.rsplit(' ').next().filter(|last| last.chars().all(digits))?
        } else {
            return None;
        };
        number.parse().ok().map(|number| (number, told))
    };
    let found: Vec<_> = (0..page.rows.len()).filter_map(|at| Some((at, numbered(at)?))).collect();
    let counts = found.windows(2).all(|pair| pair[1].1.0 == pair[0].1.0 + 1);
    if found.len() >= 3 && counts && found.iter().any(|(_, (_, told))| *told) {
        for (at, _) in found {
            page.furniture[at] = sure("page-number");
        }
    }
}

/// Rows of the shortest page between two of its edges.
const PAGE: usize = 5;

/// "Tập san X - Số 2" beside the number of each page, "Bản tin X số 2      7": what is printed at the edge of one page and of
/// the next, whose number is one or two higher. A table's rows stand nearer to each other.
pub(super) fn heads(page: &mut Page<'_>) {
    let digits = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| digits(text));
    let bare = |at: usize| {
        number(page.rows[at].text).filter(|_| page.furniture[at].is_some_and(|f| f.reason == "bare-number"))
    };
    let titled = |text: &str| page.rows.iter().take(4).any(|row| row.text == text);
    let mut seen: FxHashMap<&str, (usize, u16)> = FxHashMap::default();
    let mut found = Vec::new();
    let mut edge = |text, at: usize, number: u16| {
        if let Some((above, last)) = seen.insert(text, (at, number))
            && at >= above + PAGE
            && (1..=2).contains(&number.saturating_sub(last))
        {
            found.extend([above, at]);
        }
    };
    for (at, row) in page.rows.iter().enumerate() {
        if let Some(number) = bare(at) {
            for near in [at.wrapping_sub(1), at + 1] {
                let Some(head) = page.rows.get(near) else { continue };
                let joined = page.rows[near.max(at)].gap == 0;
                let brief = (3..=14).contains(&head.words) && head.is_short() && !head.starts_lower();
                if joined && brief && page.furniture[near].is_none() && !titled(head.text) {
                    edge(head.text, near, number);
                }
            }
        } else if row.words <= 14 && letters::has_wide_space(row.text) && columns(row.text).count() == 2 {
            let Some(number) = columns(row.text).find_map(number) else { continue };
            if let Some(head) = columns(row.text).find(|part| !digits(part) && part.contains(' ')) {
                edge(head, at, number);
            }
        }
    }
    for at in found {
        page.furniture[at] = sure("page-number");
    }
}

/// "Trạm Y tế Nà Lạn | 6", "7 | Trạm Y tế Nà Lạn": who printed it and the page's number, at the edge of several pages.
pub(super) fn footers(page: &mut Page<'_>) {
    // A table's rows stand directly below one another; a footer has none beside it.
    let celled = |page: &Page<'_>, at: usize| page.rows.get(at).is_some_and(|row| row.text.contains('|'));
    let mut last: FxHashMap<&str, (usize, u16)> = FxHashMap::default();
    for at in 0..page.rows.len() {
        let row = &page.rows[at];
        if row.words > 14 {
            continue;
        }
        let Some((front, back)) = row.text.split_once('|') else { continue };
        let (front, back) = (front.trim(), back.trim());
        // "Cẩm nang X | Trang 3"
        let told = behind(back, &["Trang ", "trang ", "Tr. "]);
        let ahead = front.starts_with(|c: char| c.is_ascii_digit());
        let (name, number) = if ahead { (back, front) } else { (front, back) };
        let Ok(number) = told.unwrap_or(number).parse::<u16>() else { continue };
        let joined = |below: usize| page.rows.get(below).is_some_and(|row| row.gap == 0);
        let tabled = celled(page, at + 1) && joined(at + 1) || at > 0 && celled(page, at - 1) && joined(at);
        if !name.starts_with(letters::is_alphabetic) || name.contains('|') || tabled {
            continue;
        }
        if told.is_some() {
            page.furniture[at] = sure("page-number");
        }
        if let Some((above, count)) = last.insert(name, (at, number))
            && number > count
        {
            for at in [above, at] {
                page.furniture[at] = sure("page-number");
            }
        }
    }
}
