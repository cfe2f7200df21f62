//! One question: what was asked, and what the unit explained.

use eframe::egui::{Label, Ui};

use crate::domain::figures::FigurePeriod;
use crate::domain::{Unit, UnitId};
use crate::read::figures::Asked;
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form};
use crate::worker::Command;
use crate::worker::figures::FiguresCommand;
use crate::worker::{NewAnswer, Status};

const WIDTH: f32 = 620.0;

/// The dialog's own state.
#[derive(Debug)]
pub struct AnswerDialog {
    unit_id: UnitId,
    period: FigurePeriod,
    title: String,
    asked: Asked,
    text: String,
    by: String,
    sent: bool,
}

impl AnswerDialog {
    pub fn new(unit: &Unit, period: FigurePeriod, asked: &Asked) -> Self {
        let answer = asked.answer.as_ref();
        Self {
            unit_id: unit.id,
            period,
            title: format!("{}, {}", unit.name, period.name()),
            asked: asked.clone(),
            text: answer.map_or_else(String::new, |answer| answer.text.clone()),
            by: answer.map_or_else(String::new, |answer| answer.answered_by.clone()),
            sent: false,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if self.sent && context.has_done(Subject::Figures) {
            return true;
        }
        let ready = !context.is_busy(Subject::Figures) && !self.text.trim().is_empty();
        let mut leave = false;
        let title = self.title.clone();
        let outcome = Dialog::new(&title, "Ghi giải trình")
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| leave = self.fields(ui, context, out));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => self.send(self.text.clone(), out),
        }
        leave
    }

    fn send(&mut self, text: String, out: &mut Vec<Action>) {
        self.sent = true;
        let question = &self.asked.question;
        out.push(Action::Run(Command::Figures(FiguresCommand::Answer(
            NewAnswer {
                unit_id: self.unit_id,
                period: self.period,
                check: question.check.clone(),
                indicator: question.indicator.clone(),
                text,
                by: self.by.clone(),
            },
        ))));
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let question = &self.asked.question;
        let head = format!("{} · {}", question.check, question.severity.label());
        form::hint(ui, &head);
        ui.add(Label::new(theme::strong(question.message.as_str())).wrap());
        ui.add(Label::new(question.facts.as_str()).wrap());
        if self.asked.changed_since()
            && let Some(answer) = &self.asked.answer
        {
            form::hint(ui, &format!("Đã giải trình cho số cũ: {}", answer.facts));
        }
        form::hint(
            ui,
            "Số đúng thì ghi đơn vị giải trình thế nào; số sai thì đề nghị đơn vị báo lại. Chương trình không sửa số.",
        );
        ui.add_space(theme::GAP);
        form::row(ui, "Giải trình", |ui, label| {
            TextField::lines(label, "", 3)
                .width(WIDTH - theme::LABEL_WIDTH - 20.0)
                .focus(!self.sent && self.text.is_empty() && !ui.ctx().text_edit_focused())
                .bind(ui, &mut self.text);
        });
        let user = context
            .status
            .map_or("", |status: &Status| &status.user_name);
        form::row(ui, "Ai giải trình", |ui, label| {
            TextField::line(label, "")
                .width(300.0)
                .hint(user)
                .bind(ui, &mut self.by);
        });
        if self.sent
            && let Some(failure) = context.failure(Subject::Figures)
        {
            form::problem(ui, &failure.message);
        }
        let mut leave = false;
        ui.add_space(theme::GAP);
        ui.horizontal(|ui| {
            if button::quiet(ui, "Mở phiếu số liệu").clicked() {
                out.push(Action::Go(Route::figures_of(self.unit_id, self.period)));
                leave = true;
            }
            if self.asked.answer.is_some()
                && button::quiet(ui, "Bỏ giải trình")
                    .on_hover_text("Câu hỏi mở lại; hoàn tác được")
                    .clicked()
            {
                self.send(String::new(), out);
            }
        });
        leave
    }
}
