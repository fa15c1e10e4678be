//! bantin as a library: `cargo run --example library -- FILE.txt FOLDER` writes the PDF, the DOCX and the package.

use std::path::Path;

use bantin::{Outputs, Settings, convert_bytes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args_os().skip(1);
    let (Some(file), Some(folder)) = (words.next(), words.next()) else {
        return Err("usage: library FILE.txt FOLDER".into());
    };
    let (file, folder) = (Path::new(&file), Path::new(&folder));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let made = convert_bytes(
        &name,
        &std::fs::read(file)?,
        Settings::default(),
        Outputs { bag: true, ..Outputs::all("2026-01-31T08:00:00+07:00") },
    )?;
    std::fs::create_dir_all(folder)?;
    let target = folder.join(&*name);
    std::fs::write(target.with_extension("pdf"), made.pdf.unwrap_or_default())?;
    std::fs::write(target.with_extension("docx"), made.docx.unwrap_or_default())?;
    if let Some(package) = made.package {
        std::fs::write(folder.join(format!("{}.zip", package.objid)), package.zip)?;
        if let Some(bag) = package.bag {
            std::fs::write(folder.join(format!("{}-bag.zip", package.objid)), bag)?;
        }
    }
    for warning in made.warnings {
        println!("{}: {:?}", warning.code, warning.args);
    }
    Ok(())
}
