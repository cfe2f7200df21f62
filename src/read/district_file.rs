//! The JSON form of a district: its name, the body that supervises, its units and what became of them.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::shipped as made_from;
use crate::domain::reform::short_name;
use crate::domain::unit::{SuccessionExtent, span_covers, spans_meet};
use crate::domain::{
    Body, BodyId, Problem, Signer, SignerId, SigningRight, Succession, SuccessionId, Unit, UnitId,
    UnitKind, text,
};

pub const SCHEMA_VERSION: u32 = 1;

/// A whole district.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictFile {
    pub schema_version: u32,
    /// What whoever fills the form in should know; not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<String>,
    pub district: DistrictHead,
    pub bodies: Vec<BodyEntry>,
    pub units: Vec<UnitEntry>,
    #[serde(default)]
    pub successions: Vec<SuccessionEntry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictHead {
    pub code: String,
    /// "Quận Hoàng Mai".
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyEntry {
    pub superior: String,
    pub name: String,
    pub symbol: String,
    pub place: String,
    pub term_from: NaiveDate,
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    #[serde(default)]
    pub signers: Vec<SignerEntry>,
    #[serde(default)]
    pub recipients: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerEntry {
    pub title: String,
    pub right: SigningRight,
    #[serde(default)]
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    pub code: String,
    pub kind: UnitKind,
    pub name: String,
    #[serde(default)]
    pub short_name: String,
    /// Code of the ward that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ward: Option<String>,
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    #[serde(default)]
    pub checked: bool,
    /// It took over from units of the district without belonging to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuccessionEntry {
    pub from: String,
    pub to: String,
    #[serde(default = "unknown")]
    pub extent: SuccessionExtent,
    pub date: NaiveDate,
    #[serde(default)]
    pub checked: bool,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub answers: bool,
}

fn unknown() -> SuccessionExtent {
    SuccessionExtent::Unknown
}

/// A district as records.
#[derive(Debug, Clone, Default)]
pub struct DistrictRecords {
    pub units: Vec<Unit>,
    pub successions: Vec<Succession>,
    pub bodies: Vec<Body>,
    pub signers: Vec<Signer>,
}

impl DistrictFile {
    /// A form to fill in, with one ward.
    pub fn empty() -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            note: [
                "Điền vào giữa các dấu ngoặc kép; ngày ghi năm-tháng-ngày, ví dụ 2025-07-01; không có thì ghi null.",
                "district.code: mã quận viết liền không dấu, ví dụ hoang-mai. units[].code: mã đơn vị, mỗi đơn vị một mã, ví dụ hm-dinh-cong.",
                "units[].kind: ward (phường), party_cell (chi bộ), residential_group (tổ dân phố), school (trường học), agency (cơ quan); ward: mã phường mà đơn vị trực thuộc.",
                "successions: đơn vị cũ (from), đơn vị tiếp nhận (to), ngày (date), extent: whole (toàn bộ), part (một phần), unknown (chưa rõ). Chưa sắp xếp thì để trống.",
                "signers[].right: direct (ký trực tiếp), deputy (K/T), collective (T/M), by_order (T/L), acting (Q.).",
            ]
            .map(str::to_owned)
            .to_vec(),
            district: DistrictHead {
                code: String::new(),
                name: String::new(),
            },
            bodies: vec![BodyEntry {
                superior: String::new(),
                name: "BAN DÂN VẬN".to_owned(),
                symbol: "BDVQU".to_owned(),
                place: String::new(),
                term_from: NaiveDate::from_ymd_opt(2020, 8, 1).unwrap_or_default(),
                valid_from: None,
                valid_to: None,
                signers: vec![SignerEntry {
                    title: "TRƯỞNG BAN".to_owned(),
                    right: SigningRight::Direct,
                    name: String::new(),
                }],
                recipients: vec![
                    "Đảng ủy {unit}".to_owned(),
                    "Lưu Ban Dân vận".to_owned(),
                ],
            }],
            units: vec![UnitEntry {
                code: String::new(),
                kind: UnitKind::Ward,
                name: String::new(),
                short_name: String::new(),
                ward: None,
                valid_from: None,
                valid_to: None,
                checked: false,
                outside: false,
            }],
            successions: Vec::new(),
        }
    }

    /// The records, everything checked first.
    ///
    /// # Errors
    /// Every place that is wrong, in the user's words.
    pub fn records(&self) -> Result<DistrictRecords, Vec<Problem>> {
        let mut problems = Vec::new();
        self.check_head(&mut problems);
        let mut out = DistrictRecords::default();
        self.bodies(&mut out, &mut problems);
        self.units(&mut out, &mut problems);
        self.successions(&mut out, &mut problems);
        if problems.is_empty() {
            Ok(out)
        } else {
            Err(problems)
        }
    }

    fn check_head(&self, problems: &mut Vec<Problem>) {
        let code = &self.district.code;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if code.is_empty() || !code.chars().all(plain) {
            problems.push(Problem::new(
                "district.code",
                "Hãy ghi mã quận bằng chữ thường không dấu, số và dấu -, ví dụ hoang-mai.",
            ));
        }
        if text::clean(&self.district.name).is_empty() {
            problems.push(Problem::new(
                "district.name",
                "Hãy ghi tên quận, ví dụ Quận Hoàng Mai.",
            ));
        }
    }

    fn bodies(&self, out: &mut DistrictRecords, problems: &mut Vec<Problem>) {
        let code = &self.district.code;
        if self.bodies.is_empty() {
            problems.push(Problem::new(
                "bodies",
                "Hãy ghi ít nhất một cơ quan giám sát.",
            ));
        }
        for (index, entry) in self.bodies.iter().enumerate() {
            let place = format!("bodies[{index}]");
            let since = entry
                .valid_from
                .map_or_else(String::new, |day| format!(":{day}"));
            let body = Body {
                id: BodyId(made_from("body", &format!("{code}{since}"))),
                ver: 1,
                district: code.clone(),
                superior: text::clean(&entry.superior),
                name: text::clean(&entry.name),
                symbol: text::clean(&entry.symbol),
                place: text::clean(&entry.place),
                term_from: entry.term_from,
                valid_from: entry.valid_from,
                valid_to: entry.valid_to,
                recipients: entry
                    .recipients
                    .iter()
                    .map(|line| text::clean(line))
                    .collect(),
            };
            problems.extend(body.check().err().map(|problem| problem.within(&place)));
            let span = |body: &Body| (body.valid_from, body.valid_to);
            if out
                .bodies
                .iter()
                .any(|other| spans_meet(span(other), span(&body)))
            {
                problems.push(Problem::new(
                    format!("{place}.valid_from"),
                    "Hai bản của cơ quan giám sát cùng có hiệu lực trong một ngày; hãy sửa ngày.",
                ));
            }
            for (number, signer) in entry.signers.iter().enumerate() {
                if text::clean(&signer.title).is_empty() {
                    problems.push(Problem::new(
                        format!("{place}.signers[{number}].title"),
                        "Hãy ghi chức vụ người ký, ví dụ TRƯỞNG BAN.",
                    ));
                }
                let position = i64::try_from(number).unwrap_or(i64::MAX).saturating_add(1);
                out.signers.push(Signer {
                    id: SignerId(made_from("signer", &format!("{code}{since}:{position}"))),
                    ver: 1,
                    body_id: body.id,
                    position,
                    title: text::clean(&signer.title),
                    right: signer.right,
                    name: text::clean(&signer.name),
                });
            }
            out.bodies.push(body);
        }
    }

    fn units(&self, out: &mut DistrictRecords, problems: &mut Vec<Problem>) {
        if !self.units.iter().any(|unit| unit.kind == UnitKind::Ward) {
            problems.push(Problem::new("units", "Hãy ghi ít nhất một phường."));
        }
        let mut codes = HashSet::new();
        for (index, entry) in self.units.iter().enumerate() {
            let place = format!("units[{index}]");
            let name = text::clean(&entry.name);
            let mut short = text::clean(&entry.short_name);
            if short.is_empty() {
                short = short_name(&name, entry.kind);
            }
            let parent = entry.ward.as_ref().map(|code| {
                let ward = self.units.iter().find(|unit| unit.code == *code);
                match ward {
                    Some(ward) if ward.kind == UnitKind::Ward && entry.kind != UnitKind::Ward => {}
                    Some(_) => problems.push(Problem::new(
                        format!("{place}.ward"),
                        "Chỉ chi bộ, tổ dân phố, trường học, cơ quan thuộc một phường; hãy sửa mã phường hoặc loại đơn vị.",
                    )),
                    None => problems.push(Problem::new(
                        format!("{place}.ward"),
                        format!("Không có phường mang mã “{code}” trong tệp; hãy sửa mã."),
                    )),
                }
                unit_id(code)
            });
            let unit = Unit {
                id: unit_id(&entry.code),
                ver: 1,
                code: entry.code.clone(),
                kind: entry.kind,
                name,
                short_name: short,
                district: if entry.outside {
                    String::new()
                } else {
                    self.district.code.clone()
                },
                parent_id: parent,
                valid_from: entry.valid_from,
                valid_to: entry.valid_to,
                checked: entry.checked,
            };
            problems.extend(unit.check().err().map(|problem| problem.within(&place)));
            if !unit.code.is_empty() && !codes.insert(unit.code.clone()) {
                problems.push(Problem::new(
                    format!("{place}.code"),
                    format!(
                        "Mã “{}” đã dùng cho đơn vị khác trong tệp; hãy đổi mã.",
                        unit.code
                    ),
                ));
            }
            let twin = out.units.iter().find(|other| {
                !unit.name.is_empty()
                    && text::sort_key(&other.name) == text::sort_key(&unit.name)
                    && (other.kind, other.parent_id) == (unit.kind, unit.parent_id)
                    && spans_meet(
                        (other.valid_from, other.valid_to),
                        (unit.valid_from, unit.valid_to),
                    )
            });
            if let Some(twin) = twin {
                problems.push(Problem::new(
                    format!("{place}.name"),
                    format!(
                        "{} trùng tên với đơn vị mã “{}” trong cùng thời gian; hãy sửa tên hoặc ngày.",
                        unit.name, twin.code
                    ),
                ));
            }
            out.units.push(unit);
        }
    }

    fn successions(&self, out: &mut DistrictRecords, problems: &mut Vec<Problem>) {
        for (index, entry) in self.successions.iter().enumerate() {
            let place = format!("successions[{index}]");
            let mut known = |field: &str, code: &str| {
                let found = out.units.iter().find(|unit| unit.code == code);
                if found.is_none() {
                    problems.push(Problem::new(
                        format!("{place}.{field}"),
                        format!("Không có đơn vị mang mã “{code}” trong tệp; hãy sửa mã."),
                    ));
                }
                found
            };
            let (from, to) = (known("from", &entry.from), known("to", &entry.to));
            let day_before = entry.date.pred_opt().unwrap_or(entry.date);
            if let Some(from) = from
                && !span_covers(from.valid_from, from.valid_to, day_before)
            {
                problems.push(Problem::new(
                    format!("{place}.date"),
                    format!(
                        "{} không tồn tại vào ngày trước đó; hãy sửa ngày sắp xếp hoặc ngày của đơn vị.",
                        from.name
                    ),
                ));
            }
            if let Some(to) = to
                && !span_covers(to.valid_from, to.valid_to, entry.date)
            {
                problems.push(Problem::new(
                    format!("{place}.date"),
                    format!(
                        "{} chưa có hoặc không còn vào ngày này; hãy sửa ngày sắp xếp hoặc ngày của đơn vị.",
                        to.name
                    ),
                ));
            }
            let key = format!("{}:{}:{}", entry.from, entry.to, entry.date);
            let id = SuccessionId(made_from("succession", &key));
            if out.successions.iter().any(|link| link.id == id) {
                problems.push(Problem::new(place, "Dòng này đã ghi ở trên; hãy bỏ bớt."));
                continue;
            }
            out.successions.push(Succession {
                id,
                ver: 1,
                from_id: unit_id(&entry.from),
                to_id: unit_id(&entry.to),
                extent: entry.extent,
                on: entry.date,
                checked: entry.checked,
                source: text::clean(&entry.source),
                answers: entry.answers,
            });
        }
    }
}

fn unit_id(code: &str) -> UnitId {
    UnitId(made_from("unit", code))
}
