//! Files kept with a visit: attached, renamed, removed; their bytes stay as they were.

use std::path::Path;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::kept_file::{self, There};
use super::transact::{Outcome, Tx};
use super::visit::open_visit;
use crate::domain::attachment::{FILE_LIMIT, TAKEN, file_name};
use crate::domain::{
    AttachTo, Attachment, AttachmentId, AttachmentKind, Shortcoming, ShortcomingEvent,
    ShortcomingId, Visit, VisitId, text,
};
use crate::read::{AttachmentFilter, AttachmentRow, Thumb};
use crate::store::check::sha256_hex;
use crate::store::files::explain;
use crate::store::{self, StoreError};

/// A file that was read and looked at, ready to be attached.
#[derive(Debug, Clone)]
pub struct NewFile {
    pub name: String,
    pub kind: AttachmentKind,
    pub bytes: Vec<u8>,
    /// A small JPEG of a photo; empty where there is none.
    pub thumb: Vec<u8>,
}

impl NewFile {
    /// Takes bytes that came from somewhere, if they are of a kind and size that is taken.
    ///
    /// # Errors
    /// Too large, or of another kind; the name says which file.
    pub fn of(
        name: &str,
        bytes: Vec<u8>,
        thumb: impl FnOnce(AttachmentKind, &[u8]) -> Vec<u8>,
    ) -> Result<Self, RegisterError> {
        if bytes.len() as u64 > FILE_LIMIT {
            return too_large(name, bytes.len() as u64);
        }
        let kind = match AttachmentKind::sniff(&bytes) {
            Ok(kind) => kind,
            Err(why) => return refused(format!("Không nhận “{name}”: {why}. {TAKEN}")),
        };
        Ok(Self {
            name: file_name(name, kind),
            kind,
            thumb: thumb(kind, &bytes),
            bytes,
        })
    }

    /// Reads a file from outside.
    ///
    /// # Errors
    /// It cannot be read, is too large, or of another kind.
    pub fn read(
        path: &Path,
        thumb: impl FnOnce(AttachmentKind, &[u8]) -> Vec<u8>,
    ) -> Result<Self, RegisterError> {
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let cannot = |error: std::io::Error| {
            RegisterError::Refused(format!("Không đọc được “{name}”: {}.", explain(&error)))
        };
        let about = std::fs::metadata(path).map_err(cannot)?;
        if about.is_dir() {
            return refused(format!("“{name}” là thư mục; hãy chọn từng tệp."));
        }
        if about.len() > FILE_LIMIT {
            return too_large(&name, about.len());
        }
        Self::of(&name, std::fs::read(path).map_err(cannot)?, thumb)
    }
}

fn too_large<T>(name: &str, size: u64) -> Result<T, RegisterError> {
    refused(format!(
        "Không nhận “{name}” ({}): mỗi tệp tối đa 20 MB. Hãy giảm cỡ ảnh hoặc tách tệp.",
        crate::domain::attachment::size_label(size)
    ))
}

impl Register {
    /// Attaches files, all or none, as one step that can be taken back.
    ///
    /// # Errors
    /// The place is gone or locked, or one of the files is there already.
    pub fn attach(
        &mut self,
        to: AttachTo,
        files: &[NewFile],
    ) -> Result<Outcome<Vec<AttachmentId>>, RegisterError> {
        let today = self.today();
        self.transact(Op::Attach, "", |tx| {
            check_place(tx, to)?;
            let there = store::attachment::of_visit(tx.rows.conn(), to.visit_id)?;
            let here = there.iter().filter(|file| file.place() == to);
            let there = There {
                // positions run through the visit, what is there twice counts in one place of it
                last: there.iter().map(|file| file.position).max().unwrap_or(0),
                hashes: here.map(|file| file.sha256.clone()).collect(),
            };
            let mut made = Vec::new();
            kept_file::keep(tx, there, files, |tx, kept| {
                let attachment = Attachment {
                    id: AttachmentId(tx.new_id()),
                    ver: 0,
                    visit_id: to.visit_id,
                    item_id: to.item_id,
                    shortcoming_id: to.shortcoming_id,
                    event_id: to.event_id,
                    position: kept.position,
                    name: kept.file.name.clone(),
                    kind: kept.file.kind,
                    size: kept.size,
                    sha256: kept.sha256,
                    note: String::new(),
                    added_on: today,
                };
                made.push(tx.rows.add(attachment)?.id);
                Ok(())
            })?;
            tx.message = match files {
                [one] => format!("Đã đính kèm “{}”", one.name),
                several => format!("Đã đính kèm {} tệp", text::paper_count(several.len())),
            };
            Ok(made)
        })
    }

