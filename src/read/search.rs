//! What a search finds.

use crate::domain::figures::FigurePeriod;
use crate::domain::{
    DialogueId, DocumentId, InspectionId, ModelId, PaperId, ProgrammeId, UnitId, VisitId,
};

/// What kind of thing was hit, and where a click leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HitKind {
    Unit(UnitId),
    /// A guiding document.
    Document(DocumentId),
    /// An issued paper that is no conclusion.
    Paper(PaperId),
    /// A model, or something that it promised.
    Model(ModelId),
    /// A programme, or something that belongs to it.
    Programme(ProgrammeId),
    Inspection(InspectionId),
    /// A dialogue, or something that was asked there.
    Dialogue(DialogueId),
    /// The figures of a unit in a period.
    Figures(UnitId, FigurePeriod),
    /// The visit itself or something written in it.
    Visit(VisitId),
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    pub kind: HitKind,
    /// "Phường Phúc Đồng · Giám sát định kỳ · 12/12/2022".
    pub title: String,
    /// What was hit, in words: "Tồn tại", "Nhận xét", "Phường".
    pub what: String,
    /// The text around the hit, as it was written.
    pub excerpt: String,
}
