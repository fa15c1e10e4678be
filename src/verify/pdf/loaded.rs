//! Any PDF, as lopdf reads it.

use std::collections::HashMap;

use super::LARGEST;
use super::object::{Dictionary, Id, Object, Pdf};

/// A document of lopdf and its objects.
pub(super) struct Loaded<'d> {
    document: &'d lopdf::Document,
    objects: HashMap<Id, Object<'d>>,
}

impl<'d> Loaded<'d> {
    pub fn new(document: &'d lopdf::Document) -> Loaded<'d> {
        let objects = document.objects.iter().map(|(id, object)| (*id, convert(object))).collect();
        Loaded { document, objects }
    }
}

fn convert(object: &lopdf::Object) -> Object<'_> {
    match object {
        lopdf::Object::Integer(number) => Object::Number(*number),
        lopdf::Object::Name(name) => Object::Name(name.into()),
        lopdf::Object::String(bytes, _) => Object::String(bytes.into()),
        lopdf::Object::Array(items) => Object::Array(items.iter().map(convert).collect()),
        lopdf::Object::Dictionary(dictionary) => {
            let pairs = dictionary.iter().map(|(key, value)| (key.into(), convert(value)));
            Object::Dictionary(Dictionary(pairs.collect()))
        }
        lopdf::Object::Reference(id) => Object::Reference(*id),
        lopdf::Object::Stream(_) => Object::Stream,
        _ => Object::Other,
    }
}

impl Pdf for Loaded<'_> {
    fn object(&self, id: Id) -> Option<&Object<'_>> {
        self.objects.get(&id)
    }

    fn root(&self) -> Option<Id> {
        self.document.trailer.get(b"Root").and_then(lopdf::Object::as_reference).ok()
    }

    fn pages(&self) -> usize {
        self.document.page_iter().count()
    }

    fn content(&self, page: Id) -> Option<Vec<u8>> {
        self.document.get_page_content_with_limit(page, LARGEST).ok()
    }

    fn fonts(&self, page: Id) -> Vec<(Vec<u8>, Id)> {
        let fonts = self.document.get_page_fonts(page).unwrap_or_default().into_iter();
        let map = |font: &lopdf::Dictionary| font.get(b"ToUnicode").and_then(lopdf::Object::as_reference);
        fonts.filter_map(|(name, font)| Some((name, map(font).ok()?))).collect()
    }

    fn data(&self, id: Id) -> Option<Vec<u8>> {
        let stream = self.document.get_object(id).and_then(lopdf::Object::as_stream).ok()?;
        stream.get_plain_content_with_limit(LARGEST).ok()
    }
}
