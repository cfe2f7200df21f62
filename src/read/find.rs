//! What is found while the user types: single things to go to, the best first.

use crate::domain::{
    DialogueId, DocumentId, ModelId, PaperId, ProgrammeId, ShortcomingId, UnitId, VisitId,
};

/// Where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoundKind {
    Unit(UnitId),
    Visit(VisitId),
    Shortcoming(ShortcomingId),
    /// The conclusion of a visit.
    Conclusion(VisitId),
    /// A guiding document.
    Document(DocumentId),
    /// An issued paper that is no conclusion.
    Paper(PaperId),
    /// Mô hình Dân vận khéo.
    Model(ModelId),
    Programme(ProgrammeId),
    Dialogue(DialogueId),
}

impl FoundKind {
    /// What it is, in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Document(_) => "Văn bản chỉ đạo",
            Self::Unit(_) => "Đơn vị",
            Self::Visit(_) => "Cuộc giám sát",
            Self::Shortcoming(_) => "Tồn tại",
            Self::Conclusion(_) => "Kết luận",
            Self::Paper(_) => "Văn bản đi",
            Self::Model(_) => "Dân vận khéo",
            Self::Programme(_) => "Phối hợp",
            Self::Dialogue(_) => "Đối thoại",
        }
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub kind: FoundKind,
    /// "Phường Phúc Đồng · Giám sát định kỳ · 12/12/2022".
    pub title: String,
    /// What tells it from its like, or the text around the words that were looked for.
    pub detail: String,
    /// How well it answers; less is better.
    pub closeness: u8,
}
