//! Pictures in the file, each once.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::finish::failed;
use crate::documents::error::DocumentError;
use crate::documents::layout::Page;
use crate::documents::thumb::pixels;

/// Colours that a picture may have to be kept as places in a list of them.
const LISTED: usize = 256;

/// By what a page calls a picture: the same picture has one name everywhere.
pub(super) fn name(file: &[u8]) -> String {
    let hash = Sha256::digest(file);
    let hash = hash
        .iter()
        .take(6)
        .fold(0_u64, |sum, byte| sum * 256 + u64::from(*byte));
    format!("Im{hash:x}")
}

/// Puts the pictures of the pages in.
pub(super) fn embed(
    document: &mut Document,
    pages: &[Page],
    page_ids: &[ObjectId],
) -> Result<(), DocumentError> {
    let mut known: BTreeMap<String, ObjectId> = BTreeMap::new();
    for (page, page_id) in pages.iter().zip(page_ids) {
        for image in &page.images {
            let name = name(image.file);
            let id = if let Some(id) = known.get(&name) {
                *id
            } else {
                let id = document.add_object(stream(image.file)?);
                known.insert(name.clone(), id);
                id
            };
            let resources = document
                .get_dictionary(*page_id)
                .and_then(|page| page.get(b"Resources"))
                .and_then(Object::as_reference)
                .map_err(|e| failed(&e))?;
            let resources = document
                .get_dictionary_mut(resources)
                .map_err(|e| failed(&e))?;
            let mut named = match resources.get(b"XObject").and_then(Object::as_dict) {
                Ok(named) => named.clone(),
                Err(_) => Dictionary::new(),
            };
            named.set(name, id);
            resources.set("XObject", named);
        }
    }
    Ok(())
}

fn stream(file: &[u8]) -> Result<Stream, DocumentError> {
    let (width, height, rgb) = pixels(file).ok_or_else(|| DocumentError::Pdf {
        detail: "không đọc được hình".to_owned(),
    })?;
    let mut colours: BTreeMap<&[u8], u8> = BTreeMap::new();
    let mut list = Vec::new();
    let mut places = Vec::with_capacity(rgb.len() / 3);
    for colour in rgb.chunks_exact(3) {
        let next = colours.len();
        let place = if let Some(place) = colours.get(colour) {
            *place
        } else {
            let Ok(place) = u8::try_from(next) else {
                break;
            };
            colours.insert(colour, place);
            list.extend(colour);
            place
        };
        places.push(place);
    }
    let few = colours.len() <= LISTED && places.len() * 3 == rgb.len();
    let mut fields = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
    };
    let content = if few {
        let last = i64::try_from(colours.len().max(1) - 1).unwrap_or(255);
        let space: Vec<Object> = vec![
            "Indexed".into(),
            "DeviceRGB".into(),
            last.into(),
            Object::String(list, StringFormat::Hexadecimal),
        ];
        fields.set("ColorSpace", space);
        places
    } else {
        fields.set("ColorSpace", "DeviceRGB");
        rgb.clone()
    };
    Ok(Stream::new(fields, content))
}
