//! Descriptive metadata: the circular's EAD and EAD_doc, Dublin Core, EAD3.

use unicode_segmentation::UnicodeSegmentation;

use super::office::Office;
use super::xml::Xml;
use super::{Document, Variant};
use crate::error::{Code, Warning};

/// What is said of a whole dossier (*hồ sơ*).
#[derive(Debug, Clone)]
pub(crate) struct FileUnit {
    /// *Mã hồ sơ*.
    pub file_code: String,
    /// *Tiêu đề hồ sơ*.
    pub title: String,
    /// First known date, `YYYY[-MM[-DD]]`.
    pub start: String,
    /// Last known date.
    pub end: String,
    /// *Từ khóa*, as one text.
    pub keywords: String,
    /// *Tổng số tài liệu*.
    pub documents: u32,
    /// *Số lượng trang*.
    pub pages: u64,
    /// *Ghi chú*.
    pub description: String,
    /// Authors, for dc:creator.
    pub creators: Vec<String>,
}

/// Cuts `text` to `limit` characters at a word boundary, never inside a grapheme cluster; reports it.
pub(crate) fn fit<'t>(
    text: &'t str,
    field: &'static str,
    limit: usize,
    warnings: &mut Vec<Warning>,
) -> &'t str {
    let cut = cut(text, limit);
    if cut.len() < text.len() {
        let warning = Warning::new(Code::FieldCut).with("field", field).with("limit", limit);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    cut
}

/// The longest beginning of `text` that has at most `limit` characters and ends between two words; a single word
/// that is too long is cut between two grapheme clusters.
pub(crate) fn cut(text: &str, limit: usize) -> &str {
    // A text of `limit` bytes cannot have more characters: the common case costs nothing.
    if text.len() <= limit {
        return text;
    }
    let Some((end, next)) = text.char_indices().nth(limit) else { return text };
    let head = &text[..end];
    if next.is_whitespace() {
        return head.trim_end();
    }
    if let Some(space) = head.rfind(char::is_whitespace) {
        let words = head[..space].trim_end();
        if !words.is_empty() {
            return words;
        }
    }
    let mut length = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        if at + cluster.len() > end {
            break;
        }
        length = at + cluster.len();
    }
    &text[..length]
}

/// `DD/MM/YYYY`, `MM/YYYY` or `YYYY` of an ISO date. A submission wants whole days: the first or last of the period.
pub(crate) fn vietnamese_date(iso: &str, variant: Variant, last: bool) -> String {
    let mut parts = iso.split('-');
    let year = parts.next().unwrap_or_default();
    let (mut month, mut day) = (parts.next().map(str::to_owned), parts.next().map(str::to_owned));
    if variant == Variant::Sip {
        let number =
            month.get_or_insert_with(|| if last { "12" } else { "01" }.to_owned()).parse().unwrap_or(1);
        day.get_or_insert_with(|| {
            if last { days(year.parse().unwrap_or(2000), number).to_string() } else { "01".into() }
        });
    }
    match (day, month) {
        (Some(day), Some(month)) => format!("{day}/{month}/{year}"),
        (_, Some(month)) => format!("{month}/{year}"),
        _ => year.to_owned(),
    }
}

fn days(year: i16, month: i8) -> i8 {
    jiff::civil::Date::new(year, month, 1).map_or(28, |date| date.days_in_month())
}

/// EAD.xml: 18 fields.
pub(crate) fn ead(unit: &FileUnit, office: &Office, variant: Variant, warnings: &mut Vec<Warning>) -> Xml {
    let mut xml = Xml::document(2048);
    xml.raw("<simpledc xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
    xml.raw(" xsi:noNamespaceSchemaLocation=\"../../schemas/EAD.xsd\">\n");
    let mut field = |name: &str, value: &str| {
        xml.leaf(name, value).raw("\n");
    };
    match variant {
        Variant::Aip => field("arcFileCode", &office.archive_file_code(&unit.file_code)),
        Variant::Sip => field("fileCode", &unit.file_code),
    }
    field("title", fit(&unit.title, "title", 1000, warnings));
    field("maintenance", &office.retention);
    field("mode", &office.access);
    field("language", "01");
    field("startDate", &vietnamese_date(&unit.start, variant, false));
    field("endDate", &vietnamese_date(&unit.end, variant, true));
    field("keyword", fit(&unit.keywords, "keyword", 100, warnings));
    field("totalDoc", &unit.documents.to_string());
    field("numberOfPaper", "0");
    field("numberOfPage", &unit.pages.to_string());
    field("format", "01");
    field("inforSign", "");
    field("confidenceLevel", "01");
    field("paperFileCode", "");
    field("riskRecovery", "0");
    field("riskRecoveryStatus", "");
    field("description", fit(&unit.description, "description", 2000, warnings));
    xml.raw("</simpledc>\n");
    xml
}

/// One document's place in its dossier.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// *Mã hồ sơ*.
    pub file_code: &'a str,
    /// *Mã tài liệu*.
    pub doc_code: &'a str,
    /// From 1.
    pub ordinal: u32,
    /// The document's date, or the job's where it has none.
    pub date: &'a str,
}

