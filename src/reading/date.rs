//! Dates as pages print them.

use super::letters;
use super::search::{ends, opens};

/// A publication date; the day, or the month too, may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    /// Year.
    pub year: u16,
    /// 1 to 12, 0 when not given.
    pub month: u8,
    /// 1 to 31, 0 when not given.
    pub day: u8,
}

impl Date {
    fn new(year: u32, month: u32, day: u32) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let longest = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        ((1900..=2099).contains(&year) && month <= 12 && day <= longest && (month > 0 || day == 0))
            .then_some(Date { year: year as u16, month: month as u8, day: day as u8 })
    }

    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (0, _) => format!("{:04}", self.year),
            (m, 0) => format!("{:04}-{m:02}", self.year),
            (m, d) => format!("{:04}-{m:02}-{d:02}", self.year),
        }
    }
}

/// A date found in a line, with all that belongs to it (weekday, time, cue, zone).
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp<'a> {
    /// The date.
    pub date: Date,
    /// What stands before it, without separators.
    pub before: &'a str,
    /// What stands after it, without separators.
    pub after: &'a str,
    /// "Ngày đăng", "Cập nhật" and the like stand with it.
    pub cue: bool,
    /// Written "ngày … tháng … năm …".
    pub words: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(u32, u8),
    Mark(char),
    Word(Word),
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Day,
    Month,
    Year,
    Weekday,
    Cue,
    /// giờ, phút, lúc, AM, GMT …
    Time,
    /// An English month.
    MonthName(u8),
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    token: Token,
    from: usize,
    to: usize,
}

/// Reads a line for its publication stamp. Only short lines are asked, so the cost is bounded.
pub(super) fn stamp(text: &str) -> Option<Stamp<'_>> {
    if text.len() > 400 || !may_hold_date(text.as_bytes()) {
        return None;
    }
    let pieces = tokens(text);
    let (date, mut from, mut to, words) = find(text, &pieces)?;
    let mut cue = false;
    // Everything around it that speaks of time belongs to it.
    let mut edge = from;
    while from > 0 {
        let piece = pieces[from - 1];
        match piece.token {
            Token::Mark(_) => {}
            Token::Word(word) => {
                cue |= word == Word::Cue;
                edge = from - 1;
            }
            Token::Number(..) if clock_number(&pieces, from - 1) => {
                edge = from - 1;
            }
            _ => break,
        }
        from -= 1;
    }
    let mut end = to;
    while to < pieces.len() {
        match pieces[to].token {
            Token::Mark(_) => {}
            Token::Word(word) => {
                cue |= word == Word::Cue;
                end = to + 1;
            }
            Token::Number(..) if clock_number(&pieces, to) => {
                end = to + 1;
            }
            _ => break,
        }
        to += 1;
    }
    let before = text[..pieces[edge].from].trim_matches(separator);
    let after = text[pieces[end - 1].to..].trim_start_matches(separator).trim_end();
    let after = if after.chars().any(letters::is_alphanumeric) { after } else { "" };
    Some(Stamp { date, before, after, cue, words })
}

/// Every form of a date has a number of four figures, or three numbers with strokes between them.
fn may_hold_date(text: &[u8]) -> bool {
    if !text.iter().fold(false, |found, byte| found | byte.is_ascii_digit()) {
        return false;
    }
    let (mut run, mut strokes) = (0u32, 0u32);
    for &byte in text {
        if byte.is_ascii_digit() {
            run += 1;
        } else {
            if run == 4 {
                return true;
            }
            run = 0;
            strokes += u32::from(byte == b'/');
        }
    }
    run == 4 || strokes >= 2
}

/// Characters that part a date from its neighbours.
fn separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '–' | '—' | '|' | ',' | '•' | '·' | '[' | ']' | '(' | ')' | ':' | ';' | '/' | '.' | '*'
        )
}

/// Is the number at `at` a part of a time (`10:06`, `10h06`, `10 giờ`, `+7`)?
fn clock_number(pieces: &[Piece], at: usize) -> bool {
    let Token::Number(value, digits) = pieces[at].token else { return false };
    let beside = |other: Option<&Piece>| {
        other.is_some_and(|p| matches!(p.token, Token::Mark(':' | '+') | Token::Word(Word::Time)))
    };
    let weekday = at > 0 && pieces[at - 1].token == Token::Word(Word::Weekday);
    digits <= 2
        && value < 60
        && (weekday || beside(pieces.get(at + 1)) || at > 0 && beside(pieces.get(at - 1)))
}

