//! XML as careful writers make it, read in one pass without copying: tags, double-quoted attributes, text, the five
//! named references. Whatever else a document may hold (comments, sections, instructions, other quotes) is not read at
//! all, and its document is for a reader that knows everything.

/// A piece of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece<'t> {
    /// What the declaration holds, from `xml` on.
    Declaration(&'t str),
    /// A start tag, or a tag that is both; its attributes stand in the scanner.
    Start(&'t str, bool),
    End,
    /// Characters without references.
    Text(&'t str),
    /// A named reference.
    Character(char),
}

/// A place in a document.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    open: Vec<&'t str>,
    /// Attributes of the tag that was read last, as they stand.
    pub attributes: Vec<(&'t str, &'t str)>,
}

/// Elements may stand in one another this deep, and have so many attributes: each is compared with the others.
const DEEPEST: usize = 200;
const ATTRIBUTES: usize = 32;
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const NAMED: [(&str, char); 5] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')];

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'.' | b'-')
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str) -> Scanner<'t> {
        Scanner { text, at: 0, open: Vec::new(), attributes: Vec::new() }
    }

    /// Where the document was read to its end, and all of it was closed.
    pub fn is_done(&self) -> bool {
        self.at == self.text.len() && self.open.is_empty()
    }

    /// The next piece; nothing at the end, and where the document is not plain.
    pub fn next(&mut self) -> Option<Piece<'t>> {
        let rest = self.text.get(self.at..)?;
        match rest.as_bytes() {
            [] => None,
            [b'<', b'/', ..] => {
                let name = *self.open.last()?;
                let tag = rest.get(2..)?.strip_prefix(name)?;
                tag.starts_with('>').then(|| {
                    self.at += name.len() + 3;
                    self.open.pop();
                    Piece::End
                })
            }
            [b'<', b'?', ..] if self.at == 0 && rest.starts_with(DECLARATION) => {
                self.at = DECLARATION.len();
                rest.get(2..DECLARATION.len() - 2).map(Piece::Declaration)
            }
            [b'<', ..] => self.start(),
            [b'&', ..] => {
                let (name, character) = NAMED.into_iter().find(|(name, _)| rest.starts_with(name))?;
                self.at += name.len();
                Some(Piece::Character(character))
            }
            bytes => {
                let length = memchr::memchr3(b'<', b'&', b'\r', bytes).unwrap_or(bytes.len());
                // Nothing stands before the declaration, and only white space outside of the root.
                let fits = bytes.get(length) != Some(&b'\r')
                    && self.at > 0
                    && (!self.open.is_empty() || bytes[..length].iter().all(u8::is_ascii_whitespace));
                let text = rest.get(..length).filter(|_| fits)?;
                self.at += length;
                Some(Piece::Text(text))
            }
        }
    }

    /// The name that begins at a place.
    fn name(&self, at: usize) -> Option<&'t str> {
        let rest = self.text.as_bytes().get(at..)?;
        let length = rest.iter().position(|&byte| !is_name(byte))?;
        let name = self.text.get(at..at + length)?;
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_').then_some(name)
    }

    fn start(&mut self) -> Option<Piece<'t>> {
        let name = self.name(self.at + 1)?;
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1 + name.len();
        self.attributes.clear();
        loop {
            match bytes.get(at..)? {
                [b'>', ..] if self.open.len() < DEEPEST => {
                    self.at = at + 1;
                    self.open.push(name);
                    return Some(Piece::Start(name, false));
                }
                [b'/', b'>', ..] => {
                    self.at = at + 2;
                    return Some(Piece::Start(name, true));
                }
                [b' ' | b'\n', b' ' | b'\n', ..] => at += 1,
                [b' ' | b'\n', ..] => {
                    let key = self.name(at + 1)?;
                    let from = at + 1 + key.len();
                    let value = bytes.get(from..)?.strip_prefix(b"=\"")?;
                    let length = memchr::memchr3(b'"', b'<', b'\r', value)?;
                    let twice = self.attributes.iter().any(|(known, _)| *known == key);
                    if value[length] != b'"' || twice || self.attributes.len() == ATTRIBUTES {
                        return None;
                    }
                    self.attributes.push((key, self.text.get(from + 2..from + 2 + length)?));
                    at = from + 2 + length + 1;
                }
                _ => return None,
            }
        }
    }
}
