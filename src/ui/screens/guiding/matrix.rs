//! Document × unit: who put which document into effect, and when.

use eframe::egui::Ui;

use crate::domain::date::show as show_day;
use crate::domain::{DocumentId, DocumentTask, TaskState, Unit, UnitId};
use crate::read::guiding::{DocumentEntry, DocumentPage, LEGEND, short};
use crate::ui::tones;
use crate::ui::widgets::matrix::{Head, Ink, Matrix, MatrixCell, MatrixState, RowHead, TotalLine};

const NAME: f32 = 150.0;
const COLUMN: f32 = 132.0;

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    Unit(UnitId),
    Cell(UnitId, DocumentId),
}

/// Shows the matrix in all the room there is.
pub fn show(ui: &mut Ui, state: &mut MatrixState, page: &DocumentPage) -> Option<Opened> {
    let assigned = page.assigned();
    let (tasks, units) = (page.tasks(), page.busy());
    let heads: Vec<Head> = assigned
        .iter()
        .map(|entry| Head {
            short: label(entry).to_owned(),
            long: entry.document.citation(),
            width: COLUMN,
        })
        .collect();
    let done = assigned.iter().map(|entry| {
        let tally = entry.tally(page.as_of);
        MatrixCell {
            text: tally.share(),
            said: format!("{}: {}", label(entry), tally.words()),
            ..MatrixCell::default()
        }
    });
    let matrix = Matrix {
        title: "Văn bản chỉ đạo theo đơn vị",
        name: NAME,
        heads: &heads,
        rows: units.len(),
        totals: &[TotalLine {
            name: "Đã triển khai",
            cells: done.collect(),
        }],
        legend: LEGEND,
    };
    let head = |row: usize| {
        units
            .get(row)
            .map_or_else(RowHead::default, |unit| RowHead {
                short: unit.short_name.clone(),
                name: unit.name.clone(),
                told: String::new(),
                said: unit.name.clone(),
            })
    };
    let cell = |row: usize, column: usize| match (units.get(row), assigned.get(column)) {
        (Some(unit), Some(entry)) => {
            let task = tasks.get(&(unit.id, entry.document.id)).copied();
            cell(page, unit, entry, task)
        }
        _ => MatrixCell::default(),
    };
    let (row, column) = matrix.show(ui, state, head, cell)?;
    let unit = units.get(row)?;
    Some(match column.checked_sub(1) {
        None => Opened::Unit(unit.id),
        Some(place) => Opened::Cell(unit.id, assigned.get(place)?.document.id),
    })
}

fn cell(
    page: &DocumentPage,
    unit: &Unit,
    entry: &DocumentEntry,
    task: Option<&DocumentTask>,
) -> MatrixCell {
    let state = task.map(|task| task.standing(page.as_of).state);
    let shade = state.filter(|state| *state != TaskState::NotDue);
    MatrixCell {
        text: task.map_or_else(String::new, |task| short(task, page.as_of)),
        said: cell_words(page, unit, entry, task),
        shade: shade.map(tones::of_task),
        ink: Ink::Weak,
        opens: true,
        ..MatrixCell::default()
    }
}

/// "Phường Phúc Đồng, 18-KH/QU: Đúng hạn. Kế hoạch số 28-KH/ĐU, 15/01/2021".
fn cell_words(
    page: &DocumentPage,
    unit: &Unit,
    entry: &DocumentEntry,
    task: Option<&DocumentTask>,
) -> String {
    let head = format!("{}, {}", unit.name, label(entry));
    let Some(task) = task else {
        return format!("{head}: không phải triển khai");
    };
    let mut words = format!("{head}: {}", task.standing(page.as_of).words());
    if !task.own_paper.is_empty() {
        words = format!("{words}. {}", task.own_paper);
    }
    match (task.done_on, task.due) {
        (Some(done), _) => format!("{words}, {}", show_day(done)),
        (None, Some(due)) => format!("{words}. Hạn {}", show_day(due)),
        (None, None) => words,
    }
}

fn label(entry: &DocumentEntry) -> &str {
    if entry.document.number.is_empty() {
        entry.document.doc_type.label()
    } else {
        &entry.document.number
    }
}
