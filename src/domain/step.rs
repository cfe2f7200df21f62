//! The history of a shortcoming: the steps that a ward and the board take on it, and which of them fit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::show;
use super::ids::{EventId, ShortcomingId};
use super::problem::Problem;
use super::shortcoming::{Shortcoming, ShortcomingState};
use super::words::words;

words! {
    /// One entry in the history of a shortcoming.
    EventKind {
        Notified = "notified", "Thông báo cho đơn vị";
        Reported = "reported", "Đơn vị báo đã khắc phục";
        Verified = "verified", "Xác nhận đã khắc phục";
        Returned = "returned", "Trả lại";
        Extended = "extended", "Gia hạn";
        Withdrawn = "withdrawn", "Rút tồn tại";
        Carried = "carried", "Chuyển cuộc sau theo dõi";
        Released = "released", "Bỏ chuyển theo dõi";
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

/// A step that a user takes on a shortcoming. To which visit it is carried is told beside it.
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
        EventKind::Carried => before.state.is_open() && before.state != S::Draft,
        EventKind::Released => before.state != S::Draft,
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
    after.stepped_on = Some(step.on);
    match step.kind {
        EventKind::Notified => {
            after.state = S::Notified;
            after.notified_on = Some(step.on);
            after.first_deadline = before.deadline;
        }
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
        EventKind::Carried => {}
        EventKind::Released => after.carried_to = None,
    }
    Ok(after)
}

fn check_step_words(before: &Shortcoming, step: &Step) -> Result<(), Problem> {
    let text_missing = step.text.trim().is_empty();
    let by_missing = step.by.trim().is_empty();
    match step.kind {
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
        EventKind::Released if text_missing => {
            Err(Problem::new("text", "Hãy ghi lý do bỏ chuyển theo dõi."))
        }
        EventKind::Notified
        | EventKind::Reported
        | EventKind::Verified
        | EventKind::Returned
        | EventKind::Withdrawn
        | EventKind::Carried
        | EventKind::Released => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids::VisitId;
    use super::super::shortcoming::ShortcomingClass;
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + Days::new(n)
    }

    fn open(deadline: u64) -> Shortcoming {
        Shortcoming {
            description: "Chưa lưu đủ hồ sơ".into(),
            order_text: "Bổ sung hồ sơ".into(),
            owner: "UBND phường".into(),
            deadline: Some(day(deadline)),
            state: ShortcomingState::Notified,
            first_deadline: Some(day(deadline)),
            notified_on: Some(day(0)),
            stepped_on: Some(day(0)),
            ..Shortcoming::blank(VisitId(uuid::Uuid::nil()))
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
        for kind in EventKind::ALL
            .iter()
            .filter(|kind| **kind != EventKind::Released)
        {
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
