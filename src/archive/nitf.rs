//! NITF 3.6: the normalised article as XML.
//!
//! The body holds the same blocks of text as the PDF and the DOCX, its head in the order of the schema. The mark of a
//! list item is no text here (nor is a PDF's `Lbl`): it stands in the attribute `bt:mark`, which the schema's
//! `anyAttribute` lets pass.

use super::xml::Xml;
use crate::article::{Article, Block, Kind, Row};

const NAMESPACES: &str = " xmlns=\"http://iptc.org/std/NITF/2006-10-18/\" xmlns:bt=\"https://github.com/bantin/bantin/ns/nitf\" \
xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xsi:schemaLocation=\"http://iptc.org/std/NITF/2006-10-18/ ../../../schemas/nitf-3-6.xsd\"";

/// Writes the article; `id` is its docCode.
pub(crate) fn write(article: &Article, id: &str, agency: &str) -> Xml {
    let text: usize = article.blocks.iter().flat_map(Block::texts).map(str::len).sum();
    let mut xml = Xml::document(2048 + text + 48 * article.blocks.len());
    xml.raw("<nitf").raw(NAMESPACES).raw(" xml:lang=\"vi\" version=\"-//IPTC//DTD NITF 3.6//EN\">\n");
    head(&mut xml, article, id, agency);
    xml.raw("<body>\n");
    let titled = body_head(&mut xml, article);
    body_content(&mut xml, article, titled);
    if let Some(notice) = last_notice(article) {
        xml.raw("<body.end><tagline>").text(&notice.text).raw("</tagline></body.end>\n");
    }
    xml.raw("</body>\n</nitf>\n");
    xml
}

fn head(xml: &mut Xml, article: &Article, id: &str, agency: &str) {
    let meta = &article.meta;
    xml.raw("<head>").leaf("title", &meta.title).raw("<meta name=\"generator\"");
    xml.attr("content", concat!("bantin ", env!("CARGO_PKG_VERSION"))).raw("/>");
    xml.raw("<docdata><doc-id").attr("regsrc", agency).attr("id-string", id).raw("/>");
    if let Some(date) = &meta.date {
        xml.raw("<date.issue").attr("norm", date).raw("/>");
    }
    if let Some(source) = &meta.source {
        xml.raw("<doc.copyright").attr("holder", source).raw("/>");
    }
    if !meta.keywords.is_empty() {
        xml.raw("<key-list>");
        for keyword in &meta.keywords {
            xml.raw("<keyword").attr("key", keyword).raw("/>");
        }
        xml.raw("</key-list>");
    }
    xml.raw("</docdata></head>\n");
}

/// Writes what the schema wants in `body.head`; true if there was a headline (kickers go with it).
fn body_head(xml: &mut Xml, article: &Article) -> bool {
    let of = |kind: Kind| article.blocks.iter().filter(move |block| block.kind == kind);
    xml.raw("<body.head>\n");
    let title = article.title_block();
    if let Some(title) = title {
        xml.raw("<hedline>").leaf("hl1", &title.text);
        for kicker in of(Kind::Kicker) {
            xml.raw("<hl2 class=\"kicker\">").text(&kicker.text).raw("</hl2>");
        }
        xml.raw("</hedline>\n");
    }
    for byline in of(Kind::Byline) {
        xml.leaf("byline", &byline.text).raw("\n");
    }
    for dateline in of(Kind::Dateline) {
        xml.leaf("dateline", &dateline.text).raw("\n");
    }
    for lead in of(Kind::Lead) {
        xml.raw("<abstract><p lede=\"true\">").text(&lead.text).raw("</p></abstract>\n");
    }
    xml.raw("</body.head>\n");
    title.is_some()
}

fn last_notice(article: &Article) -> Option<&Block> {
    article.blocks.iter().rfind(|block| block.kind == Kind::Notice)
}

fn body_content(xml: &mut Xml, article: &Article, titled: bool) {
    xml.raw("<body.content>\n");
    let end = last_notice(article);
    let mut list = None; // the open list: true when it is ordered
    let mut notices = Vec::new();
    let mut blocks = article.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        if let Kind::ListItem { level, mark } = &block.kind {
            let ordered = mark.chars().any(char::is_alphanumeric);
            if list != Some(ordered) {
                close_list(xml, &mut list);
                xml.raw(if ordered { "<ol>\n" } else { "<ul>\n" });
                list = Some(ordered);
            }
            xml.raw("<li")
                .number("bt:level", *level)
                .attr("bt:mark", mark)
                .raw(">")
                .text(&block.text)
                .raw("</li>\n");
            continue;
        }
        close_list(xml, &mut list);
        match &block.kind {
            Kind::Kicker if titled => {}
            Kind::Title | Kind::Byline | Kind::Dateline | Kind::Lead => {}
            Kind::Notice if end.is_some_and(|end| std::ptr::eq(end, block)) => {}
            Kind::Notice => notices.push(block),
            Kind::Body => paragraph(xml, "", &block.text),
            Kind::Kicker => paragraph(xml, "kicker", &block.text),
            Kind::EndMark => paragraph(xml, "end-mark", &block.text),
            Kind::Credit => paragraph(xml, "credit", &block.text),
            Kind::Verse => verse(xml, &block.text),
            Kind::Subhead { level } => {
                xml.raw("<hl2").plain("class", format!("level-{level}")).raw(">");
                xml.text(&block.text).raw("</hl2>\n");
            }
            Kind::Quote => {
                xml.raw("<bq><block><p>").text(&block.text).raw("</p></block></bq>\n");
            }
            Kind::Caption => {
                xml.raw("<media media-type=\"image\"><media-reference/>").leaf("media-caption", &block.text);
                while let Some(credit) = blocks.next_if(|next| next.kind == Kind::Credit) {
                    xml.leaf("media-producer", &credit.text);
                }
                xml.raw("</media>\n");
            }
            Kind::Table { rows } => table(xml, rows),
            Kind::ListItem { .. } => {}
        }
    }
    close_list(xml, &mut list);
    for notice in notices {
        paragraph(xml, "notice", &notice.text);
    }
    xml.raw("</body.content>\n");
}

fn close_list(xml: &mut Xml, list: &mut Option<bool>) {
    if let Some(ordered) = list.take() {
        xml.raw(if ordered { "</ol>\n" } else { "</ul>\n" });
    }
}

fn paragraph(xml: &mut Xml, class: &str, text: &str) {
    xml.raw("<p");
    if !class.is_empty() {
        xml.plain("class", class);
    }
    xml.raw(">").text(text).raw("</p>\n");
}

fn verse(xml: &mut Xml, text: &str) {
    xml.raw("<p class=\"verse\">");
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            xml.raw("<br/>");
        }
        xml.text(line);
    }
    xml.raw("</p>\n");
}

fn table(xml: &mut Xml, rows: &[Row]) {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(1);
    let heads = rows.iter().take_while(|row| row.header).count();
    let (head, body) = rows.split_at(heads);
    xml.raw("<table>\n");
    for (part, cell, rows) in [("thead", "th", head), ("tbody", "td", body)] {
        if rows.is_empty() {
            continue;
        }
        xml.open(part).raw("\n");
        for row in rows {
            xml.raw("<tr>");
            for at in 0..width {
                xml.leaf(cell, row.cells.get(at).map_or("", String::as_str));
            }
            xml.raw("</tr>\n");
        }
        xml.close(part).raw("\n");
    }
    xml.raw("</table>\n");
}
