//! Which encoding: BOM, NUL pattern, valid UTF-8, what the page declares, and last its content (E8).

use super::charset::{self, CONTENT};
use super::score::{self, Score};
use super::{Detection, Encoding, latin, magic, sample, utf16};

/// The least share of syllables, toned syllables, and lead over the next reading, that content needs.
const SHARE: f32 = 0.80;
const TONED: u32 = 3;
const LEAD: f32 = 0.05;
/// What commoner letters must gain to outweigh the order of the readings.
const COMMONER: f32 = 0.3;
/// VIQR needs this many marks inside words: English has none.
const VIQR_MARKS: usize = 5;
/// A page says its charset in its head.
const HEAD: usize = 8 << 10;

/// A verdict, and all of the bytes as text where they were found to be UTF-8.
pub(super) struct Found<'a> {
    pub detection: Detection,
    pub utf8: Option<&'a str>,
}

/// What the bytes are, or `None` if they are no text at all.
pub(super) fn encoding(bytes: &[u8]) -> Option<Found<'_>> {
    let found =
        |encoding, confidence, utf8| Some(Found { detection: Detection { encoding, confidence }, utf8 });
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        let text = simdutf8::basic::from_utf8(bytes).ok();
        return found(Encoding::Utf8, if text.is_some() { 1.0 } else { 0.9 }, text);
    }
    if let Some(encoding) = utf16::by_bom(bytes) {
        return found(encoding, 1.0, None);
    }
    if magic::is_binary(bytes) {
        return None;
    }
    if let Some(encoding) = utf16::by_nuls(bytes) {
        return found(encoding, 0.95, None);
    }
    if magic::has_too_many_nuls(bytes) {
        return None;
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => {
            let detection = viqr(text).unwrap_or(Detection { encoding: Encoding::Ascii, confidence: 1.0 });
            Some(Found { detection, utf8: Some(text) })
        }
        Ok(text) => {
            // VIQR may have quotes and dashes of its time's word processors, but no letter beyond ASCII.
            let sure = Detection { encoding: Encoding::Utf8, confidence: 1.0 };
            let detection =
                if text.chars().all(is_plain_or_sign) { viqr(text) } else { None }.unwrap_or(sure);
            Some(Found { detection, utf8: Some(text) })
        }
        Err(_) => {
            let mut detection = content(bytes, declared(bytes));
            if detection.encoding == Encoding::Unknown
                && bytes.iter().all(|&byte| is_plain_or_sign(charset::cp1252(byte)))
            {
                detection = viqr(&latin(bytes, |_| {})).unwrap_or(detection);
            }
            let noise = detection.encoding == Encoding::Unknown && magic::is_mostly_controls(bytes);
            (!noise).then_some(Found { detection, utf8: None })
        }
    }
}

/// ASCII, or a sign of print beyond it.
fn is_plain_or_sign(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            '“' | '”' | '‘' | '’' | '„' | '–' | '—' | '…' | '•' | '«' | '»' | '°' | '\u{A0}' | '\u{FEFF}'
        )
}

/// The verdict on a text without letters beyond ASCII, if it is VIQR.
fn viqr(text: &str) -> Option<Detection> {
    let sample = sample::of(text.as_bytes(), |_| true);
    let mut marks = 0;
    let mut score = Score::default();
    let sampled = String::from_utf8_lossy(&sample);
    score.add(&super::viqr::decode(&sampled, &mut marks), false);
    if marks >= VIQR_MARKS && score.share() >= SHARE && score.toned >= TONED {
        return Some(Detection { encoding: Encoding::Viqr, confidence: score.share() });
    }
    // C0 letters of VISCII and VPS alone prove nothing.
    None
}

/// The verdict on bytes that are neither Unicode nor ASCII.
pub(super) fn content(bytes: &[u8], declared: Option<Encoding>) -> Detection {
    let sample = sample::of(bytes, |line| !line.is_ascii());
    verdict(&ranking(&sample), declared, TONED)
}

