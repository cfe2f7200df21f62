//! One act of a reorganisation: units end, others begin, and what was planned or open goes over to those that take over.

use chrono::{Datelike as _, NaiveDate};

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use super::unit::{check_name, named};
use super::visit::body_for;
use crate::domain::reform::{code_for, short_name};
use crate::domain::{
    Giver, Problem, Reform, ReformAct, Succession, SuccessionExtent, SuccessionId, Taker, Unit,
    UnitId, Visit, VisitState, text,
};
use crate::read::UnitRow;
use crate::read::reform::{KinRow, UnderRow, UnitKin};
use crate::store;

impl Register {
    /// Merges, splits, renames or ends units from a day on; answers those that take over.
    ///
    /// # Errors
    /// The act contradicts what is written: a unit that was not there, a visit or report after the end, a name or code
    /// that another unit bears.
    pub fn reform(&mut self, new: &Reform) -> Result<Outcome<Vec<UnitId>>, RegisterError> {
        self.transact(Op::ReformUnits, "", |tx| act(tx, new))
    }

    /// Lays an edit over a link between a unit and one that took over from it.
    pub fn edit_succession(
        &mut self,
        base: &Succession,
        new: &Succession,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::ReformUnits, "Đã sửa liên kết sắp xếp", |tx| {
            let mut new = new.clone();
            new.source = text::clean(&new.source);
            if new.answers && !base.answers {
                let others = store::unit::successors(tx.rows.conn(), base.from_id)?;
                for (other, _) in others.into_iter().filter(|(link, _)| link.id != base.id) {
                    if other.answers {
                        let mut after = other.clone();
                        after.answers = false;
                        tx.rows.put(&other, after)?;
                    }
                }
            }
            tx.edit(base, &new, "Liên kết này", |_| Ok(()))?;
            Ok(())
        })
    }

    /// Takes back that one unit took over from another; the days of both stay.
    pub fn remove_succession(&mut self, id: SuccessionId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::ReformUnits, "", |tx| {
            let link: Succession = tx.rows.need(id, "Liên kết này")?;
            let from: Unit = tx.rows.need(link.from_id, "Đơn vị này")?;
            let to: Unit = tx.rows.need(link.to_id, "Đơn vị này")?;
            tx.message = format!("Đã bỏ liên kết {} và {}", from.name, to.name);
            Ok(tx.rows.remove(&link)?)
        })
    }

    /// Who answers on a day for what a unit left open; itself while it exists, nobody where none took over.
    pub fn answering(&self, unit: &Unit, day: NaiveDate) -> Result<Vec<Unit>, RegisterError> {
        Ok(store::unit::answering(self.store.conn(), unit, day)?)
    }

    /// What was before a unit, what came after it, and what belongs to it.
    pub fn unit_kin(&self, id: UnitId, as_of: NaiveDate) -> Result<UnitKin, RegisterError> {
        let conn = self.store.conn();
        let rows = self.units(as_of)?;
        let links = store::unit::links(conn)?;
        let reports = store::unit::report_counts(conn)?;
        let row = |id: UnitId| rows.iter().find(|row| row.unit.id == id);
        let kin = |link: &Succession, id: UnitId| {
            row(id).map(|row| KinRow {
                link: link.clone(),
                row: row.clone(),
                reports: reports.get(&id).copied().unwrap_or_default(),
            })
        };
        let before = walk(id, &links, |link| (link.to_id, link.from_id));
        let after = walk(id, &links, |link| (link.from_id, link.to_id));
        let ended = |parent: &UnitRow| parent.unit.valid_to.is_some_and(|to| to < as_of);
        let under = rows.iter().filter_map(|child| {
            let parent = child.unit.parent_id?;
            let came = before.iter().find(|(_, from)| *from == parent);
            let through = match came {
                _ if parent == id => None,
                // what belonged to a ward that is gone belongs to those that took over
                Some(_) if row(parent).is_some_and(ended) => {
                    row(parent).map(|p| p.unit.name.clone())
                }
                _ => return None,
            };
            Some(UnderRow {
                row: child.clone(),
                through,
            })
        });
        let mut kin_before: Vec<KinRow> = before
            .iter()
            .filter_map(|(link, id)| kin(link, *id))
            .collect();
        let mut kin_after: Vec<KinRow> = after
            .iter()
            .filter_map(|(link, id)| kin(link, *id))
            .collect();
        let name = |row: &KinRow| text::sort_key(&row.row.unit.name);
        kin_before.sort_by_cached_key(|row| (std::cmp::Reverse(row.link.on), name(row)));
        kin_after.sort_by_cached_key(|row| (row.link.on, name(row)));
        Ok(UnitKin {
            above: row(id)
                .and_then(|unit| unit.unit.parent_id)
                .and_then(row)
                .cloned(),
            under: under.collect(),
            before: kin_before,
            after: kin_after,
        })
    }
}

