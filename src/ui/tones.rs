//! Which tone each state of the field is shown in, everywhere the same.

use crate::domain::{
    ArchiveState, EventKind, ModelState, RatingValue, ReportState, ShortcomingClass,
    ShortcomingState, TaskState, VisitState,
};

use super::theme::Tone;
use crate::domain::due::DueState;

/// Tone of a visit's state.
pub const fn of_visit(state: VisitState) -> Tone {
    match state {
        VisitState::Planned | VisitState::Cancelled => Tone::Neutral,
        VisitState::Announced | VisitState::InProgress => Tone::Info,
        VisitState::Visited | VisitState::Postponed => Tone::Caution,
        VisitState::Concluded | VisitState::Closed => Tone::Good,
    }
}

/// Tone of a shortcoming's state.
pub const fn of_shortcoming(state: ShortcomingState) -> Tone {
    match state {
        ShortcomingState::Draft | ShortcomingState::Withdrawn => Tone::Neutral,
        ShortcomingState::Notified => Tone::Info,
        ShortcomingState::ReportedFixed => Tone::Caution,
        ShortcomingState::Returned => Tone::Bad,
        ShortcomingState::VerifiedClosed => Tone::Good,
    }
}

/// Tone of a shortcoming's class on a day.
pub const fn of_class(class: ShortcomingClass) -> Tone {
    match class {
        ShortcomingClass::Late => Tone::Bad,
        ShortcomingClass::DueSoon | ShortcomingClass::Waiting => Tone::Caution,
        ShortcomingClass::AtWork => Tone::Info,
        ShortcomingClass::DoneInTime | ShortcomingClass::DoneLate => Tone::Good,
    }
}

/// Tone of a monthly report.
pub const fn of_report(state: ReportState) -> Tone {
    match state {
        ReportState::InTime => Tone::Good,
        ReportState::Late => Tone::Caution,
        ReportState::Missing => Tone::Bad,
        ReportState::NotDue => Tone::Neutral,
    }
}

/// Tone of a model's state.
pub const fn of_model(state: ModelState) -> Tone {
    match state {
        ModelState::Registered | ModelState::Withdrawn => Tone::Neutral,
        ModelState::UnderWay => Tone::Info,
        ModelState::Reviewed => Tone::Caution,
        ModelState::Recognised => Tone::Good,
        ModelState::NotRecognised => Tone::Bad,
    }
}

/// Tone of something promised by a day.
pub const fn of_due(state: DueState) -> Tone {
    match state {
        DueState::Late => Tone::Bad,
        DueState::Soon | DueState::DoneLate => Tone::Caution,
        DueState::Open | DueState::NoDay => Tone::Neutral,
        DueState::Done => Tone::Good,
    }
}

/// Tone of putting a document into effect.
pub const fn of_task(state: TaskState) -> Tone {
    match state {
        TaskState::InTime => Tone::Good,
        TaskState::Late => Tone::Caution,
        TaskState::Missing => Tone::Bad,
        TaskState::NotDue => Tone::Neutral,
    }
}

/// Tone of a paper of the archive.
pub const fn of_archive(state: ArchiveState) -> Tone {
    match state {
        ArchiveState::Present => Tone::Good,
        ArchiveState::Missing => Tone::Bad,
        ArchiveState::NotApplicable | ArchiveState::NotSeen => Tone::Neutral,
    }
}

/// Tone of a rating.
pub const fn of_rating(value: RatingValue) -> Tone {
    match value {
        RatingValue::Met => Tone::Good,
        RatingValue::PartlyMet => Tone::Caution,
        RatingValue::NotMet => Tone::Bad,
        RatingValue::NotApplicable | RatingValue::NotRated => Tone::Neutral,
    }
}

/// Tone of an entry in a history.
pub const fn of_event(kind: EventKind) -> Tone {
    match kind {
        EventKind::Notified | EventKind::Extended | EventKind::Carried | EventKind::Released => {
            Tone::Info
        }
        EventKind::Reported => Tone::Caution,
        EventKind::Verified => Tone::Good,
        EventKind::Returned => Tone::Bad,
        EventKind::Withdrawn => Tone::Neutral,
    }
}
