//! The text of the file: letterhead, blocks, closing, and what stands at the top of the pages.

use super::head::{letterhead, title};
use super::package::{FIRST_HEADER, HEADER, LINKS, MAIN, WIDE_HEADER};
use super::pieces::{
    NOTHING, bar, cell, frame, gap, grid, lines, middle_cell, paragraph, row, run, shaded_cell,
};
use super::styles::{id, spacing};
use super::xml::Xml;
use super::{half_points, twips};
use crate::documents::content::{Align, Bar, Block, HeatMap, Paper, Signature, Span, Table};
use crate::documents::error::DocumentError;
use crate::documents::layout::letterhead::{BELOW_HEAD, right_width, subject_width, width};
use crate::documents::layout::setter::{Setter, points};
use crate::documents::layout::table::{Setting, USUAL, WHOLE, places};
use crate::documents::layout::{Fill, Part, bars, closing, parts, signed_part, with_ending};

/// Word rounds widths its own way; what fits a column exactly gets this much more, points.
const SLACK: f32 = 1.5;
/// A space is a quarter as wide as the letters are high.
const SPACE: f32 = 0.25;

/// `word/document.xml`
pub(super) fn document(setter: &mut Setter<'_>, paper: &Paper) -> Result<String, DocumentError> {
    let parts = parts(paper);
    setter.turn(parts.first().is_some_and(|part| part.sheet.landscape));
    let party = width(setter, &paper.profile.party, paper.profile.party_title)?;
    let right = right_width(setter, paper)? + SLACK;
    let columns = [setter.frame.width - right, right];
    let subject = match &paper.subject {
        Some(subject) => subject_width(setter, subject, paper.profile.subject)?,
        None => 0.0,
    };
    let beside = (setter.frame.width - subject - SLACK) / 2.0;
    check_tables(paper)?;
    let signed = signed_part(&parts);
    let last = parts.len().saturating_sub(1);
    let mut xml = Xml::part();
    let namespaces = [("xmlns:w", MAIN), ("xmlns:r", LINKS)];
    xml.inside("w:document", &namespaces, |xml| {
        xml.inside("w:body", &[], |xml| {
            letterhead(xml, paper, columns, (right - party - SLACK) / 2.0);
            title(xml, paper, beside);
            gap(xml, BELOW_HEAD, true);
            for (index, part) in parts.iter().enumerate() {
                setter.turn(part.sheet.landscape);
                blocks(xml, setter, paper, part, index == signed);
                if index == signed {
                    closing_block(xml, setter, paper);
                }
                if index == last {
                    section(xml, paper, part, index == 0);
                } else {
                    xml.inside("w:p", &[], |xml| {
                        xml.inside("w:pPr", &[], |xml| {
                            xml.value("w:pStyle", id::GAP);
                            section(xml, paper, part, index == 0);
                        });
                    });
                }
            }
        });
    });
    Ok(xml.finish())
}

fn check_tables(paper: &Paper) -> Result<(), DocumentError> {
    for block in &paper.blocks {
        if let Block::Table(table) | Block::HeatMap(HeatMap { table, .. }) = block {
            table.check()?;
        }
    }
    Ok(())
}

/// Size, margins and headers of the pages of a part; the first page of the paper bears no number.
fn section(xml: &mut Xml, paper: &Paper, part: &Part<'_>, first: bool) {
    let page = &paper.profile.page;
    let mm = |mm: f32| twips(points(mm));
    let (width, height) = (mm(page.width_mm), mm(page.height_mm));
    xml.inside("w:sectPr", &[], |xml| {
        let header = if part.sheet.landscape {
            WIDE_HEADER
        } else {
            HEADER
        };
        if first {
            xml.empty(
                "w:headerReference",
                &[("w:type", "first"), ("r:id", FIRST_HEADER)],
            );
        }
        xml.empty(
            "w:headerReference",
            &[("w:type", "default"), ("r:id", header)],
        );
        if part.sheet.landscape {
            let size = [
                ("w:w", height.as_str()),
                ("w:h", &width),
                ("w:orient", "landscape"),
            ];
            xml.empty("w:pgSz", &size);
        } else {
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
        }
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
        if first {
            xml.empty("w:titlePg", &[]);
        }
    });
}

fn blocks(xml: &mut Xml, setter: &Setter<'_>, paper: &Paper, part: &Part<'_>, signed: bool) {
    let ending = paper.signature.as_ref().filter(|_| signed);
    let ending = ending.map_or("", |_| paper.profile.text_end.as_str());
    let blocks = with_ending(part.blocks, ending);
    let closes = signed && (paper.signature.is_some() || !paper.recipients.is_empty());
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
                let title = {
                    let title = paper.profile.heading_text(*level, title);
                    paper.profile.heading.cased(&title)
                };
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
                gap(xml, paper.profile.body.paragraph_gap_pt + space, true);
                ruled(xml, setter, table, &[]);
            }
            Block::HeatMap(map) => {
                gap(xml, paper.profile.body.paragraph_gap_pt + space, true);
                ruled(xml, setter, &map.table, &map.shades);
            }
            Block::Bars(bars) => {
                gap(xml, paper.profile.body.paragraph_gap_pt + space, true);
                plot(xml, setter, bars);
            }
            Block::Plot(plot) => {
                gap(xml, paper.profile.body.paragraph_gap_pt + space, true);
                ruled(xml, setter, &plot.table(), &[]);
            }
            Block::Signatures(signatures) => {
                gap(xml, closing::GAP + space, true);
                side_by_side(xml, setter, paper, signatures);
            }
            // parts begin with it
            Block::Sheet(_) => continue,
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

