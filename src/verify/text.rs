//! The text of NITF and DOCX, block by block, and whether two formats hold the same.

use std::borrow::Cow;

use quick_xml::events::Event;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};
use unicode_normalization::UnicodeNormalization;

/// Elements of NITF that stand inside a line.
const INLINE: &[&str] = &[
    "a",
    "alt-code",
    "b",
    "bdo",
    "br",
    "chron",
    "classifier",
    "copyrite",
    "em",
    "event",
    "frac",
    "frac-num",
    "frac-den",
    "frac-sep",
    "function",
    "i",
    "lang",
    "location",
    "money",
    "num",
    "object.title",
    "org",
    "person",
    "postaddr",
    "pronounce",
    "q",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "virtloc",
    "name.given",
    "name.family",
];

/// The text of an article's body.
#[derive(Debug, Default)]
pub(super) struct Nitf {
    /// All its blocks.
    pub blocks: Vec<String>,
    /// Those that stand in the order of the other formats: NITF puts bylines, notices and kickers elsewhere.
    pub flow: Vec<String>,
}

/// The blocks of an article's body; the events are shown to `look`.
pub(super) fn nitf(text: &str, mut look: impl FnMut(&Event<'_>)) -> Result<Nitf, String> {
    let mut reader = Reader::from_str(text);
    let (mut blocks, mut inside, mut skipped) = (vec![String::new()], false, 0u32);
    let (mut flow, mut content, mut apart) = (Vec::new(), None, Vec::new());
    let fresh = |blocks: &mut Vec<String>| {
        if blocks.last().is_some_and(|last| !last.is_empty()) {
            blocks.push(String::new());
        }
    };
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        look(&event);
        match &event {
            Event::Eof => return Ok(Nitf { blocks, flow }),
            Event::Start(tag) => {
                let name = tag.local_name();
                let name = name.as_ref();
                inside |= name == "body";
                if skipped > 0 || matches!(name, "media-reference" | "media-metadata" | "media-object") {
                    skipped += 1;
                } else if !INLINE.contains(&name) {
                    fresh(&mut blocks);
                }
                let last = blocks.len() - 1;
                if name == "body.content" {
                    content = Some(last);
                } else if name == "p"
                    && (tag.ends_with("class=\"notice\"") || tag.ends_with("class=\"kicker\""))
                {
                    apart.push(last);
                }
            }
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "br" if inside && skipped == 0 => append(&mut blocks, "\n"),
                name if INLINE.contains(&name) => {}
                _ => fresh(&mut blocks),
            },
            Event::End(tag) => {
                let name = tag.local_name();
                if skipped > 0 {
                    skipped -= 1;
                } else if !INLINE.contains(&name.as_ref()) {
                    fresh(&mut blocks);
                }
                inside &= name.as_ref() != "body";
                if let Some(from) = content.take_if(|_| name.as_ref() == "body.content") {
                    let own = blocks.iter().enumerate().skip(from).filter(|(at, _)| !apart.contains(at));
                    flow = own.map(|(_, block)| block.clone()).collect();
                }
            }
            other if inside && skipped == 0 => {
                if let Some(text) = characters(other)? {
                    append(&mut blocks, &text);
                }
            }
            _ => {}
        }
    }
}

fn append(blocks: &mut [String], text: &str) {
    if let Some(last) = blocks.last_mut() {
        last.push_str(text);
    }
}

/// The characters of a text event, a reference resolved.
pub(super) fn characters(event: &Event<'_>) -> Result<Option<String>, String> {
    Ok(match event {
        Event::Text(text) => Some(text.xml10_content().into_owned()),
        Event::CData(data) => Some(data.xml10_content().into_owned()),
        Event::GeneralRef(reference) => {
            let resolved = reference.resolve_char_ref().map_err(|error| error.to_string())?;
            let named = || match reference.as_ref() as &str {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            };
            Some(resolved.or_else(named).ok_or("entity")?.to_string())
        }
        _ => None,
    })
}

