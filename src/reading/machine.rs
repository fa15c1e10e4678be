//! Lines of the software that prints a page.

use super::date;
use super::fold::fold;
use super::furniture::{Furniture, Opens, columns, ends_as_prose, opening, sure};
use super::letters;
use super::phrases::{self, Family};
use super::row::Row;
use super::search::{before, behind, earliest, ends, holds, opens};
use super::widget::without_age;

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
    // "Tối đa 1.500 ký tự", "Còn lại 500 ký tự"
    if row.words <= 8
        && starts(&["tối đa ", "tối thiểu ", "số ký tự", "còn lại "])
        && key.contains("ký tự")
        && key.bytes().any(|b| b.is_ascii_digit())
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
    if plain && row.words <= 60 {
        if let Some(found) = board(row, key) {
            return Some(found);
        }
        if let Some(reason) = made(row, key) {
            return sure(reason);
        }
    }
    // An address alone belongs to the author's card.
    if row.words == 1 && text.contains('@') && !text.ends_with(['.', ',', ';']) && text.contains('.') {
        return Some(Furniture { reason: "metadata", sure: false, opens: Opens::Nothing });
    }
    None
}

/// Who is logged in, who answers whom, and how often: the lines of a forum, of comments, of an account.
fn board(row: &Row<'_>, key: &str) -> Option<Furniture> {
    let text = row.text;
    let starts = |cues: &[&str]| opens(key, cues);
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let comments = opening("comments", Opens::Nothing);
    let numbered = text.bytes().any(|b| b.is_ascii_digit());
    // "Lò Thị Hặc - 2 giờ trước - Trả lời"
    let answered = before(key, &[" trả lời", " thích", " phản hồi", " reply", " báo cáo", " báo vi phạm"]);
    if row.words <= 14
        && answered.is_some_and(|rest| {
            let rest = before(rest, &[" thích", " trả lời", " like"]).unwrap_or(rest);
            without_age(rest).is_some_and(|name| !name.is_empty() && name.split(' ').count() <= 6)
        })
    {
        return comments;
    }
    // "quanghuy_88 nói lúc 22:14 ngày 03/08/2012", "#5 hoangtu, 17/6/09"
    let said =
        ["nói", "nhận xét", "bình luận", "phản hồi", "trả lời", "says", "said", "commented", "replied"];
    let says = || {
        said.iter().any(|verb| {
            key.split_once(verb).is_some_and(|(name, rest)| {
                name.ends_with(' ')
                    && name.split(' ').count() <= 5
                    && opens(rest, &[" lúc ", " vào ", " on ", " at ", " ngày "])
            })
        })
    };
    let post = text.strip_prefix('#').is_some_and(|post| post.starts_with(|c: char| c.is_ascii_digit()));
    let dated = || date::stamp(text).is_some_and(|stamp| stamp.date.day > 0);
    if numbered && row.words <= 12 && text.contains(':') && says() && dated() {
        return comments;
    }
    if post && row.words <= 6 && dated() {
        return sure("metadata");
    }
    // "Xem thêm 4 câu trả lời"
    let more = behind(key, &["xem thêm ", "hiển thị thêm ", "xem ", "tải thêm ", "ẩn ", "view ", "show "]);
    let replies = [
        " câu trả lời khác",
        " phản hồi khác",
        " bình luận khác",
        " bình luận trước",
        " câu trả lời",
        " trả lời",
        " bình luận",
        " phản hồi",
        " ý kiến",
        " nhận xét",
        " more replies",
        " more comments",
        " replies",
        " comments",
    ];
    if more.and_then(|more| before(more, &replies)).is_some_and(figures) {
        return comments;
    }
    // "Bài viết: 1,042 Được cảm ơn: 237 lần Tham gia: Feb 2010": who posts in a forum
    const CARD: &[&str] = &[
        "Bài viết:",
        "Bài gửi:",
        "Số bài:",
        "Được cảm ơn:",
        "Đã được cảm ơn:",
        "Cảm ơn:",
        "Tham gia:",
        "Tham gia ngày:",
        "Ngày tham gia:",
        "Gia nhập:",
        "Đến từ:",
        "Nơi ở:",
        "Posts:",
        "Joined:",
        "Join Date:",
        "Location:",
        "Thanks:",
        "Messages:",
        "Reaction score:",
        "Likes:",
    ];
    if numbered
        && row.words <= 24
        && opens(text, CARD)
        && CARD.iter().filter(|label| text.contains(**label)).count() >= 2
    {
        return comments;
    }
    // "Hiện có 63 khách và 1 thành viên Trực tuyến"
    if numbered
        && row.words <= 16
        && starts(&["hiện có ", "hiện đang có ", "đang có ", "có ", "we have "])
        && holds(key, &[" khách và ", " guests and ", " guest and "])
        && ends(key, &[" trực tuyến", " online", " truy cập"])
    {
        return sure("counter");
    }
    // "Đăng nhập bằng tài khoản Google / Facebook / VNeID"
    let means =
        behind(key, &["đăng nhập bằng ", "đăng nhập với ", "đăng nhập qua ", "login with ", "sign in with "]);
    const MEANS: &str = "tài khoản mạng xã hội google facebook zalo apple id vneid email gmail microsoft twitter sso otp \
                         số điện thoại hoặc cổng dịch vụ công quốc gia account";
    if means.is_some_and(|means| {
        text.contains(['/', '|', ',', '•'])
            && means.split(' ').all(|word| MEANS.split(' ').any(|known| known == word))
    }) || starts(&["mã xác thực ", "mã otp ", "mã xác nhận ", "mã kích hoạt "])
        && key.contains(" đã được gửi ")
        && key.contains(" của bạn")
    {
        return sure("login");
    }
    // "Thứ Hai, 3 tháng 9, 2018 Đăng nhập / Tham gia": today
    let entered =
        |behind: &str| cover(behind).is_some_and(|cover| cover.sure && cover.family == Family::Login);
    let today = text.starts_with(|c: char| c.is_ascii_digit()) || starts(&["thứ ", "chủ nhật", "hôm nay"]);
    if numbered
        && today
        && row.words <= 16
        && earliest(text, &["Đăng nhập", "ĐĂNG NHẬP", "Login", "LOGIN", "Log in", "Sign in"]).is_some_and(
            |(at, _)| {
                date::stamp(&text[..at]).is_some_and(|stamp| stamp.words_around() == 0)
                    && entered(&text[at..])
            },
        )
    {
        return sure("site-clock");
    }
    None
}

