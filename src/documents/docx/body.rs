//! The text of the file: letterhead, blocks, closing, and what stands at the top of the pages.

use super::package::{FIRST_HEADER, HEADER, LINKS, MAIN};
use super::styles::{self, id, spacing};
use super::twips;
use super::xml::Xml;
use crate::documents::content::{Align, Block, Paper, Signature, Span, Table};
use crate::documents::error::DocumentError;
use crate::documents::layout::letterhead::{BELOW_HEAD, PARTY, right_width, subject_width, width};
use crate::documents::layout::setter::{Setter, points};
use crate::documents::layout::table::places;
use crate::documents::layout::text::{bound, clean};
use crate::documents::layout::{closing, with_ending};
use crate::documents::profile::TextStyle;

/// Word rounds widths its own way; what fits a column exactly gets this much more, points.
const SLACK: f32 = 1.5;
/// From the lowest letters of the name of the Party to the rule below it, points.
const RULE_DROP: f32 = 1.0;
/// Shortest line that Word takes, for paragraphs that are there because the format wants one.
const NOTHING: f32 = 1.0;

/// `word/document.xml`
pub(super) fn document(setter: &mut Setter<'_>, paper: &Paper) -> Result<String, DocumentError> {
    let party = width(setter, PARTY, paper.profile.party_title)?;
    let right = right_width(setter, paper)? + SLACK;
    let subject = match &paper.subject {
        Some(subject) => subject_width(setter, subject, paper.profile.subject)?,
        None => 0.0,
    };
    let beside = (setter.frame.width - subject - SLACK) / 2.0;
    check_tables(paper)?;
    let mut xml = Xml::part();
    xml.inside(
        "w:document",
        &[("xmlns:w", MAIN), ("xmlns:r", LINKS)],
        |xml| {
            xml.inside("w:body", &[], |xml| {
                letterhead(xml, setter, paper, right, (right - party - SLACK) / 2.0);
                title(xml, paper, beside);
                gap(xml, BELOW_HEAD, true);
                blocks(xml, setter, paper);
                closing_block(xml, setter, paper);
                section(xml, paper);
            });
        },
    );
    Ok(xml.finish())
}

fn check_tables(paper: &Paper) -> Result<(), DocumentError> {
    for block in &paper.blocks {
        if let Block::Table(table) = block {
            table.check()?;
        }
    }
    Ok(())
}

fn section(xml: &mut Xml, paper: &Paper) {
    let page = &paper.profile.page;
    let mm = |mm: f32| twips(points(mm));
    xml.inside("w:sectPr", &[], |xml| {
        for (kind, id) in [("first", FIRST_HEADER), ("default", HEADER)] {
            xml.empty("w:headerReference", &[("w:type", kind), ("r:id", id)]);
        }
        xml.empty(
            "w:pgSz",
            &[("w:w", &mm(page.width_mm)), ("w:h", &mm(page.height_mm))],
        );
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &mm(page.margin_top_mm)),
                ("w:right", &mm(page.margin_right_mm)),
                ("w:bottom", &mm(page.margin_bottom_mm)),
                ("w:left", &mm(page.margin_left_mm)),
                ("w:header", &mm(paper.profile.page_number.top_mm)),
                ("w:footer", &mm(paper.profile.page_number.top_mm)),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:titlePg", &[]);
    });
}

/// A header: the number of the page in the middle, but on the first; the mark at the right edge.
pub(super) fn header(setter: &Setter<'_>, paper: &Paper, numbered: bool) -> String {
    let width = setter.frame.width;
    let mut xml = Xml::part();
    xml.inside("w:hdr", &[("xmlns:w", MAIN), ("xmlns:r", LINKS)], |xml| {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.value("w:pStyle", id::HEADER);
                xml.inside("w:tabs", &[], |xml| {
                    for (kind, at) in [("center", width / 2.0), ("right", width)] {
                        xml.empty("w:tab", &[("w:val", kind), ("w:pos", &twips(at))]);
                    }
                });
            });
            tab(xml);
            if numbered {
                xml.inside("w:fldSimple", &[("w:instr", "PAGE")], |xml| {
                    run(xml, &Span::plain("2"));
                });
            }
            if let Some(mark) = &paper.mark {
                tab(xml);
                xml.inside("w:r", &[], |xml| {
                    xml.inside("w:rPr", &[], styles::mark);
                    letters(xml, &format!("\u{A0}{}\u{A0}", mark.to_uppercase()));
                });
            }
        });
    });
    xml.finish()
}

