//! Unit × regulation × quarter: points or findings, with a sign against the quarter before.

use std::cmp::Ordering;

use eframe::egui::Ui;

use super::Names;
use super::choice::one_of;
use crate::domain::Score;
use crate::read::review::{Quarter, ReviewBy, TrendCell, TrendPage, TrendRow};
use crate::read::{ShortcomingFilter, VisitFilter};
use crate::ui::action::{Action, Route};
use crate::ui::theme;
use crate::ui::widgets::figures::{self, Figure, Head, Line};
use crate::ui::widgets::{form, waiting};

/// Quarters shown, the newest ones.
const SHOWN: usize = 8;

/// How rows are put together and what the cells say.
#[derive(Debug, Default)]
pub struct TrendChoice {
    rows: usize,
    found: usize,
}

const ROWS: [&str; 3] = ["Theo đơn vị", "Theo quy chế", "Từng đơn vị, quy chế"];

impl TrendChoice {
    pub fn ui(&mut self, ui: &mut Ui) {
        one_of(ui, "Dòng", &ROWS, &mut self.rows);
        one_of(
            ui,
            "Số liệu",
            &["Điểm giám sát", "Số tồn tại phát hiện"],
            &mut self.found,
        );
    }
}

pub fn show(
    ui: &mut Ui,
    (page, names): (Option<&TrendPage>, &Names),
    choice: &TrendChoice,
    all: &ShortcomingFilter,
    out: &mut Vec<Action>,
) {
    let Some(page) = page else {
        waiting::show(ui, "Đang tính…");
        return;
    };
    if page.rows.is_empty() {
        form::hint(ui, "Chưa có cuộc giám sát nào trong kỳ này.");
        return;
    }
    let rows = match choice.rows {
        0 => page.summed(ReviewBy::Unit),
        1 => page.summed(ReviewBy::Regulation),
        _ => page.rows.clone(),
    };
    let skipped = page.quarters.len().saturating_sub(SHOWN);
    let quarters: Vec<Quarter> = page.quarters.iter().skip(skipped).copied().collect();
    let heads: Vec<Head> = quarters
        .iter()
        .map(|quarter| Head::new(quarter.label(), 114.0))
        .collect();
    let by_found = choice.found == 1;
    let sheet = theme::sheet(ui).inner_margin(4);
    let clicked = sheet
        .show(ui, |ui| {
            let first = ROWS.get(choice.rows).copied().unwrap_or_default();
            figures::show(ui, "xu hướng", first, &heads, rows.len(), |place| {
                let Some(row) = rows.get(place) else {
                    return Line {
                        label: Figure::plain(""),
                        figures: Vec::new(),
                        strong: false,
                    };
                };
                line(row, names, choice.rows, (skipped, &quarters), by_found, all)
            })
        })
        .inner;
    out.extend(clicked.map(Action::Go));
}

fn line(
    row: &TrendRow,
    names: &Names,
    by: usize,
    (skipped, quarters): (usize, &[Quarter]),
    by_found: bool,
    all: &ShortcomingFilter,
) -> Line<Route> {
    let regulation = if row.regulation.is_empty() {
        "Không thuộc quy chế nào"
    } else {
        &row.regulation
    };
    let (label, unit, code) = match by {
        0 => (
            names.tell(row.unit_id, &row.unit_name),
            Some(row.unit_id),
            None,
        ),
        1 => (regulation.to_owned(), None, Some(row.regulation.clone())),
        _ => (
            format!("{} · {regulation}", names.tell(row.unit_id, &row.unit_name)),
            Some(row.unit_id),
            Some(row.regulation.clone()),
        ),
    };
    let mut before: Option<TrendCell> = row
        .cells
        .iter()
        .take(skipped)
        .rfind(|cell| cell.score.rated > 0)
        .copied();
    let mut figures = Vec::new();
    for (cell, quarter) in row.cells.iter().skip(skipped).zip(quarters) {
        let days = quarter.days();
        let rows = ShortcomingFilter {
            unit_id: unit,
            regulation: code.clone(),
            visited_from: days.map(|(from, _)| from),
            visited_to: days.map(|(_, to)| to),
            ..all.clone()
        };
        let visits = VisitFilter {
            unit_id: unit,
            from: rows.visited_from,
            to: rows.visited_to,
            ..VisitFilter::default()
        };
        figures.push(if cell.is_empty() {
            Figure::plain("–")
        } else if by_found {
            Figure::count(cell.found, Route::Shortcomings(rows))
        } else {
            let sign = before.map_or("", |before| sign(before.score, cell.score));
            Figure::link(
                format!("{}{sign}", cell.score.fraction()),
                Route::Visits(visits),
            )
        });
        if cell.score.rated > 0 {
            before = Some(*cell);
        }
    }
    Line {
        label: match unit {
            Some(id) => Figure::link(label, Route::Unit(id)),
            None => Figure::plain(label),
        },
        figures,
        strong: false,
    }
}

/// Better or worse than before, compared as fractions.
fn sign(before: Score, now: Score) -> &'static str {
    if before.rated == 0 || now.rated == 0 {
        return "";
    }
    let (before, now) = (
        u64::from(before.half_points) * u64::from(now.rated),
        u64::from(now.half_points) * u64::from(before.rated),
    );
    match now.cmp(&before) {
        Ordering::Greater => " tăng",
        Ordering::Less => " giảm",
        Ordering::Equal => " =",
    }
}
