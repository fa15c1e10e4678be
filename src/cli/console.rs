//! The two standard streams: results go to stdout, everything else to stderr, and nobody may be listening on either.

use std::io::{self, Write};
use std::path::Path;

use crate::error::{Args, Code, Failure, Result, Stage, Warning, reason};
use crate::messages::Messages;

/// A line on standard error. `eprintln!` would panic behind a closed pipe.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Prints a failure with its hint to standard error, named after the file it speaks of.
pub fn complain(messages: &Messages, of: Option<&Path>, failure: &Failure) {
    coded(messages, &subject(of), failure.code, &failure.args);
}

/// Prints a warning with its hint to standard error.
pub fn warn(messages: &Messages, of: Option<&Path>, warning: &Warning) {
    let line = warning.line.map(|line| format!("{line}: ")).unwrap_or_default();
    coded(messages, &(subject(of) + &line), warning.code, &warning.args);
}

fn coded(messages: &Messages, subject: &str, code: Code, args: &Args) {
    let hint = messages.hint(code, args);
    let arrow = if hint.is_empty() { String::new() } else { format!("\n  → {hint}") };
    say(&format!("bantin: {subject}{code}: {}{arrow}", messages.code(code, args)));
}

fn subject(of: Option<&Path>) -> String {
    of.map(|path| format!("{}: ", clean(&path.to_string_lossy()))).unwrap_or_default()
}

/// A path without what would move the cursor or colour the terminal.
pub fn clean(path: &str) -> String {
    path.chars().map(|character| if character.is_control() { '\u{FFFD}' } else { character }).collect()
}

/// What writing to standard output came to: a reader who has seen enough is no failure.
///
/// # Errors
/// E803, e.g. when the disk behind a redirection is full.
pub fn printed(written: io::Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Code::CannotWrite, Stage::Write)
                .with("path", "stdout")
                .with("reason", reason(&error)))
        }
        _ => Ok(()),
    }
}

/// Prints all of `text` to standard output.
///
/// # Errors
/// As [`printed`].
pub fn print(text: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    printed(out.write_all(text).and_then(|()| out.flush()))
}

/// E802 says so when what was named is not there at all.
pub fn missing<'a>(failure: Failure, mut named: impl Iterator<Item = &'a Path>) -> Failure {
    if failure.code == Code::NoInput && named.all(|path| !path.exists() && path != Path::new("-")) {
        failure.with("why", "missing")
    } else {
        failure
    }
}
