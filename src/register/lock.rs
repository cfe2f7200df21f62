//! Copies and packages that only a passphrase opens.

use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::change::Op;
use super::error::RegisterError;
use super::merge::PACKAGE;
use super::transact::Outcome;
use super::{Clock, Register, Restored};
use crate::domain::passphrase::{LOCKED, is_locked};
use crate::domain::{Passphrase, TakeOutId, UnitId};
use crate::read::merge::MergePreview;
use crate::store::backup::CopyLock;
use crate::store::merge::is_package;
use crate::store::padlock::{self, Padlock};
use crate::store::snapshot::{self, Going, UNFINISHED};
use crate::store::{StoreError, setting};

/// A locked file, opened into a hidden one that goes away with this.
#[derive(Debug)]
struct Opened(TempPath);

/// Opens a locked file beside `near`.
fn opened(
    path: &Path,
    near: &Path,
    passphrase: Option<&Passphrase>,
    going: Going<'_>,
) -> Result<Option<Opened>, StoreError> {
    if !is_locked(path) {
        return Ok(None);
    }
    let Some(passphrase) = passphrase.filter(|words| !words.is_empty()) else {
        return Err(StoreError::NeedsPassphrase(path.to_owned()));
    };
    let hidden = hidden_beside(near)?;
    padlock::unlock(path, passphrase, &hidden, going)?;
    Ok(Some(Opened(hidden)))
}

/// What went wrong with the hidden file is said of the one that the person chose.
fn speaking_of(error: RegisterError, hidden: &Path, chosen: &Path) -> RegisterError {
    let words = error.to_string();
    let name = hidden.display().to_string();
    if words.contains(&name) {
        RegisterError::Refused(words.replace(&name, &chosen.display().to_string()))
    } else {
        error
    }
}

fn hidden_beside(near: &Path) -> Result<TempPath, StoreError> {
    let folder = near
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."));
    let file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)
        .map_err(|error| StoreError::Place {
            path: folder.to_owned(),
            why: crate::store::files::explain(&error),
        })?;
    Ok(file.into_temp_path())
}

fn not_locked(path: &Path) -> RegisterError {
    RegisterError::Refused(format!(
        "“{}” không phải tệp khóa (đuôi .{LOCKED}); mở thẳng được.",
        path.display()
    ))
}

fn put(hidden: TempPath, to: &Path) -> Result<(), StoreError> {
    hidden
        .persist_noclobber(to)
        .map_err(|error| StoreError::Place {
            path: to.to_owned(),
            why: crate::store::files::explain(&error.error),
        })
}

impl Register {
    /// What copies of this file are locked with.
    pub(super) fn copy_lock(&self) -> Result<Option<CopyLock>, StoreError> {
        let words = setting::get(self.store.conn(), setting::COPY_LOCK)?;
        words
            .map(|words| {
                serde_json::from_str(&words)
                    .map_err(|_| StoreError::Shipped("khóa bản sao lưu".to_owned()))
            })
            .transpose()
    }

