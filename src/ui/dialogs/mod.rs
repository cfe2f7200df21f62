//! Dialogs that several screens open.

pub mod new_visit;
pub mod recheck;
pub mod signer;
pub mod step;
pub mod unit;
