//! The catalogue: regulations with checklist items and legal references, in versions that visits freeze.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{CatalogueId, ItemId, LegalRefId, RegulationId};
use super::unit::{Unit, UnitKind, span_covers};
use super::words::words;

words! {
    /// CHUNG holds what serves all regulations and is not one of the six.
    RegulationKind {
        General = "general", "Nội dung chung";
        Qcdc = "qcdc", "Quy chế dân chủ";
    }
}

words! {
    /// Where a checklist item comes from.
    ItemOrigin {
        Report = "report", "Theo tin bài";
        Law = "law", "Theo văn bản pháp luật";
        Practice = "practice", "Theo nề nếp công tác ở cơ sở";
    }
}

/// One version of the whole catalogue. A visit keeps the version it used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    pub id: CatalogueId,
    pub ver: i64,
    pub code: String,
    pub version: i64,
    pub title: String,
    pub note: String,
}

/// A regulation on grassroots democracy (or CHUNG) with the decision that issued it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regulation {
    pub id: RegulationId,
    pub ver: i64,
    pub catalogue_id: CatalogueId,
    pub position: i64,
    pub code: String,
    pub title: String,
    pub kind: RegulationKind,
    /// Whether the title was compared with the decision ("đã đối chiếu").
    pub title_checked: bool,
    pub decision_number: String,
    pub decision_date: Option<NaiveDate>,
    pub note: String,
}

impl Regulation {
    /// "đã đối chiếu" or "chưa đối chiếu".
    pub fn checked_label(&self) -> &'static str {
        checked_label(self.title_checked)
    }
}

/// Label of a fact that a clerk has or has not yet compared with its official source.
pub fn checked_label(checked: bool) -> &'static str {
    if checked {
        "đã đối chiếu"
    } else {
        "chưa đối chiếu"
    }
}

/// One thing to look at during a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    pub id: ItemId,
    pub ver: i64,
    pub regulation_id: RegulationId,
    pub position: i64,
    pub code: String,
    pub text: String,
    /// Evidence to ask for.
    pub evidence: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub unit_kinds: Vec<UnitKind>,
    /// Only for units of this district; empty for all.
    pub district: String,
    pub origin: ItemOrigin,
}

impl ChecklistItem {
    /// Whether a visit to this unit on this day looks at the item.
    pub fn applies(&self, unit: &Unit, day: NaiveDate) -> bool {
        span_covers(self.valid_from, self.valid_to, day)
            && self.unit_kinds.contains(&unit.kind)
            && (self.district.is_empty() || self.district == unit.district)
    }
}

/// A legal reference of an item, or of a whole regulation when `item_id` is empty, citable on the days it was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalRef {
    pub id: LegalRefId,
    pub ver: i64,
    pub regulation_id: RegulationId,
    pub item_id: Option<ItemId>,
    pub position: i64,
    pub text: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// Whether a clerk compared it with the paper whose number and date follow.
    pub checked: bool,
    pub number: String,
    pub date: Option<NaiveDate>,
    pub district: String,
}

impl LegalRef {
    /// Whether a visit to this unit on this day may cite it.
    pub fn citable(&self, unit: &Unit, day: NaiveDate) -> bool {
        span_covers(self.valid_from, self.valid_to, day)
            && (self.district.is_empty() || self.district == unit.district)
    }
}
