//! Headings and labels of furniture: tags, related articles, downloads, ratings.

use super::furniture::{Furniture, Opens, columns, ends_as_prose, opening, sure};
use super::letters;
use super::phrases;
use super::search::{ends, opens};

/// "Tags: a, b", "Xem thêm: …", "Các tin khác", ">> …", "Bình luận (2)".
pub(super) fn label(text: &str, key: &str) -> Option<Furniture> {
    let prose = ends_as_prose(text);
    if let Some(colon) = memchr::memchr(b':', &text.as_bytes()[..text.len().min(48)]) {
        let mut cue = String::new();
        super::fold::fold(&text[..colon], &mut cue);
        let value = text[colon + 1..].trim();
        let lower = value.chars().next().is_some_and(letters::is_lower);
        match cue.as_str() {
            "tag"
            | "tags"
            | "topics"
            | "từ khóa"
            | "từ khoá"
            | "keywords"
            | "keyword"
            | "key words"
            | "hashtag"
            | "chủ đề"
            | "thẻ"
            | "từ khóa tìm kiếm"
            | "từ khóa liên quan"
            | "từ khoá liên quan"
            | "từ khóa bài viết"
            | "labels"
            | "xem thêm về"
            | "xem thêm các tin khác về chủ đề" => {
                let parts = value.split([',', ';', '#', '•', '|', '·']).flat_map(|p| p.split("  "));
                let parts = parts.map(|p| p.split_whitespace().count());
                let listed = parts.clone().all(|n| n <= 7)
                    && (!prose || value.contains([',', ';']) && parts.max().unwrap_or(0) <= 4);
                let topic = cue == "chủ đề" || cue.starts_with("xem thêm");
                if listed && (!topic || value.len() < 80) {
                    return opening("tags", if value.is_empty() { Opens::Tags } else { Opens::Nothing });
                }
            }
            "xem thêm"
            | "có thể bạn quan tâm"
            | "có thể bạn thích"
            | "đọc thêm"
            | "xem tiếp"
            | "đọc tiếp"
            | "mời xem thêm"
            | "mời đọc thêm"
            | "mời bạn đọc thêm"
            | "xem ngay"
            | "đọc ngay"
            | "mời xem video"
            | "tin liên quan"
            | "bài liên quan"
            | "tin cùng chủ đề"
            | "bài cùng chủ đề"
            | "tin cùng chuyên mục"
            | "bạn đang quan tâm"
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
                if !lower
                    && (!prose
                        || text.starts_with('>')
                        // "Đọc thêm: Nội soi dạ dày có đau không?"
                        || text.ends_with('?') && !value.contains(['.', '!']) && cue.len() < 28) =>
            {
                return opening("related-label", Opens::Related);
            }
            "previous"
            | "next"
            | "previous post"
            | "next post"
            | "bài trước"
            | "bài sau"
            | "tin trước"
            | "tin sau"
            | "bài tiếp theo"
            | "bài kế tiếp"
            | "bài cũ hơn"
            | "bài mới hơn"
            | "tin cũ hơn"
            | "tin mới hơn"
            | "older post"
            | "newer post"
            | "bài viết trước"
            | "bài viết sau"
                if (!prose || text.ends_with('?')) && !lower && !value.is_empty() =>
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
            | "tải tệp đính kèm"
            | "tải tệp"
            | "tải tài liệu"
            | "tải tập tin đính kèm"
            | "tải văn bản"
            | "văn bản đính kèm"
                if !prose =>
            {
                return sure("download");
            }
            // "Chuyên mục: Góc kỹ thuật     Thẻ: áp mái, hòa lưới"
            "chuyên mục" | "danh mục" | "mục" | "category"
                if columns(value).skip(1).any(|part| opens(part, &["Thẻ:", "Tag:", "Tags:", "Từ khóa:"])) =>
            {
                return sure("tags");
            }
            "giọng đọc" if value.split(' ').count() <= 6 && !prose => return sure("player"),
            // "Trending: #giá xăng #tuyển sinh", "Chủ đề nóng: Bão số 3 | Giá điện"
            "trending" | "chủ đề nóng" | "xu hướng" | "tin nóng" | "từ khóa nóng" | "hot"
                if value.split(['#', '|']).filter(|part| !part.trim().is_empty()).count() >= 2 =>
            {
                return sure("tags");
            }
            "vị trí" | "bạn đang ở" | "bạn đang ở đây" if phrases::cover(&value.to_lowercase()).is_some() =>
            {
                return sure("breadcrumb");
            }
            "đánh giá" | "xếp hạng" | "điểm" | "rating" | "tổng số điểm của bài viết là" | "số điểm"
                if key.contains("phiếu")
                    || value.contains("đánh giá") && key.bytes().any(|b| b.is_ascii_digit()) =>
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
    let words = memchr::memchr_iter(b' ', key.as_bytes()).count() + 1;
    if words <= 12 && key.trim_start_matches("+ ").starts_with("theo dõi") {
        let channel = ends(
            key,
            &["trên", "google news", "google tin tức", "facebook", "zalo", "youtube", "tiktok", "fanpage"],
        );
        if channel {
            return sure("share-buttons");
        }
    }
    let follow = key.starts_with("follow us") && (words == 2 || key.contains(" on "))
        || key.starts_with("like fanpage")
        || key.starts_with("like page")
        || key.starts_with("đăng ký kênh") && words <= 7
        || key.starts_with("subscribe to")
        || key.starts_with("quét mã qr") && (words == 3 || key.contains(" để ") || key.contains("ứng dụng"));
    if follow && words <= 12 {
        return sure("share-buttons");
    }
    if words <= 8 && key.starts_with("font size") {
        return sure("font-size");
    }
    if text.contains("Cỡ chữ") && is_font_size(text, key) || opens(key, &["xem với cỡ chữ", "xem cỡ chữ"])
    {
        return sure("font-size");
    }
    let tagged = || text.split_whitespace().all(|word| word.starts_with('#'));
    if text.starts_with('#') && (tagged() || columns(text).all(|tag| tag.starts_with('#')) && words <= 24) {
        return sure("tags");
    }
    None
}

/// "Cỡ chữ: A- A+", "Cỡ chữ Nhỏ Vừa To": sizes and signs. "Cỡ chữ to, nhịp đọc chậm" is text.
fn is_font_size(text: &str, key: &str) -> bool {
    const SIZES: &str = "cỡ chữ kích thước màu nhỏ vừa trung bình lớn to thường mặc định tăng giảm đổi aa a+";
    let size = |word: &str| {
        word.len() == 1
            || word.trim_end_matches('+').len() == 1
            || word.bytes().all(|b| b.is_ascii_digit())
            || matches!(word, "bản" | "in" | "trang") && text.contains('|')
            || SIZES.split(' ').any(|known| known == word)
    };
    key.split(' ').count() <= 10 && (key.split(' ').all(size) || phrases::cover(key).is_some())
}

/// A word for what such a list holds; whether no author heads a part of a text with it.
fn thing(word: &str) -> Option<bool> {
    match word {
        "tin" | "bài" | "video" | "clip" | "album" => Some(true),
        "viết" | "ảnh" | "tức" | "bản" | "và" => Some(false),
        "thông" | "báo" | "nhiệm" | "vụ" | "sự" | "kiện" | "văn" | "câu" | "hỏi" | "chuyên" | "mục"
        | "nội" | "dung" | "đề" | "tài" | "chủ" | "hoạt" | "động" => Some(false),
        _ => None,
    }
}

/// "Các tin khác", "Những bài viết cùng chuyên mục", "Tin cũ hơn": how sites head their lists.
pub(super) fn related_label(key: &str) -> Option<bool> {
    if !(1..9).contains(&memchr::memchr_iter(b' ', key.as_bytes()).count()) {
        return None;
    }
    let many = |word: &str| matches!(word, "các" | "những" | "một" | "nhiều" | "thêm");
    let first = key.split(' ').next().unwrap_or(key);
    if !many(first) && thing(first).is_none() && !key.contains(" cùng ") {
        return None;
    }
    let words: Vec<&str> = key.split(' ').collect();
    // The words from one on, as they stand in the key.
    let from =
        |at: usize| words.get(at).map_or("", |word| &key[word.as_ptr() as usize - key.as_ptr() as usize..]);
    let mut sure = false;
    let mut at = usize::from(many(words[0]));
    at += usize::from(at == 1 && words.get(1) == Some(&"số"));
    let mut things = 0;
    while let Some(named) = words.get(at).copied().and_then(thing) {
        sure |= named;
        things += 1;
        at += 1;
    }
    // Nearly no line gets further.
    let cung = words.iter().position(|&w| w == "cùng");
    if things == 0 && cung.is_none() {
        return None;
    }
    // "Tin y tế nổi bật": two words of a topic may stand between.
    let topical = |skip: usize| {
        sure && things > 0
            && words.len() > at + skip
            && matches!(
                from(at + skip),
                "nổi bật"
                    | "mới nhất"
                    | "đọc nhiều"
                    | "xem nhiều"
                    | "liên quan"
                    | "khác"
                    | "trước đó"
                    | "đã đưa"
            )
    };
    if topical(1) || topical(2) {
        return Some(false);
    }
    let tail = from(at);
    // The heads of "cùng chuyên mục" were swallowed above as things.
    if let Some(cung) = cung {
        let head_ok = words[..cung].iter().all(|w| {
            matches!(
                *w,
                "các"
                    | "những"
                    | "tin"
                    | "bài"
                    | "viết"
                    | "tức"
                    | "video"
                    | "khác"
                    | "và"
                    | "câu"
                    | "hỏi"
                    | "đáp"
                    | "thơ"
                    | "truyện"
                    | "văn"
            )
        });
        let named = matches!(
            from(cung + 1),
            "chuyên mục"
                | "chủ đề"
                | "loại"
                | "tác giả"
                | "mục"
                | "sự kiện"
                | "lĩnh vực"
                | "danh mục"
                | "thể loại"
                | "chuyên khoa"
        );
        let good = cung > 0 && head_ok && named;
        // "Món ngon cùng chủ đề"
        return good.then_some(true).or((cung > 0 && cung <= 3 && named).then_some(false));
    }
    let good = things > 0
        && matches!(
            tail,
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
                | "trước"
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
