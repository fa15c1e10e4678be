//! The first look at a line: runs of letters that are known to ask for nothing are passed by, and between them pairs of
//! neighbouring bytes that no rule could want are let through.

use super::run::Run;
use super::tone::{self, Settled};
use crate::settings::{DashRange, Quotes, Typography};

/// What a line needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing.
    Clean,
    /// Only a look for flags.
    Flags,
    /// The rules.
    Wanted,
}

/// Classes of bytes; a pair of them decides.
const OTHER: u8 = 0;
const DIGIT: u8 = 1;
const SPACE: u8 = 2;
const CLOSE: u8 = 3;
const DOT: u8 = 4;
const OPEN: u8 = 5;
const HYPHEN: u8 = 6;
const SLASH: u8 = 7;
const QUOTE: u8 = 8;
const ODD: u8 = 9;
/// This and what follows it make runs of letters.
const LETTER: u8 = 10;
/// Leads of two-byte and three-byte punctuation: – … “ ” º «.
const LEAD: u8 = 11;

static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [LETTER; 256];
    let mut b = 0;
    while b < 128 {
        table[b] = match b as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b' ' => SPACE,
            b',' | b';' | b':' | b'!' | b'?' | b')' | b']' => CLOSE,
            b'.' => DOT,
            b'(' | b'[' => OPEN,
            b'-' => HYPHEN,
            b'/' => SLASH,
            b'"' | b'\'' | b'`' => QUOTE,
            b'\t' => ODD,
            _ => OTHER,
        };
        b += 1;
    }
    table[0xC2] = LEAD;
    table[0xE2] = LEAD;
    table
}

/// May the byte begin punctuation beyond ASCII?
pub(super) const fn is_lead(byte: u8) -> bool {
    CLASS[byte as usize] == LEAD
}

/// Bit b of row a: after a byte of class a, one of class b needs a closer look.
static PAIRS: [u16; 12] = pairs();

const fn pairs() -> [u16; 12] {
    let mut rows = [1 << ODD | 1 << LEAD; 12];
    rows[LETTER as usize] |= 1 << OPEN | 1 << HYPHEN | 1 << QUOTE;
    rows[DIGIT as usize] |= 1 << HYPHEN | 1 << QUOTE | 1 << CLOSE | 1 << DOT;
    rows[SPACE as usize] |= 1 << SPACE | 1 << CLOSE | 1 << DOT | 1 << HYPHEN | 1 << SLASH | 1 << QUOTE;
    rows[CLOSE as usize] |= 1 << LETTER | 1 << CLOSE | 1 << OPEN | 1 << QUOTE | 1 << DIGIT | 1 << HYPHEN;
    rows[DOT as usize] |= 1 << LETTER | 1 << DOT | 1 << SLASH | 1 << QUOTE | 1 << HYPHEN;
    rows[OPEN as usize] |= 1 << SPACE | 1 << QUOTE | 1 << HYPHEN;
    rows[HYPHEN as usize] |= 1 << SPACE | 1 << HYPHEN | 1 << QUOTE;
    rows[SLASH as usize] |= 1 << SPACE | 1 << DOT | 1 << QUOTE | 1 << HYPHEN;
    rows[QUOTE as usize] = u16::MAX;
    rows[ODD as usize] = u16::MAX;
    rows[OTHER as usize] |= 1 << QUOTE | 1 << HYPHEN;
    rows[LEAD as usize] |= 1 << QUOTE;
    rows
}

pub(super) fn look(line: &str, options: &Typography) -> Look {
    let bytes = line.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return Look::Clean };
    if matches!(first, b' ' | b'\t' | b'-' | b'+' | b'"' | b'\'' | b'`' | 0xC2 | 0xE2)
        || matches!(last, b' ' | b'\t')
    {
        return Look::Wanted;
    }
    let mut pairs = Pairs { bytes, options, before: b'\n', row: 0, flags: false, quotes: 0 };
    match Settled::with(options.tone, |settled| walk(line, &mut pairs, settled)) {
        Some(true) => {}
        Some(false) if !tone::wanted(line, options.tone) => {}
        _ => return Look::Wanted,
    }
    if pairs.flags || pairs.quotes != 0 { Look::Flags } else { Look::Clean }
}

