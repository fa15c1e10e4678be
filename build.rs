//! Deflates what bantin carries, schemas, faces and messages, at the strongest level. That takes a second, so it is done
//! once, when bantin is built, and not in every run.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use libdeflater::{CompressionLvl, Compressor};

/// Folders and the extension of the files to deflate.
const DEFLATED: [(&str, &str); 3] = [("assets/xsd", "xsd"), ("fonts", "ttf"), ("src/messages", "ftl")];
const STRONGEST: i32 = 12;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for (folder, extension) in DEFLATED {
        println!("cargo::rerun-if-changed={folder}");
        deflate(folder, extension, out)?;
    }
    Ok(())
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
