//! `bantin convert`.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::console::{missing, say};
use super::{Session, Status};
use crate::archive::Variant;
use crate::batch::{self, Glob, Interrupt, Outcome, Request};
use crate::error::{Code, Failure, Result, Stage, Warning};
use crate::job::Formats;
use crate::messages::Lang;
use crate::sink::Durability;

pub(super) mod progress;

use progress::Progress;

/// Arguments of `bantin convert`.
#[derive(Debug, clap::Args, Default)]
pub struct Args {
    /// Files or folders [default: input]
    pub inputs: Vec<PathBuf>,
    /// Output folder
    #[arg(short, long, default_value = "output")]
    pub output: PathBuf,
    /// What to make
    #[arg(long, value_delimiter = ',', default_value = "pdf,docx,package")]
    pub formats: Vec<Format>,
    /// Articles at once [default: all processors]
    #[arg(short, long)]
    pub jobs: Option<usize>,
    /// Redo everything
    #[arg(long)]
    pub force: bool,
    /// Judge by SHA-256
    #[arg(long)]
    pub checksum: bool,
    /// Kind of package
    #[arg(long, value_enum, default_value = "aip")]
    pub package: Package,
    /// One package per article or per folder
    #[arg(long, value_enum, default_value = "article")]
    pub dossier: Unit,
    /// BagIt bags too
    #[arg(long)]
    pub bag: bool,
    /// Job time
    #[arg(long)]
    pub time: Option<String>,
    /// I/N
    #[arg(long)]
    pub shard: Option<String>,
    /// Join the shards' files
    #[arg(long, conflicts_with = "shard")]
    pub merge: bool,
    /// Say what would be done
    #[arg(long)]
    pub dry_run: bool,
    /// Warnings count as failures
    #[arg(long)]
    pub strict: bool,
    /// The report here as well
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// A report for people
    #[arg(long)]
    pub html: Option<PathBuf>,
    /// More files
    #[arg(long)]
    pub include: Vec<String>,
    /// What a power cut may cost
    #[arg(long, value_enum, default_value = "batch")]
    pub durability: Durable,
    /// Remove outputs of inputs that are gone
    #[arg(long)]
    pub prune: bool,
}

/// `--formats`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// PDF.
    Pdf,
    /// DOCX.
    Docx,
    /// Package.
    Package,
}

/// `--package`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Package {
    /// To keep.
    #[default]
    Aip,
    /// To submit.
    Sip,
}

/// `--dossier`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// Each article by itself.
    #[default]
    Article,
    /// All of a folder together.
    Folder,
}

/// `--durability`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Durable {
    /// Every file by itself.
    Full,
    /// In groups.
    #[default]
    Batch,
    /// Left to the kernel.
    None,
}

/// Runs `bantin convert`.
pub fn run(args: Args, session: &Session) -> Result<Status> {
    let strict = args.strict;
    let request = request(&args, session.lang)?;
    if args.dry_run {
        return dry_run(&request, session);
    }
    let progress = Progress::new(session);
    if args.merge {
        let outcome = batch::merge(&request, &session.messages)?;
        return Ok(finish(&outcome, strict, &progress));
    }
    let interrupt = Interrupt::default();
    let asked = interrupt.clone();
    // A second run in one process (tests) finds the handler set; the first one's flag is then not ours to use.
    let _ = ctrlc::set_handler(move || {
        if asked.ask() {
            std::process::exit(130);
        }
    });
    let outcome = batch::convert(&request, &session.settings, &session.messages, &interrupt, &progress)
        .map_err(|failure| missing(failure, named(&request)))?;
    let status = finish(&outcome, strict, &progress);
    if session.config.is_none() && !session.quiet && outcome.summary.converted > 0 {
        introduce(&request, &outcome, session);
    }
    Ok(status)
}

