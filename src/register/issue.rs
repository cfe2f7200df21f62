//! Issued papers: number, lock, read again byte for byte. A mistake in one is put right by a new paper that replaces it.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::reminder::Reminding;
use super::transact::{Outcome, Tx};
use crate::domain::issued::check_number;
use crate::domain::{
    Body, BodyId, Concern, IssuedId, IssuedPaper, Numbering, PaperId, PaperKind, Problem, Signer,
    SigningRight, Visit, VisitId, date, text,
};
use crate::read::{IssuedFilter, IssuedPage, IssuedRow};
use crate::store::check::sha256_hex;
use crate::store::issued::Number;
use crate::store::{self, StoreError, setting};

/// A paper that is to be issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPaper {
    pub kind: PaperKind,
    pub body_id: BodyId,
    /// `None` for the next one; a form has none.
    pub number: Option<i64>,
    pub date: NaiveDate,
    /// Trích yếu.
    pub subject: String,
    pub concern: Concern,
    /// The issued paper that it corrects.
    pub replaces: Option<PaperId>,
}

/// A paper with its bytes, to be locked.
#[derive(Debug, Clone)]
pub struct Ready {
    pub paper: IssuedPaper,
    pub pdf: Vec<u8>,
    /// What a reminder letter asks; it is written down as a reminder.
    pub reminding: Option<Reminding>,
}

impl Register {
    /// How numbers of papers run in this file.
    pub fn numbering(&self) -> Result<Numbering, RegisterError> {
        Ok(store::issued::numbering(self.store.conn())?)
    }

    /// Lets numbers run by term, or by year from a year on; what is issued keeps its number.
    ///
    /// # Errors
    /// A year that no calendar of papers has.
    pub fn set_numbering(&mut self, new: Numbering) -> Result<Outcome<()>, RegisterError> {
        let words = match new {
            Numbering::Term => "Số văn bản chạy theo nhiệm kỳ".to_owned(),
            Numbering::YearFrom(year) if (1990..=2200).contains(&year) => {
                format!("Số văn bản chạy theo năm, từ năm {year}")
            }
            Numbering::YearFrom(_) => {
                return Err(Problem::new(
                    "numbering",
                    "Hãy ghi năm bắt đầu đánh số theo năm, ví dụ 2024.",
                )
                .into());
            }
        };
        self.transact(Op::SetNumbering, words, |tx| {
            Ok(tx.rows.put_setting(setting::NUMBERING, &new.code())?)
        })
    }

    /// The number that the next paper of a kind would get from a body on a day; `None` for a form.
    pub fn next_paper_number(
        &self,
        kind: PaperKind,
        body: &Body,
        day: NaiveDate,
    ) -> Result<Option<i64>, RegisterError> {
        if !kind.has_number() {
            return Ok(None);
        }
        let conn = self.store.conn();
        let term_from = store::issued::numbering(conn)?.counts_from(body.term_from, day);
        let next = store::issued::next_number(conn, kind.doc_type(), &body.symbol, term_from)?;
        Ok(Some(next))
    }

    /// The paper as it will be issued: everything checked, the number given. The caller makes its bytes and hands
    /// both to [`Register::issue_papers`].
    ///
    /// # Errors
    /// The number is used, the day has not come, the same matter was issued already, or what it replaces does not fit.
    pub fn prepare_paper(&self, new: &NewPaper) -> Result<IssuedPaper, RegisterError> {
        let conn = self.store.conn();
        let body: Body = self.need(new.body_id, "Cơ quan giám sát này")?;
        let signer: Option<Signer> = store::unit::signers(conn, body.id)?.into_iter().next();
        let term_from = store::issued::numbering(conn)?.counts_from(body.term_from, new.date);
        let number = match new.number {
            Some(number) => Some(number),
            None => self.next_paper_number(new.kind, &body, new.date)?,
        };
        self.refuse_number_on_copy(number)?;
        let paper = IssuedPaper {
            id: PaperId(self.ids.next(self.now())),
            ver: 0,
            kind: new.kind,
            doc_type: new.kind.doc_type().to_owned(),
            number,
            symbol: body.symbol,
            term_from,
            date: new.date,
            subject: text::clean(&new.subject),
            visit_id: new.concern.visit_id,
            unit_id: new.concern.unit_id,
            period_from: new.concern.period_from,
            period_to: new.concern.period_to,
            signer_title: signer.as_ref().map_or("", |s| &s.title).to_owned(),
            signer_right: signer.as_ref().map_or(SigningRight::Direct, |s| s.right),
            signer_name: signer.as_ref().map_or("", |s| &s.name).to_owned(),
            replaces: new.replaces,
            issued_at: self.now(),
            sha256: String::new(),
        };
        paper.check()?;
        check_day(&paper, self.today())?;
        if let Some(visit) = paper.visit_id
            && paper.kind == PaperKind::Minutes
        {
            let visit: Visit = self.need(visit, "Cuộc giám sát này")?;
            if paper.date < visit.date {
                return Err(Problem::new(
                    "date",
                    format!(
                        "Ngày biên bản {} ở trước ngày giám sát {}.",
                        date::show(paper.date),
                        date::show(visit.date)
                    ),
                )
                .into());
            }
        }
        match paper.replaces {
            Some(earlier) => self.check_replaces(&paper, earlier)?,
            None => self.check_once(&paper)?,
        }
        if let Some(number) = paper.number {
            let number = Number {
                doc_type: &paper.doc_type,
                symbol: &paper.symbol,
                term_from,
                number,
            };
            check_free(number, store::issued::number_taken(conn, number, None)?)?;
        }
        Ok(paper)
    }

