//! A copy of the file goes to a ward and comes back.

use std::path::Path;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::Outcome;
use crate::domain::{
    MergeConflict, MergeConflictId, Problem, TakeOut, TakeOutId, Unit, UnitId, text,
};
use crate::read::merge::{
    ComingRows, ConflictView, CopyNote, FieldView, MergePage, MergePreview, field_name, value_words,
};
use crate::store::merge::{
    self, Coming, FILE_ID, Merged, PackError, PackInfo, Package, Side, TAKE_OUT,
};
use crate::store::padlock::{self, Padlock};
use crate::store::{StoreError, setting};

/// Ending of a package's name.
pub const PACKAGE: &str = "qcdcpack";

impl From<PackError> for RegisterError {
    fn from(error: PackError) -> Self {
        match error {
            PackError::Store(error) => Self::Store(error),
            PackError::NoPackage(_)
            | PackError::OtherOffice { .. }
            | PackError::Damaged { .. }
            | PackError::InUse(_)
            | PackError::Strange { .. }
            | PackError::TooLarge(_) => Self::Refused(error.to_string()),
        }
    }
}

impl Register {
    /// What the open file knows about itself as a copy that was taken along.
    pub fn copy_info(&self) -> Result<Option<PackInfo>, StoreError> {
        let words = setting::get(self.store.conn(), TAKE_OUT)?;
        Ok(words.and_then(|words| serde_json::from_str(&words).ok()))
    }

    /// Numbers are given at the office: two places that number apart would give one number twice.
    pub(super) fn refuse_number_on_copy(&self, number: Option<i64>) -> Result<(), RegisterError> {
        match (self.copy_info()?, number) {
            (Some(info), Some(_)) => refused(format!(
                "Đây là bản mang đi “{}”: số văn bản chỉ lấy tại cơ quan để không trùng số. Cứ soạn sẵn ở đây; khi về, nhận gói vào tệp của cơ quan rồi ban hành.",
                info.label
            )),
            _ => Ok(()),
        }
    }

    /// Makes a package to be worked on elsewhere: of all wards, or of some with all that they need.
    ///
    /// # Errors
    /// The open file is a copy itself, nobody is named, or the place cannot be written; nothing stands there then.
    pub fn take_out(
        &mut self,
        to: &Path,
        label: &str,
        units: &[UnitId],
    ) -> Result<Outcome<TakeOutId>, RegisterError> {
        self.take_out_with(to, label, units, None)
    }

    pub(super) fn take_out_with(
        &mut self,
        to: &Path,
        label: &str,
        units: &[UnitId],
        padlock: Option<&Padlock>,
    ) -> Result<Outcome<TakeOutId>, RegisterError> {
        let label = text::clean(label);
        if label.is_empty() {
            return Err(Problem::new("label", "Hãy ghi ai mang đi hoặc tên máy xách tay.").into());
        }
        if self.copy_info()?.is_some() {
            return refused("Tệp đang mở là bản mang đi; hãy tạo gói từ tệp của cơ quan.");
        }
        if to.exists() {
            return refused(format!("Tệp “{}” đã có. Hãy chọn tên khác.", to.display()));
        }
        let (at, taken_by) = (self.now(), self.user_name()?);
        let known = setting::get(self.store.conn(), FILE_ID)?;
        let known = known.and_then(|id| uuid::Uuid::parse_str(&id).ok());
        let file_id = known.unwrap_or_else(|| self.ids.next(at));
        if known.is_none() {
            self.transact(Op::TakeOut, "Đặt mã riêng cho tệp", |tx| {
                Ok(tx.rows.put_setting(FILE_ID, &file_id.to_string())?)
            })?;
        }
        let mut info = PackInfo {
            id: TakeOutId(self.ids.next(at)),
            file_id,
            label: label.clone(),
            taken_at: at,
            taken_by: taken_by.clone(),
            units: units.to_vec(),
            base_sha256: String::new(),
            audit_seq: 0,
        };
        let mut made = merge::make(&self.store, to, &mut info)?;
        if let Some(padlock) = padlock {
            let folder = made.path().parent().unwrap_or_else(|| Path::new("."));
            let locked = tempfile::NamedTempFile::new_in(folder).map_err(|_| StoreError::Disk)?;
            padlock::lock(made.path(), locked.path(), padlock, &mut |_, _, _| true)?;
            made = locked;
        }
        let row = TakeOut {
            id: info.id,
            ver: 0,
            label,
            taken_at: at,
            taken_by,
            units: info.units,
            base_sha256: info.base_sha256,
            returned_at: None,
            returned_by: String::new(),
        };
        let words = format!("Đã tạo gói mang đi “{}”", row.label);
        let outcome = self.transact(Op::TakeOut, words, |tx| {
            tx.rows.add(row)?;
            made.persist_noclobber(to).map_err(|_| StoreError::Disk)?;
            Ok(info.id)
        })?;
        Ok(outcome)
    }

