//! What a character is, without a search in Unicode's tables for the letters and signs that pages are made of.
//!
//! The answers are those of the standard library (a test holds them to it); only the way to them is shorter.

/// What Unicode's tables say of a character that pages hardly have; one copy of them for all who ask.
#[inline(never)]
fn rare(c: char, is: fn(char) -> bool) -> bool {
    is(c)
}

/// A letter of any script.
pub(super) fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{1E00}'..='\u{1EFF}' => true,
        '\u{2000}'..='\u{206F}' => false,
        _ => rare(c, char::is_alphabetic),
    }
}

/// A letter or a figure.
pub(super) fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        '\u{1E00}'..='\u{1EFF}' => true,
        '\u{2000}'..='\u{206F}' => false,
        _ => rare(c, char::is_alphanumeric),
    }
}

/// A capital letter.
pub(super) fn is_upper(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_uppercase(),
        '\u{C0}'..='\u{DE}' => c != '×',
        '\u{DF}'..='\u{FF}' => false,
        'Đ' | 'Ă' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => true,
        'đ' | 'ă' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => false,
        '\u{1EA0}'..='\u{1EFF}' => u32::from(c) & 1 == 0,
        '\u{2000}'..='\u{206F}' => false,
        _ => rare(c, char::is_uppercase),
    }
}

/// A small letter.
pub(super) fn is_lower(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_lowercase(),
        '\u{C0}'..='\u{DE}' => false,
        '\u{DF}'..='\u{FF}' => c != '÷',
        'Đ' | 'Ă' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => false,
        'đ' | 'ă' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => true,
        '\u{1EA0}'..='\u{1EFF}' => u32::from(c) & 1 == 1,
        '\u{2000}'..='\u{206F}' => false,
        _ => rare(c, char::is_lowercase),
    }
}

/// The small letter of `c`; `None` where Unicode writes several.
pub(super) fn lower(c: char) -> Option<char> {
    let code = u32::from(c);
    match c {
        '\0'..='\x7F' => Some(c.to_ascii_lowercase()),
        'Đ' | 'Ă' | 'Ĩ' | 'Ũ' | '\u{1EA0}'..='\u{1EFF}' => char::from_u32(code | 1),
        'Ơ' => Some('ơ'),
        'Ư' => Some('ư'),
        '\u{C0}'..='\u{DE}' if c != '×' => char::from_u32(code + 0x20),
        '\u{DF}'..='\u{FF}' | 'đ' | 'ă' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => Some(c),
        _ => rare_lower(c),
    }
}

#[inline(never)]
fn rare_lower(c: char) -> Option<char> {
    let mut small = c.to_lowercase();
    small.next().filter(|_| small.next().is_none())
}

/// The small letter of `c`, as [`char::to_lowercase`] gives it.
pub(super) fn lower_case(c: char) -> impl Iterator<Item = char> {
    let small = lower(c);
    let several = if small.is_none() { Some(c.to_lowercase()) } else { None };
    small.into_iter().chain(several.into_iter().flatten())
}

/// Writes the small letter of `c`.
pub(super) fn push_lower(c: char, out: &mut String) {
    match lower(c) {
        Some(small) => out.push(small),
        None => out.extend(c.to_lowercase()),
    }
}

/// The bytes of the white space at byte `at` of a text; 0 if there is none.
pub(super) fn space(text: &[u8], at: usize) -> usize {
    let next = |ahead: usize| text.get(at + ahead).copied().unwrap_or_default();
    match text.get(at).copied().unwrap_or_default() {
        9..=13 | b' ' => 1,
        0xC2 if matches!(next(1), 0x85 | 0xA0) => 2,
        0xE1 if next(1) == 0x9A && next(2) == 0x80 => 3,
        0xE2 if next(1) == 0x80 && matches!(next(2), 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF) => 3,
        0xE2 if next(1) == 0x81 && next(2) == 0x9F => 3,
        0xE3 if next(1) == 0x80 && next(2) == 0x80 => 3,
        _ => 0,
    }
}

