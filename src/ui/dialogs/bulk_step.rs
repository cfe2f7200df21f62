//! One step on all chosen shortcomings: xác nhận, trả lại, gia hạn.

use eframe::egui::Ui;

use crate::domain::shortcoming::Step;
use crate::domain::{EventKind, ShortcomingId};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Command, ShortcomingCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct BulkStepDialog {
    ids: Vec<ShortcomingId>,
    step: Step,
    on: DateDraft,
    deadline: DateDraft,
    /// Not shown yet: the caret goes to what has to be written.
    fresh: bool,
}

impl BulkStepDialog {
    /// Opens the dialog with what is usually right already filled in.
    pub fn new(kind: EventKind, ids: Vec<ShortcomingId>, context: &ScreenContext<'_>) -> Self {
        let user = context.status.map(|status| status.user_name.clone());
        Self {
            ids,
            step: Step {
                kind,
                on: context.today,
                by: user.unwrap_or_default(),
                text: String::new(),
                deadline: None,
            },
            on: DateDraft::default(),
            deadline: DateDraft::default(),
            fresh: true,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if context.has_done(Subject::Steps) {
            return true;
        }
        let title = format!("{} ({} tồn tại)", self.step.kind.label(), self.ids.len());
        let ready =
            !context.is_busy(Subject::Steps) && !self.on.is_open() && !self.deadline.is_open();
        let outcome = Dialog::new(&title, "Ghi cho tất cả")
            .ready(ready)
            .width(560.0)
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                out.push(Action::Run(Command::Shortcoming(
                    ShortcomingCommand::StepAll {
                        ids: self.ids.clone(),
                        step: self.step.clone(),
                    },
                )));
                false
            }
        }
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        let extends = self.step.kind == EventKind::Extended;
        let fresh = std::mem::take(&mut self.fresh);
        form::row(ui, "Ngày", |ui, label| {
            let field = DateField::new(label, Some(self.step.on), context.today).required();
            if let Some(NewDate(Some(on))) = field.show(ui, &mut self.on) {
                self.step.on = on;
            }
        });
        problem(ui, "on", context);
        if extends {
            form::row(ui, "Thời hạn mới", |ui, label| {
                let field = DateField::new(label, self.step.deadline, context.today);
                if let Some(NewDate(deadline)) = field.show(ui, &mut self.deadline) {
                    self.step.deadline = deadline;
                }
            });
            problem(ui, "deadline", context);
        }
        let (by, text) = words(self.step.kind);
        form::row(ui, by, |ui, label| {
            TextField::line(label, "").bind(ui, &mut self.step.by);
        });
        problem(ui, "by", context);
        form::row(ui, text, |ui, label| {
            TextField::lines(label, "", 3)
                .focus(fresh)
                .bind(ui, &mut self.step.text);
        });
        problem(ui, "text", context);
        problem(ui, "kind", context);
        if let Some(failure) = context.failure(Subject::Steps)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }
}

fn problem(ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
    if let Some(text) = context.problem(Subject::Steps, place) {
        form::problem(ui, text);
    }
}

fn words(kind: EventKind) -> (&'static str, &'static str) {
    match kind {
        EventKind::Verified => ("Người xác nhận", "Đã xem, kiểm tra"),
        EventKind::Returned => ("Người trả lại", "Lý do trả lại"),
        EventKind::Extended => ("Người cho phép", "Lý do gia hạn"),
        EventKind::Withdrawn => ("Người quyết định", "Lý do rút"),
        EventKind::Reported => ("Đơn vị, người báo cáo", "Nội dung báo cáo"),
        EventKind::Carried => ("Người quyết định", "Lý do chuyển"),
        EventKind::Released => ("Người quyết định", "Lý do bỏ chuyển theo dõi"),
        EventKind::Notified => ("Người thông báo", "Nội dung"),
    }
}
