//! How numbers of papers run: by term of the committee, or by year from a year on.

use chrono::{Datelike, NaiveDate};
use eframe::egui::{Label, Ui};

use crate::domain::Numbering;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;

use crate::worker::{Command, PaperCommand};

/// The dialog's draft.
#[derive(Debug, Default)]
pub struct NumberingDialog {
    open: bool,
    yearly: bool,
    year: String,
}

impl NumberingDialog {
    pub fn open(&mut self, now: Numbering, today: NaiveDate) {
        self.open = true;
        self.yearly = matches!(now, Numbering::YearFrom(_));
        self.year = match now {
            Numbering::YearFrom(year) => year.to_string(),
            Numbering::Term => (today.year() + 1).to_string(),
        };
    }

    /// Shows the dialog while it is open.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        if !self.open {
            return;
        }
        if context.has_done(Subject::Numbering) {
            self.open = false;
            return;
        }
        let year: Option<i32> = self.year.trim().parse().ok();
        let ready = !self.yearly || year.is_some();
        let outcome = Dialog::new("Cách đánh số văn bản", "Lưu cách đánh số")
            .ready(ready && !context.is_busy(Subject::Numbering))
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Open => {}
            Outcome::Cancelled => self.open = false,
            Outcome::Confirmed => {
                let numbering = match year {
                    Some(year) if self.yearly => Numbering::YearFrom(year),
                    _ => Numbering::Term,
                };
                out.push(Action::Run(Command::Paper(PaperCommand::SetNumbering(
                    numbering,
                ))));
            }
        }
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        let by_term = "Theo nhiệm kỳ: số chạy liền từ 01 trong cả nhiệm kỳ cấp ủy";
        ui.radio_value(&mut self.yearly, false, by_term);
        let by_year = "Theo năm: mỗi năm bắt đầu lại từ 01";
        ui.radio_value(&mut self.yearly, true, by_year);
        if self.yearly {
            ui.horizontal(|ui| {
                ui.label("Bắt đầu từ năm");
                TextField::line("Năm bắt đầu đánh số theo năm", "")
                    .width(90.0)
                    .bind(ui, &mut self.year);
            });
        }
        ui.add_space(theme::GAP_SMALL);
        let weak = theme::palette(ui).weak;
        let words = "Văn bản đã ban hành giữ nguyên số. Mỗi loại văn bản (TB, CV, BB, KH, BC) có dãy số riêng; \
                     không số nào dùng hai lần.";
        ui.add(Label::new(theme::small(words).color(weak)).wrap());
        if let Some(failure) = context.failure(Subject::Numbering) {
            let colour = theme::palette(ui).tone(Tone::Bad).fg;
            ui.label(theme::small(&failure.message).color(colour));
        }
    }
}
