//! The thread that owns the open file: commands, queries and slow jobs come in, answers go out.
//! The window never waits for it.

mod answer;
mod archive;
mod attach;
mod catalogue;
mod conclusion;
mod copies;
pub mod figures;
mod grid;
mod guiding;
mod help;
mod lease;
mod letters;
pub mod message;
mod models;
mod paper;
mod pdf_text;
mod people;
pub mod profile;
mod programmes;
mod progress;
mod put;
mod question;
mod raster;
mod reform;
mod report;
mod run;
mod safety;
pub mod screen_lock;
mod settings;
mod settle;
mod shortcoming;
mod system;
mod visit;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Instant;

pub use crate::documents::Thumbnail;
pub use crate::register::blank;
pub use crate::register::{
    ArchiveMark, Changes, Conflict, ConflictField, FigureEdit, FigureHead, NewAnswer,
    NewArchiveEntry, NewArchivePaper, NewReport, NewTask, NewVisit, Numbers, PlanVisits, Register,
    Round, blank_model,
};
pub use crate::store::Choice;
pub use archive::{ArchiveCommand, ArchiveJob, ArchiveModel, ArchiveQuery};
pub use attach::AttachmentCommand;
pub use catalogue::CatalogueCommand;
pub use conclusion::ConclusionCommand;
pub use copies::{ComingBack, CopiesCommand, CopiesJob, CopiesModel, CopiesQuery};
pub use grid::GridJob;
pub use guiding::{GuidingCommand, GuidingJob, GuidingModel, GuidingQuery};
pub use help::GuideJob;
pub use lease::LeaseCommand;
pub use message::{Command, Done, Failure, Job, Made, Model, Query, Reply, Request, Status};
pub use models::{ModelsAnswer, ModelsCommand, ModelsQuery};
pub use paper::PaperCommand;
pub use people::PeopleCommand;
pub use programmes::{ProgrammesAnswer, ProgrammesCommand, ProgrammesQuery};
use progress::Reporter;
pub use progress::{Cancel, Progress};
use raster::Rasteriser;
pub use raster::{Drawn, Easel, Picture, WIDEST, Wanted};
pub use reform::{ReformCommand, ReformModel, ReformQuery};
pub use report::ReportCommand;
pub use safety::{SafetyCommand, SafetyJob, SafetyMade, SafetyModel, SafetyQuery};
pub use settings::SettingsCommand;
pub use settle::Settle;
pub use shortcoming::ShortcomingCommand;
pub use system::Errand;
use system::Tray;
pub use visit::VisitCommand;

/// How often an idle thread looks whether another program changed the file.
const LOOK: std::time::Duration = std::time::Duration::from_secs(1);

/// Wakes whoever waits for replies.
pub type Wake = Box<dyn Fn() + Send>;

/// The same for several threads.
type Waking = Arc<Mutex<Wake>>;

fn call(wake: &Waking) {
    (wake.lock().unwrap_or_else(PoisonError::into_inner))();
}

/// The running thread. Dropping it ends the thread after the work that was already sent.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<Request>,
    rasteriser: Rasteriser,
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
        let wake: Waking = Arc::new(Mutex::new(wake));
        let waking = wake.clone();
        let rasteriser = Rasteriser::start(outgoing.clone(), move || call(&waking))?;
        let thread = Builder::new()
            .name("register".to_owned())
            .spawn(move || serve(register, &incoming, &outgoing, &wake))?;
        let worker = Self {
            requests,
            rasteriser,
            thread: Some(thread),
        };
        Ok((worker, replies))
    }

    /// Where wishes for pictures of pages go in.
    pub fn easel(&self) -> Easel {
        self.rasteriser.easel()
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
    wake: &Waking,
) {
    let tray = Tray::default();
    let mut asides = safety::Asides::default();
    register.tend();
    let mut looked = Instant::now();
    loop {
        let request = match incoming.recv_timeout(LOOK) {
            Ok(request) => Some(request),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => None,
        };
        // also while requests follow each other: who lost the file must hear of it
        if request.is_none() || looked.elapsed() >= LOOK {
            looked = Instant::now();
            if register.tend() {
                if outgoing.send(Reply::ChangedElsewhere).is_err() {
                    break;
                }
                call(wake);
            }
        }
        let Some(request) = request else {
            continue;
        };
        let reply = match request {
            Request::Stop => break,
            Request::Run { ticket, command } => {
                let done = guarded(|| run::run(&mut register, command));
                told(ticket, settle::in_words(&register, done))
            }
            Request::Start {
                ticket,
                job,
                cancel,
            } => {
                if let Job::Safety(job) = &job
                    && asides.start(&register, (ticket, job), &cancel, (outgoing, wake))
                {
                    continue;
                }
                let tell = |progress| {
                    let told = Reply::Progress { ticket, progress };
                    if outgoing.send(told).is_ok() {
                        call(wake);
                    }
                };
                let reporter = Reporter::new(&cancel, &tell);
                let done = guarded(|| run::job(&mut register, job, &reporter));
                told(ticket, settle::in_words(&register, done))
            }
            Request::Hand { ticket, errand } => {
                let (outgoing, waking) = (outgoing.clone(), wake.clone());
                let tell = move |result| {
                    outgoing.send(told(ticket, result)).ok();
                    call(&waking);
                };
                // other programs may take their time: saving does not wait for them
                match guarded(|| system::start(&register, &tray, errand, tell)) {
                    Ok(()) => continue,
                    Err(failure) => told(ticket, Err(failure)),
                }
            }
            Request::Ask(query) if safety::Asides::look(&register, &query, (outgoing, wake)) => {
                continue;
            }
            Request::Ask(query) => match guarded(|| answer::answer(&register, &query)) {
                Ok(model) => Reply::Loaded { query, model },
                Err(failure) => Reply::NotLoaded {
                    query,
                    message: failure.message,
                },
            },
        };
        if outgoing.send(reply).is_err() {
            break;
        }
        call(wake);
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
            ..Failure::default()
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
