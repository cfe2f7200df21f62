//! A copy that holds only some wards, with all that their records refer to.

use rusqlite::{Connection, params_from_iter};

use super::tables::Plan;
use crate::domain::UnitId;
use crate::store::error::StoreError;

/// Tables whose rows belong to a unit.
const OF_UNITS: &[&str] = &[
    "visit",
    "monthly_report",
    "skilful_model",
    "dialogue",
    "archive_entry",
    "document_task",
    "figure_report",
    "reminder",
    "held_title",
    "paper",
];

/// Leaves only what belongs to some units, to those they became or came from, and to what lies in them; what belongs
/// to no unit stays. Foreign keys must be off and triggers away.
pub(super) fn keep(conn: &Connection, units: &[UnitId]) -> Result<(), StoreError> {
    let plan = Plan::of(conn)?;
    let marks = vec!["(?)"; units.len()].join(", ");
    conn.execute_batch("CREATE TEMP TABLE kept_unit (id BLOB PRIMARY KEY)")?;
    conn.execute(
        &format!("INSERT OR IGNORE INTO kept_unit VALUES {marks}"),
        params_from_iter(units.iter().map(|id| id.0.as_bytes().to_vec())),
    )?;
    conn.execute_batch(
        "WITH RECURSIVE near (id) AS (
             SELECT id FROM kept_unit
             UNION SELECT s.from_id FROM unit_succession s JOIN near n ON n.id = s.to_id
         ), later (id) AS (
             SELECT id FROM kept_unit
             UNION SELECT s.to_id FROM unit_succession s JOIN later n ON n.id = s.from_id
         ) INSERT OR IGNORE INTO kept_unit SELECT id FROM near UNION SELECT id FROM later;
         WITH RECURSIVE inside (id) AS (
             SELECT id FROM kept_unit
             UNION SELECT u.id FROM unit u JOIN inside i ON u.parent_id = i.id
         ) INSERT OR IGNORE INTO kept_unit SELECT id FROM inside;",
    )?;
    // Visits of other units stay where what stays refers to them.
    conn.execute_batch(
        "CREATE TEMP TABLE kept_visit AS
         WITH RECURSIVE kept (id) AS (
             SELECT id FROM visit WHERE unit_id IN (SELECT id FROM kept_unit)
             UNION SELECT v.rechecks FROM visit v JOIN kept k ON v.id = k.id WHERE v.rechecks IS NOT NULL
             UNION SELECT s.carried_to FROM shortcoming s JOIN kept k ON s.visit_id = k.id WHERE s.carried_to IS NOT NULL
             UNION SELECT o.visit_id FROM shortcoming s JOIN kept k ON s.visit_id = k.id
                   JOIN repeat_mark r ON r.shortcoming_id = s.id JOIN shortcoming o ON o.id = r.of_id
         ) SELECT id FROM kept;
         DELETE FROM visit WHERE id NOT IN (SELECT id FROM kept_visit);",
    )?;
    for table in OF_UNITS.iter().filter(|table| **table != "visit") {
        conn.execute_batch(&format!(
            "DELETE FROM {table} WHERE unit_id IS NOT NULL AND unit_id NOT IN (SELECT id FROM kept_unit)"
        ))?;
    }
    // What hung on what is gone goes too.
    loop {
        let mut gone = 0;
        for table in &plan.order {
            for (column, parent) in plan.parents_of(table.name) {
                let key = if parent == "blob" { "sha256" } else { "id" };
                gone += conn.execute(
                    &format!(
                        "DELETE FROM {} WHERE \"{column}\" IS NOT NULL AND NOT EXISTS
                         (SELECT 1 FROM {parent} p WHERE p.{key} = {}.\"{column}\")",
                        table.name, table.name
                    ),
                    [],
                )?;
            }
        }
        if gone == 0 {
            break;
        }
    }
    conn.execute_batch(
        "DELETE FROM issued_paper WHERE conclusion_id NOT IN (SELECT id FROM conclusion);
         DELETE FROM paper_file WHERE paper_id NOT IN (SELECT id FROM paper);
         DELETE FROM blob WHERE sha256 NOT IN (SELECT sha256 FROM attachment UNION SELECT sha256 FROM report_file
             UNION SELECT sha256 FROM document_file);
         DELETE FROM search_index WHERE rowid IN (SELECT id FROM search_doc WHERE visit_id IS NOT NULL
             AND visit_id NOT IN (SELECT id FROM visit));
         DELETE FROM search_doc WHERE visit_id IS NOT NULL AND visit_id NOT IN (SELECT id FROM visit);
         DELETE FROM standing_span; DELETE FROM standing_tally;
         DROP TABLE temp.kept_unit; DROP TABLE temp.kept_visit;",
    )?;
    Ok(())
}
