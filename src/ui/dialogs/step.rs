//! One step on a shortcoming: báo đã khắc phục, xác nhận, trả lại, gia hạn, rút.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::shortcoming::{Step, take_step};
use crate::domain::{Calendar, Due, EventKind, Problem, Shortcoming, ShortcomingId, VisitId};
use crate::read::visit::visit_title;
use crate::read::{EarlierOrder, ShortcomingDetail, VisitPage};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Command, ShortcomingCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct StepDialog {
    id: ShortcomingId,
    step: Step,
    /// The shortcoming as it was when the dialog was opened, to say at once what is wrong.
    before: Shortcoming,
    calendar: Calendar,
    /// The later visit that is to carry it on, among those that can.
    later: Vec<(VisitId, String)>,
    to: Option<VisitId>,
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
        EventKind::Carried => Words {
            on: "Ngày chuyển",
            by: "Người quyết định",
            text: "Ghi chú",
        },
        EventKind::Released => Words {
            on: "Ngày bỏ chuyển",
            by: "Người quyết định",
            text: "Lý do bỏ chuyển",
        },
    }
}

impl StepDialog {
    /// Opens the dialog, with what is usually right already filled in.
    pub fn new(kind: EventKind, detail: &ShortcomingDetail, context: &ScreenContext<'_>) -> Self {
        let later: Vec<(VisitId, String)> = detail
            .later_visits
            .iter()
            .filter(|row| detail.shortcoming.carried_to != Some(row.id))
            .map(|row| (row.id, visit_title(&row.unit_name, row.kind, row.date)))
            .collect();
        Self {
            to: later.first().map(|(id, _)| *id),
            later,
            calendar: detail.calendar.clone(),
            ..Self::on_day(kind, &detail.shortcoming, context.today, context)
        }
    }

    /// Opens the dialog from a later visit that looked at the order again.
    pub fn at_visit(
        kind: EventKind,
        order: &EarlierOrder,
        page: &VisitPage,
        context: &ScreenContext<'_>,
    ) -> Self {
        let visit = &page.visit;
        let day = visit.date.min(context.today);
        let latest = order.events.last().map_or(day, |event| event.on.max(day));
        let mut dialog = Self {
            later: vec![(visit.id, page.title())],
            to: Some(visit.id),
            calendar: page.chase.calendar.clone(),
            ..Self::on_day(kind, &order.shortcoming, latest, context)
        };
        if kind != EventKind::Carried {
            let seen = order.now.as_ref().map_or("", |(_, comment)| comment.trim());
            dialog.step.text = format!(
                "{} ngày {}: {seen}",
                visit.kind.label(),
                crate::domain::date::show(visit.date)
            );
        }
        dialog
    }

    fn on_day(
        kind: EventKind,
        shortcoming: &Shortcoming,
        on: NaiveDate,
        context: &ScreenContext<'_>,
    ) -> Self {
        let by = match kind {
            EventKind::Reported => shortcoming.owner.clone(),
            EventKind::Notified
            | EventKind::Verified
            | EventKind::Returned
            | EventKind::Extended
            | EventKind::Withdrawn
            | EventKind::Carried
            | EventKind::Released => context
                .status
                .map(|status| status.user_name.clone())
                .unwrap_or_default(),
        };
        Self {
            id: shortcoming.id,
            step: Step {
                kind,
                on,
                by,
                text: String::new(),
                deadline: None,
            },
            before: shortcoming.clone(),
            calendar: Calendar::default(),
            later: Vec::new(),
            to: None,
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
                let before = detail.map_or(&self.before, |detail| &detail.shortcoming);
                self.problem = take_step(before, &self.step).err();
                if self.problem.is_none() {
                    out.extend(self.command().map(Action::Run));
                }
                false
            }
        }
    }

    fn command(&self) -> Option<Command> {
        let (id, step) = (self.id, self.step.clone());
        if self.step.kind == EventKind::Carried {
            let to = self.to?;
            return Some(Command::Shortcoming(ShortcomingCommand::Carry {
                id,
                to,
                step,
            }));
        }
        Some(Command::Shortcoming(ShortcomingCommand::Step { id, step }))
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
        if self.step.kind == EventKind::Carried {
            self.carrier(ui);
            self.problem_at(ui, "visit", context);
        }
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

    fn carrier(&mut self, ui: &mut Ui) {
        let names: Vec<&str> = self.later.iter().map(|(_, name)| name.as_str()).collect();
        let chosen = self
            .to
            .and_then(|id| self.later.iter().position(|(other, _)| *other == id));
        form::row(ui, "Cuộc giám sát sau", |ui, label| {
            let picked = Choice::new(label, &names, chosen).width(360.0).show(ui);
            if let Some((id, _)) = picked.and_then(|place| self.later.get(place)) {
                self.to = Some(*id);
            }
        });
        form::hint(
            ui,
            "Tồn tại vẫn để mở và vẫn tính quá hạn; cuộc này kết thúc được khi cuộc sau đã ban hành kết luận.",
        );
    }

    fn new_deadline(&mut self, ui: &mut Ui, today: NaiveDate) {
        form::row(ui, "Thời hạn mới", |ui, label| {
            let field = DateField::new(label, self.step.deadline, today);
            if let Some(NewDate(deadline)) = field.show(ui, &mut self.deadline) {
                self.step.deadline = deadline;
            }
        });
        if let Some(day) = self.step.deadline
            && let Some(notice) = Due::on(day, &self.calendar).notice()
        {
            form::hint(ui, &notice);
        }
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
