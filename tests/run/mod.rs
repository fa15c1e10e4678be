//! What the tests of whole runs share: a folder of articles, the binary, and what it left behind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking
#![allow(dead_code)] // each test binary uses its part

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

pub const TIME: &str = "2026-01-01T00:00:00+07:00";

/// An article that differs from all others by its number.
pub fn article(number: usize) -> String {
    format!(
        "Lúa hè thu năm {number} được mùa\n\nNgày 12/8/2024, bà con xã Thạnh Lợi gặt {number} héc-ta lúa.\n\n\
         Ông Nguyễn Văn Tám cho biết năng suất đạt 6,5 tấn mỗi héc-ta, cao hơn năm trước.\n\nTrần Thị Sông\n"
    )
}

/// A temporary folder with `in/` and `out/`.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(place.input()).unwrap();
        place
    }

    /// With `count` articles in it.
    pub fn with_articles(count: usize) -> Place {
        let place = Place::new();
        for number in 0..count {
            place.write(&format!("{:02}/bài {number:04}.txt", number % 3), article(number));
        }
        place
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn input(&self) -> PathBuf {
        self.root().join("in")
    }

    pub fn output(&self) -> PathBuf {
        self.root().join("out")
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.input().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
        command.current_dir(self.root()).env_remove("SOURCE_DATE_EPOCH").env("LC_ALL", "C");
        command.args(["convert", "in", "-o", "out", "--time", TIME]).args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args).output().unwrap())
    }

    pub fn report(&self) -> Value {
        serde_json::from_slice(&fs::read(self.output().join("report.json")).unwrap()).unwrap()
    }

    /// Everything in the output folder, by path.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.output())
    }

    /// Outputs and SHA256SUMS: what must not depend on how the run went.
    pub fn lasting(&self) -> BTreeMap<String, Vec<u8>> {
        let mut tree = self.tree();
        tree.retain(|path, _| !path.starts_with("report") && !path.starts_with("journal"));
        tree
    }

    /// SHA256SUMS names every output, and each has the digest it is said to have; so does the journal.
    pub fn check_digests(&self) {
        use sha2::{Digest, Sha256};
        let tree = self.tree();
        let digest = |path: &str| -> String {
            Sha256::digest(&tree[path]).iter().map(|byte| format!("{byte:02x}")).collect()
        };
        let sums = String::from_utf8(tree["SHA256SUMS"].clone()).unwrap();
        let listed: Vec<(&str, &str)> = sums.lines().map(|line| line.split_once("  ").unwrap()).collect();
        let paths: Vec<&str> = listed.iter().map(|(_, path)| *path).collect();
        assert!(paths.is_sorted(), "{paths:?}");
        let outputs: Vec<&str> = tree.keys().map(String::as_str).filter(|path| path.contains('/')).collect();
        assert_eq!(paths, outputs);
        for (sum, path) in listed {
            assert_eq!(sum, digest(path), "{path}");
        }
        let journal = String::from_utf8(tree["journal.jsonl"].clone()).unwrap();
        for line in journal.lines().skip(1) {
            let record: Value = serde_json::from_str(line).unwrap();
            for output in record["outputs"].as_array().unwrap() {
                let path = output["path"].as_str().unwrap();
                assert_eq!(output["sha256"], digest(path).as_str());
                assert_eq!(output["size"], tree[path].len());
            }
        }
    }
}

/// How a process ended.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn of(output: Output) -> Run {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    #[track_caller]
    pub fn ends(self, code: i32) -> Run {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }
}

/// The files below a folder.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        // A run that was killed early has not made the folder yet.
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                tree.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    tree
}

/// The article of a report with this input.
pub fn entry<'a>(report: &'a Value, input: &str) -> &'a Value {
    let articles = report["articles"].as_array().unwrap();
    articles.iter().find(|article| article["input"] == input).unwrap_or_else(|| panic!("{input}: {report:#}"))
}
