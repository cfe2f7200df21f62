//! What both sides changed differently: kept, read again, decided.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::apply::{Coming, is_refused};
use super::package::Package;
use super::tables::{
    Fields, Plan, get_like, group_of, key_of, office_row, record_of, rows_where, table,
};
use super::title;
use crate::domain::{ConflictKind, Decision, MergeConflict, MergeConflictId, TakeOut};
use crate::store::error::StoreError;
use crate::store::record::{Table, select};
use crate::store::write::WriteTx;

/// A record of one side with what belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Side {
    pub row: Option<Fields>,
    /// Table and row.
    pub more: Vec<(String, Fields)>,
}

impl Side {
    pub(super) fn of(row: Option<Fields>) -> Self {
        Self {
            row,
            more: Vec::new(),
        }
    }

    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    fn text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| StoreError::Shipped(error.to_string()))
    }

    fn rows(&self) -> impl Iterator<Item = &Fields> {
        self.row.iter().chain(self.more.iter().map(|(_, row)| row))
    }
}

/// A conflict that was found and is not kept yet.
#[derive(Debug)]
pub(super) struct Found {
    pub kind: ConflictKind,
    pub table: &'static Table,
    pub key: String,
    pub fields: Vec<String>,
    pub base: Side,
    pub mine: Side,
    pub theirs: Side,
}

/// Those that were not decided, or all, newest first.
pub fn all(conn: &Connection, only_open: bool) -> Result<Vec<MergeConflict>, StoreError> {
    select(
        conn,
        "WHERE NOT ?1 OR decision = 'open' ORDER BY decision <> 'open', found_at DESC, id LIMIT 2000",
        [only_open],
    )
}

pub fn open_count(conn: &Connection) -> Result<usize, StoreError> {
    let count: i64 = conn.query_row(
        "SELECT count(*) FROM merge_conflict WHERE decision = 'open'",
        [],
        |row| row.get(0),
    )?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// What was taken along, newest first.
pub fn take_outs(conn: &Connection) -> Result<Vec<TakeOut>, StoreError> {
    select(conn, "ORDER BY taken_at DESC, id", [])
}

/// Who changed what last, by table and key: moment and name.
type Last = BTreeMap<(String, String), (String, String)>;

fn last_changes(
    conn: &Connection,
    since: i64,
    wanted: &BTreeSet<(String, String)>,
) -> Result<Last, StoreError> {
    let mut statement =
        conn.prepare("SELECT at, user_name, changes FROM audit WHERE seq > ?1 ORDER BY seq")?;
    let mut rows = statement.query([since])?;
    let mut last = Last::new();
    while let Some(row) = rows.next()? {
        let (at, by): (String, String) = (row.get(0)?, row.get(1)?);
        let changes: Vec<Value> =
            serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default();
        for change in changes {
            let side = ["after", "before"]
                .iter()
                .find_map(|side| change.get(*side).filter(|side| !side.is_null()));
            let (Some(name), Some(Value::Object(row))) = (
                side.and_then(|side| side.get("table"))
                    .and_then(Value::as_str),
                side.and_then(|side| side.get("row")),
            ) else {
                continue;
            };
            let Some(table) = table(name) else { continue };
            let place = (name.to_owned(), key_of(table, row));
            if wanted.contains(&place) {
                last.insert(place, (at.clone(), by.clone()));
            }
        }
    }
    Ok(last)
}

/// Writes down what was found and was not written down or decided before; answers what is new.
pub(super) fn keep(
    tx: &mut WriteTx<'_>,
    package: &Package,
    found: Vec<Found>,
    coming: &Coming<'_>,
) -> Result<Vec<MergeConflict>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let places = |found: &Found| -> Vec<(String, String)> {
        let mut list = vec![(found.table.name.to_owned(), found.key.clone())];
        for side in [&found.mine, &found.theirs, &found.base] {
            list.extend(
                side.more
                    .iter()
                    .filter_map(|(name, row)| Some((name.clone(), key_of(table(name)?, row)))),
            );
        }
        list
    };
    let wanted: BTreeSet<(String, String)> = found.iter().flat_map(places).collect();
    let since = package.info.audit_seq;
    let mine_last = last_changes(tx.conn(), since, &wanted)?;
    let theirs_last = last_changes(&package.conn, since, &wanted)?;
    let newest = |last: &Last, places: &[(String, String)]| {
        places
            .iter()
            .filter_map(|place| last.get(place))
            .max()
            .cloned()
            .unwrap_or_default()
    };
    let mut kept = Vec::new();
    for found in found {
        let places = places(&found);
        let (mine_at, mine_by) = newest(&mine_last, &places);
        let (theirs_at, theirs_by) = newest(&theirs_last, &places);
        let side = [&found.mine, &found.theirs, &found.base]
            .into_iter()
            .find_map(|side| side.row.as_ref());
        let title = side.map_or_else(
            || Ok(String::new()),
            |row| title::title(tx.conn(), found.table, row),
        )?;
        let conflict = MergeConflict {
            id: MergeConflictId((coming.new_id)()),
            ver: 0,
            take_out_id: package.info.id,
            kind: found.kind,
            table_name: found.table.name.to_owned(),
            row_key: found.key,
            title,
            fields: found.fields,
            base: found.base.text()?,
            mine: found.mine.text()?,
            theirs: found.theirs.text()?,
            mine_at,
            mine_by,
            theirs_at,
            theirs_by,
            found_at: coming.at,
            decision: Decision::Open,
            decided_at: None,
            decided_by: String::new(),
        };
        let before: Vec<MergeConflict> = select(
            tx.conn(),
            "WHERE take_out_id = ?1 AND table_name = ?2 AND row_key = ?3 AND kind = ?4 AND theirs = ?5",
            params![
                conflict.take_out_id.0.as_bytes(),
                conflict.table_name,
                conflict.row_key,
                conflict.kind.code(),
                conflict.theirs
            ],
        )?;
        if before.is_empty() {
            kept.push(tx.add(conflict)?);
        }
    }
    Ok(kept)
}

