//! Giám sát 6 QCDC.

pub mod ui;
