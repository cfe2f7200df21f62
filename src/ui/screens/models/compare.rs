//! Quarter by quarter beside the year before, ward by ward.

use eframe::egui::Ui;

use crate::domain::UnitId;
use crate::read::skilful_model::{LEGEND, ModelComparison, ModelQuarters, quarter_words};
use crate::ui::theme;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{empty_state, form, page};

const COLUMNS: [Column; 7] = [
    Column::growing("Phường", 130.0, 1.0),
    Column::fixed("Quý I", 128.0),
    Column::fixed("Quý II", 128.0),
    Column::fixed("Quý III", 128.0),
    Column::fixed("Quý IV", 128.0),
    Column::fixed("Cả năm", 136.0),
    Column::fixed("Được công nhận", 214.0).least(190.0),
];

/// The ward that was clicked, none for the total.
#[derive(Clone, Copy, Debug)]
pub struct Opened(pub Option<UnitId>);

/// Shows the table.
pub fn show(
    ui: &mut Ui,
    state: &mut TableState,
    (comparison, version): (&ModelComparison, u64),
) -> Option<Opened> {
    if comparison.rows.is_empty() {
        let hint = "Năm này và năm trước chưa có mô hình nào được đăng ký.";
        empty_state::show(ui, Icon::Star, "Chưa có gì để so sánh", hint, None);
        return None;
    }
    let words = format!(
        "Mỗi ô: năm {} | năm {}. {LEGEND}",
        comparison.year,
        comparison.year - 1
    );
    form::hint(ui, &words);
    ui.add_space(theme::GAP_SMALL);
    let total = (comparison.now(), comparison.before());
    let rows = comparison.rows.len() + 1;
    let event = page::list(ui, |ui| {
        Table::new("So sánh theo quý", &COLUMNS, rows, version).show(ui, state, |row, column| {
            match row.checked_sub(1).and_then(|row| comparison.rows.get(row)) {
                Some(line) if column == 0 => Cell::text(comparison.name(line)),
                Some(line) => cell(comparison, (line.now, line.before), column),
                None if column == 0 => Cell::text("Tổng").strong(),
                None => cell(comparison, total, column).strong(),
            }
        })
    });
    match event {
        Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
            let line = row.checked_sub(1).and_then(|row| comparison.rows.get(row));
            Some(Opened(line.map(|line| line.unit.id)))
        }
        Some(TableEvent::Select(_) | TableEvent::Toggle(_)) | None => None,
    }
}

fn cell(
    comparison: &ModelComparison,
    (now, before): (ModelQuarters, ModelQuarters),
    column: usize,
) -> Cell<'static> {
    if column >= 5 {
        let (now, before) = (now.year(), before.year());
        let (words, key) = if column == 5 {
            let words = [now, before].map(|year| quarter_words(year, true));
            (words, now.registered())
        } else {
            ([now.share(), before.share()], now.recognised())
        };
        let key = i64::try_from(key).unwrap_or(i64::MAX);
        return Cell::text(words.join(" | ")).sorted_by(key);
    }
    let place = column - 1;
    let (Some(now), Some(before)) = (now.quarters.get(place), before.quarters.get(place)) else {
        return Cell::default();
    };
    let words = [
        quarter_words(*now, comparison.has_begun(place)),
        quarter_words(*before, true),
    ];
    let key = i64::try_from(now.registered()).unwrap_or(i64::MAX);
    Cell::text(words.join(" | ")).sorted_by(key)
}
