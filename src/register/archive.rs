//! Archives: what was found, taken over from checklists, and which papers are needed from which year on.

mod needed;

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::page::codes;
use super::transact::{Outcome, Tx};
use crate::domain::archive::check_year;
use crate::domain::text::paper_count;
use crate::domain::{
    ArchiveEntry, ArchivePaper, ArchivePaperId, ArchiveSource, ArchiveState, ArchiveTally, Problem,
    Unit, UnitId, UnitKind, text,
};
use crate::read::archive::{ArchiveFilter, ArchivePage, ArchiveYear};
use crate::store;

/// One state for papers of a ward, as a key sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveMark {
    pub unit_id: UnitId,
    pub papers: Vec<ArchivePaperId>,
    pub year: i32,
    pub state: ArchiveState,
}

/// All that is written of one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArchiveEntry {
    pub unit_id: UnitId,
    pub paper_id: ArchivePaperId,
    pub year: i32,
    pub state: ArchiveState,
    pub place: String,
    pub kept_until: Option<NaiveDate>,
    pub seen_on: Option<NaiveDate>,
    pub note: String,
}

/// A paper that is to be needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArchivePaper {
    /// Empty for one made from the item or the regulation.
    pub code: String,
    pub regulation: String,
    pub item: String,
    pub name: String,
    pub every_year: bool,
}

impl Register {
    /// The archives of a year as of a day.
    pub fn archive(
        &self,
        filter: &ArchiveFilter,
        as_of: NaiveDate,
    ) -> Result<ArchiveYear, RegisterError> {
        check_year(filter.year)?;
        let regulations = codes(&self.catalogue()?.regulations);
        Ok(store::archive::year(
            self.store.conn(),
            filter,
            &regulations,
            as_of,
        )?)
    }

    /// The archives with what their papers need; a letter to one unit is issued by the body of its district.
    pub fn archive_page(
        &self,
        filter: &ArchiveFilter,
        as_of: NaiveDate,
    ) -> Result<ArchivePage, RegisterError> {
        Ok(ArchivePage {
            year: self.archive(filter, as_of)?,
            issuer: self.issuer_on(&filter.district, as_of)?,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
        })
    }

    /// Only the counts of a year, of one unit.
    pub fn archive_tally(
        &self,
        unit_id: UnitId,
        year: i32,
        as_of: NaiveDate,
    ) -> Result<ArchiveTally, RegisterError> {
        let filter = ArchiveFilter::of_year(year);
        Ok(store::archive::tally(
            self.store.conn(),
            &filter,
            Some(unit_id),
            as_of,
        )?)
    }

    /// Every paper that is or was needed.
    pub fn archive_papers(&self) -> Result<Vec<ArchivePaper>, RegisterError> {
        Ok(store::archive::papers(self.store.conn())?)
    }

    /// The paper of a code that is needed in a year.
    pub fn archive_paper(&self, code: &str, year: i32) -> Result<ArchivePaper, RegisterError> {
        let wanted = text::fold(code.trim());
        let found = self
            .archive_papers()?
            .into_iter()
            .find(|paper| text::fold(&paper.code) == wanted && paper.required_in(year));
        found.ok_or_else(|| {
            RegisterError::from(Problem::new(
                "paper",
                format!("Năm {year} không yêu cầu giấy tờ nào mang mã “{code}”; xem bằng lệnh archive papers."),
            ))
        })
    }

    /// What is written of one paper in the year itself.
    pub fn archive_entry(
        &self,
        unit_id: UnitId,
        paper_id: ArchivePaperId,
        year: i32,
    ) -> Result<Option<ArchiveEntry>, RegisterError> {
        let key = (unit_id, paper_id, i64::from(year));
        Ok(store::record::get::<ArchiveEntry>(self.store.conn(), key)?)
    }