fn find(text: &str, pieces: &[Piece]) -> Option<(Date, usize, usize, bool)> {
    let number = |at: usize| match pieces.get(at).map(|p| p.token) {
        Some(Token::Number(value, digits)) => Some((value, digits)),
        _ => None,
    };
    let is = |at: usize, token: Token| pieces.get(at).is_some_and(|p| p.token == token);
    let word = |at: usize, word: Word| is(at, Token::Word(word));
    // "12-Th6-2019"; the strokes of "số 5 - tháng 6/2019" part a number of an issue from its month.
    let glued = |at: usize| {
        at > 0
            && (is(at, Token::Mark('-')) || is(at, Token::Mark('/')))
            && pieces[at - 1].to == pieces[at].from
            && pieces.get(at + 1).is_some_and(|next| next.from == pieces[at].to)
    };
    for at in 0..pieces.len() {
        // ngày d tháng m năm y, with or without a comma
        if let Some((day, _)) = number(at) {
            let mut next = at + 1;
            while is(next, Token::Mark(',')) || glued(next) {
                next += 1;
            }
            // "Số 2, tháng 6 năm 2022": of a journal
            let issue = || ends(text[..pieces[at].from].trim_end(), &["Số", "số", "SỐ"]);
            if word(next, Word::Month)
                && let Some((month, _)) = number(next + 1)
                && !issue()
            {
                let mut tail = next + 2;
                while is(tail, Token::Mark(','))
                    || is(tail, Token::Mark('/'))
                    || word(tail, Word::Year)
                    || glued(tail)
                {
                    tail += 1;
                }
                if let Some((year, 4)) = number(tail)
                    && let Some(date) = Date::new(year, month, day)
                {
                    // "X - 12 tháng 6, 2019" is who wrote it and when, "X, ngày 12 tháng 6 năm 2019" where and when.
                    let words =
                        at > 0 && word(at - 1, Word::Day) || (next + 2..tail).any(|at| word(at, Word::Year));
                    return Some((date, at, tail + 1, words));
                }
            }
            // 8 March 2021, 8-Mar-2021
            let year_at = next + 1 + usize::from(glued(next + 1) || is(next + 1, Token::Mark(',')));
            if let Some(Token::Word(Word::MonthName(month))) = pieces.get(next).map(|p| p.token)
                && let Some((year, 4)) = number(year_at)
                && let Some(date) = Date::new(year, u32::from(month), day)
            {
                return Some((date, at, year_at + 1, false));
            }
        }
        // 2 Tháng Tư 2021, 02 Tháng Tư, 2021
        if let Some((day, 1 | 2)) = number(at)
            && word(at + 1, Word::Month)
            && let Some(Token::Word(Word::MonthName(month))) = pieces.get(at + 2).map(|p| p.token)
        {
            let mut year = at + 3;
            while is(year, Token::Mark(',')) || is(year, Token::Mark(' ')) || word(year, Word::Year) {
                year += 1;
            }
            if let Some((value, 4)) = number(year)
                && let Some(date) = Date::new(value, u32::from(month), day)
            {
                return Some((date, at, year + 1, false));
            }
        }
        // Tháng Hai 8, 2018 · February 8, 2018
        let named = match pieces[at].token {
            Token::Word(Word::MonthName(month)) => Some((u32::from(month), at + 1)),
            Token::Word(Word::Month) => match pieces.get(at + 1).map(|p| p.token) {
                Some(Token::Number(month, _)) => Some((month, at + 2)),
                Some(Token::Word(Word::MonthName(month))) => Some((u32::from(month), at + 2)),
                _ => None,
            },
            _ => None,
        };
        if let Some((month, next)) = named
            && let Some((day, 1 | 2)) = number(next)
        {
            let year = next + 1 + usize::from(is(next + 1, Token::Mark(',')));
            if let Some((year_value, 4)) = number(year)
                && let Some(date) = Date::new(year_value, month, day)
            {
                return Some((date, at, year + 1, false));
            }
        }
        // d/m/y, d-m-y, d.m.y, y-m-d
        if let (Some((a, da)), Some((b, db))) = (number(at), number(at + 2))
            && let Some(Token::Mark(mark @ ('/' | '-' | '.'))) = pieces.get(at + 1).map(|p| p.token)
            && is(at + 3, Token::Mark(mark))
            && let Some((c, dc)) = number(at + 4)
        {
            let date = match (da, db, dc) {
                (4, 1 | 2, 1 | 2) => Date::new(a, b, c),
                (1 | 2, 1 | 2, 4) if b > 12 => Date::new(c, a, b),
                (1 | 2, 1 | 2, 4) => Date::new(c, b, a),
                (1 | 2, 1 | 2, 2) if mark == '/' => Date::new(2000 + c, b, a),
                _ => None,
            };
            if let Some(date) = date.filter(|d| d.day > 0) {
                return Some((date, at, at + 5, false));
            }
        }
    }
    // Month and year only.
    for at in 0..pieces.len() {
        if word(at, Word::Month)
            && let Some((month, 1 | 2)) = number(at + 1)
        {
            let mut tail = at + 2;
            while is(tail, Token::Mark('/')) || is(tail, Token::Mark('-')) || word(tail, Word::Year) {
                tail += 1;
            }
            if let Some((year, 4)) = number(tail)
                && let Some(date) = Date::new(year, month, 0)
            {
                return Some((date, at, tail + 1, true));
            }
        }
    }
    // m/yyyy and yyyy-mm: only when nothing else is on the line, or with a cue.
    let plain = pieces.iter().all(|p| matches!(p.token, Token::Number(..) | Token::Mark(_) | Token::Word(_)));
    if plain && let Some(at) = (0..pieces.len()).find(|&at| number(at).is_some()) {
        if let (Some((a, da)), Some((b, db))) = (number(at), number(at + 2))
            && matches!(pieces[at + 1].token, Token::Mark('/' | '-'))
        {
            let date = match (da, db) {
                (1 | 2, 4) => Date::new(b, a, 0),
                (4, 2) => Date::new(a, b, 0),
                _ => None,
            };
            return date.map(|date| (date, at, at + 3, false));
        }
        let told = pieces.iter().any(|p| matches!(p.token, Token::Word(Word::Year | Word::Cue)));
        if let Some((year, 4)) = number(at)
            && told
        {
            return Date::new(year, 0, 0).map(|date| (date, at, at + 1, false));
        }
    }
    None
}