fn tab(xml: &mut Xml) {
    xml.inside("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

fn letterhead(xml: &mut Xml, setter: &Setter<'_>, paper: &Paper, right: f32, side: f32) {
    let profile = &paper.profile;
    let head = &paper.letterhead;
    let columns = [setter.frame.width - right, right];
    let line = |xml: &mut Xml, style: &str, text: &str, face: TextStyle| {
        if !text.trim().is_empty() {
            // alone in a column as wide as itself, it needs no bound spaces
            let text = clean(&face.cased(text));
            xml.inside("w:p", &[], |xml| {
                xml.inside("w:pPr", &[], |xml| xml.value("w:pStyle", style));
                xml.inside("w:r", &[], |xml| preserved(xml, &text));
            });
        }
    };
    frame(xml, &columns, |xml| {
        row(xml, false, |xml| {
            cell(xml, columns[0], |xml| {
                line(xml, id::SUPERIOR, &head.superior, profile.superior);
                line(xml, id::ISSUER, &head.issuer, profile.issuer);
                line(xml, id::STAR, "*", profile.issuer);
            });
            cell(xml, columns[1], |xml| {
                xml.inside("w:p", &[], |xml| {
                    xml.inside("w:pPr", &[], |xml| {
                        xml.value("w:pStyle", id::PARTY);
                        xml.inside("w:pBdr", &[], |xml| {
                            styles::border(xml, "w:bottom", 0.75, RULE_DROP, "auto");
                        });
                        sides(xml, side);
                    });
                    run(xml, &Span::plain(profile.party_title.cased(PARTY)));
                });
            });
        });
        row(xml, false, |xml| {
            cell(xml, columns[0], |xml| {
                line(xml, id::NUMBER, &head.number_line, profile.number);
                if let Some(subject) = &paper.letter_subject {
                    line(xml, id::LETTER_SUBJECT, subject, profile.letter_subject);
                }
            });
            cell(xml, columns[1], |xml| {
                line(xml, id::PLACE_DATE, &head.place_date, profile.place_date);
            });
        });
    });
}

fn title(xml: &mut Xml, paper: &Paper, side: f32) {
    let profile = &paper.profile;
    if let Some(kind) = &paper.kind {
        paragraph(xml, id::KIND, &[Span::plain(profile.kind.cased(kind))]);
    }
    if let Some(subject) = &paper.subject {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.value("w:pStyle", id::SUBJECT);
                sides(xml, side);
            });
            run(xml, &Span::plain(profile.subject.cased(subject)));
        });
    }
    if paper.kind.is_some() || paper.subject.is_some() {
        paragraph(xml, id::SUBJECT, &[Span::plain("-----")]);
    }
}

/// As far from the left as from the right.
fn sides(xml: &mut Xml, side: f32) {
    let side = twips(side.max(0.0));
    xml.empty("w:ind", &[("w:left", &side), ("w:right", &side)]);
}

fn blocks(xml: &mut Xml, setter: &Setter<'_>, paper: &Paper) {
    let ending = paper
        .signature
        .as_ref()
        .map(|_| paper.profile.text_end.as_str())
        .unwrap_or_default();
    let blocks = with_ending(&paper.blocks, ending);
    let closes = paper.signature.is_some() || !paper.recipients.is_empty();
    let last = blocks.len().saturating_sub(1);
    let mut space = 0.0;
    for (index, block) in blocks.iter().enumerate() {
        let keep = closes && index == last;
        let text = |xml: &mut Xml, style: &str, spans: &[Span]| {
            set(xml, paper, style, spans, (space, keep));
        };
        match block {
            Block::Space { height_pt } => {
                space += height_pt.max(0.0);
                continue;
            }
            Block::Heading { level, text: title } => {
                let style = match level {
                    0 | 1 => id::HEADINGS[0],
                    2 => id::HEADINGS[1],
                    _ => id::HEADINGS[2],
                };
                let title = paper.profile.heading.cased(title);
                text(xml, style, &[Span::plain(title)]);
            }
            Block::Paragraph { spans } => text(xml, id::BODY, spans),
            Block::ListItem { spans } => {
                let spans: Vec<Span> = std::iter::once(Span::plain("- "))
                    .chain(spans.iter().cloned())
                    .collect();
                text(xml, id::ITEM, &spans);
            }
            Block::Table(table) => {
                // without it a table would run into the one above
                gap(xml, paper.profile.body.paragraph_gap_pt + space, false);
                ruled(xml, setter, table);
            }
        }
        space = 0.0;
    }
}

/// A paragraph of the body, with what the block gets beyond its style.
fn set(xml: &mut Xml, paper: &Paper, style: &str, spans: &[Span], (space, keep): (f32, bool)) {
    let body = paper.profile.body;
    let announces = spans
        .iter()
        .rev()
        .find(|span| !span.text.trim().is_empty())
        .is_some_and(|span| span.text.trim_end().ends_with(':'));
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| {
            xml.value("w:pStyle", style);
            if keep || announces {
                xml.empty("w:keepNext", &[]);
            }
            if space > 0.0 {
                spacing(xml, body.line_pitch_pt, body.paragraph_gap_pt + space);
            }
        });
        for span in spans {
            run(xml, span);
        }
    });
}

