//! A seal over each table: the sum of the hashes of its rows. Each change moves it by the rows that it touched, so that
//! a row that changed by itself, on a failing disk, is missed by nobody who adds up again.

use std::collections::BTreeMap;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use sha2::{Digest, Sha256};

use super::check::{Finding, error};
use super::error::StoreError;
use super::record::{self, Record};

/// Tables without a record of their own: name, and what is summed up of each row.
const OTHERS: [(&str, &str); 2] = [
    ("setting", "SELECT key, value FROM setting"),
    ("blob", "SELECT sha256, size, thumb FROM blob"),
];

/// A number of 256 bits, least part first, that wraps around.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sum([u64; 4]);

impl Sum {
    fn plus(self, other: Self) -> Self {
        let mut carry = 0_u128;
        Self(std::array::from_fn(|place| {
            let part = |sum: &Self| u128::from(sum.0.get(place).copied().unwrap_or(0));
            let added = part(&self) + part(&other) + carry;
            carry = added >> 64;
            low(added)
        }))
    }

    fn minus(self, other: Self) -> Self {
        let not = Self(other.0.map(|part| !part));
        self.plus(not).plus(Self([1, 0, 0, 0]))
    }

    fn bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|part| part.to_le_bytes()).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        let mut parts = bytes.chunks(8).map(|part| {
            part.iter()
                .rev()
                .fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
        });
        Self(std::array::from_fn(|_| parts.next().unwrap_or(0)))
    }
}

fn low(number: u128) -> u64 {
    u64::try_from(number & u128::from(u64::MAX)).unwrap_or(0)
}

fn hash<'a>(values: impl Iterator<Item = ValueRef<'a>>) -> Sum {
    let mut hash = Sha256::new();
    for value in values {
        let (kind, bytes): (u8, std::borrow::Cow<'_, [u8]>) = match value {
            ValueRef::Null => (0, [].as_slice().into()),
            ValueRef::Integer(number) => (1, number.to_le_bytes().to_vec().into()),
            ValueRef::Real(number) => (2, number.to_le_bytes().to_vec().into()),
            ValueRef::Text(text) => (3, text.into()),
            ValueRef::Blob(bytes) => (4, bytes.into()),
        };
        hash.update([kind]);
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(&bytes);
    }
    Sum::from_bytes(&hash.finalize())
}

/// What a transaction moves.
#[derive(Debug, Default)]
pub(super) struct Moves(BTreeMap<&'static str, Sum>);

impl Moves {
    fn shift(&mut self, table: &'static str, by: impl FnOnce(Sum) -> Sum) {
        let sum = self.0.entry(table).or_default();
        *sum = by(*sum);
    }

    pub(super) fn came<R: Record>(&mut self, record: &R) {
        let values: Vec<Value> = record
            .values()
            .into_iter()
            .chain(record.derived_values())
            .collect();
        self.row_came(R::TABLE, &values);
    }

    pub(super) fn row_came(&mut self, table: &'static str, values: &[Value]) {
        let row = hash(values.iter().map(ValueRef::from));
        self.shift(table, |sum| sum.plus(row));
    }

    pub(super) fn row_went(&mut self, table: &'static str, values: &[Value]) {
        let row = hash(values.iter().map(ValueRef::from));
        self.shift(table, |sum| sum.minus(row));
    }

    /// The row as it stands goes: read anew, because the seal is over what is stored.
    pub(super) fn goes<R: Record>(
        &mut self,
        conn: &Connection,
        key: R::Key,
    ) -> Result<(), StoreError> {
        let columns = R::COLUMNS.len() + R::DERIVED.len();
        let row = conn
            .prepare_cached(&R::statements().whole_row)?
            .query_row(params_from_iter(R::key_values(key)), |row| {
                let values: Vec<ValueRef<'_>> = (0..columns)
                    .map(|at| row.get_ref(at))
                    .collect::<Result<_, _>>()?;
                Ok(hash(values.into_iter()))
            })
            .optional()?;
        if let Some(row) = row {
            self.shift(R::TABLE, |sum| sum.minus(row));
        }
        Ok(())
    }

    /// Writes the seals of the tables that were touched.
    pub(super) fn keep(&self, conn: &Connection) -> Result<(), StoreError> {
        for (table, by) in &self.0 {
            let old: Option<Vec<u8>> = conn
                .prepare_cached("SELECT sum FROM content_seal WHERE name = ?1")?
                .query_row([table], |row| row.get(0))
                .optional()?;
            let old = old.map_or_else(Sum::default, |bytes| Sum::from_bytes(&bytes));
            put(conn, table, old.plus(*by))?;
        }
        Ok(())
    }
}

fn put(conn: &Connection, table: &str, sum: Sum) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO content_seal (name, sum) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET sum = excluded.sum",
    )?
    .execute(params![table, sum.bytes()])?;
    Ok(())
}

