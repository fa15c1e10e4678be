//! The syntax of objects (ISO 32000-1, 7.3) in the narrow form that careful writers use. What might be read in two
//! ways is not read at all.

use std::borrow::Cow;

use super::super::operators::is_regular;
use super::object::{Dictionary, Object};

/// A place in bytes that hold objects.
pub(super) struct Syntax<'d> {
    bytes: &'d [u8],
    pub at: usize,
}

/// Arrays and dictionaries may stand in one another this deep, and have so many keys: each is compared with the others.
const DEEPEST: u32 = 32;
const KEYS: usize = 64;

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

impl<'d> Syntax<'d> {
    pub fn new(bytes: &'d [u8], at: usize) -> Syntax<'d> {
        Syntax { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub fn space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Passes `word`, if it stands here.
    pub fn eat(&mut self, word: &[u8]) -> Option<()> {
        self.bytes.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn regular(&mut self) -> &'d [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !is_regular(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Digits alone.
    pub fn digits(&mut self) -> Option<u32> {
        let (start, mut value) = (self.at, 0u32);
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            value = value.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
            self.at += 1;
        }
        (self.at > start).then_some(value)
    }

    /// An object without space around it.
    pub fn object(&mut self, depth: u32) -> Option<Object<'d>> {
        match self.peek()? {
            b'/' => self.name().map(|name| Object::Name(Cow::Borrowed(name))),
            b'0'..=b'9' => match self.reference() {
                Some(reference) => Some(reference),
                None => self.number(),
            },
            b'+' | b'-' | b'.' => self.number(),
            b'(' => self.literal().map(Object::String),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.dictionary(depth).map(Object::Dictionary)
            }
            b'<' => self.hex().map(|bytes| Object::String(bytes.into())),
            b'[' if depth < DEEPEST => {
                let mut items = Vec::new();
                self.at += 1;
                loop {
                    self.space();
                    if self.peek()? == b']' {
                        self.at += 1;
                        return Some(Object::Array(items));
                    }
                    items.push(self.object(depth + 1)?);
                }
            }
            _ => matches!(self.regular(), b"null" | b"true" | b"false").then_some(Object::Other),
        }
    }

    pub fn dictionary(&mut self, depth: u32) -> Option<Dictionary<'d>> {
        let mut dictionary = Dictionary::default();
        self.eat(b"<<").filter(|()| depth < DEEPEST)?;
        loop {
            self.space();
            if self.peek()? == b'>' {
                self.eat(b">>")?;
                return Some(dictionary);
            }
            let key = self.name()?;
            self.space();
            let value = self.object(depth + 1)?;
            if dictionary.0.len() == KEYS || dictionary.get(key).is_some() {
                return None;
            }
            dictionary.0.push((Cow::Borrowed(key), value));
        }
    }

    /// A name that needs no escape.
    fn name(&mut self) -> Option<&'d [u8]> {
        self.eat(b"/")?;
        let name = self.regular();
        (!name.is_empty() && !name.contains(&b'#')).then_some(name)
    }

    /// `12 0 R`; stays where it was if this is none.
    fn reference(&mut self) -> Option<Object<'d>> {
        let start = self.at;
        let number = self.digits();
        match number.zip(self.eat(b" 0 R")) {
            Some((number, ())) if !self.peek().is_some_and(is_regular) => {
                Some(Object::Reference((number, 0)))
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    fn number(&mut self) -> Option<Object<'d>> {
        let word = self.regular();
        // What might be the beginning of a reference in other words
        let digits = word.strip_prefix(b"-").unwrap_or(word);
        let points = digits.iter().filter(|&&byte| byte == b'.').count();
        let plain = digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
        if !plain || digits.len() <= points || digits.len() > 18 {
            return None;
        }
        match points {
            0 => {
                let value = digits.iter().fold(0i64, |sum, &byte| sum * 10 + i64::from(byte - b'0'));
                Some(Object::Number(if word.len() > digits.len() { -value } else { value }))
            }
            1 => Some(Object::Other),
            _ => None,
        }
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        let rest = self.bytes.get(self.at + 1..)?;
        let length = memchr::memchr(b'>', rest)?;
        self.at += length + 2;
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        let (pairs, odd) = rest[..length].as_chunks::<2>();
        let bytes: Option<Vec<u8>> =
            pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
        bytes.filter(|_| odd.is_empty())
    }

    /// A string without nested parentheses or line ends; escapes of one letter alone.
    fn literal(&mut self) -> Option<Cow<'d, [u8]>> {
        self.eat(b"(")?;
        let mut out = Cow::Borrowed(&self.bytes[self.at..self.at]);
        loop {
            let rest = self.bytes.get(self.at..)?;
            let plain = memchr::memchr3(b'\\', b'(', b')', rest)?;
            if memchr::memchr2(b'\n', b'\r', &rest[..plain]).is_some() {
                return None;
            }
            self.at += plain + 1;
            match &mut out {
                Cow::Borrowed([]) => out = Cow::Borrowed(&rest[..plain]),
                out => out.to_mut().extend_from_slice(&rest[..plain]),
            }
            match rest[plain] {
                b')' => return Some(out),
                b'(' => return None,
                _ => {}
            }
            let escaped = match self.peek()? {
                byte @ (b'\\' | b'(' | b')') => byte,
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'f' => 12,
                _ => return None,
            };
            out.to_mut().push(escaped);
            self.at += 1;
        }
    }
}
