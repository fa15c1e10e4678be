//! The end of a run: the journal in path order, report.json, SHA256SUMS. Each is whole or the old one stays.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::codes::{self, Taken};
use super::discover::Reason;
use super::engine::{Results, is_package};
use super::owners::Owners;
use super::previous::{Vanished, digest, resolve};
use super::{Observer, Request};
use crate::batch::catalogue::Catalogue;
use crate::messages::Messages;
use crate::report::html::{self, Page};
use crate::report::journal::{Fetch, Header, parse, push_line};
use crate::report::json::{Report, Run, Summary};
use crate::report::record::{Output, Record, Status};
use crate::report::sorter::Sorter;
use crate::sink::{Draft, Sink};

/// What is written at the end.
pub struct Closing<'a> {
    /// The inputs.
    pub inputs: &'a Catalogue,
    /// Where it is written.
    pub sink: &'a Sink,
    /// Who owns which bytes.
    pub owners: &'a Owners,
    /// How it was asked for.
    pub request: &'a Request,
    /// How it went.
    pub results: &'a Results,
    /// Inputs that are gone.
    pub vanished: Vanished,
    /// What was passed over.
    pub ignored: &'a Catalogue,
    /// Start, end, threads.
    pub run: Run,
    /// Of the settings.
    pub settings_sha256: &'a str,
    /// Of the report.
    pub messages: &'a Messages,
    /// Hears of articles that fail at the end.
    pub observer: Option<&'a dyn Observer>,
}

