//! The PDF opened again: structure, text, fonts and metadata as another program finds them, and the same bytes twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use bantin::article::{Article, Block, Kind, Meta, Row};
use bantin::error::Code;
use bantin::pdf::Press;
use bantin::settings::{Preset, Settings};
use lopdf::Object;
use support::printed::Reader;

fn block(kind: Kind, text: &str) -> Block {
    Block { kind, text: text.to_owned(), lines: vec![1] }
}

fn item(level: u8, mark: &str, text: &str) -> Block {
    block(Kind::ListItem { level, mark: mark.to_owned() }, text)
}

/// One block of each kind.
fn sample() -> Article {
    let row = |header, cells: [&str; 3]| Row { header, cells: cells.map(str::to_owned).to_vec() };
    let rows = vec![row(true, ["STT", "Xã", "Số trạm"]), row(false, ["1", "Lĩnh Thượng", ""])];
    let prose =
        "Theo Nghị định số 30/2020/NĐ-CP, mỗi trạm phục vụ 1.250 hộ trong bán kính 12 km. ".repeat(12);
    Article {
        blocks: vec![
            block(Kind::Kicker, "KHOA HỌC"),
            block(Kind::Title, "Mạng lưới trạm đo mưa cộng đồng & “mùa lũ” <2026>"),
            block(Kind::Dateline, "Yên Lĩnh, ngày 05 tháng 02 năm 2026"),
            block(Kind::Lead, "Sáng ngày 22 tháng 4, Sở tổ chức hội thảo."),
            block(Kind::Subhead { level: 1 }, "I. Tình hình (chung)"),
            block(Kind::Body, prose.trim()),
            block(Kind::Body, "Xem https://khcn.yenlinh.gov.vn/a-b hoặc toasoan@yenlinh.gov.vn nhé \\ (…)."),
            item(1, "-", "Lắp đặt trạm:"),
            item(2, "a)", "đọc số liệu;"),
            item(2, "đ)", "bảo dưỡng."),
            item(1, "-", "Tổng kết."),
            block(Kind::Quote, "– Từ năm 1998."),
            block(Kind::Table { rows }, ""),
            block(Kind::Caption, "Người dân đo mưa. Ảnh: Nhã Thuần"),
            block(Kind::Verse, "Ai về Yên Lĩnh\nNon xanh nước biếc"),
            block(Kind::Body, "Tiếng Ê-đê: ê̆ ơ̆ ư̆ ŭ č ñ ƀ; chữ thiếu: 漢 và 👩‍👧. Đ và Ð."),
            block(Kind::EndMark, "./."),
            block(Kind::Byline, "Mạc Nhã Thuần"),
            block(Kind::Notice, "Nguồn: Báo Yên Lĩnh"),
        ],
        meta: Meta {
            title: "Mạng lưới trạm đo mưa cộng đồng & “mùa lũ” <2026>".into(),
            authors: vec!["Mạc Nhã Thuần".into()],
            date: Some("2026-02-05".into()),
            source: Some("Báo Yên Lĩnh".into()),
            ..Meta::default()
        },
    }
}

fn press() -> Press {
    Press::new(&Settings::default()).unwrap()
}

/// What the PDF must say: the flow of the article, verse lines apart by a space.
fn expected(article: &Article) -> Vec<String> {
    article
        .flow()
        .flat_map(|block| block.texts())
        .filter(|t| !t.is_empty())
        .map(|t| t.replace('\n', " "))
        .collect()
}

#[test]
fn the_structure_holds_the_text_of_the_article_in_order() {
    let article = sample();
    let pdf = press().article(&article).unwrap();
    let reader = Reader::new(&pdf.bytes);
    assert_eq!(reader.blocks(), expected(&article));
    let labels: Vec<_> =
        reader.elements.iter().filter(|e| e.path.ends_with("/Lbl")).map(|e| &e.text).collect();
    assert_eq!(labels, ["- ", "a) ", "đ) ", "- "]);
    assert_eq!(
        reader.paths(),
        [
            "",
            "/P",
            "/H1",
            "/P",
            "/P",
            "/H2",
            "/P",
            "/P",
            "/P/Link",
            "/P/Link",
            "/L",
            "/L/LI",
            "/L/LI/Lbl",
            "/L/LI/LBody",
            "/L/LI/LBody/L",
            "/L/LI/LBody/L/LI",
            "/L/LI/LBody/L/LI/Lbl",
            "/L/LI/LBody/L/LI/LBody",
            "/L/LI/LBody/L/LI",
            "/L/LI/LBody/L/LI/Lbl",
            "/L/LI/LBody/L/LI/LBody",
            "/L/LI",
            "/L/LI/Lbl",
            "/L/LI/LBody",
            "/BlockQuote",
            "/BlockQuote/P",
            "/Table",
            "/Table/TR",
            "/Table/TR/TH",
            "/Table/TR/TH",
            "/Table/TR/TH",
            "/Table/TR",
            "/Table/TR/TD",
            "/Table/TR/TD",
            "/Table/TR/TD",
            "/P",
            "/P",
            "/P",
            "/P",
            "/P",
            "/P"
        ]
    );
    assert!(pdf.warnings.iter().any(|warning| warning.code == Code::MissingCharacters));
}

