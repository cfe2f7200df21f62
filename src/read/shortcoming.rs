//! Shortcomings as lists and as one in full.

use chrono::NaiveDate;

use super::VisitRow;
use super::repeat::RepeatInfo;
use crate::domain::shortcoming::Dates;
use crate::domain::{
    AgeBand, Attachment, Calendar, RegulationId, Reminder, Shortcoming, ShortcomingClass,
    ShortcomingEvent, ShortcomingId, ShortcomingLevel, ShortcomingState, Unit, UnitId, VisitId,
};

/// One line of a list of shortcomings.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortcomingRow {
    pub id: ShortcomingId,
    pub visit_id: VisitId,
    pub visit_date: NaiveDate,
    pub unit_id: UnitId,
    pub unit_name: String,
    /// Code of the regulation, empty when the shortcoming belongs to none.
    pub regulation_code: String,
    pub description: String,
    pub owner: String,
    pub deadline: Option<NaiveDate>,
    pub state: ShortcomingState,
    /// As of the day that was asked for; `None` before it is notified and after it is withdrawn.
    pub class: Option<ShortcomingClass>,
    pub days_late: i64,
    /// Which finding of its kind it is in the unit's history, 1 for the first; `None` once withdrawn, and in lists that
    /// do not look.
    pub repeat: Option<u32>,
    /// Day of the latest reminder letter that named it.
    pub reminded_on: Option<NaiveDate>,
    /// The deadline of which the unit was notified first; differs from `deadline` after an extension.
    pub first_deadline: Option<NaiveDate>,
    pub days_late_at_first: i64,
    /// What decides on the class.
    pub dates: Dates,
    /// The later visit that carries it on.
    pub carried_to: Option<VisitId>,
}

impl ShortcomingRow {
    /// The class as people read it; the state where there is none.
    pub fn standing(&self) -> std::borrow::Cow<'static, str> {
        self.class.map_or_else(
            || self.state.label().into(),
            |class| class.label_within(self.dates.soon_days),
        )
    }
}

/// Which shortcomings a list shows; empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ShortcomingFilter {
    pub class: Option<ShortcomingClass>,
    pub unit_id: Option<UnitId>,
    pub regulation_id: Option<RegulationId>,
    /// Code of the regulation, the same over the versions of the catalogue.
    pub regulation: Option<String>,
    pub visit_id: Option<VisitId>,
    pub level: Option<ShortcomingLevel>,
    /// Exactly this body or person.
    pub owner: Option<String>,
    pub age: Option<AgeBand>,
    pub among: Among,
    /// Only what is late now and was not on this day.
    pub late_since: Option<NaiveDate>,
    /// Only findings that came back.
    pub repeated: bool,
    /// First and last day of their visits.
    pub visited_from: Option<NaiveDate>,
    pub visited_to: Option<NaiveDate>,
    /// The day on which they are looked at; `None` for today.
    pub as_of: Option<NaiveDate>,
    /// Code of a district; empty for all.
    pub district: String,
    /// Words that the description, owner or unit must contain, marks not needed.
    pub text: String,
    pub order: ShortcomingOrder,
    pub descending: bool,
    /// Rows at most; `None` for all.
    pub limit: Option<u32>,
}

/// Which of them come into question at all.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Among {
    #[default]
    All,
    /// Those to be chased: notified by then, neither seen put right nor withdrawn.
    Open,
    /// Those that count: notified by then and not withdrawn.
    Counted,
    /// Those whose deadline had passed, whatever became of them: the denominator of the share on time.
    FellDue,
}

/// What a list of shortcomings is sorted by.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum ShortcomingOrder {
    #[default]
    Deadline,
    Unit,
    Regulation,
    Owner,
    State,
    Visit,
}

impl ShortcomingFilter {
    /// What is still to be chased, the first deadline first: the board's working list.
    pub fn open() -> Self {
        Self {
            among: Among::Open,
            ..Self::default()
        }
    }
}

/// One shortcoming in full, with its history, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortcomingDetail {
    pub shortcoming: Shortcoming,
    pub row: ShortcomingRow,
    pub events: Vec<ShortcomingEvent>,
    pub repeat: RepeatInfo,
    /// Letters that named it, oldest first.
    pub reminders: Vec<Reminder>,
    /// Files of the shortcoming and of its steps.
    pub attachments: Vec<Attachment>,
    /// The later visit that carries it on.
    pub carried_to: Option<VisitRow>,
    /// Later visits to the unit or those that took over from it: what may carry it on.
    pub later_visits: Vec<VisitRow>,
    pub calendar: Calendar,
    /// The unit that was visited ended before that day.
    pub unit_ended: bool,
    /// Who answers for it then; empty where the unit exists or nobody took over.
    pub answering: Vec<Unit>,
    /// The day that `row` is about.
    pub as_of: NaiveDate,
}
