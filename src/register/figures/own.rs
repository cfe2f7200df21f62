//! The file's own indicators, and which ones wards are asked for.

use super::known;
use crate::domain::figures::{Book, OwnIndicator};
use crate::domain::{OwnIndicatorId, text};
use crate::read::figures::IndicatorEntry;
use crate::register::Register;
use crate::register::change::Op;
use crate::register::error::{RegisterError, refused};
use crate::register::transact::{Outcome, Tx};
use crate::store::{self, setting};

impl Register {
    /// Adds an indicator to those of this file.
    ///
    /// # Errors
    /// The code is used, or the formula cannot be read.
    pub fn add_indicator(&mut self, entry: &IndicatorEntry) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditFigures, "", |tx| {
            let mut book = store::figures::book(tx.rows.conn())?;
            add_own(tx, &mut book, entry)?;
            tx.message = format!("Đã thêm chỉ tiêu “{}”", text::clean(&entry.name));
            Ok(())
        })
    }

    /// Takes an indicator of this file away.
    ///
    /// # Errors
    /// It is one of the program's, figures state it, or another is worked out from it.
    pub fn remove_indicator(&mut self, code: &str) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditFigures, "", |tx| {
            let all = store::figures::own(tx.rows.conn())?;
            let Some(own) = all.iter().find(|own| own.code == code) else {
                return refused(format!(
                    "“{code}” không phải chỉ tiêu thêm của tệp này; chỉ tiêu của chương trình không xóa được."
                ));
            };
            if store::figures::is_used(tx.rows.conn(), code)? {
                return refused(format!(
                    "Đã có số liệu ghi theo “{}”; hãy bỏ số liệu đó trước.",
                    own.name
                ));
            }
            tx.rows.remove(own)?;
            if let Err(store::StoreError::Shipped(_)) = store::figures::book(tx.rows.conn()) {
                return refused(format!(
                    "Chỉ tiêu khác được tính từ “{}”; hãy bỏ chỉ tiêu đó trước.",
                    own.name
                ));
            }
            tx.message = format!("Đã bỏ chỉ tiêu “{}”", own.name);
            Ok(())
        })
    }

    /// Chooses which indicators wards are asked for; none for all that are entered.
    ///
    /// # Errors
    /// There is no such indicator, or it is worked out.
    pub fn set_wanted_figures(
        &mut self,
        only: Option<&[String]>,
    ) -> Result<Outcome<()>, RegisterError> {
        let book = self.figure_book()?;
        for code in only.into_iter().flatten() {
            if known(&book, code)?.is_derived() {
                return refused(format!(
                    "“{code}” là chỉ tiêu tính ra; chỉ yêu cầu chỉ tiêu nhập tay."
                ));
            }
        }
        let codes = only.map(|only| only.join(" ")).unwrap_or_default();
        let message = match only {
            None => "Đã đặt: yêu cầu mọi chỉ tiêu nhập tay".to_owned(),
            Some(only) => format!("Đã đặt: yêu cầu {} chỉ tiêu", only.len()),
        };
        self.transact(Op::SetWantedFigures, message, |tx| {
            Ok(tx.rows.put_setting(setting::FIGURES_WANTED, &codes)?)
        })
    }
}

pub(super) fn add_own(
    tx: &mut Tx<'_>,
    book: &mut Book,
    entry: &IndicatorEntry,
) -> Result<(), RegisterError> {
    let last = store::figures::own(tx.rows.conn())?
        .iter()
        .map(|own| own.position)
        .max();
    let own = OwnIndicator {
        id: OwnIndicatorId(tx.new_id()),
        ver: 0,
        position: last.unwrap_or(0) + 1,
        code: entry.code.trim().to_owned(),
        group: text::clean(&entry.group),
        name: text::clean(&entry.name),
        unit: text::clean(&entry.unit),
        definition: text::clean(&entry.definition),
        formula: text::clean(&entry.formula),
        cumulative: entry.cumulative,
        aggregate: entry.aggregate,
        decimals: entry.decimals,
    };
    book.add(&own)?;
    tx.rows.add(own)?;
    Ok(())
}
