//! Passphrases: choosing a new one, and giving the one that opens something.

use eframe::egui::Ui;

use crate::domain::Passphrase;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{form, secret_field, tick};

/// A new passphrase, typed twice.
#[derive(Default)]
pub struct NewPassphrase {
    typed: String,
    again: String,
    shown: bool,
    begun: bool,
}

impl std::fmt::Debug for NewPassphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassphrase(…)")
    }
}

impl NewPassphrase {
    /// The fields, and what is wrong as soon as both have something in them.
    pub fn ui(&mut self, ui: &mut Ui) {
        let first = !std::mem::replace(&mut self.begun, true);
        form::row(ui, "Mật khẩu", |ui, label| {
            secret_field::show(ui, label, &mut self.typed, (self.shown, first));
        });
        form::row(ui, "Gõ lại mật khẩu", |ui, label| {
            secret_field::show(ui, label, &mut self.again, (self.shown, false));
        });
        tick::show(ui, &mut self.shown, "Hiện mật khẩu");
        if !self.typed.is_empty()
            && !self.again.is_empty()
            && let Err(problem) = Passphrase::chosen(&self.typed, &self.again)
        {
            form::problem(ui, &problem.message);
        }
    }

    /// The passphrase, when it can be one.
    pub fn chosen(&self) -> Option<Passphrase> {
        Passphrase::chosen(&self.typed, &self.again).ok()
    }
}

/// Asks for the passphrase of something that is locked.
#[derive(Default)]
pub struct AskPassphrase {
    typed: String,
    shown: bool,
    begun: bool,
}

impl std::fmt::Debug for AskPassphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AskPassphrase(…)")
    }
}

impl AskPassphrase {
    /// The field.
    pub fn ui(&mut self, ui: &mut Ui) {
        let first = !std::mem::replace(&mut self.begun, true);
        form::row(ui, "Mật khẩu", |ui, label| {
            secret_field::show(ui, label, &mut self.typed, (self.shown, first));
        });
        tick::show(ui, &mut self.shown, "Hiện mật khẩu");
    }

    /// Whether something was typed.
    pub fn is_ready(&self) -> bool {
        !self.typed.is_empty()
    }

    /// What was typed.
    pub fn given(&self) -> Passphrase {
        Passphrase::new(&self.typed)
    }

    /// What was typed was wrong: the caret comes back.
    pub fn again(&mut self) {
        self.typed.clear();
        self.begun = false;
    }

    /// A dialog of its own around the field.
    pub fn dialog(
        &mut self,
        ui: &Ui,
        (title, confirm): (&str, &str),
        words: &str,
        (busy, failure): (bool, Option<&str>),
    ) -> Outcome {
        Dialog::new(title, confirm)
            .cancel("Thôi")
            .ready(self.is_ready() && !busy)
            .show(ui, |ui| {
                ui.label(words);
                self.ui(ui);
                if let Some(failure) = failure {
                    form::problem(ui, failure);
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use eframe::egui::Event;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn a_new_passphrase_is_typed_twice_and_shown_only_when_asked() {
        let kept = Rc::new(RefCell::new(NewPassphrase::default()));
        let seen = kept.clone();
        let mut harness = window(move |ui| seen.borrow_mut().ui(ui));
        harness.run();
        for (field, words) in [
            ("Mật khẩu", "cây đa giếng nước"),
            ("Gõ lại mật khẩu", "cây đa giếng nươc"),
        ] {
            harness.get_by_label(field).focus();
            harness.run();
            harness.event(Event::Text(words.to_owned()));
            harness.run();
        }
        harness.get_by_label_contains("không giống nhau");
        assert_eq!(kept.borrow().chosen(), None);
        let told = harness.get_by_label("Mật khẩu").accesskit_node().value();
        assert!(!told.unwrap_or_default().contains("cây đa"));
        kept.borrow_mut().again = "cây đa giếng nước".to_owned();
        harness.run();
        assert_eq!(
            kept.borrow().chosen(),
            Some(Passphrase::new("cây đa giếng nước"))
        );
    }
}
