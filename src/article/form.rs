//! The form of an administrative document (NĐ 30/2020/NĐ-CP, annex I): which of its lines the decree sets apart.

use super::{Article, Block, Kind};

/// The form of one article: that of its document type, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    kind: Option<String>,
}

/// What the decree has set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Bodies, Quốc hiệu and Tiêu ngữ: bold at the head.
    Authority,
    /// "Căn cứ …": what the document rests on, in italics.
    Basis,
    /// Who acts and how, in capitals before the first article ("CHỦ TỊCH …", "QUYẾT ĐỊNH:"): in the middle.
    Enacting,
    /// Everything else, and every line of what is no such document.
    Plain,
}

impl Form {
    /// The form that an article has by its document type.
    pub fn of(article: &Article) -> Form {
        Form { kind: article.meta.document_type.clone() }
    }

    /// Whether the article is such a document.
    pub fn is_document(&self) -> bool {
        self.kind.is_some()
    }

    /// The part that a block plays in the form.
    pub fn part(&self, block: &Block) -> Part {
        if self.kind.is_none() {
            return Part::Plain;
        }
        let text = block.text.as_str();
        match block.kind {
            Kind::Kicker if is_capitals(text) || text.starts_with("Độc lập") => Part::Authority,
            Kind::Subhead { level: 1 } if is_capitals(text) && !text.starts_with("PH") => Part::Enacting,
            Kind::Body | Kind::Lead | Kind::ListItem { .. } if text.starts_with("Căn cứ ") => Part::Basis,
            _ => Part::Plain,
        }
    }

    /// Where the type ends in the headline ("QUYẾT ĐỊNH Về việc …"): the two stand on lines of their own.
    pub fn type_end(&self, title: &str) -> Option<usize> {
        let kind = self.kind.as_deref()?;
        let mut letters = title.char_indices();
        for wanted in kind.chars().flat_map(char::to_uppercase) {
            let (_, found) = letters.next()?;
            if found != wanted {
                return None;
            }
        }
        let (end, space) = letters.next()?;
        (space == ' ').then_some(end)
    }
}

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision() -> Form {
        Form { kind: Some("Quyết định".to_owned()) }
    }

    fn block(kind: Kind, text: &str) -> Block {
        Block { kind, text: text.to_owned(), lines: Vec::new() }
    }

    #[test]
    fn the_type_has_a_line_of_its_own() {
        let title = "QUYẾT ĐỊNH Về việc giao đất";
        assert_eq!(decision().type_end(title).map(|at| &title[at..]), Some(" Về việc giao đất"));
        assert_eq!(decision().type_end("QUYẾT ĐỊNH"), None);
        assert_eq!(decision().type_end("Quyết định giao đất"), None);
        assert_eq!(Form::default().type_end(title), None);
    }

    #[test]
    fn parts_are_told_by_their_form() {
        let form = decision();
        assert_eq!(form.part(&block(Kind::Kicker, "ỦY BAN NHÂN DÂN")), Part::Authority);
        assert_eq!(form.part(&block(Kind::Kicker, "Độc lập - Tự do - Hạnh phúc")), Part::Authority);
        assert_eq!(form.part(&block(Kind::Kicker, "Số: 12/QĐ-UBND")), Part::Plain);
        assert_eq!(form.part(&block(Kind::Subhead { level: 1 }, "QUYẾT ĐỊNH:")), Part::Enacting);
        assert_eq!(form.part(&block(Kind::Body, "Căn cứ Luật Đất đai;")), Part::Basis);
        assert_eq!(Form::default().part(&block(Kind::Body, "Căn cứ Luật Đất đai;")), Part::Plain);
    }
}
