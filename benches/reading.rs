//! Bytes to article, stage by stage, in MB/s on one thread: detection, decoding, L0, reading.
//!
//! `cargo bench --bench reading` reads articles of our own making; `cargo bench --bench reading -- FOLDER` the `.txt`
//! files of a folder. `-- --once [FOLDER]` reads each once and prints nothing, for an instruction counter.

mod articles;

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use bantin::{decode, reading, typography};

/// Passes over all files: enough for a clock that is coarse.
const PASSES: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let once = args.first().is_some_and(|arg| arg == "--once");
    if once {
        args.remove(0);
    }
    let files = match args.first() {
        Some(folder) => folder_files(folder)?,
        None => (0..500).map(|number| articles::article(number).into_bytes()).collect(),
    };
    let bytes: usize = files.iter().map(Vec::len).sum();
    let decoded: Vec<_> = files.iter().flat_map(|file| decode::decode(file, None)).collect();
    let repaired: Vec<_> = decoded.iter().map(|decoded| typography::repair(&decoded.text)).collect();
    let lines: Vec<_> = decoded
        .iter()
        .zip(&repaired)
        .map(|(decoded, repaired)| reading::line_map(&decoded.text, repaired))
        .collect();
    let read = || {
        for (repaired, lines) in repaired.iter().zip(&lines) {
            black_box(reading::explain(&repaired.text, lines));
        }
    };
    if once {
        read();
        return Ok(());
    }
    println!("{} files, {} bytes each on average", files.len(), bytes / files.len().max(1));
    let show = |name: &str, seconds: f64| println!("{name:<32} {:8.1} MB/s", bytes as f64 / seconds / 1e6);
    let detect = pass(|| {
        for file in &files {
            black_box(decode::detect(file));
        }
    });
    let decode = pass(|| files.iter().for_each(|file| drop(black_box(decode::decode(file, None)))));
    let repair = pass(|| decoded.iter().for_each(|text| drop(black_box(typography::repair(&text.text)))));
    let read = pass(read);
    show("detect", detect);
    show("detect and decode", decode);
    show("repair (L0)", repair);
    show("read", read);
    show("detect, decode, read", decode + read);
    show("detect, decode, repair, read", decode + repair + read);
    Ok(())
}

fn folder_files(folder: &str) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    Ok(paths.iter().map(fs::read).collect::<Result<_, _>>()?)
}

/// Seconds of CPU of a pass.
fn pass(mut work: impl FnMut()) -> f64 {
    work();
    let start = clock();
    (0..PASSES).for_each(|_| work());
    (clock() - start) / f64::from(PASSES)
}

/// Seconds of CPU of this process where the kernel tells them finely, else of the clock on the wall.
fn clock() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|stat| stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()));
    spent.map_or_else(|| start.elapsed().as_secs_f64(), |ns| ns / 1e9)
}
