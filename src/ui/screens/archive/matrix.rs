//! The matrix ward × regulation: each share is a fraction in words.

use eframe::egui::Ui;

use crate::domain::date::show as show_day;
use crate::domain::{ArchiveTally, UnitId};
use crate::read::{ArchiveRow, ArchiveYear};
use crate::ui::theme::Tone;
use crate::ui::widgets::matrix::{Head, Ink, Matrix, MatrixCell, MatrixState, RowHead, TotalLine};

const NAME: f32 = 150.0;
const SUM: f32 = 92.0;

/// What was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    Unit(UnitId),
    Cell(UnitId, String),
    /// What is missing of a ward.
    Letter(UnitId),
}

/// Shows the matrix in all the room there is.
pub fn show(
    ui: &mut Ui,
    state: &mut MatrixState,
    year: &ArchiveYear,
    legend: &str,
) -> Option<Opened> {
    let room = ui.available_width() - ui.spacing().scroll.allocated_width();
    #[expect(clippy::cast_precision_loss, reason = "a few regulations")]
    let count = year.regulations.len().max(1) as f32;
    let width = ((room - NAME - SUM * 3.0) / count).clamp(72.0, 130.0);
    let heads = year.regulations.iter().map(|(code, title)| Head {
        short: code.clone(),
        long: format!("{code}. {title}"),
        width,
    });
    let ends = [
        ("Tổng", "Giấy tờ có trên số đã xem và cần có"),
        ("Thiếu", "Giấy tờ ghi “Thiếu”"),
        ("Chưa xem", "Giấy tờ chưa xem, không tính là thiếu"),
    ];
    let ends = ends.map(|(short, long)| Head {
        short: short.to_owned(),
        long: long.to_owned(),
        width: SUM,
    });
    let heads: Vec<Head> = heads.chain(ends).collect();
    let matrix = Matrix {
        title: "Hồ sơ lưu trữ theo phường và quy chế",
        name: NAME,
        heads: &heads,
        rows: year.rows.len(),
        totals: &[total(year)],
        legend,
    };
    let head = |row: usize| year.rows.get(row).map_or_else(RowHead::default, row_head);
    let cell = |row: usize, column: usize| {
        let row = year.rows.get(row);
        row.map_or_else(MatrixCell::default, |row| cell(year, row, column))
    };
    let (row, column) = matrix.show(ui, state, head, cell)?;
    let id = year.rows.get(row)?.unit.id;
    Some(match column.checked_sub(1) {
        None => Opened::Unit(id),
        Some(place) => match year.regulations.get(place) {
            Some((code, _)) => Opened::Cell(id, code.clone()),
            None => Opened::Letter(id),
        },
    })
}

fn row_head(row: &ArchiveRow) -> RowHead {
    let unit = &row.unit;
    RowHead {
        short: unit.short_name.clone(),
        name: unit.name.clone(),
        told: format!("{}: {}", unit.name, row.tally().words()),
        said: match row.asked_on {
            Some(day) => format!(
                "{}\nCông văn đề nghị bổ sung gần nhất: {}",
                unit.name,
                show_day(day)
            ),
            None => unit.name.clone(),
        },
    }
}

fn cell(year: &ArchiveYear, row: &ArchiveRow, column: usize) -> MatrixCell {
    let name = &row.unit.name;
    if let Some((code, _)) = year.regulations.get(column) {
        let tally = year.tally_of(row, code);
        // "Phường Phúc Đồng, QC1: có 12/15 (80%), chưa xem 40"
        return MatrixCell {
            text: tally.share(),
            said: format!("{name}, {code}: {}", tally.words()),
            hint: "Nhấn để xem từng giấy tờ",
            shade: tone(tally),
            ink: Ink::Weak,
            opens: true,
            ..MatrixCell::default()
        };
    }
    let tally = row.tally();
    let plain = |text: String| MatrixCell {
        text,
        said: format!("{name}: {}", tally.words()),
        ..MatrixCell::default()
    };
    match column - year.regulations.len() {
        0 => plain(sum(tally)),
        1 if tally.missing > 0 => MatrixCell {
            text: tally.missing.to_string(),
            said: format!(
                "{name}: soạn công văn đề nghị bổ sung {} giấy tờ",
                tally.missing
            ),
            ink: Ink::Bad,
            opens: true,
            ..MatrixCell::default()
        },
        1 => plain(String::new()),
        _ => plain(tally.not_seen.to_string()),
    }
}

/// All there, most of it, less than half; nothing where nobody looked.
fn tone(tally: ArchiveTally) -> Option<Tone> {
    Some(match tally.percent()? {
        100 => Tone::Good,
        50.. => Tone::Caution,
        _ => Tone::Bad,
    })
}

fn sum(tally: ArchiveTally) -> String {
    match tally.percent() {
        Some(percent) => format!("{} ({percent}%)", tally.share()),
        None => tally.share(),
    }
}

/// The line under the wards: each regulation over all of them.
fn total(year: &ArchiveYear) -> TotalLine {
    let by_regulation = year.regulations.iter().map(|(code, _)| {
        let tally = year.regulation_tally(code);
        MatrixCell {
            text: tally.share(),
            said: format!("Cả năm {}, {code}: {}", year.filter.year, tally.words()),
            ..MatrixCell::default()
        }
    });
    let tally = year.tally();
    let plain = |text: String, ink: Ink| MatrixCell {
        text,
        ink,
        ..MatrixCell::default()
    };
    let missing = if tally.missing > 0 {
        Ink::Bad
    } else {
        Ink::Plain
    };
    TotalLine {
        name: "Cộng",
        cells: by_regulation
            .chain([
                plain(sum(tally), Ink::Plain),
                plain(tally.missing.to_string(), missing),
                plain(tally.not_seen.to_string(), Ink::Plain),
            ])
            .collect(),
    }
}
