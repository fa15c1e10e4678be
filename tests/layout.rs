//! Lines and pages as a reader sees them: one test for each rule of binding, breaking and keeping together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use bantin::article::{Article, Block, Kind, Row};
use bantin::font::{Fonts, Glyph};
use bantin::layout::{self, Document, Sheet};
use bantin::settings::{Page, Preset};

fn block(kind: Kind, text: &str) -> Block {
    Block { kind, text: text.to_owned(), lines: vec![1] }
}

fn article(blocks: Vec<Block>) -> Article {
    Article { blocks, ..Article::default() }
}

fn set(page: &Page, blocks: Vec<Block>) -> Document {
    layout::article(&Fonts::new(&[]).unwrap(), &Sheet::new(page), &article(blocks))
}

/// The lines of all pages, page numbers left out.
fn lines(document: &Document) -> Vec<String> {
    document
        .pages
        .iter()
        .flat_map(|page| page.lines.iter())
        .filter(|placed| !placed.artifact)
        .map(|placed| document.text(&document.lines[placed.line as usize]))
        .collect()
}

fn body(text: &str) -> Vec<Block> {
    vec![block(Kind::Body, text)]
}

/// Every column from 165 mm down to 55 mm.
fn widths() -> impl Iterator<Item = Page> {
    (0..=55).map(|step| Page { right_mm: Some(15.0 + 2.0 * step as f32), ..Page::default() })
}

const PROSE: &str = "Sáng ngày 22 tháng 4 năm 2021, tại trụ sở Ủy ban nhân dân thành phố, Sở Khoa học và Công nghệ \
    tổ chức hội thảo về trạm đo mưa cộng đồng với sự tham gia của 27 xã, phường. Theo Nghị định số 30/2020/NĐ-CP, \
    các cơ quan lưu trữ tài liệu trong 10 năm. Ông Nguyễn Văn A, Giám đốc Sở, cho biết mạng lưới gồm 45 trạm tự \
    động, phục vụ khoảng 1.250 hộ dân trong bán kính 12 km; kinh phí là 3,5 tỷ đồng, đạt 97 % kế hoạch. TS. Lê \
    Hoàng – người chủ trì – cảm ơn bà con ở TP. Hồ Chí Minh và Mát-xcơ-va.";

