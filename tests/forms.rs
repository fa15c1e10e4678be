//! Forms in which pages say who wrote a text, when, and where it was taken from, each on a page of the same article.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use std::fs;
use std::path::Path;

use bantin::{decode, reading, typography};

const TITLE: &str = "Bạch Sa đưa nước sạch về ba bản vùng cao trước Tết";
const LEAD: &str = "Sau bảy tháng thi công, công trình nước sạch tập trung của xã đã được bàn giao cho hơn ba trăm hộ dân \
                    ở các bản Huổi Kha, Nà Lạn và Pá Lừm.";
const BODY: &str = "Theo Ủy ban nhân dân xã, công trình có tổng kinh phí hơn hai tỷ đồng, trong đó người dân đóng góp gần \
                    hai nghìn ngày công vận chuyển cát sỏi, đào rãnh đặt ống.\n\n\
                    Trưởng bản cho biết mỗi hộ chỉ phải trả năm nghìn đồng cho một mét khối nước, số tiền thu được dùng \
                    để sửa chữa đường ống và trả công người trông coi bể lọc.";
const SITE: &str = "In trang\nTin khác\nMở lớp đan lát ở Nà Lạn (11/06)";

/// What was found: author, organisation, source, date, and whether the title is the article's.
#[derive(Debug, Default)]
struct Fields {
    author: String,
    organisation: String,
    source: String,
    date: String,
    titled: bool,
}

fn read(page: &str) -> Fields {
    let decoded = decode::decode(page.as_bytes(), None).unwrap();
    let repaired = typography::repair(&decoded.text);
    let line_of = reading::line_map(&decoded.text, &repaired);
    let found = reading::explain(&repaired.text, &line_of);
    let part = |range: &std::ops::Range<usize>| repaired.text[range.clone()].to_owned();
    let or_none = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    Fields {
        author: or_none(found.printed.author.iter().map(part).collect::<Vec<_>>().join(", ")),
        organisation: or_none(found.printed.organisation.iter().map(part).collect::<Vec<_>>().join(" ")),
        source: or_none(found.printed.source.as_ref().map(part).unwrap_or_default()),
        date: or_none(found.article.meta.date.clone().unwrap_or_default()),
        titled: found.printed.title.iter().map(part).collect::<Vec<_>>() == [TITLE],
    }
}

/// The rows of a file of forms.
fn forms(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reading/forms").join(name);
    let rows: Vec<Vec<String>> = fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    assert!(!rows.is_empty());
    rows
}

