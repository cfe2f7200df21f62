//! Every noun's table, declared once: insert, read, update and delete come from the declaration.

use std::sync::OnceLock;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::column::{Column, read};
use super::error::StoreError;
use crate::domain::figures::{Figure, FigureAnswer, FigureReport, OwnIndicator};
use crate::domain::{
    ArchiveEntry, ArchivePaper, ArchivePaperId, Attachment, AttachmentId, Body, BodyId, Catalogue,
    CatalogueId, ChecklistItem, Commitment, CommitmentId, Conclusion, ConclusionId, Dialogue,
    DialogueId, DocumentFile, DocumentFileId, DocumentId, DocumentTask, EventId, FigureAnswerId,
    FigureId, FigureReportId, GuidingDocument, HeldTitle, HeldTitleId, Holiday, Inspection,
    InspectionId, IssuedPaper, ItemId, LegalRef, LegalRefId, MergeConflict, MergeConflictId,
    ModelField, ModelFieldId, ModelId, MonthlyReport, Opinion, OpinionId, OwnIndicatorId, PaperId,
    Paragraph, ParagraphId, Participant, ParticipantId, Person, PersonId, Programme, ProgrammeId,
    ProgrammeResult, ProgrammeResultId, ProgrammeTask, ProgrammeTaskId, Rating, Regulation,
    RegulationId, Reminder, ReminderId, ReminderOrder, RepeatMark, ReportFile, ReportFileId,
    ReportId, Shortcoming, ShortcomingEvent, ShortcomingId, Signer, SignerId, SkilfulModel,
    Strength, StrengthId, Succession, SuccessionId, TakeOut, TakeOutId, Unit, UnitId, Visit,
    VisitId, text,
};

/// A record that lies in one row of one table.
pub trait Record: Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned {
    /// What identifies it.
    type Key: Copy + std::fmt::Debug;
    const TABLE: &'static str;
    /// Key columns first, then `ver`, then the others.
    const COLUMNS: &'static [&'static str];
    const KEY_COLUMNS: usize;

    fn key(&self) -> Self::Key;
    fn key_values(key: Self::Key) -> Vec<Value>;
    fn ver(&self) -> i64;
    fn set_ver(&mut self, ver: i64);
    fn values(&self) -> Vec<Value>;
    /// Columns that the program derives for sorting, in the order of `DERIVED`.
    fn derived_values(&self) -> Vec<Value>;
    const DERIVED: &'static [&'static str];
    /// From the columns that begin at a place of a row.
    fn from_row_at(row: &Row<'_>, first: usize) -> rusqlite::Result<Self>;
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Self::from_row_at(row, 0)
    }
    fn into_any(self) -> AnyRecord;
    fn statements() -> &'static Statements;

    /// Equal but for the version.
    fn same_content(&self, other: &Self) -> bool {
        let mut other = other.clone();
        other.set_ver(self.ver());
        *self == other
    }
}

/// The SQL of one table.
#[derive(Debug)]
pub struct Statements {
    insert: String,
    select: String,
    update: String,
    delete: String,
    /// `SELECT columns FROM table`, to be continued with a condition.
    pub select_all: String,
    /// One row with its derived columns.
    pub(super) whole_row: String,
    pub(super) whole_table: String,
}

impl Statements {
    fn of<R: Record>() -> Self {
        let quoted = |name: &&str| format!("\"{name}\"");
        let columns: Vec<String> = R::COLUMNS.iter().map(quoted).collect();
        let all: Vec<String> = R::COLUMNS.iter().chain(R::DERIVED).map(quoted).collect();
        let marks = vec!["?"; all.len()].join(", ");
        let key: Vec<String> = R::COLUMNS.iter().take(R::KEY_COLUMNS).map(quoted).collect();
        let set: Vec<String> = all
            .iter()
            .skip(R::KEY_COLUMNS)
            .map(|column| format!("{column} = ?"))
            .collect();
        let is_key = key
            .iter()
            .map(|column| format!("{column} = ?"))
            .collect::<Vec<_>>()
            .join(" AND ");
        let table = R::TABLE;
        let whole_table = format!("SELECT {} FROM {table}", all.join(", "));
        let select_all = format!("SELECT {} FROM {table}", columns.join(", "));
        Self {
            insert: format!("INSERT INTO {table} ({}) VALUES ({marks})", all.join(", ")),
            select: format!("{select_all} WHERE {is_key}"),
            whole_row: format!("{whole_table} WHERE {is_key}"),
            whole_table,
            update: format!(
                "UPDATE {table} SET {} WHERE {is_key} AND ver = ?",
                set.join(", ")
            ),
            delete: format!("DELETE FROM {table} WHERE {is_key} AND ver = ?"),
            select_all,
        }
    }
}

