//! Where the files of a package come from: a zip or a folder.

/// A file of a package.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Below the root folder, with `/`.
    pub path: String,
    /// Bytes, as declared.
    pub size: u64,
}

/// A file as it stands in a zip.
pub(super) struct Raw<'s> {
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// CRC-32 that its headers state.
    pub crc: u32,
    /// Its bytes, compressed.
    pub data: &'s [u8],
}

/// The files below one root folder, names checked.
pub(super) trait Source {
    /// The name of the root folder.
    fn root(&self) -> &str;
    /// Its files, by path.
    fn entries(&self) -> &[Entry];
    /// Reads a file into `out`, which is cleared first; why it cannot be read otherwise.
    fn read(&self, at: usize, out: &mut Vec<u8>) -> Result<(), String>;
    /// What stands for the file's content and costs nothing to get: equal ones mean equal content.
    fn raw(&self, at: usize) -> Option<Raw<'_>>;

    /// The place of a path.
    fn find(&self, path: &str) -> Option<usize> {
        self.entries().binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()
    }
}

/// What is wrong with a name inside a package, if anything.
pub(super) fn unsafe_name(name: &[u8]) -> Option<&'static str> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/');
    match name {
        [] => Some("empty"),
        [b'/', ..] => Some("absolute"),
        _ if name.contains(&b'\\') => Some("backslash"),
        _ if name.contains(&0) => Some("NUL"),
        _ if name.contains(&b':') => Some("colon"),
        _ if name.split(|&byte| byte == b'/').any(|part| part == b"..") => Some(".."),
        _ if name.split(|&byte| byte == b'/').any(|part| part == b"." || part.is_empty()) => {
            Some("empty part")
        }
        _ if !name.iter().all(plain) => Some("not A-Z a-z 0-9 . _ -"),
        _ if name.len() > 255 => Some("> 255 bytes"),
        _ => None,
    }
}

/// How a name is compared with others for twins.
pub(super) fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if name.is_ascii() {
        return name.to_ascii_lowercase(); // NFKC changes no ASCII
    }
    name.nfkc().flat_map(char::to_lowercase).collect()
}

/// Declared bytes of one file at most, and of all unless the zip itself is large.
pub(super) const LARGEST: u64 = 1 << 30;
/// What a file may grow by when inflated, beyond a first page.
pub(super) const RATIO: u64 = 200;
