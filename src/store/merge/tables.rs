//! What is merged how: every table has its place here, or one of the lists says why not.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::store::error::StoreError;
use crate::store::record::{AnyRecord, TABLES, Table, get, with_record};

/// A record as its fields.
pub type Fields = Map<String, Value>;

/// Records that are not merged, and why.
pub const NOT_MERGED: &[(&str, &str)] = &[
    (
        "take_out",
        "what was taken along is written down at the office only",
    ),
    (
        "merge_conflict",
        "what is decided is decided at the office only",
    ),
];

/// Tables that hold no records, and what becomes of them.
pub const OTHER_TABLES: &[(&str, &str)] = &[
    ("setting", "how the file is set up is decided at the office"),
    ("audit_head", "follows the audit trail"),
    ("content_seal", "follows the records"),
    ("lease", "who edits the file where it lies now"),
    (
        "audit",
        "lines of the copy are added to those of the office",
    ),
    (
        "blob",
        "a content comes along with the record that names it",
    ),
    ("issued_paper", "bytes come along with the conclusion"),
    ("paper_file", "bytes come along with the paper"),
    ("search_doc", "follows the records"),
    ("search_index", "follows the records"),
    ("standing_span", "follows the records"),
    ("standing_tally", "follows the records"),
    ("merge_run", "the office's own notes about copies"),
    ("merge_row", "the office's own notes about copies"),
    ("merge_alias", "the office's own notes about copies"),
    ("take_out_base", "what the copy is compared with"),
];

/// Fields that mean something only together: when both sides changed one of a group, all of it is for a person to decide.
pub const GROUPS: &[(&str, &[&str])] = &[
    ("unit", &["valid_from", "valid_to"]),
    (
        "regulation",
        &["title_checked", "decision_number", "decision_date"],
    ),
    ("legal_ref", &["checked", "number", "date"]),
    ("visit", &["state", "state_reason"]),
    ("visit", &["date", "time"]),
    ("visit", &["period_from", "period_to"]),
    ("rating", &["value", "comment"]),
    ("shortcoming", STEPS),
    ("monthly_report", &["received_on", "received_by"]),
    (
        "skilful_model",
        &[
            "registered_on",
            "started_on",
            "reviewed_on",
            "review",
            "praise",
            "decided_on",
            "outcome",
            "level",
            "decision_number",
            "decided_by",
            "outcome_reason",
            "withdrawn_on",
            "withdrawn_reason",
        ],
    ),
    ("model_commitment", &["done_on", "result"]),
    ("programme", &["year_from", "year_to"]),
    ("programme_task", &["done_on", "result"]),
    ("inspection", &["begun_on", "ended_on"]),
    ("opinion", &["answered_on", "answer"]),
    (
        "archive_entry",
        &[
            "state",
            "place",
            "kept_until",
            "seen_on",
            "note",
            "source",
            "visit_id",
            "written_by",
            "written_on",
        ],
    ),
    ("archive_paper", &["every_year", "from_year", "to_year"]),
    (
        "guiding_document",
        &["valid_from", "valid_to", "replaced_by"],
    ),
    ("document_task", &["done_on", "own_paper"]),
    ("figure_answer", &["facts", "text", "answered_by", "on"]),
    (
        "own_indicator",
        &["formula", "cumulative", "aggregate", "decimals"],
    ),
    (
        "conclusion",
        &[
            "state",
            "doc_type",
            "number",
            "symbol",
            "term_from",
            "date",
            "replaces",
            "issued_at",
            "sha256",
        ],
    ),
    ("paragraph", &["text", "source", "edited", "drafted"]),
    ("held_title", &["valid_from", "valid_to"]),
    ("body", &["valid_from", "valid_to"]),
];

/// What the history of a shortcoming decides.
pub const STEPS: &[&str] = &[
    "deadline",
    "state",
    "reported_on",
    "verified_on",
    "carried_to",
    "deadline_rule",
    "first_deadline",
    "notified_on",
    "stepped_on",
];

/// What makes two records of both sides the same, whatever their identities.
pub const SAME: &[(&str, &[&str])] = &[
    ("unit", &["code"]),
    ("catalogue", &["code", "version"]),
    ("regulation", &["catalogue_id", "code"]),
    ("checklist_item", &["regulation_id", "code"]),
    ("monthly_report", &["unit_id", "month"]),
    (
        "figure_report",
        &["unit_id", "period_from", "period_to", "period_kind"],
    ),
    ("figure", &["report_id", "code"]),
    ("figure_answer", &["report_id", "check_code", "indicator"]),
    ("own_indicator", &["code"]),
];

/// The tables that are merged, each after those that it refers to, with what it refers to.
#[derive(Debug)]
pub struct Plan {
    pub order: Vec<&'static Table>,
    /// Column and table, by table.
    pub parents: BTreeMap<&'static str, Vec<(String, String)>>,
}

