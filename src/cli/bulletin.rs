//! `bantin bulletin`.

use std::path::{Path, PathBuf};

use super::console::missing;
use super::{Session, Status};
use crate::bulletin::{self, Issue, Logo, Options, Sort};
use crate::error::{Code, Failure, Result, Stage, Warning};
use crate::{docx, pdf, sink};

/// Arguments of `bantin bulletin`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files or folders
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The PDF to write
    #[arg(short, long)]
    pub output: PathBuf,
    /// A Word copy to write as well
    #[arg(long)]
    pub docx: Option<PathBuf>,
    /// Name of the bulletin
    #[arg(long)]
    pub title: Option<String>,
    /// Line under the name
    #[arg(long)]
    pub subtitle: Option<String>,
    /// Number of the issue
    #[arg(long)]
    pub issue: Option<String>,
    /// Date of the issue
    #[arg(long)]
    pub date: Option<String>,
    /// Columns of text
    #[arg(long, default_value = "1", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub columns: u8,
    /// Order the pages for printing on both sides and folding
    #[arg(long)]
    pub booklet: bool,
    /// Order of articles
    #[arg(long, value_enum, default_value = "given")]
    pub sort: Sort,
    /// Add an index of authors
    #[arg(long)]
    pub index: bool,
}

/// Runs `bantin bulletin`.
pub fn run(args: Args, session: &Session) -> Result<Status> {
    let settings = &session.settings;
    let logo = logo(session)?;
    for path in [Some(&args.output), args.docx.as_ref()].into_iter().flatten() {
        if path.is_dir() {
            return Err(Failure::new(Code::BadUsage, Stage::Config)
                .with("why", "folder-for-file")
                .with("subject", path.display()));
        }
    }
    let inputs = bulletin::inputs(&args.inputs, &settings.bulletin.sections)
        .map_err(|failure| missing(failure, args.inputs.iter().map(PathBuf::as_path)))?;
    let collected = bulletin::collect(&inputs, settings);
    for (path, first) in &collected.duplicates {
        session.warn(Some(path), &Warning::new(Code::PrintedOnce).with("first", first.display()));
    }
    for (path, failure) in &collected.failed {
        session.complain(path, failure);
    }
    if collected.sections.is_empty() {
        return Err(match inputs.is_empty() {
            true => Failure::new(Code::NoInput, Stage::Input).with("path", args.inputs[0].display()),
            false => Failure::new(Code::NothingToPrint, Stage::Input).with("count", inputs.len()),
        });
    }
    let options = Options {
        title: args.title,
        subtitle: args.subtitle,
        issue: args.issue,
        date: args.date,
        columns: args.columns,
        index: args.index,
        sort: args.sort,
    };
    let articles: usize = collected.sections.iter().map(|section| section.articles.len()).sum();
    let issue = Issue::compile(&options, settings, logo, collected.sections)?;
    let mut page = settings.clone();
    page.page = bulletin::page(&settings.page, args.columns, args.booklet);
    let press = pdf::Press::new(&page)?;
    let printed = press.issue(&issue, args.booklet)?;
    for warning in &printed.pdf.warnings {
        session.warn(None, warning);
    }
    if let Some(path) = &args.docx {
        let document = docx::Writer::new(&page)?.issue(&issue, &printed.starts)?;
        sink::write_file(path, &document)?;
    }
    sink::write_file(&args.output, &printed.pdf.bytes)?;
    let facts = vec![
        ("path", args.output.display().to_string()),
        ("articles", articles.to_string()),
        ("pages", printed.pdf.pages.to_string()),
    ];
    session.tell("bulletin-done", &facts);
    Ok(if collected.failed.is_empty() { Status::Done } else { Status::SomeFailed })
}

/// The logo of bantin.toml, found beside it.
fn logo(session: &Session) -> Result<Option<Logo>> {
    let Some(name) = session.settings.bulletin.logo.as_deref().filter(|name| !name.is_empty()) else {
        return Ok(None);
    };
    let beside = session.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let path = beside.join(name);
    let shown = path.display().to_string();
    let unread = |_| Failure::new(Code::BadLogo, Stage::Config).with("path", &shown).with("why", "missing");
    let bytes = std::fs::read(&path).map_err(unread)?;
    bulletin::read_logo(&shown, bytes, &session.settings.bulletin.logo_alt).map(Some)
}
