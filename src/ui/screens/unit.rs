//! One unit: when it existed, what it came from, its visits, what is still open.

use eframe::egui::{Layout, Ui, Vec2};

use super::rows;
use crate::domain::catalogue::checked_label;
use crate::domain::{Succession, Unit, UnitId, date};
use crate::read::{ShortcomingRow, UnitPage, VisitRow};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::dialogs::unit::UnitDialog;
use crate::ui::theme;
use crate::ui::tones;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{button, form, section};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct UnitScreen {
    of: Option<UnitId>,
    visits: TableState,
    chosen_visit: Option<usize>,
    orders: TableState,
    chosen_order: Option<usize>,
    dialog: Option<UnitDialog>,
}

const VISITS: [Column; 4] = [
    Column::fixed("Ngày", 100.0),
    Column::growing("Loại", 120.0, 1.0),
    Column::fixed("Trạng thái", 130.0),
    Column::fixed("Còn mở", 84.0).right(),
];

const ORDERS: [Column; 4] = [
    Column::fixed("QC", 64.0),
    Column::growing("Tồn tại, hạn chế", 120.0, 1.0),
    Column::fixed("Thời hạn", 98.0),
    Column::fixed("Tình trạng", 150.0),
];

impl UnitScreen {
    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &UnitPage,
        version: u64,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if self.of != Some(page.unit.id) {
            *self = Self {
                of: Some(page.unit.id),
                ..Self::default()
            };
        }
        section::title(ui, &page.unit.name, |ui| {
            if button::primary(ui, "Ghi cuộc giám sát").clicked() {
                out.push(Action::NewVisit(Some(page.unit.id)));
            }
            if button::plain(ui, "Sửa đơn vị").clicked() {
                self.dialog = Some(UnitDialog::edit(&page.unit));
            }
            super::paper_buttons::of_unit(ui, page, context.today, out);
        });
        span(ui, &page.unit);
        links(ui, "Tiếp nhận từ", &page.predecessors, out);
        links(ui, "Nay thuộc về", &page.successors, out);
        ui.add_space(theme::GAP);
        let room = ui.available_size();
        let gap = ui.spacing().item_spacing.x;
        let left = ((room.x - gap) * 0.46).floor();
        ui.with_layout(Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            block(ui, Vec2::new(left, room.y), "Các cuộc giám sát", |ui| {
                self.visits(ui, &page.visits, version, out);
            });
            let size = Vec2::new(room.x - gap - left, room.y);
            block(ui, size, "Tồn tại còn mở", |ui| {
                self.orders(ui, &page.open_shortcomings, version, context, out);
            });
        });
        if let Some(dialog) = &mut self.dialog
            && dialog.ui(ui, context, out)
        {
            self.dialog = None;
        }
    }

    fn visits(&mut self, ui: &mut Ui, list: &[VisitRow], version: u64, out: &mut Vec<Action>) {
        if list.is_empty() {
            form::hint(ui, "Chưa có cuộc giám sát nào.");
            return;
        }
        let event = Table::new("Các cuộc giám sát", &VISITS, list.len(), version)
            .selected(self.chosen_visit)
            .show(ui, &mut self.visits, |row, column| {
                let Some(visit) = list.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => rows::day(Some(visit.date)),
                    1 => Cell::text(visit.kind.label()),
                    2 => Cell::text(visit.state.label()).tone(tones::of_visit(visit.state)),
                    _ => rows::open_of_all(visit),
                }
            });
        open(
            event,
            &mut self.chosen_visit,
            |row| list.get(row).map(|visit| Route::Visit(visit.id)),
            out,
        );
    }

    fn orders(
        &mut self,
        ui: &mut Ui,
        list: &[ShortcomingRow],
        version: u64,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if list.is_empty() {
            form::hint(ui, "Không còn tồn tại nào.");
            return;
        }
        let event = Table::new("Tồn tại còn mở", &ORDERS, list.len(), version)
            .selected(self.chosen_order)
            .show(ui, &mut self.orders, |row, column| {
                let Some(order) = list.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => Cell::text(order.regulation_code.as_str()).weak(),
                    1 => Cell::text(order.description.as_str()),
                    2 => rows::day(order.deadline),
                    _ => rows::standing(order, context.today),
                }
            });
        open(
            event,
            &mut self.chosen_order,
            |row| list.get(row).map(|order| Route::Visit(order.visit_id)),
            out,
        );
    }
}

fn open(
    event: Option<TableEvent>,
    chosen: &mut Option<usize>,
    route: impl Fn(usize) -> Option<Route>,
    out: &mut Vec<Action>,
) {
    match event {
        Some(TableEvent::Select(row)) => *chosen = Some(row),
        Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
            out.extend(route(row).map(Action::Go));
        }
        Some(TableEvent::Toggle(_)) | None => {}
    }
}

fn span(ui: &mut Ui, unit: &Unit) {
    let days = match (unit.valid_from, unit.valid_to) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" · từ {}", date::show(from)),
        (None, Some(to)) => format!(" · đến hết {}", date::show(to)),
        (Some(from), Some(to)) => format!(" · từ {} đến hết {}", date::show(from), date::show(to)),
    };
    let colours = theme::palette(ui);
    let text = format!(
        "{}{days} · tên và ngày {}",
        unit.kind.label(),
        checked_label(unit.checked)
    );
    ui.label(theme::small(text).color(colours.weak));
}

fn links(ui: &mut Ui, name: &str, list: &[(Succession, Unit)], out: &mut Vec<Action>) {
    if list.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let colours = theme::palette(ui);
        ui.label(theme::small(format!("{name}:")).color(colours.weak));
        for (succession, unit) in list {
            let text = format!(
                "{} ({}, {})",
                unit.name,
                crate::domain::text::lower_first(succession.extent.label()),
                checked_label(succession.checked)
            );
            if ui
                .link(text)
                .on_hover_text(format!("Từ {}", date::show(succession.on)))
                .clicked()
            {
                out.push(Action::Go(Route::Unit(unit.id)));
            }
        }
    });
}

fn block(ui: &mut Ui, size: Vec2, title: &str, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(size, Layout::top_down(eframe::egui::Align::Min), |ui| {
        let frame = theme::sheet(ui);
        let edges = frame.total_margin().sum();
        frame.show(ui, |ui| {
            ui.set_min_size(size - edges);
            ui.set_max_size(size - edges);
            section::heading(ui, title, |_| {});
            content(ui);
        });
    });
}
