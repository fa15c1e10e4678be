//! Output names: two inputs never meet, and a name does not depend on inputs that have nothing to do with it.

mod run;

use std::collections::HashSet;

use proptest::prelude::*;
use run::{Place, article};

#[test]
fn names_that_meet_are_told_apart_by_the_digest_of_the_path() {
    use sha2::{Digest, Sha256};
    let place = Place::new();
    let names = ["a.txt", "a.text", "A.TXT", "x/b?.txt", "x/b_.txt", "con.txt", "c.pdf/d.txt", "c.txt"];
    for (number, name) in names.iter().enumerate() {
        place.write(name, article(number));
    }
    place.run(&["--formats", "pdf"]).ends(0);
    let hash = |path: &str| -> String {
        Sha256::digest(path).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
    };
    let report = place.report();
    let pdf = |input: &str| run::entry(&report, input)["outputs"]["pdf"].as_str().unwrap().to_owned();
    assert_eq!(pdf("a.txt"), format!("pdf/a~{}.pdf", hash("a.txt")));
    assert_eq!(pdf("a.text"), format!("pdf/a~{}.pdf", hash("a.text")));
    assert_eq!(pdf("A.TXT"), format!("pdf/A~{}.pdf", hash("A.TXT")));
    assert_eq!(pdf("x/b?.txt"), format!("pdf/x/b_~{}.pdf", hash("x/b?.txt")));
    assert_eq!(pdf("con.txt"), format!("pdf/_~{}.pdf", hash("con.txt")));
    assert_eq!(pdf("c.pdf/d.txt"), "pdf/c.pdf/d.pdf");
    assert_eq!(pdf("c.txt"), format!("pdf/c~{}.pdf", hash("c.txt")));
    place.check_digests();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_set_of_names_gives_as_many_outputs(
        names in proptest::collection::hash_set("[-aAbBđĐ~?:.  _\u{301}]{1,6}", 1..12)
    ) {
        let place = Place::new();
        let mut made = HashSet::new();
        for (number, name) in names.iter().enumerate() {
            if !name.starts_with('.') {
                place.write(&format!("{name}.txt"), article(number));
                made.insert(name);
            }
        }
        prop_assume!(!made.is_empty());
        let run = place.run(&["--dry-run"]);
        prop_assert_eq!(run.code, Some(0));
        let outputs: HashSet<String> =
            run.stdout.lines().map(|line| line.rsplit('\t').next().unwrap().to_lowercase()).collect();
        prop_assert_eq!(outputs.len(), made.len(), "{}", run.stdout);
    }
}
