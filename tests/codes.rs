//! Every stable code is provoked through the binary, shown with a message and a hint, in Vietnamese and in English.
//! A code without a case fails here; what no input can provoke is listed with the reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod run;

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

use bantin::error::Code;
use run::{Place, Run, TIME, article};

const BANTIN: &str = env!("CARGO_BIN_EXE_bantin");

/// What is done before the program runs, what it is told, and how it ends.
struct Case {
    code: Code,
    exit: i32,
    args: &'static [&'static str],
    prepare: fn(&Place),
}

/// Codes that no input can provoke, and why they are there all the same.
const BEYOND: &[(Code, &str)] = &[
    (
        Code::PdfFailed,
        "a defect by definition: an object that the writer has just made would have to be missing",
    ),
    (Code::BadPart, "a defect by definition: a part that the writer has just made would not be well-formed"),
    (
        Code::DocxTooLarge,
        "needs a DOCX beyond 4 GiB; the largest input is 4 GiB of text, which the time limit stops",
    ),
    (Code::PackageTooLarge, "needs a package or a file in it beyond 4 GiB"),
    (Code::Panicked, "a defect by definition; batch::article tests that a panic ends as this code"),
];

const fn convert(code: Code, exit: i32, args: &'static [&'static str], prepare: fn(&Place)) -> Case {
    Case { code, exit, args, prepare }
}

/// Packages take the longest: only those codes ask for them that speak of them.
const CONVERT: &[&str] = &["convert", "in", "-o", "out", "--formats", "pdf"];
const A5: &[&str] = &["convert", "in", "-o", "out", "--formats", "pdf", "--set", "page.preset=a5"];
const PACK: &[&str] = &["convert", "in", "-o", "out", "--formats", "package"];

