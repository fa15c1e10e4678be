//! The PDF stage alone: from a read article to the bytes of its file.
//!
//! `cargo bench --bench pdf [FOLDER]` (default: generated articles). Prints CPU time, bytes and pages; `benches/compare/pdf.py`
//! sets the same articles with typst.

use std::error::Error;
use std::fs;

use bantin::pdf::Press;
use bantin::settings::Settings;
use bantin::{decode, reading, typography};

mod articles;

const ROUNDS: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let texts: Vec<Vec<u8>> = match folder {
        Some(folder) => {
            let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
            paths.sort();
            paths.iter().map(fs::read).collect::<Result<_, _>>()?
        }
        None => (0..200).map(|number| articles::article(number).into_bytes()).collect(),
    };
    let settings = Settings::default();
    let mut read = Vec::new();
    let mut words = 0;
    for text in &texts {
        let decoded = decode::decode(text, None)?;
        let repaired = typography::repair(&decoded.text);
        words += repaired.text.split_whitespace().count();
        let map = reading::line_map(&decoded.text, &repaired);
        if let Ok(reading) = reading::read(&repaired.text, &map) {
            read.push(reading.article);
        }
    }
    let press = Press::new(&settings)?;
    let (mut bytes, mut pages, mut largest) = (0, 0, 0);
    let start = cpu();
    for _ in 0..ROUNDS {
        for article in &read {
            let pdf = press.article(article)?;
            bytes += pdf.bytes.len();
            pages += pdf.pages as usize;
            largest = largest.max(pdf.bytes.len());
        }
    }
    let spent = cpu() - start;
    let count = (read.len() * ROUNDS).max(1) as f64;
    println!("{} articles, {:.0} words on average", read.len(), words as f64 / texts.len().max(1) as f64);
    println!(
        "PDF stage: {:.3} ms of CPU, {:.0} bytes (largest {largest}), {:.1} pages an article",
        spent * 1000.0 / count,
        bytes as f64 / count,
        pages as f64 / count
    );
    Ok(())
}

/// CPU seconds of this process, user and system, as far as the system tells.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}
