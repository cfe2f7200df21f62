//! The papers of a supervision besides its conclusion, one file each: record → content.
//!
//! Their numbers are not kept in the file: a paper has the number and day that the clerk gives
//! ([`frame::Stamp`]), or room to write them by hand.

pub mod checklist;
pub mod frame;
pub mod minutes;

pub use checklist::checklist_paper;
pub use frame::Stamp;
pub use minutes::minutes_paper;
