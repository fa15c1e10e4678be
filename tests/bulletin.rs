//! `bantin bulletin`: the issue that comes out is the issue that was asked for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use lopdf::{Dictionary, Document, Object, ObjectId};
use tempfile::TempDir;

fn write(folder: &Path, name: &str, title: &str, paragraphs: usize) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let prose = "Sáng nay, lãnh đạo tỉnh đã đến kiểm tra tiến độ xây dựng nông thôn mới tại các xã vùng cao và trao \
                 đổi với bà con về những khó khăn trong sản xuất. ";
    let body: String = (0..paragraphs)
        .map(|at| format!("{prose}Đây là đoạn số {at} của bài {title}. {prose}\n\n"))
        .collect();
    fs::write(path, format!("{title}\n\n{body}")).unwrap();
}

fn bulletin(folder: &Path, args: &[&str]) -> Output {
    Command::cargo_bin("bantin").unwrap().current_dir(folder).arg("bulletin").args(args).output().unwrap()
}

fn articles() -> TempDir {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "in/01_Thời sự/a.txt", "Khai mạc kỳ họp thứ mười của Hội đồng nhân dân", 9);
    write(folder.path(), "in/01_Thời sự/b.txt", "Bão số ba gây mưa lớn ở vùng núi phía Bắc", 14);
    write(folder.path(), "in/02_Văn hóa/c.txt", "Áo dài trong đời sống hôm nay", 6);
    write(folder.path(), "in/02_Văn hóa/d.txt", "Đêm hội trăng rằm của trẻ em vùng cao", 11);
    folder
}

const TITLES: [&str; 4] = [
    "Khai mạc kỳ họp thứ mười của Hội đồng nhân dân",
    "Bão số ba gây mưa lớn ở vùng núi phía Bắc",
    "Áo dài trong đời sống hôm nay",
    "Đêm hội trăng rằm của trẻ em vùng cao",
];

/// What a PDF says about its own pages.
struct Read {
    document: Document,
    numbers: BTreeMap<ObjectId, u32>,
}

impl Read {
    fn new(path: &Path) -> Read {
        let document = Document::load(path).unwrap();
        let numbers = document.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
        Read { document, numbers }
    }

    fn dictionary<'a>(&'a self, holder: &'a Dictionary, key: &str) -> &'a Dictionary {
        let value = holder.get(key.as_bytes()).unwrap();
        match value {
            Object::Reference(id) => self.document.get_dictionary(*id).unwrap(),
            value => value.as_dict().unwrap(),
        }
    }

    fn page_of(&self, destination: &Object) -> u32 {
        self.numbers[&destination.as_array().unwrap()[0].as_reference().unwrap()]
    }

    /// Title and page of every line of the outline.
    fn outline(&self) -> Vec<(String, u32)> {
        let mut lines = Vec::new();
        let root = self.dictionary(self.document.catalog().unwrap(), "Outlines");
        self.items(root, &mut lines);
        lines
    }

    fn items(&self, parent: &Dictionary, lines: &mut Vec<(String, u32)>) {
        let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
        while let Some(id) = next {
            let item = self.document.get_dictionary(id).unwrap();
            let title = lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap();
            lines.push((title, self.page_of(item.get(b"Dest").unwrap())));
            self.items(item, lines);
            next = item.get(b"Next").and_then(Object::as_reference).ok();
        }
    }

    /// Pages of the named destinations.
    fn destinations(&self) -> BTreeMap<String, u32> {
        let names = self.dictionary(self.document.catalog().unwrap(), "Names");
        let names = self.dictionary(names, "Dests").get(b"Names").unwrap().as_array().unwrap();
        names
            .chunks(2)
            .map(|pair| {
                (String::from_utf8(pair[0].as_str().unwrap().to_vec()).unwrap(), self.page_of(&pair[1]))
            })
            .collect()
    }

