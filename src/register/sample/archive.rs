//! Archives of made-up wards: last year's looked through, this year's begun. The same for the same seed.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};

use crate::domain::ArchiveState;
use crate::read::ArchiveFilter;
use crate::register::Register;
use crate::register::archive::{ArchiveMark, NewArchiveEntry};
use crate::register::error::RegisterError;
use crate::register::random::Random;

/// Keeps these dice apart from those of the visits.
const DICE: u64 = 0x4152_4348_4956;

/// Where papers lie.
const PLACES: [&str; 3] = [
    "Văn phòng Đảng ủy phường, tủ 1",
    "Văn phòng UBND phường, tủ 3, cặp 2",
    "Khối Dân vận phường, cặp hồ sơ QCDC",
];

impl Register {
    /// Last year's archives are looked through in its December; of this year's a part was seen, and the checklists tell more.
    pub(super) fn sample_archives(
        &mut self,
        now: DateTime<FixedOffset>,
        seed: u64,
        moment: &AtomicI64,
    ) -> Result<(), RegisterError> {
        let mut random = Random::new(seed ^ DICE);
        let today = now.date_naive();
        let december = NaiveDate::from_ymd_opt(today.year() - 1, 12, 20)
            .and_then(|day| day.and_hms_opt(9, 0, 0))
            .and_then(|at| at.and_local_timezone(*now.offset()).earliest());
        for (year, at) in [
            (today.year() - 1, december.unwrap_or(now).min(now)),
            (today.year(), now),
        ] {
            moment.store(at.timestamp(), Ordering::Relaxed);
            let filter = ArchiveFilter::of_year(year);
            let last_year = year < today.year();
            if last_year {
                self.fill_archive(&filter, None)?;
            }
            self.sample_year(&filter, at.date_naive(), last_year, &mut random)?;
        }
        Ok(())
    }

    fn sample_year(
        &mut self,
        filter: &ArchiveFilter,
        day: NaiveDate,
        all: bool,
        random: &mut Random,
    ) -> Result<(), RegisterError> {
        let page = self.archive(filter, day)?;
        for (place, row) in page.rows.iter().enumerate() {
            // one ward in six keeps its papers badly, and one was not looked at yet
            let careless = place % 6 == 2;
            if !all && place % 6 == 4 {
                continue;
            }
            let mut states: [Vec<_>; 3] = Default::default();
            for (paper, cell) in page.of(row, None) {
                let dice = random.below(100);
                let seen = all || (paper.regulation.as_str() < "QC3" && !dice.is_multiple_of(3));
                if cell.entry.is_some() || !seen {
                    continue;
                }
                let (missing, aside) = if careless { (34, 40) } else { (9, 14) };
                let at = match dice {
                    dice if dice < missing => 1,
                    dice if dice < aside => 2,
                    dice if dice > 95 => continue,
                    _ => 0,
                };
                if let Some(list) = states.get_mut(at) {
                    list.push(paper.id);
                }
            }
            let detailed = states.first().and_then(|present| present.first()).copied();
            for (papers, state) in states.into_iter().zip([
                ArchiveState::Present,
                ArchiveState::Missing,
                ArchiveState::NotApplicable,
            ]) {
                if papers.is_empty() {
                    continue;
                }
                self.mark_archive(&ArchiveMark {
                    unit_id: row.unit.id,
                    papers,
                    year: filter.year,
                    state,
                })?;
            }
            if let Some(paper_id) = detailed {
                let base = self.archive_entry(row.unit.id, paper_id, filter.year)?;
                let kept = NaiveDate::from_ymd_opt(filter.year + 10, 12, 31);
                let new = NewArchiveEntry {
                    unit_id: row.unit.id,
                    paper_id,
                    year: filter.year,
                    state: ArchiveState::Present,
                    place: PLACES
                        .get(place % 3)
                        .copied()
                        .unwrap_or_default()
                        .to_owned(),
                    kept_until: kept,
                    seen_on: Some(day),
                    note: String::new(),
                };
                self.save_archive_entry(base.as_ref(), &new)?;
            }
        }
        Ok(())
    }
}
