//! The window's end of the line to the worker.

use std::sync::mpsc::{Receiver, Sender};

use crate::worker::{Cancel, Command, Easel, Errand, Job, Query, Reply, Request, Wanted, Worker};

/// Sends requests, takes replies, never waits.
#[derive(Debug)]
pub struct Link {
    requests: Sender<Request>,
    /// Where pages are drawn; none over two channels.
    easel: Option<Easel>,
    replies: Receiver<Reply>,
    tickets: u64,
    /// What was asked and is not answered yet.
    unanswered: usize,
    /// Kept so that it finishes what was sent before the window is gone.
    _worker: Option<Worker>,
}

impl Link {
    /// A line to the real worker.
    pub fn to(worker: Worker, replies: Receiver<Reply>) -> Self {
        Self {
            requests: worker.requests(),
            easel: Some(worker.easel()),
            replies,
            tickets: 0,
            unanswered: 0,
            _worker: Some(worker),
        }
    }

    /// A line over two channels.
    pub fn new(requests: Sender<Request>, replies: Receiver<Reply>) -> Self {
        Self {
            requests,
            easel: None,
            replies,
            tickets: 0,
            unanswered: 0,
            _worker: None,
        }
    }

    /// Asks for a change; the reply carries the ticket.
    pub fn run(&mut self, command: Command) -> u64 {
        self.tickets += 1;
        let ticket = self.tickets;
        self.send(Request::Run { ticket, command });
        ticket
    }

    /// Starts slow work; the reply carries the ticket.
    pub fn start_job(&mut self, job: Job, cancel: Cancel) -> u64 {
        self.tickets += 1;
        let ticket = self.tickets;
        self.send(Request::Start {
            ticket,
            job,
            cancel,
        });
        ticket
    }

    /// Asks another program for something; the reply carries the ticket.
    pub fn hand(&mut self, errand: Errand) -> u64 {
        self.tickets += 1;
        let ticket = self.tickets;
        self.send(Request::Hand { ticket, errand });
        ticket
    }

    /// The pictures of pages that are wanted from now on.
    pub fn draw(&self, wanted: Vec<Wanted>) {
        if let Some(easel) = &self.easel {
            easel.want(wanted);
        }
    }

    /// Asks for a read model.
    pub fn ask(&mut self, query: Query) {
        self.send(Request::Ask(query));
    }

    /// The next reply, if one is there.
    pub fn try_recv(&mut self) -> Option<Reply> {
        let reply = self.replies.try_recv().ok()?;
        let unasked = matches!(
            reply,
            Reply::Progress { .. } | Reply::ChangedElsewhere | Reply::Drawn(_)
        );
        if !unasked {
            self.unanswered = self.unanswered.saturating_sub(1);
        }
        Some(reply)
    }

    /// Whether everything that was asked has its answer.
    pub fn is_answered(&self) -> bool {
        self.unanswered == 0
    }

    fn send(&mut self, request: Request) {
        self.unanswered += 1;
        // a worker that is gone answers nothing; the window says so where a reply stays away
        drop(self.requests.send(request));
    }
}
