//! The ways from a list to the papers made of it.

use chrono::NaiveDate;
use eframe::egui::{Button, Ui};

use super::shortcomings::ShortcomingsPage;
use crate::domain::{ShortcomingClass, ShortcomingId};
use crate::read::{ChecklistOf, PaperRequest, UnitPage};
use crate::ui::action::{Action, Route};
use crate::ui::widgets::button;

/// Tồn tại: the sheet of what is filtered, and the letter to the unit of the chosen one or of the first that is late.
pub fn of_shortcomings(
    ui: &mut Ui,
    page: &ShortcomingsPage<'_>,
    chosen: Option<ShortcomingId>,
    today: NaiveDate,
    out: &mut Vec<Action>,
) {
    let rows = page.list.map_or(&[][..], |(rows, _)| rows);
    let by_row = rows.iter().find(|row| Some(row.id) == chosen);
    let late = rows
        .iter()
        .find(|row| row.class == Some(ShortcomingClass::Late));
    let unit_id = by_row
        .map(|row| row.unit_id)
        .or(page.filter.unit_id)
        .or(late.map(|row| row.unit_id));
    ui.add_enabled_ui(unit_id.is_some(), |ui| {
        let letter = button::plain(ui, "Công văn đôn đốc")
            .on_hover_text("Soạn công văn cho đơn vị có yêu cầu khắc phục quá hạn")
            .on_disabled_hover_text("Không có yêu cầu khắc phục nào quá hạn trong danh sách này");
        if let Some(unit_id) = unit_id.filter(|_| letter.clicked()) {
            let request = PaperRequest::reminder(unit_id, today);
            out.push(Action::Go(Route::Paper(request)));
        }
    });
    let sheet = button::plain(ui, "Bảng theo dõi");
    if sheet
        .on_hover_text("Xem, in bảng theo dõi khắc phục của đơn vị đang lọc, hoặc của tất cả")
        .clicked()
    {
        let request = PaperRequest::Tracking {
            unit_id: page.filter.unit_id,
            as_of: today,
        };
        out.push(Action::Go(Route::Paper(request)));
    }
}

/// Phường: its sheets and its letter.
pub fn of_unit(ui: &mut Ui, page: &UnitPage, today: NaiveDate, out: &mut Vec<Action>) {
    let unit_id = page.unit.id;
    let late = page
        .open_shortcomings
        .iter()
        .any(|row| row.class == Some(ShortcomingClass::Late));
    let tracking = PaperRequest::Tracking {
        unit_id: Some(unit_id),
        as_of: today,
    };
    let blank = PaperRequest::Checklist(ChecklistOf::Unit {
        unit_id,
        day: today,
    });
    let reminder = PaperRequest::reminder(unit_id, today);
    let papers = [(tracking, true), (blank, true), (reminder, late)];
    ui.menu_button("Văn bản", |ui| {
        ui.set_min_width(210.0);
        for (request, possible) in papers {
            let entry = ui.add_enabled(possible, Button::new(request.title()));
            let why_not = "Đơn vị không có yêu cầu khắc phục nào quá hạn";
            if entry.on_disabled_hover_text(why_not).clicked() {
                out.push(Action::Go(Route::Paper(request)));
                ui.close();
            }
        }
    })
    .response
    .on_hover_text("Xem trước, in và xuất các văn bản của đơn vị");
}
