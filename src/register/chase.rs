//! The chase over several visits: orders of earlier visits, a later visit that carries one on, re-checks.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::shortcoming::{check_step_day, write_step};
use super::transact::Outcome;
use super::visit::NewVisit;
use crate::domain::shortcoming::Step;
use crate::domain::{
    ChecklistItem, EventKind, Problem, Rating, RatingValue, RegulationId, Shortcoming,
    ShortcomingId, ShortcomingState, Unit, UnitId, Visit, VisitId, VisitKind, VisitState, date,
    text,
};
use crate::read::visit::visit_title;
use crate::read::{EarlierOrder, VisitChase};
use crate::store;

impl Register {
    /// The chase as one visit sees it.
    pub(super) fn chase_of(&self, visit: &Visit) -> Result<VisitChase, RegisterError> {
        let conn = self.store.conn();
        let mut carried = Vec::new();
        for shortcoming in store::visit::shortcomings(conn, visit.id)? {
            if let Some(later) = shortcoming.carried_to
                && let Some(row) = store::visit::one(conn, later, self.today())?
            {
                carried.push((shortcoming.id, row));
            }
        }
        let mut orders = Vec::new();
        for id in store::chase::orders_before(conn, visit)? {
            orders.extend(self.earlier_order(id, visit)?);
        }
        Ok(VisitChase {
            calendar: store::holiday::calendar(conn)?,
            orders,
            carried,
        })
    }

    fn earlier_order(
        &self,
        id: ShortcomingId,
        visit: &Visit,
    ) -> Result<Option<EarlierOrder>, RegisterError> {
        let conn = self.store.conn();
        let Some(detail) = store::shortcoming::detail(conn, id, self.today())? else {
            return Ok(None);
        };
        let shortcoming = detail.shortcoming;
        let item: Option<ChecklistItem> = match shortcoming.item_id {
            Some(item) => store::record::get(conn, item)?,
            None => None,
        };
        let rated = |rating: Option<Rating>| {
            rating
                .filter(|rating| rating.value != RatingValue::NotRated)
                .map(|rating| (rating.value, rating.comment))
        };
        let (mut before, mut now) = (None, None);
        if let Some(item) = &item {
            before = rated(store::record::get(conn, (shortcoming.visit_id, item.id))?);
            now = rated(store::chase::rating_by_code(conn, visit.id, &item.code)?);
        }
        Ok(Some(EarlierOrder {
            item_code: item.map(|item| item.code).unwrap_or_default(),
            before,
            now,
            row: detail.row,
            events: detail.events,
            shortcoming,
        }))
    }

