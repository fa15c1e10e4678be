//! `bantin init`: a commented bantin.toml in the user's language.

use super::Status;
use crate::error::Result;
use crate::messages::Lang;

/// Arguments of `bantin init`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `bantin init`.
pub fn run(_args: Args, _lang: Lang) -> Result<Status> {
    Ok(Status::Done)
}
