//! The tree of headings, paragraphs and tables that a screen reader follows.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use super::finish::failed;
use crate::documents::error::DocumentError;
use crate::documents::layout::{Image, Page, Role, Run, Tag};

/// Runs of one piece that follow one another; `mark` is their number on the page, none for ornaments.
pub(super) struct Sequence<'a> {
    pub tag: Option<Tag>,
    pub mark: Option<i64>,
    pub runs: &'a [Run],
}

/// The runs of a page as they are marked in its content.
pub(super) fn sequences(page: &Page) -> Vec<Sequence<'_>> {
    let mut next = 0;
    page.runs
        .chunk_by(|a, b| a.tag == b.tag)
        .map(|runs| {
            let tag = runs.first().and_then(|run| run.tag);
            let mark = tag.map(|_| {
                next += 1;
                next - 1
            });
            Sequence { tag, mark, runs }
        })
        .collect()
}

/// The pictures of a page with their numbers, which follow those of the text.
pub(super) fn figures(page: &Page) -> impl Iterator<Item = (&Image, i64)> {
    let texts = sequences(page);
    let next = texts.iter().filter_map(|text| text.mark).max();
    page.images.iter().zip(next.map_or(0, |last| last + 1)..)
}

/// The name that the format has for a piece.
pub(super) fn name(role: Role) -> &'static str {
    match role {
        Role::Paragraph => "P",
        Role::Figure => "Figure",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Cell { row: 0, .. } => "TH",
        Role::Cell { .. } => "TD",
    }
}

/// Where a piece stands: page, and mark on it.
type Place = (usize, i64);

/// Row and column to the places of a cell.
type Cells = BTreeMap<(u32, u32), Vec<Place>>;

enum Piece {
    Text(Role, Vec<Place>),
    Figure(String, Place),
    Table(Cells),
}

/// Adds the tree; every marked sequence of every page belongs to one element.
pub(super) fn structure(
    document: &mut Document,
    pages: &[Page],
    page_ids: &[ObjectId],
) -> Result<(), DocumentError> {
    let mut tree = Tree {
        page_ids,
        parents: pages.iter().map(|_| BTreeMap::new()).collect(),
        document,
    };
    let root = tree.document.new_object_id();
    let whole = tree.document.new_object_id();
    let mut children = Vec::new();
    for piece in pieces(pages).into_values() {
        let child = match piece {
            Piece::Text(role, places) => tree.leaf(name(role), whole, &places),
            Piece::Table(cells) => tree.table(whole, &cells),
            Piece::Figure(words, place) => {
                let id = tree.leaf(name(Role::Figure), whole, &[place]);
                if let Ok(fields) = tree.document.get_dictionary_mut(id) {
                    fields.set("Alt", text_string(&words));
                }
                id
            }
        };
        children.push(Object::Reference(child));
    }
    tree.element(whole, "Document", root, children);
    let parents = tree.parent_tree()?;
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(whole)],
            "ParentTree" => parents,
            "ParentTreeNextKey" => Object::Integer(i64::try_from(pages.len()).unwrap_or(0)),
        },
    );
    let catalog = document.catalog_mut().map_err(|e| failed(&e))?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// The pieces of the paper in reading order.
fn pieces(pages: &[Page]) -> BTreeMap<u32, Piece> {
    let mut pieces: BTreeMap<u32, Piece> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        for sequence in sequences(page) {
            let (Some(tag), Some(mark)) = (sequence.tag, sequence.mark) else {
                continue;
            };
            let piece = pieces.entry(tag.piece).or_insert_with(|| match tag.role {
                Role::Cell { .. } => Piece::Table(Cells::new()),
                Role::Paragraph | Role::Heading(_) | Role::Figure => {
                    Piece::Text(tag.role, Vec::new())
                }
            });
            match (piece, tag.role) {
                (Piece::Table(cells), Role::Cell { row, column }) => {
                    cells.entry((row, column)).or_default().push((index, mark));
                }
                (Piece::Text(_, places), _) => places.push((index, mark)),
                // a piece is of one kind
                (Piece::Table(_) | Piece::Figure(..), _) => {}
            }
        }
        for (image, mark) in figures(page) {
            let figure = Piece::Figure(image.words.clone(), (index, mark));
            pieces.insert(image.tag.piece, figure);
        }
    }
    pieces
}

