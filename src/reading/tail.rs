//! The foot of the page: where the text ends, who signs it, and what the site hung below it.

use std::cell::LazyCell;

use super::flow;
use super::furniture::Opens;
use super::letters;
use super::mark;
use super::name;
use super::page::Page;
use super::source;
use super::{Label, Row};

/// Words of a paragraph that no comment and no summary of a related article is taken to have.
const LONG: u16 = 45;

/// Finds the end of the text, labels what stands below it and the lists that interrupt the text.
pub(super) fn read(page: &mut Page<'_>) {
    let first = page.prose.or(page.title.last().map(|&at| at + 1)).unwrap_or(0).min(page.rows.len());
    page.end = end(page, first);
    comments(page, first);
    interludes(page, first);
    below(page, first);
    foot(page);
}

/// Furniture that only the site hangs below a text.
const SITE: &[&str] = &[
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
        if row.is_open() && brief && !polite && !flow::has_credit(row.text) {
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
    row.words <= 14 && signs(row)
}

/// The row has the form of a signature.
fn signs(row: &Row<'_>) -> bool {
    if row.text.starts_with('|')
        || mark::marked(row.text).is_some_and(|m| !matches!(m.mark, mark::Mark::Roman))
            && !row.text.starts_with('*')
    {
        return false;
    }
    if name::opens_signature(row.text) || is_signed(row.text) {
        return true;
    }
    row.byline().is_some_and(|b| {
        b.cue
            || b.author.is_some()
            || b.source.is_some()
            || b.organisation.is_some() && row.words <= 12 && !matches!(row.last, ':' | '?')
    }) || name::is_collective(row.text)
}

/// "(Đã ký)" in place of the hand's sign.
fn is_signed(text: &str) -> bool {
    text.trim_start_matches('(').to_lowercase().starts_with("đã ký") && text.split_whitespace().count() <= 4
}

/// A row of the text proper, seen from the foot of the page.
fn is_text(page: &Page<'_>, at: usize) -> bool {
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
    if source::notice(row).is_some() || is_footer(row) {
        return false;
    }
    if page.stamps[at].is_some_and(|s| s.words_around() <= 6) {
        return false;
    }
    row.is_prose()
        || row.words >= 5 && row.ends_sentence() && !row.text.ends_with("...")
        || marks(row)
        || flow::cells(row.text).len() > 1
            && row.text.contains(|c: char| matches!(c, '|' | '\t') || c.is_ascii_digit())
        || flow::has_credit(row.text)
        || page.verse && !signs(row)
}

fn marks(row: &Row<'_>) -> bool {
    mark::marked(row.text).is_some_and(|m| !m.rest.is_empty()) || matches!(row.last, ';')
}

/// Site footers: licence, editor, address.
fn is_footer(row: &Row<'_>) -> bool {
    row.text.len() <= source::LONGEST
        && [
            "giấy phép",
            "cơ quan chủ quản",
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
        ]
        .iter()
        .any(|cue| row.key().starts_with(cue))
        // "Tòa soạn: 12 …" is an address, "Tòa soạn sẽ theo dõi." a sentence.
        || ["tòa soạn", "toà soạn"].iter().any(|cue| {
            let labelled =
                || row.text.split_once(':').is_some_and(|(label, _)| label.trim_end().chars().count() == cue.chars().count());
            row.key().starts_with(cue) && (!row.ends_sentence() || labelled())
        })
}

/// The row after the last one of the text.
fn end(page: &Page<'_>, first: usize) -> usize {
    let mut end = (first..page.rows.len()).rev().find(|&at| is_text(page, at)).map_or(first, |at| at + 1);
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
    // Step back over what only looked like text below the signature.
    while end > first && !is_text(page, end - 1) {
        end -= 1;
    }
    end.max(first)
}

/// What the rows up to `end` hold, asked for each heading of related articles or comments: gathered once, since a page may
/// have a hundred thousand such headings.
struct Rest {
    first: usize,
    end: usize,
    /// Rows of `first..` that are no furniture, counted up to and without each.
    written: Vec<usize>,
    /// The row after the last one that no list of headlines has.
    unlisted: usize,
    /// The row after the last one that is too long for a comment.
    long: usize,
    /// The row after the last one of the page that is surely furniture.
    sure: usize,
}

impl Rest {
    fn of(page: &Page<'_>, first: usize, end: usize) -> Self {
        let after = |to: usize, test: &dyn Fn(usize) -> bool| {
            (first..to).rev().find(|&at| test(at)).map_or(first, |at| at + 1)
        };
        let mut written = vec![0; end - first + 1];
        for at in first..end {
            written[at - first + 1] = written[at - first] + usize::from(page.furniture[at].is_none());
        }
        Self {
            first,
            end,
            written,
            unlisted: after(end, &|at| page.furniture[at].is_none() && !listed(&page.rows[at])),
            long: after(end, &|at| page.rows[at].words > LONG),
            sure: after(page.rows.len(), &|at| page.sure(at).is_some()),
        }
    }

    /// From a heading of related articles to the end: only headlines, marked or not, and furniture.
    fn is_list(&self, at: usize) -> bool {
        self.unlisted <= at + 1
    }

    /// From "2 bình luận" to the end: no more lines than such a thread has, none of them long, buttons among them.
    fn is_thread(&self, page: &Page<'_>, at: usize) -> bool {
        let count: usize = page.rows[at]
            .text
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty() && part.len() <= 3)
            .and_then(|part| part.parse().ok())
            .unwrap_or(0);
        let written = self.written[self.end - self.first] - self.written[at + 1 - self.first];
        count > 0 && written <= count * 3 + 2 && self.long <= at + 1 && self.sure > at + 1
    }
}