/// Looks at all pairs: `None` if one is wanted, else whether all runs of letters are settled.
fn walk(line: &str, pairs: &mut Pairs<'_>, settled: &mut Settled) -> Option<bool> {
    let bytes = line.as_bytes();
    let (mut at, mut all) = (0, true);
    loop {
        let run = Run::at(bytes, at);
        let end = at + run.len;
        if settled.knows(&run) {
            // No byte of it is a lead, so only its first makes a pair.
            if end > at {
                if pairs.row >> LETTER & 1 == 1 && !pairs.is_innocent(at, bytes[at]) {
                    return None;
                }
                (pairs.row, pairs.before) = (PAIRS[usize::from(LETTER)], bytes[end - 1]);
            }
        } else {
            all &= settled.has(line, at, &run);
            for (at, byte) in (at..end).zip(&bytes[at..end]) {
                if !pairs.lets_through(at, *byte, CLASS[usize::from(*byte)]) {
                    return None;
                }
            }
        }
        at = end;
        loop {
            let Some(byte) = bytes.get(at) else { return Some(all) };
            let class = CLASS[usize::from(*byte)];
            if class >= LETTER {
                break;
            }
            if !pairs.lets_through(at, *byte, class) {
                return None;
            }
            at += 1;
        }
    }
}

/// A line on the way from pair to pair.
struct Pairs<'a> {
    bytes: &'a [u8],
    options: &'a Typography,
    /// The byte before, and its row. The first byte of a line has none, so the row is empty.
    before: u8,
    row: u16,
    flags: bool,
    quotes: i32,
}

impl Pairs<'_> {
    /// Goes on to the byte at `at`. Says no if a rule may want the pair.
    #[inline(always)]
    fn lets_through(&mut self, at: usize, byte: u8, class: u8) -> bool {
        if self.row >> class & 1 == 1 && !self.is_innocent(at, byte) {
            return false;
        }
        (self.row, self.before) = (PAIRS[usize::from(class)], byte);
        true
    }

    #[inline(never)]
    fn is_innocent(&mut self, at: usize, byte: u8) -> bool {
        match closer(self.bytes, at, self.before, byte, self.options, &mut self.quotes) {
            Look::Clean => true,
            Look::Flags => {
                self.flags = true;
                true
            }
            Look::Wanted => false,
        }
    }
}

/// The pairs that are mostly innocent. `before` and `byte` stand at `at - 1` and `at`.
fn closer(bytes: &[u8], at: usize, before: u8, byte: u8, options: &Typography, quotes: &mut i32) -> Look {
    let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
    let is_digit = |b: u8| b.is_ascii_digit();
    match (before, byte) {
        // 1.000, 2,5, 10:30: innocent, perhaps to be flagged
        (b'0'..=b'9', b'.' | b',') if is_digit(next) => figure(bytes, at, byte),
        (b'0'..=b'9', b'.' | b',' | b';' | b':' | b'!' | b'?' | b')' | b']') => Look::Clean,
        (b',' | b':', b'0'..=b'9') if at >= 2 && is_digit(bytes[at - 2]) => Look::Clean,
        (_, b'-') => {
            if before == b' ' && next == b' ' {
                // Bà Rịa - Vũng Tàu; but 15/QĐ - UBND
                let (left, right) = (bytes[at.saturating_sub(2)], bytes.get(at + 2).copied().unwrap_or(b' '));
                // The last byte of Đ and Ư, the first of both.
                let left_capital = left.is_ascii_uppercase() || matches!(left, 0x90 | 0xAF);
                let right_capital = right.is_ascii_uppercase() || matches!(right, 0xC4 | 0xC6);
                // TTg and TTr end in a small letter
                let small = matches!(left, b'g' | b'r') && at >= 4 && bytes[at - 4..at - 2] == *b"TT";
                match (left_capital || small) && right_capital {
                    true => Look::Wanted,
                    false => Look::Clean,
                }
            } else if matches!(before, b' ' | b'-')
                || matches!(next, b' ' | b'-')
                || options.dash_range == DashRange::En && is_digit(before) && is_digit(next)
            {
                Look::Wanted
            } else {
                Look::Clean
            }
        }
        (b'-', b' ') if at >= 2 && bytes[at - 2] == b' ' => Look::Clean, // seen at the hyphen
        // The end mark ./. as it should be: behind a letter, at the end of the line.
        (b'.', b'/') if next == b'.' && at + 2 == bytes.len() && at >= 2 => {
            let letter = bytes[at - 2].is_ascii_alphabetic() || bytes[at - 2] >= 0x80;
            if letter { Look::Clean } else { Look::Wanted }
        }
        (b'/', b'.') if at >= 2 && bytes[at - 2] == b'.' && at + 1 == bytes.len() => Look::Clean, // seen at the slash
        (_, 0xC2) => match next {
            0xBA | 0xAB | 0xBB => Look::Wanted, // º « »
            _ => Look::Clean,
        },
        (_, 0xE2) => three_bytes(bytes, at, before, options, quotes),
        (_, b'\'') if before != b'\'' && next != b'\'' => Look::Clean,
        (b'\'', b) if b != b'\'' && b != b'`' && b != b'"' => Look::Clean,
        (b')' | b']', b',' | b';' | b':' | b'!' | b'?') => Look::Clean,
        (b'?' | b'!', b'?' | b'!' | b')') => Look::Clean,
        _ => Look::Wanted,
    }
}

