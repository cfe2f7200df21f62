//! The catalogue as an Excel workbook of three sheets, and back.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Book, Row, day, sheet, word, yes};
use crate::documents::error::DocumentError;
use crate::domain::{ItemOrigin, Problem, Problems, RegulationKind, UnitKind, text};
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

/// Reads such a workbook; title, note and code come from the catalogue that is there.
///
/// # Errors
/// It is not a workbook of three sheets with these heads, or cells say what cannot be; each with sheet and row.
pub fn catalogue_from_xlsx(bytes: &[u8], base: &CatalogueFile) -> Result<CatalogueFile, Problems> {
    let mut book = Book::open(bytes, "Hãy xuất danh mục ra Excel làm mẫu rồi sửa trên đó.")?;
    let mut wrong = Vec::new();
    let regulations = book.read(REGULATIONS, &REGULATION_HEADS, &mut wrong);
    let items = book.read(ITEMS, &ITEM_HEADS, &mut wrong);
    let refs = book.read(REFS, &REF_HEADS, &mut wrong);
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
