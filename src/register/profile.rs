//! One unit over the years.

use chrono::{Datelike as _, NaiveDate};

use super::Register;
use super::error::RegisterError;
use super::page::codes;
use super::visit::body_on;
use crate::domain::{Unit, UnitId, UnitKind};
use crate::read::UnitProfile;
use crate::store;

impl Register {
    /// The page of a unit; `with_before` takes in the units that it took over from.
    pub fn profile(
        &self,
        id: UnitId,
        as_of: NaiveDate,
        with_before: bool,
    ) -> Result<UnitProfile, RegisterError> {
        let conn = self.store.conn();
        let unit: Unit = self.need(id, "Đơn vị này")?;
        let regulations = codes(&self.catalogue()?.regulations);
        let mut units = vec![id];
        if with_before {
            let before = store::profile::all_before(conn, id)?;
            units.extend(before.into_iter().map(|unit| unit.id));
        }
        let history = store::profile::history(conn, &units, &regulations, as_of)?;
        let body = body_on(&store::unit::bodies(conn)?, &unit.district, as_of)?;
        Ok(UnitProfile {
            as_of,
            with_before,
            predecessors: store::unit::predecessors(conn, id)?,
            successors: store::unit::successors(conn, id)?,
            answering: since_end(self.answering(&unit, as_of)?, &unit),
            regulations,
            marks: history.marks,
            visits: history.visits,
            visits_total: history.visits_total,
            visits_held: history.visits_held,
            drafts: history.drafts,
            next: history.next,
            open: history.open,
            tally: history.tally,
            archive: (unit.kind == UnitKind::Ward)
                .then(|| self.archive_tally(id, as_of.year(), as_of))
                .transpose()?,
            signers: store::unit::signers(conn, body.id)?,
            body,
            rules: self.paper_rules()?,
            sample: self.is_sample()?,
            unit,
        })
    }
}

/// Those other than the unit itself that answer for it.
pub(super) fn since_end(mut answering: Vec<Unit>, unit: &Unit) -> Vec<Unit> {
    answering.retain(|other| other.id != unit.id);
    answering
}
