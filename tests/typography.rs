//! L1 and L2 as a whole: total, idempotent, reversible, harmless to right text.

use bantin::settings::{DashRange, Tone, Typography};
use bantin::typography::{self, log};
use proptest::prelude::*;

fn polish(text: &str) -> String {
    typography::polish(text, &Typography::default()).text.into_owned()
}

/// Right sentences over a varied vocabulary: every combination is Vietnamese as newspapers print it.
fn sentences() -> Vec<String> {
    let who = [
        "Ủy ban nhân dân tỉnh",
        "Sở Khoa học và Công nghệ",
        "Ông Nguyễn Quốc Chính",
        "Bà Trần Thị Huệ",
        "Đoàn công tác",
        "Hội Liên hiệp Phụ nữ",
        "Trường Trung học cơ sở Lê Quý Đôn",
        "Chi cục Thủy lợi",
        "Đại diện Bộ Y tế",
        "Nông dân xã Đắk R'lấp",
        "Nhóm nghiên cứu của GS. Phạm Hữu Nghĩa",
        "Công ty Café Việt",
        "Ban Tổ chức",
        "Nghệ sĩ H'Hen Niê",
        "Người dân thị xã Quảng Yên",
    ];
    let does = [
        "đã họp bàn về việc",
        "sẽ triển khai",
        "thống nhất chủ trương",
        "kiểm tra công tác",
        "báo cáo kết quả",
        "khuyến khích doanh nghiệp",
        "quyết định hỗ trợ",
        "giới thiệu mô hình",
        "kêu gọi mọi người cùng",
        "tổng kết giai đoạn 2016-2020 về",
    ];
    let what = [
        "xây dựng nông thôn mới",
        "chuyển đổi số trong giáo dục",
        "phòng, chống thiên tai",
        "bảo vệ rừng đầu nguồn",
        "trồng 1.250 ha lúa",
        "khơi thông tuyến sông dài 12,5 km",
        "sản xuất cà phê (loại Robusta)",
        "quản lý tài nguyên nước",
        "phát triển kinh tế - xã hội",
        "giữ gìn tiếng nói của đồng bào",
    ];
    let end = [
        ".",
        " trong năm 2021.",
        " theo Nghị định số 30/2020/NĐ-CP.",
        " vào lúc 8 giờ 30 phút ngày 22/4/2021.",
        ", với tổng kinh phí 2,5 tỷ đồng.",
        " tại TP. Hồ Chí Minh.",
        "; thư gửi về van.thu@moha.gov.vn.",
        " (xem thêm tại https://dost.gov.vn/tin-tuc).",
        ", đạt 96,5% kế hoạch.",
        " với khẩu hiệu “Khỏe để xây dựng quê hương”.",
        ": khó khăn còn nhiều…",
        " ở nhiệt độ từ 20-25 °C.",
        " – một việc cần làm ngay!",
        "./.",
    ];
    let mut all = Vec::new();
    for (a, who) in who.iter().enumerate() {
        for (b, does) in does.iter().enumerate() {
            for (c, what) in what.iter().enumerate() {
                for step in 0..2 {
                    let end = end[(a * 7 + b * 5 + c * 3 + step * 11) % end.len()];
                    all.push(format!("{who} {does} {what}{end}"));
                }
            }
        }
    }
    all
}

#[test]
fn right_sentences_stay_as_they_are() {
    let sentences = sentences();
    assert!(sentences.len() >= 2_000);
    for sentence in &sentences {
        let repaired = typography::repair(sentence);
        assert!(repaired.edits.is_empty(), "L0 {sentence}: {:?}", repaired.edits);
        let polished = typography::polish(sentence, &Typography::default());
        assert!(polished.edits.is_empty(), "L1 {sentence}: {:?}", polished.edits);
    }
}

#[test]
fn right_text_of_every_kind_is_left_alone() {
    for text in [
        "Mát-xcơ-va, Vla-đi-mia I-lích Lê-nin và Bà Rịa - Vũng Tàu",
        "giặt gịa, nơi Noé và Chloé gặp São Paulo",
        "a ≠ b, x := 5, f(x) = 2, min(a,b), if(a,b), a[i]=3 và print(\"xin  chào ,bạn\")",
        "tỷ số 3 : 1, lúc 10:30, 2019,5 và 1.000.000",
        "Họ tên: ...................... Sinh ngày .... tháng",
        "vui quá :) buồn quá :( thôi ;-)",
        "[ ] Có [ x ] Không",
        "màn hình 5\" và O'Neill, M'Nông",
        "axít và -γενής -genes",
        "xem en:Corruption, tệp C:\\Users\\x hoặc ../a/b.txt",
        "COVID-19, X- quang, T- 34, trung- và dài hạn",
        "TP.HCM, TP.HN, v.v. và Node.js, ASP.NET, readme.md",
        "-5°C, +84 24 3822 1234, -v",
        "“A “B” C” và «D»",
        "QCVN 01-1:2018/BYT, 29A-123.45, 0100109106-001",
    ] {
        let text = text.replace(".... tháng", "…… tháng");
        assert_eq!(polish(&text), text);
    }
}