fn cases() -> Vec<Case> {
    use Code::*;
    vec![
        convert(EmptyInput, 1, CONVERT, |place| place.write("a.txt", " \n")),
        convert(NotText, 1, CONVERT, |place| {
            place.write("a.txt", [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0; 4000]].concat());
        }),
        convert(
            TooLarge,
            1,
            &["convert", "in", "-o", "out", "--formats", "pdf", "--set", "limits.max_input_mib=1"],
            |place| place.write("a.txt", vec![b'a'; (1 << 20) + 1]),
        ),
        convert(Unreadable, 1, &["detect", "in/a.txt", "in/none.txt"], good),
        convert(UndefinedBytes, 0, CONVERT, |place| {
            place.write("a.txt", [article(1).as_bytes(), b"\n\x81\x8d c\xe0 \x90\n"].concat());
        }),
        convert(UnknownEncoding, 0, CONVERT, |place| {
            let strange = b"\xe9\xfe\xf0\xde\xd0\xfd\x81\xe9\xfe\xf0\xde\xd0\xfd\x81\n";
            place.write("a.txt", [b"The quick brown fox jumps\n\n".repeat(3), strange.to_vec()].concat());
        }),
        convert(MixedEncodings, 0, CONVERT, |place| {
            let old = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/input/09-tcvn3.txt")).unwrap();
            place.write("a.txt", [article(1).as_bytes(), b"\n", &old].concat());
        }),
        convert(LostCharacter, 0, CONVERT, |place| {
            let units: Vec<u8> = article(1).encode_utf16().flat_map(u16::to_le_bytes).collect();
            place.write("a.txt", [b"\xff\xfe", &units[..], b"\x00\xd8a\x00"].concat());
        }),
        convert(MoreUndefinedBytes, 0, CONVERT, |place| {
            place.write("a.txt", [article(1).as_bytes(), &b"m\x81t d\x90ng\n".repeat(100)].concat());
        }),
        convert(NoArticle, 1, CONVERT, |place| {
            place.write("a.txt", "Trang chủ\nChia sẻ\nBình luận (0)\nTin liên quan\n");
        }),
        convert(NoTitle, 0, CONVERT, |place| {
            let body = article(1).split_once("\n\n").unwrap().1.to_owned();
            place.write(
                "a.txt",
                body.replace("lúa.", "lúa trên cánh đồng lớn nhất huyện, nhiều hơn mọi năm."),
            );
        }),
        convert(DoubtfulKeep, 0, CONVERT, |place| {
            place.write("a.txt", article(1).replacen("lúa.\n", "lúa.\n\nXem thêm\n", 1));
        }),
        convert(SiteClock, 0, CONVERT, |place| {
            let dated = article(1).replacen("\n\n", "\n12/08/2024 09:00\n\n", 1);
            place.write("a.txt", format!("Thứ hai, 12/8/2024 10:15\nTrang chủ\n\n{dated}"));
        }),
        convert(DoubtfulDrop, 0, CONVERT, |place| {
            let foot = "\nLúa đông xuân xuống giống sớm\nChăn nuôi gia cầm hồi phục mạnh\n\nTin liên quan\nChia sẻ\n";
            place.write("a.txt", article(1) + foot);
        }),
        convert(
            BadFont,
            2,
            &["convert", "in", "-o", "out", "--formats", "pdf", "--set", "fonts.fallback=[\"none.ttf\"]"],
            good,
        ),
        convert(
            NoRoom,
            2,
            &[
                "convert",
                "in",
                "-o",
                "out",
                "--formats",
                "pdf",
                "--set",
                "page.left_mm=100",
                "--set",
                "page.right_mm=100",
            ],
            good,
        ),
        convert(MissingCharacters, 0, CONVERT, |place| {
            place.write("a.txt", article(1).replace("lúa", "漢字"))
        }),
        convert(LooseLine, 0, A5, |place| {
            // Long words of many lengths: wherever they are broken, lines of one or two spaces remain.
            let letters = format!("đ{}", "bcdghklmnpqrstvx".repeat(3));
            let word = |nth: usize| letters.chars().take(15 + nth % 17).collect::<String>();
            let line = |nth: usize| (0..12).map(|at| word(at * 7 + nth * 5)).collect::<Vec<_>>().join(" ");
            let body: String = (0..40).map(|nth| format!("Tên loài {}.\n\n", line(nth))).collect();
            place.write("a.txt", format!("Các loài rong biển\n\n{body}Trần Thị Sông\n"));
        }),
        convert(
            PageFigure,
            0,
            &["convert", "in", "-o", "out", "--formats", "pdf", "--set", "page.body_pt=20"],
            good,
        ),
        convert(CodeTaken, 1, PACK, |place| {
            // Their digests begin with the same 35 bits.
            place.write("a.txt", article(143_035));
            place.write("b.txt", article(546_022));
        }),
        convert(RightToLeft, 0, CONVERT, |place| {
            place.write("a.txt", article(1).replace("lúa", "\u{2067}שלום\u{2069}"))
        }),
        convert(FieldCut, 0, PACK, |place| {
            let words =
                ["lúa hè thu", "xã Thạnh Lợi", "năng suất lúa", "cánh đồng lớn", "hợp tác xã"].join(", ");
            place.write(
                "a.txt",
                article(1) + &format!("\nTừ khóa: {words}, máy gặt đập liên hợp, kênh mương nội đồng\n"),
            );
        }),
        convert(NoDate, 0, PACK, |place| {
            place.write(
                "a.txt",
                "Mùa gặt ở xã\n\nBà con gặt lúa trên cánh đồng lớn nhất huyện, cao hơn năm trước.\n",
            );
        }),
        convert(SymbolLeftOut, 0, PACK, |place| {
            place.write(
                "a.txt",
                "UBND TỈNH CỬU HÀ\nSố: 30/2020/QĐ-UBND-VX-KGVX-NNTN-ABCDEFGHIKLM-NOPQRST-UVXY\n\n\
                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCửu Hà, ngày 12 tháng 8 năm 2024\n\n\
                 QUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch\n\nĐiều 1. Phê duyệt kế hoạch gặt lúa hè thu năm 2024.\n",
            );
        }),
        convert(
            TooSlow,
            1,
            &["convert", "in", "-o", "out", "--formats", "pdf", "--set", "limits.max_seconds=1"],
            |place| place.write("a.txt", (0..60_000).map(article).collect::<String>()),
        ),
        convert(OutputRefused, 1, CONVERT, |place| {
            good(place);
            fs::create_dir_all(place.output().join("pdf/a.pdf/x")).unwrap();
        }),
        convert(BadConfig, 2, CONVERT, |place| {
            good(place);
            fs::write(place.root().join("bantin.toml"), "[typography]\ntonne = \"keep\"\n").unwrap();
        }),
        convert(NoInput, 2, CONVERT, |_| {}),
        convert(CannotWrite, 2, CONVERT, |place| {
            good(place);
            fs::write(place.output(), "in the way").unwrap();
        }),
        convert(BadUsage, 2, &["convert", "in", "-o", "out", "--fromats", "pdf"], good),
        convert(AlreadyThere, 2, &["init"], |place| fs::write(place.root().join("bantin.toml"), "").unwrap()),
        convert(BadLogo, 2, &["bulletin", "in", "-o", "b.pdf"], |place| {
            good(place);
            logo(place, b"GIF89a");
        }),
        convert(NothingToPrint, 2, &["bulletin", "in", "-o", "b.pdf"], |place| place.write("a.txt", "")),
        convert(
            BadOfficeCode,
            2,
            &["convert", "in", "-o", "out", "--set", "archive.agency_id=H27.12.05.99"],
            good,
        ),
        convert(Busy, 2, CONVERT, |place| {
            good(place);
            fs::create_dir_all(place.output()).unwrap();
            let file = fs::File::create(place.output().join(".bantin.lock")).unwrap();
            file.lock().unwrap();
            std::mem::forget(file); // the lock lasts as long as this process
        }),
        #[cfg(unix)]
        convert(NoResources, 2, &["-n", "16"], good),
        convert(CannotMerge, 2, &["convert", "-o", "out", "--merge"], |place| {
            fs::create_dir(place.output()).unwrap();
        }),
        convert(PlaceholderOffice, 0, PACK, good),
        convert(PrintedOnce, 0, &["bulletin", "in", "-o", "b.pdf"], |place| {
            good(place);
            good_as(place, "b.txt");
        }),
    ]
}

