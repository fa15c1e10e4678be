//! A writer for XML we know the shape of: it escapes, keeps one buffer, and builds no tree.

use std::ops::Range;

/// An XML document, or part of one, in a single buffer.
#[derive(Debug, Default)]
pub(crate) struct Xml(String);

impl Xml {
    /// An empty buffer with room for `bytes`.
    pub fn with_capacity(bytes: usize) -> Xml {
        Xml(String::with_capacity(bytes))
    }

    /// A document: the declaration stands first.
    pub fn document(bytes: usize) -> Xml {
        let mut xml = Xml::with_capacity(bytes);
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml
    }

    /// Markup as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Xml {
        self.0.push_str(markup);
        self
    }

    /// Character data, escaped.
    pub fn text(&mut self, text: &str) -> &mut Xml {
        escape(&mut self.0, text, false);
        self
    }

    /// ` name="value"`, escaped.
    pub fn attr(&mut self, name: &str, value: &str) -> &mut Xml {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape(&mut self.0, value, true);
        self.0.push('"');
        self
    }

    /// ` name="value"` for a value that needs no escaping: a digest or an identifier.
    pub fn plain(&mut self, name: &str, value: impl AsRef<str>) -> &mut Xml {
        for part in [" ", name, "=\"", value.as_ref(), "\""] {
            self.0.push_str(part);
        }
        self
    }

    /// ` name="value"` of a number.
    pub fn number(&mut self, name: &str, value: impl Into<u64>) -> &mut Xml {
        self.plain(name, value.into().to_string())
    }

    /// `<name>text</name>`, escaped.
    pub fn leaf(&mut self, name: &str, text: &str) -> &mut Xml {
        self.open(name).text(text).close(name)
    }

    /// `<name>`
    pub fn open(&mut self, name: &str) -> &mut Xml {
        self.0.push('<');
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    /// `</name>`
    pub fn close(&mut self, name: &str) -> &mut Xml {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    /// What was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Takes the bytes out and leaves the buffer empty, with its room.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// True for what XML 1.0 cannot hold in any form.
pub(crate) fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// In attributes line ends and tabs are written as references, or parsers would turn them into spaces; a carriage
/// return is one everywhere. What XML cannot hold becomes U+FFFD.
fn escape(out: &mut String, text: &str, attribute: bool) {
    let mut done = 0;
    let mut some = |range: Range<usize>| {
        for at in range {
            let Some((reference, length)) = reference(&text.as_bytes()[at..], attribute) else { continue };
            out.push_str(&text[done..at]);
            out.push_str(reference);
            done = at + length;
        }
    };
    // Whole blocks without anything to escape, nearly all of a text, are passed by at once.
    let (blocks, rest) = text.as_bytes().as_chunks::<16>();
    for (index, block) in blocks.iter().enumerate() {
        if block.iter().fold(false, |found, &byte| found | is_special(byte)) {
            some(index * 16..index * 16 + 16);
        }
    }
    some(text.len() - rest.len()..text.len());
    out.push_str(&text[done..]);
}

/// True for every byte that [`reference`] may replace, and for some more.
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == 0xef)
}

/// What stands for the beginning of `bytes`, and the length of that.
fn reference(bytes: &[u8], attribute: bool) -> Option<(&'static str, usize)> {
    Some(match bytes {
        [b'&', ..] => ("&amp;", 1),
        [b'<', ..] => ("&lt;", 1),
        [b'>', ..] => ("&gt;", 1),
        [b'"', ..] if attribute => ("&quot;", 1),
        [b'\n', ..] if attribute => ("&#10;", 1),
        [b'\t', ..] if attribute => ("&#9;", 1),
        [b'\r', ..] => ("&#13;", 1),
        [b'\n' | b'\t', ..] => return None,
        [0..=0x1f, ..] => ("\u{fffd}", 1),
        // U+FFFE and U+FFFF
        [0xef, 0xbf, 0xbe | 0xbf, ..] => ("\u{fffd}", 3),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_wherever_it_stands() {
        for attribute in [false, true] {
            for (odd, in_text, in_attribute) in
                [("&", "&amp;", "&amp;"), ("\"", "\"", "&quot;"), ("\u{fffe}", "\u{fffd}", "\u{fffd}")]
            {
                for before in 0..40 {
                    let (before, after) = ("ế".repeat(before), "a".repeat(20));
                    let mut out = String::new();
                    escape(&mut out, &[&before, odd, &after].concat(), attribute);
                    let escaped = if attribute { in_attribute } else { in_text };
                    assert_eq!(out, [&before, escaped, &after].concat());
                }
            }
        }
    }

    #[test]
    fn escapes_what_markup_and_normalisation_would_eat() {
        let mut xml = Xml::default();
        xml.raw("<a").attr("b", "x\"<&>\n\t\r\u{1}").raw(">").text("1 < 2 & \"3\"\r\n\u{ffff}ế").raw("</a>");
        assert_eq!(
            xml.as_str(),
            "<a b=\"x&quot;&lt;&amp;&gt;&#10;&#9;&#13;\u{fffd}\">1 &lt; 2 &amp; \"3\"&#13;\n\u{fffd}ế</a>"
        );
    }
}
