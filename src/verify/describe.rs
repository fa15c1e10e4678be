//! The descriptions of a package against one another: the circular's own, Dublin Core, EAD3.

use std::collections::{BTreeMap, HashSet};

use super::agree::Agree;
use super::mets::Mets;
use super::tree::Element;
use super::{Check, Findings};
use crate::archive::{self, Variant};

/// Where the descriptions of the dossier stand.
pub(super) const EAD: &str = "metadata/descriptive/EAD.xml";
pub(super) const DC: &str = "metadata/descriptive/dc.xml";
pub(super) const EAD3: &str = "metadata/descriptive/ead3.xml";

/// What a document's own files say of it.
#[derive(Debug, Default, Clone)]
pub(super) struct Facts {
    /// Title of the NITF.
    pub title: Option<String>,
    /// Its date, `YYYY[-MM[-DD]]`; nothing when it has none.
    pub date: Option<String>,
    /// Pages of the PDF.
    pub pages: Option<u32>,
}

/// The descriptions as they are read.
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    /// Elements of EAD.xml.
    ead: Flat,
    /// Elements of dc.xml.
    dc: Flat,
    /// Level of ead3.xml, if there is one.
    level: Option<String>,
    /// Elements of every EAD_doc by the code of its document.
    documents: BTreeMap<String, Flat>,
    /// Facts by the code of the document.
    pub facts: BTreeMap<String, Facts>,
}

/// A description without depth: elements and their text in order.
#[derive(Debug, Default)]
struct Flat(Vec<(String, String)>);

impl Flat {
    fn of(tree: &Element<'_>) -> Flat {
        Flat(
            tree.children.iter().map(|child| (child.name.to_owned(), child.text.trim().to_owned())).collect(),
        )
    }

    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }
}

/// The file of a document's description.
pub(super) fn ead_doc(code: &str) -> String {
    format!("representations/rep1/metadata/descriptive/EAD_doc_{code}.xml")
}

impl Descriptions {
    /// Takes EAD.xml.
    pub fn ead(&mut self, tree: &Element<'_>) {
        self.ead = Flat::of(tree);
    }

    /// Takes the description of a document.
    pub fn document(&mut self, code: &str, tree: &Element<'_>) {
        self.documents.insert(code.to_owned(), Flat::of(tree));
    }

    /// Takes dc.xml.
    pub fn dc(&mut self, tree: &Element<'_>, agree: &mut Agree) {
        self.dc = Flat::of(tree);
        let dc = &self.dc;
        agree.say("title", DC, dc.get("title"));
        agree.say("office", DC, dc.get("publisher"));
        agree.say("date", DC, dc.get("date"));
        agree.say("keywords", DC, dc.get("subject"));
        agree.say("description", DC, dc.get("description"));
        agree.say("access", DC, dc.get("rights"));
        agree.say("file code", DC, dc.get("identifier"));
    }

    /// Takes ead3.xml.
    pub fn ead3(&mut self, tree: &Element<'_>, agree: &mut Agree) {
        let control = |path: &[&str]| tree.say(&[&["control"][..], path].concat());
        let described = |path: &[&str]| tree.say(&[&["archdesc"][..], path].concat());
        agree.say("OBJID", EAD3, control(&["recordid"]));
        agree.say("title", EAD3, control(&["filedesc", "titlestmt", "titleproper"]));
        agree.say("title", EAD3, described(&["did", "unittitle"]));
        agree.say("agency", EAD3, control(&["maintenanceagency", "agencycode"]));
        agree.say("office", EAD3, control(&["maintenanceagency", "agencyname"]));
        let made = ["maintenancehistory", "maintenanceevent"];
        agree.say("time", EAD3, control(&[&made[..], &["eventdatetime"]].concat()));
        agree.say("software", EAD3, control(&[&made[..], &["agent"]].concat()));
        agree.say("unitid", EAD3, described(&["did", "unitid"]));
        agree.say("date", EAD3, described(&["did", "unitdate"]));
        let date = tree.at(&["archdesc", "did", "unitdate"]);
        agree.say("date", EAD3, date.map_or("", |date| date.get("normal")));
        agree.say("archive", EAD3, described(&["did", "repository", "corpname", "part"]));
        agree.say("extent", EAD3, described(&["did", "physdesc"]));
        agree.say("access", EAD3, described(&["accessrestrict", "p"]));
        agree.say("retention", EAD3, described(&["appraisal", "p"]));
        agree.say("keywords", EAD3, described(&["controlaccess", "subject", "part"]));
        agree.say("description", EAD3, described(&["scopecontent", "p"]));
        let level = tree.at(&["archdesc"]).map_or("", |described| described.get("level"));
        self.level = Some(level.to_owned());
    }

