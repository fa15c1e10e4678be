//! `bantin watch`: what is dropped into a folder is converted, by the same batch and journal as `bantin convert`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{RecursiveMode, Watcher};

use super::console::complain;
use super::convert::{self, Format, progress::Progress};
use super::{Session, Status};
use crate::batch::{self, Interrupt};
use crate::error::{Code, Failure, Result, Stage, reason};

/// A file counts as whole when the folder has been quiet for this long: copying programs write more often. Should one
/// pause longer, the rest of the file is a change like any other and it is converted again.
const QUIET: Duration = Duration::from_millis(700);
/// How often Ctrl-C is looked for.
const BEAT: Duration = Duration::from_millis(100);

/// Arguments of `bantin watch`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to watch
    pub folder: PathBuf,
    /// Output folder
    #[arg(short, long, default_value = "output")]
    pub output: PathBuf,
    /// What to make
    #[arg(long, value_delimiter = ',', default_value = "pdf,docx,package")]
    pub formats: Vec<Format>,
}

/// Converts what is there, then what comes, until Ctrl-C.
///
/// # Errors
/// E104, E802, E804: the folder cannot be watched; E803: the output folder cannot be written.
pub fn run(args: Args, session: &Session) -> Result<Status> {
    let folder = args.folder;
    if folder.is_file() {
        return Err(Failure::new(Code::BadUsage, Stage::Config)
            .with("why", "file-for-folder")
            .with("subject", folder.display()));
    }
    let (events, arrived) = mpsc::channel();
    if !folder.exists() {
        return Err(Failure::new(Code::NoInput, Stage::Input)
            .with("path", folder.display())
            .with("why", "missing"));
    }
    let unwatchable = |why: String| Failure::new(Code::Unreadable, Stage::Input).with("reason", why);
    let mut watcher = notify::recommended_watcher(events).map_err(|error| unwatchable(because(&error)))?;
    watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| unwatchable(because(&error)))?;
    let interrupt = Interrupt::default();
    let asked = interrupt.clone();
    // A handler that is set already belongs to an earlier run in this process; Ctrl-C then ends it at once.
    let _ = ctrlc::set_handler(move || {
        if asked.ask() {
            std::process::exit(130);
        }
    });
    session.tell("watch-begun", &vec![("path", folder.display().to_string())]);
    let work = convert::Args {
        inputs: vec![folder.clone()],
        output: args.output.clone(),
        formats: args.formats,
        ..convert::Args::default()
    };
    let mut changed: Option<Instant> = Some(Instant::now());
    let mut waiting = false;
    while !interrupt.asked() {
        match arrived.recv_timeout(BEAT) {
            Ok(Ok(event)) if concerns(&event, &args.output) => changed = Some(Instant::now()),
            // A lost event may have been the one that mattered: look at the whole folder.
            Ok(Err(_)) => changed = Some(Instant::now()),
            Ok(Ok(_)) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if changed.is_some_and(|since| since.elapsed() >= QUIET) {
            changed = match once(&work, session, &interrupt) {
                Ok(()) => None,
                // Another run has the output folder: wait for its end, and say so once.
                Err(failure) if failure.code == Code::Busy => {
                    if !std::mem::replace(&mut waiting, true) {
                        complain(&session.messages, None, &failure);
                    }
                    Some(Instant::now())
                }
                Err(failure) => return Err(failure),
            };
            waiting &= changed.is_some();
        }
    }
    Ok(Status::Done)
}

/// One incremental run; an empty folder is no error here.
fn once(work: &convert::Args, session: &Session, interrupt: &Interrupt) -> Result<()> {
    let request = convert::request(work, session.lang)?;
    let progress = Progress::new(session);
    match batch::convert(&request, &session.settings, &session.messages, interrupt, &progress) {
        Ok(outcome) => progress.finished(&outcome.summary, false),
        Err(failure) if failure.code == Code::NoInput => {}
        Err(failure) => return Err(failure),
    }
    Ok(())
}

/// Reading a file is no change, and what this program writes is none either.
fn concerns(event: &notify::Event, output: &Path) -> bool {
    let output = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
    !event.kind.is_access()
        && event
            .paths
            .iter()
            .any(|path| !std::path::absolute(path).unwrap_or_else(|_| path.clone()).starts_with(&output))
}

fn because(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => reason(error),
        notify::ErrorKind::PathNotFound => "@io-not-found".to_owned(),
        _ => error.to_string(),
    }
}
