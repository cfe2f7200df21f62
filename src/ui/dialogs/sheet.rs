//! A dialog made of plain fields: lines of text, days, choices. Who opens it reads the fields when it is confirmed.

use chrono::NaiveDate;
use eframe::egui::{ScrollArea, Ui};

use crate::ui::action::{ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form};

const WIDTH: f32 = 640.0;
/// Height of what stands around the fields: title, buttons, the edge of the window.
const AROUND: f32 = 190.0;
const LEAST: f32 = 200.0;

#[derive(Debug)]
enum Content {
    Line(String),
    Lines(String, usize),
    Day(Option<NaiveDate>, DateDraft),
    Pick(Vec<String>, Option<usize>),
}

#[derive(Debug)]
struct Field {
    place: &'static str,
    label: &'static str,
    hint: &'static str,
    content: Content,
}

/// What came of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Open,
    /// To be closed.
    Closed,
    /// The main button was pressed and every field is ready to be read.
    Confirmed,
    /// The quiet button at the bottom was pressed.
    Removed,
}

/// The dialog with its fields.
#[derive(Debug)]
pub struct Sheet {
    title: String,
    confirm: &'static str,
    subject: Subject,
    fields: Vec<Field>,
    note: &'static str,
    removal: Option<(&'static str, &'static str)>,
    sent: bool,
    fresh: bool,
}

impl Sheet {
    /// `subject` is that of the commands it sends: by it the dialog knows that it is done.
    pub fn new(title: impl Into<String>, confirm: &'static str, subject: Subject) -> Self {
        Self {
            title: title.into(),
            confirm,
            subject,
            fields: Vec::new(),
            note: "",
            removal: None,
            sent: false,
            fresh: true,
        }
    }

    fn with(mut self, place: &'static str, label: &'static str, content: Content) -> Self {
        self.fields.push(Field {
            place,
            label,
            hint: "",
            content,
        });
        self
    }

    #[must_use]
    pub fn line(self, place: &'static str, label: &'static str, value: &str) -> Self {
        self.with(place, label, Content::Line(value.to_owned()))
    }

    #[must_use]
    pub fn lines(self, place: &'static str, label: &'static str, value: &str) -> Self {
        self.with(place, label, Content::Lines(value.to_owned(), 3))
    }

    #[must_use]
    pub fn day(self, place: &'static str, label: &'static str, value: Option<NaiveDate>) -> Self {
        self.with(place, label, Content::Day(value, DateDraft::default()))
    }

    #[must_use]
    pub fn pick(
        self,
        place: &'static str,
        label: &'static str,
        options: Vec<String>,
        chosen: Option<usize>,
    ) -> Self {
        self.with(place, label, Content::Pick(options, chosen))
    }

    /// An example in the last field.
    #[must_use]
    pub fn hint(mut self, hint: &'static str) -> Self {
        if let Some(field) = self.fields.last_mut() {
            field.hint = hint;
        }
        self
    }

