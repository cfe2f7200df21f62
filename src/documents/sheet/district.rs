//! A district as an Excel workbook, to be filled in by whoever knows its wards.

mod read;

use rust_xlsxwriter::{DataValidation, Workbook, Worksheet, XlsxError};

pub use self::read::district_from_xlsx;
use super::{day, sheet, yes};
use crate::documents::error::DocumentError;
use crate::domain::unit::SuccessionExtent;
use crate::domain::{SigningRight, UnitKind};
use crate::read::district_file::{BodyEntry, DistrictFile, SuccessionEntry, UnitEntry};

const HOW: &str = "Cách điền";
const DISTRICT: &str = "Quận";
const BODIES: &str = "Cơ quan giám sát";
const SIGNERS: &str = "Người ký";
const UNITS: &str = "Đơn vị";
const SUCCESSIONS: &str = "Sắp xếp";

const HOW_HEADS: [(&str, f64); 2] = [("Trang", 20.0), ("Điền gì", 96.0)];
const DISTRICT_HEADS: [(&str, f64); 2] = [("Tên quận", 40.0), ("Mã quận", 24.0)];
const BODY_HEADS: [(&str, f64); 8] = [
    ("Cấp trên", 34.0),
    ("Tên cơ quan", 28.0),
    ("Ký hiệu", 14.0),
    ("Địa danh", 18.0),
    ("Nhiệm kỳ từ ngày", 18.0),
    ("Hiệu lực từ", 13.0),
    ("Hiệu lực đến", 13.0),
    ("Nơi nhận", 40.0),
];
const SIGNER_HEADS: [(&str, f64); 4] = [
    ("Chức vụ", 28.0),
    ("Quyền ký", 18.0),
    ("Họ và tên", 28.0),
    ("Cơ quan ở dòng", 16.0),
];
const UNIT_HEADS: [(&str, f64); 9] = [
    ("Tên đơn vị", 40.0),
    ("Loại", 16.0),
    ("Thuộc phường", 28.0),
    ("Tên gọn", 24.0),
    ("Mã đơn vị", 22.0),
    ("Hiệu lực từ", 13.0),
    ("Hiệu lực đến", 13.0),
    ("Đã đối chiếu", 13.0),
    ("Ngoài quận", 12.0),
];
const SUCCESSION_HEADS: [(&str, f64); 7] = [
    ("Đơn vị cũ", 32.0),
    ("Đơn vị tiếp nhận", 32.0),
    ("Tiếp nhận", 14.0),
    ("Từ ngày", 13.0),
    ("Nguồn", 40.0),
    ("Đã đối chiếu", 13.0),
    ("Trả lời tồn tại cũ", 18.0),
];

/// What whoever fills it in should know, sheet by sheet.
const NOTES: [(&str, &str); 5] = [
    (
        DISTRICT,
        "Một dòng: tên quận, ví dụ Quận Hoàng Mai. Mã quận để trống thì chương trình tự đặt.",
    ),
    (
        BODIES,
        "Một dòng: cấp trên (QUẬN ỦY HOÀNG MAI), tên cơ quan (BAN DÂN VẬN), ký hiệu trong số văn bản (BDVQU), địa danh trước ngày tháng (Hoàng Mai), ngày đầu nhiệm kỳ. Nơi nhận: mỗi nơi một dòng trong ô (Alt+Enter), {unit} là tên đơn vị được giám sát. Cơ quan đổi tên thì thêm một dòng, ghi ngày hiệu lực.",
    ),
    (
        SIGNERS,
        "Mỗi người ký một dòng, người ký thường dùng ở trên. “Cơ quan ở dòng” chỉ ghi khi trang Cơ quan giám sát có hơn một dòng.",
    ),
    (
        UNITS,
        "Mỗi đơn vị một dòng, chỉ cần tên và loại; chi bộ, tổ dân phố, trường học, cơ quan thì ghi thêm tên hoặc mã phường. Mã, tên gọn để trống thì chương trình tự đặt. Hai đơn vị cùng tên trước và sau sắp xếp thì ghi ngày hiệu lực. Đã đối chiếu, Ngoài quận: ghi “có” hoặc để trống.",
    ),
    (
        SUCCESSIONS,
        "Chỉ điền khi có đơn vị đã sáp nhập, chia tách, đổi tên: tên hoặc mã đơn vị cũ, đơn vị tiếp nhận, ngày bắt đầu. Một đơn vị chia cho nhiều nơi thì mỗi nơi một dòng.",
    ),
];

