//! Buttons: several on a line, glued to one another, or alone between two paragraphs.

use super::fold::fold;
use super::furniture::{Furniture, Opens, THREADS, columns, entries, is_counted, sure};
use super::letters;
use super::name;
use super::page::Page;
use super::phrases::{self, Family};
use super::row::Row;
use super::search::{behind, ends, holds, opens};
use super::tail::SITE;

/// Brief entries parted by bars, of which one is a known button: its family, and whether several are known of many.
pub(super) fn barred(text: &str) -> Option<(Family, bool)> {
    if !text.contains('|') || text.len() > 120 {
        return None;
    }
    let all = entries(text);
    if all < 2 {
        return None;
    }
    let mut key = String::new();
    let mut known = text.split('|').filter_map(|part| {
        fold(part, &mut key);
        phrases::cover(&key).filter(|cover| !cover.sections).map(|cover| cover.family)
    });
    let family = known.next()?;
    Some((family, all >= 4 && known.next().is_some()))
}

/// Counters and buttons parted by `sign`, of which one at least belongs to no prose: do they head a thread of comments?
pub(super) fn by(text: &str, sign: &str) -> Option<bool> {
    let mut key = String::new();
    let (mut certain, mut thread, mut headed) = (false, false, false);
    let mut parts = text.split(sign).flat_map(|part| part.split('|')).filter(|part| !part.trim().is_empty());
    let known = parts.all(|part| {
        fold(part, &mut key);
        // Behind the thread's name and count stands by what it is sorted.
        let brief = headed && part.split_whitespace().nth(3).is_none();
        let named = is_counted(part, &key);
        headed |= named;
        let counter = phrases::counter(&key) || named || is_file_size(&key);
        let cover = phrases::cover(&key).filter(|cover| !cover.sections);
        certain |= counter || cover.is_some_and(|cover| cover.sure);
        thread |= counter && holds(&key, THREADS);
        counter || cover.is_some() || brief
    });
    (known && certain).then_some(thread)
}

/// "Kích cỡ: 234 KB", folded.
pub(super) fn is_file_size(key: &str) -> bool {
    key.bytes().any(|b| b.is_ascii_digit())
        && ends(key, &[" kb", " mb"])
        && opens(key, &["kích cỡ", "kích thước", "dung lượng", "size", "file size"])
        && key.split(' ').count() <= 5
}

/// "Mới nhất   Cũ nhất   Tự động làm mới sau 60 giây": buttons parted by wide spaces, most of them known; "Đánh giá: Hài
/// lòng | Chưa hài lòng".
pub(super) fn parted(text: &str) -> Option<Furniture> {
    let value = text.split_once(':').map_or("", |(_, value)| value.trim());
    let sign = ["|", "  "].into_iter().find(|sign| value.contains(sign));
    let valued = sign.and_then(|sign| {
        let parts = value.split(sign).map(str::trim);
        known(&parts.filter(|part| sign == "|" || !part.is_empty()).collect::<Vec<_>>())
    });
    if valued.is_some() {
        return valued;
    }
    let wide: Vec<&str> = if letters::has_wide_space(text) { columns(text).collect() } else { Vec::new() };
    known(&wide).or_else(|| {
        let tabbed = || text.contains('\t') && are_sections(&text.split('\t').collect::<Vec<_>>());
        let menu = are_sections(&wide) || tabbed();
        menu.then_some(Furniture { reason: "menu", sure: false, opens: Opens::Menu })
    })
}

/// Four parts and more, most of them known entries of a menu.
fn are_sections(parts: &[&str]) -> bool {
    let mut key = String::new();
    let (mut all, mut named) = (0, 0);
    for part in parts {
        fold(part, &mut key);
        let menu = |cover: phrases::Cover| matches!(cover.family, Family::Section | Family::Menu);
        all += 1;
        named += usize::from(phrases::cover(&key).is_some_and(menu));
    }
    named >= 3 && all >= 4 && named * 2 > all
}

