//! `bantin convert`: outputs, report, duplicates, exit codes, and that nothing outside input and settings shows.

mod run;

use std::fs;

use run::{Place, TIME, article, entry};
use serde_json::json;

#[test]
fn every_article_becomes_pdf_docx_and_package() {
    let place = Place::with_articles(6);
    place.run(&[]).ends(0);
    let report = place.report();
    let summary = &report["summary"];
    assert_eq!(
        (&summary["inputs"], &summary["converted"], &summary["failed"]),
        (&json!(6), &json!(6), &json!(0))
    );
    let first = entry(&report, "00/bài 0000.txt");
    assert_eq!(first["outputs"]["pdf"], "pdf/00/bài 0000.pdf");
    assert_eq!(first["outputs"]["docx"], "docx/00/bài 0000.docx");
    assert_eq!(first["error"], json!(null));
    assert_eq!(first["duplicate_of"], json!(null));
    assert_eq!(first["encoding"]["name"], "utf-8");
    assert_eq!(report["run"]["job_time"], TIME);
    let tree = place.tree();
    assert!(tree["pdf/00/bài 0000.pdf"].starts_with(b"%PDF-"));
    assert!(tree[first["outputs"]["package"].as_str().unwrap()].starts_with(b"PK"));
    assert_eq!(tree.len(), 6 * 3 + 3, "{:?}", tree.keys());
    place.check_digests();
}

#[test]
fn the_report_is_sorted_by_the_bytes_of_the_inputs() {
    let place = Place::new();
    for (number, name) in ["b.txt", "a/z.txt", "a.txt", "a0.txt", "Đ.txt", "a/é.txt"].iter().enumerate() {
        place.write(name, article(number));
    }
    place.run(&["--formats", "pdf"]).ends(0);
    let report = place.report();
    let inputs: Vec<&str> =
        report["articles"].as_array().unwrap().iter().map(|a| a["input"].as_str().unwrap()).collect();
    assert_eq!(inputs, ["a.txt", "a/z.txt", "a/é.txt", "a0.txt", "b.txt", "Đ.txt"]);
    let journal = fs::read_to_string(place.output().join("journal.jsonl")).unwrap();
    let journal: Vec<serde_json::Value> =
        journal.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(journal.iter().map(|record| record["input"].as_str().unwrap()).collect::<Vec<_>>(), inputs);
}

#[test]
fn threads_language_time_zone_and_umask_do_not_show() {
    let one = Place::with_articles(12);
    one.run(&["--jobs", "1"]).ends(0);
    let two = Place::with_articles(12);
    let mut shell = std::process::Command::new("sh");
    shell.current_dir(two.root()).env("TZ", "Asia/Ho_Chi_Minh").env("LC_ALL", "vi_VN.UTF-8").args([
        "-c",
        &format!(
            "umask 077; exec '{}' convert in -o out --time {TIME} --jobs 3",
            env!("CARGO_BIN_EXE_bantin")
        ),
    ]);
    run::Run::of(shell.output().unwrap()).ends(0);
    assert_eq!(one.lasting(), two.lasting());
}

#[test]
fn equal_inputs_have_one_package_and_the_first_by_path_owns_it() {
    for jobs in ["1", "4"] {
        let place = Place::with_articles(20);
        for name in ["z.txt", "m.txt", "0.txt"] {
            place.write(name, article(777));
        }
        place.run(&["--jobs", jobs]).ends(0);
        let report = place.report();
        assert_eq!(report["summary"]["duplicate"], 2);
        assert_eq!(report["summary"]["converted"], 21);
        let owner = entry(&report, "0.txt");
        assert_eq!(owner["status"], "converted");
        for name in ["m.txt", "z.txt"] {
            let other = entry(&report, name);
            assert_eq!((&other["status"], &other["duplicate_of"]), (&json!("duplicate"), &json!("0.txt")));
            assert!(other["outputs"]["pdf"].is_string() && other["outputs"]["docx"].is_string());
            assert!(other["outputs"].get("package").is_none());
        }
        let package = &place.tree()[owner["outputs"]["package"].as_str().unwrap()];
        let alone = Place::new();
        alone.write("0.txt", article(777));
        alone.run(&[]).ends(0);
        let name = entry(&alone.report(), "0.txt")["outputs"]["package"].as_str().unwrap().to_owned();
        assert!(*package == alone.tree()[&name], "the package is the owner's");
        place.check_digests();
    }
}

