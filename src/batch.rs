//! Discover, plan, run, collect: bounded, in parallel, one journal.

mod article;
mod catalogue;
mod closing;
mod codes;
mod discover;
mod dossier;
mod engine;
mod glob;
mod limits;
mod mailbox;
mod merge;
mod names;
mod owners;
mod plan;
mod previous;

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::archive::Variant;
use crate::error::{Code, Failure, Result, Stage};
use crate::job::{Formats, Workshop};
use crate::messages::{Lang, Messages};
use crate::report::json::Run;
pub use crate::report::json::Summary;
use crate::report::record::{Record, Status};
use crate::settings::Settings;
use crate::sink::{Durability, Sink, cannot_write, hex};

pub use glob::Glob;
pub use merge::merge;

/// Everything `bantin convert` is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// The output folder.
    pub output: PathBuf,
    /// Which outputs.
    pub formats: Formats,
    /// Which package.
    pub variant: Variant,
    /// Bags beside packages.
    pub bag: bool,
    /// One package per folder, not per article.
    pub dossier: bool,
    /// Threads.
    pub jobs: usize,
    /// More than `*.txt` and `*.text`.
    pub include: Vec<Glob>,
    /// Redo everything.
    pub force: bool,
    /// Compare digests, not times.
    pub checksum: bool,
    /// `(I, N)`: the I-th of N shards, from 1.
    pub shard: Option<(u64, u64)>,
    /// What a power cut may cost.
    pub durability: Durability,
    /// Remove outputs of inputs that are gone.
    pub prune: bool,
    /// Write the report here too.
    pub report: Option<PathBuf>,
    /// A page for people, here.
    pub html: Option<PathBuf>,
    /// Of that page.
    pub lang: Lang,
    /// RFC 3339.
    pub job_time: String,
    /// It was given, not read from the clock: reports then hold no other time.
    pub job_time_given: bool,
}

impl Request {
    /// What the names of a shard's three files end in.
    fn suffix(&self) -> String {
        self.shard.map_or_else(String::new, |(part, of)| format!("-{part}-of-{of}"))
    }
}

/// Hears how a run goes. Called from one thread.
pub trait Observer {
    /// The plan stands: inputs in all, and to convert.
    fn planned(&self, inputs: u64, todo: u64);
    /// An article is done and in the journal.
    fn article(&self, record: &Record<'_>, status: Status);
    /// Some ten times a second.
    fn tick(&self);
}

/// Ctrl-C, asked for and looked at from any thread.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicU8>);

impl Interrupt {
    /// Asks the run to end after the articles in hand; true if it had been asked before.
    pub fn ask(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) > 0
    }

    /// Has someone asked?
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// In numbers.
    pub summary: Summary,
    /// By Ctrl-C.
    pub interrupted: bool,
}

/// What a dry run says of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Relative path as shown.
    pub input: String,
    /// Output name without extension.
    pub name: String,
    /// Nothing to do.
    pub unchanged: bool,
}

/// Converts everything that is asked for.
///
/// # Errors
/// E8xx: no input, unusable settings, an output folder that cannot be written.
pub fn convert(
    request: &Request,
    settings: &Settings,
    messages: &Messages,
    interrupt: &Interrupt,
    observer: &dyn Observer,
) -> Result<Outcome> {
    let started = now(request);
    let limits::Allowance { jobs, max_input } =
        limits::allowance(request.jobs, u64::from(settings.limits.max_input_mib) << 20)?;
    let (plan, ignored) = plan(request)?;
    let settings_sha256 = settings_digest(settings, request);
    let open =
        || Workshop::new(settings.clone(), request.formats, request.variant, &request.job_time, request.bag);
    // Opening the workshop takes a tenth of a second. Settings that cannot be used must not leave an empty output
    // folder behind; a run in which nothing has changed need not open it at all.
    let path = format!("journal{}.jsonl", request.suffix());
    let workshop = if request.output.join(&path).exists() { None } else { Some(open()?) };
    let suffix = request.suffix();
    let sink = Sink::open(&request.output, request.durability, suffix.trim_start_matches('-'))?;
    let root = request.output.clone();
    let failed = |error: io::Error| cannot_write(&root, &error);

    previous::prepare(&sink, &path, &settings_sha256, request.shard).map_err(failed)?;
    let mut journal = sink.journal(&path).map_err(failed)?;
    let mut results = engine::Results::new(plan.len());
    let mut owners = owners::Owners::new(plan.len());
    let wanted = wanted(request, max_input);
    let vanished = pool(jobs)?
        .install(|| {
            previous::check(&root, &path, &plan, wanted, &mut results, &mut owners, Some(&mut journal))
        })
        .map_err(failed)?;
    let todo: Vec<u32> =
        (0..plan.len() as u32).filter(|&at| results.statuses[at as usize].is_none()).collect();
    observer.planned(plan.len() as u64, todo.len() as u64);
    let finish =
        |plan: &plan::Plan, sink: &Sink, owners: &owners::Owners, results: &engine::Results, journal| {
            let interrupted = interrupt.asked();
            let run = Run {
                started,
                finished: now(request),
                jobs: request.jobs,
                job_time: request.job_time.clone(),
                shard: request.shard.map(|(part, of)| format!("{part}/{of}")),
                interrupted,
            };
            let closing = closing::Closing {
                inputs: &plan.inputs,
                sink,
                owners,
                request,
                results,
                vanished,
                ignored: &ignored,
                run,
                settings_sha256: &settings_sha256,
                messages,
                observer: Some(observer),
            };
            let summary = closing.write(journal).map_err(failed)?;
            sink.unlock();
            Ok(Outcome { summary, interrupted })
        };
    if todo.is_empty() && !request.dossier {
        return finish(&plan, &sink, &owners, &results, journal.reader().map_err(failed)?);
    }
    let shop = Arc::new(engine::Shop {
        plan,
        workshop: workshop.map_or_else(open, Ok)?,
        sink,
        todo,
        next: AtomicUsize::new(0),
        owners: Mutex::new(owners),
        interrupt: interrupt.clone(),
        shard: request.shard,
        dossier: request.dossier,
        max_input,
    });
    article::quiet_panics();
    if !shop.todo.is_empty() {
        let seconds = settings.limits.max_seconds;
        let fatal = engine::run(&shop, jobs, seconds, &mut journal, &mut results, observer)?;
        if let Some(failure) = fatal {
            // A thread that the time budget gave up may still hold the shop.
            shop.sink.unlock();
            return Err(failure);
        }
    }
    if request.dossier && !interrupt.asked() {
        dossier::build(&shop, request, &mut journal, &mut results)?;
    }
    let owners = shop.owners();
    finish(&shop.plan, &shop.sink, &owners, &results, journal.reader().map_err(failed)?)
}

