//! Strengths and shortcomings of the JSON form; the history of a shortcoming is gone through step by step.

use std::collections::HashSet;

use super::super::error::RegisterError;
use super::records::Builder;
use crate::domain::shortcoming::{Step, take_step};
use crate::domain::text::clean;
use crate::domain::{
    EventId, EventKind, ItemId, Problem, RegulationId, Shortcoming, ShortcomingEvent,
    ShortcomingId, ShortcomingState, Strength, StrengthId, Visit, VisitId,
};
use crate::read::visit_file::{EventFile, ShortcomingFile, StrengthFile};

/// A shortcoming with its history.
pub(super) type Finding = (Shortcoming, Vec<ShortcomingEvent>);

impl Builder<'_, '_> {
    /// Regulation and item of a finding; the item's own regulation where only the item is named.
    pub(super) fn belongs(
        &mut self,
        place: &str,
        regulation: Option<&String>,
        item: Option<&String>,
    ) -> (Option<RegulationId>, Option<ItemId>) {
        let item = item.and_then(|code| self.item(&format!("{place}.item"), code));
        let regulation =
            regulation.and_then(|code| self.regulation(&format!("{place}.regulation"), code));
        if let (Some((_, of_item)), Some(named)) = (item, regulation)
            && of_item != named
        {
            self.problems.push(Problem::new(
                format!("{place}.item"),
                "Mục kiểm tra không thuộc quy chế đã ghi; hãy sửa một trong hai.",
            ));
        }
        (
            regulation.or(item.map(|(_, of_item)| of_item)),
            item.map(|(id, _)| id),
        )
    }

    pub(super) fn strengths(
        &mut self,
        files: &[StrengthFile],
        visit_id: VisitId,
    ) -> Result<Vec<Strength>, RegisterError> {
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        for (index, (position, file)) in (1..).zip(files).enumerate() {
            let place = format!("strengths[{index}]");
            let id = file.id.unwrap_or_else(|| StrengthId(self.tx.new_id()));
            if !seen.insert(id) || self.tx.rows.get::<Strength>(id)?.is_some() {
                self.id_taken(&place);
            }
            let (regulation_id, item_id) =
                self.belongs(&place, file.regulation.as_ref(), file.item.as_ref());
            let strength = Strength {
                id,
                ver: 0,
                visit_id,
                regulation_id,
                item_id,
                position,
                text: clean(&file.text),
            };
            self.note(&place, strength.check());
            list.push(strength);
        }
        Ok(list)
    }

    pub(super) fn id_taken(&mut self, place: &str) {
        self.problems.push(Problem::new(
            format!("{place}.id"),
            "Mã định danh đã dùng cho nội dung khác; hãy bỏ trường “id” để chương trình tự đặt.",
        ));
    }

    pub(super) fn shortcomings(
        &mut self,
        files: &[ShortcomingFile],
        visit: &Visit,
    ) -> Result<Vec<Finding>, RegisterError> {
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        for (index, (position, file)) in (1..).zip(files).enumerate() {
            let place = format!("shortcomings[{index}]");
            let id = file.id.unwrap_or_else(|| ShortcomingId(self.tx.new_id()));
            if !seen.insert(id) || self.tx.rows.get::<Shortcoming>(id)?.is_some() {
                self.id_taken(&place);
            }
            if let Some(later) = file.carried_to
                && self.tx.rows.get::<Visit>(later)?.is_none()
            {
                self.problems.push(Problem::new(
                    format!("{place}.carried_to"),
                    "Cuộc giám sát tiếp theo không có trong tệp; hãy nhập cuộc đó trước hoặc bỏ trường này.",
                ));
            }
            let (regulation_id, item_id) =
                self.belongs(&place, file.regulation.as_ref(), file.item.as_ref());
            // It may have had none before the first extension gave it one.
            let first_deadline = file
                .history
                .iter()
                .find(|event| event.kind == EventKind::Extended)
                .map_or(file.deadline, |event| event.deadline_from);
            let draft = Shortcoming {
                id,
                ver: 0,
                visit_id: visit.id,
                regulation_id,
                item_id,
                position,
                description: clean(&file.description),
                level: file.level,
                cause_external: clean(&file.cause_external),
                cause_own: clean(&file.cause_own),
                order_text: clean(&file.order),
                owner: clean(&file.owner),
                evidence: clean(&file.evidence),
                deadline: first_deadline,
                state: ShortcomingState::Draft,
                reported_on: None,
                verified_on: None,
                carried_to: file.carried_to,
                deadline_rule: file.deadline_rule,
                first_deadline: None,
                notified_on: None,
                stepped_on: None,
            };
            self.note(&place, draft.check(visit.date));
            let (last, events) = self.replay(&place, draft, &file.history, visit);
            if last.state != file.state {
                self.problems.push(Problem::new(
                    format!("{place}.state"),
                    format!(
                        "Trạng thái “{}” không khớp với quá trình khắc phục (theo quá trình là “{}”); hãy ghi đủ “history”.",
                        file.state.code(),
                        last.state.code()
                    ),
                ));
            }
            if last.deadline != file.deadline {
                self.problems.push(Problem::new(
                    format!("{place}.deadline"),
                    "Thời hạn không khớp với lần gia hạn sau cùng; hãy sửa lại.",
                ));
            }
            list.push((last, events));
        }
        Ok(list)
    }

    /// Goes through the history step by step, as it would have been entered.
    pub(super) fn replay(
        &mut self,
        place: &str,
        draft: Shortcoming,
        history: &[EventFile],
        visit: &Visit,
    ) -> Finding {
        let mut now = draft;
        let mut latest = visit.date;
        let mut events = Vec::new();
        for (index, (position, file)) in (1..).zip(history).enumerate() {
            let place = format!("{place}.history[{index}]");
            let step = Step {
                kind: file.kind,
                on: file.on,
                by: clean(&file.by),
                text: clean(&file.text),
                deadline: file.deadline_to,
            };
            if file.on < latest {
                self.problems.push(Problem::new(
                    format!("{place}.on"),
                    "Ngày ở trước ngày giám sát hoặc trước bước liền trước; hãy sửa lại.",
                ));
            }
            latest = latest.max(file.on);
            let extends = file.kind == EventKind::Extended;
            let deadline_from = now.deadline.filter(|_| extends);
            if extends && file.deadline_from != deadline_from {
                self.problems.push(Problem::new(
                    format!("{place}.deadline_from"),
                    "Thời hạn trước khi gia hạn không khớp với lần gia hạn liền trước; hãy sửa lại.",
                ));
            }
            match take_step(&now, &step) {
                Ok(after) => now = after,
                Err(mut problem) => {
                    if problem.place == "deadline" {
                        "deadline_to".clone_into(&mut problem.place);
                    }
                    self.problems.push(problem.within(&place));
                }
            }
            events.push(ShortcomingEvent {
                id: EventId(self.tx.new_id()),
                ver: 0,
                shortcoming_id: now.id,
                kind: file.kind,
                on: file.on,
                position,
                by: step.by,
                text: step.text,
                deadline_from,
                deadline_to: file.deadline_to.filter(|_| extends),
            });
        }
        (now, events)
    }
}
