//! The annexes of a summary: what was visited, how the chase stands, what was found. Long lists, set close.

use chrono::NaiveDate;

use super::frame::column;
use super::tracking;
use crate::documents::content::{Align, Block, Sheet, Table};
use crate::documents::phrase::{bare, joined};
use crate::domain::date::show;
use crate::domain::tally::Tally;
use crate::domain::text::{fold, lower_first, upper_first};
use crate::domain::{Score, ShortcomingClass, ShortcomingState};
use crate::read::{PeriodPage, Tracked, TrackingPage};

/// Where every unit is a ward, the head of the column says so once.
const WARD: &str = "Phường ";

pub(super) fn annexes(page: &PeriodPage) -> Vec<Block> {
    let mut parts: Vec<(&str, Option<String>, Table)> = Vec::new();
    if !page.visits.is_empty() {
        parts.push(("Danh sách các cuộc giám sát", None, visits(page)));
    }
    if page.chase_tally != Tally::default() {
        let chase = TrackingPage {
            answering: Vec::new(),
            as_of: page.as_of,
            unit: None,
            only: None,
            body: page.body.clone(),
            signers: Vec::new(),
            rows: page.chased.clone(),
            sample: page.sample,
            rules: page.rules.clone(),
        };
        let title = "Tình hình khắc phục theo đơn vị";
        parts.push((title, None, tracking::counts(&chase)));
    }
    if !page.found.is_empty() {
        let title = "Danh sách tồn tại, hạn chế phát hiện trong kỳ";
        let note = format!(
            "Cột “QC” ghi số thứ tự của quy chế ở bảng thuộc mục II; cột “Tình hình khắc phục” tính đến ngày {}.",
            show(page.as_of)
        );
        parts.push((title, Some(note), found(page)));
    }
    let mut out = Vec::new();
    for ((title, note, table), number) in parts.into_iter().zip(1..) {
        out.push(Block::Sheet(Sheet {
            landscape: true,
            annex: true,
        }));
        out.push(Block::heading(1, format!("Phụ lục {number}: {title}")));
        out.extend(note.map(Block::text));
        out.push(Block::Table(table));
    }
    out
}

fn visits(page: &PeriodPage) -> Table {
    Table {
        dense: true,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Ngày", 1.6, Align::Center),
            column("Đơn vị", 2.8, Align::Left),
            column("Hình thức", 2.6, Align::Left),
            column("Nội dung", 8.0, Align::Left),
            column("Điểm", 1.5, Align::Center),
            column("Tồn tại", 1.1, Align::Center),
            column("Kết luận", 2.3, Align::Center),
        ],
        rows: page
            .visits
            .iter()
            .zip(1..)
            .map(|(visit, number)| {
                let scores = visit.scores.iter();
                let score = scores.fold(Score::default(), |sum, (_, score)| sum.plus(*score));
                let conclusion = if visit.conclusion_number.is_empty() {
                    "chưa ban hành".to_owned()
                } else {
                    visit.conclusion_number.clone()
                };
                vec![
                    number.to_string(),
                    show(visit.date),
                    visit.unit_name.clone(),
                    visit.kind.label().to_owned(),
                    upper_first(&bare(&joined(&visit.topic))),
                    score.fraction(),
                    visit.shortcomings.to_string(),
                    conclusion,
                ]
            })
            .collect(),
    }
}

/// One line for each shortcoming where its words allow it: the order itself stands in the conclusion and on the
/// tracking sheet.
fn found(page: &PeriodPage) -> Table {
    let wards = page.found.iter().all(|row| row.unit_name.starts_with(WARD));
    let unit = |name: &str| -> String {
        let short = name.strip_prefix(WARD).filter(|_| wards);
        short.unwrap_or(name).to_owned()
    };
    let regulation = |row: &Tracked| {
        let at = page
            .regulations
            .iter()
            .position(|(_, title)| *title == row.regulation);
        at.map_or_else(|| "–".to_owned(), |at| (at + 1).to_string())
    };
    let rows = page.found.iter().zip(1..).map(|(row, number)| {
        let shortcoming = &row.shortcoming;
        vec![
            number.to_string(),
            unit(&row.unit_name),
            regulation(row),
            upper_first(&bare(&joined(&shortcoming.description))),
            owner(&joined(&shortcoming.owner), &row.unit_name),
            deadline(row, page.as_of),
            standing(row, page.as_of),
        ]
    });
    Table {
        dense: true,
        columns: vec![
            column("TT", 2.7, Align::Center),
            column(if wards { "Phường" } else { "Đơn vị" }, 6.4, Align::Left),
            column("QC", 2.2, Align::Center),
            column("Tồn tại, hạn chế", 35.0, Align::Left),
            column("Nơi khắc phục", 9.0, Align::Left),
            column("Thời hạn", 5.7, Align::Center),
            column("Tình hình khắc phục", 10.4, Align::Left),
        ],
        rows: rows.collect(),
    }
}

/// "UBND phường" for "UBND phường Bồ Đề": the name stands in the line already.
fn owner(owner: &str, unit: &str) -> String {
    let (short, name) = (fold(owner), fold(unit));
    let own = unit.split_once(' ').map(|(kind, _)| kind);
    match own.filter(|_| short.ends_with(&name) && short != name) {
        Some(kind) => {
            let kept = owner.chars().count().saturating_sub(unit.chars().count());
            let head: String = owner.chars().take(kept).collect();
            format!("{}{}", upper_first(&head), lower_first(kind))
        }
        None => upper_first(owner),
    }
}

/// The deadline in force; one that was moved says so.
fn deadline(row: &Tracked, as_of: NaiveDate) -> String {
    match row.deadlines(as_of).as_slice() {
        [] => "chưa định".to_owned(),
        [only] => show(*only),
        [.., last] => format!("{} (gia hạn)", show(*last)),
    }
}

/// "Đúng hạn (12/04/2024)", "Quá hạn 41 ngày".
fn standing(row: &Tracked, as_of: NaiveDate) -> String {
    let late = row.days_late(as_of);
    let Some(class) = row.dates.class_on(as_of) else {
        return row.dates.state.label().to_owned();
    };
    let label = class.label();
    match class {
        ShortcomingClass::Late => format!("{label} {late} ngày"),
        ShortcomingClass::DoneLate => format!("Trễ {late} ngày, đã xong"),
        ShortcomingClass::DoneInTime => {
            let seen = row.dates.verified_on.map(show);
            seen.map_or_else(|| label.to_owned(), |day| format!("{label} ({day})"))
        }
        ShortcomingClass::AtWork if row.dates.state == ShortcomingState::Returned => {
            format!("{label} (trả lại)")
        }
        ShortcomingClass::DueSoon | ShortcomingClass::Waiting | ShortcomingClass::AtWork => {
            label.to_owned()
        }
    }
}
