//! The open file where other computers reach it: one editor, the others read.

use std::path::Path;

use super::undo::History;
use super::{Clock, Register, RegisterError};
use crate::domain::lease::Pace;
use crate::read::lease::Sharing;
use crate::store::place::{self, Place};
use crate::store::{Store, StoreError, lease, setting};

/// Whether a file counts as one that several computers reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// As its place says, or when somebody holds it already.
    #[default]
    ByPlace,
    /// It does.
    Shared(Pace),
}

impl Reach {
    pub(super) fn pace(self, path: &Path) -> Option<Pace> {
        match self {
            Self::Shared(pace) => Some(pace),
            Self::ByPlace => {
                (place::of(path) == Place::Share || lease::is_held(path)).then_some(Pace::USUAL)
            }
        }
    }
}

/// Opens a file for work that lasts: where others reach it, as its one editor or to be read.
pub(super) fn open_store(
    path: &Path,
    os_user: &str,
    clock: &Clock,
    reach: Reach,
) -> Result<Store, StoreError> {
    let Some(pace) = reach.pace(path) else {
        return Store::open(path);
    };
    let mut store = Store::open_shared(path, os_user, clock(), pace)?;
    let named = setting::get(store.conn(), &format!("{}{os_user}", setting::USER_NAME))?;
    if let Some(name) = named {
        store.name_holder(&name)?;
    }
    Ok(store)
}

impl Register {
    /// As [`Register::open_or_read`] for a window; where others reach the file, one edits and the others read.
    ///
    /// # Errors
    /// As [`Register::open_or_read`].
    pub fn open_to_work(
        path: &Path,
        os_user: String,
        clock: Clock,
        reach: Reach,
    ) -> Result<Self, StoreError> {
        super::backup::before_migration(path, clock()).or_else(super::safety::only_damage)?;
        let store = match open_store(path, &os_user, &clock, reach) {
            Err(StoreError::Damaged) => Store::open_frozen(path)?,
            opened => opened?,
        };
        Ok(Self::over(store, os_user, clock))
    }

    /// How the open file is shared.
    pub fn sharing(&self) -> Sharing {
        self.store.sharing()
    }

    /// Whether somebody else edits the file and only a copy is read.
    pub fn is_reader(&self) -> bool {
        self.store.is_reader()
    }

    /// Looks whether the file was changed elsewhere and who may write; answers whether what was loaded is out of date.
    /// Takes the right to edit when it is waited for and free.
    pub fn tend(&mut self) -> bool {
        let now = self.now();
        // a file that cannot be read just now says so when something is asked of it
        let changed = self.store.tend(now).unwrap_or(false);
        if self.store.may_take_at_last() && self.take_lease().is_ok() {
            return true;
        }
        changed
    }

    /// Becomes the one who edits the file.
    ///
    /// # Errors
    /// Somebody else does.
    pub fn take_lease(&mut self) -> Result<(), RegisterError> {
        let who = self.user_name().unwrap_or_else(|_| self.os_user.clone());
        let now = self.now();
        self.store.take_lease(&who, now)?;
        // what was undone before was undone in another state of the file
        self.history = History::default();
        self.repeats = std::cell::RefCell::default();
        Ok(())
    }

    /// Takes the right to edit once it is free, by itself.
    pub fn wait_for_lease(&mut self, wanted: bool) {
        self.store.wait_for_lease(wanted);
    }

    /// Lets another one edit.
    ///
    /// # Errors
    /// The copy to be read from now on could not be made.
    pub fn give_lease_up(&mut self) -> Result<(), RegisterError> {
        let now = self.now();
        self.store.give_lease_up(now)?;
        self.history = History::default();
        Ok(())
    }

    /// What a person chose where two changed the same field, for the changes that follow.
    pub fn choose(&mut self, choices: Vec<crate::store::Choice>) {
        self.store.set_choices(choices);
    }
}