fn assert_none(wrong: &[String], of: usize) {
    assert!(wrong.is_empty(), "{} of {of} forms are misread:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn those_who_sign_are_named_wherever_they_sign() {
    let mut wrong = Vec::new();
    let forms = forms("bylines.tsv");
    for row in &forms {
        let [form, author, organisation] = row.as_slice() else { panic!("{row:?}") };
        let byline = form.replace('⏎', "\n");
        let mut pages = vec![
            format!("{TITLE}\n\n{LEAD}\n\n{BODY}\n\n{byline}\n"),
            format!(
                "Thời sự\n{TITLE}\nThứ Tư, ngày 12/06/2019 - 08:15\n\n{LEAD}\n\n{BODY}\n\n{byline}\n\n{SITE}\n"
            ),
        ];
        // Whole signatures and offices stand at the foot only.
        if !form.contains('⏎') && author != "-" {
            pages.push(format!(
                "Thời sự\n{TITLE}\nThứ Tư, ngày 12/06/2019 - 08:15\n{byline}\n\n{LEAD}\n\n{BODY}\nTags: nước sạch, bản làng\n"
            ));
        }
        for page in pages {
            let found = read(&page);
            if (&found.author, &found.organisation) != (author, organisation) || !found.titled {
                wrong.push(format!("{form}: {found:?}"));
            }
        }
    }
    assert_none(&wrong, forms.len());
}

#[test]
fn experts_who_are_asked_did_not_write() {
    let (first, second) = BODY.split_once("\n\n").unwrap();
    let page = format!(
        "{TITLE}\n12/06/2019\n\n{LEAD}\n\n{first}\n\nPGS.TS Hoàng Thúc Kháng - Trường Đại học Bạch Sa\n\n{second}\n\n\
         Luật sư Lê Thị Mai (Văn phòng Luật sư Bạch Sa)\n\n{first}\n\nVũ Thị Nga\n"
    );
    assert_eq!(read(&page).author, "Vũ Thị Nga");
}

#[test]
fn bodies_of_every_kind_are_named() {
    let mut wrong = Vec::new();
    let forms = forms("offices.tsv");
    for row in &forms {
        let (office, site) = (&row[0], row.len() > 1);
        let capitals = office.to_uppercase();
        let above = if site { "-" } else { &capitals };
        for (page, named) in [
            (
                format!("{capitals}\n\n{TITLE}\nNgày đăng: 12/06/2019\n\n{LEAD}\n\n{BODY}\n\nQuay lại\n"),
                above,
            ),
            (format!("{TITLE}\n\n{LEAD}\n\n{BODY}\n\nTin, ảnh: Hoàng Thúc Kháng - {office}\n"), office),
            (format!("{TITLE}\n\n{LEAD}\n\n{BODY}\n\nHoàng Thúc Kháng ({office})\n\n{SITE}\n"), office),
        ] {
            let found = read(&page);
            if !found.organisation.eq_ignore_ascii_case(named) || !found.titled {
                wrong.push(format!("{office}: {found:?}"));
            }
        }
    }
    assert_none(&wrong, forms.len());
}

#[test]
fn dates_are_read_in_every_form_and_place() {
    let mut wrong = Vec::new();
    let forms = forms("dates.tsv");
    for row in &forms {
        let [form, author] = row.as_slice() else { panic!("{row:?}") };
        for page in [
            format!("{TITLE}\n{form}\n\n{LEAD}\n\n{BODY}\n"),
            format!("Thời sự\n{form}\n{TITLE}\n\n{LEAD}\n\n{BODY}\n"),
            format!(
                "Thứ Sáu, 14/06/2019 10:20\nTrang chủ\nThời sự\nKinh tế\n{TITLE}\n{form}\nChia sẻ\n{LEAD}\n\n{BODY}\n"
            ),
            format!("{TITLE}\n\n{LEAD}\n\n{BODY}\n\n{form}\n{SITE}\n"),
        ] {
            let found = read(&page);
            if found.date != "2019-06-12"
                || &found.author != author
                || !found.titled
                || found.organisation != "-"
            {
                wrong.push(format!("{form}: {found:?}"));
            }
        }
    }
    assert_none(&wrong, forms.len());
}

#[test]
fn the_author_stands_beside_the_date_and_what_the_site_adds() {
    let mut wrong = Vec::new();
    let forms = forms("stamps.tsv");
    for form in forms.iter().flatten() {
        for page in [
            format!("Thời sự\n{TITLE}\n{form}\n\n{LEAD}\n\n{BODY}\nTags: nước sạch\n"),
            format!("{TITLE}\n\n{form}\n\nChia sẻ\n\n{LEAD}\n\n{BODY}\n\n{SITE}\n"),
        ] {
            let found = read(&page);
            if found.date != "2019-06-12" || found.author != "Hoàng Kháng" || !found.titled {
                wrong.push(format!("{form}: {found:?}"));
            }
        }
    }
    assert_none(&wrong, forms.len());
}

#[test]
fn sources_are_read_before_the_lead_and_below_the_text() {
    let mut wrong = Vec::new();
    let forms = forms("sources.tsv");
    for row in &forms {
        let [place, form, source] = row.as_slice() else { panic!("{row:?}") };
        let form = form.replace('⏎', "\n");
        let head = format!("{TITLE}\n12/06/2019 08:15\n");
        let pages = match place.as_str() {
            "lead" => vec![format!("{head}\n{form}{LEAD}\n\n{BODY}\n\nHoàng Kháng\n")],
            _ => vec![
                format!("{head}\n{LEAD}\n\n{BODY}\n\n{form}\n"),
                format!("{head}\n{LEAD}\n\n{BODY}\n\n{form}\n\n{SITE}\n"),
            ],
        };
        for page in pages {
            let found = read(&page);
            if &found.source != source || place == "lead" && found.author != "Hoàng Kháng" || !found.titled
            {
                wrong.push(format!("{form}: {found:?}"));
            }
        }
    }
    assert_none(&wrong, forms.len());
}

#[test]
fn documents_are_issued_dated_and_signed() {
    let mut wrong = Vec::new();
    let (heads, signatures) = (forms("letterheads.tsv"), forms("signatures.tsv"));
    for head in &heads {
        let [letterhead, organisation] = head.as_slice() else { panic!("{head:?}") };
        let letterhead = letterhead.replace('⏎', "\n").replace('⇥', "\t");
        for signature in signatures.iter().flatten() {
            for foot in [
                "",
                "\nTệp đính kèm: kehoach.pdf\nLượt xem: 214\nCác tin khác\nThông báo lịch tiếp dân (10/06/2019)\n",
            ] {
                let found = read(&format!(
                    "{letterhead}\n\nKẾ HOẠCH\nTổ chức Hội thi tuyên truyền viên giỏi năm 2019\n\n\
                     Thực hiện Kế hoạch số 41/KH-UBND ngày 05/3/2019 của Ủy ban nhân dân tỉnh, đơn vị xây dựng kế hoạch \
                     như sau:\nI. MỤC ĐÍCH\nNâng cao kỹ năng của đội ngũ tuyên truyền viên cơ sở trên địa bàn huyện.\n\
                     II. NỘI DUNG\n- Phần thi chào hỏi: 5 phút;\n- Phần thi kiến thức: 15 phút.\n\n\
                     Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{}\n{foot}",
                    signature.replace('⏎', "\n")
                ));
                let right = &found.organisation == organisation
                    && found.author == "Hoàng Thúc Kháng"
                    && found.date == "2019-06-12";
                if !right {
                    wrong.push(format!("{letterhead} … {signature}: {found:?}"));
                }
            }
        }
    }
    assert_none(&wrong, heads.len() * signatures.len());
}

#[test]
fn the_subject_of_a_letter_gives_way_to_a_type_below_and_ends_above_the_motto() {
    let motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc";
    let date = "Bạch Sa, ngày 12 tháng 6 năm 2019";
    let office = "SỞ NỘI VỤ\nSố: 12/SNV-TT\nV/v mời tham gia hội thi";
    let kind = "KẾ HOẠCH\nTổ chức Hội thi năm 2019";
    let text = format!("Kính gửi: Ủy ban nhân dân các huyện.\n\n{LEAD}\n\n{BODY}\n");
    for (page, title) in [
        (format!("{office}\n{motto}\n{date}\n\n{text}"), "V/v mời tham gia hội thi"),
        (format!("{motto}\n{office}          {date}\n\n{text}"), "V/v mời tham gia hội thi"),
        (format!("{office}\n{motto}\n{date}\n\n{kind}\n\n{text}"), "KẾ HOẠCH Tổ chức Hội thi năm 2019"),
        (
            format!("{motto}\n{office}          {date}\n\n{kind}\n\n{text}"),
            "KẾ HOẠCH Tổ chức Hội thi năm 2019",
        ),
    ] {
        let decoded = decode::decode(page.as_bytes(), None).unwrap();
        let repaired = typography::repair(&decoded.text);
        let found = reading::explain(&repaired.text, &reading::line_map(&decoded.text, &repaired));
        let lines: Vec<_> = found.printed.title.iter().map(|range| &repaired.text[range.clone()]).collect();
        assert_eq!(lines.join(" "), title, "{page}");
        assert_eq!(found.article.meta.date.as_deref(), Some("2019-06-12"), "{page}");
    }
}

#[test]
fn a_notice_that_nobody_signs_is_of_the_office_that_announces() {
    let mut wrong = Vec::new();
    let forms = forms("notices.tsv");
    let offices =
        ["Bệnh viện Đa khoa Nà Lạn", "UBND xã Bạch Sa", "Hợp tác xã Nông nghiệp Nà Lạn", "TTYT huyện Nà Lạn"];
    for form in forms.iter().flatten() {
        for office in offices {
            for title in ["Thông báo tuyển dụng lao động năm 2019", "Mời chào giá vật tư xét nghiệm năm 2019"]
            {
                let lead = form.replace("{o}", office).replace('⏎', "\n");
                let found = read(&format!(
                    "Trang chủ > Thông báo\n{title}\nĐăng ngày 12/06/2019\n{lead}\n- Kế toán: 01 người;\n- Lái xe: 01 \
                     người.\nMọi chi tiết xin liên hệ phòng Tổ chức, điện thoại 0200 555 018 trong giờ hành chính.\n\
                     Tải về: mau-don.doc\nLượt xem: 214\n"
                ));
                if found.organisation != office || found.author != "-" || found.date != "2019-06-12" {
                    wrong.push(format!("{lead}: {found:?}"));
                }
            }
        }
    }
    assert_none(&wrong, forms.len());
}

/// The labels of a page's lines, by the names they have.
fn labels(page: &str) -> Vec<String> {
    let decoded = decode::decode(page.as_bytes(), None).unwrap();
    let repaired = typography::repair(&decoded.text);
    let found = reading::explain(&repaired.text, &reading::line_map(&decoded.text, &repaired));
    found.lines.iter().map(|line| line.label.name().to_owned()).collect()
}

#[test]
fn lines_of_the_site_are_dropped_wherever_they_stand() {
    let mut wrong = Vec::new();
    let forms = forms("furniture.tsv");
    let head = format!("Thời sự\n{TITLE}\nThứ Tư, ngày 12/06/2019 - 08:15");
    let (first, second) = BODY.split_once("\n\n").unwrap();
    for row in &forms {
        let [place, form] = row.as_slice() else { panic!("{row:?}") };
        let lines = form.replace('⏎', "\n");
        let page = match place.as_str() {
            "above" => format!("{lines}\n{head}\n\n{LEAD}\n\n{BODY}\n\nHoàng Kháng\n"),
            "below-title" => format!("{head}\n{lines}\n\n{LEAD}\n\n{BODY}\n\nHoàng Kháng\n"),
            "inside" => format!("{head}\n\n{LEAD}\n\n{first}\n\n{lines}\n\n{second}\n\nHoàng Kháng\n"),
            _ => format!("{head}\n\n{LEAD}\n\n{BODY}\n\nHoàng Kháng\n\n{lines}\n"),
        };
        let at = page[..page.find(&lines).unwrap()].lines().count();
        let kept: Vec<_> = labels(&page)[at..at + lines.lines().count()]
            .iter()
            .filter(|label| !matches!(label.as_str(), "boilerplate" | "duplicate" | "blank"))
            .cloned()
            .collect();
        let found = read(&page);
        if !kept.is_empty() || !found.titled || found.author != "Hoàng Kháng" || found.date != "2019-06-12"
        {
            wrong.push(format!("{form}: {kept:?}, {found:?}"));
        }
    }
    assert_none(&wrong, forms.len());
}

#[test]
fn a_word_of_which_the_text_speaks_heads_a_part_of_it() {
    let (first, second) = BODY.split_once("\n\n").unwrap();
    let about = "Theo ông, quảng cáo trên cột điện đã giảm một nửa, còn trên mạng thì tăng gấp ba.";
    for (below, label) in [(about, "subhead"), (second, "boilerplate")] {
        let page = format!("{TITLE}\n12/06/2019\n\n{LEAD}\n\n{first}\n\nQuảng cáo\n\n{below}\n\n{first}\n");
        assert_eq!(labels(&page)[7], label, "{below}");
    }
}

#[test]
fn the_edges_of_printed_pages_repeat() {
    let (first, second) = BODY.split_once("\n\n").unwrap();
    let page = format!(
        "{TITLE}\n12/06/2019\n\n{LEAD}\n\nTrạm Y tế Nà Lạn | 6\n\n{first}\n\n7 | Trạm Y tế Nà Lạn\n\n{second}\n\n\
         {first}\nTrạm Y tế Nà Lạn | 8\n\nNà Lạn | 6\nHuổi Kha | 7\nPá Lừm | 8\n\n{second}\n"
    );
    let found: Vec<_> = page.lines().zip(labels(&page)).filter(|(line, _)| line.contains('|')).collect();
    for (line, label) in found {
        assert_eq!(line.contains("Trạm"), label == "boilerplate", "{line}: {label}");
    }
}

#[test]
fn words_of_buttons_inside_the_text_are_text() {
    let mut wrong = Vec::new();
    let traps = forms("traps.tsv");
    let head = format!("{TITLE}\n12/06/2019 08:15");
    let (first, second) = BODY.split_once("\n\n").unwrap();
    for trap in traps.iter().flatten() {
        let mut pages = vec![
            format!("{head}\n\n{LEAD}\n\n{first}\n\n{trap}\n\n{second}\n\nHoàng Kháng\n{SITE}\n"),
            format!("{head}\n{LEAD}\n{first}\n{trap}\n{second}\nHoàng Kháng\n{SITE}\n"),
            format!("{head}\nChia sẻ\n{LEAD}\n{trap}\n{first}\n{second}\nHoàng Kháng\n{SITE}\n"),
        ];
        // A sentence may end the text as well.
        if trap.ends_with('.') {
            pages.push(format!("{head}\n\n{LEAD}\n\n{first}\n\n{trap}\n\nHoàng Kháng\n{SITE}\n"));
            pages.push(format!("{head}\n\n{LEAD}\n\n{first}\n\n{trap}\n"));
        }
        for page in pages {
            let decoded = decode::decode(page.as_bytes(), None).unwrap();
            let repaired = typography::repair(&decoded.text);
            let found = reading::explain(&repaired.text, &reading::line_map(&decoded.text, &repaired));
            let at = page.lines().position(|line| line == trap).unwrap();
            let label = found.lines[at].label.name();
            if matches!(label, "boilerplate" | "duplicate" | "byline") {
                wrong.push(format!("{trap}: {label}, {}", found.lines[at].reason));
            }
        }
    }
    assert_none(&wrong, traps.len());
}
