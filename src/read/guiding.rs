//! Guiding documents: the register, one of them with who must put it into effect, and all of them by ward.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BodyPage, PaperRules};
use crate::domain::text::fold;
use crate::domain::{
    DocumentFile, DocumentId, DocumentTask, DocumentType, GuidingDocument, TaskStanding, TaskState,
    Unit, UnitId,
};

/// Which documents are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DocumentFilter {
    /// Part of number, subject or issuer.
    pub text: String,
    pub doc_type: Option<DocumentType>,
    /// Of this year.
    pub year: Option<i32>,
    /// Only those in force.
    pub in_force: bool,
}

/// One document with everything about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    pub document: GuidingDocument,
    pub files: Vec<DocumentFile>,
    pub tasks: Vec<DocumentTask>,
    /// How the one that replaced it is named.
    pub replaced_by: Option<String>,
}

impl DocumentEntry {
    pub fn tally(&self, day: NaiveDate) -> TaskTally {
        TaskTally::of(self.tasks.iter().map(|task| task.standing(day)))
    }
}

/// How many units stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TaskTally {
    pub in_time: u64,
    pub late: u64,
    pub missing: u64,
    pub not_due: u64,
}

impl TaskTally {
    pub fn of(standings: impl IntoIterator<Item = TaskStanding>) -> Self {
        let mut tally = Self::default();
        for standing in standings {
            *match standing.state {
                TaskState::InTime => &mut tally.in_time,
                TaskState::Late => &mut tally.late,
                TaskState::Missing => &mut tally.missing,
                TaskState::NotDue => &mut tally.not_due,
            } += 1;
        }
        tally
    }

    pub fn all(self) -> u64 {
        self.in_time + self.late + self.missing + self.not_due
    }

    pub fn done(self) -> u64 {
        self.in_time + self.late
    }

    /// "12/14"; "–" where nobody has to.
    pub fn share(self) -> String {
        match self.all() {
            0 => "–".to_owned(),
            all => format!("{}/{all}", self.done()),
        }
    }

    /// "đã triển khai 12/14 (đúng hạn 10, chậm 2), quá hạn 1, chưa triển khai 1".
    pub fn words(self) -> String {
        if self.all() == 0 {
            return "chưa giao đơn vị nào".to_owned();
        }
        format!(
            "đã triển khai {} (đúng hạn {}, chậm {}), quá hạn {}, chưa đến hạn {}",
            self.share(),
            self.in_time,
            self.late,
            self.missing,
            self.not_due
        )
    }
}

/// All documents that a filter leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPage {
    pub filter: DocumentFilter,
    pub as_of: NaiveDate,
    /// Newest first.
    pub entries: Vec<DocumentEntry>,
    /// Every unit that has to do something about one of them, and every ward of today.
    pub units: Vec<Unit>,
    /// Years of documents, newest first.
    pub years: Vec<i32>,
    /// How many there are without the filter.
    pub total: usize,
}

impl DocumentPage {
    pub fn entry(&self, id: DocumentId) -> Option<&DocumentEntry> {
        self.entries.iter().find(|entry| entry.document.id == id)
    }

    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// Documents that somebody has to put into effect: the columns of the matrix.
    pub fn assigned(&self) -> Vec<&DocumentEntry> {
        let entries = self.entries.iter();
        entries.filter(|entry| !entry.tasks.is_empty()).collect()
    }

    /// Units that have to do something: the rows of the matrix.
    pub fn busy(&self) -> Vec<&Unit> {
        let asked = |unit: &&Unit| {
            let tasks = self.entries.iter().flat_map(|entry| &entry.tasks);
            tasks.into_iter().any(|task| task.unit_id == unit.id)
        };
        self.units.iter().filter(asked).collect()
    }

    /// What each unit has to do, by unit and document.
    pub fn tasks(&self) -> BTreeMap<(UnitId, DocumentId), &DocumentTask> {
        let tasks = self.entries.iter().flat_map(|entry| &entry.tasks);
        tasks
            .map(|task| ((task.unit_id, task.document_id), task))
            .collect()
    }

    pub fn tally(&self) -> TaskTally {
        let tasks = self.entries.iter().flat_map(|entry| &entry.tasks);
        TaskTally::of(tasks.map(|task| task.standing(self.as_of)))
    }
}

impl DocumentFilter {
    /// Whether a document is among those wanted on a day.
    pub fn takes(&self, document: &GuidingDocument, day: NaiveDate) -> bool {
        use chrono::Datelike as _;
        let words = fold(&self.text);
        let there = fold(&format!(
            "{} {} {} {}",
            document.reference(),
            document.issuer,
            document.subject,
            document.note
        ));
        words.split_whitespace().all(|word| there.contains(word))
            && self.doc_type.is_none_or(|kind| kind == document.doc_type)
            && self
                .year
                .is_none_or(|year| document.date.is_some_and(|day| day.year() == year))
            && (!self.in_force || document.in_force(day))
    }
}

/// The documents with what their papers need.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentSheet {
    pub page: DocumentPage,
    pub issuer: BodyPage,
    pub sample: bool,
    pub rules: PaperRules,
}

/// How the cells of the matrix are read.
pub const LEGEND: &str = "Ô ghi ngày triển khai; +N là chậm N ngày; “quá hạn” là đã hết hạn mà chưa triển khai; “…” là chưa triển khai, còn hạn; ô trống là không phải triển khai.";

/// What fits a cell of the matrix.
pub fn short(task: &DocumentTask, day: NaiveDate) -> String {
    let standing = task.standing(day);
    let done = task
        .done_on
        .map_or_else(String::new, |done| done.format("%d/%m/%Y").to_string());
    match standing.state {
        TaskState::InTime => done,
        TaskState::Late => format!("{done} +{}", standing.days),
        TaskState::Missing => "quá hạn".to_owned(),
        TaskState::NotDue => "…".to_owned(),
    }
}
