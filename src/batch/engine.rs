//! The run itself: workers make articles, one collector gives their outputs names and writes the journal.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::article::{self, Finished};
use super::mailbox::Mailbox;
use super::owners::Owners;
use super::plan::Plan;
use super::previous::warning_counts;
use super::{Interrupt, Observer};
use crate::error::{Code, Failure, Result, Stage};
use crate::job::Workshop;
use crate::report::journal;
use crate::report::record::{Record, Status, kind_of};
use crate::sink::{Appender, Sink, Staged, cannot_write};

/// Articles whose outputs get their names at once, at most.
const GROUP: usize = 512;
/// How long a finished article waits for its group.
const GROUP_TIME: Duration = Duration::from_millis(1000);
/// How often the collector looks at the clock.
const LOOK: Duration = Duration::from_millis(100);
/// Virtual; only touched pages count. Deep marks and nested tables must not overflow it.
const STACK: usize = 16 << 20;

/// What all workers share.
#[derive(Debug)]
pub struct Shop {
    /// What is to be done.
    pub plan: Plan,
    /// The stages.
    pub workshop: Workshop,
    /// The output folder.
    pub sink: Sink,
    /// Inputs to convert.
    pub todo: Vec<u32>,
    /// How far they are given out.
    pub next: AtomicUsize,
    /// Who owns which bytes.
    pub owners: Mutex<Owners>,
    /// Ctrl-C.
    pub interrupt: Interrupt,
    /// Packages are made of whole folders, later.
    pub dossier: bool,
    /// Largest input, bytes: the setting, or less where memory is limited.
    pub max_input: u64,
    /// `(I, N)`, of a shard.
    pub shard: Option<(u64, u64)>,
}

impl Shop {
    /// Notes the digest of an input; the owner as far as is known.
    pub fn claim(&self, index: usize, sha256: &[u8; 32]) -> usize {
        self.owners().claim(index, sha256)
    }

    /// The table of owners. It is consistent after every call, so a poisoned lock is still good.
    pub fn owners(&self) -> MutexGuard<'_, Owners> {
        self.owners.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a worker is at, and since when. Taken away when the time budget is over.
type Slot = Arc<Mutex<Option<(usize, Instant)>>>;

/// Where each input's journal line is, and how it ended.
#[derive(Debug)]
pub struct Results {
    /// Per input, the place of its line, or `u64::MAX`.
    pub lines: Vec<u64>,
    /// Per input.
    pub statuses: Vec<Option<Status>>,
    /// Per input: in all, and of the package.
    pub warning_counts: Vec<[u32; 2]>,
    /// Lines were appended.
    pub appended: bool,
    /// The journal is in path order, one line per input.
    pub tidy: bool,
}

impl Results {
    /// Nothing known of `count` inputs.
    pub fn new(count: usize) -> Results {
        Results {
            lines: vec![u64::MAX; count],
            statuses: vec![None; count],
            warning_counts: vec![[0; 2]; count],
            appended: false,
            tidy: true,
        }
    }
}

/// Converts everything in `shop.todo`. Returns the failure that ended the run early, if one did.
///
/// # Errors
/// E807 when no thread can be started.
pub fn run(
    shop: &Arc<Shop>,
    jobs: usize,
    max_seconds: u32,
    journal: &mut Appender,
    results: &mut Results,
    observer: &dyn Observer,
) -> Result<Option<Failure>> {
    let mailbox = Arc::default();
    let mut crew = Crew { shop: shop.clone(), mailbox, pools: Vec::new(), slots: Vec::new() };
    crew.hire(jobs.min(shop.todo.len()).max(1))?;
    let mut collector = Collector {
        shop,
        journal,
        results,
        observer,
        pending: Vec::new(),
        since: Instant::now(),
        fatal: None,
    };
    collector.collect(&mut crew, max_seconds);
    Ok(collector.fatal)
}

struct Crew {
    shop: Arc<Shop>,
    mailbox: Arc<Mailbox<Finished>>,
    pools: Vec<rayon::ThreadPool>,
    slots: Vec<Slot>,
}

impl Crew {
    /// Starts `count` more workers.
    fn hire(&mut self, wanted: usize) -> Result<()> {
        // Where memory is limited, one worker with a smaller stack may still fit.
        let (mut count, mut pool) = (wanted, threads(wanted, STACK));
        if pool.is_err() {
            (count, pool) = (1, threads(1, STACK / 4));
        }
        let pool =
            pool.map_err(|error| Failure::new(Code::NoResources, Stage::Config).with("reason", error))?;
        for _ in 0..count {
            let (shop, mailbox, slot) = (self.shop.clone(), self.mailbox.clone(), Slot::default());
            self.slots.push(slot.clone());
            pool.spawn(move || work(&shop, &mailbox, &slot));
        }
        self.pools.push(pool);
        Ok(())
    }
}

fn threads(
    count: usize,
    stack: usize,
) -> std::result::Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(count)
        .stack_size(stack)
        .thread_name(|number| format!("article-{number}"))
        .build()
}