#[test]
fn the_catalog_claims_what_the_standards_ask_for() {
    let reader = Reader::new(&press().article(&sample()).unwrap().bytes);
    let catalog = reader.catalog();
    assert_eq!(reader.document.version, "1.7");
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
    for key in ["MarkInfo", "ViewerPreferences", "OutputIntents", "Outlines", "PageLabels", "Metadata"] {
        assert!(catalog.has(key.as_bytes()), "{key}");
    }
    assert!(!reader.document.trailer.has(b"Info"));
    let (_, metadata) = reader.document.dereference(catalog.get(b"Metadata").unwrap()).unwrap();
    let xmp = String::from_utf8(metadata.as_stream().unwrap().decompressed_content().unwrap()).unwrap();
    for part in [
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        "cộng đồng &amp; “mùa lũ” &lt;2026&gt;",
        "<rdf:li>Mạc Nhã Thuần</rdf:li>",
        "<rdf:li>2026-02-05</rdf:li>",
        "<rdf:li>vi-VN</rdf:li>",
        "<dc:source>Báo Yên Lĩnh</dc:source>",
    ] {
        assert!(xmp.contains(part), "{part} is not in {xmp}");
    }
    assert!(!xmp.contains("CreateDate") && !xmp.contains("ModifyDate"), "a clock");
}

#[test]
fn every_font_is_an_embedded_subset() {
    let reader = Reader::new(&press().article(&sample()).unwrap().bytes);
    let mut found = 0;
    for object in reader.document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if font.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"FontDescriptor") {
            let name = String::from_utf8(font.get(b"FontName").unwrap().as_name().unwrap().to_vec()).unwrap();
            assert_eq!(name.as_bytes()[6], b'+');
            assert!(font.has(b"FontFile2"), "{name}");
            found += 1;
        }
    }
    assert_eq!(found, 3, "regular, bold, italic");
}

#[test]
fn fonts_are_simple_and_share_one_map_to_unicode() {
    let reader = Reader::new(&press().article(&sample()).unwrap().bytes);
    let mut maps = Vec::new();
    for object in reader.document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if font.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Font") {
            assert_eq!(font.get(b"Subtype").unwrap().as_name().unwrap(), b"TrueType");
            assert!(!font.has(b"Encoding"), "a symbolic font names no encoding (ISO 19005-2, 6.2.11.6)");
            let first = font.get(b"FirstChar").unwrap().as_i64().unwrap();
            let last = font.get(b"LastChar").unwrap().as_i64().unwrap();
            assert_eq!(font.get(b"Widths").unwrap().as_array().unwrap().len() as i64, last - first + 1);
            maps.push(font.get(b"ToUnicode").unwrap().as_reference().unwrap());
        }
    }
    assert_eq!(maps.len(), 3);
    assert!(maps.iter().all(|map| *map == maps[0]));
}

#[path = "../benches/articles/mod.rs"]
mod articles;

#[test]
fn an_article_of_751_words_takes_at_most_15_000_bytes() {
    let words = |text: &str| text.split_whitespace().count();
    let text = (0..).map(articles::article).find(|text| (560..=700).contains(&words(text))).unwrap();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut blocks = vec![block(Kind::Title, lines.next().unwrap())];
    blocks.push(block(Kind::Dateline, lines.next().unwrap()));
    blocks.extend(lines.map(|line| block(Kind::Body, line)));
    // Generated articles lack most capitals and rare vowels, and a font's size is the number of its letters.
    blocks.push(block(
        Kind::Body,
        "ABCDEGHIKLMNOPQRSTUVXY ĂÂĐÊÔƠƯ àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹ \
         0123456789 “”(),.;:!?%/-–",
    ));
    let count = |blocks: &[Block]| blocks.iter().map(|block| words(&block.text)).sum::<usize>();
    while count(&blocks) < 751 {
        blocks.push(block(Kind::Body, "Hội đồng nhân dân xã đã thông qua nghị quyết về kế hoạch năm."));
    }
    let words = count(&blocks);
    let pdf = press().article(&Article { blocks, ..Article::default() }).unwrap();
    assert!(pdf.bytes.len() <= 15_000, "{} bytes for {words} words", pdf.bytes.len());
}

