//! The page as a whole: a consistent reading of all lines.

use std::cell::OnceCell;

use super::Label;
use super::buttons;
use super::date::{self, Stamp};
use super::furniture::{self, Furniture, Opens};
use super::hung;
use super::letters;
use super::mark::{self, Mark};
use super::paging;
use super::row::{Row, is_blank};
use super::search::begins_with;

/// How far a neighbour is sought, in rows.
const NEAR: usize = 12;

/// A page being read.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The non-blank lines.
    pub rows: Vec<Row<'a>>,
    /// What each looks like as furniture.
    pub furniture: Vec<Option<Furniture>>,
    /// The date on each, if it has one and is short.
    pub stamps: Vec<Option<Stamp<'a>>>,
    /// Rows that make the title.
    pub title: Vec<usize>,
    /// First row of prose.
    pub prose: Option<usize>,
    /// The row after the last one of the text.
    pub end: usize,
    /// An administrative document.
    pub document: bool,
    /// A death notice or another card of short lines.
    pub card: bool,
    /// Turns of question and answer.
    pub interview: bool,
    /// Pictures with a sentence each.
    pub essay: bool,
    /// A picture's file stands above most of the sentences.
    pub pictured: bool,
    /// A caption names who took its picture.
    pub credited: bool,
    /// The rows that do.
    credits: OnceCell<Vec<usize>>,
    /// The page is a poem.
    pub verse: bool,
}

/// Pictures of the longest page whose names are looked at.
const PICTURES: usize = 64;

/// Lines of most pages.
const USUAL: usize = 48;

