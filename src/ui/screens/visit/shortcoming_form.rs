//! The form of a shortcoming: prefilled from the checklist, saved as a whole, kept when saving fails.

use eframe::egui::{Key, Modifiers, Ui};

use super::View;
use super::shortcoming_fields::fields;
use super::shortcoming_start::Start;
use crate::domain::text::clean;
use crate::domain::{Problem, Shortcoming, ShortcomingId};
use crate::read::VisitPage;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::date_field::DateDraft;
use crate::ui::widgets::in_hand;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::worker::{Command, ShortcomingCommand};

/// The form, open or not, and the draft of one that was closed unfinished.
#[derive(Debug, Default)]
pub struct Writing {
    form: Option<Form>,
    parked: Option<Form>,
}

#[derive(Debug)]
pub(super) struct Form {
    pub draft: Shortcoming,
    begun: Shortcoming,
    base: Option<Shortcoming>,
    /// The day that is being typed.
    pub day: DateDraft,
    /// The number of days that is being typed.
    pub days: Option<String>,
    pub problems: Vec<Problem>,
    /// Sent to be saved; the form closes once it is.
    sent: bool,
    save_asked: bool,
    /// Put the caret into the first field.
    pub focus: bool,
}

impl Form {
    /// Whether both write about the same thing.
    fn same(&self, other: &Self) -> bool {
        self.begun.id == other.begun.id && self.begun.item_id == other.begun.item_id
    }
}

impl Writing {
    pub fn is_open(&self) -> bool {
        self.form.is_some()
    }

    /// The stored shortcoming that the form is about, if there is one yet.
    pub fn about(&self) -> Option<ShortcomingId> {
        Some(self.form.as_ref()?.base.as_ref()?.id)
    }

    /// Opens the form, on the unfinished draft if there is one of the same thing.
    pub fn open(&mut self, start: Start, page: &VisitPage) {
        let mut form = Form {
            begun: start.draft.clone(),
            draft: start.draft,
            base: start.base,
            day: DateDraft::default(),
            days: None,
            problems: Vec::new(),
            sent: false,
            save_asked: false,
            focus: true,
        };
        if let Some(parked) = self.parked.take_if(|parked| parked.same(&form))
            && parked.begun.visit_id == page.visit.id
        {
            form.draft = Shortcoming {
                ver: form.begun.ver,
                ..parked.draft
            };
        }
        self.form = Some(form);
    }

    /// Closes the form once what it sent is saved; a refused draft stays, with what is wrong beside its fields.
    pub fn settle(&mut self, ctx: ScreenContext<'_>) {
        let Some(form) = &mut self.form else { return };
        let subject = Subject::Shortcoming(form.begun.id);
        if !form.sent || ctx.is_busy(subject) {
            return;
        }
        if let Some(failure) = ctx.failure(subject) {
            form.sent = false;
            form.problems.clone_from(&failure.problems);
            if form.problems.is_empty() {
                form.problems
                    .push(Problem::new("", failure.message.clone()));
            }
        } else if ctx.has_done(subject) {
            self.form = None;
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let Some(form) = &mut self.form else { return };
        let save = std::mem::take(&mut form.save_asked);
        let shortcut = ui.input_mut(|i| {
            i.consume_key(Modifiers::COMMAND, Key::S)
                || i.consume_key(Modifiers::COMMAND, Key::Enter)
        });
        if shortcut {
            // the day that is being typed is handed out first
            in_hand::leave(ui);
            form.save_asked = true;
            ui.ctx().request_repaint();
        }
        let title = if form.base.is_some() {
            "Sửa tồn tại, hạn chế"
        } else {
            "Ghi tồn tại, hạn chế"
        };
        let saving = form.sent;
        let words = if saving {
            "Đang lưu…"
        } else {
            "Lưu tồn tại"
        };
        let outcome = Dialog::new(title, words)
            .ready(!saving)
            .width(900.0)
            .show(ui, |ui| fields(ui, view, form));
        if outcome == Outcome::Confirmed || save {
            self.save(view);
        } else if outcome == Outcome::Cancelled {
            self.close(view);
        }
    }

    fn save(&mut self, view: &mut View<'_>) {
        let Some(form) = &mut self.form else { return };
        if form.sent || form.day.is_open() {
            return;
        }
        if let Err(problem) = form.draft.check(view.page.visit.date) {
            form.problems = vec![problem];
            return;
        }
        form.problems.clear();
        let mut new = form.draft.clone();
        for text in [
            &mut new.description,
            &mut new.cause_external,
            &mut new.cause_own,
            &mut new.order_text,
            &mut new.owner,
            &mut new.evidence,
        ] {
            *text = clean(text);
        }
        let command = match &form.base {
            Some(base) if *base == new => {
                self.form = None;
                return;
            }
            Some(base) => Command::Shortcoming(ShortcomingCommand::Edit {
                base: Box::new(base.clone()),
                new: Box::new(new),
            }),
            None => Command::Shortcoming(ShortcomingCommand::Add(new)),
        };
        form.sent = true;
        view.out.push(Action::Run(command));
    }

    /// Closes the form; what was typed waits for the next time.
    fn close(&mut self, view: &mut View<'_>) {
        if let Some(form) = self.form.take()
            && form.draft != form.begun
            && !form.sent
        {
            view.out.push(Action::Toast(
                "Bản ghi tồn tại chưa lưu được giữ lại cho lần mở sau.".to_owned(),
            ));
            self.parked = Some(form);
        }
    }
}
