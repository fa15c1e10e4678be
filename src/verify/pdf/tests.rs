//! The direct reader against lopdf: it may leave a file to lopdf, but never read anything else out of it.

use std::io::Write;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::verify::inflate;

/// PDFs of all the sample articles, and one with a picture's credit, verse and a table.
static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/input");
    let mut samples = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let Ok(bytes) = std::fs::read(file.unwrap().path()) else { continue };
        let article = crate::read_bytes(&bytes);
        samples.extend(article.and_then(|article| crate::write_pdf(&article, &crate::Settings::default())));
    }
    assert!(samples.len() > 8);
    samples
});

fn same(bytes: &[u8]) -> Option<bool> {
    let direct = direct(bytes)?;
    assert_eq!(direct, by_lopdf(bytes));
    Some(direct.is_ok())
}

#[test]
fn our_own_files_are_read_directly_and_as_lopdf_reads_them() {
    for sample in &*SAMPLES {
        assert_eq!(same(sample), Some(true));
    }
}

/// A file in pieces: what was deflated is not.
struct Pieces {
    head: Vec<u8>,
    /// Object with its dictionary up to the length, data, whether they are deflated.
    streams: Vec<(Vec<u8>, Vec<u8>, bool)>,
}

fn pieces(bytes: &[u8]) -> Pieces {
    let file = plain::File::open(bytes).unwrap();
    let mut rest = bytes;
    let mut streams = Vec::new();
    let mut head = None;
    for data in file.data_ranges() {
        let start = rest.as_ptr() as usize - bytes.as_ptr() as usize;
        let mut opening = bytes[start..data.start].to_vec();
        if head.is_none() {
            let mark = memchr::memmem::find(&opening, b" 0 obj").unwrap();
            let line = opening[..mark].iter().rposition(|&byte| byte == b'\n').unwrap() + 1;
            head = Some(opening.drain(..line).collect());
        }
        let length = memchr::memmem::rfind(&opening, b"/Length ").unwrap();
        opening.truncate(length);
        let raw = &bytes[data.clone()];
        let (content, deflated) = match inflate::zlib(raw) {
            Some(content) => (content, true),
            None => (raw.to_vec(), false),
        };
        streams.push((opening, content, deflated));
        rest = &bytes[data.end + b"\nendstream\nendobj\n".len()..];
    }
    Pieces { head: head.unwrap(), streams }
}

/// The file again, its cross-reference stream fitted to where the objects are now.
fn join(pieces: &Pieces) -> Vec<u8> {
    let mut out = pieces.head.clone();
    let mut starts = Vec::new();
    for (at, (opening, content, deflated)) in pieces.streams.iter().enumerate() {
        let number: usize =
            std::str::from_utf8(&opening[..opening.iter().position(|&b| b == b' ').unwrap_or(0)])
                .ok()
                .and_then(|number| number.parse().ok())
                .unwrap_or(0);
        starts.push((number, out.len()));
        let mut content = content.clone();
        if at + 1 == pieces.streams.len() {
            for (number, start) in &starts {
                if let Some(row) = content.get_mut(number * 7..number * 7 + 5).filter(|row| row[0] == 1) {
                    row[1..].copy_from_slice(&(*start as u32).to_be_bytes());
                }
            }
        }
        if *deflated {
            let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            writer.write_all(&content).unwrap();
            content = writer.finish().unwrap();
        }
        out.extend_from_slice(opening);
        out.extend_from_slice(format!("/Length {}>>stream\n", content.len()).as_bytes());
        out.extend_from_slice(&content);
        out.extend_from_slice(b"\nendstream\nendobj\n");
    }
    let last = starts.last().unwrap().1;
    out.extend_from_slice(format!("startxref\n{last}\n%%EOF\n").as_bytes());
    out
}

#[test]
fn a_file_taken_apart_and_joined_reads_the_same() {
    for sample in &*SAMPLES {
        let joined = join(&pieces(sample));
        assert_eq!(same(&joined), Some(true));
        assert_eq!(by_lopdf(&joined), by_lopdf(sample));
    }
}

/// Pieces of syntax that read differently in careless hands.
const ODD: &[&str] = &[
    "",
    " ",
    "\n",
    "\r",
    "%",
    "%x\n",
    "0",
    "1",
    "-",
    "+1",
    ".",
    "1.",
    ".5",
    "--1",
    "1 0 R",
    "2 0 R",
    "9 1 R",
    "1 0 Rx",
    "01 0 R",
    "/",
    "/K",
    "/A#4B",
    "/Type",
    "/Pg",
    "/S",
    "/MCID",
    "(",
    ")",
    "\\",
    "\\101",
    "\\n",
    "(a)",
    "(a(b))",
    "<",
    ">",
    "<<",
    ">>",
    "<41>",
    "<4>",
    "<4 1>",
    "[",
    "]",
    "null",
    "true",
    "nullx",
    "R",
    "obj",
    "endobj",
    "stream",
    "\0",
    "/ActualText(x)",
    "/ActualText<FEFF0041>",
    "/S/Span",
    "/Kids[]",
    "/MCID 3",
    "<</K 1>>",
    "/Prev 0",
    "/Encrypt 1 0 R",
    "99999999999999999999",
    "4294967296 0 R",
    "<0041>",
    "<00><FF>",
    "endbfchar",
    "BT",
    "Tj",
    "EMC",
    "q",
    "Q",
];

