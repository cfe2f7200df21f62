//! "Ghi cuộc giám sát": the unit and the day; everything else is filled in later.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::date::show;
use crate::domain::{Unit, UnitId, VisitKind};
use crate::read::UnitRow;
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Command, Made, NewVisit, VisitCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct NewVisitDialog {
    unit_id: Option<UnitId>,
    kind: VisitKind,
    date: NaiveDate,
    date_draft: DateDraft,
    topic: String,
    /// Not shown yet: the focus goes to the first field.
    fresh: bool,
}

impl NewVisitDialog {
    /// Opens the dialog.
    pub fn new(unit_id: Option<UnitId>, today: NaiveDate) -> Self {
        Self {
            unit_id,
            kind: VisitKind::Periodic,
            date: today,
            date_draft: DateDraft::default(),
            topic: String::new(),
            fresh: true,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        units: &[UnitRow],
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if context.has_done(Subject::NewVisit) {
            if let Some(Made::Visit(id)) = context.made(Subject::NewVisit) {
                out.push(Action::Go(Route::Visit(*id)));
            }
            return true;
        }
        let ready = self.unit_id.is_some()
            && !self.date_draft.is_open()
            && !context.is_busy(Subject::NewVisit);
        let outcome = Dialog::new("Ghi cuộc giám sát", "Ghi và mở")
            .ready(ready)
            .width(580.0)
            .show(ui, |ui| self.fields(ui, units, context));
        match (outcome, self.unit_id) {
            (Outcome::Confirmed, Some(unit_id)) => {
                out.push(Action::Run(Command::Visit(VisitCommand::Create(
                    NewVisit {
                        unit_id,
                        kind: self.kind,
                        date: self.date,
                        topic: crate::domain::text::clean(&self.topic),
                        rechecks: None,
                    },
                ))));
                false
            }
            (Outcome::Cancelled, _) => true,
            (Outcome::Open | Outcome::Confirmed, _) => false,
        }
    }

    fn fields(&mut self, ui: &mut Ui, units: &[UnitRow], context: &ScreenContext<'_>) {
        // Units of another day stand below those of the chosen one: the day is often put right last.
        let (mut there, others): (Vec<&UnitRow>, Vec<&UnitRow>) =
            units.iter().partition(|row| row.unit.exists_on(self.date));
        there.extend(others);
        let names: Vec<String> = there
            .iter()
            .map(|row| name_on(&row.unit, self.date))
            .collect();
        let chosen = self
            .unit_id
            .and_then(|id| there.iter().position(|row| row.unit.id == id));
        let fresh = std::mem::take(&mut self.fresh);
        form::row(ui, "Đơn vị được giám sát", |ui, label| {
            let choice = Choice::new(label, &names, chosen).width(360.0).focus(fresh);
            if let Some(row) = choice
                .hint("Chọn phường, đơn vị")
                .show(ui)
                .and_then(|i| there.get(i))
            {
                self.unit_id = Some(row.unit.id);
            }
        });
        if chosen
            .and_then(|place| there.get(place))
            .is_some_and(|row| !row.unit.exists_on(self.date))
        {
            form::problem(
                ui,
                "Đơn vị này không có vào ngày đã chọn; hãy chọn lại đơn vị hoặc ngày.",
            );
        }
        problem(ui, "unit_id", context);
        form::row(ui, "Ngày giám sát", |ui, label| {
            let field = DateField::new(label, Some(self.date), context.today).required();
            if let Some(NewDate(Some(date))) = field.show(ui, &mut self.date_draft) {
                self.date = date;
            }
        });
        problem(ui, "date", context);
        let kinds: Vec<&str> = VisitKind::ALL.iter().map(|kind| kind.label()).collect();
        let kind = VisitKind::ALL.iter().position(|kind| *kind == self.kind);
        form::row(ui, "Loại giám sát", |ui, label| {
            let choice = Choice::new(label, &kinds, kind).width(240.0).show(ui);
            if let Some(kind) = choice.and_then(|place| VisitKind::ALL.get(place)) {
                self.kind = *kind;
            }
        });
        form::row(ui, "Nội dung giám sát", |ui, label| {
            TextField::lines(label, "", 2)
                .hint("việc thực hiện công tác dân vận và quy chế dân chủ ở cơ sở")
                .bind(ui, &mut self.topic);
        });
        problem(ui, "topic", context);
        if let Some(failure) = context.failure(Subject::NewVisit)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }
}

/// The unit's name, with the span in which it existed when that does not hold the day.
fn name_on(unit: &Unit, day: NaiveDate) -> String {
    match (unit.exists_on(day), unit.valid_to, unit.valid_from) {
        (false, Some(to), _) if to < day => format!("{} (đến {})", unit.name, show(to)),
        (false, _, Some(from)) => format!("{} (từ {})", unit.name, show(from)),
        _ => unit.name.clone(),
    }
}

fn problem(ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
    if let Some(text) = context.problem(Subject::NewVisit, place) {
        form::problem(ui, text);
    }
}
