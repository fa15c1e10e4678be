//! The top of the page: title, kicker, dateline, byline, and what stands among them.

use super::flow;
use super::furniture::{Opens, columns, entries};
use super::letters;
use super::name;
use super::page::Page;
use super::phrases;
use super::source;
use super::title::{REPEAT, choose, counted, goes_on, has_verb, is_slogan, repeated, repeats};
use super::{Label, Row};

/// Finds the first prose and the title, and labels everything above the prose.
pub(super) fn read(page: &mut Page<'_>) {
    page.prose = (0..page.rows.len()).find(|&at| is_opening_prose(page, at));
    let limit = page.prose.unwrap_or(page.rows.len()).min(page.rows.len());
    if page.title.is_empty() {
        if let Some(title) = choose(page, limit) {
            page.title.push(title);
            if goes_on(page, title) {
                page.title.push(title + 1);
            }
        } else if let Some(first) = page.prose {
            // A headline of two sentences before other prose.
            let row = &page.rows[first];
            let next = (first + 1..page.rows.len())
                .find(|&at| page.furniture[at].is_none() && page.stamps[at].is_none());
            let headline = row.words <= 28
                && !matches!(row.last, '.' | ';' | ':' | ',')
                && source::prefix(row.text).is_none()
                && next.is_some_and(|at| page.rows[at].is_prose());
            if headline {
                page.title.push(first);
                page.prose = next;
            }
        }
    }
    starts_early(page);
    for &at in &page.title {
        if page.rows[at].is_open() {
            page.rows[at].settle(Label::Title, "title", 0.9);
        }
    }
    repeats(page);
    let limit = page.prose.unwrap_or(0);
    let Some(&title) = page.title.first() else {
        let crowded = crowded(page, limit);
        for at in 0..limit {
            above(page, at, limit, crowded);
        }
        return;
    };
    let crowded = crowded(page, title);
    for at in 0..title {
        above(page, at, title, crowded);
    }
    clocks(page);
    detached(page, title);
    let last = page.title.last().copied().unwrap_or(title);
    let mut below = Vec::new();
    for at in last + 1..limit {
        if page.rows[at].is_open() && !under(page, at) {
            below.push(at);
        }
    }
    for at in below {
        summary(page, at);
    }
    behind_lead(page, limit);
}

/// Who wrote it and when, between the summary and the text.
fn behind_lead(page: &mut Page<'_>, prose: usize) {
    let brief = |page: &Page<'_>, at: usize| page.stamps[at].is_some_and(|s| s.words_around() <= 4);
    for at in prose + 1..(prose + 4).min(page.rows.len().saturating_sub(1)) {
        let row = &page.rows[at];
        let named = row.is_open() && row.words <= 9 && !row.upper && name::are_people(row.text);
        if named && page.furniture[at].is_none() && brief(page, at + 1) && page.rows[at + 1].is_open() {
            page.rows[at].settle(Label::Byline, "byline-lead", 0.85);
            page.rows[at + 1].settle(Label::Dateline, "date", 0.9);
        }
    }
}

/// The text may begin above its first prose: with a form, a table, a numbered part; a document begins below its title.
fn starts_early(page: &mut Page<'_>) {
    let Some(&last) = page.title.last() else { return };
    let limit = page.prose.unwrap_or(page.rows.len());
    let form = |at: usize| {
        page.rows.get(at).is_some_and(|row| {
            page.furniture[at].is_none()
                && page.stamps[at].is_none_or(|_| row.words > 8)
                && flow::form_row(row.text)
                && !counted(row.text)
                && !flow::has_credit(row.text)
                && row.byline().is_none_or(|b| !b.cue)
                && source::notice(row).is_none()
        })
    };
    let celled = |at: usize| {
        page.rows
            .get(at)
            .is_some_and(|row| flow::cells(row.text).iter().filter(|cell| !cell.is_empty()).count() >= 2)
    };
    let start = (last + 1..limit).find(|&at| {
        let row = &page.rows[at];
        if page.furniture[at].is_some() || row.settled {
            return false;
        }
        page.verse
            || page.document && page.stamps[at].is_none()
            || form(at) && form(at + 1)
            || page.stamps[at].is_none() && celled(at) && celled(at + 1)
            || super::mark::marked(row.text).is_some_and(|m| !m.rest.is_empty() && row.words >= 2)
    });
    if start.is_some() {
        page.prose = start;
    }
}