/// All units one way along the links, each once, the nearest first.
fn walk(
    start: UnitId,
    links: &[Succession],
    ends: impl Fn(&Succession) -> (UnitId, UnitId),
) -> Vec<(&Succession, UnitId)> {
    let mut seen = std::collections::HashSet::from([start]);
    let mut waiting = std::collections::VecDeque::from([start]);
    let mut found = Vec::new();
    while let Some(here) = waiting.pop_front() {
        for link in links {
            let (near, far) = ends(link);
            if near == here && seen.insert(far) {
                waiting.push_back(far);
                found.push((link, far));
            }
        }
    }
    found
}

fn act(tx: &mut Tx<'_>, new: &Reform) -> Result<Vec<UnitId>, RegisterError> {
    new.check()?;
    let mut givers = Vec::new();
    for giver in &new.givers {
        let unit: Unit = tx.rows.need(giver.unit_id, "Đơn vị này")?;
        new.check_giver(&unit)?;
        givers.push((*giver, unit));
    }
    let Some((_, first)) = givers.first().cloned() else {
        return refused("Hãy chọn đơn vị được sắp xếp.");
    };
    if let Some((_, other)) = givers.iter().find(|(_, unit)| unit.kind != first.kind) {
        return Err(Problem::new(
            "givers",
            format!(
                "{} và {} khác loại đơn vị; chỉ sắp xếp các đơn vị cùng loại với nhau.",
                first.name, other.name
            ),
        )
        .into());
    }
    if new.ends() {
        for (_, unit) in &mut givers {
            *unit = end(tx, new, unit)?;
        }
    }
    let mut takers = Vec::new();
    for taker in &new.takers {
        takers.push(taker_of(tx, new, taker, &first)?);
    }
    link(tx, new, &givers, &takers)?;
    let mut moved = 0;
    if new.ends() {
        for (_, unit) in &givers {
            moved += hand_over(tx, new, unit, &takers)?;
        }
    }
    let old: Vec<&str> = givers.iter().map(|(_, unit)| unit.name.as_str()).collect();
    let young: Vec<&str> = takers.iter().map(|unit| unit.name.as_str()).collect();
    tx.message = new.words(&old, &young);
    if moved > 0 {
        tx.message = format!("{}; chuyển {moved} cuộc giám sát dự kiến", tx.message);
    }
    Ok(takers.iter().map(|unit| unit.id).collect())
}

/// Ends a unit the day before, when nothing is written about it after that.
fn end(tx: &mut Tx<'_>, new: &Reform, unit: &Unit) -> Result<Unit, RegisterError> {
    let last = new.last_day();
    let conn = tx.rows.conn();
    let after = store::unit::visits_outside(conn, unit.id, None, Some(last))?;
    let held: Vec<Visit> = after.into_iter().filter(|visit| !is_ahead(visit)).collect();
    if !held.is_empty() {
        return Err(Problem::new(
            "on",
            format!(
                "{} còn có cuộc giám sát sau ngày {}: {}. Hãy sửa ngày sắp xếp, hoặc sửa ngày của các cuộc đó trước.",
                unit.name,
                crate::domain::date::show(last),
                named(&held)
            ),
        )
        .into());
    }
    let first_month = if new.on.day() == 1 {
        Some(new.on)
    } else {
        new.on
            .with_day(1)
            .and_then(|day| day.checked_add_months(chrono::Months::new(1)))
    };
    let month = first_month
        .map(|day| day.format("%Y-%m").to_string())
        .unwrap_or_default();
    if let Some(month) = store::monthly_report::first_from(conn, unit.id, &month)? {
        return Err(Problem::new(
            "on",
            format!(
                "{} đã ghi nhận báo cáo của {}, sau ngày kết thúc {}; hãy sửa ngày sắp xếp hoặc bỏ ghi nhận đó trước.",
                unit.name,
                month.name(),
                crate::domain::date::show(last)
            ),
        )
        .into());
    }
    if unit.valid_to == Some(last) {
        return Ok(unit.clone());
    }
    let mut after = unit.clone();
    after.valid_to = Some(last);
    after.checked = unit.checked && new.checked;
    after.check()?;
    Ok(tx.rows.put(unit, after)?)
}

/// Not held yet: it can go over to another unit.
fn is_ahead(visit: &Visit) -> bool {
    matches!(
        visit.state,
        VisitState::Planned | VisitState::Announced | VisitState::Postponed
    )
}

