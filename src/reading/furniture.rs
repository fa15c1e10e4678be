//! Page furniture by form: what a line shows on its own. Position and neighbours are weighed in `page`.

use super::letters;
use super::phrases::{self, Family};
use super::row::Row;
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

/// The parts of a line that wide spaces or bars part, when all are as short as entries of a menu or buttons are: without a
/// stop, a colon or a figure of a table among them.
pub(super) fn entries(text: &str) -> usize {
    let mut parts: Vec<&str> = if text.contains('|') {
        text.split('|').map(str::trim).filter(|part| !part.is_empty()).collect()
    } else {
        columns(text).collect()
    };
    if parts.len() == 1 {
        // four entries and more need but two spaces between them
        parts = text.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() < 4 {
            return 0;
        }
    }
    let entry = |part: &&str| {
        part.split_whitespace().nth(6).is_none()
            && !part.contains([':', '.', ';', ',', '%'])
            && !part.starts_with(|c: char| c.is_ascii_digit())
    };
    if parts.len() >= 2 && parts.iter().all(entry) { parts.len() } else { 0 }
}

pub(super) const fn sure(reason: &'static str) -> Option<Furniture> {
    Some(Furniture { reason, sure: true, opens: Opens::Nothing })
}

pub(super) const fn opening(reason: &'static str, opens: Opens) -> Option<Furniture> {
    Some(Furniture { reason, sure: true, opens })
}

/// What is left of a picture or of a template: file names, `alt`, `![]()`, `h1   h2`, `[links()]`.
pub(super) fn residue(text: &str) -> Option<&'static str> {
    if text.len() > 260 {
        return None;
    }
    if !text.contains(letters::is_alphanumeric) {
        let end_mark = matches!(text, "./." | "/." | "./" | ".//." | "/./." | ". /." | "./. ");
        let fragment = text.chars().count() == 1
            && matches!(text, "(" | ")" | "\"" | "“" | "”" | "/" | ":" | ";" | "?" | "!" | "…" | "[" | "]");
        let ellipsis = matches!(text, "..." | "(...)" | "[...]" | "…" | "(…)" | "[…]" | "?" | "!" | "???");
        return match text {
            _ if end_mark || fragment || ellipsis => None,
            _ if text.contains("![") => Some("image-stub"),
            _ => Some("separator"),
        };
    }
    if matches!(text, "alt" | "a" | "X" | "x" | "Alt" | "ALT" | "img" | "image" | "Image" | "×") {
        return Some("image-stub");
    }
    let bare = text.trim_end_matches(['|', ')', ']', '"', ' ', '.']);
    if let Some((name, extension)) = bare.rsplit_once('.') {
        let image = [
            "jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "svg", "heic", "jfif", "mp4", "flv",
            "avi", "mov", "wmv", "mp3",
        ]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
        let path = text.starts_with("Description:") || name.contains(":\\") || text.starts_with("http");
        let words = || name.split_whitespace().take(9).count();
        // A file's name has no sentence in it: few words, no comma.
        if image
            && (path
                || words() <= 1
                || words() <= 8 && !name.contains([',', '“', '"', '?']) && !name.contains(". "))
        {
            return Some("image-file");
        }
    }
    let named = text.get(..7).is_some_and(|head| {
        head.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("[logo"))
            || head.eq_ignore_ascii_case("[banner")
    });
    if text.starts_with("![") && text.contains("](") || named && text.ends_with(']') {
        return Some("image-stub");
    }
    let codes = text.split_whitespace().all(|word| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| c.is_ascii_lowercase())
            && word.len() <= 4
            && word.len() >= 2
            && chars.all(|c| c.is_ascii_digit())
    });
    if codes {
        return Some("image-stub");
    }
    let call = text.starts_with('[')
        && text.ends_with(']')
        && text.is_ascii()
        && (text.contains('(') || text.contains('=') || !text.contains(' '));
    let brace =
        (text.starts_with("{{") && text.ends_with("}}")) || (text.starts_with("{%") && text.ends_with("%}"));
    let tag = text.starts_with('<') && text.ends_with('>') && text.is_ascii();
    let citation = text.len() <= 5 && text.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if call && !citation || brace || tag {
        return Some("template");
    }
    None
}

