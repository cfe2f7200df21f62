//! A catalogue that comes from a file, and goes into one.

use std::path::Path;

use chrono::NaiveDate;

use super::message::{Done, Failure, Made};
use super::run::done;
use crate::documents;
use crate::domain::{LegalRefId, RegulationId};
use crate::read::catalogue_file::CatalogueFile;
use crate::register::{
    Changes, Register, RegisterError, VISIT_FILE_LIMIT, catalogue_from_json, catalogue_to_json,
};
use crate::store::files::explain;

#[derive(Debug, Clone)]
pub enum CatalogueCommand {
    /// Records number and date of the decision that issued a regulation and ticks "đã đối chiếu".
    CheckRegulation {
        id: RegulationId,
        number: String,
        date: Option<NaiveDate>,
        checked: bool,
    },
    /// The same for a legal reference.
    CheckLegalRef {
        id: LegalRefId,
        number: String,
        date: Option<NaiveDate>,
        checked: bool,
    },
    /// Keeps a new version of the catalogue; `base` is the version that it was made from.
    Save { base: i64, file: Box<CatalogueFile> },
}

pub(super) fn run(register: &mut Register, command: CatalogueCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        CatalogueCommand::CheckRegulation {
            id,
            number,
            date,
            checked,
        } => done(
            register.check_regulation(id, &number, date, checked)?,
            nothing,
        ),
        CatalogueCommand::CheckLegalRef {
            id,
            number,
            date,
            checked,
        } => done(
            register.check_legal_ref(id, &number, date, checked)?,
            nothing,
        ),
        CatalogueCommand::Save { base, file } => {
            done(register.save_catalogue(base, &file)?, |_| None)
        }
    })
}

/// Reads and looks at it; the window shows what would change before anything is kept.
pub(super) fn read(register: &Register, from: &Path) -> Result<Done, Failure> {
    let cannot = |error: std::io::Error| {
        Failure::plain(format!(
            "Không đọc được tệp “{}”: {}.",
            from.display(),
            explain(&error)
        ))
    };
    if std::fs::metadata(from).map_err(cannot)?.len() > VISIT_FILE_LIMIT {
        return Err(Failure::plain("Tệp lớn hơn 32 MB, không phải danh mục."));
    }
    let bytes = std::fs::read(from).map_err(cannot)?;
    let file = if bytes.starts_with(b"PK") {
        let base = register.catalogue_file()?;
        documents::catalogue_from_xlsx(&bytes, &base).map_err(RegisterError::from)
    } else {
        catalogue_from_json(&bytes)
    };
    // the places stand in no field of the window: they go into the message
    let told = |error: RegisterError| Failure::plain(error.to_string());
    let file = file.map_err(told)?.cleaned();
    file.check()
        .map_err(|problems| told(RegisterError::from(problems)))?;
    Ok(Done {
        message: "Đã đọc danh mục; hãy xem thay đổi trước khi lưu thành bản mới".to_owned(),
        changes: Changes::default(),
        made: Some(Made::Catalogue(Box::new(file))),
        undoable: false,
    })
}

pub(super) fn bytes(register: &Register, excel: bool) -> Result<Vec<u8>, Failure> {
    let file = register.catalogue_file()?;
    if excel {
        Ok(documents::catalogue_xlsx(&file)?)
    } else {
        Ok(catalogue_to_json(&file)?.into_bytes())
    }
}
