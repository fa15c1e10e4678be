//! Comments and lists of related articles inside the text.

use super::furniture::Opens;
use super::page::Page;
use super::rest::{LONG, headline};
use super::tail::is_text;
use super::{Label, caption};

/// Threads inside: from "Bình luận (2)" to the last line that only a thread has.
pub(super) fn comments(page: &mut Page<'_>, first: usize) {
    let Some(open) =
        (first + 1..page.rows.len()).find(|&at| page.sure(at).is_some_and(|f| f.opens == Opens::Comments))
    else {
        return;
    };
    let mut last = open;
    for at in open + 1..page.rows.len() {
        if page.furniture[at].is_some_and(|f| f.reason == "comments" && f.sure) {
            last = at;
        } else if page.rows[at].words > LONG {
            break;
        }
    }
    // Only a thread whose lines are few and short between its buttons.
    let prose: Vec<usize> = (open + 1..last).filter(|&at| page.furniture[at].is_none()).collect();
    let told =
        page.furniture[open + 1..=last].iter().filter(|f| f.is_some_and(|f| f.reason == "comments")).count();
    let before = (first..open).filter(|&at| page.rows[at].is_prose() && page.furniture[at].is_none()).count();
    if last == open || before == 0 || prose.len() > told * 3 + 2 {
        return;
    }
    // A signature or an end mark below would say that the text goes on.
    if prose.iter().any(|&at| page.rows[at].text.ends_with("./.")) {
        return;
    }
    for at in prose {
        if page.rows[at].is_open() {
            page.rows[at].settle(Label::Boilerplate, "comment", 0.8);
        }
    }
    page.end = page.end.min(if page.end > open {
        (first..open)
            .rev()
            .find(|&at| is_text(page, at))
            .map_or(open, |at| at + 1)
            .max(trailing(page, last + 1))
    } else {
        page.end
    });
}

/// The end of text below `from`, or 0.
fn trailing(page: &Page<'_>, from: usize) -> usize {
    (from..page.end).rev().find(|&at| is_text(page, at)).map_or(0, |at| at + 1)
}

/// Headings of related articles or tags inside the text, with the headlines under them.
pub(super) fn lists(page: &mut Page<'_>, first: usize) {
    let mut at = first;
    while at < page.end {
        let mut next = at + 1;
        let Some(found) = page.furniture[at].filter(|f| f.sure) else {
            at = pointer(page, at).unwrap_or(next);
            continue;
        };
        match found.opens {
            Opens::Related if !flow_has_value(page.rows[at].text) => {
                let base = page.rows.get(next).map_or(0, |row| row.gap);
                while next < page.end && next - at <= 8 {
                    let row = &page.rows[next];
                    let parted = row.gap > base && next > at + 1;
                    if page.furniture[next].is_some()
                        || !row.is_open()
                        || !headline(row)
                        || row.words < 6
                        || parted
                        || row.credited()
                        || caption::score(page, next) >= 60
                            // Directly below the heading it takes a cue to be one.
                            && (base > 0 || caption::cues(page, next) >= 30)
                        || row.upper
                    {
                        break;
                    }
                    next += 1;
                }
                // The last one, if it is brief, heads the prose below it.
                let items = next - at - 1;
                for item in at + 1..next {
                    // Set off from what follows, it ends the list.
                    let ends = base == 0 && page.rows.get(next).is_some_and(|below| below.gap > 0);
                    let heads = item + 1 == next && items > 1 && page.rows[item].words <= 9 && !ends;
                    if !heads {
                        page.rows[item].settle(Label::Boilerplate, "related-headline", 0.75);
                    }
                }
            }
            Opens::Tags => {
                while next < page.end
                    && next - at <= 20
                    && page.furniture[next].is_none()
                    && page.rows[next].is_open()
                    && page.rows[next].words <= 5
                    && page.rows[next].is_short()
                    && page.rows[next].gap == 0
                {
                    page.rows[next].settle(Label::Boilerplate, "tags", 0.8);
                    next += 1;
                }
            }
            _ => {}
        }
        at = next.max(at + 1);
    }
}

/// "Xem thêm", a headline and perhaps its summary, set off from the text above and below: a pointer to another article.
/// Gives the row below it.
fn pointer(page: &mut Page<'_>, at: usize) -> Option<usize> {
    let head = page.rows.get(at + 1)?;
    let more = ["xem thêm", "đọc thêm", "mời xem thêm", "mời đọc thêm", "xem tiếp", "đọc tiếp"];
    if page.furniture[at].is_none()
        || page.rows[at].gap == 0
        || !more.contains(&page.rows[at].key())
        || head.gap > 0
        || !head.is_open()
        || !headline(head)
        || head.words < 5
        || page.furniture[at + 1].is_some()
    {
        return None;
    }
    let summary = page.rows.get(at + 2).is_some_and(|row| row.gap == 0 && row.is_open() && row.words <= LONG);
    let end = at + 2 + usize::from(summary);
    if page.rows.get(end).is_some_and(|below| below.gap == 0) {
        return None;
    }
    page.rows[at].settle(Label::Boilerplate, "related-label", 0.8);
    for row in &mut page.rows[at + 1..end] {
        row.settle(Label::Boilerplate, "related-headline", 0.75);
    }
    Some(end)
}

/// "Xem thêm: headline" on one line opens nothing more.
fn flow_has_value(text: &str) -> bool {
    text.find(':').is_some_and(|colon| !text[colon + 1..].trim().is_empty()) || text.starts_with(">>")
}
