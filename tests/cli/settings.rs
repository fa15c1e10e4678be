use std::path::Path;

use super::{Desk, exists};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn init_writes_a_commented_file_in_the_users_language_and_never_overwrites() {
    for (lang, word) in [("vi", "# Tên đầy đủ của cơ quan"), ("en", "# Full name of the office")] {
        let desk = Desk::new();
        let ran = desk.run(&["init", "--lang", lang]).ends(0).says(&["bantin.toml", "bantin config check"]);
        assert_eq!(ran.out, "");
        let text = desk.read("bantin.toml");
        assert!(text.contains(word), "{text}");
        let (comments, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
        assert!(comments.len() > rest.len(), "{text}");
        desk.run(&["config", "check"]).ends(0);
        desk.run(&["init"]).ends(2).says(&["E809", "bantin.toml"]);
        assert_eq!(desk.read("bantin.toml"), text);
        let files: Vec<_> = std::fs::read_dir(desk.path(".")).unwrap().collect();
        assert_eq!(files.len(), 1, "no temporary file is left: {files:?}");
    }
}

#[test]
fn every_line_of_inits_file_that_is_commented_away_is_a_setting_at_its_default() {
    let desk = Desk::new();
    desk.run(&["init", "--lang", "en"]).ends(0);
    let before = desk.run(&["config", "show"]).ends(0).out;
    let is_setting = |line: &str| {
        let name = line.split(" = ").next().unwrap();
        line.contains(" = ") && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let text: String = desk
        .read("bantin.toml")
        .lines()
        .map(|line| match line.strip_prefix("# ").filter(|line| is_setting(line)) {
            // The only setting whose default is to be absent and that is no figure.
            Some(line) if !line.starts_with("logo =") => format!("{line}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    desk.write("bantin.toml", text);
    let values = |shown: &str| -> Vec<String> {
        shown
            .lines()
            .map(|line| line.split("  # ").next().unwrap().trim_start_matches("# ").trim().to_owned())
            .collect()
    };
    assert_eq!(values(&before), values(&desk.run(&["config", "show"]).ends(0).out));
}

#[test]
fn a_flag_goes_before_set_before_the_file_before_the_default_and_show_says_which() {
    let desk = Desk::new();
    let tone = |args: &[&str]| {
        let shown = desk.run(&[&["config", "show"], args].concat()).ends(0).out;
        let line = shown.lines().find(|line| line.starts_with("typography.tone")).unwrap().to_owned();
        let (setting, origin) = line.split_once("  # ").unwrap();
        (setting.trim().to_owned(), origin.trim().to_owned())
    };
    let pair = |value: &str, origin: &str| (format!("typography.tone = \"{value}\""), origin.to_owned());
    assert_eq!(tone(&[]), pair("keep", "default"));
    assert_eq!(tone(&["--lang", "vi"]), pair("keep", "mặc định"));
    desk.write("bantin.toml", "# office\n[typography]\ntone = \"classic\"\n");
    assert_eq!(tone(&[]), pair("classic", "bantin.toml:3"));
    assert_eq!(tone(&["--set", "typography.tone=modern"]), pair("modern", "--set"));
    assert_eq!(
        tone(&["--set", "typography.tone=modern", "--set", "typography.tone=majority"]),
        pair("majority", "--set")
    );
    desk.write("other.toml", "[typography]\ntone = \"majority\"\n");
    assert_eq!(tone(&["--config", "other.toml"]), pair("majority", "other.toml:2"));
    let normalized =
        |args: &[&str]| desk.fed(&[&["normalize"], args].concat(), "hoà bình\n".as_bytes()).ends(0).out;
    assert_eq!(normalized(&[]), "hòa bình\n");
    assert_eq!(normalized(&["--set", "typography.tone=modern"]), "hoà bình\n");
    assert_eq!(normalized(&["--set", "typography.tone=modern", "--tone", "classic"]), "hòa bình\n");
}

#[test]
fn a_wrong_file_is_named_with_line_and_setting() {
    let desk = Desk::new();
    for (text, vi, en) in [
        (
            "[typography]\ntonne = \"keep\"\n",
            "dòng 2: không có thiết lập typography.tonne; có phải ý bạn là tone?",
            "line 2: unknown key typography.tonne; did you mean tone?",
        ),
        (
            "\n[page]\n\nbody_pt = 99\n",
            "dòng 4: page.body_pt phải là số trong khoảng 6–36",
            "line 4: page.body_pt must be a number, 6–36",
        ),
        (
            "[archive]\nretention = 5\n",
            "dòng 2: archive.retention phải là một trong các giá trị: \"01\"",
            "must be one of: \"01\"",
        ),
        ("[limits]\nmax_seconds = 1.5\n", "phải là số nguyên", "must be a whole number"),
        ("[archive]\npremis = \"yes\"\n", "phải là true (có) hoặc false (không)", "must be true or false"),
        ("[typography]\ndisable = \"P4\"\n", "phải là danh sách chữ", "must be a list of texts"),
        ("[office]\nname = 7\n", "phải là chữ đặt trong ngoặc kép", "must be a text in quotes"),
        ("office = \"x\"\n", "office là tên của một mục", "office is a section"),
        ("[offce]\n", "có phải ý bạn là office?", "did you mean office?"),
        ("[office\n", "dòng 1: không đúng cú pháp TOML", "line 1: not valid TOML"),
    ] {
        desk.write("bantin.toml", text);
        for (lang, part) in [("vi", vi), ("en", en)] {
            desk.run(&["config", "check", "--lang", lang]).ends(2).says(&["E801: bantin.toml: ", part]);
            desk.run(&["normalize", "--lang", lang]).ends(2).says(&[part]);
        }
    }
    desk.write("bantin.toml", b"[office]\nname = \"\xe9\"\n");
    desk.run(&["config", "check"]).ends(2).says(&["it is not UTF-8 text"]);
    // Windows' editor begins a file with a byte order mark.
    desk.write("bantin.toml", "\u{feff}[office]\r\nname = \"Xã Lam Khê\"\r\n");
    assert!(desk.run(&["config", "check"]).ends(0).out.contains("1 setting"));
    // A broken file stops neither help nor a new start elsewhere.
    desk.write("bantin.toml", "[");
    desk.run(&["--help"]).ends(0);
    desk.run(&["completions", "bash"]).ends(0);
    desk.run(&["init"]).ends(2).says(&["E809"]);
}

#[test]
fn the_example_of_an_office_is_right_and_within_the_schema() {
    let desk = Desk::new();
    let example = root().join("examples/bantin.toml");
    let ran = desk.run(&["config", "check", "--config", example.to_str().unwrap()]).ends(0);
    assert!(ran.out.contains("is right"), "{}", ran.out);
    let schema: serde_json::Value =
        serde_json::from_str(&desk.run(&["config", "schema"]).ends(0).out).unwrap();
    let table: toml::Table = std::fs::read_to_string(&example).unwrap().parse().unwrap();
    for (section, keys) in &table {
        for key in keys.as_table().unwrap().keys() {
            let known = &schema["properties"][section]["properties"][key];
            assert!(known["description"].is_string(), "{section}.{key}");
        }
    }
    // It converts without the warning that codes are placeholders.
    desk.write("in/a.txt", super::ARTICLE);
    let ran = desk.run(&["convert", "in", "-o", "out", "--config", example.to_str().unwrap()]).ends(0);
    assert!(!ran.err.contains("W801"), "{}", ran.err);
    assert!(!exists(&desk.path("bantin.toml")));
}
