//! Where a text was taken from: the agency in front of the lead, and notices.

use super::fold::fold;
use super::letters::{self, is_upper};
use super::row::Row;
use super::search::{Cues, begins_with, behind, holds, opens};

/// Marks in front of a lead that are no agency.
const NOT_AGENCIES: &[&str] = &[
    "pv",
    "p v",
    "ctv",
    "btv",
    "tin mới",
    "tin nóng",
    "tin nhanh",
    "tin vắn",
    "trực tiếp",
    "cập nhật",
    "video",
    "ảnh",
    "clip",
    "infographic",
    "tiếp theo",
    "kỳ cuối",
    "bài cuối",
    "hết",
    "ubnd",
    "hđnd",
    "mttq",
    "tin",
    "qc",
    "pr",
    "quảng cáo",
    "phóng sự",
    "ký sự",
    "bài",
    "nb",
    "clb",
    "hà nội",
    "đà nẵng",
    "hải phòng",
    "cần thơ",
    "huế",
    "tp hcm",
    "tp hồ chí minh",
];

/// Names of agencies and papers that are neither capitals nor a domain.
const AGENCIES: &[&str] = &[
    "dân trí",
    "tuổi trẻ",
    "thanh niên",
    "lao động",
    "tiền phong",
    "nhân dân",
    "vnexpress",
    "vietnamnet",
    "vietnamplus",
    "người lao động",
    "sài gòn giải phóng",
    "hà nội mới",
    "pháp luật",
    "công an nhân dân",
    "quân đội nhân dân",
    "vietnam+",
    "reuters",
    "xinhua",
    "zing",
    "soha",
    "kenh14",
    "cafef",
    "tuổi trẻ online",
    "thanh niên online",
    "bnews",
    "dân việt",
];

/// The agency in front of a lead: `(ABC) - `, `[ABC]- `, `site.vn - `, `ABC - `. Gives its name and where the prose
/// begins.
pub(super) fn prefix(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next()?;
    if matches!(open, '(' | '[') {
        let close = text.find(if open == '(' { ')' } else { ']' })?;
        if close > 90 {
            return None;
        }
        let inside = text[1..close].trim();
        let rest = text[close + 1..].trim_start();
        let dash = rest.starts_with(['-', '–', '—', ':']);
        // "(ABC – series)"
        // The hyphen of "PT-TH" parts nothing.
        let name = inside.split([',', '–', '—']).next().unwrap_or(inside);
        let name = name.split(" -").next().unwrap_or(name).split("- ").next().unwrap_or(name).trim();
        let good = is_agency(name) || dash && (close <= 60 && is_title_like(name) || is_site(name));
        let body = text.len() - rest.trim_start_matches(['-', '–', '—', ':', '.', ' ', '\u{a0}']).len();
        return (good && !is_excluded(name)).then_some((name, body));
    }
    if let Some(found) = wire(text) {
        return Some(found);
    }
    let dash = text
        .char_indices()
        .take(40)
        .find(|&(at, c)| matches!(c, '–' | '—') || c == '-' && at > 0 || c == ':' && at > 0)?;
    let name = text[..dash.0].trim();
    let rest = text[dash.0 + dash.1.len_utf8()..].trim_start_matches([' ', '\u{a0}', '-', '–']);
    let prose =
        rest.chars().next().is_some_and(|c| is_upper(c) || c.is_ascii_digit() || matches!(c, '“' | '"'));
    let named = is_agency(name) || is_site(name) && text[..dash.0].ends_with(' ');
    (dash.1 != ':' && prose && named && !is_excluded(name)).then(|| (name, text.len() - rest.len()))
}

/// "HÀ NỘI (ABC) - ", "Hà Nội (ABC 12/6) – ", "ABC (Hà Nội 12/6) - ": a place, and in brackets the agency, as wires begin.
fn wire(text: &str) -> Option<(&str, usize)> {
    let open = text.char_indices().take(40).find(|&(_, c)| c == '(')?.0;
    let inside = &text[open + 1..];
    let inside = &inside[..inside.find(')').filter(|&end| end <= 40)?];
    let rest = text[open + inside.len() + 2..].trim_start();
    let place = text[..open].trim().trim_end_matches(',');
    let dated = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || word == "ngày";
    let named = place.split_whitespace().all(|word| word.starts_with(is_upper) || dated(word));
    if place.is_empty()
        || !named
        || place.split_whitespace().count() > 6
        || !rest.starts_with(['-', '–', '—'])
    {
        return None;
    }
    let agency = inside.split([',', ';']).map(|part| {
        let end = part.split_inclusive(' ').take_while(|word| !dated(word.trim())).map(str::len).sum();
        part[..end].trim()
    });
    let name = [place].into_iter().chain(agency).find(|name| is_agency(name) && !is_excluded(name))?;
    let rest = rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—']);
    Some((name, text.len() - rest.len()))
}

