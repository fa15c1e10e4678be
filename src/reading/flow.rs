//! The text itself: prose, headings, lists, tables, captions, speech.

use super::cues::{ACTS, HEADINGS, NO_PICTURES, PEOPLE, PICTURES, PLACES, VIEWS};
use super::fold::{fold, fold_head, same};
use super::furniture;
use super::letters::is_upper;
use super::mark::{self, Mark};
use super::name;
use super::page::Page;
use super::search::Cues;
use super::source;
use super::turns::{Turn, speech, turn, turn_cue};
use super::verse::{longest_measure, quoted_verse, twins};
use super::{Label, Row};

/// Labels the rows from the first prose to the end of the text.
pub(super) fn read(page: &mut Page<'_>) {
    let first = page.prose.unwrap_or_else(|| page.title.last().map_or(0, |&at| at + 1));
    duplicates(page, first);
    page.end = page.rows.len();
    quoted_verse(page, first);
    twins(page, first);
    for at in first..page.end {
        if page.rows[at].is_open() {
            row(page, at, first);
        }
    }
}

fn row(page: &mut Page<'_>, at: usize, first: usize) {
    if let Some(found) = page.furniture[at]
        && furniture_inside(page, at)
    {
        let sure = if found.sure { 0.95 } else { 0.7 };
        page.rows[at].settle(Label::Boilerplate, found.reason, sure);
        return;
    }
    let text = page.rows[at].text;
    if is_end_mark(text) {
        page.rows[at].settle(Label::EndMark, "end-mark", 0.99);
        return;
    }
    // The agency of the lead once more, alone.
    if at > first
        && page.rows[at].words == 1
        && source::is_agency(text)
        && source::prefix(page.rows[first].text).is_some_and(|(name, _)| name == text)
    {
        page.rows[at].settle(Label::Boilerplate, "agency-repeated", 0.8);
        return;
    }
    if !page.verse && !page.card && explicit_caption(page, at) {
        return;
    }
    // A date below the lead, on a page that has none above it.
    if (first + 1..=first + 2).contains(&at)
        && page.stamps[at].is_some_and(|s| s.date.day > 0 && s.before.len() + s.after.len() <= 24)
        && !page.document
        && !page.rows[..at].iter().any(|row| matches!(row.label, Label::Dateline))
    {
        page.rows[at].settle(Label::Dateline, "date", 0.75);
        return;
    }
    if page.verse {
        page.rows[at].settle(Label::Body, "verse", 0.8);
        return;
    }
    if page.rows[at].words <= 30
        && !page.rows[at].ends_sentence()
        && page.rows[at]
            .byline()
            .is_some_and(|b| b.cue && b.author.is_some() && !text.starts_with(['-', '•', '+']))
        && turn_cue(text).is_none()
    {
        page.rows[at].settle(Label::Byline, "byline-cue", 0.8);
        return;
    }
    if turn(page, at) {
        page.rows[at].settle(Label::Quote, "turn", 0.85);
        return;
    }
    if at == first {
        let titled = !page.title.is_empty();
        let opening = titled
            || source::prefix(text).is_some()
            || page.rows.len() == 1
            || opens_story(text)
            || page.end - first == 1;
        let marked = mark::marked(text).is_some_and(|m| !matches!(m.mark, Mark::Bullet('-' | '–' | '—')));
        if !marked && !form_row(text) {
            // What stands under a heading opens that part, not the article ("CHỦ TỊCH …", "Căn cứ …").
            let headed = page.rows[..at].iter().any(|row| row.label == Label::Subhead);
            let opening = opening && !headed && !(page.document && page.rows[at].words < 5);
            let label = if opening { Label::Lead } else { Label::Body };
            page.rows[at].settle(label, "first-prose", 0.85);
            return;
        }
    }
    if marked(page, at) || table(page, at) {
        return;
    }
    let row = &page.rows[at];
    if page.essay
        && at > first
        && row.last == '.'
        && !row.sentences
        && (4..=22).contains(&row.words)
        && !speech(text)
    {
        page.rows[at].settle(Label::Caption, "essay-caption", 0.65);
        return;
    }
    if speech(text) {
        page.rows[at].settle(Label::Quote, "speech", 0.85);
        return;
    }
    short(page, at);
}

