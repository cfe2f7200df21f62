//! A number as it is written here: 13.530 and 6,39; what cannot be read is named and never saved.

use eframe::egui::Ui;

use super::text_field::TextField;
use super::{Name, form};
use crate::domain::number;
use crate::ui::theme;

/// What is being typed into a number field.
#[derive(Clone, Debug, Default)]
pub struct NumberDraft {
    text: Option<String>,
    sent: Option<NewNumber>,
}

impl NumberDraft {
    /// Whether the field holds something that is not a stored number.
    pub fn is_open(&self) -> bool {
        self.text.is_some()
    }
}

/// A number to save, or none when the field was emptied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NewNumber(pub Option<f64>);

/// A count as a whole number that is not below nothing.
pub fn whole(value: f64) -> Option<u64> {
    number::show_decimal(value, 0).replace('.', "").parse().ok()
}

/// A field for a number.
#[derive(Debug)]
#[must_use = "call .show()"]
pub struct NumberField<'a> {
    name: Name<'a>,
    stored: Option<f64>,
    /// Places after the comma; none for a count.
    places: usize,
    width: f32,
}

impl<'a> NumberField<'a> {
    /// A field for a count: 13.530.
    pub fn count(name: impl Into<Name<'a>>, stored: Option<f64>) -> Self {
        Self::decimal(name, stored, 0)
    }

    /// A field for a number with a comma: 6,39.
    pub fn decimal(name: impl Into<Name<'a>>, stored: Option<f64>, places: usize) -> Self {
        Self {
            name: name.into(),
            stored,
            places,
            width: 120.0,
        }
    }

    /// How wide the field is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows the field; `Some` is the number to save.
    pub fn show(self, ui: &mut Ui, draft: &mut NumberDraft) -> Option<NewNumber> {
        if draft.sent == Some(NewNumber(self.stored)) {
            *draft = NumberDraft::default();
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
            let shown = self.stored.map(|value| self.words(value));
            let shown = shown.unwrap_or_default();
            let mut text = draft.text.clone().unwrap_or_else(|| shown.clone());
            let response = TextField::line(self.name, "")
                .width(self.width)
                .bind_response(ui, &mut text);
            if response.changed() {
                draft.text = (text != shown).then_some(text);
                draft.sent = None;
            }
            let typed = draft.text.clone()?;
            let read = self.read(&typed);
            if read.is_none() && !response.has_focus() {
                form::problem(ui, self.what_is_wrong());
            }
            let new = read.filter(|_| !response.has_focus())?;
            if draft.sent == Some(new) {
                return None;
            }
            if new.0 == self.stored {
                *draft = NumberDraft::default();
                return None;
            }
            draft.text = Some(new.0.map(|value| self.words(value)).unwrap_or_default());
            draft.sent = Some(new);
            Some(new)
        })
        .inner
    }

    fn read(&self, typed: &str) -> Option<NewNumber> {
        if typed.trim().is_empty() {
            return Some(NewNumber(None));
        }
        let value = number::parse_decimal(typed)?;
        let whole = self.places > 0 || value.fract() == 0.0;
        whole.then_some(NewNumber(Some(value)))
    }

    fn words(&self, value: f64) -> String {
        number::show_decimal(value, self.places)
    }

    fn what_is_wrong(&self) -> &'static str {
        if self.places == 0 {
            "Cần ghi một số nguyên, ví dụ 13.530"
        } else {
            "Cần ghi một số, ví dụ 6,39 hoặc 13.530"
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use eframe::egui::{Event, Key, Modifiers};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    fn field(places: usize) -> (Harness<'static>, Rc<Cell<Option<f64>>>) {
        let store = Rc::new(Cell::new(Some(865.0)));
        let seen = store.clone();
        let mut draft = NumberDraft::default();
        let harness = window(move |ui| {
            let field = NumberField::decimal("Số hộ", seen.get(), places);
            if let Some(NewNumber(value)) = field.show(ui, &mut draft) {
                seen.set(value);
            }
        });
        (harness, store)
    }

    fn retype(harness: &mut Harness<'_>, text: &str) {
        harness.get_by_label("Số hộ").focus();
        harness.step();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(Event::Text(text.to_owned()));
        harness.step();
        harness.key_press(Key::Enter);
        harness.run();
    }

    #[test]
    fn thousands_are_parted_by_a_point() {
        let (mut harness, store) = field(0);
        retype(&mut harness, "13530");
        assert_eq!(store.get(), Some(13_530.0));
        let value = harness.get_by_label("Số hộ").value();
        assert_eq!(value.as_deref(), Some("13.530"));
        retype(&mut harness, "12.999");
        assert_eq!(store.get(), Some(12_999.0));
        retype(&mut harness, "6,39");
        assert_eq!(store.get(), Some(12_999.0));
        harness.get_by_label_contains("Cần ghi một số nguyên");
    }

    #[test]
    fn decimals_have_a_comma_and_the_field_can_be_emptied() {
        let (mut harness, store) = field(2);
        retype(&mut harness, "6,39");
        assert_eq!(store.get(), Some(6.39));
        retype(&mut harness, "6,x");
        assert_eq!(store.get(), Some(6.39));
        harness.get_by_label_contains("Cần ghi một số, ví dụ");
        harness.get_by_label("Số hộ").focus();
        harness.step();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.key_press(Key::Delete);
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(store.get(), None);
    }
}