    /// The fonds and the UUID in the URN of dc.xml.
    pub fn urn(&self) -> Option<(&str, &str)> {
        self.dc.all("identifier").find_map(|id| id.strip_prefix("urn:")?.split_once(":uuid:"))
    }

    /// Compares everything once all files were read; `codes` are those of the documents in the package.
    pub fn finish(&self, root: &Mets, codes: &[String], agree: &mut Agree, findings: &mut Findings) {
        let sip = root.kind == "SIP";
        let variant = if sip { Variant::Sip } else { Variant::Aip };
        let ead = &self.ead;
        let mut wrong = |file: &str, detail: String| findings.add(Check::Description, file, detail);
        let mut same = |file: &str, name: &str, value: &str, expected: &str| {
            if value != expected {
                wrong(file, format!("{name}: “{value}” ≠ “{expected}”"));
            }
        };
        // codes: agency.year.notation, the archive's before it, the ordinal behind it
        let file_code = codes.first().and_then(|code| code.rsplit_once('.')).map_or("", |(code, _)| code);
        for code in codes {
            let data = format!("representations/rep1/data/{code}.pdf");
            agree.say("file code", &data, code.rsplit_once('.').map_or("", |(code, _)| code));
        }
        let most = agree.most("file code").to_owned();
        let whole = if sip { most.clone() } else { format!("{}.{most}", agree.most("archive")) };
        let (coded, other) = if sip { ("fileCode", "arcFileCode") } else { ("arcFileCode", "fileCode") };
        same(EAD, coded, ead.get(coded), &whole);
        same(EAD, other, ead.get(other), "");
        if let Some(level) = &self.level {
            same(EAD3, "level", level, "file");
            same(EAD3, "unitid", agree.most("unitid"), &whole);
            same(EAD3, "recordid", agree.most("OBJID"), &root.objid);
        }
        let year = most.strip_prefix(agree.most("agency")).and_then(|rest| rest.strip_prefix('.'));
        let start_year = agree.most("date").get(..4).unwrap_or_default().to_owned();
        if year.and_then(|rest| rest.split('.').next()) != Some(start_year.as_str()) {
            same(EAD, coded, file_code, &format!("{}.{start_year}.…", agree.most("agency")));
        }
        // texts, cut to the length of their fields
        for (name, topic, limit) in
            [("title", "title", 1000), ("keyword", "keywords", 100), ("description", "description", 2000)]
        {
            same(EAD, name, ead.get(name), archive::cut(agree.most(topic), limit).trim());
        }
        let date = agree.most("date").to_owned();
        let (start, end) = date.split_once('/').unwrap_or((&date, &date));
        same(EAD, "startDate", ead.get("startDate"), &archive::vietnamese_date(start, variant, false));
        same(EAD, "endDate", ead.get("endDate"), &archive::vietnamese_date(end, variant, true));
        if start > end {
            same(DC, "date", start, end);
        }
        let access = agree.most("access");
        same(EAD, "mode", ead.get("mode"), access.get(..2).unwrap_or_default());
        if !agree.most("retention").is_empty() {
            same(
                EAD,
                "maintenance",
                ead.get("maintenance"),
                agree.most("retention").get(..2).unwrap_or_default(),
            );
        }
        for (name, expected) in FIXED {
            same(EAD, name, ead.get(name), expected);
        }
        for (name, expected) in [("type", "Text"), ("format", "application/pdf"), ("language", "vi")] {
            same(DC, name, self.dc.get(name), expected);
        }
        if let (Some(fonds), Some((other, _))) = (&root.fonds, self.urn()) {
            same(DC, "identifier", other, fonds);
        }
        // documents
        same(EAD, "totalDoc", ead.get("totalDoc"), &codes.len().to_string());
        let mut pages = Some(0u64);
        for (at, code) in codes.iter().enumerate() {
            let file = ead_doc(code);
            let ordinal =
                code.rsplit('.').next().and_then(|ordinal| ordinal.parse::<usize>().ok()).unwrap_or(0);
            same(&file, "docOrdinal", &ordinal.to_string(), &(at + 1).to_string());
            let facts = self.facts.get(code).cloned().unwrap_or_default();
            pages = pages.zip(facts.pages).map(|(sum, pages)| sum + u64::from(pages));
            let Some(document) = self.documents.get(code) else { continue };
            same(&file, "docCode", document.get("docCode"), code);
            if sip {
                same(&file, "docId", document.get("docId"), &format!("{most}.{ordinal}"));
                same(&file, "maintenance", document.get("maintenance"), ead.get("maintenance"));
            } else {
                same(&file, "arcFileCode", document.get("arcFileCode"), &whole);
                same(&file, "docOrdinal", document.get("docOrdinal"), &ordinal.to_string());
            }
            if document.has("docId") != sip || document.has("riskRecovery") != sip {
                same(&file, "docId", "", if sip { "docId" } else { "–" });
            }
            same(&file, "mode", document.get("mode"), access.get(..2).unwrap_or_default());
            if let Some(title) = &facts.title {
                same(&file, "subject", document.get("subject"), archive::cut(title, 500).trim());
            }
            if let Some(pages) = facts.pages {
                same(&file, "numberOfPage", document.get("numberOfPage"), &pages.min(9999).to_string());
            }
            if facts.title.is_some() {
                let job = root.time.get(..10).unwrap_or_default();
                let date = facts.date.as_deref().unwrap_or(job);
                let expected = archive::vietnamese_date(date, variant, false);
                same(&file, "issuedDate", document.get("issuedDate"), &expected);
                if facts.date.is_some() && !(start <= date && date <= end) {
                    same(EAD, "startDate–endDate", &format!("{start}–{end}"), date);
                }
            }
            let fixed = [("typeName", "32"), ("language", "01"), ("confidenceLevel", "01"), ("process", "0")];
            for (name, expected) in fixed.iter().chain(&[("format", "01"), ("autograph", "")]) {
                same(&file, name, document.get(name), expected);
            }
        }
        if let Some(pages) = pages {
            same(EAD, "numberOfPage", ead.get("numberOfPage"), &pages.to_string());
            if !agree.most("extent").is_empty() {
                let expected = format!("{} tài liệu, {pages} trang, 0 tờ", codes.len());
                same(EAD3, "physdesc", agree.most("extent"), &expected);
            }
        }
        let known: HashSet<&String> = codes.iter().collect();
        for code in self.documents.keys().filter(|code| !known.contains(code)) {
            findings.add(Check::Tree, &ead_doc(code), "?");
        }
    }
}

/// Elements of EAD.xml that are the same in every package.
const FIXED: [(&str, &str); 6] = [
    ("language", "01"),
    ("numberOfPaper", "0"),
    ("format", "01"),
    ("confidenceLevel", "01"),
    ("paperFileCode", ""),
    ("riskRecovery", "0"),
];
