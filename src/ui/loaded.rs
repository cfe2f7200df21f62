//! The read models that screens show. Old ones stay on the screen while new ones load,
//! and only what a change made stale and somebody looks at is asked for again.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{ParagraphId, ShortcomingId, UnitId, VisitId};
use crate::read::reminder::{BecameLate, LateUnits};
use crate::read::repeat::{EarlierFinding, RepeatPage};
use crate::read::review::{ReviewFilter, ReviewPage, SelfFilter, SelfPage, TrendPage};
use crate::read::{
    Board, BoardFilter, BodyPage, CalendarPage, CataloguePage, District, DraftOffer, Found,
    IssuedFilter, IssuedPage, OtherPaper, Overview, PaperRequest, PaperRulesPage, PersonEntry,
    PrintedPaper, ReportFilter, ReportYear, SearchHit, ShortcomingDetail, ShortcomingFilter,
    ShortcomingRow, UnitPage, UnitProfile, UnitRow, VisitFilter, VisitPage, VisitRow,
};
use crate::worker::{Changes, Model, Query, Status, Thumbnail};

mod archive;
mod copies;
mod depends;
mod figures;
mod guiding;
mod models;
mod programmes;
mod reform;
mod safety;
#[cfg(test)]
mod tests;

use depends::{depends, may_stand_in};

/// How many are kept; the longest unseen goes first.
const KEPT: usize = 40;

/// A read model with a number that changes whenever its content may have.
#[derive(Debug)]
pub struct Page<T> {
    /// The data.
    pub data: Arc<T>,
    /// Changes with the data.
    pub version: u64,
}

impl<T> std::ops::Deref for Page<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

/// All read models that were loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    entries: Vec<Entry>,
    to_ask: Vec<Query>,
    clock: u64,
}

#[derive(Debug)]
struct Entry {
    query: Query,
    model: Option<Model>,
    version: u64,
    stale: bool,
    asked: bool,
    trouble: Option<String>,
    seen: u64,
}

impl Loaded {
    /// What has to be asked of the worker since the last call.
    pub fn take_questions(&mut self) -> Vec<Query> {
        std::mem::take(&mut self.to_ask)
    }

    /// Takes an answer in.
    pub fn answer(&mut self, query: &Query, model: Model) {
        self.clock += 1;
        let version = self.clock;
        if let Some(entry) = self.entry(query) {
            entry.model = Some(model);
            entry.version = version;
            entry.asked = false;
            entry.trouble = None;
        }
    }

    /// Takes in that a question could not be answered.
    pub fn no_answer(&mut self, query: &Query, message: String) {
        if let Some(entry) = self.entry(query) {
            entry.asked = false;
            entry.stale = false;
            entry.model = None;
            entry.trouble = Some(message);
        }
    }

    /// Marks what a change made stale.
    pub fn changed(&mut self, changes: Changes) {
        for entry in &mut self.entries {
            if depends(&entry.query, changes) {
                entry.stale = true;
            }
        }
    }

    /// Why there is no answer, if asking failed.
    pub fn trouble(&self, query: &Query) -> Option<&str> {
        self.entries
            .iter()
            .find(|entry| entry.query == *query)?
            .trouble
            .as_deref()
    }

