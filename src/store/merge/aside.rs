//! Rows of the copy whose place is gone here: kept with all that hung on it, for a person to decide.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::Work;
use super::conflict::{Found, Side};
use super::diff::Delta;
use super::tables::{Fields, is_there, key_of, office_row, rows_where, table};
use crate::domain::ConflictKind;
use crate::store::error::StoreError;
use crate::store::record::Table;

/// Topmost rows that are gone here, with what hung on them.
pub(super) type Tops = BTreeMap<(&'static str, String), (Found, Vec<(String, Fields)>)>;

impl Work<'_, '_> {
    pub(super) fn deleted_here(
        &mut self,
        table: &'static Table,
        base: Option<Fields>,
        theirs: Fields,
    ) -> Result<(), StoreError> {
        let delta = Delta {
            table,
            key: String::new(),
            base,
            theirs: Some(theirs.clone()),
        };
        let mut tops = BTreeMap::new();
        self.put_aside(&delta, theirs, &mut tops)?;
        for (mut found, more) in tops.into_values() {
            found.theirs.more = more;
            self.found.push(found);
        }
        Ok(())
    }

    /// Keeps a row whose place is gone here, with the topmost row that it hung on and all that hung on that.
    pub(super) fn put_aside(
        &mut self,
        delta: &Delta,
        row: Fields,
        tops: &mut Tops,
    ) -> Result<(), StoreError> {
        let (mut top, mut top_row) = (delta.table, row);
        let mut climbing = true;
        while climbing {
            climbing = false;
            for (column, parent) in self.plan.parents_of(top.name).to_vec() {
                let Some(value) = top_row.get(&column).filter(|value| !value.is_null()) else {
                    continue;
                };
                if parent == top.name && key_of(top, &top_row).contains(&value.to_string()) {
                    continue;
                }
                if is_there(self.tx.conn(), &parent, value)? {
                    continue;
                }
                let Some(parent) = table(&parent) else {
                    continue;
                };
                let column = parent.columns.first().copied().unwrap_or("id");
                let back = self.aliases.back(value);
                let above = rows_where(&self.package.conn, "main", parent, column, &back)?;
                if let Some(above) = above.into_iter().next() {
                    (top, top_row) = (parent, self.aliases.apply(&above));
                    climbing = true;
                    break;
                }
            }
        }
        let key = key_of(top, &top_row);
        if tops.contains_key(&(top.name, key.clone()))
            || self
                .found
                .iter()
                .any(|found| found.table.name == top.name && found.key == key)
        {
            return Ok(());
        }
        let column = top.columns.first().copied().unwrap_or("id");
        let was = match top_row.get(column) {
            Some(value) => {
                let back = self.aliases.back(value);
                rows_where(&self.package.conn, "base", top, column, &back)?
                    .into_iter()
                    .find(|row| key_of(top, row) == key)
            }
            None => None,
        };
        let kind = if was.is_some() {
            ConflictKind::DeletedHere
        } else {
            ConflictKind::Taken
        };
        let more = if top.key_columns == 1 {
            self.below(top, &top_row)?
        } else {
            Vec::new()
        };
        let found = Found {
            kind,
            table: top,
            key: key.clone(),
            fields: Vec::new(),
            base: Side::of(was),
            mine: Side::default(),
            theirs: Side::of(Some(top_row)),
        };
        tops.insert((top.name, key), (found, more));
        Ok(())
    }

    /// Everything of the copy that hangs on a row and is not here.
    fn below(&mut self, top: &Table, row: &Fields) -> Result<Vec<(String, Fields)>, StoreError> {
        let mut more = Vec::new();
        let mut open = vec![(top.name, row.clone())];
        let mut seen = BTreeSet::new();
        while let Some((name, row)) = open.pop() {
            let Some(id) = table(name).and_then(|table| row.get(*table.columns.first()?)) else {
                continue;
            };
            let id = self.aliases.back(id);
            let children: Vec<(&'static Table, String)> = self
                .plan
                .children_of(name)
                .into_iter()
                .map(|(child, column)| (child, column.to_owned()))
                .collect();
            for (child, column) in children {
                for found in rows_where(&self.package.conn, "main", child, &column, &id)? {
                    let found = self.aliases.apply(&found);
                    let key = key_of(child, &found);
                    if seen.insert((child.name, key))
                        && office_row(self.tx.conn(), child, &found)?.is_none()
                    {
                        more.push((child.name.to_owned(), found.clone()));
                        if child.key_columns == 1 {
                            open.push((child.name, found));
                        }
                    }
                }
            }
        }
        Ok(more)
    }
}
