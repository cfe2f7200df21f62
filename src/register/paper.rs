//! What papers show besides the page of a visit.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Register;
use super::error::{RegisterError, refused};
use super::profile::since_end;
use super::visit::body_on;
use crate::domain::date::show;
use crate::domain::{
    ParticipantRole, Period, RegulationKind, ShortcomingId, Unit, Visit, VisitId, VisitKind,
    VisitState,
};
use crate::read::review::ReviewFilter;
use crate::read::{
    BodyPage, PeriodPage, PeriodVisit, PlanPage, RecheckPage, ShortcomingFilter, Tracked,
    TrackingFilter, TrackingPage, VisitFilter, VisitPage, VisitRow,
};
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
        let body = body_on(&store::unit::bodies(conn)?, &unit.district, day)?;
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

    /// The chase as of a day, of one unit or of all.
    pub fn tracking(
        &self,
        unit: Option<&Unit>,
        as_of: NaiveDate,
    ) -> Result<TrackingPage, RegisterError> {
        let conn = self.store.conn();
        let filter = TrackingFilter {
            unit_id: unit.map(|unit| unit.id),
            from: None,
            to: as_of,
        };
        let issuer = self.issuer_on(unit.map_or("", |unit| &unit.district), as_of)?;
        Ok(TrackingPage {
            only: None,
            as_of,
            answering: match unit {
                Some(unit) => since_end(self.answering(unit, as_of)?, unit),
                None => Vec::new(),
            },
            unit: unit.cloned(),
            body: issuer.body,
            signers: issuer.signers,
            rows: counted(store::tracking::list(conn, filter, as_of)?, as_of),
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// Leaves on a sheet only what a list of shortcomings under this filter shows on the sheet's day.
    pub fn narrow(
        &self,
        page: &mut TrackingPage,
        filter: &ShortcomingFilter,
    ) -> Result<(), RegisterError> {
        let wanted = ShortcomingFilter {
            limit: None,
            ..filter.clone()
        };
        let shown = self.shortcomings(&wanted, page.as_of)?;
        let shown: BTreeSet<ShortcomingId> = shown.into_iter().map(|row| row.id).collect();
        page.rows.retain(|row| shown.contains(&row.shortcoming.id));
        page.only = Some(wanted);
        Ok(())
    }

    /// The chase of every unit that has something late on a day, in Vietnamese order.
    pub fn late_units(&self, as_of: NaiveDate) -> Result<Vec<TrackingPage>, RegisterError> {
        let mut out = Vec::new();
        for late in store::reminder::late_units(self.store.conn(), as_of)? {
            let unit: Unit = self.need(late.unit_id, "Đơn vị này")?;
            out.push(self.tracking(Some(&unit), as_of)?);
        }
        Ok(out)
    }

    /// A re-check beside the visit that it re-checks.
    ///
    /// # Errors
    /// The visit re-checks none.
    pub fn recheck(&self, id: VisitId) -> Result<RecheckPage, RegisterError> {
        let now = self.visit_page(id)?;
        match now.visit.rechecks {
            Some(earlier) => Ok(RecheckPage {
                before: self.visit_page(earlier)?,
                now,
            }),
            None => refused(format!(
                "Cuộc giám sát {} ngày {} không phúc tra cuộc nào; hãy chọn cuộc được phúc tra ở \
                 thông tin chung của cuộc đó.",
                now.unit.name_in_sentence(),
                show(now.visit.date)
            )),
        }
    }

    /// The visits of a year as they are planned.
    pub fn plan(&self, year: i32) -> Result<PlanPage, RegisterError> {
        let Some((from, to)) = Period::Year.span(year) else {
            return refused(format!("Năm {year} không dùng được."));
        };
        let issuer = self.issuer_on("", from)?;
        let mut visits = self.period_visits(from, to)?;
        visits.retain(|visit| {
            visit.state != VisitState::Cancelled && visit.kind != VisitKind::Unannounced
        });
        Ok(PlanPage {
            year,
            body: issuer.body,
            signers: issuer.signers,
            regulations: self
                .catalogue()?
                .regulations
                .into_iter()
                .filter(|entry| entry.regulation.kind == RegulationKind::Qcdc)
                .map(|entry| entry.regulation.title)
                .collect(),
            visits,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// What happened in a part of a year; the chase as of its last day unless told otherwise.
    pub fn period(
        &self,
        period: Period,
        year: i32,
        as_of: Option<NaiveDate>,
    ) -> Result<PeriodPage, RegisterError> {
        let Some((from, to)) = period.span(year) else {
            return refused(format!("Năm {year} không dùng được."));
        };
        let as_of = as_of.unwrap_or_else(|| to.min(self.today()).max(from));
        let conn = self.store.conn();
        let filter = TrackingFilter {
            unit_id: None,
            from: None,
            to: to.min(as_of),
        };
        let chased = counted(store::tracking::list(conn, filter, as_of)?, as_of);
        let found = chased
            .iter()
            .filter(|row| row.visit_date >= from)
            .cloned()
            .collect();
        let span = |from| ReviewFilter {
            from,
            to: Some(to.min(as_of)),
            district: String::new(),
        };
        let issuer = self.issuer_on("", to)?;
        let (visits, rest): (Vec<_>, Vec<_>) = self
            .period_visits(from, to)?
            .into_iter()
            .partition(|visit| visit.state.is_past_visit() && visit.date <= as_of);
        Ok(PeriodPage {
            name: period.name(year),
            from,
            to,
            as_of,
            body: issuer.body,
            signers: issuer.signers,
            regulations: self
                .catalogue()?
                .regulations
                .into_iter()
                .map(|entry| (entry.regulation.code, entry.regulation.title))
                .collect(),
            visits,
            not_held: rest.len(),
            found_tally: self.review_total(&span(Some(from)), as_of)?,
            chase_tally: self.review_total(&span(None), as_of)?,
            found,
            chased,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    fn period_visits(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<PeriodVisit>, RegisterError> {
        let filter = VisitFilter {
            from: Some(from),
            to: Some(to),
            ..VisitFilter::default()
        };
        self.visits(&filter)?
            .into_iter()
            .map(|row| Ok(period_visit(&self.visit_page(row.id)?, row)))
            .collect()
    }

    /// The body that issues on a day, with its signers. Without a district, that of the file's newest
    /// visit.
    pub fn issuer_on(&self, district: &str, day: NaiveDate) -> Result<BodyPage, RegisterError> {
        let conn = self.store.conn();
        let newest = VisitFilter {
            descending: true,
            limit: Some(1),
            ..VisitFilter::default()
        };
        let district = match self.visits(&newest)?.first() {
            Some(row) if district.is_empty() => {
                self.need::<Unit>(row.unit_id, "Đơn vị này")?.district
            }
            _ => district.to_owned(),
        };
        let body = body_on(&store::unit::bodies(conn)?, &district, day)?;
        let signers = store::unit::signers(conn, body.id)?;
        Ok(BodyPage { body, signers })
    }
}

/// Only what counts on that day: notified by then and not withdrawn.
fn counted(mut rows: Vec<Tracked>, as_of: NaiveDate) -> Vec<Tracked> {
    rows.retain(|row| row.dates.class_on(as_of).is_some());
    rows
}

fn period_visit(page: &VisitPage, row: VisitRow) -> PeriodVisit {
    let head = page
        .participants
        .iter()
        .find(|person| person.role == ParticipantRole::Head)
        .map_or_else(String::new, |head| {
            let parts = [head.name.trim(), head.title.trim()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        });
    let chosen = if page.visit.covered.is_empty() {
        Vec::new()
    } else {
        page.covered()
            .map(|sheet| sheet.regulation.title.clone())
            .collect()
    };
    PeriodVisit {
        id: row.id,
        unit_id: row.unit_id,
        unit_name: row.unit_name,
        kind: row.kind,
        state: row.state,
        date: row.date,
        time: page.visit.time,
        place: page.visit.place.clone(),
        topic: row.topic,
        head,
        conclusion_number: row.conclusion_number,
        shortcomings: row.shortcomings,
        chosen,
        scores: page
            .covered()
            .map(|sheet| (sheet.regulation.code.clone(), sheet.score))
            .collect(),
    }
}
