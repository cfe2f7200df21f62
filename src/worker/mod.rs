//! The thread that owns the open file: commands, queries and slow jobs come in, answers go out.
//! The window never waits for it.

mod answer;
pub mod message;
pub mod progress;
mod run;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

pub use crate::register::{Changes, Conflict, ConflictField, NewVisit, Register};
pub use message::{
    Command, Done, Failure, Job, Made, Model, PaperFormat, Query, Reply, Request, Status,
};
pub use progress::{Cancel, Progress};

use progress::Reporter;

/// Wakes whoever waits for replies.
pub type Wake = Box<dyn Fn() + Send>;

/// The running thread. Dropping it ends the thread after the work that was already sent.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<Request>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; replies come through the receiver, `wake` is called after each.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(register: Register, wake: Wake) -> std::io::Result<(Self, Receiver<Reply>)> {
        let (requests, incoming) = channel();
        let (outgoing, replies) = channel();
        let thread = Builder::new()
            .name("register".to_owned())
            .spawn(move || serve(register, &incoming, &outgoing, &wake))?;
        let worker = Self {
            requests,
            thread: Some(thread),
        };
        Ok((worker, replies))
    }

    /// Where requests go in.
    pub fn requests(&self) -> Sender<Request> {
        self.requests.clone()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A thread that is gone already has nothing left to finish.
        self.requests.send(Request::Stop).ok();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn serve(
    mut register: Register,
    incoming: &Receiver<Request>,
    outgoing: &Sender<Reply>,
    wake: &Wake,
) {
    while let Ok(request) = incoming.recv() {
        let reply = match request {
            Request::Stop => break,
            Request::Run { ticket, command } => {
                told(ticket, guarded(|| run::run(&mut register, command)))
            }
            Request::Start {
                ticket,
                job,
                cancel,
            } => {
                let tell = |progress| {
                    let told = Reply::Progress { ticket, progress };
                    if outgoing.send(told).is_ok() {
                        wake();
                    }
                };
                let reporter = Reporter::new(&cancel, &tell);
                told(ticket, guarded(|| run::job(&mut register, job, &reporter)))
            }
            Request::Ask(query) => {
                match guarded(|| answer::answer(&register, &query).map_err(Failure::from)) {
                    Ok(model) => Reply::Loaded { query, model },
                    Err(failure) => Reply::NotLoaded {
                        query,
                        message: failure.message,
                    },
                }
            }
        };
        if outgoing.send(reply).is_err() {
            break;
        }
        wake();
    }
}

fn told(ticket: u64, result: Result<Done, Failure>) -> Reply {
    match result {
        Ok(done) => Reply::Done { ticket, done },
        Err(failure) => Reply::Failed { ticket, failure },
    }
}

/// A defect of ours ends one piece of work, not the thread: its transaction rolls back, the draft stays in the window.
fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Failure {
            message: "Chương trình gặp lỗi khi làm việc này; chưa có gì bị thay đổi. \
                      Hãy thử lại; nếu vẫn lỗi, báo người phụ trách và gửi kèm tệp."
                .to_owned(),
            problems: Vec::new(),
            conflict: None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_is_told_and_the_thread_goes_on() {
        let failure = guarded::<()>(|| panic!("defect")).unwrap_err();
        assert!(failure.message.contains("chưa có gì bị thay đổi"));
        assert!(guarded(|| Ok(1)).is_ok());
    }
}
