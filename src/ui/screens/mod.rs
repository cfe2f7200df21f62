//! One folder or file per screen.

pub mod visit;
