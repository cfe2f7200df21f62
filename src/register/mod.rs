//! Every operation on the open file: one file per noun, every change through `transact`.

mod archive;
mod attachment;
mod backup;
pub mod blank;
mod body;
mod body_version;
mod catalogue;
mod change;
mod chase;
mod conclusion;
mod conflict;
mod correct;
mod district_file;
mod drafting;
mod error;
mod export;
mod figures;
mod generate;
mod grid;
mod guiding;
mod holiday;
mod import;
mod issue;
mod kept_file;
mod lease;
mod lock;
mod merge;
mod model_field;
mod monthly_report;
mod new_file;
mod page;
mod paper;
mod paper_rules;
mod participant;
mod person;
mod plan;
mod profile;
mod programme;
mod programme_lay;
mod programme_put;
mod random;
mod rating;
mod reform;
mod reminder;
mod repeat;
mod review;
mod role;
mod safety;
mod sample;
mod shortcoming;
mod skilful_model;
mod start;
mod strength;
mod trail;
mod transact;
mod undo;
mod unit;
mod visit;

pub use archive::{ArchiveMark, NewArchiveEntry, NewArchivePaper};
pub use attachment::NewFile;
pub use backup::Restored;
pub use catalogue::{catalogue_from_json, catalogue_to_json};
pub use change::{Changes, Op};
pub use district_file::{district_from_json, district_to_json};
pub use error::{Conflict, ConflictField, RegisterError};
pub use figures::{FigureEdit, FigureHead, NewAnswer};
pub use grid::{Going, LARGE};
pub use guiding::NewTask;
pub use import::VISIT_FILE_LIMIT;
pub use issue::{NewPaper, Ready};
pub use lease::Reach;
pub use merge::PACKAGE;
pub use monthly_report::NewReport;
pub use plan::PlanVisits;
pub use programme_put::{DialogueEntry, ProgrammeEntry};
pub use reminder::{Letter, Numbers, Reminding, Round};
pub use safety::Mended;
pub use sample::{Draft, Render};
pub use skilful_model::{Fate, ModelEntry, blank_model};
pub use transact::Outcome;
pub use visit::NewVisit;

pub use crate::store::files::explain;

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::store::{Store, StoreError};
use random::Ids;
use undo::History;

/// Where the time comes from: read in `main` and `worker`, fixed in tests.
pub type Clock = Box<dyn Fn() -> DateTime<FixedOffset> + Send>;

/// The open file with everything that can be done to it.
pub struct Register {
    store: Store,
    clock: Clock,
    ids: Ids,
    /// Name of the account on this computer.
    os_user: String,
    history: History,
    repeats: std::cell::RefCell<repeat::RepeatCache>,
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register")
            .field("path", &self.store.path())
            .finish_non_exhaustive()
    }
}

impl Register {
    /// Opens a file that is there.
    ///
    /// # Errors
    /// It is missing, foreign, newer, damaged, or cannot be written.
    pub fn open(path: &Path, os_user: String, clock: Clock) -> Result<Self, StoreError> {
        backup::before_migration(path, clock())?;
        Ok(Self {
            store: Store::open(path)?,
            clock,
            ids: Ids::default(),
            os_user,
            history: History::default(),
            repeats: std::cell::RefCell::default(),
        })
    }

    /// The same file opened a second time, for work beside this one; its clock stands still.
    ///
    /// # Errors
    /// Nobody else may read the file now.
    pub fn twin(&self) -> Result<Self, StoreError> {
        let now = self.now();
        Ok(Self {
            store: self.store.twin()?,
            clock: Box::new(move || now),
            ids: Ids::default(),
            os_user: self.os_user.clone(),
            history: History::default(),
            repeats: std::cell::RefCell::default(),
        })
    }

    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The moment on this computer.
    pub fn moment(&self) -> DateTime<FixedOffset> {
        self.now()
    }

    fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    /// The day on this computer.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// Looks over the whole file.
    pub fn check(&self) -> Result<Vec<crate::store::check::Finding>, StoreError> {
        let mut findings = crate::store::check::check(self.store.conn())?;
        let notice = crate::store::place::of(self.path()).warning();
        findings.extend(notice.map(|message| crate::store::check::Finding {
            is_error: false,
            message,
        }));
        Ok(findings)
    }
}
