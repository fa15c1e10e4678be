//! The whole pipeline and each stage of it on articles of our own making, measured in CPU time.
//!
//! `cargo bench --bench pipeline -- [ARTICLES]` (default 1000) prints the figures;
//! `cargo bench --bench pipeline -- --write FOLDER ARTICLES` writes the articles, for other programs.

mod articles;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use bantin::archive::Variant;
use bantin::batch::{Interrupt, Observer, Request};
use bantin::job::{Formats, Source, Workshop};
use bantin::messages::{Lang, Messages};
use bantin::report::record::{Record, Status};
use bantin::settings::Settings;
use bantin::sink::Durability;
use bantin::{decode, reading, typography};
use sha2::{Digest, Sha256};

const ALL: Formats = Formats { pdf: true, docx: true, package: true };
const TIME: &str = "2026-01-01T00:00:00+07:00";

struct Silent;

impl Observer for Silent {
    fn planned(&self, _inputs: u64, _todo: u64) {}
    fn article(&self, _record: &Record<'_>, _status: Status) {}
    fn tick(&self) {}
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [flag, folder, count] = args.as_slice()
        && flag == "--write"
    {
        return Ok(articles::write(Path::new(folder), count.parse()?)?);
    }
    let count: usize = args.first().map_or(Ok(1000), |count| count.parse())?;
    stages(count.min(500))?;
    whole(count)
}

/// Each stage by itself, one thread.
fn stages(count: usize) -> Result<(), Box<dyn Error>> {
    let settings = Settings::default();
    let texts: Vec<String> = (0..count).map(articles::article).collect();
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    println!("{count} articles, {} words each on average; one thread, ms of CPU an article", words / count);
    let show =
        |name: &str, start: f64| println!("  {name:<22} {:7.3}", (cpu() - start) * 1000.0 / count as f64);

    let start = cpu();
    for text in &texts {
        std::hint::black_box(Sha256::digest(text));
    }
    show("hash of the input", start);
    let start = cpu();
    let decoded: Vec<_> = texts.iter().flat_map(|text| decode::decode(text.as_bytes(), None)).collect();
    show("decode", start);
    let start = cpu();
    let repaired: Vec<_> = decoded.iter().map(|decoded| typography::repair(&decoded.text)).collect();
    show("repair (L0)", start);
    let start = cpu();
    let read: Vec<_> = decoded
        .iter()
        .zip(&repaired)
        .flat_map(|(decoded, text)| reading::read(&text.text, &reading::line_map(&decoded.text, text)))
        .collect();
    show("read", start);
    let start = cpu();
    for text in read.iter().flat_map(|reading| reading.article.blocks.iter().flat_map(|block| block.texts()))
    {
        std::hint::black_box(typography::polish(text, &settings.typography));
    }
    show("typography (L1)", start);
    for (name, formats) in [
        ("all stages to PDF", Formats { pdf: true, docx: false, package: false }),
        ("all stages to DOCX", Formats { pdf: false, docx: true, package: false }),
        ("all stages, all three", ALL),
    ] {
        let workshop = Workshop::new(settings.clone(), formats, Variant::Aip, TIME, false)?;
        let start = cpu();
        for text in &texts {
            let sha256 = Sha256::digest(text).into();
            let source = Source { name: "a.txt", bytes: text.as_bytes(), sha256, package: true };
            std::hint::black_box(workshop.convert(&source)?);
        }
        show(name, start);
    }
    Ok(())
}

/// A folder into a folder, all processors, then again with nothing changed.
fn whole(count: usize) -> Result<(), Box<dyn Error>> {
    let place = tempfile::tempdir()?;
    let input = place.path().join("input");
    articles::write(&input, count)?;
    let jobs = std::thread::available_parallelism()?.get();
    let request = Request {
        inputs: vec![input],
        output: place.path().join("output"),
        formats: ALL,
        variant: Variant::Aip,
        bag: false,
        dossier: false,
        jobs,
        include: Vec::new(),
        force: false,
        checksum: false,
        shard: None,
        durability: Durability::Batch,
        prune: false,
        report: None,
        html: None,
        lang: Lang::En,
        job_time: TIME.into(),
        job_time_given: true,
    };
    let messages = Messages::new(Lang::En);
    for name in ["convert", "again, unchanged"] {
        let (start, wall) = (cpu(), Instant::now());
        bantin::batch::convert(&request, &Settings::default(), &messages, &Interrupt::default(), &Silent)?;
        let (cpu, wall) = (cpu() - start, wall.elapsed().as_secs_f64());
        println!(
            "{name}: {count} articles, {jobs} threads: {:.0} articles/s, {:.3} ms of CPU an article, peak {} MiB",
            count as f64 / wall,
            cpu * 1000.0 / count as f64,
            peak_mib()
        );
    }
    for kind in ["pdf", "docx", "packages"] {
        let bytes: u64 = fs::read_dir(request.output.join(kind))?
            .flatten()
            .flat_map(|entry| entry.metadata())
            .map(|meta| meta.len())
            .sum();
        println!("  {kind:<9} {:6.1} KiB an article", bytes as f64 / 1024.0 / count as f64);
    }
    Ok(())
}

/// CPU seconds of this process, user and system, as far as the system tells.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// The largest resident set so far.
fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}
