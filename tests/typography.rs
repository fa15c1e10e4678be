//! L1 and L2 as a whole: total, idempotent, reversible, harmless to right text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

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

/// What is no prose (A5), alone between spaces.
fn protected() -> impl Strategy<Value = String> {
    prop_oneof![
        "https?://[a-z]{1,8}(\\.[a-z]{1,6}){0,2}\\.vn(/[A-Za-z0-9_.,;!-]{0,8}[a-z0-9]){0,3}",
        "www\\.[a-z]{1,8}\\.(vn|com|org)(/[a-z0-9-]{0,9}[a-z])?",
        "[a-z]([a-z0-9._-]{0,8}[a-z0-9])?@[a-z]{1,8}\\.(vn|com)",
        "[1-9][0-9]{0,3}/(19|20)[0-9]{2}/(NĐ-CP|QĐ-UBND|TT-BTC)",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_is_no_prose_stays_byte_for_byte(
        before in prop::collection::vec(piece(), 0..8), token in protected(), after in prop::collection::vec(piece(), 0..8),
    ) {
        // A line each, so that no bracket or quote of the pieces reaches the token.
        let text = format!("{}\nTheo {token} thì\n{}", before.concat(), after.concat());
        let polished = polish(&text);
        prop_assert!(polished.contains(&format!(" {token} ")), "{polished}");
    }

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
        let logged = typography::bind_logged(&text, &Typography::default());
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

/// Runs `bantin normalize --explain` on a text; the rules of its edits, and the text that they lead to.
fn explained(text: &str, extra: &[&str]) -> (Vec<String>, String) {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let run = |explain: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
        command.args(["normalize", "--encoding", "utf-8"]).args(extra);
        if explain {
            command.arg("--explain");
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{text} {extra:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let log = run(true);
    let rules = log
        .lines()
        .filter_map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["rule"].as_str().map(str::to_owned)
        })
        .flat_map(|rules| rules.split('+').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    (rules, run(false))
}

#[test]
fn the_documented_examples_are_what_the_program_does() {
    let unescape = |cell: &str| {
        let mut out = String::new();
        let mut rest = cell.trim().trim_matches('`');
        while let Some(at) = rest.find("\\u") {
            out.push_str(&rest[..at]);
            out.push(char::from_u32(u32::from_str_radix(&rest[at + 2..at + 6], 16).unwrap()).unwrap());
            rest = &rest[at + 6..];
        }
        out + rest
    };
    let page = |lang: &str| {
        std::fs::read_to_string(format!("{}/docs/{lang}/typography.md", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let rows = |page: &str| -> Vec<(String, String, String)> {
        page.lines()
            .filter_map(|line| {
                let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
                (cells.len() == 5 && cells[3].trim().starts_with('`'))
                    .then(|| (cells[0].trim().to_owned(), unescape(cells[3]), unescape(cells[4])))
            })
            .collect()
    };
    let (vietnamese, english) = (rows(&page("vi")), rows(&page("en")));
    assert_eq!(vietnamese, english);
    assert!(english.len() >= 38, "{}", english.len());
    for (rule, before, after) in english {
        let option: &[&str] = match rule.as_str() {
            "D4" => &["--dash-range", "en"],
            "T2" => &["--tone", "classic"],
            rule if rule.starts_with('H') => &["--profile", "layout"],
            _ => &[],
        };
        let (rules, text) = explained(&before, option);
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
        assert_eq!(text, after, "{rule}");
        let off = format!("typography.disable=[\"{rule}\"]");
        let mut with_off = option.to_vec();
        with_off.extend(["--set", off.as_str()]);
        let (rules, _) = explained(&before, &with_off);
        assert_eq!(
            rules.contains(&rule),
            matches!(rule.as_str(), "U1" | "U8"),
            "{rule} switched off: {rules:?}"
        );
    }
}

#[test]
fn capitals_and_mixed_styles_are_pointed_out() {
    let text = "Hòa bình, hoá học, khoá và xoá.\ntheo mục 5 ở Tỉnh Nam Định";
    let shown = |options: &Typography| -> Vec<String> {
        let found = typography::lint(text, options);
        for one in &found {
            assert_eq!(&text[one.offset..one.offset + one.text.len()], one.text);
        }
        found.into_iter().map(|one| format!("{} {} {}", one.rule, one.text, one.suggestion)).collect()
    };
    assert_eq!(shown(&Typography::default()), ["T3 Hòa Hoà", "C1 mục Mục", "C1 Tỉnh tỉnh"]);
    assert_eq!(shown(&Typography { disable: vec!["C1".into()], ..Typography::default() }), ["T3 Hòa Hoà"]);
    assert_eq!(shown(&Typography { tone: Tone::Modern, ..Typography::default() }).len(), 2);
}

/// The sentences of tests/data/clean_templates.txt with their slots filled.
fn varied() -> Vec<String> {
    let source =
        std::fs::read_to_string(format!("{}/tests/data/clean_templates.txt", env!("CARGO_MANIFEST_DIR")))
            .unwrap();
    let mut slots: std::collections::HashMap<&str, Vec<&str>> = std::collections::HashMap::new();
    let mut templates = Vec::new();
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_once(" = ").filter(|_| line.contains(" ¦ ")) {
            Some((name, fillers)) => {
                slots.insert(name, fillers.split(" ¦ ").collect());
            }
            None => templates.push(line),
        }
    }
    let mut all = Vec::new();
    for (first, template) in templates.iter().enumerate() {
        for round in 0..if template.contains('{') { 110 } else { 1 } {
            let (mut sentence, mut rest, mut place) = (String::new(), *template, 0);
            while let Some((before, behind)) = rest.split_once('{') {
                let (name, after) = behind.split_once('}').unwrap();
                let fillers = &slots[name];
                place += 1;
                sentence += before;
                sentence += fillers
                    [(round * (2 * place - 1) + first + place + round / fillers.len()) % fillers.len()];
                rest = after;
            }
            all.push(sentence + rest);
        }
    }
    all.sort();
    all.dedup();
    all
}

#[test]
fn names_numbers_code_and_foreign_words_stay_as_they_are() {
    let sentences = varied();
    assert!(sentences.len() >= 2_000, "{}", sentences.len());
    // One by one, and as one document, in which lines may speak for each other.
    let whole = sentences.join("\n");
    for text in sentences.iter().map(String::as_str).chain([whole.as_str()]) {
        let repaired = typography::repair(text);
        assert!(repaired.edits.is_empty(), "L0: {:?}", repaired.edits);
        let polished = typography::polish(text, &Typography::default());
        assert!(polished.edits.is_empty(), "L1: {text}: {:?}", polished.edits);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_long_pipe_needs_little_memory() {
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .arg("normalize")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = "Đoàn công tác đã kiểm tra tiến độ thi công tuyến đường liên xã và động viên bà con .\n";
    let block = line.repeat(4096);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let (mut buffer, mut total) = (vec![0; 1 << 16], 0usize);
        loop {
            match stdout.read(&mut buffer).unwrap() {
                0 => return total,
                read => total += read,
            }
        }
    });
    let blocks = 64;
    for _ in 0..blocks {
        stdin.write_all(block.as_bytes()).unwrap();
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    let peak: usize = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|size| size.trim().strip_suffix(" kB")?.parse().ok())
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(reader.join().unwrap(), blocks * 4096 * (line.len() - 1));
    assert!(peak < 24 << 10, "{peak} kB at the most, for {} MiB", (blocks * block.len()) >> 20);
}
