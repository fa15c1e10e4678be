//! What stands above the title: kickers, letterheads, menus, the clock of the site.

use super::fold::fold;
use super::furniture::{Opens, columns, entries};
use super::hung::hung;
use super::letters;
use super::page::Page;
use super::repeat::REPEAT;
use super::search::opens;
use super::title::{counted, is_slogan, numbered};
use super::{Label, Row, document, name, phrases, tail};

/// A row above the title (or above the prose of a page without one).
pub(super) fn row(page: &mut Page<'_>, at: usize, title: usize, crowded: bool) {
    let row = &page.rows[at];
    if row.settled {
        return;
    }
    let text = row.text;
    // The number of a document, and the office in capitals over it, whatever the site printed around them.
    let symbol = |near: usize| page.rows.get(near).is_some_and(|row| document::symbol(row.text).is_some());
    if symbol(at) || row.upper && at + 1 < title && symbol(at + 1) && name::is_office(text) {
        page.rows[at].settle(Label::Kicker, "letterhead", 0.85);
        return;
    }
    if let Some(found) = page.furniture[at] {
        let weak_section = !found.sure
            && (found.reason == "section-list" || found.reason == "menu" && row.words >= 2)
            && entries(text) < 2
            && !text.contains(" / ");
        let chain = page.furniture[..at]
            .iter()
            .rev()
            .take(6)
            .any(|f| f.is_some_and(|f| f.opens == Opens::Menu || f.reason == "section-list"));
        let joined =
            at + 1 == title && apart(page, at) && page.rows.get(title).is_some_and(|title| title.gap == 0);
        let menu = |next: usize| page.furniture[next].is_some() || entries(page.rows[next].text) >= 4;
        let crowd = chain && !joined || (at + 1..title).any(menu);
        if weak_section && !crowd {
            page.rows[at].settle(Label::Kicker, "section-name", 0.8);
        } else {
            page.rows[at].settle(Label::Boilerplate, found.reason, if found.sure { 0.97 } else { 0.85 });
        }
        return;
    }
    if let Some(stamp) = page.stamps[at]
        && row.words <= 24
    {
        let with_name = row.byline().filter(|b| b.author.is_some());
        let cue = with_name.is_some_and(|b| b.cue);
        let signed = with_name.is_some_and(|b| b.is_certain());
        let named =
            with_name.is_some() && (!stamp.before.is_empty() || signed) && (cue || !stamp.words_with_place());
        let label = if named { Label::Byline } else { Label::Dateline };
        page.rows[at].settle(label, "date", 0.85);
        return;
    }
    if !page.document
        && let Some(reason) = hung(row).or_else(|| tail::is_footer(row).then_some("site-footer"))
    {
        page.rows[at].settle(Label::Boilerplate, reason, 0.8);
        return;
    }
    let until = if at + 1 < title { title + 40 } else { title }.min(at + REPEAT).min(page.rows.len());
    // Names of sites are brief; what is longer is a headline, whoever printed it twice.
    let repeated = row.words <= 8
        && (at.saturating_sub(REPEAT)..until).any(|other| other != at && page.rows[other].text == text);
    let doubled = text.len() % 2 == 1
        && text.is_char_boundary(text.len() / 2)
        && text[..text.len() / 2].trim() == text[text.len() / 2..].trim();
    if let Some(found) = row.byline()
        && !(repeated || doubled)
        && (found.cue || found.author.is_some() && at > 0 && name::has_family_name(text))
    {
        page.rows[at].settle(Label::Byline, "byline", 0.8);
        return;
    }
    let key = row.key();
    // A station of the weather service is an office, not a broadcaster.
    let site = opens(key, &["báo ", "tạp chí ", "đài ", "trang ", "cổng ", "website", "chuyên trang "])
        && !key.starts_with("đài khí tượng")
        || key.split(' ').any(|word| word == "online");
    let menu = page.furniture[..at]
        .iter()
        .rev()
        .take(8)
        .any(|f| f.is_some_and(|f| f.opens == Opens::Menu && f.sure));
    // "Xe", "AI": behind two known entries of a menu, and not set off from them.
    let entry = |near: usize| {
        page.furniture[near].is_some_and(|f| f.opens == Opens::Menu || f.reason == "section-list")
    };
    let menu = menu || row.words <= 2 && row.gap == 0 && at >= 2 && entry(at - 1) && entry(at - 2);
    let english = row_is_english(key);
    let contact = opens(
        key,
        &[
            "hotline",
            "điện thoại",
            "đường dây nóng",
            "email",
            "tổng đài",
            "sđt",
            "fax",
            "gọi ",
            "cấp cứu",
            "giờ làm việc",
            "giờ mở cửa",
        ],
    ) && key.bytes().any(|b| b.is_ascii_digit())
        || text.contains('@')
            && (row.words <= 3 || row.words <= 10 && text.bytes().filter(u8::is_ascii_digit).count() >= 8);
    // Two offices in capitals, set off from the menu: who publishes, and the body over it.
    let letterhead = row.upper
        && row.gap > 0
        && at + 2 == title
        && page.rows[at + 1].upper
        && page.rows[at + 1].gap == 0
        && [at, at + 1].iter().all(|&near| name::is_office(page.rows[near].text));
    let crowd = crowded && at + 1 < title && !letterhead && !heads(page, at, title);
    // Set off from the menu, next to the title: the section's name.
    let joined = at + 1 == title && apart(page, at);
    let cell = text.ends_with('|') || text.starts_with('|');
    // Two columns of a letterhead are parted by wide spaces as well.
    let buttons = entries(text);
    let run = buttons >= 4 && !page.document
        || buttons >= 3 && !row.upper
        || buttons == 2 && !page.document && !text.contains('|');
    let (label, reason, confidence) = if cell && !page.document {
        (Label::Boilerplate, "related-cell", 0.85)
    } else if row.words <= 8 && (crowd || menu && (!row.upper || text.len() <= 4) && !joined) {
        (Label::Boilerplate, "menu-chain", 0.85)
    } else if run {
        (Label::Boilerplate, "menu-line", 0.8)
    } else if is_slogan(text) && !page.document && !key.starts_with("độc lập") {
        (Label::Boilerplate, "slogan", 0.75)
    } else if holds_counter(text) {
        (Label::Boilerplate, "counter", 0.8)
    } else if text.contains(" / ") && row.is_short() && !page.document {
        (Label::Boilerplate, "breadcrumb", 0.75)
    } else if repeated || doubled {
        (Label::Boilerplate, "masthead-repeated", 0.85)
    } else if !page.document && (counted(text) || numbered(text)) {
        (Label::Boilerplate, "counter", 0.8)
    } else if site && row.is_short() && !page.document {
        (Label::Boilerplate, "masthead", 0.75)
    } else if contact && row.words <= 16 && !page.document {
        (Label::Boilerplate, "contact", 0.8)
    } else if quotes(row, key) && !page.document {
        (Label::Boilerplate, "site-clock", 0.75)
    } else if english && row.words <= 6 {
        (Label::Boilerplate, "masthead-english", 0.75)
    } else if row.is_short() || row.upper {
        (Label::Kicker, "above-title", 0.7)
    } else {
        (Label::Body, "text", 0.5)
    };
    page.rows[at].settle(label, reason, confidence);
}