    /// Locks a paper for good with the bytes made from [`Register::prepare_paper`]'s record.
    pub fn issue_paper(&mut self, ready: Ready) -> Result<Outcome<PaperId>, RegisterError> {
        let id = ready.paper.id;
        Ok(self.issue_papers(&[ready])?.map(|_| id))
    }

    /// Locks several papers in one step: all of them or none.
    ///
    /// # Errors
    /// One of the numbers was given away meanwhile.
    pub fn issue_papers(
        &mut self,
        papers: &[Ready],
    ) -> Result<Outcome<Vec<PaperId>>, RegisterError> {
        let message = match papers {
            [] => return refused("Không có văn bản nào để ban hành."),
            [Ready { paper: one, .. }] => {
                let number = match one.number {
                    Some(_) => format!(" số {}", one.doc_number()),
                    None => String::new(),
                };
                format!(
                    "Đã ban hành {}{number}",
                    text::lower_first(one.kind.label())
                )
            }
            [Ready { paper: first, .. }, ..] => format!(
                "Đã ban hành {} văn bản, từ số {}",
                text::paper_count(papers.len()),
                first.doc_number()
            ),
        };
        let mut reminded = Vec::with_capacity(papers.len());
        for ready in papers {
            reminded.push(self.reminded(ready)?);
        }
        self.transact(Op::IssuePaper, message, |tx| {
            let mut ids = Vec::with_capacity(papers.len());
            for (ready, reminded) in papers.iter().zip(&reminded) {
                let id = issue(tx, &ready.paper, &ready.pdf)?;
                if let Some(reminded) = reminded {
                    reminded.write_down(tx, Some((&ready.paper, id)))?;
                }
                ids.push(id);
            }
            Ok(ids)
        })
    }

    /// The latest issued paper of a kind about a matter that nothing replaces yet.
    pub fn standing_paper(
        &self,
        kind: PaperKind,
        concern: &Concern,
    ) -> Result<Option<IssuedPaper>, RegisterError> {
        let mut papers = store::issued::standing(self.store.conn(), kind, concern)?;
        papers.sort_by_key(|paper| (paper.date, paper.issued_at));
        Ok(papers.pop())
    }

    /// The list of issued papers with what stands around it.
    pub fn issued(&self, filter: &IssuedFilter) -> Result<IssuedPage, RegisterError> {
        let conn = self.store.conn();
        let mut gaps = store::issued::gaps(conn)?;
        if let Some(kind) = filter.kind {
            gaps.retain(|gap| gap.doc_type == kind.doc_type());
        }
        Ok(IssuedPage {
            rows: store::issued::list(conn, filter)?,
            gaps,
            years: store::issued::years(conn)?,
            numbering: store::issued::numbering(conn)?,
        })
    }

    /// One issued paper.
    pub fn issued_row(&self, id: IssuedId) -> Result<IssuedRow, RegisterError> {
        store::issued::one(self.store.conn(), id)?.ok_or_else(|| {
            StoreError::Gone {
                what: "Văn bản này",
            }
            .into()
        })
    }

    /// The record of an issued paper that is no conclusion.
    pub fn issued_paper(&self, id: PaperId) -> Result<IssuedPaper, RegisterError> {
        self.need(id, "Văn bản này")
    }

    /// The bytes of an issued paper, checked against their hash.
    ///
    /// # Errors
    /// It is not there, or the kept bytes are not what was issued.
    pub fn issued_bytes(&self, id: IssuedId) -> Result<Vec<u8>, RegisterError> {
        let conn = self.store.conn();
        let row = self.issued_row(id)?;
        let kept = match id {
            IssuedId::Conclusion(id) => store::visit::issued_paper(conn, id)?,
            IssuedId::Paper(id) => store::issued::file(conn, id)?,
        };
        match kept {
            Some((_, pdf)) if sha256_hex(&pdf) == row.sha256 => Ok(pdf),
            _ => refused(format!(
                "Bản lưu của {} không còn nguyên vẹn. Hãy chạy “Kiểm tra tệp” và khôi phục từ bản sao lưu.",
                text::lower_first(&row.reference())
            )),
        }
    }

