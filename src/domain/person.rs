//! People and the titles they hold or held, in the supervising body or in a unit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{HeldTitleId, PersonId, UnitId};
use super::problem::Problem;
use super::unit::{check_span, span_covers};

/// Someone who takes part in visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub ver: i64,
    pub name: String,
    pub note: String,
}

impl Person {
    /// # Errors
    /// The name is empty.
    pub fn check(&self) -> Result<(), Problem> {
        if self.name.trim().is_empty() {
            return Err(Problem::new("name", "Hãy ghi họ và tên."));
        }
        Ok(())
    }
}

/// A title that someone holds over a span of days; without a unit it is one in the supervising body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldTitle {
    pub id: HeldTitleId,
    pub ver: i64,
    pub person_id: PersonId,
    pub unit_id: Option<UnitId>,
    pub title: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
}

impl HeldTitle {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        span_covers(self.valid_from, self.valid_to, day)
    }

    /// # Errors
    /// The title is empty, or its validity runs backwards.
    pub fn check(&self) -> Result<(), Problem> {
        if self.title.trim().is_empty() {
            return Err(Problem::new(
                "title",
                "Hãy ghi chức vụ, ví dụ Bí thư Đảng ủy phường.",
            ));
        }
        check_span(self.valid_from, self.valid_to)
    }
}