/// "Kiểm sát 24h Tố tụng An ninh trật tự Pháp luật - Bạn đọc Xã hội": known names of sections make half of the line.
pub(super) fn are_named(text: &str) -> bool {
    if text.contains([',', '.', ':']) {
        return false;
    }
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.contains(letters::is_alphanumeric)).collect();
    let capitals = words.iter().filter(|word| word.starts_with(letters::is_upper)).count();
    if capitals < 3 || capitals * 5 < words.len() || words.len() > 40 {
        return false;
    }
    let (mut at, mut names, mut known) = (0, 0, 0);
    let mut key = String::new();
    while at < words.len() {
        let named = (1..=4.min(words.len() - at)).rev().find(|&n| {
            words[at].starts_with(letters::is_upper) && {
                fold(&words[at..at + n].join(" "), &mut key);
                phrases::is_section(&key)
            }
        });
        names += usize::from(named.is_some());
        known += named.unwrap_or(0);
        at += named.unwrap_or(1);
    }
    names >= 3 && known * 2 >= words.len()
}

/// Two buttons and more, and fewer parts that are none.
fn known(parts: &[&str]) -> Option<Furniture> {
    let mut key = String::new();
    let known: Vec<Option<Family>> = parts
        .iter()
        .map(|part| {
            fold(part, &mut key);
            phrases::cover(&key).map(|cover| cover.family)
        })
        .collect();
    let count = known.iter().flatten().count();
    let family = known.iter().flatten().find(|family| !matches!(family, Family::Section | Family::Menu))?;
    if count >= 2 && count * 2 > known.len() { sure(family.reason()) } else { None }
}

/// Brackets around words, or an arrow behind them.
pub(super) fn marked(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']')
        || text.starts_with(['≡', '☰', '⋮', '🔍', '🔎'])
        || ends(text, &["›", "»", "▾", "▼", "▲", "►", "→", "⌄", "↓", "↑"])
        || text.starts_with(['-', '–', '—']) && text.ends_with(['-', '–', '—'])
}

/// "FacebookTwitterZalo", "ThíchChia sẻ": names of networks and their buttons without a space between them, and nothing
/// else.
pub(super) fn are_glued(mut key: &str) -> bool {
    const NAMES: &[&str] = &[
        "gửi email bài viết này",
        "gửi email bài đăng này",
        "email this",
        "blogthis",
        "chia sẻ lên x",
        "chia sẻ lên facebook",
        "chia sẻ lên twitter",
        "chia sẻ lên pinterest",
        "share to x",
        "share to facebook",
        "share to twitter",
        "share to pinterest",
        "facebook",
        "twitter",
        "pinterest",
        "whatsapp",
        "linkedin",
        "zalo",
        "messenger",
        "email",
        "telegram",
        "thích",
        "chia sẻ",
        "tweet",
        "copy link",
        "print",
        "tumblr",
        "reddit",
        "share",
        "viber",
    ];
    let (mut found, mut glued) = (0, false);
    while !key.is_empty() {
        let Some(name) = NAMES.iter().find(|name| key.starts_with(**name)) else { return false };
        key = &key[name.len()..];
        glued |= key.starts_with(letters::is_alphabetic);
        key = key.trim_start();
        found += 1;
    }
    found >= 2 && glued
}

