//! Copies of the open file, and going back to one.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::Outcome;
use super::undo::History;
use super::{Clock, Register};
use crate::domain::passphrase::is_locked;
use crate::read::backup::{BackupMade, BackupNote, BackupPage, BackupReason};
use crate::store::backup::{self, BackupPlan};
use crate::store::snapshot::{Going, Source};
use crate::store::{StoreError, audit, older_schema, setting};

/// Hours between two copies that the program makes by itself.
const EVERY: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// What going back needed and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the file as it was is kept.
    pub saved: PathBuf,
    /// Whether only its bytes could be kept.
    pub damaged: bool,
}

impl Register {
    /// Where copies of this file go.
    pub fn backup_plan(&self) -> Result<BackupPlan, RegisterError> {
        let second = self.backup_folder()?;
        let second = Some(PathBuf::from(second)).filter(|place| !place.as_os_str().is_empty());
        Ok(BackupPlan::of(self.path(), second).locked(self.copy_lock()?))
    }

    pub(super) fn source(&self) -> Result<Source<'_>, RegisterError> {
        Ok(if self.store.is_alone()? {
            Source::Open(&self.store)
        } else {
            Source::File(self.path())
        })
    }

    /// The copies of this file.
    pub fn backups(&self) -> Result<BackupPage, RegisterError> {
        let conn = self.store.conn();
        let origin = audit::origin(conn).ok();
        let mut page = backup::list(&self.backup_plan()?, origin.as_deref());
        // what cannot be read counts as changed
        let last = audit::last_change(conn).unwrap_or(i64::MAX);
        page.changed_since = page
            .last(false)
            .is_none_or(|copy| copy.note.last_seq != last);
        Ok(page)
    }

    /// Whether the program should make a copy now: the file was changed since the newest one, which is an hour old,
    /// or the program has just started.
    pub fn wants_backup(&self, starting: bool) -> Result<bool, RegisterError> {
        if self.is_sample()? || self.is_reader() {
            return Ok(false);
        }
        let page = self.backups()?;
        let old = |second| {
            page.last(second)
                .is_none_or(|copy| self.now().signed_duration_since(copy.note.at) >= EVERY)
        };
        let second_behind = page.second.is_some()
            && page.unreachable.is_none()
            && page.last(true).map(|copy| copy.note.last_seq)
                != page.last(false).map(|copy| copy.note.last_seq);
        Ok((page.changed_since && (starting || old(false))) || second_behind)
    }

    /// Makes a copy now.
    ///
    /// # Errors
    /// The folder cannot be written, the file is damaged, or the work was stopped.
    pub fn back_up(
        &self,
        reason: BackupReason,
        going: Going<'_>,
    ) -> Result<BackupMade, RegisterError> {
        let with_second = matches!(reason, BackupReason::Asked | BackupReason::Routine);
        let plan = self.backup_plan()?;
        let source = self.source()?;
        let made = backup::make(&plan, source, (self.now(), reason), with_second, going)?;
        Ok(made)
    }

    /// Makes a copy before something large comes in, unless the newest one holds the same.
    ///
    /// # Errors
    /// As [`Register::back_up`]: without a copy the large thing is not begun.
    pub fn back_up_before_import(&self, going: Going<'_>) -> Result<(), RegisterError> {
        self.store.may_write()?;
        if !self.is_sample()? && self.backups()?.changed_since {
            self.back_up(BackupReason::BeforeImport, going)?;
        }
        Ok(())
    }

    /// Makes a copy at a place that was named; locked where its name ends so.
    ///
    /// # Errors
    /// Also: copies have no passphrase yet.
    pub fn back_up_to(&self, to: &Path, going: Going<'_>) -> Result<BackupNote, RegisterError> {
        let of = (self.now(), BackupReason::Asked);
        let lock = self.copy_lock()?.map(|lock| lock.padlock);
        let lock = lock.filter(|_| is_locked(to));
        if is_locked(to) && lock.is_none() {
            return refused(
                "Bản sao lưu chưa có mật khẩu. Hãy đặt mật khẩu (màn hình Sao lưu, hoặc lệnh lock copies) rồi làm lại.",
            );
        }
        Ok(backup::make_at(
            self.source()?,
            (to, lock.as_ref()),
            of,
            going,
        )?)
    }

    /// Goes back to a copy. The file as it is now is kept first; every older copy stays.
    ///
    /// # Errors
    /// The copy is not what its note says, is newer than this program, or the place cannot be written: the file stays
    /// as it is.
    pub fn restore(
        &mut self,
        copy: &Path,
        going: Going<'_>,
    ) -> Result<Outcome<Restored>, RegisterError> {
        self.restore_named(copy, copy, going)
    }

    /// The same from a file that stands for the copy `named`.
    pub(super) fn restore_named(
        &mut self,
        copy: &Path,
        named: &Path,
        going: Going<'_>,
    ) -> Result<Outcome<Restored>, RegisterError> {
        if !self.store.is_frozen() {
            self.store.may_write()?;
        }
        self.store.is_mine()?;
        backup::prove(copy, going)?;
        let plan = self.backup_plan()?;
        let source = self.source()?;
        let at = self.now();
        let saved = match backup::make(
            &plan,
            source,
            (at, BackupReason::BeforeRestore),
            false,
            going,
        ) {
            Ok(made) => made.copies.into_iter().next().map(|copy| copy.path),
            Err(StoreError::Damaged) => None,
            Err(error) => return Err(error.into()),
        };
        let damaged = saved.is_none();
        let saved = if let Some(path) = saved {
            path
        } else {
            let aside = backup::place_for_damaged(&plan, at);
            backup::keep_bytes(self.path(), &aside)?;
            aside
        };
        if damaged || self.store.is_frozen() {
            let file = self.path().to_owned();
            backup::put_in_place(copy, &file, None, going)?;
            self.store.reopened()?;
        } else {
            self.store.put_back(copy, going)?;
        }
        self.store.renew_lease()?;
        self.history = History::default();
        self.repeats = std::cell::RefCell::default();
        let words = backup::read_note(named).map_or_else(
            || named.display().to_string(),
            |note| format!("bản sao lưu lúc {}", note.at.format("%H:%M ngày %d/%m/%Y")),
        );
        let outcome = self.transact(Op::Restore, format!("Đã khôi phục từ {words}"), |_| Ok(()))?;
        Ok(outcome.map(|()| Restored { saved, damaged }))
    }

    /// Brings a copy to a place where there is no file that can be opened; what is there is put aside.
    ///
    /// # Errors
    /// As [`Register::restore`].
    pub fn restore_anew(
        copy: &Path,
        file: &Path,
        os_user: String,
        clock: Clock,
        going: Going<'_>,
    ) -> Result<(Self, Option<PathBuf>), RegisterError> {
        backup::prove(copy, going)?;
        let aside = file
            .is_file()
            .then(|| backup::place_for_damaged(&BackupPlan::of(file, None), clock()));
        backup::put_in_place(copy, file, aside.as_deref(), going)?;
        let mut register = Self::open(file, os_user, clock)?;
        register.transact(
            Op::Restore,
            format!("Đã khôi phục từ {}", copy.display()),
            |_| Ok(()),
        )?;
        Ok((register, aside))
    }

    /// Forgets the second place.
    pub fn forget_backup_folder(&mut self) -> Result<Outcome<()>, RegisterError> {
        let key = format!("{}{}", setting::BACKUP_FOLDER, self.os_user);
        self.transact(Op::EditSettings, "Đã bỏ nơi sao lưu thứ hai", |tx| {
            Ok(tx.rows.remove_setting(&key)?)
        })
    }
}

/// Makes a copy of a file whose schema opening will change.
pub(super) fn before_migration(path: &Path, at: DateTime<FixedOffset>) -> Result<(), StoreError> {
    if older_schema(path)?.is_none() {
        return Ok(());
    }
    let plan = BackupPlan::of(path, None);
    let of = (at, BackupReason::BeforeMigration);
    backup::make(&plan, Source::File(path), of, false, &mut |_, _, _| true).map(drop)
}
