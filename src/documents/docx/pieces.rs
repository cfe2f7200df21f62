//! Paragraphs, runs and tables, as the schema of the format has them.

use super::styles::{id, spacing};
use super::twips;
use super::xml::Xml;
use crate::documents::content::{Align, Span};
use crate::documents::layout::text::bound;

/// Shortest line that Word takes, for paragraphs that are there because the format wants one.
pub(super) const NOTHING: f32 = 1.0;

/// An empty paragraph of an exact height.
pub(super) fn gap(xml: &mut Xml, height: f32, keep: bool) {
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| {
            xml.value("w:pStyle", id::GAP);
            if keep {
                xml.empty("w:keepNext", &[]);
            }
            spacing(xml, height.max(NOTHING), 0.0);
        });
    });
}

/// As far from the left as from the right.
pub(super) fn sides(xml: &mut Xml, side: f32) {
    let side = twips(side.max(0.0));
    xml.empty("w:ind", &[("w:left", &side), ("w:right", &side)]);
}

pub(super) fn paragraph(xml: &mut Xml, style: &str, spans: &[Span]) {
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| xml.value("w:pStyle", style));
        for span in spans {
            run(xml, span);
        }
    });
}

pub(super) fn run(xml: &mut Xml, span: &Span) {
    if span.text.is_empty() {
        return;
    }
    xml.inside("w:r", &[], |xml| {
        if span.bold || span.italic {
            xml.inside("w:rPr", &[], |xml| {
                for (tag, on) in [
                    ("w:b", span.bold),
                    ("w:bCs", span.bold),
                    ("w:i", span.italic),
                    ("w:iCs", span.italic),
                ] {
                    if on {
                        xml.empty(tag, &[]);
                    }
                }
            });
        }
        letters(xml, &span.text);
    });
}

pub(super) fn letters(xml: &mut Xml, text: &str) {
    for (index, line) in bound(text).split('\n').enumerate() {
        if index > 0 {
            xml.empty("w:br", &[]);
        }
        preserved(xml, line);
    }
}

pub(super) fn preserved(xml: &mut Xml, text: &str) {
    xml.text("w:t", &[("xml:space", "preserve")], text);
}

pub(super) fn tab(xml: &mut Xml) {
    xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// The text of a cell; each of its lines is a paragraph, so that none is stretched.
pub(super) fn lines(xml: &mut Xml, style: &str, align: Option<Align>, text: &str) {
    let align = align.and_then(|align| match align {
        Align::Left => None,
        Align::Center => Some("center"),
        Align::Right => Some("right"),
        Align::Justify => Some("both"),
    });
    for line in text.split('\n') {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.value("w:pStyle", style);
                if let Some(align) = align {
                    xml.value("w:jc", align);
                }
            });
            run(xml, &Span::plain(line));
        });
    }
}

/// A table without rules that holds columns of text side by side.
pub(super) fn frame(xml: &mut Xml, columns: &[f32], rows: impl FnOnce(&mut Xml)) {
    grid(xml, id::FRAME, columns, rows);
}

pub(super) fn grid(xml: &mut Xml, style: &str, columns: &[f32], rows: impl FnOnce(&mut Xml)) {
    let total: f32 = columns.iter().sum();
    xml.inside("w:tbl", &[], |xml| {
        xml.inside("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style);
            xml.empty("w:tblW", &[("w:w", &twips(total)), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        });
        xml.inside("w:tblGrid", &[], |xml| {
            for width in columns {
                xml.empty("w:gridCol", &[("w:w", &twips(*width))]);
            }
        });
        rows(xml);
    });
}

/// A row that no page break cuts; a header comes back on every page.
pub(super) fn row(xml: &mut Xml, header: bool, cells: impl FnOnce(&mut Xml)) {
    xml.inside("w:tr", &[], |xml| {
        xml.inside("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if header {
                xml.empty("w:tblHeader", &[]);
            }
        });
        cells(xml);
    });
}

pub(super) fn cell(xml: &mut Xml, width: f32, text: impl FnOnce(&mut Xml)) {
    placed_cell(xml, width, None, None, text);
}

pub(super) fn middle_cell(xml: &mut Xml, width: f32, text: impl FnOnce(&mut Xml)) {
    placed_cell(xml, width, None, Some("center"), text);
}

fn placed_cell(
    xml: &mut Xml,
    width: f32,
    fill: Option<&str>,
    place: Option<&str>,
    text: impl FnOnce(&mut Xml),
) {
    xml.inside("w:tc", &[], |xml| {
        xml.inside("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &twips(width)), ("w:type", "dxa")]);
            if let Some(fill) = fill {
                shading(xml, fill);
            }
            if let Some(place) = place {
                xml.value("w:vAlign", place);
            }
        });
        text(xml);
    });
}

/// A cell with a colour behind its text.
pub(super) fn shaded_cell(xml: &mut Xml, width: f32, fill: &str, text: impl FnOnce(&mut Xml)) {
    placed_cell(xml, width, Some(fill), None, text);
}

fn shading(xml: &mut Xml, fill: &str) {
    let said = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)];
    xml.empty("w:shd", &said);
}

/// A bar that is about as long as so many spaces.
pub(super) fn bar(xml: &mut Xml, spaces: usize, fill: &str, size: &str) {
    xml.inside("w:r", &[], |xml| {
        xml.inside("w:rPr", &[], |xml| {
            xml.value("w:sz", size);
            xml.value("w:szCs", size);
            shading(xml, fill);
        });
        preserved(xml, &"\u{A0}".repeat(spaces));
    });
}
