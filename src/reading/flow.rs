//! The text itself: prose, headings, lists, tables, captions, speech.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::fold::{fold, same};
use super::letters::{self, is_upper};
use super::mark::{self, Mark};
use super::name;
use super::page::Page;
use super::search::{holds, opens};
use super::source;
use super::turns::{Turn, is_answered, speech, turn, turn_cue};
use super::verse::{longest_measure, quoted_verse, twins};
use super::{Label, Row, caption, credit, table};

/// Labels the rows from the first prose to the end of the text.
pub(super) fn read(page: &mut Page<'_>) {
    let first = page.prose.unwrap_or_else(|| page.title.last().map_or(0, |&at| at + 1));
    duplicates(page, first);
    page.end = page.rows.len();
    quoted_verse(page, first);
    twins(page, first);
    repeated_sentences(page, first + 1);
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
    if !page.verse && (!page.card || page.rows[at].credited()) && caption::explicit(page, at) {
        return;
    }
    // A date below the lead, on a page that has none above it.
    if (first + 1..=first + 2).contains(&at)
        && page.stamps[at].is_some_and(|s| s.date.day > 0 && s.before.len() + s.after.len() <= 24)
        && !page.document
        && !page.card // "Sinh ngày 12 tháng 3 năm 1947"
        && !page.rows[..at].iter().any(|row| matches!(row.label, Label::Dateline))
    {
        page.rows[at].settle(Label::Dateline, "date", 0.75);
        return;
    }
    if page.verse {
        // "Minh họa: X"
        if credit::alone(text) {
            page.rows[at].settle(Label::Credit, "credit", 0.85);
            return;
        }
        // "Nguồn tin: Nội san X"
        if text.contains(':')
            && matches!(source::notice(&page.rows[at]), Some(source::Notice::Source(Some(_))))
        {
            page.rows[at].settle(Label::Notice, "source", 0.85);
            return;
        }
        page.rows[at].settle(Label::Body, "verse", 0.8);
        return;
    }
    if page.rows[at].words <= 30
        && !page.rows[at].ends_sentence()
        && page.rows[at].byline().is_some_and(|b| {
            let whole = b.organisation.is_some() && b.author.is_some_and(|name| name.contains(' '));
            (b.cue || (b.ranked || whole) && outside(page, at, first))
                && b.author.is_some()
                && !text.starts_with(['-', '•', '+'])
        })
        && !page.card
        // "Bác sĩ trả lời: X - Khoa Y" at the end of an answer
        && (turn_cue(text).is_none() || page.rows[at].byline().is_some_and(|b| b.organisation.is_some()))
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
        if !marked && !table::form_row(text) {
            // What stands under a heading opens that part, not the article ("CHỦ TỊCH …", "Căn cứ …").
            let headed = page.rows[..at].iter().any(|row| row.label == Label::Subhead);
            let opening = opening && !headed && !(page.document && page.rows[at].words < 5);
            let label = if opening { Label::Lead } else { Label::Body };
            page.rows[at].settle(label, "first-prose", 0.85);
            return;
        }
    }
    if marked(page, at) || table::is_row(page, at) {
        return;
    }
    let row = &page.rows[at];
    let essay =
        page.essay && row.words <= 24 && row.last == '.' && (!row.sentences || below_picture(page, at));
    let shown = || page.pictured && row.words <= 30 && !row.sentences && at > 0 && page.stub(at - 1);
    if (essay || shown())
        && at > first
        && row.words >= 4
        && !row.key().starts_with("theo ") // whom the text goes on with
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

/// Directly below a picture's trace, or below the words of another.
fn below_picture(page: &Page<'_>, at: usize) -> bool {
    page.rows[at].gap == 0 && at > 0 && (page.stub(at - 1) || page.rows[at - 1].label == Label::Caption)
}

