//! What happens when in the made-up two years: each visit with the way its shortcomings go, laid out in days.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::super::random::working_day;
use crate::domain::{EventKind, VisitKind};

/// How far a visit gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Planned,
    Announced,
    InProgress,
    /// Some items stay without a rating, and nothing is drafted.
    Visited,
    /// The conclusion is drafted but not issued.
    Drafted,
    Concluded,
    Closed,
    Postponed,
    Cancelled,
}

/// How a shortcoming goes. Numbers are days from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    InTime,
    DoneLate,
    InTimeExtended,
    Withdrawn,
    Late(u64),
    LateReturned,
    DueSoon(u64),
    Waiting,
    WaitingLate,
    Returned,
    Extended,
    AtWork,
}

/// One visit of the sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Negative: days ahead.
    pub days_ago: i64,
    pub kind: VisitKind,
    /// Place in the list of topics.
    pub topic: usize,
    pub end: End,
    pub fates: &'static [Fate],
    /// Place of the slot that this visit re-checks.
    pub rechecks: Option<usize>,
}

const fn slot(
    days_ago: i64,
    kind: VisitKind,
    topic: usize,
    end: End,
    fates: &'static [Fate],
) -> Slot {
    Slot {
        days_ago,
        kind,
        topic,
        end,
        fates,
        rechecks: None,
    }
}

use End::{
    Announced, Cancelled, Closed, Concluded, Drafted, InProgress, Planned, Postponed, Visited,
};
use Fate::{
    AtWork, DoneLate, DueSoon, Extended, InTime, InTimeExtended, Late, LateReturned, Returned,
    Waiting, WaitingLate, Withdrawn,
};
use VisitKind::{Periodic, Recheck, Thematic, Unannounced};

pub(super) const SLOTS: &[Slot] = &[
    slot(715, Periodic, 0, Closed, &[InTime, InTime, DoneLate]),
    slot(680, Periodic, 0, Closed, &[InTime, InTimeExtended]),
    slot(645, Thematic, 2, Closed, &[InTime, InTime]),
    slot(611, Periodic, 0, Closed, &[DoneLate, InTime, InTime]),
    slot(575, Periodic, 0, Closed, &[InTime, Withdrawn]),
    slot(540, Thematic, 1, Closed, &[InTime]),
    slot(506, Periodic, 0, Closed, &[InTime, InTime, InTime]),
    slot(470, Unannounced, 4, Closed, &[DoneLate]),
    slot(
        435,
        Periodic,
        0,
        Closed,
        &[InTime, InTimeExtended, DoneLate],
    ),
    slot(400, Periodic, 0, Closed, &[InTime, InTime]),
    slot(366, Thematic, 3, Closed, &[InTime]),
    slot(
        330,
        Periodic,
        0,
        Concluded,
        &[InTime, LateReturned, DoneLate],
    ),
    slot(295, Periodic, 0, Closed, &[InTime, InTime]),
    slot(262, Periodic, 0, Concluded, &[Late(96), InTime, Extended]),
    slot(228, Periodic, 0, Closed, &[InTime, DoneLate]),
    slot(196, Thematic, 2, Concluded, &[InTime, Late(41)]),
    slot(165, Periodic, 0, Concluded, &[InTime, WaitingLate, InTime]),
    slot(134, Periodic, 0, Concluded, &[Late(12), InTime, Returned]),
    slot(110, Thematic, 4, Cancelled, &[]),
    Slot {
        days_ago: 88,
        kind: Recheck,
        topic: 0,
        end: Concluded,
        fates: &[InTime, DueSoon(5)],
        rechecks: Some(11),
    },
    slot(63, Periodic, 0, Concluded, &[Waiting, DueSoon(2), Late(3)]),
    slot(44, Periodic, 0, Concluded, &[AtWork, DueSoon(4), Waiting]),
    slot(29, Thematic, 1, Concluded, &[AtWork, AtWork]),
    slot(18, Periodic, 0, Postponed, &[]),
    slot(12, Periodic, 0, Drafted, &[AtWork, AtWork, AtWork]),
    slot(5, Periodic, 0, Visited, &[AtWork, AtWork]),
    slot(0, Periodic, 0, InProgress, &[AtWork]),
    slot(-8, Periodic, 0, Announced, &[]),
    slot(-26, Thematic, 3, Planned, &[]),
    slot(-41, Periodic, 0, Planned, &[]),
];

/// Something that is done to a visit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Create,
    Announce,
    Start,
    Rate,
    Find,
    Finish,
    Draft,
    Issue(NaiveDate),
    /// A step on the shortcoming at this place.
    Step(usize, EventKind, Option<NaiveDate>),
    /// The re-check carries on what was not put right at the visit that it re-checks.
    Carry,
    Close,
    Postpone,
    Cancel,
}