fn tokens(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(24);
    let mut folded = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(from, c)) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
            continue;
        }
        let class = |c: char| match c {
            '0'..='9' => 1,
            c if letters::is_alphabetic(c) || letters::is_mark(c) => 2,
            _ => 0,
        };
        let kind = class(c);
        let mut to = from + c.len_utf8();
        chars.next();
        while kind > 0
            && let Some(&(at, next)) = chars.peek()
            && class(next) == kind
        {
            to = at + next.len_utf8();
            chars.next();
        }
        let token = match kind {
            1 => match text[from..to].parse() {
                Ok(value) if to - from <= 4 => Token::Number(value, (to - from) as u8),
                _ => Token::Other,
            },
            // "T.Tư, 12/06/2019"
            2 if &text[from..to] == "T"
                && let Some(day) = weekday(&text[to..]) =>
            {
                to += day;
                while chars.next_if(|&(at, _)| at < to).is_some() {}
                Token::Word(Word::Weekday)
            }
            // "12 T6 2019"
            2 if &text[from..to] == "T" && !pieces.is_empty() && is_month(&text[to..]) => {
                Token::Word(Word::Month)
            }
            // "Th6 12, 2019"
            2 if matches!(&text[from..to], "Th" | "th")
                && text[to..].starts_with(|c: char| c.is_ascii_digit()) =>
            {
                Token::Word(Word::Month)
            }
            // "Chúa nhật" of parishes
            2 if matches!(&text[from..to], "Chúa" | "chúa" | "CHÚA")
                && opens(text[to..].trim_start(), &["nhật", "Nhật", "NHẬT", "nhựt", "Nhựt"]) =>
            {
                Token::Word(Word::Weekday)
            }
            // "H'Linh" is no hour.
            2 if text[to..].starts_with(['\'', '’']) => Token::Other,
            2 => word(&text[from..to], &mut folded, &mut pieces),
            _ => Token::Mark(c),
        };
        pieces.push(Piece { token, from, to });
    }
    pieces
}

/// The length of ".Tư" behind "T".
fn weekday(rest: &str) -> Option<usize> {
    let day = rest.strip_prefix('.')?;
    let named = ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"].iter().find(|name| day.starts_with(**name))?;
    Some(1 + named.len())
}

/// "6 2019" behind "T".
fn is_month(rest: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let month = digits(rest);
    let year = rest[month..].trim_start_matches([' ', ',', '/', '-']);
    (1..=2).contains(&month) && year.len() < rest.len() - month && digits(year) == 4
}

