//! What the page says about itself: title, date, authors, organisation, source, symbol, keywords.

use super::Label;
use super::byline;
use super::date::Date;
use super::document::{self, letterhead};
use super::fold::same;
use super::issuer;
use super::letters;
use super::name;
use super::page::Page;
use super::phrases;
use super::search::{before, behind};
use super::source::{self, Notice};

/// The facts, as slices of the L0 text.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts<'a> {
    /// The lines of the title.
    pub title: Vec<&'a str>,
    /// The publication date.
    pub date: Option<Date>,
    /// One entry per byline, names in it as printed.
    pub authors: Vec<&'a str>,
    /// The unit: its name, or the lines of it.
    pub organisation: Vec<&'a str>,
    /// The source.
    pub source: Option<&'a str>,
    /// The captions without pipes.
    pub captions: Vec<&'a str>,
    /// Type of the document.
    pub document_type: Option<&'static str>,
    /// Number and symbol.
    pub symbol: Option<&'a str>,
    /// Tags.
    pub keywords: Vec<&'a str>,
}

/// Collects the facts from a labelled page.
pub(super) fn collect<'a>(page: &Page<'a>) -> Facts<'a> {
    let mut facts = Facts::default();
    let mut dates: Vec<(i32, Date)> = Vec::new();
    let (mut unit, mut signer, mut signing) = (None, None, None);
    let mut bodies: Vec<&'a str> = Vec::new();
    let mut head = 0;
    let title = page.title.first().copied();
    for (at, row) in page.rows.iter().enumerate() {
        let text: &'a str = row.text;
        match row.label {
            Label::Title => {
                // "V/v …      Bạch Sa, ngày …": the right column of the letterhead is off the title.
                let column = page.stamps[at].filter(|_| row.reason == "subject-date");
                dates.extend(column.map(|stamp| (4, stamp.date)));
                facts.title.push(text);
            }
            Label::Caption => facts.captions.push(text.trim_matches(|c: char| c == '|' || c.is_whitespace())),
            Label::Dateline | Label::Byline => {
                if page.stamps[at].is_none()
                    && row.label == Label::Byline
                    && let Some(date) = row.byline().and_then(|byline| byline.date)
                {
                    // "Viết bởi: X (Khoa Y, Bệnh viện Z) • 12/06/2022": more words around it than a date line has
                    dates.push((i32::from(date.day > 0), date));
                }
                if let Some(stamp) = page.stamps[at] {
                    let near = title.is_some_and(|t| t.abs_diff(at) <= 2);
                    let weight = i32::from(stamp.cue) * 8
                        + i32::from(stamp.words_with_place()) * 4
                        + i32::from(near) * 2
                        + i32::from(stamp.date.day > 0);
                    dates.push((weight, stamp.date));
                }
                // "BCH HND HUYỆN X      Bắc Hà, ngày …": who issues it, beside the place and the date
                let column = letterhead::first_column(text);
                if row.reason == "place-date"
                    && head == at
                    && column.len() < text.len()
                    && name::is_office(column)
                {
                    bodies = letterhead::whole_name(page, at, column);
                    head = at + bodies.len();
                }
                if row.label == Label::Byline {
                    byline(page, at, &mut facts, &mut unit, &mut signer);
                    signing = signing.or_else(|| behind(text, FOR)).filter(|body| name::is_office(body));
                } else if facts.symbol.is_none() {
                    facts.symbol = document::symbol(text);
                }
            }
            Label::Kicker => {
                if facts.symbol.is_none() {
                    facts.symbol = document::symbol(text);
                }
                let column = letterhead::first_column(text);
                // "Kho bạc", "Công an": a section by the kind of its bodies
                let kind = !row.upper && row.words <= 2 && row.capitalised() == 1;
                let named = name::is_office(column) && !kind && !column.contains(':')
                    || page.document && letterhead::is_body(column);
                if at >= head
                    && (row.reason != "national-motto" || column.len() < text.len())
                    && row.reason != "document-symbol"
                    && named
                    && !phrases::is_section(row.key())
                    && (bodies.is_empty()
                        || page.document && matches!(row.reason, "letterhead" | "national-motto")
                        || head == at && (row.upper || row.gap == 0 && row.words >= 4))
                {
                    // Of two lines the upper names the superior body.
                    bodies = letterhead::whole_name(page, at, column);
                    head = at + bodies.len();
                }
            }
            Label::Notice => {
                if let Some(Notice::Source(Some(found))) = source::notice(row) {
                    facts.source = facts.source.or(Some(found));
                } else if let Some(found) = source::bracketed(text) {
                    facts.source = facts.source.or(Some(found));
                } else if row.reason == "source-name" {
                    facts.source = facts.source.or(source::below_label(text));
                } else if row.reason == "agency-alone" {
                    facts.source = Some(text.trim_matches(|c: char| {
                        matches!(c, '(' | ')' | '[' | ']' | '-' | ':') || c.is_whitespace()
                    }));
                }
            }
            Label::Boilerplate if row.reason == "tags" => keywords(text, &mut facts.keywords),
            _ => {}
        }
    }
    // The headline may stand once more above the lead.
    if let Some(first) = page.prose
        && let Some(row) = page.rows[first.min(page.rows.len())..].iter().find(|row| !row.is_dropped())
        && (matches!(row.label, Label::Lead | Label::Body) || row.text.starts_with("*("))
    {
        let text: &'a str = row.text;
        if let Some((found, _)) = source::prefix(text) {
            facts.source = Some(found);
        }
        if dates.is_empty() {
            dates.extend(lead_date(text).map(|date| (0, date)));
        }
    }
    facts.date = dates.iter().rev().max_by_key(|(weight, _)| *weight).map(|(_, date)| *date);
    if facts.authors.is_empty() {
        facts.authors.extend(signer);
    }
    if facts.authors.is_empty() {
        facts.authors.extend(glued(page));
    }
    let typed = page.title.first().filter(|_| page.document);
    facts.document_type = typed.and_then(|&at| document::document_type(page.rows[at].text));
    // An office that signs in capitals is named as the text prints it.
    facts.organisation = match unit {
        // "Thư ký Toà án": of the body that the letterhead names whole
        Some(office) if holds_body(&bodies, office) => bodies,
        Some(office) => vec![as_in_text(page, office)],
        None if bodies.is_empty() => issuer::find(page).or(signing).into_iter().collect(),
        None => bodies,
    };
    facts
}