/// Furniture by the line's own form.
pub(super) fn furniture(row: &Row<'_>) -> Option<Furniture> {
    let text = row.text;
    if let Some(reason) = residue(text) {
        return sure(reason);
    }
    if text.len() > 420 || row.words > 40 {
        return None;
    }
    let key = row.key();
    if key.is_empty() {
        return None;
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
        // "#2": the number of a post
        if text.starts_with('#') && key.len() <= 5 {
            return sure("counter");
        }
        return number(text, key);
    }
    // "A - | A | A +"
    if text.contains('+') && key.bytes().all(|byte| matches!(byte, b'a' | b' ' | b'+')) {
        return sure("font-size");
    }
    if phrases::counter(key) && !text.ends_with('.') {
        let thread =
            ["bình luận", "ý kiến", "nhận xét", "phản hồi", "comment"].iter().any(|cue| key.contains(cue));
        return opening("counter", if thread { Opens::Comments } else { Opens::Nothing });
    }
    // "Ý kiến bạn đọc (3)": the thread's name with its count.
    if text.ends_with(')')
        && let Some((name, count)) = key.rsplit_once(' ')
        && count.bytes().all(|b| b.is_ascii_digit())
        && phrases::cover(name).is_some_and(|cover| cover.family == Family::Comment)
    {
        return opening("counter", Opens::Comments);
    }
    // "Nghe đọc bài · 05:41"
    let titled = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if titled.len() < key.len()
        && text.contains(':')
        && phrases::cover(titled).is_some_and(|cover| cover.family == Family::Player && cover.sure)
    {
        return sure("player");
    }
    // "18   Trả lời   Báo vi phạm", "Trả lời · 3 ngày trước": the buttons of one comment, its likes and its age.
    let liked = key.split_once(' ').filter(|(count, _)| count.bytes().all(|b| b.is_ascii_digit()));
    let thread = |buttons: Option<&str>| {
        buttons.and_then(phrases::cover).is_some_and(|cover| cover.family == Family::Comment)
    };
    if row.words <= 9 && (thread(liked.map(|(_, buttons)| buttons)) || thread(widget::without_age(key))) {
        return opening("comments", Opens::Nothing);
    }
    if page_number(key) {
        return sure("page-number");
    }
    if let Some(found) = label(text, key) {
        return Some(found);
    }
    if text.contains(['>', '»', '›', '/'])
        && let Some(found) = breadcrumb(text)
    {
        return Some(found);
    }
    // "Pin it!"
    let called = text.ends_with('!') && row.words <= 3;
    if (!ends_as_prose(text) || called)
        && let Some(cover) = phrases::cover(key)
        && (!called || cover.sure && cover.family == Family::Share)
    {
        // Headings of a letter and its answer.
        if text.ends_with(':')
            && matches!(key, "nội dung câu hỏi" | "nội dung trả lời" | "nội dung hỏi" | "câu hỏi" | "trả lời")
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
        // Two section names may be the name of one column; three are a menu.
        let mixed = !matches!(cover.family, Family::Section | Family::Menu);
        let sure = cover.sure || cover.phrases >= 2 && mixed || cover.phrases >= 3;
        let headed = text.ends_with(':') && matches!(cover.family, Family::Related | Family::Tags);
        return Some(Furniture { reason: cover.family.reason(), sure: sure || headed, opens });
    }
    if let Some(found) = breadcrumb(text) {
        return Some(found);
    }
    widget::prompt(row, key)
}

