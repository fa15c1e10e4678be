//! Worded furniture: sentences that a site's machinery says, whatever the article is about.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::date;
use super::furniture::{Furniture, Opens, ends_as_prose, opening, sure};
use super::letters;
use super::machine::machine;
use super::phrases;
use super::row::Row;
use super::said::said;
use super::search::{behind, ends, holds, opens};

/// Prompts of download sites, comment forms, footers.
pub(super) fn prompt(row: &Row<'_>, key: &str) -> Option<Furniture> {
    if is_plain(row) && !opens_prompt(key) { None } else { prompted(row, key) }
}

/// Words without the signs by which furniture is known, and not a few of them.
fn is_plain(row: &Row<'_>) -> bool {
    let bytes = row.text.as_bytes();
    let sign = |byte: u8| {
        matches!(byte, b':' | b'|' | b'/' | b'<' | b'>' | b'#' | b'@' | b'?' | b'\t' | b'=' | 0xF0..)
            // « »; arrows and stars, which no dash and no quote begins with
            || byte == 0xC2
    };
    row.words >= 5
        && row.text.starts_with(letters::is_alphabetic)
        && !bytes.iter().fold(false, |found, byte| found | sign(*byte))
        && !letters::has_wide_space(row.text)
        && memchr::memchr_iter(0xE2, bytes).all(|at| bytes.get(at + 1) == Some(&0x80))
        && !row.text.is_ascii()
}

/// First words of prompts.
const FIRST: &str = "ads average adobe all báo bài best beginning bình bây bạn bấm bằng captcha chào chúng chưa chạm chủ click \
    cài các còn có comments copy cổng cơ cung ctrl+ đang đánh đã đăng để địa đọc độc đặt được em email enable \
    end file filed get giao gõ gọi gửi hiện hiển hãy hình hôm home inread ip issn it javascript khám không kính \
    kích liên like link lưu mã mọi mời mở mua múi nhãn nhấn nhấp nhập nhận no nội nộp notify nếu phóng please \
    posted powered quay quảng reading required save sao show sign site sorry số theme theo the thích this thông \
    thời thứ tiếng to trang tagged trình trả trở tài tôi tải tập tệp tối tự unable văn về video view viết vui we \
    web website xem xin you your ý ẩn ấn login";
/// Last words of others.
const LAST: &str = "lần lời thích hồi reply cáo phạm ngay thêm tiếp cập tuyến online lượt xem";

static WORDS: LazyLock<[FxHashSet<&str>; 2]> =
    LazyLock::new(|| [FIRST, LAST].map(|list| list.split(' ').collect()));

/// May a [plain](is_plain) line be a prompt? Each begins or ends with one of these words.
fn opens_prompt(key: &str) -> bool {
    let first = key.split(' ').next().unwrap_or(key);
    let last = key.rsplit(' ').next().unwrap_or(key);
    WORDS[0].contains(first) || WORDS[1].contains(last)
}

