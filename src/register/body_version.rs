//! A body under another name, superior, symbol or place from a day on: papers of each day bear the head of that day.

use chrono::NaiveDate;

use super::Register;
use super::body::clean;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::body::version_on;
use crate::domain::date::show;
use crate::domain::unit::spans_meet;
use crate::domain::{Body, BodyId, Conclusion, ConclusionState, Problem, Signer, SignerId, Visit};
use crate::read::VisitPage;
use crate::store;

impl Register {
    /// Lets a body be another from a day on; answers the new version. Signers come along, visits of those days follow.
    ///
    /// # Errors
    /// Nothing differs, a field is missing, or another version is in force on those days.
    pub fn change_body(
        &mut self,
        base: &Body,
        new: &Body,
        from: NaiveDate,
    ) -> Result<Outcome<BodyId>, RegisterError> {
        self.transact(Op::ChangeBody, "", |tx| {
            let body: Body = tx.rows.need(base.id, "Cơ quan giám sát này")?;
            let mut new = clean(new.clone());
            let same = Body {
                id: body.id,
                ver: body.ver,
                valid_from: body.valid_from,
                valid_to: body.valid_to,
                ..new.clone()
            };
            if same == body {
                return Err(Problem::new(
                    "from",
                    "Chưa có gì khác trước; hãy sửa tên, cấp trên, ký hiệu, địa danh, nhiệm kỳ hoặc nơi nhận.",
                )
                .into());
            }
            if let Some(began) = body.valid_from.filter(|began| *began >= from) {
                return Err(Problem::new(
                    "from",
                    format!(
                        "Ngày thay đổi {} phải sau ngày {} mà {} bắt đầu; sửa chính bản đó thì sửa thẳng ở Cài đặt.",
                        show(from),
                        show(began),
                        body.full_name()
                    ),
                )
                .into());
            }
            let last = from.pred_opt().unwrap_or(from);
            new.id = BodyId(tx.new_id());
            new.ver = 0;
            new.district.clone_from(&body.district);
            new.valid_from = Some(from);
            new.valid_to = body.valid_to.filter(|to| *to >= from);
            new.check()?;
            let all = store::unit::bodies(tx.rows.conn())?;
            let other = all.iter().find(|other| {
                other.id != body.id
                    && other.district == body.district
                    && spans_meet(
                        (other.valid_from, other.valid_to),
                        (new.valid_from, new.valid_to),
                    )
            });
            if let Some(other) = other {
                return Err(Problem::new(
                    "from",
                    format!(
                        "Đã có {} {}; hãy chọn cơ quan đó để sửa hoặc chọn ngày khác.",
                        other.full_name(),
                        other.span_words()
                    ),
                )
                .into());
            }
            tx.message = format!("Từ {}: {}, ký hiệu {}", show(from), new.full_name(), new.symbol);
            if body.valid_to.is_none_or(|to| to > last) {
                let mut ended = body.clone();
                ended.valid_to = Some(last);
                tx.rows.put(&body, ended)?;
            }
            let new = tx.rows.add(new)?;
            for signer in store::unit::signers(tx.rows.conn(), body.id)? {
                let id = SignerId(tx.new_id());
                tx.rows.add(Signer {
                    id,
                    ver: 0,
                    body_id: new.id,
                    ..signer
                })?;
            }
            follow(tx, body.id, &new)?;
            Ok(new.id)
        })
    }

