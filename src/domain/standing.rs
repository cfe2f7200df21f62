//! How a shortcoming stood over time: one span of days for each change of its state or deadline.

use chrono::NaiveDate;

use super::shortcoming::{Dates, Shortcoming, ShortcomingState};
use super::step::ShortcomingEvent;
use super::words::words;

words! {
    /// What stays the same from one step to the next; only the deadline and the day tell the class of what is at work.
    Stage {
        Draft = "draft", "Dự thảo";
        AtWork = "at_work", "Đang khắc phục";
        Waiting = "waiting", "Chờ xác nhận";
        DoneInTime = "done_in_time", "Đúng hạn";
        DoneLate = "done_late", "Trễ nhưng đã xong";
        Withdrawn = "withdrawn", "Đã rút";
    }
}

/// Days over which a shortcoming stood the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    /// The first day after it; `None` while it lasts.
    pub to: Option<NaiveDate>,
    pub dates: Dates,
}

impl Span {
    /// The least power of two that is not less than its days; 0 while it lasts.
    pub fn reach(&self) -> i64 {
        let days = self.to.map(|to| (to - self.from).num_days().unsigned_abs());
        let reach = days.map_or(0, u64::next_power_of_two);
        i64::try_from(reach).unwrap_or(i64::MAX)
    }
}

impl Dates {
    pub fn stage(self) -> Stage {
        match self.state {
            ShortcomingState::Draft => Stage::Draft,
            ShortcomingState::Notified | ShortcomingState::Returned => Stage::AtWork,
            ShortcomingState::ReportedFixed => Stage::Waiting,
            ShortcomingState::Withdrawn => Stage::Withdrawn,
            ShortcomingState::VerifiedClosed => {
                let done = self.reported_on.or(self.verified_on);
                match (done, self.deadline) {
                    (Some(done), Some(deadline)) if deadline < done => Stage::DoneLate,
                    _ => Stage::DoneInTime,
                }
            }
        }
    }
}

impl Shortcoming {
    /// The spans of its life from the day of the visit on, without a gap, from the history (oldest first).
    pub fn spans(&self, visited_on: NaiveDate, events: &[ShortcomingEvent]) -> Vec<Span> {
        let mut days: Vec<NaiveDate> = events.iter().map(|event| event.on).collect();
        days.push(visited_on);
        days.sort_unstable();
        days.dedup();
        let mut spans: Vec<Span> = Vec::with_capacity(days.len());
        for day in days {
            let dates = self.dates_on(events, day);
            if let Some(last) = spans.last_mut() {
                if last.dates == dates {
                    continue;
                }
                last.to = Some(day);
            }
            spans.push(Span {
                from: day,
                to: None,
                dates,
            });
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::step::{EventKind, Step, take_step};
    use crate::domain::{ShortcomingId, VisitId, ids::EventId};

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + Days::new(n)
    }

    /// A shortcoming that took the steps that were possible of those that were tried, with its history.
    fn lived(
        deadline: Option<u64>,
        tried: &[(usize, u64)],
    ) -> (Shortcoming, Vec<ShortcomingEvent>) {
        let mut shortcoming = Shortcoming {
            id: ShortcomingId(uuid::Uuid::nil()),
            description: "Chưa niêm yết".into(),
            order_text: "Niêm yết".into(),
            owner: "UBND phường".into(),
            deadline: deadline.map(day),
            ..Shortcoming::blank(VisitId(uuid::Uuid::nil()))
        };
        let mut events: Vec<ShortcomingEvent> = Vec::new();
        let mut on = 5;
        for (kind, wait) in tried {
            on += wait;
            let kind = EventKind::ALL[kind % EventKind::ALL.len()];
            let step = Step {
                kind,
                on: day(on),
                by: "Ban Dân vận".into(),
                text: "Đã xem".into(),
                deadline: (kind == EventKind::Extended).then(|| day(on + 40)),
            };
            let Ok(next) = take_step(&shortcoming, &step) else {
                continue;
            };
            events.push(ShortcomingEvent {
                id: EventId(uuid::Uuid::nil()),
                ver: 1,
                shortcoming_id: shortcoming.id,
                kind,
                on: step.on,
                position: i64::try_from(events.len()).unwrap(),
                by: step.by,
                text: step.text,
                deadline_from: step.deadline.and(shortcoming.deadline),
                deadline_to: step.deadline,
            });
            shortcoming = next;
        }
        (shortcoming, events)
    }

    proptest! {
        #[test]
        fn on_every_day_exactly_one_span_says_what_the_history_says(
            deadline in proptest::option::of(5..90_u64),
            tried in proptest::collection::vec((0..8_usize, 0..40_u64), 0..14),
        ) {
            let (shortcoming, events) = lived(deadline, &tried);
            let spans = shortcoming.spans(day(3), &events);
            for n in 3..400 {
                let on = day(n);
                let holds = |span: &&Span| span.from <= on && span.to.is_none_or(|to| on < to);
                let there: Vec<&Span> = spans.iter().filter(holds).collect();
                prop_assert_eq!(there.len(), 1);
                prop_assert_eq!(there[0].dates, shortcoming.dates_on(&events, on));
                let reach = there[0].reach();
                let within = reach == 0 || (on - there[0].from).num_days() < reach;
                prop_assert!(within, "{:?}", there[0]);
            }
            for pair in spans.windows(2) {
                prop_assert_eq!(pair[0].to, Some(pair[1].from));
                prop_assert_ne!(pair[0].dates, pair[1].dates);
            }
        }
    }
}
