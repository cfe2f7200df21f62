//! "Hạn gửi…": the day on which reports are due, and the month from which on they are asked for.

use eframe::egui::Ui;

use crate::domain::{Month, ReportRule};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Command, ReportCommand};

const WHEN: [&str; 2] = ["Tháng sau", "Ngay trong tháng báo cáo"];

/// The dialog's own state.
#[derive(Debug)]
pub struct RuleDialog {
    day: String,
    when: usize,
    from: String,
    problem: Option<(&'static str, &'static str)>,
    sent: bool,
}

impl RuleDialog {
    pub fn new(rule: ReportRule) -> Self {
        Self {
            day: rule.day.to_string(),
            when: usize::from(!rule.next_month),
            from: rule.from.map(Month::show).unwrap_or_default(),
            problem: None,
            sent: false,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if self.sent && context.has_done(Subject::ReportRule) {
            return true;
        }
        let ready = !context.is_busy(Subject::ReportRule);
        let outcome = Dialog::new("Hạn gửi báo cáo tháng", "Lưu hạn gửi")
            .ready(ready)
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => self.send(out),
        }
        false
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        form::row(ui, "Ngày đến hạn", |ui, label| {
            TextField::line(label, "")
                .width(70.0)
                .bind(ui, &mut self.day);
            let choice = Choice::new("Trong tháng nào", &WHEN, Some(self.when)).width(220.0);
            if let Some(place) = choice.show(ui) {
                self.when = place;
            }
        });
        self.problem(ui, "day", context);
        form::row(ui, "Theo dõi từ tháng", |ui, label| {
            TextField::line(label, "")
                .width(110.0)
                .hint("01/2024")
                .bind(ui, &mut self.from);
            form::hint(ui, "Để trống thì đòi báo cáo của mọi tháng.");
        });
        self.problem(ui, "from", context);
        form::hint(
            ui,
            "Hạn rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo. Đổi hạn thì các tháng đã qua cũng tính lại theo hạn mới.",
        );
    }

    fn problem(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        match self.problem {
            Some((at, text)) if at == place => form::problem(ui, text),
            _ => {
                if let Some(text) = context.problem(Subject::ReportRule, place) {
                    form::problem(ui, text);
                }
            }
        }
    }

    fn send(&mut self, out: &mut Vec<Action>) {
        let from = self.from.trim();
        let month = Month::parse(from);
        self.problem = None;
        let Ok(day) = self.day.trim().parse::<u32>() else {
            self.problem = Some(("day", "Ngày đến hạn là số từ 1 đến 31, ví dụ 5."));
            return;
        };
        if month.is_none() && !from.is_empty() {
            self.problem = Some((
                "from",
                "Hãy ghi tháng và năm, ví dụ 01/2024, hoặc để trống.",
            ));
            return;
        }
        self.sent = true;
        out.push(Action::Run(Command::Report(ReportCommand::SetRule(
            ReportRule {
                day,
                next_month: self.when == 0,
                from: month,
            },
        ))));
    }
}
