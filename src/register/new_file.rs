//! Making a new file: the shipped catalogue, the wards and the supervising body of a district.

use std::path::Path;

use super::change::Op;
use super::error::{RegisterError, refused};
use super::random::Ids;
use super::undo::History;
use super::{Clock, Register};
use crate::store::{Store, StoreError, setting, shipped};

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
        known(district)?;
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

    /// Leaves the open file for another one; when that cannot be opened, the open one stays.
    ///
    /// # Errors
    /// As [`Register::open`].
    pub fn switch_to(&mut self, path: &Path) -> Result<(), StoreError> {
        super::backup::before_migration(path, self.now())?;
        self.store = match Store::open(path) {
            Err(StoreError::Damaged) => Store::open_frozen(path)?,
            opened => opened?,
        };
        self.history = History::default();
        Ok(())
    }

    /// Makes a new file and leaves the open one for it.
    ///
    /// # Errors
    /// As [`Register::create`]; the open file stays.
    pub fn switch_to_new(&mut self, path: &Path, district: &str) -> Result<(), RegisterError> {
        known(district)?;
        let old = std::mem::replace(&mut self.store, Store::create(path)?);
        if let Err(error) = self.fill(district) {
            self.store = old;
            std::fs::remove_file(path).ok();
            return Err(error);
        }
        self.history = History::default();
        Ok(())
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
            Ok(tx.rows.put_setting(setting::DISTRICT, district)?)
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

/// Refuses a district whose wards do not ship.
fn known(district: &str) -> Result<(), RegisterError> {
    let known = shipped::districts()?;
    if known.iter().any(|(code, _)| code == district) {
        return Ok(());
    }
    let codes: Vec<String> = known
        .into_iter()
        .map(|(code, name)| format!("{code} ({name})"))
        .collect();
    refused(format!(
        "Không có quận “{district}”. Hãy chọn một trong: {}.",
        codes.join(", ")
    ))
}
