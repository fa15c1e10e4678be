//! The reference documents are made from the program itself, so they cannot disagree with it.
//! `BANTIN_UPDATE_DOCS=1 cargo test --test docs` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod words;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use bantin::error::Code;
use bantin::messages::{Lang, Messages};
use bantin::settings::keys::{KEYS, Kind, sections};
use bantin::settings::{self, Settings};
use bantin::verify::Check;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn hold(path: &Path, wanted: &str) {
    if std::env::var_os("BANTIN_UPDATE_DOCS").is_some() {
        std::fs::write(path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == wanted,
        "{} is out of date: BANTIN_UPDATE_DOCS=1 cargo test --test docs",
        path.display()
    );
}

/// A message with dots in brackets for its facts; `.about` where the message is made of parts.
fn cause(messages: &Messages, code: &str) -> String {
    let text = messages.attribute(code, "about").unwrap_or_else(|| messages.text(code, &Vec::new()));
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find("{$") {
        let end = rest[start..].find('}').map_or(rest.len(), |end| start + end + 1);
        out += &rest[..start];
        out += "(…)";
        rest = &rest[end..];
    }
    (out + rest).replace('|', "\\|").replace('\n', " ")
}

#[test]
fn every_code_is_documented_with_cause_and_remedy() {
    for (lang, folder, head, verify) in [
        (
            Lang::Vi,
            "vi",
            "# Mã lỗi và mã cảnh báo\n\nMã `E…` làm dừng một bài (mã `E8…` làm dừng cả lần chạy, mã thoát 2); mã `W…` \
             không làm dừng gì. Mã không bao giờ đổi nghĩa. Dấu (…) là chỗ của tên tệp, con số hoặc chữ cụ thể.\n\n\
             | mã | nguyên nhân | cách xử lý |\n|---|---|---|\n",
            "\n## Phát hiện của bantin verify\n\nGói có phát hiện nào thì không còn đáng tin. Hãy lấy lại gói từ bản sao, \
             hoặc tạo lại gói từ tệp gốc; đừng sửa bằng tay. Cột cuối là quy tắc E-ARK CSIP bị vi phạm.\n\n\
             | mã | phát hiện | quy tắc |\n|---|---|---|\n",
        ),
        (
            Lang::En,
            "en",
            "# Error and warning codes\n\n`E…` stops one article (`E8…` stops the run, exit code 2); `W…` stops \
             nothing. A code never changes its meaning. (…) stands for a file name, a number or a text.\n\n\
             | code | cause | remedy |\n|---|---|---|\n",
            "\n## Findings of bantin verify\n\nA package with a finding cannot be relied on. Take it from another copy, or \
             make it again from its source; do not mend it by hand. The last column is the E-ARK CSIP rule that is \
             broken.\n\n| code | finding | rule |\n|---|---|---|\n",
        ),
    ] {
        let messages = Messages::new(lang);
        let mut codes: Vec<Code> = Code::ALL.to_vec();
        codes.sort_by_key(|code| (code.as_str()[1..].to_owned(), code.as_str()));
        let mut out = head.to_owned();
        for code in codes {
            let hint = messages.hint(code, &Vec::new()).replace('|', "\\|");
            let _ = writeln!(out, "| {code} | {} | {hint} |", cause(&messages, code.as_str()));
        }
        out += verify;
        for check in Check::ALL {
            let rule = check.rule().unwrap_or_default();
            let _ = writeln!(out, "| {} | {} | {rule} |", check.code(), cause(&messages, check.code()));
        }
        hold(&root().join("docs").join(folder).join("codes.md"), &out);
    }
}

#[test]
fn every_setting_is_documented() {
    let defaults = serde_json::to_value(Settings::default()).unwrap();
    for (lang, folder, head, columns) in [
        (
            Lang::Vi,
            "vi",
            "# Cấu hình: bantin.toml\n\n`bantin init` tạo tệp này kèm lời giải thích, `bantin config check` kiểm tra, \
             `bantin config show` cho xem giá trị nào đang có hiệu lực và lấy từ đâu. Thứ tự ưu tiên: tùy chọn trên \
             dòng lệnh, rồi `--set TÊN=GIÁ_TRỊ`, rồi bantin.toml, rồi giá trị mặc định. Thiết lập không có hoặc giá \
             trị sai là lỗi, có ghi tệp, dòng và tên thiết lập. Để trình soạn thảo gợi ý: `bantin.schema.json` trong thư mục docs.\n",
            "| thiết lập | ý nghĩa | nhận | mặc định |",
        ),
        (
            Lang::En,
            "en",
            "# Configuration: bantin.toml\n\n`bantin init` writes the file with explanations, `bantin config check` \
             checks it, `bantin config show` prints what is in force and where it comes from. Precedence: options on \
             the command line, then `--set KEY=VALUE`, then bantin.toml, then the default. An unknown key or a bad \
             value is an error that names file, line and key. For editors: `bantin.schema.json` in docs.\n",
            "| key | meaning | takes | default |",
        ),
    ] {
        let messages = Messages::with_help(lang);
        let text = |id: &str| messages.text(id, &Vec::new());
        let mut out = head.to_owned();
        for section in sections() {
            let _ = write!(
                out,
                "\n## [{section}]\n\n{}\n\n{columns}\n|---|---|---|---|\n",
                text(&format!("section-{section}"))
            );
            for key in KEYS.iter().filter(|key| key.section == section) {
                let takes = match key.kind {
                    Kind::Text => "`\"…\"`".to_owned(),
                    Kind::Bool => "`true`, `false`".to_owned(),
                    Kind::Whole(low, high) => format!("{low}–{high}"),
                    Kind::Number(low, high) => format!("{low}–{high}"),
                    Kind::OneOf(values) => format!("`\"{}\"`", values.join("\"`, `\"")),
                    Kind::List => "`[\"…\"]`".to_owned(),
                };
                let default = &defaults[key.section][key.name];
                let default = if default.is_null() { "–".to_owned() } else { format!("`{default}`") };
                let _ = writeln!(out, "| `{}` | {} | {takes} | {default} |", key.name, text(&key.message()));
            }
        }
        hold(&root().join("docs").join(folder).join("configuration.md"), &out);
    }
}

#[test]
fn the_json_schema_is_the_programs() {
    hold(&root().join("docs/bantin.schema.json"), &format!("{:#}\n", settings::schema()));
}

/// ARCHITECTURE.md names every room, and no room that is gone.
#[test]
fn the_code_map_has_every_room() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut rooms: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let mut mapped: Vec<&str> =
        map.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    rooms.sort_unstable();
    mapped.sort_unstable();
    assert_eq!(rooms, mapped);
}
