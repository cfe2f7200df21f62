//! Bars of a plot: name, bar and figure, one row each.

use super::flow::Row;
use super::page::{Fill, Ink, Rule, baseline};
use super::setter::{Setter, leading};
use crate::documents::content::{Align, Bar};
use crate::documents::error::DocumentError;
use crate::documents::fonts::Face;

/// Text is this much smaller than the body, points.
const SMALLER: f32 = 2.0;
pub(in crate::documents) const LABEL_SHARE: f32 = 0.42;
/// Room for the figure behind the longest bar, points.
pub(in crate::documents) const VALUE_ROOM: f32 = 44.0;
const GUTTER: f32 = 8.0;
/// Between two bars, points.
const GAP: f32 = 3.0;
/// Height of a bar as a share of its row.
const THICK: f32 = 0.62;
pub(in crate::documents) const BAR_SHADE: f32 = 0.75;

pub(super) fn rows(setter: &mut Setter<'_>, bars: &[Bar]) -> Result<Vec<Row>, DocumentError> {
    let size = setter.profile.body.size_pt - SMALLER;
    let frame = setter.frame;
    let label_width = frame.width * LABEL_SHARE;
    let axis = frame.left + label_width + GUTTER;
    let longest = frame.width - label_width - 2.0 * GUTTER - VALUE_ROOM;
    let mut out: Vec<Row> = Vec::new();
    for bar in bars {
        let shaped = setter.shape([(bar.label.as_str(), Face::Regular)], size)?;
        let lines = shaped.lines(label_width, 0.0);
        let step = leading(size);
        let mut row = Row::default();
        for line in lines {
            let y = row.height + baseline(step, size);
            let placed = shaped.place(line, frame.left, label_width, Align::Right, y);
            row.runs.extend(placed);
            row.height += step;
        }
        let length = longest * bar.length.clamp(0.0, 1.0);
        let height = step * THICK;
        let top = (row.height - height) / 2.0;
        if length > 0.0 {
            row.fills.push(Fill {
                x: axis,
                y: top,
                width: length,
                height,
                shade: BAR_SHADE,
            });
        }
        let value = setter.shape([(bar.value.as_str(), Face::Regular)], size)?;
        let y = (row.height - step) / 2.0 + baseline(step, size);
        if let Some(line) = value.lines(VALUE_ROOM, 0.0).into_iter().next() {
            let left = axis + length + 4.0;
            row.runs
                .extend(value.place(line, left, VALUE_ROOM, Align::Left, y));
        }
        let gap = if out.is_empty() { 0.0 } else { GAP };
        row.gap = gap;
        row.rules.push(Rule {
            x1: axis,
            y1: -gap,
            x2: axis,
            y2: row.height,
            thickness: 0.5,
            ink: Ink::Black,
        });
        row.keep = true;
        out.push(row);
    }
    if let Some(last) = out.last_mut() {
        last.keep = false;
    }
    Ok(out)
}
