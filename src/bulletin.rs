//! The bulletin: many articles as one issue with masthead, contents, running heads, imprint and index.
//!
//! [`Issue`] is plain data in the order in which it is printed. `pdf::Press::issue` lays it out and says on which page
//! each article starts ([`Printed`]); `docx::Writer::issue` takes those numbers into its contents.
//!
//! Printed order: masthead · contents (heading [`CONTENTS`], one line for each [`Entry`] of [`Issue::contents`]) ·
//! for each section its name (if it has one), then its articles · author index (heading [`INDEX`]) · imprint box.
//! Headings: without named sections an article's headline is of level 1; with them the section's name is of level 1
//! and the headline of level 2. Headings inside an article come below its headline ([`Issue::headline_level`]).

mod collect;
mod logo;
mod order;
mod page;

use crate::article::{Article, Kind, Row};
use crate::error::{Code, Failure, Result, Stage};
use crate::settings::Settings;
use crate::typography::masthead;

pub use collect::{Collected, Input, collect, inputs};
pub use logo::{Logo, LogoFormat, Print, read as read_logo};
pub use order::Sort;
pub use page::page;

/// Heading of the contents.
pub const CONTENTS: &str = "MỤC LỤC";
/// Heading of the author index.
pub const INDEX: &str = "TÁC GIẢ";
/// The national title (NĐ 30/2020/NĐ-CP, annex I, part II, 1a).
pub const QUOC_HIEU: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// The motto under it (1b).
pub const TIEU_NGU: &str = "Độc lập - Tự do - Hạnh phúc";

/// A compiled issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Head of page 1.
    pub masthead: Masthead,
    /// At least one, each with at least one article; those without a name stand first.
    pub sections: Vec<Section>,
    /// Authors by given name; empty unless asked for.
    pub index: Vec<Author>,
    /// Lines of the imprint box at the end; may be empty.
    pub imprint: Vec<String>,
    /// 1 or 2 columns of text.
    pub columns: u8,
}

/// What stands at the head of page 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Masthead {
    /// Parent body, capitals; may be empty.
    pub parent: String,
    /// Issuing body, capitals, bold, with a rule under it; may be empty.
    pub body: String,
    /// Name of the bulletin, in large letters.
    pub name: String,
    /// Line under the name; may be empty.
    pub subtitle: String,
    /// "Số 12"; may be empty.
    pub number: String,
    /// "Hà Nội, ngày 05 tháng 01 năm 2020"; may be empty.
    pub date: String,
    /// Print [`QUOC_HIEU`] and [`TIEU_NGU`] at the right of the bodies.
    pub quoc_hieu: bool,
    /// Picture above the name.
    pub logo: Option<Logo>,
}

/// Articles under a common name.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// `None` for articles that lie in no sub-folder.
    pub name: Option<String>,
    /// In printed order.
    pub articles: Vec<Piece>,
}

/// An article of an issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Counts from 1 through the whole issue: its destination is named `bai-<number>`.
    pub number: u32,
    /// The article; [`Piece::headline`] is what contents and running heads call it.
    pub article: Article,
}

/// A line of the author index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// As printed.
    pub name: String,
    /// Numbers of the articles, ascending.
    pub pieces: Vec<u32>,
}

/// A line of the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// 1, or 2 for an article below a named section.
    pub level: u8,
    /// What it says.
    pub text: &'a str,
    /// The article it leads to; for a section, its first.
    pub piece: u32,
    /// The name of a section.
    pub section: bool,
}

/// A finished PDF of an issue and where its articles are.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The file.
    pub pdf: crate::pdf::Pdf,
    /// Printed page number on which article 1, 2, … starts.
    pub starts: Vec<u32>,
}

/// What the command line says about an issue; unset: bantin.toml.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Name of the bulletin.
    pub title: Option<String>,
    /// Line under it.
    pub subtitle: Option<String>,
    /// Number of the issue.
    pub issue: Option<String>,
    /// YYYY-MM-DD or DD/MM/YYYY.
    pub date: Option<String>,
    /// 1 or 2.
    pub columns: u8,
    /// Author index.
    pub index: bool,
    /// Order inside a section.
    pub sort: Sort,
}

impl Issue {
    /// Puts an issue together.
    ///
    /// # Errors
    /// E804 when the date is none.
    pub fn compile(
        options: &Options,
        settings: &Settings,
        logo: Option<Logo>,
        mut sections: Vec<Section>,
    ) -> Result<Issue> {
        let collator = order::Order::new(settings.bulletin.collation);
        let mut number = 0;
        for section in &mut sections {
            collator.articles(&mut section.articles, options.sort);
            for piece in &mut section.articles {
                number += 1;
                piece.number = number;
            }
        }
        let index = if options.index { collator.index(&sections) } else { Vec::new() };
        let pick = |typed: &Option<String>, set: &str| typed.clone().unwrap_or_else(|| set.to_owned());
        let name = pick(&options.title, &settings.bulletin.title);
        let office = &settings.office;
        let masthead = Masthead {
            parent: office.parent.to_uppercase(),
            body: office.name.to_uppercase(),
            name: if name.trim().is_empty() { "BẢN TIN".into() } else { name },
            subtitle: pick(&options.subtitle, &settings.bulletin.subtitle),
            number: options.issue.as_deref().map(number_in_words).unwrap_or_default(),
            date: match &options.date {
                Some(date) => date_in_words(date, &office.place)?,
                None => String::new(),
            },
            quoc_hieu: settings.bulletin.quoc_hieu,
            logo,
        };
        let imprint = [
            ("", office.name.as_str()),
            ("Chịu trách nhiệm nội dung: ", settings.bulletin.editor.as_str()),
            ("Địa chỉ: ", office.address.as_str()),
            ("Giấy phép xuất bản số: ", settings.bulletin.licence.as_str()),
        ];
        let filled = imprint[1..].iter().any(|(_, value)| !value.trim().is_empty());
        let imprint = imprint
            .iter()
            .filter(|(_, value)| filled && !value.trim().is_empty())
            .map(|(label, value)| format!("{label}{value}"))
            .collect();
        Ok(Issue { masthead, sections, index, imprint, columns: options.columns.clamp(1, 2) })
    }