/// Decides a conflict: `picks` names the fields that are taken from the copy, or anything for the whole.
///
/// # Errors
/// The record went on meanwhile in a way that does not let the copy's version in: answered in words as `Ok(Err(_))`.
pub fn resolve(
    tx: &mut WriteTx<'_>,
    conflict: &MergeConflict,
    picks: &[String],
    at: DateTime<FixedOffset>,
    by: &str,
) -> Result<Result<Decision, String>, StoreError> {
    tx.conn().execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let decision = if picks.is_empty() {
        Decision::Mine
    } else if !conflict.kind.can_take_theirs() {
        return Ok(Err(
            "Nội dung này không lấy theo bản mang đi được; hãy giữ bản của cơ quan.".to_owned(),
        ));
    } else {
        let theirs = Side::read(&conflict.theirs);
        let mine = Side::read(&conflict.mine);
        let done = match conflict.kind {
            ConflictKind::Fields => take_fields(tx, conflict, &theirs, picks),
            ConflictKind::DeletedThere => take_away(tx, conflict, &mine),
            ConflictKind::DeletedHere => bring_back(tx, conflict, &theirs),
            ConflictKind::Steps | ConflictKind::Draft => take_unit(tx, conflict, &mine, &theirs),
            ConflictKind::Locked | ConflictKind::Taken => Ok(None),
        };
        match done {
            Ok(None) => {}
            Ok(Some(words)) => return Ok(Err(words)),
            Err(error) if is_refused(&error) => {
                return Ok(Err("Nội dung khác trong tệp đang dùng bản của cơ quan, chưa thay được. Hãy giữ bản của cơ quan hoặc sửa trực tiếp.".to_owned()));
            }
            Err(error) => return Err(error),
        }
        if conflict.kind.is_by_field() && conflict.fields.iter().any(|field| !picks.contains(field))
        {
            Decision::Mixed
        } else {
            Decision::Theirs
        }
    };
    let current: MergeConflict = tx.need(conflict.id, "Chỗ khác nhau này")?;
    let decided = MergeConflict {
        decision,
        decided_at: Some(at),
        decided_by: by.to_owned(),
        ..current.clone()
    };
    tx.put(&current, decided)?;
    Ok(Ok(decision))
}

const GONE: &str = "Bản ghi này không còn trong tệp; hãy giữ bản của cơ quan.";

fn take_fields(
    tx: &mut WriteTx<'_>,
    conflict: &MergeConflict,
    theirs: &Side,
    picks: &[String],
) -> Result<Option<String>, StoreError> {
    let (Some(table), Some(theirs)) = (table(&conflict.table_name), &theirs.row) else {
        return Ok(Some(GONE.to_owned()));
    };
    let Some(mut row) = office_row(tx.conn(), table, theirs)? else {
        return Ok(Some(GONE.to_owned()));
    };
    for pick in picks.iter().filter(|pick| conflict.fields.contains(pick)) {
        let alone = [pick.as_str()];
        for name in group_of(table.name, pick).unwrap_or(&alone) {
            row.insert(
                (*name).to_owned(),
                theirs.get(*name).cloned().unwrap_or(Value::Null),
            );
        }
    }
    tx.overwrite_any(&record_of(table, &row)?)?;
    Ok(None)
}

