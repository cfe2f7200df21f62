//! Tổng quan: what is late, what is due, what has no conclusion yet. Every number opens its list.

use chrono::NaiveDate;
use eframe::egui::{Layout, Ui, Vec2};

use super::rows;
use crate::domain::ShortcomingClass;
use crate::read::{Overview, ShortcomingFilter, ShortcomingRow, VisitFilter, VisitRow};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{button, card, empty_state, form, section};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct OverviewScreen {
    late: List,
    due_soon: List,
    not_concluded: List,
}

#[derive(Debug, Default)]
struct List {
    table: TableState,
    chosen: Option<usize>,
}

const ORDERS: [Column; 4] = [
    Column::fixed("Đơn vị", 124.0),
    Column::growing("Tồn tại, hạn chế", 120.0, 1.0),
    Column::fixed("Thời hạn", 98.0),
    Column::fixed("Tình trạng", 150.0),
];

const VISITS: [Column; 3] = [
    Column::fixed("Ngày", 98.0),
    Column::growing("Đơn vị", 90.0, 1.0),
    Column::fixed("Tồn tại", 74.0).right(),
];

impl OverviewScreen {
    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &Overview,
        version: u64,
        _context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Tổng quan", |ui| {
            if button::primary(ui, "Ghi cuộc giám sát").clicked() {
                out.push(Action::NewVisit(None));
            }
        });
        if page.counts.visits == 0 && page.counts.planned == 0 {
            first_steps(ui, out);
            return;
        }
        cards(ui, page, out);
        ui.add_space(theme::GAP);
        self.lists(ui, page, version, out);
    }

    fn lists(&mut self, ui: &mut Ui, page: &Overview, version: u64, out: &mut Vec<Action>) {
        let room = ui.available_size();
        let gap = ui.spacing().item_spacing.x;
        let wide = ((room.x - gap) * 0.66).floor();
        let half = ((room.y - gap) / 2.0).floor();
        ui.with_layout(Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            ui.vertical(|ui| {
                ui.set_width(wide);
                block(ui, Vec2::new(wide, half), "Quá hạn", |ui| {
                    self.late
                        .orders(ui, "Tồn tại quá hạn", &page.late, version, page.as_of, out);
                });
                block(ui, Vec2::new(wide, half), "Sắp đến hạn", |ui| {
                    self.due_soon.orders(
                        ui,
                        "Tồn tại sắp đến hạn",
                        &page.due_soon,
                        version,
                        page.as_of,
                        out,
                    );
                });
            });
            ui.vertical(|ui| {
                let narrow = room.x - gap - wide;
                block(
                    ui,
                    Vec2::new(narrow, room.y),
                    "Chưa có kết luận",
                    |ui| {
                        self.not_concluded
                            .visits(ui, &page.not_concluded, version, out);
                    },
                );
            });
        });
    }
}

impl List {
    fn orders(
        &mut self,
        ui: &mut Ui,
        name: &str,
        list: &[ShortcomingRow],
        version: u64,
        today: NaiveDate,
        out: &mut Vec<Action>,
    ) {
        if list.is_empty() {
            form::hint(ui, "Không có tồn tại nào.");
            return;
        }
        let event = Table::new(name, &ORDERS, list.len(), version)
            .selected(self.chosen)
            .show(ui, &mut self.table, |row, column| {
                let Some(order) = list.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => Cell::text(rows::short_unit(&order.unit_name)),
                    1 => Cell::text(order.description.as_str()),
                    2 => rows::day(order.deadline),
                    _ => rows::standing(order, today),
                }
            });
        if let Some(row) = self.opened(event)
            && let Some(order) = list.get(row)
        {
            out.push(Action::Go(Route::Visit(order.visit_id)));
        }
    }

    fn visits(&mut self, ui: &mut Ui, list: &[VisitRow], version: u64, out: &mut Vec<Action>) {
        if list.is_empty() {
            form::hint(ui, "Mọi cuộc giám sát đều đã có kết luận.");
            return;
        }
        let event = Table::new(
            "Cuộc giám sát chưa có kết luận",
            &VISITS,
            list.len(),
            version,
        )
        .selected(self.chosen)
        .show(ui, &mut self.table, |row, column| {
            let Some(visit) = list.get(row) else {
                return Cell::default();
            };
            match column {
                0 => rows::day(Some(visit.date)),
                1 => Cell::text(rows::short_unit(&visit.unit_name)),
                _ => rows::count(u64::from(visit.shortcomings)),
            }
        });
        if let Some(row) = self.opened(event)
            && let Some(visit) = list.get(row)
        {
            out.push(Action::Go(Route::Visit(visit.id)));
        }
    }

    /// The row to open, if this was a click or Enter.
    fn opened(&mut self, event: Option<TableEvent>) -> Option<usize> {
        match event? {
            TableEvent::Select(row) => {
                self.chosen = Some(row);
                None
            }
            TableEvent::Click(row) | TableEvent::Open(row) => Some(row),
            TableEvent::Toggle(_) => None,
        }
    }
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

fn cards(ui: &mut Ui, page: &Overview, out: &mut Vec<Action>) {
    let counts = page.counts;
    let gap = ui.spacing().item_spacing.x;
    let width = ((ui.available_width() - gap * 4.0) / 5.0).floor();
    let class = |class: ShortcomingClass| {
        Route::Shortcomings(ShortcomingFilter {
            class: Some(class),
            ..ShortcomingFilter::default()
        })
    };
    let not_concluded = Route::Visits(VisitFilter {
        not_concluded: true,
        ..VisitFilter::default()
    });
    let all = [
        (
            Tone::Bad,
            counts.late,
            "tồn tại quá hạn",
            class(ShortcomingClass::Late),
        ),
        (
            Tone::Caution,
            counts.due_soon,
            "đến hạn trong 7 ngày",
            class(ShortcomingClass::DueSoon),
        ),
        (
            Tone::Caution,
            counts.waiting,
            "chờ xác nhận",
            class(ShortcomingClass::Waiting),
        ),
        (
            Tone::Info,
            counts.at_work,
            "đang khắc phục",
            class(ShortcomingClass::AtWork),
        ),
        (
            Tone::Neutral,
            counts.not_concluded,
            "cuộc chưa kết luận",
            not_concluded,
        ),
    ];
    ui.horizontal(|ui| {
        for (tone, number, label, route) in all {
            if card::show(ui, width, tone, number, label).clicked() {
                out.push(Action::Go(route));
            }
        }
    });
}

fn first_steps(ui: &mut Ui, out: &mut Vec<Action>) {
    let clicked = empty_state::show(
        ui,
        Icon::Checklist,
        "Chưa có cuộc giám sát nào",
        "Ghi cuộc giám sát đầu tiên: chọn phường và ngày, phần còn lại điền dần trong và sau buổi giám sát.",
        Some("Ghi cuộc giám sát đầu tiên"),
    );
    if clicked {
        out.push(Action::NewVisit(None));
    }
    ui.vertical_centered(|ui| {
        if button::quiet(ui, "Nhập cuộc giám sát từ tệp").clicked() {
            out.push(Action::ImportVisit);
        }
    });
}
