//! Everything a run can be told, as plain data: bantin.toml, then `--set`, then flags.
//!
//! A key that is not listed here is an error that names file, line and key; so is a value out of range.

#[doc(hidden)]
pub mod keys;
mod load;
mod print;
mod schema;

pub use load::{Loaded, Origin, load};
#[doc(hidden)]
pub use print::{show, template};
#[doc(hidden)]
pub use schema::schema;

use serde::{Deserialize, Serialize};

/// All settings. `Default` is what a run without bantin.toml uses.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The issuing office.
    pub office: Office,
    /// Packages.
    pub archive: Archive,
    /// The printed page.
    pub page: Page,
    /// Compiled bulletins.
    pub bulletin: Bulletin,
    /// Faces.
    pub fonts: Fonts,
    /// Text rules.
    pub typography: Typography,
    /// Budgets.
    pub limits: Limits,
}

/// The issuing office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Office {
    /// Full name (*cơ quan ban hành*).
    pub name: String,
    /// Parent body (*cơ quan chủ quản*), may be empty.
    pub parent: String,
    /// Postal address.
    pub address: String,
    /// Place name used before dates (*địa danh*).
    pub place: String,
}

/// Packages: codes by Thông tư 05/2025/TT-BNV.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Archive {
    /// Identification code of the agency (*mã định danh cơ quan*).
    pub agency_id: String,
    /// Code of the fonds (*mã phông*).
    pub fonds_code: String,
    /// Code of the archive (*mã lưu trữ*).
    pub archive_code: String,
    /// Retention: 01 permanent, 02 70, 03 50, 04 30, 05 20, 06 10 years, 07 other.
    pub retention: String,
    /// Access (*chế độ sử dụng*): 01 public, 02 conditional. 03 (secret) is never set by the program.
    pub access: String,
    /// L1 typography in the NITF. On by default, so that PDF, DOCX and NITF hold the same text.
    pub typography: bool,
    /// PREMIS in SIPs (always on in AIPs).
    pub premis: bool,
    /// The optional ead3.xml.
    pub ead3: bool,
    /// `uuid` (default) or `tt05-urn`.
    pub objid_style: ObjidStyle,
    /// `bagit` (1.0, SHA-256) or `eark` (0.97 with MD5 and SHA-1 beside).
    pub bag_profile: BagProfile,
}

/// How the package identifier is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjidStyle {
    /// `uuid-<UUID>`: accepted by every validator.
    #[default]
    Uuid,
    /// `urn:{fonds}:uuid:{UUID}`, as the circular writes it; commons-ip refuses it.
    Tt05Urn,
}

/// Which BagIt profile `--bag` follows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BagProfile {
    /// RFC 8493 with SHA-256.
    #[default]
    Bagit,
    /// The DILCIS profile: BagIt 0.97, MD5 and SHA-1 manifests too.
    Eark,
}

/// The page: NĐ 30/2020/NĐ-CP by default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Page {
    /// `nd30` (A4) or `a5`.
    pub preset: Preset,
    /// Margins in millimetres; unset: the preset's.
    pub top_mm: Option<f32>,
    /// Bottom margin.
    pub bottom_mm: Option<f32>,
    /// Left (binding) margin.
    pub left_mm: Option<f32>,
    /// Right margin.
    pub right_mm: Option<f32>,
    /// Body size in points.
    pub body_pt: Option<f32>,
    /// Line spacing in lines: 1 is single.
    pub line_height: Option<f32>,
    /// Indent of first lines in millimetres.
    pub first_line_mm: Option<f32>,
    /// Space between paragraphs in points.
    pub paragraph_gap_pt: Option<f32>,
    /// `none` or `quoc_hieu`: print Quốc hiệu and Tiêu ngữ at the head of the first page.
    pub masthead: Masthead,
}

/// Named page formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// A4, figures of NĐ 30/2020/NĐ-CP.
    #[default]
    Nd30,
    /// A5 with proportionate type.
    A5,
}

/// What stands above the article on page 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Masthead {
    /// Nothing.
    #[default]
    None,
    /// Quốc hiệu and Tiêu ngữ.
    QuocHieu,
}

/// Compiled bulletins.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bulletin {
    /// Name in large letters.
    pub title: String,
    /// Line under it.
    pub subtitle: String,
    /// Editor named in the imprint.
    pub editor: String,
    /// Licence number named in the imprint.
    pub licence: String,
    /// PNG or JPEG, relative to bantin.toml.
    pub logo: Option<String>,
    /// What the logo shows, for those who cannot see it.
    pub logo_alt: String,
    /// Quốc hiệu in the masthead.
    pub quoc_hieu: bool,
    /// Names of sections, "folder = name": for folders whose names are none to print.
    pub sections: Vec<String>,
    /// Order of titles and names: `standard` (CLDR) or `dict` (printed dictionaries).
    pub collation: Collation,
}

