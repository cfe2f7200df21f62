//! Dialogs that several screens open.

pub mod body;
pub mod brought;
pub mod bulk_step;
pub mod new_file;
pub mod new_visit;
pub mod passphrase;
pub mod person;
pub mod recheck;
pub mod reform;
pub mod remind;
pub mod sheet;
pub mod signer;
pub mod step;
pub mod unit;
pub mod unlock;
