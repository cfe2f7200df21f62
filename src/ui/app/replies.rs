//! What came back from the worker, and what is said of it.

use eframe::egui::Context;

use super::{App, Route, Saving, Ticket};
use crate::ui::action::Subject;
use crate::worker::{Changes, Done, Failure, Job, Made, Reply};

impl App {
    pub(super) fn take(&mut self, ctx: &Context, reply: Reply) {
        match reply {
            Reply::Done { ticket, done } => self.done(ctx, ticket, done),
            Reply::Failed { ticket, failure } => self.failed(ticket, failure),
            Reply::Progress { ticket, progress } => {
                let ticket = self.tickets.iter_mut().find(|other| other.number == ticket);
                if let Some(work) = ticket.and_then(|ticket| ticket.work.as_mut()) {
                    work.progress = Some(progress);
                }
            }
            Reply::Loaded { query, model } => self.loaded.answer(&query, model),
            Reply::ChangedElsewhere => self.heard_of_elsewhere(ctx),
            Reply::Drawn(drawn) => self.screens.pictures().take(ctx, drawn),
            Reply::NotLoaded { query, message } => self.loaded.no_answer(&query, message),
        }
    }

    fn done(&mut self, ctx: &Context, ticket: u64, done: Done) {
        if let Some(Made::Opened(_)) = done.made {
            self.another_file();
        }
        self.loaded.changed(done.changes);
        let Some(ticket) = self.take_ticket(ticket) else {
            return;
        };
        let only_copies = done.changes == Changes::COPIES;
        if ticket.subject != Subject::Lease && !only_copies && done.changes != Changes::default() {
            self.saving = Saving::Saved((self.clock)().time());
        }
        self.forget_refused(ticket.subject);
        if ticket.subject == Subject::BackupFolder {
            // the new place gets its first copy at once, not a warning
            self.copy_soon();
        }
        self.settled(ctx, &ticket);
        if ticket.subject == Subject::Undo {
            self.toasts.withdraw_undo();
            self.toasts.say(done.message.clone());
        } else if let Some(Made::Unlocked(path)) = &done.made {
            self.start(Job::OpenFile(path.clone()));
        } else if let Some(Made::ToShow(path)) = &done.made {
            self.to_open = Some(path.clone());
        } else if let Some(Made::File(path)) = &done.made {
            self.toasts
                .say_with_file(done.message.clone(), path.clone());
        } else if ticket.loud && done.undoable {
            self.toasts.say_with_undo(done.message.clone());
        } else if only_copies && !ticket.loud {
            // quiet work beside changes no offer
        } else if ticket.loud {
            self.toasts.say(done.message.clone());
        } else {
            // an older offer would now take back this change instead of its own
            self.toasts.withdraw_undo();
        }
        if ticket.subject == Subject::File
            && let Some(Made::Visit(id)) = done.made
        {
            self.next_route = Some(Route::Visit(id));
        }
        self.answers.succeeded(ticket.subject, done);
    }

    fn failed(&mut self, ticket: u64, failure: Failure) {
        let Some(ticket) = self.take_ticket(ticket) else {
            return;
        };
        if !matches!(
            ticket.subject,
            Subject::Undo
                | Subject::File
                | Subject::PaperRules
                | Subject::Safety
                | Subject::Lease
                | Subject::Look
        ) {
            self.saving = Saving::Refused;
        }
        self.closing = false;
        match &failure.conflict {
            Some(conflict) => self.ask_which(&ticket, &failure.message, conflict),
            None => self.toasts.complain(failure.message.clone()),
        }
        let subject = ticket.subject;
        self.keep_refused(ticket, &failure);
        self.answers.refused(subject, failure);
    }

    fn take_ticket(&mut self, number: u64) -> Option<Ticket> {
        let place = self
            .tickets
            .iter()
            .position(|ticket| ticket.number == number)?;
        Some(self.tickets.remove(place))
    }
}
