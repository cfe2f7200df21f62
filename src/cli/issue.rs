//! `qcdc issue`: numbers a paper and locks it for good; answers its identity.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::World;
use super::export::write;
use super::figure_args::FigureIssueArgs;
use super::issue_args::{IssueArgs, IssueCommand};
use super::papers::unit;
use super::{archive, figure, paper_id, report, visit_id};
use crate::domain::{IssuedId, Period, VisitId};
use crate::press::{self, Issue};
use crate::read::{ChecklistOf, PaperRequest, Stamp};
use crate::register::{Outcome, Register};
use crate::store::files::explain;

pub(super) fn run(file: Option<&Path>, what: &IssueCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let stamp = Stamp::default();
    let (request, issue) = match what {
        IssueCommand::Conclusion {
            id,
            accept_left_out,
            issue,
        } => {
            let id = visit_id::find(&register, id)?;
            return conclusion(&mut register, id, *accept_left_out, issue, world);
        }
        IssueCommand::Minutes { id, issue } => {
            (PaperRequest::Minutes(visit_id::find(&register, id)?), issue)
        }
        IssueCommand::Announcement { id, issue } => {
            let visit_id = visit_id::find(&register, id)?;
            (PaperRequest::Announcement { visit_id, stamp }, issue)
        }
        IssueCommand::Recheck { id, issue } => {
            (PaperRequest::Recheck(visit_id::find(&register, id)?), issue)
        }
        IssueCommand::Checklist { id, issue } => {
            let of = ChecklistOf::Rated(visit_id::find(&register, id)?);
            (PaperRequest::Checklist(of), issue)
        }
        IssueCommand::Plan { year, issue } => (PaperRequest::Plan { year: *year, stamp }, issue),
        IssueCommand::Summary {
            year,
            period,
            day,
            issue,
        } => {
            let request = PaperRequest::Summary {
                period: period.unwrap_or(Period::Year),
                year: *year,
                as_of: day.as_of,
                stamp,
            };
            (request, issue)
        }
        IssueCommand::Tracking {
            unit: code,
            day,
            issue,
        } => {
            let code = code.as_ref().map(|code| unit(&register, code));
            let request = PaperRequest::Tracking {
                unit_id: code.transpose()?.map(|unit| unit.id),
                as_of: day.on(&register),
                only: None,
            };
            (request, issue)
        }
        IssueCommand::ReportRequest { of, issue } => {
            if of.unit.is_none() {
                let requests = report::requests(&register, of, stamp)?;
                let requests = requests.into_iter().map(|(_, request)| request);
                return round(&mut register, requests.collect(), issue, world);
            }
            (report::one_request(&register, of, stamp)?, issue)
        }
        IssueCommand::ArchiveRequest { of, issue } => {
            if of.unit.is_none() {
                let requests = archive::requests(&register, of, stamp)?;
                let requests = requests.into_iter().map(|(_, request)| request);
                return round(&mut register, requests.collect(), issue, world);
            }
            (archive::one_request(&register, of, stamp)?, issue)
        }
        IssueCommand::FigureRequest(FigureIssueArgs { of, issue }) => {
            if of.unit.is_none() {
                let requests = figure::requests(&register, of, stamp)?;
                let requests = requests.into_iter().map(|(_, request)| request);
                return round(&mut register, requests.collect(), issue, world);
            }
            (figure::one_request(&register, of, stamp)?, issue)
        }
        IssueCommand::Reminder {
            unit: code,
            by,
            day,
            issue,
        } => {
            let as_of = day.on(&register);
            let by = by.unwrap_or_else(|| PaperRequest::reminder_by(as_of));
            let Some(code) = code else {
                return reminders(&mut register, (as_of, by), issue, world);
            };
            let request = PaperRequest::Reminder {
                unit_id: unit(&register, code)?.id,
                as_of,
                by,
                stamp,
            };
            (request, issue)
        }
    };
    one(&mut register, request, issue, world)
}

fn one(
    register: &mut Register,
    request: PaperRequest,
    args: &IssueArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let replaces = match &args.replaces {
        None => None,
        Some(typed) => match paper_id::find(register, typed)?.id {
            IssuedId::Paper(id) => Some(id),
            IssuedId::Conclusion(_) => bail!(
                "“{typed}” là thông báo kết luận; hãy thay thế bằng lệnh “qcdc issue conclusion”."
            ),
        },
    };
    let issue = Issue {
        request,
        number: args.number,
        date: args.date.unwrap_or_else(|| register.today()),
        replaces,
    };
    let outcome = press::issue(register, &issue)?;
    let id = IssuedId::Paper(outcome.value);
    said(&outcome, world)?;
    writeln!(world.out, "{id}")?;
    saved(register, id, args.out.as_deref(), world)
}

