//! Texts made ready to be compared: keys in which cues are looked up, slugs, sameness.

use super::letters::{self, Case};

/// Lower case, words parted by one space, punctuation gone: the form in which cues are looked up. Reuses `out`.
pub(super) fn fold(text: &str, out: &mut String) {
    fold_head(text, usize::MAX, out);
}

/// The first `limit` bytes of [`fold`] and what is left of the word they end in.
pub(super) fn fold_head(text: &str, limit: usize, out: &mut String) {
    out.clear();
    let bytes = text.as_bytes();
    // `from..at` is folded as it stands and waits to be copied; small letters make nearly all of a text.
    let (mut from, mut at) = (0, 0);
    loop {
        while let width @ 1.. = letters::small_width(bytes, at) {
            at += width;
        }
        let Some(&byte) = bytes.get(at) else { break };
        if byte.is_ascii_uppercase() {
            out.push_str(&text[from..at]);
            out.push(char::from(byte.to_ascii_lowercase()));
            at += 1;
            from = at;
            continue;
        }
        let written = out.len() + (at - from);
        if byte == b' ' && (1..limit).contains(&written) && letters::small_width(bytes, at + 1) > 0 {
            at += 1; // the space stands in the key as it is
            continue;
        }
        let (case, width) = letters::case(text, at);
        if case == Case::Small {
            at += width; // a rare one
            continue;
        }
        out.push_str(&text[from..at]);
        at += width;
        match case {
            Case::Other('Ð' | 'ð') => out.push('đ'),
            // How old fonts have ư.
            Case::Other('Ƣ' | 'ƣ') => out.push('ư'),
            Case::Other(c) => letters::push_lower(c, out),
            _ => {
                while at < bytes.len()
                    && let (Case::None, width) = letters::case(text, at)
                {
                    at += width;
                }
                if at == bytes.len() || out.len() >= limit {
                    return;
                }
                if !out.is_empty() {
                    out.push(' ');
                }
            }
        }
        from = at;
    }
    out.push_str(&text[from..]);
}

/// The head of a text, folded once for all the lists that are asked about it.
#[derive(Default)]
pub(super) struct Head<'t> {
    text: &'t str,
    key: String,
}

impl<'t> Head<'t> {
    /// Bytes of a folded text behind which no cue of the lists goes on.
    pub const LEN: usize = 48;

    /// The folded head of `text`.
    pub fn of(&mut self, text: &'t str) -> &str {
        if !std::ptr::eq(self.text, text) {
            self.key.reserve(Self::LEN + 8);
            fold_head(text, Self::LEN, &mut self.key);
            self.text = text;
        }
        &self.key
    }
}

/// Lower-case ASCII letters and digits of a text, words parted by one space: what a site's slug is made of.
pub(super) fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    let mut gap = false;
    for c in text.nfd() {
        let c = match c {
            'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
            c if letters::is_mark(c) => continue,
            c => c.to_ascii_lowercase(),
        };
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else {
            gap = true;
        }
    }
    out
}

/// The letters and figures of a text in lower case.
fn small(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| letters::is_alphanumeric(c)).flat_map(letters::lower_case)
}

/// Are two texts the same but for white space and case?
pub(super) fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // Lengths first: nearly all pairs differ there, and the rest at their first letters.
    let letter = |text: &str| {
        let c = text.chars().next().filter(|&c| letters::is_alphanumeric(c));
        c.and_then(letters::lower)
    };
    let agree = || letter(a).zip(letter(b)).is_none_or(|(a, b)| a == b);
    a.len().abs_diff(b.len()) <= 16 + a.len().min(b.len()) / 8 && agree() && small(a).eq(small(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the key is, said plainly.
    fn plain(text: &str) -> String {
        let told =
            |c: char| c.is_alphanumeric() || c == '+' || unicode_normalization::char::is_combining_mark(c);
        let words = text.split(|c| !told(c)).filter(|word| !word.is_empty());
        let small = |word: &str| {
            let one = |c: char| match c {
                'Ð' | 'ð' => vec!['đ'],
                'Ƣ' | 'ƣ' => vec!['ư'],
                c => c.to_lowercase().collect(),
            };
            word.chars().flat_map(one).collect::<String>()
        };
        words.map(small).collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn a_key_is_lower_case_words(text in "[ a-zA-Z0-9+.,ðÐđĐƢƣăÂếỆ–\u{301}\u{a0}İßǅ]{0,60}|.{0,40}") {
            let (mut key, mut head) = (String::new(), String::new());
            fold(&text, &mut key);
            prop_assert_eq!(&key, &plain(&text));
            fold_head(&text, 5, &mut head);
            prop_assert!(key.starts_with(&head));
            prop_assert!(head == key || head.len() >= 5 && key[head.len()..].starts_with(' '));
        }
    }
}
