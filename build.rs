//! Prepares what bantin carries: schemas, faces, messages, phrases of pages and the weights of captions, deflated at the
//! strongest level, which takes a second and is therefore not done in every run; the rules of Vietnamese order, which are a
//! few kilobytes of the megabyte of rules for all languages that icu_collator has compiled in. And has the linker pack
//! relocations where they can be read, and fold equal code where it knows how.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use icu_collator::provider::{Baked, CollationTailoringV1};
use icu_provider::prelude::*;
use libdeflater::{CompressionLvl, Compressor};

/// Folders and the extension of the files to deflate.
const DEFLATED: [(&str, &str); 4] =
    [("assets/xsd", "xsd"), ("assets/phrases", "txt"), ("fonts", "ttf"), ("src/messages", "ftl")];
/// How much each feature of a line speaks for a caption.
const WEIGHTS: &str = "assets/captions.tsv";
const STRONGEST: i32 = 12;

#[path = "src/reading/feature.rs"]
mod feature;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for (folder, extension) in DEFLATED {
        println!("cargo::rerun-if-changed={folder}");
        deflate(folder, extension, out)?;
    }
    println!("cargo::rerun-if-changed={WEIGHTS}");
    write_deflated(&weights(&fs::read_to_string(WEIGHTS)?)?, &out.join("captions.weights"))?;
    fs::write(out.join("collation-vi.postcard"), collation()?)?;
    if packs_relocations() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    if folds_code(out)? {
        println!("cargo::rustc-link-arg-bins={FOLDING}");
    }
    Ok(())
}

/// The addresses that the loader moves take 0.45 MB, and packed (DT_RELR) a hundredth of that. glibc's loader reads them
/// from 2.36 on; an older one refuses the program, so it is this machine's glibc that decides. A linker that cannot pack
/// says so and goes on.
fn packs_relocations() -> bool {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|its| its == value);
    let gnu = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if !gnu || env::var("TARGET") != env::var("HOST") {
        return false;
    }
    let glibc = Command::new("getconf").arg("GNU_LIBC_VERSION").output().map(|said| said.stdout);
    let glibc = String::from_utf8(glibc.unwrap_or_default()).unwrap_or_default(); // "glibc 2.36"
    let version = glibc.trim().strip_prefix("glibc ").and_then(|version| version.split_once('.'));
    let version = version.map(|(major, minor)| (major.parse().unwrap_or(0), minor.parse().unwrap_or(0)));
    version >= Some((2u32, 36u32))
}

/// Has the linker keep one of several functions that are the same to the byte.
const FOLDING: &str = "-Wl,--icf=all";

/// Does the linker of a release know [`FOLDING`]? lld does, which Rust takes by itself on x86-64 Linux; GNU ld stops at it.
/// A program of one line tells.
fn folds_code(out: &Path) -> Result<bool, Box<dyn Error>> {
    if env::var("PROFILE")? != "release" {
        return Ok(false);
    }
    let probe = out.join("probe.rs");
    fs::write(&probe, "fn main() {}")?;
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let linker = env::var("RUSTC_LINKER").map(|linker| format!("-Clinker={linker}"));
    let linked = Command::new(env::var("RUSTC")?)
        .args(flags.split('\x1f').filter(|flag| !flag.is_empty()))
        .args(linker)
        .args(["--target", &env::var("TARGET")?, &format!("-Clink-arg={FOLDING}"), "-o"])
        .args([&out.join("probe"), &probe])
        .output()?;
    Ok(linked.status.success())
}

fn deflate(folder: &str, extension: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|its| its == extension) {
            write_deflated(&fs::read(&path)?, &out.join(path.file_name().unwrap_or_default()))?;
        }
    }
    Ok(())
}

fn write_deflated(plain: &[u8], path: &Path) -> Result<(), Box<dyn Error>> {
    let level = CompressionLvl::new(STRONGEST).map_err(|error| format!("level {STRONGEST}: {error:?}"))?;
    let mut compressor = Compressor::new(level);
    let mut deflated = vec![0; compressor.deflate_compress_bound(plain.len())];
    let length = compressor.deflate_compress(plain, &mut deflated)?;
    deflated.truncate(length);
    // What the file grows to stands before it.
    let mut file = u32::try_from(plain.len())?.to_le_bytes().to_vec();
    file.extend_from_slice(&deflated);
    Ok(fs::write(path, file)?)
}

/// The weights as src/reading/depiction.rs reads them: how many, each in a byte, then the steps between the numbers of
/// their features, in rising order, seven bits a byte (LEB128). In letters they take twice as much.
fn weights(table: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut features = Vec::new();
    for line in table.lines() {
        let (name, weight) = line.split_once('\t').ok_or_else(|| format!("{WEIGHTS}: {line}"))?;
        features.push((feature::number(feature::hash(feature::START, name)), weight.parse::<i8>()?));
    }
    features.sort_unstable();
    // Two features of one number: the heavier stays.
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same && next.1.unsigned_abs() > kept.1.unsigned_abs() {
            *kept = *next;
        }
        same
    });
    let mut file = u32::try_from(features.len())?.to_le_bytes().to_vec();
    file.extend(features.iter().map(|(_, weight)| weight.cast_unsigned()));
    let mut before = 0;
    for (number, _) in features {
        let mut step = number - before;
        before = number;
        while step >= 0x80 {
            file.push(step as u8 | 0x80);
            step >>= 7;
        }
        file.push(step as u8);
    }
    Ok(file)
}

/// The tailoring of the collation for Vietnamese.
fn collation() -> Result<Vec<u8>, Box<dyn Error>> {
    let vietnamese = icu_locale_core::locale!("vi").into();
    let id = DataIdentifierBorrowed::for_locale(&vietnamese);
    let request = DataRequest { id, ..DataRequest::default() };
    let tailoring: DataResponse<CollationTailoringV1> = Baked.load(request)?;
    Ok(postcard::to_allocvec(tailoring.payload.get())?)
}
