//! What a unit came from, what came of it, and what belongs to it.

use super::UnitRow;
use crate::domain::{Succession, Unit};

/// A unit before or after another one, with the act that ties them and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct KinRow {
    pub link: Succession,
    pub row: UnitRow,
    /// Monthly reports that came from it.
    pub reports: u64,
}

/// A unit that belongs to a ward.
#[derive(Debug, Clone, PartialEq)]
pub struct UnderRow {
    pub row: UnitRow,
    /// The ward before the reform through which it came.
    pub through: Option<String>,
}

/// All that is tied to one unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnitKin {
    /// The nearest first.
    pub before: Vec<KinRow>,
    pub after: Vec<KinRow>,
    /// The ward that it belongs to.
    pub above: Option<UnitRow>,
    /// Schools, party cells, residential groups and agencies of a ward, in Vietnamese order.
    pub under: Vec<UnderRow>,
}

/// Who answers for what an ended unit left open: "Phường A, Phường B"; nobody where it is empty.
pub fn answering_words(units: &[Unit]) -> String {
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    names.join(", ")
}
