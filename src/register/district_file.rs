//! A district of one's own from a file, and the district of the open file as such a file.

use std::collections::HashMap;

use super::Register;
use super::error::RegisterError;
use super::import::text::{check_version, message};
use crate::domain::{Problem, Problems, UnitId};
use crate::read::district_file::{
    BodyEntry, DistrictFile, DistrictHead, SCHEMA_VERSION, SignerEntry, SuccessionEntry, UnitEntry,
};
use crate::store;

/// Bytes that such a file may have.
pub const DISTRICT_FILE_LIMIT: usize = 8 * 1024 * 1024;

/// Reads the JSON form of a district.
///
/// # Errors
/// The file is too large, not JSON, of another version, or a field is unknown, missing or of the wrong kind.
pub fn district_from_json(bytes: &[u8]) -> Result<DistrictFile, Problems> {
    if bytes.len() > DISTRICT_FILE_LIMIT {
        return Err(Problem::new(
            "",
            "Tệp lớn hơn 8 MB, không phải tệp danh sách đơn vị của một quận; hãy kiểm tra lại.",
        )
        .into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    check_version(bytes, SCHEMA_VERSION)?;
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let file: DistrictFile = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let place = error.path().to_string();
        let place = if place == "." { String::new() } else { place };
        Problem::new(place, message(&error.into_inner()))
    })?;
    json.end()
        .map_err(|error| Problem::new("", message(&error)))?;
    Ok(file)
}

/// Writes the JSON form, with a line end.
pub fn district_to_json(file: &DistrictFile) -> Result<String, RegisterError> {
    let mut text = serde_json::to_string_pretty(file)
        .map_err(|error| store::StoreError::Shipped(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

impl Register {
    /// The district of the open file with all its units and bodies.
    pub fn district_file(&self) -> Result<DistrictFile, RegisterError> {
        let all = store::start::of_district(self.store.conn())?;
        let code = self.district()?;
        let name = self
            .districts()?
            .into_iter()
            .find(|district| district.code == code)
            .map_or_else(String::new, |district| district.name);
        let codes: HashMap<UnitId, String> = all
            .units
            .iter()
            .map(|unit| (unit.id, unit.code.clone()))
            .collect();
        let code_of = |id: &UnitId| codes.get(id).cloned().unwrap_or_default();
        let mut bodies: Vec<_> = all
            .bodies
            .iter()
            .filter(|body| body.district == code)
            .collect();
        bodies.sort_by_key(|body| body.valid_from);
        let mut units: Vec<_> = all.units.iter().collect();
        units.sort_by_key(|unit| unit.parent_id.is_some());
        Ok(DistrictFile {
            schema_version: SCHEMA_VERSION,
            note: Vec::new(),
            bodies: bodies
                .into_iter()
                .map(|body| {
                    let mut signers: Vec<_> = all
                        .signers
                        .iter()
                        .filter(|signer| signer.body_id == body.id)
                        .collect();
                    signers.sort_by_key(|signer| signer.position);
                    BodyEntry {
                        superior: body.superior.clone(),
                        name: body.name.clone(),
                        symbol: body.symbol.clone(),
                        place: body.place.clone(),
                        term_from: body.term_from,
                        valid_from: body.valid_from,
                        valid_to: body.valid_to,
                        signers: signers
                            .into_iter()
                            .map(|signer| SignerEntry {
                                title: signer.title.clone(),
                                right: signer.right,
                                name: signer.name.clone(),
                            })
                            .collect(),
                        recipients: body.recipients.clone(),
                    }
                })
                .collect(),
            units: units
                .into_iter()
                .map(|unit| UnitEntry {
                    code: unit.code.clone(),
                    kind: unit.kind,
                    name: unit.name.clone(),
                    short_name: unit.short_name.clone(),
                    ward: unit.parent_id.as_ref().map(code_of),
                    valid_from: unit.valid_from,
                    valid_to: unit.valid_to,
                    checked: unit.checked,
                    outside: unit.district != code,
                })
                .collect(),
            successions: all
                .successions
                .iter()
                .map(|link| SuccessionEntry {
                    from: code_of(&link.from_id),
                    to: code_of(&link.to_id),
                    extent: link.extent,
                    date: link.on,
                    checked: link.checked,
                    source: link.source.clone(),
                    answers: link.answers,
                })
                .collect(),
            district: DistrictHead { code, name },
        })
    }
}