/// A rule of spec section 7: its name, a text it applies to, and words of the text that no line end may part.
const RULES: [(&str, &str, &[&str]); 14] = [
    (
        "H1-label-and-number",
        "Căn cứ khoản 2 Điều 14 và điểm b Mục III Chương IV, hội nghị ngày 22 tháng 4 năm 2021 của khóa XII xem Bảng 3, \
         Phụ lục II, trang 15, rồi bàn về Quận 7 và Phường 12 trong quý III.",
        &[
            "khoản 2",
            "Điều 14",
            "điểm b",
            "Mục III",
            "Chương IV",
            "ngày 22",
            "tháng 4",
            "năm 2021",
            "khóa XII",
            "Bảng 3",
            "lục II",
            "trang 15",
            "Quận 7",
            "Phường 12",
            "quý III",
        ],
    ),
    (
        "H2-number-and-unit",
        "Trạm đo được 12 mm mưa, 45 km đường, 1.250 ha rừng, 37 °C và 97 % độ ẩm; chi 3,5 tỷ đồng trong 10 năm, lợi 250 \
         triệu đồng, chạy 60 km/h suốt 8 giờ.",
        &[
            "12 mm",
            "45 km",
            "1.250 ha",
            "37 °C",
            "97 %",
            "3,5 tỷ",
            "tỷ đồng",
            "10 năm",
            "250 triệu",
            "triệu đồng",
            "60 km/h",
            "8 giờ",
        ],
    ),
    (
        "H3-title-and-initial",
        "Dự họp có ThS. Nguyễn Lan, TS. Lê Hoàng, GS.TS. Trần Minh ở TP. Hồ Chí Minh; chủ nghĩa C. Mác và V.I. Lê-nin.",
        &["ThS. Nguyễn", "TS. Lê", "GS.TS. Trần", "TP. Hồ", "C. Mác", "V.I. Lê-nin"],
    ),
    (
        "H4-name-and-letter",
        "Ông Nguyễn Văn A gặp bà Trần Thị B, rồi ông Lê Văn C mới tới nhà văn hóa của xã để cùng ký vào biên bản.",
        &["Văn A", "Thị B", "Văn C"],
    ),
    (
        "H5-enumerator",
        "Hội nghị bàn (1) Báo cáo chính trị, (2) Đề án nhân sự và (3) Kế hoạch năm, theo a) Luật đất đai hoặc b) Luật đầu tư.",
        &["(1) Báo", "(2) Đề", "(3) Kế", "a) Luật", "b) Luật"],
    ),
    (
        "H6-spaced-dash",
        "Trung tâm – nơi gìn giữ nghề dệt – mở cửa cả tuần; kinh tế - xã hội của huyện – theo báo cáo – tăng đều mỗi năm.",
        &["tâm –", "dệt –", "tế -", "huyện –", "cáo –"],
    ),
    (
        "H7-ampersand",
        "Công ty Nông & Lâm cùng nhà in Sách & Báo ký kết với hợp tác xã Mây & Tre ở làng nghề bên sông.",
        &["Nông &", "& Lâm", "Sách &", "& Báo", "Mây &", "& Tre"],
    ),
    (
        "H8-groups-of-digits",
        "Xin gọi số 024 3825 1234 hoặc 0912 345 678 trước ngày hội; dân số cả vùng nay đã là 1 250 000 người.",
        &["024 3825", "3825 1234", "0912 345", "345 678"],
    ),
    (
        "B1-symbols-ranges-addresses",
        "Theo Nghị định số 30/2020/NĐ-CP và Quyết định số 15/QĐ-UBND, giai đoạn 2016–2020 (xem thêm ở \
         https://khcn.yenlinh.gov.vn/tin-tuc/hoi-nghi/tram-do-mua) mỗi năm tăng 12% so với kế hoạch.",
        &[],
    ),
    (
        "B2-names-and-documents",
        "Bà Mạc Nhã Thuần và ông Lục Đình Khoan cùng ký Thông tư số 01/2011/TT-BNV, sau đó chị Hà Kim Vỹ đọc Nghị quyết số 9 \
         trước toàn thể hội nghị đại biểu.",
        &[],
    ),
    (
        "B3-last-line",
        "Sau mười bốn tháng thi công, cây cầu mới đã nối liền hai bờ sông, và bà con không còn phải chờ đò mỗi sáng mai.",
        &[],
    ),
    (
        "P7-end-mark",
        "Các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này kể từ ngày ký ban hành./.",
        &[],
    ),
    (
        "transliterated-names",
        "Đoàn đến Mát-xcơ-va rồi Xanh Pê-téc-bua, thăm viện bảo tàng của nhà thơ Pu-skin và làng quê của Lép Tôn-xtôi.",
        &[],
    ),
    (
        "no-hyphenation",
        "Nghiêng nghiêng những chuông chiều buông xuống thung lũng, khuếch khoác những chuyện ngoằn ngoèo khuya khoắt.",
        &[],
    ),
];

