//! What a visit has to do with the chase: orders of earlier visits, and who carries its own ones on.

use chrono::NaiveDate;

use super::{ShortcomingRow, VisitPage, VisitRow};
use crate::domain::deadline::at_the_latest;
use crate::domain::text::upper_first;
use crate::domain::{
    Calendar, Due, Holiday, ParagraphSource, RatingValue, Shortcoming, ShortcomingEvent,
    ShortcomingId, ShortcomingState, VisitState,
};

/// An order of an earlier visit, as a later visit looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierOrder {
    pub shortcoming: Shortcoming,
    /// As of today.
    pub row: ShortcomingRow,
    /// Oldest first.
    pub events: Vec<ShortcomingEvent>,
    /// Code of its item, empty when it belongs to none.
    pub item_code: String,
    /// How the item was rated in the earlier visit, with the comment.
    pub before: Option<(RatingValue, String)>,
    /// How it is rated in this one.
    pub now: Option<(RatingValue, String)>,
}

/// Days off, and how far ahead a deadline counts as near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPage {
    /// Oldest first.
    pub holidays: Vec<Holiday>,
    pub due_soon_days: u64,
}

/// The chase as one visit sees it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VisitChase {
    /// Which days are worked.
    pub calendar: Calendar,
    /// Orders of earlier visits that this one looks at again or carries on, oldest visit first.
    pub orders: Vec<EarlierOrder>,
    /// The later visits that carry its shortcomings on.
    pub carried: Vec<(ShortcomingId, VisitRow)>,
}

/// Why a visit cannot be closed yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unfinished<'a> {
    /// Its own shortcoming is open, and no later visit with a conclusion carries it on.
    Own(&'a Shortcoming),
    /// An order that it carries on is open.
    Carried(&'a Shortcoming),
}

impl<'a> Unfinished<'a> {
    pub fn shortcoming(self) -> &'a Shortcoming {
        match self {
            Self::Own(shortcoming) | Self::Carried(shortcoming) => shortcoming,
        }
    }

    /// "“Chưa niêm yết”: đang khắc phục".
    pub fn words(self) -> String {
        let shortcoming = self.shortcoming();
        let whose = match self {
            Self::Own(_) => "",
            Self::Carried(_) => " (cuộc trước chuyển sang)",
        };
        format!(
            "“{}”{whose}: {}",
            shortcoming.description,
            crate::domain::text::lower_first(shortcoming.state.label())
        )
    }
}

impl VisitPage {
    /// What is missing before the visit can be closed.
    pub fn unfinished(&self) -> Vec<Unfinished<'_>> {
        let carries_on = |id: ShortcomingId| {
            self.chase.carried.iter().any(|(carried, later)| {
                *carried == id && matches!(later.state, VisitState::Concluded | VisitState::Closed)
            })
        };
        let own = self
            .shortcomings
            .iter()
            .filter(|s| s.state.is_open() && !carries_on(s.id))
            .map(Unfinished::Own);
        let carried = self
            .chase
            .orders
            .iter()
            .map(|order| &order.shortcoming)
            .filter(|s| s.state.is_open() && s.carried_to == Some(self.visit.id))
            .map(Unfinished::Carried);
        own.chain(carried).collect()
    }

    /// The deadline that an order gets when the conclusion is issued on a day.
    pub fn due(&self, shortcoming: &Shortcoming, issued: NaiveDate) -> Option<Due> {
        let rule = shortcoming.deadline_rule?;
        let waits = shortcoming.state == ShortcomingState::Draft;
        waits.then(|| rule.due(issued, &self.chase.calendar))
    }

    /// The page as a conclusion issued on a day makes it: orders that count from that day get their date, and
    /// the text says the date in place of "trong thời hạn …".
    #[must_use]
    pub fn with_deadlines(mut self, issued: NaiveDate) -> Self {
        let due: Vec<(usize, Due)> = self
            .shortcomings
            .iter()
            .enumerate()
            .filter_map(|(place, s)| Some((place, self.due(s, issued)?)))
            .collect();
        for (place, due) in due {
            let Some(shortcoming) = self.shortcomings.get_mut(place) else {
                continue;
            };
            shortcoming.deadline = Some(due.day);
            let Some(phrase) = shortcoming
                .deadline_rule
                .map(super::super::domain::deadline::DeadlineRule::phrase)
            else {
                continue;
            };
            let date = at_the_latest(due.day);
            let source = ParagraphSource::Shortcoming(shortcoming.id);
            let paragraphs = self
                .conclusion
                .iter_mut()
                .flat_map(|page| &mut page.paragraphs);
            for paragraph in paragraphs.filter(|paragraph| paragraph.source == source) {
                paragraph.text = paragraph
                    .text
                    .replace(&phrase, &date)
                    .replace(&upper_first(&phrase), &upper_first(&date));
            }
        }
        self
    }
}
