//! `bantin completions` and `bantin man`.

use std::io::{self, Write};

use clap_complete::Shell;

use super::{Status, tree};
use crate::error::{Code, Failure, Result, Stage};

/// Arguments of `bantin completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, powershell, elvish
    shell: Shell,
}

/// Arguments of `bantin man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {}

/// Prints completions to stdout.
pub fn completions(args: CompletionsArgs) -> Result<Status> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut tree(), "bantin", &mut text);
    print(&text)
}

/// Prints the manual page to stdout.
pub fn man(_args: ManArgs) -> Result<Status> {
    let mut text = Vec::new();
    clap_mangen::Man::new(tree()).render(&mut text).map_err(|error| cannot_write(&error))?;
    print(&text)
}

fn print(text: &[u8]) -> Result<Status> {
    match io::stdout().write_all(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&error)),
        _ => Ok(Status::Done),
    }
}

fn cannot_write(error: &io::Error) -> Failure {
    Failure::new(Code::CannotWrite, Stage::Write).with("path", "stdout").with("reason", error)
}
