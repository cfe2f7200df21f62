//! The catalogue: edited only as a new version, so that earlier visits keep what they used.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::{
    Catalogue, CatalogueId, ChecklistItem, ItemId, LegalRef, LegalRefId, Problem, Regulation,
    RegulationId, text,
};
use crate::read::catalogue_file::{CatalogueChange, CatalogueFile, RefFile, RegulationFile, diff};
use crate::store;

impl Register {
    /// The newest version as a file.
    pub fn catalogue_file(&self) -> Result<CatalogueFile, RegisterError> {
        Ok(CatalogueFile::of(&self.catalogue()?))
    }

    /// What a new version would change, after a look at whether it can be one.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn catalogue_diff(
        &self,
        new: &CatalogueFile,
    ) -> Result<Vec<CatalogueChange>, RegisterError> {
        let new = new.clone().cleaned();
        new.check()?;
        Ok(diff(&self.catalogue_file()?, &new))
    }

    /// Keeps a new version, whole or not at all; new visits use it, earlier ones keep theirs.
    /// `base` is the version that it was made from.
    ///
    /// # Errors
    /// Something is wrong with it, nothing differs, or somebody else kept a new version meanwhile.
    pub fn save_catalogue(
        &mut self,
        base: i64,
        new: &CatalogueFile,
    ) -> Result<Outcome<CatalogueId>, RegisterError> {
        let changes = self.catalogue_diff(new)?;
        let newest = self.catalogue()?.catalogue;
        if newest.version != base {
            return refused(format!(
                "Đã có bản {} mới hơn bản {base} đang soạn; hãy xuất bản đang soạn ra tệp rồi nhập lại để so với bản mới.",
                newest.version
            ));
        }
        if changes.is_empty() {
            return refused("Bản soạn không khác bản đang dùng; không có gì để lưu.");
        }
        let new = new.clone().cleaned();
        let version = newest.version + 1;
        let message = format!(
            "Đã lưu danh mục bản {version}, {} chỗ thay đổi",
            text::paper_count(changes.len())
        );
        self.transact(Op::SaveCatalogue, message, |tx| {
            let catalogue = tx.rows.add(Catalogue {
                id: CatalogueId(tx.new_id()),
                ver: 0,
                code: newest.code.clone(),
                version,
                title: new.title,
                note: new.note,
            })?;
            for (position, regulation) in (1..).zip(new.regulations) {
                add_regulation(tx, catalogue.id, position, regulation)?;
            }
            Ok(catalogue.id)
        })
    }

    /// Records which paper a legal reference was compared with.
    ///
    /// # Errors
    /// Ticked without number and date.
    pub fn check_legal_ref(
        &mut self,
        id: LegalRefId,
        number: &str,
        date: Option<NaiveDate>,
        checked: bool,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(
            Op::CheckRegulation,
            "Đã ghi đối chiếu căn cứ",
            |tx| {
                let before: LegalRef = tx.rows.need(id, "Căn cứ này")?;
                let number = text::clean(number);
                if checked && number.is_empty() {
                    return Err(Problem::new(
                        "number",
                        "Hãy ghi số văn bản trước khi đánh dấu đã đối chiếu.",
                    )
                    .into());
                }
                if checked && date.is_none() {
                    return Err(Problem::new(
                        "date",
                        "Hãy ghi ngày văn bản trước khi đánh dấu đã đối chiếu.",
                    )
                    .into());
                }
                let mut after = before.clone();
                after.number = number;
                after.date = date;
                after.checked = checked;
                tx.rows.put(&before, after)?;
                Ok(())
            },
        )
    }
}

fn add_regulation(
    tx: &mut Tx<'_>,
    catalogue_id: CatalogueId,
    position: i64,
    file: RegulationFile,
) -> Result<(), RegisterError> {
    let regulation = tx.rows.add(Regulation {
        id: RegulationId(tx.new_id()),
        ver: 0,
        catalogue_id,
        position,
        code: file.code,
        title: file.title,
        kind: file.kind,
        title_checked: file.title_checked,
        decision_number: file.decision_number,
        decision_date: file.decision_date,
        note: file.note,
    })?;
    add_refs(tx, regulation.id, None, file.legal_refs)?;
    for (position, item) in (1..).zip(file.items) {
        let stored = tx.rows.add(ChecklistItem {
            id: ItemId(tx.new_id()),
            ver: 0,
            regulation_id: regulation.id,
            position,
            code: item.code,
            text: item.text,
            evidence: item.evidence,
            valid_from: item.valid_from,
            valid_to: item.valid_to,
            unit_kinds: item.unit_kinds,
            district: item.district.unwrap_or_default(),
            origin: item.origin,
        })?;
        add_refs(tx, regulation.id, Some(stored.id), item.legal_refs)?;
    }
    Ok(())
}

fn add_refs(
    tx: &mut Tx<'_>,
    regulation_id: RegulationId,
    item_id: Option<ItemId>,
    refs: Vec<RefFile>,
) -> Result<(), RegisterError> {
    for (position, file) in (1..).zip(refs) {
        tx.rows.add(LegalRef {
            id: LegalRefId(tx.new_id()),
            ver: 0,
            regulation_id,
            item_id,
            position,
            text: file.text,
            valid_from: file.valid_from,
            valid_to: file.valid_to,
            checked: file.checked,
            number: file.number,
            date: file.date,
            district: file.district.unwrap_or_default(),
        })?;
    }
    Ok(())
}

/// Reads the JSON form of a catalogue.
///
/// # Errors
/// Where it is not one, in the user's words.
pub fn catalogue_from_json(bytes: &[u8]) -> Result<CatalogueFile, RegisterError> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(text);
    serde_path_to_error::deserialize(&mut reader).or_else(|error| {
        let place = error.path().to_string();
        let inner = error.into_inner();
        refused(format!(
            "Tệp không phải danh mục đúng cấu trúc: ở “{place}”, dòng {}, cột {}. Hãy sửa tệp hoặc xuất lại danh mục làm mẫu.",
            inner.line(),
            inner.column()
        ))
    })
}

/// Writes the JSON form, with a line end.
pub fn catalogue_to_json(file: &CatalogueFile) -> Result<String, RegisterError> {
    let mut text = serde_json::to_string_pretty(file)
        .map_err(|error| store::StoreError::Shipped(error.to_string()))?;
    text.push('\n');
    Ok(text)
}
