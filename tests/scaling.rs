//! Cost in proportion: four times the input takes about four times the time, from bytes to article, however the input is made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use bantin::decode::{self, Encoding};
use bantin::{reading, typography};

/// Bytes of the smaller input.
const SIZE: usize = 512 << 10;
/// The larger input is so many times the smaller, and may take so many times its time: work that grows with the square
/// takes sixteen times, and a busy machine alone has been seen to make 3.6 of 2.
const GROWTH: usize = 4;
const RATIO: f64 = 8.0;
/// Seconds on top, since the kernel tells the time in ticks.
const SLACK: f64 = 0.02;
/// A measure is taken again, so often at most, before it is believed that the time does not grow in proportion.
const ATTEMPTS: usize = 6;

/// Seconds that this thread has computed; the clock on the wall where the kernel does not tell.
fn clock() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|stat| stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()));
    spent.map_or_else(|| start.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

fn read(bytes: &[u8]) {
    decode::detect(bytes);
    let decoded = decode::decode(bytes, None).unwrap();
    let repaired = typography::repair(&decoded.text);
    let line_of = reading::line_map(&decoded.text, &repaired);
    let found = reading::explain(&repaired.text, &line_of);
    assert_eq!(found.lines.len(), decoded.text.split('\n').count());
}

fn seconds(bytes: &[u8]) -> f64 {
    let start = clock();
    read(bytes);
    clock() - start
}

fn grows_in_proportion(name: &str, piece: &[u8]) {
    let of = |size: usize| piece.repeat(size.div_ceil(piece.len()));
    let (small, large) = (of(SIZE), of(SIZE * GROWTH));
    let (mut small_best, mut large_best) = (f64::MAX, f64::MAX);
    for _ in 0..ATTEMPTS {
        small_best = small_best.min(seconds(&small));
        large_best = large_best.min(seconds(&large));
        if large_best <= small_best * RATIO + SLACK {
            println!("{name}: {:.0} ms, {:.0} ms", small_best * 1e3, large_best * 1e3);
            return;
        }
    }
    panic!("{name}: {small_best:.3} s, then {large_best:.3} s");
}

const PROSE: &str = "Hội nghị đã nghe báo cáo tổng kết công tác của Ủy ban nhân dân tỉnh và thảo luận. ";

/// `text` in a legacy encoding, by asking the decoder about each byte and pair.
fn legacy(text: &str, encoding: Encoding) -> Vec<u8> {
    let mut letters = std::collections::HashMap::new();
    let shown = |bytes: &[u8]| decode::decode(bytes, Some(encoding)).unwrap().text;
    for first in 0x20..=0xFFu8 {
        letters.entry(shown(&[first])).or_insert(vec![first]);
        for second in 0x80..=0xFFu8 {
            letters.entry(shown(&[first, second])).or_insert(vec![first, second]);
        }
    }
    text.chars()
        .flat_map(|c| {
            let small = || letters.get(&c.to_lowercase().to_string());
            letters.get(&c.to_string()).or_else(small).cloned().unwrap_or_else(|| vec![b'?'])
        })
        .collect()
}

#[test]
fn lines_of_all_kinds() {
    let line = format!("{}\n", PROSE.repeat(2));
    grows_in_proportion("one line", PROSE.as_bytes());
    grows_in_proportion("one word", "dài".as_bytes());
    grows_in_proportion("lines of 160 characters", line.as_bytes());
    grows_in_proportion("blank lines", b"\n");
    grows_in_proportion("lines that end in CR", line.replace('\n', "\r").as_bytes());
    grows_in_proportion("short lines", "Tin khác\nNguyễn Văn A\n- a\n1.\n| a | b |\nẢnh: X\n".as_bytes());
    grows_in_proportion(
        "headlines",
        "Mưa lớn ở thượng nguồn sông Lô\nMưa lớn ở thượng nguồn sông Gâm\n".as_bytes(),
    );
    grows_in_proportion("captions", "Ông An phát biểu tại hội nghị. Ảnh: Quang Huy\n".as_bytes());
    grows_in_proportion("dates", "Thứ hai, 12/03/2020 10:00\n".as_bytes());
}

#[test]
fn characters_of_all_kinds() {
    grows_in_proportion("combining marks", "\u{301}".as_bytes());
    grows_in_proportion("brackets", b"((((");
    grows_in_proportion("colons", "a: ".as_bytes());
    grows_in_proportion("quotes", "“".as_bytes());
}

#[test]
fn encodings_of_all_kinds() {
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii] {
        let bytes = legacy(PROSE, encoding);
        grows_in_proportion(encoding.name(), &bytes);
        grows_in_proportion("lines in it", &[&bytes[..], b"\n"].concat());
        grows_in_proportion("mixed lines", &[&bytes[..], b"\n", PROSE.as_bytes(), b"\n"].concat());
        grows_in_proportion("mixed words", &[&bytes[..], PROSE.as_bytes()].concat());
    }
    grows_in_proportion("viqr", b"Ho^.i nghi. dda~ nghe ba'o ca'o to^?ng ke^'t co^ng ta'c. ");
    let little: Vec<u8> = PROSE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    grows_in_proportion("utf-16", &little);
}
