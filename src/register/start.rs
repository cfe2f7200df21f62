//! The first start: which district, who works here, where copies are to go.

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::new_file::Own;
use super::transact::Outcome;
use crate::domain::{Problem, text};
use crate::read::District;
use crate::read::district_file::DistrictFile;
use crate::store::{self, setting, shipped};

impl Register {
    /// The districts whose wards ship with the program, and the file's own one.
    pub fn districts(&self) -> Result<Vec<District>, RegisterError> {
        let mut all: Vec<District> = shipped::districts()?
            .into_iter()
            .map(|(code, name)| District { code, name })
            .collect();
        let own = setting::get(self.store.conn(), setting::DISTRICT_NAME)?;
        if let Some(name) = own.filter(|name| !name.is_empty()) {
            let code = self.district()?;
            all.retain(|district| district.code != code);
            all.push(District { code, name });
        }
        Ok(all)
    }

    /// Code of the district that the file was made for.
    pub fn district(&self) -> Result<String, RegisterError> {
        Ok(setting::get(self.store.conn(), setting::DISTRICT)?.unwrap_or_default())
    }

    /// Whether no visit and no monthly report was written yet.
    pub fn is_empty(&self) -> Result<bool, RegisterError> {
        Ok(store::start::is_untouched(self.store.conn())?)
    }

    /// Whether the first-start guide is still to be shown: a file of ours without a visit in which nobody has seen it.
    pub fn wants_guide(&self) -> Result<bool, RegisterError> {
        let conn = self.store.conn();
        Ok(!self.is_reader()
            && self.may(Op::EditSettings).is_ok()
            && setting::get(conn, setting::GUIDE)?.is_none()
            && setting::get(conn, setting::SAMPLE)?.is_none()
            && store::start::is_untouched(conn)?)
    }

    /// The guide was seen: it does not come by itself again.
    pub fn end_guide(&mut self) -> Result<Outcome<()>, RegisterError> {
        self.settings("Đã xem hướng dẫn bắt đầu", setting::GUIDE, "1")
    }

    /// Makes the file one of another district, as long as no visit was written.
    ///
    /// # Errors
    /// The district is not known, or there are visits.
    pub fn choose_district(&mut self, code: &str) -> Result<Outcome<()>, RegisterError> {
        let district = Own::shipped(code)?;
        self.turn_to(&district)
    }

    /// Makes the file one of a district that comes from a file, as long as no visit was written.
    ///
    /// # Errors
    /// The district's file is wrong somewhere, or there are visits.
    pub fn choose_district_file(
        &mut self,
        file: &DistrictFile,
    ) -> Result<Outcome<()>, RegisterError> {
        let district = Own::from_file(file)?;
        self.turn_to(&district)
    }

    fn turn_to(&mut self, district: &Own) -> Result<Outcome<()>, RegisterError> {
        if !store::start::is_untouched(self.store.conn())? {
            return refused(
                "Tệp này đã có dữ liệu giám sát (cuộc giám sát, báo cáo tháng, số liệu, hồ sơ lưu trữ, việc triển khai văn bản chỉ đạo, mô hình hoặc chương trình phối hợp) nên không đổi sang quận khác được. Hãy tạo tệp mới cho quận đó.",
            );
        }
        let old = store::start::of_district(self.store.conn())?;
        let message = format!("Đã chọn {}", district.name);
        let outcome = self.transact(Op::ChooseDistrict, message, |tx| {
            for link in &old.successions {
                tx.rows.remove(link)?;
            }
            for signer in &old.signers {
                tx.rows.remove(signer)?;
            }
            for body in &old.bodies {
                tx.rows.remove(body)?;
            }
            let (under, wards): (Vec<_>, Vec<_>) =
                old.units.iter().partition(|unit| unit.parent_id.is_some());
            for unit in under.into_iter().chain(wards) {
                tx.rows.remove(unit)?;
            }
            district.add(tx)
        })?;
        self.forget_undo();
        Ok(outcome)
    }

    /// Title of the person who works here, empty when not written.
    pub fn user_title(&self) -> Result<String, RegisterError> {
        let key = format!("{}{}", setting::USER_TITLE, self.os_user);
        Ok(setting::get(self.store.conn(), &key)?.unwrap_or_default())
    }

    pub fn set_user_title(&mut self, title: &str) -> Result<Outcome<()>, RegisterError> {
        let title = text::clean(title);
        let key = format!("{}{}", setting::USER_TITLE, self.os_user);
        self.settings(&format!("Đã ghi chức vụ: {title}"), &key, &title)
    }

    /// Folder for copies of the file on this computer, empty when none was chosen.
    pub fn backup_folder(&self) -> Result<String, RegisterError> {
        let key = format!("{}{}", setting::BACKUP_FOLDER, self.os_user);
        Ok(setting::get(self.store.conn(), &key)?.unwrap_or_default())
    }

    /// # Errors
    /// There is no such folder.
    pub fn set_backup_folder(&mut self, folder: &str) -> Result<Outcome<()>, RegisterError> {
        if !folder.is_empty() && !std::path::Path::new(folder).is_dir() {
            return Err(Problem::new(
                "backup_folder",
                format!("Không có thư mục “{folder}”. Hãy chọn thư mục khác."),
            )
            .into());
        }
        let key = format!("{}{}", setting::BACKUP_FOLDER, self.os_user);
        self.settings(&format!("Đã ghi nơi sao lưu: {folder}"), &key, folder)
    }

    fn settings(
        &mut self,
        message: &str,
        key: &str,
        value: &str,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditSettings, message, |tx| {
            Ok(tx.rows.put_setting(key, value)?)
        })
    }
}
