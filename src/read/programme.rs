//! Chương trình phối hợp: programmes with their tasks and results, unannounced inspections, dialogues with opinions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::skilful_model::Promised;
use super::{BodyPage, PaperRules};
use crate::domain::due::DueStanding;
use crate::domain::{
    Dialogue, DialogueId, Inspection, Opinion, Programme, ProgrammeId, ProgrammeResult,
    ProgrammeTask, UnitId,
};

/// Where the window is among programmes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProgrammesPlace {
    Programmes,
    Programme(ProgrammeId),
    Inspections(InspectionFilter),
    Dialogues(DialogueFilter),
    Dialogue(DialogueId),
}

/// One programme in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeRow {
    pub programme: Programme,
    pub tasks: Promised,
    /// Units inspected without notice.
    pub inspected: i64,
    pub dialogues: u64,
}

/// One programme with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeDetail {
    pub as_of: NaiveDate,
    pub row: ProgrammeRow,
    pub tasks: Vec<(ProgrammeTask, DueStanding)>,
    /// By year, then in the order of their kinds.
    pub results: Vec<ProgrammeResult>,
    pub inspections: Vec<Inspection>,
    pub dialogues: Vec<DialogueRow>,
    /// The opinions of its dialogues, by the day they were asked on.
    pub opinions: Vec<OpinionRow>,
}

/// Which inspections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct InspectionFilter {
    pub year: Option<i64>,
    pub programme_id: Option<ProgrammeId>,
    /// Name of a field, as it was written.
    pub field: String,
    pub text: String,
}

/// Inspections, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectionList {
    pub filter: InspectionFilter,
    pub as_of: NaiveDate,
    /// With the title of the programme that they belong to.
    pub rows: Vec<(Inspection, String)>,
    /// Years with an inspection, newest first.
    pub years: Vec<i64>,
    pub fields: Vec<String>,
    pub used: bool,
}

impl InspectionList {
    /// Lượt đơn vị.
    pub fn units(&self) -> i64 {
        units(self.rows.iter().map(|(one, _)| one))
    }

    /// Lượt đơn vị of each field, in the order of their names.
    pub fn by_field(&self) -> BTreeMap<&str, i64> {
        let mut out: BTreeMap<&str, i64> = BTreeMap::new();
        for (one, _) in &self.rows {
            *out.entry(one.field.as_str()).or_default() += one.units;
        }
        out
    }

    /// "62 lượt đơn vị trong 01 đợt".
    pub fn words(&self) -> String {
        inspected_words(self.units(), self.rows.len())
    }
}

pub fn units<'a>(rows: impl IntoIterator<Item = &'a Inspection>) -> i64 {
    rows.into_iter().map(|one| one.units).sum()
}

pub fn inspected_words(units: i64, rounds: usize) -> String {
    format!("{units:02} lượt đơn vị trong {rounds:02} đợt")
}

/// Which dialogues.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct DialogueFilter {
    pub year: Option<i64>,
    pub programme_id: Option<ProgrammeId>,
    pub unit_id: Option<UnitId>,
    /// Only those with an opinion that nobody answered yet.
    pub open: bool,
    pub text: String,
}

/// How many opinions there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answered {
    pub all: u64,
    pub answered: u64,
    /// Answered after the deadline.
    pub answered_late: u64,
    /// Not answered, the deadline past.
    pub late: u64,
}

