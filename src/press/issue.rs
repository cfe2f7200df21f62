//! Issuing: the paper is made with its number and day, and its bytes are locked in the register.

use chrono::NaiveDate;

use super::{PressError, proof};
use crate::documents::profile::Profile;
use crate::documents::{self, content::Block, papers::frame};
use crate::domain::text::upper_first;
use crate::domain::{
    Body, Concern, IssuedId, IssuedPaper, PaperId, PaperKind, Period, UnitId, VisitId,
};
use crate::read::paper::{ChecklistOf, FiguresPaper, PaperRequest, Stamp};
use crate::read::{ArchiveOf, OtherPaper};
use crate::register::{NewPaper, Outcome, Ready, Register, RegisterError, Reminding};

/// A paper that is to be issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    pub request: PaperRequest,
    /// `None` for the next one.
    pub number: Option<i64>,
    pub date: NaiveDate,
    /// The issued paper that it corrects.
    pub replaces: Option<PaperId>,
}

impl Issue {
    /// With the next number, correcting nothing.
    pub fn new(request: PaperRequest, date: NaiveDate) -> Self {
        Self {
            request,
            number: None,
            date,
            replaces: None,
        }
    }
}

/// Issues one paper for good.
pub fn issue(register: &mut Register, issue: &Issue) -> Result<Outcome<PaperId>, PressError> {
    let ready = made(register, issue)?;
    Ok(register.issue_paper(ready)?)
}

/// Issues several papers in one step, all or none; where no number is given they count up from the next one.
pub fn issue_all(
    register: &mut Register,
    issues: &[Issue],
) -> Result<Outcome<Vec<PaperId>>, PressError> {
    let mut papers: Vec<Ready> = Vec::with_capacity(issues.len());
    for issue in issues {
        let mut issue = issue.clone();
        if issue.number.is_none() {
            let next = prepared(register, &issue)?;
            let given = papers
                .iter()
                .map(|ready| &ready.paper)
                .filter(|paper| {
                    paper.doc_type == next.doc_type
                        && paper.symbol == next.symbol
                        && paper.term_from == next.term_from
                })
                .filter_map(|paper| paper.number)
                .max();
            issue.number = next
                .number
                .map(|number| given.map_or(number, |given| number.max(given + 1)));
        }
        papers.push(made(register, &issue)?);
    }
    Ok(register.issue_papers(&papers)?)
}

/// The next number for a paper of that day; `None` for a form.
pub fn next_number(
    register: &Register,
    request: &PaperRequest,
    date: NaiveDate,
) -> Result<Option<i64>, PressError> {
    let matter = matter(register, request, date)?;
    Ok(register.next_paper_number(matter.kind, &matter.body, date)?)
}

/// The latest paper of the same matter that nothing replaces yet: what issuing it again would replace.
pub fn standing(
    register: &Register,
    request: &PaperRequest,
) -> Result<Option<OtherPaper>, PressError> {
    let matter = matter(register, request, register.today())?;
    let paper = register.standing_paper(matter.kind, &matter.concern)?;
    Ok(paper.map(|paper| OtherPaper {
        id: IssuedId::Paper(paper.id),
        kind: paper.kind,
        number: paper.doc_number(),
        date: paper.date,
    }))
}

/// The record and the bytes under which a paper will be issued: nothing is kept yet.
fn made(register: &Register, issue: &Issue) -> Result<Ready, PressError> {
    let record = prepared(register, issue)?;
    let stamp = Stamp {
        number: record.number,
        date: Some(record.date),
    };
    let mut paper = proof(register, &issue.request.clone().stamped(stamp))?.paper;
    if issue.request.stamp().is_none() {
        let matter = matter(register, &issue.request, record.date)?;
        // the rules of the day of issue, not of the visit
        paper.profile = Profile::of_office(&register.paper_rules()?, record.date)?.into_owned();
        if record.number.is_some() {
            let symbol = format!("{}/{}", record.doc_type, record.symbol);
            paper.letterhead.number_line = paper.profile.number_line(record.number, &symbol);
        }
        let (profile, place) = (&paper.profile, &matter.body.place);
        paper.letterhead.superior.clone_from(&matter.body.superior);
        paper.letterhead.issuer.clone_from(&matter.body.name);
        paper.letterhead.place_date = frame::place_date(profile, place, Some(record.date));
        paper.meta.date = record.date;
    }
    if let Some(earlier) = record.replaces {
        let earlier = register.issued_paper(earlier)?;
        let words = format!(
            "{} này thay thế {} của {}.",
            record.kind.noun(),
            earlier.reference(),
            matter(register, &issue.request, record.date)?
                .body
                .full_name()
        );
        let at = before_text(&paper.blocks, paper.letter_subject.is_some());
        paper.blocks.insert(at, Block::text(words));
    }
    // A letter says what it is about beside its number: "V/v đôn đốc …".
    let label = paper.profile.letter_subject_label.as_str();
    let subject = paper.letter_subject.as_deref().map_or_else(
        || paper.meta.subject.clone(),
        |words| upper_first(words.strip_prefix(label).unwrap_or(words).trim_start()),
    );
    let record = IssuedPaper {
        subject: if subject.is_empty() {
            record.subject
        } else {
            subject
        },
        ..record
    };
    Ok(Ready {
        paper: record,
        pdf: documents::render_pdf(&paper)?.bytes,
        reminding: if let PaperRequest::Reminder { as_of, by, .. } = issue.request {
            Some(Reminding {
                as_of,
                reply_by: by,
            })
        } else {
            None
        },
    })
}