/// Is furniture inside the text to be believed there?
fn furniture_inside(page: &Page<'_>, at: usize) -> bool {
    let Some(found) = page.furniture[at] else { return false };
    if page.verse && !found.sure {
        return false;
    }
    if found.sure {
        return true;
    }
    let beside = |near: Option<&Option<furniture::Furniture>>| near.is_some_and(|f| f.is_some());
    match found.reason {
        "bare-number" => {
            // A year that heads a paragraph is the author's.
            let text = page.rows[at].text;
            let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
            let counted = beside(page.furniture.get(at + 1)) || at > 0 && beside(page.furniture.get(at - 1));
            !year || counted
        }
        // A time alone may be a line of a timetable.
        "player" => {
            let sure =
                |near: Option<&Option<furniture::Furniture>>| near.is_some_and(|f| f.is_some_and(|f| f.sure));
            sure(page.furniture.get(at + 1)) || at > 0 && sure(page.furniture.get(at - 1))
        }
        _ => beside(page.furniture.get(at + 1)) || at > 0 && beside(page.furniture.get(at - 1)),
    }
}

/// Headings of numbers, lists.
fn marked(page: &mut Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    let Some(found) = mark::marked(text) else { return false };
    let words = found.rest.split_whitespace().take(40).count();
    let stop = page.rows[at].ends_sentence() || matches!(page.rows[at].last, ';' | ',');
    let next = next_content(page, at);
    let next_marked = next.and_then(|n| mark::marked(page.rows[n].text));
    let same_kind =
        next_marked.is_some_and(|m| std::mem::discriminant(&m.mark) == std::mem::discriminant(&found.mark));
    let (label, reason) = match found.mark {
        Mark::Bullet('-' | '–' | '—') if page.interview => (Label::Quote, "turn"),
        Mark::Bullet('*' | '+' | '●')
            if page.interview && matches!(page.rows[at].last, '?' | '!' | '.' | '…') =>
        {
            (Label::Quote, "turn")
        }
        Mark::Bullet(_) | Mark::Letter | Mark::Bracketed => (Label::ListItem, "list-mark"),
        Mark::Number(_) if found.rest.is_empty() => return false,
        Mark::Number(1) => {
            let heads = !stop && words <= 16 && !same_kind && next.is_some() && page.rows[at].last != ':';
            let question = page.rows[at].last == '?' && words <= 20 && !same_kind;
            if heads || question { (Label::Subhead, "numbered-heading") } else { (Label::ListItem, "number") }
        }
        Mark::Number(_) => {
            if !stop && words <= 20 {
                (Label::Subhead, "numbered-heading")
            } else {
                (Label::ListItem, "number")
            }
        }
        Mark::Roman | Mark::Part => {
            if words <= 30 && !(stop && words > 14) {
                (Label::Subhead, "heading-mark")
            } else {
                (Label::ListItem, "number")
            }
        }
        Mark::Step => {
            if words <= 20 && !matches!(page.rows[at].last, '.' | ';') {
                (Label::Subhead, "step")
            } else {
                return false;
            }
        }
        Mark::Article => {
            let heading = !found.rest.is_empty()
                && !stop
                && words <= 24
                && page.rows[at].last != ':'
                && !next.is_some_and(|n| page.rows[n].starts_lower());
            if heading { (Label::Subhead, "article-heading") } else { (Label::ListItem, "article") }
        }
    };
    page.rows[at].settle(label, reason, 0.88);
    true
}

