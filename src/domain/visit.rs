//! A supervision visit: who went where, when, what was covered, and the states it passes through.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::{ClockTime, show};
use super::ids::{
    BodyId, CatalogueId, ItemId, ParticipantId, RegulationId, StrengthId, UnitId, VisitId,
};
use super::problem::Problem;
use super::words::words;

words! {
    /// Kind of visit.
    VisitKind {
        Periodic = "periodic", "Giám sát định kỳ";
        Thematic = "thematic", "Giám sát chuyên đề";
        Unannounced = "unannounced", "Giám sát đột xuất";
        Recheck = "recheck", "Phúc tra";
    }
}

words! {
    /// Where a visit stands.
    VisitState {
        Planned = "planned", "Dự kiến";
        Announced = "announced", "Đã thông báo";
        InProgress = "in_progress", "Đang giám sát";
        Visited = "visited", "Đã giám sát";
        Concluded = "concluded", "Đã kết luận";
        Closed = "closed", "Đã kết thúc";
        Postponed = "postponed", "Tạm hoãn";
        Cancelled = "cancelled", "Hủy";
    }
}

impl VisitState {
    /// States that a user may move to from here; issuing the conclusion is what leads to `Concluded`.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Planned => &[
                Self::Announced,
                Self::InProgress,
                Self::Postponed,
                Self::Cancelled,
            ],
            Self::Announced => &[Self::InProgress, Self::Postponed, Self::Cancelled],
            Self::InProgress => &[Self::Visited, Self::Postponed],
            Self::Visited => &[Self::InProgress],
            Self::Concluded => &[Self::Closed],
            Self::Closed => &[],
            Self::Postponed => &[Self::Planned, Self::Announced, Self::Cancelled],
            Self::Cancelled => &[Self::Planned],
        }
    }

    /// Whether the checklist and the findings may still change.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Concluded | Self::Closed | Self::Cancelled)
    }

    /// Whether ratings must carry their reasons by now.
    pub fn is_past_visit(self) -> bool {
        matches!(self, Self::Visited | Self::Concluded | Self::Closed)
    }

    /// Whether the move to this state must say why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Postponed | Self::Cancelled)
    }

    /// What the button that leads to this state says.
    pub fn step_label(self) -> &'static str {
        match self {
            Self::Planned => "Đưa về dự kiến",
            Self::Announced => "Đã thông báo cho đơn vị",
            Self::InProgress => "Bắt đầu giám sát",
            Self::Visited => "Kết thúc buổi giám sát",
            Self::Concluded => "Ban hành kết luận",
            Self::Closed => "Kết thúc cuộc giám sát",
            Self::Postponed => "Tạm hoãn",
            Self::Cancelled => "Hủy cuộc giám sát",
        }
    }
}

/// What a move between states has to know of the visit's content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MoveFacts {
    pub not_rated: usize,
    pub lacking_reason: usize,
    /// Shortcomings neither verified nor withdrawn.
    pub open_shortcomings: usize,
    /// The user said that the items without a rating stay so.
    pub accept_not_rated: bool,
}

/// # Errors
/// The move is not allowed from this state, lacks its reason, or the content is not ready for it.
pub fn check_move(
    from: VisitState,
    to: VisitState,
    reason: &str,
    facts: MoveFacts,
) -> Result<(), Problem> {
    if !from.next().contains(&to) {
        return Err(Problem::new(
            "state",
            format!(
                "Cuộc giám sát “{}” không chuyển thẳng sang “{}” được.",
                from.label(),
                to.label()
            ),
        ));
    }
    if to.needs_reason() && reason.trim().is_empty() {
        return Err(Problem::new(
            "state_reason",
            format!("Hãy ghi lý do {}.", to.label().to_lowercase()),
        ));
    }
    if to == VisitState::Visited {
        if facts.lacking_reason > 0 {
            return Err(Problem::new(
                "ratings",
                format!(
                    "Còn {} mục chưa ghi nhận xét hoặc lý do; hãy ghi đủ trước khi kết thúc buổi giám sát.",
                    super::text::paper_count(facts.lacking_reason)
                ),
            ));
        }
        if facts.not_rated > 0 && !facts.accept_not_rated {
            return Err(Problem::new(
                "ratings",
                format!(
                    "Còn {} mục chưa đánh giá.",
                    super::text::paper_count(facts.not_rated)
                ),
            ));
        }
    }
    if to == VisitState::Closed && facts.open_shortcomings > 0 {
        return Err(Problem::new(
            "shortcomings",
            format!(
                "Còn {} tồn tại chưa được xác nhận khắc phục; chưa kết thúc cuộc giám sát được.",
                super::text::paper_count(facts.open_shortcomings)
            ),
        ));
    }
    Ok(())
}

/// One supervision visit to one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub id: VisitId,
    pub ver: i64,
    pub unit_id: UnitId,
    pub body_id: BodyId,
    /// The catalogue version that this visit froze.
    pub catalogue_id: CatalogueId,
    pub kind: VisitKind,
    pub state: VisitState,
    pub state_reason: String,
    pub date: NaiveDate,
    pub time: Option<ClockTime>,
    pub place: String,
    /// What was supervised, as it stands after "giám sát": `việc thực hiện công tác dân vận …`.
    pub topic: String,
    /// The plan or decision that the visit rests on.
    pub basis: String,
    pub period_from: Option<NaiveDate>,
    pub period_to: Option<NaiveDate>,
    /// Regulations covered, empty for all.
    pub covered: Vec<RegulationId>,
    /// Day on which the unit's own report came in.
    pub report_received_on: Option<NaiveDate>,
    /// What the report was about, or what it lacked.
    pub report_note: String,
    /// General assessment by the chair, as it opens the strengths.
    pub assessment: String,
    /// Day by which the unit reports that all is put right.
    pub report_back_by: Option<NaiveDate>,
    /// The visit that this one re-checks.
    pub rechecks: Option<VisitId>,
    pub note: String,
}

