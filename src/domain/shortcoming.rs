//! Shortcomings: what was found, what has to be done by whom and by when, and the history until it is put right.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ids::{ItemId, RegulationId, ShortcomingId, VisitId};
use super::problem::Problem;
use super::words::words;

pub use super::deadline::{DEFAULT_DEADLINE_DAYS, DeadlineRule, check_deadline};
pub use super::step::{EventKind, ShortcomingEvent, Step, take_step};

words! {
    /// Level of a shortcoming; internal, never printed by default.
    ShortcomingLevel {
        Remind = "remind", "Nhắc nhở";
        MustFix = "must_fix", "Phải khắc phục";
        ReportUp = "report_up", "Phải báo cáo cấp ủy";
    }
}

words! {
    /// Where a shortcoming stands.
    ShortcomingState {
        Draft = "draft", "Dự thảo";
        Notified = "notified", "Đang khắc phục";
        ReportedFixed = "reported_fixed", "Chờ xác nhận";
        Returned = "returned", "Trả lại";
        VerifiedClosed = "verified_closed", "Đã xác nhận";
        Withdrawn = "withdrawn", "Đã rút";
    }
}

impl ShortcomingState {
    /// Whether it is neither verified nor withdrawn.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::VerifiedClosed | Self::Withdrawn)
    }

    /// Whether the unit has work to do on it.
    pub fn is_at_work(self) -> bool {
        matches!(self, Self::Notified | Self::Returned)
    }
}

words! {
    /// The six classes on a day; every notified shortcoming is in exactly one.
    ShortcomingClass {
        Late = "late", "Quá hạn";
        DueSoon = "due_soon", "Đến hạn trong 7 ngày";
        Waiting = "waiting", "Chờ xác nhận";
        DoneInTime = "done_in_time", "Đúng hạn";
        DoneLate = "done_late", "Trễ nhưng đã xong";
        AtWork = "at_work", "Đang khắc phục";
    }
}

impl ShortcomingClass {
    /// In the order of what calls for work.
    pub const BY_URGENCY: [Self; 6] = [
        Self::Late,
        Self::DueSoon,
        Self::Waiting,
        Self::AtWork,
        Self::DoneInTime,
        Self::DoneLate,
    ];

    /// The label where so many days ahead count as "sắp đến hạn".
    pub fn label_within(self, soon_days: u64) -> std::borrow::Cow<'static, str> {
        if self == Self::DueSoon && soon_days != DUE_SOON_DAYS {
            format!("Đến hạn trong {soon_days} ngày").into()
        } else {
            self.label().into()
        }
    }
}

/// Days ahead that count as "sắp đến hạn" where the office has not chosen another span.
pub const DUE_SOON_DAYS: u64 = 7;

/// Something that was found wanting, with its remediation order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortcoming {
    pub id: ShortcomingId,
    pub ver: i64,
    pub visit_id: VisitId,
    pub regulation_id: Option<RegulationId>,
    pub item_id: Option<ItemId>,
    pub position: i64,
    pub description: String,
    pub level: ShortcomingLevel,
    pub cause_external: String,
    pub cause_own: String,
    /// What has to be done.
    pub order_text: String,
    /// Body or person that has to do it.
    pub owner: String,
    /// Evidence that will show that it is done.
    pub evidence: String,
    /// The deadline in force; earlier ones stand in the history. None while a rule waits for the conclusion.
    pub deadline: Option<NaiveDate>,
    /// How long the order gives from the day of the conclusion; None where a date was agreed.
    pub deadline_rule: Option<DeadlineRule>,
    pub state: ShortcomingState,
    /// Day of the unit's latest report that was not returned.
    pub reported_on: Option<NaiveDate>,
    pub verified_on: Option<NaiveDate>,
    /// The later visit that carries it on.
    pub carried_to: Option<VisitId>,
    /// The deadline of which the unit was notified: lateness counts against it and the one in force.
    pub first_deadline: Option<NaiveDate>,
    pub notified_on: Option<NaiveDate>,
    /// Day of the latest step; from then on the record is as it stands, before it the history decides.
    pub stepped_on: Option<NaiveDate>,
}

impl Shortcoming {
    /// Nothing written yet.
    pub fn blank(visit_id: VisitId) -> Self {
        Self {
            id: ShortcomingId(uuid::Uuid::nil()),
            ver: 0,
            visit_id,
            regulation_id: None,
            item_id: None,
            position: 0,
            description: String::new(),
            level: ShortcomingLevel::MustFix,
            cause_external: String::new(),
            cause_own: String::new(),
            order_text: String::new(),
            owner: String::new(),
            evidence: String::new(),
            deadline: None,
            deadline_rule: None,
            state: ShortcomingState::Draft,
            reported_on: None,
            verified_on: None,
            carried_to: None,
            first_deadline: None,
            notified_on: None,
            stepped_on: None,
        }
    }

    /// Checks the record against the day of its visit.
    ///
    /// # Errors
    /// The description is missing, or the deadline lies before the visit.
    pub fn check(&self, visit_date: NaiveDate) -> Result<(), Problem> {
        if self.description.trim().is_empty() {
            return Err(Problem::new(
                "description",
                "Hãy ghi nội dung tồn tại, hạn chế.",
            ));
        }
        if let Some(rule) = self.deadline_rule {
            rule.check()?;
        }
        check_deadline(self.deadline, visit_date)
    }

