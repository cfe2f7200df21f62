//! What the form of a shortcoming starts from.

use crate::domain::shortcoming::DEFAULT_DEADLINE_DAYS;
use crate::domain::text::lower_first;
use crate::domain::{DeadlineRule, Shortcoming, UnitKind};
use crate::read::{ItemSheet, VisitPage};

/// Who puts shortcomings right in a ward where nobody else was named.
const USUAL_OWNER: &str = "Ủy ban nhân dân phường";

/// What the form starts from.
#[derive(Debug)]
pub struct Start {
    pub draft: Shortcoming,
    /// The stored one, when it is edited.
    pub base: Option<Shortcoming>,
}

impl Start {
    /// A new one that belongs to no item.
    pub fn blank(page: &VisitPage) -> Self {
        let visit = &page.visit;
        let draft = Shortcoming {
            position: i64::try_from(page.shortcomings.len()).unwrap_or(i64::MAX),
            owner: usual_owner(page),
            deadline: visit.report_back_by,
            deadline_rule: visit
                .report_back_by
                .is_none()
                .then_some(DeadlineRule::Days(DEFAULT_DEADLINE_DAYS)),
            ..Shortcoming::blank(visit.id)
        };
        Self { draft, base: None }
    }

    /// A new one on an item that was found wanting; the comment becomes its description.
    pub fn from_item(page: &VisitPage, sheet: &ItemSheet, comment: &str) -> Self {
        let mut start = Self::blank(page);
        start.draft.regulation_id = Some(sheet.item.regulation_id);
        start.draft.item_id = Some(sheet.item.id);
        comment.clone_into(&mut start.draft.description);
        start.draft.order_text = order_for(&sheet.item.text);
        start.draft.evidence.clone_from(&sheet.item.evidence);
        start
    }

    /// One that is already written down.
    pub fn edit(stored: &Shortcoming) -> Self {
        Self {
            draft: stored.clone(),
            base: Some(stored.clone()),
        }
    }
}

/// The owner named last in this visit.
fn usual_owner(page: &VisitPage) -> String {
    let usual = if page.unit.kind == UnitKind::Ward {
        USUAL_OWNER
    } else {
        &page.unit.name
    };
    page.shortcomings
        .iter()
        .rev()
        .map(|shortcoming| shortcoming.owner.trim())
        .find(|owner| !owner.is_empty())
        .unwrap_or(usual)
        .to_owned()
}

/// "Khắc phục, thực hiện đầy đủ: niêm yết dự thảo phương án …"; names in capitals stay as they are.
fn order_for(item: &str) -> String {
    let capitals = item.chars().take(2).all(char::is_uppercase);
    let rest = if capitals {
        item.to_owned()
    } else {
        lower_first(item)
    };
    format!("Khắc phục, thực hiện đầy đủ: {rest}")
}
