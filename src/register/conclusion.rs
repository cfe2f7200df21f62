//! The conclusion of a visit: its head, its text, and the day it is issued and locked.

use chrono::NaiveDate;

use super::Register;
use super::body_version::{body_of_visit, symbol_for};
use super::change::Op;
use super::error::{RegisterError, refused};
use super::issue::check_free;
use super::shortcoming::write_step;
use super::transact::{Outcome, Tx};
use crate::domain::shortcoming::Step;
use crate::domain::{
    BodyId, Conclusion, ConclusionId, ConclusionState, EventKind, Paragraph, ParagraphId,
    ParagraphSource, ParagraphStyle, Problem, Problems, Section, Shortcoming, ShortcomingState,
    Signer, Unit, Visit, VisitId, VisitState, date, text,
};
use crate::read::VisitPage;
use crate::store::issued::Number;
use crate::store::{self, StoreError, check::sha256_hex};

impl Register {
    /// Lays an edit over the head and foot of a draft.
    ///
    /// # Errors
    /// It is issued, the date lies before the visit, or the number is used.
    pub fn edit_conclusion(
        &mut self,
        base: &Conclusion,
        new: &Conclusion,
    ) -> Result<Outcome<()>, RegisterError> {
        if new.number != base.number {
            self.refuse_number_on_copy(new.number)?;
        }
        self.transact(Op::EditConclusion, "Đã sửa kết luận", |tx| {
            draft_only(tx.rows.need(base.id, "Kết luận này")?)?;
            let visit: Visit = tx.rows.need(base.visit_id, "Cuộc giám sát này")?;
            let mut new = clean(new.clone());
            new.state = base.state;
            new.replaces = base.replaces;
            new.term_from = term_for(tx, &visit, new.date)?;
            if new.symbol == base.symbol {
                new.symbol = symbol_for(tx, &visit, &new)?;
                if new.symbol != base.symbol && new.number == base.number {
                    // the number was of the other symbol
                    new.number = None;
                }
            }
            number_free(tx, &new)?;
            tx.edit(base, &new, "Kết luận này", |merged| {
                merged.check(visit.date)
            })?;
            Ok(())
        })
    }

    pub fn add_paragraph(
        &mut self,
        conclusion_id: ConclusionId,
        section: Section,
        words: &str,
    ) -> Result<Outcome<ParagraphId>, RegisterError> {
        self.transact(Op::EditConclusion, "Đã thêm đoạn", |tx| {
            draft_only(tx.rows.need(conclusion_id, "Kết luận này")?)?;
            let others = store::visit::paragraphs(tx.rows.conn(), conclusion_id)?;
            let last = others
                .iter()
                .filter(|p| p.section == section)
                .map(|p| p.position)
                .max();
            let paragraph = Paragraph {
                id: ParagraphId(tx.new_id()),
                ver: 0,
                conclusion_id,
                section,
                position: 1 + last.unwrap_or(0),
                style: ParagraphStyle::Body,
                text: text::clean(words),
                source: ParagraphSource::Hand,
                edited: true,
                drafted: String::new(),
            };
            Ok(tx.rows.add(paragraph)?.id)
        })
    }

