//! Identifiers and digests as packages write them.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The name every package identifier is derived under. Fixed for ever: OBJIDs depend on it.
const PROJECT_URI: &str = "https://github.com/bantin/bantin";

/// Makes the identifiers of one package: UUIDv5 of kind and name below the package's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids(Uuid);

impl Ids {
    /// The package of one article.
    pub fn article(kind: &str, fonds: &str, source: &[u8; 32]) -> Ids {
        Ids::named(&format!("{kind}|{fonds}|sha256:{}", hex(source)))
    }

    /// The package of a folder: the digests of its sources in ascending order.
    pub fn dossier(kind: &str, fonds: &str, sources: &[[u8; 32]]) -> Ids {
        let mut sorted: Vec<String> = sources.iter().map(|digest| hex(digest)).collect();
        sorted.sort_unstable();
        let digest: [u8; 32] = Sha256::digest(sorted.join("\n").as_bytes()).into();
        Ids::named(&format!("{kind}|{fonds}|dossier|sha256:{}", hex(&digest)))
    }

    fn named(name: &str) -> Ids {
        let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, PROJECT_URI.as_bytes());
        Ids(Uuid::new_v5(&namespace, name.as_bytes()))
    }

    /// The package's UUID, upper case.
    pub fn package(&self) -> String {
        self.0.hyphenated().encode_upper(&mut Uuid::encode_buffer()).to_owned()
    }

    /// `uuid-…` of something in the package.
    pub fn of(&self, kind: &str, name: &str) -> String {
        self.prefixed("uuid-", kind, name)
    }

    /// `ID-…` of a file, by its path below the package's root.
    pub fn file(&self, path: &str) -> String {
        self.prefixed("ID-", "file", path)
    }

    fn prefixed(&self, prefix: &str, kind: &str, name: &str) -> String {
        let seed = [kind, "|", name].concat();
        let uuid = Uuid::new_v5(&self.0, seed.as_bytes());
        [prefix, uuid.hyphenated().encode_upper(&mut Uuid::encode_buffer())].concat()
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    digits(bytes, b"0123456789abcdef")
}

/// Upper-case hexadecimal, as METS and PREMIS hold it here.
pub(crate) fn hex_upper(bytes: &[u8]) -> String {
    digits(bytes, b"0123456789ABCDEF")
}

fn digits(bytes: &[u8], alphabet: &[u8; 16]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(alphabet[usize::from(byte >> 4)]));
        text.push(char::from(alphabet[usize::from(byte & 15)]));
    }
    text
}

/// The first `length` base32 characters (RFC 4648, upper case) of a digest: the notation of a dossier.
pub(crate) fn notation(digest: &[u8], length: usize) -> String {
    let bits = |at: usize| {
        let pair = u16::from(digest[at / 8]) << 8 | u16::from(digest.get(at / 8 + 1).copied().unwrap_or(0));
        usize::from(pair >> (11 - at % 8) & 31)
    };
    (0..length).map(|at| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits(at * 5)])).collect()
}

/// A file of the package as METS and PREMIS speak of it.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Below the root folder.
    pub path: String,
    /// IANA media type.
    pub mime: &'static str,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub digest: [u8; 32],
}

impl Item {
    /// What METS says of `data` at `path`.
    pub fn of(path: String, mime: &'static str, data: &[u8]) -> Item {
        Item { path, mime, size: data.len() as u64, digest: Sha256::digest(data).into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_is_base32_of_the_digest() {
        assert_eq!(notation(b"foobar\0", 7), "MZXW6YT"); // RFC 4648: "foobar" is MZXW6YTBOI======
    }

    #[test]
    fn identifiers_never_change() {
        let ids = Ids::article("AIP", "PHONG", &[7; 32]);
        assert_eq!(ids.package(), Ids::article("AIP", "PHONG", &[7; 32]).package());
        assert_eq!(ids.package(), GOLDEN, "an OBJID that changes breaks every archive that holds one");
    }

    const GOLDEN: &str = "50496770-F4BE-5C51-8029-F43BD79A7866";
}