fn prompted(row: &Row<'_>, key: &str) -> Option<Furniture> {
    let text = row.text;
    let starts = |cues: &[&str]| opens(key, cues);
    if let Some(found) = said(row, key) {
        return Some(found);
    }
    let numbered = key.bytes().any(|b| b.is_ascii_digit());
    // "IP của bạn: 113.160.1.1", and nothing else
    let address =
        |word: &str| word.split('.').count() == 4 && word.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.'));
    if starts(&["ip của bạn", "your ip", "địa chỉ ip"])
        && text.split_whitespace().next_back().is_some_and(address)
    {
        return sure("counter");
    }
    // "Mã bảo mật * 3 + 4 ="
    if starts(&["mã bảo mật", "mã bảo vệ", "mã xác nhận", "mã kiểm tra", "captcha"])
        && row.words <= 9
        && (text.contains(['*', '=', ':']) || letters::has_wide_space(text))
        && !ends_as_prose(text)
    {
        return opening("comments", Opens::Comments);
    }
    // "Còn 500 ký tự"
    if row.words <= 4 && numbered && starts(&["còn "]) && key.ends_with(" ký tự") {
        return opening("comments", Opens::Comments);
    }
    // "Tự động làm mới sau: 60 giây | Tắt"
    if starts(&["tự động làm mới", "tự động cập nhật sau", "tự động tải lại"])
        && row.words <= 10
        && numbered
        && !ends_as_prose(text)
    {
        return sure("prompt");
    }
    if starts(&["bạn đang xem", "bạn đang đọc", "bạn đang ở", "you are here"])
        && row.words <= 20
        && (!ends_as_prose(text) || text.contains(['"', '“', ':']))
    {
        return sure("prompt");
    }
    // "UBND XÃ NÀ LẠN     Chào mừng bạn đến với trang thông tin điện tử của xã"
    let greeted =
        &key[if letters::has_wide_space(text) { key.find("chào mừng ").unwrap_or(0) } else { 0 }..];
    if opens(
        greeted,
        &[
            "chào mừng bạn đến với",
            "chào mừng các bạn đến với",
            "chào mừng quý khách đến với",
            "chào mừng quý vị đến với",
            "chào mừng quý độc giả đến với",
            "chào mừng bạn đã ghé thăm ",
            "chào mừng các bạn ghé thăm ",
        ],
    ) && holds(key, &["website", "trang", "cổng", "báo"])
        && row.words <= 24
    {
        return sure("prompt");
    }
    if row.words <= 9
        && starts(&["bình luận đã được đóng", "bình luận đã bị đóng", "bình luận đã đóng"])
        && !starts(&["bình luận đã bị đóng băng"])
    {
        return opening("comments", Opens::Comments);
    }
    // "2 bình luận về “Đi chợ Tết”", "3 thoughts on “…”"
    if let Some((count, rest)) = key.split_once(' ')
        && count.len() <= 4
        && count.bytes().all(|byte| byte.is_ascii_digit())
        && opens(
            rest,
            &[
                "bình luận về",
                "bình luận cho",
                "phản hồi cho",
                "phản hồi về",
                "nhận xét về",
                "thoughts on",
                "responses to",
                "comments on",
            ],
        )
        && row.words <= 40
    {
        return opening("comments", Opens::Comments);
    }
    // "3 phút đọc", "2 min read"
    if row.words <= 4
        && (key.ends_with(" phút đọc") || key.ends_with(" min read") || key.ends_with(" minute read"))
        || row.words <= 7
            && numbered
            && (key.ends_with(" phút") || key.ends_with(" minutes") || key.ends_with(" minute"))
            && starts(&["thời gian đọc ", "đọc trong ", "reading time ", "đọc khoảng "])
    {
        return sure("counter");
    }
    if starts(&["xin chào", "chào bạn", "chào anh chị", "em là trợ lý", "tôi là trợ lý"])
        && text.starts_with(letters::is_alphabetic)
        && holds(key, &[" giúp gì cho", " giúp gì được", " hỗ trợ gì cho"])
        && row.words <= 14
        || row.words <= 12 && key.ends_with(" lần") && key.contains(" được chia sẻ ") && !ends_as_prose(text)
    {
        return sure("prompt");
    }
    // "Cài app Báo Nà Lạn để nhận tin nóng"
    if row.words <= 16
        && !ends_as_prose(text)
        && starts(&["cài app ", "tải app ", "cài ứng dụng ", "tải ứng dụng ", "mở app "])
        && (text.contains(" Báo ")
            || ends(key, &[" ios android", " android ios"])
            || key.contains(" để ")
                && ends(key, &["tin mới", "nhanh hơn", "thông báo", "tin nóng", "tin nhanh"]))
        || row.words <= 16 && starts(&["bạn có muốn nhận thông báo"]) && key.ends_with(" đồng ý")
        || row.words <= 24 && (letters::has_wide_space(text) || text.contains('|')) && ends(key, ANSWERS)
    {
        return sure("prompt");
    }
    if let Some(found) = pictured(row, key) {
        return Some(found);
    }
    let bare = row.is_short() && row.words <= 8;
    let channel = ["zalo", "telegram", "youtube", "facebook", "google news", "google tin tức", "tiktok"];
    if row.words <= 12
        && !ends_as_prose(text)
        && starts(&[
            "bấm theo dõi ",
            "theo dõi kênh ",
            "theo dõi chúng tôi ",
            "nhấn theo dõi ",
            "ấn theo dõi ",
        ])
        && channel.iter().any(|cue| key.contains(cue))
    {
        return sure("prompt");
    }
    if bare && starts(&["xem các "]) && key.ends_with(" khác")
        || bare && starts(&["quay trở lại trang chủ ", "trở về trang chủ ", "về trang chủ "])
    {
        return sure("prompt");
    }
    if bare
        && (starts(&["xem thêm các ", "xem tất cả ", "xem toàn bộ "])
            || starts(&["gửi "]) && key.contains(" cho bạn "))
    {
        return sure("prompt");
    }
    if row.words <= 16
        && numbered
        && starts(&["video ", "đã xảy ra lỗi", "đã có lỗi", "không thể phát"])
        && key.contains(" mã lỗi ")
    {
        return sure("player");
    }
    // "Quảng cáo sẽ tự đóng sau 5 giây", "Ads by X", "Powered by X"
    if row.words <= 10 && starts(&["quảng cáo sẽ "]) && key.ends_with(" giây")
        || row.words <= 5 && text.is_ascii() && starts(&["powered by ", "ads by ", "inread invented "])
    {
        return sure("template");
    }
    // A poll or the stars below an article: what is asked, and the buttons behind it.
    let asked = text.split_once('?').is_some_and(|(_, behind)| {
        !behind.trim().is_empty() && behind.split_whitespace().count() <= 8 && !ends_as_prose(text)
    });
    if asked
        && (starts(&["bạn thấy bài viết này", "bạn thích bài viết này", "bạn thấy bài này"])
            || key.ends_with(" xem kết quả"))
    {
        return sure("rating");
    }
    if key == "blogthis" {
        return sure("share-buttons");
    }
    if text.starts_with(['★', '☆', '⭐'])
        && holds(key, &["đánh giá", "phiếu bầu", "bình chọn", "vote"])
        && row.words <= 12
    {
        return sure("rating");
    }
    // An archive of posts by year and month: "▼ tháng ba (3)"
    if text.starts_with(['▼', '►', '▾', '▸']) && text.ends_with(')') && row.words <= 5 {
        return opening("menu", Opens::Menu);
    }
    if row.words <= 6 && starts(&["bây giờ là "]) {
        return sure("prompt");
    }
    // "Hôm nay: 22:14 ICT Thứ ba, ngày 05/12/2017"
    let told =
        key.strip_prefix("hôm nay ").is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    let told = told && text.contains("nay:");
    // "Hôm nay, Chủ nhật, ngày 9 tháng 3 năm 2025 | 21:47": no author writes the day so, on a line of its own.
    if row.words <= 16
        && (told || starts(&["hôm nay thứ ", "hôm nay chủ nhật", "hôm nay ngày "]))
        && date::stamp(text).is_some_and(|stamp| stamp.words_around() <= if told { 6 } else { 3 })
    {
        return sure("site-clock");
    }
    if let Some(found) = machine(row, key).or_else(|| contact(text, key)) {
        return Some(found);
    }
    // "Số người trực tuyến": a counter without its number.
    let counts = || holds(key, &["truy cập", "trực tuyến", "online", "lượt", "lần xem"]);
    if row.words >= 2 && phrases::counter_unit(key) && counts() {
        return Some(Furniture { reason: "counter", sure: false, opens: Opens::Nothing });
    }
    let reply = starts(&["trả lời thích ", "thích trả lời "]);
    if ago(key) || reply && row.words <= 12 && key.contains(" trước") && !ends_as_prose(text) {
        return opening("comments", Opens::Nothing);
    }
    // What a paper says of itself under its name.
    if starts(&[
        "cơ quan của đảng bộ",
        "cơ quan ngôn luận",
        "tiếng nói của đảng bộ",
        "tiếng nói của nhân dân",
    ]) && !ends_as_prose(text)
        && row.words <= 24
    {
        return sure("masthead");
    }
    if starts(&[
        "cổng thông tin điện tử",
        "trang thông tin điện tử",
        "báo điện tử",
        "website chính thức",
        "trang tin điện tử",
        "cổng tttđt",
        "cổng ttđt",
    ]) && !ends_as_prose(text)
        && row.words <= 16
    {
        return Some(Furniture { reason: "masthead", sure: false, opens: Opens::Nothing });
    }
    None
}

