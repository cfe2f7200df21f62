//! Which shortcomings come back: worked out from the visits of a unit and of those it took over from, remembered until
//! the file changes; and what a clerk decides against it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::repeat::{Repeat, RepeatMark, repeats};
use crate::domain::{Shortcoming, ShortcomingId, ShortcomingState, UnitId, Visit, VisitId};
use crate::read::repeat::{
    Earlier, EarlierFinding, RepeatInfo, RepeatPage, RepeatShare, RepeatedLine,
};
use crate::read::{Among, ShortcomingFilter, ShortcomingRow};
use crate::store;

/// Earlier shortcomings that one can be linked to by hand, newest first.
const CHOICES: usize = 60;
/// Rows of the list of the most repeated ones.
const MOST: usize = 200;
/// A list with rows of more units than this looks at all units at once: a page of a list never needs the whole file.
const FEW_UNITS: usize = 250;

/// The place of each shortcoming.
pub(super) type Repeats = Arc<HashMap<ShortcomingId, Repeat>>;

/// What was worked out for one state of the file.
#[derive(Default)]
pub(super) struct RepeatCache {
    version: (i64, u64),
    all: Option<Repeats>,
    of_unit: HashMap<UnitId, Repeats>,
}

impl Register {
    /// The repeats among the visits of one unit and those before it.
    fn repeats_of(&self, unit: UnitId) -> Result<Repeats, RegisterError> {
        let known = self.with_repeats(|cache| {
            let all = cache.all.clone();
            all.or_else(|| cache.of_unit.get(&unit).cloned())
        })?;
        if let Some(known) = known {
            return Ok(known);
        }
        let conn = self.store.conn();
        let lineage = store::repeat::lineage(conn)?;
        let units = lineage.of(unit);
        let findings = store::repeat::findings(conn, Some(&units))?;
        let found: Repeats = Arc::new(repeats(&findings, &lineage));
        self.with_repeats(|cache| cache.of_unit.insert(unit, found.clone()))?;
        Ok(found)
    }

    fn all_repeats(&self) -> Result<Repeats, RegisterError> {
        if let Some(known) = self.with_repeats(|cache| cache.all.clone())? {
            return Ok(known);
        }
        let conn = self.store.conn();
        let lineage = store::repeat::lineage(conn)?;
        let found: Repeats = Arc::new(repeats(&store::repeat::findings(conn, None)?, &lineage));
        self.with_repeats(|cache| cache.all = Some(found.clone()))?;
        Ok(found)
    }

    fn with_repeats<T>(
        &self,
        work: impl FnOnce(&mut RepeatCache) -> T,
    ) -> Result<T, RegisterError> {
        let version = store::repeat::version(self.store.conn())?;
        let mut cache = self.repeats.borrow_mut();
        if cache.version != version {
            *cache = RepeatCache {
                version,
                ..RepeatCache::default()
            };
        }
        Ok(work(&mut cache))
    }

    /// Writes into each row which finding of its kind it is.
    pub(super) fn number_repeats(&self, rows: &mut [ShortcomingRow]) -> Result<(), RegisterError> {
        let units: BTreeSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        if units.len() > FEW_UNITS {
            let all = self.all_repeats()?;
            for row in rows {
                row.repeat = all.get(&row.id).map(|repeat| repeat.number);
            }
            return Ok(());
        }
        for unit in units {
            let found = self.repeats_of(unit)?;
            for row in rows.iter_mut().filter(|row| row.unit_id == unit) {
                row.repeat = found.get(&row.id).map(|repeat| repeat.number);
            }
        }
        Ok(())
    }

