//! Decoding and detection: every chart, windows of text in every encoding, other languages, bytes that are no text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use std::collections::HashMap;

use bantin::decode::{self, Encoding};
use bantin::error::Code;
use bantin::typography;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const LEGACY: [(&str, Encoding); 10] = [
    ("tcvn3", Encoding::Tcvn3),
    ("vni-windows", Encoding::Vni),
    ("viscii", Encoding::Viscii),
    ("vps", Encoding::Vps),
    ("windows-1258-letters", Encoding::Windows1258),
    ("bkhcm1", Encoding::Bkhcm1),
    ("bkhcm2", Encoding::Bkhcm2),
    ("vietware-f", Encoding::VietwareF),
    ("vietware-x", Encoding::VietwareX),
    ("tcvn5712-1", Encoding::Tcvn5712),
];

fn data(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn chart(name: &str) -> Vec<(Vec<u8>, char)> {
    let table = data(&format!("tests/data/tables/{name}.tsv"));
    let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row[1].starts_with("U+"))
        .map(|row| {
            let letter = char::from_u32(u32::from_str_radix(&row[1][2..], 16).unwrap()).unwrap();
            let bytes = match name {
                "viqr" => row[0].as_bytes().to_vec(),
                _ => row[0].split(' ').map(|hex| u8::from_str_radix(hex, 16).unwrap()).collect(),
            };
            (bytes, if letter == '₡' { '‚' } else { letter })
        })
        .collect()
}

/// Writes text in a legacy encoding; capitals that the chart lacks as their small letter, what is left as "?".
struct Encoder(HashMap<char, Vec<u8>>);

impl Encoder {
    fn new(name: &str) -> Encoder {
        let mut letters = HashMap::new();
        for (bytes, letter) in chart(name) {
            letters.entry(letter).or_insert(bytes);
        }
        if name == "windows-1258-letters" {
            for (bytes, letter) in chart("windows-1258") {
                letters.entry(letter).or_insert(bytes);
            }
        }
        for (byte, letter) in [(0x93u8, '“'), (0x94, '”'), (0x96, '–'), (0x85, '…')] {
            if !letters.values().any(|bytes| bytes == &[byte]) {
                letters.entry(letter).or_insert(vec![byte]);
            }
        }
        Encoder(letters)
    }

    fn write(&self, text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        for c in text.chars() {
            let small = c.to_lowercase().next().unwrap_or(c);
            match self.0.get(&c).or_else(|| self.0.get(&small)) {
                _ if c.is_ascii() => out.push(c as u8),
                Some(bytes) => out.extend_from_slice(bytes),
                None => out.push(b'?'),
            }
        }
        out
    }
}

fn read(bytes: &[u8], encoding: Encoding) -> String {
    decode::decode(bytes, Some(encoding)).unwrap().text
}

/// The sample articles, or the `.txt` files of the folder that `BANTIN_TEXTS` names.
fn vietnamese() -> Vec<char> {
    if let Some(folder) = std::env::var_os("BANTIN_TEXTS") {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        return paths
            .iter()
            .flat_map(|path| std::fs::read_to_string(path).unwrap().nfc().collect::<Vec<_>>())
            .collect();
    }
    let names = ["01-trang-bao", "02-tin-hang", "05-phong-van", "12-ghi-chep-dai", "13-phong-su-anh"];
    names.map(|name| data(&format!("input/{name}.txt"))).concat().nfc().collect()
}

/// A sequence of pseudo-random numbers: the same windows in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn every_chart_is_read_as_listed() {
    let shared = [0x8E, 0x98]; // of BKHCM 1
    for (name, encoding) in LEGACY.into_iter().chain([("windows-1258", Encoding::Windows1258)]) {
        for (bytes, letter) in chart(name) {
            if name == "bkhcm1" && shared.contains(&bytes[0]) {
                continue;
            }
            assert_eq!(read(&bytes, encoding), letter.to_string(), "{name} {bytes:02X?}");
        }
    }
    for (sequence, letter) in chart("viqr") {
        assert_eq!(read(&sequence, Encoding::Viqr), letter.to_string());
    }
    assert_eq!(read(b"\xA0", Encoding::Viscii), "Õ");
    assert_eq!(read(b"\x82", Encoding::Vni), "‚");
}