/// The next row that is neither furniture nor a duplicate, within the text.
fn next_content(page: &Page<'_>, at: usize) -> Option<usize> {
    (at + 1..page.end.min(at + 12)).find(|&n| page.furniture[n].is_none() && !page.rows[n].is_dropped())
}

fn previous_content(page: &Page<'_>, at: usize) -> Option<usize> {
    (at.saturating_sub(12)..at).rev().find(|&n| page.furniture[n].is_none() && !page.rows[n].is_dropped())
}

/// The cells of a row parted by pipes or tabs; fewer than two when it is none.
pub(super) fn cells(text: &str) -> Vec<&str> {
    if memchr::memchr2(b'|', b'\t', text.as_bytes()).is_none() {
        // columns parted by wide spaces
        let columns: Vec<&str> = furniture::columns(text).collect();
        return if columns.len() >= 3 { columns } else { Vec::new() };
    }
    let sign = if text.contains('|') { '|' } else { '\t' };
    let inner = text.trim_matches(|c: char| c == sign || c.is_whitespace());
    if !inner.contains(sign) {
        return Vec::new();
    }
    inner.split(sign).map(str::trim).collect()
}

/// Rows of cells, scores, forms.
fn table(page: &mut Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    let found = cells(text);
    if found.iter().filter(|cell| !cell.is_empty()).count() >= 2 {
        page.rows[at].settle(Label::Table, "cells", 0.9);
        return true;
    }
    if text.starts_with("Nơi nhận") && page.rows[at].words <= 4 {
        page.rows[at].settle(Label::Table, "recipients", 0.95);
        return true;
    }
    if score_row(text) && (near(page, at, score_row)) {
        page.rows[at].settle(Label::Table, "score", 0.85);
        return true;
    }
    if !page.card && form_row(text) {
        let glued = text.find(':').is_some_and(|colon| !text[colon + 1..].starts_with(char::is_whitespace));
        if glued || near(page, at, form_row) {
            page.rows[at].settle(Label::Table, "form-row", 0.8);
            return true;
        }
    }
    if spaced(text) >= 2 && near(page, at, |other| spaced(other) == spaced(text)) {
        page.rows[at].settle(Label::Table, "columns", 0.8);
        return true;
    }
    false
}

/// Cells parted by runs of three and more spaces.
fn spaced(text: &str) -> usize {
    if memchr::memmem::find(text.as_bytes(), b"   ").is_none() {
        return 1;
    }
    text.split("   ").filter(|part| !part.trim().is_empty()).count()
}

fn near(page: &Page<'_>, at: usize, test: impl Fn(&str) -> bool) -> bool {
    let of = |other: Option<usize>| other.is_some_and(|n| test(page.rows[n].text));
    of(next_content(page, at)) || of(previous_content(page, at))
}

/// "Hiệp 1: 25 - 22", "An Lộc 2 - 1 Phú Khê".
fn score_row(text: &str) -> bool {
    if text.len() > 120 || text.ends_with('.') || text.split_whitespace().count() > 14 {
        return false;
    }
    // Goals and points have up to three figures; years have four.
    text.match_indices(['-', '–', ':']).any(|(at, sign)| {
        let left = text[..at].trim_end().bytes().rev().take_while(u8::is_ascii_digit).count();
        let right = text[at + sign.len()..].trim_start().bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&left) && (1..=3).contains(&right)
    })
}

/// "Nhãn: giá trị" or "Nhãn:giá trị".
pub(super) fn form_row(text: &str) -> bool {
    let Some(colon) = memchr::memchr(b':', text.as_bytes()) else { return false };
    let (label, value) = (text[..colon].trim(), text[colon + 1..].trim());
    let words = label.split_whitespace().take(10).count();
    (1..=9).contains(&words)
        && label.chars().next().is_some_and(is_upper)
        && !label.contains(['.', '?', '!', '“', '"', ';'])
        && !value.is_empty()
        && !value.starts_with("//")
        && value.split_whitespace().count() <= 22
        && !furniture::ends_as_prose(value)
}

