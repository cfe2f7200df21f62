//! The matrix ward × month, with what came in time and what is missing.

use eframe::egui::Ui;

use crate::domain::date::show as show_day;
use crate::domain::text::upper_first;
use crate::domain::{Month, ReportState, UnitId};
use crate::read::monthly_report::LEGEND;
use crate::read::{ReportCell, ReportRow, ReportTally, ReportYear};
use crate::ui::tones;
use crate::ui::widgets::matrix::{Head, Ink, Matrix, MatrixCell, MatrixState, RowHead, TotalLine};

const NAME: f32 = 132.0;
const SUM: f32 = 72.0;
const MONTHS: usize = 12;
/// From this width on a cell holds "28/02 +14".
const WITH_DAYS: f32 = 62.0;

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    Unit(UnitId),
    Cell(UnitId, Month),
    /// What is missing of a ward.
    Letter(UnitId),
}

/// Shows the matrix in all the room there is.
pub fn show(ui: &mut Ui, state: &mut MatrixState, year: &ReportYear) -> Option<Opened> {
    let room = ui.available_width() - ui.spacing().scroll.allocated_width();
    let width = ((room - NAME - SUM * 2.0) / 12.0).clamp(40.0, 110.0);
    let months = Month::of_year(year.filter.year);
    let heads = months.iter().map(|month| Head {
        short: format!("T{}", month.number()),
        long: upper_first(&month.name()),
        width,
    });
    let ends = [
        ("Đúng hạn", "Đúng hạn trên đã gửi hoặc đã đến hạn"),
        ("Thiếu", "Quá hạn mà chưa nhận"),
    ];
    let ends = ends.map(|(short, long)| Head {
        short: short.to_owned(),
        long: long.to_owned(),
        width: SUM,
    });
    let heads: Vec<Head> = heads.chain(ends).collect();
    let legend = format!("{LEGEND} Chấm ở góc: có tệp kèm theo.");
    let matrix = Matrix {
        title: "Báo cáo theo phường và tháng",
        name: NAME,
        heads: &heads,
        rows: year.rows.len(),
        totals: &totals(year),
        legend: &legend,
    };
    let head = |row: usize| year.rows.get(row).map_or_else(RowHead::default, row_head);
    let cell = |row: usize, column: usize| {
        let row = year.rows.get(row);
        row.map_or_else(MatrixCell::default, |row| cell(year, row, column, width))
    };
    let (row, column) = matrix.show(ui, state, head, cell)?;
    target(year.rows.get(row)?, column)
}

/// Where a place of the matrix leads.
fn target(row: &ReportRow, column: usize) -> Option<Opened> {
    let id = row.unit.id;
    match column.checked_sub(1) {
        None => Some(Opened::Unit(id)),
        Some(place) if place < MONTHS => {
            let cell = row.cells.get(place)?.as_ref()?;
            Some(Opened::Cell(id, cell.month))
        }
        Some(_) => Some(Opened::Letter(id)),
    }
}

fn row_head(row: &ReportRow) -> RowHead {
    let unit = &row.unit;
    RowHead {
        short: unit.short_name.clone(),
        name: unit.name.clone(),
        told: String::new(),
        said: match row.asked_on {
            Some(day) => format!(
                "{}\nCông văn đề nghị gửi gần nhất: {}",
                unit.name,
                show_day(day)
            ),
            None => unit.name.clone(),
        },
    }
}

fn cell(year: &ReportYear, row: &ReportRow, column: usize, width: f32) -> MatrixCell {
    let name = &row.unit.name;
    let tally = row.tally();
    if column == MONTHS {
        return MatrixCell {
            text: tally.share(),
            said: sums(name, tally),
            ..MatrixCell::default()
        };
    }
    if column > MONTHS {
        let missing = tally.missing > 0;
        return MatrixCell {
            text: if missing {
                tally.missing.to_string()
            } else {
                String::new()
            },
            said: if missing {
                format!(
                    "{name}: soạn công văn đề nghị gửi {} báo cáo",
                    tally.missing
                )
            } else {
                sums(name, tally)
            },
            ink: Ink::Bad,
            opens: missing,
            ..MatrixCell::default()
        };
    }
    match row.cells.get(column).and_then(Option::as_ref) {
        Some(cell) => month_cell(name, cell, width),
        None => MatrixCell {
            said: format!(
                "{name}, tháng {}/{}: không phải gửi",
                column + 1,
                year.filter.year
            ),
            ..MatrixCell::default()
        },
    }
}

fn month_cell(name: &str, cell: &ReportCell, width: f32) -> MatrixCell {
    let state = cell.standing.state;
    let too_wide = width < WITH_DAYS || cell.standing.days > 99;
    MatrixCell {
        text: if state == ReportState::Late && too_wide {
            format!("+{}", cell.standing.days)
        } else {
            cell.short()
        },
        said: cell_words(name, cell),
        hint: if cell.report.is_some() {
            "Nhấn để xem, sửa"
        } else {
            "Nhấn để ghi ngày nhận"
        },
        shade: (state != ReportState::NotDue).then(|| tones::of_report(state)),
        ink: Ink::Weak,
        dot: !cell.files.is_empty(),
        opens: true,
    }
}

/// "Phường Phúc Đồng, tháng 3/2024: Chậm 4 ngày. Nhận 09/04/2024, hạn 05/04/2024. 1 tệp kèm theo".
fn cell_words(name: &str, cell: &ReportCell) -> String {
    let mut parts = vec![format!(
        "{name}, {}: {}",
        cell.month.name(),
        cell.standing.words()
    )];
    let due = show_day(cell.due);
    parts.push(match cell.received_on() {
        Some(day) => format!("Nhận {}, hạn {due}", show_day(day)),
        None => format!("Hạn {due}"),
    });
    if !cell.files.is_empty() {
        parts.push(format!("{} tệp kèm theo", cell.files.len()));
    }
    parts.join(". ")
}

/// "Phường Phúc Đồng: đúng hạn 8/10, chậm 1, thiếu 1".
fn sums(name: &str, tally: ReportTally) -> String {
    format!(
        "{name}: đúng hạn {}, chậm {}, thiếu {}",
        tally.share(),
        tally.late,
        tally.missing
    )
}

/// The lines under the wards: each month over all of them.
fn totals(year: &ReportYear) -> [TotalLine; 2] {
    let months = year.month_tallies();
    let total = year.tally();
    let of_year = format!("Cả năm {}", year.filter.year);
    let in_time = |tally: ReportTally, name: &str| MatrixCell {
        text: tally.share(),
        said: sums(name, tally),
        ..MatrixCell::default()
    };
    let missing = |tally: ReportTally| MatrixCell {
        text: match tally.due() {
            0 => "–".to_owned(),
            _ => tally.missing.to_string(),
        },
        ink: if tally.missing > 0 {
            Ink::Bad
        } else {
            Ink::Plain
        },
        ..MatrixCell::default()
    };
    let by_month = months
        .iter()
        .zip(1..)
        .map(|(tally, number)| in_time(*tally, &format!("Tháng {number}/{}", year.filter.year)));
    let lacking = months.iter().map(|tally| missing(*tally));
    [
        TotalLine {
            name: "Đúng hạn",
            cells: by_month.chain([in_time(total, &of_year)]).collect(),
        },
        TotalLine {
            name: "Thiếu",
            cells: lacking
                .chain([MatrixCell::default(), missing(total)])
                .collect(),
        },
    ]
}
