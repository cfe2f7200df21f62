//! Making a new file: the shipped catalogue, the wards and the supervising body of a district.

use std::path::Path;

use super::change::Op;
use super::error::{RegisterError, refused};
use super::random::Ids;
use super::undo::History;
use super::{Clock, Register};
use crate::store::{Store, setting, shipped};

impl Register {
    /// Makes a file for a district. When anything fails, no file is left behind.
    ///
    /// # Errors
    /// The file is already there, the place cannot be written, or the district is not known.
    pub fn create(
        path: &Path,
        district: &str,
        os_user: String,
        clock: Clock,
    ) -> Result<Self, RegisterError> {
        let known = shipped::districts()?;
        if !known.iter().any(|(code, _)| code == district) {
            let codes: Vec<String> = known
                .into_iter()
                .map(|(code, name)| format!("{code} ({name})"))
                .collect();
            return refused(format!(
                "Không có quận “{district}”. Hãy chọn một trong: {}.",
                codes.join(", ")
            ));
        }
        let mut register = Self {
            store: Store::create(path)?,
            clock,
            ids: Ids::default(),
            os_user,
            history: History::default(),
            repeats: std::cell::RefCell::default(),
        };
        let filled = register.fill(district);
        if let Err(error) = filled {
            drop(register);
            // The half-made file is ours and empty of the user's work.
            std::fs::remove_file(path).ok();
            return Err(error);
        }
        Ok(register)
    }

    fn fill(&mut self, district: &str) -> Result<(), RegisterError> {
        let units = shipped::units(district)?;
        let body = shipped::body(district)?;
        let catalogue = shipped::catalogue()?;
        self.transact(Op::CreateFile, format!("Tạo tệp cho {district}"), |tx| {
            for unit in units.units {
                tx.rows.add(unit)?;
            }
            for link in units.successions {
                tx.rows.add(link)?;
            }
            tx.rows.add(body.body)?;
            for signer in body.signers {
                tx.rows.add(signer)?;
            }
            tx.rows.add(catalogue.catalogue)?;
            for regulation in catalogue.regulations {
                tx.rows.add(regulation)?;
            }
            for item in catalogue.items {
                tx.rows.add(item)?;
            }
            for legal in catalogue.legal_refs {
                tx.rows.add(legal)?;
            }
            Ok(tx.rows.put_setting("district", district)?)
        })?;
        Ok(())
    }

    /// Marks the file as a sample.
    pub(super) fn mark_sample(&mut self) -> Result<(), RegisterError> {
        self.transact(Op::CreateFile, "Tệp mẫu", |tx| {
            Ok(tx.rows.put_setting(setting::SAMPLE, "1")?)
        })?;
        Ok(())
    }
}