fn take_away(
    tx: &mut WriteTx<'_>,
    conflict: &MergeConflict,
    mine: &Side,
) -> Result<Option<String>, StoreError> {
    let plan = Plan::of(tx.conn())?;
    let Some(root) = table(&conflict.table_name) else {
        return Ok(Some(GONE.to_owned()));
    };
    // Everything that hangs on it now goes with it, what both sides knew of and what came since.
    let mut rows: Vec<(&'static Table, Fields)> = Vec::new();
    let mut open: Vec<(&'static Table, Fields)> =
        mine.row.iter().map(|row| (root, row.clone())).collect();
    open.extend(
        mine.more
            .iter()
            .filter_map(|(name, row)| Some((table(name)?, row.clone()))),
    );
    while let Some((table, row)) = open.pop() {
        let Some(row) = office_row(tx.conn(), table, &row)? else {
            continue;
        };
        let key = key_of(table, &row);
        if rows
            .iter()
            .any(|(known, row)| known.name == table.name && key_of(known, row) == key)
        {
            continue;
        }
        if let Some(id) = table
            .columns
            .first()
            .and_then(|column| row.get(*column))
            .filter(|_| table.key_columns == 1)
        {
            for (child, column) in plan.children_of(table.name) {
                if matches!(child.name, "visit" | "paper") {
                    if !rows_where(tx.conn(), "main", child, column, id)?.is_empty() {
                        return Ok(Some("Cuộc giám sát hoặc văn bản khác đang dùng nội dung này; chưa xóa được.".to_owned()));
                    }
                    continue;
                }
                open.extend(
                    rows_where(tx.conn(), "main", child, column, id)?
                        .into_iter()
                        .map(|row| (child, row)),
                );
            }
        }
        rows.push((table, row));
    }
    for table in plan.order.iter().rev() {
        for (_, row) in rows.iter().filter(|(of, _)| of.name == table.name) {
            tx.remove_any(&record_of(table, row)?)?;
        }
    }
    Ok(None)
}

fn bring_back(
    tx: &mut WriteTx<'_>,
    conflict: &MergeConflict,
    theirs: &Side,
) -> Result<Option<String>, StoreError> {
    let plan = Plan::of(tx.conn())?;
    let Some(root) = table(&conflict.table_name) else {
        return Ok(Some(GONE.to_owned()));
    };
    let mut rows: Vec<(&'static Table, &Fields)> =
        theirs.row.iter().map(|row| (root, row)).collect();
    rows.extend(
        theirs
            .more
            .iter()
            .filter_map(|(name, row)| Some((table(name)?, row))),
    );
    for table in &plan.order {
        for (_, row) in rows.iter().filter(|(of, _)| of.name == table.name) {
            let record = record_of(table, row)?;
            for (column, parent) in plan.parents_of(table.name) {
                let value = row.get(column).filter(|value| !value.is_null());
                if let Some(value) = value
                    && !super::tables::is_there(tx.conn(), parent, value)?
                    && !rows.iter().any(|(_, row)| row.get("id") == Some(value))
                {
                    return Ok(Some(
                        "Nội dung mà bản ghi này thuộc về không còn trong tệp; chưa lấy lại được."
                            .to_owned(),
                    ));
                }
            }
            if get_like(tx.conn(), &record)?.is_none() {
                tx.insert_any(&record)?;
            }
        }
    }
    Ok(None)
}

fn take_unit(
    tx: &mut WriteTx<'_>,
    conflict: &MergeConflict,
    mine: &Side,
    theirs: &Side,
) -> Result<Option<String>, StoreError> {
    let (Some(root), Some(my_row), Some(their_row)) =
        (table(&conflict.table_name), &mine.row, &theirs.row)
    else {
        return Ok(Some(GONE.to_owned()));
    };
    let Some(current) = office_row(tx.conn(), root, my_row)? else {
        return Ok(Some(GONE.to_owned()));
    };
    let (child, column) = if conflict.kind == ConflictKind::Steps {
        ("shortcoming_event", "shortcoming_id")
    } else {
        ("paragraph", "conclusion_id")
    };
    if conflict.kind == ConflictKind::Draft
        && current.get("state").and_then(Value::as_str) == Some("issued")
    {
        return Ok(Some(
            "Kết luận đã ban hành, không thay được nữa.".to_owned(),
        ));
    }
    let (Some(child), Some(id)) = (table(child), current.get("id")) else {
        return Ok(Some(GONE.to_owned()));
    };
    for row in rows_where(tx.conn(), "main", child, column, id)? {
        tx.remove_any(&record_of(child, &row)?)?;
    }
    if conflict.kind == ConflictKind::Steps {
        let mut row = current.clone();
        for name in super::tables::STEPS {
            row.insert(
                (*name).to_owned(),
                their_row.get(*name).cloned().unwrap_or(Value::Null),
            );
        }
        tx.overwrite_any(&record_of(root, &row)?)?;
    } else if current.get("id") == their_row.get("id") {
        tx.overwrite_any(&record_of(root, their_row)?)?;
    } else {
        tx.remove_any(&record_of(root, &current)?)?;
        tx.insert_any(&record_of(root, their_row)?)?;
    }
    for row in theirs.rows().skip(1) {
        tx.insert_any(&record_of(child, row)?)?;
    }
    Ok(None)
}
