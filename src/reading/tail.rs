//! The foot of the page: where the text ends, who signs it, and what the site hung below it.

use std::cell::LazyCell;

use super::flow;
use super::furniture::Opens;
use super::mark;
use super::name;
use super::page::Page;
use super::rest::{LONG, Rest, headline};
use super::search::{holds, opening, opens};
use super::source;
use super::{Label, Row, below, byline, credit, interlude, table};

/// Finds the end of the text, labels what stands below it and the lists that interrupt the text.
pub(super) fn read(page: &mut Page<'_>) {
    let first = page.prose.or(page.title.last().map(|&at| at + 1)).unwrap_or(0).min(page.rows.len());
    page.end = end(page, first);
    interlude::comments(page, first);
    interlude::lists(page, first);
    below::read(page, first);
    foot(page);
}

/// Furniture that only the site hangs below a text.
pub(super) const SITE: &[&str] = &[
    "share-buttons",
    "print-mail",
    "font-size",
    "comments",
    "related-label",
    "tags",
    "login",
    "menu",
    "rating",
    "download",
    "prompt",
    "counter",
    "player",
];

/// What is still open in the foot and short stands among the site's own lines: below one of them, or between the
/// signature and the first of them.
fn foot(page: &mut Page<'_>) {
    if page.verse || page.card {
        return;
    }
    let site = |page: &Page<'_>, at: usize| {
        let row = &page.rows[at];
        row.label == Label::Boilerplate
            && row.settled
            && (row.reason == "site-footer" || page.sure(at).is_some_and(|f| SITE.contains(&f.reason)))
    };
    let Some(anchor) = (page.end..page.rows.len()).find(|&at| site(page, at)) else { return };
    // A line that goes on from the one before, or a sentence, says that the text has not ended yet.
    let running = (page.end..page.rows.len()).any(|at| {
        let row = &page.rows[at];
        // a tag begins in lower case as well
        let goes_on = row.starts_lower() && (row.words > 4 || matches!(row.last, '.' | ',' | ';' | ':'));
        row.is_open() && (row.is_prose() || goes_on)
    });
    if running {
        return;
    }
    let ended = page.end > 0 && page.rows[page.end - 1].text.ends_with("./.");
    let signed = (page.end..anchor)
        .rev()
        .find(|&at| page.rows[at].settled && matches!(page.rows[at].label, Label::Byline | Label::EndMark));
    let from = signed.unwrap_or(if ended { page.end } else { anchor });
    for at in from..page.rows.len() {
        let row = &page.rows[at];
        let brief = headline(row) || row.words == 1 && row.last != '.' || row.words <= 14 && row.last == ':';
        let polite = at < anchor && matches!(row.last, '!' | '?');
        if row.is_open() && brief && !polite && !row.credited() {
            page.rows[at].settle(Label::Boilerplate, "foot", 0.7);
        }
    }
}

/// A row that closes a text by its form: a byline with its cue, a bare name, an office, an end mark.
fn closes(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    if page.furniture[at].is_some() || row.settled && row.label != Label::Byline {
        return false;
    }
    if row.label == Label::Byline && row.settled
        || flow::is_end_mark(row.text)
        || row.text.ends_with("./.")
        || row.text.ends_with(" /.")
    {
        return true;
    }
    let whole = || {
        byline::branch(row.text)
            || row.byline().is_some_and(|b| b.cue && b.author.is_some() && b.organisation.is_some())
    };
    (row.words <= 14 || row.words <= 22 && whole()) && signs(row)
}

/// The row has the form of a signature.
pub(super) fn signs(row: &Row<'_>) -> bool {
    if row.text.starts_with('|')
        || mark::marked(row.text).is_some_and(|m| !matches!(m.mark, mark::Mark::Roman))
            && !row.text.starts_with('*')
            && !are_initials(row.text)
    {
        return false;
    }
    if name::opens_signature(row.text) || name::is_signed(row.text) {
        return true;
    }
    row.byline().is_some_and(|b| {
        b.cue
            || b.author.is_some()
            || b.source.is_some()
            || b.organisation.is_some()
                && (row.words <= 12
                    || byline::branch(row.text)
                    || row.words <= 16
                        && holds(row.text, &[" huyện ", " tỉnh ", " xã ", " phường ", " thị xã "]))
                && !matches!(row.last, ':' | '?')
    }) || name::is_collective(row.text)
}

/// Rows of proper names that make a list.
const LIST: usize = 3;

/// One of several proper names under each other: a list that ends the text, where one or two would sign it.
pub(super) fn is_listed_name(page: &Page<'_>, at: usize) -> bool {
    let name = |at: &usize| {
        let row = &page.rows[*at];
        row.is_open()
            && page.furniture[*at].is_none()
            && page.stamps[*at].is_none()
            && !row.upper
            && (1..=6).contains(&row.words)
            && row.capitalised() == row.words
            && row.byline().is_none_or(|b| !b.cue && b.source.is_none())
    };
    if !name(&at) {
        return false;
    }
    let below = (at + 1..page.rows.len()).take(LIST).take_while(name).count();
    let above = (page.end..at).rev().take(LIST).take_while(name).count();
    above + 1 + below >= LIST
}

