//! "Tạo cuộc phúc tra": the day on which open orders are looked at again.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::VisitId;
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::worker::{Command, Made, VisitCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct RecheckDialog {
    earlier: VisitId,
    on: NaiveDate,
    draft: DateDraft,
}

impl RecheckDialog {
    /// Opens the dialog.
    pub fn new(earlier: VisitId, today: NaiveDate) -> Self {
        Self {
            earlier,
            on: today,
            draft: DateDraft::default(),
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let subject = Subject::Recheck(self.earlier);
        if context.has_done(subject) {
            if let Some(Made::Visit(id)) = context.made(subject) {
                out.push(Action::Go(Route::Visit(*id)));
            }
            return true;
        }
        let outcome = Dialog::new("Tạo cuộc phúc tra", "Tạo và mở")
            .ready(!self.draft.is_open() && !context.is_busy(subject))
            .width(560.0)
            .show(ui, |ui| {
                form::row(ui, "Ngày phúc tra", |ui, label| {
                    let field = DateField::new(label, Some(self.on), context.today).required();
                    if let Some(NewDate(Some(on))) = field.show(ui, &mut self.draft) {
                        self.on = on;
                    }
                });
                form::hint(
                    ui,
                    "Cuộc phúc tra liệt kê các yêu cầu khắc phục còn mở, phạm vi là các quy chế có tồn tại còn mở.",
                );
                if let Some(failure) = context.failure(subject) {
                    form::problem(ui, &failure.message);
                }
            });
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                out.push(Action::Run(Command::Visit(VisitCommand::CreateRecheck {
                    earlier: self.earlier,
                    on: self.on,
                })));
                false
            }
        }
    }
}