/// A dot or comma between digits at `at`: 1.250 and 2,5 are right, 1.5 and 2019,2020 and 1,000,000 may be doubtful.
fn figure(bytes: &[u8], at: usize, mark: u8) -> Look {
    let behind = digits(bytes[at + 1..].iter());
    let doubtful = match mark {
        b'.' => behind != 3,
        _ => {
            let more = bytes.get(at + 1 + behind..at + 3 + behind);
            let again = more.is_some_and(|more| matches!(more[0], b',' | b'.') && more[1].is_ascii_digit());
            again || behind == 4 && digits(bytes[..at].iter().rev()) == 4
        }
    };
    if doubtful { Look::Flags } else { Look::Clean }
}

/// How many digits come first, five at the most.
fn digits<'a>(bytes: impl Iterator<Item = &'a u8>) -> usize {
    bytes.take_while(|b| b.is_ascii_digit()).take(5).count()
}

fn three_bytes(bytes: &[u8], at: usize, before: u8, options: &Typography, quotes: &mut i32) -> Look {
    let behind = bytes.get(at + 3).copied().unwrap_or(b'\n');
    let spaced = matches!(behind, b' ' | b'\n');
    let punctuation = matches!(behind, b',' | b'.' | b';' | b':' | b'!' | b'?' | b')' | b'\n' | b' ');
    let clean = match bytes.get(at + 1..at + 3) {
        Some([0x80, 0x93 | 0x94]) => (before == b' ') == (behind == b' '),
        Some([0x80, 0x90 | 0x91]) => false,
        Some([0x80, 0xA6]) => before != b' ' && punctuation,
        Some([0x80, 0x9C]) => {
            *quotes += 1;
            *quotes == 1 && matches!(before, b' ' | b'(' | b'[') && !spaced
                || options.quotes == Quotes::Keep && !spaced
        }
        Some([0x80, 0x9D]) => {
            *quotes -= 1;
            *quotes == 0 && before != b' ' && punctuation
        }
        Some([0x80, 0x98 | 0x99]) => !matches!(before, b' ' | b',' | b';' | b':') && behind != b' ',
        Some([0x80, 0x9E]) => false,
        _ => true,
    };
    if clean { Look::Clean } else { Look::Wanted }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::typography::polish;

    fn piece() -> impl Strategy<Value = String> {
        let marks = prop::sample::select(
            ".,;:!?…()[]“”‘’«»„\"'`-–—/%º …\u{2010}\u{2212}=@#<>+".chars().collect::<Vec<char>>(),
        );
        let words = prop::sample::select(vec![
            "hội",
            "Nghị",
            "TP",
            "GS",
            "a",
            "A",
            "ngày",
            "số",
            "15/QĐ",
            "UBND",
            "NĐ",
            "CP",
            "TTr",
            "TTg",
            "12/2020/TT",
            "BNV",
            "30",
            "2020",
            "5",
            "1.5",
            "C",
            "qủa",
            "gỉữa",
            "v.v",
            "KH",
            "http://a.vn/b",
            "xã",
            "Đà",
            "ở",
            "--",
            "...",
            "./.",
            "IV",
        ]);
        prop_oneof![
            4 => words.prop_map(str::to_owned),
            4 => Just(" ".to_owned()),
            3 => marks.prop_map(String::from),
            1 => "\\PC|[a-yàảộứêóđ]{1,4}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6000))]

        #[test]
        fn what_is_let_through_wants_nothing(pieces in prop::collection::vec(piece(), 1..14)) {
            let line = pieces.concat();
            let options = Typography::default();
            let edited = polish::rules(&line, &options, Look::Wanted);
            match look(&line, &options) {
                Look::Clean => prop_assert!(edited.edits.is_empty() && edited.flags.is_empty(), "{:?}", edited),
                Look::Flags => prop_assert!(edited.edits.is_empty(), "{:?}", edited),
                Look::Wanted => {}
            }
        }
    }
}
