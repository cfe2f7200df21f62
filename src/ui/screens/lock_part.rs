//! Cài đặt, khóa chương trình: a passphrase for the window on this computer.

use std::sync::mpsc::{Receiver, TryRecvError};

use eframe::egui::Ui;

use crate::ui::dialogs::passphrase::NewPassphrase;
use crate::ui::lock::{self, AFTER, ScreenLock};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{button, form, section};
use crate::worker::screen_lock::{LockAnswer, make};

/// Minutes for a new lock.
const USUAL: u32 = 10;

/// The part's own state.
#[derive(Debug, Default)]
pub(super) struct LockPart {
    dialog: Option<NewPassphrase>,
    making: Option<Receiver<LockAnswer>>,
    failure: Option<String>,
}

impl LockPart {
    pub(super) fn ui(&mut self, ui: &mut Ui) {
        self.hear(ui);
        let kept = lock::kept(ui.ctx());
        theme::sheet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            section::heading(ui, "Khóa chương trình", |_| {});
            form::row(ui, "Mở bằng mật khẩu", |ui, _| {
                let (words, change) = match kept {
                    None => ("chưa đặt", "Đặt mật khẩu…"),
                    Some(_) => ("đã đặt trên máy này", "Đổi mật khẩu…"),
                };
                form::value(ui, words);
                let set = button::quiet(ui, change).accessible_name(format!("Khóa chương trình: {change}"));
                if set.clicked() {
                    self.dialog = Some(NewPassphrase::default());
                }
                let off = kept.is_some() && button::quiet(ui, "Bỏ khóa chương trình").clicked();
                if off {
                    lock::keep(ui.ctx(), None);
                }
            });
            if let Some(kept) = &kept {
                minutes(ui, kept);
            }
            if let Some(failure) = &self.failure {
                form::problem(ui, failure);
            }
            form::hint(
                ui,
                "Khóa khi rời máy (Ctrl+L), khi lâu không dùng, và khi mở chương trình. Khóa này chỉ ngăn người đi ngang qua: tệp dữ liệu không được mã hóa.",
            );
        });
        ui.add_space(theme::GAP);
        self.set(ui);
    }

    fn hear(&mut self, ui: &Ui) {
        let Some(making) = &self.making else { return };
        let answer = match making.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => {
                Err("Chưa đặt được mật khẩu; hãy thử lại.".to_owned())
            }
        };
        self.making = None;
        self.failure = match answer {
            Ok(padlock) => {
                let minutes = lock::kept(ui.ctx()).map_or(USUAL, |kept| kept.minutes);
                lock::keep(ui.ctx(), Some(ScreenLock { padlock, minutes }));
                None
            }
            Err(words) => Some(words),
        };
    }

    fn set(&mut self, ui: &Ui) {
        let Some(passphrase) = &mut self.dialog else {
            return;
        };
        let chosen = passphrase.chosen();
        let outcome = Dialog::new("Mật khẩu khóa chương trình", "Đặt mật khẩu")
            .ready(chosen.is_some())
            .show(ui, |ui| passphrase.ui(ui));
        match (outcome, chosen) {
            (Outcome::Open, _) | (Outcome::Confirmed, None) => {}
            (Outcome::Cancelled, _) => self.dialog = None,
            (Outcome::Confirmed, Some(chosen)) => {
                let ctx = ui.ctx().clone();
                self.making = Some(make(chosen, move || ctx.request_repaint()));
                self.dialog = None;
            }
        }
    }
}

fn minutes(ui: &mut Ui, kept: &ScreenLock) {
    let words = AFTER.map(|minutes| format!("{minutes} phút"));
    let at = AFTER.iter().position(|minutes| *minutes == kept.minutes);
    form::row(ui, "Tự khóa sau", |ui, label| {
        let choice = Choice::new(label, &words, at).width(140.0).show(ui);
        if let Some(minutes) = choice.and_then(|place| AFTER.get(place)) {
            let kept = ScreenLock {
                minutes: *minutes,
                ..kept.clone()
            };
            lock::keep(ui.ctx(), Some(kept));
        }
    });
}
