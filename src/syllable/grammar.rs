//! The grammar of spec section 5 as compile-time tables: a trie of rimes, and for each rime the initials it takes.

use super::letter::{Letter, code_of};

/// Initials; "" is none. The place in the list is the initial's number.
pub(super) const INITIALS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
pub(super) const G: u8 = 6;
pub(super) const GI: u8 = 8;
pub(super) const QU: u8 = 20;

/// Core rimes, then those that only follow qu, then the lenient tier. The place in the list is the rime's number.
#[rustfmt::skip]
pub(super) const RIMES: [&str; CORE + QU_ONLY + LENIENT] = [
    // open
    "a", "ai", "ao", "au", "ay", "âu", "ây", "e", "eo", "ê", "êu", "i", "ia", "iu", "o", "oi", "ô", "ôi", "ơ",
    "ơi", "u", "ua", "ui", "uơ", "ư", "ưa", "ưi", "ưu", "y", "iêu", "yêu", "uôi", "ươi", "ươu", "oa", "oai",
    "oay", "oao", "oe", "oeo", "uê", "uêu", "uy", "uya", "uyu", "uây",
    // nasal
    "am", "ăm", "âm", "em", "êm", "im", "om", "ôm", "ơm", "um", "ưm", "iêm", "yêm", "uôm", "ươm", "oam", "oăm",
    "an", "ăn", "ân", "en", "ên", "in", "on", "ôn", "ơn", "un", "ưn", "iên", "yên", "uôn", "ươn", "oan", "oăn",
    "oen", "uân", "uyên", "uyn", "ang", "ăng", "âng", "eng", "ong", "ông", "ung", "ưng", "iêng", "yêng", "uông",
    "ương", "oang", "oăng", "uâng", "oong", "anh", "ênh", "inh", "oanh", "uênh", "uynh",
    // stop
    "ac", "ăc", "âc", "ec", "oc", "ôc", "uc", "ưc", "iêc", "uôc", "ươc", "oac", "oăc", "ooc", "ach", "êch",
    "ich", "oach", "uêch", "uych", "ap", "ăp", "âp", "ep", "êp", "ip", "op", "ôp", "ơp", "up", "ươp", "iêp",
    "oap", "uyp", "at", "ăt", "ât", "et", "êt", "it", "ot", "ôt", "ơt", "ut", "ưt", "iêt", "yêt", "uôt", "ươt",
    "oat", "oăt", "oet", "uât", "uyêt", "uyt",
    // after qu only
    "yu", "yn", "ynh", "ych", "yt",
    // lenient
    "ôông", "êng", "ing", "oem", "êc", "ưp", "oep", "uêt", "oăp", "ic",
];
const CORE: usize = 161;
const QU_ONLY: usize = 5;
const LENIENT: usize = 10;

/// What follows qu.
#[rustfmt::skip]
const AFTER_QU: [&str; 54] = [
    "a", "ai", "ao", "au", "ay", "âu", "ây", "e", "eo", "ê", "êu", "i", "iu", "y", "yu", "ơ", "ơi", "am", "ăm",
    "em", "ơm", "an", "ăn", "ân", "en", "ên", "in", "on", "yên", "ơn", "yn", "ang", "ăng", "âng", "eng", "anh",
    "ênh", "inh", "ynh", "ac", "ăc", "ec", "ach", "êch", "ich", "ych", "ap", "ăp", "ep", "at", "ăt", "ât", "et",
    "êt",
];
const AFTER_QU_STOP: [&str; 5] = ["it", "yt", "yêt", "ôc", "ơt"];

/// A trie over letter codes; node 0 is the root, child 0 means none.
pub(super) struct Trie {
    child: [[u8; 29]; NODES],
    /// Rime number + 1, 0 for none.
    rime: [u8; NODES],
}
const NODES: usize = 240;

pub(super) static TRIE: Trie = trie();
/// Per rime: bit n says that initial n takes it, core tier.
pub(super) static CORE_INITIALS: [u32; RIMES.len()] = masks().0;
/// The same for the lenient tier.
pub(super) static LENIENT_INITIALS: [u32; RIMES.len()] = masks().1;
/// Per rime: ends in p, t, c or ch (S3).
pub(super) static IS_STOP: [bool; RIMES.len()] = stops();

impl Trie {
    /// One letter further; 0 is a dead end.
    pub(super) const fn step(&self, node: u8, code: u8) -> u8 {
        self.child[node as usize][code as usize]
    }

    /// The rime that ends here.
    pub(super) const fn rime(&self, node: u8) -> Option<u8> {
        self.rime[node as usize].checked_sub(1)
    }
}

