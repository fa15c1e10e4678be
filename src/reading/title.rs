//! Which line is the headline, and where it is printed again.

use super::date::Stamp;
use super::fold::{fold, same};
use super::furniture::{Opens, columns};
use super::letters;
use super::name;
use super::page::Page;
use super::phrases;
use super::repeat::{looks_like_slug, repeated};
use super::search::{Cues, begins_with, opens};
use super::source;
use super::{Row, caption, table};

/// Candidates looked at.
const CANDIDATES: usize = 24;

/// The best candidate for a headline above the prose.
pub(super) fn choose(page: &Page<'_>, limit: usize) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    let candidates: Vec<usize> = (0..limit).filter(|&at| is_candidate(page, at)).take(CANDIDATES).collect();
    if page.verse {
        let mut named = candidates
            .iter()
            .copied()
            .filter(|&at| page.furniture[at].is_none() && !is_slogan(page.rows[at].text))
            .filter(|&at| !page.rows[at].key().ends_with(" online"))
            .filter(|&at| {
                !opens(page.rows[at].key(), &["trang thơ", "góc thơ", "vườn thơ", "trang văn nghệ"])
            });
        // "Thơ X" below the name, or below its date
        let poet = |at: usize| {
            is_name(page, at + 1)
                || page.stamps.get(at + 1).is_some_and(Option::is_some) && is_name(page, at + 2)
        };
        // A poem's name stands in capitals or above its poet; else it is the first line that could be one.
        // "TẠP CHÍ VĂN NGHỆ X" in capitals prints it.
        let capitals = |at: usize| {
            let row = &page.rows[at];
            let person = name::is_person(row.text) && name::has_family_name(row.text);
            let site = opens(row.key(), &["báo ", "tạp chí ", "trang "]) || name::is_office(row.text);
            row.upper && !person && !site
        };
        let mut near = named.clone().take(8);
        let told = near
            .clone()
            .find(|&at| poet(at) && (capitals(at) || repeated(page, at)))
            .or_else(|| near.clone().find(|&at| capitals(at)))
            .or_else(|| near.find(|&at| poet(at)));
        return told.or_else(|| named.next()).or(candidates.first().copied());
    }
    for (order, &at) in candidates.iter().enumerate() {
        let row = &page.rows[at];
        let mut score = match row.words {
            0 | 1 => -40,
            2 => -15,
            3 => 0,
            4 => 10,
            // Headlines have more words than entries of a menu.
            8..=20 => 32,
            5..=24 => 25,
            _ => 0,
        };
        // An office in the head that signs at the foot is printed twice as well.
        let office = name::is_office(row.text);
        let letterhead = order == 0 && row.upper && office;
        // Who wrote it may stand below the headline and again at the foot.
        let author = order > 0 && name::is_person(row.text);
        // So may the buttons of the page.
        let button = order > 0 && row.words <= 3 && !row.upper;
        // "KỶ YẾU HỘI THẢO …": where it is printed, at the head of every page.
        let below_office = order == 1 && at == 1 && name::is_office(page.rows[0].text);
        let site = (order == 0 || below_office)
            && candidates.len() > 1
            && (opens(row.key(), PRINTS) && !has_verb(row.text)
                || row.key().starts_with("tài liệu tập huấn"));
        // So does the name of a section, once in the menu.
        let entry = row.words <= 7
            && (at.saturating_sub(MENU)..at).any(|other| {
                page.rows[other].text == row.text && (in_menu(page, other) || names_section(page, other))
            });
        if entry {
            score -= 60;
        }
        if !letterhead && !author && !site && !entry && repeated(page, at) {
            score += if button { 10 } else { 60 };
        }
        if is_slogan(row.text) || is_list_of_names(row.text) {
            score -= 100;
        }
        // A path: "Thông tin đấu thầu / Thông báo mời thầu"
        if row.text.contains(" / ") {
            score -= 40;
        }
        if form(page, at) && (form(page, at + 1) || at > 0 && form(page, at - 1)) {
            score -= 45;
        }
        let neighbour = |near: Option<usize>| {
            near.is_some_and(|n| {
                page.stamps.get(n).is_some_and(|s| s.is_some_and(|s| s.before.len() + s.after.len() < 60))
            })
        };
        let named = || page.rows.get(at + 1).is_some_and(|next| is_list_of_names(next.text));
        // Of a headline printed twice, the second stands next to the date; so does the name of a section below it.
        let twice = page.rows.get(at + 1).is_some_and(|next| same(next.text, row.text));
        if neighbour(Some(at + 1 + usize::from(twice || named_below(page, at))))
            // Below the name of an office in capitals stands what it prints.
            || is_name(page, at + 1) && !(office && row.upper)
            || named()
        {
            score += 30;
        }
        if order + 1 == candidates.len() && page.prose.is_some() {
            score += 12;
            // A date directly above, prose directly below.
            if at > 0 && page.stamps[at - 1].is_some() && page.prose == Some(at + 1) {
                score += 15;
            }
        }
        if order == 0 {
            score += 4;
        }
        if office
            && (row.upper || row.words <= 7)
            && candidates.len() > 1
            && (!has_verb(row.text) || row.upper && row.words <= 6 && !row.text.contains(':'))
        {
            score -= 45;
        }
        if page.furniture[at].is_some() {
            score -= 40;
        }
        if site {
            score -= 30;
        }
        // "HOẠT ĐỘNG NGOÀI GIỜ LÊN LỚP" over a headline in small letters
        let headed = || {
            candidates.get(order + 1).is_some_and(|&next| {
                let below = &page.rows[next];
                next == at + 1 && below.gap == 0 && !below.upper && (8..=26).contains(&below.words)
            })
        };
        let series = row.upper && row.words <= 7 && begins_with(row.key(), SERIES) && headed();
        if phrases::is_section(row.key()) || series {
            score -= 45;
        }
        // Words of a picture stand below a headline, not below the name of a section.
        let below_headline = || candidates[..order].iter().any(|&above| page.rows[above].words > 5);
        if order > 0 && below_headline() && caption::cues(page, at) >= 40 {
            score -= 35;
        }
        if page.document && row.upper {
            score += 5;
        }
        if at > 0 && named_below(page, at - 1) {
            score -= 40;
        }
        // A few words below a headline are the name of its section or series.
        let headline = |above: usize| (8..=30).contains(&page.rows[above].words) && !page.rows[above].upper;
        if row.words <= 4 && order > 0 && candidates[order - 1] + 1 == at && headline(at - 1) {
            score -= 15;
        }
        if row.words <= 5 && candidates.get(order + 1).is_some_and(|&next| page.rows[next].words > 5) {
            score -= 20;
        }
        if row.last == ':'
            || row.text.starts_with(['(', '*', '+', '-', '>'])
            || super::mark::marked(row.text).is_some()
        {
            score -= 30;
        }
        // A poem's name in capitals above its poet looks like a person, too.
        let poem = row.upper && is_name(page, at + 1);
        let signs = || row.byline().is_some_and(|b| b.ranked || b.author.is_some_and(name::has_family_name));
        if order > 0 && (name::is_person(row.text) && row.words <= 5 && !poem || row.words > 5 && signs()) {
            score -= 30;
        }
        if row.text.ends_with('|') || row.text.starts_with('|') {
            score -= 40;
        }
        if row.words > 26 {
            score -= 15;
        }
        // The next line goes on in lower case: a broken line of prose.
        if !goes_on(page, at)
            && page
                .rows
                .get(at + 1)
                .is_some_and(|next| next.gap == 0 && next.starts_lower() && !looks_like_slug(next))
            || row.starts_lower()
        {
            score -= 45;
        }
        if (0..at).any(|n| {
            super::mark::marked(page.rows[n].text)
                .is_some_and(|m| !m.rest.is_empty() && page.furniture[n].is_none())
        }) {
            score -= 30;
        }
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, at));
        }
    }
    let (score, at) = best?;
    // Printed twice, the first is the title.
    let at = candidates
        .iter()
        .copied()
        .find(|&other| same(page.rows[other].text, page.rows[at].text))
        .unwrap_or(at);
    let known = page.furniture[at].is_some() && page.rows[at].words <= 3;
    (score > -30 || page.prose.is_some() && !known && score > -45).then_some(at)
}