/// For whoever runs bantin before setting it up: that the office has no codes yet, then three lines that tell what was
/// made, where, and what to look at next.
fn introduce(request: &Request, outcome: &Outcome, session: &Session) {
    let Formats { pdf, docx, package } = request.formats;
    if package {
        session.warn(None, &Warning::new(Code::PlaceholderOffice));
    }
    let all = [(pdf, "PDF", "pdf"), (docx, "DOCX", "docx"), (package, "ZIP", "packages")];
    let made = || all.iter().filter(|(made, ..)| *made);
    let folders: Vec<PathBuf> = made().map(|(.., folder)| request.output.join(folder)).collect();
    let shown: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
    let facts = vec![
        ("count", outcome.summary.converted.to_string()),
        ("made", made().map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ")),
        ("folders", shown.join(", ")),
        ("first", shown.first().cloned().unwrap_or_default()),
        ("report", request.output.join("report.json").display().to_string()),
    ];
    for id in ["first-made", "first-where", "first-next"] {
        say(&session.messages.text(id, &facts));
    }
}

fn named(request: &Request) -> impl Iterator<Item = &Path> {
    request.inputs.iter().map(PathBuf::as_path)
}

fn finish(outcome: &Outcome, strict: bool, progress: &Progress<'_>) -> Status {
    progress.finished(&outcome.summary, outcome.interrupted);
    match outcome {
        Outcome { interrupted: true, .. } => Status::Interrupted,
        Outcome { summary, .. } if summary.failed > 0 || strict && summary.warnings > 0 => Status::SomeFailed,
        _ => Status::Done,
    }
}

/// What is meant by the arguments.
pub(super) fn request(args: &Args, lang: Lang) -> Result<Request> {
    // Without any command the arguments are those of `Default`, which clap has not filled in.
    let all = args.formats.is_empty();
    let has = |format| all || args.formats.contains(&format);
    let formats = Formats { pdf: has(Format::Pdf), docx: has(Format::Docx), package: has(Format::Package) };
    let (job_time, job_time_given) = job_time(args.time.as_deref())?;
    let or = |path: &PathBuf, default: &str| {
        if path.as_os_str().is_empty() { PathBuf::from(default) } else { path.clone() }
    };
    if args.dossier == Unit::Folder && args.shard.is_some() {
        return Err(usage("--dossier", "folder", "article"));
    }
    Ok(Request {
        inputs: if args.inputs.is_empty() { vec!["input".into()] } else { args.inputs.clone() },
        output: or(&args.output, "output"),
        formats,
        variant: if args.package == Package::Sip { Variant::Sip } else { Variant::Aip },
        bag: args.bag,
        dossier: args.dossier == Unit::Folder,
        jobs: match args.jobs {
            Some(0) => return Err(usage("--jobs", "0", "1, 2, 3 …")),
            Some(jobs) => jobs.min(1024),
            None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        },
        include: args.include.iter().map(|pattern| Glob::new(pattern)).collect(),
        force: args.force,
        checksum: args.checksum,
        shard: args.shard.as_deref().map(shard).transpose()?,
        durability: match args.durability {
            Durable::Full => Durability::Full,
            Durable::Batch => Durability::Batch,
            Durable::None => Durability::None,
        },
        prune: args.prune,
        report: args.report.clone(),
        html: args.html.clone(),
        lang,
        job_time,
        job_time_given,
    })
}

/// `--time`, else SOURCE_DATE_EPOCH, else now; with second precision, as it goes into packages.
fn job_time(given: Option<&str>) -> Result<(String, bool)> {
    if let Some(text) = given {
        text.parse::<jiff::Timestamp>().map_err(|_| usage("--time", text, "2026-01-31T08:00:00+07:00"))?;
        return Ok((text.to_owned(), true));
    }
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|text| !text.is_empty());
    let (seconds, given) = match epoch {
        Some(text) => {
            let wrong = || usage("SOURCE_DATE_EPOCH", &text, "0, 1, 2 …");
            (text.trim().parse().map_err(|_| wrong())?, true)
        }
        None => (jiff::Timestamp::now().as_second(), false),
    };
    let time = jiff::Timestamp::from_second(seconds)
        .map_err(|_| usage("SOURCE_DATE_EPOCH", &seconds.to_string(), "0, 1, 2 …"))?;
    // Circular 05/2025 packages carry Vietnamese time.
    Ok((time.display_with_offset(jiff::tz::offset(7)).to_string(), given))
}

fn shard(text: &str) -> Result<(u64, u64)> {
    let parts = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
    parts
        .filter(|&(part, of): &(u64, u64)| 1 <= part && part <= of)
        .ok_or_else(|| usage("--shard", text, "1/4, 2/4 …"))
}

fn usage(subject: &str, value: &str, valid: &str) -> Failure {
    Failure::new(Code::BadUsage, Stage::Config)
        .with("why", "bad-value")
        .with("subject", subject)
        .with("value", value)
        .with("suggested", "no")
        .with("valid", valid)
}

fn dry_run(request: &Request, session: &Session) -> Result<Status> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let none = Vec::new();
    let words = ["dry-run-convert", "dry-run-unchanged"].map(|id| session.messages.text(id, &none));
    batch::dry_run(request, &session.settings, |planned| {
        // A closed pipe ends quietly: the rest is not wanted.
        let _ =
            writeln!(out, "{}\t{}\t{}", words[usize::from(planned.unchanged)], planned.input, planned.name);
    })
    .map_err(|failure| missing(failure, named(request)))?;
    let _ = out.flush();
    Ok(Status::Done)
}

/// Is standard error a terminal?
fn on_terminal() -> bool {
    std::io::stderr().is_terminal()
}
