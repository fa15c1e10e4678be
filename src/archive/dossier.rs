//! One package for many documents (`--dossier folder`), streamed: each document is written when it comes, what METS
//! and PREMIS say of it waits on scratch files, and the directory of the zip is sorted at the end.

use std::io::{self, Read, Seek, Write};

use super::bag;
use super::describe::FileUnit;
use super::ident::{Ids, Item, notation};
use super::mets::Mets;
use super::premis::{self, Files};
use super::representation::{self, BASE, Part};
use super::spool::{Documents, FILES, Fragment, Growing, Grown, Placed};
use super::xml::Xml;
use super::{Document, LEFT_OUT, LEVEL, Packer, TT05, folder, sha256, too_large};
use crate::container::{Deflater, Member, ZipWriter};
use crate::error::{Code, Result, Warning};

/// What must be known of a dossier before its first document is written.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// *Tiêu đề hồ sơ*: the folder's name.
    pub title: &'a str,
    /// SHA-256 of every distinct source, in any order: the identifier is made of them.
    pub sources: &'a [[u8; 32]],
    /// The earliest date that is known, `YYYY[-MM[-DD]]`.
    pub first_date: Option<&'a str>,
}

/// A package of many documents that is being written.
///
/// Give it the documents in the order (date, then input path; undated last) with [`Dossier::add`], each distinct
/// source once; then [`Dossier::finish`]. Memory does not grow with the number of documents: what is not in `out`
/// waits on the two scratch streams, which may be temporary files.
pub struct Dossier<'p, W, S> {
    packer: &'p Packer,
    ids: Ids,
    objid: String,
    folder: String,
    unit: FileUnit,
    dated: Option<(String, String)>,
    zip: ZipWriter<W>,
    bag: Option<ZipWriter<W>>,
    documents: Documents<S>,
    scratch: S,
    deflater: Deflater,
    left_out: Vec<String>,
    octets: u64,
    files: u64,
    warnings: Vec<Warning>,
}

impl<W, S> std::fmt::Debug for Dossier<'_, W, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dossier")
            .field("objid", &self.objid)
            .field("documents", &self.unit.documents)
            .finish()
    }
}

/// A dossier that is complete.
#[derive(Debug)]
pub struct Finished<W> {
    /// `uuid-…`
    pub objid: String,
    /// *Mã hồ sơ*.
    pub file_code: String,
    /// Documents it holds.
    pub documents: u32,
    /// The stream of the package.
    pub zip: W,
    /// The stream of the bag.
    pub bag: Option<W>,
    /// What concerns the dossier as a whole.
    pub warnings: Vec<Warning>,
}

impl Packer {
    /// The identifier of the dossier of these sources, which names its file.
    pub fn dossier_objid(&self, sources: &[[u8; 32]]) -> String {
        self.objid(&Ids::dossier(self.variant.name(), &self.office.fonds, sources))
    }

    /// *Mã hồ sơ* of the dossier of this plan.
    pub fn dossier_code(&self, plan: &Plan<'_>) -> String {
        let year = plan.first_date.and_then(|date| date.get(..4)).unwrap_or(&self.time[..4]);
        let digest = sha256(self.dossier_objid(plan.sources).as_bytes());
        let code = notation(&digest, self.office.notation_length(plan.sources.len()));
        format!("{}.{year}.{code}", self.office.agency_id)
    }

