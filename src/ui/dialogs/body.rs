//! A supervising body that changes from a day on.

use eframe::egui::Ui;

use super::sheet::{Answer, Sheet};
use crate::domain::{Body, text};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::worker::{Command, ReformCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct BodyDialog {
    base: Body,
    sheet: Sheet,
    problem: Option<(&'static str, &'static str)>,
}

impl BodyDialog {
    pub fn new(body: &Body) -> Self {
        let sheet = Sheet::new("Cơ quan giám sát thay đổi từ một ngày", "Ghi", Subject::Reform)
            .day("from", "Thay đổi từ ngày", None)
            .line("superior", "Cấp trên mới", &body.superior)
            .hint("QUẬN ỦY LONG BIÊN")
            .line("name", "Tên mới", &body.name)
            .hint("BAN DÂN VẬN")
            .line("symbol", "Ký hiệu mới", &body.symbol)
            .hint("BDVQU")
            .line("place", "Địa danh mới", &body.place)
            .hint("Long Biên")
            .day("term_from", "Nhiệm kỳ mới từ ngày", Some(body.term_from))
            .lines("recipients", "Nơi nhận mới", &body.recipients.join("\n"))
            .note("Văn bản ghi ngày trước đó giữ tên, cấp trên, ký hiệu, địa danh cũ; từ ngày đó trở đi dùng cái mới. Văn bản đã ban hành không đổi.");
        Self {
            base: body.clone(),
            sheet,
            problem: None,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        match self.sheet.ui(ui, self.problem, context) {
            Answer::Closed => return true,
            Answer::Open | Answer::Removed => return false,
            Answer::Confirmed => {}
        }
        let Some(from) = self.sheet.date("from") else {
            self.problem = Some(("from", "Hãy ghi ngày bắt đầu thay đổi, ví dụ 01/07/2025."));
            return false;
        };
        self.problem = None;
        self.sheet.sent();
        let recipients = self.sheet.text("recipients");
        let new = Body {
            superior: self.sheet.text("superior"),
            name: self.sheet.text("name"),
            symbol: self.sheet.text("symbol"),
            place: self.sheet.text("place"),
            term_from: self.sheet.date("term_from").unwrap_or(self.base.term_from),
            recipients: recipients
                .lines()
                .map(text::clean)
                .filter(|line| !line.is_empty())
                .collect(),
            ..self.base.clone()
        };
        out.push(Action::Run(Command::Reform(ReformCommand::ChangeBody {
            base: Box::new(self.base.clone()),
            new: Box::new(new),
            from,
        })));
        false
    }
}