    /// What the links of the document say and the pages they lead to.
    fn links(&self) -> Vec<(String, u32)> {
        let mut links = Vec::new();
        for page in self.document.get_pages().into_values() {
            let page = self.document.get_dictionary(page).unwrap();
            for annotation in page.get(b"Annots").and_then(Object::as_array).into_iter().flatten() {
                let annotation = self.document.get_dictionary(annotation.as_reference().unwrap()).unwrap();
                let says = lopdf::decode_text_string(annotation.get(b"Contents").unwrap()).unwrap();
                links.push((says, self.page_of(annotation.get(b"Dest").unwrap())));
            }
        }
        links
    }
}

/// What is on paper, by the structure of the PDF.
fn printed(path: &Path) -> support::printed::Reader {
    support::printed::Reader::new(&fs::read(path).unwrap())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of the paragraphs of a Word document.
fn paragraphs(docx: &Path) -> Vec<String> {
    let document = part(docx, "word/document.xml")
        .replace("<w:noBreakHyphen/>", "<w:t>-</w:t>")
        .replace("<w:t xml:space=\"preserve\">", "<w:t>");
    let shown = |paragraph: &str| {
        let texts = paragraph.split("<w:t>").skip(1);
        texts.map(|text| text.split("</w:t>").next().unwrap_or_default()).collect::<String>()
    };
    document
        .split("</w:p>")
        .map(|paragraph| words(&shown(paragraph)))
        .filter(|text| !text.is_empty())
        .collect()
}

fn part(docx: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(docx).unwrap()).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn contents_outline_and_destinations_lead_to_the_same_pages() {
    for columns in ["1", "2"] {
        let folder = articles();
        let args = ["in", "-o", "out.pdf", "--docx", "out.docx", "--issue", "5", "--columns", columns];
        let output = bulletin(folder.path(), &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read = Read::new(&folder.path().join("out.pdf"));
        let outline: BTreeMap<String, u32> = read.outline().into_iter().collect();
        let destinations = read.destinations();
        let links = read.links();
        let pages: Vec<u32> = TITLES.iter().map(|title| outline[*title]).collect();
        assert!(pages.is_sorted() && pages[0] == 2 && pages[3] > 2, "{pages:?}");
        for (at, title) in TITLES.iter().enumerate() {
            assert_eq!(destinations[&format!("bai-{}", at + 1)], pages[at], "{title}");
            assert!(links.iter().any(|(says, page)| says == title && *page == pages[at]), "{title}");
        }
        assert_eq!(outline["THỜI SỰ"], 2);
        // the same numbers stand in Word's contents
        let document = part(&folder.path().join("out.docx"), "word/document.xml");
        assert!(document.contains("TOC \\o \"1-2\" \\h \\z"), "a real field");
        for (at, page) in pages.iter().enumerate() {
            let field = format!("PAGEREF _Toc{:06} \\h", at + 1);
            let result = document.split(&field).last().unwrap();
            let shown = result.split("<w:t>").nth(1).unwrap().split('<').next().unwrap();
            assert_eq!(shown, page.to_string(), "{field}");
        }
    }
}

#[test]
fn each_headline_stands_on_the_page_that_leads_to_it() {
    for extra in [&["--columns", "1"][..], &["--columns", "2"], &["--columns", "2", "--booklet"]] {
        let folder = articles();
        let args = [&["in", "-o", "out.pdf", "--index"], extra].concat();
        let output = bulletin(folder.path(), &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let path = folder.path().join("out.pdf");
        let (read, printed) = (Read::new(&path), printed(&path));
        let outline: BTreeMap<String, u32> = read.outline().into_iter().collect();
        for (at, title) in TITLES.iter().enumerate() {
            let page = read.destinations()[&format!("bai-{}", at + 1)];
            assert_eq!(outline[*title], page, "{title}");
            assert!(words(&printed.page_text(page)).contains(title), "{title} on page {page} {extra:?}");
            // the contents stand on page 1 and are not the headline
            let headline =
                printed.elements.iter().find(|e| e.path.ends_with("/H2") && words(&e.text) == *title);
            assert!(headline.is_some(), "{title} is a heading");
        }
    }
}

#[test]
fn the_text_of_an_issue_is_that_of_its_articles_in_order() {
    for extra in [&["--columns", "1"][..], &["--columns", "2"], &["--booklet"]] {
        let folder = articles();
        let rows: Vec<String> =
            (1..9).map(|at| format!("{at} | Xã Lũng Cải {at} | {at}.250 ha | {at}0,5 % | tốt")).collect();
        let table = format!("TT | Xã | Diện tích | Tỷ lệ | Ghi chú\n{}", rows.join("\n"));
        let text =
            format!("Bảng số liệu trồng rừng\n\nDiện tích rừng trồng mới như sau:\n\n{table}\n\nHết bảng.\n");
        fs::write(folder.path().join("in/02_Văn hóa/e.txt"), text).unwrap();
        let args = [&["in", "-o", "out.pdf", "--docx", "out.docx"], extra].concat();
        let output = bulletin(folder.path(), &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let printed = printed(&folder.path().join("out.pdf"));
        let inside =
            printed.elements.iter().filter(|e| e.path.contains("/Art") && !e.path.ends_with("/Link"));
        let inside: Vec<String> = inside.map(|e| words(&e.text)).filter(|text| !text.is_empty()).collect();
        let mut wanted = Vec::new();
        for name in ["01_Thời sự/a", "01_Thời sự/b", "02_Văn hóa/c", "02_Văn hóa/d"] {
            let text = fs::read_to_string(folder.path().join(format!("in/{name}.txt"))).unwrap();
            wanted.extend(text.split("\n\n").map(words).filter(|text| !text.is_empty()));
        }
        assert_eq!(inside[..wanted.len()], wanted, "{extra:?}");
        assert!(inside.iter().any(|cell| cell == "Xã Lũng Cải 8"), "{inside:?}");
        // Word's copy: the same, from the first section's name on
        let mut copy = paragraphs(&folder.path().join("out.docx"));
        let start = copy.iter().rposition(|text| text == "Thời sự").unwrap();
        copy.drain(..=start);
        copy.retain(|text| text != "Văn hóa");
        assert_eq!(copy, inside, "{extra:?}");
    }
}

/// A picture of one colour with an alpha channel: a PNG whose data are stored, not deflated.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut data: Vec<u8> = Vec::new();
    for _ in 0..height {
        data.push(0);
        data.extend((0..width).flat_map(|_| [200, 0, 0, 128]));
    }
    let (mut a, mut b) = (1u32, 0u32);
    for byte in &data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let size = data.len() as u16;
    let mut stream = vec![0x78, 1, 1];
    stream.extend(size.to_le_bytes());
    stream.extend((!size).to_le_bytes());
    stream.extend(data);
    stream.extend((b << 16 | a).to_be_bytes());
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header), (b"IDAT", stream), (b"IEND", Vec::new())] {
        file.extend((data.len() as u32).to_be_bytes());
        let start = file.len();
        file.extend(kind);
        file.extend(data);
        let mut crc = !0u32;
        for byte in &file[start..] {
            crc ^= u32::from(*byte);
            (0..8).for_each(|_| crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 });
        }
        file.extend((!crc).to_be_bytes());
    }
    file
}

