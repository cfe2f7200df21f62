//! What is sent to the worker, and sent again after the disk or another editor of the file stood in the way.

use super::{App, Subject, Ticket, Work, is_loud};
use crate::worker::{Command, Errand, Failure, Job};

impl App {
    /// Keeps what was typed, rated or picked, to be sent again as it is. Whoever pressed a button presses it again: an
    /// old deletion must not come back by itself, nor a visit be made twice.
    pub(super) fn keep_refused(&mut self, ticket: Ticket, failure: &Failure) {
        if let Some(command) = ticket.command
            && failure.passing
            && !ticket.loud
            && ticket.subject != Subject::Look
        {
            self.refused.push((ticket.subject, command));
        }
    }

    /// A later change of the same thing went through.
    pub(super) fn forget_refused(&mut self, subject: Subject) {
        self.refused.retain(|(other, _)| *other != subject);
    }

    /// Sends again, in their order, what was kept.
    pub(super) fn send_again(&mut self) {
        for (_, command) in std::mem::take(&mut self.refused) {
            self.run(command);
        }
    }

    pub(super) fn run(&mut self, command: Command) {
        let (subject, loud) = (Subject::of(&command), is_loud(&command));
        let number = self.link.run(command.clone());
        self.await_answer(number, subject, loud);
        if let Some(ticket) = self.tickets.last_mut() {
            ticket.command = Some(command);
        }
    }

    pub(super) fn start(&mut self, job: Job) {
        let (work, subject) = (Work::default(), Subject::of_job(&job));
        let number = self.link.start_job(job.clone(), work.cancel.clone());
        self.await_answer(number, subject, true);
        if let Some(ticket) = self.tickets.last_mut() {
            ticket.job = Some(Box::new(job));
            ticket.work = Some(work);
        }
    }

    pub(super) fn hand(&mut self, errand: Errand) {
        let number = self.link.hand(errand);
        self.await_answer(number, Subject::File, true);
    }

    /// Whether nothing is on its way: what the window shows now stays until someone does something.
    pub fn at_rest(&self) -> bool {
        self.link.is_answered() && self.asked.is_empty()
    }

    fn await_answer(&mut self, number: u64, subject: Subject, loud: bool) {
        self.answers.sent(subject);
        self.tickets.push(Ticket {
            number,
            subject,
            loud,
            work: None,
            command: None,
            job: None,
        });
    }
}
