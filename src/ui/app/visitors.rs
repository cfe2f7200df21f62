//! A file that was double-clicked while the window is open, or with which it was opened.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use eframe::egui::{Context, Ui, ViewportCommand};

use super::{Action, App, Purpose, Route};
use crate::ui::dialogs::brought::{Brought, Wish};
use crate::ui::only_one::Knock;

/// Who knocks, and the question that a knock raised.
#[derive(Debug, Default)]
pub(super) struct Visitors {
    knocks: Option<Receiver<Knock>>,
    question: Option<Brought>,
    /// What the window was opened with; it waits for the file that is open to be known.
    first: Option<PathBuf>,
}

/// A copy for a laptop, which may be worked in or taken back.
fn is_package(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("qcdcpack"))
}

impl App {
    /// Hears other starts from now on.
    pub fn listen_to(&mut self, knocks: Receiver<Knock>) {
        self.visitors.knocks = Some(knocks);
    }

    /// A file that the window was opened with, beside the one that is open.
    pub fn opened_with(&mut self, file: PathBuf) {
        self.visitors.first = Some(file);
    }

    /// Comes to the front for whoever knocks and takes in the file that was brought.
    pub(super) fn hear(&mut self, ctx: &Context) {
        let knocks: Vec<Knock> = self
            .visitors
            .knocks
            .as_ref()
            .map(|knocks| knocks.try_iter().collect())
            .unwrap_or_default();
        for mut knock in knocks {
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            ctx.request_repaint();
            knock.answer();
            if let Some(file) = knock.file {
                self.brought(ctx, file);
            }
        }
        if self.loaded.status().is_some()
            && let Some(file) = self.visitors.first.take()
        {
            self.brought(ctx, file);
        }
    }

    fn brought(&mut self, ctx: &Context, file: PathBuf) {
        let Some(status) = self.loaded.status() else {
            self.visitors.first = Some(file);
            return;
        };
        if same_file(&status.path, &file) {
            return;
        }
        // what is being written in a dialog would be gone with the file that is open; the first start itself asks for a file
        let busy = self.guide.is_none() && ctx.memory(|memory| memory.top_modal_layer().is_some());
        if is_package(&file) && file.is_file() {
            self.visitors.question = Some(Brought::package(file, busy));
        } else if busy && file.is_file() {
            self.visitors.question = Some(Brought::file(file, &status.path));
        } else {
            self.open_file(ctx, file);
        }
    }

    /// The question, if there is one.
    pub(super) fn visitors_dialog(&mut self, ui: &Ui, out: &mut Vec<Action>) {
        let Some(question) = &self.visitors.question else {
            return;
        };
        let Some(wish) = question.ui(ui) else {
            return;
        };
        let file = self
            .visitors
            .question
            .take()
            .map(Brought::into_path)
            .unwrap_or_default();
        match wish {
            Wish::Leave => {}
            Wish::Open => out.push(Action::OpenFile(file)),
            Wish::TakeBack => {
                self.go(ui.ctx(), Route::Copies);
                self.chosen(Purpose::Package, file);
            }
        }
    }
}

fn same_file(open: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(open) == real(other)
}