/// "Tiếng Việt | English", "Language: EN VI": the languages a site comes in, two and more.
pub(super) fn are_languages(key: &str) -> bool {
    const NAMES: &[&str] = &[
        "tiếng việt",
        "tiếng anh",
        "english",
        "français",
        "vietnamese",
        "русский",
        "español",
        "中文",
        "日本語",
        "한국어",
        "ລາວ",
        "vn",
        "en",
        "vi",
        "fr",
        "cn",
        "lo",
        "简体中文",
        "tiếng trung",
        "tiếng lào",
        "tiếng khmer",
        "tiếng pháp",
        "tiếng nga",
        "tiếng nhật",
        "tiếng hàn",
        "khmer",
        "japanese",
        "korean",
        "russian",
        "vie",
        "eng",
        "chinese",
        "french",
        "deutsch",
    ];
    let mut key = behind(key, &["language ", "languages ", "ngôn ngữ "]).unwrap_or(key);
    let mut found = 0;
    while !key.is_empty() {
        let Some(name) = NAMES.iter().find(|name| {
            key.strip_prefix(**name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        }) else {
            return false;
        };
        key = key[name.len()..].trim_start();
        found += 1;
    }
    found >= 2
}

/// "# Tuyển sinh lớp 10" above "# Hải Dương": tags, one a line.
fn tags(page: &mut Page<'_>, first: usize) {
    let tag = |page: &Page<'_>, at: usize| {
        page.rows.get(at).is_some_and(|row| {
            let tag = row.text.strip_prefix('#').is_some_and(|tag| {
                tag.starts_with(|c| c == ' ' || letters::is_alphabetic(c)) && !tag.contains('#')
            });
            tag && row.words <= 7 && row.is_short() && page.furniture[at].is_none()
        })
    };
    let mut at = 0;
    while at < page.rows.len() {
        let from = at;
        while tag(page, at) && (at == from || page.rows[at].gap <= page.rows[from + 1].gap) {
            at += 1;
        }
        // A title is a tag of none: prose stands above them.
        if at >= from + 2 && first < from {
            page.furniture[from..at].fill(sure("tags"));
        }
        at = at.max(from + 1);
    }
}

/// Tags below the longest article; each is looked for in the text.
const TAGS: usize = 24;

/// "vùng cao" above "bán trú" above "Bình luận (3)": tags without their heading, three and more, most of them in small
/// letters, between the text and the first line that only a site hangs below it.
fn bare_tags(page: &mut Page<'_>, first: usize, last: usize) {
    let hung = |at: &usize| page.furniture[*at].is_some_and(|f| SITE.contains(&f.reason));
    let Some(site) = (last + 1..page.rows.len()).find(hung) else { return };
    let brief = |at: &usize| {
        let row = &page.rows[*at];
        row.words <= 5
            && row.is_short()
            && page.stamps[*at].is_none()
            && page.furniture[*at].is_none_or(|f| f.reason == "section-list")
            && !row.text.contains([':', '|', '\t', '(', '-'])
            && (row.starts_lower() || row.byline().is_none() || name::is_initials(row.text))
    };
    let Some(mut from) = (last + 1..site).rev().take_while(brief).last() else { return };
    let small = (from..site).filter(|&at| page.rows[at].starts_lower()).count();
    let joined = (from + 1..site).all(|at| page.rows[at].gap == 0);
    if small < 2
        || small * 2 < site - from
        || !(3..=TAGS).contains(&(site - from))
        || !joined
        || page.rows[from].gap == 0
        || !page.rows[from].starts_lower() && !name::is_initials(page.rows[from].text)
        || !page.rows[last].ends_sentence()
    {
        return;
    }
    // Tags name what the text is about; "muối" above "tiêu" is what goes into a dish.
    let told = |at: &usize| {
        let key = page.rows[*at].key();
        page.rows[..=last].iter().any(|row| row.words > 5 && row.key().contains(key))
    };
    let figures = |at: usize| page.rows[at].text.contains(|c: char| c.is_ascii_digit());
    if (from..site).any(figures) || (from..site).filter(told).nth(1).is_none() {
        return;
    }
    // "AI" signs nothing where someone did at the top.
    let signed = |row: &Row<'_>| row.byline().is_some_and(|b| b.is_certain());
    if name::is_initials(page.rows[from].text) && !page.rows[..first].iter().any(signed) {
        from += 1;
    }
    page.furniture[from..site].fill(sure("tags"));
}

/// "Mời độc giả xem thêm video:" and the name of the video directly below it, set off from the text.
fn pointed(page: &mut Page<'_>) {
    for at in 0..page.rows.len().saturating_sub(1) {
        let (row, next) = (&page.rows[at], &page.rows[at + 1]);
        if page.furniture[at].is_some_and(|f| f.reason == "prompt")
            && row.last == ':'
            && row.key().contains(" xem thêm")
            && next.gap == 0
            && next.is_short()
            && next.words >= 5
            && page.rows.get(at + 2).is_none_or(|below| below.gap > 0)
        {
            page.furniture[at + 1] = sure("related-headline");
        }
    }
}

