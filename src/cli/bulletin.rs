//! `bantin bulletin`.

use std::path::PathBuf;

use super::{Session, Status};
use crate::error::Result;

/// Arguments of `bantin bulletin`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files or folders
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The PDF to write
    #[arg(short, long)]
    pub output: PathBuf,
}

/// Runs `bantin bulletin`.
pub fn run(_args: Args, _session: &Session) -> Result<Status> {
    Ok(Status::Done)
}