/// The letter codes of a rime (at most four) and how many there are.
const fn codes(text: &str) -> ([u8; 4], usize) {
    let bytes = text.as_bytes();
    let (mut codes, mut len, mut at) = ([255; 4], 0, 0);
    while at < bytes.len() {
        let (code, width) = match bytes[at] {
            b if b < 0x80 => (b as u32, 1),
            b => ((b as u32 & 0x1F) << 6 | bytes[at + 1] as u32 & 0x3F, 2), // ă â ê ô ơ ư đ: two bytes each
        };
        if let Some(c) = char::from_u32(code) {
            codes[len] = code_of(c);
        }
        len += 1;
        at += width;
    }
    (codes, len)
}

const fn trie() -> Trie {
    let mut trie = Trie { child: [[0; 29]; NODES], rime: [0; NODES] };
    let (mut used, mut number) = (1, 0);
    while number < RIMES.len() {
        let (codes, len) = codes(RIMES[number]);
        let (mut node, mut at) = (0, 0);
        while at < len {
            let next = &mut trie.child[node][codes[at] as usize];
            if *next == 0 {
                *next = used;
                used += 1;
            }
            node = *next as usize;
            at += 1;
        }
        trie.rime[node] = number as u8 + 1;
        number += 1;
    }
    trie
}

const fn number_of(trie: &Trie, text: &str) -> usize {
    let (codes, len) = codes(text);
    let (mut node, mut at) = (0, 0);
    while at < len {
        node = trie.step(node, codes[at]);
        at += 1;
    }
    trie.rime[node as usize] as usize - 1
}

const fn masks() -> ([u32; RIMES.len()], [u32; RIMES.len()]) {
    let trie = trie();
    let (mut core, mut lenient) = ([0; RIMES.len()], [0; RIMES.len()]);
    let mut number = 0;
    while number < RIMES.len() {
        let mut initial = 0;
        while initial < INITIALS.len() as u8 {
            if takes(initial, RIMES[number]) {
                if number < CORE {
                    core[number] |= 1 << initial;
                } else if number >= CORE + QU_ONLY {
                    lenient[number] |= 1 << initial;
                }
            }
            initial += 1;
        }
        number += 1;
    }
    let mut at = 0;
    while at < AFTER_QU.len() {
        core[number_of(&trie, AFTER_QU[at])] |= 1 << QU;
        at += 1;
    }
    at = 0;
    while at < AFTER_QU_STOP.len() {
        core[number_of(&trie, AFTER_QU_STOP[at])] |= 1 << QU;
        at += 1;
    }
    // giêng and giêc are g + iêng, iêc: two i are written once, so they are read as gi + êng, êc.
    core[number_of(&trie, "êng")] |= 1 << GI;
    core[number_of(&trie, "êc")] |= 1 << GI;
    (core, lenient)
}

/// S1: does this initial take this rime? qu has its own list.
const fn takes(initial: u8, rime: &str) -> bool {
    let (letters, len) = codes(rime);
    let first = letters[0];
    let (i, y) = (first == code_of('i'), first == code_of('y'));
    let front = i || first == code_of('e') || first == code_of('ê');
    let vowel_behind = len > 1 && is_vowel_code(letters[1]);
    if initial == QU {
        return false;
    }
    if y {
        // yê- stands alone; y alone after "" h k l m n s t th v.
        return if len > 1 {
            initial == 0
        } else {
            matches!(initial, 0 | 9 | 10 | 12 | 13 | 14 | 22 | 23 | 24 | 26)
        };
    }
    match initial {
        0 => !(i && len > 1 && letters[1] == code_of('ê')),
        G => !front || i && !vowel_behind, // gi, gìn: g + i; gia, giêng are read as gi + …
        GI => !i,
        2 | 15 => !front,
        7 | 10 | 16 => front,
        _ => true,
    }
}

const fn is_vowel_code(code: u8) -> bool {
    match Letter::of(super::letter::ALPHABET[code as usize]) {
        Some(letter) => letter.is_vowel(),
        None => false,
    }
}

const fn stops() -> [bool; RIMES.len()] {
    let mut stops = [false; RIMES.len()];
    let mut number = 0;
    while number < RIMES.len() {
        let bytes = RIMES[number].as_bytes();
        let last = bytes[bytes.len() - 1];
        stops[number] = matches!(last, b'p' | b't' | b'c') || last == b'h' && bytes[bytes.len() - 2] == b'c';
        number += 1;
    }
    stops
}