/// "Chú thích ảnh" once and again: the place of a picture's words, which stand below it.
fn captioned(page: &mut Page<'_>) {
    let stub = |row: &Row<'_>| matches!(row.text, "Chú thích ảnh" | "Image caption" | "Caption");
    if page.rows.iter().filter(|row| stub(row)).nth(1).is_some() {
        for at in 0..page.rows.len() {
            if stub(&page.rows[at]) {
                page.furniture[at] = sure("image-stub");
            }
        }
    }
}

/// Buttons that a site sets between two paragraphs.
const BETWEEN: &[&str] = &[
    "quảng cáo",
    "xem thêm",
    "đọc tiếp",
    "xem tiếp",
    "phóng to",
    "qc",
    "đọc thêm",
    "liên quan",
    "tin nên đọc",
    "xem bài liên quan",
    "loading",
    "đang tải",
];

/// A weak word between two paragraphs of which no other line of the page speaks is a button: what a sub-heading names, the
/// text below it names as well. Three and more words of a player on as many lines are the player.
pub(super) fn settle(page: &mut Page<'_>) {
    // Looked for once: a page may have as many buttons as lines.
    let first = page.rows.iter().position(Row::is_prose).unwrap_or(page.rows.len());
    let last = page.rows.iter().rposition(Row::is_prose).unwrap_or(0);
    tags(page, first);
    bare_tags(page, first, last);
    captioned(page);
    pointed(page);
    for at in first + 1..last {
        if bulleted(page, at) {
            page.furniture[at] = None;
        }
    }
    let mut spoken = [None; BETWEEN.len()];
    let mut run = 0;
    for at in 0..page.rows.len() {
        let weak = page.furniture[at].filter(|f| !f.sure);
        let plays = weak.is_some_and(|f| f.reason == "player");
        run = if plays { run + 1 } else { 0 };
        if run >= 3 {
            for found in page.furniture[at + 1 - run..=at].iter_mut().flatten() {
                found.sure = true;
            }
        }
        // "0:12", "/", "3:40"
        let timed =
            |near: usize| page.furniture.get(near).is_some_and(|f| f.is_some_and(|f| f.reason == "player"));
        if page.rows[at].text == "/" && at > 0 && timed(at - 1) && timed(at + 1) {
            for found in &mut page.furniture[at - 1..at + 2] {
                *found = sure("player");
            }
        }
        if weak.is_some() && between(page, at, &mut spoken) {
            page.furniture[at] =
                weak.map(|found| Furniture { reason: found.reason, sure: true, opens: Opens::Nothing });
        }
    }
}

/// "- Đăng nhập" among the author's own lines is an entry of a list: a site's buttons stand beside one another.
/// Asked of rows between the first prose and the last.
fn bulleted(page: &Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    let phrase = page.furniture[at].is_some_and(|f| {
        SITE.contains(&f.reason) && f.reason != "prompt" || matches!(f.reason, "section-list" | "masthead")
    });
    phrase
        && text.starts_with(['-', '–', '*', '•', '+'])
        && !text.ends_with(['-', '–'])
        && !text.contains(':') // "- Xem thêm: …" points to an article
        && !page.beside(at)
}

/// Is one of [`BETWEEN`] between two paragraphs a button? `spoken` keeps of which of them the page speaks.
fn between(page: &Page<'_>, at: usize, spoken: &mut [Option<bool>; BETWEEN.len()]) -> bool {
    let row = &page.rows[at];
    if row.words > 4 {
        return false;
    }
    let word = row.key();
    let Some(which) = BETWEEN.iter().position(|known| *known == word) else { return false };
    let prose = |near: usize| {
        page.rows.get(near).is_some_and(|row| row.words >= 12 && row.ends_sentence())
            && page.furniture[near].is_none()
    };
    let speaks = || page.rows.iter().any(|other| other.key() != word && other.key().contains(word));
    at > 0 && prose(at - 1) && prose(at + 1) && !*spoken[which].get_or_insert_with(speaks)
}
