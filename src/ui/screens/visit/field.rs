//! A field of the visit: typed into while the visit is open, plain text once it is locked.

use chrono::NaiveDate;
use eframe::egui::{Label, RichText, Ui};
use uuid::Uuid;

use super::View;
use crate::domain::date::show;
use crate::ui::theme;
use crate::ui::widgets::Name;
use crate::ui::widgets::date_field::{DateField, NewDate};
use crate::ui::widgets::text_field::TextField;

/// Which field: of what, its name in code, its name on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    pub of: Uuid,
    pub code: &'static str,
    pub name: Name<'a>,
    pub rows: usize,
    pub width: f32,
    pub hint: &'a str,
    pub focus: bool,
}

impl<'a> Field<'a> {
    pub fn new(of: Uuid, code: &'static str, name: impl Into<Name<'a>>) -> Self {
        Self {
            of,
            code,
            name: name.into(),
            rows: 1,
            width: f32::INFINITY,
            hint: "",
            focus: false,
        }
    }

    pub fn rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    pub fn focus(self, focus: bool) -> Self {
        Self { focus, ..self }
    }

    /// Shows a text; `Some` is what to save.
    pub fn text(self, ui: &mut Ui, view: &mut View<'_>, stored: &str) -> Option<String> {
        if !view.editable {
            plain(ui, stored);
            return None;
        }
        let field = if self.rows > 1 {
            TextField::lines(self.name, stored, self.rows)
        } else {
            TextField::line(self.name, stored)
        };
        field
            .width(self.width)
            .hint(self.hint)
            .focus(self.focus)
            .show(ui, view.edits.text(self.of, self.code))
    }

    /// Shows a day; `Some` is what to save.
    pub fn date(
        self,
        ui: &mut Ui,
        view: &mut View<'_>,
        stored: Option<NaiveDate>,
        required: bool,
    ) -> Option<NewDate> {
        if !view.editable {
            plain(ui, &stored.map(show).unwrap_or_default());
            return None;
        }
        let field = DateField::new(self.name, stored, view.ctx.today);
        let field = if required { field.required() } else { field };
        field.show(ui, view.edits.date(self.of, self.code))
    }
}

/// A locked text: it wraps and can be copied.
pub fn plain(ui: &mut Ui, text: &str) {
    let weak = theme::palette(ui).weak;
    let text = if text.is_empty() {
        RichText::new("chưa ghi").color(weak)
    } else {
        RichText::new(text)
    };
    ui.vertical(|ui| {
        ui.add_space(4.0);
        ui.add(Label::new(text).wrap().selectable(true));
    });
}