    /// From now on copies on the second place, or all, open only with this passphrase. Earlier copies stay as they are.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn lock_copies(
        &mut self,
        passphrase: &Passphrase,
        beside: bool,
    ) -> Result<Outcome<()>, RegisterError> {
        let lock = CopyLock {
            padlock: Padlock::new(passphrase)?,
            beside,
        };
        let words =
            serde_json::to_string(&lock).map_err(|error| StoreError::Shipped(error.to_string()))?;
        let message = if beside {
            "Đã đặt mật khẩu cho mọi bản sao lưu"
        } else {
            "Đã đặt mật khẩu cho bản sao lưu ở nơi thứ hai"
        };
        self.transact(Op::LockCopies, message, |tx| {
            Ok(tx.rows.put_setting(setting::COPY_LOCK, &words)?)
        })
    }

    /// Copies are open again from now on; locked ones keep their passphrase.
    pub fn unlock_copies(&mut self) -> Result<Outcome<()>, RegisterError> {
        self.transact(
            Op::LockCopies,
            "Đã bỏ mật khẩu của bản sao lưu",
            |tx| Ok(tx.rows.remove_setting(setting::COPY_LOCK)?),
        )
    }

    /// As [`Register::restore`], from a copy that may be locked.
    ///
    /// # Errors
    /// Also: the passphrase is missing or wrong; the file stays as it is.
    pub fn restore_from(
        &mut self,
        copy: &Path,
        passphrase: Option<&Passphrase>,
        going: Going<'_>,
    ) -> Result<Outcome<Restored>, RegisterError> {
        let near = self.path().to_owned();
        match opened(copy, &near, passphrase, going)? {
            Some(Opened(plain)) => self.restore_named(&plain, copy, going),
            None => self.restore(copy, going),
        }
    }

    /// As [`Register::restore_anew`], from a copy that may be locked.
    ///
    /// # Errors
    /// As [`Register::restore_from`].
    pub fn restore_anew_from(
        copy: &Path,
        passphrase: Option<&Passphrase>,
        file: &Path,
        (os_user, clock): (String, Clock),
        going: Going<'_>,
    ) -> Result<(Self, Option<PathBuf>), RegisterError> {
        match opened(copy, file, passphrase, going)? {
            Some(Opened(plain)) => Self::restore_anew(&plain, file, os_user, clock, going),
            None => Self::restore_anew(copy, file, os_user, clock, going),
        }
    }

    /// As [`Register::take_out`], into a package that only this passphrase opens.
    ///
    /// # Errors
    /// As there.
    pub fn take_out_locked(
        &mut self,
        to: &Path,
        label: &str,
        units: &[UnitId],
        passphrase: &Passphrase,
    ) -> Result<Outcome<TakeOutId>, RegisterError> {
        let padlock = Padlock::new(passphrase)?;
        self.take_out_with(to, label, units, Some(&padlock))
    }

    /// As [`Register::preview_merge`], of a package that may be locked.
    ///
    /// # Errors
    /// Also: the passphrase is missing or wrong.
    pub fn preview_merge_from(
        &mut self,
        from: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<MergePreview, RegisterError> {
        let near = self.path().to_owned();
        match opened(from, &near, passphrase, &mut |_, _, _| true)? {
            Some(Opened(plain)) => self
                .preview_merge(&plain)
                .map_err(|error| speaking_of(error, &plain, from)),
            None => self.preview_merge(from),
        }
    }

    /// As [`Register::merge`], of a package that may be locked.
    ///
    /// # Errors
    /// As [`Register::preview_merge_from`].
    pub fn merge_from(
        &mut self,
        from: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<Outcome<MergePreview>, RegisterError> {
        let near = self.path().to_owned();
        match opened(from, &near, passphrase, &mut |_, _, _| true)? {
            Some(Opened(plain)) => self
                .merge(&plain)
                .map_err(|error| speaking_of(error, &plain, from)),
            None => self.merge(from),
        }
    }

    /// Writes the open file, as it stands, to a place where only the passphrase opens it: to carry it.
    ///
    /// # Errors
    /// The place cannot be written, or the work was stopped.
    pub fn lock_to(
        &self,
        to: &Path,
        passphrase: &Passphrase,
        going: Going<'_>,
    ) -> Result<(), RegisterError> {
        let (plain, locked) = (hidden_beside(to)?, hidden_beside(to)?);
        snapshot::take(self.source()?, &plain, going)?;
        padlock::lock(&plain, &locked, &Padlock::new(passphrase)?, going)?;
        locked.persist(to).map_err(|error| StoreError::Place {
            path: to.to_owned(),
            why: crate::store::files::explain(&error.error),
        })?;
        Ok(())
    }

    /// Opens a locked file into a folder, under its own name and the ending of what it is; never over another file.
    ///
    /// # Errors
    /// As [`Register::unlock_to`].
    pub fn unlock_into(
        from: &Path,
        folder: &Path,
        passphrase: &Passphrase,
        going: Going<'_>,
    ) -> Result<PathBuf, RegisterError> {
        let near = folder.join("gần");
        let Some(Opened(plain)) = opened(from, &near, Some(passphrase), going)? else {
            return Err(not_locked(from));
        };
        snapshot::prove(&plain, going)?;
        let kind = if is_package(&plain)? { PACKAGE } else { "qcdc" };
        let stem = from.file_stem().unwrap_or_default().to_string_lossy();
        let mut to = folder.join(format!("{stem}.{kind}"));
        let mut again = 2;
        while to.exists() {
            to = folder.join(format!("{stem}_{again}.{kind}"));
            again += 1;
        }
        put(plain, &to)?;
        Ok(to)
    }

    /// Opens a locked file to a place where nothing stands yet.
    ///
    /// # Errors
    /// The passphrase is wrong, the file is none of ours or damaged, something stands there already.
    pub fn unlock_to(
        from: &Path,
        to: &Path,
        passphrase: &Passphrase,
        going: Going<'_>,
    ) -> Result<(), RegisterError> {
        if !is_locked(from) {
            return Err(not_locked(from));
        }
        if to.exists() {
            return Err(StoreError::AlreadyThere(to.to_owned()).into());
        }
        let hidden = hidden_beside(to)?;
        padlock::unlock(from, passphrase, &hidden, going)?;
        snapshot::prove(&hidden, going)?;
        Ok(put(hidden, to)?)
    }
}
