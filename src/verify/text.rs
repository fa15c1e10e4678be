//! The text of NITF and DOCX, block by block, and whether two formats hold the same.

use quick_xml::Reader;
use quick_xml::events::Event;
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

/// Is the text canonical as it stands? True only for one of plain letters, marks and single spaces.
fn plain(block: &str) -> bool {
    let mut space = true; // one at the beginning would go
    let mut bytes = block.as_bytes();
    while let [first, rest @ ..] = bytes {
        let (length, fits) = match (first, rest) {
            (b' ', _) => (1, !space),
            (b'!'..=b'~', _) => (1, true),
            // Latin letters; not U+00A0 and U+00AD, which are C2 too
            (0xc3..=0xca, _) => (2, true),
            // Vietnamese letters U+1EA0 to U+1EF9
            (0xe1, [0xba, 0xa0..=0xbf, ..] | [0xbb, 0x80..=0xb9, ..]) => (3, true),
            // dashes, quotes, the ellipsis: U+2012 to U+2027
            (0xe2, [0x80, 0x92..=0xa7, ..]) => (3, true),
            _ => (1, false),
        };
        if !fits {
            return false;
        }
        space = *first == b' ';
        bytes = &bytes[length.min(bytes.len())..];
    }
    !block.ends_with(' ')
}

fn collapse(block: &str) -> String {
    if plain(block) {
        return block.to_owned();
    }
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
        assert!(plain("Đoàn tàu – “nhanh”: 1.000 ỹ…") && plain(""));
        for odd in
            [" a", "a ", "a  b", "a\u{a0}b", "a\u{ad}b", "a\u{2011}b", "a\u{200b}b", "a\tb", "e\u{302}"]
        {
            assert!(!plain(odd), "{odd:?}");
        }
        for c in (0..=0x2fff).filter_map(char::from_u32).filter(|c| plain(&c.to_string())) {
            let mut out = String::new();
            spaced(std::iter::once(c).nfc(), &mut out);
            assert!(settled(c) && out == c.to_string(), "{c:?}");
        }
    }
}
