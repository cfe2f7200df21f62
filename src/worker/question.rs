//! What the window asks the worker for, and the models that answer.

use super::archive::{ArchiveModel, ArchiveQuery};
use super::figures::{FiguresModel, FiguresQuery};
use super::guiding::{GuidingModel, GuidingQuery};
use super::message::Status;
use super::reform::{ReformModel, ReformQuery};
use crate::documents::Thumbnail;
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
use chrono::NaiveDate;
use std::sync::Arc;

/// A read model, as the window asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    Overview {
        as_of: NaiveDate,
    },
    /// The overview at a glance.
    Board {
        filter: BoardFilter,
        as_of: NaiveDate,
    },
    Visits(VisitFilter),
    Visit(VisitId),
    Shortcomings {
        filter: ShortcomingFilter,
        as_of: NaiveDate,
    },
    Shortcoming {
        id: ShortcomingId,
        as_of: NaiveDate,
    },
    /// What became late since the last look.
    BecameLate {
        as_of: NaiveDate,
    },
    /// Whom a round of reminder letters may go to.
    LateUnits {
        as_of: NaiveDate,
    },
    /// The boards and the comparison of the review.
    Review {
        filter: ReviewFilter,
        as_of: NaiveDate,
    },
    /// Unit × regulation × quarter.
    Trend {
        filter: ReviewFilter,
        as_of: NaiveDate,
    },
    /// Self-rating beside findings.
    SelfRatings {
        filter: SelfFilter,
        as_of: NaiveDate,
    },
    /// What comes back most.
    MostRepeated {
        filter: ShortcomingFilter,
        as_of: NaiveDate,
    },
    /// Earlier findings on the items of a visit's checklist.
    EarlierFindings(VisitId),
    Units {
        as_of: NaiveDate,
    },
    Unit {
        id: UnitId,
        as_of: NaiveDate,
    },
    /// The register of people.
    People,
    /// The small pictures of a visit's photos.
    Thumbs(VisitId),
    /// One unit over the years; `with_before` takes in those that it took over from.
    Profile {
        id: UnitId,
        as_of: NaiveDate,
        with_before: bool,
    },
    /// What a fresh draft would change in the conclusion of a visit.
    DraftOffers(VisitId),
    Issued(IssuedFilter),
    /// What issuing the same matter again would replace.
    Standing(PaperRequest),
    /// The number that a paper of that day would get.
    NextNumber {
        request: PaperRequest,
        date: NaiveDate,
    },
    Catalogue,
    Bodies,
    /// A paper as it will be printed.
    Paper(PaperRequest),
    /// Days off, and how far ahead a deadline counts as near.
    Calendar,
    /// The format profiles, and which one papers of a day follow.
    PaperRules {
        day: NaiveDate,
    },
    /// The conclusion with what is being typed into it.
    TypedConclusion {
        visit_id: VisitId,
        typed: Vec<(ParagraphId, String)>,
    },
    Search(String),
    /// Single things to go to, while the user types.
    Find(String),
    /// The matrix of monthly reports.
    Reports {
        filter: ReportFilter,
        as_of: NaiveDate,
    },
    Models(super::models::ModelsQuery),
    Programmes(super::programmes::ProgrammesQuery),
    Archive(ArchiveQuery),
    Copies(super::copies::CopiesQuery),
    Reform(ReformQuery),
    Guiding(GuidingQuery),
    Figures(FiguresQuery),
    Safety(super::safety::SafetyQuery),
    Districts,
    Status,
}

/// A read model, as the worker answers it.
#[derive(Debug, Clone)]
pub enum Model {
    Overview(Arc<Overview>),
    Board(Arc<Board>),
    Visits(Arc<Vec<VisitRow>>),
    Visit(Arc<VisitPage>),
    Shortcomings(Arc<Vec<ShortcomingRow>>),
    Shortcoming(Arc<ShortcomingDetail>),
    BecameLate(Arc<BecameLate>),
    LateUnits(Arc<LateUnits>),
    Review(Arc<ReviewPage>),
    Trend(Arc<TrendPage>),
    SelfRatings(Arc<SelfPage>),
    MostRepeated(Arc<RepeatPage>),
    EarlierFindings(Arc<Vec<EarlierFinding>>),
    Units(Arc<Vec<UnitRow>>),
    Unit(Arc<UnitPage>),
    People(Arc<Vec<PersonEntry>>),
    /// By the hash of the photo.
    Thumbs(Arc<Vec<(String, Thumbnail)>>),
    Profile(Arc<UnitProfile>),
    DraftOffers(Arc<Vec<DraftOffer>>),
    Issued(Arc<IssuedPage>),
    Standing(Option<OtherPaper>),
    /// `None` for a form, which bears none.
    NextNumber(Option<i64>),
    Catalogue(Arc<CataloguePage>),
    Bodies(Arc<Vec<BodyPage>>),
    Paper(Arc<PrintedPaper>),
    Calendar(Arc<CalendarPage>),
    PaperRules(Arc<PaperRulesPage>),
    Search(Arc<Vec<SearchHit>>),
    Found(Arc<Vec<Found>>),
    Reports(Arc<ReportYear>),
    Models(super::models::ModelsAnswer),
    Programmes(super::programmes::ProgrammesAnswer),
    Archive(ArchiveModel),
    Copies(super::copies::CopiesModel),
    Reform(ReformModel),
    Guiding(GuidingModel),
    Figures(FiguresModel),
    Safety(super::safety::SafetyModel),
    Districts(Arc<Vec<District>>),
    Status(Arc<Status>),
}
