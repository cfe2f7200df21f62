//! Guiding documents: written down, replaced, assigned to units, put into effect; the papers that came with them.

use chrono::NaiveDate;

use super::Register;
use super::attachment::NewFile;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::kept_file::{self, There};
use super::transact::{Outcome, Tx};
use crate::domain::text::paper_count;
use crate::domain::{
    DocumentFile, DocumentFileId, DocumentId, DocumentTask, GuidingDocument, Problem, Unit, UnitId,
    text,
};
use crate::read::guiding::{DocumentFilter, DocumentPage, DocumentSheet};
use crate::store;

/// What a unit did, or has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    pub document_id: DocumentId,
    pub unit_id: UnitId,
    pub due: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
    pub own_paper: String,
    pub note: String,
}

impl Register {
    /// Every document, newest first.
    pub fn all_documents(&self) -> Result<Vec<GuidingDocument>, RegisterError> {
        Ok(store::guiding::all(self.store.conn())?)
    }

    /// The documents that a filter leaves, as of a day.
    pub fn documents(
        &self,
        filter: &DocumentFilter,
        as_of: NaiveDate,
    ) -> Result<DocumentPage, RegisterError> {
        Ok(store::guiding::page(self.store.conn(), filter, as_of)?)
    }

    /// The documents with what their papers need.
    pub fn document_sheet(
        &self,
        filter: &DocumentFilter,
        as_of: NaiveDate,
    ) -> Result<DocumentSheet, RegisterError> {
        Ok(DocumentSheet {
            page: self.documents(filter, as_of)?,
            issuer: self.issuer_on("", as_of)?,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// The one document of a number.
    ///
    /// # Errors
    /// There is none, or several issuers used the number.
    pub fn document_by_number(&self, number: &str) -> Result<GuidingDocument, RegisterError> {
        let mut found = store::guiding::by_number(self.store.conn(), &text::clean(number))?;
        match (found.pop(), found.len()) {
            (Some(document), 0) => Ok(document),
            (None, _) => Err(Problem::new(
                "number",
                format!("Chưa có văn bản chỉ đạo số “{number}”; xem bằng lệnh list documents."),
            )
            .into()),
            (Some(_), more) => Err(Problem::new(
                "number",
                format!(
                    "Có {} văn bản chỉ đạo cùng số “{number}”; hãy sửa ở màn hình Văn bản chỉ đạo.",
                    paper_count(more + 1)
                ),
            )
            .into()),
        }
    }

    /// Writes a document down, or changes it (`base`), with its papers: all or nothing.
    ///
    /// # Errors
    /// Something is missing, its days contradict each other, or it is there already.
    pub fn save_document(
        &mut self,
        base: Option<&GuidingDocument>,
        new: &GuidingDocument,
        files: &[NewFile],
    ) -> Result<Outcome<DocumentId>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditDocuments, "", |tx| {
            let document = lay(tx, base, new)?;
            let done = if base.is_some() { "sửa" } else { "ghi" };
            tx.message = format!("Đã {done} {}", document.reference());
            let id = document.id;
            keep(tx, id, files, today)?;
            Ok(id)
        })
    }

    /// Takes a document out of the register with its tasks and papers.
    ///
    /// # Errors
    /// It replaces another one.
    pub fn remove_document(&mut self, id: DocumentId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditDocuments, "", |tx| {
            let document: GuidingDocument = tx.rows.need(id, "Văn bản này")?;
            if let Some(older) = store::guiding::replaced(tx.rows.conn(), id)?.first() {
                return refused(format!(
                    "{} đang ghi là được thay bằng văn bản này; hãy sửa văn bản đó trước.",
                    older.reference()
                ));
            }
            for task in store::guiding::tasks(tx.rows.conn(), id)? {
                tx.rows.remove(&task)?;
            }
            for file in store::guiding::files(tx.rows.conn(), id)? {
                tx.rows.remove(&file)?;
            }
            tx.rows.remove(&document)?;
            tx.message = format!("Đã xóa {} khỏi sổ", document.reference());
            Ok(())
        })
    }

