//! "Giao đơn vị…": which units must put a document into effect, and by when.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use eframe::egui::{ScrollArea, Ui};

use crate::domain::{DocumentId, UnitId};
use crate::read::guiding::{DocumentEntry, DocumentPage};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::worker::{Command, GuidingCommand};

const WIDTH: f32 = 560.0;
const LIST_HEIGHT: f32 = 240.0;

/// The dialog's own state.
#[derive(Debug)]
pub struct AssignDialog {
    id: DocumentId,
    name: String,
    units: Vec<(UnitId, String)>,
    chosen: BTreeSet<UnitId>,
    due: Option<NaiveDate>,
    draft: DateDraft,
    sent: bool,
}

impl AssignDialog {
    /// Every ward is ticked that was not asked yet.
    pub fn new(page: &DocumentPage, entry: &DocumentEntry) -> Self {
        let asked: BTreeSet<UnitId> = entry.tasks.iter().map(|task| task.unit_id).collect();
        let units = page.units.iter();
        let units: Vec<(UnitId, String)> = units
            .filter(|unit| !asked.contains(&unit.id) && unit.exists_on(page.as_of))
            .map(|unit| (unit.id, unit.name.clone()))
            .collect();
        Self {
            id: entry.document.id,
            name: entry.document.reference(),
            chosen: units.iter().map(|(id, _)| *id).collect(),
            units,
            due: None,
            draft: DateDraft::default(),
            sent: false,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if self.sent && context.has_done(Subject::Guiding) {
            return true;
        }
        let ready =
            !context.is_busy(Subject::Guiding) && !self.chosen.is_empty() && !self.draft.is_open();
        let confirm = format!("Giao {} đơn vị", self.chosen.len());
        let outcome = Dialog::new("Giao đơn vị triển khai", &confirm)
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => {
                self.sent = true;
                out.push(Action::Run(Command::Guiding(GuidingCommand::Assign {
                    id: self.id,
                    units: self.chosen.iter().copied().collect(),
                    due: self.due,
                })));
            }
        }
        false
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        ui.label(theme::strong(&self.name));
        form::row(ui, "Hạn triển khai", |ui, label| {
            let field = DateField::new(label, self.due, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.draft) {
                self.due = day;
            }
            form::hint(ui, "Để trống nếu văn bản không đặt hạn.");
        });
        if self.units.is_empty() {
            form::hint(ui, "Mọi đơn vị hiện có đã được giao.");
            return;
        }
        let mut all = self.chosen.len() == self.units.len();
        let words = format!("Tất cả {} đơn vị chưa giao", self.units.len());
        if ui.checkbox(&mut all, words).changed() {
            self.chosen = if all {
                self.units.iter().map(|(id, _)| *id).collect()
            } else {
                BTreeSet::new()
            };
        }
        ui.separator();
        ScrollArea::vertical()
            .max_height(LIST_HEIGHT)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (id, name) in &self.units {
                    let mut ticked = self.chosen.contains(id);
                    if ui.checkbox(&mut ticked, name.as_str()).changed() {
                        if ticked {
                            self.chosen.insert(*id);
                        } else {
                            self.chosen.remove(id);
                        }
                    }
                }
            });
        if self.sent
            && let Some(failure) = context.failure(Subject::Guiding)
        {
            form::problem(ui, &failure.message);
        }
    }
}
