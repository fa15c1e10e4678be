//! Sentences that a site says, whatever the article is about: each by how it begins, what it holds and how long it is.

use super::fold::fold_head;
use super::furniture::{Furniture, Opens};
use super::letters;
use super::row::Row;
use super::search::{holds, opens};

/// How a site words a sentence.
struct Said {
    /// What the folded line begins with, one of these.
    opens: &'static [&'static str],
    /// What it holds, one of these; nothing is asked of an empty list.
    holds: &'static [&'static str],
    /// What it holds besides, one of these.
    with: &'static [&'static str],
    /// Words of the longest.
    most: u16,
    reason: &'static str,
    follows: Opens,
}

const fn prompt(
    opens: &'static [&'static str],
    holds: &'static [&'static str],
    with: &'static [&'static str],
    most: u16,
) -> Said {
    Said { opens, holds, with, most, reason: "prompt", follows: Opens::Nothing }
}

const fn of(mut said: Said, reason: &'static str, follows: Opens) -> Said {
    said.reason = reason;
    said.follows = follows;
    said
}

/// Whom a site invites.
const INVITED: &[&str] =
    &["mời quý độc giả", "mời độc giả", "mời bạn đọc", "mời quý vị", "kính mời quý độc giả", "mời các bạn"];

/// No line that is looked at has more words.
const ANY: u16 = u16::MAX;

const ALL: &[Said] = &[
    prompt(
        &[
            "tải bản đầy đủ",
            "tải về bản đầy đủ",
            "xem bản đầy đủ",
            "ấn ctrl",
            "nhấn ctrl",
            "bấm ctrl",
            "ctrl+",
        ],
        &[],
        &[],
        20,
    ),
    prompt(&["bạn đang xem", "bạn đang đọc", "bạn đang ở"], &["chuyên mục"], &[], 20),
    prompt(&["bạn đang đọc bài viết "], &[" chuyên mục "], &[], ANY),
    prompt(INVITED, &["theo dõi", "đón xem", "đón đọc", "xem thêm", "truy cập"], &[], 40),
    prompt(INVITED, &["tham gia nhóm "], &["zalo", "facebook", "telegram", "tại đây"], 40),
    prompt(INVITED, &["gửi"], &["chuyên mục", "tòa soạn", "toà soạn", "hộp thư"], 40),
    of(
        prompt(
            &[
                "vui lòng nhập",
                "vui lòng đăng nhập",
                "bạn cần đăng nhập",
                "bạn phải đăng nhập",
                "chưa có lời bình",
                "chưa có bình luận",
                "chưa có đánh giá",
                "chưa có nhận xét",
                "chưa có phản hồi",
                "chưa có ý kiến",
                "không có nhận xét",
                "hãy là người đầu tiên bình luận",
                "nhập mã",
                "bình luận có dấu",
                "nội dung bình luận",
                "bài viết chưa có bình luận",
                "comments are closed",
                "vui lòng gõ tiếng việt",
                "xin vui lòng gõ tiếng việt",
            ],
            &[],
            &[],
            26,
        ),
        "comments",
        Opens::Comments,
    ),
    prompt(
        &[
            "trang web này sử dụng",
            "website này sử dụng",
            "chúng tôi sử dụng cookie",
            "chúng tôi dùng cookie",
            "bằng việc tiếp tục",
            "this site uses",
            "this website uses",
            "we use cookies",
        ],
        &["cookie"],
        &[],
        ANY,
    ),
    of(prompt(&["the post "], &[" appeared first on "], &[], ANY), "template", Opens::Nothing),
    prompt(
        &[
            "bạn nhận được thư này vì",
            "bạn nhận được email này vì",
            "you received this",
            "để thôi nhận",
            "to unsubscribe",
            "để hủy đăng ký",
            "nếu không xem được email này",
            "nếu bạn không xem được email",
            "xem email này trên trình duyệt",
        ],
        &[],
        &[],
        ANY,
    ),
    prompt(
        &["xin chào", "chào bạn", "chào anh chị", "em là trợ lý", "tôi là trợ lý"],
        &[" giúp gì cho", " giúp gì được", " hỗ trợ gì cho"],
        &["trợ lý ảo", "chatbot", "trò chuyện"],
        26,
    ),
    of(
        prompt(
            &[
                "your browser",
                "trình duyệt của bạn không",
                "trình duyệt không hỗ trợ",
                "video không thể phát",
                "video player",
                "javascript is",
                "it looks like your browser",
                "you need javascript",
                "please enable javascript",
                "enable javascript",
                "vui lòng bật javascript",
                "bạn cần cài đặt flash",
                "bạn cần cài flash",
                "this is a modal window",
                "beginning of dialog window",
                "end of dialog window",
                "the media could not be loaded",
                "unable to execute javascript",
                "no compatible source",
                "get the flash player",
                "get adobe flash",
                "adobe flash player is required",
                "you need to install flash",
                "please install flash",
                "please update your browser",
                "this browser does not support",
                "sorry the video player failed",
                "this video is not available",
                "this video is unavailable",
            ],
            &[],
            &[],
            30,
        ),
        "player",
        Opens::Nothing,
    ),
    of(
        prompt(&["bạn đang sử dụng trình duyệt", "bạn đang dùng trình duyệt"], &[" vui lòng "], &[], 30),
        "player",
        Opens::Nothing,
    ),
    of(prompt(&["đánh giá trung bình"], &[" lượt đánh giá "], &[], 20), "rating", Opens::Nothing),
    of(
        prompt(&["chưa có ai đánh giá hãy", "no votes so far", "average rating "], &[], &[], 20),
        "rating",
        Opens::Nothing,
    ),
    of(prompt(&["bạn có thể chọn "], &[" bình chọn của bạn "], &[], 20), "rating", Opens::Nothing),
    of(
        prompt(
            &[
                "múi giờ gmt",
                "all times are gmt",
                "this post may contain",
                "bài viết có chứa liên kết tiếp thị",
            ],
            &[],
            &[],
            ANY,
        ),
        "template",
        Opens::Nothing,
    ),
    of(
        prompt(
            &[
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
            ],
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
            &[],
            40,
        ),
        "comments",
        Opens::Comments,
    ),
    // "Được tạo bởi Blogger. Chủ đề Đơn giản."
    of(
        prompt(
            &["được ", "cung cấp", "powered", "chủ đề", "giao diện", "theme", "hình ảnh"],
            &["tạo bởi blogger", "cung cấp bởi blogger", "powered by blogger", "powered by wordpress"],
            &[],
            16,
        ),
        "template",
        Opens::Nothing,
    ),
];

