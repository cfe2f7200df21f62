//! Units that belong to the first wards of the sample.

use chrono::NaiveDate;
use uuid::Uuid;

use super::super::Register;
use super::super::error::RegisterError;
use crate::domain::reform::{code_for, short_name};
use crate::domain::{Unit, UnitId, UnitKind};

/// Wards that get units.
const WARDS: usize = 2;

impl Register {
    /// A school, a residential group and a party cell in each of the first wards of today.
    pub(super) fn sample_units(
        &mut self,
        wards: &[Unit],
        today: NaiveDate,
    ) -> Result<(), RegisterError> {
        for ward in wards
            .iter()
            .filter(|ward| ward.exists_on(today))
            .take(WARDS)
        {
            for (kind, name) in [
                (
                    UnitKind::School,
                    format!("Trường Tiểu học {}", ward.short_name),
                ),
                (UnitKind::ResidentialGroup, "Tổ dân phố số 5".to_owned()),
                (UnitKind::PartyCell, "Chi bộ tổ dân phố số 5".to_owned()),
            ] {
                let short = short_name(&name, kind);
                self.save_unit(
                    None,
                    &Unit {
                        id: UnitId(Uuid::nil()),
                        ver: 0,
                        code: code_for(&ward.district, Some(&ward.code), &short),
                        kind,
                        name,
                        short_name: short,
                        district: ward.district.clone(),
                        parent_id: Some(ward.id),
                        valid_from: None,
                        valid_to: None,
                        checked: false,
                    },
                )?;
            }
        }
        Ok(())
    }
}
