//! What earlier visits say of the items of a checklist.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use super::column::{Column, read};
use super::error::StoreError;
use crate::domain::Visit;
use crate::read::past::{ItemPast, PastRating, PastShortcoming};

/// Of each item code that has a past, in the order of the codes.
pub fn of_visit(conn: &Connection, visit: &Visit) -> Result<Vec<ItemPast>, StoreError> {
    let mut by_code: BTreeMap<String, ItemPast> = BTreeMap::new();
    let mut statement = conn.prepare_cached(include_str!("sql/item_past.sql"))?;
    let mut rows = statement.query(named_params! {
        ":unit": visit.unit_id.to_column(),
        ":visit": visit.id.to_column(),
        ":date": visit.date.to_column(),
    })?;
    while let Some(row) = rows.next()? {
        let code: String = row.get(0)?;
        let past = by_code.entry(code.clone()).or_insert_with(|| ItemPast {
            code,
            last: None,
            open: Vec::new(),
        });
        let value: Option<crate::domain::RatingValue> = read(row, 4)?;
        if let Some(value) = value {
            past.last = Some(PastRating {
                visit_id: read(row, 1)?,
                date: read(row, 2)?,
                other_unit: row.get(3)?,
                value,
                comment: row.get(5)?,
            });
        } else {
            past.open.push(PastShortcoming {
                id: read(row, 1)?,
                visit_id: read(row, 9)?,
                visit_date: read(row, 2)?,
                description: row.get(5)?,
                deadline: read(row, 6)?,
                state: read(row, 7)?,
            });
        }
    }
    Ok(by_code.into_values().collect())
}