    /// Sets one state for papers of a ward; place and days that stand there stay. "Chưa xem" takes the entry away.
    ///
    /// # Errors
    /// The unit keeps no such archive, or the year does not ask for a paper.
    pub fn mark_archive(&mut self, mark: &ArchiveMark) -> Result<Outcome<()>, RegisterError> {
        let (today, user) = (self.today(), self.user_name()?);
        self.transact(Op::MarkArchive, "", |tx| {
            let unit = ward(tx, mark.unit_id)?;
            for paper_id in &mark.papers {
                let paper = needed(tx, *paper_id, mark.year)?;
                let key = (unit.id, paper.id, i64::from(mark.year));
                let there: Option<ArchiveEntry> = tx.rows.get(key)?;
                let new = NewArchiveEntry {
                    unit_id: unit.id,
                    paper_id: paper.id,
                    year: mark.year,
                    state: mark.state,
                    place: there.as_ref().map(|e| e.place.clone()).unwrap_or_default(),
                    kept_until: there.as_ref().and_then(|entry| entry.kept_until),
                    seen_on: match &there {
                        Some(entry) if entry.state == mark.state => entry.seen_on,
                        _ => seen_now(mark.state, mark.year, today),
                    },
                    note: there.as_ref().map(|e| e.note.clone()).unwrap_or_default(),
                };
                write(tx, there.as_ref(), &new, (today, &user))?;
            }
            let what = match mark.papers.len() {
                1 => "1 giấy tờ".to_owned(),
                count => format!("{} giấy tờ", paper_count(count)),
            };
            tx.message = format!(
                "Đã ghi “{}” cho {what} của {}, năm {}",
                mark.state.label(),
                unit.name_in_sentence(),
                mark.year
            );
            Ok(())
        })
    }

    /// Writes all that is known of one paper; `base` is what stood there when the user began.
    ///
    /// # Errors
    /// A day does not fit, the year does not ask for the paper, or somebody else wrote the same field.
    pub fn save_archive_entry(
        &mut self,
        base: Option<&ArchiveEntry>,
        new: &NewArchiveEntry,
    ) -> Result<Outcome<()>, RegisterError> {
        let (today, user) = (self.today(), self.user_name()?);
        self.transact(Op::MarkArchive, "", |tx| {
            let unit = ward(tx, new.unit_id)?;
            let paper = needed(tx, new.paper_id, new.year)?;
            let key = (unit.id, paper.id, i64::from(new.year));
            let there: Option<ArchiveEntry> = tx.rows.get(key)?;
            tx.message = format!(
                "Đã ghi hồ sơ {} của {}, năm {}",
                paper.code,
                unit.name_in_sentence(),
                new.year
            );
            match (base, &there) {
                (None, Some(there)) => refused(format!(
                    "Giấy tờ này vừa được ghi “{}” ở nơi khác; hãy mở lại để xem rồi sửa.",
                    there.state.label()
                )),
                (Some(base), Some(there)) if base.ver != there.ver => {
                    let wanted = entry(new, (today, &user));
                    let check = |entry: &ArchiveEntry| {
                        let wrong = entry.check(today).err();
                        wrong.and_then(|mut all| all.0.pop()).map_or(Ok(()), Err)
                    };
                    tx.edit(base, &wanted, "Giấy tờ này", check).map(drop)
                }
                (_, there) => write(tx, there.as_ref(), new, (today, &user)),
            }
        })
    }

    /// Takes over what the checklists of a year say of the papers of one ward or of all; a clerk's own entry stays.
    pub fn fill_archive(
        &mut self,
        filter: &ArchiveFilter,
        only: Option<UnitId>,
    ) -> Result<Outcome<usize>, RegisterError> {
        let today = self.today();
        let year = self.archive(filter, today)?;
        let user = self.user_name()?;
        self.transact(Op::MarkArchive, "", |tx| {
            let mut count = 0;
            let rows = year
                .rows
                .iter()
                .filter(|row| only.is_none_or(|id| id == row.unit.id));
            for row in rows {
                for (paper, cell) in year.of(row, None) {
                    let Some(offer) = &cell.offer else { continue };
                    let there = cell.of_year(filter.year);
                    let entry = ArchiveEntry {
                        unit_id: row.unit.id,
                        paper_id: paper.id,
                        year: i64::from(filter.year),
                        ver: 0,
                        state: offer.state,
                        place: there.map(|entry| entry.place.clone()).unwrap_or_default(),
                        kept_until: there.and_then(|entry| entry.kept_until),
                        seen_on: Some(offer.on),
                        note: text::clean(&offer.evidence),
                        source: ArchiveSource::Checklist,
                        visit_id: Some(offer.visit_id),
                        written_by: user.clone(),
                        written_on: today,
                    };
                    match there {
                        Some(there) => tx.rows.put(there, entry)?,
                        None => tx.rows.add(entry)?,
                    };
                    count += 1;
                }
            }
            tx.message = format!("Đã điền {} giấy tờ từ phiếu kiểm tra", paper_count(count));
            Ok(count)
        })
    }
}

