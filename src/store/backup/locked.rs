//! Copies that only a passphrase opens.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::hidden;
use crate::read::backup::BackupNote;
use crate::store::error::StoreError;
use crate::store::padlock::{Padlock, lock, weigh};
use crate::store::snapshot::{self, Going, Snapshot};

/// What the copies of a file are locked with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyLock {
    pub padlock: Padlock,
    /// Also copies that lie beside the file, not only those on the second place.
    pub beside: bool,
}

/// Locks a proven copy into a hidden file of a folder; its note then tells no names.
pub(super) fn lock_copy(
    copy: &Path,
    folder: &Path,
    padlock: &Padlock,
    note: BackupNote,
    going: Going<'_>,
) -> Result<(TempPath, BackupNote), StoreError> {
    let hidden = hidden(folder)?;
    let made = lock(copy, &hidden, padlock, going)?;
    let note = BackupNote {
        sha256: made.sha256,
        bytes: made.bytes,
        last_change: None,
        locked: true,
        ..note
    };
    Ok((hidden, note))
}

/// What can be told of a copy without a passphrase: of an open one, that it is whole; of a locked one, its bytes.
pub(super) fn look_over(
    copy: &Path,
    locked: bool,
    going: Going<'_>,
) -> Result<Snapshot, StoreError> {
    if locked {
        weigh(copy, going)
    } else {
        snapshot::prove(copy, going)
    }
}
