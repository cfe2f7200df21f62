//! The catalogue as a file: the form that ships, is edited, exported and taken in. And what differs between two.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::catalogue::CataloguePage;
use crate::domain::unit::check_span;
use crate::domain::{
    ItemOrigin, LegalRef, Problem, Problems, RegulationKind, UnitKind, date, text,
};

/// The version of this form.
pub const CATALOGUE_SCHEMA: u32 = 1;

/// A whole catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueFile {
    pub schema_version: u32,
    pub code: String,
    /// The version that it was taken from; a new one gets the next number.
    pub version: i64,
    pub title: String,
    #[serde(default)]
    pub note: String,
    pub regulations: Vec<RegulationFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegulationFile {
    pub code: String,
    pub title: String,
    pub kind: RegulationKind,
    pub title_checked: bool,
    #[serde(default)]
    pub decision_number: String,
    #[serde(default)]
    pub decision_date: Option<NaiveDate>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub legal_refs: Vec<RefFile>,
    pub items: Vec<ItemFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    pub code: String,
    pub text: String,
    #[serde(default)]
    pub evidence: String,
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    pub unit_kinds: Vec<UnitKind>,
    #[serde(default)]
    pub district: Option<String>,
    pub origin: ItemOrigin,
    #[serde(default)]
    pub legal_refs: Vec<RefFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefFile {
    pub text: String,
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    #[serde(default)]
    pub checked: bool,
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub date: Option<NaiveDate>,
    #[serde(default)]
    pub district: Option<String>,
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl RefFile {
    fn of(legal: &LegalRef) -> Self {
        Self {
            text: legal.text.clone(),
            valid_from: legal.valid_from,
            valid_to: legal.valid_to,
            checked: legal.checked,
            number: legal.number.clone(),
            date: legal.date,
            district: some(&legal.district),
        }
    }

    /// As one line, with everything that can differ.
    fn line(&self) -> String {
        let day = |day: Option<NaiveDate>| day.map(date::show).unwrap_or_default();
        let mut line = self.text.clone();
        if self.valid_from.is_some() || self.valid_to.is_some() {
            line = format!("{line} [{}–{}]", day(self.valid_from), day(self.valid_to));
        }
        if let Some(district) = &self.district {
            line = format!("{line} ({district})");
        }
        if self.checked {
            line = format!("{line}, đã đối chiếu {} {}", self.number, day(self.date));
        }
        line.trim_end().to_owned()
    }
}

fn lines(refs: &[RefFile]) -> String {
    let lines: Vec<String> = refs.iter().map(RefFile::line).collect();
    lines.join("\n")
}

impl CatalogueFile {
    /// A stored version as a file.
    pub fn of(page: &CataloguePage) -> Self {
        Self {
            schema_version: CATALOGUE_SCHEMA,
            code: page.catalogue.code.clone(),
            version: page.catalogue.version,
            title: page.catalogue.title.clone(),
            note: page.catalogue.note.clone(),
            regulations: page
                .regulations
                .iter()
                .map(|entry| RegulationFile {
                    code: entry.regulation.code.clone(),
                    title: entry.regulation.title.clone(),
                    kind: entry.regulation.kind,
                    title_checked: entry.regulation.title_checked,
                    decision_number: entry.regulation.decision_number.clone(),
                    decision_date: entry.regulation.decision_date,
                    note: entry.regulation.note.clone(),
                    legal_refs: entry.legal_refs.iter().map(RefFile::of).collect(),
                    items: entry
                        .items
                        .iter()
                        .map(|entry| ItemFile {
                            code: entry.item.code.clone(),
                            text: entry.item.text.clone(),
                            evidence: entry.item.evidence.clone(),
                            valid_from: entry.item.valid_from,
                            valid_to: entry.item.valid_to,
                            unit_kinds: entry.item.unit_kinds.clone(),
                            district: some(&entry.item.district),
                            origin: entry.item.origin,
                            legal_refs: entry.legal_refs.iter().map(RefFile::of).collect(),
                        })
                        .collect(),
                })
                .collect(),
        }
    }

    /// NFC, ends trimmed, as it is stored.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        let clean = |field: &mut String| *field = text::clean(field);
        let refs = |list: &mut Vec<RefFile>| {
            for legal in list {
                legal.text = text::clean(&legal.text);
                legal.number = text::clean(&legal.number);
            }
        };
        clean(&mut self.title);
        clean(&mut self.note);
        for regulation in &mut self.regulations {
            clean(&mut regulation.code);
            clean(&mut regulation.title);
            clean(&mut regulation.decision_number);
            clean(&mut regulation.note);
            refs(&mut regulation.legal_refs);
            for item in &mut regulation.items {
                clean(&mut item.code);
                clean(&mut item.text);
                clean(&mut item.evidence);
                refs(&mut item.legal_refs);
            }
        }
        self
    }

    /// # Errors
    /// All that is wrong, each with its place.
    pub fn check(&self) -> Result<(), Problems> {
        let mut wrong = Vec::new();
        if self.schema_version != CATALOGUE_SCHEMA {
            wrong.push(Problem::new(
                "schema_version",
                format!("Cấu trúc tệp phải là {CATALOGUE_SCHEMA}; hãy cập nhật chương trình."),
            ));
        }
        if self.title.is_empty() {
            wrong.push(Problem::new("title", "Hãy ghi tên danh mục."));
        }
        if self.regulations.is_empty() {
            wrong.push(Problem::new(
                "regulations",
                "Danh mục phải có ít nhất một quy chế.",
            ));
        }
        let (mut codes, mut item_codes) = (HashSet::new(), HashSet::new());
        for (index, regulation) in self.regulations.iter().enumerate() {
            let place = format!("regulations[{index}]");
            let mut found = Vec::new();
            check_code(&regulation.code, &mut codes, "quy chế", &mut found);
            regulation.check(&mut item_codes, &mut found);
            wrong.extend(found.into_iter().map(|problem| problem.within(&place)));
        }
        Problems::into_result(wrong)
    }
}

impl RegulationFile {
    fn check(&self, item_codes: &mut HashSet<String>, found: &mut Vec<Problem>) {
        if self.title.is_empty() {
            found.push(Problem::new("title", "Hãy ghi tên quy chế."));
        }
        // what is common to all regulations was issued by no decision
        let issued = self.kind == RegulationKind::Qcdc;
        let bare = self.decision_number.is_empty() || self.decision_date.is_none();
        if issued && self.title_checked && bare {
            found.push(Problem::new(
                "title_checked",
                "Đã đối chiếu thì phải có số và ngày quyết định.",
            ));
        }
        check_refs(&self.legal_refs, found);
        for (index, item) in self.items.iter().enumerate() {
            let place = format!("items[{index}]");
            let mut wrong = Vec::new();
            check_code(&item.code, item_codes, "nội dung kiểm tra", &mut wrong);
            if item.text.is_empty() {
                wrong.push(Problem::new("text", "Hãy ghi nội dung kiểm tra."));
            }
            if item.unit_kinds.is_empty() {
                wrong.push(Problem::new(
                    "unit_kinds",
                    "Hãy chọn ít nhất một loại đơn vị.",
                ));
            }
            wrong.extend(check_span(item.valid_from, item.valid_to).err());
            check_refs(&item.legal_refs, &mut wrong);
            found.extend(wrong.into_iter().map(|problem| problem.within(&place)));
        }
    }
}

fn check_code(code: &str, seen: &mut HashSet<String>, what: &str, found: &mut Vec<Problem>) {
    if code.is_empty() || code.contains(char::is_whitespace) {
        found.push(Problem::new(
            "code",
            format!("Mã {what} viết liền, không để trống, ví dụ QC1 hoặc QC1-03."),
        ));
    } else if !seen.insert(code.to_owned()) {
        found.push(Problem::new(
            "code",
            format!("Mã {what} {code} dùng hai lần."),
        ));
    }
}

fn check_refs(refs: &[RefFile], found: &mut Vec<Problem>) {
    for (index, legal) in refs.iter().enumerate() {
        let place = format!("legal_refs[{index}]");
        if legal.text.is_empty() {
            found.push(Problem::new("text", "Hãy ghi căn cứ.").within(&place));
        }
        if let Err(problem) = check_span(legal.valid_from, legal.valid_to) {
            found.push(problem.within(&place));
        }
        if legal.checked && (legal.number.is_empty() || legal.date.is_none()) {
            let words = "Căn cứ đã đối chiếu thì phải có số và ngày văn bản.";
            found.push(Problem::new("checked", words).within(&place));
        }
    }
}

/// What happened to a part of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
}