    /// Begins a dossier. `bag` is the stream of the bag, if one is wanted.
    pub fn dossier<W: Write, S: Read + Write + Seek>(
        &self,
        plan: &Plan<'_>,
        out: W,
        bag: Option<W>,
        scratch: [S; 2],
    ) -> Dossier<'_, W, S> {
        let ids = Ids::dossier(self.variant.name(), &self.office.fonds, plan.sources);
        let objid = self.objid(&ids);
        let unit = FileUnit {
            file_code: self.dossier_code(plan),
            title: plan.title.to_owned(),
            start: self.time[..10].to_owned(),
            end: self.time[..10].to_owned(),
            keywords: String::new(),
            documents: 0,
            pages: 0,
            description: String::new(),
            creators: Vec::new(),
        };
        let [documents, scratch] = scratch;
        Dossier {
            packer: self,
            ids,
            folder: folder(&objid),
            objid,
            unit,
            dated: None,
            zip: ZipWriter::new(out),
            bag: bag.map(ZipWriter::new),
            documents: Documents(documents),
            scratch,
            deflater: Deflater::new(LEVEL),
            left_out: Vec::new(),
            octets: 0,
            files: 0,
            warnings: Vec::new(),
        }
    }
}

/// The paths of a document's files below the package's root, PDF, DOCX, NITF, source, EAD_doc.
fn paths(code: &str) -> [String; FILES] {
    [
        format!("{BASE}data/{code}.pdf"),
        format!("{BASE}data/{code}.docx"),
        format!("{BASE}data/{code}.xml"),
        format!("{BASE}data/{code}.source.txt"),
        representation::ead_doc_path(code),
    ]
}

/// The files of a document in the order of their paths, EAD_doc excepted.
const SORTED: [usize; 4] = [1, 0, 3, 2];

