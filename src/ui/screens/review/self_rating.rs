//! Where units rated themselves better than the team did: by item, by unit, and case by case.

use eframe::egui::{Layout, Ui, Vec2};

use super::Names;
use crate::domain::UnitId;
use crate::read::review::{SelfCount, SelfPage};
use crate::ui::action::{Action, Route};
use crate::ui::screens::rows;
use crate::ui::theme;
use crate::ui::tones;
use crate::ui::widgets::figures::{self, Figure, Head, Line};
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{button, form, waiting};

const COLUMNS: [Column; 6] = [
    Column::fixed("Ngày", 96.0),
    Column::fixed("Đơn vị", 120.0),
    Column::fixed("Mục", 92.0),
    Column::fixed("Đơn vị tự chấm", 132.0),
    Column::fixed("Đoàn chấm", 132.0),
    Column::growing("Nhận xét của đoàn", 140.0, 1.0),
];

/// The tab's own state.
#[derive(Debug, Default)]
pub struct Cases {
    pub item: Option<String>,
    pub unit: Option<UnitId>,
    table: TableState,
    chosen: Option<usize>,
}

/// What a figure narrows the cases to.
#[derive(Clone, Debug)]
enum Pick {
    Item(String),
    Unit(UnitId),
}

impl Cases {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        (page, names): (Option<(&SelfPage, u64)>, &Names),
        out: &mut Vec<Action>,
    ) {
        let Some((page, version)) = page else {
            waiting::show(ui, "Đang tính…");
            return;
        };
        if page.total.both() == 0 {
            form::hint(
                ui,
                "Chưa có mục nào vừa được đơn vị tự chấm vừa được đoàn chấm. Ghi “Đơn vị tự chấm” ở phiếu kiểm tra.",
            );
            return;
        }
        ui.label(format!(
            "{}/{} mục đơn vị tự chấm cao hơn đoàn, {} mục như nhau, {} mục thấp hơn.",
            page.total.better,
            page.total.both(),
            page.total.same,
            page.total.worse
        ));
        let room = ui.available_size();
        let top = Vec2::new(room.x, (room.y * 0.45).floor());
        ui.allocate_ui_with_layout(top, Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            self.counts(ui, top, page, names);
        });
        ui.horizontal(|ui| {
            ui.label(theme::strong("Từng trường hợp đơn vị tự chấm cao hơn"));
            if let Some(item) = &self.item {
                ui.label(format!("mục {item}"));
            }
            if (self.item.is_some() || self.unit.is_some())
                && button::quiet(ui, "Xem tất cả").clicked()
            {
                self.item = None;
                self.unit = None;
            }
        });
        let sheet = theme::sheet(ui).inner_margin(2);
        sheet.show(ui, |ui| self.cases(ui, page, version, out));
    }

    fn counts(&mut self, ui: &mut Ui, room: Vec2, page: &SelfPage, names: &Names) {
        let heads = [
            Head::new("Cao hơn", 70.0),
            Head::new("Như nhau", 70.0),
            Head::new("Thấp hơn", 70.0),
        ];
        let layout = Layout::top_down(eframe::egui::Align::Min);
        let left = Vec2::new((room.x * 0.6).floor(), room.y);
        let mut pick = None;
        ui.allocate_ui_with_layout(left, layout, |ui| {
            let list = &page.items;
            pick = figures::show(
                ui,
                "mục",
                "Mục kiểm tra",
                &heads,
                list.len(),
                |place| {
                    list.get(place).map_or_else(nothing, |item| Line {
                        label: Figure::plain(format!("{} · {}", item.item_code, item.text)),
                        figures: count(item.count, || Pick::Item(item.item_code.clone())),
                        strong: false,
                    })
                },
            );
        });
        let right = Vec2::new(room.x - left.x - theme::GAP, room.y);
        ui.allocate_ui_with_layout(right, layout, |ui| {
            let list = &page.units;
            let clicked =
                figures::show(ui, "đơn vị", "Đơn vị", &heads, list.len(), |place| {
                    list.get(place).map_or_else(nothing, |unit| Line {
                        label: Figure::plain(names.tell(unit.unit_id, &unit.unit_name)),
                        figures: count(unit.count, || Pick::Unit(unit.unit_id)),
                        strong: false,
                    })
                });
            pick = clicked.or(pick.take());
        });
        match pick {
            Some(Pick::Item(code)) => {
                self.item = Some(code);
                self.unit = None;
            }
            Some(Pick::Unit(id)) => {
                self.unit = Some(id);
                self.item = None;
            }
            None => {}
        }
    }

    fn cases(&mut self, ui: &mut Ui, page: &SelfPage, version: u64, out: &mut Vec<Action>) {
        let event = Table::new("Tự chấm cao hơn", &COLUMNS, page.cases.len(), version)
            .selected(self.chosen)
            .show(ui, &mut self.table, |row, column| {
                let Some(case) = page.cases.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => rows::day(Some(case.visit_date)),
                    1 => Cell::text(rows::short_unit(&case.unit_name)),
                    2 => Cell::text(case.item_code.as_str()),
                    3 => Cell::text(case.self_rating.label())
                        .tone(tones::of_rating(case.self_rating)),
                    4 => Cell::text(case.found.label()).tone(tones::of_rating(case.found)),
                    _ => Cell::text(case.comment.as_str()),
                }
            });
        match event {
            Some(TableEvent::Select(row)) => self.chosen = Some(row),
            Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen = Some(row);
                if let Some(case) = page.cases.get(row) {
                    out.push(Action::Go(Route::Visit(case.visit_id)));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }
}

fn nothing() -> Line<Pick> {
    Line {
        label: Figure::plain(""),
        figures: Vec::new(),
        strong: false,
    }
}

fn count(count: SelfCount, pick: impl Fn() -> Pick) -> Vec<Figure<Pick>> {
    vec![
        Figure::count(count.better, pick()),
        Figure::plain(count.same.to_string()),
        Figure::plain(count.worse.to_string()),
    ]
}
