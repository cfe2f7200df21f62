//! Nhật ký: who changed what and when, and what each line changed.

use chrono::NaiveDate;
use eframe::egui::{Align, Layout, ScrollArea, Ui, Vec2};

use super::SafetyPlace;
use crate::domain::act;
use crate::domain::text::thousands;
use crate::read::audit::{AuditField, AuditFilter, AuditPage, AuditRow};
use crate::read::merge::{field_name, value_words};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::export::{Export, list_name};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{button, empty_state, form, notice, section};

/// The part's own state.
#[derive(Debug, Default)]
pub struct TrailPart {
    table: TableState,
    chosen: Option<i64>,
    from: DateDraft,
    to: DateDraft,
}

/// What the part shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrailData<'a> {
    pub page: Option<(&'a AuditPage, u64)>,
    /// What the chosen line changed.
    pub fields: Option<&'a [AuditField]>,
}

const COLUMNS: [Column; 4] = [
    Column::fixed("Lúc", 172.0),
    Column::fixed("Người làm", 150.0),
    Column::fixed("Việc", 190.0),
    Column::growing("Nội dung", 200.0, 1.0),
];

const DETAIL: f32 = 360.0;

impl TrailPart {
    pub(super) fn chosen(&self) -> Option<i64> {
        self.chosen
    }

    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        filter: &AuditFilter,
        data: TrailData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some((page, version)) = data.page else {
            super::still_reading(ui);
            return;
        };
        self.filters(ui, filter, page, context.today, out);
        if !filter.of.is_empty() {
            notice::show_with(
                ui,
                Tone::Info,
                "Chỉ những lần thay đổi của bản ghi đang xem.",
                |ui| {
                    if button::plain(ui, "Xem mọi thay đổi").clicked() {
                        out.push(Action::Go(Route::Safety(SafetyPlace::trail())));
                    }
                },
            );
        }
        let count = if page.rows.len() < page.total {
            format!(
                "{} dòng mới nhất trong {} dòng; lọc theo ngày để xem dòng cũ hơn.",
                thousands(page.rows.len()),
                thousands(page.total)
            )
        } else {
            format!("{} dòng.", thousands(page.total))
        };
        form::hint(ui, &count);
        if page.rows.is_empty() {
            empty_state::show(
                ui,
                Icon::Pages,
                "Không có dòng nào",
                "Không có thay đổi nào khớp với cách lọc này.",
                None,
            );
            return;
        }
        let detail = page.rows.iter().find(|row| Some(row.seq) == self.chosen);
        let room = ui.available_size();
        let side = if detail.is_some() {
            DETAIL + theme::GAP
        } else {
            0.0
        };
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            let size = Vec2::new(room.x - side, room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                let sheet = theme::sheet(ui).inner_margin(2);
                sheet.show(ui, |ui| self.list(ui, page, version));
            });
            if let Some(row) = detail {
                let size = Vec2::new(DETAIL, room.y);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    line(ui, row, data.fields);
                });
            }
        });
    }

    fn list(&mut self, ui: &mut Ui, page: &AuditPage, version: u64) {
        let chosen = page
            .rows
            .iter()
            .position(|row| Some(row.seq) == self.chosen);
        let event = Table::new("Nhật ký thay đổi", &COLUMNS, page.rows.len(), version)
            .selected(chosen)
            .show(ui, &mut self.table, |row, column| {
                page.rows
                    .get(row)
                    .map_or_else(Cell::default, |row| match column {
                        0 => Cell::text(row.at.format("%d/%m/%Y %H:%M:%S").to_string()),
                        1 => Cell::text(&row.user_name),
                        2 => Cell::text(act::label(&row.op)),
                        _ => Cell::text(&row.summary),
                    })
            });
        if let Some(
            TableEvent::Select(row)
            | TableEvent::Click(row)
            | TableEvent::Open(row)
            | TableEvent::Toggle(row),
        ) = event
        {
            self.chosen = page.rows.get(row).map(|row| row.seq);
        }
    }

    fn filters(
        &mut self,
        ui: &mut Ui,
        filter: &AuditFilter,
        page: &AuditPage,
        today: NaiveDate,
        out: &mut Vec<Action>,
    ) {
        let mut wanted = filter.clone();
        ui.horizontal_wrapped(|ui| {
            let people: Vec<&str> = std::iter::once("Mọi người")
                .chain(page.people.iter().map(String::as_str))
                .collect();
            let at = page.people.iter().position(|name| *name == filter.who);
            let at = at.map_or(0, |at| at + 1);
            if let Some(at) = Choice::new("Người làm", &people, Some(at))
                .width(170.0)
                .show(ui)
            {
                let name = at.checked_sub(1).and_then(|at| page.people.get(at));
                wanted.who = name.cloned().unwrap_or_default();
            }
            let acts: Vec<&(&str, &str)> = act::ACTS
                .iter()
                .filter(|(code, _)| page.acts.iter().any(|there| there == code))
                .collect();
            let words: Vec<&str> = std::iter::once("Mọi việc")
                .chain(acts.iter().map(|(_, words)| *words))
                .collect();
            let at = acts.iter().position(|(code, _)| *code == filter.act);
            let at = at.map_or(0, |at| at + 1);
            if let Some(at) = Choice::new("Việc", &words, Some(at)).width(210.0).show(ui) {
                let act = at.checked_sub(1).and_then(|at| acts.get(at));
                wanted.act = act.map_or_else(String::new, |(code, _)| (*code).to_owned());
            }
            ui.label("Từ ngày");
            let from = DateField::new("Từ ngày", filter.from, today);
            if let Some(NewDate(day)) = from.show(ui, &mut self.from) {
                wanted.from = day;
            }
            ui.label("đến");
            let to = DateField::new("Đến ngày", filter.to, today);
            if let Some(NewDate(day)) = to.show(ui, &mut self.to) {
                wanted.to = day;
            }
            if button::plain(ui, "Xuất Excel")
                .on_hover_text("Lưu mọi dòng khớp với cách lọc thành tệp Excel")
                .clicked()
            {
                let what = Export::Trail(filter.clone());
                out.push(Action::Export(what, list_name("Nhật ký", today)));
            }
        });
        if wanted != *filter {
            self.chosen = None;
            out.push(Action::Go(Route::Safety(SafetyPlace::Trail(wanted))));
        }
    }
}

