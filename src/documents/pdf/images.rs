//! Pictures in the file, each once.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::finish::failed;
use crate::documents::error::DocumentError;
use crate::documents::layout::Page;

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

/// A PNG of a list of colours goes in as it is: the file's format packs pictures the same way.
fn stream(file: &[u8]) -> Result<Stream, DocumentError> {
    let unreadable = || DocumentError::Pdf {
        detail: "không đọc được hình".to_owned(),
    };
    let png = Png::of(file).ok_or_else(unreadable)?;
    let last = i64::try_from(png.colours.len() / 3).unwrap_or(1).max(1) - 1;
    let space: Vec<Object> = vec![
        "Indexed".into(),
        "DeviceRGB".into(),
        last.into(),
        Object::String(png.colours, StringFormat::Hexadecimal),
    ];
    let fields = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(png.width),
        "Height" => i64::from(png.height),
        "BitsPerComponent" => 8,
        "ColorSpace" => space,
        "Filter" => "FlateDecode",
        "DecodeParms" => dictionary! {
            "Predictor" => 15,
            "Colors" => 1,
            "BitsPerComponent" => 8,
            "Columns" => i64::from(png.width),
        },
    };
    Ok(Stream::new(fields, png.packed))
}

/// What a PNG of at most 256 listed colours, one byte a dot, is made of.
struct Png {
    width: u32,
    height: u32,
    colours: Vec<u8>,
    packed: Vec<u8>,
}

impl Png {
    fn of(file: &[u8]) -> Option<Self> {
        let mut rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
        let mut png = Self {
            width: 0,
            height: 0,
            colours: Vec::new(),
            packed: Vec::new(),
        };
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
            let (kind, after) = after.split_first_chunk::<4>()?;
            let (data, after) = after.split_at_checked(length)?;
            // each chunk ends with four bytes of a checksum
            rest = after.get(4..)?;
            match kind {
                b"IHDR" => {
                    let (width, data) = data.split_first_chunk::<4>()?;
                    let (height, form) = data.split_first_chunk::<4>()?;
                    png.width = u32::from_be_bytes(*width);
                    png.height = u32::from_be_bytes(*height);
                    // one byte a dot, places in the list, no interlacing
                    if form != [8, 3, 0, 0, 0] {
                        return None;
                    }
                }
                b"PLTE" => png.colours = data.to_vec(),
                b"IDAT" => png.packed.extend(data),
                _ => {}
            }
        }
        (png.width > 0 && png.height > 0 && !png.packed.is_empty()).then_some(png)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::guide::{Part, guide, picture};

    #[test]
    fn every_picture_of_the_guide_goes_in_as_it_is() {
        let parts = guide().iter().flat_map(|chapter| &chapter.parts);
        let mut count = 0;
        for part in parts {
            let Part::Picture { name, .. } = part else {
                continue;
            };
            let file = picture(name).unwrap();
            let png = Png::of(file.bytes).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((png.width, png.height), file.size());
            assert!(png.colours.len() <= 256 * 3 && png.colours.len().is_multiple_of(3));
            count += 1;
        }
        assert!(count > 20);
    }

    #[test]
    fn what_is_no_such_picture_is_refused() {
        assert!(Png::of(b"GIF89a").is_none());
        assert!(Png::of(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR").is_none());
        let cut = picture("tong-quan").unwrap().bytes;
        assert!(Png::of(&cut[..cut.len() / 2]).is_none());
    }
}
