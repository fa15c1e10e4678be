//! Capitals: case functions, and the lint of NĐ 30/2020/NĐ-CP, Phụ lục II. The lint suggests, nothing edits.

use std::ops::Range;

use super::bind::is_roman;
use super::symbol::{core, is_closing};
use crate::syllable::{self, Shape};

/// All letters upper case.
pub fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// All letters lower case.
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// A capital at the start of each sentence and line; nothing is lower-cased (Phụ lục II, I).
pub fn sentence(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A mark alone does not end a sentence (1.5, .vn): a space must follow it.
    let (mut begins, mut ended) = (true, false);
    for c in text.chars() {
        if begins && c.is_alphanumeric() {
            out.extend(c.to_uppercase());
            (begins, ended) = (false, false);
            continue;
        }
        out.push(c);
        match c {
            '\n' => begins = true,
            '.' | '!' | '?' => ended = true,
            c if c.is_whitespace() => begins |= ended,
            c if is_closing(c) => {}
            _ => ended = false,
        }
    }
    out
}

/// A suggestion of the lint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The section of Phụ lục II.
    pub rule: &'static str,
    /// The bytes in question.
    pub at: Range<usize>,
    /// What the decree would have there.
    pub with: String,
}

/// The text with all suggestions taken.
pub fn suggested(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for suggestion in lint(text) {
        out.push_str(&text[copied..suggestion.at.start]);
        out.push_str(&suggestion.with);
        copied = suggestion.at.end;
    }
    out.push_str(&text[copied..]);
    out
}

/// A word, its place, and whether a sentence begins with it.
struct Word<'a> {
    text: &'a str,
    at: usize,
    begins: bool,
    /// A mark follows it directly: what is behind belongs to something else.
    ends: bool,
}

/// Suggests capitals by Phụ lục II, ascending, not overlapping. Text all in capitals is let be.
pub fn lint(text: &str) -> Vec<Suggestion> {
    let words = words(text);
    let mut found: Vec<Suggestion> = Vec::new();
    let mut suggest = |rule, word: &Word<'_>, with: String| {
        if with != word.text && found.last().is_none_or(|last| last.at.end <= word.at) {
            found.push(Suggestion { rule, at: word.at..word.at + word.text.len(), with });
        }
    };
    let mut at = 0;
    while at < words.len() {
        let (word, rest) = (&words[at], &words[at + 1..]);
        let next = rest.first().filter(|_| !word.ends);
        let before = at.checked_sub(1).map(|before| &words[before]).filter(|before| !before.ends);
        let shape = syllable::shape(word.text);
        let lower = word.text.to_lowercase();
        let mut step = 1;
        if shape == Shape::Lower {
            if let Some(next) = next {
                if cites(&lower, at.checked_sub(2).map(|far| &words[far]), before, next) {
                    suggest("V.7", word, title(word.text));
                } else if matches!(lower.as_str(), "quận" | "phường") && is_number(next.text) {
                    suggest("III.1b", word, title(word.text));
                } else if phrase(&words[at..], &["thủ", "đô", "Hà", "Nội"])
                    || phrase(&words[at..], &["thành", "phố", "Hồ", "Chí", "Minh"])
                {
                    suggest("III.1c", word, title(word.text));
                } else if matches!(lower.as_str(), "luật" | "bộ")
                    && before
                        .is_none_or(|word| !matches!(word.text, "bộ" | "Bộ" | "đạo" | "Đạo" | "dự" | "Dự"))
                    && names_a_law(&words[at..])
                {
                    suggest("V.6", word, title(word.text));
                    step = if lower == "bộ" { 2 } else { 1 };
                } else if let Some(len) = numbered_document(&words[at..]) {
                    suggest("V.6", word, title(word.text));
                    step = len;
                } else if phrase(&words[at..], &["ủy", "ban", "nhân", "dân"])
                    || phrase(&words[at..], &["uỷ", "ban", "nhân", "dân"])
                    || phrase(&words[at..], &["hội", "đồng", "nhân", "dân"])
                {
                    suggest("IV.1a", word, title(word.text));
                    step = 4;
                } else if is_month(before, &lower, next) {
                    suggest("V.9", next, title(next.text));
                    step = 2;
                } else if lower == "tết"
                    && next.text == "nguyên"
                    && rest.get(1).is_some_and(|word| word.text == "đán")
                {
                    suggest("V.8", next, title(next.text));
                    step = 3;
                }
            }
        } else if shape == Shape::Title {
            if !word.begins
                && matches!(lower.as_str(), "khoản" | "điểm")
                && next.is_some_and(|next| is_number(next.text) || lower == "điểm" && is_letter(next.text))
            {
                suggest("V.7", word, lower.clone());
            } else if let Some(len) = unit(&words[at..]).filter(|_| !word.begins && !part_of_name(before)) {
                suggest("III.1a", word, lower.clone());
                step = len;
            } else if let Some(len) = agency(&words[at..], &mut suggest) {
                step = len;
            } else if let Some(with) = transliteration(word.text, before, next) {
                suggest("II.2b", word, with);
            }
        } else if let Some(with) = transliteration(word.text, before, next) {
            suggest("II.2b", word, with);
        }
        at += step;
    }
    found
}

fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut begins, mut at) = (Vec::new(), true, 0);
    for chunk in text.split_inclusive(char::is_whitespace) {
        let (text, front) = core(chunk.trim_end());
        let tail = &chunk.trim_end()[front + text.len()..];
        if !text.is_empty() {
            words.push(Word { text, at: at + front, begins, ends: !tail.is_empty() });
            begins = tail.contains(['.', '!', '?']);
        } else if !matches!(chunk.trim_end(), "-" | "–" | "—") {
            begins |= !chunk.trim_end().is_empty();
        } else {
            begins = begins || words.is_empty();
        }
        begins |= chunk.ends_with('\n');
        at += chunk.len();
    }
    words
}

fn title(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) || is_roman(word)
}

fn is_letter(word: &str) -> bool {
    word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic)
}

fn phrase(words: &[Word<'_>], phrase: &[&str]) -> bool {
    words.len() >= phrase.len()
        && words.iter().zip(phrase).all(|(word, part)| word.text == *part)
        && !words[..phrase.len() - 1].iter().any(|word| word.ends)
}

/// V.7: phần, chương, mục, điều + number, when a text is cited; not "3 phần 4", but "khoản 2 điều 5".
fn cites(lower: &str, far: Option<&Word<'_>>, before: Option<&Word<'_>>, next: &Word<'_>) -> bool {
    let label = far.is_some_and(|word| {
        ["phần", "chương", "mục", "điều", "khoản", "điểm"].contains(&word.text.to_lowercase().as_str())
    });
    let counted = before.is_some_and(|word| {
        is_number(word.text) && !label
            || matches!(word.text, "một" | "hai" | "ba" | "mấy" | "các" | "tiểu" | "Tiểu")
    });
    matches!(lower, "phần" | "chương" | "mục" | "điều") && is_number(next.text) && !counted
}

/// V.6: "luật Giáo dục", "bộ luật Hình sự".
fn names_a_law(words: &[Word<'_>]) -> bool {
    let at = usize::from(words[0].text == "bộ");
    if at == 1 && words.get(1).is_none_or(|word| word.text != "luật") || words[at].ends {
        return false;
    }
    words
        .get(at + 1)
        .is_some_and(|word| syllable::shape(word.text) == Shape::Title && syllable::is_valid(word.text))
        && !matches!(words.get(at + 1).map(|word| word.text), Some("Việt" | "Anh" | "Mỹ"))
}

/// V.6: "nghị định số 30/2020/NĐ-CP".
fn numbered_document(words: &[Word<'_>]) -> Option<usize> {
    const TYPES: [(&str, &str); 8] = [
        ("nghị", "định"),
        ("nghị", "quyết"),
        ("quyết", "định"),
        ("thông", "tư"),
        ("chỉ", "thị"),
        ("công", "văn"),
        ("kế", "hoạch"),
        ("pháp", "lệnh"),
    ];
    let two = TYPES.iter().any(|(one, two)| phrase(words, &[*one, *two, "số"]));
    let symbol = words
        .get(3)
        .is_some_and(|word| word.text.contains('/') && word.text.starts_with(|c: char| c.is_ascii_digit()));
    (two && symbol).then_some(4)
}

/// V.9: tháng tám as a name (Cách mạng tháng Tám), not "hai tháng tám ngày".
fn is_month(before: Option<&Word<'_>>, lower: &str, next: &Word<'_>) -> bool {
    let event = before.is_some_and(|word| matches!(word.text, "mạng" | "Mạng" | "khởi" | "nghĩa"));
    let dated =
        before.is_some_and(|word| matches!(word.text, "vào" | "đầu" | "cuối" | "giữa" | "hồi" | "rằm"));
    let own = matches!(next.text, "giêng" | "chạp") && !next.ends
        || dated && matches!(next.text, "ba" | "tư" | "sáu" | "bảy" | "tám" | "chín" | "mười");
    lower == "tháng"
        && (event
            && matches!(next.text, "hai" | "ba" | "tư" | "năm" | "sáu" | "bảy" | "tám" | "chín" | "mười")
            || own && before.is_none_or(|word| !word.text.bytes().any(|b| b.is_ascii_digit())))
}

/// III.1a: Tỉnh, Huyện, Xã, Thị xã, Thị trấn, Thành phố + name inside a sentence; the length of the type word.
fn unit(words: &[Word<'_>]) -> Option<usize> {
    let len = match (words[0].text, words.get(1).map(|word| word.text)) {
        ("Tỉnh" | "Huyện" | "Xã", _) => 1,
        ("Thị", Some("xã" | "trấn")) | ("Thành", Some("phố")) => 2,
        _ => return None,
    };
    let name = words.get(len).is_some_and(|word| {
        syllable::shape(word.text) == Shape::Title && word.text.chars().nth(1).is_some() && !word.begins
    });
    let exempt = phrase(words, &["Thành", "phố", "Hồ", "Chí", "Minh"]);
    (name && !exempt && !words[..len].iter().any(|word| word.ends)).then_some(len)
}

/// Does the type word continue a name (Bà Nguyễn Thị Xã)?
fn part_of_name(before: Option<&Word<'_>>) -> bool {
    before.is_some_and(|word| !word.begins && syllable::shape(word.text) == Shape::Title)
}

/// IV.1a: Bộ, Sở … + type, function and field: only the first syllable of each has a capital.
fn agency(words: &[Word<'_>], suggest: &mut impl FnMut(&'static str, &Word<'_>, String)) -> Option<usize> {
    const FIELDS: [&str; 30] = [
        "tài nguyên",
        "môi trường",
        "giáo dục",
        "đào tạo",
        "khoa học",
        "công nghệ",
        "lao động",
        "thương binh",
        "xã hội",
        "nông nghiệp",
        "phát triển",
        "kế hoạch",
        "đầu tư",
        "thông tin",
        "truyền thông",
        "văn hóa",
        "văn hoá",
        "thể thao",
        "du lịch",
        "giao thông",
        "xây dựng",
        "tư pháp",
        "nội vụ",
        "ngoại giao",
        "quốc phòng",
        "tài chính",
        "thanh tra",
        "dân tộc",
        "tôn giáo",
        "y tế",
    ];
    const PEOPLE: [[&str; 4]; 3] =
        [["Ủy", "Ban", "Nhân", "Dân"], ["Uỷ", "Ban", "Nhân", "Dân"], ["Hội", "Đồng", "Nhân", "Dân"]];
    if PEOPLE.iter().any(|people| phrase(words, people)) {
        for word in &words[1..4] {
            suggest("IV.1a", word, word.text.to_lowercase());
        }
        return Some(4);
    }
    if !matches!(words[0].text, "Bộ" | "Sở" | "Phòng" | "Ban" | "Cục") || words[0].ends {
        return None;
    }
    let mut at = 1;
    while at + 1 < words.len() {
        let (one, two) = (&words[at], &words[at + 1]);
        if matches!(one.text, "và" | "Và" | "-") {
            let field = |word: &Word<'_>, next: &Word<'_>| {
                FIELDS
                    .contains(&format!("{} {}", word.text.to_lowercase(), next.text.to_lowercase()).as_str())
            };
            if one.text == "Và" && at > 1 && words.get(at + 2).is_some_and(|far| field(two, far)) {
                suggest("IV.1a", one, "và".to_owned());
            }
            at += 1;
            continue;
        }
        let pair = format!("{} {}", one.text.to_lowercase(), two.text.to_lowercase());
        if !FIELDS.contains(&pair.as_str()) || syllable::shape(one.text) != Shape::Title {
            break;
        }
        if syllable::shape(two.text) == Shape::Title {
            suggest("IV.1a", two, two.text.to_lowercase());
        }
        at += 2;
    }
    (at > 1).then_some(at)
}

/// II.2b: of a transliterated name only the first syllable of each part has a capital: Vla-Đi-Mia → Vla-đi-mia.
/// Two Vietnamese syllables may be two names (Hán-Việt): they need a neighbour that is written so too.
fn transliteration(word: &str, before: Option<&Word<'_>>, next: Option<&Word<'_>>) -> Option<String> {
    let parts = joined_capitals(word)?;
    // Môn-Khmer, Guiné-Bissau: two foreign words, not syllables of one.
    let syllabic = parts[1..].iter().all(|part| !part.is_ascii() || syllable::is_valid(part));
    let foreign = syllabic && parts.iter().any(|part| !syllable::is_valid(part)) && !word.is_ascii();
    let beside = [before, next].into_iter().flatten().any(|word| joined_capitals(word.text).is_some());
    if !(parts.len() > 2 && !word.is_ascii() || foreign || beside) {
        return None;
    }
    let mut out = parts[0].to_owned();
    for part in &parts[1..] {
        out.push('-');
        out.push_str(&part.to_lowercase());
    }
    Some(out)
}

/// The parts of a word joined by hyphens, if each begins with its only capital. The first may be that alone: I-lích.
fn joined_capitals(word: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = word.split('-').collect();
    let capital = |(at, part): (usize, &&str)| {
        (at == 0 || part.chars().nth(1).is_some())
            && syllable::shape(part) == Shape::Title
            && part.chars().all(char::is_alphabetic)
    };
    (parts.len() > 1 && parts.iter().enumerate().all(capital)).then_some(parts)
}
