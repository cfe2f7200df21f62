//! Two people changed the same field: both texts side by side, nothing lost.

use eframe::egui::{Grid, Ui};

use super::theme;
use super::widgets::button;
use super::widgets::modal::{Dialog, Outcome};
use crate::worker::Conflict;

/// A conflict that waits to be read.
#[derive(Debug)]
pub struct Trouble {
    message: String,
    conflict: Conflict,
}

impl Trouble {
    /// A conflict with the words that explain it.
    pub fn new(message: String, conflict: Conflict) -> Self {
        Self { message, conflict }
    }

    /// Shows it; true when it was read.
    pub fn ui(&self, ui: &Ui) -> bool {
        let outcome = Dialog::new("Nội dung vừa được người khác sửa", "Đã rõ")
            .width(720.0)
            .show(ui, |ui| {
                ui.label(&self.message);
                ui.add_space(theme::GAP);
                Grid::new("conflict").num_columns(4).show(ui, |ui| {
                    let colours = theme::palette(ui);
                    for head in ["", "Trong tệp", "Của bạn", ""] {
                        ui.label(theme::small(head).color(colours.weak));
                    }
                    ui.end_row();
                    for field in &self.conflict.fields {
                        ui.label(theme::strong(&field.field));
                        ui.label(&field.theirs);
                        ui.label(&field.mine);
                        if button::quiet(ui, "Sao chép của bạn").clicked() {
                            ui.copy_text(field.mine.clone());
                        }
                        ui.end_row();
                    }
                });
            });
        outcome != Outcome::Open
    }
}