/// Is furniture inside the text to be believed there?
fn furniture_inside(page: &Page<'_>, at: usize) -> bool {
    let Some(found) = page.furniture[at] else { return false };
    if page.verse && !found.sure {
        return false;
    }
    if found.sure {
        return !(found.reason == "print-mail" && in_prose(page, at));
    }
    match found.reason {
        // A year that heads a paragraph is the author's.
        "bare-number" => {
            let text = page.rows[at].text;
            let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
            !year || page.beside(at)
        }
        // A time alone may be a line of a timetable.
        "player" => page.sure_beside(at),
        // "Điện thoại: …" below "Địa chỉ: …" belongs to the form.
        "contact" if at > 0 && table::form_row(page.rows[at - 1].text) => {
            let near = at + 1..(at + 3).min(page.rows.len());
            at >= page.end || near.clone().any(|near| page.sure(near).is_some())
        }
        _ => page.beside(at),
    }
}

/// A line of words with prose above and below, both set off: the way back or to the printer stands above the text or below.
fn in_prose(page: &Page<'_>, at: usize) -> bool {
    let prose = |near: usize| page.furniture[near].is_none() && page.rows[near].is_prose();
    page.rows[at].words >= 3
        && page.rows[at].gap > 0
        && (1..page.end.saturating_sub(2)).contains(&at)
        && prose(at - 1)
        && page.rows[at + 1].gap > 0
        && prose(at + 1)
        && (at + 2..page.end).take(3).any(prose)
}

/// Directly below the lead, or below the last paragraph: where an expert who wrote it is named, not one who is asked.
fn outside(page: &Page<'_>, at: usize, first: usize) -> bool {
    let paragraph = |row: &Row<'_>| row.words >= 20 && row.is_prose();
    page.previous_content(at) == Some(first) || !page.rows[at + 1..].iter().any(paragraph)
}

/// An entry of a list within an answer: beside another, and no question is asked or answered.
fn listed(page: &Page<'_>, at: usize) -> bool {
    let dashed = |near: usize| {
        mark::marked(page.rows[near].text)
            .is_some_and(|found| matches!(found.mark, Mark::Bullet('-' | '–' | '—')))
    };
    let asks = |near: usize| page.rows[near].last == '?';
    let (before, after) = (page.previous_content(at), page.next_content(at));
    let thanks = holds(page.rows[at].text, &["cảm ơn", "cám ơn"]);
    !asks(at)
        && !thanks
        && !before.is_some_and(asks)
        && !after.is_some_and(|near| dashed(near) && asks(near))
        && (before.is_some_and(|near| dashed(near) || page.rows[near].last == ':')
            || after.is_some_and(dashed))
}

