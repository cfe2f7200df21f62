//! A re-check beside the visit that it re-checks.

use std::collections::HashMap;

use super::{ItemSheet, RegulationSheet, VisitPage};
use crate::domain::{RatingValue, Shortcoming, ShortcomingEvent};

/// Both visits in full.
#[derive(Debug, Clone, PartialEq)]
pub struct RecheckPage {
    pub now: VisitPage,
    pub before: VisitPage,
}

/// An item with its earlier and its new result.
#[derive(Debug, Clone, Copy)]
pub struct ItemPair<'a> {
    pub before: &'a ItemSheet,
    /// None where the re-check's catalogue no longer has the item.
    pub now: Option<&'a ItemSheet>,
}

impl RecheckPage {
    /// Items to look at again: found wanting then, or rated now; by regulation of the earlier visit.
    /// Items of two catalogue versions are the same when their codes are.
    pub fn items(&self) -> Vec<(&RegulationSheet, Vec<ItemPair<'_>>)> {
        let now: HashMap<&str, &ItemSheet> = self
            .now
            .covered()
            .flat_map(|sheet| &sheet.items)
            .map(|item| (item.item.code.as_str(), item))
            .collect();
        let mut out = Vec::new();
        for sheet in &self.before.regulations {
            let pairs: Vec<ItemPair<'_>> = sheet
                .items
                .iter()
                .map(|before| ItemPair {
                    before,
                    now: now.get(before.item.code.as_str()).copied(),
                })
                .filter(ItemPair::matters)
                .collect();
            if !pairs.is_empty() {
                out.push((sheet, pairs));
            }
        }
        out
    }

    /// Shortcomings of the earlier visit that were notified, each with its history.
    pub fn shortcomings(&self) -> Vec<(&Shortcoming, Vec<&ShortcomingEvent>)> {
        self.before
            .shortcomings
            .iter()
            .filter(|shortcoming| {
                !matches!(
                    shortcoming.state,
                    crate::domain::ShortcomingState::Draft
                        | crate::domain::ShortcomingState::Withdrawn
                )
            })
            .map(|shortcoming| {
                let events = self.before.events.iter();
                let of_it = events.filter(|event| event.shortcoming_id == shortcoming.id);
                (shortcoming, of_it.collect())
            })
            .collect()
    }
}

impl ItemPair<'_> {
    fn matters(&self) -> bool {
        let before = self.before.rating.value.is_finding() || !self.before.shortcomings.is_empty();
        let now = self
            .now
            .is_some_and(|item| item.rating.value != RatingValue::NotRated);
        before || now && self.before.rating.value != RatingValue::NotRated
    }
}
