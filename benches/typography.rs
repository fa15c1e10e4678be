//! L0 and L1 on one thread: megabytes a second over clean text and over text with every tenth token at fault.
//!
//! `cargo bench --bench typography`. The text is made here, the same every time. `-- --write DIR` leaves it in DIR for
//! benches/compare/typography, which shows other tools beside it.

use std::hint::black_box;
use std::time::Instant;

use bantin::settings::Typography;
use bantin::typography;

const SIZE: usize = 16 << 20;

const SENTENCES: [&str; 6] = [
    "Sáng 22-4, Sở Khoa học và Công nghệ tỉnh tổ chức hội nghị nghiên cứu, học tập, quán triệt nghị quyết của Đảng.",
    "Phát biểu tại buổi lễ, đồng chí Phó Chủ tịch nhấn mạnh vai trò của chuyển đổi số trong xây dựng nông thôn mới.",
    "Theo kế hoạch, giai đoạn 2021-2025 toàn tỉnh sẽ trồng mới 1.250 ha rừng với tổng kinh phí 2,5 tỷ đồng.",
    "Nhiều hộ dân đã mạnh dạn chuyển sang mô hình nuôi tôm công nghệ cao và thu được kết quả rất khả quan.",
    "Bà con mong muốn tuyến đường liên xã (dài 12 km) sớm được khởi công để việc đi lại đỡ vất vả hơn.",
    "Công tác tuyên truyền “Toàn dân đoàn kết” được các cấp, các ngành quan tâm thực hiện thường xuyên.",
];

fn clean() -> String {
    let mut text = String::with_capacity(SIZE + 1024);
    for index in 0.. {
        text.push_str(SENTENCES[index * 7 % SENTENCES.len()]);
        text.push(if index % 4 == 3 { '\n' } else { ' ' });
        if text.len() >= SIZE {
            break;
        }
    }
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn faulty(clean: &str) -> String {
    clean
        .split(' ')
        .enumerate()
        .map(|(index, token)| {
            if index % 10 != 9 {
                return format!("{token} ");
            }
            match index / 10 % 4 {
                0 => format!("{token} ,"),
                1 => format!("{token}  "),
                2 => format!("{} ", token.replace("ủa", "uả").replace("iệ", "ịê")),
                _ => format!("{token}\u{a0}"),
            }
        })
        .collect()
}

fn main() -> std::io::Result<()> {
    let clean = clean();
    let mut arguments = std::env::args().skip_while(|argument| argument != "--write").skip(1);
    if let Some(folder) = arguments.next() {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(format!("{folder}/clean.txt"), &clean)?;
        std::fs::write(format!("{folder}/faulty.txt"), faulty(&clean))?;
    }
    for (name, text) in [("clean", clean.clone()), ("every tenth token at fault", faulty(&clean))] {
        let mut best = f64::MAX;
        let mut edits = 0;
        for _ in 0..3 {
            let start = Instant::now();
            let repaired = typography::repair(black_box(&text));
            let polished = typography::polish(&repaired.text, &Typography::default());
            best = best.min(start.elapsed().as_secs_f64());
            edits = repaired.edits.len() + polished.edits.len();
            black_box(&polished);
        }
        println!("typography {name}: {:.0} MB/s, {edits} edits", text.len() as f64 / best / 1e6);
    }
    Ok(())
}
