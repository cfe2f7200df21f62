//! The open file: leaving it for another one, and coming back to where the work in it stopped.

use std::path::PathBuf;

use eframe::egui::{Context, Ui, ViewportCommand};

use super::{Answers, App, Purpose, Route, Saving, Screens};
use crate::domain::passphrase::is_locked;
use crate::ui::action::ScreenContext;
use crate::ui::dialogs::unlock::{UnlockDialog, UnlockEvent};
use crate::ui::files::{FileKind, Pick};
use crate::ui::loaded::Loaded;
use crate::ui::widgets::text_field;
use crate::worker::{Command, GridJob, Job, ReformCommand, SettingsCommand};

impl App {
    /// A path was chosen for this.
    pub(super) fn chosen(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Export(what) => {
                let today = (self.clock)().date();
                self.start(what.job(today, path));
            }
            Purpose::Import => self.start(Job::ImportVisit { from: path }),
            Purpose::Attach(to) => self.start(Job::Attach {
                to,
                paths: vec![path],
            }),
            Purpose::ReportFile => self.screens.take_report_file(path),
            Purpose::DocumentFile => self.screens.take_document_file(path),
            Purpose::Table(kind) => self.start(Job::Grid(GridJob::Read {
                kind: Some(kind),
                from: path,
            })),
            Purpose::Catalogue => self.start(Job::ReadCatalogue { from: path }),
            Purpose::Profile => self.start(Job::UseProfile { from: path }),
            Purpose::Package => {
                if let Some(job) = self.screens.take_package(path) {
                    self.start(job);
                }
            }
            Purpose::OpenFile if is_locked(&path) => self.unlock(path),
            Purpose::OpenFile => self.start(Job::OpenFile(path)),
            Purpose::UnlockFolder => {
                if let Some(dialog) = &mut self.unlock {
                    dialog.take_folder(path);
                }
            }
            Purpose::NewFile(district) => self.start(Job::NewFile { path, district }),
            Purpose::Copy => self.screens.take_copy(path),
            Purpose::District => {
                self.run(Command::Reform(ReformCommand::ChooseDistrict(path)));
            }
            Purpose::DistrictForm => {
                self.run(Command::Reform(ReformCommand::WriteDistrictForm(path)));
            }
            Purpose::BackupFolder => {
                let folder = path.to_string_lossy().into_owned();
                self.run(Command::Settings(SettingsCommand::SetBackupFolder(folder)));
            }
        }
    }

    /// A locked file is to be opened.
    pub(super) fn unlock(&mut self, path: PathBuf) {
        self.answers.forget_failures();
        self.unlock = Some(UnlockDialog::of(path));
    }

    pub(super) fn unlock_dialog(&mut self, ui: &Ui) {
        let Some(dialog) = &mut self.unlock else {
            return;
        };
        let status = self.loaded.status();
        let context = ScreenContext {
            today: (self.clock)().date(),
            status: status.as_deref(),
            answers: &self.answers,
        };
        let event = dialog.ui(ui, &context);
        match event {
            None => {}
            Some(UnlockEvent::Close) => self.unlock = None,
            Some(UnlockEvent::PickFolder) => {
                let title = "Tệp mở ra để ở đâu?".to_owned();
                self.ask_for_path(Pick::Folder { title }, Purpose::UnlockFolder);
            }
            Some(UnlockEvent::Start(job)) => self.start(*job),
        }
    }

    /// A file with the units of another district, or a form for one.
    pub(super) fn pick_district(&mut self, form: bool) {
        let kind = FileKind::District;
        if form {
            let name = "Quận khác.xlsx".to_owned();
            self.ask_for_path(Pick::Save { name, kind }, Purpose::DistrictForm);
        } else {
            self.ask_for_path(Pick::Open { kind }, Purpose::District);
        }
    }

    /// A file of the menu; one that is gone is not offered again.
    pub(super) fn open_file(&mut self, ctx: &Context, path: PathBuf) {
        // the field hands out what was typed before the other file is opened
        text_field::leave(ctx);
        if !path.is_file() {
            self.memory.forget(&path);
            self.toasts.complain(format!(
                "Không còn tệp “{}”. Tệp có thể đã được chuyển đi; hãy dùng “Mở tệp khác…”.",
                path.display()
            ));
            return;
        }
        self.chosen(Purpose::OpenFile, path);
    }

    /// Everything on the screen was of the file that is closed now.
    pub(super) fn another_file(&mut self) {
        self.loaded = Loaded::default();
        self.screens = Screens::default();
        self.answers = Answers::default();
        for ticket in &self.tickets {
            self.answers.sent(ticket.subject);
        }
        self.route = Route::Overview;
        self.next_route = None;
        self.back.clear();
        self.palette.forget();
        self.new_visit = None;
        self.new_file = None;
        self.unlock = None;
        self.guide = None;
        self.trouble = None;
        self.aside.clear();
        self.refused.clear();
        self.saving = Saving::Idle;
        self.at_home = None;
        self.toasts.withdraw_undo();
    }

    /// Goes to where the work in this file stopped, once; then follows the screen.
    pub(super) fn remember_place(&mut self, ctx: &Context) {
        let Some(status) = self.loaded.status() else {
            return;
        };
        if self.at_home.as_ref() != Some(&status.path) {
            self.at_home = Some(status.path.clone());
            let name = status.path.file_stem().unwrap_or_default();
            let title = format!("{} – Giám sát 6 QCDC", name.to_string_lossy());
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
            if self.route == Route::Overview
                && !status.sample
                && let Some(route) = self.memory.place(&status.path)
            {
                self.route = route;
            }
        }
        // a sample is gone when the window closes
        if !status.sample {
            let path = status.path.clone();
            self.memory.at(&path, &self.route);
        }
    }

    /// Closing waits until what was typed is stored.
    pub(super) fn close_when_saved(&mut self, ctx: &Context) {
        let asked = ctx.input(|i| i.viewport().close_requested());
        if asked && (self.answers.waiting() > 0 || ctx.text_edit_focused()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            text_field::leave(ctx);
            self.closing = true;
            ctx.request_repaint();
        } else if asked {
            self.memory.keep_now();
        } else if self.closing && self.answers.waiting() == 0 && !asked {
            self.closing = false;
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
