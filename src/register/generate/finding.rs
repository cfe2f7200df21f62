//! The shortcomings of made-up visits, each with the steps taken on it so far.

use chrono::{Days, NaiveDate};

use super::super::error::RegisterError;
use super::super::random::working_day;
use super::super::sample::text;
use super::super::transact::Tx;
use super::{Maker, Scene};
use crate::domain::shortcoming::{Step, take_step};
use crate::domain::{
    EventId, EventKind, Shortcoming, ShortcomingEvent, ShortcomingId, ShortcomingLevel, VisitState,
};

impl Maker {
    /// None, one or two shortcomings on the items found wanting.
    pub(super) fn shortcomings(
        &mut self,
        tx: &mut Tx<'_>,
        scene: &Scene,
        found: &[usize],
    ) -> Result<Vec<Shortcoming>, RegisterError> {
        let wanted = match self.random.below(100) {
            0..35 => 0,
            35..78 => 1,
            _ => 2,
        };
        let mut list = Vec::new();
        for (position, place) in (1..=wanted).zip(found) {
            let days = Days::new(self.random.between(20, 75));
            let deadline = scene.issued.checked_add_days(days).unwrap_or(scene.issued);
            let Some(item) = self.items.get(*place) else {
                continue;
            };
            let finding = text::shortcoming(&item.finding, &scene.in_sentence);
            let first = Shortcoming {
                id: ShortcomingId(tx.new_id_at(scene.at)),
                visit_id: scene.id,
                regulation_id: Some(item.item.regulation_id),
                item_id: Some(item.item.id),
                position,
                description: format!(
                    "{} (tổ dân phố số {})",
                    finding.description,
                    self.random.between(1, 30)
                ),
                level: match self.random.below(10) {
                    0..3 => ShortcomingLevel::Remind,
                    3..9 => ShortcomingLevel::MustFix,
                    _ => ShortcomingLevel::ReportUp,
                },
                deadline: Some(working_day(deadline, true)),
                ..finding
            };
            let steps = self.steps(scene, &first);
            list.push(write(tx, scene, first, &steps)?);
        }
        Ok(list)
    }

    /// What happened up to today, in order.
    fn steps(&mut self, scene: &Scene, shortcoming: &Shortcoming) -> Vec<Step> {
        let done = scene.state == VisitState::Closed;
        if !done && scene.state != VisitState::Concluded {
            return Vec::new();
        }
        let due = shortcoming.deadline.unwrap_or(scene.issued);
        let mut steps = Vec::new();
        let mut take = |kind, on: NaiveDate, deadline| {
            let last = steps.last().map_or(scene.issued, |step: &Step| step.on);
            steps.push(Step {
                kind,
                on: on.max(last).min(self.today),
                by: if kind == EventKind::Reported {
                    shortcoming.owner.clone()
                } else {
                    self.body.full_name()
                },
                text: self.random.pick(words(kind)).to_owned(),
                deadline,
            });
        };
        take(EventKind::Notified, scene.issued, None);
        let before = due.checked_sub_days(Days::new(4)).unwrap_or(due);
        let after = due.checked_add_days(Days::new(9)).unwrap_or(due);
        let later = due.checked_add_days(Days::new(30)).unwrap_or(due);
        let later = working_day(later, true);
        // The share of each way; a closed visit knows only the ways that end.
        match (dice(shortcoming), done) {
            (0..6, true) | (0..3, false) => {
                take(EventKind::Reported, before, None);
                take(EventKind::Verified, after, None);
            }
            (6..8, true) | (3, false) => {
                take(EventKind::Reported, after, None);
                take(EventKind::Verified, after, None);
            }
            (8, true) => {
                take(EventKind::Extended, before, Some(later));
                take(EventKind::Reported, due, None);
                take(EventKind::Verified, after, None);
            }
            (_, true) => take(EventKind::Withdrawn, before, None),
            (4, false) => take(EventKind::Reported, before, None),
            (5, false) => {
                take(EventKind::Reported, before, None);
                take(EventKind::Returned, due, None);
            }
            (6, false) => take(EventKind::Extended, before, Some(later)),
            (_, false) => {}
        }
        steps
    }
}

/// A figure from 0 to 9 that differs between shortcomings.
fn dice(shortcoming: &Shortcoming) -> u8 {
    let noise = shortcoming.id.0.as_bytes().last().copied().unwrap_or(0);
    noise % 10
}

fn words(kind: EventKind) -> &'static [&'static str] {
    match kind {
        EventKind::Notified | EventKind::Carried | EventKind::Released => {
            &["Thông báo kết luận giám sát"]
        }
        EventKind::Reported => text::REPORTED,
        EventKind::Verified => text::VERIFIED,
        EventKind::Returned => text::RETURNED,
        EventKind::Extended => text::EXTENDED,
        EventKind::Withdrawn => &["Trùng với nội dung đã được cơ quan khác yêu cầu khắc phục."],
    }
}

/// Writes the shortcoming as its steps leave it, and the steps.
fn write(
    tx: &mut Tx<'_>,
    scene: &Scene,
    first: Shortcoming,
    steps: &[Step],
) -> Result<Shortcoming, RegisterError> {
    let mut now = first;
    let mut events = Vec::new();
    for (position, step) in (1..).zip(steps) {
        let after = take_step(&now, step)?;
        let extends = step.kind == EventKind::Extended;
        events.push(ShortcomingEvent {
            id: EventId(tx.new_id_at(scene.at)),
            ver: 0,
            shortcoming_id: now.id,
            kind: step.kind,
            on: step.on,
            position,
            by: step.by.clone(),
            text: step.text.clone(),
            deadline_from: now.deadline.filter(|_| extends),
            deadline_to: after.deadline.filter(|_| extends),
        });
        now = after;
    }
    let shortcoming = tx.rows.add(now)?;
    for event in events {
        tx.rows.add(event)?;
    }
    Ok(shortcoming)
}
