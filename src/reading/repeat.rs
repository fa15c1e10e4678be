//! What is printed again: the title whole, numbered as a picture, or as a slug.

use std::cell::LazyCell;

use super::fold::{same, slug};
use super::letters::is_upper;
use super::page::Page;
use super::{Label, Row};

/// How far a repeat is searched, in rows.
pub(super) const REPEAT: usize = 400;

/// Exact and slug repeats of the title, anywhere on the page.
pub(super) fn repeats(page: &mut Page<'_>) {
    let Some(&first) = page.title.first() else { return };
    let title = if page.title.len() == 1 {
        page.rows[first].text.to_owned()
    } else {
        page.title.iter().map(|&at| page.rows[at].text).collect::<Vec<_>>().join(" ")
    };
    if page.rows[first].words < 2 || page.verse {
        return;
    }
    let slug = LazyCell::new(|| slug(&title));
    for at in 0..page.rows.len() {
        if page.rows[at].settled || at < first {
            continue;
        }
        let text = page.rows[at].text;
        if same(text, &title) {
            page.rows[at].settle(Label::Duplicate, "title-repeated", 0.98);
        } else if picture_of(text, &title) {
            page.rows[at].settle(Label::Duplicate, "title-picture", 0.98);
        } else if may_be_slug(text)
            && let Some(rest) = is_slug(text, &slug)
        {
            let (label, reason) = if rest.is_empty()
                || rest.rsplit_once('.').is_some_and(|(_, e)| e.len() <= 4 && e.is_ascii())
                    && !rest.contains(' ')
            {
                (Label::Duplicate, "title-slug")
            } else {
                (Label::Boilerplate, "slug-related")
            };
            page.rows[at].settle(label, reason, 0.97);
        } else if is_named_slug(text) {
            page.rows[at].settle(Label::Boilerplate, "slug-related", 0.9);
        }
    }
}

/// "mo-hinh-thu-gom-rac Mỗi tuần một buổi thu gom rác": the address of another article and its headline.
fn is_named_slug(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split_once(' ').is_some_and(|(slug, headline)| {
            slug.len() >= 10
                && slug.bytes().filter(|&b| b == b'-').count() >= 2
                && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && headline.trim_start().starts_with(is_upper)
                && (4..=24).contains(&headline.split_whitespace().take(25).count())
                && !headline.ends_with('.')
        })
}

/// Four words of small letters without a mark: Vietnamese has no such sentence.
pub(super) fn begins_as_slug(text: &str) -> bool {
    let mut words = text.split([' ', '-']).take(4);
    words.clone().count() == 4
        && words.all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The row occurs again below: whole, numbered as a picture, or as a slug.
pub(super) fn repeated(page: &Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    if page.verse {
        return false;
    }
    if page.rows[at].words < 4 {
        return page.rows.iter().skip(at + 1).take(40).any(|row| row.text == text)
            && page.rows[at].words >= 2;
    }
    let slug = LazyCell::new(|| slug(text));
    page.rows.iter().skip(at + 1).take(REPEAT).any(|row| {
        same(row.text, text)
            || picture_of(row.text, text)
            || may_be_slug(row.text) && is_slug(row.text, &slug).is_some()
    })
}

/// "Title - Ảnh 1."
fn picture_of(text: &str, title: &str) -> bool {
    let Some(rest) = text.strip_prefix(title) else { return false };
    let rest = rest
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '.' | ':'));
    let number = |rest: &str| rest.trim().trim_end_matches('.').chars().all(|c| c.is_ascii_digit());
    // "… - Ảnh 1.", "… - 1"
    let counted = text.contains(" - ") && !rest.is_empty() && rest.len() <= 2 && number(rest);
    let rest =
        rest.strip_prefix("Ảnh").or_else(|| rest.strip_prefix("ảnh")).or_else(|| rest.strip_prefix("Hình"));
    counted || rest.is_some_and(number)
}

/// Small letters without a mark, in four words and more: an address of a page made words again, in no case a headline.
pub(super) fn looks_like_slug(row: &Row<'_>) -> bool {
    row.words >= 4
        && row
            .text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'_'))
}

/// Slugs begin with a small letter or a figure: no other line need be compared with one.
fn may_be_slug(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// The text begins with the slug of the title: what follows the slug and its number.
fn is_slug<'t>(text: &'t str, slug: &str) -> Option<&'t str> {
    if !may_be_slug(text) || slug.len() < 12 {
        return None;
    }
    let mut expected = slug.bytes();
    let mut at = 0;
    for (pos, c) in text.char_indices() {
        let wanted = expected.clone().next();
        match wanted {
            None => {
                at = pos;
                break;
            }
            Some(b' ') if matches!(c, ' ' | '-' | '_') => {
                expected.next();
            }
            Some(b) if c == b as char => {
                expected.next();
            }
            // "2.000" is 2000 in an address.
            Some(b' ') if c.is_ascii_digit() => {
                expected.next();
                if expected.next() != Some(c as u8) {
                    return None;
                }
            }
            // Signs of the title that the slug left out.
            _ if matches!(c, ' ' | '-') => {}
            _ => return None,
        }
        at = pos + c.len_utf8();
    }
    if expected.next().is_some() {
        return None;
    }
    Some(text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '_')).trim())
}
