//! What is said when the command line asks for help, or is wrong: in the user's language, with a suggestion.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ColorChoice, CommandFactory, ValueEnum};

use super::console::complain;
use super::{LangChoice, tree};
use crate::error::{Code, Failure, Stage};
use crate::messages::{Lang, Messages};

/// Prints the help that was asked for (exit code 0) or says what is wrong (2).
pub fn answer(typed: &[OsString]) -> ExitCode {
    let lang = option(typed, "--lang")
        .and_then(|value| LangChoice::from_str(&value, true).ok())
        .map_or_else(Lang::from_environment, LangChoice::lang);
    let color = match option(typed, "--color").as_deref() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    };
    // Asked again of the translated tree: its help, and its names of values in what is wrong.
    let Err(answer) = tree(lang).color(color).try_get_matches_from(brief(typed)) else {
        return ExitCode::from(2);
    };
    match answer.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // A closed pipe behind `--help | head` is no error.
            let _ = answer.print();
            ExitCode::from(if answer.use_stderr() { 2 } else { 0 })
        }
        _ => {
            complain(&Messages::new(lang), None, &of_command(failure(&answer), typed));
            ExitCode::from(2)
        }
    }
}

/// `--help` and `help COMMAND` as `-h`: there is one help, in clap's short layout.
fn brief(typed: &[OsString]) -> Vec<OsString> {
    let mut words: Vec<OsString> = typed.to_vec();
    if let Some(at) = command_at(typed).filter(|&at| typed[at] == "help") {
        words.remove(at);
        words.push("-h".into());
    }
    words.into_iter().map(|word| if word == "--help" { "-h".into() } else { word }).collect()
}

/// The hint of E804 names the help of the command that was typed.
pub fn of_command(failure: Failure, typed: &[OsString]) -> Failure {
    let word = command_at(typed).map(|at| typed[at].to_string_lossy().into_owned());
    match word.filter(|word| super::Cli::command().find_subcommand(word).is_some()) {
        Some(command) if failure.code == Code::BadUsage => {
            failure.with("in", "command").with("command", command)
        }
        _ => failure,
    }
}

/// Where the command stands: behind the options of every command and their values.
fn command_at(typed: &[OsString]) -> Option<usize> {
    let mut at = 1;
    loop {
        let word = typed.get(at)?.to_string_lossy();
        if !word.starts_with('-') {
            return Some(at);
        }
        at += if matches!(&*word, "--config" | "--set" | "--lang" | "--color") { 2 } else { 1 };
    }
}

/// E804 with what clap found out: `why` selects the sentence of the catalogue.
fn failure(error: &clap::Error) -> Failure {
    let why = match error.kind() {
        ErrorKind::UnknownArgument => "unknown-option",
        ErrorKind::InvalidSubcommand if Path::new(&fact(error, ContextKind::InvalidSubcommand)).exists() => {
            "path-for-command"
        }
        ErrorKind::InvalidSubcommand => "unknown-command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if fact(error, ContextKind::InvalidValue).is_empty() =>
        {
            "value-missing"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "bad-value",
        ErrorKind::MissingRequiredArgument => "missing",
        ErrorKind::ArgumentConflict => match fact(error, ContextKind::PriorArg) {
            prior if prior == fact(error, ContextKind::InvalidArg) => "twice",
            _ => "conflict",
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            "number-of-values"
        }
        ErrorKind::InvalidUtf8 => "not-utf8",
        _ => "other",
    };
    let subject = match error.kind() {
        ErrorKind::InvalidSubcommand => fact(error, ContextKind::InvalidSubcommand),
        _ => fact(error, ContextKind::InvalidArg),
    };
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(|kind| fact(error, kind))
            .find(|found| !found.is_empty())
            .unwrap_or_default();
    Failure::new(Code::BadUsage, Stage::Config)
        .with("why", why)
        .with("subject", subject)
        .with("value", fact(error, ContextKind::InvalidValue))
        .with("prior", fact(error, ContextKind::PriorArg))
        .with("valid", some(fact(error, ContextKind::ValidValue)))
        .with("suggested", if suggested.is_empty() { "no" } else { "yes" })
        .with("suggestion", suggested)
        .with(
            "reason",
            std::error::Error::source(error).map_or_else(|| error.kind().to_string(), ToString::to_string),
        )
}

fn fact(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The value of `--name VALUE` or `--name=VALUE`, before or without clap's verdict.
fn option(typed: &[OsString], name: &str) -> Option<String> {
    let mut words = typed.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == name {
            return words.next().map(|value| value.into_owned());
        }
        if let Some(value) = word.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

/// A fact that may be missing: the catalogue selects on `none`.
fn some(fact: String) -> String {
    if fact.is_empty() { "none".into() } else { fact }
}
