//! Mang đi: whose laptop, which wards.

use eframe::egui::{ScrollArea, Ui};

use crate::domain::UnitId;
use crate::domain::passphrase::LOCKED;
use crate::read::UnitRow;
use crate::ui::action::{Action, ScreenContext};
use crate::ui::dialogs::passphrase::NewPassphrase;
use crate::ui::export::Export;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{form, tick};

#[derive(Debug, Default)]
pub(super) struct TakeDialog {
    label: String,
    some: bool,
    units: Vec<(UnitId, String, bool)>,
    locked: bool,
    passphrase: NewPassphrase,
}

pub(super) fn ward(row: &UnitRow) -> (UnitId, String) {
    (row.unit.id, row.unit.name.clone())
}

impl TakeDialog {
    pub fn take_units(&mut self, wards: Vec<(UnitId, String)>) {
        if self.units.is_empty() {
            self.units = wards
                .into_iter()
                .map(|(id, name)| (id, name, false))
                .collect();
        }
    }

    /// Shows it; false when it is to be closed.
    pub fn ui(&mut self, ui: &Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let chosen: Vec<UnitId> = self
            .units
            .iter()
            .filter(|(_, _, on)| self.some && *on)
            .map(|(id, _, _)| *id)
            .collect();
        let lock = self.locked.then(|| self.passphrase.chosen()).flatten();
        let ready = (!self.some || !chosen.is_empty()) && (!self.locked || lock.is_some());
        let outcome = Dialog::new("Mang đi", "Chọn nơi ghi gói…").ready(ready).show(ui, |ui| {
            form::row(ui, "Ai mang đi, hoặc tên máy", |ui, name| {
                TextField::line(name, "").hint("Máy xách tay đoàn 1").focus(self.label.is_empty()).bind(ui, &mut self.label);
            });
            tick::show(ui, &mut self.some, "Chỉ một số phường");
            if self.some {
                ScrollArea::vertical().id_salt("wards").max_height(260.0).show(ui, |ui| {
                    for (_, name, on) in &mut self.units {
                        tick::show(ui, on, name);
                    }
                });
                form::hint(ui, "Gói chỉ có hồ sơ của các phường được chọn; nhật ký thay đổi trong gói vẫn là của cả tệp.");
            }
            tick::show(ui, &mut self.locked, "Khóa gói bằng mật khẩu");
            let words = if self.locked {
                self.passphrase.ui(ui);
                "Trên máy xách tay, mở gói bằng chương trình rồi gõ mật khẩu này. Quên mật khẩu thì không ai mở được gói."
            } else {
                "Gói là một bản của tệp dữ liệu, mở được bằng chương trình trên máy xách tay. Ai có gói thì đọc được dữ liệu trong đó: hãy giữ như giữ hồ sơ, hoặc khóa bằng mật khẩu."
            };
            form::hint(ui, words);
        });
        match outcome {
            Outcome::Open => true,
            Outcome::Cancelled => false,
            Outcome::Confirmed => {
                let label = if self.label.trim().is_empty() {
                    "Máy xách tay".to_owned()
                } else {
                    self.label.trim().to_owned()
                };
                let day = crate::domain::date::show(context.today).replace('/', "-");
                let kind = if lock.is_some() { LOCKED } else { "qcdcpack" };
                let name = format!("Mang đi {label} {day}.{kind}");
                out.push(Action::Export(
                    Export::TakeOut {
                        label,
                        units: chosen,
                        lock,
                    },
                    name,
                ));
                false
            }
        }
    }
}
