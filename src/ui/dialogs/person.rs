//! Someone of the register of people with a title: added, put right, ended, removed.

use chrono::NaiveDate;
use eframe::egui::Ui;
use uuid::Uuid;

use crate::domain::text::clean;
use crate::domain::{HeldTitle, HeldTitleId, Person, Problem, UnitId};
use crate::read::UnitRow;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form};
use crate::worker::{Command, PeopleCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct PersonDialog {
    person: Option<Person>,
    title: Option<HeldTitle>,
    name: String,
    held: String,
    unit: Option<UnitId>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    from_draft: DateDraft,
    to_draft: DateDraft,
    problem: Option<Problem>,
    /// What was sent last; the dialog closes once it is done.
    sent: Option<Subject>,
    fresh: bool,
}

impl PersonDialog {
    pub fn add() -> Self {
        Self::with(None, None)
    }

    /// For someone who is there, with one of the titles.
    pub fn edit(person: Person, title: Option<HeldTitle>) -> Self {
        Self::with(Some(person), title)
    }

    fn with(person: Option<Person>, title: Option<HeldTitle>) -> Self {
        let held = title.as_ref();
        Self {
            name: person
                .as_ref()
                .map_or_else(String::new, |person| person.name.clone()),
            held: held.map_or_else(String::new, |held| held.title.clone()),
            unit: held.and_then(|held| held.unit_id),
            from: held.and_then(|held| held.valid_from),
            to: held.and_then(|held| held.valid_to),
            person,
            title,
            from_draft: DateDraft::default(),
            to_draft: DateDraft::default(),
            problem: None,
            sent: None,
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
        if self.sent.is_some_and(|subject| context.has_done(subject)) {
            return true;
        }
        let title = if self.person.is_some() {
            "Sửa người trong danh bạ"
        } else {
            "Thêm người vào danh bạ"
        };
        let busy = self.sent.is_some_and(|subject| context.is_busy(subject));
        let ready = !busy && !self.from_draft.is_open() && !self.to_draft.is_open();
        let mut removed = false;
        let outcome = Dialog::new(title, "Ghi")
            .ready(ready)
            .width(560.0)
            .show(ui, |ui| {
                self.fields(ui, units, context);
                removed = self.removing(ui, out);
            });
        match outcome {
            Outcome::Cancelled => true,
            Outcome::Open => removed,
            Outcome::Confirmed => self.save(out),
        }
    }

    fn fields(&mut self, ui: &mut Ui, units: &[UnitRow], context: &ScreenContext<'_>) {
        let fresh = std::mem::take(&mut self.fresh);
        form::row(ui, "Họ và tên", |ui, label| {
            TextField::line(label, "")
                .focus(fresh)
                .bind(ui, &mut self.name);
        });
        self.problem_at(ui, "name", context);
        form::row(ui, "Chức vụ", |ui, label| {
            TextField::line(label, "")
                .hint("Bí thư Đảng ủy phường")
                .bind(ui, &mut self.held);
        });
        self.problem_at(ui, "title", context);
        let names: Vec<&str> = std::iter::once("Cơ quan giám sát")
            .chain(units.iter().map(|row| row.unit.name.as_str()))
            .collect();
        let chosen = self.unit.map_or(Some(0), |id| {
            let place = units.iter().position(|row| row.unit.id == id)?;
            Some(place + 1)
        });
        form::row(ui, "Nơi công tác", |ui, label| {
            let picked = Choice::new(label, &names, chosen).width(300.0).show(ui);
            if let Some(place) = picked {
                let row = place.checked_sub(1).and_then(|place| units.get(place));
                self.unit = row.map(|row| row.unit.id);
            }
        });
        let today = context.today;
        form::row(ui, "Giữ chức vụ từ ngày", |ui, label| {
            day(ui, label, &mut self.from, &mut self.from_draft, today);
        });
        form::row(ui, "Đến hết ngày", |ui, label| {
            day(ui, label, &mut self.to, &mut self.to_draft, today);
        });
        self.problem_at(ui, "valid_to", context);
        form::hint(
            ui,
            "Để trống hai ngày nếu chưa rõ. Các cuộc giám sát đã ghi giữ nguyên tên và chức vụ của ngày đó.",
        );
        if let Some(failure) = self.sent.and_then(|subject| context.failure(subject))
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }

    /// Takes the title or the whole person out; both can be undone, so nothing is asked.
    fn removing(&self, ui: &mut Ui, out: &mut Vec<Action>) -> bool {
        let Some(person) = &self.person else {
            return false;
        };
        let mut done = false;
        ui.horizontal(|ui| {
            if let Some(title) = &self.title
                && button::quiet(ui, "Bỏ chức vụ này").clicked()
            {
                out.push(Action::Run(Command::People(PeopleCommand::RemoveTitle(
                    title.id,
                ))));
                done = true;
            }
            if button::quiet(ui, "Bỏ người này khỏi danh bạ").clicked() {
                out.push(Action::Run(Command::People(PeopleCommand::Remove(
                    person.id,
                ))));
                done = true;
            }
        });
        done
    }

    /// Sends what differs; true when nothing does.
    fn save(&mut self, out: &mut Vec<Action>) -> bool {
        let (name, held) = (clean(&self.name), clean(&self.held));
        let title = HeldTitle {
            title: held.clone(),
            unit_id: self.unit,
            valid_from: self.from,
            valid_to: self.to,
            ..self.title.clone().unwrap_or(HeldTitle {
                id: HeldTitleId(Uuid::nil()),
                ver: 0,
                person_id: self
                    .person
                    .as_ref()
                    .map_or(crate::domain::PersonId(Uuid::nil()), |person| person.id),
                unit_id: None,
                title: String::new(),
                valid_from: None,
                valid_to: None,
            })
        };
        if name.is_empty() {
            self.problem = Some(Problem::new("name", "Hãy ghi họ và tên."));
            return false;
        }
        self.problem = title.check().err();
        if self.problem.is_some() {
            return false;
        }
        let Some(person) = &self.person else {
            self.send(
                out,
                Command::People(PeopleCommand::Keep {
                    name,
                    title: held,
                    unit_id: self.unit,
                    valid_from: self.from,
                    valid_to: self.to,
                }),
            );
            return false;
        };
        let renamed = Person {
            name,
            ..person.clone()
        };
        let mut unchanged = true;
        if renamed != *person {
            let base = Some(person.clone());
            unchanged = false;
            self.send(
                out,
                Command::People(PeopleCommand::Save { base, new: renamed }),
            );
        }
        if self.title.as_ref() != Some(&title) {
            let base = self.title.clone();
            unchanged = false;
            self.send(
                out,
                Command::People(PeopleCommand::SaveTitle { base, new: title }),
            );
        }
        unchanged
    }

    fn send(&mut self, out: &mut Vec<Action>, command: Command) {
        self.sent = Some(Subject::of(&command));
        out.push(Action::Run(command));
    }

    fn problem_at(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        let own = self
            .problem
            .as_ref()
            .filter(|problem| problem.place == place)
            .map(|problem| problem.message.as_str());
        let told = self
            .sent
            .and_then(|subject| context.problem(subject, place));
        if let Some(text) = own.or(told) {
            form::problem(ui, text);
        }
    }
}

fn day(
    ui: &mut Ui,
    label: eframe::egui::Id,
    day: &mut Option<NaiveDate>,
    draft: &mut DateDraft,
    today: NaiveDate,
) {
    if let Some(NewDate(new)) = DateField::new(label, *day, today).show(ui, draft) {
        *day = new;
    }
}
