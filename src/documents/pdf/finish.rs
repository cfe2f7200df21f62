//! What the writer leaves out or gets wrong: metadata, output intent, outline, fixed identity.

use lopdf::{
    Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary, text_string,
};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::{file, icc, images, tags, xmp};
use crate::documents::content::Meta;
use crate::documents::error::DocumentError;
use crate::documents::layout::Page;

pub(super) const CREATOR: &str = "Giám sát 6 QCDC";
pub(super) const PRODUCER: &str = "qcdc";

pub(super) fn finish(
    mut document: Document,
    pages: &[Page],
    contents: Vec<Stream>,
    meta: &Meta,
) -> Result<Vec<u8>, DocumentError> {
    let meta = Meta {
        title: plain(&meta.title),
        subject: plain(&meta.subject),
        date: meta.date,
    };
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    for (id, content) in page_ids.iter().zip(contents) {
        fill_page(&mut document, *id, content)?;
    }
    images::embed(&mut document, pages, &page_ids)?;
    tags::structure(&mut document, pages, &page_ids)?;
    let outline = outline(&mut document, pages, &page_ids);
    describe(&mut document, &meta, outline)?;
    identify(&mut document, &meta);
    file::bytes(&document).map_err(|e| failed(&e))
}

pub(super) fn failed(error: &dyn std::error::Error) -> DocumentError {
    DocumentError::Pdf {
        detail: error.to_string(),
    }
}

/// One line in NFC, without characters that XML or readers' title bars cannot show.
fn plain(text: &str) -> String {
    let clean: String = text
        .nfc()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts the content in, and drops empty resource lists and the empty list of links.
fn fill_page(document: &mut Document, id: ObjectId, content: Stream) -> Result<(), DocumentError> {
    let content = document.add_object(content);
    let page = document.get_dictionary(id).map_err(|e| failed(&e))?;
    let resources_id = page
        .get(b"Resources")
        .and_then(Object::as_reference)
        .map_err(|e| failed(&e))?;
    let page = document.get_dictionary_mut(id).map_err(|e| failed(&e))?;
    page.remove(b"Annots");
    page.set("Contents", content);
    let resources = document
        .get_dictionary_mut(resources_id)
        .map_err(|e| failed(&e))?;
    for empty in [b"XObject".as_slice(), b"ExtGState", b"Shading"] {
        resources.remove(empty);
    }
    Ok(())
}

fn describe(
    document: &mut Document,
    meta: &Meta,
    outline: Option<ObjectId>,
) -> Result<(), DocumentError> {
    let packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp::packet(meta).into_bytes(),
    )
    // PDF/A wants it readable without unpacking
    .with_compression(false);
    let packet = document.add_object(packet);
    let profile = icc::srgb().ok_or_else(|| DocumentError::Pdf {
        detail: "không tạo được hồ sơ màu".to_owned(),
    })?;
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, profile));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => Object::Reference(profile),
    };
    let date = meta.date.format("D:%Y%m%d000000+07'00'").to_string();
    let info = document.add_object(dictionary! {
        "Title" => text_string(&meta.title),
        "Subject" => text_string(&meta.subject),
        "Creator" => text_string(CREATOR),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => Object::string_literal(date.as_str()),
        "ModDate" => Object::string_literal(date.as_str()),
    });
    document.trailer.set("Info", info);
    let catalog = document.catalog_mut().map_err(|e| failed(&e))?;
    catalog.set("Lang", Object::string_literal("vi-VN"));
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    Ok(())
}

/// The file's identity follows from its content: the same paper, the same file.
fn identify(document: &mut Document, meta: &Meta) {
    let mut hash = Sha256::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    hash.update(meta.title.as_bytes());
    hash.update(meta.date.to_string().as_bytes());
    let id: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

struct Entry {
    id: ObjectId,
    level: u8,
    parent: Option<usize>,
    fields: Dictionary,
}

/// The outline: headings in their order, lower levels inside higher ones, all open.
fn outline(document: &mut Document, pages: &[Page], page_ids: &[ObjectId]) -> Option<ObjectId> {
    let mut entries: Vec<Entry> = Vec::new();
    for (page, page_id) in pages.iter().zip(page_ids) {
        for bookmark in &page.bookmarks {
            let above = |entry: &Entry| entry.level < bookmark.level;
            let parent = entries.iter().rposition(above);
            let top = page.height - f32::from(bookmark.top);
            let destination = vec![
                Object::Reference(*page_id),
                "XYZ".into(),
                Object::Null,
                top.round().into(),
                Object::Null,
            ];
            entries.push(Entry {
                id: document.new_object_id(),
                level: bookmark.level,
                parent,
                fields: dictionary! {
                    "Title" => text_string(&bookmark.title),
                    "Dest" => destination,
                },
            });
        }
    }
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let mut top = dictionary! { "Type" => "Outlines" };
    nest(&entries, None, &mut top);
    for (index, entry) in entries.iter().enumerate() {
        let mut fields = entry.fields.clone();
        let parent = entry.parent.and_then(|at| entries.get(at));
        fields.set("Parent", parent.map_or(root, |parent| parent.id));
        let sibling = |at: &usize| entries.get(*at).is_some_and(|e| e.parent == entry.parent);
        if let Some(before) = (0..index)
            .rev()
            .find(sibling)
            .and_then(|at| entries.get(at))
        {
            fields.set("Prev", before.id);
        }
        let after = (index + 1..entries.len()).find(sibling);
        if let Some(after) = after.and_then(|at| entries.get(at)) {
            fields.set("Next", after.id);
        }
        nest(&entries, Some(index), &mut fields);
        document.set_object(entry.id, fields);
    }
    document.set_object(root, top);
    Some(root)
}

/// First and last child, and how many entries show below this one.
fn nest(entries: &[Entry], parent: Option<usize>, fields: &mut Dictionary) {
    let mut children = entries.iter().filter(|entry| entry.parent == parent);
    let Some(first) = children.next() else {
        return;
    };
    fields.set("First", first.id);
    fields.set(
        "Last",
        children.next_back().map_or(first.id, |last| last.id),
    );
    let below = |index: usize| {
        let mut at = Some(index);
        std::iter::from_fn(|| {
            at = at.and_then(|at| entries.get(at)).and_then(|e| e.parent);
            at
        })
        .any(|above| Some(above) == parent)
    };
    let count = match parent {
        None => entries.len(),
        Some(_) => (0..entries.len()).filter(|index| below(*index)).count(),
    };
    fields.set("Count", i64::try_from(count).unwrap_or(0));
}