impl ChangeKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "Thêm",
            Self::Removed => "Bỏ",
            Self::Changed => "Sửa",
        }
    }
}

/// One difference, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueChange {
    pub kind: ChangeKind,
    /// "QC1-03, nội dung".
    pub place: String,
    pub before: String,
    pub after: String,
}

/// All differences, in the order of the new catalogue, what is gone last.
pub fn diff(old: &CatalogueFile, new: &CatalogueFile) -> Vec<CatalogueChange> {
    let mut changes = Vec::new();
    let facts =
        |file: &CatalogueFile| vec![("tên", file.title.clone()), ("ghi chú", file.note.clone())];
    compare(&mut changes, "Danh mục", facts(old), facts(new));
    let order = |file: &CatalogueFile| -> Vec<String> {
        file.regulations.iter().map(|r| r.code.clone()).collect()
    };
    compare_order(&mut changes, "Danh mục", &order(old), &order(new));
    let before: HashMap<&str, &RegulationFile> = old
        .regulations
        .iter()
        .map(|regulation| (regulation.code.as_str(), regulation))
        .collect();
    for regulation in &new.regulations {
        match before.get(regulation.code.as_str()) {
            None => added_regulation(&mut changes, regulation),
            Some(before) => changed_regulation(&mut changes, before, regulation),
        }
    }
    let kept: HashSet<&str> = new.regulations.iter().map(|r| r.code.as_str()).collect();
    for gone in old
        .regulations
        .iter()
        .filter(|regulation| !kept.contains(regulation.code.as_str()))
    {
        let count = gone.items.len();
        let before = format!("{} ({count} nội dung)", gone.title);
        changes.push(one(
            ChangeKind::Removed,
            gone.code.clone(),
            before,
            String::new(),
        ));
    }
    changes
}

