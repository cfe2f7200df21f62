//! The catalogue as an Excel workbook of three sheets, and back.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use chrono::{Days, NaiveDate};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::error::DocumentError;
use crate::domain::{ItemOrigin, Problem, Problems, RegulationKind, UnitKind, date, text};
use crate::read::catalogue_file::{
    CATALOGUE_SCHEMA, CatalogueFile, ItemFile, RefFile, RegulationFile,
};

const REGULATIONS: &str = "Quy chế";
const ITEMS: &str = "Nội dung kiểm tra";
const REFS: &str = "Căn cứ";

const REGULATION_HEADS: [(&str, f64); 7] = [
    ("Mã quy chế", 12.0),
    ("Tên quy chế", 60.0),
    ("Loại", 18.0),
    ("Số quyết định", 18.0),
    ("Ngày quyết định", 14.0),
    ("Đã đối chiếu", 12.0),
    ("Ghi chú", 40.0),
];
const ITEM_HEADS: [(&str, f64); 9] = [
    ("Mã quy chế", 12.0),
    ("Mã nội dung", 12.0),
    ("Nội dung kiểm tra", 70.0),
    ("Minh chứng", 40.0),
    ("Loại đơn vị", 22.0),
    ("Quận", 14.0),
    ("Nguồn", 24.0),
    ("Hiệu lực từ", 12.0),
    ("Hiệu lực đến", 12.0),
];
const REF_HEADS: [(&str, f64); 9] = [
    ("Mã quy chế", 12.0),
    ("Mã nội dung", 12.0),
    ("Căn cứ", 60.0),
    ("Hiệu lực từ", 12.0),
    ("Hiệu lực đến", 12.0),
    ("Số văn bản", 20.0),
    ("Ngày văn bản", 12.0),
    ("Đã đối chiếu", 12.0),
    ("Quận", 14.0),
];

fn day(day: Option<NaiveDate>) -> String {
    day.map(date::show).unwrap_or_default()
}

fn yes(yes: bool) -> String {
    if yes { "có".to_owned() } else { String::new() }
}

/// The catalogue as a workbook that can be edited and taken in again.
pub fn catalogue_xlsx(file: &CatalogueFile) -> Result<Vec<u8>, DocumentError> {
    write(file).map_err(|error| DocumentError::Excel {
        detail: error.to_string(),
    })
}

fn write(file: &CatalogueFile) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut rows = Vec::new();
    for regulation in &file.regulations {
        rows.push(vec![
            regulation.code.clone(),
            regulation.title.clone(),
            regulation.kind.label().to_owned(),
            regulation.decision_number.clone(),
            day(regulation.decision_date),
            yes(regulation.title_checked),
            regulation.note.clone(),
        ]);
    }
    sheet(&mut book, REGULATIONS, &REGULATION_HEADS, &rows)?;
    let (mut items, mut refs) = (Vec::new(), Vec::new());
    for regulation in &file.regulations {
        let code = &regulation.code;
        refs.extend(
            regulation
                .legal_refs
                .iter()
                .map(|legal| ref_row(code, "", legal)),
        );
        for item in &regulation.items {
            let kinds: Vec<&str> = item.unit_kinds.iter().map(|kind| kind.label()).collect();
            items.push(vec![
                code.clone(),
                item.code.clone(),
                item.text.clone(),
                item.evidence.clone(),
                kinds.join("; "),
                item.district.clone().unwrap_or_default(),
                item.origin.label().to_owned(),
                day(item.valid_from),
                day(item.valid_to),
            ]);
            refs.extend(
                item.legal_refs
                    .iter()
                    .map(|legal| ref_row(code, &item.code, legal)),
            );
        }
    }
    sheet(&mut book, ITEMS, &ITEM_HEADS, &items)?;
    sheet(&mut book, REFS, &REF_HEADS, &refs)?;
    book.save_to_buffer()
}

fn ref_row(regulation: &str, item: &str, legal: &RefFile) -> Vec<String> {
    vec![
        regulation.to_owned(),
        item.to_owned(),
        legal.text.clone(),
        day(legal.valid_from),
        day(legal.valid_to),
        legal.number.clone(),
        day(legal.date),
        yes(legal.checked),
        legal.district.clone().unwrap_or_default(),
    ]
}

