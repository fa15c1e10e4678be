//! Page furniture by form: what a line shows on its own. Position and neighbours are weighed in `page`.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::buttons;
use super::fold::fold;
use super::headings;
use super::letters;
use super::paging;
use super::phrases::{self, Family};
use super::residue;
use super::row::{Row, is_pictograph};
use super::said;
use super::search::{behind, ends, holds, opens};
use super::widget;

/// What a heading of furniture opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// Nothing.
    Nothing,
    /// Headlines of other articles follow.
    Related,
    /// Tags follow.
    Tags,
    /// Comments and their form follow.
    Comments,
    /// A menu follows, an entry a line.
    Menu,
}

/// A line that looks like furniture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Furniture {
    /// Stable reason id.
    pub reason: &'static str,
    /// Its form belongs to no prose: no neighbour is needed.
    pub sure: bool,
    /// What follows it.
    pub opens: Opens,
}

/// What wide spaces part.
pub(super) fn columns(text: &str) -> impl Iterator<Item = &str> {
    text.split("   ").map(str::trim).filter(|part| !part.is_empty())
}

/// The parts of a line that wide spaces, bars or three tabs and more part, when all are as short as entries of a menu or
/// buttons are: without a stop, a colon or a figure of a table among them.
pub(super) fn entries(text: &str) -> usize {
    let tabs = memchr::memchr_iter(b'\t', text.as_bytes()).count() >= 3;
    const BULLETS: [char; 2] = ['•', '●'];
    let bullets = || text.split(BULLETS).count() >= 4 && !text.trim_start().starts_with(BULLETS);
    let mut parts: Vec<&str> = if bullets() {
        text.split(BULLETS).map(str::trim).filter(|part| !part.is_empty()).collect()
    } else if tabs || text.contains('|') {
        let sign = if tabs { '\t' } else { '|' };
        text.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect()
    } else {
        columns(text).collect()
    };
    if tabs && parts.len() < 3 {
        return 0;
    }
    if parts.len() == 1 {
        // four entries and more need but two spaces between them
        parts = text.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() < 4 {
            return 0;
        }
    }
    // In front of a menu on one line stands whose it is.
    let owner =
        |part: &str| parts.len() >= 4 && part == parts[0] && part.split_whitespace().nth(12).is_none();
    let entry = |part: &&str| {
        (part.split_whitespace().nth(6).is_none() || owner(part))
            && !part.contains([':', ';', ',', '%'])
            && (!part.contains('.') || is_host(part))
            && !part.starts_with(|c: char| c.is_ascii_digit())
    };
    if parts.len() >= 2 && parts.iter().all(entry) { parts.len() } else { 0 }
}

/// "site.vn": the address of a site.
fn is_host(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, top)| {
        !name.is_empty()
            && !text.contains(' ')
            && (2..=6).contains(&top.len())
            && top.bytes().all(|b| b.is_ascii_lowercase())
    })
}

pub(super) const fn sure(reason: &'static str) -> Option<Furniture> {
    Some(Furniture { reason, sure: true, opens: Opens::Nothing })
}

pub(super) const fn opening(reason: &'static str, opens: Opens) -> Option<Furniture> {
    Some(Furniture { reason, sure: true, opens })
}

/// "Ý kiến bạn đọc (3)": the thread's name with its count.
pub(super) fn is_counted(text: &str, key: &str) -> bool {
    text.trim_end().ends_with(')')
        && key.rsplit_once(' ').is_some_and(|(name, count)| {
            count.bytes().all(|b| b.is_ascii_digit())
                && phrases::cover(name).is_some_and(|cover| cover.family == Family::Comment)
        })
}

/// What a counter of a thread counts.
pub(super) const THREADS: &[&str] = &["bình luận", "ý kiến", "nhận xét", "phản hồi", "comment"];

/// Bytes of the longest line that is remembered, and how many are.
const REMEMBERED: (usize, usize) = (72, 4096);

thread_local! {
    /// What was said of brief lines: a site prints its buttons and menus on every page.
    static SEEN: RefCell<FxHashMap<Box<str>, Option<Furniture>>> = RefCell::default();
}

/// Furniture by the line's own form.
pub(super) fn furniture(row: &Row<'_>) -> Option<Furniture> {
    if row.text.len() > REMEMBERED.0 {
        return told(row);
    }
    SEEN.with_borrow_mut(|seen| {
        if let Some(found) = seen.get(row.text) {
            return *found;
        }
        let found = told(row);
        if seen.len() >= REMEMBERED.1 {
            seen.clear();
        }
        seen.insert(row.text.into(), found);
        found
    })
}

