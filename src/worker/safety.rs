//! Copies, checks, repairs, the audit trail: what the window asks and orders. What may take long or wait for a drive
//! has a thread of its own, so that saving never waits for it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{Builder, JoinHandle};

use super::message::{Done, Failure, Made, Model, Reply};
use super::progress::{Cancel, Progress, Reporter};
use super::put::{write, written};
use super::run::done;
use super::{Waking, call, guarded, told};
use crate::documents;
use crate::domain::Passphrase;
use crate::read::audit::{AuditField, AuditFilter, AuditPage};
use crate::read::backup::{BackupPage, BackupReason};
use crate::register::{Changes, Register};
use crate::store::snapshot::Stage;

/// What can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SafetyCommand {
    /// No second place any more.
    ForgetFolder,
    /// Copies open only with a passphrase from now on: those on the second place, or all.
    LockCopies {
        passphrase: Passphrase,
        beside: bool,
    },
    UnlockCopies,
}

/// Slow work.
#[derive(Debug, Clone)]
pub enum SafetyJob {
    /// A copy if one is due, and the weekly check.
    Routine {
        starting: bool,
    },
    BackUp,
    Restore {
        copy: PathBuf,
        /// For a copy that is locked.
        passphrase: Option<Passphrase>,
    },
    Check,
    Repair,
    ExportTrail {
        filter: AuditFilter,
        to: PathBuf,
    },
}

impl SafetyJob {
    /// Whether it runs beside the other work.
    fn is_aside(&self) -> bool {
        matches!(self, Self::Routine { .. } | Self::BackUp | Self::Check)
    }
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SafetyQuery {
    Copies,
    Trail(AuditFilter),
    /// What one line changed.
    Line(i64),
}

/// The answers.
#[derive(Debug, Clone)]
pub enum SafetyModel {
    Copies(Arc<BackupPage>),
    Trail(Arc<AuditPage>),
    Line(Arc<Vec<AuditField>>),
}

/// What slow work has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SafetyMade {
    /// Whether each is an error, and its words.
    Checked(Vec<(bool, String)>),
    /// What a repair did, what it could not, where the old file is.
    Repaired {
        did: Vec<String>,
        could_not: Vec<String>,
        saved: PathBuf,
    },
}

pub(super) fn run(register: &mut Register, command: &SafetyCommand) -> Result<Done, Failure> {
    match command {
        SafetyCommand::ForgetFolder => Ok(done(register.forget_backup_folder()?, |()| None)),
        SafetyCommand::LockCopies { passphrase, beside } => {
            Ok(done(register.lock_copies(passphrase, *beside)?, |()| None))
        }
        SafetyCommand::UnlockCopies => Ok(done(register.unlock_copies()?, |()| None)),
    }
}

/// Work that goes on beside the thread of the register.
#[derive(Debug, Default)]
pub(super) struct Asides(Vec<(Cancel, JoinHandle<()>)>);

impl Asides {
    /// Starts a job on a thread of its own, if it is one for that and the file can be read by two.
    pub(super) fn start(
        &mut self,
        register: &Register,
        (ticket, job): (u64, &SafetyJob),
        cancel: &Cancel,
        (outgoing, wake): (&Sender<Reply>, &Waking),
    ) -> bool {
        self.0.retain(|(_, thread)| !thread.is_finished());
        if !job.is_aside() {
            return false;
        }
        let Ok(mut twin) = register.twin() else {
            return false;
        };
        let (job, cancel) = (job.clone(), cancel.clone());
        let (outgoing, wake, stop) = (outgoing.clone(), wake.clone(), cancel.clone());
        let work = move || {
            let tell = |progress: Progress| {
                if outgoing.send(Reply::Progress { ticket, progress }).is_ok() {
                    call(&wake);
                }
            };
            let reporter = Reporter::new(&cancel, &tell);
            let result = guarded(|| self::job(&mut twin, job, &reporter));
            outgoing.send(told(ticket, result)).ok();
            call(&wake);
        };
        match Builder::new().name("safety".to_owned()).spawn(work) {
            Ok(thread) => self.0.push((stop, thread)),
            Err(_) => return false,
        }
        true
    }

    /// Looks at the copies on a thread of its own: a drive may let wait.
    pub(super) fn look(
        register: &Register,
        query: &super::Query,
        (outgoing, wake): (&Sender<Reply>, &Waking),
    ) -> bool {
        if !matches!(query, super::Query::Safety(SafetyQuery::Copies)) {
            return false;
        }
        let Ok(twin) = register.twin() else {
            return false;
        };
        let (outgoing, wake, query) = (outgoing.clone(), wake.clone(), query.clone());
        let work = move || {
            let reply = match guarded(|| answer(&twin, &SafetyQuery::Copies)) {
                Ok(model) => Reply::Loaded { query, model },
                Err(failure) => Reply::NotLoaded {
                    query,
                    message: failure.message,
                },
            };
            outgoing.send(reply).ok();
            call(&wake);
        };
        Builder::new().name("safety".to_owned()).spawn(work).is_ok()
    }
}

impl Drop for Asides {
    fn drop(&mut self) {
        // a copy that is not finished is none: it is stopped, so that the window can close
        for (cancel, _) in &self.0 {
            cancel.cancel();
        }
        for (_, thread) in self.0.drain(..) {
            thread.join().ok();
        }
    }
}

const WHOLE: usize = 1000;

