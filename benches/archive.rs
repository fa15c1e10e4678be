//! Packages: what building one costs, and what checking one costs, in CPU time.
//!
//! `cargo bench --bench archive -- [ARTICLES]` (default 500). To measure `verify` beside other validators see
//! `benches/compare`.

mod articles;

use std::error::Error;
use std::fs;
use std::time::Instant;

use bantin::archive::Variant;
use bantin::job::{Formats, Source, Workshop};
use bantin::settings::Settings;
use bantin::verify::verify_bytes;
use sha2::{Digest, Sha256};

const TIME: &str = "2026-01-01T00:00:00+07:00";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let count: usize = args.first().map_or(Ok(500), |count| count.parse())?;
    let texts: Vec<String> = (0..count).map(articles::article).collect();
    let mut costs = Vec::new();
    let mut packages = Vec::new();
    for package in [false, true] {
        let formats = Formats { pdf: true, docx: true, package };
        let workshop = Workshop::new(Settings::default(), formats, Variant::Aip, TIME, false)?;
        let start = cpu();
        for text in &texts {
            let sha256 = Sha256::digest(text).into();
            let source = Source { name: "a.txt", bytes: text.as_bytes(), sha256, package };
            packages.extend(workshop.convert(&source)?.package);
        }
        costs.push((cpu() - start) * 1000.0 / count as f64);
    }
    println!("{count} articles; ms of CPU an article on one thread");
    println!(
        "  PDF and DOCX {:.3}, with the package {:.3}: building it {:.3}",
        costs[0],
        costs[1],
        costs[1] - costs[0]
    );
    let rest: usize = packages.iter().map(|package| beyond(&package.zip)).sum();
    println!("  {} bytes an article beyond contents and schemas", rest / count);
    let (start, wall) = (cpu(), Instant::now());
    let valid = packages.iter().filter(|package| verify_bytes(&package.zip).findings.is_empty()).count();
    let (cpu, wall) = (cpu() - start, wall.elapsed().as_secs_f64());
    println!(
        "  verify: {valid} valid, {:.3} ms of CPU a package, {:.0} packages/s",
        cpu * 1000.0 / count as f64,
        count as f64 / wall
    );
    Ok(())
}

/// Bytes of a package that are neither contents nor schemas, headers of the zip included.
fn beyond(zip: &[u8]) -> usize {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(zip)) else { return 0 };
    let mut rest = zip.len();
    for at in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(at) else { continue };
        if file.name().is_ok_and(|name| name.contains("/data/") || name.contains("/schemas/")) {
            rest -= file.compressed_size() as usize;
        }
    }
    rest
}

/// CPU seconds of this process, user and system, as far as the system tells.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}
