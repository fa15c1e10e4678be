//! N1: numbers are never rewritten; doubtful ones are flagged.

use super::bind::is_counted;
use super::protect::Guard;

/// Reports byte ranges of numbers that read as English: 1,000,000 and 1.5 before a unit; and 2019,2020.
pub(super) fn doubtful(text: &str, guard: &Guard<'_>, mut flag: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let len = bytes[at..].iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
        let number = text[at..at + len].trim_end_matches(['.', ',']);
        let joined =
            text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | ':' | '.' | '_'));
        let end = at + number.len();
        if !joined && is_doubtful(number, &text[end..]) && !guard.covers(at) {
            flag(at, number.len());
        }
        at += len;
    }
}

fn is_doubtful(number: &str, behind: &str) -> bool {
    let groups: Vec<&str> = number.split(',').collect();
    if groups.len() == 2 && groups.iter().all(|group| group.len() == 4 && group.starts_with(['1', '2'])) {
        return true;
    }
    if groups.len() > 2 && groups[1..].iter().all(|group| group.len() == 3) {
        return true;
    }
    match number.split_once('.') {
        Some((whole, part)) if !part.contains(['.', ',']) && !whole.contains(',') => {
            part.len() != 3 && is_counted(behind)
        }
        _ => false,
    }
}