fn ruled(xml: &mut Xml, setter: &Setter<'_>, table: &Table, shades: &[Vec<Option<f32>>]) {
    let columns: Vec<f32> = places(setter, &table.columns)
        .into_iter()
        .map(|(_, width)| width)
        .collect();
    if columns.is_empty() {
        return;
    }
    let size = setter.profile.body.size_pt - Setting::of(table).smaller;
    let (style, in_header, in_cell) = if table.dense {
        (id::DENSE_TABLE, id::DENSE_HEADER, id::DENSE_CELL)
    } else {
        (id::TABLE, id::CELL_HEADER, id::CELL)
    };
    grid(xml, style, &columns, |xml| {
        row(xml, true, |xml| {
            for (column, width) in table.columns.iter().zip(&columns) {
                middle_cell(xml, *width, |xml| {
                    lines(xml, in_header, None, &column.header);
                });
            }
        });
        for (number, cells) in table.rows.iter().enumerate() {
            let shades = shades.get(number).map(Vec::as_slice).unwrap_or_default();
            let whole = cells
                .iter()
                .zip(&columns)
                .all(|(text, width)| about_lines(text, *width, size) <= WHOLE);
            let put = |xml: &mut Xml| {
                let cells = cells.iter().zip(&table.columns).zip(&columns);
                for (place, ((text, column), width)) in cells.enumerate() {
                    let content = |xml: &mut Xml| lines(xml, in_cell, Some(column.align), text);
                    match shades.get(place).copied().flatten() {
                        Some(shade) => shaded_cell(xml, *width, &colour(shade), content),
                        None => cell(xml, *width, content),
                    }
                }
            };
            if whole {
                row(xml, false, put);
            } else {
                xml.inside("w:tr", &[], put);
            }
        }
    });
}

/// Lines of a cell, by how wide letters are on the whole.
fn about_lines(text: &str, width: f32, size: f32) -> usize {
    const LETTER: f32 = 0.43;
    let lines = text.split('\n').map(|line| {
        let letters: f32 = line.chars().map(|_| LETTER * size).sum();
        whole_number((letters / width.max(1.0)).ceil()).max(1)
    });
    lines.sum()
}

/// The shade of a figure, as on the pages of the PDF.
fn colour(shade: f32) -> String {
    let [red, green, blue] = Fill::tones(shade).map(|tone| format!("{:02X}", byte(tone)));
    red + &green + &blue
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share, cut to 0 and 1"
)]
fn byte(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// Name, bar and figure, one row each.
fn plot(xml: &mut Xml, setter: &Setter<'_>, plotted: &[Bar]) {
    let width = setter.frame.width;
    let label = width * bars::LABEL_SHARE;
    let longest = width - label - bars::VALUE_ROOM;
    let size = setter.profile.body.size_pt - USUAL.smaller;
    let columns = [label, longest + bars::VALUE_ROOM];
    frame(xml, &columns, |xml| {
        for one in plotted {
            row(xml, false, |xml| {
                cell(xml, columns[0], |xml| {
                    lines(xml, id::CELL, Some(Align::Right), &one.label);
                });
                cell(xml, columns[1], |xml| {
                    xml.inside("w:p", &[], |xml| {
                        xml.inside("w:pPr", &[], |xml| xml.value("w:pStyle", id::CELL));
                        run(xml, &Span::plain("\u{A0}"));
                        let length = longest * one.length.clamp(0.0, 1.0) / (size * SPACE);
                        let fill = colour(bars::BAR_SHADE);
                        bar(xml, whole_number(length), &fill, &half_points(size));
                        run(xml, &Span::plain(format!("\u{A0}{}", one.value)));
                    });
                });
            });
        }
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length in spaces, cut at 0"
)]
fn whole_number(length: f32) -> usize {
    length.max(0.0).round() as usize
}

fn side_by_side(xml: &mut Xml, setter: &Setter<'_>, paper: &Paper, signatures: &[Signature]) {
    let count: f32 = signatures.iter().map(|_| 1.0).sum();
    let columns = vec![setter.frame.width / f32::max(count, 1.0); signatures.len()];
    frame(xml, &columns, |xml| {
        row(xml, false, |xml| {
            for (signature, width) in signatures.iter().zip(&columns) {
                cell(xml, *width, |xml| sign(xml, paper, signature));
            }
        });
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
                    let title = profile.recipients_title.cased(&profile.recipients_label);
                    paragraph(xml, id::RECIPIENTS_TITLE, &[Span::plain(title)]);
                }
                for line in &recipients {
                    let line = profile.recipients.cased(line);
                    paragraph(xml, id::RECIPIENTS, &[Span::plain(line)]);
                }
            });
            cell(xml, columns[1], |xml| {
                if let Some(signature) = &paper.signature {
                    sign(xml, paper, signature);
                }
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