#[test]
fn each_rule_repairs_its_class() {
    for (faulty, right) in [
        ("  Hội  nghị\t đã họp ", "Hội nghị đã họp"),
        ("( khóa XIII )và [ 1 ]trong", "(khóa XIII) và [1] trong"),
        ("Đẹp quá !Rất đẹp ?", "Đẹp quá! Rất đẹp?"),
        ("đã họp.Hội nghị", "đã họp. Hội nghị"),
        ("GS.TS.Nguyễn Văn A và KT.CHỦ TỊCH", "GS.TS. Nguyễn Văn A và KT. CHỦ TỊCH"),
        ("còn nữa... và", "còn nữa… và"),
        ("trong Sở . / .", "trong Sở./."),
        (
            "1.Phạm vi\na)Đối tượng\n(1)Báo cáo\nII.NỘI DUNG\n-Tuyên truyền",
            "1. Phạm vi\na) Đối tượng\n(1) Báo cáo\nII. NỘI DUNG\n- Tuyên truyền",
        ),
        ("học,, tập;; rèn", "học, tập; rèn"),
        ("kinh tế -xã hội, 2016 -2020", "kinh tế - xã hội, 2016-2020"),
        ("Hà Nội --- Huế", "Hà Nội — Huế"),
        ("15/QĐ - UBND, 30 / 2020 /NĐ - CP", "15/QĐ-UBND, 30/2020/NĐ-CP"),
        ("ngày 22 / 4 / 2021, 37ºC", "ngày 22/4/2021, 37°C"),
        ("\" Học tập \" và ``làm theo''", "“Học tập” và “làm theo”"),
        ("cuả, hòan, qủa, thủơ, GÍUP", "của, hoàn, quả, thuở, GIÚP"),
    ] {
        assert_eq!(polish(faulty), right);
    }
}

#[test]
fn rules_can_be_switched_off() {
    let options = Typography { disable: vec!["P4".into(), "T4".into()], ..Typography::default() };
    let text = "đã họp.Hội nghị hòan toàn ,xong";
    assert_eq!(typography::polish(text, &options).text, "đã họp.Hội nghị hòan toàn, xong");
}

#[test]
fn doubtful_places_are_flagged() {
    let flags = |text: &str| -> Vec<(&str, String)> {
        let edited = typography::polish(text, &Typography::default());
        edited.flags.into_iter().map(|flag| (flag.flag, flag.text)).collect()
    };
    assert_eq!(flags("1.5 triệu và 1,000,000"), [("N1", "1.5".to_owned()), ("N1", "1,000,000".to_owned())]);
    assert_eq!(flags("gỉữa xùât"), [("T5", "gỉữa".to_owned()), ("T5", "xùât".to_owned())]);
    assert_eq!(flags("\"Học tập"), [("Q1", "\"".to_owned())]);
}

#[test]
fn the_worst_input_takes_linear_time() {
    // A quadratic rule would need hours for these.
    for piece in [
        "a", "à", ".", "\"", "(", "f(", ",", "- ", "/", "“", "…", " ", "\u{301}", "1/", "-", "a-b-", "= ",
        "<a ",
    ] {
        let text = piece.repeat((1 << 18) / piece.len());
        let polished = typography::polish(&text, &Typography::default());
        let mut breaks = Vec::new();
        typography::breaks(&polished.text, &mut breaks);
        typography::bind(&text);
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec![
            "hội", "nghị", "Nguyễn", "hòa", "khoẻ", "qủa", "gỉữa", "Đảng", "TP", "GS", "a", "A", "v.v", "I", "ngày", "số",
            "QĐ", "UBND", "30", "2020", "5", "1.5", "1,000,000", "x", "và", "từ", "http://a.vn/b", "a@b.vn", "print", "key=1",
            "./.", "-", "–", "—", "--", "---", "...", "....", ".....", "…", "\"", "''", "``", "'", "“", "”", "„", "‘", "’", "(", ")",
            "[", "]", ",", ";", ":", "!", "?", ".", "/", "%", "º", "C", "°C", "«", "»", "<b>", "#", "@", "=", "\u{2011}", "\u{2212}",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![" ", "  ", "\t", "\n", "\n\n\n", " \n"]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn polish_is_total_idempotent_and_reversible(
        pieces in prop::collection::vec(piece(), 0..24), tone in 0usize..4, range in any::<bool>(),
    ) {
        let text = pieces.concat();
        let options = Typography {
            tone: [Tone::Keep, Tone::Classic, Tone::Modern, Tone::Majority][tone],
            dash_range: if range { DashRange::En } else { DashRange::Keep },
            ..Typography::default()
        };
        let once = typography::polish(&text, &options);
        prop_assert_eq!(log::replay(&text, &once.edits), Some(once.text.to_string()));
        prop_assert_eq!(log::undo(&once.text, &once.edits), Some(text.clone()));
        for pair in once.edits.windows(2) {
            prop_assert!(pair[0].offset + pair[0].before.len() < pair[1].offset);
        }
        for flag in &once.flags {
            prop_assert!(text.is_char_boundary(flag.offset));
        }
        let twice = typography::polish(&once.text, &options);
        prop_assert_eq!(&twice.text, &once.text);
    }

    #[test]
    fn binding_changes_spaces_only_and_breaks_lie_on_characters(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        let bound = typography::bind(&text);
        prop_assert_eq!(bound.replace('\u{a0}', " "), text.replace('\u{a0}', " "));
        let again = typography::bind(&bound).into_owned();
        prop_assert_eq!(&again, &*bound);
        let logged = typography::bind_logged(&text);
        prop_assert_eq!(log::replay(&text, &logged.edits), Some(bound.into_owned()));
        let (mut breaks, mut hyphens) = (Vec::new(), Vec::new());
        typography::breaks(&text, &mut breaks);
        prop_assert!(breaks.iter().all(|found| text.is_char_boundary(found.offset) && found.offset < text.len()));
        typography::no_break_hyphens(&text, &mut hyphens);
        prop_assert!(hyphens.iter().all(|&at| text.as_bytes()[at] == b'-'));
        typography::caps::lint(&text);
        typography::caps::sentence(&text);
    }
}
