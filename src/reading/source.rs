//! Where a text was taken from: the agency in front of the lead, and notices.

mod notice;
mod wire;

use super::fold::fold;
use super::letters::{self, is_upper};
use super::search::{begins_with, ends, opens};

pub(super) use notice::{LONGEST, Notice, below_label, bracketed, heads_name, notice};
pub(super) use wire::prefix;

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
    "zing",
    "soha",
    "kenh14",
    "cafef",
    "tuổi trẻ online",
    "thanh niên online",
    "dân việt",
    "giáo dục và thời đại",
    "giáo dục thời đại",
    "sức khỏe và đời sống",
    "sức khỏe đời sống",
    "khoa học và đời sống",
    "đại đoàn kết",
    "kinh tế đô thị",
    "gia đình và xã hội",
    "xây dựng đảng",
    "biên phòng",
    "thanh tra",
    "kiểm sát",
    "hải quan",
    "công thương",
    "an ninh thủ đô",
    "đại biểu nhân dân",
    "người đưa tin",
    "đời sống và pháp luật",
    "thể thao và văn hóa",
];

/// Wires and stations: no initials of persons, no words of a sentence.
const WIRES: &[&str] = &[
    "ttxvn",
    "vna",
    "vnanet",
    "vov",
    "vtv",
    "vtc",
    "bnews",
    "afp",
    "ap",
    "bbc",
    "cnn",
    "nhk",
    "reuters",
    "xinhua",
    "thx",
    "tân hoa xã",
    "tass",
    "ria novosti",
    "sputnik",
    "kyodo",
    "yonhap",
    "bloomberg",
    "nikkei",
    "bernama",
    "antara",
    "vietnam+",
];

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

/// What begins as the name of a paper and is none: "Báo cáo của Đảng bộ".
const NO_PAPERS: &[&str] = &["báo cáo", "báo động", "báo hiếu", "báo giá", "báo chí", "bản tin dự báo"];

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
        "nội san",
        "tập san",
        "đặc san",
        "chuyên san",
    ];
    let paper = opens(&key, PAPERS)
        && !begins_with(&key, NO_PAPERS)
        && name.split_whitespace().skip(1).any(|word| word.starts_with(is_upper));
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

/// A wire or a paper that everyone knows.
fn is_known(name: &str) -> bool {
    let mut key = String::new();
    fold(name, &mut key);
    WIRES.contains(&key.as_str()) || AGENCIES.contains(&key.as_str())
}

/// "TTXVN, VOV", "Kyodo/TTXVN", "TTXVN và Báo Tin tức": several, each of them `one`.
fn together(names: &str, one: impl Fn(&str) -> bool) -> bool {
    names.split([',', ';', '/']).flat_map(|part| part.split(" và ")).all(|part| one(part.trim()))
}

/// Capitals without tone marks, a domain, or a known paper.
pub(super) fn is_agency(name: &str) -> bool {
    if name.is_empty() || name.len() > 40 {
        return false;
    }
    let mut key = String::new();
    fold(name, &mut key);
    if WIRES.contains(&key.as_str()) || AGENCIES.contains(&key.as_str()) {
        return true;
    }
    if name.contains('/') && together(name, is_known) {
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
    let online = words <= 3 && (ends(&key, &[" online", " điện tử"]) || name.ends_with('+'))
        || words == 2 && ends(&key, &[" news", " portal"]);
    domain || online || words == 1 && letters >= 2 && plain && capitals * 4 >= letters * 3 && capitals >= 2
}