/// Tells the stages of a copy as one bar.
pub(super) fn telling<'a>(
    progress: &'a Reporter<'_>,
    what: &'a str,
) -> impl FnMut(Stage, u64, u64) -> bool + 'a {
    move |stage, done, of| {
        let share = |from: u64, to: u64| {
            let part = done.min(of) * (to - from) / of.max(1);
            usize::try_from(from + part).unwrap_or(0)
        };
        let done = match stage {
            Stage::Copying => share(0, 500),
            Stage::Proving => 500,
            Stage::Hashing => share(700, 800),
            Stage::Locking => share(800, 1000),
        };
        progress.step(done, WHOLE, what).is_ok()
    }
}

/// Makes a copy before something large comes in.
pub(super) fn before_import(register: &Register, progress: &Reporter<'_>) -> Result<(), Failure> {
    let mut going = telling(progress, "Đang sao lưu trước khi nhập");
    Ok(register.back_up_before_import(&mut going)?)
}

pub(super) fn job(
    register: &mut Register,
    job: SafetyJob,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    match job {
        SafetyJob::Routine { starting } => routine(register, starting, progress),
        SafetyJob::BackUp => back_up(register, BackupReason::Asked, progress),
        SafetyJob::Restore { copy, passphrase } => {
            let mut going = telling(progress, "Đang khôi phục");
            let path = register.path().to_owned();
            let outcome = register.restore_from(&copy, passphrase.as_ref(), &mut going)?;
            Ok(Done {
                message: format!(
                    "{}. Tệp trước đó được lưu ở “{}”.",
                    outcome.message,
                    outcome.value.saved.display()
                ),
                changes: Changes::ALL,
                made: Some(Made::Opened(path)),
                undoable: false,
            })
        }
        SafetyJob::Check => {
            let found = check(register, progress)?;
            let wrong = found.iter().filter(|(is_error, _)| *is_error).count();
            register.note_check(wrong);
            Ok(Done {
                message: if wrong == 0 {
                    "Đã kiểm tra: tệp nguyên vẹn".to_owned()
                } else {
                    format!("Đã kiểm tra: có {wrong:02} lỗi")
                },
                changes: Changes::default(),
                made: Some(Made::Safety(SafetyMade::Checked(found))),
                undoable: false,
            })
        }
        SafetyJob::Repair => {
            let mut going = |at: usize, of: usize, what: &str| progress.step(at, of, what).is_ok();
            let mended = register.repair(&mut going)?;
            Ok(Done {
                message: format!(
                    "Đã sửa {:02} chỗ, còn {:02} chỗ không sửa được",
                    mended.work.did.len(),
                    mended.work.could_not.len()
                ),
                changes: Changes::ALL,
                made: Some(Made::Safety(SafetyMade::Repaired {
                    did: mended.work.did,
                    could_not: mended.work.could_not,
                    saved: mended.saved,
                })),
                undoable: false,
            })
        }
        SafetyJob::ExportTrail { filter, to } => {
            let page = register.audit(&AuditFilter {
                limit: None,
                ..filter
            })?;
            progress.step(1, 2, "Đang ghi nhật ký")?;
            write(&to, &documents::audit_xlsx(&page.rows, register.today())?)?;
            Ok(written(to))
        }
    }
}

fn check(register: &Register, progress: &Reporter<'_>) -> Result<Vec<(bool, String)>, Failure> {
    let mut going = |at: usize, of: usize, what: &str| progress.step(at, of, what).is_ok();
    let findings = register.check_telling(&mut going)?;
    Ok(findings
        .into_iter()
        .map(|found| (found.is_error, found.message))
        .collect())
}

fn back_up(
    register: &Register,
    reason: BackupReason,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    let mut going = telling(progress, "Đang sao lưu");
    let made = register.back_up(reason, &mut going)?;
    if let Some(trouble) = made.second_trouble {
        return Err(Failure::plain(format!(
            "Đã sao lưu cạnh tệp dữ liệu, nhưng chưa sao lưu được vào nơi thứ hai. {trouble}"
        )));
    }
    Ok(Done {
        message: "Đã sao lưu".to_owned(),
        changes: Changes::COPIES,
        made: None,
        undoable: false,
    })
}

fn routine(register: &Register, starting: bool, progress: &Reporter<'_>) -> Result<Done, Failure> {
    let nothing = Done {
        message: String::new(),
        changes: Changes::COPIES,
        made: None,
        undoable: false,
    };
    if register.is_sample()? || register.is_reader() {
        return Ok(nothing);
    }
    if register.wants_backup(starting)? {
        back_up(register, BackupReason::Routine, progress)?;
    }
    if register.wants_check() {
        // the copy, not the file: a look that takes its time must not keep anybody from saving
        let newest = register.open_newest_copy()?;
        let found = check(newest.as_ref().unwrap_or(register), progress)?;
        let wrong = found.iter().filter(|(is_error, _)| *is_error).count();
        register.note_check(wrong);
        if wrong > 0 {
            return Err(Failure::plain(format!(
                "Kiểm tra hằng tuần thấy {wrong:02} lỗi trong tệp dữ liệu. Hãy mở “Sao lưu, kiểm tra tệp” để xem và sửa."
            )));
        }
    }
    Ok(nothing)
}

pub(super) fn answer(register: &Register, query: &SafetyQuery) -> Result<Model, Failure> {
    Ok(Model::Safety(match query {
        SafetyQuery::Copies => SafetyModel::Copies(Arc::new(register.backups()?)),
        SafetyQuery::Trail(filter) => SafetyModel::Trail(Arc::new(register.audit(filter)?)),
        SafetyQuery::Line(seq) => SafetyModel::Line(Arc::new(register.audit_fields(*seq)?)),
    }))
}