    /// What it replaces is of the same kind and matter, and nothing else replaces it yet.
    fn check_replaces(&self, new: &IssuedPaper, earlier: PaperId) -> Result<(), RegisterError> {
        let earlier: IssuedPaper = self.need(earlier, "Văn bản được thay thế")?;
        if let Some(later) = store::issued::replaced_by(self.store.conn(), earlier.id)? {
            return refused(format!(
                "{} đã được thay thế bằng {}; hãy thay thế văn bản đó.",
                earlier.reference(),
                text::lower_first(&later.reference())
            ));
        }
        if earlier.kind != new.kind
            || earlier.visit_id != new.visit_id
            || earlier.unit_id != new.unit_id
        {
            return refused(format!(
                "{} không cùng loại hoặc không cùng nội dung với văn bản mới, không thay thế được.",
                earlier.reference()
            ));
        }
        if new.date < earlier.date {
            return Err(Problem::new(
                "date",
                format!(
                    "Ngày {} ở trước ngày của văn bản được thay thế ({}); hãy ghi ngày từ đó trở đi.",
                    date::show(new.date),
                    date::show(earlier.date)
                ),
            )
            .into());
        }
        Ok(())
    }

    /// The same matter is not issued twice by a second press of the button.
    fn check_once(&self, new: &IssuedPaper) -> Result<(), RegisterError> {
        let concern = Concern {
            visit_id: new.visit_id,
            unit_id: new.unit_id,
            period_from: new.period_from,
            period_to: new.period_to,
        };
        let each_day = matches!(
            new.kind,
            PaperKind::Reminder
                | PaperKind::ReportRequest
                | PaperKind::ArchiveRequest
                | PaperKind::FigureRequest
                | PaperKind::Tracking
                | PaperKind::Checklist
        );
        let there = store::issued::standing(self.store.conn(), new.kind, &concern)?
            .into_iter()
            .find(|paper| (!each_day || paper.date == new.date) && paper.symbol == new.symbol);
        match there {
            Some(paper) => refused(format!(
                "{} đã ban hành cho nội dung này; muốn sửa, hãy ra văn bản mới thay thế.",
                paper.reference()
            )),
            None => Ok(()),
        }
    }
}

pub(super) fn issue(
    tx: &mut Tx<'_>,
    paper: &IssuedPaper,
    pdf: &[u8],
) -> Result<PaperId, RegisterError> {
    if let Some(number) = paper.number {
        let number = Number {
            doc_type: &paper.doc_type,
            symbol: &paper.symbol,
            term_from: paper.term_from,
            number,
        };
        let taken = store::issued::number_taken(tx.rows.conn(), number, None)?;
        check_free(number, taken)?;
    }
    let sha256 = sha256_hex(pdf);
    let issued = IssuedPaper {
        issued_at: tx.now,
        sha256: sha256.clone(),
        ..paper.clone()
    };
    let id = tx.rows.add(issued)?.id;
    tx.rows.add_paper_file(id, &sha256, pdf)?;
    Ok(id)
}

/// # Errors
/// The paper is dated after today.
fn check_day(paper: &IssuedPaper, today: NaiveDate) -> Result<(), Problem> {
    if paper.date > today {
        return Err(Problem::new(
            "date",
            format!(
                "Ngày ban hành {} chưa đến; hãy ghi ngày ký thực tế.",
                date::show(paper.date)
            ),
        ));
    }
    Ok(())
}

/// # Errors
/// Another paper of the same type, symbol and span has the number (`taken`: what it is, in words).
pub(super) fn check_free(number: Number<'_>, taken: Option<String>) -> Result<(), RegisterError> {
    check_number(Some(number.number))?;
    match taken {
        None => Ok(()),
        Some(words) => Err(Problem::new(
            "number",
            format!(
                "Số {} đã dùng cho {words}; hãy chọn số khác.",
                crate::domain::issued::doc_number(number.number, number.doc_type, number.symbol)
            ),
        )
        .into()),
    }
}

/// # Errors
/// Something besides a conclusion was issued about the visit: it is kept with it.
pub(super) fn no_paper_about(tx: &Tx<'_>, id: VisitId) -> Result<(), RegisterError> {
    match store::issued::about_visit(tx.rows.conn(), id)?.first() {
        Some(paper) => refused(format!(
            "{} của cuộc giám sát này đã ban hành, không xóa được; hãy chuyển cuộc giám sát sang “Hủy”.",
            paper.reference()
        )),
        None => Ok(()),
    }
}