/// The two buttons of a question that a site or an app puts.
const ANSWERS: &[&str] = &[
    " để sau cho phép",
    " để sau đồng ý",
    " cho phép để sau",
    " từ chối cho phép",
    " cho phép từ chối",
    " không cho phép cho phép",
    " không cảm ơn đồng ý",
    " chặn cho phép",
    " block allow",
    " later allow",
    " no thanks allow",
];

/// "Bấm vào ảnh để phóng to", "(Click vào hình để xem rõ hơn)", "+5 ảnh": how to see a picture large, or more of them;
/// "Click vào đây để xem chi tiết".
fn pictured(row: &Row<'_>, key: &str) -> Option<Furniture> {
    let clicked = ["bấm vào ", "click vào ", "nhấn vào ", "nhấp vào ", "kích vào ", "chạm vào "];
    let plus =
        row.words == 2 && row.text.starts_with('+') && (key.ends_with(" ảnh") || key.ends_with(" hình"));
    if plus && key.bytes().any(|b| b.is_ascii_digit()) {
        return sure("image-stub");
    }
    let target = behind(key, &clicked).filter(|_| row.words <= 14 && row.last != '.')?;
    let large = ["phóng to", "ảnh lớn", "kích thước lớn", "rõ hơn", "cỡ lớn", "ảnh gốc", "lớn hơn", "to hơn"];
    (opens(target, &["ảnh", "hình", "đây"]) && target.contains(" để ") && ends(target, &large)
        || opens(target, &["đây để xem chi tiết", "đây để xem thêm"]))
    .then_some(Furniture { reason: "prompt", sure: true, opens: Opens::Nothing })
}

