//! Read models: what the screens, the papers and the command line ask for.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::Register;
use super::error::RegisterError;
use crate::domain::draft::names_shortcoming;
use crate::domain::{
    Body, BodyId, ChecklistItem, Conclusion, ItemId, ParagraphSource, Rating, Score, Shortcoming,
    ShortcomingId, Unit, UnitId, Visit, VisitId,
};
use crate::read::catalogue::RegulationEntry;
use crate::read::{
    Board, BoardFilter, BoardRow, BodyPage, CataloguePage, ConclusionPage, ItemSheet, Overview,
    OverviewCounts, RegulationSheet, SearchHit, ShortcomingDetail, ShortcomingFilter,
    ShortcomingRow, UnitPage, UnitRow, VisitFilter, VisitPage, VisitRow,
};
use crate::store::{self, StoreError, record, setting};

/// Hits that a search shows at most.
const SEARCH_LIMIT: u32 = 60;

impl Register {
    pub fn overview(&self, as_of: NaiveDate) -> Result<Overview, RegisterError> {
        Ok(store::overview::overview(self.store.conn(), as_of)?)
    }

    /// The overview at a glance.
    pub fn board(&self, filter: &BoardFilter, as_of: NaiveDate) -> Result<Board, RegisterError> {
        let regulations = codes(&self.catalogue()?.regulations);
        let conn = self.store.conn();
        Ok(store::board::board(conn, filter, regulations, as_of)?)
    }

    /// Only the heat map of the overview.
    pub fn heat_map(
        &self,
        filter: &BoardFilter,
        regulations: &[RegulationEntry],
    ) -> Result<Vec<BoardRow>, RegisterError> {
        let today = self.today();
        let span = filter.period.span().unwrap_or((today, today));
        let (conn, regulations) = (self.store.conn(), codes(regulations));
        Ok(store::board::rows(
            conn,
            &regulations,
            span,
            &filter.district,
        )?)
    }

    /// How many shortcomings there are of each class on a day, and visits.
    pub fn counts(&self, as_of: NaiveDate) -> Result<OverviewCounts, RegisterError> {
        Ok(store::overview::counts(self.store.conn(), as_of)?)
    }

    pub fn visits(&self, filter: &VisitFilter) -> Result<Vec<VisitRow>, RegisterError> {
        self.visits_as_of(filter, self.today())
    }

    /// The visits with their late shortcomings counted on a day.
    pub fn visits_as_of(
        &self,
        filter: &VisitFilter,
        as_of: NaiveDate,
    ) -> Result<Vec<VisitRow>, RegisterError> {
        Ok(store::visit::list(self.store.conn(), filter, as_of)?)
    }

    pub fn shortcomings(
        &self,
        filter: &ShortcomingFilter,
        as_of: NaiveDate,
    ) -> Result<Vec<ShortcomingRow>, RegisterError> {
        // whether one came back is known here only, so the limit comes last
        let wanted = ShortcomingFilter {
            limit: filter.limit.filter(|_| !filter.repeated),
            ..filter.clone()
        };
        let mut rows = store::shortcoming::list(self.store.conn(), &wanted, as_of)?;
        self.number_repeats(&mut rows)?;
        if filter.repeated {
            rows.retain(|row| row.repeat.is_some_and(|number| number > 1));
            let most = filter.limit.and_then(|limit| usize::try_from(limit).ok());
            rows.truncate(most.unwrap_or(usize::MAX));
        }
        Ok(rows)
    }

    pub fn shortcoming(
        &self,
        id: ShortcomingId,
        as_of: NaiveDate,
    ) -> Result<ShortcomingDetail, RegisterError> {
        let found = store::shortcoming::detail(self.store.conn(), id, as_of)?;
        let mut detail = found.ok_or(StoreError::Gone {
            what: "Tồn tại này",
        })?;
        detail.repeat = self.repeat_info(&detail.row, as_of)?;
        detail.row.repeat = detail.repeat.number;
        Ok(detail)
    }

    pub fn units(&self, as_of: NaiveDate) -> Result<Vec<UnitRow>, RegisterError> {
        Ok(store::unit::list(self.store.conn(), as_of)?)
    }

    /// The unit with this code.
    pub fn unit_by_code(&self, code: &str) -> Result<Option<Unit>, RegisterError> {
        Ok(store::unit::by_code(self.store.conn(), code)?)
    }

