//! Where the data lies: the file that was named, or the user's own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::World;
use crate::register::{Clock, Reach, Register};
use crate::store::files::explain;

/// District of a file that the program makes by itself on first use.
const FIRST_DISTRICT: &str = "long-bien";

/// The user's own file: `giam-sat.qcdc` in the data folder of the platform.
///
/// # Errors
/// The system names no home folder.
pub fn own_file() -> Result<PathBuf> {
    let Some(folders) = directories::ProjectDirs::from("", "", "qcdc") else {
        bail!("Không biết thư mục riêng của người dùng máy này. Hãy ghi tệp bằng --file.");
    };
    Ok(folders.data_dir().join("giam-sat.qcdc"))
}

/// Whether the user has worked here before.
pub fn has_own_file() -> bool {
    own_file().is_ok_and(|file| file.is_file())
}

/// A copy for a laptop, by its name.
pub fn is_package(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case(crate::register::PACKAGE))
}

/// Where a second start finds the window that is open: never on a share.
///
/// # Errors
/// The system names no home folder.
pub fn meeting_folder() -> Result<PathBuf> {
    let Some(folders) = directories::ProjectDirs::from("", "", "qcdc") else {
        bail!("Không biết thư mục riêng của người dùng máy này.");
    };
    let folder = folders
        .runtime_dir()
        .unwrap_or_else(|| folders.data_local_dir());
    Ok(folder.to_owned())
}

/// Where a report is left when the program breaks: beside the user's own file.
pub fn report_folder() -> PathBuf {
    own_file()
        .ok()
        .and_then(|file| file.parent().map(Path::to_owned))
        .unwrap_or_else(std::env::temp_dir)
}

/// Where the window remembers what works on this screen. The folder is made if need be.
///
/// # Errors
/// The system names no home folder, or the folder cannot be made.
pub fn settings_file() -> Result<PathBuf> {
    let Some(folders) = directories::ProjectDirs::from("", "", "qcdc") else {
        bail!("Không biết thư mục riêng của người dùng máy này.");
    };
    let path = folders.config_dir().join("man-hinh.json");
    make_folder(&path)?;
    Ok(path)
}

/// Where the window keeps what it remembers of this person.
///
/// # Errors
/// As [`settings_file`].
pub fn habits_file() -> Result<PathBuf> {
    Ok(settings_file()?.with_file_name("cua-so.json"))
}

/// Opens the named file, or the user's own, which is made on first use with the wards of Long Biên.
///
/// # Errors
/// A named file is missing; either is foreign, newer, damaged or cannot be written.
pub fn open(file: Option<&Path>, os_user: &str, clock: Clock) -> Result<Register> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => own_file()?,
    };
    if file.is_none() && !path.exists() {
        make_folder(&path)?;
        return Ok(Register::create(
            &path,
            FIRST_DISTRICT,
            os_user.to_owned(),
            clock,
        )?);
    }
    Ok(Register::open(&path, os_user.to_owned(), clock)?)
}

/// The same for the window: a damaged file is opened to be read, with the offer to restore it; of a file that others reach
/// one window is the editor, the others read.
///
/// # Errors
/// As [`open`]; of a damaged file nothing can be read.
pub fn open_to_work(
    file: Option<&Path>,
    os_user: &str,
    clock: Clock,
    reach: Reach,
) -> Result<Register> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => own_file()?,
    };
    if !path.exists() {
        return open(file, os_user, clock);
    }
    Ok(Register::open_to_work(
        &path,
        os_user.to_owned(),
        clock,
        reach,
    )?)
}

/// Makes the folder of the user's own file.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| anyhow::anyhow!(explain(&error)))
            .with_context(|| format!("Không tạo được thư mục “{}”.", folder.display()))?;
    }
    Ok(())
}

impl World<'_> {
    /// A clock that stands still: one command happens at one moment.
    pub(super) fn clock(&self) -> Clock {
        let now = self.now;
        Box::new(move || now)
    }

    pub(super) fn open(&self, file: Option<&Path>) -> Result<Register> {
        open(file, &self.os_user, self.clock())
    }

    /// The same; a damaged file is read as far as it can be, which is said.
    pub(super) fn open_to_read(&mut self, file: Option<&Path>) -> Result<Register> {
        let path = match file {
            Some(path) if path.is_file() => path.to_owned(),
            _ => return self.open(file),
        };
        let register = Register::open_or_read(&path, self.os_user.clone(), self.clock())?;
        if register.is_frozen() {
            writeln!(
                self.err,
                "Lưu ý: Tệp “{}” bị hỏng, chỉ đọc được những gì còn đọc được. \
                 Hãy khôi phục từ bản sao lưu (restore) hoặc sửa tệp (check --repair).",
                path.display()
            )?;
        }
        Ok(register)
    }
}
