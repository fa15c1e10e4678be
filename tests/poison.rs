//! Hostile input beside good: the good ones' outputs are those of a run alone, each bad one is reported.
#![cfg(unix)]

mod run;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use run::Place;

/// Reproducible noise.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 24) as u8
        })
        .collect()
}

#[test]
fn poison_harms_nobody() {
    let alone = Place::with_articles(10);
    alone.run(&[]).ends(0);
    let place = Place::with_articles(10);
    for seed in 0..60 {
        place.write(&format!("độc/ngẫu nhiên {seed}.txt"), noise(seed, 50 + 97 * seed as usize));
    }
    place.write("độc/nul.txt", vec![0; 10_000]);
    place.write("độc/một dòng.txt", "chữ ".repeat(100_000));
    place.write("độc/dấu.txt", format!("Tiêu đề\n\na{}\n", "\u{301}\u{323}\u{302}".repeat(20_000)));
    place.write("độc/ngoặc.txt", format!("Tiêu đề\n\n{}\n", "([“<".repeat(20_000)));
    place.write("độc/nhiều dòng.txt", "a\n".repeat(50_000));
    place.write("độc/chia sẻ.txt", "Chia sẻ\nFacebook\nTwitter\nIn bài viết\n");
    place.write("độc/-rf .txt", run::article(1000));
    place.write("độc/a\nb\u{202E}.txt", run::article(1001));
    place.write(&format!("độc/{}.txt", "ế".repeat(80)), run::article(1002));
    let poison = place.input().join("độc");
    fs::write(poison.join(OsStr::from_bytes(b"kh\xF4ng utf8.txt")), run::article(1003)).unwrap();
    fs::create_dir(poison.join("thư mục.txt")).unwrap();
    symlink(&poison, poison.join("vòng.txt")).unwrap();
    symlink("vòng", poison.join("vòng")).unwrap();
    symlink("nowhere", poison.join("gãy.txt")).unwrap();
    symlink("nul.txt", poison.join("liên kết.txt")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(poison.join("ống.txt")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(poison.join("s.txt")).unwrap();
    place.write("độc/.ẩn.txt", run::article(1004));
    place.write("độc/ảnh.jpg", "");

    let run = place.run(&[]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let tree = place.tree();
    for (path, bytes) in alone.lasting() {
        if path != "SHA256SUMS" {
            assert!(tree.get(&path) == Some(&bytes), "{path} differs from a run alone");
        }
    }
    let report = place.report();
    let ignored: Vec<(String, String)> = report["ignored"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            (entry["input"].as_str().unwrap().to_owned(), entry["reason"].as_str().unwrap().to_owned())
        })
        .collect();
    for (name, reason) in [
        (".ẩn.txt", "hidden"),
        ("ảnh.jpg", "not-text"),
        ("ống.txt", "not-regular"),
        ("s.txt", "not-regular"),
        ("thư mục.txt", "not-regular"),
        ("gãy.txt", "not-regular"),
        ("vòng.txt", "not-regular"),
    ] {
        let wanted = (format!("độc/{name}"), reason.to_owned());
        assert!(ignored.contains(&wanted), "{wanted:?} in {ignored:?}");
    }
    for article in report["articles"].as_array().unwrap() {
        if article["status"] == "failed" {
            let error = &article["error"];
            assert_ne!(error["code"], "E701", "a panic: {article:#}");
            assert!(!error["hint"].as_str().unwrap().is_empty());
        }
    }
    let raw =
        report["articles"].as_array().unwrap().iter().find(|article| article.get("input_hex").is_some());
    let raw = raw.expect("the name that is not UTF-8");
    assert_eq!(raw["input"], "độc/kh\u{FFFD}ng utf8.txt");
    assert_eq!(raw["status"], "converted");
    place.check_digests();
    assert_eq!(place.run(&[]).code, Some(1));
    place.check_digests();
}