    pub fn unit_page(&self, id: UnitId, as_of: NaiveDate) -> Result<UnitPage, RegisterError> {
        let conn = self.store.conn();
        let unit = self.need::<Unit>(id, "Đơn vị này")?;
        let mut open = store::shortcoming::list(
            conn,
            &ShortcomingFilter {
                unit_id: Some(id),
                ..ShortcomingFilter::default()
            },
            as_of,
        )?;
        open.retain(|row| row.state.is_open());
        self.number_repeats(&mut open)?;
        Ok(UnitPage {
            unit,
            predecessors: store::unit::predecessors(conn, id)?,
            successors: store::unit::successors(conn, id)?,
            visits: store::visit::list(
                conn,
                &VisitFilter {
                    unit_id: Some(id),
                    descending: true,
                    ..VisitFilter::default()
                },
                as_of,
            )?,
            open_shortcomings: open,
        })
    }

    /// The newest catalogue version.
    pub fn catalogue(&self) -> Result<CataloguePage, RegisterError> {
        let conn = self.store.conn();
        let newest = store::catalogue::newest(conn)?;
        let page = match newest {
            Some(catalogue) => store::catalogue::page(conn, catalogue.id)?,
            None => None,
        };
        page.ok_or_else(|| {
            StoreError::Gone {
                what: "Danh mục quy chế",
            }
            .into()
        })
    }

    pub fn bodies(&self) -> Result<Vec<BodyPage>, RegisterError> {
        let conn = self.store.conn();
        let bodies = store::unit::bodies(conn)?;
        bodies
            .into_iter()
            .map(|body| self.body_page(body))
            .collect()
    }

    fn body_page(&self, body: Body) -> Result<BodyPage, RegisterError> {
        let id: BodyId = body.id;
        Ok(BodyPage {
            body,
            signers: store::unit::signers(self.store.conn(), id)?,
        })
    }

    /// Single things that the typed words mean, the best first.
    pub fn find(&self, typed: &str) -> Result<Vec<crate::read::Found>, RegisterError> {
        Ok(store::find::find(self.store.conn(), typed)?)
    }

    pub fn search(&self, query: &str) -> Result<Vec<SearchHit>, RegisterError> {
        Ok(store::search::search(
            self.store.conn(),
            query,
            SEARCH_LIMIT,
        )?)
    }

    /// The file is a sample: its papers are marked MẪU.
    pub fn is_sample(&self) -> Result<bool, RegisterError> {
        Ok(setting::get(self.store.conn(), setting::SAMPLE)?.is_some())
    }

    pub(super) fn need<R: store::Record>(
        &self,
        key: R::Key,
        what: &'static str,
    ) -> Result<R, RegisterError> {
        Ok(record::get(self.store.conn(), key)?.ok_or(StoreError::Gone { what })?)
    }

    /// One visit with everything in it.
    pub fn visit_page(&self, id: VisitId) -> Result<VisitPage, RegisterError> {
        let visit: Visit = self.need(id, "Cuộc giám sát này")?;
        let mut page = self.page_of(visit)?;
        page.past = store::past::of_visit(self.store.conn(), &page.visit)?;
        Ok(page)
    }

