//! What comes back most: the rows of repeats, and how often by regulation and by unit.

use eframe::egui::{Layout, Ui, Vec2};

use super::Names;
use crate::domain::date;
use crate::read::ShortcomingFilter;
use crate::read::repeat::{RepeatPage, RepeatShare};
use crate::ui::action::{Action, Route};
use crate::ui::screens::rows;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::figures::{self, Figure, Head, Line};
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{form, waiting};

const COLUMNS: [Column; 5] = [
    Column::fixed("Đơn vị", 104.0),
    Column::fixed("QC", 70.0),
    Column::growing("Lần gần nhất", 140.0, 1.0),
    Column::fixed("Lần", 70.0),
    Column::fixed("Từ – đến", 196.0),
];

/// The tab's own state.
#[derive(Debug, Default)]
pub struct RepeatsTab {
    table: TableState,
    chosen: Option<usize>,
}

impl RepeatsTab {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        (page, names): (Option<(&RepeatPage, u64)>, &Names),
        all: &ShortcomingFilter,
        out: &mut Vec<Action>,
    ) {
        let Some((page, version)) = page else {
            waiting::show(ui, "Đang tìm…");
            return;
        };
        let total = page.total;
        ui.label(format!(
            "{}/{} tồn tại phát hiện trong kỳ là lặp lại.",
            crate::domain::text::paper_count(total.repeats),
            crate::domain::text::paper_count(total.found)
        ));
        let room = ui.available_size();
        let wide = (room.x * 0.6).floor();
        ui.with_layout(Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            let size = Vec2::new(wide, room.y - 24.0);
            ui.allocate_ui_with_layout(size, Layout::top_down(eframe::egui::Align::Min), |ui| {
                let sheet = theme::sheet(ui).inner_margin(2);
                sheet.show(ui, |ui| self.lines(ui, page, version, out));
            });
            let size = Vec2::new(room.x - wide - theme::GAP, room.y - 24.0);
            ui.allocate_ui_with_layout(size, Layout::top_down(eframe::egui::Align::Min), |ui| {
                let half = Vec2::new(size.x, (size.y / 2.0).floor() - 4.0);
                let layout = Layout::top_down(eframe::egui::Align::Min);
                ui.allocate_ui_with_layout(half, layout, |ui| by_regulation(ui, page, all, out));
                ui.allocate_ui_with_layout(half, layout, |ui| by_unit(ui, page, names, all, out));
            });
        });
    }

    fn lines(&mut self, ui: &mut Ui, page: &RepeatPage, version: u64, out: &mut Vec<Action>) {
        if page.lines.is_empty() {
            form::hint(ui, "Không có tồn tại nào lặp lại.");
            return;
        }
        let event = Table::new("Tồn tại lặp lại", &COLUMNS, page.lines.len(), version)
            .selected(self.chosen)
            .show(ui, &mut self.table, |row, column| {
                let Some(line) = page.lines.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => Cell::text(rows::short_unit(&line.latest.unit_name)),
                    1 => Cell::text(line.regulation_code.as_str()).weak(),
                    2 => Cell::text(line.latest.description.as_str()),
                    3 => Cell::text(format!("Lần {}", line.times))
                        .tone(Tone::Bad)
                        .sorted_by(-i64::from(line.times)),
                    _ => Cell::text(format!(
                        "{} – {}",
                        date::show(line.first_on),
                        date::show(line.latest.visit_date)
                    ))
                    .sorted_by(rows::days(line.latest.visit_date)),
                }
            });
        match event {
            Some(TableEvent::Select(row)) => self.chosen = Some(row),
            Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen = Some(row);
                if let Some(line) = page.lines.get(row) {
                    out.push(Action::Go(Route::Visit(line.latest.visit_id)));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }
}

fn heads() -> [Head; 2] {
    [Head::new("Lặp lại", 76.0), Head::new("Tổng số", 76.0)]
}

fn shares(share: RepeatShare, rows: ShortcomingFilter) -> Vec<Figure<Route>> {
    let repeated = ShortcomingFilter {
        repeated: true,
        ..rows.clone()
    };
    vec![
        Figure::count(share.repeats, Route::Shortcomings(repeated)),
        Figure::count(share.found, Route::Shortcomings(rows)),
    ]
}

fn by_regulation(ui: &mut Ui, page: &RepeatPage, all: &ShortcomingFilter, out: &mut Vec<Action>) {
    let list = &page.by_regulation;
    let clicked = figures::show(
        ui,
        "lặp lại QC",
        "Quy chế",
        &heads(),
        list.len(),
        |place| {
            let (code, share) = list.get(place).cloned().unwrap_or_default();
            let label = if code.is_empty() {
                "Không thuộc quy chế nào".to_owned()
            } else {
                code.clone()
            };
            let rows = ShortcomingFilter {
                regulation: Some(code),
                ..all.clone()
            };
            Line {
                label: Figure::plain(label),
                figures: shares(share, rows),
                strong: false,
            }
        },
    );
    out.extend(clicked.map(Action::Go));
}

fn by_unit(
    ui: &mut Ui,
    page: &RepeatPage,
    names: &Names,
    all: &ShortcomingFilter,
    out: &mut Vec<Action>,
) {
    let list = &page.by_unit;
    let clicked = figures::show(
        ui,
        "lặp lại ĐV",
        "Đơn vị",
        &heads(),
        list.len(),
        |place| {
            let Some((id, name, share)) = list.get(place) else {
                return Line {
                    label: Figure::plain(""),
                    figures: Vec::new(),
                    strong: false,
                };
            };
            let rows = ShortcomingFilter {
                unit_id: Some(*id),
                ..all.clone()
            };
            Line {
                label: Figure::link(names.tell(*id, name), Route::Unit(*id)),
                figures: shares(*share, rows),
                strong: false,
            }
        },
    );
    out.extend(clicked.map(Action::Go));
}
