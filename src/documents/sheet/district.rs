//! A district as an Excel workbook, to be filled in by whoever knows its wards, and back.

use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Workbook, Worksheet, XlsxError};

use super::{Book, Row, day, sheet, word, yes};
use crate::documents::error::DocumentError;
use crate::domain::reform::short_name;
use crate::domain::unit::{SuccessionExtent, span_covers};
use crate::domain::{Problem, Problems, SigningRight, UnitKind, text};
use crate::read::district_file::{
    BodyEntry, DistrictFile, DistrictHead, SCHEMA_VERSION, SignerEntry, SuccessionEntry, UnitEntry,
};

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

/// Lets a column be chosen from some words, and be typed all the same.
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

/// Reads such a workbook: units that have no code get one, units may be named by code or by name.
///
/// # Errors
/// It is not such a workbook, cells say what cannot be, or the district would not hold together; each with sheet,
/// line and column.
pub fn district_from_xlsx(bytes: &[u8]) -> Result<DistrictFile, Problems> {
    let mut book = Book::open(bytes).ok_or_else(|| {
        Problem::new(
            "",
            "Tệp không đọc được như tệp Excel (.xlsx). Hãy lưu mẫu rồi điền trên đó.",
        )
    })?;
    let mut wrong = Vec::new();
    let rows = Rows {
        district: book.read(DISTRICT, &DISTRICT_HEADS, &mut wrong),
        bodies: book.read(BODIES, &BODY_HEADS, &mut wrong),
        signers: book.read(SIGNERS, &SIGNER_HEADS, &mut wrong),
        units: book.read(UNITS, &UNIT_HEADS, &mut wrong),
        successions: book.read(SUCCESSIONS, &SUCCESSION_HEADS, &mut wrong),
    };
    Problems::into_result(std::mem::take(&mut wrong))?;
    let district = head(rows.district.first());
    let mut bodies: Vec<BodyEntry> = rows
        .bodies
        .iter()
        .map(|row| body(row, &mut wrong))
        .collect();
    let signers = signers(&rows, &mut bodies, &mut wrong);
    let units = units(&rows.units, &district.code, &mut wrong);
    let successions = rows
        .successions
        .iter()
        .filter_map(|row| succession(row, &units, &mut wrong))
        .collect();
    Problems::into_result(wrong)?;
    let file = DistrictFile {
        schema_version: SCHEMA_VERSION,
        note: Vec::new(),
        district,
        bodies,
        units,
        successions,
    };
    let told =
        |problem: Problem| Problem::new(rows.place(&problem.place, &signers), problem.message);
    match file.records() {
        Ok(_) => Ok(file),
        Err(problems) => {
            // the code comes from the name
            let nameless = file.district.name.is_empty();
            let problems = problems
                .into_iter()
                .filter(|problem| !(nameless && problem.place == "district.code"));
            Err(Problems(problems.map(told).collect()))
        }
    }
}

struct Rows {
    district: Vec<Row>,
    bodies: Vec<Row>,
    signers: Vec<Row>,
    units: Vec<Row>,
    successions: Vec<Row>,
}

impl Rows {
    /// Where in the workbook the place of a district's file is: `units[3].name`; `signers` are the rows of each body's.
    fn place(&self, place: &str, signers: &[Vec<usize>]) -> String {
        let mut parts = place.split('.').map(indexed);
        let (Some((noun, index)), second, third) = (parts.next(), parts.next(), parts.next())
        else {
            return String::new();
        };
        let field = second.map_or("", |(field, _)| field);
        let page = match noun {
            "district" => DISTRICT,
            "bodies" => BODIES,
            "units" => UNITS,
            _ => SUCCESSIONS,
        };
        if field == "signers" {
            let number = second.and_then(|(_, number)| number).unwrap_or(0);
            let row = signers
                .get(index.unwrap_or(0))
                .and_then(|rows| rows.get(number));
            let row = row.and_then(|row| self.signers.get(*row));
            let column = column(SIGNERS, third.map_or("", |(field, _)| field));
            return row.map_or_else(|| format!("trang “{SIGNERS}”"), |row| row.place(column));
        }
        let rows = match noun {
            "district" => &self.district,
            "bodies" => &self.bodies,
            "units" => &self.units,
            _ => &self.successions,
        };
        let row = match (noun, index) {
            ("district", _) => rows.first(),
            (_, Some(index)) => rows.get(index),
            (_, None) => None,
        };
        row.map_or_else(
            || format!("trang “{page}”"),
            |row| row.place(column(page, field)),
        )
    }
}

