//! Conflicts: the one that is shown, those that were put aside.

use std::sync::PoisonError;

use eframe::egui::{Context, Ui};

use super::{App, Ticket};
use crate::ui::theme::Tone;
use crate::ui::trouble::{self, Settled, Trouble, Work};
use crate::ui::widgets::{button, notice};
use crate::worker::{Changes, Command, Conflict, Job};

/// Seconds that another program's change waits for what is being typed; a field hands its text out after less than one
/// of rest, so that only somebody who types without a pause for this long could be shown it too early.
const WAITS: f64 = 30.0;

impl App {
    pub(super) fn heard_of_elsewhere(&mut self, ctx: &Context) {
        let now = ctx.input(|i| i.time);
        self.elsewhere.get_or_insert(now);
        // who holds the file is no record that anybody types into
        self.loaded.changed(Changes::default());
    }

    /// Shows another program's change once what is being typed was handed out: it must go out with the record that the
    /// person saw, or it would write over the other one's words without asking.
    pub(super) fn show_elsewhere(&mut self, ctx: &Context) {
        let Some(since) = self.elsewhere else {
            return;
        };
        let typing = ctx.text_edit_focused() && {
            let drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
            !drafts.is_empty()
        };
        if typing && ctx.input(|i| i.time) - since < WAITS {
            ctx.request_repaint_after(std::time::Duration::from_millis(200));
            return;
        }
        self.elsewhere = None;
        self.loaded.changed(Changes::ALL);
    }

    /// Asks which value is to stand; what is asked already is put aside.
    pub(super) fn ask_which(&mut self, ticket: &Ticket, message: &str, conflict: &Conflict) {
        let command = ticket.command.clone().map(|c| Work::Command(Box::new(c)));
        let work = command.or_else(|| ticket.job.clone().map(Work::Job));
        let new = Trouble::new(ticket.subject, message.to_owned(), conflict.clone(), work);
        // the same field was typed into again
        self.aside.retain(|old| !old.is_of_same(&new));
        if let Some(old) = self.trouble.take_if(|old| !old.is_of_same(&new)) {
            self.aside.push(old);
        }
        self.trouble = Some(new);
    }

    pub(super) fn settle(&mut self, ui: &Ui) {
        let Some(trouble) = &mut self.trouble else {
            return;
        };
        match trouble.ui(ui) {
            Settled::Open => {}
            Settled::Later => self.aside.extend(self.trouble.take()),
            Settled::Again(work) => {
                self.aside.extend(self.trouble.take());
                match work {
                    Work::Command(command) => self.run(*command),
                    Work::Job(job) => self.start(*job),
                }
            }
        }
    }

    /// A choice is stored: its conflict is over, fields let go what was not taken.
    pub(super) fn settled(&mut self, ctx: &Context, ticket: &Ticket) {
        let choices = match (&ticket.command, ticket.job.as_deref()) {
            (Some(Command::Settle(settle)), _) => &settle.choices,
            (_, Some(Job::Settle(settle))) => &settle.choices,
            _ => return,
        };
        trouble::remember(ctx, choices);
        self.aside.retain(|old| !old.is_settled_by(choices));
    }

    /// What was put aside, above every screen.
    pub(super) fn aside_notice(&mut self, ui: &mut Ui) {
        if self.aside.is_empty() || self.trouble.is_some() {
            return;
        }
        let words = format!(
            "Có {:02} chỗ hai người cùng sửa chưa chọn lấy của ai; bản của tôi chưa ghi, còn giữ ở đây.",
            self.aside.len()
        );
        let open = std::cell::Cell::new(false);
        notice::show_with(ui, Tone::Caution, &words, |ui| {
            open.set(button::plain(ui, "Chọn…").clicked());
        });
        if open.get() && !self.aside.is_empty() {
            self.trouble = Some(self.aside.remove(0));
        }
    }
}