/// The district as a workbook that can be filled in and taken in again; a row with nothing in it is left out.
pub fn district_xlsx(file: &DistrictFile) -> Result<Vec<u8>, DocumentError> {
    write(file).map_err(|error| DocumentError::Excel {
        detail: error.to_string(),
    })
}

fn write(file: &DistrictFile) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let notes: Vec<Vec<String>> = NOTES
        .iter()
        .map(|(name, words)| vec![(*name).to_owned(), (*words).to_owned()])
        .collect();
    sheet(&mut book, HOW, &HOW_HEADS, &notes)?;
    let head = vec![file.district.name.clone(), file.district.code.clone()];
    sheet(&mut book, DISTRICT, &DISTRICT_HEADS, &[head])?;
    let bodies: Vec<Vec<String>> = file.bodies.iter().map(body_cells).collect();
    sheet(&mut book, BODIES, &BODY_HEADS, &bodies)?;
    let signers: Vec<Vec<String>> = (2..)
        .zip(&file.bodies)
        .flat_map(|(line, body)| {
            let line = if file.bodies.len() > 1 {
                format!("{line}")
            } else {
                String::new()
            };
            body.signers.iter().map(move |signer| {
                vec![
                    signer.title.clone(),
                    signer.right.label().to_owned(),
                    signer.name.clone(),
                    line.clone(),
                ]
            })
        })
        .collect();
    let page = sheet(&mut book, SIGNERS, &SIGNER_HEADS, &signers)?;
    choice(page, 1, SigningRight::ALL.iter().map(|right| right.label()))?;
    let units: Vec<Vec<String>> = file
        .units
        .iter()
        .filter(|unit| !unit.name.is_empty() || !unit.code.is_empty())
        .map(unit_cells)
        .collect();
    let page = sheet(&mut book, UNITS, &UNIT_HEADS, &units)?;
    choice(page, 1, UnitKind::ALL.iter().map(|kind| kind.label()))?;
    let successions: Vec<Vec<String>> = file.successions.iter().map(succession_cells).collect();
    let page = sheet(&mut book, SUCCESSIONS, &SUCCESSION_HEADS, &successions)?;
    choice(page, 2, SuccessionExtent::ALL.iter().map(|e| e.label()))?;
    book.save_to_buffer()
}

/// Rows that a list to choose from is laid under.
const LAST_ROW: u32 = 2_000;

/// Lets a column be chosen from some words.
fn choice(
    page: &mut Worksheet,
    column: u16,
    words: impl Iterator<Item = &'static str>,
) -> Result<(), XlsxError> {
    let words: Vec<&str> = words.collect();
    let list = DataValidation::new().allow_list_strings(&words)?;
    page.add_data_validation(1, column, LAST_ROW, column, &list)?;
    Ok(())
}

fn body_cells(body: &BodyEntry) -> Vec<String> {
    vec![
        body.superior.clone(),
        body.name.clone(),
        body.symbol.clone(),
        body.place.clone(),
        day(Some(body.term_from)),
        day(body.valid_from),
        day(body.valid_to),
        body.recipients.join("\n"),
    ]
}

fn unit_cells(unit: &UnitEntry) -> Vec<String> {
    vec![
        unit.name.clone(),
        unit.kind.label().to_owned(),
        unit.ward.clone().unwrap_or_default(),
        unit.short_name.clone(),
        unit.code.clone(),
        day(unit.valid_from),
        day(unit.valid_to),
        yes(unit.checked),
        yes(unit.outside),
    ]
}

fn succession_cells(link: &SuccessionEntry) -> Vec<String> {
    vec![
        link.from.clone(),
        link.to.clone(),
        link.extent.label().to_owned(),
        day(Some(link.date)),
        link.source.clone(),
        yes(link.checked),
        yes(link.answers),
    ]
}
