//! Monthly reports: received, corrected, taken back; the papers that came with them; when they are due.

use super::Register;
use super::attachment::NewFile;
use super::change::Op;
use super::error::RegisterError;
use super::kept_file::{self, There};
use super::transact::{Outcome, Tx};
use crate::domain::date::show;
use crate::domain::{
    Month, MonthlyReport, Problem, ReportFile, ReportFileId, ReportId, ReportRule, Unit, UnitId,
    text,
};
use crate::read::monthly_report::{ReportFilter, ReportPage, ReportYear};
use crate::store::{self, setting};
use chrono::NaiveDate;

/// A receipt that is to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    pub unit_id: UnitId,
    pub month: Month,
    pub received_on: NaiveDate,
    pub note: String,
    /// Who took it; empty for the user of this computer.
    pub received_by: String,
}

impl Register {
    /// When reports are due in this file.
    pub fn report_rule(&self) -> Result<ReportRule, RegisterError> {
        Ok(store::monthly_report::rule(self.store.conn())?)
    }

    /// # Errors
    /// A day that no month has.
    pub fn set_report_rule(&mut self, rule: ReportRule) -> Result<Outcome<()>, RegisterError> {
        rule.check()?;
        let from = rule
            .from
            .map_or_else(String::new, |month| format!(", từ {}", month.name()));
        let message = format!("Đã đặt hạn gửi báo cáo tháng: {}{from}", rule.words());
        self.transact(Op::SetReportRule, message, |tx| {
            Ok(tx.rows.put_setting(setting::REPORT_RULE, &rule.code())?)
        })
    }

    /// The matrix of a year as of a day.
    pub fn reports(
        &self,
        filter: &ReportFilter,
        as_of: NaiveDate,
    ) -> Result<ReportYear, RegisterError> {
        Ok(store::monthly_report::year(
            self.store.conn(),
            filter,
            as_of,
        )?)
    }

