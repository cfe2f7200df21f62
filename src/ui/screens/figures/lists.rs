//! The questions of a period, and what each ward has not reported.

use eframe::egui::Ui;

use crate::domain::UnitId;
use crate::domain::UnitKind;
use crate::domain::date::show;
use crate::domain::figures::Severity;
use crate::read::figures::{Asked, FigureBoard, FigureRow};
use crate::ui::screens::rows;
use crate::ui::theme::Tone;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{empty_state, page};

const QUESTIONS: [Column; 5] = [
    Column::fixed("Phường", 130.0),
    Column::fixed("Mức", 112.0),
    Column::growing("Điều phải đúng", 250.0, 1.0),
    Column::growing("Số liệu", 340.0, 1.4),
    Column::fixed("Tình trạng", 128.0),
];

const MISSING: [Column; 4] = [
    Column::fixed("Phường", 150.0),
    Column::fixed("Còn thiếu", 110.0).right(),
    Column::growing("Số liệu còn thiếu", 420.0, 1.0),
    Column::fixed("Công văn gần nhất", 150.0),
];

/// What the lists remember.
#[derive(Debug, Default)]
pub struct Lists {
    questions: TableState,
    missing: TableState,
    chosen: Option<usize>,
}

/// Wards with a figure missing.
pub fn lacking(board: &FigureBoard) -> usize {
    let of = |row: &&FigureRow| row.unit.kind == UnitKind::Ward && !board.missing(row).is_empty();
    board.rows.iter().filter(of).count()
}

impl Lists {
    /// The question that was opened, with its unit.
    pub fn questions(
        &mut self,
        ui: &mut Ui,
        board: &FigureBoard,
        version: u64,
    ) -> Option<(UnitId, Asked)> {
        let mut list: Vec<(&FigureRow, &Asked)> = board
            .rows
            .iter()
            .flat_map(|row| row.asked.iter().map(move |asked| (row, asked)))
            .collect();
        list.sort_by_key(|(_, asked)| (!asked.is_open(), asked.question.severity));
        if list.is_empty() {
            empty_state::show(
                ui,
                Icon::Check,
                "Không có câu hỏi nào",
                "Số liệu đã nhập của kỳ này không mâu thuẫn với nhau.",
                None,
            );
            return None;
        }
        let event = page::list(ui, |ui| {
            Table::new("Câu hỏi về số liệu", &QUESTIONS, list.len(), version)
                .selected(self.chosen)
                .show(ui, &mut self.questions, |row, column| {
                    list.get(row).map_or_else(Cell::default, |(of, asked)| {
                        question(board, of, asked, column)
                    })
                })
        });
        self.opened(event)
            .and_then(|place| list.get(place))
            .map(|(row, asked)| (row.unit.id, (*asked).clone()))
    }

    fn opened(&mut self, event: Option<TableEvent>) -> Option<usize> {
        match event {
            Some(TableEvent::Select(row)) => {
                self.chosen = Some(row);
                None
            }
            Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen = Some(row);
                Some(row)
            }
            Some(TableEvent::Toggle(_)) | None => None,
        }
    }

    /// The ward whose form was asked for.
    pub fn missing(&mut self, ui: &mut Ui, board: &FigureBoard, version: u64) -> Option<UnitId> {
        let list: Vec<(&FigureRow, Vec<&str>)> = board
            .rows
            .iter()
            .filter(|row| row.unit.kind == UnitKind::Ward)
            .map(|row| {
                let names = board.missing(row).into_iter();
                (row, names.map(|one| one.name.as_str()).collect::<Vec<_>>())
            })
            .filter(|(_, names)| !names.is_empty())
            .collect();
        if list.is_empty() {
            empty_state::show(
                ui,
                Icon::Check,
                "Mọi phường đã đủ số liệu",
                "Chỉ tiêu yêu cầu báo cáo đặt ở “Chỉ tiêu…”.",
                None,
            );
            return None;
        }
        let event = page::list(ui, |ui| {
            Table::new("Số liệu còn thiếu", &MISSING, list.len(), version)
                .selected(self.chosen)
                .show(ui, &mut self.missing, |row, column| {
                    list.get(row)
                        .map_or_else(Cell::default, |(of, names)| gap(of, names, column))
                })
        });
        self.opened(event)
            .and_then(|place| list.get(place))
            .map(|(row, _)| row.unit.id)
    }
}

/// How a question is coloured: what cannot be true, and what is only unusual.
pub fn tone(asked: &Asked) -> Tone {
    match (asked.is_open(), asked.question.severity) {
        (false, _) => Tone::Good,
        (true, Severity::Error) => Tone::Bad,
        (true, Severity::Warning) => Tone::Caution,
    }
}

fn question<'a>(
    board: &FigureBoard,
    row: &'a FigureRow,
    asked: &'a Asked,
    column: usize,
) -> Cell<'a> {
    let question = &asked.question;
    match column {
        0 => Cell::text(row.unit.short_name.as_str()),
        1 => Cell::text(question.severity.label()).tone(tone(asked)),
        2 => Cell::text(question.message.as_str()),
        3 => Cell::text(question.told(&board.book)),
        _ => Cell::text(if asked.changed_since() {
            "Số đã đổi, hỏi lại"
        } else {
            asked.state.label()
        })
        .weak(),
    }
}

fn gap<'a>(row: &'a FigureRow, names: &[&str], column: usize) -> Cell<'a> {
    match column {
        0 => Cell::text(row.unit.short_name.as_str()),
        1 if !row.has_reported() => Cell::text("chưa báo cáo").strong().sorted_by(i64::MAX),
        1 => {
            let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
            Cell::text(names.len().to_string()).sorted_by(count)
        }
        2 => Cell::text(names.join("; ")),
        _ => match row.letter_on {
            Some(day) => Cell::text(show(day)).sorted_by(rows::days(day)),
            None => Cell::text("chưa gửi").weak(),
        },
    }
}
