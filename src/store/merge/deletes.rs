//! What the copy deleted: it goes here too where nobody changed or used it since; otherwise a person decides.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Work, is_refused};
use super::conflict::{Found, Side};
use super::diff::Delta;
use super::tables::{Fields, alike, key_of, office_row, record_of, rows_where};
use crate::domain::ConflictKind;
use crate::store::error::StoreError;
use crate::store::record::Table;

struct Gone {
    table: &'static Table,
    key: String,
    base: Fields,
    mine: Fields,
}

/// Deletes what stands free; answers what does not, for a second look when everything else was written.
pub(super) fn first(work: &mut Work<'_, '_>, gone: Vec<Delta>) -> Result<Vec<Delta>, StoreError> {
    let (held, _) = sort(work, gone)?;
    Ok(held
        .into_iter()
        .map(|gone| Delta {
            table: gone.table,
            key: gone.key,
            base: Some(gone.base),
            theirs: None,
        })
        .collect())
}

/// Deletes what stands free by now and keeps the rest, one question for all that hangs together.
pub(super) fn last(work: &mut Work<'_, '_>, gone: Vec<Delta>) -> Result<(), StoreError> {
    let (held, links) = sort(work, gone)?;
    let places: BTreeMap<(&str, &str), usize> = held
        .iter()
        .enumerate()
        .map(|(index, gone)| ((gone.table.name, gone.key.as_str()), index))
        .collect();
    let mut group: Vec<usize> = (0..held.len()).collect();
    let mut has_parent = vec![false; held.len()];
    for ((child, child_key), (parent, parent_key)) in &links {
        let (Some(child), Some(parent)) = (
            places.get(&(*child, child_key.as_str())),
            places.get(&(*parent, parent_key.as_str())),
        ) else {
            continue;
        };
        if let Some(mark) = has_parent.get_mut(*child) {
            *mark = true;
        }
        let (a, b) = (group.get(*child).copied(), group.get(*parent).copied());
        if let (Some(a), Some(b)) = (a, b) {
            for mark in group.iter_mut().filter(|mark| **mark == a) {
                *mark = b;
            }
        }
    }
    let groups: BTreeSet<usize> = group.iter().copied().collect();
    for mark in groups {
        let members: Vec<usize> = (0..held.len())
            .filter(|index| group.get(*index) == Some(&mark))
            .collect();
        let root = members
            .iter()
            .copied()
            .find(|index| has_parent.get(*index) == Some(&false))
            .or(members.first().copied());
        let Some(root) = root.and_then(|root| held.get(root)) else {
            continue;
        };
        let with = |pick: fn(&Gone) -> &Fields| Side {
            row: Some(pick(root).clone()),
            more: members
                .iter()
                .filter_map(|index| held.get(*index))
                .filter(|gone| gone.key != root.key || gone.table.name != root.table.name)
                .map(|gone| (gone.table.name.to_owned(), pick(gone).clone()))
                .collect(),
        };
        let locked = members
            .iter()
            .filter_map(|index| held.get(*index))
            .map(|gone| work.is_locked(gone.table, &gone.mine))
            .collect::<Result<Vec<bool>, _>>()?;
        work.found.push(Found {
            kind: if locked.contains(&true) {
                ConflictKind::Locked
            } else {
                ConflictKind::DeletedThere
            },
            table: root.table,
            key: root.key.clone(),
            fields: Vec::new(),
            base: with(|gone| &gone.base),
            mine: with(|gone| &gone.mine),
            theirs: Side::default(),
        });
    }
    Ok(())
}

type Place = (&'static str, String);
/// Which row hangs on which.
type Links = Vec<(Place, Place)>;

/// Deletes what nobody changed or uses; answers the rest, and which row hangs on which.
fn sort(work: &mut Work<'_, '_>, deltas: Vec<Delta>) -> Result<(Vec<Gone>, Links), StoreError> {
    let mut gone = Vec::new();
    for delta in deltas {
        let Some(base) = delta.base else { continue };
        if let Some(mine) = office_row(work.tx.conn(), delta.table, &base)? {
            gone.push(Gone {
                table: delta.table,
                key: key_of(delta.table, &mine),
                base,
                mine,
            });
        }
    }
    let known: BTreeSet<Place> = gone
        .iter()
        .map(|gone| (gone.table.name, gone.key.clone()))
        .collect();
    let mut held: BTreeSet<Place> = BTreeSet::new();
    let mut links = Links::new();
    for row in &gone {
        let place = (row.table.name, row.key.clone());
        if !alike(&row.mine, &row.base) || work.is_locked(row.table, &row.mine)? {
            held.insert(place.clone());
        }
        let id = row
            .table
            .columns
            .first()
            .and_then(|column| row.mine.get(*column));
        let Some(id) = id.filter(|_| row.table.key_columns == 1) else {
            continue;
        };
        for (child, column) in work.plan.children_of(row.table.name) {
            for found in rows_where(work.tx.conn(), "main", child, column, id)? {
                let child = (child.name, key_of(child, &found));
                if known.contains(&child) {
                    links.push((child, place.clone()));
                } else {
                    held.insert(place.clone());
                }
            }
        }
    }
    // What hangs together stays or goes together.
    loop {
        let before = held.len();
        for (child, parent) in &links {
            if held.contains(child) {
                held.insert(parent.clone());
            }
            if held.contains(parent) {
                held.insert(child.clone());
            }
        }
        if held.len() == before {
            break;
        }
    }
    let (left, free): (Vec<Gone>, Vec<Gone>) = gone
        .into_iter()
        .partition(|row| held.contains(&(row.table.name, row.key.clone())));
    let mut kept = left;
    for table in work.plan.order.clone().iter().rev() {
        for row in free.iter().filter(|row| row.table.name == table.name) {
            match work.tx.remove_any(&record_of(row.table, &row.mine)?) {
                Ok(()) => {
                    work.merged
                        .counts
                        .entry(row.table.name)
                        .or_default()
                        .removed += 1;
                    work.look_at_visit(&row.mine)?;
                }
                Err(error) if is_refused(&error) => kept.push(Gone {
                    table: row.table,
                    key: row.key.clone(),
                    base: row.base.clone(),
                    mine: row.mine.clone(),
                }),
                Err(error) => return Err(error),
            }
        }
    }
    Ok((kept, links))
}
