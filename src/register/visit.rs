//! Visits: plan, edit, move between states, delete.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::correct::remove_conclusion;
use super::error::{RegisterError, refused};
use super::issue::no_paper_about;
use super::transact::{Outcome, Tx};
use crate::domain::visit::{MoveFacts, check_move};
use crate::domain::{
    Body, BodyId, CatalogueId, Problem, Unit, UnitId, Visit, VisitId, VisitKind, VisitState, date,
    text,
};
use crate::read::VisitPage;
use crate::store::{self, catalogue, unit};

/// What a new visit starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVisit {
    pub unit_id: UnitId,
    pub kind: VisitKind,
    pub date: NaiveDate,
    pub topic: String,
    pub rechecks: Option<VisitId>,
}

/// What a visit supervises when nothing else was said.
const DEFAULT_TOPIC: &str = "việc thực hiện 06 quy chế dân chủ ở cơ sở";

impl Register {
    /// Makes a visit: in progress when its day has come, planned before.
    ///
    /// # Errors
    /// The unit is gone or did not exist on that day.
    pub fn create_visit(&mut self, new: &NewVisit) -> Result<Outcome<VisitId>, RegisterError> {
        self.create_visit_with(new, |_| {})
    }

    /// The same, with something said about the visit before it is written.
    pub(super) fn create_visit_with(
        &mut self,
        new: &NewVisit,
        more: impl FnOnce(&mut Visit),
    ) -> Result<Outcome<VisitId>, RegisterError> {
        let today = self.today();
        self.transact(Op::CreateVisit, "", |tx| {
            let unit: Unit = tx.rows.need(new.unit_id, "Đơn vị này")?;
            let mut visit = new_visit(tx, &unit, new.kind, new.date, &new.topic)?;
            if new.date <= today {
                visit.state = VisitState::InProgress;
            }
            visit.rechecks = new.rechecks;
            more(&mut visit);
            visit.check()?;
            let done = if new.kind == VisitKind::Recheck {
                "Đã tạo cuộc phúc tra"
            } else {
                "Đã ghi cuộc giám sát"
            };
            tx.message = format!(
                "{done} {} ngày {}",
                unit.name_in_sentence(),
                date::show(new.date)
            );
            Ok(tx.rows.add(visit)?.id)
        })
    }

    /// Lays an edit over the visit. The state changes only through [`Register::move_visit`].
    pub fn edit_visit(&mut self, base: &Visit, new: &Visit) -> Result<Outcome<()>, RegisterError> {
        self.transact(
            Op::EditVisit,
            "Đã sửa thông tin cuộc giám sát",
            |tx| edit(tx, base, new),
        )
    }

    /// Moves a visit to another state.
    ///
    /// # Errors
    /// The move is not allowed, lacks its reason, or the content is not ready for it.
    pub fn move_visit(
        &mut self,
        id: VisitId,
        to: VisitState,
        reason: &str,
        accept_not_rated: bool,
    ) -> Result<Outcome<()>, RegisterError> {
        if to == VisitState::Concluded {
            return refused(
                "Cuộc giám sát chuyển sang “Đã kết luận” khi ban hành thông báo kết luận.",
            );
        }
        let page = self.visit_page(id)?;
        let facts = move_facts(&page, accept_not_rated);
        let message = format!("Đã chuyển sang “{}”", to.label());
        self.transact(Op::MoveVisit, message, |tx| {
            let before: Visit = tx.rows.need(id, "Cuộc giám sát này")?;
            check_move(before.state, to, reason, facts).map_err(|problem| said(problem, &page))?;
            let mut after = before.clone();
            after.state = to;
            after.state_reason = if to.needs_reason() {
                text::clean(reason)
            } else {
                String::new()
            };
            tx.rows.put(&before, after)?;
            Ok(())
        })
    }

    /// Deletes a visit with everything in it; undo brings it all back.
    ///
    /// # Errors
    /// A conclusion was issued, or other visits refer to it.
    pub fn delete_visit(&mut self, id: VisitId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::DeleteVisit, "Đã xóa cuộc giám sát", |tx| {
            let visit: Visit = tx.rows.need(id, "Cuộc giám sát này")?;
            if store::visit::is_issued(tx.rows.conn(), id)? {
                return refused("Cuộc giám sát đã có kết luận ban hành, không xóa được.");
            }
            no_paper_about(tx, id)?;
            if !store::visit::followers(tx.rows.conn(), id)?.is_empty() {
                return refused(
                    "Có cuộc giám sát khác gắn với cuộc này; hãy bỏ liên kết trước khi xóa.",
                );
            }
            delete_content(tx, id)?;
            tx.rows.remove(&visit)?;
            Ok(())
        })
    }
}

/// Lays an edit over an open visit; its state stays.
pub(super) fn edit(tx: &mut Tx<'_>, base: &Visit, new: &Visit) -> Result<(), RegisterError> {
    open_visit(tx, base.id)?;
    let mut new = clean(new.clone());
    new.state = base.state;
    let unit: Unit = tx.rows.need(new.unit_id, "Đơn vị này")?;
    check_unit_day(&unit, new.date)?;
    for shortcoming in store::visit::shortcomings(tx.rows.conn(), base.id)? {
        let due = shortcoming.deadline;
        if due.is_some_and(|deadline| deadline < new.date) {
            return Err(Problem::new(
                "date",
                format!(
                    "Có tồn tại hạn trước ngày giám sát mới {}; hãy sửa thời hạn đó trước.",
                    date::show(new.date)
                ),
            )
            .into());
        }
    }
    tx.edit(base, &new, "Cuộc giám sát này", Visit::check)?;
    Ok(())
}