    /// The matrix with what its papers need; a letter to one unit is issued by the body of its district.
    pub fn report_page(
        &self,
        filter: &ReportFilter,
        as_of: NaiveDate,
    ) -> Result<ReportPage, RegisterError> {
        Ok(ReportPage {
            year: self.reports(filter, as_of)?,
            issuer: self.issuer_on(&filter.district, as_of)?,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// The receipt of a unit's month, if there is one.
    pub fn report_of(
        &self,
        unit_id: UnitId,
        month: Month,
    ) -> Result<Option<MonthlyReport>, RegisterError> {
        Ok(store::monthly_report::of_month(
            self.store.conn(),
            unit_id,
            month,
        )?)
    }

    /// Writes down that a report came, with its papers: all or nothing.
    ///
    /// # Errors
    /// The days do not fit, the unit sends none of that month, or it was written down already.
    pub fn receive_report(
        &mut self,
        new: &NewReport,
        files: &[NewFile],
    ) -> Result<Outcome<ReportId>, RegisterError> {
        let today = self.today();
        let user = self.user_name()?;
        self.transact(Op::ReceiveReport, "", |tx| {
            let unit: Unit = tx.rows.need(new.unit_id, "Đơn vị này")?;
            let id = receive(tx, &unit, new, &user, today)?;
            keep(tx, id, files, today)?;
            tx.message = format!(
                "Đã nhận báo cáo {} của {}",
                new.month.name(),
                unit.name_in_sentence()
            );
            Ok(id)
        })
    }

    /// Corrects day, note or who took it; unit and month stay. New papers are added to those there.
    ///
    /// # Errors
    /// The days do not fit, or somebody else changed the same field.
    pub fn correct_report(
        &mut self,
        base: &MonthlyReport,
        new: &MonthlyReport,
        files: &[NewFile],
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        self.transact(Op::ReceiveReport, "", |tx| {
            let unit: Unit = tx.rows.need(base.unit_id, "Đơn vị này")?;
            correct(tx, &unit, base, new, today)?;
            keep(tx, base.id, files, today)?;
            tx.message = format!(
                "Đã sửa báo cáo {} của {}",
                base.month.name(),
                unit.name_in_sentence()
            );
            Ok(())
        })
    }

    /// Takes a receipt back: the report counts as not received.
    pub fn take_back_report(&mut self, id: ReportId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::ReceiveReport, "", |tx| {
            let report: MonthlyReport = tx.rows.need(id, "Báo cáo tháng này")?;
            let unit: Unit = tx.rows.need(report.unit_id, "Đơn vị này")?;
            for file in store::monthly_report::files(tx.rows.conn(), id)? {
                tx.rows.remove(&file)?;
            }
            tx.rows.remove(&report)?;
            tx.message = format!(
                "Đã bỏ ghi nhận báo cáo {} của {}",
                report.month.name(),
                unit.name_in_sentence()
            );
            Ok(())
        })
    }

    /// Takes one paper off a receipt; its bytes stay, so that undo brings it back.
    pub fn remove_report_file(&mut self, id: ReportFileId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::ReceiveReport, "", |tx| {
            let file: ReportFile = tx.rows.need(id, "Tài liệu này")?;
            tx.message = format!("Đã bỏ “{}”", file.name);
            Ok(tx.rows.remove(&file)?)
        })
    }

    /// The papers of a receipt.
    pub fn report_files(&self, id: ReportId) -> Result<Vec<ReportFile>, RegisterError> {
        Ok(store::monthly_report::files(self.store.conn(), id)?)
    }

    /// A paper of a receipt with its bytes, as they were attached.
    ///
    /// # Errors
    /// It is gone, or its bytes were damaged.
    pub fn report_file(&self, id: ReportFileId) -> Result<(ReportFile, Vec<u8>), RegisterError> {
        let file: ReportFile = self.need(id, "Tài liệu này")?;
        let bytes = self.attached_bytes(&file.sha256, &file.name)?;
        Ok((file, bytes))
    }
}

/// Writes down that a report came; `user` took it where nothing else is said.
pub(super) fn receive(
    tx: &mut Tx<'_>,
    unit: &Unit,
    new: &NewReport,
    user: &str,
    today: NaiveDate,
) -> Result<ReportId, RegisterError> {
    let by = text::clean(&new.received_by);
    let report = MonthlyReport {
        id: ReportId(tx.new_id()),
        ver: 0,
        unit_id: unit.id,
        month: new.month,
        received_on: new.received_on,
        note: text::clean(&new.note),
        received_by: if by.is_empty() { user.to_owned() } else { by },
    };
    report.check(unit, today)?;
    if let Some(there) = store::monthly_report::of_month(tx.rows.conn(), unit.id, new.month)? {
        return Err(Problem::new(
            "month",
            format!(
                "Báo cáo {} của {} đã ghi nhận ngày {}; muốn đổi thì sửa lần ghi nhận đó.",
                new.month.name(),
                unit.name_in_sentence(),
                show(there.received_on)
            ),
        )
        .into());
    }
    Ok(tx.rows.add(report)?.id)
}

pub(super) fn correct(
    tx: &mut Tx<'_>,
    unit: &Unit,
    base: &MonthlyReport,
    new: &MonthlyReport,
    today: NaiveDate,
) -> Result<(), RegisterError> {
    let new = MonthlyReport {
        received_on: new.received_on,
        note: text::clean(&new.note),
        received_by: text::clean(&new.received_by),
        ..base.clone()
    };
    let check = |report: &MonthlyReport| report.check(unit, today);
    tx.edit(base, &new, "Báo cáo tháng này", check)?;
    Ok(())
}

fn keep(
    tx: &mut Tx<'_>,
    report_id: ReportId,
    files: &[NewFile],
    today: NaiveDate,
) -> Result<(), RegisterError> {
    let there = store::monthly_report::files(tx.rows.conn(), report_id)?;
    let there = There::of(there.into_iter().map(|file| (file.position, file.sha256)));
    kept_file::keep(tx, there, files, |tx, kept| {
        tx.rows.add(ReportFile {
            id: ReportFileId(tx.new_id()),
            ver: 0,
            report_id,
            position: kept.position,
            name: kept.file.name.clone(),
            kind: kept.file.kind,
            size: kept.size,
            sha256: kept.sha256,
            added_on: today,
        })?;
        Ok(())
    })
}
