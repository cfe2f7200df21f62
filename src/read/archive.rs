//! The archives of a year: each paper that each ward must hold.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BodyPage, PaperRequest, PaperRules, Stamp};
use crate::domain::{
    ArchiveEntry, ArchiveOffer, ArchivePaper, ArchiveState, ArchiveTally, Unit, UnitId,
};

/// Which archives are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ArchiveFilter {
    pub year: i32,
    /// Code of a district; empty for all.
    pub district: String,
}

impl ArchiveFilter {
    pub fn of_year(year: i32) -> Self {
        Self {
            year,
            district: String::new(),
        }
    }
}

/// One paper of one ward.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArchiveCell {
    /// What is written of it; of an earlier year where that stands for this one too.
    pub entry: Option<ArchiveEntry>,
    /// What a checklist of the year says, where that is not written yet.
    pub offer: Option<ArchiveOffer>,
}

impl ArchiveCell {
    pub fn state(&self) -> ArchiveState {
        self.entry
            .as_ref()
            .map(|entry| entry.state)
            .unwrap_or_default()
    }

    /// The earlier year that it was found in.
    pub fn carried_from(&self, year: i32) -> Option<i64> {
        let from = self.entry.as_ref()?.year;
        (from < i64::from(year)).then_some(from)
    }

    /// What is written of this year itself.
    pub fn of_year(&self, year: i32) -> Option<&ArchiveEntry> {
        self.entry
            .as_ref()
            .filter(|entry| entry.year == i64::from(year))
    }
}

/// How the cells of the matrix are read.
pub const LEGEND: &str =
    "Ô ghi số giấy tờ có trên số đã xem và cần có; giấy tờ chưa xem không tính là thiếu.";

/// One ward over all papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveRow {
    pub unit: Unit,
    /// One for each of [`ArchiveYear::papers`].
    pub cells: Vec<ArchiveCell>,
    /// Day of the latest letter that asked the ward for missing papers.
    pub asked_on: Option<NaiveDate>,
}

impl ArchiveRow {
    pub fn tally(&self) -> ArchiveTally {
        self.cells.iter().map(ArchiveCell::state).collect()
    }
}

/// All archives of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveYear {
    pub filter: ArchiveFilter,
    pub as_of: NaiveDate,
    /// Code and title of each regulation of which a paper is needed.
    pub regulations: Vec<(String, String)>,
    /// Needed in this year, by regulation.
    pub papers: Vec<ArchivePaper>,
    /// In Vietnamese order.
    pub rows: Vec<ArchiveRow>,
    /// Code and name of each district in the file.
    pub districts: Vec<(String, String)>,
    /// Years with something written, and that of the day of looking, oldest first.
    pub years: Vec<i32>,
    /// Whether anything was ever written down.
    pub used: bool,
}

impl ArchiveYear {
    pub fn row(&self, id: UnitId) -> Option<&ArchiveRow> {
        self.rows.iter().find(|row| row.unit.id == id)
    }

    /// The papers of a ward, of one regulation or of all.
    pub fn of<'a>(
        &'a self,
        row: &'a ArchiveRow,
        regulation: Option<&'a str>,
    ) -> impl Iterator<Item = (&'a ArchivePaper, &'a ArchiveCell)> {
        self.papers
            .iter()
            .zip(&row.cells)
            .filter(move |(paper, _)| regulation.is_none_or(|code| paper.regulation == code))
    }

    pub fn tally_of(&self, row: &ArchiveRow, regulation: &str) -> ArchiveTally {
        self.of(row, Some(regulation))
            .map(|(_, cell)| cell.state())
            .collect()
    }

    /// One regulation over all wards: papers are added, shares are never averaged.
    pub fn regulation_tally(&self, regulation: &str) -> ArchiveTally {
        let each = self.rows.iter().map(|row| self.tally_of(row, regulation));
        each.fold(ArchiveTally::default(), ArchiveTally::plus)
    }

    pub fn tally(&self) -> ArchiveTally {
        let each = self.rows.iter().map(ArchiveRow::tally);
        each.fold(ArchiveTally::default(), ArchiveTally::plus)
    }

    /// What is missing of a ward.
    pub fn missing<'a>(
        &'a self,
        row: &'a ArchiveRow,
    ) -> impl Iterator<Item = (&'a ArchivePaper, &'a ArchiveCell)> {
        self.of(row, None)
            .filter(|(_, cell)| cell.state() == ArchiveState::Missing)
    }

    /// Wards that a letter may go to.
    pub fn with_missing(&self) -> impl Iterator<Item = &ArchiveRow> {
        self.rows.iter().filter(|row| row.tally().missing > 0)
    }

    /// What the checklists of the year tell and nobody has written yet.
    pub fn offers(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| cell.offer.is_some()).count()
    }

    pub fn title(&self, regulation: &str) -> &str {
        self.regulations
            .iter()
            .find(|(code, _)| code == regulation)
            .map_or("", |(_, title)| title)
    }

    /// Name of the district that the filter leaves.
    pub fn district_name(&self) -> Option<&str> {
        let found = self
            .districts
            .iter()
            .find(|(code, _)| *code == self.filter.district);
        found.map(|(_, name)| name.as_str())
    }
}

/// The archives with what their papers need.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchivePage {
    pub year: ArchiveYear,
    pub issuer: BodyPage,
    pub sample: bool,
    pub rules: PaperRules,
}

/// A paper about archives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ArchiveOf {
    /// Bảng theo dõi hồ sơ lưu trữ: of a unit with every paper, or of all with what is missing.
    Sheet {
        filter: ArchiveFilter,
        unit_id: Option<UnitId>,
        as_of: NaiveDate,
    },
    /// Công văn đề nghị bổ sung hồ sơ: asks for what is missing of a year on a day.
    Letter {
        unit_id: UnitId,
        year: i32,
        as_of: NaiveDate,
        by: NaiveDate,
        stamp: Stamp,
    },
}

impl ArchiveOf {
    /// A letter of today.
    pub fn letter(unit_id: UnitId, year: i32, today: NaiveDate) -> Self {
        Self::Letter {
            unit_id,
            year,
            as_of: today,
            by: PaperRequest::reminder_by(today),
            stamp: Stamp::on(today),
        }
    }

    pub fn title(&self) -> &'static str {
        match self {
            Self::Sheet { .. } => "Bảng theo dõi hồ sơ lưu trữ",
            Self::Letter { .. } => "Công văn đề nghị bổ sung hồ sơ",
        }
    }

    /// Number and day, of the letter.
    pub fn stamp(&self) -> Option<Stamp> {
        match self {
            Self::Sheet { .. } => None,
            Self::Letter { stamp, .. } => Some(*stamp),
        }
    }

    pub fn set_stamp(&mut self, new: Stamp) {
        if let Self::Letter { stamp, .. } = self {
            *stamp = new;
        }
    }
}