    /// What taking a package back would come to; nothing is changed.
    ///
    /// # Errors
    /// It is foreign, damaged, newer, or of another file.
    pub fn preview_merge(&mut self, from: &Path) -> Result<MergePreview, RegisterError> {
        let package = self.package(from)?;
        let (before, by, at) = (self.contradictions()?, self.user_name()?, self.now());
        self.rehearse(|tx| {
            let merged = {
                let ids = tx.ids;
                let new_id = || ids.next(at);
                tx.rows.merge_package(
                    &package,
                    &Coming {
                        at,
                        by: &by,
                        new_id: &new_id,
                    },
                )?
            };
            view(tx.rows.conn(), &package, merged, &before)
        })
    }

    /// Takes a package back. What both sides changed differently stays as it is here and is kept for a person.
    ///
    /// # Errors
    /// As [`Register::preview_merge`]; nothing is changed then.
    pub fn merge(&mut self, from: &Path) -> Result<Outcome<MergePreview>, RegisterError> {
        let package = self.package(from)?;
        let (before, by, at) = (self.contradictions()?, self.user_name()?, self.now());
        let message = format!("Đã nhận về gói “{}”", package.info.label);
        self.back_up_before_import(&mut |_, _, _| true)?;
        self.transact(Op::Merge, message, |tx| {
            let merged = {
                let ids = tx.ids;
                let new_id = || ids.next(at);
                tx.rows.merge_package(
                    &package,
                    &Coming {
                        at,
                        by: &by,
                        new_id: &new_id,
                    },
                )?
            };
            let preview = view(tx.rows.conn(), &package, merged, &before)?;
            tx.message = format!("Đã nhận về gói “{}”: {}", preview.label, preview.words());
            Ok(preview)
        })
    }

    fn package(&self, from: &Path) -> Result<Package, RegisterError> {
        if self.copy_info()?.is_some() {
            return refused("Tệp đang mở là bản mang đi; hãy mở tệp của cơ quan rồi nhận gói về.");
        }
        let same = |a: &Path, b: &Path| {
            a.canonicalize()
                .ok()
                .is_some_and(|a| b.canonicalize().is_ok_and(|b| a == b))
        };
        if same(from, self.path()) {
            return refused("Đây chính là tệp đang mở. Hãy chọn gói mang đi (đuôi .qcdcpack).");
        }
        Ok(merge::open(from, self.store.conn())?)
    }

    fn contradictions(&self) -> Result<Vec<String>, StoreError> {
        crate::store::check::contradicting(self.store.conn())
    }