/// `units[3]` as its name and its number.
fn indexed(part: &str) -> (&str, Option<usize>) {
    match part.split_once('[') {
        Some((name, rest)) => (name, rest.trim_end_matches(']').parse().ok()),
        None => (part, None),
    }
}

/// The column in which a field of the file stands.
fn column(page: &str, field: &str) -> usize {
    let fields: &[&str] = match page {
        DISTRICT => &["name", "code"],
        BODIES => &[
            "superior",
            "name",
            "symbol",
            "place",
            "term_from",
            "valid_from",
            "valid_to",
            "recipients",
        ],
        SIGNERS => &["title", "right", "name"],
        UNITS => &[
            "name",
            "kind",
            "ward",
            "short_name",
            "code",
            "valid_from",
            "valid_to",
        ],
        _ => &["from", "to", "extent", "date", "source"],
    };
    fields.iter().position(|known| *known == field).unwrap_or(0)
}

fn head(row: Option<&Row>) -> DistrictHead {
    let (name, code) = row.map_or_else(Default::default, |row| (row.text(0), row.text(1)));
    let code = if code.is_empty() {
        code_words(&name).join("-")
    } else {
        code
    };
    DistrictHead { code, name }
}

/// "Quận Hoàng Mai" as `hoang`, `mai`: the words that tell it from others.
fn code_words(name: &str) -> Vec<String> {
    const KINDS: [&str; 5] = ["quan ", "huyen ", "thi xa ", "thanh pho ", "phuong "];
    let folded = text::fold(name);
    let rest = KINDS
        .iter()
        .find_map(|kind| folded.strip_prefix(kind))
        .unwrap_or(&folded);
    rest.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn body(row: &Row, wrong: &mut Vec<Problem>) -> BodyEntry {
    let known = wrong.len();
    let term_from = row.day(4, wrong);
    if term_from.is_none() && wrong.len() == known {
        wrong.push(row.problem(
            4,
            "Hãy ghi ngày đầu nhiệm kỳ, ví dụ 01/08/2020: số văn bản đếm lại từ 01 kể từ ngày đó."
                .to_owned(),
        ));
    }
    BodyEntry {
        superior: row.text(0),
        name: row.text(1),
        symbol: row.text(2),
        place: row.text(3),
        term_from: term_from.unwrap_or_default(),
        valid_from: row.day(5, wrong),
        valid_to: row.day(6, wrong),
        signers: Vec::new(),
        recipients: row
            .text(7)
            .lines()
            .map(text::clean)
            .filter(|line| !line.is_empty())
            .collect(),
    }
}

/// Puts the signers to their bodies; for each body the rows of its signers.
fn signers(rows: &Rows, bodies: &mut [BodyEntry], wrong: &mut Vec<Problem>) -> Vec<Vec<usize>> {
    let mut places = vec![Vec::new(); bodies.len()];
    for (index, row) in rows.signers.iter().enumerate() {
        let line = row.text(3);
        let body = if line.is_empty() {
            Some(0)
        } else {
            let number = line.parse::<usize>().ok();
            number.and_then(|number| rows.bodies.iter().position(|body| body.number == number))
        };
        let there = body.and_then(|body| bodies.get_mut(body).zip(places.get_mut(body)));
        let Some((entry, place)) = there else {
            wrong.push(row.problem(
                3,
                format!("Trang “{BODIES}” không có cơ quan ở dòng {line}; hãy sửa số dòng."),
            ));
            continue;
        };
        entry.signers.push(SignerEntry {
            title: row.text(0),
            right: word(
                row,
                1,
                SigningRight::ALL,
                SigningRight::label,
                wrong,
                SigningRight::Direct,
            ),
            name: row.text(2),
        });
        place.push(index);
    }
    places
}

fn units(rows: &[Row], district: &str, wrong: &mut Vec<Problem>) -> Vec<UnitEntry> {
    let mut units: Vec<UnitEntry> = rows.iter().map(|row| unit(row, wrong)).collect();
    let initials: String = district
        .split('-')
        .filter_map(|word| word.chars().next())
        .collect();
    for place in 0..units.len() {
        let taken: Vec<String> = units.iter().map(|unit| unit.code.clone()).collect();
        let Some(unit) = units.get_mut(place) else {
            continue;
        };
        let words = code_words(&short_name(&unit.name, unit.kind)).join("-");
        if unit.code.is_empty() && !words.is_empty() {
            let first = format!("{initials}-{words}");
            let mut codes = std::iter::once(first.clone())
                .chain((2_usize..).map(|number| format!("{first}-{number}")));
            unit.code = codes.find(|code| !taken.contains(code)).unwrap_or_default();
        }
    }
    // only now has every ward its code
    let wards: Vec<(String, String)> = units
        .iter()
        .filter(|unit| unit.kind == UnitKind::Ward)
        .map(|unit| (unit.code.clone(), unit.name.clone()))
        .collect();
    for (row, unit) in rows.iter().zip(&mut units) {
        let Some(typed) = &unit.ward else { continue };
        let named: Vec<&String> = wards
            .iter()
            .filter(|(code, name)| code == typed || is_name(name, UnitKind::Ward, typed))
            .map(|(code, _)| code)
            .collect();
        match named[..] {
            [code] => unit.ward = Some(code.clone()),
            [] => wrong.push(row.problem(
                2,
                format!("Không có phường “{typed}” ở cột “Tên đơn vị”; hãy sửa tên."),
            )),
            _ => wrong.push(row.problem(
                2,
                format!("Có hai phường tên “{typed}”; hãy ghi mã của phường."),
            )),
        }
    }
    units
}

fn is_name(name: &str, kind: UnitKind, typed: &str) -> bool {
    let typed = text::fold(typed);
    text::fold(name) == typed || text::fold(&short_name(name, kind)) == typed
}

fn unit(row: &Row, wrong: &mut Vec<Problem>) -> UnitEntry {
    let ward = row.text(2);
    UnitEntry {
        name: row.text(0),
        kind: word(
            row,
            1,
            UnitKind::ALL,
            UnitKind::label,
            wrong,
            UnitKind::Ward,
        ),
        ward: (!ward.is_empty()).then_some(ward),
        short_name: row.text(3),
        code: row.text(4),
        valid_from: row.day(5, wrong),
        valid_to: row.day(6, wrong),
        checked: row.yes(7),
        outside: row.yes(8),
    }
}

fn succession(row: &Row, units: &[UnitEntry], wrong: &mut Vec<Problem>) -> Option<SuccessionEntry> {
    let known = wrong.len();
    let extent = if row.text(2).is_empty() {
        SuccessionExtent::Unknown
    } else {
        word(
            row,
            2,
            SuccessionExtent::ALL,
            SuccessionExtent::label,
            wrong,
            SuccessionExtent::Unknown,
        )
    };
    let date = row.day(3, wrong);
    let Some(date) = date else {
        if wrong.len() == known {
            wrong.push(row.problem(3, "Hãy ghi ngày bắt đầu, ví dụ 01/07/2025.".to_owned()));
        }
        return None;
    };
    let before = date.pred_opt().unwrap_or(date);
    let mut one = |column, on: NaiveDate| match named(units, &row.text(column), on) {
        Ok(code) => code,
        Err(message) => {
            wrong.push(row.problem(column, message));
            String::new()
        }
    };
    Some(SuccessionEntry {
        from: one(0, before),
        to: one(1, date),
        extent,
        date,
        checked: row.yes(5),
        source: row.text(4),
        answers: row.yes(6),
    })
}

/// The code of the unit that is meant: by its code, or by its name of that day.
fn named(units: &[UnitEntry], typed: &str, on: NaiveDate) -> Result<String, String> {
    if let Some(unit) = units.iter().find(|unit| unit.code == typed) {
        return Ok(unit.code.clone());
    }
    let of_name: Vec<&UnitEntry> = units
        .iter()
        .filter(|unit| is_name(&unit.name, unit.kind, typed))
        .collect();
    let of_day: Vec<&UnitEntry> = of_name
        .iter()
        .copied()
        .filter(|unit| span_covers(unit.valid_from, unit.valid_to, on))
        .collect();
    match (&of_day[..], &of_name[..]) {
        ([unit], _) | ([], [unit]) => Ok(unit.code.clone()),
        ([], []) => Err(format!(
            "Trang “{UNITS}” không có đơn vị “{typed}”; hãy sửa tên."
        )),
        _ => Err(format!(
            "Trang “{UNITS}” có nhiều đơn vị tên “{typed}”; hãy ghi mã hoặc ngày hiệu lực của đơn vị."
        )),
    }
}
