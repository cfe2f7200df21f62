//! One step on a shortcoming: báo đã khắc phục, xác nhận, trả lại, gia hạn, rút.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::shortcoming::{Step, take_step};
use crate::domain::{EventKind, Problem, ShortcomingId};
use crate::read::ShortcomingDetail;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::Command;

/// The dialog's own state.
#[derive(Debug)]
pub struct StepDialog {
    id: ShortcomingId,
    step: Step,
    on: DateDraft,
    deadline: DateDraft,
    problem: Option<Problem>,
    /// Not shown yet: the caret goes to what has to be written.
    fresh: bool,
}

/// The words of one kind of step.
struct Words {
    on: &'static str,
    by: &'static str,
    text: &'static str,
}

const fn words(kind: EventKind) -> Words {
    match kind {
        EventKind::Notified => Words {
            on: "Ngày thông báo",
            by: "Người thông báo",
            text: "Nội dung",
        },
        EventKind::Reported => Words {
            on: "Ngày báo cáo",
            by: "Đơn vị, người báo cáo",
            text: "Nội dung báo cáo",
        },
        EventKind::Verified => Words {
            on: "Ngày xác nhận",
            by: "Người xác nhận",
            text: "Đã xem, kiểm tra",
        },
        EventKind::Returned => Words {
            on: "Ngày trả lại",
            by: "Người trả lại",
            text: "Lý do trả lại",
        },
        EventKind::Extended => Words {
            on: "Ngày gia hạn",
            by: "Người cho phép",
            text: "Lý do gia hạn",
        },
        EventKind::Withdrawn => Words {
            on: "Ngày rút",
            by: "Người quyết định",
            text: "Lý do rút",
        },
    }
}

impl StepDialog {
    /// Opens the dialog, with what is usually right already filled in.
    pub fn new(kind: EventKind, detail: &ShortcomingDetail, context: &ScreenContext<'_>) -> Self {
        let by = match kind {
            EventKind::Reported => detail.shortcoming.owner.clone(),
            EventKind::Notified
            | EventKind::Verified
            | EventKind::Returned
            | EventKind::Extended
            | EventKind::Withdrawn => context
                .status
                .map(|status| status.user_name.clone())
                .unwrap_or_default(),
        };
        Self {
            id: detail.shortcoming.id,
            step: Step {
                kind,
                on: context.today,
                by,
                text: String::new(),
                deadline: None,
            },
            on: DateDraft::default(),
            deadline: DateDraft::default(),
            problem: None,
            fresh: true,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        detail: Option<&ShortcomingDetail>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        let subject = Subject::Step(self.id);
        if context.has_done(subject) {
            return true;
        }
        let busy = context.is_busy(subject);
        let outcome = Dialog::new(self.step.kind.label(), "Ghi")
            .ready(!busy && !self.on.is_open() && !self.deadline.is_open())
            .width(560.0)
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                let detail = detail.filter(|detail| detail.shortcoming.id == self.id);
                self.problem =
                    detail.and_then(|detail| take_step(&detail.shortcoming, &self.step).err());
                if self.problem.is_none() {
                    out.push(Action::Run(Command::StepShortcoming {
                        id: self.id,
                        step: self.step.clone(),
                    }));
                }
                false
            }
        }
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        let words = words(self.step.kind);
        let fresh = std::mem::take(&mut self.fresh);
        form::row(ui, words.on, |ui, label| {
            let field = DateField::new(label, Some(self.step.on), context.today).required();
            if let Some(NewDate(Some(on))) = field.show(ui, &mut self.on) {
                self.step.on = on;
            }
        });
        self.problem_at(ui, "on", context);
        if self.step.kind == EventKind::Extended {
            self.new_deadline(ui, context.today);
            self.problem_at(ui, "deadline", context);
        }
        form::row(ui, words.by, |ui, label| {
            TextField::line(label, "").bind(ui, &mut self.step.by);
        });
        self.problem_at(ui, "by", context);
        form::row(ui, words.text, |ui, label| {
            TextField::lines(label, "", 3)
                .focus(fresh)
                .bind(ui, &mut self.step.text);
        });
        self.problem_at(ui, "text", context);
        self.problem_at(ui, "kind", context);
        if let Some(failure) = context.failure(Subject::Step(self.id))
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }

    fn new_deadline(&mut self, ui: &mut Ui, today: NaiveDate) {
        form::row(ui, "Thời hạn mới", |ui, label| {
            let field = DateField::new(label, self.step.deadline, today);
            if let Some(NewDate(deadline)) = field.show(ui, &mut self.deadline) {
                self.step.deadline = deadline;
            }
        });
    }

    fn problem_at(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        let own = self
            .problem
            .as_ref()
            .filter(|problem| problem.place == place)
            .map(|problem| problem.message.as_str());
        if let Some(text) = own.or(context.problem(Subject::Step(self.id), place)) {
            form::problem(ui, text);
        }
    }
}