impl<'a> Page<'a> {
    /// Looks at every line of the L0 text.
    pub fn new(text: &'a str) -> Page<'a> {
        let mut rows: Vec<Row<'a>> = Vec::with_capacity(USUAL);
        let mut gap = 0u8;
        let mut from = 0;
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
        for (line, end) in ends.enumerate() {
            let raw = &text[from..end];
            from = end + 1;
            let front = raw.trim_start_matches(is_blank);
            if front.is_empty() {
                gap = gap.saturating_add(1);
            } else {
                rows.push(Row::new(line as u32, front.trim_end_matches(is_blank), gap));
                gap = 0;
            }
        }
        without_store_date(&mut rows);
        let mut furniture: Vec<_> = rows.iter().map(furniture::furniture).collect();
        let stamps = rows
            .iter()
            .map(|row| {
                if row.words <= 32 {
                    date::stamp(row.text).filter(|stamp| plausible(row, stamp))
                } else {
                    None
                }
            })
            .collect::<Vec<_>>();
        for ((found, stamp), row) in furniture.iter_mut().zip(&stamps).zip(&rows) {
            let Some(stamp) = stamp.filter(|stamp| stamp.date.day > 0) else { continue };
            // "23/05/2018 - Lượt xem: 455", "X - 23/05/2018 - 0 bình luận": the date of the article beside a counter.
            let dated = || stamp.opens_line() || row.byline().is_some_and(|b| b.author.is_some());
            // "9 giờ trước • 09/06/2024"
            let ago = || stamp.before.ends_with(" trước");
            // "12/06/2019 08:15 - Phản hồi: 0"; "12/06/2019 Phản hồi" is of a comment.
            let counted = || {
                stamp.opens_line()
                    && stamp.words_around() <= 8
                    && row.text.trim_end_matches(')').ends_with(|c: char| c.is_ascii_digit())
                    && !stamp.after.is_empty()
            };
            let comments = || ago() || counted();
            // "Thể thao & Văn hóa   14/10/2023 21:40 GMT+7"
            let section = || !stamp.before.is_empty() && stamp.after.is_empty() && row.words <= 10;
            if found.is_some_and(|f| match f.reason {
                "counter" => dated(),
                "comments" => comments(),
                "section-list" => section(),
                _ => false,
            }) {
                *found = None;
            }
        }
        let end = rows.len();
        let mut page = Page {
            rows,
            furniture,
            stamps,
            title: Vec::new(),
            prose: None,
            end,
            document: false,
            card: false,
            interview: false,
            essay: false,
            pictured: false,
            credited: false,
            credits: OnceCell::new(),
            verse: false,
        };
        page.spare_fragments();
        page.spare_cells();
        page.spare_contacts();
        paging::count(&mut page);
        paging::footers(&mut page);
        paging::heads(&mut page);
        hung::settle(&mut page);
        buttons::settle(&mut page);
        page.spare_quoted_mail();
        page.pair_numbers();
        page
    }

    /// A word of furniture that the next line goes on from is a fragment of a sentence.
    fn spare_fragments(&mut self) {
        for at in 0..self.rows.len().saturating_sub(1) {
            let next = &self.rows[at + 1];
            // "quay không quá / 3 / phút một mặt": a number that a bad wrap parted from its sentence.
            if matches!(self.furniture[at], Some(f) if f.reason == "bare-number")
                && self.rows[at].gap == 0
                && next.gap == 0
                && next.starts_lower()
                && at > 0
                && self.furniture[at - 1].is_none()
                && !self.rows[at - 1].ends_sentence()
                && !matches!(self.rows[at - 1].last, ':' | ';')
                && (self.rows[at - 1].words <= 5 || next.words <= 5)
                && !super::phrases::counter_unit(next.key())
            {
                self.furniture[at] = None;
            }
            // "Gửi bình luận" over "Bình luận của ngoại …": what the paragraph goes on with is its heading.
            if self.furniture[at]
                .is_some_and(|f| matches!(f.reason, "login" | "comments" | "share-buttons" | "print-mail"))
                && at > 0
                && (2..=4).contains(&self.rows[at].words)
                && self.furniture[at - 1].is_none()
                && self.rows[at - 1].is_prose()
                && self.furniture[at + 1].is_none()
                && next.is_prose()
                && taken_up(self.rows[at].key(), next.head())
            {
                self.furniture[at] = None;
            }
            // "Đăng nhập" as a heading: no site asks for it right between two paragraphs.
            if matches!(self.furniture[at], Some(f) if f.reason == "login")
                && at > 0
                && self.furniture[at - 1].is_none()
                && self.rows[at - 1].words >= 4
                && next.is_prose()
                && (self.rows[at].gap == 0 && next.gap == 0
                    || self.furniture[at + 1].is_none() && self.rows[at - 1].is_prose() && next.words >= 12)
            {
                self.furniture[at] = None;
            }
            let residue = matches!(self.furniture[at], Some(f) if matches!(f.reason, "image-stub" | "image-file" | "separator" | "template" | "counter" | "page-number"));
            if self.furniture[at].is_some()
                && !residue
                && next.gap == 0
                && next.starts_lower()
                && !super::repeat::begins_as_slug(next.text)
                && self.furniture[at + 1].is_none()
                && self.furniture[at].is_some_and(|f| f.opens != Opens::Tags)
                && next.words >= 4
            {
                self.furniture[at] = None;
            }
        }
    }

    /// The last row of a table, its total or its note, is worded as counters are.
    fn spare_cells(&mut self) {
        let signs = |row: &Row<'_>, sign: u8| memchr::memchr_iter(sign, row.text.as_bytes()).count();
        for at in 1..self.rows.len() {
            let (above, row) = (&self.rows[at - 1], &self.rows[at]);
            // An empty first cell is gone with the blanks in front of the line.
            let cells = || {
                signs(above, b'|') >= 2 && signs(row, b'|') >= 2
                    || signs(above, b'\t') >= 2 && signs(row, b'\t') >= 1
            };
            let spared = |f: Furniture| !matches!(f.reason, "separator" | "image-stub" | "image-file");
            if self.furniture[at].is_some_and(spared)
                && self.furniture[at - 1].is_none()
                && row.gap <= above.gap
                && cells()
            {
                self.furniture[at] = None;
            }
        }
    }

    /// "- Email: …" in a list of the author's, or below "Mọi chi tiết xin liên hệ:": how to reach who gives notice.
    fn spare_contacts(&mut self) {
        let bulleted =
            |row: &Row<'_>| mark::marked(row.text).is_some_and(|m| matches!(m.mark, Mark::Bullet(_)));
        for at in 1..self.rows.len() {
            let (above, row) = (&self.rows[at - 1], &self.rows[at]);
            let told = above.last == ':' && above.words >= 5;
            if self.furniture[at].is_some_and(|f| f.reason == "contact" && !f.sure)
                && self.furniture[at - 1].is_none()
                && (told || bulleted(row) && bulleted(above))
            {
                self.furniture[at] = None;
            }
        }
    }

    /// Lines of a letter quoted in a reply: `>` before each of them, and a sentence that goes on from one to the next.
    fn spare_quoted_mail(&mut self) {
        let mut at = 0;
        while at < self.rows.len() {
            let run = self.rows[at..].iter().take_while(|row| quoted(row.text).is_some()).count();
            let goes_on = self.rows[at..at + run]
                .iter()
                .skip(1)
                .any(|row| quoted(row.text).is_some_and(|rest| rest.starts_with(letters::is_lower)));
            if goes_on {
                self.furniture[at..at + run].fill(None);
            }
            at += run + 1;
        }
    }

    /// A counter whose number stands on a line of its own.
    fn pair_numbers(&mut self) {
        for at in 0..self.rows.len() {
            let number = matches!(self.furniture[at], Some(f) if f.reason == "bare-number");
            if !number {
                continue;
            }
            for near in [at.wrapping_sub(1), at + 1] {
                let Some(row) = self.rows.get(near) else { continue };
                if row.words > 4 {
                    continue;
                }
                if super::phrases::counter_unit(row.key()) {
                    let counter = Some(Furniture { reason: "counter", sure: true, opens: Opens::Nothing });
                    self.furniture[near] = counter;
                    self.furniture[at] = counter;
                }
            }
        }
    }

    /// The row is furniture by its form, whatever stands around it.
    pub fn sure(&self, at: usize) -> Option<Furniture> {
        self.furniture[at].filter(|f| f.sure)
    }

    /// What is left of a picture stands there: its file, its `alt`, or the title with the picture's number or as its
    /// address has it.
    pub fn shows_picture(&self, at: usize) -> bool {
        self.stub(at)
            || matches!(self.rows.get(at), Some(row) if matches!(row.reason, "title-picture" | "title-slug"))
    }

    /// The file or the `alt` of a picture stands there.
    pub fn stub(&self, at: usize) -> bool {
        let found = self.furniture.get(at).copied().flatten();
        found.is_some_and(|f| matches!(f.reason, "image-stub" | "image-file"))
    }

    /// Who took a picture of the page has that name. The rows are looked for once: a page may have as many names as lines.
    pub fn credits(&self, name: &str) -> bool {
        let find = || {
            let rows = (0..self.rows.len()).filter(|&at| self.rows[at].credited());
            rows.take(PICTURES).collect()
        };
        self.credited && self.credits.get_or_init(find).iter().any(|&at| self.rows[at].text.contains(name))
    }

    /// The rows directly above and below.
    fn neighbours(at: usize) -> impl Iterator<Item = usize> {
        at.checked_sub(1).into_iter().chain(Some(at + 1))
    }

    /// Furniture stands directly above or below the row.
    pub fn beside(&self, at: usize) -> bool {
        Self::neighbours(at).any(|near| self.furniture.get(near).is_some_and(Option::is_some))
    }

    /// What is surely furniture stands directly above or below the row.
    pub fn sure_beside(&self, at: usize) -> bool {
        Self::neighbours(at).any(|near| self.furniture.get(near).is_some_and(|f| f.is_some_and(|f| f.sure)))
    }

    /// A date with hardly a word beside it: the line is the date's own.
    pub fn date_alone(&self, at: usize) -> Option<Stamp<'a>> {
        self.stamps.get(at).copied().flatten().filter(|stamp| stamp.words_around() <= 4)
    }

