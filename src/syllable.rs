//! The syllable validator (spec section 5): is this token a Vietnamese syllable, and what is it made of?
//!
//! Every Vietnamese-specific edit asks here first (A4). Input is NFC; a token with a combining mark is no syllable.
//! Nothing is allocated per token: one table look-up a letter, one step in a trie of rimes, one bit test.

mod grammar;
mod letter;

use grammar::{CORE_INITIALS, G, GI, INITIALS, IS_STOP, LENIENT_INITIALS, QU, RIMES, TRIE};
pub use letter::{Letter, Tone};

/// How well a token fits the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Not a syllable.
    No,
    /// Only the lenient tier accepts it.
    Lenient,
    /// The core grammar accepts it.
    Core,
}

/// How a token is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No capital: hòa.
    Lower,
    /// The first letter is a capital, no other: Hòa; also a single capital: Á.
    Title,
    /// Two letters or more, all capitals: HÒA.
    Upper,
    /// Anything else: hÒA, HòA.
    Mixed,
}

/// Where open oa, oe, uy carry their tone (T2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// hòa, khỏe, ủy.
    Classic,
    /// hoà, khoẻ, uỷ.
    Modern,
}

/// Letters of the longest possible syllable (nghiêng).
const MAX_LETTERS: usize = 7;

/// A token read by the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Syllable {
    letters: [Letter; MAX_LETTERS],
    len: u8,
    initial: u8,
    rime: u8,
    rime_at: u8,
    tone_at: u8,
    /// Its tone.
    pub tone: Tone,
    /// The tier that accepts it; never [`Fit::No`].
    pub fit: Fit,
    /// Its capitals.
    pub shape: Shape,
}

/// Judges one token (NFC, no spaces): spelling, tone and capitals (irregular capitals are no syllable).
pub fn fit(token: &str) -> Fit {
    match parse(token) {
        Some(syllable) if syllable.shape != Shape::Mixed => syllable.fit,
        _ => Fit::No,
    }
}

/// Does the core grammar accept the token? What rules ask before they edit (A4).
pub fn is_valid(token: &str) -> bool {
    fit(token) == Fit::Core
}

/// Is `c` a letter of the Vietnamese alphabet, with or without a tone? f, j, w and z are not.
pub fn is_letter(c: char) -> bool {
    Letter::of(c).is_some()
}

/// The capitals of a token of any letters.
pub fn shape(token: &str) -> Shape {
    let mut chars = token.chars();
    let Some(first) = chars.next() else { return Shape::Lower };
    let (mut len, mut capitals) = (1usize, 0usize);
    for c in chars {
        len += 1;
        capitals += usize::from(c.is_uppercase());
    }
    shape_of(first.is_uppercase(), len, capitals)
}

fn shape_of(first: bool, len: usize, capitals_behind: usize) -> Shape {
    match (first, capitals_behind) {
        (false, 0) => Shape::Lower,
        (true, 0) => Shape::Title,
        (true, n) if n + 1 == len => Shape::Upper,
        _ => Shape::Mixed,
    }
}

/// Reads a token as initial + rime + tone, whatever its capitals and wherever in it the tone stands (S4).
/// `None` if neither tier accepts it.
pub fn parse(token: &str) -> Option<Syllable> {
    let none = Letter::of('a')?;
    let mut s = Syllable {
        letters: [none; MAX_LETTERS],
        len: 0,
        initial: 0,
        rime: 0,
        rime_at: 0,
        tone_at: 0,
        tone: Tone::Ngang,
        fit: Fit::No,
        shape: Shape::Lower,
    };
    let mut capitals = 0;
    for c in token.chars() {
        let letter = Letter::of(c)?;
        let at = usize::from(s.len);
        if at == MAX_LETTERS {
            return None;
        }
        if letter.tone() != Tone::Ngang {
            if s.tone != Tone::Ngang {
                return None; // two tones
            }
            (s.tone, s.tone_at) = (letter.tone(), s.len);
        }
        capitals += usize::from(at > 0 && letter.is_upper());
        s.letters[at] = letter;
        s.len += 1;
    }
    if s.len == 0 {
        return None;
    }
    s.shape = shape_of(s.letters[0].is_upper(), usize::from(s.len), capitals);
    (s.initial, s.rime_at) = s.read_initial()?;
    let mut node = 0;
    for letter in &s.letters[usize::from(s.rime_at)..usize::from(s.len)] {
        node = TRIE.step(node, letter.code());
        if node == 0 {
            return None;
        }
    }
    s.rime = TRIE.rime(node)?;
    let rime = usize::from(s.rime);
    if IS_STOP[rime] && !matches!(s.tone, Tone::Sac | Tone::Nang) {
        return None;
    }
    s.fit = if CORE_INITIALS[rime] >> s.initial & 1 == 1 {
        Fit::Core
    } else if LENIENT_INITIALS[rime] >> s.initial & 1 == 1 {
        Fit::Lenient
    } else {
        return None;
    };
    Some(s)
}