/// Is a plain space the only white space of `text`? Said in few passes over the bytes, all of them short of branches.
pub(super) fn only_plain_spaces(text: &[u8]) -> bool {
    let single = text.iter().fold(false, |found, byte| found | matches!(byte, 9..=13 | 0xC2 | 0xE3));
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    let double = pairs.fold(false, |found, (a, b)| found | (*a == 0xE1 && *b == 0x9A));
    let general = || memchr::memchr_iter(0xE2, text).any(|at| space(text, at) > 0);
    !single && !double && !general()
}

/// Do wide spaces, three plain ones and more, part the text?
pub(super) fn has_wide_space(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = |ahead: usize| bytes.get(ahead..).unwrap_or_default();
    let threes = bytes.iter().zip(behind(1)).zip(behind(2));
    threes.fold(false, |found, ((a, b), c)| found | ((*a == b' ') & (*b == b' ') & (*c == b' ')))
}

/// Do two spaces, or more, stand beside each other?
pub(super) fn has_double_space(text: &str) -> bool {
    let bytes = text.as_bytes();
    let twos = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    twos.fold(false, |found, (a, b)| found | ((*a == b' ') & (*b == b' ')))
}

/// The figures of a telephone number, with its spaces, stops and brackets; 0 if the text holds anything else.
pub(super) fn telephone(text: &str) -> usize {
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || b" .-()+/".contains(&byte));
    if number { text.bytes().filter(u8::is_ascii_digit).count() } else { 0 }
}

/// How a character goes into a key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Case {
    /// A small letter, a figure, a plus, a mark: as it stands.
    Small,
    /// A capital, or a letter that is written otherwise in keys.
    Other(char),
    /// It parts words.
    None,
}

/// The bytes of the small letter, figure or plus at byte `at` that stands in a key as it is; 0 if there is none, or a
/// rarer one.
#[inline(always)] // the innermost loop of every key
pub(super) fn small_width(bytes: &[u8], at: usize) -> usize {
    let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default();
    match next(0) {
        b'a'..=b'z' | b'0'..=b'9' | b'+' => 1,
        0..=0x7F => 0,
        // à to ÿ without ð and ÷; đ, ă, ĩ; ũ; ơ, ư
        0xC3 if next(1) >= 0xA0 && !matches!(next(1), 0xB0 | 0xB7) => 2,
        0xC4 if matches!(next(1), 0x91 | 0x83 | 0xA9) => 2,
        0xC5 if next(1) == 0xA9 => 2,
        0xC6 if matches!(next(1), 0xA1 | 0xB0) => 2,
        // U+1EA0 to U+1EFF: the small letters are odd
        0xE1 if next(2) & 1 == 1 && (next(1) == 0xBB || next(1) == 0xBA && next(2) >= 0xA0) => 3,
        _ => 0,
    }
}

/// The [`Case`] of the character at byte `at`, and the bytes it takes.
pub(super) fn case(text: &str, at: usize) -> (Case, usize) {
    let bytes = text.as_bytes();
    if let small @ 1.. = small_width(bytes, at) {
        return (Case::Small, small);
    }
    match bytes.get(at).copied().unwrap_or_default() {
        byte @ b'A'..=b'Z' => (Case::Other(char::from(byte)), 1),
        0..=0x7F => (Case::None, 1),
        _ => {
            let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            let case = match c {
                'ð' | 'ƣ' => Case::Other(c),
                _ if !is_alphanumeric(c) && !is_mark(c) => Case::None,
                _ if lower(c) == Some(c) => Case::Small,
                _ => Case::Other(c),
            };
            (case, c.len_utf8())
        }
    }
}

/// A mark that is written on the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && !matches!(c, '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{206F}')
        && rare(c, unicode_normalization::char::is_combining_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_upper(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_lower(c), c.is_lowercase(), "{c:?}");
            assert_eq!(is_mark(c), unicode_normalization::char::is_combining_mark(c), "{c:?}");
            let mut one = [0; 4];
            let one = c.encode_utf8(&mut one);
            assert_eq!(space(one.as_bytes(), 0), if c.is_whitespace() { c.len_utf8() } else { 0 }, "{c:?}");
            let mut small = String::new();
            push_lower(c, &mut small);
            assert_eq!(small, c.to_lowercase().collect::<String>(), "{c:?}");
        }
    }
}
