//! The papers of a supervision besides its conclusion, one file each: record → content.
//!
//! Their numbers are not kept in the file: a paper has the number and day that the clerk gives
//! ([`frame::Stamp`]), or room to write them by hand.

mod annexes;
mod announcement;
mod archive;
pub mod checklist;
mod figures;
pub mod frame;
mod guiding;
mod minutes;
mod monthly_report;
mod plan;
mod plots;
mod profile;
mod programme;
mod recheck;
mod reminder;
mod skilful_model;
mod summary;
mod tracking;

pub use announcement::announcement_paper;
pub use archive::{archive_request_paper, archive_sheet_paper};
pub use checklist::checklist_paper;
pub use figures::{figure_request_paper, figures_paper};
pub use frame::Stamp;
pub use guiding::documents_paper;
pub use minutes::minutes_paper;
pub use monthly_report::{report_request_paper, reports_paper};
pub use plan::plan_paper;
pub use profile::profile_paper;
pub use programme::{inspections_paper, opinions_paper, programme_report_paper};
pub use recheck::recheck_paper;
pub use reminder::reminder_paper;
pub use skilful_model::{model_comparison_paper, model_proposal_paper, model_register_paper};
pub use summary::summary_paper;
pub use tracking::tracking_paper;