    /// One shortcoming beside the earlier ones.
    pub(super) fn repeat_info(
        &self,
        row: &ShortcomingRow,
        as_of: NaiveDate,
    ) -> Result<RepeatInfo, RegisterError> {
        let conn = self.store.conn();
        let found = self.repeats_of(row.unit_id)?;
        let repeat = found.get(&row.id).copied();
        let of = match repeat.and_then(|repeat| repeat.of) {
            None => None,
            Some((id, cause)) => store::shortcoming::row(conn, id, as_of)?
                .map(|earlier| (earlier_of(earlier), cause)),
        };
        let units = store::repeat::lineage(conn)?.of(row.unit_id);
        let before = (row.visit_date, row.visit_id);
        let mut choices = Vec::new();
        for unit in units {
            let filter = ShortcomingFilter {
                unit_id: Some(unit),
                visited_to: Some(row.visit_date),
                order: crate::read::ShortcomingOrder::Visit,
                descending: true,
                limit: u32::try_from(CHOICES).ok(),
                ..ShortcomingFilter::default()
            };
            choices.extend(store::shortcoming::list(conn, &filter, as_of)?);
        }
        choices.retain(|other| {
            (other.visit_date, other.visit_id) < before
                && other.state != ShortcomingState::Withdrawn
        });
        choices.sort_by_key(|other| std::cmp::Reverse((other.visit_date, other.visit_id)));
        choices.truncate(CHOICES);
        Ok(RepeatInfo {
            number: repeat.map(|repeat| repeat.number),
            of,
            by_hand: store::record::get::<RepeatMark>(conn, row.id)?.is_some(),
            choices: choices.into_iter().map(earlier_of).collect(),
        })
    }

    /// What was found wanting before on the items of a visit's checklist: in earlier visits of its unit and of those
    /// it took over from.
    pub fn earlier_findings(&self, id: VisitId) -> Result<Vec<EarlierFinding>, RegisterError> {
        let conn = self.store.conn();
        let visit: Visit = self.need(id, "Cuộc giám sát này")?;
        let units = store::repeat::lineage(conn)?.of(visit.unit_id);
        let found = self.repeats_of(visit.unit_id)?;
        let mut last: BTreeMap<String, (u32, ShortcomingId)> = BTreeMap::new();
        for finding in store::repeat::findings(conn, Some(&units))? {
            let is_earlier = (finding.visit_date, finding.visit_id) < (visit.date, visit.id);
            let Some(item) = finding.item.filter(|_| is_earlier && !finding.withdrawn) else {
                continue;
            };
            let number = found.get(&finding.id).map_or(1, |repeat| repeat.number);
            let best = last.entry(item).or_insert((number, finding.id));
            if number >= best.0 {
                *best = (number, finding.id);
            }
        }
        let items = store::catalogue::item_keys(conn, visit.catalogue_id)?;
        let mut out = Vec::new();
        for (item_id, key) in items {
            let Some((times, id)) = last.get(&key).copied() else {
                continue;
            };
            if let Some(row) = store::shortcoming::row(conn, id, self.today())? {
                out.push(EarlierFinding {
                    item_id,
                    times,
                    last: earlier_of(row),
                });
            }
        }
        Ok(out)
    }

    /// What comes back most among the findings of a span of visits, with how often each regulation and each unit had a
    /// repeat.
    pub fn most_repeated(
        &self,
        filter: &ShortcomingFilter,
        as_of: NaiveDate,
    ) -> Result<RepeatPage, RegisterError> {
        let repeats = self.all_repeats()?;
        // what was found counts, whether it was notified yet or not
        let found = ShortcomingFilter {
            among: Among::All,
            ..filter.clone()
        };
        let mut rows = store::shortcoming::list(self.store.conn(), &found, as_of)?;
        rows.retain(|row| repeats.contains_key(&row.id) && row.visit_date <= as_of);
        let mut page = RepeatPage::default();
        let mut by_regulation: BTreeMap<String, _> = BTreeMap::new();
        let mut by_unit: BTreeMap<Vec<u8>, (UnitId, String, RepeatShare)> = BTreeMap::new();
        let mut continued: HashSet<ShortcomingId> = HashSet::new();
        for row in &rows {
            let Some(repeat) = repeats.get(&row.id) else {
                continue;
            };
            continued.extend(repeat.of.map(|(id, _)| id));
            page.total.add(repeat.is_repeat());
            let of_regulation = by_regulation.entry(row.regulation_code.clone());
            let share: &mut RepeatShare = of_regulation.or_default();
            share.add(repeat.is_repeat());
            let mut key = crate::domain::text::sort_key(&row.unit_name);
            key.extend_from_slice(row.unit_id.0.as_bytes());
            let of_unit = by_unit.entry(key).or_insert_with(|| {
                let share = RepeatShare::default();
                (row.unit_id, row.unit_name.clone(), share)
            });
            of_unit.2.add(repeat.is_repeat());
        }
        rows.retain(|row| !continued.contains(&row.id));
        let mut newest: Vec<(Repeat, ShortcomingRow)> = rows
            .into_iter()
            .filter_map(|row| Some((*repeats.get(&row.id)?, row)))
            .filter(|(repeat, _)| repeat.is_repeat())
            .collect();
        newest.sort_by_key(|(repeat, row)| {
            std::cmp::Reverse((repeat.number, row.visit_date, row.visit_id, row.id))
        });
        newest.truncate(MOST);
        for (repeat, row) in newest {
            page.lines.push(RepeatedLine {
                unit_id: row.unit_id,
                regulation_code: row.regulation_code.clone(),
                times: repeat.number,
                first_on: self.first_of(&repeats, row.id)?.unwrap_or(row.visit_date),
                latest: earlier_of(row),
            });
        }
        page.by_regulation = by_regulation.into_iter().collect();
        page.by_unit = by_unit.into_values().collect();
        Ok(page)
    }