fn work(shop: &Shop, mailbox: &Mailbox<Finished>, slot: &Slot) {
    let set = |value| std::mem::replace(&mut *slot.lock().unwrap_or_else(PoisonError::into_inner), value);
    while !shop.interrupt.asked() {
        let Some(&index) = shop.todo.get(shop.next.fetch_add(1, Ordering::Relaxed)) else { break };
        let index = index as usize;
        set(Some((index, Instant::now())));
        let finished = article::convert(shop, index);
        // Given up meanwhile: its failure is reported already, and another worker has taken over.
        if set(None).is_none() {
            return;
        }
        let fatal = finished.fatal.is_some();
        mailbox.put(finished);
        if fatal {
            break;
        }
    }
    mailbox.leave();
}

struct Collector<'a> {
    shop: &'a Shop,
    journal: &'a mut Appender,
    results: &'a mut Results,
    observer: &'a dyn Observer,
    pending: Vec<Finished>,
    since: Instant,
    fatal: Option<Failure>,
}

impl Collector<'_> {
    fn collect(&mut self, crew: &mut Crew, max_seconds: u32) {
        let mut present = crew.slots.len();
        let mut last_look = Instant::now();
        while present > 0 {
            let (finished, left) = crew.mailbox.take(LOOK);
            present -= left;
            finished.into_iter().for_each(|finished| self.take(finished));
            if self.pending.len() >= GROUP || !self.pending.is_empty() && self.since.elapsed() >= GROUP_TIME {
                self.settle();
            }
            if last_look.elapsed() >= LOOK {
                last_look = Instant::now();
                self.observer.tick();
                if max_seconds > 0 {
                    present = self.give_up_slow(crew, present, max_seconds);
                }
            }
        }
        self.settle();
    }

    /// Fails articles over the time budget; their threads are left to themselves and replaced.
    fn give_up_slow(&mut self, crew: &mut Crew, mut present: usize, max_seconds: u32) -> usize {
        let limit = Duration::from_secs(u64::from(max_seconds));
        for at in 0..crew.slots.len() {
            let mut slot = crew.slots[at].lock().unwrap_or_else(PoisonError::into_inner);
            let Some((index, since)) = *slot else { continue };
            if since.elapsed() < limit {
                continue;
            }
            *slot = None;
            drop(slot);
            present -= 1;
            self.take(article::too_slow(self.shop, index, max_seconds));
            match crew.hire(1) {
                Ok(()) => present += 1,
                Err(failure) => self.fatal = self.fatal.take().or((present == 0).then_some(failure)),
            }
        }
        present
    }

    fn take(&mut self, mut finished: Finished) {
        if let Some(failure) = finished.fatal.take() {
            self.fail(failure);
            return;
        }
        if self.pending.is_empty() {
            self.since = Instant::now();
        }
        self.pending.push(finished);
    }

    /// The run cannot go on; the workers leave after the article in hand.
    fn fail(&mut self, failure: Failure) {
        self.shop.next.store(self.shop.todo.len(), Ordering::Relaxed);
        self.fatal.get_or_insert(failure);
    }

    /// Names, then journal lines, of all pending articles.
    fn settle(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        // A full disk may yet hold what was staged, but the journal could no longer say so.
        if let Err(failure) = self.try_settle(&mut pending) {
            self.fail(failure);
        }
    }

    fn try_settle(&mut self, pending: &mut [Finished]) -> Result<()> {
        let root = self.shop.sink.root().to_owned();
        let mut all = Vec::new();
        let mut counts = Vec::with_capacity(pending.len());
        for finished in pending.iter_mut() {
            if self.shop.owners().of(finished.index) != finished.index {
                finished.staged.retain(|file| !is_package(&file.path));
            }
            counts.push(finished.staged.len());
            all.append(&mut finished.staged);
        }
        self.shop.sink.flush_bytes(&all).map_err(|error| cannot_write(&root, &error))?;
        let mut at = 0;
        for (finished, count) in pending.iter_mut().zip(counts) {
            for file in &mut all[at..at + count] {
                if let Err(error) = self.put(file, &mut finished.record) {
                    let failure = article::refused(self.shop, &file.path, &error);
                    if failure.code != Code::OutputRefused {
                        return Err(failure);
                    }
                    finished.record.failed(&failure);
                    finished.record.outputs.retain(|output| output.path != file.path);
                }
            }
            let names: Vec<&str> = all[at..at + count].iter().map(|file| file.path.as_str()).collect();
            finished.record.outputs.retain(|output| names.contains(&&*output.path));
            at += count;
        }
        self.shop.sink.flush_names(&all).map_err(|error| cannot_write(&root, &error))?;
        drop(all);
        let mut lines = Vec::new();
        let base = self.journal.end();
        let mut fetch =
            journal::Fetch::new(self.journal.reader().map_err(|error| cannot_write(&root, &error))?);
        for finished in pending.iter_mut() {
            self.keep_superseded(&mut finished.record, finished.index, &mut fetch);
            self.results.lines[finished.index] = base + lines.len() as u64;
            self.results.statuses[finished.index] = Some(finished.record.status);
            self.results.warning_counts[finished.index] = warning_counts(&finished.record);
            journal::push_line(&finished.record, &mut lines).map_err(|error| cannot_write(&root, &error))?;
        }
        self.journal.append(&lines).map_err(|error| cannot_write(&root, &error))?;
        self.results.appended = true;
        for finished in pending.iter() {
            self.observer.article(&finished.record, finished.record.status);
        }
        Ok(())
    }

    /// Gives a file its name. Another shard may have made the same package: then it gets one of its own, and the merge
    /// decides.
    fn put(&self, file: &mut Staged, record: &mut Record<'static>) -> io::Result<()> {
        let Some((part, of)) = self.shop.shard.filter(|_| is_package(&file.path)) else {
            return self.shop.sink.put(file);
        };
        if self.made_before(record, &file.path) {
            return self.shop.sink.put(file);
        }
        if self.shop.sink.put_new(file)? {
            return Ok(());
        }
        let spare = format!("{}.{part}-of-{of}.zip", file.path.trim_end_matches(".zip"));
        for output in record.outputs.iter_mut().filter(|output| output.path == file.path) {
            output.path = spare.clone().into();
        }
        file.path = spare;
        self.shop.sink.put(file)
    }

    /// Did this shard make the package when it last ran?
    fn made_before(&self, record: &Record<'_>, path: &str) -> bool {
        let Some(index) = self.shop.plan.inputs.find(&record.path(), 0) else { return false };
        let at = self.results.lines[index];
        let Ok(file) = self.journal.reader() else { return false };
        let mut fetch = journal::Fetch::new(file);
        at != u64::MAX
            && fetch
                .line(at)
                .and_then(journal::parse)
                .is_ok_and(|old| old.outputs.iter().any(|o| o.path == path))
    }

    /// Outputs of the article's last version that were not made again stay known.
    fn keep_superseded(&self, record: &mut Record<'static>, index: usize, fetch: &mut journal::Fetch) {
        let at = self.results.lines[index];
        if at == u64::MAX {
            return;
        }
        let Ok(old) = fetch.line(at).and_then(journal::parse) else { return };
        for output in old.outputs.iter().chain(&old.superseded) {
            if !record.outputs.iter().any(|new| new.path == output.path) {
                record.superseded.push(crate::report::record::Output {
                    path: output.path.clone().into_owned().into(),
                    size: output.size,
                    sha256: output.sha256.clone().into_owned().into(),
                });
            }
        }
    }
}

/// Package or bag?
pub fn is_package(path: &str) -> bool {
    matches!(kind_of(path), "package" | "bag")
}
