//! "Dời sang ngày…": another day for a visit that has not begun.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::VisitId;
use crate::domain::date::show;
use crate::domain::plan::is_weekend;
use crate::read::VisitRow;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::worker::{Command, VisitCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct MoveDialog {
    id: VisitId,
    what: String,
    from: NaiveDate,
    to: NaiveDate,
    draft: DateDraft,
}

impl MoveDialog {
    pub fn new(row: &VisitRow) -> Self {
        Self {
            id: row.id,
            what: row.unit_name.clone(),
            from: row.date,
            to: row.date,
            draft: DateDraft::default(),
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let subject = Subject::Reschedule(self.id);
        if context.has_done(subject) {
            return true;
        }
        let ready = self.to != self.from && !self.draft.is_open() && !context.is_busy(subject);
        let outcome = Dialog::new("Dời sang ngày khác", "Dời")
            .ready(ready)
            .show(ui, |ui| {
                ui.label(format!("{}, đang định ngày {}", self.what, show(self.from)));
                form::row(ui, "Ngày mới", |ui, label| {
                    let field = DateField::new(label, Some(self.to), self.from).required();
                    if let Some(NewDate(Some(day))) = field.show(ui, &mut self.draft) {
                        self.to = day;
                    }
                });
                if is_weekend(self.to) {
                    form::hint(ui, "Ngày này là ngày nghỉ cuối tuần.");
                }
                if let Some(failure) = context.failure(subject) {
                    form::problem(ui, &failure.message);
                }
            });
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                out.push(Action::Run(Command::Visit(VisitCommand::Reschedule {
                    id: self.id,
                    to: self.to,
                })));
                false
            }
        }
    }
}
