//! Which files make an issue, in which sections, and what could not be used.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::{Piece, Section};
use crate::article::Article;
use crate::error::{Code, Failure, Result, Stage};
use crate::settings::Settings;

/// A file for the issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// The section it belongs to.
    pub section: Option<String>,
}

/// What the inputs gave.
#[derive(Debug, Default)]
pub struct Collected {
    /// Sections with their articles in the order of the inputs; the unnamed one first.
    pub sections: Vec<Section>,
    /// Articles that were left out, and why.
    pub failed: Vec<(PathBuf, Failure)>,
    /// Files with the bytes of an earlier one: printed once.
    pub duplicates: Vec<(PathBuf, PathBuf)>,
}

/// The files below `paths`: sub-folders of the only folder are sections; of several folders each is one.
/// `names` are those of the settings ("folder = name").
///
/// # Errors
/// E802 for a path that is not there.
pub fn inputs(paths: &[PathBuf], names: &[String]) -> Result<Vec<Input>> {
    let folders = paths.iter().filter(|path| path.is_dir()).count();
    let mut found = Vec::new();
    let name_of = |folder: &OsStr| section_name(&folder.to_string_lossy(), names);
    for path in paths {
        if path.is_file() {
            found.push(Input { path: path.clone(), section: None });
            continue;
        }
        if !path.is_dir() {
            return Err(Failure::new(Code::NoInput, Stage::Input).with("path", path.display()));
        }
        // a "." or ".." has no name of its own
        let own = path.file_name().filter(|_| folders > 1).map(name_of);
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        };
        let files = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible).flatten();
        for entry in files.filter(|entry| entry.path().is_file() && is_text(entry.path())) {
            let below = entry.path().strip_prefix(path).ok().and_then(Path::parent);
            let first = below.and_then(|folder| folder.components().next());
            let folder = first.map(|first| name_of(first.as_os_str()));
            let section = own.clone().or(folder);
            found.push(Input { path: entry.into_path(), section });
        }
    }
    Ok(found)
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extension.eq_ignore_ascii_case("txt") || extension.eq_ignore_ascii_case("text")
}

/// A folder's name as a heading: what the settings say; else without the number that only keeps folders in order
/// ("02_Kinh tế" is "Kinh tế"), and a name for machines opened up ("kinh-tế" is "Kinh tế").
fn section_name(folder: &str, settings: &[String]) -> String {
    let folder: String = folder.nfc().filter(|c| !c.is_control()).collect();
    let set = settings.iter().filter_map(|pair| pair.split_once('='));
    if let Some((_, name)) = set.into_iter().find(|(set, _)| set.trim().nfc().eq(folder.chars())) {
        return name.trim().nfc().filter(|c| !c.is_control()).collect();
    }
    let name = folder.replace('_', " ");
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = rest.trim_start_matches(['.', '-', ' ', ')']);
    let numbered = rest.len() < name.len() && bare.len() < rest.len() && !bare.is_empty();
    let name = if numbered { bare.trim() } else { name.trim() };
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() && !name.contains(|c: char| c.is_uppercase() || c == ' ') => {
            first.to_uppercase().chain(letters.as_str().replace('-', " ").chars()).collect()
        }
        _ => name.to_owned(),
    }
}

/// Reads the files on all cores; what comes out has their order.
pub fn collect(inputs: &[Input], settings: &Settings) -> Collected {
    let mut collected = Collected::default();
    let mut seen: HashMap<[u8; 32], PathBuf> = HashMap::new();
    let mut unnamed = Section { name: None, articles: Vec::new() };
    let read: Vec<_> = inputs.par_iter().map(|input| read(&input.path, settings)).collect();
    for (input, read) in inputs.iter().zip(read) {
        let (digest, article) = match read {
            Ok(read) => read,
            Err(failure) => {
                collected.failed.push((input.path.clone(), failure));
                continue;
            }
        };
        if let Some(first) = seen.get(&digest) {
            collected.duplicates.push((input.path.clone(), first.clone()));
            continue;
        }
        seen.insert(digest, input.path.clone());
        let piece = Piece { number: 0, article };
        match &input.section {
            None => unnamed.articles.push(piece),
            Some(name) => {
                match collected.sections.iter_mut().find(|section| section.name.as_ref() == Some(name)) {
                    Some(section) => section.articles.push(piece),
                    None => {
                        collected.sections.push(Section { name: Some(name.clone()), articles: vec![piece] })
                    }
                }
            }
        }
    }
    if !unnamed.articles.is_empty() {
        collected.sections.insert(0, unnamed);
    }
    collected
}

/// The digest of a file and the article in it.
fn read(path: &Path, settings: &Settings) -> Result<([u8; 32], Article)> {
    let mib = settings.limits.max_input_mib;
    let bytes = load(path, u64::from(mib) << 20, mib)?;
    let article = crate::job::read(&bytes, &settings.typography)?;
    Ok((Sha256::digest(&bytes).into(), article))
}

fn load(path: &Path, limit: u64, mib: u32) -> Result<Vec<u8>> {
    let unreadable = |error: std::io::Error| Failure::unreadable(&error);
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > limit {
        return Err(Failure::new(Code::TooLarge, Stage::Input).with("size", size).with("limit", mib));
    }
    std::fs::read(path).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_orders_a_folder_is_not_printed() {
        assert_eq!(section_name("02_Kinh tế", &[]), "Kinh tế");
        assert_eq!(section_name("3. Văn hóa - xã hội", &[]), "Văn hóa - xã hội");
        assert_eq!(section_name("2026", &[]), "2026");
        assert_eq!(section_name("24h", &[]), "24h");
        assert_eq!(section_name("01-thời-sự", &[]), "Thời sự");
        assert_eq!(section_name("van-ban", &["van-ban = Văn bản".into()]), "Văn bản");
        assert_eq!(section_name("APEC-2027", &[]), "APEC-2027");
    }
}
