//! Articles for measuring: article `n` depends on `n` alone. Words, sentences and lengths are spread as in news.
#![allow(dead_code)] // each bench takes what it needs

use std::fs;
use std::io;
use std::path::Path;

const WORDS: &[&str] = &[
    "xã",
    "huyện",
    "tỉnh",
    "nông",
    "dân",
    "lúa",
    "vụ",
    "mùa",
    "gặt",
    "đồng",
    "ruộng",
    "nước",
    "kênh",
    "mương",
    "thủy",
    "lợi",
    "cán",
    "bộ",
    "nhân",
    "chính",
    "quyền",
    "địa",
    "phương",
    "hội",
    "nghị",
    "phát",
    "triển",
    "kinh",
    "tế",
    "văn",
    "hóa",
    "giáo",
    "dục",
    "trường",
    "học",
    "sinh",
    "thầy",
    "cô",
    "bệnh",
    "viện",
    "y",
    "tế",
    "sức",
    "khỏe",
    "cộng",
    "đường",
    "cầu",
    "xây",
    "dựng",
    "công",
    "trình",
    "dự",
    "án",
    "vốn",
    "đầu",
    "tư",
    "ngân",
    "sách",
    "năm",
    "tháng",
    "người",
    "nhà",
    "gia",
    "đình",
    "trẻ",
    "em",
    "phụ",
    "nữ",
    "thanh",
    "niên",
    "cao",
    "tuổi",
    "chợ",
    "hàng",
    "giá",
    "tăng",
    "giảm",
    "nhiều",
    "ít",
    "mới",
    "cũ",
    "được",
    "không",
    "có",
    "là",
    "của",
    "và",
    "với",
    "cho",
    "tại",
    "trong",
    "ngoài",
    "trên",
    "dưới",
    "sau",
    "trước",
    "khi",
    "đã",
    "đang",
    "sẽ",
    "cũng",
    "rất",
    "hơn",
    "nhất",
    "những",
    "các",
];

/// Xorshift: the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % sides as u64) as usize
    }
}

/// Article `number`: headline, date, lead, paragraphs, byline; 751 words on average.
pub fn article(number: usize) -> String {
    let mut dice = Dice((number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut text = String::new();
    sentence(&mut dice, &mut text, 9);
    text.pop();
    text.push_str(&format!(" số {number}\n\nThứ hai, {}/{}/2024\n", 1 + dice.roll(28), 1 + dice.roll(12)));
    let goal = 260 + dice.roll(910);
    let mut words = 0;
    while words < goal {
        text.push('\n');
        for _ in 0..2 + dice.roll(4) {
            let length = 8 + dice.roll(18);
            sentence(&mut dice, &mut text, length);
            text.push(' ');
            words += length;
        }
        text.pop();
        text.push('\n');
    }
    text.push_str("\nNguyễn Thị Hoa\n");
    text
}

fn sentence(dice: &mut Dice, text: &mut String, length: usize) {
    for at in 0..length {
        let word = WORDS[dice.roll(WORDS.len())];
        if at == 0 {
            let mut letters = word.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        } else {
            text.push_str(if dice.roll(14) == 0 { ", " } else { " " });
            text.push_str(word);
        }
    }
    text.push('.');
}

/// Writes articles `0..count` into `folder`.
pub fn write(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (0..count).try_for_each(|number| fs::write(folder.join(format!("{number:06}.txt")), article(number)))
}
