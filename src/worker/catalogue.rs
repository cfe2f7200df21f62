//! A catalogue that comes from a file, and goes into one.

use std::path::Path;

use super::message::{Done, Failure, Made};
use crate::documents;
use crate::register::{
    Changes, Register, RegisterError, VISIT_FILE_LIMIT, catalogue_from_json, catalogue_to_json,
};
use crate::store::files::explain;

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
