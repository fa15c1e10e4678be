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

/// A part as a person reads it: an element of the structure on each line.
fn readable(part: &str) -> String {
    let mut out = String::new();
    let mut rest = part;
    while let Some(at) = rest[1..].find('<').map(|at| at + 1) {
        let (piece, next) = rest.split_at(at);
        out.push_str(piece);
        let breaks = [
            "<w:p>",
            "<w:p/>",
            "<w:tbl>",
            "<w:tr>",
            "<w:tc>",
            "<w:sectPr>",
            "<w:body>",
            "</w:body>",
            "<w:r>",
        ];
        let breaks =
            breaks.into_iter().chain(["<w:hyperlink", "<w:lvl ", "<w:num ", "<w:abstractNum ", "</w:tbl>"]);
        if breaks.into_iter().any(|tag| next.starts_with(tag)) {
            out.push('\n');
        }
        rest = next;
    }
    (out + rest).replace('\u{a0}', "␣")
}

#[test]
fn a_document_reads_as_it_should() {
    let docx = written(&support::article());
    insta::assert_snapshot!("document", readable(&part(&docx, "word/document.xml")));
    insta::assert_snapshot!("numbering", readable(&part(&docx, "word/numbering.xml")));
    insta::assert_snapshot!("core", readable(&part(&docx, "docProps/core.xml")));
}

/// An element as the schema sees it.
#[derive(Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

fn tree(part: &str) -> Node {
    let node = |tag: &quick_xml::events::BytesStart<'_>| Node {
        name: tag.name().as_ref().to_owned(),
        attributes: tag
            .attributes()
            .map(|one| one.unwrap())
            .map(|one| (one.key.as_ref().to_owned(), one.value.clone().into_owned()))
            .collect(),
        children: Vec::new(),
    };
    let mut reader = Reader::from_str(part);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => open.push(node(&tag)),
            Event::Empty(tag) => open.last_mut().unwrap().children.push(node(&tag)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Eof => return open.pop().unwrap().children.pop().unwrap(),
            _ => {}
        }
    }
}

/// What an element may hold, in the order of ISO/IEC 29500-1 (names of one group in any order): the part of the schema
/// that our documents use. Empty: no element at all.
const CONTENT: &[(&str, &[&[&str]])] = &[
    ("w:document", &[&["w:body"]]),
    ("w:body", &[&["w:p", "w:tbl"], &["w:sectPr"]]),
    ("w:p", &[&["w:pPr"], &["w:r", "w:hyperlink", "w:bookmarkStart", "w:bookmarkEnd"]]),
    ("w:pPr", &[&["w:pStyle"], &["w:numPr"], &["w:ind"], &["w:jc"], &["w:sectPr"]]),
    ("w:numPr", &[&["w:ilvl"], &["w:numId"]]),
    ("w:hyperlink", &[&["w:r"]]),
    ("w:r", &[&["w:rPr"], &["w:t", "w:br", "w:noBreakHyphen"]]),
    (
        "w:rPr",
        &[&["w:rStyle"], &["w:rFonts"], &["w:b"], &["w:bCs"], &["w:i"], &["w:iCs"], &["w:rtl"], &["w:cs"]],
    ),
    ("w:tbl", &[&["w:tblPr"], &["w:tblGrid"], &["w:tr"]]),
    ("w:tblPr", &[&["w:tblStyle"], &["w:tblW"], &["w:tblLayout"]]),
    ("w:tblGrid", &[&["w:gridCol"]]),
    ("w:tr", &[&["w:trPr"], &["w:tc"]]),
    ("w:trPr", &[&["w:cantSplit", "w:tblHeader"]]),
    ("w:tc", &[&["w:tcPr"], &["w:p"]]),
    ("w:tcPr", &[&["w:tcW"]]),
    (
        "w:sectPr",
        &[&["w:headerReference"], &["w:pgSz"], &["w:pgMar"], &["w:cols"], &["w:titlePg"], &["w:docGrid"]],
    ),
];

/// The first thing the schema would object to.
fn objection(node: &Node, columns: usize) -> Option<String> {
    let groups = CONTENT.iter().find(|(name, _)| *name == node.name).map_or(&[][..], |(_, groups)| groups);
    let mut last = 0;
    for child in &node.children {
        let Some(rank) = groups.iter().position(|group| group.contains(&child.name.as_str())) else {
            return Some(format!("{} in {}", child.name, node.name));
        };
        if rank < last {
            return Some(format!("{} too late in {}", child.name, node.name));
        }
        last = rank;
    }
    let count = |name: &str| node.children.iter().filter(|child| child.name == name).count();
    let columns = match node.name.as_str() {
        "w:tbl" => {
            node.children.iter().find(|child| child.name == "w:tblGrid").map_or(0, |grid| grid.children.len())
        }
        _ => columns,
    };
    match node.name.as_str() {
        "w:tr" if count("w:tc") != columns => return Some("a row that is not as wide as its table".into()),
        "w:tc" if count("w:p") == 0 => return Some("a cell without a paragraph".into()),
        "w:tbl" if !(1..=63).contains(&columns) => return Some(format!("{columns} columns")),
        _ => {}
    }
    node.children.iter().find_map(|child| objection(child, columns))
}

/// All values of an attribute.
fn values(node: &Node, name: &str, out: &mut Vec<String>) {
    out.extend(node.attributes.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()));
    node.children.iter().for_each(|child| values(child, name, out));
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
    fn any_article_gives_well_formed_and_valid_parts(
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
        let document = tree(&part(&docx, "word/document.xml"));
        prop_assert_eq!(objection(&document, 0), None);
        // whatever is referred to is there
        let (mut links, mut known, mut styles) = (Vec::new(), Vec::new(), Vec::new());
        values(&document, "r:id", &mut links);
        values(&tree(&part(&docx, "word/_rels/document.xml.rels")), "Id", &mut known);
        values(&tree(&part(&docx, "word/styles.xml")), "w:styleId", &mut styles);
        prop_assert!(links.iter().all(|link| known.contains(link)));
        let mut used = Vec::new();
        fn styled(node: &Node, used: &mut Vec<String>) {
            if matches!(node.name.as_str(), "w:pStyle" | "w:rStyle" | "w:tblStyle") {
                used.push(node.attributes[0].1.clone());
            }
            node.children.iter().for_each(|child| styled(child, used));
        }
        styled(&document, &mut used);
        prop_assert!(used.iter().all(|style| styles.contains(style)), "{:?}", used);
        prop_assert_eq!(&docx, &written(&article), "the same bytes");
    }
}
