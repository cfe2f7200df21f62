//! A district's workbook that comes back filled in.

use chrono::NaiveDate;

use super::{
    BODIES, BODY_HEADS, DISTRICT, DISTRICT_HEADS, SIGNER_HEADS, SIGNERS, SUCCESSION_HEADS,
    SUCCESSIONS, UNIT_HEADS, UNITS,
};
use crate::documents::sheet::{Book, Row, word};
use crate::domain::reform::short_name;
use crate::domain::unit::{SuccessionExtent, span_covers};
use crate::domain::{Problem, Problems, SigningRight, UnitKind, text};
use crate::read::district_file::{
    BodyEntry, DistrictFile, DistrictHead, SCHEMA_VERSION, SignerEntry, SuccessionEntry, UnitEntry,
};

/// Reads such a workbook: units that have no code get one, units may be named by code or by name.
///
/// # Errors
/// It is not such a workbook, cells say what cannot be, or the district would not hold together; each with sheet,
/// line and column.
pub fn district_from_xlsx(bytes: &[u8]) -> Result<DistrictFile, Problems> {
    let mut book = Book::open(bytes, "Hãy lưu mẫu rồi điền trên đó.")?;
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
