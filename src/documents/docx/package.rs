//! The parts of the file that hold no text of the paper, and the archive around all of them.

use std::io::{Cursor, Write};

use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use crate::documents::content::Meta;
use crate::documents::error::DocumentError;

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const LINKS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CREATOR: &str = "Giám sát 6 QCDC";

/// Relationship of the document to a part: identity, kind, file.
const PARTS: [(&str, &str, &str); 5] = [
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    (FIRST_HEADER, "header", "header1.xml"),
    (HEADER, "header", "header2.xml"),
    (WIDE_HEADER, "header", "header3.xml"),
];
pub(super) const FIRST_HEADER: &str = "rId3";
pub(super) const HEADER: &str = "rId4";
/// On pages that lie on their long edge.
pub(super) const WIDE_HEADER: &str = "rId5";

/// Files in their order, compressed, without the time of day: the same parts, the same bytes.
pub(super) fn archive(parts: &[(&str, String)]) -> Result<Vec<u8>, DocumentError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, options).map_err(|e| failed(&e))?;
        zip.write_all(content.as_bytes()).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}

fn failed(error: &dyn std::error::Error) -> DocumentError {
    DocumentError::Word {
        detail: error.to_string(),
    }
}

pub(super) fn content_types() -> String {
    let mut xml = Xml::part();
    let namespace = format!("{PACKAGE}/content-types");
    xml.inside("Types", &[("xmlns", &namespace)], |xml| {
        let relationships = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, kind) in [("rels", relationships), ("xml", "application/xml")] {
            xml.empty(
                "Default",
                &[("Extension", extension), ("ContentType", kind)],
            );
        }
        let core = "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
        for (part, kind) in [
            ("/word/document.xml", format!("{WORD}.document.main+xml")),
            ("/word/styles.xml", format!("{WORD}.styles+xml")),
            ("/word/settings.xml", format!("{WORD}.settings+xml")),
            ("/word/header1.xml", format!("{WORD}.header+xml")),
            ("/word/header2.xml", format!("{WORD}.header+xml")),
            ("/word/header3.xml", format!("{WORD}.header+xml")),
            ("/docProps/core.xml", core),
        ] {
            xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
        }
    });
    xml.finish()
}

pub(super) fn package_links() -> String {
    links(&[
        (
            "rId1",
            format!("{LINKS}/officeDocument"),
            "word/document.xml",
        ),
        (
            "rId2",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
    ])
}

pub(super) fn document_links() -> String {
    let parts = PARTS.map(|(id, kind, file)| (id, format!("{LINKS}/{kind}"), file));
    links(&parts)
}

fn links(links: &[(&str, String, &str)]) -> String {
    let mut xml = Xml::part();
    let namespace = format!("{PACKAGE}/relationships");
    xml.inside("Relationships", &[("xmlns", &namespace)], |xml| {
        for (id, kind, target) in links {
            xml.empty(
                "Relationship",
                &[("Id", id), ("Type", kind), ("Target", target)],
            );
        }
    });
    xml.finish()
}

/// What the file says about itself, dated as the paper is.
pub(super) fn core_properties(meta: &Meta) -> String {
    let plain = |text: &str| {
        let clean: String = text.nfc().collect();
        clean.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let date = meta.date.format("%Y-%m-%dT00:00:00Z").to_string();
    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns:cp", format!("{PACKAGE}/metadata/core-properties")),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/".to_owned()),
        ("xmlns:dcterms", "http://purl.org/dc/terms/".to_owned()),
        (
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance".to_owned(),
        ),
    ];
    let namespaces: Vec<(&str, &str)> = namespaces
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    xml.inside("cp:coreProperties", &namespaces, |xml| {
        xml.text("dc:title", &[], &plain(&meta.title));
        xml.text("dc:subject", &[], &plain(&meta.subject));
        xml.text("dc:creator", &[], CREATOR);
        xml.text("dc:language", &[], "vi-VN");
        let kind = [("xsi:type", "dcterms:W3CDTF")];
        xml.text("dcterms:created", &kind, &date);
        xml.text("dcterms:modified", &kind, &date);
    });
    xml.finish()
}

pub(super) fn settings(two_sided: bool) -> String {
    let mut xml = Xml::part();
    xml.inside("w:settings", &[("xmlns:w", MAIN)], |xml| {
        if two_sided {
            xml.empty("w:mirrorMargins", &[]);
        }
        xml.value("w:defaultTabStop", "720");
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.inside("w:compat", &[], |xml| {
            // a line that the text itself ends is not stretched
            xml.empty("w:doNotExpandShiftReturn", &[]);
            let office = "http://schemas.microsoft.com/office/word";
            for (name, value) in [
                ("compatibilityMode", "15"),
                ("overrideTableStyleFontSizeAndJustification", "1"),
                ("enableOpenTypeFeatures", "1"),
                ("doNotFlipMirrorIndents", "1"),
                ("differentiateMultirowTableHeaders", "1"),
            ] {
                xml.empty(
                    "w:compatSetting",
                    &[("w:name", name), ("w:uri", office), ("w:val", value)],
                );
            }
        });
    });
    xml.finish()
}