/// One word; a phrase of two words (`thứ sáu`, `cập nhật`) swallows the one before it.
fn word(word: &str, folded: &mut String, pieces: &mut [Piece]) -> Token {
    super::fold::fold(word, folded);
    // "GMT+7Thứ 2" is printed without a space; digits already part them.
    match folded.as_str() {
        "ngày" => Token::Word(Word::Day),
        "tháng" | "thg" => Token::Word(Word::Month),
        "năm" => match pieces.last() {
            // "thứ năm"
            Some(Piece { token: Token::Word(Word::Weekday), .. }) => Token::Word(Word::Weekday),
            // "12 Tháng Năm, 2019"
            Some(Piece { token: Token::Word(Word::Month), .. }) => Token::Word(Word::MonthName(5)),
            _ => Token::Word(Word::Year),
        },
        "thứ" | "chủ" | "cn" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday"
        | "sunday" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" => Token::Word(Word::Weekday),
        "hai" | "ba" | "tư" | "sáu" | "bảy" | "nhật" | "nhựt" | "bẩy"
            if matches!(pieces.last(), Some(Piece { token: Token::Word(Word::Weekday), .. })) =>
        {
            Token::Word(Word::Weekday)
        }
        "một" | "giêng" | "hai" | "ba" | "tư" | "bốn" | "sáu" | "bảy" | "tám" | "chín" | "mười" | "chạp"
            if matches!(pieces.last(), Some(Piece { token: Token::Word(Word::Month), .. })) =>
        {
            Token::Word(Word::MonthName(match folded.as_str() {
                "một" | "giêng" => 1,
                "hai" => 2,
                "ba" => 3,
                "tư" | "bốn" => 4,
                "sáu" => 6,
                "bảy" => 7,
                "tám" => 8,
                "chín" => 9,
                "mười" => 10,
                _ => 12,
            }))
        }
        "một" | "hai"
            if matches!(pieces.last(), Some(Piece { token: Token::Word(Word::MonthName(10)), .. })) =>
        {
            let month = if folded == "một" { 11 } else { 12 };
            if let Some(last) = pieces.last_mut() {
                last.token = Token::Word(Word::MonthName(month));
            }
            Token::Mark(' ')
        }
        "january" | "jan" => Token::Word(Word::MonthName(1)),
        "february" | "feb" => Token::Word(Word::MonthName(2)),
        "march" | "mar" => Token::Word(Word::MonthName(3)),
        "april" | "apr" => Token::Word(Word::MonthName(4)),
        "may" => Token::Word(Word::MonthName(5)),
        "june" | "jun" => Token::Word(Word::MonthName(6)),
        "july" | "jul" => Token::Word(Word::MonthName(7)),
        "august" | "aug" => Token::Word(Word::MonthName(8)),
        "september" | "sep" | "sept" => Token::Word(Word::MonthName(9)),
        "october" | "oct" => Token::Word(Word::MonthName(10)),
        "november" | "nov" => Token::Word(Word::MonthName(11)),
        "december" | "dec" => Token::Word(Word::MonthName(12)),
        "đăng" | "đưa" | "gửi" | "viết" | "cập" | "xuất" | "bản" | "phát" | "hành" | "tải" | "lên"
        | "mạng" | "published" | "updated" | "posted" | "post" | "date" | "tin" | "bài" | "ban"
        | "created" | "update" | "on" | "at" | "nhật" | "lần" | "cuối" => match folded.as_str() {
            // Only as parts of a cue: "cập nhật", "ngày ban hành", "đăng bài"; alone they are words.
            "tin" | "bài" | "bản" | "ban" | "hành" | "lên" | "mạng" | "on" | "at" | "nhật" | "lần"
            | "cuối" => match pieces.last() {
                Some(Piece { token: Token::Word(Word::Cue | Word::Day), .. }) => Token::Word(Word::Cue),
                _ => Token::Other,
            },
            _ => Token::Word(Word::Cue),
        },
        // "Sa Pa", "Bản Ch'Tun": the forenoon and afternoon stand behind an hour.
        "sa" | "ch"
            if !matches!(pieces.last(), Some(Piece { token: Token::Number(..) | Token::Mark(_), .. })) =>
        {
            Token::Other
        }
        // "schedule" is what is left of the sign of a clock.
        "schedule" | "access" | "time" | "last" | "lúc" | "giờ" | "phút" | "giây" | "h" | "am" | "pm"
        | "sa" | "ch" | "gmt" | "utc" | "vào" | "hồi" | "g" => Token::Word(Word::Time),
        _ => Token::Other,
    }
}

impl Stamp<'_> {
    /// Words of the line beside the date.
    pub fn words_around(&self) -> usize {
        self.before.split_whitespace().count() + self.after.split_whitespace().count()
    }

    /// The date of the article: a day, with nothing before it but a cue ("23/05/2018 - Lượt xem: 455").
    pub fn opens_line(&self) -> bool {
        self.date.day > 0 && (self.before.is_empty() || self.cue)
    }

    /// "X, ngày … tháng … năm …": the place line of a document.
    pub fn words_with_place(&self) -> bool {
        self.words && self.date.day > 0 && !self.before.is_empty()
    }
}