#[test]
fn one_bad_file_harms_no_other() {
    let place = Place::with_articles(3);
    place.write("empty.txt", "");
    place.write("blank.txt", " \n\t\n");
    place.write("image.txt", [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0; 4000]].concat());
    place.write("large.txt", vec![b'a'; 2 << 20]);
    let run = place.run(&["--set", "limits.max_input_mib=1"]).ends(1);
    let report = place.report();
    assert_eq!(report["summary"]["failed"], 4, "{report:#}");
    assert_eq!(report["summary"]["converted"], 3);
    for (name, code, stage) in
        [("large.txt", "E103", "input"), ("empty.txt", "E101", "decode"), ("blank.txt", "E101", "decode")]
    {
        let error = &entry(&report, name)["error"];
        assert_eq!((&error["code"], &error["stage"]), (&json!(code), &json!(stage)), "{name}");
        assert!(
            !error["message"].as_str().unwrap().is_empty() && !error["hint"].as_str().unwrap().is_empty()
        );
        assert!(run.stderr.contains(name));
    }
    assert_eq!(entry(&report, "image.txt")["status"], "failed");
    place.check_digests();
}

#[test]
fn what_cannot_run_ends_with_2_and_leaves_nothing() {
    let empty = Place::new();
    assert!(empty.run(&[]).ends(2).stderr.contains("E802"));
    assert!(!empty.output().exists());
    let place = Place::with_articles(1);
    for wrong in [
        &["--jobs", "0"][..],
        &["--shard", "3/2"],
        &["--shard", "x"],
        &["--time", "yesterday"],
        &["--formats", "odt"],
    ] {
        place.run(wrong).ends(2);
    }
    assert!(!place.output().exists());
    fs::write(place.output(), "in the way").unwrap();
    assert!(place.run(&[]).ends(2).stderr.contains("E803"));
}

#[test]
fn warnings_count_only_when_asked_to() {
    let place = Place::new();
    place.write("a.txt", "Một bài không có ngày tháng\n\nThân bài kể chuyện đồng ruộng của xã nhà.\n");
    place.run(&[]).ends(0);
    assert!(place.report()["summary"]["warnings"].as_u64().unwrap() > 0, "{:#}", place.report());
    place.run(&["--strict"]).ends(1);
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::with_articles(2);
    let run = place.run(&["--dry-run"]).ends(0);
    assert_eq!(run.stdout, "convert\t00/bài 0000.txt\t00/bài 0000\nconvert\t01/bài 0001.txt\t01/bài 0001\n");
    assert!(!place.output().exists());
    place.run(&[]).ends(0);
    let before = place.tree();
    assert!(place.run(&["--dry-run"]).ends(0).stdout.lines().all(|line| line.starts_with("unchanged\t")));
    assert_eq!(place.tree(), before);
}

#[test]
fn several_inputs_standard_input_and_a_report_elsewhere() {
    use std::io::Write;
    let place = Place::new();
    place.write("xã/a.txt", article(1));
    place.write("huyện/a.txt", article(2));
    place.write("lẻ.md", article(3));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.current_dir(place.root()).args(["convert", "in/xã", "in/huyện", "in/lẻ.md", "-", "-o", "out"]);
    command.args(["--report", "elsewhere.json", "-q"]);
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(article(4).as_bytes()).unwrap();
    let run = run::Run::of(child.wait_with_output().unwrap()).ends(0);
    assert_eq!((run.stdout, run.stderr), (String::new(), String::new()));
    let tree = place.tree();
    for name in ["xã/a", "huyện/a", "lẻ", "stdin"] {
        assert!(tree.contains_key(&format!("pdf/{name}.pdf")), "{name}: {:?}", tree.keys());
    }
    assert_eq!(fs::read(place.root().join("elsewhere.json")).unwrap(), tree["report.json"]);
}

#[test]
fn a_second_run_in_the_same_folder_is_refused_and_a_dead_ones_lock_taken_over() {
    let place = Place::with_articles(1);
    fs::create_dir_all(place.output()).unwrap();
    let path = place.output().join(".bantin.lock");
    fs::write(&path, "4242\n").unwrap();
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    let run = place.run(&[]).ends(2);
    assert!(run.stderr.contains("E806") && run.stderr.contains("4242"), "{}", run.stderr);
    drop(held);
    fs::write(place.output().join(".bantin.all.4242.7.tmp"), "torn").unwrap();
    place.run(&[]).ends(0);
    assert!(place.tree().keys().all(|path| !path.starts_with('.')), "{:?}", place.tree().keys());
}

