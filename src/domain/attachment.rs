//! Files kept with a visit: which kinds are taken, told by their content and never by their name.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{AttachmentId, EventId, ItemId, ShortcomingId, VisitId};
use super::text;
use super::words::words;

/// Bytes that one file may have.
pub const FILE_LIMIT: u64 = 20 * 1024 * 1024;

/// What is taken, in one sentence.
pub const TAKEN: &str = "Nhận ảnh (JPG, PNG, WebP), PDF, Word, Excel, mỗi tệp tối đa 20 MB.";

words! {
    /// What a file holds.
    AttachmentKind {
        Jpeg = "jpeg", "Ảnh";
        Png = "png", "Ảnh";
        Webp = "webp", "Ảnh";
        Pdf = "pdf", "PDF";
        Docx = "docx", "Word";
        Doc = "doc", "Word";
        Xlsx = "xlsx", "Excel";
        Xls = "xls", "Excel";
    }
}

impl AttachmentKind {
    pub fn is_photo(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// The ending that the system opens it by.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png
            | Self::Webp
            | Self::Pdf
            | Self::Docx
            | Self::Doc
            | Self::Xlsx
            | Self::Xls => self.code(),
        }
    }

    /// What a file is by its content.
    ///
    /// # Errors
    /// It is none of the kinds that are taken, or it carries macros.
    pub fn sniff(bytes: &[u8]) -> Result<Self, &'static str> {
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Ok(Self::Jpeg);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self::Png);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Ok(Self::Webp);
        }
        if bytes.starts_with(b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::of_package(bytes);
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return Self::of_compound(bytes);
        }
        if bytes.is_empty() {
            return Err("tệp rỗng");
        }
        Err("nội dung không phải ảnh, PDF, Word hay Excel")
    }

    /// Word and Excel files since 2007 are packages whose list of parts stands in clear.
    fn of_package(bytes: &[u8]) -> Result<Self, &'static str> {
        if holds(bytes, b"vbaProject.bin") {
            return Err("tệp có macro; hãy lưu lại thành tệp không có macro");
        }
        if holds(bytes, b"word/document.xml") {
            Ok(Self::Docx)
        } else if holds(bytes, b"xl/workbook.xml") {
            Ok(Self::Xlsx)
        } else {
            Err("nội dung không phải ảnh, PDF, Word hay Excel")
        }
    }

    fn of_compound(bytes: &[u8]) -> Result<Self, &'static str> {
        if holds(bytes, &wide("_VBA_PROJECT")) {
            Err("tệp có macro; hãy lưu lại thành tệp không có macro")
        } else if holds(bytes, &wide("WordDocument")) {
            Ok(Self::Doc)
        } else if holds(bytes, &wide("Workbook")) {
            Ok(Self::Xls)
        } else {
            Err("nội dung không phải ảnh, PDF, Word hay Excel")
        }
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// What a file is attached to; a step names its shortcoming too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AttachTo {
    pub visit_id: VisitId,
    pub item_id: Option<ItemId>,
    pub shortcoming_id: Option<ShortcomingId>,
    pub event_id: Option<EventId>,
}

impl AttachTo {
    pub fn visit(visit_id: VisitId) -> Self {
        Self {
            visit_id,
            item_id: None,
            shortcoming_id: None,
            event_id: None,
        }
    }

    pub fn item(visit_id: VisitId, item: ItemId) -> Self {
        Self {
            item_id: Some(item),
            ..Self::visit(visit_id)
        }
    }

    pub fn shortcoming(visit_id: VisitId, shortcoming: ShortcomingId) -> Self {
        Self {
            shortcoming_id: Some(shortcoming),
            ..Self::visit(visit_id)
        }
    }

    pub fn step(visit_id: VisitId, shortcoming: ShortcomingId, event: EventId) -> Self {
        Self {
            event_id: Some(event),
            ..Self::shortcoming(visit_id, shortcoming)
        }
    }
}

/// A file attached to a visit, to one of its items, shortcomings or steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: AttachmentId,
    pub ver: i64,
    pub visit_id: VisitId,
    pub item_id: Option<ItemId>,
    pub shortcoming_id: Option<ShortcomingId>,
    pub event_id: Option<EventId>,
    pub position: i64,
    pub name: String,
    pub kind: AttachmentKind,
    pub size: i64,
    /// By this the bytes are found.
    pub sha256: String,
    pub note: String,
    pub added_on: NaiveDate,
}

impl Attachment {
    pub fn place(&self) -> AttachTo {
        AttachTo {
            visit_id: self.visit_id,
            item_id: self.item_id,
            shortcoming_id: self.shortcoming_id,
            event_id: self.event_id,
        }
    }

    /// "1,4 MB".
    pub fn size_label(&self) -> String {
        size_label(self.size.unsigned_abs())
    }
}

/// "350 KB", "1,4 MB".
pub fn size_label(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) / (1024 * 1024);
    if tenths >= 10 {
        format!("{},{} MB", tenths / 10, tenths % 10)
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}

/// A name that every system takes, with the ending of what the file is.
pub fn file_name(name: &str, kind: AttachmentKind) -> String {
    let name = text::nfc(name).trim().to_owned();
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending.to_lowercase()),
        _ => (name.as_str(), String::new()),
    };
    let fits = ending == kind.extension() || (kind == AttachmentKind::Jpeg && ending == "jpeg");
    // the ending of another kind stays readable as part of the name
    let stem = if fits || ending.is_empty() {
        stem
    } else {
        &name
    };
    let stem = text::file_name(stem);
    let stem = if stem.is_empty() {
        "Tệp"
    } else {
        stem.as_str()
    };
    format!("{stem}.{}", kind.extension())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_content_and_a_false_ending_does_not_help() {
        assert_eq!(
            AttachmentKind::sniff(b"%PDF-1.7 x"),
            Ok(AttachmentKind::Pdf)
        );
        assert_eq!(
            AttachmentKind::sniff(&[0xFF, 0xD8, 0xFF, 0xE0]),
            Ok(AttachmentKind::Jpeg)
        );
        assert_eq!(
            AttachmentKind::sniff(b"PK\x03\x04....xl/workbook.xml"),
            Ok(AttachmentKind::Xlsx)
        );
        assert!(AttachmentKind::sniff(b"MZ\x90 program").is_err());
        assert!(AttachmentKind::sniff(b"").is_err());
        let macros = b"PK\x03\x04word/document.xml word/vbaProject.bin";
        assert!(AttachmentKind::sniff(macros).unwrap_err().contains("macro"));
        let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        old.extend(wide("WordDocument"));
        assert_eq!(AttachmentKind::sniff(&old), Ok(AttachmentKind::Doc));
    }

    #[test]
    fn names_keep_their_words_and_end_as_what_they_are() {
        assert_eq!(
            file_name("Biên bản.PDF", AttachmentKind::Pdf),
            "Biên bản.pdf"
        );
        assert_eq!(file_name("ảnh.jpeg", AttachmentKind::Jpeg), "ảnh.jpg");
        assert_eq!(file_name("a/b:c.exe", AttachmentKind::Pdf), "a-b-c.exe.pdf");
        assert_eq!(file_name("...", AttachmentKind::Png), "Tệp.png");
        assert_eq!(size_label(350 * 1024), "350 KB");
        assert_eq!(size_label(1_500_000), "1,4 MB");
    }
}