fn sheet(
    book: &mut Workbook,
    name: &str,
    heads: &[(&str, f64)],
    rows: &[Vec<String>],
) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (words, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *words, &head)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string_with_format(line, column, cell, &body)?;
        }
    }
    Ok(())
}

/// Reads such a workbook; title, note and code come from the catalogue that is there.
///
/// # Errors
/// It is not a workbook of three sheets with these heads, or cells say what cannot be; each with sheet and row.
pub fn catalogue_from_xlsx(bytes: &[u8], base: &CatalogueFile) -> Result<CatalogueFile, Problems> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| {
        Problems::from(Problem::new(
            "",
            "Tệp không đọc được như tệp Excel (.xlsx). Hãy xuất danh mục ra Excel làm mẫu rồi sửa trên đó.",
        ))
    })?;
    let mut wrong = Vec::new();
    let regulations = read(&mut book, REGULATIONS, &REGULATION_HEADS, &mut wrong);
    let items = read(&mut book, ITEMS, &ITEM_HEADS, &mut wrong);
    let refs = read(&mut book, REFS, &REF_HEADS, &mut wrong);
    let mut file = CatalogueFile {
        schema_version: CATALOGUE_SCHEMA,
        regulations: regulations
            .iter()
            .map(|row| regulation(row, &mut wrong))
            .collect(),
        ..base.clone()
    };
    for row in &items {
        let item = item(row, &mut wrong);
        let code = row.text(0);
        match file.regulations.iter_mut().find(|r| r.code == code) {
            Some(regulation) => regulation.items.push(item),
            None => wrong.push(row.problem(
                0,
                format!("Không có quy chế {code} ở trang “{REGULATIONS}”."),
            )),
        }
    }
    for row in &refs {
        let legal = reference(row, &mut wrong);
        let (code, item) = (row.text(0), row.text(1));
        let place = file.regulations.iter_mut().find(|r| r.code == code);
        let list = place.and_then(|regulation| {
            if item.is_empty() {
                return Some(&mut regulation.legal_refs);
            }
            let found = regulation.items.iter_mut().find(|i| i.code == item)?;
            Some(&mut found.legal_refs)
        });
        match list {
            Some(list) => list.push(legal),
            None => {
                wrong.push(row.problem(0, format!("Không có quy chế {code}, nội dung {item}.")));
            }
        }
    }
    Problems::into_result(wrong)?;
    Ok(file)
}

/// One row with where it stands.
struct Row {
    sheet: &'static str,
    /// As Excel counts.
    number: usize,
    cells: Vec<Data>,
    heads: Vec<&'static str>,
}

impl Row {
    fn text(&self, column: usize) -> String {
        match self.cells.get(column) {
            Some(Data::Float(number)) if number.fract() == 0.0 => format!("{number:.0}"),
            Some(Data::Empty) | None => String::new(),
            Some(other) => text::clean(&other.to_string()),
        }
    }

    fn problem(&self, column: usize, message: String) -> Problem {
        let head = self.heads.get(column).copied().unwrap_or_default();
        let place = format!("trang “{}”, dòng {}, cột “{head}”", self.sheet, self.number);
        Problem::new(place, message)
    }

    fn day(&self, column: usize, wrong: &mut Vec<Problem>) -> Option<NaiveDate> {
        if let Some(Data::DateTime(at)) = self.cells.get(column) {
            // Excel counts days from the end of 1899
            let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            let days = format!("{:.0}", at.as_f64().floor()).parse().ok()?;
            return start.checked_add_days(Days::new(days));
        }
        let typed = self.text(column);
        if typed.is_empty() {
            return None;
        }
        let day = date::parse(&typed);
        if day.is_none() {
            wrong.push(self.problem(
                column,
                format!("“{typed}” không phải ngày; hãy ghi như 28/02/2023."),
            ));
        }
        day
    }

