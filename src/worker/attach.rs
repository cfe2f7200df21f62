//! Files that go into and out of a visit.

use std::path::PathBuf;

use super::message::{Done, Failure, Made};
use super::run::done;
use crate::documents;
use crate::domain::text::paper_count;
use crate::domain::{AttachTo, Attachment, AttachmentId, VisitId};
use crate::register::{NewFile, Register, RegisterError};
use crate::store::files::{explain, write_atomic};

#[derive(Debug, Clone)]
pub enum AttachmentCommand {
    /// Renames a file or notes something about it.
    Edit {
        base: Box<Attachment>,
        new: Box<Attachment>,
    },
    Remove(AttachmentId),
}

pub(super) fn run(register: &mut Register, command: AttachmentCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        AttachmentCommand::Edit { base, new } => {
            done(register.edit_attachment(&base, &new)?, nothing)
        }
        AttachmentCommand::Remove(id) => done(register.remove_attachment(id)?, nothing),
    })
}

/// Attaches the files that are taken and says which are not, and why.
pub(super) fn attach(
    register: &mut Register,
    to: AttachTo,
    paths: &[PathBuf],
) -> Result<Done, Failure> {
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for path in paths {
        match NewFile::read(path, documents::thumbnail) {
            Ok(file) => files.push(file),
            Err(error) => refused.push(error.to_string()),
        }
    }
    if files.is_empty() {
        return Err(Failure::plain(refused.join("\n")));
    }
    let mut done = done(register.attach(to, &files)?, |_| None);
    if !refused.is_empty() {
        done.message = format!("{}.\n{}", done.message, refused.join("\n"));
    }
    Ok(done)
}

/// A copy in a folder of its own that nobody else can read or change.
pub(super) fn open(register: &Register, id: AttachmentId) -> Result<Done, Failure> {
    let (file, bytes) = register.attachment(id)?;
    show(&file.name, &bytes)
}

/// The same of any stored file.
pub(super) fn show(name: &str, bytes: &[u8]) -> Result<Done, Failure> {
    let cannot = |error: std::io::Error| {
        Failure::plain(format!(
            "Không mở được “{name}”: {}. Hãy dùng “Lưu ra tệp”.",
            explain(&error)
        ))
    };
    let folder = tempfile::Builder::new()
        .prefix("qcdc-")
        .tempdir()
        .map_err(cannot)?
        .keep();
    let path = folder.join(name);
    write_atomic(&path, bytes).map_err(cannot)?;
    let mut rights = std::fs::metadata(&path).map_err(cannot)?.permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).map_err(cannot)?;
    Ok(Done {
        message: format!("Đã mở bản sao chỉ đọc của “{name}”"),
        changes: crate::register::Changes::default(),
        made: Some(Made::Opened(path)),
        undoable: false,
    })
}

/// The JSON form of a visit carries no attachments; whoever writes one is told.
pub(super) fn with_left_behind(
    mut done: Done,
    register: &Register,
    id: VisitId,
) -> Result<Done, RegisterError> {
    let filter = crate::read::AttachmentFilter { visit_id: Some(id) };
    let count = register.attachments(&filter)?.len();
    if count > 0 {
        done.message = format!(
            "{}. {} tài liệu đính kèm không đi theo tệp này; hãy lưu riêng từng tài liệu nếu cần",
            done.message,
            paper_count(count)
        );
    }
    Ok(done)
}
