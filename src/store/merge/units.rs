//! What is one decision though it lies in many rows: the history of a shortcoming, the draft of a conclusion.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::apply::{Work, differing};
use super::conflict::{Found, Side};
use super::diff::Delta;
use super::tables::{Fields, STEPS, alike, key_of, office_row, rows_where, table};
use crate::domain::ConflictKind;
use crate::store::error::StoreError;
use crate::store::record::Table;

/// Takes out what both sides decided apart; the office's decision stands until a person looks at it.
pub(super) fn take_apart(
    work: &mut Work<'_, '_>,
    kept: Vec<Delta>,
    gone: Vec<Delta>,
) -> Result<(Vec<Delta>, Vec<Delta>), StoreError> {
    let (kept, gone) = steps(work, kept, gone)?;
    drafts(work, kept, gone)
}

/// A field of either side of a change.
fn of<'a>(delta: &'a Delta, field: &str) -> Option<&'a Value> {
    let row = delta.theirs.as_ref().or(delta.base.as_ref());
    row.and_then(|row| row.get(field))
}

/// The rows of a unit as they were, from how they came back and what changed in them.
fn before(theirs: &[Fields], deltas: &[&Delta], table: &Table) -> Vec<Fields> {
    let changed: BTreeSet<&str> = deltas.iter().map(|delta| delta.key.as_str()).collect();
    let stayed = theirs
        .iter()
        .filter(|row| !changed.contains(key_of(table, row).as_str()));
    stayed
        .cloned()
        .chain(deltas.iter().filter_map(|delta| delta.base.clone()))
        .collect()
}

fn same_rows(table: &Table, a: &[Fields], b: &[Fields]) -> bool {
    let by_key: BTreeMap<String, &Fields> = b.iter().map(|row| (key_of(table, row), row)).collect();
    a.len() == b.len()
        && a.iter().all(|row| {
            by_key
                .get(&key_of(table, row))
                .is_some_and(|other| alike(row, other))
        })
}

fn of_owner<'a>(deltas: &'a [Delta], name: &str, column: &str, owner: &str) -> Vec<&'a Delta> {
    deltas
        .iter()
        .filter(|delta| {
            delta.table.name == name && of(delta, column).and_then(Value::as_str) == Some(owner)
        })
        .collect()
}

fn steps(
    work: &mut Work<'_, '_>,
    mut kept: Vec<Delta>,
    mut gone: Vec<Delta>,
) -> Result<(Vec<Delta>, Vec<Delta>), StoreError> {
    let (Some(shortcoming), Some(event)) = (table("shortcoming"), table("shortcoming_event"))
    else {
        return Ok((kept, gone));
    };
    let mut owners: BTreeSet<String> = BTreeSet::new();
    for delta in kept.iter().chain(&gone) {
        let owner = if delta.table.name == event.name {
            of(delta, "shortcoming_id")
        } else if delta.table.name == shortcoming.name {
            of(delta, "id")
        } else {
            None
        };
        owners.extend(owner.and_then(Value::as_str).map(str::to_owned));
    }
    for owner in owners {
        let id = Value::String(owner.clone());
        let own: Option<&Delta> = of_owner(&kept, shortcoming.name, "id", &owner)
            .first()
            .copied();
        let Some(theirs) = rows_where(&work.package.conn, "main", shortcoming, "id", &id)?.pop()
        else {
            continue;
        };
        let theirs = work.aliases.apply(&theirs);
        let Some(mine) = office_row(work.tx.conn(), shortcoming, &theirs)? else {
            continue;
        };
        let base = match own {
            Some(delta) => match &delta.base {
                Some(base) => base.clone(),
                None => continue,
            },
            None => theirs.clone(),
        };
        let read = |conn, which| rows_where(conn, which, event, "shortcoming_id", &id);
        let their_events: Vec<Fields> = read(&work.package.conn, "main")?;
        let my_events: Vec<Fields> = read(work.tx.conn(), "main")?;
        let mut deltas = of_owner(&kept, event.name, "shortcoming_id", &owner);
        deltas.extend(of_owner(&gone, event.name, "shortcoming_id", &owner));
        let was = before(&their_events, &deltas, event);
        let differ = |a: &Fields, b: &Fields| STEPS.iter().any(|name| a.get(*name) != b.get(*name));
        let they = differ(&theirs, &base) || !deltas.is_empty();
        let we = differ(&mine, &base) || !same_rows(event, &my_events, &was);
        let agree = !differ(&mine, &theirs) && same_rows(event, &my_events, &their_events);
        if !they || !we || agree {
            continue;
        }
        let mut fields = differing(shortcoming, &mine, &theirs);
        fields.retain(|name| STEPS.contains(&name.as_str()));
        let with = |row: &Fields, events: &[Fields]| Side {
            row: Some(row.clone()),
            more: events
                .iter()
                .map(|row| (event.name.to_owned(), row.clone()))
                .collect(),
        };
        work.found.push(Found {
            kind: ConflictKind::Steps,
            table: shortcoming,
            key: key_of(shortcoming, &mine),
            fields,
            base: with(&base, &was),
            mine: with(&mine, &my_events),
            theirs: with(&theirs, &their_events),
        });
        let is_event = |delta: &Delta| {
            delta.table.name == event.name
                && of(delta, "shortcoming_id").and_then(Value::as_str) == Some(owner.as_str())
        };
        kept.retain(|delta| !is_event(delta));
        gone.retain(|delta| !is_event(delta));
        for delta in &mut kept {
            if delta.table.name == shortcoming.name
                && of(delta, "id").and_then(Value::as_str) == Some(owner.as_str())
                && let Some(row) = &mut delta.theirs
            {
                for name in STEPS {
                    row.insert(
                        (*name).to_owned(),
                        base.get(*name).cloned().unwrap_or(Value::Null),
                    );
                }
            }
        }
    }
    Ok((kept, gone))
}

