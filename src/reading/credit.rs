//! Who took a picture: credits behind the words under it, and alone.

use super::fold::fold_head;
use super::letters::{is_lower, is_upper};
use super::search::{Cues, opens};
use super::{name, source};

/// What stands in front of an inline credit.
static CREDITS: Cues = Cues::new(&[
    "ảnh:",
    "ảnh :",
    "Ảnh:",
    "Ảnh :",
    "(Hình:",
    "(hình:",
    "ẢNH:",
    "ảnh do ",
    "Ảnh do ",
    "Ảnh minh họa",
    "Ảnh minh hoạ",
    "ảnh minh họa",
    "ảnh minh hoạ",
    "Ảnh tư liệu",
    "ảnh tư liệu",
    "Ảnh internet",
    "Ảnh Internet",
    "Ảnh chụp màn hình",
    "Đồ họa:",
    "Đồ hoạ:",
    ". Hình:",
    "- Hình:",
    ". Minh họa:",
    ". Minh hoạ:",
    "(Minh họa:",
    "Screenshot:",
    "Chụp màn hình:",
    "Photo:",
]);

/// Where an inline credit begins ("… Ảnh: X", "(Ảnh do … cung cấp)", "- Ảnh: X"), or a cue in front.
pub(super) fn inline(text: &str) -> bool {
    if text.len() > 700 {
        return false;
    }
    if is_sourced(text) {
        return true;
    }
    let above_or_below = text.starts_with("Ảnh trên:") || text.starts_with("Ảnh dưới:");
    if !above_or_below && !CREDITS.any_in(text) {
        return false;
    }
    // One sentence behind the cue belongs to the picture; more of them are the text going on.
    if let Some((_, rest)) = text.split_once(". Trong ảnh:")
        && !rest.contains(". ")
    {
        return text.split_whitespace().count() <= 40;
    }
    if text.starts_with("Trong ảnh:") || text.starts_with("Ảnh minh họa") || text.starts_with("Ảnh minh hoạ")
    {
        return text.split_whitespace().count() <= 60;
    }
    if let Some(rest) = text
        .strip_prefix("Ảnh:")
        .or_else(|| text.strip_prefix("Ảnh trên:"))
        .or_else(|| text.strip_prefix("Ảnh dưới:"))
        .or_else(|| text.strip_prefix("Chú thích ảnh:"))
    {
        return rest.split_whitespace().count() > 0;
    }
    CREDITS.list.iter().filter(|cue| text.contains(*cue)).any(|cue| {
        text.rfind(cue).is_some_and(|at| {
            let before = text[..at].trim_end();
            let after = text[at + cue.len()..].trim();
            let parted = before
                .ends_with(['.', '(', '-', '–', '—', ',', ';', ')', '|', '…', '”', '"', '/', '[', '!', '?']);
            let short = after.split_whitespace().nth(9).is_none();
            let capital = cue.starts_with(['Ả', 'Đ', 'A']);
            short
                && !before.is_empty()
                && (parted || capital)
                && !is_work(before)
                && before.split_whitespace().nth(1).is_some()
                // "Bài: X - Ảnh: Y"
                && before.split_once(':').is_none_or(|(did, _)| !matches!(did, "Bài" | "Tin" | "Lời" | "Nội dung" | "Thực hiện" | "Tác giả" | "Người viết"))
        })
    })
}

/// "Tin ,ảnh :  X", "Bài - ảnh: X", "BÀI VÀ ẢNH: X": who took the pictures wrote it as well.
fn is_work(before: &str) -> bool {
    const WORKS: &[&str] = &["tin", "bài", "lời", "viết", "và", "video", "clip"];
    let mut key = String::new();
    fold_head(before, 24, &mut key);
    before.len() <= 24 && key.split(' ').all(|word| WORKS.contains(&word))
}

/// "Hình 1. Bể lót bạt", "Biểu đồ 2: Giá lúa": a picture by its number.
pub(super) fn is_figure(text: &str) -> bool {
    let cue = ["Hình ", "Ảnh ", "Biểu đồ ", "Sơ đồ ", "Bản đồ ", "Đồ thị "]
        .iter()
        .find_map(|cue| text.strip_prefix(cue));
    cue.is_some_and(|rest| {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ':');
        let number = &rest[..rest.len() - behind.len()];
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.ends_with(['.', ':'])
            && behind.trim_start().starts_with(is_upper)
    })
}

/// "Mảnh vải còn rõ sợi dệt (Nguồn: Viện X)": a line that is no sentence, and whose picture it shows.
fn is_sourced(text: &str) -> bool {
    let Some(inside) = text.strip_suffix(')') else { return false };
    inside.rsplit_once('(').is_some_and(|(before, source)| {
        opens(source, &["Nguồn:", "nguồn:", "Nguồn ảnh:", "nguồn ảnh:"])
            && (3..=25).contains(&before.split_whitespace().take(26).count())
            && !before.trim_end().ends_with(['.', '”', '"'])
            && !before.contains(". ")
            && !(name::is_person(before) && name::has_family_name(before)) // who wrote it
    })
}

/// "(Nguồn: X)", "Đồ họa: X", "Ảnh: X – Y": a credit and nothing else.
pub(super) fn alone(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
    let bracketed = inner.len() < text.len();
    let Some(colon) = memchr::memchr(b':', &inner.as_bytes()[..inner.len().min(40)]) else { return false };
    let mut key = String::new();
    fold_head(&inner[..colon], 24, &mut key); // no cue below is longer
    let value = inner[colon + 1..].trim().trim_end_matches('.');
    let words = value.split_whitespace().take(11).count(); // no credit has more
    match key.as_str() {
        "nguồn" | "nguồn ảnh" | "nguồn hình" => {
            words <= 8 && words > 0 && (bracketed || key != "nguồn")
        }
        "đồ họa" | "đồ hoạ" | "minh họa" | "minh hoạ" | "infographic" | "video" | "clip" | "thiết kế"
        | "hình" => {
            words > 0
                && words <= 8
                && (name::are_people(value) || source::is_agency(value) || name::is_office(value))
        }
        "ảnh" | "photo" | "chùm ảnh" => {
            words > 0
                && words <= 10
                && (name::are_people(value)
                    || value.split(" - ").all(|part| name::are_people(text_cue(part)))
                    || source::is_agency(value)
                    || !value.contains(is_lower)
                    || bracketed
                    || value.ends_with(" cung cấp")
                    || matches!(value, "Internet" | "internet" | "Tư liệu" | "tư liệu"))
        }
        _ => false,
    }
}

/// "Lời: Bảo Châu" behind the one who took the pictures: who wrote the words to them.
fn text_cue(part: &str) -> &str {
    ["Lời:", "Bài:", "Thơ:"].iter().find_map(|cue| part.strip_prefix(cue)).map_or(part, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wrote_it_as_well_is_no_credit() {
        assert!(inline("Xe chở vải thiều xếp hàng trong đêm. Ảnh: Hà An"));
        assert!(inline("Mảnh vải còn rõ sợi dệt (Nguồn: Viện Cổ sử)"));
        assert!(!inline("Tin ,ảnh :  Lục Văn Khảm"));
        assert!(!inline("Bài và ảnh: Hà An"));
    }
}