fn good(place: &Place) {
    good_as(place, "a.txt");
}

fn good_as(place: &Place, name: &str) {
    place.write(name, article(1));
}

fn logo(place: &Place, bytes: &[u8]) {
    fs::write(place.root().join("logo.png"), bytes).unwrap();
    fs::write(place.root().join("bantin.toml"), "[bulletin]\nlogo = \"logo.png\"\n").unwrap();
}

fn provoke(case: &Case, lang: &str) -> (Place, Run) {
    let place = Place::new();
    (case.prepare)(&place);
    let mut command = match case.args {
        ["-n", limit] => {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("ulimit -n {limit}; exec '{BANTIN}' convert in -o out")]);
            shell
        }
        args => {
            let mut command = Command::new(BANTIN);
            command.args(args);
            command
        }
    };
    command
        .current_dir(place.root())
        .env("LC_ALL", lang)
        .env("SOURCE_DATE_EPOCH", "1767200400")
        .stdin(Stdio::null());
    let run = Run::of(command.output().unwrap()).ends(case.exit);
    (place, run)
}

#[test]
fn every_code_has_a_case_or_a_reason() {
    let cases = cases();
    let provoked: BTreeSet<Code> = cases.iter().map(|case| case.code).collect();
    let beyond: BTreeSet<Code> = BEYOND.iter().map(|(code, _)| *code).collect();
    assert!(provoked.is_disjoint(&beyond));
    assert!(BEYOND.iter().all(|(_, reason)| reason.len() > 20));
    let missing: Vec<&Code> =
        Code::ALL.iter().filter(|code| !provoked.contains(code) && !beyond.contains(code)).collect();
    assert!(missing.is_empty(), "no case provokes {missing:?}");
}

#[test]
fn every_code_is_provoked_and_explained_in_both_languages() {
    let mut wrong = Vec::new();
    for case in cases() {
        for (lang, name) in [("vi_VN.UTF-8", "vi"), ("C.UTF-8", "en")] {
            // The slow one once: it takes the second that it is given.
            if case.code == Code::TooSlow && name == "en" {
                continue;
            }
            let (place, run) = provoke(&case, lang);
            let said = said(&place, &run, case.code);
            match said {
                None => wrong.push(format!("{name}: {} was not said: {}", case.code, run.stderr)),
                Some(text) if text.contains("{$") || text.contains('@') => {
                    wrong.push(format!("{name}: {}: a fact is missing: {text}", case.code));
                }
                // Half of the words may be a path or an option: but some are the language's own.
                Some(text) if name == "vi" && text.chars().all(|c| (c as u32) < 0xC0) => {
                    wrong.push(format!("{name}: {} is not Vietnamese: {text}", case.code));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The message of a code as a person gets it: on standard error, or in the report.
fn said(place: &Place, run: &Run, code: Code) -> Option<String> {
    let mark = format!("{code}: ");
    if let Some((_, text)) = run.stderr.split_once(&mark) {
        return text.lines().next().map(str::to_owned);
    }
    if !place.output().join("report.json").is_file() {
        return None;
    }
    let report = place.report();
    let found = report["articles"]
        .as_array()?
        .iter()
        .flat_map(|article| article["warnings"].as_array().into_iter().flatten());
    found
        .into_iter()
        .find(|warning| warning["code"] == code.as_str())
        .and_then(|warning| warning["message"].as_str())
        .map(str::to_owned)
}

#[test]
fn failures_in_the_report_have_code_stage_message_and_hint() {
    let place = Place::new();
    place.write("a.txt", "");
    place.write("b.txt", "Trang chủ\nChia sẻ\nBình luận (0)\nTin liên quan\n");
    Run::of(place.command(&["--lang", "vi"]).output().unwrap()).ends(1);
    let report = place.report();
    for (name, code, stage) in [("a.txt", "E101", "decode"), ("b.txt", "E201", "read")] {
        let error = &run::entry(&report, name)["error"];
        assert_eq!((&error["code"], &error["stage"]), (&code.into(), &stage.into()));
        for part in ["message", "hint"] {
            assert!(error[part].as_str().unwrap().chars().any(|c| c as u32 > 0xC0), "{name} {part}: {error}");
        }
    }
    assert_eq!(report["run"]["job_time"], TIME);
}
