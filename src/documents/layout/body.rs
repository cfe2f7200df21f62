//! Headings, paragraphs, list items and tables as rows.

use super::flow::{Row, keep_ends};
use super::page::Role;
use super::setter::{Setter, mark, points, text_row};
use super::{bars, closing, plot, table};
use crate::documents::content::{Align, Block, Span};
use crate::documents::error::DocumentError;
use crate::documents::fonts::Face;

/// Rows of blocks; `base` is the number of blocks before them in the paper.
pub(super) fn rows(
    setter: &mut Setter<'_>,
    blocks: &[Block],
    base: usize,
) -> Result<Vec<Row>, DocumentError> {
    let mut out: Vec<Row> = Vec::new();
    let mut space = 0.0;
    for (index, block) in blocks.iter().enumerate() {
        let mut rows = match block {
            Block::Space { height_pt } => {
                space += height_pt.max(0.0);
                continue;
            }
            Block::Heading { level, text } => heading(setter, *level, text)?,
            Block::Paragraph { spans } => paragraph(setter, spans, "")?,
            Block::ListItem { spans } => paragraph(setter, spans, "- ")?,
            Block::Table(table) => table::rows(setter, table, base + index, &[])?,
            Block::HeatMap(map) => table::rows(setter, &map.table, base + index, &map.shades)?,
            Block::Bars(bars) => bars::rows(setter, bars)?,
            Block::Plot(plot) => vec![plot::row(setter, plot)?],
            Block::Signatures(signatures) => {
                // those who sign never stand alone: two lines of the text go with them
                out.iter_mut().rev().take(2).for_each(|row| row.keep = true);
                vec![closing::side_by_side(setter, signatures)?]
            }
            // pages are parted before
            Block::Sheet(_) => continue,
        };
        if let Some(first) = rows.first_mut() {
            first.gap = setter.profile.body.paragraph_gap_pt + space;
            space = 0.0;
        }
        out.append(&mut rows);
    }
    Ok(out)
}

fn heading(setter: &mut Setter<'_>, level: u8, text: &str) -> Result<Vec<Row>, DocumentError> {
    let style = setter.profile.heading;
    let face = Face::of(style.bold, style.italic || level > 2);
    let text = style.cased(&setter.profile.heading_text(level, text));
    let role = Role::Heading(level.clamp(1, 3));
    let mut rows = set(setter, &[(&text, face)], style.size_pt, role)?;
    for row in &mut rows {
        row.keep = true;
    }
    if let Some(first) = rows.first_mut() {
        first.bookmark = Some((level.clamp(1, 3), one_line(&text)));
    }
    Ok(rows)
}

fn one_line(text: &str) -> String {
    let clean = super::text::clean(text);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(
    setter: &mut Setter<'_>,
    spans: &[Span],
    marker: &str,
) -> Result<Vec<Row>, DocumentError> {
    let spans: Vec<(&str, Face)> = std::iter::once((marker, Face::Regular))
        .chain(
            spans
                .iter()
                .map(|span| (span.text.as_str(), Face::of(span.bold, span.italic))),
        )
        .collect();
    let size = setter.profile.body.size_pt;
    let mut rows = set(setter, &spans, size, Role::Paragraph)?;
    keep_ends(&mut rows);
    let has_text = |(text, _): &&(&str, Face)| !text.trim().is_empty();
    let last = spans.iter().rev().find(has_text);
    if last.is_some_and(|(text, _)| text.trim_end().ends_with(':')) {
        // what a colon announces begins on the same page
        rows.iter_mut()
            .rev()
            .take(1)
            .for_each(|row| row.keep = true);
    }
    Ok(rows)
}

fn set(
    setter: &mut Setter<'_>,
    spans: &[(&str, Face)],
    size: f32,
    role: Role,
) -> Result<Vec<Row>, DocumentError> {
    let frame = setter.frame;
    let indent = points(setter.profile.body.first_indent_mm);
    let pitch = setter.profile.body.line_pitch_pt;
    let shaped = setter.shape(spans.iter().copied(), size)?;
    let tag = setter.tag(role);
    let lines = shaped.lines(frame.width, indent).into_iter();
    Ok(lines
        .enumerate()
        .map(|(index, line)| {
            let indent = if index == 0 { indent } else { 0.0 };
            let column = (frame.left + indent, frame.width - indent);
            let mut row = text_row(&shaped, line, column, Align::Justify, (pitch, size));
            mark(&mut row.runs, tag);
            row
        })
        .collect())
}