#[derive(Debug, Clone)]
enum Change {
    Put(Index, Index, &'static str),
    Byte(Index, Index, u8),
    Cut(Index, Index, usize),
    Copy(Index, Index, Index, usize),
    Opening(Index, Index, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    let odd = || prop::sample::select(ODD.to_vec());
    prop_oneof![
        4 => (at(), at(), odd()).prop_map(|(piece, at, odd)| Change::Put(piece, at, odd)),
        3 => (at(), at(), any::<u8>()).prop_map(|(piece, at, byte)| Change::Byte(piece, at, byte)),
        2 => (at(), at(), 1usize..20).prop_map(|(piece, at, length)| Change::Cut(piece, at, length)),
        2 => (at(), at(), at(), 1usize..40).prop_map(|(piece, from, to, length)| Change::Copy(piece, from, to, length)),
        1 => (at(), at(), odd()).prop_map(|(piece, at, odd)| Change::Opening(piece, at, odd)),
    ]
}

fn apply(pieces: &mut Pieces, change: &Change) {
    // Fonts and the profile are opened by nobody.
    let asked: Vec<usize> = (0..pieces.streams.len())
        .filter(|&at| memchr::memmem::find(&pieces.streams[at].0, b"/Length1").is_none())
        .collect();
    let (Change::Put(piece, ..)
    | Change::Byte(piece, ..)
    | Change::Cut(piece, ..)
    | Change::Copy(piece, ..)
    | Change::Opening(piece, ..)) = change;
    let (opening, content, _) = &mut pieces.streams[*piece.get(&asked)];
    match change {
        Change::Put(_, at, odd) => {
            let at = at.index(content.len() + 1);
            content.splice(at..at, odd.bytes());
        }
        Change::Byte(_, at, byte) => {
            let at = at.index(content.len().max(1));
            if let Some(place) = content.get_mut(at) {
                *place = *byte;
            }
        }
        Change::Cut(_, at, length) => {
            let at = at.index(content.len() + 1);
            content.drain(at..(at + length).min(content.len()));
        }
        Change::Copy(_, from, to, length) => {
            let (from, to) = (from.index(content.len() + 1), to.index(content.len() + 1));
            let piece = content[from..(from + length).min(content.len())].to_vec();
            let end = (to + piece.len()).min(content.len());
            content.splice(to..end, piece);
        }
        Change::Opening(_, at, odd) => {
            let at = at.index(opening.len() + 1);
            opening.splice(at..at, odd.bytes());
        }
    }
}

/// Objects of an object stream that take their new neighbours' places: the index is fitted to them.
fn refit(pieces: &mut Pieces) {
    for (opening, content, _) in &mut pieces.streams {
        let Some(at) = memchr::memmem::find(opening, b"/First ") else { continue };
        let digits: String =
            opening[at + 7..].iter().take_while(|b| b.is_ascii_digit()).map(|&b| char::from(b)).collect();
        let Ok(first) = digits.parse::<usize>() else { continue };
        let Some(index) = content.get(..first).and_then(|index| std::str::from_utf8(index).ok()) else {
            continue;
        };
        let numbers: Vec<&str> = index.split_ascii_whitespace().step_by(2).collect();
        // Objects stand on lines of their own.
        let (mut offset, mut fitted) = (0, String::new());
        let lines: Vec<&[u8]> = content[first..].split_inclusive(|&byte| byte == b'\n').collect();
        for (number, line) in numbers.iter().zip(lines) {
            fitted.push_str(&format!("{number} {offset} "));
            offset += line.len();
        }
        if fitted.is_empty() {
            continue;
        }
        let tail = content.split_off(first);
        let length = fitted.len();
        *content = fitted.into_bytes();
        content.extend(tail);
        opening.splice(at + 7..at + 7 + digits.len(), length.to_string().bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn changed_files_are_left_to_lopdf_or_read_the_same(
        sample: Index,
        changes in prop::collection::vec(change(), 1..4),
        fit: bool,
    ) {
        let mut pieces = pieces(sample.get::<Vec<u8>>(&SAMPLES));
        changes.iter().for_each(|change| apply(&mut pieces, change));
        if fit {
            refit(&mut pieces);
        }
        same(&join(&pieces));
    }

    #[test]
    fn changed_bytes_are_left_to_lopdf_or_read_the_same(
        sample: Index,
        at: Index,
        odd in prop::sample::select(ODD.to_vec()),
        cut in 0usize..4,
    ) {
        let mut bytes = sample.get::<Vec<u8>>(&SAMPLES).clone();
        let at = at.index(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, odd.bytes());
        same(&bytes);
    }
}

/// Most changes that leave an object whole are met by the direct reader, or the property above would say nothing.
#[test]
fn changed_texts_are_read_directly() {
    let mut pieces = pieces(&SAMPLES[0]);
    let before = direct(&join(&pieces)).unwrap();
    for (opening, content, _) in &mut pieces.streams {
        if memchr::memmem::find(opening, b"/ObjStm").is_some() {
            let at = memchr::memmem::find(content, b"/S/P/").unwrap();
            content.splice(at..at + 5, *b"/S/Lbl/");
        }
    }
    refit(&mut pieces);
    let after = join(&pieces);
    assert_eq!(same(&after), Some(true));
    assert_ne!(direct(&after).unwrap(), before);
}