/// Explicit marks of a caption or a credit; settles the row.
pub(super) fn explicit_caption(page: &mut Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    if text.len() > 700 {
        return false;
    }
    let signed = || page.rows[at].byline().is_some_and(|b| b.cue || b.author.is_some());
    let stub = at > 0
        && page.furniture[at - 1].is_some_and(|f| matches!(f.reason, "image-stub" | "image-file"))
        && !signed();
    let piped = text.starts_with('|') || text.ends_with('|');
    let inner = text.trim_matches(|c: char| c == '|' || c.is_whitespace());
    let (label, reason, confidence) = if credit_alone(inner) {
        (Label::Credit, "credit", 0.9)
    } else if has_credit(inner) && page.rows[at].words <= 60 {
        (Label::Caption, "credit-inline", 0.95)
    } else if piped && cells(text).len() < 2 && page.rows[at].words <= 70 {
        let names = name::byline(inner).is_some_and(|b| b.author.is_some()) && !stub;
        if names {
            return false;
        }
        (Label::Caption, "picture-cell", 0.85)
    } else if text.starts_with(">>") && page.furniture[at].is_none() && page.rows[at].words <= 40 {
        (Label::Caption, "picture-pointer", 0.8)
    } else if stub
        && page.rows[at].words <= 16
        && !page.rows[at].sentences
        && mark::marked(text).is_none()
        && page.rows[at].last != ':'
    {
        (Label::Caption, "under-picture", 0.88)
    } else if stub
        && page.rows[at].words <= 34
        && page.rows[at].is_short()
        && page.rows[at].last != '?'
        && mark::marked(text).is_none()
    {
        (Label::Caption, "under-picture", 0.85)
    } else {
        return false;
    };
    page.rows[at].settle(label, reason, confidence);
    true
}

/// What stands in front of an inline credit.
static CREDITS: Cues = Cues::new(&[
    "ảnh:",
    "ảnh :",
    "Ảnh:",
    "Ảnh :",
    "ẢNH:",
    "ảnh do ",
    "Ảnh do ",
    "Ảnh minh họa",
    "Ảnh minh hoạ",
    "ảnh minh họa",
    "ảnh minh hoạ",
    "Ảnh tư liệu",
    "ảnh tư liệu",
    "Ảnh internet",
    "Ảnh Internet",
    "Ảnh chụp màn hình",
    "Đồ họa:",
    "Đồ hoạ:",
]);

/// Where an inline credit begins ("… Ảnh: X", "(Ảnh do … cung cấp)", "- Ảnh: X"), or a cue in front.
pub(super) fn has_credit(text: &str) -> bool {
    if text.len() > 700 {
        return false;
    }
    if text.starts_with("Trong ảnh:") || text.starts_with("Ảnh minh họa") || text.starts_with("Ảnh minh hoạ")
    {
        return text.split_whitespace().count() <= 60;
    }
    if let Some(rest) = text
        .strip_prefix("Ảnh:")
        .or_else(|| text.strip_prefix("Ảnh trên:"))
        .or_else(|| text.strip_prefix("Ảnh dưới:"))
        .or_else(|| text.strip_prefix("Chú thích ảnh:"))
    {
        return rest.split_whitespace().count() > 0;
    }
    CREDITS.any_in(text)
        && CREDITS.list.iter().any(|cue| {
            text.rfind(cue).is_some_and(|at| {
                let before = text[..at].trim_end();
                let after = text[at + cue.len()..].trim();
                let parted = before.ends_with([
                    '.', '(', '-', '–', '—', ',', ';', ')', '|', '…', '”', '"', '/', '[', '!', '?',
                ]);
                let short = after.split_whitespace().count() <= 9;
                let capital = cue.starts_with(['Ả', 'Đ', 'A']);
                short
                    && !before.is_empty()
                    && (parted || capital)
                    && !before.ends_with("Tin,")
                    && !before.ends_with("Bài,")
                    && !before.ends_with("Tin")
                    && !before.ends_with("Bài và")
                    && before.split_whitespace().count() >= 2
            })
        })
}

