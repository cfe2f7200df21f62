//! What one unit has to do about one document, or did.

use eframe::egui::Ui;

use crate::domain::{DocumentId, DocumentTask, UnitId};
use crate::read::guiding::DocumentPage;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form};
use crate::worker::{Command, GuidingCommand, NewTask};

const WIDTH: f32 = 600.0;

/// The dialog's own state.
#[derive(Debug)]
pub struct TaskDialog {
    base: Option<DocumentTask>,
    new: NewTask,
    title: String,
    due: DateDraft,
    done: DateDraft,
    sent: bool,
}

impl TaskDialog {
    /// Opens the dialog on a unit; also on one that was not asked.
    pub fn open(page: &DocumentPage, document_id: DocumentId, unit_id: UnitId) -> Option<Self> {
        let entry = page.entry(document_id)?;
        let unit = page.unit(unit_id)?;
        let base = entry
            .tasks
            .iter()
            .find(|task| task.unit_id == unit_id)
            .cloned();
        let there = base.as_ref();
        Some(Self {
            title: format!("{}: {}", unit.name, entry.document.reference()),
            new: NewTask {
                document_id,
                unit_id,
                due: there.and_then(|task| task.due),
                done_on: there.and_then(|task| task.done_on),
                own_paper: there.map(|task| task.own_paper.clone()).unwrap_or_default(),
                note: there.map(|task| task.note.clone()).unwrap_or_default(),
            },
            base,
            due: DateDraft::default(),
            done: DateDraft::default(),
            sent: false,
        })
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if self.sent && context.has_done(Subject::Guiding) {
            return true;
        }
        let ready =
            !context.is_busy(Subject::Guiding) && !self.due.is_open() && !self.done.is_open();
        let outcome = Dialog::new("Triển khai văn bản chỉ đạo", "Lưu")
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| self.fields(ui, context, out));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => {
                self.sent = true;
                out.push(Action::Run(Command::Guiding(GuidingCommand::SaveTask {
                    base: self.base.clone(),
                    new: self.new.clone(),
                })));
            }
        }
        false
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        ui.label(theme::strong(&self.title));
        let wide = WIDTH - theme::LABEL_WIDTH - 20.0;
        form::row(ui, "Hạn triển khai", |ui, label| {
            let field = DateField::new(label, self.new.due, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.due) {
                self.new.due = day;
            }
        });
        self.problem(ui, "due", context);
        form::row(ui, "Văn bản triển khai", |ui, label| {
            TextField::line(label, "")
                .width(wide)
                .hint("Kế hoạch số 28-KH/ĐU")
                .bind(ui, &mut self.new.own_paper);
        });
        self.problem(ui, "own_paper", context);
        form::row(ui, "Ngày triển khai", |ui, label| {
            let field = DateField::new(label, self.new.done_on, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.done) {
                self.new.done_on = day;
            }
            form::hint(ui, "Để trống nếu chưa triển khai.");
        });
        self.problem(ui, "done_on", context);
        form::row(ui, "Ghi chú", |ui, label| {
            TextField::line(label, "")
                .width(wide)
                .bind(ui, &mut self.new.note);
        });
        if self.sent
            && let Some(failure) = context.failure(Subject::Guiding)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
        if self.base.is_some()
            && button::quiet(ui, "Không phải triển khai")
                .on_hover_text("Bỏ đơn vị này khỏi danh sách phải triển khai; hoàn tác được")
                .clicked()
        {
            self.sent = true;
            let command = GuidingCommand::RemoveTask(self.new.document_id, self.new.unit_id);
            out.push(Action::Run(Command::Guiding(command)));
        }
    }

    fn problem(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        if self.sent
            && let Some(text) = context.problem(Subject::Guiding, place)
        {
            form::problem(ui, text);
        }
    }
}
