//! Looking over the open file, putting it in order, and opening one that is damaged.

use std::path::{Path, PathBuf};

use super::change::Op;
use super::error::RegisterError;
use super::random::Ids;
use super::undo::History;
use super::{Clock, Register};
use crate::read::backup::BackupReason;
use crate::store::backup::{self, BackupPlan};
use crate::store::check::{self, Finding};
use crate::store::snapshot::Source;
use crate::store::{AuditLine, Repaired, Store, StoreError, lease, older_schema};

/// A file that was put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Where the file as it was is kept.
    pub saved: PathBuf,
    pub work: Repaired,
}

/// Told what is being done, `done` of `of` parts; answers whether it is still wanted.
pub type Telling<'a> = &'a mut dyn FnMut(usize, usize, &str) -> bool;

const SUMMARY: &str = "Đã sửa tệp dữ liệu";

impl Register {
    /// A register over a store that is open.
    pub(super) fn over(store: Store, os_user: String, clock: Clock) -> Self {
        Self {
            store,
            clock,
            ids: Ids::default(),
            os_user,
            history: History::default(),
            repeats: std::cell::RefCell::default(),
        }
    }

    /// Opens a file; one that is damaged only to be read, as far as it can be.
    ///
    /// # Errors
    /// As [`Register::open`]; of a damaged file not even the settings can be read.
    pub fn open_or_read(path: &Path, os_user: String, clock: Clock) -> Result<Self, StoreError> {
        super::backup::before_migration(path, clock()).or_else(only_damage)?;
        let store = match Store::open(path) {
            Err(StoreError::Damaged) => Store::open_frozen(path)?,
            opened => opened?,
        };
        Ok(Self::over(store, os_user, clock))
    }

    /// Whether the file was opened only to be read, because it is damaged.
    pub fn is_frozen(&self) -> bool {
        self.store.is_frozen()
    }

    /// Looks over the whole file, told part by part.
    ///
    /// # Errors
    /// It was stopped.
    pub fn check_telling(&self, going: Telling<'_>) -> Result<Vec<Finding>, RegisterError> {
        Ok(check::check_telling(self.store.conn(), going)?)
    }

    /// Puts the open file in order; it is kept as it is first.
    ///
    /// # Errors
    /// It could not be kept, or nothing could be written.
    pub fn repair(&mut self, going: Telling<'_>) -> Result<Mended, RegisterError> {
        if !self.store.is_frozen() {
            self.store.may_write()?;
        }
        self.store.is_mine()?;
        let user = self.user_name().unwrap_or_else(|_| self.os_user.clone());
        let mended = mend(
            &self
                .backup_plan()
                .unwrap_or_else(|_| BackupPlan::of(self.path(), None)),
            (&self.os_user, &user),
            self.now(),
            going,
        )?;
        self.store.reopened()?;
        self.history = History::default();
        self.repeats = std::cell::RefCell::default();
        Ok(mended)
    }

    /// The same for a file that cannot be opened.
    ///
    /// # Errors
    /// As [`Register::repair`].
    pub fn repair_file(
        path: &Path,
        os_user: &str,
        clock: &Clock,
        going: Telling<'_>,
    ) -> Result<Mended, RegisterError> {
        // of a file whose row cannot be read nobody knows the holder
        if let Ok(Some(holder)) = lease::view(path).map(|view| view.holder) {
            return Err(StoreError::Held(Box::new(holder)).into());
        }
        let plan = BackupPlan::of(path, None);
        Ok(mend(&plan, (os_user, os_user), clock(), going)?)
    }
}

pub(super) fn only_damage(error: StoreError) -> Result<(), StoreError> {
    if matches!(error, StoreError::Damaged) {
        Ok(())
    } else {
        Err(error)
    }
}

fn mend(
    plan: &BackupPlan,
    (os_user, user_name): (&str, &str),
    at: chrono::DateTime<chrono::FixedOffset>,
    going: Telling<'_>,
) -> Result<Mended, StoreError> {
    let of = (at, BackupReason::BeforeRepair);
    let mut copying = |_, _, _| going(0, 1, "Đang lưu bản trước khi sửa");
    let made = backup::make(plan, Source::File(&plan.file), of, false, &mut copying);
    let saved = match made {
        Ok(made) => made.copies.into_iter().next().map(|copy| copy.path),
        Err(StoreError::Damaged) => None,
        Err(error) => return Err(error),
    };
    let saved = if let Some(path) = saved {
        path
    } else {
        let aside = backup::place_for_damaged(plan, at);
        backup::keep_bytes(&plan.file, &aside)?;
        aside
    };
    let mut store = Store::open_to_repair(&plan.file)?;
    let line = |summary| AuditLine {
        at,
        os_user,
        user_name,
        op: Op::Repair.code(),
        summary,
    };
    let work = store.repair(line, SUMMARY, going)?;
    Ok(Mended { saved, work })
}

/// Days between two checks that the program makes by itself.
const CHECK_EVERY: chrono::TimeDelta = chrono::TimeDelta::days(7);

/// When the file was last looked over, kept beside its copies.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct LastCheck {
    at: chrono::DateTime<chrono::FixedOffset>,
    errors: usize,
}

impl Register {
    fn check_note(&self) -> PathBuf {
        BackupPlan::of(self.path(), None)
            .folder
            .join("kiem-tra.json")
    }

    /// Whether the weekly look over the whole file is due.
    pub fn wants_check(&self) -> bool {
        let last = std::fs::read(self.check_note()).ok();
        let last: Option<LastCheck> = last.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        last.is_none_or(|last| self.now().signed_duration_since(last.at) >= CHECK_EVERY)
    }

    /// The newest copy, to be read, when it holds what the file holds.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open_newest_copy(&self) -> Result<Option<Self>, RegisterError> {
        let page = self.backups()?;
        let Some(copy) = page
            .last(false)
            .filter(|copy| !page.changed_since && !copy.note.locked)
        else {
            return Ok(None);
        };
        // the copy that was made before the file was brought up to date is of the older schema
        if older_schema(&copy.path)?.is_some() {
            return Ok(None);
        }
        let now = self.now();
        Ok(Some(Self {
            store: Store::open_frozen(&copy.path)?,
            clock: Box::new(move || now),
            ids: Ids::default(),
            os_user: self.os_user.clone(),
            history: History::default(),
            repeats: std::cell::RefCell::default(),
        }))
    }

    /// Remembers that the file was looked over now.
    pub fn note_check(&self, errors: usize) {
        let note = LastCheck {
            at: self.now(),
            errors,
        };
        if let Ok(bytes) = serde_json::to_vec(&note) {
            // without the note the next look only comes earlier
            crate::store::files::write_atomic(&self.check_note(), &bytes).ok();
        }
    }
}
