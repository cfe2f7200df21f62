//! Plain data that screens, papers and the command line show: no rule is decided here, nothing is changed.

pub mod catalogue;
pub mod chase;
pub mod overview;
pub mod period;
pub mod recheck;
pub mod search;
pub mod shortcoming;
pub mod tracking;
pub mod unit;
pub mod visit;
pub mod visit_file;

pub use catalogue::{BodyPage, CataloguePage, ItemEntry, RegulationEntry};
pub use chase::{CalendarPage, EarlierOrder, Unfinished, VisitChase};
pub use overview::{Overview, OverviewCounts};
pub use period::{PeriodPage, PeriodVisit, PlanPage};
pub use recheck::RecheckPage;
pub use search::{HitKind, SearchHit};
pub use shortcoming::{ShortcomingDetail, ShortcomingFilter, ShortcomingOrder, ShortcomingRow};
pub use tracking::{Tracked, TrackingFilter, TrackingPage};
pub use unit::{UnitPage, UnitRow};
pub use visit::{
    ConclusionPage, ItemSheet, RegulationSheet, VisitFilter, VisitOrder, VisitPage, VisitRow,
};