/// A row as lists of related articles have them.
fn listed(row: &Row<'_>) -> bool {
    headline(row)
        || row.last == '?' && (3..=24).contains(&row.words) && !row.sentences
        || mark::marked(row.text).is_some_and(|m| {
            matches!(m.mark, mark::Mark::Bullet(_))
                && row.words <= 34
                && row.last != ';'
                && !(row.sentences && row.ends_sentence())
        })
}

/// Has the form of a headline of another article.
fn headline(row: &Row<'_>) -> bool {
    (row.is_short() || row.text.ends_with("...") && row.words <= 34) && row.words >= 2
}

/// Threads inside: from "Bình luận (2)" to the last line that only a thread has.
fn comments(page: &mut Page<'_>, first: usize) {
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
fn interludes(page: &mut Page<'_>, first: usize) {
    let mut at = first;
    while at < page.end {
        let Some(found) = page.furniture[at].filter(|f| f.sure) else {
            at += 1;
            continue;
        };
        let mut next = at + 1;
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
                        || flow::has_credit(row.text)
                        || flow::caption_score(page, next) >= 60
                        || row.upper
                    {
                        break;
                    }
                    next += 1;
                }
                // The last one, if it is brief, heads the prose below it.
                let items = next - at - 1;
                for item in at + 1..next {
                    let heads = item + 1 == next && items > 1 && page.rows[item].words <= 9;
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

/// "Xem thêm: headline" on one line opens nothing more.
fn flow_has_value(text: &str) -> bool {
    text.find(':').is_some_and(|colon| !text[colon + 1..].trim().is_empty()) || text.starts_with(">>")
}

/// Everything below the text.
fn below(page: &mut Page<'_>, first: usize) {
    let mut closed = false;
    let ended = page.end > 0 && page.rows[page.end - 1].text.ends_with("./.");
    let total = unexplained(page, page.end);
    let mut section: Option<Opens> = None;
    let mut signing = false;
    let foot = Foot::of(page);
    // The last row above that stays on the page.
    let mut kept = (first..page.end).rev().find(|&at| !page.rows[at].is_dropped());
    for at in page.end..page.rows.len() {
        if at > page.end && !page.rows[at - 1].is_dropped() {
            kept = Some(at - 1);
        }
        if page.rows[at].settled {
            closed |= page.rows[at].label == Label::Byline;
            continue;
        }
        if let Some(found) = page.furniture[at] {
            // A weak word is furniture below a signature, in a list, or beside what is surely furniture.
            let beside = |near: Option<&Option<super::furniture::Furniture>>| {
                near.is_some_and(|f| f.is_some_and(|f| f.sure))
            };
            let near = beside(page.furniture.get(at + 1)) || at > 0 && beside(page.furniture.get(at - 1));
            // A button or a heading as the last words of the page heads nothing.
            let last = !page.verse
                && !page.card
                && foot.buttons <= at
                && kept.is_some_and(|above| {
                    let row = &page.rows[above];
                    row.ends_sentence()
                        || flow::has_credit(row.text)
                        || matches!(row.label, Label::Credit | Label::Byline | Label::Caption)
                });
            // A heading of related articles, with nothing but headlines down to the end of the page.
            let heads = found.opens == Opens::Related
                && foot.brief <= at
                && page.rows.get(at + 1).is_some_and(headline)
                && kept.is_some_and(|above| {
                    page.rows[above].ends_sentence() || page.rows[above].label == Label::Byline
                });
            let closed = closed || ended;
            if found.sure || closed || section.is_some() || near || last || heads {
                page.rows[at].settle(Label::Boilerplate, found.reason, if found.sure { 0.97 } else { 0.8 });
                if found.opens != Opens::Nothing && (found.sure || closed || heads) {
                    section = Some(found.opens);
                }
                continue;
            }
        }
        let row = &page.rows[at];
        let text = row.text;
        if flow::is_end_mark(text) {
            page.rows[at].settle(Label::EndMark, "end-mark", 0.99);
            continue;
        }
        if let Some(found) = source::notice(row) {
            let reason = if matches!(found, source::Notice::Rights) { "rights" } else { "source" };
            page.rows[at].settle(Label::Notice, reason, 0.9);
            continue;
        }
        if is_footer(row) {
            page.rows[at].settle(Label::Boilerplate, "site-footer", 0.8);
            continue;
        }
        if section.is_none() && flow::explicit_caption(page, at) {
            continue;
        }
        let row = &page.rows[at];
        let open = section.is_none();
        // A long list of names or offices below the last sentence is text, not a signature.
        let few = total <= 8;
        if let Some(stamp) = page.stamps[at]
            && (open || stamp.words)
        {
            let with_name = row.byline().filter(|b| b.author.is_some() || b.organisation.is_some());
            if with_name.is_some() && !stamp.words && !stamp.before.is_empty() {
                page.rows[at].settle(Label::Byline, "byline-date", 0.9);
                closed = true;
                continue;
            }
            if stamp.before.split_whitespace().count() <= 8
                && stamp.after.split_whitespace().count() <= 6
                && !text.ends_with(')')
            {
                page.rows[at].settle(Label::Dateline, "date", 0.85);
                continue;
            }
        }
        if open
            && (!closed || signing)
            && (signs(row) || signing && (name::is_role(text) || row.upper && row.words <= 10))
        {
            signing |= name::opens_signature(text) || row.upper || is_signed(text);
            page.rows[at].settle(Label::Byline, "byline-end", 0.88);
            closed = true;
            continue;
        }
        if open && !closed && name::is_role(text) && row.words <= 10 && row.upper {
            page.rows[at].settle(Label::Byline, "role", 0.8);
            signing = true;
            closed = true;
            continue;
        }
        // One word at the very end: a pen name.
        if open
            && !closed
            && row.words == 1
            && page.furniture[at].is_none()
            && row.capitalised == 1
            && row.is_short()
            && text.len() <= 24
            && at > first
            && text.chars().all(letters::is_alphabetic)
        {
            page.rows[at].settle(Label::Byline, "pen-name", 0.6);
            closed = true;
            continue;
        }
        if open && closed && signs(row) && row.gap == 0 && page.rows[at - 1].label == Label::Byline {
            page.rows[at].settle(Label::Byline, "byline-end", 0.7);
            continue;
        }
        // An author under the tags: set off from them, and no tag.
        if matches!(section, Some(Opens::Tags))
            && !closed
            && row.gap > 0
            && page.rows.get(at + 1).is_none_or(|next| next.gap > 0 || page.furniture[at + 1].is_some())
            && signs(row)
            && name::byline(text).is_some_and(|b| b.cue || b.author.is_some_and(name::has_family_name))
        {
            page.rows[at].settle(Label::Byline, "byline-end", 0.7);
            closed = true;
            continue;
        }
        let list = matches!(section, Some(Opens::Related | Opens::Tags | Opens::Comments | Opens::Menu));
        if list && row.words <= LONG {
            let reason = match section {
                Some(Opens::Comments) => "comment",
                Some(Opens::Tags) => "tags",
                _ => "related-headline",
            };
            page.rows[at].settle(Label::Boilerplate, reason, 0.8);
            continue;
        }
        let score = flow::caption_score(page, at);
        if open && !closed && row.is_short() && score >= 45 {
            page.rows[at].settle(Label::Caption, "caption-form", 0.65);
        } else if closed && few && headline(row) && row.words >= 3 && !page.document && foot.follows(at) {
            page.rows[at].settle(Label::Boilerplate, "below-signature", 0.65);
        }
        // Whatever else it is, it is text: the flow decides what kind.
    }
}

/// What the rows below the text hold, gathered once for all of them.
struct Foot {
    /// From this row on there are only buttons and headings.
    buttons: usize,
    /// From this row on there is nothing but headlines, furniture and notices.
    brief: usize,
    /// The row after the last one that is surely furniture.
    sure: usize,
}

impl Foot {
    fn of(page: &Page<'_>) -> Self {
        let after = |test: &dyn Fn(usize) -> bool| {
            (page.end..page.rows.len()).rev().find(|&at| test(at)).map_or(page.end, |at| at + 1)
        };
        Self {
            buttons: after(&|at| {
                page.furniture[at].is_none_or(|f| {
                    !matches!(
                        f.reason,
                        "comments" | "share-buttons" | "print-mail" | "related-label" | "tags"
                    )
                })
            }),
            brief: after(&|at| {
                let row = &page.rows[at];
                page.furniture[at].is_none() && !row.settled && !headline(row) && row.words > 2
            }),
            sure: after(&|at| page.sure(at).is_some()),
        }
    }

    /// From here to the end nothing but headlines, furniture and notices, and some furniture among them.
    fn follows(&self, at: usize) -> bool {
        self.brief <= at && self.sure > at
    }
}

/// Rows from here on that nothing explains yet; counted up to nine.
fn unexplained(page: &Page<'_>, at: usize) -> usize {
    (at + 1..page.rows.len())
        .take_while(|&n| page.sure(n).is_none_or(|f| !matches!(f.opens, Opens::Related | Opens::Comments)))
        .filter(|&n| page.furniture[n].is_none() && !page.rows[n].settled)
        .take(9)
        .count()
}