/// "(Nguồn: X)", "Đồ họa: X", "Ảnh: X – Y": a credit and nothing else.
fn credit_alone(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
    let bracketed = inner.len() < text.len();
    let Some(colon) = memchr::memchr(b':', inner.as_bytes()) else { return false };
    let mut key = String::new();
    fold_head(&inner[..colon], 24, &mut key); // no cue below is longer
    let value = inner[colon + 1..].trim().trim_end_matches('.');
    let words = value.split_whitespace().count();
    match key.as_str() {
        "nguồn" | "nguồn ảnh" | "nguồn hình" => {
            words <= 8 && words > 0 && (bracketed || key != "nguồn")
        }
        "đồ họa" | "đồ hoạ" | "minh họa" | "minh hoạ" | "infographic" | "video" | "clip" | "thiết kế"
        | "hình" => {
            words > 0
                && words <= 8
                && (name::are_people(value) || source::is_agency(value) || name::is_office(value))
        }
        "ảnh" | "photo" | "chùm ảnh" => {
            words > 0
                && words <= 10
                && (name::are_people(value)
                    || source::is_agency(value)
                    || matches!(value, "Internet" | "internet" | "Tư liệu" | "tư liệu"))
        }
        _ => false,
    }
}

/// How much a row without explicit marks looks like a caption, 0 to 100.
pub(super) fn caption_score(page: &Page<'_>, at: usize) -> i32 {
    let row = &page.rows[at];
    if row.upper || row.words < 3 || row.words > 45 || matches!(row.last, '?' | ':') {
        return 0;
    }
    let key = row.key();
    let stub = |near: Option<usize>| {
        near.is_some_and(|n| {
            page.furniture
                .get(n)
                .is_some_and(|f| f.is_some_and(|f| matches!(f.reason, "image-stub" | "image-file")))
        })
    };
    let mut score = 0;
    if stub(at.checked_sub(1)) {
        score += 50;
    }
    if stub(Some(at + 1)) && !stub(at.checked_sub(1)) {
        score += 8;
    }
    if name::begins_with(key, PICTURES) && !name::begins_with(key, NO_PICTURES) {
        score += 40;
    }
    if name::begins_with(key, VIEWS) {
        score += 25;
    }
    let mut told = score >= 40;
    let who = ["các ", "một ", "mấy ", "toàn thể ", "đông đảo "]
        .iter()
        .find_map(|many| key.strip_prefix(many))
        .unwrap_or(key);
    let people =
        name::begins_with(key, PEOPLE) || name::begins_with(who, PEOPLE) || name::is_office(row.text);
    if people {
        score += 25;
    }
    if ACTS.any_in(key) {
        score += 15;
        told = true;
    }
    if PLACES.any_in(row.text) {
        score += 12;
        told = true;
    }
    score += match row.words {
        0..=4 => -20,
        5..=7 => 0,
        8..=10 => 12,
        11..=16 => 18,
        _ => 22,
    };
    if row.text.contains(" – ") || row.text.contains(" - ") {
        score += if people { 12 } else { 0 };
    }
    if name::begins_with(key, HEADINGS) {
        score -= 30;
    }
    if row.text.contains(':') {
        score -= 15;
    }
    // Longer than headings are, and names in it.
    if !told && row.words >= 12 && row.capitalised >= 4 && row.is_short() && !row.text.contains(':') {
        score += 18;
        told = true;
    }
    // An office or a person that does nothing and stands nowhere is a heading or an entry of a list.
    if told { score } else { score.min(30) }
}