/// EAD_doc: 19 fields in an AIP, 21 in a SIP.
pub(crate) fn ead_doc(
    document: &Document<'_>,
    place: &Place<'_>,
    office: &Office,
    variant: Variant,
    warnings: &mut Vec<Warning>,
) -> Xml {
    let meta = &document.article.meta;
    let sip = variant == Variant::Sip;
    let mut xml = Xml::document(2048);
    xml.raw("<simpledc xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
    xml.raw(" xsi:noNamespaceSchemaLocation=\"../../../../schemas/EAD_doc.xsd\">\n");
    let mut field = |name: &str, value: &str| {
        xml.leaf(name, value).raw("\n");
    };
    if sip {
        field("docId", &format!("{}.{}", place.file_code, place.ordinal));
        field("docCode", place.doc_code);
        field("maintenance", &office.retention);
    } else {
        field("arcFileCode", &office.archive_file_code(place.file_code));
        field("docCode", place.doc_code);
        field("docOrdinal", &place.ordinal.to_string());
    }
    field("typeName", "32"); // Khác: an article is none of the decree's types
    let (number, notation) = symbol(meta.document_symbol.as_deref().unwrap_or_default(), warnings);
    field("codeNumber", number);
    field("codeNotation", notation);
    field("issuedDate", &vietnamese_date(place.date, variant, false));
    let organisation =
        meta.organisation.as_deref().or(meta.source.as_deref()).filter(|name| !name.trim().is_empty());
    field("organName", fit(organisation.unwrap_or(&office.name), "organName", 200, warnings));
    field("subject", fit(&meta.title, "subject", 500, warnings));
    field("language", "01");
    field("numberOfPage", &document.pages.min(9999).to_string());
    field("inforSign", "");
    field("keyword", fit(&meta.keywords.join(", "), "keyword", 100, warnings));
    field("mode", &office.access);
    field("confidenceLevel", "01");
    field("autograph", "");
    field("format", "01");
    field("process", "0");
    if sip {
        field("riskRecovery", "0");
        field("riskRecoveryStatus", "");
    }
    field("description", fit(&source_note(document), "description", 500, warnings));
    xml.raw("</simpledc>\n");
    xml
}

/// "bantin 0.1.0; tệp gốc: …"
pub(crate) fn source_note(document: &Document<'_>) -> String {
    format!("bantin {}; tệp gốc: {}", env!("CARGO_PKG_VERSION"), document.original_name)
}

/// Số and ký hiệu of "30/2020/NĐ-CP"; a code that does not fit its field is left out and reported, never cut.
fn symbol<'t>(symbol: &'t str, warnings: &mut Vec<Warning>) -> (&'t str, &'t str) {
    let Some((number, notation)) = symbol.split_once('/') else { return ("", "") };
    if number.chars().count() > 11 || notation.chars().count() > 30 {
        warnings.push(Warning::new(Code::SymbolLeftOut).with("symbol", symbol));
        return ("", "");
    }
    (number, notation)
}

/// dc.xml: Simple Dublin Core as RODA reads it.
pub(crate) fn dublin_core(unit: &FileUnit, office: &Office, urn: &str) -> Xml {
    let mut xml = Xml::document(1536);
    xml.raw("<simpledc xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
    xml.raw(" xsi:noNamespaceSchemaLocation=\"../../schemas/dc.xsd\">\n");
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            xml.leaf(name, value).raw("\n");
        }
    };
    field("title", &unit.title);
    unit.creators.iter().for_each(|creator| field("creator", creator));
    field("subject", &unit.keywords);
    field("description", &unit.description);
    field("publisher", &office.name);
    field("date", &interval(unit));
    field("type", "Text");
    field("format", "application/pdf");
    field("identifier", &unit.file_code);
    field("identifier", urn);
    field("language", "vi");
    field("rights", access(&office.access));
    xml.raw("</simpledc>\n");
    xml
}

