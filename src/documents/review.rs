//! The review as an Excel workbook: one sheet for each table of its screen.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::content::{Align, Meta};
use super::error::DocumentError;
use super::xlsx::{Cell, Sheet, SheetColumn, render_xlsx};
use crate::domain::date::show;
use crate::domain::tally::Tally;
use crate::domain::{Score, ShortcomingClass};
use crate::read::repeat::RepeatPage;
use crate::read::review::{
    RankBy, ReviewBook, ReviewBy, ReviewKey, ReviewPage, SelfPage, TrendPage, ranking,
};

/// Header, letters on a line, place of the text.
type ColumnWords = (&'static str, f32, Align);

/// The columns of a board; due soon is so many days ahead as the file says.
fn tally_columns(soon_days: u64) -> Vec<SheetColumn> {
    let words = |class: ShortcomingClass| class.label_within(soon_days);
    let column = |header: Cow<'_, str>, width| SheetColumn {
        header: header.into_owned(),
        width,
        align: Align::Center,
    };
    vec![
        column("Tổng số".into(), 9.0),
        column(words(ShortcomingClass::Late), 9.0),
        column(words(ShortcomingClass::DueSoon), 11.0),
        column(words(ShortcomingClass::Waiting), 9.0),
        column(words(ShortcomingClass::AtWork), 10.0),
        column(words(ShortcomingClass::DoneInTime), 9.0),
        column(words(ShortcomingClass::DoneLate), 10.0),
        column("Đúng hạn trong số đã đến hạn".into(), 12.0),
        column("Đã đến hạn".into(), 9.0),
        column("Tỷ lệ đúng hạn (%)".into(), 10.0),
    ]
}

/// Every table of the review.
///
/// # Errors
/// A table does not fit a sheet.
pub fn review_xlsx(book: &ReviewBook, as_of: NaiveDate) -> Result<Vec<u8>, DocumentError> {
    let about = format!("Tính đến ngày {}", show(as_of));
    let mut sheets: Vec<Sheet> = ReviewBy::ALL
        .into_iter()
        .map(|by| board(&book.page, by))
        .collect();
    sheets.push(ranks(&book.page));
    sheets.push(trend(&book.trend));
    sheets.push(repeats(&book.repeats));
    sheets.push(self_items(&book.self_ratings));
    sheets.push(self_units(&book.self_ratings));
    for sheet in &mut sheets {
        sheet.about.clone_from(&about);
    }
    let meta = Meta {
        title: "Đánh giá".to_owned(),
        subject: about,
        date: as_of,
    };
    render_xlsx(&meta, &sheets)
}

fn sheet(name: &str, title: &str, columns: Vec<SheetColumn>, rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        title: title.to_owned(),
        about: String::new(),
        columns,
        rows,
    }
}

fn columns(words: &[ColumnWords]) -> Vec<SheetColumn> {
    words
        .iter()
        .map(|(header, width, align)| SheetColumn {
            header: (*header).to_owned(),
            width: *width,
            align: *align,
        })
        .collect()
}

fn count(count: usize) -> Cell {
    Cell::count(u32::try_from(count).unwrap_or(u32::MAX))
}

fn tally(tally: Tally) -> Vec<Cell> {
    let mut cells = vec![
        count(tally.total()),
        count(tally.late),
        count(tally.due_soon),
        count(tally.waiting),
        count(tally.at_work),
        count(tally.done_in_time),
        count(tally.done_late),
    ];
    cells.extend(share(tally));
    cells
}

fn share(tally: Tally) -> [Cell; 3] {
    [
        count(tally.in_time),
        count(tally.due),
        tally.percent().map_or(Cell::Empty, count),
    ]
}

fn board(page: &ReviewPage, by: ReviewBy) -> Sheet {
    let mut columns = columns(&[(by.label(), 36.0, Align::Left)]);
    columns.extend(tally_columns(page.soon_days));
    let mut rows: Vec<Vec<Cell>> = page
        .board(by)
        .iter()
        .map(|line| {
            let label = match &line.key {
                ReviewKey::Regulation(code) if code.is_empty() => {
                    "Không thuộc quy chế nào".to_owned()
                }
                ReviewKey::Regulation(code) => format!("{code} · {}", line.label),
                ReviewKey::Owner(owner) if owner.is_empty() => "Chưa ghi".to_owned(),
                ReviewKey::Unit(_)
                | ReviewKey::Owner(_)
                | ReviewKey::Level(_)
                | ReviewKey::Age(_) => line.label.clone(),
            };
            let mut cells = vec![Cell::text(label)];
            cells.extend(tally(line.tally));
            cells
        })
        .collect();
    let mut total = vec![Cell::text("Cộng")];
    total.extend(tally(page.total));
    rows.push(total);
    let (name, title) = match by {
        ReviewBy::Unit => ("Theo đơn vị", "KHẮC PHỤC THEO ĐƠN VỊ"),
        ReviewBy::Regulation => ("Theo quy chế", "KHẮC PHỤC THEO QUY CHẾ"),
        ReviewBy::Owner => (
            "Theo nơi chịu trách nhiệm",
            "KHẮC PHỤC THEO NƠI CHỊU TRÁCH NHIỆM",
        ),
        ReviewBy::Level => ("Theo mức độ", "KHẮC PHỤC THEO MỨC ĐỘ"),
        ReviewBy::Age => ("Theo thời gian", "KHẮC PHỤC THEO THỜI GIAN TỪ KHI GIÁM SÁT"),
    };
    sheet(name, title, columns, rows)
}

