//! "Tạo tệp mới": the district first, then where to put the file.

use eframe::egui::Ui;

use crate::read::District;
use crate::ui::action::Action;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{form, tick};

/// The dialog's own state.
#[derive(Debug, Default)]
pub struct NewFileDialog {
    district: Option<String>,
}

impl NewFileDialog {
    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &Ui, districts: &[District], out: &mut Vec<Action>) -> bool {
        let chosen = self
            .district
            .as_ref()
            .and_then(|code| districts.iter().find(|district| district.code == *code))
            .or(districts.first())
            .cloned();
        let outcome = Dialog::new("Tạo tệp mới", "Chọn nơi lưu…")
            .ready(chosen.is_some())
            .show(ui, |ui| {
                form::hint(ui, "Tệp mới có sẵn danh mục kiểm tra và các phường của:");
                for district in districts {
                    let on = chosen.as_ref() == Some(district);
                    if tick::one_of(ui, on, &district.name) {
                        self.district = Some(district.code.clone());
                    }
                }
                form::hint(
                    ui,
                    "Tệp đang mở vẫn còn nguyên; mở lại ở danh sách tệp đã dùng.",
                );
            });
        match (outcome, chosen) {
            (Outcome::Confirmed, Some(district)) => {
                out.push(Action::NewFile(district));
                true
            }
            (Outcome::Cancelled, _) => true,
            (Outcome::Open | Outcome::Confirmed, _) => false,
        }
    }
}
