//! Killed at any moment, run again: the tree is that of an undisturbed run. The long version, with two hundred
//! kills, is conformance/kill.sh.

mod run;

use std::thread::sleep;
use std::time::Duration;

use run::Place;

#[test]
fn killed_and_run_again_is_as_if_never_killed() {
    let calm = Place::with_articles(60);
    let started = std::time::Instant::now();
    calm.run(&[]).ends(0);
    let whole = started.elapsed();
    let place = Place::with_articles(60);
    for kill in 1..=8_u32 {
        let mut child =
            place.command(&["--durability", "none"]).stderr(std::process::Stdio::null()).spawn().unwrap();
        sleep(whole.mul_f64(f64::from(kill) / 9.0).min(Duration::from_millis(900)));
        child.kill().unwrap();
        child.wait().unwrap();
        // Whatever has a name is whole.
        for (path, bytes) in place.lasting() {
            if path.ends_with(".pdf") && !path.contains(".bantin") {
                assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"), "{path}");
            }
        }
    }
    place.run(&[]).ends(0);
    assert_eq!(place.lasting(), calm.lasting());
    assert!(place.tree().keys().all(|path| !path.contains(".bantin")), "{:?}", place.tree().keys());
    place.check_digests();
    place.run(&[]).ends(0);
    assert_eq!(place.report()["summary"]["unchanged"], 60);
}

#[cfg(unix)]
#[test]
fn an_interrupt_finishes_what_is_in_hand_and_reports() {
    let place = Place::with_articles(3000);
    let child = place.command(&["--jobs", "1"]).stderr(std::process::Stdio::piped()).spawn().unwrap();
    sleep(Duration::from_millis(700));
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let run = run::Run::of(child.wait_with_output().unwrap()).ends(130);
    assert!(run.stderr.contains("Stopped"), "{}", run.stderr);
    let report = place.report();
    assert_eq!(report["run"]["interrupted"], true);
    let done = report["articles"].as_array().unwrap().len();
    assert!(done < 3000);
    assert_eq!(report["summary"]["converted"], done);
    place.check_digests();
}

#[cfg(unix)]
#[test]
fn a_second_interrupt_stops_at_once_and_the_next_run_goes_on() {
    let place = Place::with_articles(3);
    place.write("a lot.txt", (0..20_000).map(run::article).collect::<String>());
    let mut child = place.command(&["--jobs", "1"]).stderr(std::process::Stdio::null()).spawn().unwrap();
    let pid = child.id().to_string();
    let interrupt = || std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
    let journal = place.output().join("journal.jsonl");
    while !journal.exists() {
        sleep(Duration::from_millis(10)); // the handler stands before the journal does
    }
    sleep(Duration::from_millis(300));
    interrupt();
    sleep(Duration::from_millis(200));
    assert_eq!(child.try_wait().unwrap(), None, "the article in hand is finished first");
    interrupt();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    std::fs::remove_file(place.input().join("a lot.txt")).unwrap();
    place.run(&[]).ends(0);
    assert!(place.tree().keys().all(|path| !path.contains(".bantin")), "{:?}", place.tree().keys());
    place.check_digests();
}
