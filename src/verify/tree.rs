//! A small XML document in memory, borrowed from its text: metadata are read by their shape.

use std::borrow::Cow;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::scan::{Piece, Scanner};
use super::schema::Family;
use super::shape::{Form, Shape};
use super::text::{characters, normalized};

/// An element with what is in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element<'t> {
    /// Its name without a prefix.
    pub name: &'t str,
    /// Attributes by qualified name, declarations of namespaces among them.
    pub attributes: Vec<(&'t str, Cow<'t, str>)>,
    /// The characters that stand right in it.
    pub text: Cow<'t, str>,
    /// The elements right in it.
    pub children: Vec<Element<'t>>,
}

/// Elements may stand in one another this deep.
const DEEPEST: usize = 256;

/// What is wrong with a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no XML.
    NotWellFormed(String),
    /// It holds a document type or a processing instruction, which metadata have no use for.
    Instruction,
}

impl<'t> Element<'t> {
    /// Reads a document.
    pub fn parse(text: &'t str) -> Result<Element<'t>, Fault> {
        Element::plain(text, |_, _| ()).map_or_else(|| Element::any(text, |_| ()), Ok)
    }

    /// Reads a document, and its shape as one of `family`.
    pub fn shaped(text: &'t str, family: Family) -> (Result<Element<'t>, Fault>, Option<Shape>) {
        let mut form = Form::new(family);
        if let Some(tree) = Element::plain(text, |piece, attributes| form.piece(piece, attributes)) {
            return (Ok(tree), form.finish());
        }
        let mut form = Form::new(family);
        let tree = Element::any(text, |event| form.event(event));
        let shape = form.finish().filter(|_| tree.is_ok());
        (tree, shape)
    }

    /// Reads a plain document, and shows its pieces to `look`; nothing if it is none, or has not one root.
    pub fn plain(
        text: &'t str,
        mut look: impl FnMut(Piece<'t>, &[(&'t str, &'t str)]),
    ) -> Option<Element<'t>> {
        let mut scanner = Scanner::new(text);
        let mut open = vec![Element::default()];
        while let Some(piece) = scanner.next() {
            look(piece, &scanner.attributes);
            match piece {
                Piece::Declaration(_) => {}
                Piece::Start(name, empty) => {
                    let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
                    let mut attributes = Vec::with_capacity(scanner.attributes.len());
                    for (key, value) in &scanner.attributes {
                        attributes.push((*key, normalized(value).ok()?));
                    }
                    let element = Element { name, attributes, ..Element::default() };
                    match empty {
                        true => open.last_mut()?.children.push(element),
                        false => open.push(element),
                    }
                }
                Piece::End => {
                    let element = open.pop()?;
                    open.last_mut()?.children.push(element);
                }
                Piece::Text(said) => {
                    let inside = open.last_mut()?;
                    match inside.text.is_empty() {
                        true => inside.text = Cow::Borrowed(said),
                        false => inside.text.to_mut().push_str(said),
                    }
                }
                Piece::Character(said) => open.last_mut()?.text.to_mut().push(said),
            }
        }
        let mut top =
            open.pop().filter(|top| scanner.is_done() && open.is_empty() && top.children.len() == 1)?;
        top.children.pop()
    }

    /// Reads any document, and shows its events to `look`.
    pub fn any(text: &'t str, mut look: impl FnMut(&Event<'_>)) -> Result<Element<'t>, Fault> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let broken = |error: &dyn std::fmt::Display| Fault::NotWellFormed(error.to_string());
        let mut reader = Reader::from_str(text);
        let mut open = vec![Element::default()];
        loop {
            let event = reader.read_event().map_err(|error| broken(&error))?;
            let end = reader.buffer_position() as usize;
            look(&event);
            match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    if open.len() > DEEPEST {
                        return Err(broken(&"too deep"));
                    }
                    open.push(element(text, end - 1, &tag).map_err(|error| broken(&error))?);
                }
                Event::Empty(tag) => {
                    let element = element(text, end - 2, &tag).map_err(|error| broken(&error))?;
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(element);
                    }
                }
                Event::End(_) => {
                    if let (Some(element), Some(parent)) = (open.pop(), open.last_mut()) {
                        parent.children.push(element);
                    }
                }
                Event::DocType(_) | Event::PI(_) => return Err(Fault::Instruction),
                Event::Text(said) => {
                    let Some(inside) = open.last_mut() else { continue };
                    let said = said.into_inner();
                    if inside.text.is_empty() && !said.contains('\r') {
                        inside.text = said;
                    } else {
                        inside.text.to_mut().push_str(&said.replace("\r\n", "\n").replace('\r', "\n"));
                    }
                }
                Event::CData(_) | Event::GeneralRef(_) => {
                    let said = characters(&event).map_err(|error| broken(&error))?.unwrap_or_default();
                    if let Some(inside) = open.last_mut().filter(|_| !said.is_empty()) {
                        inside.text.to_mut().push_str(&said);
                    }
                }
                Event::Comment(_) | Event::Decl(_) => {}
            }
        }
        match open.pop() {
            Some(mut top) if open.is_empty() && top.children.len() == 1 => {
                top.children.pop().ok_or(Fault::Instruction)
            }
            _ => Err(broken(&"not one element")),
        }
    }

    /// The value of an attribute, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// The elements of this name right in it.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element<'t>> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element at a path below it.
    pub fn at(&self, path: &[&str]) -> Option<&Element<'t>> {
        path.iter().try_fold(self, |element, name| element.children.iter().find(|child| child.name == *name))
    }

    /// The text of the first element at a path, without white space around it; nothing if there is none.
    pub fn say(&self, path: &[&str]) -> &str {
        self.at(path).map_or("", |element| element.text.trim())
    }
}