    /// What is still missing before it can be notified by a conclusion.
    pub fn missing_for_notice(&self) -> Option<&'static str> {
        if self.order_text.trim().is_empty() {
            Some("yêu cầu khắc phục")
        } else if self.owner.trim().is_empty() {
            Some("đơn vị, người chịu trách nhiệm")
        } else if self.deadline.is_none() && self.deadline_rule.is_none() {
            Some("thời hạn")
        } else {
            None
        }
    }

    /// What decides on the class.
    pub fn dates(&self) -> Dates {
        Dates {
            state: self.state,
            deadline: self.deadline,
            reported_on: self.reported_on,
            verified_on: self.verified_on,
            soon_days: DUE_SOON_DAYS,
        }
    }

    /// State and days as they stood on a day, from the history (oldest first).
    pub fn dates_on(&self, events: &[ShortcomingEvent], as_of: NaiveDate) -> Dates {
        let is_later = |event: &ShortcomingEvent| event.on > as_of;
        if !events.iter().any(is_later) {
            return self.dates();
        }
        let extended = |event: &&ShortcomingEvent| event.kind == EventKind::Extended;
        let mut dates = Dates {
            state: ShortcomingState::Draft,
            deadline: events
                .iter()
                .find(extended)
                .map_or(self.deadline, |event| event.deadline_from),
            reported_on: None,
            verified_on: None,
            soon_days: DUE_SOON_DAYS,
        };
        for event in events.iter().filter(|event| !is_later(event)) {
            dates.follow(event);
        }
        dates
    }

    /// The class on a day, from the record as it stands.
    pub fn class_on(&self, as_of: NaiveDate) -> Option<ShortcomingClass> {
        self.dates().class_on(as_of)
    }

    /// Days past the deadline on a day, 0 when in time.
    pub fn days_late(&self, as_of: NaiveDate) -> i64 {
        self.dates().days_late(as_of)
    }
}

/// State and days of a shortcoming: all that its lateness depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    pub state: ShortcomingState,
    pub deadline: Option<NaiveDate>,
    pub reported_on: Option<NaiveDate>,
    pub verified_on: Option<NaiveDate>,
    /// Days ahead that count as "sắp đến hạn".
    pub soon_days: u64,
}

impl Dates {
    /// What an entry of the history changes.
    fn follow(&mut self, event: &ShortcomingEvent) {
        match event.kind {
            EventKind::Notified => self.state = ShortcomingState::Notified,
            EventKind::Reported => {
                self.state = ShortcomingState::ReportedFixed;
                self.reported_on = Some(event.on);
            }
            EventKind::Verified => {
                self.state = ShortcomingState::VerifiedClosed;
                self.verified_on = Some(event.on);
            }
            EventKind::Returned => {
                self.state = ShortcomingState::Returned;
                self.reported_on = None;
            }
            EventKind::Extended => self.deadline = event.deadline_to,
            EventKind::Withdrawn => self.state = ShortcomingState::Withdrawn,
            EventKind::Carried | EventKind::Released => {}
        }
    }

    /// The class on a day; `None` before it is notified and after it is withdrawn.
    ///
    /// The deadline day itself is in time; what counts is the day of the unit's report that was accepted,
    /// not the day on which the board verified it.
    pub fn class_on(self, as_of: NaiveDate) -> Option<ShortcomingClass> {
        let late_by = |day: NaiveDate| self.deadline.is_some_and(|deadline| deadline < day);
        match self.state {
            ShortcomingState::Draft | ShortcomingState::Withdrawn => None,
            ShortcomingState::ReportedFixed => Some(ShortcomingClass::Waiting),
            ShortcomingState::VerifiedClosed => {
                let done = self.reported_on.or(self.verified_on).unwrap_or(as_of);
                Some(if late_by(done) {
                    ShortcomingClass::DoneLate
                } else {
                    ShortcomingClass::DoneInTime
                })
            }
            ShortcomingState::Notified | ShortcomingState::Returned => Some(if late_by(as_of) {
                ShortcomingClass::Late
            } else if self
                .deadline
                .is_some_and(|deadline| deadline <= soon_until(as_of, self.soon_days))
            {
                ShortcomingClass::DueSoon
            } else {
                ShortcomingClass::AtWork
            }),
        }
    }

    /// The same against another deadline.
    #[must_use]
    pub fn against(self, deadline: Option<NaiveDate>) -> Self {
        Self { deadline, ..self }
    }

    /// The same with so many days ahead counting as "sắp đến hạn".
    #[must_use]
    pub fn within(self, soon_days: u64) -> Self {
        Self { soon_days, ..self }
    }

    /// Days past the deadline on a day, 0 when in time, before notice and after withdrawal.
    pub fn days_late(self, as_of: NaiveDate) -> i64 {
        if matches!(
            self.state,
            ShortcomingState::Draft | ShortcomingState::Withdrawn
        ) {
            return 0;
        }
        let until = self.reported_on.or(self.verified_on).unwrap_or(as_of);
        self.deadline
            .map_or(0, |deadline| (until - deadline).num_days().max(0))
    }
}

/// Last day that counts as "sắp đến hạn" seen from `as_of`.
pub fn soon_until(as_of: NaiveDate, days: u64) -> NaiveDate {
    as_of.checked_add_days(Days::new(days)).unwrap_or(as_of)
}

/// The same where the office has not chosen another span.
pub fn due_soon_until(as_of: NaiveDate) -> NaiveDate {
    soon_until(as_of, DUE_SOON_DAYS)
}
