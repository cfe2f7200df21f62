//! Lists of the file as Excel workbooks.

use chrono::NaiveDate;

use super::content::{Align, Block, HeatMap, Meta, Paper};
use super::error::DocumentError;
use super::xlsx::{Cell, Sheet, SheetColumn, render_xlsx};
use crate::domain::{ShortcomingClass, date};
use crate::read::{IssuedRow, OtherPaper, ShortcomingRow, UnitRow, VisitRow};

/// Header, letters on a line, place of the text.
type ColumnWords = (&'static str, f32, Align);

const VISITS: [ColumnWords; 10] = [
    ("STT", 6.0, Align::Center),
    ("Ngày", 13.0, Align::Center),
    ("Đơn vị được giám sát", 22.0, Align::Left),
    ("Loại", 20.0, Align::Left),
    ("Nội dung", 34.0, Align::Left),
    ("Trạng thái", 17.0, Align::Left),
    ("Thông báo kết luận", 18.0, Align::Center),
    ("Tồn tại", 10.0, Align::Center),
    ("Còn mở", 10.0, Align::Center),
    ("Quá hạn", 10.0, Align::Center),
];

const UNITS: [ColumnWords; 10] = [
    ("STT", 6.0, Align::Center),
    ("Mã", 18.0, Align::Left),
    ("Đơn vị", 34.0, Align::Left),
    ("Loại", 16.0, Align::Left),
    ("Từ ngày", 13.0, Align::Center),
    ("Đến ngày", 13.0, Align::Center),
    ("Cuộc giám sát", 12.0, Align::Center),
    ("Gần nhất", 13.0, Align::Center),
    ("Tồn tại còn mở", 12.0, Align::Center),
    ("Quá hạn", 10.0, Align::Center),
];

const SHORTCOMINGS: [ColumnWords; 14] = [
    ("STT", 6.0, Align::Center),
    ("Đơn vị", 18.0, Align::Left),
    ("Ngày giám sát", 13.0, Align::Center),
    ("Quy chế", 12.0, Align::Center),
    ("Tồn tại, hạn chế", 44.0, Align::Left),
    ("Nơi chịu trách nhiệm", 22.0, Align::Left),
    ("Thời hạn", 13.0, Align::Center),
    ("Số ngày trễ", 9.0, Align::Center),
    ("Thời hạn đầu", 13.0, Align::Center),
    ("Trễ so với hạn đầu", 10.0, Align::Center),
    ("Lặp lại lần", 9.0, Align::Center),
    ("Đôn đốc ngày", 13.0, Align::Center),
    ("Trạng thái", 14.0, Align::Left),
    ("Tình trạng", 14.0, Align::Left),
];

const ISSUED: [ColumnWords; 8] = [
    ("STT", 6.0, Align::Center),
    ("Số và ký hiệu", 18.0, Align::Center),
    ("Ngày", 13.0, Align::Center),
    ("Loại văn bản", 24.0, Align::Left),
    ("Trích yếu", 48.0, Align::Left),
    ("Đơn vị", 22.0, Align::Left),
    ("Thay thế", 34.0, Align::Left),
    ("Được thay thế bằng", 34.0, Align::Left),
];

/// The tables of a paper, a sheet each, named by the heading above it.
///
/// # Errors
/// There is none, or one does not fit a sheet.
pub fn paper_xlsx(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let title = paper.kind.as_deref().unwrap_or_default().to_uppercase();
    let mut above = title.clone();
    let mut sheets = Vec::new();
    for block in &paper.blocks {
        match block {
            Block::Heading { text, .. } => above.clone_from(text),
            Block::Table(table) | Block::HeatMap(HeatMap { table, .. }) => {
                let mut sheet = Sheet::of_table(&above, &title, table);
                sheet.about = paper.subject.clone().unwrap_or_default();
                sheets.push(sheet);
            }
            Block::Plot(plot) => {
                let mut sheet = Sheet::of_table(&above, &title, &plot.table());
                sheet.about = paper.subject.clone().unwrap_or_default();
                sheets.push(sheet);
            }
            Block::Paragraph { .. }
            | Block::ListItem { .. }
            | Block::Bars(_)
            | Block::Sheet(_)
            | Block::Signatures(_)
            | Block::Space { .. } => {}
        }
    }
    if sheets.is_empty() {
        return Err(DocumentError::NoTable);
    }
    render_xlsx(&paper.meta, &sheets)
}

/// The list of visits.
///
/// # Errors
/// The list does not fit a sheet.
pub fn visits_xlsx(rows: &[VisitRow], as_of: NaiveDate) -> Result<Vec<u8>, DocumentError> {
    let rows = rows.iter().map(|row| {
        vec![
            Cell::Date(row.date),
            Cell::text(&row.unit_name),
            Cell::text(row.kind.label()),
            Cell::text(&row.topic),
            Cell::text(row.state.label()),
            Cell::text(&row.conclusion_number),
            Cell::count(row.shortcomings),
            Cell::count(row.open_shortcomings),
            Cell::count(row.late_shortcomings),
        ]
    });
    book(
        "Cuộc giám sát",
        "DANH SÁCH CUỘC GIÁM SÁT",
        &VISITS,
        rows,
        as_of,
    )
}

/// The list of units.
///
/// # Errors
/// The list does not fit a sheet.
pub fn units_xlsx(rows: &[UnitRow], as_of: NaiveDate) -> Result<Vec<u8>, DocumentError> {
    let count = |count: u64| Cell::count(u32::try_from(count).unwrap_or(u32::MAX));
    let rows = rows.iter().map(|row| {
        vec![
            Cell::text(&row.unit.code),
            Cell::text(&row.unit.name),
            Cell::text(row.unit.kind.label()),
            Cell::day(row.unit.valid_from),
            Cell::day(row.unit.valid_to),
            count(row.visits),
            Cell::day(row.last_visit),
            count(row.open_shortcomings),
            count(row.late_shortcomings),
        ]
    });
    book(
        "Đơn vị",
        "DANH SÁCH ĐƠN VỊ ĐƯỢC GIÁM SÁT",
        &UNITS,
        rows,
        as_of,
    )
}

/// The list of shortcomings.
///
/// # Errors
/// The list does not fit a sheet.
pub fn shortcomings_xlsx(
    rows: &[ShortcomingRow],
    as_of: NaiveDate,
) -> Result<Vec<u8>, DocumentError> {
    let rows = rows.iter().map(|row| {
        let late = |days: i64| {
            let days = u32::try_from(days).ok().filter(|days| *days > 0);
            days.map_or(Cell::Empty, Cell::count)
        };
        let repeat = row.repeat.filter(|number| *number > 1);
        vec![
            Cell::text(&row.unit_name),
            Cell::Date(row.visit_date),
            Cell::text(&row.regulation_code),
            Cell::text(&row.description),
            Cell::text(&row.owner),
            Cell::day(row.deadline),
            late(row.days_late),
            Cell::day(row.first_deadline),
            late(row.days_late_at_first),
            repeat.map_or(Cell::Empty, Cell::count),
            Cell::day(row.reminded_on),
            Cell::text(row.state.label()),
            Cell::text(row.class.map_or("", ShortcomingClass::label)),
        ]
    });
    book(
        "Tồn tại",
        "DANH SÁCH TỒN TẠI, HẠN CHẾ",
        &SHORTCOMINGS,
        rows,
        as_of,
    )
}

/// The list of issued papers.
///
/// # Errors
/// The list does not fit a sheet.
pub fn issued_xlsx(rows: &[IssuedRow], as_of: NaiveDate) -> Result<Vec<u8>, DocumentError> {
    let name = |other: &Option<OtherPaper>| {
        other
            .as_ref()
            .map_or(Cell::Empty, |other| Cell::text(other.reference()))
    };
    let rows = rows.iter().map(|row| {
        vec![
            Cell::text(&row.number),
            Cell::Date(row.date),
            Cell::text(row.kind.label()),
            Cell::text(&row.subject),
            Cell::text(&row.unit_name),
            name(&row.replaces),
            name(&row.replaced_by),
        ]
    });
    book(
        "Văn bản",
        "DANH SÁCH VĂN BẢN ĐÃ BAN HÀNH",
        &ISSUED,
        rows,
        as_of,
    )
}

/// One sheet whose rows are numbered through.
fn book(
    name: &str,
    title: &str,
    columns: &[ColumnWords],
    rows: impl Iterator<Item = Vec<Cell>>,
    as_of: NaiveDate,
) -> Result<Vec<u8>, DocumentError> {
    let about = format!("Tính đến ngày {}", date::show(as_of));
    let columns = columns.iter().map(|(header, width, align)| SheetColumn {
        header: (*header).to_owned(),
        width: *width,
        align: *align,
    });
    let rows = (1_u32..).zip(rows).map(|(number, mut row)| {
        row.insert(0, Cell::count(number));
        row
    });
    let sheet = Sheet {
        name: name.to_owned(),
        title: title.to_owned(),
        about: about.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
    };
    let meta = Meta {
        title: name.to_owned(),
        subject: about,
        date: as_of,
    };
    render_xlsx(&meta, &[sheet])
}

const AUDIT: [ColumnWords; 7] = [
    ("STT", 6.0, Align::Center),
    ("Dòng", 9.0, Align::Center),
    ("Lúc", 20.0, Align::Center),
    ("Người làm", 24.0, Align::Left),
    ("Tài khoản máy", 18.0, Align::Left),
    ("Việc", 28.0, Align::Left),
    ("Nội dung", 60.0, Align::Left),
];

/// The audit trail.
///
/// # Errors
/// The list does not fit a sheet.
pub fn audit_xlsx(
    rows: &[crate::read::audit::AuditRow],
    as_of: NaiveDate,
) -> Result<Vec<u8>, DocumentError> {
    let rows = rows.iter().map(|row| {
        vec![
            Cell::text(row.seq.to_string()),
            Cell::text(row.at.format("%d/%m/%Y %H:%M:%S").to_string()),
            Cell::text(&row.user_name),
            Cell::text(&row.os_user),
            Cell::text(crate::domain::act::label(&row.op)),
            Cell::text(&row.summary),
        ]
    });
    book("Nhật ký", "NHẬT KÝ THAY ĐỔI", &AUDIT, rows, as_of)
}