fn element<'t>(text: &'t str, end: usize, tag: &BytesStart<'_>) -> Result<Element<'t>, String> {
    // The event does not lend its text for long enough; the document does.
    let inside = text.get(end.saturating_sub(tag.len())..end).ok_or("tag")?;
    let length = tag.name().as_ref().len();
    let name = &inside[..length.min(inside.len())];
    let mut attributes = Vec::new();
    // Names that stand twice are for the schema, or the shape, to find.
    for attribute in Attributes::new(inside, length).with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.into_inner(), value));
    }
    let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
    Ok(Element { name, attributes, ..Element::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_attributes_and_text() {
        let text = "\u{feff}<?xml version=\"1.0\"?>\n<a:b x='1 &amp; 2' xlink:y=\"ế\" >t&lt;<c/>u<d><![CDATA[<]]></d><c z=\"\"/></a:b>\n";
        let tree = Element::parse(text).unwrap();
        assert_eq!((tree.name, tree.get("x"), tree.get("xlink:y")), ("b", "1 & 2", "ế"));
        assert_eq!((&*tree.text, tree.say(&["d"])), ("t<u", "<"));
        assert_eq!(tree.all("c").count(), 2);
        assert_eq!(tree.children[2].attributes, [("z", Cow::Borrowed(""))]);
    }

    #[test]
    fn refuses_what_metadata_have_no_use_for() {
        assert_eq!(Element::parse("<?xml-stylesheet href='x'?><a/>").unwrap_err(), Fault::Instruction);
        assert_eq!(Element::parse("<!DOCTYPE a><a/>").unwrap_err(), Fault::Instruction);
        for broken in ["", "<a>", "<a/><b/>", "<a></b>", "<a x=1/>", "<a>&e;</a>"] {
            assert!(matches!(Element::parse(broken), Err(Fault::NotWellFormed(_))), "{broken}");
        }
        let deep = "<a>".repeat(300) + &"</a>".repeat(300);
        assert!(matches!(Element::parse(&deep), Err(Fault::NotWellFormed(_))));
    }
}