/// What the names of papers begin with, in front of a word with a capital ("Nhịp Sống", "Doanh nghiệp Miền Trung").
const PAPERS: &[&str] = &[
    "báo ",
    "nhịp ",
    "doanh nghiệp ",
    "kinh tế ",
    "nông thôn ",
    "nông nghiệp ",
    "công nghệ ",
    "khoa học ",
    "đời sống ",
    "sức khỏe ",
    "pháp luật ",
    "thể thao ",
    "văn hóa ",
    "giáo dục ",
    "môi trường ",
    "thời báo ",
    "tri thức ",
    "phụ nữ ",
    "tin tức ",
    "diễn đàn ",
    "bản tin ",
];

/// "TTĐT Phường Lộc Hòa", "Báo Sông Hậu", "Cổng TTĐT huyện Mường Lát": what publishes, and its name.
fn is_site(name: &str) -> bool {
    let mut key = String::new();
    fold(name, &mut key);
    let publishers = [
        "ttđt",
        "cttđt",
        "cổng ttđt",
        "cổng thông tin",
        "trang ttđt",
        "trang thông tin",
        "trang tin",
        "đài pt th",
        "đài phát thanh",
        "đài truyền hình",
        "tạp chí",
    ];
    let paper = opens(&key, PAPERS) && name.split_whitespace().skip(1).any(|word| word.starts_with(is_upper));
    name.starts_with(is_upper)
        && name.split_whitespace().nth(10).is_none()
        && (begins_with(&key, &publishers) && key.contains(' ') || paper)
}

fn is_excluded(name: &str) -> bool {
    let mut key = String::new();
    fold(name, &mut key);
    NOT_AGENCIES.contains(&key.as_str())
        || !name.chars().any(letters::is_alphabetic)
        || key
            .split(' ')
            .next()
            .is_some_and(|w| matches!(w, "kỳ" | "bài" | "phần" | "ngày" | "sáng" | "chiều" | "tối"))
}

/// Capitals without tone marks, a domain, or a known paper.
pub(super) fn is_agency(name: &str) -> bool {
    if name.is_empty() || name.len() > 40 {
        return false;
    }
    let mut key = String::new();
    fold(name, &mut key);
    if AGENCIES.contains(&key.as_str()) {
        return true;
    }
    let words = name.split_whitespace().count();
    let letters = name.chars().filter(|&c| letters::is_alphabetic(c)).count();
    let capitals = name.chars().filter(|&c| is_upper(c)).count();
    let plain = name
        .chars()
        .filter(|&c| letters::is_alphabetic(c))
        .all(|c| c.is_ascii() || matches!(c, 'Đ' | 'Ð' | 'Ư' | 'Ơ'));
    let domain = words == 1
        && name.rsplit_once('.').is_some_and(|(host, top)| {
            // Longer top-level domains (online, example) are told from a word glued to a stop by their small letters.
            let known = |part: &str| {
                part.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'0'..=b'9' | b'-' | b'.'))
            };
            host.len() >= 2
                && ((2..=5).contains(&top.len()) && top.chars().all(|c| c.is_ascii_alphabetic())
                    || (6..=7).contains(&top.len()) && known(host) && known(top))
        });
    let online = words <= 3 && (key.ends_with(" online") || key.ends_with(" điện tử") || name.ends_with('+'));
    domain || online || words == 1 && letters >= 2 && plain && capitals * 4 >= letters * 3 && capitals >= 2
}

/// One to five words beginning with a capital: a paper's or an office's name in brackets before a dash.
fn is_title_like(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=5).contains(&words) && name.chars().next().is_some_and(is_upper)
}

/// What a closing notice says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Notice<'a> {
    /// "Nguồn: X", "Nguồn X: http…", "source /path": the source, when it is a name.
    Source(Option<&'a str>),
    /// Copyright or republication.
    Rights,
}

/// "(Nguồn: X)": the source in brackets, which is a credit below a picture and a notice below the text.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?;
    let name = behind(inside, &["Nguồn:", "Nguồn :", "Nguồn tin:"])?.trim();
    ((1..=9).contains(&name.split_whitespace().count()) && !name.contains(['(', ':'])).then_some(name)
}