/// What [`convert`] would do, without doing it.
///
/// # Errors
/// E802 without inputs.
pub fn dry_run(request: &Request, settings: &Settings, mut take: impl FnMut(Planned)) -> Result<()> {
    let (plan, _) = plan(request)?;
    let mut results = engine::Results::new(plan.len());
    let mut owners = owners::Owners::new(plan.len());
    let path = format!("journal{}.jsonl", request.suffix());
    let header = crate::report::journal::Reader::open(&request.output.join(&path)).ok().flatten();
    if header.is_some_and(|(header, _)| header.settings_sha256 == settings_digest(settings, request)) {
        let wanted = wanted(request, u64::from(settings.limits.max_input_mib) << 20);
        pool(request.jobs)?
            .install(|| {
                previous::check(&request.output, &path, &plan, wanted, &mut results, &mut owners, None)
            })
            .map_err(|error| cannot_write(&request.output, &error))?;
    }
    for index in 0..plan.len() {
        take(Planned {
            input: String::from_utf8_lossy(&plan.inputs.relative(index)).into_owned(),
            name: plan.name(index),
            unchanged: results.statuses[index] == Some(Status::Unchanged),
        });
    }
    Ok(())
}

/// Maps in parallel, in order; for rooms that have many files to look at.
pub fn parallel_map<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(map).collect()
}

fn plan(request: &Request) -> Result<(plan::Plan, catalogue::Catalogue)> {
    let mut found = discover::discover(&request.inputs, &request.output, &request.include)?;
    // Names are settled before the shard is cut out: they must not depend on it.
    let mut plan = plan::Plan::new(found.inputs);
    if let Some((part, of)) = request.shard {
        let ours = |path: &[u8]| plan::shard_of(path, of) == part - 1;
        plan.retain(ours);
        found.ignored.retain(ours);
    }
    Ok((plan, found.ignored))
}

fn wanted(request: &Request, max_bytes: u64) -> previous::Wanted {
    previous::Wanted {
        // A dossier looks after itself once all its articles are there.
        formats: Formats { package: request.formats.package && !request.dossier, ..request.formats },
        bag: request.bag,
        force: request.force,
        checksum: request.checksum,
        max_bytes,
    }
}

fn pool(jobs: usize) -> Result<rayon::ThreadPool> {
    let threads = |count| rayon::ThreadPoolBuilder::new().num_threads(count).build();
    threads(jobs)
        .or_else(|_| threads(1))
        .map_err(|error| Failure::new(Code::NoResources, Stage::Config).with("reason", error))
}

/// The digest of everything but the inputs and the job time that decides the bytes of outputs.
fn settings_digest(settings: &Settings, request: &Request) -> String {
    let settings = serde_json::to_string(settings).unwrap_or_default();
    let text = format!(
        "bantin {}\n{settings}\n{:?} {}\n",
        env!("CARGO_PKG_VERSION"),
        request.variant,
        request.dossier
    );
    hex(&Sha256::digest(text))
}

/// The time for reports: with a given job time there is no other clock.
fn now(request: &Request) -> String {
    if request.job_time_given { request.job_time.clone() } else { jiff::Timestamp::now().to_string() }
}