/// A row of the text proper, seen from the foot of the page.
pub(super) fn is_text(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    if page.furniture[at].is_some()
        || row.is_dropped() && row.settled
        || row.settled && row.label == Label::Duplicate
    {
        return false;
    }
    if row.settled && !matches!(row.label, Label::Body | Label::ListItem | Label::Subhead | Label::Table) {
        return false;
    }
    if source::notice(row).is_some() || is_footer(row) || unanswered(page, at) {
        return false;
    }
    if page.stamps[at].is_some_and(|s| s.words_around() <= 6) {
        return false;
    }
    // "X (VKSND tỉnh Y)." and "X | Phòng Y" on the last line are who wrote it; in a table they are an entry.
    let written = row.words <= 20
        && row.byline().is_some_and(|b| {
            b.author.is_some()
                && (b.organisation.is_some()
                    || b.source.is_some()
                    || b.others[0].is_some()
                    // "Tin, ảnh: Cẩm Trúc - Huy Đ."
                    || b.cue && row.words <= 12 && b.author.is_some_and(name::are_people))
        });
    if written && !row.credited() && !celled(page, at) {
        return false;
    }
    row.is_prose()
        || row.words >= 5 && row.ends_sentence() && !row.text.ends_with("...")
        || page.document && broken(page, at)
        || marks(row)
        || table::cells(row.text).len() > 1
            && row.text.contains(|c: char| matches!(c, '|' | '\t') || c.is_ascii_digit())
        || row.credited() && !below_name(page, at) && !row.byline().is_some_and(|b| b.shared)
        || page.verse && !signs(row)
}

/// The row above has cells.
fn celled(page: &Page<'_>, at: usize) -> bool {
    at > 0 && table::cells(page.rows[at - 1].text).len() > 1
}

/// A line of a document that was broken off from the one above, or stands alone with the number of its article.
fn broken(page: &Page<'_>, at: usize) -> bool {
    let row = &page.rows[at];
    let article = mark::marked(row.text).is_some_and(|m| m.mark == mark::Mark::Article);
    article
        || at > 0 && row.gap == 0 && row.words >= 2 && row.last == '.' && !page.rows[at - 1].ends_sentence()
}

/// "Ảnh: X" below who wrote the text.
fn below_name(page: &Page<'_>, at: usize) -> bool {
    let named = |row: &Row<'_>| row.words <= 6 && row.byline().is_some_and(|b| b.author.is_some());
    at > 0 && credit::alone(page.rows[at].text) && named(&page.rows[at - 1])
}

/// "Hỏi: Thủ tục đăng ký tạm trú" with another such question or furniture below it, instead of an answer: the list of
/// other questions that a portal hangs below an answered one.
fn unanswered(page: &Page<'_>, at: usize) -> bool {
    let asks = |row: &Row<'_>| row.words <= 16 && row.text.starts_with("Hỏi:") && !row.sentences;
    asks(&page.rows[at]) && page.rows.get(at + 1).is_none_or(|next| asks(next) || page.sure(at + 1).is_some())
}

fn marks(row: &Row<'_>) -> bool {
    // "H. Vân" is a name.
    mark::marked(row.text).is_some_and(|m| !m.rest.is_empty()) && !are_initials(row.text)
        || row.last == ';' && row.words >= 2
}

/// "H. Vân", "H. Phát - Lê Tứ": names, the first of which begins as numbered headings do.
fn are_initials(text: &str) -> bool {
    name::is_initials(text) || text.contains([',', '-', '–']) && name::are_people(text)
}

/// Site footers: licence, editor, address.
pub(super) fn is_footer(row: &Row<'_>) -> bool {
    if row.text.len() > source::LONGEST || row.last == '?' {
        return false;
    }
    // "Đơn vị quản lý cũng được nhắc." is a sentence; what is said of a site has its colon, its sign or its number.
    if let Some(cue) = opening(row.head(), FOOTERS) {
        let told = row.text.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 8);
        let licence = || cue.ends_with("giấy phép") && row.text.contains('/');
        return !row.ends_sentence() || told || licence() || row.text.contains('©');
    }
    if !row.ends_sentence() && opens(row.head(), MAKERS) {
        return true;
    }
    // "Tòa soạn: 12 …" is an address, "Tòa soạn sẽ theo dõi." a sentence.
    opening(row.head(), &["tòa soạn", "toà soạn"]).is_some_and(|cue| {
        let label = row.text.split_once(':').map(|(label, _)| label.trim_end().chars().count());
        !row.ends_sentence() || label == Some(cue.chars().count())
    })
}

