//! What a copy changed since it was taken along, or since it last came back.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::package::Package;
use super::tables::{Fields, Plan, alike, fields, key_of, rows_where, table};
use crate::store::error::StoreError;
use crate::store::record::Table;

/// One row that the copy changed.
#[derive(Debug, Clone)]
pub struct Delta {
    pub table: &'static Table,
    pub key: String,
    /// How it was; none for a new one.
    pub base: Option<Fields>,
    /// How it came back; none where it was deleted.
    pub theirs: Option<Fields>,
}

/// How rows stood when a copy last came back, by table and key.
pub type Overlay = BTreeMap<(String, String), Option<Fields>>;

/// Rows that differ from what was taken along.
pub fn since_taken(package: &Package, plan: &Plan) -> Result<Vec<Delta>, StoreError> {
    let conn = &package.conn;
    let mut deltas = Vec::new();
    for table in &plan.order {
        let list = |side: &str| {
            let names: Vec<String> = table
                .columns
                .iter()
                .map(|name| format!("{side}.\"{name}\""))
                .collect();
            names.join(", ")
        };
        let keys: Vec<String> = table
            .columns
            .iter()
            .take(table.key_columns)
            .map(|name| format!("b.\"{name}\" = t.\"{name}\""))
            .collect();
        let differ: Vec<String> = table
            .columns
            .iter()
            .skip(table.key_columns)
            .filter(|name| **name != "ver")
            .map(|name| format!("b.\"{name}\" IS NOT t.\"{name}\""))
            .collect();
        let (keys, differ) = (keys.join(" AND "), differ.join(" OR "));
        let first = table.columns.first().copied().unwrap_or("id");
        let width = table.columns.len();
        let or_differ = if differ.is_empty() {
            String::new()
        } else {
            format!(" OR {differ}")
        };
        let sql = format!(
            "SELECT {}, {}, b.\"{first}\" IS NOT NULL FROM main.{name} t LEFT JOIN base.{name} b ON {keys}
             WHERE b.\"{first}\" IS NULL{or_differ}",
            list("t"),
            list("b"),
            name = table.name,
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let theirs = fields(&(table.decode)(row, 0)?)?;
            let was = row.get::<_, bool>(2 * width)?;
            let base = was.then(|| (table.decode)(row, width)).transpose()?;
            deltas.push(Delta {
                table,
                key: key_of(table, &theirs),
                base: base.as_ref().map(fields).transpose()?,
                theirs: Some(theirs),
            });
        }
        let sql = format!(
            "SELECT {} FROM base.{name} b WHERE NOT EXISTS (SELECT 1 FROM main.{name} t WHERE {keys})",
            list("b"),
            name = table.name,
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let base = fields(&(table.decode)(row, 0)?)?;
            deltas.push(Delta {
                table,
                key: key_of(table, &base),
                base: Some(base),
                theirs: None,
            });
        }
    }
    Ok(deltas)
}

/// The last time this very copy, or one that went on from it, came back: up to which audit line, and how its rows stood.
pub fn last_return(
    office: &Connection,
    package: &Package,
) -> Result<Option<(i64, Overlay)>, StoreError> {
    let mut statement = office.prepare(
        "SELECT id, head_seq, head FROM merge_run WHERE take_out_id = ?1 ORDER BY at DESC, rowid DESC",
    )?;
    let runs = statement.query_map([package.info.id.0.as_bytes()], |row| {
        Ok((
            row.get::<_, Vec<u8>>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    for run in runs {
        let (id, seq, head) = run?;
        if head_at(&package.conn, seq)?.as_deref() != Some(head.as_str()) {
            continue;
        }
        let mut statement =
            office.prepare("SELECT table_name, row_key, row FROM merge_row WHERE run_id = ?1")?;
        let rows = statement.query_map([id], |row| {
            Ok(((row.get(0)?, row.get(1)?), row.get::<_, Option<String>>(2)?))
        })?;
        let mut overlay = Overlay::new();
        for row in rows {
            let (place, row) = row?;
            let row = row
                .map(|row| serde_json::from_str(&row))
                .transpose()
                .map_err(|error| StoreError::Shipped(error.to_string()))?;
            overlay.insert(place, row);
        }
        return Ok(Some((seq, overlay)));
    }
    Ok(None)
}

/// What tells an audit trail by one of its lines; a copy that another copy did not go on from has another one.
pub fn head_at(conn: &Connection, seq: i64) -> Result<Option<String>, StoreError> {
    let line: Option<[String; 4]> = conn
        .query_row(
            "SELECT at, os_user, summary, changes FROM audit WHERE seq = ?1",
            params![seq],
            |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
        )
        .optional()?;
    Ok(line.map(|parts| crate::store::check::sha256_hex(parts.join("\u{1f}").as_bytes())))
}

/// The same deltas, counted from how the rows stood when the copy last came back.
pub fn since_return(
    package: &Package,
    deltas: Vec<Delta>,
    overlay: &Overlay,
) -> Result<Vec<Delta>, StoreError> {
    let mut left: Vec<Delta> = Vec::new();
    let mut seen = BTreeSet::new();
    for mut delta in deltas {
        let place = (delta.table.name.to_owned(), delta.key.clone());
        if let Some(row) = overlay.get(&place) {
            delta.base.clone_from(row);
            seen.insert(place);
        }
        let same = match (&delta.base, &delta.theirs) {
            (Some(base), Some(theirs)) => alike(base, theirs),
            (None, None) => true,
            _ => false,
        };
        if !same {
            left.push(delta);
        }
    }
    // What stands again as it was taken along has changed since it came back.
    for ((name, key), row) in overlay {
        if seen.contains(&(name.clone(), key.clone())) {
            continue;
        }
        let Some(table) = table(name) else { continue };
        let values: Vec<serde_json::Value> = serde_json::from_str(key).unwrap_or_default();
        let (Some(column), Some(value)) = (table.columns.first(), values.first()) else {
            continue;
        };
        let theirs = rows_where(&package.conn, "main", table, column, value)?
            .into_iter()
            .find(|row| key_of(table, row) == *key);
        if row.is_some() || theirs.is_some() {
            left.push(Delta {
                table,
                key: key.clone(),
                base: row.clone(),
                theirs,
            });
        }
    }
    Ok(left)
}
