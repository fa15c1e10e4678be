//! Running again: what counts as unchanged, what is redone, what is kept and what removed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod run;

use std::fs;
use std::time::{Duration, SystemTime};

use run::{Place, article, entry};

fn touch(path: &std::path::Path) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(5000)).unwrap();
}

/// Modification times of all outputs: equal means nothing was written.
fn times(place: &Place) -> Vec<(String, SystemTime)> {
    let names = place.lasting();
    names
        .keys()
        .map(|name| (name.clone(), fs::metadata(place.output().join(name)).unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn nothing_changed_nothing_written() {
    let place = Place::with_articles(5);
    place.write("again.txt", article(0));
    place.run(&[]).ends(0);
    let (before, journal) = (times(&place), place.tree()["journal.jsonl"].clone());
    place.run(&[]).ends(0);
    assert_eq!(times(&place), before);
    assert_eq!(place.tree()["journal.jsonl"], journal);
    let report = place.report();
    assert_eq!(report["summary"]["unchanged"], 6, "{report:#}");
    assert_eq!(report["articles"].as_array().unwrap().len(), 6);
    assert_eq!(entry(&report, "again.txt")["status"], "unchanged");
    assert_eq!(entry(&report, "again.txt")["duplicate_of"], "00/bài 0000.txt");
}

#[test]
fn only_the_changed_article_is_redone() {
    let place = Place::with_articles(3);
    place.run(&[]).ends(0);
    place.write("00/bài 0000.txt", article(99));
    place.run(&[]).ends(0);
    let report = place.report();
    assert_eq!(
        (report["summary"]["converted"].as_u64(), report["summary"]["unchanged"].as_u64()),
        (Some(1), Some(2))
    );
    // The package of the earlier version stays until it is asked to go.
    assert_eq!(place.tree().keys().filter(|path| path.starts_with("packages/")).count(), 4);
    let sums = String::from_utf8(place.tree()["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.matches("packages/").count(), 4);
    place.run(&["--prune"]).ends(0);
    assert_eq!(place.tree().keys().filter(|path| path.starts_with("packages/")).count(), 3);
    place.check_digests();
}

#[test]
fn a_touched_file_is_judged_by_its_bytes() {
    let place = Place::with_articles(1);
    place.run(&[]).ends(0);
    touch(&place.input().join("00/bài 0000.txt"));
    place.run(&[]).ends(0);
    assert_eq!(place.report()["summary"]["unchanged"], 1);
    place.run(&["--checksum"]).ends(0);
    assert_eq!(place.report()["summary"]["unchanged"], 1);
    place.run(&["--force"]).ends(0);
    assert_eq!(place.report()["summary"]["converted"], 1);
}

#[test]
fn a_damaged_or_missing_output_is_made_again() {
    let place = Place::with_articles(2);
    place.run(&[]).ends(0);
    let good = place.lasting();
    let pdf = place.output().join("pdf/00/bài 0000.pdf");
    fs::remove_file(&pdf).unwrap();
    place.run(&[]).ends(0);
    assert_eq!(place.lasting(), good);
    let mut bytes = fs::read(&pdf).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&pdf, bytes).unwrap();
    place.run(&[]).ends(0);
    assert_eq!(place.report()["summary"]["unchanged"], 2, "same size: only --checksum sees it");
    place.run(&["--checksum"]).ends(0);
    assert_eq!(place.lasting(), good);
}

#[test]
fn other_settings_redo_and_more_formats_add() {
    let place = Place::with_articles(2);
    place.run(&["--formats", "pdf"]).ends(0);
    place.run(&["--formats", "pdf,docx"]).ends(0);
    assert_eq!(place.report()["summary"]["converted"], 2);
    place.run(&["--formats", "docx"]).ends(0);
    assert_eq!(place.report()["summary"]["unchanged"], 2);
    place.run(&["--formats", "docx", "--set", "page.preset=a5"]).ends(0);
    assert_eq!(place.report()["summary"]["converted"], 2);
    assert_eq!(place.tree().keys().filter(|path| path.starts_with("pdf/")).count(), 2, "other formats stay");
}

#[test]
fn failed_articles_are_tried_again() {
    let place = Place::with_articles(1);
    place.write("bad.txt", "");
    place.run(&[]).ends(1);
    place.run(&[]).ends(1);
    assert_eq!(place.report()["summary"]["failed"], 1);
    place.write("bad.txt", article(5));
    place.run(&[]).ends(0);
    place.check_digests();
}

#[test]
fn vanished_inputs_are_reported_and_their_outputs_kept_until_pruned() {
    let place = Place::with_articles(3);
    place.run(&[]).ends(0);
    let all = place.lasting();
    fs::remove_file(place.input().join("01/bài 0001.txt")).unwrap();
    for _ in 0..2 {
        place.run(&[]).ends(0);
        let report = place.report();
        assert_eq!(report["summary"]["vanished"], 1);
        assert_eq!(report["vanished"][0]["input"], "01/bài 0001.txt");
        assert_eq!(place.lasting(), all);
    }
    place.run(&["--prune"]).ends(0);
    assert!(!place.output().join("pdf/01").exists());
    place.check_digests();
    place.run(&[]).ends(0);
    assert_eq!(place.report()["summary"]["vanished"], 0);
}

#[test]
fn when_the_owner_of_equal_bytes_goes_the_next_one_gets_the_package() {
    let place = Place::new();
    place.write("a.txt", article(1));
    place.write("b.txt", article(1));
    place.run(&[]).ends(0);
    fs::remove_file(place.input().join("a.txt")).unwrap();
    place.run(&[]).ends(0);
    assert_eq!(entry(&place.report(), "b.txt")["status"], "converted", "its package is no stranger's");
    place.check_digests();
    place.run(&["--prune"]).ends(0);
    let fresh = Place::new();
    fresh.write("b.txt", article(1));
    fresh.run(&[]).ends(0);
    assert_eq!(place.lasting(), fresh.lasting());
    // and back
    place.write("a.txt", article(1));
    place.run(&[]).ends(0);
    assert_eq!(entry(&place.report(), "b.txt")["duplicate_of"], "a.txt");
    place.check_digests();
}

#[test]
fn a_name_that_changes_moves_the_output() {
    let place = Place::new();
    place.write("a.txt", article(1));
    place.run(&[]).ends(0);
    assert!(place.output().join("pdf/a.pdf").exists());
    place.write("a.text", article(2));
    place.run(&[]).ends(0);
    assert!(!place.output().join("pdf/a.pdf").exists(), "{:?}", place.tree().keys());
    place.check_digests();
    let fresh = Place::new();
    fresh.write("a.txt", article(1));
    fresh.write("a.text", article(2));
    fresh.run(&[]).ends(0);
    assert_eq!(place.lasting(), fresh.lasting());
}

#[test]
fn a_torn_journal_line_is_no_line() {
    let place = Place::with_articles(4);
    place.run(&[]).ends(0);
    let good = place.lasting();
    let path = place.output().join("journal.jsonl");
    let journal = fs::read(&path).unwrap();
    fs::write(&path, &journal[..journal.len() - 40]).unwrap();
    place.run(&[]).ends(0);
    assert_eq!(place.report()["summary"]["unchanged"], 3);
    assert_eq!(place.lasting(), good);
    fs::write(&path, "not a journal").unwrap();
    place.run(&[]).ends(0);
    assert_eq!(place.report()["summary"]["converted"], 4);
    assert_eq!(place.lasting(), good);
}