    /// Asks units to put a document into effect by a day; those that were asked already keep what is written of them, but
    /// for the day.
    ///
    /// # Errors
    /// The day lies before the document.
    pub fn assign_document(
        &mut self,
        id: DocumentId,
        units: &[UnitId],
        due: Option<NaiveDate>,
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        if units.is_empty() {
            return refused("Hãy chọn ít nhất một đơn vị phải triển khai.");
        }
        self.transact(Op::EditDocuments, "", |tx| {
            let document: GuidingDocument = tx.rows.need(id, "Văn bản này")?;
            for unit_id in units {
                let unit: Unit = tx.rows.need(*unit_id, "Đơn vị này")?;
                let there: Option<DocumentTask> = tx.rows.get((id, unit.id))?;
                let task = DocumentTask {
                    due,
                    ..there.clone().unwrap_or_else(|| blank(id, unit.id))
                };
                task.check(&document, today)?;
                match there {
                    Some(there) => tx.rows.put(&there, task)?,
                    None => tx.rows.add(task)?,
                };
            }
            tx.message = format!(
                "Đã giao {} đơn vị triển khai {}",
                paper_count(units.len()),
                document.reference()
            );
            Ok(())
        })
    }

    /// Writes down what a unit has to do or did: one record by document and unit.
    ///
    /// # Errors
    /// A day does not fit, no paper is named, or somebody else changed the same field.
    pub fn save_task(
        &mut self,
        base: Option<&DocumentTask>,
        new: &NewTask,
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        self.transact(Op::EditDocuments, "", |tx| {
            let document: GuidingDocument = tx.rows.need(new.document_id, "Văn bản này")?;
            let unit: Unit = tx.rows.need(new.unit_id, "Đơn vị này")?;
            lay_task(tx, &document, base, new, today)?;
            tx.message = format!(
                "Đã ghi việc triển khai {} của {}",
                document.number,
                unit.name_in_sentence()
            );
            Ok(())
        })
    }

    /// A unit no longer has to put a document into effect.
    pub fn remove_task(
        &mut self,
        document_id: DocumentId,
        unit_id: UnitId,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditDocuments, "", |tx| {
            let task: DocumentTask = tx
                .rows
                .need((document_id, unit_id), "Việc triển khai này")?;
            let unit: Unit = tx.rows.need(unit_id, "Đơn vị này")?;
            tx.message = format!("Đã bỏ việc triển khai của {}", unit.name_in_sentence());
            Ok(tx.rows.remove(&task)?)
        })
    }

    /// What a unit has to do about a document.
    pub fn document_task(
        &self,
        document_id: DocumentId,
        unit_id: UnitId,
    ) -> Result<Option<DocumentTask>, RegisterError> {
        Ok(store::record::get(
            self.store.conn(),
            (document_id, unit_id),
        )?)
    }

    /// Takes one paper off a document; its bytes stay, so that undo brings it back.
    pub fn remove_document_file(
        &mut self,
        id: DocumentFileId,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditDocuments, "", |tx| {
            let file: DocumentFile = tx.rows.need(id, "Tài liệu này")?;
            tx.message = format!("Đã bỏ “{}”", file.name);
            Ok(tx.rows.remove(&file)?)
        })
    }

    /// A paper of a document with its bytes, as they were attached.
    ///
    /// # Errors
    /// It is gone, or its bytes were damaged.
    pub fn document_file(
        &self,
        id: DocumentFileId,
    ) -> Result<(DocumentFile, Vec<u8>), RegisterError> {
        let file: DocumentFile = self.need(id, "Tài liệu này")?;
        let bytes = self.attached_bytes(&file.sha256, &file.name)?;
        Ok((file, bytes))
    }
}

