//! Small pictures of photos, and pictures as the window paints them.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageReader, Limits};

use crate::domain::AttachmentKind;

/// Pixels of the longer side of a small picture.
const SIDE: u32 = 256;
/// Pixels of a side that is still decoded, and bytes that decoding may take: a crafted picture must not eat the memory.
const LARGEST_SIDE: u32 = 16_000;
const MOST_MEMORY: u64 = 400 * 1024 * 1024;

/// A picture to paint.
#[derive(Clone, PartialEq, Eq)]
pub struct Thumbnail {
    pub width: usize,
    pub height: usize,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Thumbnail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Thumbnail({} × {})", self.width, self.height)
    }
}

/// A small JPEG of a photo; empty for other kinds and for what cannot be decoded.
pub fn thumbnail(kind: AttachmentKind, bytes: &[u8]) -> Vec<u8> {
    if !kind.is_photo() {
        return Vec::new();
    }
    let mut jpeg = Vec::new();
    let made = decode(bytes)
        .map(|image| image.thumbnail(SIDE, SIDE).to_rgb8())
        .and_then(|small| {
            JpegEncoder::new_with_quality(&mut jpeg, 82)
                .encode_image(&small)
                .ok()
        });
    if made.is_none() {
        jpeg.clear();
    }
    jpeg
}

/// The pixels of a small picture.
pub fn picture(jpeg: &[u8]) -> Option<Thumbnail> {
    let image = decode(jpeg)?.to_rgba8();
    Some(Thumbnail {
        width: image.width() as usize,
        height: image.height() as usize,
        rgba: image.into_raw(),
    })
}

/// The pixels of a picture that is made narrower, if need be, to a width.
pub fn scaled(bytes: &[u8], width: u32) -> Option<Thumbnail> {
    let image = decode(bytes)?;
    let image = if width < image.width() {
        let height = u64::from(image.height()) * u64::from(width) / u64::from(image.width().max(1));
        let height = u32::try_from(height).unwrap_or(1).max(1);
        image.resize_exact(width, height, FilterType::CatmullRom)
    } else {
        image
    };
    let image = image.to_rgba8();
    Some(Thumbnail {
        width: image.width() as usize,
        height: image.height() as usize,
        rgba: image.into_raw(),
    })
}

fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    use image::ImageDecoder as _;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // phones write which way is up instead of turning the picture
    let up = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(up) = up {
        image.apply_orientation(up);
    }
    Some(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_becomes_small_and_can_be_painted() {
        let photo = DynamicImage::new_rgb8(1200, 800);
        let mut bytes = Cursor::new(Vec::new());
        photo.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let small = thumbnail(AttachmentKind::Png, bytes.get_ref());
        let picture = picture(&small).unwrap();
        assert_eq!((picture.width, picture.height), (256, 171));
        assert_eq!(picture.rgba.len(), 256 * 171 * 4);
    }

    #[test]
    fn what_cannot_be_decoded_has_no_picture() {
        assert!(thumbnail(AttachmentKind::Jpeg, &[0xFF, 0xD8, 0xFF, 0xE0, 1]).is_empty());
        assert!(thumbnail(AttachmentKind::Pdf, b"%PDF-1.7").is_empty());
        assert!(picture(b"").is_none());
    }
}