fn told(row: &Row<'_>) -> Option<Furniture> {
    if row.words <= 40 && row.text.len() <= 420 && said::is_sentence(row) {
        said::sentence(row)
    } else {
        formed(row)
    }
}

/// The same, whatever the line is.
fn formed(row: &Row<'_>) -> Option<Furniture> {
    let text = row.text;
    if let Some(reason) = residue::residue(text) {
        return sure(reason);
    }
    if text.len() > 420 || row.words > 40 {
        return None;
    }
    let key = row.key();
    if key.is_empty() {
        return None;
    }
    if is_item(text) {
        return if is_file(row) { sure("download") } else { None };
    }
    let digits = key.bytes().all(|b| b.is_ascii_digit() || b == b' ');
    if digits && text.contains(':') && text.len() <= 24 {
        // "02:31", "00:00 / 02:31": how long a film is, how far it has run.
        let times = text.split(['/', '-', '|', ' ']).filter(|part| !part.is_empty());
        let played = times.clone().all(|part| {
            part.split(':').count() <= 3 && part.len() >= 4 && part.len() <= 8 && part.contains(':')
        });
        return played.then_some(Furniture {
            reason: "player",
            sure: times.count() >= 2 && text.contains(['/', '|']),
            opens: Opens::Nothing,
        });
    }
    if digits {
        // "#2": the number of a post; "👁 2.718": how often it was seen
        if text.starts_with('#') && key.len() <= 5 || text.starts_with(is_pictograph) {
            return sure("counter");
        }
        // "100%": how large the page is shown
        if text == "100%" {
            return Some(Furniture { reason: "font-size", sure: false, opens: Opens::Nothing });
        }
        return paging::number(text, key);
    }
    // "A - | A | A +"
    if text.contains('+') && key.bytes().all(|byte| matches!(byte, b'a' | b' ' | b'+')) {
        return sure("font-size");
    }
    // "08:15:30 AM": the time of day, to the second
    let clock = || [" am", " pm", " sa", " ch"].iter().find_map(|half| key.strip_suffix(half));
    if key.len() == 11 && clock().is_some_and(|time| time.bytes().all(|b| b.is_ascii_digit() || b == b' ')) {
        return sure("site-clock");
    }
    // "Kích cỡ: 234 KB"
    if row.words <= 5 && buttons::is_file_size(key) {
        return sure("download");
    }
    // "2.1K": how often it was shared
    let thousands = text.strip_suffix(['K', 'k']).filter(|number| number.contains(['.', ',']));
    if thousands.is_some_and(|number| number.len() <= 5 && number.replace(',', ".").parse::<f32>().is_ok()) {
        return sure("counter");
    }
    // "720p": how fine a film is
    let fine =
        text.strip_suffix('p').is_some_and(|n| matches!(n, "144" | "240" | "360" | "480" | "720" | "1080"));
    if fine {
        return Some(Furniture { reason: "player", sure: false, opens: Opens::Nothing });
    }
    // "1.25x": how fast a text is read out
    let speed = || text.strip_suffix('x').and_then(|pace| pace.parse::<f32>().ok());
    if text.len() <= 5 && speed().is_some_and(|pace| pace <= 4.0) {
        return sure("player");
    }
    if row.words <= 14 && !text.contains(',') && buttons::are_languages(key) {
        return opening("menu", Opens::Menu);
    }
    let several = || opens(key, &["gửi email", "email this", "share to", "chia sẻ lên"]);
    if (row.words <= 3 || row.words <= 24 && several()) && buttons::are_glued(key) {
        return sure("share-buttons");
    }
    let signs = ["   ", "  ", "|", " / "];
    let parted = memchr::memchr2(b'|', b'/', text.as_bytes()).is_some() || letters::has_double_space(text);
    if parted
        && let Some(thread) =
            signs.iter().find_map(|sign| text.contains(sign).then(|| buttons::by(text, sign))?)
    {
        return opening("counter", if thread { Opens::Comments } else { Opens::Nothing });
    }
    // "Đã đọc: 1.108 lần"
    let counted = key.strip_suffix(" lần").filter(|_| text.contains(':')).unwrap_or(key);
    if phrases::counter(counted) && !text.ends_with('.') {
        let thread = holds(key, THREADS);
        return opening("counter", if thread { Opens::Comments } else { Opens::Nothing });
    }
    if is_counted(text, key) {
        return opening("counter", Opens::Comments);
    }
    // "Nghe đọc bài · 05:41", "Video: 00:45", "Tweet 0"
    let titled = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if titled.len() < key.len() {
        let cover = phrases::cover(titled);
        let timed = text.split_whitespace().next_back().is_some_and(|time| {
            time.contains(':') && time.len() >= 4 && time.bytes().all(|b| b.is_ascii_digit() || b == b':')
        });
        let media = matches!(titled, "video" | "audio" | "podcast" | "clip");
        if timed && (media || cover.is_some_and(|cover| cover.family == Family::Player && cover.sure)) {
            return sure("player");
        }
        let shared =
            |cover: phrases::Cover| matches!(cover.family, Family::Share | Family::Rating) && cover.sure;
        if cover.is_some_and(shared) && !text.contains(['/', '–']) {
            return sure("counter");
        }
    }
    // "18   Trả lời   Báo vi phạm", "Trả lời · 3 ngày trước": the buttons of one comment, its likes and its age.
    let liked = key.split_once(' ').filter(|(count, _)| count.bytes().all(|b| b.is_ascii_digit()));
    let thread = |buttons: Option<&str>| {
        buttons.and_then(phrases::cover).is_some_and(|cover| cover.family == Family::Comment)
    };
    if row.words <= 9 && (thread(liked.map(|(_, buttons)| buttons)) || thread(widget::without_age(key))) {
        return opening("comments", Opens::Nothing);
    }
    // "05/04/2022 10:22   Thích 31   Trả lời"
    if row.words <= 9
        && key.starts_with(|c: char| c.is_ascii_digit())
        && key.contains("trả lời")
        && super::date::stamp(text)
            .is_some_and(|stamp| stamp.before.is_empty() && buttons::by(stamp.after, "  ").is_some())
    {
        return opening("comments", Opens::Nothing);
    }
    // "Bình chọn kết quả  Bình chọn  Kết quả  Bạn đã không bình chọn.", "Mục lục bài viết [Ẩn]"
    if row.words <= 16 && key.starts_with("bình chọn ") && key.ends_with(" đã không bình chọn")
        || row.words <= 6
            && key.starts_with("mục lục")
            && ends(text, &["[Ẩn]", "[ẩn]", "[Hiện]", "[hiện]", "[Hide]"])
    {
        return sure("template");
    }
    // "Bạn thấy bài viết thế nào? ★★★★★ 4,8 (26 lượt)"
    let asked = || text.contains('?') || opens(key, &["đánh giá", "xếp hạng", "bình chọn", "rating"]);
    if row.words <= 16 && text.contains("★★★") && asked() {
        return sure("rating");
    }
    // "Trang tin Giáo xứ X - Tìm kiếm...": the name of the site and its search box
    if row.words <= 14 && text.trim_end_matches(['.', '…', ' ']).ends_with("- Tìm kiếm") && row.words >= 3
    {
        return sure("menu");
    }
    if row.upper && key == "quảng cáo" {
        return sure("template");
    }
    if paging::page_number(key) {
        return sure("page-number");
    }
    if paging::is_rating(text, key) || row.words <= 14 && paging::is_unrated(text, key) {
        return sure("rating");
    }
    if is_file(row) {
        return sure("download");
    }
    if let Some(found) = headings::label(text, key) {
        return Some(found);
    }
    let pointed =
        memchr::memchr2(b'>', b'/', text.as_bytes()).is_some() || text.contains('»') || text.contains('›');
    if pointed && let Some(found) = breadcrumb(text) {
        return Some(found);
    }
    // "Pin it!", "Quên mật khẩu?": a button that calls or asks.
    let called = text.ends_with('!') && row.words <= 8 || text.ends_with('?') && row.words <= 9;
    if (!ends_as_prose(text) || called)
        && let Some(cover) = phrases::cover(key)
        && (!called
            || cover.sure
                && matches!(cover.family, Family::Share | Family::Comment | Family::Login | Family::Rating))
    {
        // Headings of a letter and its answer.
        if text.ends_with(':')
            && matches!(key, "nội dung câu hỏi" | "nội dung trả lời" | "nội dung hỏi" | "câu hỏi" | "trả lời")
        {
            return None;
        }
        // "Không đăng nhập" denies, "“Đăng nhập”" is named: both are the author's.
        let denied = cover.phrases > 1 && key.starts_with("không ") && row.capitalised() == 1;
        if denied || text.starts_with(['“', '"', '‘']) {
            return None;
        }
        // "Công nghệ, y tế, giáo dục" is an enumeration.
        if cover.sections
            && text.match_indices(", ").any(|(at, _)| text[at + 2..].starts_with(letters::is_lower))
        {
            return None;
        }
        // "Gửi email không ai trả lời": every button of a run has its capital.
        let plain = text.chars().all(|c| c == ' ' || letters::is_alphabetic(c) || letters::is_mark(c));
        if cover.phrases >= 3
            && plain
            && row.words >= 5
            && row.capitalised() == 1
            && text.starts_with(letters::is_upper)
            && !letters::has_wide_space(text)
        {
            return None;
        }
        let opens = match cover.family {
            Family::Related => Opens::Related,
            Family::Tags => Opens::Tags,
            Family::Comment => Opens::Comments,
            Family::Menu => Opens::Menu,
            _ => Opens::Nothing,
        };
        // "[Xem thêm]", "Phóng to ▾": signs that buttons have around their words
        let marked = !called && !cover.sections && buttons::marked(text);
        // Two section names may be the name of one column; three are a menu.
        let mixed = !matches!(cover.family, Family::Section | Family::Menu);
        let sure = cover.sure || cover.phrases >= 2 && mixed || cover.phrases >= 3 || marked;
        let headed = text.ends_with(':') && matches!(cover.family, Family::Related | Family::Tags);
        return Some(Furniture { reason: cover.family.reason(), sure: sure || headed, opens });
    }
    if !pointed && let Some(found) = breadcrumb(text) {
        return Some(found);
    }
    buttons::parted(text).or_else(|| widget::prompt(row, key)).or_else(|| {
        // "Nghe đọc thơ | Bản in": a button among what may be others
        let (family, sure) = buttons::barred(text)?;
        Some(Furniture { reason: family.reason(), sure, opens: Opens::Nothing })
    })
}