    /// Takes a version back: the one before it goes on in its place.
    ///
    /// # Errors
    /// Nothing was before it, or a paper was issued under it.
    pub fn remove_body_version(&mut self, id: BodyId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::ChangeBody, "", |tx| {
            let body: Body = tx.rows.need(id, "Cơ quan giám sát này")?;
            let all = store::unit::bodies(tx.rows.conn())?;
            let before = body.valid_from.and_then(|from| {
                all.iter()
                    .filter(|other| other.id != id && other.district == body.district)
                    .filter(|other| other.valid_to.is_some_and(|to| to < from))
                    .max_by_key(|other| other.valid_to)
            });
            let (Some(before), Some(from)) = (before, body.valid_from) else {
                return refused("Đây là bản đầu tiên của cơ quan giám sát, không bỏ được.");
            };
            if store::issued::any_since(tx.rows.conn(), &body.symbol, from)? {
                return refused(format!(
                    "Đã ban hành văn bản mang ký hiệu {} từ ngày {}, không bỏ lần thay đổi này được.",
                    body.symbol,
                    show(from)
                ));
            }
            tx.message = format!("Đã bỏ thay đổi cơ quan giám sát từ {}", show(from));
            let mut longer = before.clone();
            longer.valid_to = body.valid_to;
            let longer = tx.rows.put(before, longer)?;
            for visit in store::unit::visits_of_body(tx.rows.conn(), id)? {
                turn(tx, &visit, &longer)?;
            }
            for signer in store::unit::signers(tx.rows.conn(), id)? {
                tx.rows.remove(&signer)?;
            }
            Ok(tx.rows.remove(&body)?)
        })
    }

    /// A visit's page with the body as it is on the day of a paper. An issued conclusion keeps the one it was issued by.
    pub fn with_body_on(
        &self,
        mut page: VisitPage,
        day: NaiveDate,
    ) -> Result<VisitPage, RegisterError> {
        let conn = self.store.conn();
        let bodies = store::unit::bodies(conn)?;
        let there = version_on(&bodies, &page.body, day);
        if there.id != page.body.id {
            page.signers = store::unit::signers(conn, there.id)?;
            page.body = there.clone();
        }
        Ok(page)
    }
}

/// Visits on days of a new version belong to it, and drafts that will be dated then bear its symbol.
fn follow(tx: &mut Tx<'_>, old: BodyId, new: &Body) -> Result<(), RegisterError> {
    for visit in store::unit::visits_of_body(tx.rows.conn(), old)? {
        let issued = store::visit::is_issued(tx.rows.conn(), visit.id)?;
        if new.in_force_on(visit.date) && !issued {
            turn(tx, &visit, new)?;
        } else {
            draft_of(tx, &visit)?;
        }
    }
    Ok(())
}

fn turn(tx: &mut Tx<'_>, visit: &Visit, to: &Body) -> Result<(), RegisterError> {
    let mut after = visit.clone();
    after.body_id = to.id;
    let after = tx.rows.put(visit, after)?;
    draft_of(tx, &after)
}

fn draft_of(tx: &mut Tx<'_>, visit: &Visit) -> Result<(), RegisterError> {
    let Some(paper) = store::visit::conclusion(tx.rows.conn(), visit.id)? else {
        return Ok(());
    };
    if paper.state != ConclusionState::Draft {
        return Ok(());
    }
    let mut after = paper.clone();
    after.symbol = symbol_for(tx, visit, &paper)?;
    after.term_from = super::conclusion::term_for(tx, visit, paper.date)?;
    if after.symbol != paper.symbol {
        // the number was of the other symbol
        after.number = None;
    }
    if after != paper {
        tx.rows.put(&paper, after)?;
    }
    Ok(())
}

/// The body of a visit as it is on a day.
pub(super) fn body_of_visit(
    tx: &Tx<'_>,
    visit: &Visit,
    day: NaiveDate,
) -> Result<Body, RegisterError> {
    let body: Body = tx.rows.need(visit.body_id, "Cơ quan giám sát này")?;
    let bodies = store::unit::bodies(tx.rows.conn())?;
    Ok(version_on(&bodies, &body, day).clone())
}

/// The symbol of the day of a draft; one that no version of the body bears was written by hand and stays.
pub(super) fn symbol_for(
    tx: &Tx<'_>,
    visit: &Visit,
    paper: &Conclusion,
) -> Result<String, RegisterError> {
    let day = paper.date.unwrap_or(tx.now.date_naive());
    let now = body_of_visit(tx, visit, day)?;
    let bodies = store::unit::bodies(tx.rows.conn())?;
    let known = bodies
        .iter()
        .any(|body| body.district == now.district && body.symbol == paper.symbol);
    Ok(if known {
        now.symbol
    } else {
        paper.symbol.clone()
    })
}