/// The value of an attribute, given as it stands (XML 1.0, 3.3.3).
pub(super) fn normalized(value: &str) -> Result<Cow<'_, str>, String> {
    if !value.bytes().any(|byte| byte < b' ' || byte == b'&') {
        return Ok(Cow::Borrowed(value));
    }
    let attribute = Attribute { key: QName("value"), value: Cow::Borrowed(value) };
    attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())
}

/// The paragraphs of a main document part.
pub(super) fn docx(text: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(text);
    let (mut blocks, mut open, mut skipped, mut run, mut in_text) =
        (Vec::new(), Vec::<String>::new(), 0u32, 0u32, false);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let (name, start, empty) = match &event {
            Event::Eof => return Ok(blocks),
            Event::Start(tag) => (tag.local_name().as_ref().to_owned(), true, false),
            Event::Empty(tag) => (tag.local_name().as_ref().to_owned(), true, true),
            Event::End(tag) => (tag.local_name().as_ref().to_owned(), false, false),
            other => {
                if in_text
                    && skipped == 0
                    && let (Some(text), Some(last)) = (characters(other)?, open.last_mut())
                {
                    last.push_str(&text);
                }
                continue;
            }
        };
        let skip = matches!(name.as_str(), "pPr" | "rPr" | "del" | "moveFrom" | "Fallback");
        if skipped > 0 || skip {
            match (start, empty) {
                (true, false) => skipped += 1,
                (false, _) => skipped -= 1,
                _ => {}
            }
            continue;
        }
        match name.as_str() {
            "p" if empty => blocks.push(String::new()),
            "p" if start => open.push(String::new()),
            "p" => blocks.extend(open.pop()),
            "r" if !empty => run = if start { run + 1 } else { run.saturating_sub(1) },
            "t" => in_text = start && !empty,
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" if start && run > 0 => {
                let text = match name.as_str() {
                    "noBreakHyphen" => "\u{2011}",
                    "tab" | "ptab" => "\t",
                    _ => "\n",
                };
                if let Some(last) = open.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        }
    }
}

/// What is compared: the blocks, NFC, white space collapsed, invisible characters dropped.
pub(super) fn canonical(blocks: &[String]) -> Vec<String> {
    blocks.iter().map(|block| collapse(block)).filter(|block| !block.is_empty()).collect()
}

/// Blocks in whatever order, as one text.
pub(super) fn sorted(blocks: &[String]) -> String {
    let mut all: Vec<&str> = blocks.iter().map(String::as_str).collect();
    all.sort_unstable();
    all.join(" ")
}

/// The first block of `flow` that does not stand in `all` behind the one before it.
pub(super) fn out_of_order<'f>(flow: &'f [String], all: &[String]) -> Option<&'f str> {
    let mut rest = all.iter();
    flow.iter().find(|block| !rest.any(|other| other == *block)).map(String::as_str)
}

/// Characters that NFC leaves alone whatever stands beside them: no combining class, nothing to compose with. Latin,
/// Vietnamese, dashes and quotes; with them alone a text needs no normalising, which costs most of a comparison.
fn settled(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}'..='\u{2027}')
}

/// The canonical text of a block that holds plain letters and marks, spaces of any kind and what is dropped; nothing if
/// it holds anything else, which [`collapse`] then looks at character by character.
fn plainly(block: &str) -> Option<String> {
    let bytes = block.as_bytes();
    let mut out = String::with_capacity(block.len());
    // Since `from` everything stands as it shall stand; `space` is before the beginning too: one there would go.
    let (mut at, mut from, mut space) = (0, 0, true);
    while let Some(first) = bytes.get(at) {
        let (length, put) = match (first, bytes.get(at + 1..).unwrap_or_default()) {
            (b'!'..=b'~', _) => (1, Put::Same),
            (b' ', _) if !space => (1, Put::One),
            (b' ' | b'\t' | b'\n' | b'\r', _) => (1, Put::Space),
            (0xc2, [0xa0, ..]) => (2, Put::Space),
            (0xc2, [0xad, ..]) => (2, Put::Nothing),
            // Latin letters
            (0xc3..=0xca, _) => (2, Put::Same),
            // Vietnamese letters U+1EA0 to U+1EF9
            (0xe1, [0xba, 0xa0..=0xbf, ..] | [0xbb, 0x80..=0xb9, ..]) => (3, Put::Same),
            // The hyphen that does not break
            (0xe2, [0x80, 0x91, ..]) => (3, Put::Hyphen),
            // dashes, quotes, the ellipsis: U+2012 to U+2027
            (0xe2, [0x80, 0x92..=0xa7, ..]) => (3, Put::Same),
            _ => return None,
        };
        match put {
            Put::Same => space = false,
            Put::One => space = true,
            other => {
                out.push_str(block.get(from..at)?);
                from = at + length;
                match other {
                    Put::Space if !std::mem::replace(&mut space, true) => out.push(' '),
                    Put::Hyphen => {
                        out.push('-');
                        space = false;
                    }
                    _ => {}
                }
            }
        }
        at += length;
    }
    out.push_str(block.get(from..)?);
    out.truncate(out.trim_end_matches(' ').len());
    Some(out)
}

