//! Records that both sides began apart and that mean the same: the copy's identity stands for the office's.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde_json::Value;
use uuid::Uuid;

use super::package::PackInfo;
use super::tables::{Fields, SAME, sql_value};
use crate::store::error::StoreError;
use crate::store::record::Table;

#[derive(Debug, Default)]
pub struct Aliases {
    ours: BTreeMap<String, String>,
    back: BTreeMap<String, String>,
}

impl Aliases {
    pub fn load(conn: &Connection, info: &PackInfo) -> Result<Self, StoreError> {
        let mut statement =
            conn.prepare("SELECT theirs, ours FROM merge_alias WHERE take_out_id = ?1")?;
        let rows =
            statement.query_map([info.id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let ours: BTreeMap<String, String> = rows.collect::<Result<_, _>>()?;
        let back = ours
            .iter()
            .map(|(theirs, ours)| (ours.clone(), theirs.clone()))
            .collect();
        Ok(Self { ours, back })
    }

    pub fn keep(&self, conn: &Connection, info: &PackInfo) -> Result<(), StoreError> {
        let mut insert = conn.prepare(
            "INSERT INTO merge_alias (take_out_id, theirs, ours) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?;
        for (theirs, ours) in &self.ours {
            insert.execute(params![info.id.0.as_bytes(), theirs, ours])?;
        }
        Ok(())
    }

    /// A row of the copy with the office's identities.
    pub fn apply(&self, row: &Fields) -> Fields {
        if self.ours.is_empty() {
            return row.clone();
        }
        row.iter()
            .map(|(name, value)| (name.clone(), self.replace(value)))
            .collect()
    }

    fn replace(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match self.ours.get(text) {
                Some(ours) => Value::String(ours.clone()),
                None => value.clone(),
            },
            Value::Array(list) => {
                Value::Array(list.iter().map(|value| self.replace(value)).collect())
            }
            Value::Object(map) => Value::Object(self.apply(map)),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    /// What an identity of the office is called in the copy.
    pub fn back(&self, value: &Value) -> Value {
        match value.as_str().and_then(|text| self.back.get(text)) {
            Some(theirs) => Value::String(theirs.clone()),
            None => value.clone(),
        }
    }

    /// Whether a new row of the copy means one that the office has under another identity.
    pub fn learn(
        &mut self,
        conn: &Connection,
        table: &Table,
        row: &Fields,
    ) -> Result<bool, StoreError> {
        let Some((_, columns)) = SAME.iter().find(|(name, _)| *name == table.name) else {
            return Ok(false);
        };
        let Some(theirs) = row.get("id").and_then(Value::as_str) else {
            return Ok(false);
        };
        let wanted: Vec<String> = columns
            .iter()
            .map(|name| format!("\"{name}\" IS ?"))
            .collect();
        let sql = format!(
            "SELECT id FROM {} WHERE {}",
            table.name,
            wanted.join(" AND ")
        );
        let values = columns.iter().map(|name| {
            row.get(*name)
                .map_or(rusqlite::types::Value::Null, sql_value)
        });
        let found: Option<Vec<u8>> = conn
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| row.get(0))
            .optional()?;
        let Some(ours) = found
            .and_then(|id| Uuid::from_slice(&id).ok())
            .map(|id| id.to_string())
        else {
            return Ok(false);
        };
        if ours == theirs {
            return Ok(false);
        }
        self.back.insert(ours.clone(), theirs.to_owned());
        self.ours.insert(theirs.to_owned(), ours);
        Ok(true)
    }
}
