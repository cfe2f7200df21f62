//! Someone who signs the papers.

use eframe::egui::Ui;
use uuid::Uuid;

use crate::domain::{BodyId, Signer, SignerId, SigningRight};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Command, SettingsCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct SignerDialog {
    base: Option<Signer>,
    new: Signer,
    fresh: bool,
}

impl SignerDialog {
    /// For a new one, after the others.
    pub fn add(body_id: BodyId, position: i64) -> Self {
        Self {
            base: None,
            new: Signer {
                id: SignerId(Uuid::nil()),
                ver: 0,
                body_id,
                position,
                title: String::new(),
                right: SigningRight::Direct,
                name: String::new(),
            },
            fresh: true,
        }
    }

    /// For one that is there.
    pub fn edit(signer: &Signer) -> Self {
        Self {
            base: Some(signer.clone()),
            new: signer.clone(),
            fresh: true,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let subject = Subject::Signer(self.new.id);
        if context.has_done(subject) {
            return true;
        }
        let title = if self.base.is_some() {
            "Sửa người ký"
        } else {
            "Thêm người ký"
        };
        let outcome = Dialog::new(title, "Ghi")
            .ready(!self.new.title.trim().is_empty() && !context.is_busy(subject))
            .show(ui, |ui| self.fields(ui, context));
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                self.new.title = crate::domain::text::clean(&self.new.title);
                self.new.name = crate::domain::text::clean(&self.new.name);
                out.push(Action::Run(Command::Settings(
                    SettingsCommand::SaveSigner {
                        base: self.base.clone(),
                        new: self.new.clone(),
                    },
                )));
                false
            }
        }
    }

    fn fields(&mut self, ui: &mut Ui, context: &ScreenContext<'_>) {
        form::row(ui, "Chức vụ", |ui, label| {
            TextField::line(label, "")
                .hint("TRƯỞNG BAN")
                .focus(std::mem::take(&mut self.fresh))
                .bind(ui, &mut self.new.title);
        });
        let rights: Vec<&str> = SigningRight::ALL
            .iter()
            .map(|right| right.label())
            .collect();
        let right = SigningRight::ALL
            .iter()
            .position(|right| *right == self.new.right);
        form::row(ui, "Thể thức đề ký", |ui, label| {
            let choice = Choice::new(label, &rights, right).width(220.0).show(ui);
            if let Some(right) = choice.and_then(|place| SigningRight::ALL.get(place)) {
                self.new.right = *right;
            }
        });
        form::row(ui, "Họ và tên", |ui, label| {
            TextField::line(label, "").bind(ui, &mut self.new.name);
        });
        if let Some(failure) = context.failure(Subject::Signer(self.new.id)) {
            form::problem(ui, &failure.message);
        }
    }
}