/// The readings of `sample`, best first.
pub(super) fn ranking(sample: &[u8]) -> Vec<(Encoding, Score)> {
    let mut left: Vec<(Encoding, Score)> =
        CONTENT.iter().map(|&encoding| (encoding, Score::default())).collect();
    let mut budget = 512;
    let mut from = 0;
    // Each round reads more of the sample with the readings that are still in question.
    while from < sample.len() {
        let to = sample::cut(sample, from + budget);
        for (encoding, score) in &mut left {
            if let Some(set) = charset::of(*encoding) {
                *score = score.plus(score::of(set, &sample[from..to]));
            }
        }
        left.sort_by(|(_, a), (_, b)| b.share().total_cmp(&a.share()));
        let best = left.first().map_or(0.0, |(_, score)| score.share());
        let keep = left.iter().filter(|(_, score)| score.share() >= best - 0.25).count();
        if keep < left.len() && left.iter().take(1).all(|(_, score)| score.toned >= 20) {
            left.truncate(keep.max(2));
            if keep == 1 && best >= SHARE {
                break;
            }
        }
        from = to;
        budget *= 2;
    }
    left
}

/// Weighs a ranking; `toned` is how many toned syllables the winner needs.
pub(super) fn verdict(ranking: &[(Encoding, Score)], declared: Option<Encoding>, toned: u32) -> Detection {
    let unknown = Detection { encoding: Encoding::Unknown, confidence: 0.0 };
    let Some((_, best)) = ranking.first() else { return unknown };
    if let Some(declared) = declared
        && let Some((encoding, score)) = ranking.iter().find(|(encoding, _)| *encoding == declared)
        && score.share() >= (best.share() - 0.1).max(0.5)
    {
        return Detection { encoding: *encoding, confidence: score.share().max(0.9) };
    }
    // Readings that are as good are told apart by how common their letters are; charts that agree on every byte of
    // the sample cannot be, and need not: the text is the same.
    let (encoding, best) = ranking
        .iter()
        .take_while(|(_, score)| score.share() > best.share() - LEAD)
        .copied()
        .reduce(|a, b| if b.1.commonness() > a.1.commonness() + COMMONER { b } else { a })
        .unwrap_or(ranking[0]);
    if best.share() >= SHARE && best.toned >= toned && best.variety() >= toned {
        Detection { encoding, confidence: best.share() }
    } else {
        unknown
    }
}

/// What the page says of itself: `charset=…`, or a font whose name tells the encoding.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let find = |needle: &[u8]| memchr::memmem::find(&head, needle);
    if let Some(at) = find(b"charset=") {
        let rest = &head[at + 8..];
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let named = |names: &[&[u8]]| names.iter().any(|name| rest.starts_with(name));
        if named(&[b"windows-1258", b"cp1258", b"x-cp1258"]) {
            return Some(Encoding::Windows1258);
        } else if named(&[b"viscii", b"csviscii"]) {
            return Some(Encoding::Viscii);
        } else if named(&[b"x-viet-tcvn", b"tcvn", b"x-tcvn"]) {
            return Some(Encoding::Tcvn3);
        } else if named(&[b"x-viet-vps", b"vps", b"x-vps"]) {
            return Some(Encoding::Vps);
        } else if named(&[b"x-viet-vni", b"vni", b"x-vni"]) {
            return Some(Encoding::Vni);
        }
    }
    // A name alone may be prose; behind "face=" or "font-family:" it is a font.
    let font = |name: &[u8]| {
        [&b"face="[..], b"font-family:", b"\\fnil", b"\\fswiss", b"\\froman"].iter().any(|cue| {
            memchr::memmem::find_iter(&head, cue).any(|at| {
                let rest = &head[at + cue.len()..];
                let skip = rest.iter().take(16).take_while(|byte| !matches!(byte, b'.' | b'v')).count();
                rest[skip..].starts_with(name)
            })
        })
    };
    if font(b".vn") {
        Some(Encoding::Tcvn3)
    } else if font(b"vni-") {
        Some(Encoding::Vni)
    } else if font(b"vps ") {
        Some(Encoding::Vps)
    } else {
        None
    }
}
