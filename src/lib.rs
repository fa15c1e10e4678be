//! bantin (*bản tin*, bulletin): raw Vietnamese article text in; PDF, DOCX and archive packages out.
//!
//! The interface of the library is small: [`convert_bytes`] does all of it, [`read_bytes`] stops at the [`Article`], and
//! [`write_pdf`] and [`write_docx`] go on from one. The other modules are public for the tests and measurements of this
//! crate and may change with any version.
//!
//! ```
//! use bantin::{Outputs, Settings, convert_bytes};
//!
//! let page = "Chợ phiên họp lại\n\nSáng nay, chợ phiên Pắc Miều họp lại bên suối sau sáu năm .\n\nQuỳnh Hương\n";
//! let made = convert_bytes("cho-phien.txt", page.as_bytes(), Settings::default(), Outputs::all("2026-01-31T08:00:00+07:00"))?;
//! assert_eq!(made.meta.title, "Chợ phiên họp lại");
//! assert!(made.pdf.is_some() && made.docx.is_some() && made.package.is_some());
//! # Ok::<(), bantin::Failure>(())
//! ```

#[doc(hidden)]
pub mod archive;
pub mod article;
#[doc(hidden)]
pub mod batch;
#[doc(hidden)]
pub mod bulletin;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod container;
#[doc(hidden)]
pub mod decode;
#[doc(hidden)]
pub mod docx;
mod embedded;
pub mod error;
#[doc(hidden)]
pub mod font;
#[doc(hidden)]
pub mod job;
#[doc(hidden)]
pub mod layout;
#[doc(hidden)]
pub mod messages;
#[doc(hidden)]
pub mod pdf;
#[doc(hidden)]
pub mod reading;
#[doc(hidden)]
pub mod report;
pub mod settings;
#[doc(hidden)]
pub mod sink;
#[doc(hidden)]
pub mod syllable;
#[doc(hidden)]
pub mod typography;
#[doc(hidden)]
pub mod verify;

use sha2::{Digest, Sha256};

pub use archive::{Package, Variant};
pub use article::Article;
pub use decode::{Detection, Encoding};
pub use error::{Code, Failure, Result, Warning};
pub use job::Made;
pub use settings::Settings;

/// What [`convert_bytes`] should make.
#[derive(Debug, Clone, Copy)]
pub struct Outputs<'a> {
    /// A PDF.
    pub pdf: bool,
    /// A DOCX.
    pub docx: bool,
    /// An archive package of this kind.
    pub package: Option<Variant>,
    /// A BagIt bag of the package too.
    pub bag: bool,
    /// The time written into packages, RFC 3339; PDF and DOCX hold none.
    pub time: &'a str,
}

impl<'a> Outputs<'a> {
    /// PDF, DOCX and an archival package.
    pub fn all(time: &'a str) -> Outputs<'a> {
        Outputs { pdf: true, docx: true, package: Some(Variant::Aip), bag: false, time }
    }
}

/// Converts one article. `name` is the file's name, without folder; packages record it.
///
/// For many articles with the same settings, the program's batch prepares faces and schemas once; this prepares them for
/// each call.
///
/// # Errors
/// The code says what stopped it; E1xx to E7xx speak of the article, E8xx of the settings.
pub fn convert_bytes(name: &str, bytes: &[u8], settings: Settings, outputs: Outputs<'_>) -> Result<Made> {
    let formats = job::Formats { pdf: outputs.pdf, docx: outputs.docx, package: outputs.package.is_some() };
    let variant = outputs.package.unwrap_or_default();
    let source = job::Source { name, bytes, sha256: Sha256::digest(bytes).into(), package: formats.package };
    job::Workshop::new(settings, formats, variant, outputs.time, outputs.bag)?.convert(&source)
}

/// Decodes and reads a page as far as the article, with the text repaired (layer L0) but not polished.
///
/// ```
/// use bantin::{Settings, read_bytes, write_docx, write_pdf};
///
/// let mut article = read_bytes("Bến cũ\n\nCon đò nằm nghe nước kể chuyện thuở xa xưa.\n".as_bytes())?;
/// assert_eq!(article.meta.title, "Bến cũ");
/// article.meta.keywords.push("sông nước".to_owned());
/// let settings = Settings::default();
/// assert!(write_pdf(&article, &settings)?.starts_with(b"%PDF-"));
/// assert!(write_docx(&article, &settings)?.starts_with(b"PK"));
/// # Ok::<(), bantin::Failure>(())
/// ```
///
/// # Errors
/// E1xx: it is not text; E2xx: there is no article in it.
pub fn read_bytes(bytes: &[u8]) -> Result<Article> {
    let decoded = decode::decode(bytes, None)?;
    let repaired = typography::repair(&decoded.text);
    let line_of = reading::line_map(&decoded.text, &repaired);
    Ok(reading::read(&repaired.text, &line_of)?.article)
}

/// Sets an article as PDF/A-2a + PDF/UA-1.
///
/// # Errors
/// E401: a fallback font that cannot be used; E402: page settings that leave no room for text.
pub fn write_pdf(article: &Article, settings: &Settings) -> Result<Vec<u8>> {
    Ok(pdf::Press::new(settings)?.article(article)?.bytes)
}

/// Writes an article as a Word document.
///
/// # Errors
/// E5xx.
pub fn write_docx(article: &Article, settings: &Settings) -> Result<Vec<u8>> {
    docx::Writer::new(settings)?.article(article)
}