/// A line that a site says.
pub(super) fn said(row: &Row<'_>, key: &str) -> Option<Furniture> {
    let any = |key: &str, cues: &[&str]| cues.is_empty() || holds(key, cues);
    let found = ALL.iter().find(|said| {
        row.words <= said.most && opens(key, said.opens) && any(key, said.holds) && any(key, said.with)
    })?;
    Some(Furniture { reason: found.reason, sure: true, opens: found.follows })
}

/// The same of a [plain sentence](is_sentence), of which the first words are folded before the rest.
pub(super) fn sentence(row: &Row<'_>) -> Option<Furniture> {
    let mut head = String::with_capacity(HEAD + 8);
    fold_head(row.text, HEAD, &mut head);
    let begins = ALL.iter().any(|said| row.words <= said.most && opens(&head, said.opens));
    if begins { said(row, row.key()) } else { None }
}

/// Bytes of a folded line behind which no beginning of a sentence goes on.
const HEAD: usize = 56;

/// Words of the shortest sentence that is known for one by its form.
const WORDS: u16 = 15;

/// A sentence with its stop, and none of the signs that furniture is known by: nothing but what a site [says](said) has
/// that form.
pub(super) fn is_sentence(row: &Row<'_>) -> bool {
    let text = row.text;
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or_default();
    // The signs of paths, tables, tags and templates; all pictographs begin with the last.
    let sign = |byte: u8| {
        matches!(
            byte,
            b'|' | b'<' | b'>' | b'#' | b'\t' | b'[' | b'{' | b'*' | b'=' | b'@' | b'\\' | b'$' | 0xF0..
        )
    };
    row.words >= WORDS
        && !row.upper
        && text.trim_end_matches(['”', '"', ')']).ends_with('.')
        && text.starts_with(|c: char| letters::is_alphanumeric(c) || matches!(c, '“' | '"'))
        && !bytes.iter().fold(false, |found, byte| found | sign(*byte))
        && !letters::has_double_space(text)
        && memchr::memchr(b':', &bytes[..bytes.len().min(49)]).is_none()
        // « » · ©
        && !memchr::memchr_iter(0xC2, bytes).any(|at| matches!(next(at), 0xA9 | 0xAB | 0xB7 | 0xBB))
        // dashes, quotes and three points are no signs
        && memchr::memchr_iter(0xE2, bytes).all(|at| {
            matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0x95 | 0x98..=0x9F | 0xA6]))
        })
        && (memchr::memchr(b'/', bytes).is_none() || !text.contains(" / "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_begins_behind_the_head() {
        for said in ALL {
            for cue in said.opens {
                assert!(cue.len() < HEAD, "{cue}");
            }
        }
    }

    #[test]
    fn sentences_are_told_by_their_form() {
        let is = |text: &str| is_sentence(&Row::new(0, text, 0));
        let text =
            "Sáng 12/6, hơn 40 hộ dân thôn Đồng Tâm – xã Hòa Lộc đã nhận “sổ đỏ” sau mười năm chờ đợi.";
        assert!(is(text));
        assert!(!is(&text.replace("12/6", "tin > ảnh")));
        assert!(!is(&text.replace("hộ dân", "hộ  dân")));
        assert!(!is(&text.replace("Sáng", "Tags:")));
        assert!(!is(text.trim_end_matches('.')));
        let row = "Bình luận của bạn sẽ được biên tập trước khi đăng, xin vui lòng gõ tiếng Việt có dấu cho dễ đọc.";
        assert!(is(row) && sentence(&Row::new(0, row, 0)).is_some());
        assert!(sentence(&Row::new(0, text, 0)).is_none());
    }
}