/// What a character becomes.
enum Put {
    Same,
    /// The same, a space.
    One,
    /// A space, unless there is one.
    Space,
    Nothing,
    Hyphen,
}

fn collapse(block: &str) -> String {
    plainly(block).unwrap_or_else(|| by_character(block))
}

fn by_character(block: &str) -> String {
    let visible = block.chars().filter_map(|c| match c {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2011}' => Some('-'),
        c => Some(c),
    });
    let mut out = String::with_capacity(block.len());
    if block.chars().all(settled) {
        spaced(visible, &mut out);
    } else {
        spaced(visible.nfc(), &mut out);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Appends, white space collapsed.
fn spaced(characters: impl Iterator<Item = char>, out: &mut String) {
    for c in characters {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

/// The first place where two canonical texts part.
pub(super) fn difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(15);
    let piece = |text: &str| text.chars().skip(from).take(40).collect::<String>();
    format!("“{}” ≠ “{}”", piece(one), piece(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settled_characters_are_left_alone_beside_any_other() {
        let all: Vec<char> = ('\0'..='\u{2027}').filter(|&c| settled(c)).collect();
        for &one in &all {
            assert_eq!(unicode_normalization::char::canonical_combining_class(one), 0, "{one:?}");
            assert_eq!(String::from(one).nfc().collect::<String>(), String::from(one));
            // What composes with what stands before it is never settled itself.
            let quick = unicode_normalization::is_nfc_quick(std::iter::once(one));
            assert_eq!(quick, unicode_normalization::IsNormalized::Yes, "{one:?}");
        }
        assert_eq!(
            collapse(" Tie\u{302}\u{301}ng  \u{a0}Vie\u{323}\u{302}t\u{2011}x\u{ad} "),
            "Tiếng Việt-x"
        );
        assert_eq!(collapse(" Tiếng  \u{a0}Việt\u{2011}x\u{ad} "), "Tiếng Việt-x");
    }

    #[test]
    fn plain_characters_are_kept_as_they_are() {
        assert_eq!(plainly("Đoàn tàu – “nhanh”: 1.000 ỹ…").as_deref(), Some("Đoàn tàu – “nhanh”: 1.000 ỹ…"));
        for odd in ["a\u{200b}b", "e\u{302}", "a\u{3000}b", "\u{b}"] {
            assert_eq!(plainly(odd), None, "{odd:?}");
        }
        let all = || (0..=0x2fff).filter_map(char::from_u32);
        for c in all().filter(|c| plainly(&c.to_string()).is_some()) {
            assert_eq!(plainly(&c.to_string()), Some(by_character(&c.to_string())), "{c:?}");
        }
        for c in all().filter(|&c| plainly(&c.to_string()).is_some_and(|out| out == c.to_string())) {
            assert!(settled(c), "{c:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn plain_text_collapses_as_character_by_character(
            text in "[a-cĐ\u{300}-\u{302}ạờ \u{a0}\u{ad}\u{2011}–“\n\t\r\u{200b}\u{2027}\u{2028}é]{0,12}",
        ) {
            proptest::prop_assert_eq!(collapse(&text), by_character(&text));
        }
    }
}
