//! What was typed, and what is meant by it. Each command has a file of its own in this room.

mod bulletin;
mod config;
mod console;
mod convert;
mod detect;
mod explain;
mod help;
mod init;
mod normalize;
mod shell;
mod usage;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::error::{Args, Failure, Result, Warning};
use crate::messages::{Lang, Messages};
use crate::settings::{self, Settings};

/// Vietnamese article text to PDF bulletins, DOCX and archive packages
#[derive(Debug, Parser)]
#[command(name = "bantin", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Args)]
struct Global {
    /// Settings file [default: bantin.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Set any key of bantin.toml, e.g. typography.tone=modern; repeatable
    #[arg(long = "set", global = true, value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// Language of messages [default: by LC_ALL, LC_MESSAGES, LANG]
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<LangChoice>,
    /// Only errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangChoice {
    Vi,
    En,
}

impl LangChoice {
    fn lang(self) -> Lang {
        match self {
            LangChoice::Vi => Lang::Vi,
            LangChoice::En => Lang::En,
        }
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Convert articles to PDF, DOCX and packages
    Convert(convert::Args),
    /// Convert what is dropped into a folder
    Watch(watch::Args),
    /// Compile articles into one printed issue
    Bulletin(bulletin::Args),
    /// Normalise text
    Normalize(normalize::Args),
    /// Name the encoding of files
    Detect(detect::Args),
    /// Show the label of every line
    Explain(explain::Args),
    /// Check packages and bags
    Verify(verify::Args),
    /// Write a commented bantin.toml
    Init(init::Args),
    /// Check or show the settings
    Config(config::Args),
    /// Print completions for a shell
    Completions(shell::CompletionsArgs),
    /// Print the manual page
    Man(shell::ManArgs),
}

/// What every command knows.
#[derive(Debug)]
pub struct Session {
    /// All settings.
    pub settings: Settings,
    /// Where they came from; `None` without a bantin.toml.
    pub config: Option<PathBuf>,
    /// The catalogue in the user's language.
    pub messages: Messages,
    /// The user's language.
    pub lang: Lang,
    /// Only errors on stderr.
    pub quiet: bool,
    /// More on stderr.
    pub verbose: bool,
    /// When to colour.
    pub color: Color,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All done: 0.
    Done,
    /// At least one input failed or is invalid: 1.
    SomeFailed,
    /// Ctrl-C: 130.
    Interrupted,
}

impl Session {
    /// Is colour wanted on standard output?
    pub fn color_stdout(&self) -> bool {
        // no-color.org: any value but the empty one
        let refused = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stdout().is_terminal() && !refused(),
        }
    }

    /// Prints what is wrong with one input, and a hint, to stderr.
    pub fn complain(&self, of: &Path, failure: &Failure) {
        console::complain(&self.messages, Some(of), failure);
    }

    /// Prints a warning to stderr, unless only errors are wanted.
    pub fn warn(&self, of: Option<&Path>, warning: &Warning) {
        if !self.quiet {
            console::warn(&self.messages, of, warning);
        }
    }

    /// Prints a message of the catalogue to stderr, unless only errors are wanted.
    pub fn tell(&self, id: &str, facts: &Args) {
        if !self.quiet {
            console::say(&self.messages.text(id, facts));
        }
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(&typed) {
        Ok(cli) => cli,
        Err(_) => return usage::answer(&typed),
    };
    let lang = cli.global.lang.map_or_else(Lang::from_environment, LangChoice::lang);
    let messages = Messages::new(lang);
    match dispatch(cli, lang) {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::SomeFailed) => ExitCode::from(1),
        Ok(Status::Interrupted) => ExitCode::from(130),
        Err(failure) => {
            let failure = usage::of_command(failure, &typed);
            console::complain(&messages, None, &failure);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: Cli, lang: Lang) -> Result<Status> {
    let Global { config, sets, quiet, verbose, color, .. } = cli.global;
    let messages = Messages::new(lang);
    let command = cli.command.unwrap_or_else(|| Command::Convert(convert::Args::default()));
    // These make or describe things; a broken bantin.toml must not stop them.
    let command = match command {
        Command::Init(args) => return init::run(args, lang, quiet),
        Command::Config(args) => {
            return config::run(args, config.as_deref(), &sets, &Messages::with_help(lang));
        }
        Command::Completions(args) => return shell::completions(args, lang),
        Command::Man(args) => return shell::man(args, lang),
        command => command,
    };
    let loaded = settings::load(config.as_deref(), &sets)?;
    let session =
        Session { settings: loaded.settings, config: loaded.path, messages, lang, quiet, verbose, color };
    match command {
        Command::Convert(args) => convert::run(args, &session),
        Command::Watch(args) => watch::run(args, &session),
        Command::Bulletin(args) => bulletin::run(args, &session),
        Command::Normalize(args) => normalize::run(args, &session),
        Command::Detect(args) => detect::run(args, &session),
        Command::Explain(args) => explain::run(args, &session),
        Command::Verify(args) => verify::run(args, &session),
        Command::Init(_) | Command::Config(_) | Command::Completions(_) | Command::Man(_) => Ok(Status::Done),
    }
}

/// The whole clap tree with its texts in `lang`: for help, completions and manual pages.
fn tree(lang: Lang) -> clap::Command {
    help::translate(<Cli as clap::CommandFactory>::command(), lang)
}
