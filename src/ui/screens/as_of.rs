//! "Tính đến [ngày]": a list as it stood on an earlier day.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::date::show;
use crate::read::ShortcomingFilter;
use crate::ui::theme::Tone;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::{button, notice};

/// The field; today is shown where no other day was chosen.
pub fn field(ui: &mut Ui, filter: &mut ShortcomingFilter, draft: &mut DateDraft, today: NaiveDate) {
    ui.label("Tính đến");
    let shown = filter.as_of.unwrap_or(today);
    let field = DateField::new("Tính đến ngày", Some(shown), today);
    if let Some(NewDate(day)) = field.show(ui, draft) {
        filter.as_of = day.filter(|day| *day < today);
        if filter.as_of.is_none() {
            *draft = DateDraft::default();
        }
    }
}

/// Says that the list is not today's, with the way back.
pub fn notice(ui: &mut Ui, filter: &mut ShortcomingFilter, today: NaiveDate) {
    let Some(day) = filter.as_of.filter(|day| *day < today) else {
        return;
    };
    let words = format!(
        "Đang xem tình trạng tính đến hết ngày {}, dựng lại từ diễn biến; không ghi bước mới ở đây.",
        show(day)
    );
    notice::show_with(ui, Tone::Info, &words, |ui| {
        if button::plain(ui, "Về hôm nay").clicked() {
            filter.as_of = None;
        }
    });
}