/// In front of the body for which someone signs.
const FOR: &[&str] = &["TM. ", "TM.", "TM ", "T/M ", "T.M ", "Thay mặt ", "THAY MẶT "];

fn byline<'a>(
    page: &Page<'a>,
    at: usize,
    facts: &mut Facts<'a>,
    unit: &mut Option<&'a str>,
    signer: &mut Option<&'a str>,
) {
    let text: &'a str = page.rows[at].text;
    // "TM. UBND XÃ X - CHỦ TỊCH: Y"
    let whole = page.rows[at].byline().is_some_and(|b| {
        b.ranked && b.organisation.is_some() && b.author.is_some_and(|name| !name::opens_signature(name))
    });
    if page.document && page.rows[at].reason == "signature"
        || name::opens_signature(text) && !whole
        || name::is_role(text)
            && page.rows[at].byline().is_none_or(|b| !(b.cue || b.ranked && b.author.is_some()))
    {
        // "Kiểm sát viên, Viện X" below the name
        if !page.document && page.rows[at].reason != "signature" && !page.rows[at].upper {
            *unit = unit.or_else(|| byline::post(text));
        }
        let who = byline::without_title(name::signatory(text));
        if name::is_person(who) && !name::is_role(who) && !name::opens_signature(who) {
            *signer = Some(who);
        } else if let Some(body) = behind(text, FOR)
            && name::is_collective(body)
        {
            *signer = signer.or(Some(body));
        }
        return;
    }
    let found = || page.rows[at].byline().or_else(|| byline::loosely(text));
    let Some(found) = found() else {
        *unit = unit.or_else(|| byline::post(text));
        if name::is_collective(text) || page.rows[at].reason == "pen-name" {
            facts.authors.push(text);
        }
        return;
    };
    let people = found.author.into_iter().chain(found.others.into_iter().flatten()).flat_map(name::apart);
    for author in people {
        if !facts.authors.iter().any(|known| same(known, author)) {
            facts.authors.push(author);
        }
    }
    let polite = |office: &'a str| {
        before(office, &[" kính báo", " trân trọng thông báo", " kính mời"]).unwrap_or(office)
    };
    *unit = unit.or(found.organisation.map(polite));
    if facts.source.is_none() {
        facts.source = found.source;
    }
}