/// A row with which the text could begin.
fn is_opening_prose(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    if page.furniture[at].is_some() || row.settled || row.text.starts_with('|') {
        return false;
    }
    if page.stamps[at].is_some_and(|stamp| stamp.words_around() <= 6 || !row.ends_sentence()) {
        return false;
    }
    if flow::has_credit(row.text) && row.words <= 40 {
        return false;
    }
    // "X: “…”" above a date line is a headline.
    let dated = page.stamps.get(at + 1).is_some_and(|s| s.is_some_and(|s| s.words_around() <= 4));
    if dated && page.title.is_empty() && row.words <= 30 && !matches!(row.last, '.' | ';' | ',' | ':') {
        return false;
    }
    // A very long headline: printed again below, without a stop.
    if (45..=60).contains(&row.words) && !row.ends_sentence() && !row.sentences && repeated(page, at) {
        return false;
    }
    row.is_prose()
        || source::prefix(row.text).is_some_and(|(_, rest)| {
            // "Đất Biển Online - Tiếng nói từ miền duyên hải" is what a site says of itself.
            let words = row.text[rest..].split_whitespace().count();
            words >= 12 || words >= 6 && (row.ends_sentence() || !page.title.is_empty())
        })
}

/// "#1", "(0)", "Giỏ hàng (0)": the number of a post, or of things in a basket.
fn numbered(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('#').is_some_and(digits)
        || text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
            .is_some_and(|(label, number)| digits(number) && label.split_whitespace().count() <= 3)
}

/// "Mục: Tiểu phẩm   Đã xem: 8.830": wide spaces part a counter from something else.
fn holds_counter(text: &str) -> bool {
    let mut key = String::new();
    text.contains("   ")
        && columns(text).any(|part| {
            super::fold::fold(part, &mut key);
            phrases::counter(&key)
        })
}

/// A row above the title (or above the prose of a page without one).
fn above(page: &mut Page<'_>, at: usize, title: usize, crowded: bool) {
    let row = &page.rows[at];
    if row.settled {
        return;
    }
    let text = row.text;
    if let Some(found) = page.furniture[at] {
        let weak_section =
            !found.sure && (found.reason == "section-list" || found.reason == "menu" && row.words >= 2);
        let chain = page.furniture[..at]
            .iter()
            .rev()
            .take(6)
            .any(|f| f.is_some_and(|f| f.opens == Opens::Menu || f.reason == "section-list"));
        let crowd = chain || (at + 1..title).any(|next| page.furniture[next].is_some());
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
        let label =
            if with_name.is_some() && !stamp.before.is_empty() { Label::Byline } else { Label::Dateline };
        page.rows[at].settle(label, "date", 0.85);
        return;
    }
    if let Some(found) = row.byline()
        && (found.cue || found.author.is_some() && at > 0 && name::has_family_name(text))
    {
        page.rows[at].settle(Label::Byline, "byline", 0.8);
        return;
    }
    let key = row.key();
    let site = ["báo ", "tạp chí ", "đài ", "trang ", "cổng ", "website", "chuyên trang "]
        .iter()
        .any(|cue| key.starts_with(cue))
        || key.split(' ').any(|word| word == "online");
    let menu = page.furniture[..at]
        .iter()
        .rev()
        .take(8)
        .any(|f| f.is_some_and(|f| f.opens == Opens::Menu && f.sure));
    let until = if at + 1 < title { title + 40 } else { title }.min(at + REPEAT).min(page.rows.len());
    let repeated =
        (at.saturating_sub(REPEAT)..until).any(|other| other != at && page.rows[other].text == text);
    let doubled = text.len() % 2 == 1
        && text.is_char_boundary(text.len() / 2)
        && text[..text.len() / 2].trim() == text[text.len() / 2..].trim();
    let english = row_is_english(key);
    let contact = ["hotline", "điện thoại", "đường dây nóng", "email", "tổng đài", "sđt", "fax"]
        .iter()
        .any(|cue| key.starts_with(cue))
        && key.bytes().any(|b| b.is_ascii_digit())
        || text.contains('@') && row.words <= 3;
    let crowd = crowded && at + 1 < title;
    // Two columns of a letterhead are parted by wide spaces as well.
    let buttons = entries(text);
    let run = buttons >= 3 && !row.upper || buttons == 2 && !page.document && !text.contains('|');
    let (label, reason, confidence) = if row.words <= 8 && (crowd || menu && !row.upper) {
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
    } else if contact && row.words <= 12 && !page.document {
        (Label::Boilerplate, "contact", 0.8)
    } else if english && row.words <= 6 {
        (Label::Boilerplate, "masthead-english", 0.75)
    } else if row.is_short() || row.upper {
        (Label::Kicker, "above-title", 0.7)
    } else {
        (Label::Body, "text", 0.5)
    };
    page.rows[at].settle(label, reason, confidence);
}

