//! `bantin completions` and `bantin man`: both follow the command tree, in the user's language.

use clap_complete::Shell;

use super::{Status, console, tree};
use crate::error::{Code, Failure, Result, Stage};
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
    console::print(&text)?;
    Ok(Status::Done)
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
    console::printed(clap_mangen::Man::new(page).render(&mut roff))?;
    console::print(translate(&String::from_utf8_lossy(&roff), lang).as_bytes())?;
    Ok(Status::Done)
}

/// Section headings, which `clap_mangen` writes in English; and the date that it leaves out.
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
    let line = |line: &str| match line.strip_prefix(".TH ") {
        // An empty date has to be written as one, else what follows is taken for it.
        Some(title) => format!(".TH {}\n", title.replacen("  ", " \"\" ", 1).trim_end()),
        None => heading(line).unwrap_or_else(|| format!("{line}\n")),
    };
    // The examples have a section of their own here.
    let examples = messages.text("examples", &Vec::new());
    roff.lines().filter(|line| *line != examples).map(line).collect()
}
