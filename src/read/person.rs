//! The register of people.

use crate::domain::{HeldTitle, Person, Side};

/// Someone with all titles, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry {
    pub person: Person,
    pub titles: Vec<TitleEntry>,
}

/// A title with the name of its unit; empty for the supervising body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleEntry {
    pub title: HeldTitle,
    pub unit_name: String,
}

/// Someone who may be chosen for one side of a visit, with the title held on its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub side: Side,
    pub name: String,
    pub title: String,
}
