//! One article: a pure function of bytes and settings. No clock, no randomness, no environment, no files.

use crate::article::{Article, Meta};
use crate::decode::{self, Detection};
use crate::error::{Code, Failure, Result, Stage, Warning};
use crate::settings::{self, Settings, Tone};
use crate::{archive, docx, pdf, reading, typography};

/// Which outputs are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// PDF.
    pub pdf: bool,
    /// DOCX.
    pub docx: bool,
    /// Archive package (it holds a PDF and a DOCX whether or not they are asked for).
    pub package: bool,
}

/// What is prepared once and shared by all articles of a run.
#[derive(Debug)]
pub struct Workshop {
    settings: Settings,
    formats: Formats,
    press: pdf::Press,
    writer: docx::Writer,
    packer: Option<archive::Packer>,
}

/// One input.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's name, NFC, no folder.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Their SHA-256.
    pub sha256: [u8; 32],
    /// Is its package wanted? Not when an equal input before it owns the package.
    pub package: bool,
}

/// What one article became.
#[derive(Debug)]
pub struct Made {
    /// Title, date, byline for the report.
    pub meta: Meta,
    /// How the bytes were read.
    pub detection: Detection,
    /// The PDF, if asked for.
    pub pdf: Option<Vec<u8>>,
    /// The DOCX, if asked for.
    pub docx: Option<Vec<u8>>,
    /// The package, if asked for.
    pub package: Option<archive::Package>,
    /// Pages of the PDF; 0 when none was made.
    pub pages: u32,
    /// Edits per rule id, ascending by id.
    pub edits: Vec<(String, u32)>,
    /// Lines labelled boilerplate or duplicate.
    pub removed_lines: u32,
    /// All warnings, in the order of the stages.
    pub warnings: Vec<Warning>,
    /// The first edits, for whoever looks at a doubtful article: rule, before, after.
    pub samples: Vec<[String; 3]>,
    /// The first lines left out: line, reason, text.
    pub left_out: Vec<(u32, &'static str, String)>,
}

/// Edits and left-out lines that are kept to be shown.
const SHOWN: usize = 8;
/// Characters of them.
const SHOWN_CHARS: usize = 120;

fn cut(text: &str) -> String {
    text.chars().take(SHOWN_CHARS).collect()
}

impl Workshop {
    /// Prepares faces, constant parts and schemas.
    ///
    /// # Errors
    /// E8xx: settings that cannot be used.
    pub fn new(
        settings: Settings,
        formats: Formats,
        variant: archive::Variant,
        job_time: &str,
        bag: bool,
    ) -> Result<Workshop> {
        let packer = match formats.package {
            true => Some(archive::Packer::new(&settings, variant, job_time, bag)?),
            false => None,
        };
        Ok(Workshop {
            press: pdf::Press::new(&settings)?,
            writer: docx::Writer::new(&settings)?,
            packer,
            settings,
            formats,
        })
    }

    /// The most bytes an input may have.
    pub fn max_bytes(&self) -> u64 {
        u64::from(self.settings.limits.max_input_mib) << 20
    }

    /// The failure of an input of `size` bytes where `limit` bytes are allowed.
    pub fn too_large(&self, size: u64, limit: u64) -> Failure {
        let mebibytes = (limit as f64 / 1048.576).floor() / 1000.0;
        let limit =
            if limit.is_multiple_of(1 << 20) { (limit >> 20).to_string() } else { mebibytes.to_string() };
        Failure::new(Code::TooLarge, Stage::Input).with("size", size).with("limit", limit)
    }

    /// Packs dossiers; `None` when no packages are wanted.
    pub fn packer(&self) -> Option<&archive::Packer> {
        self.packer.as_ref()
    }

