//! List marks as literal numbering definitions.
//!
//! A mark stays what the source says ("đ)", "1.", "-"): each mark at each level has a definition of its own whose
//! text holds no counter, so that Word shows it in the margin, takes it off when the clerk leaves the list, and can
//! never renumber a law. The mark is not in `w:t`, as it is not in the paragraph's content in the PDF either.

use std::collections::HashMap;
use std::fmt::Write;

use super::parts::{W, escape};

/// The marks of a document, each once per level.
#[derive(Debug, Default)]
pub(super) struct Marks {
    known: HashMap<(u8, String), usize>,
    /// In the order of their ids.
    list: Vec<(u8, String)>,
}

impl Marks {
    /// The numbering id (from 1) of `mark` at `level` (from 0).
    pub(super) fn id(&mut self, level: u8, mark: &str) -> usize {
        let next = self.list.len() + 1;
        let key = (level, mark.to_owned());
        let id = *self.known.entry(key.clone()).or_insert(next);
        if id == next {
            self.list.push(key);
        }
        id
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// word/numbering.xml. `body` is the size of the text in points, `edge` where the first level starts in twips.
    pub(super) fn part(&self, body: f32, edge: u32) -> String {
        let mut xml = format!("<w:numbering xmlns:w=\"{W}\">");
        for (at, (level, mark)) in self.list.iter().enumerate() {
            let (format, start) = counter(mark);
            let (left, hanging) = indent(*level, mark, body, edge);
            // U+2060 keeps "%1" in a mark from being read as a counter
            let text = escape(mark).replace('%', "%\u{2060}");
            let _ = write!(
                xml,
                "<w:abstractNum w:abstractNumId=\"{at}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>\
                 <w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
                 <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl></w:abstractNum>"
            );
        }
        for at in 0..self.list.len() {
            let _ = write!(xml, "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{at}\"/></w:num>", at + 1);
        }
        xml.push_str("</w:numbering>");
        xml
    }
}

/// What a reader that looks for structure should take the mark for: the format and the first number.
fn counter(mark: &str) -> (&'static str, u32) {
    let core = mark.trim_matches(|c: char| !c.is_alphanumeric());
    let number = core.rsplit('.').next().unwrap_or_default();
    if let Ok(number) = number.parse::<u16>() {
        return ("decimal", u32::from(number));
    }
    let mut characters = core.chars();
    match (characters.next(), characters.next()) {
        (Some(letter @ 'a'..='z'), None) => ("lowerLetter", u32::from(letter) - u32::from('a') + 1),
        (Some(letter @ 'A'..='Z'), None) if !"IVX".contains(letter) => {
            ("upperLetter", u32::from(letter) - u32::from('A') + 1)
        }
        (Some(_), _) if core.chars().all(|c| "IVXLC".contains(c)) => ("upperRoman", roman(core)),
        (Some(_), _) if core.chars().all(|c| "ivxlc".contains(c)) => {
            ("lowerRoman", roman(&core.to_uppercase()))
        }
        (Some(_), _) => ("none", 1),
        (None, _) => ("bullet", 1),
    }
}

fn roman(numeral: &str) -> u32 {
    let value = |c: char| match c {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        _ => 100,
    };
    let (mut sum, mut last) = (0u32, 0);
    for digit in numeral.chars().rev().map(value) {
        sum = if digit < last { sum.saturating_sub(digit) } else { sum + digit };
        last = digit;
    }
    sum.max(1)
}

/// Left and hanging indent of a list item in twips: the mark starts where its level does, the first level at `edge`.
pub(super) fn indent(level: u8, mark: &str, body: f32, edge: u32) -> (u32, u32) {
    let em = body * 20.0;
    let width = (mark.chars().count() as f32 * 0.52 + 0.4) * em;
    let hanging = width.max(1.5 * em).min(12.0 * em).round() as u32;
    let base = (f32::from(level) * 1.5 * em).round() as u32;
    (edge + base + hanging, hanging)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_for_structure_but_kept_as_they_are() {
        let cases = [
            ("1.", "decimal", 1),
            ("3.2.", "decimal", 2),
            ("(iv)", "lowerRoman", 4),
            ("IX.", "upperRoman", 9),
            ("c)", "lowerLetter", 3),
            ("đ)", "none", 1),
            ("-", "bullet", 1),
            ("•", "bullet", 1),
        ];
        for (mark, format, start) in cases {
            assert_eq!(counter(mark), (format, start), "{mark}");
        }
        let mut marks = Marks::default();
        assert_eq!(
            (marks.id(0, "đ)"), marks.id(0, "e)"), marks.id(1, "đ)"), marks.id(0, "đ)")),
            (1, 2, 3, 1)
        );
        let part = marks.part(14.0, 82);
        assert_eq!(part.matches("<w:lvlText w:val=\"đ)\"/>").count(), 2);
        assert!(!part.contains('%'), "no counters");
    }
}
