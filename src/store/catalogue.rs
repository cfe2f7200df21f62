//! The catalogue: one version whole, by id or by code.

use rusqlite::{Connection, params};

use super::column::read;
use super::error::StoreError;
use super::record::{get, select};
use crate::domain::{
    Catalogue, CatalogueId, ChecklistItem, ItemId, LegalRef, Regulation, RegulationId,
};
use crate::read::catalogue::{CataloguePage, ItemEntry, RegulationEntry};

/// The newest version, which new visits use.
pub fn newest(conn: &Connection) -> Result<Option<Catalogue>, StoreError> {
    Ok(select(conn, "ORDER BY version DESC LIMIT 1", [])?.pop())
}

pub fn by_key(
    conn: &Connection,
    code: &str,
    version: i64,
) -> Result<Option<Catalogue>, StoreError> {
    Ok(select(
        conn,
        "WHERE code = ?1 AND version = ?2",
        params![code, version],
    )?
    .pop())
}

/// Every item of a version with what it is known by over all versions: code of the catalogue and of the item.
pub fn item_keys(conn: &Connection, id: CatalogueId) -> Result<Vec<(ItemId, String)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT i.id, c.code || ' ' || i.code
         FROM catalogue AS c
         JOIN regulation AS r ON r.catalogue_id = c.id
         JOIN checklist_item AS i ON i.regulation_id = r.id
         WHERE c.id = ?1 ORDER BY r.position, i.position",
    )?;
    let rows = statement.query_map([id.0.as_bytes()], |row| Ok((read(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The code of every regulation of every version.
pub fn regulation_codes(conn: &Connection) -> Result<Vec<(RegulationId, String)>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id, code FROM regulation")?;
    let rows = statement.query_map([], |row| Ok((read(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A version with everything in it.
pub fn page(conn: &Connection, id: CatalogueId) -> Result<Option<CataloguePage>, StoreError> {
    let Some(catalogue) = get::<Catalogue>(conn, id)? else {
        return Ok(None);
    };
    let regulations: Vec<Regulation> = select(
        conn,
        "WHERE catalogue_id = ?1 ORDER BY position",
        [id.0.as_bytes()],
    )?;
    let mut items: Vec<ChecklistItem> = select(
        conn,
        "WHERE regulation_id IN (SELECT id FROM regulation WHERE catalogue_id = ?1) ORDER BY position",
        [id.0.as_bytes()],
    )?;
    let mut refs: Vec<LegalRef> = select(
        conn,
        "WHERE regulation_id IN (SELECT id FROM regulation WHERE catalogue_id = ?1) ORDER BY position",
        [id.0.as_bytes()],
    )?;
    let mut entries = Vec::new();
    for regulation in regulations {
        let (mine, rest): (Vec<_>, Vec<_>) = items
            .into_iter()
            .partition(|item| item.regulation_id == regulation.id);
        items = rest;
        let (of_items, of_regulation): (Vec<_>, Vec<_>) = {
            let (mine, rest): (Vec<_>, Vec<_>) = refs
                .into_iter()
                .partition(|legal| legal.regulation_id == regulation.id);
            refs = rest;
            mine.into_iter().partition(|legal| legal.item_id.is_some())
        };
        entries.push(RegulationEntry {
            items: mine
                .into_iter()
                .map(|item| ItemEntry {
                    legal_refs: of_items
                        .iter()
                        .filter(|legal| legal.item_id == Some(item.id))
                        .cloned()
                        .collect(),
                    item,
                })
                .collect(),
            regulation,
            legal_refs: of_regulation,
        });
    }
    Ok(Some(CataloguePage {
        catalogue,
        regulations: entries,
    }))
}
