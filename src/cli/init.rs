//! `bantin init`: a commented bantin.toml in the user's language.

use std::path::Path;

use super::{Status, console};
use crate::error::Result;
use crate::messages::{Lang, Messages};
use crate::{settings, sink};

/// Arguments of `bantin init`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Writes bantin.toml into the working folder.
///
/// # Errors
/// E809: it is there already; E803: the folder is not writable.
pub fn run(_args: Args, lang: Lang, quiet: bool) -> Result<Status> {
    let path = Path::new("bantin.toml");
    let messages = Messages::with_help(lang);
    sink::write_new(path, settings::template(&messages).as_bytes())?;
    if !quiet {
        console::say(&messages.text("init-done", &vec![("path", path.display().to_string())]));
    }
    Ok(Status::Done)
}