/// Each rule at three widths, as a reader sees the lines: tests/snapshots holds them.
#[test]
fn each_rule_of_binding_as_lines() {
    for (rule, text, bound) in RULES {
        let mut shown = String::new();
        for right in [15.0, 75.0, 115.0] {
            let page = Page { right_mm: Some(right), ..Page::default() };
            shown.push_str(&format!("── {} mm\n", 210.0 - 30.0 - right));
            for line in lines(&set(&page, body(text))) {
                shown.push_str(line.trim_end());
                shown.push('\n');
            }
        }
        insta::assert_snapshot!(rule, shown);
        for page in widths() {
            let lines = lines(&set(&page, body(text)));
            reads_as(&lines, text);
            for pair in lines.windows(2) {
                assert!(!pair[1].starts_with(['.', '/', '-', '–']), "{rule}: {pair:?}");
                let across = format!("{}|{}", pair[0].trim_end(), pair[1]);
                for words in bound {
                    let parted = words.replacen(' ', "|", 1);
                    assert!(
                        !across.contains(&parted) || !words.contains(' '),
                        "{rule}: {words} parted: {across}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_rule_leaves_a_single_syllable_on_the_last_line() {
    for (rule, text, _) in RULES {
        for page in widths().take(20) {
            let lines = lines(&set(&page, body(text)));
            assert!(lines.len() == 1 || lines.last().unwrap().trim().contains(' '), "{rule}: {lines:#?}");
        }
    }
}

#[test]
fn symbols_ranges_and_percentages_stay_whole_and_addresses_break_behind_a_slash() {
    let (_, text, _) = RULES[8];
    // narrower, and parts of the address are longer than a line
    for page in widths().take(30) {
        for pair in lines(&set(&page, body(text))).windows(2) {
            if pair[0].ends_with(' ') {
                continue; // a line that ends at a space breaks nothing
            }
            assert!(pair[0].ends_with('/') && !pair[0].ends_with("//"), "{pair:?}");
        }
    }
}

#[test]
fn an_end_mark_of_its_own_does_not_begin_a_page() {
    for gap in 0..30 {
        let page = Page { paragraph_gap_pt: Some(6.0 + gap as f32), ..Page::default() };
        let mut blocks: Vec<Block> = (0..14).map(|_| block(Kind::Body, PROSE)).collect();
        blocks.push(block(Kind::EndMark, "./."));
        let document = set(&page, blocks);
        let last = document.pages.last().unwrap();
        assert!(last.lines.iter().filter(|placed| !placed.artifact).count() >= 3);
    }
}

#[test]
fn a_table_wider_than_the_page_is_turned_and_what_leads_to_it_turns_too() {
    let cells = |text: &str| (0..12).map(|column| format!("{text}{column}")).collect::<Vec<_>>();
    let rows = vec![
        Row { header: true, cells: cells("Chỉ-tiêu-số-") },
        Row { header: false, cells: cells("giá-trị-") },
    ];
    let blocks = vec![
        block(Kind::Body, PROSE),
        block(Kind::Subhead { level: 1 }, "Bảng số liệu"),
        block(Kind::Table { rows }, ""),
        block(Kind::Body, PROSE),
    ];
    let document = set(&Page::default(), blocks);
    let turned: Vec<bool> = document.pages.iter().map(|page| page.width > page.height).collect();
    assert_eq!(turned, [false, true, false]);
    let text = |page: usize| -> Vec<String> {
        let page = &document.pages[page];
        page.lines.iter().map(|placed| document.text(&document.lines[placed.line as usize])).collect()
    };
    assert!(text(1).contains(&"Bảng số liệu".to_owned()), "{:?}", text(1));
    assert!(text(1).contains(&"giá-trị-11".to_owned()), "whole words: {:?}", text(1));
    let page = &document.pages[1];
    for placed in &page.lines {
        let line = &document.lines[placed.line as usize];
        assert!(placed.x >= 0.0 && placed.x + document.width(line) <= page.width);
        assert!(placed.y <= page.height);
    }
}

#[test]
fn a_long_address_does_not_leave_words_alone_on_their_lines() {
    let text = format!(
        "Hồ sơ gửi về vanphong@yenlinh.gov.vn hoặc nộp tại https://dichvucong.yenlinh.gov.vn/ho-so/419272554/chi-tiet?ma={} \
         trước ngày 22 tháng 4.",
        "x".repeat(80)
    );
    for page in widths().take(30) {
        let lines = lines(&set(&page, body(&text)));
        let (first, _) = lines.split_first().unwrap();
        assert!(first.trim().contains(' '), "{lines:#?}");
        assert!(lines.iter().all(|line| line.trim() != "sơ"), "{lines:#?}");
    }
}

#[test]
fn a_paragraph_reads_as_it_is_printed() {
    let document = set(&Page::default(), body(PROSE));
    reads_as(&lines(&document), &PROSE.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(lines(&document).len() >= 6);
}

/// Joined, the lines are the text: each but the last ends with the space that separated its last word.
fn reads_as(lines: &[String], text: &str) {
    assert_eq!(lines.concat(), text);
}

#[test]
fn hard_bindings_hold_at_every_width() {
    let bound = [
        "ngày 22",
        "22 tháng",
        "tháng 4",
        "27 xã",
        "10 năm",
        "12 km",
        "3,5 tỷ",
        "97 %",
        "TS. Lê",
        "TP. Hồ",
        "số 30",
        "Văn A,",
    ];
    for page in widths() {
        let lines = lines(&set(&page, body(PROSE)));
        for pair in lines.windows(2) {
            let last = pair[0].split_whitespace().last().unwrap_or("");
            let next = pair[1].split_whitespace().next().unwrap_or("");
            let across = format!("{last} {next}");
            // "27 xã" is a number and a plain noun: free. The others are units, labels, titles and initials.
            for words in bound.iter().filter(|words| **words != "27 xã") {
                assert_ne!(&across, words, "parted at {:?} mm", page.right_mm);
            }
            assert_ne!(next, "–", "a dash starts no line");
            assert!(!next.starts_with("NĐ-CP") && !next.starts_with("CP,"), "a document symbol was parted");
        }
    }
}

#[test]
fn justified_lines_fill_the_measure_and_no_line_is_too_long() {
    for page in widths() {
        let sheet = Sheet::new(&page);
        let document = set(&page, body(PROSE));
        let count = document.lines.len();
        for (index, line) in document.lines.iter().enumerate() {
            let width = document.width(line);
            let measure = sheet.measure() - line.x;
            assert!(width <= measure + 0.6, "line of {width} pt in {measure}");
            let spaces = document.text(line).trim().matches(' ').count();
            if index + 1 < count && spaces > 0 {
                assert!(
                    (width - measure).abs() < 0.6,
                    "{:?} is {width} pt, not {measure}",
                    document.text(line)
                );
            }
        }
    }
}

#[test]
fn the_last_line_is_no_single_syllable() {
    for page in widths().take(40) {
        let lines = lines(&set(&page, body(PROSE)));
        assert!(lines.last().unwrap().trim().contains(' '), "{lines:#?}");
    }
}

#[test]
fn spaces_stretch_less_than_with_greedy_breaking() {
    let (mut ours, mut greedy) = (0.0f64, 0.0f64);
    for page in widths().take(30) {
        let sheet = Sheet::new(&page);
        let document = set(&page, body(PROSE));
        let count = document.lines.len();
        let space = 3.5;
        for line in &document.lines[..count - 1] {
            ours += f64::from((line.spacing / space).max(0.0)).powi(3);
        }
        // The same words, each line as full as it goes.
        let wide = Page { right_mm: Some(-6000.0), ..page.clone() };
        let long = set(&wide, body(PROSE));
        let glyphs = &long.glyphs;
        let width = |from: usize, to: usize| -> f32 {
            glyphs[from..to].iter().map(|g| f32::from(g.advance) + f32::from(g.kern)).sum::<f32>() * 14.0
                / 1000.0
        };
        let ends: Vec<usize> =
            (0..glyphs.len()).filter(|&at| glyphs[at].role == Glyph::SPACE).chain([glyphs.len()]).collect();
        let (mut start, mut previous, mut measure) =
            (0, None::<usize>, sheet.measure() - sheet.page.first_line);
        for &end in &ends {
            if width(start, end) > measure
                && let Some(cut) = previous
            {
                let spaces = glyphs[start..cut].iter().filter(|g| g.role == Glyph::SPACE).count();
                greedy += f64::from((measure - width(start, cut)) / spaces.max(1) as f32 / space).powi(3);
                start = cut + 1;
                measure = sheet.measure();
            }
            previous = Some(end);
        }
    }
    assert!(ours < greedy, "optimal {ours:.1}, greedy {greedy:.1}");
}

#[test]
fn words_longer_than_a_line_are_cut_and_lose_nothing() {
    let text = format!("Xem {} hết", "ă".repeat(10_000));
    let document = set(&Page::default(), body(&text));
    assert_eq!(lines(&document).concat(), text);
    let measure = Sheet::new(&Page::default()).measure();
    assert!(document.lines.iter().all(|line| line.x + document.width(line) < measure + 0.6));
}

#[test]
fn paragraphs_keep_two_lines_on_either_page_and_heads_stay_with_their_text() {
    for gap in 0..24 {
        let mut blocks = vec![block(Kind::Title, "Tiêu đề")];
        for _ in 0..12 {
            blocks.push(block(Kind::Body, PROSE));
            blocks.push(block(Kind::Subhead { level: 1 }, "Mục nhỏ"));
            blocks.push(block(Kind::Body, PROSE));
        }
        let page = Page { paragraph_gap_pt: Some(6.0 + gap as f32 * 0.7), ..Page::default() };
        let document = set(&page, blocks);
        assert!(document.pages.len() > 3);
        let node_of = |index: u32| document.lines[index as usize].node;
        let total = |node: u32| document.lines.iter().filter(|line| line.node == node).count();
        for page in &document.pages {
            let own: Vec<u32> = page.lines.iter().filter(|p| !p.artifact).map(|p| node_of(p.line)).collect();
            for edge in [own.first(), own.last()].into_iter().flatten() {
                let here = own.iter().filter(|node| *node == edge).count();
                assert!(here >= 2.min(total(*edge)), "a single line of a paragraph at the edge of a page");
            }
            let last = page.lines.iter().rfind(|p| !p.artifact).unwrap();
            assert_ne!(document.text(&document.lines[last.line as usize]).trim(), "Mục nhỏ");
        }
    }
}

#[test]
fn list_text_hangs_behind_its_mark() {
    let item = |mark: &str| Kind::ListItem { level: 1, mark: mark.to_owned() };
    let document = set(&Page::default(), vec![block(item("-"), PROSE), block(item("10."), PROSE)]);
    let (marks, text): (Vec<layout::Line>, Vec<layout::Line>) =
        document.lines.iter().copied().partition(|line| matches!(document.text(line).trim(), "-" | "10."));
    assert_eq!(marks.len(), 2);
    for mark in &marks {
        assert!(mark.x + document.width(mark) < text[0].x);
    }
    assert!(text.iter().all(|line| (line.x - text[0].x).abs() < 6.0));
}

#[test]
fn verse_keeps_its_lines_apart_by_a_space() {
    let document = set(&Page::default(), vec![block(Kind::Verse, "Ai về Yên Lĩnh\nNon xanh nước biếc")]);
    assert_eq!(lines(&document), ["Ai về Yên Lĩnh ", "Non xanh nước biếc"]);
}

#[test]
fn a_table_over_pages_repeats_its_head_as_an_artifact() {
    let row = |header, cells: [&str; 2]| Row { header, cells: cells.map(str::to_owned).to_vec() };
    let mut rows = vec![row(true, ["Xã", "Số trạm"])];
    rows.extend((0..120).map(|_| row(false, ["Lĩnh Thượng", "12"])));
    let document = set(&Page::default(), vec![block(Kind::Table { rows }, "")]);
    assert!(document.pages.len() > 2);
    for page in &document.pages[1..] {
        let first = &page.lines[0];
        assert!(first.artifact);
        assert_eq!(document.text(&document.lines[first.line as usize]), "Xã");
    }
    assert_eq!(lines(&document).iter().filter(|line| *line == "Xã").count(), 1);
}

#[test]
fn wide_tables_stay_inside_the_margins() {
    let cells: Vec<String> = (0..40).map(|column| format!("nội dung cột {column}")).collect();
    let rows = vec![Row { header: true, cells: cells.clone() }, Row { header: false, cells: cells.clone() }];
    let document = set(&Page::default(), vec![block(Kind::Table { rows }, "")]);
    let text = lines(&document).concat().replace(' ', "");
    for cell in &cells {
        assert!(text.contains(&cell.replace(' ', "")), "{cell}");
    }
    for page in &document.pages {
        for rule in &page.rules {
            assert!(rule.to.0 <= page.width - 1.0 && rule.from.0 >= 0.0);
        }
    }
}

#[test]
fn forty_columns_of_figures_are_not_cut_within_a_figure() {
    let row = |header: bool, of: &dyn Fn(usize) -> String| Row { header, cells: (0..40).map(of).collect() };
    let rows = std::iter::once(row(true, &|column| format!("Chỉ tiêu {column}")))
        .chain((1..6).map(|at| row(false, &move |column| (at * column * 7).to_string())))
        .collect();
    let printed = lines(&set(&Page::default(), vec![block(Kind::Table { rows }, "")])).join("\n");
    for at in 1..6 {
        for column in 0..40 {
            let figure = (at * column * 7).to_string();
            assert!(printed.split_whitespace().any(|word| word == figure), "{figure}\n{printed}");
        }
    }
}

#[test]
fn page_numbers_stand_in_the_top_margin_from_page_two_on() {
    let document = set(&Page::default(), (0..20).map(|_| block(Kind::Body, PROSE)).collect());
    let top = Sheet::new(&Page::default()).page.top;
    for (index, page) in document.pages.iter().enumerate() {
        let numbers: Vec<_> = page.lines.iter().filter(|placed| placed.artifact).collect();
        assert_eq!(numbers.len(), usize::from(index > 0));
        for placed in numbers {
            let line = &document.lines[placed.line as usize];
            assert_eq!(document.text(line), (index + 1).to_string());
            assert!(placed.y < top);
            let centre = placed.x + document.width(line) / 2.0;
            let column = Sheet::new(&Page::default());
            assert!((centre - column.page.left - column.measure() / 2.0).abs() < 0.5);
        }
    }
}

#[test]
fn a5_is_set_with_its_own_figures() {
    let page = Page { preset: Preset::A5, ..Page::default() };
    let document = set(&page, body(PROSE));
    assert!((document.pages[0].width - 419.5).abs() < 0.5);
    assert_eq!(lines(&document).concat(), PROSE);
}

#[test]
fn heading_levels_are_never_skipped() {
    let head = |level| block(Kind::Subhead { level }, "Mục");
    let document = set(&Page::default(), vec![block(Kind::Title, "T"), head(4), head(1), head(6), head(2)]);
    let levels: Vec<u8> = document.outline.iter().map(|heading| heading.level).collect();
    assert_eq!(levels, [1, 2, 2, 3, 3]);
    let untitled = set(&Page::default(), vec![head(3), head(3)]);
    assert_eq!(untitled.outline.iter().map(|heading| heading.level).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn the_national_title_stands_at_the_head_of_page_one_when_asked_for() {
    let page = Page { masthead: bantin::settings::Masthead::QuocHieu, ..Page::default() };
    let document = set(&page, (0..20).map(|_| block(Kind::Body, PROSE)).collect());
    let first: Vec<String> = document.pages[0].lines[..2]
        .iter()
        .map(|p| document.text(&document.lines[p.line as usize]))
        .collect();
    assert_eq!(first, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]);
    let rule = document.pages[0].rules[0];
    let motto = &document.lines[document.pages[0].lines[1].line as usize];
    assert!((rule.to.0 - rule.from.0 - document.width(motto)).abs() < 0.1);
    assert!(document.pages[0].lines[2].y > rule.from.1);
    assert!(document.pages[1].rules.is_empty());
}
