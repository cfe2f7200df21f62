//! Shortcomings as of a day: today from their columns, an earlier day from their history.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::column::Column;
use super::error::StoreError;

/// Which form of a statement a day needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing happened after that day: the columns hold.
    Now,
    /// Something did: the history decides.
    Then,
}

impl Standing {
    pub fn on(conn: &Connection, as_of: NaiveDate) -> Result<Self, StoreError> {
        let later: bool = conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM shortcoming WHERE stepped_on > ?1)")?
            .query_row([as_of.to_column()], |row| row.get(0))?;
        Ok(if later { Self::Then } else { Self::Now })
    }

    /// A statement that reads shortcomings as `s`, for that day.
    pub fn sql(self, now: &str) -> String {
        match self {
            Self::Now => now.to_owned(),
            Self::Then => with(
                include_str!("sql/standing.sql"),
                &now.replacen("s.rowid AS place", "s.place", 1)
                    .replace("FROM shortcoming AS s", "FROM standing AS s"),
            ),
        }
    }

    /// A statement that counts over state and deadline of all shortcomings, or of those that a condition leaves, for
    /// that day.
    pub fn counting_sql(self, now: &str, condition: Option<&str>) -> String {
        let from = |table: &str| {
            let which =
                condition.map_or_else(String::new, |condition| format!(" WHERE {condition}"));
            now.replace("FROM shortcoming\n", &format!("FROM {table}{which}\n"))
        };
        match (self, condition) {
            (Self::Now, _) => from("shortcoming"),
            (Self::Then, None) => with(include_str!("sql/standing_counts.sql"), &from("standing")),
            (Self::Then, Some(_)) => with(include_str!("sql/standing.sql"), &from("standing")),
        }
    }
}

/// Puts named tables before a statement that may have some of its own.
fn with(tables: &str, statement: &str) -> String {
    match statement.split_once("WITH picked") {
        Some((head, rest)) => format!("{head}{tables}, picked{rest}"),
        None => format!("{tables}{statement}"),
    }
}
