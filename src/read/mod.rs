//! Plain data that screens, papers and the command line show: no rule is decided here, nothing is changed.

pub mod about;
pub mod archive;
pub mod attachment;
pub mod audit;
pub mod backup;
pub mod board;
pub mod catalogue;
pub mod catalogue_file;
pub mod chase;
pub mod district_file;
pub mod drafting;
pub mod figures;
pub mod find;
pub mod grid;
pub mod guide;
pub mod guiding;
pub mod issued;
pub mod lease;
pub mod merge;
pub mod monthly_report;
pub mod overview;
pub mod paper;
pub mod paper_rules;
pub mod past;
pub mod period;
pub mod person;
pub mod profile;
pub mod programme;
pub mod recheck;
pub mod reform;
pub mod reminder;
pub mod repeat;
pub mod review;
pub mod search;
pub mod shortcoming;
pub mod skilful_model;
pub mod start;
pub mod tracking;
pub mod unit;
pub mod visit;
pub mod visit_file;

pub use archive::{ArchiveCell, ArchiveFilter, ArchiveOf, ArchiveRow, ArchiveYear};
pub use attachment::{AttachmentFilter, AttachmentRow, Thumb};
pub use board::{Board, BoardCell, BoardFilter, BoardPeriod, BoardRow, Mark, QuarterShare, Way};
pub use catalogue::{BodyPage, CataloguePage, ItemEntry, RegulationEntry};
pub use chase::{CalendarPage, EarlierOrder, Unfinished, VisitChase};
pub use drafting::{DraftOffer, DraftPick, OfferKind};
pub use figures::FigureFilter;
pub use find::{Found, FoundKind};
pub use issued::{IssuedFilter, IssuedPage, IssuedRow, OtherPaper};
pub use monthly_report::{ReportCell, ReportFilter, ReportRow, ReportTally, ReportYear};
pub use overview::{Overview, OverviewCounts};
pub use paper::{ChecklistOf, PaperFormat, PaperRequest, PrintedPage, PrintedPaper, Stamp};
pub use paper_rules::{PaperRules, PaperRulesPage, ProfileEntry};
pub use past::{ItemPast, PastRating, PastShortcoming};
pub use period::{PeriodPage, PeriodPart, PeriodVisit, PlanPage};
pub use person::{Candidate, PersonEntry, TitleEntry};
pub use profile::{UnitProfile, VisitMarks};
pub use programme::{ProgrammePaper, ProgrammesPlace};
pub use recheck::RecheckPage;
pub use search::{HitKind, SearchHit};
pub use shortcoming::{
    Among, ShortcomingDetail, ShortcomingFilter, ShortcomingOrder, ShortcomingRow,
};
pub use skilful_model::{ModelFilter, ModelPaper};
pub use start::District;
pub use tracking::{Tracked, TrackingFilter, TrackingPage};
pub use unit::{UnitPage, UnitRow};
pub use visit::{
    ConclusionPage, ItemSheet, RegulationSheet, VisitFilter, VisitOrder, VisitPage, VisitRow,
};
