//! Lays what a copy changed over the office's file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::OptionalExtension;
use serde_json::Value;
use uuid::Uuid;

use super::aside::Tops;
use super::conflict::{Found, Side};
use super::diff::{self, Delta};
use super::known::Aliases;
use super::package::Package;
use super::returned::{copy_lines, note_return, note_run};
use super::tables::{Fields, Plan, alike, group_of, is_there, office_row, record_of};
use super::{conflict, deletes, units};
use crate::domain::{ConclusionId, ConflictKind, MergeConflict, PaperId};
use crate::store::check::sha256_hex;
use crate::store::error::StoreError;
use crate::store::record::{AnyRecord, Table};
use crate::store::write::WriteTx;

/// Rows of one table that came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableCount {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Merged {
    pub counts: BTreeMap<&'static str, TableCount>,
    pub conflicts: Vec<MergeConflict>,
    /// Attached files whose content came along.
    pub contents: usize,
    /// Visits that the office concluded meanwhile and whose record changes now.
    pub concluded: BTreeSet<Uuid>,
    /// Lines of the copy's audit trail that came along.
    pub lines: usize,
    /// Whether the copy changed anything since it last came back.
    pub news: bool,
}

/// Who takes it back, when.
#[expect(
    missing_debug_implementations,
    reason = "it holds where new identities come from"
)]
pub struct Coming<'a> {
    pub at: DateTime<FixedOffset>,
    pub by: &'a str,
    pub new_id: &'a dyn Fn() -> Uuid,
}

/// The work in hand.
pub(super) struct Work<'w, 'a> {
    pub tx: &'w mut WriteTx<'a>,
    pub package: &'w Package,
    pub plan: Plan,
    pub aliases: Aliases,
    pub merged: Merged,
    pub found: Vec<Found>,
}

impl WriteTx<'_> {
    /// Takes a copy back.
    ///
    /// # Errors
    /// A row of the package cannot be read; nothing must be committed then.
    pub fn merge_package(
        &mut self,
        package: &Package,
        coming: &Coming<'_>,
    ) -> Result<Merged, StoreError> {
        self.conn()
            .execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let plan = Plan::of(self.conn())?;
        let taken = diff::since_taken(package, &plan)?;
        let last = diff::last_return(self.conn(), package)?;
        let (since, deltas) = match &last {
            Some((seq, overlay)) => (*seq, diff::since_return(package, taken.clone(), overlay)?),
            None => (package.info.audit_seq, taken.clone()),
        };
        let head: i64 =
            package
                .conn
                .query_row("SELECT coalesce(max(seq), 0) FROM main.audit", [], |row| {
                    row.get(0)
                })?;
        if deltas.is_empty() && last.is_some() && head <= since {
            return Ok(Merged::default());
        }
        note_return(self, &package.info, coming)?;
        let aliases = Aliases::load(self.conn(), &package.info)?;
        let mut work = Work {
            tx: self,
            package,
            plan,
            aliases,
            merged: Merged {
                news: !deltas.is_empty(),
                ..Merged::default()
            },
            found: Vec::new(),
        };
        work.run(deltas)?;
        let Work {
            mut merged,
            found,
            aliases,
            ..
        } = work;
        aliases.keep(self.conn(), &package.info)?;
        merged.lines = copy_lines(self, package, since)?;
        merged.conflicts = conflict::keep(self, package, found, coming)?;
        note_run(self, package, &taken, head, coming)?;
        Ok(merged)
    }
}

impl Work<'_, '_> {
    fn run(&mut self, deltas: Vec<Delta>) -> Result<(), StoreError> {
        let (mut gone, kept): (Vec<Delta>, Vec<Delta>) =
            deltas.into_iter().partition(|delta| delta.theirs.is_none());
        let kept = self.with_aliases(kept)?;
        for delta in &mut gone {
            delta.base = delta.base.as_ref().map(|row| self.aliases.apply(row));
        }
        let (kept, gone) = units::take_apart(self, kept, gone)?;
        let late = deletes::first(self, gone)?;
        self.write(kept)?;
        deletes::last(self, late)
    }

    /// Finds records that both sides began apart and that mean the same, parents first.
    fn with_aliases(&mut self, deltas: Vec<Delta>) -> Result<Vec<Delta>, StoreError> {
        let mut ready = Vec::with_capacity(deltas.len());
        for mut delta in deltas {
            let theirs = delta.theirs.take().unwrap_or_default();
            let mut row = self.aliases.apply(&theirs);
            if delta.base.is_none() && self.aliases.learn(self.tx.conn(), delta.table, &row)? {
                row = self.aliases.apply(&theirs);
            }
            delta.base = delta.base.map(|base| self.aliases.apply(&base));
            delta.theirs = Some(row);
            ready.push(delta);
        }
        Ok(ready)
    }