/// "28°C Hà Nội", "VN-Index 1,254.12 +3.45 (0.28%)", "Giá vàng SJC Mua 66,70 Bán 67,40": the weather and the prices of the
/// day.
fn quotes(row: &Row<'_>, key: &str) -> bool {
    let figures = || row.text.bytes().filter(u8::is_ascii_digit).count();
    row.words <= 20 && row.text.contains('°')
        || row.words <= 24
            && opens(key, &["vn index", "vnindex", "hnx", "giá vàng", "usd", "tỷ giá", "upcom"])
            && figures() >= 6
}

/// An office in capitals opens the page, and nothing stands directly below it, or only that this is its site: a letterhead.
/// Menus, clocks and slogans stand directly below the name of a site.
fn heads(page: &Page<'_>, at: usize, title: usize) -> bool {
    let gap = |at: usize| page.rows.get(at).is_some_and(|row| row.gap > 0);
    let site = || {
        title == 2
            && matches!(page.rows[1].key(), "trang thông tin điện tử" | "cổng thông tin điện tử")
            && gap(2)
    };
    let office = |at: usize| page.rows[at].upper && name::is_office(page.rows[at].text);
    // A school below its office, and the whole menu on one line between them and the title.
    let school = || title == 3 && at < 2 && office(1) && !gap(1) && entries(page.rows[2].text) >= 3;
    // Over the whole menu on one line, with little else down to the title.
    let menu = || at == 0 && title <= 4 && !gap(1) && entries(page.rows[1].text) >= 3;
    office(0) && (at == 0 && (gap(1) || site() || menu()) || school())
}

/// Set off from the row above, or from the whole menu on its line, which is no list that this row ends.
fn apart(page: &Page<'_>, at: usize) -> bool {
    page.rows[at].gap > 0 || at > 0 && entries(page.rows[at - 1].text) >= 3
}

