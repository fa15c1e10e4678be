use std::io::Write;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::{ARTICLE, Desk};

/// Waits for something, much longer than it should take.
fn until(what: &str, mut met: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !met() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn interrupt(child: &Child) {
    let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

fn journal(desk: &Desk) -> Vec<String> {
    let text = std::fs::read_to_string(desk.path("out/journal.jsonl")).unwrap_or_default();
    text.lines().skip(1).map(str::to_owned).collect()
}

fn pdf(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap_or_default();
    if bytes.starts_with(b"%PDF") { bytes } else { Vec::new() }
}

#[test]
fn what_is_dropped_in_is_converted_when_it_is_whole_until_ctrl_c_ends_it_with_0() {
    let desk = Desk::new();
    desk.write("in/there.txt", ARTICLE);
    let mut child =
        desk.command(&["watch", "in", "-o", "out", "--formats", "pdf", "--lang", "vi"]).spawn().unwrap();
    until("what was there is converted", || desk.path("out/pdf/there.pdf").is_file());
    // A file that is written in pieces: the first piece alone is never an output.
    let mut file = std::fs::File::create(desk.path("in/new.txt")).unwrap();
    let pieces: Vec<&str> = ARTICLE.split_inclusive("\n\n").collect();
    for piece in &pieces {
        file.write_all(piece.as_bytes()).unwrap();
        file.flush().unwrap();
        std::thread::sleep(Duration::from_millis(150));
    }
    drop(file);
    until("what came is converted", || !pdf(&desk.path("out/pdf/new.pdf")).is_empty());
    let reference = Desk::new();
    reference.write("in/new.txt", ARTICLE);
    reference.run(&["convert", "in", "-o", "out", "--formats", "pdf", "-q"]).ends(0);
    let wanted = std::fs::read(reference.path("out/pdf/new.pdf")).unwrap();
    until("the whole file is converted", || pdf(&desk.path("out/pdf/new.pdf")) == wanted);
    // A broken one is reported and the watch goes on.
    desk.write("in/empty.txt", "");
    until("a failure is in the journal", || journal(&desk).iter().any(|line| line.contains("E101")));
    assert!(child.try_wait().unwrap().is_none(), "it goes on");
    interrupt(&child);
    let status = child.wait().unwrap();
    let mut err = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut err).unwrap();
    assert_eq!(status.code(), Some(0), "{err}");
    assert!(err.contains("Đang theo dõi in") && err.contains("empty.txt: E101"), "{err}");
    // The same journal as that of convert: nothing is left to do.
    let again = desk.run(&["convert", "in", "-o", "out", "--formats", "pdf"]);
    assert!(again.err.contains("2 unchanged"), "{}", again.err);
}

#[test]
fn an_output_folder_inside_the_watched_one_is_no_input() {
    let desk = Desk::new();
    desk.write("in/a.txt", ARTICLE);
    let mut child = desk.command(&["watch", "in", "-o", "in/out", "--formats", "pdf"]).spawn().unwrap();
    until("it is converted", || desk.path("in/out/pdf/a.pdf").is_file());
    std::thread::sleep(Duration::from_millis(2500));
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut err = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut err).unwrap();
    assert_eq!(err.matches("1 input: ").count(), 1, "its own outputs do not wake it: {err}");
}
