//! `bantin verify`.

use std::path::PathBuf;

use super::{Session, Status};
use crate::error::Result;

/// Arguments of `bantin verify`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// Runs `bantin verify`.
pub fn run(_args: Args, _session: &Session) -> Result<Status> {
    Ok(Status::Done)
}