impl Visit {
    pub fn covers(&self, regulation: RegulationId) -> bool {
        self.covered.is_empty() || self.covered.contains(&regulation)
    }

    /// # Errors
    /// A date contradicts another one.
    pub fn check(&self) -> Result<(), Problem> {
        if let (Some(from), Some(to)) = (self.period_from, self.period_to)
            && to < from
        {
            return Err(Problem::new(
                "period_to",
                format!(
                    "Thời kỳ giám sát kết thúc {} trước khi bắt đầu {}; hãy sửa lại.",
                    show(to),
                    show(from)
                ),
            ));
        }
        if let Some(by) = self.report_back_by
            && by < self.date
        {
            return Err(Problem::new(
                "report_back_by",
                format!(
                    "Hạn gửi báo cáo khắc phục {} ở trước ngày giám sát {}; hãy chọn ngày sau đó.",
                    show(by),
                    show(self.date)
                ),
            ));
        }
        if self.rechecks == Some(self.id) {
            return Err(Problem::new(
                "rechecks",
                "Cuộc phúc tra không thể phúc tra chính nó.",
            ));
        }
        if self.state.needs_reason() && self.state_reason.trim().is_empty() {
            return Err(Problem::new(
                "state_reason",
                format!("Hãy ghi lý do {}.", self.state.label().to_lowercase()),
            ));
        }
        Ok(())
    }
}

words! {
    /// Which side of the table a participant sits on.
    Side {
        Team = "team", "Đoàn giám sát";
        Unit = "unit", "Đơn vị được giám sát";
    }
}

words! {
    /// Role of a participant.
    ParticipantRole {
        Head = "head", "Trưởng đoàn";
        DeputyHead = "deputy_head", "Phó trưởng đoàn";
        Secretary = "secretary", "Thư ký";
        Member = "member", "Thành viên";
        Reporter = "reporter", "Người báo cáo";
        Attendee = "attendee", "Dự họp";
    }
}

impl ParticipantRole {
    /// Roles that make sense on one side.
    pub fn of_side(side: Side) -> &'static [Self] {
        match side {
            Side::Team => &[Self::Head, Self::DeputyHead, Self::Secretary, Self::Member],
            Side::Unit => &[Self::Reporter, Self::Attendee],
        }
    }
}

/// Someone who took part in a visit. The name may stay empty where only the position matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub id: ParticipantId,
    pub ver: i64,
    pub visit_id: VisitId,
    pub side: Side,
    pub position: i64,
    pub name: String,
    pub title: String,
    pub role: ParticipantRole,
}

impl Participant {
    /// # Errors
    /// Neither name nor position is given, or the role belongs to the other side.
    pub fn check(&self) -> Result<(), Problem> {
        if self.name.trim().is_empty() && self.title.trim().is_empty() {
            return Err(Problem::new(
                "name",
                "Hãy ghi họ tên hoặc chức vụ của người tham dự.",
            ));
        }
        if !ParticipantRole::of_side(self.side).contains(&self.role) {
            return Err(Problem::new(
                "role",
                format!(
                    "“{}” không phải vai trò của {}.",
                    self.role.label(),
                    self.side.label().to_lowercase()
                ),
            ));
        }
        Ok(())
    }
}

/// Something the unit did well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    pub id: StrengthId,
    pub ver: i64,
    pub visit_id: VisitId,
    pub regulation_id: Option<RegulationId>,
    pub item_id: Option<ItemId>,
    pub position: i64,
    pub text: String,
}

impl Strength {
    /// # Errors
    /// The text is empty.
    pub fn check(&self) -> Result<(), Problem> {
        if self.text.trim().is_empty() {
            return Err(Problem::new("text", "Hãy ghi nội dung ưu điểm."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visited_counts_aloud_what_has_no_rating() {
        let facts = MoveFacts {
            not_rated: 3,
            ..MoveFacts::default()
        };
        let problem =
            check_move(VisitState::InProgress, VisitState::Visited, "", facts).unwrap_err();
        assert_eq!(problem.message, "Còn 03 mục chưa đánh giá.");
        let accepted = MoveFacts {
            accept_not_rated: true,
            ..facts
        };
        assert!(check_move(VisitState::InProgress, VisitState::Visited, "", accepted).is_ok());
    }

    #[test]
    fn visited_is_refused_while_reasons_are_missing() {
        let facts = MoveFacts {
            lacking_reason: 1,
            accept_not_rated: true,
            ..MoveFacts::default()
        };
        assert!(check_move(VisitState::InProgress, VisitState::Visited, "", facts).is_err());
    }

    #[test]
    fn closed_is_refused_while_a_shortcoming_is_open() {
        let open = MoveFacts {
            open_shortcomings: 1,
            ..MoveFacts::default()
        };
        assert!(check_move(VisitState::Concluded, VisitState::Closed, "", open).is_err());
        assert!(
            check_move(
                VisitState::Concluded,
                VisitState::Closed,
                "",
                MoveFacts::default()
            )
            .is_ok()
        );
    }

    #[test]
    fn cancelling_needs_a_reason_and_a_concluded_visit_stays() {
        let none = MoveFacts::default();
        assert!(check_move(VisitState::Planned, VisitState::Cancelled, " ", none).is_err());
        assert!(
            check_move(
                VisitState::Planned,
                VisitState::Cancelled,
                "Trùng lịch",
                none
            )
            .is_ok()
        );
        assert!(check_move(VisitState::Concluded, VisitState::InProgress, "", none).is_err());
    }
}