/// Entries of the longest menu that is looked at.
const MENU: usize = 24;

/// An entry of a menu, one of several brief lines below "Trang chủ", that stands once more as the name of the section: set off,
/// over a headline.
fn names_section(page: &Page<'_>, at: usize) -> bool {
    let brief = |near: usize| page.rows.get(near).is_some_and(|row| row.words <= 7);
    let joined = |near: usize| page.rows.get(near).is_some_and(|row| row.gap == 0);
    let top = (at.saturating_sub(MENU)..=at).rev().find(|&near| near == 0 || !(joined(near) && brief(near)));
    let end = (at + 1..at + MENU).find(|&near| !(joined(near) && brief(near)));
    let (Some(top), Some(end)) = (top, end) else { return false };
    let menu = page.sure(top).is_some_and(|f| f.opens == Opens::Menu) && end - top >= 4 && at > top;
    let headed = |near: usize| {
        let (row, next) = (&page.rows[near], page.rows.get(near + 1));
        row.gap > 0
            && row.text == page.rows[at].text
            && next.is_some_and(|next| next.gap == 0 && next.words >= 8 && next.is_short())
    };
    menu && (end..page.rows.len().min(end + 4)).any(headed)
}

/// Inside a menu, and as brief as its entries.
fn in_menu(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    let entry = |near: usize| {
        page.furniture
            .get(near)
            .is_some_and(|f| f.is_some_and(|f| f.opens == Opens::Menu || f.reason == "section-list"))
    };
    let site = |near: usize| {
        entry(near) || page.sure(near).is_some_and(|f| matches!(f.reason, "login" | "breadcrumb"))
    };
    // Known entries stand somewhere above and below, and between them and this one others as brief.
    let brief = |near: &usize| page.rows[*near].words <= 6 && page.stamps[*near].is_none();
    let above = || (at.saturating_sub(8)..at).rev().take_while(brief).any(entry);
    let below = || {
        let near = at + 1..page.rows.len().min(at + 8);
        near.take_while(|near| page.rows[*near].gap == 0 && (brief(near) || site(*near))).any(site)
    };
    row.gap == 0
        && at > 0
        && (row.words <= 7 && above() && below()
            || entry(at - 1)
                && entry(at)
                && (row.words <= 2 || at >= 3 && row.words <= 4 && entry(at - 2) && entry(at - 3)))
}

