//! The catalogue and the supervising body with its signers.

use crate::domain::{Body, Catalogue, ChecklistItem, LegalRef, Regulation, Signer};

/// A catalogue version with everything in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CataloguePage {
    pub catalogue: Catalogue,
    pub regulations: Vec<RegulationEntry>,
}

/// A regulation with its own references and its items.
#[derive(Debug, Clone, PartialEq)]
pub struct RegulationEntry {
    pub regulation: Regulation,
    pub legal_refs: Vec<LegalRef>,
    pub items: Vec<ItemEntry>,
}

/// A checklist item with its references.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemEntry {
    pub item: ChecklistItem,
    pub legal_refs: Vec<LegalRef>,
}

/// A supervising body with those who sign for it.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyPage {
    pub body: Body,
    pub signers: Vec<Signer>,
}
