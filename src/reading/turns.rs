//! Speech: a whole line of it, and the turns of an interview.

use super::fold::fold;
use super::name;
use super::page::Page;
use super::search::opens;

/// A whole line of direct speech, with at most a few words of who says it.
pub(super) fn speech(text: &str) -> bool {
    let close = match text.chars().next() {
        Some('“') => '”',
        Some('"') => '"',
        Some('‘') => '’',
        Some('«') => '»',
        _ => return false,
    };
    let Some(at) = text.rfind(close).filter(|&at| at > 3) else { return false };
    let tail = &text[at + close.len_utf8()..];
    let inside = &text[..at];
    // A quoted word at the head of a sentence is no speech.
    inside.split_whitespace().nth(4).is_some()
        && tail.split_whitespace().count() <= 10
        && !tail.contains('“')
        && (tail.trim().is_empty()
            || tail.trim_start().starts_with([',', '-', '–', '.', '!'])
            || inside.ends_with([',', '.', '!', '?', '…']))
}

/// A turn of an interview.
pub(super) fn turn(page: &Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    if let Some(cue) = turn_cue(text) {
        return match cue {
            Turn::Asked => true,
            Turn::Answered => page.rows[at].last != ':',
            Turn::Named => page.interview,
        };
    }
    page.interview
        && page.rows[at].words <= 60
        && page.rows[at].last == '?'
        && (text.contains("thưa ông")
            || text.contains("thưa bà")
            || text.starts_with("Thưa ")
            || is_answered(page, at))
}

/// A question, and below it the turn of someone by name.
pub(super) fn is_answered(page: &Page<'_>, at: usize) -> bool {
    page.rows[at].last == '?'
        && page
            .next_content(at)
            .is_some_and(|below| matches!(turn_cue(page.rows[below].text), Some(Turn::Named)))
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Turn {
    Asked,
    Answered,
    Named,
}

/// Characters in which the name of who speaks ends with its colon.
const TURN: usize = 42;

pub(super) fn turn_cue(text: &str) -> Option<Turn> {
    let near = &text.as_bytes()[..text.len().min(TURN * 4)];
    let head = memchr::memchr(b':', near).map(|at| &text[..at]).filter(|head| head.chars().count() < TURN)?;
    let mut key = String::new();
    fold(head, &mut key);
    match key.as_str() {
        "pv" | "p v" | "phóng viên" | "hỏi" | "câu hỏi" | "bạn đọc hỏi" | "mc" | "btv" => {
            Some(Turn::Asked)
        }
        "trả lời" | "đáp" => Some(Turn::Answered),
        _ => {
            let titled = opens(
                &key,
                &[
                    "ông ",
                    "bà ",
                    "anh ",
                    "chị ",
                    "đồng chí ",
                    "bác sĩ ",
                    "ts ",
                    "pgs ",
                    "nhà ",
                    "gs ",
                    "thầy ",
                    "cô ",
                    "nghệ sĩ ",
                    "đại biểu ",
                ],
            );
            let name = head.split_whitespace().count() <= 7;
            (name && (titled || name::is_person(head) && name::has_family_name(head))).then_some(Turn::Named)
        }
    }
}