/// A unit that keeps such an archive.
fn ward(tx: &Tx<'_>, id: UnitId) -> Result<Unit, RegisterError> {
    let unit: Unit = tx.rows.need(id, "Đơn vị này")?;
    if unit.kind == UnitKind::Ward {
        return Ok(unit);
    }
    Err(Problem::new(
        "unit_id",
        format!(
            "Hồ sơ lưu trữ 06 QCDC theo dõi ở phường; {} không phải phường.",
            unit.name
        ),
    )
    .into())
}

/// A paper that a year asks for.
fn needed(tx: &Tx<'_>, id: ArchivePaperId, year: i32) -> Result<ArchivePaper, RegisterError> {
    check_year(year)?;
    let paper: ArchivePaper = tx.rows.need(id, "Giấy tờ này")?;
    if paper.required_in(year) {
        return Ok(paper);
    }
    Err(Problem::new(
        "year",
        format!("Năm {year} không yêu cầu lưu giấy tờ {}.", paper.code),
    )
    .into())
}

/// The day of a tick: today, as long as today lies in the year or after it.
fn seen_now(state: ArchiveState, year: i32, today: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    let seen = matches!(state, ArchiveState::Present | ArchiveState::Missing);
    (seen && today.year() >= year).then_some(today)
}

fn entry(new: &NewArchiveEntry, (today, user): (NaiveDate, &str)) -> ArchiveEntry {
    ArchiveEntry {
        unit_id: new.unit_id,
        paper_id: new.paper_id,
        year: i64::from(new.year),
        ver: 0,
        state: new.state,
        place: text::clean(&new.place),
        kept_until: new.kept_until,
        seen_on: new.seen_on,
        note: text::clean(&new.note),
        source: ArchiveSource::Clerk,
        visit_id: None,
        written_by: user.to_owned(),
        written_on: today,
    }
}

/// Writes what is known of a paper, if the unit keeps it and the year asks for it; `None` where nothing is known.
pub(super) fn lay(
    tx: &mut Tx<'_>,
    there: Option<&ArchiveEntry>,
    new: &NewArchiveEntry,
    by: (NaiveDate, &str),
) -> Result<Option<ArchiveEntry>, RegisterError> {
    let unit = ward(tx, new.unit_id)?;
    needed(tx, new.paper_id, new.year)?;
    write(tx, there, new, by)?;
    Ok(tx.rows.get((unit.id, new.paper_id, i64::from(new.year)))?)
}

fn write(
    tx: &mut Tx<'_>,
    there: Option<&ArchiveEntry>,
    new: &NewArchiveEntry,
    by: (NaiveDate, &str),
) -> Result<(), RegisterError> {
    let mut entry = entry(new, by);
    if entry.state == ArchiveState::NotSeen {
        let said = [&entry.place, &entry.note]
            .iter()
            .any(|text| !text.is_empty());
        if said || entry.kept_until.is_some() {
            // where it lies is known though nobody has looked
            entry.seen_on = None;
        } else {
            return match there {
                Some(there) => Ok(tx.rows.remove(there)?),
                None => Ok(()),
            };
        }
    }
    entry.check(by.0)?;
    match there {
        Some(there) => {
            // the same again is no new judgement, and keeps who made it
            let same = ArchiveEntry {
                source: there.source,
                visit_id: there.visit_id,
                written_by: there.written_by.clone(),
                written_on: there.written_on,
                ver: there.ver,
                ..entry.clone()
            };
            if same != *there {
                tx.rows.put(there, entry)?;
            }
        }
        None => {
            tx.rows.add(entry)?;
        }
    }
    Ok(())
}