/// Initials or a name behind the last full stop of the text: "… bị tiêu hủy. H.B".
fn glued<'a>(page: &Page<'a>) -> Option<&'a str> {
    let row = page.rows[..page.end.min(page.rows.len())].iter().rev().find(|row| !row.is_dropped())?;
    if !matches!(row.label, Label::Body | Label::Lead) || row.words < 20 || page.verse {
        return None;
    }
    let text: &'a str = row.text;
    let stop = text.rmatch_indices(". ").map(|(at, _)| at + 2).take(3).find(|&at| {
        let tail = text[at..].trim();
        tail.len() >= 3 && !tail.ends_with([',', ';'])
    })?;
    let from = text[..stop - 2].rfind(char::is_whitespace).map_or(0, |at| at + 1);
    // "T. Hà" and "H. B": the stop belongs to the name itself.
    let whole = text[from..stop - 2].chars().count() > 2;
    let tail = text[stop..].trim().trim_matches(['(', ')']);
    let dotted = name::is_initials(tail) && tail.contains('.');
    (whole && (dotted || tail.contains(' ') && name::is_person(tail) && name::has_family_name(tail)))
        .then_some(tail)
}

fn keywords<'a>(text: &'a str, out: &mut Vec<&'a str>) {
    let value = match text.find(':') {
        Some(colon) => &text[colon + 1..],
        None => text,
    };
    let heading = text.find(':').is_none() && phrases::cover(&text.to_lowercase()).is_some();
    if heading {
        return;
    }
    out.extend(
        value
            .split([',', ';', '#'])
            .map(str::trim)
            .filter(|word| !word.is_empty() && word.len() <= 120)
            .take(40),
    );
}

/// "(12/05/2020)" in front of the lead.
fn lead_date(text: &str) -> Option<Date> {
    let inside = text.strip_prefix('(')?;
    let close = inside.find(')').filter(|&at| at <= 24)?;
    super::date::stamp(&inside[..close]).filter(|s| s.before.is_empty() && s.after.is_empty()).map(|s| s.date)
}

/// Is the office one word or two, with which the only line of the letterhead begins?
fn holds_body(bodies: &[&str], office: &str) -> bool {
    let few = office.split(' ').nth(2).is_none();
    few && bodies.len() == 1
        && bodies[0].len() > office.len()
        && bodies[0].to_lowercase().starts_with(&office.to_lowercase())
}

/// The same office in mixed case somewhere in the text.
fn as_in_text<'a>(page: &Page<'a>, office: &'a str) -> &'a str {
    if office.chars().any(letters::is_lower) || office.len() < 8 {
        return office;
    }
    let wanted = office.to_lowercase();
    for row in page.rows.iter().take(400).filter(|row| !row.is_dropped() && row.text.len() < 4000) {
        let text: &'a str = row.text;
        let lower = text.to_lowercase();
        // Lower-casing keeps byte lengths for Vietnamese letters; where it does not, the slice is not taken.
        if lower.len() == text.len()
            && let Some(at) = lower.find(&wanted)
            && let Some(found) = text.get(at..at + wanted.len())
            && found.chars().any(letters::is_lower)
            && found.chars().next().is_some_and(letters::is_upper)
        {
            return found;
        }
    }
    office
}