    /// Directly below a row that says who wrote the article.
    pub fn below_byline(&self, at: usize) -> bool {
        at > 0 && self.rows[at].gap == 0 && self.rows[at - 1].label == Label::Byline
    }

    /// The next row of the text that is neither furniture nor a duplicate.
    pub fn next_content(&self, at: usize) -> Option<usize> {
        (at + 1..self.end.min(at + NEAR)).find(|&n| self.is_content(n))
    }

    /// The row before it that is neither furniture nor a duplicate.
    pub fn previous_content(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(NEAR)..at).rev().find(|&n| self.is_content(n))
    }

    fn is_content(&self, at: usize) -> bool {
        self.furniture[at].is_none() && !self.rows[at].is_dropped()
    }
}

/// A paragraph begins with the words of its heading, or with the last two of them.
fn taken_up(heading: &str, paragraph: &str) -> bool {
    let last = heading.rmatch_indices(' ').nth(1).map_or(heading, |(at, _)| &heading[at + 1..]);
    begins_with(paragraph, &[heading, last])
}

/// Is the date the line's business, and not a part of a headline or a sentence?
fn plausible(row: &Row<'_>, stamp: &Stamp<'_>) -> bool {
    // "Bản tin tiếp theo được phát lúc 15 giờ ngày 5/6/2024"
    if stamp.before.contains(" tiếp theo") && row.ends_sentence() {
        return false;
    }
    let before = stamp.before.split_whitespace().count();
    let after = stamp.after.split_whitespace().count();
    if stamp.cue {
        return before + after <= 14;
    }
    let sentence = row.last == ';' || row.last == '.' && after > 0 && row.words >= 6;
    if before + after > 14 || sentence {
        return false;
    }
    // "Lịch cắt điện tháng 7 năm 2022", "Giá lúa ngày 5/6/2021": no sign parts the words from the date.
    let end = stamp.before.as_ptr() as usize + stamp.before.len() - row.text.as_ptr() as usize;
    let joined = row.text[end..].trim_start().starts_with(letters::is_alphanumeric);
    let capitalised =
        stamp.before.split_whitespace().filter(|w| w.chars().next().is_some_and(letters::is_upper)).count();
    let named = capitalised == before || after == 0 && super::byline::byline(stamp.before).is_some();
    // "Hoạt động Công đoàn 15/08/2022 17:10": the name of a section, and a time that no headline ends with.
    let clock = row
        .text
        .rsplit(' ')
        .take(2)
        .any(|word| word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':'));
    let timed = before <= 5 && after == 0 && clock || matches!(stamp.before, "Số ra" | "SỐ RA" | "Số" | "SỐ");
    // "Số tháng 6/2024"
    let issue = matches!(stamp.before, "Số" | "SỐ") && after == 0 && stamp.date.month > 0;
    before == 0 || !joined || issue || (named || timed) && stamp.date.day > 0
}

