//! What is written during a made-up visit: ratings, the assessment, strengths and shortcomings.

use chrono::NaiveDate;

use super::super::error::RegisterError;
use super::Sample;
use super::plan::{self, End, Slot};
use super::text::{self, Finding, fill};
use crate::domain::{
    ItemId, Rating, RatingValue, RegulationId, Shortcoming, ShortcomingId, ShortcomingLevel,
    Strength, StrengthId, VisitId,
};
use crate::read::VisitPage;

impl Sample<'_> {
    pub(super) fn rate(
        &mut self,
        place: usize,
        id: VisitId,
        slot: &Slot,
    ) -> Result<(), RegisterError> {
        let page = self.register.visit_page(id)?;
        let findings = self.choose_findings(&page, slot.fates.len() + 1);
        for finding in &findings {
            let new = |rating: &mut Rating| {
                rating.value = finding.value;
                rating.self_rating = RatingValue::Met;
                finding.comment.clone_into(&mut rating.comment);
            };
            self.rate_item(&page, finding.item, new)?;
        }
        for (item, reason) in text::NOT_APPLICABLE {
            if self.random.percent(40) {
                let new = |rating: &mut Rating| {
                    rating.value = RatingValue::NotApplicable;
                    (*reason).clone_into(&mut rating.comment);
                };
                self.rate_item(&page, item, new)?;
            }
        }
        for (item, _) in text::STRENGTHS.iter().take(6) {
            if let Some(evidence) = evidence_of(&page, item) {
                let new = |rating: &mut Rating| {
                    rating.value = RatingValue::Met;
                    rating.self_rating = RatingValue::Met;
                    rating.evidence_seen = evidence;
                };
                self.rate_item(&page, item, new)?;
            }
        }
        let covered: Vec<RegulationId> = page.covered().map(|s| s.regulation.id).collect();
        let all_but_last = covered.len().saturating_sub(1);
        let rated = match slot.end {
            End::InProgress => covered.len() / 2,
            End::Visited => all_but_last,
            End::Planned
            | End::Announced
            | End::Drafted
            | End::Concluded
            | End::Closed
            | End::Postponed
            | End::Cancelled => covered.len(),
        };
        for regulation in covered.into_iter().take(rated) {
            self.register.rate_rest_met(id, Some(regulation))?;
        }
        if let Some(made) = self.made.get_mut(place) {
            made.findings = findings;
        }
        Ok(())
    }

    fn choose_findings(&mut self, page: &VisitPage, count: usize) -> Vec<Finding> {
        let there: Vec<Finding> = text::FINDINGS
            .iter()
            .filter(|finding| evidence_of(page, finding.item).is_some())
            .copied()
            .collect();
        let mut chosen: Vec<Finding> = Vec::new();
        for _ in 0..count * 8 {
            let finding = self.random.pick(&there);
            let new = chosen.iter().all(|other| other.item != finding.item);
            if new && !finding.item.is_empty() && chosen.len() < count {
                chosen.push(finding);
            }
        }
        chosen
    }

    fn rate_item(
        &mut self,
        page: &VisitPage,
        code: &str,
        change: impl FnOnce(&mut Rating),
    ) -> Result<(), RegisterError> {
        let item = covered_item(page, code).and_then(|(_, item)| page.item(item));
        if let Some((_, item)) = item {
            let mut new = item.rating.clone();
            change(&mut new);
            self.register.rate(&item.rating, &new)?;
        }
        Ok(())
    }

    /// The assessment, strengths and shortcomings are written down.
    pub(super) fn find(&mut self, place: usize, id: VisitId) -> Result<(), RegisterError> {
        let page = self.register.visit_page(id)?;
        let Some(made) = self.made.get(place) else {
            return Ok(());
        };
        let (slot, findings) = (made.slot, made.findings.clone());
        self.add_strengths(&page, slot.topic != 0)?;
        let issued = plan::issue_day(page.visit.date);
        let mut visit = page.visit.clone();
        visit.assessment = fill(
            self.random.pick(text::ASSESSMENTS),
            &page.unit.name_in_sentence(),
        );
        let mut ids = Vec::new();
        for (fate, finding) in slot.fates.iter().zip(&findings) {
            let deadline = plan::course(*fate, issued, self.today).deadline;
            visit.report_back_by = visit.report_back_by.max(Some(deadline));
            ids.extend(self.add_shortcoming(&page, finding, deadline)?);
        }
        self.register.edit_visit(&page.visit, &visit)?;
        if let Some(made) = self.made.get_mut(place) {
            made.shortcomings = ids;
        }
        Ok(())
    }

    fn add_strengths(&mut self, page: &VisitPage, all: bool) -> Result<(), RegisterError> {
        for (item, words) in text::STRENGTHS {
            let wanted = all || self.random.percent(40);
            if let Some((regulation_id, item_id)) = covered_item(page, item).filter(|_| wanted) {
                self.register.add_strength(&Strength {
                    id: StrengthId(uuid::Uuid::nil()),
                    ver: 0,
                    visit_id: page.visit.id,
                    regulation_id: Some(regulation_id),
                    item_id: Some(item_id),
                    position: 0,
                    text: (*words).to_owned(),
                })?;
            }
        }
        Ok(())
    }

    fn add_shortcoming(
        &mut self,
        page: &VisitPage,
        finding: &Finding,
        deadline: NaiveDate,
    ) -> Result<Option<ShortcomingId>, RegisterError> {
        let Some((regulation_id, item_id)) = covered_item(page, finding.item) else {
            return Ok(None);
        };
        let level = match finding.value {
            RatingValue::NotMet => ShortcomingLevel::ReportUp,
            RatingValue::PartlyMet if self.random.percent(30) => ShortcomingLevel::Remind,
            RatingValue::Met
            | RatingValue::PartlyMet
            | RatingValue::NotApplicable
            | RatingValue::NotRated => ShortcomingLevel::MustFix,
        };
        let new = text::shortcoming(finding, &page.unit.name_in_sentence());
        let added = self.register.add_shortcoming(&Shortcoming {
            visit_id: page.visit.id,
            regulation_id: Some(regulation_id),
            item_id: Some(item_id),
            deadline: Some(deadline),
            level,
            ..new
        })?;
        Ok(Some(added.value))
    }
}

fn covered_item(page: &VisitPage, code: &str) -> Option<(RegulationId, ItemId)> {
    page.covered().find_map(|sheet| {
        let item = sheet.items.iter().find(|item| item.item.code == code)?;
        Some((sheet.regulation.id, item.item.id))
    })
}

/// The evidence to ask for of a covered item.
fn evidence_of(page: &VisitPage, code: &str) -> Option<String> {
    page.covered()
        .flat_map(|sheet| &sheet.items)
        .find(|item| item.item.code == code)
        .map(|item| item.item.evidence.clone())
}
