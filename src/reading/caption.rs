//! Words under pictures, and who took them.

use super::cues::{ACTS, NO_PICTURES, PEOPLE, PICTURES, PLACES, THINGS, VIEWS};
use super::fold::same;
use super::letters::{is_lower, is_upper};
use super::page::Page;
use super::search::{begins_with, ends, holds, opens};
use super::{Label, Row};
use super::{credit, depiction, mark, name, table};

/// Explicit marks of a caption or a credit; settles the row.
pub(super) fn explicit(page: &mut Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    if text.len() > 700 {
        return false;
    }
    let signed = || page.rows[at].byline().is_some_and(|b| b.cue || b.author.is_some());
    let dated = || page.stamps[at].is_some_and(|stamp| stamp.words_around() <= 3 && stamp.after.is_empty());
    let stub = at > 0 && page.stub(at - 1) && !signed() && !dated();
    let piped = text.starts_with('|') || text.ends_with('|');
    let inner = text.trim_matches(|c: char| c == '|' || c.is_whitespace());
    let whole = inner.len() == text.len();
    if inner.is_empty() {
        return false;
    }
    // "X - Ảnh: Y" below the date or the text: who wrote, and who took the pictures.
    let signs = || page.rows[at].byline().is_some_and(|b| b.shared);
    let beside = || at > 0 && page.stamps[at - 1].is_some() || !page.rows[at + 1..].iter().any(Row::is_prose);
    if memchr::memchr(b':', text.as_bytes()).is_some() && signs() && beside() {
        return false;
    }
    // "Tin & Ảnh: Phòng X"
    let wrote = || page.rows[at].byline().is_some_and(|b| b.cue && b.organisation.is_some());
    let credited = || if whole { page.rows[at].credited() && !wrote() } else { credit::inline(inner) };
    let (label, reason, confidence) = if credit::alone(inner) {
        (Label::Credit, "credit", 0.9)
    } else if page.rows[at].words <= 60 && credited() {
        (Label::Caption, "credit-inline", 0.95)
    } else if page.rows[at].is_short() && credit::is_figure(inner) {
        (Label::Caption, "figure", 0.9)
    } else if piped && table::cells(text).len() < 2 && page.rows[at].words <= 70 {
        let names = page.rows[at].byline().is_some_and(|b| b.author.is_some()) && !stub;
        if names {
            return false;
        }
        if !stub && is_headline_cell(page, at) {
            page.rows[at].settle(Label::Boilerplate, "related-cell", 0.8);
            return true;
        }
        (Label::Caption, "picture-cell", 0.85)
    } else if row_names_pictures(&page.rows[at]) {
        (Label::Caption, "caption-form", 0.85)
    } else if text.starts_with(">>") && page.furniture[at].is_none() && page.rows[at].words <= 40 {
        (Label::Caption, "picture-pointer", 0.8)
    } else if stub
        && (page.rows[at].words <= 16 || page.rows[at].words <= 19 && depiction::odds(&page.rows[at]) > 0)
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

/// "Một số hình ảnh khác của buổi lễ:": what the pictures below show.
fn row_names_pictures(row: &Row<'_>) -> bool {
    row.words <= 16
        && !row.ends_sentence()
        && opens(
            row.key(),
            &[
                "một số hình ảnh",
                "một vài hình ảnh",
                "một số ảnh",
                "một vài ảnh",
                "một vài khoảnh khắc",
                "một số khoảnh khắc",
            ],
        )
}

/// One of several cells under each other, none below a picture, none a sentence or worded as captions are: headlines of
/// other articles.
fn is_headline_cell(page: &Page<'_>, at: usize) -> bool {
    // "| A | |" above "| B |": a list whose pictures are gone.
    let emptied = |near: usize| {
        let empty = |near: usize| page.rows.get(near).is_some_and(|row| row.text.ends_with("| |"));
        empty(near) || near > 0 && empty(near - 1)
    };
    let headline = |near: usize| {
        page.rows.get(near).is_some_and(|row| {
            let inner = row.text.trim_matches(|c: char| c == '|' || c.is_whitespace());
            row.text.starts_with('|')
                && row.words >= 4
                && !inner.ends_with(['.', ')'])
                && !credit::inline(inner)
                && (depiction::odds(row) < 0 || emptied(near))
                && (near == 0 || !page.stub(near - 1))
        })
    };
    headline(at) && (headline(at + 1) || at > 0 && headline(at - 1))
}

/// How much a row without explicit marks looks like a caption, by its cues and by how it is worded; from [`LEAST`] on it
/// is one.
pub(super) fn score(page: &Page<'_>, at: usize) -> i32 {
    match cues(page, at) {
        NONE => NONE,
        cues if listed(page, at) => {
            cues + (depiction::odds(&page.rows[at]) * 9 / depiction::LOGIT - 12).clamp(0, 20)
        }
        // Captions are worded in more ways than headings: at even odds it is one sooner than not.
        cues => {
            cues + context(page, at)
                + ((depiction::odds(&page.rows[at]) + depiction::LOGIT * 2) * 9 / depiction::LOGIT)
                    .clamp(-40, 60)
        }
    }
}

/// How much what stands around a row speaks for a caption. Of the short lines of our pages between paragraphs, a list or a
/// table stands below headings only, a heading with its paragraph below captions; and where one caption names who took its
/// picture, others stand that do not.
fn context(page: &Page<'_>, at: usize) -> i32 {
    if at >= page.end {
        return 0;
    }
    let mut score = if page.credited { CREDITED } else { 0 };
    // What nothing but the date and the signature follows heads nothing.
    let Some(near) =
        page.next_content(at).filter(|&near| page.stamps[near].is_none_or(|s| s.words_around() > 4))
    else {
        return score + LAST;
    };
    let next = &page.rows[near];
    let opens_list = |text: &str| {
        mark::marked(text).is_some_and(|found| match found.mark {
            mark::Mark::Bullet(_) => true,
            _ => found.literal.trim_start_matches('(').starts_with(['1', 'a', 'A', 'I']),
        })
    };
    let inside =
        || page.previous_content(at).is_some_and(|near| mark::marked(page.rows[near].text).is_some());
    if next.credited() {
        score += 12;
    } else if (opens_list(next.text) || table::cells(next.text).len() > 1) && !inside() {
        score -= 15;
    } else if next.is_short()
        && next.words <= 8
        && page.next_content(near).is_some_and(|below| page.rows[below].is_prose())
    {
        score += HEADED;
    }
    score
}
/// For a page on which a caption is credited: the odds are three times as high there.
const CREDITED: i32 = 6;
/// For the last line of the text.
const LAST: i32 = 10;
/// For a heading and its paragraph directly below.
const HEADED: i32 = 8;

/// Short lines stand around the row, as in a list: no more than three captions stand under each other, and there is prose
/// or the trace of a picture between others.
fn listed(page: &Page<'_>, at: usize) -> bool {
    let brief = |near: &usize| {
        page.rows[*near].is_short() && page.rows[*near].words <= 20 && page.furniture[*near].is_none()
    };
    let above = (at.saturating_sub(3)..at).rev().take_while(brief).count();
    let below = (at + 1..(at + 4).min(page.rows.len())).take_while(brief).count();
    above + below >= 3
}

/// The score from which on a row is a caption.
pub(super) const LEAST: i32 = 37;
/// The same where something else is likelier: between title and prose, at the end, as a short line between paragraphs.
pub(super) const CLEAR: i32 = 45;

/// The score of a row that has not the form of a caption.
const NONE: i32 = -100;

/// How much the cues of a row speak for a caption; [`NONE`] if it has not the form of one.
pub(super) fn cues(page: &Page<'_>, at: usize) -> i32 {
    let row = &page.rows[at];
    let wrapped = || {
        row.starts_lower()
            || !row.ends_sentence()
                && page.rows.get(at + 1).is_some_and(|next| {
                    next.gap == 0 && next.starts_lower() && page.furniture[at + 1].is_none()
                })
    };
    // "Bãi Chợ cũ - 3.000 xe máy - 650 m": a row of a table.
    let columns = || row.text.matches(" - ").count() >= 2;
    if row.upper
        || !(3..=45).contains(&row.words)
        || matches!(row.last, '?' | ':' | '!')
        || wrapped()
        || columns()
    {
        return NONE;
    }
    let key = row.key();
    // How an answer begins
    if begins_with(key, &["chào", "kính chào", "xin chào", "thưa", "cảm ơn"]) {
        return NONE;
    }
    let picture = |near: Option<usize>| near.is_some_and(|near| page.shows_picture(near));
    let mut score = 0;
    if picture(at.checked_sub(1)) {
        // Below the number of a picture the text may go on.
        let told = page.stub(at - 1) || row.last != '.';
        score += if told { 50 } else { 20 };
    }
    if picture(Some(at + 1)) && !picture(at.checked_sub(1)) {
        score += 8;
    }
    // Captions of several pictures stand under each other, set off from the text; one of them names the source.
    let stands = |row: &&Row<'_>| row.gap == 0 && row.is_short() && !row.upper;
    let below = page.rows.iter().skip(at + 1).take(3).take_while(stands);
    if row.is_short() && below.last().is_some_and(|row| row.credited()) {
        score += 25;
    }
    if begins_with(key, PICTURES) && !begins_with(key, NO_PICTURES) {
        score += 40;
    }
    if begins_with(key, VIEWS) {
        score += 25;
    }
    if says_where(row.text) {
        score += 40;
    }
    let mut told = score >= 40;
    let who = ["các ", "một ", "mấy ", "toàn thể ", "đông đảo "]
        .iter()
        .find_map(|many| key.strip_prefix(many))
        .unwrap_or(key);
    let people = PEOPLE.begin(key) || who.len() < key.len() && PEOPLE.begin(who) || name::is_office(row.text);
    if people {
        score += 25;
    }
    // Several people of one kind, and more words than a heading has, do something.
    if people && who.len() < key.len() && row.words >= 8 {
        told = true;
    }
    // A thing that a picture shows.
    if THINGS.begin(key) && row.words >= 7 && !row.text.contains([',', ':', '“']) {
        score += 20;
    }
    // "Cụ Từ Hòa Thúy cấy …": a person by name does something.
    if people && acts_by_name(row.text) {
        told = true;
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
    if row.text.contains(':') {
        score -= 15;
    }
    // An office or a person that does nothing and stands nowhere is a heading or an entry of a list.
    if told { score } else { score.min(30) }
}

/// A sentence that tells what a picture shows: worded as captions are, and much shorter than the paragraphs around it.
pub(super) fn shows(page: &Page<'_>, at: usize) -> bool {
    // Among sentences of its size it is one of them.
    let apart = |near: Option<usize>| {
        near.is_some_and(|near| {
            let row = &page.rows[near];
            row.words >= 20
                || row.last == ':'
                || row.label == Label::Caption
                || row.text.starts_with(['“', '"']) && row.words >= 15
        })
    };
    let row = &page.rows[at];
    // "." or "|" alone above it is what the page had of a picture.
    let residue = at > 0
        && page.furniture[at - 1].is_some_and(|f| f.reason == "separator")
        && page.rows[at - 1].text.len() == 1;
    if residue && (5..=14).contains(&row.words) && depiction::odds(row) > 0 {
        return true;
    }
    apart(page.previous_content(at))
        && (row.words <= 14
            && (apart(page.next_content(at)) || at + 1 < page.rows.len() && page.stub(at + 1))
            && score(page, at) >= CLEAR
            && depiction::odds(row) > -depiction::LOGIT
            // Of the sentences of our pages that stand so, all 100 with these odds are captions.
            || (5..=24).contains(&row.words)
                && apart(page.next_content(at))
                && depiction::odds(row) >= 0)
}

/// "Ông Nam (phải)": who stands where in the picture.
pub(super) fn says_where(text: &str) -> bool {
    text.contains('(')
        && holds(
            text,
            &[
                "(phải)",
                "(trái)",
                "(giữa)",
                "(thứ ",
                "(bìa ",
                "(bên phải",
                "(bên trái",
                "(áo ",
                "(ngoài cùng",
            ],
        )
}

/// A title, a name of two words or more, and small letters that go on from it.
fn acts_by_name(text: &str) -> bool {
    let mut words = text.split_whitespace().skip(1).skip_while(|word| word.starts_with(is_upper));
    let named = text.split_whitespace().skip(1).take_while(|word| word.starts_with(is_upper)).count();
    // Behind a comma stands who it is, not what is done.
    let apposed = text.split_whitespace().nth(named).is_some_and(|word| word.ends_with(','));
    (2..=4).contains(&named)
        && !apposed
        && words
            .next()
            .is_some_and(|word| word.starts_with(is_lower) && !matches!(word, "và" | "với" | "của" | "là"))
}

/// Captions printed twice; called when all labels stand.
pub(super) fn repeats(page: &mut Page<'_>) {
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
            let sized = longer
                && other[text.len().min(other.len())..].split_whitespace().any(super::residue::is_size);
            if same(text, other) || sized || longer && page.rows[later].reason != "credit-inline" {
                page.rows[later].settle(Label::Duplicate, "caption-repeated", 0.9);
            }
        }
    }
}