/// "Tags: a, b", "Xem thêm: …", "Các tin khác", ">> …", "Bình luận (2)".
fn label(text: &str, key: &str) -> Option<Furniture> {
    let prose = ends_as_prose(text);
    if let Some(colon) = memchr::memchr(b':', &text.as_bytes()[..text.len().min(41)]) {
        let mut cue = String::new();
        super::fold::fold(&text[..colon], &mut cue);
        let value = text[colon + 1..].trim();
        let lower = value.chars().next().is_some_and(letters::is_lower);
        match cue.as_str() {
            "tag"
            | "tags"
            | "từ khóa"
            | "từ khoá"
            | "keywords"
            | "keyword"
            | "key words"
            | "hashtag"
            | "chủ đề"
            | "thẻ"
            | "từ khóa tìm kiếm"
            | "từ khóa bài viết" => {
                let parts = value.split([',', ';', '#']).map(|p| p.split_whitespace().count());
                let listed = parts.clone().all(|n| n <= 7)
                    && (!prose || value.contains([',', ';']) && parts.max().unwrap_or(0) <= 4);
                if listed && (cue != "chủ đề" || value.len() < 80) {
                    return opening("tags", if value.is_empty() { Opens::Tags } else { Opens::Nothing });
                }
            }
            "xem thêm"
            | "đọc thêm"
            | "xem tiếp"
            | "đọc tiếp"
            | "mời xem thêm"
            | "mời đọc thêm"
            | "tin liên quan"
            | "bài liên quan"
            | "liên quan"
            | "có thể bạn quan tâm"
            | "bạn có thể quan tâm"
            | "read more"
            | "see also"
            | "video liên quan"
            | "xem video"
            | "tin đọc nhiều"
            | "đọc nhiều"
            | "xem nhiều"
            | "đừng bỏ lỡ"
            | "up next"
            | "prev by date"
            | "next by date"
            | "prev by thread"
            | "next by thread"
            | "tin tài trợ"
            | "mời độc giả xem thêm"
            | "mời bạn xem thêm"
            | "các bài liên quan"
            | "bài viết liên quan"
                if !lower && (!prose || text.starts_with('>')) =>
            {
                return opening("related-label", Opens::Related);
            }
            "previous"
            | "next"
            | "bài trước"
            | "bài sau"
            | "tin trước"
            | "tin sau"
            | "bài tiếp theo"
            | "bài viết trước"
            | "bài viết sau"
                if !prose && !lower && !value.is_empty() =>
            {
                return opening("related-label", Opens::Nothing);
            }
            "upload"
            | "loại file"
            | "kích thước file"
            | "dung lượng"
            | "số trang"
            | "định dạng"
            | "thời gian ký"
            | "ngày ký số"
            | "permalink"
            | "múi giờ"
                if !prose =>
            {
                return sure("metadata");
            }
            // The card of who posts in a forum
            "tham gia ngày"
            | "ngày tham gia"
            | "bài gửi"
            | "bài viết"
            | "số bài viết"
            | "được cảm ơn"
            | "được cám ơn"
            | "đã cảm ơn"
            | "cảm ơn"
            | "cám ơn"
            | "điểm tương tác"
                if !prose
                    && value.split_whitespace().count() <= 2
                    && value.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                return sure("metadata");
            }
            "file đính kèm"
            | "tệp đính kèm"
            | "tập tin đính kèm"
            | "tài liệu đính kèm"
            | "tải file"
            | "tải về"
            | "đính kèm"
            | "download"
            | "tải file đính kèm"
            | "văn bản đính kèm"
                if !prose =>
            {
                return sure("download");
            }
            "đánh giá" | "xếp hạng" | "điểm" | "rating" | "tổng số điểm của bài viết là" | "số điểm"
                if key.contains("phiếu")
                    || key.contains("đánh giá") && key.bytes().any(|b| b.is_ascii_digit()) =>
            {
                return sure("rating");
            }
            _ => {}
        }
    }
    if key.starts_with("tổng số điểm của bài viết là") || key.starts_with("click để đánh giá")
    {
        return sure("rating");
    }
    if prose && !text.starts_with('>') && !text.starts_with('*') {
        return None;
    }
    if text.starts_with(">>") || text.starts_with("»»") || text.starts_with("▶▶") {
        let picture = key.starts_with("hình ảnh") || key.starts_with("ảnh");
        return if picture { None } else { opening("related-label", Opens::Related) };
    }
    if text.starts_with('*')
        && key.contains("mời bạn đọc")
        && (key.contains("chuyên mục") || key.contains("bài liên quan"))
    {
        return sure("related-label");
    }
    if let Some(sure) = related_label(key) {
        return Some(Furniture { reason: "related-label", sure, opens: Opens::Related });
    }
    if key.starts_with("theo dõi") && key.split(' ').count() <= 12 {
        let channel = ["trên", "google news", "facebook", "zalo", "youtube", "tiktok", "fanpage"]
            .iter()
            .any(|cue| key.ends_with(cue));
        if channel {
            return sure("share-buttons");
        }
    }
    let follow = key.starts_with("follow us")
        || key.starts_with("like fanpage")
        || key.starts_with("like page")
        || key.starts_with("đăng ký kênh")
        || key.starts_with("subscribe to")
        || key.starts_with("quét mã qr");
    if follow && key.split(' ').count() <= 12 {
        return sure("share-buttons");
    }
    if key.starts_with("font size") && key.split(' ').count() <= 8 {
        return sure("font-size");
    }
    if text.contains("Cỡ chữ") && key.split(' ').count() <= 10 || key.starts_with("xem với cỡ chữ")
    {
        return sure("font-size");
    }
    if text.starts_with('#') && text.split_whitespace().all(|word| word.starts_with('#')) {
        return sure("tags");
    }
    None
}

