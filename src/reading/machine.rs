//! Lines of the software that prints a page.

use super::furniture::{Furniture, Opens, ends_as_prose, opening, sure};
use super::row::Row;
use super::search::{holds, opens};

/// What a blog's or a portal's software writes around an article: who filed it under what, how to walk on, what the
/// form wants.
pub(super) fn machine(row: &Row<'_>, key: &str) -> Option<Furniture> {
    let text = row.text;
    let starts = |cues: &[&str]| opens(key, cues);
    let plain = !ends_as_prose(text);
    if plain
        && row.words <= 16
        && starts(&["posted in ", "tagged ", "filed under", "tagged with", "đăng trong ", "đăng tại "])
        || plain && text.starts_with("Nhãn:")
    {
        return sure("tags");
    }
    // An arrow alone at one end points to the article before or after.
    let arrow = |c: char| matches!(c, '←' | '→' | '«' | '»' | '‹' | '›' | '<' | '>' | '◄' | '►');
    let (front, back) = (text.starts_with(arrow) && !text.starts_with(">>"), text.ends_with(arrow));
    if front != back && plain && row.words <= 30 && row.words >= 2 && !text.contains(['=', '|']) {
        return opening("related-label", Opens::Nothing);
    }
    let form = starts(&[
        "email của bạn sẽ không được",
        "địa chỉ email của bạn sẽ không",
        "các trường bắt buộc",
        "your email address will not",
        "required fields are marked",
        "lưu tên của tôi",
        "save my name",
        "notify me of",
        "thông báo cho tôi",
        "tối đa ",
        "tối thiểu ",
        "số ký tự",
        "còn lại ",
        "gõ tiếng việt",
        "bạn chưa đăng nhập",
        "bạn không được quyền bình luận",
        "ý kiến của bạn sẽ được",
        "bình luận của bạn sẽ được",
        "bình luận sẽ được",
        "mọi ý kiến đóng góp",
        "độc giả có nhu cầu tư vấn",
    ]);
    let characters = || row.words <= 8 && key.contains("ký tự") && key.bytes().any(|b| b.is_ascii_digit());
    if form
        && row.words <= 40
        && (characters()
            || holds(
                key,
                &[
                    "email",
                    "bắt buộc",
                    "bình luận",
                    "tên của tôi",
                    "required",
                    "publi",
                    "đăng nhập",
                    "câu hỏi",
                    "comment",
                    "ý kiến",
                    "tiếng việt có dấu",
                ],
            ))
    {
        return opening("comments", Opens::Comments);
    }
    let attached = opens(key, &["file", "tệp", "tài liệu", "văn bản", "tập tin"]);
    if plain && row.words <= 8 && attached && key.contains("đính kèm") {
        return sure("download");
    }
    if plain
        && row.words <= 10
        && starts(&["click to share", "click to print", "click to email", "bấm để chia sẻ"])
    {
        return sure("share-buttons");
    }
    let price = ["₫", "đ", "VNĐ", "VND"].iter().any(|unit| {
        text.strip_suffix(unit).is_some_and(|n| {
            n.len() >= 5 && n.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        })
    });
    let link = row.words == 1 && opens(text, &["http://", "https://", "www."]);
    if price || link {
        return Some(Furniture { reason: "metadata", sure: false, opens: Opens::Nothing });
    }
    if plain && row.words <= 4 && key.starts_with("issn ") {
        return sure("metadata");
    }
    if plain
        && row.words <= 10
        && (key.starts_with("tải ") || key.starts_with("xem "))
        && (key.ends_with(" về máy")
            || key.ends_with(" pdf")
            || key.ends_with(" word")
            || key.ends_with(" docx"))
    {
        return sure("download");
    }
    if row.words <= if key.starts_with("tự động phát video") { 10 } else { 8 }
        && plain
        && starts(&["tự động cập nhật", "tự động làm mới", "tự động phát", "tự động tải"])
    {
        return sure("player");
    }
    if row.words <= 12
        && starts(&["nhấn f5", "bấm f5", "ấn f5", "nhấn phím f5"])
        && (key.contains(" để ") || key.contains("cập nhật"))
    {
        return sure("prompt");
    }
    if plain && row.words <= 4 && starts(&["tải thêm "]) {
        return opening("related-label", Opens::Nothing);
    }
    // "Nộp hồ sơ ngay", "Đặt câu hỏi ngay": a button that urges.
    let urged = ["đặt ", "nộp ", "đăng ký ", "gọi ", "mua ", "tải ", "xem ", "gửi ", "nhận ", "liên hệ "];
    if plain && row.is_short() && row.words <= 6 && key.ends_with(" ngay") && starts(&urged) {
        return sure("prompt");
    }
    if plain && row.words <= 5 && starts(&["xem ảnh ", "phóng to ảnh", "xem hình "]) && key.contains(" lớn")
    {
        return sure("prompt");
    }
    if plain
        && row.words <= 9
        && (starts(&["gửi phản hồi ", "gửi góp ý ", "gửi ý kiến "])
            && holds(
                key,
                &["bạn", "bài", "tòa soạn", "toà soạn", "chúng tôi", "ban biên tập", "tin", "trang"],
            )
            || starts(&["viết lời chia buồn"]))
    {
        return opening("comments", Opens::Comments);
    }
    if row.words <= 8 && plain && starts(&["copy link ", "sao chép link ", "đã sao chép", "link bài viết"])
    {
        return sure("share-buttons");
    }
    // An address alone belongs to the author's card.
    if row.words == 1 && text.contains('@') && !text.ends_with(['.', ',', ';']) && text.contains('.') {
        return Some(Furniture { reason: "metadata", sure: false, opens: Opens::Nothing });
    }
    None
}
