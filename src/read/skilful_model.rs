//! Mô hình "Dân vận khéo": the list, one model, and the comparison by quarter with the year before.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{BodyPage, PaperRules};
use crate::domain::date::show;
use crate::domain::due::DueStanding;
use crate::domain::{
    Commitment, ModelField, ModelFieldId, ModelKind, ModelState, SkilfulModel, Unit, UnitId,
};

/// Which models are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ModelFilter {
    pub year: Option<i64>,
    /// Code of a district; empty for all.
    pub district: String,
    pub unit_id: Option<UnitId>,
    /// With a unit also those that it took over from.
    pub with_before: bool,
    pub kind: Option<ModelKind>,
    pub state: Option<ModelState>,
    pub field_id: Option<ModelFieldId>,
    /// Only those with a commitment that is overdue.
    pub late: bool,
    /// Only those that are proposed for praise or reward, and were neither refused nor withdrawn.
    pub proposed: bool,
    pub text: String,
}

impl ModelFilter {
    pub fn of_year(year: i64) -> Self {
        Self {
            year: Some(year),
            ..Self::default()
        }
    }

    /// The models of the year of a day.
    pub fn on(today: NaiveDate) -> Self {
        Self::of_year(i64::from(today.year()))
    }
}

/// How many commitments there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Promised {
    pub all: u64,
    pub done: u64,
    pub late: u64,
}

impl Promised {
    /// "3/5".
    pub fn share(self) -> String {
        match self.all {
            0 => "–".to_owned(),
            all => format!("{}/{all}", self.done),
        }
    }
}

/// One model in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelRow {
    pub model: SkilfulModel,
    pub state: ModelState,
    pub unit_code: String,
    pub unit_name: String,
    /// Empty where no field was chosen.
    pub field: String,
    pub promised: Promised,
}

/// A list with what can be chosen in its filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelList {
    pub filter: ModelFilter,
    pub as_of: NaiveDate,
    /// By ward in Vietnamese order, then by the day they were registered on.
    pub rows: Vec<ModelRow>,
    pub fields: Vec<ModelField>,
    /// Years with a model, and that of the day of looking, newest first.
    pub years: Vec<i64>,
    pub districts: Vec<(String, String)>,
    /// Whether any model was ever written down.
    pub used: bool,
}

impl ModelList {
    pub fn tally(&self) -> ModelTally {
        let mut tally = ModelTally::default();
        for row in &self.rows {
            tally.add(row.model.kind, row.state);
        }
        tally
    }

    pub fn late(&self) -> u64 {
        self.rows.iter().map(|row| row.promised.late).sum()
    }
}

/// One model with what it promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelDetail {
    pub row: ModelRow,
    pub unit: Unit,
    pub commitments: Vec<(Commitment, DueStanding)>,
}

/// Registered and recognised of some models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ModelTally {
    pub collectives: u64,
    pub individuals: u64,
    pub recognised_collectives: u64,
    pub recognised_individuals: u64,
    pub withdrawn: u64,
}

impl ModelTally {
    fn add(&mut self, kind: ModelKind, state: ModelState) {
        let recognised = u64::from(state == ModelState::Recognised);
        self.withdrawn += u64::from(state == ModelState::Withdrawn);
        match kind {
            ModelKind::Collective => {
                self.collectives += 1;
                self.recognised_collectives += recognised;
            }
            ModelKind::Individual => {
                self.individuals += 1;
                self.recognised_individuals += recognised;
            }
        }
    }

    pub fn registered(self) -> u64 {
        self.collectives + self.individuals
    }

    pub fn recognised(self) -> u64 {
        self.recognised_collectives + self.recognised_individuals
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            collectives: self.collectives + other.collectives,
            individuals: self.individuals + other.individuals,
            recognised_collectives: self.recognised_collectives + other.recognised_collectives,
            recognised_individuals: self.recognised_individuals + other.recognised_individuals,
            withdrawn: self.withdrawn + other.withdrawn,
        }
    }

    /// "18 tập thể, 03 cá nhân".
    pub fn words(self) -> String {
        format!(
            "{:02} tập thể, {:02} cá nhân",
            self.collectives, self.individuals
        )
    }

    /// "5/21 (24%)": recognised of registered; "–" where nothing is registered.
    pub fn share(self) -> String {
        match self.registered() {
            0 => "–".to_owned(),
            all => {
                let percent = (self.recognised() * 200 + all) / (all * 2);
                format!("{}/{all} ({percent}%)", self.recognised())
            }
        }
    }
}

/// A year of one ward, or of all: what was registered and recognised in each quarter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ModelQuarters {
    /// Registered in the quarter, by kind; the fields about recognition say what was recognised in that quarter.
    pub quarters: [ModelTally; 4],
}

impl ModelQuarters {
    /// Counts one model that was registered by the day of looking.
    pub fn add(&mut self, model: &SkilfulModel, state: ModelState) {
        let registered = model.quarter(model.registered_on);
        if let Some(tally) = self.quarters.get_mut(registered) {
            tally.add(model.kind, ModelState::Registered);
            tally.withdrawn += u64::from(state == ModelState::Withdrawn);
        }
        let decided = model.decided_on.filter(|_| state == ModelState::Recognised);
        if let Some(tally) = decided.and_then(|day| self.quarters.get_mut(model.quarter(day))) {
            match model.kind {
                ModelKind::Collective => tally.recognised_collectives += 1,
                ModelKind::Individual => tally.recognised_individuals += 1,
            }
        }
    }

