//! A locked file is to be opened: its passphrase, and where the opened one is to lie.

use std::path::PathBuf;

use eframe::egui::Ui;

use super::passphrase::AskPassphrase;
use crate::ui::action::{ScreenContext, Subject};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{button, form};
use crate::worker::{CopiesJob, Job};

/// The dialog's own state.
#[derive(Debug)]
pub struct UnlockDialog {
    from: PathBuf,
    /// Chosen; without it, beside the file that is open.
    folder: Option<PathBuf>,
    passphrase: AskPassphrase,
}

/// What the dialog asks of the window.
#[derive(Debug)]
pub enum UnlockEvent {
    Close,
    PickFolder,
    Start(Box<Job>),
}

impl UnlockDialog {
    /// For a locked file.
    pub fn of(from: PathBuf) -> Self {
        Self {
            folder: None,
            from,
            passphrase: AskPassphrase::default(),
        }
    }

    /// Another folder was chosen.
    pub fn take_folder(&mut self, folder: PathBuf) {
        self.folder = Some(folder);
    }

    /// Shows it.
    pub fn ui(&mut self, ui: &Ui, context: &ScreenContext<'_>) -> Option<UnlockEvent> {
        let name = self.from.file_name().unwrap_or_default().to_string_lossy();
        let open = context.status.map_or(&*self.from, |status| &*status.path);
        let beside = open.parent().unwrap_or(open);
        let folder = self.folder.as_deref().unwrap_or(beside).to_owned();
        let ready = self.passphrase.is_ready() && !context.is_busy(Subject::Copies);
        let mut pick = false;
        let outcome = Dialog::new("Mở tệp có khóa", "Mở khóa")
            .cancel("Thôi")
            .ready(ready)
            .width(620.0)
            .show(ui, |ui| {
                ui.label(format!(
                    "Tệp “{name}” được khóa bằng mật khẩu. Chương trình mở nó ra thành một tệp thường trên máy này để làm việc."
                ));
                self.passphrase.ui(ui);
                form::row(ui, "Tệp mở ra để ở", |ui, _| {
                    form::value(ui, &folder.display().to_string());
                });
                pick = button::quiet(ui, "Chọn thư mục khác…").clicked();
                if let Some(failure) = context.failure(Subject::Copies) {
                    form::problem(ui, &failure.message);
                }
            });
        match outcome {
            Outcome::Open => pick.then_some(UnlockEvent::PickFolder),
            Outcome::Cancelled => Some(UnlockEvent::Close),
            Outcome::Confirmed => Some(UnlockEvent::Start(Box::new(Job::Copies(
                CopiesJob::Unlock {
                    from: self.from.clone(),
                    folder,
                    passphrase: self.passphrase.given(),
                },
            )))),
        }
    }
}