fn ranks(page: &ReviewPage) -> Sheet {
    let words = [
        ("Hạng", 7.0, Align::Center),
        ("Đơn vị", 30.0, Align::Left),
        ("Cuộc giám sát", 10.0, Align::Center),
        ("Điểm", 9.0, Align::Center),
        ("Số mục đã chấm", 10.0, Align::Center),
        ("Tồn tại", 9.0, Align::Center),
        ("Quá hạn", 9.0, Align::Center),
        ("Đúng hạn", 9.0, Align::Center),
        ("Đã đến hạn", 9.0, Align::Center),
        ("Tỷ lệ đúng hạn (%)", 10.0, Align::Center),
    ];
    let rows = ranking(&page.units, RankBy::OnTime)
        .into_iter()
        .map(|ranked| {
            let line = ranked.line;
            let mut cells = vec![
                ranked.place.map_or(Cell::Empty, count),
                Cell::text(&line.unit_name),
                count(line.visits),
                points(line.score),
                Cell::count(line.score.rated),
                count(line.tally.total()),
                count(line.tally.late),
            ];
            cells.extend(share(line.tally));
            cells
        })
        .collect();
    sheet(
        "Xếp hạng",
        "XẾP HẠNG THEO TỶ LỆ KHẮC PHỤC ĐÚNG HẠN",
        columns(&words),
        rows,
    )
}

fn points(score: Score) -> Cell {
    Cell::Number(f64::from(score.half_points) / 2.0)
}

fn trend(page: &TrendPage) -> Sheet {
    let words = [
        ("Đơn vị", 30.0, Align::Left),
        ("Quy chế", 10.0, Align::Center),
        ("Quý", 13.0, Align::Center),
        ("Điểm", 9.0, Align::Center),
        ("Số mục đã chấm", 10.0, Align::Center),
        ("Tồn tại phát hiện", 10.0, Align::Center),
    ];
    let mut rows = Vec::new();
    for row in &page.rows {
        for (cell, quarter) in row.cells.iter().zip(&page.quarters) {
            if cell.is_empty() {
                continue;
            }
            rows.push(vec![
                Cell::text(&row.unit_name),
                Cell::text(&row.regulation),
                Cell::text(quarter.label()),
                points(cell.score),
                Cell::count(cell.score.rated),
                count(cell.found),
            ]);
        }
    }
    sheet(
        "Xu hướng",
        "ĐIỂM VÀ TỒN TẠI THEO ĐƠN VỊ, QUY CHẾ, QUÝ",
        columns(&words),
        rows,
    )
}

fn repeats(page: &RepeatPage) -> Sheet {
    let words = [
        ("Đơn vị", 24.0, Align::Left),
        ("Quy chế", 10.0, Align::Center),
        ("Tồn tại lần gần nhất", 48.0, Align::Left),
        ("Lần", 7.0, Align::Center),
        ("Lần đầu", 13.0, Align::Center),
        ("Lần gần nhất", 13.0, Align::Center),
    ];
    let rows = page
        .lines
        .iter()
        .map(|line| {
            vec![
                Cell::text(&line.latest.unit_name),
                Cell::text(&line.regulation_code),
                Cell::text(&line.latest.description),
                Cell::count(line.times),
                Cell::Date(line.first_on),
                Cell::Date(line.latest.visit_date),
            ]
        })
        .collect();
    sheet("Lặp lại", "TỒN TẠI LẶP LẠI", columns(&words), rows)
}

const SELF: [ColumnWords; 3] = [
    ("Tự chấm cao hơn", 11.0, Align::Center),
    ("Như nhau", 11.0, Align::Center),
    ("Thấp hơn", 11.0, Align::Center),
];

fn self_items(page: &SelfPage) -> Sheet {
    let mut words = vec![
        ("Mục", 12.0, Align::Center),
        ("Nội dung", 60.0, Align::Left),
    ];
    words.extend(SELF);
    let rows = page
        .items
        .iter()
        .map(|item| {
            vec![
                Cell::text(&item.item_code),
                Cell::text(&item.text),
                count(item.count.better),
                count(item.count.same),
                count(item.count.worse),
            ]
        })
        .collect();
    sheet(
        "Tự chấm theo mục",
        "ĐƠN VỊ TỰ CHẤM SO VỚI ĐOÀN CHẤM, THEO MỤC",
        columns(&words),
        rows,
    )
}

fn self_units(page: &SelfPage) -> Sheet {
    let mut words = vec![("Đơn vị", 30.0, Align::Left)];
    words.extend(SELF);
    let rows = page
        .units
        .iter()
        .map(|unit| {
            vec![
                Cell::text(&unit.unit_name),
                count(unit.count.better),
                count(unit.count.same),
                count(unit.count.worse),
            ]
        })
        .collect();
    sheet(
        "Tự chấm theo đơn vị",
        "ĐƠN VỊ TỰ CHẤM SO VỚI ĐOÀN CHẤM, THEO ĐƠN VỊ",
        columns(&words),
        rows,
    )
}
