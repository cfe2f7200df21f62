//! Which answers a change makes stale, and which may stand in for another.

use crate::worker::figures::FiguresQuery;
use crate::worker::{ArchiveQuery, Changes, Query};

/// Whether one list may be shown while another loads: the same kind of list under another filter.
pub(super) fn may_stand_in(old: &Query, new: &Query) -> bool {
    matches!(
        (old, new),
        (Query::Visits(_), Query::Visits(_))
            | (Query::Shortcomings { .. }, Query::Shortcomings { .. })
            | (Query::Issued(_), Query::Issued(_))
            | (Query::Search(_), Query::Search(_))
            | (Query::Find(_), Query::Find(_))
            | (Query::Overview { .. }, Query::Overview { .. })
            | (Query::Board { .. }, Query::Board { .. })
            | (Query::Reports { .. }, Query::Reports { .. })
            | (Query::Guiding(_), Query::Guiding(_))
            | (Query::Copies(_), Query::Copies(_))
            | (
                Query::Archive(ArchiveQuery::Year { .. }),
                Query::Archive(ArchiveQuery::Year { .. })
            )
            | (Query::Units { .. }, Query::Units { .. })
            | (
                Query::Figures(FiguresQuery::Board(_)),
                Query::Figures(FiguresQuery::Board(_))
            )
            | (Query::Review { .. }, Query::Review { .. })
            | (Query::Trend { .. }, Query::Trend { .. })
            | (Query::SelfRatings { .. }, Query::SelfRatings { .. })
    ) || matches!((old, new), (Query::Programmes(a), Query::Programmes(b)) if super::programmes::may_stand_in(a, b))
        || matches!((old, new), (Query::Safety(a), Query::Safety(b)) if super::safety::may_stand_in(a, b))
        || matches!((old, new), (Query::Models(a), Query::Models(b)) if super::models::may_stand_in(a, b))
        || matches!((old, new), (Query::Profile { id: a, .. }, Query::Profile { id: b, .. }) if a == b)
}

/// Whether a change makes an answer stale.
pub(super) fn depends(query: &Query, changes: Changes) -> bool {
    let field = changes.visits || changes.findings || changes.conclusions || changes.units;
    match query {
        Query::Overview { .. } | Query::Visits(_) | Query::Units { .. } | Query::Unit { .. } => {
            field
        }
        Query::BecameLate { .. } => field || changes.settings,
        Query::LateUnits { .. } => field,
        Query::MostRepeated { .. }
        | Query::EarlierFindings(_)
        | Query::Review { .. }
        | Query::Trend { .. }
        | Query::SelfRatings { .. } => field || changes.catalogue,
        Query::Board { .. } => {
            field
                || changes.catalogue
                || changes.bodies
                || changes.reports
                || changes.calendar
                || changes.archive
                || changes.documents
                || changes.programmes
                || changes.models
        }
        Query::Profile { .. } => field || changes.catalogue || changes.bodies || changes.archive,
        Query::Copies(_) => changes.take_outs || field,
        Query::Guiding(_) => changes.documents || changes.units || changes.bodies,
        Query::Archive(ArchiveQuery::Papers) => changes.archive,
        Query::Archive(ArchiveQuery::Year { .. }) => {
            field || changes.archive || changes.catalogue || changes.bodies || changes.papers
        }
        Query::Shortcomings { .. }
        | Query::Shortcoming { .. }
        | Query::Search(_)
        | Query::Find(_) => {
            field
                || changes.catalogue
                || changes.papers
                || changes.documents
                || changes.figures
                || changes.models
                || changes.programmes
        }
        Query::Reports { .. } => {
            changes.reports || changes.units || changes.calendar || changes.bodies || changes.papers
        }
        Query::Programmes(_) => super::programmes::depends(changes),
        Query::Models(_) => super::models::depends(changes),
        Query::Figures(_) => {
            changes.figures
                || changes.units
                || changes.catalogue
                || changes.papers
                || changes.bodies
        }
        Query::Safety(query) => super::safety::depends(query, changes),
        Query::Reform(_) => field || changes.reports,
        Query::Issued(_) | Query::Standing(_) | Query::NextNumber { .. } => {
            changes.papers || changes.conclusions || changes.units || changes.bodies
        }
        Query::Visit(_)
        | Query::DraftOffers(_)
        | Query::Paper(_)
        | Query::TypedConclusion { .. } => {
            field
                || changes.catalogue
                || changes.bodies
                || changes.calendar
                || changes.people
                || changes.reports
                || changes.models
                || changes.programmes
                || changes.archive
                || changes.documents
                || changes.figures
        }
        Query::People => changes.people || changes.units,
        Query::Thumbs(_) => changes.visits,
        Query::Catalogue => changes.catalogue,
        Query::Bodies => changes.bodies,
        Query::PaperRules { .. } | Query::Districts => changes.settings,
        Query::Calendar => changes.calendar || changes.settings,
        // every change moves what can be undone
        Query::Status => true,
    }
}
