//! `bantin convert`.

use std::path::PathBuf;

use super::{Session, Status};
use crate::error::Result;

/// Arguments of `bantin convert`.
#[derive(Debug, clap::Args, Default)]
pub struct Args {
    /// Files or folders [default: input]
    pub inputs: Vec<PathBuf>,
    /// Output folder
    #[arg(short, long, default_value = "output")]
    pub output: PathBuf,
}

/// Runs `bantin convert`.
pub fn run(_args: Args, _session: &Session) -> Result<Status> {
    Ok(Status::Done)
}