/// A short line without marks: caption, heading or text.
fn short(page: &mut Page<'_>, at: usize) {
    let row = &page.rows[at];
    if page.card || page.document && !row.upper && row.words > 4 && row.starts_lower() {
        page.rows[at].settle(Label::Body, "text", 0.8);
        return;
    }
    let next = next_content(page, at);
    let fragment = row.starts_lower()
        || row.gap == 0
            && previous_content(page, at).is_some_and(|p| {
                let before = &page.rows[p];
                !before.ends_sentence()
                    && !matches!(before.last, ':' | ';')
                    && before.words >= 5
                    && before.label == Label::Body
                    && before.reason == "text"
            })
        || next.is_some_and(|n| page.rows[n].gap == 0 && page.rows[n].starts_lower() && !row.ends_sentence());
    if fragment || row.is_prose() && !(page.document && row.upper) {
        let item = row.starts_lower()
            && row.gap == 0
            && previous_content(page, at).is_some_and(|p| {
                page.rows[p].label == Label::ListItem && !matches!(page.rows[p].last, '.' | ';' | ':')
            });
        if item {
            page.rows[at].settle(Label::ListItem, "joined-line", 0.8);
            page.rows[at].joins = true;
            return;
        }
        page.rows[at].settle(Label::Body, "text", 0.9);
        return;
    }
    let headed = next.is_some_and(|n| {
        let next = &page.rows[n];
        next.is_prose()
            || mark::marked(next.text).is_some()
            || cells(next.text).len() > 1
            || score_row(next.text)
            || speech(next.text)
            || next.words >= 6
    });
    let score = caption_score(page, at);
    let live = live_entry(page, at);
    if row.is_short() && !row.upper && !page.document && score >= 37 && mark::marked(row.text).is_none()
        || live && row.last == '.' && score >= 15
    {
        page.rows[at].settle(Label::Caption, "caption-form", 0.7);
    } else if row.upper && row.words <= 30 && row.words >= 2 && headed && row.last != '.' {
        page.rows[at].settle(Label::Subhead, "capitals", 0.8);
    } else if row.words <= 20
        && headed
        && (row.is_short() || row.last == ':' && row.words <= 6)
        && is_heading_like(row)
    {
        page.rows[at].settle(Label::Subhead, "heading-form", 0.7);
    } else {
        page.rows[at].settle(Label::Body, "text", 0.7);
    }
}

fn is_heading_like(row: &Row<'_>) -> bool {
    let first = row.text.chars().next().unwrap_or(' ');
    (is_upper(first) || matches!(first, '“' | '"' | '‘') || first.is_ascii_digit())
        && !row.text.ends_with('…')
        && !row.text.ends_with("...")
        && (row.words >= 2 || row.last == ':')
}

