use std::io::{Read, Write};
use std::process::Stdio;

use super::{ARTICLE, Desk};

#[test]
fn a_hyphen_is_standard_input_where_one_file_is_meant() {
    let desk = Desk::new();
    let plain = desk.fed(&["normalize"], ARTICLE.as_bytes()).ends(0);
    assert!(plain.out.contains("20 héc-ta lúa.\n") && plain.err.is_empty());
    assert_eq!(desk.fed(&["normalize", "-"], ARTICLE.as_bytes()).ends(0).out, plain.out);
    assert_eq!(desk.fed(&["detect", "-"], ARTICLE.as_bytes()).ends(0).out, "-\tutf-8\t1.00\n");
    let explained = desk.fed(&["explain", "--json", "-"], ARTICLE.as_bytes()).ends(0).out;
    assert!(explained.contains("\"title\":\"Lúa hè thu được mùa\""), "{explained}");
    desk.fed(&["convert", "-", "-o", "out", "-q"], ARTICLE.as_bytes()).ends(0);
    assert!(desk.path("out/pdf/stdin.pdf").is_file());
}

#[test]
fn results_go_to_stdout_and_everything_else_to_stderr() {
    let desk = Desk::with_article();
    let ran = desk.run(&["convert", "-v"]).ends(0);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("input/a.txt") || ran.err.contains("a.txt: 1 page"), "{}", ran.err);
    let ran = desk.run(&["verify", "output/packages"]).ends(0);
    assert!(ran.out.starts_with("valid\t") && ran.out.lines().count() == 1, "{}", ran.out);
    assert_eq!(ran.err, "1 package: 1 valid, 0 invalid\n");
    let ran = desk.run(&["verify", "output/packages", "--json"]).ends(0);
    assert!(serde_json::from_str::<serde_json::Value>(&ran.out).is_ok() && ran.err.is_empty());
    let ran = desk.run(&["bulletin", "input", "-o", "b.pdf"]).ends(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", "b.pdf written: 1 article, 2 pages.\n"));
    let ran = desk.run(&["config", "check"]).ends(0);
    assert!(ran.out.contains("no bantin.toml") && ran.err.is_empty());
}

#[test]
fn quiet_leaves_only_errors() {
    let desk = Desk::with_article();
    desk.write("input/b.txt", "");
    let ran = desk.run(&["convert", "-q"]).ends(1);
    assert_eq!(ran.err.matches("bantin: ").count(), 1, "{}", ran.err);
    assert!(ran.err.starts_with("bantin: b.txt: E101: "), "{}", ran.err);
    assert_eq!(desk.run(&["verify", "output/packages", "--quiet"]).ends(0).err, "");
    assert_eq!(desk.run(&["bulletin", "input/a.txt", "-o", "b.pdf", "-q"]).ends(0).err, "");
    assert_eq!(desk.run(&["init", "-q"]).ends(0).err, "");
}

#[test]
fn verbose_shows_every_warning_with_its_line() {
    let desk = Desk::new();
    desk.write("in/a.txt", [ARTICLE.as_bytes(), b"\n\x81\x8d c\xe0 \x90\n"].concat());
    let plain = desk.run(&["convert", "in", "-o", "out"]).ends(0);
    assert!(!plain.err.contains("W101"), "{}", plain.err);
    let ran = desk.run(&["convert", "in", "-o", "out", "--force", "--verbose"]).ends(0);
    assert!(ran.err.contains("W101: "), "{}", ran.err);
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let desk = Desk::with_article();
    let coloured = |args: &[&str]| desk.run(args).ends(0).out.contains('\u{1b}');
    for command in [&["explain", "input/a.txt"][..], &["--help"]] {
        assert!(!coloured(command), "{command:?}");
        assert!(!coloured(&[command, &["--color", "never"]].concat()), "{command:?}");
        assert!(coloured(&[command, &["--color", "always"]].concat()), "{command:?}");
        assert!(coloured(&[command, &["--color=always"]].concat()), "{command:?}");
    }
    desk.run(&["--color", "sometimes", "explain", "input/a.txt"])
        .ends(2)
        .says(&["E804", "auto, always, never"]);
}

/// Long enough to fill a pipe, whatever its size.
fn long() -> String {
    ARTICLE.repeat(2_000)
}

#[test]
fn a_broken_pipe_ends_quietly() {
    let desk = Desk::with_article();
    desk.write("long.txt", long());
    for args in [
        &["normalize", "long.txt"][..],
        &["normalize", "long.txt", "--explain"],
        &["explain", "long.txt"],
        &["detect", "long.txt"],
        &["convert", "--dry-run"],
        &["completions", "bash"],
        &["man"],
        &["config", "schema"],
        &["--help"],
    ] {
        let mut child = desk.command(args).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        let status = child.wait().unwrap();
        assert_eq!((status.code(), err.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn nobody_has_to_listen_to_messages() {
    let desk = Desk::with_article();
    for (args, code) in [
        (&["convert", "-v"][..], 0),
        (&["convert", "none"], 2),
        (&["nonsense"], 2),
        (&["bulletin", "input", "-o", "b.pdf"], 0),
        (&["verify", "output/packages"], 0),
        (&["init"], 0),
        (&["detect", "none"], 1),
    ] {
        let mut child = desk.command(args).spawn().unwrap();
        drop(child.stderr.take());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_a_redirection_is_e803() {
    let desk = Desk::with_article();
    desk.write("long.txt", long());
    for args in [
        &["normalize", "long.txt"][..],
        &["detect", "input/a.txt"],
        &["explain", "input/a.txt"],
        &["completions", "zsh"],
        &["man", "convert"],
        &["config", "show"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = desk.command(args).stdout(Stdio::from(full)).output().unwrap();
        super::Ran::of(output).ends(2).says(&["E803: cannot write stdout: the disk is full"]);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_comes_in_pieces_is_read_to_its_end() {
    let mut child = Desk::new().command(&["normalize"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    for piece in ["Sáng nay , ", "bà con ", "ra đồng .\n"] {
        input.write_all(piece.as_bytes()).unwrap();
        input.flush().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(30));
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "Sáng nay, bà con ra đồng.\n");
}