    /// A line under the fields.
    #[must_use]
    pub fn note(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    /// A quiet button under the fields, with what it does.
    #[must_use]
    pub fn removal(mut self, label: &'static str, tip: &'static str) -> Self {
        self.removal = Some((label, tip));
        self
    }

    pub fn text(&self, place: &str) -> String {
        match self.content(place) {
            Some(Content::Line(text) | Content::Lines(text, _)) => text.clone(),
            Some(Content::Day(..) | Content::Pick(..)) | None => String::new(),
        }
    }

    pub fn date(&self, place: &str) -> Option<NaiveDate> {
        match self.content(place) {
            Some(Content::Day(day, _)) => *day,
            Some(Content::Line(_) | Content::Lines(..) | Content::Pick(..)) | None => None,
        }
    }

    pub fn picked(&self, place: &str) -> Option<usize> {
        match self.content(place) {
            Some(Content::Pick(_, chosen)) => *chosen,
            Some(Content::Line(_) | Content::Lines(..) | Content::Day(..)) | None => None,
        }
    }

    fn content(&self, place: &str) -> Option<&Content> {
        let field = self.fields.iter().find(|field| field.place == place)?;
        Some(&field.content)
    }

    /// What was confirmed is on its way: the dialog closes once it is done.
    pub fn sent(&mut self) {
        self.sent = true;
    }

    /// Shows the dialog; `problem` is what its owner finds wrong before anything is sent.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        problem: Option<(&str, &str)>,
        context: &ScreenContext<'_>,
    ) -> Answer {
        if self.sent && context.has_done(self.subject) {
            return Answer::Closed;
        }
        let typing =
            |field: &Field| matches!(&field.content, Content::Day(_, draft) if draft.is_open());
        let ready = !context.is_busy(self.subject) && !self.fields.iter().any(typing);
        let title = self.title.clone();
        let room = (ui.ctx().content_rect().height() - AROUND).max(LEAST);
        let mut removed = false;
        let outcome = Dialog::new(&title, self.confirm)
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| {
                let scroll = ScrollArea::vertical().max_height(room);
                removed = scroll
                    .show(ui, |ui| self.content_ui(ui, problem, context))
                    .inner;
            });
        match outcome {
            Outcome::Cancelled => Answer::Closed,
            Outcome::Open if removed => Answer::Removed,
            Outcome::Open => Answer::Open,
            // what is on its way is not sent twice
            Outcome::Confirmed if self.sent && context.failure(self.subject).is_none() => {
                Answer::Open
            }
            Outcome::Confirmed => Answer::Confirmed,
        }
    }

    fn content_ui(
        &mut self,
        ui: &mut Ui,
        problem: Option<(&str, &str)>,
        context: &ScreenContext<'_>,
    ) -> bool {
        let mut fresh = std::mem::take(&mut self.fresh);
        let width = WIDTH - theme::LABEL_WIDTH - 34.0;
        for field in &mut self.fields {
            let focus = std::mem::take(&mut fresh);
            show(ui, field, (width, focus), context.today);
            let told = if self.sent {
                context.problem(self.subject, field.place)
            } else {
                None
            };
            let own = problem.filter(|(place, _)| *place == field.place);
            if let Some(words) = own.map(|(_, words)| words).or(told) {
                form::problem(ui, words);
            }
        }
        if !self.note.is_empty() {
            form::hint(ui, self.note);
        }
        if self.sent
            && let Some(failure) = context.failure(self.subject)
        {
            let beside = |place: &str| self.fields.iter().any(|field| field.place == place);
            if failure.problems.is_empty() {
                form::problem(ui, &failure.message);
            }
            for elsewhere in failure.problems.iter().filter(|p| !beside(&p.place)) {
                form::problem(ui, &elsewhere.message);
            }
        }
        let Some((label, tip)) = self.removal else {
            return false;
        };
        ui.add_space(theme::GAP);
        button::quiet(ui, label).on_hover_text(tip).clicked()
    }
}

fn show(ui: &mut Ui, field: &mut Field, (width, focus): (f32, bool), today: NaiveDate) {
    let hint = field.hint;
    form::row(ui, field.label, |ui, label| match &mut field.content {
        Content::Line(text) => {
            TextField::line(label, "")
                .width(width)
                .hint(hint)
                .focus(focus)
                .bind(ui, text);
        }
        Content::Lines(text, rows) => {
            TextField::lines(label, "", *rows)
                .width(width)
                .hint(hint)
                .focus(focus)
                .bind(ui, text);
        }
        Content::Day(day, draft) => {
            if let Some(NewDate(new)) = DateField::new(label, *day, today).show(ui, draft) {
                *day = new;
            }
        }
        Content::Pick(options, chosen) => {
            let choice = Choice::new(label, options, *chosen)
                .width(width)
                .focus(focus);
            if let Some(place) = choice.show(ui) {
                *chosen = Some(place);
            }
        }
    });
}
