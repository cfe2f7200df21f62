//! Mang đi: whose laptop, which wards.

use eframe::egui::{ScrollArea, Ui};

use crate::domain::UnitId;
use crate::read::UnitRow;
use crate::ui::action::{Action, ScreenContext};
use crate::ui::export::Export;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{form, tick};

#[derive(Debug, Default)]
pub(super) struct TakeDialog {
    label: String,
    some: bool,
    units: Vec<(UnitId, String, bool)>,
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
        let ready = !self.some || !chosen.is_empty();
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
            }
            form::hint(
                ui,
                "Gói là một bản của tệp dữ liệu, mở được bằng chương trình trên máy xách tay. Ai có gói thì đọc được dữ liệu trong đó: hãy giữ như giữ hồ sơ.",
            );
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
                let name = format!("Mang đi {label} {day}.qcdcpack");
                out.push(Action::Export(
                    Export::TakeOut {
                        label,
                        units: chosen,
                    },
                    name,
                ));
                false
            }
        }
    }
}
