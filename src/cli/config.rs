//! `bantin config`: is bantin.toml right, what is in force and why, what may stand in it.

use std::path::Path;

use clap::Subcommand;

use super::{Status, console};
use crate::error::Result;
use crate::messages::Messages;
use crate::settings;

/// Arguments of `bantin config`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the file
    Check,
    /// Print what is in force
    Show,
    /// Print the JSON Schema
    Schema,
}

/// Runs `bantin config`; `config` and `sets` as given on the command line.
///
/// # Errors
/// E801, E804: the settings are wrong.
pub fn run(args: Args, config: Option<&Path>, sets: &[String], messages: &Messages) -> Result<Status> {
    let text = match args.command {
        Command::Schema => format!("{:#}\n", settings::schema()),
        Command::Show => settings::show(&settings::load(config, sets)?, messages),
        Command::Check => {
            let loaded = settings::load(config, sets)?;
            match &loaded.path {
                Some(path) => {
                    let facts = vec![
                        ("path", path.display().to_string()),
                        ("count", loaded.origins.len().to_string()),
                    ];
                    messages.text("config-right", &facts) + "\n"
                }
                None => messages.text("config-none", &Vec::new()) + "\n",
            }
        }
    };
    console::print(text.as_bytes())?;
    Ok(Status::Done)
}
