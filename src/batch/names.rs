//! Output names: safe on every system, stable, and never two the same.
//!
//! A name depends only on the input's relative path and on the set of paths that would meet, so adding or removing
//! an unrelated input renames nothing.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Longest component in bytes, before the suffix that tells changed names apart.
const MAX_COMPONENT: usize = 120;

/// An output name without extension, and whether making it safe changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stem {
    /// Relative, `/`-separated, NFC.
    pub text: String,
    /// Characters were replaced or a component was cut, so the suffix is needed.
    pub changed: bool,
}

/// The safe form of a relative path (bytes as the file system gave them, `/`-separated), its extension taken off.
pub fn stem(path: &[u8]) -> Stem {
    let without = without_extension(path);
    let mut text = String::with_capacity(without.len());
    let mut changed = false;
    for (at, component) in without.split(|&byte| byte == b'/').enumerate() {
        if at > 0 {
            text.push('/');
        }
        changed |= push_component(component, &mut text);
    }
    Stem { text, changed }
}

/// The name with `~` and the first `digits` hexadecimal digits of the SHA-256 of the path's bytes.
pub fn with_suffix(stem: &str, path: &[u8], digits: usize) -> String {
    let digest = Sha256::digest(path);
    let mut text = String::with_capacity(stem.len() + 1 + digits);
    text.push_str(stem);
    text.push('~');
    text.push_str(&crate::sink::hex(&digest)[..digits]);
    text
}

/// What two names have in common when a file system that ignores case takes them for one.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.to_uppercase().to_lowercase().nfc().collect()
}

/// The path up to the last dot of its last component; a name that is only an extension (`.txt`) stays whole.
fn without_extension(path: &[u8]) -> &[u8] {
    let start = path.iter().rposition(|&byte| byte == b'/').map_or(0, |at| at + 1);
    match path[start..].iter().rposition(|&byte| byte == b'.') {
        Some(dot) if dot > 0 => &path[..start + dot],
        _ => path,
    }
}

/// Appends the safe form of one component; true if it is not the component's NFC.
fn push_component(component: &[u8], out: &mut String) -> bool {
    let start = out.len();
    let mut changed = false;
    if component.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        out.extend(component.iter().map(|&byte| char::from(byte)));
    } else {
        for chunk in component.utf8_chunks() {
            for character in chunk.valid().nfc() {
                let kept = if refused(character) { '_' } else { character };
                changed |= kept != character;
                out.push(kept);
            }
            if !chunk.invalid().is_empty() {
                changed = true;
                out.push('_');
            }
        }
    }
    changed |= mend_edges(start, out);
    if out.len() - start > MAX_COMPONENT {
        let mut end = start + MAX_COMPONENT;
        while !out.is_char_boundary(end) {
            end -= 1;
        }
        out.truncate(end);
        mend_edges(start, out); // the cut may have bared a dot or a space
        changed = true;
    }
    changed
}

/// Leading `-`, trailing dots and spaces, reserved device names, the empty component.
fn mend_edges(start: usize, out: &mut String) -> bool {
    let component = &out[start..];
    if component.is_empty() {
        out.push('_');
        return true;
    }
    let mut mended = None;
    let kept = component.trim_end_matches(['.', ' ']);
    if kept.len() < component.len() {
        mended = Some(format!("{kept}{}", "_".repeat(component.len() - kept.len())));
    }
    let component = mended.as_deref().unwrap_or(component);
    let mut replaced = None;
    if let Some(rest) = component.strip_prefix('-') {
        replaced = Some(format!("_{rest}"));
    }
    let base = component.split('.').next().unwrap_or_default();
    if reserved(base.trim_end_matches(' ')) {
        replaced = Some(format!("_{}", &component[base.len()..]));
    }
    match replaced.or(mended) {
        Some(text) => {
            out.truncate(start);
            out.push_str(&text);
            true
        }
        None => false,
    }
}

/// Control characters, what Windows refuses, and the marks that turn the direction of a shown name.
fn refused(character: char) -> bool {
    character.is_control()
        || matches!(character, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
        || matches!(character,
            '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFD}')
}

/// Device names of Windows, in any case.
fn reserved(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    if matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let Some(port) = name.strip_prefix("COM").or_else(|| name.strip_prefix("LPT")) else { return false };
    let mut digits = port.chars();
    matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, want: &str, changed: bool) {
        assert_eq!(stem(path.as_bytes()), Stem { text: want.into(), changed }, "{path:?}");
    }

    #[test]
    fn ordinary_names_stay() {
        check("a/b.txt", "a/b", false);
        check("Công văn số 5.v2.TXT", "Công văn số 5.v2", false);
        check("a.b/c", "a.b/c", false);
        check(".txt", ".txt", false);
    }

    #[test]
    fn decomposed_names_are_composed_without_a_suffix() {
        check("Co\u{302}ng.txt", "Công", false);
    }

    #[test]
    fn what_windows_refuses_becomes_an_underscore() {
        check("a:b?.txt", "a_b_", true);
        check("nul.txt", "_", true);
        check("Con.tin.txt", "_.tin", true);
        check("console.txt", "console", false);
        check("com1/x.txt", "_/x", true);
        check("com10.txt", "com10", false);
        check("x. .txt", "x__", true);
        check("-rf.txt", "_rf", true);
        check("a\nb.txt", "a_b", true);
        check("a\u{202E}b.txt", "a_b", true);
        assert_eq!(stem(b"a\xFFb.txt"), Stem { text: "a_b".into(), changed: true });
    }

    #[test]
    fn long_components_are_cut_at_a_character() {
        let name = format!("{}.txt", "ế".repeat(60));
        let stem = stem(name.as_bytes());
        assert_eq!(stem.text, "ế".repeat(40));
        assert!(stem.changed);
    }

    #[test]
    fn the_suffix_is_the_digest_of_the_path() {
        // printf 'a:b.txt' | sha256sum
        let digest = Sha256::digest(b"a:b.txt");
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(with_suffix("a_b", b"a:b.txt", 8), format!("a_b~{}", &hex[..8]));
    }

    #[test]
    fn folding_joins_what_differs_in_case_only() {
        assert_eq!(fold("ĐÀ NẴNG"), fold("đà nẵng"));
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_ne!(fold("a"), fold("b"));
    }
}
