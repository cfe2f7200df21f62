//! Making a new file: the shipped catalogue, the wards and the supervising body of a district.

use std::path::Path;

use super::change::Op;
use super::error::{RegisterError, refused};
use super::random::Ids;
use super::transact::Tx;
use super::undo::History;
use super::{Clock, Register};
use crate::domain::{Month, Problems, ReportRule, text};
use crate::read::district_file::{DistrictFile, DistrictRecords};
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
        Self::create_with(path, &Own::shipped(district)?, os_user, clock)
    }

    /// Makes a file for a district that comes from a file. When anything fails, no file is left behind.
    ///
    /// # Errors
    /// The district's file is wrong somewhere, or as [`Register::create`].
    pub fn create_for(
        path: &Path,
        district: &DistrictFile,
        os_user: String,
        clock: Clock,
    ) -> Result<Self, RegisterError> {
        Self::create_with(path, &Own::from_file(district)?, os_user, clock)
    }

    fn create_with(
        path: &Path,
        district: &Own,
        os_user: String,
        clock: Clock,
    ) -> Result<Self, RegisterError> {
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
        let opened =
            super::lease::open_store(path, &self.os_user, &self.clock, super::Reach::ByPlace);
        self.store = match opened {
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
        let district = &Own::shipped(district)?;
        let old = std::mem::replace(&mut self.store, Store::create(path)?);
        if let Err(error) = self.fill(district) {
            self.store = old;
            std::fs::remove_file(path).ok();
            return Err(error);
        }
        if super::Reach::ByPlace.pace(path).is_some() {
            self.store =
                super::lease::open_store(path, &self.os_user, &self.clock, super::Reach::ByPlace)?;
        }
        self.history = History::default();
        Ok(())
    }

    fn fill(&mut self, district: &Own) -> Result<(), RegisterError> {
        let catalogue = shipped::catalogue()?;
        // nobody owes this file a report of a month before it was there
        let reports = ReportRule {
            from: Some(Month::of(self.today())),
            ..ReportRule::default()
        };
        self.transact(
            Op::CreateFile,
            format!("Tạo tệp cho {}", district.name),
            |tx| {
                district.add(tx)?;
                tx.rows.put_setting(setting::REPORT_RULE, &reports.code())?;
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
                Ok(())
            },
        )?;
        Ok(())
    }

    /// Marks the file as a sample, whose records begin before it.
    pub(super) fn mark_sample(&mut self) -> Result<(), RegisterError> {
        self.transact(Op::CreateFile, "Tệp mẫu", |tx| {
            tx.rows.remove_setting(setting::REPORT_RULE)?;
            Ok(tx.rows.put_setting(setting::SAMPLE, "1")?)
        })?;
        Ok(())
    }
}

/// A district as it goes into a file.
pub(super) struct Own {
    code: String,
    pub name: String,
    ships: bool,
    records: DistrictRecords,
}

impl Own {
    /// One whose wards ship with the program.
    ///
    /// # Errors
    /// None of that code does.
    pub fn shipped(code: &str) -> Result<Self, RegisterError> {
        let known = shipped::districts()?;
        let Some((_, name)) = known.iter().find(|(known, _)| known == code) else {
            let codes: Vec<String> = known
                .into_iter()
                .map(|(code, name)| format!("{code} ({name})"))
                .collect();
            return refused(format!(
                "Không có quận “{code}”. Hãy chọn một trong: {}.",
                codes.join(", ")
            ));
        };
        let units = shipped::units(code)?;
        let body = shipped::body(code)?;
        Ok(Self {
            code: code.to_owned(),
            name: name.clone(),
            ships: true,
            records: DistrictRecords {
                units: units.units,
                successions: units.successions,
                bodies: vec![body.body],
                signers: body.signers,
            },
        })
    }

    /// # Errors
    /// Every place of the file that is wrong.
    pub fn from_file(file: &DistrictFile) -> Result<Self, RegisterError> {
        Ok(Self {
            records: file.records().map_err(Problems)?,
            code: file.district.code.clone(),
            name: text::clean(&file.district.name),
            ships: false,
        })
    }

    /// Writes all of it.
    pub fn add(&self, tx: &mut Tx<'_>) -> Result<(), RegisterError> {
        // a unit stands after the ward that it belongs to
        let (wards, under): (Vec<_>, Vec<_>) = self
            .records
            .units
            .iter()
            .partition(|unit| unit.parent_id.is_none());
        for unit in wards.into_iter().chain(under) {
            tx.rows.add(unit.clone())?;
        }
        for link in &self.records.successions {
            tx.rows.add(link.clone())?;
        }
        for body in &self.records.bodies {
            tx.rows.add(body.clone())?;
        }
        for signer in &self.records.signers {
            tx.rows.add(signer.clone())?;
        }
        tx.rows.put_setting(setting::DISTRICT, &self.code)?;
        let name = if self.ships { "" } else { &self.name };
        if name.is_empty() {
            tx.rows.remove_setting(setting::DISTRICT_NAME)?;
        } else {
            tx.rows.put_setting(setting::DISTRICT_NAME, name)?;
        }
        Ok(())
    }
}
