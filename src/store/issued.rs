//! Issued papers: the list, their bytes, and the numbers that they share with conclusions.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::column::{Column, read};
use super::error::StoreError;
use super::record;
use super::setting;
use crate::domain::issued::doc_number;
use crate::domain::{
    Concern, ConclusionId, IssuedId, IssuedPaper, NumberGap, Numbering, PaperId, PaperKind, Unit,
    UnitId, VisitId, date, text,
};
use crate::read::issued::{IssuedFilter, IssuedRow, OtherPaper};

/// The issued papers that a filter names, newest first.
pub fn list(conn: &Connection, filter: &IssuedFilter) -> Result<Vec<IssuedRow>, StoreError> {
    let mut rows = select(conn, filter, None)?;
    let words = text::fold(&filter.text);
    let words: Vec<&str> = words.split_whitespace().collect();
    if !words.is_empty() {
        rows.retain(|row| {
            let there = text::fold(&format!(
                "{} {} {} {} {}",
                row.number,
                row.kind.label(),
                row.subject,
                row.unit_name,
                row.signer
            ));
            words.iter().all(|word| there.contains(word))
        });
    }
    Ok(rows)
}

/// One issued paper.
pub fn one(conn: &Connection, id: IssuedId) -> Result<Option<IssuedRow>, StoreError> {
    let rows = select(conn, &IssuedFilter::default(), Some(id))?;
    Ok(rows.into_iter().find(|row| row.id == id))
}

fn select(
    conn: &Connection,
    filter: &IssuedFilter,
    id: Option<IssuedId>,
) -> Result<Vec<IssuedRow>, StoreError> {
    let day = |month, day| NaiveDate::from_ymd_opt(filter.year?, month, day);
    let id = match id {
        Some(IssuedId::Conclusion(id)) => id.to_column(),
        Some(IssuedId::Paper(id)) => id.to_column(),
        None => Value::Null,
    };
    let mut statement = conn.prepare_cached(include_str!("sql/issued_list.sql"))?;
    let rows = statement.query_map(
        named_params! {
            ":kind": filter.kind.to_column(),
            ":from": day(1, 1).to_column(),
            ":to": day(12, 31).to_column(),
            ":unit": filter.unit_id.to_column(),
            ":visit": filter.visit_id.to_column(),
            ":id": id,
        },
        row,
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<IssuedRow> {
    let conclusion = row.get::<_, String>(0)? == "conclusion";
    let kind: PaperKind = read(row, 2)?;
    let id = |at| -> rusqlite::Result<IssuedId> {
        Ok(if conclusion {
            IssuedId::Conclusion(read(row, at)?)
        } else {
            IssuedId::Paper(read(row, at)?)
        })
    };
    let number = |at: usize| -> rusqlite::Result<String> {
        let (doc_type, symbol): (String, String) = (row.get(at)?, row.get(at + 2)?);
        let number: Option<i64> = row.get(at + 1)?;
        Ok(number.map_or_else(String::new, |number| doc_number(number, &doc_type, &symbol)))
    };
    let other = |at: usize| -> rusqlite::Result<Option<OtherPaper>> {
        if row.get_ref(at)?.data_type() == rusqlite::types::Type::Null {
            return Ok(None);
        }
        Ok(Some(OtherPaper {
            id: id(at)?,
            kind,
            number: number(at + 1)?,
            date: read(row, at + 4)?,
        }))
    };
    let signer: [String; 2] = [row.get(11)?, row.get(12)?];
    let signer: Vec<&str> = signer
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    Ok(IssuedRow {
        id: id(1)?,
        kind,
        number: number(3)?,
        date: read(row, 6)?,
        subject: row.get(7)?,
        visit_id: read(row, 8)?,
        unit_id: read(row, 9)?,
        unit_name: row.get::<_, Option<String>>(10)?.unwrap_or_default(),
        signer: signer.join(" "),
        issued_at: read(row, 13)?,
        sha256: row.get(14)?,
        size: row.get::<_, Option<i64>>(15)?.unwrap_or(0),
        replaces: other(16)?,
        replaced_by: other(21)?,
    })
}

/// The years of the issued papers, newest first.
pub fn years(conn: &Connection) -> Result<Vec<i32>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT date FROM (SELECT date FROM conclusion WHERE state = 'issued' UNION SELECT date FROM paper)
         WHERE date IS NOT NULL",
    )?;
    let days = statement.query_map([], |row| read::<NaiveDate>(row, 0))?;
    let mut years = Vec::new();
    for day in days {
        years.push(day?.year());
    }
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok(years)
}

/// The bytes of an issued paper with their hash; a conclusion's lie elsewhere.
pub fn file(conn: &Connection, id: PaperId) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT sha256, pdf FROM paper_file WHERE paper_id = ?1")?
        .query_row([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// The paper that replaces one.
pub fn replaced_by(conn: &Connection, id: PaperId) -> Result<Option<IssuedPaper>, StoreError> {
    Ok(record::select(conn, "WHERE replaces = ?1", [id.0.as_bytes()])?.pop())
}

/// Papers of a kind about the same matter that nothing replaces yet.
pub fn standing(
    conn: &Connection,
    kind: PaperKind,
    concern: &Concern,
) -> Result<Vec<IssuedPaper>, StoreError> {
    record::select(
        conn,
        "WHERE kind = ?1 AND visit_id IS ?2 AND unit_id IS ?3 AND period_from IS ?4 AND period_to IS ?5
           AND NOT EXISTS (SELECT 1 FROM paper AS later WHERE later.replaces = paper.id)",
        params![
            kind.to_column(),
            concern.visit_id.to_column(),
            concern.unit_id.to_column(),
            concern.period_from.to_column(),
            concern.period_to.to_column()
        ],
    )
}

/// Whether anything besides a conclusion was issued about a visit.
pub fn about_visit(conn: &Connection, id: VisitId) -> Result<Vec<IssuedPaper>, StoreError> {
    record::select(conn, "WHERE visit_id = ?1", [id.0.as_bytes()])
}

/// How numbers run in this file.
/// Whether a paper or conclusion with that symbol is dated on a day or later.
pub fn any_since(conn: &Connection, symbol: &str, from: NaiveDate) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM paper WHERE symbol = ?1 AND date >= ?2)
             OR EXISTS (SELECT 1 FROM conclusion WHERE state = 'issued' AND symbol = ?1 AND date >= ?2)",
    )?;
    Ok(statement.query_row(params![symbol, from.to_column()], |row| row.get(0))?)
}