impl Syllable {
    /// Number of the initial and of the letters it takes.
    fn read_initial(&self) -> Option<(u8, u8)> {
        let len = usize::from(self.len);
        let base = |at: usize| if at < len { self.letters[at].base() } else { '\0' };
        let vowel = |at: usize| at < len && self.letters[at].is_vowel();
        Some(match (base(0), base(1)) {
            ('b', _) => (1, 1),
            ('c', 'h') => (3, 2),
            ('c', _) => (2, 1),
            ('d', _) => (4, 1),
            ('đ', _) => (5, 1),
            ('g', 'h') => (7, 2),
            ('g', 'i') if vowel(2) => (GI, 2),
            ('g', _) => (G, 1),
            ('h', _) => (9, 1),
            ('k', 'h') => (11, 2),
            ('k', _) => (10, 1),
            ('l', _) => (12, 1),
            ('m', _) => (13, 1),
            ('n', 'g') if base(2) == 'h' => (16, 3),
            ('n', 'g') => (15, 2),
            ('n', 'h') => (17, 2),
            ('n', _) => (14, 1),
            ('p', 'h') => (19, 2),
            ('p', _) => (18, 1),
            ('q', 'u') => (QU, 2),
            ('q', _) => return None,
            ('r', _) => (21, 1),
            ('s', _) => (22, 1),
            ('t', 'h') => (24, 2),
            ('t', 'r') => (25, 2),
            ('t', _) => (23, 1),
            ('v', _) => (26, 1),
            ('x', _) => (27, 1),
            _ => (0, 0),
        })
    }