/// Reads one record.
pub fn get<R: Record>(conn: &Connection, key: R::Key) -> Result<Option<R>, StoreError> {
    let mut statement = conn.prepare_cached(&R::statements().select)?;
    Ok(statement
        .query_row(params_from_iter(R::key_values(key)), R::from_row)
        .optional()?)
}

/// Reads the records that a condition (`WHERE … ORDER BY …`) names.
pub fn select<R: Record>(
    conn: &Connection,
    condition: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<R>, StoreError> {
    let sql = format!("{} {condition}", R::statements().select_all);
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params, R::from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes a record that is not there yet.
pub(super) fn insert<R: Record>(conn: &Connection, record: &R) -> Result<(), StoreError> {
    let mut values = record.values();
    values.extend(record.derived_values());
    conn.prepare_cached(&R::statements().insert)?
        .execute(params_from_iter(values))?;
    Ok(())
}

/// Overwrites a record if it still has the expected version; answers whether it had.
pub(super) fn update<R: Record>(
    conn: &Connection,
    record: &R,
    expected: i64,
) -> Result<bool, StoreError> {
    let mut values = record.values();
    let rest = values.split_off(R::KEY_COLUMNS);
    let mut params = rest;
    params.extend(record.derived_values());
    params.extend(values);
    params.push(Value::Integer(expected));
    Ok(conn
        .prepare_cached(&R::statements().update)?
        .execute(params_from_iter(params))?
        == 1)
}

/// Deletes a record if it still has the expected version; answers whether it had.
pub(super) fn delete<R: Record>(
    conn: &Connection,
    key: R::Key,
    expected: i64,
) -> Result<bool, StoreError> {
    let mut params = R::key_values(key);
    params.push(Value::Integer(expected));
    Ok(conn
        .prepare_cached(&R::statements().delete)?
        .execute(params_from_iter(params))?
        == 1)
}

/// A table of records, whichever they are.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// As [`Record::COLUMNS`].
    pub columns: &'static [&'static str],
    pub key_columns: usize,
    /// From the columns of a row that begin at a place.
    pub decode: fn(&Row<'_>, usize) -> rusqlite::Result<AnyRecord>,
    /// From the fields of a record.
    pub parse: fn(serde_json::Value) -> serde_json::Result<AnyRecord>,
}

macro_rules! records {
    ($($name:ident, $table:literal, ($($key:ident: $key_type:ty),+), [$($column:ident),* $(,)?], [$($derived:literal = $make:expr),*];)+) => {
        /// A record of any table: what the audit line and the undo step hold.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(tag = "table", content = "row")]
        pub enum AnyRecord {
            $(#[serde(rename = $table)] $name($name),)+
        }

        /// Every table of records, in the order of their declaration.
        pub const TABLES: &[Table] = &[$(Table {
            name: $table,
            columns: <$name as Record>::COLUMNS,
            key_columns: <$name as Record>::KEY_COLUMNS,
            decode: |row, first| <$name>::from_row_at(row, first).map(AnyRecord::$name),
            parse: |fields| serde_json::from_value::<$name>(fields).map(AnyRecord::$name),
        }),+];

        /// Calls `$body` with `$record` bound to the record inside.
        macro_rules! with_record {
            ($any:expr, $record:ident => $body:expr) => {
                match $any { $($crate::store::record::AnyRecord::$name($record) => $body,)+ }
            };
        }
        pub(super) use with_record;

        /// Hands out every record of the file, table by table.
        pub(super) fn each(
            conn: &Connection,
            take: &mut dyn FnMut(AnyRecord) -> Result<(), StoreError>,
        ) -> Result<(), StoreError> {
            $({
                let mut statement = conn.prepare_cached(&$name::statements().select_all)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    take($name::from_row(row)?.into_any())?;
                }
            })+
            Ok(())
        }

        /// Each table with a statement that reads every column of it.
        pub(super) fn whole_tables() -> Vec<(&'static str, String)> {
            vec![$(($name::TABLE, $name::statements().whole_table.clone())),+]
        }

        $(impl Record for $name {
            #[allow(unused_parens, reason = "a single key column makes a parenthesised type")]
            type Key = ($($key_type),+);
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($key),)+ "ver", $(stringify!($column),)*];
            const KEY_COLUMNS: usize = [$(stringify!($key)),+].len();
            const DERIVED: &'static [&'static str] = &[$($derived),*];

            #[allow(unused_parens, reason = "a single key column makes a parenthesised value")]
            fn key(&self) -> Self::Key {
                ($(self.$key),+)
            }
            #[allow(unused_parens, reason = "a single key column makes a parenthesised pattern")]
            fn key_values(key: Self::Key) -> Vec<Value> {
                let ($($key),+) = key;
                vec![$(Column::to_column(&$key)),+]
            }
            fn ver(&self) -> i64 {
                self.ver
            }
            fn set_ver(&mut self, ver: i64) {
                self.ver = ver;
            }
            fn values(&self) -> Vec<Value> {
                vec![$(self.$key.to_column(),)+ self.ver.to_column(), $(self.$column.to_column(),)*]
            }
            fn derived_values(&self) -> Vec<Value> {
                vec![$($make(self)),*]
            }
            fn from_row_at(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
                let mut index = first..;
                let mut next = || index.next().unwrap_or(0);
                Ok(Self {
                    $($key: read(row, next())?,)+
                    ver: read(row, next())?,
                    $($column: read(row, next())?,)*
                })
            }
            fn into_any(self) -> AnyRecord {
                AnyRecord::$name(self)
            }
            fn statements() -> &'static Statements {
                static STATEMENTS: OnceLock<Statements> = OnceLock::new();
                STATEMENTS.get_or_init(Statements::of::<Self>)
            }
        })+
    };
}