impl Closing<'_> {
    /// Writes all three; `journal` is the journal as it was appended to.
    pub fn write(self, journal: File) -> io::Result<Summary> {
        let taken = self.taken(journal.try_clone()?)?;
        let mut heirs = Fetch::new(journal.try_clone()?);
        let mut fetch = Fetch::new(journal);
        let summary = self.summary(&taken);
        let keep_journal = self.results.tidy
            && !self.results.appended
            && self.vanished.is_empty()
            && !self.request.prune
            && taken.is_empty();
        let suffix = self.request.suffix();
        let sink = self.sink;
        let sums_path = sink.place(&format!("SHA256SUMS{suffix}"));
        let keep_sums = keep_journal && sums_path.is_file();

        let mut kept = match keep_journal {
            true => None,
            false => Some(sink.draft(&sink.place(&format!("journal{suffix}.jsonl")))?),
        };
        let mut line = Vec::new();
        if let Some(draft) = &mut kept {
            push_line(&Header { journal: 1, settings_sha256: self.settings_sha256.to_owned() }, &mut line)?;
            draft.write_all(&line)?;
        }
        let mut places = vec![sink.place(&format!("report{suffix}.json"))];
        places.extend(self.request.report.clone());
        let mut outs = places.iter().map(|place| sink.draft(place)).collect::<io::Result<Vec<_>>>()?;
        let mut report =
            Report::begin(Tee(&mut outs), self.messages, &self.run, self.settings_sha256, &summary)?;
        let mut sorter = Sorter::new(sink);
        let mut obsolete = Vec::new();
        for index in 0..self.inputs.len() {
            let at = self.results.lines[index];
            if at == u64::MAX {
                continue;
            }
            let owner = self.owner_of(index);
            let mut record = parse(fetch.line(at)?)?;
            let status = self.settle(index, owner.as_deref(), &taken, &mut record);
            if taken.contains_key(&index) {
                obsolete.extend(record.outputs.drain(..).map(|output| output.path.into_owned()));
                self.observer.inspect(|observer| observer.article(&record, Status::Failed));
            }
            record.superseded.retain(|old| {
                let renamed = !is_package(&old.path)
                    && record
                        .outputs
                        .iter()
                        .any(|new| new.path.split('/').next() == old.path.split('/').next());
                if (renamed || self.request.prune) && self.results.statuses[index].is_some() {
                    obsolete.push(old.path.clone().into_owned());
                    return false;
                }
                true
            });
            if !keep_sums {
                note_sums(&mut sorter, &record.outputs, '0')?;
                note_sums(&mut sorter, &record.superseded, '1')?;
            }
            if let Some(draft) = &mut kept {
                line.clear();
                push_line(&record, &mut line)?;
                draft.write_all(&line)?;
            }
            if let Some(status) = status {
                report.article(&record, status)?;
            }
        }
        report.begin_ignored()?;
        for index in 0..self.ignored.len() {
            report
                .ignored(&self.ignored.relative(index), Reason::from_flag(self.ignored.flag(index)).name())?;
        }
        report.begin_vanished()?;
        for &at in &self.vanished {
            let mut record = parse(fetch.line(at)?)?;
            record.vanished = true;
            if self.has_heir(&record, &mut heirs)? {
                record.outputs.retain(|output| !is_package(&output.path));
            }
            report.vanished(&record)?;
            if self.request.prune {
                obsolete
                    .extend(record.outputs.iter().chain(&record.superseded).map(|old| old.path.to_string()));
                continue;
            }
            note_sums(&mut sorter, &record.outputs, '1')?;
            note_sums(&mut sorter, &record.superseded, '1')?;
            if let Some(draft) = &mut kept {
                line.clear();
                push_line(&record, &mut line)?;
                draft.write_all(&line)?;
            }
        }
        report.end()?;
        if let Some(place) = &self.request.html {
            outs.push(self.html(place, &mut fetch, &summary, &taken)?);
        }
        if let Some(draft) = kept {
            draft.commit()?;
        }
        if keep_sums {
            drop(sorter);
        } else {
            self.sums(sorter, sums_path, obsolete)?;
        }
        outs.into_iter().try_for_each(|out| out.commit())?;
        Ok(summary)
    }

    /// Has an input with the bytes of one that vanished made its package anew? Then the package is its own: it names
    /// another file, so its digest is another.
    fn has_heir(&self, gone: &Record<'_>, fetch: &mut Fetch) -> io::Result<bool> {
        let Some(heir) = gone.sha256.as_deref().and_then(digest).and_then(|it| self.owners.find(&it)) else {
            return Ok(false);
        };
        match self.results.lines[heir] {
            u64::MAX => Ok(false),
            at => Ok(parse(fetch.line(at)?)?.output("package").is_some()),
        }
    }

    /// A shard cannot know the codes of the others: the merge sees to them.
    fn taken(&self, journal: File) -> io::Result<Taken> {
        if self.request.shard.is_some() || self.request.dossier {
            return Ok(Taken::new());
        }
        // What is about to be removed holds no code any more.
        let kept = if self.request.prune { &[][..] } else { self.vanished.as_slice() };
        codes::taken(self.inputs, self.owners, self.results, kept, journal)
    }

    /// What an article is in the end; its status for reports.
    fn settle<'a>(
        &self,
        index: usize,
        owner: Option<&'a str>,
        taken: &Taken,
        record: &mut Record<'a>,
    ) -> Option<Status> {
        resolve(record, owner, self.request.dossier);
        if let Some(failure) = taken.get(&index) {
            record.failed(failure);
            return Some(Status::Failed);
        }
        let status = self.results.statuses[index]?;
        Some(if status == Status::Unchanged { status } else { record.status })
    }

    fn html(
        &self,
        place: &Path,
        fetch: &mut Fetch,
        summary: &Summary,
        taken: &Taken,
    ) -> io::Result<Draft<'_>> {
        let base = html::base(place, self.sink.root());
        let draft = self.sink.draft(place)?;
        let mut page = Page::begin(draft, self.messages, self.request.lang, base, &self.run, summary)?;
        for part in Page::<Draft<'_>>::PARTS {
            page.begin_part(part)?;
            for index in 0..self.inputs.len() {
                if self.results.statuses[index].is_none() {
                    continue;
                }
                let owner = self.owner_of(index);
                let mut record = parse(fetch.line(self.results.lines[index])?)?;
                if let Some(status) = self.settle(index, owner.as_deref(), taken, &mut record) {
                    page.article(part, &record, status)?;
                }
            }
            page.end_part()?;
        }
        page.end()
    }

    fn summary(&self, taken: &Taken) -> Summary {
        let mut summary = Summary {
            inputs: self.inputs.len() as u64,
            ignored: self.ignored.len() as u64,
            vanished: self.vanished.len() as u64,
            ..Summary::default()
        };
        for (index, status) in self.results.statuses.iter().enumerate() {
            let duplicate = self.owners.of(index) != index;
            match status {
                Some(_) if taken.contains_key(&index) => summary.failed += 1,
                Some(Status::Unchanged) => summary.unchanged += 1,
                Some(Status::Failed) => summary.failed += 1,
                Some(_) if duplicate => summary.duplicate += 1,
                Some(_) => summary.converted += 1,
                None => continue,
            }
            let [all, of_package] = self.results.warning_counts[index];
            summary.warnings +=
                u64::from(if duplicate && !self.request.dossier { all - of_package } else { all });
        }
        summary
    }

    /// The shown path of the input that owns these bytes, if it is another.
    fn owner_of(&self, index: usize) -> Option<String> {
        let owner = self.owners.of(index);
        (owner != index).then(|| String::from_utf8_lossy(&self.inputs.relative(owner)).into_owned())
    }

    /// Writes SHA256SUMS and removes outputs that nobody owns any more.
    fn sums(&self, sorter: Sorter<'_>, place: PathBuf, mut obsolete: Vec<String>) -> io::Result<()> {
        obsolete.sort_unstable();
        obsolete.dedup();
        let mut draft = self.sink.draft(&place)?;
        let mut last = String::new();
        sorter.finish(|path, value| {
            // A path may be listed by an article and, from earlier, by another: the article's is what is there.
            if path != last {
                last = path.to_owned();
                writeln!(draft, "{}  {path}", &value[1..])?;
                if let Ok(at) = obsolete.binary_search_by(|old| old.as_str().cmp(path)) {
                    obsolete.remove(at);
                }
            }
            Ok(())
        })?;
        draft.commit()?;
        obsolete.iter().try_for_each(|path| self.sink.remove(path))
    }
}

fn note_sums(sorter: &mut Sorter<'_>, outputs: &[Output<'_>], rank: char) -> io::Result<()> {
    outputs.iter().try_for_each(|output| sorter.push(&output.path, &format!("{rank}{}", output.sha256)))
}

/// Several writers at once.
struct Tee<'a, W>(&'a mut [W]);

impl<W: Write> Write for Tee<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.iter_mut().try_for_each(|out| out.write_all(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.iter_mut().try_for_each(Write::flush)
    }
}
