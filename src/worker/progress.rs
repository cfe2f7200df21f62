//! How far a piece of slow work has come, and whether it is still wanted.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::message::Failure;

/// Says that a job is not wanted any more; the window keeps one, the job the other.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Stops the job at its next step.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How far a job has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
    /// What is being done: "Đang soạn công văn phường Phúc Đồng".
    pub what: String,
}

/// Where a job tells how far it has come.
pub struct Reporter<'a> {
    cancel: &'a Cancel,
    tell: &'a dyn Fn(Progress),
    last: Cell<Option<(usize, usize)>>,
}

impl std::fmt::Debug for Reporter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reporter").finish_non_exhaustive()
    }
}

/// Steps in which the bar moves: telling more often only costs time.
const STEPS: usize = 200;

impl<'a> Reporter<'a> {
    pub fn new(cancel: &'a Cancel, tell: &'a dyn Fn(Progress)) -> Self {
        Self {
            cancel,
            tell,
            last: Cell::new(None),
        }
    }

    /// Tells what comes next. Call it before each part: nothing must be half done here.
    ///
    /// # Errors
    /// The job is not wanted any more.
    pub fn step(&self, done: usize, of: usize, what: &str) -> Result<(), Failure> {
        if self.cancel.is_cancelled() {
            return Err(Failure {
                message: "Đã dừng theo yêu cầu; chưa có gì bị thay đổi.".to_owned(),
                ..Failure::default()
            });
        }
        let place = (done.saturating_mul(STEPS) / of.max(1), of);
        if self.last.replace(Some(place)) != Some(place) {
            (self.tell)(Progress {
                done,
                of,
                what: what.to_owned(),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn it_tells_seldom_enough_and_stops_when_it_is_not_wanted() {
        let (cancel, told) = (Cancel::default(), RefCell::new(Vec::new()));
        let tell = |progress: Progress| told.borrow_mut().push(progress.done);
        let reporter = Reporter::new(&cancel, &tell);
        for row in 0..10_000 {
            assert!(reporter.step(row, 10_000, "Đang ghi").is_ok());
        }
        assert_eq!(told.borrow().len(), 200);
        cancel.cancel();
        assert!(reporter.step(10_000, 10_000, "Đang ghi").is_err());
        assert_eq!(told.borrow().len(), 200);
    }
}