impl<W: Write, S: Read + Write + Seek> Dossier<'_, W, S> {
    /// Adds the next document; gives what is to be said of it.
    ///
    /// # Errors
    /// E601: a stream that cannot be written, or more than a zip holds.
    pub fn add(&mut self, document: &Document<'_>) -> Result<Vec<Warning>> {
        let mut warnings = Vec::new();
        let date = document.article.meta.date.as_deref();
        if let Some(date) = date {
            let (start, end) = self.dated.get_or_insert_with(|| (date.to_owned(), date.to_owned()));
            if date < start.as_str() {
                *start = date.to_owned();
            }
            if date > end.as_str() {
                *end = date.to_owned();
            }
        } else {
            warnings.push(Warning::new(Code::NoDate).with("date", &self.packer.time[..10]));
        }
        let (ordinal, code) = (self.unit.documents + 1, &self.unit.file_code);
        let date = date.unwrap_or(&self.packer.time[..10]);
        let part = Part::new(self.packer, document, code, ordinal, date, &mut warnings);
        self.unit.documents = ordinal;
        self.unit.pages += u64::from(document.pages);
        self.write(document, &part).map_err(too_large)?;
        Ok(warnings)
    }

    /// Says in the package that a document failed and is not in it. `planned` is the digest of a source that is one of
    /// [`Plan::sources`]: without it nobody could tell later what the identifier was made of.
    pub fn leave_out(&mut self, original_name: &str, code: Code, planned: Option<&[u8; 32]>) {
        let mut line = format!("{original_name}: {code}");
        if let Some(digest) = planned {
            line.push_str(" SHA-256 ");
            line.push_str(&super::hex_upper(digest));
        }
        self.left_out.push(line);
    }

    fn write(&mut self, document: &Document<'_>, part: &Part) -> io::Result<()> {
        let datas =
            [document.pdf, document.docx, part.nitf.as_bytes(), document.source, part.ead_doc.xml.as_bytes()];
        let items: Vec<&Item> = part.items.iter().chain([&part.ead_doc.item]).collect();
        let mut placed = [const { None }; FILES];
        for at in [1, 0, 3, 2, 4] {
            let member = if at < 2 { Member::stored(datas[at]) } else { self.deflater.member(datas[at]) };
            let old = self.packer.old_digests().then(|| bag::Old::of(datas[at]));
            placed[at] = Some(self.put(&items[at].path, items[at].digest, old, &member)?);
        }
        let [Some(a), Some(b), Some(c), Some(d), Some(e)] = placed else { return Ok(()) };
        let (mut objects, mut events) = (Xml::default(), Xml::default());
        if self.packer.premis {
            let files = Files {
                items: &part.items,
                names: part.names(&self.ids),
                code: &part.code,
                checks: &part.checks,
            };
            premis::objects(&mut objects, &self.ids, &files, document.original_name);
            premis::events(&mut events, &self.ids, &self.packer.actors(), &files, document);
        }
        self.documents.push(&[a, b, c, d, e], objects.as_bytes(), events.as_bytes())
    }

    fn put(
        &mut self,
        path: &str,
        digest: [u8; 32],
        old: Option<bag::Old>,
        member: &Member,
    ) -> io::Result<Placed> {
        let header = member.header();
        let at = self.zip.begin(&[&self.folder, "/", path], header)?;
        self.zip.write(member.compressed())?;
        let mut bag_at = 0;
        if let Some(bag) = &mut self.bag {
            bag_at = bag.begin(&[&bag::folder(&self.folder), "/data/", &self.folder, "/", path], header)?;
            bag.write(member.compressed())?;
        }
        self.octets += header.size;
        self.files += 1;
        Ok(Placed { digest, old, header, at, bag_at })
    }

    fn put_grown(&mut self, path: &str, grown: &Grown) -> io::Result<Placed> {
        let mut placed = grown.placed;
        placed.at = self.zip.begin(&[&self.folder, "/", path], placed.header)?;
        let (zip, bag) = (&mut self.zip, &mut self.bag);
        if let Some(bag) = bag {
            placed.bag_at =
                bag.begin(&[&bag::folder(&self.folder), "/data/", &self.folder, "/", path], placed.header)?;
        }
        grown.copy(&mut self.scratch, |piece| {
            zip.write(piece)?;
            bag.as_mut().map_or(Ok(()), |bag| bag.write(piece))
        })?;
        self.octets += placed.header.size;
        self.files += 1;
        Ok(placed)
    }

    /// Writes the metadata and the directory.
    ///
    /// # Errors
    /// E601 as [`Dossier::add`].
    pub fn finish(mut self) -> Result<Finished<W>> {
        if let Some((start, end)) = self.dated.take() {
            (self.unit.start, self.unit.end) = (start, end);
        }
        self.unit.description = self.description();
        self.close().map_err(too_large)
    }

    fn description(&self) -> String {
        let mut text = format!("bantin {}; hồ sơ của một thư mục bài viết", env!("CARGO_PKG_VERSION"));
        if !self.left_out.is_empty() {
            text.push_str(&format!("; {}{LEFT_OUT}", self.left_out.len()));
            text.push_str(&self.left_out.join(", "));
        }
        text
    }

    fn close(mut self) -> io::Result<Finished<W>> {
        // what stands around the documents, in the order of paths
        let mut after = Vec::new();
        let premis = match self.packer.premis {
            true => Some(self.premis()?),
            false => None,
        };
        let mut premis_item = None;
        if let Some(grown) = &premis {
            after.push((representation::PREMIS.to_owned(), self.put_grown(representation::PREMIS, grown)?));
            premis_item = Some(item(representation::PREMIS, &grown.placed));
        }
        let grown = self.mets(premis_item.as_ref())?;
        let rep_mets = (representation::METS.to_owned(), self.put_grown(representation::METS, &grown)?);
        let received = format!("{} documents", self.unit.documents);
        let rep_item = item(representation::METS, &grown.placed);
        let mut warnings = std::mem::take(&mut self.warnings);
        let root = self.packer.root(
            &self.ids,
            &self.objid,
            &self.unit,
            &rep_item,
            &received,
            &self.left_out,
            &mut warnings,
        );
        let mut before = Vec::new();
        let old = |data: &[u8]| self.packer.old_digests().then(|| bag::Old::of(data));
        let files: Vec<_> = root.iter().map(|w| (&w.item, old(w.xml.as_bytes()), w.xml.as_bytes())).collect();
        for (item, old, data) in files {
            let member = self.deflater.member(data);
            before.push((item.path.clone(), self.put(&item.path, item.digest, old, &member)?));
        }
        let packer = self.packer;
        for constant in std::iter::once(&packer.readme).chain(&packer.schemas) {
            let listed = constant.listed();
            let placed = self.put(listed.path, *listed.digest, listed.old.copied(), listed.member)?;
            let place = if listed.path.starts_with("schemas/") { &mut after } else { &mut before };
            place.push((listed.path.to_owned(), placed));
        }
        before.push(rep_mets);
        before.sort_by(|a, b| a.0.cmp(&b.0));
        after.sort_by(|a, b| a.0.cmp(&b.0));
        self.directories(&before, &after, warnings)
    }

    /// Every file of the package in the order of paths.
    fn each_file(
        documents: &mut Documents<S>,
        file_code: &str,
        before: &[(String, Placed)],
        after: &[(String, Placed)],
        mut each: impl FnMut(&str, &Placed) -> io::Result<()>,
    ) -> io::Result<()> {
        before.iter().try_for_each(|(path, placed)| each(path, placed))?;
        for wanted in [&SORTED[..], &[4]] {
            documents.pass(Fragment::None, |ordinal, files, _| {
                let paths = paths(&representation::doc_code(file_code, ordinal));
                wanted.iter().try_for_each(|&at| each(&paths[at], &files[at]))
            })?;
        }
        after.iter().try_for_each(|(path, placed)| each(path, placed))
    }

    fn directories(
        mut self,
        before: &[(String, Placed)],
        after: &[(String, Placed)],
        warnings: Vec<Warning>,
    ) -> io::Result<Finished<W>> {
        let (folder, code) = (&self.folder, &self.unit.file_code);
        let (documents, zip) = (&mut self.documents, &mut self.zip);
        let start = zip.offset();
        Self::each_file(documents, code, before, after, |path, placed| {
            zip.directory_entry(&[folder, "/", path], placed.header, placed.at)
        })?;
        let zip = self.zip.finish_directory(start)?;
        let bag = match self.bag {
            None => None,
            Some(mut bag) => {
                let (profile, root) = (self.packer.bag_profile, bag::folder(folder));
                let mut tags = Vec::new(); // name, SHA-256, other digests, header, place
                let mut tag = |bag: &mut ZipWriter<W>, name: String, text: &[u8]| -> io::Result<()> {
                    let member = self.deflater.member(text);
                    let at = bag.begin(&[&root, "/", &name], member.header())?;
                    bag.write(member.compressed())?;
                    tags.push((name, sha256(text), Some(bag::Old::of(text)), member.header(), at));
                    Ok(())
                };
                let info = bag::info(self.packer, &self.objid, &self.unit.title, self.octets, self.files);
                tag(&mut bag, "bag-info.txt".into(), info.as_bytes())?;
                tag(&mut bag, "bagit.txt".into(), bag::declaration(profile).as_bytes())?;
                for (name, digest) in bag::algorithms(profile) {
                    let mut manifest = Growing::new(&mut self.scratch, true)?;
                    Self::each_file(documents, code, before, after, |path, placed| {
                        let digest = digest(&placed.digest, placed.old.as_ref());
                        manifest.push(bag::line(&digest, &["data/", folder, "/", path]).as_bytes())
                    })?;
                    let grown = manifest.finish()?;
                    let name = format!("manifest-{name}.txt");
                    let at = bag.begin(&[&root, "/", &name], grown.placed.header)?;
                    grown.copy(&mut self.scratch, |piece| bag.write(piece))?;
                    tags.push((name, grown.placed.digest, grown.placed.old, grown.placed.header, at));
                }
                let listed: Vec<_> =
                    tags.iter().map(|(name, sha, old, ..)| (name.as_str(), *sha, *old)).collect();
                for (name, text) in bag::tag_manifests_of(profile, &listed) {
                    let member = self.deflater.member(text.as_bytes());
                    let at = bag.begin(&[&root, "/", &name], member.header())?;
                    bag.write(member.compressed())?;
                    tags.push((name, [0; 32], None, member.header(), at));
                }
                let start = bag.offset();
                let (head, tail) = tags.split_at(2);
                for (name, _, _, header, at) in head {
                    bag.directory_entry(&[&root, "/", name], *header, *at)?;
                }
                Self::each_file(documents, code, before, after, |path, placed| {
                    bag.directory_entry(&[&root, "/data/", folder, "/", path], placed.header, placed.bag_at)
                })?;
                for (name, _, _, header, at) in tail {
                    bag.directory_entry(&[&root, "/", name], *header, *at)?;
                }
                Some(bag.finish_directory(start)?)
            }
        };
        Ok(Finished {
            objid: self.objid,
            file_code: self.unit.file_code,
            documents: self.unit.documents,
            zip,
            bag,
            warnings,
        })
    }

    fn premis(&mut self) -> io::Result<Grown> {
        let mut growing = Growing::new(&mut self.scratch, self.packer.old_digests())?;
        let mut xml = premis::open("../../../../schemas/");
        premis::representation(&mut xml, &self.ids, &self.objid);
        growing.push(xml.as_bytes())?;
        for fragment in [Fragment::Objects, Fragment::Events] {
            self.documents.pass(fragment, |_, _, text| growing.push(text))?;
        }
        xml.clear();
        premis::close(&mut xml, &self.packer.actors());
        growing.push(xml.as_bytes())?;
        growing.finish()
    }

    fn mets(&mut self, premis: Option<&Item>) -> io::Result<Grown> {
        let mut growing = Growing::new(&mut self.scratch, self.packer.old_digests())?;
        let head = self.packer.head("rep1", &self.unit.title, "../../schemas/");
        let mut mets = Mets::new(self.ids, BASE, &head);
        let (ids, code) = (self.ids, &self.unit.file_code);
        let doc_code = |ordinal| representation::doc_code(code, ordinal);
        self.documents.pass(Fragment::None, |ordinal, files, _| {
            let code = doc_code(ordinal);
            mets.descriptive(&item(&representation::ead_doc_path(&code), &files[4]), TT05);
            flush(&mut mets, &mut growing)
        })?;
        mets.preservation(premis);
        mets.open_files();
        mets.open_group("Data");
        self.documents.pass(Fragment::None, |ordinal, files, _| {
            let items = representation::items(&doc_code(ordinal), [0, 1, 2, 3].map(|at| fact(&files[at])));
            representation::files(&mut mets, &ids, &items);
            flush(&mut mets, &mut growing)
        })?;
        mets.close_group();
        mets.close_files();
        mets.open_physical("rep1", Some("NORMALIZED"));
        mets.open_metadata_div();
        let documents = self.unit.documents;
        for ordinal in 1..=documents {
            mets.xml.raw(if ordinal > 1 { " " } else { "" });
            mets.xml.raw(&ids.of("dmdSec", &representation::ead_doc_path(&doc_code(ordinal))));
            flush(&mut mets, &mut growing)?;
        }
        mets.close_metadata_div(premis.map(|item| item.path.as_str()));
        mets.group_div("Data");
        mets.close_map();
        mets.open_logical();
        for ordinal in 1..=documents {
            representation::logical(&mut mets, &doc_code(ordinal), premis.is_some());
            flush(&mut mets, &mut growing)?;
        }
        mets.close_map();
        mets.close();
        flush(&mut mets, &mut growing)?;
        growing.finish()
    }
}

fn flush<S: Read + Write + Seek>(mets: &mut Mets<'_>, growing: &mut Growing<'_, S>) -> io::Result<()> {
    growing.push(mets.xml.as_bytes())?;
    mets.xml.clear();
    Ok(())
}

fn fact(placed: &Placed) -> (u64, [u8; 32]) {
    (placed.header.size, placed.digest)
}

fn item(path: &str, placed: &Placed) -> Item {
    Item { path: path.to_owned(), mime: "application/xml", size: placed.header.size, digest: placed.digest }
}
