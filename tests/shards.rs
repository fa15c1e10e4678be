//! Shards: their union, merged, is the run of one.

mod run;

use run::{Place, article};

fn places() -> (Place, Place) {
    let make = || {
        let place = Place::with_articles(24);
        for name in ["0 same.txt", "k same.txt", "z same.txt", "01/same.txt"] {
            place.write(name, article(500));
        }
        place.write("bad.txt", "");
        place.write("x.jpg", "");
        place.write(".hidden.txt", "");
        place
    };
    (make(), make())
}

#[test]
fn the_union_of_shards_is_the_run_of_one() {
    let (one, many) = places();
    one.run(&[]).ends(1);
    let mut running: Vec<_> = (1..=3)
        .map(|part| {
            let shard = format!("{part}/3");
            many.command(&["--shard", &shard]).stderr(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for child in &mut running {
        assert!(matches!(child.wait().unwrap().code(), Some(0 | 1)));
    }
    assert!(many.output().join("report-2-of-3.json").exists());
    many.run(&["--merge"]).ends(1);
    assert_eq!(many.lasting(), one.lasting());
    many.check_digests();
    let (mut merged, mut whole) = (many.report(), one.report());
    for report in [&mut merged, &mut whole] {
        report["run"].take();
    }
    assert_eq!(merged, whole);
    assert!(many.tree().keys().all(|path| !path.contains("-of-")), "{:?}", many.tree().keys());
    // The next night goes on from the merged journal.
    for part in 1..=3 {
        many.run(&["--shard", &format!("{part}/3")]);
    }
    many.run(&["--merge"]).ends(1);
    assert_eq!(many.report()["summary"]["converted"], 0, "{:#}", many.report()["summary"]);
    assert_eq!(many.lasting(), one.lasting());
}

#[test]
fn a_missing_part_is_not_passed_over() {
    let (_, place) = places();
    assert!(place.run(&["--merge"]).ends(2).stderr.contains("E80"));
    place.run(&["--shard", "1/2"]);
    let run = place.run(&["--merge"]).ends(2);
    assert!(run.stderr.contains("E808") && run.stderr.contains("journal-2-of-2"), "{}", run.stderr);
}