/// "1. Nhận xét", "a) Nội dung": numbered by the author, whatever the words.
fn is_item(text: &str) -> bool {
    let Some((mark, rest)) = text.split_once(['.', ')']) else { return false };
    let number = !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit());
    let letter = mark.chars().count() == 1 && mark.chars().all(letters::is_lower);
    let roman = (1..=4).contains(&mark.len()) && mark.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    (number || letter || roman)
        && rest.starts_with(' ')
        && rest.trim_start().starts_with(letters::is_upper)
        && !rest.contains(['|', '['])
        && !letters::has_wide_space(text)
}

/// "Khám phá / Trong nước / Điểm đến": three and more short parts and nothing that a sentence has.
pub(super) fn is_path(text: &str) -> bool {
    let parts = || text.split(" / ");
    parts().count() >= 3
        && parts().all(|part| (1..=6).contains(&part.split_whitespace().count()))
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ':' | ';'))
}

/// "1. Du_thao_QC.pdf", "mau-don.docx (38 KB) - Đã tải 112 lần": a file to be fetched, by its name.
fn is_file(row: &Row<'_>) -> bool {
    const EXTENSIONS: &[&str] =
        &["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "rtf", "odt", "ods"];
    let extension = |word: &str| {
        let word = word.trim_end_matches([',', ';', ')']);
        word.rsplit_once('.').is_some_and(|(stem, extension)| {
            stem.len() >= 2 && EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
        })
    };
    if row.words > 12 || !row.text.contains('.') {
        return false;
    }
    let mut words = row.text.split_whitespace().map(|word| word.trim_start_matches(['(', '[']));
    let first = words.next().unwrap_or("");
    let numbered =
        first.len() <= 3 && first.trim_end_matches(['.', ')', '-']).bytes().all(|b| b.is_ascii_digit());
    // "Tải về tệp đính kèm: KH_112.pdf (684 KB)"
    let fetched = opens(row.key(), &["tải ", "tệp ", "file ", "tập tin ", "đính kèm "]);
    extension(first) || numbered && words.next().is_some_and(extension) || fetched && words.any(extension)
}

/// "A > B > C", "A » B", "Trang chủ / title".
fn breadcrumb(text: &str) -> Option<Furniture> {
    // "Vị trí: Trang chủ / …"
    let text =
        behind(text, &["Vị trí:", "Đường dẫn:", "Bạn đang ở:", "Bạn đang xem:"]).unwrap_or(text).trim_start();
    // None of the signs below, by their first bytes.
    let signs = |found, byte: u8| found | matches!(byte, b'>' | b'/' | b'|' | b'-' | 0xC2 | 0xE2);
    let colons = || memchr::memchr(b':', text.as_bytes()).is_some_and(|at| text[at..].starts_with(":: "));
    if !text.bytes().fold(false, signs) && !colons() {
        return None;
    }
    if ends_as_prose(text) && !text.ends_with('…') && !text.ends_with("...") {
        return None;
    }
    let arrows = text.contains(['>', '»', '›', '→']);
    let parts = |sign: char| text.split(sign).filter(|p| p.chars().any(letters::is_alphanumeric)).count();
    let math = || text.contains("->") || text.contains('=');
    if arrows && !math() {
        let sign = if text.contains('»') {
            '»'
        } else if text.contains('›') {
            '›'
        } else if text.contains('>') {
            '>'
        } else {
            '→'
        };
        let quoted = text.contains('«');
        let short = text.split(sign).all(|part| part.split_whitespace().count() <= 24);
        let first = text.split(sign).find(|p| p.chars().any(letters::is_alphanumeric)).unwrap_or("");
        if !quoted && short && (parts(sign) >= 2 && first.split_whitespace().count() <= 8) {
            return sure("breadcrumb");
        }
    }
    // "Cổng TTĐT xã Nà Lạn :: Tin tức :: An ninh"
    if text.matches(" :: ").count() >= 2 {
        return sure("breadcrumb");
    }
    let mut key = String::new();
    for sign in ['/', '|', '•', '-', '–'] {
        if let Some((first, _)) = text.split_once(sign)
            && first
                .trim_start_matches(|c: char| !letters::is_alphanumeric(c))
                .starts_with(['t', 'T', 'h', 'H'])
        {
            super::fold::fold_head(first, 24, &mut key);
            if matches!(key.as_str(), "trang chủ" | "trang nhất" | "home" | "trang tin") && parts(sign) >= 2
            {
                return sure("breadcrumb");
            }
        }
    }
    // Nearly all lines have no more signs than a sentence.
    let bytes = text.as_bytes();
    let bars = memchr::memchr3(b'|', b'/', 0xC2, bytes).is_some() || text.contains('•') || colons();
    let dashes = || memchr::memchr2_iter(b'-', 0xE2, bytes).count() >= 4;
    if !bars && !dashes() {
        return None;
    }
    // Sections parted by a bullet, a bar or four dashes, nothing else.
    for (sign, enough) in [("•", 3), ("·", 3), ("|", 2), ("/", 3), ("::", 2), (" - ", 5), (" – ", 5)] {
        let mut parts = text.split(sign);
        if text.contains(sign)
            && parts.clone().filter(|part| part.contains(letters::is_alphanumeric)).count() >= enough
            && parts.all(|part| {
                fold(part, &mut key);
                key.is_empty() || phrases::cover(&key).is_some()
            })
        {
            return sure("menu");
        }
    }
    None
}

/// Ends as prose ends: with a stop of any kind.
pub(super) fn ends_as_prose(text: &str) -> bool {
    text.trim_end_matches(['"', '”', ')', '»']).ends_with(['.', ';', ',', '?', '!', '…'])
        && !text.ends_with("...")
        || text.ends_with("./.")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Lines of all labelled pages and forms.
    fn lines() -> Vec<String> {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reading");
        let files = ["pages", "forms", "lines", "fixtures"]
            .iter()
            .flat_map(|folder| fs::read_dir(data.join(folder)).into_iter().flatten().flatten())
            .map(|file| fs::read_to_string(file.path()).unwrap_or_default());
        let text = files.collect::<Vec<_>>().join("\n");
        text.split(['\n', '⏎', '\t'])
            .map(|line| line.trim_start_matches(|c: char| c.is_ascii_uppercase()))
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// What is not asked of most lines would have said nothing of them.
    #[test]
    fn short_ways_lead_to_the_same_place() {
        let lines = lines();
        assert!(lines.len() > 40_000, "{}", lines.len());
        let (mut sentences, mut prompts) = (0, 0);
        for line in &lines {
            let row = Row::new(0, line, 0);
            let reason = |found: Option<Furniture>| found.map(|found| (found.reason, found.sure));
            if said::is_sentence(&row) && row.words <= 40 && line.len() <= 420 {
                sentences += 1;
                assert_eq!(reason(said::sentence(&row)), reason(formed(&row)), "{line}");
            }
            if row.words <= 40 && line.len() <= 420 && !row.key().is_empty() {
                let (short, long) = widget::both(&row);
                prompts += usize::from(long.is_some());
                assert_eq!(reason(short), reason(long), "{line}");
            }
        }
        assert!(sentences > 3_000 && prompts > 500, "{sentences} {prompts}");
    }
}
