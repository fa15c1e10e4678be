//! N2: dates and numbers of mastheads as NĐ 30/2020/NĐ-CP, Phụ lục I, II.3c and II.4b write them.

/// "ngày 05 tháng 01 năm 2020" from `2020-01-05`: a zero before days below 10 and before months 1 and 2 only.
/// `None` if it is no date of the Gregorian calendar.
pub fn date_long(iso: &str) -> Option<String> {
    let (year, month, day) = date(iso)?;
    let month = if month <= 2 { format!("{month:02}") } else { month.to_string() };
    Some(format!("ngày {day:02} tháng {month} năm {year}"))
}

/// "Lào Cai, ngày 23 tháng 4 năm 2021".
pub fn date_place(place: &str, iso: &str) -> Option<String> {
    Some(format!("{place}, {}", date_long(iso)?))
}

/// "Số: 05/KH-SKHCN": the number with a leading zero below 10.
pub fn document_number(number: u32, symbol: &str) -> String {
    format!("Số: {number:02}/{symbol}")
}

fn date(iso: &str) -> Option<(u32, u32, u32)> {
    let mut parts = iso.split('-');
    let mut part = |len: usize| {
        parts.next().filter(|p| p.len() == len && p.bytes().all(|b| b.is_ascii_digit()))?.parse::<u32>().ok()
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (parts.next().is_none() && (1..=days).contains(&day)).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_only_where_the_decree_has_them() {
        assert_eq!(date_long("2020-03-05").as_deref(), Some("ngày 05 tháng 3 năm 2020"));
        assert_eq!(date_long("2020-02-10").as_deref(), Some("ngày 10 tháng 02 năm 2020"));
        assert_eq!(date_long("2021-02-29"), None);
        assert_eq!(document_number(5, "KH-SKHCN"), "Số: 05/KH-SKHCN");
    }
}
