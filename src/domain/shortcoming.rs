//! Shortcomings: what was found, what has to be done by whom and by when, and the history until it is put right.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::date::show;
use super::ids::{EventId, ItemId, RegulationId, ShortcomingId, VisitId};
use super::problem::Problem;
use super::words::words;

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
    /// One entry in the history of a shortcoming.
    EventKind {
        Notified = "notified", "Thông báo cho đơn vị";
        Reported = "reported", "Đơn vị báo đã khắc phục";
        Verified = "verified", "Xác nhận đã khắc phục";
        Returned = "returned", "Trả lại";
        Extended = "extended", "Gia hạn";
        Withdrawn = "withdrawn", "Rút tồn tại";
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

/// Days ahead that count as "sắp đến hạn".
pub const DUE_SOON_DAYS: u64 = 7;

/// Days from the conclusion to the deadline where nothing else was agreed.
pub const DEFAULT_DEADLINE_DAYS: u64 = 30;

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
    /// The deadline in force; earlier ones stand in the history.
    pub deadline: Option<NaiveDate>,
    pub state: ShortcomingState,
    /// Day of the unit's latest report that was not returned.
    pub reported_on: Option<NaiveDate>,
    pub verified_on: Option<NaiveDate>,
    /// The later visit that carries it on.
    pub carried_to: Option<VisitId>,
}

impl Shortcoming {
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
        check_deadline(self.deadline, visit_date)
    }

    /// What is still missing before it can be notified by a conclusion.
    pub fn missing_for_notice(&self) -> Option<&'static str> {
        if self.order_text.trim().is_empty() {
            Some("yêu cầu khắc phục")
        } else if self.owner.trim().is_empty() {
            Some("đơn vị, người chịu trách nhiệm")
        } else if self.deadline.is_none() {
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
        }
    }

    /// State and days as they stood on a day, from the history (oldest first).
    pub fn dates_on(&self, events: &[ShortcomingEvent], as_of: NaiveDate) -> Dates {
        let is_later = |event: &ShortcomingEvent| event.on > as_of;
        if !events.iter().any(is_later) {
            return self.dates();
        }
        let extended = |event: &&ShortcomingEvent| event.kind == EventKind::Extended;
        let notified = |event: &ShortcomingEvent| event.kind == EventKind::Notified;
        let mut dates = Dates {
            state: if events.iter().any(notified) {
                ShortcomingState::Draft
            } else {
                ShortcomingState::Notified
            },
            deadline: events
                .iter()
                .find(extended)
                .map_or(self.deadline, |event| event.deadline_from),
            reported_on: None,
            verified_on: None,
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
                .is_some_and(|deadline| deadline <= due_soon_until(as_of))
            {
                ShortcomingClass::DueSoon
            } else {
                ShortcomingClass::AtWork
            }),
        }
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
pub fn due_soon_until(as_of: NaiveDate) -> NaiveDate {
    as_of
        .checked_add_days(Days::new(DUE_SOON_DAYS))
        .unwrap_or(as_of)
}

/// # Errors
/// The deadline lies before the visit.
pub fn check_deadline(deadline: Option<NaiveDate>, visit_date: NaiveDate) -> Result<(), Problem> {
    match deadline {
        Some(deadline) if deadline < visit_date => Err(Problem::new(
            "deadline",
            format!(
                "Thời hạn {} ở trước ngày giám sát {}; hãy chọn ngày từ {} trở đi.",
                show(deadline),
                show(visit_date),
                show(visit_date)
            ),
        )),
        _ => Ok(()),
    }
}

/// One dated entry in the history of a shortcoming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortcomingEvent {
    pub id: EventId,
    pub ver: i64,
    pub shortcoming_id: ShortcomingId,
    pub kind: EventKind,
    /// The day on which it happened.
    pub on: NaiveDate,
    /// Order among the events of one shortcoming.
    pub position: i64,
    /// Who reported, verified or allowed it.
    pub by: String,
    /// What was reported or seen, or the reason.
    pub text: String,
    pub deadline_from: Option<NaiveDate>,
    pub deadline_to: Option<NaiveDate>,
}

/// A step that a user takes on a shortcoming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub kind: EventKind,
    pub on: NaiveDate,
    pub by: String,
    pub text: String,
    /// The new deadline of an extension.
    pub deadline: Option<NaiveDate>,
}

/// Takes a step: the shortcoming afterwards.
///
/// # Errors
/// The step does not fit the state, or lacks its reason, its person or its new deadline.
pub fn take_step(before: &Shortcoming, step: &Step) -> Result<Shortcoming, Problem> {
    use ShortcomingState as S;
    let allowed = match step.kind {
        EventKind::Notified => before.state == S::Draft,
        EventKind::Reported => before.state.is_at_work(),
        EventKind::Verified => matches!(before.state, S::Notified | S::Returned | S::ReportedFixed),
        EventKind::Returned => before.state == S::ReportedFixed,
        EventKind::Extended => before.state.is_at_work() || before.state == S::ReportedFixed,
        EventKind::Withdrawn => before.state.is_open(),
    };
    if !allowed {
        return Err(Problem::new(
            "kind",
            format!(
                "Tồn tại ở trạng thái “{}” không thực hiện bước “{}” được.",
                before.state.label(),
                step.kind.label()
            ),
        ));
    }
    check_step_words(before, step)?;
    let mut after = before.clone();
    match step.kind {
        EventKind::Notified => after.state = S::Notified,
        EventKind::Reported => {
            after.state = S::ReportedFixed;
            after.reported_on = Some(step.on);
        }
        EventKind::Verified => {
            after.state = S::VerifiedClosed;
            after.verified_on = Some(step.on);
        }
        EventKind::Returned => {
            after.state = S::Returned;
            after.reported_on = None;
        }
        EventKind::Extended => after.deadline = step.deadline,
        EventKind::Withdrawn => after.state = S::Withdrawn,
    }
    Ok(after)
}

