use super::{Desk, Ran};

/// A variable or an option, if it is given.
type Given = Option<&'static str>;

/// LC_ALL, LC_MESSAGES, LANG, --lang, and whether Vietnamese is spoken.
const TABLE: &[(Given, Given, Given, Given, bool)] = &[
    (None, None, None, None, false),
    (None, None, Some("vi_VN.UTF-8"), None, true),
    (None, None, Some("vi"), None, true),
    (None, Some("vi_VN"), Some("en_GB.UTF-8"), None, true),
    (None, Some("en_GB.UTF-8"), Some("vi_VN.UTF-8"), None, false),
    (Some("vi_VN.UTF-8"), Some("en_GB.UTF-8"), Some("en_GB.UTF-8"), None, true),
    (Some("C"), None, Some("vi_VN.UTF-8"), None, false),
    (Some("C.UTF-8"), Some("vi_VN.UTF-8"), Some("vi_VN.UTF-8"), None, false),
    (Some(""), None, Some("vi_VN.UTF-8"), None, true),
    (Some(""), Some(""), Some("vi_VN.UTF-8"), None, true),
    (Some("vi_VN.UTF-8"), None, None, Some("en"), false),
    (Some("C"), None, None, Some("vi"), true),
];

#[test]
fn the_option_goes_before_lc_all_before_lc_messages_before_lang() {
    let desk = Desk::new();
    for (all, messages, lang, option, vietnamese) in TABLE {
        for args in [&["convert", "none"][..], &["--help"], &["config", "check"], &["nonsense"]] {
            let mut command = desk.command(args);
            for (name, value) in [("LC_ALL", all), ("LC_MESSAGES", messages), ("LANG", lang)] {
                if let Some(value) = value {
                    command.env(name, value);
                }
            }
            if let Some(option) = option {
                command.args(["--lang", option]);
            }
            let ran = Ran::of(command.output().unwrap());
            let spoken = ["không có", "Cách dùng", "mặc định"]
                .iter()
                .any(|part| (ran.out.clone() + &ran.err).contains(part));
            assert_eq!(spoken, *vietnamese, "{all:?} {messages:?} {lang:?} {option:?} {args:?}: {ran:?}");
        }
    }
}

#[test]
fn results_do_not_depend_on_the_language() {
    let desk = Desk::with_article();
    for args in [
        &["detect", "input/a.txt"][..],
        &["detect", "--json", "input/a.txt"],
        &["explain", "--json", "input/a.txt"],
        &["normalize", "input/a.txt", "--explain"],
        &["config", "schema"],
    ] {
        let both = ["vi", "en"].map(|lang| desk.run(&[args, &["--lang", lang]].concat()).ends(0).out);
        assert_eq!(both[0], both[1], "{args:?}");
    }
}

#[test]
fn a_language_that_is_not_spoken_is_refused() {
    Desk::new().run(&["config", "check", "--lang", "fr"]).ends(2).says(&["E804", "vi, en"]);
}