/// Day of the latest letter of a kind to each unit, up to a day or of all.
pub fn latest_letters(
    conn: &Connection,
    kind: PaperKind,
    as_of: Option<NaiveDate>,
) -> Result<HashMap<UnitId, NaiveDate>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT unit_id, max(date) FROM paper
         WHERE kind = ?1 AND unit_id IS NOT NULL AND (?2 IS NULL OR date <= ?2) GROUP BY unit_id",
    )?;
    let found = statement.query_map(
        params![kind.code(), as_of.map(|day| day.to_column())],
        |row| Ok((read(row, 0)?, read(row, 1)?)),
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub fn numbering(conn: &Connection) -> Result<Numbering, StoreError> {
    let kept = setting::get(conn, setting::NUMBERING)?;
    Ok(kept
        .and_then(|code| Numbering::from_code(&code))
        .unwrap_or_default())
}

/// The number after the highest one used for this type, symbol and span, by a paper or a conclusion.
pub fn next_number(
    conn: &Connection,
    doc_type: &str,
    symbol: &str,
    term_from: NaiveDate,
) -> Result<i64, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 + max(
               coalesce((SELECT max(number) FROM conclusion
                  WHERE doc_type = ?1 AND symbol = ?2 AND term_from = ?3 AND number IS NOT NULL), 0),
               coalesce((SELECT max(number) FROM paper
                  WHERE doc_type = ?1 AND symbol = ?2 AND term_from = ?3 AND number IS NOT NULL), 0))",
        )?
        .query_row(params![doc_type, symbol, term_from.to_column()], |row| {
            row.get(0)
        })?)
}

/// A number that is to be given: its type, symbol, span and value.
#[derive(Debug, Clone, Copy)]
pub struct Number<'a> {
    pub doc_type: &'a str,
    pub symbol: &'a str,
    pub term_from: NaiveDate,
    pub number: i64,
}

/// What bears the number already, in words: "kết luận giám sát phường Phúc Đồng ngày 12/12/2022".
pub fn number_taken(
    conn: &Connection,
    number: Number<'_>,
    except: Option<ConclusionId>,
) -> Result<Option<String>, StoreError> {
    let key = (
        number.doc_type,
        number.symbol,
        number.term_from.to_column(),
        number.number,
    );
    let conclusion: Option<(UnitId, NaiveDate)> = conn
        .prepare_cached(
            "SELECT v.unit_id, v.date FROM conclusion c JOIN visit v ON v.id = c.visit_id
             WHERE c.doc_type = ?1 AND c.symbol = ?2 AND c.term_from = ?3 AND c.number = ?4 AND c.id IS NOT ?5",
        )?
        .query_row(
            params![key.0, key.1, key.2, key.3, except.to_column()],
            |row| Ok((read(row, 0)?, read(row, 1)?)),
        )
        .optional()?;
    if let Some((unit, visited)) = conclusion {
        let unit = record::get::<Unit>(conn, unit)?
            .map_or_else(String::new, |unit| unit.name_in_sentence());
        return Ok(Some(format!(
            "kết luận giám sát {unit} ngày {}",
            date::show(visited)
        )));
    }
    let paper: Option<IssuedPaper> = record::select(
        conn,
        "WHERE doc_type = ?1 AND symbol = ?2 AND term_from = ?3 AND number = ?4",
        key,
    )?
    .pop();
    Ok(paper.map(|paper| {
        format!(
            "{} ngày {}",
            text::lower_first(paper.kind.label()),
            date::show(paper.date)
        )
    }))
}

/// Numbers that no paper bears though a later one is issued. A number that a draft holds is not missing.
pub fn gaps(conn: &Connection) -> Result<Vec<NumberGap>, StoreError> {
    type Series = (String, String, NaiveDate);
    let mut series: BTreeMap<Series, (Vec<i64>, i64)> = BTreeMap::new();
    let mut statement = conn.prepare(
        "SELECT doc_type, symbol, term_from, number, state = 'issued' FROM conclusion WHERE number IS NOT NULL
         UNION ALL SELECT doc_type, symbol, term_from, number, TRUE FROM paper WHERE number IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key = (row.get(0)?, row.get(1)?, read(row, 2)?);
        let (number, issued): (i64, bool) = (row.get(3)?, row.get(4)?);
        let (numbers, highest) = series.entry(key).or_default();
        numbers.push(number);
        if issued {
            *highest = number.max(*highest);
        }
    }
    Ok(series
        .into_iter()
        .filter_map(|((doc_type, symbol, term_from), (mut numbers, highest))| {
            numbers.retain(|number| *number <= highest);
            numbers.sort_unstable();
            let runs = NumberGap::runs_of(&numbers);
            (!runs.is_empty()).then_some(NumberGap {
                doc_type,
                symbol,
                term_from,
                runs,
                highest,
            })
        })
        .collect())
}