    /// Converts one article.
    ///
    /// # Errors
    /// The first stage that cannot go on says why.
    pub fn convert(&self, source: &Source<'_>) -> Result<Made> {
        let Read { article, mut made, log } = self.read(source)?;
        let Formats { pdf, docx, package } = self.formats;
        let package = package && source.package;
        let set = if pdf || package { Some(self.press.article(&article)?) } else { None };
        let written = if docx || package { Some(self.writer.article(&article)?) } else { None };
        if let (Some(packer), true, Some(set), Some(written)) = (&self.packer, package, &set, &written) {
            let package = packer.article(&document(source, &article, &made, &log, set, written))?;
            made.warnings.extend(package.warnings.iter().cloned());
            made.package = Some(package);
        }
        if let Some(set) = set {
            made.pages = set.pages;
            made.warnings.extend(set.warnings);
            made.pdf = pdf.then_some(set.bytes);
        }
        made.docx = if docx { written } else { None };
        Ok(made)
    }

    /// Hands one article to `take` as a document of a dossier; `ready` are its PDF and DOCX, if this run or an earlier
    /// one has made them.
    ///
    /// # Errors
    /// As [`Workshop::convert`], and what `take` returns.
    pub fn document<R>(
        &self,
        source: &Source<'_>,
        ready: Option<(pdf::Pdf, Vec<u8>)>,
        take: impl FnOnce(&archive::Document<'_>) -> Result<R>,
    ) -> Result<R> {
        let Read { article, made, log } = self.read(source)?;
        let (set, written) = match ready {
            Some(ready) => ready,
            None => (self.press.article(&article)?, self.writer.article(&article)?),
        };
        take(&document(source, &article, &made, &log, &set, &written))
    }

    fn read(&self, source: &Source<'_>) -> Result<Read> {
        let bytes = source.bytes;
        if bytes.len() as u64 > self.max_bytes() {
            return Err(self.too_large(bytes.len() as u64, self.max_bytes()));
        }
        let decoded = decode::decode(bytes, None)?;
        if decoded.text.trim().is_empty() {
            return Err(Failure::new(Code::EmptyInput, Stage::Decode));
        }
        let repaired = typography::repair_as(&decoded.text, &self.settings.typography);
        let line_of = reading::line_map(&decoded.text, &repaired);
        let reading::Reading { mut article, lines, warnings, .. } = reading::read(&repaired.text, &line_of)?;
        let mut counts = Counts::default();
        counts.add(&repaired.edits);
        let mut log = self.packer.is_some().then(|| change_log(&decoded, &repaired.edits));
        polish(&mut article, &self.settings.typography, &mut counts, log.as_mut());
        let removed = |line: &&reading::Line| {
            matches!(line.label, reading::Label::Boilerplate | reading::Label::Duplicate)
        };
        let mut made = Made {
            meta: article.meta.clone(),
            detection: decoded.detection,
            pdf: None,
            docx: None,
            package: None,
            pages: 0,
            edits: counts.rules,
            removed_lines: lines.iter().filter(removed).count() as u32,
            warnings: decoded.warnings,
            samples: counts.samples,
            left_out: Vec::new(),
        };
        let texts: Vec<&str> = match lines.iter().any(|line| removed(&line)) {
            true => decoded.text.split('\n').collect(),
            false => Vec::new(),
        };
        made.left_out = lines
            .iter()
            .filter(removed)
            .take(SHOWN)
            .map(|line| {
                let text = texts.get(line.n.saturating_sub(1) as usize).copied().unwrap_or_default();
                (line.n, line.reason, cut(text.trim()))
            })
            .collect();
        made.warnings.extend(warnings);
        let mut log = log.unwrap_or_default();
        if self.packer.is_some() {
            lines.iter().filter(removed).for_each(|line| log_removed(line, &mut log));
        }
        Ok(Read { article, made, log })
    }
}

/// An article that is read but not written.
struct Read {
    article: Article,
    made: Made,
    log: String,
}

fn document<'a>(
    source: &'a Source<'_>,
    article: &'a Article,
    made: &'a Made,
    log: &'a str,
    set: &'a pdf::Pdf,
    written: &'a [u8],
) -> archive::Document<'a> {
    archive::Document {
        original_name: source.name,
        source: source.bytes,
        source_sha256: source.sha256,
        detection: made.detection,
        article,
        edits: &made.edits,
        change_log: log,
        removed_lines: made.removed_lines,
        pdf: &set.bytes,
        pages: set.pages,
        docx: written,
    }
}

