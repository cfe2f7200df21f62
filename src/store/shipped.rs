//! What ships inside the program: the default catalogue, the wards, the supervising bodies. The schema of the
//! three files is the structures below; an unknown field is an error.

use chrono::NaiveDate;
use serde::Deserialize;

use super::error::StoreError;
use crate::domain::ids::shipped as shipped_id;
use crate::domain::{
    ArchivePaper, ArchivePaperId, Body, BodyId, Catalogue, CatalogueId, ChecklistItem, Holiday,
    HolidayKind, ItemId, ItemOrigin, LegalRef, LegalRefId, Regulation, RegulationId,
    RegulationKind, Signer, SignerId, SigningRight, Succession, SuccessionExtent, SuccessionId,
    Unit, UnitId, UnitKind,
};

/// The default catalogue as records.
#[derive(Debug, Clone)]
pub struct ShippedCatalogue {
    pub catalogue: Catalogue,
    pub regulations: Vec<Regulation>,
    pub items: Vec<ChecklistItem>,
    pub legal_refs: Vec<LegalRef>,
}

/// Wards of one district with those that took over from them.
#[derive(Debug, Clone)]
pub struct ShippedUnits {
    pub units: Vec<Unit>,
    pub successions: Vec<Succession>,
}

/// The supervising body of one district.
#[derive(Debug, Clone)]
pub struct ShippedBody {
    pub body: Body,
    pub signers: Vec<Signer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    code: String,
    version: i64,
    title: String,
    note: String,
    regulations: Vec<RegulationFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegulationFile {
    code: String,
    title: String,
    kind: RegulationKind,
    title_checked: bool,
    note: String,
    legal_refs: Vec<LegalRefFile>,
    items: Vec<ItemFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemFile {
    code: String,
    text: String,
    evidence: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    unit_kinds: Vec<UnitKind>,
    district: Option<String>,
    origin: ItemOrigin,
    legal_refs: Vec<LegalRefFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LegalRefFile {
    text: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    checked: bool,
    district: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    districts: Vec<DistrictFile>,
    units: Vec<UnitFile>,
    successions: Vec<SuccessionFile>,
    /// Facts about the reform that no unit of these districts carries; kept for a later screen.
    #[serde(rename = "reorganisations", default)]
    _reorganisations: serde_json::Value,
    #[serde(rename = "note", default)]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DistrictFile {
    code: String,
    #[serde(rename = "gso_code")]
    _gso_code: Option<String>,
    name: String,
    #[serde(rename = "party_committee")]
    _party_committee: String,
    #[serde(rename = "valid_to")]
    _valid_to: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    code: String,
    #[serde(rename = "gso_code")]
    _gso_code: Option<String>,
    kind: UnitKind,
    name: String,
    short_name: String,
    district: Option<String>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    checked: bool,
    #[serde(rename = "source")]
    _source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuccessionFile {
    from: String,
    to: String,
    extent: Option<SuccessionExtent>,
    date: NaiveDate,
    checked: bool,
    source: Option<String>,
    #[serde(default)]
    answers: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodiesFile {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    bodies: Vec<BodyFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyFile {
    district: String,
    superior: String,
    name: String,
    symbol: String,
    place: String,
    term_from: NaiveDate,
    #[serde(rename = "note", default)]
    _note: Option<String>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    signers: Vec<SignerFile>,
    recipients: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignerFile {
    title: String,
    right: SigningRight,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidaysFile {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    #[serde(rename = "note")]
    _note: String,
    days: Vec<HolidayFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    day: NaiveDate,
    kind: HolidayKind,
    name: String,
    checked: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchiveFile {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    #[serde(rename = "note")]
    _note: String,
    papers: Vec<ArchivePaperFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivePaperFile {
    code: String,
    regulation: String,
    item: String,
    every_year: bool,
    name: String,
}

fn parse<T: for<'a> Deserialize<'a>>(name: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Shipped(format!("{name}: {error}")))
}

/// Code and name of each district whose wards ship.
pub fn districts() -> Result<Vec<(String, String)>, StoreError> {
    let file: UnitsFile = parse("units.json", include_str!("../../data/units.json"))?;
    Ok(file
        .districts
        .into_iter()
        .map(|d| (d.code, d.name))
        .collect())
}

/// The default catalogue.
pub fn catalogue() -> Result<ShippedCatalogue, StoreError> {
    let file: CatalogueFile = parse("catalogue.json", include_str!("../../data/catalogue.json"))?;
    let key = format!("{}:{}", file.code, file.version);
    let catalogue = Catalogue {
        id: CatalogueId(shipped_id("catalogue", &key)),
        ver: 1,
        code: file.code,
        version: file.version,
        title: file.title,
        note: file.note,
    };
    let mut all = ShippedCatalogue {
        catalogue,
        regulations: Vec::new(),
        items: Vec::new(),
        legal_refs: Vec::new(),
    };
    for (position, regulation) in (1..).zip(file.regulations) {
        add_regulation(&mut all, &key, position, regulation);
    }
    Ok(all)
}

fn add_regulation(
    all: &mut ShippedCatalogue,
    catalogue: &str,
    position: i64,
    file: RegulationFile,
) {
    let key = format!("{catalogue}:{}", file.code);
    let id = RegulationId(shipped_id("regulation", &key));
    all.regulations.push(Regulation {
        id,
        ver: 1,
        catalogue_id: all.catalogue.id,
        position,
        code: file.code,
        title: file.title,
        kind: file.kind,
        title_checked: file.title_checked,
        decision_number: String::new(),
        decision_date: None,
        note: file.note,
    });
    add_refs(all, &key, id, None, file.legal_refs);
    for (position, item) in (1..).zip(file.items) {
        let key = format!("{catalogue}:{}", item.code);
        let item_id = ItemId(shipped_id("item", &key));
        all.items.push(ChecklistItem {
            id: item_id,
            ver: 1,
            regulation_id: id,
            position,
            code: item.code,
            text: item.text,
            evidence: item.evidence,
            valid_from: item.valid_from,
            valid_to: item.valid_to,
            unit_kinds: item.unit_kinds,
            district: item.district.unwrap_or_default(),
            origin: item.origin,
        });
        add_refs(all, &key, id, Some(item_id), item.legal_refs);
    }
}

fn add_refs(
    all: &mut ShippedCatalogue,
    key: &str,
    regulation_id: RegulationId,
    item_id: Option<ItemId>,
    refs: Vec<LegalRefFile>,
) {
    for (position, file) in (1..).zip(refs) {
        all.legal_refs.push(LegalRef {
            id: LegalRefId(shipped_id("legal_ref", &format!("{key}:{position}"))),
            ver: 1,
            regulation_id,
            item_id,
            position,
            text: file.text,
            valid_from: file.valid_from,
            valid_to: file.valid_to,
            checked: file.checked,
            number: String::new(),
            date: None,
            district: file.district.unwrap_or_default(),
        });
    }
}

/// The indicators and the checks between them.
pub fn figure_book() -> Result<crate::domain::figures::Book, StoreError> {
    crate::domain::figures::Book::read(include_str!("../../data/indicators.json"))
        .map_err(|error| StoreError::Shipped(format!("indicators.json: {error}")))
}

/// The wards that a district has or had, and those that took over from them.
pub fn units(district: &str) -> Result<ShippedUnits, StoreError> {
    let file: UnitsFile = parse("units.json", include_str!("../../data/units.json"))?;
    let id = |code: &str| UnitId(shipped_id("unit", code));
    let mut wanted: Vec<&str> = file
        .units
        .iter()
        .filter(|unit| unit.district.as_deref() == Some(district))
        .map(|unit| unit.code.as_str())
        .collect();
    for link in &file.successions {
        if wanted.contains(&link.from.as_str()) && !wanted.contains(&link.to.as_str()) {
            wanted.push(&link.to);
        }
    }
    let units = file
        .units
        .iter()
        .filter(|unit| wanted.contains(&unit.code.as_str()));
    let links = file
        .successions
        .iter()
        .filter(|link| wanted.contains(&link.from.as_str()) && wanted.contains(&link.to.as_str()));
    Ok(ShippedUnits {
        units: units
            .clone()
            .map(|unit| Unit {
                id: id(&unit.code),
                ver: 1,
                code: unit.code.clone(),
                kind: unit.kind,
                name: unit.name.clone(),
                short_name: unit.short_name.clone(),
                district: unit.district.clone().unwrap_or_default(),
                parent_id: None,
                valid_from: unit.valid_from,
                valid_to: unit.valid_to,
                checked: unit.checked,
            })
            .collect(),
        successions: links
            .map(|link| Succession {
                id: SuccessionId(shipped_id(
                    "succession",
                    &format!("{}:{}:{}", link.from, link.to, link.date),
                )),
                ver: 1,
                from_id: id(&link.from),
                to_id: id(&link.to),
                extent: link.extent.unwrap_or(SuccessionExtent::Unknown),
                on: link.date,
                checked: link.checked,
                source: link.source.clone().unwrap_or_default(),
                answers: link.answers,
            })
            .collect(),
    })
}

/// Days off of the coming and the last years, and the days worked in exchange.
pub fn holidays() -> Result<Vec<Holiday>, StoreError> {
    let file: HolidaysFile = parse("holidays.json", include_str!("../../data/holidays.json"))?;
    let days = file.days.into_iter().map(|day| Holiday {
        day: day.day,
        ver: 1,
        kind: day.kind,
        name: day.name,
        checked: day.checked,
    });
    Ok(days.collect())
}

/// Papers that an archive must hold, until somebody changes the list.
pub fn archive_papers() -> Result<Vec<ArchivePaper>, StoreError> {
    let file: ArchiveFile = parse(
        "archive_papers.json",
        include_str!("../../data/archive_papers.json"),
    )?;
    let papers = (1..)
        .zip(file.papers)
        .map(|(position, paper)| ArchivePaper {
            id: ArchivePaperId(shipped_id("archive_paper", &paper.code)),
            ver: 1,
            code: paper.code,
            regulation: paper.regulation,
            position,
            name: paper.name,
            item: paper.item,
            every_year: paper.every_year,
            from_year: None,
            to_year: None,
            replaces: None,
        });
    Ok(papers.collect())
}

/// The supervising body of a district.
pub fn body(district: &str) -> Result<ShippedBody, StoreError> {
    let file: BodiesFile = parse("bodies.json", include_str!("../../data/bodies.json"))?;
    let body = file
        .bodies
        .into_iter()
        .find(|body| body.district == district)
        .ok_or_else(|| StoreError::Shipped(format!("bodies.json: {district}")))?;
    let body_id = BodyId(shipped_id("body", district));
    Ok(ShippedBody {
        signers: (1..)
            .zip(body.signers)
            .map(|(position, signer)| Signer {
                id: SignerId(shipped_id("signer", &format!("{district}:{position}"))),
                ver: 1,
                body_id,
                position,
                title: signer.title,
                right: signer.right,
                name: signer.name,
            })
            .collect(),
        body: Body {
            id: body_id,
            ver: 1,
            district: body.district,
            superior: body.superior,
            name: body.name,
            symbol: body.symbol,
            place: body.place,
            term_from: body.term_from,
            valid_from: body.valid_from,
            valid_to: body.valid_to,
            recipients: body.recipients,
        },
    })
}
