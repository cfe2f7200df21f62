//! Days off and days worked in exchange, and how far ahead a deadline counts as near.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::transact::Outcome;
use crate::domain::{Calendar, Holiday, Problem, date, text};
use crate::read::CalendarPage;
use crate::store::{self, setting};

/// The longest span that counts as near.
const MOST_SOON: u64 = 90;

impl Register {
    /// The list of days off, oldest first.
    pub fn holidays(&self) -> Result<Vec<Holiday>, RegisterError> {
        Ok(store::holiday::list(self.store.conn())?)
    }

    /// The list with the settings that belong to it.
    pub fn calendar_page(&self) -> Result<CalendarPage, RegisterError> {
        Ok(CalendarPage {
            holidays: self.holidays()?,
            due_soon_days: self.due_soon_days()?,
        })
    }

    /// Which days are worked.
    pub fn calendar(&self) -> Result<Calendar, RegisterError> {
        Ok(store::holiday::calendar(self.store.conn())?)
    }

    /// Adds a day to the list, or lays an edit over one. Deadlines that were notified stay as they are.
    ///
    /// # Errors
    /// It lacks its name, is a working day anyway, or another entry has the day.
    pub fn save_holiday(
        &mut self,
        base: Option<&Holiday>,
        new: &Holiday,
    ) -> Result<Outcome<()>, RegisterError> {
        let message = format!(
            "Đã ghi {} {}",
            text::lower_first(new.kind.label()),
            date::show(new.day)
        );
        self.transact(Op::EditHolidays, message, |tx| {
            let mut new = new.clone();
            new.name = text::clean(&new.name);
            new.check()?;
            match base {
                Some(base) if base.day == new.day => {
                    tx.edit(base, &new, "Ngày này", Holiday::check)?;
                }
                _ => {
                    if tx.rows.get::<Holiday>(new.day)?.is_some() {
                        return Err(Problem::new(
                            "day",
                            format!(
                                "Ngày {} đã có trong danh sách; hãy sửa dòng đó.",
                                date::show(new.day)
                            ),
                        )
                        .into());
                    }
                    if let Some(base) = base {
                        let before: Holiday = tx.rows.need(base.day, "Ngày này")?;
                        tx.rows.remove(&before)?;
                    }
                    tx.rows.add(new)?;
                }
            }
            Ok(())
        })
    }

    pub fn remove_holiday(&mut self, day: NaiveDate) -> Result<Outcome<()>, RegisterError> {
        let message = format!("Đã bỏ ngày {} khỏi danh sách ngày nghỉ", date::show(day));
        self.transact(Op::EditHolidays, message, |tx| {
            let before: Holiday = tx.rows.need(day, "Ngày này")?;
            Ok(tx.rows.remove(&before)?)
        })
    }

    /// Days ahead that count as "sắp đến hạn".
    pub fn due_soon_days(&self) -> Result<u64, RegisterError> {
        Ok(setting::due_soon_days(self.store.conn())?)
    }

    /// # Errors
    /// None, or more than anybody means.
    pub fn set_due_soon_days(&mut self, days: u64) -> Result<Outcome<()>, RegisterError> {
        if !(1..=MOST_SOON).contains(&days) {
            return Err(Problem::new(
                "due_soon_days",
                format!("Số ngày báo sắp đến hạn phải từ 1 đến {MOST_SOON}; hãy ghi lại."),
            )
            .into());
        }
        let message = format!("Đã đặt: báo sắp đến hạn trước {days} ngày");
        self.transact(Op::SetDueSoon, message, |tx| {
            Ok(tx
                .rows
                .put_setting(setting::DUE_SOON_DAYS, &days.to_string())?)
        })
    }
}