/// One line of the log for a line that is not in the article: its text is that of the source.
fn log_removed(line: &reading::Line, log: &mut String) {
    use serde_json::json;
    let label = if line.label == reading::Label::Duplicate { "duplicate" } else { "boilerplate" };
    log.push('\n');
    log.push_str(&json!({"removed": label, "rule": line.reason, "line": line.n}).to_string());
}

/// The edits of L0 as JSON lines: with them the decoded text can be rebuilt from the normalised. [`polish`] adds those
/// of L1, with the number of the block (from 0) that their offsets count in; then come the lines left out.
fn change_log(decoded: &decode::Decoded, edits: &[typography::Edit]) -> String {
    use serde_json::json;
    let mut log = json!({
        "encoding": decoded.detection.encoding.name(),
        "confidence": (decoded.detection.confidence * 1000.0).round() / 1000.0,
        "decoded_bytes": decoded.text.len(),
    })
    .to_string();
    for edit in edits {
        let (rule, before, after) = (&edit.rule, &edit.before, &edit.after);
        log.push('\n');
        log.push_str(
            &json!({"layer": "L0", "rule": rule, "offset": edit.offset, "before": before, "after": after})
                .to_string(),
        );
    }
    log
}

/// Reads one article without writing it: for compiled bulletins.
///
/// # Errors
/// The first stage that cannot go on says why.
pub fn read(bytes: &[u8], options: &settings::Typography) -> Result<Article> {
    let decoded = decode::decode(bytes, None)?;
    if decoded.text.trim().is_empty() {
        return Err(Failure::new(Code::EmptyInput, Stage::Decode));
    }
    let repaired = typography::repair_as(&decoded.text, options);
    let line_of = reading::line_map(&decoded.text, &repaired);
    let mut article = reading::read(&repaired.text, &line_of)?.article;
    polish(&mut article, options, &mut Counts::default(), None);
    Ok(article)
}

fn polish(
    article: &mut Article,
    options: &settings::Typography,
    counts: &mut Counts,
    mut log: Option<&mut String>,
) {
    let mut options = options.clone();
    if options.tone == Tone::Majority {
        options.tone =
            typography::resolve_tone(article.blocks.iter().flat_map(|block| block.texts()), options.tone);
    }
    let blocks = article.blocks.iter_mut().enumerate();
    for (block, text) in blocks.flat_map(|(at, block)| block.texts_mut().map(move |text| (at, text))) {
        let edited = typography::polish(text, &options);
        counts.add(&edited.edits);
        for edit in log.is_some().then_some(&edited.edits).into_iter().flatten() {
            let (rule, before, after) = (&edit.rule, &edit.before, &edit.after);
            let line = serde_json::json!({
                "layer": "L1", "block": block, "rule": rule, "offset": edit.offset, "before": before, "after": after
            });
            if let Some(log) = &mut log {
                log.push('\n');
                log.push_str(&line.to_string());
            }
        }
        if !edited.edits.is_empty() {
            *text = edited.text.into_owned();
        }
    }
    if let Some(title) = article.title_block() {
        article.meta.title = title.text.clone();
    }
}

/// Edits per rule, kept sorted, and the first of them.
#[derive(Debug, Default)]
struct Counts {
    rules: Vec<(String, u32)>,
    samples: Vec<[String; 3]>,
}

impl Counts {
    fn add(&mut self, edits: &[typography::Edit]) {
        let room = SHOWN - self.samples.len();
        self.samples.extend(
            edits.iter().take(room).map(|edit| [edit.rule.to_string(), cut(&edit.before), cut(&edit.after)]),
        );
        for rule in edits.iter().flat_map(|edit| edit.rule.split('+')) {
            match self.rules.binary_search_by(|(id, _)| id.as_str().cmp(rule)) {
                Ok(at) => self.rules[at].1 += 1,
                Err(at) => self.rules.insert(at, (rule.to_owned(), 1)),
            }
        }
    }
}