fn drafts(
    work: &mut Work<'_, '_>,
    mut kept: Vec<Delta>,
    mut gone: Vec<Delta>,
) -> Result<(Vec<Delta>, Vec<Delta>), StoreError> {
    let (Some(conclusion), Some(paragraph)) = (table("conclusion"), table("paragraph")) else {
        return Ok((kept, gone));
    };
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for delta in kept.iter().chain(&gone) {
        let id = if delta.table.name == conclusion.name && delta.theirs.is_some() {
            of(delta, "id")
        } else if delta.table.name == paragraph.name {
            of(delta, "conclusion_id")
        } else {
            None
        };
        ids.extend(id.and_then(Value::as_str).map(str::to_owned));
    }
    for theirs_id in ids {
        let id = Value::String(theirs_id.clone());
        let Some(theirs) = rows_where(&work.package.conn, "main", conclusion, "id", &id)?.pop()
        else {
            continue;
        };
        let is_new = of_owner(&kept, conclusion.name, "id", &theirs_id)
            .iter()
            .any(|delta| delta.base.is_none());
        let mine = match office_row(work.tx.conn(), conclusion, &theirs)? {
            Some(mine) => mine,
            // Both sides began a conclusion of the same visit.
            None if is_new && theirs.get("replaces").is_none_or(Value::is_null) => {
                let visit = theirs.get("visit_id").cloned().unwrap_or(Value::Null);
                let own = rows_where(work.tx.conn(), "main", conclusion, "visit_id", &visit)?;
                match own
                    .into_iter()
                    .find(|row| row.get("replaces").is_none_or(Value::is_null))
                {
                    Some(mine) => mine,
                    None => continue,
                }
            }
            None => continue,
        };
        let mine_id = mine.get("id").cloned().unwrap_or(Value::Null);
        let their_text = rows_where(&work.package.conn, "main", paragraph, "conclusion_id", &id)?;
        let my_text = rows_where(work.tx.conn(), "main", paragraph, "conclusion_id", &mine_id)?;
        if mine_id == id {
            let mut deltas = of_owner(&kept, paragraph.name, "conclusion_id", &theirs_id);
            let began = deltas.iter().any(|delta| delta.base.is_none());
            deltas.extend(of_owner(&gone, paragraph.name, "conclusion_id", &theirs_id));
            let dropped = deltas.iter().any(|delta| delta.theirs.is_none());
            let was = before(&their_text, &deltas, paragraph);
            let keys = |rows: &[Fields]| -> BTreeSet<String> {
                rows.iter().map(|row| key_of(paragraph, row)).collect()
            };
            let (was, now) = (keys(&was), keys(&my_text));
            let redrafted =
                was.difference(&now).next().is_some() && now.difference(&was).next().is_some();
            if !(began && dropped && redrafted) || same_rows(paragraph, &their_text, &my_text) {
                continue;
            }
        }
        let issued = work.is_issued(&mine_id)?;
        let with = |row: &Fields, text: &[Fields]| Side {
            row: Some(row.clone()),
            more: text
                .iter()
                .map(|row| (paragraph.name.to_owned(), row.clone()))
                .collect(),
        };
        work.found.push(Found {
            kind: if issued {
                ConflictKind::Locked
            } else {
                ConflictKind::Draft
            },
            table: conclusion,
            key: key_of(conclusion, &mine),
            fields: differing(conclusion, &mine, &theirs),
            base: Side::default(),
            mine: with(&mine, &my_text),
            theirs: with(&theirs, &their_text),
        });
        let belongs = |delta: &Delta| {
            (delta.table.name == paragraph.name
                && of(delta, "conclusion_id").and_then(Value::as_str) == Some(theirs_id.as_str()))
                || (mine_id != id
                    && delta.table.name == conclusion.name
                    && of(delta, "id").and_then(Value::as_str) == Some(theirs_id.as_str()))
        };
        kept.retain(|delta| !belongs(delta));
        gone.retain(|delta| !belongs(delta));
    }
    Ok((kept, gone))
}
