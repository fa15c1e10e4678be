//! Finding inputs: which files are taken, which are passed over and why. Nothing is opened here.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::catalogue::{Catalogue, path_bytes};
use super::glob::Glob;
use crate::error::{Code, Failure, Result, Stage};

/// Why something in an input folder was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Reason {
    /// Not `*.txt`, `*.text` or a glob of `--include`.
    NotText,
    /// Its name begins with a dot.
    Hidden,
    /// A FIFO, socket, device, folder with a text file's name, or a link to nothing or to a folder.
    NotRegular,
}

impl Reason {
    /// As the report prints it.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NotText => "not-text",
            Reason::Hidden => "hidden",
            Reason::NotRegular => "not-regular",
        }
    }

    /// The reason that [`Catalogue::flag`] holds.
    pub fn from_flag(flag: u8) -> Reason {
        [Reason::NotText, Reason::Hidden, Reason::NotRegular][usize::from(flag).min(2)]
    }
}

/// An input that cannot even be looked at; kept beside the catalogue's entry of the same path.
pub const UNREADABLE: u8 = 1;
/// Standard input.
pub const STDIN: u8 = 2;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Inputs, sorted by relative path. The flag is 0, [`UNREADABLE`] or [`STDIN`].
    pub inputs: Catalogue,
    /// What was passed over, sorted; the flag is the [`Reason`].
    pub ignored: Catalogue,
}

/// Walks `inputs`; the output folder is never walked.
///
/// # Errors
/// E802 when there is nothing to do.
pub fn discover(inputs: &[PathBuf], output: &Path, include: &[Glob]) -> Result<Found> {
    let mut found = Found::default();
    let output = fs::canonicalize(output).ok();
    let roots = roots(inputs);
    let overlap = roots.iter().any(|root| {
        roots.iter().any(|other| !std::ptr::eq(root, other) && root.canonical.starts_with(&other.canonical))
    });
    let mut seen = HashSet::new();
    for root in &roots {
        let mut first = |path: PathBuf| !overlap || seen.insert(path);
        match root.kind {
            RootKind::Folder => {
                walk(root, output.as_deref(), include, &mut first, &mut found)?;
            }
            _ => {
                let folder = root.place.parent().map(Path::to_path_buf).unwrap_or_default();
                let (prefix, name) = match root.relative.iter().rposition(|&byte| byte == b'/') {
                    Some(slash) => root.relative.split_at(slash + 1),
                    None => (&[][..], &root.relative[..]),
                };
                if root.kind != RootKind::Stdin && !first(root.canonical.clone()) {
                    continue;
                }
                let (list, flag) = match root.kind {
                    RootKind::NotRegular => (&mut found.ignored, Reason::NotRegular as u8),
                    RootKind::Missing => (&mut found.inputs, UNREADABLE),
                    RootKind::Stdin => (&mut found.inputs, STDIN),
                    _ => (&mut found.inputs, 0),
                };
                let at = list.folder(folder, prefix);
                push(list, at, name, flag)?;
            }
        }
    }
    let only_missing = roots.iter().all(|root| root.kind == RootKind::Missing);
    if found.inputs.len() == 0 || only_missing {
        let shown: Vec<String> = inputs.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::new(Code::NoInput, Stage::Input).with("path", shown.join(", ")));
    }
    found.inputs.sort();
    found.ignored.sort();
    Ok(found)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RootKind {
    Folder,
    File,
    NotRegular,
    Missing,
    Stdin,
}

/// One INPUT of the command line.
#[derive(Debug)]
struct Root {
    place: PathBuf,
    canonical: PathBuf,
    kind: RootKind,
    /// Folder: what relative paths begin with, without slash. File: the relative path.
    relative: Vec<u8>,
}