/// Rows of a site's own lines above a title that a store put its date in front of.
const HEAD: usize = 12;

/// Takes a store's date off the first line that is not the site's own.
fn without_store_date(rows: &mut [Row<'_>]) {
    let dated = rows.iter().take(HEAD).enumerate();
    let Some((at, rest)) = dated.filter_map(|(at, row)| Some((at, store_prefix(row.text)?))).next() else {
        return;
    };
    let site = |row: &Row<'_>| {
        row.words <= 8 && (furniture::furniture(row).is_some() || date::stamp(row.text).is_some())
    };
    if rows[..at].iter().all(site) {
        rows[at] = Row::new(rows[at].line, rest, rows[at].gap);
    }
}

/// The text behind a store's ` date 2025-09-05 `; `None` without that prefix.
fn store_prefix(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("date ")?.trim_start();
    let end = rest.find(char::is_whitespace)?;
    let (date, tail) = rest.split_at(end);
    let mut parts = date.split('-');
    let digits = |part: Option<&str>, n: usize| {
        part.is_some_and(|p| p.len() == n && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let good =
        digits(parts.next(), 4) && digits(parts.next(), 2) && parts.next().is_none_or(|p| p.len() == 2);
    let tail = tail.trim_start_matches(is_blank);
    (good && !tail.is_empty()).then_some(tail)
}

/// What stands behind the `>` of a quoted letter.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('>').filter(|rest| rest.starts_with(' ')).map(str::trim_start)
}
