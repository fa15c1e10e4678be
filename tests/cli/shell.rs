use std::process::{Command, Stdio};

use super::{Desk, commands};

const SHELLS: &[&str] = &["bash", "zsh", "fish", "powershell", "elvish"];

#[test]
fn completions_know_every_command_and_option() {
    let desk = Desk::new();
    for shell in SHELLS {
        for lang in ["vi", "en"] {
            let ran = desk.run(&["completions", shell, "--lang", lang]).ends(0);
            assert!(ran.err.is_empty());
            for word in
                commands().iter().map(String::as_str).chain(["formats", "durability", "booklet", "encoding"])
            {
                assert!(ran.out.contains(word), "{shell}: no {word}");
            }
        }
    }
    desk.run(&["completions", "csh"]).ends(2).says(&["E804", "bash"]);
}

/// The shells' own verdict, where they are installed; `conformance/run` installs them and asks again.
#[test]
fn completions_are_valid_scripts() {
    for (shell, check) in [("bash", &["-n"][..]), ("zsh", &["-n"]), ("fish", &["--no-execute"])] {
        let desk = Desk::new();
        desk.write("script", desk.run(&["completions", shell, "--lang", "vi"]).ends(0).out);
        let Ok(output) =
            Command::new(shell).args(check).arg(desk.path("script")).stdin(Stdio::null()).output()
        else {
            continue; // not installed here
        };
        assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}");
    }
}

#[test]
fn every_command_has_a_manual_page_in_both_languages() {
    let desk = Desk::new();
    let mut names = commands();
    names.retain(|name| name != "help");
    for (lang, headings) in [
        ("vi", ["TÊN", "CÁCH DÙNG", "MÔ TẢ", "VÍ DỤ", "DÙNG Ở MỌI LỆNH"]),
        ("en", ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "EVERYWHERE"]),
    ] {
        let own = desk.run(&["man", "--lang", lang]).ends(0).out;
        let pages = names.iter().map(|name| desk.run(&["man", name, "--lang", lang]).ends(0).out);
        for page in pages.chain([own]) {
            assert!(page.contains(".TH bantin"), "{page}");
            for heading in headings {
                assert!(
                    page.contains(&format!(".SH \"{heading}\""))
                        || page.contains(&format!(".SH {heading}\n")),
                    "{heading}: {page}"
                );
            }
        }
    }
    assert!(desk.run(&["man", "convert"]).ends(0).out.contains("bantin\\-convert"));
}
