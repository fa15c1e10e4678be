//! Deflates the schemas that every package carries. At the strongest level this takes a tenth of a second, so it is done
//! once, when bantin is built, and not in every run.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use libdeflater::{CompressionLvl, Compressor};

const SCHEMAS: &str = "assets/xsd";
const STRONGEST: i32 = 12;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={SCHEMAS}");
    let out = env::var("OUT_DIR")?;
    let level = CompressionLvl::new(STRONGEST).map_err(|error| format!("level {STRONGEST}: {error:?}"))?;
    let mut compressor = Compressor::new(level);
    for entry in fs::read_dir(SCHEMAS)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "xsd") {
            continue;
        }
        let text = fs::read(&path)?;
        let mut deflated = vec![0; compressor.deflate_compress_bound(text.len())];
        let length = compressor.deflate_compress(&text, &mut deflated)?;
        deflated.truncate(length);
        // What the file grows to stands before it.
        let mut file = u32::try_from(text.len())?.to_le_bytes().to_vec();
        file.extend_from_slice(&deflated);
        fs::write(Path::new(&out).join(path.file_name().unwrap_or_default()), file)?;
    }
    Ok(())
}