#[test]
fn every_chart_writes_and_reads_vietnamese() {
    let text: String = vietnamese().into_iter().collect();
    for (name, encoding) in LEGACY {
        let encoder = Encoder::new(name);
        let known = |c: &char| c.is_ascii() && !"^`{|}~".contains(*c) || encoder.0.contains_key(c);
        let plain: String = text.chars().filter(known).collect();
        let back: String = read(&encoder.write(&plain), encoding);
        assert_eq!(back, plain, "{name}");
    }
}

/// Windows of `text` with enough letters of Vietnamese in them to be told from a table or foreign names.
fn windows(text: &[char], length: usize, count: usize) -> Vec<String> {
    let mut dice = Dice(length as u64);
    let mut found = Vec::new();
    while found.len() < count {
        let from = dice.below(text.len() - length);
        let window = &text[from..from + length];
        if window.iter().filter(|c| c.is_alphabetic() && !c.is_ascii()).count() >= length / 12 {
            found.push(window.iter().collect());
        }
    }
    found
}

/// How many windows are read right; printed too, for whoever looks for the worst.
fn rate(what: &str, windows: &[String], right: impl Fn(&str) -> bool) -> f64 {
    let right = windows.iter().filter(|window| right(window)).count();
    println!("{what}: {right} of {}", windows.len());
    right as f64 / windows.len() as f64
}

/// Length of a window and the share of windows of that length that must be read right.
const RATES: [(usize, f64); 2] = [(40, 0.97), (160, 0.995)];

fn charts() -> impl Iterator<Item = (&'static str, Encoding)> {
    LEGACY.into_iter().filter(|(name, _)| *name != "tcvn5712-1").chain([("viqr", Encoding::Viqr)])
}

/// Charts that agree on all bytes of a window give the same text: either name is right.
fn is_read(bytes: &[u8], encoding: Encoding) -> bool {
    let found = decode::detect(bytes).encoding;
    found == encoding || read(bytes, found) == read(bytes, encoding)
}

#[test]
fn windows_of_vietnamese_are_recognised() {
    let text = vietnamese();
    for (name, encoding) in charts() {
        let encoder = Encoder::new(name);
        for (length, wanted) in RATES {
            let right = rate(&format!("{name} at {length}"), &windows(&text, length, 600), |window| {
                is_read(&encoder.write(window), encoding)
            });
            assert!(right >= wanted, "{name} at {length}: {right}");
        }
    }
}

#[test]
fn windows_in_capitals_are_recognised() {
    let text: Vec<char> = vietnamese().into_iter().flat_map(char::to_uppercase).collect();
    for (name, encoding) in charts() {
        let encoder = Encoder::new(name);
        for (length, wanted) in RATES {
            let right =
                rate(&format!("{name} at {length}, capitals"), &windows(&text, length, 300), |window| {
                    is_read(&encoder.write(window), encoding)
                });
            assert!(right >= wanted, "{name} at {length}, capitals: {right}");
        }
    }
}

#[test]
fn viqr_may_have_the_quotes_of_a_word_processor() {
    let read_as = "“Nước sông đã rút”, ông Ba nói – rồi ông về nhà ở xóm Đồng.";
    let spelled = "“Nu+o+'c so^ng dda~ ru't”, o^ng Ba no'i – ro^`i o^ng ve^` nha` o+? xo'm DDo^`ng.";
    let old: Vec<u8> = spelled
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            _ => c as u8,
        })
        .collect();
    for bytes in [spelled.as_bytes(), &old] {
        let decoded = decode::decode(bytes, None).unwrap();
        assert_eq!((decoded.detection.encoding, decoded.text.as_str()), (Encoding::Viqr, read_as));
    }
    let english =
        "“The river has fallen”, he said – and went home to the village (at last), isn't it? ".repeat(3);
    assert_eq!(decode::detect(english.as_bytes()).encoding, Encoding::Utf8);
}

#[test]
fn windows_in_unicode_are_recognised() {
    let text = vietnamese();
    for (length, _) in RATES {
        for window in windows(&text, length, 600) {
            let decomposed: String = window.nfd().collect();
            for written in [&window, &decomposed] {
                let little: Vec<u8> = written.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> = written.encode_utf16().flat_map(u16::to_be_bytes).collect();
                for (bytes, encoding) in [
                    (written.as_bytes(), Encoding::Utf8),
                    (&little, Encoding::Utf16le),
                    (&big, Encoding::Utf16be),
                ] {
                    let decoded = decode::decode(bytes, None).unwrap();
                    assert_eq!((decoded.detection.encoding, &decoded.text), (encoding, written));
                }
            }
        }
    }
}