    /// What was taken along, and what both sides changed differently.
    pub fn merge_page(&self, with_decided: bool) -> Result<MergePage, StoreError> {
        let conn = self.store.conn();
        let mut take_outs = Vec::new();
        for row in merge::take_outs(conn)? {
            let names = unit_names(conn, &row.units)?;
            take_outs.push((row, names));
        }
        let label = |conflict: &MergeConflict| {
            take_outs
                .iter()
                .find(|(row, _)| row.id == conflict.take_out_id)
                .map_or(String::new(), |(row, _)| row.label.clone())
        };
        let conflicts = merge::conflicts(conn, !with_decided)?
            .into_iter()
            .map(|conflict| {
                let label = label(&conflict);
                conflict_view(conn, conflict, label)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let copy = match self.copy_info()? {
            Some(info) => Some(CopyNote {
                units: unit_names(conn, &info.units)?,
                label: info.label,
                taken_at: info.taken_at,
                taken_by: info.taken_by,
            }),
            None => None,
        };
        Ok(MergePage {
            take_outs,
            conflicts,
            open: merge::open_count(conn)?,
            copy,
            warning: crate::store::place::of(self.path()).warning(),
        })
    }

    /// Decides a conflict: the fields to take from the copy; none keeps what the office has. Of a conflict that is no
    /// matter of fields, any name takes the copy's version.
    ///
    /// # Errors
    /// It was decided already, or the record went on so that the copy's version does not fit any more.
    pub fn resolve_conflict(
        &mut self,
        id: MergeConflictId,
        picks: &[String],
    ) -> Result<Outcome<()>, RegisterError> {
        let (by, at) = (self.user_name()?, self.now());
        self.transact(
            Op::ResolveConflict,
            "Đã quyết định chỗ khác nhau",
            |tx| {
                let conflict: MergeConflict = tx.rows.need(id, "Chỗ khác nhau này")?;
                if conflict.decision != crate::domain::Decision::Open {
                    return refused("Chỗ khác nhau này đã được quyết định rồi.");
                }
                match merge::resolve(&mut tx.rows, &conflict, picks, at, &by)? {
                    Ok(decision) => {
                        tx.message = format!("{}: {}", decision.label(), conflict.title);
                        Ok(())
                    }
                    Err(words) => refused(words),
                }
            },
        )
    }
}

fn unit_names(conn: &crate::store::Conn, ids: &[UnitId]) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    for id in ids {
        names.extend(crate::store::record::get::<Unit>(conn, *id)?.map(|unit| unit.name));
    }
    Ok(names)
}

fn view(
    conn: &crate::store::Conn,
    package: &Package,
    merged: Merged,
    before: &[String],
) -> Result<MergePreview, RegisterError> {
    let info = &package.info;
    let rows = merged
        .counts
        .iter()
        .map(|(table, count)| ComingRows {
            table,
            added: count.added,
            changed: count.changed,
            removed: count.removed,
        })
        .collect();
    let mut notices: Vec<String> = crate::store::check::contradicting(conn)?
        .into_iter()
        .filter(|words| !before.contains(words))
        .collect();
    for id in &merged.concluded {
        if let Some(name) = merge::named(conn, "visit", &id.to_string())? {
            notices.push(format!(
                "{name}: cơ quan đã ban hành kết luận trong lúc bản mang đi còn sửa; hãy xem lại nội dung so với kết luận."
            ));
        }
    }
    let label = info.label.clone();
    let conflicts = merged
        .conflicts
        .into_iter()
        .map(|conflict| conflict_view(conn, conflict, label.clone()))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(MergePreview {
        label: info.label.clone(),
        taken_at: info.taken_at,
        taken_by: info.taken_by.clone(),
        units: unit_names(conn, &info.units)?,
        rows,
        conflicts,
        contents: merged.contents,
        notices,
        news: merged.news,
    })
}

fn conflict_view(
    conn: &crate::store::Conn,
    conflict: MergeConflict,
    label: String,
) -> Result<ConflictView, StoreError> {
    let (base, mine, theirs) = (
        Side::read(&conflict.base),
        Side::read(&conflict.mine),
        Side::read(&conflict.theirs),
    );
    let mut fields = Vec::new();
    for field in &conflict.fields {
        let reference = merge::reference_table(conn, &conflict.table_name, field)?;
        let words = |side: &Side| -> Result<String, StoreError> {
            let Some(value) = side.row.as_ref().and_then(|row| row.get(field)) else {
                return Ok(String::new());
            };
            let text = plain(value);
            if let Some(table) = reference.as_deref().filter(|_| !text.is_empty()) {
                return Ok(merge::named(conn, table, &text)?.unwrap_or(text));
            }
            Ok(value_words(&conflict.table_name, field, &text))
        };
        fields.push(FieldView {
            field: field.clone(),
            name: field_name(&conflict.table_name, field),
            base: words(&base)?,
            mine: words(&mine)?,
            theirs: words(&theirs)?,
        });
    }
    if !conflict.kind.is_by_field() {
        fields.push(FieldView {
            field: "*".to_owned(),
            name: "Toàn bộ nội dung",
            base: side_words(conn, &conflict.table_name, &base)?,
            mine: side_words(conn, &conflict.table_name, &mine)?,
            theirs: side_words(conn, &conflict.table_name, &theirs)?,
        });
    }
    Ok(ConflictView {
        conflict,
        label,
        fields,
    })
}

/// A record with what belongs to it, in lines.
fn side_words(conn: &crate::store::Conn, table: &str, side: &Side) -> Result<String, StoreError> {
    const MOST: usize = 12;
    let Some(row) = &side.row else {
        return Ok("(không có)".to_owned());
    };
    let mut lines = Vec::new();
    for (name, row) in std::iter::once((table, row))
        .chain(side.more.iter().map(|(name, row)| (name.as_str(), row)))
    {
        let text = |field: &str| row.get(field).map(plain).filter(|text| !text.is_empty());
        lines.push(match name {
            "shortcoming_event" => {
                let parts: Vec<String> = ["kind", "on", "by", "text"]
                    .iter()
                    .filter_map(|field| text(field).map(|text| value_words(name, field, &text)))
                    .collect();
                parts.join(", ")
            }
            "paragraph" => text("text").unwrap_or_default(),
            _ => merge::title(conn, name, row)?,
        });
    }
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if more > 0 {
        lines.push(format!("… và {more} dòng nữa"));
    }
    Ok(lines.join("\n"))
}

fn plain(value: &serde_json::Value) -> String {
    use serde_json::Value as V;
    match value {
        V::String(text) => text.clone(),
        V::Null => String::new(),
        V::Bool(_) | V::Number(_) | V::Array(_) | V::Object(_) => value.to_string(),
    }
}