    pub(super) fn page_of(&self, visit: Visit) -> Result<VisitPage, RegisterError> {
        let conn = self.store.conn();
        let id = visit.id;
        let unit: Unit = self.need(visit.unit_id, "Đơn vị này")?;
        let body: Body = self.need(visit.body_id, "Cơ quan giám sát này")?;
        let catalogue =
            store::catalogue::page(conn, visit.catalogue_id)?.ok_or(StoreError::Gone {
                what: "Danh mục quy chế",
            })?;
        let shortcomings = store::visit::shortcomings(conn, id)?;
        let ratings: HashMap<ItemId, Rating> = store::visit::ratings(conn, id)?
            .into_iter()
            .map(|rating| (rating.item_id, rating))
            .collect();
        let mut conclusions = Vec::new();
        for conclusion in store::visit::conclusions(conn, id)? {
            conclusions.push(self.conclusion_page(conclusion, &shortcomings)?);
        }
        let conclusion = conclusions.pop();
        let strengths = store::visit::strengths(conn, id)?;
        // What was written about an item keeps it in sight, even where it no longer applies on the visit's day.
        let of_findings = shortcomings.iter().filter_map(|s| s.item_id);
        let of_strengths = strengths.iter().filter_map(|s| s.item_id);
        let of_text = conclusion
            .iter()
            .chain(&conclusions)
            .flat_map(|page| &page.paragraphs)
            .filter_map(|paragraph| match paragraph.source {
                ParagraphSource::Item(id) => Some(id),
                ParagraphSource::Visit
                | ParagraphSource::Hand
                | ParagraphSource::Strength(_)
                | ParagraphSource::Shortcoming(_) => None,
            });
        let named: HashSet<ItemId> = of_findings
            .chain(of_strengths)
            .chain(of_text)
            .chain(ratings.keys().copied())
            .collect();
        let regulations = catalogue
            .regulations
            .into_iter()
            .map(|entry| sheet(entry, (&visit, &unit), &ratings, &named, &shortcomings))
            .collect();
        let (symbol, term) = if let Some(page) = &conclusion {
            (&page.conclusion.symbol, page.conclusion.term_from)
        } else {
            let numbering = store::issued::numbering(conn)?;
            (
                &body.symbol,
                numbering.counts_from(body.term_from, self.today()),
            )
        };
        Ok(VisitPage {
            documents: store::guiding::all(conn)?,
            next_number: store::issued::next_number(conn, "TB", symbol, term)?,
            signers: store::unit::signers(conn, body.id)?,
            participants: store::visit::participants(conn, id)?,
            strengths,
            events: store::visit::events(conn, id)?,
            rechecks: match visit.rechecks {
                Some(earlier) => store::visit::one(conn, earlier, self.today())?,
                None => None,
            },
            chase: self.chase_of(&visit)?,
            sample: self.is_sample()?,
            rules: self.paper_rules()?,
            owners: store::visit::owners(conn, unit.id)?,
            past: Vec::new(),
            attachments: store::attachment::of_visit(conn, id)?,
            people: store::person::candidates(conn, unit.id, visit.date)?,
            catalogue: catalogue.catalogue,
            visit,
            unit,
            body,
            regulations,
            shortcomings,
            conclusion,
            replaced: conclusions,
        })
    }

    fn conclusion_page(
        &self,
        conclusion: Conclusion,
        shortcomings: &[Shortcoming],
    ) -> Result<ConclusionPage, RegisterError> {
        let paragraphs = store::visit::paragraphs(self.store.conn(), conclusion.id)?;
        let left_out = shortcomings
            .iter()
            .filter(|s| s.state != crate::domain::ShortcomingState::Withdrawn)
            .filter(|s| !names_shortcoming(&paragraphs, s))
            .map(|s| s.id)
            .collect();
        Ok(ConclusionPage {
            conclusion,
            paragraphs,
            left_out,
        })
    }
}

/// Code and title of each regulation.
pub(super) fn codes(regulations: &[RegulationEntry]) -> Vec<(String, String)> {
    let entries = regulations.iter().map(|entry| &entry.regulation);
    entries
        .map(|regulation| (regulation.code.clone(), regulation.title.clone()))
        .collect()
}

/// A regulation as a visit sees it: items and references of its unit and its day, with their ratings.
fn sheet(
    entry: RegulationEntry,
    (visit, unit): (&Visit, &Unit),
    ratings: &HashMap<ItemId, Rating>,
    named: &HashSet<ItemId>,
    shortcomings: &[Shortcoming],
) -> RegulationSheet {
    let applies = |item: &ChecklistItem| item.applies(unit, visit.date) || named.contains(&item.id);
    let items: Vec<ItemSheet> = entry
        .items
        .into_iter()
        .filter(|entry| applies(&entry.item))
        .map(|entry| ItemSheet {
            rating: ratings
                .get(&entry.item.id)
                .cloned()
                .unwrap_or_else(|| Rating::blank(visit.id, entry.item.id)),
            shortcomings: of_item(shortcomings, entry.item.id),
            legal_refs: entry
                .legal_refs
                .into_iter()
                .filter(|legal| legal.citable(unit, visit.date))
                .collect(),
            item: entry.item,
        })
        .collect();
    RegulationSheet {
        covered: visit.covers(entry.regulation.id),
        score: Score::of(items.iter().map(|item| item.rating.value)),
        legal_refs: entry
            .legal_refs
            .into_iter()
            .filter(|legal| legal.citable(unit, visit.date))
            .collect(),
        regulation: entry.regulation,
        items,
    }
}

fn of_item(shortcomings: &[Shortcoming], id: ItemId) -> Vec<ShortcomingId> {
    shortcomings
        .iter()
        .filter(|s| s.item_id == Some(id))
        .map(|s| s.id)
        .collect()
}
