//! The catalogue and the Vietnamese documents, held to our own rules: nothing unused, nothing twice, and `normalize`
//! finds nothing to change in them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use bantin::error::Code;
use bantin::settings::keys::{KEYS, sections};
use bantin::verify::Check;

use super::root;

const FILES: &[&str] = &["vi.ftl", "en.ftl", "help.vi.ftl", "help.en.ftl"];

fn catalogue(name: &str) -> String {
    std::fs::read_to_string(root().join("src/messages").join(name)).unwrap()
}

/// The ids of a file, as often as they stand in it.
fn ids(source: &str) -> Vec<&str> {
    source
        .lines()
        .filter(|line| line.starts_with(char::is_alphabetic))
        .map(|line| line.split(" =").next().unwrap())
        .collect()
}

/// All of our source but the tests in it.
fn source() -> String {
    let mut out = String::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                out += std::fs::read_to_string(&path).unwrap().split("#[cfg(test)]").next().unwrap();
            }
        }
    }
    out
}

#[test]
fn no_message_stands_twice() {
    for file in FILES {
        let text = catalogue(file);
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = ids(&text).into_iter().filter(|id| !seen.insert(*id)).collect();
        assert!(twice.is_empty(), "{file}: {twice:?}");
    }
}

#[test]
fn no_message_is_unused() {
    let source = source();
    let named = |id: &str| source.contains(&format!("\"{id}\"")) || source.contains(&format!("\"@{id}\""));
    let codes: BTreeSet<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .chain(Check::ALL.iter().map(|check| check.code()))
        .collect();
    let settings: BTreeSet<String> = KEYS
        .iter()
        .map(|key| key.message())
        .chain(sections().map(|name| format!("section-{name}")))
        .collect();
    let mut unused = Vec::new();
    for file in ["en.ftl", "help.en.ftl"] {
        let text = catalogue(file);
        for id in ids(&text) {
            // Those of the help are held to the command tree beside it, in src/cli/help.rs.
            let helps = id == "help" || id.starts_with("help-");
            // Labels and reasons of `bantin explain` are named in the source without what they are.
            let told = id.strip_prefix("label-").or_else(|| id.strip_prefix("reason-")).is_some_and(named);
            if !helps && !told && !codes.contains(id) && !settings.contains(id) && !named(id) {
                unused.push(id.to_owned());
            }
        }
        // A sentence that nothing selects is unused as well.
        for line in text.lines() {
            let Some(key) = line.trim_start().strip_prefix('[').and_then(|rest| rest.split(']').next())
            else {
                continue;
            };
            if !key.bytes().all(|byte| byte.is_ascii_digit()) && !named(key) {
                unused.push(format!("[{key}]"));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:?}");
}

/// A line of the catalogue as a reader gets it, with A for a fact; nothing for what is no prose.
fn prose_of_message(line: &str) -> Option<String> {
    if line.starts_with("##") {
        return None;
    }
    let line = line.trim_start_matches('#').trim();
    let value = match line.split_once(" = ") {
        Some((name, value)) if name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) => value,
        _ => line.strip_suffix(" =").map_or(line, |_| ""),
    };
    // `{ $why ->` opens a choice, `[missing] …` is one.
    let value = value.split(" ->").next().unwrap().trim();
    let value = match value.trim_start_matches('*').strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((key, text)) if key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => {
            text.trim()
        }
        _ => value,
    };
    let mut out = String::new();
    let mut rest = value;
    while let Some((text, after)) = rest.split_once('{') {
        out += text;
        let (fact, after) = after.split_once('}').unwrap_or((after, ""));
        out += if fact.trim_start().starts_with('$') { "A" } else { fact.trim().trim_matches('"') };
        rest = after;
    }
    out += rest.trim_end_matches('}');
    prose(&out)
}

/// Command lines and TOML follow other rules than prose.
fn prose(text: &str) -> Option<String> {
    let text = text.trim();
    if text.starts_with("bantin ") || text.starts_with("#:schema") {
        return None;
    }
    let text = text.replace("[\"P4\"]", "A").replace("\"A\"", "A");
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The prose of a document: no code, no tables' rules, no addresses.
fn prose_of_document(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            code = !code;
            continue;
        }
        if code || line.starts_with("![") || line.starts_with("|---") {
            continue;
        }
        let mut plain = String::new();
        for (nth, part) in line.replace("[\"P4\"]", "A").split('`').enumerate() {
            plain += if nth % 2 == 1 { "A" } else { part };
        }
        // [text](address)
        while let Some(at) = plain.find("](") {
            let end = plain[at..].find(')').map_or(plain.len(), |end| at + end + 1);
            plain.replace_range(at..end, "");
        }
        let plain = plain.replace("**", "").replace('[', "");
        let plain = plain.trim_start_matches(['#', '-', ' ']);
        out.extend(plain.split('|').filter_map(prose));
    }
    out
}

