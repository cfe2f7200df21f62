//! Giám sát 6 QCDC. The modules in reading order; each may use only those above it
//! (`ARCHITECTURE.md`, held by `tests/architecture.rs`).

pub mod domain;
pub mod read;
pub mod worker;

pub mod ui;
