//! What papers show besides the page of a visit.

use chrono::NaiveDate;

use super::Register;
use super::error::RegisterError;
use super::visit::body_on;
use crate::domain::{Unit, Visit, VisitId, VisitKind, VisitState};
use crate::read::VisitPage;
use crate::store::{self, StoreError};

impl Register {
    /// The page of a visit that is not in the file: for a blank checklist to take along.
    pub fn page_without_visit(
        &self,
        unit: &Unit,
        day: NaiveDate,
    ) -> Result<VisitPage, RegisterError> {
        let conn = self.store.conn();
        let catalogue = store::catalogue::newest(conn)?.ok_or(StoreError::Gone {
            what: "Danh mục quy chế",
        })?;
        let body = body_on(store::unit::bodies(conn)?, &unit.district, day)?;
        self.page_of(Visit {
            id: VisitId(uuid::Uuid::nil()),
            ver: 0,
            unit_id: unit.id,
            body_id: body.id,
            catalogue_id: catalogue.id,
            kind: VisitKind::Periodic,
            state: VisitState::Planned,
            state_reason: String::new(),
            date: day,
            time: None,
            place: String::new(),
            topic: String::new(),
            basis: String::new(),
            period_from: None,
            period_to: None,
            covered: Vec::new(),
            report_received_on: None,
            report_note: String::new(),
            assessment: String::new(),
            report_back_by: None,
            rechecks: None,
            note: String::new(),
        })
    }
}