#[test]
fn the_logo_is_a_figure_with_words_for_those_who_cannot_see_it() {
    let folder = articles();
    fs::write(folder.path().join("logo.png"), png(40, 20)).unwrap();
    let sets = ["--set", "bulletin.logo=logo.png", "--set", "bulletin.logo_alt=Biểu trưng tỉnh"];
    for extra in [&["--columns", "2"][..], &["--booklet"]] {
        let args = [&["in", "-o", "out.pdf", "--docx", "out.docx"], extra, &sets].concat();
        let output = bulletin(folder.path(), &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read = Read::new(&folder.path().join("out.pdf"));
        let is = |dictionary: &Dictionary, key: &str, name: &[u8]| {
            dictionary.get(key.as_bytes()).and_then(Object::as_name).is_ok_and(|found| found == name)
        };
        let dictionaries = || read.document.objects.values().filter_map(|object| object.as_dict().ok());
        let figures: Vec<&Dictionary> = dictionaries().filter(|found| is(found, "S", b"Figure")).collect();
        assert_eq!(figures.len(), 1);
        let alt = lopdf::decode_text_string(figures[0].get(b"Alt").unwrap()).unwrap();
        assert_eq!(alt, "Biểu trưng tỉnh");
        let image = read.document.objects.values().filter_map(|object| object.as_stream().ok());
        let image = image.clone().find(|stream| is(&stream.dict, "Subtype", b"Image")).unwrap();
        assert!(image.dict.get(b"SMask").is_err(), "no transparency");
        let pixels = image.decompressed_content().unwrap();
        assert_eq!(pixels.len(), 40 * 20 * 3);
        assert_eq!(pixels[..3], [227, 127, 127], "red at half its density on white");
        let document = part(&folder.path().join("out.docx"), "word/document.xml");
        assert!(document.contains("descr=\"Biểu trưng tỉnh\""));
    }
}

#[test]
fn a_section_is_called_what_the_settings_or_its_folder_say() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), "in/01-thoi-su/a.txt", "Bài thứ nhất của mục này", 2);
    write(folder.path(), "in/02-văn-hóa/b.txt", "Bài thứ hai của mục khác", 2);
    let named = "bulletin.sections=[\"01-thoi-su = Thời sự – Chính trị\"]";
    let output = bulletin(folder.path(), &["in", "-o", "out.pdf", "--set", named]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let outline: Vec<String> =
        Read::new(&folder.path().join("out.pdf")).outline().into_iter().map(|(title, _)| title).collect();
    assert_eq!(outline.iter().filter(|title| *title == "THỜI SỰ – CHÍNH TRỊ").count(), 1, "{outline:?}");
    assert_eq!(outline.iter().filter(|title| *title == "VĂN HÓA").count(), 1, "{outline:?}");
    assert_eq!(outline.len(), 5, "contents, two sections, two articles: {outline:?}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = articles();
    for at in 0..90 {
        write(
            folder.path(),
            &format!("in/03_Nhiều/{at:02}.txt"),
            &format!("Bài số {at} của bản tin"),
            1 + at % 4,
        );
    }
    let made = |threads: &str| {
        let output = Command::cargo_bin("bantin")
            .unwrap()
            .current_dir(folder.path())
            .env("RAYON_NUM_THREADS", threads)
            .args(["bulletin", "in", "-o", "out.pdf", "--docx", "out.docx", "--columns", "2", "--index"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        ["pdf", "docx"].map(|kind| fs::read(folder.path().join(format!("out.{kind}"))).unwrap())
    };
    let one = made("1");
    assert!(one == made("2") && one == made("7"));
}

#[test]
fn a_booklet_keeps_text_and_tags_on_half_as_many_sides() {
    let folder = articles();
    let output = bulletin(folder.path(), &["in", "-o", "out.pdf", "--booklet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = Read::new(&folder.path().join("out.pdf"));
    assert_eq!(read.numbers.len() % 2, 0, "front and back");
    let page = read.document.get_dictionary(*read.numbers.keys().next().unwrap()).unwrap();
    let media: Vec<f32> = page
        .get(b"MediaBox")
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_float().unwrap())
        .collect();
    assert!((media[2] - 841.89).abs() < 0.1 && (media[3] - 595.28).abs() < 0.1, "A4 on its side: {media:?}");
    // page 1 is the right half of the first side, page 2 the left half of its back
    assert_eq!(read.destinations()["bai-1"], 2);
}

#[test]
fn what_cannot_be_printed_is_named() {
    let folder = articles();
    fs::copy(folder.path().join("in/01_Thời sự/a.txt"), folder.path().join("in/02_Văn hóa/z.txt")).unwrap();
    fs::write(folder.path().join("in/02_Văn hóa/leer.txt"), " \n").unwrap();
    let output = bulletin(folder.path(), &["in", "-o", "out.pdf", "--lang", "en"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("leer.txt: E101"), "{stderr}");
    assert!(stderr.contains("z.txt: W802"), "{stderr}");
    let headlines = Read::new(&folder.path().join("out.pdf")).outline();
    assert_eq!(headlines.iter().filter(|(title, _)| title == TITLES[0]).count(), 1, "printed once");
}

#[test]
fn no_usable_article_no_input_and_a_bad_logo_end_with_2() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    let code = |args: &[&str]| {
        let output = bulletin(folder.path(), args);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, stderr) = code(&["in", "-o", "out.pdf"]);
    assert!(status == Some(2) && stderr.contains("E802"), "{stderr}");
    fs::write(folder.path().join("in/a.txt"), "").unwrap();
    let (status, stderr) = code(&["in", "-o", "out.pdf"]);
    assert!(status == Some(2) && stderr.contains("E811"), "{stderr}");
    write(folder.path(), "in/b.txt", "Một bài bình thường", 2);
    fs::write(folder.path().join("logo.png"), "GIF89a").unwrap();
    let (status, stderr) = code(&["in", "-o", "out.pdf", "--set", "bulletin.logo=logo.png"]);
    assert!(status == Some(2) && stderr.contains("E810"), "{stderr}");
    let (status, stderr) = code(&["in", "-o", "out.pdf", "--date", "31/02/2026"]);
    assert!(status == Some(2) && stderr.contains("E804"), "{stderr}");
    assert!(!folder.path().join("out.pdf").exists());
}

#[test]
fn headlines_are_sorted_the_vietnamese_way_and_bytes_are_the_same_each_time() {
    let folder = TempDir::new().unwrap();
    for (name, title) in
        [("1", "Đất rừng"), ("2", "Ánh sáng"), ("3", "Dòng sông"), ("4", "An cư"), ("5", "Âm nhạc")]
    {
        write(folder.path(), &format!("in/{name}.txt"), &format!("{title} của quê hương chúng ta"), 2);
    }
    let args = ["in", "-o", "a.pdf", "--docx", "a.docx", "--sort", "title"];
    assert!(bulletin(folder.path(), &args).status.success());
    let read = Read::new(&folder.path().join("a.pdf"));
    let sorted: Vec<String> = read.outline().into_iter().skip(1).map(|(title, _)| title).collect();
    let first: Vec<&str> = sorted.iter().map(|title| title.split(" của").next().unwrap()).collect();
    assert_eq!(first, ["An cư", "Ánh sáng", "Âm nhạc", "Dòng sông", "Đất rừng"]);
    let args = ["in", "-o", "b.pdf", "--docx", "b.docx", "--sort", "title"];
    assert!(bulletin(folder.path(), &args).status.success());
    for kind in ["pdf", "docx"] {
        let [a, b] = ["a", "b"].map(|name| fs::read(folder.path().join(format!("{name}.{kind}"))).unwrap());
        assert!(a == b, "{kind}");
    }
}

#[test]
fn a_headline_of_two_thousand_characters_still_gives_pages() {
    let folder = TempDir::new().unwrap();
    let title = "Tên bài dài ".repeat(170);
    write(folder.path(), "in/a.txt", title.trim(), 3);
    write(folder.path(), "in/b.txt", "Bài thứ hai của số này", 3);
    for extra in [&["--columns", "2"][..], &["--booklet"], &[]] {
        let args = [&["in", "-o", "out.pdf", "--docx", "out.docx"], extra].concat();
        let output = bulletin(folder.path(), &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn an_article_of_three_hundred_pages_is_printed_to_its_last_paragraph() {
    let folder = TempDir::new().unwrap();
    let paragraphs = 2_300;
    write(folder.path(), "in/a.txt", "Biên niên sử một vùng quê", paragraphs);
    write(folder.path(), "in/b.txt", "Bài sau bài dài", 2);
    let output = bulletin(folder.path(), &["in", "-o", "out.pdf"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document = Document::load(folder.path().join("out.pdf")).unwrap();
    assert!(document.get_pages().len() > 300, "{}", document.get_pages().len());
    let printed = printed(&folder.path().join("out.pdf"));
    let numbered =
        |text: &str| text.split("Đây là đoạn số ").nth(1)?.split(' ').next()?.parse::<usize>().ok();
    let seen: Vec<usize> = printed
        .elements
        .iter()
        .filter(|element| element.text.contains("Biên niên sử một vùng quê."))
        .filter_map(|element| numbered(&words(&element.text)))
        .collect();
    assert_eq!(seen, (0..paragraphs).collect::<Vec<_>>());
}