    /// Day of the visit with the first finding of a row of repeats.
    fn first_of(
        &self,
        repeats: &HashMap<ShortcomingId, Repeat>,
        mut id: ShortcomingId,
    ) -> Result<Option<NaiveDate>, RegisterError> {
        while let Some((earlier, _)) = repeats.get(&id).and_then(|repeat| repeat.of) {
            id = earlier;
        }
        let row = store::shortcoming::row(self.store.conn(), id, self.today())?;
        Ok(row.map(|row| row.visit_date))
    }

    /// Links a shortcoming to an earlier one, says that it repeats none (`Some(None)`), or leaves it to the program
    /// again (`None`).
    ///
    /// # Errors
    /// The earlier one is of another unit's history, not earlier, or withdrawn.
    pub fn mark_repeat(
        &mut self,
        id: ShortcomingId,
        mark: Option<Option<ShortcomingId>>,
    ) -> Result<Outcome<()>, RegisterError> {
        let message = match mark {
            None => "Đã để chương trình tự xác định lặp lại",
            Some(None) => "Đã ghi: không phải lặp lại",
            Some(Some(_)) => "Đã nối với tồn tại lần trước",
        };
        self.transact(Op::MarkRepeat, message, |tx| {
            let shortcoming: Shortcoming = tx.rows.need(id, "Tồn tại này")?;
            if let Some(Some(of)) = mark {
                check_link(tx, &shortcoming, of)?;
            }
            let before: Option<RepeatMark> = tx.rows.get(id)?;
            match (before, mark) {
                (None, None) => {}
                (Some(before), None) => tx.rows.remove(&before)?,
                (None, Some(of_id)) => {
                    tx.rows.add(RepeatMark {
                        shortcoming_id: id,
                        ver: 0,
                        of_id,
                    })?;
                }
                (Some(before), Some(of_id)) => {
                    let after = RepeatMark {
                        of_id,
                        ..before.clone()
                    };
                    tx.rows.put(&before, after)?;
                }
            }
            Ok(())
        })
    }
}

fn check_link(
    tx: &Tx<'_>,
    shortcoming: &Shortcoming,
    of: ShortcomingId,
) -> Result<(), RegisterError> {
    let earlier: Shortcoming = tx.rows.need(of, "Tồn tại lần trước")?;
    let visit: Visit = tx.rows.need(shortcoming.visit_id, "Cuộc giám sát này")?;
    let before: Visit = tx.rows.need(earlier.visit_id, "Cuộc giám sát này")?;
    if earlier.state == ShortcomingState::Withdrawn {
        return refused("Tồn tại lần trước đã rút; hãy chọn tồn tại khác.");
    }
    if (before.date, before.id) >= (visit.date, visit.id) {
        return refused("Chỉ nối được với tồn tại của một cuộc giám sát trước đó.");
    }
    let units = store::repeat::lineage(tx.rows.conn())?.of(visit.unit_id);
    if !units.contains(&before.unit_id) {
        return refused(
            "Chỉ nối được với tồn tại của chính đơn vị này hoặc của đơn vị mà nó tiếp nhận.",
        );
    }
    Ok(())
}

/// Removes what was decided about a shortcoming that is about to be removed.
pub(super) fn drop_marks(tx: &mut Tx<'_>, id: ShortcomingId) -> Result<(), RegisterError> {
    for mark in store::repeat::marks_about(tx.rows.conn(), id)? {
        tx.rows.remove(&mark)?;
    }
    Ok(())
}

fn earlier_of(row: ShortcomingRow) -> Earlier {
    Earlier {
        id: row.id,
        visit_id: row.visit_id,
        visit_date: row.visit_date,
        unit_name: row.unit_name,
        description: row.description,
        state: row.state,
        class: row.class,
    }
}
