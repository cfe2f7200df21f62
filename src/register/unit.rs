//! Units: add and edit.

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::unit::spans_meet;
use crate::domain::{Problem, Unit, UnitId, UnitKind, Visit, date, text};
use crate::store;

/// Visits that a refusal names before it says how many more there are.
const NAMED: usize = 3;

impl Register {
    pub fn unit(&self, id: UnitId) -> Result<Unit, RegisterError> {
        self.need(id, "Đơn vị này")
    }

    /// Adds a unit, or lays an edit over it (`base`).
    pub fn save_unit(
        &mut self,
        base: Option<&Unit>,
        new: &Unit,
    ) -> Result<Outcome<UnitId>, RegisterError> {
        let message = format!("Đã ghi {}", new.name_in_sentence());
        self.transact(Op::EditUnit, message, |tx| Ok(save(tx, base, new)?.id))
    }
}

/// Adds a unit, or lays an edit over it (`base`).
pub(super) fn save(
    tx: &mut Tx<'_>,
    base: Option<&Unit>,
    new: &Unit,
) -> Result<Unit, RegisterError> {
    let mut new = new.clone();
    new.name = text::clean(&new.name);
    new.short_name = text::clean(&new.short_name);
    new.code = text::clean(&new.code);
    if base.is_none() && new.code.is_empty() {
        new.code = text::fold(&new.name).replace(' ', "-");
    }
    check_parent(tx, &new)?;
    check_name(tx, &new)?;
    if let Some(base) = base {
        check_visits(tx, base, &new)?;
        return tx.edit(base, &new, "Đơn vị này", Unit::check);
    }
    new.check()?;
    if store::unit::by_code(tx.rows.conn(), &new.code)?.is_some() {
        return refused(format!(
            "Đã có đơn vị mang mã {}; hãy đổi mã hoặc sửa đơn vị đó.",
            new.code
        ));
    }
    new.id = UnitId(tx.new_id());
    Ok(tx.rows.add(new)?)
}

/// A ward belongs to no ward, and only a ward has units under it.
fn check_parent(tx: &Tx<'_>, new: &Unit) -> Result<(), RegisterError> {
    let Some(id) = new.parent_id else {
        return Ok(());
    };
    let parent: Unit = tx.rows.need(id, "Phường này")?;
    let wrong = if new.kind == UnitKind::Ward {
        Some("Phường không thuộc phường khác; hãy bỏ trống ô này hoặc đổi loại đơn vị.".to_owned())
    } else if parent.kind != UnitKind::Ward {
        Some(format!(
            "{} không phải phường; hãy chọn phường mà đơn vị trực thuộc.",
            parent.name
        ))
    } else {
        None
    };
    match wrong {
        Some(words) => Err(Problem::new("parent_id", words).into()),
        None => Ok(()),
    }
}

/// No two units of one kind bear one name on the same day in the same district and ward.
pub(super) fn check_name(tx: &Tx<'_>, new: &Unit) -> Result<(), RegisterError> {
    let others = store::unit::by_name(tx.rows.conn(), &new.name)?;
    let twin = others.iter().find(|other| {
        other.id != new.id
            && other.kind == new.kind
            && other.district == new.district
            && other.parent_id == new.parent_id
            && spans_meet(
                (other.valid_from, other.valid_to),
                (new.valid_from, new.valid_to),
            )
    });
    match twin {
        Some(twin) => Err(Problem::new(
            "name",
            format!(
                "Đã có {} (mã {}) trong cùng thời gian; hãy đổi tên hoặc sửa ngày của một trong hai đơn vị.",
                twin.name, twin.code
            ),
        )
        .into()),
        None => Ok(()),
    }
}

/// A unit's days hold all its visits.
fn check_visits(tx: &Tx<'_>, base: &Unit, new: &Unit) -> Result<(), RegisterError> {
    if (base.valid_from, base.valid_to) == (new.valid_from, new.valid_to) {
        return Ok(());
    }
    let outside =
        store::unit::visits_outside(tx.rows.conn(), base.id, new.valid_from, new.valid_to)?;
    if outside.is_empty() {
        return Ok(());
    }
    let place = match new.valid_to {
        Some(to) if outside.iter().any(|visit| visit.date > to) => "valid_to",
        _ => "valid_from",
    };
    Err(Problem::new(
        place,
        format!(
            "{} có cuộc giám sát ngoài khoảng ngày này: {}. Hãy sửa ngày của đơn vị hoặc dời các cuộc đó trước.",
            base.name,
            named(&outside)
        ),
    )
    .into())
}

/// "giám sát định kỳ 12/07/2025, … và 2 cuộc khác".
pub(super) fn named(visits: &[Visit]) -> String {
    let mut words: Vec<String> = visits
        .iter()
        .take(NAMED)
        .map(|visit| {
            format!(
                "{} {} ({})",
                text::lower_first(visit.kind.label()),
                date::show(visit.date),
                text::lower_first(visit.state.label())
            )
        })
        .collect();
    if visits.len() > NAMED {
        words.push(format!("{} cuộc khác", visits.len() - NAMED));
    }
    words.join(", ")
}
