//! Whose notice it is, when nobody signs it: the office that a form names, or that announces in its own name.

use super::Label;
use super::fold::fold;
use super::name;
use super::page::Page;
use super::search::{before, earliest, holds, opens};
use super::table;

/// The office whose notice the page is.
pub(super) fn find<'a>(page: &Page<'a>) -> Option<&'a str> {
    form_unit(page).or_else(|| announcer(page))
}

/// Labels of forms behind which stands who issues them.
const LABELS: &[&str] = &[
    "bên mời thầu",
    "chủ đầu tư",
    "đơn vị",
    "đơn vị tổ chức",
    "cơ quan",
    "tên đơn vị",
    "tên cơ quan",
    "chủ tài sản",
    "tổ chức đấu giá",
];
/// What such labels begin with, when an office stands behind them: "Đơn vị có tài sản", "Bên mời chào giá".
const HEADS: &[&str] = &["bên mời", "đơn vị ", "cơ quan ", "người có tài sản", "chủ "];
/// What others have to do with it.
const OTHERS: &[&str] = &["trúng", "tính", "thi công", "tư vấn", "giám sát", "cung cấp", "thẩm", "trì"];

/// "Bên mời thầu: X" in a form.
fn form_unit<'a>(page: &Page<'a>) -> Option<&'a str> {
    let mut key = String::new();
    page.rows.iter().take(400).filter(|row| row.label == Label::Table && table::form_row(row.text)).find_map(
        |row| {
            let text: &'a str = row.text;
            let (label, value) = text.split_once(':')?;
            fold(label, &mut key);
            let value = value.trim();
            let told = LABELS.contains(&key.as_str())
                || opens(&key, HEADS) && !holds(&key, OTHERS) && name::is_office(value);
            told.then_some(value)
        },
    )
}

/// Verbs with which an office gives notice in its own name.
const NOTICES: &[&str] = &[
    " thông báo ",
    " tuyển dụng ",
    " xét tuyển ",
    " mời thầu ",
    " mời ",
    " công khai ",
    " cần tuyển ",
    " có nhu cầu ",
    " có kế hoạch ",
];

/// Verbs that do so below the title of a notice.
const BELOW: &[&str] = &[" tuyển sinh ", " tổ chức "];

/// What stands between an office and its verb.
const POLITE: &[&str] = &[
    " xin trân trọng",
    " xin kính",
    " trân trọng kính",
    " trân trọng",
    " kính",
    " xin",
    " đang",
    " dự kiến",
    " sẽ",
];

/// What the titles of notices begin with.
const TITLES: &[&str] = &["thông báo", "yêu cầu báo giá", "thư mời", "mời ", "tuyển dụng", "tuyển sinh"];

/// "Trung tâm X tuyển dụng …", "Căn cứ nhu cầu công tác, X thông báo …" in the title, in the lead, or below whom it
/// greets.
fn announcer<'a>(page: &Page<'a>) -> Option<&'a str> {
    let title: &'a str = page.title.first().map(|&at| page.rows[at].text)?;
    let lower = title.to_lowercase();
    let titled = opens(&lower, TITLES);
    if !titled && !holds(&lower, NOTICES) && !lower.contains(" tuyển ") {
        return None;
    }
    let below = if titled { BELOW } else { &[] };
    let from = page.prose.unwrap_or(page.rows.len()).min(page.rows.len());
    let leads = page.rows[from..].iter().take(2).map(|row| row.text);
    // Grounds and times stand in front of the office, with a comma.
    let parts = leads.flat_map(|lead| {
        let commas = lead.match_indices(", ").take(2).map(move |(at, sign)| &lead[at + sign.len()..]);
        std::iter::once(lead).chain(commas)
    });
    std::iter::once(title).chain(parts).find_map(|text| announces(text, below))
}

/// The office with which the text begins, when a verb of giving notice follows.
fn announces<'t>(text: &'t str, verbs: &[&str]) -> Option<&'t str> {
    if !name::is_office(text) {
        return None;
    }
    let end = [earliest(text, NOTICES), earliest(text, verbs)].into_iter().flatten().min()?.0;
    let office = text[..end].trim();
    let office = before(office, POLITE).unwrap_or(office);
    ((2..=16).contains(&office.split_whitespace().count()) && !office.contains([',', '.'])).then_some(office)
}