/// "Mục: Tiểu phẩm   Đã xem: 8.830": wide spaces part a counter from something else.
pub(super) fn holds_counter(text: &str) -> bool {
    let mut key = String::new();
    letters::has_wide_space(text)
        && columns(text).any(|part| {
            fold(part, &mut key);
            phrases::counter(&key)
        })
}

/// ASCII words that cannot be Vietnamese without their marks.
fn row_is_english(key: &str) -> bool {
    let ascii = key.is_ascii() && key.split(' ').count() >= 2;
    ascii
        && key.split(' ').any(|w| {
            [
                "news",
                "online",
                "portal",
                "newspaper",
                "the",
                "of",
                "and",
                "electronic",
                "department",
                "committee",
                "television",
                "university",
            ]
            .contains(&w)
        })
}

/// The short lines above the title are a menu: several of them are known entries, and there are more than a
/// letterhead has.
pub(super) fn crowded(page: &Page<'_>, title: usize) -> bool {
    let brief = (0..title).filter(|&at| page.rows[at].words <= 8 && page.stamps[at].is_none()).count();
    let known = (0..title)
        .filter(|&at| {
            page.furniture[at].is_some_and(|f| {
                matches!(
                    f.reason,
                    "menu"
                        | "section-list"
                        | "login"
                        | "share-buttons"
                        | "breadcrumb"
                        | "masthead"
                        | "font-size"
                )
            })
        })
        .count();
    brief >= 4 && known >= 2 && !page.document
}

/// What stands above the title with furniture between them is the site's, not the article's: a kicker stands next to its
/// title, but for a letterhead.
pub(super) fn detached(page: &mut Page<'_>, title: usize) {
    if page.document || page.card {
        return;
    }
    let kicker = |row: &Row<'_>| row.settled && row.label == Label::Kicker && row.reason == "above-title";
    let mut apart = false;
    let mut kickers = 0;
    let run = (0..title).rev().take_while(|&at| kicker(&page.rows[at])).count();
    for at in (0..title).rev() {
        let row = &page.rows[at];
        if kicker(row) {
            kickers += 1;
            // More than a kicker of two lines and the name of a section: a menu, of which the last may be the section.
            if (apart || run > 3 && kickers > 1) && !heads(page, at, title) {
                page.rows[at].settle(Label::Boilerplate, "masthead", 0.7);
            }
        } else {
            apart |= row.settled && row.label == Label::Boilerplate;
        }
    }
}

/// The clock of the site and the date of the article.
pub(super) fn clocks(page: &mut Page<'_>) {
    let Some(title) = page.title.first().copied().or(page.prose) else { return };
    let limit = page.prose.unwrap_or(page.rows.len()).min(page.rows.len());
    let dated: Vec<usize> = (0..limit)
        .filter(|&at| {
            page.stamps[at].is_some()
                && (at > title && page.rows[at].is_open()
                    || matches!(page.rows[at].label, Label::Dateline | Label::Byline))
        })
        .collect();
    // The only date of a page without a headline is the article's.
    if page.title.is_empty() && dated.len() == 1 {
        return;
    }
    let above: Vec<usize> = dated.iter().copied().filter(|&at| at < title).collect();
    let below = dated.iter().any(|&at| at > title);
    let latest = dated.iter().filter_map(|&at| page.stamps[at]).map(|stamp| stamp.date).max();
    // The only date of the page may have one name of a section below it; a menu has more.
    let sections = (above.first().copied().unwrap_or(title)..title)
        .filter(|&at| page.furniture[at].is_some_and(|f| f.reason == "section-list"))
        .count();
    let alone = dated.len() == 1 && sections == 1;
    let last_menu = (0..title).rev().find(|&at| {
        page.furniture[at].is_some_and(|f| match f.reason {
            "section-list" => !alone,
            reason => matches!(reason, "menu" | "breadcrumb" | "login" | "masthead" | "share-buttons"),
        })
    });
    for (order, &at) in above.iter().enumerate() {
        let Some(stamp) = page.stamps[at] else { continue };
        let more = below || order + 1 < above.len();
        // A clock stands above the menu; the date next to the title.
        let menu = last_menu.is_some_and(|last| last > at);
        let later = latest.is_none_or(|latest| latest <= stamp.date);
        // Of two dates above the menu the earlier one is the article's.
        let menu = menu && (later || below || order == 0);
        if page.rows[at].label == Label::Dateline
            && !stamp.cue
            && !stamp.words_with_place()
            && (more && later || menu)
        {
            page.rows[at].settle(Label::Boilerplate, "site-clock", 0.85);
        }
    }
}
