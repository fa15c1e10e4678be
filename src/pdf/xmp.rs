//! XMP metadata (ISO 16684-1): what the article says of itself, and the claims PDF/A-2a and PDF/UA-1.

use crate::article::Meta;

/// The pdfuaid schema is no part of XMP, so PDF/A wants its description (ISO 19005-2, 6.6.2.3).
const CLAIMS: &str = concat!(
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">",
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>",
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>",
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>",
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>",
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>",
    "<pdfaProperty:category>internal</pdfaProperty:category>",
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li>",
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>",
);

/// The packet of a document called `title`.
pub(super) fn packet(meta: &Meta, title: &str) -> Vec<u8> {
    let mut out = String::with_capacity(2_600);
    out.push_str("<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>");
    out.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">");
    out.push_str("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"");
    out.push_str(
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
    );
    out.push_str(" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"");
    out.push_str(" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"");
    out.push_str(" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"");
    out.push_str(" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">");
    out.push_str("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    escape(&mut out, title);
    out.push_str("</rdf:li></rdf:Alt></dc:title>");
    list(&mut out, "dc:creator", "Seq", meta.authors.iter().map(String::as_str));
    list(&mut out, "dc:publisher", "Bag", meta.organisation.as_deref().into_iter());
    list(&mut out, "dc:date", "Seq", meta.date.as_deref().into_iter());
    list(&mut out, "dc:language", "Bag", ["vi-VN"].into_iter());
    list(&mut out, "dc:subject", "Bag", meta.keywords.iter().map(String::as_str));
    for (name, value) in [("dc:source", &meta.source), ("dc:identifier", &meta.document_symbol)] {
        if let Some(value) = value {
            out.push_str(&format!("<{name}>"));
            escape(&mut out, value);
            out.push_str(&format!("</{name}>"));
        }
    }
    out.push_str("<pdf:Producer>bantin ");
    out.push_str(env!("CARGO_PKG_VERSION"));
    out.push_str("</pdf:Producer>");
    out.push_str(CLAIMS);
    out.push_str("</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");
    out.into_bytes()
}

fn list<'a>(out: &mut String, name: &str, kind: &str, values: impl Iterator<Item = &'a str>) {
    let mut values = values.filter(|value| !value.trim().is_empty()).peekable();
    if values.peek().is_none() {
        return;
    }
    out.push_str(&format!("<{name}><rdf:{kind}>"));
    for value in values {
        out.push_str("<rdf:li>");
        escape(out, value);
        out.push_str("</rdf:li>");
    }
    out.push_str(&format!("</rdf:{kind}></{name}>"));
}

/// Text of XML 1.0: what XML forbids becomes a space.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
}