impl Answered {
    pub fn add(&mut self, standing: DueStanding) {
        self.all += 1;
        self.answered += u64::from(standing.is_done());
        self.answered_late += u64::from(standing.is_done() && standing.days > 0);
        self.late += u64::from(standing.is_late());
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            all: self.all + other.all,
            answered: self.answered + other.answered,
            answered_late: self.answered_late + other.answered_late,
            late: self.late + other.late,
        }
    }

    /// Not answered yet.
    pub fn open(self) -> u64 {
        self.all - self.answered
    }

    /// "3/4", "–" where nothing was asked.
    pub fn share(self) -> String {
        match self.all {
            0 => "–".to_owned(),
            all => format!("{}/{all}", self.answered),
        }
    }

    /// "04 ý kiến, đã trả lời 3/4, chưa trả lời 01 (quá hạn 01)".
    pub fn words(self) -> String {
        if self.all == 0 {
            return "chưa ghi ý kiến nào".to_owned();
        }
        let mut words = format!("{:02} ý kiến, đã trả lời {}", self.all, self.share());
        if self.answered_late > 0 {
            words = format!("{words} (chậm {:02})", self.answered_late);
        }
        if self.open() > 0 {
            words = format!("{words}, chưa trả lời {:02}", self.open());
        }
        if self.late > 0 {
            words = format!("{words} (quá hạn {:02})", self.late);
        }
        words
    }
}

/// One dialogue in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogueRow {
    pub dialogue: Dialogue,
    /// Empty for one of the whole district.
    pub unit_name: String,
    pub answered: Answered,
}

/// One opinion with where it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionRow {
    pub opinion: Opinion,
    pub held_on: NaiveDate,
    pub unit_name: String,
    pub standing: DueStanding,
}

/// Dialogues, newest first, with every opinion of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogueList {
    pub filter: DialogueFilter,
    pub as_of: NaiveDate,
    pub rows: Vec<DialogueRow>,
    pub opinions: Vec<OpinionRow>,
    pub years: Vec<i64>,
    pub used: bool,
}

impl DialogueList {
    pub fn answered(&self) -> Answered {
        let all = self.rows.iter().map(|row| row.answered);
        all.fold(Answered::default(), Answered::plus)
    }
}

/// One dialogue with what was asked there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogueDetail {
    pub row: DialogueRow,
    pub programme_title: String,
    pub opinions: Vec<(Opinion, DueStanding)>,
}

/// Which paper about programmes is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ProgrammePaper {
    /// Báo cáo kết quả thực hiện of a year.
    Report {
        id: ProgrammeId,
        year: i64,
        as_of: NaiveDate,
    },
    /// Ý kiến, kiến nghị with their answers.
    Opinions {
        filter: DialogueFilter,
        as_of: NaiveDate,
    },
    /// Kiểm tra đột xuất.
    Inspections {
        filter: InspectionFilter,
        as_of: NaiveDate,
    },
}

impl ProgrammePaper {
    pub fn title(&self) -> &'static str {
        match self {
            Self::Report { .. } => "Báo cáo chương trình phối hợp",
            Self::Opinions { .. } => "Ý kiến đối thoại và trả lời",
            Self::Inspections { .. } => "Kiểm tra đột xuất",
        }
    }

    pub fn as_of(&self) -> NaiveDate {
        match self {
            Self::Report { as_of, .. }
            | Self::Opinions { as_of, .. }
            | Self::Inspections { as_of, .. } => *as_of,
        }
    }

    /// The day that it is as of, to be chosen.
    pub fn as_of_mut(&mut self) -> &mut NaiveDate {
        match self {
            Self::Report { as_of, .. }
            | Self::Opinions { as_of, .. }
            | Self::Inspections { as_of, .. } => as_of,
        }
    }

    pub fn year(&self) -> Option<i64> {
        match self {
            Self::Report { year, .. } => Some(*year),
            Self::Opinions { filter, .. } => filter.year,
            Self::Inspections { filter, .. } => filter.year,
        }
    }

    pub fn set_year(&mut self, new: i64) {
        match self {
            Self::Report { year, .. } => *year = new,
            Self::Opinions { filter, .. } => filter.year = Some(new),
            Self::Inspections { filter, .. } => filter.year = Some(new),
        }
    }
}

/// What the papers need beside their rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeIssuer {
    pub issuer: BodyPage,
    pub sample: bool,
    pub rules: PaperRules,
}
