//! "Ban hành…": number and day of a paper, what is locked, and the step itself.

use chrono::NaiveDate;
use eframe::egui::{Label, Ui};

use crate::domain::{IssuedId, PaperId};
use crate::read::{OtherPaper, PaperRequest};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::loaded::Loaded;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Command, Made, PaperCommand};

const LOCKED: &str = "Văn bản được khóa đúng như bản in đang xem, lưu lại từng byte trong tệp dữ liệu và không hoàn tác \
     được. Muốn sửa thì ban hành văn bản mới thay thế.";

/// What the file answers; that it has nothing is an answer too.
#[derive(Debug)]
struct Answer<T> {
    came: bool,
    found: Option<T>,
}

impl<T> Default for Answer<T> {
    fn default() -> Self {
        Self {
            came: false,
            found: None,
        }
    }
}

impl<T> Answer<T> {
    fn take(&mut self, found: Option<T>) {
        self.came = true;
        self.found = found;
    }
}

/// The dialog's own state.
#[derive(Debug)]
pub struct IssueDialog {
    request: PaperRequest,
    number: String,
    date: NaiveDate,
    date_draft: DateDraft,
    /// The number that is next; a form bears none.
    next: Answer<i64>,
    /// What was issued of the same matter.
    standing: Answer<OtherPaper>,
    /// Whether this one replaces it; where it may stand beside it, the clerk says so.
    replaces: bool,
    sent: bool,
}

impl IssueDialog {
    /// Opens the dialog on what the clerk has already given the paper.
    pub fn new(request: &PaperRequest, today: NaiveDate) -> Self {
        let stamp = request.stamp().unwrap_or_default();
        Self {
            request: request.clone(),
            number: stamp.number.map(|n| n.to_string()).unwrap_or_default(),
            date: stamp.date.unwrap_or(today),
            date_draft: DateDraft::default(),
            next: Answer::default(),
            standing: Answer::default(),
            replaces: !stands_beside(request),
            sent: false,
        }
    }

    /// Takes in which number is next.
    pub fn load(&mut self, loaded: &mut Loaded) {
        let asked = self.request.clone().stamped(crate::read::Stamp::default());
        if let Some(next) = loaded.next_number(asked.clone(), self.date) {
            self.next.take(next);
        }
        if let Some(standing) = loaded.standing(asked) {
            self.standing.take(standing);
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        if self.sent && context.has_done(Subject::IssuePaper) {
            if let Some(Made::Papers(ids)) = context.made(Subject::IssuePaper)
                && let Some(id) = ids.first()
            {
                out.push(Action::Go(Route::IssuedPaper(IssuedId::Paper(*id))));
            }
            return true;
        }
        let typed = self.number.trim();
        let number = typed.parse::<i64>().ok();
        let wrong = !typed.is_empty() && number.is_none();
        let ready = !wrong
            && self.next.came
            && self.standing.came
            && !self.date_draft.is_open()
            && !context.is_busy(Subject::IssuePaper);
        let title = format!(
            "Ban hành {}",
            crate::domain::text::lower_first(self.request.title())
        );
        let outcome = Dialog::new(&title, "Ban hành")
            .ready(ready)
            .show(ui, |ui| self.fields(ui, wrong, context));
        match outcome {
            Outcome::Confirmed => {
                self.sent = true;
                out.push(Action::Run(Command::Paper(PaperCommand::Issue {
                    request: self.request.clone(),
                    number: number.filter(|_| self.next.found.is_some()),
                    date: self.date,
                    replaces: self.replaced(),
                })));
                false
            }
            Outcome::Cancelled => true,
            Outcome::Open => false,
        }
    }

    /// The paper that this one replaces.
    fn replaced(&self) -> Option<PaperId> {
        match self.standing.found.as_ref()?.id {
            IssuedId::Paper(id) if self.replaces => Some(id),
            IssuedId::Paper(_) | IssuedId::Conclusion(_) => None,
        }
    }

    fn fields(&mut self, ui: &mut Ui, wrong: bool, context: &ScreenContext<'_>) {
        if let Some(next) = self.next.found {
            let hint = format!("{next:02}");
            form::row(ui, "Số văn bản", |ui, label| {
                TextField::line(label, "")
                    .width(120.0)
                    .hint(&hint)
                    .bind(ui, &mut self.number);
                form::hint(ui, &format!("Để trống thì lấy số tiếp theo: {hint}"));
            });
            if wrong {
                form::problem(ui, "Số văn bản là số từ 01 đến 99999.");
            }
            problem(ui, "number", context);
        }
        form::row(ui, "Ngày ban hành", |ui, label| {
            let field = DateField::new(label, Some(self.date), context.today).required();
            if let Some(NewDate(Some(date))) = field.show(ui, &mut self.date_draft) {
                self.date = date;
            }
        });
        problem(ui, "date", context);
        if let Some(standing) = &self.standing.found {
            let words = format!(
                "Thay thế {} đã ban hành",
                crate::domain::text::lower_first(&standing.reference())
            );
            ui.checkbox(&mut self.replaces, words);
        }
        ui.add(Label::new(LOCKED).wrap());
        let failure = context.failure(Subject::IssuePaper).filter(|_| self.sent);
        if let Some(failure) = failure {
            let has_field = |place: &str| ["number", "date"].contains(&place);
            if failure.problems.iter().all(|p| !has_field(&p.place)) {
                form::problem(ui, &failure.message);
            }
        }
    }
}

/// Whether several papers of the same matter may stand beside each other, each of its own day.
fn stands_beside(request: &PaperRequest) -> bool {
    matches!(
        request,
        PaperRequest::Reminder { .. }
            | PaperRequest::ReportRequest { .. }
            | PaperRequest::Archive(_)
            | PaperRequest::Figures(_)
            | PaperRequest::Tracking { .. }
            | PaperRequest::Checklist(_)
    )
}

fn problem(ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
    if let Some(text) = context.problem(Subject::IssuePaper, place) {
        form::problem(ui, text);
    }
}