/// One line: who, when, and each field before and after.
fn line(ui: &mut Ui, row: &AuditRow, fields: Option<&[AuditField]>) {
    theme::sheet(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        section::heading(ui, act::label(&row.op), |_| {});
        ui.label(&row.summary);
        let colours = theme::palette(ui);
        let who = format!(
            "{} (tài khoản {}) · {} · dòng {}",
            row.user_name,
            row.os_user,
            row.at.format("%H:%M:%S %d/%m/%Y"),
            row.seq
        );
        ui.label(theme::small(who).color(colours.weak));
        ui.add_space(theme::GAP_SMALL);
        let Some(fields) = fields else {
            super::still_reading(ui);
            return;
        };
        if fields.is_empty() {
            form::hint(ui, "Dòng này không ghi nội dung từng ô.");
        }
        ScrollArea::vertical().id_salt(row.seq).show(ui, |ui| {
            for field in fields {
                ui.label(theme::strong(field_name(&field.table, &field.field)));
                let text = |side: &Option<String>| {
                    side.as_ref().map_or_else(
                        || "(trống)".to_owned(),
                        |text| value_words(&field.table, &field.field, text),
                    )
                };
                if field.before.is_some() {
                    ui.label(
                        theme::small(format!("Trước: {}", text(&field.before))).color(colours.weak),
                    );
                }
                ui.label(format!("Sau: {}", text(&field.after)));
                ui.add_space(4.0);
            }
        });
    });
}
