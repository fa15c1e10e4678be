//! DOCX files as other programs read them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::io::{Cursor, Read};

use bantin::article::{Article, Block, Kind, Meta, Row};
use bantin::docx::Writer;
use bantin::settings::Settings;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

fn written(article: &Article) -> Vec<u8> {
    Writer::new(&Settings::default()).unwrap().article(article).unwrap()
}

fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn part(docx: &[u8], name: &str) -> String {
    parts(docx).into_iter().find(|(found, _)| found == name).unwrap().1
}

/// The text of the document part, a line for each paragraph.
fn text(document: &str) -> Vec<String> {
    let mut reader = Reader::from_str(document);
    let (mut lines, mut shown) = (vec![String::new()], false);
    loop {
        let name = |tag: &quick_xml::events::BytesStart<'_>| tag.name().as_ref().to_owned();
        match reader.read_event().unwrap() {
            Event::Start(tag) if name(&tag) == "w:t" => shown = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => shown = false,
            Event::End(tag) if tag.name().as_ref() == "w:p" => lines.push(String::new()),
            Event::Empty(tag) if name(&tag) == "w:br" => lines.last_mut().unwrap().push('\n'),
            Event::Empty(tag) if name(&tag) == "w:noBreakHyphen" => lines.last_mut().unwrap().push('-'),
            Event::Text(text) if shown => lines.last_mut().unwrap().push_str(&text.into_inner()),
            Event::GeneralRef(entity) if shown => {
                let character = match entity.into_inner().as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    other => panic!("&{other};"),
                };
                lines.last_mut().unwrap().push(character);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

fn block(kind: Kind, text: &str) -> Block {
    Block { kind, text: text.into(), lines: vec![1] }
}

#[test]
fn the_text_is_that_of_the_article_in_its_order() {
    let article = support::article();
    let wanted: Vec<String> = article
        .flow()
        .flat_map(|block| block.texts())
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(text(&part(&written(&article), "word/document.xml")), wanted);
}

#[test]
fn content_types_come_first_and_every_part_is_declared() {
    let docx = written(&support::article());
    let parts = parts(&docx);
    assert_eq!(parts[0].0, "[Content_Types].xml");
    for (name, _) in &parts[1..] {
        let known = name.ends_with(".rels") || parts[0].1.contains(&format!("PartName=\"/{name}\""));
        assert!(known, "{name} has no content type");
    }
}

#[test]
fn a_mark_is_shown_by_its_definition_and_can_count_nothing() {
    let marks = ["1.", "đ)", "-", "Điều 15.", "%1."];
    let items = marks.iter().map(|mark| block(Kind::ListItem { level: 2, mark: (*mark).into() }, "Mục."));
    let docx = written(&Article { blocks: items.collect(), meta: Meta::default() });
    let numbering = part(&docx, "word/numbering.xml");
    for mark in &marks[..4] {
        assert!(numbering.contains(&format!("<w:lvlText w:val=\"{mark}\"/>")), "{mark}");
    }
    assert!(!numbering.contains("%1"), "a counter");
    assert_eq!(text(&part(&docx, "word/document.xml")), vec!["Mục."; marks.len()]);
}

#[test]
fn paragraph_properties_are_in_schema_order() {
    let article = Article {
        blocks: vec![block(
            Kind::ListItem { level: 1, mark: "a)".into() },
            "Xem https://vbpl.vn & gửi a@b.vn",
        )],
        meta: Meta::default(),
    };
    let docx = written(&article);
    let body = part(&docx, "word/document.xml");
    let body = body.split("<w:body>").nth(1).unwrap().split("<w:sectPr>").next().unwrap();
    assert_eq!(
        body,
        "<w:p><w:pPr><w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>\
         </w:pPr><w:r><w:t xml:space=\"preserve\">Xem </w:t></w:r><w:hyperlink r:id=\"rL1\" w:history=\"1\"><w:r><w:rPr>\
         <w:rStyle w:val=\"Hyperlink\"/></w:rPr><w:t>https://vbpl.vn</w:t></w:r></w:hyperlink><w:r>\
         <w:t xml:space=\"preserve\">\u{a0}&amp;\u{a0}gửi </w:t></w:r><w:hyperlink r:id=\"rL2\" w:history=\"1\"><w:r><w:rPr>\
         <w:rStyle w:val=\"Hyperlink\"/></w:rPr><w:t>a@b.vn</w:t></w:r></w:hyperlink></w:p>"
    );
    assert!(part(&docx, "word/_rels/document.xml.rels").contains("Target=\"mailto:a@b.vn\""));
}

#[test]
fn a_table_has_a_grid_a_repeated_head_and_as_many_cells_in_each_row() {
    let row = |header, cells: &[&str]| Row { header, cells: cells.iter().map(|&cell| cell.into()).collect() };
    let rows = vec![row(true, &["TT", "Xã", "Hộ"]), row(false, &["1", "Gò Dầu"])];
    let docx = written(&Article { blocks: vec![block(Kind::Table { rows }, "")], meta: Meta::default() });
    let body = part(&docx, "word/document.xml");
    assert_eq!(body.matches("<w:gridCol w:w=").count(), 3);
    assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(body.matches("<w:tc>").count(), 6);
    assert!(body.find("<w:tblStyle").unwrap() < body.find("<w:tblW").unwrap());
    assert!(body.contains("</w:tbl><w:p>"), "Word wants a paragraph behind a table");
}

#[test]
fn foreign_scripts_have_hints_and_controls_are_gone() {
    let article = Article {
        blocks: vec![block(Kind::Body, "Chữ 漢字, ខ្មែរ và العربية\u{1}\u{7}\u{ffff}.")],
        meta: Meta { title: "a\u{0}b".into(), ..Meta::default() },
    };
    let docx = written(&article);
    let body = part(&docx, "word/document.xml");
    assert!(body.contains("<w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>漢字</w:t>"), "{body}");
    assert!(body.contains("<w:rFonts w:hint=\"cs\"/><w:cs/></w:rPr><w:t>ខ្មែរ</w:t>"), "{body}");
    assert!(body.contains("<w:rFonts w:hint=\"cs\"/><w:rtl/></w:rPr><w:t>العربية</w:t>"), "{body}");
    assert!(part(&docx, "docProps/core.xml").contains("<dc:title>ab</dc:title>"));
}

#[test]
fn an_article_of_751_words_takes_at_most_7000_bytes() {
    let words = "Chính phủ vừa ban hành nghị định quy định về công tác văn thư lưu trữ tại các cơ quan nhà nước trên địa \
                 bàn tỉnh người dân được hỗ trợ kinh phí xây dựng nông thôn mới theo kế hoạch năm trước những hộ nghèo \
                 khó khăn đã nhận quà tết từ quỹ vì trẻ em học sinh trường phổ thông thi đua lập thành tích chào mừng";
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut seed = 7u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(seed >> 33) as usize % words.len()]
    };
    let blocks =
        (0..15).map(|_| block(Kind::Body, &(0..50).map(|_| next()).collect::<Vec<_>>().join(" "))).collect();
    let docx = written(&Article { blocks, meta: Meta::default() });
    assert!(docx.len() <= 7_000, "{} bytes", docx.len());
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Kicker),
        Just(Kind::Title),
        Just(Kind::Lead),
        Just(Kind::Body),
        Just(Kind::Verse),
        Just(Kind::Quote),
        Just(Kind::Notice),
        any::<u8>().prop_map(|level| Kind::Subhead { level }),
        (any::<u8>(), "\\PC{0,8}|[\\x00-\\x1f]{0,3}")
            .prop_map(|(level, mark)| Kind::ListItem { level, mark }),
        prop::collection::vec((any::<bool>(), prop::collection::vec(any::<String>(), 0..70)), 0..4).prop_map(
            |rows| {
                Kind::Table { rows: rows.into_iter().map(|(header, cells)| Row { header, cells }).collect() }
            }
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_article_gives_well_formed_parts(
        blocks in prop::collection::vec((any_kind(), any::<String>()), 0..8),
        title in any::<String>(),
    ) {
        let blocks = blocks.into_iter().map(|(kind, text)| block(kind, &text)).collect();
        let article = Article { blocks, meta: Meta { title, ..Meta::default() } };
        let docx = written(&article);
        for (name, part) in parts(&docx) {
            let bad = part.chars().find(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
            prop_assert!(bad.is_none(), "{name}: {bad:?}");
            let mut reader = Reader::from_str(&part);
            loop {
                match reader.read_event() {
                    Ok(Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => return Err(TestCaseError::fail(format!("{name}: {error}"))),
                }
            }
        }
        prop_assert_eq!(&docx, &written(&article), "the same bytes");
    }
}