/// "Các tin khác", "Những bài viết cùng chuyên mục", "Tin cũ hơn": how sites head their lists.
fn related_label(key: &str) -> Option<bool> {
    if !(1..9).contains(&memchr::memchr_iter(b' ', key.as_bytes()).count()) {
        return None;
    }
    let words: Vec<&str> = key.split(' ').collect();
    let mut sure = false;
    let mut at = usize::from(matches!(words[0], "các" | "những" | "một" | "nhiều" | "thêm"));
    at += usize::from(at == 1 && words.get(1) == Some(&"số"));
    let mut things = 0;
    while let Some(&word) = words.get(at) {
        match word {
            "tin" | "bài" | "video" | "clip" | "album" => sure = true,
            "viết" | "ảnh" | "tức" | "bản" | "và" => {}
            // An author may head a part of a text so, too.
            "thông" | "báo" | "nhiệm" | "vụ" | "sự" | "kiện" | "văn" | "câu" | "hỏi" | "chuyên" | "mục"
            | "nội" | "dung" | "đề" | "tài" | "chủ" | "hoạt" | "động" => {}
            _ => break,
        }
        things += 1;
        at += 1;
    }
    let tail = words[at..].join(" ");
    // The heads of "cùng chuyên mục" were swallowed above as things.
    let cung = words.iter().position(|&w| w == "cùng");
    if let Some(cung) = cung {
        let head_ok = words[..cung].iter().all(|w| {
            matches!(*w, "các" | "những" | "tin" | "bài" | "viết" | "tức" | "video" | "khác" | "và")
        });
        let rest = words[cung + 1..].join(" ");
        let good = cung > 0
            && head_ok
            && matches!(
                rest.as_str(),
                "chuyên mục"
                    | "chủ đề"
                    | "loại"
                    | "tác giả"
                    | "mục"
                    | "sự kiện"
                    | "lĩnh vực"
                    | "danh mục"
                    | "thể loại"
            );
        return good.then_some(true);
    }
    let good = things > 0
        && matches!(
            tail.as_str(),
            "khác"
                | "liên quan"
                | "mới hơn"
                | "cũ hơn"
                | "đã đăng"
                | "đã đưa"
                | "mới nhất"
                | "nổi bật"
                | "tiếp theo"
                | "mới đăng"
                | "trước đó"
                | "đọc nhiều"
                | "xem nhiều"
                | "đọc nhiều nhất"
                | "xem nhiều nhất"
                | "đã đưa tin"
                | "đáng chú ý"
                | "hay"
                | "khác trong chuyên mục"
                | "mới cập nhật"
                | "được quan tâm"
                | "đề xuất"
                | "được xem nhiều"
                | "gần đây"
                | "khác cùng chuyên mục"
                | "hot"
                | "quan tâm"
                | "mới cùng chuyên mục"
                | "liên quan khác"
                | "khác liên quan"
                | "đọc thêm"
                | "gợi ý"
        );
    good.then_some(sure)
}