/// Where the first sentence goes: after what says how the page lies and, in a letter, whom it is for.
fn before_text(blocks: &[Block], letter: bool) -> usize {
    let sheet = usize::from(matches!(blocks.first(), Some(Block::Sheet(_))));
    let addressed = blocks
        .iter()
        .position(|block| matches!(block, Block::Space { .. }))
        .map(|at| at + 1)
        .filter(|_| letter);
    addressed.unwrap_or(sheet)
}

fn prepared(register: &Register, issue: &Issue) -> Result<IssuedPaper, PressError> {
    let matter = matter(register, &issue.request, issue.date)?;
    Ok(register.prepare_paper(&NewPaper {
        kind: matter.kind,
        body_id: matter.body.id,
        number: issue.number,
        date: issue.date,
        subject: issue.request.title().to_owned(),
        concern: matter.concern,
        replaces: issue.replaces,
    })?)
}

/// What a request is about, and who issues it.
struct Matter {
    kind: PaperKind,
    body: Body,
    concern: Concern,
}

/// `on`: the day of the paper, whose head it bears.
fn matter(
    register: &Register,
    request: &PaperRequest,
    on: NaiveDate,
) -> Result<Matter, PressError> {
    let visit = |kind, id: VisitId| -> Result<Matter, PressError> {
        let page = register.with_body_on(register.visit_page(id)?, on)?;
        Ok(Matter {
            kind,
            body: page.body,
            concern: Concern {
                visit_id: Some(id),
                unit_id: Some(page.unit.id),
                ..Concern::default()
            },
        })
    };
    let unit = |kind, id: Option<UnitId>, day| -> Result<Matter, PressError> {
        let district = match id {
            Some(id) => register.unit(id)?.district,
            None => String::new(),
        };
        Ok(Matter {
            kind,
            body: register.issuer_on(&district, day)?.body,
            concern: Concern {
                unit_id: id,
                ..Concern::default()
            },
        })
    };
    let span = |kind, period: Period, year: i32| -> Result<Matter, PressError> {
        let Some((from, to)) = period.span(year) else {
            return refuse(format!("Năm {year} không dùng được."));
        };
        let day = if kind == PaperKind::Plan { from } else { to };
        Ok(Matter {
            kind,
            body: register.issuer_on("", day)?.body,
            concern: Concern {
                period_from: Some(from),
                period_to: Some(to),
                ..Concern::default()
            },
        })
    };
    match request {
        PaperRequest::Conclusion(_) => refuse(
            "Thông báo kết luận được ban hành ở mục “Kết luận” của cuộc giám sát, vì khi đó các tồn tại được thông báo.",
        ),
        PaperRequest::Checklist(ChecklistOf::Blank(_) | ChecklistOf::Unit { .. }) => {
            refuse("Phiếu kiểm tra trắng để mang đi ghi tay, không phải văn bản ban hành.")
        }
        PaperRequest::Profile { .. } => {
            refuse("Hồ sơ theo dõi là bản in để làm việc, không phải văn bản ban hành.")
        }
        PaperRequest::Programmes(_) => {
            refuse("Bản in về chương trình phối hợp để làm việc, không phải văn bản ban hành.")
        }
        PaperRequest::Models(_) => {
            refuse("Bản in về mô hình Dân vận khéo để làm việc, không phải văn bản ban hành.")
        }
        PaperRequest::Reports { .. } => refuse(
            "Bảng theo dõi báo cáo tháng là bản in để làm việc, không phải văn bản ban hành.",
        ),
        PaperRequest::Guiding { .. } => refuse(
            "Bảng theo dõi văn bản chỉ đạo là bản in để làm việc, không phải văn bản ban hành.",
        ),
        PaperRequest::Archive(ArchiveOf::Sheet { .. }) => refuse(
            "Bảng theo dõi hồ sơ lưu trữ là bản in để làm việc, không phải văn bản ban hành.",
        ),
        PaperRequest::Archive(ArchiveOf::Letter { unit_id, as_of, .. }) => {
            unit(PaperKind::ArchiveRequest, Some(*unit_id), *as_of)
        }
        PaperRequest::Figures(FiguresPaper::Table { .. }) => {
            refuse("Bảng số liệu là bản in để làm việc, không phải văn bản ban hành.")
        }
        PaperRequest::Figures(FiguresPaper::Letter { unit_id, as_of, .. }) => {
            unit(PaperKind::FigureRequest, Some(*unit_id), *as_of)
        }
        PaperRequest::ReportRequest { unit_id, as_of, .. } => {
            unit(PaperKind::ReportRequest, Some(*unit_id), *as_of)
        }
        PaperRequest::Checklist(ChecklistOf::Rated(id)) => visit(PaperKind::Checklist, *id),
        PaperRequest::Minutes(id) => visit(PaperKind::Minutes, *id),
        PaperRequest::Announcement { visit_id, .. } => visit(PaperKind::Announcement, *visit_id),
        PaperRequest::Recheck(id) => visit(PaperKind::Recheck, *id),
        PaperRequest::Reminder { unit_id, as_of, .. } => {
            unit(PaperKind::Reminder, Some(*unit_id), *as_of)
        }
        PaperRequest::Tracking { unit_id, as_of, .. } => {
            unit(PaperKind::Tracking, *unit_id, *as_of)
        }
        PaperRequest::Plan { year, .. } => span(PaperKind::Plan, Period::Year, *year),
        PaperRequest::Summary { period, year, .. } => span(PaperKind::Summary, *period, *year),
    }
}

fn refuse<T>(message: impl Into<String>) -> Result<T, PressError> {
    Err(RegisterError::Refused(message.into()).into())
}
