//! The ways from a list to the papers made of it.

use chrono::NaiveDate;
use eframe::egui::{Button, Ui};

use super::shortcomings::ShortcomingsPage;
use crate::read::{ChecklistOf, PaperRequest, UnitProfile};
use crate::ui::action::{Action, Route};
use crate::ui::widgets::button;

/// Tồn tại: the sheet of what is filtered.
pub fn of_shortcomings(
    ui: &mut Ui,
    page: &ShortcomingsPage<'_>,
    today: NaiveDate,
    out: &mut Vec<Action>,
) {
    let sheet = button::plain(ui, "Bảng theo dõi");
    if sheet
        .on_hover_text("Xem, in bảng theo dõi khắc phục của những tồn tại đang lọc")
        .clicked()
    {
        let request = PaperRequest::tracking_of(page.filter, today);
        out.push(Action::Go(Route::Paper(request)));
    }
}

/// Phường: its sheets and its letter.
pub fn of_unit(ui: &mut Ui, page: &UnitProfile, today: NaiveDate, out: &mut Vec<Action>) {
    let unit_id = page.unit.id;
    let late = page.tally.late > 0;
    let tracking = PaperRequest::Tracking {
        unit_id: Some(unit_id),
        as_of: today,
        only: None,
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