/// Tinos under other code points: its A to Z stand at `to` and behind.
fn other_script(to: u32) -> Vec<u8> {
    let font = std::fs::read("fonts/Tinos-Regular.ttf").unwrap();
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let glyph = {
        let fonts = bantin::font::Fonts::new(&[]).unwrap();
        u32::from(fonts.face(0).glyph('A'))
    };
    let mut cmap = Vec::new();
    for value in [0u16, 1, 3, 10] {
        cmap.extend_from_slice(&value.to_be_bytes());
    }
    // one group of format 12
    for value in [12, 12 << 16, 28, 0, 1, to, to + 25, glyph] {
        cmap.extend_from_slice(&u32::to_be_bytes(value));
    }
    let mut out = font[..12 + count * 16].to_vec();
    for record in (0..count).map(|index| 12 + index * 16) {
        let own = font[number(record + 8)..][..number(record + 12)].to_vec();
        let data = if &font[record..record + 4] == b"cmap" { cmap.clone() } else { own };
        let start = out.len() as u32;
        out[record + 8..record + 12].copy_from_slice(&start.to_be_bytes());
        out[record + 12..record + 16].copy_from_slice(&(data.len() as u32).to_be_bytes());
        out.extend_from_slice(&data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

#[test]
fn a_fallback_face_shows_what_tinos_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, to| {
        let path = folder.path().join(name);
        std::fs::write(&path, other_script(to)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let mut settings = Settings::default();
    settings.fonts.fallback = vec![path("one.ttf", 0x4e00), path("two.ttf", 0x5d0)];
    let text = "Chữ 一丁丂 và שלום nhé; còn ㄅ thì thiếu.";
    let article = Article { blocks: vec![block(Kind::Body, text)], ..Article::default() };
    let pdf = Press::new(&settings).unwrap().article(&article).unwrap();
    let reader = Reader::new(&pdf.bytes);
    assert_eq!(reader.blocks(), [text]);
    let mut names: Vec<String> = Vec::new();
    for object in reader.document.objects.values() {
        if let Ok(name) =
            object.as_dict().and_then(|dictionary| dictionary.get(b"FontName")).and_then(Object::as_name)
        {
            names.push(String::from_utf8(name[7..].to_vec()).unwrap());
        }
    }
    names.sort();
    assert_eq!(names, ["Fallback1", "Fallback2", "Tinos-Regular"]);
    let missing = pdf.warnings.iter().find(|warning| warning.code == Code::MissingCharacters).unwrap();
    assert!(format!("{missing:?}").contains('ㄅ') && !format!("{missing:?}").contains('一'));
    assert!(pdf.warnings.iter().any(|warning| warning.code == Code::RightToLeft));
}

#[test]
fn bidirectional_controls_keep_the_order_of_the_text_and_are_reported() {
    let text = "a\u{202e}b\u{202c} \u{2066}c\u{2069}";
    let article = Article { blocks: vec![block(Kind::Body, text)], ..Article::default() };
    let pdf = press().article(&article).unwrap();
    assert_eq!(Reader::new(&pdf.bytes).blocks(), [text]);
    assert!(pdf.warnings.iter().any(|warning| warning.code == Code::RightToLeft));
    let plain = Article { blocks: vec![block(Kind::Body, "Không có gì lạ.")], ..Article::default() };
    assert!(press().article(&plain).unwrap().warnings.is_empty());
}

#[test]
fn a_wide_table_stands_on_a_turned_page_between_upright_ones() {
    let cells = |text: &str| (0..12).map(|column| format!("{text}{column}")).collect::<Vec<_>>();
    let rows = vec![
        Row { header: true, cells: cells("Chỉ-tiêu-số-") },
        Row { header: false, cells: cells("giá-trị-") },
    ];
    let blocks = vec![
        block(Kind::Title, "Bảng rộng"),
        block(Kind::Body, "Trước bảng."),
        block(Kind::Table { rows }, ""),
        block(Kind::Subhead { level: 1 }, "Sau bảng"),
        block(Kind::Body, "Hết."),
    ];
    let article = Article { blocks, ..Article::default() };
    let reader = Reader::new(&press().article(&article).unwrap().bytes);
    let boxes: Vec<Vec<i64>> = reader
        .document
        .get_pages()
        .into_values()
        .map(|page| {
            let media = reader.document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap();
            media.as_array().unwrap().iter().map(|side| side.as_float().unwrap().round() as i64).collect()
        })
        .collect();
    assert_eq!(boxes, [[0, 0, 595, 842], [0, 0, 842, 595], [0, 0, 595, 842]]);
    assert_eq!(reader.blocks(), expected(&article));
}

#[test]
fn links_lead_where_they_say() {
    let bytes = press().article(&sample()).unwrap().bytes;
    let reader = Reader::new(&bytes);
    let mut uris: Vec<String> = Vec::new();
    for object in reader.document.objects.values() {
        if let Ok(action) =
            object.as_dict().and_then(|dictionary| dictionary.get(b"A")).and_then(Object::as_dict)
            && let Ok(uri) = action.get(b"URI")
        {
            uris.push(String::from_utf8(uri.as_str().unwrap().to_vec()).unwrap());
        }
    }
    uris.sort();
    assert_eq!(uris, ["https://khcn.yenlinh.gov.vn/a-b", "mailto:toasoan@yenlinh.gov.vn"]);
}

#[test]
fn the_same_article_gives_the_same_bytes_on_any_thread() {
    let press = press();
    let article = sample();
    let first = press.article(&article).unwrap().bytes;
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| (0..5).map(|_| press.article(&article).unwrap().bytes).collect::<Vec<_>>())
            })
            .collect();
        for other in others {
            assert!(other.join().unwrap().iter().all(|bytes| *bytes == first));
        }
    });
    assert_eq!(Press::new(&Settings::default()).unwrap().article(&article).unwrap().bytes, first);
}