fn ruled(xml: &mut Xml, setter: &Setter<'_>, table: &Table) {
    let columns: Vec<f32> = places(setter, &table.columns)
        .into_iter()
        .map(|(_, width)| width)
        .collect();
    if columns.is_empty() {
        return;
    }
    grid(xml, id::TABLE, &columns, |xml| {
        row(xml, true, |xml| {
            for (column, width) in table.columns.iter().zip(&columns) {
                middle_cell(xml, *width, |xml| {
                    lines(xml, id::CELL_HEADER, None, &column.header);
                });
            }
        });
        for cells in &table.rows {
            xml.inside("w:tr", &[], |xml| {
                for ((text, column), width) in cells.iter().zip(&table.columns).zip(&columns) {
                    cell(xml, *width, |xml| {
                        lines(xml, id::CELL, Some(column.align), text);
                    });
                }
            });
        }
    });
}

fn closing_block(xml: &mut Xml, setter: &Setter<'_>, paper: &Paper) {
    let profile = &paper.profile;
    let recipients = closing::recipient_lines(profile, &paper.recipients);
    if recipients.is_empty() && paper.signature.is_none() {
        return;
    }
    gap(xml, closing::GAP, true);
    let left = setter.frame.width * closing::LEFT_SHARE;
    let columns = [left, setter.frame.width - left];
    frame(xml, &columns, |xml| {
        row(xml, false, |xml| {
            cell(xml, columns[0], |xml| {
                if !recipients.is_empty() {
                    let title = profile.recipients_title.cased(closing::RECIPIENTS);
                    paragraph(xml, id::RECIPIENTS_TITLE, &[Span::plain(title)]);
                }
                for line in &recipients {
                    let line = profile.recipients.cased(line);
                    paragraph(xml, id::RECIPIENTS, &[Span::plain(line)]);
                }
                if recipients.is_empty() {
                    gap(xml, NOTHING, false);
                }
            });
            cell(xml, columns[1], |xml| match &paper.signature {
                Some(signature) => sign(xml, paper, signature),
                None => gap(xml, NOTHING, false),
            });
        });
    });
    // a file of the format cannot end with a table
    gap(xml, NOTHING, false);
}

fn sign(xml: &mut Xml, paper: &Paper, signature: &Signature) {
    let profile = &paper.profile;
    for line in &signature.right_lines {
        let line = profile.sign_right.cased(line);
        paragraph(xml, id::SIGN_RIGHT, &[Span::plain(line)]);
    }
    for line in &signature.title_lines {
        let line = profile.signer_title.cased(line);
        paragraph(xml, id::SIGNER_TITLE, &[Span::plain(line)]);
    }
    let name = profile.signer_name.cased(&signature.name);
    paragraph(xml, id::SIGNER_NAME, &[Span::plain(name)]);
}

/// An empty paragraph of an exact height.
fn gap(xml: &mut Xml, height: f32, keep: bool) {
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

/// A table without rules that holds columns of text side by side.
fn frame(xml: &mut Xml, columns: &[f32], rows: impl FnOnce(&mut Xml)) {
    grid(xml, id::FRAME, columns, rows);
}

fn grid(xml: &mut Xml, style: &str, columns: &[f32], rows: impl FnOnce(&mut Xml)) {
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
fn row(xml: &mut Xml, header: bool, cells: impl FnOnce(&mut Xml)) {
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

fn cell(xml: &mut Xml, width: f32, text: impl FnOnce(&mut Xml)) {
    placed_cell(xml, width, None, text);
}

fn middle_cell(xml: &mut Xml, width: f32, text: impl FnOnce(&mut Xml)) {
    placed_cell(xml, width, Some("center"), text);
}

fn placed_cell(xml: &mut Xml, width: f32, place: Option<&str>, text: impl FnOnce(&mut Xml)) {
    xml.inside("w:tc", &[], |xml| {
        xml.inside("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &twips(width)), ("w:type", "dxa")]);
            if let Some(place) = place {
                xml.value("w:vAlign", place);
            }
        });
        text(xml);
    });
}

/// The text of a cell; each of its lines is a paragraph, so that none is stretched.
fn lines(xml: &mut Xml, style: &str, align: Option<Align>, text: &str) {
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

fn paragraph(xml: &mut Xml, style: &str, spans: &[Span]) {
    xml.inside("w:p", &[], |xml| {
        xml.inside("w:pPr", &[], |xml| xml.value("w:pStyle", style));
        for span in spans {
            run(xml, span);
        }
    });
}

fn run(xml: &mut Xml, span: &Span) {
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

fn letters(xml: &mut Xml, text: &str) {
    for (index, line) in bound(text).split('\n').enumerate() {
        if index > 0 {
            xml.empty("w:br", &[]);
        }
        preserved(xml, line);
    }
}

fn preserved(xml: &mut Xml, text: &str) {
    xml.text("w:t", &[("xml:space", "preserve")], text);
}