/// Adds a document, or lays an edit over it.
pub(super) fn lay(
    tx: &mut Tx<'_>,
    base: Option<&GuidingDocument>,
    new: &GuidingDocument,
) -> Result<GuidingDocument, RegisterError> {
    let mut new = cleaned(new);
    if let Some(twin) = twin(tx, &new)?.filter(|twin| Some(twin.id) != base.map(|base| base.id)) {
        return Err(Problem::new(
            "number",
            format!("{} đã có trong sổ; hãy sửa văn bản đó.", twin.reference()),
        )
        .into());
    }
    if let Some(base) = base {
        new.id = base.id;
        new.check()?;
        not_in_a_circle(tx, &new)?;
        return tx.edit(base, &new, "Văn bản này", |_| Ok(()));
    }
    new.id = DocumentId(tx.new_id());
    new.ver = 0;
    new.check()?;
    Ok(tx.rows.add(new)?)
}

/// The document of the same type, number, day and issuer.
pub(super) fn twin(
    tx: &Tx<'_>,
    new: &GuidingDocument,
) -> Result<Option<GuidingDocument>, RegisterError> {
    if new.number.is_empty() {
        return Ok(None);
    }
    let same = store::guiding::by_number(tx.rows.conn(), &new.number)?;
    Ok(same.into_iter().find(|other| {
        other.doc_type == new.doc_type
            && other.date == new.date
            && text::fold(&other.issuer) == text::fold(&new.issuer)
    }))
}

/// Adds what a unit has to do or did, or lays an edit over it.
pub(super) fn lay_task(
    tx: &mut Tx<'_>,
    document: &GuidingDocument,
    base: Option<&DocumentTask>,
    new: &NewTask,
    today: NaiveDate,
) -> Result<DocumentTask, RegisterError> {
    let there: Option<DocumentTask> = tx.rows.get((document.id, new.unit_id))?;
    let task = DocumentTask {
        due: new.due,
        done_on: new.done_on,
        own_paper: text::clean(&new.own_paper),
        note: text::clean(&new.note),
        ..there
            .clone()
            .unwrap_or_else(|| blank(document.id, new.unit_id))
    };
    task.check(document, today)?;
    match (base, there) {
        (Some(base), Some(_)) => tx.edit(base, &task, "Việc triển khai này", |_| Ok(())),
        (None, Some(there)) => Ok(tx.rows.put(&there, task)?),
        (_, None) => Ok(tx.rows.add(task)?),
    }
}

fn blank(document_id: DocumentId, unit_id: UnitId) -> DocumentTask {
    DocumentTask {
        document_id,
        unit_id,
        ver: 0,
        due: None,
        done_on: None,
        own_paper: String::new(),
        note: String::new(),
    }
}

fn cleaned(new: &GuidingDocument) -> GuidingDocument {
    GuidingDocument {
        number: text::clean(&new.number),
        issuer: text::clean(&new.issuer),
        subject: text::clean(&new.subject),
        note: text::clean(&new.note),
        ..new.clone()
    }
}

fn not_in_a_circle(tx: &Tx<'_>, new: &GuidingDocument) -> Result<(), RegisterError> {
    let mut at = new.replaced_by;
    while let Some(id) = at {
        if id == new.id {
            return Err(Problem::new(
                "replaced_by",
                "Hai văn bản không thay thế lẫn nhau; hãy chọn văn bản ban hành sau.",
            )
            .into());
        }
        let next: Option<GuidingDocument> = tx.rows.get(id)?;
        at = next.and_then(|document| document.replaced_by);
    }
    Ok(())
}

fn keep(
    tx: &mut Tx<'_>,
    document_id: DocumentId,
    files: &[NewFile],
    today: NaiveDate,
) -> Result<(), RegisterError> {
    let there = store::guiding::files(tx.rows.conn(), document_id)?;
    let there = There::of(there.into_iter().map(|file| (file.position, file.sha256)));
    kept_file::keep(tx, there, files, |tx, kept| {
        tx.rows.add(DocumentFile {
            id: DocumentFileId(tx.new_id()),
            ver: 0,
            document_id,
            position: kept.position,
            name: kept.file.name.clone(),
            kind: kept.file.kind,
            size: kept.size,
            sha256: kept.sha256,
            added_on: today,
        })?;
        Ok(())
    })
}