fn interval(unit: &FileUnit) -> String {
    if unit.start == unit.end { unit.start.clone() } else { format!("{}/{}", unit.start, unit.end) }
}

fn access(mode: &str) -> &'static str {
    if mode == "01" { "01 - công khai" } else { "02 - tiếp cận có điều kiện" }
}

fn retention(code: &str) -> &'static str {
    match code {
        "01" => "01 - vĩnh viễn",
        "02" => "02 - 70 năm",
        "03" => "03 - 50 năm",
        "04" => "04 - 30 năm",
        "05" => "05 - 20 năm",
        "06" => "06 - 10 năm",
        _ => "07 - khác",
    }
}

/// ead3.xml: EAD3 at the level of a file.
pub(crate) fn ead3(unit: &FileUnit, office: &Office, variant: Variant, record: &str, time: &str) -> Xml {
    let mut xml = Xml::document(3072);
    xml.raw("<ead xmlns=\"http://ead3.archivists.org/schema/\"");
    xml.raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
    xml.raw(" xsi:schemaLocation=\"http://ead3.archivists.org/schema/ ../../schemas/ead3.xsd\">\n");
    xml.raw("<control>")
        .leaf("recordid", record)
        .raw("<filedesc><titlestmt>")
        .leaf("titleproper", &unit.title);
    xml.raw("</titlestmt></filedesc><maintenancestatus value=\"new\"/><maintenanceagency>");
    xml.leaf("agencycode", &office.agency_id).leaf("agencyname", &office.name).raw("</maintenanceagency>");
    xml.raw("<languagedeclaration><language langcode=\"vie\">Tiếng Việt</language>");
    xml.raw("<script scriptcode=\"Latn\">Latinh</script></languagedeclaration><maintenancehistory><maintenanceevent>");
    xml.raw("<eventtype value=\"created\"/><eventdatetime")
        .attr("standarddatetime", time)
        .raw(">")
        .text(time);
    xml.raw("</eventdatetime><agenttype value=\"machine\"/>");
    xml.leaf("agent", concat!("bantin ", env!("CARGO_PKG_VERSION")));
    xml.raw("</maintenanceevent></maintenancehistory></control>\n<archdesc level=\"file\"><did>\n");
    let code = match variant {
        Variant::Aip => office.archive_file_code(&unit.file_code),
        Variant::Sip => unit.file_code.clone(),
    };
    xml.leaf("unitid", &code).leaf("unittitle", &unit.title);
    xml.raw("<unitdate").attr("normal", &interval(unit)).raw(">").text(&interval(unit)).raw("</unitdate>\n");
    let pages = format!("{} tài liệu, {} trang, 0 tờ", unit.documents, unit.pages);
    xml.leaf("physdesc", &pages)
        .raw("<langmaterial><language langcode=\"vie\">Tiếng Việt</language></langmaterial>");
    xml.raw("<repository><corpname>")
        .leaf("part", &office.archive_code)
        .raw("</corpname></repository></did>\n");
    let paragraph = |xml: &mut Xml, name: &str, text: &str| {
        xml.open(name).leaf("p", text).close(name).raw("\n");
    };
    paragraph(&mut xml, "accessrestrict", access(&office.access));
    paragraph(&mut xml, "appraisal", retention(&office.retention));
    if !unit.keywords.is_empty() {
        xml.raw("<controlaccess><subject>").leaf("part", &unit.keywords).raw("</subject></controlaccess>\n");
    }
    if !unit.description.is_empty() {
        paragraph(&mut xml, "scopecontent", &unit.description);
    }
    xml.raw("</archdesc></ead>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_words_and_never_inside_a_letter() {
        assert_eq!(cut("một hai ba", 10), "một hai ba");
        assert_eq!(cut("một hai ba", 9), "một hai");
        assert_eq!(cut("một hai ba", 7), "một hai");
        assert_eq!(cut("một hai ba", 6), "một");
        assert_eq!(cut("e\u{323}\u{302}e\u{323}\u{302}", 4), "e\u{323}\u{302}");
        assert_eq!(cut("abcdef", 3), "abc");
    }

    #[test]
    fn submissions_want_whole_days() {
        assert_eq!(vietnamese_date("2024-02", Variant::Aip, true), "02/2024");
        assert_eq!(vietnamese_date("2024-02", Variant::Sip, true), "29/02/2024");
        assert_eq!(vietnamese_date("2024", Variant::Sip, false), "01/01/2024");
        assert_eq!(vietnamese_date("2021-04-23", Variant::Sip, false), "23/04/2021");
    }
}
