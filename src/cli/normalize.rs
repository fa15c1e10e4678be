//! `bantin normalize`.

use std::path::PathBuf;

use super::{Session, Status};
use crate::error::Result;

/// Arguments of `bantin normalize`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file; - or nothing is stdin
    pub file: Option<PathBuf>,
}

/// Runs `bantin normalize`.
pub fn run(_args: Args, _session: &Session) -> Result<Status> {
    Ok(Status::Done)
}
