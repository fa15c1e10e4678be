//! Prepares what bantin carries: schemas, faces, messages and the weights of captions, deflated at the strongest level,
//! which takes a second and is therefore not done in every run; the rules of Vietnamese order, which are a few kilobytes of
//! the megabyte of rules for all languages that icu_collator has compiled in. And has the linker pack relocations where
//! they can be read.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use icu_collator::provider::{Baked, CollationTailoringV1};
use icu_provider::prelude::*;
use libdeflater::{CompressionLvl, Compressor};

/// Folders and the extension of the files to deflate.
const DEFLATED: [(&str, &str); 4] =
    [("assets/xsd", "xsd"), ("assets", "tsv"), ("fonts", "ttf"), ("src/messages", "ftl")];
const STRONGEST: i32 = 12;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for (folder, extension) in DEFLATED {
        println!("cargo::rerun-if-changed={folder}");
        deflate(folder, extension, out)?;
    }
    fs::write(out.join("collation-vi.postcard"), collation()?)?;
    if packs_relocations() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
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

fn deflate(folder: &str, extension: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let level = CompressionLvl::new(STRONGEST).map_err(|error| format!("level {STRONGEST}: {error:?}"))?;
    let mut compressor = Compressor::new(level);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|its| its != extension) {
            continue;
        }
        let plain = fs::read(&path)?;
        let mut deflated = vec![0; compressor.deflate_compress_bound(plain.len())];
        let length = compressor.deflate_compress(&plain, &mut deflated)?;
        deflated.truncate(length);
        // What the file grows to stands before it.
        let mut file = u32::try_from(plain.len())?.to_le_bytes().to_vec();
        file.extend_from_slice(&deflated);
        fs::write(out.join(path.file_name().unwrap_or_default()), file)?;
    }
    Ok(())
}

/// The tailoring of the collation for Vietnamese.
fn collation() -> Result<Vec<u8>, Box<dyn Error>> {
    let vietnamese = icu_locale_core::locale!("vi").into();
    let id = DataIdentifierBorrowed::for_locale(&vietnamese);
    let request = DataRequest { id, ..DataRequest::default() };
    let tailoring: DataResponse<CollationTailoringV1> = Baked.load(request)?;
    Ok(postcard::to_allocvec(tailoring.payload.get())?)
}