/// Headings of numbers, lists.
fn marked(page: &mut Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    let Some(found) = mark::marked(text) else { return false };
    let words = found.rest.split_whitespace().take(40).count();
    let stop = page.rows[at].ends_sentence() || matches!(page.rows[at].last, ';' | ',');
    let next = page.next_content(at);
    let next_marked = next.and_then(|n| mark::marked(page.rows[n].text));
    let same_kind =
        next_marked.is_some_and(|m| std::mem::discriminant(&m.mark) == std::mem::discriminant(&found.mark));
    let (label, reason) = match found.mark {
        Mark::Bullet('-' | '–' | '—') if page.interview && !listed(page, at) => (Label::Quote, "turn"),
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

/// A short line without marks: caption, heading or text.
fn short(page: &mut Page<'_>, at: usize) {
    let row = &page.rows[at];
    if page.card || page.document && !row.upper && row.words > 4 && row.starts_lower() {
        page.rows[at].settle(Label::Body, "text", 0.8);
        return;
    }
    let next = page.next_content(at);
    let fragment = row.starts_lower()
        || row.gap == 0
            && page.previous_content(at).is_some_and(|p| {
                let before = &page.rows[p];
                !before.ends_sentence()
                    && !matches!(before.last, ':' | ';')
                    && before.words >= 5
                    && before.label == Label::Body
                    && before.reason == "text"
            })
        || next.is_some_and(|n| page.rows[n].gap == 0 && page.rows[n].starts_lower() && !row.ends_sentence());
    // A sentence with its stop that says who stands where in the picture.
    if row.last == '.'
        && !fragment
        && !row.sentences
        && row.words <= 24
        && !page.document
        && mark::marked(row.text).is_none()
        && (caption::says_where(row.text) || caption::shows(page, at))
    {
        page.rows[at].settle(Label::Caption, "caption-form", 0.65);
        return;
    }
    if fragment || row.is_prose() && !(page.document && row.upper) {
        let item = row.starts_lower()
            && row.gap == 0
            && page.previous_content(at).is_some_and(|p| {
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
            || table::cells(next.text).len() > 1
            || table::score_row(next.text)
            || speech(next.text)
            || next.words >= 6
    });
    let score = LazyCell::new(|| caption::score(page, at));
    if row.is_short()
        && !row.upper
        && !page.document
        && *score >= caption::LEAST
        && mark::marked(row.text).is_none()
        || row.last == '.' && live_entry(page, at) && *score >= 15
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
    is(page.previous_content(at)) && is(page.next_content(at))
}

/// Words of the longest verse.
const VERSE: u16 = 10;

/// Looks once over the page: is it an interview, a poem?
pub(super) fn survey(page: &mut Page<'_>) {
    let (mut asked, mut named, mut prose, mut stopped, mut lines, mut brief) = (0, 0, 0, 0, 0, 0);
    for at in 0..page.rows.len() {
        let row = &page.rows[at];
        if page.furniture[at].is_some() || page.stamps[at].is_some() {
            continue;
        }
        match turn_cue(row.text) {
            Some(Turn::Asked | Turn::Answered) => asked += 1,
            Some(Turn::Named) => named += 1,
            None => {}
        }
        // The title and the poet of a poem are no verses.
        let named = row.upper || row.words <= 5 && name::is_person(row.text);
        let signed = || {
            row.words <= 8
                && (credit::alone(row.text) || row.byline().is_some_and(|b| b.cue && b.author.is_some()))
        };
        lines += u32::from(!named && !signed());
        // A verse may end in a stop, and have one inside.
        let verse = row.words <= VERSE;
        prose += u32::from(row.is_prose() && !verse);
        stopped += u32::from(row.is_prose() && verse);
        let plain = || {
            !row.text.contains(['|', ':', '\t', '@']) && !row.credited() && !letters::has_wide_space(row.text)
        };
        brief +=
            u32::from((2..=VERSE).contains(&row.words) && row.capitalised() * 2 <= row.words + 2 && plain());
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
    let answered = (0..page.rows.len()).filter(|&at| is_answered(page, at)).take(2).count();
    page.interview = turns >= 2 || asked >= 2 || asked >= 1 && named >= 1 || named >= 4 || answered >= 2;
    page.essay = caption::essay(page);
    page.pictured = caption::pictured(page);
    page.credited = page.rows.iter().any(|row| (6..=60).contains(&row.words) && row.credited());
    let verse = brief >= 6 && brief * 10 >= lines * 8 || {
        let run = longest_measure(page);
        run >= 6 && run * 2 >= lines
    };
    // "Vui lòng ghi rõ nguồn khi đăng lại." below a poem
    let notices = || {
        let said = |row: &&Row<'_>| row.is_prose() && row.words > VERSE && source::notice(row).is_some();
        page.rows.iter().filter(said).count()
    };
    page.verse = verse
        && stopped * 4 <= brief
        && !page.document
        && !page.interview
        && (prose == 0 || prose <= 2 && prose as usize == notices());
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

/// A sentence under a picture, printed a second time further down: nothing but a caption is.
fn repeated_sentences(page: &mut Page<'_>, first: usize) {
    if page.document || page.verse || page.card {
        return;
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for at in first..page.end.min(page.rows.len()) {
        let row = &page.rows[at];
        let sentence = row.is_open()
            && row.last == '.'
            && !row.sentences
            && (5..=25).contains(&row.words)
            && page.furniture[at].is_none();
        if !sentence {
            continue;
        }
        match seen.get(row.text) {
            None => {
                seen.insert(row.text, at);
            }
            Some(&shown) if at > shown + 1 && caption::score(page, shown) >= 40 => {
                page.rows[shown].settle(Label::Caption, "caption-form", 0.75);
                page.rows[at].settle(Label::Duplicate, "caption-repeated", 0.85);
            }
            Some(_) => {}
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
    opens(
        &key,
        &[
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
        ],
    )
}
