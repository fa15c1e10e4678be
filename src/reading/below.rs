//! Everything below the text.

use super::byline::{self, Byline};
use super::furniture::{Opens, columns};
use super::page::Page;
use super::rest::{LONG, headline};
use super::tail::{SITE, is_footer, is_listed_name, signs};
use super::{Label, Row, caption, flow, letters, name, source};

/// Labels it.
pub(super) fn read(page: &mut Page<'_>, first: usize) {
    let mut closed = false;
    let ended = page.end > 0 && page.rows[page.end - 1].text.ends_with("./.");
    let total = unexplained(page, page.end);
    let mut section: Option<Opens> = None;
    let (mut signing, mut sourced) = (false, false);
    // A line stands above that only the site hangs below a text.
    let mut hung = false;
    names_below(page);
    let foot = Foot::of(page);
    // Looked for once: a page may end in as many words alone on their lines as it has lines above.
    let signed_above = page.rows[..first].iter().any(|row| row.label == Label::Byline);
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
            let near = page.sure_beside(at);
            // A button or a heading as the last words of the page heads nothing.
            let last = !page.verse
                && !page.card
                && foot.buttons <= at
                && kept.is_some_and(|above| {
                    let row = &page.rows[above];
                    row.ends_sentence()
                        || row.credited()
                        || matches!(row.label, Label::Credit | Label::Byline | Label::Caption)
                });
            // A heading of related articles, with nothing but headlines down to the end of the page.
            let heads = found.opens == Opens::Related
                && foot.brief <= at
                && page.rows.get(at + 1).is_some_and(headline)
                && kept.is_some_and(|above| {
                    page.rows[above].ends_sentence() || page.rows[above].label == Label::Byline
                });
            let closed = closed || ended || sourced;
            // "Tag", and one or more below it.
            let tags = found.opens == Opens::Tags
                && page.rows.get(at + 1).is_some_and(|row| row.starts_lower() && row.words <= 5);
            let heads = heads || tags;
            // "GIA ĐÌNH" under another who signs.
            let row = &page.rows[at];
            let signs_as_well =
                !found.sure && row.upper && page.below_byline(at) && name::is_collective(row.text);
            if !signs_as_well
                && (found.sure
                    || closed
                    || section.is_some()
                    || near
                    || last
                    || heads
                    || hung && signed_above)
            {
                hung |= found.sure && SITE.contains(&found.reason);
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
        // "Nguồn: Báo X; Tác giả: Y" says who wrote it as well.
        let written = || row.byline().is_some_and(|b| b.author.is_some() && b.source.is_some());
        if let Some(found) = source::notice(row).filter(|_| !written()) {
            let reason = if matches!(found, source::Notice::Rights) { "rights" } else { "source" };
            page.rows[at].settle(Label::Notice, reason, 0.9);
            sourced = true;
            continue;
        }
        let shown = |above: usize| {
            matches!(page.rows[above].label, Label::Caption | Label::Credit) || page.shows_picture(at - 1)
        };
        if source::bracketed(text).is_some() && kept.is_some_and(|above| !shown(above)) {
            page.rows[at].settle(Label::Notice, "source", 0.85);
            sourced = true;
            continue;
        }
        if is_footer(row) {
            page.rows[at].settle(Label::Boilerplate, "site-footer", 0.8);
            continue;
        }
        // A cell below the signature shows no picture: it points to another article.
        let stub = at > 0 && page.stub(at - 1);
        if (closed || hung)
            && !stub
            && (text.starts_with('|') || text.ends_with('|'))
            && !signs(row)
            && !row.credited()
        {
            page.rows[at].settle(Label::Boilerplate, "related-cell", 0.75);
            continue;
        }
        // "dạy bơi   đuối nước   Đồng Tháp", "đầm Ô Mây ⇥ nuôi hàu ⇥ khởi nghiệp": tags without their heading
        let tabbed = |near: usize| {
            let parted = |row: &Row<'_>| row.text.contains('\t') || columns(row.text).nth(2).is_some();
            page.rows.get(near).is_some_and(parted)
        };
        if closed
            && tabbed(at)
            && !tabbed(at + 1)
            && !(at > 0 && tabbed(at - 1))
            && page.rows[at].words <= 16
            && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':'))
        {
            page.rows[at].settle(Label::Boilerplate, "tags", 0.75);
            continue;
        }
        // A headline and its summary, which begins with the paper's sign, as the last words of the page.
        if closed
            && headline(&page.rows[at])
            && page.rows[at].words >= 5
            && page.rows.get(at + 1).is_some_and(|next| {
                let summary = next.gap == 0 && next.is_open() && next.words <= 30 && !next.sentences;
                summary && source::prefix(next.text).is_some()
            })
            && (at + 2..page.rows.len()).all(|near| page.furniture[near].is_some() || page.rows[near].settled)
        {
            page.rows[at].settle(Label::Boilerplate, "related-headline", 0.7);
            page.rows[at + 1].settle(Label::Boilerplate, "related-headline", 0.7);
            continue;
        }
        if section.is_none() && caption::explicit(page, at) {
            continue;
        }
        if section.is_none() && !closed && is_listed_name(page, at) {
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
            let cue = with_name.is_some_and(|b| b.cue);
            let named = with_name.is_some_and(|b| b.is_certain());
            if with_name.is_some() && (cue || !stamp.words) && (!stamp.before.is_empty() || named) {
                page.rows[at].settle(Label::Byline, "byline-date", 0.9);
                closed = true;
                continue;
            }
            if stamp.before.split_whitespace().count() <= 8
                && stamp
                    .after
                    .split_whitespace()
                    .filter(|word| word.contains(letters::is_alphanumeric))
                    .count()
                    <= 6
                && (!text.ends_with(')')
                    || stamp.words_around() == 0
                    || text.starts_with('(')
                    || stamp.before.is_empty())
            {
                page.rows[at].settle(Label::Dateline, "date", 0.85);
                continue;
            }
        }
        if open
            && (!closed || signing)
            && !(hung && signed_above && !row.byline().is_some_and(|b| b.is_certain()))
            && (signs(row) || signing && (name::is_role(text) || row.upper && row.words <= 10))
        {
            // A name in capitals signs by itself; an office and a role go on.
            let block = row.upper && (name::is_role(text) || !name::are_people(text));
            // "Chi nhánh X" over "Phó Giám đốc" and the name
            let office = row.byline().is_some_and(|b| b.author.is_none() && b.organisation.is_some());
            let role = |near: usize| {
                page.rows.get(near).is_some_and(|next| {
                    next.words <= 8
                        && name::is_role(next.text)
                        && next.is_short()
                        && page.furniture[near].is_none()
                })
            };
            signing |=
                name::opens_signature(text) || block || name::is_signed(text) || office && role(at + 1);
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
        if open
            && !closed
            && !signed_above
            && !page.document
            && !page.card
            && page.furniture[at].is_none()
            && row.signs_loosely()
        {
            page.rows[at].settle(Label::Byline, "byline-loose", 0.6);
            closed = true;
            continue;
        }
        // One word at the very end: a pen name.
        if open
            && !closed
            && !page.document
            && row.words == 1
            && page.furniture[at].is_none()
            && row.capitalised() == 1
            && row.is_short()
            && text.len() <= 24
            && at > first
            && text.chars().all(letters::is_alphabetic)
            && !signed_above
        {
            page.rows[at].settle(Label::Byline, "pen-name", 0.6);
            closed = true;
            continue;
        }
        // A second name is printed as the first: "Mỹ Tho" below names in capitals is a tag.
        let alike = || {
            row.byline().is_none_or(|b| b.cue || b.author.is_none() || row.upper || !page.rows[at - 1].upper)
        };
        if open && closed && signs(row) && page.below_byline(at) && alike() {
            page.rows[at].settle(Label::Byline, "byline-end", 0.7);
            continue;
        }
        // "Theo X" below who wrote it; its unit on the next line of a page that sets off every line.
        let source = |b: &Byline<'_>| b.source.is_some() && b.author.is_none() && row.words <= 8;
        let unit = |b: &Byline<'_>| {
            (b.organisation.is_some() && b.author.is_none()
                || b.organisation.is_none() && b.author.is_some_and(name::has_family_name))
                && b.date.is_none()
                && kept == Some(at - 1)
                && page.rows[at - 1].label == Label::Byline
                && row.gap == page.rows[at - 1].gap
        };
        // "Kiểm sát viên, Viện X" below the name
        let post = || page.below_byline(at) && byline::post(text).is_some();
        if open && closed && (row.byline().is_some_and(|b| source(&b) || unit(&b)) || post()) {
            page.rows[at].settle(Label::Byline, "byline-end", 0.7);
            continue;
        }
        // An author under the tags, or under a video's heading: set off from them, and no tag and no headline.
        let cued = || {
            row.byline().is_some_and(|b| {
                b.author.is_some_and(name::has_family_name) && (b.cue || name::is_person(text))
            })
        };
        if (matches!(section, Some(Opens::Tags)) || section == Some(Opens::Related) && cued())
            && !closed
            && row.gap > 0
            && page.rows.get(at + 1).is_none_or(|next| next.gap > 0 || page.furniture[at + 1].is_some())
            && signs(row)
            && row.byline().is_some_and(|b| b.is_certain())
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
        let score = caption::score(page, at);
        if open && !closed && row.is_short() && score >= caption::CLEAR {
            page.rows[at].settle(Label::Caption, "caption-form", 0.65);
        } else if (closed || page.verse)
            && few
            && headline(row)
            && (row.words >= 3 || page.verse)
            && !page.document
            && foot.follows(at)
        {
            page.rows[at].settle(Label::Boilerplate, "below-signature", 0.65);
        }
        // Whatever else it is, it is text: the flow decides what kind.
    }
}

/// "Nguồn:" alone on its line, and the source on the next; ">> Nguồn: X", which begins as pointers to articles do.
fn names_below(page: &mut Page<'_>) {
    for at in page.end..page.rows.len() {
        let row = &page.rows[at];
        if row.text.starts_with(['>', '»']) && row.is_open() && source::notice(row).is_some() {
            page.rows[at].settle(Label::Notice, "source", 0.85);
            continue;
        }
        let Some(next) = page.rows.get(at + 1).filter(|_| source::heads_name(row) && row.is_open()) else {
            continue;
        };
        if next.is_open()
            && next.gap <= 1
            && next.words <= 12
            && next.is_short()
            && (!next.starts_lower() || next.text.starts_with("http"))
        {
            page.rows[at].settle(Label::Notice, "source", 0.9);
            page.rows[at + 1].settle(Label::Notice, "source-name", 0.85);
        }
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
                page.furniture[at].is_none()
                    && !row.settled
                    && !headline(row)
                    && row.words > 2
                    && source::notice(row).is_none()
                    && !is_footer(row)
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