/// What is said to those who would print a text again.
static REPUBLISH: Cues = Cues::new(&[
    "ghi rõ nguồn",
    "bản quyền thuộc",
    "không sao chép",
    "cấm sao chép",
    "không được sao chép",
    "sao chép dưới mọi hình thức",
    "phát hành lại thông tin",
    "trích dẫn nguồn khi",
    "dẫn nguồn khi",
]);

/// Bytes of the longest notice.
pub(super) const LONGEST: usize = 400;

/// Reads a line as a notice by its form alone.
pub(super) fn notice<'t>(row: &Row<'t>) -> Option<Notice<'t>> {
    let text = row.text;
    if text.len() > LONGEST {
        return None;
    }
    let key = row.key();
    let words = memchr::memchr_iter(b' ', key.as_bytes()).count() + 1;
    let bracketed = text.starts_with('(') && text.ends_with(')');
    if !bracketed && opens(key, &["nguồn", "source", "theo nguồn", "trích nguồn", "dẫn nguồn"]) {
        let body = text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']') || c.is_whitespace());
        let link = body.find("http").or_else(|| body.find("www."));
        let colon =
            body.find(':').filter(|&at| link != Some(at.wrapping_sub(4)) && link.is_none_or(|l| at < l));
        let head = colon.map_or("", |at| &body[..at]);
        let mut cue = String::new();
        fold(head, &mut cue);
        let plain_cue = matches!(
            cue.as_str(),
            "nguồn"
                | "nguồn tin"
                | "nguồn tin bài"
                | "source"
                | "nguồn bài viết"
                | "nguồn ảnh"
                | "theo nguồn"
                | "nguồn trích dẫn"
                | "nguồn tin ảnh"
                | "nguồn bài"
                | "nguồn tham khảo"
                | "trích nguồn"
                | "dẫn nguồn"
        );
        if plain_cue && cue != "nguồn ảnh" {
            let value = colon.map_or("", |at| body[at + 1..].trim());
            let name = strip_link(value);
            let short = name.split_whitespace().count() <= 12
                && (name.is_empty()
                    || name.chars().next().is_some_and(|c| is_upper(c) || c.is_ascii_digit())
                    || !name.contains(' '))
                && !(name.ends_with('.') && name.contains(' '));
            if short && !value.is_empty() {
                return Some(Notice::Source(if name.is_empty() { host(value) } else { Some(name) }));
            }
            return None;
        }
        if let Some(link) = link {
            let after = if key.starts_with("nguồn tin ") { 1 } else { 0 };
            let name =
                body[..link].trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ','));
            let name = name.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim());
            let name = if after == 1 {
                name.split_once(char::is_whitespace).map_or(name, |(_, rest)| rest)
            } else {
                name
            };
            if name.split_whitespace().count() <= 9 {
                return Some(Notice::Source(if name.is_empty() { host(&body[link..]) } else { Some(name) }));
            }
        }
        if key.starts_with("source") && words <= 4 && body.contains('/') {
            return Some(Notice::Source(None));
        }
        // "Nguồn TTXVN"
        return body
            .strip_prefix("Nguồn ")
            .filter(|name| is_agency(name) || is_site(name))
            .map(|name| Notice::Source(Some(name)));
    }
    if words > 40 {
        return None;
    }
    let sign =
        text.contains(['©', '®']) || key.starts_with("copyright") || key.contains("all rights reserved");
    let republish = REPUBLISH.any_in(key)
        || key.starts_with("bản quyền")
        || key.starts_with("giữ bản quyền")
        || key.contains("đăng lại bài viết") && key.contains("nguồn");
    if !sign && !republish || text.ends_with('?') {
        return None;
    }
    let site = holds(
        key,
        &[
            "website",
            "trang",
            "báo",
            "cổng",
            "bài viết",
            "nguồn",
            "thông tin",
            "nội dung",
            "tòa soạn",
            "toà soạn",
        ],
    );
    (sign && (words <= 14 || text.starts_with('©') || republish || key.contains("bản quyền"))
        || republish && site)
        .then_some(Notice::Rights)
}

fn strip_link(value: &str) -> &str {
    let cut = value.find("http").or_else(|| value.find("www.")).unwrap_or(value.len());
    value[..cut]
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ',' | '(' | ')' | '|'))
}

/// The host of a link.
fn host(link: &str) -> Option<&str> {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let host = rest.split(['/', '?', ' ']).next().unwrap_or("");
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.')).then_some(host)
}
