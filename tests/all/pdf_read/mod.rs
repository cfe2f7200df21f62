//! What a reader sees in a finished PDF: letters with their places, rules, and the tree of tags.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Letters shown by one operator; points from the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub letters: String,
    pub x: f32,
    /// Right edge of the last letter that is not a space.
    pub right: f32,
    /// Baseline.
    pub y: f32,
    pub size: f32,
    pub font: String,
    /// Mark by which the tree of tags finds it.
    pub tag: Option<i64>,
}

type Point = (f32, f32);

#[derive(Debug)]
pub struct File {
    document: Document,
    ids: Vec<ObjectId>,
    /// Width and height of the pages.
    pub sizes: Vec<Point>,
    pub pages: Vec<Vec<Text>>,
    /// Straight lines of each page, from and to.
    pub rules: Vec<Vec<(Point, Point)>>,
}

struct Font {
    name: String,
    letters: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

impl File {
    pub fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let ids: Vec<ObjectId> = document.page_iter().collect();
        let mut file = Self {
            ids: ids.clone(),
            sizes: Vec::new(),
            pages: Vec::new(),
            rules: Vec::new(),
            document,
        };
        for id in ids {
            let page = file.document.get_dictionary(id).unwrap();
            let size: Vec<f32> = array(&file.document, page, b"MediaBox")
                .iter()
                .map(number)
                .collect();
            let (texts, rules) = file.page(id, size[3]);
            file.sizes.push((size[2], size[3]));
            file.pages.push(texts);
            file.rules.push(rules);
        }
        file
    }

    fn fonts(&self, page: ObjectId) -> BTreeMap<Vec<u8>, Font> {
        let fonts = self.document.get_page_fonts(page).unwrap();
        fonts
            .into_iter()
            .map(|(name, font)| (name, self.font(font)))
            .collect()
    }

    fn font(&self, font: &Dictionary) -> Font {
        let base = font.get(b"BaseFont").unwrap().as_name().unwrap();
        let map = resolve(&self.document, font.get(b"ToUnicode").unwrap());
        let map = map.as_stream().unwrap();
        let map = map
            .decompressed_content()
            .unwrap_or_else(|_| map.content.clone());
        let inner = array(&self.document, font, b"DescendantFonts").remove(0);
        let inner = resolve(&self.document, &inner).as_dict().unwrap();
        Font {
            name: String::from_utf8_lossy(base).into_owned(),
            letters: letters(&String::from_utf8_lossy(&map)),
            widths: widths(&array(&self.document, inner, b"W")),
        }
    }

    fn page(&self, id: ObjectId, height: f32) -> (Vec<Text>, Vec<(Point, Point)>) {
        let fonts = self.fonts(id);
        let content = Content::decode(&self.document.get_page_content(id)).unwrap();
        let (mut texts, mut rules) = (Vec::new(), Vec::new());
        let (mut font, mut size, mut at) = (Vec::new(), 0.0, (0.0, 0.0));
        let mut pen = (0.0, 0.0);
        let mut tags: Vec<Option<i64>> = Vec::new();
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BMC" => tags.push(None),
                "BDC" => {
                    let said = operands[1].as_dict().unwrap();
                    tags.push(Some(said.get(b"MCID").unwrap().as_i64().unwrap()));
                }
                "EMC" => drop(tags.pop().unwrap()),
                "Tf" => {
                    font = operands[0].as_name().unwrap().to_vec();
                    size = number(&operands[1]);
                }
                "Td" => at = (at.0 + number(&operands[0]), at.1 + number(&operands[1])),
                "Tm" => at = (number(&operands[4]), number(&operands[5])),
                "m" => pen = (number(&operands[0]), height - number(&operands[1])),
                "l" => {
                    let to = (number(&operands[0]), height - number(&operands[1]));
                    rules.push((pen, to));
                }
                "TJ" | "Tj" => {
                    assert!(!tags.is_empty(), "text outside of all marks");
                    let font = &fonts[&font];
                    let (letters, width) = shown(&operands[0], font, size);
                    texts.push(Text {
                        letters,
                        x: at.0,
                        right: at.0 + width,
                        y: height - at.1,
                        size,
                        font: font.name.clone(),
                        tag: tags.last().copied().flatten(),
                    });
                }
                _ => {}
            }
        }
        assert!(tags.is_empty(), "a mark that does not end");
        (texts, rules)
    }

    /// The tree of tags, an element a line, deeper by one space for each level. Every mark of every page must belong
    /// to one element.
    pub fn structure(&self) -> String {
        let root = self.document.catalog().unwrap();
        let marked = resolve(&self.document, root.get(b"MarkInfo").unwrap());
        let marked = marked.as_dict().unwrap().get(b"Marked").unwrap();
        assert!(marked.as_bool().unwrap());
        let root = resolve(&self.document, root.get(b"StructTreeRoot").unwrap());
        let mut out = String::new();
        let mut seen = Vec::new();
        for child in array(&self.document, root.as_dict().unwrap(), b"K") {
            self.element(&child, 0, &mut out, &mut seen);
        }
        seen.sort_unstable();
        let mut marks: Vec<(usize, i64)> = self
            .pages
            .iter()
            .enumerate()
            .flat_map(|(page, texts)| texts.iter().filter_map(move |t| Some((page, t.tag?))))
            .collect();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(seen, marks, "elements and marks");
        out
    }

    fn element(
        &self,
        element: &Object,
        depth: usize,
        out: &mut String,
        seen: &mut Vec<(usize, i64)>,
    ) {
        let element = resolve(&self.document, element).as_dict().unwrap();
        let name = element.get(b"S").unwrap().as_name().unwrap();
        let name = String::from_utf8_lossy(name);
        write!(out, "{}{name}", " ".repeat(depth)).unwrap();
        let kids = array(&self.document, element, b"K");
        let is_mark = |kid: &&Object| {
            matches!(kid, Object::Integer(_))
                || matches!(kid, Object::Dictionary(kid) if kid.has(b"MCID"))
        };
        if matches!(&*name, "P" | "H1" | "H2" | "H3" | "TH" | "TD") {
            let mut words: Vec<String> = Vec::new();
            for kid in kids.iter().filter(is_mark) {
                let (page, mark) = if let Object::Dictionary(kid) = kid {
                    (kid.get(b"Pg"), kid.get(b"MCID").unwrap())
                } else {
                    (element.get(b"Pg"), kid)
                };
                let page = page.unwrap().as_reference().unwrap();
                let page = self.ids.iter().position(|id| *id == page).unwrap();
                let mark = mark.as_i64().unwrap();
                seen.push((page, mark));
                let texts = self.pages[page]
                    .iter()
                    .filter(|text| text.tag == Some(mark));
                words.extend(texts.map(|text| text.letters.clone()));
            }
            writeln!(out, " {}", words.join(" ")).unwrap();
            return;
        }
        out.push('\n');
        for kid in &kids {
            self.element(kid, depth + 1, out, seen);
        }
    }
}

fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).unwrap().1
}

/// An array; one thing alone may stand for itself, and nothing for none.
fn array(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Vec<Object> {
    let Ok(value) = dictionary.get(key) else {
        return Vec::new();
    };
    match resolve(document, value) {
        Object::Array(items) => items.clone(),
        _ => vec![value.clone()],
    }
}

fn number(object: &Object) -> f32 {
    object.as_float().unwrap()
}

fn shown(operand: &Object, font: &Font, size: f32) -> (String, f32) {
    let (mut letters, mut width, mut edge) = (String::new(), 0.0, 0.0);
    let alone = [operand.clone()];
    let parts = operand.as_array().map_or(&alone[..], Vec::as_slice);
    for part in parts {
        if let Object::String(bytes, _) = part {
            for code in bytes.chunks(2) {
                let code = u16::from_be_bytes([code[0], code[1]]);
                letters.push_str(&font.letters[&code]);
                width += font.widths[&code];
                if font.letters[&code] != " " {
                    edge = width;
                }
            }
        } else {
            width -= number(part);
        }
    }
    (letters, edge * size / 1000.0)
}

/// `c [w w …]` and `first last w`
fn widths(said: &[Object]) -> BTreeMap<u16, f32> {
    let mut widths = BTreeMap::new();
    let mut rest = said.iter();
    while let (Some(first), Some(next)) = (rest.next(), rest.next()) {
        let first = u16::try_from(first.as_i64().unwrap()).unwrap();
        if let Object::Array(list) = next {
            widths.extend((first..).zip(list.iter().map(number)));
        } else {
            let last = u16::try_from(next.as_i64().unwrap()).unwrap();
            let width = number(rest.next().unwrap());
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    widths
}

/// The `bfchar` and `bfrange` lines of a map from codes to letters.
fn letters(map: &str) -> BTreeMap<u16, String> {
    let mut letters = BTreeMap::new();
    for line in map.lines() {
        let codes: Vec<Vec<u16>> = line
            .split('<')
            .skip(1)
            .filter_map(|part| part.split_once('>'))
            .map(|(hex, _)| {
                let digits: Vec<char> = hex.chars().filter(|c| !c.is_whitespace()).collect();
                digits
                    .chunks(4)
                    .map(|four| u16::from_str_radix(&four.iter().collect::<String>(), 16).unwrap())
                    .collect()
            })
            .collect();
        match &codes[..] {
            [code, letter] if code.len() == 1 => {
                letters.insert(code[0], String::from_utf16_lossy(letter));
            }
            [first, last, letter] if first.len() == 1 && last.len() == 1 && letter.len() == 1 => {
                for (step, code) in (0..).zip(first[0]..=last[0]) {
                    letters.insert(code, String::from_utf16_lossy(&[letter[0] + step]));
                }
            }
            _ => {}
        }
    }
    letters
}
