//! `bantin completions` and `bantin man`: both follow the command tree, in the user's language.

use std::io::{self, Write};

use clap_complete::Shell;

use super::{Status, tree};
use crate::error::{Code, Failure, Result, Stage, reason};
use crate::messages::{Lang, Messages};

/// Arguments of `bantin completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, powershell, elvish
    shell: Shell,
}

/// Arguments of `bantin man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// The command whose page is wanted; `bantin` itself without it
    page: Option<String>,
}

/// Prints completions to stdout.
pub fn completions(args: CompletionsArgs, lang: Lang) -> Result<Status> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut tree(lang), "bantin", &mut text);
    print(&text)
}

/// Prints a manual page to stdout.
///
/// # Errors
/// E804 for a command that does not exist.
pub fn man(args: ManArgs, lang: Lang) -> Result<Status> {
    let mut tree = tree(lang);
    let page = match args.page.as_deref() {
        None | Some("bantin") => tree,
        Some(name) => {
            let command = tree.find_subcommand_mut(name).map(std::mem::take).ok_or_else(|| {
                Failure::new(Code::BadUsage, Stage::Config)
                    .with("why", "unknown-command")
                    .with("subject", name)
                    .with("suggested", "no")
            })?;
            command.name(format!("bantin-{name}")).bin_name(format!("bantin {name}"))
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff).map_err(|error| cannot_write(&error))?;
    print(translate(&String::from_utf8_lossy(&roff), lang).as_bytes())
}

/// Section headings, which `clap_mangen` writes in English.
fn translate(roff: &str, lang: Lang) -> String {
    let messages = Messages::with_help(lang);
    let heading = |line: &str| {
        let id = match line.strip_prefix(".SH ")? {
            "NAME" => "man-name",
            "SYNOPSIS" => "man-synopsis",
            "DESCRIPTION" => "man-description",
            "OPTIONS" => "man-options",
            "SUBCOMMANDS" => "man-subcommands",
            "EXTRA" => "man-extra",
            "VERSION" => "man-version",
            _ => return None,
        };
        Some(format!(".SH \"{}\"\n", messages.text(id, &Vec::new())))
    };
    roff.lines().map(|line| heading(line).unwrap_or_else(|| format!("{line}\n"))).collect()
}

fn print(text: &[u8]) -> Result<Status> {
    match io::stdout().write_all(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&error)),
        _ => Ok(Status::Done),
    }
}

fn cannot_write(error: &io::Error) -> Failure {
    Failure::new(Code::CannotWrite, Stage::Write).with("path", "stdout").with("reason", reason(error))
}