struct Tree<'a> {
    document: &'a mut Document,
    page_ids: &'a [ObjectId],
    /// Element of each mark, by page.
    parents: Vec<BTreeMap<i64, ObjectId>>,
}

impl Tree<'_> {
    fn element(&mut self, id: ObjectId, name: &str, parent: ObjectId, children: Vec<Object>) {
        let mut fields = head(name, parent);
        fields.set("K", children);
        self.document.set_object(id, fields);
    }

    /// An element that holds marked text.
    fn leaf(&mut self, name: &str, parent: ObjectId, places: &[Place]) -> ObjectId {
        let id = self.document.new_object_id();
        let mut fields = head(name, parent);
        if name == "TH" {
            let scope = dictionary! { "O" => "Table", "Scope" => "Column" };
            fields.set("A", Object::Dictionary(scope));
        }
        let first = places.first().map(|(page, _)| *page);
        let mut kids = Vec::new();
        for (page, mark) in places {
            if let Some(marks) = self.parents.get_mut(*page) {
                marks.insert(*mark, id);
            }
            let page_id = self.page_ids.get(*page).copied();
            match page_id.filter(|_| Some(*page) != first) {
                None => kids.push(Object::Integer(*mark)),
                Some(page_id) => kids.push(Object::Dictionary(dictionary! {
                    "Type" => "MCR",
                    "Pg" => page_id,
                    "MCID" => *mark,
                })),
            }
        }
        if let Some(page_id) = first.and_then(|page| self.page_ids.get(page)) {
            fields.set("Pg", *page_id);
        }
        match (kids.pop(), kids.is_empty()) {
            (Some(only), true) => fields.set("K", only),
            (Some(last), false) => {
                kids.push(last);
                fields.set("K", kids);
            }
            (None, _) => {}
        }
        self.document.set_object(id, fields);
        id
    }

    /// A table with all its cells, the empty ones too.
    fn table(&mut self, parent: ObjectId, cells: &Cells) -> ObjectId {
        let id = self.document.new_object_id();
        let rows = cells.keys().map(|(row, _)| row + 1).max().unwrap_or(0);
        let columns = cells
            .keys()
            .map(|(_, column)| column + 1)
            .max()
            .unwrap_or(0);
        let mut children = Vec::new();
        for row in 0..rows {
            let row_id = self.document.new_object_id();
            let mut row_children = Vec::new();
            for column in 0..columns {
                let places = cells.get(&(row, column)).map(Vec::as_slice);
                let cell = name(Role::Cell { row, column });
                let cell = self.leaf(cell, row_id, places.unwrap_or_default());
                row_children.push(Object::Reference(cell));
            }
            self.element(row_id, "TR", id, row_children);
            children.push(Object::Reference(row_id));
        }
        self.element(id, "Table", parent, children);
        id
    }

    /// From the marks of each page back to their elements.
    fn parent_tree(&mut self) -> Result<ObjectId, DocumentError> {
        let mut numbers = Vec::new();
        for (key, (marks, page_id)) in (0_i64..).zip(self.parents.iter().zip(self.page_ids)) {
            let page = self
                .document
                .get_dictionary_mut(*page_id)
                .map_err(|e| failed(&e))?;
            page.set("StructParents", key);
            page.set("Tabs", "S");
            let marks: Vec<Object> = marks.values().copied().map(Object::Reference).collect();
            numbers.push(Object::Integer(key));
            numbers.push(Object::Array(marks));
        }
        Ok(self.document.add_object(dictionary! { "Nums" => numbers }))
    }
}

fn head(name: &str, parent: ObjectId) -> Dictionary {
    dictionary! { "S" => name, "P" => parent }
}