    /// The initial, lower case: "ngh", "qu", "gi", "" …
    pub fn initial(&self) -> &'static str {
        INITIALS[usize::from(self.initial)]
    }

    /// The rime without tone, lower case: "ươc", "uy" … After qu and gi what follows them: quốc is qu + "ôc".
    pub fn rime(&self) -> &'static str {
        RIMES[usize::from(self.rime)]
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        usize::from(self.len)
    }

    /// Is it open oa, oe or uy with a tone, the only place where the styles differ (T2)?
    pub fn has_style(&self) -> bool {
        self.tone != Tone::Ngang && matches!(self.rime(), "oa" | "oe" | "uy") && self.initial != QU
    }

    /// The letter that carries the tone in `style` (T1), counted from the syllable's start.
    fn place(&self, style: Style) -> usize {
        let start = usize::from(self.rime_at);
        let rime = &self.letters[start..usize::from(self.len)];
        let vowels = rime.iter().take_while(|letter| letter.is_vowel()).count();
        // A letter with a diacritic takes it, the last one of two (ươ).
        let marked =
            rime.iter().rposition(|letter| matches!(letter.base(), 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
        let within = match (marked, vowels) {
            (Some(at), _) => at,
            (None, n) if n < rime.len() => n - 1, // closed: the last vowel letter
            (None, 1) => 0,
            (None, 2) if matches!(self.rime(), "oa" | "oe" | "uy") => usize::from(style == Style::Modern),
            (None, 2) => 0,
            (None, _) if self.rime() == "uya" => 1,
            (None, _) => 1,
        };
        start + within
    }

    /// The style that the tone as written shows: `None` where the styles do not differ, or the place is wrong in both.
    pub fn style(&self) -> Option<Style> {
        let at = usize::from(self.tone_at);
        match self.has_style() {
            true if at == self.place(Style::Classic) => Some(Style::Classic),
            true if at == self.place(Style::Modern) => Some(Style::Modern),
            _ => None,
        }
    }

    /// Does the tone stand where neither style puts it (T4)?
    pub fn is_misplaced(&self) -> bool {
        let at = usize::from(self.tone_at);
        self.tone != Tone::Ngang && at != self.place(Style::Classic) && at != self.place(Style::Modern)
    }

    /// Writes the syllable with its tone where `style` puts it; letters and capitals stay.
    pub fn write(&self, style: Style, out: &mut String) {
        self.write_with(self.tone, style, out);
    }

    /// The same with another tone.
    pub fn write_with(&self, tone: Tone, style: Style, out: &mut String) {
        let place = self.place(style);
        let letters = self.letters[..usize::from(self.len)].iter().enumerate();
        out.extend(
            letters.map(|(at, letter)| letter.with_tone(if at == place { tone } else { Tone::Ngang })),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn list() -> Vec<(String, String)> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/syllables_rule.txt");
        let text = std::fs::read_to_string(path).unwrap();
        let pair = |line: &str| line.split_once('\t').map(|(a, b)| (a.to_owned(), b.to_owned()));
        text.lines().filter(|line| !line.starts_with('#')).filter_map(pair).collect()
    }

    #[test]
    fn accepts_the_list_in_both_styles_and_all_cases() {
        let list = list();
        assert_eq!(list.len(), 17_432);
        for (modern, classic) in &list {
            for form in [modern, classic] {
                let title: String =
                    form.chars().take(1).flat_map(char::to_uppercase).chain(form.chars().skip(1)).collect();
                for case in [form, &form.to_uppercase(), &title] {
                    assert_eq!(fit(case), Fit::Core, "{case}");
                }
            }
            let syllable = parse(modern).unwrap();
            let mut out = String::new();
            syllable.write(Style::Modern, &mut out);
            out.push('\t');
            syllable.write(Style::Classic, &mut out);
            assert_eq!(out, format!("{modern}\t{classic}"));
            assert!(!syllable.is_misplaced());
        }
    }

    #[test]
    fn accepts_nothing_beyond_the_list() {
        let list: HashSet<String> = list().into_iter().map(|(modern, _)| modern).collect();
        let mut seen = HashSet::new();
        for initial in INITIALS {
            for rime in RIMES {
                for tone in Tone::ALL {
                    let Some(first) = rime.chars().next().and_then(Letter::of) else { continue };
                    let toned =
                        format!("{initial}{}{}", first.with_tone(tone), &rime[first.base().len_utf8()..]);
                    if let Some(syllable) = parse(&toned).filter(|s| s.fit == Fit::Core) {
                        let mut modern = String::new();
                        syllable.write(Style::Modern, &mut modern);
                        assert!(list.contains(&modern), "{toned} → {modern}");
                        seen.insert(modern);
                    }
                }
            }
        }
        // gin, giết … are spelt by g + i; every other form comes from an initial and a rime.
        assert_eq!(seen.len(), list.len());
    }

    #[test]
    fn every_short_string_over_the_alphabet_agrees_with_the_list() {
        let bare: HashSet<String> = list()
            .into_iter()
            .map(|(modern, _)| modern.chars().filter_map(Letter::of).map(Letter::base).collect())
            .collect();
        let letters: Vec<char> = letter::ALPHABET.to_vec();
        let mut words: Vec<String> = vec![String::new()];
        for _ in 0..4 {
            words = words.iter().flat_map(|word| letters.iter().map(move |c| format!("{word}{c}"))).collect();
            for word in &words {
                let toned: Option<String> = word
                    .char_indices()
                    .find_map(|(at, c)| Letter::of(c).filter(|l| l.is_vowel()).map(|l| (at, c, l)))
                    .map(|(at, c, l)| {
                        format!("{}{}{}", &word[..at], l.with_tone(Tone::Sac), &word[at + c.len_utf8()..])
                    });
                let core = toned.is_some_and(|toned| fit(&toned) == Fit::Core);
                assert_eq!(core, bare.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn judges_tiers_capitals_and_tones() {
        for core in ["nghiêng", "giếng", "Gì", "QUYẾT", "hòan", "qùa", "gịa", "Á", "y", "khuỷu"]
        {
            assert_eq!(fit(core), Fit::Core, "{core}");
        }
        for lenient in ["xing", "bêng", "chứp", "tíc"] {
            assert_eq!(fit(lenient), Fit::Lenient, "{lenient}");
        }
        for no in
            ["", "hOà", "HòA", "xùât", "gỉữa", "windows", "fa", "hoà1", "a\u{301}", "nghiêngg", "q", "qua2"]
        {
            assert_eq!(fit(no), Fit::No, "{no}");
        }
        let syllable = parse("QUỐC").unwrap();
        assert_eq!((syllable.initial(), syllable.rime(), syllable.tone), ("qu", "ôc", Tone::Sac));
        assert_eq!(shape("Hà"), Shape::Title);
        assert_eq!(shape("HÀ"), Shape::Upper);
        assert_eq!(shape("hÀ"), Shape::Mixed);
    }

    #[test]
    fn knows_styles_and_misplaced_tones() {
        let style = |token| parse(token).unwrap().style();
        assert_eq!(style("hòa"), Some(Style::Classic));
        assert_eq!(style("UỶ"), Some(Style::Modern));
        assert_eq!(style("quý"), None);
        for wrong in ["hòan", "qủa", "qúy", "gìa", "lựơng", "thủơ", "hùynh", "tụê", "bứơc"]
        {
            assert!(parse(wrong).unwrap().is_misplaced(), "{wrong}");
        }
    }
}
