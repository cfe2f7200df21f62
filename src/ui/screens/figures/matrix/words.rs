//! What the matrix says of a place, for the ear and under the pointer.

use super::{MatrixState, Row};
use crate::domain::figures::Indicator;
use crate::read::figures::{Asked, FigureBoard, FigureRow};

pub(super) fn said(board: &FigureBoard, rows: &[Row<'_>], state: MatrixState) -> String {
    let Some(Row::Line(indicator)) = rows.get(state.row) else {
        return String::new();
    };
    match state.column.checked_sub(2) {
        Some(ward) => board
            .rows
            .get(ward)
            .map_or_else(String::new, |row| cell_words(row, indicator)),
        None if state.column == 0 => indicator.name.clone(),
        None => total_words(board, indicator),
    }
}

/// "Phường Bồ Đề, Hồ sơ tiếp nhận trong kỳ: 13.530 hồ sơ".
pub(super) fn cell_words(row: &FigureRow, indicator: &Indicator) -> String {
    let mut said = format!(
        "{}, {}: {}",
        row.unit.name,
        indicator.name,
        figure_words(row, indicator)
    );
    if !row.parts.is_empty() && row.values.contains_key(&indicator.code) {
        let parts: Vec<String> = row.parts.iter().map(|part| part.name()).collect();
        said = format!("{said}. Gộp từ {}", parts.join(", "));
    }
    for asked in about(row, &indicator.code) {
        said = format!("{said}. {}: {}", asked.state.label(), asked.question.facts);
    }
    said
}

fn figure_words(row: &FigureRow, indicator: &Indicator) -> String {
    let stated = row.values.get(&indicator.code);
    match row.result(indicator) {
        Ok(found) if indicator.is_derived() => {
            let stated = stated.map_or_else(String::new, |stated| {
                format!(", báo cáo ghi {}{}", stated.show(), indicator.sign())
            });
            format!("{}{stated}", found.words(indicator.sign()))
        }
        Ok(found) => format!("{} {}", found.value.show(), indicator.unit),
        Err(reason) => match stated {
            Some(stated) => format!(
                "báo cáo ghi {}{}, {} để tính lại",
                stated.show(),
                indicator.sign(),
                reason.words()
            ),
            None if indicator.is_derived() => reason.words().to_owned(),
            None => "chưa có số liệu".to_owned(),
        },
    }
}

/// The questions in which a figure is.
pub(super) fn about<'a>(row: &'a FigureRow, code: &'a str) -> impl Iterator<Item = &'a Asked> {
    row.asked
        .iter()
        .filter(move |asked| asked.question.codes.iter().any(|other| other == code))
}

/// "Hồ sơ tiếp nhận trong kỳ, tổng: 120.300 từ 12/14 đơn vị".
pub(super) fn total_words(board: &FigureBoard, indicator: &Indicator) -> String {
    let total = board.total(indicator);
    let value = match &total.result {
        Ok(found) => found.words(indicator.sign()),
        Err(reason) => reason.words().to_owned(),
    };
    format!(
        "{}, tổng: {value} từ {}/{} đơn vị",
        indicator.name,
        total.units,
        board.rows.len()
    )
}