    fn yes(&self, column: usize) -> bool {
        matches!(
            text::fold(&self.text(column)).as_str(),
            "co" | "x" | "1" | "true" | "da doi chieu"
        )
    }

    fn district(&self, column: usize) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }
}

fn read(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &'static str,
    heads: &[(&'static str, f64)],
    wrong: &mut Vec<Problem>,
) -> Vec<Row> {
    let Ok(range): Result<Range<Data>, _> = book.worksheet_range(name) else {
        wrong.push(Problem::new("", format!("Tệp thiếu trang “{name}”.")));
        return Vec::new();
    };
    let heads: Vec<&'static str> = heads.iter().map(|(head, _)| *head).collect();
    let mut rows = range.rows();
    let first: Vec<String> = rows
        .next()
        .map(|row| {
            row.iter()
                .map(|cell| text::clean(&cell.to_string()))
                .collect()
        })
        .unwrap_or_default();
    if heads
        .iter()
        .zip(first.iter().map(Some).chain(std::iter::repeat(None)))
        .any(|(head, there)| there.is_none_or(|there| there != head))
    {
        let words = format!(
            "Trang “{name}” phải có các cột theo thứ tự: {}.",
            heads.join(", ")
        );
        wrong.push(Problem::new("", words));
        return Vec::new();
    }
    (2..)
        .zip(rows)
        .map(|(number, row)| Row {
            sheet: name,
            number,
            cells: row.to_vec(),
            heads: heads.clone(),
        })
        .filter(|row| {
            row.cells
                .iter()
                .any(|cell| !cell.to_string().trim().is_empty())
        })
        .collect()
}

fn word<T: Copy>(
    row: &Row,
    column: usize,
    all: &[T],
    label: impl Fn(T) -> &'static str,
    wrong: &mut Vec<Problem>,
    otherwise: T,
) -> T {
    let typed = row.text(column);
    let found = all
        .iter()
        .find(|value| text::fold(label(**value)) == text::fold(&typed));
    if found.is_none() {
        let known: Vec<&str> = all.iter().map(|value| label(*value)).collect();
        wrong.push(row.problem(
            column,
            format!("“{typed}” không phải một trong: {}.", known.join(", ")),
        ));
    }
    found.copied().unwrap_or(otherwise)
}

fn regulation(row: &Row, wrong: &mut Vec<Problem>) -> RegulationFile {
    RegulationFile {
        code: row.text(0),
        title: row.text(1),
        kind: word(
            row,
            2,
            RegulationKind::ALL,
            RegulationKind::label,
            wrong,
            RegulationKind::Qcdc,
        ),
        decision_number: row.text(3),
        decision_date: row.day(4, wrong),
        title_checked: row.yes(5),
        note: row.text(6),
        legal_refs: Vec::new(),
        items: Vec::new(),
    }
}

fn item(row: &Row, wrong: &mut Vec<Problem>) -> ItemFile {
    let typed = row.text(4);
    let mut unit_kinds = Vec::new();
    for part in typed
        .split([';', ','])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let found = UnitKind::ALL
            .iter()
            .find(|kind| text::fold(kind.label()) == text::fold(part));
        match found {
            Some(kind) => unit_kinds.push(*kind),
            None => wrong.push(row.problem(4, format!("“{part}” không phải loại đơn vị."))),
        }
    }
    ItemFile {
        code: row.text(1),
        text: row.text(2),
        evidence: row.text(3),
        unit_kinds,
        district: row.district(5),
        origin: word(
            row,
            6,
            ItemOrigin::ALL,
            ItemOrigin::label,
            wrong,
            ItemOrigin::Practice,
        ),
        valid_from: row.day(7, wrong),
        valid_to: row.day(8, wrong),
        legal_refs: Vec::new(),
    }
}

fn reference(row: &Row, wrong: &mut Vec<Problem>) -> RefFile {
    RefFile {
        text: row.text(2),
        valid_from: row.day(3, wrong),
        valid_to: row.day(4, wrong),
        number: row.text(5),
        date: row.day(6, wrong),
        checked: row.yes(7),
        district: row.district(8),
    }
}
