//! What an editor should look at, though no rule changes it: capitals by NĐ 30/2020/NĐ-CP, Phụ lục II, and a text that
//! writes open oa, oe, uy in both styles.

use super::{Lint, caps, tone};
use crate::settings;
use crate::syllable::Style;

/// Looks through a whole text.
pub(super) fn lint(text: &str, options: &settings::Typography) -> Vec<Lint> {
    let is_off = |rule: &str| options.disable.iter().any(|id| id == rule);
    let mut found: Vec<Lint> = Vec::new();
    if !is_off("C1") {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            found.extend(caps::lint(line).into_iter().map(|one| Lint {
                rule: "C1",
                offset: at + one.at.start,
                text: line[one.at].to_owned(),
                suggestion: one.with,
                source: Some(one.rule),
            }));
            at += line.len();
        }
    }
    if options.tone == settings::Tone::Keep && !is_off("T3") {
        mixed(text, &mut found);
        found.sort_by_key(|one| one.offset);
    }
    found
}

/// T3: the syllables of the style that is written less often; of the second one met if both are written as often.
fn mixed(text: &str, found: &mut Vec<Lint>) {
    let mut styled = Vec::new();
    tone::styled(text, |at, syllable, style| styled.push((at, syllable, style)));
    let classic = styled.iter().filter(|(.., style)| *style == Style::Classic).count();
    let modern = styled.len() - classic;
    if classic == 0 || modern == 0 {
        return;
    }
    let main = match classic.cmp(&modern) {
        std::cmp::Ordering::Greater => Style::Classic,
        std::cmp::Ordering::Less => Style::Modern,
        std::cmp::Ordering::Equal => styled[0].2,
    };
    for (at, syllable, _) in styled.into_iter().filter(|(.., style)| *style != main) {
        let mut suggestion = String::new();
        syllable.write(main, &mut suggestion);
        let written = text[at..].chars().take(syllable.letters()).collect();
        found.push(Lint { rule: "T3", offset: at, text: written, suggestion, source: None });
    }
}