/// What stands above the title with furniture between them is the site's, not the article's: a kicker stands next to its
/// title, but for a letterhead.
fn detached(page: &mut Page<'_>, title: usize) {
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
            if apart || run > 3 && kickers > 1 {
                page.rows[at].settle(Label::Boilerplate, "masthead", 0.7);
            }
        } else {
            apart |= row.settled && row.label == Label::Boilerplate;
        }
    }
}

/// The short lines above the title are a menu: several of them are known entries, and there are more than a
/// letterhead has.
fn crowded(page: &Page<'_>, title: usize) -> bool {
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

/// The clock of the site and the date of the article.
fn clocks(page: &mut Page<'_>) {
    let Some(&title) = page.title.first() else { return };
    let limit = page.prose.unwrap_or(page.rows.len()).min(page.rows.len());
    let dated: Vec<usize> = (0..limit)
        .filter(|&at| {
            page.stamps[at].is_some()
                && (at > title && page.rows[at].is_open()
                    || matches!(page.rows[at].label, Label::Dateline | Label::Byline))
        })
        .collect();
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
        if page.rows[at].label == Label::Dateline
            && !stamp.cue
            && !stamp.words_with_place()
            && (more && later || menu)
        {
            page.rows[at].settle(Label::Boilerplate, "site-clock", 0.85);
        }
    }
}

