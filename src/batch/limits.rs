//! What the system allows: a limit on memory or descriptors must end in a clear message, not in an abort.

use crate::error::{Code, Failure, Result, Stage};

/// Address space of one worker beside its article: stack and the allocator's own.
const PER_WORKER: u64 = 48 << 20;
/// Fonts, schemas, tables, the collector.
const BASE: u64 = 96 << 20;
/// Address space that an article takes, as a multiple of its input.
const PER_BYTE: u64 = 96;
/// Descriptors beside those of the workers.
const OPEN: u64 = 24;
/// Descriptors of one worker.
const OPEN_PER_WORKER: u64 = 4;

/// How many workers, and the largest input they may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Workers.
    pub jobs: usize,
    /// Bytes.
    pub max_input: u64,
}

/// Fits the wish to `ulimit -v` and `ulimit -n`.
///
/// # Errors
/// E807 when not even one worker has room.
pub fn allowance(jobs: usize, max_input: u64) -> Result<Allowance> {
    let (space, files) = limits();
    fit(Allowance { jobs, max_input }, space, files)
}

fn fit(wish: Allowance, space: Option<u64>, files: Option<u64>) -> Result<Allowance> {
    let refuse = |what: &str| Err(Failure::new(Code::NoResources, Stage::Config).with("reason", what));
    let mut jobs = wish.jobs as u64;
    if let Some(files) = files {
        if files < OPEN + OPEN_PER_WORKER {
            return refuse("ulimit -n");
        }
        jobs = jobs.min((files - OPEN) / OPEN_PER_WORKER);
    }
    let mut max_input = wish.max_input;
    if let Some(space) = space {
        let room = space.saturating_sub(BASE);
        if room < PER_WORKER + (1 << 20) {
            return refuse("ulimit -v");
        }
        // Rather fewer workers than smaller articles.
        jobs = jobs.min((room / (PER_WORKER + PER_BYTE * max_input.min(1 << 20))).max(1));
        max_input = max_input.min((room / jobs - PER_WORKER) / PER_BYTE);
    }
    Ok(Allowance { jobs: jobs as usize, max_input })
}

#[cfg(unix)]
fn limits() -> (Option<u64>, Option<u64>) {
    use rustix::process::{Resource, getrlimit};
    (getrlimit(Resource::As).current, getrlimit(Resource::Nofile).current)
}

#[cfg(not(unix))]
fn limits() -> (Option<u64>, Option<u64>) {
    (None, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_resources_mean_fewer_workers_then_smaller_articles_then_a_failure() {
        let wish = Allowance { jobs: 8, max_input: 16 << 20 };
        assert_eq!(fit(wish, None, None), Ok(wish));
        assert_eq!(fit(wish, None, Some(64)), Ok(wish));
        assert_eq!(fit(wish, None, Some(32)).map(|it| it.jobs), Ok(2));
        let little = fit(wish, Some(256 << 20), None).unwrap();
        assert_eq!(little.jobs, 1);
        assert!(little.max_input >= 1 << 20 && little.max_input < 16 << 20);
        assert_eq!(fit(wish, Some(100 << 20), None).unwrap_err().code, Code::NoResources);
        assert_eq!(fit(wish, None, Some(20)).unwrap_err().code, Code::NoResources);
    }
}