/// A letter for every unit that is late, all in one step.
fn reminders(
    register: &mut Register,
    (as_of, by): (NaiveDate, NaiveDate),
    args: &IssueArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let late = register.late_units(as_of)?;
    let units = late.iter().filter_map(|page| page.unit.as_ref());
    let requests: Vec<PaperRequest> = units
        .map(|unit| PaperRequest::Reminder {
            unit_id: unit.id,
            as_of,
            by,
            stamp: Stamp::default(),
        })
        .collect();
    if requests.is_empty() && args.replaces.is_none() {
        bail!("Không có đơn vị nào có yêu cầu khắc phục quá hạn; không cần công văn đôn đốc.");
    }
    round(register, requests, args, world)
}

/// Several letters in one step, numbered one after the other.
fn round(
    register: &mut Register,
    requests: Vec<PaperRequest>,
    args: &IssueArgs,
    world: &mut World<'_>,
) -> Result<()> {
    if args.replaces.is_some() {
        bail!("Thay thế từng công văn một: hãy ghi --unit cùng --replaces.");
    }
    let date = args.date.unwrap_or_else(|| register.today());
    let issues: Vec<Issue> = requests
        .into_iter()
        .zip(0..)
        .map(|(request, ahead)| Issue {
            number: args.number.map(|first| first + ahead),
            ..Issue::new(request, date)
        })
        .collect();
    let outcome = press::issue_all(register, &issues)?;
    said(&outcome, world)?;
    if let Some(folder) = &args.out
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        bail!(
            "Không tạo được thư mục “{}”: {}. Công văn đã ban hành; xuất lại bằng lệnh “qcdc export paper”.",
            folder.display(),
            explain(&error)
        );
    }
    for id in outcome.value.iter().copied().map(IssuedId::Paper) {
        writeln!(world.out, "{id}")?;
        let out = match &args.out {
            Some(folder) => Some(folder.join(register.issued_row(id)?.file_name())),
            None => None,
        };
        saved(register, id, out.as_deref(), world)?;
    }
    Ok(())
}

fn conclusion(
    register: &mut Register,
    id: VisitId,
    accept_left_out: bool,
    args: &IssueArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let page = register.visit_page(id)?;
    if let Some(typed) = &args.replaces {
        let earlier = paper_id::find(register, typed)?.id;
        let in_force = page.in_force().map(|paper| IssuedId::Conclusion(paper.id));
        if in_force != Some(earlier) {
            bail!(
                "“{typed}” không phải thông báo kết luận đang có hiệu lực của cuộc giám sát này."
            );
        }
        if !page.is_correcting() {
            register.correct_conclusion(id)?;
        }
    } else if page.conclusion.is_none() {
        press::conclusion::draft(register, id, false)?;
    }
    let page = register.visit_page(id)?;
    let Some(written) = &page.conclusion else {
        bail!("Chưa có nội dung kết luận.");
    };
    let base = &written.conclusion;
    let mut new = base.clone();
    new.number = args.number.or(base.number);
    new.date = args.date.or(base.date).or_else(|| Some(register.today()));
    if new != *base {
        register.edit_conclusion(base, &new)?;
    }
    let outcome = press::conclusion::issue(register, id, accept_left_out)?;
    said(&outcome, world)?;
    let id = IssuedId::Conclusion(outcome.value);
    writeln!(world.out, "{id}")?;
    saved(register, id, args.out.as_deref(), world)
}

fn said<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    Ok(writeln!(world.err, "{}.", outcome.message)?)
}

/// The issued bytes into a file that was asked for.
fn saved(
    register: &Register,
    id: IssuedId,
    out: Option<&Path>,
    world: &mut World<'_>,
) -> Result<()> {
    match out {
        Some(out) => write(register, out, &register.issued_bytes(id)?, world),
        None => Ok(()),
    }
}

/// `qcdc export paper`: an issued paper byte for byte.
pub(super) fn export(
    file: Option<&Path>,
    typed: &str,
    out: &Path,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open(file)?;
    let row = paper_id::find(&register, typed)?;
    if let Some(later) = &row.replaced_by {
        writeln!(
            world.err,
            "{} đã được thay thế bằng {}.",
            row.reference(),
            crate::domain::text::lower_first(&later.reference())
        )?;
    }
    saved(&register, row.id, Some(out), world)
}
