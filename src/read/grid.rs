//! Sheets that go out to Excel and come in again: which columns they have, what stands in them, and what came of
//! each row.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::words::words;
use crate::domain::{DeadlineRule, date, text};

mod columns;

words! {
    /// What the rows of a sheet are.
    GridKind {
        Units = "units", "Đơn vị";
        People = "people", "Cán bộ";
        Visits = "visits", "Cuộc giám sát";
        Shortcomings = "shortcomings", "Tồn tại";
        Reports = "reports", "Báo cáo tháng";
        Figures = "figures", "Số liệu";
        Archive = "archive", "Hồ sơ lưu trữ";
        Documents = "documents", "Văn bản chỉ đạo";
        DocumentTasks = "document-tasks", "Việc triển khai văn bản";
        Models = "models", "Mô hình Dân vận khéo";
        Commitments = "commitments", "Cam kết của mô hình";
        Programmes = "programmes", "Chương trình phối hợp";
        ProgrammeTasks = "programme-tasks", "Nhiệm vụ phối hợp";
        ProgrammeResults = "programme-results", "Kết quả phối hợp";
        Inspections = "inspections", "Kiểm tra đột xuất";
        Dialogues = "dialogues", "Hội nghị đối thoại";
        Opinions = "opinions", "Ý kiến đối thoại";
    }
}

/// As a cell says whether something is so.
pub const YES_OR_NOT: &[&str] = &["Có", "Chưa"];

/// How the cells of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    /// A day, as a date cell or typed dd/mm/yyyy.
    Day,
    /// 14:00.
    Time,
    /// 03/2024.
    Month,
    Number,
    /// One of a list of words.
    Word(&'static [&'static str]),
}

/// A column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridColumn {
    /// The field that it fills: problems of the field are shown at its cell.
    pub key: &'static str,
    /// Written above it.
    pub head: &'static str,
    /// Letters that a line of it holds.
    pub width: u16,
    pub form: Form,
    /// A file without it cannot be taken in.
    pub required: bool,
    /// What to write, for the page of explanations.
    pub hint: &'static str,
}

impl GridKind {
    /// The columns, in their order.
    pub fn columns(self) -> &'static [GridColumn] {
        columns::of(self)
    }

    /// Place of a column.
    pub fn place(self, key: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.key == key)
    }

    /// The kind that is called so, by its code or its words.
    pub fn named(name: &str) -> Option<Self> {
        let name = text::fold(name);
        let found = Self::ALL.iter().copied();
        let mut found =
            found.filter(|kind| kind.code() == name || text::fold(kind.label()) == name);
        found.next()
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum GridCell {
    Empty,
    Text(String),
    Number(f64),
    Day(NaiveDate),
    /// Cannot be read; the words say why and what to do.
    Unreadable(&'static str),
}

impl GridCell {
    /// Empty text is an empty cell.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    pub fn whole(number: i64) -> Self {
        i32::try_from(number).map_or_else(
            |_| Self::Text(number.to_string()),
            |number| Self::Number(f64::from(number)),
        )
    }

    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// As a person reads it.
    pub fn show(&self) -> String {
        match self {
            Self::Empty | Self::Unreadable(_) => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string().replace('.', ","),
            Self::Day(day) => date::show(*day),
        }
    }
}

/// One row of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// As the program that shows the file counts, from 1.
    pub number: u32,
    /// One for each column of the kind.
    pub cells: Vec<GridCell>,
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub kind: GridKind,
    /// Name of the sheet in its file, empty for a file that has no sheets.
    pub sheet: String,
    /// For each column of the kind, where it stands in the file; none for a column that the file lacks.
    pub places: Vec<Option<u16>>,
    /// Heads of columns that mean nothing here.
    pub ignored: Vec<String>,
    pub rows: Vec<GridRow>,
}

impl Grid {
    /// "C12": where a cell of a row stands in the file; the row alone for a column that the file lacks.
    pub fn address(&self, row: &GridRow, key: &str) -> String {
        let place = self.kind.place(key);
        match place.and_then(|place| self.places.get(place).copied().flatten()) {
            Some(column) => format!("{}{}", letters(column), row.number),
            None => format!("dòng {}", row.number),
        }
    }
}

/// "A", "Z", "AA": the name of a column, counted from 0.
pub fn letters(column: u16) -> String {
    let mut rest = u32::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A cell that cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// "C12", or "dòng 12" where it is about the whole row.
    pub at: String,
    pub message: String,
}

impl CellProblem {
    /// "Ô C12: …".
    pub fn words(&self) -> String {
        if self.at.starts_with("dòng") {
            format!("{}: {}", text::upper_first(&self.at), self.message)
        } else {
            format!("Ô {}: {}", self.at, self.message)
        }
    }
}