/// The phrases that a part of a line is made of.
fn cover(part: &str) -> Option<phrases::Cover> {
    let mut key = String::new();
    fold(part, &mut key);
    phrases::cover(&key)
}

/// What made the page, and what it points to by its form.
fn made(row: &Row<'_>, key: &str) -> Option<&'static str> {
    let text = row.text;
    // "Joomla! 1.5 Templates by X", "Được tạo bởi Blogger. Chủ đề Đơn giản."
    if row.words <= 12
        && text.is_ascii()
        && holds(key, &[" templates by ", " template by ", " theme by ", " themes by "])
        || row.words <= 24
            && opens(key, &["trang", "web", "hiển thị", "xem ", "best ", "giao diện", "site "])
            && holds(key, &["hiển thị tốt nhất ", "xem tốt nhất ", "best viewed "])
            && holds(key, &["trình duyệt", "firefox", "chrome", "internet explorer", "độ phân giải", "1024"])
    {
        return Some("template");
    }
    // "TỪ KHÓA #tuyển sinh 2023 #điểm chuẩn", "Tags   rét hại   băng giá"
    let hashed = || {
        let (head, tags) = text.split_once('#')?;
        let several = memchr::memchr_iter(b'#', text.as_bytes()).count() >= 2;
        (several && tags.starts_with(letters::is_alphabetic)).then_some(head)
    };
    let parted = || {
        opens(key, &["tag", "từ kh", "keyword", "chủ đề", "hashtag", "thẻ"]).then_some(())?;
        text.split_once('\t').or_else(|| text.split_once("   ")).map(|(head, _)| head)
    };
    let tags = |head| cover(head).is_some_and(|cover| cover.family == Family::Tags);
    if hashed().is_some_and(tags) || parted().is_some_and(tags) {
        return Some("tags");
    }
    // "-- Chọn liên kết -- Cổng Chính phủ Bộ Nội vụ", "LIÊN KẾT WEB: Giáo phận X | Radio Y"
    let named = || {
        text.split_once(':')
            .filter(|(_, sites)| sites.split('|').count() >= 3)
            .is_some_and(|(head, _)| opens(key, &["liên kết"]) && cover(head).is_some())
    };
    if text.starts_with("--") && opens(key, &["chọn ", "liên kết", "lựa chọn", "website ", "danh sách "])
        || named()
    {
        return Some("menu");
    }
    // "Trang chủ Nhịp sống Thủ đô Đô thị": a path without its signs, with a known name of a section at its end
    let path = behind(text, &["Trang chủ ", "TRANG CHỦ ", "Trang nhất ", "Trang Chủ ", "Home "]);
    let section = |path: &str| {
        path.rmatch_indices(' ').map(|(at, _)| &path[at + 1..]).take(4).any(|end| {
            let mut key = String::new();
            fold(end, &mut key);
            end.starts_with(letters::is_upper) && phrases::is_section(&key)
        })
    };
    if row.words <= 16
        && path.is_some_and(|path| {
            path.starts_with(letters::is_upper) && !path.contains([',', '.', ':', '?']) && section(path)
        })
    {
        return Some("breadcrumb");
    }
    // "01 Xe khách lao xuống vực 02 Lịch cắt điện 03 Xổ số": headlines by their ranks
    let ranked =
        |rank: &str| text.split_once(rank).is_some_and(|(_, rest)| rest.starts_with(letters::is_upper));
    if text.starts_with("01 ") && ranked("01 ") && ranked(" 02 ") && ranked(" 03 ") {
        return Some("related-label");
    }
    // "Ăn thịt cóc, bé trai nguy kịch ĐỌC NGAY"; "Bão số 4 đổi hướng   3 giờ trước   25"
    let urged = !row.upper && ends(text, &["ĐỌC NGAY", "XEM NGAY", "ĐỌC THÊM", "XEM THÊM", "ĐỌC TIẾP"]);
    let aged = |part: &str| {
        let mut age = String::from("x ");
        let mut folded = String::new();
        fold(part, &mut folded);
        age.push_str(&folded);
        without_age(&age) == Some("x")
    };
    let old = letters::has_wide_space(text) && key.contains(" trước") && columns(text).skip(1).any(aged);
    (urged && row.words >= 5 || old).then_some("related-label")
}