    pub fn year(self) -> ModelTally {
        let quarters = self.quarters.into_iter();
        quarters.fold(ModelTally::default(), ModelTally::plus)
    }

    #[must_use]
    pub fn plus(mut self, other: Self) -> Self {
        for (mine, theirs) in self.quarters.iter_mut().zip(other.quarters) {
            *mine = mine.plus(theirs);
        }
        self
    }
}

/// One ward in the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedUnit {
    pub unit: Unit,
    pub now: ModelQuarters,
    pub before: ModelQuarters,
}

/// A year beside the one before, ward by ward, as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelComparison {
    pub year: i64,
    pub as_of: NaiveDate,
    /// Wards with a model in either year, in Vietnamese order.
    pub rows: Vec<ComparedUnit>,
}

/// How the table is read.
pub const LEGEND: &str = "Mỗi quý ghi số tập thể + số cá nhân đăng ký trong quý; đăng ký trước năm thì tính vào quý I. “Được công nhận a/b” là a mô hình được công nhận trên b mô hình đăng ký của năm.";

impl ModelComparison {
    pub fn now(&self) -> ModelQuarters {
        let all = self.rows.iter().map(|row| row.now);
        all.fold(ModelQuarters::default(), ModelQuarters::plus)
    }

    pub fn before(&self) -> ModelQuarters {
        let all = self.rows.iter().map(|row| row.before);
        all.fold(ModelQuarters::default(), ModelQuarters::plus)
    }

    /// Name of a row; a ward that ended and the one that took over its name are told apart.
    pub fn name(&self, row: &ComparedUnit) -> String {
        let name = &row.unit.short_name;
        let same = self
            .rows
            .iter()
            .filter(|other| other.unit.short_name == *name);
        match row.unit.valid_to {
            Some(end) if same.count() > 1 => format!("{name} (đến {})", show(end)),
            _ => name.clone(),
        }
    }

    /// Whether a quarter of the year has begun on the day of looking.
    pub fn has_begun(&self, quarter: usize) -> bool {
        let month = u32::try_from(quarter * 3 + 1).unwrap_or(12);
        let year = i32::try_from(self.year).unwrap_or(i32::MAX);
        NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|first| first <= self.as_of)
    }
}

/// "18 + 3", "–" for nothing, "…" for a quarter that has not begun and of which nothing is known.
pub fn quarter_words(tally: ModelTally, begun: bool) -> String {
    match (tally.registered(), begun) {
        (0, true) => "–".to_owned(),
        (0, false) => "…".to_owned(),
        _ => format!("{} + {}", tally.collectives, tally.individuals),
    }
}

/// Which paper about models is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ModelPaper {
    /// Sổ đăng ký, as the list is filtered.
    Register {
        filter: ModelFilter,
        as_of: NaiveDate,
    },
    /// Đề nghị biểu dương, khen thưởng.
    Proposal {
        filter: ModelFilter,
        as_of: NaiveDate,
    },
    /// So sánh theo quý và với năm trước.
    Comparison {
        year: i64,
        district: String,
        as_of: NaiveDate,
    },
}

impl ModelPaper {
    pub fn title(&self) -> &'static str {
        match self {
            Self::Register { .. } => "Sổ đăng ký mô hình Dân vận khéo",
            Self::Proposal { .. } => "Danh sách đề nghị biểu dương, khen thưởng",
            Self::Comparison { .. } => "So sánh mô hình Dân vận khéo",
        }
    }

    pub fn as_of(&self) -> NaiveDate {
        match self {
            Self::Register { as_of, .. }
            | Self::Proposal { as_of, .. }
            | Self::Comparison { as_of, .. } => *as_of,
        }
    }

    /// The day that it is as of, to be chosen.
    pub fn as_of_mut(&mut self) -> &mut NaiveDate {
        match self {
            Self::Register { as_of, .. }
            | Self::Proposal { as_of, .. }
            | Self::Comparison { as_of, .. } => as_of,
        }
    }

    pub fn year(&self) -> Option<i64> {
        match self {
            Self::Register { filter, .. } | Self::Proposal { filter, .. } => filter.year,
            Self::Comparison { year, .. } => Some(*year),
        }
    }

    pub fn set_year(&mut self, new: i64) {
        match self {
            Self::Register { filter, .. } | Self::Proposal { filter, .. } => {
                filter.year = Some(new);
            }
            Self::Comparison { year, .. } => *year = new,
        }
    }
}

/// What the papers need beside their rows.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelIssuer {
    pub issuer: BodyPage,
    pub sample: bool,
    pub rules: PaperRules,
}

/// Counts of a list by quarter, without wards.
pub fn quarters_of(rows: &[ModelRow]) -> ModelQuarters {
    let mut out = ModelQuarters::default();
    for row in rows {
        out.add(&row.model, row.state);
    }
    out
}