/// Vietnamese order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Collation {
    /// CLDR/ICU `vi`.
    #[default]
    Standard,
    /// Syllable by syllable.
    Dict,
}

/// Faces.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fonts {
    /// TrueType or OpenType files for characters that Tinos lacks, in order of preference.
    pub fallback: Vec<String>,
}

/// Text rules of L1.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typography {
    /// Placement of tone marks in open oa, oe, uy.
    pub tone: Tone,
    /// `keep` or `curly`; curly by default.
    pub quotes: Quotes,
    /// Number ranges with a hyphen.
    pub dash_range: DashRange,
    /// Rule ids that are switched off, e.g. `["P4"]`.
    pub disable: Vec<String>,
}

/// Tone-mark styles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// As written.
    #[default]
    Keep,
    /// hòa, khỏe, ủy.
    Classic,
    /// hoà, khoẻ, uỷ.
    Modern,
    /// The style that prevails in the document.
    Majority,
}

/// Straight quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quotes {
    /// Balanced straight pairs become “ ”.
    #[default]
    Curly,
    /// As written.
    Keep,
}

/// Hyphens in ranges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DashRange {
    /// As written.
    #[default]
    Keep,
    /// En dash in year and number ranges.
    En,
}

/// Budgets of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Largest accepted input, MiB.
    pub max_input_mib: u32,
    /// Time budget of one article, seconds of wall time; 0 is none.
    pub max_seconds: u32,
}

impl Default for Office {
    fn default() -> Self {
        Office {
            name: "Cơ quan ban hành".into(),
            parent: String::new(),
            address: String::new(),
            place: String::new(),
        }
    }
}

impl Default for Archive {
    fn default() -> Self {
        Archive {
            agency_id: "000.00.00".into(),
            fonds_code: "PHONG".into(),
            archive_code: "LUUTRU".into(),
            retention: "01".into(),
            access: "01".into(),
            typography: true,
            premis: true,
            ead3: true,
            objid_style: ObjidStyle::Uuid,
            bag_profile: BagProfile::Bagit,
        }
    }
}

impl Default for Page {
    fn default() -> Self {
        Page {
            preset: Preset::Nd30,
            top_mm: None,
            bottom_mm: None,
            left_mm: None,
            right_mm: None,
            body_pt: None,
            line_height: None,
            first_line_mm: None,
            paragraph_gap_pt: None,
            masthead: Masthead::None,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_input_mib: 16, max_seconds: 60 }
    }
}

/// The preset resolved: every figure of the page in points. Layout and DOCX both read this, so they agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageFigures {
    /// Paper width.
    pub width: f32,
    /// Paper height.
    pub height: f32,
    /// Top margin.
    pub top: f32,
    /// Bottom margin.
    pub bottom: f32,
    /// Left margin.
    pub left: f32,
    /// Right margin.
    pub right: f32,
    /// Body size.
    pub body: f32,
    /// Line spacing in lines, as Word and the decree count it: 1 is single. See [`PageFigures::leading`].
    pub line_height: f32,
    /// First-line indent.
    pub first_line: f32,
    /// Space between paragraphs.
    pub paragraph_gap: f32,
}

/// A single line of Times New Roman and of Tinos, its metric twin, in ems: ascent, descent and line gap.
pub const SINGLE_LINE: f32 = (1825.0 + 443.0 + 87.0) / 2048.0;

impl PageFigures {
    /// Base line to base line, in points, of type of this size: what Word makes of the same line spacing.
    pub fn leading(&self, size: f32) -> f32 {
        size * SINGLE_LINE * self.line_height
    }
}

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

impl Page {
    /// The preset's figures with what was set over them.
    pub fn figures(&self) -> PageFigures {
        let (width, height, margins, body, first_line, gap) = match self.preset {
            Preset::Nd30 => (210.0, 297.0, [20.0, 20.0, 30.0, 15.0], 14.0, 12.7, 6.0),
            Preset::A5 => (148.0, 210.0, [15.0, 15.0, 18.0, 14.0], 11.0, 8.0, 4.0),
        };
        PageFigures {
            width: width * MM,
            height: height * MM,
            top: self.top_mm.unwrap_or(margins[0]) * MM,
            bottom: self.bottom_mm.unwrap_or(margins[1]) * MM,
            left: self.left_mm.unwrap_or(margins[2]) * MM,
            right: self.right_mm.unwrap_or(margins[3]) * MM,
            body: self.body_pt.unwrap_or(body),
            line_height: self.line_height.unwrap_or(1.15),
            first_line: self.first_line_mm.unwrap_or(first_line) * MM,
            paragraph_gap: self.paragraph_gap_pt.unwrap_or(gap),
        }
    }
}
