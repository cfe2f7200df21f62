//! qcdc

pub mod documents;
