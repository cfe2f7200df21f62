//! Giám sát 6 QCDC. What each module may use is written in `ARCHITECTURE.md` and held by
//! `tests/architecture.rs`: domain ← read ← store ← register ← worker ← ui, with documents beside them.

pub mod domain;
pub mod read;

pub mod store;

pub mod register;

pub mod documents;

pub mod press;

pub mod worker;

pub mod ui;

pub mod cli;