/// A field of a record that a row changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub head: &'static str,
    pub from: String,
    pub to: String,
}

impl FieldChange {
    /// "Tên gọn: “Phúc Đồng” đổi thành “Phúc Lợi”".
    pub fn words(&self) -> String {
        let Self { head, from, to } = self;
        match (from.as_str(), to.as_str()) {
            ("", to) => format!("{head}: thêm “{to}”"),
            (from, "") => format!("{head}: bỏ “{from}”"),
            (from, to) => format!("{head}: “{from}” đổi thành “{to}”"),
        }
    }
}

/// What a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFate {
    New,
    Changed(Vec<FieldChange>),
    Same,
    Wrong(Vec<CellProblem>),
}

impl RowFate {
    pub fn label(&self) -> &'static str {
        match self {
            Self::New => "Thêm mới",
            Self::Changed(_) => "Thay đổi",
            Self::Same => "Không đổi",
            Self::Wrong(_) => "Lỗi",
        }
    }

    /// What it changes, or what is wrong with it.
    pub fn words(&self) -> String {
        match self {
            Self::New | Self::Same => String::new(),
            Self::Changed(changes) => {
                let words: Vec<String> = changes.iter().map(FieldChange::words).collect();
                words.join("; ")
            }
            Self::Wrong(problems) => {
                let words: Vec<String> = problems.iter().map(CellProblem::words).collect();
                words.join(" ")
            }
        }
    }
}

/// How many rows do what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FateCounts {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    pub wrong: usize,
}

impl FateCounts {
    pub fn of(fates: &[RowFate]) -> Self {
        let mut counts = Self::default();
        for fate in fates {
            let count = match fate {
                RowFate::New => &mut counts.new,
                RowFate::Changed(_) => &mut counts.changed,
                RowFate::Same => &mut counts.same,
                RowFate::Wrong(_) => &mut counts.wrong,
            };
            *count += 1;
        }
        counts
    }

    /// Rows that would be written.
    pub fn to_write(self) -> usize {
        self.new + self.changed
    }
}

/// A sheet with what would come of each of its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct GridPreview {
    pub grid: Arc<Grid>,
    /// One for each row.
    pub fates: Vec<RowFate>,
}

impl GridPreview {
    pub fn counts(&self) -> FateCounts {
        FateCounts::of(&self.fates)
    }
}

/// How a deadline counted from the conclusion stands in a cell: "30 ngày", "15 ngày làm việc".
pub fn read_rule(words: &str) -> Option<DeadlineRule> {
    let folded = text::fold(words);
    let mut parts = folded.split_whitespace();
    let count = parts.next()?.parse().ok()?;
    match parts.collect::<Vec<_>>().as_slice() {
        ["ngay"] => Some(DeadlineRule::Days(count)),
        ["ngay", "lam", "viec"] => Some(DeadlineRule::WorkingDays(count)),
        _ => None,
    }
}

/// The word of a list that is meant, whatever its case and marks.
pub fn read_word(list: &'static [&'static str], words: &str) -> Option<usize> {
    let folded = text::fold(words);
    list.iter().position(|word| text::fold(word) == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters).to_vec();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn every_kind_has_columns_of_its_own_and_words_for_all_that_can_be_chosen() {
        for kind in GridKind::ALL {
            let columns = kind.columns();
            assert!(columns.iter().any(|column| column.required), "{kind:?}");
            for (place, column) in columns.iter().enumerate() {
                assert_eq!(
                    kind.place(column.key),
                    Some(place),
                    "{kind:?} {}",
                    column.key
                );
                assert!(!column.hint.is_empty(), "{kind:?} {}", column.key);
                let heads = columns
                    .iter()
                    .filter(|other| text::fold(other.head) == text::fold(column.head));
                assert_eq!(heads.count(), 1, "{kind:?} {}", column.head);
            }
            assert_eq!(GridKind::named(kind.code()), Some(*kind));
            assert_eq!(GridKind::named(&kind.label().to_uppercase()), Some(*kind));
        }
    }

    #[test]
    fn a_deadline_by_rule_is_read_as_it_is_written() {
        for rule in [DeadlineRule::Days(30), DeadlineRule::WorkingDays(15)] {
            assert_eq!(read_rule(&rule.length()), Some(rule));
        }
        for wrong in ["", "30", "ngày", "ba mươi ngày", "30 tuần", "-3 ngày"] {
            assert_eq!(read_rule(wrong), None, "{wrong}");
        }
    }
}