#[test]
fn more_characters_than_one_font_can_code_lose_nothing() {
    let text: String = (0xc0u32..0x500).chain(0x1e00..0x1f00).filter_map(char::from_u32).collect();
    let text: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(|c| [c, ' ']).collect();
    let article = Article { blocks: vec![block(Kind::Body, text.trim())], ..Article::default() };
    let reader = Reader::new(&press().article(&article).unwrap().bytes);
    assert_eq!(reader.blocks().concat(), text.trim());
}

#[test]
fn nasty_articles_become_valid_documents() {
    let cells: Vec<String> = (0..40).map(|column| format!("cột {column}")).collect();
    let mut nasty = vec![
        Vec::new(),
        vec![block(Kind::Body, "  ")],
        vec![block(Kind::Body, &"a".repeat(10_000))],
        vec![block(Kind::Body, &"\u{301}".repeat(5_000))],
        vec![block(Kind::Body, "a\u{202e}b\u{202c} \u{2066}c\u{2069} שלום \u{200f}")],
        vec![block(Kind::Body, "👨‍👩‍👧‍👦 🇻🇳 👍🏽 ❤️")],
        vec![block(Kind::Title, &"Tiêu đề rất dài ".repeat(125))],
        vec![block(Kind::Table { rows: vec![Row { header: true, cells: cells.clone() }] }, "")],
        vec![block(Kind::Table { rows: Vec::new() }, "")],
        vec![block(Kind::Body, "((( \\ ) ]>> EMC BT")],
    ];
    nasty.push((0..5_000u32).map(|n| item((n % 255) as u8, &format!("{n}."), "mục")).collect());
    nasty.push(
        (0..900)
            .map(|_| block(Kind::Body, &"Hội đồng nhân dân tỉnh đã thông qua nghị quyết. ".repeat(12)))
            .collect(),
    );
    let press = press();
    for blocks in nasty {
        let article = Article { blocks, ..Article::default() };
        let reader = Reader::new(&press.article(&article).unwrap().bytes);
        let squeeze = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeeze(reader.blocks().join(" ")), squeeze(expected(&article).join(" ")));
    }
}

#[test]
fn control_characters_are_not_printed() {
    let article =
        Article { blocks: vec![block(Kind::Body, "a\u{0}\u{7}\u{1b}b\u{85}c")], ..Article::default() };
    assert_eq!(Reader::new(&press().article(&article).unwrap().bytes).blocks(), ["abc"]);
}

#[test]
fn figures_outside_the_decree_are_reported_and_impossible_ones_refused() {
    let mut settings = Settings::default();
    settings.page.left_mm = Some(20.0);
    let pdf = Press::new(&settings).unwrap().article(&sample()).unwrap();
    assert!(pdf.warnings.iter().any(|warning| warning.code == Code::PageFigure));
    settings.page.preset = Preset::A5;
    let pdf = Press::new(&settings).unwrap().article(&sample()).unwrap();
    assert!(pdf.warnings.iter().all(|warning| warning.code != Code::PageFigure));
    settings.page.left_mm = Some(140.0);
    assert_eq!(Press::new(&settings).unwrap_err().code, Code::NoRoom);
    settings.page.left_mm = None;
    settings.fonts.fallback = vec!["no-such-font.ttf".into()];
    assert_eq!(Press::new(&settings).unwrap_err().code, Code::BadFont);
}
