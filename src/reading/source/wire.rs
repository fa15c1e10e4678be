//! The agency in front of a lead.

use super::super::letters::is_upper;
use super::super::search::{behind, ends};
use super::{is_agency, is_excluded, is_known, is_site, together};

/// Signs behind the name of an agency; typewriters, office programs and sites have each their own dash.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' | '─' | '_' | ':')
}

fn is_sign(c: char) -> bool {
    is_dash(c) || matches!(c, '.' | '|' | ' ' | '\u{a0}')
}

/// The agency in front of a lead: `(ABC) - `, `[ABC]- `, `site.vn - `, `ABC - `. Gives its name and where the prose
/// begins.
pub(in crate::reading) fn prefix(text: &str) -> Option<(&str, usize)> {
    // "*(ABC) - "
    let bare = text.trim_start_matches(['*', ' ']);
    let close = match bare.chars().next()? {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '/' => '/',
        _ => return wire(text).or_else(|| plain(text)),
    };
    enclosed(bare, close).map(|(name, body)| (name, text.len() - bare.len() + body))
}

/// "(ABC) - ", "[ABC]", "{ABC} – ", "/ABC/": what stands in front of `close`.
fn enclosed(text: &str, close: char) -> Option<(&str, usize)> {
    let end = text[1..].find(close).filter(|&end| end < 90)? + 1;
    let inside = untold(text[1..end].trim());
    let rest = text[end + 1..].trim_start();
    let body = rest.trim_start_matches(is_sign);
    let dash = rest.trim_start_matches(['.', ' ']).starts_with(is_dash);
    // "(ABC – series)"
    // The hyphen of "PT-TH" parts nothing.
    let first = inside.split([',', '–', '—']).next().unwrap_or(inside);
    let first = first.split(" -").next().unwrap_or(first).split("- ").next().unwrap_or(first).trim();
    let name = if together(inside, |name| is_agency(name) && !is_excluded(name)) { inside } else { first };
    let begins = || body.starts_with(|c: char| is_upper(c) || c.is_ascii_digit());
    let good = name == inside && name != first
        || is_agency(name)
        || close != '/'
            && (dash && (end <= 60 && is_title_like(name) || is_site(name))
                || begins() && (is_mixed(name) || is_site(name)));
    (good && !is_excluded(name)).then_some((name, text.len() - body.len()))
}

/// "Theo ABC", "Nguồn: ABC": the name alone.
fn untold(name: &str) -> &str {
    behind(name, &["Theo ", "theo ", "Nguồn:", "Nguồn ", "nguồn:"]).map_or(name, str::trim)
}

/// "ICTnews", "VnReview": a site's name with capitals inside.
fn is_mixed(name: &str) -> bool {
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    name.len() >= 5
        && capitals >= 2
        && capitals < name.len()
        && name.starts_with(is_upper)
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What the names of sites end with.
const SITES: &[&str] =
    &["Net", "net", "News", "news", "Times", "times", "Plus", "Biz", "Media", "Today", "Online"];

/// One to five words beginning with a capital: a paper's or an office's name in brackets before a dash.
fn is_title_like(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=5).contains(&words) && name.starts_with(is_upper) && !name.contains(['/', '?', '!'])
}

/// "ICT Sông Hàn": letters, and one or two words with a capital.
fn is_titled(name: &str) -> bool {
    let mut words = name.split(' ');
    let letters = words.next().unwrap_or("");
    (3..=5).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=2).contains(&words.clone().count())
        && words.all(|word| word.starts_with(is_upper))
        && !super::super::name::is_office(name)
        && !letters.starts_with("TH") // THPT and THCS are schools
}

/// "12/6", "ngày": of a date.
fn dated(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || word == "ngày"
}

/// Words of a place, and when.
fn is_place(text: &str) -> bool {
    text.split_whitespace().all(|word| word.starts_with(is_upper) || dated(word))
}

/// "ABC - ", "site.vn – ", "TTXVN: ", "ABC | ", "AFP, Paris - ".
fn plain(text: &str) -> Option<(&str, usize)> {
    // One site has no sign at all.
    if let Some(rest) = text.strip_prefix("BNEWS ").filter(|rest| rest.starts_with(is_upper)) {
        return Some((&text[..5], text.len() - rest.len()));
    }
    let (at, sign) = text.char_indices().take(40).find(|&(at, c)| at > 0 && (is_dash(c) || c == '|'))?;
    let name = untold(text[..at].trim().trim_matches(['"', '“', '”']));
    let rest = text[at + sign.len_utf8()..].trim_start_matches(is_sign);
    if !rest.starts_with(|c: char| is_upper(c) || c.is_ascii_digit() || matches!(c, '“' | '"')) {
        return None;
    }
    // "AFP, Paris - "
    let (first, second) = name.split_once(',').unwrap_or((name, ""));
    let name = [(first, second), (second.trim(), first)]
        .into_iter()
        .find(|(wire, place)| !second.is_empty() && is_known(wire) && is_place(place))
        .map_or(name, |(wire, _)| wire);
    let spaced = text[..at].ends_with(' ');
    let named = match sign {
        // "PV: …", "BS: …" is who speaks.
        ':' => is_known(name) || name.contains('.') && is_agency(name),
        // Cells of a table have several.
        '|' => spaced && is_agency(name) && !rest.contains('|'),
        _ => {
            is_agency(name)
                || spaced && is_titled(name)
                || (is_site(name) || is_mixed(name) && ends(name, SITES)) && spaced
        }
    };
    (named && !is_excluded(name)).then(|| (name, text.len() - rest.len()))
}

/// "HÀ NỘI (ABC) - ", "Hà Nội (ABC 12/6) – ", "ABC (Hà Nội 12/6) - ": a place, and in brackets the agency, as wires begin.
fn wire(text: &str) -> Option<(&str, usize)> {
    let open = text.char_indices().take(40).find(|&(_, c)| c == '(')?.0;
    let inside = &text[open + 1..];
    let inside = &inside[..inside.find(')').filter(|&end| end <= 40)?];
    let rest = text[open + inside.len() + 2..].trim_start_matches(['.', ' ', '\u{a0}']);
    let place = text[..open].trim().trim_end_matches(',');
    // "Hà Nội (TTXVN 12/3) Ngày …"
    let told = || {
        let when = inside.split_once(' ').filter(|(agency, when)| is_known(agency) && dated(when));
        rest.starts_with(is_upper) && when.is_some()
    };
    if place.is_empty()
        || !is_place(place)
        || place.split_whitespace().count() > 6
        || !(rest.starts_with(is_dash) || told())
    {
        return None;
    }
    let agency = |name: &str| is_agency(name) && !is_excluded(name);
    let parts = inside.split([',', ';']).map(|part| {
        let end = part.split_inclusive(' ').take_while(|word| !dated(word.trim())).map(str::len).sum();
        part[..end].trim()
    });
    // A place in capitals looks like an agency, too.
    let whole = [place].into_iter().filter(|name| is_known(name)).chain([inside]);
    let mut name = whole.chain(parts).chain([place]).filter(|name| together(name, agency));
    Some((name.next()?, text.len() - rest.trim_start_matches(is_sign).len()))
}