/// What such lines begin with.
const FOOTERS: &[&str] = &[
    "giấy phép",
    "cơ quan chủ quản",
    "cơ quan quản lý",
    "tổng biên tập",
    "chịu trách nhiệm",
    "thiết kế bởi",
    "designed by",
    "powered by",
    "giám đốc trang",
    "trụ sở tòa soạn",
    "đơn vị quản lý",
    "số giấy phép",
    "người chịu trách nhiệm",
    "phát triển bởi",
    "bản quyền",
    "copyright",
    "trưởng ban biên tập",
    "liên hệ quảng cáo",
    "hotline quảng cáo",
];

/// The same of who made the site; "Website được mở năm 2019." is a sentence.
const MAKERS: &[&str] = &[
    "thiết kế web",
    "thiết kế và phát triển",
    "xây dựng và phát triển bởi",
    "website được",
    "trang web được",
    "theme",
    "phụ trách nội dung",
    "phụ trách website",
];

/// Verses below which the end of a poem is looked for.
const VERSES: usize = 4;

/// Lines that a site hangs below a signature and that nothing but their place tells from text.
const HUNG: usize = 6;

/// Who signs, though lines worded as text stand below: the only name alone on its line, with few and brief lines down to
/// the site's own, none of which speaks of that person. A part about someone is headed by a name, too.
fn signature(page: &Page<'_>, first: usize, end: usize) -> Option<usize> {
    if page.document || page.card {
        return None;
    }
    let alone = |at: &usize| {
        let row = &page.rows[*at];
        row.words <= 6 && row.is_open() && page.furniture[*at].is_none() && name::is_person(row.text)
    };
    let written = |at: &usize| page.furniture[*at].is_none();
    let at = (first + 1..end.saturating_sub(1)).rev().find(alone)?;
    let name = page.rows[at].text;
    let below = (at + 1..end).filter(written);
    let site = (at + 1..page.rows.len()).any(|at| page.sure(at).is_some());
    if !site || below.clone().nth(HUNG).is_some() || below.clone().any(|at| page.rows[at].words > LONG) {
        return None;
    }
    let whole = name::has_family_name(name) && (3..=5).contains(&page.rows[at].words);
    let last = name.rsplit(' ').next().unwrap_or(name);
    let spoken_of = below.clone().any(|at| page.rows[at].text.contains(last));
    let paragraph = (first..at).rev().find(written).is_some_and(|above| page.rows[above].ends_sentence());
    let others = (first + 1..at).any(|other| alone(&other) && page.rows[other].text != name);
    (paragraph && !others && (page.credits(name) || whole && !spoken_of)).then_some(at)
}

/// The row after the last one of the text.
fn end(page: &Page<'_>, first: usize) -> usize {
    let mut end = (first..page.rows.len()).rev().find(|&at| is_text(page, at)).map_or(first, |at| at + 1);
    if page.verse {
        // A poem ends at its date, its poet or the site's first line below some verses.
        // "Trường ba tầng mới, cháu con học hành" begins as a body does.
        let signed = |row: &Row<'_>| {
            signs(row) && row.byline().is_none_or(|b| b.author.is_some() || b.cue || b.source.is_some())
        };
        let over =
            |at: &usize| page.sure(*at).is_some() || page.stamps[*at].is_some() || signed(&page.rows[*at]);
        return (first + VERSES..end).find(over).unwrap_or(end);
    }
    // What stands under a heading of related articles or comments, when the text was closed before that heading.
    let mut closed = false;
    let mut prose = 0;
    let mut cut = None;
    // Few pages have such headings inside the text; the others need not be counted.
    let rest = LazyCell::new(move || Rest::of(page, first, end));
    for at in first..end {
        if let Some(found) = page.furniture[at] {
            // A weak heading opens a list where the text was closed and nothing but headlines follows.
            let weak = || closed && found.opens == Opens::Related && rest.is_list(at);
            let opener = matches!(found.opens, Opens::Related | Opens::Comments | Opens::Tags)
                && (found.sure || weak());
            if opener
                && prose > 0
                && cut.is_none()
                && (closed
                    || found.opens == Opens::Related && rest.is_list(at)
                    || found.opens == Opens::Comments && rest.is_thread(page, at))
            {
                cut = Some(at);
            }
            continue;
        }
        let row = &page.rows[at];
        if cut.is_some() {
            if row.words > LONG && row.is_prose() {
                // A long paragraph below: the heading was an interlude after all.
                cut = None;
                closed = false;
            }
            continue;
        }
        if row.is_prose() || marks(row) {
            prose += 1;
            closed = row.text.ends_with("./.") || row.text.ends_with("/.");
        }
        if prose > 0 && closes(page, at) {
            closed = true;
        }
    }
    if let Some(cut) = cut {
        end = cut;
    }
    if let Some(signed) = signature(page, first, end) {
        end = signed;
    }
    // Step back over what only looked like text below the signature.
    while end > first && !is_text(page, end - 1) {
        end -= 1;
    }
    end.max(first)
}
