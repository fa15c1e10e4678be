//! What the tests of packages share: an article with every kind of block, and the packages made of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking
#![allow(dead_code)] // each test binary uses its part

pub mod package;
pub mod printed;

use bantin::archive::{Document, Package, Packer, Variant};
use bantin::article::{Article, Block, Kind, Meta, Row};
use bantin::decode::{Detection, Encoding};
use bantin::settings::Settings;
use sha2::{Digest, Sha256};

pub const TIME: &str = "2026-11-24T00:46:43Z";

fn block(kind: Kind, text: &str) -> Block {
    Block { kind, text: text.into(), lines: vec![1] }
}

/// An article in which every kind of block occurs.
pub fn article() -> Article {
    let item = |level, mark: &str, text: &str| block(Kind::ListItem { level, mark: mark.into() }, text);
    let row = |header, cells: &[&str]| Row { header, cells: cells.iter().map(|&cell| cell.into()).collect() };
    let rows =
        vec![row(true, &["Xã", "Số hộ"]), row(false, &["Đắk R'lấp", "1.234"]), row(false, &["Ea H'leo"])];
    Article {
        blocks: vec![
            block(Kind::Kicker, "NÔNG NGHIỆP"),
            block(Kind::Title, "Mùa lúa mới ở Gò Dầu & những “con đường” <sạch>"),
            block(Kind::Dateline, "Gò Dầu, ngày 23 tháng 4 năm 2021"),
            block(Kind::Lead, "Sáng nay, bà con xã Phước Thạnh bước vào vụ gặt sớm nhất trong mười năm."),
            block(Kind::Body, "Theo ông Nguyễn Văn Ẵm, năng suất đạt 6,5 tấn/ha."),
            block(Kind::Subhead { level: 2 }, "Vì sao sớm?"),
            item(1, "a)", "Giống mới ngắn ngày;"),
            item(1, "b)", "Nước về đúng hẹn."),
            item(2, "-", "Kênh Tân Hưng đã nạo vét."),
            block(Kind::Quote, "“Chưa năm nào lúa trổ đều như năm nay.”"),
            block(Kind::Caption, "Nông dân gặt lúa tại ấp Phước Hòa."),
            block(Kind::Credit, "Ảnh: Lê Thị Mùa"),
            block(Kind::Table { rows }, ""),
            block(Kind::Verse, "Lúa chín vàng đồng\nGió về mênh mông"),
            block(Kind::EndMark, "./."),
            block(Kind::Byline, "Trần Thị Sông"),
            block(Kind::Notice, "Nguồn: Bản tin Gò Dầu"),
            block(Kind::Notice, "Ghi rõ nguồn khi đăng lại."),
        ],
        meta: Meta {
            title: "Mùa lúa mới ở Gò Dầu & những “con đường” <sạch>".into(),
            date: Some("2021-04-23".into()),
            authors: vec!["Trần Thị Sông".into()],
            source: Some("Bản tin Gò Dầu".into()),
            document_symbol: Some("30/2020/NĐ-CP".into()),
            keywords: vec!["lúa".into(), "Gò Dầu".into()],
            ..Meta::default()
        },
    }
}

/// A file that begins and ends as a PDF and names its conformance.
pub const PDF: &[u8] =
    b"%PDF-1.7\n<</Type/Metadata>>stream\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\nendstream\n%%EOF\n";

/// Packs `article` with stand-ins for PDF and DOCX.
pub fn pack(settings: &Settings, variant: Variant, source: &[u8], article: &Article) -> Package {
    let packer = Packer::new(settings, variant, TIME, true).unwrap();
    packer.article(&document(source, article)).unwrap()
}

/// A document with stand-ins for PDF and DOCX.
pub fn document<'a>(source: &'a [u8], article: &'a Article) -> Document<'a> {
    Document {
        original_name: "Mùa lúa mới.txt",
        source,
        source_sha256: Sha256::digest(source).into(),
        detection: Detection { encoding: Encoding::Utf8, confidence: 1.0 },
        article,
        edits: EDITS.get_or_init(|| vec![("P2".into(), 3), ("U1".into(), 1)]),
        change_log: "{\"layer\":\"L0\",\"rule\":\"U9\",\"offset\":7,\"before\":\"\u{ffff}\",\"after\":\"\"}\n",
        removed_lines: 4,
        pdf: PDF,
        pages: 2,
        docx: b"PK stand-in",
    }
}

static EDITS: std::sync::OnceLock<Vec<(String, u32)>> = std::sync::OnceLock::new();
