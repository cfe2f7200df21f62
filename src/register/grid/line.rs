//! One row of a sheet, read field by field; everything that is wrong with it is collected.

use chrono::NaiveDate;

use crate::domain::date::{self, ClockTime};
use crate::domain::figures::Amount;
use crate::domain::{Month, Problem, Problems, text};
use crate::read::grid::{
    CellProblem, FieldChange, Form, Grid, GridCell, GridRow, RowFate, read_word,
};
use crate::register::error::RegisterError;

const NO_DAY: &str = "hãy ghi ngày/tháng/năm, ví dụ 28/02/2023.";

pub(super) struct Line<'a> {
    grid: &'a Grid,
    row: &'a GridRow,
    problems: Vec<CellProblem>,
}

impl<'a> Line<'a> {
    pub fn new(grid: &'a Grid, row: &'a GridRow) -> Self {
        Self {
            grid,
            row,
            problems: Vec::new(),
        }
    }

    /// Whether the file has the column; without it what is there stays.
    pub fn has(&self, key: &str) -> bool {
        let place = self.grid.kind.place(key);
        place.is_some_and(|place| self.grid.places.get(place).is_some_and(Option::is_some))
    }

    fn cell(&self, key: &str) -> &'a GridCell {
        let place = self.grid.kind.place(key);
        let cell = place.and_then(|place| self.row.cells.get(place));
        cell.unwrap_or(&GridCell::Empty)
    }

    /// Something is wrong with a cell.
    pub fn wrong(&mut self, key: &str, message: impl Into<String>) {
        self.problems.push(CellProblem {
            at: self.grid.address(self.row, key),
            message: message.into(),
        });
    }

    pub fn is_wrong(&self) -> bool {
        !self.problems.is_empty()
    }

    /// What the cell says, as text.
    pub fn text(&mut self, key: &str) -> String {
        let cell = self.cell(key);
        if let GridCell::Unreadable(why) = cell {
            self.wrong(key, *why);
        }
        text::clean(&cell.show())
    }

    /// The same, where it must say something.
    pub fn needed(&mut self, key: &str, message: &str) -> String {
        let said = self.text(key);
        if said.is_empty() && !self.is_wrong() {
            self.wrong(key, message);
        }
        said
    }

    /// What the cell says, or what is there when the file lacks the column.
    pub fn text_over(&mut self, key: &str, there: &str) -> String {
        if self.has(key) {
            self.text(key)
        } else {
            there.to_owned()
        }
    }

    pub fn day(&mut self, key: &str) -> Option<NaiveDate> {
        match self.cell(key) {
            GridCell::Empty => None,
            GridCell::Day(day) => Some(*day),
            GridCell::Text(words) => {
                let day = date::parse(words);
                if day.is_none() {
                    self.wrong(key, format!("“{words}” không phải là ngày; {NO_DAY}"));
                }
                day
            }
            GridCell::Number(_) => {
                let shown = self.cell(key).show();
                self.wrong(
                    key,
                    format!(
                        "Ô là số {shown}, không phải ngày; hãy định dạng ô thành ngày hoặc {NO_DAY}"
                    ),
                );
                None
            }
            GridCell::Unreadable(why) => {
                self.wrong(key, *why);
                None
            }
        }
    }

    pub fn needed_day(&mut self, key: &str, message: &str) -> Option<NaiveDate> {
        let problems = self.problems.len();
        let day = self.day(key);
        if day.is_none() && self.problems.len() == problems {
            self.wrong(key, message);
        }
        day
    }

    pub fn day_over(&mut self, key: &str, there: Option<NaiveDate>) -> Option<NaiveDate> {
        if self.has(key) { self.day(key) } else { there }
    }

    pub fn time_over(&mut self, key: &str, there: Option<ClockTime>) -> Option<ClockTime> {
        if !self.has(key) {
            return there;
        }
        let words = self.text(key);
        if words.is_empty() {
            return None;
        }
        let time = ClockTime::parse(&words);
        if time.is_none() {
            self.wrong(
                key,
                format!("“{words}” không phải là giờ; hãy ghi như 14:00."),
            );
        }
        time
    }

    pub fn month(&mut self, key: &str) -> Option<Month> {
        if let GridCell::Day(day) = self.cell(key) {
            return Some(Month::of(*day));
        }
        let words = self.needed(key, "Hãy ghi tháng, ví dụ 03/2024.");
        let month = Month::parse(&words);
        if month.is_none() && !words.is_empty() {
            self.wrong(
                key,
                format!("“{words}” không phải là tháng; hãy ghi như 03/2024."),
            );
        }
        month
    }

    /// A whole number.
    pub fn number(&mut self, key: &str) -> Option<i64> {
        let words = self.text(key);
        let number = words.replace([' ', '\u{a0}'], "").parse().ok();
        if number.is_none() && !words.is_empty() {
            self.wrong(
                key,
                format!("“{words}” không phải là số nguyên; hãy chỉ ghi chữ số."),
            );
        }
        number
    }

    pub fn needed_number(&mut self, key: &str, message: &str) -> Option<i64> {
        let problems = self.problems.len();
        let number = self.number(key);
        if number.is_none() && self.problems.len() == problems {
            self.wrong(key, message);
        }
        number
    }

    /// A figure, with up to four places behind the comma.
    pub fn amount(&mut self, key: &str) -> Option<Amount> {
        let amount = match self.cell(key) {
            GridCell::Empty => return None,
            GridCell::Number(number) => Amount::of_number(*number),
            GridCell::Text(words) => Amount::parse(words),
            GridCell::Day(_) => None,
            GridCell::Unreadable(why) => {
                self.wrong(key, *why);
                return None;
            }
        };
        if amount.is_none() {
            let shown = self.cell(key).show();
            self.wrong(
                key,
                format!("“{shown}” không phải là số liệu; hãy ghi số, ví dụ 13530 hoặc 6,39."),
            );
        }
        amount
    }

    /// One of a list of words, or what is there when the file lacks the column.
    pub fn choice_over<T: Copy>(
        &mut self,
        key: &str,
        all: &'static [T],
        there: Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            return there;
        }
        let place = self.word(key)?;
        all.get(place).copied()
    }

    /// One of a list of words that must be said.
    pub fn needed_choice<T: Copy>(
        &mut self,
        key: &str,
        all: &'static [T],
        message: &str,
    ) -> Option<T> {
        let problems = self.problems.len();
        let chosen = self.word(key).and_then(|place| all.get(place)).copied();
        if chosen.is_none() && self.problems.len() == problems {
            self.wrong(key, message);
        }
        chosen
    }

    /// Place in the list of the column's words.
    pub fn word(&mut self, key: &str) -> Option<usize> {
        let words = self.text(key);
        let place = self.grid.kind.place(key)?;
        let Form::Word(list) = self.grid.kind.columns().get(place)?.form else {
            return None;
        };
        if words.is_empty() {
            return None;
        }
        let found = read_word(list, &words);
        if found.is_none() {
            self.wrong(
                key,
                format!("“{words}” không có trong danh sách: {}.", list.join("; ")),
            );
        }
        found
    }

    /// What an operation answered: problems of fields go to their cells, a refusal to the row.
    ///
    /// # Errors
    /// The file cannot go on.
    pub fn absorb<T>(
        &mut self,
        result: Result<T, RegisterError>,
    ) -> Result<Option<T>, RegisterError> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(RegisterError::Problems(Problems(problems))) => {
                for Problem { place, message } in problems {
                    self.wrong(&place, message);
                }
                Ok(None)
            }
            Err(RegisterError::Refused(words)) => {
                self.wrong("", words);
                Ok(None)
            }
            Err(other @ (RegisterError::Store(_) | RegisterError::Conflict(_))) => Err(other),
        }
    }

    /// What comes of a row whose record was written or refused; `before` is what its cells were.
    ///
    /// # Errors
    /// The file cannot go on.
    pub fn settle<R>(
        mut self,
        before: Option<&[GridCell]>,
        saved: Result<R, RegisterError>,
        cells: impl FnOnce(&R) -> Vec<GridCell>,
    ) -> Result<RowFate, RegisterError> {
        let Some(saved) = self.absorb(saved)? else {
            return Ok(self.fate(RowFate::Same));
        };
        let fate = match before {
            None => RowFate::New,
            Some(before) => self.differs(before, &cells(&saved)),
        };
        Ok(self.fate(fate))
    }

    /// A row that is wrong, so that nothing was written for it.
    pub fn refused(self) -> RowFate {
        self.fate(RowFate::Same)
    }

    /// What comes of the row.
    pub fn fate(self, fate: RowFate) -> RowFate {
        if self.problems.is_empty() {
            fate
        } else {
            RowFate::Wrong(self.problems)
        }
    }

    /// Changed or the same, by what would be written into the cells.
    pub fn differs(&self, before: &[GridCell], after: &[GridCell]) -> RowFate {
        let columns = self.grid.kind.columns().iter();
        let changes: Vec<FieldChange> = columns
            .zip(before.iter().zip(after))
            .filter(|(_, (before, after))| before != after)
            .map(|(column, (before, after))| FieldChange {
                head: column.head,
                from: before.show(),
                to: after.show(),
            })
            .collect();
        if changes.is_empty() {
            RowFate::Same
        } else {
            RowFate::Changed(changes)
        }
    }
}
