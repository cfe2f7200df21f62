//! The head of page 1: two columns, then kind and subject of the paper.

use super::flow::Row;
use super::page::{Role, baseline};
use super::setter::{Column, Setter, columns_row, leading, mark, text_row, underline};
use crate::documents::content::{Align, Paper};
use crate::documents::error::DocumentError;
use crate::documents::profile::TextStyle;

/// Between the two columns, points.
pub(in crate::documents) const GUTTER: f32 = 14.0;
/// The right column never takes more than this share, whatever the place is called.
const RIGHT_SHARE: f32 = 0.6;
/// Above the kind of paper, points.
pub(in crate::documents) const ABOVE_KIND: f32 = 22.0;
/// The first line of the text stands a little apart from the head, points.
pub(in crate::documents) const BELOW_HEAD: f32 = 8.0;
/// A subject in more than one line stays clear of the margins.
const SUBJECT_SHARE: f32 = 0.86;

pub(super) fn rows(setter: &mut Setter<'_>, paper: &Paper) -> Result<Vec<Row>, DocumentError> {
    let mut rows = vec![letterhead(setter, paper)?];
    if paper.kind.is_some() || paper.subject.is_some() {
        rows.extend(title(setter, paper)?);
    }
    rows.push(Row {
        height: BELOW_HEAD,
        keep: true,
        ..Row::default()
    });
    Ok(rows)
}

fn letterhead(setter: &mut Setter<'_>, paper: &Paper) -> Result<Row, DocumentError> {
    let profile = setter.profile;
    let head = &paper.letterhead;
    let frame = setter.frame;
    let right_width = right_width(setter, paper)?;
    let mut left = Column {
        left: frame.left,
        width: frame.width - right_width - GUTTER,
        ..Column::default()
    };
    let mut right = Column {
        left: frame.left + frame.width - right_width,
        width: right_width,
        ..Column::default()
    };
    // the first lines of both columns stand on one baseline
    let first_left = if head.superior.trim().is_empty() {
        profile.issuer
    } else {
        profile.superior
    };
    let first_baseline = |style: TextStyle| baseline(leading(style.size_pt), style.size_pt);
    let lower = first_baseline(profile.party_title) - first_baseline(first_left);
    left.height = lower.max(0.0);
    right.height = (-lower).max(0.0);
    setter.stack(&mut left, &head.superior, profile.superior, Align::Center)?;
    setter.stack(&mut left, &head.issuer, profile.issuer, Align::Center)?;
    let star = TextStyle {
        bold: false,
        ..profile.issuer
    };
    setter.stack(&mut left, &profile.star, star, Align::Center)?;
    setter.stack(
        &mut right,
        &profile.party,
        profile.party_title,
        Align::Center,
    )?;
    if let Some(line) = right.lines.last_mut() {
        line.rules = underline(&line.runs, 5.0, 0.75);
    }
    // number and day stand on one line, below the longer column
    let top = left
        .height
        .max(right.height + leading(profile.number.size_pt));
    left.height = top;
    right.height = top;
    setter.stack(&mut left, &head.number_line, profile.number, Align::Center)?;
    setter.stack(
        &mut right,
        &head.place_date,
        profile.place_date,
        Align::Center,
    )?;
    if let Some(subject) = &paper.letter_subject {
        setter.stack(&mut left, subject, profile.letter_subject, Align::Center)?;
    }
    let mut row = columns_row(vec![left, right]);
    row.keep = true;
    Ok(row)
}

/// Width of the right column, where the name of the Party and the day stand.
pub(in crate::documents) fn right_width(
    setter: &mut Setter<'_>,
    paper: &Paper,
) -> Result<f32, DocumentError> {
    let profile = setter.profile;
    let title = width(setter, &profile.party, profile.party_title)?;
    let day = width(setter, &paper.letterhead.place_date, profile.place_date)?;
    Ok(title.max(day).min(setter.frame.width * RIGHT_SHARE))
}

/// How long a text is on one line.
pub(in crate::documents) fn width(
    setter: &mut Setter<'_>,
    text: &str,
    style: TextStyle,
) -> Result<f32, DocumentError> {
    let shaped = setter.shape_styled(text, style)?;
    Ok(shaped
        .lines(f32::MAX, 0.0)
        .iter()
        .map(|line| line.width)
        .fold(0.0, f32::max))
}

/// Width of the longest line of a centred subject, whose lines are about equally long.
pub(in crate::documents) fn subject_width(
    setter: &mut Setter<'_>,
    text: &str,
    style: TextStyle,
) -> Result<f32, DocumentError> {
    let room = setter.frame.width * SUBJECT_SHARE;
    let lines = setter.shape_styled(text, style)?.balanced_lines(room);
    Ok(lines.iter().map(|line| line.width).fold(0.0, f32::max))
}

fn title(setter: &mut Setter<'_>, paper: &Paper) -> Result<Vec<Row>, DocumentError> {
    let profile = setter.profile;
    let mut rows = Vec::new();
    if let Some(kind) = &paper.kind {
        rows.extend(centred(setter, kind, profile.kind)?);
    }
    if let Some(subject) = &paper.subject {
        rows.extend(centred(setter, subject, profile.subject)?);
    }
    let dashes = TextStyle {
        caps: false,
        underline: false,
        ..profile.subject
    };
    rows.extend(centred(setter, &profile.dashes, dashes)?);
    if let Some(first) = rows.first_mut() {
        first.gap = ABOVE_KIND;
    }
    Ok(rows)
}

fn centred(
    setter: &mut Setter<'_>,
    text: &str,
    style: TextStyle,
) -> Result<Vec<Row>, DocumentError> {
    let frame = setter.frame;
    let room = frame.width * SUBJECT_SHARE;
    let left = frame.left + (frame.width - room) / 2.0;
    let shaped = setter.shape_styled(text, style)?;
    let size = (leading(style.size_pt), style.size_pt);
    let tag = setter.tag(Role::Paragraph);
    let lines = shaped.balanced_lines(room).into_iter();
    Ok(lines
        .map(|line| {
            let mut row = text_row(&shaped, line, (left, room), Align::Center, size);
            mark(&mut row.runs, tag);
            row.keep = true;
            row
        })
        .collect())
}
