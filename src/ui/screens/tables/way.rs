//! The way from a list to the sheets that fill it.

use eframe::egui::Ui;

use crate::read::grid::GridKind;
use crate::ui::action::{Action, Route};
use crate::ui::widgets::button;

/// A button beside a list that takes its rows in from a sheet.
pub fn button(ui: &mut Ui, kind: GridKind, out: &mut Vec<Action>) {
    if button::plain(ui, "Nhập Excel…")
        .on_hover_text("Nhập nhiều dòng từ bảng Excel hoặc CSV; xem trước từng dòng rồi mới ghi")
        .clicked()
    {
        out.push(Action::Go(Route::Tables(kind)));
    }
}
