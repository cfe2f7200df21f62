//! The supervising body, its signers, and what was compared in the catalogue.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::transact::Outcome;
use crate::domain::{Body, Problem, Regulation, RegulationId, Signer, SignerId, text};
use crate::store;

impl Register {
    pub fn edit_body(&mut self, base: &Body, new: &Body) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditBody, "Đã sửa cơ quan giám sát", |tx| {
            let new = clean(new.clone());
            tx.edit(base, &new, "Cơ quan giám sát này", Body::check)?;
            Ok(())
        })
    }

    /// Adds a signer, or lays an edit over one.
    pub fn save_signer(
        &mut self,
        base: Option<&Signer>,
        new: &Signer,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditBody, "Đã ghi người ký", |tx| {
            let mut new = new.clone();
            new.title = text::clean(&new.title);
            new.name = text::clean(&new.name);
            let check = |signer: &Signer| {
                if signer.title.is_empty() {
                    Err(Problem::new(
                        "title",
                        "Hãy ghi chức vụ người ký, ví dụ TRƯỞNG BAN.",
                    ))
                } else {
                    Ok(())
                }
            };
            if let Some(base) = base {
                tx.edit(base, &new, "Người ký này", check)?;
            } else {
                check(&new)?;
                new.id = SignerId(tx.new_id());
                let others = store::unit::signers(tx.rows.conn(), new.body_id)?;
                new.position = 1 + others.iter().map(|other| other.position).max().unwrap_or(0);
                tx.rows.add(new)?;
            }
            Ok(())
        })
    }

    pub fn remove_signer(&mut self, id: SignerId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditBody, "Đã bỏ người ký", |tx| {
            let signer: Signer = tx.rows.need(id, "Người ký này")?;
            Ok(tx.rows.remove(&signer)?)
        })
    }

    /// Records the decision that issued a regulation and whether its title was compared with it.
    ///
    /// # Errors
    /// Ticked without number and date.
    pub fn check_regulation(
        &mut self,
        id: RegulationId,
        number: &str,
        date: Option<NaiveDate>,
        checked: bool,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(
            Op::CheckRegulation,
            "Đã ghi quyết định ban hành quy chế",
            |tx| {
                let before: Regulation = tx.rows.need(id, "Quy chế này")?;
                let number = text::clean(number);
                if checked && number.is_empty() {
                    return Err(Problem::new(
                        "decision_number",
                        "Hãy ghi số quyết định trước khi đánh dấu đã đối chiếu.",
                    )
                    .into());
                }
                if checked && date.is_none() {
                    return Err(Problem::new(
                        "decision_date",
                        "Hãy ghi ngày quyết định trước khi đánh dấu đã đối chiếu.",
                    )
                    .into());
                }
                let mut after = before.clone();
                after.decision_number = number;
                after.decision_date = date;
                after.title_checked = checked;
                tx.rows.put(&before, after)?;
                Ok(())
            },
        )
    }
}

pub(super) fn clean(mut body: Body) -> Body {
    for field in [
        &mut body.superior,
        &mut body.name,
        &mut body.symbol,
        &mut body.place,
    ] {
        *field = text::clean(field);
    }
    body.recipients = body
        .recipients
        .iter()
        .map(|line| text::clean(line))
        .filter(|line| !line.is_empty())
        .collect();
    body
}
