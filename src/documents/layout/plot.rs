//! A plot over a row of labels: columns or lines, with the figure above each.

use super::flow::Row;
use super::page::{Fill, Ink, Role, Rule, Run, baseline};
use super::setter::{Setter, leading, mark};
use crate::documents::content::{Align, Plot, PlotKind, PlotPoint, Series};
use crate::documents::error::DocumentError;
use crate::documents::fonts::Face;

/// Text is this much smaller than the body, points.
const SMALLER: f32 = 2.0;
/// From the axis to the highest value, points.
const HEIGHT: f32 = 110.0;
/// Of the room of a label, all its columns together.
const FILLED: f32 = 0.62;
const SHADES: [f32; 4] = [0.75, 0.3, 1.0, 0.5];
/// Side of the square at a point and in the legend, points.
const SQUARE: f32 = 5.0;
const LINE: f32 = 1.25;

/// The whole plot, which no page break cuts.
pub(super) fn row(setter: &mut Setter<'_>, plot: &Plot) -> Result<Row, DocumentError> {
    let size = setter.profile.body.size_pt - SMALLER;
    let mut row = Row::default();
    legend(setter, &mut row, plot, size)?;
    // room for the figure above the highest value
    let top = row.height + leading(size);
    let axis = top + HEIGHT;
    let frame = setter.frame;
    let count: f32 = plot.labels.iter().map(|_| 1.0).sum();
    let room = frame.width / f32::max(count, 1.0);
    let mut left = frame.left;
    let mut labels_height = 0.0_f32;
    for (at, label) in plot.labels.iter().enumerate() {
        // label and figures are read together
        let tag = setter.tag(Role::Paragraph);
        let shaped = setter.shape([(label.as_str(), Face::Regular)], size)?;
        let mut runs = Vec::new();
        let mut below = axis + 3.0;
        for line in shaped.lines(room, 0.0) {
            let y = below + baseline(leading(size), size);
            runs.extend(shaped.place(line, left, room, Align::Center, y));
            below += leading(size);
        }
        labels_height = labels_height.max(below - axis);
        match plot.kind {
            PlotKind::Columns => {
                columns(setter, &mut row, &mut runs, (plot, at), (left, room, axis))?;
            }
            PlotKind::Line => {
                points(setter, &mut row, &mut runs, (plot, at), (left, room, axis))?;
            }
        }
        mark(&mut runs, tag);
        row.runs.extend(runs);
        left += room;
    }
    if plot.kind == PlotKind::Line {
        for series in &plot.series {
            row.rules.extend(joined(series, (frame.left, room, axis)));
        }
        row.rules
            .push(level(frame.left, frame.width, top, Ink::Grey));
    }
    row.rules
        .push(level(frame.left, frame.width, axis, Ink::Black));
    row.height = axis + labels_height;
    Ok(row)
}

fn level(left: f32, width: f32, y: f32, ink: Ink) -> Rule {
    Rule {
        x1: left,
        y1: y,
        x2: left + width,
        y2: y,
        thickness: 0.5,
        ink,
    }
}

fn shade(order: usize) -> f32 {
    SHADES.get(order % SHADES.len()).copied().unwrap_or(1.0)
}

/// A square and a name for each series, one below the other.
fn legend(
    setter: &mut Setter<'_>,
    row: &mut Row,
    plot: &Plot,
    size: f32,
) -> Result<(), DocumentError> {
    let frame = setter.frame;
    let indent = 3.0 * SQUARE;
    for (order, series) in plot.series.iter().enumerate() {
        let name = [series.name.as_str(), series.scale.as_str()];
        let shaped = setter.shape(name.map(|part| (part, Face::Regular)), size)?;
        let tag = setter.tag(Role::Paragraph);
        let step = leading(size);
        row.fills.push(square(
            frame.left + SQUARE,
            row.height + step / 2.0,
            shade(order),
        ));
        for line in shaped.lines(frame.width - indent, 0.0) {
            let y = row.height + baseline(step, size);
            let mut runs = shaped.place(
                line,
                frame.left + indent,
                frame.width - indent,
                Align::Left,
                y,
            );
            mark(&mut runs, tag);
            row.runs.extend(runs);
            row.height += step;
        }
    }
    Ok(())
}

fn square(x: f32, y: f32, shade: f32) -> Fill {
    Fill {
        x: x - SQUARE / 2.0,
        y: y - SQUARE / 2.0,
        width: SQUARE,
        height: SQUARE,
        shade,
    }
}

fn at(series: &Series, place: usize) -> Option<(f32, &PlotPoint)> {
    let point = series.points.get(place)?;
    Some((point.height?.clamp(0.0, 1.0) * HEIGHT, point))
}

fn columns(
    setter: &mut Setter<'_>,
    row: &mut Row,
    runs: &mut Vec<Run>,
    (plot, place): (&Plot, usize),
    (left, room, axis): (f32, f32, f32),
) -> Result<(), DocumentError> {
    let count: f32 = plot.series.iter().map(|_| 1.0).sum();
    let width = room * FILLED / f32::max(count, 1.0);
    let mut x = left + room * (1.0 - FILLED) / 2.0;
    for (order, series) in plot.series.iter().enumerate() {
        if let Some((height, point)) = at(series, place) {
            if height > 0.0 {
                row.fills.push(Fill {
                    x,
                    y: axis - height,
                    width,
                    height,
                    shade: shade(order),
                });
            }
            figure(setter, runs, &point.value, (x, width, axis - height))?;
        }
        x += width;
    }
    Ok(())
}

fn points(
    setter: &mut Setter<'_>,
    row: &mut Row,
    runs: &mut Vec<Run>,
    (plot, place): (&Plot, usize),
    (left, room, axis): (f32, f32, f32),
) -> Result<(), DocumentError> {
    for (order, series) in plot.series.iter().enumerate() {
        if let Some((height, point)) = at(series, place) {
            let top = axis - height;
            row.fills
                .push(square(left + room / 2.0, top, shade(order + 2)));
            figure(setter, runs, &point.value, (left, room, top - SQUARE / 2.0))?;
        }
    }
    Ok(())
}

/// A figure centred right above a height.
fn figure(
    setter: &mut Setter<'_>,
    runs: &mut Vec<Run>,
    value: &str,
    (left, width, above): (f32, f32, f32),
) -> Result<(), DocumentError> {
    let size = setter.profile.body.size_pt - SMALLER;
    let shaped = setter.shape([(value, Face::Regular)], size)?;
    let y = above - leading(size) + baseline(leading(size), size);
    if let Some(line) = shaped.lines(f32::MAX, 0.0).into_iter().next() {
        runs.extend(shaped.place(line, left, width, Align::Center, y));
    }
    Ok(())
}

/// The lines between points that follow each other.
fn joined(series: &Series, (left, room, axis): (f32, f32, f32)) -> Vec<Rule> {
    let mut out = Vec::new();
    let mut before: Option<(f32, f32)> = None;
    let mut x = left + room / 2.0;
    for place in 0..series.points.len() {
        let here = at(series, place).map(|(height, _)| (x, axis - height));
        if let (Some((x1, y1)), Some((x2, y2))) = (before, here) {
            out.push(Rule {
                x1,
                y1,
                x2,
                y2,
                thickness: LINE,
                ink: Ink::Black,
            });
        }
        before = here;
        x += room;
    }
    out
}