/// An act with its moment and the visit it is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due {
    pub at: NaiveDateTime,
    pub slot: usize,
    pub act: Act,
}

/// The first deadline of a shortcoming and the steps taken on it.
pub(super) struct Course {
    pub deadline: NaiveDate,
    pub steps: Vec<(NaiveDate, EventKind, Option<NaiveDate>)>,
}

/// The day of a slot's visit.
pub(super) fn visit_day(slot: &Slot, today: NaiveDate) -> NaiveDate {
    match slot.days_ago {
        0 => today,
        ahead if ahead < 0 => working_day(after(today, ahead.unsigned_abs()), true),
        ago => working_day(before(today, ago.unsigned_abs()), false),
    }
}

/// The day on which the conclusion of a visit on `day` is issued.
pub(super) fn issue_day(day: NaiveDate) -> NaiveDate {
    working_day(after(day, 8), true)
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// How a shortcoming notified on `issued` goes.
pub(super) fn course(fate: Fate, issued: NaiveDate, today: NaiveDate) -> Course {
    use EventKind::{
        Extended as Extend, Reported, Returned as Return, Verified, Withdrawn as Take,
    };
    let due = working_day(after(issued, 30), true);
    let later = working_day(after(due, 30), true);
    let soon = |days| working_day(after(today, days), true);
    let (deadline, steps) = match fate {
        InTime => (
            due,
            vec![
                (before(due, 5), Reported, None),
                (after(due, 2), Verified, None),
            ],
        ),
        DoneLate => (
            due,
            vec![
                (after(due, 8), Reported, None),
                (after(due, 12), Verified, None),
            ],
        ),
        InTimeExtended => (
            due,
            vec![
                (before(due, 4), Extend, Some(later)),
                (before(later, 2), Reported, None),
                (after(later, 3), Verified, None),
            ],
        ),
        Withdrawn => (due, vec![(after(issued, 10), Take, None)]),
        Late(days) => (before(today, days), Vec::new()),
        LateReturned => (
            due,
            vec![
                (before(due, 2), Reported, None),
                (after(due, 3), Return, None),
            ],
        ),
        DueSoon(days) => (soon(days), Vec::new()),
        Waiting => (soon(3), vec![(before(today, 4), Reported, None)]),
        WaitingLate => (before(today, 25), vec![(before(today, 9), Reported, None)]),
        Returned => (
            soon(14),
            vec![
                (before(today, 9), Reported, None),
                (before(today, 3), Return, None),
            ],
        ),
        Extended => (
            before(today, 20),
            vec![(before(today, 23), Extend, Some(soon(17)))],
        ),
        AtWork => (soon(22), Vec::new()),
    };
    Course {
        deadline,
        steps: steps
            .into_iter()
            .map(|(day, kind, deadline)| (working_day(day, false), kind, deadline))
            .collect(),
    }
}

/// Everything that happens up to today, in order.
pub(super) fn schedule(today: NaiveDate) -> Vec<Due> {
    let mut list = Vec::new();
    for (index, slot) in SLOTS.iter().enumerate() {
        let minute = u32::try_from(index).unwrap_or(0);
        let mut push = |day, hour, act| {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
            list.push(Due {
                at: NaiveDateTime::new(day, time),
                slot: index,
                act,
            });
        };
        let day = visit_day(slot, today);
        push(before(day, 20).min(before(today, 3)), 9, Act::Create);
        if slot.end == Planned {
            continue;
        }
        push(before(day, 7).min(before(today, 1)), 9, Act::Announce);
        match slot.end {
            Postponed => push(before(day, 1), 15, Act::Postpone),
            Cancelled => push(before(day, 2), 15, Act::Cancel),
            Planned | Announced => {}
            InProgress | Visited | Drafted | Concluded | Closed => {
                push(day, 8, Act::Start);
                push(day, 9, Act::Rate);
                push(day, 10, Act::Find);
            }
        }
        if slot.rechecks.is_some() {
            push(day, 10, Act::Carry);
        }
        if matches!(slot.end, Visited | Drafted | Concluded | Closed) {
            push(day, 11, Act::Finish);
        }
        if matches!(slot.end, Drafted | Concluded | Closed) {
            push(working_day(after(day, 3), true), 15, Act::Draft);
        }
        if matches!(slot.end, Concluded | Closed) {
            let issued = issue_day(day);
            push(issued, 10, Act::Issue(issued));
            let mut last = issued;
            for (place, fate) in slot.fates.iter().enumerate() {
                for (on, kind, deadline) in course(*fate, issued, today).steps {
                    push(on, 14, Act::Step(place, kind, deadline));
                    last = last.max(on);
                }
            }
            if slot.end == Closed {
                push(working_day(after(last, 2), true), 16, Act::Close);
            }
        }
    }
    list.sort_by_key(|due| due.at);
    list
}