/// A row between title and prose; false when its form says nothing.
fn under(page: &mut Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    let text = row.text;
    let key = row.key();
    if let Some(found) = page.furniture[at] {
        let alone = !found.sure && found.reason == "section-list" && !section_run(key, text);
        let (label, confidence) = if alone {
            (Label::Kicker, 0.75)
        } else {
            (Label::Boilerplate, if found.sure { 0.97 } else { 0.85 })
        };
        page.rows[at].settle(label, found.reason, confidence);
        return true;
    }
    if text.starts_with('|') || text.ends_with('|') && row.words > 5 {
        let stub = at > 0
            && page.furniture[at - 1]
                .is_some_and(|f| matches!(f.reason, "image-stub" | "image-file" | "separator"));
        let cells = flow::cells(text).len();
        if cells < 2 {
            let label = if stub || row.last == '.' {
                (Label::Caption, "picture-cell", 0.85)
            } else {
                (Label::Boilerplate, "related-cell", 0.85)
            };
            page.rows[at].settle(label.0, label.1, label.2);
            return true;
        }
    }
    if holds_counter(text) {
        page.rows[at].settle(Label::Boilerplate, "counter", 0.8);
        return true;
    }
    if entries(text) >= 2 && !text.contains('|') && row.byline().is_none() {
        page.rows[at].settle(Label::Boilerplate, "buttons", 0.75);
        return true;
    }
    if flow::has_credit(text) {
        return false;
    }
    if let Some(stamp) = page.stamps[at] {
        let around = stamp.words_around();
        let byline = row.byline().filter(|b| b.author.is_some() || b.organisation.is_some());
        let place = stamp.words && !stamp.before.is_empty();
        if byline.is_some() && !place {
            page.rows[at].settle(Label::Byline, "byline-date", 0.93);
            return true;
        }
        if around <= 14 {
            page.rows[at].settle(Label::Dateline, "date", 0.93);
            return true;
        }
    }
    if let Some(found) = row.byline()
        && page
            .prose
            .and_then(|lead| source::prefix(page.rows[lead].text))
            .is_none_or(|(name, _)| name != text)
    {
        let person = found.author.is_some();
        let dated = |near: usize| page.stamps.get(near).is_some_and(|s| s.is_some());
        if found.cue
            || person && !row.upper
            || person && name::has_family_name(text)
            || person && row.words <= 8 && (dated(at + 1) || at > 0 && dated(at - 1))
            || found.source.is_some()
        {
            page.rows[at].settle(Label::Byline, "byline-top", 0.88);
            return true;
        }
        if found.organisation.is_some() && !has_verb(text) {
            page.rows[at].settle(Label::Kicker, "office-top", 0.75);
            return true;
        }
    }
    let bare =
        text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '-' | ':') || c.is_whitespace());
    if text.starts_with(['(', '[']) && source::is_agency(bare) {
        page.rows[at].settle(Label::Notice, "agency-alone", 0.7);
        return true;
    }
    // The agency of the lead once more, alone.
    if row.words <= 2
        && page
            .prose
            .and_then(|lead| source::prefix(page.rows[lead].text))
            .is_some_and(|(name, _)| name == bare)
    {
        page.rows[at].settle(Label::Boilerplate, "agency-repeated", 0.8);
        return true;
    }
    if section_run(key, text) {
        page.rows[at].settle(Label::Boilerplate, "section-list", 0.8);
        return true;
    }
    false
}

/// Sections printed one behind the other without a sign: "Tin tức - Sự kiện Tin hoạt động của các cơ quan …".
fn section_run(key: &str, text: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    let Some(head) = (1..=4.min(words.len())).rev().find(|&n| phrases::is_section(&words[..n].join(" ")))
    else {
        return false;
    };
    // A second name begins, with a capital, without a sign before it.
    let capital = text
        .split_whitespace()
        .filter(|w| w.chars().any(letters::is_alphanumeric))
        .nth(head)
        .is_some_and(|w| w.chars().next().is_some_and(letters::is_upper));
    capital
        && words.len() > head + 1
        && (phrases::is_section(&words[head..].join(" "))
            || matches!(words[head], "tin" | "hoạt" | "thông" | "văn" | "chuyên" | "thời" | "góc"))
}

/// What is left between title and prose: a caption, a strapline, a summary without its stop.
fn summary(page: &mut Page<'_>, at: usize) {
    if flow::explicit_caption(page, at) {
        return;
    }
    let score = flow::caption_score(page, at);
    let row = &page.rows[at];
    let open_related =
        page.furniture[..at].iter().rev().take(1).any(|f| f.is_some_and(|f| f.opens == Opens::Related));
    let (label, reason, confidence) = if open_related && row.is_short() {
        (Label::Boilerplate, "related-headline", 0.8)
    } else if score >= 45 {
        (Label::Caption, "caption-form", 0.65)
    } else if row.words >= 12 && row.is_short() {
        (Label::Lead, "summary", 0.7)
    } else if row.is_short() && row.words <= 11 {
        (Label::Kicker, "below-title", 0.6)
    } else {
        return;
    };
    page.rows[at].settle(label, reason, confidence);
}