    /// Lays an edit over a paragraph; from then on a new draft leaves it alone.
    pub fn edit_paragraph(
        &mut self,
        base: &Paragraph,
        new: &Paragraph,
    ) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditConclusion, "Đã sửa kết luận", |tx| {
            draft_only(tx.rows.need(base.conclusion_id, "Kết luận này")?)?;
            let mut new = new.clone();
            new.text = text::clean(&new.text);
            new.edited = base.edited || new.text != base.text;
            tx.edit(base, &new, "Đoạn văn này", |_| Ok(()))?;
            Ok(())
        })
    }

    pub fn remove_paragraph(&mut self, id: ParagraphId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditConclusion, "Đã bỏ đoạn", |tx| {
            let paragraph: Paragraph = tx.rows.need(id, "Đoạn văn này")?;
            draft_only(tx.rows.need(paragraph.conclusion_id, "Kết luận này")?)?;
            Ok(tx.rows.remove(&paragraph)?)
        })
    }

    /// The page as it will be issued: everything checked, the number given. The caller makes the paper from it.
    ///
    /// # Errors
    /// The visit has not ended, the text is missing, something on the paper or in an order is missing, or
    /// shortcomings are left out of the text and that was not confirmed.
    pub fn prepare_issue(
        &self,
        visit_id: VisitId,
        accept_left_out: bool,
    ) -> Result<VisitPage, RegisterError> {
        if self.copy_info()?.is_some() {
            self.refuse_number_on_copy(Some(1))?;
        }
        let page = self.visit_page(visit_id)?;
        let concluded = matches!(page.visit.state, VisitState::Concluded | VisitState::Closed);
        let correcting = concluded && page.is_correcting();
        if page.visit.state != VisitState::Visited && !correcting {
            return refused(if concluded {
                "Kết luận của cuộc giám sát này đã ban hành."
            } else {
                "Hãy kết thúc buổi giám sát trước khi ban hành kết luận."
            });
        }
        let dated = page
            .conclusion
            .as_ref()
            .and_then(|page| page.conclusion.date);
        let day = dated.unwrap_or(self.today());
        let mut page = self.with_body_on(page, day)?;
        if let Some(written) = page.conclusion.as_mut() {
            let paper = &mut written.conclusion;
            paper.term_from = self.numbering()?.counts_from(page.body.term_from, day);
            page.next_number = store::issued::next_number(
                self.store.conn(),
                &paper.doc_type,
                &paper.symbol,
                paper.term_from,
            )?;
        }
        let next_number = page.next_number;
        let Some(written) = page.conclusion.as_mut() else {
            return refused("Chưa có nội dung kết luận; hãy bấm “Soạn từ biên bản” trước.");
        };
        if written
            .paragraphs
            .iter()
            .all(|paragraph| paragraph.text.is_empty())
        {
            return refused("Chưa có nội dung kết luận; hãy bấm “Soạn từ biên bản” trước.");
        }
        written.conclusion.number.get_or_insert(next_number);
        let missing = written.conclusion.missing_for_issue();
        if !missing.is_empty() {
            return Err(Problems(missing).into());
        }
        written.conclusion.check(page.visit.date)?;
        if let Some(day) = written.conclusion.date {
            page = page.with_deadlines(day);
        }
        let Some(written) = page.conclusion.as_ref() else {
            return refused("Chưa có nội dung kết luận.");
        };
        check_days(&written.conclusion, &page.shortcomings, self.today())?;
        if let Some(earlier) = page.replaced.last() {
            check_after(&written.conclusion, &earlier.conclusion)?;
        }
        let unfinished = page.shortcomings.iter().find_map(|s| {
            let open = s.state == ShortcomingState::Draft;
            s.missing_for_notice()
                .filter(|_| open)
                .map(|missing| (s, missing))
        });
        if let Some((shortcoming, missing)) = unfinished {
            return Err(Problem::new(
                "shortcomings",
                format!(
                    "Tồn tại “{}” chưa có {missing}; hãy ghi đủ trước khi ban hành.",
                    shortcoming.description
                ),
            )
            .into());
        }
        if !written.left_out.is_empty() && !accept_left_out {
            return Err(Problem::new(
                "left_out",
                format!(
                    "{} tồn tại chưa có trong kết luận; hãy soạn lại từ biên bản hoặc xác nhận không đưa vào.",
                    text::paper_count(written.left_out.len())
                ),
            )
            .into());
        }
        check_dates_said(&page)?;
        Ok(page)
    }

    /// Locks the conclusion for good with the bytes made from [`Register::prepare_issue`]'s page, concludes the
    /// visit and notifies its shortcomings.
    pub fn issue_conclusion(
        &mut self,
        page: &VisitPage,
        pdf: &[u8],
    ) -> Result<Outcome<ConclusionId>, RegisterError> {
        let Some(written) = &page.conclusion else {
            return refused("Chưa có nội dung kết luận.");
        };
        let message = format!(
            "Đã ban hành kết luận số {}",
            written.conclusion.doc_number()
        );
        self.transact(Op::IssueConclusion, message, |tx| {
            let before: Conclusion =
                draft_only(tx.rows.need(written.conclusion.id, "Kết luận này")?)?;
            if before.ver != written.conclusion.ver {
                return Err(StoreError::Stale.into());
            }
            number_free(tx, &written.conclusion)?;
            let sha256 = sha256_hex(pdf);
            let issued = Conclusion {
                state: ConclusionState::Issued,
                issued_at: Some(tx.now),
                sha256: sha256.clone(),
                ..written.conclusion.clone()
            };
            let day = issued.date.unwrap_or(tx.now.date_naive());
            let corrects = issued.replaces.is_some();
            tx.rows.put(&before, issued)?;
            tx.rows.add_issued_paper(before.id, &sha256, pdf)?;
            if corrects {
                // Visit and shortcomings were concluded and notified by the paper that this one replaces.
                return Ok(before.id);
            }
            let visit: Visit = tx.rows.need(page.visit.id, "Cuộc giám sát này")?;
            let concluded = Visit {
                state: VisitState::Concluded,
                ..visit.clone()
            };
            tx.rows.put(&visit, concluded)?;
            for paragraph in &written.paragraphs {
                let stored: Paragraph = tx.rows.need(paragraph.id, "Đoạn văn này")?;
                if stored.ver != paragraph.ver {
                    return Err(StoreError::Stale.into());
                }
                tx.rows.put(&stored, paragraph.clone())?;
            }
            for stored in store::visit::shortcomings(tx.rows.conn(), visit.id)? {
                if stored.state == ShortcomingState::Draft {
                    let dated = page.shortcomings.iter().find(|s| s.id == stored.id);
                    let shortcoming = tx.rows.put(
                        &stored,
                        Shortcoming {
                            deadline: dated.map_or(stored.deadline, |s| s.deadline),
                            ..stored.clone()
                        },
                    )?;
                    let step = Step {
                        kind: EventKind::Notified,
                        on: day,
                        by: page.body.full_name(),
                        text: format!("Thông báo kết luận số {}", written.conclusion.doc_number()),
                        deadline: None,
                    };
                    write_step(tx, &shortcoming, &step)?;
                }
            }
            Ok(before.id)
        })
    }

    /// The bytes of an issued conclusion, checked against their hash; `None` while it is a draft.
    ///
    /// # Errors
    /// The kept bytes are not what was issued.
    pub fn issued_pdf(&self, page: &VisitPage) -> Result<Option<Vec<u8>>, RegisterError> {
        let Some(written) = &page.conclusion else {
            return Ok(None);
        };
        if written.conclusion.state != ConclusionState::Issued {
            return Ok(None);
        }
        match store::visit::issued_paper(self.store.conn(), written.conclusion.id)? {
            Some((_, pdf)) if sha256_hex(&pdf) == written.conclusion.sha256 => Ok(Some(pdf)),
            _ => refused(
                "Bản lưu của kết luận không còn nguyên vẹn. Hãy chạy “Kiểm tra tệp” và khôi phục từ bản sao lưu.",
            ),
        }
    }
}