#[test]
fn a_dossier_holds_all_articles_of_a_folder() {
    let place = Place::with_articles(7);
    place.write("00/same.txt", article(0));
    place.write("00/empty.txt", "");
    let args = ["--dossier", "folder", "--bag"];
    place.run(&args).ends(1);
    let tree = place.tree();
    assert_eq!(tree.keys().filter(|path| path.starts_with("packages/")).count(), 6, "{:?}", tree.keys());
    place.check_digests();
    let run = Place::with_articles(7).command(&[]).args(["--dossier", "folder"]).output().unwrap();
    assert_eq!(run.status.code(), Some(0));
    // Again: kept. With one article more: that folder's dossier is another.
    place.run(&args).ends(1);
    assert_eq!(place.lasting(), {
        let mut tree = tree.clone();
        tree.retain(|path, _| !path.starts_with("report") && !path.starts_with("journal"));
        tree
    });
    place.write("00/neu.txt", article(50));
    place.run(&args).ends(1);
    place.run(&["--dossier", "folder", "--bag", "--prune"]).ends(1);
    assert_eq!(place.tree().keys().filter(|path| path.starts_with("packages/")).count(), 6);
    place.check_digests();
}

#[test]
fn the_page_for_people_has_failures_first() {
    let place = Place::with_articles(3);
    place.write("<b>.txt", "");
    place.run(&["--html", "out/report.html", "--lang", "vi"]).ends(1);
    let page = String::from_utf8(place.tree()["report.html"].clone()).unwrap();
    let (failure, list) = (page.find("E101").unwrap(), page.find("pdf/00/b%C3%A0i%200000.pdf").unwrap());
    assert!(failure < list && page.contains("&lt;b&gt;.txt") && page.contains("lang=\"vi\""));
}

#[cfg(unix)]
#[test]
fn little_memory_and_few_descriptors_end_in_a_clear_message_or_in_success() {
    for (limit, codes) in [
        ("-n 64", &[0][..]),
        ("-n 16", &[2]),
        ("-v 80000", &[2]),
        ("-v 300000", &[0, 2]),
        ("-v 2000000", &[0]),
    ] {
        let place = Place::with_articles(20);
        let mut shell = std::process::Command::new("sh");
        let bantin = env!("CARGO_BIN_EXE_bantin");
        shell
            .current_dir(place.root())
            .args(["-c", &format!("ulimit {limit}; exec '{bantin}' convert in -o out")]);
        let run = run::Run::of(shell.output().unwrap());
        assert!(codes.contains(&run.code.unwrap_or(-1)), "ulimit {limit}: {:?} {}", run.code, run.stderr);
        assert!(run.code == Some(0) || run.stderr.contains("E807"), "{}", run.stderr);
    }
}

#[test]
fn of_two_packages_with_one_file_code_the_later_by_path_fails() {
    use sha2::{Digest, Sha256};
    // Found by trying: two articles of one year whose digests begin with the same 35 bits.
    let twins = [article(143_035), article(546_022)];
    let [a, b] = twins.each_ref().map(|text| Sha256::digest(text)[..5].to_vec());
    assert_eq!((&a[..4], a[4] >> 5), (&b[..4], b[4] >> 5));
    for jobs in ["1", "4"] {
        let place = Place::with_articles(12);
        place.write("z.txt", &twins[0]);
        place.write("m.txt", &twins[1]);
        let run = place.run(&["--jobs", jobs]).ends(1);
        assert!(run.stderr.contains("E602") && run.stderr.contains("m.txt"), "{}", run.stderr);
        let report = place.report();
        assert_eq!((&report["summary"]["converted"], &report["summary"]["failed"]), (&json!(13), &json!(1)));
        assert_eq!(entry(&report, "m.txt")["status"], "converted");
        let later = entry(&report, "z.txt");
        assert_eq!((&later["error"]["code"], &later["outputs"]), (&json!("E602"), &json!({})));
        assert!(!place.output().join("pdf/z.pdf").exists());
        place.check_digests();
        // Again: the same. Then the code is free, and the other one gets it.
        place.run(&[]).ends(1);
        place.check_digests();
        fs::remove_file(place.input().join("m.txt")).unwrap();
        assert!(place.run(&[]).ends(1).stderr.contains("E602"), "the package of a vanished input is kept");
        place.run(&["--prune"]).ends(0);
        assert_eq!(entry(&place.report(), "z.txt")["status"], "converted");
        place.check_digests();
    }
    // Shards see it when they are merged.
    let [one, many] = [(), ()].map(|()| {
        let place = Place::with_articles(4);
        place.write("z.txt", &twins[0]);
        place.write("m.txt", &twins[1]);
        place
    });
    one.run(&[]).ends(1);
    for shard in ["1/2", "2/2"] {
        many.run(&["--shard", shard]);
    }
    many.run(&["--merge"]).ends(1);
    assert_eq!(many.lasting(), one.lasting());
    assert_eq!(many.report()["articles"], one.report()["articles"]);
}

