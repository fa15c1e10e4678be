//! The report for people: one page, no network, no script. Failures with their remedy first, then what is doubtful,
//! then everything, folded by the thousand, so that a hundred thousand articles stay readable.

use std::io::{self, Write};
use std::path::Path;

use super::json::{Run, Summary, explain};
use super::record::{Record, Status};
use crate::messages::{Lang, Messages};

/// Articles in one fold.
const FOLD: u64 = 1000;

/// What a pass over all articles is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Failures with remedy.
    Failed,
    /// Warnings, line by line.
    Doubtful,
    /// Everything, with links.
    All,
}

/// Writes the page; give it every article once for each [`Part`], in the order of [`Page::PARTS`].
pub struct Page<'a, W> {
    out: W,
    messages: &'a Messages,
    /// What links to outputs begin with.
    base: String,
    count: u64,
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse}\
td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}\
.n{text-align:right;font-variant-numeric:tabular-nums}\
.card{border-left:.3rem solid #c33;padding:.2rem 1rem;margin:.8rem 0}.card.w{border-color:#c90}\
.path{font-family:ui-monospace,monospace;overflow-wrap:anywhere}.hint{color:#555}\
summary{cursor:pointer;padding:.3rem 0}li{margin:.15rem 0}\
@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}.hint{color:#aaa}a{color:#8cf}}";

impl<'a, W: Write> Page<'a, W> {
    /// The passes, in order.
    pub const PARTS: [Part; 3] = [Part::Failed, Part::Doubtful, Part::All];

    /// Writes the head and the totals.
    pub fn begin(
        mut out: W,
        messages: &'a Messages,
        lang: Lang,
        base: String,
        run: &Run,
        summary: &Summary,
    ) -> io::Result<Self> {
        let none = Vec::new();
        let text = |id: &str| messages.text(id, &none);
        let lang = if lang == Lang::Vi { "vi" } else { "en" };
        write!(
            out,
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\n\
             <body><h1>{title}</h1><p>{}</p>\n<table>",
            escape(&run.finished),
            title = escape(&text("html-title")),
        )?;
        let rows = [
            ("html-inputs", summary.inputs),
            ("html-converted", summary.converted),
            ("html-unchanged", summary.unchanged),
            ("html-duplicate", summary.duplicate),
            ("html-failed", summary.failed),
            ("html-warnings", summary.warnings),
            ("html-ignored", summary.ignored),
            ("html-vanished", summary.vanished),
        ];
        for (id, number) in rows {
            write!(out, "<tr><td>{}</td><td class=\"n\">{number}</td></tr>", escape(&text(id)))?;
        }
        writeln!(out, "</table>")?;
        Ok(Page { out, messages, base, count: 0 })
    }

    /// Begins a pass.
    pub fn begin_part(&mut self, part: Part) -> io::Result<()> {
        self.count = 0;
        let id = match part {
            Part::Failed => "html-part-failed",
            Part::Doubtful => "html-part-doubtful",
            Part::All => "html-part-all",
        };
        writeln!(self.out, "<h2>{}</h2>", escape(&self.messages.text(id, &Vec::new())))
    }

    /// Writes what the part has to say of an article.
    pub fn article(&mut self, part: Part, record: &Record<'_>, status: Status) -> io::Result<()> {
        match part {
            Part::Failed => self.failed(record),
            Part::Doubtful => self.doubtful(record),
            Part::All => self.listed(record, status),
        }
    }

    /// Ends a pass.
    pub fn end_part(&mut self) -> io::Result<()> {
        if self.count == 0 {
            return writeln!(self.out, "<p>{}</p>", escape(&self.messages.text("html-none", &Vec::new())));
        }
        writeln!(self.out, "</ul></details>")
    }

    /// Ends the page and gives the writer back.
    pub fn end(mut self) -> io::Result<W> {
        writeln!(self.out, "</body></html>")?;
        Ok(self.out)
    }

    fn failed(&mut self, record: &Record<'_>) -> io::Result<()> {
        let Some(error) = &record.error else { return Ok(()) };
        let (message, hint) = explain(self.messages, &error.code, &error.args);
        self.fold(&record.input)?;
        writeln!(
            self.out,
            "<li class=\"card\"><span class=\"path\">{}</span><br>{} {}<br><span class=\"hint\">→ {}</span></li>",
            escape(&record.input),
            escape(&error.code),
            escape(&message),
            escape(&hint)
        )
    }

    fn doubtful(&mut self, record: &Record<'_>) -> io::Result<()> {
        if record.warnings.is_empty() {
            return Ok(());
        }
        self.fold(&record.input)?;
        write!(self.out, "<li class=\"card w\"><span class=\"path\">{}</span>", escape(&record.input))?;
        self.links(record)?;
        for note in &record.warnings {
            let (message, hint) = explain(self.messages, &note.code, &note.args);
            let line = match note.line {
                Some(line) => self.messages.text("html-line", &vec![("line", line.to_string())]) + ": ",
                None => String::new(),
            };
            write!(
                self.out,
                "<br>{} {}{}<br><span class=\"hint\">→ {}</span>",
                escape(&note.code),
                escape(&line),
                escape(&message),
                escape(&hint)
            )?;
        }
        let rules: Vec<String> = record.edits.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
        if !rules.is_empty() || record.removed_lines > 0 {
            let facts = vec![("edits", rules.join(", ")), ("removed", record.removed_lines.to_string())];
            let text = self.messages.text("html-edits", &facts);
            write!(self.out, "<details><summary class=\"hint\">{}</summary><ul>", escape(&text))?;
            for [rule, before, after] in &record.samples {
                let (rule, before, after) = (escape(rule), escape(before), escape(after));
                write!(self.out, "<li>{rule}: <del>{before}</del> → <ins>{after}</ins></li>")?;
            }
            for (line, reason, text) in &record.left_out {
                let line = self.messages.text("html-line", &vec![("line", line.to_string())]);
                let (line, reason, text) = (escape(&line), escape(reason), escape(text));
                write!(self.out, "<li>{line}: <del>{text}</del> ({reason})</li>")?;
            }
            write!(self.out, "</ul></details>")?;
        }
        writeln!(self.out, "</li>")
    }

    fn listed(&mut self, record: &Record<'_>, status: Status) -> io::Result<()> {
        self.fold(&record.input)?;
        let id = match status {
            Status::Converted => "html-converted",
            Status::Unchanged => "html-unchanged",
            Status::Duplicate => "html-duplicate",
            Status::Failed => "html-failed",
        };
        write!(
            self.out,
            "<li><span class=\"path\">{}</span> · {}",
            escape(&record.input),
            escape(&self.messages.text(id, &Vec::new()))
        )?;
        if let Some(title) = &record.title {
            write!(self.out, " · {}", escape(title))?;
        }
        self.links(record)?;
        writeln!(self.out, "</li>")
    }

    fn links(&mut self, record: &Record<'_>) -> io::Result<()> {
        for (kind, name) in [("pdf", "PDF"), ("docx", "DOCX"), ("package", "ZIP"), ("bag", "BagIt")] {
            if let Some(output) = record.output(kind) {
                write!(self.out, " · <a href=\"{}{}\">{name}</a>", self.base, link(&output.path))?;
            }
        }
        Ok(())
    }

    /// Opens a new fold every thousand entries; the first is open.
    fn fold(&mut self, input: &str) -> io::Result<()> {
        if self.count.is_multiple_of(FOLD) {
            if self.count > 0 {
                writeln!(self.out, "</ul></details>")?;
            }
            let open = if self.count == 0 { " open" } else { "" };
            writeln!(
                self.out,
                "<details{open}><summary>{} – {} · <span class=\"path\">{}</span> …</summary><ul>",
                self.count + 1,
                self.count + FOLD,
                escape(input)
            )?;
        }
        self.count += 1;
        Ok(())
    }
}

/// What links from a page at `page` into the output folder begin with.
pub fn base(page: &Path, output: &Path) -> String {
    let folder = page.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(folder), Ok(output)) = (std::fs::canonicalize(folder), std::fs::canonicalize(output)) else {
        return String::new();
    };
    let (path, absolute) = match output.strip_prefix(&folder) {
        Ok(below) => (below.to_string_lossy().into_owned(), ""),
        Err(_) => (output.to_string_lossy().into_owned(), "file://"),
    };
    if path.is_empty() { String::new() } else { format!("{absolute}{}/", link(&path)) }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A name may hold what turns or hides the text around it.
            control
                if control.is_control()
                    || matches!(control, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') =>
            {
                out.push('\u{FFFD}');
            }
            other => out.push(other),
        }
    }
    out
}

/// Percent-encodes a path.
fn link(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte))
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_the_page() {
        assert_eq!(escape("<script>\"&\u{202E}\n"), "&lt;script&gt;&quot;&amp;\u{FFFD}\u{FFFD}");
        assert_eq!(link("pdf/a b#\".pdf"), "pdf/a%20b%23%22.pdf");
    }
}
