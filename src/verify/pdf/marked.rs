//! What the marked content sequences of the pages say; each page is read once.

use std::collections::HashMap;

use super::object::{Id, Pdf};
use super::string;
use crate::verify::operators::{self, Token};
use crate::verify::to_unicode::Font;

/// Pages that were read, and the fonts they use.
#[derive(Default)]
pub(super) struct Marked {
    /// What each sequence of a page says and was not asked for.
    pages: HashMap<Id, HashMap<i64, String>>,
    /// By the streams of their maps: the same stream is the same map.
    fonts: HashMap<Id, Font>,
}

impl Marked {
    /// What a sequence says, when it is first asked for.
    pub fn take(&mut self, document: &impl Pdf, page: Id, mcid: i64) -> String {
        let Marked { pages, fonts } = self;
        let texts = pages.entry(page).or_insert_with(|| read(document, page, fonts).unwrap_or_default());
        texts.remove(&mcid).unwrap_or_default()
    }
}

/// The texts of a page; nothing if its content is none.
fn read(document: &impl Pdf, page: Id, fonts: &mut HashMap<Id, Font>) -> Option<HashMap<i64, String>> {
    let content = document.content(page)?;
    let names = document.fonts(page);
    for (_, id) in &names {
        fonts.entry(*id).or_insert_with(|| Font::new(&document.data(*id).unwrap_or_default()));
    }
    let names: Vec<(&[u8], &Font)> =
        names.iter().filter_map(|(name, id)| Some((name.as_slice(), fonts.get(id)?))).collect();
    let mut sequences = Sequences::default();
    let (mut font, mut saved) = (None::<&Font>, Vec::new());
    operators::each(&content, |operator, operands| {
        let artifact = matches!(operands.first(), Some(Token::Name(tag)) if **tag == *b"Artifact");
        match operator {
            b"Tf" => {
                font = match operands.first() {
                    Some(Token::Name(name)) => {
                        names.iter().find(|(known, _)| **known == **name).map(|(_, font)| *font)
                    }
                    _ => None,
                }
            }
            b"q" => saved.push(font),
            b"Q" => font = saved.pop().flatten(),
            b"Tj" | b"'" | b"\"" | b"TJ" => {
                if let Some((font, out)) = font.zip(sequences.current()) {
                    for token in operands {
                        if let Token::String(bytes) = token {
                            font.show(bytes, out);
                        }
                    }
                }
            }
            b"BMC" => sequences.begin(None, artifact),
            b"BDC" => {
                let value = |key: &[u8]| {
                    let at = operands
                        .iter()
                        .position(|token| matches!(token, Token::Name(name) if **name == *key));
                    operands.get(at? + 1)
                };
                let mcid = match value(b"MCID") {
                    Some(Token::Number(mcid)) => Some(*mcid),
                    _ => None,
                };
                sequences.begin(mcid, artifact);
                if let Some(Token::String(text)) = value(b"ActualText") {
                    if let Some(out) = sequences.current() {
                        out.push_str(&string(text));
                    }
                    sequences.silence();
                }
            }
            b"EMC" => sequences.end(),
            _ => {}
        }
    })?;
    Some(sequences.texts)
}

/// The sequences that are open, and what was said in each.
#[derive(Default)]
struct Sequences {
    texts: HashMap<i64, String>,
    /// Identifier, and whether nothing in it counts.
    open: Vec<(Option<i64>, bool)>,
}

impl Sequences {
    fn begin(&mut self, mcid: Option<i64>, silent: bool) {
        self.open.push((mcid, silent));
    }

    fn end(&mut self) {
        self.open.pop();
    }

    fn silence(&mut self) {
        if let Some(last) = self.open.last_mut() {
            last.1 = true;
        }
    }

    /// Where what is shown now belongs.
    fn current(&mut self) -> Option<&mut String> {
        if self.open.iter().any(|(_, silent)| *silent) {
            return None;
        }
        let mcid = self.open.iter().rev().find_map(|(mcid, _)| *mcid)?;
        Some(self.texts.entry(mcid).or_default())
    }
}
