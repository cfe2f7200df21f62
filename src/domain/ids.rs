//! Identifiers: a UUIDv7 per record, so that a record keeps its identity on every machine.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    )+};
}

ids!(
    UnitId,
    SuccessionId,
    BodyId,
    SignerId,
    CatalogueId,
    RegulationId,
    ItemId,
    LegalRefId,
    VisitId,
    ParticipantId,
    PersonId,
    HeldTitleId,
    AttachmentId,
    StrengthId,
    ShortcomingId,
    EventId,
    ReminderId,
    ReportId,
    ReportFileId,
    ModelId,
    ModelFieldId,
    CommitmentId,
    ProgrammeId,
    ProgrammeTaskId,
    ProgrammeResultId,
    InspectionId,
    DialogueId,
    OpinionId,
    ArchivePaperId,
    DocumentId,
    DocumentFileId,
    FigureReportId,
    FigureId,
    FigureAnswerId,
    OwnIndicatorId,
    ConclusionId,
    ParagraphId,
    PaperId,
    TakeOutId,
    MergeConflictId,
);

/// The identifier of a record that ships with the program: the same on every machine,
/// so that two offices that start apart still mean the same ward and the same checklist item.
pub fn shipped(kind: &str, code: &str) -> Uuid {
    let digest = Sha256::digest(format!("qcdc:{kind}:{code}").as_bytes());
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_ids_are_stable_and_distinct() {
        assert_eq!(
            shipped("unit", "lb-phuc-dong"),
            shipped("unit", "lb-phuc-dong")
        );
        assert_ne!(
            shipped("unit", "lb-phuc-dong"),
            shipped("unit", "lb-cu-khoi")
        );
        assert_eq!(shipped("unit", "lb-phuc-dong").get_version_num(), 8);
    }
}