pub(super) fn draft_only(paper: Conclusion) -> Result<Conclusion, RegisterError> {
    if paper.state == ConclusionState::Draft {
        Ok(paper)
    } else {
        refused(format!(
            "Kết luận số {} đã ban hành, không sửa được. Muốn đính chính, hãy ra văn bản mới thay thế.",
            paper.doc_number()
        ))
    }
}

/// # Errors
/// Another conclusion of the same type, symbol and term has the number.
pub(super) fn number_free(tx: &Tx<'_>, paper: &Conclusion) -> Result<(), RegisterError> {
    let Some(number) = paper.number else {
        return Ok(());
    };
    let number = Number {
        doc_type: &paper.doc_type,
        symbol: &paper.symbol,
        term_from: paper.term_from,
        number,
    };
    let taken = store::issued::number_taken(tx.rows.conn(), number, Some(paper.id))?;
    check_free(number, taken)
}

/// # Errors
/// A correction is dated before the paper that it replaces.
fn check_after(paper: &Conclusion, earlier: &Conclusion) -> Result<(), Problem> {
    match (paper.date, earlier.date) {
        (Some(day), Some(before)) if day < before => Err(Problem::new(
            "date",
            format!(
                "Ngày {} ở trước ngày của văn bản được thay thế ({}); hãy ghi ngày từ đó trở đi.",
                date::show(day),
                date::show(before)
            ),
        )),
        _ => Ok(()),
    }
}