fn check_step_words(before: &Shortcoming, step: &Step) -> Result<(), Problem> {
    let text_missing = step.text.trim().is_empty();
    let by_missing = step.by.trim().is_empty();
    match step.kind {
        EventKind::Notified => Ok(()),
        EventKind::Reported if by_missing => {
            Err(Problem::new("by", "Hãy ghi đơn vị hoặc người báo cáo."))
        }
        EventKind::Verified if by_missing => Err(Problem::new("by", "Hãy ghi người xác nhận.")),
        EventKind::Verified if text_missing => Err(Problem::new(
            "text",
            "Hãy ghi đã xem gì để xác nhận, ví dụ hồ sơ, ảnh, thực địa.",
        )),
        EventKind::Returned if text_missing => Err(Problem::new("text", "Hãy ghi lý do trả lại.")),
        EventKind::Withdrawn if text_missing => {
            Err(Problem::new("text", "Hãy ghi lý do rút tồn tại."))
        }
        EventKind::Extended if by_missing => {
            Err(Problem::new("by", "Hãy ghi người cho phép gia hạn."))
        }
        EventKind::Extended if text_missing => Err(Problem::new("text", "Hãy ghi lý do gia hạn.")),
        EventKind::Extended => match (step.deadline, before.deadline) {
            (None, _) => Err(Problem::new("deadline", "Hãy ghi thời hạn mới.")),
            (Some(new), Some(old)) if new <= old => Err(Problem::new(
                "deadline",
                format!(
                    "Thời hạn mới {} phải sau thời hạn đang có {}.",
                    show(new),
                    show(old)
                ),
            )),
            _ => Ok(()),
        },
        EventKind::Reported | EventKind::Verified | EventKind::Returned | EventKind::Withdrawn => {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + Days::new(n)
    }

    fn open(deadline: u64) -> Shortcoming {
        Shortcoming {
            id: ShortcomingId(uuid::Uuid::nil()),
            ver: 1,
            visit_id: VisitId(uuid::Uuid::nil()),
            regulation_id: None,
            item_id: None,
            position: 1,
            description: "Chưa lưu đủ hồ sơ".into(),
            level: ShortcomingLevel::MustFix,
            cause_external: String::new(),
            cause_own: String::new(),
            order_text: "Bổ sung hồ sơ".into(),
            owner: "UBND phường".into(),
            evidence: String::new(),
            deadline: Some(day(deadline)),
            state: ShortcomingState::Notified,
            reported_on: None,
            verified_on: None,
            carried_to: None,
        }
    }

    fn step(kind: EventKind, on: u64) -> Step {
        Step {
            kind,
            on: day(on),
            by: "Ban Dân vận".into(),
            text: "Đã xem hồ sơ".into(),
            deadline: Some(day(90)),
        }
    }

    #[test]
    fn the_deadline_day_is_in_time() {
        assert_eq!(open(10).class_on(day(10)), Some(ShortcomingClass::DueSoon));
        assert_eq!(open(10).class_on(day(11)), Some(ShortcomingClass::Late));
        assert_eq!(open(10).class_on(day(2)), Some(ShortcomingClass::AtWork));
        assert_eq!(open(10).days_late(day(12)), 2);
    }

    #[test]
    fn what_counts_is_the_accepted_report_not_the_verification() {
        let reported = take_step(&open(10), &step(EventKind::Reported, 9)).unwrap();
        let verified = take_step(&reported, &step(EventKind::Verified, 20)).unwrap();
        assert_eq!(
            verified.class_on(day(30)),
            Some(ShortcomingClass::DoneInTime)
        );
    }

    #[test]
    fn a_returned_report_does_not_stop_the_clock() {
        let reported = take_step(&open(10), &step(EventKind::Reported, 9)).unwrap();
        let returned = take_step(&reported, &step(EventKind::Returned, 12)).unwrap();
        assert_eq!(returned.class_on(day(12)), Some(ShortcomingClass::Late));
    }

    #[test]
    fn an_extension_needs_a_later_deadline_a_reason_and_a_person() {
        let extended = take_step(&open(10), &step(EventKind::Extended, 9)).unwrap();
        assert_eq!(extended.deadline, Some(day(90)));
        let mut bad = step(EventKind::Extended, 9);
        bad.deadline = Some(day(5));
        assert_eq!(take_step(&open(10), &bad).unwrap_err().place, "deadline");
        bad.deadline = Some(day(50));
        bad.text.clear();
        assert_eq!(take_step(&open(10), &bad).unwrap_err().place, "text");
    }

    #[test]
    fn closed_ones_take_no_further_step() {
        let verified = take_step(&open(10), &step(EventKind::Verified, 9)).unwrap();
        for kind in EventKind::ALL {
            assert!(take_step(&verified, &step(*kind, 12)).is_err(), "{kind:?}");
        }
    }

    proptest! {
        #[test]
        fn every_notified_shortcoming_is_in_exactly_one_class(
            deadline in 0_u64..60, as_of in 0_u64..120,
            kinds in proptest::collection::vec(0_usize..EventKind::ALL.len(), 0..6),
        ) {
            let mut s = open(deadline);
            for (n, kind) in kinds.into_iter().enumerate() {
                if let Ok(after) = take_step(&s, &step(EventKind::ALL[kind], n as u64)) {
                    s = after;
                }
            }
            let counted = !matches!(s.state, ShortcomingState::Draft | ShortcomingState::Withdrawn);
            prop_assert_eq!(s.class_on(day(as_of)).is_some(), counted);
        }
    }
}