/// Legacy bytes that a program took for windows-1252 and saved as UTF-8.
#[test]
fn windows_misread_as_latin_are_repaired() {
    let text = vietnamese();
    for (name, encoding) in LEGACY.into_iter().take(2) {
        let encoder = Encoder::new(name);
        let right = rate(&format!("{name} at 160, misread"), &windows(&text, 160, 300), |window| {
            let bytes = encoder.write(&window.replace('\n', " "));
            let surface = read(&bytes, Encoding::Windows1252);
            let wanted = typography::repair(&read(&bytes, encoding)).text.into_owned();
            typography::repair(&surface).text == wanted
        });
        assert!(right >= 0.97, "{name}: {right}");
    }
}

#[test]
fn a_legacy_paragraph_inside_utf8_is_read_by_its_own() {
    let text = vietnamese();
    let around = "Hội nghị đã nghe báo cáo tổng kết của Ủy ban nhân dân tỉnh.\n";
    for (name, encoding) in LEGACY.into_iter().filter(|(name, _)| *name != "tcvn5712-1") {
        let encoder = Encoder::new(name);
        let right = rate(&format!("{name} at 160, mixed"), &windows(&text, 160, 300), |window| {
            let bytes = encoder.write(&window.replace('\n', " "));
            let file = [around.as_bytes(), &bytes, b"\n", around.as_bytes()].concat();
            let wanted = format!("{around}{}\n{around}", read(&bytes, encoding));
            decode::decode(&file, None).unwrap().text == wanted
        });
        assert!(right >= 0.97, "{name}: {right}");
    }
}

/// Latin-1 or Latin-2 bytes of a text, "?" for what they lack.
fn western(text: &str, central: bool) -> Vec<u8> {
    const CENTRAL: &str = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ„”“";
    const BYTES: &[u8] = b"\xB9\xE6\xEA\xB3\xF1\xF3\x9C\x9F\xBF\xA5\xC6\xCA\xA3\xD1\xD3\x8C\x8F\xAF\xE1\xE8\xEF\xE9\xEC\xED\xF2\xF3\xF8\x9A\x9D\xFA\xF9\xFD\x9E\xC1\xC8\xCF\xC9\xCC\xCD\xD2\xD3\xD8\x8A\x8D\xDA\xD9\xDD\x8E\x84\x94\x93";
    text.chars()
        .map(|c| match c {
            _ if c.is_ascii() => c as u8,
            _ if central => CENTRAL.chars().position(|known| known == c).map_or(b'?', |at| BYTES[at]),
            '“' => 0x93,
            '”' => 0x94,
            '„' => 0x84,
            '€' => 0x80,
            '—' => 0x97,
            _ => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        })
        .collect()
}

