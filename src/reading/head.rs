//! The top of the page: title, kicker, dateline, byline, and what stands among them.

use super::furniture::{Opens, entries, is_path};
use super::letters;
use super::name;
use super::page::Page;
use super::phrases;
use super::repeat::{repeated, repeats};
use super::search::begins_with;
use super::source;
use super::title::{choose, counted, has_verb, lines};
use super::{Label, above, byline, caption, table};

/// Finds the first prose and the title, and labels everything above the prose.
pub(super) fn read(page: &mut Page<'_>) {
    page.prose = (0..page.rows.len()).find(|&at| is_opening_prose(page, at));
    let limit = page.prose.unwrap_or(page.rows.len()).min(page.rows.len());
    if page.title.is_empty() {
        if let Some(title) = choose(page, limit).filter(|&at| !names_brief(page, at)) {
            page.title = lines(page, title);
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
        let crowded = above::crowded(page, limit);
        for at in 0..limit {
            above::row(page, at, limit, crowded);
        }
        above::clocks(page);
        return;
    };
    let crowded = above::crowded(page, title);
    for at in 0..title {
        above::row(page, at, title, crowded);
    }
    above::clocks(page);
    above::detached(page, title);
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

/// Two words or three over news of one paragraph: a section's name, of which news in brief has more than headlines.
fn names_brief(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    let told = |at: &usize| {
        let row = &page.rows[*at];
        row.words >= 12 && row.is_prose() && page.furniture[*at].is_none() && source::notice(row).is_none()
    };
    row.words <= 3
        && !row.upper
        && !page.document
        && !page.verse
        && !page.card
        && !repeated(page, at)
        && (0..page.rows.len()).filter(told).take(2).count() == 1
}

/// Who wrote it and when, between the summary and the text.
fn behind_lead(page: &mut Page<'_>, prose: usize) {
    // "Ông X" over "Sinh ngày …" is whom a death notice is about.
    if page.card {
        return;
    }
    for at in prose + 1..(prose + 4).min(page.rows.len().saturating_sub(1)) {
        let row = &page.rows[at];
        let named = row.is_open() && row.words <= 9 && !row.upper && name::are_people(row.text);
        let next = &page.rows[at + 1];
        if named
            && page.furniture[at].is_none()
            && page.date_alone(at + 1).is_some()
            && next.is_open()
            && source::notice(next).is_none()
            && source::bracketed(next.text).is_none()
        {
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
                && page.stamps[at].is_none_or(|stamp| row.words > 8 && !stamp.opens_line())
                && table::form_row(row.text)
                && !counted(row.text)
                && !row.credited()
                && row.byline().is_none_or(|b| !b.cue)
                && source::notice(row).is_none()
        })
    };
    let celled = |at: usize| {
        page.rows
            .get(at)
            .is_some_and(|row| table::cells(row.text).iter().filter(|cell| !cell.is_empty()).count() >= 2)
    };
    let start = (last + 1..limit).find(|&at| {
        let row = &page.rows[at];
        if page.furniture[at].is_some() || row.settled {
            return false;
        }
        page.verse
            && page.stamps[at].is_none()
            && !name::is_person(row.text)
            && !row.byline().is_some_and(|b| b.cue)
            || page.document && page.stamps[at].is_none()
            || form(at) && form(at + 1)
            || page.stamps[at].is_none() && celled(at) && celled(at + 1)
            || page.stamps[at].is_none_or(|stamp| stamp.words_around() > 2)
                && super::mark::marked(row.text).is_some_and(|m| {
                    (!m.rest.is_empty() || m.mark == super::mark::Mark::Part) && row.words >= 2
                })
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
    if row.credited() && row.words <= 40 {
        return false;
    }
    // "ThS. X, NCS. Y": stops that end no sentence.
    if row.words <= 14 && row.byline().is_some_and(|b| b.ranked && b.author.is_some()) {
        return false;
    }
    // "X: “…”" above a date line is a headline.
    let dated = page.date_alone(at + 1).is_some();
    if dated && page.title.is_empty() && row.words <= 30 && !matches!(row.last, '.' | ';' | ',' | ':') {
        return false;
    }
    // "Xã X khai mạc huấn luyện năm 2021 ." above "Ngày đăng: …": the first line of the page that is not the site's.
    let published = || page.date_alone(at + 1).is_some_and(|stamp| stamp.cue);
    let first = || (0..at).all(|above| page.furniture[above].is_some());
    if row.last == '.' && row.words <= 24 && !row.sentences && page.title.is_empty() && published() && first()
    {
        return false;
    }
    // "Thiếu tá X, Đội trưởng …:" over “…” and the date: who says the words that are the headline.
    if row.last == ':' && row.words <= 24 && !row.sentences && page.title.is_empty() {
        let quoted = page.rows.get(at + 1).is_some_and(|next| {
            next.text.starts_with(['“', '"']) && next.text.ends_with(['”', '"']) && !next.is_prose()
        });
        let dated = page.date_alone(at + 2).is_some();
        if quoted && dated {
            return false;
        }
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

/// A row between title and prose; false when its form says nothing.
fn under(page: &mut Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    let text = row.text;
    let key = row.key();
    if let Some(found) = page.furniture[at] {
        let menu = row.gap == 0
            && at > 0
            && page.furniture[at - 1].is_some_and(|f| matches!(f.reason, "menu" | "section-list"));
        let alone = !found.sure && found.reason == "section-list" && !section_run(key, text) && !menu;
        let (label, confidence) = if alone {
            (Label::Kicker, 0.75)
        } else {
            (Label::Boilerplate, if found.sure { 0.97 } else { 0.85 })
        };
        page.rows[at].settle(label, found.reason, confidence);
        return true;
    }
    if text.starts_with('|') || text.ends_with('|') && row.words > 5 {
        // A picture has one cell below it; several are a list of headlines.
        let list = page.rows.get(at + 1).is_some_and(|next| {
            next.text.starts_with('|') && next.words > 0 && page.furniture[at + 1].is_none()
        });
        let stub = at > 0
            && page.furniture[at - 1].is_some_and(|f| match f.reason {
                "separator" => !list,
                reason => matches!(reason, "image-stub" | "image-file"),
            });
        // "| 15/06/2016 08:14 |"
        if page.stamps[at].is_some_and(|stamp| stamp.date.day > 0 && stamp.words_around() <= 2) {
            page.rows[at].settle(Label::Dateline, "date", 0.9);
            return true;
        }
        let cells = table::cells(text).len();
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
    // "Cập nhật lúc 7 giờ, ngày 19/10/2021   (Lượt xem: 1.284)" is the date of the article.
    let signed = || row.byline().is_some_and(|b| b.author.is_some());
    let dated = page.stamps[at].is_some_and(|stamp| stamp.opens_line() || signed());
    if !dated && above::holds_counter(text) {
        page.rows[at].settle(Label::Boilerplate, "counter", 0.8);
        return true;
    }
    if entries(text) >= 2 && !text.contains('|') && row.byline().is_none() {
        page.rows[at].settle(Label::Boilerplate, "buttons", 0.75);
        return true;
    }
    if is_path(text) {
        page.rows[at].settle(Label::Boilerplate, "breadcrumb", 0.75);
        return true;
    }
    // "X - Ảnh: Y" is who wrote it and who took the pictures.
    if row.credited() && !row.byline().is_some_and(|b| b.shared) {
        return false;
    }
    if let Some(stamp) = page.stamps[at] {
        let around = stamp.words_around();
        let byline = row.byline().filter(|b| b.author.is_some() || b.organisation.is_some());
        let place = stamp.words && !stamp.before.is_empty() && byline.is_some_and(|b| !b.cue);
        if byline.is_some() && !place {
            page.rows[at].settle(Label::Byline, "byline-date", 0.93);
            return true;
        }
        if around <= 14 {
            page.rows[at].settle(Label::Dateline, "date", 0.93);
            return true;
        }
    }
    if asks(page, at) {
        page.rows[at].settle(Label::Table, "form-row", 0.8);
        return true;
    }
    // "Kiểm sát viên, Viện X" below who wrote it
    if page.below_byline(at) && byline::post(text).is_some() {
        page.rows[at].settle(Label::Byline, "post", 0.85);
        return true;
    }
    // A name at the top of a death notice is whom it is about.
    let mourned = page.card && !name::is_collective(text);
    if let Some(found) = row.byline().filter(|b| !mourned || b.cue)
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
            || person && (name::is_initials(text) || name::is_collective(text) || page.credits(text))
            || person && found.organisation.is_some()
            || found.source.is_some()
        {
            page.rows[at].settle(Label::Byline, "byline-top", 0.88);
            return true;
        }
        // "Trạm Thủy sản X" below who wrote it
        if found.organisation.is_some()
            && page.below_byline(at)
            && page.rows[at - 1].byline().is_some_and(|above| above.organisation.is_none())
        {
            page.rows[at].settle(Label::Byline, "unit-top", 0.8);
            return true;
        }
        if found.organisation.is_some() && !has_verb(text) {
            page.rows[at].settle(Label::Kicker, "office-top", 0.75);
            return true;
        }
    }
    if matches!(source::notice(row), Some(source::Notice::Source(Some(_)))) {
        page.rows[at].settle(Label::Notice, "source", 0.85);
        return true;
    }
    if !page.card && row.signs_loosely() {
        page.rows[at].settle(Label::Byline, "byline-loose", 0.6);
        return true;
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
    // Between the title and the same title once more stands the site's path to it.
    let limit = page.prose.unwrap_or(page.rows.len());
    let again = (at + 1..limit.min(at + 6))
        .any(|below| page.rows[below].settled && page.rows[below].reason == "title-repeated");
    if section_run(key, text)
        || again && row.is_short() && row.words <= 24 && caption::score(page, at) < caption::LEAST
    {
        page.rows[at].settle(Label::Boilerplate, "section-list", 0.8);
        return true;
    }
    // An entry of a menu of which the entry before is known.
    if row.words <= 4
        && row.gap == 0
        && at > 0
        && page.furniture[at - 1].is_some_and(|f| {
            f.opens == Opens::Menu
                || matches!(f.reason, "share-buttons" | "print-mail" | "font-size" | "comments")
        })
        && row.is_short()
    {
        page.rows[at].settle(Label::Boilerplate, "menu-chain", 0.75);
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

/// "Người gửi: X" over "Địa chỉ: …" and "Lĩnh vực: …": who asks, in the form of a question to an office.
fn asks(page: &Page<'_>, at: usize) -> bool {
    begins_with(page.rows[at].key(), &["người gửi", "người hỏi", "họ tên", "họ và tên"])
        && page.rows.get(at + 1).is_some_and(|row| {
            table::form_row(row.text)
                && begins_with(
                    row.key(),
                    &[
                        "địa chỉ",
                        "lĩnh vực",
                        "email",
                        "điện thoại",
                        "số điện thoại",
                        "đơn vị",
                        "nơi ở",
                        "chuyên khoa",
                        "giới tính",
                        "tuổi",
                        "ngày gửi",
                        "ngày hỏi",
                        "chủ đề",
                    ],
                )
        })
}

/// What is left between title and prose: a caption, a strapline, a summary without its stop.
fn summary(page: &mut Page<'_>, at: usize) {
    if caption::explicit(page, at) {
        return;
    }
    let score = caption::score(page, at);
    let row = &page.rows[at];
    let open_related =
        page.furniture[..at].iter().rev().take(1).any(|f| f.is_some_and(|f| f.opens == Opens::Related));
    let (label, reason, confidence) = if open_related && row.is_short() {
        (Label::Boilerplate, "related-headline", 0.8)
    } else if score >= caption::CLEAR {
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
