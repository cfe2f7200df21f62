//! The end of a paper: "Nơi nhận" on the left, the signature on the right.

use super::flow::Row;
use super::setter::{Column, Setter, columns_row, points};
use crate::documents::content::{Align, Paper, Signature};
use crate::documents::error::DocumentError;
use crate::documents::profile::Profile;

pub(in crate::documents) const LEFT_SHARE: f32 = 0.46;
/// Room for the hand and the seal, millimetres.
pub(in crate::documents) const SIGNING_MM: f32 = 28.0;
/// Between the text and the signature, points.
pub(in crate::documents) const GAP: f32 = 14.0;
/// Recipients below the signature that still go overleaf with it.
const KEPT_BELOW: usize = 12;
/// Between signatures side by side, points.
const GUTTER: f32 = 8.0;

pub(super) fn rows(setter: &mut Setter<'_>, paper: &Paper) -> Result<Vec<Row>, DocumentError> {
    let frame = setter.frame;
    let mut left = Column {
        left: frame.left,
        width: frame.width * LEFT_SHARE,
        ..Column::default()
    };
    let mut right = Column {
        left: frame.left + left.width,
        width: frame.width - left.width,
        ..Column::default()
    };
    recipients(setter, &mut left, &paper.recipients)?;
    signature(setter, &mut right, paper)?;
    if left.lines.is_empty() && right.lines.is_empty() {
        return Ok(Vec::new());
    }
    // a long list of recipients goes on below the signature, and overleaf if it must
    let fits = left
        .lines
        .iter()
        .take_while(|line| line.top < right.height.max(leftmost(&left)))
        .count();
    let rest = left.lines.split_off(fits);
    left.height = left.lines.last().map_or(0.0, |line| line.top + line.height);
    let mut first = columns_row(vec![left, right]);
    first.gap = GAP;
    // a short list stays whole
    let whole = rest.len() <= KEPT_BELOW;
    let last = rest.len();
    first.keep = whole && last > 0;
    let mut rows = vec![first];
    rows.extend(rest.into_iter().zip(1..).map(|(line, place)| {
        Row {
            height: line.height,
            keep: whole && place < last,
            runs: line
                .runs
                .into_iter()
                .map(|mut run| {
                    run.y -= line.top;
                    run
                })
                .collect(),
            ..Row::default()
        }
    }));
    Ok(rows)
}

/// Without a signature the title and the first recipient still stand together.
fn leftmost(left: &Column) -> f32 {
    left.lines
        .iter()
        .take(2)
        .next_back()
        .map_or(0.0, |line| line.top + line.height)
}

fn recipients(
    setter: &mut Setter<'_>,
    column: &mut Column,
    recipients: &[String],
) -> Result<(), DocumentError> {
    let profile = setter.profile;
    let lines = recipient_lines(profile, recipients);
    if !lines.is_empty() {
        setter.stack(
            column,
            &profile.recipients_label,
            profile.recipients_title,
            Align::Left,
        )?;
    }
    for line in lines {
        setter.stack(column, &line, profile.recipients, Align::Left)?;
    }
    Ok(())
}

/// The lines of "Nơi nhận" with their dash and the closing marks of the profile.
pub(in crate::documents) fn recipient_lines(
    profile: &Profile,
    recipients: &[String],
) -> Vec<String> {
    let lines: Vec<&str> = recipients
        .iter()
        .map(|line| line.trim().trim_end_matches([',', ';', '.']).trim_end())
        .filter(|line| !line.is_empty())
        .collect();
    let archive = profile.archive_label.trim();
    let (kept, others): (Vec<&str>, Vec<&str>) = lines
        .into_iter()
        .partition(|line| !archive.is_empty() && line.starts_with(archive));
    let lines: Vec<&str> = others.into_iter().chain(kept).collect();
    let Some((last, others)) = lines.split_last() else {
        return Vec::new();
    };
    let others = others
        .iter()
        .map(|line| format!("- {line}{}", profile.recipient_line_end));
    let last = format!("- {last}{}", profile.recipient_last_end);
    others.chain([last]).collect()
}

fn signature(
    setter: &mut Setter<'_>,
    column: &mut Column,
    paper: &Paper,
) -> Result<(), DocumentError> {
    match &paper.signature {
        Some(signature) => one(setter, column, signature),
        None => Ok(()),
    }
}

/// Signatures in columns of one width.
pub(super) fn side_by_side(
    setter: &mut Setter<'_>,
    signatures: &[Signature],
) -> Result<Row, DocumentError> {
    let frame = setter.frame;
    let count: f32 = signatures.iter().map(|_| 1.0).sum();
    let width = frame.width / f32::max(count, 1.0);
    let mut left = frame.left;
    let mut columns = Vec::new();
    for signature in signatures {
        let mut column = Column {
            left,
            width: width - GUTTER,
            ..Column::default()
        };
        one(setter, &mut column, signature)?;
        columns.push(column);
        left += width;
    }
    // the names stand on one line, whatever stands above them
    let lowest = |column: &Column| column.lines.last().map_or(0.0, |line| line.top);
    let names = columns.iter().map(lowest).fold(0.0, f32::max);
    for (column, signature) in columns.iter_mut().zip(signatures) {
        let named = !signature.name.trim().is_empty();
        if let Some(line) = column.lines.last_mut().filter(|_| named) {
            let drop = names - line.top;
            line.top += drop;
            line.runs.iter_mut().for_each(|run| run.y += drop);
            column.height += drop;
        }
    }
    let mut row = columns_row(columns);
    row.gap = GAP;
    Ok(row)
}

fn one(
    setter: &mut Setter<'_>,
    column: &mut Column,
    signature: &Signature,
) -> Result<(), DocumentError> {
    let profile = setter.profile;
    for line in &signature.right_lines {
        setter.stack(column, line, profile.sign_right, Align::Center)?;
    }
    for line in &signature.title_lines {
        setter.stack(column, line, profile.signer_title, Align::Center)?;
    }
    column.height += points(SIGNING_MM);
    setter.stack(column, &signature.name, profile.signer_name, Align::Center)
}
