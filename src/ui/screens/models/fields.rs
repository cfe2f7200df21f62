//! The fields of work that models are sorted by: added, renamed, taken out.

use eframe::egui::Ui;

use crate::domain::ModelField;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form};
use crate::worker::{Command, ModelsCommand};

/// The dialog's own state.
#[derive(Debug, Default)]
pub struct FieldsDialog {
    /// The field that is renamed; none for a new one.
    chosen: Option<usize>,
    name: String,
    sent: bool,
}

impl FieldsDialog {
    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        fields: &[ModelField],
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if self.sent && context.has_done(Subject::Models) {
            *self = Self::default();
        }
        let confirm = if self.chosen.is_some() {
            "Đổi tên"
        } else {
            "Thêm lĩnh vực"
        };
        let ready = !context.is_busy(Subject::Models) && !self.name.trim().is_empty();
        let outcome = Dialog::new("Lĩnh vực của mô hình", confirm)
            .ready(ready)
            .show(ui, |ui| self.content(ui, fields, context, out));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => {
                let base = self.chosen.and_then(|place| fields.get(place)).cloned();
                let name = self.name.clone();
                self.send(out, ModelsCommand::SaveField { base, name });
            }
        }
        false
    }

    fn content(
        &mut self,
        ui: &mut Ui,
        fields: &[ModelField],
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        form::hint(ui, "Nhấn vào một lĩnh vực để đổi tên hoặc bỏ.");
        ui.add_space(theme::GAP_SMALL);
        for (place, field) in fields.iter().enumerate() {
            let here = self.chosen == Some(place);
            let line = eframe::egui::Button::selectable(here, field.name.as_str());
            if ui.add(line).clicked() {
                self.chosen = (!here).then_some(place);
                self.name = if here {
                    String::new()
                } else {
                    field.name.clone()
                };
                self.sent = false;
            }
        }
        ui.add_space(theme::GAP);
        let label = if self.chosen.is_some() {
            "Tên mới"
        } else {
            "Lĩnh vực mới"
        };
        form::row(ui, label, |ui, label| {
            TextField::line(label, "")
                .width(300.0)
                .bind(ui, &mut self.name);
        });
        if self.sent
            && let Some(failure) = context.failure(Subject::Models)
        {
            form::problem(ui, &failure.message);
        }
        if let Some(field) = self.chosen.and_then(|place| fields.get(place))
            && button::quiet(ui, "Bỏ lĩnh vực này").clicked()
        {
            self.send(out, ModelsCommand::RemoveField(field.id));
        }
    }

    fn send(&mut self, out: &mut Vec<Action>, command: ModelsCommand) {
        self.sent = true;
        out.push(Action::Run(Command::Models(command)));
    }
}
