//! What a DOCX costs: CPU time and bytes of one article, and where the time goes.
//!
//! `cargo bench --bench docx [-- FILE...]`; without files a made article of 751 words is written. CPU time is that of
//! the thread as the kernel counts it (/proc/self/schedstat), so that a busy machine does not change the figure much.

use bantin::article::{Article, Block, Kind, Meta};
use bantin::docx::Writer;
use bantin::settings::Settings;
use bantin::{decode, reading, typography};

/// Prose of 751 words with the repetition of real news: names and terms come back, sentences do not.
fn made() -> Article {
    const SYLLABLES: &[&str] = &[
        "Chính",
        "phủ",
        "vừa",
        "ban",
        "hành",
        "nghị",
        "định",
        "quy",
        "định",
        "về",
        "công",
        "tác",
        "văn",
        "thư",
        "lưu",
        "trữ",
        "tại",
        "các",
        "cơ",
        "quan",
        "nhà",
        "nước",
        "trên",
        "địa",
        "bàn",
        "tỉnh",
        "thành",
        "phố",
        "người",
        "dân",
        "được",
        "hỗ",
        "trợ",
        "kinh",
        "phí",
        "xây",
        "dựng",
        "nông",
        "thôn",
        "mới",
        "theo",
        "kế",
        "hoạch",
        "năm",
        "trước",
        "những",
        "hộ",
        "nghèo",
        "khó",
        "khăn",
        "đã",
        "nhận",
        "quà",
        "tết",
        "từ",
        "quỹ",
        "vì",
        "trẻ",
        "em",
        "học",
        "sinh",
        "trường",
        "phổ",
        "thông",
        "thi",
        "đua",
        "lập",
        "thành",
        "tích",
        "chào",
        "mừng",
        "ngày",
        "lễ",
        "lớn",
        "của",
    ];
    let mut seed = 12345u32;
    let mut words = |count: usize| {
        let mut text = String::new();
        for at in 0..count {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // syllables come in runs, as words of two or three syllables do
            let start = (seed >> 16) as usize % SYLLABLES.len();
            let word = SYLLABLES[(start / 3 * 3 + at % 3) % SYLLABLES.len()];
            text.push_str(word);
            text.push_str(if at + 1 == count {
                "."
            } else if at % 17 == 16 {
                ", "
            } else {
                " "
            });
        }
        text
    };
    let block = |kind, text| Block { kind, text, lines: vec![1] };
    let mut blocks = vec![block(Kind::Title, words(14)), block(Kind::Lead, words(37))];
    blocks.extend((0..14).map(|_| block(Kind::Body, words(50))));
    let meta = Meta { title: blocks[0].text.clone(), ..Meta::default() };
    Article { blocks, meta }
}

fn read(path: &str) -> Option<Article> {
    let bytes = std::fs::read(path).ok()?;
    let decoded = decode::decode(&bytes, None).ok()?;
    let repaired = typography::repair(&decoded.text);
    let lines = reading::line_map(&decoded.text, &repaired);
    reading::read(&repaired.text, &lines).ok().map(|reading| reading.article)
}

fn cpu_ns() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or(0)
}

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let articles: Vec<(String, Article)> = match files.is_empty() {
        true => vec![("751 words".into(), made())],
        false => files.into_iter().filter_map(|file| read(&file).map(|article| (file, article))).collect(),
    };
    let Ok(writer) = Writer::new(&Settings::default()) else { return };
    for (name, article) in articles {
        let words: usize =
            article.blocks.iter().flat_map(|block| block.texts()).map(|text| text.split(' ').count()).sum();
        let mut size = 0;
        const TIMES: u32 = 400; // the kernel counts in ticks of some milliseconds
        let start = cpu_ns();
        for _ in 0..TIMES {
            size = writer.article(&article).map_or(0, |docx| docx.len());
        }
        let each = (cpu_ns() - start) as f64 / f64::from(TIMES) / 1e6;
        println!("{each:.3} ms CPU  {size} bytes  {words} words  {name}");
    }
}
