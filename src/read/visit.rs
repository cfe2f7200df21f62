//! Visits as lists, and one visit with everything in it.

use chrono::NaiveDate;

use super::past::ItemPast;
use super::person::Candidate;
use super::{PaperRules, VisitChase};
use crate::domain::{
    Attachment, Body, Catalogue, ChecklistItem, Conclusion, ConclusionState, GuidingDocument,
    LegalRef, Paragraph, Participant, Rating, Regulation, Score, Shortcoming, ShortcomingEvent,
    ShortcomingId, Signer, Strength, Unit, UnitId, Visit, VisitId, VisitKind, VisitState,
};

/// One line of the list of visits.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitRow {
    pub id: VisitId,
    pub unit_id: UnitId,
    pub unit_name: String,
    pub kind: VisitKind,
    pub state: VisitState,
    pub date: NaiveDate,
    pub topic: String,
    /// Number of the issued conclusion (`12-TB/BDVQU`), empty before.
    pub conclusion_number: String,
    pub shortcomings: u32,
    pub open_shortcomings: u32,
    pub late_shortcomings: u32,
}

/// Which visits a list shows; empty fields do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct VisitFilter {
    pub state: Option<VisitState>,
    pub kind: Option<VisitKind>,
    pub unit_id: Option<UnitId>,
    /// Code of a district; empty for all.
    pub district: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Only visits that took place and have no issued conclusion.
    pub not_concluded: bool,
    /// Words that the unit's name or the topic must contain, marks not needed.
    pub text: String,
    pub order: VisitOrder,
    pub descending: bool,
    /// Rows at most; `None` for all.
    pub limit: Option<u32>,
}

/// What a list of visits is sorted by.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum VisitOrder {
    #[default]
    Date,
    Unit,
    Kind,
    State,
}

/// One item of the checklist as this visit sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemSheet {
    pub item: ChecklistItem,
    /// References in force on the day of the visit.
    pub legal_refs: Vec<LegalRef>,
    /// The stored rating, or the blank one with `ver` 0.
    pub rating: Rating,
    /// This visit's shortcomings on the item.
    pub shortcomings: Vec<ShortcomingId>,
}

/// One regulation of the checklist as this visit sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct RegulationSheet {
    pub regulation: Regulation,
    /// References in force on the day of the visit.
    pub legal_refs: Vec<LegalRef>,
    /// Whether the visit covers it; the score counts only what is covered.
    pub covered: bool,
    pub items: Vec<ItemSheet>,
    pub score: Score,
}

/// One visit with everything in it.
#[derive(Debug, Clone, PartialEq)]
pub struct VisitPage {
    pub visit: Visit,
    pub unit: Unit,
    pub body: Body,
    pub signers: Vec<Signer>,
    pub catalogue: Catalogue,
    /// Both sides; team first, then by position.
    pub participants: Vec<Participant>,
    /// In the order of the catalogue, covered or not.
    pub regulations: Vec<RegulationSheet>,
    pub strengths: Vec<Strength>,
    pub shortcomings: Vec<Shortcoming>,
    /// Of all its shortcomings, oldest first.
    pub events: Vec<ShortcomingEvent>,
    /// The conclusion that counts: the only one, or the one that corrects the issued ones before it.
    pub conclusion: Option<ConclusionPage>,
    /// Issued conclusions that it replaces, oldest first; while it is a draft the last of them is still in force.
    pub replaced: Vec<ConclusionPage>,
    /// The number that a conclusion issued now would get.
    pub next_number: i64,
    /// The visit that this one re-checks.
    pub rechecks: Option<VisitRow>,
    /// Orders of earlier visits, and who carries its own ones on.
    pub chase: VisitChase,
    /// Responsible bodies used with this unit so far, most recent first.
    pub owners: Vec<String>,
    /// What earlier visits say of the items, by code; only where the page is asked for as a whole.
    pub past: Vec<ItemPast>,
    /// Files kept with the visit, its items, its shortcomings and their steps.
    pub attachments: Vec<Attachment>,
    /// Whom the register of people offers for both sides on the day of the visit.
    pub people: Vec<Candidate>,
    /// Guiding documents, to cite one as the basis.
    pub documents: Vec<GuidingDocument>,
    /// The file is a sample: its papers are marked MẪU.
    pub sample: bool,
    pub rules: PaperRules,
}

/// The conclusion with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct ConclusionPage {
    pub conclusion: Conclusion,
    /// By section, then position.
    pub paragraphs: Vec<Paragraph>,
    /// Shortcomings that no paragraph comes from.
    pub left_out: Vec<ShortcomingId>,
}

impl VisitPage {
    /// The issued conclusion that is in force.
    pub fn in_force(&self) -> Option<&Conclusion> {
        let issued = |page: &&ConclusionPage| page.conclusion.state == ConclusionState::Issued;
        self.conclusion
            .iter()
            .chain(self.replaced.iter().rev())
            .find(issued)
            .map(|page| &page.conclusion)
    }

    /// The conclusion is a draft that will replace an issued one.
    pub fn is_correcting(&self) -> bool {
        self.conclusion.as_ref().is_some_and(|page| {
            page.conclusion.state == ConclusionState::Draft && page.conclusion.replaces.is_some()
        })
    }

    /// The covered regulations.
    pub fn covered(&self) -> impl Iterator<Item = &RegulationSheet> {
        self.regulations.iter().filter(|sheet| sheet.covered)
    }

    /// Score over all covered items.
    pub fn score(&self) -> Score {
        self.covered()
            .fold(Score::default(), |sum, sheet| sum.plus(sheet.score))
    }

    /// Covered items whose rating lacks the reason it needs.
    pub fn lacking_reason(&self) -> impl Iterator<Item = &ItemSheet> {
        self.covered()
            .flat_map(|sheet| &sheet.items)
            .filter(|item| item.rating.lacks_reason())
    }

    /// The sheet of an item, with its regulation.
    pub fn item(&self, id: crate::domain::ItemId) -> Option<(&RegulationSheet, &ItemSheet)> {
        self.regulations.iter().find_map(|sheet| {
            sheet
                .items
                .iter()
                .find(|item| item.item.id == id)
                .map(|item| (sheet, item))
        })
    }

    /// What earlier visits say of an item.
    pub fn past_of(&self, code: &str) -> Option<&ItemPast> {
        self.past.iter().find(|past| past.code == code)
    }

    /// The files of one item's rating.
    pub fn files_of_item(&self, id: crate::domain::ItemId) -> impl Iterator<Item = &Attachment> {
        self.attachments
            .iter()
            .filter(move |file| file.item_id == Some(id))
    }

    /// The regulation with this id.
    pub fn regulation(&self, id: crate::domain::RegulationId) -> Option<&Regulation> {
        self.regulations
            .iter()
            .map(|sheet| &sheet.regulation)
            .find(|regulation| regulation.id == id)
    }

    /// "Phường Phúc Đồng · Giám sát định kỳ · 12/12/2022".
    pub fn title(&self) -> String {
        visit_title(&self.unit.name, self.visit.kind, self.visit.date)
    }
}

/// "Phường Phúc Đồng · Giám sát định kỳ · 12/12/2022".
pub fn visit_title(unit: &str, kind: VisitKind, date: NaiveDate) -> String {
    format!(
        "{unit} · {} · {}",
        kind.label(),
        crate::domain::date::show(date)
    )
}
