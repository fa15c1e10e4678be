use std::fs;

use super::{Desk, exists};

#[test]
fn a_slip_is_answered_with_what_was_probably_meant() {
    let desk = Desk::with_article();
    for (args, vi, en) in [
        (
            &["convrt"][..],
            "không có lệnh convrt; có phải ý bạn là convert?",
            "unknown command convrt; did you mean convert?",
        ),
        (
            &["convert", "--formts", "pdf"],
            "không có tùy chọn --formts; có phải ý bạn là --formats?",
            "did you mean --formats?",
        ),
        (
            &["convert", "--formats", "pdff"],
            "--formats <ĐỊNH_DẠNG>: không nhận giá trị pdff; có phải ý bạn là pdf?",
            "did you mean pdf?",
        ),
        (&["bulletin", "input"], "còn thiếu: --output <TỆP.pdf>", "missing: --output <FILE.pdf>"),
        (&["convert", "-o"], "--output <THƯ_MỤC> cần có giá trị", "--output <FOLDER> needs a value"),
        (&["convert", "-q", "-v"], "không dùng cùng nhau được", "do not go together"),
        (
            &["convert", "input", "--set", "typography"],
            "--set typography: phải có dạng",
            "--set typography: it must be",
        ),
        (
            &["convert", "input", "--set", "typography.tonne=keep"],
            "có phải ý bạn là tone?",
            "did you mean tone?",
        ),
        (&["convert", "--jobs", "0"], "--jobs: không nhận giá trị 0", "--jobs: the value 0 is not allowed"),
        (
            &["convert", "--time", "yesterday"],
            "--time: không nhận giá trị yesterday",
            "allowed: 2026-01-31T08:00:00+07:00",
        ),
        (
            &["bulletin", "input", "-o", "b.pdf", "--date", "31/12"],
            "--date: không nhận giá trị 31/12",
            "allowed: 2026-01-05",
        ),
        (&["convert", "--shard", "3/2"], "--shard: không nhận giá trị 3/2", "the value 3/2 is not allowed"),
        (&["man", "convrt"], "không có lệnh convrt", "unknown command convrt"),
    ] {
        for (lang, part) in [("vi", vi), ("en", en)] {
            let args = [args, &["--lang", lang]].concat();
            let ran = desk.run(&args).ends(2).says(&[part]);
            assert_eq!(ran.out, "", "{args:?}");
            assert!(ran.err.contains("  → "), "{args:?}: no hint: {}", ran.err);
        }
    }
}

#[test]
fn the_hint_names_the_help_of_the_command() {
    let desk = Desk::new();
    desk.run(&["bulletin", "x"]).ends(2).says(&["bantin bulletin --help"]);
    desk.run(&["--lang", "vi", "convert", "--nope"]).ends(2).says(&["Xem: bantin convert --help"]);
    desk.run(&["--nope"]).ends(2).says(&["See: bantin --help"]);
    desk.run(&["normalize", "."]).ends(2).says(&["See: bantin normalize --help"]);
}

#[test]
fn a_folder_for_a_file_and_the_reverse_are_explained() {
    let desk = Desk::with_article();
    desk.run(&["normalize", "input"]).ends(2).says(&["E804", "input is a folder; a file is meant here"]);
    desk.run(&["normalize", "input", "--lang", "vi"]).ends(2).says(&["input là thư mục; ở đây cần một tệp"]);
    for command in ["detect", "explain"] {
        let ran = desk.run(&[command, "input", "input/a.txt", "--lang", "vi"]).ends(1);
        let ran = ran.says(&["bantin: input: E104: không đọc được: đó là thư mục", "THƯ_MỤC/*.txt"]);
        assert!(ran.out.contains("a.txt"), "the others go on: {}", ran.out);
    }
    desk.run(&["watch", "input/a.txt"]).ends(2).says(&["is a file; a folder is meant here"]);
    desk.run(&["bulletin", "input", "-o", "input"])
        .ends(2)
        .says(&["E804", "input is a folder; a file is meant here"]);
    desk.run(&["convert", "input", "-o", "input/a.txt"]).ends(2).says(&["E803", "input/a.txt"]);
    desk.run(&["convert", "--config", "input"]).ends(2).says(&["E801", "it is a folder"]);
    desk.run(&["input/a.txt"]).ends(2).says(&["did you mean: bantin convert input/a.txt?"]);
    assert_eq!(desk.read("input/a.txt"), super::ARTICLE, "nothing was overwritten");
}

#[test]
fn what_is_not_there_is_called_so() {
    let desk = Desk::new();
    desk.run(&[]).ends(2).says(&["E802: input does not exist", "bantin reads the folder input"]);
    desk.run(&["convert", "none", "--lang", "vi"]).ends(2).says(&["E802: không có none"]);
    desk.run(&["convert", "none", "--dry-run"]).ends(2).says(&["none does not exist"]);
    desk.run(&["bulletin", "none", "-o", "b.pdf"]).ends(2).says(&["none does not exist"]);
    desk.run(&["watch", "none"]).ends(2).says(&["none does not exist"]);
    desk.run(&["verify", "none"]).ends(2).says(&["none does not exist"]);
    desk.run(&["convert", "--config", "none.toml"])
        .ends(2)
        .says(&["E801: none.toml: cannot be read: it does not exist"]);
    fs::create_dir(desk.path("empty")).unwrap();
    desk.run(&["verify", "empty"]).ends(2).says(&["no package or bag in empty"]);
    desk.run(&["convert", "empty"]).ends(2).says(&["no text file (*.txt, *.text) in empty"]);
    for command in ["detect", "explain", "normalize"] {
        desk.run(&[command, "none.txt"])
            .ends(1)
            .says(&["bantin: none.txt: E104: cannot be read: it does not exist"]);
    }
    for left in ["output", "b.pdf"] {
        assert!(!exists(&desk.path(left)), "{left}");
    }
}

#[test]
fn odd_inputs_end_in_a_message_that_names_them() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    desk.write("binary.txt", [&b"PK\x03\x04"[..], &[0; 3000]].concat());
    fs::create_dir(desk.path("x.txt")).unwrap();
    let ran = desk.run(&["convert", "empty.txt", "binary.txt", "-o", "out"]).ends(1);
    ran.says(&["bantin: empty.txt: E101: the file is empty", "bantin: binary.txt: E102: this is not text"]);
    desk.run(&["explain", "empty.txt", "binary.txt"]).ends(1).says(&["empty.txt: E101", "binary.txt: E102"]);
    desk.run(&["normalize", "binary.txt"]).ends(1).says(&["binary.txt: E102"]);
    // A folder that is called like a text is walked, not opened.
    desk.run(&["convert", "x.txt", "-o", "out"]).ends(2).says(&["E802"]);
}

#[cfg(unix)]
#[test]
fn file_names_cannot_move_the_cursor() {
    let desk = Desk::new();
    desk.write("a\u{1b}[31m\n.txt", "");
    let ran = desk.run(&["explain", "a\u{1b}[31m\n.txt"]).ends(1);
    assert!(!ran.err.contains('\u{1b}') && ran.err.contains("a\u{FFFD}[31m\u{FFFD}.txt"), "{}", ran.err);
}