/// "Đường dây nóng: 0912 345 678", "Email: toasoan@baox.vn": where the site is reached.
fn contact(text: &str, key: &str) -> Option<Furniture> {
    let cues =
        ["hotline", "đường dây nóng", "điện thoại", "email", "liên hệ quảng cáo", "tổng đài", "fax", "đt"];
    let (_, value) = text.split_once(':').filter(|_| opens(key, &cues))?;
    let value = value.trim();
    let address = value.contains('@') && !value.contains(' ') && !value.ends_with('.');
    (letters::telephone(value) >= 7 || address).then_some(Furniture {
        reason: "contact",
        sure: false,
        opens: Opens::Nothing,
    })
}

fn counts_age(word: &str) -> bool {
    matches!(
        word,
        "giờ" | "phút" | "ngày" | "tuần" | "tháng" | "năm" | "giây" | "hours" | "days" | "hour" | "minutes"
    )
}

/// What stands before an age: "trả lời" of "trả lời 3 ngày trước".
pub(super) fn without_age(key: &str) -> Option<&str> {
    let (rest, unit) = key.strip_suffix(" trước")?.rsplit_once(' ')?;
    let (buttons, count) = rest.rsplit_once(' ')?;
    (counts_age(unit) && count.bytes().all(|b| b.is_ascii_digit())).then_some(buttons)
}

/// "2 giờ trước", "3 phút trước Thích Trả lời".
fn ago(key: &str) -> bool {
    let mut words = key.split(' ');
    let figures = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    words.next().is_some_and(|w| w.len() <= 3 && figures(w))
        && words.next().is_some_and(counts_age)
        && words.next().is_some_and(|w| matches!(w, "trước" | "ago"))
        && words.all(|w| {
            matches!(
                w,
                "thích" | "trả" | "lời" | "báo" | "cáo" | "vi" | "phạm" | "chia" | "sẻ" | "like" | "reply"
            ) || figures(w)
        })
}

/// What [`prompt`] says, and what it would say without its short way.
#[cfg(test)]
pub(super) fn both(row: &Row<'_>) -> (Option<Furniture>, Option<Furniture>) {
    (prompt(row, row.key()), prompted(row, row.key()))
}
