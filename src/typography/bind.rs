//! L2 binding: which spaces a line must not end at (H1–H8), and which it should not (B2).

use super::symbol::{core, is_closing, is_opening};
use crate::syllable::{self, Shape};

/// How firmly a space holds its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hold {
    /// A line may end here.
    Free,
    /// A line should not end here (B2).
    Soft,
    /// A line must not end here, by this rule (H1–H8).
    Hard(&'static str),
}

/// A word between spaces.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    /// Byte offset in the text.
    at: usize,
    /// First word of its line.
    first: bool,
    /// A bracket opened before this word is still open behind it.
    open: bool,
    /// Letters alone, two at least, capitals only in front; see [`is_plain`].
    plain: bool,
}

/// Reports every single space between two words of a line: its byte offset, the bytes of it, and how firmly it holds.
pub(super) fn spaces(text: &str, mut report: impl FnMut(usize, usize, Hold)) {
    let words = words(text);
    let phones = digit_groups(&words);
    let soft = soft(&words);
    for at in 1..words.len() {
        let (left, right) = (&words[at - 1], &words[at]);
        if right.first {
            continue;
        }
        let gap = left.at + left.text.len()..right.at;
        if !matches!(&text[gap.clone()], " " | "\u{a0}") {
            continue; // a run of spaces is no typographic space: L1 was not applied
        }
        let rule = if phones[at] { Some("H8") } else { hard(&words, at) };
        let hold = match rule {
            Some(rule) => Hold::Hard(rule),
            None if soft[at] => Hold::Soft,
            None => Hold::Free,
        };
        report(gap.start, gap.len(), hold);
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let (mut first, mut open, mut at) = (true, false, 0);
    while at < bytes.len() {
        let end = word_end(bytes, at);
        if end > at {
            let part = &text[at..end];
            let plain = is_plain(part);
            words.push(Word { text: part, at, first, open, plain });
            first = false;
            for b in part.bytes().filter(|_| !plain) {
                open = b == b'(' || open && b != b')';
            }
        }
        if bytes.get(end) == Some(&b'\n') {
            (first, open) = (true, false);
        }
        at = end + if bytes.get(end) == Some(&0xc2) { 2 } else { 1 };
    }
    words
}

/// Where the next space (U+00A0 is C2 A0), tab or line end stands, or the text ends.
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0xc2)) {
        at += found;
        if bytes[at] != 0xc2 || bytes.get(at + 1) == Some(&0xa0) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// Nothing but letters as far as bytes tell: two and more, none but the first an ASCII capital, none behind a byte that
/// punctuation, figures and signs begin with.
fn is_plain(text: &str) -> bool {
    let letter = |byte: &u8| matches!(byte, b'a'..=b'z' | 0x80..=0xBF | 0xC3..=0xC6 | 0xE1);
    let Some((front, rest)) = text.as_bytes().split_first() else { return false };
    let plain = (letter(front) || front.is_ascii_uppercase()) && rest.iter().all(letter);
    // none of these letters has more than three bytes
    plain && (text.len() > 3 || text.chars().nth(1).is_some())
}

/// The rule by which the space before word `at` must not break.
fn hard(words: &[Word<'_>], at: usize) -> Option<&'static str> {
    let (left, right) = (&words[at - 1], &words[at]);
    // Most pairs are two plain words. Every rule asks for a number, a sign or a letter alone on one side, but for
    // "triệu đồng" behind its number. Punctuation behind the second changes nothing, nor a comma between them.
    let bare = |word: &Word<'_>, marks: &[char]| word.plain || is_plain(word.text.trim_end_matches(marks));
    if bare(left, &[',', ';']) && bare(right, &[',', '.', ';', ':']) && !MAGNITUDES.contains(&left.text) {
        return None;
    }
    by_rules(words, at)
}

fn by_rules(words: &[Word<'_>], at: usize) -> Option<&'static str> {
    let (left, right) = (&words[at - 1], &words[at]);
    let before = if left.first { None } else { words.get(at.wrapping_sub(2)) };
    let behind = words.get(at + 1).filter(|word| !word.first);
    let (prev, next) = (left.text, right.text);
    let rules = [
        ("H1", label_and_number(before, prev, next)),
        ("H2", number_and_unit(before, prev, next, behind) || magnitude_and_currency(words, at, behind)),
        ("H5", enumerator(left)),
        ("H3", title_or_initial(before, left, next)),
        ("H4", name_and_letter(prev, next, behind)),
        ("H6", matches!(next, "-" | "–" | "—") && !is_mark(left)),
        ("H7", prev == "&" || next == "&"),
    ];
    rules.into_iter().find(|(_, holds)| *holds).map(|(rule, _)| rule)
}

/// H1: label + number, Roman number or letter.
fn label_and_number(before: Option<&Word<'_>>, prev: &str, next: &str) -> bool {
    let (value, front) = core(next);
    let number = is_number_start(value) && !value.starts_with('-');
    let letter = matches!(single(value), Some(c) if c.is_alphabetic());
    let capital = matches!(single(value), Some(c) if c.is_ascii_uppercase() || c == 'Đ');
    if front > 0 || !(number || letter || is_roman(value)) {
        return false;
    }
    match lower(prev.trim_start_matches(is_opening)).as_str() {
        "điểm" => true,
        "ngày" | "tháng" | "năm" | "trang" => number,
        "số" | "số:" => number,
        "quý" | "thứ" | "khóa" | "khoá" | "kỳ" | "kì" | "điều" | "khoản" | "quận" | "phường" | "đợt"
        | "vòng" | "tuần" | "bài" => number || is_roman(value),
        "kỷ" | "kỉ" => {
            (number || is_roman(value)) && before.is_none_or(|word| lower_is(word.text, "thế"))
        }
        "lục" => {
            (number || is_roman(value) || capital) && before.is_some_and(|word| lower_is(word.text, "phụ"))
        }
        "chương" | "mục" | "phần" | "tổ" | "bảng" | "hình" | "tập" | "quyển" | "lớp" => {
            number || is_roman(value) || capital
        }
        _ => false,
    }
}

/// H2: number + unit, except before "năm 2021" of a date.
fn number_and_unit(before: Option<&Word<'_>>, prev: &str, next: &str, behind: Option<&Word<'_>>) -> bool {
    if !is_quantity(prev) {
        return false;
    }
    let (unit, front) = core(next);
    if front > 0 {
        return false;
    }
    match unit.split('/').next().unwrap_or_default() {
        _ if matches!(unit, "km/h" | "m/s") => true,
        "đồng" => !is_company(next, behind),
        "năm" => {
            let year = next == "năm" && behind.is_some_and(|word| year(word.text));
            let dated = before.is_some_and(|word| {
                matches!(
                    lower(word.text).as_str(),
                    "tháng" | "quý" | "kỳ" | "kì" | "đợt" | "khóa" | "khoá" | "tuần" | "vòng" | "lần"
                )
            });
            !(year && dated)
        }
        unit => UNITS.contains(&unit) || MAGNITUDES.contains(&unit),
    }
}

const UNITS: [&str; 42] = [
    "mm", "cm", "dm", "m", "km", "ha", "kg", "g", "mg", "tấn", "tạ", "yến", "l", "lít", "ml", "m²", "m³",
    "km²", "°C", "kW", "MW", "kWh", "%", "‰", "VND", "VNĐ", "USD", "EUR", "tháng", "ngày", "giờ", "phút",
    "giây", "tuần", "cm²", "cm³", "mm²", "dm²", "dm³", "°F", "MWh", "GW",
];
const MAGNITUDES: [&str; 5] = ["nghìn", "ngàn", "triệu", "tỷ", "tỉ"];

/// "đồng" that begins another word: 3 đồng chí.
fn is_company(next: &str, behind: Option<&Word<'_>>) -> bool {
    let follows = |word: &Word<'_>| {
        matches!(
            core(word.text).0,
            "chí"
                | "bào"
                | "nghiệp"
                | "đội"
                | "minh"
                | "hương"
                | "môn"
                | "hành"
                | "phạm"
                | "tác"
                | "hồ"
                | "ruộng"
                | "ngũ"
                | "niên"
                | "dao"
                | "bằng"
                | "dạng"
        )
    };
    next == "đồng" && behind.is_some_and(follows)
}

/// H2: 1,5 triệu + đồng, 5 nghìn + tỷ + USD.
fn magnitude_and_currency(words: &[Word<'_>], at: usize, behind: Option<&Word<'_>>) -> bool {
    let (unit, front) = core(words[at].text);
    let unit = unit.split('/').next().unwrap_or_default();
    let fits = match unit {
        "đồng" => !is_company(words[at].text, behind),
        "VND" | "VNĐ" | "USD" | "EUR" => true,
        unit => MAGNITUDES.contains(&unit),
    };
    if front > 0 || !fits {
        return false;
    }
    // Only magnitudes stand between here and the number.
    let mut left = at;
    while left > 0 && !words[left].first && MAGNITUDES.contains(&words[left - 1].text) {
        left -= 1;
    }
    left < at && left > 0 && !words[left].first && is_quantity(words[left - 1].text)
}

/// H3: TP. + Hồ, V.I. + Lê-nin, Đ/c + name.
fn title_or_initial(before: Option<&Word<'_>>, left: &Word<'_>, next: &str) -> bool {
    let prev = left.text.trim_start_matches(is_opening);
    if matches!(prev, "Đ/c" | "đ/c" | "V/v" | "v/v" | "Đ/C" | "V/V") {
        return true;
    }
    if !next.trim_start_matches(is_opening).starts_with(char::is_uppercase) {
        return false;
    }
    let Some(stem) = prev.strip_suffix('.') else { return false };
    if stem.split('.').all(|part| TITLES.contains(&part)) {
        return true;
    }
    if !stem.split('.').all(|part| single(part).is_some_and(char::is_uppercase)) {
        return false;
    }
    // "Nguyễn Văn A. Ông": the letter ends a name and a sentence.
    stem.contains('.') || left.first || before.is_none_or(|word| !is_capitalised_syllable(word.text))
}

/// Abbreviated titles, places and signature prefixes (P5, H3).
pub(super) const TITLES: [&str; 27] = [
    "GS", "PGS", "TS", "TSKH", "ThS", "Ths", "BS", "KS", "CN", "LS", "TP", "Tp", "TX", "TT", "TM", "KT",
    "TL", "TUQ", "Q", "P", "NSND", "NSƯT", "DS", "KTS", "GV", "H", "Tx",
];

/// H4: capitalised syllable + single capital: Văn A.
fn name_and_letter(prev: &str, next: &str, behind: Option<&Word<'_>>) -> bool {
    let (letter, front) = core(next);
    let Some(c) = single(letter).filter(|c| front == 0 && (c.is_ascii_uppercase() || *c == 'Đ')) else {
        return false;
    };
    // "Bộ Y tế": Y is a word of its own.
    let word =
        c == 'Y' && next == "Y" && behind.is_some_and(|word| word.text.starts_with(char::is_lowercase));
    !word && is_capitalised_syllable(prev)
}

/// H5: (1) a) anywhere; 1. I. - – + • at the start of a line.
fn enumerator(left: &Word<'_>) -> bool {
    let text = left.text;
    if let Some(inner) = text.strip_suffix(')') {
        let (inner, bracketed) = match inner.strip_prefix('(') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let label = single(inner).is_some_and(char::is_alphanumeric)
            || inner.len() == 2 && inner.bytes().all(|b| b.is_ascii_digit())
            || inner.len() <= 4 && is_small_roman(inner);
        return label && (bracketed || !left.open);
    }
    if !left.first {
        return false;
    }
    is_mark(left)
        || text.strip_suffix('.').is_some_and(|stem| {
            let numbers = stem
                .split('.')
                .all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
            numbers || is_roman(stem) || single(stem).is_some_and(char::is_alphabetic)
        })
}

/// A dash, plus or bullet that marks a list item.
fn is_mark(word: &Word<'_>) -> bool {
    word.first && matches!(word.text, "-" | "–" | "—" | "+" | "•" | "*")
}

/// H8: runs of digit groups (1 000 000) and of phone numbers (024 3822 1234): true at every word but the first.
fn digit_groups(words: &[Word<'_>]) -> Vec<bool> {
    let mut bound = vec![false; words.len()];
    let mut at = 0;
    while at < words.len() {
        let begin = at;
        at += 1;
        if words[begin].plain {
            continue;
        }
        let Some(first) = group(words[begin].text, true) else { continue };
        if words[begin].text.ends_with(is_closing) && !words[begin].text.ends_with(')') {
            continue;
        }
        let (mut digits, mut threes) = (first.len(), true);
        while at < words.len() && !words[at].first {
            let Some(more) = group(words[at].text, false) else { break };
            digits += more.len();
            threes &= more.len() == 3;
            at += 1;
            if !words[at - 1].text.ends_with(|c: char| c.is_ascii_digit()) {
                break;
            }
        }
        let plus = words[begin].text.contains('+');
        let phone = (first.starts_with('0') && first.len() >= 2 || plus) && (8..=14).contains(&digits)
            || matches!(first, "1800" | "1900") && (8..=10).contains(&digits);
        if at - begin > 1 && (phone || threes && first.len() <= 3 && !first.starts_with('0')) {
            bound[begin + 1..at].fill(true);
        }
    }
    bound
}

fn group(word: &str, first: bool) -> Option<&str> {
    let digits = match first {
        true => word.trim_start_matches(['(', '+']).trim_end_matches(')'),
        false => word.trim_end_matches(is_closing),
    };
    (!digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// B2: inside names of two or three capitalised syllables, inside "Nghị định số", before the last word of a paragraph.
fn soft(words: &[Word<'_>]) -> Vec<bool> {
    let mut soft = vec![false; words.len()];
    let mut at = 0;
    while at < words.len() {
        let begin = at;
        while at < words.len() && (at == begin || !words[at].first) && is_name_part(&words[at], at == begin) {
            at += 1;
            if words[at - 1].text.ends_with(is_closing) {
                break;
            }
        }
        if (2..=3).contains(&(at - begin)) {
            soft[begin + 1..at].fill(true);
        }
        at = at.max(begin + 1);
    }
    for at in 1..words.len() {
        if words[at].first {
            continue;
        }
        let number = words[at].text.bytes().any(|byte| matches!(byte, b's' | b'S'));
        if number && lower_is(core(words[at].text).0, "số") {
            for kind in DOCUMENT_TYPES {
                let len = kind.split(' ').count();
                let Some(begin) = at.checked_sub(len) else { continue };
                let same = words[begin..at]
                    .iter()
                    .zip(kind.split(' '))
                    .all(|(word, part)| lower_is(word.text.trim_start_matches(is_opening), part));
                if same && !words[begin + 1..=at].iter().any(|word| word.first) {
                    soft[begin + 1..=at].fill(true);
                    break;
                }
            }
        }
        if words.get(at + 1).is_none_or(|word| word.first) {
            soft[at] = true;
        }
    }
    soft
}

const DOCUMENT_TYPES: [&str; 24] = [
    "thông tư liên tịch",
    "nghị định",
    "nghị quyết",
    "quyết định",
    "thông tư",
    "chỉ thị",
    "công văn",
    "công điện",
    "kế hoạch",
    "thông báo",
    "báo cáo",
    "tờ trình",
    "hướng dẫn",
    "pháp lệnh",
    "bộ luật",
    "quy định",
    "quy chế",
    "chương trình",
    "giấy mời",
    "hợp đồng",
    "biên bản",
    "kết luận",
    "luật",
    "lệnh",
];

fn is_name_part(word: &Word<'_>, first: bool) -> bool {
    if word.text.starts_with(char::is_lowercase) {
        return false;
    }
    let text = if first { word.text.trim_start_matches(is_opening) } else { word.text };
    let text = text.trim_end_matches(is_closing);
    text.chars().nth(1).is_some() && is_capitalised_syllable(text)
}

fn is_capitalised_syllable(word: &str) -> bool {
    let word = word.trim_start_matches(is_opening);
    syllable::parse(word).is_some_and(|syllable| syllable.shape == Shape::Title)
}

/// A number that may count something: 5, 1.234,56, 10-15, 2016–2020.
fn is_quantity(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| {
        is_opening(c) || matches!(c, '-' | '−' | '+' | '±' | '~' | '≈' | '<' | '>' | '≥' | '≤')
    });
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '/' | '×' | 'x'))
}

fn is_number_start(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn year(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4
}

/// A Roman number in capitals, well-formed enough: I to the hundreds.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 7
        && word.bytes().all(|b| b"IVXLC".contains(&b))
        && !["IIII", "VV", "XXXX", "IC", "IL", "VX", "VL", "VC", "LL", "LC"]
            .iter()
            .any(|bad| word.contains(bad))
        && !matches!(word, "L" | "C")
}

fn is_small_roman(word: &str) -> bool {
    is_roman(word) || !word.is_empty() && word.bytes().all(|b| b"ivx".contains(&b))
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Lower case of a short word; a long one is nobody's label.
fn lower(word: &str) -> String {
    if word.len() > 12 { String::new() } else { word.to_lowercase() }
}

fn lower_is(word: &str, lower: &str) -> bool {
    word.len() <= 3 * lower.len() && word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// Does a unit, a magnitude or % follow, with or without a space?
pub(super) fn is_counted(behind: &str) -> bool {
    let word = behind.strip_prefix(' ').unwrap_or(behind);
    let unit = word.split([' ', '/']).next().unwrap_or_default().trim_end_matches(is_closing);
    UNITS.contains(&unit) || MAGNITUDES.contains(&unit) || unit == "đồng"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word() -> impl Strategy<Value = String> {
        let bare = prop_oneof![
            prop::sample::select(vec![
                "điểm",
                "ngày",
                "Điều",
                "khoản",
                "phụ",
                "lục",
                "thế",
                "kỷ",
                "triệu",
                "tỷ",
                "đồng",
                "chí",
                "đ",
                "Đ",
                "Y",
                "A",
                "I",
                "IV",
                "iv",
                "x",
                "Nguyễn",
                "Văn",
                "TP",
                "GS",
                "Đ/c",
                "V/v",
                "số",
                "năm",
                "5",
                "1,5",
                "12",
                "08",
                "-",
                "–",
                "&",
                "%",
                "km",
                "m²",
                "USD",
                "ỨNG",
                "Ấ",
                "ê\u{302}",
            ])
            .prop_map(str::to_owned),
            "[a-zA-ZđâếỷôƯ0-9]{1,5}",
            "\\PC{1,4}",
        ];
        let front = prop::sample::select(vec!["", "", "", "(", "“"]);
        let back = prop::sample::select(vec!["", "", "", ",", ".", ";", ":", ")", ".”", "?"]);
        (front, bare, back).prop_map(|(front, bare, back)| format!("{front}{bare}{back}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        /// Two plain words are passed by only where no rule would bind them.
        #[test]
        fn plain_words_are_bound_by_no_rule(parts in prop::collection::vec(word(), 2..8)) {
            let text = parts.join(" ");
            let words = words(&text);
            for at in 1..words.len() {
                prop_assert_eq!(hard(&words, at), by_rules(&words, at), "{:?}", &words[at - 1..=at]);
            }
        }
    }
}