    /// Articles in printed order.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.sections.iter().flat_map(|section| section.articles.iter())
    }

    /// Has the issue named sections?
    pub fn has_sections(&self) -> bool {
        self.sections.iter().any(|section| section.name.is_some())
    }

    /// Heading level of an article's headline: 1, or 2 below named sections.
    pub fn headline_level(&self) -> u8 {
        if self.has_sections() { 2 } else { 1 }
    }

    /// The lines of the contents, in printed order.
    pub fn contents(&self) -> Vec<Entry<'_>> {
        let level = self.headline_level();
        let mut entries = Vec::new();
        for section in &self.sections {
            if let (Some(name), Some(first)) = (&section.name, section.articles.first()) {
                entries.push(Entry { level: 1, text: name, piece: first.number, section: true });
            }
            entries.extend(section.articles.iter().map(|piece| Entry {
                level,
                text: piece.headline(),
                piece: piece.number,
                section: false,
            }));
        }
        entries
    }

    /// "Name – Số 12": running head and document title.
    pub fn running_head(&self) -> String {
        match self.masthead.number.as_str() {
            "" => self.masthead.name.clone(),
            number => format!("{} – {number}", self.masthead.name),
        }
    }
}

impl Piece {
    /// The headline, or the first words of an article that has none.
    pub fn headline(&self) -> &str {
        match self.article.title_block() {
            Some(block) => &block.text,
            None => &self.article.meta.title,
        }
    }

    /// Is the headline printed? Not for an article without one, whose title was made from its text.
    pub fn has_headline(&self) -> bool {
        self.article.blocks.iter().any(|block| block.kind == Kind::Title)
    }

    /// Name of its destination.
    pub fn destination(&self) -> String {
        format!("bai-{}", self.number)
    }
}

/// Does a table need the width of both columns? By letters, so that PDF and DOCX agree: a column of text holds about 40.
pub fn spans_columns(rows: &[Row]) -> bool {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let longest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(at));
        cells.flat_map(|cell| cell.split_whitespace()).map(|word| word.chars().count()).max().unwrap_or(0)
    };
    columns > 3 || (0..columns).map(|at| longest(at) + 2).sum::<usize>() > 36
}

/// "Số 5" is written "Số 05" (N2); a number that comes with words of its own stays.
fn number_in_words(issue: &str) -> String {
    let issue = issue.trim();
    let digit = issue.len() == 1 && issue.bytes().all(|byte| byte.is_ascii_digit());
    match issue {
        "" => String::new(),
        _ if digit => format!("Số 0{issue}"),
        _ if issue.starts_with(|c: char| c.is_ascii_digit()) => format!("Số {issue}"),
        _ => issue.to_owned(),
    }
}

/// "Hà Nội, ngày 05 tháng 01 năm 2020" (N2), from YYYY-MM-DD or DD/MM/YYYY.
fn date_in_words(date: &str, place: &str) -> Result<String> {
    let iso = match date.trim().split(['/', '.']).collect::<Vec<_>>()[..] {
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => date.trim().to_owned(),
    };
    let words = masthead::date_long(&iso).ok_or_else(|| {
        Failure::new(Code::BadUsage, Stage::Config)
            .with("why", "bad-value")
            .with("subject", "--date")
            .with("value", date)
            .with("valid", "2026-01-05, 05/01/2026")
    })?;
    Ok(match place.trim() {
        "" => words.replacen("ngày", "Ngày", 1),
        place => format!("{place}, {words}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_written_as_the_decree_writes_them() {
        assert_eq!(date_in_words("2020-01-05", "Hà Nội").unwrap(), "Hà Nội, ngày 05 tháng 01 năm 2020");
        assert_eq!(date_in_words("15/10/2026", "").unwrap(), "Ngày 15 tháng 10 năm 2026");
        assert_eq!(date_in_words("2024-02-29", "").unwrap(), "Ngày 29 tháng 02 năm 2024");
        assert_eq!(date_in_words("5.3.2026", "Huế").unwrap(), "Huế, ngày 05 tháng 3 năm 2026");
        for bad in ["2023-02-29", "2020-13-01", "hôm nay", "2020-01", "", "2020-01-00"] {
            assert_eq!(date_in_words(bad, "").unwrap_err().code, Code::BadUsage, "{bad}");
        }
        assert_eq!(number_in_words("5"), "Số 05");
        assert_eq!(number_in_words("12/2026"), "Số 12/2026");
        assert_eq!(number_in_words("Số đặc biệt"), "Số đặc biệt");
    }
}
