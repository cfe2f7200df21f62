//! How values of the domain lie in columns: ids as 16 bytes, days and codes as text, lists as JSON text.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::types::{FromSqlError, FromSqlResult, Type, Value, ValueRef};
use uuid::Uuid;

use crate::domain::figures::{Aggregate, Amount, PeriodKind};
use crate::domain::{
    ArchivePaperId, ArchiveSource, ArchiveState, AttachmentId, AttachmentKind, BodyId, CatalogueId,
    ClockTime, CommitmentId, ConclusionId, ConclusionState, ConflictKind, DeadlineRule, Decision,
    DialogueId, DocumentFileId, DocumentId, DocumentType, EventId, EventKind, FigureAnswerId,
    FigureId, FigureReportId, HeldTitleId, HolidayKind, InspectionId, ItemId, ItemOrigin,
    LegalRefId, MergeConflictId, ModelFieldId, ModelId, ModelKind, ModelOutcome, ModelPraise,
    Month, OpinionId, OwnIndicatorId, PaperId, PaperKind, ParagraphId, ParagraphSource,
    ParagraphStyle, ParticipantId, ParticipantRole, PersonId, ProgrammeId, ProgrammeResultId,
    ProgrammeResultKind, ProgrammeTaskId, RatingValue, RecognitionLevel, RegulationId,
    RegulationKind, ReminderId, ReportFileId, ReportId, Section, ShortcomingId, ShortcomingLevel,
    ShortcomingState, Side, SignerId, SigningRight, Stage, StrengthId, SuccessionExtent,
    SuccessionId, TakeOutId, UnitId, UnitKind, VisitId, VisitKind, VisitState,
};

/// A value that fits one column.
pub trait Column: Sized {
    fn to_column(&self) -> Value;
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self>;
}

