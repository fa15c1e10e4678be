//! Bytes to repaired text: detection, decoding and L0, each alone and together, on one thread.
//!
//! The text is made here, the same in every run. Figures are processor-bound: compare runs on an idle machine.

use std::hint::black_box;
use std::time::Instant;

use bantin::decode::{self, Encoding};
use bantin::typography;

const SENTENCES: [&str; 6] = [
    "Hội nghị đã nghe báo cáo tổng kết công tác năm 2021 và phương hướng nhiệm vụ năm 2022 của Ủy ban nhân dân tỉnh.",
    "Theo đó, tổng sản phẩm trên địa bàn tăng 6,5 % so với cùng kỳ; thu ngân sách đạt 1.234,5 tỷ đồng.",
    "“Chúng tôi sẽ tiếp tục đồng hành cùng bà con”, ông Nguyễn Văn An, Giám đốc Sở, nói.",
    "Các đại biểu thảo luận về những giải pháp phát triển nông nghiệp, du lịch và chuyển đổi số…",
    "Mưa lớn kéo dài từ đêm 12 đến rạng sáng 13 – 9 khiến nhiều tuyến đường ở xã vùng cao bị sạt lở.",
    "Người dân được hướng dẫn đăng ký trực tuyến tại https://dichvucong.example.vn/ho-so?id=15.",
];

/// About 4 MiB of articles of some 4 KB each.
fn articles() -> Vec<String> {
    (0..1000)
        .map(|article| {
            let lines: Vec<String> = (0..10)
                .map(|line| {
                    (0..4)
                        .map(|at| SENTENCES[(article + line * 5 + at * 7) % 6])
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect();
            lines.join("\n")
        })
        .collect()
}

fn measure<T>(name: &str, inputs: &[T], bytes: usize, work: impl Fn(&T)) {
    inputs.iter().take(50).for_each(&work);
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        inputs.iter().for_each(&work);
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{name:<34} {:>8.1} MB/s", bytes as f64 / best / 1e6);
}

/// TCVN3 for the letters of the sentences above, by asking the decoder about each byte.
fn legacy(text: &str, encoding: Encoding) -> Vec<u8> {
    let mut letters = std::collections::HashMap::new();
    let read = |bytes: &[u8]| decode::decode(bytes, Some(encoding)).map(|d| d.text).unwrap_or_default();
    for first in 0x20..=0xFFu8 {
        letters.entry(read(&[first])).or_insert(vec![first]);
        for second in 0x80..=0xFFu8 {
            let pair = read(&[first, second]);
            if pair.chars().count() == 1 {
                letters.entry(pair).or_insert(vec![first, second]);
            }
        }
    }
    let one = |c: char| {
        let small: String = c.to_lowercase().collect();
        let found = letters.get(&c.to_string()).or_else(|| letters.get(&small));
        found.cloned().unwrap_or_else(|| vec![b'?'])
    };
    text.chars().flat_map(one).collect()
}

fn faulty(text: &str) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for (at, word) in words.iter_mut().enumerate().filter(|(at, _)| at % 10 == 0) {
        *word = match at / 10 % 5 {
            0 => word.replace('đ', "ð"),
            1 => format!("{word}\u{A0}"),
            2 => word.replace('ộ', "o\u{323}\u{302}").replace('ế', "é\u{302}").replace('ả', "a\u{309}"),
            3 => format!("{word}&nbsp;"),
            _ => format!("\u{200B}{word}"),
        };
    }
    words.join(" ")
}

fn main() {
    let clean = articles();
    let bytes: usize = clean.iter().map(String::len).sum();
    println!("{} articles, {bytes} bytes", clean.len());
    let utf8: Vec<Vec<u8>> = clean.iter().map(|text| text.clone().into_bytes()).collect();
    measure("detect UTF-8", &utf8, bytes, |article| {
        black_box(decode::detect(article));
    });
    measure("repair clean UTF-8", &clean, bytes, |text| {
        black_box(typography::repair(text));
    });
    let whole = |article: &Vec<u8>| {
        if let Ok(decoded) = decode::decode(article, None) {
            black_box(typography::repair(&decoded.text));
        }
    };
    measure("decode + repair clean UTF-8", &utf8, bytes, whole);
    let faults: Vec<String> = clean.iter().map(|text| faulty(text)).collect();
    let size = faults.iter().map(String::len).sum();
    measure("repair, every tenth word faulty", &faults, size, |text| {
        black_box(typography::repair(text));
    });
    let crlf: Vec<String> = clean.iter().map(|text| text.replace('\n', "\r\n")).collect();
    measure("repair CRLF", &crlf, bytes, |text| {
        black_box(typography::repair(text));
    });
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viscii, Encoding::Windows1258] {
        let files: Vec<Vec<u8>> = clean.iter().take(200).map(|text| legacy(text, encoding)).collect();
        let size = files.iter().map(Vec::len).sum();
        measure(&format!("detect {}", encoding.name()), &files, size, |article| {
            black_box(decode::detect(article));
        });
        measure(&format!("decode + repair {}", encoding.name()), &files, size, whole);
    }
}