fn one(kind: ChangeKind, place: String, before: String, after: String) -> CatalogueChange {
    CatalogueChange {
        kind,
        place,
        before,
        after,
    }
}

fn compare(
    changes: &mut Vec<CatalogueChange>,
    place: &str,
    old: Vec<(&'static str, String)>,
    new: Vec<(&'static str, String)>,
) {
    for ((what, before), (_, after)) in old.into_iter().zip(new) {
        if before != after {
            let place = format!("{place}, {what}");
            changes.push(one(ChangeKind::Changed, place, before, after));
        }
    }
}

/// Only what stayed can be out of order.
fn compare_order(changes: &mut Vec<CatalogueChange>, place: &str, old: &[String], new: &[String]) {
    let stayed = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter()
            .filter(|code| other.contains(code))
            .cloned()
            .collect()
    };
    let (before, after) = (stayed(old, new), stayed(new, old));
    if before != after {
        let place = format!("{place}, thứ tự");
        changes.push(one(
            ChangeKind::Changed,
            place,
            before.join(", "),
            after.join(", "),
        ));
    }
}

fn added_regulation(changes: &mut Vec<CatalogueChange>, regulation: &RegulationFile) {
    let title = regulation.title.clone();
    let place = regulation.code.clone();
    changes.push(one(ChangeKind::Added, place, String::new(), title));
    for item in &regulation.items {
        let (place, text) = (item.code.clone(), item.text.clone());
        changes.push(one(ChangeKind::Added, place, String::new(), text));
    }
}

fn changed_regulation(
    changes: &mut Vec<CatalogueChange>,
    old: &RegulationFile,
    new: &RegulationFile,
) {
    let facts = |regulation: &RegulationFile| {
        let checked = crate::domain::catalogue::checked_label(regulation.title_checked);
        vec![
            ("tên", regulation.title.clone()),
            ("loại", regulation.kind.label().to_owned()),
            ("số quyết định", regulation.decision_number.clone()),
            (
                "ngày quyết định",
                regulation.decision_date.map(date::show).unwrap_or_default(),
            ),
            ("đối chiếu", checked.to_owned()),
            ("ghi chú", regulation.note.clone()),
            ("căn cứ chung", lines(&regulation.legal_refs)),
        ]
    };
    compare(changes, &new.code, facts(old), facts(new));
    let order = |regulation: &RegulationFile| -> Vec<String> {
        regulation
            .items
            .iter()
            .map(|item| item.code.clone())
            .collect()
    };
    compare_order(changes, &new.code, &order(old), &order(new));
    let before: HashMap<&str, &ItemFile> = old
        .items
        .iter()
        .map(|item| (item.code.as_str(), item))
        .collect();
    for item in &new.items {
        match before.get(item.code.as_str()) {
            None => {
                let (place, text) = (item.code.clone(), item.text.clone());
                changes.push(one(ChangeKind::Added, place, String::new(), text));
            }
            Some(before) => compare(changes, &item.code, item_facts(before), item_facts(item)),
        }
    }
    let kept: HashSet<&str> = new.items.iter().map(|item| item.code.as_str()).collect();
    for gone in old
        .items
        .iter()
        .filter(|item| !kept.contains(item.code.as_str()))
    {
        let (place, text) = (gone.code.clone(), gone.text.clone());
        changes.push(one(ChangeKind::Removed, place, text, String::new()));
    }
}

fn item_facts(item: &ItemFile) -> Vec<(&'static str, String)> {
    let day = |day: Option<NaiveDate>| day.map(date::show).unwrap_or_default();
    let kinds: Vec<&str> = item.unit_kinds.iter().map(|kind| kind.label()).collect();
    vec![
        ("nội dung", item.text.clone()),
        ("minh chứng", item.evidence.clone()),
        ("hiệu lực từ", day(item.valid_from)),
        ("hiệu lực đến", day(item.valid_to)),
        ("loại đơn vị", kinds.join(", ")),
        ("quận", item.district.clone().unwrap_or_default()),
        ("nguồn", item.origin.label().to_owned()),
        ("căn cứ", lines(&item.legal_refs)),
    ]
}