impl Plan {
    pub fn of(conn: &Connection) -> Result<Self, StoreError> {
        let merged: Vec<&'static Table> = TABLES
            .iter()
            .filter(|table| !NOT_MERGED.iter().any(|(name, _)| *name == table.name))
            .collect();
        let mut parents = BTreeMap::new();
        for table in &merged {
            let mut statement =
                conn.prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
            let rows = statement.query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))?;
            parents.insert(
                table.name,
                rows.collect::<Result<Vec<(String, String)>, _>>()?,
            );
        }
        let mut order: Vec<&'static Table> = Vec::new();
        let mut left = merged;
        while !left.is_empty() {
            let placed: BTreeSet<&str> = order.iter().map(|table| table.name).collect();
            let waits: BTreeSet<&str> = left.iter().map(|table| table.name).collect();
            let (ready, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|table| {
                parents.get(table.name).is_none_or(|list| {
                    list.iter().all(|(_, parent)| {
                        parent == table.name
                            || placed.contains(parent.as_str())
                            || !waits.contains(parent.as_str())
                    })
                })
            });
            if ready.is_empty() {
                // Tables that refer to each other in a ring: their references are looked at row by row anyway.
                order.extend(rest);
                break;
            }
            order.extend(ready);
            left = rest;
        }
        Ok(Self { order, parents })
    }

    pub fn parents_of(&self, table: &str) -> &[(String, String)] {
        self.parents.get(table).map_or(&[], Vec::as_slice)
    }

    /// Tables and columns that refer to a table.
    pub fn children_of(&self, table: &str) -> Vec<(&'static Table, &str)> {
        let refers = |child: &&'static Table| {
            self.parents_of(child.name)
                .iter()
                .filter(|(_, parent)| parent == table)
                .map(|(column, _)| (*child, column.as_str()))
                .collect::<Vec<_>>()
        };
        self.order.iter().flat_map(refers).collect()
    }
}

pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// The fields that are decided together with a field.
pub fn group_of(table: &str, field: &str) -> Option<&'static [&'static str]> {
    GROUPS
        .iter()
        .find(|(name, fields)| *name == table && fields.contains(&field))
        .map(|(_, fields)| *fields)
}

pub fn fields(record: &AnyRecord) -> Result<Fields, StoreError> {
    let value = with_record!(record, record => serde_json::to_value(record));
    match value {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(StoreError::Shipped("record".to_owned())),
        Err(error) => Err(StoreError::Shipped(error.to_string())),
    }
}

pub fn record_of(table: &Table, fields: &Fields) -> Result<AnyRecord, StoreError> {
    (table.parse)(Value::Object(fields.clone()))
        .map_err(|error| StoreError::Shipped(format!("{}: {error}", table.name)))
}

/// The values of the key as one text.
pub fn key_of(table: &Table, fields: &Fields) -> String {
    let values: Vec<&Value> = table
        .columns
        .iter()
        .take(table.key_columns)
        .filter_map(|column| fields.get(*column))
        .collect();
    serde_json::to_string(&values).unwrap_or_default()
}

/// The record that has the key of another one.
pub fn get_like(conn: &Connection, like: &AnyRecord) -> Result<Option<AnyRecord>, StoreError> {
    with_record!(like, like => Ok(same_type(like, conn)?.map(crate::store::Record::into_any)))
}

fn same_type<R: crate::store::Record>(
    like: &R,
    conn: &Connection,
) -> Result<Option<R>, StoreError> {
    get(conn, like.key())
}

/// The record that has the key of some fields.
pub fn office_row(
    conn: &Connection,
    table: &Table,
    like: &Fields,
) -> Result<Option<Fields>, StoreError> {
    let like = record_of(table, like)?;
    get_like(conn, &like)?.as_ref().map(fields).transpose()
}

/// Whether two rows say the same, whatever their versions.
pub fn alike(a: &Fields, b: &Fields) -> bool {
    a.len() == b.len()
        && a.iter()
            .all(|(name, value)| name == "ver" || b.get(name) == Some(value))
}

/// A value as a statement takes it.
pub fn sql_value(value: &Value) -> rusqlite::types::Value {
    use rusqlite::types::Value as Sql;
    match value {
        Value::Null => Sql::Null,
        Value::Bool(on) => Sql::Integer(i64::from(*on)),
        Value::Number(number) => number.as_i64().map_or(Sql::Null, Sql::Integer),
        Value::String(text) => match uuid::Uuid::parse_str(text) {
            Ok(id) if text.len() == 36 => Sql::Blob(id.as_bytes().to_vec()),
            _ => Sql::Text(text.clone()),
        },
        Value::Array(_) | Value::Object(_) => Sql::Text(value.to_string()),
    }
}

/// The rows of a table in which a column has a value.
pub fn rows_where(
    conn: &Connection,
    database: &str,
    table: &Table,
    column: &str,
    value: &Value,
) -> Result<Vec<Fields>, StoreError> {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    let sql = format!(
        "SELECT {} FROM {database}.{} WHERE \"{column}\" IS ?1 ORDER BY 1",
        columns.join(", "),
        table.name
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([sql_value(value)], |row| (table.decode)(row, 0))?;
    rows.map(|row| fields(&row?)).collect()
}

/// Whether the row that a reference names is there.
pub fn is_there(conn: &Connection, parent: &str, value: &Value) -> Result<bool, StoreError> {
    let key = match table(parent) {
        Some(table) => table.columns.first().copied().unwrap_or("id"),
        None => "sha256",
    };
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {parent} WHERE \"{key}\" = ?1)");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([sql_value(value)], |row| row.get(0))?)
}
