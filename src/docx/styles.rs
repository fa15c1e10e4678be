//! The style sheet: standard ids and names, so that Word's style pane, outline and contents work, with Vietnamese
//! aliases; figures of NĐ 30/2020/NĐ-CP through [`PageFigures`].

use std::fmt::Write;

use super::parts::W;
use crate::settings::{MM, PageFigures};

/// A paragraph style: id, name, alias, what it is based on, what follows it, paragraph and run properties.
struct Paragraph<'a> {
    id: &'a str,
    /// The built-in name where Word has one: Word shows it in the language of its own interface.
    name: &'a str,
    alias: &'a str,
    based_on: &'a str,
    next: &'a str,
    /// Content of `w:pPr`, in the order of the schema.
    ppr: String,
    /// Content of `w:rPr`, in the order of the schema.
    rpr: String,
}

/// What the style sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// An article alone.
    Article,
    /// An issue; the headlines of its articles are headings of this level (1 or 2).
    Issue(u8),
}

/// word/styles.xml for a page.
pub(super) fn part(figures: &PageFigures, purpose: Purpose) -> String {
    let body = half_points(figures.body);
    let line = (figures.line_height * 240.0).round() as u32;
    let gap = twips(figures.paragraph_gap);
    let mut xml = format!(
        "<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"SimSun\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"{body}\"/><w:szCs w:val=\"{body}\"/>\
         <w:lang w:val=\"vi-VN\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after=\"{gap}\" w:line=\"{line}\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>\
         <w:latentStyles w:defUIPriority=\"99\" w:defSemiHidden=\"1\" \
         w:defUnhideWhenUsed=\"1\" w:count=\"376\"/>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:aliases w:val=\"Bình thường\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblCellMar>\
         <w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    );
    for style in paragraphs(figures, purpose) {
        write_paragraph(&mut xml, &style);
    }
    let _ = write!(
        xml,
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>\
         <w:aliases w:val=\"Siêu liên kết\"/><w:uiPriority w:val=\"99\"/><w:rPr><w:u w:val=\"single\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>\
         <w:aliases w:val=\"Bảng có khung\"/><w:basedOn w:val=\"TableNormal\"/><w:uiPriority w:val=\"39\"/>\
         <w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr></w:style></w:styles>",
        ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat()
    );
    xml
}

fn border(side: &str) -> String {
    format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>")
}

fn paragraphs(figures: &PageFigures, purpose: Purpose) -> Vec<Paragraph<'static>> {
    let first_line = twips(figures.first_line);
    let inset = twips(6.0 * MM);
    let gap = |factor: f32| format!("<w:spacing w:before=\"{}\"/>", twips(figures.paragraph_gap * factor));
    let size = |factor: f32| {
        let size = half_points((figures.body * factor * 2.0).round() / 2.0);
        format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>")
    };
    let bold = "<w:b/><w:bCs/>";
    let italic = "<w:i/><w:iCs/>";
    let keep = "<w:keepNext/><w:keepLines/>";
    let (both, centre, right) =
        ("<w:jc w:val=\"both\"/>", "<w:jc w:val=\"center\"/>", "<w:jc w:val=\"right\"/>");
    let style = |id, name, alias, next, ppr: String, rpr: String| Paragraph {
        id,
        name,
        alias,
        based_on: "Normal",
        next,
        ppr,
        rpr,
    };
    let narrow = format!("<w:ind w:left=\"{inset}\" w:right=\"{inset}\"/>");
    let tight = "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>";
    let none = String::new;
    let mut styles = vec![
        style(
            "BodyText",
            "Body Text",
            "Thân bài",
            "BodyText",
            format!("<w:ind w:firstLine=\"{first_line}\"/>{both}"),
            none(),
        ),
        style("Kicker", "Chuyên mục", "", "Title", format!("{keep}{centre}"), size(0.93)),
        style(
            "Title",
            "Title",
            "Tên bài",
            "Subtitle",
            format!("{keep}{}{centre}", gap(0.5)),
            format!("{bold}{}", size(1.36)),
        ),
        style("Dateline", "Ngày tháng", "", "Subtitle", format!("{keep}{centre}"), size(0.93)),
        style("Subtitle", "Subtitle", "Sa pô", "BodyText", format!("{}{both}", gap(0.5)), size(1.11)),
        style("ListParagraph", "List Paragraph", "Mục liệt kê", "ListParagraph", both.into(), none()),
        style(
            "Quote",
            "Quote",
            "Trích dẫn",
            "BodyText",
            format!("<w:ind w:left=\"{}\"/>{both}", first_line / 2),
            none(),
        ),
        style("Verse", "Thơ", "", "Verse", format!("<w:ind w:left=\"{first_line}\"/>"), none()),
        style(
            "Caption",
            "caption",
            "Chú thích ảnh",
            "BodyText",
            format!("<w:keepLines/>{narrow}{centre}"),
            size(0.86),
        ),
        style("Credit", "Nguồn ảnh", "", "BodyText", right.into(), size(0.86)),
        style("EndMark", "Dấu kết thúc", "", "Byline", none(), none()),
        style("Byline", "Tác giả", "", "Notice", format!("<w:keepLines/>{right}"), bold.into()),
        style("Notice", "Nguồn tin", "", "Notice", none(), size(0.79)),
        style("TableText", "Ô bảng", "", "TableText", tight.into(), size(0.86)),
        Paragraph {
            based_on: "TableText",
            ..style("TableHeading", "Đầu cột", "", "TableText", format!("<w:keepNext/>{centre}"), bold.into())
        },
        style(
            "Header",
            "header",
            "Đầu trang",
            "Header",
            format!("<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>{centre}"),
            size(13.0 / 14.0),
        ),
    ];
    const HEADINGS: [(&str, &str, &str); 6] = [
        ("Heading1", "heading 1", "Đề mục 1"),
        ("Heading2", "heading 2", "Đề mục 2"),
        ("Heading3", "heading 3", "Đề mục 3"),
        ("Heading4", "heading 4", "Đề mục 4"),
        ("Heading5", "heading 5", "Đề mục 5"),
        ("Heading6", "heading 6", "Đề mục 6"),
    ];
    for (level, (id, name, alias)) in HEADINGS.into_iter().enumerate() {
        let above = match (purpose, level as u8 + 1) {
            (Purpose::Issue(headline), level) if level <= headline => headline - level + 1,
            _ => 0,
        };
        // headings inside an article count from its headline
        let level_inside = match purpose {
            Purpose::Issue(headline) => level.saturating_sub(usize::from(headline)),
            Purpose::Article => level,
        };
        // in an issue the names of sections and the headlines look like what they are
        let (align, look, space) = match above {
            2 => (centre, format!("{bold}<w:caps/>{}", size(1.21)), gap(3.0)),
            1 => (centre, format!("{bold}{}", size(1.36)), gap(3.0)),
            _ if level_inside < 2 => ("", bold.into(), gap(if level_inside == 0 { 1.0 } else { 0.5 })),
            _ => ("", format!("{bold}{italic}"), gap(0.5)),
        };
        let ppr = format!("{keep}{space}{align}<w:outlineLvl w:val=\"{level}\"/>");
        styles.push(style(id, name, alias, "BodyText", ppr, look));
    }
    if let Purpose::Issue(_) = purpose {
        let width = twips(figures.width - figures.left - figures.right);
        let rule = |side: &str, space: u32| {
            format!(
                "<w:pBdr><w:{side} w:val=\"single\" w:sz=\"6\" w:space=\"{space}\" w:color=\"auto\"/></w:pBdr>"
            )
        };
        let tab = format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{width}\"/></w:tabs>");
        let flat = "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>";
        let boxed = ["top", "left", "bottom", "right"]
            .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"auto\"/>"));
        let boxed = format!("<w:pBdr>{}</w:pBdr>", boxed.concat());
        let indent = twips(figures.first_line / 2.0);
        let hang = |left: u32| format!("<w:ind w:left=\"{}\" w:hanging=\"284\"/>", left + 284);
        styles.extend([
            style(
                "MastheadParent",
                "Cơ quan chủ quản",
                "",
                "MastheadBody",
                format!("{flat}{centre}"),
                size(0.93),
            ),
            style(
                "MastheadBody",
                "Cơ quan ban hành",
                "",
                "BulletinName",
                format!("{flat}{centre}"),
                format!("{bold}{}", size(0.93)),
            ),
            style(
                "MastheadMotto",
                "Tiêu ngữ",
                "",
                "BulletinName",
                format!("{flat}{centre}"),
                format!("{bold}<w:u w:val=\"single\"/>"),
            ),
            style(
                "BulletinName",
                "Tên bản tin",
                "",
                "BulletinSubtitle",
                format!("{keep}{}{centre}", gap(3.0)),
                format!("{bold}<w:caps/>{}", size(2.57)),
            ),
            style("BulletinSubtitle", "Phụ đề bản tin", "", "BulletinDate", centre.into(), italic.into()),
            style(
                "BulletinDate",
                "Số và ngày ra",
                "",
                "BodyText",
                format!("{}{centre}", rule("bottom", 6)),
                format!("{italic}{}", size(0.93)),
            ),
            style(
                "TOCHeading",
                "TOC Heading",
                "Tên mục lục",
                "TOC1",
                format!("{keep}{}{centre}", gap(3.0)),
                bold.into(),
            ),
            style("TOC1", "toc 1", "Mục lục 1", "TOC1", format!("{tab}{}", hang(0)), none()),
            style("TOC2", "toc 2", "Mục lục 2", "TOC2", format!("{tab}{}", hang(indent)), none()),
            style(
                "RunningHead",
                "Đầu trang bản tin",
                "",
                "RunningHead",
                format!("{}{flat}{centre}", rule("bottom", 1)),
                format!("{italic}{}", size(0.71)),
            ),
            style(
                "Imprint",
                "Khung phát hành",
                "",
                "Imprint",
                format!("{keep}{boxed}{flat}{centre}"),
                size(0.86),
            ),
        ]);
    }
    styles
}

fn write_paragraph(xml: &mut String, style: &Paragraph<'_>) {
    let Paragraph { id, name, alias, based_on, next, ppr, rpr } = style;
    let custom = if alias.is_empty() { " w:customStyle=\"1\"" } else { "" };
    let _ =
        write!(xml, "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>");
    if !alias.is_empty() {
        let _ = write!(xml, "<w:aliases w:val=\"{alias}\"/>");
    }
    let _ = write!(xml, "<w:basedOn w:val=\"{based_on}\"/><w:next w:val=\"{next}\"/><w:qFormat/>");
    for (name, content) in [("pPr", ppr), ("rPr", rpr)] {
        if !content.is_empty() {
            let _ = write!(xml, "<w:{name}>{content}</w:{name}>");
        }
    }
    xml.push_str("</w:style>");
}

/// Twentieths of a point.
pub(super) fn twips(points: f32) -> u32 {
    (points * 20.0).round().max(0.0) as u32
}

/// Half points, as `w:sz` counts.
fn half_points(points: f32) -> u32 {
    (points * 2.0).round().max(2.0) as u32
}
