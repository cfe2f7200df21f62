//! "Đối chiếu": which paper a legal reference was compared with.

use chrono::NaiveDate;
use eframe::egui::{Label, Ui};

use crate::domain::{LegalRef, LegalRefId};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{CatalogueCommand, Command};

/// The dialog's own state.
#[derive(Debug)]
pub struct ReferenceDialog {
    id: LegalRefId,
    text: String,
    number: String,
    date: Option<NaiveDate>,
    draft: DateDraft,
    checked: bool,
    fresh: bool,
}

impl ReferenceDialog {
    pub fn new(legal: &LegalRef) -> Self {
        Self {
            id: legal.id,
            text: legal.text.clone(),
            number: legal.number.clone(),
            date: legal.date,
            draft: DateDraft::default(),
            // whoever opens it means to tick
            checked: true,
            fresh: true,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let subject = Subject::LegalRef(self.id);
        if context.has_done(subject) {
            return true;
        }
        let ready = !self.draft.is_open() && !context.is_busy(subject);
        let outcome = Dialog::new("Đối chiếu căn cứ", "Ghi")
            .ready(ready)
            .show(ui, |ui| {
                ui.add(Label::new(&self.text).wrap());
                let fresh = std::mem::take(&mut self.fresh);
                form::row(ui, "Số văn bản", |ui, label| {
                    TextField::line(label, "")
                        .hint("10/2022/QH15")
                        .focus(fresh)
                        .bind(ui, &mut self.number);
                });
                form::row(ui, "Ngày văn bản", |ui, label| {
                    let field = DateField::new(label, self.date, context.today);
                    if let Some(NewDate(day)) = field.show(ui, &mut self.draft) {
                        self.date = day;
                    }
                });
                ui.checkbox(&mut self.checked, "Đã đối chiếu với văn bản gốc");
                if let Some(failure) = context.failure(subject) {
                    form::problem(ui, &failure.message);
                }
            });
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                out.push(Action::Run(Command::Catalogue(
                    CatalogueCommand::CheckLegalRef {
                        id: self.id,
                        number: self.number.clone(),
                        date: self.date,
                        checked: self.checked,
                    },
                )));
                false
            }
        }
    }
}