/// "A > B > C", "A » B", "Trang chủ / title".
fn breadcrumb(text: &str) -> Option<Furniture> {
    // None of the signs below, by their first bytes.
    if !text.bytes().any(|byte| matches!(byte, b'>' | b'/' | b'|' | b'-' | 0xC2 | 0xE2)) {
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
    let mut key = String::new();
    for sign in ['/', '|', '•', '-', '–'] {
        if let Some((first, _)) = text.split_once(sign) {
            super::fold::fold_head(first, 24, &mut key);
            if matches!(key.as_str(), "trang chủ" | "trang nhất" | "home" | "trang tin") && parts(sign) >= 2
            {
                return sure("breadcrumb");
            }
        }
    }
    // Sections parted by a bullet or a bar, nothing else.
    for sign in ['•', '|', '/'] {
        let enough = if sign == '|' { 2 } else { 3 };
        if text.contains(sign)
            && parts(sign) >= enough
            && text.split(sign).all(|part| {
                super::fold::fold(part, &mut key);
                key.is_empty() || phrases::cover(&key).is_some()
            })
        {
            return sure("menu");
        }
    }
    None
}

/// Bare numbers: a counter or a page number. `1.` with its stop is the author's.
fn number(text: &str, key: &str) -> Option<Furniture> {
    if super::date::stamp(text).is_some_and(|stamp| stamp.date.day > 0) {
        return None;
    }
    let text = text.trim_end_matches(['₫', ' ']);
    let plain =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) && !text.ends_with(['.', ',']);
    let dashed = text.starts_with(['-', '–', '—']) && text.ends_with(['-', '–', '—']) && key.len() <= 4;
    let slash = text.split('/').count() == 2
        && text.split('/').all(|p| !p.trim().is_empty() && p.trim().bytes().all(|b| b.is_ascii_digit()))
        && key.len() <= 9;
    let paren =
        text.starts_with('(') && text.ends_with(')') && key.len() <= 5 && !key.contains(' ') && key.len() > 2;
    (plain || dashed || slash || paren).then_some(Furniture {
        reason: if dashed { "page-number" } else { "bare-number" },
        sure: dashed,
        opens: Opens::Nothing,
    })
}

/// "Trang 3/12", "Page 3 of 12", "3 Page".
fn page_number(key: &str) -> bool {
    if key.len() > 24 {
        return false; // "trang 1234 trong 1234" is the longest
    }
    let words: Vec<&str> = key.split(' ').collect();
    let digits = |w: &str| w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        ["trang" | "page" | "tr", n] => digits(n),
        ["trang" | "page" | "tr", n, m] => digits(n) && digits(m),
        ["page" | "trang", n, "of" | "trên" | "trong", m] => digits(n) && digits(m),
        [n, "page"] => digits(n),
        // "Trước 1 2 3 Sau"
        ["trước" | "previous" | "prev", numbers @ .., "sau" | "next" | "tiếp"] => {
            !numbers.is_empty() && numbers.iter().all(|n| digits(n))
        }
        _ => false,
    }
}

/// Ends as prose ends: with a stop of any kind.
pub(super) fn ends_as_prose(text: &str) -> bool {
    text.trim_end_matches(['"', '”', ')', '»']).ends_with(['.', ';', ',', '?', '!', '…'])
        && !text.ends_with("...")
        || text.ends_with("./.")
}