/// # Errors
/// The paper is dated after today, or an order falls due before the paper that gives it.
fn check_days(
    paper: &Conclusion,
    shortcomings: &[Shortcoming],
    today: NaiveDate,
) -> Result<(), Problem> {
    let Some(day) = paper.date else { return Ok(()) };
    if day > today {
        return Err(Problem::new(
            "date",
            format!(
                "Ngày ban hành {} chưa đến; hãy ghi ngày ký thực tế.",
                date::show(day)
            ),
        ));
    }
    let early = shortcomings.iter().find(|s| {
        s.state == ShortcomingState::Draft && s.deadline.is_some_and(|deadline| deadline < day)
    });
    match early {
        Some(s) => Err(Problem::new(
            "shortcomings",
            format!(
                "Tồn tại “{}” có thời hạn trước ngày ban hành {}; hãy sửa thời hạn.",
                s.description,
                date::show(day)
            ),
        )),
        None => Ok(()),
    }
}

/// # Errors
/// An order that counts from the day of the paper, and the paper does not say its date.
fn check_dates_said(page: &VisitPage) -> Result<(), Problem> {
    let Some(written) = &page.conclusion else {
        return Ok(());
    };
    for shortcoming in &page.shortcomings {
        let waits = shortcoming.state == ShortcomingState::Draft
            && shortcoming.deadline_rule.is_some()
            && !written.left_out.contains(&shortcoming.id);
        let Some(day) = shortcoming.deadline.filter(|_| waits) else {
            continue;
        };
        let source = ParagraphSource::Shortcoming(shortcoming.id);
        let words = date::show(day);
        let said = |p: &Paragraph| p.source == source && p.text.contains(&words);
        if !written.paragraphs.iter().any(said) {
            return Err(Problem::new(
                "shortcomings",
                format!(
                    "Kết luận chưa nêu thời hạn {words} của tồn tại “{}”; hãy bấm “Soạn từ biên bản” hoặc ghi “chậm nhất ngày {words}” vào đoạn yêu cầu khắc phục.",
                    shortcoming.description
                ),
            ));
        }
    }
    Ok(())
}

/// A new draft with what the body's papers usually carry.
pub(super) fn blank_conclusion(tx: &Tx<'_>, visit: &Visit) -> Result<Conclusion, RegisterError> {
    let unit: Unit = tx.rows.need(visit.unit_id, "Đơn vị này")?;
    let body = body_of_visit(tx, visit, tx.now.date_naive())?;
    let signer = signer_of(tx, body.id)?;
    Ok(Conclusion {
        term_from: term_for(tx, visit, None)?,
        ..Conclusion::blank(
            ConclusionId(tx.new_id()),
            visit,
            &unit,
            &body,
            signer.as_ref(),
        )
    })
}

/// Who usually signs a body's papers.
pub(super) fn signer_of(tx: &Tx<'_>, body: BodyId) -> Result<Option<Signer>, RegisterError> {
    Ok(store::unit::signers(tx.rows.conn(), body)?
        .into_iter()
        .next())
}

/// First day of the span within which a conclusion of a day is numbered; before it has one, of today.
pub(super) fn term_for(
    tx: &Tx<'_>,
    visit: &Visit,
    day: Option<NaiveDate>,
) -> Result<NaiveDate, RegisterError> {
    let day = day.unwrap_or(tx.now.date_naive());
    let body = body_of_visit(tx, visit, day)?;
    let numbering = store::issued::numbering(tx.rows.conn())?;
    Ok(numbering.counts_from(body.term_from, day))
}

fn clean(mut paper: Conclusion) -> Conclusion {
    for field in [
        &mut paper.symbol,
        &mut paper.subject,
        &mut paper.signer_title,
        &mut paper.signer_name,
    ] {
        *field = text::clean(field);
    }
    paper.recipients = paper
        .recipients
        .iter()
        .map(|line| text::clean(line))
        .filter(|line| !line.is_empty())
        .collect();
    paper
}