/// The unit that takes over: found, or begun on the day.
fn taker_of(
    tx: &mut Tx<'_>,
    new: &Reform,
    taker: &Taker,
    like: &Unit,
) -> Result<Unit, RegisterError> {
    let (name, code) = match taker {
        Taker::There(id) => {
            let unit: Unit = tx.rows.need(*id, "Đơn vị này")?;
            new.check_taker(&unit)?;
            if unit.kind != like.kind {
                return Err(Problem::new(
                    "takers",
                    format!(
                        "{} không phải {}; hãy chọn đơn vị cùng loại.",
                        unit.name,
                        text::lower_first(like.kind.label())
                    ),
                )
                .into());
            }
            return Ok(unit);
        }
        Taker::New { name, code } => (text::clean(name), text::clean(code)),
    };
    let short_name = short_name(&name, like.kind);
    let ward = match like.parent_id {
        Some(id) => tx.rows.get::<Unit>(id)?.map(|ward| ward.code),
        None => None,
    };
    let unit = Unit {
        id: UnitId(tx.new_id()),
        ver: 0,
        code: if code.is_empty() {
            free_code(
                tx,
                new,
                &code_for(&like.district, ward.as_deref(), &short_name),
            )?
        } else {
            code
        },
        kind: like.kind,
        name,
        short_name,
        district: like.district.clone(),
        parent_id: like.parent_id,
        valid_from: Some(new.on),
        valid_to: None,
        checked: new.checked,
    };
    unit.check()?;
    check_name(tx, &unit)?;
    if store::unit::by_code(tx.rows.conn(), &unit.code)?.is_some() {
        return Err(Problem::new(
            "code",
            format!("Đã có đơn vị mang mã {}; hãy ghi mã khác.", unit.code),
        )
        .into());
    }
    Ok(tx.rows.add(unit)?)
}

/// A ward that keeps its name through a reform keeps its code too, with the year behind.
fn free_code(tx: &Tx<'_>, new: &Reform, code: &str) -> Result<String, RegisterError> {
    if store::unit::by_code(tx.rows.conn(), code)?.is_none() {
        return Ok(code.to_owned());
    }
    let of_year = format!("{code}-{}", new.on.year());
    for number in 1..100 {
        let code = if number == 1 {
            of_year.clone()
        } else {
            format!("{of_year}-{number}")
        };
        if store::unit::by_code(tx.rows.conn(), &code)?.is_none() {
            return Ok(code);
        }
    }
    refused("Không đặt được mã cho đơn vị mới; hãy ghi mã.")
}

fn link(
    tx: &mut Tx<'_>,
    new: &Reform,
    givers: &[(Giver, Unit)],
    takers: &[Unit],
) -> Result<(), RegisterError> {
    for (giver, unit) in givers {
        let there = store::unit::successors(tx.rows.conn(), unit.id)?;
        for (place, taker) in takers.iter().enumerate() {
            if let Some((link, _)) = there
                .iter()
                .find(|(link, _)| link.to_id == taker.id && link.on == new.on)
            {
                return Err(Problem::new(
                    "takers",
                    format!(
                        "Đã ghi {} tiếp nhận từ {} ngày {}.",
                        taker.name,
                        unit.name,
                        crate::domain::date::show(link.on)
                    ),
                )
                .into());
            }
            let extent = match new.act {
                ReformAct::Split => SuccessionExtent::Part,
                ReformAct::Rename => SuccessionExtent::Whole,
                ReformAct::Merge | ReformAct::End => giver.extent,
            };
            let id = SuccessionId(tx.new_id());
            tx.rows.add(Succession {
                id,
                ver: 0,
                from_id: unit.id,
                to_id: taker.id,
                extent,
                on: new.on,
                checked: new.checked,
                source: text::clean(&new.basis),
                answers: new.answers == Some(place) && takers.len() > 1,
            })?;
        }
    }
    Ok(())
}

/// Moves what is planned after the end to the unit that answers; answers how many.
fn hand_over(
    tx: &mut Tx<'_>,
    new: &Reform,
    unit: &Unit,
    takers: &[Unit],
) -> Result<usize, RegisterError> {
    let last = Some(new.last_day());
    let ahead = store::unit::visits_outside(tx.rows.conn(), unit.id, None, last)?;
    if ahead.is_empty() {
        return Ok(0);
    }
    let heir = match (takers, new.answers.and_then(|place| takers.get(place))) {
        (_, Some(named)) => Some(named),
        ([only], None) => Some(only),
        _ => None,
    };
    let Some(heir) = heir else {
        return Err(Problem::new(
            "on",
            format!(
                "{} còn cuộc giám sát dự kiến sau ngày kết thúc: {}. Hãy dời, hủy các cuộc đó hoặc chọn đơn vị tiếp tục chịu trách nhiệm.",
                unit.name,
                named(&ahead)
            ),
        )
        .into());
    };
    for visit in &ahead {
        let mut after = visit.clone();
        after.unit_id = heir.id;
        after.body_id = body_for(tx, heir, visit.date)?;
        after.place = visit
            .place
            .replace(&unit.name_in_sentence(), &heir.name_in_sentence());
        tx.rows.put(visit, after)?;
    }
    Ok(ahead.len())
}