fn is_candidate(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    let furniture = page.sure(at).is_some()
        || page.furniture[at].is_some_and(|f| matches!(f.reason, "bare-number" | "masthead"));
    let bracketed = row.text.starts_with('(') && row.text.ends_with(')')
        || row.text.starts_with('[') && row.text.ends_with(']');
    // "Số 5 (kỳ 1), tháng 5/2022": the number of a journal.
    let issue = row.words <= 8
        && row.key().strip_prefix("số ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // "Xã Thượng Hoá   tổ chức …" is a headline with spaces too many.
    let goes_on =
        || columns(row.text).skip(1).any(|part| part.starts_with(letters::is_lower)) && row.words >= 8;
    let buttons = letters::has_wide_space(row.text) && !goes_on();
    let inside = in_menu(page, at) || row.words <= 7 && names_section(page, at);
    if row.settled
        || furniture
        || bracketed
        || issue
        || buttons
        || inside
        || looks_like_slug(row)
        || row.words > 60
    {
        return false;
    }
    if page.stamps[at].is_some_and(|s| s.words_around() <= 3 || s.cue || counts(&s)) {
        return false;
    }
    if row
        .byline()
        .is_some_and(|b| b.cue || b.date.is_some() || b.author.is_some() && b.organisation.is_some())
        || table::cells(row.text).iter().filter(|cell| !cell.is_empty()).count() >= 2
        || counted(row.text)
        || numbered(row.text)
        || row.text.split_once(':').is_some_and(|(_, value)| letters::telephone(value) >= 8)
        || phrases::counter_unit(row.key())
        || row.credited()
        || opens(row.key(), &["nguồn", "trích ", "theo "])
            && matches!(source::notice(row), Some(source::Notice::Source(_)))
        || name::is_initials(row.text)
    {
        return false;
    }
    // A cell of a list of articles.
    if row.text.ends_with('|') {
        return false;
    }
    // A headline may have its stop above the date.
    let published = || page.date_alone(at + 1).is_some_and(|stamp| stamp.cue);
    !(matches!(row.last, ';' | ',')
        || row.last == '.' && row.words >= 8 && !row.text.ends_with("...") && !published())
}

/// "Ngày 25/07/2014 - Đã đọc: 386 lần": a counter and nothing else behind the date.
fn counts(stamp: &Stamp<'_>) -> bool {
    stamp.before.is_empty()
        && stamp.date.day > 0
        && stamp.words_around() <= 5
        && stamp.after.bytes().any(|b| b.is_ascii_digit())
}

/// A headline with a few words directly below it that are no headline: the name of the section, or of a series.
fn named_below(page: &Page<'_>, at: usize) -> bool {
    let brief =
        |row: &Row<'_>| row.gap == 0 && (2..=5).contains(&row.words) && !row.upper && !row.starts_lower();
    let row = &page.rows[at];
    (8..=30).contains(&row.words)
        && !row.upper
        && row.is_short()
        && page.furniture[at].is_none()
        && page.stamps[at].is_none()
        && (!name::is_office(row.text) || row.words > 9)
        && page.rows.get(at + 1).is_some_and(brief)
        && page.furniture[at + 1].is_none_or(|f| f.reason == "section-list" && !f.sure)
        && page.stamps[at + 1].is_none()
        && page.stamps.get(at + 2).is_some_and(Option::is_some)
}

/// "Đoàn kết – Kỷ cương – Sáng tạo": three and more parts of a few words, parted by dashes.
pub(super) fn is_slogan(text: &str) -> bool {
    // a hyphen, or the first byte of the dashes
    if memchr::memchr2(b'-', 0xE2, text.as_bytes()).is_none() {
        return false;
    }
    let parts = || text.split(" - ").flat_map(|part| part.split(" – ")).flat_map(|part| part.split(" — "));
    parts().count() >= 3
        && parts().all(|part| (1..=5).contains(&part.split_whitespace().count()))
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '“' | '"'))
}

