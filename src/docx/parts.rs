//! The parts around the document that are ours: docx-rs fixes them, or leaves their values out.

use std::borrow::Cow;
use std::fmt::Write;

use super::links::Links;
use crate::article::Meta;
use crate::bulletin::LogoFormat;

// No part has an XML declaration: version 1.0 in UTF-8 is what its absence says, and eleven of them cost 200 bytes.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The relationship of the running head.
pub(super) const HEADER: &str = "rId4";

/// Escapes text for XML content and double-quoted attributes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    quick_xml::escape::escape(text)
}

/// What can be in a document besides the parts that every document has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Extras {
    /// word/numbering.xml.
    pub(super) numbering: bool,
    /// The logo's format.
    pub(super) logo: Option<LogoFormat>,
}

/// Extension and media type of a logo.
pub(super) fn logo_type(format: LogoFormat) -> (&'static str, &'static str) {
    match format {
        LogoFormat::Png => ("png", "image/png"),
        LogoFormat::Jpeg => ("jpeg", "image/jpeg"),
    }
}

/// `[Content_Types].xml`.
pub(super) fn content_types(extras: Extras) -> String {
    let mut xml = format!(
        "<Types xmlns=\"{TYPES}\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    );
    if let Some(format) = extras.logo {
        let (extension, kind) = logo_type(format);
        let _ = write!(xml, "<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>");
    }
    let mut part = |name: &str, kind: &str| {
        let _ = write!(xml, "<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>");
    };
    part("word/document.xml", &format!("{WORD}.document.main"));
    for (name, kind) in
        [("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable"), ("header1", "header")]
    {
        part(&format!("word/{name}.xml"), &format!("{WORD}.{kind}"));
    }
    if extras.numbering {
        part("word/numbering.xml", &format!("{WORD}.numbering"));
    }
    part("word/theme.xml", "application/vnd.openxmlformats-officedocument.theme");
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties");
    xml.push_str("</Types>");
    xml
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> String {
    format!(
        "<Relationships xmlns=\"{RELATIONSHIPS}\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{RELATIONSHIPS}/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/extended-properties\" Target=\"docProps/app.xml\"/>\
         </Relationships>"
    )
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relationships(extras: Extras, links: &Links) -> String {
    let mut xml = format!("<Relationships xmlns=\"{RELATIONSHIPS}\">");
    let mut part = |id: &str, kind: &str, target: &str| {
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}.xml\"/>");
    };
    part("rId1", "styles", "styles");
    part("rId2", "settings", "settings");
    part("rId3", "fontTable", "fontTable");
    part(HEADER, "header", "header1");
    part("rId5", "theme", "theme");
    if extras.numbering {
        part("rId6", "numbering", "numbering");
    }
    if let Some(format) = extras.logo {
        let (extension, id) = (logo_type(format).0, super::issue::LOGO);
        let _ = write!(
            xml,
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/image\" Target=\"media/logo.{extension}\"/>"
        );
    }
    for (at, target) in links.targets.iter().enumerate() {
        let id = Links::id(at);
        let target = escape(target);
        let _ = write!(
            xml,
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/hyperlink\" Target=\"{target}\" TargetMode=\"External\"/>"
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// `docProps/core.xml`: no times, so that the same article gives the same bytes on any day.
pub(super) fn core_properties(meta: &Meta) -> String {
    let mut xml =
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            .to_owned();
    let mut element = |name: &str, value: &str| {
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        if !value.is_empty() {
            let _ = write!(xml, "<{name}>{}</{name}>", escape(&value));
        }
    };
    element("dc:title", &meta.title);
    element("dc:subject", meta.document_symbol.as_deref().unwrap_or_default());
    let authors = match meta.authors.is_empty() {
        true => meta.organisation.clone().unwrap_or_default(),
        false => meta.authors.join("; "),
    };
    element("dc:creator", &authors);
    element("cp:keywords", &meta.keywords.join(", "));
    element("dc:language", "vi-VN");
    element("cp:category", meta.document_type.as_deref().unwrap_or_default());
    xml.push_str("</cp:coreProperties>");
    xml
}

/// `docProps/app.xml`.
pub(super) fn app_properties() -> String {
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
     <Application>bantin</Application></Properties>"
        .to_owned()
}

/// `word/settings.xml`: Word 2013 and later without the compatibility banner, nothing underlined in red.
pub(super) fn settings() -> String {
    format!(
        "<w:settings xmlns:w=\"{W}\"><w:hideSpellingErrors/><w:hideGrammaticalErrors/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat></w:settings>"
    )
}

/// `word/fontTable.xml`: Times New Roman as NĐ 30 asks, with the metric twins that take its place where it is missing.
pub(super) fn font_table() -> String {
    format!(
        "<w:fonts xmlns:w=\"{W}\"><w:font w:name=\"Times New Roman\">\
         <w:altName w:val=\"Tinos,Liberation Serif\"/><w:panose1 w:val=\"02020603050405020304\"/>\
         <w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/>\
         </w:font></w:fonts>"
    )
}

/// `word/theme.xml`: Word does without, validators ask for one. Black on white in Times New Roman; charts get three
/// colours, told apart in print too.
pub(super) fn theme() -> String {
    let colour = |name: &str, rgb: &str| format!("<a:{name}><a:srgbClr val=\"{rgb}\"/></a:{name}>");
    let colours = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "000000"),
        ("lt2", "FFFFFF"),
        ("accent1", "C00000"),
        ("accent2", "1F4E79"),
        ("accent3", "548235"),
        ("accent4", "C00000"),
        ("accent5", "1F4E79"),
        ("accent6", "548235"),
        ("hlink", "000000"),
        ("folHlink", "000000"),
    ];
    let colours: String = colours.iter().map(|(name, rgb)| colour(name, rgb)).collect();
    let faces = "<a:latin typeface=\"Times New Roman\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln>{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"bantin\">\
         <a:themeElements><a:clrScheme name=\"bantin\">{colours}</a:clrScheme><a:fontScheme name=\"bantin\">\
         <a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"bantin\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst>\
         <a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

/// Gives the logo its alternative text, for which docx-rs has no place.
pub(super) fn describe_picture(document: &mut Vec<u8>, alt: &str) {
    let made = b"<wp:docPr id=\"1\" name=\"Figure\"/>";
    let Some(at) = memchr::memmem::find(document, made) else { return };
    let element = format!("<wp:docPr id=\"1\" name=\"Logo\" descr=\"{}\"/>", escape(alt));
    document.splice(at..at + made.len(), element.into_bytes());
}
