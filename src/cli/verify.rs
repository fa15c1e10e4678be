//! `bantin verify`.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::console::printed;
use super::{Session, Status};
use crate::batch;
use crate::error::{Code, Failure, Result, Stage};
use crate::verify::{self, Verdict};

/// Arguments of `bantin verify`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// Packages that are checked before their verdicts are printed: memory stays bounded, the order is that of the paths.
const AT_ONCE: usize = 256;

/// Runs `bantin verify`.
pub fn run(args: Args, session: &Session) -> Result<Status> {
    let mut paths = Vec::new();
    for path in &args.paths {
        let found = if path.exists() { verify::discover(path) } else { Vec::new() };
        if found.is_empty() {
            let why = if path.exists() { "no-package" } else { "missing" };
            return Err(Failure::new(Code::NoInput, Stage::Input)
                .with("path", path.display())
                .with("why", why));
        }
        paths.extend(found);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match print(&mut out, &paths, &args, session) {
        Ok(0) => Ok(Status::Done),
        Ok(_) => Ok(Status::SomeFailed),
        Err(error) => printed(Err(error)).map(|()| Status::Done),
    }
}

fn print(out: &mut impl Write, paths: &[PathBuf], args: &Args, session: &Session) -> io::Result<usize> {
    let mut invalid = 0;
    if args.json {
        out.write_all(b"{\"packages\":[")?;
    }
    for (chunk, some) in paths.chunks(AT_ONCE).enumerate() {
        let verdicts = batch::parallel_map(some, |path: &PathBuf| verify::verify(path));
        for (at, (path, verdict)) in some.iter().zip(&verdicts).enumerate() {
            invalid += usize::from(!verdict.findings.is_empty());
            if args.json {
                if chunk + at > 0 {
                    out.write_all(b",")?;
                }
                one_json(out, path, verdict, session)?;
            } else {
                one_line_each(out, path, verdict, session)?;
            }
        }
    }
    let valid = paths.len() - invalid;
    if args.json {
        let summary = json!({"packages": paths.len(), "valid": valid, "invalid": invalid});
        writeln!(out, "],\"summary\":{summary}}}")?;
    }
    out.flush()?;
    if !args.json {
        let counts = [("packages", paths.len()), ("valid", valid), ("invalid", invalid)];
        let counts = counts.map(|(name, count)| (name, count.to_string())).into_iter().collect();
        session.tell("verify-summary", &counts);
    }
    Ok(invalid)
}

fn one_json(out: &mut impl Write, path: &Path, verdict: &Verdict, session: &Session) -> io::Result<()> {
    let findings: Vec<_> = verdict
        .findings
        .iter()
        .map(|finding| {
            json!({
                "code": finding.check.code(),
                "file": finding.file,
                "message": finding.message(&session.messages),
                "rule": finding.check.rule(),
            })
        })
        .collect();
    let package = json!({
        "path": path.to_string_lossy(),
        "valid": findings.is_empty(),
        "kind": verdict.kind.name(),
        "findings": findings,
    });
    write!(out, "{package}")
}

fn one_line_each(out: &mut impl Write, path: &Path, verdict: &Verdict, session: &Session) -> io::Result<()> {
    // A line end or tab in a file name must not look like another verdict.
    let path: String =
        path.to_string_lossy().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if verdict.findings.is_empty() {
        writeln!(out, "valid\t{path}")?;
    }
    for finding in &verdict.findings {
        writeln!(out, "invalid\t{path}\t{}\t{}", finding.check.code(), finding.message(&session.messages))?;
    }
    Ok(())
}
