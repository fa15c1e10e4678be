use super::{Desk, commands};

fn pages() -> Vec<Vec<String>> {
    let mut pages = vec![vec![]];
    pages.extend(commands().into_iter().filter(|name| name != "help").map(|name| vec![name]));
    pages.extend(["check", "show", "schema"].map(|name| vec!["config".to_owned(), name.to_owned()]));
    pages
}

fn shown(page: &[String], lang: &str) -> String {
    let mut args: Vec<&str> = page.iter().map(String::as_str).collect();
    args.extend(["--help", "--lang", lang]);
    let ran = Desk::new().run(&args).ends(0);
    assert_eq!(ran.err, "", "{args:?}");
    ran.out
}

/// The indented command lines below the heading of the examples.
fn examples(help: &str, heading: &str) -> Vec<String> {
    let part = help.split(&format!("\n{heading}\n")).nth(1).unwrap_or_else(|| panic!("no {heading}: {help}"));
    part.lines().filter_map(|line| line.strip_prefix("      ")).map(str::to_owned).collect()
}

#[test]
fn all_commands_are_listed_and_have_two_examples_in_both_languages() {
    let pages = pages();
    assert!(pages.len() > 12, "{pages:?}");
    for page in &pages {
        for (lang, heading) in [("vi", "Ví dụ:"), ("en", "Examples:")] {
            let help = shown(page, lang);
            let examples = examples(&help, heading);
            assert!(examples.len() >= 2, "{page:?} {lang}: {help}");
        }
    }
}

#[test]
fn vietnamese_help_has_no_english_of_the_parser() {
    for page in pages() {
        let help = shown(&page, "vi");
        for word in [
            "Usage",
            "Options:",
            "Arguments",
            "Commands",
            "[default",
            "[possible",
            "Print",
            "FILE",
            "FOLDER",
            "COMMAND",
            "help-",
        ] {
            assert!(!help.contains(word), "{page:?}: {word}: {help}");
        }
        assert!(help.contains("Cách dùng: bantin"));
    }
}

/// What an example shows is a command line that the program takes: the help at its end is reached only if all is well
/// before it.
#[test]
fn every_example_is_a_command_line_that_is_understood() {
    for page in pages() {
        for (lang, heading) in [("vi", "Ví dụ:"), ("en", "Examples:")] {
            for line in examples(&shown(&page, lang), heading) {
                let Some(typed) = line.trim().strip_prefix("bantin") else { continue };
                let typed = typed.split(['>', '|']).next().unwrap();
                let mut words: Vec<String> = Vec::new();
                for (nth, part) in typed.split('"').enumerate() {
                    match nth % 2 {
                        0 => words.extend(part.split_whitespace().map(str::to_owned)),
                        _ => words.push(part.to_owned()),
                    }
                }
                words.push("-h".to_owned());
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                Desk::new().run(&words).ends(0);
            }
        }
    }
}

#[test]
fn help_is_one_and_the_same_however_it_is_asked_for() {
    let desk = Desk::new();
    for lang in ["vi", "en"] {
        let wanted = desk.run(&["convert", "--help", "--lang", lang]).ends(0).out;
        for args in [
            &["help", "convert", "--lang", lang][..],
            &["--lang", lang, "help", "convert"],
            &["--lang", lang, "convert", "-h"],
            &["-q", "--lang", lang, "--color", "auto", "help", "convert"],
        ] {
            assert_eq!(desk.run(args).ends(0).out, wanted, "{args:?}");
        }
        let nested = desk.run(&["help", "config", "show", "--lang", lang]).ends(0).out;
        assert_eq!(nested, desk.run(&["config", "show", "--help", "--lang", lang]).ends(0).out);
    }
}

#[test]
fn version_is_one_line() {
    let ran = Desk::new().run(&["--version"]).ends(0);
    assert_eq!(ran.out, format!("bantin {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_first_run_tells_in_three_lines_what_was_made_where_and_what_next() {
    let desk = Desk::with_article();
    let ran = desk.run(&["--lang", "vi"]).ends(0);
    assert_eq!(ran.out, "");
    let lines: Vec<&str> = ran.err.lines().rev().take(3).collect();
    let report = format!("output{}report.json", std::path::MAIN_SEPARATOR);
    assert!(lines[2].contains("PDF, DOCX, ZIP"), "{}", ran.err);
    assert!(lines[1].contains("packages") && lines[1].contains(&report), "{}", ran.err);
    assert!(lines[0].contains("bantin init"), "{}", ran.err);
    // Only what was made is named.
    let desk = Desk::with_article();
    let ran = desk.run(&["convert", "--formats", "docx"]).ends(0);
    assert!(!ran.err.contains("pdf") && !ran.err.contains("packages"), "{}", ran.err);
    // Who has set bantin up is not told again; nor who wants quiet, nor when nothing was new.
    assert_eq!(desk.run(&["convert", "--formats", "docx"]).ends(0).err.lines().count(), 1);
    let desk = Desk::with_article();
    assert_eq!(desk.run(&["convert", "-q"]).ends(0).err, "");
    desk.write("bantin.toml", "");
    assert!(!desk.run(&["convert", "--force"]).ends(0).err.contains("bantin init"));
}