fn roots(inputs: &[PathBuf]) -> Vec<Root> {
    let mut roots: Vec<Root> = Vec::new();
    for input in inputs {
        let kind = match fs::metadata(input) {
            _ if input.as_os_str() == "-" => RootKind::Stdin,
            Ok(meta) if meta.is_dir() => RootKind::Folder,
            Ok(meta) if meta.is_file() => RootKind::File,
            Ok(_) => RootKind::NotRegular,
            Err(_) => RootKind::Missing,
        };
        // A named link is its own file: only the folder is resolved.
        let canonical = match (kind, input.file_name()) {
            (RootKind::Folder, _) | (_, None) => fs::canonicalize(input).ok(),
            (_, Some(name)) => {
                let parent = input.parent().filter(|parent| !parent.as_os_str().is_empty());
                fs::canonicalize(parent.unwrap_or(Path::new("."))).ok().map(|parent| parent.join(name))
            }
        };
        let canonical = canonical.unwrap_or_else(|| input.clone());
        if roots.iter().any(|root| root.canonical == canonical) {
            continue;
        }
        roots.push(Root { place: input.clone(), canonical, kind, relative: Vec::new() });
    }
    let several = roots.iter().filter(|root| root.kind == RootKind::Folder).count() > 1;
    let short: Vec<Vec<u8>> = roots
        .iter()
        .map(|root| match root.kind {
            RootKind::Stdin => b"stdin".to_vec(),
            RootKind::Folder if !several => Vec::new(),
            _ => root.canonical.file_name().map_or(b"root".to_vec(), |name| name.as_encoded_bytes().to_vec()),
        })
        .collect();
    for at in 0..roots.len() {
        // Two INPUTs of one name are told apart by the paths they were given as.
        let alone = short[at].is_empty() || short.iter().filter(|other| **other == short[at]).count() == 1;
        let typed = path_bytes(&roots[at].place);
        roots[at].relative = if alone || typed.is_empty() { short[at].clone() } else { typed };
    }
    for at in 1..roots.len() {
        if roots[..at].iter().any(|other| !other.relative.is_empty() && other.relative == roots[at].relative)
        {
            roots[at].relative = path_bytes(&roots[at].canonical);
        }
    }
    roots
}

fn walk(
    root: &Root,
    output: Option<&Path>,
    include: &[Glob],
    first: &mut dyn FnMut(PathBuf) -> bool,
    found: &mut Found,
) -> Result<()> {
    let mut folders = Vec::new(); // numbers of the folders on the way down, in both catalogues
    let mut walker = WalkDir::new(&root.place).follow_links(false).into_iter();
    while let Some(entry) = walker.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let Some(path) = error.path() else { continue };
                let relative = relative_to(root, path);
                let at = found.inputs.folder(path.parent().unwrap_or(path).to_path_buf(), &[]);
                push(&mut found.inputs, at, &relative, UNREADABLE)?;
                continue;
            }
        };
        let depth = entry.depth();
        let name = entry.file_name().as_encoded_bytes();
        let hidden = depth > 0 && name.starts_with(b".");
        let kind = entry.file_type();
        folders.truncate(depth);
        let here = folders.last().copied().unwrap_or((0, 0));
        if kind.is_dir() {
            let own = output.is_some_and(|output| {
                depth > 0
                    && entry.file_name() == output.file_name().unwrap_or_default()
                    && fs::canonicalize(entry.path()).is_ok_and(|path| path == output)
            });
            if hidden || own {
                walker.skip_current_dir();
                if hidden && !own {
                    push(&mut found.ignored, here.1, name, Reason::Hidden as u8)?;
                }
                continue;
            }
            if depth > 0 && is_text(name) {
                push(&mut found.ignored, here.1, name, Reason::NotRegular as u8)?;
            }
            let mut prefix = relative_to(root, entry.path());
            if !prefix.is_empty() {
                prefix.push(b'/');
            }
            let place = entry.path().to_path_buf();
            folders.push((found.inputs.folder(place.clone(), &prefix), found.ignored.folder(place, &prefix)));
            continue;
        }
        let wanted = is_text(name)
            || include.iter().any(|glob| {
                glob.matches(
                    &entry.path().strip_prefix(&root.place).map(path_bytes).unwrap_or_else(|_| name.to_vec()),
                )
            });
        let reason = if hidden {
            Some(Reason::Hidden)
        } else if !wanted {
            Some(Reason::NotText)
        } else if kind.is_file()
            || kind.is_symlink() && fs::metadata(entry.path()).is_ok_and(|meta| meta.is_file())
        {
            None
        } else {
            Some(Reason::NotRegular)
        };
        match reason {
            Some(reason) => push(&mut found.ignored, here.1, name, reason as u8)?,
            None => {
                let below = entry.path().strip_prefix(&root.place).unwrap_or(entry.path());
                if first(root.canonical.join(below)) {
                    push(&mut found.inputs, here.0, name, 0)?;
                }
            }
        }
    }
    Ok(())
}

/// `*.txt` and `*.text`, in any case.
fn is_text(name: &[u8]) -> bool {
    let ends =
        |end: &[u8]| name.len() > end.len() && name[name.len() - end.len()..].eq_ignore_ascii_case(end);
    ends(b".txt") || ends(b".text")
}

fn relative_to(root: &Root, path: &Path) -> Vec<u8> {
    let below = path_bytes(path.strip_prefix(&root.place).unwrap_or(path));
    match (root.relative.is_empty(), below.is_empty()) {
        (true, _) => below,
        (false, true) => root.relative.clone(),
        (false, false) => [&root.relative[..], b"/", &below].concat(),
    }
}

fn push(list: &mut Catalogue, folder: u32, name: &[u8], flag: u8) -> Result<()> {
    match list.push(folder, name, flag) {
        true => Ok(()),
        false => Err(Failure::new(Code::BadUsage, Stage::Input).with("why", "too-many")),
    }
}
