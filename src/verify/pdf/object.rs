//! The objects of a PDF (ISO 32000-1, 7.3), as far as its text goes.

use std::borrow::Cow;

/// Number and generation of an indirect object.
pub(in crate::verify) type Id = (u32, u16);

/// An object, borrowed from its document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object<'d> {
    /// A whole number.
    Number(i64),
    /// A name, without its slash.
    Name(Cow<'d, [u8]>),
    /// A string, escapes resolved.
    String(Cow<'d, [u8]>),
    Array(Vec<Object<'d>>),
    Dictionary(Dictionary<'d>),
    Reference(Id),
    /// Its bytes are asked for by its reference.
    Stream,
    /// Null, a truth value, a fraction: nothing that text depends on.
    Other,
}

/// A dictionary; no key stands twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Dictionary<'d>(pub Vec<(Cow<'d, [u8]>, Object<'d>)>);

impl<'d> Dictionary<'d> {
    pub fn get(&self, key: &[u8]) -> Option<&Object<'d>> {
        self.0.iter().find(|(known, _)| **known == *key).map(|(_, value)| value)
    }
}

impl<'d> Object<'d> {
    pub fn number(&self) -> Option<i64> {
        if let Object::Number(number) = self { Some(*number) } else { None }
    }

    pub fn name(&self) -> Option<&[u8]> {
        if let Object::Name(name) = self { Some(name) } else { None }
    }

    pub fn string(&self) -> Option<&[u8]> {
        if let Object::String(bytes) = self { Some(bytes) } else { None }
    }

    pub fn array(&self) -> Option<&[Object<'d>]> {
        if let Object::Array(items) = self { Some(items) } else { None }
    }

    pub fn dictionary(&self) -> Option<&Dictionary<'d>> {
        if let Object::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }

    pub fn reference(&self) -> Option<Id> {
        if let Object::Reference(id) = self { Some(*id) } else { None }
    }
}

/// References to references are followed so far.
const CHAIN: usize = 128;

/// A PDF that can be asked for what its text depends on.
pub(super) trait Pdf {
    /// An indirect object as it stands.
    fn object(&self, id: Id) -> Option<&Object<'_>>;
    /// The catalogue.
    fn root(&self) -> Option<Id>;
    /// Pages, by the page tree.
    fn pages(&self) -> usize;
    /// The content of a page.
    fn content(&self, page: Id) -> Option<Vec<u8>>;
    /// The fonts of a page by name, each known by its ToUnicode map.
    fn fonts(&self, page: Id) -> Vec<(Vec<u8>, Id)>;
    /// The data of a stream, inflated.
    fn data(&self, id: Id) -> Option<Vec<u8>>;

    /// An object, references followed.
    fn resolve<'o>(&'o self, mut object: &'o Object<'o>) -> Option<&'o Object<'o>> {
        for _ in 0..=CHAIN {
            match object {
                Object::Reference(id) => object = self.object(*id)?,
                found => return Some(found),
            }
        }
        None
    }

    /// An indirect dictionary.
    fn dictionary(&self, id: Id) -> Option<&Dictionary<'_>> {
        self.resolve(self.object(id)?)?.dictionary()
    }
}