/// A picture's file stands above most of the sentences.
pub(super) fn pictured(page: &Page<'_>) -> bool {
    let shown = |at: &usize| (4..=30).contains(&page.rows[*at].words) && page.stub(*at - 1);
    let pictured = (1..page.rows.len()).filter(shown).count();
    let told = page.rows.iter().filter(|row| row.is_prose()).count();
    pictured >= 3 && pictured * 2 > told && !page.interview
}

/// Pictures with a sentence each: the section says so, or one credit stands below them all.
pub(super) fn essay(page: &Page<'_>) -> bool {
    let named =
        page.rows.iter().take(10).any(|row| {
            row.words <= 10 && ends(row.key(), &["phóng sự ảnh", "chùm ảnh", "bộ ảnh", "ảnh đẹp"])
        });
    if named && (1..page.rows.len()).filter(|&at| page.rows[at].credited() || page.stub(at)).count() >= 2 {
        return true;
    }
    let Some(credit) = (1..page.rows.len()).rev().find(|&at| {
        let text = page.rows[at].text;
        (text.starts_with("Ảnh:") || text.starts_with("Chùm ảnh:")) && credit::alone(text)
    }) else {
        return false;
    };
    let brief = |row: &&Row<'_>| row.last == '.' && !row.sentences && (4..=22).contains(&row.words);
    let rows = &page.rows[1..credit];
    let sentences = rows.iter().filter(brief).count();
    let long = rows.iter().filter(|row| row.is_prose() && row.sentences).count();
    sentences >= 3 && sentences > long && !page.interview
}