/// Two and more persons, and nothing else: who wrote it.
fn is_list_of_names(text: &str) -> bool {
    (text.contains([',', ';']) || text.contains(" và ")) && name::are_people(text)
}

/// A title of two lines: the second brief and in lower case, and something else set off below it.
fn goes_on(page: &Page<'_>, at: usize) -> bool {
    let brief =
        |row: &Row<'_>, most: u16| row.is_short() && (2..=most).contains(&row.words) && row.last != ':';
    let (row, Some(next), Some(below)) = (&page.rows[at], page.rows.get(at + 1), page.rows.get(at + 2))
    else {
        return false;
    };
    let joined = begins_with(next.key(), JOINTS);
    let signed = below.gap > 0 && below.byline().is_some_and(|b| b.author.is_some());
    brief(row, if joined || signed { 18 } else { 9 })
        && !row.starts_lower()
        && brief(next, if signed { 12 } else { 9 })
        && next.starts_lower()
        && next.gap == 0
        && !looks_like_slug(next)
        && page.furniture[at + 1].is_none()
        && page.stamps[at + 1].is_none()
        && (below.gap > 0
            || page.stamps[at + 2].is_some()
            || page.furniture[at + 2].is_some()
            || below.byline().is_some_and(|b| b.cue))
}

/// "V/v cung cấp …" below "THƯ MỜI CHÀO GIÁ": what the line above it is about.
fn tells_of(page: &Page<'_>, at: usize) -> bool {
    let above = &page.rows[at - 1];
    begins_with(page.rows[at].key(), &["v v", "về việc"])
        && page.rows[at].gap == 0
        && above.upper
        && (2..=8).contains(&above.words)
        && page.furniture[at - 1].is_none()
        && page.stamps[at - 1].is_none()
        && !name::is_office(above.text)
}

/// Words that join the second line of a headline to the first.
const JOINTS: &[&str] = &[
    "tại",
    "của",
    "và",
    "cho",
    "trong",
    "ở",
    "năm",
    "với",
    "theo",
    "đến",
    "giai đoạn",
    "thuộc",
    "trên",
    "để",
    "về",
    "do",
    "từ",
    "nhằm",
    "bằng",
    "qua",
    "đối với",
    "khi",
    "trước",
    "sau",
    "giữa",
    "vì",
    "dành cho",
    "nhân dịp",
    "phục vụ",
    "nhiệm kỳ",
    "lần thứ",
];