/// A planned visit with everything at its default.
pub(super) fn new_visit(
    tx: &Tx<'_>,
    unit: &Unit,
    kind: VisitKind,
    day: NaiveDate,
    topic: &str,
) -> Result<Visit, RegisterError> {
    check_unit_day(unit, day)?;
    let topic = text::clean(topic);
    Ok(Visit {
        id: VisitId(tx.new_id()),
        ver: 0,
        unit_id: unit.id,
        body_id: body_for(tx, unit, day)?,
        catalogue_id: newest_catalogue(tx)?,
        kind,
        state: VisitState::Planned,
        state_reason: String::new(),
        date: day,
        time: None,
        place: format!("Trụ sở Đảng ủy {}", unit.name_in_sentence()),
        topic: if topic.is_empty() {
            DEFAULT_TOPIC.to_owned()
        } else {
            topic
        },
        basis: String::new(),
        period_from: None,
        period_to: None,
        covered: Vec::new(),
        report_received_on: None,
        report_note: String::new(),
        assessment: String::new(),
        report_back_by: None,
        rechecks: None,
        note: String::new(),
    })
}

fn delete_content(tx: &mut Tx<'_>, id: VisitId) -> Result<(), RegisterError> {
    super::attachment::remove_of_visit(tx, id)?;
    if let Some(paper) = store::visit::conclusion(tx.rows.conn(), id)? {
        remove_conclusion(tx, &paper)?;
    }
    for event in store::visit::events(tx.rows.conn(), id)? {
        tx.rows.remove(&event)?;
    }
    for shortcoming in store::visit::shortcomings(tx.rows.conn(), id)? {
        super::repeat::drop_marks(tx, shortcoming.id)?;
        tx.rows.remove(&shortcoming)?;
    }
    for strength in store::visit::strengths(tx.rows.conn(), id)? {
        tx.rows.remove(&strength)?;
    }
    for rating in store::visit::ratings(tx.rows.conn(), id)? {
        tx.rows.remove(&rating)?;
    }
    for person in store::visit::participants(tx.rows.conn(), id)? {
        tx.rows.remove(&person)?;
    }
    Ok(())
}

fn move_facts(page: &VisitPage, accept_not_rated: bool) -> MoveFacts {
    MoveFacts {
        not_rated: page.score().not_rated as usize,
        lacking_reason: page.lacking_reason().count(),
        open_shortcomings: page.unfinished().len(),
        accept_not_rated,
    }
}

/// A refusal with the names of what is missing.
fn said(mut problem: Problem, page: &VisitPage) -> Problem {
    if problem.place == "shortcomings" {
        for one in page.unfinished() {
            problem.message.push_str("\n- ");
            problem.message.push_str(&one.words());
        }
    }
    problem
}

fn clean(mut visit: Visit) -> Visit {
    for field in [
        &mut visit.place,
        &mut visit.topic,
        &mut visit.basis,
        &mut visit.report_note,
        &mut visit.assessment,
        &mut visit.note,
        &mut visit.state_reason,
    ] {
        *field = text::clean(field);
    }
    visit
}

/// The visit, if its content may still change.
pub(super) fn open_visit(tx: &Tx<'_>, id: VisitId) -> Result<Visit, RegisterError> {
    let visit: Visit = tx.rows.need(id, "Cuộc giám sát này")?;
    if visit.state.is_open() {
        Ok(visit)
    } else {
        refused(format!(
            "Cuộc giám sát “{}”, nội dung đã khóa. Muốn đính chính, hãy ra văn bản mới thay thế.",
            visit.state.label()
        ))
    }
}

/// # Errors
/// The unit did not exist on that day.
pub(super) fn check_unit_day(unit: &Unit, day: NaiveDate) -> Result<(), Problem> {
    if unit.exists_on(day) {
        return Ok(());
    }
    Err(Problem::new(
        "date",
        format!(
            "{} không tồn tại vào ngày {}; hãy chọn đơn vị của ngày đó.",
            unit.name,
            date::show(day)
        ),
    ))
}

pub(super) fn newest_catalogue(tx: &Tx<'_>) -> Result<CatalogueId, RegisterError> {
    match catalogue::newest(tx.rows.conn())? {
        Some(catalogue) => Ok(catalogue.id),
        None => refused("Tệp chưa có danh mục quy chế; hãy tạo tệp mới bằng chương trình."),
    }
}

/// The body that supervises the unit on that day: of its district and in force, else the first there is.
pub(super) fn body_for(tx: &Tx<'_>, unit: &Unit, day: NaiveDate) -> Result<BodyId, RegisterError> {
    Ok(body_on(&unit::bodies(tx.rows.conn())?, &unit.district, day)?.id)
}

/// The body that supervises a district on a day; any in force, or any at all, where none is its own.
pub(super) fn body_on(
    bodies: &[Body],
    district: &str,
    day: NaiveDate,
) -> Result<Body, RegisterError> {
    let found = crate::domain::body::body_on(bodies, district, day);
    found.cloned().map_or_else(
        || refused("Tệp chưa có cơ quan giám sát; hãy ghi ở mục Cài đặt."),
        Ok,
    )
}
