//! What README.md and the documents show is what happens: their console blocks are run, in order, in one folder per
//! document that holds the sample articles as `input`. `...` stands for any lines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The commands of all console blocks, each with the lines it should print.
fn sessions(document: &str) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in document.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            line if inside => match line.strip_prefix("$ ") {
                Some(command) => out.push((command.to_owned(), Vec::new())),
                None => out.last_mut().unwrap().1.push(line.to_owned()),
            },
            _ => {}
        }
    }
    out
}

fn matches(pattern: &[String], lines: &[&str]) -> bool {
    match pattern.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => (0..=lines.len()).any(|skip| matches(rest, &lines[skip..])),
        Some((first, rest)) => {
            lines.first().is_some_and(|line| line_matches(first, line)) && matches(rest, &lines[1..])
        }
    }
}

/// `[..]` within a line stands for anything, e.g. an identifier or a duration.
fn line_matches(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split("[..]");
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap()) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    rest.is_empty() || last == Some("")
}

fn run(document: &str, lang: &str) {
    let text = std::fs::read_to_string(root().join(document)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("input"), &folder.path().join("input"));
    std::fs::create_dir(folder.path().join("output")).unwrap();
    let bin = Path::new(env!("CARGO_BIN_EXE_bantin")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(bin.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let sessions = sessions(&text);
    assert!(!sessions.is_empty(), "{document} has no console blocks");
    for (command, wanted) in sessions {
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("{{ {command}; }} 2>&1"))
            .current_dir(folder.path())
            .env("PATH", &path)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", lang)
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{document}: {command}: {}\n{printed}", output.status);
        let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
        assert!(
            matches(&wanted, &lines),
            "{document}: {command}\n--- printed\n{printed}\n--- the document says\n{}",
            wanted.join("\n")
        );
    }
}

#[test]
fn the_vietnamese_recipes_run_as_shown() {
    run("docs/vi/recipes.md", "vi_VN.UTF-8");
}

#[test]
fn the_english_recipes_run_as_shown() {
    run("docs/en/recipes.md", "en_GB.UTF-8");
}

#[test]
fn the_guides_run_as_shown() {
    run("docs/vi/README.md", "vi_VN.UTF-8");
    run("docs/en/README.md", "en_GB.UTF-8");
}

/// The recipes of README.md, one after the other in one folder, with the folders that they speak of.
#[test]
fn the_commands_of_the_readme_run() {
    let text = std::fs::read_to_string(root().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for name in ["OLD", "ARTICLES"] {
        copy(&root().join("input"), &folder.path().join(name));
    }
    std::fs::copy(root().join("input/01-trang-bao.txt"), folder.path().join("PAGE.txt")).unwrap();
    let blocks = text.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    let lines: Vec<&str> = blocks.flat_map(str::lines).filter(|line| line.starts_with("bantin ")).collect();
    assert!(lines.len() >= 6, "{lines:?}");
    for line in lines {
        let words = format!("{}{}", env!("CARGO_BIN_EXE_bantin"), line.strip_prefix("bantin").unwrap());
        let output = Command::new("sh").args(["-c", &words]).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(folder.path().join("issue.docx").is_file() && folder.path().join("STORE/report.json").is_file());
}