    /// Tổng quan.
    pub fn overview(&mut self, as_of: NaiveDate) -> Option<Page<Overview>> {
        match self.look(&Query::Overview { as_of })? {
            (Model::Overview(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The overview at a glance; while a new filter loads, that of the old one.
    pub fn board(&mut self, filter: BoardFilter, as_of: NaiveDate) -> Option<Page<Board>> {
        match self.look(&Query::Board { filter, as_of })? {
            (Model::Board(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The list of visits; while a new filter loads, the list of the old one.
    pub fn visits(&mut self, filter: VisitFilter) -> Option<Page<Vec<VisitRow>>> {
        match self.look(&Query::Visits(filter))? {
            (Model::Visits(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One visit.
    pub fn visit(&mut self, id: VisitId) -> Option<Page<VisitPage>> {
        match self.look(&Query::Visit(id))? {
            (Model::Visit(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The list of shortcomings; while a new filter loads, the list of the old one.
    pub fn shortcomings(
        &mut self,
        filter: ShortcomingFilter,
        as_of: NaiveDate,
    ) -> Option<Page<Vec<ShortcomingRow>>> {
        match self.look(&Query::Shortcomings { filter, as_of })? {
            (Model::Shortcomings(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One shortcoming with its history.
    pub fn shortcoming(
        &mut self,
        id: ShortcomingId,
        as_of: NaiveDate,
    ) -> Option<Page<ShortcomingDetail>> {
        match self.look(&Query::Shortcoming { id, as_of })? {
            (Model::Shortcoming(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// What became late since the last look.
    pub fn became_late(&mut self, as_of: NaiveDate) -> Option<Page<BecameLate>> {
        match self.look(&Query::BecameLate { as_of })? {
            (Model::BecameLate(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Whom a round of reminder letters may go to.
    pub fn late_units(&mut self, as_of: NaiveDate) -> Option<Page<LateUnits>> {
        match self.look(&Query::LateUnits { as_of })? {
            (Model::LateUnits(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The boards and the comparison of the review.
    pub fn review(&mut self, filter: ReviewFilter, as_of: NaiveDate) -> Option<Page<ReviewPage>> {
        match self.look(&Query::Review { filter, as_of })? {
            (Model::Review(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Unit × regulation × quarter.
    pub fn trend(&mut self, filter: ReviewFilter, as_of: NaiveDate) -> Option<Page<TrendPage>> {
        match self.look(&Query::Trend { filter, as_of })? {
            (Model::Trend(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Self-rating beside findings.
    pub fn self_ratings(&mut self, filter: SelfFilter, as_of: NaiveDate) -> Option<Page<SelfPage>> {
        match self.look(&Query::SelfRatings { filter, as_of })? {
            (Model::SelfRatings(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// What comes back most.
    pub fn most_repeated(
        &mut self,
        filter: ShortcomingFilter,
        as_of: NaiveDate,
    ) -> Option<Page<RepeatPage>> {
        match self.look(&Query::MostRepeated { filter, as_of })? {
            (Model::MostRepeated(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Earlier findings on the items of a visit's checklist.
    pub fn earlier_findings(&mut self, id: VisitId) -> Option<Page<Vec<EarlierFinding>>> {
        match self.look(&Query::EarlierFindings(id))? {
            (Model::EarlierFindings(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The list of units.
    pub fn units(&mut self, as_of: NaiveDate) -> Option<Page<Vec<UnitRow>>> {
        match self.look(&Query::Units { as_of })? {
            (Model::Units(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One unit over the years.
    pub fn profile(
        &mut self,
        id: UnitId,
        as_of: NaiveDate,
        with_before: bool,
    ) -> Option<Page<UnitProfile>> {
        let query = Query::Profile {
            id,
            as_of,
            with_before,
        };
        match self.look(&query)? {
            (Model::Profile(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One unit.
    pub fn unit(&mut self, id: UnitId, as_of: NaiveDate) -> Option<Page<UnitPage>> {
        match self.look(&Query::Unit { id, as_of })? {
            (Model::Unit(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The register of people.
    pub fn people(&mut self) -> Option<Page<Vec<PersonEntry>>> {
        match self.look(&Query::People)? {
            (Model::People(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// What a fresh draft would change in a conclusion.
    pub fn draft_offers(&mut self, id: VisitId) -> Option<Page<Vec<DraftOffer>>> {
        match self.look(&Query::DraftOffers(id))? {
            (Model::DraftOffers(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The small pictures of a visit's photos, by their hash.
    pub fn thumbs(&mut self, id: VisitId) -> Option<Page<Vec<(String, Thumbnail)>>> {
        match self.look(&Query::Thumbs(id))? {
            (Model::Thumbs(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The issued papers; while a new filter loads, those of the old one.
    pub fn issued(&mut self, filter: IssuedFilter) -> Option<Page<IssuedPage>> {
        match self.look(&Query::Issued(filter))? {
            (Model::Issued(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// What issuing the same matter again would replace; `Some(None)` for nothing.
    pub fn standing(&mut self, request: PaperRequest) -> Option<Option<OtherPaper>> {
        match self.look(&Query::Standing(request))? {
            (Model::Standing(paper), _) => Some(paper),
            _ => None,
        }
    }

    /// The number that a paper of a day would get; `Some(None)` for a form, which bears none.
    pub fn next_number(&mut self, request: PaperRequest, date: NaiveDate) -> Option<Option<i64>> {
        match self.look(&Query::NextNumber { request, date })? {
            (Model::NextNumber(number), _) => Some(number),
            _ => None,
        }
    }

    /// The catalogue.
    pub fn catalogue(&mut self) -> Option<Page<CataloguePage>> {
        match self.look(&Query::Catalogue)? {
            (Model::Catalogue(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The supervising bodies.
    pub fn bodies(&mut self) -> Option<Page<Vec<BodyPage>>> {
        match self.look(&Query::Bodies)? {
            (Model::Bodies(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// A paper as it will be printed.
    pub fn paper(&mut self, request: &PaperRequest) -> Option<Page<PrintedPaper>> {
        match self.look(&Query::Paper(request.clone()))? {
            (Model::Paper(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Days off and the span of near deadlines.
    pub fn calendar(&mut self) -> Option<Page<CalendarPage>> {
        match self.look(&Query::Calendar)? {
            (Model::Calendar(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The format profiles, and which one papers of a day follow.
    pub fn paper_rules(&mut self, day: NaiveDate) -> Option<Page<PaperRulesPage>> {
        match self.look(&Query::PaperRules { day })? {
            (Model::PaperRules(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The conclusion of a visit with what is being typed into it; only the newest is kept.
    pub fn typed_conclusion(
        &mut self,
        visit_id: VisitId,
        typed: Vec<(ParagraphId, String)>,
    ) -> Option<Page<PrintedPaper>> {
        let query = Query::TypedConclusion { visit_id, typed };
        let older = |entry: &Entry| {
            matches!(entry.query, Query::TypedConclusion { .. }) && entry.query != query
        };
        self.entries.retain(|entry| !older(entry));
        match self.look(&query)? {
            (Model::Paper(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// What a search found; while it searches, what the last one found.
    pub fn search(&mut self, text: String) -> Option<Page<Vec<SearchHit>>> {
        match self.look(&Query::Search(text))? {
            (Model::Search(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Single things that the typed words mean, and whether it answers these words; while it looks, what the last
    /// words meant.
    pub fn find(&mut self, typed: String) -> (Option<Page<Vec<Found>>>, bool) {
        let query = Query::Find(typed);
        let found = match self.look(&query) {
            Some((Model::Found(data), version)) => Some(Page { data, version }),
            _ => None,
        };
        let fresh = self
            .entry(&query)
            .is_some_and(|entry| entry.model.is_some() || entry.trouble.is_some());
        (found, fresh)
    }

    /// The districts whose wards ship with the program.
    pub fn districts(&mut self) -> Option<Page<Vec<District>>> {
        match self.look(&Query::Districts)? {
            (Model::Districts(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The matrix of monthly reports; while another year loads, that of the old one.
    pub fn reports(&mut self, filter: ReportFilter, as_of: NaiveDate) -> Option<Page<ReportYear>> {
        match self.look(&Query::Reports { filter, as_of })? {
            (Model::Reports(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// The open file and what can be undone.
    pub fn status(&mut self) -> Option<Page<Status>> {
        match self.look(&Query::Status)? {
            (Model::Status(data), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    fn entry(&mut self, query: &Query) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.query == *query)
    }

    /// The newest model there is for a question; asks when it is missing or stale.
    fn look(&mut self, query: &Query) -> Option<(Model, u64)> {
        self.clock += 1;
        let seen = self.clock;
        if self.entry(query).is_none() {
            self.make_room();
            self.entries.push(Entry {
                query: query.clone(),
                model: None,
                version: 0,
                stale: true,
                asked: false,
                trouble: None,
                seen,
            });
        }
        let entry = self.entry(query)?;
        entry.seen = seen;
        let ask = entry.stale && !entry.asked;
        if ask {
            entry.stale = false;
            entry.asked = true;
        }
        let found = entry
            .model
            .as_ref()
            .map(|model| (model.clone(), entry.version));
        let failed = entry.trouble.is_some();
        if ask {
            self.to_ask.push(query.clone());
        }
        if found.is_some() || failed {
            return found;
        }
        self.stand_in(query)
    }

    /// The list that was on the screen before its filter changed.
    fn stand_in(&self, query: &Query) -> Option<(Model, u64)> {
        self.entries
            .iter()
            .filter(|entry| may_stand_in(&entry.query, query))
            .filter_map(|entry| Some((entry.seen, entry.model.as_ref()?, entry.version)))
            .max_by_key(|(seen, _, _)| *seen)
            .map(|(_, model, version)| (model.clone(), version))
    }

    fn make_room(&mut self) {
        if self.entries.len() < KEPT {
            return;
        }
        let oldest = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| !entry.asked)
            .min_by_key(|(_, entry)| entry.seen)
            .map(|(index, _)| index);
        if let Some(index) = oldest {
            self.entries.remove(index);
        }
    }
}