/// "8h30: …" lines stand above and below.
fn live_entry(page: &Page<'_>, at: usize) -> bool {
    let is = |n: Option<usize>| {
        n.is_some_and(|n| {
            let text = page.rows[n].text;
            let colon = text.find(':').unwrap_or(0);
            (3..=7).contains(&colon)
                && text[..colon].chars().all(|c| c.is_ascii_digit() || matches!(c, 'h' | 'g'))
                && text.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    is(previous_content(page, at)) && is(next_content(page, at))
}

/// Looks once over the page: is it an interview, a poem?
pub(super) fn survey(page: &mut Page<'_>) {
    let (mut asked, mut named, mut prose, mut lines, mut brief) = (0, 0, 0, 0, 0);
    for at in 0..page.rows.len() {
        if page.furniture[at].is_some() || page.stamps[at].is_some() {
            continue;
        }
        let row = &page.rows[at];
        match turn_cue(row.text) {
            Some(Turn::Asked | Turn::Answered) => asked += 1,
            Some(Turn::Named) => named += 1,
            None => {}
        }
        lines += 1;
        prose += u32::from(row.is_prose());
        let plain = || {
            !row.text.contains(['|', ':', '\t', '@']) && !has_credit(row.text) && !row.text.contains("   ")
        };
        brief += u32::from((2..=10).contains(&row.words) && row.capitalised * 2 <= row.words + 2 && plain());
    }
    let turns = (0..page.rows.len().saturating_sub(1))
        .filter(|&at| {
            let (row, next) = (&page.rows[at], &page.rows[at + 1]);
            row.last == '?'
                && row.text.starts_with(['*', '+', '-', '–', '—', '●'])
                && next.text.starts_with(['-', '–', '—'])
                && next.last != '?'
        })
        .count();
    page.interview = turns >= 2 || asked >= 2 || asked >= 1 && named >= 1 || named >= 4;
    page.essay = essay(page);
    let verse = brief >= 6 && brief * 10 >= lines * 8 || {
        let run = longest_measure(page);
        run >= 6 && run * 2 >= lines
    };
    page.verse = prose == 0 && verse && !page.document && !page.interview;
}

/// Pictures with a sentence each, and one credit below them all.
fn essay(page: &Page<'_>) -> bool {
    let Some(credit) = (1..page.rows.len()).rev().find(|&at| {
        let text = page.rows[at].text;
        (text.starts_with("Ảnh:") || text.starts_with("Chùm ảnh:")) && credit_alone(text)
    }) else {
        return false;
    };
    let brief = |row: &&Row<'_>| row.last == '.' && !row.sentences && (4..=22).contains(&row.words);
    let rows = &page.rows[1..credit];
    let sentences = rows.iter().filter(brief).count();
    let long = rows.iter().filter(|row| row.is_prose() && row.sentences).count();
    sentences >= 3 && sentences > long && !page.interview
}

/// The lead or a caption a second time.
fn duplicates(page: &mut Page<'_>, first: usize) {
    if page.prose != Some(first) || page.rows[first].words < 5 {
        return;
    }
    let lead = page.rows[first].text;
    for at in first + 1..page.rows.len() {
        let text = page.rows[at].text;
        if page.rows[at].is_open() && text.len() + 16 > lead.len() / 2 && same(text, lead) {
            page.rows[at].settle(Label::Duplicate, "lead-repeated", 0.97);
        }
    }
}

/// Captions printed twice; called when all labels stand.
pub(super) fn repeated_captions(page: &mut Page<'_>) {
    let captions: Vec<usize> =
        (0..page.rows.len()).filter(|&at| page.rows[at].label == Label::Caption).take(200).collect();
    for (order, &at) in captions.iter().enumerate() {
        if page.rows[at].label != Label::Caption {
            continue;
        }
        let text = page.rows[at].text;
        for &later in &captions[order + 1..] {
            let other = page.rows[later].text;
            let longer = other.len() > text.len()
                && text.len() > 24
                && other.starts_with(text.trim_end_matches(['.', '|', ' ']));
            if same(text, other) || longer && page.rows[later].reason != "credit-inline" {
                page.rows[later].settle(Label::Duplicate, "caption-repeated", 0.9);
            }
        }
    }
}

/// "./." and its kin alone on a line.
pub(super) fn is_end_mark(text: &str) -> bool {
    matches!(text, "./." | "/." | "./" | ".//." | "/./." | ". /." | "./ .")
}

/// A first line with which news begin: a time, a place and time, or "Thực hiện …".
fn opens_story(text: &str) -> bool {
    let mut key = String::new();
    fold(
        text.get(..text.len().min(60)).unwrap_or_else(|| text.split_at(text.floor_char_boundary(60)).0),
        &mut key,
    );
    [
        "ngày ",
        "sáng ",
        "chiều ",
        "tối ",
        "trưa ",
        "hôm nay",
        "hôm qua",
        "mới đây",
        "vừa qua",
        "trong ",
        "từ ngày",
        "thực hiện ",
        "nhân dịp",
        "theo ",
        "tại ",
    ]
    .iter()
    .any(|cue| key.starts_with(cue))
}
