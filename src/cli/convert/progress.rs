//! How a run is shown: a bar on a terminal, a line a minute elsewhere, failures as they come, a last line.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::{Observer, Summary};
use crate::cli::Session;
use crate::cli::console::{clean, say};
use crate::report::json::explain;
use crate::report::record::{Record, Status};

/// Failures shown one by one; the rest are in the report.
const SHOWN: u64 = 50;

/// Shows a run on standard error.
#[derive(Debug)]
pub struct Progress<'a> {
    session: &'a Session,
    bar: RefCell<Option<ProgressBar>>,
    todo: Cell<u64>,
    done: Cell<u64>,
    failed: Cell<u64>,
    begun: Cell<Instant>,
    last: Cell<Instant>,
}

impl<'a> Progress<'a> {
    /// Nothing is shown before the plan stands.
    pub fn new(session: &'a Session) -> Progress<'a> {
        let now = Instant::now();
        Progress {
            session,
            bar: RefCell::new(None),
            todo: Cell::new(0),
            done: Cell::new(0),
            failed: Cell::new(0),
            begun: Cell::new(now),
            last: Cell::new(now),
        }
    }

    /// The last line.
    pub fn finished(&self, summary: &Summary, interrupted: bool) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
        if self.session.quiet {
            return;
        }
        let facts = vec![
            ("inputs", summary.inputs.to_string()),
            ("converted", summary.converted.to_string()),
            ("unchanged", summary.unchanged.to_string()),
            ("duplicate", summary.duplicate.to_string()),
            ("failed", summary.failed.to_string()),
            ("warnings", summary.warnings.to_string()),
        ];
        let id = if interrupted { "convert-interrupted" } else { "convert-done" };
        say(&self.session.messages.text(id, &facts));
    }

    fn show(&self, line: &str) {
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(|| say(line)),
            None => say(line),
        }
    }
}

impl Observer for Progress<'_> {
    fn planned(&self, _inputs: u64, todo: u64) {
        self.todo.set(todo);
        self.begun.set(Instant::now());
        self.last.set(Instant::now());
        if !self.session.quiet && super::on_terminal() && todo > 0 {
            let bar = ProgressBar::with_draw_target(Some(todo), ProgressDrawTarget::stderr_with_hz(10));
            if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len}  {per_sec}  {eta}") {
                bar.set_style(style);
            }
            *self.bar.borrow_mut() = Some(bar);
        }
    }

    fn article(&self, record: &Record<'_>, status: Status) {
        self.done.set(self.done.get() + 1);
        if let Some(bar) = &*self.bar.borrow() {
            bar.set_position(self.done.get());
        }
        if let Some(error) = &record.error {
            self.failed.set(self.failed.get() + 1);
            if self.failed.get() <= SHOWN || self.session.verbose {
                let (message, hint) = explain(&self.session.messages, &error.code, &error.args);
                self.show(&format!(
                    "bantin: {}: {}: {message}\n  → {hint}",
                    clean(&record.input),
                    error.code
                ));
            } else if self.failed.get() == SHOWN + 1 {
                self.show(&self.session.messages.text("convert-more-failures", &Vec::new()));
            }
        } else if self.session.verbose {
            let word =
                self.session.messages.text("convert-article", &vec![("pages", record.pages.to_string())]);
            self.show(&format!("{}: {word}", clean(&record.input)));
            for note in &record.warnings {
                let (message, _) = explain(&self.session.messages, &note.code, &note.args);
                let line = note.line.map(|line| format!("{line}: ")).unwrap_or_default();
                self.show(&format!("{}:{line} {}: {message}", clean(&record.input), note.code));
            }
        }
        debug_assert_ne!(status, Status::Unchanged);
    }

    fn tick(&self) {
        if self.session.quiet
            || self.bar.borrow().is_some()
            || self.last.get().elapsed() < Duration::from_secs(60)
        {
            return;
        }
        self.last.set(Instant::now());
        let seconds = self.begun.get().elapsed().as_secs_f64();
        let rate = self.done.get() as f64 / seconds.max(0.001);
        let left = self.todo.get().saturating_sub(self.done.get()) as f64 / rate.max(0.001) / 60.0;
        let facts = vec![
            ("done", self.done.get().to_string()),
            ("todo", self.todo.get().to_string()),
            ("failed", self.failed.get().to_string()),
            ("rate", format!("{rate:.0}")),
            ("left", format!("{left:.0}")),
        ];
        say(&self.session.messages.text("convert-progress", &facts));
    }
}