#[test]
fn other_languages_are_never_taken_for_vietnamese() {
    let mut dice = Dice(1);
    for (language, central) in [
        ("en", false),
        ("fr", false),
        ("de", false),
        ("es", false),
        ("pl", true),
        ("cs", true),
        ("code", false),
    ] {
        let text: Vec<char> = data(&format!("tests/data/lang/{language}.txt")).chars().collect();
        for round in 0..1000 {
            let length = [40, 80, 160, 400][round % 4];
            let from = dice.below(text.len() - length);
            let window: String = text[from..from + length].iter().collect();
            let found = decode::detect(&western(&window, central)).encoding;
            assert!(
                matches!(found, Encoding::Unknown | Encoding::Ascii | Encoding::Utf8),
                "{found:?}: {window}"
            );
            let repaired = typography::repair(&window);
            let wrong = repaired.edits.iter().find(|edit| !["U8", "U10", "U1"].contains(&edit.rule.as_ref()));
            assert_eq!(wrong, None, "{window}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let noise: Vec<u8> = {
        let mut dice = Dice(3);
        (0..4096).map(|_| dice.below(256) as u8).collect()
    };
    let cases: [&[u8]; 8] = [
        b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n",
        b"\xFF\xD8\xFF\xE0\0\x10JFIF",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
        b"\x7FELF\x02\x01\x01\0\0\0\0\0",
        &[0; 100],
        &noise,
    ];
    for bytes in cases {
        assert_eq!(decode::decode(bytes, None).unwrap_err().code, Code::NotText, "{:02X?}", &bytes[..8]);
        assert_eq!(decode::detect(bytes).encoding.name(), "unknown");
    }
}

#[test]
fn unicode_in_all_its_forms() {
    let le: Vec<u8> = "Hội nghị tổng kết\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = "Hội nghị tổng kết\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name) in [(le.clone(), "utf-16le"), (be.clone(), "utf-16be")] {
        let decoded = decode::decode(&bytes, None).unwrap();
        assert_eq!(
            (decoded.detection.encoding.name(), decoded.text.as_str()),
            (name, "Hội nghị tổng kết\r\n")
        );
    }
    assert_eq!(
        decode::decode(&[b"\xFF\xFE".to_vec(), le].concat(), None).unwrap().text,
        "Hội nghị tổng kết\r\n"
    );
    assert_eq!(
        decode::decode(&[b"\xFE\xFF".to_vec(), be].concat(), None).unwrap().text,
        "Hội nghị tổng kết\r\n"
    );
    assert_eq!(decode::decode("\u{FEFF}Hội".as_bytes(), None).unwrap().text, "Hội");
    // Half a pair becomes U+FFFD, with a warning that names the line.
    let broken = decode::decode(b"\xFF\xFEa\0\n\0\x3D\xD8b\0", None).unwrap();
    assert_eq!(broken.text, "a\n\u{FFFD}b");
    assert_eq!((broken.warnings[0].code, broken.warnings[0].line), (Code::LostCharacter, Some(2)));
}

#[test]
fn a_file_joined_from_two_encodings_is_read_by_both() {
    let first = "Hội nghị đã nghe báo cáo tổng kết của Ủy ban nhân dân tỉnh.\n";
    let second = "Các đại biểu thảo luận về những giải pháp phát triển nông nghiệp của địa phương.\n";
    for (name, encoding) in
        [("tcvn3", Encoding::Tcvn3), ("vni-windows", Encoding::Vni), ("viscii", Encoding::Viscii)]
    {
        let foreign = Encoder::new(name).write(second);
        let bytes = [first.as_bytes(), &foreign, first.as_bytes()].concat();
        let decoded = decode::decode(&bytes, None).unwrap();
        assert_eq!(decoded.text, format!("{first}{second}{first}"), "{name}");
        assert_eq!(decoded.detection.encoding, Encoding::Utf8);
        let warning = &decoded.warnings[0];
        assert_eq!((warning.code, warning.line), (Code::MixedEncodings, Some(2)), "{name} {encoding:?}");
    }
}

#[test]
fn bytes_without_meaning_are_kept_and_named() {
    let latin = decode::decode(b"caf\xE9 \xAB cr\xE8me \xBB\nd\xE9j\xE0 vu", None).unwrap();
    assert_eq!(latin.text, "café « crème »\ndéjà vu");
    assert_eq!(
        (latin.detection.encoding, latin.warnings[0].code),
        (Encoding::Unknown, Code::UnknownEncoding)
    );
    // One Latin-1 word in UTF-8.
    let mixed =
        decode::decode(b"H\xE1\xBB\x99i ngh\xE1\xBB\x8B\nt\xE1\xBA\xA1i caf\xE9 H\xE1\xBB\x93ng\n", None)
            .unwrap();
    assert_eq!(mixed.text, "Hội nghị\ntại café Hồng\n");
    assert_eq!((mixed.warnings[0].code, mixed.warnings[0].line), (Code::UndefinedBytes, Some(2)));
    // A byte that TCVN3 leaves open.
    let open = decode::decode(b"C\xE9ng h\xDFa\nx\xB7 h\xE9i \xC0", Some(Encoding::Tcvn3)).unwrap();
    assert_eq!(open.text, "Cộng hòa\nxã hội À");
    assert_eq!((open.warnings[0].code, open.warnings[0].line), (Code::UndefinedBytes, Some(2)));
}

#[test]
fn the_page_may_say_its_encoding() {
    let short = b"<font face=\".VnTime\">H\xB5 N\xE9i</font>";
    assert_eq!(decode::detect(short).encoding, Encoding::Tcvn3);
    let short = b"<meta charset=\"windows-1258\">Vi\xEA\xF2t Nam";
    assert_eq!(decode::detect(short).encoding, Encoding::Windows1258);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn decoding_is_total(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        decode::detect(&bytes);
        let _ = decode::decode(&bytes, None);
        for encoding in Encoding::NAMED {
            prop_assert!(decode::decode(&bytes, Some(encoding)).is_ok());
        }
    }

    #[test]
    fn clean_utf8_is_never_changed(text in "[ -~àáạảãđêếôơưỹ\n]{0,200}") {
        let decoded = decode::decode(text.as_bytes(), Some(Encoding::Utf8)).unwrap();
        prop_assert_eq!(decoded.text, text);
    }
}
