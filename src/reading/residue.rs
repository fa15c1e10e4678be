//! What pictures and templates leave behind.

use super::letters;
use super::search::{ends, holds, opens};

/// What is left of a picture or of a template: file names, `alt`, `![]()`, `h1   h2`, `[links()]`.
pub(super) fn residue(text: &str) -> Option<&'static str> {
    if text.len() > 260 || text.len() > 100 && is_worded(text) {
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
    if matches!(
        text,
        "alt"
            | "a"
            | "X"
            | "x"
            | "Alt"
            | "ALT"
            | "img"
            | "image"
            | "Image"
            | "×"
            | "placeholder"
            | "leftcenterrightdel" // the buttons over a picture
    ) {
        return Some("image-stub");
    }
    // "| ![](tai-kham.jpg) | |"
    let cell = text.trim_matches(|c: char| c == '|' || c == ' ');
    if cell.len() < text.len() && cell.starts_with("![") && cell.ends_with([')', ']']) {
        return Some("image-stub");
    }
    // "IMG_4493.JPG          alt"
    if text.len() <= 80
        && letters::has_wide_space(text)
        && let Some((file, alt)) = text.split_once("   ")
        && residue(file.trim()).is_some()
        && residue(alt.trim()).is_some()
    {
        return Some("image-stub");
    }
    if !text.ends_with('.')
        && (opens(text, ALTS) || matches!(text, "Related image" | "Hình ảnh có liên quan"))
    {
        return Some("image-stub");
    }
    // "6a1f3c.jpg (112 KB)"
    let sized = text
        .strip_suffix(" KB)")
        .or_else(|| text.strip_suffix(" MB)"))
        .and_then(|text| text.rsplit_once(" ("));
    let bare = sized.map_or(text, |(name, _)| name).trim_end_matches(['|', ')', ']', '"', ' ', '.']);
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
    // "Moza Mini 2_anh 1", "ben do-anh-3": the title with a picture's number, as files are called.
    let counted = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if counted.len() < text.len()
        && ends(counted, &["_anh ", "_anh_", "_anh", "-anh-", "_hinh ", "_hinh_", "_hinh"])
    {
        return Some("image-stub");
    }
    let named = text.get(..7).is_some_and(|head| {
        head.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("[logo"))
            || head.eq_ignore_ascii_case("[banner")
    });
    if text.starts_with("![") && text.contains("](") || named && text.ends_with(']') {
        return Some("image-stub");
    }
    if are_numbered_pictures(text) {
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
    if text.starts_with("data:image/") {
        return Some("image-stub");
    }
    // A template's variable and a script that fetches advertisements, on a line of its own.
    let script = text.ends_with([';', ')', '}'])
        && holds(
            text,
            &["adsbygoogle", "googletag", "gtag(", "dataLayer", "fbq(", "admicro", "document.write("],
        );
    if script && text.is_ascii()
        || memchr::memchr(b'$', text.as_bytes()).is_some()
            && text.contains("${")
            && text.split_whitespace().count() <= 6
    {
        return Some("template");
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

/// A letter opens the text, and there is no sign of a file, of a template or of a script in it.
fn is_worded(text: &str) -> bool {
    let sign = |byte: u8| matches!(byte, b'[' | b']' | b'{' | b'<' | b'$' | b'\\' | b'=' | b'_');
    text.starts_with(letters::is_alphabetic)
        && text.ends_with(|c: char| letters::is_alphabetic(c) || c == '.')
        && !text.bytes().fold(false, |found, byte| found | sign(byte))
        && !text.rsplit(' ').next().unwrap_or(text).trim_end_matches('.').contains('.')
        && !opens(text, ALTS)
}

/// What a search or a network says of a picture in place of its words.
const ALTS: &[&str] = &[
    "Image result for ",
    "Image may contain: ",
    "May be an image of ",
    "No photo description available",
    "Kết quả hình ảnh cho ",
    "Có thể là hình ảnh về văn bản",
    "Có thể là hình ảnh về một hoặc nhiều người",
    "Có thể là hình ảnh về 1 người",
    "Có thể là hình ảnh về 2 người",
    "Có thể là hình ảnh về 3 người",
    "Có thể là hình ảnh về 4 người",
    "Có thể là hình ảnh về 5 người",
    "Không có mô tả ảnh",
    "Hình ảnh có thể có: ",
    "Trong hình ảnh có thể có: ",
];

/// "1280x720": how large a picture is.
pub(super) fn is_size(word: &str) -> bool {
    let figures = |part: &str| (2..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    word.split_once(['x', 'X', '×']).is_some_and(|(width, height)| figures(width) && figures(height))
}

/// "hinh1   hinh2", "hinh 1   hinh 2", "1280x720": pictures by their numbers or sizes, and nothing else.
fn are_numbered_pictures(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let number = |next: &&str| next.bytes().all(|b| b.is_ascii_digit());
        if is_picture(word) && words.peek().is_some_and(number) {
            words.next();
        } else if !is_size(word) && !is_numbered_picture(word) {
            return false;
        }
    }
    true
}

/// "photo-3", "img_12", "hinh1": a picture by its number.
fn is_numbered_picture(word: &str) -> bool {
    // "IMG_20230306_071522"
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-');
    name.len() < word.len() && word.ends_with(|c: char| c.is_ascii_digit()) && is_picture(name)
}

/// What a picture's file is called before its number, without marks.
fn is_picture(stem: &str) -> bool {
    ["photo", "img", "image", "pic", "picture", "anh", "hinh", "hinh-anh", "dsc", "slide"]
        .iter()
        .any(|known| stem.eq_ignore_ascii_case(known))
}