    /// Links a shortcoming to the later visit that carries it on. It stays open, and late when it is late.
    ///
    /// # Errors
    /// It was not notified or is closed, or the visit is earlier, cancelled or of another unit.
    pub fn carry_shortcoming(
        &mut self,
        id: ShortcomingId,
        to: VisitId,
        step: &Step,
    ) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        self.transact(Op::StepShortcoming, "", |tx| {
            let before: Shortcoming = tx.rows.need(id, "Tồn tại này")?;
            let visit: Visit = tx.rows.need(before.visit_id, "Cuộc giám sát này")?;
            let later: Visit = tx.rows.need(to, "Cuộc giám sát tiếp theo")?;
            let unit: Unit = tx.rows.need(later.unit_id, "Đơn vị này")?;
            let heirs = store::chase::heirs(tx.rows.conn(), visit.unit_id)?;
            check_later(&visit, &later, &heirs)?;
            if before.carried_to == Some(to) {
                return Err(Problem::new(
                    "visit",
                    "Tồn tại này đã chuyển cho cuộc giám sát đó theo dõi.",
                )
                .into());
            }
            check_step_day(tx, &visit, id, step.on, today)?;
            let title = visit_title(&unit.name, later.kind, later.date);
            let mut words = format!("Chuyển sang {title}");
            if !step.text.trim().is_empty() {
                words = format!("{words}. {}", step.text);
            }
            let step = Step {
                kind: EventKind::Carried,
                text: words,
                deadline: None,
                ..step.clone()
            };
            write_step(tx, &before, &step)?;
            let stepped: Shortcoming = tx.rows.need(id, "Tồn tại này")?;
            let carried = Shortcoming {
                carried_to: Some(to),
                ..stepped.clone()
            };
            tx.rows.put(&stepped, carried)?;
            tx.message = format!("Đã chuyển tồn tại sang {title} theo dõi");
            Ok(())
        })
    }

    /// Makes a re-check of the open orders of a visit, or of a unit's latest visit that has some: the earlier visit
    /// is named, the regulations of the open orders are covered.
    ///
    /// # Errors
    /// There is nothing to re-check, or the day lies before the earlier visit.
    pub fn create_recheck(
        &mut self,
        earlier: VisitId,
        on: NaiveDate,
        unit: Option<UnitId>,
    ) -> Result<Outcome<VisitId>, RegisterError> {
        let page = self.visit_page(earlier)?;
        if on < page.visit.date {
            return Err(Problem::new(
                "date",
                format!(
                    "Ngày phúc tra {} ở trước cuộc giám sát được phúc tra ({}); hãy chọn ngày sau đó.",
                    date::show(on),
                    date::show(page.visit.date)
                ),
            )
            .into());
        }
        let open: Vec<&Shortcoming> = page
            .shortcomings
            .iter()
            .filter(|s| s.state.is_open() && s.state != ShortcomingState::Draft)
            .collect();
        if open.is_empty() {
            return refused(
                "Cuộc giám sát này không còn tồn tại nào đang theo dõi; không có gì để phúc tra.",
            );
        }
        let mut covered: Vec<RegulationId> = open.iter().filter_map(|s| s.regulation_id).collect();
        if open.iter().any(|s| s.regulation_id.is_none()) {
            covered.clear();
        }
        covered.sort_unstable();
        covered.dedup();
        let topic = page.conclusion.as_ref().map_or_else(
            || {
                let day = date::show(page.visit.date);
                format!("việc khắc phục tồn tại, hạn chế sau cuộc giám sát ngày {day}")
            },
            |written| {
                format!(
                    "việc khắc phục tồn tại, hạn chế theo Thông báo kết luận số {}",
                    written.conclusion.doc_number()
                )
            },
        );
        let new = NewVisit {
            unit_id: self.unit_to_recheck(&page.unit, on, unit)?,
            kind: VisitKind::Recheck,
            date: on,
            topic,
            rechecks: Some(earlier),
        };
        self.create_visit_with(&new, |visit| {
            // Items of another catalogue version have identities of their own: then the whole checklist is open.
            if visit.catalogue_id == page.visit.catalogue_id {
                visit.covered = covered;
            }
        })
    }

    /// The unit to go to: the one that was visited, or the one that took over from it.
    fn unit_to_recheck(
        &self,
        was: &Unit,
        on: NaiveDate,
        asked: Option<UnitId>,
    ) -> Result<UnitId, RegisterError> {
        let heirs = store::chase::heirs(self.store.conn(), was.id)?;
        if let Some(asked) = asked {
            if heirs.contains(&asked) {
                return Ok(asked);
            }
            return Err(Problem::new(
                "unit_id",
                format!(
                    "Đơn vị được chọn không tiếp nhận từ {}; hãy chọn lại.",
                    was.name
                ),
            )
            .into());
        }
        if was.exists_on(on) {
            return Ok(was.id);
        }
        let mut there = Vec::new();
        for id in heirs {
            let unit: Unit = self.need(id, "Đơn vị này")?;
            if unit.exists_on(on) {
                there.push(unit);
            }
        }
        match there.as_slice() {
            [one] => Ok(one.id),
            [] => refused(format!(
                "{} không tồn tại vào ngày {} và chưa ghi đơn vị tiếp nhận; hãy chọn ngày khác.",
                was.name,
                date::show(on)
            )),
            several => {
                let names: Vec<String> = several
                    .iter()
                    .map(|unit| format!("{} ({})", unit.name, unit.code))
                    .collect();
                Err(Problem::new(
                    "unit_id",
                    format!(
                        "{} nay thuộc về nhiều đơn vị: {}; hãy chọn đơn vị để phúc tra.",
                        was.name,
                        names.join(", ")
                    ),
                )
                .into())
            }
        }
    }

    /// Shortcomings whose id begins so, each with its description; a few are enough to tell them apart.
    pub fn shortcomings_by_id(
        &self,
        beginning: &str,
    ) -> Result<Vec<(ShortcomingId, String)>, RegisterError> {
        Ok(store::chase::by_beginning(self.store.conn(), beginning)?)
    }

    /// The latest visit to a unit, or to those that it took over from, that has open orders.
    pub fn visit_with_open_orders(&self, unit: UnitId) -> Result<Option<VisitId>, RegisterError> {
        Ok(store::chase::latest_with_orders(self.store.conn(), unit)?)
    }
}

fn check_later(visit: &Visit, later: &Visit, heirs: &[UnitId]) -> Result<(), Problem> {
    let said = if later.id == visit.id {
        "Tồn tại không chuyển cho chính cuộc giám sát đã phát hiện ra nó; hãy chọn cuộc sau."
            .to_owned()
    } else if later.date < visit.date {
        format!(
            "Cuộc giám sát ngày {} ở trước cuộc đã phát hiện tồn tại ({}); hãy chọn cuộc sau.",
            date::show(later.date),
            date::show(visit.date)
        )
    } else if later.state == VisitState::Cancelled {
        "Cuộc giám sát đó đã hủy; hãy chọn cuộc khác.".to_owned()
    } else if !heirs.contains(&later.unit_id) {
        "Cuộc giám sát đó của đơn vị khác; hãy chọn cuộc của chính đơn vị này hoặc đơn vị tiếp nhận."
            .to_owned()
    } else {
        return Ok(());
    };
    Err(Problem::new("visit", text::clean(&said)))
}