fn bad(what: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> FromSqlError {
    FromSqlError::Other(what.into())
}

impl Column for String {
    fn to_column(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Column for i64 {
    fn to_column(&self) -> Value {
        Value::Integer(*self)
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64()
    }
}

impl Column for bool {
    fn to_column(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(|n| n != 0)
    }
}

impl Column for NaiveDate {
    fn to_column(&self) -> Value {
        Value::Text(self.format("%Y-%m-%d").to_string())
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        // every list reads thousands of days: reading them by a pattern showed in the profile
        plain_day(text.as_bytes())
            .map_or_else(|| Self::parse_from_str(text, "%Y-%m-%d").map_err(bad), Ok)
    }
}

/// A day written as `2024-03-15`.
fn plain_day(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |number, digit| {
            let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

impl Column for DateTime<FixedOffset> {
    fn to_column(&self) -> Value {
        Value::Text(self.to_rfc3339())
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse_from_rfc3339(value.as_str()?).map_err(bad)
    }
}

impl Column for ClockTime {
    fn to_column(&self) -> Value {
        Value::Text(self.to_string())
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        Self::parse(text).ok_or_else(|| bad(format!("time {text}")))
    }
}

impl Column for Month {
    fn to_column(&self) -> Value {
        Value::Text(self.code())
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let code = value.as_str()?;
        Self::parse(code).ok_or_else(|| bad(format!("month {code}")))
    }
}

impl Column for Amount {
    fn to_column(&self) -> Value {
        Value::Integer(self.scaled())
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let scaled = value.as_i64()?;
        Self::from_scaled(scaled).ok_or_else(|| bad(format!("figure {scaled}")))
    }
}

impl Column for DeadlineRule {
    fn to_column(&self) -> Value {
        Value::Text(self.code())
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let code = value.as_str()?;
        Self::from_code(code).ok_or_else(|| bad(format!("deadline rule {code}")))
    }
}

impl<T: Column> Column for Option<T> {
    fn to_column(&self) -> Value {
        self.as_ref().map_or(Value::Null, Column::to_column)
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        if value.data_type() == Type::Null {
            Ok(None)
        } else {
            T::from_column(value).map(Some)
        }
    }
}

impl<T: serde::Serialize + serde::de::DeserializeOwned> Column for Vec<T> {
    fn to_column(&self) -> Value {
        Value::Text(serde_json::to_string(self).unwrap_or_else(|_| "[]".to_owned()))
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map_err(bad)
    }
}

impl Column for ParagraphSource {
    fn to_column(&self) -> Value {
        Value::Text(match self {
            Self::Visit => "visit".to_owned(),
            Self::Hand => "hand".to_owned(),
            Self::Item(id) => format!("item:{id}"),
            Self::Strength(id) => format!("strength:{id}"),
            Self::Shortcoming(id) => format!("shortcoming:{id}"),
        })
    }
    fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let (kind, id) = text.split_once(':').unwrap_or((text, ""));
        Ok(match kind {
            "visit" => Self::Visit,
            "hand" => Self::Hand,
            "item" => Self::Item(id.parse().map_err(bad)?),
            "strength" => Self::Strength(id.parse().map_err(bad)?),
            "shortcoming" => Self::Shortcoming(id.parse().map_err(bad)?),
            _ => return Err(bad(format!("paragraph source {text}"))),
        })
    }
}

macro_rules! id_columns {
    ($($name:ident),+ $(,)?) => {$(
        impl Column for $name {
            fn to_column(&self) -> Value {
                Value::Blob(self.0.as_bytes().to_vec())
            }
            fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Uuid::from_slice(value.as_blob()?).map(Self).map_err(bad)
            }
        }
    )+};
}

id_columns!(
    UnitId,
    SuccessionId,
    BodyId,
    SignerId,
    CatalogueId,
    RegulationId,
    ItemId,
    LegalRefId,
    VisitId,
    ParticipantId,
    PersonId,
    HeldTitleId,
    AttachmentId,
    StrengthId,
    ShortcomingId,
    EventId,
    ReminderId,
    ReportId,
    ReportFileId,
    ModelId,
    ModelFieldId,
    CommitmentId,
    ProgrammeId,
    ProgrammeTaskId,
    ProgrammeResultId,
    InspectionId,
    DialogueId,
    OpinionId,
    ArchivePaperId,
    DocumentId,
    DocumentFileId,
    FigureReportId,
    FigureId,
    FigureAnswerId,
    OwnIndicatorId,
    ConclusionId,
    ParagraphId,
    PaperId,
    TakeOutId,
    MergeConflictId,
);

macro_rules! word_columns {
    ($($name:ident),+ $(,)?) => {$(
        impl Column for $name {
            fn to_column(&self) -> Value {
                Value::Text(self.code().to_owned())
            }
            fn from_column(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let code = value.as_str()?;
                Self::from_code(code).ok_or_else(|| bad(format!("{} {code}", stringify!($name))))
            }
        }
    )+};
}

word_columns!(
    ConflictKind,
    Decision,
    UnitKind,
    SuccessionExtent,
    SigningRight,
    RegulationKind,
    ItemOrigin,
    VisitKind,
    VisitState,
    Side,
    ParticipantRole,
    AttachmentKind,
    ArchiveState,
    ArchiveSource,
    DocumentType,
    RatingValue,
    ShortcomingLevel,
    ShortcomingState,
    EventKind,
    Stage,
    HolidayKind,
    ConclusionState,
    PaperKind,
    PeriodKind,
    Aggregate,
    Section,
    ParagraphStyle,
    ModelKind,
    ModelOutcome,
    ModelPraise,
    RecognitionLevel,
    ProgrammeResultKind,
);

/// Reads one column of a row.
pub fn read<T: Column>(row: &rusqlite::Row<'_>, index: usize) -> rusqlite::Result<T> {
    let value = row.get_ref(index)?;
    T::from_column(value).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, value.data_type(), Box::new(error))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_the_general_reader_reads_them() {
        let first = NaiveDate::from_ymd_opt(1999, 12, 20).unwrap();
        for day in first.iter_days().take(900) {
            let text = day.format("%Y-%m-%d").to_string();
            assert_eq!(plain_day(text.as_bytes()), Some(day));
        }
        for wrong in [
            "2023-02-29",
            "2023-13-01",
            "2023-00-10",
            "2023-1-01",
            "20a3-01-01",
            "+023-01-01",
            "",
        ] {
            assert_eq!(plain_day(wrong.as_bytes()), None, "{wrong}");
            let read = NaiveDate::from_column(ValueRef::Text(wrong.as_bytes())).ok();
            assert_eq!(
                read,
                NaiveDate::parse_from_str(wrong, "%Y-%m-%d").ok(),
                "{wrong}"
            );
        }
    }
}