fn sum_of(conn: &Connection, select: &str) -> Result<Sum, StoreError> {
    let mut statement = conn.prepare(select)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut sum = Sum::default();
    while let Some(row) = rows.next()? {
        let values: Vec<ValueRef<'_>> = (0..columns)
            .map(|at| row.get_ref(at))
            .collect::<Result<_, _>>()?;
        sum = sum.plus(hash(values.into_iter()));
    }
    Ok(sum)
}

fn tables() -> Vec<(&'static str, String)> {
    let others = OTHERS.map(|(name, select)| (name, select.to_owned()));
    record::whole_tables().into_iter().chain(others).collect()
}

/// Seals every table as it stands.
pub(super) fn rebuild(conn: &Connection) -> Result<(), StoreError> {
    conn.execute("DELETE FROM content_seal", [])?;
    for (table, select) in tables() {
        put(conn, table, sum_of(conn, &select)?)?;
    }
    Ok(())
}

/// Whether every table still holds what was written.
pub(super) fn check(conn: &Connection, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for (table, select) in tables() {
        let kept: Option<Vec<u8>> = conn
            .query_row(
                "SELECT sum FROM content_seal WHERE name = ?1",
                [table],
                |row| row.get(0),
            )
            .optional()?;
        let kept = kept.map_or_else(Sum::default, |bytes| Sum::from_bytes(&bytes));
        let sound = sum_of(conn, &select).is_ok_and(|sum| sum == kept);
        if !sound {
            findings.push(error(format!(
                "Nội dung bảng {table} đã bị đổi ngoài chương trình hoặc do ổ đĩa lỗi. \
                 Hãy đối chiếu với bản sao lưu, rồi khôi phục hoặc chạy “Sửa tệp” để nhận nội dung đang có."
            )));
        }
    }
    let mut names = conn.prepare("SELECT name FROM content_seal")?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    for name in names {
        // the seal of an empty table is all zeros, so that a name gone wrong would change no sum
        let known = name.is_ok_and(|name| tables().into_iter().any(|(table, _)| *table == name));
        if !known {
            findings.push(error(
                "Bảng niêm có một dòng không thuộc bảng nào. Hãy chạy “Sửa tệp” hoặc khôi phục từ bản sao lưu.",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_went_leaves_nothing() {
        let row = |text: &str| hash([ValueRef::Text(text.as_bytes())].into_iter());
        let (a, b) = (row("a"), row("b"));
        assert_eq!(a.plus(b).minus(a), b);
        assert_eq!(Sum::default().minus(a).plus(a), Sum::default());
        assert_eq!(Sum::from_bytes(&a.bytes()), a);
        assert_ne!(
            a.plus(a),
            Sum::default(),
            "a row that came twice counts twice"
        );
        assert_eq!(
            Sum([u64::MAX, 0, 0, 0]).plus(Sum([1, 0, 0, 0])),
            Sum([0, 1, 0, 0])
        );
    }

    #[test]
    fn a_letter_that_moves_to_the_next_field_is_another_row() {
        let row = |a: &str, b: &str| {
            hash([ValueRef::Text(a.as_bytes()), ValueRef::Text(b.as_bytes())].into_iter())
        };
        assert_ne!(row("ab", "c"), row("a", "bc"));
        assert_ne!(
            row("1", ""),
            hash([ValueRef::Integer(1), ValueRef::Null].into_iter())
        );
    }
}