    /// Writes what is new or changed; what refers to rows that are gone here waits for a person.
    fn write(&mut self, deltas: Vec<Delta>) -> Result<(), StoreError> {
        let mut waiting = deltas;
        loop {
            let before = waiting.len();
            let mut later = Vec::new();
            for delta in waiting {
                let Some(theirs) = &delta.theirs else {
                    continue;
                };
                if self.lacks_parent(delta.table, theirs)? {
                    later.push(delta);
                } else {
                    self.write_one(delta)?;
                }
            }
            waiting = later;
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        let mut tops: Tops = BTreeMap::new();
        for delta in waiting {
            let Some(theirs) = delta.theirs.clone() else {
                continue;
            };
            self.put_aside(&delta, theirs, &mut tops)?;
        }
        for (mut found, more) in tops.into_values() {
            found.theirs.more = more;
            self.found.push(found);
        }
        Ok(())
    }

    fn lacks_parent(&mut self, table: &Table, row: &Fields) -> Result<bool, StoreError> {
        let parents = self.plan.parents_of(table.name).to_vec();
        for (column, parent) in parents {
            let Some(value) = row.get(&column).filter(|value| !value.is_null()) else {
                continue;
            };
            if is_there(self.tx.conn(), &parent, value)? {
                continue;
            }
            if parent != "blob" || !self.bring_content(value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Brings the content of an attached file along; one that is not what its name says is left.
    fn bring_content(&mut self, sha256: &Value) -> Result<bool, StoreError> {
        let Some(sha) = sha256.as_str() else {
            return Ok(false);
        };
        let found: Option<(Vec<u8>, Vec<u8>)> = self
            .package
            .conn
            .prepare_cached("SELECT bytes, thumb FROM main.blob WHERE sha256 = ?1")?
            .query_row([sha], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((bytes, thumb)) = found.filter(|(bytes, _)| sha256_hex(bytes) == sha) else {
            return Ok(false);
        };
        self.tx.add_blob(sha, &bytes, &thumb)?;
        self.merged.contents += 1;
        Ok(true)
    }

    fn write_one(&mut self, delta: Delta) -> Result<(), StoreError> {
        let Delta {
            table,
            base,
            theirs,
            ..
        } = delta;
        let Some(theirs) = theirs else { return Ok(()) };
        let Some(mine) = office_row(self.tx.conn(), table, &theirs)? else {
            return if base.is_some() {
                self.deleted_here(table, base, theirs)
            } else {
                self.add(table, theirs)
            };
        };
        if alike(&mine, &theirs) {
            return Ok(());
        }
        if self.is_locked(table, &mine)? {
            self.clash(
                ConflictKind::Locked,
                table,
                base,
                Some(mine),
                Some(theirs),
                Vec::new(),
            );
            return Ok(());
        }
        let (merged, fields) = three_way(table, base.as_ref(), &mine, &theirs);
        if !alike(&merged, &mine) {
            let record = record_of(table, &merged)?;
            match self.tx.overwrite_any(&record) {
                Ok(()) => {
                    self.merged.counts.entry(table.name).or_default().changed += 1;
                    self.bring_paper(table, &merged)?;
                    self.look_at_visit(&merged)?;
                }
                Err(error) if is_refused(&error) => {
                    let all = differing(table, &mine, &theirs);
                    self.clash(
                        ConflictKind::Taken,
                        table,
                        base,
                        Some(mine),
                        Some(theirs),
                        all,
                    );
                    return Ok(());
                }
                Err(error) => return Err(error),
            }
        }
        if !fields.is_empty() {
            self.clash(
                ConflictKind::Fields,
                table,
                base,
                Some(mine),
                Some(theirs),
                fields,
            );
        }
        Ok(())
    }

    fn add(&mut self, table: &'static Table, theirs: Fields) -> Result<(), StoreError> {
        if let Some(conclusion) = theirs
            .get("conclusion_id")
            .filter(|_| table.name == "paragraph")
            && self.is_issued(conclusion)?
        {
            self.clash(
                ConflictKind::Locked,
                table,
                None,
                None,
                Some(theirs),
                Vec::new(),
            );
            return Ok(());
        }
        let mut record = record_of(table, &theirs)?;
        first_version(&mut record);
        match self.tx.insert_any(&record) {
            Ok(()) => {
                self.merged.counts.entry(table.name).or_default().added += 1;
                self.bring_paper(table, &theirs)?;
                self.look_at_visit(&theirs)
            }
            Err(error) if is_refused(&error) => {
                self.clash(
                    ConflictKind::Taken,
                    table,
                    None,
                    None,
                    Some(theirs),
                    Vec::new(),
                );
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Whether a row belongs to what was issued here.
    pub fn is_locked(&self, table: &Table, mine: &Fields) -> Result<bool, StoreError> {
        Ok(match table.name {
            "paper" => true,
            "conclusion" => mine.get("state").and_then(Value::as_str) == Some("issued"),
            "paragraph" => match mine.get("conclusion_id") {
                Some(id) => self.is_issued(id)?,
                None => false,
            },
            _ => false,
        })
    }

    pub fn is_issued(&self, conclusion: &Value) -> Result<bool, StoreError> {
        Ok(self.tx.conn().query_row(
            "SELECT EXISTS (SELECT 1 FROM conclusion WHERE id = ?1 AND state = 'issued')",
            [super::tables::sql_value(conclusion)],
            |row| row.get(0),
        )?)
    }

    /// The bytes of a paper that was issued on the copy.
    fn bring_paper(&mut self, table: &Table, row: &Fields) -> Result<(), StoreError> {
        let (from, column) = match table.name {
            "conclusion" => ("issued_paper", "conclusion_id"),
            "paper" => ("paper_file", "paper_id"),
            _ => return Ok(()),
        };
        let id = row.get("id").and_then(Value::as_str);
        let Some(id) = id.and_then(|id| Uuid::parse_str(id).ok()) else {
            return Ok(());
        };
        let found: Option<(String, Vec<u8>)> = self
            .package
            .conn
            .query_row(
                &format!("SELECT sha256, pdf FROM main.{from} WHERE {column} = ?1"),
                [id.as_bytes()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((sha256, pdf)) = found else {
            return Ok(());
        };
        if sha256_hex(&pdf) != sha256 {
            return Err(StoreError::Damaged);
        }
        if table.name == "conclusion" {
            self.tx.add_issued_paper(ConclusionId(id), &sha256, &pdf)
        } else {
            self.tx.add_paper_file(PaperId(id), &sha256, &pdf)
        }
    }

    /// Notes visits that were concluded here and whose record changes after all.
    pub fn look_at_visit(&mut self, row: &Fields) -> Result<(), StoreError> {
        let Some(id) = row
            .get("visit_id")
            .and_then(Value::as_str)
            .and_then(|id| Uuid::parse_str(id).ok())
        else {
            return Ok(());
        };
        let concluded: bool = self.tx.conn().query_row(
            "SELECT EXISTS (SELECT 1 FROM visit WHERE id = ?1 AND state IN ('concluded', 'closed'))",
            [id.as_bytes()],
            |row| row.get(0),
        )?;
        if concluded {
            self.merged.concluded.insert(id);
        }
        Ok(())
    }

    pub fn clash(
        &mut self,
        kind: ConflictKind,
        table: &'static Table,
        base: Option<Fields>,
        mine: Option<Fields>,
        theirs: Option<Fields>,
        fields: Vec<String>,
    ) {
        let row = mine.as_ref().or(theirs.as_ref()).or(base.as_ref());
        let key = row.map_or_else(String::new, |row| super::tables::key_of(table, row));
        self.found.push(Found {
            kind,
            table,
            key,
            fields,
            base: Side::of(base),
            mine: Side::of(mine),
            theirs: Side::of(theirs),
        });
    }
}

/// The fields in which two rows differ.
pub(super) fn differing(table: &Table, a: &Fields, b: &Fields) -> Vec<String> {
    table
        .columns
        .iter()
        .skip(table.key_columns)
        .filter(|name| **name != "ver" && a.get(**name) != b.get(**name))
        .map(|name| (*name).to_owned())
        .collect()
}

/// A row as both sides' changes make it, and the fields that both changed to different values; those stay as the office
/// has them.
fn three_way(
    table: &Table,
    base: Option<&Fields>,
    mine: &Fields,
    theirs: &Fields,
) -> (Fields, Vec<String>) {
    let mut merged = mine.clone();
    let mut clashes = Vec::new();
    let differ =
        |a: Option<&Fields>, b: &Fields, name: &str| a.is_none_or(|a| a.get(name) != b.get(name));
    for name in table
        .columns
        .iter()
        .skip(table.key_columns)
        .filter(|name| **name != "ver")
    {
        if mine.get(*name) == theirs.get(*name) {
            continue;
        }
        let alone = [*name];
        let group = group_of(table.name, name).unwrap_or(&alone);
        let theirs_changed = group.iter().any(|name| differ(base, theirs, name));
        let mine_changed = group.iter().any(|name| differ(base, mine, name));
        if theirs_changed && mine_changed {
            clashes.push((*name).to_owned());
        } else if theirs_changed {
            merged.insert(
                (*name).to_owned(),
                theirs.get(*name).cloned().unwrap_or(Value::Null),
            );
        }
    }
    (merged, clashes)
}

/// Whether the file would not have a row: a number or a code that something else has, or an issued paper.
pub(super) fn is_refused(error: &StoreError) -> bool {
    matches!(error, StoreError::Sql(error)
        if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation))
}

fn first_version(record: &mut AnyRecord) {
    use crate::store::record::{Record, with_record};
    with_record!(record, record => record.set_ver(1));
}