    /// Changes name and note; what it holds and where it belongs stays.
    pub fn edit_attachment(
        &mut self,
        base: &Attachment,
        new: &Attachment,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::Attach, "Đã ghi chú tài liệu", |tx| {
            check_place(tx, base.place())?;
            let new = Attachment {
                name: file_name(&new.name, base.kind),
                note: text::clean(&new.note),
                ..base.clone()
            };
            tx.edit(base, &new, "Tài liệu này", |_| Ok(()))?;
            Ok(())
        })
    }

    /// Takes a file off; its bytes stay, so that undo brings it back.
    pub fn remove_attachment(&mut self, id: AttachmentId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::Attach, "", |tx| {
            let file: Attachment = tx.rows.need(id, "Tài liệu này")?;
            check_place(tx, file.place())?;
            tx.message = format!("Đã bỏ “{}”", file.name);
            Ok(tx.rows.remove(&file)?)
        })
    }

    /// An attachment with its bytes, as they were attached.
    ///
    /// # Errors
    /// It is gone, or its bytes were damaged.
    pub fn attachment(&self, id: AttachmentId) -> Result<(Attachment, Vec<u8>), RegisterError> {
        let file: Attachment = self.need(id, "Tài liệu này")?;
        let bytes = self.attached_bytes(&file.sha256, &file.name)?;
        Ok((file, bytes))
    }

    /// The bytes of an attached file, as they were attached.
    pub(super) fn attached_bytes(
        &self,
        sha256: &str,
        name: &str,
    ) -> Result<Vec<u8>, RegisterError> {
        let bytes =
            store::attachment::bytes(self.store.conn(), sha256)?.ok_or(StoreError::Gone {
                what: "Nội dung tài liệu",
            })?;
        if sha256_hex(&bytes) != sha256 {
            return refused(format!(
                "Nội dung “{name}” không còn đúng như khi đính kèm; hãy khôi phục từ bản sao lưu."
            ));
        }
        Ok(bytes)
    }

    pub fn attachments(
        &self,
        filter: &AttachmentFilter,
    ) -> Result<Vec<AttachmentRow>, RegisterError> {
        Ok(store::attachment::list(self.store.conn(), filter)?)
    }

    /// The small pictures of a visit's photos.
    pub fn thumbs(&self, id: VisitId) -> Result<Vec<Thumb>, RegisterError> {
        Ok(store::attachment::thumbs(self.store.conn(), id)?)
    }
}

/// Ratings are locked together with their visit; the visit itself and its shortcomings go on collecting papers.
fn check_place(tx: &Tx<'_>, to: AttachTo) -> Result<(), RegisterError> {
    let visit: Visit = tx.rows.need(to.visit_id, "Cuộc giám sát này")?;
    if let Some(item) = to.item_id {
        open_visit(tx, visit.id)?;
        tx.rows
            .need::<crate::domain::ChecklistItem>(item, "Mục kiểm tra này")?;
    }
    if let Some(id) = to.shortcoming_id {
        let shortcoming: Shortcoming = tx.rows.need(id, "Tồn tại này")?;
        if shortcoming.visit_id != visit.id {
            return refused("Tồn tại này thuộc cuộc giám sát khác.");
        }
    }
    if let Some(id) = to.event_id {
        let event: ShortcomingEvent = tx.rows.need(id, "Bước này")?;
        if Some(event.shortcoming_id) != to.shortcoming_id {
            return refused("Bước này thuộc tồn tại khác.");
        }
    }
    Ok(())
}

/// What goes together with a shortcoming.
pub(super) fn remove_of_shortcoming(
    tx: &mut Tx<'_>,
    id: ShortcomingId,
) -> Result<(), RegisterError> {
    for file in store::attachment::of_shortcoming(tx.rows.conn(), id)? {
        tx.rows.remove(&file)?;
    }
    Ok(())
}

/// What goes together with a visit.
pub(super) fn remove_of_visit(tx: &mut Tx<'_>, id: VisitId) -> Result<(), RegisterError> {
    for file in store::attachment::of_visit(tx.rows.conn(), id)? {
        tx.rows.remove(&file)?;
    }
    Ok(())
}
