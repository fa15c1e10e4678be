//! The office's codes, checked once per run.

use crate::error::{Code, Failure, Result, Stage};
use crate::settings::Settings;

/// Checked codes.
#[derive(Debug, Clone)]
pub(crate) struct Office {
    /// *Cơ quan ban hành*.
    pub name: String,
    /// Postal address, for bag-info.
    pub address: String,
    /// *Mã định danh cơ quan*.
    pub agency_id: String,
    /// *Mã phông*.
    pub fonds: String,
    /// *Mã lưu trữ*.
    pub archive_code: String,
    /// *Thời hạn bảo quản*, 01–07.
    pub retention: String,
    /// *Chế độ sử dụng*, 01 or 02.
    pub access: String,
}

/// Characters of docId (*mã định danh tài liệu*) at most.
const DOC_ID: usize = 25;
/// Characters of a dossier's notation.
pub(crate) const NOTATION: usize = 7;
/// What docId holds beside the agency's code: ".YYYY.", the notation, "." and one digit.
const BESIDE_AGENCY: usize = 6 + NOTATION + 2;

impl Office {
    /// Checks the settings.
    ///
    /// # Errors
    /// E805 naming the key that is missing, too long or not allowed.
    pub fn new(settings: &Settings) -> Result<Office> {
        let archive = &settings.archive;
        code("archive.agency_id", &archive.agency_id, DOC_ID - BESIDE_AGENCY)?;
        code("archive.fonds_code", &archive.fonds_code, 60)?;
        // arcFileCode is this, a full stop and the file code, 100 characters in all
        code("archive.archive_code", &archive.archive_code, 60)?;
        if !matches!(archive.retention.as_str(), "01" | "02" | "03" | "04" | "05" | "06" | "07") {
            return Err(bad("archive.retention", &archive.retention, "01, 02, 03, 04, 05, 06, 07"));
        }
        if !matches!(archive.access.as_str(), "01" | "02") {
            return Err(bad("archive.access", &archive.access, "01, 02"));
        }
        if settings.office.name.trim().is_empty() {
            return Err(bad("office.name", "", "1–200"));
        }
        let length = settings.office.name.chars().count();
        if length > 200 {
            return Err(bad("office.name", &settings.office.name, "≤ 200"));
        }
        Ok(Office {
            name: settings.office.name.trim().to_owned(),
            address: settings.office.address.clone(),
            agency_id: archive.agency_id.clone(),
            fonds: archive.fonds_code.clone(),
            archive_code: archive.archive_code.clone(),
            retention: archive.retention.clone(),
            access: archive.access.clone(),
        })
    }

    /// *Mã hồ sơ lưu trữ*.
    pub fn archive_file_code(&self, file_code: &str) -> String {
        format!("{}.{file_code}", self.archive_code)
    }

    /// The length of the notation that leaves room in docId for `documents` ordinals.
    pub fn notation_length(&self, documents: usize) -> usize {
        let digits = documents.max(1).ilog10() as usize + 1;
        (DOC_ID - 7).saturating_sub(self.agency_id.len() + digits).clamp(1, NOTATION)
    }
}

fn bad(key: &str, value: &str, allowed: &str) -> Failure {
    Failure::new(Code::BadOfficeCode, Stage::Config)
        .with("key", key)
        .with("value", value)
        .with("allowed", allowed)
}

/// Codes become file names: ASCII letters, digits, `.`, `_`, `-`, not beginning or ending with a full stop.
fn code(key: &str, value: &str, longest: usize) -> Result<()> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let allowed = format!("A-Z a-z 0-9 . _ -, 1–{longest}");
    let whole = !value.is_empty() && value.len() <= longest && value.bytes().all(plain);
    if !whole || value.starts_with(['.', '-']) || value.ends_with('.') || value.contains("..") {
        return Err(bad(key, value, &allowed));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_key_that_is_wrong() {
        let refused = |change: fn(&mut Settings), key: &str| {
            let mut settings = Settings::default();
            change(&mut settings);
            let failure = Office::new(&settings).unwrap_err();
            assert_eq!(failure.code, Code::BadOfficeCode);
            assert!(failure.args.contains(&("key", key.to_owned())), "{failure}");
        };
        refused(|s| s.archive.agency_id = "000.00.00.H29".into(), "archive.agency_id");
        refused(|s| s.archive.agency_id = String::new(), "archive.agency_id");
        refused(|s| s.archive.fonds_code = "../x".into(), "archive.fonds_code");
        refused(|s| s.archive.archive_code = "Lưu trữ".into(), "archive.archive_code");
        refused(|s| s.archive.retention = "08".into(), "archive.retention");
        refused(|s| s.archive.access = "03".into(), "archive.access");
        refused(|s| s.office.name = " ".into(), "office.name");
        assert!(Office::new(&Settings::default()).is_ok());
    }

    #[test]
    fn notation_shrinks_for_long_dossiers() {
        let office = Office::new(&Settings::default()).unwrap();
        assert_eq!([1, 9, 99, 300, 9_999_999].map(|n| office.notation_length(n)), [7, 7, 7, 6, 2]);
    }
}