/// The rows of the headline of which `at` is the first, or the second.
pub(super) fn lines(page: &Page<'_>, at: usize) -> Vec<usize> {
    let plain = |at: usize| {
        let row = &page.rows[at];
        row.upper
            && row.words >= 3
            && page.furniture[at].is_none()
            && page.stamps[at].is_none()
            && super::mark::marked(row.text).is_none()
            && !matches!(row.last, '.' | ':' | '!' | '?')
            && !name::is_office(row.text)
            && !phrases::is_section(row.key())
    };
    let joined = |second: usize| {
        page.rows.get(second).is_some_and(|row| row.gap == 0 && begins_with(row.key(), JOINTS))
            && plain(second)
            && plain(second - 1)
    };
    // "TIN DỰ BÁO NẮNG NÓNG" over "Trên khu vực tỉnh X"
    let placed = |second: usize| {
        page.rows.get(second).is_some_and(|row| {
            row.gap == 0
                && !row.upper
                && row.is_short()
                && row.words <= 14
                && begins_with(row.key(), &["trên khu vực", "trên địa bàn", "khu vực", "cho khu vực"])
                && page.furniture[second].is_none()
        }) && plain(second - 1)
    };
    // Two lines in capitals over who wrote it
    let signed = |second: usize| {
        page.rows.get(second).is_some_and(|row| row.gap == 0)
            && page.rows.get(second + 1).is_some_and(|below| {
                below.gap == 0 && below.byline().is_some_and(|b| b.cue && b.author.is_some())
            })
            && plain(second)
            && plain(second - 1)
    };
    let joined = |second: usize| joined(second) || placed(second) || signed(second);
    if goes_on(page, at) || joined(at + 1) {
        vec![at, at + 1]
    } else if at > 0 && (joined(at) || goes_on(page, at - 1) || tells_of(page, at)) {
        vec![at - 1, at]
    } else {
        vec![at]
    }
}

/// "Nguồn vốn: …": a row of a form.
fn form(page: &Page<'_>, at: usize) -> bool {
    page.rows.get(at).is_some_and(|row| {
        page.stamps[at].is_none()
            && page.furniture[at].is_none()
            && table::form_row(row.text)
            && row.text.split_once(':').is_some_and(|(label, _)| {
                label.split_whitespace().count() <= 4 && !matches!(label, "Re" | "RE" | "Fw" | "Fwd" | "FW")
            })
    })
}

/// "Bài viết: 212": a label with a bare number.
pub(super) fn counted(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, value)| {
        label.split_whitespace().count() <= 5
            && !value.trim().is_empty()
            && value.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    })
}

/// "#1", "(0)", "Giỏ hàng (0)": the number of a post, or of things in a basket.
pub(super) fn numbered(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('#').is_some_and(digits)
        || text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
            .is_some_and(|(label, number)| digits(number) && label.split_whitespace().count() <= 3)
}

/// What prints articles, by its first words.
const PRINTS: &[&str] = &[
    "báo ",
    "tạp chí ",
    "tập san ",
    "đặc san ",
    "nội san ",
    "chuyên san ",
    "kỷ yếu ",
    "tài liệu ",
    "cổng ",
    "trang thông tin ",
];

/// How the names of sections and series begin.
const SERIES: &[&str] = &[
    "hoạt động",
    "tin",
    "góc",
    "chuyên mục",
    "chuyên đề",
    "chuyên trang",
    "diễn đàn",
    "trao đổi",
    "bản tin",
];

/// Verbs of announcing, between spaces.
static VERBS: Cues = Cues::new(&[
    " tổ chức ",
    " tuyển ",
    " thông báo ",
    " triển khai ",
    " khai ",
    " họp ",
    " trao ",
    " gỡ ",
    " đạt ",
    " ra ",
    " làm ",
    " hướng dẫn ",
    " công bố ",
    " tập huấn ",
    " thăm ",
    " kiểm tra ",
    " vô địch ",
    " giành ",
    " phối hợp ",
    " tiếp ",
    " đón ",
    " phát động ",
    " tổng kết ",
    " sơ kết ",
    " tham ",
    " ký ",
    " nhận ",
    " mời ",
    " bắt ",
    " xử ",
    " khởi ",
    " tặng ",
    " đưa ",
    " cấp ",
    " xây ",
    " hỗ trợ ",
    " tăng ",
    " giảm ",
]);

/// A verb of announcing stands in an office's line: it is a headline then, not a letterhead.
pub(super) fn has_verb(text: &str) -> bool {
    let mut key = String::new();
    fold(text, &mut key);
    key.push(' ');
    VERBS.any_in(&key) || text.contains(':')
}

/// The row names a person: "X", "Thơ X".
fn is_name(page: &Page<'_>, at: usize) -> bool {
    page.rows.get(at).is_some_and(|row: &Row<'_>| {
        row.words <= 12 && row.byline().is_some_and(|b| b.author.is_some() && (b.cue || row.words <= 8))
    })
}
