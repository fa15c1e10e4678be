//! What is left of the page from a row on, gathered once for all its headings.

use super::page::Page;
use super::search::opens;
use super::{Row, mark};

/// Words of a paragraph that no comment and no summary of a related article is taken to have.
pub(super) const LONG: u16 = 45;

/// What the rows up to `end` hold, asked for each heading of related articles or comments: gathered once, since a page may
/// have a hundred thousand such headings.
pub(super) struct Rest {
    first: usize,
    end: usize,
    /// Rows of `first..` that are no furniture, counted up to and without each.
    written: Vec<usize>,
    /// The row after the last one that no list of headlines has.
    unlisted: usize,
    /// The row after the last one that is too long for a comment.
    long: usize,
    /// The row after the last one of the page with a button that only a comment has.
    buttons: usize,
    /// The row after the last one that shows a picture of the article.
    pictured: usize,
}

impl Rest {
    pub(super) fn of(page: &Page<'_>, first: usize, end: usize) -> Self {
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
            buttons: after(page.rows.len(), &|at| page.sure(at).is_some_and(|f| f.reason == "comments")),
            pictured: after(end, &|at| page.shows_picture(at)),
        }
    }

    /// From a heading of related articles to the end: only headlines, marked or not, and furniture.
    pub(super) fn is_list(&self, at: usize) -> bool {
        self.unlisted <= at + 1
    }

    /// From "2 bình luận" to the end: no more lines than such a thread has, none of them long, buttons among them.
    pub(super) fn is_thread(&self, page: &Page<'_>, at: usize) -> bool {
        let count: usize = page.rows[at]
            .text
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty() && part.len() <= 3)
            .and_then(|part| part.parse().ok())
            .unwrap_or(0);
        let written = self.written[self.end - self.first] - self.written[at + 1 - self.first];
        count > 0
            && written <= count * 3 + 2
            && self.long <= at + 1
            && self.buttons > at + 1
            && self.pictured <= at + 1
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
pub(super) fn headline(row: &Row<'_>) -> bool {
    (row.is_short() || row.text.ends_with("...") && row.words <= 34) && row.words >= 2 && !goes_on(row)
}

/// "(Còn tiếp)", "Kỳ sau: …": the author's word on the next part.
fn goes_on(row: &Row<'_>) -> bool {
    opens(row.key(), &["còn nữa", "còn tiếp", "kỳ sau", "kỳ tới", "kỳ cuối", "đón đọc", "hết kỳ"])
}