/// What `bantin normalize` makes of each piece, by itself.
fn normalized(pieces: &[String]) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["normalize", "--profile", "bulletin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .current_dir(std::env::temp_dir())
        .spawn()
        .unwrap();
    let text = pieces.join("\n\n") + "\n";
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\n').split("\n\n").map(str::to_owned).collect()
}

fn unchanged(of: &str, pieces: Vec<String>) -> Vec<String> {
    assert!(pieces.len() > 5, "{of}: {pieces:?}");
    let normalized = normalized(&pieces);
    assert_eq!(pieces.len(), normalized.len(), "{of}");
    let pairs = pieces.into_iter().zip(normalized).filter(|(before, after)| before != after);
    pairs.map(|(before, after)| format!("{of}: {before}\n  by our rules: {after}")).collect()
}

#[test]
fn vietnamese_messages_and_documents_follow_our_own_rules() {
    let mut wrong = Vec::new();
    for file in ["vi.ftl", "help.vi.ftl"] {
        let pieces: Vec<String> = catalogue(file).lines().filter_map(prose_of_message).collect();
        assert!(pieces.len() > 150, "{file}");
        wrong.extend(unchanged(file, pieces));
    }
    for entry in std::fs::read_dir(root().join("docs/vi")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // It shows what is wrong, next to what it is made into.
        if name != "typography.md" {
            wrong.extend(unchanged(&name, prose_of_document(&std::fs::read_to_string(&path).unwrap())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One word for one thing: a reader who has learnt a word must find it again.
#[test]
fn the_vietnamese_texts_keep_to_one_word_for_one_thing() {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for file in ["vi.ftl", "help.vi.ftl"] {
        texts.insert(file.to_owned(), catalogue(file));
    }
    for entry in std::fs::read_dir(root().join("docs/vi")).unwrap() {
        let path = entry.unwrap().path();
        texts.insert(path.display().to_string(), std::fs::read_to_string(&path).unwrap());
    }
    for (file, text) in texts {
        for (other, ours) in [
            ("file", "tệp"),
            ("đầu đề", "tiêu đề"),
            ("khóa", "thiết lập"),
            ("thư mục đầu ra", "thư mục kết quả"),
            ("metadata", "siêu dữ liệu"),
            ("encoding", "bảng mã"),
            ("tham số dòng lệnh", "tùy chọn"),
        ] {
            let word = |text: &str| {
                text.match_indices(other).any(|(at, _)| {
                    let before = text[..at].chars().next_back();
                    let after = text[at + other.len()..].chars().next();
                    let apart = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",.;:)(".contains(c));
                    apart(before) && apart(after)
                })
            };
            let found = text.lines().find(|line| !line.contains("$ ") && word(&line.to_lowercase()));
            // *Từ khóa* (keyword) is another word.
            let found = found.filter(|line| !line.to_lowercase().contains("từ khóa"));
            assert!(found.is_none(), "{file}: {other} is called {ours}: {}", found.unwrap_or_default());
        }
    }
}

#[test]
fn every_document_exists_in_both_languages() {
    let names = |lang: &str| -> BTreeSet<String> {
        let folder = root().join("docs").join(lang);
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(names("vi"), names("en"));
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut documents: Vec<_> = ["README.md", "ARCHITECTURE.md", "THIRD-PARTY.md", "CHANGELOG.md"]
        .map(|name| root().join(name))
        .into();
    for folder in ["docs", "docs/vi", "docs/en"] {
        let found = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        documents.extend(found.filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    for document in documents {
        let text = std::fs::read_to_string(&document).unwrap();
        for rest in text.split("](").skip(1) {
            let target = rest.split(')').next().unwrap();
            if target.contains("://") || target.starts_with('#') {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = document.parent().unwrap_or(Path::new("")).join(path);
            assert!(file.exists(), "{}: {target}", document.display());
            if !anchor.is_empty() {
                let there = std::fs::read_to_string(&file).unwrap();
                let heading = |line: &&str| {
                    line.starts_with('#') && line.to_lowercase().replace(' ', "-").contains(anchor)
                };
                assert!(there.lines().any(|line| heading(&line)), "{}: {target}", document.display());
            }
        }
    }
}