records! {
    Unit, "unit", (id: UnitId),
        [code, kind, name, short_name, district, parent_id, valid_from, valid_to, checked],
        ["sort_key" = |unit: &Unit| Value::Blob(text::sort_key(&unit.name))];
    Succession, "unit_succession", (id: SuccessionId), [from_id, to_id, extent, on, checked, source, answers], [];
    Body, "body", (id: BodyId),
        [district, superior, name, symbol, place, term_from, valid_from, valid_to, recipients], [];
    Holiday, "holiday", (day: NaiveDate), [kind, name, checked], [];
    Signer, "signer", (id: SignerId), [body_id, position, title, right, name], [];
    Catalogue, "catalogue", (id: CatalogueId), [code, version, title, note], [];
    Regulation, "regulation", (id: RegulationId),
        [catalogue_id, position, code, title, kind, title_checked, decision_number, decision_date, note], [];
    ChecklistItem, "checklist_item", (id: ItemId),
        [regulation_id, position, code, text, evidence, valid_from, valid_to, unit_kinds, district, origin], [];
    LegalRef, "legal_ref", (id: LegalRefId),
        [regulation_id, item_id, position, text, valid_from, valid_to, checked, number, date, district], [];
    Visit, "visit", (id: VisitId),
        [unit_id, body_id, catalogue_id, kind, state, state_reason, date, time, place, topic, basis,
         period_from, period_to, covered, report_received_on, report_note, assessment, report_back_by,
         rechecks, note], [];
    Participant, "participant", (id: ParticipantId), [visit_id, side, position, name, title, role], [];
    Person, "person", (id: PersonId), [name, note],
        ["sort_key" = |person: &Person| Value::Blob(text::sort_key(&text::given_name_first(&person.name)))];
    HeldTitle, "held_title", (id: HeldTitleId), [person_id, unit_id, title, valid_from, valid_to], [];
    Attachment, "attachment", (id: AttachmentId),
        [visit_id, item_id, shortcoming_id, event_id, position, name, kind, size, sha256, note, added_on], [];
    Rating, "rating", (visit_id: VisitId, item_id: ItemId), [value, self_rating, comment, evidence_seen], [];
    Strength, "strength", (id: StrengthId), [visit_id, regulation_id, item_id, position, text], [];
    Reminder, "reminder", (id: ReminderId), [unit_id, on, as_of, reply_by, doc_number, paper_id], [];
    ReminderOrder, "reminder_order", (reminder_id: ReminderId, shortcoming_id: ShortcomingId), [deadline, days_late], [];
    MonthlyReport, "monthly_report", (id: ReportId), [unit_id, month, received_on, note, received_by], [];
    ReportFile, "report_file", (id: ReportFileId),
        [report_id, position, name, kind, size, sha256, added_on], [];
    ModelField, "model_field", (id: ModelFieldId), [position, name], [];
    SkilfulModel, "skilful_model", (id: ModelId),
        [unit_id, year, title, kind, who, field_id, registered_on, started_on, reviewed_on, review, praise, decided_on,
         outcome, level, decision_number, decided_by, outcome_reason, withdrawn_on, withdrawn_reason, note], [];
    Commitment, "model_commitment", (id: CommitmentId), [model_id, position, text, due, done_on, result], [];
    Programme, "programme", (id: ProgrammeId),
        [title, district, parties, year_from, year_to, signed_on, basis, note], [];
    ProgrammeTask, "programme_task", (id: ProgrammeTaskId),
        [programme_id, position, text, owner, due, done_on, result], [];
    ProgrammeResult, "programme_result", (id: ProgrammeResultId), [programme_id, kind, year, held_on, text, paper], [];
    Inspection, "inspection", (id: InspectionId),
        [programme_id, begun_on, ended_on, body, field, units, unit_names, result, note], [];
    Dialogue, "dialogue", (id: DialogueId),
        [programme_id, unit_id, held_on, title, chair, place, attendees, note], [];
    Opinion, "opinion", (id: OpinionId),
        [dialogue_id, position, text, raised_by, answerer, due, answered_on, answer], [];
    ArchivePaper, "archive_paper", (id: ArchivePaperId),
        [code, regulation, position, name, item, every_year, from_year, to_year, replaces], [];
    ArchiveEntry, "archive_entry", (unit_id: UnitId, paper_id: ArchivePaperId, year: i64),
        [state, place, kept_until, seen_on, note, source, visit_id, written_by, written_on], [];
    GuidingDocument, "guiding_document", (id: DocumentId),
        [doc_type, number, date, issuer, subject, valid_from, valid_to, replaced_by, checked, note], [];
    DocumentTask, "document_task", (document_id: DocumentId, unit_id: UnitId),
        [due, done_on, own_paper, note], [];
    DocumentFile, "document_file", (id: DocumentFileId),
        [document_id, position, name, kind, size, sha256, added_on], [];
    FigureReport, "figure_report", (id: FigureReportId),
        [unit_id, period_kind, period_from, period_to, cut_off, reported_on, source, note], [];
    Figure, "figure", (id: FigureId), [report_id, code, value, note], [];
    FigureAnswer, "figure_answer", (id: FigureAnswerId),
        [report_id, check_code, indicator, facts, text, answered_by, on], [];
    OwnIndicator, "own_indicator", (id: OwnIndicatorId),
        [position, code, group, name, unit, definition, formula, cumulative, aggregate, decimals], [];
    RepeatMark, "repeat_mark", (shortcoming_id: ShortcomingId), [of_id], [];
    Shortcoming, "shortcoming", (id: ShortcomingId),
        [visit_id, regulation_id, item_id, position, description, level, cause_external, cause_own,
         order_text, owner, evidence, deadline, state, reported_on, verified_on, carried_to,
         deadline_rule, first_deadline, notified_on, stepped_on], [];
    ShortcomingEvent, "shortcoming_event", (id: EventId),
        [shortcoming_id, kind, on, position, by, text, deadline_from, deadline_to], [];
    Conclusion, "conclusion", (id: ConclusionId),
        [visit_id, state, doc_type, number, symbol, term_from, date, subject, signer_title, signer_right,
         signer_name, recipients, replaces, issued_at, sha256], [];
    Paragraph, "paragraph", (id: ParagraphId),
        [conclusion_id, section, position, style, text, source, edited, drafted], [];
    IssuedPaper, "paper", (id: PaperId),
        [kind, doc_type, number, symbol, term_from, date, subject, visit_id, unit_id, period_from, period_to,
         signer_title, signer_right, signer_name, replaces, issued_at, sha256], [];
    TakeOut, "take_out", (id: TakeOutId),
        [label, taken_at, taken_by, units, base_sha256, returned_at, returned_by], [];
    MergeConflict, "merge_conflict", (id: MergeConflictId),
        [take_out_id, kind, table_name, row_key, title, fields, base, mine, theirs, mine_at, mine_by, theirs_at,
         theirs_by, found_at, decision, decided_at, decided_by], [];
}
