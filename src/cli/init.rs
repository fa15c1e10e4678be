//! `bantin init`: a commented bantin.toml in the user's language.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::Status;
use crate::error::{Code, Failure, Result, Stage, reason};
use crate::messages::{Lang, Messages};
use crate::settings;

/// Arguments of `bantin init`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Writes bantin.toml into the working folder.
///
/// # Errors
/// E805: it is there already; E803: the folder is not writable.
pub fn run(_args: Args, lang: Lang) -> Result<Status> {
    let path = Path::new("bantin.toml");
    let messages = Messages::with_help(lang);
    File::create_new(path)
        .and_then(|mut file| file.write_all(settings::template(&messages).as_bytes()))
        .map_err(|error| {
            let code = match error.kind() {
                ErrorKind::AlreadyExists => Code::AlreadyThere,
                _ => Code::CannotWrite,
            };
            Failure::new(code, Stage::Write).with("path", path.display()).with("reason", reason(&error))
        })?;
    eprintln!("{}", messages.text("init-done", &vec![("path", path.display().to_string())]));
    Ok(Status::Done)
}