#[test]
fn a_dossier_is_the_same_whether_its_documents_stand_there_or_not() {
    let [all, bare] = [(), ()].map(|()| Place::with_articles(6));
    all.run(&["--dossier", "folder"]).ends(0);
    bare.run(&["--dossier", "folder", "--formats", "package"]).ends(0);
    // A document that is not what its record says must not get into a dossier.
    fs::write(all.output().join("pdf/00/bài 0000.pdf"), vec![b'x'; 20_000]).unwrap();
    all.write("00/neu.txt", article(50));
    bare.write("00/neu.txt", article(50));
    all.run(&["--dossier", "folder"]).ends(0);
    bare.run(&["--dossier", "folder", "--formats", "package"]).ends(0);
    let packages = |place: &Place| {
        let mut tree = place.tree();
        tree.retain(|path, _| path.starts_with("packages/"));
        tree
    };
    assert_eq!(packages(&all).len(), 4, "three folders, one of them twice");
    assert!(packages(&all) == packages(&bare));
}

#[test]
fn an_article_over_the_time_budget_fails_and_holds_nobody_up() {
    let place = Place::with_articles(6);
    place.write("a lot.txt", (0..20_000).map(article).collect::<String>());
    let run = place.run(&["--jobs", "2", "--set", "limits.max_seconds=1"]).ends(1);
    assert!(run.stderr.contains("E702"), "{}", run.stderr);
    let report = place.report();
    assert_eq!((&report["summary"]["converted"], &report["summary"]["failed"]), (&json!(6), &json!(1)));
    assert_eq!(entry(&report, "a lot.txt")["error"]["code"], "E702");
    assert!(place.tree().keys().all(|path| !path.contains(".bantin")), "{:?}", place.tree().keys());
    place.check_digests();
}

#[test]
fn the_page_for_people_is_folded_by_the_thousand() {
    let place = Place::with_articles(2);
    for number in 0..2100 {
        place.write(&format!("trống/{number}.txt"), "");
    }
    place.run(&["--html", "page.html", "--formats", "docx", "--durability", "none"]).ends(1);
    let page = fs::read_to_string(place.root().join("page.html")).unwrap();
    // Failures, nothing doubtful, everything: three folds each, of which only the first is open.
    assert_eq!((page.matches("<details open>").count(), page.matches("<details>").count()), (2, 4));
    assert!(page.contains("href=\"out/docx/00/b%C3%A0i%200000.docx\""));
    assert!(!page.contains("<script") && !page.contains("http"), "no script, no network");
}

#[test]
fn what_is_taken_and_what_is_passed_over() {
    let place = Place::new();
    for (number, name) in
        ["a.TXT", "b.Text", "c.md", "d/e.Txt", ".f.txt", ".g/h.txt", "i.jpg", "k.MD"].iter().enumerate()
    {
        place.write(name, article(number));
    }
    let inputs = |report: &serde_json::Value, of: &str| -> Vec<String> {
        let list = report[of].as_array().unwrap();
        list.iter().map(|one| one["input"].as_str().unwrap().to_owned()).collect()
    };
    place.run(&["--formats", "docx"]).ends(0);
    let report = place.report();
    assert_eq!(inputs(&report, "articles"), ["a.TXT", "b.Text", "d/e.Txt"]);
    assert_eq!(inputs(&report, "ignored"), [".f.txt", ".g", "c.md", "i.jpg", "k.MD"]);
    place.run(&["--formats", "docx", "--include", "*.md"]).ends(0);
    assert!(inputs(&place.report(), "articles").contains(&"c.md".to_owned()));
    // A file that is named is taken, whatever it is called.
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.current_dir(place.root()).args(["convert", "in/.f.txt", "in/i.jpg", "-o", "named", "-q"]);
    run::Run::of(command.output().unwrap()).ends(0);
    assert!(place.root().join("named/pdf/.f.pdf").exists() || place.root().join("named/pdf/f.pdf").exists());
    assert!(place.root().join("named/pdf/i.pdf").exists());
}

#[test]
fn the_job_time_comes_from_the_environment_unless_it_is_given() {
    let packages = |place: &Place| {
        let mut tree = place.tree();
        tree.retain(|path, _| path.starts_with("packages/"));
        tree
    };
    let [given, epoch] = [(), ()].map(|()| Place::with_articles(1));
    given.run(&[]).ends(0); // --time 2026-01-01T00:00:00+07:00
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bantin"));
    command
        .current_dir(epoch.root())
        .args(["convert", "in", "-o", "out"])
        .env("SOURCE_DATE_EPOCH", "1767200400");
    run::Run::of(command.output().unwrap()).ends(0);
    assert_eq!(epoch.report()["run"]["job_time"], TIME);
    assert!(packages(&given) == packages(&epoch));
}
