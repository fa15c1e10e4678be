//! A PDF as another program finds it: structure and text.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A structure element: its type, and the text in it.
#[derive(Debug)]
pub struct Element {
    pub path: String,
    pub text: String,
}

/// A PDF opened again.
pub struct Reader {
    pub document: Document,
    /// Text of marked content by page and id.
    pub marked: BTreeMap<(ObjectId, i64), String>,
    pub elements: Vec<Element>,
}

impl Reader {
    pub fn new(bytes: &[u8]) -> Reader {
        let document = Document::load_mem(bytes).expect("lopdf opens the file");
        let mut reader = Reader { document, marked: BTreeMap::new(), elements: Vec::new() };
        let pages: Vec<ObjectId> = reader.document.get_pages().into_values().collect();
        for page in pages {
            reader.page(page);
        }
        let root = reader.dictionary(reader.catalog().get(b"StructTreeRoot").unwrap()).clone();
        let top = root.get(b"K").unwrap().as_reference().unwrap();
        reader.walk(top, String::new());
        reader
    }

    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    pub fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.document.dereference(object).unwrap().1.as_dict().unwrap()
    }

    fn page(&mut self, page: ObjectId) {
        let fonts = self.fonts(page);
        let content = self.document.get_page_content(page);
        let mut map: &BTreeMap<u8, String> = &BTreeMap::new();
        let (mut open, mut silent): (Vec<(Option<i64>, bool)>, String) = (Vec::new(), String::new());
        let mut marked: BTreeMap<i64, String> = BTreeMap::new();
        for operation in lopdf::content::Content::decode(&content).unwrap().operations {
            let mut say = |text: &str, open: &[(Option<i64>, bool)]| {
                if open.iter().any(|(_, quiet)| *quiet) {
                    silent.push_str(text);
                } else if let Some(id) = open.iter().rev().find_map(|(id, _)| *id) {
                    marked.entry(id).or_default().push_str(text);
                } else {
                    panic!("text outside of marked content: {text:?}");
                }
            };
            let show = |bytes: &[u8]| -> String {
                bytes.iter().map(|code| map.get(code).expect("every code has a text").as_str()).collect()
            };
            match operation.operator.as_str() {
                "Tf" => map = &fonts[operation.operands[0].as_name().unwrap()],
                "Tj" => say(&show(operation.operands[0].as_str().unwrap()), &open),
                "TJ" => {
                    for part in operation.operands[0].as_array().unwrap() {
                        if let Ok(bytes) = part.as_str() {
                            say(&show(bytes), &open);
                        }
                    }
                }
                "BMC" => open.push((None, true)),
                "BDC" => {
                    let properties = operation.operands[1].as_dict().unwrap();
                    let id = properties.get(b"MCID").ok().map(|id| id.as_i64().unwrap());
                    let actual = properties.get(b"ActualText").ok().map(|text| utf16(text.as_str().unwrap()));
                    open.push((id, false));
                    if let Some(actual) = actual {
                        say(&actual, &open);
                        open.last_mut().unwrap().1 = true;
                    }
                }
                "EMC" => drop(open.pop().expect("marked content closes what was opened")),
                _ => {}
            }
        }
        assert!(open.is_empty());
        self.marked.extend(marked.into_iter().map(|(id, text)| ((page, id), text)));
    }

    fn fonts(&self, page: ObjectId) -> BTreeMap<Vec<u8>, BTreeMap<u8, String>> {
        let page = self.document.get_dictionary(page).unwrap();
        let resources = self.dictionary(page.get(b"Resources").unwrap());
        let fonts = self.dictionary(resources.get(b"Font").unwrap());
        fonts
            .iter()
            .map(|(name, font)| {
                let font = self.dictionary(font);
                let (_, stream) = self.document.dereference(font.get(b"ToUnicode").unwrap()).unwrap();
                (name.clone(), to_unicode(&stream.as_stream().unwrap().decompressed_content().unwrap()))
            })
            .collect()
    }

    /// The text of marked content; what is opened for a link that follows at once holds none.
    fn said(&self, page: ObjectId, id: i64) -> String {
        self.marked.get(&(page, id)).cloned().unwrap_or_default()
    }

    fn walk(&mut self, id: ObjectId, above: String) {
        let element = self.document.get_dictionary(id).unwrap().clone();
        let name = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        let path = format!("{above}/{name}");
        let home = element.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(one) => vec![one.clone()],
            Err(_) => Vec::new(),
        };
        let index = self.elements.len();
        self.elements.push(Element { path: path.clone(), text: String::new() });
        for kid in kids {
            match &kid {
                Object::Integer(mcid) => {
                    let text = self.said(home.unwrap(), *mcid);
                    self.elements[index].text.push_str(&text);
                }
                Object::Dictionary(kid) if kid.get(b"Type").unwrap().as_name().unwrap() == b"MCR" => {
                    let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                    let text = self.said(page, kid.get(b"MCID").unwrap().as_i64().unwrap());
                    self.elements[index].text.push_str(&text);
                }
                Object::Dictionary(object) => {
                    let annotation = self.dictionary(object.get(b"Obj").unwrap());
                    assert_eq!(annotation.get(b"Subtype").unwrap().as_name().unwrap(), b"Link");
                    assert!(!annotation.get(b"Contents").unwrap().as_str().unwrap().is_empty());
                }
                Object::Reference(child) => {
                    let at = self.elements.len();
                    self.walk(*child, path.clone());
                    if self.elements[at].path.ends_with("/Link") {
                        let text = self.elements[at].text.clone();
                        self.elements[index].text.push_str(&text);
                    }
                }
                other => panic!("{other:?}"),
            }
        }
    }

    /// What the tagged text of a page says, from 1.
    pub fn page_text(&self, number: u32) -> String {
        let page = self.document.get_pages()[&number];
        self.marked.range((page, 0)..=(page, i64::MAX)).map(|(_, text)| text.as_str()).collect()
    }

    /// Texts of all block elements in order, labels and links left out.
    pub fn blocks(&self) -> Vec<&str> {
        let blocks = self.elements.iter().filter(|e| !e.path.ends_with("/Link") && !e.path.ends_with("/Lbl"));
        blocks.map(|element| element.text.as_str()).filter(|text| !text.is_empty()).collect()
    }

    pub fn paths(&self) -> Vec<&str> {
        self.elements.iter().map(|element| element.path.trim_start_matches("/Document")).collect()
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

fn to_unicode(map: &[u8]) -> BTreeMap<u8, String> {
    let text = String::from_utf8(map.to_vec()).unwrap();
    let mut found = BTreeMap::new();
    for line in text.lines() {
        if line == "<20><7E><0020>" {
            found.extend((0x20..=0x7eu8).map(|code| (code, char::from(code).to_string())));
        } else if let Some((codes, texts)) = line.strip_suffix(']').and_then(|line| line.split_once('[')) {
            let first = u8::from_str_radix(&codes[1..3], 16).unwrap();
            let last = u8::from_str_radix(&codes[5..7], 16).unwrap();
            let texts: Vec<&str> = texts.trim_matches(['<', '>']).split("><").collect();
            assert_eq!(texts.len(), usize::from(last - first) + 1);
            for (code, digits) in (first..=last).zip(texts) {
                let units: Vec<u16> = (0..digits.len())
                    .step_by(4)
                    .map(|at| u16::from_str_radix(&digits[at..at + 4], 16).unwrap())
                    .collect();
                found.insert(code, String::from_utf16(&units).unwrap());
            }
        }
    }
    found
}
